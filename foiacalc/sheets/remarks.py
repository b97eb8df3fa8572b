"""Remarks on a row that is still answered: given in its own answer, and counted for the whole sheet."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from foiacalc.law import agencies

_SHOWN, _LONGEST = 3, 40  # different cells, and characters of one
_KEPT = 1000  # different cells counted one by one; what comes after is counted together
_REST = "others"

ENDED, UNREAD, LEFT_OUT, UNDATED, OPEN, EARLY, LATE, CODES, UNKNOWN = (
    "ended", "unread", "left out", "undated", "open", "early", "late", "codes", "unknown",
)  # fmt: skip


HEADING = "heading"  # no column: a heading above the row


class Remark(NamedTuple):
    """A kind of remark, the field that it is about, and what the cell says. CODES and UNKNOWN are told of the whole sheet."""

    kind: str
    field: str
    text: str

    @property
    def says(self) -> str:
        """The remark in the row's own answer."""
        named = "the status" if self.field == "status" else _NAMES.get(self.field, self.field)
        return f"{_OF_ROW[self.kind](f'{named[0].upper()}{named[1:]}', _shown(self.text))}"


_NAMES = {
    "outcome": "the outcome",
    "closed": "the closing date",
    "determined": "the closing date",
    "withdrawn": "the withdrawal date",
    "appeal_outcome": "the outcome of the appeal",
    "appeal_determined": "the date of the decision on the appeal",
    "expedite_outcome": "the decision on expedited processing",
    "claimed": "the claimed date",
    HEADING: "the heading above",
}
_OF_ROW: Mapping[str, Callable[[str, str], str]] = {
    ENDED: lambda name, text: (
        f"{name} is {text}, but no date says when the request ended, so it is not known whether its limits were met."
    ),
    UNREAD: lambda name, text: f"{name} is {text}, which is not understood; it is left out.",
    LEFT_OUT: lambda name, text: f"{name}, {text}, is impossible and is left out.",
    UNDATED: lambda name, text: f"{name} is {text}, but no date says when it was made; it is left out.",
    OPEN: lambda name, text: f"{name} is {text}, but other cells say that the request ended; it is treated as ended.",
    EARLY: lambda name, text: f"The perfected date, {text}, is before receipt; the clock starts on receipt.",
    LATE: lambda name, text: f"The letter is dated {text}, after its receipt; that date is left out.",
}
_OF_SHEET: Mapping[str, str] = {
    UNREAD: "not understood and left out",
    LEFT_OUT: "with an impossible value, left out",
    UNDATED: "without a date and left out",
    OPEN: "marked open where other cells say ended; treated as ended",
    EARLY: "perfected before receipt; the clock starts on receipt",
    LATE: "dated after receipt and left out",
    CODES: "read as Department of Justice code numbers (1 full grant, 2 partial grant, ...)",
    UNKNOWN: "with a name that foiacalc does not know; the statute's rule applies",
}


class Told:
    """The remarks on the rows of one sheet as they pass, and how many rows were answered."""

    def __init__(self, names: Mapping[str, str], says_ends: bool, says_when: bool, untold: tuple[str, ...] = ()) -> None:
        self._names, self._says_ends, self._says_when, self._untold = names, says_ends, says_when, untold
        self._counts: dict[tuple[str, str], Counter[str]] = {}
        self._answered = self._ended = 0

    def take(self, remarks: tuple[Remark, ...]) -> None:
        """A row that was answered."""
        self._answered += 1
        if not remarks:
            return
        self._ended += any(remark.kind == ENDED for remark in remarks)
        for kind, field, text in (remark for remark in remarks if remark.kind not in self._untold):
            counts = self._counts.setdefault((kind, field), Counter())
            counts[text if text in counts or len(counts) < _KEPT else _REST] += 1

    def sentences(self) -> list[str]:
        """What to know of the sheet: on its ends first, then a line for each kind of remark and column."""
        return [*self._on_ends(), *(self._counted(kind, field) for kind, field in sorted(self._counts) if kind != ENDED)]

    def _on_ends(self) -> list[str]:
        if not self._answered:
            return []
        going = [] if self._says_ends else list(self._as_if_open())
        return [*going, *self._on_ended()] if self._ended else going

    def _as_if_open(self) -> Iterator[str]:
        """What no column says; headings between the rows may say it of some."""
        left = self._answered - self._ended
        them = f"all {left:,} are" if left > 1 else "the one here is"
        if self._ended:
            them = "1 is" if left == 1 else f"{left:,} are"
        if left:
            yield f"no column says whether or when a request ended; {them} answered as if open"

    def _on_ended(self) -> list[str]:
        words = [(field, text, n) for (kind, field), c in self._counts.items() if kind == ENDED for text, n in c.items()]
        words.sort(key=lambda word: (-word[2], word[:2]))
        shown = ", ".join(f"{n:,} have {self._name(field)} {_shown(text)}" for field, text, n in words[:_SHOWN])
        more = ", ..." if len(words) > _SHOWN else ""
        when = "" if self._says_when else "no column says when a request ended: "
        return [
            f"{when}{_rows(self._ended)} ended on an unknown date ({shown}{more}); it is not known whether their limits were "
            "met"
        ]

    def _counted(self, kind: str, field: str) -> str:
        counts = self._counts[kind, field]
        shown = ", ".join(f"{_shown(text)} {n:,}{_meant(kind, text)}" for text, n in counts.most_common(_SHOWN))
        more = ", ..." if len(counts) > _SHOWN else ""
        return f"{self._name(field)}: {_rows(counts.total())} {_OF_SHEET[kind]} ({shown}{more})"

    def _name(self, field: str) -> str:
        return " ".join(self._names.get(field, field).split())


def _meant(kind: str, text: str) -> str:
    """What the name of an agency that is not known may be a misspelling of."""
    found = agencies.near(text) if kind == UNKNOWN and text != _REST else ()
    return f": did you mean {' or '.join(found)}?" if found else ""


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number:,} rows"


def _shown(text: str) -> str:
    one_line = " ".join(text.split())
    return repr(one_line if len(one_line) <= _LONGEST else one_line[: _LONGEST - 3] + "...")
