"""This module writes the answer as CSV (RFC 4180): one row for each deadline, always the same columns, safe to open."""

import csv
import re
from collections.abc import Callable, Sequence
from io import StringIO
from unicodedata import normalize

from foiacalc.answer.reports import Report
from foiacalc.answer.state import Days, DeadlineState
from foiacalc.calendar.workdays import Day
from foiacalc.clock.deadline import Why
from foiacalc.render import words

CellOf = Callable[[Report, DeadlineState, Why], object]


def _days(of: Callable[[DeadlineState], Days | None], unit: str) -> CellOf:
    return lambda report, stated, why: getattr(of(stated), unit, None)


def _count(name: str) -> CellOf:
    return lambda report, stated, why: getattr(why.count, name, None)


def _listed(days: tuple[Day, ...]) -> str:
    return "; ".join(f"{day.date} {day.reason}" for day in days)


COLUMNS: tuple[tuple[str, CellOf], ...] = (
    ("id", lambda report, stated, why: report.request.id),
    ("agency", lambda report, stated, why: report.request.agency),
    ("as_of", lambda report, stated, why: report.as_of),
    ("key", lambda report, stated, why: stated.deadline.key),
    ("title", lambda report, stated, why: stated.deadline.title),
    ("binds", lambda report, stated, why: stated.deadline.binds),
    ("due", lambda report, stated, why: stated.deadline.due),
    ("cautious", lambda report, stated, why: stated.deadline.cautious),
    ("earliest", lambda report, stated, why: stated.deadline.earliest),
    ("state", lambda report, stated, why: stated.state),
    ("done", lambda report, stated, why: stated.deadline.done),
    ("late_working_days", _days(lambda stated: stated.late, "working_days")),
    ("late_calendar_days", _days(lambda stated: stated.late, "calendar_days")),
    ("left_working_days", _days(lambda stated: stated.left, "working_days")),
    ("left_calendar_days", _days(lambda stated: stated.left, "calendar_days")),
    ("projected_from", lambda report, stated, why: stated.deadline.projected_from),
    ("conditional", lambda report, stated, why: str(stated.deadline.conditional).lower()),
    ("opens", lambda report, stated, why: stated.opens),
    ("count_from", _count("start")),
    ("count_length", _count("length")),
    ("count_unit", _count("unit")),
    ("skipped", lambda report, stated, why: _listed(why.count.skipped()) if why.count else None),
    ("tolled", lambda report, stated, why: _listed(why.count.tolled_days()) if why.count else None),
    ("authority", lambda report, stated, why: words.citations(why.authority)),
    ("contested", lambda report, stated, why: "; ".join(f"{c.point} {c.date}" for c in why.contested)),
    ("note", lambda report, stated, why: why.note),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NO_START = " ?"  # a question mark stands for what is not printable
_NUMBER = re.compile(r"[-+][-+\d\s().,/]*", re.ASCII)  # a dash for nothing, or a telephone number, is harmless too
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def status(report: Report) -> str:
    """Return one line of column names, then one line for each deadline, even if it does not run."""
    text = StringIO()
    table = csv.writer(text)
    table.writerow(name for name, _ in COLUMNS)
    table.writerows(_row(report, stated) for stated in report.states)
    return text.getvalue()


def _row(report: Report, stated: DeadlineState) -> list[str]:
    why = stated.deadline.explain()
    return [defused(cell(report, stated, why)) for _, cell in COLUMNS]


def defused(cell: object) -> str:
    """Return a cell that no spreadsheet takes for a formula: one that begins like a formula gets an apostrophe before it."""
    text = "" if cell is None else str(cell)
    if not text.isprintable():
        text = "".join(c if c.isprintable() or c in "\t\r\n" else "?" for c in text)
    return f"'{text}" if _is_formula(text) else text


def own(cells: Sequence[str]) -> Sequence[str]:
    """Return the cells that a sheet came with, made safe to open and otherwise unchanged: numbers stay numbers."""
    if all(not cell or (cell[0].isalnum() and cell.isprintable()) for cell in cells):  # nearly all cells are plain
        return cells
    shown = (_CONTROL.sub("?", cell) for cell in cells)
    return [f"'{cell}" if _is_formula(cell) and not _NUMBER.fullmatch(cell) else cell for cell in shown]


def _is_formula(text: str) -> bool:
    """Return whether a spreadsheet could take a text for a formula.

    The start is looked for behind what does not show, such as a blank, a direction mark or a wide form of the same
    character.
    """
    if text.startswith(_FORMULA) or text.lstrip(_NO_START).startswith(_FORMULA):
        return True
    for character in text.lstrip(_NO_START):
        shown = "".join(c for c in normalize("NFKC", character) if c.isprintable()).lstrip(_NO_START)
        if shown:
            return shown.startswith(_FORMULA)
    return False
