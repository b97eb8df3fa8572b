"""The sheet to start with: `batch --example` writes it, `batch` answers all of it."""

import csv
import io
import json
import subprocess
from pathlib import Path

import pytest

from tests.test_cli import BARE, FOIACALC, run

COLUMNS = ["id", "agency", "filed", "received", "extended", "determined", "outcome", "appealed", "subject"]
HERE = str(Path(__file__).parent.parent)


def example() -> str:
    ended = run("batch", "--example")
    assert (0, "") == (ended.returncode, ended.stderr)
    return ended.stdout


def test_the_example_is_a_small_sheet_of_different_agencies() -> None:
    """The example is a sheet of six to eight rows, each of another agency, in which every column says something."""
    rows = list(csv.DictReader(io.StringIO(example())))
    assert COLUMNS == list(rows[0])
    assert 6 <= len(rows) <= 8
    assert all(any(row[name] for row in rows) for name in COLUMNS)
    assert len(rows) == len({row["id"] for row in rows}) == len({row["agency"] for row in rows})


@pytest.mark.parametrize("form", ["jsonl", "csv", "table", "summary", "markdown", "html", "ics"])
def test_every_row_of_the_example_is_answered_without_a_warning(form: str, tmp_path: Path) -> None:
    """Every row of the example is answered in every form, with the count of rows on standard error and no warning."""
    command = (
        f'foiacalc() {{ {" ".join(FOIACALC)} "$@"; }}; foiacalc batch --example > requests.csv && foiacalc batch requests.csv'
    )
    ended = subprocess.run(
        ["bash", "-c", f"{command} --format {form} --as-of 2026-11-26"],
        capture_output=True,
        text=True,
        env={**BARE, "PYTHONPATH": HERE},
        cwd=tmp_path,
        timeout=60,
    )
    assert (0, "7 rows: 7 answered, 0 with errors, 0 skipped\n") == (ended.returncode, ended.stderr)
    if form == "jsonl":
        assert [] == [warning for line in ended.stdout.splitlines() for warning in json.loads(line)["warnings"]]


def test_each_column_of_the_example_is_understood_by_its_own_name() -> None:
    """Each column of the example is understood by its own name, and the subject is read as no fact."""
    understood = [
        line.split(" (")[0].strip() for line in run("batch", "-", "--columns", stdin=example()).stdout.splitlines()[1:]
    ]
    assert [*(f"{name}: {name}" for name in COLUMNS[:-1]), "subject: -"] == understood


def test_the_example_shows_requests_that_are_late_pending_and_answered() -> None:
    """The example shows requests that are late, pending, answered in time and answered late."""
    lines = run("batch", "-", "--as-of", "2026-11-26", "--format", "jsonl", stdin=example()).stdout.splitlines()
    states = {d["state"] for line in lines for d in json.loads(line)["deadlines"] if d["key"] == "determination"}
    assert {"missed", "pending", "met", "met_late"} <= states


def test_the_example_pasted_from_a_spreadsheet_is_the_same() -> None:
    """The example pasted from a spreadsheet, with tabs between its cells, gives the same answers."""
    pasted = example().replace(",", "\t")
    asked = ("batch", "-", "--as-of", "2026-11-26", "--format", "jsonl")
    assert run(*asked, stdin=example()).stdout == run(*asked, stdin=pasted).stdout


def test_the_example_is_written_where_an_answer_would_be(tmp_path: Path) -> None:
    """The example is written to a file like an answer, never over another, and takes no file to read."""
    file = tmp_path / "requests.csv"
    assert 0 == run("batch", "--example", "-o", str(file)).returncode
    assert example() == file.read_text()
    again = run("batch", "--example", "-o", str(file))
    assert (2, True) == (again.returncode, "already exists" in again.stderr)
    ended = run("batch", "--example", str(file))
    assert (2, "") == (ended.returncode, ended.stdout)
    assert f"run foiacalc batch --example by itself, or foiacalc batch {file}" in ended.stderr
