"""This module keeps unmet deadlines by the day they run from: a log of a million rows has only a few thousand such days."""

from bisect import bisect_left
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from foiacalc import law
from foiacalc.clock.case import Case
from foiacalc.clock.deadline import Dates, Kind, running
from foiacalc.clock.readings import AgencyCalendars

if TYPE_CHECKING:
    from foiacalc.law.agencies import AgencyRule

_KEPT = 50_000  # days, as many as the calendar has
_FEW = 256  # kinds of deadlines, days of the question, calendars

Start = tuple[date, date, date]  # the day whose row of the law is in force, that of receipt, and day 0


class Undone(dict[date, Dates]):
    """This keeps, by the day it runs from, a deadline as it stands on `as_of` while nobody has met it; filled as it is asked.

    `three` gives its due, cautious and earliest dates. A log asks for the same days again and again.
    """

    def __init__(
        self,
        kind: Kind,
        as_of: date,
        three: Callable[[date], tuple[date, date, date | None]],
        follows: str | None = None,
        conditional: bool = False,
        assumed: bool = False,
    ) -> None:
        super().__init__()
        self.kind, self.as_of, self.three = kind, as_of, three
        self.follows, self.conditional, self.assumed = follows, conditional, assumed

    def __missing__(self, start: date) -> Dates:
        if len(self) > _KEPT:
            self.clear()
        due, cautious, earliest = self.three(start)
        more = self.follows, None, self.conditional, self.assumed
        found = self[start] = running(self.kind, self.as_of, due, cautious, earliest, None, None, *more)
        return found


class Unmet(dict[date | Start, Dates | None]):
    """This keeps, by day of receipt, a duty in working days that nothing extends, tolls or routes; None if no row was in
    force.

    It is asked by the three days of a `Start` where they are not one. `day_one` are the agency's own rules that count the day
    of receipt (C9).
    """

    def __init__(
        self,
        kind: Kind,
        as_of: date,
        rules: law.Rules,
        calendars: AgencyCalendars,
        day_one: "tuple[AgencyRule, ...]",
        follows: str | None,
        conditional: bool,
    ) -> None:
        super().__init__()
        self.kind, self.as_of, self.rules, self.calendars, self.day_one = kind, as_of, rules, calendars, day_one
        self.more = follows, None, conditional

    def __missing__(self, start: date | Start) -> Dates | None:
        if len(self) > _KEPT:
            self.clear()
        event, received, day0 = (start, start, start) if isinstance(start, date) else start
        rule, found = self.rules.in_force(self.kind.key, event), None
        if rule:
            day_one = bool(self.day_one) and any(own.governs(received) for own in self.day_one)
            three = self.calendars.three(rule.number, day_one, day0)
            found = running(self.kind, self.as_of, *three, None, None, *self.more)
        self[start] = found
        return found


@lru_cache(maxsize=_FEW)
def _unmet(
    kind: Kind,
    as_of: date,
    rules: law.Rules,
    calendars: AgencyCalendars,
    day_one: "tuple[AgencyRule, ...]",
    follows: str | None,
    conditional: bool,
) -> Unmet:
    """Return the duties that all agencies closed on the same days share."""
    return Unmet(kind, as_of, rules, calendars, day_one, follows, conditional)


def unmet(kind: Kind, case: Case, start: date | Start, follows: str | None = None, conditional: bool = False) -> Dates | None:
    """Return a duty of the case as it stands while nobody has met it; None if no row was in force.

    A count looks at no day after its last one, and the cautious date is the last of the three. So two agencies that were
    closed on the same days up to that have the same three.
    """
    calendars, day_one = case.calendars, case.agency.day_one
    shared = calendars.shared
    found = _unmet(kind, case.as_of, case.rules, shared, day_one, follows, conditional)[start]
    if calendars is shared or not found:
        return found
    unlike = calendars.unlike
    at = bisect_left(unlike, start if isinstance(start, date) else start[2])
    if at == len(unlike) or not found.cautious or found.cautious < unlike[at]:
        return found
    return _unmet(kind, case.as_of, case.rules, calendars, day_one, follows, conditional)[start]
