"""Many answers: JSON Lines, the sheet with our columns, a docket, a summary. They compute no date."""

import csv
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple, TypeVar

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
Key = TypeVar("Key")
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
        {
            "key": standing.deadline.key,
            "due": str(standing.deadline.due) if standing.deadline.due else None,
            "cautious": str(standing.deadline.cautious) if standing.deadline.cautious else None,
            "state": standing.state,
        }
        for standing in report.standings
    ]
    return _in_parts({"schema": SCHEMA, "as_of": str(report.as_of), "request": {"id": None}, "deadlines": deadlines})


def _in_parts(answer: Mapping[str, Any]) -> Line:
    text = json.dumps(answer)
    before, after = text.split('"request": {"id": null', 1)
    return Line(f'{before}"request": {{"id": ', after)


class _Echo:
    """What a csv writer writes to so that `writerow` gives the record back."""

    def write(self, text: str) -> str:
        return text


_WRITER = csv.writer(_Echo())


def record(cells: Iterable[str], ours: str = "\r\n") -> str:
    """A record of a sheet: the cells, then `ours`, which ends the line."""
    text: str = _WRITER.writerow(cells)
    return text[:-2] + ours


def ours(report: Report) -> str:
    """Our columns of a record: due, cautious, state and lateness of each deadline, what comes next, what follows."""
    found = [text for standing in report.standings for text in _standing(standing)]
    found += [
        report.next.key if report.next else "",
        str(report.next.date) if report.next else "",
        "; ".join(f"{c.key} {words.period(c)}" for c in report.consequences),
        _claimed(report),
        defused(" ".join(report.warnings)),
    ]
    return f",{record(found)}"


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


class Tally(NamedTuple):
    """What the totals count of an answer; `late` in working days."""

    state: str
    agency: str
    missed: bool
    late: int


def tally(report: Report) -> Tally:
    return Tally(report.standing("determination").state, whose(report), bool(report.missed), lateness(report))


class Totals:
    """What became of the rows, counted as they pass."""

    def __init__(self, as_of: date) -> None:
        self.as_of = as_of
        self.rows = self.errors = 0
        self.aside: Counter[str] = Counter()
        self.answers: Counter[Tally] = Counter()

    @property
    def missed(self) -> int:
        return sum(number for answer, number in self.answers.items() if answer.missed)

    @property
    def states(self) -> Counter[str]:
        return self._by(lambda answer: answer.state)

    @property
    def agencies(self) -> Counter[str]:
        return self._by(lambda answer: answer.agency)

    @property
    def missed_by(self) -> Counter[str]:
        """By agency."""
        return self._by(lambda answer: answer.agency if answer.missed else None)

    @property
    def late(self) -> Counter[int]:
        """By working days; none that is not late."""
        return self._by(lambda answer: answer.late or None)

    @property
    def longest_by(self) -> dict[str, int]:
        """By agency the most working days."""
        found: dict[str, int] = {}
        for answer in self.answers:
            found[answer.agency] = max(answer.late, found.get(answer.agency, 0))
        return found

    def _by(self, what: Callable[[Tally], Key | None]) -> Counter[Key]:
        found: Counter[Key] = Counter()
        for answer, number in self.answers.items():
            key = what(answer)
            if key is not None:
                found[key] += number
        return found

    def to_dict(self, by_agency: bool = False) -> dict[str, Any]:
        missed = self.missed_by
        agencies = {name: {"answered": n, "missed": missed[name]} for name, n in sorted(self.agencies.items())}
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
