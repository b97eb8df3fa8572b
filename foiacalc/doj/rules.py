"""This module says what DOJ's validator rejects in a row of raw data, each rule under the column it names, in column order.

It follows the public code of the CsvValidator (usdoj/foia-api) and reports every error of a row. A rule is not applied if a
column that it reads is unknown, as in a log that is not raw data.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple

from foiacalc.doj.columns import FOIA_STAR_WIDTH, letter
from foiacalc.doj.days import FiscalYear, elapsed

COLUMN_LETTERS: tuple[str, ...] = tuple(map(letter, range(FOIA_STAR_WIDTH)))
ALLOWED = ("20", "30")
TRACK_CODES = ("S", "C", "E")
GRANTED = ("1", "2")  # column N: granted in full, granted in part
_STATUTES, _OTHER_STATUTE = range(1, 78), 77
_EXEMPTIONS = frozenset(("1", "2", "3", "4", "5", "6", "7a", "7b", "7c", "7d", "7e", "7f", "8", "9"))
_PERFECTED_ONLY, _UNPERFECTED_ONLY = ("1", "2", "3", "4", "5", "7"), ("8", "9")
_OTHER_REASON = "12"
_OF_CONSULTATIONS = ("A", "B", "C", "I", "K")
_NOT_OF_APPEALS = (*COLUMN_LETTERS[COLUMN_LETTERS.index("E") : COLUMN_LETTERS.index("P") + 1], "T", "U", "V", "W")
_AFFIRMED, _IN_PART = "Affirmed on Appeal", "Partially Affirmed & Partially Reversed/Remanded"
_KEPT = 50_000  # dates
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_APART = re.compile(r"[0-9][^0-9,]+[0-9]")
_LISTED = re.compile(r"[A-Za-z0-9]+(?:\s*,\s*[A-Za-z0-9]+)*", re.ASCII)


class Record:
    """This is a row as the validator sees it: trimmed cells by the letters of their columns, None for one that is not known.

    Dates have month, day and a year of four digits; from a workbook, where a cell may be a date itself, they may be in ISO
    form.
    """

    def __init__(self, cells: Mapping[str, str | None], year: FiscalYear, iso: bool = False) -> None:
        self._cells, self.year, self._iso = cells, year, iso
        self.known = frozenset(column for column, cell in cells.items() if cell is not None)

    def __getitem__(self, column: str) -> str:
        return self._cells.get(column) or ""

    def day(self, column: str) -> date | None:
        """Return the date in a cell; return None if it has none that the validator reads."""
        text = self._cells.get(column)
        return _day(text, self._iso) if text else None

    def among(self, column: str) -> list[str]:
        """Return the entries of a cell, separated by commas."""
        return [entry.strip() for entry in self[column].split(",")]

    @cached_property
    def other_statute(self) -> bool:
        """Return whether column E names code 77, any other statute."""
        return any(_is_number(entry) and int(entry) == _OTHER_STATUTE for entry in self.among("E"))


@lru_cache(maxsize=_KEPT)
def _day(text: str, iso: bool) -> date | None:
    match = _DATE.fullmatch(text)
    try:
        if match:
            return date(int(match[3]), int(match[1]), int(match[2]))
        return date.fromisoformat(text) if iso else None
    except ValueError:
        return None


class Refusal(NamedTuple):
    """This is a rule of the validator: the column it names, the columns it reads, separated by spaces, when it rejects, and
    why.
    """

    column: str
    reads: str
    refuses: Callable[[Record], bool]
    says: str


def refusals(row: Record) -> tuple[str, ...]:
    """Say why the validator would reject a row, one error at a time; say nothing if it would not."""
    return tuple([f"{rule.column}: {rule.says}" for rule in _askable(row.known) if rule.refuses(row)])


@lru_cache(maxsize=_KEPT)
def _askable(known: frozenset[str]) -> tuple[Refusal, ...]:
    """Return the rules that read only these columns."""
    return tuple(rule for rule in VALIDATIONS if known.issuperset(rule.reads.split()))


def _dated(column: str) -> Refusal:
    return Refusal(column, column, lambda row: bool(row[column]) and not row.day(column), "not a date written MM/DD/YYYY")


def _not_after_year(column: str) -> Refusal:
    def late(row: Record) -> bool:
        day = row.day(column)
        return day is not None and day > row.year.last

    return Refusal(column, column, late, "after the fiscal year")


def _within_year(column: str) -> Refusal:
    def outside(row: Record) -> bool:
        day = row.day(column)
        return day is not None and not row.year.holds(day)

    return Refusal(column, column, outside, "not within the fiscal year")


def _not_before(column: str, start: str) -> Refusal:
    def before(row: Record) -> bool:
        day, first = row.day(column), row.day(start)
        return day is not None and first is not None and day < first

    return Refusal(column, f"{column} {start}", before, f"before the day in {start}")


def _only_consultation(column: str) -> Refusal:
    says = "must be blank for a consultation (C is Y)"
    return Refusal(column, f"C {column}", lambda row: row["C"] == "Y" and bool(row[column]), says)


def _wrong_statutes(row: Record) -> bool:
    return bool(row["E"]) and not all(_is_number(entry) and int(entry) in _STATUTES for entry in row.among("E"))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def _too_much_tolled(row: Record) -> bool:
    first, last, tolled = row.day("J"), row.day("K"), row["L"]
    days = elapsed(first, last) if first and last else None
    return _is_number(tolled) and days is not None and int(tolled) > days


VALIDATIONS: tuple[Refusal, ...] = (
    Refusal(
        "X",
        " ".join(("X", *_NOT_OF_APPEALS)),
        lambda r: bool(r["X"]) and any(map(r.__getitem__, _NOT_OF_APPEALS)),
        "for an appeal, E-P and T-W must be blank",
    ),
    Refusal("A", "A", lambda r: not r["A"], "the component is blank"),
    Refusal("B", "B", lambda r: not r["B"], "the request number is blank"),
    Refusal("C", "C", lambda r: r["C"] not in ("Y", "N"), "not Y or N"),
    *(_only_consultation(column) for column in COLUMN_LETTERS if column not in _OF_CONSULTATIONS),
    Refusal("D", "C D", lambda r: r["C"] != "Y" and r["D"] not in ALLOWED, f"not {' or '.join(ALLOWED)}"),
    Refusal("E", "E", lambda r: bool(_APART.search(r["E"])), "entries must be separated by commas"),
    Refusal("E", "E", _wrong_statutes, "not a statute code from 1 to 77"),
    Refusal("E", "E F G H", lambda r: r.other_statute and not all(map(r.__getitem__, "FGH")), "77 needs F, G and H"),
    Refusal(
        "E",
        "E F G H",
        lambda r: bool(r["E"]) and not r.other_statute and any(map(r.__getitem__, "FGH")),
        "without 77, F, G and H must be blank",
    ),
    Refusal("E", "E P", lambda r: bool(r["E"]) and "3" not in r.among("P"), "a statute needs exemption 3 in P"),
    Refusal("F", "E F", lambda r: bool(r["F"]) and not r.other_statute, "needs 77 in E"),
    Refusal("G", "E F G", lambda r: bool(r["G"]) and not (r.other_statute and r["F"]), "needs 77 in E and a statute in F"),
    Refusal(
        "H",
        "E F G H",
        lambda r: bool(r["H"]) and not (r.other_statute and r["F"] and r["G"]),
        "needs 77 in E, a statute in F and G filled in",
    ),
    _dated("I"),
    _not_after_year("I"),
    _dated("J"),
    _not_after_year("J"),
    Refusal("J", "J M", lambda r: bool(r["J"]) and r["M"] not in TRACK_CODES, "needs a track, S, C or E, in M"),
    _not_before("J", "I"),
    Refusal("K", "K N", lambda r: bool(r["N"]) and not r["K"], "blank, but N has a disposition"),
    _dated("K"),
    _within_year("K"),
    _not_before("K", "J"),
    Refusal("L", "J L", lambda r: bool(r["L"]) and not r["J"], "days tolled need a perfected date in J"),
    Refusal("L", "L", lambda r: bool(r["L"]) and not _is_number(r["L"]), "not a whole number of days"),
    Refusal("L", "J K L", _too_much_tolled, "more days tolled than working days from J to K"),
    Refusal(
        "M", "M S X", lambda r: not r["X"] and r["S"] == "G" and r["M"] != "E", "expedited processing granted in S needs E"
    ),
    Refusal("N", "C K N", lambda r: bool(r["K"]) and r["C"] == "N" and not r["N"], "blank, but K has a completion date"),
    Refusal("N", "N O", lambda r: r["N"] == _OTHER_REASON and not r["O"], "12 needs a reason in O"),
    Refusal("N", "J N", lambda r: r["N"] in _PERFECTED_ONLY and not r["J"], "1, 2, 3, 4, 5 and 7 need a perfected date in J"),
    Refusal("N", "J N", lambda r: r["N"] in _UNPERFECTED_ONLY and bool(r["J"]), "8 and 9 need a blank J"),
    Refusal("O", "N O", lambda r: bool(r["O"]) and r["N"] != _OTHER_REASON, "needs 12 in N"),
    Refusal("P", "P", lambda r: bool(r["P"]) and not _LISTED.fullmatch(r["P"]), "entries must be separated by commas"),
    Refusal(
        "P",
        "P",
        lambda r: bool(r["P"]) and not _EXEMPTIONS.issuperset(r.among("P")),
        "not a list of exemptions, such as 5, 7a, 7c",
    ),
    Refusal("P", "N P", lambda r: r["N"] == "3" and not r["P"], "blank, but 3 in N needs exemptions"),
    Refusal("P", "N P", lambda r: bool(r["P"]) and r["N"] not in ("2", "3"), "needs 2 or 3 in N"),
    Refusal("P", "E P", lambda r: "3" in r.among("P") and not r["E"], "exemption 3 needs a statute in E"),
    _dated("Q"),
    _not_after_year("Q"),
    Refusal("Q", "Q R S", lambda r: not r["Q"] and bool(r["R"] or r["S"]), "blank, but R or S is filled in"),
    _dated("R"),
    _within_year("R"),
    _not_before("R", "Q"),
    Refusal("S", "R S", lambda r: bool(r["R"]) and r["S"] not in ("G", "D"), "not G or D, but R has a date"),
    Refusal("T", "T U V", lambda r: not r["T"] and bool(r["U"] or r["V"]), "blank, but U or V is filled in"),
    _dated("T"),
    _not_after_year("T"),
    _dated("U"),
    _within_year("U"),
    _not_before("U", "T"),
    Refusal("V", "U V", lambda r: bool(r["U"]) and r["V"] not in ("G", "D"), "not G or D, but U has a date"),
    Refusal("X", "I X", lambda r: not r["I"] and not r["X"], "blank, and so is I: no date of receipt"),
    _dated("X"),
    _not_after_year("X"),
    _dated("Y"),
    _within_year("Y"),
    Refusal("Y", "Y Z", lambda r: bool(r["Y"]) and not r["Z"], "closed, but no disposition in Z"),
    Refusal("Y", "Y Z", lambda r: bool(r["Z"]) and not r["Y"], "blank, but Z has a disposition"),
    _not_before("Y", "X"),
    Refusal(
        "Z",
        "Z AA AC",
        lambda r: r["Z"] in ("Affirmed", _AFFIRMED, _IN_PART) and not (r["AA"] or r["AC"]),
        "an affirmance needs a reason in AA or an exemption in AC",
    ),
    Refusal("Z", "Z AA", lambda r: r["Z"] == "Closed for Other Reasons" and not r["AA"], "needs a reason in AA"),
    Refusal("AB", "AA AB", lambda r: "Other" in r.among("AA") and not r["AB"], "blank, but AA says Other"),
    Refusal(
        "AC", "Z AC", lambda r: bool(r["AC"]) and r["Z"] not in (_AFFIRMED, _IN_PART), "exemptions need an affirmance in Z"
    ),
)


def of_width(cells: int) -> str | None:
    """Say what the validator says about a record with that many cells; no other rule is then applied."""
    return None if cells == FOIA_STAR_WIDTH else f"the row has {cells} columns, not {FOIA_STAR_WIDTH}"
