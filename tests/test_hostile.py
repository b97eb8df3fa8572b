"""Text that means harm, in every place that takes text, in every form: read back by real parsers it is text and no more.

What each form makes of a harmless name is held against what it makes of a hostile one: the same elements, attributes,
properties, rows and columns, and the hostile text among the words. The calendar of one request and its picture have their own
such tests beside them.
"""

import csv
import io
import json
import re
import sys
import zipfile
from collections.abc import Callable
from contextlib import redirect_stderr
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any, NamedTuple
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from python_calamine import CalamineWorkbook

from foiacalc import batch
from foiacalc.answer import letters
from foiacalc.answer.reports import Report, report
from foiacalc.cli import batch as batch_command
from foiacalc.cli import forms
from foiacalc.cli import letter as letter_command
from foiacalc.errors import FactError
from foiacalc.law import agencies
from foiacalc.render import csv_one, docket_rows, docket_table, letter, letter_answers, terminal, words, workbook
from foiacalc.request.facts import PARSERS, Span
from foiacalc.request.request import Request
from tests import test_forms, test_ics
from tests.conftest import HERE
from tests.test_cli import on_terminal, run

HARMLESS = "a plain name"
HOSTILE = [
    *test_forms.HOSTILE.values(),
    *test_ics.HOSTILE,
    *("</title></svg><script>alert(1)</script>", '" onload="x', "--><img src=x onerror=alert(1)><!--", "]]><b>", "</textarea>"),
    *("&lt;b&gt; &#x3C;b>", "&amp", "{{ 7 * 7 }}{% include 'base.html' %}${7*7}", "%s%n{0}{title}", "javascript:alert(1)"),
    *("- item", "1. item", "> quote", "    code", "---", "```", "~~x~~", "$x$", "``x` `", "\\", "a\\|b", "a_b_c", "[^1]: x"),
    *("![x](https://example.org/x.png)", "<https://example.org>", "[x]: https://example.org", "<!-- x", "a  \nb", "\u2028# a"),
    *("+1+1", "-1+cmd|' /C calc'!A1", "@SUM(A1)", "\t=1+1", "\r=1+1", '=HYPERLINK("https://example.org","x")', '"=1+1', ";=1"),
    *(
        "\x1b]0;title\x07",
        "\x9b31mred",
        "\x1bP1$r\x1b\\",
        "a\u2066b\u2069\u200e",
        "\u061cx",
        "\ufeff=1+1",
        "a\x08\x08b",
        "a\x0cb",
    ),
]
AS_OF = date(2010, 10, 28)
NEAR = date(2015, 10, 28)  # the last day to sue is less than a year off, and so in calendars
UNSEEN = re.compile(r"[^\n\S ]|[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def about(name: str) -> Report:
    """An answer about a request of that id to an agency of that name, which is not known: a warning repeats it."""
    (found,) = batch.reports([{"id": name, "agency": name, "filed": "2010-02-01"}], as_of=NEAR)
    assert isinstance(found, Report)
    return found


def answered_adversely(name: str) -> Report:
    """The same about a request that was denied, so that there is something to appeal."""
    facts = {"id": name, "agency": name, "filed": "2010-02-01", "determined": "2010-10-20", "outcome": "denied"}
    (found,) = batch.reports([facts], as_of=AS_OF)
    assert isinstance(found, Report)
    return found


def squeezed(text: str) -> str:
    return " ".join(text.split())


class Page(HTMLParser):
    """The elements with their attributes, and the text, as a browser would take them; of a picture its kinds of elements."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, Any]] = []
        self.pictured: set[tuple[str, tuple[str, ...]]] = set()
        self.text = ""
        self.in_picture = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.in_picture = self.in_picture or tag == "svg"
        if self.in_picture:
            self.pictured.add((tag, tuple(name for name, _ in attrs)))
        else:
            self.elements.append((tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        self.in_picture = self.in_picture and tag != "svg"

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.elements.append(("comment", data))


def page(text: str) -> tuple[object, str]:
    found = Page(text)
    return (found.elements, found.pictured), found.text


def drawing(text: str) -> tuple[object, str]:
    """Kinds of elements; how many lines a name takes is its length's affair."""
    root = ElementTree.fromstring(text)
    return {(e.tag, tuple(sorted(e.keys()))) for e in root.iter()}, " ".join(root.itertext())


_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def memo(text: str) -> tuple[object, str]:
    """Blocks and what is in them, running text as one piece."""
    kinds: list[object] = []
    said = ""

    def take(token: Token) -> None:
        nonlocal said
        if token.type == "text":
            said += token.content
        if token.type != "text" or kinds[-1:] != ["text"]:
            kinds.append("text" if token.type == "text" else (token.type, token.tag, tuple(token.attrs.items())))

    for token in _MARKDOWN.parse(text):
        take(token)
        for child in token.children or ():
            take(child)
        said += " "
    return kinds, said


def table(text: str) -> tuple[object, str]:
    """How many rows of how many cells; none of them a formula that could call or read anything."""
    rows = list(csv.reader(io.StringIO(text, newline="")))
    cells = [cell for row in rows for cell in row]
    formulas = [cell for cell in cells if cell.lstrip("\ufeff\u200b ?").startswith(FORMULA)]
    assert [] == [cell for cell in formulas if not re.fullmatch(r"[-+][-+\d]+", cell)]
    assert [] == re.findall(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", text)
    return [len(row) for row in rows], "\n".join(cells)


def shown(text: str) -> tuple[object, str]:
    """Nothing that a terminal would obey, and the same lines under the first ones, which a name may make more of."""
    assert [] == UNSEEN.findall(text)
    return text.partition("\n\n")[2], text


def lines(text: str) -> tuple[object, str]:
    """Nothing that a terminal would obey, on as many lines."""
    assert [] == UNSEEN.findall(text)
    return text.count("\n"), text


def prose(text: str) -> tuple[object, str]:
    """Nothing that a terminal would obey, and as many paragraphs, items and numbers, wherever the lines break."""
    assert [] == UNSEEN.findall(text)
    return [re.match(r"\d+\.|-+|", block.strip())[0] for block in text.split("\n\n")], text  # type: ignore[index]


def events(text: str) -> tuple[object, str]:
    """The properties of every event, by their names; the words of those that a name may fill."""
    found = test_ics.read(text)
    shown = [event.get(name, "") for event in found.walk("VEVENT") for name in ("SUMMARY", "DESCRIPTION")]
    return [sorted(event.keys()) for event in found.walk("VEVENT")], " ".join(map(str, shown))


def answered(text: str) -> tuple[object, str]:
    """The names of everything, and every text there is."""
    assert text.isascii()
    said: list[str] = []

    def kinds(value: object) -> object:
        if isinstance(value, dict):
            return {name: kinds(part) for name, part in value.items()}
        if isinstance(value, list):
            return [kinds(part) for part in value]
        said.extend([value] if isinstance(value, str) else [])
        return type(value).__name__

    return kinds(json.loads(text)), " ".join(said)


Taken = Callable[[str], tuple[object, str]]


def docketed(found: Report) -> str:
    """A docket of one."""
    own = docket_rows.Own(found.request.id, found.request.id or "")
    drawn = docket_table.table([(own, found)], docket_table.DocketFor(found.as_of, 1), [], docket_table.Room())
    return "".join(f"{line.text}\n" for line in drawn)


class Form(NamedTuple):
    """How an answer is made into text, how the text is taken apart, how a name is written in it."""

    render: Callable[[Report], str]
    parse: Taken
    name: Callable[[str], str] = words.safe


# By the name of a form how its text is taken apart, and how a name is written in it. A form that is not named here is held
# to what a terminal bears, and the tests fail until it is (see `unnamed`).
TAKEN: dict[str, tuple[Taken, Callable[[str], str]]] = {
    "table": (shown, words.safe),
    "plain": (shown, words.safe),
    "json": (answered, lambda name: name),
    "csv": (table, lambda name: csv_one.defused(name)),
    "markdown": (memo, words.safe),
    "ics": (events, lambda name: words.safe(name)[:37]),
    "svg": (drawing, lambda name: words.safe(name)[:40]),
    "html": (page, words.safe),
    "text": (prose, words.safe),
}
SCREEN = terminal.Screen(80, colour=False, styled=False)
BESIDE: dict[str, Form] = {  # forms that have no name of their own
    "sheet": Form(csv_one.status, table, lambda name: csv_one.defused(name)),
    "terminal": Form(lambda found: terminal.status(found, SCREEN), shown),
    "months": Form(lambda found: terminal.explain(found, "determination", SCREEN), shown),
    "docket": Form(docketed, lines, lambda name: words.safe(name)[:20]),
}


def _written(form: str, allowed: tuple[str, ...], write: Callable[[forms.Sink], None]) -> str:
    """What the command line writes to a file of that form."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "answer"
        with redirect_stderr(io.StringIO()):  # the warnings: they are shown on a terminal, below
            write(forms.Sink(form, json=False, output=str(path), force=True, allowed=allowed))
        return path.read_bytes().decode()


def _status(form: str) -> Form:
    return Form(
        lambda found: _written(form, forms.FORMATS, lambda sink: sink.status(found)), *TAKEN.get(form, (shown, words.safe))
    )


def _explained(form: str) -> Form:
    return Form(
        lambda found: _written(form, forms.EXPLAINED, lambda sink: sink.explain(found, "determination")),
        *TAKEN.get(form, (shown, words.safe)),
    )


_REFUSED = date(2010, 2, 10)
_CALLS_FOR: dict[str, dict[str, object]] = {
    "reply": {"info_asked": (Span(_REFUSED),)},
    "expedition-appeal": {"expedite_determined": _REFUSED, "expedite_outcome": "denied"},
    "fee-waiver-appeal": {"fee_waiver_determined": _REFUSED, "fee_waiver_outcome": "denied"},
}


def _letter(kind: letters.LetterKind, form: str) -> Form:
    def written(found: Report) -> str:
        shown = answered_adversely(found.request.id or "") if kind == "appeal" else found
        if kind in letter_answers.OF:
            shown = report(found.request.taking(_CALLS_FOR[kind]), as_of=date(2010, 3, 1), lenient=True)
        return letter.letter(shown, kind, form)

    return Form(written, *TAKEN.get(form, (shown, words.safe)))


def all_forms() -> dict[str, Form]:
    """Every form that the command line offers, of an answer, of a count and of a letter, and those beside."""
    return {
        **{f"status as {form}": _status(form) for form in forms.FORMATS},
        **{f"explain as {form}": _explained(form) for form in forms.EXPLAINED},
        **{f"{kind} as {form}": _letter(kind, form) for kind in letters.LETTER_KINDS for form in letter_command.FORMATS},
        **BESIDE,
    }


FORMS = all_forms()


@cache
def harmless(form: Form) -> object:
    """What the form makes of a harmless name."""
    kinds, _ = form.parse(form.render(about(HARMLESS)))
    return kinds


def assert_text(form: Form, name: str) -> None:
    """`name` is in the answer as text, and the rest is as with a harmless one."""
    kinds, said = form.parse(form.render(about(name)))
    assert harmless(form) == kinds
    assert squeezed(form.name(name)).replace(" ", "") in squeezed(said).replace(" ", "")


@pytest.mark.parametrize("form", FORMS)
def test_a_name_is_text_in_every_form(form: str) -> None:
    """A hostile name, as an id, as an agency and in the warning on it, is text in every form and changes nothing else in it."""
    for name in HOSTILE:
        assert_text(FORMS[form], name)


def unknown(name: str) -> bool:
    """Whether no agency is called so: the rule of one that is known has more to say."""
    try:
        agencies.find(name)
    except agencies.UnknownAgency:
        return True
    return False


@settings(max_examples=80)
@given(st.sampled_from(sorted(FORMS)), st.text(min_size=1).filter(str.strip).filter(unknown))
def test_any_name_is_text_in_every_form(form: str, name: str) -> None:
    """Any name, whatever its characters, is text in every form and changes nothing else in it."""
    assert_text(FORMS[form], name)


def unnamed() -> set[str]:
    """The forms that the command line offers and nobody has said here how to take apart."""
    offered = {*forms.FORMATS, *forms.EXPLAINED, *letter_command.FORMATS}
    return offered.difference(TAKEN) | set(batch_command.FORMATS).difference(BATCHES)


def test_every_form_of_the_command_line_is_held_to_these_tests() -> None:
    """Every form that the command line offers is named here, so that one that is added is tested too, and one that is gone is
    gone here.
    """
    assert set() == unnamed()
    assert {*forms.FORMATS, *forms.EXPLAINED, *letter_command.FORMATS} == set(TAKEN)
    assert set(batch_command.FORMATS) == set(BATCHES)


PLANTED: dict[str, Callable[[Report], str]] = {
    "raw text": lambda found: f"{found.request.id}\n\nnothing escaped\n",
    "raw page": lambda found: f"<p>{found.request.id}</p>",
    "raw memo": lambda found: f"# {found.request.id}\n",
    "raw sheet": lambda found: f"id,agency\n{found.request.id},{found.request.agency}\n",
    "raw picture": lambda found: f"<svg><title>{found.request.id}</title></svg>",
    "raw lines": lambda found: f'{{"id": "{found.request.id}"}}',
}
TAKEN_AS: dict[str, str] = {
    "raw page": "html",
    "raw memo": "markdown",
    "raw sheet": "csv",
    "raw picture": "svg",
    "raw lines": "json",
}


@pytest.mark.parametrize("planted", PLANTED)
def test_a_form_without_escaping_does_not_pass(planted: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A form without escaping that is added to the command line is found and fails these tests."""
    module = ModuleType(f"foiacalc.render.{planted}")
    module.status = PLANTED[planted]  # type: ignore[attr-defined]
    module.explain = lambda found, key: PLANTED[planted](found)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    for offered in ("FORMATS", "EXPLAINED"):
        monkeypatch.setattr(forms, offered, (*getattr(forms, offered), planted))
    monkeypatch.setattr(batch_command, "FORMATS", (*batch_command.FORMATS, f"{planted} of many"))
    assert {planted, f"{planted} of many"} == unnamed()
    for named in (False, True):
        if named and planted in TAKEN_AS:
            monkeypatch.setitem(TAKEN, planted, TAKEN[TAKEN_AS[planted]])
        for command in ("status", "explain"):
            form = all_forms()[f"{command} as {planted}"]
            assert 0 < sum(not _passes(form, name) for name in HOSTILE)


def _passes(form: Form, name: str) -> bool:
    try:
        assert_text(form, name)
    except (AssertionError, ElementTree.ParseError, ValueError):
        return False
    return True


@pytest.mark.parametrize("fact", [fact for fact in PARSERS if fact not in ("id", "agency")])
def test_no_fact_but_id_and_agency_takes_any_text(fact: str) -> None:
    """A hostile text is refused as any fact but the id and the agency, on one printable line."""
    for text in HOSTILE:
        with pytest.raises(FactError) as refused:
            Request.parse({"filed": "2010-02-01", fact: [text] if fact in ("info_asked", "fee_asked", "closed") else text})
        assert str(refused.value).isprintable()


# Many requests: ids, agencies, other cells, column names

BATCH = [name for name in dict.fromkeys(HOSTILE) if not re.search("[\ud800-\udfff]", name)]  # what a file can hold


def log(folder: Path, names: list[str]) -> Path:
    """A sheet of a request for each name, told apart by its number, with each name as the name of a column too."""
    file = folder / "log.csv"
    with file.open("w", encoding="utf-8", newline="") as text:
        out = csv.writer(text)
        out.writerow(["Request Number", "Agency", "Date Received", "Remark", *names])
        out.writerows([f"{name}{n}", f"{name}{n}", "2010-10-20", name] for n, name in enumerate(names))
        out.writerow(["late", "", "2010-10-32", names[0], *names])
    return file


def feed(text: str) -> tuple[object, str]:
    """The properties of every event, by their names."""
    events = test_ics.read(text).walk("VEVENT")
    return [sorted(event.keys()) for event in events], " ".join(str(event["SUMMARY"]) for event in events)


def json_lines(text: str) -> tuple[object, str]:
    found = [json.loads(line) for line in text.splitlines()]
    return [sorted(answer) for answer in found], " ".join(answer["request"]["id"] for answer in found)


def summary(text: str) -> tuple[object, str]:
    found = json.loads(text)
    return [found.keys(), len(found["agencies"])], " ".join(found["agencies"])


def book(text: str) -> tuple[object, str]:
    """The kind of every cell of a workbook, whose bytes the text stands for: no formula, no link, nothing outside it."""
    raw = text.encode("latin-1")
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        assert [] == [name for name in parts.namelist() if re.search("external|hyperlink|calcChain", name)]
        for name in parts.namelist():
            assert [] == re.findall(rb"<(?:f|hyperlink)[ />]|TargetMode", parts.read(name)), name
    found = CalamineWorkbook.from_filelike(io.BytesIO(raw))
    sheets = [found.get_sheet_by_name(name).to_python() for name in found.sheet_names]
    kinds = [[[type(cell).__name__ for cell in row] for row in rows] for rows in sheets]
    return kinds, "\n".join(str(cell) for rows in sheets for row in rows for cell in row)


BATCHES: dict[str, tuple[str, Taken, Callable[[str], str]]] = {  # options, how it is taken apart, how a name is written
    "html": ("", page, words.safe),
    "markdown": ("", memo, words.safe),
    "table": ("", lines, lambda name: words.safe(name)[:18]),
    "csv": ("", table, lambda name: "".join(csv_one.own([name]))),
    "xlsx": ("", book, workbook.shown),
    "ics": ("", feed, lambda name: words.safe(name)[:37]),
    "jsonl": ("", json_lines, lambda name: name),
    "summary": ("--by agency", summary, lambda name: words.safe(name).casefold()),
}


@pytest.mark.parametrize("form", batch_command.FORMATS)
def test_a_hostile_sheet_is_text_in_every_form(form: str, tmp_path: Path) -> None:
    """A sheet of hostile names has the same rows, events and elements in every form as one of harmless names, and every name
    among its words.
    """
    more, parse, written = BATCHES[form]
    made = []
    for names in ([f"{HARMLESS} {n}" for n in range(len(BATCH))], BATCH):
        options = ["--format", form, "-o", str(tmp_path / "answered"), "--force", *more.split()]
        ended = run("batch", str(log(tmp_path, names)), "--as-of", "2010-10-28", *options)
        assert 2 == ended.returncode
        assert [] == UNSEEN.findall(ended.stderr)
        raw = (tmp_path / "answered").read_bytes()
        made.append(parse(raw.decode("latin-1" if form == "xlsx" else "utf-8")))
    (harmless, _), (kinds, said) = made
    assert harmless == kinds
    said = said.replace("\n", " ")
    assert [] == [name for name in BATCH if squeezed(written(name)).replace(" ", "") not in squeezed(said).replace(" ", "")]


def test_a_rejected_hostile_row_is_text(tmp_path: Path) -> None:
    """A rejected hostile row is text in the file of errors, and in lines of JSON comes back as it stood."""
    run("batch", str(log(tmp_path, BATCH)), "--as-of", "2010-10-28", "--errors", str(tmp_path / "wrong.csv"))
    columns, _ = table((tmp_path / "wrong.csv").read_bytes().decode())
    assert [len(BATCH) + 5] * 2 == columns
    wrong = tmp_path / "wrong.jsonl"
    lines = "".join(json.dumps({"id": name, "filed": name}) + "\n" for name in HOSTILE)
    run("batch", "-", "--errors", str(wrong), stdin=lines)
    assert HOSTILE == [json.loads(line)["request"]["id"] for line in wrong.read_text().splitlines()]


OWN: list[tuple[str, str]] = [  # a cell as it came, as it goes
    ("=1+1", "'=1+1"),
    ("+cmd|' /C calc'!A1", "'+cmd|' /C calc'!A1"),
    ("-see attached", "'-see attached"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", "'\t=1"),
    (" \uff1d1", "' \uff1d1"),
    ("a\x1b[31m", "a?[31m"),
    ("-", "-"),
    ("--", "--"),
    ("-5", "-5"),
    ("-1,234.50", "-1,234.50"),
    ("+1 (202) 555-0100", "+1 (202) 555-0100"),
    ("", ""),
    ("x=1", "x=1"),
    ("two\nlines", "two\nlines"),
    ("10\xa0000", "10\xa0000"),
    ("'=1", "'=1"),
]


@pytest.mark.parametrize(("came", "goes"), OWN)
def test_a_cell_that_came_in_goes_out_safe_and_otherwise_as_it_stood(came: str, goes: str) -> None:
    """A cell that came in goes out safe to open in a spreadsheet, and otherwise as it stood."""
    assert ["a", goes] == list(csv_one.own(["a", came]))


# What is said on a terminal of files, columns and words that are none

NAME = "\x1b]0;x\x07\x9b31m\u202e[red]"
SAID: list[list[str]] = [
    ["batch", f"missing{NAME}.csv"],
    ["batch", f"bare{NAME}.csv"],
    ["batch", f"log{NAME}.csv"],
    ["batch", f"log{NAME}.csv", "--columns"],
    ["batch", f"log{NAME}.csv", "--format", "csv"],
    ["batch", f"log{NAME}.csv", "--format", "jsonl"],
    ["batch", f"log{NAME}.csv", "--map", f"determined={NAME}"],
    ["batch", f"log{NAME}.csv", "--map", f"determined={NAME}x"],
    ["batch", f"log{NAME}.csv", "--map", f"{NAME}=filed"],
    ["batch", f"log{NAME}.csv", "-o", f"log{NAME}.csv"],
    ["batch", f"log{NAME}.csv", "-o", f"missing{NAME}/x.csv"],
    ["status", "--from", f"missing{NAME}"],
    ["status", "--from", f"log{NAME}.csv"],
    ["status", "--filed", NAME],
    ["status", "--filed", "2010-02-01", "--agency", NAME],
    ["status", "--filed", "2010-02-01", "--as-of", "2010-02-02", "--id", NAME],
    ["status", "--filed", "2010-02-01", "-o", NAME],
    ["explain", NAME, "--filed", "2010-02-01"],
    ["explain", "suit", "--filed", "2010-02-01", "--as-of", "2010-02-02", "--id", NAME],
    ["check", "--filed", "2010-02-01", "--claimed", NAME],
    ["letter", "--filed", "2010-02-01", "--as-of", "2010-10-28", "--id", NAME],
    ["letter", "--filed", "2010-02-01", "--kind", NAME],
    ["letter", "--filed", "2010-02-01", "--asked", NAME],
    ["letter", "--filed", "2010-02-01", "--as-of", "2010-02-02", "-o", f"{NAME}.txt"],
    ["batch", f"log{NAME}.csv", "--letters", NAME],
    ["batch", f"log{NAME}.csv", "--letters", f"log{NAME}.csv"],
    ["plan", "--by", "2020-01-01", "--agency", NAME],
    ["law", NAME],
    ["agencies", NAME],
    ["agencies", "DHS/\x9bICE"],
    [NAME],
]


@pytest.mark.parametrize("args", SAID, ids=[" ".join(args).replace(NAME, "NAME") for args in SAID])
def test_no_hostile_text_reaches_the_terminal_as_a_command(
    args: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No text of a file, a column or an option reaches the terminal as a command; our own colors apart, it shows text."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / f"bare{NAME}.csv").write_text(f"a,{NAME}\n1,2\n", encoding="utf-8")
    (tmp_path / f"log{NAME}.csv").write_text(f"id,filed,{NAME}\n{NAME},2010-02-01,{NAME}\n{NAME},x,\n", encoding="utf-8")
    drawn = on_terminal(*args, LC_ALL="C.UTF-8", PYTHONPATH=str(HERE.parent))
    assert "Traceback" not in drawn
    text = re.sub(r"\x1b\[[0-9;]*m", "", re.sub("\r+\n", "\n", drawn))
    assert [] == UNSEEN.findall(text)
    assert ("31m" if NAME in "".join(args) else "DHS/?ICE") in text
