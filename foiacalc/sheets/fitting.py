"""This module asks whether a column's cells fit its heading and, if the heading does not say, what the column holds.

A column of ticks under `Open?` or `Denied` says in each row whether that is so; one whose cells are mostly words of outcomes
says what became of the requests, whatever it is called.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from foiacalc.request.facts import DAYS
from foiacalc.sheets import outcomes
from foiacalc.sheets.headings import words
from foiacalc.sheets.outcomes import Meaning
from foiacalc.sheets.seen import Seen

STATUS, OUTCOME = "status", "outcome"
CHANGED = "status changed"  # the day on which the status last changed, which is that of the end if the status is one
TEXTS = (OUTCOME, STATUS)  # every column of these is read, since one may contradict another
DATED = DAYS | {"extended", "appeal_extended", CHANGED}
ENDS = frozenset(("determined", "appeal_determined", "withdrawn"))  # a tick in a column of these says that the end came
TEXTS_OF_ENDS = {"determined": OUTCOME, "appeal_determined": "appeal_outcome"}
ENDS_OF_TEXTS = {STATUS: "determined", OUTCOME: "determined", "appeal_outcome": "appeal_determined"}
# What yes means in a column of ticks, and what no means
TICKED: Mapping[str, tuple[Meaning | None, Meaning | None]] = {
    "open (yes or no)": ("open", "ended"),
    "closed (yes or no)": ("ended", "open"),
    "released (yes or no)": ("ended", None),  # it does not say whether all or a part was released
    "granted (yes or no)": ("granted", None),
    "partial (yes or no)": ("partial", None),
    "denied (yes or no)": ("denied", None),
    "no-records (yes or no)": ("no-records", None),
}
_OPEN = frozenset(("opened", "active", "pending", "outstanding", "still"))
_CLOSED = frozenset(("closed", "completed", "resolved", "answered", "responded", "final", "out", "fully"))
_NAMING = frozenset(("is", "request", "case", "foia", "pa", "the", "a", "has", "been", "of", "currently", "current"))
_OTHERS = frozenset(  # a column about one of these may use the same words about something else
    (
        *("fee", "expedite", "appeal", "lawsuit", "consultation", "referral", "acknowledged", "extended", "interim", "search"),
        *("review", "payment", "priority", "perfected", "notice", "waiver", "requester", "subject", "description", "days"),
        *("clarification", "withdrawn", "tolled", "number", "id", "record", "document", "court", "letter", "invoice"),
        *("billing", "redaction", "redactions", "task", "tasking", "assigned", "draft", "upload", "scan", "scanning"),
        *("clearance", "account", "employee", "contract", "application", "claim", "claims", "complaint", "training"),
    )
)
# A column whose heading means something else is not a column of ticks.
_MAY_BE = frozenset((None, "determined", "received", STATUS, OUTCOME))
NTH = "#"


class Instead(NamedTuple):
    """This is what a column is in place of what its heading says, and why."""

    field: str | None
    why: str
    guessed: bool


def first_of(field: str) -> str:
    """Return the field of a cell without its number, for a field that has several columns."""
    return field.partition(NTH)[0]


@lru_cache(maxsize=256)
def numbered(fields: tuple[str, ...]) -> tuple[str, ...]:
    """Return the fields, with a number for those of TEXTS that come more than once."""
    before = [fields[:at].count(field) for at, field in enumerate(fields)]
    return tuple(f"{field}{NTH}{n + 1}" if n and field in TEXTS else field for field, n in zip(fields, before, strict=True))


@lru_cache(maxsize=256)
def several(fields: tuple[str, ...]) -> tuple[str, ...]:
    """Return the fields that come more than once."""
    return tuple({first_of(field): None for field in fields if NTH in field})


def getter(places: Sequence[Any]) -> Callable[[Any], tuple[Any, ...]]:
    """Return a function that takes the values at these places, or under these names; it always gives a tuple."""
    if len(places) > 1:
        return itemgetter(*places)
    if not places:
        return lambda held: ()
    (place,) = places
    return lambda held: (held[place],)


def instead(name: str, field: str | None, own: bool, guessed: bool, cells: Seen) -> Instead | None:
    """Return what a column is if its cells cannot be what its heading says; return None if they can. `own` is our own name."""
    if not cells.filled:
        return None
    if not own and field in _MAY_BE and 2 * cells.ticks > cells.filled and (of := _ticked(name)):
        return Instead(of, "guessed: its cells are check marks", True)
    if not field:
        return None
    if field in ENDS_OF_TEXTS and cells.mostly_days:
        return Instead(ENDS_OF_TEXTS[field], "guessed: its cells are dates", True)
    if field in TEXTS_OF_ENDS and not own and not cells.dates and not cells.ticks:
        text = STATUS if not {"closed", "completed"}.isdisjoint(words(name)) else TEXTS_OF_ENDS[field]
        return Instead(text, "guessed: its cells are text, not dates", True)
    if field in DATED - ENDS and cells.ticks == cells.filled:
        return Instead(None, f"{field} is a date, but its cells are check marks", guessed)
    if guessed and not _fits(field, cells):
        return Instead(None, f"its heading says {field}, but its cells do not", guessed)
    return None


def _fits(field: str, cells: Seen) -> bool:
    if field in DATED:
        return 2 * cells.dates >= cells.filled or (field in ENDS and cells.ticks == cells.filled)
    if field == "expedite":
        return 2 * cells.ticks > cells.filled
    if field == "tolled_days":
        return 2 * cells.numbers > cells.filled
    return not cells.mostly_days


@lru_cache(maxsize=4096)
def _ticked(name: str) -> str | None:
    """Return what a column of ticks says by its heading."""
    said = frozenset(words(name)) - _NAMING
    if not said or not said.isdisjoint(_OTHERS - {"record", "number"}):
        return None
    if said <= _OPEN:
        return "open (yes or no)"
    if said <= _CLOSED:
        return "closed (yes or no)"
    if said == {"released"}:
        return "released (yes or no)"
    field = f"{outcomes.of_request(re.sub('[(].*', '', name))} (yes or no)"
    return field if field in TICKED and TICKED[field][1] is None else None


def by_texts(name: str, cells: Seen) -> str | None:
    """Return the fact that a column's cells show if its heading does not: the outcome or the status.

    Most cells must be words of outcomes, and at least one must say that a request ended; otherwise return None.
    """
    if not frozenset(words(name)).isdisjoint(_OTHERS) or not cells.texts or 2 * (cells.ticks + cells.dates) > cells.filled:
        return None
    told = _meanings(cells.texts)
    if 2 * len(told) <= len(cells.texts) or {*told} <= {"open"}:
        return None
    return STATUS if {*told} <= {"open", "ended", "appealed"} else OUTCOME


def _meanings(texts: Sequence[str]) -> list[Meaning]:
    """Return what those texts mean that consist only of words of outcomes."""
    found = (outcomes.of_request(text, status=True) for text in texts if outcomes.is_nothing_else(text))
    return [means for means in found if means]
