"""How a last day was counted, day by day: periods in calendar days and years, days moved, skipped and tolled."""

from datetime import date

import pytest

from foiacalc.clock.count import Count
from foiacalc.render import words
from tests.conftest import report_on


def counted(facts: str, as_of: str, key: str) -> Count:
    """The count of one deadline."""
    count = report_on(facts, as_of).state_of(key).deadline.count
    assert count
    return count


CASES: list[tuple[str, str, str, tuple[str, int, str], str]] = [
    ("--filed 2010-02-01", "2010-02-02", "acknowledgment", ("2010-02-01", 10, "working_days"), "552(a)(7)(A)"),
    ("--filed 2010-02-01", "2010-02-02", "determination", ("2010-02-01", 20, "working_days"), "552(a)(6)(A)(i)"),
    ("--filed 1997-10-01", "1997-10-02", "determination", ("1997-10-01", 10, "working_days"), "Pub. L. 93-502"),
    (
        "--filed 2010-02-01 --extended 2010-02-20+5",
        "2010-02-22",
        "determination",
        ("2010-02-01", 25, "working_days"),
        "552(a)(6)(B)(i)",
    ),
    (
        "--filed 2010-02-01 --tolled-days 3 --extended 2010-02-20+5",
        "2010-02-22",
        "determination",
        ("2010-02-01", 28, "working_days"),
        "552(a)(6)(A)(ii), (B)(i)",
    ),
    (
        "--received 2024-03-01 --reached-office never",
        "2024-03-20",
        "determination",
        ("2024-03-15", 20, "working_days"),
        "Pub. L. 110-175 sec. 6(a)",
    ),
    (
        "--filed 2024-03-01 --expedite-asked 2024-03-06",
        "2024-03-07",
        "expedited_decision",
        ("2024-03-06", 10, "calendar_days"),
        "552(a)(6)(E)(ii)(I)",
    ),
    (
        "--filed 2024-02-01 --determined 2024-03-01 --agency DHS",
        "2024-03-02",
        "appeal",
        ("2024-03-01", 90, "working_days"),
        "6 CFR 5.8(a)(1)",
    ),
    (
        "--filed 2024-02-01 --determined 2024-03-01 --agency USDA",
        "2024-03-02",
        "appeal",
        ("2024-03-01", 90, "calendar_days"),
        "552(a)(6)(A)(i)(III)(aa): later than 45 days",
    ),
    (
        "--filed 2014-01-06 --determined 2014-02-03 --appeal-window 45wd",
        "2014-02-04",
        "appeal",
        ("2014-02-03", 45, "working_days"),
        "the window given",
    ),
    (
        "--appeal-received 2024-03-15 --appeal-extended 2024-04-12+3",
        "2024-04-15",
        "appeal_determination",
        ("2024-03-15", 23, "working_days"),
        "552(a)(6)(A)(ii), (B)(i)",
    ),
    ("--filed 2010-02-01", "2010-03-03", "suit", ("2010-03-03", 6, "years"), "28 U.S.C. 2401(a)"),
    (
        "--filed 2010-02-01 --sued 2010-03-08 --served 2010-03-12",
        "2010-04-10",
        "answer",
        ("2010-03-12", 30, "calendar_days"),
        "552(a)(4)(C)",
    ),
]


@pytest.mark.parametrize(("facts", "as_of", "key", "expected", "source"), CASES)
def test_each_deadline_is_counted_from_its_own_day_in_its_own_units(
    facts: str, as_of: str, key: str, expected: tuple[str, int, str], source: str
) -> None:
    """Each deadline is counted from the day, over the number, and in the units (working days, calendar days or years) that the
    law of its row sets.
    """
    count = counted(facts, as_of, key)
    assert expected == (str(count.start), count.length, count.unit), source


def test_a_period_of_calendar_days_counts_weekends_and_holidays() -> None:
    """A period of calendar days counts every day, so the ten days to decide on expedition (552(a)(6)(E)(ii)(I)) are February 4
    to 13, 2010, weekends and all.
    """
    days = counted("--filed 2010-02-03 --expedite", "2010-02-04", "expedited_decision").days()
    assert [(date(2010, 2, 3 + n), n, None, "counted") for n in range(1, 11)] == list(days)


def test_a_last_day_of_a_court_period_on_a_saturday_moves_to_monday_and_says_so() -> None:
    """Day thirty after service on May 27, 2010, is a Saturday, so the answer is due on Monday, June 28 (552(a)(4)(C); Fed. R.
    Civ. P. 6(a)(1)), and the count says from which day it moved.
    """
    days = counted("--filed 2010-02-01 --sued 2010-05-27 --served 2010-05-27", "2010-06-01", "answer").days()
    expected = [
        (date(2010, 6, 26), 30, None, "counted"),
        (date(2010, 6, 27), None, "Sunday", "moved"),
        (date(2010, 6, 28), None, "last day, moved from 2010-06-26 (Fed. R. Civ. P. 6(a)(1))", "moved"),
    ]
    assert expected == list(days[-3:])
    assert 32 == len(days)


def test_six_years_are_counted_by_anniversaries_and_february_29_falls_on_february_28() -> None:
    """The six years to sue (28 U.S.C. 2401(a)) are counted by anniversaries: from an accrual on February 29, 2012, over a leap
    year, to February 28, 2018.
    """
    days = counted("--filed 2012-01-30", "2012-03-01", "suit").days()
    anniversaries = ["2013-02-28", "2014-02-28", "2015-02-28", "2016-02-29", "2017-02-28", "2018-02-28"]
    assert anniversaries == [str(day.date) for day in days]
    assert [1, 2, 3, 4, 5, 6] == [day.number for day in days]


def test_a_count_names_the_holidays_it_skips_and_the_days_tolled() -> None:
    """A count names a holiday that it skips by the holiday's name and a tolled working day (552(a)(6)(A)(ii)) by the question
    that tolls it; a weekend is neither.
    """
    count = counted("--filed 2010-02-03 --info-asked 2010-02-12..2010-02-17", "2010-02-18", "determination")
    assert [(date(2010, 2, 15), "Washington's Birthday")] == [(day.date, day.reason) for day in count.skipped()]
    assert [date(2010, 2, d) for d in (12, 16, 17)] == [day.date for day in count.tolled_days()]
    assert {"request for information"} == {day.reason for day in count.tolled_days()}


def test_a_count_that_leaves_out_a_closure_names_it() -> None:
    """A count on a calendar without a day of snow (C4) skips that day by its name, like a holiday."""
    count = counted("--filed 2010-02-01", "2010-02-02", "determination")
    closed = count._replace(calendar=count.calendar.without({date(2010, 2, 8): "snow"}), last=date(2010, 3, 3))
    assert [(date(2010, 2, 8), "snow"), (date(2010, 2, 15), "Washington's Birthday")] == [
        (day.date, day.reason) for day in closed.skipped()
    ]


SENTENCES: list[tuple[str, str, str, str]] = [
    ("--filed 2010-02-01", "determination", "20 working days after 2010-02-01 is 2010-03-02", "552(a)(6)(A)(i)"),
    (
        "--filed 2010-02-03 --info-asked 2010-02-12..2010-02-17",
        "determination",
        "20 working days after 2010-02-03, not counting the days tolled, is 2010-03-09",
        "552(a)(6)(A)(ii): three working days were tolled",
    ),
    (
        "--filed 2010-02-03 --info-asked 2010-02-13..2010-02-14",
        "determination",
        "20 working days after 2010-02-03 is 2010-03-04",
        "a Saturday and a Sunday: no working day was tolled",
    ),
    (
        "--filed 2010-02-01 --sued 2010-05-27 --served 2010-05-27",
        "answer",
        "30 calendar days after 2010-05-27, moved to the next working day, is 2010-06-28",
        "Fed. R. Civ. P. 6(a)(1): day thirty is a Saturday",
    ),
    (
        "--filed 2010-02-01 --sued 2010-05-26 --served 2010-05-26",
        "answer",
        "30 calendar days after 2010-05-26 is 2010-06-25",
        "day thirty is a Friday",
    ),
    ("--filed 2012-01-30", "suit", "6 years after 2012-02-29 is 2018-02-28", "28 U.S.C. 2401(a): no such day in 2018"),
    (
        "--filed 2010-02-01 --determined 2010-02-10 --appeal-window 1cd",
        "appeal",
        "1 calendar day after 2010-02-10 is 2010-02-11",
        "one day is not days",
    ),
]


@pytest.mark.parametrize(("facts", "key", "says", "why"), SENTENCES)
def test_the_sentence_on_a_count_is_true_of_its_last_day(facts: str, key: str, says: str, why: str) -> None:
    """The sentence on a count says that so many days after its first day is its last day, and says of one that was moved, or
    that days tolled put off, that it was.
    """
    assert says == words.counts(counted(facts, "2012-03-01" if "2012" in facts else "2010-06-01", key)), why
