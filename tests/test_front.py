"""The front of the command line: a date alone, dates as people type them, the help of every command."""

import json
import re
from datetime import date
from typing import Any

import pytest
from typer.testing import CliRunner

from foiacalc.cli import _COMMANDS, app, dates
from tests.test_cli import run

AS_OF = ("--as-of", "2026-11-26")


def ask(*words: str) -> Any:
    return CliRunner().invoke(app, words)


def facts(*words: str) -> dict[str, Any]:
    """The request that a command line comes to."""
    ended = ask(*words, *AS_OF, "--json")
    assert 0 == ended.exit_code, ended.stderr
    found: dict[str, Any] = json.loads(ended.stdout)["request"]
    return found


# A date alone

ALONE: list[tuple[str, ...]] = [
    ("2026-10-20",),
    ("Oct 20, 2026",),
    ("10/20/2026",),
    ("status", "2026-10-20"),
    ("status", "Oct 20, 2026"),
    ("2026/10/20",),
    ("20261020",),
    ("Tuesday, October 20, 2026",),
    ("status", "20261020"),
    ("status", "--filed", "20 October 2026"),
]


@pytest.mark.parametrize("words", ALONE, ids=" ".join)
def test_a_date_alone_is_the_day_of_filing(words: tuple[str, ...]) -> None:
    """A date alone is the day of filing, and the whole answer is that of status with --filed."""
    assert ask("status", "--filed", "2026-10-20", *AS_OF).stdout == ask(*words, *AS_OF).stdout


BY_ITSELF: list[tuple[str, str]] = [  # a date by itself; the same with its option
    ("explain determination 2026-10-20", "explain determination --filed 2026-10-20"),
    ("explain determination 10/20/2026 --agency FBI", "explain determination --filed 2026-10-20 --agency FBI"),
    ("letter 2026-10-20", "letter --filed 2026-10-20"),
    ("check 2026-10-20 --claimed 2026-11-18", "check --filed 2026-10-20 --claimed 2026-11-18"),
    ("plan 2026-12-31", "plan --by 2026-12-31"),
    ("law 1997-10-01", "law --on 1997-10-01"),
    ("law determination 1997-10-01", "law determination --on 1997-10-01"),
    ("law 1997-10-01 determination", "law determination --on 1997-10-01"),
]


@pytest.mark.parametrize(("alone", "with_option"), BY_ITSELF)
def test_a_date_stands_by_itself_in_the_other_commands_too(alone: str, with_option: str) -> None:
    """A date by itself stands for the one date that each other command asks about first."""
    day = AS_OF if alone.split()[0] in ("explain", "letter", "check") else ()
    expected, found = ask(*with_option.split(), *day), ask(*alone.split(), *day)
    assert 0 == expected.exit_code
    assert expected.stdout == found.stdout


def test_options_may_stand_before_and_after_the_date() -> None:
    """Options may stand before and after the date."""
    assert {"id": None, "agency": "FBI", "filed": "2026-10-20"} == facts("2026-10-20", "--agency", "FBI")
    assert {"id": None, "agency": "FBI", "filed": "2026-10-20"} == facts("status", "--agency", "FBI", "2026-10-20")


def test_the_word_today_alone_is_a_request_filed_today() -> None:
    """The word today alone is a request filed on the day of the answer."""
    asked = json.loads(ask("today", "--json").stdout)
    assert asked["as_of"] == asked["request"]["filed"]


# Dates as people type them. What is read, and the day; every one can be read one way only

READ: list[tuple[str, str]] = [
    ("2026-10-20", "2026-10-20"),
    (" 2026-10-20 ", "2026-10-20"),
    ("2026-1-5", "2026-01-05"),
    ("2026/10/20", "2026-10-20"),
    ("20261020", "2026-10-20"),
    ("10-20-2026", "2026-10-20"),
    ("10.20.2026", "2026-10-20"),
    ("10/20/2026", "2026-10-20"),
    ("20/10/2026", "2026-10-20"),  # there is no month 20
    ("3/3/2026", "2026-03-03"),  # the same day both ways
    ("10/20/26", "2026-10-20"),
    ("Oct 20, 2026", "2026-10-20"),
    ("October 20, 2026", "2026-10-20"),
    ("oct 20 2026", "2026-10-20"),
    ("20 October 2026", "2026-10-20"),
    ("October 20th, 2026", "2026-10-20"),
    ("Tue, Oct 20, 2026", "2026-10-20"),
    ("20-Oct-2026", "2026-10-20"),
    ("2026-10-20T09:30", "2026-10-20"),
    ("2026-10-21T02:00:00Z", "2026-10-20"),  # in Washington it is the evening before
    ("10/20/2026 3:30 PM", "2026-10-20"),
]


@pytest.mark.parametrize(("text", "day"), READ)
def test_a_date_that_can_be_read_one_way_is_read(text: str, day: str) -> None:
    """A date that can be read one way only is read, whatever its form and wherever it stands on the command line."""
    assert day == facts("status", "--filed", text)["filed"]
    assert date.fromisoformat(day) == dates.day("--by", text)


# What can be read two ways or not at all, and what the error says
REFUSED: list[tuple[str, str]] = [
    ("3/4/2010", "ambiguous; write 2010-03-04 (month first) or 2010-04-03 (day first)"),
    ("03/04/2025", "ambiguous; write 2025-03-04 (month first) or 2025-04-03 (day first)"),
    ("3/4/2010 5:00 PM", "ambiguous; write 2010-03-04 (month first) or 2010-04-03 (day first)"),
    ("3/4/10", "ambiguous; write 2010-03-04 (month first) or 2010-04-03 (day first)"),
    ("10/11/12", "ambiguous; write 2012-10-11 (month first) or 2012-11-10 (day first) or 2010-11-12 (year first)"),
    ("20/10/26", "ambiguous; write 2026-10-20 (day first) or 2020-10-26 (year first)"),
    ("3.4.2010", "ambiguous; write 2010-03-04 (month first) or 2010-04-03 (day first)"),
    ("12-11-10", "ambiguous; write 2010-12-11 (month first) or 2010-11-12 (day first) or 2012-11-10 (year first)"),
    ("Tue Oct 20, 2008", "2008-10-20 is a Monday; if that is the day you mean, write 2008-10-20"),
    ("2/30/2010", "not a"),
    ("40210", "is not a date; write YYYY-MM-DD"),  # Excel's number for a day
    ("soon", "is not a date"),
    ("", "is not a date"),
]


@pytest.mark.parametrize(("text", "says"), REFUSED)
@pytest.mark.parametrize(
    "command",
    ["status --filed", "status --filed 2001-01-01 --as-of", "plan --by", "law --on", "workdays", "batch - --as-of"],
)
def test_what_can_be_read_two_ways_is_refused_with_both_cures(command: str, text: str, says: str) -> None:
    """A date that can be read two ways is refused with each reading written out, and what is no date is refused too, by every
    option and argument that is a date.
    """
    ended = ask(*command.split(), text)
    assert (2, "") == (ended.exit_code, ended.stdout)
    assert says in ended.stderr


PLACES: list[tuple[str, str, object]] = [
    ("determined", "11/17/2026", "2026-11-17"),
    ("reached_office", "Oct 22, 2026", "2026-10-22"),
    ("reached_office", "never", "never"),
    ("info_asked", "11/2/2026..Nov 13, 2026", None),
    ("info_asked", "10/28/2026..Nov 13, 2026", ["2026-10-28..2026-11-13"]),
    ("fee_asked", "Nov 2, 2026..", ["2026-11-02.."]),
    ("closed", "10/28/2026 .. 10/29/2026", ["2026-10-28..2026-10-29"]),
    ("extended", "10/28/2026+10", "2026-10-28+10"),
    ("extended", "Oct 28, 2026 + 5", "2026-10-28+5"),
    ("interim", "Oct 28, 2026", ["2026-10-28"]),
]


@pytest.mark.parametrize(("name", "text", "value"), PLACES)
def test_dates_are_read_in_spans_and_notices_too(name: str, text: str, value: object) -> None:
    """Dates in spans, notices and lists are read as elsewhere, and none of them where one can be read two ways."""
    words = ("status", "--filed", "2026-10-20", f"--{name.replace('_', '-')}", text)
    if value is None:
        assert "ambiguous" in ask(*words).stderr
    else:
        assert value == facts(*words)[name]


def test_the_day_of_the_answer_and_a_claimed_date_are_read_too() -> None:
    """The day of the answer, a claimed date, and the dates of plan, law and workdays are read in the same forms."""
    assert "2026-11-26" == json.loads(ask("2026-10-20", "--as-of", "Nov 26, 2026", "--json").stdout)["as_of"]
    assert 0 == ask("check", "--filed", "Oct 20, 2026", "--claimed", "11/18/2026").exit_code
    assert "2026-12-31" == json.loads(ask("plan", "--by", "12/31/2026", "--json").stdout)["by"]
    assert "20\n" == ask("workdays", "Oct 20, 2026", "11/18/2026").stdout
    assert "10 working days" in ask("law", "determination", "--on", "10/20/1976").stdout


def test_years_of_two_digits_go_by_the_day_of_the_answer() -> None:
    """A year of two digits is the latest that is no more than ten years after the day of the answer, as in a sheet."""
    words = ("status", "--filed", "10/20/87", "--json", "--as-of")
    assert "1987-10-20" == json.loads(ask(*words, "1988-01-04").stdout)["request"]["filed"]
    assert "1987-10-20" == json.loads(ask(*words, "2026-11-26").stdout)["request"]["filed"]


def test_json_keeps_to_iso_dates(tmp_path: Any) -> None:
    """A file of facts in JSON keeps to ISO dates, because programs read it."""
    file = tmp_path / "case.json"
    file.write_text('{"filed": "10/20/2026"}')
    assert "'10/20/2026' is not in the form YYYY-MM-DD" in ask("status", "--from", str(file)).stderr


# Help

COMMANDS = tuple(_COMMANDS)
GROUPS = ["Start here", "What the agency did", "What you did", "The court", "Output"]


def test_the_program_alone_shows_every_command_on_one_screen() -> None:
    """The program alone shows three examples and every command on a screen of 24 lines and 80 columns."""
    shown = ask().stdout.splitlines()
    assert len(shown) <= 22
    assert max(map(len, shown)) <= 80
    assert 3 == len([line for line in shown if line.startswith("  foiacalc ")])
    assert list(COMMANDS) == [line.split()[0] for line in shown if re.match(r"  [a-z]+  +[A-Z]", line)]
    assert not any("..." in line for line in shown)


def test_the_program_alone_ends_with_exit_code_2() -> None:
    """The program alone ends with exit code 2, so that a script that loses its arguments is not told that all is well, and its
    help with 0.
    """
    assert 2 == ask().exit_code
    assert 0 == ask("--help").exit_code


@pytest.mark.parametrize("command", ["status", "explain"])
def test_help_is_in_five_groups(command: str) -> None:
    """The help of a command is in five groups, the most needed first, with its four first options."""
    shown = ask(command, "--help").stdout
    groups = re.findall(r"^([A-Z][a-z ]+):$", shown, re.MULTILINE)
    assert [*GROUPS, "Examples"] == [group for group in groups if group != "Arguments"]
    start = shown.split("Start here:")[1].split("What the agency did:")[0]
    assert ["--filed", "--agency", "--as-of", "--from"] == re.findall(r"^  (--[a-z-]+)", start, re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_ends_with_examples_that_run(command: str, option: str, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The help of every command ends with examples, each of which runs as it stands."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "requests.csv").write_text("id,filed\n1,2026-10-20\n")
    (tmp_path / "case.json").write_text('{"filed": "2026-10-20"}')
    shown = ask(command, option)
    assert 0 == shown.exit_code
    end = shown.stdout[shown.stdout.index("\nExample") :].replace(" \\\n    ", " ")
    examples = re.findall(r"^(?:Example:|) *foiacalc (.*)$", end, re.MULTILINE)
    assert examples
    for example in examples:
        words = example.partition(" > ")[0].split()
        assert words == ["mcp"] or ask(*words).exit_code in (0, 1), example  # a server, which its own test runs


@pytest.mark.parametrize("columns", [60, 80])
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_no_wider_than_the_terminal(command: str, columns: int) -> None:
    """The help is no wider than the terminal, and no option in it is cut."""
    shown = run(*command.split(), "--help", COLUMNS=str(columns)).stdout
    assert max(map(len, shown.splitlines())) <= columns
    assert set(re.findall(r"--[a-z-]+", ask(*command.split(), "--help").stdout)) <= set(re.findall(r"--[a-z-]+", shown))
