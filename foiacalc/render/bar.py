"""This module draws a request to scale, from its first day to the nearest dates ahead: how long the clock ran, how late it is.

Places are in percent of the bar, so that it is as wide as there is room. It computes no date.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from foiacalc.answer import state
from foiacalc.answer.reports import Report, counted
from foiacalc.answer.state import DeadlineState
from foiacalc.calendar.workdays import ONE_DAY
from foiacalc.render import prose, words

_NARROW, _WIDE = 300, 660  # pixels of the bar on a phone, and on a desktop
_LETTER, _APART = 7.5, 14  # pixels of a letter, and between two names
_LONGEST = 800  # the most days of a bar on which a single day can still be seen
_LIMITS = ("determination", "appeal_determination")
_FACTS = {
    "filed": "Filed",
    "received": "Received",
    "perfected": "Complete",
    "determined": "Answered",
    "appealed": "Appealed",
    "appeal_received": "Appeal received",
    "appeal_determined": "Appeal decided",
    "sued": "Sued",
    "answered": "Complaint answered",
    "withdrawn": "Withdrawn",
}
_DEADLINES = {
    "determination": "Due",
    "appeal": "Appeal by",
    "appeal_determination": "Appeal decision due",
    "suit": "Last day to sue",
    "answer": "Answer to complaint due",
}


class Segment(NamedTuple):
    """This is a stretch of time: where it begins, how wide it is, and whether it is run, tolled, late or open."""

    kind: str
    left: float
    width: float


class Mark(NamedTuple):
    """This is a day with its name, and the line that the name stands on if there is little room, and if there is much."""

    kind: str
    at: float
    name: str
    day: date
    narrow: int = 0
    wide: int = 0


class Bar(NamedTuple):
    """This is a request to scale. `holidays` are the places of the days off that the clock skipped, and `named` says what they
    were.
    """

    spans: tuple[Segment, ...]
    holidays: tuple[tuple[float, float], ...]
    marks: tuple[Mark, ...]
    named: tuple[str, ...]

    @property
    def narrow(self) -> int:
        """Return how many lines the names take."""
        return 1 + max(mark.narrow for mark in self.marks)

    @property
    def wide(self) -> int:
        return 1 + max(mark.wide for mark in self.marks)


class _BarScale(NamedTuple):
    """This is the scale of the bar, by its first and last days, both of them whole."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def at(self, day: date) -> float:
        """Return where a day begins, in percent."""
        return round(100 * min(max((day - self.first).days, 0), self.days) / self.days, 2)

    def middle(self, day: date) -> float:
        return round(100 * ((day - self.first).days + 0.5) / self.days, 2)

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last

    def span(self, kind: str, first: date, last: date) -> Segment:
        """Return the stretch from one day to another, both included."""
        return Segment(kind, self.at(first), round(self.at(last + ONE_DAY) - self.at(first), 2))


def bar(report: Report) -> Bar | None:
    """Return the bar; None if no limit runs."""
    limits = [s for s in report.states if s.deadline.key in _LIMITS and words.runs(s.deadline) and s.state != "projected"]
    days = [(kind, name, day) for kind, name, day in _days(report) if _near(report, name, day)]
    if not limits or len(days) < 2:
        return None
    scale = _BarScale(min(day for _, _, day in days), max(day for _, _, day in days))
    spans = [span for stated in limits for span in _spans(stated, scale)]
    skipped = list(dict(_skipped(limits)).items())
    one = max(100 / scale.days, 0.2)
    return Bar(
        tuple(span for span in (*_appeal(report, scale), *spans) if span.width > 0),
        tuple((scale.at(day), round(one, 2)) for day, _ in skipped if scale.holds(day) and scale.days <= _LONGEST),
        tuple(_placed([Mark(kind, scale.middle(day), name, day) for kind, name, day in sorted(days, key=lambda d: d[2])])),
        tuple(f"{why}, {prose.day(day)}" for day, why in skipped),
    )


def _days(report: Report) -> Iterator[tuple[str, str, date]]:
    """Yield the days to mark, each once: what happened, what is due, today."""
    known = report.known
    given = {name: day for name, day in known.moments() if name in _FACTS}
    if given.get("received") == given.get("filed"):
        given.pop("received", None)
    if given.get("appeal_received") == given.get("appealed"):
        given.pop("appeal_received", None)
    yield from (("fact", _FACTS[name], day) for name, day in given.items())
    for event in report.timeline:
        if event.stated and event.key in _DEADLINES:
            yield ("missed" if event.stated.state in words.LOUD else "due"), _DEADLINES[event.key], event.day
    yield "today", "Today", report.as_of


def _near(report: Report, name: str, day: date) -> bool:
    """Return whether a day is on the scale.

    The last day to sue is only if it comes within a year, as in all other human-readable output.
    """
    return name != _DEADLINES["suit"] or state.near(report.computed.apply["suit"], day, report.as_of)


def _spans(stated: DeadlineState, scale: _BarScale) -> Iterator[Segment]:
    """Yield the clock of one limit, where it stood still, and how long it is late."""
    deadline, count, due = stated.deadline, stated.deadline.count, words.due(stated)
    assert count
    over = deadline.done or deadline.dates.ended
    yield scale.span("run", count.start, min(due, over) if over else due)
    for stop in count.tolled:
        if stop.first <= due and stop.last > count.start:
            yield scale.span("tolled", max(stop.first, count.start), min(stop.last, due))
    if stated.state in ("missed", "met_late"):
        yield scale.span("late", due + ONE_DAY, stated.until)


def _appeal(report: Report, scale: _BarScale) -> Iterator[Segment]:
    """Yield the time to appeal, from the agency's letter on."""
    for right in (stated.deadline for stated in report.states if stated.deadline.key == "appeal"):
        if right.due and right.count and report.known.determined and words.runs(right):
            yield scale.span("open", right.count.start, min(right.due, report.case.appealed or right.due))


def _skipped(limits: Iterable[DeadlineState]) -> Iterator[tuple[date, str]]:
    """Yield the days off by name; weekends are left out."""
    for stated in limits:
        for day in counted(stated.deadline):
            if day.kind in ("holiday", "closed"):
                yield day.date, day.reason or ""


def _placed(marks: list[Mark]) -> list[Mark]:
    """Return the marks, each with the line of its name: the first line on which the name meets no other."""
    narrow, wide = (_lines(marks, room) for room in (_NARROW, _WIDE))
    return [mark._replace(narrow=n, wide=w) for mark, n, w in zip(marks, narrow, wide, strict=True)]


def _lines(marks: list[Mark], room: int) -> list[int]:
    """Return the line of each name in a bar of that many columns.

    A name reaches out on both sides of its mark in the proportion in which the mark divides the bar, so no name goes past
    its ends.
    """
    ends: list[float] = []
    found = []
    for mark in marks:
        length = max(len(mark.name), len(prose.short(mark.day))) * _LETTER + _APART
        left = mark.at / 100 * (room - length)
        line = next((n for n, end in enumerate(ends) if end <= left), len(ends))
        ends[line:] = [left + length, *ends[line + 1 :]]
        found.append(line)
    return found
