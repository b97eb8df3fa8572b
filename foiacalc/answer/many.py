"""This module reports on many requests: rows go in, reports or row errors come out, one at a time, however many there are."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from foiacalc.answer.reports import Report, reported
from foiacalc.calendar.workdays import OutsideCalendar
from foiacalc.errors import Code, FactError
from foiacalc.request.facts import parse_date
from foiacalc.request.kinds import day
from foiacalc.request.request import Request


class RowError(NamedTuple):
    """This is a row that cannot be reported on: the fact and the value that are wrong, what would be right, and the kind of
    error.
    """

    fact: str
    value: str
    says: str
    code: Code


Reporting = Callable[[Request], Report | RowError]


def reports(rows: Iterable[Mapping[str, object]], *, as_of: str | date) -> Iterator[Report | RowError]:
    """Yield a report, or a row error, for each row of facts as the JSON contract writes them.

    An agency that is not known is a warning in the row's report. What is dated later than `as_of`, an ISO text or a date, is
    left out. Raises FactError if `as_of` is no date.
    """
    report_on = reporting(parse_date("as_of", as_of) if isinstance(as_of, str) else day("as_of", as_of))
    return (report_of(facts, report_on) for facts in rows)


def reporting(as_of: date, today: date | None = None) -> Reporting:
    """Return the function that reports on a request on `as_of`; a fact after `today` is an error."""

    def report_on(request: Request) -> Report | RowError:
        try:
            for name, moment in request.later_than(today) if today else ():
                return RowError(name, str(moment), f"{moment} is in the future; use --as-of to look ahead", Code.IN_FUTURE)
            return reported(request, as_of, lenient=True)
        except FactError as error:
            return RowError(error.fact, "", str(error), error.code)
        except OutsideCalendar as error:
            return RowError("dates", "", str(error), error.code)

    return report_on


def report_of(facts: Mapping[str, object], report_on: Reporting) -> Report | RowError:
    """Return the report on facts as the JSON contract writes them."""
    try:
        request = Request.parse(facts)
    except FactError as error:
        if error.fact == "as_of":  # a row has no such fact; in a report it is the day of the answer
            return RowError("", "", f"as_of: {error}", error.code)
        return RowError(error.fact, str(facts.get(error.fact, "")), str(error), error.code)
    return report_on(request)


def wrong_id(name: object) -> RowError | None:
    """Say what is wrong with an id read from JSON; return None if nothing is."""
    if name is None or isinstance(name, str):
        return None
    return RowError("id", str(name), f"{name!r} is not text; put it in quotes", Code.UNREADABLE)
