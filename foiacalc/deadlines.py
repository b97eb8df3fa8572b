"""All the deadlines of a case, each computed once, in the order of the procedure.

The agency's duties are in `duties`, the requester's rights in `rights`. Each is handed the deadlines it hangs on; where
those have not happened it is projected from them.
"""

from dataclasses import replace

from foiacalc import determination as request_determination
from foiacalc import duties, rights
from foiacalc.case import Case
from foiacalc.deadline import Deadline, not_running


def deadlines(case: Case) -> tuple[Deadline, ...]:
    """The seven deadlines of `case`, in the order of `deadline.KEYS`. OutsideCalendar where one cannot be counted."""
    determination = _unless_withdrawn(case, request_determination.determination(case))
    appeal = _unless_withdrawn(case, rights.appeal(case, determination))
    appealed = _unless_withdrawn(case, duties.appeal_determination(case, determination, appeal))
    if case.facts.sued and not case.facts.appealed:
        appeal, appealed = (not_running(d.key, "Suit was filed without an appeal.") for d in (appeal, appealed))
    return (
        _unless_withdrawn(case, duties.acknowledgement(case)),
        _unless_withdrawn(case, duties.expedited_decision(case)),
        determination,
        appeal,
        appealed,
        rights.suit(case, determination, appealed),
        duties.answer(case),
    )


def _unless_withdrawn(case: Case, deadline: Deadline) -> Deadline:
    """What was pending or projected when the request was withdrawn does not apply any more; what was missed ends."""
    day = case.facts.withdrawn
    if not day or not deadline.due or deadline.done:
        return deadline
    if deadline.projected_from or day <= deadline.due:
        return not_running(deadline.key, f"The request was withdrawn on {day}.")
    return replace(deadline, ended=min(filter(None, (deadline.ended, day))))
