"""This module opens the files of a batch when their turn comes, and lets none of them be overwritten."""

import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from io import BufferedReader
from typing import IO, NamedTuple

from foiacalc.cli.output import fail
from foiacalc.errors import Code
from foiacalc.sheets.columns import WrongMap
from foiacalc.sheets.dates import Notation
from foiacalc.sheets.day_order import DayOrder
from foiacalc.sheets.file import INPUT_FORMATS, Unreadable
from foiacalc.sheets.lookthrough import holding, look_through
from foiacalc.sheets.records import Asked, Sheet, open_sheet

STANDARD = "-"
_SLASH = b"/"  # every date that can be read two ways has one
_BLOCK = 1 << 20  # bytes


class Open(NamedTuple):
    """This says how a file is opened: what is asked of it, and how its dates are read."""

    asked: Asked
    notation: Notation

    def __call__(self, name: str, raw: BufferedReader) -> Sheet:
        if self.asked.form not in (None, *INPUT_FORMATS):
            fail("--input-format", f"{self.asked.form!r} is not one of {', '.join(INPUT_FORMATS)}", Code.NOT_A_CHOICE)
        return open_sheet(name, raw, self.asked, self.notation)


def in_turn(files: list[str], opening: Open, begins: Callable[[BufferedReader], object] | None = None) -> Iterator[Sheet]:
    """Yield each file, opened in its turn: to be answered, which `begins` is told, or only to be looked at.

    A file to be answered is looked through first if it can be read twice.
    """
    if not files:
        fail("FILE", "give a file, or - for standard input", Code.MISSING)
    if files.count(STANDARD) > 1:
        fail("FILE", "- is standard input, which can be read only once; use it once", Code.CONFLICT)
    if STANDARD in files and not sys.stdin:
        fail(STANDARD, "standard input is closed; give a file", Code.FILE_UNREADABLE)
    for name in files:
        order = DayOrder(name, opening.notation.day_first)
        try:
            looked = begins and not order.said and _looked_through(name, opening, order)
            with open(sys.stdin.fileno() if name == STANDARD else name, "rb") as raw:
                if begins:
                    begins(raw)
                sheet = opening(name, raw)._replace(order=order)
                yield sheet if looked or not begins else sheet._replace(rows=holding(sheet, order))
        except OSError as error:
            fail(name, error.strerror or str(error), Code.FILE_UNREADABLE)


def _looked_through(name: str, opening: Open, order: DayOrder) -> bool:
    """Return whether the dates of a file could be looked at before it is read; a pipe can be read only once."""
    if name == STANDARD or not stat.S_ISREG(os.stat(name).st_mode):
        return False
    with open(name, "rb") as raw:
        if any(_SLASH in block for block in iter(partial(raw.read, _BLOCK), b"")):
            raw.seek(0)
            look_through(opening(name, raw), order)
    return True


@contextmanager
def places() -> Iterator[None]:
    """Say where a sheet cannot be parsed, or which --map is wrong."""
    try:
        yield
    except Unreadable as error:
        fail(f"{error.file}, line {error.line}" if error.line else error.file, str(error), error.code)
    except WrongMap as error:
        fail("--map", str(error), error.code)


def distinct(files: list[str], output: str | None, errors: str | None) -> None:
    """Refuse, before anything is written, to overwrite an input file or to write two things to one place."""
    read = {_which(name, sys.stdin) for name in files} - {None}
    answers, rejected = _which(output or STANDARD, sys.stdout), _which(errors, sys.stdout) if errors else None
    if answers in read:
        fail("-o", f"{output or 'standard output'} is an input file; use another file", Code.WOULD_OVERWRITE)
    if rejected in read:
        fail("--errors", f"{errors} is an input file; use another file", Code.WOULD_OVERWRITE)
    if errors == STANDARD == (output or STANDARD):
        fail(
            "--errors",
            "- is standard output, where the answers go; give a file, or use -o for the answers",
            Code.WOULD_OVERWRITE,
        )
    if rejected and rejected == answers:
        fail("--errors", f"{errors} is where the answers go; use another file", Code.WOULD_OVERWRITE)


def _which(name: str, standard: IO[str] | None) -> object:
    """Return what identifies a file under any name; return None for a terminal, a pipe or a device."""
    with suppress(OSError, ValueError, AttributeError):
        found = os.stat(standard.fileno() if name == STANDARD and standard else name)
        return (found.st_dev, found.st_ino) if stat.S_ISREG(found.st_mode) else None
    # The file does not exist yet; on some systems two names that differ only in case are the same file.
    return None if name == STANDARD else os.path.realpath(name).casefold()
