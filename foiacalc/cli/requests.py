"""This module has the commands that answer for a request: `status` and `explain`."""

from datetime import date
from typing import Annotated, Any

import typer

from foiacalc.cli.fact_options import OUTPUT_PANEL, complete_from
from foiacalc.cli.filed import DayArgument, with_date
from foiacalc.cli.forms import EXPLAINED, ExplainFormat, Force, Format, Output, Sink
from foiacalc.cli.numbers import ALARM
from foiacalc.cli.options import Facts, FromFile, Json, Serves, StartAsOf, Typical, nearest, report_of
from foiacalc.cli.output import fail
from foiacalc.cli.source import replaces, source_of
from foiacalc.clock.all_deadlines import keys
from foiacalc.errors import Code

FOUND = 1
_SCREENS = ("table", "plain")
_DATES_ALONE = ("csv", "ics", "svg")
_WITH_TYPICAL = "--format table, plain, json, markdown or html"


FullOption = Annotated[
    bool,
    typer.Option(
        "--full",
        help="Show the full answer: every deadline, its legal consequences, notes and assumptions.",
        rich_help_panel=OUTPUT_PANEL,
    ),
]
Missed = Annotated[bool, typer.Option("--missed", help="Show only the missed deadlines.", rich_help_panel=OUTPUT_PANEL)]
ExitCode = Annotated[
    bool, typer.Option("--exit-code", help="Exit with code 1 if a deadline is missed.", rich_help_panel=OUTPUT_PANEL)
]
Everything = Annotated[
    bool, typer.Option("--all", help="In a calendar (ics), include past dates.", rich_help_panel=OUTPUT_PANEL)
]
Projected = Annotated[
    bool,
    typer.Option(
        "--projected",
        help="In a calendar, include dates that depend on a limit that is still running.",
        rich_help_panel=OUTPUT_PANEL,
    ),
]
AlarmDays = Annotated[
    int | None,
    typer.Option(
        "--alarm",
        metavar="N",
        parser=ALARM.parser,
        help=f"In a calendar, set an alarm N working days before each date. From {ALARM.least} to {ALARM.most}.",
        rich_help_panel=OUTPUT_PANEL,
    ),
]


def status(
    facts: Facts,
    day: DayArgument = None,
    as_of: StartAsOf = None,
    source: FromFile = None,
    serves: Serves = None,
    typical: Typical = False,
    full: FullOption = False,
    missed: Missed = False,
    exit_code: ExitCode = False,
    json: Json = False,
    form: Format = None,
    output: Output = None,
    force: Force = False,
    everything: Everything = False,
    projected: Projected = False,
    alarm: AlarmDays = None,
) -> None:
    """Show where a request stands, and what you may do now.

    One screen shows where the agency stands, what you may do, and the dates. --full shows everything else.

    Examples:
      foiacalc status 2026-10-20 --agency FBI
      foiacalc status --filed 2026-10-20 --extended 2026-11-03+10
      foiacalc status --filed 2010-02-01 --as-of 2010-10-28 --json
      foiacalc status --from case.json --appealed today -o case.json
    Exit codes: 0 fine, 1 a deadline is missed (with --exit-code), 2 bad input
    """
    sink = Sink(form, json, output, force)
    _check(sink.form, typical, missed, everything, projected or alarm is not None)
    held = source_of(source)
    if replaces(source, output):
        sink.replace(held)
    found = report_of(with_date(facts, day), as_of, held, serves=serves)
    shown = (found.only_missed() if missed else found)._replace(tells_typical=typical)
    sink.status(shown, **_how(sink.form, full, None if as_of else found.as_of, (everything, projected, alarm)))
    if exit_code and found.missed:
        raise typer.Exit(FOUND)


def _how(form: str, full: bool, today: date | None, calendar: tuple[bool, bool, int | None]) -> dict[str, Any]:
    """Return the settings of the form, besides the answer."""
    if form == "ics":
        return dict(zip(("everything", "projected", "alarm"), calendar, strict=True))
    return {"full": full, "today": today} if form in _SCREENS else {}


def _check(form: str, typical: bool, missed: bool, everything: bool, more: bool) -> None:
    """Refuse options that only a calendar has, and those that the form does not have."""
    if typical and form in _DATES_ALONE:
        fail(
            "--typical",
            f"what an agency reported is not a deadline, so {form} leaves it out; use {_WITH_TYPICAL}",
            Code.CONFLICT,
        )
    if form != "ics" and (everything or more):
        fail("--all, --projected, --alarm", "these options apply only to a calendar; use --format ics", Code.CONFLICT)
    if form == "ics" and missed and not everything:
        fail("--missed", "a calendar shows only future dates; add --all", Code.CONFLICT)


def explain(
    facts: Facts,
    key: Annotated[
        str,
        typer.Argument(
            metavar="KEY",
            help=f"The deadline to explain: {', '.join(keys())}.",
            autocompletion=complete_from(*keys()),
        ),
    ],
    day: DayArgument = None,
    as_of: StartAsOf = None,
    source: FromFile = None,
    serves: Serves = None,
    json: Json = False,
    form: ExplainFormat = None,
    output: Output = None,
    force: Force = False,
) -> None:
    """Explain one deadline, day by day.

    Shows the count, with the number of every day or the reason it does not count, then the law and its contested points.

    Examples:
      foiacalc explain determination 2026-10-20
      foiacalc explain appeal --received 2026-10-01 --determined 2026-10-29
    Exit codes: 0 fine, 2 bad input
    """
    if key not in keys():
        dated = f"; for the day of filing, try foiacalc explain determination {key}" if key[:1].isdigit() else ""
        fail("KEY", f"{key!r} is not a deadline; {nearest(key, keys())}{dated}", Code.NOT_A_CHOICE, value=key)
    sink = Sink(form, json, output, force, EXPLAINED)
    if replaces(source, output):
        fail(
            "-o",
            f"{output} holds the facts; an explanation would overwrite them. Use another file",
            Code.WOULD_OVERWRITE,
        )
    sink.explain(report_of(with_date(facts, day), as_of, source, serves=serves), key)
