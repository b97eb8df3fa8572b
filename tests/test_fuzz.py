"""Whatever is typed or read, the program answers or says what is wrong: exit 0, 1 or 2, no traceback, no hang."""

import codecs
import csv
import io
import json
import re
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import chdir, contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import pytest
import typer.main
from hypothesis import given, settings
from hypothesis import strategies as st

from foiacalc import cli
from foiacalc.cli.batch import FORMATS as BATCH_FORMATS
from foiacalc.cli.forms import FORMATS
from foiacalc.request.facts import PARSERS
from tests.strategies import Posed, asked
from tests.test_batch import SHEETS
from tests.test_cli import FOIACALC

PATIENCE = 20  # seconds


class Ended(NamedTuple):
    """How the program ended, and what it printed."""

    code: object
    out: str
    err: str


@contextmanager
def _patience() -> Iterator[None]:
    """A run that takes too long is a failure."""

    def stop(*_: object) -> None:
        raise TimeoutError(f"still running after {PATIENCE} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def call(args: list[str], stdin: bytes = b"", files: Mapping[str, bytes] | None = None) -> Ended:
    """The program in this process, in a folder of those files. Whatever it raises but SystemExit is raised."""
    out, err = io.BytesIO(), io.BytesIO()
    opened = {"stdin": io.BytesIO(stdin), "stdout": out, "stderr": err}
    streams: dict[str, Any] = {name: io.TextIOWrapper(raw, "utf-8") for name, raw in opened.items()}
    with tempfile.TemporaryDirectory() as folder, chdir(folder), _patience():
        for name, data in (files or {}).items():
            Path(name).write_bytes(data)
        with patch.multiple(sys, argv=["foiacalc", *args], **streams):
            try:
                cli.main()
            except SystemExit as ended:
                code = ended.code or 0
            for stream in streams.values():
                stream.flush()
    said = out.getvalue().decode("latin-1" if out.getvalue().startswith(b"PK\3\4") else "utf-8")  # a workbook is no text
    return Ended(code, said, err.getvalue().decode())


# The command line

GROUP: Any = typer.main.get_command(cli.app)
USUAL = {  # what each command answers, if nothing else is wrong
    "status": ["--filed 2010-02-01", "--received 2008-12-31 --as-of today", "--from a.json"],
    "explain": ["determination --filed 2010-02-01", "suit --from a.json"],
    "check": ["--filed 2010-02-01 --claimed 2010-03-03", "--from - --claimed 2010-03-03 --deadline appeal"],
    "plan": ["--by 2010-03-02"],
    "batch": ["requests.csv", "requests.csv a.json --format jsonl", "a.json"],
    "law": ["", "determination", "C4"],
    "holidays": ["", "2021"],
    "agencies": ["", "ICE"],
    "workdays": ["2010-02-01 2010-03-02", "2010-02-01 --add 20"],
    "schema": [""],
}
OPTIONS = {  # all but a slow one
    name: [p for p in GROUP.get_command(None, name).params if p.opts[0].startswith("-") and p.opts[0] != "--verify"]
    for name in USUAL
}
EVERY = sorted({option for parameters in OPTIONS.values() for parameter in parameters for option in parameter.opts})
DATES = ["2010-02-01", "2010-03-02", "2010-06-15", "2024-02-29", "1975-02-19", "today"]
FITTING = {
    "DATE": DATES,
    "DATE|never": ["never", *DATES],
    "A..B": ["2010-02-10..2010-02-17", "2010-02-16..", "2010-02-16..2010-02-16"],
    "DATE[+N]": ["2010-02-20+5", "2010-03-01"],
    "N[wd|cd]": ["60wd", "90", "1cd"],
    "granted|denied": ["granted", "denied"],
    "OUTCOME": ["granted", "partial", "denied", "no-records"],
    "NAME": ["ICE", "DHS", "National Park Service"],
    "FORM": ["plain", "table", "json", "jsonl", "csv", "markdown", "ics", "svg", "html", "summary", "foia-star"],
    "FILE": ["a.json", "requests.csv", "new.ics", "new.html", "."],
    "FILE|-": ["a.json", "-", "requests.csv"],
    "FIELD=COLUMN": ["filed=Date", "id=id", "verdict=x"],
    "WHICH": ["missed", "pending", "next:14"],
    "N": ["0", "20", "400"],
    "KEY": ["determination", "suit", "appeal"],
    "ORDER": ["due", "late", "agency"],
    "TEXT": ["A-1", "\u00e9\n\x1b[31m"],
}
WORDS = sorted({word for words in FITTING.values() for word in words} | {"C4", "2021", "-1", "-", "--", "agency", "late"})
WRONG = st.sampled_from(
    [
        "",
        " ",
        "\udcff\udc80",
        "\u202e\u0301",
        "9" * 5000,
        "x" * 100_000,
        "2010-02-30",
        "2100-12-31",
        "0001-01-01",
        "\x1b[31m",
        "=",
    ]
) | st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), max_size=12)


@st.composite
def command_lines(draw: st.DrawFn) -> list[str]:
    """A command that would answer, with more of its options; in every other line values and words that do not fit."""
    name, sane = draw(st.sampled_from(list(USUAL))), draw(st.booleans())
    words = draw(st.sampled_from(USUAL[name])).split()
    for parameter in draw(st.lists(st.sampled_from(OPTIONS[name]), max_size=6, unique=sane)) if OPTIONS[name] else ():
        fitting = st.sampled_from(FITTING.get(parameter.metavar, WORDS))
        value = [] if parameter.is_flag else [draw(fitting if sane else fitting | WRONG)]
        words += [parameter.opts[0], *value]
    for _ in range(0 if sane else draw(st.integers(0, 2))):
        words.insert(draw(st.integers(0, len(words))), draw(st.sampled_from(EVERY) | st.sampled_from(WORDS) | WRONG))
    return [name, *words]


@settings(max_examples=500)
@given(command_lines(), st.just(b'{"filed": "2010-02-01"}') | st.binary(max_size=40))
def test_any_command_line_is_answered_or_told_what_is_wrong(args: list[str], stdin: bytes) -> None:
    """Any command line is answered, or told on standard error what is wrong, with exit code 0, 1 or 2."""
    ended = call(args, stdin, {"requests.csv": b"id,Date Sent\nA-1,2010-02-01\n", "a.json": b'{"filed": "2010-02-01"}'})
    assert ended.code in (0, 1, 2)
    assert ended.code != 2 or ended.err or "Usage" in ended.out
    assert "Traceback" not in ended.err


@settings(max_examples=60)
@given(asked(), st.sampled_from(FORMATS))
def test_any_request_is_answered_in_any_form(case: Posed, form: str) -> None:
    """Any request is answered in any form, with nothing on standard error but warnings."""
    request, as_of = case
    facts = json.dumps(request.facts()).encode()
    ended = call(["status", "--from", "-", "--as-of", str(as_of), "--format", form], facts)
    assert 0 == ended.code
    assert ended.out
    assert [] == [line for line in ended.err.splitlines() if not line.startswith("warning: ")]


# The rows of a batch

SENTENCE = re.compile(r"(\d+) rows?: (\d+) answered, (\d+) with errors, (\d+) skipped")
NOTES = r"rows(?:[\w.]*): "
ORDER = r"[\d,]+ (?:date was|dates were) read (?:month|day) first; "
SAID = re.compile(rf"Error: |{NOTES}|\d+ rows?: |claimed: |\d+ of \d+ claimed dates |{ORDER}")
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1"]
COLUMNS = [*PARSERS, "Date Sent", "Deadline", "Status", "Date Filed", "", "\ufeffid", "Request Number"]
CELL = st.sampled_from(
    [*WORDS, "", "2/3/2010", "13/2/2010", "40210", "yes", "Done", '"', 'a "b"', "=1+1", "\0", "\r", "\n", ","]
) | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from([*WORDS, "\ud800", "\0"]) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(list(PARSERS)) | st.text(max_size=4), inner),
    max_leaves=12,
)
OBJECT = st.dictionaries(st.sampled_from([*PARSERS, "request"]), VALUE | st.sampled_from(DATES), max_size=6)
ENDS = st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\r\r\n", "\u2028", ""])


@st.composite
def tables(draw: st.DrawFn) -> bytes:
    """A sheet with columns known and unknown, cells quoted or not, one or many line ends, in some encoding."""
    mark, end = draw(st.sampled_from(",\t;|")), draw(ENDS)
    rows = [draw(st.lists(st.sampled_from(COLUMNS), max_size=6)), *draw(st.lists(st.lists(CELL, max_size=7), max_size=6))]
    text = "".join(mark.join(row) + draw(st.just(end) | ENDS) for row in rows)
    return text.encode(draw(st.sampled_from(ENCODINGS)), errors="replace")


@st.composite
def objects(draw: st.DrawFn) -> bytes:
    """JSON Lines: objects of facts, other values, and what is no JSON."""
    lines = draw(st.lists(OBJECT.map(json.dumps) | OBJECT.map(json.dumps) | VALUE.map(json.dumps) | CELL, max_size=8))
    return "".join(line + draw(ENDS) for line in ["{}", *lines]).encode(draw(st.sampled_from(ENCODINGS)), errors="replace")


@st.composite
def trackers(draw: st.DrawFn) -> bytes:
    """The sheet of a real tracker with some bytes changed, put in or left out, and perhaps its end cut off."""
    raw = bytearray(draw(st.sampled_from(sorted(SHEETS.iterdir()))).read_bytes())
    for _ in range(draw(st.integers(0, 6))):
        place = draw(st.integers(0, len(raw) - 1))
        raw[place : place + draw(st.integers(0, 3))] = draw(
            st.binary(max_size=3) | st.sampled_from([b'"', b"\0", b"\r", b"\n", b","])
        )
    return bytes(raw[: draw(st.integers(0, len(raw)) | st.just(len(raw)))])


@settings(max_examples=250)
@given(
    tables() | objects() | trackers() | st.binary(max_size=300),
    st.sampled_from(["rows.csv", "rows.tsv", "rows.jsonl", "rows"]),
    st.sampled_from(BATCH_FORMATS),
    st.sampled_from(
        [[], [], ["--strict"], ["--day-first", "--excel-dates"], ["--input-format", "foia-star"], ["--sort", "late"]]
    ),
)
def test_any_file_of_rows_is_counted_or_refused(raw: bytes, name: str, form: str, options: list[str]) -> None:
    """Each row of any file is answered, in error or skipped, and the counts add up; or the file is said to be none that can be
    read.
    """
    ended = call(["batch", name, "--as-of", "2024-05-01", "--format", form, "--errors", "wrong", *options], files={name: raw})
    assert [] == [line for line in ended.err.splitlines() if not SAID.match(line)]
    counted = SENTENCE.search(ended.err)
    if not counted:
        assert 2 == ended.code
        assert "Error: " in ended.err
        return
    rows, answered, wrong, aside = map(int, counted.groups())
    assert (rows, 2 if wrong else 0) == (answered + wrong + aside, ended.code)
    like = re.findall(f"^Error: {name}.*: ([0-9,]+) rows have the same error, the first on line ", ended.err, re.MULTILINE)
    said = len(re.findall(f"^Error: {name}, line ", ended.err, re.MULTILINE))
    assert wrong == said + sum(int(rows.replace(",", "")) - 1 for rows in like)
    if form == "jsonl":
        assert answered == len([json.loads(line) for line in ended.out.splitlines()])
    if form == "csv":
        assert answered == len(list(csv.reader(io.StringIO(ended.out, newline="")))) - 1


# Files that are large or strange, each in a process that may not take more memory

MOST = 600 * 1024 * 1024  # bytes
MIB = 1024 * 1024
TOO_LONG = "is longer than 10 million characters, more than any row needs"
SHEET = b"id,filed,agency\nA-1,2010-02-01,ICE\n"
LINE = b'{"filed": "2010-02-01"}\n'
CLOSED = b"".join(b"1996-02-01,1996-%02d-01..2026-10-%02d\n" % (month, day) for month in range(2, 12) for day in range(11, 24))
LARGE: list[tuple[str, bytes, str]] = [
    ("line.csv", SHEET + 50 * MIB * b"x", f"line 3: {TOO_LONG}"),
    ("line.jsonl", b'{"filed": "2010-02-01", "id": "' + 50 * MIB * b"x" + b'"}\n' + LINE, f"line 1: {TOO_LONG}"),
    ("name.jsonl", b'{"' + 50 * MIB * b"x" + b'": 1}\n' + LINE, f"line 1: {TOO_LONG}"),
    ("agency.jsonl", b'{"filed": "2010-02-01", "agency": "' + 5 * MIB * b"x" + b'"}\n' + LINE, "2 rows: 2 answered"),
    ("columns.csv", b"filed" + 9999 * b",c" + b"\n2010-02-01" + 9999 * b",x" + b"\n", "1 row: 1 answered"),
    ("quote.csv", SHEET + b'"' + MIB * b"A-2,2010-02-01,\n", f"line 3: {TOO_LONG}"),
    ("deep.jsonl", 5 * MIB * b"[" + b"\n" + MIB * b'{"a":' + b"\n" + LINE, "3 rows: 1 answered, 2 with errors"),
    (
        "number.jsonl",
        b'{"filed": "2010-02-01", "tolled_days": ' + 4300 * b"9" + b"}\n" + LINE,
        "2 rows: 1 answered, 1 with errors",
    ),
    (
        "digits.jsonl",
        b'{"tolled_days": ' + 5 * MIB * b"9" + b'}\n{"tolled_days": 1e999}\n' + LINE,
        "3 rows: 1 answered, 2 with errors",
    ),
    ("nothing.csv", 20 * MIB * b"\0", f"line 1: {TOO_LONG}"),
    ("half.csv", codecs.BOM_UTF16_LE + "filed\n2010-02-01\n".encode("utf-16-le") + b"x", "2 rows: 1 answered, 1 with errors"),
    ("program.csv", Path(sys.executable).read_bytes()[: 5 * MIB], "no column says when"),
    ("closed.csv", b"filed,closed\n" + CLOSED, "130 rows: 130 answered"),
]


@pytest.mark.parametrize(("name", "raw", "says"), LARGE, ids=[name for name, _, _ in LARGE])
def test_large_and_strange_files_take_bounded_memory(name: str, raw: bytes, says: str, tmp_path: Path) -> None:
    """A line of 50 MiB, ten thousand columns, a quote never closed, deep nesting and closures of years take no more memory than
    allowed.
    """
    (tmp_path / name).write_bytes(raw)
    ended = subprocess.run(
        [*FOIACALC, "batch", str(tmp_path / name), "--as-of", "2026-11-01", "--format", "csv", "-o", str(tmp_path / "out.csv")],
        capture_output=True,
        text=True,
        timeout=3 * PATIENCE,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MOST, MOST)),
    )
    assert ended.returncode in (0, 2)
    assert says in ended.stderr
    assert "Traceback" not in ended.stderr
