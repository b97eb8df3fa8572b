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
def test_only_weekends_and_legal_public_holidays_are_no_working_days(row: dict[str, str]) -> None:
    """A day is no working day only if it is a Saturday, a Sunday or a legal public holiday as observed (552(a)(6)(A); 5 U.S.C.
    6103), and not because people expect it to be one; the row says why.
    """
    closed = legal().why_closed(date.fromisoformat(row["day"]))
    assert row["expected"] == (closed[0] if closed else "working"), row["source"]
    assert legal().is_working(date.fromisoformat(row["day"])) == (row["expected"] == "working")


@pytest.mark.parametrize("row", [row for row in ROWS if row["n"]], ids=name)
def test_the_nth_working_day_after_a_day_does_not_count_that_day(row: dict[str, str]) -> None:
    """The n-th working day after a day is counted with that day as day 0 (OIP, FOIA Post 2009 no. 1), and a count of the
    working days up to it gives n again.
    """
    day, n, expected = date.fromisoformat(row["day"]), int(row["n"]), date.fromisoformat(row["expected"])
    assert expected == legal().after(day, n), row["source"]
    assert n == legal().between(day, expected)


def test_every_count_from_1975_to_2099_is_that_of_a_walk_day_by_day() -> None:
    """Counts of 1, 10, 20, 30 and 90 working days from every day of 1975 to 2099 end where a walk day by day over the holidays
    of 5 U.S.C. 6103 ends.
    """
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
def test_a_weekend_or_holiday_stays_what_it_is_whatever_is_closed_besides(day: date, closed: str, kind: str) -> None:
    """A weekend or a holiday keeps its own name on a calendar on which more days are closed."""
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
def test_days_observed_in_lieu_of_a_holiday_are_working_days_by_the_holidays_own_dates(
    day: date, working: bool, source: str
) -> None:
    """A Friday or Monday observed in lieu of a holiday on a weekend (6103(b); E.O. 11582) is a working day on the calendar of
    the holidays' own dates, the reading of point C1 that a requester may rely on.
    """
    assert working == own_dates().is_working(day), source


# The ends of the calendar


@pytest.mark.parametrize("day", [date(1970, 12, 31), date(2101, 1, 1)])
def test_days_outside_the_calendar_are_refused_with_its_range(day: date) -> None:
    """Every question about a day outside 1971 to 2100 is refused, and the error names the range of the calendar."""
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


def test_the_calendar_includes_its_first_and_last_day() -> None:
    """The calendar includes January 1, 1971, and December 31, 2100, each a New Year's Day as observed, and begins to count on
    Monday, January 4, 1971.
    """
    assert not legal().is_working(FIRST)
    assert not legal().is_working(LAST)
    assert FIRST_WORKING == date(1971, 1, 4) == legal().after(FIRST, 1)
    assert date(2100, 12, 30) == legal().after(date(2100, 12, 29), 1)


def test_counts_that_end_outside_the_calendar_are_refused() -> None:
    """A count that would end outside the calendar is refused, also with closures or tolled days, and whether it counts, moves
    forward or moves back.
    """
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
    """A negative number of working days is refused, whether counted forward or back."""
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
def test_the_nth_working_day_before_a_day_does_not_count_that_day(day: str, n: int, expected: str, source: str) -> None:
    """The n-th working day before a day is counted back with that day as day 0, over weekends and holidays."""
    assert date.fromisoformat(expected) == legal().before(date.fromisoformat(day), n), source


def test_a_count_of_weekdays_does_not_leave_out_holidays() -> None:
    """The calendar of weekdays, which explains a common slip, counts holidays too: twenty weekdays after February 1, 2010, end
    on March 1, a day before the law's March 2.
    """
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
def test_the_working_days_up_to_the_nth_are_n(count: tuple[Calendar, date, int], n: int) -> None:
    """There are n working days up to the n-th working day after a day, and that day is itself a working day."""
    calendar, day, _ = count
    last = calendar.after(day, n)
    assert n == calendar.between(day, last)
    assert calendar.is_working(last)


@given(counts(), st.integers(1, 600))
def test_counting_out_the_working_days_up_to_a_day_ends_on_it(count: tuple[Calendar, date, int], days: int) -> None:
    """Counting out the working days up to a day ends on that day, or on the last working day before it."""
    calendar, day, _ = count
    last = day + days * DAY
    expected = calendar.on_or_before(last) if calendar.between(day, last) else day
    assert expected == calendar.after(day, calendar.between(day, last))


@given(calendars(), calendar_days, calendar_days, calendar_days)
def test_counts_of_working_days_one_after_the_other_add_up_to_one(calendar: Calendar, a: date, b: date, c: date) -> None:
    """Counts in a row add up to one count, and a count back is the same number with a minus."""
    assert calendar.between(a, c) == calendar.between(a, b) + calendar.between(b, c)
    assert calendar.between(a, b) == -calendar.between(b, a)


@given(counts(), st.integers(0, 30), st.integers(0, 30))
def test_a_later_day_or_a_longer_count_never_ends_earlier(count: tuple[Calendar, date, int], days: int, more: int) -> None:
    """A count from a later day never ends earlier, and a longer one ends at least as many days later."""
    calendar, day, n = count
    assert calendar.after(day, n) <= calendar.after(day + days * DAY, n)
    assert calendar.after(day, n + more) >= calendar.after(day, n) + more * DAY


@given(counts())
def test_a_closed_day_is_simply_left_out_of_the_count(count: tuple[Calendar, date, int]) -> None:
    """A calendar on which more days are closed counts the list of the other working days."""
    calendar, day, n = count
    days = (day + k * DAY for k in range(1, 800))
    left = [d for d in days if legal().is_working(d) and d.toordinal() not in calendar.closed]
    assert (left[n - 1] if n else day) == calendar.after(day, n)
    assert left == [d for d in (day + k * DAY for k in range(1, 800)) if calendar.is_working(d)]


@given(counts(), counts())
def test_closing_days_in_two_steps_or_in_one_is_the_same(
    one: tuple[Calendar, date, int], other: tuple[Calendar, date, int]
) -> None:
    """Closing days in two steps or in one gives the same counts, and the first calendar is left as it was."""
    calendar, day, n = one
    closed, more = ({date.fromordinal(o): why for o, why in c.closed.items()} for c in (calendar, other[0]))
    before = calendar.after(day, n)
    assert legal().without(closed | more).after(day, n) == calendar.without(more).after(day, n)
    assert before == calendar.after(day, n)


def test_closures_on_days_that_do_not_count_change_nothing() -> None:
    """A closure on a weekend, on a holiday or on a day outside the calendar changes no count."""
    nothing = {date(2010, 2, 13): "storm", date(2010, 2, 15): "storm", date(1970, 12, 31): "storm", date(2101, 1, 3): "storm"}
    assert date(2010, 3, 2) == legal().without(nothing).after(date(2010, 2, 1), 20)


def test_four_days_of_snow_left_out_move_the_end_by_four_working_days() -> None:
    """The four days of snow of February 8 to 11, 2010, left out of the count, move its end from March 2 to March 8 (C4)."""
    snow = {date(2010, 2, d): "snow" for d in (8, 9, 10, 11)}
    assert date(2010, 3, 8) == legal().without(snow).after(date(2010, 2, 1), 20)


@given(calendars(), calendar_days)
def test_a_last_day_moves_over_closed_days_only_to_the_nearest_working_day(calendar: Calendar, day: date) -> None:
    """A working day stays where it is; any other day moves forward or back over closed days only, to the nearest
    working day.
    """
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
def test_the_count_day_by_day_agrees_with_the_date(count: tuple[Calendar, date, int, list[Tolled]]) -> None:
    """The count day by day ends on the date that the count gives, with the number n; every day in it has a number or a reason,
    never both, and only tolled working days are called tolled.
    """
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
    """A span tolled within the count moves its end by the working days of the span, no more and no fewer (552(a)(6)(A)(ii))."""
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
def test_a_tolled_span_moves_the_limit_if_it_begins_by_the_last_day(
    spans: list[tuple[str, str]], expected: str, source: str
) -> None:
    """A tolled span, both ends included, moves the last day of twenty working days after February 1, 2010, where it begins no
    later than that last day, as its row counts it (552(a)(6)(A)(ii)).
    """
    tolled = [Tolled(date.fromisoformat(first), date.fromisoformat(last), "question") for first, last in spans]
    assert date.fromisoformat(expected) == legal().after(date(2010, 2, 1), 20, tolled), source


def test_the_count_day_by_day_names_each_day_that_it_skips() -> None:
    """The count of a week of February 2010 names the snow, the weekend, Washington's Birthday and the tolled day that it skips,
    and numbers the others.
    """
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


def test_a_count_from_a_day_to_itself_is_empty() -> None:
    """The count day by day from a day up to that same day is empty."""
    assert not list(legal().ledger(date(2010, 2, 1), date(2010, 2, 1)))
