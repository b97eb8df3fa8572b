"""A deadline is one limit on one request: its dates and state come first and are cheap; the rest comes when asked for.

`Dates` is all that a row of a batch asks for. `Deadline` is the same with the case behind it, of which the count, the
citations, the contested points and the notes are asked; they are made then, from the same case.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache, partial
from typing import Literal, NamedTuple

from foiacalc import law
from foiacalc.calendar.workdays import FIRST, later, legal
from foiacalc.clock.agency_limit import AgencyLimit
from foiacalc.clock.case import Assumption, Case
from foiacalc.clock.count import Count
from foiacalc.clock.readings import Contested

Binds = Literal["agency", "requester"]
Ended = Literal["met", "met_late", "missed", "lapsed", "uncertain", "passed"]
Ahead = Literal["pending", "tolled", "projected", "conditional"]
OfSuit = Literal["closed", "open", "filed", "lapsed"]  # what the courthouse door is; a right to sue is never pending
State = Ended | Ahead | OfSuit | Literal["not_applicable", "ended"]

LATE = frozenset(("met_late", "missed", "lapsed", "passed", "uncertain"))
_QUESTIONS = ("info_asked", "fee_asked")
_NO_DAY = "The date the request ended was not given, so it is not known whether the deadline was met."


class Why(NamedTuple):
    """This explains a deadline: the count, the law, the points that moved the cautious date and those that make an earlier one
    plausible, what is to be known, what was assumed.
    """

    count: Count | None = None  # type: ignore[assignment]  # nobody asks how often a tuple holds something
    authority: tuple[law.Authority, ...] = ()
    contested: tuple[Contested, ...] = ()
    earlier: tuple[Contested, ...] = ()
    notes: tuple[str, ...] = ()
    assumptions: tuple[Assumption, ...] = ()

    @property
    def note(self) -> str | None:
        """Return all the notes as one text; None if there are none."""
        return " ".join(filter(None, self.notes)) or None


class Kind:
    """A kind of deadline has a key in JSON, a title, a side whose duty or right it is, and a state once it has passed.

    `compute` gives its dates from a case and the deadlines before it, by key; `why` explains them from the case; `limit` is
    what a duty of the agency in working days is counted by where its dates do not hold that. `unasked` is why one outside
    the common course does not run where none of its facts is given, and `bare` the dates that all such requests share.
    """

    __slots__ = ("bare", "binds", "compute", "key", "limit", "passed", "title", "unasked", "why")

    def __init__(
        self,
        key: str,
        title: str,
        binds: Binds,
        passed: Ended,
        compute: "Callable[[Case, Found], Dates]",
        why: "Callable[[Case, Dates], Why]",
        limit: "Callable[[Case], AgencyLimit | None] | None" = None,
        unasked: str | None = None,
    ) -> None:
        self.key, self.title, self.binds, self.passed = key, title, binds, passed
        self.compute, self.why, self.limit, self.unasked = compute, why, limit, unasked
        self.bare: Dates | None = not_running(self, unasked) if unasked else None


class Dates(NamedTuple):
    """This holds a limit's dates and state. `due` is None where no such limit runs; `reason`, or the explanation, says why.

    `day_after` is the calendar day after `due`: what a miss brings begins on it. `earliest` is for the agency's duties only.
    `done` is the day it was met, `ended` the day it fell away otherwise, `until` the day up to which it can be late, by
    `late_working_days`. What has not happened yet, and it would run from, is the act of another deadline, which it `follows`
    by key, or a fact, which it `awaits`; it is `conditional` where that may never happen. `assumed` marks a length that no
    rule gives. `broken` says that by the day asked about it had been missed, also where the act came late in the end; never
    of a projected one, nor of an assumed one before the act. `limit` is what a duty in working days was counted by that
    something extends, tolls or routes.
    """

    kind: Kind
    due: date | None
    day_after: date | None
    cautious: date | None
    earliest: date | None
    state: State
    late_working_days: int | None
    done: date | None
    ended: date | None
    until: date | None
    follows: str | None
    awaits: str | None
    conditional: bool
    assumed: bool
    broken: bool
    reason: str | None
    limit: AgencyLimit | None = None

    @property
    def projected_from(self) -> str | None:
        """Return the deadline or the fact that has not happened yet and that it would run from."""
        return self.follows or self.awaits

    @property
    def done_late(self) -> bool:
        return self.broken and self.done is not None

    @property
    def fell_away(self) -> bool:
        """Return whether it ended otherwise on or before its last day, so that it was never missed."""
        return bool(self.ended and self.due and self.ended <= self.due)

    @property
    def missed(self) -> bool:
        """Return whether its last day had passed without the act."""
        return self.broken and self.done is None


Dates.__hash__ = object.__hash__  # type: ignore[method-assign]  # by identity: those that are shared are found at once
_dates = partial(tuple.__new__, Dates)  # by one tuple it is made in a third of the time
Found = Mapping[str, Dates]  # the deadlines computed so far, by key


def running(
    kind: Kind,
    as_of: date,
    due: date,
    cautious: date,
    earliest: date | None,
    done: date | None,
    ended: date | None = None,
    follows: str | None = None,
    awaits: str | None = None,
    conditional: bool = False,
    assumed: bool = False,
    limit: AgencyLimit | None = None,
) -> Dates:
    """Make a deadline that runs, or ran, as it stands on `as_of`. Late days are working days after `due` up to `until`."""
    until = min(as_of, ended) if ended else as_of
    state: State
    broken = False
    if follows or awaits:
        state = "conditional" if conditional else "tolled" if awaits in _QUESTIONS else "projected"
    elif as_of <= due:
        state = "pending"
    else:
        state = "uncertain" if assumed else kind.passed
        broken = not assumed and not (ended and ended <= due)
    days = legal().between(due, until) if state in LATE and FIRST <= due < until else None
    on = follows, awaits, conditional, assumed
    undone = _dates((kind, due, later(due, 1), cautious, earliest, state, days, None, ended, until, *on, broken, None, limit))
    return met(undone, done) if done else undone


def met(undone: Dates, done: date) -> Dates:
    """Return the same deadline, met on `done`: late after its last day, unless it fell away or nothing is late against it."""
    due, ended = undone.due, undone.ended
    assert due
    state: State
    days, state, until, late = None, "met", done, done > due
    if ended and ended <= due:
        until, late = ended, False
    elif late and not (undone.follows or undone.awaits or undone.assumed):
        state = "met_late"
        days = legal().between(due, done) if due >= FIRST else None
    on = undone.follows, undone.awaits, undone.conditional, undone.assumed, late, undone.reason, undone.limit
    return _dates((undone.kind, due, undone.day_after, undone.cautious, undone.earliest, state, days, done, ended, until, *on))


def acted(undone: Dates, done: date | None, ended: date | None) -> Dates:
    """Return the same deadline with the day it was met and the day it fell away otherwise."""
    if not ended:
        return met(undone, done) if done else undone
    kind, due, cautious, as_of = undone.kind, undone.due, undone.cautious, undone.until
    assert due and cautious and as_of
    on = undone.follows, undone.awaits, undone.conditional, undone.assumed
    return running(kind, as_of, due, cautious, undone.earliest, done, ended, *on)


@lru_cache(maxsize=256)  # most requests have some, and the same
def not_running(kind: Kind, reason: str | None, done: date | None = None, state: State = "not_applicable") -> Dates:
    """Make a deadline that does not run; `reason` says why, and is None if its explanation says so."""
    return Dates(kind, None, None, None, None, state, None, done, None, done, None, None, False, False, False, reason)


def without_day(dates: Dates) -> Dates:
    """Return the same limit for a request that ended on an unknown day: neither met nor missed."""
    if dates.done or not dates.due:
        return dates
    return dates._replace(
        state="ended", late_working_days=None, until=None, follows=None, awaits=None, conditional=False, broken=False
    )


class Deadline(NamedTuple):
    """A deadline has the dates of a limit and the case they were computed from, of which everything else is asked."""

    dates: Dates
    case: Case

    def explain(self) -> Why:
        """Explain the dates; the explanation is made anew each time it is asked for."""
        if self.dates.reason is not None:
            return Why(notes=(self.dates.reason,))
        why = self.dates.kind.why(self.case, self.dates)
        return why._replace(notes=(_NO_DAY, *why.notes)) if self.dates.state == "ended" else why

    @property
    def limit(self) -> AgencyLimit | None:
        """Return what a duty in working days is counted by, if it runs."""
        kind = self.dates.kind
        return self.dates.limit or (kind.limit(self.case) if self.dates.due and kind.limit else None)

    @property
    def kind(self) -> Kind:
        return self.dates.kind

    @property
    def key(self) -> str:
        return self.dates.kind.key

    @property
    def title(self) -> str:
        return self.dates.kind.title

    @property
    def binds(self) -> Binds:
        return self.dates.kind.binds

    @property
    def due(self) -> date | None:
        return self.dates.due

    @property
    def cautious(self) -> date | None:
        return self.dates.cautious

    @property
    def earliest(self) -> date | None:
        return self.dates.earliest

    @property
    def done(self) -> date | None:
        return self.dates.done

    @property
    def ended(self) -> date | None:
        return self.dates.ended

    @property
    def projected_from(self) -> str | None:
        return self.dates.projected_from

    @property
    def conditional(self) -> bool:
        return self.dates.conditional

    @property
    def assumed(self) -> bool:
        return self.dates.assumed

    @property
    def done_late(self) -> bool:
        return self.dates.done_late

    @property
    def count(self) -> Count | None:  # type: ignore[override]
        return self.explain().count

    @property
    def authority(self) -> tuple[law.Authority, ...]:
        return self.explain().authority

    @property
    def contested(self) -> tuple[Contested, ...]:
        return self.explain().contested

    @property
    def earlier(self) -> tuple[Contested, ...]:
        return self.explain().earlier

    @property
    def notes(self) -> tuple[str, ...]:
        return self.explain().notes

    @property
    def note(self) -> str | None:
        return self.explain().note

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        return self.explain().assumptions
