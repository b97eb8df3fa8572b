"""This module finds what letters say about a request: its parties, its dates, the count of a missed limit, what was assumed."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from foiacalc import law
from foiacalc.answer.letters import deadline_of
from foiacalc.answer.reports import Report
from foiacalc.clock import appeal_determination, determination, expedited_decision
from foiacalc.clock.case import Assumption
from foiacalc.clock.deadline import Deadline
from foiacalc.clock.readings import DUE
from foiacalc.law import agencies
from foiacalc.render import prose, words

Clean = Callable[[str], str]
LetterFacts = dict[str, Any]

_CREW_DECIDED = date(2013, 4, 2)
_CITES = {determination.KEY: "5 U.S.C. § 552(a)(6)(A)(i)", appeal_determination.KEY: "5 U.S.C. § 552(a)(6)(A)(ii)"}
_QUESTIONS = {  # by the reason for which a span is tolled
    "request for information": ("request for information", "5 U.S.C. § 552(a)(6)(A)(ii)(I)"),
    "fee clarification": ("question about fees", "5 U.S.C. § 552(a)(6)(A)(ii)(II)"),
}
OTHERWISE = {  # how the day to rely on was counted, by contested point
    "C2": "Inauguration Day did not count",
    "C3": "the days on which offices were closed by executive order did not count",
    "C4": "the days on which offices were closed by weather, by a lapse in appropriations or otherwise did not count",
    "C7": "the appeal had its own days of extension",
    "C10": "anything that arrived on a nonworking day counted as received on the next working day",
    "C15": "the limit was extended by a notice of unusual circumstances that came after it had expired",
}


def request(report: Report, clean: Clean) -> LetterFacts:
    """Return what every letter may say about the request."""
    known, filed = report.known, report.case.filed
    name = (known.id or "").strip()
    # Tracking numbers come from the same act of 2007 as the first bar on fees.
    numbered = report.case.rules.in_force("fees", filed) if filed else None
    blank = "[tracking number]" if numbered or not filed else "[the agency's number, if it gave one]"
    named, department = agency_names(known.agency)
    return {
        "document": "letter",
        "do": "send",
        "whose": "your",
        "today": prose.day(report.as_of),
        "numbered": bool(name),
        "number": clean(words.safe(name)) if name else blank,
        "agency": clean(words.safe(named)) if named else "[agency]",
        "department": clean(department) if department else None,
        "sent": written_day(known.filed),
        "received": written_day(known.received),
        "acknowledged": written_day(known.acknowledged),
        "crew": report.as_of >= _CREW_DECIDED,
        "interim": [*map(prose.day, known.interim)],
        "determined": written_day(known.determined),
        "outcome": known.outcome,
        "appealed": written_day(report.case.appealed),
        "appeal_sent": known.appealed is not None,
        "appeal_received": written_day(known.appeal_received),
        "estimate": numbered is not None,
        "fees": _fees(report),
        "no_advice": words.NO_ADVICE,
    }


def written_day(value: date | None) -> str | None:
    return prose.day(value) if value else None


def agency_names(text: str | None) -> tuple[str | None, str | None]:
    """Return the full name of an agency or component, if it is known, and that of the department it is part of."""
    if not text:
        return None, None
    names = {c.code: c.name for c in reversed(agencies.components()) if c.code}
    names |= {rule.code: rule.name for rule in agencies.rules()}
    try:
        code = agencies.find(text)
    except agencies.UnknownAgency:
        return text, None
    own = agencies.whom(text)
    above = agencies.rules_of(code)[-1].part_of if own == code else code
    return names.get(own, text), names.get(above)


def _fees(report: Report) -> str | None:
    """Return which exceptions the bar on fees has, by the law in force at the filing; return None if fees are not barred."""
    filed = report.case.filed
    rule = report.case.rules.in_force("fees", filed) if filed else None
    if not rule or not any(c.key == "fees_barred" for c in report.consequences):
        return None
    return "circumstances" if rule.value is None else "exceptions"


def limit(report: Report, duty: Deadline) -> LetterFacts:
    """Return the count of a limit that has passed, and what others would count."""
    assert duty.cautious
    return {
        "count": _count(report, duty),
        "contested": [OTHERWISE.get(c.point, law.POINTS[c.point].cautious) for c in duty.contested],
        "relied": prose.day(duty.cautious),
    }


NO_LIMIT: LetterFacts = {"count": None, "contested": [], "relied": None}


def _count(report: Report, duty: Deadline) -> LetterFacts:
    counted, count, case = duty.limit, duty.count, report.case
    assert counted and count
    of_appeal = duty.key == appeal_determination.KEY
    cap = report.case.rules.in_force("routing", case.filed) if case.filed else None
    return {
        "of": "appeal" if of_appeal else "request",
        "cite": _CITES[duty.key],
        "length": working_days(counted.length - counted.tolling.undated),
        "extensions": [(prose.day(notice.notice), working_days(days)) for notice, days in counted.counted(DUE).taken if days],
        "stops": [
            (prose.day(span.first), prose.day(span.last), *_QUESTIONS[span.reason])
            for span in counted.tolling.spans
            if span.first <= count.last
        ],
        "undated": working_days(counted.tolling.undated) if counted.tolling.undated else None,
        "start": prose.day(count.start),
        "start_is": _start_is(report, duty),
        "cap": working_days(cap.number) if cap else None,
        "holidays": [(prose.day(off.date), off.reason) for off in count.skipped()],
        "last": prose.day(count.last),
    }


def _start_is(report: Report, duty: Deadline) -> str:
    """Return what kind of day the count starts from."""
    known, limit, count = report.known, duty.limit, duty.count
    assert limit and count
    if duty.key == appeal_determination.KEY:
        return "received" if known.appeal_received else "sent"
    if known.perfected:
        return "perfected"
    if limit.routed:
        return "office" if count.start == known.reached_office else "cap"
    return "received" if known.received else "sent"


def working_days(number: int) -> str:
    return f"{number} working day" if number == 1 else f"{number} working days"


def expedition(report: Report, duty: Deadline) -> LetterFacts | None:
    """Return the decision on expedited processing that is late beside the determination; return None if none is surely late."""
    decision = deadline_of(report, expedited_decision.KEY)
    if duty.key != determination.KEY:
        return None
    if decision.dates.state != "missed" or not decision.due or not decision.cautious or report.as_of <= decision.cautious:
        return None
    relied = prose.day(decision.cautious) if decision.cautious != decision.due else None
    return {"asked": written_day(report.known.expedite_asked), "last": prose.day(decision.due), "relied": relied}


def assumed_in_letter(report: Report, key: str) -> Iterator[str]:
    """Say what the letter's dates rest on that was not given."""
    for one in report.assumptions_about(key):
        if key == determination.KEY or one.fact not in _OF_THE_REQUEST:
            yield _ASSUMED.get(one.fact) or f"Assumed: {_whole(one)}."


def _whole(one: Assumption) -> str:
    """Return an assumption as a whole clause; on a screen one on the request itself only says what happened to it."""
    if one.fact not in ("filed", *_OF_THE_REQUEST) or one.says.startswith("the "):
        return one.says
    return f"the request {one.says}" if one.fact == "reached_office" else f"the request was {one.says}"


_OF_THE_REQUEST = ("received", "reached_office", "perfected")  # no date of an appeal depends on them
_TAKEN = "The count treats the day {} as the day of receipt. If the agency received it later, the last day is later too."
_ASSUMED = {"received": _TAKEN.format("the request was sent"), "appeal_received": _TAKEN.format("the appeal was sent")}


def time_to_sue(right: Deadline) -> Iterator[str]:
    """Return the last day to sue and the day to rely on, for the requester's information; return nothing if no suit is open."""
    if not right.due or not right.cautious:
        return
    if right.dates.state == "lapsed":
        yield f"The time to sue expired on {prose.day(right.due)}. A new request starts a new clock."
        return
    says = "The day to rely on, {}, has passed." if right.cautious < right.case.as_of else "Rely on {}."
    relied = f" {says.format(prose.day(right.cautious))}" if right.cautious != right.due else ""
    yield f"The last day to sue is {prose.day(right.due)} (28 U.S.C. § 2401(a)).{relied}"
