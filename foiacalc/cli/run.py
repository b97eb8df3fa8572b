"""A run is one pass over all rows of a batch: each is answered, reported in error or skipped, and counted."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, nullcontext
from datetime import date
from functools import partial
from importlib import import_module
from itertools import chain
from typing import Any
from zlib import compress, decompress

from foiacalc.answer.contract import to_json
from foiacalc.answer.many import RowError, reporting
from foiacalc.answer.reports import Report
from foiacalc.cli.book import FORM, Booked
from foiacalc.cli.doj import HEADER, to_check
from foiacalc.cli.drawn import painted, subject
from foiacalc.cli.how import ALONE, Extras, How
from foiacalc.cli.jobs import ONE, STREAMED, Results, jobs, spread
from foiacalc.cli.mailing import to_send
from foiacalc.cli.output import Write, fail, say, seen_together
from foiacalc.cli.picks import Picks
from foiacalc.cli.progress import Progress
from foiacalc.cli.rejects import Reject
from foiacalc.cli.told import Errors
from foiacalc.errors import Code
from foiacalc.render import csv_many as records
from foiacalc.render import docket, words
from foiacalc.render.docket import Tally
from foiacalc.render.docket_rows import Own
from foiacalc.render.docket_table import DocketFor, table
from foiacalc.render.doj import doj_lines
from foiacalc.sheets.asides import BLANK
from foiacalc.sheets.batch import Aside, RowResult, of_sheet, told_of
from foiacalc.sheets.dates import Notation
from foiacalc.sheets.day_order import DayOrder
from foiacalc.sheets.file import Row, Unreadable
from foiacalc.sheets.records import Sheet

KeptRow = tuple[Any, Tally]  # an answer as it is kept: as written (None if it is not wanted), and what is counted of it
Pair = tuple[Any, Any]  # a row's own cells or id, and its answer as written

_SHEETS, _DOCKETS = ("csv", FORM), ("table", "markdown", "html")
_BLANK = Aside(BLANK)
_FASTEST = 1  # zlib's fastest level
_MOST_TOGETHER = 512  # rows written at once


class Stopped(Exception):
    """This is raised when a row with an error ends a strict run."""


def results(how: How, as_of: date, today: date | None, notation: Notation, sheet: Sheet) -> Iterator[RowResult[Any]]:
    """Return in another process what the run itself would return."""
    return Run(how, as_of, today, strict=False).results(notation, sheet)


class Run:
    """This passes over all rows once. Sorted answers, and forms that show all requests as one, are held until the end."""

    def __init__(
        self,
        how: How,
        as_of: date,
        today: date | None,
        strict: bool,
        beside: Extras = ALONE,
    ) -> None:
        processes = jobs(beside.processes)
        self.picks, self.letters = how.picks, to_send(beside.letters)
        self.doj = to_check(beside.doj, beside.fiscal_year, how.form, as_of)
        self.processes = ONE if self.letters or self.doj or how.form not in STREAMED else processes
        self.elsewhere = partial(results, how._replace(picks=Picks()), as_of, today)
        self.how, self.strict, self.holds, self.serves = how, strict, how.holds, how.serves
        self.totals, self.opening = docket.Totals(as_of), records.opening(as_of)
        self.columns = records.Columns()
        self.ours = (*self.columns.header, *(HEADER if self.doj else ()))
        self.book = Booked(self.columns, as_of, self.ours[len(self.columns.header) :]) if how.form == FORM else None
        self.held: list[tuple[tuple[Any, ...], Pair]] = []
        self.waiting: list[Pair] = []
        self.together = 1
        self.header: Sequence[str] | None = None
        self.notes: list[str] = []
        self.noted_once = how.room.width is not None and how.form == "table" and seen_together()  # above the docket
        self.orders: list[DayOrder] = []
        self.report_on = reporting(as_of, today)
        self.wanted = self._wanted()
        self.written = self._written()

    def _wanted(self) -> Callable[[Report], bool] | None:
        """Return what says which answers are written, None for all; a summary writes none, and a calendar counts every row."""
        if self.how.form == "summary":
            return lambda report: False
        return self.how.wanted if self.how.form != "ics" else None

    def _written(self) -> Callable[[Report], Any]:
        """Return what makes of an answer what is written of it; the forms that show all requests as one hold it as it is."""
        if self.how.form == "jsonl":
            return records.brief if self.how.brief else lambda report: compress(records.line(report).encode(), _FASTEST)
        return self.columns.row if self.how.form == "csv" else self.book.show if self.book else lambda report: report

    def _show(self, report: Report) -> KeptRow:
        if self.serves != report.serves:
            report = report._replace(serves=self.serves)
        if self.wanted and not self.wanted(report):
            return None, docket.tally(report)
        shown = self.written(report)
        if not self.holds:
            return shown, docket.tally(report) if self.book else docket.in_passing(report)
        sort = self.how.sort
        return (docket.RANKS[sort](report) if sort else (), shown), docket.tally(report)

    def run(self, sheets: Iterator[Sheet], notation: Notation, write: Write, reject: Reject, progress: Progress) -> None:
        """Answer every row of every sheet, and write the answers."""
        with self.book or nullcontext():
            self._run(sheets, notation, write, reject, progress)
            self._finish(write)

    def _run(self, sheets: Iterator[Sheet], notation: Notation, write: Write, reject: Reject, progress: Progress) -> None:
        """Answer all rows. Those written as they come are written soon at first, then more and more of them together."""
        with progress:
            for sheet in sheets:
                self._note(sheet, sheet.notes, progress)
                self.picks.begin(sheet)
                if self.doj:
                    self.doj.begin(sheet)
                sheet = sheet._replace(asked=sheet.asked._replace(own=self.picks.own()))
                self._begin(sheet, write)
                told, errors, chooses = told_of(sheet), Errors(sheet.file, say), self.picks.chooses
                for row, name, found, remarks in self._until_broken(self._found(sheet, notation), write):
                    self.totals.rows += 1
                    if chooses and not self._kept(row, found):
                        self.totals.left_out += 1
                    elif isinstance(found, Aside):
                        self.totals.aside[found.why] += 1
                        self.doj.unanswered(row, found) if self.doj else None
                    elif isinstance(found, RowError):
                        progress.clear()
                        self._wrong(sheet, row, found, reject, errors)
                        self.doj.unanswered(row, found) if self.doj else None
                        if self.strict:
                            self._write(write)
                            raise Stopped
                    else:
                        shown = self.letters.noted(found, name, row.line) if self.letters else found
                        shown = self.doj.noted(shown, name, row, self.holds) if self.doj else shown
                        self._take(self._own(sheet, row, name, shown), shown, write)
                        told.answered += 1
                        if remarks:
                            told.take(remarks)
                        if progress.total:
                            progress.passed()
                self._write(write)
                errors.finish()
                self.picks.end()
                self.orders += [sheet.order] if sheet.order else []
                below = sheet.below.sentences() if sheet.below else ()
                self._note(sheet, (*told.sentences(), *sheet.unread.sentences(), *below), progress)

    def results(self, notation: Notation, sheet: Sheet) -> Iterator[RowResult[Any]]:
        """Return each row of a sheet with its answer as it is shown."""
        show: Callable[[Report], Any] = self.doj.beside(self._show) if self.doj else self._show
        show = self.letters.beside(show) if self.letters else show
        return of_sheet(sheet, notation, self.report_on, show, self.how.kept)

    def _found(self, sheet: Sheet, notation: Notation) -> Results:
        return spread(sheet, self.processes, partial(self.results, notation), partial(self.elsewhere, notation))

    def _kept(self, row: Row, found: object) -> bool:
        """Return whether a row is among those asked for; a blank line never is."""
        return found == _BLANK or self.picks.keeps(row)

    def _own(self, sheet: Sheet, row: Row, name: str | None, shown: KeptRow) -> Any:
        """Return what the row alone says: all its cells in CSV and a workbook, also its group and its subject in a docket."""
        group = ""
        if self.picks.groups:
            group = self.picks.group(row, shown[1].agency)
            self.totals.group(group, shown[1])
        if self.how.form in _SHEETS:
            return row.cells
        if self.how.form not in _DOCKETS:
            return name
        return Own(name, subject(sheet, row.cells), group)

    def _until_broken(self, rows: Results, write: Write) -> Iterator[RowResult[Any]]:
        """Yield the rows up to one that cannot be parsed; before the error is raised, what came before is written."""
        try:
            with closing(rows):
                yield from rows
        except Unreadable:
            for note in self.notes if self.noted_once else ():
                say(note)
            self._write(write)
            raise

    def _note(self, sheet: Sheet, says: Sequence[str], progress: Progress) -> None:
        """Say what to know about a sheet, now and at the top of human-readable output."""
        for sentence in says:
            if not self.noted_once:
                progress.clear()
                say(f"{sheet.file}: {sentence}")
            self.notes.append(words.safe(f"{sheet.file}: {sentence}"))

    def _take(self, own: Any, found: KeptRow, write: Write) -> None:
        """Count an answer, and hold it or write it if it is wanted."""
        shown, counted = found
        self.totals.tallies[counted] += 1
        if shown is None:
            return
        if self.holds:
            rank, shown = shown
            self.held.append((rank, (own, shown)))
            return
        self.waiting.append((own, shown))
        if len(self.waiting) >= self.together:
            self._write(write)
            self.together = min(2 * self.together, _MOST_TOGETHER)

    def _write(self, write: Write) -> None:
        """Write the answers that are waiting."""
        if self.book:
            self.book.add(self.waiting)
        elif self.waiting:
            write("".join(chain.from_iterable(self._filled(self.waiting))))
        self.waiting = []

    def _filled(self, pairs: Sequence[Pair]) -> Iterable[tuple[str, str]]:
        """Return the answers as they are written, with the rows' own cells or ids."""
        own, shown = zip(*pairs, strict=True)
        if self.how.form == "csv":
            return zip(records.own_cells(own, len(self.header or ()) - len(self.ours)), shown, strict=True)
        if not self.how.brief:  # a whole answer takes seven kilobytes, so it is held compressed
            shown = tuple(decompress(text).decode() for text in shown)
        return ((f"{self.opening}{records.name(name)}", text) for name, text in zip(own, shown, strict=True))

    def _calendar(self) -> str:
        """Return the calendar of those wanted; requests that look alike are numbered in the sheet's order, wanted or not."""
        from foiacalc.render import ics

        ranked = [(rank, report.named(name)) for rank, (name, report) in self.held]
        numbered = zip(ranked, ics.numbers(report.request for _, report in ranked), strict=True)
        wanted = self.how.wanted
        shown = [(rank, report, number) for (rank, report), number in numbered if not wanted or wanted(report)]
        shown.sort(key=lambda each: each[0])
        these = ((report, number) for _, report, number in shown)
        return ics.feed(these, self.notes, **self.how.ics._asdict())

    def _finish(self, write: Write) -> None:
        self.totals.by = self.picks.column
        if self.how.form == "summary":
            notes = {"notes": self.notes}
            write(to_json(self.totals.to_dict() | notes | ({"doj": self.doj.totals.to_dict()} if self.doj else {})))
            return
        self.notes += self.totals.warnings_sentences()
        if self.how.form == "ics":
            write(self._calendar())
            return
        self.held.sort(key=lambda pair: pair[0])
        sections = self.doj.sections if self.doj else ()
        shown = [what for _, what in self.held]
        if self.book:
            self.book.add(shown)
            self.book.finish(self.totals, self.notes, write, sections)
        elif self.how.form == "table":
            write(self._docket(shown) + doj_lines(sections, self.how.room.width, self.how.room.ascii_only))
        elif self.how.form in ("markdown", "html"):
            from foiacalc.render.digest import digest

            found = digest(self.totals, shown, self.notes, ordered=self.how.sort != docket.URGENT)
            write(import_module(f"foiacalc.render.{self.how.form}").docket(found._replace(doj=sections)))
        elif shown:
            write("".join(chain.from_iterable(self._filled(shown))))

    def _docket(self, shown: Sequence[Pair]) -> str:
        ordered, counts = self.how.sort != docket.URGENT, docket.by_group(self.totals)
        of = DocketFor(self.totals.as_of, self.totals.tallies.total(), ordered, self.picks.column, counts)
        return painted(table(shown, of, self.notes, self.how.room), self.how.room)

    def _begin(self, sheet: Sheet, write: Write) -> None:
        if self.how.form not in _SHEETS:
            return
        header = (*(sheet.header or ("request",)), *self.ours)
        if self.header is None:
            self.book.begin(sheet, header) if self.book else write(records.record(header))
        elif list(header) != list(self.header):
            fail(
                sheet.file,
                "has different columns from the file before it; run it by itself, or use --format jsonl",
                Code.CONFLICT,
            )
        self.header = header

    def _wrong(self, sheet: Sheet, row: Row, error: RowError, reject: Reject, errors: Errors) -> None:
        self.totals.errors += 1
        cells = row.cells
        named = [(c.name, cells[c.position : c.position + 1]) for c in sheet.columns if c.field == error.fact]
        named.sort(key=lambda pair: not any(map(str.strip, pair[1])))  # of two columns, the one that says something comes first
        self.picks.in_error(row)
        errors.take(row.line, words.safe(named[0][0] if named else error.fact), error.says)
        reject(sheet, cells, error)
