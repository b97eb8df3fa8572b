"""This module writes the answer as an iCalendar file (RFC 5545): an all-day event for each deadline.

An event keeps its UID while the request keeps its id or, without one, its agency and the day it was filed; so two requests
made of one agency on one day want ids. Stamps and sequence come from the day of the answer: a later answer replaces the
earlier one on import, and the same answer is the same file.

A file has to hold at least one component, and one event where it has a METHOD (RFC 5545 3.6, RFC 5546 3.2.1). An answer
with no date to come therefore carries a definition of UTC and no METHOD: calendars read it and show nothing.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import NAMESPACE_DNS, uuid5

from icalendar import Alarm, Calendar, Event, Timezone, TimezoneStandard, vDuration, vText

from foiacalc import law
from foiacalc.answer.before import before_each_fact, learning
from foiacalc.answer.reports import Report
from foiacalc.answer.state import DeadlineState, near
from foiacalc.answer.to_court import relied_open
from foiacalc.calendar.workdays import ONE_DAY
from foiacalc.clock import acknowledgment
from foiacalc.law.agencies import whom
from foiacalc.render import words
from foiacalc.render.docket import WARNED
from foiacalc.request.request import Request

_NAMESPACE = uuid5(NAMESPACE_DNS, "foiacalc")  # never to change: every UID rests on it
_AHEAD = ("pending", "tolled", "projected", "open")
_TENTATIVE = ("tolled", "projected")
_RIGHTS = {
    "reply": "last day to answer the agency",
    "expedition_appeal": "last day to appeal the denial of expedited processing",
    "fee_waiver_appeal": "last day to appeal the denial of a fee waiver",
    "appeal": "last day to appeal",
    "suit": "last day to sue",
    "service": "last day to serve the complaint",
    "judgment_appeal": "last day to appeal from the judgment",
    "fee_motion": "last day to move for attorney fees",
}
_BESIDE = {"requester": "Rely on {}.", "agency": "The earliest plausible last day is {}."}
_MAY_SUE = "may_sue"
_LONGEST_NAME = 40
_MOST_FACTS = 100
_REFRESH, _AT_NINE = timedelta(days=1), timedelta(hours=9)


class _Text(vText):
    """This is a text as it stands; the library takes a backslash before a capital N for a line end, as in 'DOJ\\NSD'."""

    def to_ical(self) -> bytes:
        return re.sub(r"([\\;,])", r"\\\1", self).replace("\n", r"\n").encode()


def status(report: Report, *, everything: bool = False, projected: bool = False, alarm: int | None = None) -> str:
    """Return what is to come and can be acted on; with `everything` also what is past or done, with `projected` what would
    follow from a limit that still runs. `alarm` sets a reminder so many working days before each date to come, at nine. Lines
    end in CRLF. Raises ValueError if `alarm` is negative.
    """
    return _calendar(_whose(report.request), list(_events(report, everything, projected, alarm, 1)))


def numbers(requests: Iterable[Request]) -> list[int]:
    """Return the number of each request among those that look alike, in the order in which they come."""
    seen: Counter[tuple[str, ...]] = Counter()
    found = []
    for request in requests:
        seen[alike := _identity(request)] += 1
        found.append(seen[alike])
    return found


def feed(
    reports: Iterable[tuple[Report, int]], notes: Sequence[str] = (), *, projected: bool = False, alarm: int | None = None
) -> str:
    """Return what is to come for many requests, each with its number, as one calendar that the notes describe."""
    events = [event for report, number in reports for event in _events(report, False, projected, alarm, number)]
    return _calendar("", events, notes)


def _events(report: Report, everything: bool, projected: bool, alarm: int | None, number: int) -> Iterator[Event]:
    """Yield an event for each deadline shown and for the day the court opens, and cancel those that no longer apply."""
    for stated in words.running(report):
        if everything or _to_come(report, stated, projected):
            yield _event(report, stated, alarm, number)
    if everything:
        return
    opens = _opens(report)
    if opens:
        yield _to_sue(report, opens, number)
    yield from (_canceled(report, key, day, number) for key, day in _gone(report, projected).items())


def _to_come(report: Report, stated: DeadlineState, projected: bool = False) -> bool:
    due, dates = words.due(stated), stated.deadline.dates
    if dates.kind.key == acknowledgment.KEY and not projected:  # nobody has to act on it
        return False
    if stated.state == "projected" and not projected and dates.awaits != "served":
        return False
    # The six years run while the court is closed.
    ahead = stated.state in _AHEAD or (stated.state == "closed" and not dates.projected_from)
    return ahead and due >= report.as_of and near(dates, due, report.as_of)


def _gone(report: Report, projected: bool) -> dict[str, date]:
    """Return what an earlier calendar of the same request had on a day still to come and no longer applies."""
    shown, gone = _shown(report, projected), dict[str, date]()
    for former in (report, *before_each_fact(report)):
        for key, day in (_shown(former, projected) | (_dropped(former) if projected else {})).items():
            if key not in shown:
                gone.setdefault(key, day)
    return gone


def _dropped(report: Report) -> dict[str, date]:
    """Return what was projected until the limit that it would run from was missed."""
    due = {key: dates.due for key, dates in report.computed.apply.items() if dates.state == "conditional"}
    return {key: day for key, day in due.items() if day and day >= report.as_of}


def _shown(report: Report, projected: bool) -> dict[str, date]:
    """Return the days of the events by their keys."""
    found = {s.deadline.key: _day(report, s) for s in words.running(report) if _to_come(report, s, projected)}
    opens = _opens(report)
    return found | ({_MAY_SUE: opens} if opens else {})


def _canceled(report: Report, key: str, day: date, number: int) -> Event:
    event = _stamped(report, key, day, number)
    event.add("status", "CANCELLED")
    says = f"{_suing(report)} from today" if key == _MAY_SUE else _named(key)
    event.add("summary", _Text(f"FOIA: {says}, canceled{_whose(report.request)}"))
    return event


def _opens(report: Report) -> date | None:
    """Return the day from which the requester may rely on an open court; return None once it has passed."""
    opens = relied_open(report.case, report.computed, report.serves)
    return opens if opens and opens >= report.as_of else None


def _to_sue(report: Report, opens: date, number: int) -> Event:
    event = _stamped(report, _MAY_SUE, opens, number)
    event.add("status", "TENTATIVE")
    event.add("summary", _Text(f"FOIA: {_suing(report)} from today if no answer has come{_whose(report.request)}"))
    event.add("description", _Text(f"{words.headline(report)}.\n{words.NO_ADVICE}"))
    event.add("categories", ["FOIA"])
    return event


def _suing(report: Report) -> str:
    return "you may sue" if report.serves == "requester" else "the requester may sue"


def _day(report: Report, stated: DeadlineState) -> date:
    """Return the day an event is on: for a right to come, the day to act by; for a duty or anything past, its last day."""
    right = stated.deadline.binds == "requester" and stated.state in (*_AHEAD, "closed")
    return (report.act_by(stated.deadline) if right else None) or words.due(stated)


def _calendar(whose: str, events: Sequence[Event], notes: Sequence[str] = ()) -> str:
    calendar = Calendar()
    calendar.add("prodid", "-//foiacalc//foiacalc//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for name in ("name", "x-wr-calname"):
        calendar.add(name, _Text(f"FOIA deadlines{whose}"))
    calendar.add("refresh-interval", vDuration(_REFRESH), parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", vDuration(_REFRESH))
    if notes:
        calendar.add("x-wr-caldesc", _Text("\n".join(notes)))
    if events:
        calendar.add("method", "PUBLISH")
    else:
        calendar.add_component(_utc())
    for event in events:
        calendar.add_component(event)
    return str(calendar.to_ical(), "utf-8")


def _utc() -> Timezone:
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", "Etc/UTC")
    standard.add("dtstart", datetime(1970, 1, 1))
    standard.add("tzoffsetfrom", timedelta())
    standard.add("tzoffsetto", timedelta())
    zone.add_component(standard)
    return zone


def _stamped(report: Report, key: str, day: date, number: int) -> Event:
    """Return an all-day event that a later answer replaces."""
    event = Event()
    event.add("uid", _uid(report.request, key, number))
    event.add("sequence", _sequence(report))
    for stamp in ("dtstamp", "last-modified"):
        event.add(stamp, datetime(report.as_of.year, report.as_of.month, report.as_of.day, tzinfo=UTC))
    event.add("dtstart", day)
    event.add("dtend", day + ONE_DAY)
    event.add("transp", "TRANSPARENT")
    return event


def _sequence(report: Report) -> int:
    """Return a number that grows with the day of the answer and, on one day, with the facts that are known."""
    return (report.as_of - law.FOIA_TOOK_EFFECT).days * _MOST_FACTS + min(len(learning(report.known)), _MOST_FACTS - 1)


def _event(report: Report, stated: DeadlineState, alarm: int | None, number: int = 1) -> Event:
    """Return the event of a deadline; for a right to come, it is on the day to rely on."""
    day = _day(report, stated)
    event = _stamped(report, stated.deadline.key, day, number)
    event.add("status", "TENTATIVE" if stated.state in _TENTATIVE else "CONFIRMED")
    _describe(event, report, stated)
    if alarm is not None and _to_come(report, stated, True):
        event.add_component(_alarm(_summary(report, stated), day, report.case.legal.before(day, alarm)))
    return event


def _describe(event: Event, report: Report, stated: DeadlineState) -> None:
    event.add("summary", _Text(_summary(report, stated)))
    event.add("description", _Text(_description(report, stated)))
    event.add("categories", ["FOIA"])
    if stated.deadline.authority:
        event.add("url", stated.deadline.authority[0].url)


def _uid(request: Request, key: str, number: int) -> str:
    """Return a name for one deadline of one request that facts learned later do not change."""
    again = [number] if number > 1 else []
    return f"{uuid5(_NAMESPACE, json.dumps([*_identity(request), *again, key]))}@foiacalc"


def _identity(request: Request) -> tuple[str, ...]:
    if request.id:
        return (request.id,)
    began = request.filed or request.received or request.perfected or request.appealed or request.appeal_received
    return whom(request.agency or ""), str(began)


def _summary(report: Report, stated: DeadlineState) -> str:
    """Return what is due and whose it is, its state unless it simply runs, and its last day if the event is earlier."""
    deadline = stated.deadline
    text = f"FOIA: {_named(deadline.key)}"
    if stated.state not in ("pending", "open") or stated.rely_on_passed:
        text += f", {words.state(stated)}"
    if _day(report, stated) < words.due(stated):
        text += f", due {deadline.due}"
    elif earliest := _earliest(report, stated):
        text += f", earliest {earliest}"
    return text + _whose(report.request) + (f" {WARNED}" if report.warnings else "")


def _earliest(report: Report, stated: DeadlineState) -> date | None:
    """Return the earliest plausible last day of a duty to come, for the officer whose duty it is, if it is another day."""
    mine = report.serves == stated.deadline.binds == "agency" and stated.state in _AHEAD
    return stated.deadline.earliest if mine and stated.deadline.earliest != stated.deadline.due else None


def _named(key: str) -> str:
    return _RIGHTS.get(key) or key.replace("_", " ") + " due"


def _whose(request: Request) -> str:
    names = ", ".join(_short(words.safe(name)) for name in (request.agency, request.id) if name)
    return f" ({names})" if names else ""


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 3] + "..."


def _description(report: Report, stated: DeadlineState) -> str:
    deadline = stated.deadline
    beside = words.beside_due(report, deadline)
    relied = f" {_BESIDE[report.serves].format(beside)}" if beside else ""
    lines = (
        f"{words.headline(report)}.",
        f"{deadline.title}: {', '.join(filter(None, (words.state(stated), words.distance(stated))))}.",
        f"Due {deadline.due}.{relied}",
        words.counted(deadline),
        dict(words.notes(report)).get(deadline.key, ""),
        words.citations(deadline.authority),
        *(f"Warning: {words.safe(text)}" for text in report.warnings),
        words.NO_ADVICE,
    )
    return "\n".join(filter(None, lines))


def _alarm(text: str, due: date, day: date) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _Text(text))
    alarm.add("trigger", day - due + _AT_NINE)
    return alarm
