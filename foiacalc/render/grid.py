"""This module lays out a count as calendar months: under each day is its number, or a letter for why it has none."""

from calendar import SUNDAY
from calendar import Calendar as Weeks
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from foiacalc.calendar.workdays import WEEKDAYS, Day, DayKind
from foiacalc.clock.count import Count

WEEK = (*WEEKDAYS[SUNDAY:], *WEEKDAYS[:SUNDAY])  # in the order of the cells: American calendars begin on Sunday
LETTERS: dict[DayKind, str] = {"weekend": ".", "holiday": "H", "closed": "C", "tolled": "T", "moved": "M"}
_NAMES = ["January", "February", "March", "April", "May", "June", "July"]
# These are not the locale's names, so the bytes are the same everywhere.
_NAMES += ["August", "September", "October", "November", "December"]


class Cell(NamedTuple):
    """This is a day of a month. `mark` is its number or letter, empty if the count does not reach it; `why` is the reason."""

    day: int
    mark: str = ""
    why: str = ""
    kind: DayKind | None = None
    last: bool = False


class Month(NamedTuple):
    """This is a month of the count. It has seven cells a week, None outside the month, and the skipped days by name.

    One of several months without a counted day has no cells: its name says which they are.
    """

    name: str
    weeks: tuple[tuple[Cell | None, ...], ...] = ()
    legend: tuple[str, ...] = ()


def months(count: Count, days: Sequence[Day]) -> Iterator[Month]:
    """Return the months from the day the count began to its last day; months without a counted day are put together."""
    start = Day(count.start, 0, None, "counted")
    by_month = [tuple(group) for _, group in groupby((start, *days), key=lambda day: day.date.replace(day=1))]
    for idle, run in groupby(by_month, key=lambda month: all(day.number is None for day in month)):
        together = list(run)
        if idle:
            yield _idle(together)
        else:
            yield from (_month(month, count.last) for month in together)


def _idle(run: Sequence[Sequence[Day]]) -> Month:
    first, last = _name(run[0][0].date), _name(run[-1][0].date)
    reasons = dict.fromkeys(day.reason for month in run for day in month if day.kind == "tolled")
    return Month(f"{first}{f' to {last}' if last != first else ''}: no day counted ({', '.join(filter(None, reasons))})")


def _name(day: date) -> str:
    return f"{_NAMES[day.month - 1]} {day.year}"


def _month(days: Sequence[Day], last: date) -> Month:
    first = days[0].date
    by_date = {day.date: day for day in days}
    weeks = tuple(
        tuple(_cell(day, by_date.get(day), last) if day.month == first.month else None for day in week)
        for week in Weeks(SUNDAY).monthdatescalendar(first.year, first.month)
    )
    return Month(_name(first), weeks, tuple(_legend(days)))


def _cell(date_: date, day: Day | None, last: date) -> Cell:
    if day is None:
        return Cell(date_.day)
    mark = LETTERS[day.kind] if day.number is None else str(day.number)
    return Cell(date_.day, mark, day.reason or "", day.kind, date_ == last)


def _legend(days: Sequence[Day]) -> Iterator[str]:
    """Yield the skipped and tolled days by name, a run of days with the same reason as one."""
    named = (day for day in days if day.kind not in ("counted", "weekend"))
    for (kind, reason), group in groupby(named, key=lambda day: (day.kind, day.reason)):
        run = [day.date.day for day in group]
        span = str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}"
        yield f"{LETTERS[kind]} {span} {reason}"
