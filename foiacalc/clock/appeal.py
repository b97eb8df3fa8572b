"""This module counts how long the agency's own rule, or the statutory minimum, leaves the requester to appeal."""

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from foiacalc import law
from foiacalc.calendar.workdays import FIRST, ONE_DAY
from foiacalc.clock.case import Assumption, Case
from foiacalc.clock.count import Count
from foiacalc.clock.deadline import Dates, Found, Kind, Why, acted, not_running, running
from foiacalc.clock.determination import NO_REQUEST
from foiacalc.clock.determination import determination as determine
from foiacalc.clock.readings import DUE, Contested, Points, moved
from foiacalc.clock.undone import Undone
from foiacalc.clock.window import Letter, Together, Window, cutoff, together
from foiacalc.request.facts import AppealWindow
from foiacalc.request.kinds import LAST_RECEIVED

if TYPE_CHECKING:
    from foiacalc.law.agencies import AgencyRule

KEY = "appeal"
_ENDED = "The date the request ended was not given. The time to appeal runs from the agency's letter."
_NOTHING = "There is no adverse determination to appeal, and no date on which one is due."


def appeal(case: Case, found: Found) -> Dates:
    """Return the last day to appeal: the agency's window after the determination, never less than the statutory minimum.

    The source is the agency's regulation of the day of the determination; 552(a)(6)(A)(i)(III)(aa) for requests made under the
    act of 2016. Against an assumed window nothing is late.
    """
    known, determination = case.known, found["determination"]
    start = known.determined or determination.due
    if not case.filed:
        return not_running(KIND, NO_REQUEST)
    if not start:
        return not_running(KIND, _NOTHING)
    if case.ended and not known.determined:
        return not_running(KIND, _ENDED, case.appealed)
    if start < FIRST:
        return not_running(KIND, f"The determination predates the calendar of working days, which begins on {FIRST}.")
    rule = case.rule_on(start)
    made = _made(case, rule) if case.appealed else None
    if known.outcome == "granted":
        return not_running(KIND, None, made)
    follows = None if known.determined else "determination"
    conditional = not known.determined and determination.missed
    if not (known.appeal_window or known.letter_received or known.released or known.interim):
        limit = _undone(case.as_of, together(case.rules, rule, case.filed), follows, conditional)[start]
        return acted(limit, made, known.withdrawn)
    letter = _letter(case, start)
    first = _interim(case, letter) if known.interim else None
    due, cautious, assumed = letter.dates()
    if first:
        cautious = min(cautious, first.dates().cautious)
    return running(KIND, case.as_of, due, cautious, None, made, known.withdrawn, follows, None, conditional, assumed)


@lru_cache(maxsize=1024)  # agencies' rules
def _undone(as_of: date, windows: Together, follows: str | None, conditional: bool) -> Undone:
    def three(start: date) -> tuple[date, date, None]:
        due, cautious, _ = windows.dates(start)
        return due, cautious, None

    return Undone(KIND, as_of, three, follows, conditional, windows.assumed)


def _letter(case: Case, start: date) -> Letter:
    """Return the letter of that day, which a window runs from."""
    known = case.known
    assert case.filed
    return Letter(
        case.rules, case.rule_on(start), start, case.filed, known.appeal_window, known.letter_received, known.released
    )


def window_of(case: Case, day: date) -> Window:
    """Return the longest window that a letter of that day would give; the assumed one where none is known."""
    assert case.filed
    start = min(day, LAST_RECEIVED)  # from a later day the longest could not be counted
    letter = Letter(case.rules, case.rule_on(day), start, case.filed, case.known.appeal_window)
    return max(letter.windows() or [letter.assumed("appeal_assumed")], key=lambda window: window.last_day(DUE))


def _interim(case: Case, letter: Letter) -> Letter | None:
    """Return the first interim response, read as a determination of its own (C17); never one older than the calendar."""
    first = min((day for day in case.known.interim if day >= FIRST), default=None)
    if not first:
        return None
    return letter._replace(rule=case.rule_on(first), day=first, received=None, released=None)


def _made(case: Case, rule: "AgencyRule | None") -> date | None:
    """Return the day the appeal counts as made: its receipt where the regulation says that it must arrive.

    An appeal from silence that was decided before the determination is not an appeal of that determination.
    """
    if _decided_before(case):
        return None
    return case.appeal_received if rule and rule.satisfied_by == "received" else case.appealed


def untimely(case: Case, appeal: Dates) -> bool:
    """Return whether the appeal was made after its last day; never against an assumed window or without a determination."""
    return bool(case.known.determined and appeal.done_late and not appeal.assumed)


def answers(case: Case, appeal: Dates) -> bool:
    """Return whether a timely appeal is of the determination: one from silence, decided before it, is not."""
    if not case.appealed or case.known.outcome == "granted":
        return False
    return not untimely(case, appeal) and not _decided_before(case)


def _decided_before(case: Case) -> bool:
    decided, determined = case.known.appeal_determined, case.known.determined
    return bool(decided and determined and decided < determined)


# What explains it


def after_grant(case: Case, who: str = "The requester", relies: bool = True) -> str:
    """Say until when the search, the fees and the format may be appealed; of an assumed window, give only the shortest.

    The day to rely on is given to who `relies` on it.
    """
    assert case.known.determined
    letter = _letter(case, case.known.determined)
    last, relied, assumed = letter.dates()
    until = f"until {last} (rely on {relied})" if relies and last != relied else f"until {last}"
    if assumed:
        least = letter.assumed("appeal_assumed_least")
        until = (
            f"until at least {relied}: the agency's rule in force on the day of the determination is not known, and the "
            f"shortest time known is {least}"
        )
    open_until = relied if assumed else last
    could = "can still" if case.as_of <= open_until and not case.appealed else "could"
    made = f" An appeal was sent on {case.appealed}." if case.appealed else ""
    return f"{who} {could} appeal over the search, the fees or the format {until}.{made}"


def _granted(case: Case) -> Why:
    promptly = f"The agency must make the records promptly available ({law.PROMPTLY.cite}); the Act sets no number of days."
    return Why(notes=(f"The request was granted in full. {after_grant(case)} {promptly}",))


def _why(case: Case, dates: Dates) -> Why:
    start = case.known.determined or determine(case, {}).due
    assert start
    if not dates.due:
        return _granted(case)
    letter = _letter(case, start)
    first = _interim(case, letter)
    windows = letter.windows() or [letter.assumed("appeal_assumed")]
    due = letter.last_day(DUE)
    governing = next(w for w in windows if w.last_day(DUE) == due)
    return Why(
        Count(governing.start, governing.length, governing.unit, due, case.legal),
        (governing.authority, *(w.authority for w in windows if w != governing)),
        _contested(letter, first),
        notes=tuple(_notes(case, letter, first, governing)),
        assumptions=_assumptions(case, letter),
    )


def _contested(letter: Letter, first: Letter | None) -> tuple[Contested, ...]:
    def last_day(points: Points) -> date:
        last = letter.last_day(points)
        return min(last, first.last_day(points)) if first and "C17" in points else last

    return moved(last_day, ("C1", "C13", "C17"))


def _assumptions(case: Case, letter: Letter) -> tuple[Assumption, ...]:
    rule, found = letter.rule, []
    runs_from = (
        rule.runs_from if rule and rule.gives_time(letter.filed) and not letter.given and case.known.determined else None
    )
    if runs_from == "letter_received" and not letter.received:
        says = "the agency's letter was received on the day it is dated; the time to appeal runs from receipt"
        found.append(Assumption("letter_received", letter.day.isoformat(), says))
    if runs_from == "last_records" and not letter.released:
        says = "no records came after the letter; the time to appeal runs from the later of the letter and the last records"
        found.append(Assumption("released", letter.day.isoformat(), says))
    if not letter.windows():
        row = case.rules.rule_for("appeal_assumed", letter.filed)
        found.append(Assumption("appeal_window", str(AppealWindow(row.number)), row.says))
    return tuple(found)


def below_the_floor(letter: Letter) -> list[str]:
    """Return a note where the agency's own window would end before the statutory minimum."""
    windows, due = letter.windows(), letter.last_day(DUE)
    if not windows or windows[0].last_day(DUE) == due:
        return []
    own = windows[0]
    return [
        f"The window of {own} ({own.authority.cite}) would end on {own.last_day(DUE)}; the statutory minimum "
        "ends later and governs."
    ]


def _notes(case: Case, letter: Letter, first: Letter | None, governing: Window) -> list[str]:
    windows, rule, notes = letter.windows(), letter.rule, below_the_floor(letter)
    if governing.rolls and governing.last_day(DUE) != governing.start + governing.length * ONE_DAY:
        notes.append("Under the agency's rule, a last day that is not a working day moves to the next working day.")
    if not windows:
        least = case.rules.rule_for("appeal_assumed_least", letter.filed)
        notes.append(
            f"{_no_rule(case, rule)} Rely on {least.number} working days, the shortest time known from that period; the "
            "agency's letter says how long it allowed."
        )
    if rule and not letter.given and rule.gives_time(letter.filed):
        notes += [SATISFIED_BY[rule.satisfied_by], cutoff(rule), rule.note]
    elif rule and rule.satisfied_by == "received":
        notes.append(SATISFIED_BY["received"])
    if first and any(moved.point == "C17" for moved in _contested(letter, first)):
        says = f"The interim response of {first.day} may have started the time to appeal (C17)"
        last = rule and rule.runs_from == "last_records"
        notes.append(f"{says}; the agency's rule counts from the last of several letters." if last else f"{says}.")
    if case.appealed and not case.known.determined:
        notes.append("The appeal was sent when there was no determination to appeal, so no time to appeal had begun to run.")
    if _decided_before(case):
        notes.append(
            f"The appeal sent on {case.appealed} was decided on {case.known.appeal_determined}, before the "
            "determination, so it is not an appeal of that determination."
        )
    return notes


def _no_rule(case: Case, rule: "AgencyRule | None") -> str:
    """Say why no window is known."""
    if rule and rule.requests_from:
        return f"{_IN_FORCE} applies only to requests made on or after {rule.requests_from}."
    if not case.agency.rules:
        return "The agency is not identified, so the time that it allows for an appeal is not known."
    return f"{_IN_FORCE} is not known."


_IN_FORCE = "The agency's rule in force on the day of the determination"


SATISFIED_BY = {
    "received": "The agency must receive the appeal by the last day.",
    "sent": "The appeal is timely if it is mailed or transmitted by the last day.",
    "submitted": "The appeal must be submitted by the last day.",
    "unspecified": "",
}


def _named(case: Case, made: date) -> str:
    """Name an appeal by the day that counts: its sending, or its receipt where the regulation says that it must arrive."""
    return f"The appeal {'sent' if made == case.appealed else 'received'} on {made}"


def remarks(case: Case, appeal: Dates) -> tuple[str, ...]:
    """Warn where the appeal came too early or too late."""
    made, determined = appeal.done, case.known.determined
    if not made or not determined or case.known.outcome == "granted":
        return ()
    if appeal.assumed and appeal.due and made > appeal.due:
        return (
            f"{_named(case, made)} came after {appeal.due}, the last day of an assumed window. It is not known "
            "whether the appeal was timely, and the dates that follow depend on that.",
        )
    if made < determined:
        return (
            f"{_named(case, made)} came before the determination of {determined}; the count treats it as an appeal of that "
            "determination.",
        )
    if untimely(case, appeal):
        decided = case.known.appeal_determined
        rejects = (
            f"If the agency rejected it as untimely on {decided}, the appeal did"
            if decided
            else "The agency may reject it as untimely; if it does, the appeal does"
        )
        return (
            f"{_named(case, made)} came after the last day to appeal, {appeal.due}. {rejects} not exhaust administrative "
            f"remedies ({law.EXHAUSTION_ENDS.cite}).",
        )
    return ()


KIND = Kind(KEY, "Administrative appeal", "requester", "lapsed", appeal, _why)
