"""What the agency owes, and until when: 5 U.S.C. 552(a)(6)(A), (B), (E), (a)(7)(A); (a)(4)(C) once it is sued."""

from datetime import date, timedelta

from foiacalc import law
from foiacalc.case import Assumption, Case
from foiacalc.counts import Count
from foiacalc.deadline import Deadline, none
from foiacalc.facts import NEVER, Extension
from foiacalc.readings import CLOSURES, DUE, Points, read
from foiacalc.workdays import Tolled, legal

_DAY = timedelta(days=1)
_NO_REQUEST = "The request itself is not given, only the appeal."


def acknowledgement(case: Case) -> Deadline:
    """A tracking number, an expectation: working days after receipt (552(a)(7)(A))."""
    facts = case.facts
    if not facts.filed:
        return none("acknowledgement", _NO_REQUEST)
    rule = law.in_force("acknowledgement", facts.filed)
    if not rule:
        return none("acknowledgement", "No tracking number was owed for requests filed before the duty took effect.")
    day0 = facts.perfected or facts.received or facts.filed
    due, cautious, moved = read(lambda points: _after(case, day0, rule.number, points), ("C10", *CLOSURES))
    if facts.determined and facts.determined <= due and not facts.acknowledged:
        return none("acknowledgement", f"Not owed: the request was determined within {rule.number} working days.")
    return Deadline(
        "acknowledgement",
        due,
        cautious,
        Count(day0, rule.number, "working_days", due, legal()),
        (rule.authority,),
        moved,
        ("An expectation, no limit to sue on: an acknowledgement is no determination.",),
        done=facts.acknowledged,
        ended=facts.determined,
    )


def expedited_decision(case: Case) -> Deadline:
    """Notice of the decision on expedited processing: calendar days after it was asked for (552(a)(6)(E)(ii)(I))."""
    facts = case.facts
    asked, received = facts.expedite_asked, facts.perfected or facts.received
    if not asked or not received:
        return none("expedited_decision", "Expedited processing was not asked for.")
    rule = law.in_force("expedited_decision", asked)
    if not rule:
        return none("expedited_decision", "No time to decide on expedition was set when it was asked for.")
    length = rule.number * _DAY

    def last_day(points: Points) -> date:
        if "C5" not in points:
            return asked + length
        calendar = case.calendars.under(points)
        receipt = max(asked, received)
        return calendar.on_or_after((calendar.on_or_after(receipt) if "C10" in points else receipt) + length)

    due, cautious, moved = read(last_day, ("C5", "C10", *CLOSURES))
    decided = facts.expedite_determined
    if facts.determined and facts.determined <= due and not decided:
        return none("expedited_decision", "The request itself was determined before the decision was due.")
    return Deadline(
        "expedited_decision",
        due,
        cautious,
        Count(asked, rule.number, "calendar_days", due, legal()),
        (rule.authority,),
        moved,
        (f"Expedited processing was {facts.expedite_outcome}.",) if facts.expedite_outcome else (),
        done=decided,
        ended=facts.determined,
    )


def determination(case: Case) -> Deadline:
    """The determination on the request: working days after receipt (552(a)(6)(A)(i)), extended and tolled."""
    facts = case.facts
    received = facts.received
    if not received:
        return none("determination", _NO_REQUEST)
    rule = law.in_force("determination", received)
    if not rule:
        note = f"No limit was in force for a request received before {law.first_day('determination')}."
        return none("determination", note, facts.determined)
    start = clock_start(case, DUE)
    if not start:
        note = "The proper office has not received the request, and no limit on routing was in force when it was filed."
        return none("determination", note, facts.determined)
    spans, undated = case.tolling.spans, case.tolling.undated
    length = rule.number + undated

    def last_day(points: Points) -> date:
        day0 = clock_start(case, points)
        assert day0 is not None
        return _extended(case, day0, length, facts.extended, points, spans)

    due, cautious, moved = read(last_day, ("C10", "C15", *CLOSURES))
    plain = legal().after(start, length, spans)
    extension = facts.extended if facts.extended and facts.extended.notice <= plain else None
    length += extension.days if extension else 0
    opened = case.tolling.open_since and case.tolling.open_since <= due
    return Deadline(
        "determination",
        due,
        cautious,
        Count(start, length, "working_days", due, legal(), spans),
        _authorities(case, rule, start, extension, due),
        moved,
        _determination_notes(case, rule, start, due, length, extension),
        done=facts.determined,
        extended=extension,
        projected_from=case.tolling.open_fact if opened else None,
        warnings=(*_late_notice("extended", facts.extended, plain), *_late_questions(case, due)),
        assumptions=_open_question(case) if opened else (),
    )


def clock_start(case: Case, points: Points) -> date | None:
    """Day 0 of the determination: the day it was perfected, else the earlier of the proper office's receipt and the cap.

    None where the proper office has not received it and no cap was in force. Source: 552(a)(6)(A), closing text.
    """
    facts = case.facts
    assert facts.received and facts.filed
    calendar = case.calendars.under(points)

    def receipt(day: date) -> date:
        return calendar.on_or_after(day) if "C10" in points else day

    if facts.perfected:
        return receipt(facts.perfected)
    office = receipt(facts.reached_office) if facts.reached_office and facts.reached_office != NEVER else None
    cap = law.in_force("routing", facts.filed)
    if not cap:
        return office
    capped = calendar.after(receipt(facts.received), cap.number)
    return min(office, capped) if office else capped


def appeal_determination(case: Case, appeal: Deadline) -> Deadline:
    """The determination on the appeal: working days after its receipt (552(a)(6)(A)(ii)); no routing, no tolling."""
    facts = case.facts
    received = facts.appeal_received or appeal.due
    if not received:
        return none("appeal_determination", "There is no appeal to determine.")
    if not facts.appeal_received and appeal.missed_on(case.as_of) and not facts.sued:
        return none("appeal_determination", "The time to appeal passed without an appeal.")
    rule = law.in_force("appeal_determination", received)
    if not rule:
        note = f"No limit was in force for an appeal received before {law.first_day('appeal_determination')}."
        return none("appeal_determination", note, facts.appeal_determined)

    def last_day(points: Points) -> date:
        calendar = case.calendars.under(points)
        day0 = calendar.on_or_after(received) if "C10" in points else received
        return _extended(case, day0, rule.number, facts.appeal_extended, points)

    due, cautious, moved = read(last_day, ("C10", "C15", *CLOSURES))
    plain = legal().after(received, rule.number)
    extension = facts.appeal_extended if facts.appeal_extended and facts.appeal_extended.notice <= plain else None
    more = law.rule_for("unusual_circumstances", received)
    warnings = _late_notice("appeal_extended", facts.appeal_extended, plain)
    if extension and facts.extended:
        says = "Both the request's limit and the appeal's are extended; whether the Act allows it twice is contested"
        warnings += (f"{says} (C7, {more.cite}).",)
    return Deadline(
        "appeal_determination",
        due,
        cautious,
        Count(received, rule.number + (extension.days if extension else 0), "working_days", due, legal()),
        (rule.authority, *((more.authority,) if extension else ())),
        moved,
        (f"Extended by {extension.days} working days by the notice of {extension.notice}.",) if extension else (),
        done=facts.appeal_determined,
        extended=extension,
        projected_from=None if facts.appeal_received else "appeal",
        warnings=warnings,
    )


def answer(case: Case) -> Deadline:
    """The answer to the complaint: calendar days after service (552(a)(4)(C)), rolled forward (Fed. R. Civ. P. 6(a)(1))."""
    facts = case.facts
    if not facts.sued:
        return none("answer", "No suit has been filed.")
    served = facts.served or facts.sued
    rule = law.in_force("answer", served)
    if not rule:
        return none("answer", f"No time to answer was set for complaints served before {law.first_day('answer')}.")
    due, cautious, moved = read(lambda points: case.calendars.under(points).on_or_after(served + rule.number * _DAY), CLOSURES)
    roll = law.rule_for("court_period", served)
    assumed = Assumption("served", served.isoformat(), "the complaint was served on the day it was filed")
    return Deadline(
        "answer",
        due,
        cautious,
        Count(served, rule.number, "calendar_days", due, legal()),
        (rule.authority, roll.authority),
        moved,
        done=facts.answered,
        projected_from=None if facts.served or facts.answered else "served",
        assumptions=() if facts.served else (assumed,),
    )


def _after(case: Case, day0: date, length: int, points: Points) -> date:
    calendar = case.calendars.under(points)
    return calendar.after(calendar.on_or_after(day0) if "C10" in points else day0, length)


def _extended(
    case: Case, day0: date, length: int, extension: Extension | None, points: Points, spans: tuple[Tolled, ...] = ()
) -> date:
    """The last day, with the extension where its notice came in time, or where C15 gives it all the same."""
    calendar = case.calendars.under(points)
    plain = calendar.after(day0, length, spans)
    if extension and (extension.notice <= plain or "C15" in points):
        return calendar.after(day0, length + extension.days, spans)
    return plain


def _late_notice(fact: str, extension: Extension | None, last: date) -> tuple[str, ...]:
    if not extension or extension.notice <= last:
        return ()
    return (
        f"{fact}: the notice of {extension.notice} came after the limit's last day, {last}, and gives no extension "
        f"({law.latest('unusual_circumstances').cite}; C15).",
    )


def _late_questions(case: Case, due: date) -> tuple[str, ...]:
    late = sorted(span.first for span in (*case.facts.info_asked, *case.facts.fee_asked) if span.first > due)
    if not case.tolling.spans:
        return ()
    return tuple(f"The question of {day} came after the limit's last day, {due}, and tolls nothing." for day in late)


def _open_question(case: Case) -> tuple[Assumption, ...]:
    fact = case.tolling.open_fact
    assert fact
    return (Assumption(fact, case.as_of.isoformat(), "the open question is counted as if it were answered on this day"),)


def _authorities(case: Case, rule: law.Rule, start: date, extension: Extension | None, due: date) -> tuple[law.Authority, ...]:
    """The limit's own row, and those of what changed it."""
    facts = case.facts
    assert facts.filed and facts.received
    rows: list[law.Rule | None] = [rule]
    if start not in (facts.received, facts.perfected):
        rows.append(law.in_force("routing", facts.filed))
    if extension:
        rows.append(law.in_force("unusual_circumstances", facts.received))
    if case.tolling.spans and facts.info_asked:
        rows.append(law.in_force("tolling_information", facts.filed))
    if case.tolling.spans and facts.fee_asked:
        rows.append(law.in_force("tolling_fees", facts.filed))
    return tuple(row.authority for row in rows if row)


def _determination_notes(
    case: Case, rule: law.Rule, start: date, due: date, length: int, extension: Extension | None
) -> tuple[str, ...]:
    facts, spans = case.facts, case.tolling.spans
    assert facts.received and facts.filed
    notes = []
    if extension:
        notes.append(f"Extended by {extension.days} working days by the notice of {extension.notice}.")
    if case.tolling.undated:
        notes.append(f"{case.tolling.undated} tolled working days, given without dates, are added to the limit.")
    cap = law.in_force("routing", facts.filed)
    if cap and not facts.perfected and start not in (facts.received, facts.reached_office):
        by_calendar = facts.received + cap.number * _DAY
        notes.append(
            f"The cap on routing ({cap.number} working days after first receipt) started the clock on {start}; read as "
            f"calendar days it would have been {by_calendar} and the last day {legal().after(by_calendar, length, spans)} (C8)."
        )
    if case.regulation and case.regulation.day_of_receipt_is_one and legal().is_working(start):
        earlier = legal().after(start, length - 1, spans)
        notes.append(f"The agency's own regulation counts the day of receipt as day 1, which gives {earlier} (C9).")
    later = _twenty_days_of_1997(rule, facts.received)
    if later:
        last = legal().after(start, later.number + length - rule.number, spans)
        notes.append(
            f"On the view that the act in force from {later.since} reached pending requests, the last day was {last} (C11)."
        )
    return tuple(notes)


def _twenty_days_of_1997(rule: law.Rule, received: date) -> law.Rule | None:
    """The next row of the limit, where the request was still within it when that row came in force (C11)."""
    later = next((row for row in law.RULES if row.limit == rule.limit and row.since > rule.since), None)
    if later and legal().between(received - _DAY, later.since - _DAY) <= later.number:
        return later
    return None
