"""The pages for those who change the program name only what is there, and every limit of the law; and a row of data changes
nothing in the README and the guide.
"""

import ast
import csv
import re
import shutil
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from foiacalc import law, tables
from foiacalc.clock.readings import closures
from foiacalc.law.agencies import components, rules
from tests import evidence
from tests.conftest import HERE, README, page, section, table
from tests.shown import BLOCK, hold
from tests.test_house import FILES, PACKAGE

GUIDE = page("changing") + page("release") + page("proof")
SHOWN = "shown, not counted"
ROWS = [
    (source, re.findall(r"`(\w+)`", limits), where)
    for source, limits, where in re.findall(
        r"^\| (.*) \| (.*) \| (.*) \|$", section("changing", "## Where each limit is counted"), re.MULTILINE
    )
    if limits.startswith("`")
]


def test_the_table_of_limits_is_that_of_the_law() -> None:
    """The guide's table of limits has each limit of the law once, beside words of its own citation."""
    assert sorted(law.LIMITS) == sorted(limit for _, limits, _ in ROWS for limit in limits)
    for source, limits, _ in ROWS:
        cited = {limit: [rule.cite for rule in law.RULES if rule.limit == limit] for limit in limits}
        assert all(any(source in cite for cite in cites) for cites in cited.values()), source


def test_each_limit_is_counted_where_the_table_says() -> None:
    """Each limit is counted by the function that the table names, which is there."""
    for _, _, where in ROWS:
        if where != SHOWN:
            for function in re.findall(r"`([\w.]+)`", where):
                module, _, name = function.rpartition(".")
                assert callable(getattr(import_module(f"foiacalc.{module}"), name, None)), function


def test_a_limit_that_is_only_shown_is_counted_nowhere() -> None:
    """The one limit that is only shown, beyond ten days (552(a)(6)(B)(ii)), is named by no module but the law's and the one
    whose error quotes it.
    """
    shown = [limit for _, limits, where in ROWS for limit in limits if where == SHOWN]
    code = "".join(path.read_text(encoding="utf-8") for path in FILES if path.name not in ("statute.py", "checks.py"))
    assert ["beyond_ten_days"] == shown
    assert not [limit for limit in shown if f'"{limit}"' in code]


def test_the_files_that_the_guide_names_are_there() -> None:
    """The files that the guide names are there."""
    paths = set(re.findall(r"(?:tests|foiacalc)/[\w./]+", GUIDE))
    assert {"foiacalc/law/statute.py", "foiacalc/data/closures.csv"} <= paths
    assert set() == {path for path in paths if not (HERE.parent / path).exists()}


def defined(path: Path) -> Iterator[str]:
    """The functions of a module, and what else it gives a name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            yield node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def test_the_tests_and_tables_that_the_guide_names_are_there() -> None:
    """The tests and the tables that the guide names are there by those names."""
    named = set(re.findall(r"`(test_\w+|_?[A-Z_]{4,}|__\w+__)`", GUIDE)) - {"METADATA"}  # a wheel's
    assert {"test_the_day_of_the_event_selects_the_row_of_the_law_in_force_on_it", "RULES", "NAMED", "__version__"} <= named
    assert set() == named - {name for path in (*HERE.glob("*.py"), *PACKAGE.rglob("*.py")) for name in defined(path)}


def test_a_table_is_in_the_file_that_the_guide_names_beside_it() -> None:
    """A table is in the file that the guide names beside it."""
    tables = re.findall(r"`(\w+)` (?:in|of)\s+`([\w/]+\.py)`", GUIDE)
    assert ("NAMED", "tests/statute.py") in tables
    assert [] == [(name, path) for name, path in tables if name not in defined(HERE.parent / path)]


# What a row of data may change: no sentence and no example of the README and the guide

ADDED = {  # a day of snow that no example counts over, and the rule of an agency that no example names
    "closures.csv": {
        "first_date": "1983-02-11",
        "last_date": "1983-02-11",
        "kind": "weather",
        "title": "Snow",
        "authority": "x",
    },
    "agency_rules.csv": {
        "code": "ZZZ",
        "name": "Zoning Zone Authority",
        "determined_from": "2020-01-02",
        "citation": "1 CFR 1.1",
    },
}


PAGES = [README, *sorted((PACKAGE / "guide").glob("*.md"))]


def forget() -> None:
    """Let each module read the tables of data anew, and drop what it made of them."""
    for name, module in [*sys.modules.items()]:
        if name.startswith("foiacalc"):
            for kept in [value for value in vars(module).values() if hasattr(value, "cache_clear")]:
                kept.cache_clear()


@pytest.fixture
def more_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The program with one closure and one agency more, each a row in its place, otherwise like one that is there."""
    folder = tmp_path / "data"
    shutil.copytree(tables.DATA, folder)
    for name, added in ADDED.items():
        rows = list(table(folder / name))
        like = next(row for row in rows if name != "closures.csv" or (row["kind"], row["agencies"]) == ("weather", ""))
        order = ("first_date",) if name == "closures.csv" else ("code", "determined_from")
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            out = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            out.writeheader()
            out.writerows(sorted([*rows, {**like, **added}], key=lambda row: tuple(row[key] for key in order)))
    monkeypatch.setattr(tables, "DATA", folder)
    forget()
    yield
    monkeypatch.undo()
    forget()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_closure_or_an_agency_more_changes_no_example_of_the_readme_or_the_guide(
    path: Path, more_data: None, tmp_path: Path
) -> None:
    """A row added to the closures or to the agencies' rules changes nothing that the commands of the README and the guide
    print, so adding one needs no edit of either.
    """
    assert {"ZZZ", "DHS"} <= {rule.code for rule in rules()}
    assert {"1983-02-11", "2013-10-01"} <= {str(closure.first) for closure in closures()}
    (tmp_path / "here").mkdir()
    hold(path, tmp_path / "here", update=False)


EVIDENCE = re.compile(r"^```text\n\$ python -m tests\.evidence\n.*?^```$", re.DOTALL | re.MULTILINE)  # counted anew, by a test


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_sentence_of_the_readme_or_the_guide_counts_the_rows_of_data(path: Path) -> None:
    """No sentence of the README and the guide says how many agencies, rules, components or closures there are, since a row
    more would make it wrong.
    """
    codes, firsts = {rule.code for rule in rules()}, {closure.first for closure in closures()}
    counts = {len(rules()), len(codes), len(components()), len(closures()), len(firsts), len(evidence.closed_days())}
    counted = re.compile(
        rf"\b(?:{'|'.join(map(str, sorted(counts)))}) (?:[\w']+ ){{0,2}}(?:agenc|rule|regulation|component|clos)"
    )
    text = BLOCK.sub("", EVIDENCE.sub("", path.read_text(encoding="utf-8")))
    assert [] == counted.findall(" ".join(text.split()))
