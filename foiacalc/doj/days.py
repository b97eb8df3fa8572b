"""This module counts days as DOJ's tool does: weekdays except those on its own list of holidays, data/doj_holidays.csv.

The list runs from 2008 to 2026. Besides legal public holidays it has days on which offices were closed by executive order,
and 2020-04-03, when they were not; it lacks 2020-07-03. Outside those years the tool leaves out only weekends.
"""

from bisect import bisect_right
from datetime import date
from functools import cache

from foiacalc import tables
from foiacalc.calendar.workdays import ONE_DAY, Calendar, OutsideCalendar, holidays, legal, weekdays

_OCTOBER = 10
_SHOWN = 3  # days that a reason names


@cache
def listed() -> tuple[date, ...]:
    """Return the days besides weekends that the tool leaves out, in order."""
    return tuple(date.fromisoformat(row["date"]) for row in tables.each("doj_holidays.csv"))


@cache
def calendar() -> Calendar:
    """Return the calendar of weekdays less the days listed."""
    return weekdays().without(dict.fromkeys(listed(), "in DOJ's list of holidays"))


def elapsed(first: date, last: date) -> int | None:
    """Count the working days after `first` (excluded) up to `last` (included) by DOJ's list; return None if `last` is earlier,
    or if the days lie outside our calendar.
    """
    if last < first:
        return None
    try:
        return calendar().between(first, last)
    except OutsideCalendar:
        return None


@cache
def _disputed() -> tuple[date, ...]:
    """Return the weekdays that are working days in one of the two calendars but not in the other, in order."""
    return tuple(sorted({holiday.observed for holiday in holidays()} ^ {*listed()}))


def disputed(first: date, last: date) -> tuple[date, ...]:
    """Return the days after `first` up to `last` on which DOJ's list and the legal public holidays differ."""
    days = _disputed()
    return days[bisect_right(days, first) : bisect_right(days, last)]


def named(days: tuple[date, ...]) -> str:
    """Name the first of some days, and say how many more there are."""
    more = f" and {len(days) - _SHOWN} more" if len(days) > _SHOWN else ""
    return ", ".join(map(str, days[:_SHOWN])) + more


def by_list(first: date, last: date) -> int:
    """Return how many more working days the tool counts from `first` to `last` than the legal public holidays allow."""
    return calendar().between(first, last) - legal().between(first, last)


class FiscalYear(int):
    """A fiscal year of the United States begins on October 1 of the year before (31 U.S.C. 1102)."""

    @property
    def first(self) -> date:
        return date(self - 1, _OCTOBER, 1)

    @property
    def last(self) -> date:
        """Return September 30, to which the tool counts what is still open."""
        return date(self, _OCTOBER, 1) - ONE_DAY

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def last_ended(day: date) -> FiscalYear:
    """Return the last fiscal year that had ended on `day`; its last day is September 30."""
    year = FiscalYear(day.year)
    return year if year.last <= day else FiscalYear(day.year - 1)


UPPER = (*range(20, 201, 20), 300, 400)
_FIRSTS = (0, *(upper + 1 for upper in UPPER))
BUCKETS: tuple[str, ...] = (
    *(f"{first}-{upper}" for first, upper in zip(_FIRSTS, UPPER, strict=False)),
    f"{_FIRSTS[-1]}+",
)


def bucket(days: int) -> str:
    """Return the increment of the annual report in which that many working days fall; 0 falls in the first."""
    return next((name for name, upper in zip(BUCKETS, UPPER, strict=False) if days <= upper), BUCKETS[-1])
