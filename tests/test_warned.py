"""Warnings reach every form of a batch: a mark at the row, a count above; and what a calendar calls its events."""

import json
from typing import Any

import icalendar
import pytest

from tests.test_cli import run

AS_OF = ["--as-of", "2026-03-10"]
SHEET = "id,agency,filed\na,No Such Agency,2026-03-02\nb,ICE,2026-03-02\nc,Nor This,2026-03-02\n"
SAYS = "2 answers carry warnings, marked (!); CSV and JSON list them"


def batch(form: str, *options: str, stdin: str = SHEET) -> str:
    return run("batch", "-", *AS_OF, "--format", form, *options, stdin=stdin).stdout


def events(text: str) -> list[Any]:
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


@pytest.mark.parametrize("form", ["table", "markdown", "html"])
def test_a_docket_marks_each_request_with_a_warning_and_counts_them(form: str) -> None:
    """A docket marks each request with a warning and counts them above, and has neither where there is none."""
    text = batch(form)
    assert SAYS in text.replace("\\", "")
    assert text.index("answers carry") < text.rindex("ICE")
    assert (3 if form == "table" else 5) == text.replace("\\", "").count("(!)")  # a report has the oldest, and the docket
    plain = batch(form, stdin="id,agency,filed\nb,ICE,2026-03-02\n")
    assert "(!)" not in plain.replace("\\", "")


def test_a_calendar_marks_each_event_with_a_warning() -> None:
    """A calendar marks each event of a request with a warning, has the warning in its description, and counts them
    in its own.
    """
    text = batch("ics")
    marked = [event for event in events(text) if "(!)" in event["SUMMARY"]]
    assert {"a", "c"} == {str(event["SUMMARY"]).removesuffix(") (!)")[-1] for event in marked}
    assert all("Warning: " in event["DESCRIPTION"] for event in marked)
    assert SAYS in text.replace("\n ", "").replace("\\", "")


def test_totals_and_short_lines_tell_of_warnings() -> None:
    """The totals say how many answers have warnings, and the brief lines say which."""
    assert 2 == json.loads(batch("summary"))["with_warnings"]
    lines = [json.loads(line) for line in batch("jsonl", "--brief").splitlines()]
    assert [True, False, True] == [bool(line.get("warnings")) for line in lines]
    assert json.loads(batch("jsonl").splitlines()[0])["warnings"] == lines[0]["warnings"]


ALIKE = (
    "agency,filed,determined,outcome\nICE,2026-03-02,2026-03-05,denied\nICE,2026-03-02,,\nICE,2026-03-02,2026-03-04,denied\n"
)


@pytest.mark.parametrize("options", [["--only", "pending"], ["--only", "next:20"], ["--sort", "due"], ["--sort", "late"]])
def test_an_event_keeps_its_identity_whatever_is_shown(options: list[str]) -> None:
    """An event keeps its identity whatever requests are shown, because requests that cannot be told apart are numbered in the
    order of the sheet.
    """
    every, some = (
        {
            (str(event["UID"]), str(event["SUMMARY"]), event.decoded("DTSTART"))
            for event in events(batch("ics", *more, stdin=ALIKE))
        }
        for more in ([], options)
    )
    assert set() < some <= every
