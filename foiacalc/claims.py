"""A due date that somebody else computed: is it right, and if not, which known slip explains it?

Every slip is tried: the limit is counted again with that one thing wrong, the likeliest first. Those that give the
claimed date explain it; where none does, that is the answer.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from foiacalc import law
from foiacalc.case import Case
from foiacalc.counts import Count
from foiacalc.deadline import Deadline
from foiacalc.readings import CLOSURES, closures_under
from foiacalc.workdays import FIRST, Calendar, OutsideCalendar, holidays, legal, own_dates, weekdays

_DAY = timedelta(days=1)
_JUNETEENTH = "Juneteenth National Independence Day"
_JUNE, _NINETEEN = 6, 19


_Group = Callable[[Case, Deadline, Count], Iterator[tuple["Slip", date]]]


class Slip(NamedTuple):
    """A mistake that gives the claimed date: what was done, and the authority that says otherwise."""

    key: str
    says: str
    authority: law.Authority


@dataclass(frozen=True, slots=True)
class Claim:
    """What there is to say of a claimed date. `working_day` is its number in the count, None off a counted day."""

    claimed: date
    due: date | None
    cautious: date | None
    working_day: int | None
    slips: tuple[Slip, ...]

    @property
    def right(self) -> bool:
        return self.claimed == self.due


def check(case: Case, deadline: Deadline, claimed: date) -> Claim:
    """Hold `claimed` against the due date of `deadline`. OutsideCalendar where it lies outside the calendar."""
    count = deadline.count
    if not deadline.due or not count:
        return Claim(claimed, None, None, None, ())
    slips: tuple[Slip, ...] = ()
    if claimed != deadline.due:
        alone, together = _TRIED[count.unit]
        slips = _giving(claimed, alone, case, deadline, count) or _giving(claimed, together, case, deadline, count)
    return Claim(claimed, deadline.due, deadline.cautious, _working_day(count, claimed), slips)


def _working_day(count: Count, claimed: date) -> int | None:
    if claimed <= count.start:
        return None
    return list(legal().ledger(count.start, claimed, count.tolled))[-1].number


def _giving(claimed: date, groups: Sequence[_Group], case: Case, deadline: Deadline, count: Count) -> tuple[Slip, ...]:
    """The slips that give the claimed date; a wrong count that runs past the calendar gives none."""
    found: list[Slip] = []
    for group in groups:
        with suppress(OutsideCalendar):
            found += (slip for slip, wrong in group(case, deadline, count) if wrong == claimed)
    return tuple(found)


def _after(calendar: Calendar, count: Count, length: int | None = None) -> date:
    return calendar.after(count.start, count.length if length is None else length, count.tolled)


def _of_working_days(case: Case, deadline: Deadline, count: Count) -> Iterator[tuple[Slip, date]]:
    """Calendar days for working days; weekends only; the day of receipt as day 1."""
    working, day_one = law.latest("working_day").authority, law.latest("day_one").authority
    length = count.length
    yield (
        Slip("calendar_days", f"{length} calendar days were counted for {length} working days.", working),
        count.start + length * _DAY,
    )
    yield Slip("weekends_only", "Weekends were skipped, legal public holidays were not.", working), _after(weekdays(), count)
    yield Slip("receipt_is_day_one", "The day of receipt was counted as day 1.", day_one), _after(legal(), count, length - 1)
    for key, days in (("weeks", length * 7 // 5), ("months", length * 3 // 2)):
        yield Slip(key, f"{days} calendar days were counted for {length} working days.", working), count.start + days * _DAY


def _of_the_calendar(case: Case, deadline: Deadline, count: Count) -> Iterator[tuple[Slip, date]]:
    """Observed days missed; Juneteenth missing, or taken before its time."""
    authority = law.latest("legal_public_holidays").authority
    says = "Days on which a weekend's holiday was observed were not skipped."
    yield Slip("observed_missed", says, authority), _after(own_dates(), count)
    first = next(h.observed for h in holidays() if h.name == _JUNETEENTH)
    if count.last >= first:
        yield Slip("juneteenth_missing", "Juneteenth was not skipped.", authority), _after(_no_juneteenth(), count)
    else:
        says = f"Juneteenth was skipped, which was first observed on {first}."
        yield Slip("juneteenth_too_early", says, authority), _after(legal().without(_early_juneteenths(first)), count)


def _no_juneteenth() -> Calendar:
    return weekdays().without({h.observed: h.name for h in holidays() if h.name != _JUNETEENTH})


def _early_juneteenths(first: date) -> dict[date, str]:
    """The nineteenths of June before the law, in lieu days included."""
    days = (date(year, _JUNE, _NINETEEN) for year in range(FIRST.year, first.year))
    shift = {5: -_DAY, 6: _DAY}  # Saturday, Sunday
    return {day + shift.get(day.weekday(), 0 * _DAY): _JUNETEENTH for day in days}


def _of_closures(case: Case, deadline: Deadline, count: Count) -> Iterator[tuple[Slip, date]]:
    """Days closed that are no legal public holidays, left out all the same."""
    for key, says, points in (
        ("inauguration_day", "Inauguration Day was left out.", ("C2",)),
        ("executive_order_days", "Days closed by executive order were left out.", ("C3",)),
        ("closures", "Snow days, or days of a lapse of appropriations, were left out.", ("C4",)),
    ):
        closed = closures_under(frozenset(points), case.agency)
        yield Slip(key, says, law.POINTS[points[-1]].authority), _after(legal().without(closed), count)


def _of_the_law(case: Case, deadline: Deadline, count: Count) -> Iterator[tuple[Slip, date]]:
    """An extension or tolling left out or made up; expedition read as a limit; a law not yet or no longer in force."""
    more = law.latest("unusual_circumstances")
    if deadline.extended:
        yield (
            Slip("extension_ignored", "The extension was left out.", more.authority),
            _after(legal(), count, count.length - deadline.extended.days),
        )
    else:
        yield (
            Slip("extension_made_up", "An extension was added without a timely notice.", more.authority),
            _after(legal(), count, count.length + more.number),
        )
    if count.tolled:
        yield (
            Slip("tolling_ignored", "The days tolled were counted.", law.latest("tolling_information").authority),
            legal().after(count.start, count.length),
        )
    expedition = law.latest("expedited_decision")
    says = "Expedited processing was read as a limit in working days."
    yield Slip("expedition", says, expedition.authority), legal().after(count.start, expedition.number)
    for row in law.RULES:
        if row.limit == deadline.key and row.value and row.authority not in deadline.authority:
            own = next(rule for rule in law.RULES if rule.limit == row.limit and rule.authority in deadline.authority)
            says = f"The limit in force from {row.since} was taken."
            yield Slip("other_law", says, own.authority), _after(legal(), count, count.length - own.number + row.value)
    if case.facts.filed and case.facts.filed != count.start:
        authority = law.latest("day_one").authority
        yield (
            Slip("from_filing", "It was counted from the day of filing.", authority),
            legal().after(case.facts.filed, count.length, count.tolled),
        )


def _combined(case: Case, deadline: Deadline, count: Count) -> Iterator[tuple[Slip, date]]:
    """Two slips at once, tried where none alone explains the date."""
    closed = closures_under(frozenset(CLOSURES), case.agency)
    says = "All days on which offices were closed were left out."
    yield Slip("all_closures", says, law.POINTS["C4"].authority), _after(legal().without(closed), count)
    day_one = law.latest("day_one").authority
    says = "The day of receipt was counted as day 1, and legal public holidays were not skipped."
    yield Slip("receipt_is_day_one_weekends_only", says, day_one), _after(weekdays(), count, count.length - 1)


def _of_the_unit(case: Case, deadline: Deadline, count: Count) -> Iterator[tuple[Slip, date]]:
    """Working days for calendar days."""
    says = f"{count.length} working days were counted for {count.length} calendar days."
    yield Slip("working_days", says, deadline.authority[0]), legal().after(count.start, count.length)


# by the unit of the count: slips that are tried each alone, and those tried where none of these explains the date
_TRIED: dict[law.Unit, tuple[tuple[_Group, ...], tuple[_Group, ...]]] = {
    "working_days": ((_of_working_days, _of_the_calendar, _of_closures, _of_the_law), (_combined,)),
    "calendar_days": ((_of_the_unit,), ()),
    "years": ((), ()),
}
