"""The two readings of a deadline: which closures move the cautious date only, and how the contested points that move it are
listed.
"""

from datetime import date

import pytest

from foiacalc import law
from foiacalc.calendar.workdays import FIRST, legal
from foiacalc.clock.agency_limit import AgencyLimit
from foiacalc.clock.readings import (
    CLOSURES,
    DUE,
    AgencyCalendars,
    Contested,
    Points,
    closed_like,
    closures,
    closures_under,
    days,
    moved,
)
from tests.conftest import cases

EVERY: Points = frozenset(CLOSURES)

CASES = list(cases("closures.csv"))


def named(row: dict[str, str]) -> str:
    return f"{row['day']} {row['agency']}"


@pytest.mark.parametrize("row", [row for row in CASES if row["point"]], ids=named)
def test_a_closure_of_offices_moves_only_the_cautious_date(row: dict[str, str]) -> None:
    """A day on which offices were closed counts as a working day for the last day (552(a)(6)(A) leaves out only weekends and
    legal public holidays) and does not count for the cautious date, under its own contested point (C2, C3 or C4) and under no
    other.
    """
    calendars, when = AgencyCalendars(row["agency"] or None), date.fromisoformat(row["day"])
    assert calendars.under(DUE).is_working(when)
    assert not calendars.under(EVERY).is_working(when)
    closed = [p for p in CLOSURES if not calendars.under(frozenset({p})).is_working(when)]
    assert [row["point"]] == closed, row["source"]


@pytest.mark.parametrize("row", [row for row in CASES if not row["point"]], ids=named)
def test_half_days_days_beside_a_closure_and_other_agencies_closures_always_count(row: dict[str, str]) -> None:
    """A half day, the day before or after a closure, and a day on which only other agencies were closed are working days under
    every reading (552(a)(6)(A)).
    """
    assert AgencyCalendars(row["agency"] or None).under(EVERY).is_working(date.fromisoformat(row["day"])), row["source"]


CONCERNS: list[tuple[str, str | None, bool, str]] = [
    ("2018-12-22", None, True, "the lapse of 2018-19: with no agency given it counts as closing it"),
    ("2018-12-22", "DHS", True, "the lapse of 2018-19: Homeland Security had no appropriation"),
    ("2018-12-22", "VA", False, "the lapse of 2018-19: Veterans Affairs had its appropriation"),
    ("2026-02-14", None, False, "the lapse of February 2026 was Homeland Security's alone"),
    ("2026-02-14", "DHS", True, "the lapse of February 2026: Homeland Security had no appropriation"),
    ("2026-02-14", "VA", False, "the lapse of February 2026 was another department's"),
    ("2010-02-08", None, True, "snow closed the offices of all agencies in Washington"),
    ("2010-02-08", "VA", True, "snow closed the offices of all agencies in Washington"),
]


@pytest.mark.parametrize(("first", "agency", "expected", "source"), CONCERNS)
def test_a_closure_concerns_the_agencies_it_names_or_all_that_did_not_stay_open(
    first: str, agency: str | None, expected: bool, source: str
) -> None:
    """A closure concerns the agencies that it names, or else all but those that stayed open; with no agency given it concerns
    the request unless it names agencies.
    """
    (closure,) = (closure for closure in closures() if str(closure.first) == first)
    assert expected == closure.concerns(agency), source


OWN: list[tuple[str | None, bool, str]] = [
    (None, False, "no agency is given"),
    ("STATE", False, "the Department of State is named in no closure"),
    ("DHS", True, "Homeland Security was closed when others were not"),
    ("VA", True, "Veterans Affairs was open when others were not"),
    ("USPS", True, "the Postal Service stayed open in lapses that closed others"),
]


@pytest.mark.parametrize(("agency", "expected", "source"), OWN)
def test_an_agency_has_days_of_its_own_where_they_are_not_those_of_all(agency: str | None, expected: bool, source: str) -> None:
    """An agency that was closed when others were open, or open when others were closed, has a calendar of its own; agencies
    with the same closures share one, and every closure concerns them alike.
    """
    found = closed_like(agency)
    assert expected == (found is not None), source
    assert [c.concerns(agency) for c in closures()] == [c.concerns(found) for c in closures()]


BY_AGENCY: list[tuple[str, str | None, str, str]] = [
    (
        "2018-12-20",
        "DHS",
        "2019-02-25",
        "1 in December, 4 in January, 15 in February but for the 18th and the snow of the 20th",
    ),
    ("2018-12-20", None, "2019-02-25", "without an agency the lapse applies"),
    ("2018-12-20", "VA", "2019-01-23", "5 in December but for the 24th, 15 in January but for King's birthday"),
    (
        "2026-01-29",
        "HHS",
        "2026-03-03",
        "1 in January, 17 in February but for the 2nd, the 3rd and Washington's birthday, and 2",
    ),
    ("2026-01-29", "DOJ", "2026-02-27", "1 in January, 19 in February but for Washington's birthday"),
]


@pytest.mark.parametrize(("received", "agency", "expected", "source"), BY_AGENCY)
def test_the_cautious_count_skips_a_lapse_in_appropriations_that_closed_the_agency(
    received: str, agency: str | None, expected: str, source: str
) -> None:
    """Twenty working days on an agency's cautious calendar leave out a lapse in appropriations that closed it and count one
    that did not (C4); each row was counted on a paper calendar.
    """
    calendar = AgencyCalendars(closed_like(agency)).under(EVERY)
    assert date.fromisoformat(expected) == calendar.after(date.fromisoformat(received), 20), source


@pytest.mark.parametrize(("agency", "moves"), [("VA", False), ("DHS", True), (None, True)])
def test_a_lapse_in_appropriations_moves_the_cautious_date_only_of_an_agency_it_closed(agency: str | None, moves: bool) -> None:
    """Ten working days from January 2, 2019, hold no closure but the lapse of that winter, so point C4 moves the cautious date
    of Homeland Security and of an agency not named, and not that of Veterans Affairs.
    """
    limit = AgencyLimit(AgencyCalendars(closed_like(agency)), date(2019, 1, 2), 10)
    assert moves == ("C4" in {contested.point for contested in limit.contested()})


def test_a_closure_older_than_the_calendar_breaks_nothing() -> None:
    """The mourning for President Eisenhower on March 31, 1969, is older than the calendar of working days, which begins in
    1971, and changes no count on it.
    """
    mourning = date(1969, 3, 31)
    assert mourning < FIRST
    assert "C3" in {closure.point for closure in closures() if closure.first == mourning}
    assert mourning not in closures_under(EVERY, None)
    calendars = AgencyCalendars(None)
    for number in (1, 20, 400):
        assert legal().after(FIRST, number) == calendars.under(EVERY).after(FIRST, number)


def test_a_contested_point_that_is_not_about_closures_leaves_the_statutes_calendar_alone() -> None:
    """The calendar under points that concern no closure (C5, C10, C15) is the statute's own, even for an agency with closures
    of its own.
    """
    assert AgencyCalendars("DHS", ((date(2024, 3, 4), date(2024, 3, 4)),)).under(frozenset({"C5", "C10", "C15"})) is legal()


def test_a_closure_that_the_user_names_is_contested_under_point_c4() -> None:
    """A closure that the user names with --closed is left out under point C4 and no other, as one that was given, and only for
    that request.
    """
    calendars = AgencyCalendars(None, ((date(2024, 3, 4), date(2024, 3, 4)),))
    assert ("closed, as given", "closed") == calendars.under(frozenset({"C4"})).why_closed(date(2024, 3, 4))
    assert calendars.under(frozenset({"C2", "C3"})).is_working(date(2024, 3, 4))
    assert AgencyCalendars(None).under(EVERY).is_working(date(2024, 3, 4))


CAUTIOUS: list[tuple[str, str, str]] = [
    ("2008-12-31", "2009-02-02", "Inauguration Day"),
    ("2010-02-01", "2010-03-08", "snow, four days"),
    ("2010-02-03", "2010-03-10", "snow, four days"),
    ("2013-09-16", "2013-10-30", "lapse, eleven days"),
    ("2018-11-20", "2018-12-20", "mourning"),
    ("2021-06-01", "2021-06-30", "nothing contested"),
    ("2021-12-06", "2022-01-06", "snow on 2022-01-03"),
    ("2024-12-09", "2025-01-14", "24 December, snow on two days, mourning"),
    ("2025-09-15", "2025-11-25", "lapse, twenty-nine days"),
]


@pytest.mark.parametrize(("received", "expected", "source"), CAUTIOUS)
def test_the_cautious_count_leaves_out_every_closure_at_once(received: str, expected: str, source: str) -> None:
    """Twenty working days on the cautious calendar leave out every closure at once (C2, C3, C4); each date was counted by two
    independent programs.
    """
    calendar = AgencyCalendars(None).under(EVERY)
    assert date.fromisoformat(expected) == calendar.after(date.fromisoformat(received), 20), source


def test_every_closure_has_its_contested_point_a_title_and_days_in_order() -> None:
    """Every closure names a contested point that is in the table of the law, a title, and a first day that is not after its
    last.
    """
    for closure in closures():
        assert closure.point in CLOSURES and closure.point in law.POINTS
        assert closure.first <= closure.last
        assert closure.title


def test_a_span_of_days_includes_its_first_and_its_last_day() -> None:
    """The days of a span include its first and its last day, over the end of a month and February 29."""
    assert [date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1)] == days(date(2024, 2, 28), date(2024, 3, 1))
    assert [date(2024, 2, 28)] == days(date(2024, 2, 28), date(2024, 2, 28))


# read

MONDAY, TUESDAY, WEDNESDAY = (date(2024, 3, d) for d in (4, 5, 6))


def test_no_contested_point_is_listed_where_every_reading_agrees() -> None:
    """No contested point is listed where every reading gives the same date."""
    assert () == moved(lambda points: MONDAY, ("C1", "C2"))


def test_points_that_move_the_date_are_listed_with_the_date_each_gives_alone() -> None:
    """The points that move the date are listed in their order with the date that each gives by itself, and a point that moves
    nothing is left out.
    """

    def last_day(points: Points) -> date:
        return {0: MONDAY, 1: TUESDAY}.get(len(points & {"C2", "C4"}), WEDNESDAY)

    assert (Contested("C2", TUESDAY), Contested("C4", TUESDAY)) == moved(last_day, ("C2", "C3", "C4"))


def test_a_point_that_moves_the_date_only_with_another_has_the_cautious_date() -> None:
    """A point that moves the date only together with another, as a closed day that only a later receipt brings into the count,
    is listed with the cautious date.
    """

    def last_day(points: Points) -> date:
        if "C10" not in points:
            return MONDAY
        return WEDNESDAY if "C4" in points else TUESDAY

    assert (Contested("C10", TUESDAY), Contested("C4", WEDNESDAY)) == moved(last_day, ("C10", "C4"))


def test_the_snow_of_2010_moves_the_cautious_date_by_point_c4() -> None:
    """Twenty working days after February 1, 2010, end on March 2, and on March 8 with the four days of snow of February 8 to 11
    left out (C4).
    """
    limit = AgencyLimit(AgencyCalendars(None), date(2010, 2, 1), 20)
    assert (date(2010, 3, 2), date(2010, 3, 8), date(2010, 3, 2)) == limit.dates()
    assert (Contested("C4", date(2010, 3, 8)),) == limit.contested()


def test_a_closure_on_the_last_day_alone_moves_the_cautious_date() -> None:
    """Inauguration Day 2017 (5 U.S.C. 6103(c)) was the twentieth working day after December 20, 2016 (3, 4, 4, 5 and 4 in five
    weeks), so point C2 moves the cautious date to Monday, January 23.
    """
    limit = AgencyLimit(AgencyCalendars(None), date(2016, 12, 20), 20)
    assert (date(2017, 1, 20), date(2017, 1, 23)) == limit.dates()[:2]
    assert (Contested("C2", date(2017, 1, 23)),) == limit.contested()


EMANCIPATION: list[tuple[str, bool, str]] = [
    ("2004-04-16", True, "before the holiday was a legal public one"),
    ("2005-04-15", False, "16 April 2005 was a Saturday"),
    ("2010-04-16", False, "a Friday"),
    ("2017-04-17", False, "16 April 2017 was a Sunday"),
    ("2017-04-18", True, "the day after"),
]


@pytest.mark.parametrize(("day", "working", "source"), EMANCIPATION)
def test_emancipation_day_is_a_holiday_of_the_court_in_the_district_alone(day: str, working: bool, source: str) -> None:
    """Emancipation Day, observed, is a holiday of the District of Columbia that Fed. R. Civ. P. 6(a)(6)(C) leaves out of a
    period of the court, under point C18 and no other; the statute's calendar counts it.
    """
    calendars, when = AgencyCalendars(None), date.fromisoformat(day)
    assert working == calendars.under(frozenset({"C18"})).is_working(when), source
    assert calendars.under(EVERY).is_working(when)
