"""One FOIA request: its facts with their dates, checked once when it is made.

Every fact is optional but one: the request was filed or received some day (an appeal's receipt alone will do for the
determination on that appeal). Facts are the requester's and the agency's acts; what follows from them is elsewhere.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from difflib import get_close_matches
from operator import attrgetter
from typing import Any, Literal

from foiacalc import law
from foiacalc.facts import LONGEST_EXTENSION, NEVER, PARSERS, AppealWindow, Extension, FactError, Outcome, Span, shown, written
from foiacalc.workdays import LAST

LAST_RECEIVED = date(2090, 12, 31)  # a later request's suit would run past the calendar of working days
_LONGEST_WINDOW = 3650  # days; longer ones are slips of the pen
_MOST_TOLLED = 9999  # working days; so are more than forty years
_LONGEST_NAME = 40  # characters of a fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The facts of one request. FactError where one is impossible, or out of order with another."""

    id: str | None = None
    agency: str | None = None
    filed: date | None = None
    received: date | None = None
    perfected: date | None = None
    reached_office: date | Literal["never"] | None = None
    expedite: bool | None = None
    expedite_asked: date | None = None
    expedite_determined: date | None = None
    expedite_outcome: Literal["granted", "denied"] | None = None
    acknowledged: date | None = None
    info_asked: tuple[Span, ...] = ()
    fee_asked: tuple[Span, ...] = ()
    tolled_days: int | None = None
    extended: Extension | None = None
    determined: date | None = None
    outcome: Outcome | None = None
    appealed: date | None = None
    appeal_received: date | None = None
    appeal_extended: Extension | None = None
    appeal_determined: date | None = None
    appeal_window: AppealWindow | None = None
    sued: date | None = None
    served: date | None = None
    answered: date | None = None
    withdrawn: date | None = None
    closed: tuple[Span, ...] = ()
    claimed: date | None = None

    def __post_init__(self) -> None:
        _check_complete(self)
        _check_range(self)
        _check_order(self)
        _check_lengths(self)

    @classmethod
    def parse(cls, facts: Mapping[str, object], today: date | None = None) -> "Request":
        """A request from text, as in the JSON contract and on the command line; None and absent are the same.

        `today` is what the words 'today' and 'yesterday' mean; without it they are no dates. Raises FactError.
        """
        parsed: dict[str, Any] = {}
        for name, value in facts.items():
            if name not in PARSERS:
                near = get_close_matches(name[:_LONGEST_NAME], PARSERS, n=1)
                known = f"did you mean {near[0]}?" if near else f"the facts are {', '.join(PARSERS)}"
                raise FactError(
                    name if name.isprintable() and len(name) < _LONGEST_NAME else shown(name),
                    f"no such fact; {known}",
                )
            if value is not None:
                parsed[name] = PARSERS[name](name, value, today)
        return cls(**parsed)

    def facts(self) -> dict[str, Any]:
        """The facts given, and only those, as the JSON contract writes them; `parse` takes them back."""
        given = {name: getattr(self, name) for name in _NAMES}
        return {"id": self.id} | {name: written(value) for name, value in given.items() if value not in (None, ())}

    def taking(self, known: Mapping[str, object]) -> "Request":
        """The same request with facts that need no check: those that follow from facts already checked, and texts."""
        taken = object.__new__(Request)
        for put, value in zip(_PUT.values(), _all(self), strict=True):
            put(taken, value)
        for name, value in known.items():
            _PUT[name](taken, value)
        return taken

    @property
    def asks_expedition(self) -> bool:
        return bool(self.expedite or self.expedite_asked or self.expedite_determined)

    def moments(self) -> Iterator[tuple[str, date]]:
        """Each dated fact with its day; a span by the day it begins on. A claimed date is no fact of the request."""
        for name, value in zip(_DATED, _dated(self), strict=True):
            if not value:
                continue
            if isinstance(value, date):
                yield name, value
            elif isinstance(value, Extension):
                yield name, value.notice
            elif isinstance(value, tuple):
                yield from ((name, span.first) for span in value)

    def later_than(self, day: date) -> list[tuple[str, date]]:
        """The dated facts later than `day`, the ends of spans included."""
        ends = [
            (name, span.last) for name in _SPANS for span in getattr(self, name) if span.last and span.first <= day < span.last
        ]
        return [(name, moment) for name, moment in (*self.moments(), *ends) if moment > day]

    def known_on(self, day: date) -> tuple["Request", tuple[str, ...]]:
        """The request as it was known on `day`, with a warning for each later fact that is left out.

        An office reached later is not yet reached; a span that ends later is open. FactError where nothing was known.
        """
        first = self.filed or self.received or self.appealed or self.appeal_received
        if first and first > day:
            raise FactError("as_of", f"{day} is before the request of {first}; take that day or a later one")
        later = self.later_than(day)
        if not later:
            return self, ()
        names = {name for name, _ in later}
        changes: dict[str, Any] = dict.fromkeys(names)
        changes |= {name: _spans_known(getattr(self, name), day) for name in names.intersection(_SPANS)}
        changes |= {"outcome": None} if "determined" in names else {}
        changes |= {"expedite_outcome": None} if "expedite_determined" in names else {}
        changes |= {"expedite": None, "expedite_outcome": None} if "expedite_asked" in names else {}
        changes |= {"reached_office": NEVER} if "reached_office" in names else {}
        return replace(self, **changes), tuple(_left_out(name, moment, day) for name, moment in later)


_SPANS = ("info_asked", "fee_asked", "closed")
_NAMES = tuple(f.name for f in fields(Request))
_all = attrgetter(*_NAMES)
_PUT: dict[str, Callable[[Request, object], None]] = {name: getattr(Request, name).__set__ for name in _NAMES}  # though frozen
_UNDATED = ("id", "agency", "expedite", "expedite_outcome", "tolled_days", "outcome", "appeal_window", "claimed")
_DATED = tuple(name for name in _NAMES if name not in _UNDATED)
_dated = attrgetter(*_DATED)


def _spans_known(spans: tuple[Span, ...], day: date) -> tuple[Span, ...]:
    return tuple(Span(s.first, s.last if s.last and s.last <= day else None) for s in spans if s.first <= day)


def _left_out(name: str, moment: date, day: date) -> str:
    if name == "reached_office":
        return f"{name} {moment} is later than {day}: the proper office is taken as not yet reached"
    if name in _SPANS:
        return f"{name}: what is dated {moment} is later than {day} and is left out; a span begun by then is taken as open"
    return f"{name} {moment} is later than {day} and is left out"


# What a request must hold

_NEEDS = {
    "outcome": ("determined",),
    "expedite_outcome": ("expedite_determined",),
    "appeal_extended": ("appeal_received", "appealed"),
    "appeal_determined": ("appeal_received", "appealed"),
    "served": ("sued",),
    "answered": ("sued",),
}
_WITHOUT_REQUEST = {"appealed", "appeal_received", "appeal_extended", "appeal_determined", "closed"}


def _check_complete(request: Request) -> None:
    if not (request.filed or request.received):
        if not (request.appealed or request.appeal_received):
            raise FactError("filed", "give the day the request was filed or received, such as 2010-02-01")
        dated = [name for name, _ in request.moments() if name not in _WITHOUT_REQUEST]
        undated = [name for name in ("expedite", "tolled_days", "appeal_window") if getattr(request, name) is not None]
        for name in (*dated, *undated):
            raise FactError(name, f"{name} needs the day the request was filed or received")
    for name, needed in _NEEDS.items():
        if getattr(request, name) is not None and not any(getattr(request, other) for other in needed):
            raise FactError(name, f"{name} needs {' or '.join(needed)}")
    if request.expedite is False and (request.expedite_asked or request.expedite_determined):
        raise FactError("expedite", "expedite is false, yet expedited processing was asked for or decided")


def _check_range(request: Request) -> None:
    ends = ((name, span.last) for name in _SPANS for span in getattr(request, name) if span.last)
    claimed = [("claimed", request.claimed)] if request.claimed else []
    for name, day in (*request.moments(), *ends, *claimed):
        if isinstance(day, datetime):
            raise FactError(name, f"{name} {day} has a time of day; give its date alone")
        if day < law.FOIA_TOOK_EFFECT:
            raise FactError(
                name, f"{name} {day} is before {law.FOIA_TOOK_EFFECT}, when the Freedom of Information Act took effect"
            )
        if day > LAST:
            raise FactError(name, f"{name} {day} is after {LAST}, the last day of the calendar of working days")
    for name in ("filed", "received", "appealed", "appeal_received"):
        day = getattr(request, name)
        if day and day > LAST_RECEIVED:
            raise FactError(
                name, f"{name} {day} is after {LAST_RECEIVED}: the suit would run past the calendar of working days"
            )


_ORDER = (
    ("filed", "received"),
    ("received", "reached_office"),
    ("received", "perfected"),
    ("filed", "expedite_asked"),
    ("expedite_asked", "expedite_determined"),
    ("received", "expedite_determined"),
    ("received", "acknowledged"),
    ("received", "info_asked"),
    ("received", "fee_asked"),
    ("received", "extended"),
    ("received", "determined"),
    ("info_asked", "determined"),
    ("fee_asked", "determined"),
    ("extended", "determined"),
    ("received", "appealed"),
    ("received", "appeal_received"),
    ("appealed", "appeal_received"),
    ("appealed", "appeal_extended"),
    ("appeal_received", "appeal_extended"),
    ("appealed", "appeal_determined"),
    ("appeal_received", "appeal_determined"),
    ("appeal_extended", "appeal_determined"),
    ("filed", "sued"),
    ("sued", "served"),
    ("sued", "answered"),
    ("served", "answered"),
    ("filed", "withdrawn"),
)


def _check_order(request: Request) -> None:
    days: dict[str, list[date]] = {}
    for name, day in request.moments():
        days.setdefault(name, []).append(day)
    for earlier, later in _ORDER:
        given = _STANDS_FOR[earlier] if earlier in _STANDS_FOR and earlier not in days else earlier
        if given in days and later in days and given != later and min(days[later]) < max(days[given]):
            raise FactError(later, f"{later} {min(days[later])} is before {given} {max(days[given])}, which comes first")
    for name in _SPANS:
        for span in getattr(request, name):
            if span.last and span.last < span.first:
                raise FactError(name, f"{name} {span} ends before it begins; write the earlier day first")


_STANDS_FOR = {"received": "filed", "filed": "received"}  # where one of the two is not given


def _check_lengths(request: Request) -> None:
    for name in ("extended", "appeal_extended"):
        extension = getattr(request, name)
        if extension and not 1 <= extension.days <= LONGEST_EXTENSION.number:
            beyond = f"; {law.latest('beyond_ten_days').says}" if extension.days > LONGEST_EXTENSION.number else ""
            allowed = f"the Act allows 1 to {LONGEST_EXTENSION.number} ({LONGEST_EXTENSION.cite})"
            raise FactError(name, f"{name} by {extension.days} working days: {allowed}{beyond}")
    window = request.appeal_window
    if window and not 1 <= window.length <= _LONGEST_WINDOW:
        raise FactError("appeal_window", f"a window of {window.length} days; give 1 to {_LONGEST_WINDOW}")
    if request.tolled_days is not None and not 0 <= request.tolled_days <= _MOST_TOLLED:
        raise FactError("tolled_days", f"{shown(request.tolled_days)} days tolled; give a number from 0 to {_MOST_TOLLED}")
