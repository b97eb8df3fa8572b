"""One limit on one request: when it ends under both readings, how that was counted, and by which authority."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from foiacalc import law
from foiacalc.case import Assumption
from foiacalc.counts import Count
from foiacalc.facts import Extension
from foiacalc.readings import Contested

Binds = Literal["agency", "requester"]

TITLES: dict[str, tuple[str, Binds]] = {
    "acknowledgement": ("Acknowledgement of the request", "agency"),
    "expedited_decision": ("Decision on expedited processing", "agency"),
    "determination": ("Determination on the request", "agency"),
    "appeal": ("Administrative appeal", "requester"),
    "appeal_determination": ("Determination on the appeal", "agency"),
    "suit": ("Suit in district court", "requester"),
    "answer": ("Answer to the complaint", "agency"),
}
KEYS: tuple[str, ...] = tuple(TITLES)
NO_REQUEST = "The request itself is not given, only the appeal."


@dataclass(frozen=True, slots=True)
class Deadline:
    """One limit on one request. `due` is None where no such limit runs; `notes` say why.

    `done` is the day it was met, `ended` the day it fell away otherwise; `extended` the extension in force. `projected_from`
    names the deadline or the fact that has not happened yet and that it would run from.
    """

    key: str
    due: date | None = None
    cautious: date | None = None
    count: Count | None = None
    authority: tuple[law.Authority, ...] = ()
    contested: tuple[Contested, ...] = ()
    notes: tuple[str, ...] = ()
    done: date | None = None
    ended: date | None = None
    extended: Extension | None = None
    projected_from: str | None = None
    warnings: tuple[str, ...] = ()
    assumptions: tuple[Assumption, ...] = ()

    @property
    def title(self) -> str:
        return TITLES[self.key][0]

    @property
    def binds(self) -> Binds:
        return TITLES[self.key][1]

    @property
    def note(self) -> str | None:
        return " ".join(self.notes) or None

    @property
    def done_late(self) -> bool:
        return bool(self.done and self.due and self.done > self.due)

    def broken_on(self, day: date) -> bool:
        """Whether on `day` it had been missed, also where the act came late in the end."""
        return self.done_late or self.missed_on(day)

    def missed_on(self, day: date) -> bool:
        """Whether its last day had passed on `day` without the act; never for a projected one."""
        return bool(self.due and not self.done and not self.projected_from and self.due < day)


@lru_cache(maxsize=256)  # most requests have some, and the same
def not_running(key: str, note: str, done: date | None = None) -> Deadline:
    """A deadline that does not run, and why."""
    return Deadline(key, notes=(note,), done=done)
