"""This module says where each deadline stands on a day: its state, how late it is, what comes next."""

from datetime import date
from operator import attrgetter, itemgetter
from typing import Literal, NamedTuple

from foiacalc.calendar.workdays import FIRST, ONE_DAY
from foiacalc.clock import appeal, suit
from foiacalc.clock.all_deadlines import Computed
from foiacalc.clock.case import Case
from foiacalc.clock.count import anniversary
from foiacalc.clock.deadline import Binds, Dates, Deadline, State
from foiacalc.clock.exhaustion import Exhausted, open_on, relied_from

Audience = Literal["requester", "agency"]
AUDIENCES: tuple[Audience, ...] = ("requester", "agency")
_LEFT = ("pending", "tolled")
_CERTAIN = frozenset(("pending", "open"))
_COUNTED = _CERTAIN | {"closed"}  # the time to sue may run out while the court is closed


class Days(NamedTuple):
    """A stretch of time is counted both ways, in calendar and working days: its first day excluded, its last included."""

    working_days: int
    calendar_days: int


def relied(dates: Dates, serves: Audience) -> date | None:
    """Return the date that one side relies on: the requester the cautious one, an agency's officer its duties' earliest."""
    return dates.earliest if serves == "agency" else dates.cautious


def relied_passed(dates: Dates, as_of: date, serves: Audience) -> bool:
    """Return whether the day to rely on of one's own right or duty has passed, though its due reading's last day has not."""
    day = relied(dates, serves) if dates.kind.binds == serves and dates.state in _COUNTED else None
    return day is not None and day < as_of


def act_by(dates: Dates, as_of: date, serves: Audience) -> date | None:
    """Return the date to act by: for one's own right or duty the day to rely on until it passes, or else the last day."""
    day = relied(dates, serves) if dates.kind.binds == serves else None
    return day if day and day >= as_of else dates.due


class DeadlineState(NamedTuple):
    """This is a deadline on a day, for one of the two sides; only the suit has `opens`."""

    deadline: Deadline
    as_of: date
    serves: Audience
    opens: date | None = None

    @property
    def state(self) -> State:
        return self.deadline.dates.state

    @property
    def until(self) -> date:
        """Return the day up to which it can be late: when it was done, or the duty fell away, or else the day asked about."""
        return self.deadline.dates.until or self.as_of

    @property
    def late(self) -> Days | None:
        """Count the days after its last day, through `until`."""
        due, days = self.deadline.due, self.deadline.dates.late_working_days
        return Days(days, (self.until - due).days) if due and days is not None else None

    @property
    def left(self) -> Days | None:
        """Count the days to its last day; None if they begin before the calendar of working days does."""
        due = self.deadline.due
        if not due or self.state not in _LEFT or self.as_of < FIRST:
            return None
        return Days(self.deadline.case.legal.between(self.as_of, due), (due - self.as_of).days)

    @property
    def rely_on_passed(self) -> bool:
        """Return whether the day to rely on has passed, though the last day by the due reading has not."""
        return relied_passed(self.deadline.dates, self.as_of, self.serves)


class Next(NamedTuple):
    """This is the next date to act by, or to wait for, for one of the two sides, with the calendar days until then.

    `cautious_passed` says that the day to rely on has passed and the date is the last one of the due reading.
    """

    key: str
    due: date
    date: date
    binds: Binds
    ahead: int
    cautious_passed: bool


def states(case: Case, computed: Computed, serves: Audience) -> tuple[DeadlineState, ...]:
    """Return each deadline as it applies on the case's day."""
    opens = opens_on(case, computed)
    return tuple(
        DeadlineState(Deadline(dates, case), case.as_of, serves, opens if key == suit.KEY and dates.due else None)
        for key, dates in computed.apply.items()
    )


def next_date(case: Case, computed: Computed, serves: Audience) -> Next | None:
    """Return the earliest pending date, or else the earliest projected one; none past, no suit while the court is closed."""
    deadlines = computed.apply.values()
    if _AHEAD.isdisjoint(map(_state, deadlines)):  # as of most requests of a log
        return None
    ahead = [
        (dates.state not in _CERTAIN, day, dates)
        for dates in deadlines
        if dates.state in _AHEAD and (day := _ahead(case, dates, serves))
    ]
    if not ahead:
        return None
    _, day, first = min(ahead, key=itemgetter(0, 1))
    assert first.due
    passed = relied_passed(first, case.as_of, serves)
    return Next(first.kind.key, first.due, day, first.kind.binds, (day - case.as_of).days, passed)


_state = attrgetter("state")
_AHEAD = _CERTAIN | {"tolled", "projected"}
_HORIZON = 1  # years; the last day to sue is no next date before


def _ahead(case: Case, dates: Dates, serves: Audience) -> date | None:
    """Return the date to act by, or to wait for, if it is still to come; return the last day to sue only once it is near."""
    day = act_by(dates, case.as_of, serves)
    return day if day and day >= case.as_of and near(dates, day, case.as_of) else None


def near(dates: Dates, day: date, as_of: date) -> bool:
    """Return whether a day to come is one to act on; the last day to sue is only within a year."""
    return dates.kind.key != suit.KEY or day <= anniversary(as_of, _HORIZON)


def running_out(case: Case, computed: Computed) -> date | None:
    """Return the day to rely on to sue by, where it has passed or comes within a year or before the last day to appeal, while
    the court is closed and an appeal may still open it.
    """
    right, appealable = computed.apply[suit.KEY], computed.apply[appeal.KEY]
    day = right.cautious
    if right.state != "closed" or not day or case.known.withdrawn or appealable.state == "lapsed":
        return None
    before = appealable.state == "pending" and appealable.due and day < appealable.due
    return day if before or near(right, day, case.as_of) else None


def opens_on(case: Case, computed: Computed) -> date | None:
    """Return the earliest day to sue as things stand, since when the court has been open; None while it is closed.

    It is closed too once the time to sue has expired without a suit.
    """
    due, sued = computed.limits[suit.KEY].due, case.known.sued
    if not computed.exhausted or (not sued and due and due < case.as_of):
        return None
    return min((one.since for one in open_on(computed.exhausted, sued or case.as_of)), default=None)


class Opened(NamedTuple):
    """The court is open to a suit through `through`; `relied` is the first day on which that rests on no contested point."""

    through: Exhausted
    relied: date


def opened(case: Case, computed: Computed) -> Opened | None:
    """Return what the court has been open through, the first to be relied on; None while it is closed."""
    if not opens_on(case, computed):
        return None
    found = open_on(computed.exhausted, case.known.sued or case.as_of)
    return min((Opened(one, relied_from(one, computed.limits)) for one in found), key=lambda one: one.relied)


def opening(computed: Computed) -> Dates | None:
    """Return the limit whose miss would open the court, while it runs; None if the court is open or shut for other reasons."""
    right = computed.apply[suit.KEY]
    through = computed.limits.get(right.follows or "")
    return through if through and right.state == "closed" and through.state == "pending" else None


def why_of_suit(case: Case, computed: Computed) -> str:
    """Say in a sentence why the court is open or closed to a suit, or what became of it."""
    right, limit, sued = computed.apply[suit.KEY], opening(computed), case.known.sued
    if sued:
        return f"Suit was filed on {sued}."
    if right.state == "lapsed":
        return f"The time to sue expired on {right.due}."
    if right.state == "open":
        return _open_since(case, computed)
    if limit and limit.due:
        return f"The court opens on {limit.due + ONE_DAY} if the agency has not answered by then."
    if right.reason or right.state != "closed":
        return right.reason or ""
    if case.appealed and computed.limits[appeal.KEY].done_late:
        return "The appeal came after the last day to appeal, so administrative remedies are not exhausted."
    if case.known.determined and not case.appealed:
        return "The agency answered before suit, so an administrative appeal comes first."
    return "Administrative remedies are not exhausted."


def _open_since(case: Case, computed: Computed) -> str:
    """Say since when the court has been open; until the day to rely on, by whose count."""
    since, found = opens_on(case, computed), opened(case, computed)
    if found and case.as_of < found.relied:
        return f"The court has been open since {since} by the statute's own count; rely on it from {found.relied}."
    return f"The court has been open since {since}."
