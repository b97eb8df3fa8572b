"""One pass over all rows of a batch: each answered, reported in error or set aside, and counted."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from importlib import import_module
from typing import Any, NamedTuple

import typer

from foiacalc.answer import Report, to_json
from foiacalc.batch import Aside, RowError, keeping, named, of_sheet
from foiacalc.cli.forms import writing
from foiacalc.cli.output import BAD, fail, say
from foiacalc.cli.progress import Progress
from foiacalc.renderers import docket, words
from foiacalc.renderers.sheet import own
from foiacalc.rows import Row, Sheet
from foiacalc.sheetdates import Reading

Write = Callable[[str], object]
Reject = Callable[[Sheet, Row, RowError], None]


class _Shown(NamedTuple):
    """What is kept of an answer: as it is written, whether and where, and what the totals need."""

    written: Any
    wanted: bool
    rank: tuple[Any, ...]
    tally: docket.Tally


class How(NamedTuple):
    """How the answers are shown: which, in which order, in which form."""

    form: str
    wanted: Callable[[Report], bool]
    sort: str | None
    brief: bool
    by_agency: bool

    @property
    def holds(self) -> bool:
        """Whether nothing is written before the last row is in."""
        return bool(self.sort) or self.form not in ("jsonl", "csv")


class Run:
    """One pass over all rows. What is sorted, and the forms that show all requests as one, are held until the end."""

    def __init__(self, how: How, as_of: date, today: date | None, strict: bool) -> None:
        self.how, self.strict = how, strict
        self.totals = docket.Totals(as_of)
        self.kept = keeping(self._show, as_of, today)
        self.held: list[tuple[tuple[Any, ...], Any]] = []
        self.header: Sequence[str] | None = None

    def _show(self, report: Report) -> _Shown:
        shown: Any = report
        if self.how.form == "jsonl":
            shown = docket.brief(report) if self.how.brief else docket.line(report)
        elif self.how.form == "csv":
            shown = docket.ours(report)
        rank = docket.RANKS[self.how.sort](report) if self.how.sort else ()
        return _Shown(shown, self.how.wanted(report), rank, docket.tally(report))

    def answer(self, sheets: Iterator[Sheet], reading: Reading, write: Write, reject: Reject, progress: Progress) -> None:
        with progress:
            for sheet in sheets:
                self._begin(sheet, write)
                for row, name, found in of_sheet(sheet, reading, self.kept):
                    self.totals.rows += 1
                    progress.passed(self.totals.rows)
                    if isinstance(found, RowError):
                        progress.clear()
                        self._wrong(sheet, row, found, reject)
                    elif isinstance(found, Aside):
                        self.totals.aside[found.why] += 1
                    else:
                        self._right(sheet, row, name, found, write)
        self._finish(write)

    def _finish(self, write: Write) -> None:
        self.held.sort(key=lambda pair: pair[0])
        shown = [what for _, what in self.held]
        if self.how.form == "table":
            write(docket.table(shown))
        elif self.how.form == "ics":
            from foiacalc.renderers import ics

            write(ics.feed(named(report, name) for name, report in shown))
        elif self.how.form in ("markdown", "html"):
            from foiacalc.renderers.digest import digest

            write(import_module(f"foiacalc.renderers.{self.how.form}").docket(digest(self.totals, shown)))
        elif self.how.form == "summary":
            write(to_json(self.totals.to_dict(self.how.by_agency)))
        else:
            for text in shown:
                write(text)

    def _begin(self, sheet: Sheet, write: Write) -> None:
        if self.how.form != "csv":
            return
        header = (*(sheet.header or ("request",)), *docket.OURS)
        if self.header is None:
            write(docket.record(own(header)))
        elif list(header) != list(self.header):
            fail(sheet.file, "has other columns than the file before it; answer it by itself, or take --format jsonl")
        self.header = header

    def _right(self, sheet: Sheet, row: Row, name: str | None, found: _Shown, write: Write) -> None:
        self.totals.answers[found.tally] += 1
        if not found.wanted or self.how.form == "summary":
            return
        what = self._filled(sheet, row, name, found)
        if self.how.holds:
            self.held.append((found.rank, what))
        else:
            write(what)

    def _filled(self, sheet: Sheet, row: Row, name: str | None, found: _Shown) -> Any:
        """The answer with what is the row's own: its id, or its cells."""
        if self.how.form == "jsonl":
            return found.written.with_id(name)
        if self.how.form == "csv":
            cells, width = row.cells, len(sheet.header) or 1
            if len(cells) != width:
                cells = [*cells, *[""] * (width - len(cells))][:width]
            return docket.record(own(cells), found.written)
        return name, found.written

    def _wrong(self, sheet: Sheet, row: Row, error: RowError, reject: Reject) -> None:
        self.totals.errors += 1
        column = next((c.name for c in sheet.columns if c.field == error.fact), error.fact)
        place = f"{row.file}, line {row.line}" + (f", {words.safe(column)}" if column else "")
        say(f"Error: {place}: {error.says}")
        reject(sheet, row, error)
        if self.strict:
            raise typer.Exit(BAD)


@contextmanager
def rejects(errors: str | None, force: bool) -> Iterator[Reject]:
    """What writes the rejected rows with their reasons: a sheet with a column more, or JSON Lines; ready to mend."""
    if not errors:
        yield lambda sheet, row, error: None
        return
    begun: set[str] = set()
    with writing(errors, force) as write:

        def reject(sheet: Sheet, row: Row, error: RowError) -> None:
            if sheet.form == "jsonl":
                write(
                    json.dumps({"request": dict(row.fields), "line": None if row.fields else row.cells[0], "error": error.says})
                    + "\n"
                )
                return
            if not begun:
                begun.add(sheet.file)
                write(docket.record(own((*sheet.header, "error"))))
            write(docket.record(own((*row.cells, error.says))))

        yield reject
