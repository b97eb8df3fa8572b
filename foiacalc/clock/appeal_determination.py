"""The decision on an appeal is due a number of working days after its receipt (5 U.S.C. 552(a)(6)(A)(ii)); nothing tolls it."""

from datetime import date

from foiacalc import law
from foiacalc.clock import appeal, determination
from foiacalc.clock.agency_limit import AgencyLimit, Pot
from foiacalc.clock.case import Case
from foiacalc.clock.deadline import Dates, Found, Kind, Why, acted, not_running, running
from foiacalc.clock.readings import DUE, earlier
from foiacalc.clock.undone import unmet

KEY = "appeal_determination"
_GRANTED = "The request was granted in full."
_NO_APPEAL = "There is no appeal to decide."
LAPSED = "The time to appeal expired without an appeal."


def appeal_determination(case: Case, found: Found) -> Dates:
    """Return when the agency's decision on the appeal is due, projected from the appeal's last day until an appeal is made."""
    known, appealed = case.known, found[appeal.KEY]
    none = _why_none(case, appealed)
    if none:
        return not_running(KIND, none, known.appeal_determined)
    received = case.appeal_received or appealed.due
    assert received
    follows = None if case.appeal_received else appeal.KEY
    conditional = bool(follows) and (appealed.conditional or received < case.as_of)
    plain = unmet(KIND, case, received, follows, conditional)
    if not plain:
        note = f"No limit was in force for an appeal received before {case.rules.first_day(KEY)}."
        return not_running(KIND, note, known.appeal_determined)
    if known.appeal_extended:
        limit = _extended(case, received, case.rules.rule_for(KEY, received), found)
        return running(KIND, case.as_of, *limit.dates(), known.appeal_determined, known.withdrawn, limit=limit)
    return acted(plain, known.appeal_determined, known.withdrawn)


def _why_none(case: Case, appealed: Dates) -> str | None:
    """Say why no limit runs, if none does; for a late appeal, say also what follows if the agency accepts it."""
    if case.known.outcome == "granted":
        return _of_grant(case)
    if not case.appeal_received:
        if not appealed.due:
            return _NO_APPEAL
        return LAPSED if appealed.missed else None
    if not appeal.untimely(case, appealed):
        return None
    rule = case.rules.in_force(KEY, case.appeal_received)
    if not rule:
        return "The appeal came after the last day to appeal."
    last = AgencyLimit(case.calendars, case.appeal_received, rule.number).last_day(DUE)
    if case.known.appeal_determined:
        return (
            f"The appeal came after the last day to appeal, {appealed.due}, and the agency decided it on "
            f"{case.known.appeal_determined}. A decision on the merits may allow suit; a decision that "
            "rejects the appeal as untimely does not."
        )
    return (
        f"The appeal came after the last day to appeal, {appealed.due}, and the agency may reject it. If the "
        f"agency accepts it, the limit of {rule.number} working days from receipt ends on {last}; a "
        "decision on the merits may then allow suit."
    )


def _of_grant(case: Case) -> str:
    """Say what limit runs for an appeal of what a grant in full leaves open: the search, the fees, the format."""
    received = case.appeal_received
    rule = case.rules.in_force(KEY, received) if received else None
    if not received or not rule:
        return f"{_GRANTED} An appeal over the search, the fees or the format would have its own limit."
    last = AgencyLimit(case.calendars, received, rule.number).last_day(DUE)
    return (
        f"{_GRANTED} For an appeal over the search, the fees or the format, the limit of {rule.number} "
        f"working days from receipt on {received} ends on {last}."
    )


def agency_limit(case: Case) -> AgencyLimit | None:
    """Return what it is counted by once the appeal is received, with no notice of extension; None before."""
    rule = case.rules.in_force(KEY, case.appeal_received) if case.appeal_received else None
    return _limit(case, case.appeal_received, rule) if rule and case.appeal_received else None


def _limit(case: Case, received: date, rule: law.Rule) -> AgencyLimit:
    return AgencyLimit(case.calendars, received, rule.number, day_one=case.day_one(received))


def _extended(case: Case, received: date, rule: law.Rule, found: Found) -> AgencyLimit:
    """Return the same with the notices of extension, and what the request's own notices left for them (C7)."""
    most = case.rules.rule_for("unusual_circumstances", received).number
    request = found[determination.KEY].limit
    used = request.extended if request else 0
    regulation = case.rule_on(case.known.determined or received)
    pot = Pot(most, max(most - used, 0), bool(regulation and regulation.one_extension))
    notices = tuple(sorted(case.known.appeal_extended))
    return AgencyLimit(case.calendars, received, rule.number, notices, day_one=case.day_one(received), pot=pot)


def _why(case: Case, dates: Dates) -> Why:
    request = {determination.KEY: determination.determination(case, {})}
    received = case.appeal_received or appeal.appeal(case, request).due
    assert received
    rule = case.rules.rule_for(KEY, received)
    limit = dates.limit or _limit(case, received, rule)
    more = (case.rules.rule_for("unusual_circumstances", received).authority,) if limit.extended else ()
    notes = [*limit.extensions(), *_one_pot(limit)]
    if case.known.appeal_outcome == "remanded":
        notes.append(
            f"The appeal was remanded on {case.known.appeal_determined}. A remand does not exhaust remedies "
            "and does not start a statutory deadline. Track the remanded request as one received that day."
        )
        regulation = case.rule_on(case.known.appeal_determined or received)
        notes += [regulation.remand_note] if regulation and regulation.remand_note else []
    return Why(limit.as_count(), (rule.authority, *more), limit.contested(), earlier(limit.last_day), tuple(notes))


def _one_pot(limit: AgencyLimit) -> tuple[str, ...]:
    """Return a note if, under the agency's own rule, the request's extension reduces the appeal's (C7)."""
    pot = limit.pot
    if not pot or not pot.shared or pot.left == pot.own:
        return ()
    return (
        f"Under the agency's own rule, the request and its appeal share {pot.own} working days of "
        f"extension; the request left {pot.left} for the appeal (C7).",
    )


def twice_extended(case: Case, limit: AgencyLimit | None) -> tuple[str, ...]:
    """Warn if both the request's limit and the appeal's were extended."""
    if not limit or not limit.pot or limit.pot.left == limit.pot.own:
        return ()
    cite = case.rules.rule_for("unusual_circumstances", limit.day0).cite
    says = "Both the request's limit and the appeal's limit were extended; whether the Act allows both is contested"
    return (f"{says} (C7, {cite}).",)


KIND = Kind(KEY, "Determination on the appeal", "agency", "missed", appeal_determination, _why, agency_limit)
