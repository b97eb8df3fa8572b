"""The answers of a log that are put together of two parts are those that are made whole, byte for byte."""

import csv
import io
import json
from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foiacalc import agencies, rows, splicing
from foiacalc.answer import Report
from foiacalc.batch import Answers, RowError, answering
from foiacalc.renderers import docket, records, spliced
from foiacalc.request import Request
from foiacalc.sheetdates import Reading
from foiacalc.sheets import of_sheet

STYLES: dict[str, records.Style] = {"csv": records.Columns(), "brief": records.Brief()}
DAYS = ("filed", "received", "perfected", "acknowledged", "determined", "claimed", "appealed")
COLUMNS = ("id", "agency", *DAYS, "outcome", "status", "closed", "expedite")
AGENCIES = ("", "ICE", "FBI", "USDA", "NSF", "Ministry of Truth", "nowhere")
# about the days from which on other rules govern, an early day, closures, a leap day
ANCHORS = ("1970-12-28", "1975-02-10", "1997-09-20", "2008-12-10", "2009-12-28", "2016-06-20", "2020-02-20", "2025-09-22")

Row = dict[str, str]


@st.composite
def logs(draw: st.DrawFn) -> tuple[list[Row], date]:
    """Rows of few distinct days, in order more often than not, and the day of the answer."""
    anchor = date.fromisoformat(draw(st.sampled_from(ANCHORS)))
    pool = [anchor + timedelta(n) for n in draw(st.lists(st.integers(0, 90), min_size=1, max_size=5))]
    pool.append(anchor + timedelta(draw(st.sampled_from((100, 400, 2300)))))
    pool.sort()
    found = []
    for number in range(draw(st.integers(1, 12))):
        given_days = draw(st.lists(st.sampled_from(DAYS[:-1]), unique=True, max_size=5))
        given_days += ["filed"] if draw(st.booleans()) else ["received"]
        given_days += ["appealed"] if draw(st.integers(0, 9)) == 0 else []
        in_order = sorted(set(given_days), key=DAYS.index)
        places = sorted(draw(st.integers(0, len(pool) - 1)) for _ in in_order)
        row = {name: str(pool[place]) for name, place in zip(in_order, places, strict=True)}
        row["id"], row["agency"] = f"r{number}", draw(st.sampled_from(AGENCIES))
        if "determined" in row:
            row["outcome"] = draw(st.sampled_from(("", "", "granted", "denied", "partial", "perhaps")))
            row["status"] = draw(st.sampled_from(("", "", "", "Full Grant", "withdrawn")))
        else:
            row["status"] = draw(st.sampled_from(("", "", "", "processing", "Closed", "withdrawn")))
        span = f"{pool[0]}..{pool[0]}"
        row["closed"] = draw(st.sampled_from(("",) * 6 + (span, str(pool[-1]), str(pool[-2]))))
        row["expedite"] = "yes" if draw(st.integers(0, 9)) == 0 else ""
        found.append(row)
    return found, pool[-1] + timedelta(draw(st.sampled_from((-2000, -60, -1, 0, 1, 30, 200, 4000))))


def as_csv(log: Iterable[Row]) -> tuple[str, bytes]:
    text = io.StringIO()
    sheet = csv.DictWriter(text, COLUMNS)
    sheet.writeheader()
    sheet.writerows(log)
    return "log.csv", text.getvalue().encode()


def as_json(log: Iterable[Row]) -> tuple[str, bytes]:
    facts = ({k: v or None for k, v in row.items() if k not in ("status", "closed", "expedite")} for row in log)
    return "log.jsonl", "".join(f"{json.dumps(row)}\n" for row in facts).encode()


def answered(file: tuple[str, bytes], as_of: date, today: date | None, style: records.Style, joined: bool) -> list[object]:
    reading = Reading(as_of)
    sheet = rows.read(file[0], io.BufferedReader(io.BytesIO(file[1])), None, {}, reading)

    def whole(report: Report) -> spliced.Written:
        return records.row(style, report), docket.in_passing(report)

    answers = Answers(answering(as_of, today), whole, spliced.Form(style) if joined else None)
    found = of_sheet(sheet, reading, answers)
    return [one for some in found for one in zip(some.read.lines, some.read.rows, *some[1:], strict=True)]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("written", [as_csv, as_json])
@settings(max_examples=40, deadline=None)
@given(logs(), st.booleans())
def test_put_together_or_whole_the_answers_are_the_same(written, style, log, looks_ahead):  # type: ignore[no-untyped-def]
    """Of every row: the id, the text, what is counted, or the error."""
    found, as_of = log
    file, today = written(found), None if looks_ahead else as_of
    assert answered(file, as_of, today, STYLES[style], False) == answered(file, as_of, today, STYLES[style], True)


def test_a_log_of_few_days_takes_few_answers() -> None:
    """Ten days of filing and ten of determination are twenty parts and a hundred rows."""
    days = [date(2024, 3, 1) + timedelta(n) for n in range(10)]
    log = [{"filed": str(filed), "determined": str(done + timedelta(30))} for filed in days for done in days]
    assert (100, 20) == made_of(log)


def test_a_log_of_all_agencies_takes_few_more() -> None:
    """A grant in full says the same of each; of the rest, an answer for each kind of window that is not the statute's."""
    codes = [rule.code for rule in agencies.rules()]
    days = [date(2024, 3, 1) + timedelta(n) for n in range(10)]
    log = [{"filed": str(day), "agency": code} for day in days for code in codes]
    rows, made = made_of(log)
    assert len(log) == rows
    assert 30 == made  # the statute's floor, ninety working days, and those with a lapse of their own
    ended = [{**row, "determined": "2024-05-01", "outcome": outcome} for row in log for outcome in ("granted", "denied")]
    assert (2 * len(log), 30 + 3 + 1) == made_of(ended)


def test_what_is_held_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The answers are the same where it is let go again and again, and made once more."""
    monkeypatch.setattr(splicing, "_MOST", 3)
    days = [date(2024, 3, 1) + timedelta(n) for n in range(10)]
    log = [{"filed": str(filed), "determined": str(done + timedelta(30))} for filed in days for done in days]
    style, file, as_of = records.Columns(), as_csv(log), date(2024, 12, 31)
    assert answered(file, as_of, None, style, False) == answered(file, as_of, None, style, True)
    assert made_of(log)[1] > 100


OPEN = (  # rows of an open sheet, after the id
    *(",ICE,2010-02-01", ",FBI,2010-02-01", ",ICE,2024-06-03", ", ICE ,2010-02-01", ",,2010-02-01", ",nowhere,02/01/2010"),
    *("", ",ICE", ",ICE,2010-02-01,", ",ICE,2010-02-01,x", ",ICE,nonsense", ",ICE,2040-01-01", ',"ICE",2010-02-01'),
)


@pytest.mark.parametrize("style", STYLES)
@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(("r1", "", "=1", '"r,2"', "é")), st.sampled_from(OPEN)), min_size=1, max_size=60))
def test_rows_found_again_as_they_stand_are_answered_the_same(style: str, log: list[tuple[str, str]]) -> None:
    """Whatever else is between them."""
    text = "id,agency,filed\n" + "".join(f"{name}{rest}\n" for name, rest in log)
    file, as_of = ("open.csv", text.encode()), date(2024, 12, 31)
    assert answered(file, as_of, None, STYLES[style], False) == answered(file, as_of, None, STYLES[style], True)


def made_of(log: list[Row]) -> tuple[int, int]:
    """How many rows are answered, and how many whole answers that takes."""
    made: list[Request] = []
    as_of, (name, raw), style = date(2024, 12, 31), as_csv(log), records.Columns()
    whole = answering(as_of)

    def counted(request: Request) -> Report | RowError:
        made.append(request)
        return whole(request)

    sheet = rows.read(name, io.BufferedReader(io.BytesIO(raw)), None, {}, Reading(as_of))
    answers = Answers(counted, lambda report: (records.row(style, report), docket.in_passing(report)), spliced.Form(style))
    found = [one for some in of_sheet(sheet, Reading(as_of), answers) for one in some.found]
    return len(found), len(made)
