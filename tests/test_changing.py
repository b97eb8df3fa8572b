"""The page for those who change the program names only what is there, and every limit of the law."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from foiacalc import law
from tests.conftest import HERE, page, section
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
    """Each limit once, beside words of its own citation."""
    assert sorted(law.LIMITS) == sorted(limit for _, limits, _ in ROWS for limit in limits)
    for source, limits, _ in ROWS:
        cited = {limit: [rule.cite for rule in law.RULES if rule.limit == limit] for limit in limits}
        assert all(any(source in cite for cite in cites) for cites in cited.values()), source


def test_each_limit_is_counted_where_the_table_says() -> None:
    """A function or a class of a module that is there."""
    for _, _, where in ROWS:
        if where != SHOWN:
            for function in re.findall(r"`([\w.]+)`", where):
                module, _, name = function.rpartition(".")
                assert callable(getattr(import_module(f"foiacalc.{module}"), name, None)), function


def test_a_limit_that_is_only_shown_is_counted_nowhere() -> None:
    """No module but the law's names it, and the one whose error quotes it."""
    shown = [limit for _, limits, where in ROWS for limit in limits if where == SHOWN]
    code = "".join(path.read_text(encoding="utf-8") for path in FILES if path.name not in ("statute.py", "checks.py"))
    assert ["beyond_ten_days"] == shown
    assert not [limit for limit in shown if f'"{limit}"' in code]


def test_the_files_that_the_guide_names_are_there() -> None:
    """By their paths."""
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
    """By their names."""
    named = set(re.findall(r"`(test_\w+|_?[A-Z_]{4,}|__\w+__)`", GUIDE)) - {"METADATA"}  # a wheel's
    assert {"test_row_in_force", "RULES", "NAMED", "__version__"} <= named
    assert set() == named - {name for path in (*HERE.glob("*.py"), *PACKAGE.rglob("*.py")) for name in defined(path)}


def test_a_table_is_in_the_file_that_the_guide_names_beside_it() -> None:
    """By its name and path."""
    tables = re.findall(r"`(\w+)` (?:in|of)\s+`([\w/]+\.py)`", GUIDE)
    assert ("NAMED", "tests/statute.py") in tables
    assert [] == [(name, path) for name, path in tables if name not in defined(HERE.parent / path)]
