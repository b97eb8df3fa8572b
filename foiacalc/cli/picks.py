"""This module decides which rows of a batch are kept and which group each is in, by the columns of the user's own sheets."""

from collections.abc import Sequence
from typing import Annotated

import typer

from foiacalc.cli.columns import INPUT_PANEL
from foiacalc.cli.fact_options import OUTPUT_PANEL, complete_from
from foiacalc.cli.output import fail
from foiacalc.cli.source import is_a_note
from foiacalc.errors import Code
from foiacalc.sheets.columns import simplified
from foiacalc.sheets.file import Row
from foiacalc.sheets.own_columns import Condition, Groups, NoColumn, OwnColumn, TooManyGroups, officers
from foiacalc.sheets.records import Sheet

AGENCY, NONE = "agency", "none"
GROUPED = ("table", "markdown", "html", "xlsx", "summary")  # the forms that show groups
_DOCKETS = ("table", "markdown", "html")

By = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="COLUMN",
        help="Group and count the docket by a column of your sheet, such as Analyst, or by agency. Default "
        "with --for agency: the column that names who has the request, if there is one. Use none to turn "
        "grouping off.",
        rich_help_panel=OUTPUT_PANEL,
        autocompletion=complete_from(AGENCY, NONE),
    ),
]
Where = Annotated[
    list[str] | None,
    typer.Option(
        "--where",
        metavar="COLUMN=VALUE",
        help="Read only the rows with this value in a column of your sheet. If given for two columns, both must "
        "match; if given twice for one column, either may match. COLUMN= matches blanks.",
        rich_help_panel=INPUT_PANEL,
    ),
]


class Picks:
    """This decides which rows are kept, and their groups: `begin` a sheet, ask for each row, `end` it."""

    def __init__(self, by: str | None = None, where: Sequence[str] = (), officer: bool = False) -> None:
        self.by_agency = by is not None and by.strip().lower() == AGENCY
        self._by = None if self.by_agency else by
        self._by_default = officer and by is None
        self._conditions = _conditions(where)
        self._here: list[tuple[Condition, OwnColumn]] = []
        self._column: OwnColumn | None = None
        self._groups = Groups()
        self.column = AGENCY if self.by_agency else ""
        self.left_out = self.kept = 0

    @property
    def chooses(self) -> bool:
        """Return whether only some rows are wanted."""
        return bool(self._conditions)

    @property
    def groups(self) -> bool:
        """Return whether the rows are grouped at all."""
        return bool(self.column)

    def begin(self, sheet: Sheet) -> None:
        """Find the columns in a sheet; end with what would be right if it has no column of that name."""
        by = officers(sheet) if self._by_default else self._by
        self._here = [(condition, _found("--where", sheet, condition.wanted)) for condition in self._conditions]
        none = not self._by_default and by is not None and by.strip().lower() == NONE
        self._column = None if by is None or none else _found("--by", sheet, by)
        if self._column:
            self.column = self.column or self._column.name

    def keeps(self, row: Row) -> bool:
        """Return whether a row is wanted, and count it."""
        # Every condition is asked, since each remembers what it saw.
        held = [condition.holds(column.of(row)) for condition, column in self._here]
        kept = all(held)
        self.kept += kept
        self.left_out += not kept
        return kept

    def own(self) -> frozenset[str]:
        """Return the JSON keys that the options name and that are the user's own: neither facts nor misspelled facts."""
        named = [condition.wanted for condition in self._conditions] + ([self._by or ""] if self._column else [])
        return frozenset(simplified(name) for name in named if is_a_note(simplified(name).replace(" ", "_")))

    def in_error(self, row: Row) -> None:
        """Look at a row without an answer, because its keys may show that the column exists."""
        if self._column:
            self._column.of(row)

    def group(self, row: Row, agency: str) -> str:
        """Return the group of a row, by its own cell or, if asked for, by its agency as understood; blank if it has none."""
        if self.by_agency or not self._column:
            return agency if self.by_agency else ""
        try:
            return self._groups.of(self._column.of(row))
        except TooManyGroups as error:
            fail("--by", f"{self._column.name!r} {error}", Code.TOO_MANY)

    def end(self) -> None:
        """Check the columns once the rows have passed; only now is it known which keys lines of JSON have."""
        for option, column in (*(("--where", column) for _, column in self._here), ("--by", self._column)):
            try:
                if column:
                    column.check()
            except NoColumn as error:
                fail(option, str(error), Code.NOT_A_CHOICE)

    def sentences(self) -> list[str]:
        """Say how many rows were left out, and which wanted values no row has."""
        if not self._conditions:
            return []
        rows = "row" if self.left_out == 1 else "rows"
        missing = [says for condition in self._conditions for says in condition.sentences()]
        if not self.kept and not missing:
            missing = ["no row has all of these values"]
        return [f"--where: {self.left_out:,} {rows} left out, {self.kept:,} kept", *(f"--where: {says}" for says in missing)]


def _found(option: str, sheet: Sheet, wanted: str) -> OwnColumn:
    try:
        return OwnColumn(sheet, wanted)
    except NoColumn as error:
        fail(option, str(error), Code.NOT_A_CHOICE)


def _conditions(where: Sequence[str]) -> list[Condition]:
    """Return what each column must have; a column that is named twice may have either value."""
    wanted: dict[str, tuple[str, list[str]]] = {}
    for text in where:
        column, equals, value = text.partition("=")
        if not equals or not column.strip():
            fail(
                "--where",
                f"{text!r} does not name a column and a value; use COLUMN=VALUE, such as 'Assigned To=Smith'",
                Code.UNREADABLE,
            )
        wanted.setdefault(column.strip().casefold(), (column.strip(), []))[1].append(value)
    return [Condition(column, values) for column, values in wanted.values()]


def picks(by: str | None, where: Sequence[str] | None, form: str, serves: str) -> Picks:
    """Return what the options ask for. Fails if the form shows no groups."""
    if by is not None and not by.strip():
        fail("--by", "the name of the column is empty; give one, such as Analyst", Code.MISSING)
    if by is not None and form not in GROUPED and by.strip().lower() != NONE:
        own = "has one entry for each date" if form == "ics" else "already has the column; group it there"
        says = f"{form} {own}. Only a docket, a workbook or a summary can be grouped; use --format table, html or summary"
        fail("--by", says, Code.CONFLICT)
    return Picks(by, where or (), serves == "agency" and form in _DOCKETS)
