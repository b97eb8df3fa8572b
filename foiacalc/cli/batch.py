"""This module has the command that answers for many requests at once: `batch`."""

import sys
from datetime import date
from functools import partial
from typing import Annotated, NamedTuple

import typer

from foiacalc import wall_clock
from foiacalc.calendar.workdays import LAST
from foiacalc.cli import clock, inputs
from foiacalc.cli.book import FORM
from foiacalc.cli.choices import Brief, Choice, Only, Sort, how
from foiacalc.cli.columns import (
    INPUT_PANEL,
    ColumnsOption,
    DayFirstOption,
    ExcelDates,
    Given,
    HeaderLine,
    InForm,
    Mapped,
    OfAgency,
    SheetName,
    opened,
    show,
)
from foiacalc.cli.dates import day as day_of
from foiacalc.cli.doj import Doj, OfYear
from foiacalc.cli.drawn import AllRows
from foiacalc.cli.example import write_example
from foiacalc.cli.fact_options import OUTPUT_PANEL, complete_from
from foiacalc.cli.forms import FILES, Force, Output, by_ending, writing
from foiacalc.cli.how import Extras, Ics
from foiacalc.cli.mailing import LettersTo
from foiacalc.cli.numbers import JOBS
from foiacalc.cli.options import AsOf, Serves
from foiacalc.cli.output import BAD, fail, for_people, say
from foiacalc.cli.picks import By, Where
from foiacalc.cli.progress import Progress
from foiacalc.cli.rejects import rejects
from foiacalc.cli.requests import FOUND, AlarmDays, ExitCode, Projected
from foiacalc.cli.run import Run, Stopped
from foiacalc.errors import Code, FactError
from foiacalc.sheets.dates import Notation
from foiacalc.sheets.day_order import sentences

FORMATS = ("jsonl", "csv", FORM, "table", "ics", "markdown", "html", "summary")
_ENDINGS = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".xlsx": FORM,
    ".txt": "table",
    ".ics": "ics",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
}

Files = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="FILE...",
        help="A workbook, CSV, TSV or JSON Lines; - is standard input. If a sheet is misread, use --columns "
        "to see how each column was read, --map to name another column, --header-line to say where the header is, "
        "and --set or --agency to give facts that every row shares.",
    ),
]
Form = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help=f"{', '.join(FORMATS)}. Default: set by the file's extension, otherwise table on a terminal and jsonl in a pipe.",
        rich_help_panel=OUTPUT_PANEL,
        autocompletion=complete_from(*FORMATS),
    ),
]
Example = Annotated[
    bool, typer.Option("--example", help="Write a small sample sheet as CSV and stop.", rich_help_panel=INPUT_PANEL)
]
Strict = Annotated[bool, typer.Option("--strict", help="Stop at the first row with an error.", rich_help_panel=INPUT_PANEL)]
Processes = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        metavar="N",
        parser=JOBS.parser,
        help="How many processes to use. Default: one per core if the file is long and the output is CSV, JSON Lines or a "
        "summary; otherwise one.",
        rich_help_panel=INPUT_PANEL,
    ),
]
ErrorsOption = Annotated[
    str | None,
    typer.Option(
        "--errors",
        metavar="FILE",
        help="Write the rows with errors to this file, each with the reason.",
        rich_help_panel=OUTPUT_PANEL,
    ),
]


class Places(NamedTuple):
    """This says what is read, and what is written where."""

    files: list[str]
    output: str | None
    errors: str | None
    force: bool


def batch(
    files: Files = None,
    as_of: AsOf = None,
    form: Form = None,
    in_form: InForm = None,
    sheet: SheetName = None,
    header_line: HeaderLine = None,
    mapped: Mapped = None,
    given: Given = None,
    agency: OfAgency = None,
    columns: ColumnsOption = False,
    day_first: DayFirstOption = False,
    excel_dates: ExcelDates = False,
    where: Where = None,
    strict: Strict = False,
    errors: ErrorsOption = None,
    output: Output = None,
    force: Force = False,
    only: Only = None,
    sort: Sort = None,
    by: By = None,
    serves: Serves = None,
    every: AllRows = False,
    brief: Brief = False,
    letters: LettersTo = None,
    doj: Doj = False,
    fiscal_year: OfYear = None,
    alarm: AlarmDays = None,
    projected: Projected = False,
    exit_code: ExitCode = False,
    processes: Processes = None,
    example: Example = False,
) -> None:
    """Show where many requests stand, from a sheet or a whole log. Every row is answered, rejected or skipped.
    Example: foiacalc batch --example > requests.csv && foiacalc batch requests.csv"""
    opening = opened(notation := _notation(as_of, day_first, excel_dates), in_form, sheet, mapped, given, agency, header_line)
    _end_early(example, columns, places := Places(files or [], output, errors, force), opening)
    shown = how(_form(form, output), Choice(only, sort, by, where, brief, serves, every, Ics(alarm, projected)), output)
    run = Run(shown, notation.latest, None if as_of else notation.latest, strict, Extras(letters, doj, fiscal_year, processes))
    _end(_answered(run, opening, places), exit_code)


def _end_early(example: bool, columns: bool, places: Places, opening: inputs.Open) -> None:
    """Write the example or show the columns, if that is all that was asked for, and end."""
    if example:
        write_example(places.files, places.output, places.force)
    elif columns:
        with inputs.places():
            show(inputs.in_turn(places.files, opening))
    if example or columns:
        raise typer.Exit


def _end(run: Run, exit_code: bool) -> None:
    """Say what became of the rows."""
    for sentence in (run.totals.sentence(), *run.how.picks.sentences(), *sentences(run.orders), *run.totals.checks_sentences()):
        say(sentence)
    if run.doj:
        say(run.doj.sentence())
    if run.letters:
        run.letters.write()
    raise typer.Exit(BAD if run.totals.errors else FOUND if exit_code and run.totals.missed else 0)


def _answered(run: Run, opening: inputs.Open, places: Places) -> Run:
    """Return the run, with every row answered and the answers written where they belong."""
    files, output, errors, force = places
    check = partial(inputs.distinct, files, output)
    check(errors)
    progress = Progress(files, run.how.holds or output is not None or not sys.stdout.isatty())
    sheets = inputs.in_turn(files, opening, progress.begin)
    try:
        with (
            writing(output, force, run.how.form in FILES) as write,
            rejects(errors, force, check, Stopped) as reject,
            inputs.places(),
        ):
            run.run(sheets, opening.notation, write, reject, progress)
    except Stopped:
        raise typer.Exit(BAD) from None
    return run


def _form(form: str | None, output: str | None) -> str:
    if form is None and output and output.lower().endswith(".json"):
        fail(
            "-o",
            (
                f"{output!r} could hold the answers or the totals; end its name in .jsonl for the answers, or use "
                "--format summary for the totals"
            ),
            Code.AMBIGUOUS,
        )
    if form is None and output and output != "-":
        return by_ending(output, _ENDINGS)
    form = form or ("table" if for_people() else "jsonl")
    if form not in FORMATS:
        fail("--format", f"{form!r} is not a format for a batch; choose one of {', '.join(FORMATS)}", Code.NOT_A_CHOICE)
    return form


def _notation(as_of: str | None, day_first: bool, excel_dates: bool) -> Notation:
    return Notation(_as_of(as_of), day_first, excel_dates, wall_clock.in_washington())


def _as_of(as_of: str | None) -> date:
    try:
        day = clock.today() if as_of is None else day_of("as_of", as_of)
    except FactError as error:
        fail("--as-of", str(error), error.code)
    if day > LAST:
        fail("--as-of", f"{day} is after {LAST}, the last day of the calendar of working days", Code.OUT_OF_RANGE)
    return day
