"""Workbooks: the cells of one sheet as a sheet of text would have them, and files that are none or are damaged."""

import io
import random
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
import xlsxwriter

from foiacalc.sheets.file import Unreadable, records_of
from tests.conftest import HERE, answers
from tests.test_cli import BARE, FOIACALC, run

BOOKS = HERE / "books"
AS_OF = ["--as-of", "2010-10-28"]
HEADER: list[object] = ["Request ID", "Date Received", "Date Closed"]
Fill = Callable[[xlsxwriter.Workbook], object]


def book(fill: Fill, **options: object) -> bytes:
    """A workbook of today; a date without a format of its own is shown as M/D/YY."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"default_date_format": "m/d/yy", **options}) as made:
        fill(made)
    return data.getvalue()


def sheets(**rows: list[list[object]]) -> bytes:
    """A workbook with these sheets, each with its rows; one whose name begins with Hidden is hidden."""

    def fill(made: xlsxwriter.Workbook) -> None:
        for name, cells in rows.items():
            sheet = made.add_worksheet(name)
            for number, row in enumerate(cells):
                sheet.write_row(number, 0, row)
            if name.startswith("Hidden"):
                sheet.hide()
            elif not sheet.index or made.worksheets()[0].hidden:
                sheet.activate()  # else the first sheet is seen nevertheless

    return book(fill)


def rows(data: bytes, sheet: str | None = None) -> list[tuple[int, list[str]]]:
    found = records_of("log.xlsx", io.BufferedReader(io.BytesIO(data)), None, sheet)
    return [(row.line, row.cells) for row in found.records]


def refused(data: bytes, sheet: str | None = None) -> str:
    with pytest.raises(Unreadable) as error:
        rows(data, sheet)
    return str(error.value)


# a cell as the workbook has it, the format it is shown in, and the text it is read as
CELLS: list[tuple[object, str, str]] = [
    (date(2010, 2, 1), "m/d/yyyy;@", "2010-02-01"),
    (date(2010, 2, 1), "[$-F800]dddd, mmmm dd, yyyy", "2010-02-01"),
    (datetime(2010, 2, 1, 13, 45), "yyyy-mm-dd hh:mm", "2010-02-01T13:45:00"),
    (datetime(2010, 2, 1), "yyyy-mm-dd hh:mm", "2010-02-01"),
    (40210, "General", "40210"),
    (40210, "dd/mm/yyyy", "2010-02-01"),
    (0, "m/d/yyyy", ""),  # a formula that repeats an empty cell
    (time(13, 45), "hh:mm", "13:45:00"),
    (timedelta(hours=36, minutes=5), "[h]:mm", "36:05:00"),
    (12, "General", "12"),
    (12.5, "$#,##0.00", "12.5"),
    (123456789012345, "0", "123456789012345"),
    (True, "General", "TRUE"),
    (False, "General", "FALSE"),
    ("2010-02-01", "@", "2010-02-01"),
    ("0017", "@", "0017"),
    (" é\n", "@", " é\n"),
]


@pytest.mark.parametrize(("cell", "form", "text"), CELLS)
def test_a_cell_is_the_text_that_the_rest_reads(cell: object, form: str, text: str) -> None:
    """A cell of a workbook is the text that a sheet of text would have: dates in ISO whatever they are shown as, and whole
    numbers without a point.
    """

    def fill(made: xlsxwriter.Workbook) -> None:
        sheet = made.add_worksheet()
        sheet.write(0, 0, "x")
        sheet.write(0, 1, cell, made.add_format({"num_format": form}))

    assert [(1, ["x", text])] == rows(book(fill))


def test_an_error_of_a_formula_says_nothing() -> None:
    """A cell that shows an error of a formula, such as #N/A, is empty."""
    shown = book(lambda made: made.add_worksheet().write_formula(0, 0, "=NA()", None, "#N/A"))
    assert [""] == [cell for _, cells in rows(shown) for cell in cells]


def test_dates_of_a_workbook_that_counts_from_1904_are_right() -> None:
    """The dates of a workbook that counts its days from 1904, as old Macs wrote them, are right."""
    data = book(lambda made: made.add_worksheet().write(0, 0, date(2010, 2, 1)), date_1904=True)
    assert [(1, ["2010-02-01"])] == rows(data)


@pytest.mark.parametrize("name", ["log.xls", "log_1904.xls"])
def test_a_workbook_of_before_2007_is_read(name: str) -> None:
    """A workbook of the form before 2007 is read with both ways of counting days, and an empty row keeps its number."""
    assert [
        (1, ["Request ID", "Date Received", "Date Closed", "Fees"]),
        (2, ["a", "2010-02-01", "2010-03-05", "12.5"]),
        (3, ["", "", "", ""]),
        (4, ["17", "2010-02-01T13:45:00", "", "TRUE"]),
    ] == rows((BOOKS / name).read_bytes())


def test_an_open_document_spreadsheet_is_read() -> None:
    """An OpenDocument spreadsheet is read as LibreOffice writes it, with a row that repeats read as often as it repeats."""
    cell = '<table:table-cell office:value-type="{0}" office:{1}="{2}"><text:p>{2}</text:p></table:table-cell>'
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        '<table:table table:name="Log"><table:table-row>'
        + cell.format("string", "string-value", "filed")
        + '</table:table-row><table:table-row table:number-rows-repeated="2">'
        + cell.format("date", "date-value", "2010-02-01")
        + "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    data = archive({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})
    assert [(1, ["filed"]), (2, ["2010-02-01"]), (3, ["2010-02-01"])] == rows(data)


def archive(members: Mapping[str, str | bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        for name, text in members.items():
            made.writestr(name, text)
    return data.getvalue()


def test_rows_have_the_numbers_of_the_workbook() -> None:
    """Rows have the numbers of the workbook, though nothing stands in its first rows and columns."""

    def fill(made: xlsxwriter.Workbook) -> None:
        sheet = made.add_worksheet()
        sheet.write_row(4, 3, ["id", "filed"])
        sheet.write_row(6, 3, ["a", date(2010, 2, 1)])

    assert [(5, ["id", "filed"]), (7, ["a", "2010-02-01"])] == [row for row in rows(book(fill)) if any(row[1])]


# the sheets; which is asked for; whose rows are read, or what is wrong
CHOICES: list[tuple[dict[str, list[list[object]]], str | None, str]] = [
    ({"One": [["1"]], "Two": [["2"]]}, None, "1"),
    ({"Empty": [], "Two": [["2"]]}, None, "2"),
    ({"Hidden": [["1"]], "Two": [["2"]]}, None, "2"),
    ({"One": [["1"]], "Two": [["2"]]}, "Two", "2"),
    ({"One": [["1"]], "Two": [["2"]]}, " two", "2"),
    ({"One": [["1"]], "Hidden": [["2"]]}, "Hidden", "2"),
    ({"One": [["1"]], "Hidden": [["2"]]}, "Three", "has no sheet 'Three'; those with rows are 'One', 'Hidden'"),
    ({"Hidden": [["1"]], "Shown": []}, None, "has rows only in hidden sheets: 'Hidden'; name one with --sheet"),
    ({"One": []}, None, "has no sheet with rows; give a header and rows"),
    ({"One": []}, "Two", "has no sheet 'Two'; no sheet has rows"),
]


@pytest.mark.parametrize(("made", "wanted", "found"), CHOICES)
def test_the_first_visible_sheet_with_rows_is_read_or_the_one_asked_for(
    made: dict[str, list[list[object]]], wanted: str | None, found: str
) -> None:
    """The first visible sheet with rows is read, or the one asked for by its name as Excel compares names; else an error names
    those that there are.
    """
    if "has " in found:
        assert found == refused(sheets(**made), wanted)
    else:
        assert [(1, [found])] == rows(sheets(**made), wanted)


SMALL = sheets(Log=[HEADER, ["a", date(2010, 2, 1), date(2010, 3, 5)]])

# bytes; what is said of them
NONE: list[tuple[bytes, str]] = [
    ((BOOKS / "locked.xlsx").read_bytes(), "is password-protected; open it in Excel or LibreOffice and save it"),
    ((BOOKS / "log.xls").read_bytes().replace(b"\xe1\0\2\0", b"\x2f\0\2\0", 1), "is password-protected"),
    (archive({"word/document.xml": "x"}), "is a Word document, not a workbook; copy the table into a sheet"),
    (
        archive({"a.csv": "x", "b.csv": "x", "c": "", "d": ""}),
        "is an archive (a.csv, b.csv, c, ...), not a workbook; unpack it",
    ),
    (b"PK\3\4" + bytes(100), "is a damaged workbook"),
    (SMALL[: len(SMALL) // 2], "is a damaged workbook"),
    ((BOOKS / "log.xls").read_bytes()[:1000], "is a damaged workbook"),
    (b"<html><body><table><tr><td>id</td></tr></table></body></html>", "is a web page or XML; open it in Excel"),
    (b'<?xml version="1.0"?><Workbook/>', "is a web page or XML; open it in Excel"),
    (b"%PDF-1.4", "is a PDF, not a table; ask the agency for the log as a spreadsheet"),
    (b"\x1f\x8b\x08", "is compressed with gzip; unpack it"),
]


@pytest.mark.parametrize(("data", "says"), NONE)
def test_a_file_that_is_no_workbook_is_an_error_that_says_what_it_is(data: bytes, says: str) -> None:
    """A file that is no workbook is an error that says what it is and the way out."""
    assert refused(data).startswith(says)


def test_a_stray_cell_far_out_is_an_error_and_takes_no_memory() -> None:
    """A stray cell far out is an error and takes no memory of ours, and a size that is merely declared changes nothing."""

    def far(made: xlsxwriter.Workbook) -> None:
        sheet = made.add_worksheet()
        sheet.write(0, 0, "filed")
        sheet.write(1_048_575, 16_383, "x")

    assert refused(book(far)).startswith(
        "is damaged, or needs more than 4 GB of memory to read, as when a stray cell is far from the data"
    )
    with zipfile.ZipFile(io.BytesIO(SMALL)) as parts:
        members = {name: parts.read(name) for name in parts.namelist()}
    sheet = members["xl/worksheets/sheet1.xml"]
    assert b'ref="A1:C2"' in sheet
    members["xl/worksheets/sheet1.xml"] = sheet.replace(b'ref="A1:C2"', b'ref="A1:XFD1048576"')
    assert 2 == len(rows(archive(members)))


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_workbook_is_read_or_an_error(seed: int) -> None:
    """A damaged workbook is read or is an error that says so, though its reader may be ended by it."""
    chance = random.Random(seed)
    data = bytearray((BOOKS / "log.xls").read_bytes() if seed % 2 else SMALL)
    for _ in range(chance.choice((1, 5, 20))):
        data[chance.randrange(8, len(data))] = chance.randrange(256)
    try:
        rows(bytes(data))
    except Unreadable as error:
        assert "is " in str(error)


# As a whole


def asked(*args: str, stdin: str = "") -> tuple[list[dict[str, object]], str]:
    ended = run("batch", *args, *AS_OF, "--format", "jsonl", stdin=stdin)
    assert "Traceback" not in ended.stderr
    return [answer["request"] for answer in answers(ended.stdout)], ended.stderr


def test_a_workbook_is_answered_and_its_unread_sheets_are_named(tmp_path: Path) -> None:
    """A workbook is answered whatever its name ends in, and the sheets that are not read are named with their rows."""
    log = tmp_path / "log.csv"
    log.write_bytes(
        sheets(Log=[HEADER, ["a", date(2010, 2, 1), date(2010, 3, 5)], [17, "soon"]], Old=[["x"]], Hidden=[["y"]] * 2)
    )
    found, said = asked(str(log))
    assert [{"id": "a", "received": "2010-02-01", "determined": "2010-03-05"}] == found
    assert f"{log}: sheet 'Log' is read; --sheet NAME reads another: 'Old' (1 row), 'Hidden' (2 rows, hidden)\n" in said
    assert f"Error: {log}, line 3, Date Received: 'soon' is not a date" in said
    assert "sheet" not in asked(str(log), "--sheet", "log")[1]


def test_a_workbook_from_standard_input_is_answered() -> None:
    """A workbook from standard input is answered like one from a file."""
    ended = subprocess.run([*FOIACALC, "batch", "-", *AS_OF, "--format", "csv"], input=SMALL, capture_output=True, env=BARE)
    assert b"a,2010-02-01,2010-03-05,2010-02-16," in ended.stdout
    assert b"1 row: 1 answered, 0 with errors, 0 skipped\n" == ended.stderr


def test_a_sheet_that_is_not_understood_names_the_others(tmp_path: Path) -> None:
    """A sheet that is not understood names the others, because a workbook often opens on a page of remarks."""
    (tmp_path / "log.xlsx").write_bytes(sheets(Remarks=[["About this log"]], Log=[HEADER]))
    found, said = asked(str(tmp_path / "log.xlsx"))
    assert [] == found
    assert "no column says when a request was filed or received" in said
    assert "; sheet 'Remarks' is read; --sheet NAME reads another: 'Log' (1 row)\n" in said


@pytest.mark.parametrize(("args", "says"), [(["--sheet", "x"], "is not a workbook, so it has no sheet 'x'"), ([], "1 row")])
def test_a_sheet_is_asked_for_in_a_workbook_only(args: list[str], says: str, tmp_path: Path) -> None:
    """The option --sheet is refused for a file of text, which has no sheets."""
    (tmp_path / "log.csv").write_text("filed\n2010-02-01\n")
    assert says in asked(str(tmp_path / "log.csv"), *args)[1]


def test_another_input_form_for_a_workbook_is_refused(tmp_path: Path) -> None:
    """An input form such as csv is refused for a file that is a workbook."""
    (tmp_path / "log.xlsx").write_bytes(SMALL)
    assert "is a workbook, not csv; leave out --input-format" in asked(str(tmp_path / "log.xlsx"), "--input-format", "csv")[1]
