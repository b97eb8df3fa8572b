"""The package as it is given to others."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from foiacalc.cli import batch, forms
from tests.conftest import HERE, section

PROJECT = tomllib.loads((HERE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ONE = ["status", "--filed", "2010-02-01", "--as-of", "2010-10-28"]
COMMANDS = [
    *([*ONE, "--format", form] for form in forms.FORMATS),
    *(["batch", "-", "--as-of", "2010-10-28", "--format", form] for form in batch.FORMATS),
    ["explain", "suit", *ONE[1:]],
    ["check", *ONE[1:], "--claimed", "2010-03-02"],
    ["plan", "--by", "2026-12-31"],
    ["law"],
    ["holidays", "--verify"],
    ["agencies"],
    ["workdays", "2010-02-01", "--add", "5"],
    ["schema"],
    ["guide"],
    ["guide", "counting"],
]


@pytest.mark.parametrize("args", COMMANDS, ids=" ".join)
def test_as_installed_it_needs_nothing_around_it(args: list[str], tmp_path: Path) -> None:
    """From elsewhere, without an environment or a home, by what is installed alone."""
    command = [sys.executable, "-I", "-m", "foiacalc", *args]
    ended = subprocess.run(command, input=b"filed\n2010-02-01\n", capture_output=True, env={}, cwd=tmp_path, timeout=60)
    assert 0 == ended.returncode, ended.stderr
    assert b"Traceback" not in ended.stderr
    assert ended.stdout


def test_the_guide_names_the_dependencies() -> None:
    """Each that is required, and no other."""
    named = set(re.findall(r"^\| \[(.*?)\]", section("release", "## Dependencies"), re.MULTILINE))
    assert {re.split("[<>=]", text)[0] for text in PROJECT["dependencies"]} == named
