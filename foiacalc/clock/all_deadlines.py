"""This module computes all the deadlines of a case, each one once, in procedural order.

KINDS is the one list of them: every format, header and schema of the program goes by it and by the keys it names. Each is
handed the deadlines before it, by key; where those have not happened it is projected from them.
"""

from datetime import date
from functools import lru_cache, partial
from typing import NamedTuple

from foiacalc.clock import (
    acknowledgment,
    appeal,
    appeal_determination,
    court,
    determination,
    expedited_decision,
    other_appeals,
    reply,
    suit,
)
from foiacalc.clock.agency_limit import AgencyLimit
from foiacalc.clock.case import Case, not_tolled
from foiacalc.clock.deadline import Dates, Found, Kind, not_running, without_day
from foiacalc.clock.exhaustion import Exhausted, exhausted, open_on

KINDS: tuple[Kind, ...] = (
    acknowledgment.KIND,
    expedited_decision.KIND,
    determination.KIND,
    reply.KIND,
    other_appeals.EXPEDITION,
    other_appeals.FEE_WAIVER,
    appeal.KIND,
    appeal_determination.KIND,
    suit.KIND,
    court.SERVICE,
    court.ANSWER,
    court.JUDGMENT_APPEAL,
    court.FEE_MOTION,
)

# The duties of an appeal and of a request, which its end meets or ends
_OF_APPEAL = (appeal_determination.KIND,)
_OF_REQUEST = (acknowledgment.KIND, expedited_decision.KIND, determination.KIND, *_OF_APPEAL)


def kinds() -> tuple[Kind, ...]:
    """Return the kinds of deadlines, in procedural order."""
    return KINDS


def keys() -> tuple[str, ...]:
    return tuple([kind.key for kind in KINDS])


class _Course(NamedTuple):
    """This holds the dates, by key, of kinds that most requests give no fact for; all kinds; and the kinds of every request."""

    unasked: dict[str, Dates]
    every: tuple[Kind, ...]
    common: tuple[Kind, ...]


@lru_cache(maxsize=1)
def _course(kinds: tuple[Kind, ...]) -> _Course:
    unasked = {kind.key: kind.bare or expedited_decision.NOT_ASKED for kind in kinds}
    common = [kind for kind in kinds if not kind.bare and kind is not expedited_decision.KIND]
    return _Course(unasked, kinds, tuple(common))


class Computed(NamedTuple):
    """This is what a case comes to: each deadline by key as the limits have it, then as it applies; and the exhaustion.

    Withdrawal and suit make a limit not applicable. What the law attaches to a miss is read off the limits themselves, so
    that it does not change with what is shown.
    """

    limits: Found
    apply: Found
    exhausted: tuple[Exhausted, ...]


_computed = partial(tuple.__new__, Computed)  # by one tuple it is made in half the time


def compute(case: Case) -> Computed:
    """Compute the deadlines of `case`, in the order of `KINDS`. Raises OutsideCalendar if one cannot be counted."""
    course = _course(KINDS)
    limits, known = course.unasked.copy(), case.known
    over = () if not case.ended else _OF_APPEAL if known.determined else _OF_REQUEST
    for kind in course.every if case.more or case.expedite_asked else course.common:
        found = kind.compute(case, limits)
        limits[kind.key] = without_day(found) if over and kind in over else found
    stretches = exhausted(case, limits)
    limits[suit.KEY] = suit.stated(case, limits[suit.KEY], stretches)
    if not (known.withdrawn or known.sued):
        return _computed((limits, limits, stretches))
    return Computed(limits, {key: _applies(case, limit, stretches) for key, limit in limits.items()}, stretches)


def _applies(case: Case, limit: Dates, stretches: tuple[Exhausted, ...]) -> Dates:
    """Return the deadline as it applies, or why it no longer does.

    What was pending or projected when the request was withdrawn does not apply; what was missed ends. Nor does the appeal after
    a suit on exhausted remedies; without them it stays while its window runs, since appealing is the cure.
    """
    known = case.known
    lapsed = limit.reason == appeal_determination.LAPSED
    if not (limit.due or lapsed) or limit.done or limit.kind is expedited_decision.KIND:  # a court may still review it
        return limit
    # A limit not yet missed when the request ended never will be; one that runs from an act that cannot come now does not run
    if limit.fell_away or (limit.ended and (limit.follows or limit.awaits not in (None, "served"))):
        ended_by = "The request was withdrawn" if limit.ended == known.withdrawn else "Judgment was entered"
        return not_running(limit.kind, f"{ended_by} on {limit.ended}.")
    # 552(a)(6)(C)(i): remedies are deemed exhausted, so after such a suit there is nothing left to appeal first
    appeals = limit.kind in (appeal.KIND, appeal_determination.KIND) and not case.appealed
    if appeals and known.sued and any(open_on(stretches, known.sued)):
        return not_running(limit.kind, "Suit was filed after constructive exhaustion, without an appeal.")
    return limit


def remarks(case: Case, found: Computed) -> tuple[str, ...]:
    """Return what to warn the user of: facts that change nothing, that came too late, or on which the law is unsettled."""
    limits, known = found.limits, case.known
    if not (case.remarkable or case.left_out or case.agency.unknown):
        return ()
    warnings = [*((f"agency: {case.agency.unknown.briefly}.",) if case.agency.unknown else ()), *case.left_out]
    due, decided_by = limits[determination.KEY].due, limits[appeal_determination.KEY].due
    if known.info_asked or known.fee_asked or known.tolled_days:
        warnings += not_tolled(case)
    if known.withdrawn:
        warnings += _after_withdrawal(case, known.withdrawn)
    if known.perfected and known.determined and known.determined < known.perfected:
        warnings.append(
            f"perfected {known.perfected} is after determined {known.determined}: the agency answered before its clock "
            "started. Check both dates."
        )
    if due and known.extended:
        warnings += _late_notices(case, "extended", limits[determination.KEY].limit, due)
    if due and (known.info_asked or known.fee_asked):
        warnings += determination.late_questions(case, due)
    if decided_by and known.appeal_extended:
        limit = limits[appeal_determination.KEY].limit
        warnings += (
            *_late_notices(case, "appeal_extended", limit, decided_by),
            *appeal_determination.twice_extended(case, limit),
        )
    if case.appealed:
        warnings += appeal.remarks(case, limits[appeal.KEY])
    if known.sued:
        warnings += suit.remarks(case, limits)
    return tuple(warnings)


def _after_withdrawal(case: Case, end: date) -> tuple[str, ...]:
    acts = ((name, getattr(case.known, name)) for name in ("determined", "appealed", "sued"))
    late = ((name, day) for name, day in acts if day and day > end)
    return tuple(f"{name} {day} is after the withdrawal on {end}; the count uses it as given." for name, day in late)


def _late_notices(case: Case, fact: str, limit: AgencyLimit | None, due: date) -> tuple[str, ...]:
    if not limit:
        return ()
    cite = case.rules.rule_for("unusual_circumstances", limit.day0).cite
    return tuple(
        (
            f"{fact}: the notice dated {late.notice} came after the limit's last day, {due}, so it does not "
            f"extend the limit ({cite}; C15)."
        )
        for late in limit.late_notices()
    )
