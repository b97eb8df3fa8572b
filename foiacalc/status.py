"""Where each deadline stands on a day, and what follows in law from the misses. A status and a citation, no advice."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Literal, NamedTuple

from foiacalc import law
from foiacalc.case import Case
from foiacalc.deadline import Binds, Deadline
from foiacalc.workdays import FIRST, ONE_DAY, legal

State = Literal["pending", "tolled", "met", "met_late", "missed", "lapsed", "passed", "projected", "not_applicable"]

_QUESTIONS = ("info_asked", "fee_asked")


class Days(NamedTuple):
    """A stretch of time, counted both ways: its first day excluded, its last included."""

    working_days: int
    calendar_days: int


class Standing(NamedTuple):
    """A deadline on a day. `late` counts the days after its last day, up to `until`; `left` those up to its last day.

    `opens` is the suit's only.
    """

    deadline: Deadline
    state: State
    until: date
    late: Days | None = None
    left: Days | None = None
    opens: date | None = None


class Consequence(NamedTuple):
    """What the law attaches to a miss, from `since` on; `until` is its last day or the day that ended it, None for no end."""

    key: str
    since: date
    until: date | None
    says: str
    authority: tuple[law.Authority, ...]


class Next(NamedTuple):
    """The next date to come, the calendar days until then, and for the requester the earlier date to rely on."""

    key: str
    cautious: date | None
    date: date
    binds: Binds
    ahead: int


def standings(case: Case, deadlines: Sequence[Deadline], found: Sequence[Consequence]) -> tuple[Standing, ...]:
    """Each deadline with its state on the case's day."""
    return tuple(_standing(case, deadline, found) for deadline in deadlines)


def _standing(case: Case, deadline: Deadline, found: Sequence[Consequence]) -> Standing:
    state = _state(deadline, case.as_of)
    until = _until(case, deadline)
    if deadline.due is None:
        return Standing(deadline, state, until)
    late = _days(deadline.due, until) if state in ("met_late", "missed", "lapsed", "passed") else None
    left = _days(case.as_of, deadline.due) if state in ("pending", "tolled") else None
    return Standing(deadline, state, until, late, left, _opens(case, found) if deadline.key == "suit" else None)


def _until(case: Case, deadline: Deadline) -> date:
    """The day up to which a deadline can be late: when it was done, or the duty fell away, else the case's day."""
    return deadline.done or (min(case.as_of, deadline.ended) if deadline.ended else case.as_of)


def _state(deadline: Deadline, as_of: date) -> State:
    if deadline.due is None:
        return "not_applicable"
    if deadline.done:
        return "met_late" if deadline.done_late and not deadline.projected_from else "met"
    if deadline.projected_from:
        return "tolled" if deadline.projected_from in _QUESTIONS else "projected"
    if as_of <= deadline.due:
        return "pending"
    if deadline.key == "acknowledgement":
        return "passed"
    return "missed" if deadline.binds == "agency" else "lapsed"


def _days(first: date, last: date) -> Days | None:
    """The stretch from `first` to `last`; None where it begins before the calendar of working days does."""
    return Days(legal().between(first, last), (last - first).days) if first >= FIRST else None


def next_date(as_of: date, all_standings: Sequence[Standing]) -> Next | None:
    """The earliest pending date, else the earliest projected one; none that is past, nor a suit whose door is closed."""
    for states in (("pending",), ("tolled", "projected")):
        ahead = [
            (s.deadline.due, s.deadline)
            for s in all_standings
            if s.state in states and s.deadline.due and s.deadline.due >= as_of and not _shut(s)
        ]
        if ahead:
            due, first = min(ahead, key=itemgetter(0))
            cautious = first.cautious if first.binds == "requester" and first.cautious != due else None
            return Next(first.key, cautious, due, first.binds, (due - as_of).days)
    return None


def _shut(standing: Standing) -> bool:
    return standing.deadline.key == "suit" and standing.state == "pending" and not standing.opens


# Consequences

DOORS = ("constructive_exhaustion", "exhaustion")


def consequences(case: Case, deadlines: Mapping[str, Deadline]) -> tuple[Consequence, ...]:
    """What the misses allow, in order of date."""
    found = [
        *_exhaustion(case, deadlines),
        *_expedition(case, deadlines),
        *_fees(case, deadlines),
        *_lapses(case, deadlines),
    ]
    return tuple(sorted(found, key=lambda consequence: consequence.since))


def _exhaustion(case: Case, deadlines: Mapping[str, Deadline]) -> Iterator[Consequence]:
    """Remedies are exhausted once a limit is missed (552(a)(6)(C)(i)) or the appeal is determined; what ends that."""
    determination, appealed, suit = (deadlines[key] for key in ("determination", "appeal_determination", "suit"))
    done, sued = determination.done, case.facts.sued
    closed = done if done and not (sued and sued <= done) else None
    if determination.due and determination.broken_on(case.as_of):
        yield Consequence(
            "constructive_exhaustion",
            determination.due + ONE_DAY,
            closed or determination.ended or suit.due,
            "No determination came within the limit: administrative remedies count as exhausted, and the requester may sue "
            "without an administrative appeal.",
            (law.rule_for("exhaustion", determination.due).authority, law.DETERMINATION_MEANS),
        )
        if closed:
            yield Consequence(
                "exhaustion_ended",
                closed,
                None,
                "The determination came late, but before suit: constructive exhaustion ended, and an adverse determination is "
                "to be appealed first.",
                (law.EXHAUSTION_ENDS,),
            )
    open_request = determination.due and not done and not determination.broken_on(case.as_of)
    if appealed.due and appealed.broken_on(case.as_of) and not open_request:
        yield Consequence(
            "constructive_exhaustion",
            appealed.due + ONE_DAY,
            appealed.ended or suit.due,
            "No determination on the appeal came within the limit: administrative remedies count as exhausted.",
            (law.rule_for("exhaustion", appealed.due).authority,),
        )
    elif appealed.done and not open_request:
        yield Consequence(
            "exhaustion",
            appealed.done,
            closed if closed and closed > appealed.done else suit.due,
            "The appeal was determined: administrative remedies are exhausted.",
            (law.EXHAUSTION_ENDS,),
        )


def _expedition(case: Case, deadlines: Mapping[str, Deadline]) -> Iterator[Consequence]:
    """A late or refused decision on expedition is open to review until the determination (552(a)(6)(E)(iii))."""
    decision = deadlines["expedited_decision"]
    if not decision.due:
        return
    if decision.broken_on(case.as_of):
        since = decision.due + ONE_DAY
        says = "No decision on expedited processing came in time: the failure is open to judicial review"
    elif decision.done and case.facts.expedite_outcome == "denied":
        since = decision.done
        says = "Expedited processing was refused: the refusal is open to judicial review"
    else:
        return
    until = min(filter(None, (case.facts.determined, case.facts.withdrawn)), default=None)
    yield Consequence("expedition_review", since, until, f"{says} until the request is determined.", (law.EXPEDITION_REVIEW,))


def _fees(case: Case, deadlines: Mapping[str, Deadline]) -> Iterator[Consequence]:
    """Fees are barred from the first limit of paragraph (6) missed (552(a)(4)(A)(viii))."""
    rule = law.in_force("fees", case.facts.filed) if case.facts.filed else None
    if not rule:
        return
    request, appealed = deadlines["determination"].extended, deadlines["appeal_determination"].extended
    notices = {"expedited_decision": request, "determination": request, "appeal_determination": appealed}
    missed = [
        last
        for key, notice in notices.items()
        if not (notice and rule.value is None)  # under the act of 2007 unusual circumstances lift the bar
        and (last := _fee_limit(rule, deadlines[key]))
        and not deadlines[key].projected_from
        and last < _until(case, deadlines[key])
    ]
    if missed:
        says = f"{rule.says[0].upper()}{rule.says[1:]}."
        yield Consequence("fees_barred", min(missed) + ONE_DAY, None, says, (rule.authority,))


def _fee_limit(rule: law.Rule, deadline: Deadline) -> date | None:
    """The last day after which fees are barred; timely notice of unusual circumstances excuses the rule's days, however
    few of them the extension took.
    """
    count = deadline.count
    if not deadline.extended or not count:
        return deadline.due
    return count.calendar.after(count.start, count.length - (deadline.extended.days or 0) + rule.number, count.tolled)


def _lapses(case: Case, deadlines: Mapping[str, Deadline]) -> Iterator[Consequence]:
    for key, says in (
        ("appeal", "The time to appeal passed without an appeal; a fresh request starts a fresh clock."),
        ("suit", "The time to sue passed without a suit; a fresh request starts a fresh clock."),
    ):
        right = deadlines[key]
        if right.due and right.missed_on(case.as_of):
            yield Consequence(f"{key}_lapsed", right.due + ONE_DAY, None, says, right.authority)


def _opens(case: Case, found: Sequence[Consequence]) -> date | None:
    """The earliest day to sue as things stand: since when a door to court has been open, None while none is."""
    return min((door.since for door in _open_doors(found, case.facts.sued or case.as_of)), default=None)


def _open_doors(found: Sequence[Consequence], day: date) -> Iterator[Consequence]:
    """The doors to court that have not closed by `day`; a determination closes one on its own day."""
    closed = [end.since for end in found if end.key == "exhaustion_ended"]
    for door in found:
        if door.key in DOORS and (door.until is None or (day <= door.until and door.until not in closed)):
            yield door


def suit_without_exhaustion(case: Case, found: Sequence[Consequence]) -> tuple[str, ...]:
    """A warning where no door to court was open on the day of the suit."""
    sued = case.facts.sued
    if not sued:
        return ()
    doors = (*_open_doors(found, sued), *(door for door in found if door.key == "expedition_review"))
    if any(door.since <= sued for door in doors):
        return ()
    cite = law.latest("exhaustion").cite
    return (f"The suit of {sued} was filed on a day on which administrative remedies did not count as exhausted ({cite}).",)
