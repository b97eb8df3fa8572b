"""What follows from the misses, when the door to court is open, and what comes next."""

import pytest

from foiacalc.answer.state import Audience
from tests.conftest import cases, report_on

DENIED = "--outcome denied"

CONSEQUENCES: list[tuple[str, str, list[tuple[str, str, str | None]], str]] = [
    ("--filed 2010-02-01", "2010-03-02", [], "the last day is itself in time"),
    (
        "--filed 2010-02-01",
        "2010-03-03",
        [("constructive_exhaustion", "2010-03-03", None), ("fees_barred", "2010-03-03", None)],
        "552(a)(6)(C)(i), (a)(4)(A)(viii): the day after the limit, March 2",
    ),
    (
        f"--filed 2010-02-01 --determined 2010-06-01 {DENIED}",
        "2010-06-02",
        [
            ("constructive_exhaustion", "2010-03-03", "2010-06-01"),
            ("fees_barred", "2010-03-03", None),
            ("exhaustion_ended", "2010-06-01", None),
        ],
        "Oglesby: a late determination before suit ends exhaustion, and the bar on fees stays",
    ),
    (
        f"--filed 2010-02-01 --sued 2010-05-28 --determined 2010-06-01 {DENIED}",
        "2010-06-02",
        [("constructive_exhaustion", "2010-03-03", None), ("fees_barred", "2010-03-03", None)],
        "a determination after suit ends nothing",
    ),
    (
        f"--filed 2010-02-01 --sued 2010-06-01 --determined 2010-06-01 {DENIED}",
        "2010-06-02",
        [("constructive_exhaustion", "2010-03-03", None), ("fees_barred", "2010-03-03", None)],
        "suit and determination on one day: suit first",
    ),
    (
        "--filed 2010-02-01",
        "2016-03-04",
        [
            ("constructive_exhaustion", "2010-03-03", None),
            ("fees_barred", "2010-03-03", None),
            ("suit_lapsed", "2016-03-04", None),
        ],
        "28 U.S.C. 2401(a): six years ended on March 3, 2016",
    ),
    (
        f"--filed 2024-02-01 --determined 2024-02-28 {DENIED} --appealed 2024-03-15 --appeal-determined 2024-04-10",
        "2024-04-11",
        [("exhaustion", "2024-04-10", None)],
        "Oglesby: the appeal was decided in time, so remedies are exhausted",
    ),
    (
        f"--filed 2024-02-01 --determined 2024-02-28 {DENIED} --appealed 2024-03-15",
        "2024-04-13",
        [("constructive_exhaustion", "2024-04-13", None), ("fees_barred", "2024-04-13", None)],
        "552(a)(6)(C)(i): the day after the appeal's limit, April 12",
    ),
    (
        f"--filed 2024-02-01 --determined 2024-02-28 {DENIED}",
        "2024-05-29",
        [("appeal_lapsed", "2024-05-29", None)],
        "552(a)(6)(A)(i)(III)(aa): ninety days after February 28 ended on May 28",
    ),
    (
        "--filed 2010-02-03 --expedite",
        "2010-02-14",
        [("expedition_review", "2010-02-14", None), ("fees_barred", "2010-02-14", None)],
        "552(a)(6)(E)(iii): the day after the ten days to decide on expedition",
    ),
    (
        "--filed 2010-02-03 --expedite",
        "2010-03-05",
        [
            ("expedition_review", "2010-02-14", None),
            ("fees_barred", "2010-02-14", None),
            ("constructive_exhaustion", "2010-03-05", None),
        ],
        "552(a)(6)(C)(i): and the day after the limit, March 4",
    ),
    (
        "--filed 2008-12-30",
        "2009-02-01",
        [("constructive_exhaustion", "2009-01-30", None)],
        "Pub. L. 110-175 sec. 6(b)(2): no bar on fees for a request filed before December 31, 2008",
    ),
    (
        "--filed 2010-02-01 --extended 2010-02-05",
        "2010-03-17",
        [("constructive_exhaustion", "2010-03-17", None)],
        "Pub. L. 110-175 sec. 6(b): unusual circumstances lift the bar on fees",
    ),
    (
        "--filed 2010-02-01 --extended 2010-02-05",
        "2012-01-03",
        [("constructive_exhaustion", "2010-03-17", None)],
        "Pub. L. 110-175 sec. 6(b): however long the agency is late",
    ),
    ("--filed 2024-02-01 --extended 2024-02-05+3", "2024-03-06", [], "552(a)(6)(B)(i): the extended limit ends that day"),
    (
        "--filed 2024-02-01 --extended 2024-02-05+3",
        "2024-03-07",
        [("constructive_exhaustion", "2024-03-07", None)],
        "Pub. L. 114-185 sec. 2: timely notice excuses ten working days, to March 15",
    ),
    (
        "--filed 2024-02-01 --extended 2024-02-05+3",
        "2024-03-16",
        [("constructive_exhaustion", "2024-03-07", None), ("fees_barred", "2024-03-16", None)],
        "Pub. L. 114-185 sec. 2: the ten working days ended the day before",
    ),
    (
        "--filed 2010-02-01 --info-asked 2010-02-10..",
        "2012-01-03",
        [],
        "552(a)(6)(A)(ii)(I): the clock stands still while the question is open",
    ),
    (
        "--filed 2010-02-01 --extended 2010-06-01",
        "2010-12-31",
        [("constructive_exhaustion", "2010-03-03", None), ("fees_barred", "2010-03-03", None)],
        "C15: a late notice lifts nothing",
    ),
    (
        "--filed 2024-01-02 --appealed 2024-02-05 --appeal-determined 2024-02-20 --determined 2024-04-20 --outcome denied",
        "2024-05-01",
        [
            ("constructive_exhaustion", "2024-02-01", "2024-04-20"),
            ("fees_barred", "2024-02-01", None),
            ("exhaustion", "2024-02-20", "2024-04-20"),
            ("exhaustion_ended", "2024-04-20", None),
        ],
        "Oglesby: the late determination ended both, the silence and the appeal from it that was decided",
    ),
    (
        f"--filed 2024-01-02 --appealed 2024-02-05 --appeal-determined 2024-02-20 --determined 2024-04-20 {DENIED} "
        "--sued 2024-04-20",
        "2024-05-01",
        [
            ("constructive_exhaustion", "2024-02-01", None),
            ("fees_barred", "2024-02-01", None),
            ("exhaustion", "2024-02-20", None),
        ],
        "suit and determination on one day: suit first, so nothing ended",
    ),
    (
        f"--filed 2024-01-02 --appealed 2024-02-05 --appeal-determined 2024-02-20 --determined 2024-04-20 {DENIED} "
        "--sued 2024-04-21",
        "2024-05-01",
        [
            ("constructive_exhaustion", "2024-02-01", "2024-04-20"),
            ("fees_barred", "2024-02-01", None),
            ("exhaustion", "2024-02-20", "2024-04-20"),
            ("exhaustion_ended", "2024-04-20", None),
        ],
        "sued the day after the determination, which had ended both",
    ),
    (
        f"--filed 2024-02-01 --determined 2024-02-28 {DENIED} --appealed 2024-02-28 --appeal-determined 2024-02-28",
        "2024-03-01",
        [("exhaustion", "2024-02-28", None)],
        "determination, appeal and its decision all on one day",
    ),
    ("--filed 2010-02-01 --withdrawn 2010-02-20", "2010-06-01", [], "withdrawn before the last day, so nothing was missed"),
    (
        "--filed 2010-02-01 --withdrawn 2010-03-10",
        "2010-06-01",
        [("constructive_exhaustion", "2010-03-03", "2010-03-10"), ("fees_barred", "2010-03-03", None)],
        "withdrawn after the miss: exhaustion ends with it, and the bar on fees stays",
    ),
    (
        "--appeal-received 2024-03-15",
        "2024-04-12",
        [],
        "552(a)(6)(A)(ii): the appeal alone is given; its last day is itself in time",
    ),
    (
        "--appeal-received 2024-03-15",
        "2024-04-13",
        [("constructive_exhaustion", "2024-04-13", None)],
        "552(a)(6)(C)(i): the day after the appeal's limit; of fees nothing is known without the request",
    ),
    (
        "--filed 2024-01-02 --appealed 2024-02-05",
        "2024-03-06",
        [
            ("constructive_exhaustion", "2024-02-01", None),
            ("fees_barred", "2024-02-01", None),
            ("constructive_exhaustion", "2024-03-06", None),
        ],
        "an appeal from silence, met with silence: its own limit ended on March 5",
    ),
    (
        "--filed 2010-02-03 --expedite --expedite-determined 2010-02-10 --expedite-outcome denied",
        "2010-02-11",
        [("expedition_review", "2010-02-10", None)],
        "552(a)(6)(E)(iii): a refusal to expedite is open to review at once",
    ),
    (
        "--filed 2010-02-03 --expedite --expedite-determined 2010-02-10 --expedite-outcome granted",
        "2010-02-11",
        [],
        "expedition was granted, so there is nothing to review",
    ),
    (
        "--filed 2010-02-03 --expedite --determined 2010-03-01 --outcome granted --withdrawn 2010-03-02",
        "2010-03-02",
        [("expedition_review", "2010-02-14", "2010-03-01"), ("fees_barred", "2010-02-14", None)],
        "552(a)(6)(E)(iv): review ends with the determination",
    ),
    (
        "--filed 2010-02-01 --determined 2010-02-26 --outcome denied --appealed 2010-03-01 --appeal-extended 2010-03-10",
        "2010-04-13",
        [("constructive_exhaustion", "2010-04-13", None)],
        "Pub. L. 110-175 sec. 6(b): notice of unusual circumstances on the appeal lifts the bar for the appeal",
    ),
]


@pytest.mark.parametrize(("facts", "as_of", "expected", "source"), CONSEQUENCES)
def test_a_missed_limit_has_the_consequences_that_the_law_attaches_to_it(
    facts: str, as_of: str, expected: list[tuple[str, str, str | None]], source: str
) -> None:
    """Each missed limit has the consequences that the law attaches to it, from their first day to the day that ended them, each
    with an authority: exhaustion and its end (552(a)(6)(C)(i)), the bar on fees (552(a)(4)(A)(viii)), review of expedition
    (552(a)(6)(E)(iii)) and lapsed rights.
    """
    found = report_on(facts, as_of).consequences
    assert expected == [(c.key, str(c.since), str(c.until) if c.until else None) for c in found], source
    assert all(c.authority for c in found)


@pytest.mark.parametrize("case", list(cases("consequences.csv")), ids=lambda case: f"{case['facts']} {case['as_of']}")
def test_suit_may_be_filed_only_while_remedies_are_exhausted(case: dict[str, str]) -> None:
    """The day from which suit may be filed, the limits missed, and each consequence with its days are those of the row, which
    names the statute or the case, such as Oglesby, CREW v. FEC or Brook v. Holzerland.
    """
    found = report_on(case["facts"], case["as_of"])
    opens = found.state_of("suit").opens
    followed = "; ".join(sorted((f"{c.key} {c.since}..{c.until or ''}" for c in found.consequences), key=_began))
    expected = (case["opens"], case["missed"], case["consequences"])
    assert expected == (str(opens or ""), " ".join(found.missed), followed), case["source"]


def _began(consequence: str) -> str:
    key, span = consequence.split(" ")
    return f"{span.partition('..')[0]} {key}"


OPENS: list[tuple[str, str, str | None, str]] = [
    ("--filed 2010-02-01", "2010-03-02", None, "the last day is itself in time"),
    ("--filed 2010-02-01", "2010-03-03", "2010-03-03", "552(a)(6)(C)(i): the day after the limit, March 2"),
    (
        "--filed 2010-02-01 --info-asked 2010-02-10..",
        "2010-06-01",
        None,
        "552(a)(6)(A)(ii)(I): the clock stands still while the question is open",
    ),
    (
        f"--filed 2010-02-01 --determined 2010-06-01 {DENIED}",
        "2010-06-01",
        None,
        "Oglesby: the late determination closed the door",
    ),
    (
        f"--filed 2010-02-01 --determined 2010-06-01 {DENIED} --appealed 2010-06-15",
        "2010-07-15",
        "2010-07-15",
        "552(a)(6)(C)(i): the day after the appeal's limit, July 14, Independence Day observed on July 5",
    ),
    (
        f"--filed 2010-02-01 --determined 2010-06-01 {DENIED} --sued 2010-05-28",
        "2010-06-02",
        "2010-03-03",
        "the door that the suit went through stays open",
    ),
    (
        f"--filed 2010-02-01 --determined 2010-03-01 {DENIED}",
        "2010-05-01",
        None,
        "Oglesby: a timely determination must be appealed first",
    ),
    (
        f"--filed 2010-02-01 --determined 2010-03-01 {DENIED} --appealed 2010-03-08 --appeal-determined 2010-03-22",
        "2010-03-22",
        "2010-03-22",
        "Oglesby: the appeal was decided in time, so from that day",
    ),
    ("--filed 2010-02-01", "2016-03-03", "2010-03-03", "28 U.S.C. 2401(a): the last day of six years"),
    ("--filed 2010-02-01", "2016-03-04", None, "28 U.S.C. 2401(a): six years are over"),
    ("--filed 2010-02-01 --withdrawn 2010-03-10", "2010-03-11", None, "nothing is left to sue over after a withdrawal"),
    (
        "--filed 2024-01-02 --appealed 2024-02-05",
        "2024-03-06",
        "2024-02-01",
        "552(a)(6)(C)(i): since the day after the request's own limit, January 31",
    ),
    (
        "--filed 2010-02-01 --expedite-asked 2010-02-27 --sued 2010-03-10 --withdrawn 2010-03-10",
        "2010-03-11",
        "2010-03-03",
        "sued and withdrawn on one day: suit first, through the door open since March 3",
    ),
    (
        "--filed 2024-01-02 --extended 2024-01-10 --appealed 2024-01-03",
        "2024-02-02",
        None,
        "an appeal made too early opens nothing while the request may still be determined in time",
    ),
    (
        "--filed 2024-01-02 --extended 2024-01-10 --appealed 2024-01-03 --appeal-determined 2024-01-25",
        "2024-02-02",
        None,
        "nor does it where that appeal was decided",
    ),
]


@pytest.mark.parametrize(("facts", "as_of", "expected", "source"), OPENS)
def test_the_first_day_to_sue_is_given_only_while_suit_may_be_filed(
    facts: str, as_of: str, expected: str | None, source: str
) -> None:
    """The first day to sue as things stand is the day on which remedies were exhausted (552(a)(6)(C)(i)), and there is none
    while the door to court is closed.
    """
    opens = report_on(facts, as_of).state_of("suit").opens
    assert expected == (str(opens) if opens else None), source


NEXT: list[tuple[str, str, tuple[str, str] | None, str]] = [
    (
        "--filed 2010-02-01",
        "2010-02-16",
        ("acknowledgment", "2010-02-16"),
        "552(a)(7)(A): ten working days, Washington's Birthday left out",
    ),
    (
        "--filed 2010-02-01",
        "2010-02-17",
        ("determination", "2010-03-02"),
        "552(a)(6)(A)(i): twenty working days; the acknowledgment is past",
    ),
    (
        "--filed 2010-02-03 --expedite",
        "2010-02-04",
        ("expedited_decision", "2010-02-13"),
        "552(a)(6)(E)(ii)(I): ten calendar days",
    ),
    ("--filed 2010-02-01", "2010-03-03", None, "the last day to sue is six years off"),
    ("--filed 2010-02-01", "2015-03-01", None, "the day to rely on is a year and a day off"),
    ("--filed 2010-02-01", "2015-03-02", ("suit", "2016-03-02"), "C14: the day to rely on is a year off"),
    ("--filed 2010-02-01", "2016-03-03", ("suit", "2016-03-03"), "C14: once the day to rely on has passed, the last day"),
    (
        "--filed 2010-02-01 --info-asked 2010-02-16..",
        "2010-05-03",
        ("determination", "2010-05-18"),
        "552(a)(6)(A)(ii)(I): nine working days had run before the question; eleven more after today end on May 18",
    ),
    ("--filed 2010-02-01", "2026-11-24", None, "28 U.S.C. 2401(a): six years are over"),
    (
        "--filed 2024-01-02 --determined 2024-02-15 --outcome denied",
        "2024-06-03",
        None,
        "552(a)(6)(A)(i)(III)(aa): ninety days after February 15 ended on May 15",
    ),
    (
        "--filed 2010-02-01 --sued 2010-03-08",
        "2010-03-09",
        ("service", "2010-07-06"),
        "Fed. R. Civ. P. 4(m): 120 days for a suit before December 1, 2015",
    ),
    (
        "--filed 2010-02-01 --sued 2010-03-08 --served 2010-03-08",
        "2010-03-09",
        ("answer", "2010-04-07"),
        "552(a)(4)(C): thirty days after service",
    ),
    (
        "--filed 2010-02-01 --sued 2010-03-08 --served 2010-03-08",
        "2010-04-07",
        ("answer", "2010-04-07"),
        "552(a)(4)(C): the last day itself is still to come",
    ),
    ("--filed 2010-02-01 --sued 2010-03-08", "2010-07-07", None, "Fed. R. Civ. P. 4(m): the time to serve is past"),
]


@pytest.mark.parametrize(("facts", "as_of", "expected", "source"), NEXT)
def test_what_comes_next_is_the_earliest_date_still_to_come(
    facts: str, as_of: str, expected: tuple[str, str] | None, source: str
) -> None:
    """What comes next is the earliest pending date, else the earliest projected one within a year, and never a date that is
    past.
    """
    found = report_on(facts, as_of).next
    assert expected == ((found.key, str(found.date)) if found else None), source


AHEAD: list[tuple[str, str, str, str, int, bool, str]] = [
    (
        "--filed 2010-02-01",
        "2010-02-17",
        "agency",
        "2010-03-02",
        13,
        False,
        "of a duty it is the due date, whoever relies on it",
    ),
    (
        "--filed 2010-02-01",
        "2016-03-01",
        "requester",
        "2016-03-03",
        1,
        False,
        "C14: the day to rely on, March 2, is a day ahead",
    ),
    ("--filed 2010-02-01", "2016-03-03", "requester", "2016-03-03", 0, True, "C14: the day to rely on, March 2, has passed"),
    (
        "--filed 2024-02-01 --determined 2024-02-29",
        "2024-05-01",
        "requester",
        "2024-05-29",
        28,
        False,
        "ninety days after February 29 end on Wednesday, May 29: nothing is contested",
    ),
    (
        "--filed 2024-02-01 --determined 2024-03-04",
        "2024-05-29",
        "requester",
        "2024-06-02",
        2,
        False,
        "C13: the day to rely on is Friday, May 31, before Sunday, June 2",
    ),
    (
        "--filed 2024-02-01 --determined 2024-03-04",
        "2024-06-01",
        "requester",
        "2024-06-02",
        1,
        True,
        "C13: the day to rely on, Friday, May 31, has passed",
    ),
]


@pytest.mark.parametrize(("facts", "as_of", "binds", "due", "ahead", "passed", "source"), AHEAD)
def test_a_right_is_shown_with_its_cautious_date_until_that_date_has_passed(
    facts: str, as_of: str, binds: str, due: str, ahead: int, passed: bool, source: str
) -> None:
    """What comes next of a right of the requester is the day to rely on; once that has passed it is the last day, and it is
    said that the other has passed (C13, C14).
    """
    found = report_on(facts, as_of).next
    assert found
    assert (binds, due, ahead, passed) == (found.binds, str(found.due), found.ahead, found.cautious_passed), source


LATE: list[tuple[str, str, str, tuple[int, int] | None, tuple[int, int] | None, str]] = [
    ("--filed 2010-02-01", "2010-03-01", "determination", None, (1, 1), "the limit ends on March 2: one day is left"),
    ("--filed 2010-02-01", "2010-03-02", "determination", None, (0, 0), "the last day itself"),
    ("--filed 2010-02-01", "2010-03-03", "determination", (1, 1), None, "the day after the last day"),
    ("--filed 2010-02-01", "2010-03-08", "determination", (4, 6), None, "working days: March 3, 4, 5 and 8"),
    (
        "--filed 2010-02-01 --determined 2010-03-06",
        "2010-12-01",
        "determination",
        (3, 4),
        None,
        "determined on Saturday, March 6: working days March 3, 4 and 5",
    ),
    (
        "--filed 2010-02-01 --withdrawn 2010-03-05",
        "2010-12-01",
        "determination",
        (3, 3),
        None,
        "lateness stops with the withdrawal of March 5",
    ),
    ("--filed 2010-02-01", "2016-03-07", "suit", (2, 4), None, "six years ended on March 3, 2016: working days March 4 and 7"),
    ("--filed 2010-02-01", "2010-02-17", "acknowledgment", (1, 1), None, "552(a)(7)(A): ten working days ended on February 16"),
    (
        "--filed 2010-02-01 --determined 2010-03-01",
        "2010-04-05",
        "appeal",
        (3, 5),
        None,
        "thirty days (assumed) ended on March 31: working days April 1, 2 and 5",
    ),
    (
        "--filed 2010-02-01 --info-asked 2010-02-10..",
        "2010-02-17",
        "determination",
        None,
        (14, 20),
        "an open question is counted as answered that day, and the limit ends on March 9",
    ),
    (
        "--filed 2010-02-03 --expedite --determined 2010-03-01 --withdrawn 2010-03-10",
        "2010-12-01",
        "expedited_decision",
        (10, 16),
        None,
        "552(a)(6)(E)(ii)(I): from February 13 to the determination of March 1",
    ),
    (
        "--filed 1970-12-01 --determined 1971-01-01",
        "1971-01-01",
        "appeal",
        None,
        (20, 30),
        "thirty days (assumed) from the first day of the calendar of working days",
    ),
    (
        "--filed 1968-01-01 --appealed 1968-02-01 --appeal-determined 1968-03-01",
        "1970-12-31",
        "suit",
        None,
        None,
        "a stretch that begins before the calendar of working days is not counted",
    ),
    (
        "--filed 1968-01-01 --appealed 1968-02-01 --appeal-determined 1968-03-01",
        "1974-03-01",
        "suit",
        None,
        None,
        "a right to sue is no countdown",
    ),
]


@pytest.mark.parametrize(("facts", "as_of", "key", "late", "left", "source"), LATE)
def test_days_late_and_days_left_are_counted_without_the_first_day(
    facts: str, as_of: str, key: str, late: tuple[int, int] | None, left: tuple[int, int] | None, source: str
) -> None:
    """How late a deadline is, and how much is left, is told in working and in calendar days, with the first day left out and
    the last one counted.
    """
    stated = report_on(facts, as_of).state_of(key)
    assert (late, left) == (stated.late, stated.left), source


def test_the_same_facts_can_be_seen_as_of_any_day() -> None:
    """The facts of NDLON v. ICE, seen on the last day of the limit, March 4, 2010, are pending, and missed from the next day
    on; the suit is closed before and filed after.
    """
    facts = "--filed 2010-02-03 --expedite --sued 2010-04-27"
    seen = {day: report_on(facts, day).state_of("determination").state for day in ("2010-03-04", "2010-03-05", "2010-10-28")}
    assert {"2010-03-04": "pending", "2010-03-05": "missed", "2010-10-28": "missed"} == seen
    assert "closed" == report_on(facts, "2010-03-04").state_of("suit").state
    assert "filed" == report_on(facts, "2010-10-28").state_of("suit").state


SERVED: list[tuple[str, str, str, str, str, bool]] = [
    # facts, the day, whom the answer serves, the next date and its key, whether the day to rely on has passed
    (
        "--filed 2024-12-09 --agency DOI",
        "2025-01-06",
        "requester",
        "determination 2025-01-08",
        "the last day of the agency",
        False,
    ),
    (
        "--filed 2024-12-09 --agency DOI",
        "2025-01-06",
        "agency",
        "determination 2025-01-07",
        "C9: DOI counts the day of receipt",
        False,
    ),
    ("--filed 2024-12-09 --agency DOI", "2025-01-08", "agency", "determination 2025-01-08", "7 January has passed", True),
    (f"--filed 2024-02-01 --determined 2024-03-04 {DENIED}", "2024-05-31", "requester", "appeal 2024-05-31", "C13", False),
    (
        f"--filed 2024-02-01 --determined 2024-03-04 {DENIED}",
        "2024-05-31",
        "agency",
        "appeal 2024-06-02",
        "not its right",
        False,
    ),
    (f"--filed 2024-02-01 --determined 2024-03-04 {DENIED}", "2024-06-01", "requester", "appeal 2024-06-02", "C13", True),
    (
        f"--filed 2024-02-01 --determined 2024-03-04 {DENIED}",
        "2024-06-01",
        "agency",
        "appeal 2024-06-02",
        "not its right",
        False,
    ),
]


@pytest.mark.parametrize(("facts", "as_of", "serves", "expected", "source", "passed"), SERVED)
def test_the_next_date_is_cautious_for_the_requester_and_earliest_for_the_agency(
    facts: str, as_of: str, serves: Audience, expected: str, source: str, passed: bool
) -> None:
    """What comes next is the requester's cautious date of a right or the agency's earliest date of a duty for the side that the
    answer serves, and the plain last day for the other side (policy of this program).
    """
    found = report_on(facts, as_of)._replace(serves=serves)
    coming = found.next
    assert coming
    assert (expected, passed) == (f"{coming.key} {coming.date}", coming.cautious_passed), source
    assert passed == found.state_of(coming.key).rely_on_passed
