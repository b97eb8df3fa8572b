"""Every deadline on real dates: its last day, the day to rely on and its state, each row of a table with its source or its
reason.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from foiacalc import law
from tests.conftest import cases, report_on


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize("case", list(cases("deadlines.csv")), ids=lambda case: f"{case['key']} {case['facts']}")
def test_each_deadline_has_the_dates_and_the_state_of_its_row(case: dict[str, str]) -> None:
    """Each deadline has the last day, the day to rely on and the state of its row, and the row names the law, the regulation or
    the case, and the holidays in the count.
    """
    stated = report_on(case["facts"], case["as_of"]).state_of(case["key"])
    expected = (_day(case["due"]), _day(case["cautious"]), case["state"])
    assert expected == (stated.deadline.due, stated.deadline.cautious, stated.state), case["source"]


@pytest.mark.parametrize("case", list(cases("earliest.csv")), ids=lambda case: f"{case['key']} {case['facts']}")
def test_an_agencys_duty_has_its_earliest_plausible_last_day(case: dict[str, str]) -> None:
    """Each duty of an agency has the earliest plausible last day of its row, and lists each contested point that makes it
    earlier with the date that the point gives by itself (policy of this program: an officer is shown this day, a requester the
    latest one).
    """
    deadline = report_on(case["facts"], case["as_of"]).state_of(case["key"]).deadline
    earlier = ";".join(f"{moved.point} {moved.date}" for moved in deadline.earlier)
    expected = (_day(case["due"]), _day(case["earliest"]), case["points"])
    assert expected == (deadline.due, deadline.earliest, earlier), case["source"]


def test_a_right_of_the_requester_has_no_earliest_day() -> None:
    """A right of the requester has no earliest day beside its cautious one, which is the earlier date already (policy of this
    program).
    """
    found = report_on("--filed 2024-02-01 --determined 2024-03-04 --outcome denied --agency DHS", "2024-03-05")
    rights = {"reply", "expedition_appeal", "fee_waiver_appeal", "appeal", "suit", "service", "judgment_appeal", "fee_motion"}
    assert rights == {s.deadline.key for s in found.states if s.deadline.binds == "requester"}
    assert all(s.deadline.earliest is None for s in found.states if s.deadline.binds == "requester")


def _contested() -> Iterator[tuple[str, str, str, dict[str, str]]]:
    """Each case of cases/points.csv that moves a cautious date, with all the points that move it."""
    moved = [row for row in cases("points.csv") if row["moves"] == "cautious"]
    for case in dict.fromkeys((row["facts"], row["as_of"], row["key"]) for row in moved):
        yield *case, {row["point"]: row["under"] for row in moved if case == (row["facts"], row["as_of"], row["key"])}


@pytest.mark.parametrize(
    ("facts", "as_of", "key", "moved"), [*_contested(), ("--filed 2021-06-01", "2021-06-30", "determination", {})]
)
def test_each_contested_point_that_moves_the_cautious_date_is_listed_with_its_date(
    facts: str, as_of: str, key: str, moved: dict[str, str]
) -> None:
    """Each contested point that moves the cautious date is listed with the date it gives by itself, or with the cautious date
    where it moves that only together with another.
    """
    deadline = report_on(facts, as_of).state_of(key).deadline
    assert moved == {c.point: c.date.isoformat() for c in deadline.contested}
    assert set(moved) <= set(law.POINTS)


NOTES: list[tuple[str, str, str, str, str]] = [
    (
        "--filed 2024-01-02 --sued 2024-03-01 --judgment 2024-03-20",
        "2024-03-21",
        "answer",
        "Judgment was entered on 2024-03-20.",
        "an answer that had not come by the judgment of March 20, 2024, is no longer awaited",
    ),
    (
        "--filed 2024-01-02 --still-interested 2024-05-01",
        "2024-05-20",
        "reply",
        "whether the requester is still interested.",
        "OIP 2015: the agency's letter asks whether the requester is still interested",
    ),
    (
        "--filed 2024-01-02 --sued 2024-03-01 --withdrawn 2024-03-20",
        "2024-03-21",
        "answer",
        "withdrawn on 2024-03-20.",
        "what was pending ended with the withdrawal of March 20, 2024",
    ),
    (
        "--received 2024-03-01 --reached-office never",
        "2024-04-01",
        "determination",
        "starts the clock on 2024-03-15",
        "552(a)(6)(A): ten working days after first receipt on Friday, March 1, end on March 15",
    ),
    (
        "--received 2024-03-01 --reached-office never",
        "2024-04-01",
        "determination",
        "the clock starts on 2024-03-11 and the last day is 2024-04-08 (C8)",
        "C8: ten calendar days after March 1 end on March 11, and twenty working days after that on April 8",
    ),
    (
        "--received 2024-03-01 --reached-office 2024-03-13",
        "2024-04-01",
        "determination",
        "the clock starts on 2024-03-11",
        "C8: the cap in calendar days, March 11, comes before the office's receipt on March 13",
    ),
    (
        "--filed 2024-03-01 --agency DOI",
        "2024-03-04",
        "determination",
        "which gives 2024-03-28 (C9)",
        "C9: 43 CFR part 2 counts the day of receipt, Friday, March 1, as day 1",
    ),
    (
        "--filed 1997-09-05",
        "1997-09-08",
        "determination",
        "the last day is 1997-10-03 (C11)",
        "C11: received in the twenty working days before October 2, 1997; twenty of them end on October 3",
    ),
    (
        "--filed 1975-02-18",
        "2010-10-28",
        "determination",
        "received before 1975-02-19",
        "Pub. L. 93-502: no limit was in force before February 19, 1975",
    ),
    (
        "--filed 2018-02-01 --determined 2018-03-01 --agency USDA",
        "2018-03-02",
        "appeal",
        "would end on 2018-04-15",
        "7 CFR 1.14(a): forty-five days after March 1, 2018, end on April 15, before the floor of ninety",
    ),
    (
        "--filed 2024-02-01 --determined 2024-03-01 --agency DOI",
        "2024-03-02",
        "appeal",
        "must receive the appeal",
        "43 CFR 2.58(a): the appeal must arrive by the last day",
    ),
    (
        "--filed 2010-02-01 --determined 2010-06-01 --appealed 2010-06-15 --appeal-determined 2010-08-02",
        "2010-08-03",
        "suit",
        "the last day is 2016-08-02",
        "C16: six years from the decision of August 2, 2010, on the appeal (Graham v. DHS, E.D. Cal. 2022)",
    ),
    (
        "--filed 2010-02-01 --determined 2010-06-01 --appealed 2010-06-15 --appeal-determined 2010-08-06",
        "2010-08-09",
        "suit",
        "the last day is 2016-08-08",
        "C16: the same from August 6, 2010; August 6, 2016, is a Saturday, so Monday, August 8",
    ),
    (
        "--filed 2024-03-01",
        "2024-03-04",
        "suit",
        "Suit may be filed on or after 2024-03-30 if no determination has been made",
        "552(a)(6)(C)(i): the day after the limit, Friday, March 29",
    ),
    (
        "--filed 2010-02-01",
        "2010-02-02",
        "suit",
        "Suit may be filed on or after 2010-03-03 (rely on 2010-03-09) if",
        "552(a)(6)(C)(i): the day after March 2, or after March 8 with the snow left out (C4)",
    ),
    (
        "--filed 2010-02-01",
        "2010-03-03",
        "suit",
        "accrued on 2010-03-03 (rely on 2010-03-09), the day after",
        "Spannaus: the right accrued the day after March 2, or after March 8 with the snow left out (C4)",
    ),
    (
        "--filed 2024-03-01",
        "2024-04-01",
        "suit",
        "accrued on 2024-03-30, the day after",
        "Spannaus: the right accrued the day after the limit, Friday, March 29",
    ),
    (
        "--filed 2024-02-01 --determined 2024-02-28 --outcome denied --appealed 2024-03-15 --appeal-determined 2024-04-10",
        "2024-04-11",
        "suit",
        "accrued on 2024-04-10, when the appeal was decided",
        "the appeal was decided in time, and the decision itself exhausted remedies (Oglesby)",
    ),
    (
        "--filed 2024-02-01 --determined 2024-02-28 --outcome denied --appealed 2024-03-16",
        "2024-03-18",
        "suit",
        "Suit may be filed on or after 2024-04-13 (rely on 2024-04-16) if",
        "C10: an appeal received on Saturday, March 16, is due on April 12, or on April 15 as if received on Monday",
    ),
    (
        "--filed 2008-12-30 --reached-office never",
        "2009-03-02",
        "determination",
        "no cap on routing was in force",
        "Pub. L. 110-175 sec. 6(a)(2): the cap on routing is for requests filed from December 31, 2008",
    ),
    (
        "--filed 2010-02-01 --extended 2010-02-20+5",
        "2010-02-22",
        "determination",
        "The notice dated 2010-02-20 extended the limit by 5 working days.",
        "552(a)(6)(B)(i): five of the ten working days were taken",
    ),
    (
        "--filed 2008-12-30",
        "2009-01-05",
        "acknowledgment",
        "No tracking number was required",
        "Pub. L. 110-175 sec. 7: no tracking number was owed before December 31, 2008",
    ),
    (
        "--filed 2010-02-01 --determined 2010-02-16",
        "2010-02-17",
        "acknowledgment",
        "made its determination within 10 working days",
        "552(a)(7)(A): ten working days after February 1, 2010, end on February 16, after Washington's Birthday",
    ),
    (
        "--filed 1997-10-01 --expedite",
        "1997-10-02",
        "expedited_decision",
        "the law set no time to decide on it",
        "Pub. L. 104-231 sec. 12(b): the ten days to decide on expedition begin with October 2, 1997",
    ),
    (
        "--filed 2010-02-03 --expedite --determined 2010-02-12 --withdrawn 2010-03-10",
        "2010-03-20",
        "expedited_decision",
        "ended on 2010-02-12",
        "the determination of February 12 came before the ten days ended on February 13",
    ),
    (
        "--filed 2010-02-03 --expedite --expedite-determined 2010-02-12 --expedite-outcome denied",
        "2010-02-12",
        "expedited_decision",
        "Expedited processing was denied.",
        "552(a)(6)(E)(iii): the denial was in time, and is told",
    ),
    (
        "--filed 1970-12-01 --determined 1970-12-31",
        "1971-01-04",
        "appeal",
        "predates the calendar of working days",
        "the calendar of working days begins on January 1, 1971",
    ),
    (
        "--filed 2024-02-01 --appealed 2024-03-15",
        "2024-03-18",
        "appeal",
        "no time to appeal had begun to run",
        "no determination had been made from which a time to appeal could run",
    ),
    (
        "--filed 2024-02-01 --determined 2024-03-01 --agency DHS",
        "2024-03-02",
        "appeal",
        "The appeal is timely if it is mailed or transmitted by the last day. "
        "The cutoff is 11:59:59 p.m. Eastern (electronic appeals). "
        "The time is counted in working days. An electronic appeal is timely until 11:59:59 p.m. Eastern on the last day.",
        "6 CFR 5.8(a)(1): mailing or transmitting by the last day is enough, and there is a cut-off",
    ),
    (
        "--filed 2024-02-01 --determined 2024-03-01 --agency EPA",
        "2024-03-02",
        "appeal",
        "must be submitted by the last day",
        "40 CFR 2.108(a): the appeal must be submitted by the last day",
    ),
    (
        "--filed 2024-02-01 --determined 2024-03-01 --outcome granted",
        "2024-03-02",
        "appeal",
        "granted in full",
        "a grant in full is no adverse determination",
    ),
    (
        "--filed 2024-02-01 --determined 2024-03-01 --outcome granted",
        "2024-03-02",
        "appeal_determination",
        "granted in full",
        "a grant in full is no adverse determination, so there is no appeal to decide",
    ),
    (
        "--filed 2024-02-01 --determined 2024-03-01",
        "2024-06-03",
        "appeal_determination",
        "expired without an appeal",
        "552(a)(6)(A)(i)(III)(aa): ninety days after March 1 ended on May 30",
    ),
    (
        "--appeal-received 1975-02-18",
        "1975-03-03",
        "appeal_determination",
        "received before 1975-02-19",
        "Pub. L. 93-502: no limit on appeals was in force before February 19, 1975",
    ),
    (
        "--filed 1974-01-02 --sued 1974-06-03",
        "1974-06-04",
        "answer",
        "served before 1975-02-19",
        "Pub. L. 93-502: no time to answer was in force before February 19, 1975",
    ),
    (
        "--filed 2010-02-01 --sued 2010-03-08 --answered 2010-04-01",
        "2010-04-02",
        "answer",
        "The date of service was not given",
        "552(a)(4)(C) counts from service, which is taken as made on the day of the suit",
    ),
]


@pytest.mark.parametrize(("facts", "as_of", "key", "says", "source"), NOTES)
def test_a_note_names_the_other_date_or_the_reason(facts: str, as_of: str, key: str, says: str, source: str) -> None:
    """The note on a deadline names the date of the other reading, or says why no limit is running."""
    note = report_on(facts, as_of).state_of(key).deadline.note
    assert says in (note or ""), source


NO_NOTE: list[tuple[str, str, str, str]] = [
    ("--filed 2010-02-01", "2010-02-02", "determination", "received by the proper office at once"),
    ("--filed 2024-03-01 --perfected 2024-06-03", "2024-06-04", "determination", "perfected: the cap does not apply"),
    (
        "--received 2024-03-01 --reached-office 2024-03-11",
        "2024-03-12",
        "determination",
        "on the cap read as calendar days itself",
    ),
    ("--filed 2024-03-01 --agency ICE", "2024-03-04", "determination", "its regulation does not count the day of receipt"),
    ("--filed 2024-03-02 --agency DOI", "2024-03-04", "determination", "the day of receipt, a Saturday, could not be day 1"),
    ("--filed 2024-03-01 --expedite", "2024-03-04", "expedited_decision", "not decided: no outcome to tell"),
    (
        "--filed 2024-02-01 --determined 2024-03-01 --appealed 2024-03-15",
        "2024-03-18",
        "appeal",
        "appealed in the ordinary way",
    ),
    ("--filed 2024-02-01", "2024-03-18", "appeal", "no appeal was made"),
    (
        "--filed 2024-02-01 --determined 2024-03-01 --agency CPSC --appeal-window 90cd",
        "2024-03-02",
        "appeal",
        "the letter's own ninety days govern, like the floor, and not the agency's rule",
    ),
    (
        "--filed 2010-02-01 --sued 2010-03-08 --served 2010-03-10 --answered 2010-04-09",
        "2010-04-10",
        "answer",
        "served on a day given",
    ),
    ("--filed 2010-02-01 --sued 2010-03-08", "2010-04-10", "answer", "not answered"),
]


@pytest.mark.parametrize(("facts", "as_of", "key", "source"), NO_NOTE)
def test_a_deadline_with_nothing_to_explain_has_no_note(facts: str, as_of: str, key: str, source: str) -> None:
    """A deadline that runs, is not contested and rests on no exception has no note."""
    deadline = report_on(facts, as_of).state_of(key).deadline
    assert deadline.due
    assert deadline.note is None, source


def test_graham_v_dhs_is_not_cited_where_the_right_accrued_with_the_decision_on_the_appeal_anyway() -> None:
    """The view of Graham v. DHS (E.D. Cal. 2022), that six years run from the decision on the appeal, is not told where the
    right accrued with that decision in any case (C16).
    """
    facts = "--filed 2024-02-01 --determined 2024-02-28 --outcome denied --appealed 2024-03-15 --appeal-determined 2024-04-10"
    assert "Graham" not in (report_on(facts, "2024-04-11").state_of("suit").deadline.note or "")


def test_only_requests_received_in_the_twenty_working_days_before_the_act_of_1996_get_a_note_on_it() -> None:
    """A request received 21 working days before October 2, 1997, was past its limit when the act took effect, so only one
    received later gets the note on point C11 (Pub. L. 104-231 sec. 12(b)).
    """
    assert report_on("--filed 1997-09-03", "1997-09-08").state_of("determination").deadline.note is None
    assert "C11" in (report_on("--filed 1997-09-04", "1997-09-08").state_of("determination").deadline.note or "")


WARNINGS: list[tuple[str, str, str, str]] = [
    (
        "--filed 2010-02-01 --info-asked 2010-02-08..2010-02-09 --info-asked 2010-02-16..2010-02-18",
        "2010-03-01",
        "2010-02-16 does not toll",
        "552(a)(6)(A)(ii)(I): one request for information tolls, and this is the second",
    ),
    (
        "--filed 2010-02-01 --extended 2010-03-03",
        "2010-03-10",
        "extended: the notice dated 2010-03-03 came after the limit's last day",
        "552(a)(6)(B)(i): the limit had ended on March 2",
    ),
    (
        "--appeal-received 2024-03-15 --appeal-extended 2024-04-15",
        "2024-04-16",
        "appeal_extended: the notice dated 2024-04-15 came",
        "552(a)(6)(B)(i): the limit on the appeal had ended on April 12",
    ),
    (
        "--filed 2008-12-30 --info-asked 2009-01-05..2009-01-08",
        "2009-01-09",
        "Nothing is tolled",
        "Pub. L. 110-175 sec. 6(a)(2): tolling is for requests filed from December 31, 2008",
    ),
    (
        "--filed 2010-02-01 --fee-asked 2010-03-03..2010-03-05",
        "2010-03-10",
        "does not toll the limit",
        "552(a)(6)(A)(ii): the limit had ended on March 2, the day before the question",
    ),
    (
        "--filed 2024-02-01 --extended 2024-02-05 --determined 2024-03-01 --appealed 2024-03-15 --appeal-extended 2024-04-01",
        "2024-04-02",
        "C7",
        "C7: ten working days were taken for the request, and ten more for its appeal",
    ),
    (
        "--filed 2010-02-01 --sued 2010-02-20",
        "2010-02-21",
        "before administrative remedies were exhausted",
        "552(a)(6)(C)(i): the limit ran to March 2, and nothing had been missed",
    ),
    (
        "--filed 2010-02-01 --sued 2010-02-20",
        "2010-03-10",
        "before administrative remedies were exhausted",
        "552(a)(6)(C)(i): the same, seen after the limit",
    ),
    (
        "--filed 2010-02-01 --determined 2010-06-01 --outcome denied --appealed 2010-05-01",
        "2010-06-02",
        "came before",
        "there was no determination yet to appeal",
    ),
    (
        "--filed 2010-02-01 --determined 2010-06-01 --outcome denied",
        "2010-05-01",
        "determined 2010-06-01 is after 2010-05-01",
        "a fact later than the day of the answer is left out, and said to be",
    ),
    (
        "--filed 2024-01-02 --determined 2024-02-15 --sued 2024-03-01",
        "2024-03-02",
        "before administrative remedies were exhausted",
        "Oglesby: a late determination before suit must be appealed first",
    ),
    (
        "--filed 2024-01-02 --determined 2024-01-20 --appealed 2024-06-20",
        "2024-06-21",
        "came after the last day to appeal, 2024-04-19",
        "552(a)(6)(A)(i)(III)(aa): ninety days after January 20 ended on April 19",
    ),
    (
        "--filed 2010-02-01 --sued 2010-03-08",
        "2010-03-09",
        "Under the cautious reading, the limit did not expire until 2010-03-08 (snow closures, C4)",
        "C4: with the snow left out, the limit ends on the very day of the suit",
    ),
    (
        "--filed 2024-01-02 --withdrawn 2024-01-10 --determined 2024-01-20",
        "2024-06-21",
        "is after the withdrawal on",
        "nothing is left to determine after a withdrawal",
    ),
    (
        "--filed 2024-10-02 --perfected 2025-03-30 --determined 2024-11-01",
        "2025-05-01",
        "perfected 2025-03-30 is after determined 2024-11-01",
        "no agency answers a request before its clock starts, so one of the two dates is likely wrong",
    ),
]


@pytest.mark.parametrize(("facts", "as_of", "says", "source"), WARNINGS)
def test_a_fact_that_changes_nothing_is_warned_of(facts: str, as_of: str, says: str, source: str) -> None:
    """A fact that was given and changes nothing, or that another fact contradicts, is named in a warning."""
    warnings = report_on(facts, as_of).warnings
    assert any(says in warning for warning in warnings), (source, warnings)


ASSUMED: list[tuple[str, dict[str, str], str]] = [
    (
        "--filed 2010-02-01",
        {"received": "2010-02-01", "reached_office": "2010-02-01", "appeal_window": "30cd"},
        "no receipt, office, agency or letter is given; before 2016-07-01 thirty days to appeal are assumed",
    ),
    (
        "--received 2024-02-01",
        {"filed": "2024-02-01", "reached_office": "2024-02-01"},
        "a request received is taken as filed that day; 552(a)(6)(A)(i)(III)(aa) leaves no time to appeal to assume",
    ),
    (
        "--filed 2024-02-01 --perfected 2024-02-05",
        {"received": "2024-02-01", "perfected": "2024-02-05"},
        "a day of completion stands in for the office's receipt",
    ),
    (
        "--filed 2024-02-01 --expedite",
        {"received": "2024-02-01", "reached_office": "2024-02-01", "expedite_asked": "2024-02-01"},
        "expedition asked for on no day is taken as asked for in the request",
    ),
    (
        "--filed 2024-02-01 --determined 2024-02-20 --appealed 2024-02-22 --sued 2024-02-26",
        {
            "received": "2024-02-01",
            "reached_office": "2024-02-01",
            "outcome": "adverse",
            "appeal_received": "2024-02-22",
            "served": "2024-02-26",
        },
        "each step that follows is taken as received, adverse or served on the day it was made",
    ),
    (
        "--filed 2024-02-01 --determined 2024-02-20 --outcome denied --agency CSOSA",
        {"received": "2024-02-01", "reached_office": "2024-02-01", "letter_received": "2024-02-20"},
        "28 CFR 802.6(c)(2) runs from receipt of the letter, which is taken as its date",
    ),
    (
        "--filed 2024-02-01 --determined 2024-02-20 --outcome denied --agency DHS",
        {"received": "2024-02-01", "reached_office": "2024-02-01"},
        "6 CFR 5.8(a)(1) runs from the date of the letter, so no receipt of it is assumed",
    ),
    (
        "--filed 2024-02-01 --sued 2024-02-26 --served 2024-02-27",
        {"received": "2024-02-01", "reached_office": "2024-02-01"},
        "the day of service is given",
    ),
    (
        "--received 2024-02-01 --filed 2024-02-01 --info-asked 2024-02-20..",
        {"reached_office": "2024-02-01", "info_asked": "2024-02-28"},
        "an open question is counted as answered on the day of the answer",
    ),
]


@pytest.mark.parametrize(("facts", "expected", "source"), ASSUMED)
def test_what_is_not_given_is_assumed_and_listed(facts: str, expected: dict[str, str], source: str) -> None:
    """Each fact that was not given and is taken for the count is listed as an assumption, with the value taken."""
    assumed = report_on(facts, "2024-02-28").assumptions
    assert expected == {a.fact: a.value for a in assumed}, source


NO_WARNING: list[tuple[str, str, str, str]] = [
    (
        "--filed 2024-01-02 --extended 2024-02-15 --determined 2024-03-01 --appealed 2024-03-15 --appeal-extended 2024-04-01",
        "2024-04-02",
        "C7",
        "the late notice extended nothing",
    ),
    (
        "--filed 2024-01-02 --determined 2024-03-01 --appealed 2024-03-15 --appeal-extended 2024-04-01",
        "2024-04-02",
        "C7",
        "one notice",
    ),
    ("--filed 1997-10-02 --extended 1997-10-31", "1997-11-03", "extended: the notice", "notice on the last day is in time"),
    (
        "--appeal-received 2024-03-15 --appeal-extended 2024-04-12",
        "2024-04-15",
        "extended: the notice",
        "notice on the last day is in time",
    ),
    (
        "--filed 2010-02-01 --fee-asked 2010-03-02..2010-03-04",
        "2010-03-10",
        "does not toll the limit",
        "a question on the last day tolls",
    ),
    (
        "--filed 2010-02-01 --determined 2010-02-26 --appealed 2010-02-26",
        "2010-03-10",
        "The appeal sent on",
        "appealed on the day of the determination",
    ),
    (
        "--filed 2024-02-01 --determined 2024-03-01 --appealed 2024-05-30",
        "2024-06-03",
        "The appeal sent on",
        "appealed on the last day",
    ),
    (
        "--filed 2024-02-01 --appealed 2024-07-01",
        "2024-07-02",
        "The appeal sent on",
        "no determination, so no time to appeal had begun to run",
    ),
    ("--filed 2010-02-03 --expedite --sued 2010-02-20", "2010-02-22", "exhausted", "expedition itself is open to review"),
    ("--filed 2008-12-30", "2009-01-05", "tolled", "nothing was asked"),
    ("--filed 2024-01-02 --withdrawn 2024-01-20 --determined 2024-01-20", "2024-06-21", "withdrawn", "both on one day"),
    ("--filed 2010-02-01 --sued 2010-03-03", "2010-03-04", "exhausted", "the first day that the door was open"),
    ("--filed 2010-02-01 --sued 2010-03-09", "2010-03-10", "Suit was filed on", "the day after the cautious date"),
    ("--filed 2010-02-01 --sued 2010-03-02", "2010-03-09", "cautious reading", "on the last day itself: another warning"),
]


@pytest.mark.parametrize(("facts", "as_of", "says", "source"), NO_WARNING)
def test_a_fact_that_is_in_order_is_not_warned_of(facts: str, as_of: str, says: str, source: str) -> None:
    """A fact that is in order, or that does change the count, brings no warning."""
    assert not [warning for warning in report_on(facts, as_of).warnings if says in warning], source


def test_late_questions_are_warned_of_in_order_of_their_days() -> None:
    """Questions that the agency asked after the limit's last day toll nothing (552(a)(6)(A)(ii)) and are each warned of once,
    in the order of their days, however they were given.
    """
    asked = "--info-asked 2010-02-03..2010-02-04 --fee-asked 2010-03-12..2010-03-15 --fee-asked 2010-03-08..2010-03-09"
    warnings = [
        warning
        for warning in report_on(f"--filed 2010-02-01 {asked}", "2010-03-20").warnings
        if "does not toll the limit" in warning
    ]
    assert ["The question asked on 2010-03-08", "The question asked on 2010-03-12"] == [warning[:32] for warning in warnings]
    assert all("last day, 2010-03-04," in warning for warning in warnings)


def test_a_second_request_for_information_does_not_toll_the_limit() -> None:
    """Only the first request for information tolls the limit (552(a)(6)(A)(ii)(I)), so a second one, even within the limit, is
    warned of once, as a second one and not as a late one.
    """
    facts = "--filed 2010-02-01 --info-asked 2010-02-03..2010-02-04 --info-asked 2010-03-04..2010-03-09"
    warnings = report_on(facts, "2010-03-20").warnings
    assert ["The request for information made on 2010-03-04 does not toll"] == [warning[:60] for warning in warnings]


def test_tolled_working_days_given_without_dates_are_added_to_the_limit() -> None:
    """Working days that a log gives as tolled, without their dates, are added to the limit, and its note says so: 20 and 3
    working days after February 1, 2010, end on March 5.
    """
    deadline = report_on("--filed 2010-02-01 --tolled-days 3", "2010-02-02").state_of("determination").deadline
    assert date(2010, 3, 5) == deadline.due
    assert "3 tolled working days" in (deadline.note or "")


def test_the_count_starts_on_the_day_a_log_calls_perfected_without_the_ten_days_of_routing() -> None:
    """The day on which a log says that the request was perfected is day 0, and the ten days of routing are not applied to it
    (policy of this program): 20 working days after June 3, 2024, end on July 2.
    """
    deadline = report_on("--filed 2024-03-01 --perfected 2024-06-03", "2024-06-04").state_of("determination").deadline
    assert date(2024, 7, 2) == deadline.due


PROJECTED: list[tuple[str, dict[str, Any], str]] = [
    (
        "--filed 2024-03-01",
        {"appeal": "determination", "appeal_determination": "appeal", "suit": "determination"},
        "nothing has happened: appeal and its decision follow the determination's last day, suit its miss",
    ),
    (
        "--filed 2024-03-01 --determined 2024-03-04 --outcome partial",
        {"appeal_determination": "appeal"},
        "no appeal has been made: its decision is counted as from the last day to appeal",
    ),
    (
        "--filed 2024-03-01 --determined 2024-03-04 --outcome partial --appealed 2024-03-05",
        {"suit": "appeal_determination"},
        "the appeal is before the agency: suit would follow the miss of its limit",
    ),
    (
        "--filed 2024-03-01 --sued 2024-03-04",
        {"answer": "served"},
        "no service is given: counted as made on the day of the suit",
    ),
    (
        "--filed 2024-03-01 --fee-asked 2024-03-05.. --info-asked 2024-03-04..",
        {"determination": "info_asked"},
        "two questions are open: the one about information came first",
    ),
    (
        "--filed 2024-03-01 --info-asked 2024-03-04..",
        {"determination": "info_asked", "suit": "determination"},
        "a question is open: the limit, and suit after it, move with the answer",
    ),
]


@pytest.mark.parametrize(("facts", "expected", "source"), PROJECTED)
def test_a_projected_date_names_the_step_that_it_is_counted_from(facts: str, expected: dict[str, Any], source: str) -> None:
    """A step that has not been taken is counted as taken on its own last day, the date so projected names that step, and no
    such date is called missed (policy of this program).
    """
    found = report_on(facts, "2024-03-05")
    projected = {s.deadline.key: s.deadline.projected_from for s in found.states if s.deadline.projected_from}
    assert expected.items() <= projected.items(), source
    assert "missed" not in {s.state for s in found.states if s.deadline.projected_from}
