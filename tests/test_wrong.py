"""Command lines that cannot be understood: the error says exactly what to type, with the user's own value in it."""

import json
import shlex
from pathlib import Path

import pytest
import typer.main
from typer.testing import CliRunner

from foiacalc.cli import _COMMANDS, app
from foiacalc.cli.synonyms import COMMANDS, EVENTS, OPTIONS

FILED = "status --filed 2026-10-20"
SPAN = (
    "{option} 2026-11-02.. if the agency has no answer yet, or {option} 2026-11-02..DATE with the day it received your answer"
)

# the command line, what its error must say
WRONG: list[tuple[str, str]] = [
    # other words for the day of filing
    ("status --sent 2026-10-20", "--sent: no such option; use --filed 2026-10-20"),
    ("status --sent=2026-10-20", "use --filed 2026-10-20"),
    ("status --date 'Oct 20, 2026'", "use --filed 'Oct 20, 2026'"),
    ("status --submitted 10/20/2026", "use --filed 10/20/2026"),
    ("status --request-date 2026-10-20", "use --filed 2026-10-20"),
    ("status --request_date 2026-10-20", "use --filed 2026-10-20"),
    ("explain determination --sent 2026-10-20", "use --filed 2026-10-20"),
    ("status --sent", "use --filed DATE"),
    # what the agency did
    (f"{FILED} --denied 2026-11-10", "use --determined 2026-11-10 --outcome denied"),
    (f"{FILED} --denied", "use --determined DATE --outcome denied"),
    (f"{FILED} --granted 2026-11-10", "use --determined 2026-11-10 --outcome granted"),
    (f"{FILED} --granted-in-part 2026-11-10", "use --determined 2026-11-10 --outcome partial"),
    (f"{FILED} --response 2026-11-10", "use --determined 2026-11-10"),
    (f"{FILED} --extension 2026-11-03", "use --extended 2026-11-03"),
    (f"{FILED} --acknowledgement 2026-11-03", "use --acknowledged 2026-11-03"),
    (f"{FILED} --tolled 2026-11-02", "use --info-asked 2026-11-02.. if the agency has no answer yet, or 2026-11-02..DATE"),
    (f"{FILED} --tolled 5", "use --info-asked DATE.. if the agency has no answer yet"),
    (f"{FILED} --fees 2026-11-02", "use --fee-asked 2026-11-02.."),
    (f"{FILED} --shutdown 2026-11-02", "use --closed 2026-11-02..DATE"),
    # what the requester did, and the court
    (f"{FILED} --appeal 2026-11-10", "use --appealed 2026-11-10"),
    (f"{FILED} --appeal-denied 2026-11-10", "--appeal-determined 2026-11-10 --appeal-outcome affirmed"),
    (f"{FILED} --lawsuit 2026-11-20", "use --sued 2026-11-20"),
    (f"{FILED} --suit 2026-11-20", "use --sued 2026-11-20"),
    (f"{FILED} --sue 2026-11-20", "use --sued 2026-11-20"),
    (f"{FILED} --expedited", "use --expedite"),
    (f"{FILED} --answer 2026-11-20", "--sued DATE --answered 2026-11-20 if the government answered a complaint in court, or"),
    (
        f"{FILED} --answered 2026-11-20",
        "--determined 2026-11-20 if the agency answered the request; or --info-asked DATE..2026-11-20",
    ),
    # of working days
    ("workdays 2026-01-01 --to 2026-02-01", "--to: no such option; try foiacalc workdays 2026-01-01 2026-02-01"),
    ("workdays 2026-01-01 --until 2026-02-01", "try foiacalc workdays 2026-01-01 2026-02-01"),
    ("workdays --from 2026-01-01", "try foiacalc workdays 2026-01-01 --add 20, or foiacalc workdays 2026-01-01 TO"),
    ("workdays 2026-01-01 --days 20", "--days: no such option; use --add 20"),
    # dates that are no facts
    (f"{FILED} --today 2026-11-20", "use --as-of 2026-11-20"),
    (f"{FILED} --deadline 2026-11-20", "try foiacalc check --filed 2026-10-20 --claimed 2026-11-20"),
    (f"{FILED} --due 2026-11-20", "try foiacalc check --filed 2026-10-20 --claimed 2026-11-20"),
    ("status 2026-10-20 --due 2026-11-20", "try foiacalc check --filed 2026-10-20 --claimed 2026-11-20"),
    (f"{FILED} --by 2026-11-20", "try foiacalc plan --by 2026-11-20"),
    ("check --filed 2026-10-20 --due 2026-11-18", "use --claimed 2026-11-18"),
    ("check --filed 2026-10-20 --deadline 2026-11-18", "for a date, use --claimed 2026-11-18"),
    ("check --filed 2026-10-20 2026-11-18", "use --claimed 2026-11-18"),
    ("check determination --filed 2026-10-20 --claimed 2026-11-18", "determination: is a deadline and needs an option; "),
    ("check determination --filed 2026-10-20 --claimed 2026-11-18", "; use --deadline determination"),
    ("check appeal-determination --appealed 2026-10-20 --claimed 2026-11-18", "; use --deadline appeal_determination"),
    ("check suit 2026-10-20 --claimed 2032-11-18", "; use --deadline suit"),  # and not the date, which may stand there
    ("check 2026-10-20 Appeal --claimed 2026-11-18", "; use --deadline appeal"),
    ("plan --due 2026-12-31", "use --by 2026-12-31"),
    ("check 2026-11-18", "use --claimed 2026-11-18 --filed DATE"),
    ("plan 2026-12-31 --by 2026-12-30", "both set the day; use only one"),
    ("law 2010-01-01 --on 2010-01-02", "both set the day; use only one"),
    ("letter 2026-10-20 --filed 2026-10-21", "both set the filing date; use only one"),
    ("letter FBI", "use --agency FBI"),
    ("plan", "--by: is required; use --by 2026-12-31"),
    ("law --date 2010-01-01", "use --on 2010-01-01"),
    ("batch --sent 2026-10-20", "for one request, run foiacalc status --filed 2026-10-20"),
    # facts half given
    (f"{FILED} --extended 10", "'10' is not a date; use --extended DATE+10, with the date of the agency's notice"),
    (f"{FILED} --extended +10", "'+10' is not a date; use --extended DATE+10"),
    (f"{FILED} --extended '2026-11-03 10 days'", "use --extended 2026-11-03+10"),
    (f"{FILED} --extended 2026-11-03/10", "use --extended 2026-11-03+10"),
    (f"{FILED} --extended 2026-11-03..2026-11-17", "use --extended 2026-11-03, with +N"),
    (f"{FILED} --extended yes", "use --extended DATE, or --extended DATE+N"),
    (f"{FILED} --extended 3/4/2027+5", "ambiguous; write 2027-03-04 (month first) or 2027-04-03 (day first)"),
    (f"{FILED} --outcome denied", "--outcome: needs --determined or --ended; use --determined DATE --outcome denied"),
    (f"{FILED} --outcome 2026-11-10", "use --determined 2026-11-10 --outcome"),
    (f"{FILED} --determined denied", "use --determined DATE --outcome denied"),
    (f"{FILED} --determined '2026-11-10 denied'", "use --determined 2026-11-10 --outcome denied"),
    (f"{FILED} --determined 2026-11-10 --outcome rejected", "use --outcome denied"),
    (f"{FILED} --determined 2026-11-10 --outcome 'Granted in part'", "use --outcome partial"),
    (f"{FILED} --appeal-outcome denied", "use --appeal-outcome affirmed"),
    (f"{FILED} --appeal-outcome affirmed", "use --appealed DATE --appeal-determined DATE --appeal-outcome affirmed"),
    (f"{FILED} --appealed 2026-11-10 --appeal-outcome affirmed", "use --appeal-determined DATE --appeal-outcome affirmed"),
    (f"{FILED} --served 2026-11-02", "use --sued DATE --served 2026-11-02"),
    (f"{FILED} --letter-received 2026-11-02", "use --determined DATE --letter-received 2026-11-02"),
    (f"{FILED} --info-asked 2026-11-02", f"use {SPAN.format(option='--info-asked')}"),
    (f"{FILED} --info-asked 'Nov 2, 2026'", f"use {SPAN.format(option='--info-asked')}"),
    (f"{FILED} --fee-asked 2026-11-02", f"use {SPAN.format(option='--fee-asked')}"),
    (f"{FILED} --info-asked '2026-11-02 to 2026-11-05'", "use --info-asked 2026-11-02..2026-11-05"),
    (f"{FILED} --info-asked ..2026-11-05", "use --info-asked DATE..2026-11-05"),
    (f"{FILED} --closed 2026-11-02", "use --closed 2026-11-02..2026-11-02 for that day alone"),
    (
        f"{FILED} --appeal-window '90 days'",
        "use --appeal-window 90cd for calendar days, or --appeal-window 90wd for working days",
    ),
    (f"{FILED} --appeal-window '90 working days'", "use --appeal-window 90wd"),
    (f"{FILED} --appeal-window 2026-12-10", "a number of days, such as 90cd"),
    (f"{FILED} --expedite 2026-11-02", "use --expedite-asked 2026-11-02"),
    ("status --expedite 2026-11-02", "use --expedite-asked 2026-11-02"),  # and not the day of filing
    ("status --filed", "--filed: needs a value; use --filed 2026-10-20"),
    (f"{FILED} --info-asked", "--info-asked: needs a value; use --info-asked 2026-11-02..2026-11-09"),
    # misspelled options
    ("status -filed 2026-10-20", "use --filed 2026-10-20"),
    ("status --Filed 2026-10-20", "use --filed 2026-10-20"),
    (f"{FILED} --as_of 2026-10-20", "use --as-of 2026-10-20"),
    ("status --filled 2026-10-20", "did you mean --filed"),
    (f"{FILED} --zzz", "`foiacalc status --help` lists them"),
    (f"{FILED} --csv", "use --format csv"),
    (f"{FILED} --tracking 26-1", "use --id 26-1"),
    (f"{FILED} --component 'Park Police'", "use --agency 'Park Police'"),
    # words that belong to no option
    ("status FBI", "FBI: use --agency FBI"),
    ("status 2026-10-20 FBI", "FBI: use --agency FBI"),
    ("status 2026-10-20 denied", "use --determined DATE --outcome denied"),
    ("status 2026-10-20 2026-11-10", "2026-11-10: say what happened that day; use --determined 2026-11-10"),
    ("status Oct 20, 2026", 'put a date of more than one word in quotes; use --filed "Oct 20, 2026"'),
    ("status 2026-10-20 --filed 2026-10-21", "2026-10-20 and --filed 2026-10-21 both set the filing date; use only one"),
    ("status soon", "--filed: 'soon' is not a date"),
    ("explain", "KEY: this argument is missing; try foiacalc explain determination --filed DATE"),
    ("explain --filed 2026-10-20", "try foiacalc explain determination --filed 2026-10-20"),
    ("explain 2026-10-20 determination", "try foiacalc explain determination --filed 2026-10-20"),
    ("explain 2026-10-20", "try foiacalc explain determination 2026-10-20"),
    ("explain determination FBI", "use --agency FBI"),
    ("workdays", "FROM: this argument is missing"),
    ("workdays 2026-10-20 2026-11-18 2026-11-20", "`foiacalc workdays --help`"),
    # first words that are neither a command nor a date
    ("statsu", "Did you mean 'status'?"),
    ("''", "Error: '': neither a command"),
    ("frobnicate", "neither a command (status, explain, "),
    ("tomorrow", 'nor a date, such as 2026-10-20 or "Oct 20, 2026"'),
    ("Oct 20, 2026", 'try foiacalc "Oct 20, 2026"'),
    ("3/4/2010", "--filed: '3/4/2010' is ambiguous; write 2010-03-04 (month first) or 2010-04-03 (day first)"),
    ("manual", "try foiacalc guide"),
    ("2026-13-45", "--filed: '2026-13-45' is not a calendar date"),
    ("FBI", "try foiacalc status --filed DATE --agency FBI, or foiacalc agencies FBI"),
    ("help", "try foiacalc --help"),
    ("help status", "try foiacalc status --help"),
    ("appeal", "try foiacalc explain appeal --filed DATE"),
    ("docket", "try foiacalc batch FILE"),
    ("--filed 2026-10-20", "the command comes first; try foiacalc status --filed 2026-10-20"),
    ("--agency FBI 2026-10-20", "try foiacalc status --agency FBI 2026-10-20"),
]


@pytest.mark.parametrize(("line", "says"), WRONG, ids=[line for line, _ in WRONG])
def test_the_error_says_what_to_type(line: str, says: str) -> None:
    """A command line that cannot be understood ends with exit code 2 and one error that says what to type, with the user's own
    value in it.
    """
    ended = CliRunner().invoke(app, shlex.split(line))
    assert (2, "") == (ended.exit_code, ended.stdout)
    assert isinstance(ended.exception, SystemExit)
    assert says in ended.stderr
    assert ended.stderr.startswith("Error: ")
    assert 1 == len(ended.stderr.splitlines())


# the command line, the number in it, what its error says, the code
NUMBERS: list[tuple[str, str, str, str]] = [
    ("holidays {}", "x", "YEAR: 'x' is not a year; use foiacalc holidays 2026", "unreadable"),
    ("holidays {}", "2026.0", "YEAR: '2026.0' is not a year; use foiacalc holidays 2026", "unreadable"),
    ("holidays {}", "1969", "YEAR: 1969 is outside the calendar, which runs from 1971 to 2100", "outside_calendar"),
    ("workdays 2026-10-20 --add {}", "x", "--add: 'x' is not a whole number; use --add 20", "unreadable"),
    ("workdays 2026-10-20 --add {}", "1_0", "--add: '1_0' is not a whole number; use --add 20", "unreadable"),
    (
        "workdays 2026-10-20 --add {}",
        "-1",
        "--add: -1 is out of range; give a number of working days of 0 or more, such as --add 20",
        "out_of_range",
    ),
    (
        "workdays 2026-10-20 --add {}",
        "99999",
        "--add: working day 99999 after 2026-10-20 is outside the calendar of working days, which runs from 1971-01-01 to "
        "2100-12-31",
        "outside_calendar",
    ),
    ("status 2026-10-20 --alarm {}", "soon", "--alarm: 'soon' is not a whole number; use --alarm 5", "unreadable"),
    (
        "status 2026-10-20 --alarm {}",
        "999",
        "--alarm: 999 is out of range; give a number of working days from 0 to 365, such as --alarm 5",
        "out_of_range",
    ),
    (
        "batch a.csv --alarm {}",
        "-3",
        "--alarm: -3 is out of range; give a number of working days from 0 to 365, such as --alarm 5",
        "out_of_range",
    ),
    ("batch a.csv --header-line {}", "A", "--header-line: 'A' is not a whole number; use --header-line 3", "unreadable"),
    (
        "batch a.csv --header-line {}",
        "0",
        "--header-line: 0 is out of range; give a line number of 1 or more, such as --header-line 3",
        "out_of_range",
    ),
    ("batch a.csv --doj --fiscal-year {}", "FY25", "--fiscal-year: 'FY25' is not a year; use --fiscal-year 2025", "unreadable"),
    (
        "batch a.csv --doj --fiscal-year {} --format summary",
        "25",
        "--fiscal-year: 25 is out of range; give a fiscal year from 1972 to 2100",
        "out_of_range",
    ),
    ("batch a.csv --jobs {}", "all", "--jobs: 'all' is not a whole number; use --jobs 4", "unreadable"),
    ("batch a.csv --jobs {}", "99", "--jobs: 99 is out of range; give a number of processes from 1 to 32", "out_of_range"),
]


@pytest.mark.parametrize(("line", "value", "says", "code"), NUMBERS, ids=[f"{line} {value}" for line, value, *_ in NUMBERS])
def test_a_wrong_number_is_said_as_every_other_error(line: str, value: str, says: str, code: str) -> None:
    """A number that cannot be read, or is out of range, is one line that names its option and says what would be right, and
    the same as data.
    """
    words = shlex.split(line.format(value))
    ended = CliRunner().invoke(app, words)
    assert (2, f"Error: {says}\n") == (ended.exit_code, ended.stderr)
    as_data = [word for word in words if word not in ("--format", "summary")]
    in_json = ["--format", "jsonl"] if words[0] == "batch" else ["--json"]
    error = json.loads(CliRunner().invoke(app, [*as_data, *in_json]).stdout)["error"]
    place, _, rest = says.partition(": ")
    assert (code, place, value, rest) == (error["code"], error["fact"], str(error["value"]), error["says"])


FLAGS = [("status 2026-10-20 --full=no", "--full"), ("holidays --verify=yes", "--verify"), ("--version=3", "--version")]


@pytest.mark.parametrize(("line", "option"), FLAGS)
def test_a_flag_with_a_value_is_said_as_every_other_error(line: str, option: str) -> None:
    """An option that takes no value and is given one is named, in one line, with what would be right."""
    ended = CliRunner().invoke(app, shlex.split(line))
    assert (2, f"Error: {option}: does not take a value; use {option} by itself\n") == (ended.exit_code, ended.stderr)


def test_every_value_that_is_no_text_has_its_rows() -> None:
    """Every option or argument that takes something other than text is read by our own code, so that the parser's own words
    about it are never shown, and has a row above for each command.
    """
    group = typer.main.get_command(app)
    typed = {
        (name, "YEAR" if param.param_type_name == "argument" else param.opts[0])
        for name in _COMMANDS
        for param in group.get_command(None, name).params  # type: ignore[attr-defined]
        if param.type.name not in ("str", "text", "boolean")
    }
    assert typed == {(line.split()[0], says.partition(":")[0]) for line, _, says, _ in NUMBERS}


@pytest.mark.parametrize(
    ("name", "says"), [("log.csv", "foiacalc batch log.csv"), ("case.json", "foiacalc status --from case.json")]
)
def test_a_file_by_itself_gets_the_command_that_reads_it(
    name: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file by itself is answered with the command that reads such a file."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).touch()
    assert f"try {says}\n" in CliRunner().invoke(app, [name]).stderr


# The other words for events whose cure is one command line, and not a choice in words
ONE_CURE = sorted(word for word, cure in EVENTS.items() if not any(mark in cure for mark in (",", "(", " if ")))


@pytest.mark.parametrize("word", ONE_CURE)
def test_what_is_said_to_type_is_taken(word: str) -> None:
    """What an error says to type is taken: with a date for each DATE and the facts that it needs before it, the program
    answers.
    """
    said = CliRunner().invoke(app, ["status", f"--{word}", "2026-11-10"]).stderr
    _, _, to_type = said.strip().partition("; use ")
    words = shlex.split(to_type.replace("DATE", "2026-11-10"))
    before = [] if "--filed" in words else ["--filed", "2026-10-20"]
    ended = CliRunner().invoke(app, ["status", *before, *words, "--as-of", "2026-11-26"])
    assert 0 == ended.exit_code, (to_type, ended.stderr)


def test_no_word_of_the_tables_is_an_option_or_a_command_itself() -> None:
    """No other word for an option or a command is itself one, since it would never be looked for."""
    commands = CliRunner().invoke(app, ["--help"]).stdout
    assert set() == {word for word in COMMANDS if f"\n  {word} " in commands}
    own = CliRunner().invoke(app, ["status", "--help"]).stdout
    assert set() == {word for word in EVENTS if f"\n  --{word} " in own}
    assert set() == {word for word in OPTIONS if f"\n  --{word} " in own}
