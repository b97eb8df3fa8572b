"""This module lists, by date, the facts, the deadlines, what they open or bar, and the day of the answer.

It leaves out what nobody can act on: deadlines that would run from something that has not happened and may never happen.
"""

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from foiacalc.answer import state
from foiacalc.answer.consequences import consequences
from foiacalc.answer.state import Audience, DeadlineState
from foiacalc.calendar.workdays import ONE_DAY
from foiacalc.clock import (
    acknowledgment,
    appeal,
    appeal_determination,
    court,
    determination,
    expedited_decision,
    other_appeals,
    reply,
    suit,
)
from foiacalc.clock.all_deadlines import Computed
from foiacalc.clock.case import Case
from foiacalc.clock.deadline import Dates
from foiacalc.request.facts import Extension, Span
from foiacalc.request.request import Request

EventKind = Literal["fact", "deadline", "opens", "bars", "today"]
_ORDER: tuple[EventKind, ...] = ("fact", "deadline", "opens", "bars", "today")


class Event(NamedTuple):
    """This happens on a day; `key` names the fact, the deadline or the consequence. A deadline has `stated`.

    `relied` is the day from which to rely on what opens, if that is a later day.
    """

    day: date
    kind: EventKind
    key: str
    says: str
    stated: DeadlineState | None = None
    relied: date | None = None


def timeline(case: Case, computed: Computed, serves: Audience) -> tuple[Event, ...]:
    """Return the events in order of date; on one date the facts come first, the day of the answer last."""
    found = [
        *_facts(case.known, serves),
        *_deadlines(case, computed, serves),
        *_effects(case, computed),
        *_to_open(case, computed),
        Event(case.as_of, "today", "as_of", "today"),
    ]
    return tuple(sorted(found, key=lambda event: (event.day, _ORDER.index(event.kind), event.says)))


# Facts

_FACTS = {
    "filed": "filed",
    "received": "received by the agency",
    "perfected": "perfected, according to the agency",
    "reached_office": "reached the proper component",
    "expedite_asked": "expedited processing requested",
    "expedite_appealed": "denial of expedited processing appealed",
    "fee_waiver_asked": "fee waiver requested",
    "fee_waiver_appealed": "denial of fee waiver appealed",
    "acknowledged": "acknowledged",
    "interim": "interim response",
    "letter_received": "letter received",
    "released": "last records released",
    "appealed": "appeal sent",
    "appeal_received": "appeal received",
    "sued": "suit filed",
    "served": "complaint served",
    "answered": "complaint answered",
    "judgment": "judgment entered",
    "judgment_appealed": "judgment appealed",
    "fees_moved": "motion for attorney fees filed",
    "withdrawn": "request withdrawn",
}
# What the parties did that decides where the case stands
ACTS = frozenset(("filed", "determined", "appealed", "appeal_received", "appeal_determined", "sued", "judgment", "withdrawn"))
_ASKED = {
    "info_asked": ("agency asked for information", "agency received {} answer"),
    "fee_asked": ("agency asked about fees", "agency received {} answer on fees"),
    "still_interested": ("agency asked whether {} still interested", "{} answered"),
}
# How each side is told of the requester, in the question and in the answer.
_YOU: dict[Audience, dict[str, tuple[str, str]]] = {
    "requester": {"info_asked": ("", "your"), "fee_asked": ("", "your"), "still_interested": ("you are", "you")},
    "agency": {
        "info_asked": ("", "the"),
        "fee_asked": ("", "the"),
        "still_interested": ("the requester is", "the requester"),
    },
}
_NOTICES = {"extended": "notice of unusual circumstances", "appeal_extended": "notice of unusual circumstances on appeal"}
OUTCOME_WORDS = {
    "granted": "granted in full",
    "partial": "denied in part",
    "denied": "denied",
    "no-records": "no records",
    "closed": "closed without a decision on the records",
}
ON_APPEAL = {"affirmed": "denial affirmed", "granted": "granted", "partial": "granted in part", "remanded": "remanded"}

_WAIVED = {"granted": "granted", "partial": "granted in part", "denied": "denied"}


def outcome(known: Request) -> str:
    """Say what the determination said, in a few words."""
    return OUTCOME_WORDS.get(known.outcome or "", "treated as adverse")


def _facts(known: Request, serves: Audience) -> Iterator[Event]:
    expedited = ", expedited processing requested" if known.expedite and not known.expedite_asked else ""
    for name, day in known.moments():
        if name in _ASKED or name in _NOTICES or (name == "received" and day == known.filed):
            continue
        if name == "determined":
            yield Event(day, "fact", name, f"determination: {outcome(known)}")
        elif name == "expedite_determined":
            yield Event(day, "fact", name, f"expedited processing {known.expedite_outcome or 'decided'}")
        elif name == "fee_waiver_determined":
            yield Event(day, "fact", name, f"fee waiver {_WAIVED.get(known.fee_waiver_outcome or '', 'decided')}")
        elif name == "appeal_determined":
            yield Event(day, "fact", name, f"appeal decided: {ON_APPEAL.get(known.appeal_outcome or '', 'outcome not given')}")
        else:
            first = expedited if name == ("filed" if known.filed else "received") else ""
            yield Event(day, "fact", name, _FACTS[name] + first)
    for name, (asked, answered) in _ASKED.items():
        who, whose = _YOU[serves][name]
        yield from _spans(name, getattr(known, name), asked.format(who), answered.format(whose))
    for name, says in _NOTICES.items():
        yield from _notices(name, getattr(known, name), says)


def _spans(name: str, spans: tuple[Span, ...], asked: str, answered: str) -> Iterator[Event]:
    for span in spans:
        yield Event(span.first, "fact", name, asked)
        if span.last:
            yield Event(span.last, "fact", name, answered)


def _notices(name: str, notices: tuple[Extension, ...], says: str) -> Iterator[Event]:
    for notice in notices:
        added = f": {notice.days} working day{'s' if notice.days > 1 else ''}" if notice.days else ""
        yield Event(notice.notice, "fact", name, f"{says}{added}")


# Deadlines

_LIMITS = {
    acknowledgment.KEY: "acknowledgment expected",
    expedited_decision.KEY: "decision on expedited processing due",
    determination.KEY: "determination due",
    reply.KEY: "last day to answer the agency",
    other_appeals.EXPEDITION_KEY: "last day to appeal the denial of expedited processing",
    other_appeals.FEE_WAIVER_KEY: "last day to appeal the denial of a fee waiver",
    appeal.KEY: "last day to appeal",
    appeal_determination.KEY: "decision on the appeal due",
    suit.KEY: "last day to sue",
    court.SERVICE.key: "last day to serve the complaint",
    court.KEY: "answer to the complaint due",
    court.JUDGMENT_APPEAL.key: "last day to appeal from the judgment",
    court.FEE_MOTION.key: "last day to move for attorney fees",
}
_OPEN_RIGHTS = ("pending", "open", "lapsed", "uncertain")


def _deadlines(case: Case, computed: Computed, serves: Audience) -> Iterator[Event]:
    ending = bool(state.running_out(case, computed))
    for stated in state.states(case, computed, serves):
        dates = stated.deadline.dates
        if not dates.due or not _shown(case, dates, ending):
            continue
        relied = state.relied(dates, serves) if dates.kind.binds == "requester" else None
        yield Event(relied or dates.due, "deadline", dates.kind.key, _LIMITS.get(dates.kind.key, dates.kind.title), stated)


def _shown(case: Case, dates: Dates, ending: bool) -> bool:
    """Return whether people see a deadline; `ending` says that the time to sue may run out while the court is closed."""
    if dates.kind.key == acknowledgment.KEY:  # nobody asks about it once the request is answered or in court
        return not (case.known.determined or case.known.withdrawn or case.known.sued or case.ended)
    if dates.kind.key == court.KEY and case.known.judgment and dates.awaits and not dates.done:
        return False  # nobody asks about an answer either, once the case is decided and it is not known to be late
    # The time to appeal starts with the agency's letter, and there is none.
    if dates.kind.key == appeal.KEY and not case.known.determined:
        return False
    if dates.kind.key == suit.KEY and dates.state == "closed":
        return ending
    if dates.kind.binds == "requester":
        return dates.state in _OPEN_RIGHTS or dates.state == "met_late"
    return dates.state not in ("conditional", "projected") or dates.awaits == "served"


# What they open or bar

_OPENS = ("constructive_exhaustion", "exhaustion")
_EFFECTS: dict[str, tuple[EventKind, str]] = {
    "constructive_exhaustion": ("opens", "court opens"),
    "exhaustion": ("opens", "court opens: the appeal was decided"),
    "exhaustion_ended": ("bars", "court closes: the agency answered before suit"),
    "remanded": ("bars", "court closes: the appeal was remanded"),
    "fees_barred": ("bars", "search fees barred unless excused"),
    "expedition_review": ("opens", "a court may review expedited processing"),
}


def _effects(case: Case, computed: Computed) -> Iterator[Event]:
    is_open, ends = False, {(one.until, one.ended_by) for one in computed.exhausted}
    for found in consequences(case, computed):
        if found.key not in _EFFECTS or (is_open and found.key == "constructive_exhaustion"):
            continue
        remanded = found.key == "exhaustion_ended" and (found.since, "remand") in ends
        kind, says = _EFFECTS["remanded" if remanded else found.key]
        is_open = is_open or (found.key in _OPENS and found.until is None)
        yield Event(found.since, kind, found.key, says, relied=found.relied)


def _later(limit: Dates) -> date | None:
    return limit.cautious + ONE_DAY if limit.cautious and limit.cautious != limit.due else None


def _to_open(case: Case, computed: Computed) -> Iterator[Event]:
    """Yield the day on which the court opens if a limit that still runs is missed."""
    limit = state.opening(computed)
    if limit and limit.due and not case.known.withdrawn:
        yield Event(limit.due + ONE_DAY, "opens", suit.KEY, "court opens if no answer comes", relied=_later(limit))
