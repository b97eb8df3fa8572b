"""This module shows a progress bar on standard error for files that take a while, if a terminal shows it."""

import os
import sys
from contextlib import AbstractContextManager
from io import BufferedReader
from stat import S_ISREG
from time import monotonic
from typing import Any

import typer

_WHILE = 1  # seconds before a bar is shown
_CLEAR = "\r\x1b[K\x1b[?25h"  # empty the line and show the cursor
_WIDTH = 20  # columns of the bar itself


def _size(file: str) -> int | None:
    """Return the bytes of a file, also of one that is standard input; return None for a pipe or if there is no file."""
    try:
        found = os.stat(sys.stdin.fileno() if file == "-" else file)
    except OSError:
        return None
    return found.st_size if S_ISREG(found.st_mode) else None


class Progress(AbstractContextManager["Progress"]):
    """This shows how much of `files` is read, by bytes. It shows nothing if `shown` is false or a file is a pipe."""

    def __init__(self, files: list[str], shown: bool) -> None:
        shown = shown and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        sizes = [_size(file) for file in files] if shown else []
        self.total = sum(filter(None, sizes)) if all(sizes) else 0
        self.before = self.size = 0
        self.raw: BufferedReader | None = None
        self.bar: Any = None
        self.began = monotonic()

    def begin(self, raw: BufferedReader) -> None:
        """Begin the next file."""
        self.before += self.size
        self.raw, self.size = raw, os.fstat(raw.fileno()).st_size

    def passed(self) -> None:
        """Show that more rows have passed."""
        if not self.total or not self.raw or monotonic() - self.began < _WHILE:
            return
        if not self.bar:
            self.bar = typer.progressbar(length=self.total, label="Reading", width=_WIDTH, file=sys.stderr)
            self.bar.__enter__()
        self.bar.update(self.before + self.raw.tell() - self.bar.pos)

    def clear(self) -> None:
        """Take the bar away, to make room for a line."""
        if self.bar:
            sys.stderr.write(_CLEAR)

    def __exit__(self, *raised: object) -> None:
        self.clear()
        self.bar = None
