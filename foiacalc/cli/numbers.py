"""This module reads the whole numbers of a command line, and says what is wrong with one as any other error does."""

from collections.abc import Callable
from typing import NamedTuple

import typer

from foiacalc.errors import Code, shown

_WHOLE = "a whole number"


class NotANumber(typer.BadParameter):
    """This is raised for a value that is not a number, or is out of range; the parser passes it on as it is."""

    def __init__(self, place: str, says: str, code: Code, value: object) -> None:
        super().__init__(says)
        self.place, self.says, self.code, self.value = place, says, code, value


class Number(NamedTuple):
    """This says what number an option or an argument takes: what it is called, an example, its range (inclusive)."""

    place: str
    example: str
    kind: str = _WHOLE  # what a text that cannot be read is not
    counts: str = "number"
    least: int | None = None
    most: int | None = None

    @property
    def parser(self) -> Callable[[str], int]:
        """Return what makes a number of a text; it raises NotANumber."""

        def number(text: str) -> int:  # the parser of the command line asks for its name
            return self.read(text)

        return number

    def read(self, text: str) -> int:
        """Return the number. Raises NotANumber, which says what would be right."""
        try:
            found = int(text) if "_" not in text else None
        except ValueError:
            found = None
        if found is None:
            raise NotANumber(self.place, f"{shown(text)} is not {self.kind}; use {self.example}", Code.UNREADABLE, text)
        if (self.least is None or found >= self.least) and (self.most is None or found <= self.most):
            return found
        span = f"from {self.least} to {self.most}" if self.most is not None else f"of {self.least} or more"
        says = f"{shown(found)} is out of range; give a {self.counts} {span}, such as {self.example}"
        raise NotANumber(self.place, says, Code.OUT_OF_RANGE, text)


WORKING_DAYS = "number of working days"
YEAR = Number("YEAR", "foiacalc holidays 2026", "a year")
ADD = Number("--add", "--add 20", counts=WORKING_DAYS, least=0)
ALARM = Number("--alarm", "--alarm 5", counts=WORKING_DAYS, least=0, most=365)
HEADER_LINE = Number("--header-line", "--header-line 3", counts="line number", least=1)
FISCAL_YEAR = Number("--fiscal-year", "--fiscal-year 2025", "a year")
JOBS = Number("--jobs", "--jobs 4")
EXAMPLES = {number.place: number.example for number in (ADD, ALARM, HEADER_LINE, FISCAL_YEAR, JOBS)}
