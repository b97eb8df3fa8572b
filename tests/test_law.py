"""The table of the law: which row was in force when, and that no other file of the package holds its numbers."""

import ast
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import unquote

import pytest

import foiacalc
from foiacalc import law
from tests.conftest import cases

ROWS = list(cases("law_rows.csv"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['limit']} {row['day']}")
def test_row_in_force(row: dict[str, str]) -> None:
    """An event's own date selects the row, to the day; value 'none' where no row was in force, empty where it has no number."""
    rule = law.in_force(row["limit"], date.fromisoformat(row["day"]))
    actual = (str(rule.value or ""), rule.unit or "") if rule else ("none", "")
    assert (row["value"], row["unit"]) == actual, row["source"]


def test_the_cases_hold_the_day_before_the_day_of_and_the_day_after_every_change() -> None:
    """A row added to the law without cases of its own is noticed."""
    held = {(row["limit"], date.fromisoformat(row["day"])) for row in ROWS}
    changes = {(rule.limit, day) for rule in law.RULES for day in (rule.since, rule.until) if day}
    needed = {(limit, day + timedelta(n)) for limit, day in changes for n in (-1, 0, 1)}
    assert set() == needed - held


def test_unknown_limit_is_an_error() -> None:
    """A misspelled limit is no limit that was not in force."""
    with pytest.raises(KeyError, match="determinaton"):
        law.in_force("determinaton", date(2010, 2, 1))


def test_a_rule_that_must_be_in_force_and_is_not_is_an_error() -> None:
    """`rule_for` names the limit and the day."""
    assert date(1997, 10, 2) == law.rule_for("determination", date(1997, 10, 2)).since
    with pytest.raises(LookupError, match="determination was in force on 1975-02-18"):
        law.rule_for("determination", date(1975, 2, 18))


def test_the_first_day_of_a_limit() -> None:
    """The limit on determinations began in 1975."""
    assert date(1975, 2, 19) == law.first_day("determination")


def test_no_number_is_not_zero() -> None:
    """The number of a rule that sets none is refused."""
    with pytest.raises(ValueError, match="beyond_ten_days"):
        _ = law.rule_for("beyond_ten_days", date(2010, 2, 1)).number


def test_a_rule_is_its_own_authority() -> None:
    """Citation, address and first day go out together."""
    rule = law.rule_for("appeal_floor", date(2016, 7, 1))
    assert law.Authority(rule.cite, rule.url, date(2016, 7, 1)) == rule.authority


def test_there_is_no_latest_row() -> None:
    """Nothing takes a row of the table for being the last one: the row in force on the day of the event governs."""
    assert not hasattr(law, "latest")


@pytest.mark.parametrize("rule", law.RULES, ids=lambda rule: f"{rule.limit} {rule.since}")
def test_every_rule_is_cited(rule: law.Rule) -> None:
    """No row without a citation, an address and its words."""
    assert rule.cite.strip()
    assert rule.url.startswith("https://")
    assert rule.says.strip()
    assert rule.event.strip()


def test_every_rule_and_point_has_its_own_citation() -> None:
    """The event that selects a row and the words of a citation, as the table of citations has them."""
    rules = [(rule.limit, str(rule.since), rule.event, rule.cite) for rule in law.RULES]
    points = [(point.key, "", "", point.authority.cite) for point in law.POINTS.values()]
    held = [(row["key"], row["since"], row["event"], row["cite"]) for row in cases("citations.csv")]
    assert held == [*rules, *points]


WORDS = {6: "six", 10: "ten", 14: "fourteen", 20: "twenty", 30: "thirty", 60: "sixty", 90: "ninety", 120: "120"}


@pytest.mark.parametrize("rule", [rule for rule in law.RULES if rule.value and rule.value > 1], ids=lambda rule: rule.limit)
def test_a_rules_words_hold_its_number(rule: law.Rule) -> None:
    """The text beside a number says that number."""
    assert rule.value
    assert re.search(rf"\b{WORDS[rule.value]}\b", rule.says)


def test_what_was_not_read_at_its_source_is_marked() -> None:
    """The assumed window, the holiday of the District of Columbia, service before 2015; every other row was read."""
    assert {"appeal_assumed", "emancipation_day", "service"} == {rule.limit for rule in law.RULES if not rule.verified}


def test_all_contested_points_are_there() -> None:
    """Eighteen points, each with both readings and an authority."""
    assert [f"C{n}" for n in range(1, 19)] == list(law.POINTS)
    for key, point in law.POINTS.items():
        assert key == point.key
        assert point.question in point.says and point.due in point.says and point.cautious in point.says
        assert point.authority.cite and point.authority.url.startswith("https://")


def test_a_link_to_an_opinion_is_to_one_that_is_cited() -> None:
    """Volume and page of the address are in the citation beside it."""
    rows = [
        *(point.authority for point in law.POINTS.values()),
        *(a for a in vars(law).values() if isinstance(a, law.Authority)),
    ]
    opinions = [row for row in rows if "courtlistener" in row.url]
    assert len(opinions) >= 4
    for row in opinions:
        reporter, volume, page = unquote(row.url).split("/")[-4:-1]
        assert f"{volume} {reporter} {page} (" in row.cite


def test_points_that_a_word_answers() -> None:
    """Yes is not no."""
    answers = {key: (point.due, point.cautious) for key, point in law.POINTS.items()}
    assert {"C1": "yes", "C8": "yes", "C9": "no", "C11": "no", "C12": "no", "C15": "no"} == {
        key: due for key, (due, _) in answers.items() if len(due) <= len("yes")
    }
    assert ["C12"] == [key for key, (_, cautious) in answers.items() if cautious == "no"]


# No number of the law outside the law

PACKAGE = Path(foiacalc.__file__).parent
LAYOUT = ("render", "cli")  # widths and columns
NUMBERS = {10, 20, 30, 45, 60, 90, 2401, 5000}
NUMBER_WORDS = re.compile(r"\b(ten|twenty|thirty|ninety|six years)\b", re.IGNORECASE)
NO_LAW: dict[tuple[str, int], str] = {
    ("errors.py", 60): "characters of a value shown in an error",
    ("sheets/columns.py", 10): "the position of a column in DOJ's raw data; one in ten days that differ",
    ("request/checks.py", 10): "days by which a completion dated by the letter may come before its receipt",
    ("doj/days.py", 10): "the month of October, in which a fiscal year begins",
    ("doj/days.py", 20): "working days of an increment of DOJ's annual report",
    ("doj/totals.py", 10): "the oldest that DOJ's annual report lists",
    ("sheets/header.py", 30): "the first records, in which a header is looked for",
    ("sheets/file.py", 30): "the first records, by which the delimiter is known",
    ("sheets/dates.py", 10): "years that a date of two digits may lie ahead",
    ("sheets/dates.py", 30): "the day of December 1899 from which Excel counts",
}
SOURCES = [
    path
    for path in sorted(PACKAGE.rglob("*.py"))
    if path != PACKAGE / "law" / "statute.py" and path.relative_to(PACKAGE).parts[0] not in LAYOUT
]


def _constants(path: Path) -> Iterator[ast.Constant]:
    """The literals of a file, its docstrings left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = (node for node in ast.walk(tree) if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef))
    docstrings = {id(part) for node in documented if ast.get_docstring(node) for part in ast.walk(node.body[0])}
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in docstrings)


def _numbers(path: Path) -> set[tuple[str, int]]:
    values = (node.value for node in _constants(path))
    name = path.relative_to(PACKAGE).as_posix()
    return {(name, value) for value in values if isinstance(value, int) and value in NUMBERS}


def test_the_package_was_searched() -> None:
    """The search reads the files where the numbers would be."""
    searched = {path.relative_to(PACKAGE).as_posix() for path in SOURCES}
    assert {"clock/determination.py", "clock/appeal.py", "calendar/workdays.py", "request/request.py"} <= searched


def test_statutory_numbers_are_in_the_law_only() -> None:
    """No 10, 20, 30 ... stands in the code, but for the lengths that are named above."""
    found = {number for path in SOURCES for number in _numbers(path)}
    assert set(NO_LAW) == found


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_statutory_numbers_are_not_spelled_out_in_messages(path: Path) -> None:
    """A message takes its number from the law, so no text outside it says 'twenty'."""
    texts = [node.value for node in _constants(path) if isinstance(node.value, str)]
    assert not [text for text in texts if NUMBER_WORDS.search(text)]
