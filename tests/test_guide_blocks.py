"""The guide says what the program does: the code on its pages is run, and what it prints is what they show."""

import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.conftest import GUIDE, HERE, page
from tests.shown import hold, run_again, shim

PAGES = sorted(path.stem for path in GUIDE.glob("*.md"))
FENCE = re.compile(r"^```(\w*)\n(.*?)^```\n", re.DOTALL | re.MULTILINE)
PRINTS = re.compile(r"^```python\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", re.DOTALL | re.MULTILINE)
TYPED = re.compile(r"^```pycon\n(.*?)^```\n", re.DOTALL | re.MULTILINE)

HELD = [  # of other blocks: the page, the kind, how it begins, and the test that runs it or why none does
    ("scripts", "cron", "0 7 ", "test_the_line_for_cron_mails_what_is_missed"),
    ("scripts", "sh", "foiacalc status --from request.json --json | jq ", "test_the_line_with_jq"),
    ("scripts", "make", "docket:", "test_the_makefile"),
]


def held(name: str, kind: str, code: str) -> list[str]:
    """The tests in `HELD` that run a block, or why none does."""
    return [how for of, as_kind, begins, how in HELD if (of, as_kind) == (name, kind) and code.startswith(begins)]


@pytest.mark.parametrize("name", PAGES)
def test_every_console_block_shows_what_the_commands_print(name: str, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    """Every console block of the guide shows what its commands print, in one folder for a page and in their order; `pytest
    --update-golden` writes the output anew.
    """
    hold(GUIDE / f"{name}.md", tmp_path, pytestconfig.getoption("--update-golden"))


@pytest.mark.parametrize("name", [name for name in PAGES if PRINTS.search(page(name))])
def test_every_python_block_prints_what_stands_below_it(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config
) -> None:
    """Every block of Python prints what stands in the block of text right after it, or nothing where there is none; `# name.py`
    first makes it a file.

    The blocks of a page share what they define. One that is in `HELD` is left to its own test.
    """
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    text, expected = page(name), printed_again(name, tmp_path)
    if pytestconfig.getoption("--update-golden"):
        (GUIDE / f"{name}.md").write_text(expected, encoding="utf-8")
        text = expected
    assert expected == text


def printed_again(name: str, folder: Path) -> str:
    """A page with what each of its blocks of Python prints today, run in this process, which is in the folder."""
    given = {"__name__": name}

    def again(block: re.Match[str]) -> str:
        if held(name, "python", block[1]):
            return block[0]
        if name_of_file := re.match(r"# (\w+\.py)\n", block[1]):
            (folder / name_of_file[1]).write_text(block[1])
        printed = io.StringIO()
        with redirect_stdout(printed):
            exec(compile(block[1], f"{name}.md", "exec"), given)
        shown = f"\n```text\n{printed.getvalue()}```\n" if printed.getvalue() else ""
        return f"```python\n{block[1]}```\n{shown}"

    return PRINTS.sub(again, page(name))


SESSIONS = [(name, number) for name in PAGES for number in range(len(TYPED.findall(page(name))))]


@pytest.mark.parametrize(("name", "number"), SESSIONS)
def test_every_session_at_a_prompt_answers_as_shown(name: str, number: int, tmp_path: Path) -> None:
    """Every session at a prompt answers as shown, in a folder with the files that the page's commands write.

    It is left out where a package that it imports is not installed; never in CI, which installs the extra that has them all.
    """
    typed = TYPED.findall(page(name))[number]
    missing = [module for module in re.findall(r"^>>> import (\w+)", typed, re.MULTILINE) if not find_spec(module)]
    if missing and "CI" not in os.environ:
        pytest.skip(f"no {missing[0]} here: pip install '.[test]'")
    run_again(page(name), tmp_path)
    (tmp_path / "session").write_text(typed, encoding="utf-8")
    command = [sys.executable, "-X", "utf8", "-m", "doctest", "-o", "NORMALIZE_WHITESPACE", "session"]
    env = {**os.environ, "PYTHONPATH": str(HERE.parent)}
    ended = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=tmp_path, env=env, timeout=300)
    assert (0, "") == (ended.returncode, ended.stdout)


def others(text: str) -> Iterator[tuple[str, str]]:
    """The blocks of a page that none of the tests above runs."""
    rest = PRINTS.sub("", text)
    yield from ((kind, code) for kind, code in FENCE.findall(rest) if kind not in ("console", "pycon"))


@pytest.mark.parametrize("name", PAGES)
def test_every_other_block_is_held_by_a_test_or_says_why_not(name: str) -> None:
    """Every block of another kind is in `HELD` with the test that runs it or the reason why none does; JSON only has to be
    JSON.
    """
    for kind, code in others(page(name)):
        if kind == "json":
            json.loads(code)
            continue
        hows = held(name, kind, code)
        assert 1 == len(hows), f"{kind}: {code}"
        assert hows[0] in globals() or hows[0].startswith("not run: ")


def block(kind: str) -> str:
    """The text of the first block of a kind on the page about scripts."""
    return str(next(code for found, code in FENCE.findall(page("scripts")) if found == kind))


@pytest.fixture
def docket(tmp_path: Path) -> Path:
    """A folder with the program and a request whose determination is missing."""
    shim(tmp_path)
    (tmp_path / "request.json").write_text('{"filed": "2010-02-01"}')
    return tmp_path


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}", "PYTHONPATH": str(HERE.parent)}
    return subprocess.run(["sh", "-c", command], capture_output=True, text=True, env=env, cwd=folder, timeout=60)


def test_the_line_for_cron_mails_what_is_missed(docket: Path) -> None:
    """The line for cron prints what is missed, and nothing where nothing is."""
    command = block("cron").split(maxsplit=5)[5]
    assert "MISSED" in shell(command, docket).stdout
    (docket / "request.json").write_text(f'{{"filed": "{date.today()}"}}')
    assert "" == shell(command, docket).stdout


@pytest.mark.skipif(not shutil.which("jq"), reason="no jq here")
def test_the_line_with_jq(docket: Path) -> None:
    """The line with jq prints the next deadline and its date."""
    (docket / "request.json").write_text(f'{{"filed": "{date.today()}"}}')
    assert re.fullmatch(r"acknowledgment \d{4}-\d\d-\d\d\n", shell(block("sh"), docket).stdout)


@pytest.mark.skipif(not shutil.which("make"), reason="no make here")
def test_the_makefile(docket: Path) -> None:
    """The Makefile fails while something is missed, and only then."""
    (docket / "Makefile").write_text(block("make"))
    assert 0 != shell("make -s docket", docket).returncode
    (docket / "request.json").write_text(f'{{"filed": "{date.today()}"}}')
    assert 0 == shell("make -s docket", docket).returncode
