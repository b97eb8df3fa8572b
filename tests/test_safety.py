"""What the program may not do, whatever it is given: run text, start a program, reach a network, write what was not named."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from foiacalc.cli import _COMMANDS as SUBCOMMANDS
from foiacalc.cli import batch as batch_command
from foiacalc.cli import forms
from foiacalc.sheets import workbook
from tests.conftest import HERE
from tests.test_cli import BARE, FOIACALC
from tests.test_house import FILES, name_of

# No path of the code runs what is given to it

RUNS_TEXT = {"eval", "exec", "compile", "__import__", "breakpoint"}
NEVER_IMPORTED = {
    *("builtins", "code", "codeop", "ctypes", "imp", "marshal", "multiprocessing", "pickle", "pty", "runpy", "shelve", "yaml"),
    *("subprocess", "asyncio", "ftplib", "http", "imaplib", "smtplib", "socket", "socketserver", "ssl", "urllib", "webbrowser"),
}
# what reads a damaged workbook may be ended by it, or take all memory, so that is a process of its own; a long file is answered
# by several processes of this program
MAY_START = {
    "sheets/workbook.py": ["subprocess"],
    # a name of the last release, of those in its own tables, that the user's own program asks for
    "former/__init__.py": ["import_module"] * 2,
    "former/holiday_table.py": ["runpy"],
    "cli/jobs.py": ["multiprocessing.connection", "multiprocessing", "multiprocessing.resource_tracker"],
}
STARTS = ("exec", "fork", "popen", "posix_spawn", "spawn", "startfile", "system")  # os.execv, os.spawnl ...
LOADED_FROM = ("foiacalc.cli.", "foiacalc.render.")


def dangers(tree: ast.AST) -> Iterator[str]:
    """What in the code could run a text or start a program."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in RUNS_TEXT:
            yield node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "os":
            yield from (f"os.{node.attr}" for start in STARTS if node.attr.startswith(start))
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            named = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
            yield from (name for name in named if name.split(".")[0] in NEVER_IMPORTED)
            if named == ["os"] or named == ["importlib"]:
                own = [alias.name for alias in node.names if isinstance(node, ast.ImportFrom)]
                yield from (name for name in own if name.startswith(STARTS) or name == "__import__")
        elif isinstance(node, ast.Call):
            yield from (f"{keyword.arg}=" for keyword in node.keywords if keyword.arg == "shell")
            if getattr(node.func, "id", getattr(node.func, "attr", "")) == "import_module" and not _fixed(node.args[0]):
                yield "import_module"


def _fixed(name: ast.expr) -> bool:
    """Whether a module's name is a text, or begins as those of our own folders do."""
    if isinstance(name, ast.JoinedStr):
        return isinstance(begins := name.values[0], ast.Constant) and begins.value in LOADED_FROM
    return isinstance(name, ast.Constant)


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_module_can_run_a_text_or_start_a_program(path: Path) -> None:
    """No module evaluates text, unpickles, uses a shell, starts another program or loads a module that the user names, but for
    those named above.
    """
    assert MAY_START.get(name_of(path), []) == list(dangers(ast.parse(path.read_text(encoding="utf-8"))))


@pytest.mark.parametrize("sheet", [None, "Log", "-c", "'); import os", "--help"])
def test_a_workbook_is_read_by_our_own_python_and_a_fixed_command(sheet: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook is read by our own Python with a command that is always the same, in which a sheet's name is an argument and
    no code.
    """
    started: list[list[str]] = []

    def start(command: list[str], **how: object) -> None:
        started.append(command)
        assert {"stdin", "stdout", "stderr"} == set(how)
        raise workbook.NoWorkbook

    monkeypatch.setattr(subprocess, "Popen", start)
    with pytest.raises(workbook.NoWorkbook):
        workbook.tab(b"PK\3\4", sheet)
    code = f"import sys; sys.path[:] = {sys.path!r}; from foiacalc.sheets.calamine import main; main()"
    assert [[sys.executable, "-I", "-c", code, "4294967296", *([] if sheet is None else [sheet])]] == started


SEEN: list[tuple[str, str]] = [
    ("eval(text)", "eval"),
    ("run = exec", "exec"),
    ("import pickle", "pickle"),
    ("import os, urllib.request", "urllib.request"),
    ("from subprocess import run", "subprocess"),
    ("os.system(text)", "os.system"),
    ("os.execvp(text, [])", "os.execvp"),
    ("from os import popen", "popen"),
    ("start(text, shell=True)", "shell="),
    ("import_module(text)", "import_module"),
    ("importlib.import_module(f'{text}.x')", "import_module"),
    ("import_module(f'foiacalc.{text}')", "import_module"),
]


@pytest.mark.parametrize(("code", "danger"), SEEN)
def test_the_scan_sees_every_kind_of_dangerous_code(code: str, danger: str) -> None:
    """The scan sees every kind of code that would be dangerous, so that finding none means something."""
    assert danger in list(dangers(ast.parse(code)))


NO_MODULE: list[list[str]] = [
    ["status", "--filed", "2010-02-01", "--format", "words"],
    ["status", "--filed", "2010-02-01", "--format", "../cli/batch"],
    ["explain", "suit", "--filed", "2010-02-01", "--format", "ics"],
    ["batch", "-", "--format", "svg"],
    ["__init__"],
    ["output"],
    ["_foiacalc"],
]


@pytest.mark.parametrize("args", NO_MODULE, ids=" ".join)
def test_a_form_or_a_command_that_is_none_loads_nothing(args: list[str]) -> None:
    """A module's name that is no form and no command is refused and loads nothing."""
    ended = subprocess.run(
        [*FOIACALC, *args], input="filed\n2010-02-01\n", capture_output=True, text=True, env=BARE, timeout=60
    )
    assert (2, "") == (ended.returncode, ended.stdout)
    assert "Traceback" not in ended.stderr


# What a run does to the world

# Python tells of every opened file, every socket and every program that is started, whoever does it; this one ends the run.
# What cannot be helped is told to the one who watches: files opened for writing.
WATCH = """
import os, sys
told = os.open(os.environ["FOIACALC_TOLD"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.startfile", "os.system",
             "ftplib.", "imaplib.", "smtplib.", "urllib.", "http.", "webbrowser.")
def watch(event, args):
    if event.startswith(FORBIDDEN):
        os.write(told, f"{event}\\n".encode())
        os._exit(99)
    if event == "open" and not isinstance(args[0], int) and args[2] & (os.O_WRONLY | os.O_RDWR):
        os.write(told, f"writes {args[0]}\\n".encode())
sys.addaudithook(watch)
"""


class World(NamedTuple):
    """Where a run is: its own folder, empty places for what it should leave alone, and what was told of it."""

    folder: Path
    home: Path
    temporary: Path
    told: Path
    hook: Path

    def run(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        env = {
            **BARE,
            "HOME": str(self.home),
            "XDG_CACHE_HOME": str(self.home / "cache"),
            "TMPDIR": str(self.temporary),
            "FOIACALC_TOLD": str(self.told),
            "PYTHONPATH": f"{self.hook}{os.pathsep}{HERE.parent}",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        return subprocess.run(
            command, input=LOG, capture_output=True, text=True, errors="replace", env=env, cwd=self.folder, timeout=60
        )

    def left(self) -> list[str]:
        """The names of the files that are there now, wherever."""
        places = (self.folder, self.home, self.temporary)
        return sorted(str(path.relative_to(place)) for place in places for path in place.rglob("*"))


@pytest.fixture
def world(tmp_path: Path) -> World:
    found = World(*(tmp_path / name for name in World._fields))
    for folder in (found.folder, found.home, found.temporary, found.hook):
        folder.mkdir()
    (found.hook / "sitecustomize.py").write_text(WATCH)
    found.told.touch()
    return found


LOG = "id,agency,filed\na,ICE,2010-02-01\nb,,2010-02-31\n"
FACTS = "--filed 2010-02-01 --agency ICE --as-of 2010-10-28"
ENDINGS = ("txt", "json", "csv", "md", "ics", "svg", "html")
RUNS: list[tuple[str, int, str]] = [  # command, exit code, what it may write
    ("", 2, ""),
    ("--help", 0, ""),
    ("--version", 0, ""),
    (f"status {FACTS}", 0, ""),
    (f"status {FACTS} --exit-code --json", 1, ""),
    *((f"status {FACTS} --format {form}", 0, "") for form in forms.FORMATS),
    *((f"explain suit {FACTS} --format {form}", 0, "") for form in forms.EXPLAINED),
    *((f"status {FACTS} -o answer.{ending}", 0, f"answer.{ending}") for ending in ENDINGS),
    ("status --filed soon -o answer.json", 2, ""),
    (f"explain determination {FACTS} -o count.html", 0, "count.html"),
    (f"check {FACTS} --claimed 2010-02-21", 1, ""),
    ("plan --by 2026-12-31", 0, ""),
    *((f"letter {FACTS} --kind {kind}", 0, "") for kind in ("overdue", "still-interested", "complaint")),
    (f"letter {FACTS} --kind appeal -o letter.txt", 2, ""),
    (f"letter {FACTS} -o letter.md", 0, "letter.md"),
    ("batch - --columns", 0, ""),
    *((f"batch - --format {form}", 2, "") for form in batch_command.FORMATS),
    ("batch - -o docket.html --errors wrong.csv", 2, "docket.html wrong.csv"),
    ("batch - -o docket.csv --strict", 2, ""),
    ("batch - -o docket.xlsx", 2, "docket.xlsx"),
    ("batch - -o docket.xlsx --strict", 2, ""),
    ("law", 0, ""),
    ("holidays 2021", 0, ""),
    ("holidays --verify", 0, ""),
    ("agencies", 0, ""),
    ("workdays 2010-02-01 --add 5", 0, ""),
    ("schema", 0, ""),
    ("guide counting", 0, ""),
]


@pytest.mark.parametrize(("command", "code", "files"), RUNS, ids=[row[0] for row in RUNS])
def test_a_run_reaches_no_network_and_writes_what_was_named(command: str, code: int, files: str, world: World) -> None:
    """A run reaches no network, starts nothing, and writes only the files that were named, each by one that lies beside it on
    its way.

    A workbook is made in a folder of its own among the temporary files, which is gone when the run ends.
    """
    ended = world.run([*FOIACALC, *command.split()])
    told = world.told.read_text().splitlines()
    assert (code, []) == (ended.returncode, [line for line in told if not line.startswith("writes ")]), ended.stderr
    assert sorted(files.split()) == world.left()
    beside = tuple(f"writes {world.folder}/.{name}." for name in command.split())
    beside += (f"writes {world.temporary}/",) if "xlsx" in command else ()
    assert [] == [line for line in told if not line.startswith(beside)]


def test_the_letters_of_a_batch_are_written_into_their_folder(world: World) -> None:
    """The letters of a batch are written into their folder and nowhere else."""
    ended = world.run([*FOIACALC, "batch", "-", "--as-of", "2010-10-28", "--letters", "post"])
    assert 2 == ended.returncode, ended.stderr  # a row of the log has an error
    assert ["post", "post/overdue-ICE-a.txt"] == world.left()
    (told,) = world.told.read_text().splitlines()
    assert told.startswith(f"writes {world.folder}/post/.overdue-ICE-a.txt.")


def test_every_command_is_in_the_table_of_runs() -> None:
    """Every command is in the table of runs but the server, whose event loop opens a pair of sockets to itself (test_mcp)."""
    assert set(SUBCOMMANDS) - {"mcp"} == {row[0].split()[0] for row in RUNS if row[0] and not row[0].startswith("-")}


ACTS: list[tuple[str, str]] = [
    ("import socket; socket.socket()", "socket.__new__"),
    ("import socket; socket.getaddrinfo('localhost', 80)", "socket.getaddrinfo"),
    ("import os; os.system('true')", "os.system"),
    ("import subprocess; subprocess.run(['true'])", "subprocess.Popen"),
    ("open('x', 'w')", "writes x"),
    ("import os; os.open('x', os.O_RDWR | os.O_CREAT)", "writes x"),
]


@pytest.mark.parametrize(("code", "told"), ACTS)
def test_the_watcher_sees_sockets_programs_and_writes(code: str, told: str, world: World) -> None:
    """The one who watches a run sees sockets, programs and files opened for writing, so that seeing none means something."""
    world.run([sys.executable, "-c", code])
    assert told in world.told.read_text().splitlines()
