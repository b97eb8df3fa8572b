"""The commands that look at a date from the other side: `check` a claimed one, `plan` backwards from one."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from foiacalc.checks import LAST_RECEIVED
from foiacalc.cli import clock
from foiacalc.cli.options import ANSWER_PANEL, AgencyName, AsOf, Facts, FromFile, Json, answer, complete_from, nearest
from foiacalc.cli.output import emit, fail, warn
from foiacalc.clock.all_deadlines import keys
from foiacalc.contract import SCHEMA, claim, counts, to_json
from foiacalc.facts import FactError, parse_date
from foiacalc.renderers import claims as text
from foiacalc.workdays import OutsideCalendar

if TYPE_CHECKING:
    from foiacalc.plan import Plan

NOT_RIGHT = 1


def check(
    facts: Facts,
    claimed: Annotated[
        str | None,
        typer.Option("--claimed", metavar="DATE", help="The due date that somebody computed.", rich_help_panel=ANSWER_PANEL),
    ] = None,
    key: Annotated[
        str,
        typer.Option(
            "--deadline",
            metavar="KEY",
            help=f"The deadline to check: {', '.join(keys())}.",
            rich_help_panel=ANSWER_PANEL,
            autocompletion=complete_from(*keys()),
        ),
    ] = "determination",
    source: FromFile = None,
    as_of: AsOf = None,
    json: Json = False,
) -> None:
    """Check a due date that somebody computed.

    Exit 0 if it is right, 1 if not: then which known slip explains it, or by when a notice must have come to make it right.

    Example: foiacalc check --received 2020-03-02 --extended 2020-03-03 --claimed 2020-04-03
    """
    if key not in keys():
        fail("--deadline", f"{key!r} is not a deadline; {nearest(key, keys())}")
    report = answer({**facts, **({"claimed": claimed} if claimed else {})}, as_of, source, claim_on=key)
    if not report.claimed:
        fail("--claimed", "give the date to check, such as 2010-03-02")
    found = report.claimed
    if json:
        emit(to_json({"schema": SCHEMA, "deadline": key, **claim(found)}))
    else:
        emit(text.claim(report))
        for warning in report.warnings:
            warn(warning)
    if not found.right:
        raise typer.Exit(NOT_RIGHT)


def plan(
    by: Annotated[
        str,
        typer.Option(
            "--by", metavar="DATE", help="The day by which it should be due, open or decided.", rich_help_panel=ANSWER_PANEL
        ),
    ],
    agency: AgencyName = None,
    json: Json = False,
) -> None:
    """Find the last day to file for a date.

    The last day to file so that by then the determination is due, suit may be filed, or the decision on an appeal is due; with
    and without the extension.

    Example: foiacalc plan --by 2026-12-31
    """
    from foiacalc.plan import plans

    try:
        day = parse_date("--by", by, clock.meant_by(by))
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
