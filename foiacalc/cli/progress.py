"""A bar on standard error for files that take a while, where a terminal shows it."""

import os
import sys
from contextlib import AbstractContextManager
from io import BufferedReader
from time import monotonic
from typing import Any

import typer

_WHILE = 1  # second without a bar
_CLEAR = "\r\x1b[K\x1b[?25h"  # the line emptied, the cursor shown


class Progress(AbstractContextManager["Progress"]):
    """How much of `files` is read, by bytes. Nothing is shown where `shown` is false or a file is a pipe."""

    def __init__(self, files: list[str], shown: bool) -> None:
        shown = shown and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self.total = sum(map(os.path.getsize, files)) if shown and all(map(os.path.isfile, files)) else 0
        self.before = self.size = 0
        self.raw: BufferedReader | None = None
        self.bar: Any = None
        self.began = monotonic()

    def reading(self, raw: BufferedReader) -> None:
        """The next file begins."""
        self.before += self.size
        self.raw, self.size = raw, os.fstat(raw.fileno()).st_size

    def passed(self) -> None:
        """Some rows more have passed."""
        if not self.total or not self.raw or monotonic() - self.began < _WHILE:
            return
        if not self.bar:
            self.bar = typer.progressbar(length=self.total, label="Reading", file=sys.stderr)
            self.bar.__enter__()
        self.bar.update(self.before + self.raw.tell() - self.bar.pos)

    def clear(self) -> None:
        """Makes room for a line."""
        if self.bar:
            sys.stderr.write(_CLEAR)

    def __exit__(self, *raised: object) -> None:
        self.clear()
        self.bar = None
