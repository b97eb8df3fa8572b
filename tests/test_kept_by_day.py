"""What is kept by the day it hangs on, or made in one go, is what a count from that day gives, each value under its name."""

import types
import typing
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foiacalc.calendar.workdays import legal, own_dates
from foiacalc.clock import acknowledgment, determination, suit
from foiacalc.clock.agency_limit import AgencyLimit
from foiacalc.clock.case import take
from foiacalc.clock.undone import unmet
from foiacalc.clock.window import Letter, together
from foiacalc.law import STATUTE, agencies, rule_for
from foiacalc.request.request import Request
from foiacalc.sheets import file
from tests.conftest import report_on
from tests.strategies import often
from tests.test_renderers import STORIES

AS_OF = date(2026, 1, 5)
DAYS = st.dates(date(1975, 3, 1), date(2025, 12, 31))
AGENCIES = st.sampled_from(["FBI", "EPA", "USDA", "SSA", "NASA"])


@often
@given(DAYS, AGENCIES)
def test_a_limit_kept_by_its_day_of_receipt_is_the_one_that_a_count_gives(day: date, agency: str) -> None:
    """A determination's limit as kept by the day of receipt has the three dates of a count of its own, also for an agency that
    shares what is kept with others because it was closed on the same days (5 U.S.C. 552(a)(6)(A)(i)).
    """
    case = take(Request(agency=agency, received=day), AS_OF)
    kept = unmet(determination.KIND, case, day)
    limit = AgencyLimit(case.calendars, day, rule_for("determination", day).number, day_one=case.day_one(day))
    assert kept and (kept.due, kept.cautious, kept.earliest) == limit.dates()


@often
@given(DAYS, AGENCIES)
def test_a_request_filed_received_and_perfected_on_one_day_has_the_limit_of_that_day(day: date, agency: str) -> None:
    """A request that was filed, received and perfected on one day has the limit that those three days give."""
    case = take(Request(agency=agency, received=day), AS_OF)
    assert unmet(determination.KIND, case, day) == unmet(determination.KIND, case, (day, day, day))


@pytest.mark.parametrize(
    ("filed", "runs", "why"),
    [
        (date(2008, 12, 30), False, "filed before the OPEN Government Act's duty took effect on 2008-12-31 (Pub. L. 110-175)"),
        (date(2008, 12, 31), True, "filed on the day it took effect"),
    ],
)
def test_the_law_in_force_at_the_filing_governs_though_the_count_starts_later(filed: date, runs: bool, why: str) -> None:
    """A tracking number is owed by the day of filing, though the request was received and perfected later."""
    received, day_0 = date(2009, 1, 2), date(2009, 1, 5)
    case = take(Request(filed=filed, received=received, perfected=day_0), AS_OF)
    assert (unmet(acknowledgment.KIND, case, (filed, received, day_0)) is not None) == runs, why


@often
@given(st.dates(date(1971, 1, 4), date(2090, 1, 1)), st.integers(1, 400))
def test_the_nth_working_day_after_a_day_has_n_working_days_up_to_it(day: date, n: int) -> None:
    """The n-th working day after a day is a working day, and n working days lie after the one up to the other."""
    for calendar in (legal(), own_dates()):
        last = calendar.nth(day, n)
        assert calendar.is_working(last) and calendar.between(day, last) == n
        assert sum(calendar.is_working(day + timedelta(k)) for k in range(1, (last - day).days + 1)) == n


@often
@given(st.sampled_from([None, *agencies.rules()]), DAYS, DAYS)
def test_the_windows_of_all_letters_of_a_day_are_those_of_each_letter(
    rule: agencies.AgencyRule | None, filed: date, day: date
) -> None:
    """The time to appeal that all letters of a day share has the dates of each such letter (the agency's rule, or the statute's
    minimum, 552(a)(6)(A)(i)(III)(aa)), under every rule of every agency.
    """
    shared, letter = together(STATUTE, rule, filed).dates(day), Letter(STATUTE, rule, day, filed)
    assert letter.dates() == shared
    assert shared.assumed == (not letter.windows())


def _made(name: str) -> Iterator[Any]:
    """The values of a story that are made in one go."""
    found = report_on(*STORIES[name])
    yield from (found.case, found.computed, *found.computed.limits.values(), *found.computed.apply.values())
    yield from found.consequences
    yield found.case.calendars.three(20, False, date(2024, 3, 1))
    yield from filter(None, [suit.accrual(found.case, found.computed.limits)])


def _fits(value: object, hint: Any) -> bool:
    """Whether a value is of the type that its field is said to be."""
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if hint is Any or isinstance(hint, typing.TypeVar):
        return True
    if origin in (typing.Union, types.UnionType):
        return any(_fits(value, one) for one in args)
    if origin is typing.Literal:
        return value in args
    return isinstance(value, origin or hint) and not (hint is date and isinstance(value, str))


@pytest.mark.parametrize("name", STORIES)
def test_each_value_that_is_made_in_one_go_is_under_its_own_name(name: str) -> None:
    """A case, a deadline and all else that is made of one tuple, without its own constructor, has as many values as names, each
    of the type that stands by its name.
    """
    for made in [*_made(name), file._row((1, [""]))]:
        hints = typing.get_type_hints(type(made))
        assert len(made) == len(made._fields)
        for field, value in zip(made._fields, made, strict=True):
            assert _fits(value, hints[field]), f"{type(made).__name__}.{field} = {value!r}"
