"""Why the day to rely on is another day, in words: what closed the offices then, and which point is contested."""

import pytest

from foiacalc import law
from foiacalc.clock.readings import closures
from foiacalc.clock.reasons import SHORT, reasons
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
