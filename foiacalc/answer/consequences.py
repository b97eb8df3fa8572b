"""Missed deadlines have legal consequences: exhaustion, review, fees, lost rights. Each has a citation; none is advice.

They are read off the limits themselves, never off what is shown of them, so that no later fact unsays what has followed.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from operator import itemgetter
from typing import Any, NamedTuple

from foiacalc import law
from foiacalc.calendar.workdays import ONE_DAY
from foiacalc.clock import appeal_determination, determination
from foiacalc.clock.all_deadlines import Computed
from foiacalc.clock.case import Case
from foiacalc.clock.deadline import Dates
from foiacalc.clock.exhaustion import Exhausted, open_on, relied_from


class Said(NamedTuple):
    """This says a consequence in words, by which authority, and the day to rely on it from, where that is a later one."""

    says: str
    authority: tuple[law.Authority, ...]
    relied: date | None = None


class Consequence(NamedTuple):
    """This is what the law attaches to a miss from `since` on. `until` is its last day or the day that ended it, or None for no
    end.

    What there is to say of it, `words` make from `of` when asked for.
    """

    key: str
    since: date
    until: date | None
    words: Callable[..., Said]
    of: tuple[Any, ...]

    def explain(self) -> Said:
        return self.words(*self.of)

    @property
    def says(self) -> str:
        return self.explain().says

    @property
    def authority(self) -> tuple[law.Authority, ...]:
        return self.explain().authority

    @property
    def relied(self) -> date | None:
        return self.explain().relied


_Fields = tuple[str, date, date | None, Callable[..., Said], tuple[Any, ...]]
_new: Callable[[_Fields], Consequence] = partial(tuple.__new__, Consequence)  # three times as fast as its own constructor


def consequences(case: Case, computed: Computed) -> list[Consequence]:
    """Return what the misses allow, in order of date."""
    found: list[Consequence] = []
    if computed.exhausted:
        _exhaustion(case, computed, found)
    if case.expedite_asked:
        _expedition(case, computed, found)
    _fees(case, computed, found)
    _lapses(case, computed, found)
    found.sort(key=_since)
    return found


_since = itemgetter(Consequence._fields.index("since"))


def _exhaustion(case: Case, computed: Computed, found: list[Consequence]) -> None:
    """Take a missed limit (552(a)(6)(C)(i)), or the determination on the appeal, as exhaustion until what ended it."""
    for one in computed.exhausted:
        until = one.until
        key = "constructive_exhaustion" if one.constructive else "exhaustion"
        found.append(_new((key, one.since, until, _exhausted, (case, computed, one))))
        if until and closes(computed, one):
            found.append(_new(("exhaustion_ended", until, None, _ended, (case, one))))


def closes(computed: Computed, one: Exhausted) -> bool:
    """Return whether the end of this exhaustion closed the court: a late determination did, or a remand if nothing else held.

    A determination that ends the exhaustion by an appeal from silence ends the one by silence on the same day.
    """
    if one.ended_by == "remand" and one.until:
        return not any(open_on(computed.exhausted, one.until))
    return one.ended_by == "determination" and one.key == "determination"


_HOW = {
    ("determination", True): "The agency missed the deadline for the determination,",
    ("appeal_determination", True): "The agency missed the deadline for the determination on the appeal,",
    ("appeal_determination", False): "The appeal was decided,",
}


def _exhausted(case: Case, computed: Computed, one: Exhausted) -> Said:
    relied = relied_from(one, computed.limits)
    says = f"{_HOW[one.key, one.constructive]} {_allows(case, computed, one, relied)}"
    return Said(says, _authority(case, one), relied if relied != one.since else None)


def _allows(case: Case, computed: Computed, one: Exhausted, relied_since: date) -> str:
    """Say what exhaustion allows on the case's day; 'may sue' is never said of a day after the last one to sue."""
    suit, sued = computed.limits["suit"], case.known.sued
    if one.ended_by and one.until and not one.holds_on(case.as_of):
        past = "the requester was deemed to have exhausted administrative remedies"
        return f"so {past if one.constructive else 'administrative remedies were exhausted'} until {one.until}."
    deemed = "the requester is deemed to have exhausted administrative remedies"
    remedies = deemed if one.constructive else "administrative remedies are exhausted"
    says = f"so {remedies}"
    if sued:
        return f"{says}. Suit was filed on {sued}."
    if not suit.due or case.known.withdrawn:
        return f"{says}."
    if suit.due < case.as_of:
        return f"{says}. The time to sue expired on {suit.due}."
    if case.known.appeal_outcome == "granted":
        return f"{says}. The appeal was granted in full, so a suit could challenge only a delay in releasing the records."
    appeal = ", without an administrative appeal," if one.key == "determination" else ""
    relied = f" (rely on {suit.cautious})" if suit.cautious != suit.due else ""
    if case.as_of < relied_since:
        return (
            f"so, by the statute's own count, {remedies}. Rely on it from {relied_since}; suit may then be "
            f"filed{appeal} until {suit.due}{relied}."
        )
    return f"{says}. The requester may sue{appeal} until {suit.due}{relied}."


def _authority(case: Case, one: Exhausted) -> tuple[law.Authority, ...]:
    if not one.constructive:
        return (law.EXHAUSTION_ENDS,)
    rule = case.rules.rule_for("exhaustion", one.since - ONE_DAY).authority
    return (rule, law.DETERMINATION_MEANS) if one.key == "determination" else (rule,)


def _ended(case: Case, one: Exhausted) -> Said:
    if one.ended_by == "remand":
        says = (
            "The appeal was remanded after the deadline to decide it but before suit, so constructive exhaustion ended: the "
            "request is before the agency again."
        )
        return Said(says, (law.EXHAUSTION_ENDS,))
    says = "The determination came late but before suit, so constructive exhaustion ended."
    if case.known.outcome == "granted":
        more = (
            "The request was granted in full; any remaining dispute, such as one over the search or the fees, must be "
            "raised in an administrative appeal before suit."
        )
    else:
        more = "An adverse determination must be appealed before suit."
    return Said(f"{says} {more}", (law.EXHAUSTION_ENDS,))


_COMPLETE = "the agency has given a complete response to the request"  # 552(a)(6)(E)(iv)


def _expedition(case: Case, computed: Computed, found: list[Consequence]) -> None:
    """Take a late or adverse decision on expedition as open to review (552(a)(6)(E)(iii)) until a complete response ((E)(iv)).

    That day is not among the facts; the determination, which can come no later, stands for it.
    """
    decision, known = computed.limits["expedited_decision"], case.known
    since, relied = decision.day_after, None
    if not since:
        return
    if decision.broken:
        relied = decision.cautious + ONE_DAY if decision.cautious and decision.cautious != decision.due else None
        says, what = "The agency did not decide on time whether to expedite.", "that failure"
    elif decision.done and known.expedite_outcome == "denied":
        since = decision.done
        says, what = "The agency denied expedited processing.", "the denial"
    else:
        return
    granted = known.expedite_determined if known.expedite_outcome == "granted" else None
    until = min(filter(None, (known.determined, known.withdrawn, granted)), default=None)
    review = f"could review {what} until {until}" if until else f"may review {what} until {_COMPLETE}"
    rely = f" Rely on it from {relied}." if relied and case.as_of < relied else ""
    said = f"{says} A court {review}.{rely}", (law.EXPEDITION_REVIEW,), relied
    found.append(_new(("expedition_review", since, until, Said, said)))


_STAGES = {  # each limit of paragraph (6), and that by whose notice of unusual circumstances it is excused
    "expedited_decision": determination.KEY,
    "determination": determination.KEY,
    "appeal_determination": appeal_determination.KEY,
}


def _fees(case: Case, computed: Computed, found: list[Consequence]) -> None:
    """Take fees as barred from the first limit of paragraph (6) that was missed (552(a)(4)(A)(viii))."""
    limits, known = computed.limits, case.known
    late = [limit for key in _STAGES if (limit := limits[key]).late_working_days is not None]
    rule = case.rules.in_force("fees", case.filed) if late and case.filed else None
    if not rule:
        return
    if case.remarkable and (known.extended or known.appeal_extended):
        lasts = [_excused(rule, case, limit, limits[_STAGES[limit.kind.key]]) for limit in late]
        days = [last + ONE_DAY for last in lasts if last]
    else:
        days = [limit.day_after for limit in late if limit.day_after]
    if days:
        found.append(_new(("fees_barred", min(days), None, _barred, (rule,))))


def _excused(rule: law.Rule, case: Case, limit: Dates, noticed: Dates) -> date | None:
    """Return the last day after which fees are barred, with a timely notice of unusual circumstances; return None if it came in
    time.

    The notice excuses the rule's days, however few of them the extension took. Under the act of 2007 it lifts the bar.
    """
    extended = noticed.limit
    if not extended or not extended.by_due.taken:
        return limit.due
    if rule.value is None:
        return None
    if limit is not noticed:  # expedition has no notice of its own
        return limit.due
    assert limit.due and limit.until
    last = max(limit.due, case.legal.after(extended.unextended(), rule.number))
    return last if last < limit.until else None


def _barred(rule: law.Rule) -> Said:
    return Said(f"{rule.says[0].upper()}{rule.says[1:]}.", (rule.authority,))


def _lapses(case: Case, computed: Computed, found: list[Consequence]) -> None:
    apply = computed.apply
    for key in _LAPSES if case.more else _ACTS:
        right = apply[key]
        if right.state == "lapsed" and right.day_after:
            found.append(_new((f"{key}_lapsed", right.day_after, None, _lapsed, (case, right))))


def _lapsed(case: Case, right: Dates) -> Said:
    says = _LAPSES[right.kind.key]
    return Said(says, right.kind.why(case, right).authority)


_AFRESH = "A new request starts a new clock."
_ACTS = {  # what every request may let lapse
    "appeal": f"The time to appeal expired without an appeal. {_AFRESH}",
    "suit": f"The time to sue expired without a suit. {_AFRESH}",
}
_LAPSES = {
    "reply": (f"The time to answer the agency's question has expired, and the agency may close the request. {_AFRESH}"),
    "expedition_appeal": (
        "The time to appeal the denial of expedited processing expired without an appeal. A court may still review the denial."
    ),
    "fee_waiver_appeal": (
        "The time to appeal the denial of a fee waiver expired without an appeal, and an appeal is required before suit."
    ),
    **_ACTS,
    "judgment_appeal": "The time to appeal from the judgment expired without an appeal.",
    "fee_motion": "The time to move for attorney fees expired without a motion.",
}


def suit_without_exhaustion(case: Case, computed: Computed) -> tuple[str, ...]:
    """Warn if administrative remedies were not exhausted on the day of the suit."""
    sued = case.known.sued
    if not sued or case.ended or any(open_on(computed.exhausted, sued)):
        return ()
    review = (c for c in consequences(case, computed) if c.key == "expedition_review")
    if any(c.since <= sued and (c.until is None or sued <= c.until) for c in review):
        return ()
    rule = case.rules.in_force("exhaustion", sued)
    cite = f" ({rule.cite})" if rule else ""
    return (f"Suit was filed on {sued}, before administrative remedies were exhausted{cite}.",)
