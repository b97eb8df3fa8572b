"""Many requests: the sheets of real trackers, their dates, their errors; rows in are rows out, with errors or skipped."""

import codecs
import csv
import io
import json
import re
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from foiacalc import batch
from foiacalc.answer.many import RowError
from foiacalc.answer.reports import Report
from foiacalc.sheets import dates
from foiacalc.sheets.columns import understand
from tests.conftest import HERE, cases, report_on
from tests.test_cli import on_terminal, run

SHEETS = HERE / "sheets"
AS_OF = ("--as-of", "2024-05-01")


@pytest.mark.parametrize("case", list(cases("sheetdates.csv")), ids=lambda case: f"{case['text']} {case['options']}")
def test_a_date_in_a_sheet_is_read_as_its_notation_says_or_refused(case: dict[str, str]) -> None:
    """A date in a sheet is read as its notation says, a time on the calendar of Washington, or is refused with what would be
    right; nothing is guessed.
    """
    notation = dates.Notation(date(2024, 5, 1), "day-first" in case["options"], "excel" in case["options"])
    if case["day"]:
        assert date.fromisoformat(case["day"]) == dates.parse(case["text"], notation), case["source"]
        return
    with pytest.raises(dates.NotADate, match=case["says"]):
        dates.parse(case["text"], notation)


# sheet, id or agency, deadline, due, state: counted by hand
ANSWERED: list[tuple[str, str, str, str, str]] = [
    ("newsroom.csv", "ICE", "determination", "2010-03-04", "missed"),
    ("newsroom.csv", "Federal Bureau of Investigation", "determination", "2010-03-02", "missed"),
    ("newsroom.csv", "Ministry of Truth", "determination", "2010-03-02", "met"),
    ("newsroom.csv", "USDA", "appeal_determination", "2024-05-17", "pending"),
    ("muckrock.csv", "2010FOIA1", "determination", "2010-03-04", "missed"),
    ("muckrock.csv", "F-2", "appeal", "2010-04-30", "lapsed"),
    ("standard_log.csv", "A-1", "determination", "2024-04-01", "met_late"),
    ("standard_log.csv", "A-2", "determination", "2024-04-08", "missed"),
    ("foiaxpress.csv", "2024-F-1", "determination", "2024-04-04", "missed"),
    ("foiaxpress.csv", "2024-F-2", "determination", "2024-03-29", "met_late"),
    ("foiaonline.csv", "EPA-1", "determination", "2020-03-30", "missed"),
    ("foiaonline.csv", "EPA-2", "determination", "2020-03-30", "met"),
    ("foia_star.csv", "24-1", "determination", "2024-03-29", "met_late"),
    ("foia_star.csv", "24-2", "determination", "2024-04-17", "missed"),
    ("foia_star.csv", "24-A", "appeal_determination", "2024-04-12", "met_late"),
]


@pytest.mark.parametrize(("sheet", "who", "key", "due", "state"), ANSWERED)
def test_the_sheets_of_real_trackers_need_no_configuration(sheet: str, who: str, key: str, due: str, state: str) -> None:
    """A sheet in the shape of each real tracker is answered without any option, with dates counted by hand."""
    answers = [json.loads(line) for line in run("batch", str(SHEETS / sheet), "--format", "jsonl", *AS_OF).stdout.splitlines()]
    found = next(a for a in answers if who in (a["request"].get("id"), a["request"].get("agency")))
    deadline = next(d for d in found["deadlines"] if d["key"] == key)
    assert (due, state) == (deadline["due"], deadline["state"])


SET_ASIDE: list[tuple[str, str]] = [
    ("newsroom.csv", "5 rows: 4 answered, 0 with errors, 1 skipped (blank line: 1)"),
    ("muckrock.csv", "3 rows: 2 answered, 0 with errors, 1 skipped (not a federal agency: 1)"),
    ("foia_star.csv", "14 rows: 13 answered, 0 with errors, 1 skipped (a consultation, not a request: 1)"),
]


@pytest.mark.parametrize(("sheet", "says"), SET_ASIDE)
def test_rows_that_are_no_federal_requests_are_counted_as_skipped(sheet: str, says: str) -> None:
    """A row that is no federal request is counted as skipped with its reason, and none is dropped in silence."""
    assert says in run("batch", str(SHEETS / sheet), "--format", "jsonl", *AS_OF).stderr.splitlines()


def test_a_trackers_own_due_date_is_checked() -> None:
    """A tracker's own due date is called right, or wrong with the slips that explain it."""
    rows = list(csv.DictReader(io.StringIO(run("batch", str(SHEETS / "newsroom.csv"), "--format", "csv", *AS_OF).stdout)))
    assert ["right", "wrong: months, from_next_working_day", ""] == [row["claimed_right"] for row in rows[:3]]


# the claimed dates of requests received on 4 to 10 March 2024, due on 1 to 5 April: what is said
CLAIMED: list[tuple[str, list[str]]] = [
    ("", []),
    ("2024-04-01", ["claimed: 1 right, 0 with extension, 0 other"]),
    ("2024-04-01 2024-04-16", ["claimed: 1 right, 1 with extension, 0 other"]),
    # a working day late, all of them but one
    (
        "2024-04-02 2024-04-03 2024-04-04 2024-04-18",
        [
            "claimed: 0 right, 1 with extension, 3 other",
            "3 of 4 claimed dates show the same mistake; it looks like the office's own practice: "
            "The count began a working day late: day 1 is the first working day after receipt.",
        ],
    ),
    # received on a weekend, two of them show likelier slips too
    (
        "2024-04-02 2024-04-03 2024-04-04 2024-04-05 2024-04-08 2024-04-08 2024-04-08",
        [
            "claimed: 0 right, 0 with extension, 7 other",
            "7 of 7 claimed dates show the same mistake; it looks like the office's own practice: "
            "The count began a working day late: day 1 is the first working day after receipt.",
        ],
    ),
    # of two slips that explain as many, the likelier one
    (
        "2024-03-18 2024-03-19",
        [
            "claimed: 0 right, 0 with extension, 2 other",
            "2 of 2 claimed dates show the same mistake; it looks like the office's own practice: "
            "The time to decide on expedited processing was counted in working days.",
        ],
    ),
    # two of four are not most; and three slips of three kinds are no rule
    ("2024-04-02 2024-04-03 2024-04-03 2024-04-04", ["claimed: 2 right, 0 with extension, 2 other"]),
    ("2024-04-02 2024-03-25 2024-03-20", ["claimed: 0 right, 0 with extension, 3 other"]),
    # what is right, or right if a notice came, is nobody's slip
    ("2024-04-15 2024-04-16 2024-04-17", ["claimed: 0 right, 3 with extension, 0 other"]),
]


@pytest.mark.parametrize("form", ["csv", "jsonl", "summary", "table"])
@pytest.mark.parametrize(("claimed", "says"), CLAIMED)
def test_claimed_dates_of_a_file_are_summed_up_with_a_slip_most_of_them_show(claimed: str, says: list[str], form: str) -> None:
    """The claimed dates of a file are summed up in one line, and a second line names a slip that most of them show, because it
    looks like the office's own rule.
    """
    rows = "".join(f"{day},2024-03-{day:02},{due}\n" for day, due in enumerate(claimed.split(), start=4))
    ended = run("batch", "-", "--format", form, "--as-of", "2024-06-03", stdin=f"id,received,due\n{rows or '1,2024-03-04,'}")
    assert 0 == ended.returncode
    assert says == [line for line in ended.stderr.splitlines() if not line.startswith("-: ")][1:]


def test_thirty_working_days_without_a_known_notice_are_no_slip() -> None:
    """A claimed date of thirty working days is right if a notice came in time and so no slip, and is wrong where a notice of
    fewer days is known (552(a)(6)(B)(i)).
    """
    sheet = "id,received,extended,due\na,2024-03-04,,2024-04-15\nb,2024-03-04,2024-03-05+3,2024-04-15\n"
    rows = list(csv.DictReader(io.StringIO(run("batch", "-", "--format", "csv", *AS_OF, stdin=sheet).stdout)))
    assert ["with extension", "wrong: no known mistake"] == [row["claimed_right"] for row in rows]


def test_an_unknown_agency_in_a_sheet_is_a_warning() -> None:
    """A row with an agency that is not known is answered by the statute's rule, with a warning."""
    rows = list(csv.DictReader(io.StringIO(run("batch", str(SHEETS / "newsroom.csv"), "--format", "csv", *AS_OF).stdout)))
    assert "'Ministry of Truth' is not an agency" in rows[2]["warnings"]


UNDATED = [  # the status, what other cells say, whether it is warned of
    ("Closed", "", True),
    ("No Responsive Documents", "", True),
    ("Abandoned", "", True),
    ("processing", "", False),
    ("", "", False),
    ("Closed", "2024-03-20", False),
    ("withdrawn", "2024-03-20", False),
]


@pytest.mark.parametrize("form", ["csv", "jsonl"])
@pytest.mark.parametrize(("status", "done", "warned"), UNDATED)
def test_a_status_that_says_closed_without_a_day_is_warned_of(status: str, done: str, warned: bool, form: str) -> None:
    """A row whose status says that the request ended, and no day, is answered as over with a warning, and nothing of it is
    called missed.
    """
    sheet = f"id,agency,filed,status,date done\nr1,FBI,2024-03-01,{status},{done}\n"
    ended = run("batch", "-", *AS_OF, "--format", form, stdin=sheet)
    assert warned == (f"The status is {status!r}, but no date says when the request ended" in ended.stdout)
    assert form == "jsonl" or (not done and not warned) == (",missed," in ended.stdout)
    assert warned == ("-: 1 row ended on an unknown date" in ended.stderr)


# what a row filed on 2024-02-01 says besides, and what its answer is warned of: nothing is let go in silence
UNDATED_OUTCOMES: list[tuple[str, list[str]]] = [
    ("appealed=2024-03-20 appeal_outcome=remanded", ["The outcome of the appeal is 'remanded', but no date says when"]),
    ("appealed=2024-03-20 appeal_outcome=remanded appeal_determined=2024-04-02", []),
    ("appeal_outcome=affirmed", ["The outcome of the appeal is 'affirmed', but no date says when"]),
    ("expedite=yes expedite_outcome=granted", ["The decision on expedited processing is 'granted', but no date says when"]),
    ("expedite=yes expedite_outcome=no", ["The decision on expedited processing is 'no', but no date says when"]),
    ("expedite_asked=2024-02-01 expedite_outcome=No", ["The decision on expedited processing is 'No', but no date says when"]),
    ("expedite_outcome=denied", ["The decision on expedited processing is 'denied', but no date says when"]),
    ("expedite_outcome=no", []),
    ("expedite=yes expedite_outcome=granted expedite_determined=2024-02-05", []),
    (
        "outcome=Granted",
        ["The outcome is 'Granted', but no date says when"],
    ),
    ("outcome=completed", ["The outcome is 'completed', but no date says when"]),
    ("status=closed outcome=denied", ["The status is 'closed', but no date says when"]),
    ("status=processing outcome=denied", ["The outcome is 'denied', but no date says when"]),
    ("outcome=denied determined=2024-03-20", []),
    (
        "outcome=denied appeal_outcome=affirmed",
        ["The outcome is 'denied', but no date says when", "The outcome of the appeal is 'affirmed', but no date says when"],
    ),
]


@pytest.mark.parametrize(("said", "warned"), UNDATED_OUTCOMES)
def test_an_outcome_without_a_day_is_warned_of_and_never_dropped(said: str, warned: list[str]) -> None:
    """An outcome of the request, of the appeal or of expedition without its day is named in a warning, so that nothing is let
    go in silence.
    """
    names, cells = zip(("filed", "2024-02-01"), *(cell.split("=") for cell in said.split()), strict=True)
    ended = run("batch", "-", *AS_OF, "--format", "jsonl", stdin=f"{','.join(names)}\n{','.join(cells)}\n")
    assert 0 == ended.returncode, ended.stderr
    found = [w for w in json.loads(ended.stdout)["warnings"] if "but no date says when" in w]
    assert len(warned) == len(found), found
    assert all(map(str.startswith, found, warned)), found


def test_an_outcome_of_a_request_withdrawn_is_an_error() -> None:
    """An outcome of a request that was withdrawn is an error of its row, because it cannot be both."""
    ended = run("batch", "-", *AS_OF, stdin="filed,withdrawn,outcome\n2024-02-01,2024-03-01,denied\n")
    assert (2, True) == (ended.returncode, "outcome: needs determined or ended" in ended.stderr)


def test_the_csv_keeps_the_columns_that_came_in() -> None:
    """The CSV keeps the columns that came in, in their order, and has ours after them under stable names."""
    given = list(csv.reader((SHEETS / "newsroom.csv").open(newline="")))
    made = list(
        csv.reader(io.StringIO(run("batch", str(SHEETS / "newsroom.csv"), "--format", "csv", *AS_OF).stdout, newline=""))
    )
    assert given[0] == made[0][: len(given[0])]
    assert given[1] == made[1][: len(given[1])]
    assert ["acknowledgment_due", "acknowledgment_cautious"] == made[0][7:9]


def test_a_batch_says_what_status_says() -> None:
    """A line of a batch is the very answer that status gives for the same facts."""
    line = run("batch", "-", "--format", "jsonl", "--as-of", "2010-10-28", stdin="filed,agency,id\n2010-02-03,ICE,x\n").stdout
    alone = run("status", "--filed", "2010-02-03", "--agency", "ICE", "--id", "x", "--as-of", "2010-10-28", "--json").stdout
    assert json.loads(alone) == json.loads(line)


ROW = "Request Number,Agency,Date Received\nA-1,ICE,2010-02-03\n"
WRONG: list[tuple[str, str]] = [
    ("A-2,ICE,2010-02-31\n", "Error: -, line 3, Date Received: '2010-02-31' is not a calendar date"),
    ("A-2,ICE,\n", "Error: -, line 3, filed: give the day the request was filed or received"),
    ('"A-\n2",ICE,soon\n', "Error: -, line 3, Date Received: 'soon' is not a date"),
    ("A-2,ICE,2010-02-01\n\nA-3,ICE,x\n", "Error: -, line 5, Date Received: 'x' is not a date"),
]


def test_a_line_of_json_is_read_like_a_row_of_a_sheet() -> None:
    """A line of JSON is read like a row of a sheet: a time is a day in Washington, and a fact given twice or of an unknown name
    is an error.
    """
    lines = '{"filed": "2021-07-01T02:30:00Z"}\n{"filed": "2024-02-01", "filed": "2025-02-01"}\n'
    lines += '{"filed": "2021-06-01", "as_of": "2021-07-01"}\n'
    ended = run("batch", "-", "--format", "jsonl", *AS_OF, stdin=lines)
    assert ["2021-06-30"] == [json.loads(line)["request"]["filed"] for line in ended.stdout.splitlines()]
    assert (2, True) == (ended.returncode, "Error: -, line 2: gives filed twice; give it once" in ended.stderr)
    assert "Error: -, line 3: as_of: no such fact" in ended.stderr


@pytest.mark.parametrize(("more", "says"), WRONG)
def test_a_row_in_error_is_named_and_the_others_are_answered(more: str, says: str) -> None:
    """A row in error is named by its file, line, column and value, the others are answered, and the exit code is 2."""
    ended = run("batch", "-", "--format", "jsonl", "--as-of", "2010-10-28", stdin=ROW + more)
    assert 2 == ended.returncode
    assert says in ended.stderr
    assert "A-1" in ended.stdout.splitlines()[0]
    assert "1 with errors" in ended.stderr


def test_a_strict_run_stops_at_the_first_row_in_error() -> None:
    """With --strict a run stops at the first row in error, and nothing after it is answered."""
    ended = run(
        "batch", "-", "--strict", "--format", "jsonl", "--as-of", "2010-10-28", stdin=ROW + "A-2,ICE,x\nA-3,ICE,2010-02-01\n"
    )
    assert (2, 1) == (ended.returncode, len(ended.stdout.splitlines()))


def test_rejected_rows_are_ready_to_mend(tmp_path: Path) -> None:
    """Rejected rows are written as they stood under their header with the reason, and once mended are answered."""
    file = tmp_path / "rejected.csv"
    run("batch", "-", "--errors", str(file), "--as-of", "2010-10-28", stdin=ROW + "A-2,ICE,2010-02-31\n")
    rows = list(csv.reader(file.open(newline="")))
    assert [["Request Number", "Agency", "Date Received", "error"], ["A-2", "ICE", "2010-02-31"]] == [rows[0], rows[1][:3]]
    file.write_text(file.read_text().replace("02-31", "02-28"))
    assert 0 == run("batch", str(file), "--as-of", "2010-10-28").returncode


def test_a_sheet_with_a_date_that_can_only_be_day_first_is_refused_unless_said() -> None:
    """A sheet with a date that can only be day first is refused with the place of that date, and is read day first with
    --day-first.
    """
    sheet = "filed\n1/2/2010\n13/2/2010\n"
    ended = run("batch", "-", "--as-of", "2010-10-28", stdin=sheet)
    assert 2 == ended.returncode
    assert "Error: -, line 3: filed: '13/2/2010' can only be day/month/year; use --day-first" in ended.stderr
    said = run("batch", "-", "--day-first", "--as-of", "2010-10-28", stdin=sheet).stdout.splitlines()
    assert ["2010-02-01", "2010-02-13"] == [json.loads(line)["request"]["filed"] for line in said]


@pytest.mark.parametrize(
    "raw",
    [
        ROW.encode(),
        codecs.BOM_UTF8 + ROW.encode(),
        codecs.BOM_UTF16_LE + ROW.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + ROW.encode("utf-16-be"),
        ROW.encode("utf-16-le"),
        ROW.replace(",", "\t").encode(),
        ROW.replace(",", ";").encode(),
        ROW.replace("\n", "\r\n").encode(),
        ROW.replace("A-1", "Caf\xe9").encode("cp1252"),
        b'{"filed": "2010-02-03", "agency": "ICE"}\n',
        b'{"request": {"id": "A-1", "received": "2010-02-03"}, "error": "mended"}\n',
    ],
    ids=[
        "utf-8",
        "bom",
        "utf-16-le",
        "utf-16-be",
        "utf-16 bare",
        "tabs",
        "semicolons",
        "crlf",
        "windows-1252",
        "jsonl",
        "request",
    ],
)
def test_a_sheet_is_read_in_any_common_encoding_and_form(raw: bytes, tmp_path: Path) -> None:
    """A sheet is read in each common encoding, with tabs or semicolons, and as lines of JSON."""
    file = tmp_path / "sheet"
    file.write_bytes(raw)
    answers = run("batch", str(file), "--format", "jsonl", "--as-of", "2010-10-28").stdout.splitlines()
    assert ["2010-03-04"] == [d["due"] for d in json.loads(answers[0])["deadlines"] if d["key"] == "determination"]
    assert 1 == len(answers)


BAD_USE: list[tuple[list[str], str, str]] = [
    (["batch"], "", "give a file, or - for standard input"),
    (["batch", "-"], "", "is empty"),
    (["batch", "-"], "a,b\n1,2\n", "no column says when a request was filed or received"),
    (["batch", "-", "--map", "filed=Nowhere"], "a,b\n1,2\n", "no column has that name; the columns are a, b"),
    (["batch", "-", "--map", "verdict=a"], "a,b\n1,2\n", "'verdict' is not a fact"),
    (["batch", "-", "--map", "filed"], "a,b\n1,2\n", "use FIELD=COLUMN"),
    (["batch", "-", "--map", "filed=a", "--map", "received=a"], "a,b\n1,2\n", "that column is given for two facts"),
    (["batch", "-", "--map", "filed=a", "--map", "filed=b"], "a,b\n1,2\n", "Error: --map: filed is given twice"),
    (["batch", "-"], 'filed,note\n2010-02-01,"one\n2010-02-02,two\n', "line 2: cannot be parsed: a quotation mark here"),
    (["batch", "-", "--format", "pdf"], ROW, "is not a format for a batch"),
    (["batch", "-", "--input-format", "xls"], ROW, "is not one of csv"),
    (["batch", "-", "--only", "late"], ROW, "--only: 'late' is not a choice; use missed, pending, agency, mine, or next:N"),
    (["batch", "-", "--only", "next:-1"], ROW, "such as next:14"),
    (["batch", "-", "--only", "next:" + "9" * 5000], ROW, "such as next:14"),
    (["batch", "-", "--sort", "id"], ROW, "'id' is not one of next, due, late, agency"),
    (
        ["batch", "-", "--by", "year", "--format", "table"],
        ROW,
        "has no column named 'year'; the columns are 'Request Number', 'Agency'",
    ),
    (["batch", "-", "--by", "agency", "--format", "csv"], ROW, "use --format table, html or summary"),
    (["batch", "-", "--brief", "--format", "csv"], ROW, "use --format jsonl"),
    (["batch", "-", "--errors", "."], ROW, "Error: --errors: .: "),
    (["batch", "-", "-o", "docket"], ROW, "has no extension that names a format"),
    (["batch", "-"], "PK\3\4rest", "Error: -: is a damaged workbook (Cannot detect file format); open it in Excel"),
    (["batch", "-"], '[{"filed": "2024-01-02"}]', "Error: -, line 1: is a list; put each request on its own line"),
    (["batch", "-"], '[\n  {"filed": "2024-01-02"}\n]', "line 1: is JSON that spans several lines; put each request on"),
    (["batch", "-"], '{\n  "filed": "2024-01-02"\n}\n', "line 1: is JSON that spans several lines; put each request on"),
    (["batch", "-", "-"], ROW, "Error: FILE: - is standard input, which can be read only once; use it once"),
    (["batch", "nowhere.csv"], "", "Error: nowhere.csv: No such file"),
    (["batch", "."], "", "Error: .: Is a directory"),
    (["batch", "-", "--as-of", "2101-01-01"], ROW, "after 2100-12-31"),
]


@pytest.mark.parametrize(("args", "stdin", "says"), BAD_USE)
def test_a_wrong_use_of_batch_is_named_with_what_would_be_right(args: list[str], stdin: str, says: str) -> None:
    """A wrong use of batch ends with exit code 2 and a line that names what was wrong, without a traceback."""
    ended = run(*args, stdin=stdin)
    assert 2 == ended.returncode
    assert says in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    "raw", [b"\xff\xfe", b"\x00" * 500, b'filed\n"2010-02-01', bytes(range(256)) * 20, b"{" * 5000, b"a\n" * 9]
)
def test_a_file_of_rubbish_gets_a_message_and_no_traceback(raw: bytes, tmp_path: Path) -> None:
    """A file of rubbish ends with exit code 0, 1 or 2 and a message, without a traceback."""
    file = tmp_path / "rubbish"
    file.write_bytes(raw)
    ended = run("batch", str(file))
    assert ended.returncode in (0, 1, 2)
    assert "Traceback" not in ended.stderr
    assert ended.stderr


def test_an_error_is_one_line_whatever_the_header_says() -> None:
    """An error is one line of printable text, whatever the header of the sheet holds."""
    sheet = '"a\n\x1b[31mError: fake",b\n1,2\n'
    for args in (["batch", "-"], ["batch", "-", "--map", "filed=c"]):
        ended = run(*args, stdin=sheet)
        assert "the columns are a ?[31mError: fake, b" in ended.stderr
        assert 1 == len(ended.stderr.splitlines())


def test_map_names_a_column_and_columns_shows_what_was_understood() -> None:
    """The option --map names the column of a fact, and --columns shows what was understood of each column."""
    sheet = "When,Who\n2010-02-03,ICE\n"
    shown = run("batch", "-", "--columns", "--map", "filed=When", "--map", "agency=Who", stdin=sheet).stdout
    expected = ["  When: filed (as given by --map), such as '2010-02-03'", "  Who: agency (as given by --map), such as 'ICE'"]
    assert expected == shown.splitlines()[1:]
    assert ["filed", None] == [column.field for column in understand(["Date Filed", "Date Sent"], {"filed": "Date Filed"})]


# header, row, the facts that are read of it
READ: list[tuple[str, str, dict[str, object]]] = [
    ("Filed,Done", "3/1/2024,3/20/2024", {"filed": "2024-03-01", "determined": "2024-03-20"}),
    ("Filed,Closed", "3/1/2024,3/20/2024", {"filed": "2024-03-01", "determined": "2024-03-20"}),
    ("Filed,Completed,Status", "3/1/2024,3/20/2024,Completed", {"filed": "2024-03-01", "determined": "2024-03-20"}),
    ("Filed,Decision Date,Outcome", "3/1/2024,3/20/2024,Closed", {"filed": "2024-03-01", "determined": "2024-03-20"}),
    ("filed,closed", "2024-03-01,2024-03-04..2024-03-05", {"filed": "2024-03-01", "closed": ["2024-03-04..2024-03-05"]}),
    ("Filed,Date Closed,Response", "3/1/2024,,4/4/2024", {"filed": "2024-03-01", "determined": "2024-04-04"}),
    ("Filed,Date Closed,Response", "3/1/2024,4/3/2024,4/4/2024", {"filed": "2024-03-01", "determined": "2024-04-03"}),
    ("Request ID,Tracking Number,Filed", ",B-1,3/1/2024", {"id": "B-1", "filed": "2024-03-01"}),
    ("Filed,Notes", "3/1/2024,a,,", {"filed": "2024-03-01"}),
    (
        "filed,fee asked",
        "2021-06-01,2021-06-15T02:30:00Z..2021-06-20 10:00; 6/25/2021..",
        {"filed": "2021-06-01", "fee_asked": ["2021-06-14..2021-06-20", "2021-06-25.."]},
    ),
]


@pytest.mark.parametrize(("header", "row", "facts"), READ)
def test_the_end_of_a_request_is_read_under_its_usual_names(header: str, row: str, facts: dict[str, object]) -> None:
    """The end of a request is read under its usual names, without an outcome where none is said, and of two columns the one
    that is not blank.
    """
    for form in ((), ("--brief",)):
        (line,) = run("batch", "-", *AS_OF, "--format", "jsonl", *form, stdin=f"{header}\n{row}\n").stdout.splitlines()
        found = json.loads(line)
        assert facts.get("id") == found["request"]["id"]
        assert form or {"id": None} | facts == found["request"]
        determined = "determined" in facts
        assert determined == (found["deadlines"][2]["state"] in ("met", "met_late"))


@pytest.mark.parametrize("rows", ["filed\n2023-03-01\n2024-05-02\n", '{"filed": "2023-03-01"}\n{"filed": "2024-05-02"}\n'])
@pytest.mark.parametrize("form", ["csv", "summary"])
def test_a_request_that_was_not_yet_filed_is_set_aside(rows: str, form: str) -> None:
    """A request filed after the day of the answer is set aside, so that a log can be seen as of a day in its midst; filed on a
    day to come it is an error.
    """
    ended = run("batch", "-", *AS_OF, "--format", form, stdin=rows)
    assert 0 == ended.returncode
    assert "2 rows: 1 answered, 0 with errors, 1 skipped (not yet filed: 1)" in ended.stderr
    assert "is in the future" in run("batch", "-", stdin=rows.replace("2024-05-02", "2090-05-02")).stderr


def test_each_row_has_as_many_cells_as_the_header() -> None:
    """Each row of the answer has as many cells as its header, though a row that came in had too few or a blank one too many."""
    sheet = "id,filed,notes\n" + "r0,2024-01-02,a\n" * 3 + "r1,2024-01-02\nr2,2024-01-02,x,\n"
    made = csv.reader(io.StringIO(run("batch", "-", *AS_OF, "--format", "csv", stdin=sheet).stdout, newline=""))
    header, *rows = made
    assert {len(header)} == {*map(len, rows)}
    assert [["r1", "2024-01-02", ""], ["r2", "2024-01-02", "x"]] == [row[:3] for row in rows[3:]]


def test_a_row_with_more_cells_than_the_header_is_in_error() -> None:
    """A row with more cells than the header is in error, because a comma without quotes moves all that follows it."""
    ended = run("batch", "-", *AS_OF, stdin="Agency,Date Filed,Notes\nFBI,2024-03-01,a,b\nFBI,2024-03-01,a\n")
    assert "Error: -, line 2: has 4 cells, but the header has 3" in ended.stderr
    assert "2 rows: 1 answered, 1 with errors" in ended.stderr


def test_rejected_rows_of_dojs_raw_data_are_ready_to_mend(tmp_path: Path) -> None:
    """Rejected rows of DOJ's raw data are known again by the letters above them, and once mended are answered."""
    wrong = (SHEETS / "foia_star.csv").read_text().replace("03/01/2024,03/01", "02/31/2024,03/01")
    (tmp_path / "log.csv").write_text(wrong)
    ended = run("batch", str(tmp_path / "log.csv"), *AS_OF, "--errors", str(tmp_path / "errors.csv"), "--map", "agency=A")
    rejected = (tmp_path / "errors.csv").read_text()
    assert 2 == ended.returncode
    (tmp_path / "errors.csv").write_text(rejected.replace("02/31/2024", "03/01/2024"))
    again = run("batch", str(tmp_path / "errors.csv"), *AS_OF, "--map", "agency=A")
    assert 0 == again.returncode, again.stderr
    assert len(rejected.splitlines()) - 1 == len(again.stdout.splitlines())


def test_a_docket_shows_what_was_missed() -> None:
    """A docket shows what was missed: of an answered request its appeal, of a pending one the decision on expedition, of an
    appeal alone its own limit.
    """
    sheet = (
        "id,filed,determined,outcome,appealed,expedite_asked\n"
        "A,2023-04-03,2023-04-20,denied,2023-05-01,\n"
        "B,2024-04-15,,,,2024-04-15\n"
        "C,,,,2024-04-15,\n"
    )
    ended = run("batch", "-", *AS_OF, "--format", "table", stdin=sheet)
    lines = [re.split("  +", line) for line in ended.stdout.splitlines()]
    assert ["3 requests, Wed 2024-05-01: 1 late, 2 running"] == lines[0]
    assert ["", "COMING"] == lines[2]
    assert ["", "12 d", "answer due Mon 05-13; expedition decision LATE", "B"] == lines[3]
    assert ["", "12 d", "appeal decision due Mon 05-13", "C"] == lines[4]
    assert ["", "LATE: you may sue"] == lines[5]
    assert ["", "231 wd", "on appeal, due 2023-05-30", "A"] == lines[6]
    page = run("batch", "-", *AS_OF, "--format", "html", stdin=sheet).stdout
    assert '<td class="missed">MISSED (appeal)</td>' in page


def test_a_batch_tells_of_misses_by_choice_exit_code_and_summary() -> None:
    """A batch shows the missed requests with --only, ends with exit code 1 with --exit-code, and counts them in its summary."""
    sheet = "filed\n2010-02-01\n2010-10-20\n"
    args = ("batch", "-", "--as-of", "2010-10-28")
    assert 1 == len(run(*args, "--only", "missed", stdin=sheet).stdout.splitlines())
    assert 1 == run(*args, "--exit-code", stdin=sheet).returncode
    summary = json.loads(run(*args, "--format", "summary", stdin=sheet).stdout)
    assert {"missed": 1, "pending": 1} == summary["determinations"]


def test_files_with_different_columns_do_not_share_a_csv(tmp_path: Path) -> None:
    """Files with different columns are refused for one CSV, and are answered one after another as lines of JSON."""
    for name, text in (("a.csv", "filed\n2010-02-01\n"), ("b.csv", "received\n2010-02-01\n")):
        (tmp_path / name).write_text(text)
    files = [str(tmp_path / name) for name in ("a.csv", "b.csv")]
    ended = run("batch", *files, "--format", "csv", "--as-of", "2010-10-28")
    assert 2 == ended.returncode
    assert "has different columns" in ended.stderr
    assert 2 == len(run("batch", *files, "--format", "jsonl", "--as-of", "2010-10-28").stdout.splitlines())


def test_many_requests_are_answered_from_python() -> None:
    """Rows of facts given in Python are answered, and a wrong one is an error in its place that names the fact."""
    rows: list[dict[str, object]] = [
        {"id": "x", "filed": "2010-02-01"},
        {"filed": "soon"},
        {"filed": {}},
        {"id": 5, "filed": "2010-02-01"},
    ]
    found = list(batch.reports(rows, as_of=date(2010, 10, 28)))
    assert isinstance(found[0], Report)
    assert {**report_on("--filed 2010-02-01", "2010-10-28").to_dict(), "request": {"id": "x", "filed": "2010-02-01"}} == found[
        0
    ].to_dict()
    assert ["filed", "filed", "id"] == [error.fact for error in found[1:] if isinstance(error, RowError)]


DOCKET = """id,Agency,Date Sent
a,ICE,2/3/2010
b,USCIS,2/1/2010
c,Immigration and Customs Enforcement,10/20/2010
d,,10/1/2010
"""
SHOWN: list[tuple[str, str]] = [
    ("", "abcd"),
    ("--sort due", "badc"),
    ("--sort late", "bacd"),
    ("--sort agency", "dacb"),
    ("--only missed", "ab"),
    ("--only pending --sort due", "dc"),
    ("--only next:4", "d"),
    ("--only next:3", ""),
    ("--only next:6", "d"),
    ("--sort next", "dcab"),
]


@pytest.mark.parametrize(("options", "ids"), SHOWN)
def test_answers_are_chosen_and_sorted_as_asked(options: str, ids: str) -> None:
    """Answers are chosen and sorted as asked while all rows are counted: on October 28, 2010, d is due on November 1; that the
    acknowledgment of c is expected on November 3 makes it no sooner.
    """
    args = ("batch", "-", "--as-of", "2010-10-28", *options.split())
    brief = run(*args, "--format", "jsonl", "--brief", stdin=DOCKET)
    assert list(ids) == [json.loads(line)["request"]["id"] for line in brief.stdout.splitlines()]
    sheet = run(*args, "--format", "csv", stdin=DOCKET).stdout
    assert ["id", *ids] == [record[0] for record in csv.reader(io.StringIO(sheet, newline=""))]
    assert "4 rows: 4 answered" in brief.stderr


def test_a_brief_line_is_a_part_of_the_answer() -> None:
    """A brief line has the key, the dates and the state of each deadline under the names of the whole answer."""
    args = ("batch", "-", "--as-of", "2010-10-28", "--format", "jsonl")
    for line, brief in zip(
        run(*args, stdin=DOCKET).stdout.splitlines(), run(*args, "--brief", stdin=DOCKET).stdout.splitlines(), strict=True
    ):
        whole, part = json.loads(line), json.loads(brief)
        assert whole["request"]["id"] == part["request"]["id"]
        assert [
            {name: deadline[name] for name in ("key", "due", "cautious", "earliest", "state")}
            for deadline in whole["deadlines"]
        ] == part["deadlines"]


def test_a_summary_counts_each_component_as_itself() -> None:
    """A summary by agency counts each component as itself, however it is spelled."""
    args = ("batch", "-", "--as-of", "2010-10-28", "--format", "summary", "--by", "agency")
    assert {
        "(no agency)": {"answered": 1, "missed": 0},
        "ICE": {"answered": 2, "missed": 1},
        "USCIS": {"answered": 1, "missed": 1},
    } == json.loads(run(*args, stdin=DOCKET).stdout)["agencies"]


def test_a_batch_makes_one_calendar_of_all_requests(tmp_path: Path) -> None:
    """A batch makes one calendar of what is to come of each request, in which the same request twice has two identities, the
    same ones every time.
    """
    rows = "Agency,Date Sent\nICE,10/20/2010\nUSCIS,10/20/2010\nICE,10/20/2010\n"
    feeds = []
    for name in ("a.ics", "b.ics"):
        run("batch", "-", "--as-of", "2010-10-28", "-o", str(tmp_path / name), stdin=rows)
        feeds.append(Calendar.from_ical((tmp_path / name).read_bytes()))
    uids, again = ([str(event["UID"]) for event in feed.walk("VEVENT")] for feed in feeds)
    assert 3 * 2 == len(uids) == len(set(uids))
    assert uids == again
    assert b"DTSTART;VALUE=DATE:20101118" in (tmp_path / "a.ics").read_bytes()


def test_a_report_on_many_requests_has_totals_lateness_and_the_oldest(tmp_path: Path) -> None:
    """A report on many requests has totals, agencies, how late they are, and the ten oldest that are open, the same in Markdown
    and on a page.
    """
    rows = DOCKET + "e,ICE,1/4/2010\n" + "".join(f"m{n},Ministry <b>|,10/{n}/2010\n" for n in range(12, 22))
    texts = {}
    for name in ("report.md", "report.html"):
        run("batch", "-", "--as-of", "2010-10-28", "-o", str(tmp_path / name), stdin=rows)
        texts[name] = (tmp_path / name).read_text(encoding="utf-8")
    memo, page = texts.values()
    assert "15 rows: 15 answered, 0 with errors, 0 skipped." in memo
    assert "| ICE | 3 | 2 | 187 |\n" in memo, "e was due on 2 February: 20 working days after 4 January with one holiday"
    assert "A deadline was missed on 3 of 15 requests, including any since answered. Half of them" in memo
    assert "no more than 168 working days late; the longest delay is 187 working days." in memo
    assert f"| 101 to 250 | 3 | {'█' * 30} |\n" in memo
    oldest = memo.partition("## The ten oldest open requests")[2].partition("## Docket")[0]
    assert ["e", "b", "a", "d", *(f"m{n}" for n in range(12, 18))] == [
        line.split(" | ")[0].removeprefix("| ") for line in oldest.splitlines() if "2010" in line
    ]
    assert r"Ministry \<b\>\|" in memo
    assert "Ministry &lt;b&gt;|" in page
    assert "<b>" not in page
    cells = re.findall(r"<th scope=\"row\">ICE</th>(.*)</tr>", page)
    assert '<td class="number">3</td><td class="number">2</td><td class="number">187</td>' == cells[0]
    assert "http" not in page.replace("http-equiv", ""), "a page that needs nothing else"


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_a_report_on_no_requests_says_so(form: str) -> None:
    """A report on no requests, or on none that is late, says so."""
    shown = run("batch", "-", "--as-of", "2010-10-28", "--format", form, stdin="filed\n2010-10-27\n")
    assert "No deadline was missed." in shown.stdout
    nothing = run("batch", "-", "--as-of", "2010-10-28", "--format", form, stdin="filed\n")
    assert "None." in nothing.stdout
    assert 0 == nothing.returncode


def test_a_sheet_keeps_its_letters_whatever_the_locale() -> None:
    """A CSV keeps the letters that came in whatever the locale, because a file for other programs is UTF-8."""
    ended = run(
        "batch",
        "-",
        "--format",
        "csv",
        "--as-of",
        "2010-10-28",
        stdin="Titre,filed\nÉté,2010-02-01\n",
        PYTHONIOENCODING="ascii",
    )
    assert "Été,2010-02-01," in ended.stdout


def test_a_file_that_takes_a_while_shows_a_bar_on_a_terminal_only(tmp_path: Path) -> None:
    """A file that takes a while shows a bar on a terminal, on standard error, cleared at the end; a short file shows none, nor
    does a pipe.

    So that no file has to take that long, a while is none here.
    """
    days = [date(2015, 1, 1) + timedelta(n) for n in range(2500)]
    long, short = tmp_path / "long.csv", tmp_path / "short.csv"
    long.write_text("agency,filed\n" + "".join(f"{a},{day}\n" for a in ("ICE", "FBI", "EPA", "USDA", "NSA") for day in days))
    short.write_text("agency,filed\nICE,2020-01-01\n")
    args = ("--as-of", "2024-01-01", "--format", "summary")
    at_once = "from foiacalc.cli import main, progress; progress._WHILE = 0; main()"
    drawn = on_terminal("batch", str(long), *args, program=(sys.executable, "-c", at_once))
    assert "Reading" in drawn
    assert '\r\x1b[K\x1b[?25h{\r\n  "schema": 2' in drawn
    assert "Reading" not in on_terminal("batch", str(short), *args)
    assert "12,500 rows: 12,500 answered, 0 with errors, 0 skipped" == run("batch", str(long), *args).stderr.splitlines()[-1]


def test_a_row_says_that_the_day_to_rely_on_has_passed() -> None:
    """A row says by its own column that the day to rely on has passed while the last day has not, as JSON does.

    Ninety days after March 10, 2025, a Monday, end on Sunday, June 8; the day to rely on is Friday, June 6 (C13).
    """
    sheet = "id,filed,determined,outcome\na,2025-02-03,2025-03-10,denied\n"
    on = {
        day: next(csv.DictReader(io.StringIO(run("batch", "-", "--as-of", day, "--format", "csv", stdin=sheet).stdout)))
        for day in ("2025-06-06", "2025-06-07")
    }
    assert ["", "true"] == [row["next_cautious_passed"] for row in on.values()]
    assert ["2025-06-06", "2025-06-08"] == [row["next_date"] for row in on.values()]
