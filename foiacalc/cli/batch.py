"""The command that answers for many requests at once: `batch`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Annotated

import typer

from foiacalc.cli.forms import Force, Output, writing
from foiacalc.cli.options import ANSWER_PANEL, OUTPUT_PANEL, AsOf, complete_from
from foiacalc.cli.output import BAD, emit, fail, for_people, say
from foiacalc.cli.requests import FOUND, ExitCode
from foiacalc.cli.rows import Run, rejects
from foiacalc.columns import Column, WrongMap
from foiacalc.facts import FactError, parse_date
from foiacalc.renderers import words
from foiacalc.rows import INPUT_FORMATS, Sheet, Unreadable, read
from foiacalc.sheetdates import Reading
from foiacalc.workdays import LAST

FORMATS = ("jsonl", "csv", "table", "summary")
_INPUT_PANEL = "The rows"

Files = Annotated[list[str] | None, typer.Argument(metavar="FILE...", help="CSV, TSV or JSON Lines; - is standard input.")]
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
        rich_help_panel=_INPUT_PANEL,
        autocompletion=complete_from(*INPUT_FORMATS),
    ),
]
Mapped = Annotated[
    list[str] | None,
    typer.Option(
        "--map", metavar="FIELD=COLUMN", help="Which column is a fact: filed='Date Sent'.", rich_help_panel=_INPUT_PANEL
    ),
]
Columns = Annotated[
    bool, typer.Option("--columns", help="Show how each column was understood, and stop.", rich_help_panel=_INPUT_PANEL)
]
DayFirst = Annotated[bool, typer.Option("--day-first", help="Read 3/4/2025 as 3 April.", rich_help_panel=_INPUT_PANEL)]
ExcelDates = Annotated[
    bool, typer.Option("--excel-dates", help="Read numbers such as 40210 as Excel's dates.", rich_help_panel=_INPUT_PANEL)
]
Strict = Annotated[bool, typer.Option("--strict", help="Stop at the first row in error.", rich_help_panel=_INPUT_PANEL)]
Errors = Annotated[
    str | None,
    typer.Option(
        "--errors", metavar="FILE", help="Write the rows in error there, each with its reason.", rich_help_panel=OUTPUT_PANEL
    ),
]
Missed = Annotated[
    bool, typer.Option("--missed", help="Show only the rows in which something is missed.", rich_help_panel=ANSWER_PANEL)
]


def batch(
    files: Files = None,
    as_of: AsOf = None,
    form: Form = None,
    input_format: InForm = None,
    mapped: Mapped = None,
    columns: Columns = False,
    day_first: DayFirst = False,
    excel_dates: ExcelDates = False,
    strict: Strict = False,
    errors: Errors = None,
    output: Output = None,
    force: Force = False,
    missed: Missed = False,
    exit_code: ExitCode = False,
) -> None:
    """Answer for many requests: a sheet or a whole log.

    Rows in are rows out, rows in error or rows set aside; the count goes to standard error. A row in error does not stop
    the others.

    Example: foiacalc batch requests.csv --format csv > answered.csv
    """
    today = date.today()
    day = _as_of(as_of, today)
    reading = Reading(day, day_first, excel_dates)
    sheets = _sheets(files or [], input_format, _mapped(mapped or []), reading)
    if columns:
        return _show_columns(sheets)
    form = _form(form or ("table" if for_people() and not output else "jsonl"))
    run = Run(form, day, today if as_of is None else None, strict, missed)
    with writing(output, force) as write, rejects(errors, force) as reject, _places():
        run.answer(sheets, reading, write, reject)
    say(run.totals.sentence())
    if run.totals.errors:
        raise typer.Exit(BAD)
    if exit_code and run.totals.missed:
        raise typer.Exit(FOUND)
    return None


def _form(form: str) -> str:
    if form not in FORMATS:
        fail("--format", f"{form!r} is no form of a batch; take one of {', '.join(FORMATS)}")
    return form


def _as_of(as_of: str | None, today: date) -> date:
    try:
        day = parse_date("as_of", as_of, today) if as_of is not None else today
    except FactError as error:
        fail("--as-of", str(error))
    if day > LAST:
        fail("--as-of", f"{day} is after {LAST}, the last day of the calendar of working days")
    return day


def _mapped(given: list[str]) -> dict[str, str]:
    pairs = [text.partition("=") for text in given]
    for field, equals, column in pairs:
        if not equals or not column:
            fail("--map", f"{field!r} names no column; write FIELD=COLUMN, such as filed='Date Sent'")
    return {field.strip().replace("-", "_"): column for field, _, column in pairs}


def _sheets(files: list[str], form: str | None, mapped: dict[str, str], reading: Reading) -> Iterator[Sheet]:
    """Each file, opened when its turn comes."""
    if form not in (None, *INPUT_FORMATS):
        fail("--input-format", f"{form!r} is none; take one of {', '.join(INPUT_FORMATS)}")
    if not files:
        fail("FILE", "give a file, or - for standard input")
    for name in files:
        try:
            with open(sys.stdin.fileno() if name == "-" else name, "rb") as raw:
                yield read(name, raw, form, mapped, reading)
        except OSError as error:
            fail(name, error.strerror or str(error))


@contextmanager
def _places() -> Iterator[None]:
    """Says where a sheet cannot be taken apart, or which --map is wrong."""
    try:
        yield
    except Unreadable as error:
        fail(f"{error.file}, line {error.line}" if error.line else error.file, str(error))
    except WrongMap as error:
        fail("--map", str(error))


def _show_columns(sheets: Iterator[Sheet]) -> None:
    with _places():
        for sheet in sheets:
            emit(f"{sheet.file}: {sheet.form}\n" + "".join(map(_column, sheet.columns)))


def _column(column: Column) -> str:
    return f"  {words.safe(column.name)}: {column.field or '-'} ({column.why})\n"
