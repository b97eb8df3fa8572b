"""What people see first: the headline, the timeline and the page of one screen, on the stories that requests tell."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from foiacalc.answer.reports import report
from foiacalc.answer.state import AUDIENCES
from foiacalc.render import plain, terminal
from foiacalc.request.request import Request
from tests.conftest import facts_of, report_on
from tests.strategies import Posed, asked, often

SUE_2016 = "You may sue now, without an administrative appeal, until Wed 2016-03-02."
AFRESH = "A new request starts a new clock."

# facts, day, state, where things stand, what may or must be done, the day of what comes next, why
HEADLINES: list[tuple[str, str, str, str, str, str | None, str]] = [
    (
        "--filed 2010-02-01",
        "2010-10-28",
        "late",
        "LATE by 168 working days. The determination was due Tue 2010-03-02.",
        SUE_2016,
        None,
        "20 working days after 2010-02-01; six years by C14",
    ),
    (
        "--filed 2026-10-20 --agency FBI",
        "2026-11-25",
        "late",
        "LATE by 5 working days. The determination was due Wed 2026-11-18.",
        "You may sue now, without an administrative appeal, until Thu 2032-11-18.",
        None,
        "Veterans Day is no working day",
    ),
    (
        "--filed 2026-11-10",
        "2026-11-25",
        "due",
        "DUE in 10 working days, Thu 2026-12-10. Nothing is late.",
        "You may sue on or after Fri 2026-12-11 if the agency has not answered by then.",
        "2026-12-10",
        "Veterans Day and Thanksgiving",
    ),
    (
        "--filed 2010-02-01",
        "2010-03-02",
        "due",
        "DUE today, Tue 2010-03-02. Nothing is late.",
        "You may sue on or after Tue 2010-03-09 if the agency has not answered by then.",
        "2010-03-02",
        "the day after the cautious date: snow of 8 to 11 February",
    ),
    (
        "--filed 2010-02-01",
        "2010-03-04",
        "late_by_due",
        "LATE by the statute's own count since Wed 2010-03-03.",
        "Rely on it from Tue 2010-03-09 (snow closures, C4): to be safe, do not sue before then.",
        "2010-03-09",
        "between the due and the cautious date",
    ),
    (
        "--filed 2026-10-20 --agency FBI --info-asked 2026-11-02..",
        "2026-11-25",
        "paused",
        "PAUSED since Mon 2026-11-02: the agency waits for your answer.",
        "Answer by Wed 2026-12-02 (30 calendar days) or the agency may close the request.",
        "2026-12-02",
        "28 CFR 16.3(c)",
    ),
    (
        "--filed 2026-10-20 --info-asked 2026-11-02..",
        "2026-11-25",
        "paused",
        "PAUSED since Mon 2026-11-02: the agency waits for your answer.",
        "The letter sets the deadline to answer; after that, the agency may close the request.",
        None,
        "no agency's rule is known",
    ),
    (
        "--filed 2026-11-10 --still-interested 2026-11-16 --reply-by 2026-12-04",
        "2026-11-25",
        "to_reply",
        "THE AGENCY ASKED on Mon 2026-11-16 whether you are still interested. Answer by Fri 2026-12-04 or the agency may close "
        "the request.",
        "DUE in 10 working days, Thu 2026-12-10. Nothing is late. You may sue on or after Fri 2026-12-11 if the agency has not "
        "answered by then.",
        "2026-12-04",
        "the letter's own day, before what else there is",
    ),
    (
        "--filed 2026-10-20 --agency FBI --fee-asked 2026-11-02.. --reply-by 2026-11-20",
        "2026-11-25",
        "paused",
        "PAUSED since Mon 2026-11-02: the agency waits for your answer.",
        "The last day to answer was Fri 2026-11-20, and the agency may close the request. Answer now.",
        None,
        "the letter's own day has passed",
    ),
    (
        "--filed 2026-01-05 --sued 2026-11-02",
        "2026-11-25",
        "sued",
        "IN COURT since Mon 2026-11-02. The determination, due Tue 2026-02-03, is LATE by 204 working days.",
        "Serve the complaint by Mon 2027-02-01. The answer is due Wed 2026-12-02, if served when filed.",
        "2026-12-02",
        "ninety days end on a Sunday (Rules 4(m), 6(a)); thirty for the answer, if it was served when filed",
    ),
    (
        "--filed 2026-01-05 --sued 2026-03-02 --served 2026-03-05 --judgment 2026-11-12",
        "2026-11-25",
        "sued",
        "IN COURT since Mon 2026-03-02. The determination, due Tue 2026-02-03, is LATE by 204 working days.",
        "Judgment was entered on Thu 2026-11-12. Move for attorney fees by Fri 2026-11-27; appeal by Mon 2027-01-11.",
        "2026-11-27",
        "fourteen days end on Thanksgiving; sixty",
    ),
    (
        "--filed 2026-06-01 --agency FBI --determined 2026-09-15 --outcome partial",
        "2026-11-25",
        "to_appeal",
        "ANSWERED LATE (53 working days), denied in part.",
        "Appeal by Mon 2026-12-14; without an appeal, the court stays closed.",
        "2026-12-14",
        "Oglesby: a late answer before suit; 90 days",
    ),
    (
        "--filed 2026-01-05 --agency FBI --determined 2026-04-01 --outcome denied",
        "2026-11-25",
        "appeal_lapsed",
        "TOO LATE TO APPEAL since Wed 2026-07-01. ANSWERED LATE (40 working days), denied.",
        AFRESH,
        None,
        "90 days ended on 30 June",
    ),
    (
        "--filed 2026-01-05 --agency FBI --determined 2026-04-01 --outcome denied --appealed 2026-05-01",
        "2026-11-25",
        "appeal_late",
        "APPEAL DECISION LATE by 122 working days. It was due Mon 2026-06-01.",
        "You may sue now until Tue 2032-02-03.",
        None,
        "20 working days from the appeal; C16 counts from the first limit",
    ),
    (
        "--filed 2026-01-05 --determined 2026-01-20 --outcome denied --appealed 2026-02-01 --appeal-determined 2026-02-20 "
        "--appeal-outcome remanded",
        "2026-11-25",
        "appeal_decided",
        "APPEAL DECIDED on Fri 2026-02-20, on time: remanded.",
        "The appeal was remanded on 2026-02-20. A remand does not exhaust remedies, so no right of action accrued.",
        None,
        "a remand exhausts nothing",
    ),
    (
        "--filed 2010-02-03 --expedite --agency ICE --sued 2010-04-27",
        "2010-10-28",
        "sued",
        "IN COURT since Tue 2010-04-27. The determination, due Thu 2010-03-04, is LATE by 166 working days.",
        "The last day to serve the complaint was Wed 2010-08-25; service is not recorded. The answer was due Thu 2010-05-27, "
        "if served when filed.",
        None,
        "NDLON v. ICE; 120 days to serve (Rule 4(m) before December 2015)",
    ),
    (
        "--filed 2017-01-02 --sued 2023-02-05 --served 2023-02-07",
        "2023-02-20",
        "sued",
        "IN COURT since Sun 2023-02-05, filed after the last day to sue, Wed 2023-02-01. The determination, due Tue "
        "2017-01-31, is LATE by 1,516 working days.",
        "The answer to the complaint is due Thu 2023-03-09.",
        "2023-03-09",
        "28 U.S.C. 2401(a): a suit after six years is late, not unexhausted; thirty days after service",
    ),
    (
        "--filed 2017-01-02 --sued 2023-02-01 --answered 2023-03-01 --withdrawn 2023-03-20",
        "2023-04-20",
        "sued",
        "IN COURT since Wed 2023-02-01. The determination, due Tue 2017-01-31, is LATE by 1,536 working days. The request was "
        "withdrawn on Mon 2023-03-20.",
        "The agency answered the complaint on Wed 2023-03-01.",
        None,
        "sued on the last of six years; withdrawn afterwards",
    ),
    (
        "--filed 1970-01-01 --determined 1970-01-02 --outcome granted",
        "1975-01-01",
        "granted",
        "GRANTED in full on Fri 1970-01-02.",
        "The determination predates the calendar of working days, which begins on 1971-01-01.",
        None,
        "no working day before 1971 is counted",
    ),
    (
        "--filed 2026-09-01 --determined 2026-09-15 --outcome granted",
        "2026-11-25",
        "granted",
        "GRANTED in full on Tue 2026-09-15, on time.",
        "You can still appeal over the search, the fees or the format until 2026-12-14.",
        None,
        "LAW: granted in full",
    ),
    (
        "--filed 2026-09-01 --withdrawn 2026-11-01",
        "2026-11-25",
        "withdrawn",
        "WITHDRAWN on Sun 2026-11-01. The agency had missed the determination deadline, Wed 2026-09-30.",
        AFRESH,
        None,
        "the miss stays a miss",
    ),
    ("--filed 2010-02-01", "2026-11-25", "suit_lapsed", "TOO LATE TO SUE since Fri 2016-03-04.", AFRESH, None, "six years"),
    (
        "--filed 1970-02-01",
        "1990-11-25",
        "no_limit",
        "NO LIMIT IS RUNNING.",
        "No limit was in force for a request received before 1975-02-19.",
        None,
        "the act of 1974",
    ),
    (
        "--filed 2012-02-01 --determined 2012-02-10 --outcome denied",
        "2012-11-25",
        "appeal_uncertain",
        "ANSWERED on time, denied.",
        "The time to appeal may have expired; the agency's rule in force on the day of the determination is not known. "
        "The agency's letter says how long it allowed.",
        None,
        "an assumed window never lapses",
    ),
    (
        "--filed 2026-11-01 --expedite",
        "2026-11-25",
        "due",
        "DUE in 3 working days, Tue 2026-12-01. The decision on expedited processing is LATE by 10 working days; a court may "
        "review that failure.",
        "You may sue on or after Thu 2026-12-03 if the agency has not answered by then.",
        "2026-12-01",
        "552(a)(6)(E)(iii)",
    ),
    (
        "--filed 2024-02-01 --ended --outcome no-records",
        "2025-01-01",
        "ended",
        "OVER, date unknown: no records.",
        "It is not known whether the agency met its deadlines. The agency's letter says when it answered.",
        None,
        "a sheet that gives no day",
    ),
]


@pytest.mark.parametrize(("facts", "as_of", "state", "says", "may", "coming", "why"), HEADLINES)
def test_the_headline_says_where_the_request_stands_and_what_may_be_done(
    facts: str, as_of: str, state: str, says: str, may: str, coming: str | None, why: str
) -> None:
    """The headline says in two sentences where the request stands and what may or must be done, with the day of what comes
    next, for the law in its row.
    """
    found = report_on(facts, as_of).headline
    expected = (state, says, may, date.fromisoformat(coming) if coming else None)
    assert expected == tuple(found), why


NDLON = ("--filed 2010-02-03 --agency ICE --id NDLON --expedite --sued 2010-04-27", "2010-10-28")


@pytest.mark.parametrize(("facts", "as_of"), [*(row[:2] for row in HEADLINES), NDLON])
def test_the_page_fits_a_screen(facts: str, as_of: str) -> None:
    """The page of each story fits a screen of 80 columns and 24 lines with room for the command and the prompt."""
    drawn = terminal.status(report_on(facts, as_of), terminal.Screen(80, colour=False, styled=False))
    assert len(drawn.splitlines()) <= 22
    assert max(map(len, drawn.splitlines())) <= 80


# facts, day, the lines of the timeline by their days, why
TIMELINES: list[tuple[str, str, list[str], str]] = [
    (
        "--filed 2026-10-20",
        "2026-11-25",
        [
            "2026-10-20 fact filed",
            "2026-11-03 deadline acknowledgment expected",
            "2026-11-18 deadline determination due",
            "2026-11-19 opens court opens",
            "2026-11-19 bars search fees barred unless excused",
            "2026-11-25 today today",
            "2032-11-18 deadline last day to sue",
        ],
        "no appeal from a missed limit; the last day to sue is the one to rely on (C14)",
    ),
    (
        "--filed 2026-06-01 --determined 2026-09-15 --outcome partial",
        "2026-11-25",
        [
            "2026-06-01 fact filed",
            "2026-06-30 deadline determination due",
            "2026-07-01 opens court opens",
            "2026-07-01 bars search fees barred unless excused",
            "2026-09-15 fact determination: denied in part",
            "2026-09-15 bars court closes: the agency answered before suit",
            "2026-11-25 today today",
            "2026-12-14 deadline last day to appeal",
        ],
        "the court that is closed has no last day",
    ),
    (
        "--filed 2005-03-01 --info-asked 2005-03-08..2005-03-10 --extended 2005-03-15+5 --withdrawn 2005-04-20",
        "2005-05-02",
        [
            "2005-03-01 fact filed",
            "2005-03-08 fact agency asked for information",
            "2005-03-10 fact agency received your answer",
            "2005-03-15 fact notice of unusual circumstances: 5 working days",
            "2005-04-05 deadline determination due",
            "2005-04-06 opens court opens",
            "2005-04-20 fact request withdrawn",
            "2005-05-02 today today",
        ],
        "no fees are barred and no question tolls before 2008-12-31",
    ),
]


@pytest.mark.parametrize(("facts", "as_of", "lines", "why"), TIMELINES)
def test_the_timeline_has_every_event_once_in_order_of_its_day(facts: str, as_of: str, lines: list[str], why: str) -> None:
    """The timeline has every fact, every deadline that runs, the opening and closing of the court and today, each once and in
    order.
    """
    found = [f"{event.day} {event.kind} {event.says}" for event in report_on(facts, as_of).timeline]
    assert lines == found, why


@often
@given(asked(), st.sampled_from(AUDIENCES), st.booleans())
def test_any_request_has_a_headline_and_a_timeline_in_order(case: Posed, serves: str, full: bool) -> None:
    """Any request, for either side, has a headline that says something, a timeline in order with one entry for the day of the
    answer, and no missing value shown as None.
    """
    request, as_of = case
    found = report(request, as_of=as_of)
    found = type(found)(found.case, found.computed, serves=serves)  # type: ignore[arg-type]
    assert found.headline.says and "None" not in found.headline.says + found.headline.may
    days = [event.day for event in found.timeline]
    assert sorted(days) == days
    assert [as_of] == [event.day for event in found.timeline if event.kind == "today"]
    text = plain.status(found, full=full, today=as_of)
    assert "None" not in text


@often
@given(asked())
def test_may_sue_is_never_said_of_a_closed_court(case: Posed) -> None:
    """The headline says that the requester may sue now only while the door to court is open: not where a suit was filed, where
    remedies are not exhausted, or after six years.
    """
    request, as_of = case
    found = report(request, as_of=as_of)
    if "may sue now" in found.headline.may:
        assert "open" == found.state_of("suit").state


ACTS = {
    "sued": "suit filed",
    "determined": "determination: ",
    "appealed": "appeal sent",
    "appeal_determined": "appeal decided",
    "judgment": "judgment entered",
    "withdrawn": "request withdrawn",
}


@often
@given(asked())
@example((Request.parse(facts_of("--filed 2010-02-03 --agency ICE --expedite --sued 2010-04-27")), date(2010, 10, 28)))
def test_what_the_parties_did_stays_on_the_screen_however_long_the_story(case: Posed) -> None:
    """The parties' own acts stay on the screen, because they decide where the case stands; what else is left out is counted."""
    request, as_of = case
    found = report(request, as_of=as_of)
    shown = " ".join(plain.status(found).split("as of", 1)[1].split())
    for fact, says in ACTS.items():
        assert not getattr(found.known, fact) or says in shown, fact
