"""This module draws the months of a count on a terminal, with rich."""

from collections.abc import Sequence

from rich.columns import Columns
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from foiacalc.calendar.workdays import WEEKDAYS, Day
from foiacalc.clock.count import Count
from foiacalc.render import grid

_WIDE = 44
MONTHS_KEY = "0 the clock starts  . weekend  H holiday  C closed  T tolled  M moved  [ ] the last day\n"


def months(count: Count, days: Sequence[Day], width: int) -> RenderableType:
    """Return the months side by side if there is room; for a count in years, the anniversaries, one line each."""
    if count.unit == "years":
        return Group(*(_anniversary(day) for day in days))
    padded = [Padding(_month(month), (0, 3, 1, 0)) for month in grid.months(count, days)]
    return Columns(padded, padding=0) if width >= _WIDE else Group(*padded)


def _anniversary(day: Day) -> Text:
    return Text(f"{day.date} {WEEKDAYS[day.date.weekday()][:3]}  {day.number or ''}  {day.reason or ''}".rstrip())


def _month(month: grid.Month) -> RenderableType:
    if not month.weeks:
        return Text(month.name)
    table = Table(title=month.name, box=None, padding=0, pad_edge=False, title_style="bold")
    for name in grid.WEEK:
        table.add_column(f"{name[:2]} ", justify="right", min_width=5)
    for week in month.weeks:
        table.add_row(*(_cell(cell) if cell else Text() for cell in week))
    return Group(table, *(Text(line, "yellow") for line in month.legend))


def _cell(cell: grid.Cell) -> Text:
    """Return a day of the month, and under it its place in the count."""
    mark = f"[{cell.mark}]" if cell.last else f"{cell.mark} "
    style = "bold reverse" if cell.last else _STYLES.get(cell.kind or "", "dim")
    return Text.assemble((f"{cell.day} \n", "dim"), (mark, style))


_STYLES = {"counted": "bold green", "holiday": "yellow", "closed": "yellow", "tolled": "yellow", "moved": "yellow"}
