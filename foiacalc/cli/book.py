"""This module makes the workbook of a batch in a temporary folder, and writes it in one step once it is complete."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from tempfile import TemporaryDirectory
from typing import Any, Self

from foiacalc.answer.reports import Report
from foiacalc.cli.output import fail, say
from foiacalc.errors import Code
from foiacalc.render.csv_many import Columns
from foiacalc.render.docket import Totals
from foiacalc.render.doj import DojSection
from foiacalc.sheets.records import Sheet

FORM = "xlsx"


def check_place(form: str, output: str | None) -> None:
    """Refuse to write a workbook to a terminal."""
    if form == FORM and output in (None, "-") and sys.stdout.isatty():
        fail("--format", "a workbook cannot be shown on a terminal; write it to a file, as with -o docket.xlsx", Code.CONFLICT)


class Booked(AbstractContextManager["Booked"]):
    """This takes the rows of a batch on their way into a workbook."""

    def __init__(self, columns: Columns, as_of: date, more: Sequence[str] = ()) -> None:
        self._columns, self._as_of, self._ours = columns, as_of, len(columns.header) + len(more)

    def __enter__(self) -> Self:
        from foiacalc.render.workbook import Book, Full, OurCells

        self._folder = TemporaryDirectory(prefix="foiacalc-", ignore_cleanup_errors=True)
        self._book, self._full, self._cells = Book(self._folder.name, self._as_of), Full, OurCells
        return self

    def __exit__(self, *raised: object) -> None:
        self._folder.cleanup()

    def show(self, report: Report) -> object:
        """Return our cells of an answer."""
        late = any(dates.state == "missed" for dates in report.computed.apply.values())
        return self._cells(self._columns.values(report), late)

    def begin(self, sheet: Sheet, header: Sequence[str]) -> None:
        """Begin a sheet of the workbook under its own header and ours."""
        ids = [column.position for column in sheet.columns if column.field == "id"]
        own = len(header) - self._ours
        with self._held():
            self._book.begin(header[:own], header[own:], ids)

    def add(self, pairs: Iterable[tuple[Sequence[str], Any]]) -> None:
        """Add rows, each with its own cells and ours."""
        with self._held():
            for own, ours in pairs:
                self._book.row(own, ours)

    @contextmanager
    def _held(self) -> Iterator[None]:
        try:
            yield
        except self._full as error:
            fail("-o", f"{error}; use --format csv", Code.TOO_MANY)

    def finish(
        self,
        totals: Totals,
        notes: Sequence[str],
        write: Callable[[str | bytes], object],
        sections: Sequence[DojSection] = (),
    ) -> None:
        """Write the workbook, and say which cells it could not hold."""
        self._book.close(totals, notes, sections)
        write(self._book.path.read_bytes())
        if self._book.cut:
            cells = "1 cell is longer" if self._book.cut == 1 else f"{self._book.cut:,} cells are longer"
            cut = "was cut" if self._book.cut == 1 else "were cut"
            say(f"the workbook: {cells} than a workbook allows and {cut} to 32,767 characters, ending in [cut]")
