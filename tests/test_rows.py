"""The rows of a file: each is there, and the line it begins on is the right one."""

import csv
import io
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from foiacalc.answer.many import reporting
from foiacalc.answer.reports import Report
from foiacalc.calendar.workdays import LAST
from foiacalc.sheets import batch, file
from foiacalc.sheets import records as sheet_records
from foiacalc.sheets.dates import Notation

HEADER = "id,filed\n"
AS_OF = date(2010, 10, 28)
PLAIN = ("a", "", "end of file", "2010-02-01", "é", " ", "\0", "\x0b", "\u2028")
CELL = st.sampled_from((*PLAIN, '"b,c"', '"one\ntwo"', '"one\r\n\r\ntwo"', '"\r"', '"q""q"', 'q"q'))
RECORD = st.lists(CELL, max_size=3).map(",".join)
LINE_END = st.sampled_from(("\n", "\r\n", "\r"))


def sheet(text: str, name: str = "sheet.csv") -> sheet_records.Sheet:
    return sheet_records.open_sheet(name, io.BufferedReader(io.BytesIO(text.encode())), sheet_records.Asked(), Notation(LAST))


def flat(found: sheet_records.Sheet) -> list[tuple[int, list[str]]]:
    return [(row.line, row.cells) for row in found.rows]


@given(st.lists(st.tuples(RECORD, LINE_END), max_size=40))
@example([('"one\ntwo"', "\n")] * 300)
def test_each_record_has_the_line_it_begins_on(records: list[tuple[str, str]]) -> None:
    """Each record has the line it begins on, as Python's own reader of CSV says when asked after each one."""
    text = HEADER + "".join(record + end for record, end in records)
    reader = csv.reader(io.StringIO(text, newline=""))
    expected, begins = [], 1
    for record in reader:
        expected.append((begins, record))
        begins = reader.line_num + 1
    assert expected[1:] == flat(sheet(text))


@given(st.lists(st.sampled_from(("{}", '{"filed": "2010-02-01"}', "", "  ", "nonsense")), max_size=300))
def test_each_line_of_json_has_its_number(lines: list[str]) -> None:
    """Each line of JSON has its number in the file, and empty lines are no rows and count."""
    found = flat(sheet("".join(line + "\n" for line in lines), "log.jsonl"))
    assert [(number, [line]) for number, line in enumerate(lines, 1) if line.strip()] == found


def test_what_stands_before_a_broken_record_is_there() -> None:
    """The records before a broken one are there, and the error has the line on which the broken one begins."""
    text = HEADER + 'a,"1\n2"\n' + "b,3\n" * 200 + '"' + "x" * 10_000_001
    found: list[list[str]] = []
    with pytest.raises(file.Unreadable) as error:
        for row in sheet(text).rows:
            found.append(row.cells)
    assert [["a", "1\n2"], *[["b", "3"]] * 200] == found
    assert 204 == error.value.line


@pytest.mark.parametrize("number", range(9))
def test_a_quote_that_is_never_closed_is_an_error(number: int) -> None:
    """A quote that is never closed is an error of the row that opens it, and a line that looks like the end of a
    file is a row.
    """
    text = HEADER + "end of file\n" + "a,2010-02-01\n" * number + 'b,"2010-02-02\nend of file\n'
    found: list[list[str]] = []
    with pytest.raises(file.Unreadable, match="a quotation mark here has no match") as error:
        for row in sheet(text).rows:
            found.append(row.cells)
    assert [["end of file"], *[["a", "2010-02-01"]] * number] == found
    assert number + 3 == error.value.line
    assert number + 1 == len(flat(sheet(text.replace(',"2010', ",2010")))) - 2


# a line of JSON; what its facts are, or what is wrong with it
LINES: list[tuple[str, dict[str, object] | str]] = [
    ('{"filed": "2024-02-01", "id": "a"}', {"filed": "2024-02-01", "id": "a"}),
    ('{"filed": "2024-02-01", "filed": "2025-02-01"}', "gives filed twice; give it once"),
    ('{"filed": "2024-02-01", "filed": "2024-02-01"}', "gives filed twice; give it once"),
    ('{"filed":"2024-02-01","agency":"a:b","filed":"2025-02-01"}', "gives filed twice; give it once"),
    ('{"filed" : "2024-02-01", "\\u0066iled": "2025-02-01"}', "gives filed twice; give it once"),
    ('{"id": "a", "id": "b", "filed": "2024-02-01"}', "gives id twice; give it once"),
    ('{"request": {"filed": "2024-02-01", "filed": "2025-02-01"}, "error": ""}', "gives filed twice; give it once"),
    ('{"request": {"filed": "2024-02-01"}, "request": {}}', "gives request twice; give it once"),
    (f'{{"{"x" * 80}": 1, "{"x" * 80}": 2}}', f"gives '{'x' * 56}... twice; give it once"),
    ('{"a\\nb": 1, "a\\nb": 2}', "gives 'a\\nb' twice; give it once"),
    ('{"request": {"filed": "2024-02-01"}, "error": "a: b"}', {"filed": "2024-02-01"}),
    ('{"id": "a:b", "agency": "x : y", "filed": "2024-02-01"}', {"id": "a:b", "agency": "x : y", "filed": "2024-02-01"}),
    # a time with a zone is taken on Washington's calendar, as in a sheet, and one without as written
    ('{"filed": "2021-07-01T02:30:00Z"}', {"filed": "2021-06-30"}),
    ('{"filed": "2021-07-01 02:30 UTC"}', {"filed": "2021-06-30"}),
    ('{"filed": "2021-06-30T22:30:00-04:00"}', {"filed": "2021-06-30"}),
    ('{"filed": "2021-07-01T00:00:00Z"}', {"filed": "2021-07-01"}),
    ('{"filed": "2021-07-01T02:30:00"}', {"filed": "2021-07-01"}),
    ('{"request": {"received": "2021-01-01T04:59:59.5Z"}}', {"received": "2020-12-31"}),
    ('{"reached_office": "2021-07-01T02:30:00Z"}', {"reached_office": "2021-06-30"}),
    ('{"interim": ["2021-07-01T02:30:00Z", "2021-07-09"]}', {"interim": ["2021-06-30", "2021-07-09"]}),
    (
        '{"fee_asked": ["2021-06-15T02:30:00Z..2021-06-20 10:00", "2021-06-25..2021-07-01T02:30Z"]}',
        {"fee_asked": ["2021-06-14..2021-06-20", "2021-06-25..2021-06-30"]},
    ),
    ('{"info_asked": ["2021-06-15T02:30:00Z.."]}', {"info_asked": ["2021-06-14.."]}),
    ('{"extended": "2021-07-01T02:30:00Z+10"}', {"extended": "2021-06-30+10"}),
    ('{"extended": ["2021-07-01T02:30:00Z", "2021-07-09+3"]}', {"extended": ["2021-06-30", "2021-07-09+3"]}),
    # what is no such time stays as it stands, to be refused as such
    ('{"filed": "2021-07-01T25:30:00Z"}', {"filed": "2021-07-01T25:30:00Z"}),
    ('{"filed": "7/1/2021 02:30"}', {"filed": "7/1/2021 02:30"}),
    ('{"filed": "12:30", "interim": [{"a": 1}, null]}', {"filed": "12:30", "interim": [{"a": 1}, None]}),
    ('{"id": "2021-07-01T02:30:00Z"}', {"id": "2021-07-01T02:30:00Z"}),
    ('{"agency": "2021-07-01T02:30:00Z"}', {"agency": "2021-07-01T02:30:00Z"}),
]


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_a_fact_stands_once_in_a_line_of_json_and_a_time_is_a_day_in_washington(
    line: str, expected: dict[str, object] | str
) -> None:
    """A fact stands only once in a line of JSON, a time with a zone is a day in Washington, and other texts stay as
    they stand.
    """
    assert expected == sheet_records.fields(line)


# The days that rows say, how many of the rows are answered anew, and why
HELD: list[tuple[list[int], int, str]] = [
    ([1, 2, 1, 2, 1], 2, "a row that says what another said is not answered again"),
    ([1, 2, 3, 4, 5, 1], 6, "where rows differ, the first are let go with the fifth"),
    ([1, 2, 3, 4, 5, 6, 6], 7, "and none of the next is held"),
    ([1, 2, 3, 4, 5, 6, 7, 8, 8], 8, "until so many have passed: it may be worth it further down"),
    ([1, 1, 2, 3, 4, 5, 1], 5, "where one row in three says the same, they are held as before"),
    ([1, 1, 2, 3, 4, 5, 6, 7, 7, 1], 8, "and where as many are held as may be, the next are held in their place"),
]


@pytest.mark.parametrize(("days", "answered", "why"), HELD, ids=[why for *_, why in HELD])
def test_answers_are_held_where_rows_say_the_same(
    monkeypatch: pytest.MonkeyPatch, days: list[int], answered: int, why: str
) -> None:
    """Each row has its own answer, whether one was held for it or not; few are held where rows differ."""
    monkeypatch.setattr(batch, "_TRIED", 4)
    monkeypatch.setattr(batch, "_ONE_IN", 4)
    monkeypatch.setattr(batch, "_RESTED", 2)
    text = HEADER + "".join(f"r{at},2010-02-{day:02}\n" for at, day in enumerate(days))
    asked: list[Report] = []

    def show(report: Report) -> str:
        asked.append(report)
        return str(report.request.filed)

    found = [*batch.of_sheet(sheet(text), Notation(LAST), reporting(AS_OF), show, kept=6)]
    assert [(f"r{at}", f"2010-02-{day:02}") for at, day in enumerate(days)] == [(name, shown) for _, name, shown, _ in found]
    assert answered == len(asked), why
