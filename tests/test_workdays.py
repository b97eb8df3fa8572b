"""The calendar of working days: why a day is closed, and counts checked by hand, by a plain walk, and by their own laws."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foiacalc.calendar.workdays import FIRST, FIRST_WORKING, LAST, Calendar, OutsideCalendar, Tolled, legal, own_dates, weekdays
from tests import statute
from tests.conftest import cases
from tests.statute import DAY

ROWS = list(cases("workdays.csv"))
RANGE = "runs from 1971-01-01 to 2100-12-31"


def name(row: dict[str, str]) -> str:
    return f"{row['day']} {row['n']}".strip()


@pytest.mark.parametrize("row", [row for row in ROWS if not row["n"]], ids=name)
def test_why_a_day_is_closed(row: dict[str, str]) -> None:
    """Weekends and legal public holidays as observed, and nothing that people wrongly expect."""
    closed = legal().why_closed(date.fromisoformat(row["day"]))
    assert row["expected"] == (closed[0] if closed else "working"), row["source"]
    assert legal().is_working(date.fromisoformat(row["day"])) == (row["expected"] == "working")


@pytest.mark.parametrize("row", [row for row in ROWS if row["n"]], ids=name)
def test_nth_working_day_after_a_day(row: dict[str, str]) -> None:
    """The day itself is day 0."""
    day, n, expected = date.fromisoformat(row["day"]), int(row["n"]), date.fromisoformat(row["expected"])
    assert expected == legal().after(day, n), row["source"]
    assert n == legal().between(day, expected)


def test_every_count_of_125_years_is_that_of_a_plain_walk() -> None:
    """From every day of 1975 to 2099, walked day by day over the statute's own holidays."""
    lengths = (1, 10, 20, 30, 90)
    for start, expected in statute.walk(date(1975, 1, 1), date(2099, 12, 31), lengths):
        assert expected == [legal().after(start, n) for n in lengths]


@pytest.mark.parametrize(
    ("day", "closed", "kind"),
    [
        (date(2010, 2, 13), "Saturday", "weekend"),
        (date(2010, 2, 15), "Washington's Birthday", "holiday"),
        (date(2010, 2, 16), "flood", "closed"),
    ],
)
def test_kinds_of_closed_days(day: date, closed: str, kind: str) -> None:
    """A weekend or holiday stays what it is, whatever is closed besides."""
    flood = {date(2010, 2, d): "flood" for d in (13, 15, 16)}
    assert (closed, kind) == legal().without(flood).why_closed(day)


OWN_DATES: list[tuple[date, bool, str]] = [
    (date(2021, 12, 24), True, "in lieu of Saturday, 25 December 2021"),
    (date(2021, 6, 18), True, "in lieu of Saturday, 19 June 2021"),
    (date(2016, 12, 26), True, "in lieu of Sunday, 25 December 2016"),
    (date(2021, 7, 5), True, "in lieu of Sunday, 4 July 2021"),
    (date(2010, 12, 31), True, "in lieu of Saturday, 1 January 2011"),
    (date(2021, 12, 25), False, "a Saturday"),
    (date(2024, 12, 25), False, "Christmas Day on a Wednesday"),
    (date(2010, 2, 15), False, "a Monday holiday is on its own date"),
]


@pytest.mark.parametrize(("day", "working", "source"), OWN_DATES)
def test_in_lieu_days_are_working_days_by_own_dates(day: date, working: bool, source: str) -> None:
    """The reading of contested point C1 that a requester may rely on."""
    assert working == own_dates().is_working(day), source


# The ends of the calendar


@pytest.mark.parametrize("day", [date(1970, 12, 31), date(2101, 1, 1)])
def test_days_outside_the_calendar_are_refused_with_its_range(day: date) -> None:
    """No question about them is answered, whichever it is."""
    inside = date(2000, 1, 3)
    questions: list[Callable[[], object]] = [
        lambda: legal().is_working(day),
        lambda: legal().after(day, 1),
        lambda: legal().after(day, 0),
        lambda: legal().before(day, 0),
        lambda: legal().between(day, inside),
        lambda: legal().between(inside, day),
        lambda: legal().on_or_after(day),
        lambda: legal().on_or_before(day),
        lambda: list(legal().ledger(day - DAY, day)),
    ]
    for ask in questions:
        with pytest.raises(OutsideCalendar, match=f"{day} is outside .* {RANGE}"):
            ask()


def test_the_calendars_own_ends_are_inside() -> None:
    """1971-01-01 and 2100-12-31 are both New Year's Days, observed."""
    assert not legal().is_working(FIRST)
    assert not legal().is_working(LAST)
    assert FIRST_WORKING == date(1971, 1, 4) == legal().after(FIRST, 1)
    assert date(2100, 12, 30) == legal().after(date(2100, 12, 29), 1)


def test_counts_that_leave_the_calendar_are_refused() -> None:
    """Also with closures, and whether counting, moving forward or moving back."""
    late = date(2100, 12, 29)
    questions: list[Callable[[], object]] = [
        lambda: legal().after(late, 2),
        lambda: legal().after(late, 10**9),
        lambda: legal().without({date(2100, 12, 30): "storm"}).after(late, 1),
        lambda: legal().after(late, 1, [Tolled(date(2100, 12, 30), LAST, "question")]),
        lambda: legal().on_or_after(LAST),
        lambda: legal().on_or_before(FIRST),
    ]
    for ask in questions:
        with pytest.raises(OutsideCalendar, match=RANGE):
            ask()


def test_a_negative_count_is_refused() -> None:
    """Counting back is another question, and so is counting back from there."""
    for ask in (legal().after, legal().before):
        with pytest.raises(ValueError, match="negative"):
            ask(date(2010, 2, 1), -1)


BEFORE: list[tuple[str, int, str, str]] = [
    ("2010-03-02", 20, "2010-02-01", "over Washington's Birthday"),
    ("2010-02-16", 1, "2010-02-12", "over a weekend and a holiday"),
    ("2010-02-15", 1, "2010-02-12", "from the holiday itself"),
    ("2010-02-13", 0, "2010-02-13", "none before a Saturday is that day"),
    ("1971-01-05", 1, "1971-01-04", "the first working day of the calendar"),
]


@pytest.mark.parametrize(("day", "n", "expected", "source"), BEFORE)
def test_nth_working_day_before_a_day(day: str, n: int, expected: str, source: str) -> None:
    """The day itself is day 0, counting back."""
    assert date.fromisoformat(expected) == legal().before(date.fromisoformat(day), n), source


def test_every_monday_to_friday_is_a_weekday() -> None:
    """Holidays too, for the people who count so."""
    assert date(2010, 3, 1) == weekdays().after(date(2010, 2, 1), 20)
    assert weekdays().is_working(date(2010, 2, 15))
    assert not weekdays().is_working(date(2010, 2, 14))


# Laws

calendar_days = st.dates(date(1971, 1, 1), date(2095, 12, 31))
lengths = st.integers(0, 400)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """The statute's calendar, or one with more days closed, in one go or two."""
    calendar = legal()
    for reason in draw(st.sampled_from([(), ("storm",), ("storm", "lapse")])):
        first = draw(calendar_days)
        offsets = draw(st.sets(st.integers(0, 60), max_size=20))
        calendar = calendar.without({first + n * DAY: reason for n in offsets})
    return calendar


@st.composite
def counts(draw: st.DrawFn) -> tuple[Calendar, date, int]:
    """A calendar, a day and a number, the closures near enough to matter."""
    day = draw(calendar_days)
    offsets = draw(st.sets(st.integers(-20, 60), max_size=20))
    calendar = legal().without({day + n * DAY: "storm" for n in offsets if day + n * DAY >= FIRST})
    return calendar, day, draw(lengths)


@given(counts(), st.integers(1, 400))
def test_between_undoes_after(count: tuple[Calendar, date, int], n: int) -> None:
    """There are n working days up to the n-th, which is a working day."""
    calendar, day, _ = count
    last = calendar.after(day, n)
    assert n == calendar.between(day, last)
    assert calendar.is_working(last)


@given(counts(), st.integers(1, 600))
def test_after_undoes_between(count: tuple[Calendar, date, int], days: int) -> None:
    """Counting out the working days up to a day ends on it, or on the last working day before it."""
    calendar, day, _ = count
    last = day + days * DAY
    expected = calendar.on_or_before(last) if calendar.between(day, last) else day
    assert expected == calendar.after(day, calendar.between(day, last))


@given(calendars(), calendar_days, calendar_days, calendar_days)
def test_between_adds_up(calendar: Calendar, a: date, b: date, c: date) -> None:
    """Counts in a row are one count, and a count back is the same with a minus."""
    assert calendar.between(a, c) == calendar.between(a, b) + calendar.between(b, c)
    assert calendar.between(a, b) == -calendar.between(b, a)


@given(counts(), st.integers(0, 30), st.integers(0, 30))
def test_a_later_day_or_a_longer_count_never_ends_earlier(count: tuple[Calendar, date, int], days: int, more: int) -> None:
    """A count is monotone in both, strictly so in its length."""
    calendar, day, n = count
    assert calendar.after(day, n) <= calendar.after(day + days * DAY, n)
    assert calendar.after(day, n + more) >= calendar.after(day, n) + more * DAY


@given(counts())
def test_closures_behave_as_days_removed(count: tuple[Calendar, date, int]) -> None:
    """A calendar without some days counts the list of the others."""
    calendar, day, n = count
    days = (day + k * DAY for k in range(1, 800))
    left = [d for d in days if legal().is_working(d) and d.toordinal() not in calendar.closed]
    assert (left[n - 1] if n else day) == calendar.after(day, n)
    assert left == [d for d in (day + k * DAY for k in range(1, 800)) if calendar.is_working(d)]


@given(counts(), counts())
def test_closures_add_up(one: tuple[Calendar, date, int], other: tuple[Calendar, date, int]) -> None:
    """Closing days in two steps or in one is the same, and the first calendar is left as it was."""
    calendar, day, n = one
    closed, more = ({date.fromordinal(o): why for o, why in c.closed.items()} for c in (calendar, other[0]))
    before = calendar.after(day, n)
    assert legal().without(closed | more).after(day, n) == calendar.without(more).after(day, n)
    assert before == calendar.after(day, n)


def test_closures_on_days_that_do_not_count_change_nothing() -> None:
    """A weekend, a holiday, a day outside the calendar."""
    nothing = {date(2010, 2, 13): "storm", date(2010, 2, 15): "storm", date(1970, 12, 31): "storm", date(2101, 1, 3): "storm"}
    assert date(2010, 3, 2) == legal().without(nothing).after(date(2010, 2, 1), 20)


def test_a_closed_day_moves_the_end_by_a_working_day() -> None:
    """The four days of snow of 2010, left out of the count, move 2 March to 8 March."""
    snow = {date(2010, 2, d): "snow" for d in (8, 9, 10, 11)}
    assert date(2010, 3, 8) == legal().without(snow).after(date(2010, 2, 1), 20)


@given(calendars(), calendar_days)
def test_on_or_after_and_on_or_before(calendar: Calendar, day: date) -> None:
    """A working day stays; any other day moves over closed days only."""
    later = calendar.on_or_after(day)
    assert calendar.is_working(later)
    assert not [d for d in (day + n * DAY for n in range((later - day).days)) if calendar.is_working(d)]
    if day > date(1971, 1, 3):
        earlier = calendar.on_or_before(day)
        assert calendar.is_working(earlier)
        assert not [d for d in (day - n * DAY for n in range((day - earlier).days)) if calendar.is_working(d)]


# Tolling and the ledger


@st.composite
def tolled_counts(draw: st.DrawFn) -> tuple[Calendar, date, int, list[Tolled]]:
    """A count with up to three spans tolled, in order and disjoint, the first perhaps begun before it."""
    calendar, day, _ = draw(counts())
    spans = []
    first = day + draw(st.integers(-10, 30)) * DAY
    for _ in range(draw(st.integers(0, 3))):
        last = first + draw(st.integers(0, 20)) * DAY
        if first >= FIRST:
            spans.append(Tolled(first, last, "question"))
        first = last + draw(st.integers(1, 20)) * DAY
    return calendar, day, draw(st.integers(1, 60)), spans


@given(tolled_counts())
def test_the_ledger_agrees_with_the_count(count: tuple[Calendar, date, int, list[Tolled]]) -> None:
    """Its last day is the answer and has the number n; every day has a number or a reason, never both."""
    calendar, day, n, spans = count
    last = calendar.after(day, n, spans)
    ledger = list(calendar.ledger(day, last, spans))
    assert (last, n) == (ledger[-1].date, ledger[-1].number)
    assert [day + k * DAY for k in range(1, len(ledger) + 1)] == [line.date for line in ledger]
    assert list(range(1, n + 1)) == [line.number for line in ledger if line.number]
    for line in ledger:
        assert (line.number is None) == bool(line.reason)
        assert (line.kind == "counted") == bool(line.number)
        assert (line.kind == "tolled") == (
            calendar.is_working(line.date) and any(s.first <= line.date <= s.last for s in spans)
        )


@given(counts(), st.data())
def test_tolled_working_days_inside_the_count_move_its_end_by_as_many(
    count: tuple[Calendar, date, int], data: st.DataObject
) -> None:
    """The end moves by the k working days of the span, no more and no less."""
    calendar, day, n = count
    n = max(n, 1)
    end = calendar.after(day, n)
    first = data.draw(st.dates(day + DAY, end))
    last = first + data.draw(st.integers(0, 30)) * DAY
    moved = calendar.after(day, n, [Tolled(first, last, "question")])
    assert calendar.between(first - DAY, last) == calendar.between(end, moved)


TOLLED: list[tuple[list[tuple[str, str]], str, str]] = [
    ([], "2010-03-02", "not tolled"),
    ([("2010-02-08", "2010-02-09")], "2010-03-04", "two working days, both ends included"),
    ([("2010-02-12", "2010-02-16")], "2010-03-04", "over a weekend and a holiday: Friday and Tuesday"),
    ([("2010-02-13", "2010-02-15")], "2010-03-02", "nothing but days that do not count"),
    ([("2010-03-02", "2010-03-02")], "2010-03-03", "the last day itself"),
    ([("2010-03-03", "2010-03-10")], "2010-03-02", "begun after the last day: no effect"),
    ([("2010-02-08", "2010-02-08"), ("2010-03-03", "2010-03-03")], "2010-03-04", "the second reaches the moved last day"),
    ([("2010-01-25", "2010-02-02")], "2010-03-03", "begun before the count: only 2 February is in it"),
    ([("2010-01-25", "2010-02-01")], "2010-03-02", "ended on day 0"),
]


@pytest.mark.parametrize(("spans", "expected", "source"), TOLLED)
def test_twenty_working_days_after_2010_02_01_tolled(spans: list[tuple[str, str]], expected: str, source: str) -> None:
    """A span counts where it begins no later than the last day."""
    tolled = [Tolled(date.fromisoformat(first), date.fromisoformat(last), "question") for first, last in spans]
    assert date.fromisoformat(expected) == legal().after(date(2010, 2, 1), 20, tolled), source


def test_the_ledger_names_what_it_skips() -> None:
    """A week of February 2010 with a weekend, a holiday, a closure and a question."""
    calendar = legal().without({date(2010, 2, 11): "snow"})
    ledger = calendar.ledger(date(2010, 2, 10), date(2010, 2, 17), [Tolled(date(2010, 2, 16), date(2010, 2, 16), "question")])
    expected = [
        (None, "snow", "closed"),
        (1, None, "counted"),
        (None, "Saturday", "weekend"),
        (None, "Sunday", "weekend"),
        (None, "Washington's Birthday", "holiday"),
        (None, "question", "tolled"),
        (2, None, "counted"),
    ]
    assert expected == [line[1:] for line in ledger]


def test_the_ledger_of_no_days_is_empty() -> None:
    """Nothing comes after a day up to itself."""
    assert not list(legal().ledger(date(2010, 2, 1), date(2010, 2, 1)))
