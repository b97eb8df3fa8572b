"""Answers to determined requests put together from answers already made, for logs of few distinct days but many rows.

What the clock decides is read off the answer to the same request while it is open; what the determination decides, off
the answer to the first request determined that day under the same rules, or to any that was granted in full. No date is
computed here. Requests with other facts than these are not put together: they are answered whole.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from sys import intern
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from foiacalc import eras
from foiacalc.answer import Report
from foiacalc.facts import OUTCOMES, FactError, parse_date
from foiacalc.request import Request
from foiacalc.workdays import FIRST, LAST

_CLOCK = frozenset(("filed", "received", "perfected", "acknowledged", "claimed"))
ACT = ("determined", "outcome")
_ACT = frozenset(ACT)
_SMALL, _LARGE = 1, 6  # a key, a part; in quarters of a kilobyte
_MOST = 360_000  # of these, held in memory at once
_READ = 16_000  # requests: agencies of different kinds have them one after the other
_OPEN = LAST.toordinal() + 1  # in the place of the day of a determination, where there is none

Facts = Mapping[str, object]
Answered = Callable[[Request], object]  # a Report, or something else where there is none
Shown = TypeVar("Shown")
Shown_co = TypeVar("Shown_co", covariant=True)


class Form(Protocol[Shown_co]):
    """How an answer is shown that is put together of parts, which only the form itself looks into."""

    def clock(self, still_open: Report) -> Any:
        """The part of the clock, from the answer to the open request."""

    def still_open(self, clock: Any) -> Shown_co:
        """The answer to the open request itself."""

    def act(self, determined: Report) -> Any:
        """The part of the determination, from the answer to a determined request."""

    def granted(self, act: Any, day: date) -> Any:
        """The part of a grant in full on `day`, from that of another: nothing is to appeal, and the day is all it says."""

    def join(self, clock: Any, act: Any) -> Shown_co:
        """The answer."""


_Act = tuple[int, Any]  # the ordinal of its day, or `_OPEN`; its part
_STILL_OPEN: _Act = (_OPEN, None)
_NONE: _Act = (0, None)  # earlier than any request: no row is put together with it


# In a loop over all rows the fields of these are found sooner than a named tuple's


@dataclass(frozen=True, slots=True)
class _Timed:
    """The first day to determine a request, as an ordinal, the part of its clock, the acts that go with it."""

    first: int
    part: Any
    acts: dict[Hashable, _Act]


@dataclass(frozen=True, slots=True)
class _Agency:
    """An agency as a row names it, its kind in each era, the clocks found for it and for those of the same kinds."""

    text: str | None
    kinds: tuple[object, ...]
    clocks: dict[Hashable, _Timed]


_NO_REQUEST = _Timed(_OPEN + 1, None, {})  # no day is late enough for it


class _Said(NamedTuple):
    """An open request, the first day to determine it, as an ordinal, the era it was filed in, what its clock hangs on."""

    request: Request
    first: int
    era: int
    same: Hashable


class Splicing(Generic[Shown]):
    """Finds or makes the parts of answers by keys, which say what a row says.

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
        self._read = lru_cache(_READ)(self._request)
        self._agencies: dict[Hashable, _Agency] = {}
        self._kinds: dict[Hashable, object] = {}
        self._timed: dict[tuple[object, ...], dict[Hashable, _Timed]] = {}
        self._clocks: dict[Hashable, Any] = {}
        self._acts: dict[object, dict[Hashable, _Act]] = {}
        self._grant: tuple[date, Any] | None = None
        self._held = 0

    def find(self, agency: Hashable, clock: Hashable, act: Hashable) -> Shown | None:
        """The answer to a row, by its keys; None where it cannot be put together."""
        return self.found((agency,), (clock,), (act,))[0]

    def found(self, agencies: Iterable[Hashable], clocks: Iterable[Hashable], acts: Iterable[Hashable]) -> list[Shown | None]:
        """The answers to some rows."""
        known, join, still_open = self._agencies, self._form.join, self._form.still_open
        answers: list[Shown | None] = []
        for agency, clock, act in zip(agencies, clocks, acts, strict=True):
            try:
                timed = known[agency].clocks[clock]
                day, done = timed.acts[act]
            except KeyError:
                timed, (day, done) = self._parts(agency, clock, act)
            if day < timed.first:
                answers.append(None)
            elif day == _OPEN:
                answers.append(still_open(timed.part))
            else:
                answers.append(join(timed.part, done))
        return answers

    def _parts(self, agency: Hashable, clock: Hashable, act: Hashable) -> tuple[_Timed, _Act]:
        """The parts of a row, made where they are not yet."""
        whose = self._agencies.get(agency) or self._agency(agency)
        timed = whose.clocks.get(clock)
        if not timed:
            timed = whose.clocks[_shared(clock)] = self._clock(whose, clock)
        return timed, timed.acts.get(act) or self._act(whose, clock, timed, act)

    def _agency(self, key: Hashable) -> _Agency:
        text = self._read_agency(key)
        kinds = tuple(self._kinds.setdefault(rules, object()) for rules in eras.rules(text))
        found = self._agencies[key] = _Agency(text, kinds, self._timed.setdefault(kinds, {}))
        return found

    def _clock(self, whose: _Agency, key: Hashable) -> _Timed:
        self._hold(_SMALL)
        said = self._read(key)
        if not said:
            return _NO_REQUEST
        kind = whose.kinds[said.era]
        part = self._clocks.get((kind, said.same))
        if not part:
            part = self._made(whose, said.request)
            if not part:
                return _NO_REQUEST
            self._hold(_LARGE)
            self._clocks[kind, said.same] = part
        return _Timed(said.first, part, self._acts.setdefault(kind, {}))

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
        return _Said(request, first.toordinal(), eras.of(filed), _same(request))

    def _made(self, whose: _Agency, request: Request) -> Any:
        report = self._answered(request.taking({"agency": whose.text}))
        if not isinstance(report, Report):
            return None
        due = report.standing("determination").deadline.due
        if not due or due < FIRST or report.request.perfected != request.perfected:
            return None
        return self._form.clock(report)

    def _act(self, whose: _Agency, clock: Hashable, timed: _Timed, key: Hashable) -> _Act:
        if timed is _NO_REQUEST:
            return _NONE
        self._hold(_SMALL)
        acts = self._read_act(key)
        same = _decisive(acts)
        if acts is None or same is None:
            timed.acts[_shared(key)] = _NONE
            return _NONE
        if same not in timed.acts:
            made = self._of_acts(whose, clock, acts)
            if not made:
                return _NONE  # what is wrong may be the two together
            self._hold(_LARGE)
            timed.acts[same] = made
        timed.acts[_shared(key)] = timed.acts[same]
        return timed.acts[same]

    def _of_acts(self, whose: _Agency, clock: Hashable, acts: Facts) -> _Act | None:
        if not acts:
            return _STILL_OPEN
        return self._granted(acts) or self._determined({**(self._read_clock(clock) or {}), **acts, "agency": whose.text})

    def _determined(self, facts: Facts) -> _Act | None:
        """None where there is no answer."""
        try:
            report = self._answered(Request.parse(facts))
        except FactError:
            return None
        if not isinstance(report, Report):
            return None
        day = report.request.determined
        if not day or day < FIRST:
            return _NONE
        part = self._form.act(report)
        if report.request.outcome == "granted":
            self._grant = report.as_of, part
        return day.toordinal(), part

    def _granted(self, acts: Facts) -> _Act | None:
        """The part of a grant in full, from that of another; None where there is none yet, or its day is not a plain one."""
        if acts.get("outcome") != "granted" or not self._grant:
            return None
        as_of, part = self._grant
        try:
            day = parse_date("determined", acts["determined"])
        except FactError:
            return None
        return (day.toordinal(), self._form.granted(part, day)) if FIRST <= day <= as_of else None

    def _hold(self, weight: int) -> None:
        """Keeps what is held in memory within bounds, however many rows there are."""
        self._held += weight
        if self._held > _MOST:
            for held in (self._agencies, self._kinds, self._timed, self._clocks, self._acts):
                held.clear()
            self._held = weight


def _shared(key: Hashable) -> Hashable:
    """The same key, of texts that all such keys share: a log has few, and those in use are found sooner."""
    return tuple(intern(cell) if isinstance(cell, str) else cell for cell in key) if isinstance(key, tuple) else key


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
        return eras.of(first), *acts
    return request.filed, request.received, *acts
