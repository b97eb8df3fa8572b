"""What the records of a file are: which columns they have, and the facts of a line of JSON."""

import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

from foiacalc import columns
from foiacalc.columns import Column
from foiacalc.facts import DAYS, NOTICES, SPANS, each_day, shown
from foiacalc.files import InputFormat, Records, Row, Unreadable, records_of
from foiacalc.sheetdates import NotADate, Reading, parse

_DECODER = json.JSONDecoder()
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{1,2}:", re.ASCII)
_AS_WRITTEN = Reading(date.max)
_LONGEST_NAME = 40  # characters of a fact


class Sheet(NamedTuple):
    """A file understood: its form, its columns (none for JSON Lines), its header as it stands, its rows to come, and notes.

    A row of JSON Lines is one cell, its text.
    """

    file: str
    form: InputFormat
    header: Sequence[str]
    columns: Sequence[Column]
    rows: Iterator[Row]
    notes: tuple[str, ...] = ()


def read(
    file: str,
    raw: io.BufferedReader,
    form: InputFormat | None,
    mapped: Mapping[str, str],
    reading: Reading,
    sheet: str | None = None,
) -> Sheet:
    """The sheet in `raw`. Unreadable or WrongMap where it cannot be taken apart."""
    opened = records_of(file, raw, form, sheet)
    if opened.form == "jsonl":
        return Sheet(file, "jsonl", (), (), opened.records)
    try:
        return _table(opened, mapped, reading)._replace(notes=opened.notes)
    except Unreadable as error:
        raise Unreadable(file, error.line, "; ".join((str(error), *opened.notes))) from None


def _json(line: str) -> Any:
    try:
        value, end = _DECODER.raw_decode(line)  # as nearly all are: nothing before it, nothing after
        if end == len(line):
            return value
    except ValueError:
        pass
    return json.loads(line)


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


def _table(opened: Records, mapped: Mapping[str, str], reading: Reading) -> Sheet:
    file, form, records, _ = opened
    first = next(records, None)
    if first is None:
        raise Unreadable(file, 0, "is empty; give a header and rows, or JSON Lines")
    second = next(records, None)
    rest = chain((second,) if second else (), records)
    header = first.cells
    if form == "foia-star" or (form in ("csv", "tsv", "workbook") and _is_foia_star(header, second, reading)):
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
