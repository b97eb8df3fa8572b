"""This module says what a fact of a request may be and how it is written: dates, spans, notices, windows, outcomes.

Every parser takes the fact's name, the value as the JSON contract or the command line has it, and the day that the
words 'today' and 'yesterday' count from (None where they are no dates); it returns the fact or raises FactError.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Any, Literal, NamedTuple

from foiacalc import law
from foiacalc.errors import Code, FactError, shown

NEVER: Literal["never"] = "never"

Outcome = Literal["granted", "partial", "denied", "no-records", "closed"]
OUTCOMES: tuple[Outcome, ...] = ("granted", "partial", "denied", "no-records", "closed")
ExpediteOutcome = Literal["granted", "denied"]
EXPEDITE_OUTCOMES: tuple[ExpediteOutcome, ...] = ("granted", "denied")
FeeWaiverOutcome = Literal["granted", "partial", "denied"]
FEE_WAIVER_OUTCOMES: tuple[FeeWaiverOutcome, ...] = ("granted", "partial", "denied")
AppealOutcome = Literal["affirmed", "granted", "partial", "remanded"]
APPEAL_OUTCOMES: tuple[AppealOutcome, ...] = ("affirmed", "granted", "partial", "remanded")
CHOICES = {
    "outcome": OUTCOMES,
    "expedite_outcome": EXPEDITE_OUTCOMES,
    "fee_waiver_outcome": FEE_WAIVER_OUTCOMES,
    "appeal_outcome": APPEAL_OUTCOMES,
}


class Span(NamedTuple):
    """A span is a question and its answer, or a closure: `first` through `last`, both included; None means still open."""

    first: date
    last: date | None = None

    def __str__(self) -> str:
        return f"{self.first}..{self.last or ''}"


class Extension(NamedTuple):
    """This is a notice of unusual circumstances, dated `notice`, which extends the limit by `days` working days.

    Without a number of days it adds the most that the law allows, and a `Request` fills in that number if the law in force then
    had one.
    """

    notice: date
    days: int | None = None

    def __str__(self) -> str:
        return f"{self.notice}+{self.days}" if self.days is not None else str(self.notice)


class AppealWindow(NamedTuple):
    """This is the time to appeal that the requester was given: `length` in calendar or working days."""

    length: int
    unit: law.Unit = "calendar_days"

    def __str__(self) -> str:
        return f"{self.length}{'wd' if self.unit == 'working_days' else 'cd'}"


_ISO = r"\d{4}-\d{2}-\d{2}"
_NUMERIC = r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})"
_EXTENSION = r"([^+]*)(?:\+(\d{1,4}))?"
_WINDOW = r"(\d{1,6})(wd|cd)?"
_MONTHS = 12


def parse_date(name: str, value: object, today: date | None = None) -> date:
    """Return the day in an ISO date, or in 'today' or 'yesterday' if `today` is given; raises FactError for anything else."""
    if isinstance(value, str) and today and value in ("today", "yesterday"):
        return today if value == "today" else date.fromordinal(today.toordinal() - 1)
    if not isinstance(value, str):
        raise FactError(
            name, f"{shown(value)} is not a date; write it as text, YYYY-MM-DD, such as 2010-02-01", Code.UNREADABLE
        )
    if re.fullmatch(_ISO, value, re.ASCII):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise FactError(
                name, f"{shown(value)} is not a calendar date; write YYYY-MM-DD, such as 2010-02-01", Code.UNREADABLE
            ) from None
    raise _misread(name, value)


def _misread(name: str, text: str) -> FactError:
    match = re.fullmatch(_NUMERIC, text, re.ASCII)
    if not match:
        return FactError(name, f"{shown(text)} is not a date; write YYYY-MM-DD, such as 2010-02-01", Code.UNREADABLE)
    a, b, year = (int(group) for group in match.groups())
    if a != b and 1 <= a <= _MONTHS and 1 <= b <= _MONTHS:
        cures = f"{year}-{a:02}-{b:02} (month first) or {year}-{b:02}-{a:02} (day first)"
        return FactError(name, f"{shown(text)} is ambiguous; write {cures}", Code.AMBIGUOUS)
    month, day = (a, b) if a <= _MONTHS else (b, a)
    try:
        says = f"is not in the form YYYY-MM-DD; write {date(year, month, day)}"
    except ValueError:
        says = "is not a calendar date; write YYYY-MM-DD, such as 2010-02-01"
    return FactError(name, f"{shown(text)} {says}", Code.UNREADABLE)


def each_day(span: str, read: Callable[[str], object]) -> str:
    """Return a span as it is written, A..B or A.., with each of its days read."""
    return "..".join(str(read(part.strip())) if part.strip() else "" for part in span.split(".."))


def _as_given(name: str, value: object, today: date | None) -> object:
    """Return a value that is not text to be read; the request itself checks whether it is valid."""
    return value


def _office(name: str, value: object, today: date | None) -> date | Literal["never"]:
    return NEVER if value == NEVER else parse_date(name, value, today)


def _spans(name: str, value: object, today: date | None) -> tuple[Span, ...]:
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, (list, tuple)):
        raise FactError(
            name, f"{shown(value)} is not a list of spans; write A..B, such as 2010-02-10..2010-02-17", Code.UNREADABLE
        )
    return tuple(_span(name, item, today) for item in items)


def _letters(name: str, value: object, today: date | None) -> tuple[Span, ...]:
    """Read spans; an open one may be written as its first day alone."""
    items = value if isinstance(value, (list, tuple)) else [value]
    return tuple(_span(name, item if not isinstance(item, str) or ".." in item else f"{item}..", today) for item in items)


def _span(name: str, value: object, today: date | None) -> Span:
    first, dots, last = value.partition("..") if isinstance(value, str) else ("", "", "")
    if not dots:
        raise FactError(
            name,
            f"{shown(value)} is not a span; write A..B, such as 2010-02-10..2010-02-17, or A.. while still open",
            Code.UNREADABLE,
        )
    return Span(parse_date(name, first, today), parse_date(name, last, today) if last else None)


def _extension(name: str, value: object, today: date | None) -> Extension:
    match = re.fullmatch(_EXTENSION, value, re.ASCII) if isinstance(value, str) else None
    if not match:
        raise FactError(
            name,
            f"{shown(value)} is not a notice; write its date and the working days it adds, such as 2010-02-20+10",
            Code.UNREADABLE,
        )
    notice = parse_date(name, match[1], today)
    return Extension(notice, int(match[2]) if match[2] else None)


def _extensions(name: str, value: object, today: date | None) -> tuple[Extension, ...]:
    return tuple(_extension(name, item, today) for item in (value if isinstance(value, (list, tuple)) else [value]))


def _dates(name: str, value: object, today: date | None) -> tuple[date, ...]:
    return tuple(parse_date(name, item, today) for item in (value if isinstance(value, (list, tuple)) else [value]))


def _window(name: str, value: object, today: date | None) -> AppealWindow:
    match = (
        re.fullmatch(_WINDOW, str(value), re.ASCII) if isinstance(value, (str, int)) and not isinstance(value, bool) else None
    )
    if not match:
        raise FactError(
            name,
            f"{shown(value)} is not a window; write a number of days, such as 60, 60cd (calendar) or 60wd (working)",
            Code.UNREADABLE,
        )
    return AppealWindow(int(match[1]), "working_days" if match[2] == "wd" else "calendar_days")


PARSERS: dict[str, Callable[[str, object, date | None], Any]] = {
    "id": _as_given,
    "agency": _as_given,
    "filed": parse_date,
    "received": parse_date,
    "perfected": parse_date,
    "reached_office": _office,
    "expedite": _as_given,
    "expedite_asked": parse_date,
    "expedite_determined": parse_date,
    "expedite_outcome": _as_given,
    "expedite_appealed": parse_date,
    "fee_waiver_asked": parse_date,
    "fee_waiver_determined": parse_date,
    "fee_waiver_outcome": _as_given,
    "fee_waiver_appealed": parse_date,
    "acknowledged": parse_date,
    "info_asked": _spans,
    "fee_asked": _spans,
    "still_interested": _letters,
    "reply_by": parse_date,
    "tolled_days": _as_given,
    "extended": _extensions,
    "interim": _dates,
    "determined": parse_date,
    "outcome": _as_given,
    "letter_received": parse_date,
    "released": parse_date,
    "appealed": parse_date,
    "appeal_received": parse_date,
    "appeal_extended": _extensions,
    "appeal_determined": parse_date,
    "appeal_outcome": _as_given,
    "appeal_window": _window,
    "sued": parse_date,
    "served": parse_date,
    "answered": parse_date,
    "judgment": parse_date,
    "judgment_appealed": parse_date,
    "fees_moved": parse_date,
    "withdrawn": parse_date,
    "ended": _as_given,
    "closed": _spans,
    "claimed": parse_date,
}
DAYS = frozenset(name for name, parser in PARSERS.items() if parser in (parse_date, _office, _dates))
SPANS = frozenset(name for name, parser in PARSERS.items() if parser in (_spans, _letters))
NOTICES = frozenset(name for name, parser in PARSERS.items() if parser is _extensions)


def written(value: object) -> object:
    """Return a fact as the JSON contract writes it."""
    if isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, tuple) and not isinstance(value, AppealWindow):
        if len(value) == 1 and isinstance(value[0], Extension):
            return str(value[0])
        return [str(item) for item in value]
    return str(value)
