"""This module says where a request stands on a docket: its section, and what the first line counts it as.

Every format and every count uses it.
"""

from datetime import date
from typing import NamedTuple

from foiacalc.answer import state
from foiacalc.answer.reports import Report
from foiacalc.answer.state import Next
from foiacalc.answer.to_court import relied_open
from foiacalc.clock import acknowledgment, suit
from foiacalc.clock.deadline import Dates

LOST, WEEK, SOON, COMING, SUE, LATE, DECIDED, PAUSED, COURT, ANSWERED, NONE, OVER = (
    "RIGHTS LOST",
    "DUE WITHIN 7 DAYS",
    "LATE: sue soon",
    "COMING",
    "LATE: you may sue",
    "LATE",
    "APPEAL DECIDED: you may sue",
    "PAUSED",
    "IN COURT",
    "ANSWERED",
    "NO LIMIT IS RUNNING",
    "OVER",
)
REQUESTERS = (LOST, SOON, COMING, SUE, LATE, DECIDED, PAUSED, COURT, ANSWERED, NONE, OVER)
OFFICERS = (WEEK, LATE, COMING, PAUSED, COURT, ANSWERED, NONE, LOST, OVER)
LIMITS_OF_AGENCY = ("determination", "appeal_determination")
LATE_SECTIONS = (SOON, SUE, LATE)  # the first line counts the requests of these sections as late

_LATE_BY_COUNT = "late by the statute's own count"
_RUNNING = "running"
_SECTIONS = {  # by the state of the headline
    "late": LATE,
    "late_by_due": LATE,
    "appeal_late": LATE,
    "suit_lapsed": LOST,
    "appeal_lapsed": LOST,
    "to_appeal": COMING,
    "to_reply": COMING,
    "due": COMING,
    "appeal_pending": COMING,
    "paused": PAUSED,
    "sued": COURT,
    "answered": ANSWERED,
    "appeal_uncertain": ANSWERED,
    "appeal_decided": ANSWERED,
    "granted": OVER,
    "withdrawn": OVER,
    "ended": OVER,
}
_COMING = {"to_appeal": "to appeal", "to_reply": "to answer"}
_OFFICERS_COMING = {"to_appeal": "open to appeal", "to_reply": "awaiting a reply"}
_COUNTED = {
    **dict.fromkeys(LATE_SECTIONS, "late"),
    WEEK: "due within 7 days",
    LOST: "rights lost",
    DECIDED: "to sue",
    PAUSED: "paused",
    COURT: "in court",
    ANSWERED: "answered",
    OVER: "over",
    NONE: "with no limit running",
}
COUNTED = (  # in the order in which the first line has them
    "late",
    _LATE_BY_COUNT,
    "rights lost",
    "due within 7 days",
    *_COMING.values(),
    *_OFFICERS_COMING.values(),
    "to sue",
    _RUNNING,
    "paused",
    "in court",
    "answered",
    "over",
    "with no limit running",
)
_WEEK = 7  # calendar days


class Place(NamedTuple):
    """This is where a request stands: in one section, and counted once."""

    section: str
    counted: str


def place(report: Report) -> Place:
    """Return where a request stands, for the side that the answer serves."""
    head = report.headline.state
    found = _SECTIONS.get(head, NONE)
    section = _officers(report, found) if report.serves == "agency" else _requesters(report, found, head)
    if section != COMING:
        return Place(section, _COUNTED[section])
    coming = _OFFICERS_COMING if report.serves == "agency" else _COMING
    return Place(section, _LATE_BY_COUNT if found == LATE else coming.get(head, _RUNNING))


def _officers(report: Report, found: str) -> str:
    """Return an officer's section: one of the agency's limits is late, or its next is due within a week, or neither."""
    if found in (LATE, LOST, COMING) and any(key in report.missed for key in LIMITS_OF_AGENCY):
        return LATE
    next_one = coming(report)
    due_soon = found == COMING and next_one and next_one.binds == "agency" and next_one.ahead <= _WEEK
    return WEEK if due_soon else found


def _requesters(report: Report, found: str, head: str) -> str:
    """Return a requester's section: of what is late or decided on appeal, whether suit may be filed, and by when, decides."""
    right = report.computed.apply[suit.KEY]
    if relied_from(report, head):
        return COMING
    if right.state != "open":
        return found
    if found == LATE:
        return SOON if _is_near(report, right) else SUE
    return DECIDED if head == "appeal_decided" and report.known.appeal_outcome != "granted" else found


def _is_near(report: Report, right: Dates) -> bool:
    day = state.act_by(right, report.as_of, report.serves)
    return bool(day) and state.near(right, day or date.max, report.as_of)


def relied_from(report: Report, head: str) -> date | None:
    """Return the day from which to rely on what is late only by the statute's own count, while it is still ahead.

    Return None if the headline, by its state, is about something else.
    """
    if report.serves == "agency" or _SECTIONS.get(head) != LATE:
        return None
    day = relied_open(report.case, report.computed, report.serves)
    return day if day and day > report.as_of else None


def coming(report: Report) -> Next | None:
    """Return the next date to act by, or to wait for.

    It is never the acknowledgment, which nobody acts on. For an officer it is the due date of the agency's own duty, as in
    the headline.
    """
    found = report.next
    if found and found.key == acknowledgment.KEY:
        others = {key: dates for key, dates in report.computed.apply.items() if key != acknowledgment.KEY}
        found = state.next_date(report.case, report.computed._replace(apply=others), report.serves)
    if found and report.serves == found.binds == "agency":
        return found._replace(date=found.due, ahead=(found.due - report.as_of).days)
    return found
