"""Each fact has a kind: text, a flag, a date, spans, notices. A value of the wrong kind is a FactError."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from foiacalc import law
from foiacalc.calendar.workdays import LAST
from foiacalc.errors import Code, FactError, shown, unreadable
from foiacalc.request.facts import CHOICES, NEVER, AppealWindow, Extension, Span

LAST_RECEIVED = date(2090, 12, 31)  # a later request's suit would run past the calendar of working days
LONGEST_WINDOW = 3650  # days; anything longer is a typing error
MOST_DAYS = 9999  # working days, tolled or added; more than forty years are a typing error too

Beginnings = tuple[date, ...]  # the days on which what the fact reports began; none if the fact is not an event
FIRST = law.FOIA_TOOK_EFFECT
_WINDOW_UNITS = (law.CD, law.WD)
_RECEIVED = ("filed", "received", "appealed", "appeal_received")


def day(name: str, value: object) -> date:
    """Return the value if it is a date with no time of day; raises FactError if it is anything else."""
    if isinstance(value, datetime):
        raise unreadable(name, f"{value} has a time of day; give its date alone")
    if not isinstance(value, date):
        raise unreadable(name, f"{shown(value)} is not a date; give a datetime.date, such as date(2010, 2, 1)")
    return value


def check_range(name: str, value: object) -> date:
    found = day(name, value)
    if found < FIRST:
        says = f"before {FIRST}, when the Freedom of Information Act took effect"
    elif found > LAST:
        says = f"after {LAST}, the last day of the calendar of working days"
    elif name in _RECEIVED and found > LAST_RECEIVED:
        says = f"after {LAST_RECEIVED}: the time to sue would run past the calendar of working days"
    else:
        return found
    raise FactError(name, f"{found} is {says}", Code.OUT_OF_RANGE)


def _text(name: str, value: object) -> Beginnings:
    if not isinstance(value, str) or not value.strip():
        raise unreadable(name, f"{shown(value)} is not text, or is blank; give some text")
    return ()


def _flag(name: str, value: object) -> Beginnings:
    if not isinstance(value, bool):
        raise unreadable(name, f"{shown(value)} is neither true nor false")
    return ()


def _one_of(name: str, value: object) -> Beginnings:
    if value not in CHOICES[name]:
        raise FactError(name, f"{shown(value)} is not one of {', '.join(CHOICES[name])}", Code.NOT_A_CHOICE)
    return ()


def _working_days(name: str, value: object) -> Beginnings:
    if not isinstance(value, int) or isinstance(value, bool):
        raise unreadable(name, f"{shown(value)} is not a whole number of working days")
    if not 0 <= value <= MOST_DAYS:
        says = f"{shown(value)} is out of range; give a number of working days from 0 to {MOST_DAYS}"
        raise FactError(name, says, Code.OUT_OF_RANGE)
    return ()


def _window(name: str, value: object) -> Beginnings:
    if not isinstance(value, AppealWindow) or type(value.length) is not int or value.unit not in _WINDOW_UNITS:
        raise unreadable(name, f"{shown(value)} is not a window; give AppealWindow(60), or AppealWindow(60, 'working_days')")
    if not 1 <= value.length <= LONGEST_WINDOW:
        says = f"a window of {value.length} days is out of range; give a number of days from 1 to {LONGEST_WINDOW}"
        raise FactError(name, says, Code.OUT_OF_RANGE)
    return ()


def event(name: str, value: object) -> Beginnings:
    return (check_range(name, value),)


def _no_event(name: str, value: object) -> Beginnings:
    check_range(name, value)
    return ()


def _office(name: str, value: object) -> Beginnings:
    if isinstance(value, str) and value != NEVER:
        raise unreadable(
            name, f"{shown(value)} is neither a date nor {NEVER!r}; give a datetime.date, such as date(2010, 2, 1)"
        )
    return () if value == NEVER else event(name, value)


def _items(name: str, value: object, kind: type, such_as: str) -> tuple[Any, ...]:
    if not isinstance(value, tuple) or not all(isinstance(item, kind) for item in value):
        raise unreadable(name, f"{shown(value)} is not a tuple of {kind.__name__}; give one, such as ({such_as},)")
    return value


def _dates(name: str, value: object) -> Beginnings:
    return tuple(check_range(name, item) for item in _items(name, value, date, "date(2010, 2, 1)"))


def _spans(name: str, value: object) -> Beginnings:
    spans = _items(name, value, Span, "Span(date(2010, 2, 10), date(2010, 2, 17))")
    for span in spans:
        check_range(name, span.first)
        if span.last is not None and check_range(name, span.last) < span.first:
            raise FactError(name, f"{span} ends before it begins; put the earlier day first", Code.OUT_OF_ORDER)
    return tuple(span.first for span in spans)


def _closures(name: str, value: object) -> Beginnings:
    _spans(name, value)
    return ()


def _notices(name: str, value: object) -> Beginnings:
    notices = _items(name, value, Extension, "Extension(date(2010, 2, 20), 5)")
    for notice in notices:
        if notice.days is not None and type(notice.days) is not int:
            raise unreadable(name, f"{shown(notice.days)} is not a whole number of working days; give one, such as 5")
    return tuple(check_range(name, notice.notice) for notice in notices)


OTHER_KINDS: Mapping[str, Callable[[str, object], Beginnings]] = {
    "id": _text,
    "agency": _text,
    "reached_office": _office,
    "expedite": _flag,
    "ended": _flag,
    "tolled_days": _working_days,
    "appeal_window": _window,
    "info_asked": _spans,
    "fee_asked": _spans,
    "extended": _notices,
    "interim": _dates,
    "appeal_extended": _notices,
    "still_interested": _spans,
    "reply_by": _no_event,
    "closed": _closures,
    "claimed": _no_event,
    **dict.fromkeys(CHOICES, _one_of),
}
