"""What the tests share: cases read from tables, facts written as on the command line."""

import csv
import json
import os
import re
import shlex
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from foiacalc.answer.reports import Report, report
from foiacalc.request.request import Request

HERE = Path(__file__).parent
README = HERE.parent / "README.md"
GUIDE = HERE.parent / "foiacalc" / "guide"
settings.register_profile("foiacalc", settings.default, deadline=None)  # a loaded machine is no error
settings.load_profile("foiacalc")
os.environ["TZ"] = "America/New_York"  # where today is the day of the answers, at any hour
time.tzset()
Guard = Callable[[str, str], None]
_LISTS = ("info_asked", "fee_asked", "closed", "extended", "interim", "appeal_extended")


def table(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def cases(name: str) -> Iterator[dict[str, str]]:
    """The rows of a table of cases."""
    yield from table(HERE / "cases" / name)


def facts_of(options: str) -> dict[str, Any]:
    """Facts from options: '--filed 2010-02-01 --expedite'."""
    found: dict[str, Any] = {}
    words = shlex.split(options)
    while words:
        name = words.pop(0).removeprefix("--").replace("-", "_")
        if name in ("expedite", "ended"):
            found[name] = True
        elif name in _LISTS:
            found.setdefault(name, []).append(words.pop(0))
        elif name == "tolled_days":
            found[name] = int(words.pop(0))
        else:
            found[name] = words.pop(0)
    return found


def report_on(options: str, as_of: str) -> Report:
    """The report on facts written as options."""
    return report(Request.parse(facts_of(options)), as_of=date.fromisoformat(as_of))


def page(topic: str) -> str:
    """The Markdown of a page of the guide."""
    return (GUIDE / f"{topic}.md").read_text(encoding="utf-8")


def section(topic: str, heading: str) -> str:
    """The text of a section of a page of the guide, up to the next one of its level."""
    level = heading.split(" ")[0]
    _, text = page(topic).split(f"\n{heading}\n")
    return text.split(f"\n{level} ")[0]


@pytest.fixture
def guard(pytestconfig: pytest.Config) -> Guard:
    """Hold a text against the snapshot of that name, or write it."""

    def hold(name: str, text: str) -> None:
        path = HERE / "golden" / name
        if pytestconfig.getoption("--update-golden"):
            path.write_bytes(text.encode())
        assert path.read_bytes().decode() == text

    return hold


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` writes the snapshots anew."""
    parser.addoption("--update-golden", action="store_true", help="write the snapshots of tests/golden anew")


_MONTHS = [
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
]
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in _MONTHS)
_WEEKDAY = "(?:(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, )?"
_DATED = re.compile(rf"{_WEEKDAY}\b({_MONTH}) (\d\d?), (\d{{4}})(,(?= [a-z]))?")


def answers(lines: str) -> list[dict[str, Any]]:
    """The answers among lines of JSON, of which the last may say what ended them."""
    return [found for line in lines.splitlines() if "error" not in (found := json.loads(line))]


def iso(page: str) -> str:
    """The words of a page with its dates as the other forms write them."""

    def written(found: re.Match[str]) -> str:
        month = [name[:3] for name in _MONTHS].index(found[2][:3]) + 1
        return f"{found[1][:3] + ' ' if found[1] else ''}{date(int(found[4]), month, int(found[3]))}"

    return _DATED.sub(written, page.replace("\N{NO-BREAK SPACE}", " ").replace("U.S.C. § ", "U.S.C. "))
