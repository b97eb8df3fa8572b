"""The command line as a user meets it: exit codes, errors, pipes, locales, terminals."""

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from foiacalc import __main__

FOIACALC = [sys.executable, "-m", "foiacalc"]
BARE = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LC_ALL", "LC_CTYPE")}
STORY = ("--filed", "2010-02-01", "--as-of", "2010-10-28")


def run(*args: str, stdin: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    """The program run in a pipe."""
    return subprocess.run([*FOIACALC, *args], input=stdin, capture_output=True, text=True, env={**BARE, **env}, timeout=60)


def on_terminal(*args: str, columns: int = 100, program: Sequence[str] = FOIACALC, **env: str) -> str:
    """What the program draws on a terminal of `columns`."""
    parent, child = pty.openpty()
    with subprocess.Popen(
        [*program, *args],
        stdin=child,
        stdout=child,
        stderr=child,
        env={**BARE, "COLUMNS": str(columns), "TERM": "xterm", **env},
    ) as process:
        os.close(child)
        shown = b""
        while True:
            try:
                chunk = os.read(parent, 65536)
            except OSError:  # Linux says so when the other end has closed
                break
            if not chunk:
                break
            shown += chunk
        process.wait()
    os.close(parent)
    return shown.decode()


TOMORROW = (date.today() + timedelta(days=1)).isoformat()

BAD: list[tuple[list[str], str]] = [
    (["status"], "give the day the request was filed or received"),
    (["status", "--filed", "soon"], "Error: --filed: 'soon' is not a date; write YYYY-MM-DD"),
    (["status", "--filed", "2010-02-30"], "not a calendar date"),
    (["status", "--filed", "03/04/2025"], "ambiguous; write 2025-03-04 (month first) or 2025-04-03 (day first)"),
    (["status", "--filed", "201002"], "is not a date"),
    (
        ["status", "--filed", "2010-02-01", "--determined", "2009-01-01"],
        "2009-01-01 is before the request was filed (2010-02-01)",
    ),
    (["status", "--filed", TOMORROW], "is in the future"),
    (
        ["status", "--filed", "2010-02-01", "--as-of", "2010-01-01"],
        "Error: --as-of: 2010-01-01 is before the first date of the request",
    ),
    (["status", "--filed", "2010-02-01", "--as-of", "2101-01-01"], "after 2100-12-31"),
    (["status", "--filed", "1960-01-01"], "before 1967-07-04"),
    (["status", "--filed", "2010-02-01", "--agency", "ICEE"], "did you mean ICE"),
    (["status", "--filed", "2010-02-01", "--extended", "2010-02-05+11"], "the Act allows 1 to 10"),
    (["status", "--filed", "2010-02-01", "--info-asked", "2010-02-05"], "is not a span"),
    (["status", "--filed", "2010-02-01", "--outcome", "denied"], "--outcome: needs --determined or --ended"),
    (["status", "--from", "nowhere.json"], "Error: --from: nowhere.json: No such file"),
    (["explain", "verdict", "--filed", "2010-02-01"], "'verdict' is not a deadline; choose one of acknowledgment"),
    (["workdays", "2010-02-01"], "use either a day to count to or --add N"),
    (["workdays", "2010-02-01", "2010-01-01"], "give the earlier day first"),
    (["workdays", "1970-12-31", "--add", "1"], "outside the calendar"),
    (["workdays", "2100-12-30", "--add", "500"], "outside the calendar"),
    (["holidays", "1960"], "runs from 1971 to 2100"),
    (["law", "mercy"], "'mercy' is not a limit"),
    (["agencies", "Ministry of Truth"], "no agency or component has 'Ministry of Truth'"),
    (["workdays", "2010-01-01", "2101-01-01"], "Error: TO: 2101-01-01 is outside the calendar"),
    (["status", "--filed", "2010-02-01", "--received", ""], "Error: --received: '' is not a date"),
    (["status", "--filed", "2010-02-01", "--extended", "2010-02-05+0"], "the Act allows 1 to 10"),
    (["explain", "determinaton", "--filed", "2010-02-01"], "did you mean determination?"),
    (["statsu"], "Did you mean 'status'?"),
]


@pytest.mark.parametrize(("args", "says"), BAD, ids=lambda value: " ".join(value) if isinstance(value, list) else "")
def test_bad_input_is_named_and_exits_with_2(args: list[str], says: str) -> None:
    """Bad input ends with exit code 2 and an error that says what was wrong, where, and what would be right, with nothing on
    standard output and no traceback.
    """
    ended = run(*args)
    assert (2, "") == (ended.returncode, ended.stdout)
    assert says in ended.stderr
    assert "Traceback" not in ended.stderr


FILES: list[tuple[str, str]] = [
    ("not json", "is not JSON"),
    ("[1]", "does not hold a JSON object"),
    ('{"filed": 5}', "standard input, filed"),
    ('{"file": "2010-02-01"}', "no such fact"),
    ('{"\\u001b[31mX\\nError: fake": 1}', "Error: standard input, '\\x1b[31mX"),
    ('{"filed": "2010-02-01", "as_of": "2010-02-02"}', "Error: standard input, as_of: no such fact"),
    ("[" * 100_000, "is nested too deeply"),
]


@pytest.mark.parametrize(("text", "says"), FILES, ids=["words", "list", "number", "unknown", "escape", "as of", "deep"])
def test_a_bad_file_of_facts_is_named(text: str, says: str) -> None:
    """A bad file given with --from is named with what is wrong in it, without a traceback."""
    ended = run("status", "--from", "-", stdin=text)
    assert 2 == ended.returncode
    assert says in ended.stderr
    assert "Traceback" not in ended.stderr


def test_facts_come_from_a_file_or_standard_input_and_options_go_before_them(tmp_path: Path) -> None:
    """Facts come from a file or standard input, as a request or a whole answer, and an option goes before what the
    file says.
    """
    answer = run("status", "--filed", "2010-02-03", "--expedite", "--as-of", "2010-10-28", "--json").stdout
    file = tmp_path / "request.json"
    file.write_text(json.dumps(json.loads(answer)["request"]), encoding="utf-8-sig")
    assert answer == run("status", "--from", str(file), "--as-of", "2010-10-28", "--json").stdout
    assert answer == run("status", "--from", "-", "--as-of", "2010-10-28", "--json", stdin=answer).stdout
    changed = run("status", "--from", str(file), "--filed", "2010-02-01", "--as-of", "2010-10-28", "--json").stdout
    assert "2010-02-01" == json.loads(changed)["request"]["filed"]


def test_exit_code_tells_of_misses_only_when_asked() -> None:
    """The exit code is 1 for a missed limit only with --exit-code, and else 0."""
    assert 0 == run("status", *STORY).returncode
    assert 1 == run("status", *STORY, "--exit-code").returncode
    assert 0 == run("status", "--filed", "2010-02-01", "--as-of", "2010-03-02", "--exit-code").returncode


def test_missed_shows_only_the_missed_deadlines() -> None:
    """The option --missed shows only the deadlines that were missed, in JSON and in text."""
    answer = json.loads(run("status", *STORY, "--missed", "--json").stdout)
    assert ["determination"] == [d["key"] for d in answer["deadlines"]]
    text = run("status", *STORY, "--missed").stdout
    assert re.search(r"x 2010-03-02  determination due\s+MISSED, 168 wd late", text)
    assert "last day to sue" not in text


def test_where_nothing_was_missed_missed_says_so() -> None:
    """The option --missed says that nothing was missed instead of an empty answer."""
    assert "Nothing was missed." in run("status", "--filed", "2010-02-01", "--as-of", "2010-02-02", "--missed").stdout


def test_explain_lists_what_was_assumed_and_warns() -> None:
    """The command explain lists what was assumed for its count and warns on standard error."""
    args = ("explain", "determination", "--filed", "2024-01-02", "--extended", "2024-02-05", "--as-of", "2024-03-01")
    told = json.loads(run(*args, "--json").stdout)
    assert ["received", "reached_office"] == [a["fact"] for a in told["assumptions"]]
    assert "does not extend the limit" in told["warnings"][0]
    ended = run(*args)
    assert "- received: received on the day it was filed" in ended.stdout
    assert "does not extend the limit" in ended.stderr


def test_same_facts_and_day_give_the_same_bytes() -> None:
    """The same facts and day give the same bytes in a pipe, whatever the width, the colors or the time zone of the terminal."""
    first = run("status", *STORY).stdout
    assert first == run("status", *STORY, COLUMNS="60", NO_COLOR="1", TERM="dumb", TZ="Asia/Tokyo").stdout
    assert run("status", *STORY, "--json").stdout == run("status", *STORY, "--json", COLUMNS="200").stdout


def test_piped_text_is_plain_and_narrow() -> None:
    """Text in a pipe has no escape codes, is ASCII in the C locale, and is at most 60 columns wide."""
    for args in (["status", *STORY], ["explain", "suit", *STORY], ["law"], ["agencies", "DHS"]):
        text = run(*args, LC_ALL="C", PYTHONUTF8="0").stdout
        assert text.isascii()
        assert "\x1b" not in text
        wide = [line for line in text.splitlines() if len(line) > 60 and "https://" not in line and "Rule" not in line]
        assert [] == [line for line in wide if "  foiacalc " not in line], "a command is copied whole"


def test_a_name_that_the_locale_cannot_show_is_escaped() -> None:
    """A name that the locale cannot show is escaped, and one that it can is shown, with no control character."""
    args = ("status", *STORY, "--id", "Grüße\n\x1b[31m")
    assert "Gr\\xfc\\xdfe" in run(*args, LC_ALL="C").stdout
    assert "Grüße ?[31m" in run(*args, LC_ALL="C.UTF-8").stdout


def test_a_closed_pipe_ends_quietly() -> None:
    """A reader that closes its pipe early, such as head, ends the program without an error."""
    command = f"{' '.join(FOIACALC)} status {' '.join(STORY)} | head -n 1; {' '.join(FOIACALC)} agencies | true"
    ended = subprocess.run(["bash", "-c", command], capture_output=True, text=True, env=BARE, timeout=60)
    assert "" == ended.stderr
    assert ended.stdout.startswith("FOIA request")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
def test_a_full_disk_is_one_clear_line() -> None:
    """A full disk is one clear line and exit code 2, without a traceback."""
    with open("/dev/full", "w") as full:
        ended = subprocess.run([*FOIACALC, "schema"], stdout=full, stderr=subprocess.PIPE, text=True, env=BARE, timeout=60)
    assert (2, "Error: standard output: No space left on device\n") == (ended.returncode, ended.stderr)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
def test_help_on_a_full_disk_is_one_clear_line() -> None:
    """A full disk under the help is one clear line and exit code 2, without a traceback."""
    with open("/dev/full", "w") as full:
        ended = subprocess.run([*FOIACALC, "--help"], stdout=full, stderr=subprocess.PIPE, text=True, env=BARE, timeout=60)
    assert (2, "Error: standard output: No space left on device\n") == (ended.returncode, ended.stderr)


def test_a_closed_standard_output_is_no_traceback() -> None:
    """A standard output that was closed before the start, as some starters of programs leave it, brings no traceback."""
    ended = subprocess.run(
        ["sh", "-c", f"{' '.join(FOIACALC)} schema >&-"], capture_output=True, text=True, env=BARE, timeout=60
    )
    assert "Traceback" not in ended.stderr


def test_standard_error_that_nobody_reads_changes_nothing() -> None:
    """A standard error that nobody reads changes nothing in the exit code."""
    command = f"{' '.join(FOIACALC)} status --filed soon 2>&1 >/dev/null | true; echo ${{PIPESTATUS[0]}}"
    ended = subprocess.run(["bash", "-c", command], capture_output=True, text=True, env=BARE, timeout=60)
    assert "2\n" == ended.stdout


def test_warnings_go_to_standard_error() -> None:
    """Warnings go to standard error, and only the answer is on standard output."""
    ended = run("status", "--filed", "2010-02-01", "--extended", "2010-03-05", "--as-of", "2010-10-28")
    assert "warning: extended: the notice dated 2010-03-05 came after" in ended.stderr
    assert "warning" not in ended.stdout


def test_today_and_yesterday_are_dates_on_the_command_line() -> None:
    """The words today and yesterday are dates on the command line, one day apart."""
    answer = json.loads(run("status", "--filed", "yesterday", "--as-of", "today", "--json").stdout)
    assert date.fromisoformat(answer["as_of"]) - date.fromisoformat(answer["request"]["filed"]) == timedelta(days=1)


def test_a_terminal_shows_color_and_marks_a_miss_without_it_too() -> None:
    """A terminal shows color within its width, and what was missed stands out without color too."""
    shown = on_terminal("status", *STORY, "--full")
    assert "\x1b[" in shown
    assert "✗█" in shown
    assert "MISSED" in shown
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert max(map(len, plain.splitlines())) <= 100


def test_a_terminal_without_color_or_unicode_shows_the_same_dates() -> None:
    """A terminal without color, without Unicode, without escape codes or with few columns shows the dates and the miss all the
    same.
    """
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]", on_terminal("status", *STORY, NO_COLOR="1"))
    assert on_terminal("status", *STORY, LC_ALL="C").isascii()
    assert "\x1b" not in on_terminal("status", *STORY, TERM="dumb")
    for columns in (40, 60):
        shown = re.sub(r"\x1b\[[0-9;]*m", "", on_terminal("status", *STORY, columns=columns))
        assert "MISSED" in shown
        assert "2010-03-02" in shown


def test_force_color_draws_in_a_pipe() -> None:
    """FORCE_COLOR draws color in a pipe, because it says that the other end is a terminal."""
    assert "\x1b[" in run("status", *STORY, FORCE_COLOR="1").stdout


def test_explain_draws_months_on_a_terminal() -> None:
    """The command explain draws months on a terminal, with numbered days, the last one marked and the skipped
    holidays named.
    """
    shown = re.sub(r"\x1b\[[0-9;]*m", "", on_terminal("explain", "determination", *STORY))
    for part in ("February 2010", "March 2010", "[20]", "H 15 Washington's Birthday", "552(a)(6)(A)(i)", "C4"):
        assert part in shown


WORDS: list[tuple[list[str], str]] = [
    (
        ["explain", "reply", "--filed", "2024-02-20", "--info-asked", "2024-02-21..", "--reply-by", "2024-02-21"],
        "No days are counted: the period ends on",
    ),
    (["workdays", "2010-02-01", "2010-03-02"], "20\n"),
    (["workdays", "2010-02-01", "--add", "20"], "2010-03-02\n"),
    (["workdays", "2010-02-01", "--add", "0"], "2010-02-01\n"),
    (["holidays", "2021"], "2021-12-31 Fri  New Year's Day (for 2022-01-01)\n"),
    (["law", "determination", "--on", "1997-10-01"], "determination: 10 working days, since 1975-02-19"),
    (["law", "determination", "--on", "1975-02-18"], "determination: no rule was in force for an event on 1975-02-18"),
    (["law", "C4"], "C4: Do snow days"),
    (["law"], "suit: 6 years"),
    (["agencies"], "DHS         90 working days  6 CFR 5.8(a)(1)\n"),
    (["agencies", "Immigration and Customs Enforcement"], "DHS: Department of Homeland Security, determinations from"),
    (["agencies", "USAF"], "governed by the regulation of DOD."),
    (["--version"], "foiacalc "),
    (["status", "-h"], "--filed DATE"),
    (["--help"], "not legal advice"),
]


@pytest.mark.parametrize(("args", "says"), WORDS, ids=lambda value: " ".join(value) if isinstance(value, list) else "")
def test_the_commands_on_law_holidays_agencies_and_workdays_answer(args: list[str], says: str) -> None:
    """The commands that show the tables behind the answers answer with exit code 0 and the words of their row."""
    ended = run(*args)
    assert 0 == ended.returncode
    assert says in ended.stdout


JSON: list[tuple[list[str], str, object]] = [
    (["workdays", "2010-02-01", "2010-03-02"], "skipped", [{"date": "2010-02-15", "reason": "Washington's Birthday"}]),
    (["workdays", "2010-02-01", "--add", "20"], "to", "2010-03-02"),
    (["holidays", "2021"], "year", 2021),
    (["law", "contested"], "rules", []),
    (["agencies", "FBI"], "schema", 2),
    (["holidays", "--verify"], "differences", []),
]


@pytest.mark.parametrize(("args", "name", "expected"), JSON)
def test_the_commands_on_the_tables_answer_in_json_too(args: list[str], name: str, expected: object) -> None:
    """The commands that show the tables answer scripts in JSON with the values of their row."""
    assert expected == json.loads(run(*args, "--json").stdout)[name]


COMPLETED: list[tuple[str, str]] = [
    ("foiacalc st", "status"),
    ("foiacalc explain app", "appeal\nappeal_determination"),
    ("foiacalc status --format m", "markdown"),
    ("foiacalc status --outcome no", "no-records"),
    ("foiacalc agencies USPT", "USPTO"),
    ("foiacalc status --agency ICE", "ICE"),
    ("foiacalc law exp", "expedited_decision\nexpedition_appeal"),
    ("foiacalc explain suit --format m", "markdown"),
    ("foiacalc explain suit --format c", ""),
    ("foiacalc agencies uspt", "uspto"),
]


@pytest.mark.parametrize(("typed", "offered"), COMPLETED)
def test_the_shell_is_offered_the_words_that_fit(typed: str, offered: str, tmp_path: Path) -> None:
    """The shell is offered the commands, deadlines, forms and agencies that begin as typed."""
    script = tmp_path / "foiacalc"
    script.write_text("from foiacalc.__main__ import main\nmain()\n")
    env = {"_FOIACALC_COMPLETE": "complete_bash", "COMP_WORDS": typed, "COMP_CWORD": str(len(typed.split()) - 1)}
    root = str(Path(__file__).parent.parent)
    ended = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, env={**BARE, **env, "PYTHONPATH": root}, timeout=60
    )
    assert offered == ended.stdout.strip()


def test_an_interruption_while_the_program_loads_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    """An interruption while the program still loads ends with exit code 130 and no traceback."""

    def interrupt() -> None:
        raise KeyboardInterrupt

    for name, instead in (("foiacalc.cli.main", interrupt), ("gc.disable", lambda: None), ("gc.freeze", lambda: None)):
        monkeypatch.setattr(name, instead)
    with pytest.raises(SystemExit) as ended:
        __main__.main()
    assert 130 == ended.value.code


def test_what_was_to_be_done_at_exit_is_done_and_flushed() -> None:
    """The program leaves without taking Python apart, but not before what is to be done at exit is done and written."""
    code = "import atexit; atexit.register(print, 'left', end=''); from foiacalc.__main__ import start; start(); print('more')"
    buffered = {name: value for name, value in BARE.items() if name != "PYTHONUNBUFFERED"}
    command = [sys.executable, "-c", code, "explain", "nothing"]
    ended = subprocess.run(command, capture_output=True, text=True, env=buffered, timeout=60)
    assert (2, "left") == (ended.returncode, ended.stdout)


def test_an_interruption_while_the_program_waits_ends_with_130() -> None:
    """An interruption while the program waits for standard input ends with exit code 130 and no traceback."""
    import signal
    import time

    def heed() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # what a shell starts in the background is deaf to it

    command = [*FOIACALC, "status", "--from", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=BARE, preexec_fn=heed) as process:
        time.sleep(1.0)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert 130 == process.returncode
    assert b"Traceback" not in err


TWICE: list[tuple[str, str]] = [
    ("status --filed 2010-02-01 --filed 2010-02-03", "--filed: given more than once (2010-02-01, 2010-02-03); use only one"),
    ("status --filed=2010-02-01 --filed=2010-02-01", "--filed: given more than once (2010-02-01, 2010-02-01)"),
    (
        "status --filed 2010-02-01 --as-of 2010-03-01 --as-of 2010-03-02",
        "--as-of: given more than once (2010-03-01, 2010-03-02)",
    ),
    ("status --filed 2010-02-01 --format csv --format json", "--format: given more than once (csv, json)"),
    ("status --filed 2010-02-01 -o a.csv --output b.csv", "--output: given more than once (a.csv, b.csv)"),
    ("status --filed 2010-02-01 -oa.csv -o b.csv", "--output: given more than once (a.csv, b.csv)"),
    ("status --filed 2010-02-01 --format ics --alarm 3 --alarm 5", "--alarm: given more than once (3, 5)"),
    ("status --from a.json --from b.json", "--from: given more than once (a.json, b.json)"),
    ("status --id --filed --id x", "--id: given more than once (--filed, x)"),
    ("explain determination --received 2010-02-01 --received 2010-02-02", "--received: given more than once"),
    ("check --filed 2010-02-01 --claimed 2010-03-02 --claimed 2010-03-03", "--claimed: given more than once"),
    ("plan --by 2026-12-31 --by 2026-12-30", "--by: given more than once (2026-12-31, 2026-12-30)"),
    ("batch - --sort due --sort id --as-of 2010-03-01", "--sort: given more than once (due, id)"),
    ("batch - --errors a --errors b --errors c", "--errors: given more than once (a, b, c)"),
    ("law --on 2010-02-01 --on 2010-02-02", "--on: given more than once"),
    ("workdays 2010-02-01 --add 1 --add 2", "--add: given more than once (1, 2)"),
]


@pytest.mark.parametrize(("command", "says"), TWICE)
def test_an_option_of_one_value_given_twice_is_refused(command: str, says: str) -> None:
    """An option of one value that is given twice is refused, and the error names both values, since nobody knows which was
    meant.
    """
    ended = run(*command.split())
    assert 2 == ended.returncode
    assert "" == ended.stdout or "json" in command  # under which the error is JSON
    assert f"Error: {says}" in ended.stderr


def test_questions_notices_and_closures_may_be_given_several_times() -> None:
    """Questions, notices of extension, interim responses, closures and columns may be given several times, and a flag twice
    says no more than once.
    """
    several = ("--info-asked", "--fee-asked", "--closed")
    spans = [word for option in several for day in ("04", "08") for word in (option, f"2010-02-{day}..2010-02-{day}")]
    notices = ("--extended", "2010-02-16+4", "--extended", "2010-02-17+6", "--interim", "2010-02-18", "--interim", "2010-02-19")
    ended = run("status", *STORY, *spans, *notices, "--json", "--json")
    given = json.loads(ended.stdout)["request"]
    assert ["2010-02-16+4", "2010-02-17+6"] == given["extended"]
    assert ["2010-02-18", "2010-02-19"] == given["interim"]
    assert all(2 == len(given[name]) for name in ("info_asked", "fee_asked", "closed"))
    sheet = "a,b\n2010-02-01,X-1\n"
    assert '"X-1"' in run("batch", "-", "--map", "filed=a", "--map", "id=b", "--as-of", "2010-03-01", stdin=sheet).stdout


@pytest.mark.parametrize("closed", ["2098-12-24..2098-12-26", "2098-12-24.."])
def test_days_to_come_on_which_the_agency_is_closed_are_no_future_facts(closed: str) -> None:
    """Days to come on which the agency is closed are of the calendar and no facts of the future, and an answer for an earlier
    day keeps them.
    """
    for as_of in ((), ("--as-of", "2010-03-01")):
        ended = run("status", "--filed", "2010-02-01", "--closed", closed, *as_of, "--json")
        assert (0, "") == (ended.returncode, ended.stderr)
        assert [closed] == json.loads(ended.stdout)["request"]["closed"]


# the day of the answer, whether a completion of 2024-03-08 is warned of
@pytest.mark.parametrize(("as_of", "warned"), [("2024-03-08", True), ("2024-03-07", False)])
def test_a_completion_still_to_come_is_left_out_and_not_warned_of(as_of: str, warned: bool) -> None:
    """A completion that is later than the day of the answer is left out, so it brings no warning about the clock, and the day
    of the proper office counts.
    """
    facts = ("--filed", "2024-03-01", "--perfected", "2024-03-08", "--reached-office", "2024-03-05")
    warnings = json.loads(run("status", *facts, "--as-of", as_of, "--json").stdout)["warnings"]
    assert warned == any("the statute stops the clock for only two things" in w for w in warnings)
    assert warned == any("reached_office 2024-03-05 is not used" in w for w in warnings)
    assert warned != any("2024-03-08 is after" in w for w in warnings)
