"""This module has the mistakes made in periods of calendar days: the time to appeal and the time to answer a complaint."""

from collections.abc import Callable, Iterator
from datetime import date

from foiacalc import law
from foiacalc.answer.slip import Compared, Try, tried
from foiacalc.calendar.workdays import ONE_DAY, WEEKDAYS
from foiacalc.clock.count import Count, months_after

_QUARTER = 3  # months


def of_calendar_days(compared: Compared) -> Iterator[Try]:
    """Try working days for calendar days, the first day as day 1, and a last day moved or not moved by mistake."""
    count, authority = compared.count, compared.authority
    length = count.length
    says = f"{length} working days were counted instead of {length} calendar days."
    yield tried("working_days", says, authority, lambda: count.calendar.after(count.start, length))
    says = "The day of the event was counted as day 1."
    yield tried("first_day_is_day_one", says, authority, lambda: count.start + (length - 1) * ONE_DAY)
    rolled = compared.case.rules.rule_for("calendar_period", count.start).authority
    nominal = count.start + length * ONE_DAY
    if count.last == nominal:
        says = "A last day on a weekend or holiday was moved to the next working day."
        yield tried("moved", says, rolled, lambda: count.calendar.on_or_after(nominal))
    elif count.last == count.calendar.on_or_after(nominal):
        if compared.deadline.key == "answer":
            authority = compared.case.rules.rule_for("court_period", nominal).authority
        says = f"The last day, {WEEKDAYS[nominal.weekday()]}, {nominal}, was not moved to the next working day."
        yield tried("not_moved", says, authority, lambda: nominal)


def of_other_windows(compared: Compared) -> Iterator[Try]:
    """Try the statute's minimum before its time, the times that other agencies allow or allowed, and three months."""
    from foiacalc.law import agencies

    count, authority = compared.count, compared.authority
    floor = compared.rule("appeal_floor")
    if floor:
        yield from _of_the_floor(compared, floor)
    others = sorted({(rule.days, rule.unit) for rule in agencies.rules() if rule.days} - {(count.length, count.unit)})
    for days, unit in others:
        if floor and (days, unit) == (floor.number, floor.unit):
            continue
        says = f"{days} {unit.replace('_', ' ')} were counted, the time that other agencies allow or once allowed."
        yield tried("other_window", says, authority, _window(count, days, unit))
    yield tried("three_months", "Three months were counted.", authority, lambda: months_after(count.start, _QUARTER))


def _of_the_floor(compared: Compared, floor: law.Rule) -> Iterator[Try]:
    """Try the statute's minimum, for a request that it does not bind or for one whose agency allows more."""
    count, filed = compared.count, compared.case.filed
    last_day = _window(count, floor.number, floor.unit or law.CD)
    if filed and filed < floor.since:
        says = (
            f"The statutory minimum of {floor.number} days was used, but it applies only to requests made on or after "
            f"{floor.since}."
        )
        yield tried("floor_too_early", says, floor.authority, last_day)
    elif (count.length, count.unit) != (floor.number, floor.unit):
        says = f"The statutory minimum of {floor.number} days was used instead of the longer time in the agency's own rule."
        yield tried("floor_taken", says, compared.authority, last_day)


def _window(count: Count, days: int, unit: law.Unit) -> Callable[[], date]:
    if unit == "working_days":
        return lambda: count.calendar.after(count.start, days)
    return lambda: count.start + days * ONE_DAY


def of_other_suits(compared: Compared) -> Iterator[Try]:
    """Try the time to answer that the United States has in other suits."""
    rule, count = compared.rule("answer_in_other_suits"), compared.count
    if rule:
        says = f"{rule.number} days were counted, the time to answer in other suits against the United States."
        last = count.start + rule.number * ONE_DAY
        yield tried("answer_in_other_suits", says, rule.authority, lambda: count.calendar.on_or_after(last))
