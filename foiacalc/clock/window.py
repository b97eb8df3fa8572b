"""A time to appeal runs from the agency's letter: it is the agency's rule, the statutory minimum, or an assumed time."""

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from foiacalc import law
from foiacalc.calendar.workdays import FIRST_WORKING, later, legal, own_dates
from foiacalc.clock.readings import DUE, Points
from foiacalc.request.facts import AppealWindow

if TYPE_CHECKING:
    from foiacalc.law.agencies import AgencyRule

_ALL: Points = frozenset(("C1", "C13"))
GIVEN = law.Authority("the agency's letter, as given with the facts", law.USC)


class Window(NamedTuple):
    """A window is the time to appeal from `start`, and who gives it; `rolls` if the rule moves a last day that is a day off."""

    start: date
    length: int
    unit: law.Unit
    authority: law.Authority
    rolls: bool = False

    def last_day(self, points: Points) -> date:
        """Return the last day under a reading."""
        return self.last_day_from(self.start, points)

    def last_day_from(self, start: date, points: Points) -> date:
        """Return the last day of the same window from another start.

        Under C1 in-lieu days are working days; under C13 a day off moves it back, not forward.
        """
        if self.unit == "working_days":
            return (own_dates() if "C1" in points else legal()).after(start, self.length)
        last = later(start, self.length)
        if "C13" in points:
            return legal().on_or_before(last) if last >= FIRST_WORKING else last
        return legal().on_or_after(last) if self.rolls else last

    def __str__(self) -> str:
        return f"{self.length} {self.unit.replace('_', ' ')}"


def cutoff(rule: "AgencyRule") -> str:
    """Return the sentence on the hour by which the rule wants an appeal, as `5 p.m. Eastern`; blank if it names none."""

    def spoken(found: re.Match[str]) -> str:
        hour, minutes = int(found[1]), "" if found[2] == ":00" else found[2]
        return f"{hour % 12 or 12}{minutes} {'p.m.' if hour >= 12 else 'a.m.'} Eastern"

    says = re.sub(r"(\d\d)((?::\d\d)+) America/New_York", spoken, rule.cutoff)
    return f"The cutoff is {says}{'' if says.endswith('.') else '.'}" if says else ""


class Letter(NamedTuple):
    """This decides the time to appeal: the agency's own rule of the day of its letter, under which act the request was made;
    what the letter itself gives; when it was received, and when the last records came.
    """

    rules: law.Rules
    rule: "AgencyRule | None"
    day: date
    filed: date
    given: AppealWindow | None = None
    received: date | None = None
    released: date | None = None

    def windows(self) -> list[Window]:
        """Return every window that the law gives: the letter's or, failing that, the rule's; and the statutory minimum."""
        rule, found = self.rule, []
        if self.given:
            found.append(Window(self.day, self.given.length, self.given.unit, GIVEN))
        elif rule and rule.days and rule.gives_time(self.filed):
            found.append(Window(self._start(rule), rule.days, rule.unit, rule.authority, rule.rolls))
        floor = self.rules.in_force("appeal_floor", self.filed)
        if floor:
            found.append(_of_law(floor, self.day))
        return found

    def _start(self, rule: "AgencyRule") -> date:
        """Return the day the rule's window runs from; the letter's own where the other is not given (the earlier, so safe)."""
        if rule.runs_from == "letter_received":
            return self.received or self.day
        if rule.runs_from == "last_records":
            return max(self.released or self.day, self.day)
        return self.day

    def assumed(self, limit: str) -> Window:
        """Return the window that is assumed if neither a rule nor the statutory minimum gives one."""
        return _of_law(self.rules.rule_for(limit, self.filed), self.day)

    def last_day(self, points: Points) -> date:
        """Return the latest of the windows' last days, or that of the assumed one.

        The last one governs. The statute's floor is "not less than 90 days" (552(a)(6)(A)(i)(III)(aa)): no rule or letter can
        give less. An agency is bound by its own rule that gives more (Accardi v. Shaughnessy, 347 U.S. 260 (1954)).
        """
        windows = self.windows() or [self.assumed("appeal_assumed")]
        return max([window.last_day(points) for window in windows])

    def dates(self) -> "AppealDates":
        """Return the last day as `due` and as `cautious` read it, and whether its length is assumed."""
        if not self.windows():
            return together(self.rules, self.rule, self.filed).dates(self.day)
        return AppealDates(self.last_day(DUE), self.last_day(_ALL), False)


class AppealDates(NamedTuple):
    """This holds a last day as `due` and as `cautious` read it, and whether its length is assumed."""

    due: date
    cautious: date
    assumed: bool


class Together(NamedTuple):
    """These are windows that run from one day; of assumed ones the first is for `due`, the last for `cautious`."""

    windows: tuple[Window, ...]
    assumed: bool = False

    def dates(self, start: date) -> AppealDates:
        """Return the last day of those that run from `start`."""
        due = [window.last_day_from(start, DUE) for window in self.windows]
        cautious = [window.last_day_from(start, _ALL) for window in self.windows]
        return AppealDates(due[0], cautious[-1], True) if self.assumed else AppealDates(max(due), max(cautious), False)


Together.__hash__ = object.__hash__  # type: ignore[method-assign]  # by identity: those of one kind are made once


def together(rules: law.Rules, rule: "AgencyRule | None", filed: date) -> Together:
    """Return the windows after a letter of which nothing is known but its day: all run from that."""
    floor = rules.in_force("appeal_floor", filed)
    if rule and rule.days and rule.gives_time(filed):
        return _together(rule.days, rule.unit, rule.rolls, floor)
    if floor:
        return _floor(floor)
    return _together_assumed(rules.rule_for("appeal_assumed", filed), rules.rule_for("appeal_assumed_least", filed))


@cache
def _together(length: int, unit: law.Unit, rolls: bool, floor: law.Rule | None) -> Together:
    """Return the windows that all agencies that allow the same share; `floor` is the statute's."""
    own = Window(date.min, length, unit, GIVEN, rolls)  # whose rule it is decides no date, and nobody asks
    if not floor:
        return Together((own,))
    if unit == floor.unit and length <= floor.number and not rolls:  # the floor is never the earlier
        return _floor(floor)
    return Together((own, _of_law(floor, date.min)))


@cache
def _floor(floor: law.Rule) -> Together:
    return Together((_of_law(floor, date.min),))


@cache
def _together_assumed(most: law.Rule, least: law.Rule) -> Together:
    return Together((_of_law(most, date.min), _of_law(least, date.min)), assumed=True)


def _of_law(rule: law.Rule, start: date) -> Window:
    return Window(start, rule.number, rule.unit or law.CD, rule.authority)
