"""Deadlines not yet met, by the day they run from: a log may have a million rows, but only a few thousand such days."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache, partial

from foiacalc.clock.deadline import Dates, Kind, running
from foiacalc.clock.readings import AgencyCalendars, calendars_of

_KEPT = 50_000  # days, as many as the calendar has
_FEW = 256  # kinds of deadlines, days of the question, calendars


class Undone(dict[date, Dates]):
    """By the day it runs from, a deadline as it stands on `as_of` while nobody has met it; filled as it is asked.

    `three` gives its due, cautious and earliest dates; `like` is another's that is the same from one day to another. A log
    asks for the same days again and again.
    """

    def __init__(
        self,
        kind: Kind,
        as_of: date,
        three: Callable[[date], tuple[date, date, date | None]],
        follows: str | None = None,
        conditional: bool = False,
        assumed: bool = False,
        like: "tuple[Undone, Callable[[date, date], bool]] | None" = None,
    ) -> None:
        super().__init__()
        self.kind, self.as_of, self.three, self.like = kind, as_of, three, like
        self.follows, self.conditional, self.assumed = follows, conditional, assumed

    def __missing__(self, start: date) -> Dates:
        if len(self) > _KEPT:
            self.clear()
        found = self[start] = self._shared(start) or self._own(start)
        return found

    def _shared(self, start: date) -> Dates | None:
        if not self.like:
            return None
        others, alike = self.like
        found = others[start]
        return found if found.cautious and alike(start, found.cautious) else None

    def _own(self, start: date) -> Dates:
        due, cautious, earliest = self.three(start)
        more = self.follows, None, self.conditional, self.assumed
        return running(self.kind, self.as_of, due, cautious, earliest, None, None, *more)


@lru_cache(maxsize=_FEW)
def undone(
    kind: Kind,
    as_of: date,
    calendars: AgencyCalendars,
    length: int,
    day_one: bool,
    follows: str | None = None,
    conditional: bool = False,
) -> Undone:
    """A duty of that many working days that nothing extends, tolls or routes."""
    three, like = partial(calendars.plain, length, day_one), None
    if calendars.unlike and not calendars.closed:
        others = undone(kind, as_of, calendars_of(None), length, day_one, follows, conditional)
        like = others, calendars.as_all
    return Undone(kind, as_of, three, follows, conditional, like=like)
