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
def test_the_day_of_the_event_selects_the_row_of_the_law_in_force_on_it(row: dict[str, str]) -> None:
    """The date of the event selects the row of the law in force on that very day, with its number and unit; no row was in force
    where the value is 'none', and the row sets no number where it is empty.
    """
    rule = law.in_force(row["limit"], date.fromisoformat(row["day"]))
    actual = (str(rule.value or ""), rule.unit or "") if rule else ("none", "")
    assert (row["value"], row["unit"]) == actual, row["source"]


def test_every_change_of_the_law_has_cases_for_the_day_before_the_day_and_the_day_after() -> None:
    """Every day on which a row of the law begins or ends has a case for the day before, the day itself and the day after, so
    that a row added without cases is noticed.
    """
    held = {(row["limit"], date.fromisoformat(row["day"])) for row in ROWS}
    changes = {(rule.limit, day) for rule in law.RULES for day in (rule.since, rule.until) if day}
    needed = {(limit, day + timedelta(n)) for limit, day in changes for n in (-1, 0, 1)}
    assert set() == needed - held


def test_a_misspelled_limit_is_an_error_and_not_a_limit_that_was_not_in_force() -> None:
    """A misspelled name of a limit is an error, and is not taken for a limit that was not in force."""
    with pytest.raises(KeyError, match="determinaton"):
        law.in_force("determinaton", date(2010, 2, 1))


def test_asking_for_a_rule_before_its_first_day_is_an_error_that_names_limit_and_day() -> None:
    """Asking for a rule that must be in force and is not is an error that names the limit and the day: the limit on
    determinations began on February 19, 1975 (Pub. L. 93-502).
    """
    assert date(1997, 10, 2) == law.rule_for("determination", date(1997, 10, 2)).since
    with pytest.raises(LookupError, match="determination was in force on 1975-02-18"):
        law.rule_for("determination", date(1975, 2, 18))


def test_the_limit_on_determinations_began_on_february_19_1975() -> None:
    """The limit on determinations began on February 19, 1975 (Pub. L. 93-502), and later rows of the same limit change nothing
    of that.
    """
    assert date(1975, 2, 19) == law.first_day("determination")


def test_a_rule_that_sets_no_number_is_never_read_as_zero() -> None:
    """The number of a rule that sets none, such as an extension agreed beyond ten days (552(a)(6)(B)(ii)), is refused and not
    read as zero.
    """
    with pytest.raises(ValueError, match="beyond_ten_days"):
        _ = law.rule_for("beyond_ten_days", date(2010, 2, 1)).number


def test_a_rule_gives_its_citation_its_address_and_its_first_day_together() -> None:
    """A rule gives its citation, its address and its first day together, as one authority."""
    rule = law.rule_for("appeal_floor", date(2016, 7, 1))
    assert law.Authority(rule.cite, rule.url, date(2016, 7, 1)) == rule.authority


def test_the_law_of_the_events_own_day_governs_and_never_the_latest_row() -> None:
    """No function takes the last row of the table: the row in force on the day of the event governs, whatever came later."""
    assert not hasattr(law, "latest")


@pytest.mark.parametrize("rule", law.RULES, ids=lambda rule: f"{rule.limit} {rule.since}")
def test_every_rule_has_a_citation_an_address_its_words_and_its_event(rule: law.Rule) -> None:
    """Every rule has a citation, an address, its words, and the event whose date selects it."""
    assert rule.cite.strip()
    assert rule.url.startswith("https://")
    assert rule.says.strip()
    assert rule.event.strip()


def test_every_rule_and_contested_point_has_the_citation_of_the_table() -> None:
    """Every rule and every contested point has the citation, and every rule the event, that the table of citations (from the
    specification of the law) states.
    """
    rules = [(rule.limit, str(rule.since), rule.event, rule.cite) for rule in law.RULES]
    points = [(point.key, "", "", point.authority.cite) for point in law.POINTS.values()]
    held = [(row["key"], row["since"], row["event"], row["cite"]) for row in cases("citations.csv")]
    assert held == [*rules, *points]


WORDS = {6: "six", 10: "ten", 14: "fourteen", 20: "twenty", 30: "thirty", 60: "sixty", 90: "ninety", 120: "120"}


@pytest.mark.parametrize("rule", [rule for rule in law.RULES if rule.value and rule.value > 1], ids=lambda rule: rule.limit)
def test_the_words_of_a_rule_say_its_number(rule: law.Rule) -> None:
    """The words of a rule that sets a number say that number."""
    assert rule.value
    assert re.search(rf"\b{WORDS[rule.value]}\b", rule.says)


def test_the_rules_not_read_at_their_source_are_marked() -> None:
    """The assumed time to appeal, the holiday of the District of Columbia and the time of service are marked as not read at
    their source, and no other rule is.
    """
    assert {"appeal_assumed", "emancipation_day", "service"} == {rule.limit for rule in law.RULES if not rule.verified}


def test_the_eighteen_contested_points_each_state_both_readings_and_an_authority() -> None:
    """The eighteen contested points, C1 to C18, each state the question, the reading of the last day, the cautious reading and
    an authority with its address.
    """
    assert [f"C{n}" for n in range(1, 19)] == list(law.POINTS)
    for key, point in law.POINTS.items():
        assert key == point.key
        assert point.question in point.says and point.due in point.says and point.cautious in point.says
        assert point.authority.cite and point.authority.url.startswith("https://")


def test_a_link_to_an_opinion_leads_to_the_volume_and_page_cited() -> None:
    """A link to a court's opinion has the volume, reporter and page of the citation beside it."""
    rows = [
        *(point.authority for point in law.POINTS.values()),
        *(a for a in vars(law).values() if isinstance(a, law.Authority)),
    ]
    opinions = [row for row in rows if "courtlistener" in row.url]
    assert len(opinions) >= 4
    for row in opinions:
        reporter, volume, page = unquote(row.url).split("/")[-4:-1]
        assert f"{volume} {reporter} {page} (" in row.cite


def test_contested_points_answered_by_a_word_have_the_right_word() -> None:
    """The contested points that are answered yes or no have the word that the specification gives them for the last day, and
    only C12 is no on the cautious reading too.
    """
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
    ("sheets/below.py", 60): "characters of a name that is compared",
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


def test_the_search_for_numbers_reads_the_files_that_count() -> None:
    """The search for numbers of the law reads the files in which such numbers would be, so that finding none means
    something.
    """
    searched = {path.relative_to(PACKAGE).as_posix() for path in SOURCES}
    assert {"clock/determination.py", "clock/appeal.py", "calendar/workdays.py", "request/request.py"} <= searched


def test_no_number_of_the_law_stands_outside_the_table_of_the_law() -> None:
    """No number that the law uses (10, 20, 30 and others) stands in the code outside the table of the law, but for the lengths
    listed above, which are no law.
    """
    found = {number for path in SOURCES for number in _numbers(path)}
    assert set(NO_LAW) == found


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_message_outside_the_law_spells_out_a_number_of_the_law(path: Path) -> None:
    """No message outside the table of the law spells out a number such as twenty, so a message cannot keep an old number."""
    texts = [node.value for node in _constants(path) if isinstance(node.value, str)]
    assert not [text for text in texts if NUMBER_WORDS.search(text)]
