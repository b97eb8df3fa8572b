"""The commands that look at a date from the other side: `check` a claimed one, `plan` backwards from one."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from foiacalc.cli.dates import day as day_of
from foiacalc.cli.fact_options import START_PANEL, complete_from
from foiacalc.cli.options import AgencyName, Facts, FromFile, Json, StartAsOf, answer, nearest
from foiacalc.cli.output import emit, fail, warn
from foiacalc.clock.all_deadlines import keys
from foiacalc.contract import SCHEMA, claim, counts, to_json
from foiacalc.facts import FactError
from foiacalc.kinds import LAST_RECEIVED
from foiacalc.renderers import claims as text
from foiacalc.workdays import OutsideCalendar

if TYPE_CHECKING:
    from foiacalc.plan import Plan

NOT_RIGHT = 1


Claimed = Annotated[
    str | None,
    typer.Option("--claimed", metavar="DATE", help="The due date that somebody computed.", rich_help_panel=START_PANEL),
]
Key = Annotated[
    str,
    typer.Option(
        "--deadline",
        metavar="KEY",
        help=f"The deadline to check: {', '.join(keys())}.",
        rich_help_panel=START_PANEL,
        autocompletion=complete_from(*keys()),
    ),
]


def check(
    facts: Facts,
    claimed: Claimed = None,
    key: Key = "determination",
    as_of: StartAsOf = None,
    source: FromFile = None,
    json: Json = False,
) -> None:
    """Check a due date that somebody else computed.

    If it is wrong, says which common mistake explains it, or by when a notice of extension would have made it right.

    Examples:
      foiacalc check --filed 2026-10-20 --claimed 2026-11-19
      foiacalc check --received 2020-03-02 --extended 2020-03-03 --claimed 2020-04-03
    Exit codes: 0 the date is right, 1 it is not, 2 bad input
    """
    _check_key(key)
    report = answer({**facts, **({"claimed": claimed} if claimed else {})}, as_of, source, claim_on=key)
    found = report.claimed
    if not found:
        fail("--claimed", "give the date to check, such as 2010-03-02")
    if json:
        emit(to_json({"schema": SCHEMA, "deadline": key, **claim(found)}))
    else:
        emit(text.claim(report))
        for warning in report.warnings:
            warn(warning)
    if not found.right:
        raise typer.Exit(NOT_RIGHT)


def _check_key(key: str) -> None:
    if key not in keys():
        dated = f"; for a date write --claimed {key}" if key[:1].isdigit() else ""
        fail("--deadline", f"{key!r} is not a deadline; {nearest(key, keys())}{dated}")


def plan(
    by: Annotated[
        str,
        typer.Option("--by", metavar="DATE", help="The day by which you need it.", rich_help_panel=START_PANEL),
    ],
    agency: AgencyName = None,
    json: Json = False,
) -> None:
    """Find the last day to file a request.

    The last day to file so that, by the day you give, the determination is due, you may sue, or the decision on an appeal is
    due. Shown with and without an extension.

    Example: foiacalc plan --by 2026-12-31
    """
    from foiacalc.plan import plans

    try:
        day = day_of("--by", by)
        if day > LAST_RECEIVED:
            raise FactError("--by", f"{day} is after {LAST_RECEIVED}: requests are planned up to then")
        found = tuple(plans(day, agency))
    except FactError as error:
        fail("--agency" if error.fact == "agency" else "--by", str(error))
    except OutsideCalendar as error:
        fail("--by", str(error))
    if not json:
        return emit(text.plans(day, found))
    return emit(to_json({"schema": SCHEMA, "by": str(day), "agency": agency, "plans": [*map(_plan, found)]}))


def _plan(found: "Plan") -> dict[str, Any]:
    return {
        "goal": found.goal,
        "extended": found.extended,
        "filed": str(found.filed) if found.filed else None,
        "reached": str(found.reached) if found.reached else None,
        "count": counts(found.counted) if found.counted else None,
        "assumptions": [a._asdict() for a in found.assumed],
    }
