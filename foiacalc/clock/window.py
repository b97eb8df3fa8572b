"""The windows that the law gives to appeal, from the agency's letter on: the agency's rule, the floor, the one assumed."""

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from foiacalc import law
from foiacalc.clock.readings import DUE, Points
from foiacalc.facts import AppealWindow
from foiacalc.workdays import FIRST_WORKING, ONE_DAY, legal, own_dates

if TYPE_CHECKING:
    from foiacalc.agencies import AgencyRule

_KEPT = 50_000  # days from which windows run
_ALL: Points = frozenset(("C1", "C13"))
_NONE: tuple[int, law.Unit] = (0, law.CD)  # no floor
_GIVEN = law.Authority("the agency's letter, as given with the facts", law.USC)


class Window(NamedTuple):
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
            return legal().on_or_before(last) if last >= FIRST_WORKING else last
        return legal().on_or_after(last) if self.rolls else last

    def __str__(self) -> str:
        return f"{self.length} {self.unit.replace('_', ' ')}"


class Letter(NamedTuple):
    """What decides the time to appeal: the agency's own rule of the day of its letter, under which act the request was made;
    what the letter itself gives; when it was received, and when the last records came.
    """

    rule: "AgencyRule | None"
    day: date
    filed: date
    given: AppealWindow | None = None
    received: date | None = None
    released: date | None = None

    def windows(self) -> list[Window]:
        """Every window that the law gives: that of the letter, else of the agency's rule; the floor of the statute."""
        rule, found = self.rule, []
        if self.given:
            found.append(Window(self.day, self.given.length, self.given.unit, _GIVEN))
        elif rule and rule.days and rule.gives_time(self.filed):
            found.append(Window(self._start(rule), rule.days, rule.unit, rule.authority, rule.rolls))
        floor = law.in_force("appeal_floor", self.filed)
        if floor:
            found.append(Window(self.day, floor.number, floor.unit or law.CD, floor.authority))
        return found

    def _start(self, rule: "AgencyRule") -> date:
        """The day from which the rule's window runs; the letter's own where the other is not given (the earlier, so safe)."""
        if rule.runs_from == "letter_received":
            return self.received or self.day
        if rule.runs_from == "last_records":
            return max(self.released or self.day, self.day)
        return self.day

    def assumed(self, limit: str) -> Window:
        """The window that is assumed where neither a rule nor the floor gives one."""
        rule = law.rule_for(limit, self.filed)
        return Window(self.day, rule.number, rule.unit or "calendar_days", rule.authority)

    def last_day(self, points: Points) -> date:
        """The latest of the windows' last days, or that of the assumed one."""
        windows = self.windows() or [self.assumed("appeal_assumed")]
        return max([window.last_day(points) for window in windows])

    def dates(self) -> "AppealDates":
        """The last day as `due` and as `cautious` read it, and whether its length is assumed."""
        rule, floor = self.rule, law.in_force("appeal_floor", self.filed)
        least = (floor.number, floor.unit or law.CD) if floor else _NONE
        if self.given:
            return _kept(self.given.length, self.given.unit, False, least)[self.day]
        if not rule or not rule.days or not rule.gives_time(self.filed):
            return _kept(*least, False, _NONE)[self.day] if floor else self._assumed()[self.day]
        start = self._start(rule)
        if start == self.day:
            return _kept(rule.days, rule.unit, rule.rolls, least)[start]
        own = _kept(rule.days, rule.unit, rule.rolls, _NONE)[start]
        return _latest(own, _kept(*least, False, _NONE)[self.day]) if floor else own

    def _assumed(self) -> "_LastDays":
        most, least = self.assumed("appeal_assumed"), self.assumed("appeal_assumed_least")
        return _kept_assumed(most.length, most.unit, least.length, least.unit)


class AppealDates(NamedTuple):
    due: date
    cautious: date
    assumed: bool


def _latest(*found: AppealDates) -> AppealDates:
    return AppealDates(max(dates.due for dates in found), max(dates.cautious for dates in found), False)


class _LastDays(dict[date, AppealDates]):
    """By the day they run from, the last day of windows as `due` and as `cautious` read it; filled as it is asked.

    It is the latest of them; of assumed ones the first is for `due`, the last for `cautious`.
    """

    def __init__(self, *windows: Window, assumed: bool) -> None:
        super().__init__()
        self.windows, self.assumed = windows, assumed

    def __missing__(self, start: date) -> AppealDates:
        if len(self) > _KEPT:
            self.clear()
        windows = [window._replace(start=start) for window in self.windows]
        if self.assumed:
            found = AppealDates(windows[0].last_day(DUE), windows[-1].last_day(_ALL), True)
        else:
            found = _latest(*(AppealDates(w.last_day(DUE), w.last_day(_ALL), False) for w in windows))
        self[start] = found
        return found


@cache
def _kept(length: int, unit: law.Unit, rolls: bool, least: tuple[int, law.Unit]) -> _LastDays:
    """Shared by all agencies that allow the same; `least` is the statute's floor."""
    own, floor = Window(date.min, length, unit, _GIVEN, rolls), Window(date.min, *least, _GIVEN)
    return _LastDays(own, assumed=False) if least == _NONE else _LastDays(own, floor, assumed=False)


@cache
def _kept_assumed(length: int, unit: law.Unit, least: int, least_unit: law.Unit) -> _LastDays:
    return _LastDays(Window(date.min, length, unit, _GIVEN), Window(date.min, least, least_unit, _GIVEN), assumed=True)
