"""A deadline and a column more, each added to its one list, are under their own names in every form."""

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from foiacalc.calendar.workdays import legal
from foiacalc.cli import app
from foiacalc.cli.batch import FORMATS as BATCH_FORMATS
from foiacalc.cli.forms import FORMATS
from foiacalc.clock import all_deadlines
from foiacalc.clock.case import Case
from foiacalc.clock.count import Count
from foiacalc.clock.deadline import Dates, Found, Kind, Why, running
from foiacalc.render import csv_many
from foiacalc.render.csv_many import OfEach
from tests.conftest import iso

FACTS = "--filed 2024-01-02 --agency FBI --determined 2024-02-15 --outcome denied --as-of 2024-03-01"
ROWS = "id,agency,filed,determined,outcome\nR-1,FBI,2024-01-02,2024-02-15,denied\nR-2,ICE,2024-02-20,,\n"
LENGTH = 45


def _dates(case: Case, found: Found) -> Dates:
    start = found["determination"].due
    assert start
    due = start + timedelta(LENGTH)
    return running(REPLY, case.as_of, due, due - timedelta(1), None, None)


def _why(case: Case, dates: Dates) -> Why:
    assert dates.due
    return Why(Count(dates.due - timedelta(LENGTH), LENGTH, "calendar_days", dates.due, legal()))


REPLY = Kind("rejoinder", "Reply to the letter", "requester", "lapsed", _dates, _why)


@pytest.fixture
def more(monkeypatch: pytest.MonkeyPatch) -> None:
    """A deadline between two, and a column between two, each by one entry to its list."""
    kinds, columns = [*all_deadlines.KINDS], [*csv_many.COLUMNS_OF_EACH]
    kinds.insert(3, REPLY)
    columns.insert(2, OfEach("ended_by", "until"))
    monkeypatch.setattr(all_deadlines, "KINDS", tuple(kinds))
    monkeypatch.setattr(csv_many, "COLUMNS_OF_EACH", tuple(columns))


@pytest.fixture
def sheet(tmp_path: Path) -> str:
    path = tmp_path / "rows.csv"
    path.write_text(ROWS, encoding="ascii")
    return str(path)


def run(command: str, *args: str) -> str:
    result = CliRunner().invoke(app, [command, *args])
    assert result.exit_code == 0, result.output
    return result.stdout


def status(form: str) -> str:
    return run("status", *FACTS.split(), "--format", form, "--full")


def batch(sheet: str, form: str, *options: str) -> str:
    return run("batch", sheet, "--as-of", "2024-03-01", "--format", form, *options)


def answers(sheet: str) -> list[dict[str, Any]]:
    """What JSON says of each row, by key."""
    return [{d["key"]: d for d in json.loads(line)["deadlines"]} for line in batch(sheet, "jsonl").splitlines()]


def events(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("BEGIN:VEVENT")[1:]


PIECES: Mapping[str, Callable[[str], list[str]]] = {  # what a form says of one deadline, piece by piece
    "table": str.splitlines,
    "plain": str.splitlines,
    "markdown": str.splitlines,
    "html": lambda text: re.findall(r"<details.*?</details>|<li class=.row.*?</li>", iso(text), re.DOTALL),
    "ics": events,
    "svg": lambda text: re.findall(r"<g.*?</g>|<text.*?</text>", text, re.DOTALL),
}


def test_an_added_deadline_is_in_json_and_csv_and_changes_no_other(request: pytest.FixtureRequest) -> None:
    """An added deadline is in JSON and in CSV under its own key, and the others are as they were."""
    form: dict[str, Callable[[str], dict[str, Any]]] = {
        "json": lambda text: {d.pop("key"): d for d in json.loads(text)["deadlines"]},
        "csv": lambda text: {row.pop("key"): row for row in csv.DictReader(io.StringIO(text))},
    }
    before = {name: of(status(name)) for name, of in form.items()}
    request.getfixturevalue("more")
    for name, of in form.items():
        after = of(status(name))
        assert ["acknowledgment", "expedited_decision", "determination", "rejoinder", "reply"] == list(after)[:5]
        assert "2024-03-16" == after.pop("rejoinder")["due"]
        assert before[name] == after
    (said,) = [d for d in json.loads(status("json"))["deadlines"] if d["key"] == "rejoinder"]
    assert ("2024-03-15", "pending", LENGTH) == (said["cautious"], said["state"], said["count"]["length"])


def test_a_sheet_has_each_value_under_its_own_name(sheet: str, request: pytest.FixtureRequest) -> None:
    """A sheet has the values of an added deadline and column under their own names, and the columns of before hold what they
    held.
    """
    before = list(csv.DictReader(io.StringIO(batch(sheet, "csv"))))
    request.getfixturevalue("more")
    after, told = list(csv.DictReader(io.StringIO(batch(sheet, "csv")))), answers(sheet)
    assert len(before) == len(after) == len(told) == 2
    for row, old, said in zip(after, before, told, strict=True):
        assert None not in row
        changed = {name for name, value in old.items() if row[name] != value}
        assert changed <= {"next", "next_date"}
        for key, deadline in said.items():
            late = deadline["late"]["working_days"] if deadline["late"] else ""
            expected = deadline["due"] or "", deadline["cautious"] or "", deadline["state"], str(late)
            assert expected == tuple(row[f"{key}_{name}"] for name in ("due", "cautious", "state", "late_working_days"))
            assert row[f"{key}_ended_by"] == ("" if not deadline["due"] else deadline["done"] or "2024-03-01")
    assert ("rejoinder", "2024-03-15") == (after[0]["next"], after[0]["next_date"])


def test_a_workbook_has_the_columns_of_the_csv(sheet: str, tmp_path: Path, more: None) -> None:
    """A workbook has the columns of the CSV with the same values, and dates as dates."""
    path = tmp_path / "docket.xlsx"
    run("batch", sheet, "--as-of", "2024-03-01", "-o", str(path))
    header, *rows = CalamineWorkbook.from_path(path).get_sheet_by_name("Requests").to_python()
    written = list(csv.reader(io.StringIO(batch(sheet, "csv"))))
    assert written[0] == header
    assert {"rejoinder_due", "rejoinder_ended_by", "appeal_ended_by"} <= set(header)
    assert written[1:] == [[str(int(cell)) if isinstance(cell, float) else str(cell) for cell in row] for row in rows]
    assert date(2024, 3, 16) == dict(zip(header, rows[0], strict=True))["rejoinder_due"]


def test_brief_lines_of_json_have_an_added_deadline(sheet: str, more: None) -> None:
    """The brief lines of JSON have an added deadline with the date and state of the whole answer."""
    out = batch(sheet, "jsonl", "--brief")
    for line, said in zip(out.splitlines(), answers(sheet), strict=True):
        told = json.loads(line)["deadlines"]
        assert list(said) == [d["key"] for d in told]
        assert [(d["due"], d["state"]) for d in said.values()] == [(d["due"], d["state"]) for d in told]


@pytest.mark.parametrize("form", sorted({*FORMATS} - {"json", "csv"}))
def test_people_see_each_date_beside_its_own_name(form: str, more: None) -> None:
    """Every form for people and every calendar shows each date beside the name of its own deadline, an added one too."""
    pieces = PIECES[form](status(form))
    said = {d["key"]: d for d in json.loads(status("json"))["deadlines"]}
    for key in ("rejoinder", "appeal") if form == "ics" else ("determination", "rejoinder", "appeal", "suit"):
        names = key, said[key]["title"]
        day = said[key]["due"]
        found = [piece for piece in pieces if any(re.search(rf"\b{name}\b", piece) for name in names)]
        assert any(day in piece or day.replace("-", "") in piece for piece in found), (form, key)


@pytest.mark.parametrize("form", sorted({*BATCH_FORMATS} - {"jsonl", "csv", "xlsx", "summary"}))  # a summary has no dates
def test_a_docket_shows_an_added_deadline(form: str, sheet: str, more: None) -> None:
    """A docket shows an added deadline where its date is the next of a request."""
    out = batch(sheet, form)
    assert "rejoinder" in out.lower()


def test_explain_counts_an_added_deadline(more: None) -> None:
    """The command explain takes the key of an added deadline and tells its own count."""
    out = run("explain", "rejoinder", *FACTS.split(), "--format", "json")
    assert ("rejoinder", LENGTH) == (json.loads(out)["deadline"]["key"], json.loads(out)["days"][-1]["number"])
    assert date(2024, 3, 16).isoformat() == json.loads(out)["deadline"]["due"]
