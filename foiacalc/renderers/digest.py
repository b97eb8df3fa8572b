"""What a report on many requests says, the same in Markdown and on a page: totals, by agency, how late, the docket."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from foiacalc.answer import Report
from foiacalc.renderers import docket, words
from foiacalc.renderers.docket import Totals
from foiacalc.renderers.docket_rows import Own

AGENCY_HEADS = ("Component or agency", "Requests", "Missed", "Longest late")
GROUP_HEADS = ("Requests", "Missed", "Longest late")
DOCKET_HEADS = ("Request", "Agency", "Filed", "Due", "State", "Late", "Next")
_OLDEST = 10
_OPEN = ("missed", "pending", "tolled")
_DETERMINATIONS = ("determination", "appeal_determination")
_FIRST_OF_BINS = (1, 11, 51, 101, 251, 501)  # working days

Rows = tuple[tuple[str | int, ...], ...]


class Digest(NamedTuple):
    """The totals of all rows; the oldest and the docket of those shown; notes on how the sheets were understood.

    `dockets` are the same requests, each group with its title; one without groups. `groups` is what is counted of each.
    """

    title: str
    sentence: str
    notes: tuple[str, ...]
    totals: Rows
    agencies: Rows
    how_late: str
    lateness: tuple[tuple[str, int], ...]
    oldest: Rows
    docket: Rows
    by: str = ""
    groups: Rows = ()
    dockets: tuple[tuple[str, Rows], ...] = ()

    @property
    def longest_bar(self) -> int:
        return max(number for _, number in self.lateness)


def digest(totals: Totals, found: Sequence[tuple[Own, Report]], notes: Sequence[str] = ()) -> Digest:
    """The report, its docket in the order given."""
    shown = [(own.name, report) for own, report in found]
    still_open = [pair for pair in shown if any(pair[1].standing(key).state in _OPEN for key in _DETERMINATIONS)]
    missed, longest = totals.missed_by, totals.longest_by
    return Digest(
        f"FOIA requests, as of {totals.as_of}",
        totals.sentence(),
        tuple(notes),
        (("something missed", totals.missed), *((f"determination {k.replace('_', ' ')}", n) for k, n in _most(totals.states))),
        tuple((name, n, missed[name], longest[name]) for name, n in _most(totals.agencies)),
        _how_late(totals),
        _lateness(totals),
        _rows(sorted(still_open, key=lambda pair: _began(pair[1]))[:_OLDEST]),
        _rows(shown),
        "" if totals.by == "agency" else words.safe(totals.by),
        tuple((name, *group) for name, group in totals.grouped()) if totals.by != "agency" else (),
        tuple(_dockets(totals, found)),
    )


def _dockets(totals: Totals, found: Sequence[tuple[Own, Report]]) -> Iterator[tuple[str, Rows]]:
    """The docket, one for each group by its name; that of the requests without one last."""
    groups: dict[str, list[tuple[str | None, Report]]] = {}
    for own, report in found:
        groups.setdefault(own.group, []).append((own.name, report))
    if not totals.by or not groups:
        yield "Docket", _rows([pair for pairs in groups.values() for pair in pairs])
        return
    for name in sorted(groups, key=lambda name: (not name, name.casefold())):
        yield f"Docket, {words.safe(totals.by)}: {docket.titled(name, totals.by)}", _rows(groups[name])


def _most(counted: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


def _began(report: Report) -> date:
    return report.case.received or date.max


def _rows(shown: Sequence[tuple[str | None, Report]]) -> Rows:
    return tuple(docket.entry(name, report) for name, report in shown)


def _how_late(totals: Totals) -> str:
    days = sorted(totals.late.elements())
    if not days:
        return "No limit was missed."
    middle = days[(len(days) - 1) // 2]
    return (
        f"Late requests: {len(days)}. Half of them are late by {middle} working days or less, the latest by {days[-1]}. "
        "Of several limits that the agency missed or met late, the one that is latest counts."
    )


def _lateness(totals: Totals) -> tuple[tuple[str, int], ...]:
    late = totals.late
    ends = (*(first - 1 for first in _FIRST_OF_BINS[1:]), None)
    return tuple(
        (
            f"{first} to {last}" if last else f"{first} and more",
            sum(number for days, number in late.items() if days >= first and (last is None or days <= last)),
        )
        for first, last in zip(_FIRST_OF_BINS, ends, strict=True)
    )
