"""This module checks that each fact is of its kind, in range and in a possible order, and has the facts it needs.

A log has a million rows and each makes a request, so `check` looks at the facts that are given and at nothing else.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from foiacalc import law
from foiacalc.errors import Code, FactError, shown
from foiacalc.request.facts import PARSERS, Extension
from foiacalc.request.kinds import FIRST, LAST_RECEIVED, MOST_DAYS, OTHER_KINDS, Beginnings, event

MOST_EARLY = timedelta(days=10)  # trackers give the date of the completing letter, which may be some days before its receipt

# What must come before each dated fact, as far as it is given.
BEFORE: Mapping[str, tuple[str, ...]] = {
    "filed": (),
    "received": ("filed",),
    "perfected": ("received",),
    "reached_office": ("received",),
    "expedite_asked": ("filed",),
    "expedite_determined": ("expedite_asked", "received"),
    "expedite_appealed": ("expedite_determined",),
    "fee_waiver_asked": ("filed",),
    "fee_waiver_determined": ("fee_waiver_asked", "received"),
    "fee_waiver_appealed": ("fee_waiver_determined",),
    "acknowledged": ("received",),
    "info_asked": ("received",),
    "fee_asked": ("received",),
    "still_interested": ("received",),
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
    "judgment": ("sued", "served"),
    "judgment_appealed": ("judgment",),
    "fees_moved": ("sued",),
    "withdrawn": ("filed",),
}
# Each of these facts needs one of the facts beside it.
NEEDS: Mapping[str, frozenset[str]] = {
    "outcome": frozenset(("determined", "ended")),
    "letter_received": frozenset(("determined",)),
    "released": frozenset(("determined",)),
    "expedite_outcome": frozenset(("expedite_determined",)),
    "expedite_appealed": frozenset(("expedite_determined",)),
    "fee_waiver_outcome": frozenset(("fee_waiver_determined",)),
    "fee_waiver_appealed": frozenset(("fee_waiver_determined",)),
    "reply_by": frozenset(("info_asked", "fee_asked", "still_interested")),
    "appeal_extended": frozenset(("appeal_received", "appealed")),
    "appeal_determined": frozenset(("appeal_received", "appealed")),
    "appeal_outcome": frozenset(("appeal_determined",)),
    "served": frozenset(("sued",)),
    "answered": frozenset(("sued",)),
    "judgment": frozenset(("sued",)),
    "judgment_appealed": frozenset(("judgment",)),
    "fees_moved": frozenset(("sued",)),
}
# What happened on the day of each fact that comes before another, for errors.
_WHEN: Mapping[str, str] = {
    "filed": "the request was filed",
    "received": "the agency received the request",
    "perfected": "the request was perfected",
    "expedite_asked": "expedited processing was requested",
    "expedite_determined": "the agency decided on expedited processing",
    "fee_waiver_asked": "a fee waiver was requested",
    "fee_waiver_determined": "the agency decided on a fee waiver",
    "info_asked": "the agency asked for information",
    "fee_asked": "the agency asked about fees",
    "still_interested": "the agency asked whether the requester is still interested",
    "extended": "the agency sent a notice of unusual circumstances",
    "interim": "the agency sent an interim response",
    "determined": "the agency made its determination",
    "appealed": "the appeal was sent",
    "appeal_received": "the agency received the appeal",
    "appeal_extended": "the agency sent a notice of unusual circumstances on the appeal",
    "sued": "the complaint was filed",
    "served": "the complaint was served",
    "judgment": "judgment was entered",
}
QUESTIONS = ("info_asked", "fee_asked", "still_interested")
LISTS = (*QUESTIONS, "extended", "interim", "appeal_extended", "closed")
_QUESTIONS = frozenset(QUESTIONS)
_APPEAL = frozenset(("appealed", "appeal_received", "appeal_extended", "appeal_determined", "appeal_outcome"))
_STARTS = frozenset(("filed", "received", "perfected"))  # the starts of a request; one stands in for another that is not given
_WITHOUT_REQUEST = _APPEAL | {"id", "agency", "closed", "claimed", "ended"}


class _Agree(NamedTuple):
    """This says what to check of facts together: whether the request itself is among them, which of them lack a fact that they
    need, whether any has to agree with another, whether the agency asked something.
    """

    of_request: bool
    lacking: tuple[str, ...]
    companions: bool
    asked: bool


# What to look at where just these facts are given: each, in the order of the fields, with what checks its kind, whether it is
# one day, and those that come before it; what to check of them together. Each request takes it apart, so it is a plain tuple.
_Checklist = tuple[tuple[tuple[str, Callable[[str, object], Beginnings], bool, tuple[str, ...]], ...], _Agree | None]


@lru_cache(maxsize=4096)  # the rows of a log have few combinations of facts
def _checklist(names: tuple[str, ...]) -> _Checklist:
    unknown = sorted({*names} - PARSERS.keys())
    if unknown:
        raise TypeError(f"Request has no fact {', '.join(unknown)}")
    lacking = tuple(sorted(name for name in NEEDS if name in names and NEEDS[name].isdisjoint(names)))
    of_request, companions = not _STARTS.isdisjoint(names), bool(lacking or "expedite" in names or "ended" in names)
    asked = not _QUESTIONS.isdisjoint(names)
    facts = tuple((name, _KINDS[name], name in _ONE_DAY, _before(name, names)) for name in PARSERS if name in names)
    return facts, _Agree(of_request, lacking, companions, asked) if asked or companions or not of_request else None


def _before(name: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return which of these facts come before one of them.

    Where the filing or the receipt is not given, another start of the request stands for it.
    """
    stands_for = {"filed": ("filed", "received", "perfected"), "received": ("received", "filed", "perfected")}
    given = (next(filter(names.__contains__, stands_for.get(each, (each,))), name) for each in BEFORE.get(name, ()))
    return tuple(dict.fromkeys(each for each in given if each != name))


def check(given: Mapping[str, Any]) -> date:
    """Return the latest day of the facts given. Raises FactError if they are impossible."""
    facts, agree = _checklist(tuple(given))
    days: dict[str, date] = {}  # the latest day of each fact
    for name, kind, one_day, before in facts:
        value = given[name]
        if one_day and type(value) is date and FIRST <= value <= LAST_RECEIVED:  # nearly all facts are one date
            first = last = value
        else:
            begun = kind(name, value)
            if not begun:
                continue
            first, last = min(begun), max(begun)
        for earlier in before:
            if earlier in days and first < days[earlier] and not (name == "perfected" and days[earlier] - first <= MOST_EARLY):
                raise _too_early(name, first, earlier, days[earlier])
        days[name] = last
    latest = max(days.values(), default=FIRST)
    return _agreed(given, agree, latest) if agree else latest


def _too_early(name: str, day: date, earlier: str, came: date) -> FactError:
    return FactError(name, f"{day} is before {_WHEN[earlier]} ({came}); give that day or a later one", Code.OUT_OF_ORDER)


def needs(name: str, written: Callable[[str], str] = str) -> str:
    """Say which facts, as they are `written`, a fact needs at least one of."""
    *most, last = map(written, sorted(NEEDS[name]))
    return f"needs {', '.join(most)}{' or ' if most else ''}{last}"


def _agreed(given: Mapping[str, Any], agree: _Agree, latest: date) -> date:
    """Return the latest day of the facts given, those to come of spans included. Raises FactError if they do not agree."""
    if not agree.of_request:
        _check_appeal_alone(given)
    if agree.companions:
        _check_companions(given, agree.lacking)
    if not agree.asked:
        return latest
    if "reply_by" in given:
        _check_reply(given["reply_by"], given)
    ends: list[date] = [span.last for name in QUESTIONS for span in given.get(name, ()) if span.last]
    return max(latest, *ends) if ends else latest


def _check_appeal_alone(given: Mapping[str, Any]) -> None:
    """Refuse facts from before the appeal when only an appeal is given."""
    if "appealed" not in given and "appeal_received" not in given:
        raise FactError("filed", "give the day the request was filed or received, such as 2010-02-01", Code.MISSING)
    for name in PARSERS:
        if name not in _WITHOUT_REQUEST and given.get(name, ()) != ():
            raise FactError(name, "needs the day the request was filed or received", Code.MISSING)


def _check_companions(given: Mapping[str, Any], lacking: Sequence[str]) -> None:
    for name in lacking:
        if given[name] != ():
            raise FactError(name, needs(name), Code.MISSING)
    if given.get("expedite") is False and ("expedite_asked" in given or "expedite_determined" in given):
        raise FactError("expedite", "expedite is false, but expedited processing was requested or decided", Code.CONFLICT)
    if given.get("ended") is False and ("determined" in given or "withdrawn" in given):
        raise FactError("ended", "ended is false, but a determination was made or the request was withdrawn", Code.CONFLICT)


def last_question(given: Mapping[str, Any]) -> tuple[str, date] | None:
    """Return the question that was asked last, by its fact and its day; a reply's own day is taken from its letter."""
    asked = [(span.first, name) for name in QUESTIONS for span in given.get(name) or ()]
    day, name = max(asked, default=(None, ""))
    return (name, day) if day else None


def _check_reply(by: date, given: Mapping[str, Any]) -> None:
    last = last_question(given)
    if not last:
        raise FactError("reply_by", needs("reply_by"), Code.MISSING)
    name, asked = last
    if by < asked:
        raise _too_early("reply_by", by, name, asked)


_KINDS: Mapping[str, Callable[[str, object], Beginnings]] = {**dict.fromkeys(BEFORE, event), **OTHER_KINDS}
_ONE_DAY = frozenset(BEFORE).difference(LISTS)


# Notices of unusual circumstances


def extensions(name: str, notices: tuple[Extension, ...], received: date) -> tuple[Extension, ...]:
    """Return one stage's notices; one without a number of days is taken to add the most that the law of `received` allows.

    Their days may add up to no more than that; raises FactError otherwise. If that law had no number, they keep none.
    """
    rule = law.in_force("unusual_circumstances", received)
    filled = tuple(Extension(n.notice, rule.number if rule and n.days is None else n.days) for n in notices)
    days = [n.days for n in filled if n.days is not None]
    most, total = rule.number if rule else MOST_DAYS, sum(days)
    if total <= most and min(days, default=1) > 0:
        return filled
    says = f"{name} by {shown(total)} working days{' in total' if len(days) > 1 else ''}"
    if not rule:
        raise FactError(name, f"{says}; give a number from 1 to {most} for each notice", Code.OUT_OF_RANGE)
    right = f", for all notices together; write the days each one adds, such as {notices[0].notice}+{most // 2}"
    agreed = law.in_force("beyond_ten_days", received) if total > most else None
    beyond = f"; {agreed.says}" if agreed else ""
    raise FactError(
        name, f"{says}: the Act allows 1 to {most} ({rule.cite}){right if len(days) > 1 else ''}{beyond}", Code.OUT_OF_RANGE
    )
