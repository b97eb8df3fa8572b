"""This module makes remarks on a row that is still answered: given in its own answer, and counted for the whole sheet."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from foiacalc.law import agencies
from foiacalc.sheets.fitting import first_of
from foiacalc.sheets.told_days import has_date

_SHOWN, _LONGEST = 3, 40  # different cells that are shown, and characters of each
_KEPT = 1000  # different cells counted one by one; later ones are counted together
_REST = "others"

ENDED, SO_ENDED, UNREAD, LEFT_OUT, UNDATED, OPEN, DIFFER, FUTURE, DAY, EARLY, LATE, CODES, UNKNOWN = (
    "ended", "so ended", "unread", "left out", "undated", "open", "differ", "future", "day", "early", "late", "codes",
    "unknown",
)  # fmt: skip
_ENDS = (ENDED, SO_ENDED, FUTURE)  # kinds of rows that ended on an unknown day


HEADING = "heading"  # not a column but a heading above the row


class Remark(NamedTuple):
    """This is a remark on a row: its kind, the field, what the cell says, and what another cell says against it, if one does.

    CODES and UNKNOWN are told once, for the whole sheet.
    """

    kind: str
    field: str
    text: str
    other: str = ""

    @property
    def says(self) -> str:
        """Return the remark in the row's own answer."""
        field = first_of(self.field)
        named = "the status" if field == "status" else _NAMES.get(field, field)
        return f"{_OF_ROW[self.kind](f'{named[0].upper()}{named[1:]}', self)}"

    @property
    def shown(self) -> str:
        return _shown(self.text)

    @property
    def against(self) -> str:
        """Return what another cell says, as part of a sentence."""
        return f"another cell says {_shown(self.other)}" if self.other else "another cell says that the request ended"


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
_NOT_KNOWN = "so it is not known whether its deadlines were met"
_OF_ROW: Mapping[str, Callable[[str, Remark], str]] = {
    ENDED: lambda name, it: f"{name} is {it.shown}, but {_no_day(it.text)}, {_NOT_KNOWN}.",
    SO_ENDED: lambda name, it: (
        f"{name} is {it.shown}, which is not understood; it is taken to mean that the request ended. No date says when, "
        f"{_NOT_KNOWN}."
    ),
    FUTURE: lambda name, it: f"{name}, {it.text}, is in the future, but {it.against}; that date is left out, {_NOT_KNOWN}.",
    UNREAD: lambda name, it: f"{name} is {it.shown}, which is not understood; it is left out.",
    LEFT_OUT: lambda name, it: f"{name}, {it.shown}, is impossible and is left out.",
    UNDATED: lambda name, it: f"{name} is {it.shown}, but no date says when it was made; it is left out.",
    OPEN: lambda name, it: f"{name} is {it.shown}, but {it.against}; the request is treated as ended.",
    DIFFER: lambda name, it: f"{name} is {it.shown}, but {it.against}; the reading that preserves any right to appeal is used.",
    DAY: lambda name, it: f"{name} is {it.shown}, and the closing date is read from it.",
    EARLY: lambda name, it: f"The perfected date, {it.shown}, is before receipt; the clock starts on receipt.",
    LATE: lambda name, it: f"The letter is dated {it.shown}, after its receipt; that date is left out.",
}


def _no_day(text: str) -> str:
    return "which day the request ended is not clear" if has_date(text) else "no date says when the request ended"


_OF_SHEET: Mapping[str, str] = {
    UNREAD: "not understood and left out",
    LEFT_OUT: "with an impossible value, left out",
    UNDATED: "without a date and left out",
    SO_ENDED: "not understood and taken to mean that the request ended",
    FUTURE: "with a future date, although another cell says the request ended; treated as ended",
    OPEN: "marked open, although another cell says the request ended; treated as ended",
    DIFFER: "contradicted by another cell; the reading that preserves any right to appeal is used",
    DAY: "from which the closing date is read",
    EARLY: "perfected before receipt; the clock starts on receipt",
    LATE: "dated after receipt and left out",
    CODES: "read as Department of Justice code numbers (1 full grant, 2 partial grant, ...)",
    UNKNOWN: "with a name that foiacalc does not know; the statute's rule applies",
}


class Told:
    """This holds the remarks on the rows of one sheet as they pass, and how many rows were answered."""

    def __init__(self, names: Mapping[str, str], says_ends: bool, says_when: bool, untold: tuple[str, ...] = ()) -> None:
        self._names, self._says_ends, self._says_when, self._untold = names, says_ends, says_when, untold
        self._counts: dict[tuple[str, str], Counter[str]] = {}
        self.answered = self._ended = 0

    def take(self, remarks: tuple[Remark, ...]) -> None:
        """Count the remarks on a row that was answered."""
        ended = False
        for kind, field, text, other in remarks:
            ended |= kind in _ENDS
            if kind in self._untold:
                continue
            counts = self._counts.setdefault((kind, field), Counter())
            text = f"{text} / {other}" if kind == DIFFER else text
            counts[text if text in counts or len(counts) < _KEPT else _REST] += 1
        self._ended += ended

    def sentences(self) -> list[str]:
        """Say what to know about the sheet: first about its ends, then a line for each kind of remark and column."""
        return [*self._on_ends(), *(self._counted(kind, field) for kind, field in sorted(self._counts) if kind != ENDED)]

    def _on_ends(self) -> list[str]:
        if not self.answered:
            return []
        going = [] if self._says_ends else list(self._as_if_open())
        return [*going, *self._on_ended()] if self._ended else going

    def _as_if_open(self) -> Iterator[str]:
        """Yield what no column says; headings between the rows may say it for some of them."""
        left = self.answered - self._ended
        them = f"all {left:,} are" if left > 1 else "the one here is"
        if self._ended:
            them = "1 is" if left == 1 else f"{left:,} are"
        if left:
            yield f"no column says whether or when a request ended; {them} treated as open"

    def _on_ended(self) -> list[str]:
        words = [(field, text, n) for (kind, field), c in self._counts.items() if kind in _ENDS for text, n in c.items()]
        words.sort(key=lambda word: (-word[2], word[:2]))
        shown = ", ".join(
            f"{n:,} {'has' if n == 1 else 'have'} {self._name(field)} {_shown(text)}" for field, text, n in words[:_SHOWN]
        )
        more = ", ..." if len(words) > _SHOWN else ""
        dated = self._says_when or any(kind == DAY for kind, _ in self._counts)
        when = "" if dated else "no column says when a request ended: "
        whose = "its" if self._ended == 1 else "their"
        return [
            f"{when}{_rows(self._ended)} ended on an unknown date ({shown}{more}); it is not known whether {whose} deadlines "
            "were met"
        ]

    def _counted(self, kind: str, field: str) -> str:
        counts = self._counts[kind, field]
        shown = ", ".join(f"{_shown(text)} {n:,}{_meant(kind, text)}" for text, n in counts.most_common(_SHOWN))
        more = ", ..." if len(counts) > _SHOWN else ""
        return f"{self._name(field)}: {_rows(counts.total())} {_OF_SHEET[kind]} ({shown}{more})"

    def _name(self, field: str) -> str:
        return " ".join(self._names.get(field, field).split())


def _meant(kind: str, text: str) -> str:
    """Say what an unknown name of an agency may be a misspelling of."""
    found = agencies.near(text) if kind == UNKNOWN and text != _REST else ()
    return f": did you mean {' or '.join(found)}?" if found else ""


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number:,} rows"


def _shown(text: str) -> str:
    one_line = " ".join(text.split())
    return repr(one_line if len(one_line) <= _LONGEST else one_line[: _LONGEST - 3] + "...")
