"""Eras of the law: the stretches of days in which the same rules govern, and which agencies have the same dates in one."""

from bisect import bisect_right
from collections.abc import Hashable
from datetime import date
from functools import cache, lru_cache

from foiacalc import agencies, law
from foiacalc.readings import closures

_KEPT = 10_000  # agencies as rows name them


def of(day: date) -> int:
    """Two days of one era are under the same rules."""
    return bisect_right(_turns(), day)


@lru_cache(_KEPT)
def rules(agency: str | None) -> tuple[Hashable, ...]:
    """In each era, in order: the agency's own closures and its window to appeal. An agency that is not known is its own."""
    try:
        code = agencies.find(agency) if agency else None
    except agencies.UnknownAgency:
        return tuple((agency, era) for era in range(len(_turns()) + 1))
    closed = tuple(closure for closure in closures() if closure.agencies and code in closure.agencies)
    return tuple((closed, era, *_window(code, since)) for era, since in enumerate((date.min, *_turns())))


def _window(code: str | None, since: date) -> tuple[Hashable, ...]:
    """The agency's window in the era that begins on `since`; none where the floor governs, or what is assumed without one."""
    rule, floor = agencies.rule_for(code, since) if code else None, law.in_force("appeal_floor", since)
    if not rule or not rule.days or (floor and _ends_within(rule, floor.number)):
        return ()
    return rule.days, rule.unit


def _ends_within(rule: agencies.AgencyRule, days: int) -> bool:
    """Whether the window ends within so many calendar days whenever it begins: a fortnight has seven working days."""
    assert rule.days
    return rule.days * (2 if rule.unit == "working_days" else 1) <= days


@cache
def _turns() -> tuple[date, ...]:
    """The days from which on another rule may govern, in order."""
    of_law = {day for row in law.RULES for day in (row.since, row.until) if day}
    return tuple(sorted(of_law | {rule.requests_from for rule in agencies.rules() if rule.requests_from}))
