"""The forms of the answer: snapshots, files, and text that means harm."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
import typer

from foiacalc.answer.reports import Report, report
from foiacalc.cli import forms
from foiacalc.cli.forms import FORMATS
from foiacalc.render import csv_one, html, ics, markdown, plain, svg, terminal
from foiacalc.request.request import Request
from tests.conftest import Guard, report_on
from tests.test_cli import run
from tests.test_renderers import STORIES

STORY = ("status", "--filed", "2010-02-01", "--as-of", "2010-10-28")


@pytest.mark.parametrize("story", STORIES)
def test_snapshots(story: str, guard: Guard) -> None:
    """Comma-separated values, Markdown and the page, reviewed by eye once."""
    found = report_on(*STORIES[story])
    guard(f"{story}.csv", csv_one.status(found))
    guard(f"{story}.md", markdown.status(found))
    guard(f"{story}.html", html.status(found))


def test_snapshots_of_an_explanation(guard: Guard) -> None:
    """The count as an exhibit, and as a page."""
    found = report_on(*STORIES["tolled_extended"])
    guard("tolled_extended.determination.md", markdown.explain(found, "determination"))
    guard("tolled_extended.determination.html", html.explain(found, "determination"))


@pytest.mark.parametrize("story", STORIES)
def test_cells_are_those_of_their_columns(story: str) -> None:
    """Whatever the order of the columns: each cell says what the answer's JSON says under the name of its column."""
    found = report_on(*STORIES[story])
    rows = list(csv.DictReader(io.StringIO(csv_one.status(found), newline="")))
    assert [d["key"] for d in found.to_dict()["deadlines"]] == [row["key"] for row in rows]
    for row, deadline in zip(rows, found.to_dict()["deadlines"], strict=True):
        same = ("title", "binds", "due", "cautious", "earliest", "state", "done", "projected_from", "opens", "note")
        assert [deadline[name] or "" for name in same] == [row[name] for name in same]
        assert str(deadline["conditional"]).lower() == row["conditional"]
        late, left, count = (deadline[name] or {} for name in ("late", "left", "count"))
        for name in ("working_days", "calendar_days"):
            assert [str(part.get(name, "")) for part in (late, left)] == [row[f"late_{name}"], row[f"left_{name}"]]
        assert [str(count.get(name, "")) for name in ("from", "length", "unit")] == [
            row[f"count_{name}"] for name in ("from", "length", "unit")
        ]


# Text that means harm

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "json": '"],',
    "pipe": "a|b",
    "lines": "one\ntwo\r\nBEGIN:VEVENT",
    "markup": "[bold red]x[/]",
    "formula": "=1+1",
    "hidden formula": "\u200b =1+1",
    "wide formula": "\uff1d1+1",
    "right to left": "abc\u202egpj.exe",
    "escape": "\x1b[31mred\x07",
    "markdown": "# *x* [y](javascript:z) `w` <b>",
    "attribute": "' onload='x",
    "long": "long" * 2500,
    "surrogate": "a\udc80b",
}


def _hostile(text: str) -> Report:
    return report(Request(id=text, filed=date(2010, 2, 1)), as_of=date(2010, 10, 28))


class _Page(HTMLParser):
    """What a browser would take for elements, and whether each is closed."""

    VOID = ("meta", "br", "link")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_does_no_harm(text: str) -> None:
    """A name is shown as a name in every form."""
    found = _hostile(text)
    assert text == json.loads(json.dumps(found.to_dict()))["request"]["id"]
    rows = list(csv.reader(io.StringIO(csv_one.status(found), newline="")))
    assert {len(csv_one.COLUMNS)} == set(map(len, rows))
    assert not rows[1][0].lstrip("? \u3000").startswith(("=", "+", "-", "@", "\t", "\r", "\uff1d"))
    for shown in (plain.status(found), terminal.status(found, terminal.Screen(80, colour=False, styled=False))):
        assert [] == re.findall(r"[\x00-\x09\x0b-\x1f\x7f\u202e]", shown)
    memo = markdown.status(found).splitlines()
    assert 1 == sum(line.startswith("# ") for line in memo)
    assert [] == [line for line in memo if re.search(r"(?<!\\)<script|(?<!\\)\]\(javascript", line)]
    assert ics.status(found).startswith("BEGIN:VCALENDAR\r\n")
    assert "<script" not in svg.status(found)
    page = _Page()
    page.feed(html.status(found))
    page.close()
    assert ([], []) == (page.open, page.handlers)
    assert not {"script", "b", "img", "iframe"} & page.seen
    html.status(found).encode("utf-8")


def test_hostile_agency_is_an_error() -> None:
    """What is no agency is not shown at length, nor as it stands."""
    ended = run("status", "--filed", "2010-02-01", "--agency", "\x1b[31m" + "x" * 10_000)
    assert 2 == ended.returncode
    assert "\x1b" not in ended.stderr
    assert len(ended.stderr) < 400


def test_defused() -> None:
    """What a spreadsheet would take for a formula gets an apostrophe; the rest stays."""
    given = ["=1+1", "+1", "-1", "@x", "\tx", "\rx", " =1", "\n=1", "\uff1d1", "x=1", "", None, 5]
    expected = ["'=1+1", "'+1", "'-1", "'@x", "'\tx", "'\rx", "' =1", "'\n=1", "'\uff1d1", "x=1", "", "", "5"]
    assert expected == [csv_one.defused(cell) for cell in given]


# Files and forms


def test_the_form_follows_the_ending(tmp_path: Path) -> None:
    """And --format goes before it."""
    begins = {
        "a.json": "{",
        "a.csv": "id,",
        "a.md": "# FOIA",
        "a.ics": "BEGIN:VCALENDAR",
        "a.html": "<!doctype",
        "a.txt": "FOIA",
    }
    for name, beginning in begins.items():
        run(*STORY, "-o", str(tmp_path / name))
        assert (tmp_path / name).read_text().startswith(beginning)
    run(*STORY, "-o", str(tmp_path / "b.txt"), "--format", "csv")
    assert (tmp_path / "b.txt").read_text().startswith("id,")
    run(*STORY, "-o", str(tmp_path / "a.svg"))
    assert "<svg" in (tmp_path / "a.svg").read_text()


def test_a_file_is_written_whole_and_not_over_another(tmp_path: Path) -> None:
    """Without --force nothing changes; what is written is what is printed."""
    file = tmp_path / "answer.json"
    file.write_text("mine")
    ended = run(*STORY, "-o", str(file))
    assert (2, "mine") == (ended.returncode, file.read_text())
    assert "already exists; give --force" in ended.stderr
    assert 0 == run(*STORY, "-o", str(file), "--force").returncode
    assert file.read_text() == run(*STORY, "--json").stdout
    assert [file] == list(tmp_path.iterdir())


def test_a_link_is_followed_and_rights_are_kept(tmp_path: Path) -> None:
    """What is written to is the file, not the name for it."""
    (tmp_path / "link.json").symlink_to(tmp_path / "file.json")
    assert 0 == run(*STORY, "-o", str(tmp_path / "link.json")).returncode
    (tmp_path / "file.json").chmod(0o600)
    assert 2 == run(*STORY, "-o", str(tmp_path / "link.json")).returncode
    assert 0 == run(*STORY, "-o", str(tmp_path / "link.json"), "--force").returncode
    assert (True, 0o600) == ((tmp_path / "link.json").is_symlink(), (tmp_path / "file.json").stat().st_mode & 0o777)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_written_to_not_replaced(tmp_path: Path) -> None:
    """Nor is a device."""
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE, text=True) as reader:
        assert 0 == run(*STORY, "-o", str(pipe)).returncode
        assert reader.communicate(timeout=30)[0].startswith("{")
    assert pipe.is_fifo()


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither half a file nor the one beside it."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "link", full)
    with pytest.raises(typer.Exit), forms.writing(str(tmp_path / "a.json"), force=False) as write:
        write("half")
    assert [] == list(tmp_path.iterdir())


def test_what_is_a_file_of_its_own_is_utf_8_in_any_locale() -> None:
    """The same bytes in cron's pipe as in a file."""
    for form in ("ics", "html", "svg", "markdown", "csv"):
        args = [sys.executable, "-m", "foiacalc", *STORY, "--id", "caf\xe9", "--format", form]
        ended = subprocess.run(args, capture_output=True, check=True, timeout=60, env={**os.environ, "LC_ALL": "C"})
        assert "caf\xe9" in ended.stdout.decode()


def test_a_claimed_date_is_answered_in_every_form() -> None:
    """As `check` would."""
    found = report_on("--filed 2010-02-01 --claimed 2010-02-21", "2010-10-28")
    for shown in (
        plain.status(found),
        markdown.status(found),
        html.status(found),
        terminal.status(found, terminal.Screen(200)),
    ):
        assert "The claimed due date, 2010-02-21, is not right." in " ".join(shown.split())


@pytest.mark.parametrize("name", ["no/where.json", f"{'long' * 80}.json"], ids=["the name of the folder is empty", "too long"])
def test_an_unwritable_place_is_one_clear_line(name: str, tmp_path: Path) -> None:
    """Exit 2, no traceback, nothing left behind."""
    ended = run(*STORY, "-o", str(tmp_path / name))
    assert 2 == ended.returncode
    assert ended.stderr.startswith("Error: -o: ")
    assert 1 == len(ended.stderr.splitlines())


FORM_ERRORS: list[tuple[list[str], str]] = [
    ([*STORY, "--format", "pdf"], "'pdf' is not a format for this answer; choose one of table, plain"),
    ([*STORY, "--format", "csv", "--json"], "ask for two formats"),
    ([*STORY, "--alarm", "5"], "give --format ics"),
    ([*STORY, "--format", "ics", "--alarm", "20000"], "0<=x<=365"),
    ([*STORY, "--format", "ics", "--missed"], "add --all"),
    ([*STORY, "-o", "answer.pdf"], "'answer.pdf' has no extension that names a format"),
    ([*STORY, "-o", ""], "'' has no extension that names a format"),
    (["explain", "suit", "--filed", "2010-02-01", "--format", "ics"], "choose one of table, plain, json, markdown, html"),
]


@pytest.mark.parametrize(("args", "says"), FORM_ERRORS)
def test_a_form_that_there_is_not(args: list[str], says: str) -> None:
    """Named, with what would be right; under --json as data too."""
    ended = run(*args)
    assert 2 == ended.returncode
    assert says in ended.stderr
    assert ("--json" in args) == bool(ended.stdout)


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_is_the_same_twice(form: str) -> None:
    """Same facts, same day, same bytes; no escape codes in a pipe."""
    one, two = (run(*STORY, "--format", form).stdout for _ in range(2))
    assert one == two
    assert one
    assert "\x1b" not in one


def test_the_page_needs_no_network() -> None:
    """No script, no style, font or picture from elsewhere."""
    page = html.status(report_on(*STORIES["ndlon"]))
    assert "<script" not in page
    assert [] == re.findall(r"\bsrc=|@import|url\((?!#)", page)
    assert [] == re.findall(r"<link", page)


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM, reason="no Chromium here")
def test_a_browser_shows_the_page(tmp_path: Path) -> None:
    """Its headings, in order, as the browser itself takes the page apart."""
    file = tmp_path / "page.html"
    file.write_text(html.status(report_on(*STORIES["ndlon"])), encoding="utf-8")
    switches = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", f"--user-data-dir={tmp_path / 'profile'}"]
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"]
    command = [str(CHROMIUM), *switches, *quiet, "--dump-dom", file.as_uri()]
    shown = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    heads = re.findall(r"<h2[^>]*>(.*?)</h2>", shown)
    assert ["Timeline", "Also counted", "Legal consequences", "Facts"] == heads[:4]
