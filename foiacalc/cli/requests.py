"""The commands that answer for a request: `status` and `explain`."""

from datetime import date
from typing import Annotated, Any

import typer

from foiacalc.cli.forms import EXPLAINED, ExplainFormat, Force, Format, Output, Sink
from foiacalc.cli.options import ANSWER_PANEL, OUTPUT_PANEL, AsOf, Facts, FromFile, Json, Serves, answer, complete_from, nearest
from foiacalc.cli.output import fail
from foiacalc.clock.all_deadlines import keys

FOUND = 1
_SCREENS = ("table", "plain")
_LONGEST_ALARM = 365  # working days


Full = Annotated[
    bool,
    typer.Option(
        "--full",
        help="The whole answer: every deadline, what follows in law, notes and assumptions.",
        rich_help_panel=ANSWER_PANEL,
    ),
]
Missed = Annotated[bool, typer.Option("--missed", help="Show the missed deadlines only.", rich_help_panel=ANSWER_PANEL)]
ExitCode = Annotated[
    bool, typer.Option("--exit-code", help="Exit with 1 when something is missed.", rich_help_panel=ANSWER_PANEL)
]
Everything = Annotated[bool, typer.Option("--all", help="In a calendar (ics), past dates too.", rich_help_panel=OUTPUT_PANEL)]
Projected = Annotated[
    bool,
    typer.Option(
        "--projected",
        help="In a calendar, also the dates that follow from a limit that still runs.",
        rich_help_panel=OUTPUT_PANEL,
    ),
]
AlarmDays = Annotated[
    int | None,
    typer.Option(
        "--alarm",
        metavar="N",
        min=0,
        max=_LONGEST_ALARM,
        help="In a calendar, an alarm N working days ahead.",
        rich_help_panel=OUTPUT_PANEL,
    ),
]


def status(
    facts: Facts,
    source: FromFile = None,
    as_of: AsOf = None,
    serves: Serves = None,
    full: Full = False,
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
    """Show what was due when, and who missed it.

    The answer on one screen: where the agency stands, what you may do, and the dates. --full has everything.

    Example: foiacalc status --filed 2010-02-01 --as-of 2010-10-28
    """
    sink = Sink(form, json, output, force)
    if sink.form != "ics" and (everything or projected or alarm is not None):
        fail("--all, --projected, --alarm", "these are for a calendar; give --format ics")
    if sink.form == "ics" and missed and not everything:
        fail("--missed", "a calendar shows what is to come; give --all too")
    found = answer(facts, as_of, source, serves=serves)
    shown = found.only_missed() if missed else found
    sink.status(shown, **_how(sink.form, full, None if as_of else found.as_of, (everything, projected, alarm)))
    if exit_code and found.missed:
        raise typer.Exit(FOUND)


def _how(form: str, full: bool, today: date | None, calendar: tuple[bool, bool, int | None]) -> dict[str, Any]:
    """What the form takes besides the answer."""
    if form == "ics":
        return dict(zip(("everything", "projected", "alarm"), calendar, strict=True))
    return {"full": full, "today": today} if form in _SCREENS else {}


def explain(
    facts: Facts,
    key: Annotated[
        str, typer.Argument(metavar="KEY", help=f"The deadline: {', '.join(keys())}.", autocompletion=complete_from(*keys()))
    ],
    source: FromFile = None,
    as_of: AsOf = None,
    serves: Serves = None,
    json: Json = False,
    form: ExplainFormat = None,
    output: Output = None,
    force: Force = False,
) -> None:
    """Explain one deadline, day by day.

    The count behind it: each day a number, or the reason why it has none; then the authority and the contested points.

    Example: foiacalc explain determination --filed 2010-02-01
    """
    if key not in keys():
        fail("KEY", f"{key!r} is not a deadline; {nearest(key, keys())}")
    sink = Sink(form, json, output, force, EXPLAINED)
    sink.explain(answer(facts, as_of, source, serves=serves), key)
