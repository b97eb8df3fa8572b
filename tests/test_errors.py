"""Errors as data: under `--json` each is JSON on standard output, its code from a closed set, each code raised once here."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from foiacalc.answer.contract import schema
from foiacalc.cli import app
from foiacalc.errors import Code, hint

GUIDE = Path(__file__).parent.parent / "foiacalc" / "guide" / "errors.md"
WHOLE = json.loads(schema())
VALIDATOR = Draft202012Validator({"$ref": "#/$defs/error", "$defs": WHOLE["$defs"]})
FILED = "status --filed 2026-10-20 --as-of 2026-11-25"

# the command line, the code, the fact or place, the value that it was given
RAISED: list[tuple[str, str, str | None, Any]] = [
    (f"{FILED} --determined 2026-13-01 --json", "unreadable", "determined", "2026-13-01"),
    (f"{FILED} --info-asked 2026-11-02 --json", "unreadable", "info_asked", ["2026-11-02"]),
    ("workdays 2026-10-20 --add many --json", "unreadable", "--add", "many"),
    ("status --filed 03/04/2026 --format json", "ambiguous", "filed", "03/04/2026"),
    ("batch log.csv -o answers.json --json", "unknown_option", "--json", None),
    ("batch log.csv -o answers.json --format jsonl --only x", "not_a_choice", "--only", "x"),
    (f"{FILED} --determined 2026-11-18 --outcome refused-it --json", "not_a_choice", "outcome", "refused-it"),
    ("explain nothing --filed 2026-10-20 --json", "not_a_choice", "KEY", "nothing"),
    ("law nothing --json", "not_a_choice", "LIMIT", "nothing"),
    ("check --filed 2026-10-20 --claimed 2026-11-18 --deadline nothing --json", "not_a_choice", "--deadline", "nothing"),
    ("status --filed 1960-01-01 --json", "out_of_range", "filed", "1960-01-01"),
    ("plan --by 2100-12-31 --json", "out_of_range", "--by", "2100-12-31"),
    (f"{FILED} --determined 2026-10-19 --json", "out_of_order", "determined", "2026-10-19"),
    ("workdays 2026-10-20 2026-10-19 --json", "out_of_order", "TO", "2026-10-19"),
    ("status --json", "missing", "filed", None),
    ("plan --json", "missing", "--by", None),
    (f"{FILED} --format json --as-of", "missing", "as_of", None),
    ("workdays --json", "missing", "FROM", None),
    (f"{FILED} --format csv --json", "conflict", "--format", "csv"),
    ("status --filed 2026-10-20 --filed 2026-10-21 --json", "conflict", "filed", "2026-10-21"),
    ("status --filed 2999-01-01 --json", "out_of_range", "filed", "2999-01-01"),
    ("status --filed 2090-01-01 --json", "in_future", "filed", "2090-01-01"),
    (f"{FILED} --agency zzzz --json", "unknown_agency", "agency", "zzzz"),
    ("agencies zzzz --json", "unknown_agency", "CODE", "zzzz"),
    ("holidays 2200 --json", "outside_calendar", "YEAR", 2200),
    ("workdays 2100-12-01 --add 100 --json", "outside_calendar", "--add", "100"),
    ("letter --filed 2026-10-20 --as-of 2026-10-21 --kind overdue --format json", "not_a_choice", "--format", "json"),
    ("frobnicate --json", "unknown_command", "frobnicate", None),
    ("status --sent 2026-10-20 --json", "unknown_option", "--sent", "2026-10-20"),
    ("schema --json", "unknown_option", "--json", None),
    ("--json", "missing", "--json", None),
    ("status --json=yes", "unexpected", "--json", "yes"),
    ("agencies ICE FBI --json", "unexpected", "FBI", None),
    ("status --from nowhere.json --json", "file_unreadable", "--from", "nowhere.json"),
    ("batch nowhere.csv --format jsonl", "file_unreadable", "nowhere.csv", None),
    ("status --from log.csv --json", "not_understood", "--from", "log.csv"),
    ("batch odd.csv --format jsonl", "not_understood", "odd.csv, line 1", None),
    (f"{FILED} -o nowhere/a.json --json", "unwritable", "-o", "nowhere/a.json"),
    (f"{FILED} --output log.csv --format json", "would_overwrite", "-o", "log.csv"),
    ("status --from wrong.json --json", "unknown_fact", "filled", "2026-10-20"),
    ("batch log.csv --format jsonl --map filled=Sent", "unknown_fact", "--map", "filled=Sent"),
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a sheet, a file that is none, and facts with a misspelled name."""
    (tmp_path / "log.csv").write_text("Sent,Agency\n2026-10-20,FBI\n", encoding="utf-8")
    (tmp_path / "odd.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (tmp_path / "wrong.json").write_text('{"filled": "2026-10-20"}', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("command", "code", "fact", "value"), RAISED, ids=[row[0] for row in RAISED])
def test_an_error_is_json_where_json_is_asked_for(command: str, code: str, fact: str | None, value: Any) -> None:
    """An error is JSON where JSON was asked for: it fits the schema, has its code, its fact and its value, and the sentence
    that standard error has.
    """
    ended = CliRunner().invoke(app, command.split())
    assert 2 == ended.exit_code
    found = json.loads(ended.stdout)
    VALIDATOR.validate(found)
    assert (code, fact, value) == tuple(found["error"][name] for name in ("code", "fact", "value"))
    assert found["error"]["says"] in " ".join(ended.stderr.split())
    assert "jsonl" not in command or 1 == ended.stdout.count("\n")


@pytest.mark.parametrize("command", [row[0] for row in RAISED if row[0].endswith(" --json")])
def test_without_json_an_error_is_a_sentence_alone(command: str) -> None:
    """Without --json an error is a sentence on standard error alone, and standard output stays empty."""
    ended = CliRunner().invoke(app, command.removesuffix(" --json").split())
    assert ended.exit_code == 0 or "" == ended.stdout


# What no command line under --json comes to: the letter below, the tools of an assistant and the command that serves them
ELSEWHERE = {Code.NOT_APPLICABLE, Code.TOO_MANY, Code.NOT_INSTALLED}


def test_every_code_of_an_error_is_raised_by_a_test() -> None:
    """Every code of an error is raised by a command line above, or by the test of the tools or the letter that
    alone raise it.
    """
    assert {*map(str, Code)} == {row[1] for row in RAISED} | {*map(str, ELSEWHERE)}


def test_the_schema_and_the_guide_list_every_code() -> None:
    """The schema and the guide list every code in the order of its declaration, the guide with its meaning."""
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \|$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    assert [(str(code), code.means) for code in Code] == rows
    assert [str(code) for code in Code] == WHOLE["$defs"]["error"]["properties"]["error"]["properties"]["code"]["enum"]


def test_rows_in_error_carry_the_code_by_name(folder: Path) -> None:
    """Rows in error carry the code, the fact and the value beside the request, the line and the sentence."""
    rows = ['{"filed": "2026-13-01"}', '{"filed": "2026-10-20", "outcome": "denied"}', "no json", '{"filled": "2026-10-20"}']
    (folder / "rows.jsonl").write_text("\n".join(rows), encoding="utf-8")
    words = "batch rows.jsonl --errors errors.jsonl --format jsonl --as-of 2026-11-25"
    assert 2 == CliRunner().invoke(app, words.split()).exit_code
    found = [json.loads(line) for line in (folder / "errors.jsonl").read_text(encoding="utf-8").splitlines()]
    expected = [("unreadable", "filed"), ("missing", "outcome"), ("not_understood", None), ("unknown_fact", "filled")]
    assert expected == [(row["code"], row["fact"]) for row in found]
    assert {"request", "line", "error", "code", "fact", "value"} == {name for row in found for name in row}
    assert {"filed": "2026-13-01"} == found[0]["request"]
    assert "2026-13-01" == found[0]["value"]


HINTS = [
    ("'a; b' is not a date; write YYYY-MM-DD", "write YYYY-MM-DD"),  # what stands in quotes is the user's own
    ("the agency's day is wrong; give it", "give it"),  # an apostrophe opens no quotation
    ("is required", None),
    ("one; two; three", "two; three"),
]


@pytest.mark.parametrize(("says", "expected"), HINTS)
def test_the_hint_of_an_error_is_the_part_after_the_semicolon(says: str, expected: str | None) -> None:
    """The hint of an error, what would be right, is the part of its sentence after the first semicolon outside quotes."""
    assert expected == hint(says)


HINTED: list[tuple[str, str]] = [
    (f"{FILED} --determined 2026-13-01", "write YYYY-MM-DD, such as 2010-02-01"),
    (f"{FILED} --extended 2026-11-03/10", "use --extended 2026-11-03+10"),
    (f"{FILED} --outcome denied", "use --determined DATE --outcome denied"),
    (f"{FILED} --determined 2026-11-10 --outcome rejected", "use --outcome denied"),
    (f"{FILED} --format csv", "use only one"),
    (f"{FILED} --format json -o log.csv", "use --force to overwrite it"),
    ("status --sent 2026-10-20", "use --filed 2026-10-20"),
    ("status --filed 2090-01-01", "use --as-of to look ahead"),
    ("check determination --filed 2026-10-20 --claimed 2026-11-18", "use --deadline determination"),
    ("plan", "use --by 2026-12-31"),
    ("workdays --from 2026-01-01", "try foiacalc workdays 2026-01-01 --add 20, or foiacalc workdays 2026-01-01 TO"),
    ("docket", "try foiacalc batch FILE"),
    ("--filed 2026-10-20", "try foiacalc status --filed 2026-10-20 --json"),
]


@pytest.mark.parametrize(("command", "expected"), HINTED, ids=[row[0] for row in HINTED])
def test_the_hint_in_json_is_what_to_type(command: str, expected: str) -> None:
    """Under --json the hint of an error is what to type, in the words of the sentence on standard error."""
    ended = CliRunner().invoke(app, [*command.split(), "--json"])
    assert expected == json.loads(ended.stdout)["error"]["hint"]
    assert ended.stderr.endswith(f"; {expected}\n")


def test_a_letter_that_does_not_apply_has_its_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """A letter that does not apply has its own code, which shows in the call alone, because a letter has no form in JSON."""
    from foiacalc.cli import letter, output

    codes: list[Code] = []

    def fail(place: str, message: str, code: Code, **_: object) -> None:
        codes.append(code)
        output.fail(place, message, code)

    monkeypatch.setattr(letter, "fail", fail)
    words = "letter --filed 2026-10-20 --as-of 2026-10-21 --kind overdue"
    assert 2 == CliRunner().invoke(app, words.split()).exit_code
    assert [Code.NOT_APPLICABLE] == codes


def test_the_program_itself_ends_an_error_with_its_json_sentence_and_exit_code() -> None:
    """The whole program, started once, ends a wrong date with its JSON, its sentence and exit code 2."""
    words = [sys.executable, "-m", "foiacalc", "status", "--filed", "2026-02-31", "--json"]
    ended = subprocess.run(words, capture_output=True, text=True, timeout=60, cwd=Path(__file__).parent.parent)
    assert (2, "unreadable") == (ended.returncode, json.loads(ended.stdout)["error"]["code"])
    assert ended.stderr.startswith("Error: --filed: '2026-02-31' is not a calendar date")
