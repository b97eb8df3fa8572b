"""A docket says this of one request: the section it stands in, how long, what and when. It computes no date."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from foiacalc.answer.reports import Report
from foiacalc.answer.view import Headline, on
from foiacalc.render import words

LOST, WEEK, COMING, SUE, LATE, PAUSED, COURT, ANSWERED, NONE, OVER = (
    "RIGHTS LOST",
    "DUE THIS WEEK",
    "COMING",
    "LATE: you may sue",
    "LATE",
    "PAUSED",
    "IN COURT",
    "ANSWERED",
    "NO LIMIT IS RUNNING",
    "OVER",
)
REQUESTERS = (LOST, COMING, SUE, LATE, PAUSED, COURT, ANSWERED, NONE, OVER)
OFFICERS = (WEEK, LATE, COMING, PAUSED, COURT, ANSWERED, NONE, LOST, OVER)
COUNTED = {  # by the state of the headline, what the first line counts
    "late": "late",
    "late_by_due": "late by the statute's own count",
    "appeal_late": "late",
    "suit_lapsed": "rights lost",
    "appeal_lapsed": "rights lost",
    "to_appeal": "to appeal",
    "due": "running",
    "appeal_pending": "running",
    "paused": "paused",
    "to_reply": "to answer",
    "sued": "in court",
    "answered": "answered",
    "appeal_uncertain": "answered",
    "appeal_decided": "answered",
    "granted": "over",
    "withdrawn": "over",
    "ended": "over",
}
NO_LIMIT = "with no limit running"
_SECTIONS = {
    "suit_lapsed": LOST,
    "appeal_lapsed": LOST,
    "late_by_due": COMING,
    "to_appeal": COMING,
    "to_reply": COMING,
    "due": COMING,
    "appeal_pending": COMING,
    "late": LATE,
    "appeal_late": LATE,
    "paused": PAUSED,
    "sued": COURT,
    "answered": ANSWERED,
    "appeal_uncertain": ANSWERED,
    "appeal_decided": ANSWERED,
    "granted": OVER,
    "withdrawn": OVER,
    "ended": OVER,
}
_WHAT = {  # what comes, for the requester; an officer has "the appeal" and "a suit"
    "determination": "answer due",
    "reply": "your reply",
    "expedition_appeal": "your expediting appeal",
    "fee_waiver_appeal": "your fee waiver appeal",
    "appeal": "your appeal",
    "appeal_determination": "appeal decision due",
    "expedited_decision": "expedited processing due",
    "suit": "last day to sue",
    "service": "serve the complaint",
    "answer": "answer to complaint due",
    "judgment_appeal": "appeal the judgment",
    "fee_motion": "move for fees",
}
_OFFICERS_WHAT = {
    **_WHAT,
    "reply": "their reply",
    "expedition_appeal": "their expediting appeal",
    "fee_waiver_appeal": "their fee waiver appeal",
    "appeal": "their appeal",
    "suit": "their last day to sue",
    "service": "their service of the complaint",
    "fee_motion": "their motion for fees",
}
_ENDS = {"ended": "ended, date unknown", "appeal_uncertain": "time to appeal not known", "appeal_decided": "appeal decided"}
_LIMITS = ("determination", "appeal_determination")
_WEEK = 7  # calendar days
_FAR = 10**9


class Row(NamedTuple):
    """A row is a request on a docket; `rank` orders it within its section if no other order is asked for."""

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
    """A request has these from its sheet alone: its id and, if there are such columns, its subject and its group."""

    name: str | None
    subject: str = ""
    group: str = ""


class _Said(NamedTuple):
    rank: int
    days: str
    what: str


def row(own: Own, report: Report, agency: str, mark: str) -> Row:
    """Return a request as its headline has it; what else is missed or no longer to be relied on is added to it."""
    head = report.headline
    section = _section(report, head)
    said = _SAID[section](report, head)
    what = "; ".join([said.what, *_besides(report, section)])
    counted, name, subject = COUNTED.get(head.state, NO_LIMIT), words.safe(own.name or ""), words.safe(own.subject)
    return Row(section, counted, said.rank, said.days, what, mark, agency, name, subject, own.group)


def _section(report: Report, head: Headline) -> str:
    found = _SECTIONS.get(head.state, NONE)
    if report.serves == "agency":
        late = [key for key in _LIMITS if key in report.missed]
        if found in (LATE, LOST) and late:
            return LATE
        return WEEK if found == COMING and report.next and _theirs(report) <= _WEEK else found
    if found in (LATE, ANSWERED) and report.next and report.next.key == "suit":
        return COMING
    return SUE if found == LATE and report.computed.apply["suit"].state == "open" else found


def _theirs(report: Report) -> int:
    """The days until the agency's next limit."""
    return report.next.ahead if report.next and report.next.binds == "agency" else _FAR


def _lost(report: Report, head: Headline) -> _Said:
    right = "appeal" if head.state == "appeal_lapsed" else "suit"
    due = report.computed.apply[right].due
    if not due:
        return _Said(_FAR, "", right)
    days = (report.as_of - due).days
    return _Said(days, f"-{days:,} d", f"{right} until {_day(due, report.as_of)}")


def _coming(report: Report, head: Headline) -> _Said:
    found = report.next
    what = _OFFICERS_WHAT if report.serves == "agency" else _WHAT
    if head.state == "late_by_due" and head.next:
        return _dated(report, head.next, "rely on it from")
    if found and found.key != "acknowledgment":
        passed = f" ({words.RELY_ON_PASSED[report.serves]})" if found.cautious_passed else ""
        said = _dated(report, found.date, what.get(found.key, found.key.replace("_", " ")))
        return said._replace(what=said.what + passed)
    return _dated(report, head.next, what["determination"]) if head.next else _Said(_FAR, "", head.state.replace("_", " "))


def _dated(report: Report, day: date, what: str) -> _Said:
    days = (day - report.as_of).days
    return _Said(days, f"{days:,} d", f"{what} {on(day)[:4]}{_day(day, report.as_of)}")


def _late(report: Report, head: Headline) -> _Said:
    key = next(key for key in reversed(_LIMITS) if key in report.missed)
    limit, what = report.computed.apply[key], "on appeal, due" if key == "appeal_determination" else "due"
    days = limit.late_working_days
    return _Said(-(days or 0), "" if days is None else f"{days:,} wd", f"{what} {limit.due}")


def _paused(report: Report, head: Headline) -> _Said:
    if head.next:
        return _dated(report, head.next, "their reply" if report.serves == "agency" else "your reply")
    return _Said(_FAR, "", f"since {report.case.tolling.open_since}")


def _court(report: Report, head: Headline) -> _Said:
    found = report.next
    if head.next:
        what = _OFFICERS_WHAT if report.serves == "agency" else _WHAT
        return _dated(report, head.next, what[found.key if found and found.date == head.next else "answer"])
    return _Said(_FAR, "", f"since {report.known.sued}")


def _plain(report: Report, head: Headline) -> _Said:
    known = report.known
    outcome = known.appeal_outcome if head.state == "appeal_decided" else known.outcome if head.state == "answered" else None
    says = _ENDS.get(head.state, head.state.replace("_", " ")) + (f", {outcome.replace('_', ' ')}" if outcome else "")
    return _Said(_FAR, "", says)


_SAID: dict[str, Callable[[Report, Headline], _Said]] = {
    LOST: _lost,
    WEEK: _coming,
    COMING: _coming,
    SUE: _late,
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
    "expedited_decision": "expedited processing LATE",
    "answer": "answer to complaint LATE",
}


def _besides(report: Report, section: str) -> list[str]:
    """What else the agency has missed; what the requester has to do; a right of which the day to rely on alone has passed."""
    found = report.next
    keys = [key for key in report.missed if section not in (LATE, SUE) or key not in _LIMITS]
    says = [] if section in (OVER, LOST) else [_MISSED.get(key, f"{key} LATE") for key in keys]
    if found and section not in (COMING, WEEK) and found.binds == "requester":
        says.append(_coming(report, report.headline).what)
    told = found.key if found and (found.binds == "requester" or section in (COMING, WEEK)) else ""
    passed = [s.deadline.key for s in report.states if s.rely_on_passed and s.deadline.key != told]
    return says + [f"{key}: {words.RELY_ON_PASSED[report.serves]}" for key in passed]


def _day(day: date, as_of: date) -> str:
    """A day without the year where that is the year of the docket."""
    return str(day)[5:] if day.year == as_of.year else str(day)
