"""This module writes, as plain text, what foiacalc says about a claimed date, and the plans counted backward from one."""

from collections.abc import Iterable, Iterator
from datetime import date
from textwrap import wrap

from foiacalc.answer.check import Check
from foiacalc.answer.plan import GOALS, Plan
from foiacalc.answer.reports import Report
from foiacalc.render import words


def checked(report: Report) -> str:
    """Say whether the date is right; if not, say which working day it is and which slips give it, or what would right it."""
    assert report.claimed
    return "\n".join((*_checked(report, report.claimed), "", words.NO_ADVICE)) + "\n"


_WHAT = {  # what is due, where its key does not say so
    "expedited_decision": "the decision on expedited processing",
    "reply": "your reply",
    "expedition_appeal": "the appeal of the denial of expedited processing",
    "fee_waiver_appeal": "the appeal of the denial of a fee waiver",
    "appeal_determination": "the determination on the appeal",
    "suit": "the complaint",
    "service": "service of the complaint",
    "answer": "the answer to the complaint",
    "judgment_appeal": "the appeal from the judgment",
    "fee_motion": "the motion for attorney fees",
}


def _checked(report: Report, found: Check) -> Iterator[str]:
    name = _WHAT.get(report.against, f"the {report.against.replace('_', ' ')}")
    if not found.due:
        yield from wrap(f"No due date for {name}: {report.claimed_deadline.note}", words.WIDTH)
        return
    ahead = "would be" if report.claimed_deadline.projected_from else "is"
    is_due = f"{name} {'was' if found.due < report.as_of and ahead == 'is' else ahead} due {found.due}"
    if found.right:
        yield f"Right: {is_due}."
    else:
        yield f"Right only with an extension: {is_due}." if found.with_extension else f"Wrong: {is_due}, not {found.claimed}."
        yield from _place(report, found)
    if found.cautious != found.due:
        yield f"Day to rely on, because the law is contested: {found.cautious}"
    if found.right:
        return
    yield ""
    if found.with_extension:
        yield from wrap(f"{found.claimed} {words.with_extension(report)}", words.WIDTH)
        return
    yield "What may explain it" if found.slips else "No known mistake explains it."
    for slip in found.slips:
        says = f"{slip.says} [{slip.authority.cite}]"
        yield from wrap(says, words.WIDTH, initial_indent="- ", subsequent_indent="  ")


def _place(report: Report, found: Check) -> Iterator[str]:
    """Say where the claimed date is in a count of working days."""
    count = report.claimed_deadline.count
    if count and count.unit == "working_days":
        number = found.working_day
        yield f"{found.claimed} is {f'working day {number} of the count' if number else 'not one of the working days counted'}."


def _extended(more: int | None) -> str:
    return f"  request extended by {more} working days" if more else "  request extended in full"


def plans(by: date, found: Iterable[Plan]) -> str:
    """Return the last day to file for each goal, without and with the extension."""
    lines = [f"To reach each step by {by}:", "", f"{'':<40}{'file by':<12}comes on"]
    assumed: dict[str, None] = {}
    for plan in found:
        assumed.update(dict.fromkeys(a.says for a in plan.assumed))
        name = _extended(plan.more) if plan.extended else GOALS[plan.goal]
        lines.append(f"{name:<40}{plan.filed or 'no day'!s:<12}{plan.reached or ''}".rstrip())
        if plan.counted:
            lines.append(f"    {words.counts(plan.counted)}")
    says = "The plan for an appeal assumes that the determination and the appeal each come on the last day."
    lines += ["", *wrap(says, words.WIDTH)]
    for taken in assumed:
        lines += wrap(f"Assumed: {taken}.", words.WIDTH)
    return "\n".join((*lines, words.NO_ADVICE)) + "\n"
