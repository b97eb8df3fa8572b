"""This module makes the facts of a request the options of every command that takes them, and makes the request from them."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Annotated, Any, NoReturn

import typer

from foiacalc.answer.reports import Report, report
from foiacalc.answer.state import AUDIENCES, Audience
from foiacalc.calendar.workdays import OutsideCalendar
from foiacalc.cli import clock, dates
from foiacalc.cli.dates import iso
from foiacalc.cli.fact_options import (
    ANSWER_PANEL,
    FACTS,
    MANY,
    OUTPUT_PANEL,
    PANELS,
    START_PANEL,
    Fact,
    complete_agency,
    complete_from,
)
from foiacalc.cli.output import fail
from foiacalc.cli.source import Source, source_of
from foiacalc.errors import Code, FactError
from foiacalc.request.facts import PARSERS, parse_date
from foiacalc.request.request import Request, perfected_warning

Facts = Mapping[str, Any]


def nearest(text: str, choices: Sequence[str]) -> str:
    """Return what would be right: the similar choice, or else all choices."""
    near = get_close_matches(text, choices, n=1)
    return f"did you mean {near[0]}? Or choose one of {', '.join(choices)}" if near else f"choose one of {', '.join(choices)}"


def _as_of(panel: str) -> Any:
    return typer.Option(
        "--as-of",
        metavar="DATE",
        help="Answer as of this day. Later events are left out. Default: today, in Washington.",
        rich_help_panel=panel,
    )


AsOf = Annotated[str | None, _as_of(ANSWER_PANEL)]
StartAsOf = Annotated[str | None, _as_of(START_PANEL)]
FromFile = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="FILE|-",
        help="Read the facts from a JSON answer that you saved. Options override them.",
        rich_help_panel=START_PANEL,
    ),
]
AgencyName = Annotated[
    str | None,
    typer.Option(
        "--agency",
        metavar="NAME",
        help="The agency or component, by code or name.",
        rich_help_panel=START_PANEL,
        autocompletion=complete_agency,
    ),
]
Serves = Annotated[
    str | None,
    typer.Option(
        "--for",
        metavar="|".join(AUDIENCES),
        help="Whose date to show beside `due`: the requester's day to rely on, or the earliest plausible "
        "last day for the agency's own duties. Default: requester.",
        rich_help_panel=OUTPUT_PANEL,
        autocompletion=complete_from(*AUDIENCES),
    ),
]
Typical = Annotated[
    bool,
    typer.Option(
        "--typical",
        help="Also show how long requests take, according to the agency's reports. This is not a deadline or a forecast.",
        rich_help_panel=OUTPUT_PANEL,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for scripts.", rich_help_panel=OUTPUT_PANEL)]


def _parameter(fact: Fact) -> inspect.Parameter:
    default = False if fact.type is bool else None
    option = typer.Option(
        default,
        "--" + fact.name.replace("_", "-"),
        metavar=fact.metavar or None,
        help=fact.help + (" May be given more than once." if fact.type is MANY else ""),
        rich_help_panel=fact.panel,
        autocompletion=fact.completion,
    )
    return inspect.Parameter(fact.name, inspect.Parameter.KEYWORD_ONLY, default=option, annotation=fact.type)


def with_facts(command: Callable[..., None]) -> Callable[..., None]:
    """Return `command` with an option for each fact, if its first argument is `facts`: it gets the given ones as a mapping."""
    own = list(inspect.signature(command).parameters.values())
    if not own or own.pop(0).name != "facts":
        return command

    def run(**given: Any) -> None:
        facts = {fact.name: given.pop(fact.name) for fact in FACTS}
        command({name: value for name, value in facts.items() if value not in (None, False)}, **given)

    run.__doc__ = command.__doc__
    run.__name__ = command.__name__
    parameters = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own]
    arguments = [p for p in parameters if p.default is inspect.Parameter.empty]
    options = [p for p in parameters if p.default is not inspect.Parameter.empty]
    panels = {fact.name: fact.panel for fact in FACTS}
    panels |= {option.name: option.annotation.__metadata__[0].rich_help_panel for option in options}
    # In the order of the help.
    shown = sorted([*map(_parameter, FACTS), *options], key=lambda option: _place(panels[option.name]))
    run.__signature__ = inspect.Signature([*arguments, *shown])  # type: ignore[attr-defined]
    return run


def _place(panel: str | None) -> int:
    """Return where a panel stands in the help; a panel that is not ours comes last."""
    return PANELS.index(panel) if panel in PANELS else len(PANELS)


def report_of(
    given: Facts, as_of: str | None, source: str | Source | None, against: str = "determination", serves: str | None = None
) -> Report:
    """Return the report on the facts of the command line and of `source`. Exits with a message if there can be none."""
    side = audience(serves)
    held = source if isinstance(source, Source) else source_of(source)
    try:
        as_of = as_of and iso("as_of", as_of)
        given = dates.facts(dict(given), as_of)
        today = clock.today() if as_of is None else clock.meant_by(as_of, held.facts, given)
        request = Request.parse({**held.facts, **given}, today)
        day = _refuse_future(request, today) if as_of is None and today else parse_date("as_of", as_of, today)
        found = report(request, as_of=day, against=against)
        return found._replace(serves=side, noted=perfected_warning(found.known))
    except FactError as error:
        _fail(error, given, held)
    except OutsideCalendar as error:
        fail("dates", str(error), error.code)


def _fail(error: FactError, given: Facts, held: Source) -> NoReturn:
    """Say what was wrong with a fact, in the file or on the command line, and in the second case what to type."""
    if error.fact not in given and (error.fact in held.facts or error.fact not in (*PARSERS, "as_of")):
        fail(f"{held.name}, {error.fact}", str(error), error.code, fact=error.fact, value=held.facts.get(error.fact))
    from foiacalc.cli.cures import told

    option, value = "--" + error.fact.replace("_", "-"), given.get(error.fact)
    fail(option, told(error, given, {**held.facts, **given}), error.code, value=value)


def audience(serves: str | None) -> Audience:
    """Return whom an answer is for, as --for says; by default the requester."""
    side = next((one for one in AUDIENCES if serves in (None, one)), None)
    if not side:
        fail("--for", f"{serves!r} is not an audience; use {' or '.join(AUDIENCES)}", Code.NOT_A_CHOICE)
    return side


def _refuse_future(request: Request, today: date) -> date:
    """Return today, unless a fact is later."""
    for name, day in request.later_than(today):
        raise FactError(name, f"{day} is in the future (today is {today}); use --as-of to look ahead", Code.IN_FUTURE)
    return today
