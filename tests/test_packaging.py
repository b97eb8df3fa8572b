"""The package as it is given to others."""

import re
import shutil
import subprocess
import sys
import tomllib
import zipapp
from pathlib import Path

import pytest

import foiacalc
from foiacalc import zipped
from foiacalc.cli import batch, forms
from tests.conftest import HERE, section

TOML = tomllib.loads((HERE.parent / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = TOML["project"]
ONE = ["status", "--filed", "2010-02-01", "--as-of", "2010-10-28"]
COMMANDS = [
    *([*ONE, "--format", form] for form in forms.FORMATS),
    *(["batch", "-", "--as-of", "2010-10-28", "--format", form] for form in batch.FORMATS),
    ["explain", "suit", *ONE[1:]],
    ["check", *ONE[1:], "--claimed", "2010-03-02"],
    ["plan", "--by", "2026-12-31"],
    ["law"],
    ["holidays", "--verify"],
    ["agencies"],
    ["workdays", "2010-02-01", "--add", "5"],
    ["schema"],
    ["guide"],
    ["guide", "counting"],
]


@pytest.mark.parametrize("args", COMMANDS, ids=" ".join)
def test_as_installed_it_needs_nothing_around_it(args: list[str], tmp_path: Path) -> None:
    """The installed program runs every command and form from elsewhere, without an environment or a home."""
    command = [sys.executable, "-I", "-m", "foiacalc", *args]
    ended = subprocess.run(command, input=b"filed\n2010-02-01\n", capture_output=True, env={}, cwd=tmp_path, timeout=60)
    assert 0 == ended.returncode, ended.stderr
    assert b"Traceback" not in ended.stderr
    assert ended.stdout


def test_the_guide_names_the_dependencies() -> None:
    """The guide names each dependency that is required, and no other."""
    named = set(re.findall(r"^\| \[(.*?)\]", section("release", "## Dependencies"), re.MULTILINE))
    assert {re.split("[<>=]", text)[0] for text in PROJECT["dependencies"]} == named


@pytest.fixture(scope="session")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package alone, to make zip files from."""
    folder = tmp_path_factory.mktemp("tree")
    package = Path(foiacalc.__file__).parent
    shutil.copytree(package, folder / "foiacalc", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.mark.parametrize("main", ["foiacalc.__main__:main", "foiacalc.cli:main"])
def test_the_program_in_a_zip_file_says_that_it_cannot_run(main: str, tree: Path, tmp_path: Path) -> None:
    """The program inside a zip file says in one line that it cannot run there, and what to do instead, whichever of its two
    functions starts it.
    """
    archive = tmp_path / "foiacalc.pyz"
    zipapp.create_archive(tree, archive, main=main)
    command = [sys.executable, "-I", str(archive), "status", "--filed", "2010-02-01"]
    ended = subprocess.run(command, capture_output=True, text=True, env={}, cwd=tmp_path, timeout=60)
    assert (2, f"Error: {zipped.SAYS}\n", "") == (ended.returncode, ended.stderr, ended.stdout)
    assert "cannot run from inside a zip file" in zipped.SAYS
    assert "pipx install foiacalc" in zipped.SAYS


@pytest.mark.parametrize("used", ["report(filed='2010-02-01')", "answer_csv('filed\\n2010-02-01\\n')"])
def test_the_package_in_a_zip_file_is_an_import_error_that_says_so(used: str, tree: Path, tmp_path: Path) -> None:
    """The package inside a zip file raises an ImportError with the same sentence where it would read its tables."""
    archive = tmp_path / "foiacalc.zip"
    zipapp.create_archive(tree, archive, main="foiacalc.__main__:main")
    code = f"import sys; sys.path.insert(0, {str(archive)!r})\nimport foiacalc; foiacalc.{used}"
    ended = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, cwd=tmp_path, timeout=60)
    assert f"ImportError: {zipped.SAYS}" == ended.stderr.splitlines()[-1]
    assert 1 == ended.returncode


def for_pypi() -> str:
    """The README as the build makes it for a page that has no folder around it."""
    text = (HERE.parent / "README.md").read_text(encoding="utf-8")
    for change in TOML["tool"]["hatch"]["metadata"]["hooks"]["fancy-pypi-readme"]["substitutions"]:
        text, count = re.subn(change["pattern"], change["replacement"], text)
        assert count, f"nothing in the README is changed by {change['pattern']}"
    return text


def test_the_page_on_pypi_points_at_no_file() -> None:
    """The README on PyPI points at no file, since a relative link leads nowhere there, and names the guide's
    command instead.
    """
    text = for_pypi()
    assert [] == [target for target in re.findall(r"\]\((.*?)\)", text) if not target.startswith("https://")]
    assert "how the days are counted (`foiacalc guide counting`)" in text
    assert "pipx install foiacalc" in text
    assert "this folder" not in text


def test_each_python_of_the_classifiers_is_allowed_and_the_oldest_is_the_lower_bound() -> None:
    """Each version of Python that is claimed is allowed, and the oldest is the lower bound."""
    said = re.findall(r"Python :: 3\.(\d+)", "\n".join(PROJECT["classifiers"]))
    assert sorted(said, key=int) == said
    assert f">=3.{said[0]}" == PROJECT["requires-python"]


def test_typer_alone_has_an_upper_bound() -> None:
    """Only typer has an upper bound, because a later one would double the time to start."""
    assert ["typer"] == [re.split("[<>=]", text)[0] for text in PROJECT["dependencies"] if "<" in text]


def test_the_extra_for_tests_has_each_package_that_the_guide_imports_at_a_prompt() -> None:
    """The extra for tests has each package that a session of the guide imports, so that CI leaves none of them out."""
    text = "".join(path.read_text(encoding="utf-8") for path in (Path(foiacalc.__file__).parent / "guide").glob("*.md"))
    used = set(re.findall(r"^>>> (?:import|from) (\w+)", text, re.MULTILINE)) - {*sys.stdlib_module_names, "foiacalc"}
    assert {"pandas", "polars", "duckdb", "dask"} <= used
    assert set() == used - {re.split(r"[\[<>=]", text)[0] for text in PROJECT["optional-dependencies"]["test"]}


def test_the_lowest_mcp_that_is_allowed_is_the_lowest_that_is_tested() -> None:
    """The extra for assistants allows the same versions of mcp as the extra for tests, of which CI takes the lowest."""
    extras = PROJECT["optional-dependencies"]
    assert set(extras["mcp"]) <= set(extras["test"])
