"""The calendar of working days has every day except Saturdays, Sundays and legal public holidays (5 U.S.C. 552(a)(6)(A)).

Every question from 1971-01-01 to 2100-12-31 is answered by arithmetic: weekdays have running numbers, and those on which
a holiday is observed are passed over. The day-by-day ledger asks the same holidays, so a count and its explanation cannot
disagree. Closures that are no legal public holidays, and tolled spans, are parameters of a count.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import compress
from math import inf
from typing import Literal, NamedTuple

from foiacalc import tables
from foiacalc.errors import Code, Coded

FIRST, LAST = date(1971, 1, 1), date(2100, 12, 31)
FIRST_WORKING = date(1971, 1, 4)
ONE_DAY = timedelta(days=1)
_FIRST, _LAST = FIRST.toordinal(), LAST.toordinal()
_WEEK = 7
_SATURDAY = 5
_WEEKEND = 2
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

DayKind = Literal["counted", "weekend", "holiday", "closed", "tolled", "moved"]


class OutsideCalendar(Coded):
    """This is raised for a question about working days on a day before 1971-01-01 or after 2100-12-31."""

    code = Code.OUTSIDE_CALENDAR

    def __init__(self, day: str) -> None:
        super().__init__(f"{day} is outside the calendar of working days, which runs from {FIRST} to {LAST}")


class Day(NamedTuple):
    """A day of a count has its number if it counts, or else the reason why it does not, and what kind of reason that is."""

    date: date
    number: int | None
    reason: str | None
    kind: DayKind


class Tolled(NamedTuple):
    """The clock is stopped on these days, `first` through `last`, both included; `reason` says why."""

    first: date
    last: date
    reason: str


class Holiday(NamedTuple):
    """A legal public holiday has the weekday it is observed on, its own date, and its name (5 U.S.C. 6103(a), (b))."""

    observed: date
    statutory: date
    name: str


@cache
def holidays() -> tuple[Holiday, ...]:
    """Return every legal public holiday observed on a weekday from 1971 to 2100, in order."""
    return tuple(Holiday(date.fromisoformat(a), date.fromisoformat(b), name) for a, b, name in _table())


def _table() -> list[list[str]]:
    """Return the rows of the holiday table: the day it is observed, its own date, its name."""
    return tables.cells("legal_public_holidays.csv", "date_observed", "statutory_date", "name")


def _numbers(ordinals: Iterable[int]) -> list[int]:
    """Return the weekdays through each day, counted from ordinal 1, a Monday: all days less the Sundays and the Saturdays."""
    return [ordinal - ordinal // _WEEK - (ordinal + 1) // _WEEK for ordinal in ordinals]


(_LAST_NUMBER,) = _numbers((_LAST,))
_NEVER = inf  # the number of no weekday; it ends those that are off, so that a count need not ask where they end


class _Numbers(dict[int, int]):
    """This holds the weekdays up to a day, by its ordinal, for the days asked for; a log asks for the same days again."""

    def __missing__(self, ordinal: int) -> int:
        if not _FIRST <= ordinal <= _LAST:
            raise OutsideCalendar(str(date.fromordinal(ordinal)))
        (number,) = _numbers((ordinal,))
        self[ordinal] = number
        return number


_NUMBERS = _Numbers()


class _Reached(dict[int, int]):
    """This holds the working days up to a day, by its ordinal, for the days asked for: the weekdays less those off."""

    def __init__(self, off: Sequence[float]) -> None:
        self.off = off

    def __missing__(self, ordinal: int) -> int:
        number = _NUMBERS[ordinal]
        reached = self[ordinal] = number - bisect_right(self.off, number)
        return reached


class Calendar(NamedTuple):
    """A calendar has the working days of 1971 to 2100, less the closures it was made `without`. It raises OutsideCalendar."""

    holidays: Mapping[int, str]  # the names, by ordinal; each falls on a weekday
    closed: Mapping[int, str]
    off: Sequence[float]  # the numbers of the weekdays that are no working days, in order, and _NEVER
    reached: _Reached

    def without(self, closed: Mapping[date, str]) -> "Calendar":
        """Return the same calendar with more days closed, each with its reason; days that are not working days are ignored."""
        days = {d.toordinal(): why for d, why in closed.items() if FIRST <= d <= LAST and self.is_working(d)}
        off = sorted((*self.off, *_numbers(days)))
        return Calendar(self.holidays, {**self.closed, **days}, off, _Reached(off))

    def is_working(self, day: date) -> bool:
        ordinal = day.toordinal()
        if not _FIRST <= ordinal <= _LAST:
            raise OutsideCalendar(str(day))
        return day.weekday() < _SATURDAY and ordinal not in self.holidays and ordinal not in self.closed

    def why_closed(self, day: date) -> tuple[str, DayKind] | None:
        """Return why `day` is not a working day ('Saturday', a holiday's or a closure's name) and the kind of that reason."""
        ordinal = _within(day)
        if day.weekday() >= _SATURDAY:
            return WEEKDAYS[day.weekday()], "weekend"
        if name := self.holidays.get(ordinal):
            return name, "holiday"
        if name := self.closed.get(ordinal):
            return name, "closed"
        return None

    def after(self, day: date, n: int, tolled: Sequence[Tolled] = ()) -> date:
        """Return the `n`-th working day after `day` (excluded), leaving out tolled working days; n = 0 gives `day` itself.

        `tolled` is in order and disjoint. A span counts from the day it begins on, if that is not after the last day.
        Raises ValueError for a negative n.
        """
        if n < 1:
            return self._none_after(day, n)
        last = self.nth(day, n)
        for span in tolled:
            if span.first > last:
                break
            if span.last > day:
                n += self.between(max(span.first - ONE_DAY, day), span.last)
                last = self.nth(day, n)
        return last

    def _none_after(self, day: date, n: int) -> date:
        if n < 0:
            raise ValueError("a count of working days cannot be negative")
        _within(day)
        return day

    def nth(self, day: date, n: int) -> date:
        """Return what `after` does, for n of 1 or more and nothing tolled.

        It is the weekday whose number is `n` more than that of `day`, and one more for each weekday off on the way.

        Weekday 1 is the Monday with ordinal 1 and every five weekdays are followed by two days of weekend, so the ordinal of
        weekday `number` is that number and two days for each whole week before it.
        """
        off, number = self.off, _NUMBERS[day.toordinal()]
        passed = bisect_right(off, number)
        number += n
        while off[passed] <= number:  # the last day moves on, perhaps onto or over the next one off
            passed += 1
            number += 1
        if number > _LAST_NUMBER:
            raise OutsideCalendar(f"working day {n} after {day}")
        return _DATES[number + (number - 1) // _SATURDAY * _WEEKEND]

    def before(self, day: date, n: int) -> date:
        """Return the `n`-th working day before `day` (excluded); n = 0 gives `day`. Raises ValueError for a negative n."""
        if n < 1:
            return self._none_after(day, n)
        for _ in range(n):
            day = self.on_or_before(day - ONE_DAY)
        return day

    def between(self, first: date, last: date) -> int:
        """Count the working days after `first` (excluded) through `last` (included); negative if `last` is earlier."""
        return self.reached[last.toordinal()] - self.reached[first.toordinal()]

    def on_or_after(self, day: date) -> date:
        """Return `day` if it is a working day, or else the next working day."""
        return day if self.is_working(day) else self.after(day, 1)

    def on_or_before(self, day: date) -> date:
        """Return `day` if it is a working day, or else the last working day before it."""
        while not self.is_working(day):
            day -= ONE_DAY
        return day

    def skipped(self, day: date, last: date) -> Iterator[Day]:
        """Return the weekdays after `day` through `last` that are not working days, each with its reason."""
        for ordinal in range(day.toordinal() + 1, last.toordinal() + 1):
            today, name = date.fromordinal(ordinal), self.holidays.get(ordinal)
            if name:
                yield Day(today, None, name, "holiday")
            elif closed := self.closed.get(ordinal):
                yield Day(today, None, closed, "closed")

    def ledger(self, day: date, last: date, tolled: Sequence[Tolled] = ()) -> Iterator[Day]:
        """Return each day after `day` through `last` with its number in the count, or the reason why it has none."""
        number = 0
        for ordinal in range(day.toordinal() + 1, last.toordinal() + 1):
            today = date.fromordinal(ordinal)
            skipped = self.why_closed(today)
            span = next((t for t in tolled if t.first <= today <= t.last), None)
            if skipped:
                yield Day(today, None, *skipped)
            elif span:
                yield Day(today, None, span.reason, "tolled")
            else:
                number += 1
                yield Day(today, number, None, "counted")


class _Dates(dict[int, date]):
    """This holds the days asked for by their ordinals; a log asks for the same days again."""

    def __missing__(self, ordinal: int) -> date:
        day = self[ordinal] = date.fromordinal(ordinal)
        return day


_DATES = _Dates()


def later(day: date, days: int) -> date:
    """Return the day so many calendar days after `day`; it is one value for all who ask for it."""
    return _DATES[day.toordinal() + days]


def _within(day: date) -> int:
    """Return the ordinal of a day of the calendar."""
    ordinal = day.toordinal()
    if _FIRST <= ordinal <= _LAST:
        return ordinal
    raise OutsideCalendar(str(day))


def _calendar(named: Iterable[tuple[int, str]], numbers: Iterable[int]) -> Calendar:
    """Return the calendar of every weekday but these holidays: their ordinals with the names, and their numbers, in order."""
    off = [*numbers, _NEVER]
    return Calendar(dict(named), {}, off, _Reached(off))


@cache
def _observed() -> tuple[list[int], list[int], list[str], list[bool]]:
    """Return, in order, the ordinals of the days observed, their numbers, the names, and whether each is its own date."""
    table = _table()
    ordinals = [date.fromisoformat(observed).toordinal() for observed, _, _ in table]
    return ordinals, _numbers(ordinals), [name for _, _, name in table], [observed == own for observed, own, _ in table]


@cache
def legal() -> Calendar:
    """Return the statute's calendar: weekdays less the legal public holidays as observed."""
    ordinals, numbers, names, _ = _observed()
    return _calendar(zip(ordinals, names, strict=True), numbers)


@cache
def weekdays() -> Calendar:
    """Return every Monday through Friday, holidays included: not a calendar of the law, but one that people count by."""
    return _calendar((), ())


@cache
def own_dates() -> Calendar:
    """Return weekdays less the holidays' own dates only: an in-lieu Friday or Monday is a working day (contested point C1)."""
    ordinals, numbers, names, own = _observed()
    return _calendar(compress(zip(ordinals, names, strict=True), own), compress(numbers, own))
