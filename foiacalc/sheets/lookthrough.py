"""This module looks through a sheet for the order of its dates: before it is read, or over as many rows as can be held."""

from collections.abc import Callable, Iterable, Iterator

from foiacalc.request.facts import DAYS, NOTICES, SPANS
from foiacalc.sheets.below import SecondHeader
from foiacalc.sheets.day_order import DayOrder
from foiacalc.sheets.file import Row, Unreadable
from foiacalc.sheets.json_keys import keys
from foiacalc.sheets.records import Sheet, fields

MOST_HELD, _MOST_TEXT = 10_000, 50_000_000  # rows, and characters, that are held of a source that cannot be read twice
_DATED = DAYS | NOTICES | SPANS
_SIGN = "/"  # every date that can be read two ways has one


def look_through(sheet: Sheet, order: DayOrder) -> None:
    """Look at every date.

    Raises Unreadable if they cannot be read month first, or if another header stands further down. A record that cannot be
    parsed is reported later, in its turn.
    """
    seen_by = _looking(sheet, order)
    sheet.unread.quiet()
    try:
        for row in sheet.rows:
            seen_by(row)
    except SecondHeader:
        raise
    except Unreadable:
        pass
    order.check()


def holding(sheet: Sheet, order: DayOrder) -> Iterator[Row]:
    """Yield the rows, held back while some dates leave the order open and nothing has decided it.

    Raises Unreadable if they cannot be read month first.
    """
    held: list[Row] = []
    seen_by, rows = _looking(sheet, order), iter(sheet.rows)
    broken: Unreadable | None = None
    text = 0
    while row := _next(rows):
        if isinstance(row, Unreadable):
            broken = row
            break
        seen_by(row)
        held.append(row)
        if order.is_open and not order.gave_up_at:
            text += sum(map(len, row.cells))
            if len(held) < MOST_HELD and text < _MOST_TEXT:
                continue
            order.gave_up_at = len(held)
        order.check()
        yield from held
        held.clear()
    order.check()
    yield from held
    if broken:
        raise broken


def _next(rows: Iterator[Row]) -> Row | Unreadable | None:
    """Return the next row, or why it cannot be parsed; return None at the end."""
    try:
        return next(rows, None)
    except Unreadable as error:
        return error


def _looking(sheet: Sheet, order: DayOrder) -> Callable[[Row], None]:
    """Return a function that shows the dates of a row to `order`."""
    if sheet.form == "jsonl":
        return lambda row: _see(order, row.line, _of_line(sheet, row.cells[0])) if _SIGN in row.cells[0] else None
    places = [(column.position, column.name) for column in sheet.columns if column.field in _DATED]

    def of_cells(row: Row) -> None:
        line, cells = row
        width = len(cells)
        for at, name in places:
            if at < width and (text := cells[at]) and _SIGN in text:
                order.see(line, name, text)

    return of_cells


def _see(order: DayOrder, line: int, texts: Iterable[tuple[str, str]]) -> None:
    for name, text in texts:
        order.see(line, name, text)


def _of_line(sheet: Sheet, text: str) -> Iterator[tuple[str, str]]:
    """Yield the texts in a line of JSON that should be days, under our names or a tracker's."""
    facts = fields(text)
    if isinstance(facts, str):
        return
    known = keys(tuple(facts), sheet.asked)
    of = {column.name: column.field for column in known} if known else {name: name for name in facts}
    for name, value in facts.items():
        if of.get(name) in _DATED:
            yield from ((name, item) for item in (value if isinstance(value, list) else [value]) if isinstance(item, str))
