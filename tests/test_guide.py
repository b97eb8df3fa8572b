"""The manual: `foiacalc guide`, its list and its pages, on a terminal and in a pipe."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from foiacalc.render import manual, topics
from tests import reference
from tests.conftest import GUIDE, page
from tests.test_cli import on_terminal, run
from tests.test_front import ask

NAMES = [path.stem for path in sorted(GUIDE.glob("*.md"))]
LONGEST = 260  # lines
FENCE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(([^)]+)\)")


def prose(name: str) -> str:
    """A page without its blocks of code."""
    return FENCE.sub("", page(name))


# The pages


def test_every_page_of_the_guide_is_listed_once() -> None:
    """Every page of the guide is listed once, those of the manual in its order."""
    names = [topic.name for topic in topics.topics()]
    assert sorted(names) == NAMES
    assert ["requests", "counting", "cautious"] == names[:3]


def test_a_page_that_is_added_is_listed_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that is added is listed last without a change to the program, by its title and its first sentence."""
    monkeypatch.setattr(topics, "_folder", lambda: tmp_path)
    for name in ("counting", "aardvarks"):
        (tmp_path / f"{name}.md").write_text("# A title\n\nIt is about U.S. law\nand more. Not this.\n\nNor this.\n")
    assert [("counting", "A title"), ("aardvarks", "A title")] == [topic[:2] for topic in topics.topics()]
    assert {"It is about U.S. law and more."} == {topic.says for topic in topics.topics()}


@pytest.mark.parametrize("name", NAMES)
def test_a_page_begins_with_a_title_and_a_sentence(name: str) -> None:
    """A page begins with a title and a sentence, which the list of topics shows."""
    (topic,) = (topic for topic in topics.topics() if topic.name == name)
    assert re.match(r"# [A-Z].*\n\n\S", topic.text)
    assert topic.title and topic.says.endswith((".", "?", "!"))
    assert len(topic.says) <= 150


@pytest.mark.parametrize("name", NAMES)
def test_a_page_of_the_guide_is_no_longer_than_260_lines(name: str) -> None:
    """A page of the guide is no longer than 260 lines, and what does not fit becomes a page of its own."""
    assert len(page(name).splitlines()) <= LONGEST


@pytest.mark.parametrize("name", NAMES)
def test_every_link_of_a_page_leads_somewhere(name: str) -> None:
    """Every link of a page leads to a page of the guide or out of it."""
    assert [] == [link for link in LINK.findall(prose(name)) if "://" not in link and link.removesuffix(".md") not in NAMES]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_keeps_to_what_both_forms_can_show(name: str) -> None:
    """A page has no HTML, no pictures and no list within a list, which a terminal does not show."""
    bare = re.sub(r"`[^`]*`", "", prose(name))
    assert [] == re.findall(r"</?[a-z]+>|!\[|^ +(?:-|\d+\.) ", bare, re.MULTILINE)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "commands"])
def test_every_option_that_a_page_names_exists(name: str) -> None:
    """Every option that a page names exists, and those of other programs stand in blocks of code."""
    options = re.compile(r"`(?:foiacalc [^`]*)?(--[a-z-]+)")
    others = {"--check", "--update-golden", "--imports"}
    known = set(re.findall(r"`(--[a-z-]+)", reference.commands()))
    assert set() == set(options.findall(prose(name))) - others - known


GENERATED: list[tuple[str, re.Pattern[str], Callable[[], str]]] = [
    ("house", re.compile(rf"{re.escape(reference.MAP[0])}\n(?:\|.*\n)+"), reference.house),
    ("commands", re.compile(rf"\A{reference.HEADING}.*\Z", re.DOTALL), reference.commands),
]


@pytest.mark.parametrize(("name", "part", "made"), GENERATED, ids=[row[0] for row in GENERATED])
def test_the_generated_pages_of_the_guide_are_the_programs_own(
    name: str, part: re.Pattern[str], made: Callable[[], str], pytestconfig: pytest.Config
) -> None:
    """The pages made from the program, the list of modules and the commands with their options, are what the program gives
    today.
    """
    if pytestconfig.getoption("--update-golden"):
        (GUIDE / f"{name}.md").write_text(part.sub(lambda _: made(), page(name)), encoding="utf-8")
    mend = "this page is not the program's; mend it by `pytest tests/test_guide.py --update-golden`"
    assert [made()] == part.findall(page(name)), mend


def test_the_command_reference_leaves_no_option_out() -> None:
    """The command reference has every option of the program's help and no other."""
    told: set[str] = set()
    for command in ("", *re.findall(r"^## foiacalc (\w+)", reference.commands(), re.MULTILINE)):
        told |= set(re.findall(r"^  (?:-\w, )?(--[a-z-]+)", ask(*command.split(), "--help").stdout, re.MULTILINE))
    assert told - {"--help"} == set(re.findall(r"^\| (?:`-\w`, )?`(--[a-z-]+)", reference.commands(), re.MULTILINE))


# In a pipe

MARKDOWN = """# A title

Two lines
of a *paragraph*, **bold**, see [the other](counting.md) and [the Code](https://uscode.house.gov/).

## A section

- one
  goes on
- two

1. first

```console
$ foiacalc   2026
- no list
```

| name | says |
| --- | --- |
| `a\\|b` | short |
"""
TEXT = """A title
=======

Two lines of a *paragraph*, bold, see the other (`foiacalc guide counting`)
and the Code (https://uscode.house.gov/).

A section
---------

- one goes on
- two

1. first

    $ foiacalc   2026
    - no list

name   says
`a|b`  short
"""


def test_a_page_in_a_pipe_is_wrapped_text() -> None:
    """A page in a pipe is wrapped text, with code as it is and each link to a page as the command that shows it."""
    assert TEXT == manual.plain_page(MARKDOWN)


def test_a_table_too_wide_becomes_entries() -> None:
    """A table too wide for the text becomes entries: the first cell of each row, and below it the others with their
    headings.
    """
    long = "word " * 20
    assert manual.plain_page(f"| a | b |\n| --- | --- |\n| one | {long}|\n").splitlines()[0] == "one"
    shown = manual.plain_page(f"| a | b | c |\n| --- | --- | --- |\n| one | {long}| x |\n| two | | y |\n").splitlines()
    assert "one" == shown[0] and shown[1].startswith("    b: word") and "    c: x" in shown
    assert ["two", "    c: y"] == shown[-2:]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_in_a_pipe_loses_no_word_and_no_line_of_code(name: str) -> None:
    """A page in a pipe loses no word and no line of code."""
    shown = manual.plain_page(page(name))
    for code in FENCE.findall(page(name)):
        for line in code.splitlines()[1:-1]:
            assert f"    {line}".rstrip() in shown.splitlines()
    words = re.findall(r"[A-Za-z0-9]+", re.sub(r"\]\([^)]*\)|^\|.*\|\n\|[ |:-]+\|$", "", prose(name), flags=re.MULTILINE))
    assert set() == set(words) - set(re.findall(r"[A-Za-z0-9]+", shown))


def test_a_page_is_the_same_in_every_pipe() -> None:
    """A page is the same in every pipe, whatever the width and the colors of the terminal behind it."""
    assert ask("guide", "counting").stdout == run("guide", "counting", COLUMNS="40", NO_COLOR="1").stdout


def test_the_list_of_topics_fits_80_columns() -> None:
    """The list of topics fits 80 columns, with a line for each topic."""
    shown = ask("guide").stdout.splitlines()
    assert max(map(len, shown)) <= 80
    assert [topic.name for topic in topics.topics()] == [line.split()[0] for line in shown if re.match(r"  [a-z]", line)]


def test_a_page_as_markdown_is_its_file() -> None:
    """A page asked for as Markdown is its file as it stands."""
    assert page("counting") == ask("guide", "counting", "--format", "markdown").stdout


# On a terminal


def test_a_page_on_a_terminal_is_drawn_in_color_within_its_width() -> None:
    """A page on a terminal is drawn in color and no wider than there is room."""
    shown = on_terminal("guide", "forms", columns=70)
    assert "\x1b[" in shown
    assert max(len(re.sub(r"\x1b\[[\d;]*m", "", line)) for line in shown.splitlines()) <= 70
    assert "foiacalc guide sheets" in shown


def test_rich_is_loaded_on_a_terminal_alone() -> None:
    """The library that draws on a terminal is not loaded for a pipe."""
    code = "import sys; sys.argv = ['foiacalc', 'guide', 'forms']\nfrom foiacalc.cli import main\ntry: main()\n"
    code += "except SystemExit: pass\nprint([name for name in sys.modules if name.split('.')[0] == 'rich'], file=sys.stderr)"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert "[]" == ended.stderr.strip()


# What is no topic

UNKNOWN: list[tuple[str, str]] = [
    ("countin", "did you mean counting?"),
    ("sheet", "did you mean sheets"),
    ("statute", "did you mean"),
    ("zzzzzz", "'zzzzzz' is not a topic; `foiacalc guide` lists them"),
    ("", "`foiacalc guide` lists them"),
]


@pytest.mark.parametrize(("topic", "says"), UNKNOWN)
def test_a_topic_that_is_none_is_an_error_that_names_near_ones(topic: str, says: str) -> None:
    """A topic that does not exist is an error that names near ones, by their spelling or by what their pages say."""
    ended = ask("guide", topic)
    assert (2, "") == (ended.exit_code, ended.stdout)
    assert says in ended.stderr


@pytest.mark.parametrize("written", ["counting.md", "Counting", "COUNTING"])
def test_a_topic_is_found_as_people_write_it(written: str) -> None:
    """A topic is found in capitals and by the name of its file."""
    assert ask("guide", "counting").stdout == ask("guide", written).stdout


def test_a_form_that_the_guide_has_not_is_an_error() -> None:
    """A form that the guide does not have is an error that names those it has."""
    ended = ask("guide", "counting", "--format", "html")
    assert 2 == ended.exit_code
    assert "use text or markdown" in ended.stderr
