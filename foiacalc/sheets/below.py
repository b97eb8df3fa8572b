"""This module finds the headers further down a sheet: the rows below one are read by it, or the sheet is rejected.

A later header may have the same columns in another order, or only some of them. The cells below it are put in the order of
the first, so that every form has them under the right names.
"""

from collections import deque
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from foiacalc.sheets import header
from foiacalc.sheets.dates import Notation
from foiacalc.sheets.file import Row, Unreadable
from foiacalc.sheets.fitting import DATED
from foiacalc.sheets.header import FEWEST, Header
from foiacalc.sheets.orders import ColumnOrder, by_names, order, repeats
from foiacalc.sheets.seen import day_in

REACHED = 300  # records in which --header-line finds a line
_BELOW = 12  # records below a header that are searched for a day
_LONGEST = 60  # characters of a name that is compared
_PART = 3  # at most one in three of a header's names has a digit
_SHOWN = 100  # characters of the names in an error

_AS_FIRST: ColumnOrder = ()  # the cells are in the order of the first header
_OTHER: ColumnOrder = (None,)  # the cells are below a header with other columns


class SecondHeader(Unreadable):
    """This is raised for a header further down, on the line `below`, with other columns."""

    def __init__(self, file: str, below: int, says: str) -> None:
        super().__init__(file, 0, says)
        self.below = below


class First(NamedTuple):
    """This is the header of a sheet: its names, the line it stands on, and whether the user chose that line."""

    names: tuple[str, ...]
    line: int
    chosen: bool


class Below:
    """This gives the rows below the first header, each in the order of its columns."""

    def __init__(self, file: str, first: First, mapped: Collection[str], notation: Notation) -> None:
        self._file, self._first, self._mapped, self._notation = file, first, tuple(mapped), notation
        starts = header.scored(Header(first.names, (), 0, 0), mapped).starts
        self._lead = starts[0] if starts else None
        self._moved: dict[ColumnOrder, list[int]] = {}  # the lines of the headers with another order of columns, by that order
        # The names in a header that is not read and how many rows are below it, by its line.
        self._left: dict[int, tuple[str, int]] = {}

    def passing(self, rows: Iterator[Row]) -> Iterator[Row]:
        """Yield the rows; those below a header with the columns in another order are put in the order of the first.

        Raises SecondHeader at a header with other columns, unless the user chose the first: then the rows below it are left
        out and counted.
        """
        source, names = _Peekable(rows), self._first.names
        now, lead, left = _AS_FIRST, self._lead, 0
        for row in source:
            cells, found = row.cells, None
            if lead is None or lead >= len(cells) or not cells[lead][:1].isdigit():
                found = self._header(cells, source)
                if found:
                    left = self._other(row) if found == _OTHER else 0
                    now = _AS_FIRST if found in (_OTHER, (*range(len(names)),)) else found
                    if now != _AS_FIRST:
                        self._moved.setdefault(now, []).append(row.line)
                    lead = self._lead if now == _AS_FIRST or self._lead is None else now[self._lead]
                    row = row._replace(cells=[*names])
            if left and found:
                continue
            if left:
                self._count(left, cells)
            elif now == _AS_FIRST or row.cells != cells:
                yield row
            else:
                yield row._replace(cells=_in_order(cells, now))

    def sentences(self) -> Iterator[str]:
        """Yield a sentence on each other order of the columns, and on each header whose rows were not read."""
        for lines in self._moved.values():
            more = f" and {len(lines) - 1:,} more" if len(lines) > 1 else ""
            have, them = ("have their", "them") if more else ("has its", "it")
            order_told = f"{have} columns in a different order; the rows below {them} are read accordingly"
            yield f"the header on line {lines[0]}{more} {order_told}"
        for line, (names, rows) in self._left.items():
            if rows:
                number = "the row below it is" if rows == 1 else f"the {rows:,} rows below it are"
                yield f"line {line} is a header with different columns ({names}); {number} not read{_way(line)}"

    def _may_be(self, cells: Sequence[str]) -> bool:
        """Return whether these may be names: several short texts, few of them with a digit."""
        filled = [cell for cell in cells if cell.strip()]
        if len(filled) < FEWEST or _PART * sum(any(map(str.isdigit, cell)) for cell in filled) > len(filled):
            return False
        return sum(len(cell) <= _LONGEST for cell in filled) * 2 > len(filled)

    def _header(self, cells: Sequence[str], source: "_Peekable") -> ColumnOrder | None:
        """Return how the columns below these names are ordered, or _OTHER if they are others; return None if this is not a
        header.
        """
        names = self._first.names
        if repeats(names, cells):
            return (*range(len(names)),)
        if not self._may_be(cells):
            return None
        found = header.scored(Header(tuple(cells), (), 0, 0), self._mapped)
        dated = [at for at, field in found.facts if field in DATED or field in ("closed", "given")]
        if not found.score or len(found.facts) < FEWEST or not dated:
            return None
        if same := by_names(names, cells):
            return same
        below = source.peeked(_BELOW)
        has_days = any(at < len(row.cells) and day_in(row.cells[at].strip(), self._notation) for row in below for at in dated)
        return (order(names, cells) or _OTHER) if has_days else None

    def _other(self, row: Row) -> int:
        """Return the line of a header with other columns, if the user chose the first; raise SecondHeader if nobody did."""
        names = ", ".join(filter(None, (" ".join(cell.split()) for cell in row.cells)))[:_SHOWN]
        if self._first.chosen:
            self._left[row.line] = (names, 0)
            return row.line
        first = ", ".join(filter(str.strip, self._first.names))[:_SHOWN]
        both = f"two lines look like the header: line {self._first.line} ({first}) and line {row.line} ({names})"
        way = f"use --header-line {self._first.line}"
        raise SecondHeader(self._file, row.line, f"{both}; {way}{_or(row.line)}")

    def _count(self, line: int, cells: Sequence[str]) -> None:
        if any(map(str.strip, cells)):
            names, rows = self._left[line]
            self._left[line] = (names, rows + 1)


class _Peekable:
    """This gives rows that can be looked at before they are taken."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._rows, self._held = rows, deque[Row]()
        self._broken: Unreadable | None = None

    def __iter__(self) -> Iterator[Row]:
        while True:
            while self._held:
                yield self._held.popleft()
            if self._broken:
                raise self._broken
            for row in self._rows:
                yield row
                if self._held:
                    break
            else:
                if not self._held and not self._broken:
                    return

    def peeked(self, number: int) -> list[Row]:
        """Return at most so many of the next rows, without taking them."""
        if not self._broken:
            try:
                self._held.extend(islice(self._rows, max(number - len(self._held), 0)))
            except Unreadable as error:
                self._broken = error
        return [*islice(self._held, number)]


def _or(line: int) -> str:
    if line <= REACHED:
        return f" or --header-line {line}"
    return f", which leaves out what is below line {line}, and save those rows as a separate file"


def _way(line: int) -> str:
    return f"; --header-line {line} reads them" if line <= REACHED else "; save them as a separate file"


def _in_order(cells: Sequence[str], now: ColumnOrder) -> list[str]:
    """Return the cells below a later header under the names of the first; cells under no name come last."""
    found = [cells[at] if at is not None and at < len(cells) else "" for at in now]
    used = {*now}
    rest = [cell for at, cell in enumerate(cells) if at not in used]
    return [*found, *rest] if any(map(str.strip, rest)) else found
