"""This module reads what a file's records are: which columns they have, and the facts of a line of JSON."""

import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import chain, islice
from typing import Any, NamedTuple

from foiacalc.doj.columns import FOIA_STAR_WIDTH
from foiacalc.errors import shown
from foiacalc.request.facts import DAYS, NOTICES, SPANS, each_day
from foiacalc.sheets import columns
from foiacalc.sheets.below import Below
from foiacalc.sheets.columns import Column
from foiacalc.sheets.dates import DayFirst, NotADate, Notation, parse
from foiacalc.sheets.day_order import DayOrder
from foiacalc.sheets.file import InputFormat, Records, Row, Unreadable, records_of
from foiacalc.sheets.sections import NO_SECTION, Section
from foiacalc.sheets.seen import NOT_SEEN, NOTHING, Seen, seen
from foiacalc.sheets.table import Understood, understand_sheet
from foiacalc.sheets.unread import Unread

_DECODER = json.JSONDecoder()
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{1,2}:", re.ASCII)
_AS_WRITTEN = Notation(date.max)
_LONGEST_NAME = 40  # characters of a fact's name
_LOOKED = 300  # records whose cells show whether a heading means what it seems to


class Asked(NamedTuple):
    """This is what is asked of a sheet: its form, the columns for facts, facts for all rows, the line of its header, its page.

    For JSON Lines it also has the keys, as they are compared, that are the user's own and not facts.
    """

    form: InputFormat | None = None
    mapped: Mapping[str, str] = {}
    constants: Mapping[str, str] = {}
    header_line: int | None = None
    tab: str | None = None
    own: frozenset[str] = frozenset()


class Sheet(NamedTuple):
    """This is a file as it was understood: its form, its columns (none for JSON Lines), its header as written, its rows to
    come.

    A row of JSON Lines is one cell, its text. `notes` say how the sheet was understood, if that is not plain. `unread`
    learns, as the rows pass, which unused columns say something. `order` has looked at the dates, if anything has.
    `section` is what the title says of all rows. `below` counts the rows below other headers.
    """

    file: str
    form: InputFormat
    header: Sequence[str]
    columns: Sequence[Column]
    rows: Iterator[Row]
    asked: Asked
    notes: Sequence[str]
    unread: Unread
    order: DayOrder | None = None
    section: Section = NO_SECTION
    below: Below | None = None


def open_sheet(file: str, raw: io.BufferedReader, asked: Asked, notation: Notation) -> Sheet:
    """Return the sheet in `raw`.

    Raises NotUnderstood if its columns do not say what is needed; Unreadable or WrongMap if it cannot be parsed.
    """
    opened = records_of(file, raw, asked.form, asked.tab)
    if opened.form == "jsonl":
        return Sheet(file, "jsonl", (), (), opened.records, asked, (), Unread(notation))
    try:
        return _table(opened, asked, notation)
    except Unreadable as error:
        error.args = ("; ".join((str(error), *opened.notes)),)
        raise


def _json(line: str) -> Any:
    try:
        value, end = _DECODER.raw_decode(line)  # nearly all lines have nothing before or after the value
        if end == len(line):
            return value
    except ValueError:
        pass
    return json.loads(line)


def fields(line: str, notation: Notation | None = None) -> dict[str, object] | str:
    """Return the facts of a line of JSON as it writes them, or what is wrong with it if it has none.

    With `notation`, a date such as 3/4/2010 is read as in a sheet. Raises DayFirst if the whole file may be day first.
    """
    try:
        value = _json(line)
        # One colon for each name: none is given twice, and no value has a time of day.
        plain = isinstance(value, dict) and line.count(":") == len(value)
        if not plain:
            json.loads(line, object_pairs_hook=_once)
    except _Twice as error:
        return f"gives {error} twice; give it once"
    except (ValueError, RecursionError) as error:
        return f"is not JSON: {error}"
    found = value.get("request", value) if isinstance(value, dict) else value
    if isinstance(found, list):
        return "is a list; put each request on its own line (jq -c '.[]')"
    if not isinstance(found, dict):
        return "is not a JSON object; give a request"
    numeric = notation is not None and "/" in line
    if plain and not numeric:
        return found
    return {name: _with_days(name, value, notation or _AS_WRITTEN, numeric) for name, value in found.items()}


class _Twice(Exception):
    """This is raised if a JSON object has a name twice."""


def _once(pairs: list[tuple[str, object]]) -> None:
    names = [name for name, _ in pairs]
    if len(set(names)) < len(names):
        name = next(name for name in names if names.count(name) > 1)
        raise _Twice(name if name.isprintable() and len(name) < _LONGEST_NAME else shown(name))


def _with_days(name: str, value: object, notation: Notation, numeric: bool) -> object:
    """Return a fact of JSON with its times, and its `numeric` dates if that is set, as the days that a sheet would give."""
    if isinstance(value, list):
        return [_with_days(name, item, notation, numeric) for item in value]
    if not isinstance(value, str) or not (_MOMENT.search(value) or (numeric and "/" in value)):
        return value
    day = partial(_day, name, notation)
    if name in SPANS:
        return each_day(value, day)
    if name in NOTICES:
        moment, plus, days = value.partition("+")
        return day(moment) + plus + days
    return day(value) if name in DAYS else value


def _day(name: str, notation: Notation, text: str) -> str:
    try:
        return str(parse(text, notation))
    except DayFirst as error:
        error.field = name
        raise
    except NotADate:
        return text


def columns_of(sheet: Sheet) -> Sequence[Column]:
    """Return what each column is, with the first cell that says something; for JSON Lines, each key of the first lines."""
    if sheet.form != "jsonl":
        return _with_samples(sheet)
    lines = [found for row in islice(sheet.rows, _LOOKED) if not isinstance(found := fields(row.cells[0]), str)]
    names = tuple(dict.fromkeys(name for line in lines for name in line))
    told = [seen([str(line.get(name) or "") for line in lines], _AS_WRITTEN) for name in names]
    here = {field: name for field, name in sheet.asked.mapped.items() if name in names}
    return columns.understand(names, here, (), told, sheet.asked.constants)


def _with_samples(sheet: Sheet) -> Sequence[Column]:
    """Return the columns; those without a sample get the first cell in all the rows that says something."""
    blank = {column.position for column in sheet.columns if not column.seen.filled}
    found: dict[int, Seen] = {}
    rows = iter(sheet.rows)
    while blank and (row := next(rows, None)):
        for at in [at for at in blank if at < len(row.cells) and row.cells[at].strip().casefold() not in NOTHING]:
            found[at] = NOT_SEEN._replace(filled=1, first=row.cells[at].strip())
            blank.remove(at)
    return [replace(column, seen=found.get(column.position, column.seen)) for column in sheet.columns]


def _table(opened: Records, asked: Asked, notation: Notation) -> Sheet:
    file, form, records, _ = opened
    ahead = list(islice(records, 2))
    if not ahead:
        raise Unreadable(file, 0, "is empty; give a header and rows, or JSON Lines")
    first, second = ahead[0], ahead[1] if len(ahead) > 1 else None
    if form == "foia-star" or (form in ("csv", "tsv", "workbook") and _is_foia_star(first.cells, second, notation)):
        header = first.cells
        known = columns.foia_star(asked.mapped, header[FOIA_STAR_WIDTH:] if columns.is_foia_star(header) else ())
        data = any(map(str.isdigit, "".join(_days(header))))
        rows = chain(ahead if data else ahead[1:], records)
        return _assembled(
            opened._replace(form="foia-star"), Understood([c.name for c in known], known, 0, ()), rows, asked, notation
        )
    rest: Iterator[Row] = records
    if asked.header_line or not columns.is_plain(first.cells):
        more, rest = _ahead(records, _LOOKED)
        ahead += more
    found = understand_sheet(file, ahead, asked, notation)
    return _assembled(opened, found, chain(ahead[found.rows_from :], rest), asked, notation)


def _assembled(opened: Records, found: Understood, rows: Iterator[Row], asked: Asked, notation: Notation) -> Sheet:
    unread = Unread(notation, found.columns)
    rows = found.below.passing(rows) if found.below else rows
    return Sheet(
        opened.file,
        opened.form,
        found.header,
        found.columns,
        unread.passing(rows),
        asked,
        (*opened.notes, *found.notes),
        unread,
        section=found.section,
        below=found.below,
    )


def _ahead(records: Iterator[Row], number: int) -> tuple[list[Row], Iterator[Row]]:
    """Return so many records, looked at before they are answered, and the rest; what is broken is reported in its turn."""
    found: list[Row] = []
    try:
        found.extend(islice(records, number))
    except Unreadable as error:
        return found, _raising(error)
    return found, records


def _raising(error: Unreadable) -> Iterator[Row]:
    raise error
    yield


_RECEIVED = next(at for at, field in columns.FOIA_STAR.items() if field == "received")


def _is_foia_star(first: Sequence[str], second: Row | None, notation: Notation) -> bool:
    if columns.is_foia_star(first):
        return True
    if len(first) != FOIA_STAR_WIDTH or columns.known(first[_RECEIVED]) not in (None, "received"):
        return False
    return _has_day(first, notation) or bool(second and _has_day(second.cells, notation))


def _has_day(record: Sequence[str], notation: Notation) -> bool:
    """Return whether the cell of a day of receipt or of completion holds a date."""
    for cell in _days(record):
        try:
            parse(cell, notation)
        except NotADate:
            continue
        return True
    return False


def _days(record: Sequence[str]) -> list[str]:
    """Return the cells of the days of receipt. In a header they have no digits; a row with an error may have no date there."""
    fields = columns.FOIA_STAR.items()
    return [record[at] for at, field in fields if field in columns.STARTS and at < len(record)]
