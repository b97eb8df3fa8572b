"""The commands that the README and the guide show, run again, with what they print.

A plain `foiacalc ...` is run in this process, and only what follows a pipe by a shell: the pages have dozens of commands, and
a process of its own for each would cost more than the rest of their tests. Whatever else a shell does is left to the shell.
"""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from foiacalc.cli import app
from tests.conftest import HERE

BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
_ALONE = re.compile(r"foiacalc(?P<words>(?: [^|&;<>$`(){}*]+)?)(?P<both> 2>&1)?(?P<pipe> \| .*)?")


def shim(folder: Path) -> None:
    """A `foiacalc` for shells: the program under test."""
    file = folder / "foiacalc"
    file.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m foiacalc "$@"\n')
    file.chmod(0o755)


def session(commands: Sequence[str], folder: Path) -> str:
    """The commands, run in the folder one after another, and what they print, as a console shows them."""
    shim(folder)
    return "".join(f"$ {command}\n{_ended(command, _printed(command, folder))}" for command in commands)


def _ended(command: str, printed: str) -> str:
    assert not printed or printed.endswith("\n"), command
    return printed


def _printed(command: str, folder: Path) -> str:
    alone = _ALONE.fullmatch(command)
    if not alone:
        return shell(command, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
            patch.delenv(name, raising=False)
        ended = CliRunner().invoke(app, shlex.split(alone["words"]))
    assert ended.exception is None or isinstance(ended.exception, SystemExit), command
    if not alone["pipe"]:
        return ended.output  # of a console, where both streams are seen
    assert not ended.stderr or alone["both"], f"{command}: {ended.stderr}"
    return shell(alone["pipe"].removeprefix(" | "), folder, ended.output if alone["both"] else ended.stdout)


def shell(command: str, folder: Path, given: str | None = None) -> str:
    """What bash prints for a command, `given` on its standard input; nothing may go to standard error."""
    bare = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
    env = {**bare, "PATH": f"{folder}:{os.environ['PATH']}", "PYTHONPATH": str(HERE.parent)}
    line = ["bash", "-c", command]
    ended = subprocess.run(line, input=given, capture_output=True, text=True, env=env, cwd=folder, timeout=60)
    assert "" == ended.stderr, command
    return ended.stdout


def run_again(text: str, folder: Path) -> str:
    """A page with each of its console blocks as the program answers today."""

    def again(block: re.Match[str]) -> str:
        commands = [line[2:] for line in block[1].splitlines() if line.startswith("$ ")]
        return f"```console\n{session(commands, folder)}```"

    return BLOCK.sub(again, text)


def hold(page: Path, folder: Path, update: bool) -> None:
    """Hold a page's console blocks against the program, or write them anew."""
    shown = page.read_text(encoding="utf-8")
    expected = run_again(shown, folder)
    if update:
        page.write_text(expected, encoding="utf-8")
        shown = expected
    assert expected == shown
