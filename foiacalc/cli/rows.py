"""One pass over all rows of a batch: each answered, reported in error or set aside, and counted."""

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, NamedTuple

import typer

from foiacalc.answer import Report, to_json
from foiacalc.batch import Aside, RowError, keeping, of_sheet
from foiacalc.cli.forms import writing
from foiacalc.cli.output import BAD, fail, say
from foiacalc.renderers import docket, words
from foiacalc.rows import Row, Sheet
from foiacalc.sheetdates import Reading

Write = Callable[[str], object]
Reject = Callable[[Sheet, Row, RowError], None]


class _Shown(NamedTuple):
    """What is kept of an answer: as it is written, and what the totals need."""

    written: Any
    missed: bool
    state: str


class Run:
    """One pass over all rows."""

    def __init__(self, form: str, as_of: date, today: date | None, strict: bool, missed: bool) -> None:
        self.form, self.strict, self.missed = form, strict, missed
        self.totals = docket.Totals(as_of)
        self.kept = keeping(self._show, as_of, today)
        self.docket: list[tuple[str | None, Report]] = []
        self.header: Sequence[str] | None = None

    def _show(self, report: Report) -> _Shown:
        shown: Any = report
        if self.form == "jsonl":
            shown = docket.line(report)
        elif self.form == "csv":
            shown = docket.cells(report)
        return _Shown(shown, bool(report.missed), report.standing("determination").state)

    def answer(self, sheets: Iterator[Sheet], reading: Reading, write: Write, reject: Reject) -> None:
        for sheet in sheets:
            self._begin(sheet, write)
            for row, name, found in of_sheet(sheet, reading, self.kept):
                self.totals.rows += 1
                if isinstance(found, RowError):
                    self._wrong(sheet, row, found, reject)
                elif isinstance(found, Aside):
                    self.totals.aside[found.why] += 1
                else:
                    self._right(sheet, row, name, found, write)
        if self.form == "table":
            write(docket.table(self.docket))
        elif self.form == "summary":
            write(to_json(self.totals.to_dict()))

    def _begin(self, sheet: Sheet, write: Write) -> None:
        if self.form != "csv":
            return
        header = (*(sheet.header or ("request",)), *docket.OURS)
        if self.header is None:
            self.table = csv.writer(_Lines(write))
            self.table.writerow(header)
        elif list(header) != list(self.header):
            fail(sheet.file, "has other columns than the file before it; answer it by itself, or take --format jsonl")
        self.header = header

    def _right(self, sheet: Sheet, row: Row, name: str | None, found: _Shown, write: Write) -> None:
        self.totals.states[found.state] += 1
        self.totals.missed += found.missed
        if self.missed and not found.missed:
            return
        if self.form == "jsonl":
            write(found.written.with_id(name))
        elif self.form == "csv":
            width = len(sheet.header) or 1
            padded = [*row.cells, *[""] * (width - len(row.cells))][:width]
            self.table.writerow((*padded, *found.written))
        elif self.form == "table":
            self.docket.append((name, found.written))

    def _wrong(self, sheet: Sheet, row: Row, error: RowError, reject: Reject) -> None:
        self.totals.errors += 1
        column = next((c.name for c in sheet.columns if c.field == error.fact), error.fact)
        place = f"{row.file}, line {row.line}" + (f", {words.safe(column)}" if column else "")
        say(f"Error: {place}: {error.says}")
        reject(sheet, row, error)
        if self.strict:
            raise typer.Exit(BAD)


class _Lines:
    """What a csv writer writes to."""

    def __init__(self, write: Write) -> None:
        self.write = write


@contextmanager
def rejects(errors: str | None, force: bool) -> Iterator[Reject]:
    """What writes the rejected rows with their reasons: a sheet with a column more, or JSON Lines; ready to mend."""
    if not errors:
        yield lambda sheet, row, error: None
        return
    begun: set[str] = set()
    with writing(errors, force) as write:
        table = csv.writer(_Lines(write))

        def reject(sheet: Sheet, row: Row, error: RowError) -> None:
            if sheet.form == "jsonl":
                write(
                    json.dumps({"request": dict(row.fields), "line": None if row.fields else row.cells[0], "error": error.says})
                    + "\n"
                )
                return
            if not begun:
                begun.add(sheet.file)
                table.writerow((*sheet.header, "error"))
            table.writerow((*row.cells, error.says))

        yield reject
