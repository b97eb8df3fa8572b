"""The determination on the request (5 U.S.C. 552(a)(6)(A)(i)): when its clock starts, what extends it, what tolls it."""

from datetime import date

from foiacalc import law, limits
from foiacalc.case import Assumption, Case
from foiacalc.counts import Count
from foiacalc.deadline import NO_REQUEST, Deadline, not_running
from foiacalc.facts import Extension
from foiacalc.readings import DUE, Contested, Points, read
from foiacalc.workdays import ONE_DAY, legal


def determination(case: Case) -> Deadline:
    """The determination on the request: working days after receipt (552(a)(6)(A)(i)), extended and tolled."""
    facts = case.facts
    rule = law.in_force("determination", facts.received) if facts.received else None
    start = clock_start(case, DUE) if rule else None
    if not rule or not start:
        return not_running("determination", _no_clock(case, rule), facts.determined)
    spans, undated = case.tolling.spans, case.tolling.undated
    length = rule.number + undated
    due, cautious, moved = _read(case, start, length)
    plain = legal().after(start, length, spans)
    extension = limits.in_time(limits.first(facts.extended), plain)
    length += (extension.days or 0) if extension else 0
    opened = case.tolling.open_since and case.tolling.open_since <= due
    return Deadline(
        "determination",
        due,
        cautious,
        Count(start, length, "working_days", due, legal(), spans),
        _authorities(case, rule, start, extension, due),
        moved,
        _notes(case, rule, start, length, extension),
        done=facts.determined,
        extended=extension,
        projected_from=case.tolling.open_fact if opened else None,
        warnings=(*limits.late_notice("extended", limits.first(facts.extended), plain), *_late_questions(case, due)),
        assumptions=_open_question(case) if opened else (),
    )


def _read(case: Case, start: date, length: int) -> tuple[date, date, tuple[Contested, ...]]:
    """The limit under both readings; where the routing started its clock, that is read under them too."""
    facts, spans = case.facts, case.tolling.spans
    if start in (facts.received, facts.perfected):
        return limits.read(case.calendars, start, length, limits.first(facts.extended), spans)

    def last_day(points: Points) -> date:
        day0 = clock_start(case, points)
        assert day0 is not None
        return limits.last_day(case.calendars, day0, length, points, limits.first(facts.extended), spans)

    return read(last_day, limits.concerned(limits.first(facts.extended)))


def _no_clock(case: Case, rule: law.Rule | None) -> str:
    if not case.facts.received:
        return NO_REQUEST
    if not rule:
        return f"No limit was in force for a request received before {law.first_day('determination')}."
    return "The proper office has not received the request, and no limit on routing was in force when it was filed."


def clock_start(case: Case, points: Points) -> date | None:
    """Day 0 of the determination: the day it was perfected, else the earlier of the proper office's receipt and the cap.

    None where the proper office has not received it and no cap was in force. Source: 552(a)(6)(A), closing text.
    """
    facts = case.facts
    assert facts.received and facts.filed
    calendars = case.calendars
    if facts.perfected:
        return calendars.received(facts.perfected, points)
    office = calendars.received(facts.reached_office, points) if isinstance(facts.reached_office, date) else None
    cap = law.in_force("routing", facts.filed)
    if not cap:
        return office
    capped = calendars.under(points).after(calendars.received(facts.received, points), cap.number)
    return min(office, capped) if office else capped


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
    for limit, questions in (("tolling_information", facts.info_asked), ("tolling_fees", facts.fee_asked)):
        if any(question.first <= due for question in questions):
            rows.append(law.in_force(limit, facts.filed))
    return tuple(row.authority for row in rows if row)


def _notes(case: Case, rule: law.Rule, start: date, length: int, extension: Extension | None) -> tuple[str, ...]:
    facts, spans = case.facts, case.tolling.spans
    assert facts.received and facts.filed
    notes = list(limits.extended(extension))
    if case.tolling.undated:
        notes.append(f"{case.tolling.undated} tolled working days, given without dates, are added to the limit.")
    cap = law.in_force("routing", facts.filed)
    if cap and not facts.perfected and start not in (facts.received, facts.reached_office):
        notes.append(f"The cap on routing, {cap.number} working days after first receipt, started the clock on {start}.")
    if cap and not facts.perfected and (by_calendar := facts.received + cap.number * ONE_DAY) < start:
        last = legal().after(by_calendar, length, spans)
        notes.append(
            f"Read as calendar days, the cap on routing started it on {by_calendar}, and the last day was {last} (C8)."
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
    if rule is law.latest(rule.limit):
        return None
    later = next(row for row in law.RULES if row.limit == rule.limit and row.since > rule.since)
    within = legal().between(received - ONE_DAY, later.since - ONE_DAY) <= later.number
    return later if within else None
