"""What is due in court once suit is filed: the answer to the complaint (5 U.S.C. 552(a)(4)(C))."""

from datetime import date
from functools import partial

from foiacalc import law
from foiacalc.clock.case import Assumption, Case
from foiacalc.clock.count import Count
from foiacalc.clock.deadline import Dates, Found, Kind, Why, not_running, running
from foiacalc.clock.readings import CLOSURES, DUE, EARLY, Points, earlier, moved
from foiacalc.workdays import ONE_DAY, legal

KEY = "answer"
_NO_SUIT = "No suit has been filed."
_CONCERNED = (*CLOSURES, "C18")
_EVERY = frozenset(_CONCERNED)


def answer(case: Case, _: Found) -> Dates:
    """The answer to the complaint: calendar days after service (552(a)(4)(C)), rolled forward (Fed. R. Civ. P. 6(a)(1))."""
    known = case.known
    if not known.sued:
        return not_running(ANSWER, _NO_SUIT)
    served = known.served or known.sued
    rule = law.in_force(KEY, served)
    if not rule:
        return not_running(ANSWER, f"No time to answer was set for complaints served before {law.first_day(KEY)}.")
    last_day = partial(_last_day, case, served + rule.number * ONE_DAY)
    three = last_day(DUE), last_day(_EVERY), last_day(EARLY)
    ended = known.withdrawn if known.withdrawn and known.withdrawn >= known.sued else None
    return running(ANSWER, case.as_of, *three, known.answered, ended, None if known.served else "served")


def _last_day(case: Case, last: date, points: Points) -> date:
    return case.calendars.under(points).on_or_after(last)


def _why(case: Case, dates: Dates) -> Why:
    known, due = case.known, dates.due
    served = known.served or known.sued
    assert served and due
    rule, roll = law.rule_for(KEY, served), law.rule_for("court_period", served)
    last_day = partial(_last_day, case, served + rule.number * ONE_DAY)
    not_known = "The day of service is not given, so whether the answer was in time is not known."
    assumed = Assumption("served", served.isoformat(), "the complaint was served on the day it was filed")
    return Why(
        Count(served, rule.number, rule.unit or "calendar_days", due, legal()),
        (rule.authority, roll.authority),
        moved(last_day, _CONCERNED),
        earlier(last_day),
        (not_known,) if known.answered and not known.served else (),
        () if known.served else (assumed,),
    )


ANSWER = Kind(KEY, "Answer to the complaint", "agency", "missed", answer, _why)
