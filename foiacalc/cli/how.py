"""This module says how the answers of a batch are shown: which of them, in which order, in which format, for whom."""

from collections.abc import Callable
from typing import NamedTuple

from foiacalc.answer.reports import Report
from foiacalc.answer.state import Audience
from foiacalc.cli.book import FORM
from foiacalc.cli.picks import Picks
from foiacalc.render.docket_table import Room

_KEPT, _KEPT_REPORTS = 20_000, 5_000  # answers kept for rows with the same facts


class Ics(NamedTuple):
    """This is what is asked of a calendar."""

    alarm: int | None = None
    projected: bool = False


class Extras(NamedTuple):
    """This is what is asked for besides the answers: a folder for letters, DOJ's figures and their year, how many processes."""

    letters: str | None = None
    doj: bool = False
    fiscal_year: int | None = None
    processes: int | None = None


ALONE = Extras()


class How(NamedTuple):
    """This says how the answers are shown: which (None: all), in which order, in which form."""

    form: str
    wanted: Callable[[Report], bool] | None
    sort: str | None
    brief: bool
    ics: Ics = Ics()
    room: Room = Room()
    serves: Audience = "requester"
    picks: Picks = Picks()  # what is picked without an option

    @property
    def holds(self) -> bool:
        """Return whether nothing is written before the last row is in."""
        return bool(self.sort) or self.form not in ("jsonl", "csv", FORM)

    @property
    def kept(self) -> int:
        """Return how many answers are kept for rows with the same facts."""
        return _KEPT if self.form in ("csv", "jsonl", "summary", FORM) else _KEPT_REPORTS
