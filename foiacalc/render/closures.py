"""This module says, for all human-readable output, which closures moved a day to rely on, and where each is recorded."""

from collections.abc import Iterator

from foiacalc.answer.reports import Report
from foiacalc.clock.deadline import Deadline
from foiacalc.clock.readings import Closure
from foiacalc.clock.reasons import left_out
from foiacalc.render import words


def closures(report: Report, deadline: Deadline) -> Iterator[tuple[str, str]]:
    """Return the closures that the day to rely on leaves out, by their days: what closed the offices, and the source.

    There are none for an officer, who relies on the earliest day, which leaves none out.
    """
    if not deadline.cautious or not words.runs(deadline) or report.serves == deadline.binds == "agency":
        return iter(())
    found = left_out(report.case, deadline.explain(), deadline.cautious)
    return ((f"{_days(closure)}, {closure.point}", _says(closure)) for closure in found)


def _days(closure: Closure) -> str:
    return f"{closure.first}" if closure.first == closure.last else f"{closure.first} to {closure.last}"


def _says(closure: Closure) -> str:
    """Say what closed the offices, by what authority and by which source; one that only reports it is secondhand."""
    authority = closure.authority if closure.authority != closure.source else ""
    source = f"{'Source' if closure.verified else 'Secondhand source'}: {closure.source}" if closure.source else ""
    return " ".join(f"{part.removesuffix('.')}." for part in (closure.title, authority, source) if part)
