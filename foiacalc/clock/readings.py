"""A deadline is read in three ways: `due`, `cautious` where the law is contested and, for an agency's duty, `earliest`.

A deadline's last day is a function of the contested points that are read otherwise than `due` reads them. None gives
`due`, all that concern it give `cautious`; those of EARLY give the earliest plausible day. The closures that move only
cautious dates are facts of data/closures.csv.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from functools import cache, partial
from typing import NamedTuple

from foiacalc import law, tables
from foiacalc.calendar.workdays import FIRST, LAST, ONE_DAY, Calendar, legal, own_dates

Points = frozenset[str]
LastDay = Callable[[Points], date]

DUE: Points = frozenset()
CLOSURES = ("C2", "C3", "C4")
COURT: Points = frozenset((*CLOSURES, "C18"))
ONE_POT = "C7, one pot"  # of C7 the reading of `earliest`; "C7" by itself is that of `cautious`: each stage has its own
EARLY: Points = frozenset(("C1", "C6", ONE_POT, "C8", "C9"))
_NAMES = {ONE_POT: "C7"}
_CLOSED: Points = frozenset(("C10", *CLOSURES))
_POINT_OF = {"inauguration": "C2", "executive_order": "C3", "lapse": "C4", "weather": "C4", "other": "C4"}
_BESIDE = {5: -ONE_DAY, 6: ONE_DAY}


class Closure(NamedTuple):
    """A closure is a stretch of days, no legal public holidays, on which federal offices were closed; it raises `point`."""

    first: date
    last: date
    point: str
    agencies: frozenset[str]  # empty: all
    open_agencies: frozenset[str]  # those that had money and stayed open
    title: str
    kind: str
    authority: str
    source: str
    verified: bool  # whether the source is the order, the statute or the notice itself

    def concerns(self, agency: str | None) -> bool:
        """Return whether the agency was closed; if no agency is given, every closure of all agencies is taken to apply."""
        return (not self.agencies or agency in self.agencies) and agency not in self.open_agencies


class Contested(NamedTuple):
    """This is a point that moved a date, with the last day it gives."""

    point: str
    date: date


@cache
def closures() -> tuple[Closure, ...]:
    """Return the closures of whole days; those of half a day count as working days under every reading."""
    return tuple(
        Closure(
            first=date.fromisoformat(row["first_date"]),
            last=date.fromisoformat(row["last_date"]),
            point=_POINT_OF[row["kind"]],
            agencies=frozenset(row["agencies"].split()),
            open_agencies=frozenset(row["open_agencies"].split()),
            title=row["title"],
            kind=row["kind"],
            authority=row["authority"],
            source=row["source"],
            verified=row["verified"] == "yes",
        )
        for row in tables.each("closures.csv")
        if row["half_day"] == "no"
    )


def days(first: date, last: date) -> list[date]:
    """Return the days from `first` to `last`, both included."""
    return [date.fromordinal(ordinal) for ordinal in range(first.toordinal(), last.toordinal() + 1)]


@cache
def closed_like(agency: str | None) -> str | None:
    """Return the agency that stands for all with the same closed days: None if those are the days of all, or the first by code.

    All agencies of one kind then share calendars, and what is counted by them: of a hundred agencies there are a few kinds.
    """
    closed = _concerned(agency)
    if closed == _concerned(None):
        return None
    named = sorted({code for closure in closures() for code in closure.agencies | closure.open_agencies})
    return next(code for code in named if _concerned(code) == closed)


@cache
def _concerned(agency: str | None) -> tuple[bool, ...]:
    return tuple(closure.concerns(agency) for closure in closures())


@cache
def _closed_days() -> tuple[tuple[date, Closure], ...]:
    """Return the working days of each closure, written out once for all the readings that ask for those of their points."""
    written = [(day, closure) for closure in closures() for day in days(closure.first, closure.last)]
    return tuple([(day, closure) for day, closure in written if FIRST <= day <= LAST and legal().is_working(day)])


@cache
def closures_under(points: Points, agency: str | None) -> Mapping[date, str]:
    """Return the working days that an agency was closed under contested points C2, C3 and C4, each with its title."""
    return {day: closure.title for day, closure in _closed_days() if closure.point in points and closure.concerns(agency)}


@cache
def court_holidays() -> Mapping[date, str]:
    """Return the days on which Emancipation Day is observed in the District of Columbia (Fed. R. Civ. P. 6(a)(6)(C))."""
    first = law.first_day("emancipation_day")
    own_days = (first.replace(year=year) for year in range(first.year, LAST.year + 1))
    return {observed(day): "Emancipation Day" for day in own_days}


def observed(day: date) -> date:
    """Return the day on which a holiday of that day is observed: the Friday before a Saturday, the Monday after a Sunday."""
    return day + _BESIDE.get(day.weekday(), timedelta())


class ThreeDates(NamedTuple):
    """This holds the last day under the three readings."""

    due: date
    cautious: date
    earliest: date


_three = partial(tuple.__new__, ThreeDates)  # by one tuple it is made in half the time


class AgencyCalendars:
    """These are the calendars that an agency's duty is read under.

    `agency` is the code whose own closures apply; `closed` are the first and last days of those that the user names (C4).
    `legal` is the statute's calendar, by which `due` counts for every agency. `shared` are the calendars of all agencies if
    this one was closed as they were except on the days `unlike`, which are in order; otherwise its own.
    """

    __slots__ = ("_calendars", "agency", "closed", "legal", "shared", "unlike")

    def __init__(self, agency: str | None, closed: tuple[tuple[date, date], ...] = (), unlike: tuple[date, ...] = ()) -> None:
        self.agency, self.closed, self.unlike, self.legal = agency, closed, unlike, legal()
        self.shared: AgencyCalendars = calendars_of(None) if unlike else self
        self._calendars: dict[Points, Calendar] = {}

    def under(self, points: Points) -> Calendar:
        """Return the statute's calendar, less the days of C2, C3, C4 and C18; under C1 in-lieu days are working days."""
        if points not in self._calendars:
            self._calendars[points] = self._made(points)
        return self._calendars[points]

    def _made(self, points: Points) -> Calendar:
        if points.isdisjoint(COURT):
            return own_dates() if "C1" in points else self.legal
        shared = _less(points & COURT, self.agency)
        if not self.closed or "C4" not in points:
            return shared
        return shared.without({day: "closed, as given" for span in self.closed for day in days(*span)})

    def received(self, day: date, points: Points) -> date:
        """Return day 0 for what arrived on `day`: under C10, the next working day if that day was not one."""
        return self.under(points).on_or_after(day) if "C10" in points else day

    def three(self, length: int, day_one: bool, day0: date) -> ThreeDates:
        """Return the last day of `length` working days after `day0` that nothing extends, tolls or routes.

        `day_one` says that the agency's own rule counts a day of receipt that is a working day as day 1 (C9). Raises
        OutsideCalendar.
        """
        closed, own = self._calendars.get(_CLOSED) or self.under(_CLOSED), own_dates()
        early = length - (day_one and own.is_working(day0))
        late = length + (not closed.is_working(day0))  # C10: received on the next working day
        return _three((self.legal.nth(day0, length), closed.nth(day0, late), own.nth(day0, early)))


@cache
def calendars_of(agency: str | None) -> AgencyCalendars:
    """Return the calendars of an agency, the same for all agencies with the same closed days."""
    if closed_like(agency) != agency:
        return calendars_of(closed_like(agency))
    # the days on which it was closed and others were not, or the other way round
    unlike = closures_under(frozenset(CLOSURES), agency).keys() ^ closures_under(frozenset(CLOSURES), None).keys()
    return AgencyCalendars(agency, unlike=tuple(sorted(unlike)))


@cache
def _less(points: Points, agency: str | None) -> Calendar:
    """Return the statute's calendar less the days closed under `points`."""
    return legal().without({**closures_under(points, agency), **(court_holidays() if "C18" in points else {})})


def moved(last_day: LastDay, concerned: Iterable[str]) -> tuple[Contested, ...]:
    """Return the points among `concerned` that together move the date, each with the date that it gives by itself.

    A point that moves nothing by itself is listed too, with the date of all, where that would be another without it: a
    closed day that only a later receipt brings into the count moves the date just as much.
    """
    points = tuple(concerned)
    every = frozenset(points)
    due, together = last_day(DUE), last_day(every)
    if due == together:
        return ()
    found = []
    for point in points:
        alone = last_day(frozenset((point,)))
        if alone != due:
            found.append(Contested(_NAMES.get(point, point), alone))
        elif last_day(every - {point}) != together:
            found.append(Contested(_NAMES.get(point, point), together))
    return tuple(found)


def earlier(last_day: LastDay) -> tuple[Contested, ...]:
    """Return the points that make an earlier last day plausible, for the agency's officer."""
    return moved(last_day, sorted(EARLY))
