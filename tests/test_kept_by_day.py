"""What is kept by the day it hangs on is what a count from that day gives, however it is asked."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foiacalc.calendar.workdays import legal, own_dates
from foiacalc.clock import acknowledgment, determination
from foiacalc.clock.agency_limit import AgencyLimit
from foiacalc.clock.case import take
from foiacalc.clock.undone import unmet
from foiacalc.law import rule_for
from foiacalc.request.request import Request
from tests.strategies import often

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
