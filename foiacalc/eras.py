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
    """In each era, in order: the closures that are not those of all, and the agency's windows to appeal.

    An agency that is not known is its own.
    """
    try:
        code = agencies.find(agency) if agency else None
    except agencies.UnknownAgency:
        return tuple((agency, era) for era in range(len(_turns()) + 1))
    closed = tuple(closure for closure in closures() if closure.concerns(code) != closure.concerns(None))
    return tuple((closed, era, *_windows(code, since)) for era, since in enumerate((date.min, *_turns())))


def _windows(code: str | None, since: date) -> tuple[Hashable, ...]:
    """The agency's windows for determinations from `since` on; none where the floor governs, or what is assumed without one."""
    floor = law.in_force("appeal_floor", since)
    return tuple(
        (max(rule.determined_from, since), rule.determined_until, rule.days, rule.unit)
        for rule in agencies.rules()
        if rule.code == code and rule.days and (not rule.determined_until or since <= rule.determined_until)
        if not (floor and _ends_within(rule, floor.number))
    )


def _ends_within(rule: agencies.AgencyRule, days: int) -> bool:
    """Whether the window ends within so many calendar days whenever it begins: a fortnight has seven working days."""
    assert rule.days
    return rule.days * (2 if rule.unit == "working_days" else 1) <= days


@cache
def _turns() -> tuple[date, ...]:
    """The days from which on another rule may govern, in order."""
    return tuple(sorted({day for row in law.RULES for day in (row.since, row.until) if day}))
