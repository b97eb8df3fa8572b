"""What a request must hold: facts of their kind, in range, each with those it needs, in an order in which they can happen.

A log has a million rows and each makes a request, so `check` looks at the facts that are given and at nothing else.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from foiacalc import law
from foiacalc.errors import Code, FactError, unreadable
from foiacalc.facts import CHOICES, NEVER, AppealWindow, Extension, Span, shown
from foiacalc.workdays import LAST

LAST_RECEIVED = date(2090, 12, 31)  # a later request's suit would run past the calendar of working days
LONGEST_WINDOW = 3650  # days; longer ones are slips of the pen
_WINDOW_UNITS = (law.CD, law.WD)
MOST_DAYS = 9999  # working days, tolled or added; so are more than forty years
MOST_EARLY = timedelta(days=10)  # trackers date completion by the letter, which may be some days before its receipt

Days = tuple[date, ...]  # those on which what a fact tells of began: none of a fact that is no event
_FIRST = law.FOIA_TOOK_EFFECT
_RECEIVED = ("filed", "received", "appealed", "appeal_received")

# What comes before each dated fact. A day is held against those of them that are given
BEFORE: Mapping[str, tuple[str, ...]] = {
    "filed": (),
    "received": ("filed",),
    "perfected": ("received",),
    "reached_office": ("received",),
    "expedite_asked": ("filed",),
    "expedite_determined": ("expedite_asked", "received"),
    "acknowledged": ("received",),
    "info_asked": ("received",),
    "fee_asked": ("received",),
    "extended": ("received",),
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
    "withdrawn": ("filed",),
}
# What a fact cannot be given without: one of these
NEEDS: Mapping[str, frozenset[str]] = {
    "outcome": frozenset(("determined", "ended")),
    "letter_received": frozenset(("determined",)),
    "released": frozenset(("determined",)),
    "expedite_outcome": frozenset(("expedite_determined",)),
    "appeal_extended": frozenset(("appeal_received", "appealed")),
    "appeal_determined": frozenset(("appeal_received", "appealed")),
    "appeal_outcome": frozenset(("appeal_determined",)),
    "served": frozenset(("sued",)),
    "answered": frozenset(("sued",)),
}
SPANS = ("info_asked", "fee_asked")
LISTS = (*SPANS, "extended", "interim", "appeal_extended", "closed")
_APPEAL = frozenset(("appealed", "appeal_received", "appeal_extended", "appeal_determined", "appeal_outcome"))
_STARTS = frozenset(("filed", "received", "perfected"))  # of a request; where one is not given, another stands for it
_WITHOUT_REQUEST = _APPEAL | {"id", "agency", "closed", "claimed", "ended"}


class _Plan(NamedTuple):
    """What to look at where just these facts are given: each with those that come before it, and whether it is one day;
    whether the request itself is among them; which of them lack a fact that they need.
    """

    facts: tuple[tuple[str, bool, tuple[str, ...]], ...]
    request: bool
    lacking: tuple[str, ...]


@lru_cache(maxsize=4096)  # a log has few kinds of rows
def _plan(names: tuple[str, ...]) -> _Plan:
    known = {*names, *(("filed", "received") if not _STARTS.isdisjoint(names) else ())}
    return _Plan(
        tuple((name, name in _ONE_DAY, tuple(filter(known.__contains__, BEFORE.get(name, ())))) for name in names),
        "filed" in known,
        tuple(sorted(name for name in NEEDS if name in names and NEEDS[name].isdisjoint(names))),
    )


def check(given: Mapping[str, Any]) -> date:
    """The latest day of the facts given, which come in the order of their fields. FactError where they cannot be."""
    plan = _plan(tuple(given))
    days: dict[str, date] = {}  # the latest of each
    if plan.request:
        filed, received = given.get("filed"), given.get("received")
        either = filed or received or given["perfected"]
        days = {"filed": filed or either, "received": received or either}
    for name, one_day, before in plan.facts:
        value = given[name]
        if one_day and type(value) is date:  # as nearly all facts are
            if not _FIRST <= value <= LAST_RECEIVED:
                _check_range(name, value)
            first = last = value
        else:
            begun = _KINDS[name](name, value)
            if not begun:
                continue
            first, last = min(begun), max(begun)
        for earlier in before:
            if earlier in days and first < days[earlier] and not (name == "perfected" and days[earlier] - first <= MOST_EARLY):
                _out_of_order(name, first, earlier, days[earlier], given)
        days[name] = last
    if not plan.request:
        _check_appeal_alone(given)
    if plan.lacking or "expedite" in given or "ended" in given:
        _check_companions(given, plan.lacking)
    latest = max(days.values())
    if "info_asked" not in given and "fee_asked" not in given:
        return latest
    ends: list[date] = [span.last for name in SPANS for span in given.get(name, ()) if span.last]
    return max(latest, *ends) if ends else latest


def day(name: str, value: object) -> date:
    """The value, if it is a date and no time of day; FactError where it is anything else."""
    if isinstance(value, datetime):
        raise unreadable(name, f"{name} {value} has a time of day; give its date alone")
    if not isinstance(value, date):
        raise unreadable(name, f"{shown(value)} is not a date; give a datetime.date, such as date(2010, 2, 1)")
    return value


def _check_range(name: str, value: object) -> date:
    found = day(name, value)
    if found < _FIRST:
        says = f"before {_FIRST}, when the Freedom of Information Act took effect"
    elif found > LAST:
        says = f"after {LAST}, the last day of the calendar of working days"
    elif name in _RECEIVED and found > LAST_RECEIVED:
        says = f"after {LAST_RECEIVED}: the suit would run past the calendar of working days"
    else:
        return found
    raise FactError(name, f"{name} {found} is {says}", Code.OUT_OF_RANGE)


def _out_of_order(name: str, first: date, earlier: str, before: date, given: Mapping[str, Any]) -> None:
    told = earlier if earlier in given else next(start for start in ("filed", "received", "perfected") if start in given)
    raise FactError(name, f"{name} {first} is before {told} {before}, which comes first", Code.OUT_OF_ORDER)


def _check_appeal_alone(given: Mapping[str, Any]) -> None:
    """Of an appeal by itself nothing is told that happened before it."""
    if "appealed" not in given and "appeal_received" not in given:
        raise FactError("filed", "give the day the request was filed or received, such as 2010-02-01", Code.MISSING)
    for name in given:
        if name not in _WITHOUT_REQUEST and given[name] != ():
            raise FactError(name, f"{name} needs the day the request was filed or received", Code.MISSING)


def _check_companions(given: Mapping[str, Any], lacking: Sequence[str]) -> None:
    for name in lacking:
        if given[name] != ():
            raise FactError(name, f"{name} needs {' or '.join(sorted(NEEDS[name]))}", Code.MISSING)
    if given.get("expedite") is False and ("expedite_asked" in given or "expedite_determined" in given):
        raise FactError("expedite", "expedite is false, yet expedited processing was asked for or decided", Code.CONFLICT)
    if given.get("ended") is False and ("determined" in given or "withdrawn" in given):
        raise FactError("ended", "ended is false, yet the request was determined or withdrawn", Code.CONFLICT)


# Of what kind a fact is


def _text(name: str, value: object) -> Days:
    if not isinstance(value, str) or not value.strip():
        raise unreadable(name, f"{shown(value)} is not a text; give one that is not empty")
    return ()


def _flag(name: str, value: object) -> Days:
    if not isinstance(value, bool):
        raise unreadable(name, f"{shown(value)} is neither true nor false")
    return ()


def _one_of(name: str, value: object) -> Days:
    if value not in CHOICES[name]:
        raise FactError(name, f"{shown(value)} is not one of {', '.join(CHOICES[name])}", Code.NOT_A_CHOICE)
    return ()


def _working_days(name: str, value: object) -> Days:
    if not isinstance(value, int) or isinstance(value, bool):
        raise unreadable(name, f"{shown(value)} is not a whole number of working days")
    if not 0 <= value <= MOST_DAYS:
        raise FactError(name, f"{shown(value)} days tolled; give a number from 0 to {MOST_DAYS}", Code.OUT_OF_RANGE)
    return ()


def _window(name: str, value: object) -> Days:
    if not isinstance(value, AppealWindow) or type(value.length) is not int or value.unit not in _WINDOW_UNITS:
        raise unreadable(name, f"{shown(value)} is not a window; give AppealWindow(60), or AppealWindow(60, 'working_days')")
    if not 1 <= value.length <= LONGEST_WINDOW:
        raise FactError(name, f"a window of {value.length} days; give 1 to {LONGEST_WINDOW}", Code.OUT_OF_RANGE)
    return ()


def _event(name: str, value: object) -> Days:
    return (_check_range(name, value),)


def _no_event(name: str, value: object) -> Days:
    _check_range(name, value)
    return ()


def _office(name: str, value: object) -> Days:
    if isinstance(value, str) and value != NEVER:
        raise unreadable(
            name, f"{shown(value)} is neither a date nor {NEVER!r}; give a datetime.date, such as date(2010, 2, 1)"
        )
    return () if value == NEVER else _event(name, value)


def _items(name: str, value: object, kind: type, such_as: str) -> tuple[Any, ...]:
    if not isinstance(value, tuple) or not all(isinstance(item, kind) for item in value):
        raise unreadable(name, f"{shown(value)} is not a tuple of {kind.__name__}; give one, such as ({such_as},)")
    return value


def _dates(name: str, value: object) -> Days:
    return tuple(_check_range(name, item) for item in _items(name, value, date, "date(2010, 2, 1)"))


def _spans(name: str, value: object) -> Days:
    spans = _items(name, value, Span, "Span(date(2010, 2, 10), date(2010, 2, 17))")
    for span in spans:
        _check_range(name, span.first)
        if span.last is not None and _check_range(name, span.last) < span.first:
            raise FactError(name, f"{name} {span} ends before it begins; write the earlier day first", Code.OUT_OF_ORDER)
    return tuple(span.first for span in spans)


def _closures(name: str, value: object) -> Days:
    _spans(name, value)
    return ()


def _notices(name: str, value: object) -> Days:
    notices = _items(name, value, Extension, "Extension(date(2010, 2, 20), 5)")
    for notice in notices:
        if notice.days is not None and type(notice.days) is not int:
            raise unreadable(name, f"{shown(notice.days)} is not a whole number of working days; give one, such as 5")
    return tuple(_check_range(name, notice.notice) for notice in notices)


_OTHER_KINDS: Mapping[str, Callable[[str, object], Days]] = {
    "id": _text,
    "agency": _text,
    "reached_office": _office,
    "expedite": _flag,
    "ended": _flag,
    "tolled_days": _working_days,
    "appeal_window": _window,
    "info_asked": _spans,
    "fee_asked": _spans,
    "extended": _notices,
    "interim": _dates,
    "appeal_extended": _notices,
    "closed": _closures,
    "claimed": _no_event,
    **dict.fromkeys(CHOICES, _one_of),
}
_KINDS: Mapping[str, Callable[[str, object], Days]] = {**dict.fromkeys(BEFORE, _event), **_OTHER_KINDS}
_ONE_DAY = frozenset(BEFORE).difference(LISTS)


# Notices of unusual circumstances


def extensions(name: str, notices: tuple[Extension, ...], received: date) -> tuple[Extension, ...]:
    """The notices of one stage, those without a number of days taken to add the most that the law of `received` allows.

    Their days add up to no more than that: FactError otherwise. Where that law had no number, they keep none.
    """
    rule = law.in_force("unusual_circumstances", received)
    filled = tuple(Extension(n.notice, rule.number if rule and n.days is None else n.days) for n in notices)
    days = [n.days for n in filled if n.days is not None]
    most, total = rule.number if rule else MOST_DAYS, sum(days)
    if total <= most and min(days, default=1) > 0:
        return filled
    says = f"{name} by {shown(total)} working days{' in all' if len(days) > 1 else ''}"
    if not rule:
        raise FactError(name, f"{says}; give a number from 1 to {most} for each notice", Code.OUT_OF_RANGE)
    right = f", all notices together; write the days that each adds, such as {notices[0].notice}+{most // 2}"
    agreed = law.in_force("beyond_ten_days", received) if total > most else None
    beyond = f"; {agreed.says}" if agreed else ""
    raise FactError(
        name, f"{says}: the Act allows 1 to {most} ({rule.cite}){right if len(days) > 1 else ''}{beyond}", Code.OUT_OF_RANGE
    )
