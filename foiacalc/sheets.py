"""The rows of a sheet with their answers, some at a time; what several rows say is answered once."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import repeat
from operator import itemgetter
from typing import Any, Generic, NamedTuple, TypeVar, cast

from foiacalc.batch import Answers, RowError, wrong_id
from foiacalc.cells import CellError, aside, facts_of, said
from foiacalc.columns import STATUS
from foiacalc.rows import Block, Sheet, Unreadable, fields
from foiacalc.sheetdates import DayFirst, Reading
from foiacalc.splicing import ACT, Splicing

_KEPT = 20_000  # distinct answers held in memory at once
Shown = TypeVar("Shown")


class Aside(NamedTuple):
    """A row that is no federal request, and why."""

    why: str


Found = TypeVar("Found")


class Some(NamedTuple, Generic[Found]):
    """Some rows of a sheet, one after the other: as they were read, their ids (read once), their answers.

    Texts are read only of rows that all have as many cells as their header.
    """

    read: Block
    names: Iterable[str | None]
    found: Sequence[Found]


Decide = Callable[[Block], Some[Shown | RowError | Aside]]


def of_sheet(sheet: Sheet, reading: Reading, answers: Answers[Shown]) -> Iterator[Some[Shown | RowError | Aside]]:
    """The rows with their ids and their answers, some at a time.

    Unreadable where a date shows that the whole sheet may be day first.
    """
    deciding = _of_lines if sheet.form == "jsonl" else _of_cells
    decide = deciding(sheet, reading, answers)
    for block in sheet.blocks:
        try:
            some = decide(block)
        except DayFirst as error:
            column = next((f"{column.name}: " for column in sheet.columns if column.field == error.field), "")
            raise Unreadable(sheet.file, _line_of(error, decide, block), f"{column}{error}") from None
        yield some


def _line_of(error: DayFirst, decide: Decide[Any], block: Block) -> int:
    """The line of the first row that raises the error."""
    for line, row in zip(block.lines, block.rows, strict=True):
        try:
            decide(Block((), [row]))
        except DayFirst:
            return line
    raise error


def _or_aside(found: Shown | RowError | Aside) -> Shown | RowError | Aside:
    """A request that was not made yet on the day asked for is none; nothing else is wrong with it."""
    return Aside("not yet filed") if isinstance(found, RowError) and found.fact == "as_of" else found


def _of_lines(sheet: Sheet, reading: Reading, answers: Answers[Shown]) -> Decide[Shown]:
    """The answers to lines of JSON."""
    splicing = Splicing(answers.form, answers.answered, _agency, _given, _acted) if answers.form else None
    find = splicing.find if splicing else None

    def of_line(text: str) -> tuple[str | None, Shown | RowError | Aside]:
        facts = fields(text)
        if isinstance(facts, str):
            return None, RowError("", "", facts)
        name = facts.pop("id", None)
        wrong = wrong_id(name)
        if wrong:
            return None, wrong
        found = None
        if find:
            agency, acts = facts.pop("agency", None), (facts.pop("determined", None), facts.pop("outcome", None))
            try:
                found = find(agency, tuple(facts.items()), acts)
            except TypeError:  # a value that no fact can have
                found = None
            if found is None:
                facts |= {"agency": agency, **dict(zip(ACT, acts, strict=True))}
        return cast(str | None, name), _or_aside(answers.to(facts)) if found is None else found

    def decide(block: Block) -> Some[Shown | RowError | Aside]:
        names, found = zip(*[of_line(text) for (text,) in block.rows], strict=True)
        return Some(block, names, found)

    return decide


def _agency(value: object) -> str | None:
    if value is None or (isinstance(value, str) and value.strip()):
        return value
    raise TypeError


def _given(key: tuple[tuple[str, object], ...]) -> dict[str, object]:
    return {name: value for name, value in key if value is not None}


def _acted(key: tuple[object, ...]) -> dict[str, object]:
    return _given(tuple(zip(ACT, key, strict=True)))


def _of_cells(sheet: Sheet, reading: Reading, answers: Answers[Shown]) -> Decide[Shown]:
    """The answers to rows of cells, each found once for all rows whose cells say the same."""
    places = [(column.field, column.position) for column in sheet.columns if column.field and column.field != "id"]
    names_at, width = [column.position for column in sheet.columns if column.field == "id"], len(sheet.columns)
    whole, spliced = _Cells(places, reading), _spliced(places, reading, answers)

    @lru_cache(maxsize=_KEPT)
    def of_cells(key: Key) -> Shown | RowError | Aside:
        texts = whole.said(key)
        why = aside(texts)
        if why:
            return Aside(why)
        try:
            return answers.to(facts_of(texts, reading))
        except CellError as error:
            return RowError(error.field, texts.get(error.field, ""), str(error))

    def of_row(row: list[str]) -> Shown | RowError | Aside:
        if any(map(str.strip, row[width:])):
            return RowError("", "", f"has {len(row)} cells, and the header {width}; a cell with a comma in it needs quotes")
        found = of_cells(whole.key(row))
        if isinstance(found, RowError) and not any(map(str.strip, row)):
            return Aside("blank line")
        return _or_aside(found)

    def decide(block: Block) -> Some[Shown | RowError | Aside]:
        rows = block.rows
        if {*map(len, rows)} != {width}:
            rows, block = [[*row, *[""] * (width - len(row))] for row in rows], block._replace(texts=None)
        more = block.texts is None and max(map(len, rows)) > width  # a row with more cells is looked at by itself
        found: Sequence[Shown | RowError | Aside | None] = [None] * len(rows) if more else spliced(rows)
        if type(None) in set(map(type, found)):
            found = [of_row(row) if one is None else one for row, one in zip(rows, found, strict=True)]
        names = (next(filter(None, (row[at].strip() for at in names_at)), None) for row in rows)
        return Some(block, names, cast(Sequence[Shown | RowError | Aside], found))

    return decide


Key = str | tuple[str, ...]  # one cell, or several


class _Cells:
    """Some of a row's cells: which they are, and what they say."""

    def __init__(self, places: Sequence[tuple[str, int]], reading: Reading) -> None:
        self.fields, self.reading = tuple(field for field, _ in places), reading
        at = [position for _, position in places]
        self.key: Callable[[Sequence[str]], Key] = itemgetter(*at) if at else lambda cells: ()

    def keys(self, rows: Sequence[Sequence[str]]) -> Iterable[Key]:
        """What decides of each row."""
        return map(self.key, rows) if self.fields else repeat((), len(rows))

    def said(self, key: Key) -> dict[str, str]:
        """What is said of each field: of several cells by the first that is not blank."""
        cells = zip(self.fields, (key,) if isinstance(key, str) else key, strict=True)
        return said(reversed(list(cells)))

    def facts(self, key: Key) -> dict[str, object] | None:
        """The facts; None where they are none, or the row no request."""
        texts = self.said(key)
        try:
            return None if aside(texts) else facts_of(texts, self.reading)
        except (CellError, DayFirst):
            return None


def _spliced(
    places: Sequence[tuple[str, int]], reading: Reading, answers: Answers[Shown]
) -> Callable[[Sequence[Sequence[str]]], Sequence[Shown | None]]:
    """The answers to rows that can be put together, None for the others."""
    if not answers.form:
        return lambda rows: [None] * len(rows)

    def cells(wanted: Callable[[str], bool]) -> _Cells:
        return _Cells([(field, at) for field, at in places if wanted(field)], reading)

    # "closed" may be the day of the end
    agency, act = cells(lambda field: field == "agency"), cells(lambda field: field in (*ACT, STATUS, "closed"))
    clock = cells(lambda field: field not in (*agency.fields, *act.fields))
    splicing: Splicing[Shown] = Splicing(
        answers.form, answers.answered, lambda key: agency.said(key).get("agency"), clock.facts, act.facts
    )

    def found(rows: Sequence[Sequence[str]]) -> Sequence[Shown | None]:
        return splicing.found(agency.keys(rows), clock.keys(rows), act.keys(rows))

    return found if act.fields else _kept(cells(lambda field: True), found)


def _kept(
    cells: _Cells, found: Callable[[Sequence[Sequence[str]]], Sequence[Shown | None]]
) -> Callable[[Sequence[Sequence[str]]], Sequence[Shown | None]]:
    """The same answers, looked up first by all that a row says, as long as not too many say something different."""
    kept: dict[Key, Shown] = {}

    def looked_up(rows: Sequence[Sequence[str]]) -> Sequence[Shown | None]:
        if len(kept) > _KEPT:
            return found(rows)
        keys = list(cells.keys(rows))
        try:
            return [kept[key] for key in keys]
        except KeyError:
            answers = found(rows)
        kept.update((key, one) for key, one in zip(keys, answers, strict=True) if one is not None)
        return answers

    return looked_up
