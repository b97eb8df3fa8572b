"""This module reconstructs earlier reports by removing a request's facts one by one, the latest first.

A report holds only for its own day. Anything that keeps earlier reports, as a calendar does, must be told what no longer
applies.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Any, NamedTuple

from foiacalc.answer.reports import Report
from foiacalc.calendar.workdays import OutsideCalendar
from foiacalc.clock.all_deadlines import compute
from foiacalc.clock.case import take
from foiacalc.errors import FactError
from foiacalc.request.checks import BEFORE, QUESTIONS
from foiacalc.request.facts import Span
from foiacalc.request.request import Request

_WITH = {  # details of another fact, which are learned with it or later
    "outcome": "determined",
    "expedite_outcome": "expedite_determined",
    "fee_waiver_outcome": "fee_waiver_determined",
    "appeal_outcome": "appeal_determined",
}
_UNDATED = ("outcome", "ended", "reached_office")


class Learned(NamedTuple):
    """This is a fact, or an entry in a list of facts, and what was in its place before.

    That is nothing, or a question not yet answered.
    """

    day: date
    name: str
    entry: object
    instead: object = None


def before_each_fact(report: Report) -> Iterator[Report]:
    """Yield the report of the same day on the request before each of its facts was learned, the latest fact first."""
    facts: dict[str, Any] = dict(_given(report.known))
    if report.request.expedite and not report.known.expedite:
        # until a later day for it was given, expedition counted as requested along with the request itself
        facts["expedite"] = True
        yield from _reports_on(report, facts)
    for learned in reversed(learning(report.known)):
        _take_off(facts, learned)
        yield from _reports_on(report, facts)


def _reports_on(report: Report, facts: Mapping[str, Any]) -> Iterator[Report]:
    """Yield the report of the same day on these facts; yield none if they are not a request without one that was removed."""
    with suppress(FactError, OutsideCalendar):
        case = take(Request(**facts), report.as_of, lenient=True)
        yield Report(case, compute(case), serves=report.serves)


def learning(request: Request) -> list[Learned]:
    """Return the facts in the order in which they are learned: by day, on one day in procedural order, and last those
    without a day.
    """
    # The sort is stable, so facts of one day stay in the order of the procedure.
    return sorted(_learned(request), key=lambda one: one.day)


def _learned(request: Request) -> Iterator[Learned]:
    for name, value in _given(request):
        if name == "reply_by":  # the letter of the last question names this day
            yield Learned(max(span.first for spans in QUESTIONS for span in getattr(request, spans)), name, value)
        elif name == "released":  # records may come before the determination, which alone makes them the last ones
            yield Learned(max(value, request.determined or value), name, value)
        elif name in BEFORE and name != "filed" and isinstance(value, date):
            yield Learned(value, name, value)
        elif name in QUESTIONS:
            for span in value:
                yield Learned(span.first, name, Span(span.first))
                if span.last:
                    yield Learned(span.last, name, span, Span(span.first))
        elif name in BEFORE and isinstance(value, tuple):
            yield from (Learned(one if isinstance(one, date) else one.notice, name, one) for one in value)
        elif name in _WITH or name in _UNDATED:
            yield Learned(getattr(request, _WITH.get(name, ""), None) or date.max, name, value)


def _given(request: Request) -> Iterator[tuple[str, Any]]:
    return ((name, value) for name, value in vars(request).items() if name != "latest" and value not in (None, ()))


def _take_off(facts: dict[str, Any], learned: Learned) -> None:
    if not isinstance(facts[learned.name], tuple):
        del facts[learned.name]
        return
    entries = [*facts[learned.name]]
    at = entries.index(learned.entry)
    entries[at : at + 1] = [learned.instead] if learned.instead else []
    facts[learned.name] = tuple(entries)
