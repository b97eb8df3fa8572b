"""What the columns of a log say of the end of its requests, by their headings and by their cells: no row that says that it
ended is called missed.
"""

import io
from datetime import date
from typing import NamedTuple

import pytest

from foiacalc.answer.many import RowError, reporting
from foiacalc.answer.reports import Report
from foiacalc.sheets.batch import of_sheet, told_of
from foiacalc.sheets.dates import Notation
from foiacalc.sheets.records import Asked, open_sheet

TODAY = date(2026, 11, 25)
START = "No.,Date Received"


class Read(NamedTuple):
    """The answers of a sheet in order, how its columns were understood, and what was told of its rows and its other columns."""

    reports: list[Report]
    notes: str
    told: str
    unread: str

    @property
    def states(self) -> list[str]:
        return [report.state_of("determination").state for report in self.reports]


def read(text: str, as_of: date = TODAY, today: date | None = TODAY) -> Read:
    notation = Notation(as_of, today=today)
    sheet = open_sheet("log.csv", io.BufferedReader(io.BytesIO(text.encode())), Asked("csv"), notation)
    told, reports = told_of(sheet), []
    for _, _, result, remarks in of_sheet(sheet, notation, reporting(as_of, None), lambda report: report, 100):
        assert isinstance(result, Report), result.says if isinstance(result, RowError) else result
        told.take(remarks)
        reports.append(result)
    return Read(reports, "\n".join(sheet.notes), "\n".join(told.sentences()), "\n".join(sheet.unread.sentences()))


def rows(heading: str, *cells: str, dated: bool = False) -> str:
    """A sheet with one column of that heading, after one of the day of the end that is blank but in a last row."""
    column = ",Date Closed" if dated else ""
    lines = [f'{n},2025-02-03{"," if dated else ""},"{cell}"' for n, cell in enumerate(cells)]
    return "\n".join([f'{START}{column},"{heading}"', *lines, *(["99,2025-02-03,2025-03-03,"] if dated else [])]) + "\n"


STATUSES = [
    *("Overall Status", "Final Status", "Status Code", "Request State", "Status 2025", "Status as of 9/30/2025", "Resolution"),
    *("Determination Type", "Final Determination Code", "Type of Disposition", "Disposition 1", "Action", "Action Type"),
    *("Status Name", "Workflow Status", "Final Agency Action", "Release Type", "Progress", "Status (Open/Closed)"),
    *("Closure Reason", "How Closed", "Release/Deny", "Zustand", "Bucket", "Column1", "State", "Notes"),
]


@pytest.mark.parametrize("dated", [True, False])
@pytest.mark.parametrize("heading", STATUSES)
def test_a_column_that_says_what_became_of_requests_is_read_whatever_it_is_called(heading: str, dated: bool) -> None:
    """A column whose heading, or whose cells alone, say what became of requests is read, beside a column of days too, and is
    shown as a guess.
    """
    found = read(rows(heading, "Closed", "Denied in full", "Open", dated=dated))
    assert ["ended", "ended", "missed"] == found.states[:3]
    assert f"'{heading}'" in found.notes
    assert "no column says whether" not in found.told


# a heading, its cells, why no end is read from them
NO_ENDS: list[tuple[str, list[str], str]] = [
    ("Subject", ["Emails in 2020", "Closed claims, 2019", "All records on the denial of X"], "what was asked for"),
    ("Description", ["Closed", "Denied", "Granted"], "what was asked for, by its heading"),
    ("Fee Waiver", ["Denied", "Granted", "Denied"], "of the fees alone"),
    ("Expedited Processing", ["Denied", "Granted", "Denied"], "of expedition alone"),
    ("Search", ["Complete", "Closed", "Complete"], "a step"),
    ("Letter Status", ["Sent", "Final", "Sent"], "of a letter, whichever it is"),
    ("Redaction", ["Done", "Open", "Done"], "a step"),
    ("Priority", ["Closed", "Open", "Closed"], "of something else"),
    ("Category", ["Media", "Other", "Commercial"], "no word of an end"),
    ("Requester", ["Full House LLC", "Granted Inc", "Closed Loop"], "a name"),
    ("Zustand", ["Open", "Pending", "New"], "nothing that says that a request ended"),
]


@pytest.mark.parametrize(("heading", "cells", "why"), NO_ENDS)
def test_a_column_about_something_else_says_nothing_of_an_end(heading: str, cells: list[str], why: str) -> None:
    """A column about something else, or whose cells say nothing of an end, is no status, whatever words stand in it."""
    found = read(rows(heading, *cells))
    assert ["missed"] * 3 == found.states, why


def test_a_column_of_words_beside_a_status_is_named_and_not_read() -> None:
    """A column whose cells say what became of requests, beside another that is the status, is named with the option."""
    found = read(f"{START},Status,Bucket\n1,2025-02-03,Open,Closed\n2,2025-02-03,Open,Completed\n3,2025-02-03,Closed,Open\n")
    assert ["missed", "missed", "ended"] == found.states
    assert "not read: 'Bucket': its cells say how requests ended, but status is read from 'Status'" in found.notes
    assert "--map status='Bucket' reads it instead" in found.notes


# a heading; the states of rows with Yes, No and nothing; why
TICKS: list[tuple[str, list[str], str]] = [
    ("Closed?", ["ended", "missed", "missed"], "yes says so"),
    ("Is Closed", ["ended", "missed", "missed"], "yes says so"),
    ("Completed (Y/N)", ["ended", "missed", "missed"], "yes says so"),
    ("Case Closed (Yes/No)", ["ended", "missed", "missed"], "yes says so"),
    ("Resolved?", ["ended", "missed", "missed"], "yes says so"),
    ("Open?", ["missed", "ended", "missed"], "no says that it is not open"),
    ("Active", ["missed", "ended", "missed"], "no says that it is not open"),
    ("Pending?", ["missed", "ended", "missed"], "no says that it is not open"),
    ("Still Open?", ["missed", "ended", "missed"], "no says that it is not open"),
    ("Denied?", ["ended", "missed", "missed"], "yes says so, and no may be anything"),
    ("Full Grant", ["ended", "missed", "missed"], "yes says so, and no may be anything"),
    ("No Records", ["ended", "missed", "missed"], "yes says so, and no may be anything"),
    ("Withdrawn?", ["ended", "missed", "missed"], "yes says so, and no may be anything"),
    ("Released?", ["ended", "missed", "missed"], "yes says so, and not how much"),
    ("Fee Waiver Granted?", ["missed"] * 3, "of the fees alone"),
    ("Litigation?", ["missed"] * 3, "a suit ends nothing"),
    ("Interim Release?", ["missed"] * 3, "an interim response ends nothing"),
    ("Extension?", ["missed"] * 3, "an extension ends nothing"),
]


@pytest.mark.parametrize("ticks", [("Yes", "No"), ("Y", "N"), ("TRUE", "FALSE"), ("1", "0")])
@pytest.mark.parametrize(("heading", "states", "why"), TICKS)
def test_a_column_of_yes_and_no_says_whether_a_request_ended(
    heading: str, states: list[str], why: str, ticks: tuple[str, str]
) -> None:
    """A column of yes and no says whether a request is open, or what became of it, by its heading."""
    assert states == read(rows(heading, *ticks, "")).states, why


def test_a_yes_to_released_is_no_full_grant() -> None:
    """A yes under Released does not say that everything was, so the outcome is not known and any appeal is kept."""
    assert read(rows("Released?", "Yes", "No")).reports[0].request.outcome is None


# outcome, disposition; the outcome that is taken, whether they contradict each other, why
PAIRS: list[tuple[str, str, str | None, bool, str]] = [
    ("Granted", "Denied", "partial", True, "the appeal is kept"),
    ("Denied", "Granted", "partial", True, "the appeal is kept"),
    ("Granted", "No records", "no-records", True, "the appeal is kept"),
    ("Granted", "Partial grant", "partial", True, "the appeal is kept"),
    ("Withdrawn", "Denied", "denied", True, "the appeal is kept"),
    ("Granted", "Full grant", "granted", False, "the same in other words"),
    ("Denied", "No records", "denied", False, "both may be appealed"),
    ("Partial", "Denied", "partial", False, "both may be appealed"),
    ("Xyz", "Denied", "denied", False, "one is not understood"),
    ("Pending", "Denied", "denied", False, "one is not up to date"),
]


@pytest.mark.parametrize(("first", "second", "outcome", "contrary", "why"), PAIRS)
def test_two_outcomes_that_contradict_each_other_are_told_and_the_appeal_is_kept(
    first: str, second: str, outcome: str | None, contrary: bool, why: str
) -> None:
    """Of two outcomes of a request that contradict each other both are told, and the one counts that may be appealed
    (5 U.S.C. 552(a)(6)(A)(i)(III)), with and without a day.
    """
    found = read(
        f"{START},Date Closed,Outcome,Disposition\n1,2025-02-03,2025-02-20,{first},{second}\n2,2025-02-03,,{first},{second}\n"
    )
    assert ["met", "ended"] == found.states
    assert [outcome] * 2 == [report.request.outcome for report in found.reports], why
    for report in found.reports:
        told = " ".join(report.noted)
        assert contrary == (f"is '{first}', but another cell says '{second}'; the reading that preserves any right" in told)
    assert contrary == (f"('{first} / {second}' 2)" in found.told)


# status, phase; what is told of it
OPEN_AND_OVER: list[tuple[str, str]] = [
    ("Open", "Closed"),
    ("Closed", "Open"),
    ("In process", "Completed"),
    ("Done", "Pending"),
]


@pytest.mark.parametrize(("status", "phase"), OPEN_AND_OVER)
def test_a_row_that_is_open_in_one_cell_and_over_in_another_is_never_missed(status: str, phase: str) -> None:
    """A row that one cell calls open and another over is over on a day not given, and both cells are told."""
    found = read(f"{START},Status,Phase\n1,2025-02-03,{status},{phase}\n")
    assert ["ended"] == found.states
    told = " ".join(found.reports[0].noted)
    assert f"'{status}'" in told
    assert f"'{phase}'" in told
    assert "the request is treated as ended" in told


# a cell of a column Disposition; the state; what the row is told, why
NOT_UNDERSTOOD: list[tuple[str, str, str, str]] = [
    ("Xyzzy", "ended", "is taken to mean that the request ended", "an outcome is written when a request has ended"),
    ("Per memo 12", "ended", "is taken to mean that the request ended", "an outcome is written when a request has ended"),
    ("See letter", "ended", "is taken to mean that the request ended", "an outcome is written when a request has ended"),
    ("Pending", "missed", "", "pending"),
    ("TBD", "missed", "left out", "it says nothing"),
    ("???", "missed", "left out", "it says nothing"),
    ("No", "missed", "left out", "it says nothing"),
    ("Fee waiver denied", "missed", "left out", "of the fees alone"),
    ("Not denied", "missed", "left out", "what did not come about"),
]


@pytest.mark.parametrize(("cell", "state", "told", "why"), NOT_UNDERSTOOD)
def test_an_outcome_that_is_not_understood_says_that_the_request_ended(cell: str, state: str, told: str, why: str) -> None:
    """An outcome that is not understood still says that the request ended, with the outcome unknown and a remark; a status that
    is not understood says nothing.
    """
    found = read(rows("Disposition", cell, "Denied"))
    assert state == found.states[0], why
    assert found.reports[0].request.outcome is None
    assert told in " ".join(found.reports[0].noted)
    assert "missed" == read(rows("Status", "Xyzzy", "Closed")).states[0]


def test_an_open_status_goes_before_an_outcome_that_is_not_understood() -> None:
    """A row whose status says that it is open is open, whatever stands where its outcome should be and is not understood."""
    assert ["missed"] == read(f"{START},Status,Disposition\n1,2025-02-03,Open,Xyzzy\n").states


# status, the day of closing, as of, today; the state, why
LATER: list[tuple[str, str, str, str | None, str, str]] = [
    ("Closed", "2052-02-03", "2026-11-25", "2026-11-25", "ended", "a slip of the pen"),
    ("Denied", "2052-02-03", "2026-11-25", "2026-11-25", "ended", "a slip of the pen"),
    ("Closed", "2052-02-03", "2025-12-01", "2026-11-25", "ended", "a slip of the pen, whatever the day asked for"),
    ("Closed", "2026-03-03", "2025-12-01", "2026-11-25", "missed", "on the day asked for it was open yet"),
    ("Closed", "2026-03-03", "2025-12-01", None, "ended", "nobody knows the real day, so the status and the day asked for"),
    ("Open", "2052-02-03", "2026-11-25", "2026-11-25", "missed", "a day that is planned"),
    ("", "2052-02-03", "2026-11-25", "2026-11-25", "missed", "nothing says that it ended"),
]


@pytest.mark.parametrize(("status", "closed", "as_of", "today", "state", "why"), LATER)
def test_a_closed_request_with_a_day_still_to_come_is_over(
    status: str, closed: str, as_of: str, today: str | None, state: str, why: str
) -> None:
    """A request that its status calls closed, with a day that has not come on the real day, is over on a day not given, and the
    day is told; a day that has come and is later than the day asked for is left out.
    """
    real = date.fromisoformat(today) if today else None
    found = read(f"{START},Date Closed,Status\n1,2025-02-03,{closed},{status}\n", date.fromisoformat(as_of), real)
    assert [state] == found.states, why
    assert (state == "ended") == (f"{closed}, is in the future" in " ".join(found.reports[0].noted))


# what stands in a cell; the day that it gives
DAYS: list[tuple[str, str | None, str]] = [
    ("Closed 2025-03-20", "2025-03-20", "the day after the verb"),
    ("Closed on 3/28/2025 - granted", "2025-03-28", "the outcome after it"),
    ("Granted 04/15/2025", "2025-04-15", "an outcome for a verb"),
    ("Denied (3/4/2025)", "2025-03-04", "in brackets"),
    ("Completed March 4, 2025", "2025-03-04", "the month in letters"),
    ("Closed 4-Mar-25", "2025-03-04", "the month in letters"),
    ("Final response mailed 3/4/2025", "2025-03-04", "several words for a verb"),
    ("Responded via email on 3/4/25", "2025-03-04", "how it came between"),
    ("Partial denial letter issued 3/4/2025", "2025-03-04", "several words for a verb"),
    ("Closed between 3/1/2025 and 3/9/2025", None, "two dates"),
    ("Closed 3/5/2025; appeal due 6/5/2025", None, "two dates"),
    ("Closed; requested 3/5/2025", None, "the date of something else"),
    ("Appeal denied 4/5/2025", None, "the day of the appeal's end"),
    ("Closed 3/28", None, "no year"),
    ("Closed 13/4/2025", None, "day first, where the sheet is month first"),
    ("Closed 1/2/2025", None, "before receipt"),
    ("Closed 2/2/2052", None, "a day still to come"),
]


@pytest.mark.parametrize("heading", ["Status", "Date Closed"])
@pytest.mark.parametrize(("cell", "day", "why"), DAYS)
def test_a_day_that_stands_in_words_is_taken_where_it_is_one(cell: str, day: str | None, why: str, heading: str) -> None:
    """The day on which a request ended is read from the words of a cell where one date stands after a verb of ending; where it
    is not clear, the row says so, and never that no date says when.
    """
    found = read(rows(heading, cell, "2025-04-01" if heading == "Date Closed" else "Open"))
    report = found.reports[0]
    assert (day or "None") == str(report.request.determined), why
    assert day or "ended" == found.states[0]
    assert day or "which day the request ended is not clear" in " ".join(report.noted)
    assert "no date says when" not in " ".join(report.noted)


@pytest.mark.parametrize("cell", ["Estimated closure 5/1/2027", "Interim release 3/4/2025", "Fee estimate sent 3/4/2025"])
def test_a_day_of_something_else_in_words_ends_nothing(cell: str) -> None:
    """A date after words that say that the request goes on is no day of its end."""
    assert "missed" == read(rows("Status", cell, "Open")).states[0]


@pytest.mark.parametrize("status", ["On appeal", "Appealed", "Appeal pending", "Under appeal", "Awaiting Appeal"])
def test_a_request_that_was_appealed_was_determined(status: str) -> None:
    """A request whose status says that it was appealed, with no day of the appeal, was determined on a day not given."""
    assert ["ended", "missed"] == read(rows("Status", status, "Open")).states


def test_the_status_of_an_appeal_that_goes_on_ends_it_not() -> None:
    """The status On appeal in a log of appeals says that the appeal goes on."""
    found = read("Appeal No.,Appeal Received,Status\n1,2025-02-03,On appeal\n2,2025-02-03,Closed\n")
    assert ["missed", "ended"] == [report.state_of("appeal_determination").state for report in found.reports]


def test_the_day_on_which_the_requester_received_something_is_no_receipt() -> None:
    """The day on which the requester received the answer is not the agency's receipt of the request, and is named."""
    found = read(f"{START},Date Received by Requester\n1,2025-02-04,2025-03-20\n2,2025-02-03,2025-03-20\n")
    assert [date(2025, 2, 4), date(2025, 2, 3)] == [report.request.received for report in found.reports]
    assert "--map letter_received='Date Received by Requester' reads it" in found.unread


# a heading of days that are not read beside Date Closed; the fact that the option names
OPTIONS: list[tuple[str, str]] = [
    ("Date Out", "determined"),
    ("Response Letter", "determined"),
    ("Letter Date", "determined"),
    ("Judicial Review", "sued"),
    ("Reply Sent Out", "determined"),
]


@pytest.mark.parametrize(("heading", "field"), OPTIONS)
def test_the_option_to_read_a_column_names_the_fact_that_it_is(heading: str, field: str) -> None:
    """A column of days that is not read is named with the option that reads it, for the fact that its words make likely."""
    lines = [f"{n},2025-02-03,2025-03-2{n},2025-04-{n + 10}" for n in range(4)]
    found = read("\n".join([f"{START},Date Closed,{heading}", *lines]) + "\n")
    assert f"--map {field}='{heading}' reads it" in found.unread + found.notes
