"""The rows of the data files say only what the code knows, so that a word misspelt is no fact left out in silence."""

import re
from datetime import date
from typing import get_args

import pytest

from foiacalc import law
from foiacalc.law.agencies import RunsFrom, SatisfiedBy, rules
from foiacalc.sheets.columns import ALLOWED, CONSULTATION, MAPPABLE, plain
from foiacalc.tables import DATA
from tests.conftest import table
from tests.test_house import FILES, name_of

CLOSURES, AGENCIES, COLUMNS = (list(table(DATA / name)) for name in ("closures.csv", "agency_rules.csv", "columns.csv"))


@pytest.mark.parametrize("row", CLOSURES, ids=lambda row: f"{row['first_date']} {row['kind']}")
def test_a_closure_is_whole_or_half_of_known_agencies_and_cited(row: dict[str, str]) -> None:
    """Half a day or not, and nothing between; an agency was closed or open, not both."""
    assert date.fromisoformat(row["first_date"]) <= date.fromisoformat(row["last_date"])
    assert row["half_day"] in ("yes", "no")
    closed, still_open = set(row["agencies"].split()), set(row["open_agencies"].split())
    assert closed | still_open <= {rule.code for rule in rules()}
    assert not closed or not still_open
    assert not still_open or row["kind"] == "lapse"
    assert row["authority"] and row["source"]


CITABLE = re.compile(
    r"\d+ (?:FR|Stat\.|U\.S\.C\.) \d+|3 CFR, |CRS Report |\.gov\b|presidency\.ucsb\.edu/documents/executive-order"
)


@pytest.mark.parametrize("row", CLOSURES, ids=lambda row: f"{row['first_date']} {row['kind']}")
def test_a_closure_is_verified_where_a_lawyer_could_cite_its_source(row: dict[str, str]) -> None:
    """The order or the report itself was read. What only the press, or a page like it, tells of is `no`."""
    assert row["verified"] in ("yes", "no")
    assert row["verified"] == "no" or CITABLE.search(row["source"])


TIMES = ("", "reply_", "expedition_appeal_", "fee_appeal_")  # the columns of a number and its unit begin so
YES_OR_NO = ("one_extension", "day_of_receipt_is_one", "verified")


@pytest.mark.parametrize("row", AGENCIES, ids=lambda row: f"{row['code']} {row['determined_from']}")
def test_a_regulation_is_said_in_the_words_of_its_columns(row: dict[str, str]) -> None:
    """A time has a number and a unit, or neither; of what the code reads as yes or no there is no third."""
    for time in TIMES:
        assert bool(row[f"{time}days"]) == bool(row[f"{time}unit"])
        assert row[f"{time}unit"] in ("", *get_args(law.Unit))
    assert row["runs_from"] in get_args(RunsFrom)
    assert row["satisfied_by"] in get_args(SatisfiedBy)
    assert row["last_day"] in ("rolls", "unspecified")
    assert {row[name] for name in YES_OR_NO} <= {"yes", "no"}
    reply = [bool(row[name]) for name in ("reply_days", "reply_runs_from", "reply_citation")]
    assert len(set(reply)) == 1
    assert row["reply_runs_from"] in ("", *get_args(RunsFrom))
    assert row["citation"]


NO_NOTE = re.compile(r"https?:|\.md\b|\.csv\b|\.html\b|\b(?:helper|audit|memory|earlier table)\b|[{}|<>]")


@pytest.mark.parametrize("row", AGENCIES, ids=lambda row: f"{row['code']} {row['determined_from']}")
def test_a_note_is_for_readers(row: dict[str, str]) -> None:
    """No address, no file, nothing of how the table was made; the citation says where the rule is."""
    assert not NO_NOTE.search(" ".join(row.values()))


def test_an_agency_has_one_name_and_department() -> None:
    """In all its rows."""
    assert len({row["code"] for row in AGENCIES}) == len({(row["code"], row["name"], row["part_of"]) for row in AGENCIES})
    assert {row["part_of"] for row in AGENCIES} <= {"", *(row["code"] for row in AGENCIES)}


def test_rows_are_in_order() -> None:
    """The latest regulation of an agency is its last row."""
    assert sorted(row["first_date"] for row in CLOSURES) == [row["first_date"] for row in CLOSURES]
    regulations = [(row["code"], row["determined_from"]) for row in AGENCIES]
    assert sorted(regulations) == regulations


@pytest.mark.parametrize("name", ["agency_rules.csv", "closures.csv", "components.csv"])
def test_tables_are_ascii_with_plain_line_ends(name: str) -> None:
    """Read the same everywhere."""
    text = (DATA / name).read_bytes()
    assert text.isascii() and b"\r" not in text


def test_a_column_is_one_fact() -> None:
    """By a name as it is compared, once."""
    assert set() == {row["field"] for row in COLUMNS} - {*MAPPABLE, CONSULTATION, ALLOWED}
    names = [row["column"] for row in COLUMNS]
    assert [plain(name) for name in names] == names
    assert len(names) == len(set(names))


def test_only_one_module_opens_our_tables() -> None:
    """The others ask it for rows, by the names of their columns."""
    opening = [path for path in FILES if re.search(r"\bDATA\b|\bDictReader\b", path.read_text(encoding="utf-8"))]
    assert ["tables.py"] == [name_of(path) for path in opening]
