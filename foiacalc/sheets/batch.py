"""This module answers the rows of a sheet, one at a time; rows that say the same thing are answered once."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from foiacalc.answer.many import Reporting, RowError, report_of, wrong_id
from foiacalc.answer.reports import Report
from foiacalc.errors import Code, FactError
from foiacalc.request.request import Request
from foiacalc.sheets import asides, sections
from foiacalc.sheets.cells import CellError, facts_of, fields_of, said, without
from foiacalc.sheets.columns import CHANGED, STATUS, TYPE, simplified
from foiacalc.sheets.dates import DayFirst, Notation
from foiacalc.sheets.file import Row, Unreadable
from foiacalc.sheets.fitting import TICKED, getter, numbered
from foiacalc.sheets.json_keys import keys, said_of_keys
from foiacalc.sheets.readers import TextDays
from foiacalc.sheets.records import Sheet, fields
from foiacalc.sheets.remarks import CODES, LEFT_OUT, UNKNOWN, Remark, Told

Shown = TypeVar("Shown")
Show = Callable[[Report], Shown]


class Aside(NamedTuple):
    """This is a row that is no federal request; it says why."""

    why: str


_NO_ANSWER = (RowError, Aside)

# Of these a row of a log makes one each, so they are plain tuples.
# What a row comes to: its answer as it is shown, or why it has none; what else is to be told of it
Result = tuple[Shown | RowError | Aside, tuple[Remark, ...]]
# A row as it was read, the id that it gives, its answer as it is shown or why it has none, what else is to be told of it
RowResult = tuple[Row, str | None, Shown | RowError | Aside, tuple[Remark, ...]]


def of_sheet(
    sheet: Sheet, notation: Notation, report_on: Reporting, show: Show[Shown], kept: int
) -> Iterator[RowResult[Shown]]:
    """Yield each row with its answer. At most `kept` answers are held for rows that say the same.

    Unreadable where a date shows that the whole sheet may be day first; it is an error of its row where the others show that
    it is not.
    """
    of_row = (_JsonRows[Shown] if sheet.form == "jsonl" else _CellRows[Shown])(sheet, notation, report_on, show, kept)
    for row in sheet.rows:
        try:
            yield of_row(row)
        except DayFirst as error:
            if sheet.order and sheet.order.has_slips:
                yield row, None, RowError(error.field or "", "", f"{error.slip}", error.code), ()
                continue
            column = next((f"{column.name}: " for column in sheet.columns if column.field == error.field), "")
            raise Unreadable(sheet.file, row.line, f"{column}{error}") from None


_WHEN = frozenset(("determined", "withdrawn", "closed", "appeal_determined", CHANGED))
_WHETHER = _WHEN | {"outcome", "appeal_outcome", "ended", STATUS, *TICKED}


def told_of(sheet: Sheet) -> Told:
    """Return what counts the remarks on the rows of a sheet, under the names of its columns."""
    known = [column for column in sorted(sheet.columns, key=lambda column: column.rank) if column.field]
    fields = numbered(tuple(column.field or "" for column in known))
    names = {field: column.name for field, column in zip(reversed(fields), reversed(known), strict=True)}
    when, whether = not _WHEN.isdisjoint(names), not _WHETHER.isdisjoint(names)
    lines = sheet.form == "jsonl"  # of which each may have other facts
    return Told(names, whether or lines, when or lines, (CODES,) if sheet.form == "foia-star" else ())


def _shown(found: Report | RowError, show: Show[Shown]) -> Shown | RowError | Aside:
    """Return the answer as it is shown; a request not yet made on the day asked for is skipped."""
    if isinstance(found, RowError):
        return Aside("not yet filed") if found.fact == "as_of" else found
    return show(found)


# If fewer than one in _ONE_IN of the first _TRIED rows repeats another, the answers to the next _RESTED rows are not held.
_TRIED, _ONE_IN, _RESTED = 2_000, 25, 20_000


class _Held(dict[Any, Result[Shown]]):
    """This holds answers for rows that say the same: `kept` at most, and few if few rows ask for one again."""

    def __init__(self, kept: int) -> None:
        super().__init__()
        self.kept, self.again, self.resting = kept, 0, 0

    def hold(self, said: object, result: Result[Shown]) -> Result[Shown]:
        """Keep the answer to what a row said, unless the rows before it were all different, and return it."""
        if self.resting:
            self.resting -= 1
            return result
        full = len(self) >= self.kept
        if full or (len(self) == _TRIED and self.again < _TRIED // _ONE_IN):
            self.clear()
            self.again = 0
            if not full:
                self.resting = _RESTED
                return result
        self[said] = result
        return result


_ID_FIRST = re.compile(r'\{"id": ?"([^"\\\x00-\x1f]*)"')  # what follows says all else, and often what another line said


class _JsonRows(Generic[Shown]):
    """This answers lines of JSON: one with our names as it stands, one with a tracker's names as a row of cells."""

    def __init__(self, sheet: Sheet, notation: Notation, report_on: Reporting, show: Show[Shown], kept: int) -> None:
        self._sheet, self._notation, self._days = sheet, notation, TextDays(notation)
        self._report_on, self._show = report_on, show
        self._after_id, self._by_facts = _Held[Shown](kept), _Held[Shown](kept)  # by what stands after the id; by all facts

    def __call__(self, row: Row) -> RowResult[Shown]:
        text = row.cells[0]
        begins = _ID_FIRST.match(text)
        rest = text[begins.end() :] if begins else ""
        if begins and rest in self._after_id:
            self._after_id.again += 1
            return row, begins[1], *self._after_id[rest]
        facts, asked_of = fields(text, self._notation), self._sheet.asked
        if isinstance(facts, str):
            return row, None, RowError("", "", facts, Code.NOT_UNDERSTOOD), ()
        known = keys(tuple(facts), asked_of)
        if known:
            texts = {**said_of_keys(known, facts, self._sheet.unread), **asked_of.constants}
            name = texts.pop("id", None)
            return row, name, *self._kept(tuple(texts.items()), lambda: self._result_of_texts(texts))
        if asked_of.own:
            facts = {key: value for key, value in facts.items() if simplified(key) not in asked_of.own}
        found = self._taken(row, facts, keep=not begins)
        if begins:
            self._after_id.hold(rest, found[2:])
        return found

    def _taken(self, row: Row, facts: dict[str, Any], keep: bool) -> RowResult[Shown]:
        """Answer facts under our names; the answer is kept by them where it is not by the text of the line."""
        name = facts.pop("id", None)
        wrong = wrong_id(name)
        if wrong:
            return row, None, wrong, ()
        # true is 1 in Python and not in JSON, so the type tells rows apart too
        given = {k: tuple(v) if isinstance(v, list) else v for k, v in facts.items()}
        try:
            if not keep:
                hash(tuple(given.values()))  # what no fact can have, such as an object, has none
                return row, name, *self._result_of_facts(given)
            said = tuple([(k, v, v.__class__) for k, v in given.items()])
            return row, name, *self._kept(said, lambda: self._result_of_facts(given))
        except TypeError:
            says = "holds a kind of value that no fact takes; give text, numbers, true, false or lists of text"
            return row, None, RowError("", "", says, Code.UNREADABLE), ()

    def _kept(self, said: tuple[Any, ...], answer: Callable[[], Result[Shown]]) -> Result[Shown]:
        """Return the answer held for facts that another line gave, or else the one made now."""
        if said in self._by_facts:
            self._by_facts.again += 1
            return self._by_facts[said]
        return self._by_facts.hold(said, answer())

    def _result_of_facts(self, facts: dict[str, Any]) -> Result[Shown]:
        found = report_of(facts, self._report_on)
        return _shown(found, self._show), _unknown(found)

    def _result_of_texts(self, texts: dict[str, str]) -> Result[Shown]:
        return _result(texts, self._days, self._report_on, self._show)


class _CellRows(Generic[Shown]):
    """This answers rows of cells, whose ids decide nothing; a heading between them says what the rows below it are."""

    def __init__(self, sheet: Sheet, notation: Notation, report_on: Reporting, show: Show[Shown], kept: int) -> None:
        ranked = sorted(sheet.columns, key=lambda column: column.rank)
        deciding = [column for column in ranked if column.field and column.field != "id"]
        self._fields, self._constants = fields_of([column.field or "" for column in deciding]), sheet.asked.constants
        self._ids, self._width = [column.position for column in ranked if column.field == "id"], len(sheet.columns)
        self._key = getter([column.position for column in deciding])
        self._days, self._report_on, self._show = TextDays(notation), report_on, show
        self._held = _Held[Shown](kept)
        self._others, self._title = asides.Asides(sheet.header, sheet.columns), sheet.section
        self._section, self._fresh = sheet.section, True

    def __call__(self, row: Row) -> RowResult[Shown]:
        cells, width, ids = row.cells, self._width, self._ids
        if len(cells) != width:
            if any(map(str.strip, cells[width:])):
                says = f"has {len(cells)} cells, but the header has {width}; a cell with a comma in it needs quotes"
                return row, None, RowError("", "", says, Code.NOT_UNDERSTOOD), ()
            cells = [*cells, *[""] * (width - len(cells))]
        found, remarks = self._result(self._key(cells))
        why = self._no_request(found, cells) if isinstance(found, _NO_ANSWER) else None
        if why:
            found, remarks = Aside(why), ()
            self._turn(why, cells)
        else:
            self._fresh = False
        return row, (cells[ids[0]].strip() if len(ids) == 1 else _first(cells, ids)) or None, found, remarks

    def _no_request(self, found: RowError | Aside, cells: Sequence[str]) -> str | None:
        """Say why a row without an answer is no request, such as a heading or a total; None where it may be one."""
        return self._others.why(cells) if isinstance(found, RowError) or self._section.type else None

    def _result(self, cells: tuple[str, ...]) -> Result[Shown]:
        held = self._held
        if held and cells in held:
            held.again += 1
            return held[cells]
        texts, section = said(self._fields, cells), self._section
        if section.type:
            texts = {TYPE: section.type, **sections.as_requests(texts, section, self._title)}
        if self._constants:
            texts |= self._constants
        heading = section.text if section.over else ""
        return held.hold(cells, _result(texts, self._days, self._report_on, self._show, heading))

    def _turn(self, why: str, cells: Sequence[str]) -> None:
        """Take in what a row that is no request says of those below it. A total ends a section, a new heading does."""
        last, told = self._section, self._others.section(cells) if why == asides.NOTE else None
        if told:
            self._section, self._fresh = told.below(last, self._fresh), True
        elif why == asides.TOTAL or (why == asides.NOTE and not self._fresh and not sections.goes_on(cells)):
            self._section = self._title
        if self._section != last:
            self._held.clear()


def _first(cells: Sequence[str], places: Sequence[int]) -> str:
    """Return the first of these cells that says something."""
    return next(filter(None, [cells[at].strip() for at in places]), "")


def _result(texts: dict[str, str], days: TextDays, report_on: Reporting, show: Show[Shown], heading: str = "") -> Result[Shown]:
    """Answer what a row's cells say; a heading above it, if there is one, says that the row is over. A cell that decides
    nothing and cannot be beside the others is left out.
    """
    why = asides.why(texts)
    if why:
        return Aside(why), ()
    try:
        facts, remarks = facts_of(texts, days)
        if heading:
            remarks += tuple(sections.ended(facts, texts, heading))
        found = report_on(Request(**facts))
    except CellError as error:
        return RowError(error.field, texts.get(error.field, ""), str(error), error.code), ()
    except FactError as error:
        rest = without(texts, error.fact)
        if rest is None:
            return RowError(error.fact, texts.get(error.fact, ""), str(error), error.code), ()
        left_out = Remark(LEFT_OUT, error.fact, texts[error.fact])
        again, more = _result(rest, days, report_on, lambda report: show(_noting(report, left_out)), heading)
        return again, (left_out, *more)
    if isinstance(found, RowError):
        return _shown(found, show), remarks
    if remarks:
        found = _noting(found, *remarks)
    unknown = _unknown(found) if found.case.agency.unknown else ()
    return show(found), (*remarks, *unknown)


def _unknown(found: Report | RowError) -> tuple[Remark, ...]:
    """Return a remark on an agency that is not known; the answer has a warning of its own."""
    unknown = found.case.agency.unknown if isinstance(found, Report) else None
    return (Remark(UNKNOWN, "agency", unknown.text),) if unknown else ()


def _noting(report: Report, *remarks: Remark) -> Report:
    says = [remark.says for remark in remarks if remark.kind != CODES]
    return report._replace(noted=(*report.noted, *says)) if says else report
