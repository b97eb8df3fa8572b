"""A request on a day, ready to be counted: later facts left out, what is not given assumed, the tolled days in order."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from foiacalc import law
from foiacalc.facts import FactError, Span
from foiacalc.readings import AgencyCalendars, days, own
from foiacalc.request import Request
from foiacalc.workdays import LAST, ONE_DAY, Tolled

if TYPE_CHECKING:
    from foiacalc.agencies import AgencyRule


class Assumption(NamedTuple):
    """A fact that was not given, and how it was taken."""

    fact: str
    value: str | None
    says: str


class Tolling(NamedTuple):
    """The days tolled, in order and disjoint; working days tolled without dates; the fact still open, if one is."""

    spans: tuple[Tolled, ...] = ()
    undated: int = 0
    open_fact: str | None = None
    open_since: date | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """What every deadline is computed from.

    `known` are the facts given and known on `as_of`; `facts` are those and the assumptions. `agency` is the code whose
    regulation governs; `regulation` is that regulation, where one is known for the day of the determination.
    """

    known: Request
    facts: Request
    as_of: date
    agency: str | None
    regulation: "AgencyRule | None"
    calendars: AgencyCalendars
    tolling: Tolling
    assumptions: tuple[Assumption, ...]
    warnings: tuple[str, ...]


def take(request: Request, as_of: date, lenient: bool = False) -> Case:
    """The case of `request` on `as_of`. FactError or UnknownAgency where it cannot be taken.

    `lenient` takes an agency that is not known as none given, with a warning: the statute's rule applies.
    """
    if as_of > LAST:
        raise FactError("as_of", f"{as_of} is after {LAST}, the last day of the calendar of working days")
    known, left_out = request.known_on(as_of)
    facts, assumptions = _assume(known)
    code, regulation, unknown = _agency(facts, lenient)
    tolling, warnings = _tolling(facts, as_of)
    return Case(
        known=known,
        facts=facts,
        as_of=as_of,
        agency=code,
        regulation=regulation,
        calendars=AgencyCalendars(own(code), _closures(known.closed, as_of)),
        tolling=tolling,
        assumptions=assumptions,
        warnings=(*unknown, *left_out, *warnings, *_after_withdrawal(known)),
    )


def _after_withdrawal(known: Request) -> tuple[str, ...]:
    end = known.withdrawn or date.max
    acts = ((name, getattr(known, name)) for name in ("determined", "appealed", "sued"))
    late = ((name, day) for name, day in acts if day and day > end)
    return tuple(f"{name} {day} is later than withdrawn {end}; it is taken as it stands." for name, day in late)


def _agency(facts: Request, lenient: bool) -> "tuple[str | None, AgencyRule | None, tuple[str, ...]]":
    """The agency's code and the regulation that governs, where an agency is given; only then is their table read."""
    if not facts.agency:
        return None, None, ()
    from foiacalc import agencies

    try:
        code = agencies.find(facts.agency)
    except agencies.UnknownAgency as error:
        if not lenient:
            raise
        return None, None, (f"agency: {error}, as here.",)
    day = facts.determined or facts.filed
    return code, agencies.rule_on(code, day) if day else None, ()


def _closures(spans: tuple[Span, ...], as_of: date) -> tuple[tuple[date, str], ...]:
    return tuple((day, "closed, as given") for span in spans for day in days(span.first, span.last or as_of))


def _assume(known: Request) -> tuple[Request, tuple[Assumption, ...]]:
    """The facts with those that were not given taken the simplest way, and each of these."""
    taken: dict[str, date] = {}
    assumptions: list[Assumption] = []

    def take_as(fact: str, value: date, says: str) -> None:
        taken[fact] = value
        assumptions.append(Assumption(fact, value.isoformat(), says))

    if known.filed and not known.received:
        take_as("received", known.filed, "received on the day it was filed")
    elif known.received and not known.filed:
        take_as("filed", known.received, "filed on the day it was received")
    received = known.received or known.filed
    if received and not known.reached_office and not known.perfected:
        take_as("reached_office", received, "reached the proper office on the day it was received")
    if known.perfected:
        says = "the clock starts on the day the request was perfected, not on its receipt"
        assumptions.append(Assumption("perfected", known.perfected.isoformat(), says))
    filed = known.filed or known.received
    if known.asks_expedition and filed and not known.expedite_asked:
        take_as("expedite_asked", filed, "expedited processing was asked for with the request")
    if known.determined and not known.outcome:
        assumptions.append(Assumption("outcome", "adverse", "a determination without an outcome is taken as adverse"))
    if known.appealed and not known.appeal_received:
        take_as("appeal_received", known.appealed, "the appeal was received on the day it was made")
    elif known.appeal_received and not known.appealed:
        take_as("appealed", known.appeal_received, "the appeal was made on the day it was received")
    return (known.taking(taken) if taken else known), tuple(assumptions)


def _tolling(facts: Request, as_of: date) -> tuple[Tolling, tuple[str, ...]]:
    """What tolls the initial limit (5 U.S.C. 552(a)(6)(A)(ii)), and a warning for what was given and does not."""
    if not (facts.info_asked or facts.fee_asked or facts.tolled_days) or not facts.filed:
        return Tolling(), ()
    one = law.in_force("tolling_information", facts.filed)
    if one is None:
        act = law.latest("tolling_information")
        return Tolling(), (
            f"Nothing is tolled: for requests filed before {act.since} no statute tolled the limit; regulations of the time "
            "often treated a question as a restart (the request was deemed not received).",
        )
    questions = sorted(facts.info_asked, key=_begins)
    warnings = tuple(
        f"The request for information of {span.first} does not toll: {one.says} ({one.cite})."
        for span in questions[one.number :]
    )
    given = [("info_asked", "request for information", span) for span in questions[: one.number]]
    given += [("fee_asked", "fee clarification", span) for span in facts.fee_asked]
    spans: list[Tolled] = []
    opened: list[tuple[date, str]] = []
    for fact, reason, span in sorted(given, key=lambda item: _begins(item[2])):
        last = min(span.last or as_of, facts.determined or date.max)
        start = max(span.first, spans[-1].last + ONE_DAY) if spans else span.first
        if start <= last:
            spans.append(Tolled(start, last, reason))
        if not span.last and not facts.determined:
            opened.append((span.first, fact))
    since, fact_open = min(opened) if opened else (None, None)
    return Tolling(tuple(spans), facts.tolled_days or 0, fact_open, since), warnings


def _begins(span: Span) -> tuple[int, int]:
    """Spans by their first day, of those begun on one day the longest first."""
    return span.first.toordinal(), -(span.last or date.max).toordinal()
