"""What was renamed is there by its former name for one release, and says what to write instead."""

import subprocess
import sys
import warnings
from collections.abc import Callable
from datetime import date
from importlib import import_module
from itertools import groupby
from operator import attrgetter, itemgetter
from pathlib import Path

import pytest

import foiacalc
from foiacalc.answer.reports import Report, explanation, report
from foiacalc.former import PLACES
from foiacalc.request.request import Request
from tests.conftest import HERE, cases

Rows = list[dict[str, str]]

# Every name that a script could import from the package as 1.0.0 had it (7fd5836), the command line's own modules apart, and
# the attributes of what an answer consists of; `now` is where it is, or empty
NAMES_OF_1_0_0 = [(module, list(rows)) for module, rows in groupby(cases("former.csv"), itemgetter("module"))]
FILED = Request(filed=date(2010, 2, 1), claimed=date(2010, 3, 2))
AS_OF = date(2010, 10, 28)


def got(module: str, name: str) -> tuple[object, list[warnings.WarningMessage]]:
    """What a script gets by `from module import name`, or an attribute of it, and what it is warned of."""
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        return attrgetter(name)(import_module(module)), said


@pytest.mark.parametrize(("module", "rows"), NAMES_OF_1_0_0, ids=[module for module, _ in NAMES_OF_1_0_0])
def test_each_name_of_the_last_release_gives_what_it_is_now_and_says_where(module: str, rows: Rows) -> None:
    """Each name of the last release is what it is by its new name, and one that has moved warns, at the script's own line,
    where it is now.
    """
    for row in (row for row in rows if row["now"]):
        found, said = got(module, row["name"])
        name, _, attribute = row["name"].partition(".")
        now = row["now"].removesuffix(f".{attribute}")
        home, _, named = now.rpartition(".")
        thing = getattr(import_module(home), named)
        assert found == (getattr(thing, attribute) if attribute else thing), row
        told = [(str(warning.message), warning.filename) for warning in said if str(warning.message).startswith(f"{module}.")]
        moved = [(f"{module}.{name} is now {now}", __file__)]
        assert (moved if row["reason"] != "stayed" else []) == told, row


@pytest.mark.parametrize(("module", "rows"), NAMES_OF_1_0_0, ids=[module for module, _ in NAMES_OF_1_0_0])
def test_each_name_that_is_gone_is_an_error_and_in_the_changelog(module: str, rows: Rows) -> None:
    """Each name of the last release that is gone is an error in the script that uses it, and the changelog names it, or its
    whole module, among what was removed.
    """
    removed = (HERE.parent / "CHANGELOG.md").read_text(encoding="utf-8").split("### Removed")[1].split("\n## ")[0]
    for row in (row for row in rows if not row["now"]):
        with pytest.raises((ImportError, AttributeError)):
            got(module, row["name"])
        assert f"`{module}`" in removed or f"{row['name'].split('.')[-1]}`" in removed, row


STAYED = {"answer", "batch", "law", "request"}  # modules that are where they were, without some of their names


@pytest.mark.parametrize("module", sorted(f"foiacalc.{name}" for name in PLACES.keys() - STAYED))
def test_a_former_path_is_there_and_says_where_its_names_are_now(module: str) -> None:
    """A module of the last release that has moved is there by its former path, and warns the script that imports it."""
    sys.modules.pop(module, None)
    with pytest.warns(DeprecationWarning, match=rf"^{module} is now foiacalc\.") as said:
        exec(f"import {module}")
    assert ["<string>"] == [warning.filename for warning in said if str(warning.message).startswith(f"{module} is")]


def test_a_former_module_gives_all_its_names_to_a_script_that_imports_them_all() -> None:
    """`from foiacalc.status import *`, as a script of the last release may say, gives the names of the module."""
    given: dict[str, object] = {}
    with warnings.catch_warnings(record=True) as said:
        exec("from foiacalc.status import *", given)
    assert "foiacalc.status.next_date is now foiacalc.answer.state.next_date" in [str(warning.message) for warning in said]
    assert given["consequences"] is import_module("foiacalc.answer.consequences").consequences


def test_every_former_module_is_in_the_list_of_places() -> None:
    """Every module in the folder of former modules says where its names are now, and each of those places is a module."""
    folder = Path(import_module("foiacalc.former").__file__ or "").parent
    files = {".".join(path.relative_to(folder).with_suffix("").parts) for path in folder.rglob("*.py")}
    assert {name for name in files if not name.endswith("__init__")} | STAYED == PLACES.keys()
    assert all(import_module(f"foiacalc.{place}") for places in PLACES.values() for place in places)


def test_the_table_of_holidays_is_made_by_its_former_command() -> None:
    """`python -m foiacalc.holiday_table`, the command of the last release's own recipe, still prints the table."""
    ended = subprocess.run(
        [sys.executable, "-m", "foiacalc.holiday_table"], capture_output=True, text=True, check=True, timeout=60
    )
    assert ended.stdout.startswith("date_observed,statutory_date,name\n1971-01-01,")


def test_the_package_has_batch_and_loads_nothing_former() -> None:
    """`foiacalc.batch` is there after `import foiacalc`, and neither that nor an answer loads what is for former names."""
    code = (
        "import sys, foiacalc\nassert 'foiacalc.batch' not in sys.modules\n"
        "foiacalc.report(filed='2010-02-01', as_of='2010-10-28').to_dict()\nprint(foiacalc.batch.reports.__name__)\n"
        "print([name for name in sys.modules if 'former' in name or name == 'foiacalc.status'])"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert "reports\n[]\n" == ended.stdout


def test_the_forms_are_there_by_their_former_path() -> None:
    """The forms are there by their former path with both ways to import them, with a warning."""
    code = (
        "import warnings; warnings.simplefilter('always')\nfrom foiacalc.renderers import markdown\n"
        "import foiacalc.renderers.plain as plain\nprint(callable(markdown.status), callable(plain.status))"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert "True True\n" == ended.stdout
    assert "<string>:2: DeprecationWarning: foiacalc.renderers is now foiacalc.render\n" in ended.stderr


NAMES: list[tuple[str, Callable[[Report], object], Callable[[Report], object]]] = [
    ("state_of", lambda found: found.standing("appeal"), lambda found: found.state_of("appeal")),
    ("states", lambda found: found.standings, lambda found: found.states),
    (
        "among Report.consequences",
        lambda found: [door.key for door in found.doors],
        lambda found: ["constructive_exhaustion"],
    ),
    ("acknowledgment", lambda found: found.state_of("acknowledgement"), lambda found: found.state_of("acknowledgment")),
    (
        "acknowledgment",
        lambda found: found.assumptions_about("acknowledgement"),
        lambda found: found.assumptions_about("acknowledgment"),
    ),
    (
        "acknowledgment",
        lambda found: report(FILED, as_of=AS_OF, against="acknowledgement"),
        lambda found: report(FILED, as_of=AS_OF, against="acknowledgment"),
    ),
    (
        "acknowledgment",
        lambda found: explanation(found, "acknowledgement"),
        lambda found: explanation(found, "acknowledgment"),
    ),
    (
        "against",
        lambda found: report(FILED, as_of=AS_OF, claim_on="suit"),
        lambda found: report(FILED, as_of=AS_OF, against="suit"),
    ),
    (
        "against",
        lambda found: foiacalc.report(filed="2010-02-01", as_of=AS_OF, claim_on="suit").against,
        lambda found: "suit",
    ),
]


@pytest.mark.parametrize(("now", "former", "same"), NAMES)
def test_a_former_name_gives_the_same_and_says_what_it_is_now(
    now: str, former: Callable[[Report], object], same: Callable[[Report], object]
) -> None:
    """A former name of a report's method or option gives the same and warns what it is now."""
    found = report(FILED, as_of=AS_OF)
    with pytest.warns(DeprecationWarning, match=f"is now {now}"):
        given = former(found)
    assert same(found) == given


PUBLIC = [
    "foiacalc.request:Request",
    "foiacalc.answer:report",
    "foiacalc.answer:Report",
    "foiacalc.batch:reports",
    "foiacalc.law:RULES",
]


@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.filterwarnings("error")
def test_the_public_paths_stay_without_a_warning(path: str) -> None:
    """The public paths stay as they were, without a warning, after their modules were imported too."""
    module, _, name = path.partition(":")
    assert getattr(import_module(module), name)
