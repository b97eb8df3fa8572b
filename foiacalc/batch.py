"""Many requests: rows in, answers or row errors out, one at a time, however many there are.

What a row says besides its id is answered once and kept: a log of a million rows has few distinct ones.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple, TypeVar

from foiacalc import columns, law
from foiacalc.answer import Report, report
from foiacalc.facts import EXPEDITE_OUTCOMES, OUTCOMES, FactError
from foiacalc.request import Request
from foiacalc.rows import Row, Sheet, Unreadable
from foiacalc.sheetdates import DayFirst, Reading, parse
from foiacalc.workdays import OutsideCalendar

_KEPT = 100_000  # distinct answers held in memory at once
_EMPTY = frozenset(("", "-", "--", "n/a", "na", "none", "null", "nan"))
_YES, _NO = frozenset(("yes", "y", "true", "1", "x")), frozenset(("no", "n", "false", "0"))
_FEDERAL = frozenset(("federal", "f"))


class RowError(NamedTuple):
    """A row that cannot be answered: the fact and the value that are wrong, and what would be right."""

    fact: str
    value: str
    says: str


class Aside(NamedTuple):
    """A row that is no federal request, and why."""

    why: str


Shown = TypeVar("Shown")
Kept = Callable[[tuple[tuple[str, object], ...]], Shown | RowError]  # facts without an id -> the answer as it is shown

# How trackers write what became of a request
_OUTCOMES: Mapping[str, str] = {
    **{outcome: outcome for outcome in OUTCOMES},
    "completed": "granted",
    "full grant": "granted",
    "granted in full": "granted",
    "granted/denied in part": "partial",
    "partially completed": "partial",
    "partial grant": "partial",
    "partial grant/partial denial": "partial",
    "granted in part": "partial",
    "rejected": "denied",
    "full denial": "denied",
    "denied in full": "denied",
    "no records": "no-records",
    "no responsive documents": "no-records",
    "no responsive records": "no-records",
}
_WITHDRAWN = frozenset(("withdrawn", "abandoned"))


def reports(rows: Iterable[Mapping[str, object]], *, as_of: date) -> Iterator[Report | RowError]:
    """An answer, or a row error, for each row of facts as the JSON contract writes them.

    An agency that is not known is a warning in the row's answer. What is dated later than `as_of` is left out.
    """
    kept: Kept[Report] = keeping(lambda found: found, as_of)
    for facts in rows:
        name, found = _answer(facts, kept)
        yield found if isinstance(found, RowError) else named(found, name)


def named(found: Report, name: str | None) -> Report:
    """The answer to a request of that id."""
    return replace(found, request=replace(found.request, id=name))


def keeping(show: Callable[[Report], Shown], as_of: date, today: date | None = None) -> Kept[Shown]:
    """Answers on `as_of`, each made and shown once for all rows of the same facts; a fact after `today` is an error."""

    @lru_cache(maxsize=_KEPT)
    def answer(facts: tuple[tuple[str, object], ...]) -> Shown | RowError:
        try:
            request = Request.parse(dict(facts))
            for name, day in request.later_than(today) if today else ():
                return RowError(name, str(day), f"{name} {day} is in the future; give --as-of to look ahead")
            return show(report(request, as_of=as_of, lenient=True))
        except FactError as error:
            return RowError(error.fact, str(dict(facts).get(error.fact, "")), str(error))
        except OutsideCalendar as error:
            return RowError("dates", "", str(error))

    return answer


def of_sheet(sheet: Sheet, reading: Reading, kept: Kept[Shown]) -> Iterator[tuple[Row, str | None, Shown | RowError | Aside]]:
    """Each row with its id and its answer. Unreadable where a date shows that the whole sheet may be day first."""
    if sheet.form == "jsonl":
        for row in sheet.rows:
            yield row, *((None, RowError("", "", row.wrong)) if row.wrong else _answer(row.fields, kept))
        return
    decide = _deciding(sheet, reading, kept)
    names = [column.position for column in sheet.columns if column.field == "id"]
    for row in sheet.rows:
        name = row.cells[names[0]].strip() if names and names[0] < len(row.cells) else None
        try:
            yield row, name or None, decide(row.cells)
        except DayFirst as error:
            raise Unreadable(row.file, row.line, str(error)) from None


def _deciding(sheet: Sheet, reading: Reading, kept: Kept[Shown]) -> Callable[[Sequence[str]], Shown | RowError | Aside]:
    """The answer to a row's cells, found once for all rows whose cells say the same."""
    used = [(column.position, column.field) for column in sheet.columns if column.field and column.field != "id"]
    fields, width = [field for _, field in used], len(sheet.columns)
    places = [place for place, _ in used]
    pick = itemgetter(*places) if len(places) > 1 else lambda cells: tuple([cells[place] for place in places])

    @lru_cache(maxsize=_KEPT)
    def of_cells(cells: tuple[str, ...]) -> Shown | RowError | Aside:
        return _of_texts(dict(zip(fields, cells, strict=True)), reading, kept)

    def decide(record: Sequence[str]) -> Shown | RowError | Aside:
        cells = record if len(record) >= width else [*record, *[""] * (width - len(record))]
        found = of_cells(pick(cells))
        return Aside("blank line") if isinstance(found, RowError) and not any(map(str.strip, record)) else found

    return decide


def _answer(facts: Mapping[str, object], kept: Kept[Shown]) -> tuple[str | None, Shown | RowError]:
    """The id, which decides nothing, and the answer to the other facts."""
    name = facts.get("id")
    if name is not None and not isinstance(name, str):
        return None, RowError("id", str(name), f"{name!r} is not a text; write it in quotes")
    given = ((k, tuple(v) if isinstance(v, list) else v) for k, v in facts.items() if k != "id" and v is not None)
    try:
        return name, kept(tuple(sorted(given)))
    except TypeError:  # a value that no fact can have, such as an object
        return name, RowError("", "", "holds a value that no fact has; give texts, numbers, true, false or lists of texts")


def _of_texts(given: Mapping[str, str], reading: Reading, kept: Kept[Shown]) -> Shown | RowError | Aside:
    texts = {field: text.strip() for field, text in given.items() if text.strip().lower() not in _EMPTY}
    why = _aside(texts)
    if why:
        return Aside(why)
    try:
        return _answer(_facts(texts, reading), kept)[1]
    except _CellError as error:
        return RowError(error.field, texts.get(error.field, ""), str(error))


def _aside(texts: Mapping[str, str]) -> str | None:
    level = texts.get(columns.LEVEL)
    if level and level.lower() not in _FEDERAL:
        return "not a federal agency"
    if texts.get(columns.CONSULTATION, "").lower() in _YES:
        return "a consultation, no request"
    return None


class _CellError(ValueError):
    def __init__(self, field: str, says: str) -> None:
        super().__init__(says)
        self.field = field


def _facts(texts: Mapping[str, str], reading: Reading) -> dict[str, object]:
    """The facts of a sheet's row, as the JSON contract writes them."""
    facts: dict[str, object] = {}
    for field, text in texts.items():
        if field in (columns.STATUS, columns.ALLOWED, columns.LEVEL, columns.CONSULTATION):
            continue
        try:
            value = _READERS.get(field, _day)(text, reading)
        except DayFirst:
            raise
        except ValueError as error:
            raise _CellError(field, str(error)) from None
        if value is not None:
            facts[field] = value
    if "expedite_outcome" in facts and "expedite_determined" not in facts:
        del facts["expedite_outcome"]  # without its day it decides nothing
    _take_status(facts, texts.get(columns.STATUS, "").lower())
    _take_allowed(facts, texts.get(columns.ALLOWED))
    return facts


def _take_status(facts: dict[str, object], status: str) -> None:
    """What a tracker's status says of the day the request was done."""
    if "determined" not in facts:
        return
    if status in _WITHDRAWN:
        facts["withdrawn"] = facts.pop("determined")
    elif status in _OUTCOMES and "outcome" not in facts:
        facts["outcome"] = _OUTCOMES[status]


def _take_allowed(facts: dict[str, object], allowed: str | None) -> None:
    """DOJ's raw data say how many days were allowed: those of the limit, or those with the full extension."""
    received = facts.get("received") or facts.get("filed")
    if not allowed or not isinstance(received, str) or "extended" in facts:
        return
    day = date.fromisoformat(received)
    limit, more = law.in_force("determination", day), law.in_force("unusual_circumstances", day)
    if not limit or not more or allowed == str(limit.number):
        return
    if allowed != str(limit.number + more.number):
        says = f"{allowed!r} days are not allowed by law; write {limit.number} or {limit.number + more.number}"
        raise _CellError(columns.ALLOWED, says)
    facts["extended"] = f"{facts.get('perfected') or received}+{more.number}"


def _day(text: str, reading: Reading) -> str:
    return parse(text, reading).isoformat()


def _text(text: str, reading: Reading) -> str:
    return text


def _number(text: str, reading: Reading) -> int | None:
    whole, _, rest = text.partition(".")
    if not whole.isdecimal() or rest.strip("0"):
        raise ValueError(f"{text!r} is not a whole number of working days")
    return int(whole) or None


def _flag(text: str, reading: Reading) -> bool | None:
    if text.lower() in _YES:
        return True
    if text.lower() in _NO:
        return None
    raise ValueError(f"{text!r} is neither yes nor no")


def _spans(text: str, reading: Reading) -> list[str]:
    return [span.strip() for span in text.split(";")]


def _outcome(text: str, reading: Reading) -> str:
    if text.lower() not in _OUTCOMES:
        raise ValueError(f"{text[:40]!r} is no outcome; write one of {', '.join(OUTCOMES)}")
    return _OUTCOMES[text.lower()]


def _expedite_outcome(text: str, reading: Reading) -> str:
    known = {**dict.fromkeys(_YES, "granted"), **dict.fromkeys(_NO, "denied"), **{o: o for o in EXPEDITE_OUTCOMES}}
    if text.lower() not in known:
        raise ValueError(f"{text[:40]!r} is no decision; write one of {', '.join(EXPEDITE_OUTCOMES)}")
    return known[text.lower()]


def _office(text: str, reading: Reading) -> str:
    return "never" if text.lower() == "never" else _day(text, reading)


def _notice(text: str, reading: Reading) -> str:
    day, plus, days = text.partition("+")
    return f"{_day(day, reading)}{plus}{days}"


_READERS: Mapping[str, Callable[[str, Reading], object]] = {
    "id": _text,
    "agency": _text,
    "appeal_window": _text,
    "reached_office": _office,
    "extended": _notice,
    "appeal_extended": _notice,
    "tolled_days": _number,
    "expedite": _flag,
    "expedite_outcome": _expedite_outcome,
    "outcome": _outcome,
    "info_asked": _spans,
    "fee_asked": _spans,
    "closed": _spans,
}
