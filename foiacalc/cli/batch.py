"""The command that answers for many requests at once: `batch`."""

import sys
from datetime import date
from functools import partial
from typing import Annotated, NamedTuple

import typer

from foiacalc.cli import clock, inputs
from foiacalc.cli import columns as sheet_columns
from foiacalc.cli.choices import Brief, By, Choice, Only, Sort, how
from foiacalc.cli.columns import INPUT_PANEL, DayFirst, ExcelDates
from foiacalc.cli.dates import day as day_of
from foiacalc.cli.drawn import AllRows
from foiacalc.cli.example import write_example
from foiacalc.cli.forms import FILES, Force, Output, by_ending, writing
from foiacalc.cli.mailing import LettersTo, to_send
from foiacalc.cli.options import OUTPUT_PANEL, AsOf, Serves, complete_agency, complete_from
from foiacalc.cli.output import BAD, fail, for_people, say
from foiacalc.cli.progress import Progress
from foiacalc.cli.rejects import rejects
from foiacalc.cli.requests import FOUND, ExitCode
from foiacalc.cli.rows import Run, Stopped
from foiacalc.dayorder import sentences
from foiacalc.facts import FactError
from foiacalc.files import INPUT_FORMATS
from foiacalc.sheetdates import Reading
from foiacalc.workdays import LAST

FORMATS = ("jsonl", "csv", "table", "ics", "markdown", "html", "summary")
_ENDINGS = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".txt": "table",
    ".ics": "ics",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
}

Files = Annotated[
    list[str] | None,
    typer.Argument(metavar="FILE...", help="A workbook, CSV, TSV or JSON Lines; - is standard input."),
]
Form = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="FORM",
        help=f"{', '.join(FORMATS)}. Default: table on a terminal, jsonl in a pipe.",
        rich_help_panel=OUTPUT_PANEL,
        autocompletion=complete_from(*FORMATS),
    ),
]
InForm = Annotated[
    str | None,
    typer.Option(
        "--input-format",
        metavar="FORM",
        help=f"{', '.join(INPUT_FORMATS)}. Default: as it looks.",
        rich_help_panel=INPUT_PANEL,
        autocompletion=complete_from(*INPUT_FORMATS),
    ),
]
Mapped = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="FIELD=COLUMN",
        help="Which column holds a fact, by name or letter: filed='Date Sent', status=D. May be given more than once.",
        rich_help_panel=INPUT_PANEL,
    ),
]
Given = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="FIELD=VALUE",
        help="A fact that all rows have: agency=FCC. May be given more than once.",
        rich_help_panel=INPUT_PANEL,
    ),
]
OfAgency = Annotated[
    str | None,
    typer.Option(
        "--agency",
        metavar="NAME",
        help="The agency of all rows, for a log of one agency.",
        rich_help_panel=INPUT_PANEL,
        autocompletion=complete_agency,
    ),
]
HeaderLine = Annotated[
    int | None,
    typer.Option(
        "--header-line",
        metavar="N",
        min=1,
        help="The line on which the header stands. Default: looked for in the first 30 records.",
        rich_help_panel=INPUT_PANEL,
    ),
]
SheetName = Annotated[
    str | None,
    typer.Option(
        "--sheet",
        metavar="NAME",
        help="Which sheet of a workbook. Default: the first with rows that is not hidden.",
        rich_help_panel=INPUT_PANEL,
    ),
]
Example = Annotated[
    bool, typer.Option("--example", help="Write a small sheet to start with, in CSV, and stop.", rich_help_panel=INPUT_PANEL)
]
Columns = Annotated[
    bool,
    typer.Option(
        "--columns", help="Show how each column was understood, with a cell of it, and stop.", rich_help_panel=INPUT_PANEL
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Stop at the first row in error.", rich_help_panel=INPUT_PANEL)]
Errors = Annotated[
    str | None,
    typer.Option(
        "--errors",
        metavar="FILE",
        help="Write the rows in error to this file, each with its reason.",
        rich_help_panel=OUTPUT_PANEL,
    ),
]


class Places(NamedTuple):
    """What is read, and what is written where."""

    files: list[str]
    output: str | None
    errors: str | None
    force: bool


def batch(
    files: Files = None,
    as_of: AsOf = None,
    form: Form = None,
    input_format: InForm = None,
    sheet: SheetName = None,
    header_line: HeaderLine = None,
    mapped: Mapped = None,
    given: Given = None,
    agency: OfAgency = None,
    columns: Columns = False,
    day_first: DayFirst = False,
    excel_dates: ExcelDates = False,
    strict: Strict = False,
    errors: Errors = None,
    output: Output = None,
    force: Force = False,
    only: Only = None,
    sort: Sort = None,
    by: By = None,
    serves: Serves = None,
    every: AllRows = False,
    brief: Brief = False,
    letters: LettersTo = None,
    exit_code: ExitCode = False,
    example: Example = False,
) -> None:
    """Answer for many requests: a sheet or a whole log. Every row is answered, in error or set aside.

    Example: foiacalc batch --example > requests.csv && foiacalc batch requests.csv
    """
    if example:
        return write_example(files, output, force)
    reading = Reading(day := _as_of(as_of), day_first, excel_dates)
    opening = inputs.Open(sheet_columns.asked(input_format, sheet, mapped, given, agency, header_line, reading), reading)
    if columns:
        return _show_columns(files, opening)
    shown = how(_form(form, output), Choice(only, sort, by, brief, serves, every), output)
    run = Run(shown, day, None if as_of else day, strict, to_send(letters))
    return _end(_answered(run, opening, Places(files or [], output, errors, force)), exit_code)


def _show_columns(files: list[str] | None, opening: inputs.Open) -> None:
    with inputs.places():
        sheet_columns.show(inputs.sheets(files or [], opening))


def _end(run: Run, exit_code: bool) -> None:
    """Say what became of the rows."""
    for sentence in (run.totals.sentence(), *sentences(run.orders), *run.totals.claims_sentences()):
        say(sentence)
    if run.letters:
        run.letters.write()
    raise typer.Exit(BAD if run.totals.errors else FOUND if exit_code and run.totals.missed else 0)


def _answered(run: Run, opening: inputs.Open, places: Places) -> Run:
    """The run with every row answered, and the answers written where they are to be."""
    files, output, errors, force = places
    check = partial(inputs.distinct, files, output)
    check(errors)
    progress = Progress(files, run.how.holds or output is not None or not sys.stdout.isatty())
    sheets = inputs.sheets(files, opening, progress.reading)
    try:
        with (
            writing(output, force, run.how.form in FILES) as write,
            rejects(errors, force, check, Stopped) as reject,
            inputs.places(),
        ):
            run.answer(sheets, opening.reading, write, reject, progress)
    except Stopped:
        raise typer.Exit(BAD) from None
    return run


def _form(form: str | None, output: str | None) -> str:
    if form is None and output and output.lower().endswith(".json"):
        fail("-o", f"{output!r} may be the answers or the totals; end it in .jsonl for the answers, or give --format summary")
    if form is None and output and output != "-":
        return by_ending(output, _ENDINGS)
    form = form or ("table" if for_people() else "jsonl")
    if form not in FORMATS:
        fail("--format", f"{form!r} is not a form of a batch; take one of {', '.join(FORMATS)}")
    return form


def _as_of(as_of: str | None) -> date:
    try:
        day = clock.today() if as_of is None else day_of("as_of", as_of)
    except FactError as error:
        fail("--as-of", str(error))
    if day > LAST:
        fail("--as-of", f"{day} is after {LAST}, the last day of the calendar of working days")
    return day
