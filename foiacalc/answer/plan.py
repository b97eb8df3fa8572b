"""This module counts backward to the last day to file if something must be due, open or decided by a certain day."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from foiacalc import law
from foiacalc.answer.reports import Report, report
from foiacalc.clock.case import Assumption
from foiacalc.clock.count import Count
from foiacalc.clock.readings import days
from foiacalc.request.facts import Extension
from foiacalc.request.request import Request

_REACH = timedelta(days=600)  # longer than any chain of limits

GOALS = {
    "determination": "the determination is due",
    "suit": "suit may be filed",
    "appeal_determination": "the decision on an appeal is due",
}


class Plan(NamedTuple):
    """A plan is the last day to file for a goal: `reached` is when it is due, open or decided; `counted` and `assumed` say how.

    `more` are the working days of the request's extension. `filed` is None where no day is early enough under the law of its
    time.
    """

    goal: str
    extended: bool
    filed: date | None
    reached: date | None = None
    counted: Count | None = None
    assumed: tuple[Assumption, ...] = ()
    more: int | None = None


def plans(by: date, agency: str | None = None) -> Iterator[Plan]:
    """Plan each goal by the day `by`, without and with the full extension of the request's limit."""
    for goal in GOALS:
        for extended in (False, True):
            yield _plan(by, goal, extended, agency)


def _plan(by: date, goal: str, extended: bool, agency: str | None) -> Plan:
    first = by - min(by - law.first_day("determination"), _REACH)
    tried = days(first, by)
    place = bisect_right(tried, by, key=lambda day: _reached(_report_on(day, extended, agency), goal))
    if not place:
        return Plan(goal, extended, None)
    filed = tried[place - 1]
    found = _report_on(filed, extended, agency)
    counted = "determination" if goal == "suit" else goal
    assumed = found.state_of("appeal").deadline.assumptions if goal == "appeal_determination" else ()
    more = sum(notice.days or 0 for notice in found.request.extended) or None
    return Plan(goal, extended, filed, _reached(found, goal), found.state_of(counted).deadline.count, assumed, more)


def _report_on(filed: date, extended: bool, agency: str | None) -> Report:
    extension = (Extension(filed),) if extended else ()
    return report(Request(filed=filed, agency=agency, extended=extension), as_of=filed)


def _reached(found: Report, goal: str) -> date:
    """Return when the goal is reached: a last day or, for the suit, the day on which the right of action first accrues."""
    deadline = found.state_of(goal).deadline
    reached = deadline.count.start if goal == "suit" and deadline.count else deadline.due
    return reached or date.max
