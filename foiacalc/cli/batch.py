"""The command that answers for many requests at once: `batch`."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from io import BufferedReader
from typing import Annotated

import typer

from foiacalc.answer import Report
from foiacalc.cli import clock
from foiacalc.cli.dates import day as day_of
from foiacalc.cli.forms import FILES, Force, Output, by_ending, writing
from foiacalc.cli.options import ANSWER_PANEL, OUTPUT_PANEL, AsOf, complete_from
from foiacalc.cli.output import BAD, emit, fail, for_people, say
from foiacalc.cli.progress import Progress
from foiacalc.cli.requests import FOUND, ExitCode
from foiacalc.cli.rows import How, Run, rejects
from foiacalc.columns import Column, WrongMap
from foiacalc.facts import FactError
from foiacalc.renderers import docket, words
from foiacalc.rows import INPUT_FORMATS, Sheet, Unreadable, read
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
    ".json": "summary",
}
_DOCKETS = ("table", "markdown", "html")
_SORTS = tuple(name for name in docket.RANKS if name != docket.URGENT)
_RUNS = ("pending", "tolled")
_LONGEST_AHEAD = 5  # digits of calendar days
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
        "--map",
        metavar="FIELD=COLUMN",
        help="Which column holds a fact: filed='Date Sent'. May be given more than once.",
        rich_help_panel=_INPUT_PANEL,
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
        "--errors",
        metavar="FILE",
        help="Write the rows in error to this file, each with its reason.",
        rich_help_panel=OUTPUT_PANEL,
    ),
]
Only = Annotated[
    str | None,
    typer.Option(
        "--only",
        metavar="WHICH",
        help="missed; pending: the agency has time left; next:N: a date comes within N calendar days.",
        rich_help_panel=ANSWER_PANEL,
        autocompletion=complete_from("missed", "pending", "next:"),
    ),
]
Sort = Annotated[
    str | None,
    typer.Option(
        "--sort",
        metavar="ORDER",
        help=f"{', '.join(_SORTS)}. Nothing is written before the last row is read.",
        rich_help_panel=OUTPUT_PANEL,
        autocompletion=complete_from(*_SORTS),
    ),
]
Brief = Annotated[bool, typer.Option("--brief", help="In JSON Lines, dates and states only.", rich_help_panel=OUTPUT_PANEL)]
By = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="agency",
        help="Totals by agency, in a table or a summary; Markdown and HTML always have them.",
        rich_help_panel=OUTPUT_PANEL,
        autocompletion=complete_from("agency"),
    ),
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
    only: Only = None,
    sort: Sort = None,
    by: By = None,
    brief: Brief = False,
    exit_code: ExitCode = False,
) -> None:
    """Answer for many requests: a sheet or a whole log.

    Every row is answered, in error or set aside; the count goes to standard error. A row in error does not stop the others.

    Example: foiacalc batch requests.csv --format csv > answered.csv
    """
    day = _as_of(as_of)
    reading = Reading(day, day_first, excel_dates)
    if columns:
        return _show_columns(_sheets(files or [], input_format, _mapped(mapped or []), reading, lambda raw: None))
    how = _how(_form(form, output), only, sort, by, brief)
    progress = Progress(files or [], how.holds or output is not None or not sys.stdout.isatty())
    sheets = _sheets(files or [], input_format, _mapped(mapped or []), reading, progress.reading)
    run = Run(how, day, None if as_of else day, strict)
    with writing(output, force, how.form in FILES) as write, rejects(errors, force) as reject, _places():
        run.answer(sheets, reading, write, reject, progress)
    for sentence in (run.totals.sentence(), *run.totals.claims_sentences()):
        say(sentence)
    raise typer.Exit(BAD if run.totals.errors else FOUND if exit_code and run.totals.missed else 0)


def _form(form: str | None, output: str | None) -> str:
    if form is None and output and output != "-":
        return by_ending(output, _ENDINGS)
    form = form or ("table" if for_people() else "jsonl")
    if form not in FORMATS:
        fail("--format", f"{form!r} is not a form of a batch; take one of {', '.join(FORMATS)}")
    return form


def _how(form: str, only: str | None, sort: str | None, by: str | None, brief: bool) -> How:
    if sort not in (None, *_SORTS):
        fail("--sort", f"{sort!r} is not one of {', '.join(_SORTS)}")
    if by not in (None, "agency"):
        fail("--by", f"{by!r} is not a choice; write agency")
    if by and form not in ("summary", *_DOCKETS):
        fail("--by", "totals of each agency are for a docket, a summary or a report; give --format table or summary")
    if brief and form != "jsonl":
        fail("--brief", f"only JSON Lines can be brief, not {form}; give --format jsonl")
    return How(form, _wanted(only), sort or (docket.URGENT if form in _DOCKETS else None), brief, by is not None)


def _wanted(only: str | None) -> Callable[[Report], bool] | None:
    if only is None:
        return None
    if only == "missed":
        return lambda report: bool(report.missed)
    if only == "pending":
        return lambda report: any(s.deadline.binds == "agency" and s.state in _RUNS for s in report.standings)
    which, _, days = only.partition(":")
    if which != "next" or not days.isdecimal() or len(days) > _LONGEST_AHEAD:
        fail("--only", f"{only!r} is not a choice; write missed, pending, or next:N with N calendar days, such as next:14")
    return lambda report: report.next is not None and report.next.ahead <= int(days)


def _as_of(as_of: str | None) -> date:
    try:
        day = clock.today() if as_of is None else day_of("as_of", as_of)
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
    fields = [field.strip().replace("-", "_") for field, _, _ in pairs]
    twice = next((field for field in fields if fields.count(field) > 1), None)
    if twice:
        fail("--map", f"{twice} is given twice; one column is one fact")
    return dict(zip(fields, (column for _, _, column in pairs), strict=True))


def _sheets(
    files: list[str], form: str | None, mapped: dict[str, str], reading: Reading, begins: Callable[[BufferedReader], object]
) -> Iterator[Sheet]:
    """Each file, opened when its turn comes."""
    if form not in (None, *INPUT_FORMATS):
        fail("--input-format", f"{form!r} is not one of {', '.join(INPUT_FORMATS)}")
    if not files:
        fail("FILE", "give a file, or - for standard input")
    if files.count("-") > 1:
        fail("FILE", "- is standard input, which can be read once; give it once")
    for name in files:
        try:
            with open(sys.stdin.fileno() if name == "-" else name, "rb") as raw:
                begins(raw)
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
            emit(f"{words.printable(sheet.file)}: {sheet.form}\n" + "".join(map(_column, sheet.columns)))


def _column(column: Column) -> str:
    return f"  {words.safe(column.name)}: {column.field or '-'} ({column.why})\n"
