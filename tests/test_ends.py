"""How a batch ends, whatever befalls it: no file is written over, and no row of an error file stands under a header not its
own.
"""

import csv
import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.test_cli import BARE, FOIACALC, run
from tests.test_streaming import HEADER, begun, first_line

AS_OF = ["--as-of", "2010-10-28"]
LOG = "id,filed\na,2010-02-01\nb,soon\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one's own, with a log that has a row with an error."""
    monkeypatch.chdir(tmp_path)
    Path("log.csv").write_text(LOG)
    return tmp_path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# Rows with errors


def test_rows_in_error_have_the_header_of_their_sheet(here: Path) -> None:
    """Rows in error are kept under the header of their own sheet, because under another's, once mended, a day of receipt would
    be read as one of an acknowledgment.
    """
    Path("a.csv").write_text("id,filed,acknowledged\n1,soon,2010-02-03\n")
    Path("b.csv").write_text("id,filed,received\n2,soon,2010-02-09\n")
    Path("c.jsonl").write_text('{"id": "3", "filed": "soon"}\n')
    Path("d.csv").write_text("id,filed,acknowledged\n4,later,2010-02-03\n")
    ended = run("batch", "a.csv", "b.csv", "c.jsonl", "d.csv", *AS_OF, "--format", "jsonl", "--errors", "errors.csv")
    assert 2 == ended.returncode
    assert "b.csv: its rows with errors are in errors-2.csv, because its columns differ\n" in ended.stderr
    assert "c.jsonl: its rows with errors are in errors-3.jsonl, because its columns differ\n" in ended.stderr
    assert 2 == ended.stderr.count("its rows with errors are in")
    with Path("errors.csv").open(newline="") as file:
        assert ["1", "4"] == [row["id"] for row in csv.DictReader(file)]
    assert "id,filed,received,error" == Path("errors-2.csv").read_text().splitlines()[0]
    for name in ("errors.csv", "errors-2.csv", "errors-3.jsonl"):
        Path(name).write_text(Path(name).read_text().replace("soon", "2010-02-01").replace("later", "2010-02-01"))
    again = run("batch", "errors.csv", "errors-2.csv", "errors-3.jsonl", *AS_OF, "--format", "jsonl")
    assert 0 == again.returncode
    assert '"received": "2010-02-09"' in next(line for line in again.stdout.splitlines() if '"id": "2"' in line)


# options beside --errors; what is refused
NO_SECOND: list[tuple[list[str], str]] = [
    (["--errors", "/dev/null"], "b.csv: has different columns from the file before it; use --errors with a file name"),
    (
        ["--errors", "-", "-o", "out.jsonl"],
        "b.csv: has different columns from the file before it; use --errors with a file name",
    ),
    (["--errors", "old.csv"], "--errors: old-2.csv already exists; use --force to overwrite it"),
    (["--errors", "x.csv", "-o", "x-2.csv", "--format", "jsonl"], "--errors: x-2.csv is where the answers go"),
]


@pytest.mark.parametrize(("options", "says"), NO_SECOND)
def test_a_second_sheet_whose_rows_in_error_have_no_place_is_refused(options: list[str], says: str, here: Path) -> None:
    """A second sheet with other columns, for whose rows in error there is no place, is refused, and then nothing is written."""
    Path("b.csv").write_text("id,filed,received\n2,soon,2010-02-09\n")
    Path("old-2.csv").write_text("mine")
    ended = run("batch", "log.csv", "b.csv", *AS_OF, *options, *([] if "-o" in options else ["--format", "jsonl"]))
    assert 2 == ended.returncode
    assert f"Error: {says}" in ended.stderr
    assert ["b.csv", "log.csv", "old-2.csv"] == names(here)
    assert "mine" == Path("old-2.csv").read_text()


def test_a_strict_run_writes_the_row_that_ends_it(here: Path) -> None:
    """A strict run writes the row that ended it to the file of errors and leaves no file of answers, since those would not be
    all.
    """
    ended = run("batch", "log.csv", *AS_OF, "--strict", "--errors", "errors.csv", "-o", "out.csv")
    assert 2 == ended.returncode
    assert ["errors.csv", "log.csv"] == names(here)
    assert "b,soon," in Path("errors.csv").read_text()


# What would be written over

# options of a batch of log.csv; what is refused, before anything is written
OVER: list[tuple[list[str], str]] = [
    (["-o", "out.csv", "--errors", "out.csv"], "--errors: out.csv is where the answers go; use another file"),
    (["-o", "out.csv", "--errors", "./Out.csv"], "--errors: ./Out.csv is where the answers go"),
    (["-o", "out.csv", "--errors", "sub/../out.csv"], "--errors: sub/../out.csv is where the answers go"),
    (["-o", "old.csv", "--errors", "link.csv", "--force"], "--errors: link.csv is where the answers go"),
    (["-o", "old.csv", "--errors", "hard.csv", "--force"], "--errors: hard.csv is where the answers go"),
    (["--errors", "log.csv", "--force"], "--errors: log.csv is an input file; use another file"),
    (["--errors", "input.csv", "--force"], "--errors: input.csv is an input file; use another file"),
    (["-o", "log.csv", "--force"], "-o: log.csv is an input file; use another file"),
    (["-o", "input.csv", "--force"], "-o: input.csv is an input file; use another file"),
    (["--errors", "-"], "--errors: - is standard output, where the answers go; give a file, or use -o for the answers"),
    (["--errors", "-", "-o", "-", "--format", "csv"], "--errors: - is standard output, where the answers go"),
    (
        ["-o", "out.json"],
        "-o: 'out.json' could hold the answers or the totals; end its name in .jsonl for the answers, or use --format",
    ),
    (["-o", "OUT.JSON"], "-o: 'OUT.JSON' could hold the answers or the totals"),
]


@pytest.mark.parametrize(("options", "says"), OVER)
def test_no_input_and_no_other_output_is_written_over(options: list[str], says: str, here: Path) -> None:
    """Neither the log that is read nor the other file of the same run is written over, by whatever name or link it goes, even
    with --force.
    """
    Path("sub").mkdir()
    Path("old.csv").write_text("old")
    os.symlink("old.csv", "link.csv")
    os.link("old.csv", "hard.csv")
    os.symlink("log.csv", "input.csv")
    before = names(here)
    ended = run("batch", "log.csv", *AS_OF, *options)
    assert 2 == ended.returncode
    assert ended.stderr.startswith(f"Error: {says}")
    assert "" == ended.stdout
    assert before == names(here)
    assert LOG == Path("log.csv").read_text()


def test_a_file_by_redirection_is_not_written_over(here: Path) -> None:
    """A file that the shell gives as standard input or output is not written over by an option of the same run."""
    for options in ("-o log.csv --format csv --force", "--errors log.csv --force", "--errors out.csv --force > out.csv"):
        line = f"{FOIACALC[0]} -m foiacalc batch - --as-of 2010-10-28 {options} < log.csv"
        ended = subprocess.run(line, shell=True, capture_output=True, env=BARE, timeout=60)
        assert 2 == ended.returncode
        assert b"use another file" in ended.stderr
        assert LOG == Path("log.csv").read_text()


FINE = [
    ["-o", "/dev/null", "--errors", "/dev/null", "--format", "csv"],
    ["-o", "out.csv", "--errors", "-"],
    ["-o", "out.json", "--format", "jsonl"],
    ["-o", "out.json", "--format", "summary"],
]


@pytest.mark.parametrize("options", FINE)
def test_outputs_that_write_nothing_over_are_taken(options: list[str], here: Path) -> None:
    """Outputs that write nothing over are taken: a device, standard output beside a file, and a .json file whose
    form is named.
    """
    ended = run("batch", "log.csv", *AS_OF, *options)
    assert "2 rows: 1 answered, 1 with errors, 0 skipped\n" in ended.stderr


# Signals


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)])
def test_a_batch_told_to_end_leaves_no_file(number: signal.Signals, code: int, tmp_path: Path) -> None:
    """A batch that a signal ends leaves neither the files that were named nor those beside them, and shows no traceback."""
    rows = HEADER + b"r,soon\n"
    with begun("-o", str(tmp_path / "answers.jsonl"), "--errors", str(tmp_path / "wrong.csv"), rows=rows) as process:
        assert b"'soon' is not a date" in first_line(process.stderr)
        process.send_signal(number)
        _, said = process.communicate(timeout=60)
    assert code == process.returncode
    assert b"Traceback" not in said
    assert [] == names(tmp_path)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_batch_told_to_end_has_written_whole_lines(number: signal.Signals) -> None:
    """A batch that a signal ends has written only whole lines, each of which is an answer."""
    with begun("--format", "jsonl", "--brief") as process:
        first_line(process.stdout)
        process.send_signal(number)
        rest, _ = process.communicate(timeout=60)
    assert rest.endswith(b"}\n") or rest == b""


def test_a_batch_started_with_nohup_runs_on_when_the_terminal_closes() -> None:
    """A batch that was started to ignore the end of its terminal, as nohup does, goes on and answers the next row."""
    command = ["sh", "-c", 'trap "" HUP; exec "$@"', "sh", *FOIACALC, "batch", "-", *AS_OF, "--format", "csv"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=BARE, bufsize=0) as process:
        assert process.stdin
        process.stdin.write(HEADER + b"a,2010-02-01\n")
        first_line(process.stdout)
        process.send_signal(signal.SIGHUP)
        process.stdin.write(b"b,2010-02-01\n")
        out, _ = process.communicate(timeout=60)
    assert 0 == process.returncode
    assert b"\r\nb,2010-02-01," in out


# Closed descriptors

# what follows the command in a shell; the exit code; whether an answer comes, and what is said
CLOSED: list[tuple[str, int, bool, str]] = [
    ("batch - <&-", 2, False, "Error: -: standard input is closed; give a file\n"),
    ("batch - <&- 2>&-", 2, False, ""),
    ("batch - <&- >&- 2>&-", 2, False, ""),
    ("batch log.csv 2>&-", 2, True, ""),
    ("batch log.csv <&- 2>&-", 2, True, ""),
    ("batch log.csv >&-", 2, False, "2 rows: 1 answered, 1 with errors, 0 skipped\n"),
    ("batch log.csv --errors wrong.csv <&- >&- 2>&-", 2, False, ""),
    ("batch good.csv 2>&-", 0, True, ""),
    ("batch good.csv <&-", 0, True, "1 row: 1 answered, 0 with errors, 0 skipped\n"),
    ("status --filed 2010-02-01 <&- 2>&-", 0, True, ""),
    ("status --filed soon 2>&-", 2, False, ""),
    ("batch log.xlsx <&- 2>&-", 2, False, ""),
]


@pytest.mark.parametrize(("line", "code", "answers", "says"), CLOSED)
def test_a_run_with_closed_standard_streams_answers_or_says_what_is_wrong(
    line: str, code: int, answers: bool, says: str, here: Path
) -> None:
    """A run whose standard input, output or error is closed gives its answer or its error, shows no traceback, and writes no
    message into a file that took the place of what was closed.
    """
    Path("good.csv").write_text("filed\n2010-02-01\n")
    Path("log.xlsx").write_bytes(b"PK\3\4")
    command = f"{FOIACALC[0]} -m foiacalc {line.replace(' ', ' --as-of 2010-10-28 ', 1)}"
    ended = subprocess.run(command, shell=True, capture_output=True, text=True, env=BARE, timeout=60)
    assert code == ended.returncode
    assert "Traceback" not in ended.stderr
    assert ended.stderr.endswith(says)
    assert answers == bool(ended.stdout)
    if "wrong.csv" in line:
        assert "b,soon," in Path("wrong.csv").read_text()


# Places that take nothing


@pytest.mark.parametrize("options", ["-o /dev/full --format csv", "--errors /dev/full", "-o no/x.csv", "--errors no/x.csv"])
def test_a_place_that_cannot_be_written_to_is_named(options: str, here: Path) -> None:
    """A place that cannot be written to is named with its option, and nothing is left behind."""
    ended = run("batch", "log.csv", *AS_OF, *options.split())
    assert 2 == ended.returncode
    assert f"Error: {options.split()[0]}: {options.split()[1]}: No " in ended.stderr
    assert "Traceback" not in ended.stderr
    assert ["log.csv"] == names(here)
