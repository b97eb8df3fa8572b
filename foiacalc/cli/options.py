"""The facts of a request as options, one table for every command that takes them, and the request they make."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from typing import Annotated, Any, NamedTuple, NoReturn

import typer

from foiacalc.answer import Report, report
from foiacalc.cli import clock, dates
from foiacalc.cli.dates import iso
from foiacalc.cli.output import fail
from foiacalc.cli.source import Source, read
from foiacalc.facts import APPEAL_OUTCOMES, EXPEDITE_OUTCOMES, FEE_WAIVER_OUTCOMES, OUTCOMES, PARSERS, FactError, parse_date
from foiacalc.request import Request, perfected_warning
from foiacalc.status import AUDIENCES, Audience
from foiacalc.workdays import OutsideCalendar

Facts = Mapping[str, Any]

START_PANEL, ANSWER_PANEL, OUTPUT_PANEL = "Start here", "The answer", "Output"
_AGENCY, _YOU, _COURT = "What the agency did", "What you did", "The court"
_PANELS = (START_PANEL, _AGENCY, _YOU, _COURT, OUTPUT_PANEL)


class _Fact(NamedTuple):
    name: str
    metavar: str
    help: str
    panel: str
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
    _Fact("filed", "DATE", "The day you sent the request.", START_PANEL),
    _Fact(
        "agency",
        "NAME",
        "The agency or component you asked, by code or name. Its own rule on appeals applies.",
        START_PANEL,
        completion=complete_agency,
    ),
    _Fact("id", "TEXT", "The agency's tracking number, or a name of your own, shown in the answer.", OUTPUT_PANEL),
    _Fact("received", "DATE", "The day the agency first received the request. Default: the day it was filed.", _AGENCY),
    _Fact("reached_office", "DATE|never", "The day the right component received a misdirected request.", _AGENCY),
    _Fact("perfected", "DATE", "The day the agency says the request was complete. The clock starts then.", _AGENCY),
    _Fact("acknowledged", "DATE", "The date of the acknowledgment letter. It is not a determination.", _AGENCY),
    _Fact(
        "info_asked",
        "A..B",
        "The agency asked for information on day A and you answered on day B; A.. if you have not. Only the first such "
        "question stops the clock.",
        _AGENCY,
        _MANY,
    ),
    _Fact(
        "fee_asked",
        "A..B",
        "The agency asked about fees on day A and you answered on day B; A.. if you have not. Each such question stops the "
        "clock.",
        _AGENCY,
        _MANY,
    ),
    _Fact(
        "still_interested",
        "A[..B]",
        "The agency asked on day A whether you are still interested, and you answered on day B. It stops no clock.",
        _AGENCY,
        _MANY,
    ),
    _Fact("reply_by", "DATE", "The day by which the agency's last question wants your answer, as its letter says.", _AGENCY),
    _Fact(
        "extended",
        "DATE[+N]",
        "The date of a notice of unusual circumstances, and how many working days it adds. Default: as many as the Act allows.",
        _AGENCY,
        _MANY,
    ),
    _Fact(
        "interim",
        "DATE",
        "The date of an interim response that withholds something. It does not stop the clock.",
        _AGENCY,
        _MANY,
    ),
    _Fact("determined", "DATE", "The date of the letter with the agency's determination.", _AGENCY),
    _Fact(
        "outcome",
        "OUTCOME",
        "What it decided: granted, partial, denied, no-records, or closed (without a decision). Default: adverse.",
        _AGENCY,
        completion=complete_from(*OUTCOMES),
    ),
    _Fact("released", "DATE", "The date of the letter that came with the last of the records.", _AGENCY),
    _Fact("appeal_window", "N[wd|cd]", "How long the agency gave you to appeal, in working or calendar days.", _AGENCY),
    _Fact("expedite_determined", "DATE", "The day the agency decided on expedited processing.", _AGENCY),
    _Fact(
        "expedite_outcome",
        "OUTCOME",
        "What it decided on expedited processing: granted or denied.",
        _AGENCY,
        completion=complete_from(*EXPEDITE_OUTCOMES),
    ),
    _Fact("fee_waiver_determined", "DATE", "The day the agency decided on a fee waiver.", _AGENCY),
    _Fact(
        "fee_waiver_outcome",
        "OUTCOME",
        "What it decided on the fee waiver: granted, partial or denied.",
        _AGENCY,
        completion=complete_from(*FEE_WAIVER_OUTCOMES),
    ),
    _Fact("appeal_received", "DATE", "The day the agency received your appeal. Default: the day you appealed.", _AGENCY),
    _Fact(
        "appeal_extended",
        "DATE[+N]",
        "The date of a notice of unusual circumstances on the appeal, and how many working days it adds.",
        _AGENCY,
        _MANY,
    ),
    _Fact("appeal_determined", "DATE", "The date of the agency's decision on the appeal.", _AGENCY),
    _Fact(
        "appeal_outcome",
        "OUTCOME",
        "What it decided on the appeal: affirmed, granted, partial or remanded.",
        _AGENCY,
        completion=complete_from(*APPEAL_OUTCOMES),
    ),
    _Fact(
        "closed",
        "A..B",
        "Days on which the agency was closed. They still count; only the date to rely on moves.",
        _AGENCY,
        _MANY,
    ),
    _Fact("expedite", "", "You asked for expedited processing.", _YOU, bool),
    _Fact("expedite_asked", "DATE", "The day you asked for it. Default: with the request.", _YOU),
    _Fact("expedite_appealed", "DATE", "The day you appealed the refusal to expedite.", _YOU),
    _Fact("fee_waiver_asked", "DATE", "The day you asked for a fee waiver.", _YOU),
    _Fact("fee_waiver_appealed", "DATE", "The day you appealed the refusal to waive fees.", _YOU),
    _Fact("letter_received", "DATE", "The day you received the letter with the determination.", _YOU),
    _Fact("appealed", "DATE", "The day you sent the administrative appeal.", _YOU),
    _Fact("withdrawn", "DATE", "The day you withdrew the request.", _YOU),
    _Fact("ended", "", "The request is over, and you do not know since when. Nothing is then said to be missed.", _YOU, bool),
    _Fact("sued", "DATE", "The day the complaint was filed in court.", _COURT),
    _Fact("served", "DATE", "The day the complaint was served. Default: the day of the suit.", _COURT),
    _Fact("answered", "DATE", "The day the government answered the complaint.", _COURT),
    _Fact("judgment", "DATE", "The day the judgment was entered.", _COURT),
    _Fact("judgment_appealed", "DATE", "The day the judgment was appealed.", _COURT),
    _Fact("fees_moved", "DATE", "The day you moved for attorney fees.", _COURT),
)


def _as_of(panel: str) -> Any:
    return typer.Option(
        "--as-of",
        metavar="DATE",
        help="The day the answer is for. What happened later is left out. Default: today, in Washington.",
        rich_help_panel=panel,
    )


AsOf = Annotated[str | None, _as_of(ANSWER_PANEL)]
StartAsOf = Annotated[str | None, _as_of(START_PANEL)]
FromFile = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="FILE|-",
        help="Read the facts from a JSON answer that you saved. Options override what it says.",
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
        help="Whose date to show beside `due`: the requester's date to rely on or, for the agency's own duties, the "
        "earliest plausible last day. Default: requester.",
        rich_help_panel=OUTPUT_PANEL,
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
        rich_help_panel=fact.panel,
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
    shown = sorted([*map(_parameter, FACTS), *options], key=_place)  # as the help shows them
    run.__signature__ = inspect.Signature([*arguments, *shown])  # type: ignore[attr-defined]
    return run


def _place(parameter: inspect.Parameter) -> int:
    """Which panel of the help an option is in."""
    panel = parameter.annotation.__metadata__[0].rich_help_panel
    return _PANELS.index(panel) if panel in _PANELS else len(_PANELS)


def answer(
    given: Facts, as_of: str | None, source: str | Source | None, claim_on: str = "determination", serves: str | None = None
) -> Report:
    """The report on the facts given on the command line and in `source`. Exits with a message where there is none."""
    side = audience(serves)
    held = source if isinstance(source, Source) else read(source)
    try:
        as_of = as_of and iso("as_of", as_of)
        given = dates.facts(dict(given), as_of)
        today = clock.today() if as_of is None else clock.meant_by(as_of, held.facts, given)
        request = Request.parse({**held.facts, **given}, today)
        day = _refuse_future(request, today) if as_of is None and today else parse_date("as_of", as_of, today)
        found = report(request, as_of=day, claim_on=claim_on)
        return replace(found, serves=side, noted=perfected_warning(found.known))
    except FactError as error:
        _fail(error, given, held)
    except OutsideCalendar as error:
        fail("dates", str(error))


def _fail(error: FactError, given: Facts, held: Source) -> NoReturn:
    """Say what was wrong with a fact, in the file or on the command line, and there what to type."""
    if error.fact not in given and (error.fact in held.facts or error.fact not in (*PARSERS, "as_of")):
        fail(f"{held.name}, {error.fact}", str(error))
    from foiacalc.cli.cures import told

    fail("--" + error.fact.replace("_", "-"), told(error, given, {**held.facts, **given}))


def audience(serves: str | None) -> Audience:
    """Whom an answer is for, as --for says; the requester where it says nothing."""
    side = next((one for one in AUDIENCES if serves in (None, one)), None)
    if not side:
        fail("--for", f"{serves!r} is not an audience; write {' or '.join(AUDIENCES)}")
    return side


def _refuse_future(request: Request, today: date) -> date:
    """Today, where no fact is later."""
    for name, day in request.later_than(today):
        raise FactError(name, f"{name} {day} is in the future (today is {today}); give --as-of to look ahead")
    return today
