"""The table of legal public holidays against the published lists, the statute's own rule, and the installed package."""

from datetime import date

import pytest

from foiacalc.calendar import make_holidays
from foiacalc.calendar.make_holidays import differences, installed_version, recompute
from foiacalc.calendar.workdays import Holiday, holidays
from foiacalc.tables import DATA
from tests import statute
from tests.conftest import cases


def test_holidays_are_those_that_the_office_of_personnel_management_published() -> None:
    """The holidays from 1997 to 2030 are those that the Office of Personnel Management published, day for day, with their own
    dates and names.
    """
    published = [
        Holiday(date.fromisoformat(row["date_observed"]), date.fromisoformat(row["statutory_date"]), row["name"])
        for row in cases("opm_holidays.csv")
        if row["source"].startswith("OPM")
    ]
    assert len(published) == 350
    assert published == [holiday for holiday in holidays() if 1997 <= holiday.observed.year <= 2030]


def test_holidays_are_those_of_the_statute() -> None:
    """The holidays of the whole table, 1971 to 2100, are those of 5 U.S.C. 6103 as it stood in each year."""
    assert statute.holidays() == list(holidays())


OBSERVED: list[tuple[str, str, str]] = [
    ("1971-10-25", "Veterans Day", "Pub. L. 90-363: fourth Monday of October from 1971"),
    ("1977-10-24", "Veterans Day", "the last of October"),
    ("1978-11-10", "Veterans Day", "Pub. L. 94-97: 11 November again from 1978, a Saturday that year"),
    ("1971-10-11", "Columbus Day", "Pub. L. 90-363: new as a federal holiday in 1971"),
    ("1986-01-20", "Birthday of Martin Luther King, Jr.", "Pub. L. 98-144: from 1986"),
    ("2021-06-18", "Juneteenth National Independence Day", "Pub. L. 117-17, enacted 2021-06-17; OPM: observed on Friday"),
    ("2010-12-31", "New Year's Day", "OPM 2010: New Year's Day 2011 falls on a Saturday"),
    ("2016-12-26", "Christmas Day", "OPM 2016: 25 December falls on a Sunday"),
    ("2100-12-31", "New Year's Day", "New Year's Day 2101 falls on a Saturday"),
]


@pytest.mark.parametrize(("day", "name", "source"), OBSERVED)
def test_a_holiday_is_observed_on_the_day_that_the_law_of_its_year_sets(day: str, name: str, source: str) -> None:
    """A holiday is observed on the day that the law of its year sets: on the days on which the law changed, and where the day
    observed is in another year than the holiday.
    """
    assert name == {h.observed.isoformat(): h.name for h in holidays()}.get(day), source


def test_the_shipped_table_is_that_of_the_installed_package() -> None:
    """The table that is shipped has the holidays that the installed package `holidays` computes, and the report on differences
    is empty.
    """
    assert holidays() == recompute()
    assert not differences()


def test_the_script_writes_the_shipped_table(capsys: pytest.CaptureFixture[str]) -> None:
    """The script that makes the table writes the shipped file byte for byte, so that a change shows as a difference
    of dates.
    """
    make_holidays.main()
    assert (DATA / "legal_public_holidays.csv").read_text(encoding="ascii") == capsys.readouterr().out


def test_the_holidays_stand_in_the_order_of_the_days_they_are_observed_on() -> None:
    """The holidays stand in the order of the days they are observed on, no two on one day, which a count relies on."""
    days = [holiday.observed for holiday in holidays()]
    assert sorted({*days}) == days


def test_a_difference_is_a_line_that_says_where_the_day_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """A difference from the installed package is a line that says on which side the day is: a package that lost Columbus Day
    2024 and gained a Christmas Eve is reported in the order of the days.
    """
    kept = [holiday for holiday in holidays() if holiday.observed != date(2024, 10, 14)]
    eve = Holiday(date(2024, 12, 24), date(2024, 12, 24), "Christmas Eve")
    monkeypatch.setattr(make_holidays, "recompute", lambda: (*kept, eve))
    expected = ["2024-10-14: Columbus Day is in the table only", "2024-12-24: Christmas Eve is in the holidays package only"]
    assert expected == differences()


def test_the_installed_version_is_the_packages_own() -> None:
    """The report on differences names the version of the package that it compared with."""
    from holidays.version import __version__

    assert __version__ == installed_version()
