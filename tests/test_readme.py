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


def test_every_block_shows_what_the_commands_print(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    """`pytest --update-golden` writes the output anew."""
    hold(README, tmp_path, pytestconfig.getoption("--update-golden"))


def test_the_python_block_prints_what_its_comment_says() -> None:
    """Typed as it stands."""
    (code,) = (code for kind, code in FENCE.findall(TEXT) if kind == "python")
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(code, {})
    assert code.rsplit("# ", 1)[1] == printed.getvalue()


def test_every_block_is_held_by_a_test_or_says_why_not() -> None:
    """A block that is added is added to `HELD` too."""
    blocks = [(kind, code) for kind, code in FENCE.findall(TEXT) if kind != "console"]
    held = [[how for as_kind, begins, how in HELD if as_kind == kind and code.startswith(begins)] for kind, code in blocks]
    assert [[how] for _, _, how in HELD] == held
    assert set() == {how for _, _, how in HELD if not how.startswith("not run: ")} - set(globals())


def test_it_is_read_in_one_sitting() -> None:
    """What does not fit goes into the guide."""
    assert len(TEXT.splitlines()) <= LONGEST


def test_one_line_runs_the_tests() -> None:
    """`.ci/run` takes the README's own command."""
    assert 1 == len(re.findall(r"pytest$", TEXT, re.MULTILINE))


def test_every_option_that_it_names_exists() -> None:
    """No option of yesterday's."""
    options = re.compile(r"`(--[a-z-]+)")
    named = set(options.findall(TEXT))
    assert {"--json", "--extended"} <= named
    assert set() == named - set(options.findall(reference.commands()))


def test_every_page_that_it_links_to_is_there() -> None:
    """And every picture."""
    linked = [target for target in re.findall(r"\]\(([^)]+)\)", TEXT) if "://" not in target]
    assert "foiacalc/guide/counting.md" in linked
    assert [] == [target for target in linked if not (HERE.parent / target).is_file()]
