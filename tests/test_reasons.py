"""Why the day to rely on is another day, in words: what closed the offices then, and which point is contested."""

import pytest

from foiacalc import law
from foiacalc.clock.readings import closures
from foiacalc.clock.reasons import SHORT, left_out, reasons
from tests.conftest import report_on

WHY: list[tuple[str, str, str, str]] = [  # facts, day, the reason, its source
    ("--filed 2010-02-01", "2010-03-05", "snow closures, C4", "OPM: closed 2010-02-08 to 02-11"),
    ("--filed 2025-09-15", "2025-11-01", "lapse in appropriations, C4", "no money from 2025-10-01 to 11-12"),
    ("--filed 2012-10-22", "2012-11-20", "weather closures, C4", "Hurricane Sandy, 2012-10-29 and 30"),
    ("--filed 2026-01-05", "2026-02-05", "snow closures and lapse in appropriations, C4", "2026-01-26 and 27, then the lapse"),
    ("--filed 2024-03-04 --closed 2024-03-10..2024-03-12", "2024-04-02", "closures you entered, C4", "none in the table"),
    ("--filed 2009-01-15", "2009-02-14", "Inauguration Day, C2", "2009-01-20"),
    ("--filed 2024-03-02", "2024-03-30", "receipt on a nonworking day, C10", "2024-03-02 is a Saturday"),
    (
        "--filed 2024-12-05",
        "2025-01-07",
        "closures by executive order, C3; snow closures, C4",
        "2024-12-24, 2025-01-06, 01-07 and 01-09",
    ),
]


@pytest.mark.parametrize(("facts", "day", "expected", "source"), WHY)
def test_the_reason_for_the_cautious_date_says_what_closed_the_offices(
    facts: str, day: str, expected: str, source: str
) -> None:
    """The reason for the cautious date says in words, and by the number of the contested point, what closed the offices between
    the start of the count and that date.
    """
    found = report_on(facts, day)
    deadline = found.state_of("determination").deadline
    assert deadline.cautious
    assert expected == reasons(found.case, deadline.explain(), deadline.cautious), source


# facts, day, the first day and the point of each closure that the cautious date of the determination leaves out, the reason
LEFT_OUT: list[tuple[str, str, list[str], str]] = [
    ("--filed 2010-02-03 --agency ICE", "2010-03-05", ["2010-02-08 C4"], "OPM: closed 2010-02-08 to 02-11"),
    ("--filed 2010-02-12 --agency ICE", "2010-03-15", [], "the snow was over, so no date moves"),
    ("--filed 2010-02-09", "2010-03-15", ["2010-02-08 C4"], "closed from before the count began until in it"),
    ("--filed 2026-01-05", "2026-02-12", ["2026-01-26 C4", "2026-01-27 C4", "2026-01-31 C4"], "snow twice, then the lapse"),
    (
        "--filed 2026-01-05 --info-asked 2026-01-26..2026-01-27",
        "2026-02-12",
        ["2026-01-31 C4"],
        "the clock was stopped while snow closed the offices",
    ),
    ("--filed 2026-01-05 --agency DOJ", "2026-02-12", ["2026-01-26 C4", "2026-01-27 C4"], "Justice had money on 2026-01-31"),
    ("--filed 2009-01-15", "2009-02-14", ["2009-01-20 C2"], "5 U.S.C. 6103(c)"),
    ("--filed 2024-03-02", "2024-03-30", [], "C10 moves it, and no office was closed"),
    ("--filed 2024-03-04 --closed 2024-03-10..2024-03-12", "2024-04-02", ["2024-03-10 C4"], "as entered"),
    (
        "--filed 2024-03-04 --closed 2024-03-09..2024-03-10 --closed 2024-03-12..2024-03-12",
        "2024-04-02",
        ["2024-03-12 C4"],
        "2024-03-09 and 10 are a weekend",
    ),
    ("--filed 2013-09-20 --agency SEC", "2013-11-01", ["2013-10-01 C4"], "no money from 2013-10-01 to 10-16"),
    ("--filed 2013-09-20 --agency USPS", "2013-11-01", [], "the Postal Service had money"),
    (
        "--filed 2024-12-05",
        "2025-01-07",
        ["2024-12-24 C3", "2025-01-06 C4", "2025-01-07 C4", "2025-01-09 C3"],
        "E.O. 14129, OPM, OPM, E.O. 14133",
    ),
]


@pytest.mark.parametrize(("facts", "day", "expected", "why"), LEFT_OUT)
def test_the_closures_that_the_cautious_date_leaves_out_are_named(facts: str, day: str, expected: list[str], why: str) -> None:
    """Each closure that moved the cautious date is named: it closed this agency on a working day on which the clock ran."""
    found = report_on(facts, day)
    deadline = found.state_of("determination").deadline
    assert deadline.cautious
    closed = left_out(found.case, deadline.explain(), deadline.cautious)
    assert expected == [f"{closure.first} {closure.point}" for closure in closed], why


OTHERS: list[tuple[str, str, str, list[str], str]] = [  # the deadline, facts, day, closures, the reason
    (
        "determination",
        "--filed 2009-12-14 --agency DHS --reached-office 2010-01-02",
        "2010-02-20",
        ["2009-12-21 C4"],
        "the cap on routing, counted from the first receipt, ends a day later (552(a)(6)(A))",
    ),
    (
        "determination",
        "--filed 2014-02-28 --received 2014-03-06 --agency ICE --reached-office never --info-asked 2014-03-15..2014-03-19",
        "2014-05-20",
        ["2014-03-17 C4"],
        "a question does not toll the time to route the request",
    ),
    (
        "determination",
        "--filed 2025-01-04 --agency FBI --info-asked 2025-01-06..2025-01-07",
        "2025-02-06",
        ["2025-01-06 C4", "2025-01-07 C4", "2025-01-09 C3"],
        "a Saturday's request is received on the next working day, which snow moved (C10)",
    ),
    (
        "expedited_decision",
        "--filed 2026-01-22 --expedite",
        "2026-01-28",
        ["2026-01-31 C4"],
        "calendar days: the snow of 2026-01-26 and 27 counts, and the last day moves past the lapse",
    ),
    (
        "expedited_decision",
        "--filed 2025-01-02 --received 2025-01-04 --agency USPS --expedite",
        "2025-01-10",
        ["2025-01-06 C4", "2025-01-07 C4"],
        "counted from receipt on a Saturday (C5, C10), so from the working day after the snow",
    ),
    (
        "answer",
        "--filed 1995-01-05 --sued 1995-11-16 --served 1995-11-16",
        "1995-12-01",
        ["1995-12-16 C4"],
        "thirty calendar days end within the second lapse, not the first",
    ),
]


@pytest.mark.parametrize(("key", "facts", "day", "expected", "why"), OTHERS)
def test_a_closure_is_named_only_where_it_moves_the_cautious_date(
    key: str, facts: str, day: str, expected: list[str], why: str
) -> None:
    """A closure is named if it moves the routing, the receipt or the last day, and not if it only lies within calendar days."""
    found = report_on(facts, day)
    deadline = found.state_of(key).deadline
    assert deadline.cautious
    closed = left_out(found.case, deadline.explain(), deadline.cautious)
    assert expected == [f"{closure.first} {closure.point}" for closure in closed], why


def test_no_closure_moves_the_time_to_appeal() -> None:
    """The cautious last day to appeal, here moved by C13, leaves no closure out: closures concern the agency's duties alone."""
    found = report_on("--filed 2009-09-01 --agency ICE --determined 2010-01-13 --outcome denied", "2010-03-20")
    appeal = found.state_of("appeal").deadline
    assert appeal.cautious
    assert ["C13"] == [moved.point for moved in appeal.contested]
    assert [] == left_out(found.case, appeal.explain(), appeal.cautious)


def test_a_closure_for_another_reason_than_weather_is_not_called_weather(monkeypatch: pytest.MonkeyPatch) -> None:
    """A whole-day closure of the kind other, as of a city after an attack, is an office closure in the reason, not weather."""
    attack = [closure._replace(kind="other", title="Attacks: offices closed") for closure in closures()]
    monkeypatch.setattr("foiacalc.clock.reasons.closures", lambda: attack)
    found = report_on("--filed 2010-02-01", "2010-03-05")
    deadline = found.state_of("determination").deadline
    assert deadline.cautious
    assert "office closures, C4" == reasons(found.case, deadline.explain(), deadline.cautious)


def test_every_contested_point_has_words_for_its_reason() -> None:
    """Every contested point of the law has words that can stand before its number, so that a point added to the law without
    them is noticed.
    """
    assert law.POINTS.keys() == SHORT.keys()
    assert all(says.strip() and says[-1].isalpha() for says in SHORT.values())
