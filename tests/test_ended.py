"""A request that is over on a day nobody gives is neither met nor missed, and nothing follows that rests on a miss."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foiacalc.answer.reports import report
from foiacalc.request.request import Request
from tests.conftest import report_on
from tests.strategies import asked, changed
from tests.test_cli import on_terminal, run

FILED = "--filed 2024-01-02 --ended"
NO_DAY = "The date the request ended was not given"

# facts as options, day, each deadline's state where it is not "not_applicable", why
STATES: list[tuple[str, str, dict[str, str], str]] = [
    (FILED, "2025-01-02", {"acknowledgment": "ended", "determination": "ended"}, "long after the limits"),
    (FILED, "2024-01-03", {"acknowledgment": "ended", "determination": "ended"}, "before them: nothing is awaited either"),
    (
        f"{FILED} --acknowledged 2024-01-08",
        "2025-01-02",
        {"acknowledgment": "met", "determination": "ended"},
        "what was done on a known day was done",
    ),
    (
        f"{FILED} --acknowledged 2024-03-08",
        "2025-01-02",
        {"acknowledgment": "met_late", "determination": "ended"},
        "and late where that day says so",
    ),
    (
        f"{FILED} --expedite",
        "2025-01-02",
        {"acknowledgment": "ended", "expedited_decision": "ended", "determination": "ended"},
        "the end may have come before the decision on expedition was due",
    ),
    (
        f"{FILED} --expedite --expedite-determined 2024-02-20",
        "2025-01-02",
        {"acknowledgment": "ended", "expedited_decision": "met_late", "determination": "ended"},
        "a late decision on expedition is known to be late",
    ),
    (
        f"{FILED} --info-asked 2024-01-09..",
        "2025-01-02",
        {"acknowledgment": "ended", "determination": "ended"},
        "an open question does not toll the limit once the request is over",
    ),
    (
        f"{FILED} --appealed 2024-03-01",
        "2025-01-02",
        {"acknowledgment": "ended", "determination": "ended", "appeal_determination": "ended"},
        "so is an appeal that nobody decided on a known day",
    ),
    (
        f"{FILED} --appealed 2024-03-01 --appeal-determined 2024-06-03",
        "2025-01-02",
        {"acknowledgment": "ended", "determination": "ended", "appeal_determination": "met_late"},
        "the decision on the appeal has its day",
    ),
    ("--appeal-received 2024-01-02 --ended", "2025-01-02", {"appeal_determination": "ended"}, "a row of an appeals log"),
    (
        "--appeal-received 2024-01-02 --appeal-determined 2024-01-09 --ended",
        "2025-01-02",
        {"appeal_determination": "met"},
        "an appeal whose day of decision is known",
    ),
    (
        f"{FILED} --sued 2024-06-03 --served 2024-06-05",
        "2025-01-02",
        {"acknowledgment": "ended", "determination": "ended", "suit": "filed", "service": "met", "answer": "missed"},
        "the court's clock runs from the suit alone",
    ),
    (
        f"{FILED} --determined 2024-03-08",
        "2024-03-11",
        {"acknowledgment": "passed", "determination": "met_late", "appeal": "pending", "suit": "closed"},
        "beside the day itself it says nothing more",
    ),
    (
        f"{FILED} --determined 2024-01-08 --outcome denied --appealed 2024-02-01",
        "2025-01-02",
        {"determination": "met", "appeal": "met", "appeal_determination": "ended"},
        "after the determination it is the appeal that is over",
    ),
    (f"{FILED} --withdrawn 2024-01-05", "2025-01-02", {"suit": "closed"}, "beside the day of withdrawal too"),
    (
        f"{FILED} --determined 2024-03-08",
        "2024-02-20",
        {"acknowledgment": "passed", "determination": "missed", "suit": "open", "appeal": "conditional"}
        | {"appeal_determination": "conditional"},
        "on a day before that it was not over",
    ),
    ("--filed 1967-08-01 --ended", "1980-01-02", {}, "no limit was in force"),
]


@pytest.mark.parametrize(("options", "as_of", "states", "why"), STATES)
def test_the_limits_that_an_undated_end_meets_are_called_ended_and_no_others(
    options: str, as_of: str, states: dict[str, str], why: str
) -> None:
    """A limit that the end of the request or appeal may have met is called ended, since nobody can say on which side of the
    limit the end came (policy of this program); a step with a known day keeps its own state.
    """
    found = report_on(options, as_of)
    stand = {s.deadline.key: s.state for s in found.states if s.state not in ("not_applicable", "projected")}
    assert states == stand, why


@given(asked(), st.sampled_from([None, "granted", "partial", "denied", "no-records", "closed"]))
def test_a_request_that_ended_on_an_unknown_day_has_missed_nothing(case: tuple[Request, date], outcome: str | None) -> None:
    """A request of any facts that ended on a day not given has no limit of its own missed, and neither exhaustion, nor its end,
    nor a lapse follows (policy of this program).
    """
    itself = case[0].filed or case[0].received
    no_day = dict.fromkeys(("determined", "withdrawn", "letter_received", "released", "appeal_determined", "appeal_outcome"))
    request = changed(case[0], **no_day, outcome=outcome if itself else None, ended=True)
    found = report(request, as_of=case[1])
    court = {"service", "answer", "judgment_appeal", "fee_motion"}  # whose clocks run from the suit and the judgment
    assert {"answer"} >= {*found.missed}
    assert {"constructive_exhaustion", "exhaustion_ended", "suit_lapsed", "appeal_lapsed"}.isdisjoint(
        c.key for c in found.consequences
    )
    late = [s for s in found.states if s.late and s.deadline.key not in court]
    assert {"met_late"} >= {s.state for s in late}
    assert found.next is None or found.next.key in court
    assert Request.parse(request.facts()) == request


@given(asked())
def test_saying_that_a_request_ended_adds_nothing_to_the_day_it_ended(case: tuple[Request, date]) -> None:
    """A request whose day of determination or withdrawal is known has the same deadlines whether or not it is also said to have
    ended.
    """
    request, as_of = case
    appeal = (request.appealed or request.appeal_received) and not request.appeal_determined
    if not (request.determined or request.withdrawn) or (appeal and not request.withdrawn):
        return
    with_it = report(changed(request, ended=True), as_of=as_of).to_dict()
    assert report(request, as_of=as_of).to_dict()["deadlines"] == with_it["deadlines"]


# form, what it says of such a request
FORMS: list[tuple[str, list[str]]] = [
    ("plain", ["OVER, date unknown", "determination due not known"]),
    ("json", ['"state": "ended"', '"ended": true', NO_DAY]),
    ("csv", [",ended,", NO_DAY]),
    ("markdown", ["ended", NO_DAY]),
    ("html", ["ended", NO_DAY]),
    ("svg", ["ended"]),
]


@pytest.mark.parametrize(("form", "says"), FORMS)
def test_every_form_says_that_the_request_is_over_on_a_day_not_given(form: str, says: list[str]) -> None:
    """Every form says that the request is over on a day not given, and none says MISSED."""
    ended = run("status", "--filed", "2024-01-02", "--ended", "--as-of", "2025-01-02", "--format", form)
    assert 0 == ended.returncode, ended.stderr
    text = " ".join(ended.stdout.split())
    assert [] == [words for words in says if " ".join(words.split()) not in text]
    assert "MISSED" not in text


def test_the_terminal_says_that_the_request_is_over_on_a_day_not_given() -> None:
    """The table on a terminal says that the request is over on a day not given, and does not say MISSED."""
    shown = on_terminal("status", "--filed", "2024-01-02", "--ended", "--as-of", "2025-01-02")
    assert "OVER, date unknown" in shown
    assert "MISSED" not in shown


def test_a_suit_over_a_request_that_ended_on_an_unknown_day_has_no_dates() -> None:
    """A suit over a request that ended on a day not given has no day from which it may be filed and no last day, and its note
    says why.
    """
    suit = report_on(FILED, "2025-01-02").state_of("suit")
    assert (None, None) == (suit.deadline.due, suit.opens)
    assert NO_DAY in (suit.deadline.note or "")


def test_a_suit_over_a_request_that_ended_on_an_unknown_day_is_not_called_premature() -> None:
    """A suit that was filed over such a request is not warned of as premature, because whether remedies were exhausted that day
    is not known.
    """
    assert () == report_on(f"{FILED} --sued 2024-01-09", "2025-01-02").warnings


def test_a_claimed_date_is_checked_though_the_day_of_the_end_is_not_known() -> None:
    """A log's own due date is checked though the log gives no day on which the request ended."""
    found = report_on(f"{FILED} --claimed 2024-01-31", "2025-01-02").claimed
    assert found
    assert found.right


def test_the_request_in_the_answer_gives_the_same_answer_again() -> None:
    """The request object in the answer, read back, gives the same answer byte for byte."""
    args = ("status", "--as-of", "2025-01-02", "--json")
    first = run(*args, "--filed", "2024-01-02", "--ended").stdout
    assert json.loads(first)["request"]["ended"] is True
    assert first == run(*args, "--from", "-", stdin=first).stdout


# facts, the states of the determination and the appeal, what is assumed of the outcome
CLOSED: list[tuple[str, str, str]] = [
    (
        "--filed 2024-01-02 --determined 2024-01-09 --outcome closed",
        "met",
        "a closure without a decision on the records counts",
    ),
    ("--filed 2024-01-02 --determined 2024-01-09", "met", "a determination without an outcome counts"),
]


@pytest.mark.parametrize(("options", "state", "assumed"), CLOSED)
def test_a_duplicate_or_referral_leaves_the_day_to_appeal_by_and_says_that_it_is_assumed(
    options: str, state: str, assumed: str
) -> None:
    """A request closed without a decision on the records, as a duplicate or a referral, or without an outcome, counts as
    determined with the time to appeal running, and the answer says that this is assumed (policy of this program).
    """
    found = report_on(options, "2024-02-01")
    assert state == found.state_of("determination").state
    assert "pending" == found.state_of("appeal").state
    assert any(a.says.startswith(assumed) for a in found.assumptions)


# facts, the day the clock starts, why
STARTS: list[tuple[str, str, str]] = [
    ("--perfected 2024-01-02", "2024-01-02", "DOJ's raw data give J without I"),
    ("--received 2024-01-03 --perfected 2024-01-02", "2024-01-03", "no clock starts before receipt"),
    ("--received 2024-01-03 --perfected 2024-01-05", "2024-01-05", "the agency's own later day"),
    ("--filed 2024-01-02 --perfected 2024-01-05", "2024-01-05", "the same where receipt is assumed"),
]


@pytest.mark.parametrize(("options", "start", "why"), STARTS)
def test_the_clock_starts_on_the_agencys_own_day_of_completion_but_never_before_receipt(
    options: str, start: str, why: str
) -> None:
    """The clock starts on the day that the agency's log calls complete, with or without a day of receipt, but never before
    receipt.
    """
    count = report_on(options, "2025-01-02").state_of("determination").deadline.count
    assert count
    assert start == str(count.start), why
