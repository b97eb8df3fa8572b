"""The README says what the program does: its commands are run, their output is what it shows."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import HERE

README = HERE.parent / "README.md"
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


def test_the_python_block_runs() -> None:
    """And prints what its comment says."""
    code = re.search(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert code
    ended = subprocess.run([sys.executable, "-c", code[1]], capture_output=True, text=True, check=True, timeout=60)
    assert code[1].rsplit("# ", 1)[1] == ended.stdout


def test_every_option_that_the_readme_names_exists() -> None:
    """No option of yesterday's."""
    named = set(re.findall(r"`(--[a-z-]+)", README.read_text(encoding="utf-8")))
    told = ""
    for command in ("status", "explain", "holidays", "workdays", "law", "agencies"):
        told += subprocess.run(
            [sys.executable, "-m", "foiacalc", command, "--help"], capture_output=True, text=True, check=True, timeout=60
        ).stdout
    assert {"--filed", "--as-of"} <= named
    assert set() == {option for option in named if option not in told}
