"""This module reads what the command line says about the columns of a batch's sheets, and shows how they were understood."""

from collections.abc import Iterator
from typing import Annotated

import typer

from foiacalc.cli.fact_options import complete_agency, complete_from
from foiacalc.cli.inputs import Open
from foiacalc.cli.numbers import HEADER_LINE
from foiacalc.cli.output import BAD, emit, fail, say
from foiacalc.errors import Code, FactError, code_of
from foiacalc.law import agencies
from foiacalc.render import words
from foiacalc.sheets.cells import CellError, refuse
from foiacalc.sheets.columns import MAPPABLE, Column
from foiacalc.sheets.dates import Notation
from foiacalc.sheets.file import INPUT_FORMATS, Unreadable
from foiacalc.sheets.readers import TextDays
from foiacalc.sheets.records import Asked, Sheet, columns_of
from foiacalc.sheets.table import NotUnderstood

INPUT_PANEL = "The rows"
_OF_A_ROW = "id"

DayFirstOption = Annotated[bool, typer.Option("--day-first", help="Read 3/4/2025 as April 3.", rich_help_panel=INPUT_PANEL)]
ExcelDates = Annotated[
    bool, typer.Option("--excel-dates", help="Read numbers such as 40210 as Excel dates.", rich_help_panel=INPUT_PANEL)
]

InForm = Annotated[
    str | None,
    typer.Option(
        "--input-format",
        metavar="FORMAT",
        help=f"{', '.join(INPUT_FORMATS)}. Default: detected from the file.",
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
        help="A fact that every row shares: agency=FCC. May be given more than once.",
        rich_help_panel=INPUT_PANEL,
    ),
]
OfAgency = Annotated[
    str | None,
    typer.Option(
        "--agency",
        metavar="NAME",
        help="The agency for every row, for a log from one agency.",
        rich_help_panel=INPUT_PANEL,
        autocompletion=complete_agency,
    ),
]
HeaderLine = Annotated[
    int | None,
    typer.Option(
        "--header-line",
        metavar="N",
        parser=HEADER_LINE.parser,
        help="The line that holds the header. Default: the header found in the first 30 records.",
        rich_help_panel=INPUT_PANEL,
    ),
]
SheetName = Annotated[
    str | None,
    typer.Option(
        "--sheet",
        metavar="NAME",
        help="The sheet of a workbook to read. Default: the first visible sheet with rows.",
        rich_help_panel=INPUT_PANEL,
    ),
]
ColumnsOption = Annotated[
    bool,
    typer.Option("--columns", help="Show how each column was read, with a sample cell, and stop.", rich_help_panel=INPUT_PANEL),
]


def _constants(given: list[str], agency: str | None, notation: Notation) -> dict[str, str]:
    """Return the facts that all rows have, as --set and --agency give them, each checked once."""
    found = _pairs("--set", given, "FIELD=VALUE, such as agency=FCC")
    if agency is not None and "agency" in found:
        fail("--agency", "--set also sets the agency; use only one", Code.CONFLICT)
    for field, text in found.items():
        _check("--set", field, text, notation)
    if agency is not None:
        _check("--agency", "agency", agency, notation)
        found["agency"] = agency
    return found


def _pairs(option: str, given: list[str], right: str) -> dict[str, str]:
    pairs = [text.partition("=") for text in given]
    for field, equals, value in pairs:
        if not equals or not value.strip():
            fail(
                option,
                f"{field!r} does not name a {'column' if option == '--map' else 'value'}; use {right}",
                Code.UNREADABLE,
            )
    fields = [field.strip().replace("-", "_") for field, _, _ in pairs]
    twice = next((field for field in fields if fields.count(field) > 1), None)
    if twice:
        fail(option, f"{twice} is given twice; give it once", Code.CONFLICT)
    return dict(zip(fields, (value.strip() for _, _, value in pairs), strict=True))


def _check(option: str, field: str, text: str, notation: Notation) -> None:
    if field not in MAPPABLE:
        fail(option, f"{field!r} is not a fact; the facts are {', '.join(MAPPABLE)}", Code.UNKNOWN_FACT)
    if field == _OF_A_ROW:
        fail(option, "each row has its own id; use --map id=COLUMN", Code.CONFLICT)
    try:
        refuse(field, text, TextDays(notation))
        if field == "agency":
            agencies.find(text)
    except (CellError, FactError, ValueError) as error:
        fail(option, str(error) if option == "--agency" else f"{field}: {error}", code_of(error))


def show(sheets: Iterator[Sheet]) -> None:
    """Show how each column of each sheet was understood, with a sample cell, or else what its columns seem to be."""
    try:
        for sheet in sheets:
            for note in sheet.notes:
                say(f"{sheet.file}: {note}")
            _show(sheet)
    except NotUnderstood as error:
        emit(f"{words.printable(error.file)}: not understood\n" + "".join(map(_column, error.columns)))
        place = f"{error.file}, line {error.line}" if error.line else error.file
        say(f"Error: {place}: {error}")
        raise typer.Exit(BAD) from None


def _show(sheet: Sheet) -> None:
    found, broken = sheet.columns, None
    try:
        found = columns_of(sheet)
    except Unreadable as error:  # the error is further down, so the columns are known
        broken = error
    emit(f"{words.printable(sheet.file)}: {sheet.form}\n" + "".join(map(_column, found)))
    if broken:
        raise broken


def _column(column: Column) -> str:
    sample = f", such as '{words.safe(column.seen.sample)}'" if column.seen.filled else ""
    return f"  {words.safe(column.name) or '(no heading)'}: {column.field or '-'} ({column.why}){sample}\n"


def opened(
    notation: Notation,
    form: str | None,
    tab: str | None,
    mapped: list[str] | None,
    given: list[str] | None,
    agency: str | None,
    header_line: int | None,
) -> Open:
    """Return how to open every sheet, and what is asked of it. A fact is taken from a column or is given for all rows."""
    columns = _pairs("--map", mapped or [], "FIELD=COLUMN, such as filed='Date Sent'")
    all_rows = _constants(given or [], agency, notation)
    both = next((field for field in columns if field in all_rows), None)
    if both:
        fail("--map", f"{both} is also given for every row; give it once", Code.CONFLICT)
    asked = Asked(form, columns, all_rows, header_line, tab)  # type: ignore[arg-type]  # the form is checked where files are opened
    return Open(asked, notation)
