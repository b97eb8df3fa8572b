"""This module has the commands that start from a given date: `check` a claimed date, `plan` backward from one."""

from typing import Annotated

import typer

from foiacalc.answer.contract import SCHEMA, checked, to_json
from foiacalc.calendar.workdays import OutsideCalendar
from foiacalc.cli.dates import day as day_of
from foiacalc.cli.fact_options import START_PANEL, complete_from
from foiacalc.cli.filed import DayArgument, with_date
from foiacalc.cli.options import AgencyName, Facts, FromFile, Json, StartAsOf, nearest, report_of
from foiacalc.cli.output import emit, fail, warn
from foiacalc.clock.all_deadlines import keys
from foiacalc.errors import Code, FactError
from foiacalc.render import check as text
from foiacalc.request.kinds import LAST_RECEIVED

NOT_RIGHT = 1
_DEADLINE = "determination"


Claimed = Annotated[
    str | None,
    typer.Option("--claimed", metavar="DATE", help="The due date that someone else computed.", rich_help_panel=START_PANEL),
]
DeadlineOption = Annotated[
    str,
    typer.Option(
        "--deadline",
        metavar="KEY",
        help=f"The deadline to check: {', '.join(keys())}. Default: {_DEADLINE}.",
        show_default=False,
        rich_help_panel=START_PANEL,
        autocompletion=complete_from(*keys()),
    ),
]


def check(
    facts: Facts,
    day: DayArgument = None,
    claimed: Claimed = None,
    key: DeadlineOption = _DEADLINE,
    as_of: StartAsOf = None,
    source: FromFile = None,
    json: Json = False,
) -> None:
    """Check a due date that someone else computed.

    If the date is wrong, says which common mistakes may explain it, if any, or by what day a notice of unusual
    circumstances had to be sent to make it right.

    Examples:
      foiacalc check --filed 2026-10-20 --claimed 2026-11-19
      foiacalc check --received 2020-03-02 --extended 2020-03-03 --claimed 2020-04-01
    Exit codes: 0 the date is right, 1 it is not, 2 bad input
    """
    _check_key(key)
    if day and not claimed:
        fail(day, f"needs an option; use --claimed {day}" + ("" if "filed" in facts else " --filed DATE"), Code.MISSING)
    report = report_of({**with_date(facts, day), **({"claimed": claimed} if claimed else {})}, as_of, source, against=key)
    found = report.claimed
    if not found:
        fail("--claimed", "is required; give the due date to check, such as 2010-03-02", Code.MISSING)
    if json:
        emit(to_json({"schema": SCHEMA, "deadline": key, **checked(found)}))
    else:
        emit(text.checked(report))
        for warning in report.warnings:
            warn(warning)
    if not found.right:
        raise typer.Exit(NOT_RIGHT)


def _check_key(key: str) -> None:
    if key not in keys():
        dated = f"; for a date, use --claimed {key}" if key[:1].isdigit() else ""
        fail("--deadline", f"{key!r} is not a deadline; {nearest(key, keys())}{dated}", Code.NOT_A_CHOICE)


def plan(
    day: Annotated[str | None, typer.Argument(metavar="[DATE]", help="The same as --by.", hidden=True)] = None,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="DATE",
            help="The day by which you want the determination or the decision on an appeal to be due, or to be able to sue.",
            rich_help_panel=START_PANEL,
        ),
    ] = None,
    agency: AgencyName = None,
    json: Json = False,
) -> None:
    """Find the last day to file a request.

    Shows the last day to file so that, by the day you give, the determination is due, you may sue, or the decision on an
    appeal is due, with and without an extension.

    Example: foiacalc plan --by 2026-12-31
    """
    from foiacalc.answer.plan import plans
    from foiacalc.answer.reference import plans as plans_to_dict

    by = _one("--by", by, day)
    try:
        last = day_of("--by", by)
        if last > LAST_RECEIVED:
            raise FactError("--by", f"{last} is after {LAST_RECEIVED}, the last day foiacalc can plan for", Code.OUT_OF_RANGE)
        found = tuple(plans(last, agency))
    except FactError as error:
        fail("--agency" if error.fact == "agency" else "--by", str(error), error.code)
    except OutsideCalendar as error:
        fail("--by", str(error), error.code)
    if not json:
        return emit(text.plans(last, found))
    return emit(to_json(plans_to_dict(last, agency, found)))


def _one(option: str, given: str | None, alone: str | None) -> str:
    """Return the date that is given, with its option or by itself."""
    if given is not None and alone is not None:
        fail("DATE", f"{alone} and {option} {given} both set the day; use only one", Code.CONFLICT)
    found = alone if given is None else given
    return fail(option, f"is required; use {option} 2026-12-31", Code.MISSING) if found is None else found
