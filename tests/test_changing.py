"""The pages for those who change the program name only what is there, and every limit of the law; and a row more of data or of
cases changes nothing but its own table: no command, code or count of the README and the guide, and no test of a whole table.
"""

import ast
import csv
import re
import shutil
import sys
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from inspect import signature
from pathlib import Path

import pytest

from foiacalc import law, tables
from foiacalc.clock.readings import CLOSURES, AgencyCalendars, closures
from foiacalc.law.agencies import components, rules
from tests import evidence, reference, test_agencies, test_guide_blocks, test_typical
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


# What a row of data may change: its own table and its case, no page and no test

SNOW = "1983-02-11"  # a day that no example counts over
# the days after the latest on which an example asks: snow, an order for the day before Christmas, a lapse
COMING = [("2026-11-30", "weather"), ("2026-12-24", "executive_order"), ("2026-12-14", "lapse")]
ADDED: dict[str, list[dict[str, str]]] = {  # closures, an agency, a rule of days to come
    "closures.csv": [
        {"first_date": day, "last_date": day, "kind": kind, "title": "Closed", "authority": "x"}
        for day, kind in [(SNOW, "weather"), *COMING]
    ],
    "agency_rules.csv": [
        {"code": "DOJ", "determined_from": "2027-01-04", "citation": "28 CFR 16.99"},  # many an example names it
        {  # with a time to appeal that has a case already, whatever agency comes before it
            "code": "ZZZ",
            "name": "Zoning Zone Authority",
            "determined_from": "1980-01-02",
            "citation": "1 CFR 1.1",
            "days": "90",
            "unit": "calendar_days",
        },
    ],
}
ENDS = {"DOJ": "2027-01-03"}  # the last day of the rule before
PLAIN = {"agencies": "", "open_agencies": "", "half_day": "no", "determined_until": "", "part_of": ""}
PAGES = [README, *sorted((PACKAGE / "guide").glob("*.md"))]


def forget() -> None:
    """Let each module read the tables of data anew, and drop what it made of them."""
    for name, module in [*sys.modules.items()]:
        if name.startswith("foiacalc"):
            for kept in [value for value in [*vars(module).values()] if hasattr(value, "cache_clear")]:
                kept.cache_clear()


def rows_with(name: str) -> list[dict[str, str]]:
    """The rows of a table of data and those added, each in its place and otherwise like the row before it."""
    found = [*table(tables.DATA / name)]
    for added in ADDED[name]:
        order = [key for key in ("code", "first_date", "determined_from") if key in added]
        at = sum([row[key] for key in order] < [added[key] for key in order] for row in found)
        before = found[at - 1]
        found.insert(at, {**before, **{key: PLAIN[key] for key in before.keys() & PLAIN}, **added})
        if before.get("code") == added.get("code", ""):
            before["determined_until"] = ENDS[added["code"]]
    return found


@pytest.fixture
def more_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The program with one closure more, an agency more and a second regulation of an agency."""
    folder = tmp_path / "data"
    shutil.copytree(tables.DATA, folder)
    for name in ADDED:
        rows = rows_with(name)
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            out = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            out.writeheader()
            out.writerows(rows)
    for module in (tables, evidence):
        monkeypatch.setattr(module, "DATA", folder)
    forget()
    yield
    monkeypatch.undo()
    forget()


# Processes that an example starts (--jobs 2) read the tables as they are, so that example proves nothing here
OF_THIS_PROCESS = [path for path in PAGES if "--jobs 2" not in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("path", OF_THIS_PROCESS, ids=lambda path: path.stem)
def test_a_closure_or_an_agency_more_changes_no_example_of_the_readme_or_the_guide(
    path: Path, more_data: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row added to the closures or to the agencies' rules changes nothing that the commands and the Python of the README and
    the guide print, so adding one needs no edit of either.
    """
    assert {"28 CFR 16.99", "1 CFR 1.1"} <= {rule.citation for rule in rules()}
    assert {SNOW, *(day for day, _ in COMING)} <= {str(closure.first) for closure in closures()}
    (tmp_path / "here").mkdir()
    hold(path, tmp_path / "here", update=False)
    if path != README:
        monkeypatch.chdir(tmp_path / "here")
        monkeypatch.syspath_prepend(tmp_path / "here")
        assert page(path.stem) == test_guide_blocks.printed_again(path.stem, tmp_path / "here")


WHOLE = {  # the tests that look at the whole of a table in this process, each by itself
    f"{module.__name__}.{name}": test
    for module in (test_agencies, test_typical)
    for name, test in vars(module).items()
    if name.startswith("test_") and not signature(test).parameters and "run" not in test.__code__.co_names
}


@pytest.mark.parametrize("name", WHOLE)
def test_an_agency_more_fails_no_test_of_a_whole_table(name: str, more_data: None) -> None:
    """A new agency and a second regulation of one fail no test of a whole table, so adding one needs no edit of a test."""
    WHOLE[name]()


def test_a_closure_more_is_left_out_of_the_cautious_walk(more_data: None) -> None:
    """A closure more is left out of both counts of the page of evidence, which still agree."""
    assert date(1983, 2, 11) in evidence.closed_days()
    cautious = AgencyCalendars(None).under(frozenset(CLOSURES))
    assert not cautious.is_working(date(1983, 2, 11))
    assert not evidence.counts(date(1983, 1, 3), date(1983, 12, 30), cautious, evidence.closed_days()).wrong


def test_the_generated_pages_count_no_data(more_data: None) -> None:
    """The pages that are generated from the program are the same with a closure and an agency more."""
    assert page("commands").endswith(reference.commands())


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_sentence_of_the_readme_or_the_guide_counts_the_rows_of_data_or_of_cases(path: Path) -> None:
    """No sentence and no block of text of the README and the guide says how many agencies, rules, components or closures there
    are, or how many rows a table of cases has, since a row more would make it wrong.
    """
    codes, firsts = {rule.code for rule in rules()}, {closure.first for closure in closures()}
    counts = {len(rules()), len(codes), len(components()), len(closures()), len(firsts), len(evidence.closed_days())}
    cases = {file.name: len(list(table(file))) for folder in ("cases", "sheets") for file in (HERE / folder).iterdir()}
    counted = [
        rf"\b(?:{'|'.join(map(str, sorted(counts)))}) (?:[\w']+ ){{0,3}}(?:agenc|rule|regulation|component|clos)",
        *(rf"\b{count}\b\W+{re.escape(name)}|{re.escape(name)}\W+{count}\b" for name, count in cases.items()),
        rf"\b(?:{'|'.join(str(count) for count in cases.values() if count > FEW)}) (?:rows|cases)",
    ]
    text = " ".join(BLOCK.sub("", path.read_text(encoding="utf-8")).split())  # the commands are run above
    assert [] == [found for pattern in counted for found in re.findall(pattern, text)]


FEW = 20  # so few rows may be a number of anything
