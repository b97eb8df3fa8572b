"""A determination is due a number of working days after receipt (5 U.S.C. 552(a)(6)(A)(i)); notices extend, questions toll."""

from datetime import date

from foiacalc import law
from foiacalc.calendar.workdays import LAST, ONE_DAY
from foiacalc.clock.agency_limit import AgencyLimit
from foiacalc.clock.case import Assumption, Case
from foiacalc.clock.deadline import Dates, Found, Kind, Why, acted, not_running, running
from foiacalc.clock.readings import DUE, Points, earlier
from foiacalc.clock.undone import unmet

KEY = "determination"
NO_REQUEST = "Only the appeal was given, not the request."


def determination(case: Case, _: Found) -> Dates:
    """Return when the determination is due: working days after receipt (552(a)(6)(A)(i)), extended and tolled."""
    known, received, tolling = case.known, case.received, case.tolling
    if received and case.undisturbed:
        plain = unmet(KIND, case, case.at_once or (received, received, case.day_0 or received))
        if plain:
            return acted(plain, known.determined, known.withdrawn)
    limit = agency_limit(case)
    if not limit:
        return not_running(KIND, _no_clock(case), known.determined)
    due, cautious, earliest = limit.dates()
    open_fact = tolling.open_fact if tolling.open_since and tolling.open_since <= due else None
    acts = known.determined, known.withdrawn
    return running(KIND, case.as_of, due, cautious, earliest, *acts, awaits=open_fact, limit=limit)


def agency_limit(case: Case) -> AgencyLimit | None:
    """Return what the limit is counted by; None if no clock has started."""
    known, tolling = case.known, case.tolling
    rule = case.rules.in_force(KEY, case.received) if case.received else None
    if not rule or not case.received:
        return None
    day_one = case.day_one(case.received)
    notices = tuple(sorted(known.extended)) if known.extended else ()
    length = rule.number + tolling.undated
    day0 = case.day_0
    if known.perfected or case.reached_office == day0:
        assert day0
        return AgencyLimit(case.calendars, day0, length, notices, tolling, day_one)
    start = clock_start(case, DUE)
    if not start:
        return None

    def routed(points: Points) -> date:
        day = clock_start(case, points)
        assert day
        return day

    return AgencyLimit(case.calendars, start, length, notices, tolling, day_one, routed=routed)


def _no_clock(case: Case) -> str:
    if not case.received:
        return NO_REQUEST
    if not case.rules.in_force(KEY, case.received):
        return f"No limit was in force for a request received before {case.rules.first_day(KEY)}."
    return "The proper component has not received the request, and no cap on routing was in force when the request was filed."


def clock_start(case: Case, points: Points) -> date | None:
    """Return day 0 of a request that was routed: the earlier of the proper component's receipt and the cap on routing.

    It is None if the proper component has not received it and no cap was in force. The source is 552(a)(6)(A), closing text.
    Under C8 the cap's days are calendar days.
    """
    assert case.received and case.filed
    calendars = case.calendars
    reached = case.reached_office
    office = calendars.received(reached, points) if isinstance(reached, date) else None
    cap = case.rules.in_force("routing", case.filed)
    if not cap:
        return office
    if "C8" in points:
        capped = case.received + cap.number * ONE_DAY
    else:
        capped = calendars.under(points).after(calendars.received(case.received, points), cap.number)
    return min(office, capped) if office else capped


# What explains it


def _why(case: Case, dates: Dates) -> Why:
    limit, rule = dates.limit or agency_limit(case), case.rules.in_force(KEY, case.received) if case.received else None
    assert limit and rule
    count = limit.as_count()
    opened = case.tolling.open_since and case.tolling.open_since <= count.last
    return Why(
        count,
        _authorities(case, rule, limit, count.last),
        limit.contested(),
        earlier(limit.last_day),
        _notes(case, rule, limit, count.length),
        _open_question(case) if opened else (),
    )


def _open_question(case: Case) -> tuple[Assumption, ...]:
    fact = case.tolling.open_fact
    assert fact
    return (Assumption(fact, case.as_of.isoformat(), "the open question is treated as answered on the as-of date"),)


def late_questions(case: Case, due: date) -> tuple[str, ...]:
    """Warn of each question that came after the limit's last day."""
    if not case.tolling.spans:
        return ()
    late = sorted(span.first for span in (*case.known.info_asked, *case.known.fee_asked) if span.first > due)
    return tuple(
        f"The question asked on {day} came after the limit's last day, {due}, so it does not toll the limit." for day in late
    )


def _authorities(case: Case, rule: law.Rule, limit: AgencyLimit, due: date) -> tuple[law.Authority, ...]:
    """Return the limit's own row, and those of what changed it."""
    known = case.known
    assert case.filed and case.received
    rows: list[law.Rule | None] = [rule]
    if limit.start(DUE) not in (case.received, known.perfected):
        rows.append(case.rules.in_force("routing", case.filed))
    if limit.extended:
        rows.append(case.rules.in_force("unusual_circumstances", case.received))
    for name, questions in (("tolling_information", known.info_asked), ("tolling_fees", known.fee_asked)):
        if any(question.first <= due for question in questions):
            rows.append(case.rules.in_force(name, case.filed))
    return tuple(row.authority for row in rows if row)


def _notes(case: Case, rule: law.Rule, limit: AgencyLimit, length: int) -> tuple[str, ...]:
    legal, spans, start = case.legal, case.tolling.spans, limit.start(DUE)
    assert case.received and case.filed
    notes = list(limit.extensions())
    if case.tolling.undated:
        many = case.tolling.undated > 1
        what = "working days, given without dates, are" if many else "working day, given without a date, is"
        notes.append(f"{case.tolling.undated} tolled {what} added to the limit.")
    cap = case.rules.in_force("routing", case.filed)
    if cap and limit.routed and start != case.reached_office:
        notes.append(f"The cap on routing, {cap.number} working days after first receipt, starts the clock on {start}.")
    if cap and limit.routed and (by_calendar := case.received + cap.number * ONE_DAY) < start:
        last = legal.after(by_calendar, length, spans)
        notes.append(
            f"If the cap on routing is in calendar days, the clock starts on {by_calendar} and the last day is {last} (C8)."
        )
    if limit.day_one and legal.is_working(start):
        day_one = legal.after(start, length - 1, spans)
        notes.append(f"The agency's own regulation counts the day of receipt as day 1, which gives {day_one} (C9).")
    later = _twenty_days_of_1997(case, rule)
    if later:
        last = legal.after(start, later.number + length - rule.number, spans)
        notes.append(
            f"If the amendment in force from {later.since} also governs requests then pending, the last day is {last} (C11)."
        )
    return tuple(notes)


def _twenty_days_of_1997(case: Case, rule: law.Rule) -> law.Rule | None:
    """Return the next row of the limit, if the request was still within the limit when that row took effect (C11)."""
    later = next((row for row in law.RULES if row.limit == rule.limit and row.since > rule.since), None)
    if not later or later.since > LAST:
        return None
    assert case.received
    within = case.legal.between(case.received - ONE_DAY, later.since - ONE_DAY) <= later.number
    return later if within else None


KIND = Kind(KEY, "Determination on the request", "agency", "missed", determination, _why, agency_limit)
