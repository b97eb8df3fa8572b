"""This module puts DOJ's own figures next to those of a batch: `--doj`."""

import json
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, NamedTuple
from zlib import compress, decompress

import typer

from foiacalc.answer.reports import Report
from foiacalc.calendar.workdays import FIRST, LAST
from foiacalc.cli.fact_options import ANSWER_PANEL
from foiacalc.cli.numbers import FISCAL_YEAR
from foiacalc.cli.output import fail
from foiacalc.doj.days import FiscalYear, last_ended
from foiacalc.doj.row import DOJ_COLUMNS, Checked, Laws, check, laws_of, of_record, of_request, record_of
from foiacalc.doj.rules import COLUMN_LETTERS, TRACK_CODES, Record, of_width, refusals
from foiacalc.doj.totals import DojTotals
from foiacalc.errors import Code
from foiacalc.render.docket import Tally
from foiacalc.render.doj import DojSection, doj_sections
from foiacalc.request.request import Request
from foiacalc.sheets import asides
from foiacalc.sheets.batch import Aside
from foiacalc.sheets.columns import simplified
from foiacalc.sheets.file import Row
from foiacalc.sheets.records import Sheet

Doj = Annotated[
    bool,
    typer.Option(
        "--doj",
        help="Add what the Department of Justice's raw-data tool counts (elapsed working days and backlog), how that differs "
        "from the law's count, and the rows its validator would reject. See foiacalc guide doj.",
        rich_help_panel=ANSWER_PANEL,
    ),
]
OfYear = Annotated[
    int | None,
    typer.Option(
        "--fiscal-year",
        metavar="YYYY",
        parser=FISCAL_YEAR.parser,
        help="With --doj: the fiscal year of the annual report. Open requests are counted through September 30 of that year. "
        "Default: the last fiscal year that has ended.",
        rich_help_panel=ANSWER_PANEL,
    ),
]
_PREFIX = "doj_"  # of a column; in JSON the figures stand under that name
HEADER: tuple[str, ...] = tuple(name for name, _ in DOJ_COLUMNS)
_TRACK_HEADINGS = frozenset(("track", "processing track", "request track", "track type", "track assigned", "foia track"))
_TRACKS = {"s": "S", "simple": "S", "c": "C", "complex": "C", "e": "E", "expedited": "E", "expedite": "E"}
_NO_ROWS = (Aside(asides.BLANK), Aside(asides.HEADER))
_WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")


class _WithDoj(NamedTuple):
    """This is an answer as it is shown, with what a row takes from it for DOJ's figures."""

    shown: Any
    facts: Request
    ended: bool
    laws: Laws


class DojCheck:
    """This is DOJ's check of the rows of a batch: `begin` a sheet, then each row."""

    def __init__(self, year: FiscalYear, form: str) -> None:
        self.year, self.form = year, form
        self.totals = DojTotals(year)
        self._sheet: Sheet | None = None
        self._raw = self._iso = False
        self._track: int | None = None
        self._known: frozenset[str] = frozenset()
        self._ids: set[str] = set()

    def sentence(self) -> str:
        """Say for which fiscal year DOJ's figures are, and to what day they are counted."""
        return f"DOJ's figures are for fiscal year {self.year}, counted through {self.year.last}; --fiscal-year sets another"

    @property
    def sections(self) -> tuple[DojSection, ...]:
        """Return the figures of all rows, for people."""
        return doj_sections(self.totals)

    def begin(self, sheet: Sheet) -> None:
        """Learn what the columns of a sheet are."""
        self._sheet, self._raw, self._ids = sheet, sheet.form == "foia-star", set()
        self._iso = sheet.file.lower().endswith(_WORKBOOKS)
        self._track = next((c.position for c in sheet.columns if not c.field and simplified(c.name) in _TRACK_HEADINGS), None)
        self._known = frozenset((*(c.field or "" for c in sheet.columns), *sheet.asked.constants))

    def beside(self, show: Callable[[Report], Any]) -> Callable[[Report], _WithDoj]:
        """Return what shows a report and also counts, by the law, what DOJ's tool counts."""
        return lambda report: _WithDoj(show(report), report.request, report.case.ended, laws_of(report, self.year))

    def noted(self, found: _WithDoj, name: str | None, row: Row, holds: bool) -> tuple[Any, Tally]:
        """Count the row, and return its answer as it is shown, with the columns of the check."""
        shown, tally = found.shown
        checked = self._checked(found, name, row)
        self._take(checked, row, name or "", found.facts.agency or "")
        if shown is None:
            return shown, tally
        if holds:
            rank, shown = shown
            return (rank, self._with(shown, checked)), tally
        return self._with(shown, checked), tally

    def unanswered(self, row: Row, found: object) -> None:
        """Count a row of raw data that has no answer, because the tool counts and rejects it all the same."""
        if not self._raw or found in _NO_ROWS:
            return
        record = self._record(row)
        checked = check(of_record(record), None, self._refused(row, record, record["B"]), self.year)
        self._take(checked, row, record["B"], record["A"])

    def _checked(self, found: _WithDoj, name: str | None, row: Row) -> Checked:
        if self._raw:
            record = self._record(row)
            item = of_record(record)
            return check(item, found.laws, self._refused(row, record, record["B"]), self.year)
        track = self._track_of(row)
        item = of_request(found.facts, found.ended, self.year, track if track in TRACK_CODES else "")
        record = record_of(found.facts, name, track, self._known, self.year)
        return check(item, found.laws, self._refused(row, record, name or ""), self.year)

    def _record(self, row: Row) -> Record:
        cells: dict[str, str | None] = dict.fromkeys(COLUMN_LETTERS, "")
        cells |= {letter: cell.strip() for letter, cell in zip(COLUMN_LETTERS, row.cells, strict=False)}
        return Record(cells, self.year, self._iso)

    def _track_of(self, row: Row) -> str | None:
        """Return the track that a log gives a row; return None if the log has no column for it."""
        if self._track is None:
            return None
        said = row.cells[self._track].strip() if self._track < len(row.cells) else ""
        return _TRACKS.get(said.lower(), said)

    def _refused(self, row: Row, record: Record, name: str) -> tuple[str, ...]:
        """Say why the validator would reject a row; one reason is a request number that came before in the sheet."""
        if self._raw and not self._iso and (wrong := of_width(len(row.cells))):
            return (wrong,)
        twice = bool(name) and name in self._ids
        self._ids.add(name)
        return (*(("B: the request number is a duplicate",) if twice else ()), *refusals(record))

    def _take(self, checked: Checked, row: Row, name: str, agency: str) -> None:
        self.totals.take(checked, name, agency)
        if checked.refused and self._sheet:
            self.totals.refuse(self._sheet.file, row.line, name, checked.refused)

    def _with(self, shown: Any, checked: Checked) -> Any:
        """Return an answer in its form with the columns of the check."""
        if self.form == "csv":
            from foiacalc.render.csv_many import with_cells

            return with_cells(shown, [value(checked) for _, value in DOJ_COLUMNS])
        if self.form == "xlsx":
            return shown._replace(values=(*shown.values, *(value(checked) for _, value in DOJ_COLUMNS)))
        if self.form == "jsonl":
            figures = {name.removeprefix(_PREFIX): _written(value(checked)) for name, value in DOJ_COLUMNS}
            more = f', "doj": {json.dumps(figures)}}}\n'
            if isinstance(shown, str):
                return shown.removesuffix("}\n") + more
            return compress((decompress(shown).decode().removesuffix("}\n") + more).encode(), 1)
        return shown


def _written(value: object) -> object:
    return None if value == "" else value


def to_check(doj: bool, year: int | None, form: str, as_of: date) -> DojCheck | None:
    """Return the check, if it is asked for."""
    if not doj:
        if year is not None:
            fail("--fiscal-year", "applies only to DOJ's figures; use --doj too", Code.CONFLICT)
        return None
    if form == "ics":
        fail("--doj", "a calendar holds dates, and DOJ's figures are counts; use --format csv, html or summary", Code.CONFLICT)
    if year is not None and not FIRST.year < year <= LAST.year:
        says = f"{year} is out of range; give a fiscal year from {FIRST.year + 1} to {LAST.year}"
        fail("--fiscal-year", says, Code.OUT_OF_RANGE)
    return DojCheck(FiscalYear(year) if year is not None else last_ended(as_of), form)
