"""The README says what the program does: its commands are run, their output is what it shows; and it stays short."""

import io
import re
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from tests import reference
from tests.conftest import HERE, README
from tests.shown import hold

TEXT = README.read_text(encoding="utf-8")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LONGEST = 250  # lines
HELD = [  # its blocks other than `console`: the kind, how it begins, the test that runs it or why none does
    ("sh", "python3 -m venv .venv && .venv/bin/pip install --quiet . ", "not run: it installs from a registry"),
    ("sh", "python3 -m venv .venv && .venv/bin/pip install --quiet -e ", "not run: it installs from a registry"),
    ("python", "from datetime import date\nimport foiacalc", "test_the_python_block_prints_what_its_comment_says"),
]


def test_every_console_block_of_the_readme_shows_what_its_commands_print(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    """Every console block of the README shows what its commands print; `pytest --update-golden` writes the output anew."""
    hold(README, tmp_path, pytestconfig.getoption("--update-golden"))


def test_the_python_block_prints_what_its_comment_says() -> None:
    """The README's block of Python, typed as it stands, prints what its comment says."""
    (code,) = (code for kind, code in FENCE.findall(TEXT) if kind == "python")
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(code, {})
    assert code.rsplit("# ", 1)[1] == printed.getvalue()


def test_every_block_is_held_by_a_test_or_says_why_not() -> None:
    """Every other block of the README is in `HELD` with the test that runs it or the reason why none does."""
    blocks = [(kind, code) for kind, code in FENCE.findall(TEXT) if kind != "console"]
    held = [[how for as_kind, begins, how in HELD if as_kind == kind and code.startswith(begins)] for kind, code in blocks]
    assert [[how] for _, _, how in HELD] == held
    assert set() == {how for _, _, how in HELD if not how.startswith("not run: ")} - set(globals())


def test_the_readme_is_no_longer_than_250_lines() -> None:
    """The README is no longer than 250 lines, and what does not fit goes into the guide."""
    assert len(TEXT.splitlines()) <= LONGEST


def test_one_line_of_the_readme_runs_the_tests() -> None:
    """One line of the README runs the tests, and `.ci/run` takes that line."""
    assert 1 == len(re.findall(r"pytest$", TEXT, re.MULTILINE))


def test_every_option_that_the_readme_names_exists() -> None:
    """Every option that the README names exists."""
    options = re.compile(r"`(--[a-z-]+)")
    named = set(options.findall(TEXT))
    assert {"--json", "--extended"} <= named
    assert set() == named - set(options.findall(reference.commands()))


def test_every_page_and_picture_that_the_readme_links_to_is_there() -> None:
    """Every page and every picture that the README links to is there."""
    linked = [target for target in re.findall(r"\]\(([^)]+)\)", TEXT) if "://" not in target]
    assert "foiacalc/guide/counting.md" in linked
    assert [] == [target for target in linked if not (HERE.parent / target).is_file()]
