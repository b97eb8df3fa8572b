"""This module reads workbooks (.xlsx, .xls, .xlsb, .ods) in a process of its own; no other module uses calamine.

A damaged file can crash the process that reads it, or make it take all the memory there is; here only this process ends,
without a message. It reads a workbook from standard input. Its arguments are how many bytes of memory it may take and, if
one is wanted, the name of a sheet. It writes lines of JSON: the sheet's name and the others, or an error; rows with their
numbers, several to a line; null at the end.
"""

import io
import json
import sys
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from itertools import islice

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

_TOGETHER = 256  # rows sent at a time
_PARTS = {"word/": "a Word document", "ppt/": "a PowerPoint presentation"}
_NAMED = 3  # members of an archive
_SAVE = "open it in Excel or LibreOffice and save it as .xlsx or CSV"

WorkbookCell = int | float | str | bool | time | date | datetime | timedelta
Numbered = Iterator[tuple[int, list[str]]]


class NoSheet(ValueError):
    """This is raised if the workbook does not have the sheet that is wanted; the message says which sheets it has."""


def main() -> None:
    """Read the workbook on standard input."""
    memory, *wanted = sys.argv[1:]
    _limit(int(memory))
    data = sys.stdin.buffer.read()
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            name, others, rows = _chosen(book, *wanted)
    except NoSheet as error:
        return _say({"error": str(error)})
    except PasswordError:
        return _say({"error": "locked"})
    except CalamineError as error:
        return _say({"error": _what(data) or f"is a damaged workbook ({error}); {_SAVE}"})
    _say({"sheet": name, "others": others})
    while together := list(islice(rows, _TOGETHER)):
        _say(together)
    return _say(None)


def _limit(memory: int) -> None:
    """Let this process take no more than so many bytes of memory, if the system allows a limit."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _say(what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")


def _chosen(book: CalamineWorkbook, wanted: str | None = None) -> tuple[str, list[str], Numbered]:
    """Return the sheet of that name, or the first that has rows and is not hidden; and the others that have rows."""
    kinds = [(kind.name, kind.visible == SheetVisibleEnum.Visible) for kind in book.sheets_metadata if _has_cells(kind.typ)]
    chosen: CalamineSheet | None = None
    filled: dict[str, bool] = {}
    named: list[str] = []
    for name, seen in kinds:
        sheet = book.get_sheet_by_name(name)
        filled |= {name: seen} if sheet.start else {}
        if chosen is None and (_same(name, wanted) if wanted is not None else seen and sheet.start):
            chosen = sheet
        elif sheet.start:
            named.append(_named(sheet, seen))
    if chosen is None:
        raise NoSheet(_none(filled, wanted))
    return chosen.name, named, _rows(chosen)


def _same(name: str, wanted: str) -> bool:
    return name.strip().casefold() == wanted.strip().casefold()


def _has_cells(kind: SheetTypeEnum) -> bool:
    return kind in (SheetTypeEnum.WorkSheet, SheetTypeEnum.MacroSheet)


def _none(filled: dict[str, bool], wanted: str | None) -> str:
    names = ", ".join(map(repr, filled))
    if wanted is not None:
        return f"has no sheet {wanted!r}; " + (f"those with rows are {names}" if filled else "no sheet has rows")
    if filled:
        return f"has rows only in hidden sheets: {names}; name one with --sheet"
    return "has no sheet with rows; give a header and rows"


def _named(sheet: CalamineSheet, seen: bool) -> str:
    rows = f"{sheet.height:,} {'row' if sheet.height == 1 else 'rows'}"
    return f"{sheet.name!r} ({rows}{'' if seen else ', hidden'})"


def _rows(sheet: CalamineSheet) -> Numbered:
    """Yield the rows with their numbers in the workbook."""
    for number, cells in enumerate(sheet.iter_rows(), 1):
        yield number, [cell if cell.__class__ is str else _text(cell) for cell in cells]


def _text(cell: WorkbookCell) -> str:
    """Return a cell as the rest of the program reads it: dates in ISO form, whole numbers without a decimal point."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell)
    if isinstance(cell, datetime):
        return str(cell.date()) if cell.time() == time.min else cell.isoformat()
    if cell == time.min:  # the number 0 formatted as a date: the cell repeats an empty one
        return ""
    if isinstance(cell, timedelta):
        hours, rest = divmod(cell, timedelta(hours=1))
        minutes, rest = divmod(rest, timedelta(minutes=1))
        return f"{hours}:{minutes:02}:{rest.seconds:02}"
    return str(cell)


def _what(data: bytes) -> str | None:
    """Say what an archive is that is not a workbook; return None if it may be a damaged one."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            names = parts.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return None
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names or "content.xml" in names:
        return None
    for begins, what in _PARTS.items():
        if any(name.startswith(begins) for name in names):
            return f"is {what}, not a workbook; copy the table into a sheet and save it as .xlsx or CSV"
    listed = ", ".join(names[:_NAMED]) + (", ..." if len(names) > _NAMED else "")
    return f"is an archive ({listed}), not a workbook; unpack it and give the log"
