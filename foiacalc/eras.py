"""Eras of the law: the stretches of days in which the same rules govern, and which agencies have the same dates in one."""

from bisect import bisect_right
from collections.abc import Hashable
from datetime import date
from functools import cache, lru_cache

from foiacalc import agencies, law
from foiacalc.readings import closures

_KEPT = 60_000  # agencies as rows name them, in each era


def of(day: date) -> int:
    """Two days of one era are under the same rules."""
    return bisect_right(_turns(), day)


@lru_cache(_KEPT)
def rules(agency: str | None, era: int) -> Hashable:
    """The agency's own closures and its window to appeal, in an era. An agency that is not known is its own."""
    try:
        code = agencies.find(agency) if agency else None
    except agencies.UnknownAgency:
        return agency, era
    closed = tuple(closure for closure in closures() if closure.agencies and code in closure.agencies)
    since = _turns()[era - 1] if era else date.min
    rule, floor = agencies.rule_for(code, since) if code else None, law.in_force("appeal_floor", since)
    if not rule or not rule.days or (floor and _ends_within(rule, floor.number)):
        return closed, era  # the floor governs, or what is assumed where there is none
    return closed, era, rule.days, rule.unit


def _ends_within(rule: agencies.AgencyRule, days: int) -> bool:
    """Whether the window ends within so many calendar days whenever it begins: a fortnight has seven working days."""
    assert rule.days
    return rule.days * (2 if rule.unit == "working_days" else 1) <= days


@cache
def _turns() -> tuple[date, ...]:
    """The days from which on another rule may govern, in order."""
    of_law = {day for row in law.RULES for day in (row.since, row.until) if day}
    return tuple(sorted(of_law | {rule.requests_from for rule in agencies.rules() if rule.requests_from}))
