"""This module finds, by the code or name of an agency or component, how long agencies reported that requests took.

data/processing_times.csv has a row per fiscal year and component: medians of the working days that requests processed in
the year took from the receipt of a perfected request, by track, and of those still pending at its end. Agencies file them
in the annual reports of 5 U.S.C. 552(e)(1); the Department of Justice publishes the reports on foia.gov. Errors stay as
filed. No medians are combined: a component without a row of its own gets the row of its whole agency, and the answer says
so.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal, NamedTuple

from foiacalc import law, tables
from foiacalc.law import agencies
from foiacalc.law.names import comparable

Track = Literal["simple", "complex", "expedited", "appeal"]
TRACKS: tuple[Track, ...] = ("simple", "complex", "expedited", "appeal")
_ZERO = re.compile(r"\b0(\d)\b")  # the reports write Region 05 where everybody else writes Region 5
LESS_THAN_ONE = "<1"  # as the reports write it
SOURCE = law.Authority("annual FOIA reports, 5 U.S.C. 552(e)(1)", "https://www.foia.gov/data.html", None)


class Figure(NamedTuple):
    """This is one track in one fiscal year, in working days as reported.

    It has the median of the requests processed ('' if there was none), how many were pending at the end of the year (None
    if that is not known), and the median of these.
    """

    median: str
    pending: int | None
    pending_median: str


class Filed(NamedTuple):
    """This is a row: what one component, or an agency as a whole, reported for one fiscal year."""

    year: int
    agency: str
    component: str
    name: str
    tracks: Mapping[Track, Figure]

    @property
    def of_the_whole(self) -> bool:
        return self.agency == self.component


class Reported(NamedTuple):
    """This is known about an agency or component: `who` it is, and whether the rows are its `own` or those of the `whole`
    agency.

    The rows are by year, the latest first; there are none if nothing was reported.
    """

    who: str
    whole: str
    own: bool
    rows: tuple[Filed, ...]

    @property
    def of_many(self) -> bool:
        """Return whether the agency reports on several components and on itself as a whole."""
        return any(row.of_the_whole for row in self.rows) and _has_components(self.rows[0].agency)

    def years(self, track: Track) -> tuple[tuple[int, Figure], ...]:
        """Return the years with a median in that track, the latest first."""
        return tuple((row.year, row.tracks[track]) for row in self.rows if row.tracks[track].median)


@cache
def filed() -> tuple[Filed, ...]:
    """Return every row of data/processing_times.csv."""
    return tuple(map(_filed, tables.each("processing_times.csv")))


@cache
def years() -> tuple[int, int]:
    """Return the first and the last fiscal year of the table."""
    found = {row.year for row in filed()}
    return min(found), max(found)


@cache
def _has_components(agency: str) -> bool:
    return any(row.agency == agency and not row.of_the_whole for row in filed())


def _filed(row: Mapping[str, str]) -> Filed:
    tracks = {track: _figure(row, track) for track in TRACKS}
    return Filed(int(row["fiscal_year"]), row["agency"], row["component"], row["name"], tracks)


def _figure(row: Mapping[str, str], track: Track) -> Figure:
    pending = _number(row.get(f"pending_{track}", ""))
    median, pending_median = _number(row[f"{track}_median"]), _number(row.get(f"pending_{track}_median", ""))
    return Figure(median, int(pending) if pending else None, pending_median)


def _number(text: str) -> str:
    """Return a number in the reports without meaningless zeros; some agencies write 14 as 14.00."""
    return text.rstrip("0").removesuffix(".") if "." in text else text


@cache
def _agency(code: str) -> str | None:
    """Return the code by which the rest of the program knows an agency in the reports; return None if it knows none."""
    names = (row.name for row in filed() if row.agency == code and row.of_the_whole)
    return next((agencies.find(text) for text in (code, *names) if _known(text)), None)


def _known(text: str) -> bool:
    try:
        return bool(agencies.find(text))
    except agencies.UnknownAgency:
        return False


@cache
def _names(code: str) -> Mapping[str, frozenset[str]]:
    """Return the other codes and names of each component of an agency, by each of its plain codes and names.

    Those that the agency governs or is a part of it count as components.
    """
    found: dict[str, set[str]] = {}
    own = [agencies.Component(r.code, r.name, r.code) for r in agencies.rules() if code in (r.code, r.part_of)]
    for one in (*agencies.components(), *own):
        if one.agency == code or code in {rule.part_of for rule in agencies.rules_of(one.agency)}:
            both = {comparable(text) for text in (one.code, one.name) if text}
            joined = both.union(*(found.get(text, set()) for text in both))
            found.update(dict.fromkeys(joined, joined))
    return {text: frozenset(joined) for text, joined in found.items()}


def _keys(code: str, *texts: str) -> frozenset[str]:
    """Return the texts as names are compared, and all other names of the components that they name."""
    names, asked = _names(code), {comparable(text) for text in texts}
    return frozenset(asked.union(*(names.get(text, frozenset()) for text in asked)))


@cache
def _rows_by_name() -> Mapping[tuple[str, str], tuple[Filed, ...]]:
    """Return the rows by agency, as the program knows it, and by each name of the component.

    The rows of the whole agency have an empty name.
    """
    found: dict[tuple[str, str], list[Filed]] = {}
    for row in filed():
        code = _agency(row.agency)
        if code:
            for key in _spelled(code, row):
                found.setdefault((code, key), []).append(row)
    return {key: tuple(rows) for key, rows in found.items()}


def _spelled(code: str, row: Filed) -> Iterator[str]:
    if row.of_the_whole:
        yield ""
        return
    texts = [_ZERO.sub(r"\1", text) for text in (row.component, row.name)]
    itself = [agencies.whom(f"{row.agency} {text}") for text in texts]
    yield from _keys(code, row.component, row.name, *itself) - _keys(code, code, row.agency)


def reported_by(text: str) -> Reported:
    """Return what the agency or component with that code or name reported. Raises UnknownAgency."""
    code, who = agencies.find(text), agencies.whom(text)
    part_of = agencies.rules_of(code)[-1].part_of
    whole = part_of or code
    rows = _rows_by_name()
    own = [row for key in _keys(whole, who) for row in rows.get((whole, key), ())]
    if who == whole or (not part_of and who == code):
        own = list(rows.get((code, ""), ()))
    elif part_of and not own:
        own = list(rows.get((code, ""), ()))  # a component may file its own report
    return Reported(who, whole, bool(own), _latest_first(own or rows.get((whole, ""), ()), who))


def _latest_first(rows: "list[Filed] | tuple[Filed, ...]", who: str) -> tuple[Filed, ...]:
    """Return one row a year, the latest first.

    Where two rows of a year are for the same component, the one under its own code counts.
    """
    ranked = sorted(rows, key=lambda row: comparable(row.component) == comparable(who))
    by_year = {row.year: row for row in ranked}
    return tuple(by_year[year] for year in sorted(by_year, reverse=True))
