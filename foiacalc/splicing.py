"""Answers to determined requests put together from answers already made, for logs of few distinct days but many rows.

What the clock decides is read off the answer to the same request while it is open; what the determination decides, off
the answer to the first request determined that day under the same rules. No date is computed here. Requests with other
facts than these are not put together: they are answered whole.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from sys import intern
from typing import Any, Generic, Protocol, TypeVar

from foiacalc import eras
from foiacalc.answer import Report
from foiacalc.facts import OUTCOMES, FactError, parse_date
from foiacalc.request import Request
from foiacalc.workdays import FIRST, LAST

_CLOCK = frozenset(("filed", "received", "perfected", "acknowledged", "claimed"))
ACT = ("determined", "outcome")
_ACT = frozenset(ACT)
_MOST = 60_000  # what different rows say, held in memory at once
_OPEN = LAST.toordinal() + 1  # in the place of the day of a determination, where there is none

Facts = Mapping[str, object]
Answered = Callable[[Facts], object]  # a Report, or something else where there is none
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
class _Agency:
    """An agency as a row names it, and its kind in each era."""

    text: str | None
    kinds: dict[int, object]


@dataclass(frozen=True, slots=True)
class _Timed:
    """The first day to determine a request, as an ordinal, the part of its clock, the acts that go with it."""

    first: int
    part: Any
    acts: dict[Hashable, _Act]


@dataclass(frozen=True, slots=True)
class _Said:
    """What a key of a clock says: an open request, the era it was filed in, what is known of it by kinds of agencies.

    `request` is None where the key says none, or something more.
    """

    request: Request | None
    era: int
    timed: dict[object, _Timed]


_NOTHING = _Said(None, 0, {})
_NO_REQUEST = _Timed(_OPEN + 1, None, {})  # no day is late enough for it


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
        self._agencies: dict[Hashable, _Agency] = {}
        self._said: dict[Hashable, _Said] = {}
        self._kinds: dict[Hashable, object] = {}
        self._clocks: dict[Hashable, Any] = {}
        self._acts: dict[object, dict[Hashable, _Act]] = {}
        self._grant: tuple[date, Any] | None = None
        self._held = 0

    def find(self, agency: Hashable, clock: Hashable, act: Hashable) -> Shown | None:
        """The answer to a row, by its keys; None where it cannot be put together."""
        return self.found((agency,), (clock,), (act,))[0]

    def found(self, agencies: Iterable[Hashable], clocks: Iterable[Hashable], acts: Iterable[Hashable]) -> list[Shown | None]:
        """The answers to some rows."""
        known, read, join, still_open = self._agencies, self._said, self._form.join, self._form.still_open
        answers: list[Shown | None] = []
        for agency, clock, act in zip(agencies, clocks, acts, strict=True):
            try:
                whose = known[agency]
                said = read[clock]
                timed = said.timed[whose.kinds[said.era]]
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
        self._hold()
        whose = self._agencies.get(agency) or self._agency(agency)
        said = self._said.get(clock) or self._request(clock)
        if not said.request:
            return _NO_REQUEST, _NONE
        kind = self._kind(whose, said.era)
        timed = said.timed.get(kind)
        if not timed:
            timed = said.timed[kind] = self._timed(said.request, whose.text, kind)
        return timed, timed.acts.get(act) or self._act(said.request, whose.text, timed, act)

    def _agency(self, key: Hashable) -> _Agency:
        found = self._agencies[key] = _Agency(self._read_agency(key), {})
        return found

    def _request(self, key: Hashable) -> _Said:
        facts = self._read_clock(key)
        said = _NOTHING
        if facts is not None and facts.keys() <= _CLOCK:
            with suppress(FactError):
                request = Request.parse(facts)
                filed = request.filed or request.received
                assert filed
                said = _Said(request, eras.of(filed), {})
        self._said[_shared(key)] = said
        return said

    def _kind(self, whose: _Agency, era: int) -> object:
        """What stands for all that decides a date besides the count: the same where two agencies have the same dates."""
        if era not in whose.kinds:
            whose.kinds[era] = self._kinds.setdefault(eras.rules(whose.text, era), object())
        return whose.kinds[era]

    def _timed(self, request: Request, agency: str | None, kind: object) -> _Timed:
        same, first = _same(request), request.received or request.filed
        assert first
        part = self._clocks.get((kind, same))
        if not part:
            report = self._answered({**request.facts(), "agency": agency})
            if not isinstance(report, Report):
                return _NO_REQUEST
            due = report.standing("determination").deadline.due
            if not due or due < FIRST or report.request.perfected != request.perfected:
                return _NO_REQUEST
            part = self._clocks[kind, same] = self._form.clock(report)
        return _Timed(first.toordinal(), part, self._acts.setdefault(kind, {}))

    def _act(self, request: Request, agency: str | None, timed: _Timed, key: Hashable) -> _Act:
        if timed is _NO_REQUEST:
            return _NONE
        acts = self._read_act(key)
        same = _decisive(acts)
        if acts is None or same is None:
            timed.acts[key] = _NONE
            return _NONE
        if same not in timed.acts:
            made = (
                self._granted(acts) or self._determined({**request.facts(), **acts, "agency": agency}) if acts else _STILL_OPEN
            )
            if not made:
                return _NONE  # what is wrong may be the two together
            timed.acts[same] = made
        timed.acts[_shared(key)] = timed.acts[same]
        return timed.acts[same]

    def _determined(self, facts: Facts) -> _Act | None:
        """None where there is no answer."""
        report = self._answered(facts)
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

    def _hold(self) -> None:
        """Keeps what is held in memory within bounds, however many rows there are."""
        self._held += 1
        if self._held > _MOST:
            for held in (self._agencies, self._said, self._kinds, self._clocks, self._acts):
                held.clear()
            self._held = 0


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
