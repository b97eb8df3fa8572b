"""This module finds which column is which fact: by our names, real trackers' names, its heading's words, or its position.

DOJ's raw data are known by position. What the cells hold must agree with what the heading says.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from foiacalc import tables
from foiacalc.doj.columns import FOIA_STAR_WIDTH, letter
from foiacalc.errors import Code, Coded
from foiacalc.request.facts import PARSERS
from foiacalc.sheets import fitting
from foiacalc.sheets.fitting import DATED, ENDS_OF_TEXTS
from foiacalc.sheets.headings import meaning, topic, words
from foiacalc.sheets.our_columns import COMPUTED, computed
from foiacalc.sheets.seen import NOT_SEEN, Seen, differing

FIELDS: tuple[str, ...] = tuple(PARSERS)
STATUS, CHANGED = fitting.STATUS, fitting.CHANGED
TYPE, LEVEL, CONSULTATION, ALLOWED = "type", "jurisdiction level", "consultation", "days allowed"
_KEPT = (STATUS, TYPE, LEVEL)  # not facts, but they say what kind of row it is
MAPPABLE = (*FIELDS, STATUS, TYPE)
STARTS = frozenset(("filed", "received", "perfected", "appealed", "appeal_received"))
_APPEALS = frozenset(("appealed", "appeal_received"))
_OF_APPEAL = {"determined": "appeal_determined", "outcome": "appeal_outcome", "extended": "appeal_extended"}
_DECIDING = STARTS | {"determined", "appeal_determined", "sued"}
_LAST_RESORT = 4  # a heading of this rank is used only if there is no better one
_OWN_RANK, _GUESSED_RANK, _LAST_RANK = 1, 3, 5
_NONE, _CELLS_SAY = "not a fact about a request", "its cells say how requests ended"
_DIFFER = 10  # two columns count as different facts if more than one in ten of their days differ

# DOJ's raw data on requests, as submitted through FOIA Star: the order of its columns is reliable, its header is not
FOIA_STAR: Mapping[int, str] = {
    0: "agency",
    1: "id",
    2: CONSULTATION,
    3: ALLOWED,
    8: "received",
    9: "perfected",
    10: "determined",
    11: "tolled_days",
    13: "outcome",
    16: "expedite_asked",
    17: "expedite_determined",
    18: "expedite_outcome",
    23: "appeal_received",
    24: "appeal_determined",
    25: "appeal_outcome",
}


class WrongMap(Coded):
    """This is raised if --map names a column that does not exist, or a fact that does not exist."""


class TwoColumns(ValueError):
    """This is raised if two columns are for the same fact and have different days."""


@dataclass(frozen=True, slots=True)
class Column:
    """This is a column of a sheet: the fact it holds (None if it holds none), and why it was taken for that fact.

    Of two columns of one fact, the one with the lower `rank` is read first. `guessed` means by the words of its heading;
    `chosen` means by the user, for this fact or another.
    """

    position: int
    name: str
    field: str | None
    why: str
    rank: int = _OWN_RANK
    guessed: bool = False
    chosen: bool = False
    group: str = ""
    seen: Seen = NOT_SEEN


@cache
def _synonyms() -> dict[str, tuple[str, str]]:
    """Return the field and the source of each name that real trackers use."""
    own = {simplified(name): (name, "foiacalc's own name") for name in FIELDS}
    own |= {name: (name, "says what kind of row it is") for name in _KEPT}
    return {row["column"]: (row["field"], row["source"]) for row in tables.each("columns.csv")} | own


def simplified(name: str) -> str:
    """Return a column's name as it is compared: lower case, trimmed, with single spaces for underscores and hyphens."""
    return re.sub(r"[\s_-]+", " ", name.removeprefix("\ufeff")).strip().lower()


def known(name: str, group: str = "") -> str | None:
    """Return the field that a heading names by itself or by its words; return None if it does not name one."""
    exact = _synonyms().get(simplified(name)) if not topic(group) else None
    by_words = meaning(name, group)
    return exact[0] if exact else by_words.field if by_words else None


def is_plain(header: Sequence[str]) -> bool:
    """Return whether a header leaves no doubt: a day to start from, no fact twice, and no name whose cells must decide."""
    exact = [_synonyms().get(simplified(name), (None, ""))[0] for name in header]
    fields = [field for field in exact if field]
    if len(fields) < len(header) or len(fields) > len(set(fields)):
        return False
    return not {*fields}.isdisjoint(STARTS) and {*fields}.isdisjoint(ENDS_OF_TEXTS)


def understand(
    header: Sequence[str],
    mapped: Mapping[str, str],
    groups: Sequence[str] = (),
    seen: Sequence[Seen] = (),
    fixed: Collection[str] = (),
) -> tuple[Column, ...]:
    """Return what every column of `header` is, under the headings of their `groups`.

    `mapped` names the column for a field, and `fixed` are the fields that need none. Of two columns of one field, the first
    that is not blank is read, row by row; of a mapped field, only the column named. Raises WrongMap if a column or a field
    of `mapped` does not exist, and TwoColumns if nothing tells which of two columns to take.
    """
    _check_mapped(header, mapped)
    over = groups or [""] * len(header)
    cells = seen or [NOT_SEEN] * len(header)
    found = [_column(at, name, over[at], cells[at]) for at, name in enumerate(header)]
    ours = computed(map(simplified, header))
    found = [replace(c, field=None, why=COMPUTED, guessed=False, chosen=True) if c.position in ours else c for c in found]
    found = [_as_chosen(column, header, mapped, fixed) for column in found]
    return tuple(_after(_by_texts(_settled(found))))


def at_first(header: Sequence[str], groups: Sequence[str], seen: Sequence[Seen]) -> tuple[Column, ...]:
    """Return what each column seems to be by itself, regardless of the others."""
    return tuple(_column(at, name, groups[at], seen[at]) for at, name in enumerate(header))


def _column(at: int, name: str, group: str, cells: Seen) -> Column:
    """Return what a column is by its heading, and by its cells."""
    exact = _synonyms().get(simplified(name)) if not topic(group) else None
    by_words = meaning(name, group)
    column = Column(at, name, None, _NONE, group=group, seen=cells)
    if exact or by_words:
        rank = by_words.rank if by_words and (not exact or by_words.field == exact[0]) else _OWN_RANK
        field, why = exact or (by_words.field if by_words else "", "guessed from the words of its heading")
        column = replace(column, field=field, why=why, rank=rank, guessed=not exact)
    told = fitting.instead(name, column.field, simplified(name) in FIELDS, column.guessed, cells)
    if not told:
        return column
    rank = _GUESSED_RANK if told.field else column.rank
    return replace(column, field=told.field, why=told.why, rank=rank, guessed=told.guessed)


def _by_texts(columns: Sequence[Column]) -> list[Column]:
    """Return the columns, with a fact for those whose cells alone show an end, unless another column has that fact."""
    found = list(columns)
    for at, column in enumerate(columns):
        if column.field or column.chosen or column.why != _NONE or topic(column.group):
            continue
        field = fitting.by_texts(column.name, column.seen)
        rival = next((c.name for c in found if field and c.field == field), None)
        if field and rival is None:
            found[at] = replace(column, field=field, why=f"guessed: {_CELLS_SAY}", rank=_LAST_RANK, guessed=True)
        elif field:
            over = " ".join((rival or "").split())
            found[at] = replace(column, why=f"{_CELLS_SAY}, but {field} is read from '{over}'")
    return found


def passed_over(columns: Sequence[Column]) -> Iterator[str]:
    """Yield a sentence on each column that is not read although its cells say how requests ended."""
    for column in columns:
        if not column.why.startswith(_CELLS_SAY):
            continue
        if field := fitting.by_texts(column.name, column.seen):
            name = " ".join(column.name.split()) or letter(column.position)
            yield f"not read: '{name}': {column.why}; --map {field}='{name}' reads it instead"


def _as_chosen(column: Column, header: Sequence[str], mapped: Mapping[str, str], fixed: Collection[str]) -> Column:
    field = next((field for field, name in mapped.items() if column.position in places(name, header)), None)
    if field:
        return replace(column, field=field, why="as given by --map", rank=0, guessed=False, chosen=True)
    if column.field in fixed:
        return replace(column, field=None, why=f"{column.field} is already given for every row", chosen=True)
    if column.field in mapped:
        return replace(column, field=None, why=f"{column.field} is taken from another column", chosen=True)
    return column


def places(name: str, header: Sequence[str]) -> tuple[int, ...]:
    """Return the columns of that name, with or without its group's heading, or else the column of that letter."""
    wanted = simplified(name)
    found = tuple(at for at, heading in enumerate(header) if simplified(heading) == wanted)
    found = found or tuple(at for at, heading in enumerate(header) if simplified(heading.rpartition(" - ")[2]) == wanted)
    return found or tuple(at for at in range(len(header)) if name.strip().upper() == letter(at))


def _settled(columns: Sequence[Column]) -> list[Column]:
    """Return the columns so that each fact has one, or several in a known order."""
    found = _of_appeals(_sent(columns))
    for field in sorted({column.field for column in found if column.field}):
        rivals = sorted((column for column in found if column.field == field), key=lambda column: column.rank)
        if len(rivals) > 1 and field in DATED:
            _refuse_two(field, rivals)
            if rivals[0].rank < _LAST_RESORT:
                idle = {c.position for c in rivals if c.rank >= _LAST_RESORT}
                why = f"{field} is taken from {rivals[0].name}"
                found = [replace(c, field=None, why=why) if c.position in idle else c for c in found]
    return found


def _of_appeals(columns: Sequence[Column]) -> list[Column]:
    """Take an end as the appeal's, in a sheet that has the beginning of appeals but not of requests."""
    starts = STARTS & {column.field for column in columns}
    if not starts or not starts <= _APPEALS:
        return list(columns)
    why = "guessed: the sheet has only appeal dates"
    return [
        column
        if column.chosen or column.field not in _OF_APPEAL
        else replace(column, field=_OF_APPEAL[column.field], why=why, guessed=True)
        for column in columns
    ]


def _sent(columns: Sequence[Column]) -> list[Column]:
    """Take a day of sending that mostly comes after that of receipt as the day of the answer, not of the request."""
    received = next((c for c in columns if c.field == "received" and c.seen.days), None)
    ended = any(c.field == "determined" for c in columns)
    found = list(columns)
    for at, column in enumerate(columns):
        if not received or column.chosen or column.field != "filed" or {"sent", "letter"}.isdisjoint(words(column.name)):
            continue
        both = column.seen.days.keys() & received.seen.days.keys()
        if 2 * sum(column.seen.days[row] > received.seen.days[row] for row in both) > len(both):
            why = f"guessed: its dates come after those in {received.name}"
            found[at] = replace(column, field=None if ended else "determined", why=why, guessed=True)
    return found


def _refuse_two(field: str, rivals: Sequence[Column]) -> None:
    """Raise TwoColumns if two columns of one rank have different days, or stand under headings of their own."""
    first = rivals[0]
    if field not in _DECIDING or first.chosen:
        return
    for other in rivals[1:]:
        both, differ = differing(first.seen, other.seen)
        two_groups = first.group != other.group and first.seen.days and other.seen.days
        if (other.rank == first.rank and _DIFFER * differ > both) or (two_groups and differ):
            raise TwoColumns(
                f"two columns give {field}, and {differ:,} of {both:,} dates differ: {_shown(first)} and {_shown(other)}; "
                f"choose one with --map {field}={letter(first.position)} or --map {field}={letter(other.position)}"
            )


def _shown(column: Column) -> str:
    group = f"{column.group}: " if column.group else ""
    return f"{group}{column.name} (column {letter(column.position)}, {column.seen.sample})"


def _after(columns: Sequence[Column]) -> Iterator[Column]:
    """Yield the columns; a second one of a fact is marked to be read after the first."""
    for column in columns:
        before = [c for c in columns if c.field and c.field == column.field]
        first = min(before, key=lambda c: c.rank, default=column)
        yield column if first is column else replace(column, why=f"{column.why}; where {first.name} is blank")


def _check_mapped(header: Sequence[str], mapped: Mapping[str, str]) -> None:
    for field, column in mapped.items():
        if field not in MAPPABLE:
            raise WrongMap(f"{field}={column}: {field!r} is not a fact; the facts are {', '.join(MAPPABLE)}", Code.UNKNOWN_FACT)
        if list(map(simplified, mapped.values())).count(simplified(column)) > 1:
            raise WrongMap(f"{field}={column}: that column is given for two facts; give each its own", Code.CONFLICT)
        if not places(column, header):
            raise WrongMap(f"{field}={column}: no column has that name; the columns are {', '.join(header)}", Code.NOT_A_CHOICE)


def foia_star(mapped: Mapping[str, str], more: Sequence[str]) -> tuple[Column, ...]:
    """Return the columns of DOJ's raw data, by position, and `more` after them; `mapped` names one by its letter."""
    names = [*(letter(n) for n in range(FOIA_STAR_WIDTH)), *more]
    _check_mapped(names, mapped)
    known = [(FOIA_STAR.get(n), "DOJ data, by position" if n in FOIA_STAR else _NONE) for n in range(len(names))]
    found = [Column(at, name, *known[at]) for at, name in enumerate(names)]
    return tuple(_after([_as_chosen(column, names, mapped, ()) for column in found]))


def is_foia_star(header: Sequence[str]) -> bool:
    """Return whether a header is the letters of DOJ's columns, as we write them above the rows with errors."""
    return list(header[:FOIA_STAR_WIDTH]) == [letter(n) for n in range(FOIA_STAR_WIDTH)]
