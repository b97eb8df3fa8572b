"""This module counts what is due in court once suit is filed: service, the answer, the appeal from the judgment, fees.

The periods are calendar days, and a last day that is none for the court rolls forward (Fed. R. Civ. P. 6(a)(1)).
"""

from datetime import date
from functools import partial

from foiacalc.calendar.workdays import FIRST, ONE_DAY
from foiacalc.clock.case import Assumption, Case
from foiacalc.clock.count import Count
from foiacalc.clock.deadline import Dates, Found, Kind, Why, not_running, running
from foiacalc.clock.readings import CLOSURES, DUE, EARLY, Points, earlier, moved

KEY = "answer"
_NO_SUIT = "No suit has been filed."
_CONCERNED = (*CLOSURES, "C18")
_EVERY = frozenset(_CONCERNED)


def answer(case: Case, _: Found) -> Dates:
    """Return when the answer is due: calendar days after service (552(a)(4)(C)), rolled forward (Fed. R. Civ. P. 6(a)(1))."""
    known = case.known
    if not known.sued:
        assert ANSWER.bare
        return ANSWER.bare
    served = known.served or known.sued
    rule = case.rules.in_force(KEY, served)
    if not rule:
        return not_running(ANSWER, f"The Act set no time to answer complaints served before {case.rules.first_day(KEY)}.")
    last_day = partial(_last_day, case, served + rule.number * ONE_DAY)
    three = last_day(DUE), last_day(_EVERY), last_day(EARLY)
    ended = _ended(case, known.sued, known.judgment)
    return running(ANSWER, case.as_of, *three, known.answered, ended, awaits=None if known.served else "served")


def _ended(case: Case, sued: date, *others: date | None) -> date | None:
    """Return the day on which a duty in court lapsed: by withdrawal after the suit, or by the first of the others."""
    withdrawn = case.known.withdrawn
    return min(filter(None, (withdrawn if withdrawn and withdrawn >= sued else None, *others)), default=None)


def _last_day(case: Case, last: date, points: Points) -> date:
    return case.calendars.under(points).on_or_after(last)


def _why(case: Case, dates: Dates) -> Why:
    known, due = case.known, dates.due
    served = known.served or known.sued
    assert served and due
    rule, roll = case.rules.rule_for(KEY, served), case.rules.rule_for("court_period", served)
    last_day = partial(_last_day, case, served + rule.number * ONE_DAY)
    not_known = "The date of service was not given, so it is not known whether the answer was timely."
    assumed = Assumption("served", served.isoformat(), "the complaint was served on the day it was filed")
    return Why(
        Count(served, rule.number, rule.unit or "calendar_days", due, case.legal),
        (rule.authority, roll.authority),
        moved(last_day, _CONCERNED),
        earlier(last_day),
        (not_known,) if known.answered and not known.served else (),
        () if known.served else (assumed,),
    )


# The requester's own periods


def service(case: Case, _: Found) -> Dates:
    """Return the last day to serve the complaint after it is filed (Fed. R. Civ. P. 4(m)); an answer shows that it was served.

    Few give its day, and the answer is counted without it: of one that is not given nobody can say that it lapsed, and it is
    uncertain once its last day has passed.
    """
    known = case.known
    if not known.sued:
        assert SERVICE.bare
        return SERVICE.bare
    if not known.served and (known.answered or known.judgment):
        came = f"answered on {known.answered}" if known.answered else f"followed by a judgment on {known.judgment}"
        return not_running(SERVICE, f"The complaint was {came}; the date of service was not given.")
    return _rolled(case, SERVICE, known.sued, known.served, _ended(case, known.sued))


def judgment_appeal(case: Case, _: Found) -> Dates:
    """Return the last day for either side to appeal from the judgment (28 U.S.C. 2107(b))."""
    return _after_judgment(case, JUDGMENT_APPEAL, case.known.judgment_appealed)


def fee_motion(case: Case, _: Found) -> Dates:
    """Return the last day to move for attorney fees (Fed. R. Civ. P. 54(d)(2)(B))."""
    return _after_judgment(case, FEE_MOTION, case.known.fees_moved)


def _after_judgment(case: Case, kind: Kind, done: date | None) -> Dates:
    known = case.known
    if not known.judgment:
        assert kind.bare
        return not_running(kind, kind.unasked, done, "met") if done else kind.bare
    return _rolled(case, kind, known.judgment, done, None)


def _rolled(case: Case, kind: Kind, start: date, done: date | None, ended: date | None) -> Dates:
    """Count that many calendar days after `start`, rolled forward; uncontested, so the cautious day is the same."""
    rule = case.rules.in_force(kind.key, start)
    if not rule:
        return not_running(kind, f"The law set no such time before {case.rules.first_day(kind.key)}.", done)
    if start < FIRST:
        return not_running(kind, f"The time starts before {FIRST}, the first day of the calendar of working days.", done)
    last = case.legal.on_or_after(start + rule.number * ONE_DAY)
    return running(kind, case.as_of, last, last, None, done, ended)


_NOTES = {
    "service": "The complaint must be served on the United States attorney, the Attorney General and the agency (Fed. R. Civ. "
    "P. 4(i)). Any extension must be requested from the court before this time expires.",
    "judgment_appeal": "The time is the same for both sides.",
    "fee_motion": "A requester may recover attorney fees only after substantially prevailing (5 U.S.C. 552(a)(4)(E)).",
}


def _why_rolled(case: Case, dates: Dates) -> Why:
    known, key, due = case.known, dates.kind.key, dates.due
    start = known.sued if key == "service" else known.judgment
    assert start and due
    rule = case.rules.rule_for(key, start)
    return Why(
        Count(start, rule.number, rule.unit or "calendar_days", due, case.legal),
        (rule.authority, case.rules.rule_for("court_period", start).authority),
        notes=(_NOTES[key], f"{rule.says[0].upper()}{rule.says[1:]}."),
    )


_NO_JUDGMENT = "No judgment is recorded."
ANSWER = Kind(KEY, "Answer to the complaint", "agency", "missed", answer, _why, unasked=_NO_SUIT)
SERVICE = Kind("service", "Service of the complaint", "requester", "uncertain", service, _why_rolled, unasked=_NO_SUIT)
JUDGMENT_APPEAL = Kind(
    "judgment_appeal",
    "Appeal from the judgment",
    "requester",
    "lapsed",
    judgment_appeal,
    _why_rolled,
    unasked=_NO_JUDGMENT,
)
FEE_MOTION = Kind(
    "fee_motion", "Motion for attorney fees", "requester", "lapsed", fee_motion, _why_rolled, unasked=_NO_JUDGMENT
)
