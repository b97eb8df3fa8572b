"""This module has the mistakes that people and programs make when they count a limit, each with the last day it produces.

Only laws in force by the day that is asked about are tried: no one counted under an act that had not been passed.
"""

from collections.abc import Callable, Iterator
from datetime import date

from foiacalc import law
from foiacalc.answer.slip import Compared, Slip, Try, tried
from foiacalc.answer.slips_of_periods import of_calendar_days, of_other_suits, of_other_windows
from foiacalc.calendar.workdays import FIRST, ONE_DAY, Calendar, Holiday, Tolled, holidays, own_dates, weekdays
from foiacalc.clock.case import Case
from foiacalc.clock.count import Count
from foiacalc.clock.readings import CLOSURES, observed

__all__ = ["Compared", "Slip", "Try", "after", "cautious", "combined", "plus_extension", "single"]

_JUNETEENTH = "Juneteenth National Independence Day"


def single(compared: Compared) -> Iterator[Try]:
    """Try each slip by itself, the likeliest first."""
    unit = compared.count.unit
    if unit == "working_days":
        yield from _counting(compared, compared.count)
    if unit == "calendar_days":
        yield from of_calendar_days(compared)
    if compared.deadline.key in ("determination", "appeal_determination"):
        yield from _of_the_law(compared)
    if compared.deadline.key == "appeal":
        yield from of_other_windows(compared)
    if compared.deadline.key == "answer":
        yield from of_other_suits(compared)


def _counting(compared: Compared, count: Count) -> Iterator[Try]:
    """Try what goes wrong in counting working days, whatever their number."""
    yield from _of_working_days(count)
    yield from _of_questions(count)
    yield from _of_the_calendar(compared, count)
    yield from _of_closures(compared.case, count)
    yield from _of_the_first_day(count)


def plus_extension(compared: Compared) -> Iterator[Try]:
    """Try each of these with the full extension on top, if no notice is known."""
    count, more = compared.count, compared.more()
    if count.unit != "working_days" or not more or not compared.extendable:
        return
    for slip, last_day in _counting(compared, count._replace(length=count.length + more)):
        says = f"{slip.says} The full extension of {more} working days was also added."
        yield Try(Slip(f"{slip.key}_plus_extension", says, slip.authority), last_day)


def combined(compared: Compared) -> Iterator[Try]:
    """Try two slips at once, if none alone explains the date."""
    count = compared.count
    if count.unit != "working_days":
        return
    closed = compared.case.calendars.under(frozenset(CLOSURES))
    says = "All days on which offices were closed were skipped."
    yield tried("all_closures", says, law.POINTS["C4"].authority, after(closed, count, count.length))
    says = "The day of receipt was counted as day 1, and legal public holidays were not skipped."
    yield tried("receipt_is_day_one_weekends_only", says, _counts("day_one", count), after(weekdays(), count, count.length - 1))


def cautious(compared: Compared) -> Iterator[Try]:
    """Try the day to rely on, which is another reading of the law and not a slip."""
    contested, last = compared.deadline.contested, compared.deadline.cautious
    if last and contested:
        authority = law.POINTS[contested[0].point].authority
        yield tried("cautious", "It is the day to rely on, because the law is contested.", authority, lambda: last)


# The slips themselves


def after(calendar: Calendar, count: Count, length: int) -> Callable[[], date]:
    return lambda: calendar.after(count.start, length, count.tolled)


def _counts(limit: str, count: Count) -> law.Authority:
    """Return how the law counts on the day the count begins; for an older day, return the first row."""
    return law.rule_for(limit, max(count.start, law.first_day(limit))).authority


def _of_working_days(count: Count) -> Iterator[Try]:
    """Try calendar days taken for working days, only weekends left out, and the day of receipt as day 1."""
    working, day_one = _counts("working_day", count), _counts("day_one", count)
    length = count.length
    yield _in_calendar_days("calendar_days", length, count, working)
    yield tried("weekends_only", "Legal public holidays were not skipped.", working, after(weekdays(), count, length))
    says = "The day of receipt was counted as day 1."
    yield tried("receipt_is_day_one", says, day_one, after(count.calendar, count, length - 1))
    yield _in_calendar_days("weeks", length * 7 // 5, count, working)  # five working days are taken for a week of seven
    yield _in_calendar_days("months", length * 3 // 2, count, working)  # twenty working days are taken for a month of thirty


def _in_calendar_days(key: str, days: int, count: Count, authority: law.Authority) -> Try:
    says = f"{days} calendar days were counted instead of {count.length} working days."
    return tried(key, says, authority, lambda: count.start + days * ONE_DAY)


def _of_the_first_day(count: Count) -> Iterator[Try]:
    """Try receipt on a day off moved to the next working day, and day 1 a working day too late."""
    day_one, calendar = _counts("day_one", count), count.calendar
    if not calendar.is_working(count.start):
        moved = count._replace(start=calendar.on_or_after(count.start))
        says = "Receipt on a day that is not a working day was treated as receipt on the next working day."
        yield tried("receipt_moved", says, law.POINTS["C10"].authority, after(calendar, moved, count.length))
    later = count._replace(start=calendar.after(count.start, 1))
    says = "The count began a working day late: day 1 is the first working day after receipt."
    yield tried("from_next_working_day", says, day_one, after(calendar, later, count.length))


def _of_questions(count: Count) -> Iterator[Try]:
    """Try tolling wrong by a day at the start, or at the end, of a question, and a clock restarted by the answer."""
    if not count.tolled:
        return
    authority = law.rule_for("tolling_information", count.tolled[0].first).authority
    for key, says, off_first, off_last in (
        ("question_day_not_tolled", "The day of the question was counted.", ONE_DAY, 0 * ONE_DAY),
        ("answer_day_not_tolled", "The day of the answer was counted.", 0 * ONE_DAY, ONE_DAY),
    ):
        spans = [Tolled(span.first + off_first, span.last - off_last, "") for span in count.tolled]
        kept = [span for span in spans if span.first <= span.last]
        yield tried(key, says, authority, after(count.calendar, count._replace(tolled=kept), count.length))
    answered = count.tolled[-1].last
    says = f"The clock was restarted when the answer came, on {answered}; a question stops the clock but does not restart it."
    yield tried("clock_restarted", says, authority, lambda: count.calendar.after(answered, count.length))


def _of_the_calendar(compared: Compared, count: Count) -> Iterator[Try]:
    """Try observed days missed, and Juneteenth missing or taken before its time."""
    authority = _counts("legal_public_holidays", count)
    says = "Days on which a weekend holiday was observed were not skipped."
    yield tried("observed_missed", says, authority, after(own_dates(), count, count.length))
    first = next(h for h in holidays() if h.name == _JUNETEENTH)
    if count.last >= first.observed:
        without = weekdays().without({h.observed: h.name for h in holidays() if h.name != _JUNETEENTH})
        yield tried("juneteenth_missing", "Juneteenth was not skipped.", authority, after(without, count, count.length))
    elif compared.case.as_of >= first.observed:
        early = count.calendar.without(_early_juneteenths(first))
        says = f"Juneteenth was skipped, but it was first observed as a federal holiday on {first.observed}."
        yield tried("juneteenth_too_early", says, authority, after(early, count, count.length))


def _early_juneteenths(first: Holiday) -> dict[date, str]:
    """Return the nineteenths of June before the law; for one on a weekend, return the Friday or the Monday beside it."""
    days = (first.statutory.replace(year=year) for year in range(FIRST.year, first.statutory.year))
    return {observed(day): _JUNETEENTH for day in days}


def _of_closures(case: Case, count: Count) -> Iterator[Try]:
    """Try days on which offices were closed, left out although they are not legal public holidays."""
    for key, says, point in (
        ("inauguration_day", "Inauguration Day was skipped.", "C2"),
        ("executive_order_days", "Days on which an executive order closed offices were skipped.", "C3"),
        ("closures", "Snow days, or days of a lapse in appropriations, were skipped.", "C4"),
    ):
        calendar = case.calendars.under(frozenset((point,)))
        yield tried(key, says, law.POINTS[point].authority, after(calendar, count, count.length))


def _of_the_law(compared: Compared) -> Iterator[Try]:
    """Try an extension or tolling left out, the decision on expedition taken for the limit, another law, another start."""
    case, deadline, count = compared.case, compared.deadline, compared.count
    extended = deadline.limit.extended if deadline.limit else 0
    if extended:
        more = case.rules.rule_for("unusual_circumstances", count.start)
        yield tried(
            "extension_ignored",
            "The extension was left out.",
            more.authority,
            after(count.calendar, count, count.length - extended),
        )
    undated = case.tolling.undated if deadline.key == "determination" else 0
    if count.tolled or undated:
        authority = case.rules.rule_for("tolling_information", case.filed or count.start).authority
        says = "The tolled days were counted."
        yield tried("tolling_ignored", says, authority, lambda: count.calendar.after(count.start, count.length - undated))
    expedition = compared.rule("expedited_decision")
    if expedition:
        says = "The time to decide on expedited processing was counted in working days."
        yield tried("expedition", says, expedition.authority, lambda: count.calendar.after(count.start, expedition.number))
    yield from _of_another_time(compared)
    yield from _of_another_day(case, count)


def _of_another_time(compared: Compared) -> Iterator[Try]:
    """Try the other rows of the same limit that were in force by the day that is asked about."""
    rows = [row for row in law.RULES if row.limit == compared.deadline.key and row.value]
    own = next(row for row in rows if row.authority == compared.authority)
    count, last = compared.count, min(compared.case.as_of, compared.claimed)
    for row in rows:
        if row != own and row.since <= last:
            says = f"The limit that took effect on {row.since} was used."
            yield tried("other_law", says, own.authority, after(count.calendar, count, count.length - own.number + row.number))


def _of_another_day(case: Case, count: Count) -> Iterator[Try]:
    """Try the count from the day of filing, or from first receipt where the clock starts later."""
    authority = _counts("day_one", count)
    for key, says, start in (
        ("from_filing", "The count ran from the day of filing.", case.filed),
        ("from_first_receipt", "The count ran from first receipt, not from receipt by the proper component.", case.received),
    ):
        if start and start < count.start:
            yield tried(key, says, authority, after(count.calendar, count._replace(start=start), count.length))
