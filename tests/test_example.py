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


def test_it_is_a_small_sheet() -> None:
    """Six to eight rows, each of another agency; each column says something in one of them."""
    rows = list(csv.DictReader(io.StringIO(example())))
    assert COLUMNS == list(rows[0])
    assert 6 <= len(rows) <= 8
    assert all(any(row[name] for row in rows) for name in COLUMNS)
    assert len(rows) == len({row["id"] for row in rows}) == len({row["agency"] for row in rows})


@pytest.mark.parametrize("form", ["jsonl", "csv", "table", "summary", "markdown", "html", "ics"])
def test_every_row_is_answered_and_there_is_nothing_to_say(form: str, tmp_path: Path) -> None:
    """On standard error is the count of rows, which is always there, and no note; no answer has a warning."""
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
    assert (0, "7 rows: 7 answered, 0 in error, 0 skipped\n") == (ended.returncode, ended.stderr)
    if form == "jsonl":
        assert [] == [warning for line in ended.stdout.splitlines() for warning in json.loads(line)["warnings"]]


def test_each_column_is_understood() -> None:
    """By our own names; the subject is no fact, and read by nobody."""
    understood = [
        line.split(" (")[0].strip() for line in run("batch", "-", "--columns", stdin=example()).stdout.splitlines()[1:]
    ]
    assert [*(f"{name}: {name}" for name in COLUMNS[:-1]), "subject: -"] == understood


def test_it_shows_what_can_become_of_a_request() -> None:
    """Late, running, extended, granted, denied, appealed: every word of an answer that a person meets first."""
    lines = run("batch", "-", "--as-of", "2026-11-26", "--format", "jsonl", stdin=example()).stdout.splitlines()
    states = {d["state"] for line in lines for d in json.loads(line)["deadlines"] if d["key"] == "determination"}
    assert {"missed", "pending", "met", "met_late"} <= states


def test_pasted_from_a_spreadsheet_it_is_the_same() -> None:
    """Cells that are copied come with tabs between them."""
    pasted = example().replace(",", "\t")
    asked = ("batch", "-", "--as-of", "2026-11-26", "--format", "jsonl")
    assert run(*asked, stdin=example()).stdout == run(*asked, stdin=pasted).stdout


def test_it_goes_where_an_answer_would(tmp_path: Path) -> None:
    """To a file, never over another; and it reads none."""
    file = tmp_path / "requests.csv"
    assert 0 == run("batch", "--example", "-o", str(file)).returncode
    assert example() == file.read_text()
    again = run("batch", "--example", "-o", str(file))
    assert (2, True) == (again.returncode, "already exists" in again.stderr)
    ended = run("batch", "--example", str(file))
    assert (2, "") == (ended.returncode, ended.stdout)
    assert f"write foiacalc batch --example by itself, or foiacalc batch {file}" in ended.stderr
