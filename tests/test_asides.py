"""Which rows of a log are requests, which are skipped and why, which have errors; and cells that cost no row."""

import csv
import io
import json

import pytest

from tests.conftest import HERE
from tests.test_cli import run

AS_OF = ("--as-of", "2024-05-01")
HEADER = ("Request ID", "Date Received", "Requester", "Description", "Status")
GOOD = ("24-1", "3/1/2024", "A. Person", "Records about a subject", "Open")

ANSWERED, ERROR = "answered", "with errors"
TOTAL, NOTE, AGAIN, BLANK = "a total", "a heading or a note", "the header again", "blank line"
CONSULTATION = "a consultation, not a request"

# a row of that sheet; what becomes of it; why
ROWS: list[tuple[tuple[str, ...], str, str]] = [
    (GOOD, ANSWERED, "a request"),
    (("24-2", "3/1/2024"), ANSWERED, "the cells that are not there say nothing"),
    (("", "3/1/2024", "A. Person", "Records", ""), ANSWERED, "a request needs no number"),
    (("", "", "", "", ""), BLANK, "nothing"),
    ((" ", "\u00a0", "", "", "\t"), BLANK, "nothing that shows"),
    # the header again
    (HEADER, AGAIN, "above each page"),
    (("REQUEST ID", "date_received", "Requester ", "Description", "status"), AGAIN, "in another spelling"),
    (("2018", "Date Received", "Requester", "Description", ""), AGAIN, "all but one cell"),
    (("24-3", "Date Received", "B. Person", "Records", ""), ERROR, "one name alone may be a slip"),
    # totals
    (("Total", "", "", "", ""), TOTAL, "below the rows"),
    (("Total No of Requests for 'Remand ' : 29", "", "", "", ""), TOTAL, "FOIAXpress, below each type"),
    (("Total Number Of Records: 1106", "", "", "", ""), TOTAL, "above or below the rows"),
    (("Grand Total", "", "", "", "1,106"), TOTAL, "with the number in another column"),
    (("", "", "", "Total: 14", ""), TOTAL, "in another column"),
    (("Subtotal", "", "", "14", ""), TOTAL, "of a group"),
    (("FY 2018 Total", "", "", "", ""), TOTAL, "of a year"),
    (("Count: 14", "", "", "", ""), TOTAL, "counted by a spreadsheet"),
    (("Number of requests: 14", "", "", "", ""), TOTAL, "counted by a spreadsheet"),
    (("14 records found", "", "", "", ""), TOTAL, "counted by a tracker"),
    # headings, footers and notes
    (("Request Type : Chairman Correspondence", "", "", "", ""), NOTE, "FOIAXpress, above each type"),
    (("FY 2018", "", "", "", ""), NOTE, "a year above its rows"),
    (("October 2017", "", "", "", ""), NOTE, "a month above its rows"),
    (("", "October 2017 requests", "", "", ""), NOTE, "the same in the column of dates"),
    (("Page 1 of 3", "", "", "", ""), NOTE, "a page number"),
    (("", "", "", "Page 2", ""), NOTE, "a page number in another column"),
    (("", "Received between 10/01/2012 and 09/30/2013", "", "", ""), NOTE, "what was searched for"),
    (("Report Date: 3/4/2019", "", "", "", ""), NOTE, "when it was printed"),
    (("", "", "Federal Trade Commission", "", ""), NOTE, "a letterhead"),
    (("", "", "", "600 Pennsylvania Avenue, N.W.", ""), NOTE, "a letterhead"),
    (("* Exemptions are listed at the end of this log", "", "", "", ""), NOTE, "a footnote"),
    (("End of report", "", "", "", ""), NOTE, "the last line"),
    (("", "", "", "Granted", "Denied"), NOTE, "a second line of the header"),
    (("Privacy Act material: dispose of in accordance with policy",) * 5, NOTE, "one cell across all columns"),
    (("USE", *("USE OF THIS LOG IS RESTRICTED",) * 4), NOTE, "the same, its first cell cut"),
    (
        ("note", "requests that came before the move of the office were logged by hand", "x", "", ""),
        NOTE,
        "a sentence where a day should be",
    ),
    # with errors: they may be requests
    (("24-4", "", "A. Person", "Records", "Open"), ERROR, "a request without a day"),
    (("24-4", "", "", "", ""), ERROR, "a number and no day"),
    (("24-4", "TBD", "", "", ""), ERROR, "a number and a day that says nothing"),
    (("24-4", "1/1/1900", "", "", ""), ERROR, "the same as a spreadsheet's zero"),
    (("24-4", "2/30/2024", "", "", ""), ERROR, "no such day"),
    (("", "2/30/2024", "", "", ""), ERROR, "a day that is none is a slip, no heading"),
    (("", "10/3/2017perfected10/7", "", "", ""), ERROR, "two days in one cell"),
    (("", "19-Jan", "", "", ""), ERROR, "a day without a year"),
    (("", "8/1/2017 - 10/23/2018", "", "", ""), ERROR, "a span"),
    (("x", "soon", "", "", ""), ERROR, "a number of some kind and a word for a day"),
    (("", "", "A. Person", "Records", "Open"), ERROR, "more cells than a heading has"),
    (("a", "b", "c", "d", "e"), ERROR, "a row of five cells is no heading"),
]


def sheet(*rows: tuple[str, ...]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


@pytest.mark.parametrize(("row", "becomes", "why"), ROWS)
def test_a_row_of_a_log_is_answered_skipped_with_its_kind_or_in_error(row: tuple[str, ...], becomes: str, why: str) -> None:
    """A row between two requests is answered, skipped with the kind of its line named, or in error where it may be a request,
    for the reason of its row; the others are answered all the same.
    """
    ended = run("batch", "-", *AS_OF, "--format", "jsonl", stdin=sheet(HEADER, GOOD, row, GOOD))
    counts = {ANSWERED: 2, ERROR: 0}
    if becomes in counts:
        counts[becomes] += 1
    aside = "0 skipped" if becomes in counts else f"1 skipped ({becomes}: 1)"
    assert f"3 rows: {counts[ANSWERED]} answered, {counts[ERROR]} with errors, {aside}" in ended.stderr.splitlines(), why
    assert counts[ANSWERED] == len(ended.stdout.splitlines())
    assert (2 if becomes == ERROR else 0) == ended.returncode


def answers(text: str) -> list[dict[str, object]]:
    """The request objects of the answers."""
    ended = run("batch", "-", *AS_OF, "--format", "jsonl", stdin=text)
    return [json.loads(line)["request"] for line in ended.stdout.splitlines()]


TYPES: list[tuple[str, str, str]] = [  # the type of a row; the fact that holds its day of receipt, or why it is skipped
    ("Request", "received", "a request"),
    ("FOIA", "received", "a request under the Act"),
    ("Referral", "received", "sent by another agency to be answered directly"),
    ("Privacy Act", "received", "a Privacy Act request is processed under the Act too"),
    ("Appeal", "appeal_received", "an appeal"),
    ("APPEAL", "appeal_received", "whatever its case"),
    ("FOIA Appeal", "appeal_received", "an appeal under the Act"),
    ("Consultation", CONSULTATION, "another agency asks for its view"),
    ("Consult", CONSULTATION, "another word for it"),
    ("", "received", "no type is given"),
]


@pytest.mark.parametrize(("kind", "becomes", "why"), TYPES)
def test_a_row_of_an_appeal_is_answered_as_one_and_a_consultation_is_skipped(kind: str, becomes: str, why: str) -> None:
    """A row whose type is an appeal is answered as an appeal, a consultation of another agency is skipped, since no requester's
    clock runs on it, and every other type is a request.
    """
    text = sheet(("id", "type", "received", "date closed"), ("1", kind, "3/1/2024", "3/20/2024"))
    ended = run("batch", "-", *AS_OF, "--format", "jsonl", stdin=text)
    if becomes == CONSULTATION:
        assert f"1 skipped ({CONSULTATION}: 1)" in ended.stderr
        return
    request = json.loads(ended.stdout)["request"]
    assert "2024-03-01" == request[becomes], why
    assert "2024-03-20" == request["appeal_determined" if becomes == "appeal_received" else "determined"]


# the cells of an appeal's row, type Appeal; what is known of it
APPEALS: list[tuple[dict[str, str], dict[str, object], str]] = [
    ({"received": "3/1/2024", "status": "Pending"}, {"appeal_received": "2024-03-01"}, "an appeal still pending"),
    (
        {"received": "3/1/2024", "status": "Closed"},
        {"appeal_received": "2024-03-01", "ended": True},
        "an appeal that ended on a day not given",
    ),
    (
        {"received": "3/1/2024", "outcome": "Affirmed"},
        {"appeal_received": "2024-03-01", "ended": True},
        "a decision without its day",
    ),
    (
        {"received": "3/1/2024", "date closed": "3/20/2024", "outcome": "Denied"},
        {"appeal_received": "2024-03-01", "appeal_determined": "2024-03-20", "appeal_outcome": "affirmed"},
        "a denied appeal leaves the determination as it was",
    ),
    (
        {"filed": "2/27/2024", "received": "3/1/2024", "perfected": "3/4/2024", "acknowledged": "3/5/2024"},
        {"appealed": "2024-02-27", "appeal_received": "2024-03-01"},
        "the day it was made and the day it came; the rest is of a request alone",
    ),
    (
        {"filed": "3/5/2024", "received": "3/1/2024"},
        {"appeal_received": "2024-03-01"},
        "a day of filing after receipt cannot be",
    ),
]


@pytest.mark.parametrize(("cells", "known", "why"), APPEALS)
def test_the_columns_of_an_appeals_row_are_the_appeals(cells: dict[str, str], known: dict[str, object], why: str) -> None:
    """The columns of an appeal's row are the days and outcome of the appeal, and what only a request has is not read as the
    appeal's.
    """
    assert [{"id": None} | known] == answers(sheet(("type", *cells), ("Appeal", *cells.values()))), why


def test_rows_below_the_heading_of_consultations_are_set_aside() -> None:
    """Rows below the heading of consultations are set aside until the next heading or total, because FOIAXpress groups its
    reports so.
    """
    rows = [
        ("Request Type : Perfected", "", ""), ("24-1", "3/1/2024", ""), ("Total No of Requests : 1", "", ""),
        ("Request Type : Consultation", "", ""), ("24-2", "3/1/2024", ""), ("", "", ""), ("24-3", "3/1/2024", ""),
        ("Request Type : Appeal", "", ""), ("24-4", "3/1/2024", ""), ("Total No of Requests : 1", "", ""),
        ("24-5", "3/1/2024", ""),
    ]  # fmt: skip
    found = answers(sheet(("Request ID", "Received Date", "Description"), *rows))
    assert [("24-1", "received"), ("24-4", "appeal_received"), ("24-5", "received")] == [
        (request["id"], next(name for name in request if name.endswith("received"))) for request in found
    ]


# header, row, the facts that are known, what is told on standard error
CELLS: list[tuple[str, str, dict[str, object], str]] = [
    (
        "received,due",
        "3/1/2024,see file",
        {"received": "2024-03-01"},
        "due: 1 row with an impossible value, left out ('see file' 1)",
    ),
    ("received,due", "3/1/2024,TBD", {"received": "2024-03-01"}, ""),
    ("received,due", "3/1/2024,1/1/1900", {"received": "2024-03-01"}, ""),
    ("received,due", "3/1/2024,0000-00-00", {"received": "2024-03-01"}, ""),
    ("received,due", "3/1/2024,#N/A", {"received": "2024-03-01"}, ""),
    ("received,due", "3/1/2024,pending", {"received": "2024-03-01"}, ""),
    (
        "received,acknowledged",
        "3/1/2024,2/1/2024",
        {"received": "2024-03-01"},
        "acknowledged: 1 row with an impossible value, left out",
    ),
    (
        "received,acknowledged",
        "3/1/2024,by phone",
        {"received": "2024-03-01"},
        "acknowledged: 1 row with an impossible value, left out",
    ),
    ("received,date closed", "3/1/2024,TBD", {"received": "2024-03-01"}, ""),
    ("received,date closed", "3/1/2024,pending", {"received": "2024-03-01"}, ""),
    ("received,date closed", "3/1/2024,No", {"received": "2024-03-01"}, ""),
    ("received,date closed", "3/1/2024,Open", {"received": "2024-03-01"}, ""),
    ("received,date closed", "3/1/2024,Closed", {"received": "2024-03-01", "ended": True}, "1 has date closed 'Closed'"),
    ("received,date closed", "3/1/2024,Yes", {"received": "2024-03-01", "ended": True}, "1 has date closed 'Yes'"),
    (
        "received,date closed",
        "3/1/2024,No records",
        {"received": "2024-03-01", "outcome": "no-records", "ended": True},
        "1 has date closed 'No records'",
    ),
    (
        "received,status",
        "3/1/2024,Closed",
        {"received": "2024-03-01", "ended": True},
        "no column says when a request ended: 1 row",
    ),
    ("received,status", "3/1/2024,Open", {"received": "2024-03-01"}, ""),
    ("received,status", "3/1/2024,Xyz", {"received": "2024-03-01"}, "status: 1 row not understood and left out ('Xyz' 1)"),
    (
        "received",
        "3/1/2024",
        {"received": "2024-03-01"},
        "no column says whether or when a request ended; the one",
    ),
    (
        "received,determined,outcome",
        "3/1/2024,3/20/2024,Xyz",
        {"received": "2024-03-01", "determined": "2024-03-20"},
        "outcome: 1 row not understood and left out ('Xyz' 1)",
    ),
    (
        "received,determined,outcome",
        "3/1/2024,3/20/2024,Request withdrawn",
        {"received": "2024-03-01", "withdrawn": "2024-03-20"},
        "",
    ),
    (
        "received,determined,status",
        "3/1/2024,3/20/2024,Open",
        {"received": "2024-03-01", "determined": "2024-03-20"},
        "status: 1 row marked open, although another cell says the request ended",
    ),
    (
        "received,perfected",
        "3/4/2024,3/2/2024",
        {"received": "2024-03-04", "perfected": "2024-03-02"},
        "perfected: 1 row perfected before receipt; the clock starts on receipt ('2024-03-02' 1)",
    ),
    (
        "filed,received",
        "3/6/2024,3/4/2024",
        {"received": "2024-03-04"},
        "filed: 1 row dated after receipt and left out ('2024-03-06' 1)",
    ),
    (
        "received,expedite_asked,expedite_outcome",
        "3/4/2024,3/4/2024,denied",
        {"received": "2024-03-04"},
        "expedite_outcome: 1 row without a date and left out",
    ),
    (
        "received,date of last status change,status",
        "3/1/2024,3/20/2024,CLOSED",
        {"received": "2024-03-01", "determined": "2024-03-20"},
        "",
    ),
    ("received,date of last status change,status", "3/1/2024,3/20/2024,PENDING", {"received": "2024-03-01"}, ""),
]


@pytest.mark.parametrize(("header", "row", "known", "told"), CELLS)
def test_a_cell_that_decides_nothing_costs_itself_and_never_the_row(
    header: str, row: str, known: dict[str, object], told: str
) -> None:
    """A cell that decides nothing and cannot be read is left out without its row, and is told of in the row's warning and over
    the sheet.
    """
    ended = run("batch", "-", *AS_OF, "--format", "jsonl", stdin=f"{header}\n{row}\n")
    assert 0 == ended.returncode, ended.stderr
    answer = json.loads(ended.stdout)
    assert {"id": None} | known == answer["request"]
    assert told in ended.stderr
    quiet = [
        line
        for line in ended.stderr.splitlines()
        if not line.startswith(("-: guessed", "-: no column says whether or", "1 row: ")) and " month first; " not in line
    ]
    assert bool(told) or [] == quiet
    assert (bool(told) and "no column says whether or" not in told) == bool(answer["warnings"])


def test_a_request_that_a_log_calls_closed_without_a_day_is_never_called_missed() -> None:
    """A request that a log calls closed without a day is counted as ended and never as missed, and every form for people says
    on top how many there are.
    """
    text = sheet(("id", "received", "status"), *((str(n), "3/1/2021", "Closed") for n in range(3)), ("3", "3/1/2021", "Open"))
    says = "no column says when a request ended: 3 rows ended on an unknown date (3 have status &#39;Closed&#39;)"
    for form, quote in (("table", "'"), ("markdown", "'"), ("html", "&#39;")):
        ended = run("batch", "-", *AS_OF, "--format", form, stdin=text)
        assert says.replace("&#39;", quote) in ended.stdout.replace("\\", "")
        assert says.replace("&#39;", "'") in ended.stderr
        assert ended.stdout.lower().count("ended") >= 4
    summary = json.loads(run("batch", "-", *AS_OF, "--format", "summary", stdin=text).stdout)
    assert (1, {"ended": 3, "missed": 1}) == (summary["missed"], summary["determinations"])


# columns; rows, of which the last is in error; why
SLIPS: list[tuple[str, str, str]] = [
    ("Tracking,Recv Dt,Compl Dt,Disp Cd,Agency", "2025-15,O2/O3/2025,,,", "no column is known as the number"),
    ("Tracking,Recv Dt,Compl Dt,Disp Cd,Agency", "2025-15,soon,,,", "a number in the first column, and a word for a day"),
    ("Case No.,Received,Closed,Requester,Subject,Notes", ",,O3/14/2025,,,", "another column of dates"),
    ("Case No.,Received,Closed,Requester,Subject,Notes", ",,March l4,,,", "a day misspelled there"),
    ("Analyst,Received,Subject,Notes,Pages,Fee", "Doe,20250230x,,,,", "no number at all"),
]


@pytest.mark.parametrize(("names", "row", "why"), SLIPS)
def test_a_day_with_a_slip_in_it_is_an_error_and_no_heading(names: str, row: str, why: str) -> None:
    """A row whose only day is mistyped is in error, and not skipped as a heading, for the reason in its row."""
    good = "2024-1,2/3/2024" + "," * (names.count(",") - 1)
    ended = run("batch", "-", *AS_OF, "--format", "jsonl", stdin=f"{names}\n{good}\n{row}\n")
    assert 2 == ended.returncode, why
    assert "1 with errors, 0 skipped" in ended.stderr


def test_the_summary_has_what_is_said_of_the_sheet() -> None:
    """The summary has the remarks on the sheet that standard error has, under `notes`."""
    ended = run("batch", "-", *AS_OF, "--format", "summary", stdin="Log,,\nNo.,Received,Reviewed\n1,3/1/2024,3/2/2024\n")
    notes = json.loads(ended.stdout)["notes"]
    assert [
        "-: header on line 2",
        "-: no column says whether or when a request ended; the one here is treated as open",
    ] == [note for note in notes if "not read" not in note and "guessed" not in note]
    assert any(note.startswith("-: not read: 'Reviewed' holds dates") for note in notes)
    assert all(note in ended.stderr.splitlines() for note in notes)


def test_rows_with_the_same_error_are_told_together() -> None:
    """The first row of each error is told in full, and then how many rows had the same one."""
    rows = "".join(f"r{n},{'2/30/2024' if n % 2 else '2/31/2024'},x\n" for n in range(9)) + "r9,soon,x\n"
    ended = run("batch", "-", *AS_OF, stdin=f"id,received,notes\n{rows}")
    errors = [line for line in ended.stderr.splitlines() if line.startswith("Error")]
    assert [
        "Error: -, line 2, received: '2/31/2024' is not a calendar date; write it as YYYY-MM-DD",
        "Error: -, line 11, received: 'soon' is not a date; write it as YYYY-MM-DD",
        "Error: -, received: 9 rows have the same error, the first on line 2",
    ] == errors


# id, what is known of it: counted off the columns of DOJ's form
OF_DOJ: list[tuple[str, dict[str, object]]] = [
    ("24-1", {"received": "2024-03-01", "perfected": "2024-03-01", "determined": "2024-04-05", "outcome": "partial"}),
    (
        "24-2",
        {"expedite_determined": "2024-03-08", "expedite_outcome": "denied", "tolled_days": 2, "extended": "2024-03-04+10"},
    ),
    ("24-4", {"perfected": "2024-03-01", "received": None, "determined": "2024-03-20", "outcome": "no-records"}),
    ("24-5", {"received": "2024-03-04", "perfected": None, "determined": "2024-03-06", "outcome": "denied"}),
    ("24-6", {"outcome": "granted", "expedite_outcome": "granted", "agency": "FBI"}),
    ("24-7", {"withdrawn": "2024-03-14", "determined": None, "outcome": None}),
    ("24-8", {"determined": "2024-03-06", "outcome": "closed"}),
    ("24-9", {"determined": "2024-03-06", "outcome": "denied"}),
    (
        "24-A",
        {"received": None, "appeal_received": "2024-03-15", "appeal_determined": "2024-04-20", "appeal_outcome": "affirmed"},
    ),
    ("24-B", {"appeal_determined": "2024-04-10", "appeal_outcome": "partial"}),
    ("24-C", {"appeal_determined": "2024-04-10", "appeal_outcome": "remanded"}),
    ("24-D", {"appeal_determined": "2024-04-10", "appeal_outcome": None}),
    ("24-E", {"appeal_received": "2024-04-15", "appeal_determined": None}),
]


@pytest.mark.parametrize("by", ["position", "name"])
def test_dojs_raw_data_are_read_as_doj_writes_them(by: str) -> None:
    """DOJ's raw data are read by position in its form of 29 columns, and by name where an agency leaves some out
    (usdoj/foia-api, raw data to report).
    """
    rows = list(csv.reader((HERE / "sheets" / "foia_star.csv").open(newline="")))
    kept = range(29) if by == "position" else [at for at, name in enumerate(rows[0]) if name and at not in (4, 5, 6, 7)]
    found = {request["id"]: request for request in answers(sheet(*(tuple(row[at] for at in kept) for row in rows)))}
    assert [name for name, _ in OF_DOJ] == list(found)
    for name, known in OF_DOJ:
        assert known == {fact: found[name].get(fact) for fact in known}, name


# a cell that cannot be read, under its column; why the row is nothing without it
DECIDING: list[tuple[str, str]] = [
    ("interim", "it may have started the time to appeal (C17)"),
    ("tolled_days", "the clock stood still on them"),
    ("extended", "ten more working days"),
    ("sued", "the court then has the case, and nothing else runs"),
    ("appealed", "the agency's second limit runs from it"),
    ("info_asked", "the clock stood still"),
    ("reply_by", "the requester's own last day"),
    ("withdrawn", "nothing runs after it"),
]
BESIDE = ("acknowledged", "expedite_outcome", "letter_received", "claimed")


@pytest.mark.parametrize(("column", "why"), DECIDING)
def test_a_row_whose_deciding_cell_cannot_be_read_is_in_error(column: str, why: str) -> None:
    """A row with a cell that cannot be read where it decides a date is in error by itself, for the reason in its row; the next
    row is answered, and a file with no other row gives no answer.
    """
    ended = run("batch", "-", "--as-of", "2024-06-03", stdin=f"id,filed,{column}\na,2024-03-01,junk\nb,2024-03-01,\n")
    assert 2 == ended.returncode, why
    assert ["b"] == [json.loads(line)["request"]["id"] for line in ended.stdout.splitlines()]
    assert f"Error: -, line 2, {column}: 'junk'" in ended.stderr
    alone = run("batch", "-", stdin=f"id,filed,{column}\na,2024-03-01,junk\n")
    assert (2, "") == (alone.returncode, alone.stdout)
    assert "1 row: 0 answered, 1 with errors, 0 skipped" in alone.stderr


@pytest.mark.parametrize("column", BESIDE)
def test_a_row_whose_cell_beside_the_point_cannot_be_read_is_answered(column: str) -> None:
    """A row with a cell that cannot be read where it decides nothing is answered without that cell, which is told of."""
    ended = run("batch", "-", "--as-of", "2024-06-03", stdin=f"id,filed,{column}\na,2024-03-01,junk\n")
    assert 0 == ended.returncode
    assert column not in json.loads(ended.stdout)["request"]
    assert f"{column}: 1 row with an impossible value, left out ('junk' 1)" in ended.stderr


def test_a_day_of_the_decision_to_expedite_that_cannot_be_read_is_no_miss() -> None:
    """A decision on expedition whose day cannot be read was made, on a day nobody knows, so its ten days are not called missed
    while the determination is.
    """
    sheet = "id,filed,expedite,expedite_determined,expedite_outcome\na,2024-03-01,yes,junk,denied\n"
    ended = run("batch", "-", "--as-of", "2024-06-03", stdin=sheet)
    states = {each["key"]: each["state"] for each in json.loads(ended.stdout)["deadlines"]}
    assert ("not_applicable", "missed") == (states["expedited_decision"], states["determination"])
    assert "expedite_determined: 1 row with an impossible value, left out ('junk' 1)" in ended.stderr


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_an_agency_that_is_not_known_is_told_once_with_the_name_it_may_be(form: str) -> None:
    """An agency's name that is not known is told once for a sheet or for lines of JSON, with the name it may be, and the
    warning of each row suggests none.
    """
    facts = [{"filed": "2026-01-05", "agency": name} for name in ("FBII", "FBII", "Hogwarts")]
    lines = "".join(f"{json.dumps(fact)}\n" for fact in facts)
    sheet = "filed,agency\n" + "".join(f"{fact['filed']},{fact['agency']}\n" for fact in facts)
    ended = run("batch", "-", "--as-of", "2026-11-26", "--format", "jsonl", stdin=sheet if form == "csv" else lines)
    says = "agency: 3 rows with a name that foiacalc does not know; the statute's rule applies"
    assert f"{says} ('FBII' 2: did you mean FBI?, 'Hogwarts' 1)" in ended.stderr
    assert "did you mean" not in ended.stdout
