"""What the heading of a column says: which fact it is, and what looks like one and is none."""

import csv
from collections import Counter

import pytest

from foiacalc.sheets.columns import MAPPABLE, known
from foiacalc.sheets.headings import meaning, speaks, suggested, words
from foiacalc.tables import DATA
from tests.conftest import cases

HEADINGS = list(cases("headings.csv"))
FIELDS = {*MAPPABLE, "status changed"}
BY_NAME = "Date Sent"  # known by its whole name, whatever its words


@pytest.mark.parametrize(
    "case", [case for case in HEADINGS if case["heading"] != BY_NAME], ids=lambda case: f"{case['heading']} {case['group']}"
)
def test_a_heading_is_its_fact_or_none(case: dict[str, str]) -> None:
    """A heading is the fact of its row, or none, by its name or its words, under the heading of its group; the row says why."""
    assert (case["field"] or None) == known(case["heading"], case["group"]), case["reason"]


def test_date_sent_is_the_day_of_filing_by_its_name_and_no_fact_by_its_words() -> None:
    """The heading Date Sent may be either of two facts by its words, and is the day of filing only because journalists' sheets
    have it by that name.
    """
    assert "filed" == known(BY_NAME)
    assert meaning(BY_NAME) is None


def test_the_table_of_headings_has_many_facts_and_many_look_alikes() -> None:
    """The table of headings has more than three hundred that are facts and more than a hundred that must not be taken for one,
    and names known facts only.
    """
    taken = Counter(bool(case["field"]) for case in HEADINGS)
    assert taken[True] > 300
    assert taken[False] > 100
    assert {case["field"] for case in HEADINGS} - {""} <= FIELDS


@pytest.mark.parametrize(
    "heading",
    [
        "Date Received",
        "DATE RECEIVED",
        "date_received",
        "Date\nReceived",
        "Received, Date",
        "Date-Received:",
        "\ufeffDate Received",
    ],
)
def test_case_punctuation_and_line_breaks_do_not_matter(heading: str) -> None:
    """Case, punctuation, line breaks and the order of the words do not matter in a heading."""
    assert {"date", "received"} == {*words(heading)}


WORDS: list[tuple[str, tuple[str, ...]]] = [
    ("Rec'd", ("received",)),
    ("requestID", ("request", "id")),
    ("FOIARequestNumber", ("foia", "request", "number")),
    ("closeddate", ("closed", "date")),
    ("Full Release (yes or no) #of pgs", ("full", "released", "number", "of", "pgs")),
    ("Date (MM-DD-YYYY)", ("date",)),
    ("Dispositions", ("disposition",)),
    ("responsive records", ("responsive", "record")),  # not `response`
    ("x" * 201, ()),  # no heading
    ("", ()),
]


@pytest.mark.parametrize(("heading", "expected"), WORDS)
def test_the_words_of_a_heading_are_read_in_one_spelling(heading: str, expected: tuple[str, ...]) -> None:
    """The words of a heading are read in one spelling each: words written as one are parted, and known misspellings
    put right.
    """
    assert expected == words(heading)


def test_a_more_telling_heading_goes_first() -> None:
    """Of two columns of one fact the more telling heading goes first: the first receipt before a later one, a final response
    before any response.
    """
    ranked = [
        ("Original Received Date", "Received Date"),
        ("Received Date", "Date Logged"),
        ("Date Logged", "Date Created"),
        ("Date of Final Response", "Date Closed"),
        ("Date of Determination", "Date Closed"),
        ("Date Closed", "Response Date"),
        ("Response Date", "Date Released"),
    ]
    for first, second in ranked:
        one, other = meaning(first), meaning(second)
        assert one
        assert other
        assert one.field == other.field
        assert one.rank < other.rank, first


# a heading, whether it tells of an end, an appeal and the like, and the fact with days and with texts
SPEAKING: list[tuple[str, bool, str | None, str | None]] = [
    ("Date of Partial Denial Letter", True, "determined", "outcome"),
    ("Denial Reason", True, "determined", "outcome"),
    ("Appeal Status", True, "appealed", "appeal_outcome"),
    ("10 Day Extension Taken", True, "extended", None),
    ("In Litigation?", True, "sued", None),
    ("Case Closed?", True, "determined", "status"),
    ("Fee Waiver Denied", False, None, None),
    ("Expedited Denial Sent", True, None, None),
    ("Days to Complete", False, "determined", "status"),
    ("Date Assigned", False, None, None),
]


@pytest.mark.parametrize(("heading", "told", "dated", "text"), SPEAKING)
def test_a_heading_that_tells_of_an_end_or_an_appeal_must_be_named_if_not_read(
    heading: str, told: bool, dated: str | None, text: str | None
) -> None:
    """A heading that tells of an end, an appeal or the like must be named where it is not read, with the fact that the option
    to read it names.
    """
    assert told == speaks(heading)
    assert (dated, text) == (suggested(heading, True), suggested(heading, False))


def test_the_tables_of_words_and_rules_fit_together() -> None:
    """Every rule on headings uses words that some spelling gives, each spelling is one word, and each fact is a known one."""
    with (DATA / "heading_words.csv").open(encoding="ascii", newline="") as file:
        rows = list(csv.DictReader(file))
    spellings = [spelling for row in rows for spelling in row["spellings"].split()]
    assert [] == [spelling for spelling, times in Counter(spellings).items() if times > 1]
    assert len(rows) == len({row["word"] for row in rows})
    with (DATA / "headings.csv").open(encoding="ascii", newline="") as file:
        rules = list(csv.DictReader(file))
    assert {rule["field"] for rule in rules} <= FIELDS
    made = {row["word"] for row in rows} | {"for", "into", "10", "20", "day", "progress", "as"}
    used = {word for rule in rules for word in (*rule["words"].replace("|", " ").split(), *rule["also"].split())}
    assert set() == used - made
