"""What agencies reported of how long requests take: whose figures are found, what is said of them, and where they never go."""

import json
from datetime import date
from typing import Any

import pytest

from foiacalc.answer import figures, typical
from foiacalc.answer.figures import filed
from foiacalc.answer.reports import Report, report
from foiacalc.answer.typical import NO_FORECAST
from foiacalc.render import html, ics, letter, markdown, plain, svg, terminal
from foiacalc.request.request import Request
from foiacalc.tables import DATA
from tests.conftest import iso, table
from tests.test_answer import VALIDATOR
from tests.test_cli import run

ICE = {"filed": "2026-11-25", "agency": "ICE"}
AS_OF = date(2026, 11, 26)


def told(facts: dict[str, Any], as_of: date = AS_OF) -> Report:
    """An answer that tells what the agency reported."""
    from dataclasses import replace

    return replace(report(Request.parse(facts), as_of=as_of), tells_typical=True)


def says(facts: dict[str, Any], as_of: date = AS_OF) -> list[str]:
    found = told(facts, as_of).typical
    assert found
    return [sentence for _, sentence in found.sentences()]


def test_the_sentences_of_a_request() -> None:
    """The figures are in the table; 203 working days after 2026-11-25, less the eight holidays of the span, counted by hand on
    the Office of Personnel Management's list.
    """
    assert says(ICE) == [
        "The law: 2026-12-24.",
        "ICE reported for fiscal year 2024 a median of 3 working days for simple requests (2023: 1; 2022: 2); counted from "
        "receipt that is 2026-12-01.",
        "Not yet processed at the end of fiscal year 2024: 1,162 simple requests, pending for a median of 96 working days.",
        "ICE reported for fiscal year 2024 a median of 203 working days for complex requests (2023: 227; 2022: 161); counted "
        "from receipt that is 2027-09-17.",
        "Not yet processed at the end of fiscal year 2024: 20,781 complex requests, pending for a median of 73 working days.",
        NO_FORECAST,
    ]


WHOSE = [  # as people write it, whose row (agency and component of the reports), whether it is its own
    ("ICE", "DHS", "ICE", True),
    ("DHS/ICE", "DHS", "ICE", True),
    ("U.S. Immigration and Customs Enforcement", "DHS", "ICE", True),
    ("DHS", "DHS", "DHS", True),
    ("DHS HQ", "DHS", "DHS", False),  # reports as the Privacy Office, which is not all of the headquarters
    ("Antitrust Division", "DOJ", "Antitrust", True),  # the reports have codes of their own
    ("USAF", "DoD", "AF", True),
    ("Department of the Air Force", "DoD", "AF", True),
    ("State", "DOS", "DOS", True),
    ("AmeriCorps", "CNCS", "CNCS", True),
    ("USFWS", "DOI", "FWS", True),
    ("FSIS", "USDA", "FSIS", True),  # a regulation of its own, and a department
    ("IRS", "Treasury", "IRS", True),
    ("USPTO", "DOC", "PTO", True),
    ("DOC OIG", "DOC", "OIG", True),  # not another department's
    ("DOL OIG", "DOL", "OIG", True),
    ("EPA Region 5", "EPA", "Region 05", True),
    ("DOE HQ", "DOE", "DOE", True),  # the headquarters is the agency itself to the rest of the program
    ("Copyright Office", "CO", "CO", True),
]


@pytest.mark.parametrize(("text", "agency", "component", "own"), WHOSE, ids=[row[0] for row in WHOSE])
def test_whose_figures_are_found(text: str, agency: str, component: str, own: bool) -> None:
    """By codes and names as the rest of the program understands them."""
    found = figures.of(text)
    assert {(agency, component)} == {(row.agency, row.component) for row in found.rows}
    assert own == found.own
    assert [2024, 2023, 2022] == [row.year for row in found.rows]


def test_no_name_has_two_rows_of_a_year() -> None:
    """Else one of them would be told and the other not."""
    for (agency, name), rows in figures._rows_by_name().items():
        assert len({row.year for row in rows}) == len(rows), (agency, name)


def test_a_component_without_a_row_has_the_agencys_named_as_such() -> None:
    """No figure is passed off as a component's own."""
    told = says({**ICE, "agency": "DHS HQ"})
    assert "The reports have no figures for DHS-HQ alone; these are for DHS as a whole." == told[1]
    assert all("DHS as a whole reported" in one for one in told if "reported for" in one)


SAID = [  # facts, a sentence that is said, why
    ({"filed": "2026-11-25"}, "No agency is given. Give the agency to see what it reported."),
    ({**ICE, "agency": "NED"}, "The annual FOIA reports for fiscal years 2022 to 2024 give no median at NED."),
    (  # the Department decides the FBI's appeals
        {**ICE, "agency": "FBI", "filed": "2026-09-01", "determined": "2026-10-20", "appealed": "2026-10-22"},
        "The annual FOIA reports for fiscal years 2022 to 2024 give no median for appeals at FBI.",
    ),
    (  # an appeal is counted from its own receipt: 15 working days less Veterans Day
        {**ICE, "filed": "2026-09-01", "determined": "2026-10-20", "appealed": "2026-10-22"},
        "ICE reported for fiscal year 2024 a median of 15 working days for appeals (2023: 48; 2022: 20); counted from receipt "
        "of the appeal that is 2026-11-13.",
    ),
    (  # nothing waits any more: no date
        {**ICE, "filed": "2026-09-01", "determined": "2026-10-20", "outcome": "granted"},
        "ICE reported for fiscal year 2024 a median of 203 working days for complex requests (2023: 227; 2022: 161).",
    ),
    (
        {"filed": "2026-11-02", "perfected": "2026-11-25", "agency": "ICE"},
        "ICE reported for fiscal year 2024 a median of 203 working days for complex requests (2023: 227; 2022: 161); counted "
        "from the day the request was complete that is 2027-09-17.",
    ),
    (  # half a day is taken as a whole one: the 99th working day
        {**ICE, "agency": "USFWS"},
        "USFWS reported for fiscal year 2024 a median of 98.5 working days for complex requests (2023: 118; 2022: 155); "
        "counted from receipt that is 2027-04-20.",
    ),
]


@pytest.mark.parametrize(("facts", "sentence"), SAID, ids=[sentence[:40] for _, sentence in SAID])
def test_what_is_said(facts: dict[str, Any], sentence: str) -> None:
    """Of an agency without figures that there are none, of a request that is over no date."""
    assert sentence in says(facts)


def test_expedited_figures_are_for_requests_that_ask_for_it() -> None:
    """And for none that was refused it."""
    asked = told({**ICE, "expedite": True}).typical
    refused = told({**ICE, "expedite": True, "expedite_determined": "2026-11-26", "expedite_outcome": "denied"}).typical
    plain_request = told(ICE).typical
    assert asked and refused and plain_request
    assert ["expedited", "simple", "complex"] == [m.track for m in asked.medians]
    assert refused.medians == plain_request.medians


def test_a_year_without_a_figure_is_left_out() -> None:
    """The Idaho office reported no complex median for 2022: nothing is said of it rather than guessed."""
    sentence = next(one for one in says({**ICE, "agency": "Idaho Operations Office"}) if "complex requests (" in one)
    assert "(2023: 13); counted" in sentence


def test_no_deadline_comes_of_it() -> None:
    """The rest of the answer is the same with it as without, and no calendar, picture or state has its dates."""
    without, with_it = report(Request.parse(ICE), as_of=AS_OF).to_dict(), told(ICE).to_dict()
    assert without.pop("typical") is None
    found = with_it.pop("typical")
    assert without == with_it
    dates = {median["date"] for median in found["medians"]}
    assert {"2026-12-01", "2027-09-17"} == dates
    for text in (json.dumps(with_it), ics.status(told(ICE), everything=True, projected=True), svg.status(told(ICE))):
        assert not [one for one in dates if one in text or one.replace("-", "") in text]


@pytest.mark.parametrize("agency", ["ICE", "DHS HQ", "NED", "EPA", "FINCEN", None])
def test_it_fits_the_schema(agency: str | None) -> None:
    """With figures, with those of the whole, and without any."""
    VALIDATOR.validate(told({"filed": "2026-11-25", "agency": agency}).to_dict())


def test_in_json_the_figures_are_numbers() -> None:
    """And '<1' is as it was reported."""
    found = told(ICE).to_dict()["typical"]
    assert {"fiscal_year": 2024, "median": 203, "pending": 20781, "pending_median": 73} == found["medians"][1]["years"][0]
    assert {"<1"} == {typical._value("<1")}
    assert 98.5 == typical._value("98.5")


def test_less_than_a_day_is_the_first_working_day() -> None:
    """From a Wednesday before Thanksgiving that is the Friday."""
    assert date(2026, 11, 27) == typical._after(date(2026, 11, 25), "<1")
    assert None is typical._after(date(2100, 12, 1), "203")  # after the calendar


def test_every_page_shows_it() -> None:
    """On the short screen and in full, in Markdown, in HTML; none without it."""
    screen = terminal.Screen(100, colour=False, ascii_only=True, styled=False)
    for text in (
        plain.status(told(ICE)),
        plain.status(told(ICE), full=True),
        terminal.status(told(ICE), screen),
        terminal.status(told(ICE), screen, full=True),
        markdown.status(told(ICE)),
        iso(html.status(told(ICE))),
    ):
        assert "2027-09-17" in text
        assert "A report, not a forecast" in text
    assert "2027-09-17" not in plain.status(report(Request.parse(ICE), as_of=AS_OF), full=True)


def test_the_letter_tells_it_below_the_letter() -> None:
    """It is for whoever signs, and weakens no claim in the letter itself."""
    text = letter.letter(told({"filed": "2010-02-01", "agency": "ICE"}, date(2026, 11, 26)), "overdue", "text")
    above, below = text.split("Before you send this")
    assert "ICE reported" in below
    assert "ICE reported" not in above


def test_on_the_command_line() -> None:
    """`--typical` on `status` and `letter`; a calendar, a picture and a table of dates refuse it."""
    facts = ("--filed", "2026-11-25", "--agency", "ICE", "--as-of", "2026-11-26")
    assert "2027-09-17" in json.loads(run("status", *facts, "--typical", "--json").stdout)["typical"]["says"][3]
    assert None is json.loads(run("status", *facts, "--json").stdout)["typical"]
    refused = run("status", *facts, "--typical", "--format", "ics")
    assert 2 == refused.returncode
    assert "--typical: what an agency reported is not a deadline, so ics leaves it out" in refused.stderr


def test_a_saved_answer_keeps_no_figures_of_another_day() -> None:
    """What the file says of them is the program's own, and is made anew."""
    saved = told(ICE).to_dict()
    again = run("status", "--from", "-", "--as-of", "2026-12-01", "--json", stdin=json.dumps(saved))
    assert None is json.loads(again.stdout)["typical"]


def test_agencies_shows_them() -> None:
    """Every track, without a date to count from."""
    shown = " ".join(run("agencies", "ICE").stdout.split())
    assert (
        "ICE reported for fiscal year 2024 a median of 163 working days for expedited requests (2023: 173; 2022: 214)." in shown
    )
    assert "https://www.foia.gov/data.html" in shown
    written = json.loads(run("agencies", "ICE", "--json").stdout)["typical"]
    assert ["simple", "complex", "expedited", "appeal"] == [m["track"] for m in written["medians"]]
    assert {None} == {m["date"] for m in written["medians"]}


def test_how_many_doubled_or_halved_is_counted() -> None:
    """The number in the sentence is that of the table."""
    value = {"<1": 0.5}
    complex_ = {
        (row.agency, row.component, row.year): value.get(median) or float(median)
        for row in filed()
        if (median := row.tracks["complex"].median) and median != "0"
    }
    pairs = [(complex_.get((a, c, y - 1)), now) for (a, c, y), now in complex_.items()]
    moved = [now >= 2 * before or now <= before / 2 for before, now in pairs if before]
    assert "of every 100 complex medians, 38 " in NO_FORECAST
    assert 38 == round(100 * sum(moved) / len(moved))


def test_the_table_says_only_what_is_read() -> None:
    """A median is a number, '<1' or nothing; what is pending is a whole number; a component is told once a year."""
    rows = list(table(DATA / "processing_times.csv"))
    assert len(rows) == len({(row["fiscal_year"], row["agency"], row["component"]) for row in rows})
    for row in filed():
        for track in figures.TRACKS:
            figure = row.tracks[track]
            for median in (figure.median, figure.pending_median):
                assert median in ("", "<1") or float(median) >= 0
