"""The rows of the data files say only what the code knows, so that a misspelled word is no fact left out in silence."""

import csv
import re
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from foiacalc import law, tables
from foiacalc.law.agencies import RunsFrom, SatisfiedBy, rules
from foiacalc.sheets.columns import ALLOWED, CONSULTATION, MAPPABLE, simplified
from foiacalc.tables import DATA
from tests.conftest import HERE, table
from tests.test_house import FILES, name_of

CLOSURES, AGENCIES, COLUMNS = (list(table(DATA / name)) for name in ("closures.csv", "agency_rules.csv", "columns.csv"))


@pytest.mark.parametrize("row", CLOSURES, ids=lambda row: f"{row['first_date']} {row['kind']}")
def test_a_closure_is_whole_or_half_of_known_agencies_and_cited(row: dict[str, str]) -> None:
    """A closure has its days in order, is of whole or of half days, names known agencies that were closed or (in a lapse only)
    that stayed open, never both, and cites its authority and its source.
    """
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
def test_a_closure_is_marked_verified_only_where_a_lawyer_could_cite_its_source(row: dict[str, str]) -> None:
    """A closure is marked verified only where its source is one that a lawyer could cite (the Federal Register, a statute, a
    report or a page of the government); what only the press tells of is marked no.
    """
    assert row["verified"] in ("yes", "no")
    assert row["verified"] == "no" or CITABLE.search(row["source"])


NOT_CITED = re.compile(r"\b(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec) \d|\b(?:Jun|Jul)\b|[a-z.] \d{1,2} \d{4}\b|\bUSC\b")


@pytest.mark.parametrize("row", CLOSURES, ids=lambda row: f"{row['first_date']} {row['kind']}")
def test_a_closure_is_dated_and_cited_as_american_lawyers_write(row: dict[str, str]) -> None:
    """A closure's title, authority and source have dates and citations as American lawyers write them: `Dec. 22, 1986`, not
    `Dec 22 1986`, and `31 U.S.C.`, not `31 USC`.
    """
    assert not NOT_CITED.search(" ".join((row["title"], row["authority"], row["source"])))


TIMES = ("", "reply_", "expedition_appeal_", "fee_appeal_")  # the columns of a number and its unit begin so
YES_OR_NO = ("one_extension", "day_of_receipt_is_one", "verified")


@pytest.mark.parametrize("row", AGENCIES, ids=lambda row: f"{row['code']} {row['determined_from']}")
def test_a_regulation_uses_only_the_words_that_the_program_reads(row: dict[str, str]) -> None:
    """A regulation's row uses only the words that the program reads: a time has a number and a unit or neither, and what is yes
    or no is nothing else.
    """
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
def test_no_regulation_has_notes_on_how_the_table_was_made(row: dict[str, str]) -> None:
    """A regulation's row has no address, no file and nothing of how the table was made; its citation says where the rule is."""
    assert not NO_NOTE.search(" ".join(row.values()))


def test_an_agency_has_one_name_and_department() -> None:
    """An agency has one name and one department in all its rows, and the department is in the table too."""
    assert len({row["code"] for row in AGENCIES}) == len({(row["code"], row["name"], row["part_of"]) for row in AGENCIES})
    assert {row["part_of"] for row in AGENCIES} <= {"", *(row["code"] for row in AGENCIES)}


def test_closures_and_regulations_stand_in_order_of_their_days() -> None:
    """Closures stand in the order of their first days, and the regulations of an agency in the order of theirs, so that its
    last row is its latest.
    """
    assert sorted(row["first_date"] for row in CLOSURES) == [row["first_date"] for row in CLOSURES]
    regulations = [(row["code"], row["determined_from"]) for row in AGENCIES]
    assert sorted(regulations) == regulations


@pytest.mark.parametrize("name", ["agency_rules.csv", "closures.csv", "components.csv"])
def test_tables_are_ascii_with_plain_line_ends(name: str) -> None:
    """The data files are plain ASCII with plain line ends, so that every system reads them the same."""
    text = (DATA / name).read_bytes()
    assert text.isascii() and b"\r" not in text


def test_a_columns_name_means_one_fact() -> None:
    """A name of a column in the table of columns means one known fact, and stands there once, spelled as names are compared."""
    assert set() == {row["field"] for row in COLUMNS} - {*MAPPABLE, CONSULTATION, ALLOWED}
    names = [row["column"] for row in COLUMNS]
    assert [simplified(name) for name in names] == names
    assert len(names) == len(set(names))


def test_only_one_module_opens_the_data_files() -> None:
    """Only one module opens the data files; the others ask it for rows, by the names of their columns."""
    opening = [path for path in FILES if re.search(r"\bDATA\b(?!\")|\bDictReader\b", path.read_text(encoding="utf-8"))]
    assert ["tables.py"] == [name_of(path) for path in opening]


def test_a_table_whose_columns_are_others_is_not_read_by_their_places() -> None:
    """A table that is read by the places of its columns is not read where these are others, as after one has been moved."""
    with pytest.raises(ValueError, match=r"components\.csv has the columns"):
        list(tables.cells("components.csv", "name", "code", "agency"))


@pytest.mark.parametrize("name", ["components.csv", "legal_public_holidays.csv"])
def test_a_table_read_by_the_places_of_its_columns_has_every_cell(name: str) -> None:
    """A table that is read by the places of its columns, line by line, has the cells that a reader of CSV finds in it."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert rows == list(tables.cells(name, *header))


CASES = sorted((HERE / "cases").glob("*.csv"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_every_row_of_the_tests_tables_states_its_source(path: Path) -> None:
    """Every row of a table of cases has a cell for each column and states its source or reason in the last one, so that no
    reason is cut at a comma without quotes.
    """
    rows = list(table(path))
    (stated,) = {*rows[0]} & {"source", "reason", "cite"}
    assert [] == [row for row in rows if None in row or None in row.values() or not row[stated].strip()]
