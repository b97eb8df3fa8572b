"""Logs of several sections: what a heading says of the rows below it, and what is read below another header."""

import json

import pytest

from foiacalc.sheets import sections
from tests.test_cli import run

AS_OF = ("--as-of", "2026-11-25")

# a heading; the type of the rows below it; whether they are over (None: it does not say); why
HEADINGS: list[tuple[str, str, bool | None, str]] = [
    ("Appeals", "appeal", None, "one word"),
    ("Appeals:", "appeal", None, "with a colon"),
    ("FOIA Appeals", "appeal", None, "of the Act"),
    ("ADMINISTRATIVE APPEALS", "appeal", None, "the long name"),
    ("Appeals received in FY25", "appeal", False, "a fiscal year"),
    ("Appeals Closed", "appeal", True, "both"),
    ("Closed Appeals (14)", "appeal", True, "a count"),
    ("2. Closed Appeals, Oct. 1, 2023 to Sept. 30, 2024", "appeal", True, "a number of its own, and dates"),
    ("Department of the Interior - FOIA Appeals", "appeal", None, "below a letterhead on the same line"),
    ("FOIA Appeals Closed and Pending", "appeal", False, "over or not, appeals they are"),
    ("Consultations Received", "consultation", False, "another agency's requests"),
    ("Request Type : Consultation", "Consultation", None, "FOIAXpress"),
    ("Request Type : Perfected", "Perfected", None, "FOIAXpress"),
    ("Referrals", "request", None, "a referral is answered as a request"),
    ("Privacy Act Requests", "request", None, "processed under the Act too"),
    ("CLOSED REQUESTS", "request", True, "over"),
    ("FY 2024 CLOSED CASES", "", True, "a case may be either"),
    ("2024 Completed", "", True, "a year that could be a number"),
    ("Closed between 01/01/2018 and 12/31/2018", "", True, "a span"),
    ("Processed FOIA Requests, 3rd Quarter", "request", True, "a quarter"),
    ("Requests granted in full", "request", True, "an outcome is an end"),
    ("Status: Closed", "", True, "a column's name above its groups"),
    ("Pending as of 9/30", "", False, "a date without a year"),
    ("Open Requests: 12", "request", False, "a count after a colon"),
    ("Requests not yet closed", "request", False, "the contrary"),
    ("Backlog", "", False, "what is late"),
    ("Open and Closed Requests", "request", False, "both, so neither is said of a row"),
    ("Received/Closed FY24", "", False, "both, by a slash"),
]


@pytest.mark.parametrize(("text", "kind", "over", "why"), HEADINGS)
def test_a_heading_is_read_by_its_words(text: str, kind: str, over: bool | None, why: str) -> None:
    """A heading is read by its words, whatever years, dates and counts stand around them, for the reason in its row."""
    assert sections.Section(kind, over, text) == sections.section_of(["", text, ""]), why


# what says nothing of the rows below it; why
NO_HEADINGS: list[tuple[str, str]] = [
    ("Appeals Officer: J. Doe", "who decides them"),
    ("Closed cases are shown in grey", "a sentence"),
    ("Appeal 2025-14", "the number of an appeal"),
    ("FOIA-2025-00014", "the number of a request"),
    ("FOIA Requests and Appeals", "both"),
    ("Consultations and Referrals", "another agency's and this one's"),
    ("October 2017", "a month"),
    ("Page 2 of 3", "a page"),
    ("Office of General Counsel", "a component"),
    ("The records of this log are kept until the case is closed and its appeal decided", "a notice"),
    ("* Exemptions are listed at the end", "a footnote"),
]


@pytest.mark.parametrize(("text", "why"), NO_HEADINGS)
def test_what_is_no_heading_of_a_section_says_nothing(text: str, why: str) -> None:
    """A line that is no heading of a section says nothing of the rows below it, for the reason in its row."""
    assert sections.section_of([text, ""]) is None, why


NAMES = "ID,Date Received,Date Closed\n"
OPEN, APPEAL = "determination missed", "appeal_determination missed"
ENDED, APPEAL_ENDED = "determination ended", "appeal_determination ended"

# a log; how each row of it stands, by its id; why
LOGS: list[tuple[str, dict[str, str], str]] = [
    (f"{NAMES}1,3/3/2025,\nCLOSED,,\n2,3/3/2025,\n", {"1": OPEN, "2": ENDED}, "a heading without a day"),
    (f"CLOSED REQUESTS,,\n{NAMES}1,3/3/2025,\n", {"1": ENDED}, "a title above the header"),
    (f"Closed Cases,,\n{NAMES}1,3/3/2025,\nOpen Cases,,\n2,3/3/2025,\n", {"1": ENDED, "2": OPEN}, "the next heading ends it"),
    (f"{NAMES}FOIA Appeals,,\n{NAMES}1,3/3/2025,\n", {"1": APPEAL}, "the header again changes nothing"),
    (f"{NAMES}Appeals,,\n1,3/3/2025,\n,,\n2,3/3/2025,\n", {"1": APPEAL, "2": APPEAL}, "nor does a blank line"),
    (f"{NAMES}Appeals,,\n1,3/3/2025,\nPage 2,,\n2,3/3/2025,\n", {"1": APPEAL, "2": APPEAL}, "nor the number of a page"),
    (f"{NAMES}Appeals,,\nClosed,,\n1,3/3/2025,\n", {"1": APPEAL_ENDED}, "a heading below another"),
    (f"{NAMES}Appeals,,\n1,3/3/2025,\nClosed,,\n2,3/3/2025,\n", {"1": APPEAL, "2": APPEAL_ENDED}, "a status leaves the type"),
    (f"{NAMES}Closed,,\nAppeals,,\n1,3/3/2025,\n", {"1": APPEAL_ENDED}, "a type right below a status"),
    (f"{NAMES}Closed Requests,,\n1,3/3/2025,\nAppeals,,\n2,3/3/2025,\n", {"1": ENDED, "2": APPEAL}, "a type after rows"),
    (f"{NAMES}Closed,,\nOffice of the Secretary,,\n1,3/3/2025,\n", {"1": ENDED}, "a component below a heading"),
    (f"{NAMES}Closed,,\n1,3/3/2025,\nTotal: 1,,\n2,3/3/2025,\n", {"1": ENDED, "2": OPEN}, "a total ends it"),
    (f"{NAMES}2024 Appeals,,\n1,3/3/2025,\n", {"1": APPEAL}, "a heading that begins like a number"),
    (f"FOIA Appeals,,\n{NAMES}A,3/3/2025,\nFOIA Requests,,\n1,3/3/2025,\n", {"A": APPEAL, "1": OPEN}, "requests below appeals"),
    (f"{NAMES}Consultations,,\n1,3/3/2025,\nRequests,,\n2,3/3/2025,\n", {"2": OPEN}, "a consultation is skipped"),
    ("ID,Date Received,Status\nClosed,,\n1,3/3/2025,Open\n", {"1": ENDED}, "a status that says otherwise"),
    ("ID,Date Received,Status\n1,3/3/2025,Open\n,,Closed\n2,3/3/2025,Open\n", {"1": OPEN, "2": OPEN}, "a stray status is none"),
]


@pytest.mark.parametrize(("text", "states", "why"), LOGS)
def test_rows_are_what_the_heading_above_them_says(text: str, states: dict[str, str], why: str) -> None:
    """Rows are appeals, over or consultations as the heading above them says, for the reason in the row."""
    ended = run("batch", "-", *AS_OF, "--format", "jsonl", stdin=text)
    found = {}
    for answer in map(json.loads, ended.stdout.splitlines()):
        key = "determination" if "received" in answer["request"] else "appeal_determination"
        state = next(each["state"] for each in answer["deadlines"] if each["key"] == key)
        found[answer["request"]["id"]] = f"{key} {state}"
    assert states == found, why
    assert 0 == ended.returncode


def test_a_row_that_is_over_by_a_heading_says_so() -> None:
    """A row that is over by the heading above it says so; the sheet says how many are, and how many are answered as open."""
    ended = run("batch", "-", *AS_OF, "--format", "jsonl", stdin="ID,Date Received\n1,3/3/2025\nCLOSED,\n2,3/3/2025\n")
    assert "no column says whether or when a request ended; 1 is treated as open" in ended.stderr
    assert "1 row ended on an unknown date (1 has heading 'CLOSED'); it is not known" in ended.stderr
    first, second = map(json.loads, ended.stdout.splitlines())
    assert [] == first["warnings"]
    assert second["warnings"][0].startswith("The heading above is 'CLOSED', but no date says when the request ended")


FIRST = "ID,Date Received,Due Date,Closed\n1,2025-03-03,2025-03-31,2025-03-20\n"
DAYS = {"received": "2025-03-04", "claimed": "2025-04-01", "determined": "2025-03-21"}

# what stands below the rows; what is read of the last row there; why
BELOW: list[tuple[str, dict[str, str], str]] = [
    ("ID,Due Date,Date Received,Closed\n2,2025-04-01,2025-03-04,2025-03-21\n", DAYS, "in another order"),
    ("Closed,Due Date,Date Received,ID\n2025-03-21,2025-04-01,2025-03-04,2\n", DAYS, "the other way round"),
    ("id,due_date,DATE RECEIVED,closed\n2,2025-04-01,2025-03-04,2025-03-21\n", DAYS, "in another spelling"),
    ("ID,Date Received,Closed\n2,2025-03-04,2025-03-21\n", {k: DAYS[k] for k in ("received", "determined")}, "one is missing"),
    ("No.,Due Date,Received,Closed\n2,2025-04-01,2025-03-04,2025-03-21\n", DAYS, "other names of the same facts"),
    ("No.,Rec'd,Due,Closed\n2,2025-03-04,2025-04-01,2025-03-21\n", DAYS, "the same in their places"),
    (
        "ID,Due Date,Date Received,Closed\n9,2025-04-01,2025-03-04,\nID,Date Received,Due Date,Closed\n"
        "2,2025-03-04,2025-04-01,2025-03-21\n",
        DAYS,
        "and then the first order again",
    ),
]


@pytest.mark.parametrize("between", ["", "1b,2025-03-03,2025-03-31,\n" * 40])
@pytest.mark.parametrize(("text", "known", "why"), BELOW)
def test_rows_are_read_by_the_header_above_them(text: str, known: dict[str, str], why: str, between: str) -> None:
    """Rows below a header with the same columns in another order are read by it, wherever it stands, and every form has their
    cells below the names of the first.
    """
    ended = run("batch", "-", *AS_OF, "--format", "jsonl", stdin=FIRST + between + text)
    assert 0 == ended.returncode, why
    assert {"id": "2"} | known == json.loads(ended.stdout.splitlines()[-1])["request"], why
    moved = "has its columns in a different order; the rows below it are read accordingly" in ended.stderr
    assert moved == (why != "the same in their places")
    cells = run("batch", "-", *AS_OF, "--format", "csv", stdin=FIRST + between + text).stdout.splitlines()[-1].split(",")
    assert ["2", known["received"], known.get("claimed", ""), known["determined"]] == cells[:4]


LATER = "ID,Date Received,Date Closed,Disposition\n9,2025-03-05,2025-03-06,Granted\n"

# a log of two tables; the lines of both headers; why
TWO: list[tuple[str, int, int, str]] = [
    (f"{NAMES}1,2025-03-03,\n{LATER}", 1, 3, "another column"),
    (f"Pending,,\n{NAMES}1,2025-03-03,\n,,\nClosed,,\n{LATER}", 2, 6, "below a heading"),
    (f"{NAMES}1,2025-03-03,\nNumber,Received,Completed,Result\n9,2025-03-05,2025-03-06,Granted\n", 1, 3, "in other words"),
    (f"ID,Date Received,Analyst\n1,2025-03-03,x\n{LATER}", 1, 3, "more names that are known"),
    (f"{NAMES}1,2025-03-03,\nID,Date Closed,Requester\n9,2025-03-06,x\n", 1, 3, "no day of a beginning"),
    (f"{NAMES}1,2025-03-03,\n" + "2,2025-03-03,\n" * 60 + LATER, 1, 63, "far down"),
]


@pytest.mark.parametrize(("text", "first", "second", "why"), TWO)
def test_two_tables_with_other_columns_are_refused_with_both_headers(text: str, first: int, second: int, why: str) -> None:
    """Two tables with other columns in one file are refused, and both headers are named, because rows read by the other's would
    be wrong and rows left out would be missed by nobody.
    """
    ended = run("batch", "-", *AS_OF, "--format", "csv", stdin=text)
    assert 2 == ended.returncode, why
    assert f"two lines look like the header: line {first} (" in ended.stderr
    assert f" and line {second} (" in ended.stderr
    assert f"--header-line {first} or --header-line {second}" in ended.stderr


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (
            1,
            "Date Closed, Disposition); the row below it is not read; --header-line 4 reads them",
        ),
        (4, "2 rows with dates are above the header and not read"),
    ],
)
def test_rows_of_the_table_that_was_not_chosen_are_counted(line: int, says: str) -> None:
    """Rows of the table that --header-line did not choose are counted."""
    text = f"{NAMES}1,2025-03-03,\n2,2025-03-03,\n{LATER}"
    ended = run("batch", "-", *AS_OF, "--header-line", str(line), "--format", "jsonl", stdin=text)
    assert 0 == ended.returncode
    assert says in ended.stderr
    assert (2 if line == 1 else 1) == len(ended.stdout.splitlines())


# a row that is no header though it has such words, below `ID,Date Received,Requester,Status`; why
ROWS: list[tuple[str, str]] = [
    ("A1,,Received,Appeal", "words of a status"),
    ("A1,,Closed,Received", "with no day below them"),
    ("A,Date Received,B. Person,Records", "one name alone"),
    ("A,,Date of the letter,Closed", "no day below"),
]


@pytest.mark.parametrize(("row", "why"), ROWS)
def test_a_row_with_words_of_a_header_is_a_row(row: str, why: str) -> None:
    """A row with words of a header is still a row in error, and the rows below it are read as before."""
    text = f"ID,Date Received,Requester,Status\n1,2025-03-03,x,Open\n{row}\n2,2025-03-04,y,Open\n"
    ended = run("batch", "-", *AS_OF, "--format", "jsonl", stdin=text)
    assert "3 rows: 2 answered, 1 with errors" in ended.stderr, why


def test_both_headers_are_shown_with_their_columns() -> None:
    """--columns shows the columns of both headers, each with its line and a cell."""
    shown = run("batch", "-", "--columns", stdin=f"Log,,\n{NAMES}1,2025-03-03,\n{LATER}").stdout
    assert "  line 2, Date Received: received (journalists' sheets), such as '2025-03-03'\n" in shown
    assert "  line 4, Disposition: outcome (Standard FOIA Log Format 1.5), such as 'Granted'\n" in shown


def test_the_columns_are_shown_though_another_header_stands_far_down() -> None:
    """--columns shows the columns of the first header, and the error names the second, however far down it stands."""
    shown = run("batch", "-", "--columns", stdin=f"{NAMES}1,2025-03-03,\n" + "2,2025-03-03,\n" * 400 + LATER)
    assert 2 == shown.returncode
    assert "  Date Received: received (journalists' sheets), such as '2025-03-03'\n" in shown.stdout
    assert "and line 403 (ID, Date Received, Date Closed, Disposition); use --header-line 1, which leaves out" in shown.stderr
