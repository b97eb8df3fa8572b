"""The requester's administrative appeal: how long the agency's own rule, or the statute's floor, leaves to make it."""

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from foiacalc import law
from foiacalc.clock.case import Assumption, Case
from foiacalc.clock.count import Count
from foiacalc.clock.deadline import Dates, Found, Kind, Why, not_running, running
from foiacalc.clock.determination import NO_REQUEST
from foiacalc.clock.determination import determination as determine
from foiacalc.clock.readings import DUE, Contested, Points, moved
from foiacalc.facts import AppealWindow
from foiacalc.workdays import FIRST, ONE_DAY, legal, own_dates

if TYPE_CHECKING:
    from foiacalc.agencies import AgencyRule

KEY = "appeal"
_KEPT = 50_000  # days from which windows run
_ALL: Points = frozenset(("C1", "C13"))
_NOTHING = "There is no adverse determination to appeal, and no day on which one is due."
_GIVEN = law.Authority("the agency's letter, as given with the facts", law.USC)


class _Window(NamedTuple):
    """Time to appeal from `start`, and who gives it; `rolls` where the rule itself moves a last day that is no working day."""

    start: date
    length: int
    unit: law.Unit
    authority: law.Authority
    rolls: bool = False

    def last_day(self, points: Points) -> date:
        """Under C1 in-lieu days are working days; under C13 a last day that is no working day moves back, not on."""
        if self.unit == "working_days":
            return (own_dates() if "C1" in points else legal()).after(self.start, self.length)
        last = self.start + self.length * ONE_DAY
        if "C13" in points:
            return legal().on_or_before(last)
        return legal().on_or_after(last) if self.rolls else last

    def __str__(self) -> str:
        return f"{self.length} {self.unit.replace('_', ' ')}"


class _Letter(NamedTuple):
    """What decides the time to appeal: the agency's own rule of the day of its letter, under which act the request was made;
    what the letter itself gives; when it was received, and when the last records came.
    """

    rule: "AgencyRule | None"
    day: date
    filed: date
    given: AppealWindow | None = None
    received: date | None = None
    released: date | None = None

    def windows(self) -> list[_Window]:
        """Every window that the law gives: that of the letter, else of the agency's rule; the floor of the statute."""
        rule, found = self.rule, []
        if self.given:
            found.append(_Window(self.day, self.given.length, self.given.unit, _GIVEN))
        elif rule and rule.days and rule.gives_time(self.filed):
            found.append(_Window(self._start(rule), rule.days, rule.unit, rule.authority, rule.rolls))
        floor = law.in_force("appeal_floor", self.filed)
        if floor:
            found.append(_Window(self.day, floor.number, "calendar_days", floor.authority))
        return found

    def _start(self, rule: "AgencyRule") -> date:
        """The day from which the rule's window runs; the letter's own where the other is not given (the earlier, so safe)."""
        if rule.runs_from == "letter_received":
            return self.received or self.day
        if rule.runs_from == "last_records":
            return max(self.released or self.day, self.day)
        return self.day

    def assumed(self, limit: str) -> _Window:
        """The window that is assumed where neither a rule nor the floor gives one."""
        rule = law.rule_for(limit, self.filed)
        return _Window(self.day, rule.number, rule.unit or "calendar_days", rule.authority)

    def last_day(self, points: Points) -> date:
        """The latest of the windows' last days, or that of the assumed one."""
        windows = self.windows() or [self.assumed("appeal_assumed")]
        return max([window.last_day(points) for window in windows])

    def dates(self) -> "_Dates":
        """The last day as `due` and as `cautious` read it, and whether its length is assumed."""
        rule, floor = self.rule, law.in_force("appeal_floor", self.filed)
        if self.given:
            own = _last_days(self.given.length, self.given.unit, False)[self.day]
        elif rule and rule.days and rule.gives_time(self.filed):
            own = _last_days(rule.days, rule.unit, rule.rolls)[self._start(rule)]
        elif floor:
            own = _last_days(floor.number, "calendar_days", False)[self.day]
        else:
            return _Dates(self.last_day(DUE), self.assumed("appeal_assumed_least").last_day(_ALL), True)
        if floor:
            least = _last_days(floor.number, "calendar_days", False)[self.day]
            own = max(own[0], least[0]), max(own[1], least[1])
        return _Dates(*own, False)


class _Dates(NamedTuple):
    due: date
    cautious: date
    assumed: bool


class _LastDays(dict[date, tuple[date, date]]):
    """By the day it runs from, the last day of a window as `due` and as `cautious` read it; filled as it is asked."""

    def __init__(self, length: int, unit: law.Unit, rolls: bool) -> None:
        super().__init__()
        self.window = _Window(date.min, length, unit, _GIVEN, rolls)

    def __missing__(self, start: date) -> tuple[date, date]:
        if len(self) > _KEPT:
            self.clear()
        window = self.window._replace(start=start)
        found = self[start] = window.last_day(DUE), window.last_day(_ALL)
        return found


@cache
def _last_days(length: int, unit: law.Unit, rolls: bool) -> _LastDays:
    """Shared by all agencies that allow the same."""
    return _LastDays(length, unit, rolls)


def appeal(case: Case, found: Found) -> Dates:
    """The requester's appeal: the agency's window after the determination, never less than the statutory floor.

    Source: the agency's regulation of the day of the determination; 552(a)(6)(A)(i)(III)(aa) for requests made under the
    act of 2016. Against an assumed window nothing is late.
    """
    known, determination = case.known, found["determination"]
    start = known.determined or determination.due
    if not case.filed:
        return not_running(KIND, NO_REQUEST)
    if not start:
        return not_running(KIND, _NOTHING)
    if start < FIRST:
        return not_running(KIND, f"The determination is older than the calendar of working days, which begins on {FIRST}.")
    letter = _Letter(case.rule_on(start), start, case.filed, known.appeal_window, known.letter_received, known.released)
    made = _made(case, letter) if case.appealed else None
    if known.outcome == "granted":
        return not_running(KIND, None, made)
    due, cautious, assumed = letter.dates()
    if known.interim and (first := _interim(case, letter)):
        cautious = min(cautious, first.dates().cautious)
    projected_from = None if known.determined else "determination"
    conditional = determination.missed_on(case.as_of)
    return running(KIND, case.as_of, due, cautious, None, made, known.withdrawn, projected_from, conditional, assumed)


def _letter(case: Case) -> _Letter:
    """The letter that a window runs from, or the day on which one is due."""
    known = case.known
    start = known.determined or determine(case, {}).due
    assert start and case.filed
    return _Letter(case.rule_on(start), start, case.filed, known.appeal_window, known.letter_received, known.released)


def _interim(case: Case, letter: _Letter) -> _Letter | None:
    """The first interim response, read as a determination of its own (C17)."""
    if not case.known.interim:
        return None
    first = min(case.known.interim)
    return letter._replace(rule=case.rule_on(first), day=first, received=None, released=None)


def _made(case: Case, letter: _Letter) -> date | None:
    """The day the appeal counts as made: its receipt where the regulation says that it must arrive.

    One made from silence and decided before the determination is no appeal of that determination.
    """
    if _decided_before(case):
        return None
    rule = letter.rule
    return case.appeal_received if rule and rule.satisfied_by == "received" else case.appealed


def untimely(case: Case, appeal: Dates) -> bool:
    """Whether the appeal was made after its last day; never against an assumed window or without a determination."""
    return bool(case.known.determined and appeal.done_late and not appeal.assumed)


def answers(case: Case, appeal: Dates) -> bool:
    """Whether an appeal in time answers the determination: one decided before it, made from silence, does not."""
    if not case.appealed or case.known.outcome == "granted":
        return False
    return not untimely(case, appeal) and not _decided_before(case)


def _decided_before(case: Case) -> bool:
    decided, determined = case.known.appeal_determined, case.known.determined
    return bool(decided and determined and decided < determined)


# What explains it


def _granted(letter: _Letter, as_of: date) -> Why:
    """Until when the search, the fees and the format may be appealed; of an assumed window only the shortest is told."""
    last, relied, assumed = letter.dates()
    until = f"until {last}" if last == relied else f"until {last} (rely on {relied})"
    if assumed:
        least = letter.assumed("appeal_assumed_least")
        until = f"until {relied} at least: no agency rule of that day is known, and {least} are the shortest time known"
    could = "can still be" if as_of <= last else "could be"
    return Why(
        notes=(
            f"The request was granted in full. The search, the fees and the format {could} appealed, {until}. The records "
            f"must be made promptly available ({law.PROMPTLY.cite}); the Act sets no number of days for that.",
        )
    )


def _why(case: Case, dates: Dates) -> Why:
    letter = _letter(case)
    if not dates.due:
        return _granted(letter, case.as_of)
    first = _interim(case, letter)
    windows = letter.windows() or [letter.assumed("appeal_assumed")]
    due = letter.last_day(DUE)
    governing = next(w for w in windows if w.last_day(DUE) == due)
    return Why(
        Count(governing.start, governing.length, governing.unit, due, legal()),
        (governing.authority, *(w.authority for w in windows if w != governing)),
        _contested(letter, first),
        notes=tuple(_notes(case, letter, first, governing)),
        assumptions=_assumptions(case, letter),
    )


def _contested(letter: _Letter, first: _Letter | None) -> tuple[Contested, ...]:
    def last_day(points: Points) -> date:
        last = letter.last_day(points)
        return min(last, first.last_day(points)) if first and "C17" in points else last

    return moved(last_day, ("C1", "C13", "C17"))


def _assumptions(case: Case, letter: _Letter) -> tuple[Assumption, ...]:
    rule, found = letter.rule, []
    runs_from = (
        rule.runs_from if rule and rule.gives_time(letter.filed) and not letter.given and case.known.determined else None
    )
    if runs_from == "letter_received" and not letter.received:
        says = "the agency's letter was received on its own date; its window runs from receipt"
        found.append(Assumption("letter_received", letter.day.isoformat(), says))
    if runs_from == "last_records" and not letter.released:
        says = "no records came after the letter; the agency's window runs from the later of the two"
        found.append(Assumption("released", letter.day.isoformat(), says))
    if not letter.windows():
        row = law.rule_for("appeal_assumed", letter.filed)
        found.append(Assumption("appeal_window", str(AppealWindow(row.number)), row.says))
    return tuple(found)


def _notes(case: Case, letter: _Letter, first: _Letter | None, governing: _Window) -> list[str]:
    windows, rule, notes = letter.windows(), letter.rule, []
    if windows and governing != windows[0]:
        own = windows[0]
        notes.append(
            f"The window of {own} ({own.authority.cite}) would end on {own.last_day(DUE)}; the statutory floor is later "
            "and governs."
        )
    if governing.rolls and governing.last_day(DUE) != governing.start + governing.length * ONE_DAY:
        notes.append("The agency's rule moves a last day that is not a working day to the next one.")
    if not windows:
        least = law.rule_for("appeal_assumed_least", letter.filed)
        notes.append(
            f"{_no_rule(case, rule)} Rely on {least.number} working days, the shortest time known from that period; the "
            "agency's letter says how long it allowed."
        )
    if rule and not letter.given and rule.gives_time(letter.filed):
        notes += [_SATISFIED_BY[rule.satisfied_by], f"Cut-off: {rule.cutoff}." if rule.cutoff else "", rule.note]
    elif rule and rule.satisfied_by == "received":
        notes.append(_SATISFIED_BY["received"])
    if first and any(moved.point == "C17" for moved in _contested(letter, first)):
        says = f"An interim response of {first.day} may have started the time to appeal (C17)"
        last = rule and rule.runs_from == "last_records"
        notes.append(f"{says}; the agency's rule counts from the last of several letters." if last else f"{says}.")
    if case.appealed and not case.known.determined:
        notes.append("The appeal was made without a determination: no window had begun to run.")
    if _decided_before(case):
        notes.append(
            f"The appeal of {case.appealed} was decided on {case.known.appeal_determined}, before the determination, and does "
            "not appeal the determination itself."
        )
    return notes


def _no_rule(case: Case, rule: "AgencyRule | None") -> str:
    """Why no window is known."""
    if rule and rule.requests_from:
        return f"The agency's rule of that day is for requests made since {rule.requests_from}."
    if not case.agency.rules:
        return "No agency is known whose rule would say how long."
    return "No rule of the agency is known for that day."


_SATISFIED_BY = {
    "received": "The agency must receive the appeal by the last day.",
    "sent": "It is enough to mail or transmit the appeal by the last day.",
    "submitted": "The appeal must be submitted by the last day.",
    "unspecified": "",
}


def remarks(case: Case, appeal: Dates) -> tuple[str, ...]:
    """A warning where the appeal came too early or too late."""
    made, determined = appeal.done, case.known.determined
    if not made or not determined or case.known.outcome == "granted":
        return ()
    if made < determined:
        return (f"The appeal of {made} came before the determination of {determined} and is taken to answer it.",)
    if untimely(case, appeal):
        return (
            f"The appeal of {made} came after its last day, {appeal.due}. The agency may reject it, and then it does not "
            f"exhaust administrative remedies ({law.EXHAUSTION_ENDS.cite}).",
        )
    return ()


KIND = Kind(KEY, "Administrative appeal", "requester", "lapsed", appeal, _why)
