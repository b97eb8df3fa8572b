"""This package is the command line: parse, call, print, exit. Only it writes to standard output."""

import inspect
import sys
from importlib import import_module
from typing import Annotated, Any, NoReturn

import typer
import typer.main
from typer.core import TyperCommand, TyperGroup, TyperOption

from foiacalc import __version__, zipped
from foiacalc.cli import as_data
from foiacalc.cli.output import BAD, degrade, discard, emit, fail
from foiacalc.errors import Code

_HELP = {"help_option_names": ["-h", "--help"]}
_COMMANDS = {
    "status": "requests",
    "explain": "requests",
    "check": "check",
    "plan": "check",
    "letter": "letter",
    "batch": "batch",
    "law": "reference",
    "holidays": "reference",
    "agencies": "reference",
    "workdays": "reference",
    "schema": "reference",
    "guide": "guide",
    "mcp": "mcp",
}


_SAYS = (
    "Federal FOIA deadlines (5 U.S.C. 552): what was due when, who missed it, and what you may do now. A count, not legal "
    "advice."
)
_TRY = [
    ("foiacalc 2026-10-20 --agency FBI", "where a request stands"),
    ("foiacalc explain determination --filed 2026-10-20", "why it is due that day"),
    ("foiacalc batch requests.csv", "a sheet of requests"),
]
_WIDE = 76  # at this width an example and what it shows fit on one line
_GOES_ON = " \\"
_LAST = "Output"
_USAGE: Any = typer.BadParameter.__base__  # the base of every error about the command line
_EXAMPLES = "\nExample"  # from here on, a command's docstring is the end of its help


def _refuse(error: Any) -> NoReturn:
    """Say what the parser found wrong as every other error is said, without the lines on usage that it would put first."""
    place, says, code, value = as_data.of_parser(error)
    fail(place, says, code, value=value)


class _Command(TyperCommand):
    """This says what to type if a command line cannot be understood; its help is in groups, with the examples last.

    It refuses a second value for an option that takes one, where the parser would silently keep the last.
    """

    def get_help_option(self, ctx: Any) -> Any:
        """Put the option for help in the last group, where people look for it."""
        option = super().get_help_option(ctx)
        if option and any(getattr(param, "rich_help_panel", None) == _LAST for param in self.params):
            option.rich_help_panel = _LAST
        return option

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the options in groups, even in a pipe; a terminal would show the groups in boxes."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for param in self.get_params(ctx):
            if record := param.get_help_record(ctx):
                default = "Arguments" if param.param_type_name == "argument" else "Options"
                groups.setdefault(getattr(param, "rich_help_panel", None) or default, []).append(record)
        for title in sorted(groups, key=_LAST.__eq__):
            with formatter.section(title):
                formatter.write_dl(groups[title])

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Write the examples as they are to be typed, each on its own line if there is room."""
        from textwrap import wrap

        formatter.write("\n")
        for line in (self.epilog or "").splitlines():
            indent = line[: len(line) - len(line.lstrip())]
            words = wrap(line.strip(), formatter.width - len(indent) - len(_GOES_ON), break_on_hyphens=False)
            joint = f"{_GOES_ON}\n  {indent}" if words and words[0].startswith("foiacalc") else f"\n{indent}"
            formatter.write(f"{indent}{joint.join(words)}\n")

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if ctx.resilient_parsing:  # a shell asks for completions, so nothing is refused
            return super().parse_args(ctx, args)
        given = list(args)
        as_data.heed(given, self.params)
        try:
            self._refuse_twice(ctx, given)
            rest = super().parse_args(ctx, args)
        except _USAGE as error:
            self._say_what_to_type(given)
            _refuse(error)
        alone = str(ctx.params.get("day") or 0)
        if "--expedite" in given or not alone[0].isdigit():  # a date or a word may be meant otherwise
            self._say_what_to_type(given)
        return rest

    def _say_what_to_type(self, given: list[str]) -> None:
        from foiacalc.cli import wrong

        wrong.look_over(str(self.name), given, self.params)

    def _refuse_twice(self, ctx: Any, args: list[str]) -> None:
        known = {name: param for param in self.params for name in param.opts}
        given = [known.get(word.partition("=")[0]) for word in args if word.startswith("-")]
        if None not in given and len({*given}) == len(given):  # every option is known, written in full and given once
            return
        once = [p for p in self.params if isinstance(p, TyperOption) and not p.multiple and not p.is_flag and not p.count]
        for param, values in self._collected(ctx, args, once):
            if len(values) > 1:
                fail(max(param.opts, key=len), f"given more than once ({', '.join(values)}); use only one", Code.CONFLICT)

    def _collected(self, ctx: Any, args: list[str], options: list[TyperOption]) -> list[tuple[TyperOption, list[str]]]:
        """Return every value that each of these options was given."""
        try:
            for option in options:
                option.multiple = True
            values = self.make_parser(ctx).parse_args(list(args))[0]
        finally:
            for option in options:
                option.multiple = False
        return [(option, values.get(option.name or "") or []) for option in options]


class _Commands(TyperGroup):
    """This loads and builds only the command that is called; all of them together would take a quarter of the start-up."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands: Any = dict.fromkeys(_COMMANDS)  # the names, for the help and for 'Did you mean'

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in _COMMANDS:
            return None
        from foiacalc.cli.options import with_facts

        module = import_module(f"foiacalc.cli.{_COMMANDS[cmd_name]}")
        function = getattr(module, cmd_name)
        says, begins, examples = (inspect.getdoc(function) or "").partition(_EXAMPLES)
        one = typer.Typer(add_completion=False, rich_markup_mode=self.rich_markup_mode)
        settings: Any = {"help": says.rstrip(), "epilog": f"{begins}{examples}".strip(), "context_settings": _HELP}
        one.command(cmd_name, cls=_Command, **settings)(with_facts(function))
        return typer.main.get_command(one)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if not ctx.resilient_parsing:
            as_data.heed(args)
            if not args:
                formatter = ctx.make_formatter()
                self._write_screen(ctx, formatter)
                emit(formatter.getvalue())
                raise typer.Exit(BAD)
            if args[0].startswith("-"):
                from foiacalc.cli import wrong

                wrong.leading_option(args, self.get_params(ctx))
        try:
            return super().parse_args(ctx, args)
        except _USAGE as error:
            if ctx.resilient_parsing:
                raise
            _refuse(error)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Take a date as the day of filing: `foiacalc 2026-10-20` is `foiacalc status --filed 2026-10-20`."""
        if args[0] in _COMMANDS or args[0].startswith("-"):
            return super().resolve_command(ctx, args)
        from foiacalc.cli import wrong

        if wrong.looks_dated(args[0]):
            return super().resolve_command(ctx, ["status", *args])
        if not ctx.resilient_parsing:
            wrong.command(args, tuple(_COMMANDS))
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the first screen, and below it the options of the program itself."""
        self._write_screen(ctx, formatter)
        with formatter.section("Options"):
            formatter.write_dl([param.get_help_record(ctx) for param in self.get_params(ctx)])

    def _write_screen(self, ctx: Any, formatter: Any) -> None:
        """Write three examples and the commands, on one screen of 24 lines."""
        formatter.write_text(_SAYS)
        formatter.write("\n")
        with formatter.indentation():
            formatter.write_dl(_TRY, **({"col_max": 50} if formatter.width >= _WIDE else {}))
        self.format_commands(ctx, formatter)
        formatter.write_text("`foiacalc COMMAND --help` lists its options; `foiacalc guide` is the manual.")


app = typer.Typer(
    cls=_Commands,
    pretty_exceptions_enable=False,
    context_settings=_HELP,
    rich_markup_mode=None,  # on a narrow terminal, boxes cut the names of options short
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
    """Compute the deadlines of the federal Freedom of Information Act, and explain them."""


def main() -> None:
    """Run the command line. It exits with 0 if all is fine, 1 for what the user asked to be told of, 2 for bad input, 130 if
    interrupted.
    """
    degrade()
    if zipped.HERE:
        sys.stderr.write(f"Error: {zipped.SAYS}\n")
        sys.exit(BAD)
    try:
        app()
    except OSError as error:  # the help could not be written
        discard()
        sys.stderr.write(f"Error: standard output: {error.strerror or error}\n")
        sys.exit(BAD)
