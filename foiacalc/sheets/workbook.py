"""This module gives the rows of a workbook as cells of text, read by a process that may crash."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, NamedTuple

_GB = 1024**3
_MEMORY = 4 * _GB  # bytes for the reader; it holds a sheet as a full rectangle, so a single cell far out may need them
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # in a workbook of today's format that is locked
_LOCKED = re.compile(rb"\x09\x08[\x08\x10]\x00.{8}(?:.{8})?\x2f\x00", re.DOTALL)  # in a locked one of the format before 2007
_OLE = b"\xd0\xcf\x11\xe0"
_SAVE = "open it in Excel or LibreOffice and save it as .xlsx or CSV"
_UNLOCK = f"is password-protected; {_SAVE}, without the password"
_GRIEF = (
    f"is damaged, or needs more than {_MEMORY // _GB} GB of memory to read, as when a stray cell is "
    f"far from the data; {_SAVE}, or delete the stray cells"
)


class NoWorkbook(ValueError):
    """This is raised for bytes that are not a workbook, or not one that can be read; the message says why, and what helps."""


class Tab(NamedTuple):
    """This is one sheet of a workbook: its name, its rows with their numbers, and the other sheets that have rows."""

    name: str
    rows: Iterator[tuple[int, list[str]]]
    others: tuple[str, ...]


def tab(data: bytes, wanted: str | None = None) -> Tab:
    """Return the sheet of that name; without one, the first that has rows and is not hidden. Raises NoWorkbook if none is."""
    if data.startswith(_OLE) and (_ENCRYPTED in data or _LOCKED.search(data)):
        raise NoWorkbook(_UNLOCK)
    said = _said(data, wanted)
    first = next(said)
    if "error" in first:
        raise NoWorkbook(_UNLOCK if first["error"] == "locked" else first["error"])
    return Tab(first["sheet"], ((number, cells) for together in said for number, cells in together), tuple(first["others"]))


def _said(data: bytes, wanted: str | None) -> Iterator[Any]:
    """Yield what the reader says, line by line. Raises NoWorkbook if the reader stops early."""
    # The reader is isolated, but it is given our path, so that it runs this package and no other.
    code = f"import sys; sys.path[:] = {sys.path!r}; from foiacalc.sheets.calamine import main; main()"
    command = [sys.executable, "-I", "-c", code, str(_MEMORY), *([wanted] if wanted is not None else [])]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL) as reader:
        assert reader.stdin and reader.stdout
        try:
            with suppress(BrokenPipeError), reader.stdin as to:
                to.write(data)
            for line in reader.stdout:
                said = json.loads(line)
                if said is None:
                    return
                yield said
            raise NoWorkbook(_GRIEF)
        finally:
            reader.kill()
