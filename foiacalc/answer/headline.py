"""The headline says where the agency stands, and what the requester may or must do next, in a sentence or two each."""

from collections.abc import Callable
from datetime import date

from foiacalc.answer import court_door, denials, in_court, state
from foiacalc.answer.state import Audience
from foiacalc.answer.timeline import ON_APPEAL, outcome
from foiacalc.answer.view import Headline, View, many, missed_by, on
from foiacalc.calendar.workdays import ONE_DAY
from foiacalc.clock import acknowledgment, appeal, appeal_determination, determination, expedited_decision, reply, suit
from foiacalc.clock.all_deadlines import Computed
from foiacalc.clock.case import Case
from foiacalc.clock.deadline import Dates, Deadline
from foiacalc.clock.reasons import reasons


def headline(case: Case, computed: Computed, serves: Audience) -> Headline:
    """Return the first of these headlines that the facts support, with what else was denied, and the day of what comes next."""
    view = View(case, computed, serves)
    found = _first(view)
    may = f"{found.may} {denials.denied(view)}".strip()
    return found._replace(may=may, next=_next(view, found))


# These show the day to rely on, or to answer by, even if another date comes first.
_OWN_DAY = ("late_by_due", "paused", "to_reply")


def _next(view: View, found: Headline) -> date | None:
    """Return the next date, as everywhere; an acknowledgment is only expected, so the headline says nothing about it.

    For a request in court it may also be the day of the answer, as if the complaint was served when filed, if that comes first.
    """
    coming = state.next_date(view.case, view.computed, view.serves)
    if found.state in _OWN_DAY or not coming or coming.key == acknowledgment.KEY:
        return found.next
    return min(coming.date, found.next) if found.state == "sued" and found.next else coming.date


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
    if right.state != "lapsed" or not right.due or view.dates(appeal.KEY).state == "pending":
        return None  # a timely appeal starts the six years again (Brook v. Holzerland)
    return Headline("suit_lapsed", f"TOO LATE TO SUE since {on(right.due + ONE_DAY)}.", "A new request starts a new clock.")


def _granted(view: View) -> Headline | None:
    known, limit = view.case.known, view.dates(determination.KEY)
    if known.outcome != "granted" or not known.determined:
        return None
    says = f"GRANTED in full on {on(known.determined)}{_timely(view, limit)}."
    may = view.dates(appeal.KEY).reason or appeal.after_grant(view.case, view.you, relies=view.serves == "requester")
    return Headline("granted", says, may)


def _timely(view: View, limit: Dates) -> str:
    if limit.state == "met_late":
        return f", {many(limit.late_working_days or 0)} late{view.by_count(limit)}"
    return ", on time" if limit.state == "met" and limit.due else ""


def _appeal_alone(view: View) -> Headline | None:
    """Say where an appeal stands whose request is not given."""
    return None if view.case.filed else _decision(view)


def _on_appeal(view: View) -> Headline | None:
    return _decision(view) if view.case.appealed else None


def _decision(view: View) -> Headline | None:
    """Say where the determination on the appeal stands."""
    limit, known = view.dates(appeal_determination.KEY), view.case.known
    if known.appeal_determined:
        decided = f": {ON_APPEAL[known.appeal_outcome]}" if known.appeal_outcome else ""
        says = f"APPEAL DECIDED on {on(known.appeal_determined)}{_timely(view, limit)}{decided}."
        return Headline("appeal_decided", says, court_door.court(view))
    if limit.state == "missed" and limit.due:
        early = court_door.waits(view) if view.serves == "requester" else None
        if early:
            says = f"APPEAL DECISION LATE by the statute's own count since {on(limit.due + ONE_DAY)}."
            return Headline("late_by_due", says, court_door.rely(view, early), early.relied)
        says = f"APPEAL DECISION LATE{missed_by(limit)}. It was due {on(limit.due)}."
        return Headline("appeal_late", says, court_door.court(view))
    if limit.state == "pending" and limit.due:
        says = f"APPEAL PENDING: the agency's decision is due {on(limit.due)}."
        return Headline("appeal_pending", says, court_door.court(view), limit.due)
    note = Deadline(limit, view.case).note
    return Headline("appealed", f"APPEAL sent {on(view.case.appealed)}.", note or "") if view.case.appealed else None


def _answered(view: View) -> Headline | None:
    """Return the headline of a determination that is not a grant and was not appealed."""
    known, limit, right = view.case.known, view.dates(determination.KEY), view.dates(appeal.KEY)
    if not known.determined:
        return None
    late = f" LATE{view.by_count(limit)} ({many(limit.late_working_days or 0)})" if limit.state == "met_late" else ""
    said = f"{outcome(known)}" if known.outcome else "with no outcome given"
    says = f"ANSWERED{late or _in_time(limit)}, {said}."
    if right.state == "pending":
        day = state.act_by(right, view.case.as_of, view.serves) or right.due
        return Headline("to_appeal", says, _to_appeal(view, right), day)
    if right.state == "lapsed" and right.due:
        return Headline("appeal_lapsed", f"TOO LATE TO APPEAL since {on(right.due + ONE_DAY)}. {says}", _afresh(view))
    if right.state == "uncertain":
        may = (
            "The time to appeal may have expired; the agency's rule in force on the day of the determination is not known. "
            "The agency's letter says how long it allowed."
        )
        return Headline("appeal_uncertain", says, may)
    return Headline("answered", says, court_door.court(view))


def _to_appeal(view: View, right: Dates) -> str:
    """Return the day to appeal by, and what happens to the right to sue meanwhile."""
    by, sue = view.until(right), view.dates(suit.KEY)
    may = view.told(f"Appeal by {by}", f"The requester may appeal until {by}")
    if sue.state == "open":
        return f"{may}.{view.passed(right)} {court_door.court(view)}"
    if sue.state == "lapsed" and sue.due:
        return (
            f"{may}.{view.passed(right)} Without an appeal, the time to sue expired on {on(sue.due)}; after a timely appeal, "
            "it runs from the decision on the appeal or, if the decision is late, from the day after it was due, but that is "
            "contested (C16)."
        )
    closed = f"{may}; without an appeal, the court stays closed.{view.passed(right)} {court_door.time_running_out(view)}"
    return closed.strip()


def _in_time(limit: Dates) -> str:
    return " on time" if limit.due else ""


def _afresh(view: View) -> str:
    return court_door.court(view) if view.dates(suit.KEY).state == "open" else "A new request starts a new clock."


def _over(view: View) -> Headline | None:
    """Return the headline of a request that ended on an unknown day."""
    if view.dates(determination.KEY).state != "ended":
        return None
    known, what = view.case.known, "OVER, date unknown"
    says = f"{what}: {outcome(known)}." if known.outcome else f"{what}."
    return Headline(
        "ended", says, "It is not known whether the agency met its deadlines. The agency's letter says when it answered."
    )


def _paused(view: View) -> Headline | None:
    """Return the headline while the agency waits for an answer to its question and the clock is stopped."""
    tolling, limit = view.case.tolling, view.dates(determination.KEY)
    if limit.state != "tolled" or not tolling.open_since:
        return None
    says = f"PAUSED since {on(tolling.open_since)}: the agency waits for {view.told('your', 'an')} answer."
    limit = view.dates(reply.KEY)
    if limit.state == "pending":
        return Headline("paused", says, *_answer_by(view, limit))
    if limit.state == "lapsed" and limit.due:
        may = (
            f"The last day to answer was {on(limit.due)}, and the agency may close the request.{view.told(' Answer now.', '')}"
        )
        return Headline("paused", says, may)
    may = "The time to answer may have expired. The letter sets the deadline; after that, the agency may close the request."
    return Headline("paused", says, may)


def _asked(view: View) -> Headline | None:
    """Return the headline of a question that awaits an answer but does not stop the clock.

    It comes before everything else, because an agency may close the request if it hears nothing.
    """
    limit, asked = view.dates(reply.KEY), reply.current(view.case) if view.case.more else None
    if limit.state != "pending" or not asked or view.dates(determination.KEY).state == "tolled":
        return None
    under = _first(view, but=_asked)
    about = _ABOUT[asked.fact].format(view.told("you are", "the requester is"))
    may, day = _answer_by(view, limit)
    says = f"THE AGENCY ASKED on {on(asked.asked)} {about}. {may}"
    return Headline("to_reply", says, f"{under.says} {under.may}".strip(), day)


_ABOUT = {
    "info_asked": "for information",
    "fee_asked": "about fees",
    "still_interested": "whether {} still interested",
}


def _answer_by(view: View, limit: Dates) -> tuple[str, date | None]:
    """Return the day to answer by, in words and as a date.

    The words give the number of days, unless the letter names the day.
    """
    asked = reply.current(view.case)
    if not limit.due or not asked or not asked.time:
        return "The letter sets the deadline to answer; after that, the agency may close the request.", None
    length = "" if asked.named else f" ({asked.time})"
    by = f"{view.until(limit)}{length}"
    may = view.told(
        f"Answer by {by} or the agency may close the request.",
        f"The requester has until {by} to answer; after that, the agency may close the request.",
    )
    return may, state.act_by(limit, view.case.as_of, view.serves) or limit.due


def _missed(view: View) -> Headline | None:
    limit = view.dates(determination.KEY)
    if limit.state != "missed" or not limit.due:
        return None
    early = court_door.waits(view) if view.serves == "requester" else None
    if early:
        says = f"LATE by the statute's own count since {on(limit.due + ONE_DAY)}."
        return Headline("late_by_due", says, court_door.rely(view, early), early.relied)
    return Headline("late", f"LATE{missed_by(limit)}. The determination was due {on(limit.due)}.", court_door.court(view))


def _running(view: View) -> Headline | None:
    limit = view.dates(determination.KEY)
    if limit.state != "pending" or not limit.due:
        return None
    left = view.case.legal.between(view.case.as_of, limit.due)
    when = (
        f"in {many(left)}, {on(limit.due)}"
        if left
        else f"today, {on(limit.due)}"
        if limit.due == view.case.as_of
        else on(limit.due)
    )
    day = state.act_by(limit, view.case.as_of, view.serves) or limit.due
    earliest = f" To be safe, answer by {on(day)}." if day != limit.due else ""
    says = f"DUE {when}.{earliest}{_expedition(view, view.dates(expedited_decision.KEY))}"
    return Headline("due", says, court_door.court(view), day)


def _expedition(view: View, decision: Dates) -> str:
    """Say where the decision on expedited processing stands, beside a determination that is not due yet."""
    if decision.state == "pending" and decision.due:
        return f" The decision on expedited processing is due {view.until(decision)}. Nothing is late."
    if decision.state != "missed" or not decision.due:
        return " Nothing is late."
    late = f"decision on expedited processing is LATE{missed_by(decision)}"
    if not decision.cautious or view.case.as_of > decision.cautious:
        return f" The {late}; a court may review that failure."
    why = reasons(view.case, Deadline(decision, view.case).explain(), decision.cautious)
    relied = on(decision.cautious + ONE_DAY)
    if view.serves == "agency":
        return f" The {late}; on the cautious reading, it is not late until {relied} ({why})."
    return f" By the statute's own count, the {late}. Rely on it from {relied} ({why})."


def _no_limit(view: View) -> Headline:
    limit = view.dates(determination.KEY)
    return Headline("no_limit", "NO LIMIT IS RUNNING.", Deadline(limit, view.case).note or "")
