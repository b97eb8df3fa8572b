"""Many requests: rows in, answers or row errors out, one at a time, however many there are.

What a row says besides its id is answered once and kept. Where a `splicing.Form` is given, the answer to a determined
request is put together from answers already made: a log has few distinct days, though many distinct rows.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar, cast

from foiacalc.answer import Report, report
from foiacalc.checks import day
from foiacalc.facts import FactError
from foiacalc.request import Request
from foiacalc.splicing import Form
from foiacalc.workdays import OutsideCalendar

KEPT = 7_500  # distinct answers held in memory at once: a whole one has seven kilobytes


class RowError(NamedTuple):
    """A row that cannot be answered: the fact and the value that are wrong, and what would be right."""

    fact: str
    value: str
    says: str


Shown = TypeVar("Shown")
Answered = Callable[[Request], Report | RowError]


def reports(rows: Iterable[Mapping[str, object]], *, as_of: date) -> Iterator[Report | RowError]:
    """An answer, or a row error, for each row of facts as the JSON contract writes them.

    An agency that is not known is a warning in the row's answer. What is dated later than `as_of` is left out. FactError
    where `as_of` is no date.
    """
    return _reports(rows, day("as_of", as_of))


def _reports(rows: Iterable[Mapping[str, object]], as_of: date) -> Iterator[Report | RowError]:
    answers: Answers[Report] = Answers(answering(as_of), lambda found: found)
    for facts in rows:
        name = facts.get("id")
        found = wrong_id(name) or answers.to(facts)
        yield found if isinstance(found, RowError) else named(found, cast(str | None, name))


def named(found: Report, name: str | None) -> Report:
    """The answer to a request of that id."""
    return replace(found, request=found.request.taking({"id": name}))


def answering(as_of: date, today: date | None = None) -> Answered:
    """The answer to a request on `as_of`; a fact after `today` is an error."""

    def answered(request: Request) -> Report | RowError:
        try:
            for name, moment in request.later_than(today) if today else ():
                return RowError(name, str(moment), f"{name} {moment} is in the future; give --as-of to look ahead")
            return report(request, as_of=as_of, lenient=True)
        except FactError as error:
            return RowError(error.fact, "", str(error))
        except OutsideCalendar as error:
            return RowError("dates", "", str(error))

    return answered


def _parsed(facts: Mapping[str, object]) -> Request | RowError:
    try:
        return Request.parse(facts)
    except FactError as error:
        return RowError(error.fact, str(facts.get(error.fact, "")), str(error))


class Answers(Generic[Shown]):
    """Answers as they are shown, each made once for all rows that say the same; with a `form` put together of two parts."""

    def __init__(self, answered: Answered, show: Callable[[Report], Shown], form: Form[Shown] | None = None) -> None:
        self.answered, self.show, self.form = answered, show, form

        @lru_cache(maxsize=KEPT)
        def kept(facts: tuple[tuple[str, object, type], ...]) -> Shown | RowError:
            return self.anew({name: value for name, value, _ in facts})

        self._kept = kept

    def anew(self, facts: Mapping[str, object], warnings: tuple[str, ...] = ()) -> Shown | RowError:
        """The answer to facts, made for them alone, with warnings of what is no fact."""
        request = _parsed(facts)
        found = request if isinstance(request, RowError) else self.answered(request)
        if isinstance(found, RowError):
            return found
        return self.show(replace(found, warnings=(*found.warnings, *warnings)) if warnings else found)

    def to(self, facts: Mapping[str, object]) -> Shown | RowError:
        """The answer to facts, but for their id, which decides nothing."""
        given = ((k, tuple(v) if isinstance(v, list) else v) for k, v in facts.items() if k != "id" and v is not None)
        try:
            return self._kept(tuple(sorted((name, value, type(value)) for name, value in given)))
        except TypeError:  # a value that no fact can have, such as an object
            return RowError("", "", "holds a value that no fact has; give texts, numbers, true, false or lists of texts")


def wrong_id(name: object) -> RowError | None:
    """What is wrong with an id as JSON has it; None where nothing is."""
    if name is None or isinstance(name, str):
        return None
    return RowError("id", str(name), f"{name!r} is not a text; write it in quotes")
