"""This module writes the letters of a batch into a folder, one for each late request, under safe names that are not taken."""

import os
import re
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, Any, NamedTuple, NoReturn

import typer

from foiacalc.answer import letters
from foiacalc.answer.reports import Report
from foiacalc.cli.fact_options import OUTPUT_PANEL
from foiacalc.cli.forms import writing
from foiacalc.cli.output import fail, say
from foiacalc.errors import Code

LettersTo = Annotated[
    str | None,
    typer.Option(
        "--letters",
        metavar="DIR",
        help="Save a letter for each overdue request in this folder. No existing file is overwritten.",
        rich_help_panel=OUTPUT_PANEL,
    ),
]

_OPTION = "--letters"
_LONGEST = 80  # characters of a file's name, its ending apart
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


class _WithLetter(NamedTuple):
    """This is an answer as it is shown, with its report if a letter can be sent, or False if that day is still contested."""

    shown: Any
    late: Report | bool | None


class Letters:
    """This holds the letters that the rows of a batch call for until all rows are in."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.called: list[tuple[Report, int]] = []
        self.too_soon = 0
        if not folder:
            fail(_OPTION, "the name of the folder is empty; give one", Code.MISSING)
        try:
            Path(folder).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self._cannot(error)

    def beside(self, show: Callable[[Report], Any]) -> Callable[[Report], _WithLetter]:
        """Return what shows a report, and also judges whether a letter can be sent."""
        return lambda report: _WithLetter(show(report), _late(report))

    def noted(self, found: _WithLetter, name: str | None, line: int) -> Any:
        """Add the letter that an answer calls for under the row's own id, and return the answer as it is shown."""
        if isinstance(found.late, Report):
            self.called.append((found.late.named(name), line))
        elif found.late is False:
            self.too_soon += 1
        return found.shown

    def write(self) -> None:
        """Write them all, or none if a file with one of their names already exists."""
        from foiacalc.render.letter import letter

        try:
            there = {name.casefold() for name in os.listdir(self.folder)}
        except OSError as error:
            self._cannot(error)
        names = _names([_name(report, line) for report, line in self.called])
        taken = next((name for name in names if name.casefold() in there), None)
        if taken:
            fail(
                _OPTION,
                f"{self.folder}: {taken} already exists, and no letter was written; give an empty folder",
                Code.WOULD_OVERWRITE,
            )
        for name, (report, _) in zip(names, self.called, strict=True):
            with writing(os.path.join(self.folder, name), force=False, option=_OPTION) as write:
                write(letter(report, "overdue", "text"))
        number = f"{len(names):,}" if names else "no"
        written = "1 letter was" if len(names) == 1 else f"{number} letters were"
        say(f"{written} written to {self.folder}{self._left_out()}")

    def _left_out(self) -> str:
        if not self.too_soon:
            return ""
        requests = "1 request is" if self.too_soon == 1 else f"{self.too_soon:,} requests are"
        return f"; {requests} late only by the statute's own count, so it is too early to write"

    def _cannot(self, error: OSError) -> NoReturn:
        says = " is a file; give a folder" if isinstance(error, FileExistsError) else f": {error.strerror or error}"
        fail(_OPTION, f"{self.folder}{says}", Code.UNWRITABLE)


def to_send(folder: str | None) -> Letters | None:
    """Return the letters to write into a folder, if one is asked for."""
    return None if folder is None else Letters(folder)


def _late(report: Report) -> Report | bool | None:
    """Return the report if its agency is late and can be written to; False if that day is still contested; otherwise None."""
    if not letters.why_not(report, "overdue"):
        return report
    return False if letters.owed(report).dates.state == "missed" and not report.known.sued else None


def _name(report: Report, line: int) -> str:
    """Name the letter by the agency and the id, in characters that every system allows in a file name."""
    from foiacalc.law.agencies import whom

    agency = _safe(whom(report.request.agency)) if report.request.agency else ""
    own = _safe(report.request.id or "") or f"line-{line}"
    return "-".join(filter(None, ("overdue", agency, own)))[:_LONGEST].rstrip("-._")


def _safe(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text[: 2 * _LONGEST]).encode("ascii", "ignore").decode()
    return _UNSAFE.sub("-", plain).strip("-._")


def _names(wanted: Iterable[str]) -> list[str]:
    """Return the names of the files; if some system may take two for the same, the later one gets a number."""
    given: dict[str, int] = {}
    names = []
    for name in wanted:
        one = name
        while one.casefold() in given:
            given[name.casefold()] += 1
            one = f"{name}-{given[name.casefold()]}"
        given[one.casefold()] = 1
        names.append(f"{one}.txt")
    return names
