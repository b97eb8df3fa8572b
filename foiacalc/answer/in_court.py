"""The headline of a request in court says what was missed before suit, and what comes next in court."""

from datetime import date

from foiacalc.answer import consequences, state
from foiacalc.answer.view import Headline, View, many, missed_by, on
from foiacalc.clock import appeal, court, determination, suit
from foiacalc.clock.deadline import Dates


def sued(view: View) -> Headline | None:
    filed, withdrawn = view.case.known.sued, view.case.known.withdrawn
    limit, answer = view.dates(determination.KEY), view.dates(court.KEY)
    if not filed:
        return None
    says = f"IN COURT since {on(filed)}{_late(view.dates(suit.KEY))}."
    if limit.due and limit.state in ("missed", "met_late"):
        late = f"{many(limit.late_working_days or 0)} late{view.by_count(limit)}"
        came = f"came on {limit.done}, {late}" if limit.done else f"is LATE{missed_by(limit)}"
        says += f" The determination, due {on(limit.due)}, {came}."
    if withdrawn:
        says += f" The request was withdrawn on {on(withdrawn)}."
    ahead = [day for key in _IN_COURT if (day := _pending(view, key))]
    may = " ".join(filter(None, (_too_early(view), _in_court(view, answer))))
    return Headline("sued", says, may, min(ahead, default=None))


def _too_early(view: View) -> str:
    """Say that suit was filed without exhaustion, and the cure: an appeal while its window runs."""
    if not consequences.suit_without_exhaustion(view.case, view.computed):
        return ""
    early, right = "Suit was filed before administrative remedies were exhausted", view.dates(appeal.KEY)
    if right.state == "pending":
        by = view.until(right)
        return (
            f"{early}; {view.told(f'to cure that, appeal by {by}', f'the requester has until {by} to appeal and cure that')}."
        )
    if right.state == "met" and right.done and right.done > (view.case.known.sued or right.done):
        return f"{early}; the appeal of {on(right.done)} may cure that."
    return f"{early}."


def _late(right: Dates) -> str:
    """Say that a suit filed after the six years is late; it is not unexhausted (28 U.S.C. 2401(a))."""
    return f", filed after the last day to sue, {on(right.due)}" if right.due and right.done_late else ""


_IN_COURT = (court.SERVICE.key, court.KEY, court.JUDGMENT_APPEAL.key, court.FEE_MOTION.key)


def _pending(view: View, key: str) -> date | None:
    """Return the day to act by, or to wait for, if it has not passed."""
    limit = view.dates(key)
    if limit.state not in ("pending", "projected") or not limit.due or limit.due < view.case.as_of:
        return None
    return state.act_by(limit, view.case.as_of, view.serves)


def _in_court(view: View, answer: Dates) -> str:
    """Return what comes next in court: service, the answer, and after the judgment fees and appeal."""
    judgment = view.case.known.judgment
    if judgment:
        moves = [says.format(on(day)) for key, says in _after(view) if (day := _pending(view, key))]
        to_do = "; ".join(moves)
        return f"Judgment was entered on {on(judgment)}.{f' {to_do[0].upper()}{to_do[1:]}.' if to_do else ''}"
    served = _service(view)
    return f"{served}{_of_answer(view, answer, 'The answer' if served else 'The answer to the complaint')}"


def _after(view: View) -> tuple[tuple[str, str], ...]:
    """Return what is left to do after the judgment.

    Only the requester moves for fees; either side may appeal.
    """
    fees = view.told("move for attorney fees by {}", "the requester may move for attorney fees until {}")
    return (court.FEE_MOTION.key, fees), (
        court.JUDGMENT_APPEAL.key,
        view.told("appeal by {}", "either side may appeal until {}"),
    )


def _service(view: View) -> str:
    """Say by what day to serve the complaint; after that day, say that service is not recorded."""
    limit = view.dates(court.SERVICE.key)
    day = _pending(view, court.SERVICE.key)
    if day and not view.case.known.served:
        return f"{view.told('Serve the complaint by', 'The requester must serve the complaint by')} {on(day)}. "
    if limit.state == "uncertain" and limit.due:
        return f"The last day to serve the complaint was {on(limit.due)}; service is not recorded. "
    return ""


def _of_answer(view: View, answer: Dates, what: str) -> str:
    if answer.done:
        return f"The agency answered the complaint on {on(answer.done)}."
    if not answer.due:
        return ""
    counted = "" if view.case.known.served else ", if served when filed"
    verb = "was" if answer.due < view.case.as_of else "is"
    return f"{what} {verb} due {on(answer.due)}{counted}."
