"""The rows of a sheet with their answers, one at a time; rows that say the same are answered once."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from operator import itemgetter
from typing import Any, Generic, NamedTuple, TypeVar

from foiacalc.answer import Report
from foiacalc.batch import Answered, RowError, asked, wrong_id
from foiacalc.cells import CellError, Days, aside, facts_of, said, undated
from foiacalc.facts import FactError
from foiacalc.request import Request
from foiacalc.rows import Row, Sheet, Unreadable, fields
from foiacalc.sheetdates import DayFirst, Reading

Shown = TypeVar("Shown")
Show = Callable[[Report], Shown]


class Aside(NamedTuple):
    """A row that is no federal request, and why."""

    why: str


class Found(NamedTuple, Generic[Shown]):
    """A row as it was read, the id that it gives, and its answer as it is shown, or why it has none."""

    row: Row
    name: str | None
    answer: "Shown | RowError | Aside"


def of_sheet(sheet: Sheet, reading: Reading, answered: Answered, show: Show[Shown], kept: int) -> Iterator[Found[Shown]]:
    """Each row with its answer. Answers to `kept` different rows at most are held for rows that say the same.

    Unreadable where a date shows that the whole sheet may be day first.
    """
    of_row = (_of_line if sheet.form == "jsonl" else _of_cells)(sheet, reading, answered, show, kept)
    for row in sheet.rows:
        try:
            yield of_row(row)
        except DayFirst as error:
            column = next((f"{column.name}: " for column in sheet.columns if column.field == error.field), "")
            raise Unreadable(sheet.file, row.line, f"{column}{error}") from None


def _shown(found: Report | RowError, show: Show[Shown]) -> Shown | RowError | Aside:
    """The answer as it is shown; a request that was not made yet on the day asked for is set aside."""
    if isinstance(found, RowError):
        return Aside("not yet filed") if found.fact == "as_of" else found
    return show(found)


def _of_line(sheet: Sheet, reading: Reading, answered: Answered, show: Show[Shown], kept: int) -> Callable[[Row], Found[Shown]]:
    """The answer to a line of JSON."""

    @lru_cache(maxsize=kept)
    def answer(facts: tuple[tuple[str, Any, type], ...]) -> Shown | RowError | Aside:
        return _shown(asked({name: value for name, value, _ in facts}, answered), show)

    def of_row(row: Row) -> Found[Shown]:
        facts = fields(row.cells[0])
        if isinstance(facts, str):
            return Found(row, None, RowError("", "", facts))
        name = facts.pop("id", None)
        wrong = wrong_id(name)
        if wrong:
            return Found(row, None, wrong)
        # true is 1 in Python and not in JSON, so the type tells rows apart too
        said = tuple([(k, tuple(v) if isinstance(v, list) else v, v.__class__) for k, v in facts.items()])
        try:
            return Found(row, name, answer(said))  # type: ignore[arg-type]
        except TypeError:
            says = "holds a value that no fact has; give texts, numbers, true, false or lists of texts"
            return Found(row, None, RowError("", "", says))

    return of_row


def _of_cells(
    sheet: Sheet, reading: Reading, answered: Answered, show: Show[Shown], kept: int
) -> Callable[[Row], Found[Shown]]:
    """The answer to a row of cells; its id decides nothing."""
    deciding = [column for column in sheet.columns if column.field and column.field != "id"]
    names = tuple(column.field or "" for column in deciding)
    ids, width = [column.position for column in sheet.columns if column.field == "id"], len(sheet.columns)
    key, days = _getter([column.position for column in deciding]), Days(reading)

    answers: dict[tuple[str, ...], Shown | RowError | Aside] = {}

    def answer(cells: tuple[str, ...]) -> Shown | RowError | Aside:
        found = answers.get(cells)
        if found is None:
            found = _answer(said(names, cells), days, answered, show)
            if len(answers) < kept:
                answers[cells] = found
        return found

    def of_row(row: Row) -> Found[Shown]:
        cells = row.cells
        if len(cells) != width:
            if any(map(str.strip, cells[width:])):
                says = f"has {len(cells)} cells, and the header {width}; a cell with a comma in it needs quotes"
                return Found(row, None, RowError("", "", says))
            cells = [*cells, *[""] * (width - len(cells))]
        found = answer(key(cells))
        if isinstance(found, RowError) and not any(map(str.strip, cells)):
            found = Aside("blank line")
        return Found(row, (cells[ids[0]].strip() if len(ids) == 1 else _first(cells, ids)) or None, found)

    return of_row


def _first(cells: Sequence[str], places: Sequence[int]) -> str:
    """The first of these cells that says something."""
    return next(filter(None, [cells[at].strip() for at in places]), "")


def _getter(places: Sequence[int]) -> Callable[[Sequence[str]], tuple[str, ...]]:
    """What takes the cells at these places from a row; always a tuple."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda cells: tuple(cells[at] for at in places)


def _answer(texts: dict[str, str], days: Days, answered: Answered, show: Show[Shown]) -> Shown | RowError | Aside:
    """The answer to what a row's cells say."""
    why = aside(texts)
    if why:
        return Aside(why)
    try:
        facts = facts_of(texts, days)
        found = answered(Request(**facts))
    except (CellError, FactError) as error:
        field = error.field if isinstance(error, CellError) else error.fact
        return RowError(field, texts.get(field, ""), str(error))
    warnings = undated(texts, facts)
    if warnings and isinstance(found, Report):
        found = replace(found, noted=warnings)
    return _shown(found, show)
