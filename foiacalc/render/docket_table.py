"""This module draws the docket of a batch: totals, then a section for each thing to do, no line wider than the terminal."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from textwrap import wrap
from typing import NamedTuple

from foiacalc.answer.reports import Report
from foiacalc.answer.view import on
from foiacalc.law.agency_meant import understood
from foiacalc.render import docket_places, docket_rows, words
from foiacalc.render.docket import WARNED, titled
from foiacalc.render.docket_places import COUNTED, LATE_SECTIONS, OFFICERS, OVER, REQUESTERS
from foiacalc.render.docket_rows import DocketRow, Own

_LONGEST = 44  # the most columns of a cell if the length of a line is not limited
_LEAST = 8  # the fewest columns of an agency or an id, however narrow the screen is
_FEWEST = 3  # a section is cut to this many rows before other sections are folded
_BELOW = 3  # lines below the table besides the commands: a blank one, what became of the rows, the prompt
_GAP = "  "
_CUT = ".."
_STYLES = dict.fromkeys(LATE_SECTIONS, "late") | dict.fromkeys((docket_places.WEEK, docket_places.COMING), "coming")
_STYLES[docket_places.LOST] = "lost"
_FOOT = "what to send  --letters DIR    keep it  -o docket.html | docket.ics | docket.csv"


class Room(NamedTuple):
    """This is what the docket is drawn on.

    `width` is in columns, None for as many as it takes. `rows` is the number drawn of a section, None for all. `height` is
    in lines of the screen, for which fewer rows of a section may be drawn. `folded` has the sections that are drawn as one
    line.
    """

    width: int | None = None
    rows: int | None = None
    ascii_only: bool = False
    height: int | None = None
    folded: frozenset[str] = frozenset()


class DocketLine(NamedTuple):
    """This is a line of the docket; `style` is its section's (lost, coming, late), `head` for a title, or none."""

    text: str
    style: str = ""


class DocketFor(NamedTuple):
    """This says whose docket it is.

    It has the day, how many requests were answered, whether the order is the one asked for, the column it is grouped by,
    and what is counted of each group.
    """

    as_of: date
    answered: int
    ordered: bool = False
    by: str = ""
    counts: Sequence[str] = ()


def table(
    found: Iterable[tuple[Own, Report]], of: DocketFor, notes: Sequence[str] = (), room: Room | None = None
) -> list[DocketLine]:
    """Return the docket of the requests found, below the notes on how the sheets were understood."""
    room = room or Room()
    agencies: dict[str, str] = {}
    rows: list[DocketRow] = []
    sections: Sequence[str] = REQUESTERS
    for own, report in found:
        if report.serves == "agency":
            sections = OFFICERS
        text = words.safe(report.request.agency or "")
        agency = agencies[text] if text in agencies else agencies.setdefault(text, _agency(text))
        rows.append(docket_rows.row(own, report, agency, WARNED if report.warnings else ""))
    lines = [DocketLine(_totals(rows, of), "head"), *map(DocketLine, notes), *([DocketLine("")] if rows else [])]
    if not of.by:
        room = _shortened(room, rows, sections, sum(len(_fitted(line.text, room)) for line in lines))
    groups = [_group(title, own, sections, of, room) for title, own in _grouped(rows, of)]
    widths = _widths([row for group in groups for some in group.drawn.values() for row in some], room)
    for group in groups:
        lines += [DocketLine(group.title, "head")] if group.title else []
        for title, some in group.drawn.items():
            lines += _section(title, some, group.shown[title], widths, room)
        lines += [DocketLine("")] if group is not groups[-1] else []
    if of.counts:
        lines += [DocketLine(""), *map(DocketLine, of.counts)]
    if room.rows is not None:
        lines += [*_again(lines, room), DocketLine(""), DocketLine(_FOOT)]
    return [line._replace(text=text) for line in lines for text in _fitted(line.text, room)]


def _again(lines: Sequence[DocketLine], room: Room) -> Sequence[DocketLine]:
    """Return the first line again, for the end, if it would scroll off the screen."""
    drawn = sum(len(_fitted(line.text, room)) for line in lines)
    return (DocketLine(""), lines[0]) if room.height is not None and drawn + _below(room) > room.height else ()


def _shortened(room: Room, rows: Sequence[DocketRow], sections: Sequence[str], above: int) -> Room:
    """Return the room with as many rows of a section as the screen has lines for, below those `above`.

    Where even a few rows of each are too many, sections are folded to a line each, the last ones first.
    """
    if room.height is None or room.rows is None:
        return room
    sizes = Counter(row.section for row in rows)
    own = [title for title in sections if sizes[title] > _FEWEST and title != OVER]  # what is short stays whole
    shorter = [room._replace(rows=n, folded=frozenset((OVER,))) for n in range(room.rows, _FEWEST, -1)]
    shorter += [
        room._replace(rows=n, folded=frozenset((OVER, *own[at:])))
        for at in range(len(own), -1, -1)
        for n in range(_FEWEST, 0, -1)
    ]
    left = room.height - above - _below(room)
    return next(
        (less for less in shorter if sum(_lines(less, *size) for size in sizes.items()) <= left), room._replace(rows=_FEWEST)
    )


def _below(room: Room) -> int:
    return _BELOW + len(_fitted(_FOOT, room))


def _lines(room: Room, title: str, size: int) -> int:
    """Return how many lines a section takes."""
    if title in room.folded or room.rows is None:
        return 1
    return 1 + min(size, room.rows) + (size > room.rows)


class _Group(NamedTuple):
    """This is a group's requests by their sections: all of them, and those that are drawn.

    It has no title if there is only one group.
    """

    title: str
    shown: dict[str, list[DocketRow]]
    drawn: dict[str, list[DocketRow]]


def _grouped(rows: Sequence[DocketRow], of: DocketFor) -> list[tuple[str, list[DocketRow]]]:
    """Return the requests of each group by its name; those without a group come last."""
    if not of.by:
        return [("", [*rows])]
    found: dict[str, list[DocketRow]] = {}
    for row in rows:
        found.setdefault(row.group, []).append(row)
    ranked = sorted(found.items(), key=lambda pair: (not pair[0], pair[0].casefold()))
    return [(f"{_cut(words.safe(of.by), _LONGEST)}: {_cut(titled(name, of.by), _LONGEST)}", own) for name, own in ranked]


def _group(name: str, rows: Sequence[DocketRow], sections: Sequence[str], of: DocketFor, room: Room) -> _Group:
    shown = {title: _ranked(rows, title, of.ordered) for title in sections}
    drawn = {title: each[: room.rows] for title, each in shown.items() if each}
    for title in {OVER, *room.folded} & drawn.keys() if room.rows is not None else ():
        drawn[title] = []
    requests = "1 request" if len(rows) == 1 else f"{len(rows):,} requests"
    return _Group(f"{name}, {requests}: {_parts(rows)}" if name else "", shown, drawn)


def _agency(text: str) -> str:
    """Return the agency as it was understood, without the department it belongs to."""
    found = understood(text) if text else ""
    return found if found == text else found.partition(" (")[0]


def _totals(rows: Sequence[DocketRow], of: DocketFor) -> str:
    parts = _parts(rows)
    part_of = f" of {of.answered:,}" if len(rows) != of.answered else ""
    requests = "request" if of.answered == 1 else "requests"
    return f"{len(rows):,}{part_of} {requests}, {on(of.as_of)}" + (f": {parts}" if parts else "")


def _parts(rows: Sequence[DocketRow]) -> str:
    """Return what became of so many requests, in words."""
    counted = Counter(row.counted for row in rows)
    return ", ".join(_number(counted[what], what) for what in COUNTED if counted[what])


def _number(number: int, what: str) -> str:
    return "1 right lost" if (number, what) == (1, "rights lost") else f"{number:,} {what}"


def _ranked(rows: Sequence[DocketRow], title: str, ordered: bool) -> list[DocketRow]:
    own = [row for row in rows if row.section == title]
    return own if ordered else sorted(own, key=lambda row: row.rank)


def _section(
    title: str, drawn: Sequence[DocketRow], own: Sequence[DocketRow], widths: Sequence[int], room: Room
) -> Iterator[DocketLine]:
    if not drawn:
        yield DocketLine(f"  {OVER}: {_over(own)}" if title == OVER else f"  {title} ({len(own):,}): --all", "head")
        return
    yield DocketLine(f"  {title}", "head")
    style = _STYLES.get(title, "")
    for row in drawn:
        cells = zip(_cells(row), widths, strict=True)
        yield DocketLine("  " + _GAP.join(_padded(_cut(_plain(text, room), n), n) for text, n in cells if n), style)
    if len(drawn) < len(own):
        yield DocketLine(f"{' ' * 12}... {len(own) - len(drawn):,} more: --all")


def _over(own: Sequence[DocketRow]) -> str:
    if len(own) == 1:
        return f"1 ({', '.join(filter(None, (own[0].agency, own[0].what)))})"
    each = Counter(row.what for row in own)
    return f"{len(own):,} ({', '.join(f'{n:,} {what}' for what, n in sorted(each.items()))}): --all"


def _cells(row: DocketRow) -> tuple[str, ...]:
    number, _, unit = row.days.partition(" ")
    days = f"{number:>6} {unit:<2}" if number else ""
    return days, row.mark, row.what, row.agency, row.name, row.subject


def _widths(rows: Sequence[DocketRow], room: Room) -> list[int]:
    """Return the columns of each cell, 0 for one that is empty in every row.

    If there is little room, the cells at the end of the row give way.
    """
    widths = [
        max((_columns(_plain(text, room)) for text in cells), default=0) for cells in zip(*map(_cells, rows), strict=True)
    ]
    if not widths:
        return widths
    *first, agency, name, subject = widths
    if room.width is not None:
        beside = agency + name + sum(n + len(_GAP) for n in first[:-1] if n) + 3 * len(_GAP)
        first[-1] = min(first[-1], max(room.width - beside, room.width // 2))
    if room.width is None:
        return [*first, min(agency, _LONGEST), min(name, _LONGEST), min(subject, _LONGEST)]
    left = room.width - len(_GAP) - sum(n + len(_GAP) for n in first if n) - (len(_GAP) if agency and name else 0)
    if agency + name > left:
        name = min(name, max(left - agency, left // 2, _LEAST))
        agency = min(agency, max(left - name, _LEAST))
    left -= agency + name + len(_GAP)
    return [*first, agency, name, min(subject, left) if left >= _LEAST else 0]


def _fitted(text: str, room: Room) -> list[str]:
    """Return a text in lines that fit: a row that is too wide is cut, and a sentence continues below."""
    plain = _plain(text, room).rstrip()
    if room.width is None or _columns(plain) <= room.width:
        return [plain]
    return [_cut(plain, room.width)] if text.startswith(" ") else wrap(plain, room.width)


def _plain(text: str, room: Room) -> str:
    return text.encode("ascii", "backslashreplace").decode() if room.ascii_only else text


def _columns(text: str) -> int:
    return len(text) if text.isascii() else sum(map(_wide, text))


def _wide(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _columns(text))


def _cut(text: str, width: int) -> str:
    """Return a text that fits; one that is too long ends in two dots."""
    if _columns(text) <= width:
        return text
    kept, used = "", 0
    for letter in text:
        used += _wide(letter)
        if used > width - len(_CUT):
            break
        kept += letter
    return f"{kept.rstrip()}{_CUT}"[:width]
