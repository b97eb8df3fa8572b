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

from foiacalc.answer.letters import LETTER_KINDS
from foiacalc.answer.reports import Report, report
from foiacalc.cli import forms
from foiacalc.cli.forms import FORMATS
from foiacalc.render import csv_one, html, ics, markdown, plain, svg, terminal
from foiacalc.request.request import Request
from tests.conftest import HERE, Guard, report_on
from tests.test_cli import run
from tests.test_renderers import EXPLAINED, STORIES

STORY = ("status", "--filed", "2010-02-01", "--as-of", "2010-10-28")


@pytest.mark.parametrize("story", STORIES)
def test_each_story_in_csv_markdown_and_html_is_the_one_read_by_eye(story: str, guard: Guard) -> None:
    """Each story in CSV, in Markdown and as a page is the one that was read by eye and kept."""
    found = report_on(*STORIES[story])
    guard(f"{story}.csv", csv_one.status(found))
    guard(f"{story}.md", markdown.status(found))
    guard(f"{story}.html", html.status(found))


def test_an_explanation_in_markdown_and_html_is_the_one_read_by_eye(guard: Guard) -> None:
    """An explanation as an exhibit in Markdown and as a page is the one that was read by eye and kept."""
    found = report_on(*STORIES["tolled_extended"])
    guard("tolled_extended.determination.md", markdown.explain(found, "determination"))
    guard("tolled_extended.determination.html", html.explain(found, "determination"))


def test_every_snapshot_is_one_that_a_test_compares() -> None:
    """Every file among the snapshots is compared by a test, so that none is kept that nobody looks at."""
    kinds = ("csv", "html", "ics", "md", "svg", "terminal.txt", "txt")
    explained = {f"{story}.{key}.{kind}" for story, key in EXPLAINED for kind in ("terminal.txt", "txt")}
    explained |= {f"tolled_extended.determination.{kind}" for kind in ("html", "md")}
    letters = {f"letter.{kind}.{form}" for kind in LETTER_KINDS for form in ("md", "txt")}
    expected = {f"{story}.{kind}" for story in STORIES for kind in kinds} | explained | letters | {"terminal.svg"}
    assert expected == {path.name for path in (HERE / "golden").iterdir()}


@pytest.mark.parametrize("story", STORIES)
def test_each_cell_of_the_csv_says_what_json_says_under_the_same_name(story: str) -> None:
    """Each cell of the CSV says what JSON says under the name of its column, whatever the order of the columns."""
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
    """A name made to do harm is shown as a name in every form, and runs, links and moves nothing."""
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


def test_an_agency_made_of_hostile_text_is_an_error_in_a_few_words() -> None:
    """An agency made of hostile text is refused in a few words, without its control characters."""
    ended = run("status", "--filed", "2010-02-01", "--agency", "\x1b[31m" + "x" * 10_000)
    assert 2 == ended.returncode
    assert "\x1b" not in ended.stderr
    assert len(ended.stderr) < 400


def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe() -> None:
    """A cell that a spreadsheet would take for a formula gets an apostrophe, and every other cell stays as it is."""
    given = ["=1+1", "+1", "-1", "@x", "\tx", "\rx", " =1", "\n=1", "\uff1d1", "x=1", "", None, 5]
    expected = ["'=1+1", "'+1", "'-1", "'@x", "'\tx", "'\rx", "' =1", "'\n=1", "'\uff1d1", "x=1", "", "", "5"]
    assert expected == [csv_one.defused(cell) for cell in given]


# Files and forms


def test_the_form_of_a_file_follows_its_ending_unless_a_format_is_given(tmp_path: Path) -> None:
    """The form of a file follows its ending, and --format goes before the ending."""
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
    """A file is written whole, is what would be printed, and goes over another only with --force."""
    file = tmp_path / "answer.json"
    file.write_text("mine")
    ended = run(*STORY, "-o", str(file))
    assert (2, "mine") == (ended.returncode, file.read_text())
    assert "already exists; use --force" in ended.stderr
    assert 0 == run(*STORY, "-o", str(file), "--force").returncode
    assert file.read_text() == run(*STORY, "--json").stdout
    assert [file] == list(tmp_path.iterdir())


def test_a_link_is_followed_and_rights_are_kept(tmp_path: Path) -> None:
    """A file named by a link is written where it lies, the link stays, and the file keeps its rights."""
    (tmp_path / "link.json").symlink_to(tmp_path / "file.json")
    assert 0 == run(*STORY, "-o", str(tmp_path / "link.json")).returncode
    (tmp_path / "file.json").chmod(0o600)
    assert 2 == run(*STORY, "-o", str(tmp_path / "link.json")).returncode
    assert 0 == run(*STORY, "-o", str(tmp_path / "link.json"), "--force").returncode
    assert (True, 0o600) == ((tmp_path / "link.json").is_symlink(), (tmp_path / "file.json").stat().st_mode & 0o777)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_written_to_not_replaced(tmp_path: Path) -> None:
    """A named pipe is written to and not replaced by a file."""
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE, text=True) as reader:
        assert 0 == run(*STORY, "-o", str(pipe)).returncode
        assert reader.communicate(timeout=30)[0].startswith("{")
    assert pipe.is_fifo()


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A write that fails leaves neither half a file nor the one beside it."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "link", full)
    with pytest.raises(typer.Exit), forms.writing(str(tmp_path / "a.json"), force=False) as write:
        write("half")
    assert [] == list(tmp_path.iterdir())


def test_what_is_a_file_of_its_own_is_utf_8_in_any_locale() -> None:
    """A form that is a file of its own is UTF-8 in any locale, in a pipe as in a file."""
    for form in ("ics", "html", "svg", "markdown", "csv"):
        args = [sys.executable, "-m", "foiacalc", *STORY, "--id", "caf\xe9", "--format", form]
        ended = subprocess.run(args, capture_output=True, check=True, timeout=60, env={**os.environ, "LC_ALL": "C"})
        assert "caf\xe9" in ended.stdout.decode()


def test_a_claimed_date_is_answered_in_every_form() -> None:
    """Every form for people says of a wrong claimed date that it is not right, as check does."""
    found = report_on("--filed 2010-02-01 --claimed 2010-02-21", "2010-10-28")
    for shown in (
        plain.status(found),
        markdown.status(found),
        html.status(found),
        terminal.status(found, terminal.Screen(200)),
    ):
        assert "The claimed due date, 2010-02-21, is wrong." in " ".join(shown.split())


@pytest.mark.parametrize("name", ["no/where.json", f"{'long' * 80}.json"], ids=["the name of the folder is empty", "too long"])
def test_an_unwritable_place_is_one_clear_line(name: str, tmp_path: Path) -> None:
    """A place that cannot be written to is one clear line that names the option."""
    ended = run(*STORY, "-o", str(tmp_path / name))
    assert 2 == ended.returncode
    assert ended.stderr.startswith("Error: -o: ")
    assert 1 == len(ended.stderr.splitlines())


FORM_ERRORS: list[tuple[list[str], str]] = [
    ([*STORY, "--format", "pdf"], "'pdf' is not a format for this answer; choose one of table, plain"),
    ([*STORY, "--format", "csv", "--json"], "ask for two formats"),
    ([*STORY, "--alarm", "5"], "use --format ics"),
    ([*STORY, "--format", "ics", "--alarm", "20000"], "20000 is out of range; give a number of working days from 0 to 365"),
    ([*STORY, "--format", "ics", "--missed"], "add --all"),
    ([*STORY, "-o", "answer.pdf"], "'answer.pdf' has no extension that names a format"),
    ([*STORY, "-o", "answer.xlsx"], "'answer.xlsx' is a .xlsx file, which this command does not write; end its name in .txt"),
    (["batch", "a.csv", "-o", "a.svg"], "'a.svg' is a .svg file, which this command does not write; end its name in .jsonl"),
    ([*STORY, "-o", ""], "'' has no extension that names a format"),
    (["explain", "suit", "--filed", "2010-02-01", "--format", "ics"], "choose one of table, plain, json, markdown, html"),
]


@pytest.mark.parametrize(("args", "says"), FORM_ERRORS)
def test_a_form_that_there_is_not_is_named_with_what_would_be_right(args: list[str], says: str) -> None:
    """A form that does not exist, or an option that does not fit the form, is named with what would be right, and as data under
    --json.
    """
    ended = run(*args)
    assert 2 == ended.returncode
    assert says in ended.stderr
    assert ("--json" in args) == bool(ended.stdout)


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_is_the_same_twice(form: str) -> None:
    """Every form of the same facts and day is the same twice, is not empty, and has no escape codes in a pipe."""
    one, two = (run(*STORY, "--format", form).stdout for _ in range(2))
    assert one == two
    assert one
    assert "\x1b" not in one


SNOW = ("explain", "determination", "--filed", "2010-02-03", "--agency", "ICE", "--as-of", "2010-10-01")


@pytest.mark.parametrize("form", forms.EXPLAINED)
def test_an_explanation_names_what_closed_the_offices_in_every_form(form: str) -> None:
    """Each form of an explanation names the closure that moved the day to rely on, with its source; the officer's, whose
    earliest day rests on no closure, does not.
    """
    said, officers = (" ".join(run(*SNOW, *more, "--format", form).stdout.split()) for more in ((), ("--for", "agency")))
    assert "Snowmageddon" in said
    assert "n_452862" in said
    assert form == "json" or ("Snowmageddon" not in officers and "Secondhand source" in said)


def test_the_page_needs_no_network() -> None:
    """The page has no script, style, font, picture or link that would be fetched from elsewhere."""
    page = html.status(report_on(*STORIES["ndlon"]))
    assert "<script" not in page
    assert [] == re.findall(r"\bsrc=|@import|url\((?!#)", page)
    assert [] == re.findall(r"<link", page)


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM, reason="no Chromium here")
def test_a_browser_shows_the_page(tmp_path: Path) -> None:
    """A browser takes the page apart into the headings it should have, in order."""
    file = tmp_path / "page.html"
    file.write_text(html.status(report_on(*STORIES["ndlon"])), encoding="utf-8")
    switches = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", f"--user-data-dir={tmp_path / 'profile'}"]
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"]
    command = [str(CHROMIUM), *switches, *quiet, "--dump-dom", file.as_uri()]
    shown = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    heads = re.findall(r"<h2[^>]*>(.*?)</h2>", shown)
    assert ["Timeline", "Other deadlines", "Legal consequences", "Facts"] == heads[:4]
