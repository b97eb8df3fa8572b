"""This module readies a request for counting on a day: later facts left out, missing facts assumed, tolled days in order."""

from datetime import date
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Literal, NamedTuple

from foiacalc import law
from foiacalc.calendar.workdays import LAST, ONE_DAY, Calendar, Tolled
from foiacalc.clock.readings import AgencyCalendars, calendars_of
from foiacalc.errors import Code, FactError
from foiacalc.request.facts import Span
from foiacalc.request.request import Request

if TYPE_CHECKING:
    from foiacalc.law.agencies import AgencyRule, UnknownAgency


class Assumption(NamedTuple):
    """This is a fact that was not given, and what was assumed."""

    fact: str
    value: str | None
    says: str


class Tolling(NamedTuple):
    """This holds the days tolled, in order and disjoint; the same if a question's own day is used up (C6); working days tolled
    without dates; the fact still open, if one is.
    """

    spans: tuple[Tolled, ...] = ()
    after_questions: tuple[Tolled, ...] = ()
    undated: int = 0
    open_fact: str | None = None
    open_since: date | None = None


NO_TOLLING = Tolling()
_KEPT = 4096  # agencies as they are named


class _Agency(NamedTuple):
    """This has the calendars of the agency whose rule governs, the rows of that rule, those that count the day of receipt.

    `unknown` is why no agency of that name is known; then, and where none is given, there are no rows.
    """

    calendars: AgencyCalendars
    rules: "tuple[AgencyRule, ...]" = ()
    day_one: "tuple[AgencyRule, ...]" = ()
    unknown: "UnknownAgency | None" = None


class Case(NamedTuple):
    """A case is what every deadline is computed from.

    `request` is all that was given, `known` what was known on `as_of`, `left_out` says what was not. The dates below are
    those facts with what is assumed where they are not given. `day_0` is the day a count from receipt runs from: the day the
    request was perfected, where a sheet gives a later, else its receipt; `at_once` is that day if the request was filed and
    received on it. `rules` are the statute's rows; `agency` has those of its own regulation. `ended` says that it is over,
    nobody knows since when: the request itself, or after its determination the appeal. Then no limit is met or missed.
    """

    request: Request
    known: Request
    left_out: tuple[str, ...]
    as_of: date
    filed: date | None
    received: date | None
    reached_office: date | Literal["never"] | None
    expedite_asked: date | None
    appealed: date | None
    appeal_received: date | None
    rules: law.Rules
    agency: "_Agency"
    tolling: Tolling
    calendars: AgencyCalendars
    day_0: date | None
    at_once: date | None
    ended: bool
    undisturbed: bool  # nothing extends, tolls or routes the determination's limit
    remarkable: bool  # facts are given of which something may have to be said
    more: bool  # facts are given that a deadline outside the common course runs from

    @property
    def legal(self) -> Calendar:
        """Return the statute's calendar of working days, by which `due` counts."""
        return self.calendars.legal

    def rule_on(self, day: date) -> "AgencyRule | None":
        """Return the row of the agency's own regulation in force on `day`; None without an agency, and where none was."""
        for rule in self.agency.rules:
            if rule.governs(day):
                return rule
        return None

    def day_one(self, received: date) -> bool:
        """Return whether the agency's own rule of the day of receipt counts that day as day 1 (C9)."""
        return bool(self.agency.day_one) and self.rule_on(received) in self.agency.day_one


_case = partial(tuple.__new__, Case)  # by one tuple it is made in half the time


def take(request: Request, as_of: date, lenient: bool = False) -> Case:
    """Take the case of `request` on `as_of`. Raises FactError or UnknownAgency where it cannot be taken.

    `lenient` takes an agency that is not known as none given, with a warning: the statute's rule applies.
    """
    if as_of > LAST:
        raise FactError("as_of", f"{as_of} is after {LAST}, the last day of the calendar of working days", Code.OUT_OF_RANGE)
    known, left_out = request.known_on(as_of)
    filed, received, perfected = known.filed, known.received, known.perfected
    either = filed or received or perfected
    filed, received = filed or either, received or either
    agency = _agency(known.agency, lenient)
    day_0 = max(perfected, received) if perfected and received else received
    others = _NO_OTHERS if _USUAL.issuperset(vars(known)) else _others(known, filed)
    found = (
        request,
        known,
        left_out,
        as_of,
        filed,
        received,
        others.office or (None if perfected else received),
        others.expedite_asked,
        others.appealed,
        others.appeal_received,
        law.STATUTE,
        agency,
        _tolling(known, filed, as_of) if others.asked else NO_TOLLING,
        _calendars(agency, known, as_of) if known.closed else agency.calendars,
        day_0,
        received if filed == received == day_0 else None,
        others.ended,
        not (others.asked or others.extended) and bool(perfected or others.office in (None, received)),
        others.acts or bool(perfected and known.determined and known.determined < perfected),
        others.more,
    )
    return _case(found)


# Most rows of a log give only these facts ("latest" is their latest day); the others are asked for only if a row gives one
_USUAL = frozenset(("id", "agency", "filed", "received", "perfected", "determined", "outcome", "latest"))


class _Others(NamedTuple):
    """This holds the less usual facts of a request and what they show: `asked` and `extended` that the limit may be tolled or
    extended, `ended` that it is over on an unknown day, `acts` that something may have to be said of them, `more` that a
    deadline outside the common course runs from one.
    """

    office: date | Literal["never"] | None = None
    expedite_asked: date | None = None
    appealed: date | None = None
    appeal_received: date | None = None
    asked: bool = False
    extended: bool = False
    ended: bool = False
    acts: bool = False
    more: bool = False


_NO_OTHERS = _Others()


def _others(known: Request, filed: date | None) -> _Others:
    questions = known.info_asked or known.fee_asked
    asked, appealed = questions or known.tolled_days, known.appealed or known.appeal_received
    refused = known.expedite_determined or known.fee_waiver_determined
    return _Others(
        known.reached_office,
        known.expedite_asked or (filed if known.asks_expedition else None),
        appealed,
        known.appeal_received or appealed,
        bool(asked),
        bool(known.extended),
        bool(known.ended) and _over(known, appealed),
        bool(asked or known.extended or appealed or known.sued or known.withdrawn),
        bool(questions or known.still_interested or refused or known.sued),
    )


def _over(known: Request, appealed: date | None) -> bool:
    """Return whether an end without a day ends the request itself or, after its determination, the appeal."""
    if known.withdrawn:
        return False
    return not known.determined or bool(appealed and not known.appeal_determined)


@lru_cache(maxsize=_KEPT)
def _agency(name: str | None, lenient: bool) -> _Agency:
    """Return what is known about the agency with that name; the table of agencies is read only if a name is given."""
    if not name:
        return _Agency(calendars_of(None))
    from foiacalc.law import agencies

    try:
        code = agencies.find(name)
    except agencies.UnknownAgency as error:
        if not lenient:
            raise
        return _Agency(calendars_of(None), unknown=error)
    rules = agencies.rules_of(code)
    return _Agency(calendars_of(code), rules, tuple(rule for rule in rules if rule.day_of_receipt_is_one))


def _calendars(agency: _Agency, known: Request, as_of: date) -> AgencyCalendars:
    """Return the agency's calendars with the days on which it was closed as given."""
    closed = tuple((span.first, span.last or max(as_of, span.first)) for span in known.closed)
    return AgencyCalendars(agency.calendars.agency, closed)


def assumptions(case: Case) -> tuple[Assumption, ...]:
    """Return what was not given, and what was assumed: the simplest case."""
    known, found = case.known, []

    def took(fact: str, value: object, says: str) -> None:
        found.append(Assumption(fact, str(value), says))

    if known.filed and not known.received:
        took("received", known.filed, "received on the day it was filed")
    elif known.received and not known.filed:
        took("filed", known.received, "filed on the day it was received")
    elif known.perfected and not known.filed:
        took("received", known.perfected, "filed and received on the day it was perfected")
    if known.perfected and known.perfected < (case.received or known.perfected):
        took("perfected", case.received, "perfected on the day it was received: the clock cannot start earlier")
    elif known.perfected:
        took("perfected", known.perfected, "the clock starts on the day the request was perfected, not the day it was received")
    elif case.received and not known.reached_office:
        took("reached_office", case.received, "reached the proper component on the day it was received")
    if case.expedite_asked and not known.expedite_asked:
        took("expedite_asked", case.expedite_asked, "expedited processing was sought with the request")
    if known.determined and not known.outcome:
        took("outcome", "adverse", "a determination without an outcome counts as adverse")
    elif known.outcome == "closed":
        took("outcome", "adverse", "a closure without a decision on the records counts as an adverse determination")
    if known.appealed and not known.appeal_received:
        took("appeal_received", known.appealed, "the appeal was received on the day it was sent")
    elif known.appeal_received and not known.appealed:
        took("appealed", known.appeal_received, "the appeal was sent on the day it was received")
    return tuple(found)


# Tolling (5 U.S.C. 552(a)(6)(A)(ii))


def _tolling(known: Request, filed: date | None, as_of: date) -> Tolling:
    """Return what tolls the initial limit: the first request for information, and every clarification of fees."""
    one = law.in_force("tolling_information", filed) if filed else None
    if one is None:
        return NO_TOLLING
    given = [("info_asked", "request for information", span) for span in _in_order(known.info_asked)[: one.number]]
    given += [("fee_asked", "fee clarification", span) for span in known.fee_asked]
    given.sort(key=lambda item: _begins(item[2]))
    ends = known.determined or date.max
    spans = [Tolled(span.first, min(span.last or as_of, ends), reason) for _, reason, span in given]
    opened = [(span.first, fact) for fact, _, span in given if not span.last and not known.determined]
    since, fact_open = min(opened) if opened else (None, None)
    late = [span._replace(first=span.first + ONE_DAY) for span in spans]
    return Tolling(_disjoint(spans), _disjoint(late), known.tolled_days or 0, fact_open, since)


def _disjoint(spans: list[Tolled]) -> tuple[Tolled, ...]:
    """Return spans in order, without the days already in an earlier one."""
    found: list[Tolled] = []
    for span in spans:
        first = max(span.first, found[-1].last + ONE_DAY) if found else span.first
        if first <= span.last:
            found.append(span._replace(first=first))
    return tuple(found)


def not_tolled(case: Case) -> tuple[str, ...]:
    """Warn of each question that was given and tolls nothing."""
    known, filed = case.known, case.filed
    if not filed or not (known.info_asked or known.fee_asked or known.tolled_days):
        return ()
    one = case.rules.in_force("tolling_information", filed)
    if one is None:
        return (
            "Nothing is tolled: no statute tolled the limit for requests filed before "
            f"{case.rules.first_day('tolling_information')}. At the time, agency regulations often treated a question as "
            "restarting the clock, with the request deemed not received until the answer arrived.",
        )
    return tuple(
        f"The request for information made on {span.first} does not toll the limit: {one.says} ({one.cite})."
        for span in _in_order(known.info_asked)[one.number :]
    )


def _in_order(spans: tuple[Span, ...]) -> list[Span]:
    return sorted(spans, key=_begins)


def _begins(span: Span) -> tuple[int, int]:
    """Order spans by their first day; among those that begin on one day, the longest comes first."""
    return span.first.toordinal(), -(span.last or date.max).toordinal()
