"""This module says why the day to rely on differs from `due`, in a few plain words: 'snow closures, C4'."""

from datetime import date

from foiacalc.clock.case import Case
from foiacalc.clock.deadline import Why
from foiacalc.clock.readings import Closure, closures, days

SHORT = {  # of each point of law.POINTS
    "C1": "holidays observed on another day",
    "C2": "Inauguration Day",
    "C3": "closures by executive order",
    "C4": "closures",
    "C5": "receipt of the request for expedited processing",
    "C6": "the day of the agency's question",
    "C7": "two extensions",
    "C8": "the days allowed for routing",
    "C9": "the day of receipt",
    "C10": "receipt on a nonworking day",
    "C11": "a change in the law",
    "C12": "which amendment governs",
    "C13": "a last day that is a nonworking day",
    "C14": "when the time to sue ends",
    "C15": "a late notice of unusual circumstances",
    "C16": "when the time to sue starts",
    "C17": "an interim response",
    "C18": "a holiday where the court sits",
}
_SNOW = ("snow", "blizzard", "winter")


def reasons(case: Case, why: Why, cautious: date) -> str:
    """Return the contested points that moved `due` to `cautious`, each in words and by its number.

    Of closed days (C4) it says what closed the offices, from the day the count began to the day to rely on, inclusive.
    """
    first = why.count.start if why.count else cautious
    return "; ".join(f"{_short(case, moved.point, first, cautious)}, {moved.point}" for moved in why.contested)


def _short(case: Case, point: str, first: date, last: date) -> str:
    if point != "C4":
        return SHORT[point]
    kinds = [_kind(closure) for closure in closures() if _within(case, closure, first, last)]
    named = any(first <= day <= last for day, _ in case.calendars.closed)
    return " and ".join(dict.fromkeys([*kinds, *(["closures you entered"] if named else [])])) or SHORT[point]


def _within(case: Case, closure: Closure, first: date, last: date) -> bool:
    """Return whether it closed the agency's offices on a working day between the two days, both included."""
    closed = days(max(closure.first, first), min(closure.last, last))
    return closure.point == "C4" and closure.concerns(case.calendars.agency) and any(map(case.legal.is_working, closed))


def _kind(closure: Closure) -> str:
    if closure.kind == "lapse":
        return "lapse in appropriations"
    if closure.kind == "other":
        return "office closures"
    title = closure.title.casefold()
    return "snow closures" if any(word in title for word in _SNOW) else "weather closures"
