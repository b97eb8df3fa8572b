"""The commands that answer for a request: `status` and `explain`."""

from dataclasses import replace
from typing import Annotated, Any

import typer

from foiacalc.answer import Report, explanation, to_json
from foiacalc.cli.options import ANSWER_PANEL, AsOf, Facts, FromFile, Json, answer
from foiacalc.cli.output import ascii_only, colour, emit, fail, for_people, warn
from foiacalc.deadline import KEYS

FOUND = 1


def status(
    facts: Facts,
    source: FromFile = None,
    as_of: AsOf = None,
    missed: Annotated[
        bool, typer.Option("--missed", help="Show the missed deadlines only.", rich_help_panel=ANSWER_PANEL)
    ] = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 1 when something is missed.", rich_help_panel=ANSWER_PANEL)
    ] = False,
    json: Json = False,
) -> None:
    """Show what was due when, and who missed it.

    The timeline of a request: each deadline with its due and cautious dates, how late it is, and what the misses allow.

    Example: foiacalc status --filed 2010-02-01 --as-of 2010-10-28
    """
    found = answer(facts, as_of, source)
    shown = replace(found, standings=tuple(s for s in found.standings if s.state == "missed")) if missed else found
    if json:
        emit(to_json(shown.to_dict()))
    else:
        _for_people("status", shown)
    if exit_code and found.missed:
        raise typer.Exit(FOUND)


def explain(
    facts: Facts,
    key: Annotated[str, typer.Argument(metavar="KEY", help=f"The deadline: {', '.join(KEYS)}.")],
    source: FromFile = None,
    as_of: AsOf = None,
    json: Json = False,
) -> None:
    """Explain one deadline, day by day.

    The count behind it: each day a number, or the reason why it has none; then the authority and the contested points.

    Example: foiacalc explain determination --filed 2010-02-01
    """
    if key not in KEYS:
        fail("KEY", f"{key!r} is no deadline; take one of {', '.join(KEYS)}")
    found = answer(facts, as_of, source)
    if json:
        emit(to_json(explanation(found, key)))
    else:
        _for_people("explain", found, key)


def _for_people(form: str, report: Report, *args: Any) -> None:
    if for_people():
        import shutil

        from foiacalc.renderers import terminal

        screen = terminal.Screen(shutil.get_terminal_size().columns, colour(), ascii_only())
        emit(getattr(terminal, form)(report, *args, screen))
    else:
        from foiacalc.renderers import plain

        emit(getattr(plain, form)(report, *args))
    for text in report.warnings:
        warn(text)
