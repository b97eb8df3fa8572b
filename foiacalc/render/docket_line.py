"""This module writes one line of a table: when a request began, what is due and what comes next. It computes no date."""

from datetime import date

from foiacalc.answer.reports import Report
from foiacalc.answer.state import DeadlineState
from foiacalc.render import docket_places, words
from foiacalc.render.docket import WARNED


def entry(name: str | None, report: Report) -> tuple[str, ...]:
    """Return a request as a docket line: id, agency, filed, due, state, working days late, what is next, a mark if warned."""
    stated, request = _foremost(report), report.request
    return (
        words.safe(name or ""),
        words.safe(request.agency or ""),
        str(request.filed or request.received or request.perfected or request.appealed or request.appeal_received or ""),
        str(stated.deadline.due or ""),
        f"{words.state(stated)}{_OF.get(stated.deadline.key, '')}",
        str(stated.late.working_days) if stated.late else "",
        " ".join(filter(None, (_next(report), WARNED if report.warnings else ""))),
    )


def _next(report: Report) -> str:
    """Return what comes next, and the rights whose day to rely on has passed before the last day."""
    coming, passed = docket_places.coming(report), [s.deadline.key for s in report.states if s.rely_on_passed]
    parts = [f"{key}: {words.RELY_ON_PASSED[report.serves]}" for key in passed if not coming or key != coming.key]
    if coming:
        too_late = f" ({words.RELY_ON_PASSED[report.serves]})" if coming.cautious_passed else ""
        parts.insert(0, f"{coming.key} {coming.date}{too_late}")
    return "; ".join(parts)


_OF = {"appeal_determination": " (appeal)", "expedited_decision": " (expedition)"}
LOUD_STATES = tuple(f"{state.upper()}{of}" for state in words.LOUD for of in ("", *_OF.values()))  # these states stand out


def _foremost(report: Report) -> DeadlineState:
    """Return the limit to show: the first one missed, else the determination, or that on the appeal where only it is known."""
    missed = [s for s in report.states if s.state == "missed"]
    if missed:
        return min(missed, key=lambda stated: stated.deadline.due or date.max)
    determination, appealed = report.state_of("determination"), report.state_of("appeal_determination")
    return determination if report.case.received else appealed
