"""What follows from the misses, when the door to court is open, and what comes next."""

from dataclasses import replace

import pytest

from foiacalc.answer.state import Audience
from tests.conftest import cases, report_on

DENIED = "--outcome denied"

CONSEQUENCES: list[tuple[str, str, list[tuple[str, str, str | None]]]] = [
    ("--filed 2010-02-01", "2010-03-02", []),
    (
        "--filed 2010-02-01",
        "2010-03-03",
        [("constructive_exhaustion", "2010-03-03", None), ("fees_barred", "2010-03-03", None)],
    ),
    (
        f"--filed 2010-02-01 --determined 2010-06-01 {DENIED}",
        "2010-06-02",
        [
            ("constructive_exhaustion", "2010-03-03", "2010-06-01"),
            ("fees_barred", "2010-03-03", None),
            ("exhaustion_ended", "2010-06-01", None),
        ],
    ),
    (
        f"--filed 2010-02-01 --sued 2010-05-28 --determined 2010-06-01 {DENIED}",
        "2010-06-02",
        [("constructive_exhaustion", "2010-03-03", None), ("fees_barred", "2010-03-03", None)],
    ),
    (
        f"--filed 2010-02-01 --sued 2010-06-01 --determined 2010-06-01 {DENIED}",
        "2010-06-02",
        [("constructive_exhaustion", "2010-03-03", None), ("fees_barred", "2010-03-03", None)],
    ),
    (
        "--filed 2010-02-01",
        "2016-03-04",
        [
            ("constructive_exhaustion", "2010-03-03", None),
            ("fees_barred", "2010-03-03", None),
            ("suit_lapsed", "2016-03-04", None),
        ],
    ),
    (
        f"--filed 2024-02-01 --determined 2024-02-28 {DENIED} --appealed 2024-03-15 --appeal-determined 2024-04-10",
        "2024-04-11",
        [("exhaustion", "2024-04-10", None)],
    ),
    (
        f"--filed 2024-02-01 --determined 2024-02-28 {DENIED} --appealed 2024-03-15",
        "2024-04-13",
        [("constructive_exhaustion", "2024-04-13", None), ("fees_barred", "2024-04-13", None)],
    ),
    (f"--filed 2024-02-01 --determined 2024-02-28 {DENIED}", "2024-05-29", [("appeal_lapsed", "2024-05-29", None)]),
    (
        "--filed 2010-02-03 --expedite",
        "2010-02-14",
        [("expedition_review", "2010-02-14", None), ("fees_barred", "2010-02-14", None)],
    ),
    (
        "--filed 2010-02-03 --expedite",
        "2010-03-05",
        [
            ("expedition_review", "2010-02-14", None),
            ("fees_barred", "2010-02-14", None),
            ("constructive_exhaustion", "2010-03-05", None),
        ],
    ),
    ("--filed 2008-12-30", "2009-02-01", [("constructive_exhaustion", "2009-01-30", None)]),
    # the act of 2007: unusual circumstances lift the bar on fees; the act of 2016: they excuse ten working days
    ("--filed 2010-02-01 --extended 2010-02-05", "2010-03-17", [("constructive_exhaustion", "2010-03-17", None)]),
    ("--filed 2010-02-01 --extended 2010-02-05", "2012-01-03", [("constructive_exhaustion", "2010-03-17", None)]),
    ("--filed 2024-02-01 --extended 2024-02-05+3", "2024-03-06", []),
    ("--filed 2024-02-01 --extended 2024-02-05+3", "2024-03-07", [("constructive_exhaustion", "2024-03-07", None)]),
    (
        "--filed 2024-02-01 --extended 2024-02-05+3",
        "2024-03-16",
        [("constructive_exhaustion", "2024-03-07", None), ("fees_barred", "2024-03-16", None)],
    ),
    ("--filed 2010-02-01 --info-asked 2010-02-10..", "2012-01-03", []),
    # a late notice lifts nothing
    (
        "--filed 2010-02-01 --extended 2010-06-01",
        "2010-12-31",
        [("constructive_exhaustion", "2010-03-03", None), ("fees_barred", "2010-03-03", None)],
    ),
    # an appeal from silence, decided before the determination
    (
        "--filed 2024-01-02 --appealed 2024-02-05 --appeal-determined 2024-02-20 --determined 2024-04-20 --outcome denied",
        "2024-05-01",
        [
            ("constructive_exhaustion", "2024-02-01", "2024-04-20"),
            ("fees_barred", "2024-02-01", None),
            ("exhaustion", "2024-02-20", "2024-04-20"),
            ("exhaustion_ended", "2024-04-20", None),
        ],
    ),
    # the same, sued on the day of the determination, and after it
    (
        f"--filed 2024-01-02 --appealed 2024-02-05 --appeal-determined 2024-02-20 --determined 2024-04-20 {DENIED} "
        "--sued 2024-04-20",
        "2024-05-01",
        [
            ("constructive_exhaustion", "2024-02-01", None),
            ("fees_barred", "2024-02-01", None),
            ("exhaustion", "2024-02-20", None),
        ],
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
    ),
    # all on one day
    (
        f"--filed 2024-02-01 --determined 2024-02-28 {DENIED} --appealed 2024-02-28 --appeal-determined 2024-02-28",
        "2024-03-01",
        [("exhaustion", "2024-02-28", None)],
    ),
    ("--filed 2010-02-01 --withdrawn 2010-02-20", "2010-06-01", []),
    (
        "--filed 2010-02-01 --withdrawn 2010-03-10",
        "2010-06-01",
        [("constructive_exhaustion", "2010-03-03", "2010-03-10"), ("fees_barred", "2010-03-03", None)],
    ),
    # the appeal alone
    ("--appeal-received 2024-03-15", "2024-04-12", []),
    ("--appeal-received 2024-03-15", "2024-04-13", [("constructive_exhaustion", "2024-04-13", None)]),
    # an appeal from silence, met with silence
    (
        "--filed 2024-01-02 --appealed 2024-02-05",
        "2024-03-06",
        [
            ("constructive_exhaustion", "2024-02-01", None),
            ("fees_barred", "2024-02-01", None),
            ("constructive_exhaustion", "2024-03-06", None),
        ],
    ),
    # expedition refused, granted, decided late; the review ends with the request
    (
        "--filed 2010-02-03 --expedite --expedite-determined 2010-02-10 --expedite-outcome denied",
        "2010-02-11",
        [("expedition_review", "2010-02-10", None)],
    ),
    ("--filed 2010-02-03 --expedite --expedite-determined 2010-02-10 --expedite-outcome granted", "2010-02-11", []),
    (
        "--filed 2010-02-03 --expedite --determined 2010-03-01 --outcome granted --withdrawn 2010-03-02",
        "2010-03-02",
        [("expedition_review", "2010-02-14", "2010-03-01"), ("fees_barred", "2010-02-14", None)],
    ),
    # the act of 2007: notice of unusual circumstances on the appeal lifts the bar for the appeal
    (
        "--filed 2010-02-01 --determined 2010-02-26 --outcome denied --appealed 2010-03-01 --appeal-extended 2010-03-10",
        "2010-04-13",
        [("constructive_exhaustion", "2010-04-13", None)],
    ),
]


@pytest.mark.parametrize(("facts", "as_of", "expected"), CONSEQUENCES)
def test_a_missed_limit_has_the_consequences_that_the_law_attaches_to_it(
    facts: str, as_of: str, expected: list[tuple[str, str, str | None]]
) -> None:
    """Each missed limit has the consequences that the law attaches to it, from their first day to the day that ended them, each
    with an authority: exhaustion and its end (552(a)(6)(C)(i)), the bar on fees (552(a)(4)(A)(viii)), review of expedition
    (552(a)(6)(E)(iii)) and lapsed rights.
    """
    found = report_on(facts, as_of).consequences
    assert expected == [(c.key, str(c.since), str(c.until) if c.until else None) for c in found]
    assert all(c.authority for c in found)


@pytest.mark.parametrize("case", list(cases("consequences.csv")), ids=lambda case: f"{case['facts']} {case['as_of']}")
def test_the_door_to_court_opens_and_closes_with_exhaustion(case: dict[str, str]) -> None:
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


OPENS: list[tuple[str, str, str | None]] = [
    ("--filed 2010-02-01", "2010-03-02", None),
    ("--filed 2010-02-01", "2010-03-03", "2010-03-03"),
    ("--filed 2010-02-01 --info-asked 2010-02-10..", "2010-06-01", None),
    (f"--filed 2010-02-01 --determined 2010-06-01 {DENIED}", "2010-06-01", None),
    (f"--filed 2010-02-01 --determined 2010-06-01 {DENIED} --appealed 2010-06-15", "2010-07-15", "2010-07-15"),
    (f"--filed 2010-02-01 --determined 2010-06-01 {DENIED} --sued 2010-05-28", "2010-06-02", "2010-03-03"),
    (f"--filed 2010-02-01 --determined 2010-03-01 {DENIED}", "2010-05-01", None),
    (
        f"--filed 2010-02-01 --determined 2010-03-01 {DENIED} --appealed 2010-03-08 --appeal-determined 2010-03-22",
        "2010-03-22",
        "2010-03-22",
    ),
    ("--filed 2010-02-01", "2016-03-03", "2010-03-03"),
    ("--filed 2010-02-01", "2016-03-04", None),
    ("--filed 2010-02-01 --withdrawn 2010-03-10", "2010-03-11", None),
    ("--filed 2024-01-02 --appealed 2024-02-05", "2024-03-06", "2024-02-01"),
    # withdrawn on the day after the decision on expedition was missed, and sued the same day
    ("--filed 2010-02-01 --expedite-asked 2010-02-27 --sued 2010-03-10 --withdrawn 2010-03-10", "2010-03-11", "2010-03-03"),
    # an appeal made too early opens nothing while the request may still be determined in time
    ("--filed 2024-01-02 --extended 2024-01-10 --appealed 2024-01-03", "2024-02-02", None),
    ("--filed 2024-01-02 --extended 2024-01-10 --appealed 2024-01-03 --appeal-determined 2024-01-25", "2024-02-02", None),
]


@pytest.mark.parametrize(("facts", "as_of", "expected"), OPENS)
def test_the_first_day_to_sue_is_told_only_while_the_door_to_court_is_open(
    facts: str, as_of: str, expected: str | None
) -> None:
    """The first day to sue as things stand is the day on which remedies were exhausted (552(a)(6)(C)(i)), and there is none
    while the door to court is closed.
    """
    opens = report_on(facts, as_of).state_of("suit").opens
    assert expected == (str(opens) if opens else None)


NEXT: list[tuple[str, str, tuple[str, str] | None]] = [
    ("--filed 2010-02-01", "2010-02-16", ("acknowledgment", "2010-02-16")),
    ("--filed 2010-02-01", "2010-02-17", ("determination", "2010-03-02")),
    ("--filed 2010-02-03 --expedite", "2010-02-04", ("expedited_decision", "2010-02-13")),
    ("--filed 2010-02-01", "2010-03-03", None),  # the last day to sue is six years off
    ("--filed 2010-02-01", "2015-03-01", None),  # and a day more than one
    ("--filed 2010-02-01", "2015-03-02", ("suit", "2016-03-02")),  # the day to rely on (C14)
    ("--filed 2010-02-01", "2016-03-03", ("suit", "2016-03-03")),  # once it has passed, the last day
    ("--filed 2010-02-01 --info-asked 2010-02-16..", "2010-05-03", ("determination", "2010-05-18")),
    ("--filed 2010-02-01", "2026-11-24", None),
    ("--filed 2024-01-02 --determined 2024-02-15 --outcome denied", "2024-06-03", None),
    ("--filed 2010-02-01 --sued 2010-03-08", "2010-03-09", ("service", "2010-07-06")),
    ("--filed 2010-02-01 --sued 2010-03-08 --served 2010-03-08", "2010-03-09", ("answer", "2010-04-07")),
    ("--filed 2010-02-01 --sued 2010-03-08 --served 2010-03-08", "2010-04-07", ("answer", "2010-04-07")),
    ("--filed 2010-02-01 --sued 2010-03-08", "2010-07-07", None),
]


@pytest.mark.parametrize(("facts", "as_of", "expected"), NEXT)
def test_what_comes_next_is_the_earliest_date_still_to_come(facts: str, as_of: str, expected: tuple[str, str] | None) -> None:
    """What comes next is the earliest pending date, else the earliest projected one within a year, and never a date that is
    past.
    """
    found = report_on(facts, as_of).next
    assert expected == ((found.key, str(found.date)) if found else None)


AHEAD: list[tuple[str, str, str, str, int, bool]] = [
    ("--filed 2010-02-01", "2010-02-17", "agency", "2010-03-02", 13, False),  # of a duty the due date, whoever relies on it
    ("--filed 2010-02-01", "2016-03-01", "requester", "2016-03-03", 1, False),
    ("--filed 2010-02-01", "2016-03-03", "requester", "2016-03-03", 0, True),
    ("--filed 2024-02-01 --determined 2024-02-29", "2024-05-01", "requester", "2024-05-29", 28, False),  # nothing contested
    ("--filed 2024-02-01 --determined 2024-03-04", "2024-05-29", "requester", "2024-06-02", 2, False),  # C13: a Sunday
    ("--filed 2024-02-01 --determined 2024-03-04", "2024-06-01", "requester", "2024-06-02", 1, True),
]


@pytest.mark.parametrize(("facts", "as_of", "binds", "due", "ahead", "passed"), AHEAD)
def test_what_comes_next_of_a_right_is_the_day_to_rely_on_until_it_has_passed(
    facts: str, as_of: str, binds: str, due: str, ahead: int, passed: bool
) -> None:
    """What comes next of a right of the requester is the day to rely on; once that has passed it is the last day, and it is
    said that the other has passed (C13, C14).
    """
    found = report_on(facts, as_of).next
    assert found
    assert (binds, due, ahead, passed) == (found.binds, str(found.due), found.ahead, found.cautious_passed)


LATE: list[tuple[str, str, str, tuple[int, int] | None, tuple[int, int] | None]] = [
    ("--filed 2010-02-01", "2010-03-01", "determination", None, (1, 1)),
    ("--filed 2010-02-01", "2010-03-02", "determination", None, (0, 0)),
    ("--filed 2010-02-01", "2010-03-03", "determination", (1, 1), None),
    ("--filed 2010-02-01", "2010-03-08", "determination", (4, 6), None),
    ("--filed 2010-02-01 --determined 2010-03-06", "2010-12-01", "determination", (3, 4), None),
    ("--filed 2010-02-01 --withdrawn 2010-03-05", "2010-12-01", "determination", (3, 3), None),
    ("--filed 2010-02-01", "2016-03-07", "suit", (2, 4), None),
    ("--filed 2010-02-01", "2010-02-17", "acknowledgment", (1, 1), None),
    ("--filed 2010-02-01 --determined 2010-03-01", "2010-04-05", "appeal", (3, 5), None),
    ("--filed 2010-02-01 --info-asked 2010-02-10..", "2010-02-17", "determination", None, (14, 20)),
    (
        "--filed 2010-02-03 --expedite --determined 2010-03-01 --withdrawn 2010-03-10",
        "2010-12-01",
        "expedited_decision",
        (10, 16),
        None,
    ),
    # stretches that begin before the calendar of working days are not counted
    ("--filed 1970-12-01 --determined 1971-01-01", "1971-01-01", "appeal", None, (20, 30)),
    ("--filed 1968-01-01 --appealed 1968-02-01 --appeal-determined 1968-03-01", "1970-12-31", "suit", None, None),
    (
        "--filed 1968-01-01 --appealed 1968-02-01 --appeal-determined 1968-03-01",
        "1974-03-01",
        "suit",
        None,
        None,
    ),  # a right to sue is no countdown
]


@pytest.mark.parametrize(("facts", "as_of", "key", "late", "left"), LATE)
def test_days_late_and_left_do_not_count_the_first_day(
    facts: str, as_of: str, key: str, late: tuple[int, int] | None, left: tuple[int, int] | None
) -> None:
    """How late a deadline is, and how much is left, is told in working and in calendar days, with the first day left out and
    the last one counted.
    """
    stated = report_on(facts, as_of).state_of(key)
    assert (late, left) == (stated.late, stated.left)


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
def test_the_next_date_is_that_of_whom_the_answer_serves(
    facts: str, as_of: str, serves: Audience, expected: str, source: str, passed: bool
) -> None:
    """What comes next is the requester's cautious date of a right or the agency's earliest date of a duty for the side that the
    answer serves, and the plain last day for the other side (policy of this program).
    """
    found = replace(report_on(facts, as_of), serves=serves)
    coming = found.next
    assert coming
    assert (expected, passed) == (f"{coming.key} {coming.date}", coming.cautious_passed), source
    assert passed == found.state_of(coming.key).rely_on_passed
