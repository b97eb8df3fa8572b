"""Legal public holidays and counts of working days from the statute alone, sharing no code with the program.

The holidays are those of 5 U.S.C. 6103(a), as Pub. L. 90-363 restated it from 1971-01-01 and later acts changed it; one on a
Saturday is observed the Friday before (6103(b)), one on a Sunday the Monday after (E.O. 11582).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

DAY = timedelta(days=1)
MON, THU, SAT, SUN = 0, 3, 5, 6
FROM_1971 = date(1971, 1, 1)


class Named(NamedTuple):
    """A holiday of the statute: its day in a year, and from when until when the statute named it so."""

    name: str
    own_day: Callable[[int], date]
    since: date = FROM_1971
    until: date = date.max


def on(month: int, day: int) -> Callable[[int], date]:
    """A day of the month."""
    return lambda year: date(year, month, day)


def the(nth: int, weekday: int, month: int) -> Callable[[int], date]:
    """The n-th such weekday of the month, the last one for -1."""

    def own_day(year: int) -> date:
        days = [date(year, month, 1) + n * DAY for n in range(31)]
        such = [day for day in days if day.month == month and day.weekday() == weekday]
        return such[nth - 1 if nth > 0 else nth]

    return own_day


NAMED = (
    Named("New Year's Day", on(1, 1)),
    Named("Birthday of Martin Luther King, Jr.", the(3, MON, 1), since=date(1986, 1, 1)),  # Pub. L. 98-144
    Named("Washington's Birthday", the(3, MON, 2)),
    Named("Memorial Day", the(-1, MON, 5)),
    Named("Juneteenth National Independence Day", on(6, 19), since=date(2021, 6, 17)),  # Pub. L. 117-17
    Named("Independence Day", on(7, 4)),
    Named("Labor Day", the(1, MON, 9)),
    Named("Columbus Day", the(2, MON, 10)),
    Named("Veterans Day", the(4, MON, 10), until=date(1977, 12, 31)),  # Pub. L. 90-363
    Named("Veterans Day", on(11, 11), since=date(1978, 1, 1)),  # Pub. L. 94-97
    Named("Thanksgiving Day", the(4, THU, 11)),
    Named("Christmas Day", on(12, 25)),
)


def in_lieu(day: date) -> date:
    """The Friday before a Saturday, the Monday after a Sunday, else the day itself."""
    return day + {SAT: -1, SUN: 1}.get(day.weekday(), 0) * DAY


def holidays(first: int = 1971, last: int = 2100) -> list[tuple[date, date, str]]:
    """Every holiday observed in these years, in order: the day it is observed, its own day, its name."""
    named = [(rule, rule.own_day(year)) for rule in NAMED for year in range(first, last + 2)]
    found = [(in_lieu(own), own, rule.name) for rule, own in named if rule.since <= own <= rule.until]
    return sorted(holiday for holiday in found if first <= holiday[0].year <= last)


def walk(first: date, last: date, lengths: Sequence[int], closed: Iterable[date] = ()) -> Iterator[tuple[date, list[date]]]:
    """Each day from `first` to `last` with the n-th working day after it for each of `lengths`, walked a day at a time.

    Days `closed` are no working days either.
    """
    off = {observed for observed, _, _ in holidays()}.union(closed)
    days = [first + n * DAY for n in range((last - first).days + 366)]
    working = [day.weekday() not in (SAT, SUN) and day not in off for day in days]
    for start in range((last - first).days + 1):
        place, number, ends = start, 0, []
        for length in lengths:
            while number < length:
                place += 1
                number += working[place]
            ends.append(days[place])
        yield days[start], ends
