"""What the agency owes, and until when: 5 U.S.C. 552(a)(6)(A), (B), (E), (a)(7)(A); (a)(4)(C) once it is sued."""

from datetime import date

from foiacalc import law, limits
from foiacalc.case import Assumption, Case
from foiacalc.counts import Count
from foiacalc.deadline import NO_REQUEST, Deadline, not_running
from foiacalc.readings import CLOSURES, Points, read
from foiacalc.workdays import ONE_DAY, legal


def acknowledgement(case: Case) -> Deadline:
    """A tracking number, an expectation: working days after receipt (552(a)(7)(A))."""
    facts = case.facts
    if not facts.filed:
        return not_running("acknowledgement", NO_REQUEST)
    rule = law.in_force("acknowledgement", facts.filed)
    if not rule:
        return not_running("acknowledgement", "No tracking number was owed for requests filed before the duty took effect.")
    day0 = facts.perfected or facts.received or facts.filed
    due, cautious, moved = limits.read(case.calendars, day0, rule.number)
    if facts.determined and facts.determined <= due and not facts.acknowledged:
        return not_running("acknowledgement", f"Not owed: the request was determined within {rule.number} working days.")
    return Deadline(
        "acknowledgement",
        due,
        cautious,
        Count(day0, rule.number, "working_days", due, legal()),
        (rule.authority,),
        moved,
        ("An expectation, no limit to sue on: an acknowledgement is no determination.",),
        done=facts.acknowledged,
    )


def expedited_decision(case: Case) -> Deadline:
    """Notice of the decision on expedited processing: calendar days after it was asked for (552(a)(6)(E)(ii)(I))."""
    facts = case.facts
    asked, received = facts.expedite_asked, facts.perfected or facts.received
    if not asked or not received:
        return not_running("expedited_decision", "Expedited processing was not asked for.")
    rule = law.in_force("expedited_decision", asked)
    if not rule:
        return not_running("expedited_decision", "No time to decide on expedition was set when it was asked for.")
    length = rule.number * ONE_DAY

    def last_day(points: Points) -> date:
        if "C5" not in points:
            return asked + length
        receipt = case.calendars.received(max(asked, received), points)
        return case.calendars.under(points).on_or_after(receipt + length)

    due, cautious, moved = read(last_day, ("C5", "C10", *CLOSURES))
    decided = facts.expedite_determined
    ended = min(filter(None, (facts.determined, facts.withdrawn)), default=None)
    if ended and ended <= due and not (decided and decided <= ended):
        return not_running("expedited_decision", f"The request itself ended on {ended}, before the decision was due.")
    return Deadline(
        "expedited_decision",
        due,
        cautious,
        Count(asked, rule.number, "calendar_days", due, legal()),
        (rule.authority,),
        moved,
        (f"Expedited processing was {facts.expedite_outcome}.",) if facts.expedite_outcome else (),
        done=decided,
        ended=ended,
    )


def appeal_determination(case: Case, determination: Deadline, appeal: Deadline) -> Deadline:
    """The determination on the appeal: working days after its receipt (552(a)(6)(A)(ii)); no routing, no tolling."""
    facts = case.facts
    if facts.outcome == "granted":
        return not_running("appeal_determination", "The request was granted in full: there is nothing to appeal.")
    received = facts.appeal_received or appeal.due
    if not received:
        return not_running("appeal_determination", "There is no appeal to determine.")
    if not facts.appeal_received and appeal.missed_on(case.as_of):
        return not_running("appeal_determination", "The time to appeal passed without an appeal.")
    rule = law.in_force("appeal_determination", received)
    if not rule:
        note = f"No limit was in force for an appeal received before {law.first_day('appeal_determination')}."
        return not_running("appeal_determination", note, facts.appeal_determined)
    due, cautious, moved = limits.read(case.calendars, received, rule.number, limits.first(facts.appeal_extended))
    plain = legal().after(received, rule.number)
    extension = limits.in_time(limits.first(facts.appeal_extended), plain)
    more = law.rule_for("unusual_circumstances", received)
    warnings = limits.late_notice("appeal_extended", limits.first(facts.appeal_extended), plain)
    if extension and determination.extended:
        says = "Both the request's limit and the appeal's are extended; whether the Act allows it twice is contested"
        warnings += (f"{says} (C7, {more.cite}).",)
    return Deadline(
        "appeal_determination",
        due,
        cautious,
        Count(received, rule.number + ((extension.days or 0) if extension else 0), "working_days", due, legal()),
        (rule.authority, *((more.authority,) if extension else ())),
        moved,
        limits.extended(extension),
        done=facts.appeal_determined,
        extended=extension,
        projected_from=None if facts.appeal_received else "appeal",
        warnings=warnings,
    )


def answer(case: Case) -> Deadline:
    """The answer to the complaint: calendar days after service (552(a)(4)(C)), rolled forward (Fed. R. Civ. P. 6(a)(1))."""
    facts = case.facts
    if not facts.sued:
        return not_running("answer", "No suit has been filed.")
    served = facts.served or facts.sued
    rule = law.in_force("answer", served)
    if not rule:
        return not_running("answer", f"No time to answer was set for complaints served before {law.first_day('answer')}.")
    last = served + rule.number * ONE_DAY
    due, cautious, moved = read(lambda points: case.calendars.under(points).on_or_after(last), CLOSURES)
    roll = law.rule_for("court_period", served)
    assumed = Assumption("served", served.isoformat(), "the complaint was served on the day it was filed")
    return Deadline(
        "answer",
        due,
        cautious,
        Count(served, rule.number, "calendar_days", due, legal()),
        (rule.authority, roll.authority),
        moved,
        ("The day of service is not given: whether the answer was in time is not known.",)
        if facts.answered and not facts.served
        else (),
        done=facts.answered,
        projected_from=None if facts.served else "served",
        assumptions=() if facts.served else (assumed,),
    )
