"""Answers to determined requests put together from answers already made, for logs of few distinct days but many rows.

What the clock decides is read off the answer to the same request while it is open; what the determination decides, off
the answer to the first request determined that day under the same rules. No date is computed here. Requests with other
facts than these are not put together: they are answered whole.
"""

from bisect import bisect_right
from collections.abc import Callable, Hashable, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from foiacalc import agencies, law
from foiacalc.answer import Report
from foiacalc.facts import OUTCOMES, FactError
from foiacalc.readings import closures
from foiacalc.request import Request
from foiacalc.workdays import FIRST

_CLOCK = frozenset(("filed", "received", "perfected", "acknowledged", "claimed"))
ACT = ("determined", "outcome")
_ACT = frozenset(ACT)
_MOST = 60_000  # what different rows say, held in memory at once

Facts = Mapping[str, object]
Answered = Callable[[Facts], object]  # a Report, or something else where there is none
Shown = TypeVar("Shown")
Shown_co = TypeVar("Shown_co", covariant=True)


class Act(Protocol):
    """The part of a determination: `day` is when it was made, None where the request is open."""

    @property
    def day(self) -> date | None: ...


class Form(Protocol[Shown_co]):
    """How an answer is shown that is put together of two parts, which only the form itself looks into."""

    def agency(self, text: str | None) -> str:
        """The agency as the totals count it."""

    def clock(self, still_open: Report) -> Any:
        """The part of the clock, from the answer to the open request."""

    def still_open(self, clock: Any, agency: str) -> Shown_co:
        """The answer to the open request itself."""

    def act(self, determined: Report) -> Act | None:
        """The part of the determination, from the answer to a determined request; None where it is none."""

    def join(self, clock: Any, act: Any, agency: str) -> Shown_co:
        """The answer."""


class _Timed(NamedTuple, Generic[Shown]):
    """The part of the clock, the first day to determine the request, the acts that go with it.

    `still_open` is the answer while there is none.
    """

    part: Any
    first: date
    acts: dict[Hashable, Act | None]
    still_open: Shown


class _Agency(NamedTuple, Generic[Shown]):
    """An agency as a row names it and as the totals count it, with its kind in each era and the clocks found for it."""

    text: str | None
    name: str
    kinds: dict[int, object]
    clocks: dict[Hashable, _Timed[Shown] | None]


class _Said(NamedTuple):
    """An open request, the first day to determine it, the era it was filed in, and what its clock hangs on."""

    request: Request
    first: date
    era: int
    same: Hashable


class Splicing(Generic[Shown]):
    """Finds or makes the two parts of an answer by keys, which say what a row says.

    `agency`, `clock` and `act` read a key as facts, the last two as None where it holds none.
    """

    def __init__(
        self,
        form: Form[Shown],
        answered: Answered,
        agency: Callable[[Any], str | None],
        clock: Callable[[Any], Facts | None],
        act: Callable[[Any], Facts | None],
    ) -> None:
        self._form, self._answered = form, answered
        self._read_agency, self._read_clock, self._read_act = agency, clock, act
        self._read = lru_cache(_MOST)(self._request)
        self._agencies: dict[Hashable, _Agency[Shown]] = {}
        self._kinds: dict[Hashable, object] = {}
        self._clocks: dict[Hashable, Any] = {}
        self._acts: dict[object, dict[Hashable, Any]] = {}
        self._held = 0

    def find(self, agency: Hashable, clock_key: Hashable, act_key: Hashable) -> Shown | None:
        """The answer to the row; None where it cannot be put together."""
        whose = self._agencies.get(agency) or self._agency(agency)
        try:
            timed = whose.clocks[clock_key]
        except KeyError:
            timed = whose.clocks[clock_key] = self._clock(whose, clock_key)
        if timed is None:
            return None
        try:
            act = timed.acts[act_key]
        except KeyError:
            act = self._act(whose.text, clock_key, timed, act_key)
        if act is None:
            return None
        if act.day is None:
            return timed.still_open
        if act.day < timed.first:
            return None
        return self._form.join(timed.part, act, whose.name)

    def _agency(self, key: Hashable) -> _Agency[Shown]:
        text = self._read_agency(key)
        found: _Agency[Shown] = _Agency(text, self._form.agency(text), {}, {})
        self._agencies[key] = found
        return found

    def _request(self, key: Hashable) -> _Said | None:
        """What a key of a clock says; None where that is no request, or something more."""
        facts = self._read_clock(key)
        if facts is None or not facts.keys() <= _CLOCK:
            return None
        try:
            request = Request.parse(facts)
        except FactError:
            return None
        first, filed = request.received or request.filed, request.filed or request.received
        assert first and filed
        return _Said(request, first, _era(filed), _same(request))

    def _kind(self, whose: _Agency[Shown], era: int) -> object:
        """What stands for all that decides a date besides the count: the same where two agencies have the same dates."""
        if era not in whose.kinds:
            whose.kinds[era] = self._kinds.setdefault(_rules(whose.text, era), object())
        return whose.kinds[era]

    def _clock(self, whose: _Agency[Shown], key: Hashable) -> _Timed[Shown] | None:
        self._hold()
        said = self._read(key)
        if not said:
            return None
        request, first, era, same = said
        kind = self._kind(whose, era)
        part = self._clocks.get((kind, same))
        if not part:
            report = self._answered({**request.facts(), "agency": whose.text})
            if not isinstance(report, Report):
                return None
            due = report.standing("determination").deadline.due
            if not due or due < FIRST or report.request.perfected != request.perfected:
                return None
            part = self._clocks[kind, same] = self._form.clock(report)
        return _Timed(part, first, self._acts.setdefault(kind, {}), self._form.still_open(part, whose.name))

    def _act(self, agency: str | None, clock_key: Hashable, timed: _Timed[Shown], key: Hashable) -> Act | None:
        self._hold()
        same = _decisive(self._read_act(key))
        if same is None:
            timed.acts[key] = None
            return None
        if same not in timed.acts:
            said, acts = self._read(clock_key), self._read_act(key)
            assert said and acts is not None
            report = self._answered({**said.request.facts(), **acts, "agency": agency})
            if not isinstance(report, Report):
                return None  # what is wrong may be the two together
            known = bool(acts) == bool(report.request.determined)
            timed.acts[same] = self._form.act(report) if known else None
        timed.acts[key] = timed.acts[same]
        return timed.acts[same]

    def _hold(self) -> None:
        """Keeps what is held in memory within bounds, however many rows there are."""
        self._held += 1
        if self._held > _MOST:
            for held in (self._agencies, self._kinds, self._clocks, self._acts):
                held.clear()
            self._held = 0


def _decisive(facts: Facts | None) -> Hashable:
    """What of the determination decides a date: its day, and of the outcome whether all was granted. None for other facts.

    It is equal to no key of what a row says, which holds texts only or two values.
    """
    if facts is None or not facts.keys() <= _ACT:
        return None
    outcome = facts.get("outcome")
    if outcome is not None and (outcome not in OUTCOMES or "determined" not in facts):
        return None
    return None, facts.get("determined"), outcome == "granted"


def _same(request: Request) -> Hashable:
    """What the clock hangs on. Day 0 of a perfected request is that day; of its receipt only the rule in force matters."""
    acts = request.perfected, request.acknowledged, request.claimed
    first = request.received or request.filed
    assert first
    if request.perfected and not request.claimed:
        return _era(first), *acts
    return request.filed, request.received, *acts


def _era(day: date) -> int:
    """Two days of one era are under the same rules."""
    return bisect_right(_turns(), day)


@lru_cache(_MOST)
def _rules(agency: str | None, era: int) -> Hashable:
    """The agency's own closures and its window to appeal, in an era. An agency that is not known is its own."""
    try:
        code = agencies.find(agency) if agency else None
    except agencies.UnknownAgency:
        return agency, era
    closed = tuple(closure for closure in closures() if closure.agencies and code in closure.agencies)
    since = _turns()[era - 1] if era else date.min
    rule, floor = agencies.rule_for(code, since) if code else None, law.in_force("appeal_floor", since)
    if not rule or not rule.days or (floor and rule.unit == floor.unit and rule.days <= floor.number):
        return closed, era  # the floor governs, or what is assumed where there is none
    return closed, era, rule.days, rule.unit


@cache
def _turns() -> tuple[date, ...]:
    """The days from which on another rule may govern, in order."""
    of_law = {day for row in law.RULES for day in (row.since, row.until) if day}
    return tuple(sorted(of_law | {rule.requests_from for rule in agencies.rules() if rule.requests_from}))
