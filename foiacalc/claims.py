"""A due date that somebody else computed: is it right, and if not, which known slip explains it?

Every slip is tried: the limit is counted again with that one thing wrong, the likeliest first. Those that give the
claimed date explain it; where none does, that is the answer.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from foiacalc import law
from foiacalc.case import Case
from foiacalc.counts import Count
from foiacalc.deadline import Deadline
from foiacalc.readings import CLOSURES
from foiacalc.workdays import FIRST, ONE_DAY, Calendar, Holiday, OutsideCalendar, holidays, legal, own_dates, weekdays

_JUNETEENTH = "Juneteenth National Independence Day"


class Slip(NamedTuple):
    """A mistake that gives the claimed date: what was done, and the authority that says otherwise."""

    key: str
    says: str
    authority: law.Authority


@dataclass(frozen=True, slots=True)
class Claim:
    """What there is to say of a claimed date. `working_day` is its number in a count of working days, None off one."""

    claimed: date
    due: date | None
    cautious: date | None
    working_day: int | None
    slips: tuple[Slip, ...]

    @property
    def right(self) -> bool:
        return self.claimed == self.due


class _Try(NamedTuple):
    """A slip, and the last day that it gives."""

    slip: Slip
    last_day: Callable[[], date]


def check(case: Case, deadline: Deadline, claimed: date) -> Claim:
    """Hold `claimed` against the due date of `deadline`. OutsideCalendar where it lies outside the calendar."""
    count = deadline.count
    if not deadline.due or not count:
        return Claim(claimed, None, None, None, ())
    slips: tuple[Slip, ...] = ()
    if claimed != deadline.due:
        tiers = (_single(case, deadline, count), _combined(case, count), _cautious(deadline))
        slips = next(filter(None, (_giving(claimed, tries) for tries in tiers)), ())
    return Claim(claimed, deadline.due, deadline.cautious, _working_day(count, claimed), slips)


def _giving(claimed: date, tries: Iterator[_Try]) -> tuple[Slip, ...]:
    """The slips that give the claimed date; a wrong count that runs past the calendar gives none."""
    found = []
    for tried in tries:
        with suppress(OutsideCalendar):
            if tried.last_day() == claimed:
                found.append(tried.slip)
    return tuple(found)


def _working_day(count: Count, claimed: date) -> int | None:
    if count.unit != "working_days" or claimed <= count.start or not legal().is_working(claimed):
        return None
    if any(span.first <= claimed <= span.last for span in count.tolled):
        return None
    passed = [span for span in count.tolled if count.start < span.last < claimed]
    tolled = sum(legal().between(max(span.first - ONE_DAY, count.start), span.last) for span in passed)
    return legal().between(count.start, claimed) - tolled


def _single(case: Case, deadline: Deadline, count: Count) -> Iterator[_Try]:
    """Each slip by itself, the likeliest first."""
    if count.unit == "working_days":
        yield from _of_working_days(count)
        yield from _of_the_calendar(count)
        yield from _of_closures(case, count)
    if count.unit == "calendar_days":
        yield from _of_calendar_days(deadline, count)
    if deadline.key in ("determination", "appeal_determination"):
        yield from _of_the_law(case, deadline, count)


def _try(key: str, says: str, authority: law.Authority, last_day: Callable[[], date]) -> _Try:
    return _Try(Slip(key, says, authority), last_day)


def _after(calendar: Calendar, count: Count, length: int) -> Callable[[], date]:
    return lambda: calendar.after(count.start, length, count.tolled)


def _of_working_days(count: Count) -> Iterator[_Try]:
    """Calendar days for working days; weekends only; the day of receipt as day 1."""
    working, day_one = law.latest("working_day").authority, law.latest("day_one").authority
    length = count.length
    yield _in_calendar_days("calendar_days", length, count, working)
    yield _try("weekends_only", "Legal public holidays were not skipped.", working, _after(weekdays(), count, length))
    says = "The day of receipt was counted as day 1."
    yield _try("receipt_is_day_one", says, day_one, _after(legal(), count, length - 1))
    yield _in_calendar_days("weeks", length * 7 // 5, count, working)  # five working days taken for seven days
    yield _in_calendar_days("months", length * 3 // 2, count, working)  # twenty working days taken for a month of thirty


def _in_calendar_days(key: str, days: int, count: Count, authority: law.Authority) -> _Try:
    says = f"{days} calendar days were counted for {count.length} working days."
    return _try(key, says, authority, lambda: count.start + days * ONE_DAY)


def _of_the_calendar(count: Count) -> Iterator[_Try]:
    """Observed days missed; Juneteenth missing, or taken before its time."""
    authority = law.latest("legal_public_holidays").authority
    says = "Days on which a weekend's holiday was observed were not skipped."
    yield _try("observed_missed", says, authority, _after(own_dates(), count, count.length))
    first = next(h for h in holidays() if h.name == _JUNETEENTH)
    if count.last >= first.observed:
        without = weekdays().without({h.observed: h.name for h in holidays() if h.name != _JUNETEENTH})
        yield _try("juneteenth_missing", "Juneteenth was not skipped.", authority, _after(without, count, count.length))
    else:
        early = legal().without(_early_juneteenths(first))
        says = f"Juneteenth was skipped, which was first observed on {first.observed}."
        yield _try("juneteenth_too_early", says, authority, _after(early, count, count.length))


def _early_juneteenths(first: Holiday) -> dict[date, str]:
    """The nineteenths of June before the law, or the Friday or the Monday beside one on a weekend."""
    saturday, sunday = 5, 6
    beside = {saturday: -ONE_DAY, sunday: ONE_DAY}
    days = (first.statutory.replace(year=year) for year in range(FIRST.year, first.statutory.year))
    return {day + beside.get(day.weekday(), 0 * ONE_DAY): _JUNETEENTH for day in days}


def _of_closures(case: Case, count: Count) -> Iterator[_Try]:
    """Days closed that are no legal public holidays, left out all the same."""
    for key, says, point in (
        ("inauguration_day", "Inauguration Day was left out.", "C2"),
        ("executive_order_days", "Days closed by executive order were left out.", "C3"),
        ("closures", "Snow days, or days of a lapse of appropriations, were left out.", "C4"),
    ):
        calendar = case.calendars.under(frozenset((point,)))
        yield _try(key, says, law.POINTS[point].authority, _after(calendar, count, count.length))


def _of_the_law(case: Case, deadline: Deadline, count: Count) -> Iterator[_Try]:
    """An extension, tolling or routing left out or made up; expedition read as a limit; the law of another time."""
    more, length = law.latest("unusual_circumstances"), count.length
    if deadline.extended:
        says, other = "The extension was left out.", length - (deadline.extended.days or 0)
        yield _try("extension_ignored", says, more.authority, _after(legal(), count, other))
    else:
        says, other = "An extension was added without a timely notice.", length + more.number
        yield _try("extension_made_up", says, more.authority, _after(legal(), count, other))
    undated = case.tolling.undated if deadline.key == "determination" else 0
    if count.tolled or undated:
        authority = law.latest("tolling_information").authority
        says = "The days tolled were counted."
        yield _try("tolling_ignored", says, authority, lambda: legal().after(count.start, length - undated))
    expedition = law.latest("expedited_decision")
    says = "Expedited processing was read as a limit in working days."
    yield _try("expedition", says, expedition.authority, lambda: legal().after(count.start, expedition.number))
    yield from _of_another_time(deadline, count)
    yield from _of_another_day(case, count)


def _of_another_time(deadline: Deadline, count: Count) -> Iterator[_Try]:
    rows = [row for row in law.RULES if row.limit == deadline.key and row.value]
    own = next(row for row in rows if row.authority in deadline.authority)
    for row in rows:
        if row != own:
            says = f"The limit in force from {row.since} was taken."
            yield _try("other_law", says, own.authority, _after(legal(), count, count.length - own.number + row.number))


def _of_another_day(case: Case, count: Count) -> Iterator[_Try]:
    """From the day of filing, or of first receipt where the clock starts later."""
    facts, authority = case.facts, law.latest("day_one").authority
    for key, says, start in (
        ("from_filing", "It was counted from the day of filing.", facts.filed),
        ("from_first_receipt", "It was counted from first receipt, not from the proper office's.", facts.received),
    ):
        if start and start < count.start:
            yield _try(key, says, authority, _after(legal(), count._replace(start=start), count.length))


def _of_calendar_days(deadline: Deadline, count: Count) -> Iterator[_Try]:
    """Working days for calendar days; the first day as day 1; a last day moved that does not move; another floor."""
    authority, length = deadline.authority[0], count.length
    says = f"{length} working days were counted for {length} calendar days."
    yield _try("working_days", says, authority, lambda: legal().after(count.start, length))
    says = "The first day was counted as day 1."
    yield _try("first_day_is_day_one", says, authority, lambda: count.start + (length - 1) * ONE_DAY)
    rolled = law.latest("calendar_period").authority
    says = "A last day on a weekend or holiday was moved to the next working day."
    yield _try("moved", says, rolled, lambda: legal().on_or_after(count.start + length * ONE_DAY))
    if deadline.key == "appeal":
        floor = law.latest("appeal_floor")
        says = f"The statutory floor was taken, which binds for requests made from {floor.since}."
        yield _try("floor_too_early", says, floor.authority, lambda: count.start + floor.number * ONE_DAY)


def _combined(case: Case, count: Count) -> Iterator[_Try]:
    """Two slips at once, tried where none alone explains the date."""
    if count.unit != "working_days":
        return
    closed = case.calendars.under(frozenset(CLOSURES))
    says = "All days on which offices were closed were left out."
    yield _try("all_closures", says, law.POINTS["C4"].authority, _after(closed, count, count.length))
    says = "The day of receipt was counted as day 1, and legal public holidays were not skipped."
    day_one = law.latest("day_one").authority
    yield _try("receipt_is_day_one_weekends_only", says, day_one, _after(weekdays(), count, count.length - 1))


def _cautious(deadline: Deadline) -> Iterator[_Try]:
    """No slip, but the other reading."""
    cautious = deadline.cautious
    if cautious and deadline.contested:
        authority = law.POINTS[deadline.contested[0].point].authority
        yield _try("cautious", "It is the cautious date, for where the law is contested.", authority, lambda: cautious)
