"""This module picks the letter for a request, and says why another cannot be sent: no letter goes beyond the facts."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Literal

from foiacalc import law
from foiacalc.answer.reports import Report
from foiacalc.calendar.workdays import ONE_DAY
from foiacalc.clock import appeal, appeal_determination, determination, expedited_decision, other_appeals, reply, suit
from foiacalc.clock.case import Case
from foiacalc.clock.deadline import Deadline
from foiacalc.clock.exhaustion import Exhausted, open_on
from foiacalc.clock.reasons import reasons
from foiacalc.clock.reply import Question

LetterKind = Literal["overdue", "appeal", "reply", "still-interested", "expedition-appeal", "fee-waiver-appeal", "complaint"]
LETTER_KINDS: tuple[LetterKind, ...] = (
    "overdue",
    "appeal",
    "reply",
    "still-interested",
    "expedition-appeal",
    "fee-waiver-appeal",
    "complaint",
)
# A state calls for these; the other letters are sent only when asked for.
_BY_ITSELF: tuple[LetterKind, ...] = ("overdue", "appeal")
_DENIALS: dict[LetterKind, str] = {
    "expedition-appeal": other_appeals.EXPEDITION_KEY,
    "fee-waiver-appeal": other_appeals.FEE_WAIVER_KEY,
}


def called_for(report: Report) -> LetterKind | None:
    """Return the letter that the state calls for: a question waits, the agency is late, or a denial can be appealed.

    A denial of expedited processing or of a fee waiver comes last, while the time to appeal it has not passed.
    """
    asked = waiting(report)
    if asked:
        return "still-interested" if asked.fact == "still_interested" else "reply"
    found = next((kind for kind in _BY_ITSELF if not why_not(report, kind)), None)
    return found or next((kind for kind, key in _DENIALS.items() if _open(report, kind, key)), None)


def _open(report: Report, kind: LetterKind, key: str) -> bool:
    return deadline_of(report, key).dates.state == "pending" and not why_not(report, kind)


def why_not(report: Report, kind: LetterKind) -> str | None:
    """Say why that letter cannot be sent on the day of the answer, and from when it can; return None if it can."""
    return _WHY_NOT[kind](report)


def nothing_to_send(report: Report) -> str:
    """Say why the state calls for no letter, and what comes next."""
    judged: LetterKind = "appeal" if report.known.determined and not _appealed(report) else "overdue"
    reason = why_not(report, judged) or ""
    if not why_not(report, "complaint"):
        right = deadline_of(report, suit.KEY)
        until = f" until {_act_by(right)}" if right.due else ""
        reason += f" Administrative remedies are exhausted, and you may sue{until}; --kind complaint drafts the complaint."
    return reason


def deadline_of(report: Report, key: str) -> Deadline:
    """Return a deadline as it applies, shown or not."""
    return Deadline(report.computed.apply[key], report.case)


def owed(report: Report) -> Deadline:
    """Return what the agency owes as things stand: the determination on the request or, once it is appealed, on the appeal."""
    return deadline_of(report, appeal_determination.KEY if _appealed(report) else determination.KEY)


def _appealed(report: Report) -> bool:
    """Return whether the determination itself has been appealed; if only an appeal is given, it has been."""
    if not report.case.filed:
        return True
    return bool(report.known.determined and deadline_of(report, appeal.KEY).done)


def waiting(report: Report) -> Question | None:
    """Return the agency's question that waits for an answer, in time or not; return None if none does or none can be sent."""
    if _ended(report) or deadline_of(report, reply.KEY).dates.state not in ("pending", "lapsed", "uncertain"):
        return None
    return reply.current(report.case)


def exhaustion(report: Report) -> Exhausted | None:
    """Return through what remedies are exhausted on the day of the answer; the request comes before its appeal."""
    return next(open_on(report.computed.exhausted, report.as_of), None)


def still_interested_until(case: Case, asked: date) -> tuple[date, date] | None:
    """Return the last day to answer such a letter under OIP's policy, and the day to rely on; return None before the policy.

    The days are the requester's own, so a day observed in place of a weekend holiday may be a working day (C1).
    """
    rule = case.rules.in_force("still_interested", asked)
    own = case.calendars.under(frozenset(("C1",)))
    return (case.legal.after(asked, rule.number), own.after(asked, rule.number)) if rule else None


# Why not


def _ended(report: Report) -> str | None:
    known = report.known
    if known.withdrawn:
        return f"The request was withdrawn on {known.withdrawn}."
    if known.sued:
        return f"Suit was filed on {known.sued}. From then on, counsel handle the correspondence and the court sets the dates."
    return None


def _not_overdue(report: Report) -> str | None:
    return _ended(report) or _not_missed(owed(report), report.as_of)


def _nothing_late(duty: Deadline) -> str:
    """Say whether something else is late, for which there is no letter."""
    case = duty.case
    decision = expedited_decision.KIND.compute(case, {})
    if duty.key != determination.KEY or decision.state != "missed":
        return "Nothing is late."
    return (
        f"The agency missed the deadline to decide on expedited processing, {decision.due}; a court may review that failure "
        f"({law.EXPEDITION_REVIEW.cite})."
    )


def _not_missed(duty: Deadline, as_of: date) -> str | None:
    """Say why a duty of the agency cannot be called late."""
    due, cautious = duty.due, duty.cautious
    if duty.done:
        return _done(duty)
    if not due or not cautious:
        return duty.note or f"{duty.title}: no limit is running."
    if duty.dates.state == "tolled":
        return (
            f"The clock has been stopped since {duty.case.tolling.open_since}, while the agency waits for an "
            "answer. Answer its question first; its letter sets the deadline."
        )
    if duty.dates.state != "missed":
        relied = f" (rely on {cautious})" if cautious != due else ""
        return f"{duty.title}: {duty.dates.state}, due {due}{relied}. {_nothing_late(duty)}"
    if as_of <= cautious:
        why = reasons(duty.case, duty.explain(), cautious)
        return (
            f"By the statute's own count, the limit expired on {due}, but that day is contested ({why}). Rely on {cautious}: "
            f"you can send the letter on or after {cautious + ONE_DAY}."
        )
    return None


def _done(duty: Deadline) -> str:
    known = duty.case.known
    if duty.key == appeal_determination.KEY:
        outcome = f" ({known.appeal_outcome})" if known.appeal_outcome else ""
        remand = " Track the remanded request as one received that day." if known.appeal_outcome == "remanded" else ""
        return f"The appeal was decided on {duty.done}{outcome}.{remand}"
    outcome = f" ({known.outcome})" if known.outcome else ""
    return f"The agency made its determination on {duty.done}{outcome}."


def _no_appeal(report: Report) -> str | None:
    known, right = report.known, deadline_of(report, appeal.KEY)
    if known.withdrawn or (known.sued and not right.due):
        return _ended(report)
    if not report.case.filed:
        return f"An appeal was sent on {report.case.appealed}."
    if not known.determined:
        return f"There is no determination to appeal. {_not_missed(owed(report), report.as_of) or _MISSED}"
    if right.done:
        return f"An appeal was sent on {report.case.appealed}."
    if right.dates.state == "lapsed":
        return f"The time to appeal expired on {right.due} without an appeal. A new request starts a new clock."
    return None if right.due else right.note


_MISSED = (
    "The agency missed its deadline. --kind overdue asks for the determination; the Act does not require an appeal when the "
    "agency has not answered."
)


def _no_answer_to_interest(report: Report) -> str | None:
    """Say why there is nothing to answer.

    An agency may ask after its determination too, and while such a question waits it can be answered.
    """
    asked = waiting(report)
    if asked and asked.fact == "still_interested":
        return None
    return _ended(report) or (_done(owed(report)) if owed(report).done else None)


def _no_reply(report: Report) -> str | None:
    asked = waiting(report)
    if asked and asked.fact != "still_interested":
        return None
    if asked:
        return "The agency asked whether you are still interested; --kind still-interested drafts the answer."
    due = deadline_of(report, reply.KEY)
    return _ended(report) or due.note or f"The question was answered on {due.done}."


def _no_other_appeal(key: str, report: Report) -> str | None:
    right = deadline_of(report, key)
    if right.done:
        return f"An appeal was sent on {right.done}."
    if right.dates.state == "lapsed":
        return f"The time to appeal expired on {right.due} without an appeal."
    return _ended(report) or (None if right.due else right.note)


def _no_complaint(report: Report) -> str | None:
    known, right = report.known, deadline_of(report, suit.KEY)
    if known.withdrawn or known.sued:
        return _ended(report)
    if right.dates.state == "lapsed":
        return f"The time to sue expired on {right.due} ({right.authority[0].cite})."
    through = exhaustion(report)
    if not through:
        return f"Administrative remedies are not exhausted as of {report.as_of}. {_why_not_exhausted(report)}{_review(report)}"
    duty = deadline_of(report, through.key)
    if not duty.done:
        return _not_missed(duty, report.as_of)
    if known.appeal_outcome == "granted":
        return f"The appeal was granted in full on {known.appeal_determined}."
    return None


def _review(report: Report) -> str:
    """Say that a court may already review expedited processing, and that the draft is about the request.

    That review needs no exhaustion of the request itself.
    """
    if not any(one.key == "expedition_review" and one.until is None for one in report.consequences):
        return ""
    return f" A court may review expedited processing now ({law.EXPEDITION_REVIEW.cite}); this draft covers only the request."


def _why_not_exhausted(report: Report) -> str:
    known = report.known
    if known.outcome == "granted":
        return deadline_of(report, appeal.KEY).note or ""
    if not known.determined or _appealed(report):
        return _not_missed(owed(report), report.as_of) or ""
    late = " late" if deadline_of(report, determination.KEY).done_late else ""
    first = f"The determination came{late} on {known.determined}"
    right = deadline_of(report, appeal.KEY)
    if right.dates.state == "lapsed":
        return f"{first}, and the time to appeal expired on {right.due}."
    if not right.due:
        return f"{first}. {right.note}"
    return f"{first} and must be appealed before suit ({law.EXHAUSTION_ENDS.cite}); appeal by {_act_by(right)}."


def _act_by(right: Deadline) -> str:
    if right.assumed:
        return "the day the agency's letter names"
    relied = f" (rely on {right.cautious})" if right.cautious != right.due else ""
    return f"{right.due}{relied}"


_WHY_NOT: dict[LetterKind, Callable[[Report], str | None]] = {
    "overdue": _not_overdue,
    "appeal": _no_appeal,
    "reply": _no_reply,
    "still-interested": _no_answer_to_interest,
    "expedition-appeal": partial(_no_other_appeal, other_appeals.EXPEDITION_KEY),
    "fee-waiver-appeal": partial(_no_other_appeal, other_appeals.FEE_WAIVER_KEY),
    "complaint": _no_complaint,
}
