"""A mistake in counting a limit produces a wrong last day, and a claimed date is compared with that day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from foiacalc import law
from foiacalc.clock.case import Case
from foiacalc.clock.count import Count
from foiacalc.clock.deadline import Deadline


class Slip(NamedTuple):
    """A slip is a mistake that gives the claimed date: what was done, and the authority that says otherwise."""

    key: str
    says: str
    authority: law.Authority


class Try(NamedTuple):
    """This pairs a slip with the last day that it gives."""

    slip: Slip
    last_day: Callable[[], date]


@dataclass(frozen=True, slots=True)
class Compared:
    """This is a claimed date, and what the right one depends on."""

    case: Case
    deadline: Deadline
    count: Count
    claimed: date
    authority: law.Authority

    def rule(self, limit: str) -> law.Rule | None:
        """Return the row of a limit in force when the claimed date was computed, at the latest."""
        return self.case.rules.in_force(limit, min(self.case.as_of, self.claimed))

    def more(self) -> int:
        """Return the working days of a full extension at this stage; 0 if the law has none."""
        rule = self.case.rules.in_force("unusual_circumstances", self.count.start)
        return rule.number if rule else 0

    @property
    def extendable(self) -> bool:
        """Return whether a notice may extend this limit, and none is known."""
        limit = self.deadline.limit
        return bool(limit and not limit.notices and self.deadline.key in ("determination", "appeal_determination"))


def tried(key: str, says: str, authority: law.Authority, last_day: Callable[[], date]) -> Try:
    return Try(Slip(key, says, authority), last_day)
