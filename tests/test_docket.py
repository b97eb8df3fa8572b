"""The docket of a batch: its sections, its words, whom it is for, and that no line is wider than the terminal."""

import re
from unicodedata import combining, east_asian_width

import pytest

from foiacalc.renderers import docket_rows
from foiacalc.renderers.docket_rows import ANSWERED, COMING, COURT, LATE, LOST, NONE, OVER, PAUSED, SUE, WEEK
from tests.conftest import answer
from tests.test_cli import on_terminal, run

ROWS: list[tuple[str, str, str, str, str]] = [  # facts, day, section, how long, what and when
    ("--filed 2024-03-01", "2024-03-18", COMING, "11 d", "answer due Fri 03-29"),  # twenty working days
    ("--filed 2024-03-01", "2024-04-02", SUE, "2 wd", "due 2024-03-29"),
    ("--filed 2023-12-11", "2023-12-20", COMING, "21 d", "answer due Wed 2024-01-10"),  # of another year: the year too
    ("--filed 2024-02-01 --determined 2024-02-20 --outcome denied", "2024-03-04", COMING, "77 d", "your appeal Mon 05-20"),
    (
        "--filed 2024-02-01 --determined 2024-02-20 --outcome denied",
        "2024-06-04",
        LOST,
        "-15 d",
        "appeal until 05-20",
    ),
    ("--filed 2010-02-01", "2016-03-08", LOST, "-5 d", "suit until 03-03"),  # six years from 2010-03-03
    ("--filed 2010-02-01", "2015-10-01", COMING, "153 d", "last day to sue Wed 2016-03-02; answer LATE"),  # not hidden in LATE
    ("--filed 2024-03-01 --info-asked 2024-03-08..", "2024-03-18", PAUSED, "", "since 2024-03-08"),
    ("--filed 2024-03-01 --determined 2024-03-08 --outcome granted", "2024-03-18", OVER, "", "granted"),
    ("--filed 2024-03-01 --withdrawn 2024-03-08", "2024-06-18", OVER, "", "withdrawn"),
    ("--filed 2024-03-01 --ended", "2024-06-18", OVER, "", "ended, day not given"),
    (
        "--filed 2024-03-01 --sued 2024-05-01 --served 2024-05-02",
        "2024-05-10",
        COURT,
        "24 d",
        "court answer due Mon 06-03; answer LATE",
    ),
]


@pytest.mark.parametrize(("facts", "day", "section", "days", "what"), ROWS)
def test_a_request_stands_in_its_section(facts: str, day: str, section: str, days: str, what: str) -> None:
    """With how long, what and when, as its headline and its next date have them."""
    found = docket_rows.row(docket_rows.Own("A"), answer(facts, day), "", "")
    assert (section, days) == (found.section, found.days)
    assert what == found.what


def test_every_state_of_a_headline_has_its_section() -> None:
    """And is counted in the first line; one that has none is said to run no limit."""
    assert docket_rows.COUNTED.keys() == docket_rows._SECTIONS.keys()
    assert {*docket_rows.REQUESTERS} | {WEEK} == {*docket_rows.OFFICERS} | {SUE} == docket_rows._SAID.keys()
    assert {LATE, ANSWERED, NONE} < {*docket_rows.REQUESTERS}


SHEET = "id,agency,filed\n" + "".join(f"N-{n:03},FBI,2024-0{1 + n % 3}-0{1 + n % 9}\n" for n in range(30))
LONG = "報告書" * 30
WIDE = f"id,agency,filed\n{LONG},{LONG},2024-03-01\n{'x' * 90},Justice,2024-04-20\né́,ICE,2010-02-01\n"


def bare(text: str) -> list[str]:
    return re.sub(r"\x1b\[[0-9;]*m", "", text).splitlines()


def columns(text: str) -> int:
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


@pytest.mark.parametrize("width", [40, 60, 80, 132])
@pytest.mark.parametrize("locale", ["C.UTF-8", "C"])
def test_no_request_is_wider_than_the_terminal(width: int, locale: str, tmp_path: object) -> None:
    """Long names end in two dots, whatever their letters take, spelt out in ASCII too."""
    sheet = f"{tmp_path}/wide.csv"
    with open(sheet, "w", encoding="utf-8") as file:
        file.write(WIDE)
    lines = bare(on_terminal("batch", sheet, "--as-of", "2024-05-01", columns=width, LC_ALL=locale))
    rows = [line for line in lines if line.startswith("  ")]
    assert 5 <= len(rows)
    assert [] == [line for line in rows if columns(line) > width]
    assert any(".." in line for line in rows)
    assert locale != "C" or "".join(lines).isascii()


def test_a_terminal_has_the_first_ten_of_a_section(tmp_path: object) -> None:
    """And says how many more; --all, a pipe and a file have them all."""
    sheet = f"{tmp_path}/log.csv"
    with open(sheet, "w", encoding="utf-8") as file:
        file.write(SHEET)
    args = ("batch", sheet, "--as-of", "2024-06-03", "--format", "table")
    shown = on_terminal(*args, columns=80)
    assert "... 20 more: --all" in shown
    assert "\x1b[31m" in shown
    assert "\x1b[3" not in on_terminal(*args, columns=80, NO_COLOR="1")
    assert 10 == shown.count("N-0")
    assert 30 == on_terminal(*args, "--all", columns=80).count("N-0")
    assert 30 == run(*args).stdout.count("N-0")
    run(*args, "-o", f"{tmp_path}/kept.txt", FORCE_COLOR="1")
    with open(f"{tmp_path}/kept.txt", encoding="utf-8") as file:
        kept = file.read()
    assert (30, False) == (kept.count("N-0"), "\x1b" in kept)


OFFICER = (
    "id,filed,determined,outcome\nlate,2024-01-05,,\nsoon,2024-03-01,,\nfar,2024-03-20,,\nappeal,2024-02-01,2024-02-20,denied\n"
)


def test_an_officer_sees_what_is_due_this_week_first() -> None:
    """Then what is late, then the rest; nobody is told to sue."""
    ended = run("batch", "-", "--as-of", "2024-03-25", "--format", "table", "--for", "agency", stdin=OFFICER)
    lines = ended.stdout.splitlines()
    heads = [line.strip() for line in lines if re.fullmatch(r"  [A-Z].*", line)]
    assert [WEEK, LATE, COMING] == heads
    assert ["soon", "late", "far", "appeal"] == [line.split()[-1] for line in lines if re.match(r"  +-?\d", line)]
    assert "sue" not in ended.stdout
    assert "their appeal" in ended.stdout
    assert 2 == run("batch", "-", "--for", "nobody", stdin=OFFICER).returncode


@pytest.mark.parametrize(("order", "names"), [("agency", "bac"), ("due", "acb"), ("next", "acb")])
def test_the_order_asked_for_is_kept_within_a_section(order: str, names: str) -> None:
    """And the sections stay."""
    sheet = "id,agency,filed\na,ICE,2024-04-01\nb,EPA,2024-04-10\nc,ICE,2024-04-03\n"
    ended = run("batch", "-", "--as-of", "2024-04-15", "--format", "table", "--sort", order, stdin=sheet)
    assert names == "".join(line.split()[-1] for line in ended.stdout.splitlines() if re.match(r"  +\d", line))


def test_the_first_line_counts() -> None:
    """The requests shown, of how many, and what became of them."""
    args = ("batch", "-", "--as-of", "2024-03-25", "--format", "table")
    assert "4 requests, Mon 2024-03-25: 1 late, 1 to appeal, 2 running" == run(*args, stdin=OFFICER).stdout.splitlines()[0]
    only = run(*args, "--only", "missed", stdin=OFFICER).stdout.splitlines()[0]
    assert "1 of 4 requests, Mon 2024-03-25: 1 late" == only


@pytest.mark.parametrize(
    ("only", "more", "names"),
    [
        ("mine", (), {"appeal", "asked"}),  # the last day to appeal; a question to be answered
        ("mine", ("--for", "agency"), {"soon", "far"}),  # an officer's own limits to come
        ("agency", (), {"late", "soon", "far"}),  # whatever is owed, late or not
        ("7d", (), {"soon"}),
        ("next:7", (), {"soon"}),
    ],
)
def test_only_whose_turn_it_is(only: str, more: tuple[str, ...], names: set[str]) -> None:
    """Of the side that the docket is for."""
    first, *rows = OFFICER.splitlines()
    sheet = "\n".join((f"{first},info_asked", *rows, "asked,2024-03-01,,,2024-03-08..")) + "\n"
    ended = run("batch", "-", "--as-of", "2024-03-25", "--format", "csv", "--only", only, *more, stdin=sheet)
    assert names == {line.split(",")[0] for line in ended.stdout.splitlines()[1:]}
    assert 2 == run("batch", "-", "--only", "d", stdin=sheet).returncode


def test_a_sentence_goes_on_below_where_a_terminal_is_narrow(tmp_path: object) -> None:
    """The totals and the notes are not cut: what was not read is told whole."""
    sheet = f"{tmp_path}/log.csv"
    with open(sheet, "w", encoding="utf-8") as file:
        file.write(OFFICER)
    lines = bare(on_terminal("batch", sheet, "--as-of", "2024-03-25", columns=40))
    first = lines.index("4 requests, Mon 2024-03-25: 1 late, 1 to")
    assert "appeal, 2 running" == lines[first + 1]


def test_the_subject_stands_where_there_is_room(tmp_path: object) -> None:
    """Cut to what is left of a line; on a narrow terminal there is none, and the id is whole."""
    sheet = f"{tmp_path}/log.csv"
    with open(sheet, "w", encoding="utf-8") as file:
        file.write("id,agency,filed,Subject\nA-1,FBI,2024-03-20,Emails on the closing of every field office of the bureau\n")
    args = ("batch", sheet, "--as-of", "2024-03-25", "--format", "table")
    assert "FBI  A-1  Emails on the closing of every field offic.." in run(*args).stdout
    (line,) = (line for line in bare(on_terminal(*args, columns=80)) if "A-1" in line)
    assert re.search(r"A-1  Emails on the clos.*\.\.$", line)
    assert columns(line) <= 80
    (line,) = (line for line in bare(on_terminal(*args, columns=52)) if "A-1" in line)
    assert line.endswith("FBI  A-1")
