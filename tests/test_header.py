"""Where the header of a sheet is, which column is which fact by what it holds, and what is said where that is not plain."""

import csv
import io
import json
from pathlib import Path

import pytest

from foiacalc.calendar.workdays import LAST
from foiacalc.sheets.columns import WrongMap
from foiacalc.sheets.dates import Notation
from foiacalc.sheets.file import Unreadable
from foiacalc.sheets.records import Asked, Sheet, open_sheet
from tests.test_cli import run

AS_OF = ("--as-of", "2025-01-01")


def sheet(text: str, **asked: object) -> Sheet:
    return open_sheet("log.csv", io.BufferedReader(io.BytesIO(text.encode())), Asked(**asked), Notation(LAST))  # type: ignore[arg-type]


def facts(found: Sheet) -> dict[str, str]:
    """Each fact and its column, the first of several."""
    ranked = sorted(found.columns, key=lambda column: (column.rank, column.position), reverse=True)
    return {column.field: column.name for column in ranked if column.field}


ROWS = "1,1/5/2024,2/1/2024\n2,1/6/2024,2/8/2024\n"
PLAIN = {"id": "No.", "received": "Date Received", "determined": "Date Closed"}
NAMES = "No.,Date Received,Date Closed\n"

# what stands above the rows; what is said of it; the facts that are found
HEADERS: list[tuple[str, list[str], dict[str, str]]] = [
    (NAMES, [], PLAIN),
    ("\n\n" + NAMES, ["header on line 3"], PLAIN),
    ("Agency FOIA Log FY 2024,,\n" + NAMES, ["header on line 2"], PLAIN),
    ("Agency,,\n,400 Maryland Avenue,\n,,\nReport Date:,3/4/2024,\nTime:,3:52 PM,\n,,\n" + NAMES, ["header on line 7"], PLAIN),
    ("Received between 10/01/2023 and 09/30/2024,,\n" + NAMES, ["header on line 2"], PLAIN),
    ("Total Number Of Records: 2,,\n" + NAMES, ["header on line 2"], PLAIN),
    ('"a title\nof two lines",,\n' + NAMES, ["header on line 3"], PLAIN),
    ("2024,Date Received,Date Closed\n", [], {"received": "Date Received", "determined": "Date Closed"}),
    (29 * "Notice,,\n" + NAMES, ["header on line 30"], PLAIN),
    ('No.,"Date\nReceived","Date\nClosed"\n', [], {"id": "No.", "received": "Date\nReceived", "determined": "Date\nClosed"}),
    (
        "Request,Date,Date of Final\nNumber,Received,Response\n",
        [],
        {"id": "Request Number", "received": "Date Received", "determined": "Date of Final Response"},
    ),
    (
        "Log of 2024,,\nFOIA,Date,Date\nRequest,Request,Request\nNo.,Received,Com- \n".replace("Com- ", "Closed"),
        ["header on lines 2 to 4"],
        {"id": "FOIA Request No.", "received": "Date Request Received", "determined": "Date Request Closed"},
    ),
    (
        "Request,,Appeal\nNo.,Date Received,Date Received\n",
        [],
        {"id": "No.", "received": "Date Received", "appeal_received": "Appeal - Date Received"},
    ),
    (
        "No.,Date Received,Date Received\n,Request,Appeal\n",
        [],
        {"id": "No.", "received": "Date Received", "appeal_received": "Appeal - Date Received"},
    ),
    (
        "FOIA Appeals Log,,\n" + NAMES,
        ["header on line 2"],
        {"id": "No.", "appeal_received": "Appeal - Date Received", "appeal_determined": "Appeal - Date Closed"},
    ),
    ("FOIA Requests and Appeals,,\n" + NAMES, ["header on line 2"], PLAIN),
    (
        "Appeals may be made within 90 days of the letter by which a request or a part of it was denied,,\n" + NAMES,
        ["header on line 2"],
        PLAIN,
    ),
]


@pytest.mark.parametrize(("above", "says", "found"), HEADERS)
def test_the_header_is_found_below_titles_and_on_several_lines(above: str, says: list[str], found: dict[str, str]) -> None:
    """The header is found below titles, letterheads and blank lines, on one line or on three, with the headings of groups, and
    all rows are there.
    """
    made = sheet(above + ROWS)
    assert found == facts(made)
    assert says == [note for note in made.notes if note.startswith("header")]
    assert [["1", "1/5/2024", "2/1/2024"], ["2", "1/6/2024", "2/8/2024"]] == [row.cells for row in made.rows]


@pytest.mark.parametrize("row", ["a,", "1,", "FOIA,", ",", "a,b", "Request,Closed"])
def test_a_row_that_says_little_is_a_row(row: str) -> None:
    """A row that says little is a row and no part of the header above it."""
    assert [row.split(",")] == [found.cells for found in sheet(f"id,filed\n{row}\n").rows]
    assert [row.split(","), ["2", "1/5/2024"]] == [
        found.cells for found in sheet(f"Case No.,Date Filed\n{row}\n2,1/5/2024\n").rows
    ]


def test_names_below_a_heading_of_two_columns_are_no_row() -> None:
    """Names below a heading of two columns, such as Granted and Denied under Disposition, belong to the header."""
    made = sheet("No.,Received,Disposition,\n,,Granted,Denied\n1,1/5/2024,x,\n")
    assert ["No.", "Received", "Disposition - Granted", "Disposition - Denied"] == list(made.header)
    assert [3] == [row.line for row in made.rows]


# what cannot be understood, and what is said of it
REFUSED: list[tuple[str, str, str]] = [  # the sheet, what is said of it, a line of --columns
    (
        "800,John,01/03/18,\n801,Ann,01/04/18,\n",
        "its first row is data; the columns are A '800', B 'John', C '01/03/18'",
        "  A: - (no heading), such as '800'",
    ),
    (
        "800,John,01/03/18,\n801,Ann,01/04/18,\n",
        "name them by letter, such as --map received=C",
        "  C: - (no heading), such as '01/03/18'",
    ),
    (
        NAMES + ROWS + ",,\nAppeals,,\nNumber,Closed Date,Appeal Date\n9,1/9/2024,1/2/2024\n",
        "two lines look like the header: line 1",
        "  line 1, Date Received: received (journalists' sheets), such as '1/5/2024'",
    ),
    (
        NAMES + ROWS + ",,\nAppeals,,\nNumber,Closed Date,Appeal Date\n9,1/9/2024,1/2/2024\n",
        "--header-line 1 or --header-line 6",
        "  line 6, Appeal Date: appealed (journalists' sheets), such as '1/2/2024'",
    ),
    (
        "requestID,Date,complete_date\n1,1/7/2016,1/21/2016\n",
        "no column says when a request was filed or received",
        "  complete_date: determined (guessed from the words of its heading), such as '1/21/2016'",
    ),
    (
        "requestID,Date,complete_date\n1,1/7/2016,1/21/2016\n",
        "such as --map filed='Date'",
        "  Date: - (not a fact about a request), such as '1/7/2016'",
    ),
    (
        "No.,Date Received,Date Received\n1,1/5/2024,1/9/2024\n",
        "two columns give received, and 1 of 1 dates differ",
        "  Date Received: received (journalists' sheets), such as '1/5/2024'",
    ),
    (
        "No.,Date Received,Date Received\n1,1/5/2024,1/9/2024\n",
        "--map received=B or --map received=C",
        "  Date Received: received (journalists' sheets), such as '1/9/2024'",
    ),
    (
        "Headquarters,,Field,\nNo.,Date Received,Unit,Date Received\n1,1/5/2024,x,1/9/2024\n",
        "two columns give received",
        "  Unit: - (not a fact about a request), such as 'x'",
    ),
    (
        "No.,Received,Date Closed,Date Completed\n1,1/5/2024,2/1/2024,2/3/2024\n",
        "two columns give determined",
        "  Date Completed: determined (Standard FOIA Log Format 1.5), such as '2/3/2024'",
    ),
]


@pytest.mark.parametrize(("text", "says", "column"), REFUSED)
def test_a_sheet_that_is_not_plain_is_refused_with_the_way_out(text: str, says: str, column: str) -> None:
    """A sheet whose header or columns are not plain is refused with the option that decides, and --columns shows what each
    column seems, by a cell of it.
    """
    ended = run("batch", "-", *AS_OF, stdin=text)
    assert 2 == ended.returncode
    assert "" == ended.stdout
    assert says in ended.stderr
    shown = run("batch", "-", "--columns", stdin=text)
    assert 2 == shown.returncode
    assert column in shown.stdout.splitlines()


# options that decide; what is read of the first row then
DECIDED: list[tuple[str, dict[str, object], str, str]] = [
    ("800,John,01/03/18,\n", {"mapped": {"received": "C"}}, "received", "C"),
    ("800,John,01/03/18,\n", {"mapped": {"received": "c", "id": "a"}}, "id", "A"),
    ("No.,Date Received,Date Received\n1,1/5/2024,1/9/2024\n", {"mapped": {"received": "C"}}, "received", "Date Received"),
    ("requestID,Date\n1,1/7/2016\n", {"mapped": {"filed": "Date"}}, "filed", "Date"),
    ("requestID,Date\n1,1/7/2016\n", {"mapped": {"filed": "B"}}, "filed", "Date"),
    (NAMES + ROWS + "Number,Appeal Date\n9,1/9/2024\n", {"header_line": 4}, "appealed", "Appeal Date"),
    (NAMES + ROWS + "Number,Appeal Date\n9,1/9/2024\n", {"header_line": 1}, "received", "Date Received"),
    (
        "No.,Received,Status,Final Disposition\n1,1/5/2024,,Closed\n",
        {"mapped": {"status": "Final Disposition"}},
        "status",
        "Final Disposition",
    ),
    (
        "Request,Appeal\nReceived,Received\n1/5/2024,1/9/2024\n",
        {"mapped": {"sued": "Appeal Received"}},
        "sued",
        "Appeal Received",
    ),
]


@pytest.mark.parametrize(("text", "asked", "field", "name"), DECIDED)
def test_an_option_decides_on_a_column_or_the_header(text: str, asked: dict[str, object], field: str, name: str) -> None:
    """An option decides which column a fact is, by its name or its letter, and which line is the header."""
    assert name == facts(sheet(text, **asked))[field]


def test_a_header_line_that_is_not_there_is_an_error() -> None:
    """A line of the header, or a column, that the file does not have is an error."""
    with pytest.raises(Unreadable, match="has no line 9 among its first 3 records"):
        sheet(NAMES + ROWS, header_line=9)
    with pytest.raises(WrongMap, match="no column has that name"):
        sheet(NAMES + ROWS, mapped={"filed": "D"})


# header, rows, the facts that the cells allow
HELD: list[tuple[str, str, dict[str, str]]] = [
    ("Received,Status", "1/5/2024,2/1/2024\n1/6/2024,2/8/2024\n", {"received": "Received", "determined": "Status"}),
    ("Received,Status", "1/5/2024,Closed\n1/6/2024,2/8/2024 closed\n", {"received": "Received", "status": "Status"}),
    ("Received,Response", "1/5/2024,Full grant\n1/6/2024,Denied\n", {"received": "Received", "outcome": "Response"}),
    # a tick says that the end came, and no day
    ("Received,Completed", "1/5/2024,Yes\n1/6/2024,No\n", {"received": "Received", "closed (yes or no)": "Completed"}),
    ("Received,Closed", "1/5/2024,X\n1/6/2024,\n", {"received": "Received", "closed": "Closed"}),
    ("Received,Lawsuit", "1/5/2024,yes\n", {"received": "Received"}),
    ("Received,Extension", "1/5/2024,1/9/2024\n", {"received": "Received", "extended": "Extension"}),
    ("Received,Extension", "1/5/2024,taken\n", {"received": "Received"}),
    (
        "Received Date,Closed Date",
        "45296,45323\n",
        {"received": "Received Date", "determined": "Closed Date"},
    ),  # Excel's numbers
    ("Rec'd,Date Complete", "45296,45323\n", {"received": "Rec'd", "determined": "Date Complete"}),
    ("Received,Days Tolled", "1/5/2024,3\n", {"received": "Received", "tolled_days": "Days Tolled"}),
    ("Received,Tolled", "1/5/2024,waiting\n", {"received": "Received"}),
    (
        "Date Received,Date Sent",
        "1/5/2024,2/1/2024\n1/6/2024,2/8/2024\n",
        {"received": "Date Received", "determined": "Date Sent"},
    ),
    ("Date Received,Date Sent", "1/5/2024,1/2/2024\n1/6/2024,1/6/2024\n", {"received": "Date Received", "filed": "Date Sent"}),
    ("Original Received Date,Received Date", "1/5/2024,2/1/2024\n", {"received": "Original Received Date"}),
    ("Date Received,Date Created", "1/5/2024,2/1/2024\n", {"received": "Date Received"}),
    (
        "Date Closed,Date Received,Date of Determination",
        "3/1/2024,1/5/2024,2/1/2024\n",
        {"received": "Date Received", "determined": "Date of Determination"},
    ),
    (
        "Appeal Received,Closed Date,Appeal Response Date,Ruling",
        "1/5/2024,,2/1/2024,Denied\n",
        {"appeal_received": "Appeal Received", "appeal_determined": "Closed Date", "appeal_outcome": "Ruling"},
    ),
    ("Perfected Date,Status", "1/5/2024,Closed\n", {"perfected": "Perfected Date", "status": "Status"}),
    ("Recieved Date,Recv", "1/5/2024,\n1/6/2024,1/6/2024\n", {"received": "Recieved Date"}),
    ("Date Received", "3 /28/2018\n4 /6 /2018\n", {"received": "Date Received"}),
]


@pytest.mark.parametrize(("header", "rows", "found"), HELD)
def test_the_cells_must_be_what_the_heading_says(header: str, rows: str, found: dict[str, str]) -> None:
    """A column is a fact only if its cells are what the heading says, days or texts, and of two columns of one fact the more
    telling one is read.
    """
    assert found == facts(sheet(f"{header}\n{rows}"))


# header and rows; what is said to be not read; what must not be said
UNREAD: list[tuple[str, str, str]] = [
    ("Received,Date Assigned\n1/5/2024,1/9/2024\n", "'Date Assigned' holds dates in 1 of 1 cells", "'Received'"),
    ("Received,Date Assigned\n1/5/2024,1/9/2024\n", "such as '1/9/2024'; --map FACT='Date Assigned' reads it", "nothing"),
    ("Received,Notes\n1/5/2024,see 1/9/2024\n", "", "Notes"),
    ("Received,Extension Taken?\n1/5/2024,one\n", "'Extension Taken?' holds text, such as 'one'", "dates"),
    ("Received,Partial Denial\n1/5/2024,some pages\n", "--map outcome='Partial Denial' reads it", "dates"),
    ("Received,Case Closed?\n1/5/2024,Yes\n", "1 row ended on an unknown date (1 has Case Closed? 'Yes')", "not read"),
    ("Received,Closed By\n1/5/2024,Smith\n", "--map status='Closed By' reads it", "dates"),
    ("Received,In Litigation?\n1/5/2024,No\n", "", "Litigation"),
    ("Received,Days to Complete\n1/5/2024,12\n", "", "Days to Complete"),
    ("Received,Closed FY2024\n1/5/2024,1\n", "", "Closed FY2024"),
    ("Received,Extension Taken?\n1/5/2024,\n", "", "Extension"),
    (
        "Received,\n1/5/2024,1/9/2024\n",
        "column B holds dates in 1 of 1 cells checked, such as '1/9/2024'; --map FACT=B reads it",
        "'B'",
    ),
    ("Received,Reviewed,Reviewed\n1/5/2024,1/9/2024,1/9/2024\n", "--map FACT=C reads it", "FACT='Reviewed'"),
    (
        "Received,Approval" + 600 * "\n1/5/2024," + 60 * "\n1/5/2024,1/9/2024" + "\n",
        "'Approval' holds dates in 1 of 1 cells",
        "nothing",
    ),
    (
        "Date Closed,Received,Response Date\n2/1/2024,1/5/2024,2/2/2024\n",
        "'Response Date' is read as determined only where 'Date Closed' is blank",
        "nothing",
    ),
    (
        '{"trackingNumber": "1", "received": "2024-01-05", "assignedDate": "2024-01-09"}\n',
        "'assignedDate' holds dates in 1 of 1 cells",
        "tracking",
    ),
]


@pytest.mark.parametrize(("text", "says", "silent"), UNREAD)
@pytest.mark.parametrize("form", ["jsonl", "table", "markdown", "html"])
def test_a_column_of_dates_that_is_not_read_is_named(text: str, says: str, silent: str, form: str) -> None:
    """A column with dates, or one that tells of an end, that is not read is named on standard error and on top of the forms for
    people, with the option that reads it.
    """
    ended = run("batch", "-", *AS_OF, "--format", form, stdin=text)
    assert says in ended.stderr
    assert silent not in ended.stderr
    if form != "jsonl" and says:
        plain = ended.stdout.replace("&#39;", "'").replace("\\", "")
        assert says in plain
        assert plain.index(says) < (plain.rindex("\n\n") if form == "table" else plain.index("determination"))


# the cell of one row of many; the name of its column; what is said
LATE: list[tuple[str, str, str]] = [
    ("2024-01-09", "Memo", "'Memo' holds dates in 1 of 1 cells checked, such as '2024-01-09'; --map FACT='Memo'"),
    (" 1/9/2024 ", "Memo", "such as '1/9/2024'"),
    ("9-Jan-24", "Memo", "such as '9-Jan-24'"),
    ("January 9, 2024", "Memo", "such as 'January 9, 2024'"),
    ("Tuesday, January 9, 2024", "Memo", "such as 'Tuesday, January 9, 2024'"),
    ("20240109", "Memo", "such as '20240109'"),
    ("2024-01-09T02:30:00Z", "Memo", "such as '2024-01-09T02:30:00Z'"),
    ("yes, by mail", "Denial Letter", "'Denial Letter' holds text, such as 'yes, by mail'"),
    ("2024-00017", "Memo", ""),
    ("see 1/9/2024", "Memo", ""),
]


@pytest.mark.parametrize("others", ["", "text"])
@pytest.mark.parametrize(("cell", "name", "says"), LATE)
def test_a_column_whose_first_date_comes_late_is_named(cell: str, name: str, says: str, others: str) -> None:
    """A column that is not read is named wherever its only date stands, among blank cells and among texts."""
    rows = [f"1/5/2024,{others}\n"] * 700
    rows[-1 if others else 650] = f'1/5/2024,"{cell}"\n'
    ended = run("batch", "-", *AS_OF, "--format", "summary", stdin=f"Received,{name}\n{''.join(rows)}")
    if others and "holds text" in says:
        says = "such as 'text'"
    elif others:
        says = says.replace("in 1 of 1 cells checked", "(the first on line 701)")
    assert bool(says) or (others != "" and name != "Memo") == ("not read" in ended.stderr)
    assert says in ended.stderr


def test_each_column_is_shown_with_a_cell_wherever_it_stands() -> None:
    """--columns shows a cell of each column that has one, in whichever row it stands."""
    shown = run("batch", "-", "--columns", stdin="id,received,memo,blank\n" + 400 * "a,1/5/2024,,\n" + "b,1/5/2024,late,n/a\n")
    assert "  memo: - (not a fact about a request), such as 'late'\n  blank: - (not a fact about a request)\n" in shown.stdout


def test_a_column_that_the_user_mapped_away_is_not_named() -> None:
    """A column that the user replaced with --map is not named as unread, because the user decided it."""
    ended = run("batch", "-", *AS_OF, "--map", "received=When", stdin="When,Received\n1/5/2024,1/9/2024\n")
    assert "not read" not in ended.stderr


# lines of JSON with a tracker's keys, and the facts that are read of them
KEYS: list[tuple[str, dict[str, object]]] = [
    (
        '{"id": "9", "trackingNumber": "E-1", "received": "03/02/2020", "closedDate": "2020-04-02", "due": null}',
        {"id": "E-1", "received": "2020-03-02", "determined": "2020-04-02"},
    ),
    ('{"requestID": 7, "dateReceived": "2020-03-02"}', {"id": "7", "received": "2020-03-02"}),
    ('{"Date Received": "2020-03-02", "expedite": true}', {"id": None, "received": "2020-03-02", "expedite": True}),
    (
        '{"tracking_number": "a", "filed": "2020-03-02", "fee_asked": ["2020-03-05..2020-03-06"]}',
        {"id": "a", "filed": "2020-03-02", "fee_asked": ["2020-03-05..2020-03-06"]},
    ),
    ('{"filed": "2020-03-02", "id": "b"}', {"id": "b", "filed": "2020-03-02"}),
]


@pytest.mark.parametrize(("line", "expected"), KEYS)
def test_a_trackers_json_is_read_by_the_same_names(line: str, expected: dict[str, object]) -> None:
    """The keys of a tracker's JSON are read by the names of a sheet's columns, and our own names as they stand."""
    (answer,) = run("batch", "-", "--format", "jsonl", *AS_OF, stdin=line + "\n").stdout.splitlines()
    assert expected == json.loads(answer)["request"]


def test_a_misspelled_fact_in_json_is_still_an_error() -> None:
    """A misspelled fact in a line of JSON with our own names is an error, and no column that can be left out."""
    ended = run("batch", "-", *AS_OF, stdin='{"filed": "2020-03-02", "expedte": true}\n')
    assert "no such fact; did you mean expedite?" in ended.stderr


def test_json_takes_the_options_of_a_sheet() -> None:
    """The options --map, --set and --columns work on the keys of JSON as on the columns of a sheet."""
    line = '{"when": "3/2/2020", "office": "EPA"}\n'
    (answer,) = run("batch", "-", "--map", "received=when", "--set", "agency=FCC", *AS_OF, stdin=line).stdout.splitlines()
    assert {"id": None, "agency": "FCC", "received": "2020-03-02"} == json.loads(answer)["request"]
    shown = run("batch", "-", "--columns", "--map", "received=when", stdin=line).stdout
    assert "  when: received (as given by --map), such as '3/2/2020'" in shown.splitlines()


# options; what the request of every row has by them
CONSTANTS: list[tuple[list[str], dict[str, object]]] = [
    (["--agency", "FCC"], {"agency": "FCC"}),
    (["--set", "agency=FCC"], {"agency": "FCC"}),
    (["--set", "expedite=yes", "--set", "claimed=3/1/2024"], {"agency": "DOJ", "expedite": True, "claimed": "2024-03-01"}),
    (["--set", "received=1/9/2024"], {"agency": "DOJ", "received": "2024-01-09"}),
]


@pytest.mark.parametrize(("options", "expected"), CONSTANTS)
def test_a_fact_given_for_all_rows_goes_before_its_column(options: list[str], expected: dict[str, object]) -> None:
    """A fact given for all rows with --set or --agency stands in the place of the column that would say it."""
    text = "Agency,Filed\nDOJ,1/5/2024\n"
    (answer,) = run("batch", "-", "--format", "jsonl", *AS_OF, *options, stdin=text).stdout.splitlines()
    assert {"id": None, "filed": "2024-01-05"} | expected == json.loads(answer)["request"]


WRONG: list[tuple[list[str], str]] = [
    (["--set", "agency"], "Error: --set: 'agency' does not name a value; use FIELD=VALUE, such as agency=FCC"),
    (["--set", "verdict=a"], "Error: --set: 'verdict' is not a fact"),
    (["--set", "id=1"], "Error: --set: each row has its own id"),
    (["--set", "claimed=soon"], "Error: --set: claimed: 'soon' is not a date"),
    (["--set", "filed=soon"], "Error: --set: filed: 'soon' is not a date"),
    (["--set", "expedite=maybe"], "Error: --set: expedite: 'maybe' is not yes or no"),
    (["--set", "agency=FCC", "--agency", "FCC"], "Error: --agency: --set also sets the agency; use only one"),
    (["--set", "agency=FCC", "--map", "agency=Agency"], "Error: --map: agency is also given for every row; give it once"),
    (["--agency", "Ministry of Truth"], "Error: --agency: 'Ministry of Truth' is not an agency"),
    (["--header-line", "0"], "0"),
]


@pytest.mark.parametrize(("options", "says"), WRONG)
def test_a_wrong_option_on_columns_is_named_before_any_row_is_read(options: list[str], says: str) -> None:
    """A wrong option on columns is named with exit code 2 before any row is read."""
    ended = run("batch", "-", *AS_OF, *options, stdin="Agency,Filed\nDOJ,1/5/2024\n")
    assert 2 == ended.returncode
    assert "" == ended.stdout
    assert says in ended.stderr


def test_rows_in_error_are_read_again_as_they_were(tmp_path: Path) -> None:
    """Rows in error, once mended, are read again as they were, because the headings of their groups are in their names."""
    text = "Request,,Appeal\nNo.,Date Received,Date Received\n1,2/31/2024,3/1/2024\n"
    wrong = tmp_path / "wrong.csv"
    run("batch", "-", *AS_OF, "--errors", str(wrong), stdin=text)
    mended = wrong.read_text().replace("2/31/2024", "2/1/2024")
    (answer,) = run("batch", "-", "--format", "jsonl", *AS_OF, stdin=mended).stdout.splitlines()
    assert {"id": "1", "received": "2024-02-01", "appeal_received": "2024-03-01"} == json.loads(answer)["request"]


def test_a_column_guessed_from_its_words_is_told(tmp_path: Path) -> None:
    """A column guessed from its heading is told on standard error and by --columns; one with a known name is not."""
    guessed = run("batch", "-", *AS_OF, stdin="FOIA Recv'd,Disp\n1/5/2024,\n").stderr
    assert "-: guessed: received is 'FOIA Recv'd'; --columns shows all, --map names another" in guessed
    assert "guessed" not in run("batch", "-", *AS_OF, stdin="Date Received,Disposition\n1/5/2024,\n").stderr
    assert (
        "received (guessed from the words of its heading), such as '1/5/2024'"
        in run("batch", "-", "--columns", stdin="FOIA Recv'd\n1/5/2024\n").stdout
    )


def test_columns_that_foiacalc_computed_are_not_read_as_facts() -> None:
    """The columns that foiacalc computed, fed back, are not read as facts or claimed dates, while a sheet's own due date still
    is.
    """
    sheet = "id,filed,Due Date\nA,2010-02-01,2010-03-03\nB,2010-02-02,\n"
    first = run("batch", "-", "--as-of", "2010-10-28", "--format", "csv", stdin=sheet)
    again = run("batch", "-", "--as-of", "2010-10-28", "--format", "csv", stdin=first.stdout)
    old, new = ([*csv.reader(ended.stdout.splitlines())] for ended in (first, again))
    assert [row[3:] for row in old] == [row[len(row) - len(old[0]) + 3 :] for row in new]
    assert "not read: 'acknowledgment_due' and " in again.stderr
    assert "claimed: 0 right, 0 with extension, 1 other" in first.stderr
    assert "claimed: 0 right, 0 with extension, 1 other" in again.stderr
    without = "\n".join(",".join(row[:2] + row[3:-3]) for row in old) + "\n"
    assert "claimed:" not in run("batch", "-", "--as-of", "2010-10-28", "--format", "csv", stdin=without).stderr
