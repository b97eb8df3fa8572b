"""This module has the commands that show what the answers rest on: working days, holidays, the law, agencies, the schema."""

from datetime import date
from typing import Annotated

import typer

from foiacalc import law as table
from foiacalc.answer import figures, reference, typical
from foiacalc.answer.contract import SCHEMA, to_json
from foiacalc.answer.contract import schema as answer_schema
from foiacalc.calendar.workdays import FIRST, LAST, OutsideCalendar, legal
from foiacalc.calendar.workdays import holidays as legal_holidays
from foiacalc.cli import clock
from foiacalc.cli.dates import day as day_of
from foiacalc.cli.fact_options import complete_agency, complete_from
from foiacalc.cli.numbers import ADD, YEAR
from foiacalc.cli.options import Json, nearest
from foiacalc.cli.output import emit, fail, for_people
from foiacalc.errors import Code, FactError, shown
from foiacalc.law import agencies as known
from foiacalc.render import reference as text

DIFFERS = 1


def workdays(
    start: Annotated[str, typer.Argument(metavar="FROM", help="The day to count from. It is not counted.")],
    end: Annotated[str | None, typer.Argument(metavar="TO", help="The day to count to. It is counted.")] = None,
    add: Annotated[
        int | None, typer.Option("--add", metavar="N", parser=ADD.parser, help="Find the Nth working day after FROM.")
    ] = None,
    json: Json = False,
) -> None:
    """Count working days.

    Prints the number of working days after FROM through TO or, with --add, the Nth working day after FROM.

    Example: foiacalc workdays 2026-10-20 --add 20
    """
    first = _date("FROM", start)
    if (end is None) == (add is None):
        fail("TO", "use either a day to count to or --add N", Code.CONFLICT if end else Code.MISSING, value=end)
    last = None if end is None else _date("TO", end)
    if last and last < first:
        fail("TO", f"{last} is before {first}; give the earlier day first", Code.OUT_OF_ORDER, value=end)
    calendar = legal()
    try:
        last = last or calendar.after(first, add or 0)
        number = calendar.between(first, last)
        skipped = [day for day in calendar.ledger(first, last) if day.kind == "holiday"]
    except OutsideCalendar as error:
        place, value = ("TO", end) if end else ("--add", str(add))
        if not FIRST <= first <= LAST:
            place, value = "FROM", start
        fail(place, str(error), error.code, value=value)
    if json:
        emit(to_json(reference.working_days(first, last)))
    else:
        emit(f"{number if end else last}\n" + (text.skipped(skipped) if for_people() else ""))


def holidays(
    year: Annotated[
        int | None, typer.Argument(metavar="[YEAR]", parser=YEAR.parser, help="The year. Default: this one.")
    ] = None,
    verify: Annotated[
        bool, typer.Option("--verify", help="Compare the holiday table with the installed holidays package.")
    ] = False,
    json: Json = False,
) -> None:
    """List the legal public holidays of a year.

    These weekdays are not working days (5 U.S.C. 6103). Each is shown on the day it is observed.

    Example: foiacalc holidays 2026
    """
    if verify:
        return _verify(json)
    year = clock.today().year if year is None else year
    if not FIRST.year <= year <= LAST.year:
        outside = f"{year} is outside the calendar, which runs from {FIRST.year} to {LAST.year}"
        fail("YEAR", outside, Code.OUTSIDE_CALENDAR, value=year)
    rows = [h for h in legal_holidays() if h.observed.year == year]
    if json:
        days = [{"date_observed": str(h.observed), "statutory_date": str(h.statutory), "name": h.name} for h in rows]
        return emit(to_json({"schema": SCHEMA, "year": year, "holidays": days}))
    return emit(text.holidays(rows))


def _verify(json: bool) -> None:
    from foiacalc.calendar import make_holidays as holiday_table

    version, differences = holiday_table.installed_version(), holiday_table.differences()
    compared = {
        "schema": SCHEMA,
        "holidays_package": version,
        "days": len(legal_holidays()),
        "differences": differences,
    }
    emit(to_json(compared) if json else text.verified(version, len(legal_holidays()), differences))
    if differences:
        raise typer.Exit(DIFFERS)


def law(
    limit: Annotated[
        str | None,
        typer.Argument(
            metavar="[LIMIT]",
            help="A limit, a contested point such as C1, or 'contested' for every such point.",
            autocompletion=complete_from(*table.LIMITS, *table.POINTS, reference.CONTESTED),
        ),
    ] = None,
    day: Annotated[str | None, typer.Argument(metavar="[DATE]", help="The same as --on.", hidden=True)] = None,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help="The day of the event. Default: today; with a LIMIT, every version of it."),
    ] = None,
    json: Json = False,
) -> None:
    """Show the time limits in force on a day.

    Each comes with its authority. Name a LIMIT to see every version of it. Contested points have numbers, such as C4.

    Examples:
      foiacalc law determination --on 1997-10-01
      foiacalc law C4
    """
    limit, on = _dated(limit, day, on)
    if limit and not reference.is_limit(limit):
        fail(
            "LIMIT",
            f"{limit!r} is not a limit; {nearest(limit, table.LIMITS)}, {reference.CONTESTED}, or a point such as C1",
            Code.NOT_A_CHOICE,
            value=limit,
        )
    when = _date("--on", on) if on is not None else clock.today() if limit is None else None
    rows, points = reference.chosen(limit, when)
    if json:
        emit(to_json(reference.law(when, rows, points)))
    elif not rows and not points:
        emit(f"{f'{limit}: no rule' if limit else 'No rule'} was in force for an event on {when}\n")
    else:
        emit(text.law(rows, points))


def _dated(limit: str | None, day: str | None, on: str | None) -> tuple[str | None, str | None]:
    """Return the limit, and the day given by itself or after --on."""
    if limit and limit[:1].isdigit():
        limit, day = day, limit
    if day and on is not None:
        fail("DATE", f"{day} and --on {on} both set the day; use only one", Code.CONFLICT)
    return limit, day or on


def agencies(
    code: Annotated[
        str | None,
        typer.Argument(
            metavar="[CODE]",
            help="An agency or component, by code or name, or words from its name.",
            autocompletion=complete_agency,
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Show how long each agency gives you to appeal.

    Follows each agency's own regulation, as in force today. With a CODE, shows every regulation that has governed the agency's
    determinations, what else it says about time, its source, the components it governs, and how long the agency's own
    reports say that requests take. With any other word, lists the names that contain it.

    Example: foiacalc agencies ICE
    """
    if code is None:
        today = clock.today()
        rows = known.rules_in_force(today)
        return emit(to_json(reference.agencies(str(today), rows, ())) if json else text.agencies(rows))
    try:
        found = known.find(code)
    except known.UnknownAgency as error:
        named = known.search(code)
        if not named:
            meant = known.near(code)
            right = f"did you mean {' or '.join(meant)}?" if meant else "`foiacalc agencies` lists every agency"
            says = f"no agency or component has {shown(code)} as its code or in its name; {right}"
            fail("CODE", says, error.code, value=code)
        return emit(to_json(reference.agencies(None, (), named)) if json else text.agencies_named(named))
    rows = tuple(rule for rule in known.rules() if rule.code == found)
    components = [c for c in known.components() if c.agency == found and c.code]
    reported = figures.reported_by(code)
    if json:
        return emit(to_json({**reference.agencies(None, rows, components), "typical": typical.written(reported)}))
    return emit(text.agency(known.name_of(code), rows, components) + text.reported(typical.about(reported)))


def schema() -> None:
    """Print the JSON Schema of the answer.

    It describes what `foiacalc status --json` prints, in JSON Schema draft 2020-12.

    Example: foiacalc schema > answer.schema.json
    """
    emit(answer_schema())


def _date(place: str, value: str) -> date:
    try:
        return day_of(place, value)
    except FactError as error:
        fail(place, str(error), error.code, value=value)
