"""Notice of the decision on expedited processing is due in calendar days (5 U.S.C. 552(a)(6)(E)(ii)(I))."""

from datetime import date
from functools import partial

from foiacalc import law
from foiacalc.calendar.workdays import ONE_DAY
from foiacalc.clock.case import Case
from foiacalc.clock.count import Count
from foiacalc.clock.deadline import Dates, Found, Kind, Why, not_running, running
from foiacalc.clock.readings import CLOSURES, DUE, Points, moved

KEY = "expedited_decision"
_CONCERNED = ("C5", "C10", *CLOSURES)
_EVERY = frozenset(_CONCERNED)


def expedited_decision(case: Case, _: Found) -> Dates:
    """Return when the decision on expedition is due, even where the request itself goes on; moot once the request has ended."""
    known, asked, received = case.known, case.expedite_asked, case.day_0
    if not asked or not received:
        return NOT_ASKED
    rule = case.rules.in_force(KEY, asked)
    if not rule:
        return not_running(KIND, "When expedited processing was requested, the law set no time to decide on it.")
    last_day = partial(_last_day, case, rule, asked, received)
    due, cautious = last_day(DUE), last_day(_EVERY)
    decided = known.expedite_determined
    ended = min(filter(None, (known.determined, known.withdrawn)), default=None)
    if ended and ended <= due and not (decided and decided <= ended):
        return not_running(KIND, f"The request itself ended on {ended}, before the decision was due.")
    return running(KIND, case.as_of, due, cautious, due, decided, ended)


def _last_day(case: Case, rule: law.Rule, asked: date, received: date, points: Points) -> date:
    """Count from the day of the request for it; under C5 count from receipt, rolled forward to a working day."""
    length = rule.number * ONE_DAY
    if "C5" not in points:
        return asked + length
    receipt = case.calendars.received(max(asked, received), points)
    return case.calendars.under(points).on_or_after(receipt + length)


def _why(case: Case, dates: Dates) -> Why:
    asked, received, outcome = case.expedite_asked, case.day_0, case.known.expedite_outcome
    assert asked and received and dates.due
    rule = case.rules.rule_for(KEY, asked)
    last_day = partial(_last_day, case, rule, asked, received)
    return Why(
        Count(asked, rule.number, rule.unit or "calendar_days", dates.due, case.legal),
        (rule.authority,),
        moved(last_day, _CONCERNED),
        notes=(f"Expedited processing was {outcome}.",) if outcome else (),
    )


KIND = Kind(KEY, "Decision on expedited processing", "agency", "missed", expedited_decision, _why)
NOT_ASKED = not_running(KIND, "Expedited processing was not requested.")
