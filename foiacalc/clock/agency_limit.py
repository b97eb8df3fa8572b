"""An agency has a limit in working days; notices extend it and questions toll it (5 U.S.C. 552(a)(6)(A), (B)(i))."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from foiacalc.clock.case import NO_TOLLING, Tolling
from foiacalc.clock.count import Count
from foiacalc.clock.readings import CLOSURES, DUE, EARLY, ONE_POT, AgencyCalendars, Contested, Points, ThreeDates, moved
from foiacalc.request.facts import Extension


class Pot(NamedTuple):
    """This holds the working days of extension an appeal may have: its own, and what the request left if the two share them."""

    own: int
    left: int
    shared: bool  # the agency's own rule says so

    def under(self, points: Points) -> int:
        """Return the working days of extension that the appeal may have under a reading (C7)."""
        return self.left if ONE_POT in points or (self.shared and "C7" not in points) else self.own


class Counted(NamedTuple):
    """This is a limit under one reading: its last day, each notice that extended it with its working days, the late ones."""

    last: date
    taken: tuple[tuple[Extension, int], ...]
    late: tuple[Extension, ...]

    @property
    def added(self) -> int:
        """Return the working days that all the timely notices add."""
        return sum(days for _, days in self.taken)


class AgencyLimit(NamedTuple):
    """A limit is `length` working days after day 0 (excluded) and those that `notices` add; days of `tolling` do not count.

    Day 0 is `day0` as received, or what `routed` gives under a reading; `day_one` says that the agency's own rule counts
    it as day 1 (C9). `notices` are in order. All questions raise OutsideCalendar.
    """

    calendars: AgencyCalendars
    day0: date
    length: int
    notices: tuple[Extension, ...] = ()
    tolling: Tolling = NO_TOLLING
    day_one: bool = False
    pot: Pot | None = None
    routed: Callable[[Points], date] | None = None

    @property
    def by_due(self) -> Counted:
        """Return the limit as `due` reads it."""
        return self.counted(DUE)

    def start(self, points: Points) -> date:
        """Return day 0 under a reading."""
        return self.routed(points) if self.routed else self.calendars.received(self.day0, points)

    def counted(self, points: Points) -> Counted:
        """Count the limit under a reading.

        A notice is in time up to and including the last day of the limit as the notices before it left it; under C15 a
        late one has its effect too.
        """
        calendar, day0 = self.calendars.under(points), self.start(points)
        length = self.length - (self.day_one and "C9" in points and calendar.is_working(day0))
        spans = self.tolling.after_questions if "C6" in points else self.tolling.spans
        last, taken, late = calendar.after(day0, length, spans), [], []
        left = self.pot.under(points) if self.pot else None
        for notice in self.notices:
            if notice.notice <= last or "C15" in points:
                days = notice.days or 0
                if left is not None:
                    days = min(days, left)
                    left -= days
                length += days
                last = calendar.after(day0, length, spans)
                taken.append((notice, days))
            else:
                late.append(notice)
        return Counted(last, tuple(taken), tuple(late))

    def last_day(self, points: Points) -> date:
        """Return the last day under a reading."""
        return self.counted(points).last

    @property
    def extended(self) -> int:
        """Return the working days that timely notices add, as `due` reads it."""
        return self.by_due.added

    def unextended(self) -> date:
        """Return the last day as `due` reads it without any notice."""
        return self.calendars.legal.after(self.start(DUE), self.length, self.tolling.spans)

    @property
    def concerned(self) -> tuple[str, ...]:
        """Return the contested points that may make the last day later than `due`."""
        if not self.notices:
            return ("C10", *CLOSURES)
        return ("C10", "C15", *(("C7",) if self.pot else ()), *CLOSURES)

    def dates(self) -> ThreeDates:
        """Return the last day under the three readings."""
        if self.notices or self.tolling.spans or self.routed:
            return ThreeDates(self.by_due.last, self.last_day(frozenset(self.concerned)), self.last_day(EARLY))
        return self.calendars.three(self.length, self.day_one, self.day0)

    def contested(self) -> tuple[Contested, ...]:
        """Return the points that moved the cautious date."""
        return moved(self.last_day, self.concerned)

    def as_count(self) -> Count:
        """Return how `due` is counted."""
        due, calendar = self.by_due, self.calendars.legal
        return Count(self.start(DUE), self.length + due.added, "working_days", due.last, calendar, self.tolling.spans)

    def extensions(self) -> tuple[str, ...]:
        """Return a note on each notice that extended the limit."""
        return tuple(
            f"The notice dated {notice.notice} extended the limit by {days} working day{'s' if days > 1 else ''}."
            if days
            else f"No days of extension were left when the notice dated {notice.notice} was sent."
            for notice, days in self.by_due.taken
        )

    def late_notices(self) -> tuple[Extension, ...]:
        """Return the notices that came after the limit's last day, and so add nothing."""
        return self.by_due.late
