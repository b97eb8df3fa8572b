"""What agencies reported of how long requests take: whose figures are found, what is said of them, and where they never go."""

import json
import re
from datetime import date
from typing import Any

import pytest

from foiacalc.answer import figures, typical
from foiacalc.answer.figures import filed
from foiacalc.answer.reports import Report, report
from foiacalc.answer.typical import NO_FORECAST
from foiacalc.calendar.workdays import legal
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
    return report(Request.parse(facts), as_of=as_of)._replace(tells_typical=True)


def says(facts: dict[str, Any], as_of: date = AS_OF) -> list[str]:
    found = told(facts, as_of).typical
    assert found
    return [sentence for _, sentence in found.sentences()]


def test_a_request_is_told_what_its_agency_reported() -> None:
    """A request is told the figures of its agency's annual reports beside the last day of the law; 203 working days after
    November 25, 2026, leave out eight holidays and were counted by hand on the list of the Office of Personnel Management.
    """
    assert says(ICE) == [
        "Due by law: 2026-12-24.",
        "For fiscal year 2024, ICE reported a median of 3 working days for simple requests (2023: 1; 2022: 2); counted from "
        "receipt, that would end on 2026-12-01.",
        "At the end of fiscal year 2024, 1,162 simple requests were still pending, at a median of 96 working days.",
        "For fiscal year 2024, ICE reported a median of 203 working days for complex requests (2023: 227; 2022: 161); counted "
        "from receipt, that would end on 2027-09-17.",
        "At the end of fiscal year 2024, 20,781 complex requests were still pending, at a median of 73 working days.",
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
def test_the_figures_are_those_of_the_agency_or_component_meant(text: str, agency: str, component: str, own: bool) -> None:
    """The figures are those of the agency or component that the name means to the rest of the program, for each of three years,
    and it is known whether they are its own.
    """
    found = figures.reported_by(text)
    assert {(agency, component)} == {(row.agency, row.component) for row in found.rows}
    assert own == found.own
    assert [2024, 2023, 2022] == [row.year for row in found.rows]


def test_no_agency_has_two_figures_for_a_year() -> None:
    """No agency or component has two rows for one fiscal year, since one of them would then be told and the other not."""
    for (agency, name), rows in figures._rows_by_name().items():
        assert len({row.year for row in rows}) == len(rows), (agency, name)


def test_a_component_without_a_row_has_the_agencys_named_as_such() -> None:
    """A component that reports no figures of its own is told those of its agency, and each sentence says so."""
    told = says({**ICE, "agency": "DHS HQ"})
    assert "The reports have no figures for DHS-HQ alone; these are for DHS as a whole." == told[1]
    assert all("DHS as a whole reported" in one for one in told if "reported for" in one)


SAID = [  # facts, a sentence that is said, why
    ({"filed": "2026-11-25"}, "No agency was given. Name one to see what it reported."),
    ({**ICE, "agency": "NED"}, "The annual FOIA reports for fiscal years 2022 to 2024 give no median processing time at NED."),
    (  # the Department decides the FBI's appeals
        {**ICE, "agency": "FBI", "filed": "2026-09-01", "determined": "2026-10-20", "appealed": "2026-10-22"},
        "The annual FOIA reports for fiscal years 2022 to 2024 give no median processing time for appeals at FBI.",
    ),
    (  # an appeal is counted from its own receipt: 15 working days less Veterans Day
        {**ICE, "filed": "2026-09-01", "determined": "2026-10-20", "appealed": "2026-10-22"},
        "For fiscal year 2024, ICE reported a median of 15 working days for appeals (2023: 48; 2022: 20); counted from receipt "
        "of the appeal, that would end on 2026-11-13.",
    ),
    (  # nothing waits any more: no date
        {**ICE, "filed": "2026-09-01", "determined": "2026-10-20", "outcome": "granted"},
        "For fiscal year 2024, ICE reported a median of 203 working days for complex requests (2023: 227; 2022: 161).",
    ),
    (
        {"filed": "2026-11-02", "perfected": "2026-11-25", "agency": "ICE"},
        "For fiscal year 2024, ICE reported a median of 203 working days for complex requests (2023: 227; 2022: 161); counted "
        "from the day the request was complete, that would end on 2027-09-17.",
    ),
    (  # half a day is taken as a whole one: the 99th working day
        {**ICE, "agency": "USFWS"},
        "For fiscal year 2024, USFWS reported a median of 98.5 working days for complex requests (2023: 118; 2022: 155); "
        "counted from receipt, that would end on 2027-04-20.",
    ),
]


@pytest.mark.parametrize(("facts", "sentence"), SAID, ids=[sentence[:40] for _, sentence in SAID])
def test_what_is_told_of_an_agencys_figures_fits_the_request(facts: dict[str, Any], sentence: str) -> None:
    """What is told fits the request: of an agency without figures that there are none, of an appeal the figures for appeals,
    and of a request that is over no date.
    """
    assert sentence in says(facts)


def test_expedited_figures_are_told_only_where_expedition_is_asked_for_and_not_refused() -> None:
    """The figures for expedited requests are told where expedition was asked for, and not where it was refused."""
    asked = told({**ICE, "expedite": True}).typical
    refused = told({**ICE, "expedite": True, "expedite_determined": "2026-11-26", "expedite_outcome": "denied"}).typical
    plain_request = told(ICE).typical
    assert asked and refused and plain_request
    assert ["expedited", "simple", "complex"] == [m.track for m in asked.medians]
    assert refused.medians == plain_request.medians


def test_a_year_without_a_figure_is_left_out() -> None:
    """A year for which an office reported no median, as the Idaho office for 2022, is left out and not guessed."""
    sentence = next(one for one in says({**ICE, "agency": "Idaho Operations Office"}) if "complex requests (" in one)
    assert "(2023: 13); counted" in sentence


def test_what_an_agency_reported_is_never_a_deadline() -> None:
    """The rest of the answer is the same with and without the figures, and no calendar, picture or state has a date
    of theirs.
    """
    without, with_it = report(Request.parse(ICE), as_of=AS_OF).to_dict(), told(ICE).to_dict()
    assert without.pop("typical") is None
    found = with_it.pop("typical")
    assert without == with_it
    dates = {median["date"] for median in found["medians"]}
    assert {"2026-12-01", "2027-09-17"} == dates
    for text in (json.dumps(with_it), ics.status(told(ICE), everything=True, projected=True), svg.status(told(ICE))):
        assert not [one for one in dates if one in text or one.replace("-", "") in text]


@pytest.mark.parametrize("agency", ["ICE", "DHS HQ", "NED", "EPA", "FINCEN", None])
def test_an_answer_with_an_agencys_figures_fits_the_schema(agency: str | None) -> None:
    """An answer with the figures of the agency, with those of the whole department, or with none, fits the schema."""
    VALIDATOR.validate(told({"filed": "2026-11-25", "agency": agency}).to_dict())


def test_in_json_the_figures_are_numbers() -> None:
    """The figures are numbers in JSON, and a median of less than a day stays '<1' as it was reported."""
    found = told(ICE).to_dict()["typical"]
    assert {"fiscal_year": 2024, "median": 203, "pending": 20781, "pending_median": 73} == found["medians"][1]["years"][0]
    assert {"<1"} == {typical._value("<1")}
    assert 98.5 == typical._value("98.5")


def test_less_than_a_day_is_the_first_working_day() -> None:
    """A median of less than a day is the first working day after receipt, from the Wednesday before Thanksgiving the Friday; a
    day beyond the calendar is none.
    """
    assert date(2026, 11, 27) == typical._after(legal(), date(2026, 11, 25), "<1")
    assert None is typical._after(legal(), date(2100, 12, 1), "203")  # after the calendar


def test_every_page_for_people_shows_the_figures_where_they_are_asked_for() -> None:
    """The short screen, the full one, Markdown and HTML show the figures and say that they are no forecast; none shows them
    unasked.
    """
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


def test_a_letter_has_the_agencys_figures_below_it_and_not_in_it() -> None:
    """The figures stand below the letter, for whoever signs it, and nothing of them in the letter itself, where they would
    weaken its claim.
    """
    text = letter.letter(told({"filed": "2010-02-01", "agency": "ICE"}, date(2026, 11, 26)), "overdue", "text")
    above, below = text.split("Before you send this")
    assert "ICE reported" in below
    assert "ICE reported" not in above


def test_typical_is_taken_by_status_and_letter_and_refused_by_a_calendar() -> None:
    """The option --typical adds the figures to status and letter, and a form with deadlines only, such as a
    calendar, refuses it.
    """
    facts = ("--filed", "2026-11-25", "--agency", "ICE", "--as-of", "2026-11-26")
    assert "2027-09-17" in json.loads(run("status", *facts, "--typical", "--json").stdout)["typical"]["says"][3]
    assert None is json.loads(run("status", *facts, "--json").stdout)["typical"]
    late = ("--filed", "2010-02-01", *facts[2:])
    assert "For fiscal year 2024, ICE reported" in " ".join(run("letter", *late, "--typical").stdout.split())
    assert "ICE reported" not in run("letter", *late).stdout
    refused = run("status", *facts, "--typical", "--format", "ics")
    assert 2 == refused.returncode
    assert "--typical: what an agency reported is not a deadline, so ics leaves it out" in refused.stderr


def test_a_saved_answer_keeps_no_figures_of_another_day() -> None:
    """The figures in a saved answer are not read back; they are made anew, or left out, each time."""
    saved = told(ICE).to_dict()
    again = run("status", "--from", "-", "--as-of", "2026-12-01", "--json", stdin=json.dumps(saved))
    assert None is json.loads(again.stdout)["typical"]


def test_the_command_agencies_shows_what_an_agency_reported() -> None:
    """The command agencies shows the figures of every track with their source, and no date, since there is no request to count
    from.
    """
    shown = " ".join(run("agencies", "ICE").stdout.split())
    assert (
        "For fiscal year 2024, ICE reported a median of 163 working days for expedited requests (2023: 173; 2022: 214)."
        in shown
    )
    assert "https://www.foia.gov/data.html" in shown
    written = json.loads(run("agencies", "ICE", "--json").stdout)["typical"]
    assert ["simple", "complex", "expedited", "appeal"] == [m["track"] for m in written["medians"]]
    assert {None} == {m["date"] for m in written["medians"]}


def test_the_share_of_medians_that_doubled_or_halved_is_that_of_the_table() -> None:
    """The share of medians that at least doubled or halved in a year, 38 of 100 in the sentence, is the one counted from the
    table.
    """
    value = {"<1": 0.5}
    complex_ = {
        (row.agency, row.component, row.year): value.get(median) or float(median)
        for row in filed()
        if (median := row.tracks["complex"].median) and median != "0"
    }
    pairs = [(complex_.get((a, c, y - 1)), now) for (a, c, y), now in complex_.items()]
    moved = [now >= 2 * before or now <= before / 2 for before, now in pairs if before]
    assert "of every 100 medians for complex requests, 38 " in NO_FORECAST
    assert 38 == round(100 * sum(moved) / len(moved))


def test_every_figure_in_the_table_is_one_that_the_program_reads() -> None:
    """Every median in the table is a number, '<1' or nothing, what is pending is a number or not known, and a
    component is told once a year.
    """
    rows = list(table(DATA / "processing_times.csv"))
    assert len(rows) == len({(row["fiscal_year"], row["agency"], row["component"]) for row in rows})
    for row in filed():
        for track in figures.TRACKS:
            figure = row.tracks[track]
            assert figure.pending is None or figure.pending >= 0
            for median in (figure.median, figure.pending_median):
                assert median in ("", "<1") or float(median) >= 0


def test_what_cites_an_authority_on_the_page_is_parted_from_it_by_a_space() -> None:
    """On the page a space stands between what is said and the authority that says so."""
    assert re.search(r"errors included\. <a ", html.status(told(ICE)))
    assert not re.search(r"\.<a ", html.status(told(ICE)))
