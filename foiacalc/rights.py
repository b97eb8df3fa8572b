"""What the requester may do, and until when: the administrative appeal and the suit."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from foiacalc import law
from foiacalc.case import Assumption, Case
from foiacalc.counts import Count, anniversary
from foiacalc.deadline import NO_REQUEST, Deadline, not_running
from foiacalc.facts import AppealWindow
from foiacalc.readings import DUE, Contested, Points, read
from foiacalc.workdays import FIRST, ONE_DAY, legal, own_dates

_KEPT = 10_000  # last days to appeal, and to sue


class _Window(NamedTuple):
    """Time to appeal, and who gives it."""

    length: int
    unit: law.Unit
    authority: law.Authority

    def last_day(self, start: date, points: Points) -> date:
        return _last_of(start, self.length, self.unit, ("C1" if self.unit == "working_days" else "C13") in points)

    def __str__(self) -> str:
        return f"{self.length} {self.unit.replace('_', ' ')}"


@lru_cache(maxsize=_KEPT)
def _last_of(start: date, length: int, unit: law.Unit, contested: bool) -> date:
    """The last day of a window under one of the two readings that concern its unit (C1, C13)."""
    if unit == "working_days":
        return (own_dates() if contested else legal()).after(start, length)
    last = start + length * ONE_DAY
    return legal().on_or_before(last) if contested else last


def appeal(case: Case, determination: Deadline) -> Deadline:
    """The requester's appeal: the agency's window after the determination, never less than the statutory floor.

    Source: the agency's regulation; 552(a)(6)(A)(i)(III)(aa) for requests made under the act of 2016.
    """
    facts = case.facts
    if facts.outcome == "granted":
        return not_running("appeal", "The request was granted in full: there is nothing to appeal.")
    start = facts.determined or determination.due
    if not facts.filed:
        return not_running("appeal", NO_REQUEST)
    if not start:
        return not_running("appeal", "There is no adverse determination to appeal, and no day on which one is due.")
    if start < FIRST:
        return not_running("appeal", f"The determination is older than the calendar of working days, which begins on {FIRST}.")
    windows, assumptions = _windows(case, facts.filed, start)
    due, cautious, moved = read(lambda points: max([w.last_day(start, points) for w in windows]), ("C1", "C13"))
    governing = next(w for w in windows if w.last_day(start, DUE) == due)
    return Deadline(
        "appeal",
        due,
        cautious,
        Count(start, governing.length, governing.unit, due, legal()),
        (governing.authority, *(w.authority for w in windows if w is not governing)),
        moved,
        _appeal_notes(case, windows, governing, start),
        done=_made(case),
        projected_from=None if facts.determined else "determination",
        warnings=_untimely_appeal(case, due),
        assumptions=assumptions,
    )


def _windows(case: Case, filed: date, start: date) -> tuple[list[_Window], tuple[Assumption, ...]]:
    """Every window that the law gives for the appeal; the one that ends last governs."""
    given, regulation = case.facts.appeal_window, case.regulation
    windows, assumptions = [], []
    if given:
        windows.append(_Window(given.length, given.unit, law.Authority("the window given with the facts", law.USC)))
    elif regulation and regulation.days:
        windows.append(_Window(regulation.days, regulation.unit, regulation.authority))
        if regulation.runs_from == "letter_received":
            says = "the agency's letter was received on its own date; its window runs from receipt"
            assumptions.append(Assumption("letter_received", start.isoformat(), says))
    floor = law.in_force("appeal_floor", filed)
    if floor:
        windows.append(_Window(floor.number, "calendar_days", floor.authority))
    if not windows:
        rule = law.rule_for("appeal_assumed", filed)
        windows.append(_Window(rule.number, "calendar_days", rule.authority))
        assumptions.append(Assumption("appeal_window", str(AppealWindow(rule.number)), rule.says))
    return windows, tuple(assumptions)


def _made(case: Case) -> date | None:
    """The day the appeal counts as made: its receipt where the regulation says that it must arrive."""
    must_arrive = case.regulation and case.regulation.satisfied_by == "received"
    return case.facts.appeal_received if must_arrive else case.facts.appealed


def _appeal_notes(case: Case, windows: list[_Window], governing: _Window, start: date) -> tuple[str, ...]:
    notes = []
    own, regulation = windows[0], case.regulation
    if governing is not own:
        notes.append(
            f"The window of {own} ({own.authority.cite}) would end on {own.last_day(start, DUE)}; "
            f"the statutory floor is later and governs."
        )
    if regulation:
        notes.append(_SATISFIED_BY[regulation.satisfied_by])
        if regulation.cutoff:
            notes.append(f"Cut-off: {regulation.cutoff}.")
        notes.append(regulation.note)
    if case.facts.appealed and not case.facts.determined:
        notes.append("The appeal was made without a determination: no window had begun to run.")
    return tuple(note for note in notes if note)


_SATISFIED_BY = {
    "received": "The agency must receive the appeal by the last day.",
    "sent": "It is enough to mail or transmit the appeal by the last day.",
    "submitted": "The appeal must be submitted by the last day.",
    "unspecified": "",
}


def _untimely_appeal(case: Case, due: date) -> tuple[str, ...]:
    appealed, determined = _made(case), case.facts.determined
    if appealed and determined and appealed < determined:
        return (f"The appeal of {appealed} came before the determination of {determined} and is taken to answer it.",)
    if appealed and determined and appealed > due:
        cite = law.EXHAUSTION_ENDS.cite
        return (f"The appeal of {appealed} came after its last day, {due}: whether it exhausts remedies is open ({cite}).",)
    return ()


class Accrual(NamedTuple):
    """When a right of action first accrues: `day`; the `last` day of the limit that was missed, None where the appeal was
    decided in time; the deadline it is projected from, while that limit has not been missed.
    """

    day: date
    last: date | None
    limit: Deadline
    projected_from: str | None = None


def accrual(case: Case, determination: Deadline, appealed: Deadline) -> Accrual | None:
    """The first accrual: the day after the determination's limit is missed, else through the appeal (Spannaus).

    None where nothing has accrued: no limit was in force, or a timely determination has not been appealed; a suit is not
    projected through an appeal that is itself projected.
    """
    if determination.due and (not determination.done or determination.done_late):
        return _of_missed(determination, determination.due, case.as_of)
    if not case.facts.filed or not case.facts.appealed:
        return None
    if appealed.done and not appealed.done_late:
        return Accrual(appealed.done, None, appealed)
    return _of_missed(appealed, appealed.due, case.as_of) if appealed.due else None


def _of_missed(limit: Deadline, due: date, as_of: date) -> Accrual:
    missed = limit.done or limit.missed_on(as_of)
    return Accrual(due + ONE_DAY, due, limit, None if missed else limit.key)


def suit(case: Case, determination: Deadline, appealed: Deadline) -> Deadline:
    """The last day to sue: six years after the right of action first accrues (28 U.S.C. 2401(a)), rolled forward."""
    facts = case.facts
    if facts.withdrawn and not facts.sued:
        return not_running("suit", f"The request was withdrawn on {facts.withdrawn}.")
    if facts.outcome == "granted" and not facts.sued:
        return not_running("suit", "The request was granted in full: nothing was withheld to sue over.")
    if not facts.filed:
        return not_running("suit", NO_REQUEST)
    first = accrual(case, determination, appealed)
    if not first:
        return not_running(
            "suit", "No right of action has accrued: no limit was missed, and no appeal was decided.", facts.sued
        )
    rule = law.rule_for("suit", first.day)

    due, cautious, moved = _to_sue(first.day, first.last or first.day, rule.number)
    return Deadline(
        "suit",
        due,
        cautious,
        Count(first.day, rule.number, "years", due, legal()),
        (rule.authority, law.FIRST_ACCRUAL, law.rule_for("court_period", due).authority),
        moved,
        _suit_notes(case, first),
        done=facts.sued,
        projected_from=first.projected_from,
        warnings=_incautious(facts.sued, first.limit),
    )


@lru_cache(maxsize=_KEPT)
def _to_sue(accrued: date, last: date, years: int) -> tuple[date, date, tuple[Contested, ...]]:
    """The last day to sue under both readings; `last` is that of the limit that was missed."""

    def last_day(points: Points) -> date:
        if "C14" in points:
            return legal().on_or_before(anniversary(last, years))
        return legal().on_or_after(anniversary(accrued, years))

    return read(last_day, ("C14",))


def _incautious(sued: date | None, limit: Deadline) -> tuple[str, ...]:
    """A warning where suit was filed after the limit's due date, but not after its cautious one."""
    if not sued or not limit.due or not limit.cautious or not limit.due < sued <= limit.cautious:
        return ()
    points = ", ".join(moved.point for moved in limit.contested)
    return (f"The suit of {sued} was filed before the limit had passed on the cautious reading, {limit.cautious} ({points}).",)


def _suit_notes(case: Case, first: Accrual) -> tuple[str, ...]:
    accrued, final = _accrued(first), case.facts.appeal_determined
    if not final or final <= first.day:
        return (accrued,)
    later = legal().on_or_after(anniversary(final, law.rule_for("suit", final).number))
    return (
        accrued,
        f"On the view that it accrues with the final decision on appeal, {final} (Graham v. DHS, E.D. Cal. 2022), "
        f"the last day is {later}.",
    )


def _accrued(first: Accrual) -> str:
    if not first.last:
        return f"The right of action accrued on {first.day}, when the appeal was determined."
    assert first.limit.cautious
    cautious = first.limit.cautious + ONE_DAY
    reading = "cautiously" if first.projected_from else "on the cautious reading"
    named = f" ({reading} {cautious})" if cautious != first.day else ""
    if first.projected_from:
        return f"Opens on {first.day}{named} if the limit passes without a determination."
    return f"The right of action first accrued on {first.day}{named}, the day after the limit passed."
