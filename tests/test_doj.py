"""DOJ's own figures: its days, its counts, its validator, and what a batch shows of them.

Each row names the public code of usdoj/foia-api, module foia_raw_data_to_report, that it is after, or says why.
"""

import csv
import io
import json
import re
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from python_calamine import CalamineWorkbook

from foiacalc.calendar.workdays import holidays, legal
from foiacalc.doj import days, rules
from foiacalc.doj.days import FiscalYear
from foiacalc.doj.row import DOJ_COLUMNS, Checked, DojStage, Figures, Item
from foiacalc.doj.totals import DojTotals
from foiacalc.tables import DATA
from tests.test_cli import run

STAR = Path(__file__).parent / "sheets" / "foia_star.csv"
YEAR = FiscalYear(2024)


# Its days


TOO_MANY = [  # against the legal public holidays
    ("2009-01-20", "an inauguration, in Washington alone"),
    ("2014-12-24", "an executive order"),
    ("2018-12-24", "an executive order"),
    ("2019-12-24", "an executive order"),
    ("2020-04-03", "a Friday on which nothing was closed; 07-03, in lieu of Independence Day, is not listed"),
    ("2021-01-20", "an inauguration, in Washington alone"),
    ("2024-12-24", "an executive order"),
    ("2025-01-09", "mourning for a former president"),
    ("2025-12-24", "an executive order"),
    ("2025-12-26", "an executive order"),
]


def test_dojs_list_of_holidays_differs_from_the_law_on_these_days_only() -> None:
    """DOJ's list of 205 days from 2008 to 2026 has the days named above too many and Friday, July 3, 2020, too few against 5
    U.S.C. 6103, and each has its source and the day it was read.
    """
    legal_ones = {holiday.observed for holiday in holidays() if 2008 <= holiday.observed.year <= 2026}
    listed = {*days.listed()}
    assert 205 == len(days.listed()) == len(listed)
    assert {date.fromisoformat(day) for day, _ in TOO_MANY} == listed - legal_ones
    assert {date(2020, 7, 3)} == legal_ones - listed
    text = (DATA / "doj_holidays.csv").read_text(encoding="ascii").splitlines()
    assert all(",usdoj/foia-api: " in line and line.endswith(",2026-11-26") for line in text[1:])


ELAPSED: list[tuple[str, str, int | None, str]] = [
    ("2024-03-01", "2024-03-01", 0, "the same day"),
    ("2024-03-01", "2024-03-02", 0, "to a Saturday"),
    ("2024-03-01", "2024-03-29", 20, "the start day out, the end day in"),
    ("2024-03-04", "2024-03-01", None, "an end before its start is an error of the tool"),
    ("2020-07-02", "2020-07-06", 2, "2020-07-03 is not in its list"),
    ("2020-04-02", "2020-04-03", 0, "2020-04-03 is"),
    ("2024-12-23", "2024-12-26", 1, "Christmas Eve and Christmas of 2024"),
    ("2007-07-03", "2007-07-05", 2, "before 2008 weekends alone"),
    ("2027-07-02", "2027-07-06", 2, "after 2026 weekends alone"),
    ("1960-01-01", "2024-03-01", None, "before our calendar"),
]


@pytest.mark.parametrize(("first", "last", "number", "why"), ELAPSED)
def test_elapsed_days_are_counted_as_dojs_tool_counts_them(first: str, last: str, number: int | None, why: str) -> None:
    """Elapsed days are counted as DOJ's tool counts them (WorkingDays::count), with its own list of holidays, for the reason of
    the row.
    """
    assert number == days.elapsed(date.fromisoformat(first), date.fromisoformat(last)), why


@pytest.mark.parametrize(
    ("number", "name"),
    [(0, "0-20"), (20, "0-20"), (21, "21-40"), (200, "181-200"), (201, "201-300"), (400, "301-400"), (401, "401+")],
)
def test_response_times_fall_into_the_increments_of_dojs_report(number: int, name: str) -> None:
    """Response times fall into the thirteen increments of DOJ's report (ProcessedResponseTimeAggregator::INCREMENTS), and 0
    days into the first.
    """
    assert name == days.bucket(number)
    assert 13 == len(days.BUCKETS)


@pytest.mark.parametrize(
    ("day", "year"), [("2024-09-29", 2023), ("2024-09-30", 2024), ("2024-10-01", 2024), ("2025-02-01", 2024)]
)
def test_the_fiscal_year_of_the_report_is_the_last_that_had_ended(day: str, year: int) -> None:
    """The fiscal year of the report is the last that had ended, and ends on September 30."""
    found = days.last_ended(date.fromisoformat(day))
    assert (year, date(year - 1, 10, 1), date(year, 9, 30)) == (found, found.first, found.last)


# Its validator


ROW = {"A": "OIP", "B": "24-1", "C": "N", "D": "20", "I": "3/1/2024"}
DONE = {"J": "3/1/2024", "K": "4/5/2024", "M": "S", "N": "2"}
APPEAL = {"I": "", "X": "03/15/2024"}
REFUSED: list[tuple[dict[str, str], list[str]]] = [  # CsvValidator, in its order
    ({}, []),
    (DONE, []),
    ({**DONE, "P": "5, 7c"}, []),
    (APPEAL, []),
    ({**APPEAL, "M": "S"}, ["X: for an appeal, E-P and T-W must be blank"]),
    ({**APPEAL, "Q": "03/15/2024", "S": "G"}, []),
    ({"A": " "}, ["A: the component is blank"]),
    ({"B": ""}, ["B: the request number is blank"]),
    ({"C": "n"}, ["C: not Y or N"]),
    ({"C": "Y", "D": ""}, []),
    ({"C": "Y", "D": "", "K": "4/5/2024"}, []),
    ({"C": "Y", "D": "20"}, ["D: must be blank for a consultation (C is Y)"]),
    ({"C": "Y", "D": "", "AC": "5"}, ["AC: must be blank for a consultation (C is Y)", "AC: exemptions need"]),
    ({"D": "25"}, ["D: not 20 or 30"]),
    ({"D": ""}, ["D: not 20 or 30"]),
    ({**DONE, "E": "1;2", "P": "3"}, ["E: entries must be separated by commas", "E: not a statute code"]),
    ({**DONE, "E": "78", "P": "3"}, ["E: not a statute code from 1 to 77"]),
    ({**DONE, "E": "1,", "P": "3"}, ["E: not a statute code from 1 to 77"]),
    ({**DONE, "E": "77", "P": "3", "F": "x"}, ["E: 77 needs F, G and H"]),
    ({**DONE, "E": "77, 5", "P": "3", "F": "x", "G": "y", "H": "z"}, []),
    ({**DONE, "E": "5", "P": "3", "F": "x"}, ["E: without 77, F, G and H must be blank", "F: needs 77 in E"]),
    ({**DONE, "E": "5", "P": "5"}, ["E: a statute needs exemption 3 in P"]),
    ({"G": "x"}, ["G: needs 77 in E and a statute in F"]),
    ({"H": "x"}, ["H: needs 77 in E, a statute in F and G filled in"]),
    ({"I": "2024-03-01"}, ["I: not a date written MM/DD/YYYY"]),
    ({"I": "2/30/2024"}, ["I: not a date written MM/DD/YYYY"]),
    ({"I": "3/1/24"}, ["I: not a date written MM/DD/YYYY"]),
    ({"I": "09/30/2024"}, []),
    ({"I": "10/01/2024"}, ["I: after the fiscal year"]),
    ({"J": "x", "M": "S"}, ["J: not a date written MM/DD/YYYY"]),
    ({"J": "10/1/2024", "M": "S"}, ["J: after the fiscal year"]),
    ({"J": "3/1/2024", "M": "s"}, ["J: needs a track, S, C or E, in M"]),
    ({"J": "2/29/2024", "M": "S"}, ["J: before the day in I"]),
    ({"N": "6"}, ["K: blank, but N has a disposition"]),
    ({"K": "x", "N": "6"}, ["K: not a date written MM/DD/YYYY"]),
    ({"K": "10/1/2024", "N": "6"}, ["K: not within the fiscal year"]),
    ({"I": "9/1/2023", "K": "9/30/2023", "N": "6"}, ["K: not within the fiscal year"]),
    ({"I": "9/1/2023", "K": "10/01/2023", "N": "6"}, []),
    ({**DONE, "J": "4/8/2024"}, ["K: before the day in J"]),
    ({"L": "2"}, ["L: days tolled need a perfected date in J"]),
    ({**DONE, "L": "-1"}, ["L: not a whole number of days"]),
    ({**DONE, "L": "25"}, []),
    ({**DONE, "L": "26"}, ["L: more days tolled than working days from J to K"]),
    ({"Q": "3/1/2024", "S": "G"}, ["M: expedited processing granted in S needs E"]),
    ({"K": "4/5/2024"}, ["N: blank, but K has a completion date"]),
    ({"K": "4/5/2024", "N": "12"}, ["N: 12 needs a reason in O"]),
    ({"K": "4/5/2024", "N": "4"}, ["N: 1, 2, 3, 4, 5 and 7 need a perfected date in J"]),
    ({**DONE, "N": "9"}, ["N: 8 and 9 need a blank J"]),
    ({**DONE, "O": "x"}, ["O: needs 12 in N"]),
    ({**DONE, "P": "5;6"}, ["P: entries must be separated by commas", "P: not a list of exemptions, such as 5, 7a, 7c"]),
    ({**DONE, "P": "7C"}, ["P: not a list of exemptions, such as 5, 7a, 7c"]),
    ({**DONE, "N": "3"}, ["P: blank, but 3 in N needs exemptions"]),
    ({**DONE, "N": "1", "P": "5"}, ["P: needs 2 or 3 in N"]),
    ({**DONE, "P": "3"}, ["P: exemption 3 needs a statute in E"]),
    ({"Q": "x"}, ["Q: not a date written MM/DD/YYYY"]),
    ({"Q": "10/1/2024"}, ["Q: after the fiscal year"]),
    ({"R": "3/8/2024", "S": "D"}, ["Q: blank, but R or S is filled in"]),
    ({"Q": "3/1/2024", "R": "x", "S": "D"}, ["R: not a date written MM/DD/YYYY"]),
    ({"Q": "3/1/2024", "R": "10/1/2024", "S": "D"}, ["R: not within the fiscal year"]),
    ({"Q": "3/8/2024", "R": "3/7/2024", "S": "D"}, ["R: before the day in Q"]),
    ({"Q": "3/1/2024", "R": "3/8/2024"}, ["S: not G or D, but R has a date"]),
    ({"V": "G"}, ["T: blank, but U or V is filled in"]),
    ({"T": "x"}, ["T: not a date written MM/DD/YYYY"]),
    ({"T": "10/1/2024"}, ["T: after the fiscal year"]),
    ({"T": "3/1/2024", "U": "x", "V": "G"}, ["U: not a date written MM/DD/YYYY"]),
    ({"T": "3/1/2023", "U": "9/29/2023", "V": "G"}, ["U: not within the fiscal year"]),
    ({"T": "3/8/2024", "U": "3/7/2024", "V": "G"}, ["U: before the day in T"]),
    ({"T": "3/1/2024", "U": "3/7/2024"}, ["V: not G or D, but U has a date"]),
    ({"I": ""}, ["X: blank, and so is I: no date of receipt"]),
    ({"I": "", "X": "x"}, ["X: not a date written MM/DD/YYYY"]),
    ({"I": "", "X": "10/1/2024"}, ["X: after the fiscal year"]),
    ({**APPEAL, "Y": "x", "Z": "Completely Reversed/Remanded"}, ["Y: not a date written MM/DD/YYYY"]),
    ({**APPEAL, "Y": "10/1/2024", "Z": "Completely Reversed/Remanded"}, ["Y: not within the fiscal year"]),
    ({**APPEAL, "Y": "4/1/2024"}, ["Y: closed, but no disposition in Z"]),
    ({**APPEAL, "Z": "Completely Reversed/Remanded"}, ["Y: blank, but Z has a disposition"]),
    ({**APPEAL, "Y": "3/14/2024", "Z": "Completely Reversed/Remanded"}, ["Y: before the day in X"]),
    ({**APPEAL, "Y": "4/1/2024", "Z": "Affirmed on Appeal"}, ["Z: an affirmance needs a reason in AA"]),
    ({**APPEAL, "Y": "4/1/2024", "Z": "Affirmed on Appeal", "AC": "5"}, []),
    ({**APPEAL, "Y": "4/1/2024", "Z": "Closed for Other Reasons"}, ["Z: needs a reason in AA"]),
    ({**APPEAL, "Y": "4/1/2024", "Z": "Closed for Other Reasons", "AA": "No records, Other"}, ["AB: blank, but AA says Other"]),
    ({**APPEAL, "Y": "4/1/2024", "Z": "Completely Reversed/Remanded", "AC": "5"}, ["AC: exemptions need an affirmance in Z"]),
]


def record(cells: dict[str, str], iso: bool = False) -> rules.Record:
    """A row of raw data; what is not given is blank."""
    filled = {**dict.fromkeys(rules.COLUMN_LETTERS, ""), **ROW, **cells}
    return rules.Record({column: cell.strip() for column, cell in filled.items()}, YEAR, iso)


@pytest.mark.parametrize(("cells", "expected"), REFUSED, ids=lambda value: str(value)[:60])
def test_dojs_validator_refuses_what_its_rules_forbid(cells: dict[str, str], expected: list[str]) -> None:
    """DOJ's validator (CsvValidator) refuses each row for all rules that it breaks, in the order of the columns."""
    found = rules.refusals(record(cells))
    assert len(expected) == len(found), found
    assert all(map(str.startswith, found, expected)), found


def test_every_rule_of_dojs_validator_is_broken_by_a_row_above() -> None:
    """Every rule of the validator is broken by a row above; those on consultations count as one."""
    met = {why for cells, _ in REFUSED for why in rules.refusals(record(cells))}
    all_of = {f"{rule.column}: {rule.says}" for rule in rules.VALIDATIONS if "consultation" not in rule.says}
    assert set() == all_of - met


def test_dates_of_a_workbook_pass_dojs_validator() -> None:
    """Dates that a workbook holds as dates pass the validator, since what is saved from it has them as the tool reads them."""
    assert () == rules.refusals(record({"I": "2024-03-01"}, iso=True))


def test_a_log_without_dojs_columns_is_asked_of_what_it_has_only() -> None:
    """A log without the columns of raw data is held only to the rules on the columns that it has."""
    found = rules.refusals(rules.Record({"I": "10/1/2024", "X": "", "J": "9/1/2024"}, YEAR))
    assert ("I: after the fiscal year", "J: before the day in I") == found


# A batch


def star(*rows: dict[str, str]) -> str:
    """A sheet of raw data."""
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(next(csv.reader(STAR.open(encoding="ascii"))))
    for number, row in enumerate(rows):
        cells = {**dict.fromkeys(rules.COLUMN_LETTERS, ""), **ROW, "B": f"24-{number}", **row}
        table.writerow(cells[column] for column in rules.COLUMN_LETTERS)
    return text.getvalue()


def figures(tmp_path: Path, text: str, *options: str) -> list[dict[str, str]]:
    """The columns of the check in CSV, by name."""
    path = tmp_path / "sheet.csv"
    path.write_text(text, encoding="ascii")
    ended = run("batch", str(path), "--doj", "--as-of", "2024-10-15", "--format", "csv", *options)
    return [
        {name.removeprefix("doj_"): row[name] for name, _ in DOJ_COLUMNS} for row in csv.DictReader(io.StringIO(ended.stdout))
    ]


COUNTED: list[tuple[dict[str, str], dict[str, str]]] = [
    # BacklogAggregator: closed rows too
    (
        DONE,
        {"elapsed": "25", "backlog": "yes", "late_by_law": "yes", "differs": "backlog: closed 2024-04-05, but still counted"},
    ),
    # J before I; open rows to September 30; tolled days are not subtracted
    (
        {"J": "3/4/2024", "L": "2", "M": "C", "D": "30"},
        {"elapsed": "146", "backlog": "yes", "elapsed_by_law": "144", "differs": "tolled days +2: DOJ does not subtract them"},
    ),
    # more than D, not as many
    ({**DONE, "K": "3/29/2024"}, {"elapsed": "20", "backlog": "no", "late_by_law": "no", "differs": ""}),
    # tolled days make a backlog of what the law takes as in time
    (
        {**DONE, "L": "5"},
        {
            "backlog": "yes",
            "late_by_law": "no",
            "differs": "tolled days +5: DOJ does not subtract them; backlog: closed 2024-04-05",
        },
    ),
    # 2020-07-03 is not in its list
    (
        {"I": "6/25/2020", "J": "6/25/2020", "K": "7/24/2020", "M": "S", "N": "1"},
        {
            "elapsed": "21",
            "elapsed_by_law": "20",
            "backlog": "yes",
            "late_by_law": "no",
            "differs": "holiday list +1: 2020-07-03",
        },
    ),
    # answered on the Saturday after the last day
    (
        {**DONE, "K": "3/30/2024"},
        {"elapsed": "20", "backlog": "no", "late_by_law": "yes", "differs": "limit: its last day, 2024-03-29, had passed by"},
    ),
    (
        {**DONE, "K": "3/15/2024", "N": "6"},
        {"elapsed": "10", "elapsed_by_law": "", "differs": "law: no limit is running"},
    ),  # withdrawn
    # an appeal, X to Y, and the same D
    (
        {**APPEAL, "Y": "4/15/2024", "Z": "Completely Reversed/Remanded"},
        {"elapsed": "", "appeal_elapsed": "21", "appeal_backlog": "yes", "appeal_late_by_law": "yes"},
    ),
    (
        {**APPEAL, "D": ""},
        {
            "appeal_elapsed": "137",
            "appeal_backlog": "",
            "differs": "appeal: backlog: not counted, because column D gives no days allowed",
            "refused": "D: not 20 or 30",
        },
    ),
]


@pytest.mark.parametrize(("row", "expected"), COUNTED, ids=lambda value: str(value)[:60])
def test_dojs_count_of_a_row_is_shown_with_the_reason_it_differs_from_the_law(
    tmp_path: Path, row: dict[str, str], expected: dict[str, str]
) -> None:
    """A row of raw data shows what DOJ's code counts for it, what the law counts, and the reason where they differ."""
    (found,) = figures(tmp_path, star(row))
    for name, value in expected.items():
        assert found[name].startswith(value) if name == "differs" and value else found[name] == value, (name, found)


def test_the_reasons_named_make_up_the_difference_from_the_law(tmp_path: Path) -> None:
    """The working days that the reasons name add up to the difference from the law, and no backlog differs from the law without
    a reason.
    """
    rows = figures(tmp_path, star(*(row for row, _ in COUNTED)))
    assert len(COUNTED) == len(rows)
    for row in rows:
        for of in ("", "appeal_"):
            counts = row[f"{of}elapsed"], row[f"{of}elapsed_by_law"]
            if all(counts) and not (of and row["elapsed"]):
                named = re.findall(r"[+-]\d+(?=:)", row["differs"])
                assert int(counts[0]) - int(counts[1]) == sum(map(int, named))
            if row[f"{of}late_by_law"] and row[f"{of}backlog"] != row[f"{of}late_by_law"]:
                assert row["differs"], row


LOG = """Request ID,Agency,Date Received,Date Perfected,Date Closed,Disposition,Track,Days Tolled,Extension
R-1,ICE,2023-08-01,,2024-01-05,Granted,Simple,,
R-2,ICE,2023-09-01,2023-09-20,,,Expedited,,
R-2,ICE,2024-10-05,,,,,,
R-3,ICE,2024-08-16,,,,C,3,2024-09-10+10
R-4,,2023-12-01,,Closed,,Simple,,
"""


def test_a_log_is_counted_with_the_days_that_the_law_allows(tmp_path: Path) -> None:
    """An ordinary log is counted with the days that the law allows, a notice of extension included, and says why a row is not
    counted.
    """
    found = figures(tmp_path, LOG)
    assert [("107", "yes"), ("257", "yes"), ("", ""), ("30", "no"), ("", "")] == [(r["elapsed"], r["backlog"]) for r in found]
    assert "B: the request number is a duplicate; I: after the fiscal year" == found[2]["refused"]
    assert found[2]["differs"].startswith("not counted: the end of the fiscal year, 2024-09-30, is before its start")
    assert "tolled days +3: DOJ does not subtract them" == found[3]["differs"]
    assert found[4]["differs"].startswith("not counted: it has ended")
    assert "A: the component is blank" == found[4]["refused"]
    assert [("7", "no")] == [(r["elapsed"], r["backlog"]) for r in figures(tmp_path, LOG, "--fiscal-year", "2023")[1:2]]


def totals(path: Path, *options: str) -> dict[str, object]:
    ended = run("batch", str(path), "--doj", "--as-of", "2024-10-15", "--format", "summary", *options)
    found: dict[str, object] = json.loads(ended.stdout)["doj"]
    return found


def test_the_totals_are_those_of_dojs_report(tmp_path: Path) -> None:
    """The totals have granted requests by track and increment, the backlog, and the ten oldest requests, consultations among
    them, as OldestPendingRequestAggregator has it.
    """
    path = tmp_path / "sheet.csv"
    many = [{"I": f"3/{day}/2024"} for day in range(1, 12)]
    path.write_text(star(DONE, {"C": "Y", "D": "", "I": "1/2/2024"}, {"D": "25"}, {**DONE, "N": "6"}, *many), encoding="ascii")
    found = totals(path)
    assert (2024, "2024-09-30", 15) == (found["fiscal_year"], found["counted_to"], found["rows"])
    assert {"requests": 13, "of_these_closed": 2, "appeals": 0} == found["backlog"]
    assert {"0-20": 0, "21-40": 1}.items() <= found["granted"]["simple"].items()  # type: ignore[index]
    assert 2 == found["processed"]["simple"]["21-40"]  # type: ignore[index]
    oldest: list[dict[str, object]] = found["oldest_requests"]  # type: ignore[assignment]
    assert 10 == len(oldest)
    assert ("24-1", True, "2024-01-02") == (oldest[0]["id"], oldest[0]["consultation"], oldest[0]["received"])
    assert ["2024-03-01"] * 2 == [old["received"] for old in oldest[1:3]]
    assert ["24-2"] == [row["name"] for row in found["refused"]["first"]]  # type: ignore[index]


def test_a_row_with_too_few_columns_is_refused_by_dojs_validator(tmp_path: Path) -> None:
    """A row with too few columns is refused whatever it holds, and a blank record is no row."""
    path = tmp_path / "sheet.csv"
    path.write_text(star(DONE) + "OIP,24-9,N,20\r\n" + "," * 28 + "\r\n\r\n", encoding="ascii")
    assert "the row has 4 columns, not 29" in str(totals(path)["refused"])


@pytest.mark.parametrize("form", ["table", "markdown", "html", "csv", "jsonl", "summary"])
def test_every_form_shows_dojs_figures_only_with_the_option(form: str) -> None:
    """Every form shows DOJ's figures by name with --doj, and none without it."""
    options = ("batch", str(STAR), "--as-of", "2024-09-30", "--format", form)
    with_it, without = run(*options, "--doj"), run(*options)
    assert "fiscal year 2024" in with_it.stderr
    sign = '"doj": {' if form in ("jsonl", "summary") else "doj_elapsed" if form == "csv" else "Response times, by DOJ"
    assert sign in with_it.stdout
    assert sign not in without.stdout
    assert "DOJ" not in without.stderr


def test_a_line_of_json_has_dojs_figures_beside_the_whole_answer() -> None:
    """A line of JSON has DOJ's figures beside the answer, brief or whole, with null for a blank, and fits the schema."""
    for more in ((), ("--brief",), ("--sort", "due")):
        ended = run("batch", str(STAR), "--as-of", "2024-09-30", "--format", "jsonl", "--doj", *more)
        found = [json.loads(line) for line in ended.stdout.splitlines()]
        (one,) = [line["doj"] for line in found if line["request"]["id"] == "24-1"]
        assert (25, "yes", None, None) == (one["elapsed"], one["backlog"], one["appeal_elapsed"], one["refused"])
        assert [name.removeprefix("doj_") for name, _ in DOJ_COLUMNS] == list(one)
        if "--brief" not in more:
            schema = json.loads((DATA / "answer.schema.json").read_text(encoding="utf-8"))
            assert [] == [error.message for line in found for error in Draft202012Validator(schema).iter_errors(line)]


def test_a_workbook_has_dojs_figures_as_numbers_and_its_totals(tmp_path: Path) -> None:
    """A workbook has DOJ's figures as numbers after our columns, and its totals in the sheet of totals."""
    path = tmp_path / "docket.xlsx"
    run("batch", str(STAR), "--as-of", "2024-09-30", "--doj", "-o", str(path))
    book = CalamineWorkbook.from_path(path)
    header, *rows = book.get_sheet_by_name("Requests").to_python()
    first = dict(zip(header, rows[0], strict=True))
    assert (25, "yes") == (first["doj_elapsed"], first["doj_backlog"])
    told = [row[:2] for row in book.get_sheet_by_name("Totals").to_python()]
    assert ["requests in the backlog", 2] in told


WRONG: list[tuple[list[str], str]] = [
    (["--doj", "--format", "ics"], "--doj: a calendar holds dates"),
    (["--fiscal-year", "2024"], "--fiscal-year: applies only to DOJ's figures; use --doj too"),
    (["--doj", "--fiscal-year", "1900"], "--fiscal-year: 1900 is out of range; give a fiscal year from 1972 to 2100"),
]


@pytest.mark.parametrize(("options", "says"), WRONG)
def test_dojs_figures_are_refused_where_they_make_no_sense(options: list[str], says: str) -> None:
    """The option --doj is refused for a calendar, and a fiscal year without --doj or outside the calendar, before anything is
    read.
    """
    ended = run("batch", str(STAR), "--as-of", "2024-09-30", *options)
    assert (2, "") == (ended.returncode, ended.stdout)
    assert says in ended.stderr


def test_dojs_figures_in_an_earlier_answer_are_computed_anew(tmp_path: Path) -> None:
    """The columns of DOJ's figures in an earlier answer are not read as facts and are computed anew."""
    path = tmp_path / "log.csv"
    path.write_text(LOG, encoding="ascii")
    once = run("batch", str(path), "--doj", "--as-of", "2024-10-15", "--format", "csv").stdout
    path.write_text(once, encoding="ascii")
    ended = run("batch", str(path), "--as-of", "2024-10-15", "--columns").stdout
    lines = [line for line in ended.splitlines() if "doj_" in line]
    assert len(DOJ_COLUMNS) == len(lines)
    assert all("computed" in line for line in lines)


def test_among_equally_old_requests_the_earlier_receipt_comes_first() -> None:
    """Among requests of as many working days the earlier receipt comes first, so a Friday before its Saturday."""
    found = DojTotals(YEAR)
    for name, day in (("b", date(2024, 3, 2)), ("a", date(2024, 3, 1)), ("c", date(2024, 3, 1))):
        item = days.elapsed(day, YEAR.last)
        assert item == legal().between(day, YEAR.last)

        found.take(Checked(Item(DojStage(day, day, None)), Figures(), Figures()), name, "")
    assert ["a", "c", "b"] == [old.name for old in found.oldest_requests]
