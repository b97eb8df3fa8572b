"""Many requests: rows in, answers or row errors out, one at a time, however many there are.

What a row says besides its id is answered once and kept. Where a `splicing.Form` is given, the answer to a determined
request is put together from answers already made: a log has few distinct days, though many distinct rows.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar, cast

from foiacalc.answer import Report, report
from foiacalc.cells import CellError, aside, facts_of, said
from foiacalc.columns import STATUS
from foiacalc.facts import FactError
from foiacalc.request import Request
from foiacalc.rows import Sheet, Unreadable, fields
from foiacalc.sheetdates import DayFirst, Reading
from foiacalc.splicing import ACT, Form, Splicing
from foiacalc.workdays import OutsideCalendar

_KEPT = 20_000  # distinct answers held in memory at once


class RowError(NamedTuple):
    """A row that cannot be answered: the fact and the value that are wrong, and what would be right."""

    fact: str
    value: str
    says: str


class Aside(NamedTuple):
    """A row that is no federal request, and why."""

    why: str


Shown = TypeVar("Shown")
Answered = Callable[[Mapping[str, object]], Report | RowError]


def reports(rows: Iterable[Mapping[str, object]], *, as_of: date) -> Iterator[Report | RowError]:
    """An answer, or a row error, for each row of facts as the JSON contract writes them.

    An agency that is not known is a warning in the row's answer. What is dated later than `as_of` is left out.
    """
    answers: Answers[Report] = Answers(answering(as_of), lambda found: found)
    for facts in rows:
        name = facts.get("id")
        found = _wrong_id(name) or answers.to(facts)
        yield found if isinstance(found, RowError) else named(found, cast(str | None, name))


def named(found: Report, name: str | None) -> Report:
    """The answer to a request of that id."""
    return replace(found, request=replace(found.request, id=name))


def answering(as_of: date, today: date | None = None) -> Answered:
    """The answer to facts on `as_of`; a fact after `today` is an error."""

    def answered(facts: Mapping[str, object]) -> Report | RowError:
        try:
            request = Request.parse(facts)
            for name, day in request.later_than(today) if today else ():
                return RowError(name, str(day), f"{name} {day} is in the future; give --as-of to look ahead")
            return report(request, as_of=as_of, lenient=True)
        except FactError as error:
            return RowError(error.fact, str(facts.get(error.fact, "")), str(error))
        except OutsideCalendar as error:
            return RowError("dates", "", str(error))

    return answered


class Answers(Generic[Shown]):
    """Answers as they are shown, each made once for all rows that say the same; with a `form` put together of two parts."""

    def __init__(self, answered: Answered, show: Callable[[Report], Shown], form: Form[Shown] | None = None) -> None:
        self.answered, self.form = answered, form

        @lru_cache(maxsize=_KEPT)
        def shown(facts: tuple[tuple[str, object, type], ...]) -> Shown | RowError:
            found = answered({name: value for name, value, _ in facts})
            return show(found) if isinstance(found, Report) else found

        self._shown = shown

    def to(self, facts: Mapping[str, object]) -> Shown | RowError:
        """The answer to facts, but for their id, which decides nothing."""
        given = ((k, tuple(v) if isinstance(v, list) else v) for k, v in facts.items() if k != "id" and v is not None)
        try:
            return self._shown(tuple(sorted((name, value, type(value)) for name, value in given)))
        except TypeError:  # a value that no fact can have, such as an object
            return RowError("", "", "holds a value that no fact has; give texts, numbers, true, false or lists of texts")


def _wrong_id(name: object) -> RowError | None:
    if name is None or isinstance(name, str):
        return None
    return RowError("id", str(name), f"{name!r} is not a text; write it in quotes")


Decided = tuple[str | None, Shown | RowError | Aside]  # a row's id and its answer


def of_sheet(
    sheet: Sheet, reading: Reading, answers: Answers[Shown]
) -> Iterator[tuple[int, list[str], str | None, Shown | RowError | Aside]]:
    """Each row, its line and cells, with its id and its answer.

    Unreadable where a date shows that the whole sheet may be day first.
    """
    decide = _deciding(sheet, reading, answers)
    for line, cells in sheet.rows:
        try:
            name, found = decide(cells)
        except DayFirst as error:
            raise Unreadable(sheet.file, line, str(error)) from None
        yield line, cells, name, found


def _deciding(sheet: Sheet, reading: Reading, answers: Answers[Shown]) -> Callable[[Sequence[str]], Decided[Shown]]:
    if sheet.form == "jsonl":
        return _of_lines(answers)
    return _of_cells(sheet, reading, answers)


def _of_lines(answers: Answers[Shown]) -> Callable[[Sequence[str]], Decided[Shown]]:
    splicing = Splicing(answers.form, answers.answered, _agency, _given, _acted) if answers.form else None
    no_clock = frozenset(("id", "agency", *ACT))

    def decide(cells: Sequence[str]) -> Decided[Shown]:
        facts = fields(cells[0])
        if isinstance(facts, str):
            return None, RowError("", "", facts)
        name = facts.get("id")
        wrong = _wrong_id(name)
        if wrong:
            return None, wrong
        found = None
        if splicing:
            clock = tuple([item for item in facts.items() if item[0] not in no_clock])
            try:
                found = splicing.find(facts.get("agency"), clock, (facts.get("determined"), facts.get("outcome")))
            except TypeError:  # a value that no fact can have
                found = None
        return cast(str | None, name), answers.to(facts) if found is None else found

    return decide


def _agency(value: object) -> str | None:
    if value is None or (isinstance(value, str) and value.strip()):
        return value
    raise TypeError


def _given(key: tuple[tuple[str, object], ...]) -> dict[str, object]:
    return {name: value for name, value in key if value is not None}


def _acted(key: tuple[object, ...]) -> dict[str, object]:
    return _given(tuple(zip(ACT, key, strict=True)))


def _of_cells(sheet: Sheet, reading: Reading, answers: Answers[Shown]) -> Callable[[Sequence[str]], Decided[Shown]]:
    """The answer to a row's cells, found once for all rows whose cells say the same."""
    places = {column.field: column.position for column in sheet.columns if column.field}
    name_at, width = places.pop("id", None), len(sheet.columns)
    whole, spliced = _Cells(places, reading), _spliced(places, reading, answers)

    @lru_cache(maxsize=_KEPT)
    def of_cells(key: Key) -> Shown | RowError | Aside:
        texts = whole.said(key)
        why = aside(texts)
        if why:
            return Aside(why)
        try:
            return answers.to(facts_of(texts, reading))
        except CellError as error:
            return RowError(error.field, texts.get(error.field, ""), str(error))

    def decide(record: Sequence[str]) -> Decided[Shown]:
        cells = record if len(record) >= width else [*record, *[""] * (width - len(record))]
        name = cells[name_at].strip() or None if name_at is not None else None
        found: Shown | RowError | Aside | None = spliced(cells)
        if found is None:
            found = of_cells(whole.key(cells))
            if isinstance(found, RowError) and not any(map(str.strip, record)):
                found = Aside("blank line")
        return name, found

    return decide


Key = str | tuple[str, ...]  # one cell, or several


class _Cells:
    """Some of a row's cells: which they are, and what they say."""

    def __init__(self, places: Mapping[str, int], reading: Reading) -> None:
        self.fields, self.reading = tuple(places), reading
        self.key: Callable[[Sequence[str]], Key] = itemgetter(*places.values()) if places else lambda cells: ()

    def said(self, key: Key) -> dict[str, str]:
        return said(zip(self.fields, (key,) if isinstance(key, str) else key, strict=True))

    def facts(self, key: Key) -> dict[str, object] | None:
        """The facts; None where they are none, or the row no request."""
        texts = self.said(key)
        try:
            return None if aside(texts) else facts_of(texts, self.reading)
        except (CellError, DayFirst):
            return None


def _spliced(places: Mapping[str, int], reading: Reading, answers: Answers[Shown]) -> Callable[[Sequence[str]], Shown | None]:
    if not answers.form:
        return lambda cells: None
    agency = _Cells({field: at for field, at in places.items() if field == "agency"}, reading)
    act = _Cells({field: at for field, at in places.items() if field in (*ACT, STATUS)}, reading)
    clock = _Cells({field: at for field, at in places.items() if field not in (*agency.fields, *act.fields)}, reading)
    splicing: Splicing[Shown] = Splicing(
        answers.form, answers.answered, lambda key: agency.said(key).get("agency"), clock.facts, act.facts
    )
    find, whose, timed, acted = splicing.find, agency.key, clock.key, act.key
    return lambda cells: find(whose(cells), timed(cells), acted(cells))
