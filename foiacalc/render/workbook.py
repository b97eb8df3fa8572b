"""This module writes the rows of a batch as a workbook: the sheet's own columns, then ours, and a sheet of totals.

A row is written as it comes, to files in a folder that the caller gives, so that memory does not grow with the rows.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from foiacalc.render.docket import Totals
from foiacalc.render.doj import DojSection

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384  # of a sheet, the header among the rows
LONGEST = 32_767  # of a cell, in units of UTF-16
_CUT = " [cut]"
_MISSED = "missed"
_HEADING = ("agency", "answered", "late", "most working days late")
_EPOCH, _FIRST_DAY = date(1899, 12, 30), date(1900, 3, 1)  # the format has a February 29, 1900, so earlier days are off by one
_NARROWEST, _WIDEST, _MEASURED, _BUTTON = 11, 40, 200, 3  # characters; rows; characters of the filter's button
_UNSHOWN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
# A workbook shows these numbers as they are written.
_NUMBER = re.compile(r"0|-?[1-9]\d{0,9}|-?(0|[1-9]\d{0,4})\.\d{0,3}[1-9]", re.ASCII)
_ISO = {"num_format": "yyyy-mm-dd", "align": "left"}


class Full(ValueError):
    """This is raised when there is more than one sheet of a workbook can hold."""


class OurCells(NamedTuple):
    """These are our own cells of a row, and whether the agency is late."""

    values: tuple[object, ...]
    late: bool


class _Formats(NamedTuple):
    """This is how a text or a number, a date, and the state of a limit that was missed look in a row."""

    other: Any
    day: Any
    missed: Any


class Book:
    """This is a workbook in the making at `folder`/book.xlsx: call `begin`, then give the rows, then call `close`."""

    def __init__(self, folder: str, as_of: date) -> None:
        self.path = Path(folder) / "book.xlsx"
        options = {"constant_memory": True, "tmpdir": folder, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = Workbook(str(self.path), options)
        self._book.set_properties({"created": datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC)})
        self._sheet, self._totals = self._book.add_worksheet("Requests"), self._book.add_worksheet("Totals")
        self._bold = self._book.add_format({"bold": True, "bottom": 1})
        self._plain, self._late = self._formats({}), self._formats({"bg_color": "#FDE9D9"})
        self._widths: list[int] = []
        self._own: list[bool] = []
        self.rows = self.cut = 0

    def _formats(self, fill: dict[str, str]) -> _Formats:
        made = (fill, {**fill, **_ISO}, {"bold": True, "bg_color": "#F4B084"})
        return _Formats(*map(self._book.add_format, made))

    def begin(self, own: Sequence[str], ours: Sequence[str], ids: Iterable[int]) -> None:
        """Write the header; the columns at `ids` hold ids, which stay texts."""
        header, texts = [*own, *ours], set(ids)
        if len(header) > MOST_COLUMNS:
            raise Full(f"{len(header):,} columns are more than the {MOST_COLUMNS:,} that a workbook can hold")
        self._own = [at not in texts for at in range(len(own))]
        self._widths = [len(name) + _BUTTON for name in header]
        self._sheet.freeze_panes(1, 0)
        for at, name in enumerate(header):
            self._sheet.write_string(0, at, self._text(name), self._bold)

    def row(self, own: Sequence[str], ours: OurCells) -> None:
        self.rows += 1
        if self.rows >= MOST_ROWS:
            raise Full(f"more rows than the {MOST_ROWS - 1:,} that a workbook can hold")
        width = len(self._own)
        typed = [_value(text) if typing else text for text, typing in zip(own, self._own, strict=False)]
        typed += [""] * (width - len(typed))
        formats = self._late if ours.late else self._plain
        for at, value in enumerate((*typed, *ours.values)):
            missed = at >= width and value == _MISSED
            self._write(self.rows, at, value, formats._replace(other=formats.missed) if missed else formats)

    def _write(self, row: int, at: int, value: object, formats: _Formats) -> None:
        if value is None or value == "":
            if formats is self._late:
                self._sheet.write_blank(row, at, None, formats.other)
            return
        if row <= _MEASURED:
            self._widths[at] = max(self._widths[at], len(str(value)))
        if isinstance(value, date):
            self._sheet.write_number(row, at, (value - _EPOCH).days, formats.day)
        elif isinstance(value, int | float):
            self._sheet.write_number(row, at, value, formats.other)
        else:
            self._sheet.write_string(row, at, self._text(str(value)), formats.other)

    def _text(self, text: str) -> str:
        """Return a text as a cell can hold it; one that is too long is cut, and says so."""
        clean = shown(text)
        if 2 * len(clean) <= LONGEST:
            return clean
        units = clean.encode("utf-16-le")
        if len(units) <= 2 * LONGEST:
            return clean
        self.cut += 1
        return units[: 2 * (LONGEST - len(_CUT))].decode("utf-16-le", "ignore") + _CUT

    def close(self, totals: Totals, notes: Sequence[str], sections: Sequence[DojSection] = ()) -> None:
        """Write the totals, more sections below them, and all of it to the file."""
        for at, width in enumerate(self._widths):
            self._sheet.set_column(at, at, min(max(width, _NARROWEST), _WIDEST))
        if self._widths:
            self._sheet.autofilter(0, 0, self.rows, len(self._widths) - 1)
        self._totals.set_column(0, 0, _WIDEST)
        self._totals.set_column(1, 3, 2 * _NARROWEST)
        heads = [section.heads for section in sections]
        for row, values in enumerate(chain(self._counted(totals, notes), _told(sections))):
            for at, value in enumerate(values):
                self._total(row, at, value, heading=values is _HEADING or values in heads)
        try:
            self._book.close()
        except FileCreateError as error:
            raise OSError(*getattr(error.args[0], "args", error.args)) from None

    def _counted(self, totals: Totals, notes: Sequence[str]) -> Iterable[tuple[object, ...]]:
        yield "as of", totals.as_of
        yield "rows", totals.rows
        yield "answered", totals.tallies.total()
        yield "with errors", totals.errors
        yield "skipped", totals.aside.total()
        if totals.left_out:
            yield "left out", totals.left_out
        for why, number in sorted(totals.aside.items()):
            yield f"skipped: {why}", number
        yield "late", totals.missed
        yield "rows in the sheet Requests", self.rows
        yield ()
        yield _HEADING
        late, longest = totals.missed_by, totals.longest_by
        for agency, number in sorted(totals.agencies.items(), key=lambda pair: (-late[pair[0]], pair[0])):
            yield agency, number, late[agency], longest[agency]
        if totals.by and totals.by != "agency":
            yield ()
            yield (totals.by, *_HEADING[1:])
            yield from ((name, *group) for name, group in totals.grouped())
        if notes:
            yield ()
            yield from ((note,) for note in notes)

    def _total(self, row: int, at: int, value: object, heading: bool) -> None:
        if isinstance(value, date):
            self._totals.write_number(row, at, (value - _EPOCH).days, self._plain.day)
        elif isinstance(value, int):
            self._totals.write_number(row, at, value)
        else:
            self._totals.write_string(row, at, self._text(str(value)), self._bold if heading else None)


def _told(sections: Iterable[DojSection]) -> Iterable[tuple[object, ...]]:
    """Yield sections as rows of the totals, each after a blank one."""
    for section in sections:
        yield from ((), (section.title,), section.heads, *section.rows)
        if section.note:
            yield (section.note,)


def shown(text: str) -> str:
    """Return a text in which a question mark replaces what does not show or what XML cannot hold."""
    return _UNSHOWN.sub("?", text.replace("\r\n", "\n").replace("\r", "\n"))


def _value(text: str) -> object:
    """Return a cell that the sheet came with, as a workbook would show it.

    A date in ISO form becomes a date, and a number a number, if the workbook then shows it as it stood; anything else stays
    text.
    """
    if not text[:1].isdigit() and not text.startswith("-"):
        return text
    if _NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    if not _DAY.fullmatch(text):
        return text
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return day if day >= _FIRST_DAY else text
