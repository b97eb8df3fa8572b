"""A report is one value with a JSON contract (schema 2). Every output format shows this same result."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple
from warnings import warn

from foiacalc.answer import consequences, contract, headline, state, timeline
from foiacalc.answer.consequences import Consequence
from foiacalc.answer.state import Audience, DeadlineState, Next
from foiacalc.answer.timeline import Event
from foiacalc.answer.view import Headline
from foiacalc.calendar.workdays import Day
from foiacalc.clock.all_deadlines import Computed, compute, keys, remarks
from foiacalc.clock.case import Assumption, Case, assumptions, take
from foiacalc.clock.deadline import Dates, Deadline, Why
from foiacalc.clock.reasons import left_out
from foiacalc.request.kinds import day
from foiacalc.request.request import Request

if TYPE_CHECKING:
    from foiacalc.answer.check import Check
    from foiacalc.answer.typical import Typical

_COURT = ("service", "answer", "judgment_appeal", "fee_motion")  # these run from the suit and the judgment alone
_REQUESTS = frozenset(key for key in keys() if key not in (*_COURT, "reply"))
_APPEALS = frozenset(("appeal", "appeal_determination", "suit"))
_ABOUT = {  # the deadlines that an assumed fact is about, where it is no fact of the request itself
    "expedite_asked": frozenset(("expedited_decision",)),
    "outcome": _APPEALS,
    "appealed": _APPEALS,
    "appeal_received": _APPEALS,
}


class Report(NamedTuple):
    """A report says what was due when, where each deadline stands on a day, and why. Only the dates are made at once.

    `claimed` is what can be said about a due date that someone else computed for the deadline `against`. `serves` is whose
    caution people are shown beside `due`: the requester's cautious date, or for the agency's duties its officer's earliest.
    `noted` are warnings of whoever read the facts. `shown` are the keys of the deadlines to show, None for all. Where
    `tells_typical`, what the agency itself reported is told beside it.
    """

    case: Case
    computed: Computed
    claimed: "Check | None" = None
    serves: Audience = "requester"
    noted: tuple[str, ...] = ()
    shown: frozenset[str] | None = None
    against: str = "determination"
    tells_typical: bool = False

    @property
    def as_of(self) -> date:
        return self.case.as_of

    @property
    def request(self) -> Request:
        """Return the facts given, including those dated later than `as_of`."""
        return self.case.request

    @property
    def known(self) -> Request:
        """Return the facts known on `as_of`; the report rests on these."""
        return self.case.known

    @property
    def states(self) -> tuple[DeadlineState, ...]:
        """Return the deadlines to show, in procedural order."""
        found = state.states(self.case, self.computed, self.serves)
        return found if self.shown is None else tuple(s for s in found if s.deadline.key in self.shown)

    @property
    def next(self) -> Next | None:
        return state.next_date(self.case, self.computed, self.serves)

    @property
    def consequences(self) -> tuple[Consequence, ...]:
        return tuple(consequences.consequences(self.case, self.computed))

    @property
    def headline(self) -> Headline:
        """Say where the agency stands, and what the requester may or must do next."""
        return headline.headline(self.case, self.computed, self.serves)

    @property
    def timeline(self) -> tuple[Event, ...]:
        """Return what happened, what is due and what that opens or bars, by date; of the deadlines, only those to show."""
        found = timeline.timeline(self.case, self.computed, self.serves)
        return tuple(e for e in found if self.shown is None or e.kind == "today" or e.key in self.shown)

    def reason(self, dates: Dates) -> str | None:
        """Say why a deadline does not run, or why the court is open or closed to a suit."""
        if dates.kind.key == "suit":
            return state.why_of_suit(self.case, self.computed) or None
        return Deadline(dates, self.case).note if dates.due is None else None

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        return self._assumed([s.deadline.explain() for s in self.states])

    def _assumed(self, explained: Iterable[Why]) -> tuple[Assumption, ...]:
        return (*assumptions(self.case), *(a for why in explained for a in why.assumptions))

    def assumptions_about(self, key: str) -> tuple[Assumption, ...]:
        """Return those assumptions that the dates of one deadline may rest on."""
        found = self.state_of(key).deadline
        return (*(a for a in assumptions(self.case) if found.key in _ABOUT.get(a.fact, _REQUESTS)), *found.assumptions)

    @property
    def warnings(self) -> tuple[str, ...]:
        found = remarks(self.case, self.computed)
        if self.case.known.sued:
            found += consequences.suit_without_exhaustion(self.case, self.computed)
        return found + self.noted

    @property
    def typical(self) -> "Typical | None":
        """Return what the agency itself reported about how long requests take, if that is asked for; it is no deadline."""
        if not self.tells_typical:
            return None
        from foiacalc.answer import typical

        return typical.typical(self.case, self.computed)

    @property
    def missed(self) -> tuple[str, ...]:
        """Return the keys of the agency's limits that have passed without the act."""
        return tuple([key for key, dates in self.computed.apply.items() if dates.state == "missed"])

    def named(self, name: str | None) -> "Report":
        """Return the same report for a request with that id."""
        case = self.case
        named = case.request.taking({"id": name})
        return self._replace(case=case._replace(request=named, known=case.known.taking({"id": name})))

    def only_missed(self) -> "Report":
        """Return the same report with the missed deadlines only."""
        return self._replace(shown=frozenset(self.missed))

    def state_of(self, key: str) -> DeadlineState:
        """Return the state of one deadline; raises KeyError for an unknown key."""
        key = _now(key)
        for found in self.states:
            if found.deadline.key == key:
                return found
        raise KeyError(key)

    def standing(self, key: str) -> DeadlineState:
        """Return what `state_of` does; this is its name from the last release."""
        _renamed("Report.standing()", "state_of()")
        return self.state_of(key)

    @property
    def standings(self) -> tuple[DeadlineState, ...]:
        """Return what `states` does; this is its name from the last release."""
        _renamed("Report.standings", "states")
        return self.states

    @property
    def doors(self) -> tuple[Consequence, ...]:
        """Return the stretches in which suit could be filed; the last release had them apart from the other consequences."""
        _renamed("Report.doors", "among Report.consequences")
        return tuple(c for c in self.consequences if c.key in ("constructive_exhaustion", "exhaustion"))

    @property
    def claimed_deadline(self) -> Deadline:
        """Return the deadline that a claimed date was compared with, shown or not."""
        return Deadline(self.computed.apply[self.against], self.case)

    def relied(self, deadline: Deadline) -> date | None:
        """Return the date to rely on for whomever the report serves; None for the requester's rights if that is the agency."""
        return state.relied(deadline.dates, self.serves)

    def act_by(self, deadline: Deadline) -> date | None:
        """Return the date to act by: for one's own right or duty the day to rely on until it passes, or else the last day."""
        return state.act_by(deadline.dates, self.as_of, self.serves)

    def to_dict(self) -> dict[str, Any]:
        """Return the report in the words of the JSON contract."""
        coming, left_out, reported = self.next, self.case.left_out, self.typical
        explained = [(s, s.deadline.explain()) for s in self.states]
        return {
            "schema": contract.SCHEMA,
            "as_of": self.as_of.isoformat(),
            "request": self.request.facts(),
            "known": self.known.facts() if left_out else None,
            "headline": contract.headline(self.headline),
            "timeline": [*map(contract.event, self.timeline)],
            "assumptions": [a._asdict() for a in self._assumed(why for _, why in explained)],
            "deadlines": [contract.deadline(s, why, self.reason(s.deadline.dates)) for s, why in explained],
            "missed": list(self.missed),
            "next": contract.coming(coming) if coming else None,
            "claimed": contract.checked(self.claimed) if self.claimed else None,
            "consequences": [contract.consequence(c) for c in self.consequences],
            "typical": reported.to_dict() if reported else None,
            "warnings": list(self.warnings),
        }


def _renamed(old: str, new: str) -> None:
    warn(f"{old} is now {new}", DeprecationWarning, stacklevel=3)


def _now(key: str) -> str:
    """Return the key of a deadline as it is spelled now; the last release spelled one otherwise."""
    now = _FORMER_KEYS.get(key, key)
    if now != key:
        warn(f"{key} is now {now}", DeprecationWarning, stacklevel=3)
    return now


_FORMER_KEYS = {"acknowledgement": "acknowledgment"}


def report(
    request: Request, *, as_of: date, against: str = "determination", lenient: bool = False, claim_on: str | None = None
) -> Report:
    """Return the deadlines of `request` and where they stand on `as_of`, with what was known on that day.

    A claimed due date among the facts is compared with the deadline `against`. `lenient` takes an agency that is not known
    as none given, with a warning.

    Raises FactError if `as_of` is no date, or before the request or after the calendar; UnknownAgency; OutsideCalendar if a
    date cannot be counted; KeyError if `against` is no deadline. `claim_on` is `against` under its name from the last release.
    """
    if claim_on is not None:
        _renamed("claim_on", "against")
        against = claim_on
    return reported(request, day("as_of", as_of), _now(against), lenient)


def reported(request: Request, as_of: date, against: str = "determination", lenient: bool = False) -> Report:
    """Return what `report` does, on a day that is known to be a date."""
    case = take(request, as_of, lenient)
    computed = compute(case)
    claimed = _claimed(case, computed, against, request.claimed) if request.claimed else None
    return Report(case, computed, claimed, against=against)


def _claimed(case: Case, computed: Computed, key: str, claimed: date) -> "Check":
    from foiacalc.answer import check

    return check.check(case, Deadline(computed.apply[key], case), claimed)


def explanation(report: Report, key: str) -> dict[str, Any]:
    """Return one deadline of the report with every day of its count. Raises KeyError for an unknown key."""
    found = report.state_of(key)
    why, cautious = found.deadline.explain(), found.deadline.cautious
    closed = left_out(report.case, why, cautious) if cautious else ()
    return {
        "schema": contract.SCHEMA,
        "as_of": report.as_of.isoformat(),
        "request": report.request.facts(),
        "known": report.known.facts() if report.case.left_out else None,
        "assumptions": [a._asdict() for a in report.assumptions_about(key)],
        "deadline": contract.deadline(found, why, report.reason(found.deadline.dates)),
        "closures": [contract.closure(closure) for closure in closed],
        "warnings": list(report.warnings),
        "days": [contract.day(day) | {"number": day.number, "kind": day.kind} for day in counted(found.deadline)],
    }


def counted(deadline: Deadline) -> tuple[Day, ...]:
    """Return the days of the count; there are none if the deadline does not run."""
    return deadline.count.days() if deadline.count else ()
