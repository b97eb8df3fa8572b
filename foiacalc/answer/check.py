"""This module checks a due date that somebody else computed: is it right, and if not, which known mistake explains it?

Every slip is tried: the limit is counted again with that one thing wrong, the likeliest first. Those that give the
claimed date explain it; if none does, that is the answer.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from foiacalc.answer.slips import Compared, Slip, Try, after, cautious, combined, plus_extension, single
from foiacalc.calendar.workdays import ONE_DAY, OutsideCalendar
from foiacalc.clock.case import Case
from foiacalc.clock.count import Count
from foiacalc.clock.deadline import Deadline


@dataclass(frozen=True, slots=True)
class Check:
    """This is what can be said about a claimed date. `working_day` is its number in a count of working days, or None.

    `with_extension` says that it is the limit with the full extension where no notice is known: right if a notice came in
    time.
    """

    claimed: date
    due: date | None
    cautious: date | None
    working_day: int | None
    slips: tuple[Slip, ...]
    with_extension: bool = False

    @property
    def right(self) -> bool:
        return self.claimed == self.due

    @property
    def verdict(self) -> str:
        """Return 'right', 'with extension' or 'other'."""
        return "right" if self.right else "with extension" if self.with_extension else "other"


def check(case: Case, deadline: Deadline, claimed: date) -> Check:
    """Compare `claimed` with the due date of `deadline`. Raises OutsideCalendar if it is outside the calendar."""
    why = deadline.explain()
    count = why.count
    if not deadline.due or not count:
        return Check(claimed, None, None, None, ())
    working_day = _working_day(count, claimed)
    if claimed == deadline.due:
        return Check(claimed, deadline.due, deadline.cautious, working_day, ())
    compared = Compared(case, deadline, count, claimed, why.authority[0])
    with_extension = _with_extension(compared)
    slips: tuple[Slip, ...] = ()
    if not with_extension:
        tiers = (single(compared), combined(compared), plus_extension(compared), cautious(compared))
        slips = next(filter(None, (_giving(claimed, tries) for tries in tiers)), ())
    return Check(claimed, deadline.due, deadline.cautious, working_day, slips, with_extension)


def _giving(claimed: date, tries: Iterator[Try]) -> tuple[Slip, ...]:
    """Return the slips that give the claimed date; a wrong count that runs past the calendar gives none."""
    found = []
    for tried in tries:
        with suppress(OutsideCalendar):
            if tried.last_day() == claimed:
                found.append(tried.slip)
    return tuple(found)


def _with_extension(compared: Compared) -> bool:
    """Return whether the claimed date is the limit with the full extension, when no notice is known."""
    count, more = compared.count, compared.more()
    with suppress(OutsideCalendar):
        return compared.extendable and bool(more) and after(count.calendar, count, count.length + more)() == compared.claimed
    return False


def _working_day(count: Count, claimed: date) -> int | None:
    if count.unit != "working_days" or claimed <= count.start or not count.calendar.is_working(claimed):
        return None
    if any(span.first <= claimed <= span.last for span in count.tolled):
        return None
    passed = [span for span in count.tolled if count.start < span.last < claimed]
    tolled = sum(count.calendar.between(max(span.first - ONE_DAY, count.start), span.last) for span in passed)
    return count.calendar.between(count.start, claimed) - tolled
