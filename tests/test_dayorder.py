"""Month first or day first: looked at in the whole sheet before a row is answered, and said."""

import json
import subprocess
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from foiacalc.sheets import lookthrough
from foiacalc.sheets.day_order import dates_in
from tests.conftest import answers
from tests.test_cli import BARE, FOIACALC, run
from tests.test_streaming import begun, first_line

AS_OF = ["--as-of", "2010-10-28"]
MONTHS = "".join(f"m{day},2/{day}/2010\n" for day in range(13, 25))  # twelve that can only be month first
TWELVE = [f"2010-02-{day}" for day in range(13, 25)]
BOTH, DAY = "both,3/4/2010\n", "day,13/2/2010\n"

# the rows; the days that are answered; what is said
SHEETS: list[tuple[str, list[str], str, str]] = [
    (
        BOTH,
        ["2010-03-04"],
        "1 date was read month first; 1 could be day first: --day-first\n",
        "one date that can be read two ways is read month first",
    ),
    (
        f"{BOTH}a,2010-05-06\nb,4/4/2010\n",
        ["2010-03-04", "2010-05-06", "2010-04-04"],
        "2 dates were read month first; 1 could",
        "of two such dates one is the same day both ways",
    ),
    (
        "a,2/13/2010\nb,4/4/2010\n",
        ["2010-02-13", "2010-04-04"],
        "2 answered, 0 with errors, 0 skipped\n",
        "a date that can only be month first shows the order",
    ),
    # one that is only day first refuses the sheet, wherever it stands
    (
        BOTH + DAY,
        [],
        "line 3: filed: '13/2/2010' can only be day/month/year; use --day-first to read the whole sheet that way",
        "a date that can only be day first refuses the sheet",
    ),
    (DAY + BOTH, [], "line 2: filed: '13/2/2010' can only be day/month/year; use --day-first", "wherever it stands"),
    (BOTH * 500 + DAY, [], "line 502: filed: '13/2/2010' can only be day/month/year; use --day-first", "and however far down"),
    # among many that are only month first it is a slip of the pen; among few the sheet has two hands
    (
        f"{MONTHS}{DAY}",
        TWELVE,
        "line 14, filed: '13/2/2010' can only be day/month/year, and",
        "among many that are only month first it is a slip of the pen",
    ),
    (
        f"{DAY}{MONTHS}",
        TWELVE,
        "line 2, filed: '13/2/2010' can only be day/month/year, and",
        "wherever it stands",
    ),
    (
        f"a,2/13/2010\n{BOTH}{DAY}",
        [],
        "line 4: filed: '13/2/2010' can only be day/month/year and '2/13/2010' can only be month/day/year (day-first dates: 1;",
        "among few the sheet has two hands, and is refused",
    ),
]


@pytest.mark.parametrize(("rows", "days", "says", "why"), SHEETS)
def test_a_file_is_looked_through_before_a_row_is_answered(
    rows: str, days: list[str], says: str, why: str, tmp_path: Path
) -> None:
    """A file is looked through for a date that can only be day first before a row of it is answered, so no answer goes out of a
    sheet that is refused.
    """
    log = tmp_path / "log.csv"
    log.write_text(f"id,filed\n{rows}")
    ended = run("batch", str(log), *AS_OF, "--format", "jsonl")
    assert days == [answer["request"]["filed"] for answer in answers(ended.stdout)], why
    assert says in ended.stderr


@pytest.mark.parametrize(("rows", "days", "says", "why"), SHEETS)
def test_rows_from_standard_input_wait_until_the_order_of_their_dates_is_plain(
    rows: str, days: list[str], says: str, why: str
) -> None:
    """Rows from standard input wait while it is a question whether dates are month first, and are answered as those of a file;
    those sent before a date of the other order came are not taken back.
    """
    ended = run("batch", "-", *AS_OF, "--format", "jsonl", stdin=f"id,filed\n{rows}")
    answered = [answer["request"]["filed"] for answer in answers(ended.stdout)]
    sent = TWELVE[:-1] if "m13" in rows else ["2010-02-13", "2010-03-04"] if "a,2/13" in rows else []  # before it was seen
    assert (days or sent) == answered, why
    assert says in ended.stderr


def test_rows_wait_only_while_the_order_of_their_dates_is_in_question() -> None:
    """Rows whose dates can be read one way go out at once, and those that wait go out with the first row that shows
    the order.
    """
    with begun("--format", "csv", rows=b"id,filed\na,2010-02-01\n") as process:
        assert process.stdin
        first_line(process.stdout)
        assert first_line(process.stdout).startswith(b"a,")
        process.stdin.write(b"b,3/4/2010\nc,2010-02-01\nd,3/14/2010\n")
        assert [b"b", b"c"] == [first_line(process.stdout)[:1] for _ in "bc"]
        process.communicate(timeout=60)


def test_no_more_than_ten_thousand_rows_wait_for_the_order_of_their_dates() -> None:
    """Where the first ten thousand rows do not show the order of their dates they are read month first, which is said, and a
    later date that is day first is refused.
    """
    rows = f"filed\n{'3/4/2010' + chr(10):s}" + "2010-02-01\n" * lookthrough.MOST_HELD
    ended = run("batch", "-", *AS_OF, "--format", "summary", stdin=rows)
    says = "-: none of its first 10,000 rows shows whether dates are month first or day first; they were read month first\n"
    assert f"0 skipped\n{says}1 date was read month first; 1 could be day first: --day-first\n" in ended.stderr
    refused = run("batch", "-", *AS_OF, "--format", "summary", stdin=f"{rows}13/2/2010\n")
    assert 2 == refused.returncode
    assert "can only be day/month/year; use --day-first" in refused.stderr


def test_rows_that_wait_are_answered_before_an_error_that_ends_the_file() -> None:
    """Rows that wait above a row that cannot be taken apart are sound, and are answered before the error."""
    ended = run("batch", "-", *AS_OF, "--format", "jsonl", stdin=f'id,filed\n{BOTH * 5}b,"2010-02-01\n')
    assert ["both"] * 5 == [answer["request"]["id"] for answer in answers(ended.stdout)]
    assert "a quotation mark here has no match" in ended.stderr


def test_a_pipe_with_a_name_is_read_once(tmp_path: Path) -> None:
    """A pipe that the shell gives by a name, as in a process substitution, is read once and answered."""
    line = f"{FOIACALC[0]} -m foiacalc batch <(printf 'filed\\n3/4/2010\\n') --as-of 2010-10-28 --format jsonl --brief"
    ended = subprocess.run(["bash", "-c", line], capture_output=True, text=True, env=BARE, timeout=60)
    assert 1 == len(ended.stdout.splitlines())
    assert "1 date was read month first" in ended.stderr


def test_with_day_first_every_ambiguous_date_is_read_day_first() -> None:
    """With --day-first every date that can be read two ways is read day first, the answer says how many could be month first,
    and a date that cannot be day first is an error of its row.
    """
    ended = run("batch", "-", *AS_OF, "--format", "jsonl", "--day-first", stdin=f"id,filed\n{BOTH}{DAY}c,2/13/2010\n")
    assert ["2010-04-03", "2010-02-13"] == [answer["request"]["filed"] for answer in answers(ended.stdout)]
    assert "line 4, filed: '2/13/2010' is not a calendar date" in ended.stderr
    assert "\n2 dates were read day first; 1 could be month first\n" in ended.stderr


# the options, a line of JSON under our own names or a tracker's, and its day
LINES = [
    ([], '{"filed": "3/4/2010"}', "2010-03-04"),
    ([], '{"filed": "3\\/4\\/2010"}', "2010-03-04"),
    ([], '{"request": {"filed": "3/4/2010"}}', "2010-03-04"),
    ([], '{"trackingNumber": "x", "dateFiled": "3/4/2010"}', "2010-03-04"),
    (["--day-first"], '{"filed": "3/4/2010"}', "2010-04-03"),
]


@pytest.mark.parametrize(("options", "line", "day"), LINES)
def test_json_lines_and_cells_are_read_by_one_rule(options: list[str], line: str, day: str) -> None:
    """Dates in lines of JSON, under our own names or a tracker's, are read and counted by the same rule as the cells of a
    sheet.
    """
    ended = run("batch", "-", *AS_OF, "--format", "jsonl", *options, "--map", "filed=dateFiled", stdin=f"{line}\n")
    assert day in json.loads(ended.stdout)["request"].values()
    assert "1 date was read" in ended.stderr


def test_dates_in_spans_notices_and_lists_of_json_are_read_by_the_same_rule() -> None:
    """Dates in spans, notices and lists of a line of JSON are read by the same rule, and a text that is no date, such as an id,
    stays as it is.
    """
    facts = {
        "id": "1/2/2010",
        "filed": "2/22/2010",
        "fee_asked": ["3/4/2010..3/5/2010"],
        "extended": "3/6/2010+10",
        "interim": ["3/7/2010"],
    }
    ended = run("batch", "-", *AS_OF, "--format", "jsonl", stdin=json.dumps(facts) + "\n")
    request = json.loads(ended.stdout)["request"]
    assert "1/2/2010" == request["id"]
    assert "2010-02-22" == request["filed"]
    assert ["2010-03-04..2010-03-05"] == request["fee_asked"]
    assert "2010-03-06+10" == request["extended"]
    assert ["2010-03-07"] == request["interim"]
    assert "\n5 dates were read month first; 4 could be day first: --day-first\n" in ended.stderr


def test_json_lines_that_are_day_first_are_refused(tmp_path: Path) -> None:
    """Lines of JSON with a date that can only be day first are refused as a sheet is, with the line and the option."""
    (tmp_path / "log.jsonl").write_text('{"filed": "3/4/2010"}\n{"filed": "13/2/2010"}\n')
    ended = run("batch", str(tmp_path / "log.jsonl"), *AS_OF, "--format", "jsonl")
    assert (2, []) == (ended.returncode, answers(ended.stdout))
    assert "log.jsonl, line 2: filed: '13/2/2010' can only be day/month/year; use --day-first" in ended.stderr


def test_an_ambiguous_date_on_the_command_line_is_refused_with_both_readings() -> None:
    """A date on the command line that can be read two ways is refused with both readings written out, since there is no sheet
    that could show its order.
    """
    ended = run("status", "--filed", "3/4/2010")
    assert "is ambiguous; write 2010-03-04 (month first) or 2010-04-03 (day first)" in ended.stderr


def test_columns_are_shown_of_a_sheet_that_is_day_first(tmp_path: Path) -> None:
    """The option --columns shows the columns of a sheet that is day first, because it answers nothing."""
    (tmp_path / "log.csv").write_text(f"id,filed\n{DAY}")
    assert 0 == run("batch", str(tmp_path / "log.csv"), *AS_OF, "--columns").returncode


def test_text_dates_in_a_workbook_show_their_own_order(tmp_path: Path) -> None:
    """Dates that are text in a workbook are looked at for their order, and those typed as dates say nothing of it."""
    with xlsxwriter.Workbook(tmp_path / "log.xlsx", {"default_date_format": "m/d/yy"}) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate((["filed"], [date(2010, 2, 13)], ["3/4/2010"], ["13/2/2010"])):
            sheet.write_row(row, 0, cells)
    ended = run("batch", str(tmp_path / "log.xlsx"), *AS_OF, "--format", "jsonl")
    assert (2, []) == (ended.returncode, answers(ended.stdout))
    assert "log.xlsx, line 4: filed: '13/2/2010' can only be day/month/year" in ended.stderr


# a text; how many dates it has, how many can be read both ways, which month first alone, which day first alone
TEXTS: list[tuple[str, tuple[int, int, list[str], list[str]], str]] = [
    ("3/4/2010", (1, 1, [], []), "a day and a month that could be exchanged"),
    ("3/4/10 13:00", (1, 1, [], []), "the same with a year of two digits and a time"),
    ("4/4/2010", (1, 0, [], []), "the same day both ways"),
    ("3 / 14/2010", (1, 0, ["3 / 14/2010"], []), "day 14 is no month, with blanks"),
    ("14/3/2010", (1, 0, [], ["14/3/2010"]), "day 14 is no month, the day first"),
    ("3/4/2010..3/14/2010; 14/3/2010..", (3, 1, ["3/14/2010"], ["14/3/2010"]), "a list of spans, one date of each kind"),
    ("13/14/2010", (0, 0, [], []), "neither month first nor day first"),
    ("0/4/2010", (0, 0, [], []), "no month 0"),
    ("3/32/2010", (0, 0, [], []), "no day 32"),
    ("2010/03/04", (0, 0, [], []), "the year first is no question"),
    ("1/2", (0, 0, [], []), "no year"),
    ("13/4/201", (0, 0, [], []), "a year of three digits"),
    ("2010-03-04", (0, 0, [], []), "an ISO date is no question"),
]


@pytest.mark.parametrize(("text", "expected", "why"), TEXTS)
def test_each_date_in_a_text_is_month_first_day_first_or_either(
    text: str, expected: tuple[int, int, list[str], list[str]], why: str
) -> None:
    """Each date in a text is counted as month first only, day first only, or either, and a text that is no such date is not
    counted.
    """
    assert expected == dates_in(text), why
