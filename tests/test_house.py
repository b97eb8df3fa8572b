"""The house rules: who imports whom, who knows which library, who reads the clock, how large things grow."""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "foiacalc"

FLOORS = [  # from the ground up: a module imports from the floors below its own only
    {"calamine", "errors", "law", "manual", "workbooks", "zone"},
    {"workdays"},
    {"facts", "files", "headings", "holiday_table", "names", "ours", "remarks", "sheetdates"},
    {"kinds"},
    {"agencies", "checks", "dayorder", "outcomes", "seen"},
    {"columns", "figures", "understood"},
    {"asides", "endings", "header", "request", "unread"},
    {"cells", "understanding"},
    {"rows"},
    {"keys", "own_columns"},
    {"lookthrough"},
    {"clock"},
    {"status", "slip"},
    {"slips_of_periods"},
    {"slips"},
    {"consequences", "claims", "typical"},
    {"timeline"},
    {"view"},
    {"in_court"},
    {"headline"},
    {"contract"},
    {"answer"},
    {"plan", "batch", "letters", "doj"},
    {"reference", "sheets"},
    {"renderers"},
    {"cli"},
    {"__main__", "notebook"},
]
CLOCK = [  # and within the clock: what a case is, how it is read and counted, each deadline, all of them
    {"readings", "count"},
    {"case", "window"},
    {"agency_limit"},
    {"deadline"},
    {"undone", "reasons"},
    {"determination", "court", "expedited_decision", "reply"},
    {"acknowledgment", "appeal"},
    {"appeal_determination", "exhaustion", "other_appeals"},
    {"suit"},
    {"all_deadlines"},
]
LIBRARIES = {  # who may import what is not ours and not Python's
    "typer": {"cli"},
    "mcp": {"cli/mcp.py"},
    "anyio": {"cli/mcp.py"},  # comes with mcp
    "rich": {"renderers/terminal.py", "renderers/months.py"},
    "holidays": {"holiday_table.py"},
    "dateutil": {"clock/count.py"},
    "icalendar": {"renderers/ics.py"},
    "python_calamine": {"calamine.py"},
    "xlsxwriter": {"renderers/workbook.py"},
    "jinja2": {"renderers/html.py", "renderers/letter.py"},
    "markupsafe": {"renderers/html.py"},  # comes with jinja2
}
FILES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def floor_of(module: str) -> int:
    return next(i for i, floor in enumerate(FLOORS) if module in floor)


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_imports_go_one_way(path: Path) -> None:
    """A lower floor never imports a higher one, nor two of the same floor each other."""
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if own == "__init__":
        return
    for module in imported(path):
        parts = module.split(".")
        if parts[0] != "foiacalc" or parts[1] in (own, "__version__"):
            continue
        assert floor_of(parts[1]) < floor_of(own), f"{own} imports {module}"


@pytest.mark.parametrize("path", [path for path in FILES if path.parent.name == "clock"], ids=name_of)
def test_imports_of_the_clock_go_one_way(path: Path) -> None:
    """A deadline imports those that it hangs on, never the other way."""

    def floor(module: str) -> int:
        return next(i for i, floor in enumerate(CLOCK) if module in floor)

    if path.stem == "__init__":
        return
    for module in imported(path):
        parts = module.split(".")
        if parts[:2] == ["foiacalc", "clock"] and len(parts) > 2 and parts[2] != path.stem:
            assert floor(parts[2]) < floor(path.stem), f"{path.stem} imports {module}"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_each_library_is_known_in_one_place(path: Path) -> None:
    """And no click: current Typer carries its own copy inside."""
    for module in imported(path):
        root = module.split(".")[0]
        if root not in sys.stdlib_module_names and root != "foiacalc":
            known_by = LIBRARIES[root]
            assert name_of(path) in known_by or name_of(path).split("/")[0] in known_by, f"{name_of(path)} imports {root}"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_only_the_command_line_reads_clock_and_environment(path: Path) -> None:
    """'Today' is passed in; so is what the terminal can show."""
    if name_of(path).startswith("cli/"):
        return
    text = path.read_text(encoding="utf-8")
    assert [] == re.findall(r"date\.today\(|datetime\.now\(|os\.environ|getenv|import locale|(?<!\.)\bprint\(", text)


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_modules_and_functions_stay_small(path: Path) -> None:
    """No module over 300 lines, no function over 40."""
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 40, node.name


HEAVY = {"holidays", "rich", "dateutil.parser", "importlib.metadata", "importlib.resources"}
HEAVY |= {"jinja2", "icalendar", "python_calamine", "xlsxwriter"}


def loaded(*args: str) -> set[str]:
    """The modules that a run of the program loads."""
    code = (
        "import sys, json; sys.argv = ['foiacalc', *sys.argv[1:]]\n"
        "from foiacalc.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "sys.stdout = sys.stderr; print(json.dumps(sorted(sys.modules)))"
    )
    ended = subprocess.run([sys.executable, "-c", code, *args], capture_output=True, text=True, check=True, timeout=60)
    return set(json.loads(ended.stderr.splitlines()[-1]))


@pytest.mark.parametrize("args", [("--json",), ()])
def test_nothing_heavy_is_loaded_for_json_or_piped_text(args: tuple[str, ...]) -> None:
    """What a script waits for is the answer, not a library it does not use."""
    modules = loaded("status", "--filed", "2010-02-01", *args)
    assert set() == HEAVY & modules
    assert "foiacalc.agencies" not in modules
    assert "foiacalc.cli.reference" not in modules


def test_the_package_itself_imports_nothing_heavy() -> None:
    """`import foiacalc` loads none of it until it is used."""
    code = "import sys, foiacalc; print([name for name in sys.modules if name.startswith('foiacalc')])"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert "['foiacalc']" == ended.stdout.strip()


def test_typed() -> None:
    """The package says that it is typed."""
    assert (PACKAGE / "py.typed").exists()
