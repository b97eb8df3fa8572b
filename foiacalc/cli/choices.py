"""This module decides which answers of a batch are shown, in which order, for whom and how much of each."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Annotated, NamedTuple

import typer

from foiacalc.answer.reports import Report
from foiacalc.cli.book import check_place
from foiacalc.cli.drawn import room
from foiacalc.cli.fact_options import ANSWER_PANEL, OUTPUT_PANEL, complete_from
from foiacalc.cli.how import How, Ics
from foiacalc.cli.options import audience
from foiacalc.cli.output import fail
from foiacalc.cli.picks import picks
from foiacalc.clock.deadline import State
from foiacalc.errors import Code
from foiacalc.render import docket, docket_places

_DOCKETS = ("table", "markdown", "html")
_SORTS = tuple(name for name in docket.RANKS if name != docket.URGENT)
_RUNS: tuple[State, ...] = ("pending", "tolled")
_OWES: tuple[State, ...] = ("missed", "pending")
_LONGEST_AHEAD = 5  # digits of calendar days


def _mine(report: Report) -> bool:
    """Return whether the next step is up to the side that the answer serves; answering a question is up to the requester."""
    if report.headline.state == "paused":
        return report.serves == "requester"
    found = docket_places.coming(report)
    return found.binds == report.serves if found else docket_places.place(report).section == docket_places.DECIDED


def _has_missed(report: Report) -> bool:
    return bool(report.missed)


def _agency_is(states: Sequence[State], report: Report) -> bool:
    """Return whether one of the agency's duties is in one of these states."""
    return any(s.deadline.binds == "agency" and s.state in states for s in report.states)


_CHOICES: Mapping[str, Callable[[Report], bool]] = {
    "missed": _has_missed,
    "pending": partial(_agency_is, _RUNS),
    "agency": partial(_agency_is, _OWES),
    "mine": _mine,
}

Only = Annotated[
    list[str] | None,
    typer.Option(
        "--only",
        metavar="WHICH",
        help="missed: the agency missed a deadline; pending: it still has time; agency: it owes an answer, "
        "late or not; mine: the next step is yours; next:N or Nd: a date falls within N calendar days. "
        "If given twice, a row must match both.",
        rich_help_panel=ANSWER_PANEL,
        autocompletion=complete_from(*_CHOICES, "next:"),
    ),
]
Sort = Annotated[
    str | None,
    typer.Option(
        "--sort",
        metavar="ORDER",
        help=f"{', '.join(_SORTS)}. Nothing is written until the last row is read.",
        rich_help_panel=OUTPUT_PANEL,
        autocompletion=complete_from(*_SORTS),
    ),
]
Brief = Annotated[
    bool,
    typer.Option(
        "--brief",
        help="In JSON Lines, write only the id, dates, states and warnings (and DOJ's figures, with --doj).",
        rich_help_panel=OUTPUT_PANEL,
    ),
]


class Choice(NamedTuple):
    """This is what the options say about which answers are shown, and how."""

    only: list[str] | None
    sort: str | None
    by: str | None
    where: list[str] | None
    brief: bool
    serves: str | None
    every: bool
    ics: Ics = Ics()


def how(form: str, choice: Choice, output: str | None) -> How:
    """Return how the answers are shown, as the options have it."""
    only, sort, by, where, brief, serves, every, ics = choice
    check_place(form, output)
    if sort not in (None, *_SORTS):
        fail("--sort", f"{sort!r} is not one of {', '.join(_SORTS)}", Code.NOT_A_CHOICE)
    if brief and form != "jsonl":
        fail("--brief", f"only JSON Lines can be brief, not {form}; use --format jsonl", Code.CONFLICT)
    if form != "ics" and ics != Ics():
        fail("--projected, --alarm", "these options apply only to a calendar; use --format ics", Code.CONFLICT)
    side = audience(serves)
    order = sort or (docket.URGENT if form in _DOCKETS else None)
    return How(form, _wanted(only), order, brief, ics, room(output, every), side, picks(by, where, form, side))


def _wanted(only: list[str] | None) -> Callable[[Report], bool] | None:
    """Return what must be true of an answer that is shown: everything asked for."""
    wanted = [_one(part.strip()) for text in only or () for part in text.split(",")]
    return partial(_all_hold, wanted) if wanted else None


def _all_hold(wanted: Sequence[Callable[[Report], bool]], report: Report) -> bool:
    return all(holds(report) for holds in wanted)


def _one(only: str) -> Callable[[Report], bool]:
    if only in _CHOICES:
        return _CHOICES[only]
    days = only.removeprefix("next:") if only.startswith("next:") else only[:-1] if only.endswith("d") else ""
    if not days.isdecimal() or len(days) > _LONGEST_AHEAD:
        right = "use missed, pending, agency, mine, or next:N with N calendar days, such as next:14 or 14d"
        fail("--only", f"{only!r} is not a choice; {right}", Code.NOT_A_CHOICE)
    return partial(_within, int(days))


def _within(days: int, report: Report) -> bool:
    """Return whether a date comes within so many calendar days: the next date, or the day by which to answer a question."""
    found = docket_places.coming(report)
    dates = (found.date if found else None, report.headline.next)
    return any(day is not None and 0 <= (day - report.as_of).days <= days for day in dates)
