"""This module writes a letter from the facts of a request: to a late agency, to its appeals office, or a draft complaint.

The prose stands in templates/letter_*.txt. Nothing is claimed that the facts do not bear: what is not known is a blank in
brackets, what was assumed is said below the letter, and letters.py says which letters cannot be sent at all.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from foiacalc import law
from foiacalc.answer.letters import LetterKind, deadline_of, exhaustion, owed, still_interested_until, why_not
from foiacalc.answer.reports import Report
from foiacalc.clock import appeal, appeal_determination, determination, suit
from foiacalc.clock.deadline import Deadline
from foiacalc.clock.window import GIVEN, cutoff
from foiacalc.render import prose, words
from foiacalc.render.letter_answers import OF
from foiacalc.render.letter_facts import (
    NO_LIMIT,
    LetterFacts,
    agency_names,
    assumed_in_letter,
    expedition,
    limit,
    request,
    time_to_sue,
    working_days,
    written_day,
)

_EARLIER = {  # why a requester should act before the last day
    "C1": "the day on which a weekend holiday is observed may count as a working day",
    "C13": "the last day is not a working day, and the rule might not move it",
    "C17": "an interim response may have started the time to appeal",
}


def letter(report: Report, kind: LetterKind, form: str, asked: date | None = None, reply_by: date | None = None) -> str:
    """Return the text of that letter, for a report on which `letters.why_not` finds nothing against it.

    `asked` and `reply_by` are the day of the agency's letter that asks about the requester's interest, and the day it names.
    """
    clean = prose.CLEAN[form]
    facts = request(report, clean)
    if kind == "still-interested":
        facts |= _interest(report, asked, reply_by)
    else:
        facts |= _OF[kind](report)
    reported = [says for _, says in report.typical.sentences()] if report.typical else []
    facts["notes"] = [*map(clean, (*report.warnings, *facts["notes"], *reported))]
    return prose.laid_out(_templates().get_template(f"letter_{_TEMPLATES.get(kind, kind)}.txt").render(facts), form)


_TEMPLATES = {"expedition-appeal": "refusal", "fee-waiver-appeal": "refusal"}


@cache
def _templates() -> Environment:
    # Jinja escapes nothing here: what users wrote was made safe for the form before.
    loader = FileSystemLoader(Path(__file__).parent / "templates", encoding="utf-8")
    return Environment(
        loader=loader,
        autoescape=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


# An agency that is late


def _overdue(report: Report) -> LetterFacts:
    duty, right = owed(report), deadline_of(report, suit.KEY)
    through = exhaustion(report)
    may_sue = bool(through and through.constructive and right.dates.state != "lapsed")
    return {
        "of_appeal": duty.key == appeal_determination.KEY,
        "may_sue": may_sue,
        "expedition": expedition(report, duty),
        "notes": [*assumed_in_letter(report, duty.key), *time_to_sue(right)],
        **limit(report, duty),
    }


# An appeal


def _appeal(report: Report) -> LetterFacts:
    known, filed, right = report.known, report.case.filed, deadline_of(report, appeal.KEY)
    assert known.determined and filed
    rule = report.case.rule_on(known.determined)
    tells = rule and (rule.satisfied_by == "received" or (rule.gives_time(filed) and not known.appeal_window))
    satisfied = {"by": rule.satisfied_by, "cite": prose.cite(rule.citation)} if rule and tells else {"by": None}
    decided = report.case.rules.in_force(appeal_determination.KEY, report.as_of)
    by_hour = [cutoff(rule)] if rule and tells and rule.cutoff else []
    return {
        "window": None if right.assumed else _window(right),
        "satisfied": satisfied,
        # The same act of 2016 enacted the foreseeable-harm standard.
        "foreseeable_harm": report.case.rules.in_force("appeal_floor", filed) is not None,
        "decision": working_days(decided.number) if decided else None,
        "notes": [
            *_by_when(report, right, satisfied["by"]),
            *by_hour,
            *_before_suit(report),
            *assumed_in_letter(report, appeal.KEY),
        ],
    }


def _window(right: Deadline) -> LetterFacts:
    count, governing = right.count, right.authority[0]
    assert count
    by_letter = governing == GIVEN
    return {
        "length": f"{count.length} {words.UNITS[count.unit]}",
        "start": prose.day(count.start),
        "last": prose.day(count.last),
        "by_letter": by_letter,
        "cite": None if by_letter else prose.cite(governing.cite),
    }


_ARRIVE = {
    "received": "The agency must receive the appeal by the last day: keep proof of delivery.",
    "sent": "It is enough to mail or transmit the appeal by the last day: keep proof that you sent it.",
    "submitted": "The appeal must be submitted by the last day: keep proof of submission.",
    "unspecified": "The agency's rule does not say whether sending the appeal is enough. Make sure it arrives by the last day.",
}


def _by_when(report: Report, right: Deadline, by: str | None) -> Iterator[str]:
    """Yield the day to act by, and why it is not the last one."""
    due, relied = right.due, right.cautious
    assert due and relied
    if right.assumed:
        passed = (
            "has passed: send the appeal at once"
            if relied < report.as_of
            else "is the day to rely on until you have read that letter"
        )
        yield (
            "The time that the agency allows for an appeal is not known; the determination letter states it. "
            f"{prose.day(relied)}, the end of the shortest time known, {passed}."
        )
        return
    why = "; ".join(_EARLIER[c.point] for c in right.contested if c.point in _EARLIER)
    if relied == due:
        yield f"The last day is {prose.day(due)}."
    elif report.as_of <= relied:
        yield f"The last day is {prose.day(due)}. Rely on {prose.day(relied)}: {why}."
    else:
        yield f"The day to rely on, {prose.day(relied)}, has passed: {why}. The last day is {prose.day(due)}."
    if by in _ARRIVE:
        yield _ARRIVE[by]


def _before_suit(report: Report) -> Iterator[str]:
    if deadline_of(report, determination.KEY).done_late and not report.known.sued:
        cite = law.EXHAUSTION_ENDS.cite
        yield f"The determination came late, but no suit had been filed, so it must be appealed before suit ({cite})."


# An answer to the question whether one is still interested


def _interest(report: Report, asked: date | None, reply_by: date | None) -> LetterFacts:
    overdue, duty = not why_not(report, "overdue"), owed(report)
    until = still_interested_until(report.case, asked) if asked else None
    last, relied = until or (None, None)
    by = reply_by or last
    return {
        "of_appeal": duty.key == appeal_determination.KEY,
        "asked": written_day(asked),
        "reply_by": written_day(reply_by),
        "late": bool(by and by < report.as_of),
        "policy": _policy(report, asked, reply_by, last) if asked and last else None,
        **(limit(report, duty) if overdue else NO_LIMIT),
        "notes": [_answer_by(reply_by, last, relied), *(assumed_in_letter(report, duty.key) if overdue else ())],
    }


def _policy(report: Report, asked: date, reply_by: date | None, last: date) -> LetterFacts:
    return {
        "length": working_days(report.case.rules.rule_for("still_interested", asked).number),
        "last": prose.day(last),
        "ends": "ends" if last >= report.as_of else "ended",
        "longer": bool(reply_by and reply_by < last),
    }


def _answer_by(reply_by: date | None, last: date | None, relied: date | None) -> str:
    if reply_by:
        return f"The agency asked for an answer by {prose.day(reply_by)}, and may close the request without one."
    if not last or not relied:
        return "The agency's letter sets the deadline to answer. Without an answer, the agency may close the request."
    earlier = f" Rely on {prose.day(relied)}: {_EARLIER['C1']}." if relied != last else ""
    return (
        "The agency's own letter sets the deadline. Under Department of Justice policy, not statute, it "
        f"should give you at least until {prose.day(last)}.{earlier}"
    )


# A complaint


def _complaint(report: Report) -> LetterFacts:
    through, known = exhaustion(report), report.known
    assert through
    duty = deadline_of(report, through.key)
    decided = known.appeal_determined if through.key == appeal_determination.KEY else None
    return {
        "document": "complaint",
        "do": "file",
        "whose": "Defendant's",
        "through_appeal": through.key == appeal_determination.KEY,
        "decided": written_day(decided),
        "appeal_outcome": known.appeal_outcome,
        "expedition": expedition(report, duty),
        "as_amended_in_1996": report.case.rules.in_force("expedited_decision", report.as_of) is not None,
        "notes": [
            *_defendant(known.agency),
            *time_to_sue(deadline_of(report, suit.KEY)),
            *_not_pleaded(report, through.key),
            *assumed_in_letter(report, duty.key),
        ],
        **(NO_LIMIT if decided else limit(report, duty)),
    }


def _defendant(agency: str | None) -> Iterator[str]:
    _, department = agency_names(agency)
    if department:
        yield f"Courts differ on whether a component can be sued in its own name: consider naming the {department} too."


def _not_pleaded(report: Report, key: str) -> Iterator[str]:
    if key == determination.KEY and report.case.appealed:
        made = prose.day(report.case.appealed)
        yield f"The draft does not plead the appeal sent on {made}, because there was then no determination to appeal."


_OF: dict[str, Callable[[Report], LetterFacts]] = {"overdue": _overdue, "appeal": _appeal, "complaint": _complaint, **OF}
