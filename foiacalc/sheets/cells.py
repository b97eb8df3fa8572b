"""This module makes the facts of a request from the cells of a sheet's row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import compress
from typing import Any

from foiacalc import law
from foiacalc.errors import Code, Coded, code_of
from foiacalc.request.checks import MOST_EARLY, NEEDS
from foiacalc.request.facts import CHOICES, Extension
from foiacalc.sheets import asides, columns, endings, outcomes
from foiacalc.sheets.dates import DayFirst
from foiacalc.sheets.fitting import NTH, TICKED, first_of, numbered, several
from foiacalc.sheets.outcomes import Meaning
from foiacalc.sheets.readers import READERS, Read, TextDays
from foiacalc.sheets.remarks import EARLY, LATE, LEFT_OUT, Remark

_EMPTY = frozenset(("", "-", "--", "n/a", "na", "n.a.", "none", "null", "nan", "#n/a"))
_LONGEST_EMPTY = max(map(len, _EMPTY))

_NO_FACTS = frozenset((columns.STATUS, columns.TYPE, columns.ALLOWED, columns.LEVEL, columns.CONSULTATION, *TICKED))
_WORDS = frozenset(("outcome", "appeal_outcome"))  # read by `endings`
# Of an appeal's row, what its columns are
_OF_APPEAL: Mapping[str, str] = {
    "filed": "appealed",
    "received": "appeal_received",
    "extended": "appeal_extended",
    "determined": "appeal_determined",
    "closed": "appeal_determined",
    "outcome": "appeal_outcome",
    **{name: name for name in ("id", "agency", columns.STATUS, columns.CHANGED, "appealed", "appeal_received")},
    **{name: name for name in ("appeal_extended", "appeal_determined", "appeal_outcome")},
}
# What decides no limit of the request: where such a cell cannot be, it is left out
_SIDE = frozenset(
    (
        *("claimed", "acknowledged", "expedite", "expedite_asked", "expedite_determined", "expedite_outcome"),
        *("letter_received", "released", "appeal_window", "expedite_appealed"),
        *("fee_waiver_asked", "fee_waiver_determined", "fee_waiver_outcome", "fee_waiver_appealed"),
    )
)
_STATUSES = ("open", "closed", "withdrawn")
_APPEAL_STARTS = frozenset(("appealed", "appeal_received"))


class CellError(Coded):
    """This is raised for a cell that cannot be what its column says: `field` names the fact, the message what is right."""

    def __init__(self, field: str, says: str, code: Code) -> None:
        super().__init__(says, code)
        self.field = field


@dataclass(frozen=True, slots=True)
class Fields:
    """These are the fields of some cells, in their order, by the names they are read under, and those with several cells."""

    names: tuple[str, ...]
    several: tuple[str, ...]


def fields_of(fields: Sequence[str]) -> Fields:
    """Return the fields of some cells, in the order in which the cells are read."""
    names = numbered(tuple(fields))
    return Fields(names, several(names))


def said(fields: Fields, cells: Sequence[str]) -> dict[str, str]:
    """Return what the cells say of each field, trimmed: of several cells of one field the first that says something; of the
    outcome and the status each, since one may contradict another.
    """
    found: dict[str, str] = {}
    for field, cell in compress(zip(fields.names, cells, strict=True), cells):  # most cells of DOJ's raw data are empty
        if field not in found:
            text = cell.strip()
            if len(text) > _LONGEST_EMPTY or text.lower() not in _EMPTY:
                found[field] = text
    for field in fields.several:
        if field not in found and (other := next((name for name in found if first_of(name) == field), None)):
            found[field] = found.pop(other)
    return found


_BEGINNINGS = frozenset(("filed", "appealed", "perfected"))  # with which a later beginning may be out of order
_OF_AN_APPEAL = frozenset(("appealed", "appeal_received", "appeal_determined", "appeal_outcome"))
_BY_THEMSELVES = frozenset(("expedite_appealed", "fee_waiver_outcome", "fee_waiver_appealed", "reply_by"))


@dataclass(frozen=True, slots=True)
class _Kind:
    """This says what to do with rows that say something in the same fields: which of these are facts, and what reads each
    (None: it is a day); which tell of an end; whether they say what the row is, begin with an appeal alone, may begin out of
    order, say something of an appeal, or have what may stand without its own.
    """

    facts: tuple[tuple[str, Read | None], ...]
    telling: endings.Telling
    typed: bool
    appeal: bool
    begins: bool
    appealed: bool
    lone: bool


@lru_cache(maxsize=4096)  # a log has few kinds of rows
def _kind(fields: tuple[str, ...]) -> _Kind:
    starts = columns.STARTS.intersection(fields)
    facts = [field for field in fields if not (field in _NO_FACTS or field in _WORDS or NTH in field)]
    return _Kind(
        tuple((field, READERS.get(field)) for field in facts),
        endings.telling(fields),
        columns.TYPE in fields,
        bool(starts and starts <= _APPEAL_STARTS),
        *(not some.isdisjoint(fields) for some in (_BEGINNINGS, _OF_AN_APPEAL, _BY_THEMSELVES)),
    )


def facts_of(texts: Mapping[str, str], days: TextDays) -> tuple[dict[str, Any], tuple[Remark, ...]]:
    """Return the facts of a sheet's row, as a Request takes them, and the remarks on them. Raises CellError, or FactError,
    if a cell that decides is no such fact; DayFirst if the whole sheet may be day first.
    """
    kind = _kind(tuple(texts))
    appeal = kind.appeal or (kind.typed and asides.kind_of(texts) == "appeal")
    if appeal:
        own = {field: text for field, text in texts.items() if _OF_APPEAL.get(field) == field}
        texts = {_OF_APPEAL[field]: text for field, text in texts.items() if field in _OF_APPEAL} | own
        kind = _kind(tuple(texts))
    found, words, remarks = _values(kind, texts, days)
    if remarks and any(remark.field == "expedite_determined" for remark in remarks):  # on a day not read: not missed
        for fact in ("expedite", "expedite_asked", "expedite_outcome"):
            found.pop(fact, None)
    if "closed" in found and isinstance(found["closed"], date):
        found.setdefault("determined", found.pop("closed"))
    if kind.begins:
        remarks += _in_order(found)
    if appeal:
        changed = found.pop(columns.CHANGED, None)
        if changed and endings.over(texts.get(columns.STATUS, "")):
            found.setdefault("appeal_determined", changed)
    else:
        if words or kind.telling.fields:
            remarks += endings.end_request(found, texts, words, kind.telling, days.notation)
        remarks += endings.end_expedition(found, texts) if "expedite_outcome" in texts else ()
    if kind.lone:
        remarks += _without_their_own(found, texts)
    if appeal or words or kind.appealed:
        remarks += endings.end_appeal(found, texts, words, appeal)
    if columns.ALLOWED in texts:
        _take_allowed(found, texts[columns.ALLOWED])
    return found, tuple(remarks)


def _without_their_own(found: dict[str, Any], texts: Mapping[str, str]) -> list[Remark]:
    """Take out, with a remark each, what decides nothing without another fact that the row does not have."""
    lone = [name for name in sorted(_BY_THEMSELVES & found.keys()) if NEEDS[name].isdisjoint(found)]
    for name in lone:
        del found[name]
    return [Remark(LEFT_OUT, name, texts[name]) for name in lone]


def _values(kind: _Kind, texts: Mapping[str, str], days: TextDays) -> tuple[dict[str, Any], dict[str, Meaning], list[Remark]]:
    """Return the values of the cells; what those mean that should hold the day of an end and hold a word; those left out."""
    found: dict[str, Any] = {}
    words: dict[str, Meaning] = {}
    remarks: list[Remark] = []
    for field, read in kind.facts:
        text = texts[field]
        try:
            value = read(text, days) if read else days[text]
        except DayFirst as error:
            error.field = field
            raise
        except ValueError as error:
            means = endings.in_place_of_a_day(text) if field in _ENDS else None
            if means:
                words[field] = means
            elif field in _SIDE:
                remarks.append(Remark(LEFT_OUT, field, text))
            else:
                raise CellError(field, str(error), code_of(error)) from None
            continue
        if value is not None:
            found[field] = value
    return found, words, remarks


_ENDS = frozenset(("determined", "closed", "withdrawn", "appeal_determined"))


def refuse(field: str, text: str, days: TextDays) -> None:
    """Raise CellError, or FactError, if a text cannot be that fact at all; in a row it may cost the cell alone."""
    if field in _NO_FACTS or field in _WORDS:
        read = outcomes.of_appeal(text) if field == "appeal_outcome" else outcomes.of_request(text, field == columns.STATUS)
        if field in (columns.STATUS, *_WORDS) and not read:
            raise CellError(
                field,
                f"{text[:40]!r} is not understood; use one of {', '.join(CHOICES.get(field, _STATUSES))}",
                Code.NOT_A_CHOICE,
            )
        return
    READERS[field](text, days) if field in READERS else days[text]


_LETTERS = (("filed", "received"), ("appealed", "appeal_received"))


def _in_order(found: dict[str, Any]) -> list[Remark]:
    """Yield remarks on days of the beginning that come in another order than things happen; a letter's that cannot be goes."""
    remarks: list[Remark] = []
    for letter, receipt in _LETTERS:
        if letter in found and receipt in found and found[letter] > found[receipt]:
            dated = found.pop(letter)
            remarks.append(Remark(LATE, letter, str(dated)))
    perfected, received = found.get("perfected"), found.get("received") or found.get("filed")
    if perfected and received and perfected < received and received - perfected <= MOST_EARLY:
        remarks.append(Remark(EARLY, "perfected", str(perfected)))
    return remarks


def without(texts: Mapping[str, str], field: str) -> dict[str, str] | None:
    """Return the texts without one that cannot be beside the others; None if it decides."""
    return {name: text for name, text in texts.items() if name != field} if field in _SIDE and field in texts else None


def _take_allowed(facts: dict[str, Any], allowed: str) -> None:
    """Take how many days DOJ's raw data say were allowed: those of the limit, or those with the full extension."""
    received: date | None = facts.get("received") or facts.get("filed") or facts.get("perfected")
    if not received or "extended" in facts:
        return
    limit, more = law.in_force("determination", received), law.in_force("unusual_circumstances", received)
    if not limit or not more or allowed == str(limit.number):
        return
    if allowed != str(limit.number + more.number):
        says = f"the law does not allow {allowed!r} days; use {limit.number} or {limit.number + more.number}"
        raise CellError(columns.ALLOWED, says, Code.NOT_A_CHOICE)
    facts["extended"] = (Extension(max(facts.get("perfected") or received, received), more.number),)
