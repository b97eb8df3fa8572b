"""This module says what a column's cells hold: dates, check marks, numbers, text. Headings may be wrong; cells are not."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from foiacalc.sheets.dates import MONTH, DayFirst, NotADate, Notation, parse

NOTHING = frozenset(("", "-", "--", "n/a", "na", "none", "null", "nan", "tbd", "pending", "#n/a", "unknown"))
TICKS = frozenset(("yes", "y", "no", "n", "true", "false", "1", "0", "x", "\u00fc", "\u2713", "\u2714"))
_DATE = re.compile(
    rf"(?<!\d)\d{{1,2}} ?[/.-] ?\d{{1,2}} ?[/.-] ?(?:\d{{2}}){{1,2}}(?!\d)|\d{{4}}-\d\d|^\d{{5}}(?:\.\d+)?$|\b{MONTH}",
    re.IGNORECASE,
)
_LONGEST_DAY = 50  # characters of a date with its time and day of the week
_LONGEST_SHOWN = 40
_KEPT = 50  # texts of a column


class Seen(NamedTuple):
    """This counts the cells of one column that say something, and has the days in them by row and the first cell.

    It also counts the cells with a date that may be misspelled, with a number that may be Excel's for a day, with a tick,
    and with a number.
    """

    filled: int
    days: Mapping[int, date]
    dates: int
    ticks: int
    numbers: int
    first: str
    texts: tuple[str, ...] = ()

    @property
    def mostly_days(self) -> bool:
        return 2 * len(self.days) >= self.filled > 0

    @property
    def sample(self) -> str:
        """Return the first cell that says something, shortened to one line."""
        text = " ".join(self.first.split())
        return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 3] + "..."


NOT_SEEN = Seen(0, {}, 0, 0, 0, "")


def day_in(cell: str, notation: Notation) -> date | None:
    """Return the day in a cell, or None if it has none. A date that can only be day first counts as some day."""
    if len(cell) > _LONGEST_DAY or not any(map(str.isdigit, cell)):
        return None
    try:
        return parse(cell, notation)
    except DayFirst:
        return parse(cell, notation._replace(day_first=True))
    except NotADate:
        return None


def seen(cells: Iterable[str], notation: Notation) -> Seen:
    """Return what these cells of one column hold; the first is that of row 0."""
    said = [(row, text) for row, cell in enumerate(cells) if (text := cell.strip()) and text.casefold() not in NOTHING]
    days = {row: day for row, text in said if (day := day_in(text, notation))}
    ticks = sum(text.casefold() in TICKS for _, text in said)
    numbers = sum(text.replace(".", "", 1).isdecimal() for _, text in said)
    dates = sum(row in days or bool(_DATE.search(text)) for row, text in said)
    return Seen(len(said), days, dates, ticks, numbers, said[0][1] if said else "", tuple(text for _, text in said[:_KEPT]))


def by_column(records: Sequence[Sequence[str]], width: int, notation: Notation) -> tuple[Seen, ...]:
    """Return what each of so many columns holds in these records."""
    return tuple(seen((cells[at] if at < len(cells) else "" for cells in records), notation) for at in range(width))


def differing(one: Seen, other: Seen) -> tuple[int, int]:
    """Count the rows in which both columns have a day, and those of them in which the days differ."""
    both = one.days.keys() & other.days.keys()
    return len(both), sum(one.days[row] != other.days[row] for row in both)
