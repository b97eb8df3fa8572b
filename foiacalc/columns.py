"""Which column of a sheet is which fact: by our own names, by those of real trackers, by position for DOJ's raw data."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from foiacalc.facts import PARSERS
from foiacalc.workdays import DATA

FIELDS: tuple[str, ...] = tuple(PARSERS)
STATUS, LEVEL, CONSULTATION, ALLOWED = "status", "jurisdiction level", "consultation", "days allowed"
_KEPT = (STATUS, LEVEL)  # no facts, but they say what a row is

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
    """Every column of `header`; `mapped` names the column for a field. The first column of a field is the one used.

    WrongMap where `mapped` names a column that there is not, or a field that there is not.
    """
    _check_mapped(header, mapped)
    chosen = {plain(column): field for field, column in mapped.items()}
    return tuple(_columns(header, chosen, taken=set(mapped)))


def _columns(header: Sequence[str], chosen: Mapping[str, str], taken: set[str]) -> Iterator[Column]:
    for position, name in enumerate(header):
        field = chosen.get(plain(name))
        if field:
            yield Column(position, name, field, "as given by --map")
            continue
        known, source = _synonyms().get(plain(name), (None, ""))
        if known is None:
            yield Column(position, name, None, "no fact of a request")
        elif known in taken:
            yield Column(position, name, None, f"{known} is taken from another column")
        else:
            taken.add(known)
            yield Column(position, name, known, source)


def _check_mapped(header: Sequence[str], mapped: Mapping[str, str]) -> None:
    names = {plain(name) for name in header}
    for field, column in mapped.items():
        if field not in FIELDS:
            raise WrongMap(f"{field}={column}: {field!r} is no fact; the facts are {', '.join(FIELDS)}")
        if plain(column) not in names:
            raise WrongMap(f"{field}={column}: no column of that name; the columns are {', '.join(header)}")


def foia_star() -> tuple[Column, ...]:
    """The columns of DOJ's raw data, by position."""
    return tuple(
        Column(n, _letter(n), FOIA_STAR.get(n), "DOJ raw data, by position" if n in FOIA_STAR else "no fact of a request")
        for n in range(FOIA_STAR_WIDTH)
    )


def _letter(position: int) -> str:
    first, second = divmod(position, 26)
    return (chr(ord("A") + first - 1) if first else "") + chr(ord("A") + second)
