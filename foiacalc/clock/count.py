"""A count says how a last day was reached: from which day, how many days of which kind, and day by day."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from foiacalc import law
from foiacalc.calendar.workdays import ONE_DAY, Calendar, Day, Tolled

_KEPT = 10_000  # anniversaries


class Count(NamedTuple):
    """A count is `length` units after `start` (excluded), which end on `last` (included).

    Working days are those of `calendar`, less the days `tolled`. A calendar-day or year period whose last day was moved
    ends on a later or earlier day than its number says.
    """

    start: date
    length: int
    unit: law.Unit
    last: date
    calendar: Calendar
    tolled: Sequence[Tolled] = ()

    def days(self) -> tuple[Day, ...]:
        """Return each day of the count: its number, or the reason why it has none. For years, return only the anniversaries."""
        if self.unit == "working_days":
            return tuple(self.calendar.ledger(self.start, self.last, self.tolled))
        return (*self._numbered(), *self._moved())

    def _numbered(self) -> Iterator[Day]:
        for number in range(1, self.length + 1):
            yield Day(self._after(number), number, None, "counted")

    def _after(self, number: int) -> date:
        if self.unit == "years":
            return anniversary(self.start, number)
        return self.start + number * ONE_DAY

    def _moved(self) -> Iterator[Day]:
        nominal = self._after(self.length)
        for n in range(1, (self.last - nominal).days + 1):
            day = nominal + n * ONE_DAY
            closed = self.calendar.why_closed(day)
            reason = closed[0] if closed else f"last day, moved from {nominal} ({law.rule_for('court_period', nominal).cite})"
            yield Day(day, None, reason, "moved")

    def skipped(self) -> tuple[Day, ...]:
        """Return the weekdays that a working-day count skipped; weekends are not listed."""
        return tuple(self.calendar.skipped(self.start, self.last)) if self.unit == "working_days" else ()

    def tolled_days(self) -> tuple[Day, ...]:
        """Return the working days on which the clock was stopped."""
        return tuple([day for day in self.days() if day.kind == "tolled"]) if self.tolled else ()

    def set_aside(self) -> str:
        """Return, for a sentence, why the last day is later than the number alone would have it; nothing if it is not."""
        if self.unit == "working_days":
            return ", not counting the days tolled," if self.tolled_days() else ""
        return ", moved to the next working day," if self.last > self._after(self.length) else ""


def months_after(day: date, months: int) -> date:
    """Return the same day that many months later, or the last day of a shorter month."""
    from dateutil.relativedelta import relativedelta

    return day + relativedelta(months=months)


@lru_cache(maxsize=_KEPT)
def anniversary(day: date, years: int) -> date:
    """Return the `years`-th anniversary of `day`; that of February 29 is February 28 in a common year."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # there is no such day; only now is the library loaded, which takes two milliseconds
        from dateutil.relativedelta import relativedelta

        return day + relativedelta(years=years)
