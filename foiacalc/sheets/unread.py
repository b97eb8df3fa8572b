"""This module finds columns that are not read although they hold dates or their headings mention an end, appeal or suit."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from foiacalc.doj.columns import letter
from foiacalc.sheets.columns import Column
from foiacalc.sheets.dates import MONTH, Notation
from foiacalc.sheets.file import Row
from foiacalc.sheets.headings import speaks, suggested
from foiacalc.sheets.seen import NOTHING, day_in

_FIRST, _EVERY = 500, 64  # the first rows are all looked at, and after them one in so many
_BLOCK = 512  # rows whose cells of one column are searched together for a date that the rows looked at did not show
_BEGIN, _KEPT = 3, 4096  # characters that show most cells to be no date; how many such beginnings are kept
_NAMED = re.compile(r"\s|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun", re.IGNORECASE)
_MARK = r" *[-/.] *"
_MONTH = rf"(?i:{MONTH})[a-zA-Z]*"
_YEAR, _PART = r"(?:19|20)\d\d", r"(?:0?[1-9]|[12]\d|3[01])"
_MAY_DATE = re.compile(  # how a cell with a date begins; the line break before each cell makes the search fast
    rf"\n\s*(?:(?i:mon|tue|wed|thu|fri|sat|sun)[a-zA-Z]*[.,]*\s+)?(?:{_PART}{_MARK}{_PART}{_MARK}(?:{_YEAR}|\d\d)(?!\d)"
    rf"|{_YEAR}{_MARK}{_PART}{_MARK}{_PART}(?!\d)|{_PART}(?:st|nd|rd|th)?[-/ ]+{_MONTH}|{_MONTH}\.?[- ]+\d"
    rf"|{_YEAR}[01]\d[0-3]\d(?!\d))"
)
_SHOWN = 40
_FACT = "FACT"
_NO = NOTHING | {"no", "n", "false", "0"}  # these say that there was no such day


class _ColumnFindings(NamedTuple):
    """This is what was found in a column: how many of the rows looked at say something, how many have a day, and one cell."""

    filled: int = 0
    dated: int = 0
    sample: str = ""


_NOTHING_TOLD = _ColumnFindings()


@lru_cache(maxsize=_KEPT)
def _may_begin_date(begin: str) -> bool:
    """Return whether a cell that begins so may be a date: with a digit, a month or a day of the week."""
    return begin != "" and (not begin.strip() or begin.strip()[0].isdigit() or bool(_NAMED.match(begin)))


class Unread:
    """This learns, as the rows pass, what is in the columns or under the keys that are not facts."""

    def __init__(self, notation: Notation, columns: Sequence[Column] = ()) -> None:
        self._notation = notation
        self._watched = [(c.position, c) for c in columns if not c.field and not c.chosen]
        self._told: dict[int | str, _ColumnFindings] = {}
        # The line and the text of the first date in a column, if it was found late.
        self._first: dict[int, tuple[int, str]] = {}

    def passing(self, rows: Iterator[Row]) -> Iterator[Row]:
        """Return the rows, which are looked at as they pass."""
        return self._looking(rows)

    def _looking(self, rows: Iterator[Row]) -> Iterator[Row]:
        if not self._watched:
            yield from rows
            return
        block: list[Row] = []
        for number, row in enumerate(rows):
            if number < _FIRST or not number % _EVERY:
                for at, _ in self._watched:
                    if at < len(row.cells):
                        self._take(at, row.cells[at])
            block.append(row)
            if len(block) == _BLOCK:
                self._look_through(block)
                block = []
            yield row
        self._look_through(block)

    def quiet(self) -> None:
        """Learn nothing for now, because the rows are only looked through and will come again."""
        self._watched = []

    def _look_through(self, block: Sequence[Row]) -> None:
        """Look in these rows for what the rows looked at one by one have not shown: a date, or anything at all."""
        by_place = list(zip_longest(*[row.cells for row in block], fillvalue=""))
        for at, _ in self._watched:
            told = self._told.get(at, _NOTHING_TOLD)
            if told.dated or at in self._first or at >= len(by_place):
                continue
            cells = by_place[at]
            different = {*cells} - {""}
            if not told.filled and different:
                self._take(at, next((cell for cell in cells if cell.strip().casefold() not in _NO), ""))
            if any(map(_may_begin_date, {cell[:_BEGIN] for cell in different})) and (
                self._notation.excel or _MAY_DATE.search("\n".join(("", *different)))
            ):
                self._find(at, block)

    def _find(self, at: int, block: Sequence[Row]) -> None:
        """Find the first of these rows with a date in that column."""
        for row in block:
            cell = row.cells[at] if at < len(row.cells) else ""
            if (_MAY_DATE.match(f"\n{cell}") or self._notation.excel) and day_in(cell.strip(), self._notation):
                self._first[at] = (row.line, cell.strip())
                return

    def key(self, name: str, value: object) -> None:
        """Take a key of a line of JSON that is not a fact, with its value."""
        if isinstance(value, (str, int, float)) and not isinstance(value, bool):
            self._take(name, str(value))

    def _take(self, what: int | str, cell: str) -> None:
        text = cell.strip()
        if text.casefold() in _NO:
            return
        filled, dated, sample = self._told.get(what, _ColumnFindings())
        day = day_in(text, self._notation)
        better = text if day and not dated else sample or text
        self._told[what] = _ColumnFindings(filled + 1, dated + bool(day), better)

    def anew(self) -> "Unread":
        """Return a copy for the same sheet that has seen nothing yet."""
        other = Unread(self._notation)
        other._watched = self._watched
        return other

    def taken(self) -> dict[int | str, _ColumnFindings]:
        """Return what was learned since the last time this was called."""
        told, self._told = self._told, {}
        return told

    def add(self, told: Mapping[int | str, _ColumnFindings]) -> None:
        """Add what another process learned from the rows that come next."""
        for what, more in told.items():
            known = self._told.get(what, _ColumnFindings())
            sample = more.sample if more.dated and not known.dated else known.sample or more.sample
            self._told[what] = _ColumnFindings(known.filled + more.filled, known.dated + more.dated, sample)

    def sentences(self) -> tuple[str, ...]:
        """Return a sentence on each unread column with dates, or with a name that mentions an end, an appeal or a suit.

        Each sentence has the option that reads the column.
        """
        named = [(c.name, at) for at, c in self._watched] + [(k, k) for k in self._told if isinstance(k, str)]
        return tuple(filter(None, (self._sentence(name, what) for name, what in named)))

    def _sentence(self, heading: str, what: int | str) -> str | None:
        told, name = self._told.get(what, _NOTHING_TOLD), " ".join(heading.split())
        line, date = self._first.get(what, (0, "")) if isinstance(what, int) and not told.dated else (0, "")
        dated, sample = bool(told.dated or line), " ".join((date or told.sample).split())
        if not sample or not (dated or speaks(name)) or (not dated and sample.isdecimal()):
            return None
        sample = sample if len(sample) <= _SHOWN else sample[: _SHOWN - 3] + "..."
        sampled = f"holds dates in {told.dated:,} of {told.filled:,} cells checked" if dated else "holds text"
        holds = f"holds dates (the first on line {line:,})" if line else sampled
        shown = f"'{name}'" if name else f"column {letter(what)}" if isinstance(what, int) else repr(what)
        by = f"'{name}'" if name and self._alone(name) else letter(what) if isinstance(what, int) else f"'{what}'"
        return f"not read: {shown} {holds}, such as '{sample}'; --map {suggested(name, dated) or _FACT}={by} reads it"

    def _alone(self, name: str) -> bool:
        return sum(" ".join(c.name.split()) == name for _, c in self._watched) <= 1
