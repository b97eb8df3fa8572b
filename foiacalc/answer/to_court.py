"""From when on a requester may rely on an open court: after the cautious reading of the limit whose miss opens it."""

from datetime import date

from foiacalc.answer import state
from foiacalc.answer.state import Audience
from foiacalc.calendar.workdays import ONE_DAY
from foiacalc.clock import suit
from foiacalc.clock.all_deadlines import Computed
from foiacalc.clock.case import Case
from foiacalc.clock.deadline import Dates
from foiacalc.clock.exhaustion import open_on


def relied_open(case: Case, computed: Computed, serves: Audience) -> date | None:
    """Return the first day on which to rely on an open court if no answer comes; None where it does not open by silence, or
    an answer has come. An agency's officer is told the day by the statute's own count.
    """
    limit = _through(case, computed)
    if not limit or not limit.due:
        return None
    last = limit.cautious if serves == "requester" and limit.cautious else limit.due
    return last + ONE_DAY


def _through(case: Case, computed: Computed) -> Dates | None:
    """The limit whose miss opens the court, or has opened it while no answer came: of two that of which to rely on it first."""
    opening = state.opening(computed)
    if opening or computed.apply[suit.KEY].state != "open":
        return opening
    limits = [computed.limits[one.key] for one in open_on(computed.exhausted, case.as_of)]
    if any(limit.done for limit in limits):
        return None
    return min(limits, key=lambda limit: limit.cautious or date.max, default=None)
