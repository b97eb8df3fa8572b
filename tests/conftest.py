"""What the tests share: cases read from tables, facts written as on the command line."""

import csv
import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from foiacalc.answer import Report, report
from foiacalc.request import Request

HERE = Path(__file__).parent
settings.register_profile("foiacalc", deadline=None)  # a loaded machine is no error
settings.load_profile("foiacalc")
_LISTS = ("info_asked", "fee_asked", "closed")


def cases(name: str) -> Iterator[dict[str, str]]:
    """The rows of a table of cases."""
    yield from table(HERE / "cases" / name)


def table(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a table, each by the names in its first line."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def facts(options: str) -> dict[str, Any]:
    """Facts from options: '--filed 2010-02-01 --expedite'."""
    found: dict[str, Any] = {}
    words = shlex.split(options)
    while words:
        name = words.pop(0).removeprefix("--").replace("-", "_")
        if name == "expedite":
            found[name] = True
        elif name in _LISTS:
            found.setdefault(name, []).append(words.pop(0))
        elif name == "tolled_days":
            found[name] = int(words.pop(0))
        else:
            found[name] = words.pop(0)
    return found


def answer(options: str, as_of: str) -> Report:
    """The report on facts written as options."""
    return report(Request.parse(facts(options)), as_of=date.fromisoformat(as_of))


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` writes the snapshots anew."""
    parser.addoption("--update-golden", action="store_true", help="write the snapshots of tests/golden anew")
