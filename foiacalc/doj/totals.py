"""This module counts DOJ's totals as the rows pass: the backlog, the increments of the annual report, the ten oldest."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from heapq import heappush, heappushpop
from typing import Any, NamedTuple

from foiacalc.doj.days import BUCKETS, FiscalYear, bucket, elapsed
from foiacalc.doj.row import YES, Checked, DojStage
from foiacalc.doj.rules import TRACK_CODES

NAMES = {"S": "simple", "C": "complex", "E": "expedited", "": "no track"}
MOST = 10  # the annual report lists the ten oldest
_REFUSED = 100  # rows that are named


class Old(NamedTuple):
    """This is an open request or appeal: its name, the day of its receipt, its working days to the end of the fiscal year."""

    received: date
    name: str
    agency: str
    working_days: int
    consultation: bool = False


class _Oldest:
    """This keeps the oldest of all that pass, by working days and then by the day of receipt; of equals, the first to come."""

    def __init__(self) -> None:
        self._heap: list[tuple[int, int, int, Old]] = []
        self._seen = 0

    def take(self, old: Old) -> None:
        self._seen += 1
        ranked = (old.working_days, -old.received.toordinal(), -self._seen, old)
        if len(self._heap) < MOST:
            heappush(self._heap, ranked)
        else:
            heappushpop(self._heap, ranked)

    @property
    def found(self) -> tuple[Old, ...]:
        return tuple(old for *_, old in sorted(self._heap, reverse=True))


class Refused(NamedTuple):
    """This is a row that the validator would reject: the file, the line it begins on, its name and why."""

    file: str
    line: int
    name: str
    why: tuple[str, ...]


class DojTotals:
    """This holds the figures of a fiscal year."""

    def __init__(self, year: FiscalYear) -> None:
        self.year = year
        self.rows = self.differ = self.refused = 0
        self.backlog = self.appeal_backlog = self.late = self.appeal_late = 0
        self.of_backlog_closed = 0
        self._granted: Counter[tuple[str, str]] = Counter()
        self._processed: Counter[tuple[str, str]] = Counter()
        self._requests, self._appeals = _Oldest(), _Oldest()
        self.named: list[Refused] = []

    def take(self, row: Checked, name: str, agency: str) -> None:
        """Count a row."""
        item, request = row.item, row.request
        self.rows += 1
        self.differ += bool(row.differs)
        self.backlog += request.backlog == YES
        self.appeal_backlog += row.appeal.backlog == YES
        self.late += request.late == YES
        self.appeal_late += row.appeal.late == YES
        self.of_backlog_closed += bool(request.backlog == YES and item.request and item.request.last)
        if item.request and item.request.last and request.elapsed is not None and not item.consultation:
            key = (item.track, bucket(request.elapsed))
            self._processed[key] += 1
            self._granted[key] += item.granted
        self._old(self._requests, item.request, name, agency, item.consultation)
        self._old(self._appeals, item.appeal, name, agency)

    def _old(self, among: _Oldest, part: DojStage | None, name: str, agency: str, consultation: bool = False) -> None:
        days = elapsed(part.received, self.year.last) if part and part.is_open else None
        if part and days is not None:
            among.take(Old(part.received, name, agency, days, consultation))

    def refuse(self, file: str, line: int, name: str, why: tuple[str, ...]) -> None:
        """Count a row that the validator would reject; only a limited number are named."""
        self.refused += 1
        if len(self.named) < _REFUSED:
            self.named.append(Refused(file, line, name, why))

    @property
    def oldest_requests(self) -> tuple[Old, ...]:
        return self._requests.found

    @property
    def oldest_appeals(self) -> tuple[Old, ...]:
        return self._appeals.found

    @property
    def tracks(self) -> tuple[str, ...]:
        """Return the tracks to show: the three, and requests without one, if there are any."""
        return (*TRACK_CODES, *([""] if any(track == "" for track, _ in self._processed) else []))

    def increments(self, track: str, granted: bool = True) -> tuple[int, ...]:
        """Count by increment the requests of a track that were granted in full or in part, or all that were processed."""
        counted = self._granted if granted else self._processed
        return tuple(counted[track, name] for name in BUCKETS)

    def to_dict(self) -> dict[str, Any]:
        """Return the figures as JSON has them."""
        return {
            "fiscal_year": int(self.year),
            "counted_to": str(self.year.last),
            "rows": self.rows,
            "backlog": {"requests": self.backlog, "of_these_closed": self.of_backlog_closed, "appeals": self.appeal_backlog},
            "late_by_law": {"requests": self.late, "appeals": self.appeal_late},
            "differ": self.differ,
            "refused": {"rows": self.refused, "first": [r._asdict() | {"why": list(r.why)} for r in self.named]},
            "granted": self._by_track(granted=True),
            "processed": self._by_track(granted=False),
            "oldest_requests": [*_written(self.oldest_requests)],
            "oldest_appeals": [*_written(self.oldest_appeals)],
        }

    def _by_track(self, granted: bool) -> dict[str, dict[str, int]]:
        found = {NAMES[track]: self.increments(track, granted) for track in self.tracks}
        return {name: dict(zip(BUCKETS, counted, strict=True)) for name, counted in found.items()}


def _written(oldest: Iterable[Old]) -> Iterable[dict[str, Any]]:
    for old in oldest:
        yield {
            "id": old.name or None,
            "agency": old.agency or None,
            "received": str(old.received),
            "working_days": old.working_days,
            "consultation": old.consultation,
        }
