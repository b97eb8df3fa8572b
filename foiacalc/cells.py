"""The cells of a sheet's row as the facts of a request."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any

from foiacalc import columns, law
from foiacalc.facts import APPEAL_OUTCOMES, EXPEDITE_OUTCOMES, OUTCOMES, PARSERS, Extension, each_day
from foiacalc.sheetdates import DayFirst, Reading, parse

_EMPTY = frozenset(("", "-", "--", "n/a", "na", "none", "null", "nan"))
_YES, _NO = frozenset(("yes", "y", "true", "1", "x")), frozenset(("no", "n", "false", "0"))
_FEDERAL = frozenset(("federal", "f"))

# How trackers write what became of a request
_OUTCOMES: Mapping[str, str] = {
    **{outcome: outcome for outcome in OUTCOMES},
    "full grant": "granted",
    "granted in full": "granted",
    "granted/denied in part": "partial",
    "partially completed": "partial",
    "partial grant": "partial",
    "partial grant/partial denial": "partial",
    "granted in part": "partial",
    "rejected": "denied",
    "full denial": "denied",
    "denied in full": "denied",
    "no records": "no-records",
    "no responsive documents": "no-records",
    "no responsive records": "no-records",
}
_DONE = frozenset(("closed", "completed", "done"))  # an end, and no outcome
_WITHDRAWN = frozenset(("withdrawn", "abandoned"))
_ENDS = _DONE | _WITHDRAWN | frozenset(_OUTCOMES)
_ENDINGS = frozenset((columns.STATUS, "outcome", "appeal_outcome", "expedite_outcome"))
_NO_FACTS = frozenset((columns.STATUS, columns.TYPE, columns.CHANGED, columns.ALLOWED, columns.LEVEL, columns.CONSULTATION))
_KEPT = 50_000  # spellings of days


class CellError(ValueError):
    """A cell that cannot be what its column says: `field` names the fact, the message what would be right."""

    def __init__(self, field: str, says: str) -> None:
        super().__init__(says)
        self.field = field


class Days(dict[str, date]):
    """The days that a sheet's texts mean, each read once. NotADate, or DayFirst where the whole sheet may be so."""

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self.reading = reading

    def __missing__(self, text: str) -> date:
        if len(self) > _KEPT:
            self.clear()
        day = self[text] = parse(text, self.reading)
        return day


def said(fields: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """What the cells say of each field, trimmed: of several cells of one field the first that says something."""
    found: dict[str, str] = {}
    for field, text in zip(fields, cells, strict=True):
        if text and (trimmed := text.strip()) and trimmed.lower() not in _EMPTY:
            found.setdefault(field, trimmed)
    return found


def aside(texts: Mapping[str, str]) -> str | None:
    """Why a row is no request to a federal agency; None where it is one."""
    level = texts.get(columns.LEVEL)
    if level and level.lower() not in _FEDERAL:
        return "not a federal agency"
    if texts.get(columns.CONSULTATION, "").lower() in _YES:
        return "a consultation, no request"
    return None


def facts_of(texts: Mapping[str, str], days: Days) -> dict[str, Any]:
    """The facts of a sheet's row, as a Request takes them. CellError, or FactError, where a cell is none; DayFirst where the
    whole sheet may be.
    """
    found: dict[str, Any] = {}
    for field, text in texts.items():
        if field in _NO_FACTS:
            continue
        try:
            value = _READERS[field](text, days) if field in _READERS else days[text]
        except DayFirst as error:
            error.field = field
            raise
        except ValueError as error:
            raise CellError(field, str(error)) from None
        if value is not None:
            found[field] = PARSERS[field](field, value, None) if field in _WRITTEN else value
    if isinstance(found.get("closed"), date):
        found.setdefault("determined", found.pop("closed"))
    # An outcome without its day decides nothing; `undated` tells of it
    if "outcome" in found and "determined" not in found and "withdrawn" not in found:
        del found["outcome"]
    if "appeal_outcome" in found and "appeal_determined" not in found:
        del found["appeal_outcome"]
    if "expedite_outcome" in found and "expedite_determined" not in found:
        del found["expedite_outcome"]
    _take_status(found, texts.get(columns.STATUS, "").lower())
    _take_allowed(found, texts.get(columns.ALLOWED))
    return found


def _take_status(facts: dict[str, Any], status: str) -> None:
    """What a tracker's status says of the day the request was done."""
    if "determined" not in facts:
        return
    if status in _WITHDRAWN:
        facts["withdrawn"] = facts.pop("determined")
    elif status in _OUTCOMES and "outcome" not in facts:
        facts["outcome"] = _OUTCOMES[status]


def undated(texts: Mapping[str, str], facts: Mapping[str, object]) -> tuple[str, ...]:
    """A warning for each end or outcome that a cell tells of, where no cell says on which day it came."""
    return () if _ENDINGS.isdisjoint(texts) else tuple(_undated(texts, facts))


def _undated(texts: Mapping[str, str], facts: Mapping[str, object]) -> Iterator[str]:
    if "determined" not in facts and "withdrawn" not in facts:
        ends = (name for name in (columns.STATUS, "outcome") if texts.get(name, "").lower() in _ENDS)
        for name in islice(ends, 1):
            yield _no_day(f"The {name}", texts[name], "the request ended", "still open")
    appeal, expedition = texts.get("appeal_outcome"), texts.get("expedite_outcome")
    if appeal and "appeal_determined" not in facts:
        yield _no_day("The outcome of the appeal", appeal, "it was decided", "undecided")
    # Logs write "no" of requests for which nobody asked to be expedited
    asked = "expedite" in facts or "expedite_asked" in facts
    if expedition and "expedite_determined" not in facts and (asked or expedition.lower() not in _NO):
        yield _no_day("The decision on expedited processing", expedition, "it was made", "not made")


def _no_day(what: str, text: str, came: str, otherwise: str) -> str:
    return f"{what} is {text!r}, but no day is given on which {came}: it is answered as if {otherwise}."


def _take_allowed(facts: dict[str, Any], allowed: str | None) -> None:
    """DOJ's raw data say how many days were allowed: those of the limit, or those with the full extension."""
    received: date | None = facts.get("received") or facts.get("filed")
    if not allowed or not received or "extended" in facts:
        return
    limit, more = law.in_force("determination", received), law.in_force("unusual_circumstances", received)
    if not limit or not more or allowed == str(limit.number):
        return
    if allowed != str(limit.number + more.number):
        says = f"{allowed!r} days are not allowed by law; write {limit.number} or {limit.number + more.number}"
        raise CellError(columns.ALLOWED, says)
    facts["extended"] = (Extension(facts.get("perfected") or received, more.number),)


def _text(text: str, days: Days) -> str:
    return text


def _number(text: str, days: Days) -> int | None:
    whole, _, rest = text.partition(".")
    if not whole.isdecimal() or rest.strip("0"):
        raise ValueError(f"{text!r} is not a whole number of working days")
    return int(whole) or None


def _flag(text: str, days: Days) -> bool | None:
    if text.lower() in _YES:
        return True
    if text.lower() in _NO:
        return None
    raise ValueError(f"{text!r} is neither yes nor no")


def _spans(text: str, days: Days) -> list[str]:
    return [each_day(span, days.__getitem__) for span in text.split(";")]


def _closed(text: str, days: Days) -> object:
    """Spans of days on which the agency was closed, or the one day on which the request was."""
    return PARSERS["closed"]("closed", _spans(text, days), None) if ".." in text else days[text]


def _outcome(text: str, days: Days) -> str | None:
    if text.lower() in _DONE:
        return None
    if text.lower() not in _OUTCOMES:
        raise ValueError(f"{text[:40]!r} is no outcome; write one of {', '.join(OUTCOMES)}")
    return _OUTCOMES[text.lower()]


def _expedite_outcome(text: str, days: Days) -> str:
    known: dict[str, str] = {
        **dict.fromkeys(_YES, "granted"),
        **dict.fromkeys(_NO, "denied"),
        **{o: o for o in EXPEDITE_OUTCOMES},
    }
    if text.lower() not in known:
        raise ValueError(f"{text[:40]!r} is no decision; write one of {', '.join(EXPEDITE_OUTCOMES)}")
    return known[text.lower()]


def _office(text: str, days: Days) -> object:
    return "never" if text.lower() == "never" else days[text]


def _appeal_outcome(text: str, days: Days) -> str:
    if text.lower() not in APPEAL_OUTCOMES:
        raise ValueError(f"{text[:40]!r} is no decision on an appeal; write one of {', '.join(APPEAL_OUTCOMES)}")
    return text.lower()


def _notices(text: str, days: Days) -> list[str]:
    parts = [notice.partition("+") for notice in text.split(";")]
    return [f"{days[day.strip()]}{plus}{number.strip()}" for day, plus, number in parts]


def _days(text: str, days: Days) -> tuple[date, ...]:
    return tuple(days[day.strip()] for day in text.split(";"))


_WRITTEN = frozenset(("appeal_window", "extended", "appeal_extended", "info_asked", "fee_asked"))  # as JSON writes them
_READERS: Mapping[str, Callable[[str, Days], object]] = {
    "id": _text,
    "agency": _text,
    "appeal_window": _text,
    "reached_office": _office,
    "extended": _notices,
    "interim": _days,
    "appeal_extended": _notices,
    "appeal_outcome": _appeal_outcome,
    "tolled_days": _number,
    "expedite": _flag,
    "expedite_outcome": _expedite_outcome,
    "outcome": _outcome,
    "info_asked": _spans,
    "fee_asked": _spans,
    "closed": _closed,
}
