"""What the cells of a row say of its end: the outcome, the status, and what stands where its day should be."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from foiacalc.sheets import columns, outcomes
from foiacalc.sheets.outcomes import Meaning
from foiacalc.sheets.remarks import CODES, ENDED, OPEN, UNDATED, UNREAD, Remark

_KEPT = 4096  # outcomes as they are written
_YES, _NO = frozenset(("yes", "y", "true", "x")), frozenset(("no", "n", "false"))
_NO_DAY = ("determined", "closed", "withdrawn", "appeal_determined")  # where a word may stand for a day
_SUBSTANCE = frozenset(("granted", "partial", "denied", "no-records", "closed", "withdrawn"))

TELLING = frozenset(("outcome", columns.STATUS, columns.CHANGED))  # the cells that tell of a request's end beside its days

Words = Mapping[str, Meaning]  # by field, what a cell means that should hold a day and does not


def in_place_of_a_day(text: str) -> Meaning | None:
    """What a word means that stands where the day of an end should be; None where that is not understood."""
    if text.lower() in _YES:
        return "ended"
    return "open" if text.lower() in _NO else outcomes.of_request(text, status=True)


def of_request(found: dict[str, Any], texts: Mapping[str, str], words: Words) -> Iterator[Remark]:
    """Puts the end of a request in order, in place: its outcome, a withdrawal, an end without a day. With remarks on it."""
    of_doj = not {columns.CONSULTATION, columns.ALLOWED}.isdisjoint(texts)
    said, unread, first, open_field = _said(texts.get("outcome"), texts.get(columns.STATUS), of_doj, *_without_day(words))
    changed = found.pop(columns.CHANGED, None)
    if changed and _ended(said.get(columns.STATUS)):
        found.setdefault("determined", changed)
    result = outcomes.outcome(first)
    found.pop("outcome", None)
    if unread:
        yield from (remark for remark in unread if remark.field == "outcome" or not found.get("determined"))
    if "determined" in found:
        if first == "withdrawn":
            found.setdefault("withdrawn", found.pop("determined"))
        elif result:
            found["outcome"] = result
    elif "withdrawn" in found:
        found |= {"outcome": result} if result else {}
    elif field := _says_ended(said):
        found |= {"ended": True} | ({"outcome": result} if result else {})
        yield Remark(ENDED, field, texts[field])
    if open_field == columns.STATUS and not {"determined", "withdrawn", "ended"}.isdisjoint(found):
        yield Remark(OPEN, open_field, texts[open_field])
    if "outcome" in texts and outcomes.by_code(texts["outcome"]) and "outcome" in said:
        yield Remark(CODES, "outcome", texts["outcome"])


class _Said(NamedTuple):
    """What each cell means that tells of the end, the outcome first; those that are not understood; the first meaning that is
    an outcome; the first field that says that the request is open.
    """

    said: Mapping[str, Meaning]
    unread: tuple[Remark, ...]
    first: Meaning | None
    open_field: str | None


@lru_cache(maxsize=_KEPT)  # a log has few outcomes
def _said(outcome: str | None, status: str | None, of_doj: bool, *words: tuple[str, Meaning]) -> _Said:
    means = {
        "outcome": outcome and ((of_doj and outcomes.by_code(outcome)) or outcomes.of_request(outcome)),
        columns.STATUS: status and outcomes.of_request(status, status=True),
    }
    said = {field: meant for field, meant in means.items() if meant} | dict(words)
    texts = (("outcome", outcome), (columns.STATUS, status))
    unread = tuple(Remark(UNREAD, field, text) for field, text in texts if text and field not in said)
    first = next((meant for meant in said.values() if meant in _SUBSTANCE), None)
    return _Said(said, unread, first, next((field for field, meant in said.items() if meant == "open"), None))


def _without_day(words: Words) -> Iterator[tuple[str, Meaning]]:
    """What stands where the day of an end should be; in the column of withdrawals a mere end is one."""
    for field in _NO_DAY if words else ():
        if field in words:
            yield field, "withdrawn" if field == "withdrawn" and words[field] == "ended" else words[field]


def _ended(means: Meaning | None) -> bool:
    return means is not None and means != "open"


def _says_ended(said: Mapping[str, Meaning]) -> str | None:
    """The field that says that the request is over: the status by preference, in which people look first."""
    fields = (columns.STATUS, "outcome", *_NO_DAY)
    return next((field for field in fields if field in said and _ended(said[field]) and field != "appeal_determined"), None)


def over(status: str) -> bool:
    """Whether the status of an appeal says that it is over."""
    return _ended(outcomes.of_request(status, status=True)) or outcomes.of_appeal(status) in _DECIDED


def of_appeal(found: dict[str, Any], texts: Mapping[str, str], words: Words, alone: bool) -> Iterator[Remark]:
    """Puts the end of an appeal in order, in place; `alone` where the row is one of an appeal, whose status is the appeal's."""
    text = texts.get("appeal_outcome")
    decided = outcomes.of_appeal(text) if text else None
    found.pop("appeal_outcome", None)
    if text and decided is None and not _ended(outcomes.of_request(text, status=True)):
        yield Remark(UNREAD, "appeal_outcome", text)
    if "appeal_determined" in found:
        found |= {"appeal_outcome": decided} if decided not in (None, "nothing") else {}
        return
    if "appealed" not in found and "appeal_received" not in found:
        if text:
            yield Remark(UNDATED, "appeal_outcome", text)
        return
    if field := next((f for f in _of_appeal_ended(texts, words, alone)), None):
        found["ended"] = True
        yield Remark(ENDED, field, texts[field])


def _of_appeal_ended(texts: Mapping[str, str], words: Words, alone: bool) -> Iterator[str]:
    """The fields that say that the appeal is over."""
    status, text = texts.get(columns.STATUS) if alone else None, texts.get("appeal_outcome")
    if status and over(status):
        yield columns.STATUS
    if text and over(text):
        yield "appeal_outcome"
    if _ended(words.get("appeal_determined")):
        yield "appeal_determined"


_DECIDED = ("affirmed", "granted", "partial", "remanded")


def of_expedition(found: dict[str, Any], texts: Mapping[str, str]) -> Iterator[Remark]:
    """A decision on expedition without its day is left out, and with it what would be called missed. Logs write "no" of
    requests for which nobody asked to be expedited.
    """
    text = texts.get("expedite_outcome")
    if not text or "expedite_determined" in found:
        return
    asked = "expedite" in found or "expedite_asked" in found
    decided = found.pop("expedite_outcome", None)
    if not asked and text.lower() in _NO:
        return
    if asked and decided:
        found.pop("expedite", None)
        found.pop("expedite_asked", None)
    yield Remark(UNDATED, "expedite_outcome", text)
