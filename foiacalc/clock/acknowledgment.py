"""A tracking number is expected if processing takes longer than ten days (5 U.S.C. 552(a)(7)(A))."""

from functools import cache

from foiacalc import law
from foiacalc.clock.agency_limit import AgencyLimit
from foiacalc.clock.case import Case
from foiacalc.clock.deadline import Dates, Found, Kind, Why, acted, not_running
from foiacalc.clock.determination import NO_REQUEST
from foiacalc.clock.readings import earlier
from foiacalc.clock.undone import unmet

KEY = "acknowledgment"
_NO_LIMIT = "You cannot sue over a missed acknowledgment; an acknowledgment is not a determination."
_NOT_OWED = "No tracking number was required for requests filed before the duty took effect."


def acknowledgment(case: Case, _: Found) -> Dates:
    """Return when a tracking number is due: working days after receipt (552(a)(7)(A)), if no determination comes by then."""
    known, received = case.known, case.received
    if not case.filed or not received:
        return not_running(KIND, NO_REQUEST)
    limit = unmet(KIND, case, case.at_once or (case.filed, received, case.day_0 or received))
    if not limit:
        return not_running(KIND, _NOT_OWED)
    done, determined = known.acknowledged, known.determined
    if determined and not done and limit.due and determined <= limit.due:
        return _determined_within(case.rules.in_force(KEY, case.filed))
    return acted(limit, done, known.withdrawn)


@cache
def _determined_within(rule: law.Rule | None) -> Dates:
    assert rule
    return not_running(KIND, f"Not required: the agency made its determination within {rule.number} working days.")


def agency_limit(case: Case) -> AgencyLimit | None:
    """Return what it is counted by; None if it is not owed."""
    rule = case.rules.in_force(KEY, case.filed) if case.filed else None
    if not rule or not case.received:
        return None
    return AgencyLimit(case.calendars, case.day_0 or case.received, rule.number, day_one=case.day_one(case.received))


def _why(case: Case, dates: Dates) -> Why:
    limit, rule = agency_limit(case), case.rules.in_force(KEY, case.filed) if case.filed else None
    assert limit and rule
    return Why(limit.as_count(), (rule.authority,), limit.contested(), earlier(limit.last_day), (_NO_LIMIT,))


KIND = Kind(KEY, "Acknowledgment of the request", "agency", "passed", acknowledgment, _why, agency_limit)
