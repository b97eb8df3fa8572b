"""This module finds the last day to answer the agency's question: set by the letter or, failing that, by rule or policy.

The Act sets no number. Where none is known the letter alone says by when, and no date is made up.
"""

from collections.abc import Iterator
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from foiacalc import law
from foiacalc.clock.case import Assumption, Case
from foiacalc.clock.count import Count
from foiacalc.clock.deadline import Dates, Found, Kind, Why, not_running, running
from foiacalc.clock.readings import DUE, Points, moved
from foiacalc.clock.window import GIVEN, Window
from foiacalc.request.checks import last_question

KEY = "reply"
_FACTS = ("info_asked", "fee_asked", "still_interested")
_CONCERNED = ("C1", "C13")
_EVERY: Points = frozenset(_CONCERNED)
_ENDED = "The date the request ended was not given. The agency's question no longer needs an answer."
ABOUT = {
    "info_asked": "for information",
    "fee_asked": "about fees",
    "still_interested": "whether the requester is still interested",
}


class Question(NamedTuple):
    """This is a question from the agency, and the time to answer it; None if only the letter sets it.

    `named` marks the day that the letter itself names; `assumed` marks a number that the rule sets for other questions.
    """

    fact: str
    asked: date
    answered: date | None
    time: Window | None
    named: bool = False
    assumed: bool = False

    def last_day(self, points: Points) -> date:
        """Return the last day to answer; a day that the letter names is not moved."""
        assert self.time
        return self.time.last_day(DUE if self.named else points)


def reply(case: Case, _: Found) -> Dates:
    """Return the question that awaits an answer, the next one by its last day; if none does, the one asked last.

    A determination or a withdrawal ends the wait; nothing is late against an assumed time.
    """
    one = current(case)
    if not one:
        assert KIND.bare
        return KIND.bare
    ended = _ended(case, one)
    if ended and not one.answered:
        return not_running(KIND, ended)
    if not one.time:
        return not_running(KIND, _by_letter(one), one.answered, "met" if one.answered else "pending")
    due, cautious = one.last_day(DUE), one.last_day(_EVERY)
    return running(KIND, case.as_of, due, cautious, None, one.answered, assumed=one.assumed)


def current(case: Case) -> Question | None:
    """Return the question that the deadline is about; None if the agency has asked nothing."""
    found = list(questions(case))
    if not found:
        return None
    waiting = [one for one in found if not one.answered]
    if not waiting:
        return max(found, key=lambda one: one.asked)
    # first the time that ends next, then a question without a known time, then the time that ended last
    timed = sorted((one for one in waiting if one.time), key=lambda one: one.last_day(_EVERY))
    ahead = [one for one in timed if one.last_day(DUE) >= case.as_of]
    return next(iter((*ahead, *(one for one in waiting if not one.time), *reversed(timed))))


def questions(case: Case) -> Iterator[Question]:
    """Yield every question from the agency, in the order asked, each with the time to answer it."""
    known = case.known
    last = last_question(vars(known)) if known.reply_by else None
    asked = [(span.first, span.last or date.max, fact, span) for fact in _FACTS for span in getattr(known, fact)]
    for _, _, fact, span in sorted(asked, key=itemgetter(0, 1, 2)):
        if known.reply_by and last == (fact, span.first):
            days = (known.reply_by - span.first).days
            yield Question(fact, span.first, span.last, Window(span.first, days, law.CD, GIVEN), named=True)
        else:
            yield Question(fact, span.first, span.last, *_time(case, fact, span.first))


def _time(case: Case, fact: str, asked: date) -> tuple[Window | None, bool, bool]:
    """Return the time to answer: to a "still interested" letter at least the policy's; to others by the agency's rule of that
    day, if from its letter.
    """
    if fact == "still_interested":
        policy = case.rules.in_force(fact, asked)
        return (Window(asked, policy.number, policy.unit or law.WD, policy.authority) if policy else None), False, True
    rule = case.rule_on(asked)
    if rule and rule.fee_reply_days and fact == "fee_asked":
        return Window(asked, rule.fee_reply_days, rule.fee_reply_unit, rule.cited(rule.fee_reply_citation)), False, False
    if not rule or not rule.reply_days or rule.reply_runs_from != "letter_date":
        return None, False, False
    return Window(asked, rule.reply_days, rule.reply_unit, rule.cited(rule.reply_citation)), False, fact not in rule.reply_about


def _ended(case: Case, one: Question) -> str | None:
    """Say why an open question no longer needs an answer."""
    known = case.known
    decided = known.determined if known.determined and one.asked <= known.determined else known.appeal_determined
    if known.withdrawn:
        return f"The request was withdrawn on {known.withdrawn}."
    if decided:
        return f"The agency answered on {decided}, so the question it asked on {one.asked} no longer needs an answer."
    return _ENDED if case.ended else None


def _by_letter(one: Question) -> str:
    by = f"The agency's letter of {one.asked} sets the deadline to answer"
    if one.answered:
        return f"{by}; it was answered on {one.answered}."
    return f"{by}. After that day, the agency may close the request."


# What explains it


def _why(case: Case, dates: Dates) -> Why:
    one = current(case)
    assert one and one.time and dates.due
    time = one.time
    row = case.rules.rule_for(KEY, one.asked).authority
    return Why(
        Count(time.start, time.length, time.unit, dates.due, case.legal),
        (time.authority, row),
        moved(one.last_day, _CONCERNED),
        notes=tuple(_notes(case, one)),
        assumptions=_assumptions(one),
    )


def _notes(case: Case, one: Question) -> Iterator[str]:
    yield f"On {one.asked}, the agency asked {ABOUT[one.fact]}."
    if not one.named:
        yield "If the letter names a day, that day governs; enter it with --reply-by."
    if one.fact == "still_interested" and not one.named:
        yield "This time is Department of Justice policy, not statute; the letter should allow at least this long."
    rule = case.rule_on(one.asked)
    if rule and rule.reply_note and not one.named and one.fact != "still_interested":
        yield f"The time that the agency allows for a reply applies to {rule.reply_note}"
    for other in questions(case):
        if other != one and not other.answered and not one.answered:
            until = f"by {other.last_day(DUE)}" if other.time else "by the day its letter names"
            yield f"On {other.asked}, it also asked {ABOUT[other.fact]}; that needs an answer {until}."


def _assumptions(one: Question) -> tuple[Assumption, ...]:
    if not one.assumed:
        return ()
    last = one.last_day(DUE).isoformat()
    if one.fact == "still_interested":
        return (Assumption("reply_by", last, "the letter allows no more time than the policy recommends"),)
    says = "the time that the agency allows to answer another kind of question applies to this one"
    return (Assumption("reply_by", last, says),)


KIND = Kind(KEY, "Reply to the agency", "requester", "lapsed", reply, _why, unasked="The agency has not asked anything.")
