"""The reader of our own tables, data/*.csv: a name in the first row for each column, then the rows."""

import csv
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


def rows(name: str) -> Iterator[dict[str, str]]:
    """Each row of a table of data/ by the names of its columns."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def cells(name: str) -> Iterator[list[str]]:
    """Each row of a table of data/ as its cells in order, which takes a fraction of the time of `rows`."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        next(reader)
        yield from reader


@cache
def day(name: str) -> date:
    """The day that a file of data/ is, such as the one on which a table was brought up to date."""
    return date.fromisoformat(text(name).strip())


def text(name: str) -> str:
    """A file of data/ as it is."""
    return (DATA / name).read_text(encoding="utf-8")
