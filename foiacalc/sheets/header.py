"""This module finds a sheet's header: below titles, logos and blank lines, on one to three lines, with groups above it.

A header is a record of names that are known, with records below it that look like data.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from foiacalc.doj.columns import letter
from foiacalc.sheets.columns import STARTS, known, simplified
from foiacalc.sheets.dates import Notation
from foiacalc.sheets.headings import speaks, topic, words
from foiacalc.sheets.orders import order
from foiacalc.sheets.seen import NOTHING, day_in

LOOKED = 30  # records in which a header may begin
_LINES = 3  # lines that a header may have
_BELOW = 12  # records below a header that are searched for a day
_OF_APPEALS = re.compile(r"\bappeals\b|\bappeal (?:log|list|report)\b", re.IGNORECASE)
_LONGEST = 120  # characters of a name
_TITLE_WORDS = 12  # the most words of a title
FEWEST = 2  # known names that a header needs, unless it has fewer names in all
_OTHERS = """requester name organization company subject description record document exemption exemptions fee comment comments
    notes remarks address email phone category analyst officer office topic title track complexity pages cost"""
_COLUMNS = frozenset(_OTHERS.split())  # the other columns of a log are about these

Cells = Sequence[str]


class Header(NamedTuple):
    """This has the names of the columns, each with the heading of its group, and which records they stand in."""

    names: tuple[str, ...]
    groups: tuple[str, ...]
    first: int
    last: int


class Scored(NamedTuple):
    """This is a possible header, and how many of its names are known; those of facts count twice."""

    header: Header
    score: int
    starts: tuple[int, ...]
    facts: tuple[tuple[int, str], ...]


class TwoHeaders(ValueError):
    """This is raised for two records that may each be the header: `records` says which."""

    def __init__(self, first: Header, second: Header) -> None:
        super().__init__("two records look like a header")
        self.headers = (first, second)


class NoHeader(ValueError):
    """This is raised if no record is a header: the data begin with the first record."""


def find(records: Sequence[Cells], mapped: Collection[str], notation: Notation) -> Header:
    """Return the header in the first of these records. `mapped` are names that were given for facts.

    Raises TwoHeaders if two tables have one each, and NoHeader if the rows begin at once.
    """
    found = [candidate for at in range(min(LOOKED, len(records))) for candidate in _ending_at(at, records, mapped, notation)]
    sure = [c for c in found if c.starts and _has_days_below(c, records, notation)]
    if sure:
        best = _best(sure)
        _refuse_second(best, sure, records, notation)
        return _with_groups(best.header, records, notation)
    filled = [at for at, cells in enumerate(records) if any(map(str.strip, cells))]
    if not filled:
        return Header((), (), 0, 0)
    fair = [c for c in found if c.starts or c.score > FEWEST]
    if fair:
        return _with_groups(_best(fair).header, records, notation)
    if any(day_in(cell.strip(), notation) for cell in records[filled[0]]):
        raise NoHeader("no record is a header")
    return _with_groups(Header(*_joined(records, filled[0], 1), filled[0], filled[0]), records, notation)


def at(record: int, records: Sequence[Cells], notation: Notation) -> Header:
    """Return the header in that record, with the headings of groups beside it."""
    return _with_groups(Header(*_joined(records, record, 1), record, record), records, notation)


def letters(records: Sequence[Cells]) -> Header:
    """Return the header of a sheet that has none: the letters of the columns."""
    width = max(map(len, records), default=0)
    return Header(tuple(map(letter, range(width))), ("",) * width, 0, -1)


def _best(found: Sequence[Scored]) -> Scored:
    """Return the header with the most known names; of several, prefer the one with the fewest lines below and then the most
    above.
    """
    return min(found, key=lambda c: (-c.score, c.header.last, c.header.first))


def _refuse_second(best: Scored, found: Sequence[Scored], records: Sequence[Cells], notation: Notation) -> None:
    """Raise TwoHeaders if rows would not be read.

    That is so if a header with other columns, at least half as good, is below the best, or any with rows of its own is
    above it.
    """
    for other in found:
        first, last = other.header.first, other.header.last
        if first > best.header.last + 1:
            refused = 2 * other.score >= best.score and not {*other.facts} <= {*best.facts}
            refused = refused and not order(best.header.names, other.header.names)
        else:
            rows = _days_below(other, records[last + 1 : best.header.first], notation)
            refused = rows > (1 if 2 * other.score < best.score else 0)  # below a poor one, one row may be a title with a day
        if refused:
            raise TwoHeaders(*sorted((best.header, other.header), key=lambda header: header.first))


def _ending_at(last: int, records: Sequence[Cells], mapped: Collection[str], notation: Notation) -> Iterator[Scored]:
    """Yield the headers of one or more lines that end with this record."""
    for lines in range(1, min(_LINES, last + 1) + 1):
        block = records[last - lines + 1 : last + 1]
        if not all(_may_name(cells, notation) for cells in block):
            return
        if lines > 1 and (_is_group(block[0]) or len(list(filter(str.strip, block[0]))) < FEWEST):
            return
        names, groups = _joined(records, last - lines + 1, lines)
        found = scored(Header(names, groups, last - lines + 1, last), mapped)
        if found.score:
            yield found


def _may_name(cells: Cells, notation: Notation) -> bool:
    """Return whether these may be names: some text, no date."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and not any(day_in(cell, notation) for cell in filled)


def _joined(records: Sequence[Cells], first: int, lines: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of so many lines, one below the other, and no groups."""
    block = records[first : first + lines]
    width = max(map(len, block))
    names = (
        " ".join(cells[at].strip("\ufeff") for cells in block if at < len(cells) and cells[at].strip()) for at in range(width)
    )
    return tuple(name.replace("- ", "") if lines > 1 and " - " not in name else name for name in names), ("",) * width


def scored(header: Header, mapped: Collection[str]) -> Scored:
    """Return the header, and how many of its names are known."""
    given = {simplified(name) for name in mapped}
    facts, others, starts = [], 0, []
    for at, name in enumerate(header.names):
        if not name.strip() or len(name) > _LONGEST:
            continue
        field = "given" if simplified(name) in given else known(name)
        if field:
            facts.append((at, field))
            starts += [at] if field in STARTS or field == "given" else []
        elif not _COLUMNS.isdisjoint(words(name)) or speaks(name):
            others += 1
    filled = sum(bool(name.strip()) for name in header.names)
    enough = len(facts) + others >= min(FEWEST, filled)
    return Scored(header, 2 * len(facts) + others if enough else 0, tuple(starts), tuple(facts))


def _has_days_below(found: Scored, records: Sequence[Cells], notation: Notation) -> bool:
    return bool(
        _days_below(found, [cells for cells in records[found.header.last + 1 :] if any(map(str.strip, cells))], notation)
    )


def _days_below(found: Scored, below: Sequence[Cells], notation: Notation) -> int:
    """Count the records right below a header that have a day in a column that should have one."""
    return sum(any(at < len(cells) and day_in(cells[at].strip(), notation) for at in found.starts) for cells in below[:_BELOW])


# Headings of groups


def _is_group(cells: Cells) -> bool:
    """Return whether a record names groups of columns: `Request` over some, `Appeal` over others."""
    filled = [cell for cell in cells if cell.strip()]
    return len(filled) > 1 and len(filled) < len(cells) and any(map(topic, filled))


def _with_groups(header: Header, records: Sequence[Cells], notation: Notation) -> Header:
    """Return the header with what the record above it, the one below it, or the title says of its columns."""
    above, below = header.first - 1, header.last + 1
    if above >= 0 and _is_group(records[above]) and _may_name(records[above], notation):
        return _named(header, _spread(records[above], len(header.names)))._replace(first=above)
    if below < len(records) and _may_name(records[below], notation):
        if _is_group(records[below]) and len(_plain(header.names)) < len(list(filter(str.strip, header.names))):
            return _named(header, _spread(records[below], len(header.names)))._replace(last=below)
        if _is_under_blanks(records[below], header.names):
            return _with_names_below(header, records[below])._replace(last=below)
    return _named(header, [_title(records[: header.first])] * len(header.names))


def _plain(names: Sequence[str]) -> set[str]:
    return {simplified(name) for name in names if name.strip()}


def _spread(cells: Cells, width: int) -> list[str]:
    """Return the heading of each column's group; merged cells leave all but the first column of a group blank."""
    found, current = [], ""
    for at in range(width):
        current = (cells[at].strip() if at < len(cells) else "") or current
        found.append(current)
    return found


def _named(header: Header, groups: Sequence[str]) -> Header:
    """Return the header with the heading of its group before each name, so that it means the same when it is read again."""
    pairs = list(zip(header.names, groups, strict=True))
    names = [f"{group} - {name}" if name.strip() and known(name, group) != known(name) else name for name, group in pairs]
    return header._replace(names=tuple(names), groups=tuple(groups))


def _title(above: Sequence[Cells]) -> str:
    """Return what all rows are about, if a title alone on its line says that it is appeals."""
    for cells in above:
        filled = [cell for cell in cells if cell.strip()]
        if (
            len(filled) == 1
            and _OF_APPEALS.search(filled[0])
            and len(words(filled[0])) <= _TITLE_WORDS
            and topic(filled[0]) == "appeal"
        ):
            return "Appeal"
    return ""


def _is_under_blanks(cells: Cells, names: Sequence[str]) -> bool:
    """Return whether a record names only columns under a heading that spans several."""
    filled = [at for at, cell in enumerate(cells[: len(names)]) if cell.strip().casefold() not in NOTHING]
    alone = [at for at in filled if names[at].strip() and (at + 1 == len(names) or names[at + 1].strip())]
    return bool(filled) and not alone and any(not names[at].strip() for at in filled)


def _with_names_below(header: Header, cells: Cells) -> Header:
    over = _spread(header.names, len(header.names))
    names = [
        f"{over[at]} - {cells[at].strip()}" if at < len(cells) and cells[at].strip() else name
        for at, name in enumerate(header.names)
    ]
    return header._replace(names=tuple(names))
