"""The last day to sue is six years after the right of action accrues, unless that right is lost again (28 U.S.C. 2401(a))."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache, partial
from typing import NamedTuple

from foiacalc import law
from foiacalc.calendar.workdays import ONE_DAY, legal
from foiacalc.clock import appeal, appeal_determination, determination
from foiacalc.clock.appeal import answers
from foiacalc.clock.case import Case
from foiacalc.clock.count import Count, anniversary
from foiacalc.clock.deadline import Dates, Found, Kind, State, Why, met, not_running, running
from foiacalc.clock.determination import NO_REQUEST
from foiacalc.clock.exhaustion import Exhausted
from foiacalc.clock.readings import DUE, Points, moved
from foiacalc.clock.reasons import reasons

KEY = "suit"
_KEPT = 50_000  # days of accrual
_CONCERNED = ("C14", "C16")
_EVERY: Points = frozenset(_CONCERNED)


class Accrual(NamedTuple):
    """This is when the right of action accrues: the day remedies are first exhausted and stay so.

    `last` is the last day of the limit whose miss exhausts them, None where the appeal was decided in time; `first` that of
    the first limit missed (C16). `through` is the deadline; `follows` is its key while that limit has not been missed.
    """

    day: date
    last: date | None
    first: date | None
    through: Dates
    follows: str | None = None


_accrual = partial(tuple.__new__, Accrual)  # by one tuple it is made in half the time


def accrual(case: Case, found: Found) -> Accrual | None:
    """Return when the right of action accrues; None where no limit was in force, a timely determination was not appealed, or
    the appeal was remanded.

    It is None too where the request has ended and nobody knows when. Without a determination before suit it is the day after
    the limit. After a determination appealed in time it is the day after the appeal's limit, or the day of the appeal's
    determination if that comes first (Brook v. Holzerland); after a late one not appealed, the day after the determination's
    limit (Spannaus).
    """
    known, request, appealed = case.known, found["determination"], found["appeal_determination"]
    if case.ended:  # it may have been determined in time
        return None
    sued_first = bool(known.sued and request.done and known.sued <= request.done)
    undetermined = not request.done or (request.broken and sued_first)
    # 552(a)(6)(C)(i): the miss itself exhausts remedies, and an answer after suit does not undo that (Oglesby)
    if request.due and undetermined:
        return None if request.fell_away else _of_limit(request)  # withdrawn by the last day: nothing was missed
    # After an answer the remedy is the appeal, so remedies are exhausted to stay only when that is over (Brook; Kenney v. DOJ)
    if answers(case, found["appeal"]):
        late = request.due if request.done_late else None  # C16: the first limit missed
        remanded = known.appeal_outcome == "remanded" and not (known.sued and known.sued <= (appealed.done or date.max))
        if remanded:  # the request is before the agency again, so nothing stays exhausted
            return None
        if appealed.done and not appealed.done_late:
            return Accrual(appealed.done, None, late, appealed)
        return _of_limit(appealed, late)
    # No timely appeal: after a late answer the right of action has accrued with the miss (Spannaus)
    return _of_limit(request) if request.broken else None


def _of_limit(limit: Dates, first: date | None = None) -> Accrual | None:
    due, ahead = limit.due, not (limit.broken or limit.done)
    if not due:
        return None
    return _accrual((limit.day_after, due, min(first, due) if first else due, limit, limit.kind.key if ahead else None))


def _before(case: Case) -> dict[str, Dates]:
    """Return the deadlines on which the right of action depends."""
    found: dict[str, Dates] = {}
    for kind in (determination.KIND, appeal.KIND, appeal_determination.KIND):
        found[kind.key] = kind.compute(case, found)
    return found


def suit(case: Case, found: Found) -> Dates:
    """Return the last day to sue, rolled forward (Fed. R. Civ. P. 6(a)(1)); without accrual, only the day suit was filed."""
    known = case.known
    if not case.filed:
        return not_running(KIND, NO_REQUEST)
    if known.withdrawn and not known.sued:
        return not_running(KIND, f"The request was withdrawn on {known.withdrawn}.")
    if known.outcome == "granted" and not known.sued:
        return not_running(
            KIND,
            "The request was granted in full. Any dispute over the search, the fees, the format or a delay in "
            "releasing the records must go to an administrative appeal before suit.",
        )
    first = accrual(case, found)
    if not first:
        return not_running(KIND, _why_none(case, found), known.sued, "met" if known.sued else "not_applicable")
    limit = _undone(case.rules, case.as_of, first.day, first.last, first.first, first.follows)
    return met(limit, known.sued) if known.sued else limit


def stated(case: Case, suit: Dates, stretches: Sequence[Exhausted]) -> Dates:
    """Return the same in the suit's own terms: it was filed, the time for it lapsed, or the court is open or closed."""
    if case.known.sued and case.filed:
        return _in_state(suit, "filed")
    if not case.filed or (case.ended and not suit.due):  # on a day not given: it may have ended in time, and been appealed
        return suit
    if suit.state == "lapsed":
        return suit
    if case.known.withdrawn:
        return _in_state(suit, "closed")
    for one in stretches:
        if one.holds_on(case.as_of):
            return _in_state(suit, "open")
    return _in_state(suit, "closed")


@lru_cache(maxsize=_KEPT)
def _in_state(suit: Dates, state: State) -> Dates:
    return suit._replace(state=state)


def _why_none(case: Case, found: Found) -> str:
    known = case.known
    filed = f"Suit was filed on {known.sued}. " if known.sued else ""
    if case.ended:
        return f"{filed}The date the request ended was not given, so it is not known whether or when a right of action accrued."
    if known.appeal_outcome == "remanded":
        return filed + _remanded(case, found)
    if known.outcome == "granted":
        return f"{filed}The request was granted in full and on time, so no right of action accrued."
    return f"{filed}No right of action has accrued: no deadline was missed, and no timely appeal was decided."


def _remanded(case: Case, found: Found) -> str:
    """Say that a remand exhausts nothing and ends what a missed limit had exhausted: the right must accrue and stay."""
    known, request, appealed = case.known, found["determination"], found["appeal_determination"]
    says = f"The appeal was remanded on {known.appeal_determined}."
    if not appealed.due or not appealed.done_late:
        none = "so no right of action remains" if request.done_late else "so no right of action accrued"
        return f"{says} A remand does not exhaust remedies, {none}."
    first = request.due if request.due and request.done_late else appealed.due
    last = _last_day(case.rules, appealed.due + ONE_DAY, appealed.due, first, _EVERY)
    return (
        f"{says} The court, open since {appealed.due + ONE_DAY} because the time to decide the appeal had expired, closed "
        "again: the request is before the agency. If the time to sue nevertheless runs from the first missed deadline "
        f"(C16), it ends on {last}."
    )


@lru_cache(maxsize=_KEPT)
def _undone(rules: law.Rules, as_of: date, day: date, last: date | None, first: date | None, follows: str | None) -> Dates:
    due, cautious = _last_day(rules, day, last, first, DUE), _last_day(rules, day, last, first, _EVERY)
    return running(KIND, as_of, due, cautious, None, None, None, follows)


def _last_day(rules: law.Rules, day: date, last: date | None, first: date | None, points: Points) -> date:
    """Count six years after `day`; under C14 from the limit's last day itself, rolled back; under C16 from the first limit."""
    rule = rules.rule_for(KEY, day)
    if "C16" in points and first:
        day, last = first + ONE_DAY, first
    if "C14" in points:
        return legal().on_or_before(anniversary(last or day, rule.number))
    return legal().on_or_after(anniversary(day, rule.number))


def _why(case: Case, dates: Dates) -> Why:
    before, due = _before(case), dates.due
    found = accrual(case, before)
    assert found and due
    rule, last_day = case.rules.rule_for(KEY, found.day), partial(_last_day, case.rules, found.day, found.last, found.first)
    return Why(
        Count(found.day, rule.number, "years", due, case.legal),
        (rule.authority, law.FIRST_ACCRUAL, case.rules.rule_for("court_period", due).authority),
        moved(last_day, _CONCERNED),
        notes=(_accrued(found), *(_other_views(case, found, rule) if answers(case, before[appeal.KEY]) else ())),
    )


def _accrued(found: Accrual) -> str:
    if not found.last:
        return f"The right of action accrued on {found.day}, when the appeal was decided."
    assert found.through.cautious
    cautious = found.through.cautious + ONE_DAY
    named = f" (rely on {cautious})" if cautious != found.day else ""
    if found.follows:
        return f"Suit may be filed on or after {found.day}{named} if no determination has been made by then."
    return f"The right of action accrued on {found.day}{named}, the day after the limit expired."


def _other_views(case: Case, found: Accrual, rule: law.Rule) -> tuple[str, ...]:
    """Return the view that counts from the final decision on appeal, with its date (C16)."""
    final = case.known.appeal_determined
    if not final or final <= found.day:
        return ()
    later = case.legal.on_or_after(anniversary(final, rule.number))
    return (
        f"If the right of action accrues with the final decision on appeal, {final} (Graham v. DHS, E.D. "
        f"Cal. 2022), the last day is {later}.",
    )


def remarks(case: Case, found: Found) -> tuple[str, ...]:
    """Warn if suit was filed between a limit's due and cautious dates, or on the day of the determination."""
    sued = case.known.sued
    if not sued:
        return ()
    first, says = accrual(case, found), []
    through = first.through if first else None
    if through and through.due and through.cautious and through.due < sued <= through.cautious:
        why = reasons(case, through.kind.why(case, through), through.cautious)
        says.append(
            f"Suit was filed on {sued}. Under the cautious reading, the limit did not expire until {through.cautious} ({why})."
        )
    if sued == case.known.determined and found["determination"].done_late:
        says.append(
            f"The suit and the determination are both dated {sued}. The count assumes the suit came first; the order matters."
        )
    return tuple(says)


KIND = Kind(KEY, "Suit in district court", "requester", "lapsed", suit, _why)
