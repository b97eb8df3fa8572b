"""The calendar of working days: every day but Saturday, Sunday and a legal public holiday (5 U.S.C. 552(a)(6)(A)).

One running index from 1971-01-01 to 2100-12-31 answers every question by arithmetic; the day-by-day ledger is read
off the same index, so a count and its explanation cannot disagree. Closures that are no legal public holidays, and
tolled spans, are parameters of a count.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import accumulate, compress
from typing import Literal, NamedTuple

from foiacalc import tables
from foiacalc.errors import Code, Coded

FIRST, LAST = date(1971, 1, 1), date(2100, 12, 31)
FIRST_WORKING = date(1971, 1, 4)
ONE_DAY = timedelta(days=1)
_FIRST = FIRST.toordinal()
_DAYS = LAST.toordinal() - _FIRST + 1
_WEEK = 7
_SATURDAY = 5
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

Kind = Literal["counted", "weekend", "holiday", "closed", "tolled", "moved"]


class OutsideCalendar(Coded):
    """A working-day question about a day before 1971-01-01 or after 2100-12-31."""

    code = Code.OUTSIDE_CALENDAR

    def __init__(self, day: str) -> None:
        super().__init__(f"{day} is outside the calendar of working days, which runs from {FIRST} to {LAST}")


class Day(NamedTuple):
    """A day of a count: its number where it counts, else the reason why it does not, and what kind of reason."""

    date: date
    number: int | None
    reason: str | None
    kind: Kind


class Tolled(NamedTuple):
    """Days on which the clock stands still, `first` to `last` inclusive, and why."""

    first: date
    last: date
    reason: str


class Holiday(NamedTuple):
    """A legal public holiday: the weekday it is observed on, its own date, its name (5 U.S.C. 6103(a), (b))."""

    observed: date
    statutory: date
    name: str


@cache
def holidays() -> tuple[Holiday, ...]:
    """Every legal public holiday observed on a weekday from 1971 to 2100, in order."""
    return tuple(Holiday(date.fromisoformat(a), date.fromisoformat(b), name) for a, b, name in _table())


def _table() -> Iterator[list[str]]:
    """The rows of the holiday table: the day it is observed, its own date, its name."""
    return tables.cells("legal_public_holidays.csv")


class _Index(NamedTuple):
    counts: list[int]  # working days up to and including the day, by ordinal
    days: list[int]  # the ordinal of each working day, in order
    named: Mapping[int, str]  # the holidays


def _index(days_off: Mapping[int, str]) -> _Index:
    """An index of all weekdays but `days_off` (ordinals with their names)."""
    week = [int(day < _SATURDAY) for day in range(_WEEK)]
    first = FIRST.weekday()
    pattern = bytearray(bytes(week[first:] + week[:first]) * (_DAYS // _WEEK + 1))[:_DAYS]
    for ordinal in days_off:
        pattern[ordinal - _FIRST] = 0
    return _Index(list(accumulate(pattern)), list(compress(range(_FIRST, _FIRST + _DAYS), pattern)), days_off)


class Calendar(NamedTuple):
    """Working days from 1971 to 2100, less the closures it was made `without`. All questions raise OutsideCalendar."""

    table: _Index
    closed: Mapping[int, str]
    off: Sequence[int] = ()  # positions of the closures among the index's working days, in order
    shift: Sequence[int] = ()  # each less its own rank: what a count must reach to pass it

    def without(self, closed: Mapping[date, str]) -> "Calendar":
        """The same calendar with more days closed (a day with its reason); days that are no working days are ignored."""
        days = {d.toordinal(): why for d, why in closed.items() if FIRST <= d <= LAST and self.is_working(d)}
        reasons = {**self.closed, **days}
        off = sorted(self.table.counts[ordinal - _FIRST] - 1 for ordinal in reasons)
        return Calendar(self.table, reasons, off, [position - rank for rank, position in enumerate(off)])

    def is_working(self, day: date) -> bool:
        place = day.toordinal() - _FIRST
        if place < 1:
            return self.why_closed(day) is None
        counts = self.table.counts
        if place >= len(counts):
            raise OutsideCalendar(str(day))
        return counts[place] != counts[place - 1] and place + _FIRST not in self.closed

    def why_closed(self, day: date) -> tuple[str, Kind] | None:
        """Why `day` is no working day ('Saturday', a holiday's or a closure's name) and what kind of reason that is."""
        _count(self.table.counts, day)
        ordinal = day.toordinal()
        if day.weekday() >= _SATURDAY:
            return WEEKDAYS[day.weekday()], "weekend"
        if name := self.table.named.get(ordinal):
            return name, "holiday"
        if name := self.closed.get(ordinal):
            return name, "closed"
        return None

    def after(self, day: date, n: int, tolled: Sequence[Tolled] = ()) -> date:
        """The `n`-th working day after `day` (excluded), working days tolled not counted; n = 0 gives `day` itself.

        `tolled` is in order and disjoint. A span counts from the day it begins on, if that is not after the last day.
        ValueError for a negative n.
        """
        if n < 1:
            return self._none_after(day, n)
        last = self._after(day, n)
        for span in tolled:
            if span.first > last:
                break
            if span.last > day:
                n += self.between(max(span.first - ONE_DAY, day), span.last)
                last = self._after(day, n)
        return last

    def _none_after(self, day: date, n: int) -> date:
        if n < 0:
            raise ValueError("a count of working days cannot be negative")
        _count(self.table.counts, day)
        return day

    def _after(self, day: date, n: int) -> date:
        place = day.toordinal() - _FIRST
        if not 0 <= place < _DAYS:
            raise OutsideCalendar(str(day))
        position = self.table.counts[place] + n - 1
        if self.off:
            passed = bisect_left(self.off, position - n + 1)
            position += bisect_right(self.shift, position - passed) - passed
        try:
            return _DATES[self.table.days[position]]
        except IndexError:
            raise OutsideCalendar(f"working day {n} after {day}") from None

    def before(self, day: date, n: int) -> date:
        """The `n`-th working day before `day` (excluded); n = 0 gives `day` itself. ValueError for a negative n."""
        if n < 1:
            return self._none_after(day, n)
        for _ in range(n):
            day = self.on_or_before(day - ONE_DAY)
        return day

    def between(self, first: date, last: date) -> int:
        """Working days after `first` (excluded) up to `last` (included); negative where `last` is the earlier."""
        counts = self.table.counts
        start, end = first.toordinal() - _FIRST, last.toordinal() - _FIRST
        if not (0 <= start < _DAYS and 0 <= end < _DAYS):
            raise OutsideCalendar(str(last if 0 <= start < _DAYS else first))
        a, b = counts[start], counts[end]
        if not self.off:
            return b - a
        return b - a - bisect_left(self.off, b) + bisect_left(self.off, a)

    def on_or_after(self, day: date) -> date:
        """`day` if it is a working day, else the next one."""
        return day if self.is_working(day) else self.after(day, 1)

    def on_or_before(self, day: date) -> date:
        """`day` if it is a working day, else the last one before."""
        while not self.is_working(day):
            day -= ONE_DAY
        return day

    def skipped(self, day: date, last: date) -> Iterator[Day]:
        """The weekdays after `day` up to `last` that are no working days, each with its reason."""
        for ordinal in range(day.toordinal() + 1, last.toordinal() + 1):
            today, name = date.fromordinal(ordinal), self.table.named.get(ordinal)
            if name:
                yield Day(today, None, name, "holiday")
            elif closed := self.closed.get(ordinal):
                yield Day(today, None, closed, "closed")

    def ledger(self, day: date, last: date, tolled: Sequence[Tolled] = ()) -> Iterator[Day]:
        """Each day after `day` up to `last` with its number in the count or the reason why it has none."""
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
    """By ordinal, the days that were asked for: a log asks for the same ones again and again."""

    def __missing__(self, ordinal: int) -> date:
        day = self[ordinal] = date.fromordinal(ordinal)
        return day


_DATES = _Dates()


def _count(counts: list[int], day: date) -> int:
    place = day.toordinal() - _FIRST
    if 0 <= place < len(counts):
        return counts[place]
    raise OutsideCalendar(str(day))


@cache
def legal() -> Calendar:
    """The statute's calendar: weekdays less the legal public holidays as observed."""
    return Calendar(_index({date.fromisoformat(observed).toordinal(): name for observed, _, name in _table()}), {})


@cache
def weekdays() -> Calendar:
    """Every Monday to Friday, holidays too: no calendar of the law, but one that people count by."""
    return Calendar(_index({}), {})


@cache
def own_dates() -> Calendar:
    """Weekdays less the holidays' own dates only: an in-lieu Friday or Monday is a working day (contested point C1)."""
    own = {date.fromisoformat(day).toordinal(): name for observed, day, name in _table() if observed == day}
    return Calendar(_index(own), {})
