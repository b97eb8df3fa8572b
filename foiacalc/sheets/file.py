"""This module takes a file apart: its encoding, its format, its delimiter, and each record with the line it begins on.

Only this module knows the forms; what a record means is for other modules.
"""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from itertools import islice
from typing import Literal, NamedTuple

from foiacalc.errors import Code, Coded
from foiacalc.sheets.workbook import NoWorkbook, Tab, tab

InputFormat = Literal["csv", "tsv", "jsonl", "foia-star", "workbook"]
INPUT_FORMATS: tuple[InputFormat, ...] = ("csv", "tsv", "jsonl", "foia-star")  # a workbook is recognized by its content
_SNIFFED = 65_536
_LONGEST = 10_000_000  # characters of a line, and of the lines of one record
_DELIMITERS = ",\t;|"
_SNIFFED_RECORDS = 30  # titles and notices may stand above the header
_WORKBOOK = (b"PK\3\4", b"\xd0\xcf\x11\xe0")  # the format of today, and that of before 2007
_NO_TEXT = {
    b"%PDF": "is a PDF, not a table; ask the agency for the log as a spreadsheet",
    b"\x1f\x8b": "is compressed with gzip; unpack it, or run gunzip -c FILE | foiacalc batch -",
}
_MARKUP = re.compile(r"\s*<(!doctype|html|table|\?xml|workbook)\b", re.IGNORECASE)  # some systems save this under the name .xls
_OVER_LINES = ("{", "[", "[{", "[ {")
_JSON = re.compile(r"\s*(\{|\[\s*\{)")
_SEP = re.compile(r'"?sep=([^\r\n"])"?\1*\r?\n?', re.IGNORECASE)  # Excel names the delimiter so, on a line above the header
_AFTER = "end of file"  # added after the last line: if it ends up in a cell, a quotation mark was never closed


class Row(NamedTuple):
    """A row of a file has the line it begins on (the first of a file is 1) and its cells as they stand."""

    line: int
    cells: list[str]


_row = partial(tuple.__new__, Row)  # by one tuple it is made in half the time


class Records(NamedTuple):
    """This is a file opened: its form, its records from the first on, and what the user should hear of it.

    A record of JSON Lines is one cell, its text.
    """

    file: str
    form: InputFormat
    records: Iterator[Row]
    notes: tuple[str, ...] = ()


class Unreadable(Coded):
    """This is raised for a file, or one of its rows, that cannot be parsed: `line` is where, 0 for the whole file."""

    code = Code.NOT_UNDERSTOOD

    def __init__(self, file: str, line: int, says: str) -> None:
        super().__init__(says)
        self.file, self.line = file, line


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    """Read bytes that are not UTF-8 as Windows-1252, one by one; a byte that is neither becomes the replacement character."""
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


codecs.register_error("foiacalc.windows-1252", _as_windows_1252)


def records_of(file: str, raw: io.BufferedReader, form: InputFormat | None, sheet: str | None = None) -> Records:
    """Return the records in `raw`; `form` None means that the content decides, and `sheet` names a sheet of a workbook.

    Raises Unreadable if they cannot be parsed.
    """
    start = raw.peek(_SNIFFED)[:_SNIFFED]
    if start.startswith(_WORKBOOK):
        return _workbook(file, raw, form, sheet)
    if sheet is not None:
        raise Unreadable(file, 0, f"is not a workbook, so it has no sheet {sheet!r}; leave out --sheet")
    for begins, what in _NO_TEXT.items():
        if start.startswith(begins):
            raise Unreadable(file, 0, what)
    encoding = _encoding(start)
    text = io.TextIOWrapper(raw, encoding, errors="foiacalc.windows-1252", newline="")
    beginning = start.decode(encoding, errors="ignore").lstrip("\ufeff")
    if _MARKUP.match(beginning):
        raise Unreadable(file, 0, "is a web page or XML; open it in Excel or LibreOffice and save it as .xlsx or CSV")
    form = form or _form(file, beginning)
    if form != "jsonl":
        return Records(file, form, _table(file, text, beginning, form))
    if beginning.split("\n", 1)[0].strip() in _OVER_LINES:
        says = "is JSON that spans several lines; put each request on its own line (jq -c '.[]' or jq -c .)"
        raise Unreadable(file, 1, says)
    return Records(file, form, _lines(file, text))


def _workbook(file: str, raw: io.BufferedReader, form: InputFormat | None, sheet: str | None) -> Records:
    if form not in (None, "workbook", "foia-star"):
        raise Unreadable(file, 0, f"is a workbook, not {form}; leave out --input-format")
    try:
        found = tab(raw.read(), sheet)
    except NoWorkbook as error:
        raise Unreadable(file, 0, str(error)) from None
    others = f"; --sheet NAME reads another: {', '.join(found.others)}" if found.others else ""
    notes = (f"sheet {found.name!r} is read{others}",) if others and sheet is None else ()
    return Records(file, form or "workbook", _numbered(file, found), notes)


def _numbered(file: str, found: Tab) -> Iterator[Row]:
    number = 0
    try:
        for number, cells in found.rows:
            yield Row(number, cells)
    except NoWorkbook as error:
        raise Unreadable(file, number + 1, str(error)) from None


def _encoding(start: bytes) -> str:
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    nothing = start[:2000].count(0)
    if nothing * 3 > len(start[:2000]):
        return "utf-16-le" if start[1:2] == b"\0" else "utf-16-be"
    return "utf-8-sig"


def _form(file: str, beginning: str) -> InputFormat:
    if file.lower().endswith((".json", ".jsonl", ".ndjson")) or _JSON.match(beginning):
        return "jsonl"
    return "tsv" if file.lower().endswith((".tsv", ".tab")) else "csv"


def _lines(file: str, text: io.TextIOBase) -> Iterator[Row]:
    """Yield the lines of JSON, except blank ones."""
    for number, line in enumerate(iter(partial(text.readline, _LONGEST), ""), 1):
        if len(line) >= _LONGEST:
            raise _too_long(file, number)
        if not line.isspace():
            yield Row(number, [line.rstrip("\r\n")])


def _too_long(file: str, line: int, lines: int = 1) -> Unreadable:
    """Return an error for a row that is too long, before it takes all the memory there is."""
    quote = "; a quotation mark here may have no match" if lines > 1 else ""
    return Unreadable(file, line, f"is longer than {_LONGEST // 1_000_000} million characters, more than any row needs{quote}")


def _table(file: str, text: io.TextIOBase, beginning: str, form: InputFormat) -> Iterator[Row]:
    """Return the records of a table; a first line that names the delimiter, as Excel writes it, is obeyed and is no record."""
    named = _SEP.match(beginning)
    if not named:
        return _records(file, text, "\t" if form == "tsv" else _delimiter(beginning), 1)
    text.readline(_LONGEST)
    return _records(file, text, named[1], 2)


def _delimiter(beginning: str) -> str:
    """Return the delimiter that splits the first records into the most cells, the same number in each."""
    return max(_DELIMITERS, key=lambda delimiter: _evenness(beginning, delimiter))


def _evenness(beginning: str, delimiter: str) -> tuple[int, int]:
    """Return how many cells beyond one the records of one width have together, the first left out; then how many one has."""
    widths: Counter[int] = Counter()
    with suppress(csv.Error):
        widths.update(map(len, islice(csv.reader(io.StringIO(beginning, newline=""), delimiter=delimiter), _SNIFFED_RECORDS)))
    return max((((times - 1) * (width - 1), width - 1) for width, times in widths.items() if width), default=(0, 0))


def _records(file: str, text: io.TextIOBase, delimiter: str, line: int) -> Iterator[Row]:
    """Yield records with the lines they begin on, the first on `line`; blank lines are records without cells.

    Unreadable where one cannot be taken apart. A line after the last tells a quote that is never closed, which would take
    in all that follows it.
    """
    csv.field_size_limit(_LONGEST)
    ended: list[str] = []
    taken = 0  # characters of the record

    def lines() -> Iterator[str]:
        nonlocal taken
        for part in iter(partial(text.readline, _LONGEST), ""):
            taken += len(part)
            if taken >= _LONGEST:
                raise _too_long(file, line, reader.line_num + before - line)
            yield part
        ended.append(_AFTER)
        yield _AFTER

    reader, before = csv.reader(lines(), delimiter=delimiter), line
    try:
        for cells in reader:
            if ended:
                break
            yield _row((line, cells))
            line, taken = reader.line_num + before, 0
    except csv.Error as error:
        raise Unreadable(file, line, f"cannot be parsed: {error}") from None
    if ended and cells != [_AFTER]:
        raise Unreadable(file, line, "cannot be parsed: a quotation mark here has no match")
