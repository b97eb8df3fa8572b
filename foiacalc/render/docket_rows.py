"""This module says what a docket says about one request: its section, how long, what and when. It computes no date."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from foiacalc.answer import state
from foiacalc.answer.reports import Report
from foiacalc.answer.state import Next
from foiacalc.answer.timeline import ON_APPEAL
from foiacalc.answer.view import Headline, on
from foiacalc.clock import suit
from foiacalc.render import words
from foiacalc.render.docket_places import (
    ANSWERED,
    COMING,
    COURT,
    DECIDED,
    LATE,
    LIMITS_OF_AGENCY,
    LOST,
    NONE,
    OVER,
    PAUSED,
    SOON,
    SUE,
    WEEK,
    coming,
    place,
    relied_from,
)

_WHAT = {  # what comes next, in the requester's words; an officer reads "the appeal" and "a suit"
    "determination": "answer due",
    "reply": "your reply",
    "expedition_appeal": "your expedition appeal",
    "fee_waiver_appeal": "your fee waiver appeal",
    "appeal": "your appeal",
    "appeal_determination": "appeal decision due",
    "expedited_decision": "expedition decision due",
    "suit": "last day to sue",
    "service": "serve the complaint",
    "answer": "answer to complaint due",
    "judgment_appeal": "appeal the judgment",
    "fee_motion": "move for fees",
}
_OFFICERS_WHAT = {
    **_WHAT,
    "reply": "requester's reply",
    "expedition_appeal": "expedition appeal",
    "fee_waiver_appeal": "fee waiver appeal",
    "appeal": "requester's appeal",
    "service": "service of complaint",
    "fee_motion": "motion for fees",
}
_ENDS = {"ended": "ended, date unknown", "appeal_uncertain": "time to appeal not known", "appeal_decided": "appeal decided"}
_FAR = 10**9


class DocketRow(NamedTuple):
    """This is a request on a docket; `rank` orders it within its section if no other order is asked for."""

    section: str
    counted: str
    rank: int
    days: str
    what: str
    mark: str
    agency: str
    name: str
    subject: str = ""
    group: str = ""


class Own(NamedTuple):
    """A request has these only from its sheet: its id and, if there are such columns, its subject and its group."""

    name: str | None
    subject: str = ""
    group: str = ""


class _Coming(NamedTuple):
    rank: int
    days: str
    what: str


def row(own: Own, report: Report, agency: str, mark: str) -> DocketRow:
    """Return a request as its headline has it; anything else missed, or no longer safe to rely on, is added to it."""
    head, (section, counted) = report.headline, place(report)
    said = _SAID[section](report, head)
    besides = dict.fromkeys(_besides(report, section))
    what = "; ".join([said.what, *(says for says in besides if says != said.what)])
    name, subject = words.safe(own.name or ""), words.safe(own.subject)
    return DocketRow(section, counted, said.rank, said.days, what, mark, agency, name, subject, own.group)


def _lost(report: Report, head: Headline) -> _Coming:
    right = "appeal" if head.state == "appeal_lapsed" else "suit"
    due = report.computed.apply[right].due
    if not due:
        return _Coming(_FAR, "", right)
    days = (report.as_of - due).days
    return _Coming(days, f"-{days:,} d", f"{right} until {_day(due, report.as_of)}")


def _coming(report: Report, head: Headline) -> _Coming:
    relied, found = relied_from(report, head.state), coming(report)
    if relied:
        return _dated(report, relied, "rely on it from")
    what = _OFFICERS_WHAT if report.serves == "agency" else _WHAT
    if found:
        said = _dated(report, found.date, what.get(found.key, found.key.replace("_", " ")))
        return said._replace(what=said.what + _beside(report, found))
    return _dated(report, head.next, what["determination"]) if head.next else _Coming(_FAR, "", head.state.replace("_", " "))


def _beside(report: Report, found: Next) -> str:
    """Say that the day to rely on has passed.

    For an officer, return the earliest plausible day of a duty if it is another day.
    """
    if report.serves == "requester" or found.binds == "requester":
        return f" ({words.RELY_ON_PASSED[report.serves]})" if found.cautious_passed else ""
    earliest = report.computed.apply[found.key].earliest
    if not earliest or earliest == found.due:
        return ""
    return f" (earliest {_day(earliest, report.as_of)}{' passed' if found.cautious_passed else ''})"


def _dated(report: Report, day: date, what: str) -> _Coming:
    days = (day - report.as_of).days
    return _Coming(days, f"{days:,} d", f"{what} {on(day)[:4]}{_day(day, report.as_of)}")


def _late(report: Report, head: Headline) -> _Coming:
    key = next(key for key in reversed(LIMITS_OF_AGENCY) if key in report.missed)
    limit, what = report.computed.apply[key], "on appeal, due" if key == "appeal_determination" else "due"
    days = limit.late_working_days
    return _Coming(-(days or 0), "" if days is None else f"{days:,} wd", f"{what} {limit.due}")


def _to_sue(report: Report, head: Headline) -> _Coming:
    """Return the last day to sue and, once it is near, how far off it is."""
    right = report.computed.apply[suit.KEY]
    day = state.act_by(right, report.as_of, report.serves)
    if not day:
        return _Coming(_FAR, "", _WHAT[suit.KEY])
    passed = f" ({words.RELY_ON_PASSED[report.serves]})" if state.relied_passed(right, report.as_of, report.serves) else ""
    said = _dated(report, day, _WHAT[suit.KEY])
    return said._replace(days=said.days if state.near(right, day, report.as_of) else "", what=said.what + passed)


def _decided(report: Report, head: Headline) -> _Coming:
    said = _to_sue(report, head)
    return said._replace(what="; ".join(filter(None, (_outcome(report, head), said.what))))


def _outcome(report: Report, head: Headline) -> str:
    """Return how the request was answered, where that is known."""
    known = report.known
    if head.state == "appeal_decided":
        return ON_APPEAL.get(known.appeal_outcome or "", "")
    return (known.outcome or "").replace("_", " ") if head.state == "answered" else ""


def _paused(report: Report, head: Headline) -> _Coming:
    if head.next:
        return _dated(report, head.next, "requester's reply" if report.serves == "agency" else "your reply")
    return _Coming(_FAR, "", f"since {report.case.tolling.open_since}")


def _court(report: Report, head: Headline) -> _Coming:
    found = coming(report)
    if head.next:
        what = _OFFICERS_WHAT if report.serves == "agency" else _WHAT
        return _dated(report, head.next, what[found.key if found and found.date == head.next else "answer"])
    return _Coming(_FAR, "", f"since {report.known.sued}")


def _plain(report: Report, head: Headline) -> _Coming:
    says = (_ENDS.get(head.state, head.state.replace("_", " ")), _outcome(report, head))
    return _Coming(_FAR, "", ", ".join(filter(None, says)))


_SAID: dict[str, Callable[[Report, Headline], _Coming]] = {
    LOST: _lost,
    WEEK: _coming,
    COMING: _coming,
    SOON: _to_sue,
    SUE: _late,
    DECIDED: _decided,
    LATE: _late,
    PAUSED: _paused,
    COURT: _court,
    ANSWERED: _plain,
    NONE: _plain,
    OVER: _plain,
}
_MISSED = {
    "determination": "answer LATE",
    "appeal_determination": "appeal decision LATE",
    "expedited_decision": "expedition decision LATE",
    "answer": "answer to complaint LATE",
}


def _besides(report: Report, section: str) -> list[str]:
    """Return what else the agency has missed, what the requester must do, and the rights of which only the day to rely on has
    passed.
    """
    found = coming(report)
    keys = [key for key in report.missed if section not in (LATE, SUE) or key not in LIMITS_OF_AGENCY]
    says = [] if section in (OVER, LOST) else [_MISSED.get(key, f"{key} LATE") for key in keys]
    if found and section not in (COMING, WEEK, SOON, DECIDED) and found.binds == "requester":
        says.append(_coming(report, report.headline).what)
    told = {found.key} if found and (found.binds == "requester" or section in (COMING, WEEK)) else set()
    told |= {suit.KEY} if section in (SOON, DECIDED) else set()
    passed = [s.deadline.key for s in report.states if s.rely_on_passed and s.deadline.key not in told]
    return says + [f"{key}: {words.RELY_ON_PASSED[report.serves]}" for key in passed]


def _day(day: date, as_of: date) -> str:
    """Return a day, without the year if it is the year of the docket."""
    return str(day)[5:] if day.year == as_of.year else str(day)
