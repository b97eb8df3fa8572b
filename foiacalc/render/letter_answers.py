"""This module writes two kinds of letters: the answer to the agency's question, and the appeal of another denial."""

from collections.abc import Callable, Iterator
from functools import partial

from foiacalc import law
from foiacalc.answer.letters import deadline_of, waiting
from foiacalc.answer.reports import Report
from foiacalc.clock import determination, other_appeals
from foiacalc.clock.deadline import Deadline
from foiacalc.clock.window import GIVEN
from foiacalc.render import prose, words
from foiacalc.render.letter_facts import LetterFacts

_ABOUT = {"info_asked": "for information", "fee_asked": "about fees"}


def reply(report: Report) -> LetterFacts:
    """Return the answer to a question for information or about fees."""
    asked, right = waiting(report), deadline_of(report, "reply")
    assert asked
    return {
        "asked": prose.day(asked.asked),
        "about": _ABOUT[asked.fact],
        "of_fees": asked.fact == "fee_asked",
        "named": prose.day(right.due) if asked.named and right.due else None,
        "late": bool(right.due and right.due < report.as_of),
        "stopped": deadline_of(report, determination.KEY).dates.state == "tolled",
        "notes": [*_by_when(right), *(f"Assumed: {one.says}." for one in right.assumptions)],
    }


def _by_when(right: Deadline) -> Iterator[str]:
    """Yield the day to act by, or who sets it."""
    due, relied = right.due, right.cautious
    if not due or not relied:
        yield right.note or ""
        return
    passed = due < right.case.as_of
    rely = f" Rely on {prose.day(relied)}." if relied != due and not passed else ""
    yield f"The last day {'was' if passed else 'is'} {prose.day(due)}.{rely}"
    if right.key == "reply":
        yield "Keep proof that the agency received the answer; without an answer, it may close the request."


_CITES = {
    other_appeals.EXPEDITION_KEY: "5 U.S.C. § 552(a)(6)(E)(ii)(II)",
    other_appeals.FEE_WAIVER_KEY: "5 U.S.C. § 552(a)(4)(A)(iii)",
}


def _refusal(key: other_appeals.Key, report: Report) -> LetterFacts:
    """Return the facts of an appeal of the denial of expedited processing, or of a fee waiver."""
    right, decided = deadline_of(report, key), other_appeals.decided_on(report.case, key)
    count = right.count
    assert decided and count and right.due
    expedition = key == other_appeals.EXPEDITION_KEY
    at_once = f"A court may review the denial at once, without this appeal ({law.EXPEDITION_REVIEW.cite})."
    first = "The denial of a fee waiver must be appealed before suit."
    governing = right.authority[0]
    window = {
        "length": f"{count.length} {words.UNITS[count.unit]}",
        "start": prose.day(count.start),
        "last": prose.day(right.due),
        "cite": None if governing == GIVEN else prose.cite(governing.cite),
    }
    return {
        "expedition": expedition,
        "cite": _CITES[key],
        "decided": prose.day(decided),
        "window": None if right.assumed else window,
        "notes": [*_by_when(right), at_once if expedition else first],
    }


OF: dict[str, Callable[[Report], LetterFacts]] = {
    "reply": reply,
    "expedition-appeal": partial(_refusal, other_appeals.EXPEDITION_KEY),
    "fee-waiver-appeal": partial(_refusal, other_appeals.FEE_WAIVER_KEY),
}
