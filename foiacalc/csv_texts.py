"""This module answers a table of requests in Python: CSV text in, the same with the answers' columns out."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import Any

from foiacalc.answer.many import RowError, reporting
from foiacalc.errors import FactError
from foiacalc.notebook import as_of_day
from foiacalc.render.csv_many import Columns
from foiacalc.sheets.batch import Aside, of_sheet
from foiacalc.sheets.dates import Notation
from foiacalc.sheets.day_order import DayOrder
from foiacalc.sheets.file import Unreadable
from foiacalc.sheets.lookthrough import look_through
from foiacalc.sheets.records import Asked, Sheet, open_sheet
from foiacalc.wall_clock import in_washington

_NAME = "the table"
_KEPT = 20_000  # answers kept for rows with the same facts


def answer_csv(text: str, *, as_of: str | date | None = None, day_first: bool = False, **facts: str) -> str:
    """Return a table of requests as CSV text with the columns of a batch after its own, every row in its place.

    The columns are understood as `foiacalc batch` understands them; `facts` are for all rows, such as agency='FBI'. The last
    column, `error`, says why a row has no answer. Raises FactError if the table cannot be read.
    """
    on = in_washington() if as_of is None else as_of_day(as_of)
    notation, columns, written = Notation(on, day_first, today=in_washington()), Columns(), io.StringIO()
    opened = partial(_opened, text, Asked("csv", constants=facts), notation)
    try:
        order = DayOrder(_NAME, day_first)
        look_through(opened(), order)
        sheet = opened()._replace(order=order)
        own, width = csv.writer(written, lineterminator=""), len(sheet.header)
        own.writerow((*sheet.header, *columns.header, "error"))
        written.write("\r\n")
        for cells, answered in _rows(sheet, notation, columns, on if as_of is None else None):
            own.writerow((*cells, *[""] * width)[:width])
            written.write(answered)
    except Unreadable as error:
        raise FactError("table", f"line {error.line}: {error}" if error.line else str(error), error.code) from None
    return written.getvalue()


def _opened(text: str, asked: Asked, notation: Notation) -> Sheet:
    raw: Any = io.BytesIO(text.encode())
    return open_sheet(_NAME, io.BufferedReader(raw), asked, notation)


def _rows(sheet: Sheet, notation: Notation, columns: Columns, today: date | None) -> Iterator[tuple[list[str], str]]:
    """Yield the cells of each row with those of its answer, or with none and what was wrong."""
    report_on = reporting(notation.latest, today)
    for row, _, found, _ in of_sheet(sheet, notation, report_on, columns.row, _KEPT):
        if isinstance(found, str):
            yield row.cells, f"{found.removesuffix(_END)},{_END}"
            continue
        yield row.cells, "," * len(columns.header) + _record(["", _why(found)])


_END = "\r\n"


def _why(found: RowError | Aside) -> str:
    if isinstance(found, Aside):
        return f"skipped: {found.why}"
    return f"{found.fact}: {found.says}" if found.fact else found.says


def _record(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
