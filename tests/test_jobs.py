"""A file answered by several processes: the same bytes, the same words and the same end as by one."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from foiacalc import cli
from foiacalc.cli import jobs
from tests.test_cli import BARE, FOIACALC, run
from tests.test_streaming import HEADER

AS_OF = ("--as-of", "2024-05-01")
_DATES = ("2024-01-09", "2024-02-13", "2024-03-05")


def _log(rows: list[str], header: str = "id,agency,received,closed,outcome,note") -> str:
    return "\n".join((header, *rows, ""))


def _plain(number: int) -> str:
    return f"r{number},{('ICE', 'FBI', 'Ministry of Truth')[number % 3]},{_DATES[number % 3]},2024-04-{number % 28 + 1:02},,"


def _line(number: int) -> str:
    more = {"Mailroom scan": "2024-04-01"} if number % 5 == 4 else {}
    return json.dumps({"Request ID": f"r{number}", "Agency": "ICE", "Received Date": _DATES[number % 3]} | more)


_PLAIN = [_plain(number) for number in range(30)]
# what it is, the file's name and its text
LOGS: list[tuple[str, str, str]] = [
    ("rows with errors and blank lines", "log.csv", _log([*_PLAIN[:7], "x,ICE,soon,,,", "", "y,FBI", "z,,,,,", *_PLAIN[7:]])),
    (
        "a header repeated, a total",
        "log.csv",
        _log([*_PLAIN[:9], "id,agency,received,closed,outcome,note", *_PLAIN, "Total,30,,,,"]),
    ),
    ("a section of consultations", "log.csv", _log([*_PLAIN[:11], "Request Type : Consultation,,,,,", *_PLAIN[11:]])),
    ("words that are counted", "log.csv", _log([f"r{n},ICE,2024-01-09,,{('fine', 'so so', '?')[n % 3]}," for n in range(20)])),
    ("a slip of the pen", "log.csv", _log([f"r{n},ICE,{'13/01' if n == 14 else '01/13'}/2024,,," for n in range(20)])),
    ("a quote never closed", "log.csv", _log([*_PLAIN[:17], 'q,"ICE,2024-01-09', *_PLAIN[17:]])),
    (
        "keys of a tracker, some unread",
        "log.jsonl",
        "\n".join([*map(_line, range(12)), '{"Agency": 1,', *map(_line, range(12))]),
    ),
]
CSV, SUMMARY = ("--format", "csv"), ("--format", "summary")
BRIEF = ("--format", "jsonl", "--brief", "--only", "missed", "--sort", "next")
_IN_ALL_FORMS = (LOGS[0][0], LOGS[-1][0])


@pytest.fixture
def few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one's own; processes take some rows at a time."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(jobs, "_BLOCK", 4)
    return tmp_path


Answer = Callable[..., tuple[object, str, str, str]]


@pytest.fixture
def answered(few: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Answer:
    """Runs a batch here, with so many processes, and gives its exit code, what it says, the answers and the errors."""

    def batch(name: str, number: int | None, *options: str) -> tuple[object, str, str, str]:
        given = ("--jobs", str(number)) if number else ()
        files = ("-o", "answers", "--errors", "wrong", "--force")
        monkeypatch.setattr(sys, "argv", ["foiacalc", "batch", name, *AS_OF, *given, *files, *options])
        for file in ("answers", "wrong"):
            Path(file).unlink(missing_ok=True)
        with pytest.raises(SystemExit) as ended:
            cli.main()
        texts = (Path(file).read_text() if Path(file).exists() else "" for file in ("answers", "wrong"))
        answers, wrong = texts
        return ended.value.code, capsys.readouterr().err, answers, wrong

    return batch


@pytest.mark.parametrize(("what", "name", "text"), LOGS, ids=[what for what, _, _ in LOGS])
def test_several_processes_give_the_same_answers_errors_and_words_as_one(
    what: str, name: str, text: str, answered: Answer
) -> None:
    """Several processes give the same answers, rows in error, words and exit code as one."""
    Path(name).write_text(text)
    for number, options in ((3, CSV), (2, BRIEF), (2, SUMMARY)) if what in _IN_ALL_FORMS else ((3, CSV),):
        assert answered(name, 1, *options) == answered(name, number, *options), (what, number)


def test_strict_stops_at_the_same_row(answered: Answer) -> None:
    """A strict run by several processes stops at the same row as by one, and answers nothing after it."""
    Path("log.csv").write_text(LOGS[0][2])
    one, three = (answered("log.csv", number, *CSV, "--strict") for number in (1, 3))
    assert one == three
    code, _, _, wrong = three
    assert (2, 2) == (code, len(wrong.splitlines()))  # a header and the row


def test_a_process_that_dies_costs_no_row(answered: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that dies costs no row: its rows are answered by the one that reads."""
    Path("log.csv").write_text(_log(_PLAIN))
    one = answered("log.csv", 1, "--format", "csv")
    monkeypatch.setattr(jobs, "_received", lambda connection: None)
    assert one == answered("log.csv", 2, "--format", "csv")


def test_a_long_file_is_shared_out_unasked(answered: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long file is shared out to several processes without being asked for, and a short one is not."""
    begun: list[object] = []
    process = jobs._process

    def counted(*given: Any) -> Any:
        begun.append(given)
        return process(*given)

    monkeypatch.setattr(jobs, "_process", counted)
    monkeypatch.setattr(jobs, "_cores", lambda: 2)
    Path("log.csv").write_text(_log(_PLAIN))
    one = answered("log.csv", 1, "--format", "csv")
    for alone, processes in ((100, 0), (20, 2)):
        monkeypatch.setattr(jobs, "_ALONE", alone)
        assert one == answered("log.csv", None, "--format", "csv")
        assert processes == len(begun)


@pytest.mark.parametrize("number", ["0", "-1", "33"])
def test_an_impossible_number_of_processes_is_refused(number: str) -> None:
    """A number of processes that cannot be is refused with what would be right."""
    ended = run("batch", "log.csv", *AS_OF, "--jobs", number)
    assert 2 == ended.returncode
    assert f"{number} is out of range; give a number of processes from 1 to 32" in ended.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="other systems list the processes of a session otherwise, or not at all")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_an_interrupted_run_leaves_no_process_and_no_file(number: signal.Signals, code: int, tmp_path: Path) -> None:
    """A run by several processes that is interrupted, or told to end, leaves no process and no file."""
    log = tmp_path / "log.csv"
    log.write_bytes(HEADER + b"".join(b"r%d,20%02d-%02d-05\n" % (n, n % 20 + 4, n % 12 + 1) for n in range(1_200_000)))
    command = [*FOIACALC, "batch", str(log), *AS_OF, "--format", "csv", "--jobs", "2", "-o", str(tmp_path / "out.csv")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=BARE, start_new_session=True) as process:
        while len(_group(process.pid)) < 3:
            assert process.poll() is None
            time.sleep(0.05)
        os.killpg(process.pid, number) if number == signal.SIGINT else process.send_signal(number)
        _, said = process.communicate(timeout=60)
    assert code == process.returncode
    assert b"Traceback" not in said
    assert ["log.csv"] == [path.name for path in tmp_path.iterdir()]
    ends = time.monotonic() + 20
    while _group(process.pid) and time.monotonic() < ends:
        time.sleep(0.05)
    assert not _group(process.pid)


def _group(leader: int) -> list[str]:
    """The processes of a session, those that have ended left out."""
    listed = subprocess.run(["ps", "-o", "pid=,stat=", "-s", str(leader)], capture_output=True, text=True, check=False)
    return [line for line in listed.stdout.splitlines() if "Z" not in line]
