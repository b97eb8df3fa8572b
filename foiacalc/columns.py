"""Which column of a sheet is which fact: by our own names, by those of real trackers, by position for DOJ's raw data."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from foiacalc.facts import PARSERS
from foiacalc.workdays import DATA

FIELDS: tuple[str, ...] = tuple(PARSERS)
STATUS, TYPE, LEVEL, CONSULTATION, ALLOWED = "status", "type", "jurisdiction level", "consultation", "days allowed"
CHANGED = "status changed"  # the day on which the status last changed: an end where that says so
_KEPT = (STATUS, TYPE, LEVEL)  # no facts, but they say what a row is

# DOJ, OIP Request Raw Data (FOIA Star submission): its header is not reliable, its columns are
FOIA_STAR_WIDTH = 29
FOIA_STAR: Mapping[int, str] = {
    1: "id",
    2: CONSULTATION,
    3: ALLOWED,
    8: "received",
    9: "perfected",
    10: "determined",
    11: "tolled_days",
    16: "expedite_asked",
    17: "expedite_determined",
    18: "expedite_outcome",
    23: "appeal_received",
    24: "appeal_determined",
}


class WrongMap(ValueError):
    """A column given for a fact that there is not, or a fact that there is not."""


class Column(NamedTuple):
    """A column of a sheet, the fact it holds (None: none), and why it was taken so."""

    position: int
    name: str
    field: str | None
    why: str


@cache
def _synonyms() -> dict[str, tuple[str, str]]:
    """The field and the source of each name that real trackers use."""
    own = {plain(name): (name, "our own name") for name in FIELDS} | {name: (name, "says what the row is") for name in _KEPT}
    with (DATA / "columns.csv").open(encoding="ascii", newline="") as file:
        return {row["column"]: (row["field"], row["source"]) for row in csv.DictReader(file)} | own


def plain(name: str) -> str:
    """A column's name as it is compared: lower case, trimmed, with single spaces for underscores and hyphens."""
    return re.sub(r"[\s_-]+", " ", name.removeprefix("\ufeff")).strip().lower()


def understand(header: Sequence[str], mapped: Mapping[str, str]) -> tuple[Column, ...]:
    """Every column of `header`; `mapped` names the column for a field. Of two columns of one field the first that is not
    blank is the one used, row by row; of a field that is mapped only the column named.

    WrongMap where `mapped` names a column that there is not, or a field that there is not.
    """
    _check_mapped(header, mapped)
    return tuple(_columns(header, [_synonyms().get(plain(name)) for name in header], mapped))


def _columns(header: Sequence[str], known: Sequence[tuple[str, str] | None], mapped: Mapping[str, str]) -> Iterator[Column]:
    chosen = {plain(column): field for field, column in mapped.items()}
    first: dict[str, str] = {}
    for position, (name, found) in enumerate(zip(header, known, strict=True)):
        given = chosen.get(plain(name))
        field, source = (given, "as given by --map") if given else found or (None, "no fact of a request")
        if field in mapped and not given:
            yield Column(position, name, None, f"{field} is taken from another column")
        elif field in first:
            yield Column(position, name, field, f"{source}; where {first[field]} is blank")
        else:
            first |= {field: name} if field else {}
            yield Column(position, name, field, source)


def _check_mapped(header: Sequence[str], mapped: Mapping[str, str]) -> None:
    names = {plain(name) for name in header}
    for field, column in mapped.items():
        if field not in FIELDS:
            raise WrongMap(f"{field}={column}: {field!r} is no fact; the facts are {', '.join(FIELDS)}")
        if list(map(plain, mapped.values())).count(plain(column)) > 1:
            raise WrongMap(f"{field}={column}: that column is given for two facts; one column is one fact")
        if plain(column) not in names:
            raise WrongMap(f"{field}={column}: no column of that name; the columns are {', '.join(header)}")


def foia_star(mapped: Mapping[str, str], more: Sequence[str]) -> tuple[Column, ...]:
    """The columns of DOJ's raw data, by position, and `more` after them; `mapped` names one by its letter."""
    names = [*(_letter(n) for n in range(FOIA_STAR_WIDTH)), *more]
    _check_mapped(names, mapped)
    known = [(FOIA_STAR[n], "DOJ raw data, by position") if n in FOIA_STAR else None for n in range(len(names))]
    return tuple(_columns(names, known, mapped))


def is_foia_star(header: Sequence[str]) -> bool:
    """Whether a header is the letters of DOJ's columns, as we write them above the rows in error."""
    return list(header[:FOIA_STAR_WIDTH]) == [_letter(n) for n in range(FOIA_STAR_WIDTH)]


def _letter(position: int) -> str:
    first, second = divmod(position, 26)
    return (chr(ord("A") + first - 1) if first else "") + chr(ord("A") + second)
