"""This module draws the docket on a terminal: how much of it is shown, for whom, and in which colors."""

import shutil
from collections.abc import Iterable, Sequence
from typing import Annotated

import typer

from foiacalc.cli.fact_options import OUTPUT_PANEL
from foiacalc.cli.output import ascii_only, colour, for_people
from foiacalc.law.names import comparable
from foiacalc.render.docket_table import DocketLine, Room
from foiacalc.sheets.records import Sheet

AllRows = Annotated[
    bool,
    typer.Option(
        "--all",
        help="On a terminal, show every request in the docket, not only the first ten in each section.",
        rich_help_panel=OUTPUT_PANEL,
    ),
]

_ROWS = 10  # rows of a section
_SUBJECTS = frozenset(("subject", "title", "request subject", "request title", "subject of request", "request description"))
_COLORS = {"lost": "red", "late": "red", "coming": "cyan"}


def subject(sheet: Sheet, cells: Sequence[str]) -> str:
    """Return what a row says it is about, in a column of a sheet that is named so and holds no fact."""
    said = (
        cells[c.position] for c in sheet.columns if not c.field and comparable(c.name) in _SUBJECTS and c.position < len(cells)
    )
    return next(said, "")


def room(output: str | None, every: bool) -> Room:
    """Return a terminal's width and the first rows of each section, or all rows if the docket is kept or piped."""
    if output not in (None, "-") or not for_people():
        return Room(ascii_only=output in (None, "-") and ascii_only())
    size = shutil.get_terminal_size()
    return Room(size.columns, None if every else _ROWS, ascii_only(), size.lines)


def painted(lines: Iterable[DocketLine], screen: Room) -> str:
    """Return the lines, in color if the terminal shows it."""
    if screen.width is None or not colour():
        return "".join(f"{line.text}\n" for line in lines)
    return "".join(f"{_painted(line)}\n" for line in lines)


def _painted(line: DocketLine) -> str:
    if not line.style:
        return line.text
    return typer.style(line.text, fg=_COLORS.get(line.style), bold=line.style == "head")
