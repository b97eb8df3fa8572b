"""The rows of the data files say only what the code knows, so that a word misspelt is no fact left out in silence."""

from datetime import date
from typing import get_args

import pytest

from foiacalc import law
from foiacalc.agencies import RunsFrom, SatisfiedBy, rules
from foiacalc.columns import FIELDS, plain
from foiacalc.workdays import DATA
from tests.conftest import table

CLOSURES, AGENCIES, COLUMNS = (list(table(DATA / name)) for name in ("closures.csv", "agencies.csv", "columns.csv"))


@pytest.mark.parametrize("row", CLOSURES, ids=lambda row: f"{row['first_date']} {row['kind']}")
def test_a_closure_is_whole_or_half_of_known_agencies_and_cited(row: dict[str, str]) -> None:
    """Half a day or not, and nothing between."""
    assert date.fromisoformat(row["first_date"]) <= date.fromisoformat(row["last_date"])
    assert row["half_day"] in ("yes", "no")
    assert set(row["agencies"].split()) <= {rule.code for rule in rules()}
    assert row["authority"] and row["source"]


@pytest.mark.parametrize("row", AGENCIES, ids=lambda row: f"{row['code']} {row['requests_from']}")
def test_a_regulation_is_said_in_the_words_of_its_columns(row: dict[str, str]) -> None:
    """A window has a number and a unit, or neither."""
    assert bool(row["days"]) == bool(row["unit"])
    assert row["unit"] in ("", *get_args(law.Unit))
    assert row["runs_from"] in get_args(RunsFrom)
    assert row["satisfied_by"] in get_args(SatisfiedBy)
    assert {row["day_of_receipt_is_one"], row["verified"]} <= {"yes", "no"}
    assert row["citation"]


def test_rows_are_in_order() -> None:
    """The latest regulation of an agency is its last row."""
    assert sorted(row["first_date"] for row in CLOSURES) == [row["first_date"] for row in CLOSURES]
    regulations = [(row["code"], row["requests_from"]) for row in AGENCIES]
    assert sorted(regulations) == regulations


def test_a_column_is_one_fact() -> None:
    """By a name as it is compared, once."""
    assert set() == {row["field"] for row in COLUMNS} - set(FIELDS)
    names = [row["column"] for row in COLUMNS]
    assert [plain(name) for name in names] == names
    assert len(names) == len(set(names))
