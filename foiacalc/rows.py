"""The rows of a file: what encoding, what form, which columns, and each row's facts as text with its place."""

import codecs
import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, chain, islice
from typing import Any, Literal, NamedTuple

from foiacalc import columns
from foiacalc.columns import Column
from foiacalc.sheetdates import NotADate, Reading, parse

InputFormat = Literal["csv", "tsv", "jsonl", "foia-star"]
INPUT_FORMATS: tuple[InputFormat, ...] = ("csv", "tsv", "jsonl", "foia-star")
_SNIFFED = 65_536
_LONGEST_CELL = 10_000_000
_DELIMITERS = ",\t;|"
_NO_TEXT = {b"PK\3\4": "an Excel workbook or another archive", b"\xd0\xcf\x11\xe0": "an old Excel workbook", b"%PDF": "a PDF"}
_MOST_TOGETHER = 512  # rows
_DECODER = json.JSONDecoder()
_OVER_LINES = ("{", "[", "[{", "[ {")
_JSON = re.compile(r"\s*(\{|\[\s*\{)")
_AFTER = "end of file"  # a line after the last: within a cell, it says that a quote was open
_LINE_END = re.compile("\r\n|\r|\n")


class Block:
    """Some rows, one after the other: the line each begins on (the first of a file is 1), its cells as they stand.

    `texts` are the whole rows, where their cells are parted by commas and none is quoted; they are parted when asked for.
    """

    def __init__(
        self, lines: Sequence[int], rows: Sequence[list[str]] | None = None, texts: Sequence[str] | None = None
    ) -> None:
        self.lines, self.texts = lines, texts
        if rows is not None:
            self.rows = rows

    @cached_property
    def rows(self) -> Sequence[list[str]]:
        return _parted(self.texts or (), ",")


class Sheet(NamedTuple):
    """A file understood: its form, its columns (none for JSON Lines), its header as it stands, and its rows to come.

    They come some at a time: alone at first, so that whoever waits for them is answered soon, then more and more together. A
    row of JSON Lines is one cell, its text.
    """

    file: str
    form: InputFormat
    header: Sequence[str]
    columns: Sequence[Column]
    blocks: Iterator[Block]


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


def _together() -> Iterator[int]:
    """How many rows are taken at a time."""
    yield 1
    size = 1
    while True:
        yield size
        size = min(2 * size, _MOST_TOGETHER)


def _lines(text: io.TextIOBase) -> Iterator[Block]:
    """The lines of JSON, those that say nothing left out."""
    first = 1
    for size in _together():
        lines = list(islice(text, size))
        if not lines:
            return
        said = [(number, [line.rstrip("\r\n")]) for number, line in enumerate(lines, first) if not line.isspace()]
        if said:
            numbers, rows = zip(*said, strict=True)
            yield Block(numbers, rows)
        first += len(lines)


def fields(line: str) -> dict[str, object] | str:
    """The facts of a line of JSON, as it writes them; what is wrong with it where it holds none."""
    try:
        value = _json(line)
    except (ValueError, RecursionError) as error:
        return f"is not JSON: {error}"
    found = value.get("request", value) if isinstance(value, dict) else value
    if isinstance(found, list):
        return "is a list; write each request on a line of its own (jq -c '.[]')"
    return found if isinstance(found, dict) else "is no JSON object; give a request"


def _records(file: str, text: io.TextIOBase, delimiter: str) -> Iterator[Block]:
    """Records with the lines they begin on; blank lines are records without cells."""
    csv.field_size_limit(_LONGEST_CELL)
    first = 1
    for size in _together():
        lines = list(islice(text, size))
        if not lines:
            return
        texts = _unquoted(lines)
        if texts is not None:
            places = range(first, first + len(lines))
            yield Block(places, texts=texts) if delimiter == "," else Block(places, _parted(texts, delimiter))
            first += len(lines)
            continue
        records, height, wrong = _quoted(lines, text, delimiter)
        *begins, first = _begin(first, records, height)
        if records:
            yield Block(begins, records)
        if wrong:
            raise Unreadable(file, first, f"cannot be taken apart: {wrong}")


def _parted(texts: Sequence[str], delimiter: str) -> list[list[str]]:
    return [text.split(delimiter) if text else [] for text in texts]


def _unquoted(lines: list[str]) -> list[str] | None:
    """Lines without their ends; None where a cell may be quoted, or too long, or a line end stands within a line."""
    whole = "".join(lines)
    if '"' in whole or len(whole) > _LONGEST_CELL:
        return None
    if "\r" in whole:
        whole = whole.replace("\r\n", "\n")
        if "\r" in whole:
            return None
    return whole.removesuffix("\n").split("\n")


def _quoted(lines: list[str], text: io.TextIOBase, delimiter: str) -> tuple[list[list[str]], int, str]:
    """The records that begin in `lines`, the last of which may go on in the text after them; how many lines they take; what
    is wrong with the next one, if it cannot be taken apart.
    """
    ended: list[str] = []

    def after() -> Iterator[str]:
        ended.append(_AFTER)
        yield _AFTER

    reader = csv.reader(chain(lines, text, after()), delimiter=delimiter)
    records: list[list[str]] = []
    try:
        while reader.line_num < len(lines):
            records.append(next(reader))
    except csv.Error as error:
        return records, 0, str(error)
    if ended:
        return records[:-1], 0, "a quote that opens here is never closed"
    return records, reader.line_num, ""


def _begin(first: int, records: Sequence[Sequence[str]], height: int) -> Iterable[int]:
    """The lines on which the records begin, and the one after them; `height` is how many they take, where that is known."""
    if height == len(records):
        return range(first, first + height + 1)
    return accumulate(map(_high, records), initial=first)


def _high(record: Sequence[str]) -> int:
    """The lines of a record, some of whose cells may be of several."""
    return 1 + sum(len(_LINE_END.findall(cell)) for cell in record)


def _table(
    file: str, text: io.TextIOBase, form: InputFormat, delimiter: str, mapped: Mapping[str, str], reading: Reading
) -> Sheet:
    records = _records(file, text, delimiter)
    first = next(records, None)
    if first is None:
        raise Unreadable(file, 0, "is empty; give a header and rows, or JSON Lines")
    second = next(records, None)
    rest = chain((second,) if second else (), records)
    header = first.rows[0]
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


def _is_foia_star(first: Sequence[str], second: Block | None, reading: Reading) -> bool:
    if columns.is_foia_star(first):
        return True
    if len(first) != columns.FOIA_STAR_WIDTH:
        return False
    return _has_day(first, reading) or bool(second and _has_day(second.rows[0], reading))


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
