"""The answer as one value, and its JSON contract (schema 1). Every output format shows this same result."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from foiacalc import law, status
from foiacalc.case import Assumption, Case, take
from foiacalc.checks import day
from foiacalc.counts import Count
from foiacalc.deadline import Deadline
from foiacalc.deadlines import deadlines
from foiacalc.request import Request
from foiacalc.status import Consequence, Next, Standing
from foiacalc.workdays import DATA, Day

if TYPE_CHECKING:
    from foiacalc.claims import Claim

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Report:
    """What was due when, where each deadline stands on `as_of`, and why. `request` holds the facts known that day.

    `claimed` is what there is to say of a due date that somebody else computed, where one is given.
    """

    as_of: date
    request: Request
    assumptions: tuple[Assumption, ...]
    standings: tuple[Standing, ...]
    next: Next | None
    consequences: tuple[Consequence, ...]
    warnings: tuple[str, ...]
    claimed: "Claim | None" = None

    @property
    def missed(self) -> tuple[str, ...]:
        """The keys of the agency's limits that have passed without the act."""
        return tuple(s.deadline.key for s in self.standings if s.state == "missed")

    @property
    def doors(self) -> tuple[Consequence, ...]:
        """Since when and until when suit could be filed, in order; not only now."""
        return tuple(c for c in self.consequences if c.key in status.DOORS)

    def only_missed(self) -> "Report":
        """The same answer with the missed deadlines only."""
        return replace(self, standings=tuple(s for s in self.standings if s.state == "missed"))

    def standing(self, key: str) -> Standing:
        """The standing of one deadline; KeyError for a key that there is not."""
        for found in self.standings:
            if found.deadline.key == key:
                return found
        raise KeyError(key)

    def to_dict(self) -> dict[str, Any]:
        """The answer in the words of the JSON contract."""
        return {
            "schema": SCHEMA,
            "as_of": self.as_of.isoformat(),
            "request": self.request.facts(),
            "assumptions": [a._asdict() for a in self.assumptions],
            "deadlines": [_deadline(s) for s in self.standings],
            "missed": list(self.missed),
            "next": {"key": self.next.key, "date": self.next.date.isoformat(), "binds": self.next.binds} if self.next else None,
            "claimed": claim(self.claimed) if self.claimed else None,
            "consequences": [_consequence(c) for c in self.consequences],
            "warnings": list(self.warnings),
        }


def report(request: Request, *, as_of: date, claim_on: str = "determination", lenient: bool = False) -> Report:
    """The deadlines of `request` and where they stand on `as_of`, with what was known on that day.

    A claimed due date among the facts is held against the deadline `claim_on`. `lenient` takes an agency that is not known
    as none given, with a warning.

    FactError where `as_of` is no date, before the request or after the calendar; UnknownAgency; OutsideCalendar where a date
    cannot be counted; KeyError for a `claim_on` that is no deadline.
    """
    day("as_of", as_of)
    case = take(request, as_of, lenient)
    all_deadlines = deadlines(case)
    by_key = {d.key: d for d in all_deadlines}
    found = status.consequences(case, by_key)
    stand = status.standings(case, all_deadlines, found)
    return Report(
        as_of=as_of,
        request=case.known,
        assumptions=(*case.assumptions, *(a for d in all_deadlines for a in d.assumptions)),
        standings=stand,
        next=status.next_date(as_of, stand),
        consequences=found,
        warnings=(
            *case.warnings,
            *(w for d in all_deadlines for w in d.warnings),
            *status.suit_without_exhaustion(case, found),
        ),
        claimed=_claimed(case, by_key[claim_on], request.claimed),
    )


def _claimed(case: Case, deadline: Deadline, claimed: date | None) -> "Claim | None":
    if not claimed:
        return None
    from foiacalc import claims

    return claims.check(case, deadline, claimed)


def to_json(value: object) -> str:
    """JSON text: ASCII, two spaces of indent, one line end at the close."""
    return json.dumps(value, indent=2) + "\n"


def schema() -> str:
    """The JSON Schema (draft 2020-12) of the answer."""
    return (DATA / "answer.schema.json").read_text(encoding="ascii")


def explanation(report: Report, key: str) -> dict[str, Any]:
    """One deadline of the answer with every day of its count. KeyError for a key that there is not."""
    found = report.standing(key)
    return {
        "schema": SCHEMA,
        "as_of": report.as_of.isoformat(),
        "request": report.request.facts(),
        "assumptions": [a._asdict() for a in report.assumptions],
        "deadline": _deadline(found),
        "warnings": list(report.warnings),
        "days": [_day(day) | {"number": day.number, "kind": day.kind} for day in counted(found.deadline)],
    }


def counted(deadline: Deadline) -> tuple[Day, ...]:
    """The days of the count; none where the deadline does not run."""
    return deadline.count.days() if deadline.count else ()


def claim(claimed: "Claim") -> dict[str, Any]:
    """What is said of a claimed date, in the words of the contract."""
    return {
        "claimed": claimed.claimed.isoformat(),
        "due": _iso(claimed.due),
        "cautious": _iso(claimed.cautious),
        "right": claimed.right,
        "working_day": claimed.working_day,
        "slips": [{"key": s.key, "says": s.says, "authority": authorities([s.authority])} for s in claimed.slips],
    }


def _deadline(standing: Standing) -> dict[str, Any]:
    deadline = standing.deadline
    return {
        "key": deadline.key,
        "title": deadline.title,
        "binds": deadline.binds,
        "due": _iso(deadline.due),
        "cautious": _iso(deadline.cautious),
        "state": standing.state,
        "done": _iso(deadline.done),
        "late": standing.late._asdict() if standing.late else None,
        "left": standing.left._asdict() if standing.left else None,
        "projected": deadline.projected_from is not None,
        "projected_from": deadline.projected_from,
        "opens": _iso(standing.opens),
        "count": counts(deadline.count) if deadline.count else None,
        "authority": authorities(deadline.authority),
        "contested": [
            {"point": c.point, "says": law.POINTS[c.point].says, "date": c.date.isoformat()} for c in deadline.contested
        ],
        "note": deadline.note,
    }


def counts(count: Count) -> dict[str, Any]:
    """A count in the words of the contract."""
    return {
        "from": count.start.isoformat(),
        "length": count.length,
        "unit": count.unit,
        "skipped": [_day(day) for day in count.skipped()],
        "tolled": [_day(day) for day in count.tolled_days()],
    }


def _day(day: Day) -> dict[str, Any]:
    return {"date": day.date.isoformat(), "reason": day.reason}


def _consequence(consequence: Consequence) -> dict[str, Any]:
    return {
        "key": consequence.key,
        "from": consequence.since.isoformat(),
        "until": _iso(consequence.until),
        "says": consequence.says,
        "authority": authorities(consequence.authority),
    }


def authorities(rows: Iterable[law.Authority]) -> list[dict[str, str | None]]:
    """Citations in the words of the contract."""
    return [{"cite": a.cite, "since": _iso(a.since), "url": a.url} for a in rows]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
