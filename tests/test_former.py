"""What was renamed is there by its former name for one release, and says what to write instead."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from importlib import import_module

import pytest

import foiacalc
from foiacalc.answer.reports import Report, report
from foiacalc.request.request import Request

PATHS: list[tuple[str, str, str]] = [  # the former path, a name that a script would have used, where that is now
    ("facts", "parse_date", "request.facts"),
    ("workdays", "legal", "calendar.workdays"),
    ("agencies", "find", "law.agencies"),
    ("contract", "to_json", "answer.contract"),
    ("claims", "Claim", "answer.check"),
    ("status", "Standing", "answer.state"),
    ("plan", "plans", "answer.plan"),
    ("letters", "owed", "answer.letters"),
    ("holiday_table", "main", "calendar.make_holidays"),
]
FILED = Request(filed=date(2010, 2, 1), claimed=date(2010, 3, 2))
AS_OF = date(2010, 10, 28)


@pytest.mark.parametrize(("path", "name", "now"), PATHS)
def test_a_former_path_gives_the_same_and_says_where_it_is_now(path: str, name: str, now: str) -> None:
    """A former path of a module gives the very names of the new one and warns where it is now."""
    sys.modules.pop(f"foiacalc.{path}", None)
    with pytest.warns(DeprecationWarning, match=f"foiacalc.{path} is now foiacalc.{now}"):
        former = import_module(f"foiacalc.{path}")
    renamed = {"Claim": "Check", "Standing": "DeadlineState"}.get(name, name)
    assert getattr(former, name) is getattr(import_module(f"foiacalc.{now}"), renamed)


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
