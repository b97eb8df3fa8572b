"""This module is what a notebook or script calls: a report from facts as text or dates, a table of requests in and out as CSV.

Here, as on the command line, no `as_of` means today in Washington, where the agencies' clocks run; nothing below this
module reads the clock.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from functools import partial
from html import escape
from typing import Any
from warnings import warn

from foiacalc.answer import reports
from foiacalc.answer.many import RowError, reporting
from foiacalc.answer.reports import Report
from foiacalc.calendar.workdays import OutsideCalendar
from foiacalc.calendar.zone import washington
from foiacalc.errors import Code, FactError
from foiacalc.render.csv_many import Columns
from foiacalc.render.page import page
from foiacalc.request.facts import parse_date
from foiacalc.request.kinds import day
from foiacalc.request.request import Request
from foiacalc.sheets.batch import Aside, of_sheet
from foiacalc.sheets.dates import Notation
from foiacalc.sheets.day_order import DayOrder
from foiacalc.sheets.file import Unreadable
from foiacalc.sheets.lookthrough import look_through
from foiacalc.sheets.records import Asked, Sheet, open_sheet

_NAME = "the table"
_KEPT = 20_000  # answers kept for rows with the same facts


def report(
    request: Request | None = None,
    *,
    as_of: str | date | None = None,
    against: str = "determination",
    lenient: bool = False,
    **facts: Any,
) -> Report:
    """Return the deadlines of a request, or of facts given by name as ISO texts or dates, and where they stand on `as_of`.

    Without `as_of` that is today in Washington, and then no fact may be later. Raises FactError, which names the fact, for
    anything that cannot be true, and KeyError if `against` is not a deadline.
    """
    if "claim_on" in facts:
        warn("claim_on is now against", DeprecationWarning, stacklevel=2)
        against = facts.pop("claim_on")
    if request and facts:
        raise FactError(next(iter(facts)), "both a request and facts are given; give one or the other", Code.CONFLICT)
    asked = request or Request.parse({name: _plain(value) for name, value in facts.items()})
    today = _today() if as_of is None else None
    for name, moment in asked.later_than(today) if today else ():
        raise FactError(name, f"{moment} is in the future (today is {today}); give as_of to look ahead", Code.IN_FUTURE)
    try:
        return reports.report(asked, as_of=today or _as_of(as_of), against=against, lenient=lenient)
    except OutsideCalendar as error:
        raise FactError("dates", str(error), Code.OUTSIDE_CALENDAR) from None


def _plain(value: object) -> object:
    """Return a fact as the JSON contract writes it; a data frame's missing value is None."""
    if isinstance(value, float) or (isinstance(value, datetime) and value != value):
        return None if value != value else value
    # As in a sheet; a time of midnight is just a date.
    if isinstance(value, datetime) and value.tzinfo and value.time() != time():
        value = value.astimezone(washington())
    if isinstance(value, date):
        return value.strftime("%Y-%m-%d")
    return [*map(_plain, value)] if isinstance(value, (list, tuple)) else value


def _today() -> date:
    from foiacalc.cli import clock

    return clock.in_washington()


def _as_of(value: str | date | None) -> date:
    return day("as_of", parse_date("as_of", _plain(value)))


# A table in, a table out


def answer_csv(text: str, *, as_of: str | date | None = None, day_first: bool = False, **facts: str) -> str:
    """Return a table of requests as CSV text with the columns of a batch after its own, every row in its place.

    The columns are understood as `foiacalc batch` understands them; `facts` are for all rows, such as agency='FBI'. The last
    column, `error`, says why a row has no answer. Raises FactError if the table cannot be read.
    """
    on = _today() if as_of is None else _as_of(as_of)
    notation, columns, written = Notation(on, day_first, today=_today()), Columns(), io.StringIO()
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


# A report as a notebook shows it


def _html(shown: Report) -> str:
    """Return the top of the page: whose request, where it stands, what may be done, and the timeline."""
    found = page(shown)
    head = "".join(f"<p>{'<strong>' * (not n)}{escape(says)}{'</strong>' * (not n)}</p>" for n, says in enumerate(found.head))
    rows = "".join(
        f"<tr><td>{line.day}</td><td>{escape(line.says)}</td><td>{escape(line.beside)}</td></tr>" for line in found.lines
    )
    top = f"<p>{escape(found.title)}, {escape(found.today)}</p>"
    heads = "<thead><tr><th>Date</th><th>What</th><th>Where it stands</th></tr></thead>"
    return f"<div>{top}{head}<table>{heads}<tbody>{rows}</tbody></table></div>"


Report._repr_html_ = _html  # type: ignore[attr-defined]  # here, since an answer knows none of its forms
