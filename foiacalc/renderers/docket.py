"""Many answers: JSON Lines, the sheet with our columns, a docket, a summary. They compute no date."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from foiacalc.agencies import whom
from foiacalc.answer import SCHEMA, Report
from foiacalc.deadline import KEYS
from foiacalc.renderers import words
from foiacalc.renderers.sheet import defused
from foiacalc.status import Standing

OURS = (
    *(f"{key}_{what}" for key in KEYS for what in ("due", "cautious", "state", "late_working_days")),
    "next",
    "next_date",
    "consequences",
    "claimed_right",
    "warnings",
)
_NEVER = date.max
_NAME, _AGENCY = 20, 24  # columns


class Line(NamedTuple):
    """An answer as a line of JSON, in three parts: the id goes between the first two."""

    before: str
    after: str

    def with_id(self, name: str | None) -> str:
        return f"{self.before}{json.dumps(name)}{self.after}\n"


def line(report: Report) -> Line:
    """The whole answer on one line."""
    return _in_parts(report.to_dict())


def brief(report: Report) -> Line:
    """The id, and of each deadline the dates and the state: a part of the whole answer, under the same names."""
    deadlines = [
        {key: deadline[key] for key in ("key", "due", "cautious", "state")} for deadline in report.to_dict()["deadlines"]
    ]
    return _in_parts({"schema": SCHEMA, "as_of": str(report.as_of), "request": {"id": None}, "deadlines": deadlines})


def _in_parts(answer: Mapping[str, Any]) -> Line:
    text = json.dumps(answer)
    before, after = text.split('"request": {"id": null', 1)
    return Line(f'{before}"request": {{"id": ', after)


def cells(report: Report) -> tuple[str, ...]:
    """Our columns for a row of a sheet: due, cautious, state and lateness of each deadline, what comes next, what follows."""
    found = [text for standing in report.standings for text in _standing(standing)]
    found += [
        report.next.key if report.next else "",
        str(report.next.date) if report.next else "",
        "; ".join(f"{c.key} {words.period(c)}" for c in report.consequences),
        _claimed(report),
        defused(" ".join(report.warnings)),
    ]
    return tuple(found)


def _claimed(report: Report) -> str:
    claimed = report.claimed
    if not claimed:
        return ""
    return "right" if claimed.right else f"wrong: {', '.join(slip.key for slip in claimed.slips) or 'no known slip'}"


def _standing(standing: Standing) -> tuple[str, ...]:
    deadline = standing.deadline
    late = str(standing.late.working_days) if standing.late else ""
    return str(deadline.due or ""), str(deadline.cautious or ""), standing.state, late


def table(found: Iterable[tuple[str | None, Report]]) -> str:
    """A docket: a line for each request, in the order given."""
    lines = [_row("id", "agency", "filed", "due", "state", "late", "next")]
    for pair in found:
        name, agency, *rest = entry(*pair)
        lines.append(_row(name[:_NAME], agency[:_AGENCY], *rest))
    return "\n".join(lines) + "\n"


def entry(name: str | None, report: Report) -> tuple[str, ...]:
    """A request as a line of a docket: id, agency, filed, due, state, working days late, what comes next."""
    standing, request = report.standing("determination"), report.request
    return (
        words.safe(name or ""),
        words.safe(request.agency or ""),
        str(request.filed or request.received or request.appeal_received or ""),
        str(standing.deadline.due or ""),
        words.state(standing),
        str(standing.late.working_days) if standing.late else "",
        f"{report.next.key} {report.next.date}" if report.next else "",
    )


def _row(name: str, agency: str, filed: str, due: str, state: str, late: str, upcoming: str) -> str:
    return f"{name:<{_NAME}}  {agency:<{_AGENCY}}  {filed:<10}  {due:<10}  {state:<14}  {late:>5}  {upcoming}".rstrip()


def whose(report: Report) -> str:
    """The component or agency, so that ICE is the same under its full name."""
    return whom(words.safe(report.request.agency or "")) or "(no agency)"


def _urgency(report: Report) -> tuple[bool, date]:
    missed = [s.deadline.due for s in report.standings if s.state == "missed" and s.deadline.due]
    return not missed, min(missed) if missed else report.next.date if report.next else _NEVER


def _last_day(report: Report) -> tuple[date]:
    """The last day for the determination or, where only an appeal is known, for its determination."""
    due = report.standing("determination").deadline.due or report.standing("appeal_determination").deadline.due
    return (due or _NEVER,)


def lateness(report: Report) -> int:
    """By how many working days the agency missed a limit, or met it late; the most of all its limits, 0 for none."""
    late = (s.late.working_days for s in report.standings if s.late and s.state in ("missed", "met_late"))
    return max(late, default=0)


URGENT = "urgent"
RANKS: Mapping[str, Callable[[Report], tuple[Any, ...]]] = {
    URGENT: _urgency,
    "due": _last_day,
    "late": lambda report: (-lateness(report),),
    "agency": lambda report: (whose(report).casefold(), *_last_day(report)),
}


class Totals:
    """What became of the rows, counted as they pass."""

    def __init__(self, as_of: date) -> None:
        self.as_of = as_of
        self.rows = self.errors = self.missed = 0
        self.aside: Counter[str] = Counter()
        self.states: Counter[str] = Counter()
        self.agencies: Counter[str] = Counter()
        self.missed_by: Counter[str] = Counter()
        self.late: Counter[int] = Counter()
        self.longest_by: dict[str, int] = {}

    def add(self, state: str, agency: str, missed: bool, late: int) -> None:
        """Counts an answer, `late` in working days."""
        self.states[state] += 1
        self.agencies[agency] += 1
        self.missed += missed
        self.missed_by[agency] += missed
        if late:
            self.late[late] += 1
            self.longest_by[agency] = max(late, self.longest_by.get(agency, 0))

    def to_dict(self, by_agency: bool = False) -> dict[str, Any]:
        agencies = {
            name: {"answered": number, "missed": self.missed_by[name]} for name, number in sorted(self.agencies.items())
        }
        answered = self.rows - self.errors - sum(self.aside.values())
        return {
            "schema": SCHEMA,
            "as_of": str(self.as_of),
            "rows": self.rows,
            "answered": answered,
            "in_error": self.errors,
            "set_aside": dict(sorted(self.aside.items())),
            "missed": self.missed,
            "determinations": dict(sorted(self.states.items())),
            **({"agencies": agencies} if by_agency else {}),
        }

    def sentence(self) -> str:
        aside, set_aside = ", ".join(f"{why}: {number}" for why, number in sorted(self.aside.items())), sum(self.aside.values())
        rows, answered = "row" if self.rows == 1 else "rows", self.rows - self.errors - set_aside
        said = f"{self.rows} {rows}: {answered} answered, {self.errors} in error, {set_aside} set aside"
        return said + (f" ({aside})" if aside else "")
