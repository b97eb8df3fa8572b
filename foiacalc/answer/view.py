"""This module works out what the headline needs from a request: the result, for whom, and the days and numbers in it."""

from datetime import date
from typing import NamedTuple

from foiacalc.answer import state
from foiacalc.answer.state import Audience
from foiacalc.calendar.workdays import WEEKDAYS
from foiacalc.clock.all_deadlines import Computed
from foiacalc.clock.case import Case
from foiacalc.clock.deadline import Dates


class Headline(NamedTuple):
    """`state` is one word for scripts; `says` is where things stand, `may` what is open or to be done, `next` its day."""

    state: str
    says: str
    may: str = ""
    next: date | None = None


class View(NamedTuple):
    """A view is a case with its result, and the side for which it is written."""

    case: Case
    computed: Computed
    serves: Audience

    def dates(self, key: str) -> Dates:
        return self.computed.apply[key]

    @property
    def you(self) -> str:
        return "You" if self.serves == "requester" else "The requester"

    def until(self, limit: Dates) -> str:
        """Return the last day of a right, as the side for which it is written should rely on it."""
        day = state.act_by(limit, self.case.as_of, self.serves) or limit.due
        return on(day) if day else ""

    def passed(self, limit: Dates) -> str:
        """Return a sentence saying that the day to rely on for one's own right has passed, to follow its last day."""
        if not state.relied_passed(limit, self.case.as_of, self.serves):
            return ""
        return f" The day to rely on, {state.relied(limit, self.serves)}, has passed."

    def by_count(self, limit: Dates) -> str:
        """Return by whose count a duty was met late, if it was in time on the cautious reading (LAW: late only after it)."""
        contested = limit.done and limit.cautious and limit.done <= limit.cautious
        return " by the statute's own count" if contested and self.serves == "requester" else ""

    def told(self, requester: str, officer: str) -> str:
        """Return the words for the side that is served: nothing commands an agency's officer to do the requester's acts."""
        return requester if self.serves == "requester" else officer


def on(day: date) -> str:
    """Return a day with its weekday."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day}"


def many(days: int) -> str:
    return f"{days:,} working day" if days == 1 else f"{days:,} working days"


def missed_by(limit: Dates) -> str:
    return f" by {many(limit.late_working_days)}" if limit.late_working_days else ""
