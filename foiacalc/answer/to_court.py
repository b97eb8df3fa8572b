"""This module finds the first day on which a requester can safely treat the court as open.

It is the day after the cautious reading of the missed limit.
"""

from datetime import date

from foiacalc.answer import state
from foiacalc.answer.state import Audience
from foiacalc.calendar.workdays import ONE_DAY
from foiacalc.clock import suit
from foiacalc.clock.all_deadlines import Computed
from foiacalc.clock.case import Case


def relied_open(case: Case, computed: Computed, serves: Audience) -> date | None:
    """Return the first day on which to rely on an open court if no answer comes.

    Return None if silence does not open it, or an answer has come. An agency's officer gets the day by the statute's own
    count.
    """
    limit = state.opening(computed)
    if limit and limit.due:
        last = limit.cautious if serves == "requester" and limit.cautious else limit.due
        return last + ONE_DAY
    found = state.opened(case, computed)
    if not found or computed.apply[suit.KEY].state != "open" or computed.limits[found.through.key].done:
        return None
    return found.relied if serves == "requester" else found.through.since
