"""A batch while it runs: answers come before the rows end, an interruption leaves whole lines and no file half written."""

import json
import signal
import subprocess
from pathlib import Path
from typing import IO

import pytest

from tests.test_cli import BARE, FOIACALC

HEADER = b"id,filed\n"
# more rows than are written in one go, fewer than a pipe holds
ROWS = HEADER + b"".join(b"r%d,2010-02-01\n" % number for number in range(300))
COMMAND = [*FOIACALC, "batch", "-", "--as-of", "2010-10-28"]


def heed() -> None:
    """What a shell starts in the background is deaf to Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def begun(*options: str, rows: bytes = ROWS) -> subprocess.Popen[bytes]:
    """A batch that has its rows and waits for more."""
    pipe = subprocess.PIPE
    process = subprocess.Popen([*COMMAND, *options], stdin=pipe, stdout=pipe, stderr=pipe, env=BARE, preexec_fn=heed, bufsize=0)
    assert process.stdin
    process.stdin.write(rows)
    return process


def first_line(stream: IO[bytes] | None) -> bytes:
    assert stream
    return stream.readline()


@pytest.mark.parametrize("rows", [ROWS, HEADER + b"r0,2010-02-01\n"], ids=["many rows", "one row"])
def test_answers_come_before_the_rows_end(rows: bytes) -> None:
    """Answers come while standard input is still open, so whoever types a row need not type a hundred."""
    with begun("--format", "csv", rows=rows) as process:
        assert first_line(process.stdout).startswith(b"id,filed,acknowledgment_due,")
        assert first_line(process.stdout).startswith(b"r0,2010-02-01,2010-02-16,")
        process.communicate(timeout=60)
    assert 0 == process.returncode


@pytest.mark.parametrize("options", [("--brief",), ()], ids=["brief", "whole"])
def test_an_interrupted_batch_leaves_whole_lines(options: tuple[str, ...]) -> None:
    """A batch that is interrupted ends with exit code 130, and each line that came is an answer."""
    with begun("--format", "jsonl", *options) as process:
        lines = [first_line(process.stdout)]
        process.send_signal(signal.SIGINT)
        rest, said = process.communicate(timeout=60)
    assert 130 == process.returncode
    assert b"Traceback" not in said
    lines += rest.splitlines(keepends=True)
    assert {b"\n"} == {line[-1:] for line in lines}
    assert [f"r{number}" for number in range(len(lines))] == [json.loads(line)["request"]["id"] for line in lines]


def test_an_interrupted_batch_leaves_no_file(tmp_path: Path) -> None:
    """A batch that is interrupted leaves neither the file that was named nor one beside it."""
    rows = HEADER + b"r,soon\n"
    with begun("-o", str(tmp_path / "answers.jsonl"), "--errors", str(tmp_path / "wrong.csv"), rows=rows) as process:
        assert b"'soon' is not a date" in first_line(process.stderr)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    assert 130 == process.returncode
    assert [] == list(tmp_path.iterdir())
