"""This module writes the headline's sentences on the court: whether, from what day and until when suit may be filed."""

from foiacalc import law
from foiacalc.answer import state
from foiacalc.answer.view import View, on
from foiacalc.calendar.workdays import ONE_DAY
from foiacalc.clock import appeal, suit
from foiacalc.clock.deadline import Dates, Deadline
from foiacalc.clock.reasons import reasons


def waits(view: View) -> state.Opened | None:
    """Return what opened the court by the statute's own count, while the day to rely on has not come; None otherwise."""
    found = state.opened(view.case, view.computed)
    return found if found and view.case.as_of < found.relied else None


def court(view: View) -> str:
    """Say what may be brought to court now, or from what day."""
    right, limit = view.dates(suit.KEY), state.opening(view.computed)
    if view.case.known.appeal_outcome == "granted":
        return _granted_on_appeal(view, right)
    if right.state == "open":
        return _open(view, right)
    if limit and limit.due:
        relied = limit.cautious if limit.cautious and view.serves == "requester" else limit.due
        says = f"{view.you} may sue on or after {on(relied + ONE_DAY)} if the agency has not answered by then."
        return _and(says, time_running_out(view))
    return _and(state.why_of_suit(view.case, view.computed), time_running_out(view)) if right.state == "closed" else ""


def _open(view: View, right: Dates) -> str:
    early = waits(view)
    if early:
        return rely(view, early)
    without = ", without an administrative appeal," if not view.case.appealed else ""
    return f"{view.you} may sue now{without} until {view.until(right)}.{view.passed(right)}"


def rely(view: View, early: state.Opened) -> str:
    """Say from which day to rely on a court that has opened by the statute's own count, and why (LAW: sue only after it)."""
    limit = view.computed.limits[early.through.key]
    why = reasons(view.case, Deadline(limit, view.case).explain(), limit.cautious) if limit.cautious else ""
    if view.serves == "requester":
        return f"Rely on it from {on(early.relied)} ({why}): to be safe, do not sue before then."
    opens = on(early.through.since)
    return (
        f"By the statute's own count, the court opened {opens}; on the cautious reading, it opens {on(early.relied)} ({why})."
    )


def _granted_on_appeal(view: View, right: Dates) -> str:
    """Return what is left to sue over once nothing is withheld.

    The records must be made promptly available, in no set number of days (552(a)(6)(C)(i)).
    """
    says = f"The agency must make the records promptly available ({law.PROMPTLY.cite}); the Act sets no number of days."
    if right.state != "open":
        return says
    return f"{says} A suit could challenge only a delay in releasing them, until {view.until(right)}.{view.passed(right)}"


def time_running_out(view: View) -> str:
    """Say that the time to sue may run out while the court is closed.

    A late determination starts the six years on the cautious view, and without an appeal on the other too (C16).
    """
    day = state.running_out(view.case, view.computed)
    if not day:
        return ""
    runs = "The time to sue may run from the first missed deadline (C16)"
    if day < view.case.as_of:
        return f"{runs} and may have expired on {on(day)}."
    to_appeal = view.dates(appeal.KEY).state == "pending" and view.serves == "requester"
    return f"{runs} and end on {on(day)}{'; to be safe, appeal early enough to sue by then' if to_appeal else ''}."


def _and(says: str, more: str) -> str:
    return f"{says} {more}".strip()
