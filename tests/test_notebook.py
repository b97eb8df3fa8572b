"""The package in a notebook: facts as texts and dates, tables in and out as CSV, a report that shows itself."""

import ast
import csv
import io
import subprocess
import sys
from datetime import UTC, date, datetime
from typing import Any

import pytest

import foiacalc
from foiacalc import wall_clock
from foiacalc.answer.reports import report
from foiacalc.calendar.workdays import OutsideCalendar
from foiacalc.request.request import Request

AS_OF = "2010-10-28"


@pytest.mark.parametrize("filed", ["2010-02-01", date(2010, 2, 1), datetime(2010, 2, 1, 9, 30)], ids=str)
def test_facts_in_a_notebook_are_texts_dates_or_times(filed: object) -> None:
    """Facts in a notebook are texts, dates or times of the same day, with the same answer."""
    expected = report(Request(filed=date(2010, 2, 1)), as_of=date(2010, 10, 28)).to_dict()
    assert expected == foiacalc.report(filed=filed, as_of=AS_OF).to_dict()


def test_a_report_without_a_day_is_of_today_in_washington(monkeypatch: pytest.MonkeyPatch) -> None:
    """A report without a day is of today in Washington, as on the command line, and a fact of tomorrow is refused."""
    monkeypatch.setattr(wall_clock, "in_washington", lambda: date(2026, 11, 26))
    assert date(2026, 11, 26) == foiacalc.report(filed="2026-10-20", agency="ICE").as_of
    with pytest.raises(foiacalc.FactError, match="2026-11-27 is in the future"):
        foiacalc.report(filed="2026-11-27")


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"filed": "10/20/2026"}, "filed"),
    ({"filed": "2026-10-20", "agency": "no such agency"}, "agency"),
    ({"filled": "2026-10-20"}, "filled"),
    ({"filed": "2026-10-20", "as_of": "soon"}, "as_of"),
    ({"filed": 20261020}, "filed"),
    ({"filed": "1812-06-18"}, "filed"),
    ({"filed": "2100-12-30"}, "filed"),
    ({}, "filed"),
]


@pytest.mark.parametrize(("facts", "fact"), WRONG, ids=str)
def test_whatever_is_wrong_in_a_notebook_is_one_error_that_names_the_fact(facts: dict[str, Any], fact: str) -> None:
    """Whatever is wrong raises the one error FactError, which names the fact."""
    with pytest.raises(foiacalc.FactError) as raised:
        foiacalc.report(**{"as_of": "2100-12-31", **facts})
    assert fact == raised.value.fact or fact in str(raised.value)


MOMENTS: list[tuple[datetime, str, str]] = [
    (datetime(2021, 7, 1, 2, 30, tzinfo=UTC), "2021-06-30", "it is the evening before in Washington"),
    (datetime(2021, 7, 1, tzinfo=UTC), "2021-07-01", "at midnight sharp it is a mere date, as trackers export one"),
    (datetime(2021, 7, 1, 2, 30), "2021-07-01", "with no zone the day is the one written"),
]


def test_a_date_that_cannot_be_counted_raises_what_the_last_release_raised() -> None:
    """A count that runs past the calendar of working days raises OutsideCalendar, as in the last release, and like anything
    wrong a FactError.
    """
    with pytest.raises(OutsideCalendar, match="2100-12-31") as raised:
        foiacalc.report(filed="2090-12-01", tolled_days=3000, as_of="2090-12-30")
    assert isinstance(raised.value, foiacalc.FactError)
    assert ("dates", "outside_calendar") == (raised.value.fact, raised.value.code)


@pytest.mark.parametrize(("moment", "day", "why"), MOMENTS)
def test_a_time_with_a_zone_is_taken_on_washingtons_calendar(moment: datetime, day: str, why: str) -> None:
    """A time with a zone is taken on Washington's calendar, as in a sheet: the agencies' clocks run there."""
    assert day == str(foiacalc.report(filed=moment, as_of="2021-08-02").request.filed), why
    assert day == str(foiacalc.report(filed="2021-06-01", as_of=moment).as_of), why


def test_the_missing_value_of_a_data_frame_is_no_fact() -> None:
    """The missing number that pandas has for no value is no fact."""
    assert None is foiacalc.report(filed="2010-02-01", agency=float("nan"), as_of=AS_OF).request.agency


def answered(text: str, **how: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(foiacalc.answer_csv(text, **how))))


TABLE = 'id,filed,note\n1,2010-02-01,"=a, b"\n2,not a date,\n3,2010-02-03,\n'


def test_every_row_of_a_table_comes_back_in_its_place() -> None:
    """Every row of a table comes back in its place with its own cells, and a row in error says what was wrong."""
    rows = answered(TABLE, as_of=AS_OF)
    assert all(None not in (*row, *row.values()) for row in rows)
    assert ["1", "2", "3"] == [row["id"] for row in rows]
    assert ["2010-03-02", "", "2010-03-04"] == [row["determination_due"] for row in rows]
    assert "=a, b" == rows[0]["note"]
    assert rows[1]["error"].startswith("filed: 'not a date'")
    assert ["", ""] == [rows[0]["error"], rows[2]["error"]]


def test_a_fact_can_be_given_for_all_rows_of_a_table() -> None:
    """A fact given for all rows of a table, such as the agency, decides their dates: 90 days after October 1, 2026, end on
    December 30 (28 CFR 16.8(a)).
    """
    (row,) = answered("filed,determined,outcome\n2026-09-01,2026-10-01,denied\n", as_of="2026-11-26", agency="FBI")
    assert "2026-12-30" == row["appeal_due"]


def test_a_table_that_says_nothing_is_refused() -> None:
    """A table without a day of filing or receipt is refused by the same error."""
    with pytest.raises(foiacalc.FactError):
        foiacalc.answer_csv("a,b\n1,2\n", as_of=AS_OF)


def test_a_report_shows_its_headline_and_timeline_in_a_notebook() -> None:
    """A report shows its headline and timeline in a notebook, with nothing of the user's taken for markup."""
    shown = foiacalc.report(filed="2010-02-01", id="<b>7</b>", as_of=AS_OF)
    text: str = shown._repr_html_()  # type: ignore[attr-defined]
    assert "&lt;b&gt;7&lt;/b&gt;" in text
    assert "<b>7" not in text
    assert "2010-03-02" in text
    assert "MISSED" in text
    assert "<style" not in text


def test_a_report_in_python_loads_neither_the_command_line_nor_sheets() -> None:
    """A report in Python, of today too, loads no command line, no Typer, nothing that reads sheets and nothing that draws."""
    code = (
        "import sys, foiacalc; foiacalc.report(filed='2026-10-20').to_dict(); "
        "ours = {name.split('.')[1] for name in sys.modules if name.startswith('foiacalc.')}; "
        "print(sorted(ours | ({'typer'} & {*sys.modules})))"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    loaded = set(ast.literal_eval(ended.stdout))
    assert loaded >= {"answer", "clock", "wall_clock"}
    assert loaded.isdisjoint({"typer", "cli", "sheets", "render"})
