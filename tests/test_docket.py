"""The docket of a batch: its sections, its words, whom it is for, and that no line is wider than the terminal."""

import json
import re
from collections import Counter
from contextlib import suppress
from datetime import date
from pathlib import Path
from unicodedata import combining, east_asian_width

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foiacalc.answer.reports import Report, report
from foiacalc.answer.state import AUDIENCES, Audience
from foiacalc.errors import FactError
from foiacalc.render import docket, docket_places, docket_rows, docket_table, html, markdown
from foiacalc.render.digest import digest
from foiacalc.render.docket_places import (
    ANSWERED,
    COMING,
    COURT,
    DECIDED,
    LATE,
    LOST,
    NONE,
    OFFICERS,
    OVER,
    PAUSED,
    REQUESTERS,
    SOON,
    SUE,
    WEEK,
)
from foiacalc.render.docket_rows import Own
from tests.conftest import report_on
from tests.strategies import Posed, asked
from tests.test_cli import on_terminal, run

JUSTICE = "--filed 2026-03-02 --agency DOJ --determined 2026-03-20 --outcome denied --appealed 2026-05-10"
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
    ("--filed 2010-02-01", "2015-10-01", SOON, "153 d", "last day to sue Wed 2016-03-02; answer LATE"),  # not hidden in LATE
    ("--filed 2010-02-01", "2016-03-03", SOON, "0 d", "last day to sue Thu 03-03 (day to rely on passed); answer LATE"),
    ("--filed 2010-02-01", "2010-03-03", COMING, "6 d", "rely on it from Tue 03-09; answer LATE"),  # the snow (C4)
    ("--filed 2010-02-01", "2010-03-09", SUE, "5 wd", "due 2010-03-02"),
    (  # of an appeal as of a request: no suit yet, one pot of ten days against two (C7)
        "--filed 2026-01-05 --agency DOE --extended 2026-01-20+7 --determined 2026-02-10 --outcome denied --appealed 2026-03-02"
        " --appeal-extended 2026-03-20",
        "2026-04-07",
        COMING,
        "7 d",
        "rely on it from Tue 04-14; appeal decision LATE",
    ),
    (
        f"{JUSTICE} --appeal-determined 2026-06-01 --appeal-outcome affirmed",
        "2026-09-01",
        DECIDED,
        "",
        "denial affirmed; last day to sue Tue 2032-06-01",
    ),  # Spannaus: six years from the decision
    (
        f"{JUSTICE} --appeal-determined 2026-08-03 --appeal-outcome partial",
        "2026-09-01",
        DECIDED,
        "",
        "granted in part; last day to sue Tue 2032-06-08",
    ),  # late: six years from the appeal's limit, rolled back (C14)
    (
        f"{JUSTICE} --appeal-determined 2026-06-01 --appeal-outcome affirmed",
        "2032-05-01",
        DECIDED,
        "31 d",
        "denial affirmed; last day to sue Tue 06-01",
    ),
    (
        f"{JUSTICE} --appeal-determined 2026-06-01 --appeal-outcome granted",
        "2026-09-01",
        ANSWERED,
        "",
        "appeal decided, granted",
    ),
    (
        f"{JUSTICE} --appeal-determined 2026-06-01 --appeal-outcome remanded",
        "2026-09-01",
        ANSWERED,
        "",
        "appeal decided, remanded",
    ),  # a remand exhausts nothing
    (
        "--filed 2026-03-02 --agency DOJ --sued 2026-11-03",
        "2026-11-25",
        COURT,
        "8 d",
        "answer to complaint due Thu 12-03; answer LATE; serve the complaint Mon 2027-02-01",
    ),
    (
        "--filed 2026-03-02 --agency DOJ --sued 2026-09-03",
        "2026-11-25",
        COURT,
        "7 d",
        "serve the complaint Wed 12-02; answer LATE",
    ),  # said once
    (
        "--filed 2026-03-02 --agency DOJ --sued 2026-05-04 --judgment 2026-11-20",
        "2026-11-25",
        COURT,
        "9 d",
        "move for fees Fri 12-04; answer LATE",
    ),
    ("--filed 2024-03-01 --info-asked 2024-03-08..", "2024-03-18", PAUSED, "", "since 2024-03-08"),
    ("--filed 2024-03-01 --determined 2024-03-08 --outcome granted", "2024-03-18", OVER, "", "granted"),
    ("--filed 2024-03-01 --withdrawn 2024-03-08", "2024-06-18", OVER, "", "withdrawn"),
    ("--filed 2024-03-01 --ended", "2024-06-18", OVER, "", "ended, date unknown"),
    (
        "--filed 2024-03-01 --sued 2024-05-01 --served 2024-05-02",
        "2024-05-10",
        COURT,
        "24 d",
        "answer to complaint due Mon 06-03; answer LATE",
    ),
]


@pytest.mark.parametrize(("facts", "day", "section", "days", "what"), ROWS)
def test_a_request_stands_in_the_section_of_its_state(facts: str, day: str, section: str, days: str, what: str) -> None:
    """A request stands in the section of its state, with how long, what and when, as its headline and its next date
    have them.
    """
    found = docket_rows.row(docket_rows.Own("A"), report_on(facts, day), "", "")
    assert (section, days) == (found.section, found.days)
    assert what == found.what


def test_every_section_is_counted() -> None:
    """Every section of a docket, for either side, has its rows and is counted in the first line; the officer's has no section
    that tells of suing.
    """
    assert {*REQUESTERS} | {WEEK} == {*OFFICERS} | {SUE, SOON, DECIDED} == docket_rows._SAID.keys()
    assert docket_rows._SAID.keys() == docket_places._COUNTED.keys() | {COMING}
    assert {*docket_places._SECTIONS.values()} | {NONE} <= {*REQUESTERS} & {*OFFICERS}
    assert {*docket_places._COUNTED.values()} <= {*docket_places.COUNTED}


OFFICERS_ROWS: list[tuple[str, str, str, str, str]] = [  # facts, section, counted as, how long, what and when; as of 2026-11-25
    ("--filed 2026-11-05 --agency DOI", COMING, "running", "12 d", "answer due Mon 12-07 (earliest 12-04)"),  # C9, 43 CFR 2.15
    ("--filed 2026-10-27 --agency DOI", WEEK, "due within 7 days", "0 d", "answer due Wed 11-25 (earliest 11-24 passed)"),
    ("--filed 2026-11-13 --agency DOL", COMING, "running", "19 d", "answer due Mon 12-14"),  # not its acknowledgment, 11-30
    ("--filed 2010-02-01 --agency FBI", LATE, "late", "4,195 wd", "due 2010-03-02"),  # whatever the requester has lost
    ("--filed 2026-09-01 --determined 2026-09-15 --outcome denied", COMING, "open to appeal", "19 d",
     "requester's appeal Mon 12-14"),
    ("--filed 2026-08-03 --agency FBI --still-interested 2026-11-20..", LATE, "late", "59 wd",
     "due 2026-08-31; requester's reply Wed 2027-01-06"),
    (
        f"{JUSTICE} --appeal-determined 2026-06-01 --appeal-outcome affirmed",
        ANSWERED,
        "answered",
        "",
        "appeal decided, denial affirmed",
    ),
    ("--filed 2026-09-01 --agency FBI --sued 2026-11-02", COURT, "in court", "7 d",
     "answer to complaint due Wed 12-02; answer LATE; service of complaint Mon 2027-02-01"),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "section", "counted", "days", "what"), OFFICERS_ROWS)
def test_an_officers_row_has_the_officers_dates(facts: str, section: str, counted: str, days: str, what: str) -> None:
    """An officer's row has the due date, as the headline does, with the earliest plausible day named as such; the agency's own
    limits decide its section, and the first line counts it there.
    """
    found = docket_rows.row(docket_rows.Own("A"), report_on(facts, "2026-11-25")._replace(serves="agency"), "", "")
    assert (section, counted, days, what) == (*found[:2], found.days, found.what)


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
    """No line of a docket is wider than the terminal, whatever room its letters take; a long name ends in two dots."""
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
    """A terminal shows the first ten requests of a section and says how many more there are; --all, a pipe and a file have them
    all.
    """
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
    """An agency's officer sees what is due this week first, then what is late, then the rest, and is not told to sue."""
    ended = run("batch", "-", "--as-of", "2024-03-25", "--format", "table", "--for", "agency", stdin=OFFICER)
    lines = ended.stdout.splitlines()
    heads = [line.strip() for line in lines if re.fullmatch(r"  [A-Z].*", line)]
    assert [WEEK, LATE, COMING] == heads
    assert ["soon", "late", "far", "appeal"] == [line.split()[-1] for line in lines if re.match(r"  +-?\d", line)]
    assert "sue" not in ended.stdout
    assert "requester's appeal" in ended.stdout
    assert 2 == run("batch", "-", "--for", "nobody", stdin=OFFICER).returncode


@pytest.mark.parametrize(("order", "names"), [("agency", "bac"), ("due", "acb"), ("next", "acb")])
def test_the_order_asked_for_is_kept_within_a_section(order: str, names: str) -> None:
    """The order that was asked for is kept within each section."""
    sheet = "id,agency,filed\na,ICE,2024-04-01\nb,EPA,2024-04-10\nc,ICE,2024-04-03\n"
    ended = run("batch", "-", "--as-of", "2024-04-15", "--format", "table", "--sort", order, stdin=sheet)
    assert names == "".join(line.split()[-1] for line in ended.stdout.splitlines() if re.match(r"  +\d", line))


def test_the_first_line_of_a_docket_counts_its_requests() -> None:
    """The first line of a docket says how many requests of how many are shown, and how many are late, to appeal or running."""
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
def test_a_docket_can_be_kept_to_those_whose_turn_it_is(only: str, more: tuple[str, ...], names: set[str]) -> None:
    """The option --only keeps to what is mine, the agency's, or due within some days, for the side that the docket serves."""
    first, *rows = OFFICER.splitlines()
    sheet = "\n".join((f"{first},info_asked", *rows, "asked,2024-03-01,,,2024-03-08..")) + "\n"
    ended = run("batch", "-", "--as-of", "2024-03-25", "--format", "csv", "--only", only, *more, stdin=sheet)
    assert names == {line.split(",")[0] for line in ended.stdout.splitlines()[1:]}
    assert 2 == run("batch", "-", "--only", "d", stdin=sheet).returncode


def test_a_sentence_goes_on_below_where_a_terminal_is_narrow(tmp_path: object) -> None:
    """A sentence of the totals or notes goes on in the next line on a narrow terminal and is not cut."""
    sheet = f"{tmp_path}/log.csv"
    with open(sheet, "w", encoding="utf-8") as file:
        file.write(OFFICER)
    lines = bare(on_terminal("batch", sheet, "--as-of", "2024-03-25", columns=40))
    first = lines.index("4 requests, Mon 2024-03-25: 1 late, 1 to")
    assert "appeal, 2 running" == lines[first + 1]


def test_the_subject_stands_where_there_is_room(tmp_path: object) -> None:
    """The subject of a request stands where there is room, cut to the rest of the line, and gives way to the id on a narrow
    terminal.
    """
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


DESKS = (
    "id,Agency,Received,Assigned To\n"
    "a,FBI,2026-11-01,Smith\nb,FBI,2026-10-01,SMITH \nc,ICE,2026-11-20,Jones\nd,ICE,2026-10-28,\ne,ICE,soon,Jones\n"
)
DAY = ("batch", "-", "--as-of", "2026-11-25")


def titles(text: str) -> list[str]:
    """The groups of a docket, each with how many requests it has."""
    return re.findall(r"^(\S.*?: .*?), \d+ requests?: ", text, re.MULTILINE)


GROUPS: list[tuple[tuple[str, ...], list[str]]] = [  # options, the titles of the groups
    (("--by", "assigned_to"), ["Assigned To: Jones", "Assigned To: Smith", "Assigned To: (no Assigned To)"]),
    (("--by", "D"), ["Assigned To: Jones", "Assigned To: Smith", "Assigned To: (no Assigned To)"]),  # by its letter
    (("--for", "agency"), ["Assigned To: Jones", "Assigned To: Smith", "Assigned To: (no Assigned To)"]),
    (("--by", "agency"), ["agency: FBI", "agency: ICE"]),
    (("--for", "agency", "--by", "none"), []),
    ((), []),
    (("--by", "Assigned To", "--where", "agency=fbi"), ["Assigned To: Smith"]),
    (("--by", "Assigned To", "--only", "missed"), ["Assigned To: Smith"]),
]


@pytest.mark.parametrize(("options", "expected"), GROUPS)
def test_a_docket_is_grouped_by_a_column_of_the_sheet(options: tuple[str, ...], expected: list[str]) -> None:
    """A docket is grouped by a column of the sheet, whose case and outer spaces make no group of their own, and blank cells
    come last.
    """
    assert expected == titles(run(*DAY, "--format", "table", *options, stdin=DESKS).stdout)


WHERE: list[tuple[tuple[str, ...], str, str]] = [  # conditions, the ids kept, what is said
    (("assigned to= smith ",), "ab", "--where: 3 rows left out, 2 kept"),
    (
        ("Assigned To=Smith", "Assigned To=Jones"),
        "abc",
        "--where: 1 row left out, 4 kept",
    ),  # either; the row with an error is told
    (("Assigned To=Jones", "id=c"), "c", "--where: 4 rows left out, 1 kept"),  # both
    (("Assigned To=",), "d", "--where: 4 rows left out, 1 kept"),
    (("Assigned To=Smithe",), "", "--where: no row has 'Smithe' in 'Assigned To'; other rows have, for example, 'Smith'"),
    (("Assigned To=Smith", "id=c"), "", "--where: no row has all of these values"),
]


@pytest.mark.parametrize("form", ["csv", "jsonl"])
@pytest.mark.parametrize(("conditions", "ids", "says"), WHERE)
def test_rows_are_chosen_by_a_column_of_the_sheet(conditions: tuple[str, ...], ids: str, says: str, form: str) -> None:
    """Rows are chosen by the values of a column, and it is told how many were left out and which value no row has."""
    options = [word for each in conditions for word in ("--where", each)]
    ended = run(*DAY, "--format", form, *options, stdin=DESKS)
    found = re.findall(r"^(\w),|\"id\": \"(\w)\"", ended.stdout, re.MULTILINE)
    assert ids == "".join(one or other for one, other in found)
    assert says in ended.stderr
    assert ("soon" in ended.stderr) == ("Jones" in str(conditions) and "id=c" not in conditions)


WRONG: list[tuple[tuple[str, ...], str]] = [  # options, what is said
    (("--by", "asigned to", "--format", "table"), "did you mean 'Assigned To'? The columns are 'id', 'Agency', 'Received'"),
    (("--where", "Asigned=Smith"), "--where: - has no column named 'Asigned'"),
    (("--where", "Smith"), "use COLUMN=VALUE"),
    (("--by", "Assigned To", "--format", "csv"), "csv already has the column"),
    (("--by", "Assigned To", "--format", "ics"), "ics has one entry for each date"),
    (("--by", " ", "--format", "table"), "the name of the column is empty"),
]


@pytest.mark.parametrize(("options", "says"), WRONG)
def test_an_unknown_column_is_named_with_those_that_there_are(options: tuple[str, ...], says: str) -> None:
    """A column that the sheet does not have is named with those that it has, and nothing is written."""
    ended = run(*DAY, *options, stdin=DESKS)
    assert (2, "") == (ended.returncode, ended.stdout)
    assert says in ended.stderr


@pytest.mark.parametrize(("form", "shown"), [("markdown", r"=x\|\<b\>\*z\*"), ("html", "=x|&lt;b&gt;*z*")])
def test_the_name_of_a_group_is_shown_as_plain_text(form: str, shown: str) -> None:
    """The name of a group, which is the sheet's own text, is shown as text on a page and in Markdown, and is no markup."""
    sheet = DESKS.replace("Jones", "=x|<b>*z*")
    page = run(*DAY, "--format", form, "--by", "Assigned To", stdin=sheet).stdout
    assert 2 <= page.count(shown)
    assert 3 == len(re.findall(r"^(?:## |<h2 .*>)Docket, Assigned To: ", page, re.MULTILINE))
    assert "<b>*z*" not in page.replace("\\<", "")


def test_two_choices_with_only_must_both_hold() -> None:
    """Two choices with --only, given twice or with a comma, must both hold."""
    for only in (("--only", "agency", "--only", "7d"), ("--only", "agency,7d")):
        ended = run(*DAY, "--format", "csv", *only, stdin=DESKS)
        assert ["a", "d"] == [line.split(",")[0] for line in ended.stdout.splitlines()[1:]]


MIXED = "id,agency,filed,determined,outcome\n" + "".join(
    f"M-{n:02},{agency},2026-{month:02}-0{1 + n % 9},{letter}\n"
    for n, (agency, month, letter) in enumerate(
        [("Bureau of Prisons", 1 + n % 8, ",") for n in range(14)]  # late
        + [("FBI", 3, "2026-04-02,denied"), ("SEC", 2, "2026-03-03,denied")] * 2  # the time to appeal is over
        + [("EPA", 11, ",")]
        + [("GSA", 5, "2026-06-03,granted")] * 6
    )
)


def test_twenty_five_requests_stand_on_one_screen(tmp_path: Path) -> None:
    """Twenty-five requests stand on a screen of 24 lines, with the longest section cut and saying by how much."""
    sheet = tmp_path / "mixed.csv"
    sheet.write_text(MIXED)
    lines = bare(on_terminal("batch", str(sheet), "--as-of", "2026-11-25", LINES="24"))
    assert len(lines) + 1 <= 24
    assert any(re.fullmatch(r" +\.\.\. \d more: --all", line) for line in lines)
    assert 25 == sum("M-" in line for line in bare(on_terminal("batch", str(sheet), "--as-of", "2026-11-25", "--all")))


EVERY = (  # a request of each section
    "filed=2026-03-02",
    "filed=2026-11-05",
    "filed=2026-03-02 determined=2026-03-20 outcome=denied",
    "filed=2026-03-02 determined=2026-03-20 outcome=denied appealed=2026-05-10 appeal_determined=2026-06-01"
    " appeal_outcome=affirmed",
    "filed=2026-03-02 determined=2026-03-20 outcome=denied appealed=2026-05-10 appeal_determined=2026-06-01"
    " appeal_outcome=remanded",
    "filed=2026-03-02 sued=2026-09-03",
    "filed=2026-03-02 info_asked=2026-03-10..",
    "filed=2026-03-02 withdrawn=2026-03-20",
    "filed=2020-11-20",
    "filed=1974-06-03",
)


@pytest.mark.parametrize(("copies", "width", "height", "more"), [
    (1, 80, 24, ()), (2, 80, 24, ()), (60, 80, 24, ()), (60, 60, 24, ()), (60, 120, 30, ()), (60, 80, 24, ("--for", "agency")),
    (60, 80, 12, ()),  # not even a line for each section: the first line comes again at the end
    (60, 80, 24, ("--by", "id")),
])  # fmt: skip
def test_the_head_of_a_long_docket_is_on_the_screen(
    copies: int, width: int, height: int, more: tuple[str, ...], tmp_path: Path
) -> None:
    """However many requests stand in however many sections, the first line of a docket is on the screen: sections are cut, then
    folded to a line each, and where that is too much, the first line comes again at the end.
    """
    sheet = tmp_path / "log.jsonl"
    facts = [dict(each.split("=") for each in row.split()) for row in EVERY]
    lists = [{k: [v] if k == "info_asked" else v for k, v in row.items()} for row in facts]
    sheet.write_text(
        "".join(json.dumps({"id": f"{n}-{c}", **row}) + "\n" for c in range(copies) for n, row in enumerate(lists))
    )
    args = ("batch", str(sheet), "--as-of", "2026-11-25", *more)
    screen = bare(on_terminal(*args, columns=width, LINES=str(height)))[-(height - 1) :]
    assert any(line.startswith(f"{copies * len(EVERY)} requests, Wed 2026-11-25: ") for line in screen)
    assert any(line.startswith("what to send") for line in screen)


def test_the_subject_of_a_request_in_court_stands_beside_it(tmp_path: Path) -> None:
    """On a terminal of 120 columns the subject stands beside a request in court, of which nothing is said twice."""
    sheet = tmp_path / "court.csv"
    sheet.write_text("id,agency,filed,sued,Subject\nDOJ-2026-004,Justice,2026-03-02,2026-09-03,Emails on the closing\n")
    lines = bare(on_terminal("batch", str(sheet), "--as-of", "2026-11-25", columns=120))
    (line,) = (line for line in lines if "DOJ-2026-004" in line)
    assert line.endswith("Emails on the closing")
    assert 1 == line.count("serve the complaint")


def test_what_is_said_at_length_leaves_room_for_whose_it_is(tmp_path: Path) -> None:
    """A long line on a last day to sue, with the day to rely on passed, still names the agency and the id."""
    sheet = tmp_path / "old.csv"
    sheet.write_text("id,agency,filed\nBOP-2020-01542-F,Bureau of Prisons,2020-10-26\n")
    (line,) = (
        line
        for line in bare(on_terminal("batch", str(sheet), "--as-of", "2026-11-25", columns=80))
        if "last day to sue" in line
    )
    assert columns(line) <= 80
    assert "BOP-2020" in line
    assert "Bureau" in line


def test_the_counts_of_groups_stand_above_what_to_type_next(tmp_path: Path) -> None:
    """The counts of the groups stand above the line that says what to type next, and the counts of rows come last."""
    sheet = tmp_path / "desks.csv"
    sheet.write_text(DESKS)
    lines = bare(on_terminal("batch", str(sheet), "--as-of", "2026-11-25", "--by", "Assigned To", LINES="40"))
    at = next(n for n, line in enumerate(lines) if line.startswith("what to send"))
    assert re.fullmatch(r"\(no Assigned To\) +1 +0 +0", lines[at - 2])
    assert ["5 rows: 4 answered, 1 with errors, 0 skipped"] == lines[at + 1 :]


OWN = (
    '{"id": "a", "filed": "2026-09-01", "desk": "Lee"}\n{"id": "b", "filed": "2026-09-01", "desk": "Kim"}\n'
    '{"id": "c", "filed": "2026-09-01"}\n'
)
KEYS: list[tuple[tuple[str, ...], str, int, list[str], str]] = [  # options, lines, exit code, lines with ids, what is told
    (("--by", "desk", "--format", "table"), OWN, 0, ["b", "a", "c"], ""),  # by name, those without one last
    (("--where", "Desk=lee", "--format", "table"), OWN, 0, ["a"], "2 rows left out, 1 kept"),
    (("--format", "table"), OWN, 2, ["c"], "line 1, desk: no such fact"),  # nobody has said that it is his own
    (("--where", "id=a", "--format", "table"), OWN, 2, [], "line 1, desk: no such fact"),
    (
        ("--where", "extnded=x", "--format", "table"),  # a misspelled fact stays an error: the answer would be wrong without it
        '{"id": "a", "filed": "2026-09-01", "extnded": "x"}\n{"id": "b", "filed": "2026-09-01", "extnded": "2026-09-02+5"}\n',
        2,
        [],
        "extended: 'x' is not a date",
    ),
    (("--by", "WRONG", "--format", "table"), '{"filed": "junk"}\n', 2, [], "--by: no line of - has 'WRONG'; the keys are"),
]


@pytest.mark.parametrize(("options", "lines", "code", "ids", "told"), KEYS)
def test_a_key_of_ones_own_in_json_groups_and_chooses_where_an_option_names_it(
    options: tuple[str, ...], lines: str, code: int, ids: list[str], told: str
) -> None:
    """A key of one's own in lines of JSON groups or chooses where an option names it, and any other unknown key is still an
    error.
    """
    ended = run(*DAY, *options, stdin=lines)
    assert (code, ids) == (ended.returncode, re.findall(r"  ([abc])$", ended.stdout, re.MULTILINE))
    assert told in ended.stderr


def test_what_was_noted_of_a_sheet_is_said_once_on_a_terminal(tmp_path: Path) -> None:
    """A note on a sheet is said once on a terminal, above the docket, and in a pipe on standard error too."""
    sheet = tmp_path / "log.csv"
    sheet.write_text("id,filed\na,2026-09-01\n")
    said = "no column says whether or when a request ended"
    seen = " ".join(on_terminal("batch", str(sheet), "--as-of", "2026-11-25").split())  # it goes on below where it is long
    assert 1 == seen.count(said)
    assert seen.index("1 request,") < seen.index(said)
    ended = run("batch", str(sheet), "--as-of", "2026-11-25", "--format", "table")
    assert (1, 1) == (ended.stdout.count(said), ended.stderr.count(said))


def _answers(questions: list[Posed], serves: Audience) -> list[tuple[Own, Report]]:
    found = []
    for number, (request, day) in enumerate(questions):
        with suppress(FactError):
            found.append((Own(f"N-{number}"), report(request, as_of=day)._replace(serves=serves)))
    return found


@settings(max_examples=30)
@given(st.lists(asked(), min_size=1, max_size=8), st.sampled_from(AUDIENCES))
def test_every_form_of_a_docket_counts_the_same(questions: list[Posed], serves: Audience) -> None:
    """Whatever the requests and whichever side they are for, the sections of a docket add up to its first line, and the
    terminal, Markdown, the page and the summary in JSON count the same.
    """
    shown = _answers(questions, serves)
    totals = docket.Totals(date(2026, 11, 25))
    totals.rows = len(shown)
    totals.tallies.update(docket.tally(found) for _, found in shown)
    first, *_ = docket_table.table(shown, docket_table.DocketFor(totals.as_of, len(shown)))
    said = {what: int(n) for n, what in re.findall(r"(\d+) ([a-z][a-z0-9' ]*)(?=,|$)", first.text.partition(": ")[2])}
    said |= {"rights lost": said.pop("right lost")} if "right lost" in said else {}
    written = totals.to_dict()["docket"]
    assert {what.replace("'", "").replace(" ", "_"): number for what, number in said.items()} == written
    summary = said
    assert len(shown) == sum(summary.values())
    page = digest(totals, shown)
    sections = {group.title: len(group.entries) for found in page.dockets for group in found.groups}
    assert len(shown) == sum(sections.values())
    by_section = Counter[str]()
    for what, number in summary.items():
        by_section[next((s for s, label in docket_places._COUNTED.items() if label == what), COMING)] += number
    late = sum(sections.get(section, 0) for section in (SOON, SUE, LATE))
    assert late == by_section[SOON]  # the first of those that are counted as late
    assert all(sections[section] == by_section[section] for section in sections if section not in (SOON, SUE, LATE))
    four = {what.replace("right lost", "rights lost").removesuffix(" now"): number for number, what in page.numbers[1:]}
    assert {
        "late": late,
        "coming": sections.get(COMING, 0) + sections.get(WEEK, 0),
        "rights lost": sections.get(LOST, 0),
    } == four
    texts = markdown.docket(page).replace("*", ""), re.sub(r"<[^>]*>|\s+", " ", html.docket(page))
    for number, what in page.numbers:
        assert all(re.search(rf"\b{number:,} +{what}\b", text) for text in texts)
