"""The JSON contract: every answer fits its schema, comes out the same twice, and its request is accepted back."""

import json
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import foiacalc
from foiacalc.answer.contract import schema, to_json
from foiacalc.answer.reports import Report, explanation, report
from foiacalc.clock.all_deadlines import keys
from foiacalc.request.request import Request
from tests.conftest import cases, report_on

VALIDATOR = Draft202012Validator(json.loads(schema()), format_checker=Draft202012Validator.FORMAT_CHECKER)
STORIES = [(case["facts"], case["as_of"]) for case in cases("deadlines.csv")]
EVERY_FACT = (
    "--id A-1 --agency ICE --filed 2010-02-01 --received 2010-02-02 --reached-office 2010-02-03 --perfected 2010-02-04 "
    "--expedite --expedite-asked 2010-02-02 --expedite-determined 2010-02-10 --expedite-outcome denied "
    "--acknowledged 2010-02-05 --info-asked 2010-02-08..2010-02-09 --fee-asked 2010-02-16..2010-02-17 --tolled-days 2 "
    "--extended 2010-02-19+5 --determined 2010-04-01 --outcome partial --appealed 2010-04-05 --appeal-received 2010-04-06 "
    "--appeal-extended 2010-04-20+5 --appeal-determined 2010-06-01 --appeal-window 45wd --sued 2010-06-10 "
    "--served 2010-06-14 --answered 2010-07-01 --withdrawn 2010-08-02 --closed 2010-02-22..2010-02-23 --claimed 2010-03-05"
)


def test_the_schema_is_a_valid_json_schema() -> None:
    """The schema is a valid JSON Schema of draft 2020-12."""
    Draft202012Validator.check_schema(json.loads(schema()))


@pytest.mark.parametrize(("facts", "as_of"), [*STORIES, (EVERY_FACT, "2010-12-01")])
def test_answer_fits_the_schema(facts: str, as_of: str) -> None:
    """Every answer that the tables of cases ask for, and one with every fact, fits the schema."""
    VALIDATOR.validate(json.loads(to_json(report_on(facts, as_of).to_dict())))


@pytest.mark.parametrize(("facts", "as_of"), [*STORIES, (EVERY_FACT, "2010-12-01")])
def test_the_request_that_comes_out_gives_the_same_answer(facts: str, as_of: str) -> None:
    """The request in an answer, by way of JSON text, gives the same answer again."""
    first = report_on(facts, as_of).to_dict()
    given = json.loads(to_json(first))["request"]
    assert first == report(Request.parse(given), as_of=date.fromisoformat(as_of)).to_dict()


def test_every_fact_comes_out_as_it_went_in() -> None:
    """The request in an answer holds the facts as they were given, and only those."""
    request = report_on(EVERY_FACT, "2010-12-01").to_dict()["request"]
    expected: dict[str, Any] = {
        "extended": "2010-02-19+5",
        "info_asked": ["2010-02-08..2010-02-09"],
        "expedite": True,
        "appeal_window": "45wd",
        "tolled_days": 2,
        "claimed": "2010-03-05",
    }
    assert expected.items() <= request.items()
    assert {"id": None, "filed": "2010-02-01"} == report_on("--filed 2010-02-01", "2010-02-02").to_dict()["request"]


def test_an_answer_knows_nothing_later_than_its_day() -> None:
    """An answer is the same as without the facts that are later than its day, except for one warning for each of them."""
    later = report_on(
        "--filed 2010-02-01 --info-asked 2010-02-10..2010-02-17 --determined 2010-06-01 --sued 2010-09-01", "2010-02-12"
    )
    without = report_on("--filed 2010-02-01 --info-asked 2010-02-10..", "2010-02-12")
    apart: dict[str, object] = {"warnings": [], "request": {}, "known": {}}
    assert {**without.to_dict(), **apart} == {**later.to_dict(), **apart}
    assert 3 == len(later.warnings)


def test_an_answer_repeats_all_that_was_given_and_says_apart_what_was_known() -> None:
    """An answer repeats all facts that were given and says apart which were known on its day, so that a saved answer keeps what
    it left out.
    """
    facts = "--filed 2010-02-01 --info-asked 2010-02-10..2010-02-17 --determined 2010-06-01 --outcome denied"
    given = {"id": None, "filed": "2010-02-01", "info_asked": ["2010-02-10..2010-02-17"]}
    given |= {"determined": "2010-06-01", "outcome": "denied"}
    early = report_on(facts, "2010-02-12").to_dict()
    assert given == early["request"]
    assert {"id": None, "filed": "2010-02-01", "info_asked": ["2010-02-10.."]} == early["known"]
    late = report_on(facts, "2010-06-02").to_dict()
    assert (given, None) == (late["request"], late["known"])


def test_facts_in_any_order_give_the_same_answer() -> None:
    """Questions given in any order give the same answer, because they are read by their days."""
    spans = ("2010-02-10..2010-02-17", "2010-02-08..2010-02-09", "2010-02-16..2010-02-18")
    one = report(Request.parse({"filed": "2010-02-01", "info_asked": spans, "fee_asked": spans}), as_of=date(2010, 4, 1))
    two = report(
        Request.parse({"fee_asked": spans[::-1], "info_asked": spans[::-1], "filed": "2010-02-01"}), as_of=date(2010, 4, 1)
    )
    assert one.to_dict()["deadlines"] == two.to_dict()["deadlines"]
    assert one.warnings == two.warnings


@pytest.mark.parametrize(("facts", "as_of"), STORIES)
def test_the_count_of_every_case_ends_on_its_due_date(facts: str, as_of: str) -> None:
    """The count day by day of every deadline of every case ends on its due date, its last number is its length, and every day
    has a number or a reason.
    """
    found = report_on(facts, as_of)
    for key in keys():
        told = explanation(found, key)
        days, deadline = told["days"], told["deadline"]
        if deadline["due"] is None:
            assert [] == days
            continue
        assert deadline["due"] == days[-1]["date"]
        assert deadline["count"]["length"] == max(day["number"] or 0 for day in days)
        assert all((day["number"] is None) != (day["reason"] is None) for day in days)


def test_the_public_functions_answer_a_request_from_python() -> None:
    """The public names Request, report and Report answer a request from Python, and a name that does not exist is an error."""
    found = foiacalc.report(foiacalc.Request(filed=date(2010, 2, 1)), as_of=date(2010, 10, 28))
    assert isinstance(found, Report)
    assert isinstance(found, foiacalc.Report)
    assert date(2010, 3, 2) == found.state_of("determination").deadline.due
    assert ("determination",) == found.missed
    with pytest.raises(KeyError):
        found.state_of("verdict")
    with pytest.raises(AttributeError):
        foiacalc.verdict  # noqa: B018
