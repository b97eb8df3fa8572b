"""What people read, as snapshots: reviewed by eye once, then guarded. `pytest --update-golden` writes them anew."""

from calendar import monthrange
from datetime import date

import pytest

from foiacalc.calendar.workdays import WEEKDAYS
from foiacalc.render import grid, plain, terminal
from tests.conftest import Guard, report_on

STORIES: dict[str, tuple[str, str]] = {
    "bare": ("--filed 2010-02-01", "2010-10-28"),
    "ndlon": ("--filed 2010-02-03 --expedite --sued 2010-04-27 --agency ICE --id NDLON", "2010-10-28"),
    "tolled_extended": (
        "--filed 2024-02-01 --info-asked 2024-02-08..2024-02-14 --fee-asked 2024-02-13..2024-02-20 --extended 2024-03-04+5",
        "2024-03-06",
    ),
    "answered_late": ("--filed 2021-06-01 --agency DHS --determined 2021-08-16 --outcome partial", "2021-09-01"),
    "in_suit": (
        "--filed 2018-11-20 --agency FBI --acknowledged 2018-12-03 --sued 2019-02-05 --served 2019-02-08 --answered 2019-03-15",
        "2019-04-01",
    ),
    "before_the_act": ("--filed 1974-06-03", "2010-10-28"),
}


@pytest.mark.parametrize("story", STORIES)
def test_each_story_in_a_pipe_is_the_one_read_by_eye(story: str, guard: Guard) -> None:
    """Each story as text in a pipe is the one that was read by eye and kept."""
    guard(f"{story}.txt", plain.status(report_on(*STORIES[story])))


@pytest.mark.parametrize("story", STORIES)
def test_each_story_on_a_terminal_is_the_one_read_by_eye(story: str, guard: Guard) -> None:
    """Each story on a terminal of 100 columns without color is the one that was read by eye and kept."""
    screen = terminal.Screen(100, colour=False)
    guard(f"{story}.terminal.txt", terminal.status(report_on(*STORIES[story]), screen))


EXPLAINED = [("bare", "determination"), ("tolled_extended", "determination"), ("ndlon", "suit"), ("ndlon", "answer")]


@pytest.mark.parametrize(("story", "key"), EXPLAINED)
def test_each_explanation_is_the_one_read_by_eye(story: str, key: str, guard: Guard) -> None:
    """Each explanation, in a pipe and as months on a terminal in the C locale, is the one that was read by eye and kept."""
    found = report_on(*STORIES[story])
    screen = terminal.Screen(100, colour=False, ascii_only=True)
    guard(f"{story}.{key}.txt", plain.explain(found, key))
    guard(f"{story}.{key}.terminal.txt", terminal.explain(found, key, screen))


MONTHS = ["2026-10-20", "2026-02-02", "2026-08-03", "2025-06-02"]  # with months that begin or end on a Sunday


@pytest.mark.parametrize("filed", MONTHS)
def test_the_weeks_of_a_month_begin_on_sunday(filed: str) -> None:
    """Each day of a month stands under its own weekday, and the first of seven is Sunday, as in an American calendar."""
    count = report_on(f"--filed {filed}", filed).state_of("determination").deadline.count
    assert count
    months = list(grid.months(count, count.days()))
    assert grid.WEEK[0] == "Sunday"
    for month in months:
        name, year = month.name.split()
        number = grid._NAMES.index(name) + 1
        cells = [(grid.WEEK[at], cell.day) for week in month.weeks for at, cell in enumerate(week) if cell]
        assert cells == [(WEEKDAYS[date(int(year), number, day).weekday()], day) for _, day in cells]
        assert len(cells) == monthrange(int(year), number)[1]


@pytest.mark.parametrize("width", [20, 60, 80, 100, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    """No line is wider than the terminal, whatever its width and with a long name."""
    found = report_on("--filed 2010-02-01 --id " + "long" * 40, "2010-10-28")
    drawn = terminal.status(found, terminal.Screen(width, colour=False, styled=False))
    assert max(map(len, drawn.splitlines())) <= width


DRAWN: list[tuple[str, str, str, bool]] = [  # facts, day, the last day of the scale, whether the suit has a line on it
    ("--filed 2026-10-20 --agency FBI", "2026-11-25", "2026-11-25", False),  # six years off
    ("--filed 2026-10-20 --agency FBI", "2032-03-01", "2032-11-19", True),  # within a year
    ("--filed 2026-11-20 --agency FBI", "2026-11-25", "2027-04-16", False),  # of an appeal, as projected
    ("--filed 2021-06-01 --agency DHS --determined 2021-08-16 --outcome partial", "2021-09-01", "2022-01-26", False),
    ("--filed 2010-02-01", "2016-04-01", "2016-04-01", True),  # lapsed
]


@pytest.mark.parametrize(("facts", "day", "last", "suit"), DRAWN)
def test_the_scale_of_a_terminal_ends_with_what_is_near(facts: str, day: str, last: str, suit: bool) -> None:
    """The scale drawn with --full ends with the last day that is near: the last day to sue stands on it only within a year."""
    lines = terminal.status(report_on(facts, day), terminal.Screen(120, colour=False, styled=False), full=True).splitlines()
    key = next(n for n, line in enumerate(lines) if line.startswith("\N{BLACK CIRCLE} done"))
    assert lines[key - 1].endswith(last)
    drawn = [line for line in lines[:key] if "\N{BOX DRAWINGS LIGHT HORIZONTAL}" in line]
    assert suit == any(line.startswith("suit ") for line in drawn)
    assert drawn


def test_markup_in_a_name_is_text() -> None:
    """Markup and escape codes in a name are text on a terminal and in a pipe."""
    found = report_on("--filed 2010-02-01 --id '[bold]x[/bold]\x1b[31m'", "2010-10-28")
    assert "[bold]x[/bold]?[31m" in terminal.status(found, terminal.Screen(100, colour=False))
    assert "[bold]x[/bold]?[31m" in plain.status(found)
