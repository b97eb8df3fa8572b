"""The command line: parse, call, print, exit. Only here is the clock read, only here standard output written."""

import sys
from importlib import import_module
from typing import Annotated, Any

import typer
import typer.main
from typer.core import TyperCommand, TyperGroup, TyperOption

from foiacalc import __version__
from foiacalc.cli.output import BAD, degrade, discard, emit, fail, for_people

_HELP = {"help_option_names": ["-h", "--help"]}
_COMMANDS = {
    "status": "requests",
    "explain": "requests",
    "check": "claims",
    "plan": "claims",
    "letter": "letter",
    "batch": "batch",
    "law": "reference",
    "holidays": "reference",
    "agencies": "reference",
    "workdays": "reference",
    "schema": "reference",
}


class _Command(TyperCommand):
    """Takes an option of one value once, where the parser itself would keep the last of several in silence."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        once = [p for p in self.params if isinstance(p, TyperOption) and not p.multiple and not p.is_flag and not p.count]
        if not ctx.resilient_parsing:  # as for completion, when nothing is to be refused
            for param, values in self._collected(ctx, args, once):
                if len(values) > 1:
                    fail(max(param.opts, key=len), f"given more than once ({', '.join(values)}); give one")
        return super().parse_args(ctx, args)

    def _collected(self, ctx: Any, args: list[str], options: list[TyperOption]) -> list[tuple[TyperOption, list[str]]]:
        """Every value that each of the options is given."""
        try:
            for option in options:
                option.multiple = True
            values = self.make_parser(ctx).parse_args(list(args))[0]
        finally:
            for option in options:
                option.multiple = False
        return [(option, values.get(option.name or "") or []) for option in options]


class _Commands(TyperGroup):
    """Loads and builds only the command that is called: all of them together cost a quarter of the start-up."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands: Any = dict.fromkeys(_COMMANDS)  # the names, for the help and for 'Did you mean'

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in _COMMANDS:
            return None
        from foiacalc.cli.options import with_facts

        module = import_module(f"foiacalc.cli.{_COMMANDS[cmd_name]}")
        one = typer.Typer(add_completion=False, rich_markup_mode=self.rich_markup_mode)
        one.command(cmd_name, cls=_Command, context_settings=_HELP)(with_facts(getattr(module, cmd_name)))
        return typer.main.get_command(one)


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings=_HELP,
    rich_markup_mode="rich" if for_people() else None,
)


def _version(wanted: bool) -> None:
    if wanted:
        emit(f"foiacalc {__version__}\n")
        raise typer.Exit


@app.callback()
def _foiacalc(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Deadlines of the federal Freedom of Information Act (5 U.S.C. 552): what was due when, who missed it, and why that date.

    Each deadline has two dates: `due`, and `cautious`, the one to rely on where the law is contested. A count with its
    citations, not legal advice.
    """


def main() -> None:
    """Run the command line; exit 0 fine, 1 what the user asked to be told of, 2 usage or bad input, 130 interrupted."""
    degrade()
    try:
        app()
    except OSError as error:  # the help could not be written
        discard()
        sys.stderr.write(f"Error: standard output: {error.strerror or error}\n")
        sys.exit(BAD)
