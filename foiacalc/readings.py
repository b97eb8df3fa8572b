"""The two readings of a deadline: `due`, and `cautious` where the law is contested.

A deadline's last day is a function of the contested points it is read under: none gives `due`, all of those that
concern it give `cautious`. The closures that move only cautious dates are facts of data/closures.csv.
"""

import csv
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

from foiacalc.workdays import DATA, Calendar, legal

Points = frozenset[str]
LastDay = Callable[[Points], date]

DUE: Points = frozenset()
CLOSURES = ("C2", "C3", "C4")
_OF_DAYS: Points = frozenset(("C10", *CLOSURES))
_POINT_OF = {"inauguration": "C2", "executive_order": "C3", "lapse": "C4", "weather": "C4", "other": "C4"}


class Closure(NamedTuple):
    """Days on which federal offices were closed that are no legal public holidays, and the point that they raise."""

    first: date
    last: date
    point: str
    agencies: frozenset[str]  # empty: all
    open_agencies: frozenset[str]  # those that had money in a lapse and stayed open
    title: str

    def concerns(self, agency: str | None) -> bool:
        """Whether the agency was closed then; with no agency given, whether all were but those that stayed open."""
        return (not self.agencies or agency in self.agencies) and agency not in self.open_agencies


class Contested(NamedTuple):
    """A point that moved the cautious date, with the last day it gives."""

    point: str
    date: date


@cache
def closures() -> tuple[Closure, ...]:
    """The closures of whole days, in order; those of half a day count as working days under every reading.

    Some are older than the calendar of working days, which knows nothing of them.
    """
    with (DATA / "closures.csv").open(encoding="ascii", newline="") as file:
        return tuple(
            Closure(
                date.fromisoformat(row["first_date"]),
                date.fromisoformat(row["last_date"]),
                _POINT_OF[row["kind"]],
                frozenset(row["agencies"].split()),
                frozenset(row["open_agencies"].split()),
                row["title"],
            )
            for row in csv.DictReader(file)
            if row["half_day"] == "no"
        )


def days(first: date, last: date) -> list[date]:
    """The days from `first` to `last`, both included."""
    return [first + timedelta(n) for n in range((last - first).days + 1)]


@cache
def own(agency: str | None) -> str | None:
    """The agency where it was closed or stayed open when others did not, None where its days are those of all."""
    return agency if any(closure.concerns(agency) != closure.concerns(None) for closure in closures()) else None


@cache
def _closed_days(agency: str | None) -> tuple[list[date], list[str]]:
    """The days in order on which an agency was closed, and beside them the points that they raise."""
    theirs = (closure for closure in closures() if closure.concerns(agency))
    found = sorted((day, closure.point) for closure in theirs for day in days(closure.first, closure.last))
    return [day for day, _ in found], [point for _, point in found]


@cache
def closures_under(points: Points, agency: str | None) -> Mapping[date, str]:
    """The days that an agency was closed under contested points C2, C3 and C4, each with its title."""
    return {
        day: closure.title
        for closure in closures()
        if closure.point in points and closure.concerns(agency)
        for day in days(closure.first, closure.last)
    }


class AgencyCalendars(NamedTuple):
    """The calendars an agency's duty is read under: the statute's, less the days of the points C2, C3 and C4.

    `agency` is the code whose own closures apply; `closed` are the closures that the user names (C4).
    """

    agency: str | None
    closed: tuple[tuple[date, str], ...] = ()

    def under(self, points: Points) -> Calendar:
        if self.closed and "C4" in points:
            return _with_own(points, self.agency, self.closed)
        return _calendar(points, self.agency)

    def received(self, day: date, points: Points) -> date:
        """Day 0 of what arrived on `day`: under C10 the next working day where that was none."""
        return self.under(points).on_or_after(day) if "C10" in points else day

    def idle(self, received: date, last: date) -> Points:
        """The points, of those that hang on closed days, which no day of a count from `received` to `last` raises."""
        closed, raised = _closed_days(self.agency)
        found = raised[bisect_left(closed, received) : bisect_right(closed, last)]
        if not found and not self.closed and legal().is_working(received):
            return _OF_DAYS
        return _OF_DAYS.difference(("C10", *found, *(("C4",) if self.closed else ())))


@cache
def _calendar(points: Points, agency: str | None) -> Calendar:
    return legal() if points.isdisjoint(CLOSURES) else legal().without(closures_under(points, agency))


@lru_cache(maxsize=16)  # more than one request asks for; a log in which each row names its own closures needs no more
def _with_own(points: Points, agency: str | None, closed: tuple[tuple[date, str], ...]) -> Calendar:
    return legal().without({**closures_under(points, agency), **dict(closed)})


def read(
    last_day: LastDay, concerned: tuple[str, ...], idle: Callable[[date], Points] = lambda last: DUE
) -> tuple[date, date, tuple[Contested, ...]]:
    """`due`, `cautious`, and the points among `concerned` that moved it, each with the date it gives.

    A point that moves nothing by itself, and yet the cautious date would be another without it, has the cautious date. `idle`
    are the points that move nothing by any day up to `last`, alone or with others.
    """
    due, every = last_day(DUE), frozenset(concerned)
    if every <= idle(due):
        return due, due, ()
    cautious = last_day(every)
    if due == cautious:
        return due, cautious, ()
    moved, unmoved = [], idle(cautious)
    for point in concerned:
        if point in unmoved:
            continue
        alone = last_day(frozenset((point,)))
        if alone != due:
            moved.append(Contested(point, alone))
        elif last_day(every - {point}) != cautious:
            moved.append(Contested(point, cautious))
    return due, cautious, tuple(moved)
