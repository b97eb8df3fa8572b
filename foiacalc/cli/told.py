"""This module says on standard error what is wrong with a batch's rows: each kind of error once, with the first in full."""

import re
from collections.abc import Callable
from typing import NamedTuple

_QUOTED = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|\d[\d-]*")
_KINDS = 200  # kinds of errors counted one by one; rows of further kinds are counted together
_REST = ("", "other errors")


class _Like(NamedTuple):
    rows: int
    first: int


class Errors:
    """This tells the errors of one sheet: the first of each kind as it comes, and how many there were of each at the end."""

    def __init__(self, file: str, say: Callable[[str], None]) -> None:
        self._file, self._say = file, say
        self._kinds: dict[tuple[str, str], _Like] = {}

    def take(self, line: int, column: str, says: str) -> None:
        """Count an error in a row; `column` is blank if the row itself is wrong."""
        kind = (column, _QUOTED.sub("", says))
        if kind not in self._kinds and len(self._kinds) >= _KINDS:
            kind = _REST
        before = self._kinds.get(kind)
        self._kinds[kind] = _Like(before.rows + 1, before.first) if before else _Like(1, line)
        if not before:
            place = f"{self._file}, line {line}" + (f", {column}" if column else "")
            self._say(f"Error: {place}: {says}")

    def finish(self) -> None:
        """Say how many rows had each error that came more than once."""
        for (column, _), like in self._kinds.items():
            if like.rows > 1:
                named = f", {column}" if column else ""
                self._say(f"Error: {self._file}{named}: {like.rows:,} rows have the same error, the first on line {like.first}")
