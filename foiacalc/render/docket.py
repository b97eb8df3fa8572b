"""This module ranks and counts many answers for a docket and a summary; it computes no date."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from foiacalc.answer.contract import SCHEMA
from foiacalc.answer.reports import Report
from foiacalc.answer.state import DeadlineState
from foiacalc.law.agencies import whom
from foiacalc.render import docket_places, words

_NEVER = date.max
Tallied = TypeVar("Tallied")
_AGENCY = 24  # columns
WARNED = "(!)"  # the mark of an answer with warnings


class GroupCounts(NamedTuple):
    """This is a group: its number of requests, how many have a limit missed, and the most working days late."""

    requests: int = 0
    missed: int = 0
    latest: int = 0


def by_group(totals: "Totals") -> list[str]:
    """Say, under a docket that is grouped, what is counted of each group, one line each."""
    if not totals.by:
        return []
    lines = [_counts(words.safe(totals.by)[:_AGENCY], "requests", "missed", "longest")]
    return lines + [_counts(name[:_AGENCY], *(f"{number:,}" for number in group)) for name, group in totals.grouped()]


def titled(group: str, by: str) -> str:
    """Return the name of a group; for rows whose cell is blank, say that they have none."""
    return words.safe(group or f"(no {by})")


def _counts(name: str, requests: str, missed: str, longest: str) -> str:
    return f"{name:<{_AGENCY}}  {requests:>8}  {missed:>6}  {longest:>7}"


def whose(agency: str | None) -> str:
    """Return the component or agency, so that ICE is the same under its full name."""
    return whom(words.safe(agency or "")) or "(no agency)"


def _urgency(report: Report) -> tuple[bool, date]:
    missed = [s.deadline.due for s in report.states if s.state == "missed" and s.deadline.due]
    return not missed, min(missed) if missed else _next_day(report)


def _next_day(report: Report) -> date:
    """Return the day of what comes next, as the row shows it."""
    found = docket_places.coming(report)
    return found.date if found else _NEVER


def _last_day(report: Report) -> tuple[date]:
    """Return the last day for the determination or, where only an appeal is known, for the determination on it."""
    due = report.state_of("determination").deadline.due or report.state_of("appeal_determination").deadline.due
    return (due or _NEVER,)


def lateness(report: Report) -> int:
    """Return by how many working days the agency missed a limit or met it late: the most of all its limits, or 0."""
    return max(map(days_late, report.states))


def days_late(stated: DeadlineState) -> int:
    """Return by how many working days the agency missed one limit, or met it late."""
    return stated.late.working_days if stated.late and stated.state in ("missed", "met_late") else 0


URGENT = "urgent"
RANKS: Mapping[str, Callable[[Report], tuple[Any, ...]]] = {
    URGENT: _urgency,
    "next": lambda report: (_next_day(report),),
    "due": _last_day,
    "late": lambda report: (-lateness(report),),
    "agency": lambda report: (whose(report.request.agency).casefold(), *_last_day(report)),
}


class Tally(NamedTuple):
    """This is what the totals count of an answer.

    `late` is in working days; `claimed` has the verdict on a claimed date and its slips; `counted` is what the first line
    of a docket counts it as.
    """

    state: str
    agency: str
    missed: bool
    late: int
    claimed: tuple[str, tuple[str, ...]] | None = None
    warned: bool = False
    counted: str = ""


def tally(report: Report) -> Tally:
    return Tally(
        report.state_of("determination").state,
        whose(report.request.agency),
        bool(report.missed),
        lateness(report),
        _verdict(report),
        bool(report.warnings),
        docket_places.place(report).counted,
    )


def in_passing(report: Report) -> Tally:
    """Return what is counted of an answer that is not kept.

    It leaves out the agency and the days late, since there may be as many pairs of these as rows.
    """
    missed = "missed" in map(_state, report.computed.apply.values())
    if not report.claimed:
        return _OVERDUE if missed else _IN_TIME
    return Tally("", "", missed, 0, _verdict(report))


_state = attrgetter("state")
_IN_TIME, _OVERDUE = (Tally("", "", missed, 0) for missed in (False, True))


def _verdict(report: Report) -> tuple[str, tuple[str, ...]] | None:
    """Return what became of a claimed date, and the slips that explain it, the likeliest first."""
    found = report.claimed
    if not found or not found.due:
        return None
    return found.verdict, tuple([slip.says for slip in found.slips])


def _checks(checks: Counter[str]) -> dict[str, int]:
    return {"right": checks["right"], "with_extension": checks["with extension"], "other": checks["other"]}


class Totals:
    """This counts what became of the rows, as they pass."""

    def __init__(self, as_of: date) -> None:
        self.as_of = as_of
        self.rows = self.errors = 0
        self.aside: Counter[str] = Counter()
        self.tallies: Counter[Tally] = Counter()
        self.left_out = 0  # rows that were not wanted
        self.by = ""
        self._groups: dict[str, GroupCounts] = {}

    def group(self, name: str, counted: Tally) -> None:
        """Count an answer in its group."""
        requests, missed, latest = self._groups.get(name, GroupCounts())
        self._groups[name] = GroupCounts(requests + 1, missed + counted.missed, max(latest, counted.late))

    def grouped(self) -> list[tuple[str, GroupCounts]]:
        """Return the groups by name; the rows without a group come last."""
        ranked = sorted(self._groups.items(), key=lambda pair: (not pair[0], pair[0].casefold()))
        return [(titled(name, self.by), group) for name, group in ranked]

    @property
    def missed(self) -> int:
        return sum(number for tally, number in self.tallies.items() if tally.missed)

    @property
    def states(self) -> Counter[str]:
        return self._by(lambda tally: tally.state)

    @property
    def agencies(self) -> Counter[str]:
        return self._by(lambda tally: tally.agency)

    @property
    def missed_by(self) -> Counter[str]:
        """Return how many answers with a missed limit each agency has."""
        return self._by(lambda tally: tally.agency if tally.missed else None)

    @property
    def late(self) -> Counter[int]:
        """Return the counts by working days late, without those that are not late."""
        return self._by(lambda tally: tally.late or None)

    @property
    def longest_by(self) -> dict[str, int]:
        """Return the most working days late by agency."""
        found: dict[str, int] = {}
        for tally in self.tallies:
            found[tally.agency] = max(tally.late, found.get(tally.agency, 0))
        return found

    @property
    def checks(self) -> Counter[str]:
        """Count the claimed dates by verdict, if there was a limit to compare them with."""
        return self._by(lambda tally: tally.claimed[0] if tally.claimed else None)

    @property
    def slips(self) -> Counter[str]:
        """Count how many claimed dates each slip explains; a date that several slips explain counts for each."""
        found: Counter[str] = Counter()
        for tally, number in self.tallies.items():
            for slip in tally.claimed[1] if tally.claimed else ():
                found[slip] += number
        return found

    @property
    def docket(self) -> dict[str, int]:
        """Return the counts of the first line of a docket by its words, in its order."""
        counted = self._by(lambda tally: tally.counted or None)
        return {what.replace("'", "").replace(" ", "_"): counted[what] for what in docket_places.COUNTED if counted[what]}

    @property
    def warned(self) -> int:
        return sum(number for tally, number in self.tallies.items() if tally.warned)

    def warnings_sentences(self) -> list[str]:
        """Say how many answers carry warnings, and how they are marked; say nothing if none does."""
        number = self.warned
        if not number:
            return []
        carry = "answer carries" if number == 1 else "answers carry"
        return [f"{number:,} {carry} warnings, marked {WARNED}; CSV and JSON list them"]

    def checks_sentences(self) -> list[str]:
        """Return a line on the claimed dates and, if one slip explains most of them, a second line on that slip."""
        checks, slips = self.checks, self.slips
        if not checks:
            return []
        said = [
            f"claimed: {checks['right']:,} right, {checks['with extension']:,} with extension, {checks['other']:,} other",
        ]
        slip, number = max(slips.items(), key=lambda pair: pair[1], default=("", 0))
        if 2 * number > checks.total():
            said.append(
                f"{number:,} of {checks.total():,} claimed dates show the same mistake; it looks like the office's own "
                f"practice: {slip}"
            )
        return said

    def _by(self, what: Callable[[Tally], Tallied | None]) -> Counter[Tallied]:
        found: Counter[Tallied] = Counter()
        for tally, number in self.tallies.items():
            key = what(tally)
            if key is not None:
                found[key] += number
        return found

    @property
    def answered(self) -> int:
        """Count the rows that have an answer and were asked for."""
        return self.rows - self.errors - self.left_out - self.aside.total()

    def _grouped(self) -> dict[str, Any]:
        """Return the groups under `agencies`, or under `by` with the name of the column."""
        each = {name: {"answered": group.requests, "missed": group.missed} for name, group in self.grouped()}
        if not self.by:
            return {}
        return {"agencies": each} if self.by == "agency" else {"by": {"column": self.by, "groups": each}}

    def to_dict(self) -> dict[str, Any]:
        return {
            "schema": SCHEMA,
            "as_of": str(self.as_of),
            "rows": self.rows,
            "answered": self.answered,
            "in_error": self.errors,
            "set_aside": dict(sorted(self.aside.items())),
            **({"left_out": self.left_out} if self.left_out else {}),
            "missed": self.missed,
            "docket": self.docket,
            "with_warnings": self.warned,
            "claimed": _checks(self.checks) if self.checks else None,
            "determinations": dict(sorted(self.states.items())),
            **self._grouped(),
        }

    def sentence(self) -> str:
        aside, set_aside = (
            ", ".join(f"{why}: {number:,}" for why, number in sorted(self.aside.items())),
            sum(self.aside.values()),
        )
        rows = "row" if self.rows == 1 else "rows"
        said = f"{self.rows:,} {rows}: {self.answered:,} answered, {self.errors:,} with errors, {set_aside:,} skipped"
        return said + (f" ({aside})" if aside else "") + (f", {self.left_out:,} left out" if self.left_out else "")
