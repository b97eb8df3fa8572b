"""The answer as CSV (RFC 4180): a row a deadline, the same columns every time, safe to open in a spreadsheet."""

import csv
import re
from collections.abc import Sequence
from io import StringIO
from unicodedata import normalize

from foiacalc.answer import Report
from foiacalc.renderers import words
from foiacalc.status import Days, Standing
from foiacalc.workdays import Day

COLUMNS = (
    "id",
    "agency",
    "as_of",
    "key",
    "title",
    "binds",
    "due",
    "cautious",
    "state",
    "done",
    "late_working_days",
    "late_calendar_days",
    "left_working_days",
    "left_calendar_days",
    "projected_from",
    "opens",
    "count_from",
    "count_length",
    "count_unit",
    "skipped",
    "tolled",
    "authority",
    "contested",
    "note",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NO_START = " ?"  # a question mark stands for what is not printable
_NUMBER = re.compile(r"[-+][-+\d\s().,/]*", re.ASCII)  # also a dash for nothing and a telephone number
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def status(report: Report) -> str:
    """One line of column names, then a line a deadline, also for those that do not run."""
    text = StringIO()
    table = csv.writer(text)
    table.writerow(COLUMNS)
    table.writerows(_row(report, standing) for standing in report.standings)
    return text.getvalue()


def _row(report: Report, standing: Standing) -> list[str]:
    deadline, count = standing.deadline, standing.deadline.count
    cells = (
        report.request.id,
        report.request.agency,
        report.as_of,
        deadline.key,
        deadline.title,
        deadline.binds,
        deadline.due,
        deadline.cautious,
        standing.state,
        deadline.done,
        *_days(standing.late),
        *_days(standing.left),
        deadline.projected_from,
        standing.opens,
        *((count.start, count.length, count.unit) if count else (None, None, None)),
        _listed(count.skipped()) if count else None,
        _listed(count.tolled_days()) if count else None,
        words.citations(deadline.authority),
        "; ".join(f"{c.point} {c.date}" for c in deadline.contested),
        deadline.note,
    )
    return [defused(cell) for cell in cells]


def _days(days: Days | None) -> tuple[int | None, int | None]:
    return days or (None, None)


def _listed(days: tuple[Day, ...]) -> str:
    return "; ".join(f"{day.date} {day.reason}" for day in days)


def defused(cell: object) -> str:
    """A cell that no spreadsheet takes for a formula: what starts like one gets an apostrophe before it."""
    text = "" if cell is None else "".join(c if c.isprintable() or c in "\t\r\n" else "?" for c in str(cell))
    return f"'{text}" if _is_formula(text) else text


def own(cells: Sequence[str]) -> Sequence[str]:
    """The cells that a sheet came with, safe to open too, and otherwise as they stand: numbers stay numbers."""
    if all(not cell or (cell[0].isalnum() and cell.isprintable()) for cell in cells):  # as nearly all are
        return cells
    shown = (_CONTROL.sub("?", cell) for cell in cells)
    return [f"'{cell}" if _is_formula(cell) and not _NUMBER.fullmatch(cell) else cell for cell in shown]


def _is_formula(text: str) -> bool:
    """What does not show, such as a blank, a mark of order or a wide form of the same sign, does not hide the start."""
    if text.startswith(_FORMULA):
        return True
    for character in text.lstrip(_NO_START):
        shown = "".join(c for c in normalize("NFKC", character) if c.isprintable()).lstrip(_NO_START)
        if shown:
            return shown.startswith(_FORMULA)
    return False
