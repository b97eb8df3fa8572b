"""This module reads what one cell says of its fact, as a Request takes it."""

from collections.abc import Callable, Mapping
from datetime import date

from foiacalc.errors import Code, Coded
from foiacalc.request.facts import EXPEDITE_OUTCOMES, FEE_WAIVER_OUTCOMES, PARSERS, each_day
from foiacalc.sheets.dates import Notation, parse, says_nothing

_YES, _NO = frozenset(("yes", "y", "true", "1", "x")), frozenset(("no", "n", "false", "0"))
_KEPT = 50_000  # spellings of days


class TextDays(dict[str, date | None]):
    """These are the days that a sheet's texts mean, each read once; None for those that say that there is none.

    Raises NotADate, or DayFirst if the whole sheet may be day first.
    """

    def __init__(self, notation: Notation) -> None:
        super().__init__()
        self.notation = notation

    def __missing__(self, text: str) -> date | None:
        if len(self) > _KEPT:
            self.clear()
        day = self[text] = None if says_nothing(text) else parse(text, self.notation)
        return day

    def day(self, text: str) -> date:
        """Return the day in a text that must say one."""
        return self[text] or parse(text, self.notation)


Read = Callable[[str, TextDays], object]  # what a cell says of its fact; None: that there is none


def _text(text: str, days: TextDays) -> str:
    return text


def _number(text: str, days: TextDays) -> int | None:
    whole, _, rest = text.partition(".")
    if not whole.isdecimal() or rest.strip("0"):
        raise Coded(f"{text!r} is not a whole number of working days")
    return int(whole) or None


def _flag(text: str, days: TextDays) -> bool | None:
    if text.lower() in _YES:
        return True
    if text.lower() in _NO:
        return None
    raise Coded(f"{text!r} is not yes or no")


def _spans(text: str, days: TextDays) -> list[str] | None:
    if says_nothing(text):
        return None
    return [each_day(span, days.day) for span in text.split(";")]


def _closed(text: str, days: TextDays) -> object:
    """Return the spans of days on which the agency was closed, or the one day on which the request was."""
    return PARSERS["closed"]("closed", _spans(text, days), None) if ".." in text else days[text]


def _expedite_outcome(text: str, days: TextDays) -> str:
    known: dict[str, str] = {
        **dict.fromkeys((*_YES, "g", "grant", "approved"), "granted"),
        **dict.fromkeys((*_NO, "d", "denial", "deny"), "denied"),
        **{o: o for o in EXPEDITE_OUTCOMES},
    }
    if text.lower() not in known:
        raise Coded(f"{text[:40]!r} is not a decision; use one of {', '.join(EXPEDITE_OUTCOMES)}", Code.NOT_A_CHOICE)
    return known[text.lower()]


def _fee_waiver_outcome(text: str, days: TextDays) -> str:
    word = text.lower()
    return word if word in FEE_WAIVER_OUTCOMES else _expedite_outcome(text, days)


def _office(text: str, days: TextDays) -> object:
    return "never" if text.lower() == "never" else days[text]


def _notices(text: str, days: TextDays) -> list[str] | None:
    if says_nothing(text):
        return None
    parts = [notice.partition("+") for notice in text.split(";")]
    return [f"{days.day(day.strip())}{plus}{number.strip()}" for day, plus, number in parts]


def _days(text: str, days: TextDays) -> tuple[date, ...] | None:
    if says_nothing(text):
        return None
    return tuple(days.day(day.strip()) for day in text.split(";"))


def _written(name: str, read: Read) -> Read:
    """Return what reads a fact that a cell writes as JSON does, but for its days."""

    def written(text: str, days: TextDays) -> object:
        said = read(text, days)
        return None if said is None else PARSERS[name](name, said, None)

    return written


READERS: Mapping[str, Read] = {
    "id": _text,
    "agency": _text,
    "appeal_window": _written("appeal_window", _text),
    "reached_office": _office,
    "extended": _written("extended", _notices),
    "interim": _days,
    "appeal_extended": _written("appeal_extended", _notices),
    "tolled_days": _number,
    "expedite": _flag,
    "expedite_outcome": _expedite_outcome,
    "ended": _flag,
    "info_asked": _written("info_asked", _spans),
    "fee_asked": _written("fee_asked", _spans),
    "still_interested": _written("still_interested", _spans),
    "fee_waiver_outcome": _fee_waiver_outcome,
    "closed": _closed,
}
