"""The README says what the program does: its commands are run, their output is what it shows."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests import reference, test_evidence
from tests.conftest import HERE, README

BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def session(commands: list[str], folder: Path) -> str:
    """The commands and what they print, as a console shows them; `foiacalc` is the program under test."""
    shim = folder / "foiacalc"
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m foiacalc "$@"\n')
    shim.chmod(0o755)
    bare = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
    env = {**bare, "PATH": f"{folder}:{os.environ['PATH']}", "PYTHONPATH": str(HERE.parent)}
    shown = []
    for command in commands:
        ended = subprocess.run(["bash", "-c", command], capture_output=True, text=True, env=env, cwd=folder, timeout=60)
        assert ended.stderr == ""
        shown.append(f"$ {command}\n{ended.stdout}")
    return "".join(shown)


def test_every_block_shows_what_the_commands_print(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """`pytest --update-golden` writes the output anew."""

    def shown(block: re.Match[str]) -> str:
        commands = [line[2:] for line in block[1].splitlines() if line.startswith("$ ")]
        return f"```console\n{session(commands, tmp_path)}```"

    text = README.read_text(encoding="utf-8")
    expected = BLOCK.sub(shown, text)
    if request.config.getoption("--update-golden"):
        README.write_text(expected, encoding="utf-8")
    assert expected == README.read_text(encoding="utf-8")


def block(kind: str, begins: str = "") -> str:
    """The text of the README's first block of a kind, or the first that begins so."""
    found = re.search(rf"```{kind}\n({begins}.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found[1]


@pytest.fixture
def docket(tmp_path: Path) -> Path:
    """A folder with the program and a request whose determination is missing."""
    session([], tmp_path)
    (tmp_path / "request.json").write_text('{"filed": "2010-02-01"}')
    return tmp_path


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}", "PYTHONPATH": str(HERE.parent)}
    return subprocess.run(["sh", "-c", command], capture_output=True, text=True, env=env, cwd=folder, timeout=60)


def test_the_line_for_cron_mails_what_is_missed(docket: Path) -> None:
    """Only then does it print anything."""
    command = block("cron").split(maxsplit=5)[5]
    assert "MISSED" in shell(command, docket).stdout
    (docket / "request.json").write_text(f'{{"filed": "{date.today()}"}}')
    assert "" == shell(command, docket).stdout


@pytest.mark.skipif(not shutil.which("jq"), reason="no jq here")
def test_the_line_with_jq(docket: Path) -> None:
    """The next deadline and its date."""
    (docket / "request.json").write_text(f'{{"filed": "{date.today()}"}}')
    line = next(line for line in README.read_text(encoding="utf-8").splitlines() if "| jq" in line)
    assert re.fullmatch(r"acknowledgment \d{4}-\d\d-\d\d\n", shell(line, docket).stdout)


@pytest.mark.skipif(not shutil.which("make"), reason="no make here")
def test_the_makefile(docket: Path) -> None:
    """It fails while something is missed, and only then."""
    (docket / "Makefile").write_text(block("make"))
    assert 0 != shell("make -s docket", docket).returncode
    (docket / "request.json").write_text(f'{{"filed": "{date.today()}"}}')
    assert 0 == shell("make -s docket", docket).returncode


def test_the_python_block_runs() -> None:
    """And prints what its comment says."""
    code = block("python", "from datetime import date\nimport foiacalc")
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert code.rsplit("# ", 1)[1] == ended.stdout


def test_the_function_for_tables_of_others() -> None:
    """A row that says nothing has no date, and stops no others."""
    given: dict[str, Any] = {}
    exec(block("python", "# due.py"), given)
    due = given["due"]
    assert date(2010, 3, 4) == due(date(2010, 2, 3), "ICE")
    assert date(2010, 3, 2) == due(date(2010, 2, 1), None) == due(date(2010, 2, 1), "Ministry of Truth")
    assert due(None, "ICE") is None
    assert due(date(2010, 2, 1), float("nan")) is None


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A folder with that function and the log of two rows."""
    (tmp_path / "due.py").write_text(block("python", "# due.py"))
    (tmp_path / "log.csv").write_text("agency,filed\nICE,2010-02-03\nFBI,2010-02-01\n")
    return tmp_path


def needs(package: str) -> None:
    """Skip where the package, which is no dependency, is not installed in the version that the README shows or a later one."""
    version = re.search(rf"[Ww]ith {package} ([\d.]+\d)", README.read_text(encoding="utf-8"), re.IGNORECASE)
    assert version
    pytest.importorskip(package, minversion=version[1])


def python(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": f"{folder}{os.pathsep}{HERE.parent}"}
    return subprocess.run([sys.executable, *args], capture_output=True, text=True, env=env, cwd=folder, timeout=300)


@pytest.mark.parametrize("package", ["pandas", "polars", "duckdb"])
def test_the_function_in_tables_of_others(package: str, tables: Path) -> None:
    """Typed at a prompt it answers as shown."""
    needs(package)
    (tables / "session").write_text(block("pycon", f">>> import {package}"))
    ended = python(tables, "-m", "doctest", "-o", "NORMALIZE_WHITESPACE", "session")
    assert (0, "") == (ended.returncode, ended.stdout)


def test_the_function_in_dask(tables: Path) -> None:
    """The script prints what is shown below it."""
    needs("dask")
    pytest.importorskip("dask.dataframe")
    (tables / "script.py").write_text(block("py"))
    assert block("text") == python(tables, "script.py").stdout


FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
HOW_EACH_BLOCK_IS_HELD = [  # its kind, how it begins, the test that runs it or why none does; `console` blocks are all run
    ("sh", "python3 -m venv .venv && .venv/bin/pip install --quiet . ", "not run: it installs from a registry"),
    ("sh", "python3 -m venv .venv && .venv/bin/pip install --quiet -e ", "not run: it installs from a registry"),
    ("sh", "foiacalc status --from request.json --json | jq ", "test_the_line_with_jq"),
    ("cron", "0 7 ", "test_the_line_for_cron_mails_what_is_missed"),
    ("make", "docket:", "test_the_makefile"),
    ("python", "# due.py", "test_the_function_for_tables_of_others"),
    ("python", "from datetime import date\nimport foiacalc", "test_the_python_block_runs"),
    ("pycon", ">>> import pandas", "test_the_function_in_tables_of_others"),
    ("pycon", ">>> import polars", "test_the_function_in_tables_of_others"),
    ("pycon", ">>> import duckdb", "test_the_function_in_tables_of_others"),
    ("py", "import dask.dataframe", "test_the_function_in_dask"),
    ("text", "  agency      filed", "test_the_function_in_dask"),
    ("text", "$ python -m tests.evidence", "test_evidence.test_the_readme_shows_the_page"),
]


def test_every_block_is_held_by_a_test_or_says_why_not() -> None:
    """A block that is added is added here too."""
    others = [(kind, text) for kind, text in FENCE.findall(README.read_text(encoding="utf-8")) if kind != "console"]
    held = [
        [how for kind_, begins, how in HOW_EACH_BLOCK_IS_HELD if kind_ == kind and text.startswith(begins)]
        for kind, text in others
    ]
    assert [] == [block for block, hows in zip(others, held, strict=True) if len(hows) != 1], "no one test, or more than one"
    assert len(others) == len(HOW_EACH_BLOCK_IS_HELD)
    assert set() == {hows[0] for hows in held if not hows[0].startswith("not run: ")} - set(globals()) - {
        f"test_evidence.{name}" for name in vars(test_evidence)
    }


REFERENCE = re.compile(rf"{reference.HEADING}.*?(?=\n## )", re.DOTALL)
MAP = re.compile(rf"{re.escape(reference.MAP[0])}\n(?:\|.*\n)+")
GENERATED = [(MAP, reference.house), (REFERENCE, reference.commands)]


@pytest.mark.parametrize(("part", "made"), GENERATED, ids=["house", "commands"])
def test_what_is_made_from_the_program_is_the_programs(
    part: re.Pattern[str], made: Callable[[], str], request: pytest.FixtureRequest
) -> None:
    """The map of the house, and each command with its arguments and options."""
    text = README.read_text(encoding="utf-8")
    if request.config.getoption("--update-golden"):
        README.write_text(part.sub(lambda _: made(), text), encoding="utf-8")
    shown = part.findall(README.read_text(encoding="utf-8"))
    mend = "this part of the README is not the program's; mend it by `pytest tests/test_readme.py --update-golden`"
    assert [made()] == shown, mend


OPTION = re.compile(r"`(--[a-z-]+)")


def test_the_command_reference_leaves_no_option_out() -> None:
    """It has those that the program's help has, and no others."""
    told: set[str] = set()
    for command in ("", *re.findall(r"### foiacalc (\w+)", reference.commands())):
        asked = [sys.executable, "-m", "foiacalc", *command.split(), "--help"]
        ended = subprocess.run(asked, capture_output=True, text=True, check=True, timeout=60)
        told |= set(re.findall(r"^  (?:-\w, )?(--[a-z-]+)", ended.stdout, re.MULTILINE))
    assert told - {"--help"} == set(re.findall(r"^\| (?:`-\w`, )?`(--[a-z-]+)", reference.commands(), re.MULTILINE))


def test_every_option_that_the_readme_names_exists() -> None:
    """No option of yesterday's."""
    named = set(OPTION.findall(REFERENCE.sub("", README.read_text(encoding="utf-8"))))
    assert {"--filed", "--as-of"} <= named
    assert set() == named - set(OPTION.findall(reference.commands()))


def test_the_contents_are_the_sections() -> None:
    """Every section, in order, by its own address."""
    headings = re.findall(r"^## (.*)$", FENCE.sub("", README.read_text(encoding="utf-8")), re.MULTILINE)
    expected = [(heading, re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")) for heading in headings]
    assert expected == re.findall(r"\[([^]]+)\]\(#([\w-]+)\)", README.read_text(encoding="utf-8").split("\n## ")[0])
