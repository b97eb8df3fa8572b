"""Workbooks out: read back by another library, and looked at as the archive of XML that they are."""

import csv
import io
import re
import signal
import subprocess
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from foiacalc.cli.batch import FORMATS
from foiacalc.render import workbook
from foiacalc.render.docket import Totals
from tests.test_cli import BARE, FOIACALC, on_terminal, run
from tests.test_ends import names
from tests.test_streaming import begun, first_line

AS_OF = ["--as-of", "2024-03-01"]
ROWS = (
    "Request Number,Agency,Date Sent,Pages,Remark\n"
    "12,FBI,2024-01-02,5,=1+1\n"
    "013,ICE,2024-02-20,007,@x\n"
    "R-3,ICE,2024-02-30,,\n"
    "R-4,ICE,2024-01-03,1.5,2/3/2010\n"
)
LATE = [True, False, True]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log.csv"
    path.write_text(ROWS, encoding="ascii")
    return path


def answered(log: Path, *options: str) -> Path:
    """The workbook of a log."""
    path = log.with_name("docket.xlsx")
    ended = run("batch", str(log), *AS_OF, "-o", str(path), "--force", *options)
    assert path.exists(), ended.stderr
    return path


def sheet(path: Path, name: str = "Requests") -> list[list[object]]:
    return [[*row] for row in CalamineWorkbook.from_path(path).get_sheet_by_name(name).to_python()]


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as parts:
        return parts.read(name).decode()


def requests(path: Path) -> list[dict[object, object]]:
    header, *rows = sheet(path)
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_a_workbook_says_what_the_csv_says(log: Path) -> None:
    """A workbook has the names and values of the CSV in the same order."""
    header, *rows = sheet(answered(log))
    written = list(csv.reader(io.StringIO(run("batch", str(log), *AS_OF, "--format", "csv").stdout)))
    assert written[0] == header
    told = [[f"{cell:g}" if isinstance(cell, float) else str(cell) for cell in row] for row in rows]
    assert [[cell.removeprefix("'") for cell in row] for row in written[1:]] == told


CELLS: list[tuple[int, str, object]] = [  # row, column, what the cell is
    (0, "determination_due", date(2024, 1, 31)),
    (0, "determination_cautious", date(2024, 2, 1)),
    (0, "determination_late_working_days", 21.0),
    (0, "determination_state", "missed"),
    (0, "Date Sent", date(2024, 1, 2)),
    (0, "Pages", 5.0),
    (0, "Request Number", "12"),  # an id is a name, though it be made of digits
    (0, "Remark", "=1+1"),
    (1, "next_date", date(2024, 3, 5)),
    (1, "Pages", "007"),  # a number would lose its zeros
    (1, "Remark", "@x"),
    (2, "Pages", 1.5),
    (2, "Remark", "2/3/2010"),  # which of two days it is, is not for a remark to say
]


@pytest.mark.parametrize(("row", "column", "cell"), CELLS)
def test_dates_and_numbers_of_a_workbook_are_dates_and_numbers(row: int, column: str, cell: object, log: Path) -> None:
    """Dates and numbers in a workbook are dates and numbers, and what would not be shown as it stood stays a text."""
    assert cell == requests(answered(log))[row][column]


VALUES: Mapping[str, object] = {  # a cell as it came, as it is written
    "": "",
    "0": 0,
    "-0": "-0",
    "-5": -5,
    "1e5": "1e5",
    "1.10": "1.10",
    "0.5": 0.5,
    "-0.5": -0.5,
    "+5": "+5",
    "1,000": "1,000",
    "2025551234": 2025551234,
    "12345678901234567": "12345678901234567",
    "\u0661\u0662": "\u0661\u0662",
    "2024-02-29": date(2024, 2, 29),
    "2023-02-29": "2023-02-29",
    "1900-02-28": "1900-02-28",  # the format counts a 29 February 1900
    "1900-03-01": date(1900, 3, 1),
    "20240229": 20240229,
    "2024-W01-1": "2024-W01-1",
    " 5": " 5",
    "5\n": "5\n",
    "-": "-",
    "=1": "=1",
}


@pytest.mark.parametrize("text", VALUES)
def test_a_cell_of_the_log_is_shown_as_it_stood(text: str) -> None:
    """A cell of the log is a number or a date only where that is shown as it stood, and else a text."""
    found = workbook._value(text)
    assert (type(VALUES[text]), VALUES[text]) == (type(found), found)


def test_late_rows_are_marked_by_text_and_fill(log: Path) -> None:
    """A late row has a fill in every cell and a stronger one where the state says missed, and no other row has any."""
    path = answered(log)
    styles = part(path, "xl/styles.xml")
    fills = re.findall(r"<fill>.*?</fill>", styles)
    formats = re.findall(r"<xf [^>]*>", styles.partition("<cellXfs")[2].partition("</cellXfs>")[0])
    filled = [int(re.findall(r'fillId="(\d+)"', xf)[0]) for xf in formats]
    rows = re.findall(r"<row .*?</row>", part(path, "xl/worksheets/sheet1.xml"), re.DOTALL)[1:]
    for late, row in zip(LATE, rows, strict=True):
        cells = re.findall(r"<c [^>]*?(?:/>|>.*?</c>)", row)
        of = [filled[int((re.findall(r' s="(\d+)"', cell) or ["0"])[0])] for cell in cells]
        colors = {fills[fill] for fill in of if fill}
        assert (2 if late else 0) == len(colors)
        assert late == (all(of) and len(of) == len(sheet(path)[0]))
        marked = [cell for cell, fill in zip(cells, of, strict=True) if "F4B084" in fills[fill]]
        assert late == bool(marked)
        assert all(">missed<" in cell for cell in marked)


def test_the_header_stays_and_filters(log: Path) -> None:
    """The header stays in sight and filters all rows and columns, and no column is narrower than a date."""
    text = part(answered(log), "xl/worksheets/sheet1.xml")
    width = len(sheet(log.with_name("docket.xlsx"))[0])
    assert re.search(r'<pane ySplit="1" topLeftCell="A2"[^>]* state="frozen"/>', text)
    (last,) = re.findall(r'<autoFilter ref="A1:([A-Z]+)4"/>', text)
    assert width == (ord(last[0]) - 64) * 26 + ord(last[1]) - 64
    widths = [float(found) for found in re.findall(r'<col [^>]*width="([\d.]+)"', text)]
    assert widths
    assert all(11 <= found <= 41 for found in widths)


def test_the_totals_have_a_sheet_of_their_own(log: Path) -> None:
    """The totals have a sheet of their own with what became of all rows, by agency, and the notes on the file."""
    log.write_text(ROWS + "R-5,ICE,2024-06-01,,\n", encoding="ascii")
    rows = [row[: 4 if row[1] else 1] for row in sheet(answered(log, "--only", "pending"), "Totals")]
    counted = {row[0]: row[1] for row in rows if len(row) > 1}
    assert {
        "as of": date(2024, 3, 1),
        "rows": 5,
        "answered": 3,
        "with errors": 1,
        "skipped": 1,
        "skipped: not yet filed": 1,
        "late": 2,
        "rows in the sheet Requests": 1,
    }.items() <= counted.items()
    assert [["FBI", 1, 1, 21], ["ICE", 2, 1, 20]] == [row for row in rows if row[0] in ("FBI", "ICE")]
    assert any("no column says whether or when" in str(row[0]) for row in rows)


def test_a_workbook_is_sorted_as_asked(log: Path) -> None:
    """A workbook is in the order of the sheet, or sorted by agency or lateness as asked."""
    assert ["12", "013", "R-4"] == [row["Request Number"] for row in requests(answered(log))]
    log.write_text(ROWS.replace("12,FBI", "12,ICE").replace("013,ICE", "013,FBI"), encoding="ascii")
    assert ["013", "12", "R-4"] == [row["Request Number"] for row in requests(answered(log, "--sort", "agency"))]
    assert ["12", "R-4", "013"] == [row["Request Number"] for row in requests(answered(log, "--sort", "late"))]


def test_the_same_answer_is_the_same_workbook_byte_for_byte(log: Path) -> None:
    """The same answer is the same workbook byte for byte, dated by the day of the answer."""
    first = answered(log).read_bytes()
    assert first == answered(log).read_bytes()
    core = part(log.with_name("docket.xlsx"), "docProps/core.xml")
    assert ["2024-03-01T00:00:00Z"] * 2 == re.findall(r"\d{4}-\d\d-\d\dT[^<]*", core)


HARD = [
    "=1+1",
    '=HYPERLINK("https://example.org","x")',
    "{=1+1}",
    "https://example.org/x",
    "mailto:x@example.org",
    "internal:Totals!A1",
    "@x",
    "_x0041_",
    "two\nlines",
    " blanks ",
    "\U0001f4c5",
    "<b>&amp;</b>",
    "]]>",
]


def test_text_that_looks_like_a_formula_or_link_is_text_in_a_workbook(log: Path) -> None:
    """Text that looks like a formula, a link or markup is read back from a workbook as the text it was."""
    with log.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["id", "filed", "Remark"], *([n, "2024-01-02", text] for n, text in enumerate(HARD))])
    path = answered(log)
    cells = [str(row["Remark"]).replace("_x005F_x0041_", "_x0041_") for row in requests(path)]  # as Excel reads it
    assert HARD == cells
    assert [] == re.findall(r"<(?:f|hyperlink)[ />]", part(path, "xl/worksheets/sheet1.xml"))


@pytest.mark.parametrize(
    ("text", "ends"),
    [("x" * 40_000, "x [cut]"), ("\U0001f4c5" * 20_000, "\U0001f4c5 [cut]"), ("x" * 32_767, "xx"), ("\U0001f4c5" * 16_383, "")],
    ids=["long", "wide", "full", "wide and full"],
)
def test_a_text_that_no_cell_holds_is_cut_and_said_so(text: str, ends: str, log: Path) -> None:
    """A text that is longer than the 32,767 units of a cell is cut, marked as cut, and told of."""
    log.write_text(f"id,filed,Remark\n1,2024-01-02,{text}\n", encoding="utf-8")
    path = log.with_name("docket.xlsx")
    said = run("batch", str(log), *AS_OF, "-o", str(path)).stderr
    (row,) = requests(path)
    found = str(row["Remark"])
    assert len(found.encode("utf-16-le")) <= 2 * 32_767
    assert found.endswith(ends)
    assert ("[cut]" in ends) == ("1 cell is longer than a workbook allows" in said) == (found != text)


@pytest.mark.parametrize(
    ("limit", "says"), [("MOST_ROWS", "more rows than the 2 "), ("MOST_COLUMNS", "columns are more than the 3 ")]
)
def test_more_than_a_sheet_holds_is_refused(limit: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More rows or columns than a sheet holds are refused and not left out."""
    monkeypatch.setattr(workbook, limit, 3)
    book = workbook.Book(str(tmp_path), date(2024, 3, 1))
    with pytest.raises(workbook.Full, match=says):
        book.begin(["a"], ["b"] * (3 if limit == "MOST_COLUMNS" else 1), [])
        for _ in range(3):
            book.row(["1"], workbook.OurCells(("2",), False))


def test_no_rows_are_a_workbook_too(tmp_path: Path) -> None:
    """A log without rows makes a workbook with a header and totals of nothing."""
    book = workbook.Book(str(tmp_path), date(2024, 3, 1))
    book.begin(["a"], ["b"], [])
    book.close(Totals(date(2024, 3, 1)), [])
    assert [["a", "b"]] == sheet(book.path)


REFUSED: list[tuple[str, str]] = [  # options, what is said
    ("-o there.xlsx", "there.xlsx already exists; use --force to overwrite it"),
    ("-o missing/docket.xlsx", "missing/docket.xlsx: No such file or directory"),
    ("-o docket.xls", "has no extension that names a format"),
    ("-o new.xlsx --strict", "'2024-02-30' is not a calendar date"),
    ("-o log.csv --format xlsx --force", "is an input file"),
    ("--by analyst -o new.xlsx", "log.csv has no column named 'analyst'"),
]


@pytest.mark.parametrize(("options", "says"), REFUSED)
def test_nothing_is_left_of_what_was_refused(options: str, says: str, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A refused run leaves neither a workbook nor a temporary file, and writes over nothing."""
    (log.with_name("there.xlsx")).write_bytes(b"mine")
    (log.with_name("tmp")).mkdir()
    monkeypatch.chdir(log.parent)
    ended = run("batch", "log.csv", *AS_OF, *options.split(), TMPDIR=str(log.with_name("tmp")))
    assert 2 == ended.returncode
    assert says in ended.stderr
    assert "Traceback" not in ended.stderr
    assert ["log.csv", "there.xlsx", "tmp"] == names(log.parent)
    assert [] == names(log.with_name("tmp"))
    assert (b"mine", ROWS) == (log.with_name("there.xlsx").read_bytes(), log.read_text())


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_an_interrupted_run_leaves_no_workbook(number: signal.Signals, code: int, tmp_path: Path) -> None:
    """A run that is interrupted leaves no workbook and shows no traceback."""
    with begun("-o", str(tmp_path / "docket.xlsx"), rows=b"filed\nsoon\n") as process:
        assert b"'soon' is not a date" in first_line(process.stderr)
        process.send_signal(number)
        _, said = process.communicate(timeout=60)
    assert code == process.returncode
    assert b"Traceback" not in said
    assert [] == names(tmp_path)


def test_a_terminal_is_given_no_workbook(log: Path) -> None:
    """A terminal is given no workbook but what to type to write one to a file."""
    assert "xlsx" in FORMATS
    drawn = on_terminal("batch", str(log), *AS_OF, "--format", "xlsx")
    assert "write it to a file, as with -o docket.xlsx" in drawn
    assert "PK" not in drawn


def test_a_pipe_takes_a_workbook(log: Path) -> None:
    """A pipe takes the same bytes of a workbook as a file."""
    command = [*FOIACALC, "batch", str(log), *AS_OF, "--format", "xlsx"]
    ended = subprocess.run(command, capture_output=True, env=BARE, timeout=60)
    assert answered(log).read_bytes() == ended.stdout


ONLY_OF_A_CALENDAR = [["--alarm", "3"], ["--projected"], ["--alarm", "0"]]


@pytest.mark.parametrize("options", ONLY_OF_A_CALENDAR, ids=" ".join)
def test_alarms_and_projections_are_refused_for_other_forms_than_a_calendar(options: list[str], log: Path) -> None:
    """The options --alarm and --projected are refused for a form that is no calendar, as in status."""
    ended = run("batch", str(log), *AS_OF, "--format", "csv", *options)
    assert (2, "") == (ended.returncode, ended.stdout)
    assert "these options apply only to a calendar; use --format ics" in ended.stderr


def test_the_calendar_of_a_batch_has_alarms_and_projections(log: Path) -> None:
    """The calendar of a batch has an alarm for each date, and the projected dates, where they are asked for."""
    plain, alarmed, projected = (
        run("batch", str(log), *AS_OF, "--format", "ics", *options).stdout
        for options in ([], ["--alarm", "3"], ["--projected"])
    )
    assert 0 == plain.count("BEGIN:VALARM") < alarmed.count("BEGIN:VALARM")
    assert plain.count("BEGIN:VEVENT") == alarmed.count("BEGIN:VEVENT") < projected.count("BEGIN:VEVENT")
    assert "last day to appeal" not in plain.replace("\r\n ", "")
    assert "last day to appeal" in projected.replace("\r\n ", "")
