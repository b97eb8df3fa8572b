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
from foiacalc.facts import (
    CHOICES,
    NEVER,
    PARSERS,
    AppealOutcome,
    AppealWindow,
    ExpediteOutcome,
    Extension,
    FactError,
    Outcome,
    Span,
    shown,
    written,
)
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
    expedite_outcome: ExpediteOutcome | None = None
    acknowledged: date | None = None
    info_asked: tuple[Span, ...] = ()
    fee_asked: tuple[Span, ...] = ()
    tolled_days: int | None = None
    extended: tuple[Extension, ...] = ()
    interim: tuple[date, ...] = ()
    determined: date | None = None
    outcome: Outcome | None = None
    letter_received: date | None = None
    released: date | None = None
    appealed: date | None = None
    appeal_received: date | None = None
    appeal_extended: tuple[Extension, ...] = ()
    appeal_determined: date | None = None
    appeal_outcome: AppealOutcome | None = None
    appeal_window: AppealWindow | None = None
    sued: date | None = None
    served: date | None = None
    answered: date | None = None
    withdrawn: date | None = None
    closed: tuple[Span, ...] = ()
    claimed: date | None = None

    def __post_init__(self) -> None:
        _normalize(self)
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
        """Each dated fact with its day; a span by the day it begins on.

        A claimed date is no fact of the request, nor are the days on which the agency was closed.
        """
        for name, value in zip(_DATED, _dated(self), strict=True):
            if isinstance(value, date):
                yield name, value
            elif isinstance(value, tuple):
                yield from ((name, _begins(item)) for item in value)

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
        changes |= {name: _known_of(getattr(self, name), day) for name in names.intersection(_LISTS)}
        changes |= {"outcome": None, "released": None} if "determined" in names else {}
        changes |= {"expedite_outcome": None} if "expedite_determined" in names else {}
        changes |= {"appeal_outcome": None} if "appeal_determined" in names else {}
        changes |= {"expedite": None, "expedite_outcome": None} if "expedite_asked" in names else {}
        changes |= {"reached_office": NEVER} if "reached_office" in names else {}
        return replace(self, **changes), tuple(_left_out(name, moment, day) for name, moment in later)


_SPANS = ("info_asked", "fee_asked")
_LISTS = (*_SPANS, "extended", "interim", "appeal_extended")
_NAMES = tuple(f.name for f in fields(Request))
_all = attrgetter(*_NAMES)
_PUT: dict[str, Callable[[Request, object], None]] = {name: getattr(Request, name).__set__ for name in _NAMES}  # though frozen
_UNDATED = ("id", "agency", "expedite", "tolled_days", "appeal_window", *CHOICES, "closed", "claimed")
_DATED = tuple(name for name in _NAMES if name not in _UNDATED)
_dated = attrgetter(*_DATED)


def _begins(item: date | Span | Extension) -> date:
    return item if isinstance(item, date) else item[0]


def _known_of(items: tuple[Any, ...], day: date) -> tuple[Any, ...]:
    """Those begun by `day`; of these a span that ends later is open."""
    known = (item for item in items if _begins(item) <= day)
    return tuple(Span(i.first) if isinstance(i, Span) and i.last and i.last > day else i for i in known)


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
    "letter_received": ("determined",),
    "released": ("determined",),
    "appeal_outcome": ("appeal_determined",),
    "served": ("sued",),
    "answered": ("sued",),
}
_WITHOUT_REQUEST = {"appealed", "appeal_received", "appeal_extended", "appeal_determined"}


def _check_complete(request: Request) -> None:
    if not (request.filed or request.received):
        if not (request.appealed or request.appeal_received):
            raise FactError("filed", "give the day the request was filed or received, such as 2010-02-01")
        dated = [name for name, _ in request.moments() if name not in _WITHOUT_REQUEST]
        undated = [name for name in ("expedite", "tolled_days", "appeal_window") if getattr(request, name) is not None]
        for name in (*dated, *undated):
            raise FactError(name, f"{name} needs the day the request was filed or received")
    for name, needed in _NEEDS.items():
        if getattr(request, name) not in (None, ()) and not any(getattr(request, other) for other in needed):
            raise FactError(name, f"{name} needs {' or '.join(needed)}")
    if request.expedite is False and (request.expedite_asked or request.expedite_determined):
        raise FactError("expedite", "expedite is false, yet expedited processing was asked for or decided")


def _check_range(request: Request) -> None:
    ends = ((name, span.last) for name in (*_SPANS, "closed") for span in getattr(request, name) if span.last)
    closures = (("closed", span.first) for span in request.closed)
    claimed = [("claimed", request.claimed)] if request.claimed else []
    for name, day in (*request.moments(), *closures, *ends, *claimed):
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
    ("received", "interim"),
    ("received", "determined"),
    ("info_asked", "determined"),
    ("fee_asked", "determined"),
    ("extended", "determined"),
    ("interim", "determined"),
    ("determined", "letter_received"),
    ("received", "released"),
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
    for name in (*_SPANS, "closed"):
        for span in getattr(request, name):
            if span.last and span.last < span.first:
                raise FactError(name, f"{name} {span} ends before it begins; write the earlier day first")


_STANDS_FOR = {"received": "filed", "filed": "received"}  # where one of the two is not given


def _check_lengths(request: Request) -> None:
    _check_extensions("extended", request.extended, request.received or request.filed)
    _check_extensions("appeal_extended", request.appeal_extended, request.appeal_received or request.appealed)
    window = request.appeal_window
    if window and not 1 <= window.length <= _LONGEST_WINDOW:
        raise FactError("appeal_window", f"a window of {window.length} days; give 1 to {_LONGEST_WINDOW}")
    if request.tolled_days is not None and not 0 <= request.tolled_days <= _MOST_TOLLED:
        raise FactError("tolled_days", f"{shown(request.tolled_days)} days tolled; give a number from 0 to {_MOST_TOLLED}")


def _normalize(request: Request) -> None:
    """None is an empty list of facts, one notice a list of one; a notice without days adds the most that the law allows."""
    for name in (*_LISTS, "closed"):
        if getattr(request, name) is None:
            _PUT[name](request, ())
    for name, day in (
        ("extended", request.received or request.filed),
        ("appeal_extended", request.appeal_received or request.appealed),
    ):
        given = getattr(request, name)
        if isinstance(given, Extension):
            given = (given,)
        if given:
            rule = law.in_force("unusual_circumstances", day) if day else None
            most = rule.number if rule else None
            _PUT[name](request, tuple(Extension(notice, most if days is None else days) for notice, days in given))


def _check_extensions(name: str, notices: tuple[Extension, ...], received: date | None) -> None:
    """The notices of one stage add up to what the law in force on the day of receipt allows, each to a day at least."""
    given = [notice.days for notice in notices if notice.days is not None]
    rule = law.in_force("unusual_circumstances", received) if received else None
    most, total = rule.number if rule else _MOST_TOLLED, sum(given)
    if not given or (min(given) > 0 and total <= most):
        return
    says = f"{name} by {total} working days{' in all' if len(given) > 1 else ''}"
    if not rule or not received:
        raise FactError(name, f"{says}; give a number from 1 to {most} for each notice")
    right = f", all notices together; write the days that each adds, such as {notices[0].notice}+{most // 2}"
    beyond = f"; {law.latest('beyond_ten_days').says}" if total > most else ""
    raise FactError(name, f"{says}: the Act allows 1 to {most} ({rule.cite}){right if len(given) > 1 else ''}{beyond}")
