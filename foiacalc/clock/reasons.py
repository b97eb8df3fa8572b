"""This module says why the day to rely on differs from `due`: in a few words, 'snow closures, C4', and by which closures."""

from collections.abc import Iterable, Iterator
from datetime import date
from operator import attrgetter

from foiacalc.calendar.workdays import FIRST, ONE_DAY
from foiacalc.clock.case import Case
from foiacalc.clock.count import Count
from foiacalc.clock.deadline import Why
from foiacalc.clock.determination import clock_start
from foiacalc.clock.readings import CLOSURES, DUE, Closure, Points, closures, days

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
_ENTERED = "entered"
_OTHER = {"lapse": "lapse in appropriations", "other": "office closures", _ENTERED: "closures you entered"}


def reasons(case: Case, why: Why, cautious: date) -> str:
    """Return the contested points that moved `due` to `cautious`, each in words and by its number.

    Of closed days (C4) it says what closed the offices.
    """
    closed = left_out(case, why, cautious)
    return "; ".join(f"{_short(moved.point, closed)}, {moved.point}" for moved in why.contested)


def left_out(case: Case, why: Why, cautious: date) -> list[Closure]:
    """Return the closures that `cautious` leaves out and `due` counts, in order of date: those of the points that moved it."""
    points = frozenset(moved.point for moved in why.contested)
    if not why.count or points.isdisjoint(CLOSURES):
        return []
    looked_at = {day for day in _looked_at(case, why.count, points, cautious) if case.legal.is_working(day)}
    ranked = sorted((*closures(), *_entered(case)), key=attrgetter("first", "last"))
    return [
        closure
        for closure in ranked
        if closure.point in points
        and closure.concerns(case.calendars.agency)
        and any(closure.first <= day <= closure.last for day in looked_at)
    ]


def _looked_at(case: Case, count: Count, points: Points, cautious: date) -> Iterator[date]:
    """Yield the days on which a closure moves the last day: those that count, and those that the receipt or it may not fall on.

    The cap on routing is counted from the first receipt. In calendar days a closure counts like any day, so it matters only
    where the last day moves past it.
    """
    routed = bool(case.received and case.filed) and count.start == clock_start(case, DUE)
    start = max(case.received if routed and case.received else count.start, FIRST)
    if "C10" in points:
        receipt = max(start, case.received or start) if start == count.start else start  # C5 counts from receipt
        yield from days(receipt, case.calendars.under(points).on_or_after(receipt))
    if count.unit != "working_days":
        yield from days(count.last, cautious)
        return
    tolled = {day for span in count.tolled for day in days(span.first, span.last) if day > count.start}  # routing is not tolled
    yield from (day for day in days(start + ONE_DAY, cautious) if day not in tolled)


def _entered(case: Case) -> Iterator[Closure]:
    """Yield the closures that the user entered, which raise C4."""
    for first, last in case.calendars.closed:
        yield Closure(
            first=first,
            last=last,
            point="C4",
            agencies=frozenset(),
            open_agencies=frozenset(),
            title="Closed, as entered",
            kind=_ENTERED,
            authority="",
            source="",
            verified=True,
        )


def _short(point: str, closed: Iterable[Closure]) -> str:
    kinds = [_kind(closure) for closure in closed if closure.point == point] if point == "C4" else []
    return " and ".join(dict.fromkeys(kinds)) or SHORT[point]


def _kind(closure: Closure) -> str:
    if closure.kind in _OTHER:
        return _OTHER[closure.kind]
    title = closure.title.casefold()
    return "snow closures" if any(word in title for word in _SNOW) else "weather closures"
