"""The facts of a request as options, one table for every command that takes them, and the request they make."""

import inspect
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from typing import Annotated, Any, NamedTuple

import typer

from foiacalc.answer import Report, report
from foiacalc.cli import clock
from foiacalc.cli.output import fail
from foiacalc.facts import APPEAL_OUTCOMES, EXPEDITE_OUTCOMES, OUTCOMES, PARSERS, FactError, parse_date
from foiacalc.request import Request, perfected_warning
from foiacalc.status import AUDIENCES, Audience
from foiacalc.workdays import OutsideCalendar

Facts = Mapping[str, Any]

REQUEST_PANEL, ANSWER_PANEL, OUTPUT_PANEL = "Facts about the request", "The answer", "Output"


class _Fact(NamedTuple):
    name: str
    metavar: str
    help: str
    type: Any = str
    completion: Callable[..., Any] | None = None


def nearest(text: str, choices: Sequence[str]) -> str:
    """What would be right: the choice that comes near, else all of them."""
    near = get_close_matches(text, choices, n=1)
    return f"did you mean {near[0]}? Or take one of {', '.join(choices)}" if near else f"take one of {', '.join(choices)}"


def complete_agency(incomplete: str) -> list[tuple[str, str]]:
    """The codes of agencies and components that begin so, with their names."""
    from foiacalc.agencies import components, rules

    named = {c.code: c.name for c in reversed(components()) if c.code} | {rule.code: rule.name for rule in rules()}
    lower = incomplete.islower()
    return [
        (code.lower() if lower else code, name) for code, name in sorted(named.items()) if code.startswith(incomplete.upper())
    ]


def complete_from(*choices: str) -> Callable[[str], list[str]]:
    """A completion from a few words."""

    def complete(incomplete: str) -> list[str]:
        return [choice for choice in choices if choice.startswith(incomplete)]

    return complete


_MANY = list[str]
FACTS: tuple[_Fact, ...] = (
    _Fact("filed", "DATE", "The day the request was made."),
    _Fact("received", "DATE", "The day the agency first received it. Default: the day it was filed."),
    _Fact(
        "agency",
        "NAME",
        "The agency or component asked, by code or name: its rule on appeals applies.",
        completion=complete_agency,
    ),
    _Fact("perfected", "DATE", "The day the agency says the request was complete. The clock starts then."),
    _Fact("reached_office", "DATE|never", "The day the proper component received a misdirected request."),
    _Fact("acknowledged", "DATE", "The day of the acknowledgment, which is not a determination."),
    _Fact("expedite", "", "Expedited processing was asked for.", bool),
    _Fact("expedite_asked", "DATE", "The day expedited processing was asked for. Default: with the request."),
    _Fact("expedite_determined", "DATE", "The day of the decision on expedited processing."),
    _Fact(
        "expedite_outcome",
        "granted|denied",
        "The decision on expedited processing: granted or denied.",
        completion=complete_from(*EXPEDITE_OUTCOMES),
    ),
    _Fact(
        "info_asked",
        "A..B",
        "The agency's request for information and its answer; A.. while open. Only the first stops the clock.",
        _MANY,
    ),
    _Fact("fee_asked", "A..B", "A question about fees and its answer; A.. while open. Each one stops the clock.", _MANY),
    _Fact(
        "extended",
        "DATE[+N]",
        "A notice of unusual circumstances and the working days it adds. Default: the most allowed.",
        _MANY,
    ),
    _Fact("interim", "DATE", "The day of an interim response that withholds something. It stops no clock.", _MANY),
    _Fact("determined", "DATE", "The day of the determination."),
    _Fact(
        "outcome",
        "OUTCOME",
        "granted, partial, denied, no-records or closed (without a decision). Default: adverse.",
        completion=complete_from(*OUTCOMES),
    ),
    _Fact("letter_received", "DATE", "The day the requester received the letter with the determination."),
    _Fact("released", "DATE", "The day of the letter with the last of the records."),
    _Fact("appeal_window", "N[wd|cd]", "The time the agency allowed for an appeal, in working or calendar days."),
    _Fact("appealed", "DATE", "The day the administrative appeal was made."),
    _Fact("appeal_received", "DATE", "The day the agency received the appeal. Default: the day it was made."),
    _Fact("appeal_extended", "DATE[+N]", "A notice of unusual circumstances for the appeal, and the days it adds.", _MANY),
    _Fact("appeal_determined", "DATE", "The day of the determination on the appeal."),
    _Fact(
        "appeal_outcome",
        "OUTCOME",
        "The decision on the appeal: affirmed, granted, partial or remanded.",
        completion=complete_from(*APPEAL_OUTCOMES),
    ),
    _Fact("sued", "DATE", "The day suit was filed."),
    _Fact("served", "DATE", "The day the complaint was served. Default: the day of the suit."),
    _Fact("answered", "DATE", "The day the complaint was answered."),
    _Fact("withdrawn", "DATE", "The day the request was withdrawn."),
    _Fact("ended", "", "The request is over, and the day is not known: nothing is said to be missed.", bool),
    _Fact("closed", "A..B", "Days the agency was closed. They still count; only the date to rely on moves.", _MANY),
    _Fact("id", "TEXT", "A name for the request, shown in the answer."),
)

AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="The day the answer is for; what is dated later is left out. Default: today, in Washington.",
        rich_help_panel=ANSWER_PANEL,
    ),
]
FromFile = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="FILE|-",
        help="Take the facts from the `request` of a JSON answer; options override what it says.",
        rich_help_panel=REQUEST_PANEL,
    ),
]
AgencyName = Annotated[
    str | None,
    typer.Option("--agency", metavar="NAME", help="The agency or component, by code or name.", autocompletion=complete_agency),
]
Serves = Annotated[
    str | None,
    typer.Option(
        "--for",
        metavar="|".join(AUDIENCES),
        help="Whose date is shown beside `due`: the requester's date to rely on, or, for the agency's own duties, the "
        "earliest plausible last day. Default: requester.",
        rich_help_panel=ANSWER_PANEL,
        autocompletion=complete_from(*AUDIENCES),
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for scripts.", rich_help_panel=OUTPUT_PANEL)]


def _parameter(fact: _Fact) -> inspect.Parameter:
    kind = bool if fact.type is bool else fact.type | None
    option = typer.Option(
        "--" + fact.name.replace("_", "-"),
        metavar=fact.metavar or None,
        help=fact.help + (" May be given more than once." if fact.type is _MANY else ""),
        rich_help_panel=REQUEST_PANEL,
        autocompletion=fact.completion,
    )
    default = False if fact.type is bool else None
    return inspect.Parameter(fact.name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[kind, option])


def with_facts(command: Callable[..., None]) -> Callable[..., None]:
    """`command` with an option for each fact, if its first argument is `facts`: it gets those given as one mapping."""
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
    run.__signature__ = inspect.Signature([*arguments, *map(_parameter, FACTS), *options])  # type: ignore[attr-defined]
    return run


def answer(
    given: Facts, as_of: str | None, source: str | None, claim_on: str = "determination", serves: str | None = None
) -> Report:
    """The report on the facts given on the command line and in `source`. Exits with a message where there is none."""
    audience = _audience(serves)
    read = _read(source) if source else {}
    today = clock.today() if as_of is None else clock.meant_by(as_of, read, given)
    try:
        request = Request.parse({**read, **given}, today)
        day = _refuse_future(request, today) if as_of is None and today else parse_date("as_of", as_of, today)
        found = report(request, as_of=day, claim_on=claim_on)
        return replace(found, serves=audience, noted=perfected_warning(found.known))
    except FactError as error:
        from_file = error.fact not in given and (error.fact in read or error.fact not in (*PARSERS, "as_of"))
        fail(f"{_named(source or '')}, {error.fact}" if from_file else "--" + error.fact.replace("_", "-"), str(error))
    except OutsideCalendar as error:
        fail("dates", str(error))


def _audience(serves: str | None) -> Audience:
    audience = next((one for one in AUDIENCES if serves in (None, one)), None)
    if not audience:
        fail("--for", f"{serves!r} is not an audience; write {' or '.join(AUDIENCES)}")
    return audience


def _refuse_future(request: Request, today: date) -> date:
    """Today, where no fact is later."""
    for name, day in request.later_than(today):
        raise FactError(name, f"{name} {day} is in the future (today is {today}); give --as-of to look ahead")
    return today


def _named(source: str) -> str:
    return "standard input" if source == "-" else source


def _read(source: str) -> dict[str, Any]:
    """The request object in a file or on standard input: by itself, or in an answer."""
    name = _named(source)
    try:
        if source == "-":
            text = sys.stdin.buffer.read().decode("utf-8-sig") if sys.stdin else ""
        else:
            with open(source, encoding="utf-8-sig") as file:
                text = file.read()
        value = json.loads(text)
    except OSError as error:
        fail("--from", f"{name}: {error.strerror or error}")
    except UnicodeDecodeError:
        fail("--from", f"{name} is not UTF-8 text; save it as UTF-8")
    except RecursionError:
        fail("--from", f"{name} is nested too deeply; give the `request` of an answer")
    except ValueError as error:
        fail("--from", f"{name} is not JSON: {error}; give the `request` of an answer")
    if isinstance(value, dict) and isinstance(value.get("request"), dict):
        value = value["request"]
    if not isinstance(value, dict):
        fail("--from", f"{name} does not hold a JSON object; give the `request` of an answer")
    return value
