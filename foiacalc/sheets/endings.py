"""This module reads a row's end from its cells: the outcome, the status, and whatever stands where the date should be."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from foiacalc.request.facts import Outcome
from foiacalc.sheets import columns, outcomes, told_days
from foiacalc.sheets.dates import Notation, says_nothing
from foiacalc.sheets.fitting import NTH, TICKED, first_of, getter
from foiacalc.sheets.outcomes import Meaning
from foiacalc.sheets.remarks import CODES, DAY, DIFFER, ENDED, FUTURE, OPEN, SO_ENDED, UNDATED, UNREAD, Remark

_KEPT = 4096  # outcomes as they are written
_YES, _NO = frozenset(("yes", "y", "true", "x", "1", "\u2713", "\u2714")), frozenset(("no", "n", "false", "0"))
_NO_DAY = ("determined", "closed", "withdrawn", "appeal_determined")  # a word may stand where these should have a day
_ADVERSE = ("partial", "denied", "no-records")  # these may be appealed
_SUBSTANCE = frozenset(("granted", *_ADVERSE, "closed", "withdrawn"))
_OUTCOME = "outcome"
_OVER = frozenset(("determined", "withdrawn", "ended"))
_TELLING = frozenset((_OUTCOME, columns.STATUS, columns.CHANGED, *TICKED))  # columns that tell of an end, other than its days

Words = Mapping[str, Meaning]  # what a cell means that should hold a day and has a word instead, by field


def in_place_of_a_day(text: str) -> Meaning | None:
    """Return what a word means that stands where the day of an end should be; return None if it is not understood."""
    if text.lower() in _YES:
        return "ended"
    return "open" if text.lower() in _NO else outcomes.of_request(text, status=True)


@dataclass(frozen=True, slots=True)
class Telling:
    """This has the fields of a row that tell of an end other than its days, what takes their texts, and if the row is DOJ's."""

    fields: tuple[str, ...]
    texts: Callable[[Mapping[str, str]], tuple[str, ...]]
    of_doj: bool


def telling(fields: Collection[str]) -> Telling:
    """Return which of the fields that have a text in a row tell of an end."""
    told = tuple(field for field in fields if field in _TELLING or NTH in field)
    return Telling(told, getter(told), not {columns.CONSULTATION, columns.ALLOWED}.isdisjoint(fields))


def end_request(
    found: dict[str, Any], texts: Mapping[str, str], words: Words, telling: Telling, notation: Notation
) -> list[Remark]:
    """Put the end of a request in order, in place: its outcome, a withdrawal, an end without a day. Return remarks on it."""
    said = _said(telling.fields, telling.texts(texts), telling.of_doj, *(_without_day(words) if words else ()))
    if columns.CHANGED in found:
        changed = found.pop(columns.CHANGED)
        if any(_ended(said.means.get(field)) for field in texts if first_of(field) == columns.STATUS):
            found.setdefault("determined", changed)
    ends = said.ends
    remarks: list[Remark] = []
    if said.only_appealed and not {"appealed", "appeal_received"}.isdisjoint(found):
        ends = None
    if ends:
        remarks += _later(found, ends, texts, notation)
        if said.digits:
            remarks += _told_day(found, said, texts, notation)
    if said.unread:
        remarks += _not_understood(found, said.unread, bool(ends or said.open))
    remarks += _with_result(found, said, ends, texts)
    if said.open and not _OVER.isdisjoint(found):
        remarks += [Remark(OPEN, field, texts[field], texts[said.ends] if said.ends else "") for field in said.open]
    remarks += said.remarks
    return remarks


def _with_result(found: dict[str, Any], said: "_EndSaid", ends: str | None, texts: Mapping[str, str]) -> Sequence[Remark]:
    """Put the outcome with the day that the request ended, or say that it ended on a day not given."""
    result = said.outcome
    if "determined" in found:
        if said.result == "withdrawn":
            found.setdefault("withdrawn", found.pop("determined"))
        elif result:
            found[_OUTCOME] = result
    elif "withdrawn" in found or "ended" in found:
        found |= {_OUTCOME: result} if result else {}
    elif ends:
        ends = next((field for field in said.means if field in _NO_DAY and told_days.has_date(texts[field])), ends)
        found |= {"ended": True} | ({_OUTCOME: result} if result else {})
        return (Remark(ENDED, ends, texts[ends]),)
    return ()


def _later(found: dict[str, Any], ends: str, texts: Mapping[str, str], notation: Notation) -> Sequence[Remark]:
    """Take out the day of an end that is still to come, if another cell says that the request has ended."""
    remarks: tuple[Remark, ...] = ()
    for field in ("determined", "withdrawn"):
        if field in found and found[field] > notation.latest and field != ends:
            if notation.today and found[field] <= notation.today:
                continue
            remarks += (Remark(FUTURE, field, str(found.pop(field)), texts[ends]),)
            found["ended"] = True
    return remarks


def _told_day(found: dict[str, Any], said: "_EndSaid", texts: Mapping[str, str], notation: Notation) -> Iterator[Remark]:
    """Take the day of the end from the words of a cell, if they give one and no column does. Yield a remark on it."""
    if not _OVER.isdisjoint(found):
        return
    given = {
        field: day
        for field in said.means
        if (day := told_days.day_ended(f"Closed {texts[field]}" if field in TICKED else texts[field], notation))
    }
    begun = found.get("received") or found.get("filed") or found.get("perfected")
    day = next(iter(given.values()), None)
    if not day or len({*given.values()}) > 1 or (begun and day < begun) or day > (notation.today or notation.latest):
        return
    found["determined"] = day
    yield from (Remark(DAY, field, texts[field]) for field in list(given)[:1] if field not in _NO_DAY)


def _not_understood(found: dict[str, Any], unread: tuple[Remark, ...], known: bool) -> Iterator[Remark]:
    """Yield remarks on what is not understood; a text in a column of outcomes still means that the request has ended."""
    dated = not _OVER.isdisjoint(found)
    for remark in unread:
        outcome = first_of(remark.field) == _OUTCOME
        if outcome and not dated and not known and _is_some_outcome(remark.text):
            found["ended"] = True
            yield remark._replace(kind=SO_ENDED)
        elif outcome or not dated:
            yield remark


def _is_some_outcome(text: str) -> bool:
    return text.lower() not in _NO and not says_nothing(text) and not outcomes.is_aside(text)


@dataclass(frozen=True, slots=True)
class _EndSaid:
    """This is what the cells of a row say of the end.

    `means` is what each cell means, the outcomes first, and `unread` has the cells that are not understood. `result` is
    what they come to, and `outcome` is the outcome that this is. `ends` is the field that says that the request is over,
    and `open` the fields that say that it is open. `only_appealed` means that they say no more of the end than that an
    appeal followed, and `digits` that a cell has a digit or a word in place of a day. `remarks` tell of contradictions and
    of DOJ's numbers.
    """

    means: Mapping[str, Meaning]
    unread: tuple[Remark, ...]
    result: Meaning | None
    outcome: Outcome | None
    ends: str | None
    open: tuple[str, ...]
    only_appealed: bool
    digits: bool
    remarks: tuple[Remark, ...]


@lru_cache(maxsize=_KEPT)  # a log has few different outcomes
def _said(fields: tuple[str, ...], texts: tuple[str, ...], of_doj: bool, *words: tuple[str, Meaning]) -> _EndSaid:
    ranked = sorted(zip(fields, texts, strict=True), key=lambda cell: _RANK.get(first_of(cell[0]), 1))
    read = {field: text for field, text in ranked if field != columns.CHANGED}
    found = {field: _means(field, text, of_doj) for field, text in read.items()}
    means = {field: meant for field, meant in found.items() if meant} | dict(words)
    unread = tuple(
        Remark(UNREAD, field, text)
        for field, text in read.items()
        if field not in means
        and not (first_of(field) in TICKED and text.lower() in _YES | _NO)
        and not (NTH in field and means)  # a second column of a field may be about something else
    )
    is_open = tuple(field for field, meant in means.items() if meant == "open")
    over = {meant for meant in means.values() if _ended(meant)}
    digits = bool(words) or any(map(str.isdigit, "".join(read.values())))
    coded = _OUTCOME in read and _OUTCOME in means and outcomes.by_code(read[_OUTCOME])
    remarks = (*_differing(means, read), *((Remark(CODES, _OUTCOME, read[_OUTCOME]),) if coded else ()))
    result, ends = _come_to(means, read), _says_ended(means)
    return _EndSaid(means, unread, result, outcomes.outcome(result), ends, is_open, over == {"appealed"}, digits, remarks)


_RANK = {_OUTCOME: 0, columns.STATUS: 2}


def _means(field: str, text: str, of_doj: bool) -> Meaning | None:
    kind = first_of(field)
    if kind == _OUTCOME:
        return (outcomes.by_code(text) if of_doj else None) or outcomes.of_request(text)
    ticks = TICKED.get(kind)
    if ticks and text.lower() in _YES | _NO:
        return ticks[0] if text.lower() in _YES else ticks[1]
    if ticks and told_days.is_date(text):
        return ticks[0] if ticks[0] != "open" else None
    return outcomes.of_request(text, status=True)


def _come_to(means: Mapping[str, Meaning], texts: Mapping[str, str]) -> Meaning | None:
    """Return what the cells come to; if they differ, return what keeps the right to appeal (5 U.S.C. 552(a)(6)(A)(i)(III))."""
    told = [meant for meant in means.values() if meant in _SUBSTANCE]
    if {"granted", "denied"} <= {*told}:  # each of a part, so there is something to appeal
        return "partial"
    # "Closed" or "other" may only repeat that a withdrawn request is over; a denial in so many words is more than that
    vague = {field for field in texts if outcomes.is_vague(texts[field])} if "withdrawn" in told else set()
    adverse = [meant for field, meant in means.items() if meant in _ADVERSE and field not in vague]
    if told and told[0] in ("granted", "withdrawn") and adverse:
        return adverse[0]
    return "withdrawn" if vague and not adverse else next(iter(told), None)


def _differing(means: Mapping[str, Meaning], texts: Mapping[str, str]) -> tuple[Remark, ...]:
    """Return a remark on the first cell that another contradicts; a status Released does not contradict a partial grant."""
    told = [(field, meant) for field, meant in means.items() if meant in _SUBSTANCE and field in texts]
    for at, (field, meant) in enumerate(told):
        for other, second in told[at + 1 :]:
            pair = {meant, second}
            vague = "withdrawn" in pair and any(outcomes.is_vague(texts[name]) for name in (field, other))
            by_the_way = pair == {"granted", "partial"} and first_of(other) != _OUTCOME
            if pair in _CONTRARY and not vague and not by_the_way:
                return (Remark(DIFFER, field, texts[field], texts[other]),)
    return ()


_CONTRARY = (
    *({"granted", adverse} for adverse in _ADVERSE),
    *({"withdrawn", other} for other in ("granted", *_ADVERSE)),
)


def _without_day(words: Words) -> Iterator[tuple[str, Meaning]]:
    """Yield what stands where the day of an end should be; in a column of withdrawals, any end is a withdrawal."""
    for field in _NO_DAY:
        if field in words:
            yield field, "withdrawn" if field == "withdrawn" and words[field] == "ended" else words[field]


def _ended(means: Meaning | None) -> bool:
    return means is not None and means != "open"


def _says_ended(said: Mapping[str, Meaning]) -> str | None:
    """Return the field that says that the request is over: the status if it does, because people look there first."""
    ranked = sorted(said, key=lambda field: {columns.STATUS: 0, _OUTCOME: 1}.get(first_of(field), 2))
    return next((field for field in ranked if _ended(said[field]) and field != "appeal_determined"), None)


def over(status: str) -> bool:
    """Return whether the status of an appeal says that it is over."""
    means = outcomes.of_request(status, status=True)
    return (_ended(means) and means != "appealed") or outcomes.of_appeal(status) in _DECIDED


def end_appeal(found: dict[str, Any], texts: Mapping[str, str], words: Words, alone: bool) -> Iterator[Remark]:
    """Put the end of an appeal in order, in place; in a row that is an appeal's `alone`, the status is the appeal's too."""
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
    """Yield the fields that say that the appeal is over."""
    status, text = texts.get(columns.STATUS) if alone else None, texts.get("appeal_outcome")
    if status and over(status):
        yield columns.STATUS
    if text and over(text):
        yield "appeal_outcome"
    if _ended(words.get("appeal_determined")):
        yield "appeal_determined"


_DECIDED = ("affirmed", "granted", "partial", "remanded")


def end_expedition(found: dict[str, Any], texts: Mapping[str, str]) -> Iterator[Remark]:
    """Leave out a decision on expedition that has no day, so that nothing is called missed for it.

    Logs write "no" for requests for which nobody asked for expedited processing.
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
