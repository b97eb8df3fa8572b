"""The pages of the guide that are made from the program itself, the modules and the commands: python -m tests.reference

The commands are read as they declare themselves, not from the help they print, so that neither the terminal nor Typer's
version changes it.
"""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main

from foiacalc.cli import app
from foiacalc.cli.fact_options import FACTS
from tests.test_house import in_order, name_of

HEADING = "# Command reference\n"
MAP = ("| module | what it is or does |", "| --- | --- |")
_SHARED = {"--" + fact.name.replace("_", "-") for fact in FACTS}
_HEAD = ("| argument or option | what it says |", "| --- | --- |")


def house() -> str:
    """Every module with the first line of its docstring, after all that it imports."""
    return "\n".join((*MAP, *(f"| `{name_of(path)}` | {_says(path)} |" for path in in_order()), ""))


def _says(path: Path) -> str:
    return (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").split("\n")[0]


def commands() -> str:
    """The page on the commands."""
    return "\n".join((HEADING, *_lines()))


def _lines() -> Iterator[str]:
    group: Any = typer.main.get_command(app)
    built = {name: group.get_command(None, name) for name in group.list_commands(None)}
    yield "This page gives what `--help` says about each command and option. `foiacalc` by itself, without a command, takes:"
    yield ""
    yield from _table(group)
    takers = [name for name, command in built.items() if _facts(command)]
    yield f"The facts of a request, which {_listed(takers)} take:"
    yield ""
    first = built[takers[0]]
    yield from _table(first, _facts(first))
    for name, command in built.items():
        yield from _command(name, command)


def _command(name: str, command: Any) -> Iterator[str]:
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    facts = _facts(command)
    yield f"## foiacalc {' '.join((name, *map(_usage, arguments)))}"
    yield ""
    yield command.help.splitlines()[0] + (" Takes the facts of a request." if facts else "")
    yield ""
    yield from _table(command, [param for param in command.params if param not in facts])


def _facts(command: Any) -> list[Any]:
    """The parameters that are facts of a request, where the command takes them all."""
    found = [param for param in command.params if _SHARED & {*param.opts}]
    return found if len(found) == len(_SHARED) else []


def _table(command: Any, params: list[Any] | None = None) -> Iterator[str]:
    rows = [_row(command, param) for param in (command.params if params is None else params)]
    if rows:
        yield from (*_HEAD, *rows, "")


def _row(command: Any, param: Any) -> str:
    spelled = [*param.opts[:-1], f"{param.opts[-1]} {param.metavar or ''}".strip()]
    names = [_metavar(param)] if param.param_type_name == "argument" else spelled
    says = [param.help or _declared(command, param)]
    if param.required:
        says.append("Required.")
    cells = ", ".join(f"`{name}`" for name in names), " ".join(says)
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _declared(command: Any, param: Any) -> str:
    """The help of an argument where it is declared: some Typers lose it on its way to the newest click."""
    annotation = inspect.signature(command.callback).parameters[param.name].annotation
    return str(annotation.__metadata__[0].help)


def _metavar(argument: Any) -> str:
    return str(argument.metavar).strip("[]")


def _usage(argument: Any) -> str:
    return _metavar(argument) if argument.required else f"[{_metavar(argument)}]"


def _listed(names: list[str]) -> str:
    *most, last = (f"`{name}`" for name in names)
    return f"{', '.join(most)} and {last}"


if __name__ == "__main__":
    print(house(), commands(), sep="\n", end="")
