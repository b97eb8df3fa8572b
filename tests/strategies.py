"""Whole requests for the tests of laws: any combination of facts that a request accepts, and days to ask about them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from foiacalc.law.agencies import components, rules
from foiacalc.request.facts import (
    APPEAL_OUTCOMES,
    EXPEDITE_OUTCOMES,
    FEE_WAIVER_OUTCOMES,
    NEVER,
    OUTCOMES,
    AppealWindow,
    Extension,
    Span,
)
from foiacalc.request.request import Request
from tests.statute import DAY

Posed = tuple[Request, date]
often = settings(max_examples=200)
_YEAR = 365  # days

# Each dated fact, in an order in which they can happen, with the facts that it cannot be earlier than
_AFTER: Mapping[str, tuple[str, ...]] = {
    "filed": (),
    "received": ("filed",),
    "reached_office": ("received",),
    "perfected": ("received",),
    "acknowledged": ("received",),
    "expedite_asked": ("filed",),
    "expedite_determined": ("received", "expedite_asked"),
    "expedite_appealed": ("expedite_determined",),
    "fee_waiver_asked": ("filed",),
    "fee_waiver_determined": ("received", "fee_waiver_asked"),
    "fee_waiver_appealed": ("fee_waiver_determined",),
    "info_asked": ("received",),
    "fee_asked": ("received",),
    "extended": ("received",),
    "still_interested": ("received",),
    "closed": ("filed",),
    "interim": ("received",),
    "determined": ("received", "info_asked", "fee_asked", "extended", "interim"),
    "letter_received": ("determined",),
    "released": ("received",),
    "appealed": ("received",),
    "appeal_received": ("received", "appealed"),
    "appeal_extended": ("appealed", "appeal_received"),
    "appeal_determined": ("appealed", "appeal_received", "appeal_extended"),
    "sued": ("filed",),
    "served": ("sued",),
    "answered": ("sued", "served"),
    "judgment": ("sued", "served"),
    "judgment_appealed": ("judgment",),
    "fees_moved": ("sued",),
    "withdrawn": ("filed",),
}
_NEEDS = {
    "letter_received": {"determined"},
    "released": {"determined"},
    "appeal_extended": {"appealed", "appeal_received"},
    "appeal_determined": {"appealed", "appeal_received"},
    "served": {"sued"},
    "answered": {"sued"},
    "judgment": {"sued"},
    "judgment_appealed": {"judgment"},
    "fees_moved": {"sued"},
    "expedite_appealed": {"expedite_determined"},
    "fee_waiver_appealed": {"fee_waiver_determined"},
}
_SPANNED = ("info_asked", "fee_asked", "still_interested", "closed")
_LISTS = (*_SPANNED, "extended", "interim", "appeal_extended")
_APPEAL_ALONE = {"appealed", "appeal_received", "appeal_extended", "appeal_determined", "closed"}
_BEGINNINGS = st.sampled_from([*4 * [("filed",), ("received",), ("filed", "received")], ("appealed",), ("appeal_received",)])

_IN_FORCE = st.dates(date(1975, 2, 19), date(2026, 11, 30))
_TURNS = ("1975-02-19", "1997-10-02", "2008-12-31", "2016-07-01")  # the law changed
_CLOSURES = ("1995-12-01", "2010-02-01", "2013-09-16", "2018-12-01", "2025-01-02", "2025-09-15")  # offices closed soon after
_NEAR_TURNS = st.builds(
    lambda iso, n: date.fromisoformat(iso) + n * DAY, st.sampled_from((*_TURNS, *_CLOSURES)), st.integers(-30, 30)
)
_FIRST_DAYS = st.one_of(_IN_FORCE, _IN_FORCE, _NEAR_TURNS, st.dates(date(1967, 7, 4), date(2080, 12, 31)))
_GAPS = st.one_of(st.integers(0, 3), st.integers(0, 40), st.integers(0, 250))
_ENDS = st.none() | st.integers(0, 5) | st.integers(0, 60)
_SPANS = st.lists(st.tuples(st.integers(0, 40), _ENDS), min_size=1, max_size=3)
# of one or more notices, the days from the first and the working days added: ten in all at most
_NOTICES = st.one_of(
    st.lists(st.tuples(st.just(0), st.integers(1, 10)), min_size=1, max_size=1),
    st.lists(st.tuples(st.integers(0, 15), st.integers(1, 5)), min_size=2, max_size=2),
    st.lists(st.tuples(st.integers(0, 15), st.integers(1, 3)), min_size=3, max_size=3),
)
_INTERIM = st.lists(st.integers(0, 60), min_size=1, max_size=3)
_ONE_IN_THREE = st.sampled_from([False, False, True])
_NEAR = st.integers(-2, 45) | st.integers(0, 400) | st.integers(0, 12 * _YEAR)
_CHOICES = st.sets(st.sampled_from(list(_AFTER))) | st.sets(st.sampled_from(list(_AFTER)), min_size=8)
_AGENCIES = st.none() | st.sampled_from(sorted({r.code for r in rules()} | {c.code or c.name for c in components()}))
_WINDOWS = st.none() | st.builds(
    AppealWindow, st.integers(1, 120) | st.integers(1, 700), st.sampled_from(["calendar_days", "working_days"])
)
_EITHER: st.SearchStrategy[Any] = st.booleans()
_CLAIMED = st.none() | st.integers(0, 200)
_TOLLED_DAYS = st.none() | st.integers(0, 40)
_IDS = st.sampled_from([None, "A-1", "\u00e9 \u2026"])
_OUTCOMES = st.sampled_from([None, *OUTCOMES])
_APPEAL_OUTCOMES = st.sampled_from([None, *APPEAL_OUTCOMES])
_EXPEDITE_OUTCOMES = st.sampled_from([None, *EXPEDITE_OUTCOMES])
_FEE_WAIVER_OUTCOMES = st.sampled_from([None, *FEE_WAIVER_OUTCOMES])
_EXPEDITE = st.sampled_from([None, True, False])


@st.composite
def requests(draw: st.DrawFn) -> Request:
    """A request of 1967 to 2080, with or without each fact; some are of an appeal alone."""
    beginning = draw(_BEGINNINGS)
    alone = beginning[0] not in ("filed", "received")
    chosen = draw(_CHOICES) - {"filed", "received"} | set(beginning)
    facts: dict[str, Any] = {}
    days: dict[str, date] = {}  # the latest of each fact
    first = draw(_FIRST_DAYS)
    for name in _AFTER:
        lacking = name in _NEEDS and _NEEDS[name].isdisjoint(days)
        if name not in chosen or (alone and name not in _APPEAL_ALONE) or lacking:
            continue
        earliest = max((days[other] for other in _AFTER[name] if other in days), default=first)
        day = (max(days.values()) if draw(st.booleans()) else earliest) + draw(_GAPS) * DAY if days else first
        facts[name] = _written(draw, name, day)
        days[name] = max(map(_begins, facts[name])) if name in _LISTS else day
        if name in beginning and not alone:  # either stands for the other
            days |= {"filed": days.get("filed", day), "received": day}
    facts |= _undated(draw, facts, first, alone)
    return Request(**facts)


def _written(draw: st.DrawFn, name: str, day: date) -> Any:
    """The fact of that day: its date, or up to three notices, dates or spans that begin on it or later."""
    if name in _SPANNED:
        return tuple(Span(day + n * DAY, None if m is None else day + (n + m) * DAY) for n, m in draw(_SPANS))
    if name in ("extended", "appeal_extended"):
        return tuple(Extension(day + n * DAY, added) for n, added in draw(_NOTICES))
    if name == "interim":
        return tuple(day + n * DAY for n in draw(_INTERIM))
    return NEVER if name == "reached_office" and draw(_ONE_IN_THREE) else day


def _begins(item: date | Span | Extension) -> date:
    return item if isinstance(item, date) else item[0]


def _undated(draw: st.DrawFn, facts: Mapping[str, Any], first: date, alone: bool) -> dict[str, Any]:
    """What goes with the dated facts, each perhaps not given; the claimed date may be any."""
    claimed = draw(_CLAIMED)
    found: dict[str, Any] = {
        "id": draw(_IDS),
        "agency": draw(_AGENCIES),
        "claimed": None if claimed is None else first + claimed * DAY,
    }
    if "determined" in facts:
        found["outcome"] = draw(_OUTCOMES)
    if "appeal_determined" in facts:
        found["appeal_outcome"] = draw(_APPEAL_OUTCOMES)
    questions = [span.first for name in ("info_asked", "fee_asked", "still_interested") for span in facts.get(name, ())]
    if questions and draw(_EITHER):
        found["reply_by"] = max(questions) + draw(st.integers(0, 60)) * DAY
    if "fee_waiver_determined" in facts:
        found["fee_waiver_outcome"] = draw(_FEE_WAIVER_OUTCOMES)
    if "expedite_determined" in facts:
        found["expedite_outcome"] = draw(_EXPEDITE_OUTCOMES)
    if not alone:
        asked_for = "expedite_asked" in facts or "expedite_determined" in facts
        found["expedite"] = (draw(st.booleans()) or None) if asked_for else draw(_EXPEDITE)
        found["tolled_days"] = draw(_TOLLED_DAYS)
        found["appeal_window"] = draw(_WINDOWS)
    return found


@st.composite
def asked(draw: st.DrawFn) -> Posed:
    """A request and a day to ask on: near one of its facts, or any in the twelve years after it began."""
    request = draw(requests())
    first = request.filed or request.received or request.appealed or request.appeal_received
    assert first
    moments = [day for _, day in request.moments()]
    near = draw(st.sampled_from([*moments, *len(moments) * [max(moments)]]))
    return request, max(first, near + draw(_NEAR) * DAY)


def changed(request: Request, **facts: Any) -> Request:
    """The request with some facts given otherwise."""
    return replace(request, **facts)
