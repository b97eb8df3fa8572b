"""The rows of a sheet with their answers, some at a time; what several rows say is answered once."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import repeat
from operator import itemgetter
from typing import Any, Generic, NamedTuple, TypeVar, cast

from foiacalc.batch import KEPT, Answers, RowError, wrong_id
from foiacalc.cells import CellError, aside, facts_of, said, undated
from foiacalc.columns import STATUS, Column
from foiacalc.rows import Block, Sheet, Unreadable, fields
from foiacalc.sheetdates import DayFirst, Reading
from foiacalc.splicing import ACT, Splicing

_KEPT = 20_000  # distinct rows held in memory at once
_OF_ACT = (*ACT, STATUS, "closed")  # "closed" may be the day of the end
Shown = TypeVar("Shown")


class Aside(NamedTuple):
    """A row that is no federal request, and why."""

    why: str


Found = TypeVar("Found")


class Some(NamedTuple, Generic[Found]):
    """Some rows of a sheet, one after the other: as they were read, their ids (read once), their answers.

    Rows that have not all as many cells as their header come without texts.
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
    ids, width = [column.position for column in sheet.columns if column.field == "id"], len(sheet.columns)
    alone, together = _alone(places, width, reading, answers), _together(places, reading, answers)
    kept: _Kept[Shown] = _Kept(sheet.columns)

    def decide(block: Block) -> Some[Shown | RowError | Aside]:
        names, known = _names(block, ids), kept.known(block)
        if known is not None:
            return Some(block, names, known)
        rows, widths = block.rows, {*map(len, block.rows)}
        if min(widths) < width:
            rows = [[*row, *[""] * (width - len(row))] for row in rows]
        # a row with more cells is looked at by itself
        found = [None] * len(rows) if max(widths) > width else together(rows)
        if widths == {width}:
            kept.keep(block, found)
        else:
            block = Block(block.lines, block.rows)
        return Some(block, names, [alone(row) if one is None else one for row, one in zip(rows, found, strict=True)])

    return decide


def _names(block: Block, ids: Sequence[int]) -> Iterator[str | None]:
    """The ids of the rows: of several cells the first that is not blank."""
    for row in block.rows:
        yield next(filter(None, (row[at].strip() for at in ids if at < len(row))), None)


def _alone(
    places: Sequence[tuple[str, int]], width: int, reading: Reading, answers: Answers[Shown]
) -> Callable[[Sequence[str]], Shown | RowError | Aside]:
    """The answer to one row, with at least as many cells as the header."""
    cells = _Cells(places, reading)

    @lru_cache(maxsize=KEPT)
    def of_cells(key: Key) -> Shown | RowError | Aside:
        texts = cells.said(key)
        why = aside(texts)
        if why:
            return Aside(why)
        try:
            facts = facts_of(texts, reading)
            return answers.anew(facts, undated(texts, facts))
        except CellError as error:
            return RowError(error.field, texts.get(error.field, ""), str(error))

    def of_row(row: Sequence[str]) -> Shown | RowError | Aside:
        if any(map(str.strip, row[width:])):
            return RowError("", "", f"has {len(row)} cells, and the header {width}; a cell with a comma in it needs quotes")
        found = of_cells(cells.key(row))
        if isinstance(found, RowError) and not any(map(str.strip, row)):
            return Aside("blank line")
        return _or_aside(found)

    return of_row


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
        """The facts; None where they are none, or not all there is to say, or the row no request."""
        texts = self.said(key)
        try:
            facts = None if aside(texts) else facts_of(texts, self.reading)
            return None if facts is not None and undated(texts, facts) else facts
        except (CellError, DayFirst):
            return None


def _together(
    places: Sequence[tuple[str, int]], reading: Reading, answers: Answers[Shown]
) -> Callable[[Sequence[Sequence[str]]], Sequence[Shown | None]]:
    """The answers to rows that can be put together, None for the others."""
    if not answers.form:
        return lambda rows: [None] * len(rows)

    def cells(wanted: Callable[[str], bool]) -> _Cells:
        return _Cells([(field, at) for field, at in places if wanted(field)], reading)

    agency, act = cells(lambda field: field == "agency"), cells(lambda field: field in _OF_ACT)
    clock = cells(lambda field: field not in (*agency.fields, *act.fields))
    splicing: Splicing[Shown] = Splicing(
        answers.form, answers.answered, lambda key: agency.said(key).get("agency"), clock.facts, act.facts
    )
    return lambda rows: splicing.found(agency.keys(rows), clock.keys(rows), act.keys(rows))


class _Kept(Generic[Shown]):
    """Answers to open requests by what their rows say, as long as not too many say something different.

    That is the row as it stands but for its first cell, where this is the id and the others decide.
    """

    def __init__(self, columns: Sequence[Column]) -> None:
        first, *rest = (column.field for column in columns)
        self.answers: dict[str, Shown] = {}
        self.full = first != "id" or not all(rest) or not set(rest).isdisjoint(("id", *_OF_ACT))

    def known(self, block: Block) -> Sequence[Shown] | None:
        """The answers to rows all of which are known."""
        if self.full or block.texts is None:
            return None
        try:
            return [self.answers[text.partition(",")[2]] for text in block.texts]
        except KeyError:
            return None

    def keep(self, block: Block, found: Sequence[Shown | None]) -> None:
        """Of rows as wide as their header."""
        if self.full or block.texts is None:
            return
        for text, one in zip(block.texts, found, strict=True):
            if one is not None:
                self.answers[text.partition(",")[2]] = one
        self.full = len(self.answers) > _KEPT
