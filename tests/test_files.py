"""The records of a file: parted where the file parts them, whatever stands above its header."""

import io
from typing import Any

import pytest

from foiacalc.sheets import file


def records(text: str, name: str = "log.csv") -> list[tuple[int, list[str]]]:
    found = file.records_of(name, io.BufferedReader(io.BytesIO(text.encode())), None)
    return [(row.line, row.cells) for row in found.records]


# what stands in the file; its name; its last record and the line that begins on
PARTED: list[tuple[str, str, tuple[int, list[str]]]] = [
    ("id,filed\na,2010-02-01\n", "log.csv", (2, ["a", "2010-02-01"])),
    ("id;filed\na;2010-02-01\n", "log.csv", (2, ["a", "2010-02-01"])),
    # a title has more commas than the table has delimiters
    ("Requests received, closed, and pending, FY 2018\nid;filed\na;2010-02-01\n", "log.csv", (3, ["a", "2010-02-01"])),
    ("Agency, Office, Year\n\nid\tfiled\tby\na, b\t2010-02-01\tc\n", "log.txt", (4, ["a, b", "2010-02-01", "c"])),
    # texts with commas, semicolons and bars, quoted or not, in some rows or in each
    ("id;filed;by\n1;2010-02-01;A, B\n2;2010-02-01;A, B\n3;2010-02-01;A, B\n", "log.csv", (4, ["3", "2010-02-01", "A, B"])),
    ('id,filed,by\n1,2010-02-01,"A; B; C; D"\n2,2010-02-01,a|b\n', "log.csv", (3, ["2", "2010-02-01", "a|b"])),
    ('"id";"filed"\n"a,b";"2010-02-01"\n"c,d";"2010-02-01"\n', "log.csv", (3, ["c,d", "2010-02-01"])),
    ('"a\nb;c;d;e"|filed\n1|2010-02-01\n', "log.csv", (3, ["1", "2010-02-01"])),
    # one column alone
    ("filed\n2010-02-01\n", "log.csv", (2, ["2010-02-01"])),
    ("id,filed\n", "log.csv", (1, ["id", "filed"])),
    # a name's ending says it
    ("id\tfiled\na,b,c\t2010-02-01\n", "log.tsv", (2, ["a,b,c", "2010-02-01"])),
    # a line that Excel is told the delimiter by is no record, and counts as a line
    ("sep=;\nid;filed\na,b,c,d;2010-02-01\n", "log.csv", (3, ["a,b,c,d", "2010-02-01"])),
    ("SEP=|\r\nid|filed\r\na,b|2010-02-01\r\n", "log.tsv", (3, ["a,b", "2010-02-01"])),
    ('\ufeff"sep=;"\nid;filed\na,b;2010-02-01\n', "log.csv", (3, ["a,b", "2010-02-01"])),
    ("sep=\t\nid\tfiled\na,b\t2010-02-01\n", "log.csv", (3, ["a,b", "2010-02-01"])),
    ("sep=,,,\nid,filed,by,x\na,2010-02-01,c,d\n", "log.csv", (3, ["a", "2010-02-01", "c", "d"])),
    ("separate;filed\na,b;2010-02-01\n", "log.csv", (2, ["a,b", "2010-02-01"])),
]


@pytest.mark.parametrize(("text", "name", "last"), PARTED)
def test_records_are_parted_where_the_file_parts_them(text: str, name: str, last: tuple[int, list[str]]) -> None:
    """Records are parted by the delimiter that most of the first ones show, not the first line alone, and have the line numbers
    of the file.
    """
    assert last == records(text, name)[-1]


def test_a_line_for_excel_is_no_record() -> None:
    """A line that tells Excel the delimiter is no record, and the header is the first one."""
    assert (2, ["id", "filed"]) == records("sep=;\nid;filed\n1;2\n")[0]


class Endless(io.RawIOBase):
    """What begins as said and then goes on for ever; `given` counts its bytes."""

    def __init__(self, begins: bytes, more: bytes) -> None:
        self.rest, self.more, self.given = begins, more, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if len(self.rest) < len(buffer):
            self.rest += self.more * (len(buffer) // len(self.more) + 1)
        buffer[:], self.rest = self.rest[: len(buffer)], self.rest[len(buffer) :]
        self.given += len(buffer)
        return len(buffer)


NO_QUOTE = "is longer than 10 million characters, more than any row needs"
QUOTE = f"{NO_QUOTE}; a quotation mark here may have no match"

# what the file begins with, what follows without an end; which line is too long, and what is said
ENDLESS: list[tuple[bytes, bytes, int, str]] = [
    (b"id,filed\n", b"x", 2, NO_QUOTE),
    (b"id,filed\n", b"x,", 2, NO_QUOTE),
    (b"id,filed\na,2010-02-01\n", b"\xe9", 3, NO_QUOTE),
    (b"", b"x", 1, NO_QUOTE),
    (b"sep=;", b"x", 2, NO_QUOTE),
    (b'{"id": "', b"x", 1, NO_QUOTE),
    (b'{"id": "a"}\n{"id": "', b"x", 2, NO_QUOTE),
    (b"\xff\xfei\0d\0\n\0", b"x\0", 2, NO_QUOTE),
    # many lines, each short, within quotes
    (b'id,filed\na,2010-02-01\nb,"', b"x\n", 3, QUOTE),
    (b'id,filed\na,"', b'x\n","', 2, QUOTE),
]


@pytest.mark.parametrize(("begins", "more", "line", "says"), ENDLESS)
def test_a_row_without_an_end_is_an_error_after_ten_million_characters(
    begins: bytes, more: bytes, line: int, says: str
) -> None:
    """A row without an end is an error of its line after ten million characters, and little more is read."""
    raw = Endless(begins, more)
    with pytest.raises(file.Unreadable) as error:
        list(file.records_of("log", io.BufferedReader(raw), None).records)
    assert (line, says) == (error.value.line, str(error.value))
    assert raw.given < 21_000_000
