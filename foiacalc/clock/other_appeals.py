"""Two other denials can be appealed: that of expedited processing, and that of a fee waiver.

Each runs from its own decision, in the agency's own time for it, never less than the statutory minimum; else as the appeal.
"""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from foiacalc import law
from foiacalc.calendar.workdays import FIRST
from foiacalc.clock.appeal import SATISFIED_BY, below_the_floor
from foiacalc.clock.case import Assumption, Case
from foiacalc.clock.count import Count
from foiacalc.clock.deadline import Dates, Found, Kind, Why, not_running, running
from foiacalc.clock.readings import DUE, moved
from foiacalc.clock.window import Letter
from foiacalc.request.facts import AppealWindow

Key = Literal["expedition_appeal", "fee_waiver_appeal"]
EXPEDITION_KEY: Key = "expedition_appeal"
FEE_WAIVER_KEY: Key = "fee_waiver_appeal"
_CONCERNED = ("C1", "C13")
_OVER = "The date the request ended was not given."


def expedition_appeal(case: Case, _: Found) -> Dates:
    """Return the last day to appeal the denial of expedition; moot once the request itself is decided or withdrawn."""
    known, kind = case.known, EXPEDITION
    decided, made = known.expedite_determined, known.expedite_appealed
    if not decided:
        assert kind.bare
        return kind.bare
    if known.expedite_outcome != "denied":
        return not_running(kind, _no_refusal("Expedited processing", "expedite_outcome", decided, known.expedite_outcome))
    ended = min(filter(None, (known.determined, known.withdrawn)), default=None)
    if ended and not made:
        return not_running(kind, f"The request itself ended on {ended}, which made expedited processing moot.")
    return _running(case, kind, decided, made, None)


def fee_waiver_appeal(case: Case, _: Found) -> Dates:
    """Return the last day to appeal the denial of a fee waiver, in whole or in part."""
    known, kind = case.known, FEE_WAIVER
    decided, made = known.fee_waiver_determined, known.fee_waiver_appealed
    if not decided:
        assert kind.bare
        return kind.bare
    if known.fee_waiver_outcome not in ("denied", "partial"):
        return not_running(kind, _no_refusal("The fee waiver", "fee_waiver_outcome", decided, known.fee_waiver_outcome))
    return _running(case, kind, decided, made, known.withdrawn)


def _no_refusal(what: str, fact: str, decided: date, outcome: str | None) -> str:
    if outcome:
        return f"{what} was granted on {decided}."
    return f"{what}: the agency decided on {decided}, but the outcome was not given ({fact})."


def _running(case: Case, kind: Kind, decided: date, made: date | None, ended: date | None) -> Dates:
    if not case.filed or not case.rules.in_force(kind.key, decided):
        return not_running(kind, f"The Act provided no such appeal before {case.rules.first_day(kind.key)}.")
    if decided < FIRST:
        return not_running(kind, f"The decision predates the calendar of working days, which begins on {FIRST}.")
    if case.ended and not made:
        return not_running(kind, _OVER)
    due, cautious, assumed = letter_of(case, kind.key, decided).dates()
    return running(kind, case.as_of, due, cautious, None, made, ended, assumed=assumed)


def letter_of(case: Case, key: str, decided: date) -> Letter:
    """Return the agency's letter, with its rule's own time for such an appeal in place of the one for a determination."""
    rule = case.rule_on(decided)
    assert case.filed
    if rule and key == EXPEDITION_KEY and rule.expedition_appeal_days:
        rule = rule._replace(days=rule.expedition_appeal_days, unit=rule.expedition_appeal_unit)
    elif rule and key == FEE_WAIVER_KEY and rule.fee_appeal_days:
        rule = rule._replace(days=rule.fee_appeal_days, unit=rule.fee_appeal_unit)
    return Letter(case.rules, rule, decided, case.filed)


def decided_on(case: Case, key: str) -> date | None:
    """Return the day of the decision being appealed."""
    return case.known.expedite_determined if key == EXPEDITION_KEY else case.known.fee_waiver_determined


# What explains them


def _why(case: Case, dates: Dates) -> Why:
    key = dates.kind.key
    decided = decided_on(case, key)
    assert decided and dates.due
    letter, row = letter_of(case, key, decided), case.rules.rule_for(key, decided)
    windows = letter.windows() or [letter.assumed("appeal_assumed")]
    governing = next(w for w in windows if w.last_day(DUE) == dates.due)
    return Why(
        Count(governing.start, governing.length, governing.unit, dates.due, case.legal),
        (governing.authority, row.authority),
        moved(letter.last_day, _CONCERNED),
        notes=tuple(_notes(letter, key)),
        assumptions=_assumptions(letter),
    )


def _notes(letter: Letter, key: str) -> Iterator[str]:
    yield from below_the_floor(letter)
    if letter.rule and letter.rule.gives_time(letter.filed):
        yield SATISFIED_BY[letter.rule.satisfied_by]
    if not letter.windows():
        least = letter.assumed("appeal_assumed_least")
        yield "The agency's rule in force on the day of the decision is not known."
        yield f"Rely on {least}, the shortest time known from that period."
    if key == EXPEDITION_KEY:
        yield f"A court may review the denial at once, without this appeal ({law.EXPEDITION_REVIEW.cite})."
    else:
        yield "The denial of a fee waiver must be appealed before suit."


def _assumptions(letter: Letter) -> tuple[Assumption, ...]:
    if letter.windows():
        return ()
    row = letter.rules.rule_for("appeal_assumed", letter.filed)
    return (Assumption("appeal_window", str(AppealWindow(row.number)), row.says),)


EXPEDITION = Kind(
    EXPEDITION_KEY,
    "Appeal of the denial of expedited processing",
    "requester",
    "lapsed",
    expedition_appeal,
    _why,
    unasked="No decision on expedited processing is recorded.",
)
FEE_WAIVER = Kind(
    FEE_WAIVER_KEY,
    "Appeal of the denial of a fee waiver",
    "requester",
    "lapsed",
    fee_waiver_appeal,
    _why,
    unasked="No decision on a fee waiver is recorded.",
)
