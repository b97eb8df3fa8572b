"""The requester's own last day to answer the agency's question: by the agency's regulation; else the letter says by when."""

from datetime import date
from typing import NamedTuple

from foiacalc.clock.case import Case
from foiacalc.workdays import ONE_DAY, own_dates


class LastDay(NamedTuple):
    """The day by which to answer, `length` working or calendar days after the question."""

    day: date
    length: int
    unit: str

    def __str__(self) -> str:
        return f"{self.length} {self.unit.replace('_', ' ')}"


def last_day(case: Case, asked: date) -> LastDay | None:
    """By the number in the agency's rule of the day of the question; None where it sets none that runs from the letter.

    Of the requester's working days a day in lieu of a holiday is one (C1): the earlier day, and so the safe one.
    """
    rule = case.rule_on(asked)
    if not rule or not rule.reply_days or rule.reply_runs_from != "letter_date":
        return None
    working = rule.reply_unit == "working_days"
    day = own_dates().after(asked, rule.reply_days) if working else asked + rule.reply_days * ONE_DAY
    return LastDay(day, rule.reply_days, rule.reply_unit)
