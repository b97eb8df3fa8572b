"""This module says how a table was understood: where its header is, which column is which fact, and what is not clear."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, Protocol

from foiacalc.doj.columns import letter
from foiacalc.sheets import columns, header, sections, seen
from foiacalc.sheets.below import Below, First, SecondHeader
from foiacalc.sheets.columns import STARTS, Column, TwoColumns
from foiacalc.sheets.dates import Notation
from foiacalc.sheets.file import Row, Unreadable
from foiacalc.sheets.header import Header, NoHeader, TwoHeaders
from foiacalc.sheets.our_columns import COMPUTED, not_read
from foiacalc.sheets.sections import NO_SECTION, Section
from foiacalc.sheets.seen import day_in

_HARMLESS = ("id", "type", "agency")  # a wrong guess at one of these changes no date
_SHOWN = 200  # characters of the names in an error


class AskedOfTable(Protocol):
    """This is what is asked of a table: the columns for facts, facts that all rows have, the line of the header."""

    @property
    def mapped(self) -> Mapping[str, str]: ...
    @property
    def constants(self) -> Mapping[str, str]: ...
    @property
    def header_line(self) -> int | None: ...


class Understood(NamedTuple):
    """This has the names of the columns, what each column is, the record that the rows begin with, and what to say about it.

    `below` reads the headers further down, and `section` is what the title says of all rows.
    """

    header: Sequence[str]
    columns: Sequence[Column]
    rows_from: int
    notes: Sequence[str]
    below: Below | None = None
    section: Section = NO_SECTION


class NotUnderstood(Unreadable):
    """This is raised for a table whose columns do not say what is needed: `columns` are what they seem to be."""

    def __init__(self, file: str, line: int, says: str, found: Sequence[Column]) -> None:
        super().__init__(file, line, says)
        self.columns = found


def understand_sheet(file: str, records: Sequence[Row], asked: AskedOfTable, notation: Notation) -> Understood:
    """Return the table that begins with these records. Raises NotUnderstood if its meaning is in doubt."""
    cells = [row.cells for row in records]
    try:
        head = _header(file, records, cells, asked, notation)
    except TwoHeaders as error:
        raise NotUnderstood(file, 0, _two_headers(records, error), _of_both(records, error.headers, notation)) from None
    except NoHeader:
        head = header.letters(cells)
        if not asked.mapped or not set(map(str.upper, asked.mapped.values())) <= {*head.names}:
            raise _no_header(file, records, head, notation) from None
    line = records[head.first].line
    below = _below(file, records, head, asked, notation)
    rows = iter(records[head.last + 1 :])
    try:
        held = seen.by_column([row.cells for row in (below.passing(rows) if below else rows)], len(head.names), notation)
    except SecondHeader as error:
        at = next(at for at, row in enumerate(records) if row.line == error.below)
        second = Header(tuple(cells[at]), ("",) * len(cells[at]), at, at)
        raise NotUnderstood(file, 0, str(error), _of_both(records, (head, second), notation)) from None
    try:
        found = columns.understand(head.names, asked.mapped, head.groups, held, asked.constants)
    except TwoColumns as error:
        raise NotUnderstood(file, line, str(error), columns.at_first(head.names, head.groups, held)) from None
    if STARTS.isdisjoint({*asked.constants, *(column.field for column in found)}):
        raise NotUnderstood(file, line, _no_start(found), found)
    notes = (*_notes(records, head, found), *(_above(cells[: head.first], notation) if asked.header_line else ()))
    fresh = _below(file, records, head, asked, notation)
    return Understood(head.names, found, head.last + 1, notes, fresh, sections.of_title(cells[: head.first]))


def _below(file: str, records: Sequence[Row], head: Header, asked: AskedOfTable, notation: Notation) -> Below | None:
    """Return what reads the headers below the first; a sheet without a header has none."""
    if head.last < 0:
        return None
    first = First(head.names, records[head.last].line, asked.header_line is not None)
    return Below(file, first, asked.mapped.values(), notation)


def _above(cells: Sequence[Sequence[str]], notation: Notation) -> Iterator[str]:
    """Yield a sentence on how many rows with a date stand above the header that the user chose."""
    filled = [[cell for cell in row if cell.strip()] for row in cells]
    number = sum(len(row) > 1 and any(day_in(cell.strip(), notation) for cell in row) for row in filled)
    if number:
        yield f"{'1 row with a date is' if number == 1 else f'{number:,} rows with dates are'} above the header and not read"


def _header(file: str, records: Sequence[Row], cells: Sequence[list[str]], asked: AskedOfTable, notation: Notation) -> Header:
    if asked.header_line is None:
        return header.find(cells, asked.mapped.values(), notation)
    at = [at for at, row in enumerate(records) if row.line <= asked.header_line]
    if not at or (at[-1] == len(records) - 1 and records[-1].line < asked.header_line):
        raise Unreadable(file, 0, f"has no line {asked.header_line} among its first {len(records)} records")
    return header.at(at[-1], cells, notation)


def _two_headers(records: Sequence[Row], error: TwoHeaders) -> str:
    lines = [(records[head.last].line, ", ".join(filter(str.strip, head.names))[: _SHOWN // 2]) for head in error.headers]
    shown = " and ".join(f"line {line} ({names})" for line, names in lines)
    ways = " or ".join(f"--header-line {line}" for line, _ in lines)
    return f"two lines look like the header: {shown}; use {ways}"


def _of_both(records: Sequence[Row], heads: Sequence[Header], notation: Notation) -> Sequence[Column]:
    """Return what the columns of two headers seem to be, each by the cells down to the next, with the header's line."""
    ends = [*(head.first for head in heads[1:]), len(records)]
    found: list[Column] = []
    for head, end in zip(heads, ends, strict=True):
        held = seen.by_column([row.cells for row in records[head.last + 1 : end]], len(head.names), notation)
        own = columns.at_first(head.names, head.groups, held)
        found += [replace(column, name=f"line {records[head.last].line}, {column.name}") for column in own]
    return found


def _no_header(file: str, records: Sequence[Row], head: Header, notation: Notation) -> NotUnderstood:
    held = seen.by_column([row.cells for row in records], len(head.names), notation)
    found = [Column(at, name, None, "no heading", seen=held[at]) for at, name in enumerate(head.names)]
    shown = ", ".join(f"{column.name} {column.seen.sample!r}" for column in found if column.seen.filled)
    first = next((column.name for column in found if column.seen.mostly_days), "A")
    says = f"has no header: its first row is data; the columns are {shown}; name them by letter, such as --map received={first}"
    return NotUnderstood(file, records[0].line, says, found)


def _no_start(found: Sequence[Column]) -> str:
    named = ", ".join(column.name for column in found)
    dated = next((column for column in found if not column.field and column.seen.mostly_days), None)
    name = "Date Sent" if not dated else " ".join(dated.name.split()) or letter(dated.position)
    return (
        f"no column says when a request was filed or received; the columns are {named[:_SHOWN]}; name one with --map, such as "
        f"--map filed='{name}'"
    )


def _notes(records: Sequence[Row], head: Header, found: Sequence[Column]) -> Iterator[str]:
    if head.last < 0:
        yield "no header: the rows start on the first line"
    elif head.first:
        first, last = records[head.first].line, records[head.last].line
        yield f"header on line {first}" if first == last else f"header on lines {first} to {last}"
    guesses = [column for column in found if column.guessed and column.field not in _HARMLESS and column.seen.filled]
    guessed = [f"{column.field} is '{_one_line(column.name)}'" for column in guesses if column.field]
    if guessed:
        yield f"guessed: {', '.join(guessed)}; --columns shows all, --map names another"
    yield from filter(None, (not_read([_one_line(column.name) for column in found if column.why == COMPUTED]),))
    yield from columns.passed_over(found)
    yield from _passed_over(found)


def _passed_over(found: Sequence[Column]) -> Iterator[str]:
    """Yield a sentence on each column that is read only if another of its fact is blank, and that has other days."""
    for column in found:
        first = min(
            (c for c in found if c.field and c.field == column.field), key=lambda c: (c.rank, c.position), default=column
        )
        both, differ = seen.differing(column.seen, first.seen)
        if differ:
            name, over = _one_line(column.name), _one_line(first.name)
            yield (
                f"'{name}' is read as {column.field} only where '{over}' is blank; {differ:,} of {both:,} dates "
                f"differ; --map {column.field}='{name}' reads it instead"
            )


def _one_line(name: str) -> str:
    return " ".join(name.split())
