"""This module writes the rows of a batch: JSON Lines, and a sheet's records followed by our columns. It computes no date.

COLUMNS_OF_EACH, COLUMNS_OF_NEXT and COLUMNS_OF_ALL declare our columns once, each with the name in the header and what fills
its cells; the header and every row are made from them and from the list of deadlines, by name.
"""

import csv
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import chain
from json.encoder import encode_basestring_ascii
from operator import attrgetter, itemgetter
from typing import NamedTuple

from foiacalc.answer.consequences import consequences
from foiacalc.answer.contract import SCHEMA
from foiacalc.answer.reports import Report
from foiacalc.answer.state import Next
from foiacalc.clock.all_deadlines import kinds
from foiacalc.clock.deadline import Dates
from foiacalc.render.csv_one import defused, own

_END = "\r\n"
_STARTS = "=+-@ ?"  # of a formula
_KEPT = 100_000  # cells
_KEPT_PIECES = 70_000  # deadlines, each with all its cells
_FEWER = 5_000  # deadlines in JSON, which are longer


class _Echo:
    """This is what a csv writer writes to, so that `writerow` returns the record."""

    def write(self, text: str) -> str:
        return text


_WRITER = csv.writer(_Echo())


# Our columns


class OfEach(NamedTuple):
    """There is such a column once for each deadline, or for each that `binds` somebody: `determination_due`.

    Its cells hold an attribute of the deadline's dates.
    """

    name: str
    attribute: str
    binds: str | None = None


class OfNext(NamedTuple):
    """A column about the next date has cells made from that; they are empty where nothing comes next."""

    name: str
    value: Callable[[Next], object]


class OfAll(NamedTuple):
    """A column of the whole answer has cells made from that; `free` ones come from the user's texts."""

    name: str
    value: Callable[[Report], object]
    free: bool = False


COLUMNS_OF_EACH: tuple[OfEach, ...] = (
    OfEach("due", "due"),
    OfEach("cautious", "cautious"),
    OfEach("earliest", "earliest", binds="agency"),
    OfEach("state", "state"),
    OfEach("late_working_days", "late_working_days"),
)
COLUMNS_OF_NEXT: tuple[OfNext, ...] = (
    OfNext("next", lambda coming: coming.key),
    OfNext("next_date", lambda coming: coming.date),
    OfNext("next_cautious_passed", lambda coming: "true" if coming.cautious_passed else ""),
)


class _CellTexts(dict[object, str]):
    """This holds values as the cells of a record, safe to open in a spreadsheet; each is written once and kept."""

    def __missing__(self, value: object) -> str:
        cell = "" if value is None else value.isoformat() if isinstance(value, date) else _safe(str(value))
        if len(self) < _KEPT:
            self[value] = cell
        return cell


_CELLS: _CellTexts = _CellTexts()


def _safe(text: str) -> str:
    """Return a text that may hold anything as a cell of a record."""
    return _own([defused(text)]) if text else ""


def _cell(value: object, free: bool) -> str:
    if isinstance(value, str):
        return _safe(value) if free and value else value
    return _CELLS[value]


def followed(report: Report) -> str:
    """Return the consequences, and from when until when each holds."""
    found = [
        f"{key} from {_CELLS[since]} until {_CELLS[until]}" if until else f"{key} from {_CELLS[since]}"
        for key, since, until, _, _ in consequences(report.case, report.computed)
    ]
    return "; ".join(found)


def claimed_briefly(report: Report) -> str:
    """Return what there is to say about a claimed date, in a few words."""
    found = report.claimed
    if not found:
        return ""
    if found.right or found.with_extension:
        return found.verdict
    return f"wrong: {', '.join(slip.key for slip in found.slips) or 'no known mistake'}"


def warned(report: Report) -> str:
    """Return the warnings as one text."""
    return " ".join(report.warnings)


COLUMNS_OF_ALL: tuple[OfAll, ...] = (
    OfAll("consequences", followed),
    OfAll("claimed_right", claimed_briefly, free=True),
    OfAll("warnings", warned, free=True),
)


class _Pieces(dict[Dates, str]):
    """This holds deadlines as they are written; one that nobody has met yet is the same for many rows, and is kept."""

    def __init__(self, written: Callable[[Dates], str], kept: int) -> None:
        super().__init__()
        self._written, self._kept = written, kept

    def __missing__(self, dates: Dates) -> str:
        piece = self._written(dates)
        if dates.done is None and len(self) < self._kept:
            self[dates] = piece
        return piece


Attributes = Callable[[Dates], tuple[object, ...]]


def _attributes(columns: Sequence[OfEach]) -> Attributes:
    """Return what takes the cells of these columns from a deadline's dates; it always gives a tuple."""
    names = [column.attribute for column in columns]
    return attrgetter(*names) if len(names) > 1 else lambda dates: tuple(getattr(dates, name) for name in names)


class Columns:
    """These are our columns, as the lists stand when it is made."""

    def __init__(self) -> None:
        each = [(kind, [column for column in COLUMNS_OF_EACH if column.binds in (None, kind.binds)]) for kind in kinds()]
        self._each = {kind.key: _attributes(columns) for kind, columns in each}
        self._of_each, self._pieces = itemgetter(*self._each), _Pieces(self._cells, _KEPT_PIECES)
        self._next, self._nothing = [column.value for column in COLUMNS_OF_NEXT], [""] * len(COLUMNS_OF_NEXT)
        self._all = [(column.value, column.free) for column in COLUMNS_OF_ALL]
        named = (f"{kind.key}_{column.name}" for kind, columns in each for column in columns)
        of_next, of_all = [column.name for column in COLUMNS_OF_NEXT], [column.name for column in COLUMNS_OF_ALL]
        self.header: tuple[str, ...] = (*named, *of_next, *of_all)

    def row(self, report: Report) -> str:
        """Return the cells of an answer in the order of the header, starting after the sheet's own."""
        found, coming = report.computed.apply, report.next
        cells = list(map(self._pieces.__getitem__, self._of_each(found)))
        cells += [_CELLS[value(coming)] for value in self._next] if coming else self._nothing
        for value, free in self._all:
            said = value(report)
            cells.append("" if said == "" else _cell(said, free))
        return f",{','.join(cells)}{_END}"

    def values(self, report: Report) -> tuple[object, ...]:
        """Return what the cells hold, with dates and numbers as such."""
        found, coming = report.computed.apply, report.next
        each = chain.from_iterable(attributes(found[key]) for key, attributes in self._each.items())
        of_next = [value(coming) for value in self._next] if coming else self._nothing
        return (*each, *of_next, *(value(report) for value, _ in self._all))

    def _cells(self, dates: Dates) -> str:
        return ",".join(map(_CELLS.__getitem__, self._each[dates.kind.key](dates)))


def with_cells(row: str, values: Iterable[object]) -> str:
    """Return the cells of an answer with more after them."""
    cells = (_cell(value, free=True) for value in values)
    return f"{row.removesuffix(_END)},{','.join(cells)}{_END}"


# The sheet's own


def record(cells: Sequence[str]) -> str:
    """Return a record of a sheet, safe to open in a spreadsheet."""
    return f"{_own(cells)}{_END}"


def _own(cells: Sequence[str]) -> str:
    text = ",".join(cells)
    return text if _plain([text], len(cells)) else str(_WRITER.writerow(own(cells))).removesuffix(_END)


def own_cells(rows: Sequence[Sequence[str]], width: int) -> Iterable[str]:
    """Return the cells of some rows, made as many as their header's, as records without a line end."""
    if {*map(len, rows)} != {width}:
        rows = [[*cells, *[""] * (width - len(cells))][:width] for cells in rows]
    texts = list(map(",".join, rows))
    return texts if _plain(texts, len(rows) * width) else map(_own, rows)


def _plain(texts: Sequence[str], cells: int) -> bool:
    """Return whether so many texts, joined by commas, have nothing to quote and no cell that begins like a formula."""
    text = ",".join(("", *texts))
    return (
        "" not in texts
        and text.count(",") == cells
        and text.isascii()
        and text.isprintable()
        and '"' not in text
        and not any(sign in text and f",{sign}" in text for sign in _STARTS)  # one character is found much faster than two
    )


# JSON Lines


def opening(as_of: date) -> str:
    """Return what every line of JSON begins with; the id comes next."""
    return json.dumps({"schema": SCHEMA, "as_of": str(as_of), "request": {"id": None}}).removesuffix("null}}")


def line(report: Report) -> str:
    """Return the whole answer on one line, starting after the id."""
    return json.dumps(report.to_dict()).partition('"request": {"id": null')[2] + "\n"


def brief(report: Report) -> str:
    """Return only the dates and the states, and any warnings, named as in the whole answer; it starts after the id."""
    deadlines = ", ".join(map(_BRIEF.__getitem__, report.computed.apply.values()))
    warnings = report.warnings
    warned = f', "warnings": {json.dumps(warnings)}' if warnings else ""
    return f'}}, "deadlines": [{deadlines}]{warned}}}\n'


def _brief(dates: Dates) -> str:
    """Return a deadline in JSON, with its dates and its state, none of which has anything to escape."""
    days = (dates.due, dates.cautious, dates.earliest)
    due, cautious, earliest = [f'"{_CELLS[day]}"' if day else "null" for day in days]
    said = f'"due": {due}, "cautious": {cautious}, "earliest": {earliest}, "state": "{dates.state}"'
    return f'{{"key": "{dates.kind.key}", {said}}}'


_BRIEF = _Pieces(_brief, _FEWER)


def name(text: str | None) -> str:
    """Return an id in JSON."""
    return "null" if text is None else encode_basestring_ascii(text)
