"""This module decides between month first and day first by what a sheet's dates show together, before any of them is read."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from foiacalc.sheets.file import Unreadable

_NUMERIC = re.compile(r"(?<!\d)(\d{1,2}) ?/ ?(\d{1,2}) ?/ ?(?:\d{4}|\d{2})(?!\d)", re.ASCII)
_LAST_MONTH, _LAST_DAY = 12, 31
_TO_ONE = 12  # twelve dates that can only be month first make one that can only be day first a typing error
_KEPT = 50_000  # texts
_RIGHT = "write YYYY-MM-DD"


class SlashDates(NamedTuple):
    """This counts the dates in a text that have the month and the day as numbers, and those that can be read both ways.

    It keeps those that can be read only one way.
    """

    all: int
    both: int
    month_first: Sequence[str]
    day_first: Sequence[str]

    @property
    def numbers(self) -> tuple[int, int, int, int]:
        return self.all, self.both, len(self.month_first), len(self.day_first)


def dates_in(text: str) -> SlashDates:
    """Return the dates of a text, by what they can be."""
    found = both = 0
    month_first, day_first = [], []
    for match in _NUMERIC.finditer(text):
        a, b = int(match[1]), int(match[2])
        if not (1 <= min(a, b) <= _LAST_MONTH and max(a, b) <= _LAST_DAY):
            continue
        found += 1
        both += a != b and max(a, b) <= _LAST_MONTH
        month_first += [match[0]] if b > _LAST_MONTH else []
        day_first += [match[0]] if a > _LAST_MONTH else []
    return SlashDates(found, both, month_first, day_first)


class DayOrder:
    """This is what the dates of a sheet have shown so far; `day_first` is what the user says about them."""

    def __init__(self, file: str, day_first: bool) -> None:
        self.file, self.said = file, day_first
        self.all = self.both = self.month_first = self.day_first = 0
        self.first: tuple[int, str, str] | None = None  # the first date that can only be day first: its line, column and text
        self.other = ""  # the first date that can only be month first
        self.gave_up_at = 0  # rows
        self._kept: dict[str, tuple[int, int, int, int]] = {}

    def __getstate__(self) -> dict[str, object]:
        """Return what another process needs to know: everything but the texts seen."""
        return {**vars(self), "_kept": {}}

    def see(self, line: int, column: str, text: str) -> None:
        """Count the dates of a cell."""
        numbers = self._kept.get(text)
        if numbers is None:
            numbers = self._numbers(line, column, text)
        found, both, month_first, day_first = numbers
        self.all += found
        self.both += both
        self.month_first += month_first
        self.day_first += day_first

    def _numbers(self, line: int, column: str, text: str) -> tuple[int, int, int, int]:
        """Count the dates of each order in a new text; keep the first that can be read only one way."""
        found = dates_in(text)
        if found.day_first and not self.first:
            self.first = line, column, found.day_first[0]
        if found.month_first and not self.other:
            self.other = found.month_first[0]
        if len(self._kept) < _KEPT:
            self._kept[text] = found.numbers
        return found.numbers

    @property
    def is_open(self) -> bool:
        """Return whether some dates can be day first, and nothing has shown yet that the sheet is not."""
        shown = self.has_slips or (self.month_first and not self.day_first)
        return not self.said and not shown and bool(self.both or self.day_first)

    @property
    def has_slips(self) -> bool:
        """Return whether dates that can only be day first are errors of their rows, because so many others are month first."""
        return 0 < _TO_ONE * self.day_first <= self.month_first

    def check(self) -> None:
        """Raise Unreadable if the dates show that the sheet is not month first, or mixes the two."""
        if self.said or not self.first or self.has_slips:
            return
        line, column, text = self.first
        place = f"{column}: {text!r} can only be day/month/year"
        if not self.month_first:
            raise Unreadable(self.file, line, f"{place}; use --day-first to read the whole sheet that way, or {_RIGHT}")
        dates = f"day-first dates: {self.day_first:,}; month-first dates: {self.month_first:,}"
        both = f"and {self.other!r} can only be month/day/year ({dates})"
        raise Unreadable(self.file, line, f"{place} {both}; {_RIGHT}, or use --day-first and correct the others")


def sentences(orders: Sequence[DayOrder]) -> list[str]:
    """Say how many dates were read in which order, how many could be read in the other, and where nothing decided."""
    said = [
        (
            f"{order.file}: none of its first {order.gave_up_at:,} rows shows whether dates are month first "
            "or day first; they were read month first"
        )
        for order in orders
        if order.gave_up_at
    ]
    for day_first, read, other, cure in ((False, "month", "day", ": --day-first"), (True, "day", "month", "")):
        those = [order for order in orders if order.said == day_first]
        both = sum(order.both for order in those)
        number = sum(order.all - (order.month_first if day_first else order.day_first) for order in those)
        if both:
            dates = "1 date was" if number == 1 else f"{number:,} dates were"
            said.append(f"{dates} read {read} first; {both:,} could be {other} first{cure}")
    return said
