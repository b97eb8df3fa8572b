"""This module says what a report on many requests says, in Markdown and on a page: four numbers, the docket, the rest."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from foiacalc.answer.reports import Report
from foiacalc.answer.view import Headline, many
from foiacalc.law.agency_meant import understood
from foiacalc.render import docket, docket_line, docket_places, docket_rows, words
from foiacalc.render.docket import WARNED, Totals
from foiacalc.render.docket_places import LATE_SECTIONS, LOST, OFFICERS, REQUESTERS, WEEK
from foiacalc.render.docket_rows import DocketRow, Own
from foiacalc.render.doj import DojSection

AGENCY_HEADS = ("Component or agency", "Requests", "Missed", "Longest delay")
COLUMN_HEADS = ("Requests", "Missed", "Longest delay")
ROW_HEADS = ("Days", "What", "Agency", "Request", "Subject", "Filed")
DOCKET_HEADS = ("Request", "Agency", "Filed", "Due", "State", "Late", "Next")
_LATE = "late now"
_OLDEST = 10
_OPEN = ("missed", "pending", "tolled")
_DETERMINATIONS = ("determination", "appeal_determination")
_FIRST_OF_BINS = (1, 11, 51, 101, 251, 501)  # working days

Rows = tuple[tuple[str | int, ...], ...]


class Entry(NamedTuple):
    """This is a request of the docket, with its number there."""

    number: int
    row: DocketRow
    filed: str
    report: Report
    group: str

    @property
    def headline(self) -> Headline:
        return self.report.headline

    @property
    def name(self) -> str:
        """Return what the request is called: its id, or else its agency, or else its number."""
        return self.row.name or self.row.agency or f"Request {self.number}"

    @property
    def cells(self) -> tuple[str, ...]:
        """Return the cells under ROW_HEADS."""
        row = self.row
        return row.days, f"{row.what} {row.mark}".strip(), row.agency, row.name, row.subject, self.filed


class DocketSection(NamedTuple):
    """This is a section of the docket; it is `loud` if late or lost, and `over` if nothing more is needed."""

    title: str
    entries: tuple[Entry, ...]
    loud: bool
    over: bool


class Docket(NamedTuple):
    """This has the sections of the requests shown, or of those in one group by a column, under its title."""

    title: str
    groups: tuple[DocketSection, ...]


class Digest(NamedTuple):
    """This has the totals of all rows, the docket and the oldest of those shown, and notes on how the sheets were read.

    `numbers` are four counts of those shown, each with what it counts; `all_of` says what the totals count. `dockets` has one
    docket for each group by the column `by`, or only one; `columns` says what is counted of each group; `doj` has DOJ's own
    figures, if they were asked for.
    """

    title: str
    as_of: date
    numbers: tuple[tuple[int, str], ...]
    all_of: str
    sentence: str
    notes: tuple[str, ...]
    dockets: tuple[Docket, ...]
    totals: Rows
    agencies: Rows
    how_late: str
    lateness: tuple[tuple[str, int], ...]
    oldest: Rows
    by: str = ""
    columns: Rows = ()
    doj: tuple[DojSection, ...] = ()

    @property
    def oldest_of(self) -> str:
        """Return the title of the oldest requests, which are chosen from those shown."""
        return f"The ten oldest open requests{' shown' if self.numbers[0][1].startswith('of ') else ''}"

    @property
    def longest_bar(self) -> int:
        return max(number for _, number in self.lateness)


def digest(totals: Totals, shown: Sequence[tuple[Own, Report]], notes: Sequence[str] = (), *, ordered: bool = False) -> Digest:
    """Make the report; within a section of its docket the most urgent comes first, or the order given stays."""
    entries = _entries(shown, ordered)
    still_open = [pair for pair in shown if any(pair[1].state_of(key).state in _OPEN for key in _DETERMINATIONS)]
    missed, longest = totals.missed_by, totals.longest_by
    return Digest(
        f"FOIA requests, as of {totals.as_of}",
        totals.as_of,
        _numbers(entries, totals.answered),
        f"all {_requests(totals.answered)}" if totals.answered > 1 else _requests(totals.answered),
        totals.sentence(),
        tuple(notes),
        tuple(_dockets(totals, entries)),
        (
            ("any deadline missed", totals.missed),
            *((f"determination {k.replace('_', ' ')}", n) for k, n in _most(totals.states)),
        ),
        tuple((name, n, missed[name], longest[name]) for name, n in _most(totals.agencies)),
        _how_late(totals),
        _lateness(totals),
        _rows(sorted(still_open, key=lambda pair: _began(pair[1]))[:_OLDEST]),
        "" if totals.by == "agency" else words.safe(totals.by),
        tuple((name, *group) for name, group in totals.grouped()) if totals.by != "agency" else (),
    )


def _entries(shown: Sequence[tuple[Own, Report]], ordered: bool) -> list[Entry]:
    agencies: dict[str, str] = {}
    entries = []
    for number, (own, report) in enumerate(shown, 1):
        text = words.safe(report.request.agency or "")
        agency = agencies.get(text) or agencies.setdefault(text, understood(text).partition(" (")[0] if text else "")
        row = docket_rows.row(own, report, agency, WARNED if report.warnings else "")
        entries.append(Entry(number, row, docket_line.entry(own.name, report)[_FILED], report, own.group))
    if not ordered:
        entries.sort(key=lambda entry: entry.row.rank)
    return entries


def _dockets(totals: Totals, entries: Sequence[Entry]) -> Iterator[Docket]:
    """Yield the docket, or one for each group by its name; the requests without a group come last."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.group, []).append(entry)
    if not totals.by or not groups:
        yield Docket("Docket", _sections(entries))
        return
    for name in sorted(groups, key=lambda name: (not name, name.casefold())):
        yield Docket(f"Docket, {words.safe(totals.by)}: {docket.titled(name, totals.by)}", _sections(groups[name]))


def _sections(entries: Sequence[Entry]) -> tuple[DocketSection, ...]:
    """Return the sections that hold something, in the order of whom the docket serves."""
    order = OFFICERS if any(entry.report.serves == "agency" for entry in entries) else REQUESTERS
    found = [(title, tuple(entry for entry in entries if entry.row.section == title)) for title in order]
    return tuple(DocketSection(title, own, title in (LOST, *LATE_SECTIONS), title in _OVER) for title, own in found if own)


_OVER = (docket_places.OVER, docket_places.ANSWERED, docket_places.NONE)
_FILED = 2  # which cell of a docket's line it is


def _numbers(entries: Sequence[Entry], answered: int) -> tuple[tuple[int, str], ...]:
    """Return how many of the requests are shown, and how many of those are late as of the day, coming and lost."""
    count = Counter(entry.row.section for entry in entries)
    shown = count.total()
    return (
        (shown, f"of {_requests(answered)}" if shown < answered else _requests(shown).partition(" ")[2]),
        (sum(count[section] for section in LATE_SECTIONS), _LATE),
        (count[WEEK] + count[docket_places.COMING], "coming"),
        (count[LOST], "right lost" if count[LOST] == 1 else "rights lost"),
    )


def _requests(number: int) -> str:
    return "1 request" if number == 1 else f"{number:,} requests"


def _most(counted: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


def _began(report: Report) -> date:
    return report.case.received or date.max


def _rows(shown: Sequence[tuple[Own, Report]]) -> Rows:
    return tuple(docket_line.entry(own.name, report) for own, report in shown)


def _how_late(totals: Totals) -> str:
    days = sorted(totals.late.elements())
    if not days:
        return "No deadline was missed."
    late = f"A deadline was missed on {len(days):,} of {_requests(totals.answered)}"
    if len(days) == 1:
        return f"{late}, by {many(days[0])}."
    middle = days[(len(days) - 1) // 2]
    return (
        f"{late}, including any since answered. Half of them are no more than {many(middle)} late; the longest delay is "
        f"{many(days[-1])}. If several limits on one request were missed or met late, the longest delay counts."
    )


def _lateness(totals: Totals) -> tuple[tuple[str, int], ...]:
    late = totals.late
    ends = (*(first - 1 for first in _FIRST_OF_BINS[1:]), None)
    return tuple(
        (
            f"{first} to {last}" if last else f"{first} or more",
            sum(number for days, number in late.items() if days >= first and (last is None or days <= last)),
        )
        for first, last in zip(_FIRST_OF_BINS, ends, strict=True)
    )
