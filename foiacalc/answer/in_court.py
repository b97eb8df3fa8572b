"""The headline of a request that is in court says what was missed before, and what comes next there."""

from datetime import date

from foiacalc.answer import state
from foiacalc.answer.view import Headline, View, many, missed_by, on
from foiacalc.clock import court, determination, suit
from foiacalc.clock.deadline import Dates


def sued(view: View) -> Headline | None:
    filed, withdrawn = view.case.known.sued, view.case.known.withdrawn
    limit, answer = view.dates(determination.KEY), view.dates(court.KEY)
    if not filed:
        return None
    says = f"IN COURT since {on(filed)}{_late(view.dates(suit.KEY))}."
    if limit.due and limit.state in ("missed", "met_late"):
        came = (
            f"came on {limit.done}, {many(limit.late_working_days or 0)} late" if limit.done else f"is LATE{missed_by(limit)}"
        )
        says += f" The determination, due {on(limit.due)}, {came}."
    if withdrawn:
        says += f" The request was withdrawn on {on(withdrawn)}."
    ahead = [day for key in _IN_COURT if (day := _pending(view, key))]
    return Headline("sued", says, _in_court(view, answer), min(ahead, default=None))


def _late(right: Dates) -> str:
    """A suit after the six years is late, not unexhausted (28 U.S.C. 2401(a))."""
    return f", after the last day to sue, {on(right.due)}" if right.due and right.done_late else ""


_IN_COURT = (court.SERVICE.key, court.KEY, court.JUDGMENT_APPEAL.key, court.FEE_MOTION.key)


def _pending(view: View, key: str) -> date | None:
    """The day to act by, or to wait for, while it has not passed."""
    limit = view.dates(key)
    if limit.state not in ("pending", "projected") or not limit.due or limit.due < view.case.as_of:
        return None
    return state.act_by(limit, view.case.as_of, view.serves)


def _in_court(view: View, answer: Dates) -> str:
    """What comes next in court: service, the answer, and after the judgment fees and appeal."""
    judgment, moves = view.case.known.judgment, []
    if judgment:
        for key, what in ((court.FEE_MOTION.key, "move for attorney fees"), (court.JUDGMENT_APPEAL.key, "appeal")):
            day = _pending(view, key)
            moves += [f"{what} by {on(day)}"] if day else []
        to_do = "; ".join(moves)
        return f"Judgment was entered on {on(judgment)}.{f' {to_do[0].upper()}{to_do[1:]}.' if to_do else ''}"
    serve = _pending(view, court.SERVICE.key)
    first = f"Serve the complaint by {on(serve)}. " if serve and not view.case.known.served else ""
    return f"{first}{_of_answer(view, answer)}"


def _of_answer(view: View, answer: Dates) -> str:
    if answer.done:
        return f"The agency answered the complaint on {on(answer.done)}."
    if not answer.due:
        return ""
    counted = "" if view.case.known.served else ", if served when filed"
    verb = "was" if answer.due < view.case.as_of else "is"
    return f"The answer to the complaint {verb} due {on(answer.due)}{counted}."
