"""One pass over all rows of a batch: each answered, reported in error or set aside, and counted."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from importlib import import_module
from itertools import chain, compress
from typing import Any, NamedTuple, cast

import typer

from foiacalc.answer import Report, to_json
from foiacalc.batch import Answers, RowError, answering, named
from foiacalc.cli.forms import writing
from foiacalc.cli.output import BAD, fail, say
from foiacalc.cli.progress import Progress
from foiacalc.renderers import docket, records, words
from foiacalc.renderers.docket import Tally
from foiacalc.rows import Block, Sheet, fields
from foiacalc.sheetdates import Reading
from foiacalc.sheets import Aside, Some, of_sheet

Write = Callable[[str], object]
Reject = Callable[[Sheet, list[str], RowError], None]
# of rows, ids and answers: pairs of what is the row's own and its answer; as texts, where they are written one after the other
Filling = Callable[[Block, Iterable[str | None], Sequence[Any]], Iterable[tuple[Any, Any]]]
Shown = tuple[Any, Tally]  # what is kept of an answer: as it is written (None where it is not wanted), and what is counted


class How(NamedTuple):
    """How the answers are shown: which (None: all), in which order, in which form."""

    form: str
    wanted: Callable[[Report], bool] | None
    sort: str | None
    brief: bool
    by_agency: bool

    @property
    def holds(self) -> bool:
        """Whether nothing is written before the last row is in."""
        return bool(self.sort) or self.form not in ("jsonl", "csv")

    @property
    def chooses(self) -> bool:
        """Whether some answers are only counted."""
        return self.wanted is not None or self.form == "summary"

    @property
    def style(self) -> records.Style | None:
        """Of the forms that are rows of dates and states."""
        if self.form == "csv":
            return records.Columns()
        return records.Brief() if self.brief else None


class Run:
    """One pass over all rows. What is sorted, and the forms that show all requests as one, are held until the end."""

    def __init__(self, how: How, as_of: date, today: date | None, strict: bool) -> None:
        self.how, self.strict, self.style = how, strict, how.style
        self.totals = docket.Totals(as_of)
        self.opening = records.opening(as_of)
        self.held: list[tuple[tuple[Any, ...], Any]] = []
        self.header: Sequence[str] | None = None
        spliced = None
        if self.style and not how.holds and not how.wanted:
            from foiacalc.renderers import spliced as rows

            spliced = rows.Form(self.style)
        self.answers: Answers[Shown] = Answers(answering(as_of, today), self._show, spliced)

    def _show(self, report: Report) -> Shown:
        if self.how.form == "summary" or (self.how.wanted and not self.how.wanted(report)):
            return None, docket.tally(report)
        shown: Any = report
        if self.style:
            shown = records.row(self.style, report)
        elif self.how.form == "jsonl":
            shown = records.line(report)
        counted = docket.tally(report) if self.how.holds else docket.in_passing(report)
        rank = docket.RANKS[self.how.sort](report) if self.how.sort else ()
        return (rank, shown) if self.how.holds else shown, counted

    def answer(self, sheets: Iterator[Sheet], reading: Reading, write: Write, reject: Reject, progress: Progress) -> None:
        with progress:
            for sheet in sheets:
                self._begin(sheet, write)
                filled = self._filling(sheet)
                for some in of_sheet(sheet, reading, self.answers):
                    self.totals.rows += len(some.found)
                    progress.passed()
                    kinds = set(map(type, some.found))
                    if RowError in kinds:
                        progress.clear()
                    plain = kinds.isdisjoint((RowError, Aside))
                    self._show_all(cast(Some[Shown], some) if plain else self._answered(sheet, some, reject), filled, write)
                    if self.strict and self.totals.errors:
                        raise typer.Exit(BAD)
        self._finish(write)

    def _answered(self, sheet: Sheet, some: Some[Shown | RowError | Aside], reject: Reject) -> Some[Shown]:
        """The rows that are answered; the others are counted, those in error also reported, under --strict only the first."""
        kept = []
        block, names, answers = some
        for line, cells, name, found in zip(block.lines, block.rows, names, answers, strict=True):
            if isinstance(found, Aside):
                self.totals.aside[found.why] += 1
            elif not isinstance(found, RowError):
                kept.append((cells, name, found))
            else:
                self._wrong(sheet, line, cells, found, reject)
                if self.strict:
                    break
        rows, names, answers = zip(*kept, strict=True) if kept else ((), (), ())
        return Some(Block((), rows), names, answers)

    def _show_all(self, some: Some[Shown], filled: Filling, write: Write) -> None:
        """Counts the answers, and writes or holds those that are wanted."""
        if not some.found:
            return
        whats: Sequence[Any]
        whats, tallies = zip(*some.found, strict=True)
        self.totals.answers.update(tallies)
        block, names = some.read, some.names
        if self.how.chooses:
            wanted = [what is not None for what in whats]
            rows, names, whats = (list(compress(these, wanted)) for these in (block.rows, names, whats))
            block = Block((), rows)
        if self.how.holds:
            self.held.extend(zip([rank for rank, _ in whats], filled(block, names, [shown for _, shown in whats]), strict=True))
        else:
            write("".join(chain.from_iterable(filled(block, names, whats))))

    def _filling(self, sheet: Sheet) -> Filling:
        """The answers with what is the rows' own: their ids, or their cells."""
        opening, width = self.opening, len(sheet.header) or 1
        if self.how.form == "jsonl":
            return lambda block, names, texts: zip([f"{opening}{records.name(name)}" for name in names], texts, strict=True)
        if self.how.form == "csv":
            return lambda block, names, texts: zip(records.own_cells(block, width), texts, strict=True)
        return lambda block, names, reports: zip(names, reports, strict=True)

    def _finish(self, write: Write) -> None:
        self.held.sort(key=lambda pair: pair[0])
        shown = [what for _, what in self.held]
        if self.how.form == "table":
            write(docket.table(shown) + (docket.by_agency(self.totals) if self.how.by_agency else ""))
        elif self.how.form == "ics":
            from foiacalc.renderers import ics

            write(ics.feed(named(report, name) for name, report in shown))
        elif self.how.form in ("markdown", "html"):
            from foiacalc.renderers.digest import digest

            write(import_module(f"foiacalc.renderers.{self.how.form}").docket(digest(self.totals, shown)))
        elif self.how.form == "summary":
            write(to_json(self.totals.to_dict(self.how.by_agency)))
        else:
            for pair in shown:
                write("".join(pair))

    def _begin(self, sheet: Sheet, write: Write) -> None:
        if self.how.form != "csv":
            return
        header = (*(sheet.header or ("request",)), *records.OURS)
        if self.header is None:
            write(records.record(header))
        elif list(header) != list(self.header):
            fail(sheet.file, "has other columns than the file before it; answer it by itself, or take --format jsonl")
        self.header = header

    def _wrong(self, sheet: Sheet, line: int, cells: list[str], error: RowError, reject: Reject) -> None:
        self.totals.errors += 1
        named = [(c.name, cells[c.position : c.position + 1]) for c in sheet.columns if c.field == error.fact]
        named.sort(key=lambda pair: not any(map(str.strip, pair[1])))  # of two columns that which says something
        column = named[0][0] if named else error.fact
        place = f"{sheet.file}, line {line}" + (f", {words.safe(column)}" if column else "")
        say(f"Error: {place}: {error.says}")
        reject(sheet, cells, error)


@contextmanager
def rejects(errors: str | None, force: bool) -> Iterator[Reject]:
    """What writes the rejected rows with their reasons: a sheet with a column more, or JSON Lines; ready to mend."""
    if not errors:
        yield lambda sheet, cells, error: None
        return
    begun: set[str] = set()
    with writing(errors, force, option="--errors") as write:

        def reject(sheet: Sheet, cells: list[str], error: RowError) -> None:
            if sheet.form == "jsonl":
                facts = fields(cells[0])
                given = {"request": {}, "line": cells[0]} if isinstance(facts, str) else {"request": facts, "line": None}
                write(json.dumps({**given, "error": error.says}) + "\n")
                return
            if not begun:
                begun.add(sheet.file)
                write(records.record((*sheet.header, "error")))
            write(records.record((*cells, error.says)))

        yield reject
