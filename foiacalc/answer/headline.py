"""The headline says where the agency stands, and what the requester may or must do next, in a sentence or two each."""

from collections.abc import Callable
from datetime import date

from foiacalc.answer import in_court, state
from foiacalc.answer.state import Audience
from foiacalc.answer.timeline import ON_APPEAL, outcome
from foiacalc.answer.view import Headline, View, many, missed_by, on
from foiacalc.calendar.workdays import ONE_DAY
from foiacalc.clock import appeal, appeal_determination, determination, expedited_decision, reply, suit
from foiacalc.clock.all_deadlines import Computed
from foiacalc.clock.case import Case
from foiacalc.clock.deadline import Dates, Deadline
from foiacalc.clock.reasons import reasons


def headline(case: Case, computed: Computed, serves: Audience) -> Headline:
    """Return the first of these headlines that the facts support."""
    return _first(View(case, computed, serves))


def _first(view: View, but: Callable[[View], Headline | None] | None = None) -> Headline:
    told = (
        _withdrawn,
        in_court.sued,
        _lapsed_suit,
        _asked,
        _appeal_alone,
        _granted,
        _on_appeal,
        _answered,
        _over,
        _paused,
        _missed,
        _by_due,
        _running,
    )
    return next((found for one in told if one is not but and (found := one(view))), None) or _no_limit(view)


def _withdrawn(view: View) -> Headline | None:
    day = view.case.known.withdrawn
    if not day or view.case.known.sued:
        return None
    limit = view.dates(determination.KEY)
    missed = (
        f" The agency had missed the determination deadline, {on(limit.due)}." if limit.due and limit.state == "missed" else ""
    )
    return Headline("withdrawn", f"WITHDRAWN on {on(day)}.{missed}", "A new request starts a new clock.")


def _lapsed_suit(view: View) -> Headline | None:
    right = view.dates(suit.KEY)
    if right.state != "lapsed" or not right.due:
        return None
    return Headline("suit_lapsed", f"TOO LATE TO SUE since {on(right.due + ONE_DAY)}.", "A new request starts a new clock.")


def _granted(view: View) -> Headline | None:
    known, limit = view.case.known, view.dates(determination.KEY)
    if known.outcome != "granted" or not known.determined:
        return None
    says = f"GRANTED in full on {on(known.determined)}{_timely(limit)}."
    why = Deadline(view.dates(appeal.KEY), view.case).note or ""
    return Headline(
        "granted", says, why.partition(" The agency must make")[0].removeprefix("The request was granted in full. ")
    )


def _timely(limit: Dates) -> str:
    if limit.state == "met_late":
        return f", {many(limit.late_working_days or 0)} late"
    return ", in time" if limit.state == "met" and limit.due else ""


def _appeal_alone(view: View) -> Headline | None:
    """An appeal whose request is not given."""
    return None if view.case.filed else _decision(view)


def _on_appeal(view: View) -> Headline | None:
    return _decision(view) if view.case.appealed else None


def _decision(view: View) -> Headline | None:
    """Where the determination on the appeal stands."""
    limit, known = view.dates(appeal_determination.KEY), view.case.known
    if known.appeal_determined:
        decided = f": {ON_APPEAL[known.appeal_outcome]}" if known.appeal_outcome else ""
        says = f"APPEAL DECIDED on {on(known.appeal_determined)}{_timely(limit)}{decided}."
        return Headline("appeal_decided", says, _court(view))
    if limit.state == "missed" and limit.due:
        says = f"APPEAL DECISION LATE{missed_by(limit)}. It was due {on(limit.due)}."
        return Headline("appeal_late", says, _court(view))
    if limit.state == "pending" and limit.due:
        says = f"APPEAL PENDING: the agency's decision is due {on(limit.due)}."
        return Headline("appeal_pending", says, _court(view), limit.due)
    note = Deadline(limit, view.case).note
    return Headline("appealed", f"APPEAL sent {on(view.case.appealed)}.", note or "") if view.case.appealed else None


def _court(view: View) -> str:
    """What the court is open to, or from when."""
    right, limit = view.dates(suit.KEY), state.opening(view.computed)
    if right.state == "open":
        without = ", without an administrative appeal," if not view.case.appealed else ""
        return f"{view.you} may sue now{without} until {view.until(right)}."
    if limit and limit.due:
        relied = limit.cautious if limit.cautious and view.serves == "requester" else limit.due
        return f"{view.you} may sue from {on(relied + ONE_DAY)} if no answer comes by then."
    return state.why_of_suit(view.case, view.computed) if right.state == "closed" else ""


def _answered(view: View) -> Headline | None:
    """A determination that is not a grant and was not appealed."""
    known, limit, right = view.case.known, view.dates(determination.KEY), view.dates(appeal.KEY)
    if not known.determined:
        return None
    late = f" LATE ({many(limit.late_working_days or 0)})" if limit.state == "met_late" else ""
    said = f"{outcome(known)}" if known.outcome else "with no outcome given"
    says = f"ANSWERED{late or _in_time(limit)}, {said}."
    if right.state == "pending":
        day = state.act_by(right, view.case.as_of, view.serves) or right.due
        passed = state.relied_passed(right, view.case.as_of, view.serves)
        relied = f" The day to rely on, {right.cautious}, has passed." if passed else ""
        until = "without an appeal the court stays closed" if view.dates(suit.KEY).state != "open" else "the court is open too"
        return Headline("to_appeal", says, f"Appeal by {view.until(right)}; {until}.{relied}", day)
    if right.state == "lapsed" and right.due:
        return Headline("appeal_lapsed", f"TOO LATE TO APPEAL since {on(right.due + ONE_DAY)}. {says}", _afresh(view))
    if right.state == "uncertain":
        may = (
            "The time to appeal may have expired; the agency's rule in force on that day is not known. The agency's "
            "letter says how long it allowed."
        )
        return Headline("appeal_uncertain", says, may)
    return Headline("answered", says, _court(view))


def _in_time(limit: Dates) -> str:
    return " in time" if limit.due else ""


def _afresh(view: View) -> str:
    return _court(view) if view.dates(suit.KEY).state == "open" else "A new request starts a new clock."


def _over(view: View) -> Headline | None:
    """An end without a day."""
    if view.dates(determination.KEY).state != "ended":
        return None
    known, what = view.case.known, "OVER, date unknown"
    says = f"{what}: {outcome(known)}." if known.outcome else f"{what}."
    return Headline(
        "ended", says, "It is not known whether the agency met its deadlines. The agency's letter says when it answered."
    )


def _paused(view: View) -> Headline | None:
    """The agency waits for an answer to its question, and the clock stands still."""
    tolling, limit = view.case.tolling, view.dates(determination.KEY)
    if limit.state != "tolled" or not tolling.open_since:
        return None
    says = (
        f"PAUSED since {on(tolling.open_since)}: the agency waits for {'your' if view.serves == 'requester' else 'an'} answer."
    )
    limit = view.dates(reply.KEY)
    if limit.state == "pending":
        return Headline("paused", says, *_answer_by(view, limit))
    if limit.state == "lapsed" and limit.due:
        may = f"The last day to answer was {on(limit.due)}, and the agency may close the request. Answer now."
        return Headline("paused", says, may)
    may = "The time to answer may have expired. The letter sets the deadline; after that, the agency may close the request."
    return Headline("paused", says, may)


def _asked(view: View) -> Headline | None:
    """A question that waits for an answer while the limit is not stopped by it, before what else there is."""
    limit, asked = view.dates(reply.KEY), reply.current(view.case) if view.case.more else None
    if limit.state != "pending" or not asked or view.dates(determination.KEY).state == "tolled":
        return None
    under = _first(view, but=_asked)
    about = _ABOUT[asked.fact].format("you are" if view.serves == "requester" else "the requester is")
    may, day = _answer_by(view, limit)
    says = f"ASKED on {on(asked.asked)} {about}. {may}"
    return Headline("to_reply", says, f"{under.says} {under.may}".strip(), day)


_ABOUT = {
    "info_asked": "for information",
    "fee_asked": "about fees",
    "still_interested": "whether {} still interested",
}


def _answer_by(view: View, limit: Dates) -> tuple[str, date | None]:
    """By when to answer, and that day; with the number of days unless the letter names the day itself."""
    asked = reply.current(view.case)
    if not limit.due or not asked or not asked.time:
        return "The letter sets the deadline to answer; after that, the agency may close the request.", None
    length = "" if asked.named else f" ({asked.time})"
    may = f"Answer by {view.until(limit)}{length} or the agency may close the request."
    return may, state.act_by(limit, view.case.as_of, view.serves) or limit.due


def _missed(view: View) -> Headline | None:
    limit = view.dates(determination.KEY)
    if limit.state != "missed" or not limit.due or _waits(view, limit):
        return None
    return Headline("late", f"LATE{missed_by(limit)}. The determination was due {on(limit.due)}.", _court(view))


def _waits(view: View, limit: Dates) -> bool:
    """Whether the day to rely on has not passed yet."""
    return view.serves == "requester" and bool(limit.cautious) and view.case.as_of <= (limit.cautious or date.min)


def _by_due(view: View) -> Headline | None:
    """Missed by the statute's own count, and not yet on the cautious reading."""
    limit = view.dates(determination.KEY)
    if limit.state != "missed" or not limit.due or not limit.cautious:
        return None
    why = reasons(view.case, Deadline(limit, view.case).explain(), limit.cautious)
    says = f"LATE by the statute's own count since {on(limit.due + ONE_DAY)}."
    may = f"Rely on it from {on(limit.cautious + ONE_DAY)} ({why}): to be safe, do not sue earlier."
    return Headline("late_by_due", says, may, limit.cautious + ONE_DAY)


def _running(view: View) -> Headline | None:
    limit = view.dates(determination.KEY)
    if limit.state != "pending" or not limit.due:
        return None
    left = view.case.legal.between(view.case.as_of, limit.due)
    expedition = view.dates(expedited_decision.KEY)
    rest = " Nothing is late."
    if expedition.state == "missed" and expedition.due:
        rest = f" The decision on expedited processing is LATE{missed_by(expedition)}; a court may review that failure."
    when = (
        f"in {many(left)}, {on(limit.due)}"
        if left
        else f"today, {on(limit.due)}"
        if limit.due == view.case.as_of
        else on(limit.due)
    )
    return Headline("due", f"DUE {when}.{rest}", _court(view), limit.due)


def _no_limit(view: View) -> Headline:
    limit = view.dates(determination.KEY)
    return Headline("no_limit", "NO LIMIT IS RUNNING.", Deadline(limit, view.case).note or "")
