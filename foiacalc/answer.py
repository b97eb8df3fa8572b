"""The answer as one value, and its JSON contract (schema 1). Every output format shows this same result."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from foiacalc import consequences, law, status
from foiacalc.checks import day
from foiacalc.clock.all_deadlines import Computed, compute, keys, remarks
from foiacalc.clock.case import Assumption, Case, assumptions, take
from foiacalc.clock.count import Count
from foiacalc.clock.deadline import Deadline, Why
from foiacalc.clock.readings import Contested
from foiacalc.consequences import Consequence
from foiacalc.request import Request
from foiacalc.status import Audience, Next, Standing
from foiacalc.workdays import DATA, Day

if TYPE_CHECKING:
    from foiacalc.claims import Claim

SCHEMA = 1
_REQUESTS = frozenset(key for key in keys() if key != "answer")  # the answer to the complaint runs from the suit alone
_APPEALS = frozenset(("appeal", "appeal_determination", "suit"))
_ABOUT = {  # the deadlines that an assumed fact is about, where it is no fact of the request itself
    "expedite_asked": frozenset(("expedited_decision",)),
    "outcome": _APPEALS,
    "appealed": _APPEALS,
    "appeal_received": _APPEALS,
}


@dataclass(frozen=True, slots=True)
class Report:
    """What was due when, where each deadline stands on a day, and why. The dates are there; the rest is made when asked for.

    `claimed` is what there is to say of a due date that somebody else computed for the deadline `claim_on`. `serves` is whose
    caution people are shown beside `due`: the requester's cautious date, or for the agency's duties its officer's earliest.
    `noted` are warnings of whoever read the facts. `shown` are the keys of the deadlines to show, None for all.
    """

    case: Case
    computed: Computed
    claimed: "Claim | None" = None
    serves: Audience = "requester"
    noted: tuple[str, ...] = ()
    shown: frozenset[str] | None = None
    claim_on: str = "determination"

    @property
    def as_of(self) -> date:
        return self.case.as_of

    @property
    def request(self) -> Request:
        """The facts given, those dated later than `as_of` too."""
        return self.case.request

    @property
    def known(self) -> Request:
        """The facts known on `as_of`; the answer rests on these."""
        return self.case.known

    @property
    def standings(self) -> tuple[Standing, ...]:
        """The deadlines to show, in the order of the procedure."""
        found = status.standings(self.case, self.computed, self.serves)
        return found if self.shown is None else tuple(s for s in found if s.deadline.key in self.shown)

    @property
    def next(self) -> Next | None:
        return status.next_date(self.case, self.computed, self.serves)

    @property
    def consequences(self) -> tuple[Consequence, ...]:
        return tuple(consequences.consequences(self.case, self.computed))

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        return self._assumed([s.deadline.explain() for s in self.standings])

    def _assumed(self, explained: Iterable[Why]) -> tuple[Assumption, ...]:
        return (*assumptions(self.case), *(a for why in explained for a in why.assumptions))

    def assumptions_about(self, key: str) -> tuple[Assumption, ...]:
        """Those that the dates of one deadline may rest on."""
        own = self.standing(key).deadline.assumptions
        return (*(a for a in assumptions(self.case) if key in _ABOUT.get(a.fact, _REQUESTS)), *own)

    @property
    def warnings(self) -> tuple[str, ...]:
        found = remarks(self.case, self.computed)
        if self.case.known.sued:
            found += consequences.suit_without_exhaustion(self.case, self.computed)
        return found + self.noted

    @property
    def missed(self) -> tuple[str, ...]:
        """The keys of the agency's limits that have passed without the act."""
        return tuple([key for key, dates in self.computed.apply.items() if dates.state == "missed"])

    def named(self, name: str | None) -> "Report":
        """The same answer for a request of that id."""
        case = self.case
        named = case.request.taking({"id": name})
        return replace(self, case=case._replace(request=named, known=case.known.taking({"id": name})))

    def only_missed(self) -> "Report":
        """The same answer with the missed deadlines only."""
        return replace(self, shown=frozenset(self.missed))

    def standing(self, key: str) -> Standing:
        """The standing of one deadline; KeyError for a key that there is not."""
        for found in self.standings:
            if found.deadline.key == key:
                return found
        raise KeyError(key)

    @property
    def claimed_deadline(self) -> Deadline:
        """The deadline that a claimed date was held against, shown or not."""
        return Deadline(self.computed.apply[self.claim_on], self.case)

    def relied(self, deadline: Deadline) -> date | None:
        """The date to rely on of whoever the answer serves; None of the requester's rights where that is the agency."""
        return status.relied(deadline.dates, self.serves)

    def act_by(self, deadline: Deadline) -> date | None:
        """The date to act by: of one's own right or duty the day to rely on while that has not passed, else the last day."""
        return status.act_by(deadline.dates, self.as_of, self.serves)

    def to_dict(self) -> dict[str, Any]:
        """The answer in the words of the JSON contract."""
        coming, left_out = self.next, self.case.left_out
        explained = [(s, s.deadline.explain()) for s in self.standings]
        return {
            "schema": SCHEMA,
            "as_of": self.as_of.isoformat(),
            "request": self.request.facts(),
            "known": self.known.facts() if left_out else None,
            "assumptions": [a._asdict() for a in self._assumed(why for _, why in explained)],
            "deadlines": [_deadline(s, why) for s, why in explained],
            "missed": list(self.missed),
            "next": _next(coming) if coming else None,
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
    computed = compute(case)
    claimed = _claimed(case, computed, claim_on, request.claimed) if request.claimed else None
    return Report(case, computed, claimed, claim_on=claim_on)


def _claimed(case: Case, computed: Computed, key: str, claimed: date) -> "Claim":
    from foiacalc import claims

    return claims.check(case, Deadline(computed.apply[key], case), claimed)


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
        "known": report.known.facts() if report.case.left_out else None,
        "assumptions": [a._asdict() for a in report.assumptions_about(key)],
        "deadline": _deadline(found, found.deadline.explain()),
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
        "verdict": claimed.verdict.replace(" ", "_") if claimed.due else None,
        "working_day": claimed.working_day,
        "slips": [{"key": s.key, "says": s.says, "authority": authorities([s.authority])} for s in claimed.slips],
    }


def _next(coming: Next) -> dict[str, Any]:
    return {
        "key": coming.key,
        "date": coming.date.isoformat(),
        "due": coming.due.isoformat(),
        "binds": coming.binds,
        "cautious_passed": coming.cautious_passed,
    }


def _deadline(standing: Standing, why: Why) -> dict[str, Any]:
    deadline, late, left = standing.deadline, standing.late, standing.left
    return {
        "key": deadline.key,
        "title": deadline.title,
        "binds": deadline.binds,
        "due": _iso(deadline.due),
        "cautious": _iso(deadline.cautious),
        "earliest": _iso(deadline.earliest),
        "state": standing.state,
        "done": _iso(deadline.done),
        "late": late._asdict() if late else None,
        "left": left._asdict() if left else None,
        "projected": deadline.projected_from is not None,
        "projected_from": deadline.projected_from,
        "conditional": deadline.conditional,
        "opens": _iso(standing.opens),
        "count": counts(why.count) if why.count else None,
        "authority": authorities(why.authority),
        "contested": [*map(_contested, why.contested)],
        "earlier": [*map(_contested, why.earlier)],
        "note": why.note,
    }


def _contested(moved: Contested) -> dict[str, str]:
    return {"point": moved.point, "says": law.POINTS[moved.point].says, "date": moved.date.isoformat()}


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
    said = consequence.explain()
    return {
        "key": consequence.key,
        "from": consequence.since.isoformat(),
        "until": _iso(consequence.until),
        "says": said.says,
        "authority": authorities(said.authority),
    }


def authorities(rows: Iterable[law.Authority]) -> list[dict[str, str | None]]:
    """Citations in the words of the contract."""
    return [{"cite": a.cite, "since": _iso(a.since), "url": a.url} for a in rows]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
