"""A FOIA request is a set of dated facts, which are checked once, when it is made.

Every fact is optional but one: the request was filed, received or perfected some day (an appeal's receipt alone will do for the
determination on that appeal). Facts are the requester's and the agency's acts; what follows from them is elsewhere.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Literal

from foiacalc import law
from foiacalc.errors import Code, FactError, shown
from foiacalc.request.checks import BEFORE, LISTS, QUESTIONS, check, extensions, last_question
from foiacalc.request.facts import (
    NEVER,
    PARSERS,
    AppealOutcome,
    AppealWindow,
    ExpediteOutcome,
    Extension,
    FeeWaiverOutcome,
    Outcome,
    Span,
    written,
)

_LONGEST_NAME = 40  # characters of a fact's name


# The class below has its own __init__, __repr__ and __eq__: having the dataclass make them takes two milliseconds.
_OWN: Any = {} if TYPE_CHECKING else {"init": False, "repr": False, "eq": False}


@dataclass(frozen=True, kw_only=True, **_OWN)
class Request:
    """This holds the facts of one request. It raises FactError if one is impossible, or out of order with another.

    `ended` says that it is over and no day is known; next to `determined` or `withdrawn` it adds nothing. `latest` is the
    latest day of a fact, closures and a claimed date apart.
    """

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
    expedite_appealed: date | None = None
    fee_waiver_asked: date | None = None
    fee_waiver_determined: date | None = None
    fee_waiver_outcome: FeeWaiverOutcome | None = None
    fee_waiver_appealed: date | None = None
    acknowledged: date | None = None
    info_asked: tuple[Span, ...] = ()
    fee_asked: tuple[Span, ...] = ()
    still_interested: tuple[Span, ...] = ()
    reply_by: date | None = None
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
    judgment: date | None = None
    judgment_appealed: date | None = None
    fees_moved: date | None = None
    withdrawn: date | None = None
    ended: bool | None = None
    closed: tuple[Span, ...] = ()
    claimed: date | None = None

    latest: date = field(init=False)

    if not TYPE_CHECKING:
        # The dataclass's own would set every field, which takes longer than to check those that are given. Here the
        # class itself holds the value of a fact that is not given.
        def __init__(self, **facts: Any) -> None:
            held = self.__dict__
            held |= facts if all(facts.values()) else {name: fact for name, fact in facts.items() if fact is not None}
            stages = "extended" in held or "appeal_extended" in held
            if stages:
                held |= {stage: (held[stage],) for stage in _STAGES if isinstance(held.get(stage), Extension)}
            held["latest"] = check(held)
            if stages:
                held.update(_extended(self))

    def __eq__(self, other: object) -> bool:
        return self._values() == other._values() if type(other) is Request else NotImplemented

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        return f"Request({', '.join(f'{name}={value!r}' for name, value in zip(_NAMES, self._values(), strict=True))})"

    def _values(self) -> tuple[object, ...]:
        return tuple([getattr(self, name) for name in _NAMES])

    @classmethod
    def parse(cls, facts: Mapping[str, object], today: date | None = None) -> "Request":
        """Make a request from text, as in the JSON contract and on the command line; None and absent mean the same.

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
                    Code.UNKNOWN_FACT,
                )
            if value is not None:
                parsed[name] = PARSERS[name](name, value, today)
        return cls(**parsed)

    def facts(self) -> dict[str, Any]:
        """Return the facts given, and only those, as the JSON contract writes them; `parse` takes them back."""
        held = vars(self)
        given = {name: held[name] for name in _NAMES if name in held}
        return {"id": self.id} | {name: written(value) for name, value in given.items() if value not in (None, ())}

    def taking(self, known: Mapping[str, object]) -> "Request":
        """Return the same request with facts that need no check: those that follow from facts already checked, and texts."""
        taken = object.__new__(Request)
        vars(taken).update(vars(self), **known)
        return taken

    @property
    def asks_expedition(self) -> bool:
        return bool(self.expedite or self.expedite_asked or self.expedite_determined)

    def moments(self) -> Iterator[tuple[str, date]]:
        """Return each dated fact with its day; a span has the day it begins on.

        A claimed date is not a fact of the request, nor are the days on which the agency was closed.
        """
        for name in BEFORE:
            value = getattr(self, name)
            if isinstance(value, date):
                yield name, value
            elif isinstance(value, tuple):
                yield from ((name, _begins(item)) for item in value)

    def later_than(self, day: date) -> list[tuple[str, date]]:
        """Return the dated facts later than `day`, including the ends of spans."""
        if self.latest <= day:
            return []
        ends = [(name, s.last) for name in QUESTIONS for s in getattr(self, name) if s.last and s.first <= day < s.last]
        return [(name, moment) for name, moment in (*self.moments(), *ends) if moment > day]

    def known_on(self, day: date) -> tuple["Request", tuple[str, ...]]:
        """Return the request as it was known on `day`, with a warning for each later fact that is left out.

        An office reached later is not yet reached; a span that ends later is open. Raises FactError if nothing was known.
        """
        if self.latest <= day:
            return self, ()
        first = self.filed or self.received or self.perfected or self.appealed or self.appeal_received
        if first and first > day:
            raise FactError(
                "as_of",
                f"{day} is before the first date of the request, {first}; give that day or a later one",
                Code.OUT_OF_ORDER,
            )
        later = self.later_than(day)
        names = {name for name, _ in later}
        changes: dict[str, Any] = dict.fromkeys(names)
        changes |= {name: _known_of(getattr(self, name), day) for name in names.intersection(LISTS)}
        changes |= {"outcome": None, "released": None} if "determined" in names else {}
        undetermined = not self.determined and (self.filed or self.received or self.perfected)
        if not names.isdisjoint(_ENDS) or ("appeal_determined" in names and not undetermined):  # it was not over on that day
            changes |= {"ended": None} | ({} if self.determined else {"outcome": None})
        changes |= {"expedite_outcome": None} if "expedite_determined" in names else {}
        changes |= {"appeal_outcome": None} if "appeal_determined" in names else {}
        changes |= {"fee_waiver_outcome": None} if "fee_waiver_determined" in names else {}
        asked = last_question(vars(self)) if self.reply_by else None
        changes |= {"reply_by": None} if asked and asked[1] > day else {}
        changes |= {"expedite": None, "expedite_outcome": None} if "expedite_asked" in names else {}
        changes |= {"reached_office": NEVER} if "reached_office" in names else {}
        return replace(self, **changes), tuple(_left_out(name, moment, day) for name, moment in later)


_NAMES = tuple(f.name for f in fields(Request) if f.init)
_STAGES = frozenset(("extended", "appeal_extended"))
_ENDS = frozenset(("determined", "withdrawn"))


def _extended(request: Request) -> Iterator[tuple[str, tuple[Extension, ...]]]:
    """Yield the notices of each stage as the law in force on the day of its receipt takes them."""
    received = {
        "extended": request.received or request.filed or request.perfected,
        "appeal_extended": request.appeal_received or request.appealed,
    }
    for stage, day in received.items():
        if day and getattr(request, stage):
            yield stage, extensions(stage, getattr(request, stage), day)


def perfected_warning(request: Request) -> tuple[str, ...]:
    """Warn, if the agency's own day of completion is given, that the statute itself says what stops the clock.

    Next to that day, the day on which the proper office received the request decides nothing.
    """
    perfected, office = request.perfected, request.reached_office
    if not perfected:
        return ()
    found: tuple[str, ...] = ()
    received = request.received or request.filed
    if received and perfected < received:
        found += (f"perfected {perfected} is before receipt on {received}; the clock starts on receipt.",)
    filed = request.filed or request.received
    one = law.in_force("tolling_information", filed) if filed else None
    if one and received and perfected > received:
        found += (
            f"perfected {perfected}: for requests filed on or after {one.since}, the statute stops the clock for "
            "only two things: one request for information, and questions about fees (5 U.S.C. "
            "552(a)(6)(A)(ii)). The count uses the agency's own day as given; if neither stopped the clock, "
            "it ran from receipt.",
        )
    if office and office != perfected:
        found += (
            f"reached_office {office} is not used: the count starts on the day the request was perfected, "
            f"{perfected}. Leave out perfected to count from receipt by the proper component.",
        )
    return found


def _begins(item: date | Span | Extension) -> date:
    return item if isinstance(item, date) else item[0]


def _known_of(items: tuple[Any, ...], day: date) -> tuple[Any, ...]:
    """Return the entries that had begun by `day`; a span that ends later is returned as open."""
    known = (item for item in items if _begins(item) <= day)
    return tuple(Span(i.first) if isinstance(i, Span) and i.last and i.last > day else i for i in known)


def _left_out(name: str, moment: date, day: date) -> str:
    if name == "reached_office":
        return f"{name} {moment} is after {day}: the count assumes that the proper component has not received the request"
    if name in QUESTIONS:
        return f"{name}: the entry dated {moment} is after {day} and is left out; a span that began by then counts as open"
    return f"{name} {moment} is after {day} and is left out"
