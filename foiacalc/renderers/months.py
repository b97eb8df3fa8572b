"""A count as calendar months: under each day its number, or a letter for why it has none, with the names below."""

from calendar import Calendar as Weeks
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from rich.columns import Columns
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from foiacalc.counts import Count
from foiacalc.workdays import WEEKDAYS, Day, Kind

_LETTERS: dict[Kind, str] = {"weekend": ".", "holiday": "H", "closed": "C", "tolled": "T", "moved": "M"}
_NAMES = ["January", "February", "March", "April", "May", "June", "July"]
_NAMES += ["August", "September", "October", "November", "December"]  # not the locale's: the same bytes everywhere
_WIDE = 44


def months(count: Count, days: Sequence[Day], width: int) -> RenderableType:
    """The months of a count side by side, those without a counted day in one line; of years the anniversaries."""
    if count.unit == "years":
        return Group(*(_anniversary(day) for day in days))
    start = Day(count.start, 0, None, "counted")
    by_month = [tuple(group) for _, group in groupby((start, *days), key=lambda day: day.date.replace(day=1))]
    blocks: list[RenderableType] = []
    for idle, run in groupby(by_month, key=lambda month: all(day.number is None for day in month)):
        together = list(run)
        blocks += [_idle(together)] if idle else [_month(month, count.last) for month in together]
    padded = [Padding(block, (0, 3, 1, 0)) for block in blocks]
    return Columns(padded, padding=0) if width >= _WIDE else Group(*padded)


def _idle(run: Sequence[Sequence[Day]]) -> Text:
    first, last = _name(run[0][0].date), _name(run[-1][0].date)
    reasons = dict.fromkeys(day.reason for month in run for day in month if day.kind == "tolled")
    return Text(f"{first}{f' to {last}' if last != first else ''}: no day counted ({', '.join(filter(None, reasons))})")


def _name(day: date) -> str:
    return f"{_NAMES[day.month - 1]} {day.year}"


def _anniversary(day: Day) -> Text:
    return Text(f"{day.date} {WEEKDAYS[day.date.weekday()][:3]}  {day.number or ''}  {day.reason or ''}".rstrip())


def _month(days: Sequence[Day], last: date) -> RenderableType:
    first = days[0].date
    by_date = {day.date: day for day in days}
    table = Table(title=_name(first), box=None, padding=0, pad_edge=False, title_style="bold")
    for name in WEEKDAYS:
        table.add_column(f"{name[:2]} ", justify="right", min_width=5)
    for week in Weeks().monthdatescalendar(first.year, first.month):
        table.add_row(*(_cell(day, by_date.get(day), day == last) if day.month == first.month else Text() for day in week))
    return Group(table, *_names(days))


def _cell(date_: date, day: Day | None, is_last: bool) -> Text:
    """A day of the month, and under it its place in the count."""
    if day is None:
        return Text(f"{date_.day} \n ", "dim")
    if day.number is None:
        mark = f"[{_LETTERS[day.kind]}]" if is_last else f"{_LETTERS[day.kind]} "
        return Text.assemble((f"{date_.day} \n", "dim"), (mark, "yellow" if day.kind != "weekend" else "dim"))
    mark = f"[{day.number}]" if is_last else f"{day.number} "
    return Text.assemble((f"{date_.day} \n", "dim"), (mark, "bold reverse" if is_last else "bold green"))


def _names(days: Sequence[Day]) -> Iterator[Text]:
    """The skipped and tolled days by name, runs of the same reason together."""
    for (kind, reason), group in groupby(
        (day for day in days if day.kind not in ("counted", "weekend")), key=lambda day: (day.kind, day.reason)
    ):
        run = [day.date.day for day in group]
        span = str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}"
        yield Text(f"{_LETTERS[kind]} {span} {reason}", "yellow")
