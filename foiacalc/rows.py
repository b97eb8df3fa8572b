"""The rows of a file: what encoding, what form, which columns, and each row's facts as text with its place."""

import codecs
import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any, Literal, NamedTuple

from foiacalc import columns
from foiacalc.columns import Column
from foiacalc.facts import DAYS, NOTICES, SPANS, each_day, shown
from foiacalc.sheetdates import NotADate, Reading, parse

InputFormat = Literal["csv", "tsv", "jsonl", "foia-star"]
INPUT_FORMATS: tuple[InputFormat, ...] = ("csv", "tsv", "jsonl", "foia-star")
_SNIFFED = 65_536
_LONGEST_CELL = 10_000_000
_DELIMITERS = ",\t;|"
_NO_TEXT = {b"PK\3\4": "an Excel workbook or another archive", b"\xd0\xcf\x11\xe0": "an old Excel workbook", b"%PDF": "a PDF"}
_DECODER = json.JSONDecoder()
_OVER_LINES = ("{", "[", "[{", "[ {")
_JSON = re.compile(r"\s*(\{|\[\s*\{)")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{1,2}:", re.ASCII)
_AS_WRITTEN = Reading(date.max)
_LONGEST_NAME = 40  # characters of a fact
_AFTER = "end of file"  # a line after the last: within a cell, it says that a quote was open


class Row(NamedTuple):
    """A row of a file: the line it begins on (the first of a file is 1) and its cells as they stand."""

    line: int
    cells: list[str]


class Sheet(NamedTuple):
    """A file understood: its form, its columns (none for JSON Lines), its header as it stands, and its rows to come.

    A row of JSON Lines is one cell, its text.
    """

    file: str
    form: InputFormat
    header: Sequence[str]
    columns: Sequence[Column]
    rows: Iterator[Row]


class Unreadable(ValueError):
    """A file, or one of its rows, that cannot be taken apart: `line` is where, 0 for the whole file."""

    def __init__(self, file: str, line: int, says: str) -> None:
        super().__init__(says)
        self.file, self.line = file, line


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    """What is not UTF-8 is Windows-1252, byte by byte; what is not that either becomes the replacement character."""
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


codecs.register_error("foiacalc.windows-1252", _as_windows_1252)


def read(file: str, raw: io.BufferedReader, form: InputFormat | None, mapped: Mapping[str, str], reading: Reading) -> Sheet:
    """The sheet in `raw`. Unreadable or WrongMap where it cannot be taken apart."""

    start = raw.peek(_SNIFFED)[:_SNIFFED]
    for begins, what in _NO_TEXT.items():
        if start.startswith(begins):
            raise Unreadable(file, 0, f"is {what}, no text; save it as CSV")
    encoding = _encoding(start)
    text = io.TextIOWrapper(raw, encoding, errors="foiacalc.windows-1252", newline="")
    beginning = start.decode(encoding, errors="ignore").lstrip("\ufeff")
    form = form or _form(file, beginning)
    if form == "jsonl":
        if beginning.split("\n", 1)[0].strip() in _OVER_LINES:
            raise Unreadable(
                file, 1, "is JSON over several lines; write each request on one of its own (jq -c '.[]' or jq -c .)"
            )
        return Sheet(file, form, (), (), _lines(text))
    return _table(file, text, form, _delimiter(beginning, form), mapped, reading)


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


def _delimiter(beginning: str, form: InputFormat) -> str:
    """The character that parts the cells of the first line, where it is none of a quoted cell's."""
    if form == "tsv":
        return "\t"
    outside = "".join(beginning.split("\n", 1)[0].split('"')[::2])
    return max(_DELIMITERS, key=outside.count) if any(d in outside for d in _DELIMITERS) else ","


def _json(line: str) -> Any:
    try:
        value, end = _DECODER.raw_decode(line)  # as nearly all are: nothing before it, nothing after
        if end == len(line):
            return value
    except ValueError:
        pass
    return json.loads(line)


def _lines(text: io.TextIOBase) -> Iterator[Row]:
    """The lines of JSON, those that say nothing left out."""
    for number, line in enumerate(text, 1):
        if not line.isspace():
            yield Row(number, [line.rstrip("\r\n")])


def fields(line: str) -> dict[str, object] | str:
    """The facts of a line of JSON, as it writes them; what is wrong with it where it holds none."""
    try:
        value = _json(line)
        plain = isinstance(value, dict) and line.count(":") == len(value)  # a colon a name: none is given twice, no time of day
        if not plain:
            json.loads(line, object_pairs_hook=_once)
    except _Twice as error:
        return f"gives {error} twice; a fact has one value"
    except (ValueError, RecursionError) as error:
        return f"is not JSON: {error}"
    found = value.get("request", value) if isinstance(value, dict) else value
    if isinstance(found, list):
        return "is a list; write each request on a line of its own (jq -c '.[]')"
    if not isinstance(found, dict):
        return "is no JSON object; give a request"
    return found if plain else {name: _with_days(name, value) for name, value in found.items()}


class _Twice(Exception):
    """A name that one JSON object gives twice."""


def _once(pairs: list[tuple[str, object]]) -> None:
    names = [name for name, _ in pairs]
    if len(set(names)) < len(names):
        name = next(name for name in names if names.count(name) > 1)
        raise _Twice(name if name.isprintable() and len(name) < _LONGEST_NAME else shown(name))


def _with_days(name: str, value: object) -> object:
    """A fact of JSON, the times in it as the days that a sheet's would be."""
    if isinstance(value, list):
        return [_with_days(name, item) for item in value]
    if not isinstance(value, str) or not _MOMENT.search(value):
        return value
    if name in SPANS:
        return each_day(value, _day)
    if name in NOTICES:
        moment, plus, days = value.partition("+")
        return _day(moment) + plus + days
    return _day(value) if name in DAYS else value


def _day(text: str) -> str:
    try:
        return str(parse(text, _AS_WRITTEN))
    except NotADate:
        return text


def _records(file: str, text: io.TextIOBase, delimiter: str) -> Iterator[Row]:
    """Records with the lines they begin on; blank lines are records without cells.

    Unreadable where one cannot be taken apart. A line after the last tells a quote that is never closed, which would take
    in all that follows it.
    """
    csv.field_size_limit(_LONGEST_CELL)
    ended: list[str] = []

    def after() -> Iterator[str]:
        ended.append(_AFTER)
        yield _AFTER

    reader, line = csv.reader(chain(text, after()), delimiter=delimiter), 1
    try:
        for cells in reader:
            if ended:
                break
            yield Row(line, cells)
            line = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(file, line, f"cannot be taken apart: {error}") from None
    if ended and cells != [_AFTER]:
        raise Unreadable(file, line, "cannot be taken apart: a quote that opens here is never closed")


def _table(
    file: str, text: io.TextIOBase, form: InputFormat, delimiter: str, mapped: Mapping[str, str], reading: Reading
) -> Sheet:
    records = _records(file, text, delimiter)
    first = next(records, None)
    if first is None:
        raise Unreadable(file, 0, "is empty; give a header and rows, or JSON Lines")
    second = next(records, None)
    rest = chain((second,) if second else (), records)
    header = first.cells
    if form == "foia-star" or (form in ("csv", "tsv") and _is_foia_star(header, second, reading)):
        known = columns.foia_star(mapped, header[columns.FOIA_STAR_WIDTH :] if columns.is_foia_star(header) else ())
        whole = chain((first,), rest) if any(map(str.isdigit, "".join(_days(header)))) else rest
        return Sheet(file, "foia-star", [c.name for c in known], known, whole)
    known = columns.understand(header, mapped)
    if not any(column.field in ("filed", "received", "appeal_received", "appealed") for column in known):
        raise Unreadable(file, 1, _no_date(header))
    return Sheet(file, form, header, known, rest)


def _no_date(header: Sequence[str]) -> str:
    named = ", ".join(header)
    return (
        f"no column says when a request was filed or received; the columns are {named[:200]}; name one with --map, such as "
        "--map filed='Date Sent'"
    )


def _is_foia_star(first: Sequence[str], second: Row | None, reading: Reading) -> bool:
    if columns.is_foia_star(first):
        return True
    if len(first) != columns.FOIA_STAR_WIDTH:
        return False
    return _has_day(first, reading) or bool(second and _has_day(second.cells, reading))


def _has_day(record: Sequence[str], reading: Reading) -> bool:
    """Whether the cell of the day of receipt, or of the appeal's, holds a date."""
    for cell in _days(record):
        try:
            parse(cell, reading)
        except NotADate:
            continue
        return True
    return False


def _days(record: Sequence[str]) -> list[str]:
    """The cells of the days of receipt; in a header they have no digits, in a row in error they may be no dates."""
    fields = columns.FOIA_STAR.items()
    return [record[at] for at, field in fields if field in ("received", "appeal_received") and at < len(record)]
