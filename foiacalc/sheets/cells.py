"""The cells of a sheet's row as the facts of a request."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from foiacalc import law
from foiacalc.errors import Code, Coded, code_of
from foiacalc.request.checks import MOST_EARLY, NEEDS
from foiacalc.request.facts import CHOICES, EXPEDITE_OUTCOMES, FEE_WAIVER_OUTCOMES, PARSERS, Extension, each_day
from foiacalc.sheets import asides, columns, endings, outcomes
from foiacalc.sheets.dates import DayFirst, Reading, parse, says_nothing
from foiacalc.sheets.fitting import NTH, TICKED, first_of, numbered, several
from foiacalc.sheets.outcomes import Meaning
from foiacalc.sheets.remarks import EARLY, LATE, LEFT_OUT, Remark

_EMPTY = frozenset(("", "-", "--", "n/a", "na", "n.a.", "none", "null", "nan", "#n/a"))
_YES, _NO = frozenset(("yes", "y", "true", "1", "x")), frozenset(("no", "n", "false", "0"))

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
_KEPT = 50_000  # spellings of days


class CellError(Coded):
    """A cell that cannot be what its column says: `field` names the fact, the message what would be right."""

    def __init__(self, field: str, says: str, code: Code) -> None:
        super().__init__(says, code)
        self.field = field


class Days(dict[str, date | None]):
    """The days that a sheet's texts mean, each read once; None for those that say that there is none. NotADate, or DayFirst
    where the whole sheet may be so.
    """

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self.reading = reading

    def __missing__(self, text: str) -> date | None:
        if len(self) > _KEPT:
            self.clear()
        day = self[text] = None if says_nothing(text) else parse(text, self.reading)
        return day

    def day(self, text: str) -> date:
        """The day in a text that must say one."""
        return self[text] or parse(text, self.reading)


def said(fields: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """What the cells say of each field, trimmed: of several cells of one field the first that says something; of the outcome
    and the status each, which may contradict another.
    """
    found: dict[str, str] = {}
    names = numbered(tuple(fields))
    for field, text in zip(names, cells, strict=True):
        if text and (trimmed := text.strip()) and trimmed.lower() not in _EMPTY:
            found.setdefault(field, trimmed)
    for field in several(names):
        if field not in found and (other := next((name for name in found if first_of(name) == field), None)):
            found[field] = found.pop(other)
    return found


_BEGINNINGS = frozenset(("filed", "appealed", "perfected"))  # with which a later beginning may be out of order
_OF_AN_APPEAL = frozenset(("appealed", "appeal_received", "appeal_determined", "appeal_outcome"))


def facts_of(texts: Mapping[str, str], days: Days) -> tuple[dict[str, Any], tuple[Remark, ...]]:
    """The facts of a sheet's row, as a Request takes them, and what is to be told of them. CellError, or FactError, where a
    cell that decides is none; DayFirst where the whole sheet may be.
    """
    starts = columns.STARTS.intersection(texts)
    appeal = asides.kind_of(texts) == "appeal" or bool(starts and starts <= _APPEAL_STARTS)
    if appeal:
        own = {field: text for field, text in texts.items() if _OF_APPEAL.get(field) == field}
        texts = {_OF_APPEAL[field]: text for field, text in texts.items() if field in _OF_APPEAL} | own
    found, words, remarks = _read(texts, days)
    if any(remark.field == "expedite_determined" for remark in remarks):  # decided on a day that cannot be read: not missed
        for fact in ("expedite", "expedite_asked", "expedite_outcome"):
            found.pop(fact, None)
    if isinstance(found.get("closed"), date):
        found.setdefault("determined", found.pop("closed"))
    remarks += _in_order(found) if not _BEGINNINGS.isdisjoint(found) else ()
    if appeal:
        changed = found.pop(columns.CHANGED, None)
        if changed and endings.over(texts.get(columns.STATUS, "")):
            found.setdefault("appeal_determined", changed)
    else:
        remarks += endings.of_request(found, texts, words, days.reading)
        remarks += endings.of_expedition(found, texts) if "expedite_outcome" in texts else ()
    if not _BY_THEMSELVES.isdisjoint(found):
        remarks += _without_their_own(found, texts)
    if appeal or words or not _OF_AN_APPEAL.isdisjoint(texts):
        remarks += endings.of_appeal(found, texts, words, appeal)
    _take_allowed(found, texts.get(columns.ALLOWED))
    return found, tuple(remarks)


_BY_THEMSELVES = frozenset(("expedite_appealed", "fee_waiver_outcome", "fee_waiver_appealed", "reply_by"))


def _without_their_own(found: dict[str, Any], texts: Mapping[str, str]) -> list[Remark]:
    """Takes out, with a remark each, what decides nothing without another fact that the row does not have."""
    lone = [name for name in sorted(_BY_THEMSELVES & found.keys()) if NEEDS[name].isdisjoint(found)]
    for name in lone:
        del found[name]
    return [Remark(LEFT_OUT, name, texts[name]) for name in lone]


def _read(texts: Mapping[str, str], days: Days) -> tuple[dict[str, Any], dict[str, Meaning], list[Remark]]:
    """The values of the cells; what those mean that should hold the day of an end and hold a word; those left out."""
    found: dict[str, Any] = {}
    words: dict[str, Meaning] = {}
    remarks: list[Remark] = []
    for field, text in texts.items():
        if field in _NO_FACTS or field in _WORDS or NTH in field:
            continue
        try:
            value = _READERS[field](text, days) if field in _READERS else days[text]
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


def check(field: str, text: str, days: Days) -> None:
    """CellError, or FactError, where a text cannot be that fact at all; in a row it may cost the cell alone."""
    if field in _NO_FACTS or field in _WORDS:
        read = outcomes.of_appeal(text) if field == "appeal_outcome" else outcomes.of_request(text, field == columns.STATUS)
        if field in (columns.STATUS, *_WORDS) and not read:
            raise CellError(
                field,
                f"{text[:40]!r} is not understood; write one of {', '.join(CHOICES.get(field, _STATUSES))}",
                Code.NOT_A_CHOICE,
            )
        return
    _READERS[field](text, days) if field in _READERS else days[text]


def _in_order(found: dict[str, Any]) -> Iterator[Remark]:
    """Remarks on days of the beginning that come in another order than things happen; a letter's that cannot be goes."""
    for letter, receipt in (("filed", "received"), ("appealed", "appeal_received")):
        dated, received = found.get(letter), found.get(receipt)
        if dated and received and dated > received:
            del found[letter]
            yield Remark(LATE, letter, str(dated))
    perfected, received = found.get("perfected"), found.get("received") or found.get("filed")
    if perfected and received and received - MOST_EARLY <= perfected < received:
        yield Remark(EARLY, "perfected", str(perfected))


def without(texts: Mapping[str, str], field: str) -> dict[str, str] | None:
    """The texts without one that cannot be beside the others; None where it decides."""
    return {name: text for name, text in texts.items() if name != field} if field in _SIDE and field in texts else None


def _take_allowed(facts: dict[str, Any], allowed: str | None) -> None:
    """DOJ's raw data say how many days were allowed: those of the limit, or those with the full extension."""
    received: date | None = facts.get("received") or facts.get("filed") or facts.get("perfected")
    if not allowed or not received or "extended" in facts:
        return
    limit, more = law.in_force("determination", received), law.in_force("unusual_circumstances", received)
    if not limit or not more or allowed == str(limit.number):
        return
    if allowed != str(limit.number + more.number):
        says = f"{allowed!r} days are not allowed by law; write {limit.number} or {limit.number + more.number}"
        raise CellError(columns.ALLOWED, says, Code.NOT_A_CHOICE)
    facts["extended"] = (Extension(max(facts.get("perfected") or received, received), more.number),)


def _text(text: str, days: Days) -> str:
    return text


def _number(text: str, days: Days) -> int | None:
    whole, _, rest = text.partition(".")
    if not whole.isdecimal() or rest.strip("0"):
        raise Coded(f"{text!r} is not a whole number of working days")
    return int(whole) or None


def _flag(text: str, days: Days) -> bool | None:
    if text.lower() in _YES:
        return True
    if text.lower() in _NO:
        return None
    raise Coded(f"{text!r} is not yes or no")


def _spans(text: str, days: Days) -> list[str] | None:
    if says_nothing(text):
        return None
    return [each_day(span, days.day) for span in text.split(";")]


def _closed(text: str, days: Days) -> object:
    """Spans of days on which the agency was closed, or the one day on which the request was."""
    return PARSERS["closed"]("closed", _spans(text, days), None) if ".." in text else days[text]


def _expedite_outcome(text: str, days: Days) -> str:
    known: dict[str, str] = {
        **dict.fromkeys((*_YES, "g", "grant", "approved"), "granted"),
        **dict.fromkeys((*_NO, "d", "denial", "deny"), "denied"),
        **{o: o for o in EXPEDITE_OUTCOMES},
    }
    if text.lower() not in known:
        raise Coded(f"{text[:40]!r} is not a decision; write one of {', '.join(EXPEDITE_OUTCOMES)}", Code.NOT_A_CHOICE)
    return known[text.lower()]


def _fee_waiver_outcome(text: str, days: Days) -> str:
    word = text.lower()
    return word if word in FEE_WAIVER_OUTCOMES else _expedite_outcome(text, days)


def _office(text: str, days: Days) -> object:
    return "never" if text.lower() == "never" else days[text]


def _notices(text: str, days: Days) -> list[str] | None:
    if says_nothing(text):
        return None
    parts = [notice.partition("+") for notice in text.split(";")]
    return [f"{days.day(day.strip())}{plus}{number.strip()}" for day, plus, number in parts]


def _days(text: str, days: Days) -> tuple[date, ...] | None:
    if says_nothing(text):
        return None
    return tuple(days.day(day.strip()) for day in text.split(";"))


def _written(name: str, read: Callable[[str, Days], object]) -> Callable[[str, Days], object]:
    """What reads a fact that a cell writes as JSON does, but for its days."""

    def written(text: str, days: Days) -> object:
        said = read(text, days)
        return None if said is None else PARSERS[name](name, said, None)

    return written


_READERS: Mapping[str, Callable[[str, Days], object]] = {
    "id": _text,
    "agency": _text,
    "appeal_window": _written("appeal_window", _text),
    "reached_office": _office,
    "extended": _written("extended", _notices),
    "interim": _days,
    "appeal_extended": _written("appeal_extended", _notices),
    "tolled_days": _number,
    "expedite": _flag,
    "expedite_outcome": _expedite_outcome,
    "ended": _flag,
    "info_asked": _written("info_asked", _spans),
    "fee_asked": _written("fee_asked", _spans),
    "still_interested": _written("still_interested", _spans),
    "fee_waiver_outcome": _fee_waiver_outcome,
    "closed": _closed,
}
