"""The page of evidence: what it compares agrees, what is planted is reported, and the guide says what it is held against."""

import re
import sys
from collections.abc import Iterator
from datetime import date
from types import ModuleType
from typing import Any

import pytest

from foiacalc.calendar.workdays import Holiday, holidays, legal
from foiacalc.clock.readings import CLOSURES, AgencyCalendars
from tests import evidence
from tests.conftest import HERE, cases, section

FROM, TO = date(2019, 1, 1), date(2022, 12, 31)
COLUMBUS_DAY = date(2020, 10, 12)
CAUTIOUS = AgencyCalendars(None).under(frozenset(CLOSURES))


@pytest.fixture
def pandas(monkeypatch: pytest.MonkeyPatch) -> dict[date, str]:
    """What a pandas of our own has as its federal calendar."""
    found = {day: name for day, _, name in holidays()}

    class Stamp(date):
        def date(self) -> date:
            return date.fromordinal(self.toordinal())

    class USFederalHolidayCalendar:
        def holidays(self, first: str, last: str, return_name: bool) -> dict[Any, str]:
            return {Stamp.fromordinal(d.toordinal()): name for d, name in found.items() if first <= str(d) <= last}

    module = ModuleType("pandas.tseries.holiday")
    monkeypatch.setattr(module, "USFederalHolidayCalendar", USFederalHolidayCalendar, raising=False)
    monkeypatch.setitem(sys.modules, "pandas.tseries.holiday", module)
    return found


@pytest.fixture
def without_pandas(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where it is not installed."""
    monkeypatch.setitem(sys.modules, "pandas", None)
    monkeypatch.setitem(sys.modules, "pandas.tseries.holiday", None)


def test_everything_that_the_page_compares_agrees(without_pandas: None) -> None:
    """Everything that the page of evidence compares agrees over all 125 years, and it prints each table and each sheet with its
    number of rows.
    """
    text, agreed = evidence.page()
    assert agreed
    assert text.endswith("\nNothing disagrees.\n")
    for path in (*(HERE / "cases").iterdir(), *(HERE / "sheets").iterdir()):
        assert re.search(rf"^ +[1-9]\d*  {re.escape(path.name)}$", text, re.MULTILINE), path.name


def test_the_guide_says_what_each_table_of_cases_is_held_against() -> None:
    """The guide's page on proof has a row for each table of cases, once and in order, which says what its rows come from."""
    rows = re.findall(r"^\| `(\w+\.csv)` \| ([^|]+) \| ([^|]+) \|$", section("proof", "## The tables of cases"), re.MULTILINE)
    assert sorted(path.name for path in (HERE / "cases").iterdir()) == [name for name, _, _ in rows]


def test_a_holiday_lost_is_reported(monkeypatch: pytest.MonkeyPatch, pandas: dict[date, str]) -> None:
    """A holiday that is lost from the table is reported against every list of holidays, by its day, and so is one under another
    name.
    """
    lost = [day for day in holidays() if day.observed != COLUMBUS_DAY]
    monkeypatch.setattr(evidence, "holidays", lambda: lost)
    found = [evidence.published(), evidence.by_statute(FROM, TO), evidence.by_pandas(FROM, TO)]
    assert [["2020-10-12"]] * 3 == [[line[:10] for line in compared.wrong] if compared else [] for compared in found]
    monkeypatch.setattr(evidence, "holidays", lambda: [*lost, Holiday(COLUMBUS_DAY, COLUMBUS_DAY, "Indigenous Peoples' Day")])
    assert 2 == len(evidence.published().wrong)
    assert not evidence.page(FROM, TO)[1]


def test_a_holiday_too_many_is_reported_and_the_only_known_difference_of_pandas_is_not(pandas: dict[date, str]) -> None:
    """A holiday too many is reported, and the one known difference of pandas is not: it has Veterans Day in November before
    1978 (Pub. L. 94-97).
    """
    pandas[date(1977, 11, 11)] = pandas.pop(date(1977, 10, 24))
    found = evidence.by_pandas(date(1977, 1, 1), TO)
    assert found and not found.wrong and "2 days" in found.more[0]
    pandas[date(2020, 12, 24)] = "Christmas Eve"
    pandas[date(1978, 10, 23)] = pandas.pop(date(1978, 11, 10))
    found = evidence.by_pandas(date(1977, 1, 1), TO)
    assert found and ["1978-10-23", "1978-11-10", "2020-12-24"] == [line[:10] for line in found.wrong]


def test_without_pandas_the_page_says_so(without_pandas: None) -> None:
    """The page says that pandas was not compared where it is not installed."""
    text, agreed = evidence.page(FROM, TO)
    assert agreed
    assert "pandas is not installed, so its calendar was not compared" in text
    assert evidence.by_pandas(FROM, TO) is None


def test_counts_agree_from_every_day() -> None:
    """Three lengths counted from each of 1461 days agree with a walk day by day, on the statute's calendar and on the cautious
    one.
    """
    for compared in (evidence.counts(FROM, TO, legal()), evidence.counts(FROM, TO, CAUTIOUS, evidence.closed_days())):
        assert not compared.wrong
        assert f"{3 * 1461} counts" in compared.says


def test_a_day_counted_wrongly_is_reported() -> None:
    """Each count that passes a day closed too many is reported, and no other; the first of them are printed."""
    planted = legal().without({date(2020, 3, 10): "planted"})
    wrong = evidence.counts(FROM, TO, planted).wrong
    assert "10 working days after 2020-03-09: 2020-03-24 here, 2020-03-23 there" in wrong
    assert all("2020-01-2" <= line.split(" after ")[1][:10] < "2020-03-10" for line in wrong)
    assert [f"  planted: {len(wrong)} disagree", *(f"    {line}" for line in wrong[: evidence.SHOWN])] == list(
        evidence.Compared("planted", wrong).lines()
    )


def test_every_closure_of_whole_days_is_left_out() -> None:
    """The cautious walk leaves out every closure of whole days, such as the first and the last day of the lapse of 2013, and
    neither half days nor one agency's own days.
    """
    closed = evidence.closed_days()
    assert {date(2013, 10, 1), date(2013, 10, 16), date(2021, 1, 20)} <= set(closed)
    assert not {date(2013, 9, 30), date(2013, 10, 17), date(2015, 12, 24), date(2026, 3, 2)} & set(closed)


def test_contested_points_do_as_their_table_says() -> None:
    """Each contested point does in its case what the table says, and the page has two lines on each case."""
    table, compared = evidence.contested()
    assert not compared.wrong
    assert 2 * len(list(cases("points.csv"))) == len(table)


POINTS: list[tuple[str, str, str, str]] = [
    ("C4", "due", "2010-03-03", "C4, --filed 2010-02-01: 2010-03-02 cautious 2010-03-08"),
    ("C4", "under", "2010-03-09", "C4, --filed 2010-02-01: 2010-03-02 cautious 2010-03-08"),
    ("C4", "moves", "note", "C4, --filed 2010-02-01: 2010-03-02 cautious 2010-03-08"),
    ("C8", "under", "", "2024-04-12 note 2024-04-08"),
    ("C6", "under", "2010-03-05", "2010-03-10 earliest 2010-03-04"),
    ("C5", "point", "C4", "C5: no case"),
]


@pytest.mark.parametrize(("point", "column", "planted", "says"), POINTS)
def test_a_contested_point_that_does_otherwise_is_reported(
    monkeypatch: pytest.MonkeyPatch, point: str, column: str, planted: str, says: str
) -> None:
    """A contested point with another date, another way to move it, or no case at all is reported."""

    def rows(name: str) -> Iterator[dict[str, str]]:
        yield from (row | {column: planted} if row["point"] == point else row for row in cases(name))

    monkeypatch.setattr(evidence, "cases", rows)
    assert any(says in line for line in evidence.contested()[1].wrong)


def test_the_page_says_how_many_disagree(monkeypatch: pytest.MonkeyPatch, without_pandas: None) -> None:
    """The page says how many comparisons disagree, and its run then ends with 1."""
    lost = [day for day in holidays() if day.observed != COLUMBUS_DAY]
    monkeypatch.setattr(evidence, "holidays", lambda: lost)
    text, agreed = evidence.page(FROM, TO)
    assert not agreed
    assert text.endswith("\n2 disagree.\n")
    monkeypatch.setattr(evidence, "page", lambda: (text, agreed))
    assert 1 == evidence.main()


def test_the_run_ends_well_where_all_agrees(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The run ends with 0 where all agrees, and prints the page as it is."""
    monkeypatch.setattr(evidence, "page", lambda: ("Nothing disagrees.\n", True))
    assert 0 == evidence.main()
    assert "Nothing disagrees.\n" == capsys.readouterr().out
