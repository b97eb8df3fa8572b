"""This module is what a notebook or script calls: a report from facts as text or dates.

Here, as on the command line, no `as_of` means today in Washington, where the agencies' clocks run; nothing below this
module reads the clock.
"""

from datetime import date, datetime, time
from html import escape
from typing import Any
from warnings import warn

from foiacalc import wall_clock
from foiacalc.answer import reports
from foiacalc.answer.reports import Report
from foiacalc.calendar.workdays import OutsideCalendar
from foiacalc.calendar.zone import washington
from foiacalc.errors import Code, Coded, FactError
from foiacalc.request.facts import parse_date
from foiacalc.request.kinds import day
from foiacalc.request.request import Request


class UncountableFacts(FactError, OutsideCalendar):
    """This is raised if a date cannot be counted; it is what the last release raised, too."""

    def __init__(self, message: str) -> None:
        Coded.__init__(self, message, Code.OUTSIDE_CALENDAR)
        self.fact = "dates"


def report(
    request: Request | None = None,
    *,
    as_of: str | date | None = None,
    against: str = "determination",
    lenient: bool = False,
    **facts: Any,
) -> Report:
    """Return the deadlines of a request, or of facts given by name as ISO texts or dates, and where they stand on `as_of`.

    Without `as_of` that is today in Washington, and then no fact may be later. Raises FactError, which names the fact, for
    anything that cannot be true or counted, and KeyError if `against` is not a deadline.
    """
    if "claim_on" in facts:
        warn("claim_on is now against", DeprecationWarning, stacklevel=2)
        against = facts.pop("claim_on")
    if request and facts:
        raise FactError(next(iter(facts)), "both a request and facts are given; use one or the other", Code.CONFLICT)
    asked = request or Request.parse({name: _plain(value) for name, value in facts.items()})
    today = wall_clock.in_washington() if as_of is None else None
    for name, moment in asked.later_than(today) if today else ():
        raise FactError(name, f"{moment} is in the future (today is {today}); use as_of to look ahead", Code.IN_FUTURE)
    try:
        return reports.report(asked, as_of=today or as_of_day(as_of), against=against, lenient=lenient)
    except OutsideCalendar as error:
        raise UncountableFacts(str(error)) from None


def _plain(value: object) -> object:
    """Return a fact as the JSON contract writes it; a data frame's missing value is None."""
    if isinstance(value, float) or (isinstance(value, datetime) and value != value):
        return None if value != value else value
    # As in a sheet; a time of midnight is just a date.
    if isinstance(value, datetime) and value.tzinfo and value.time() != time():
        value = value.astimezone(washington())
    if isinstance(value, date):
        return value.strftime("%Y-%m-%d")
    return [*map(_plain, value)] if isinstance(value, (list, tuple)) else value


def as_of_day(value: str | date | None) -> date:
    return day("as_of", parse_date("as_of", _plain(value)))


# A report as a notebook shows it


def _html(shown: Report) -> str:
    """Return the top of the page: whose request, where it stands, what may be done, and the timeline."""
    from foiacalc.render.page import page

    found = page(shown)
    head = "".join(f"<p>{'<strong>' * (not n)}{escape(says)}{'</strong>' * (not n)}</p>" for n, says in enumerate(found.head))
    rows = "".join(
        f"<tr><td>{line.day}</td><td>{escape(line.says)}</td><td>{escape(line.beside)}</td></tr>" for line in found.lines
    )
    top = f"<p>{escape(found.title)}, {escape(found.today)}</p>"
    heads = "<thead><tr><th>Date</th><th>What</th><th>Where it stands</th></tr></thead>"
    return f"<div>{top}{head}<table>{heads}<tbody>{rows}</tbody></table></div>"


Report._repr_html_ = _html  # type: ignore[attr-defined]  # here, since an answer knows none of its forms
