"""What is said of a claimed date, and the plans backwards from one, as plain text."""

from collections.abc import Iterable, Iterator
from datetime import date
from textwrap import wrap

from foiacalc.claims import Claim
from foiacalc.plan import GOALS, Plan
from foiacalc.renderers import words


def claim(key: str, found: Claim, why_none: str | None) -> str:
    """Right or not; if not, which working day it is and which slips give it."""
    return "\n".join((*_claim(key, found, why_none), "", words.NO_ADVICE)) + "\n"


def _claim(key: str, found: Claim, why_none: str | None) -> Iterator[str]:
    if not found.due:
        yield from wrap(f"No due date for {key}: {why_none}", words.WIDTH)
        return
    if found.right:
        yield f"Right: {key} is due {found.due}."
    else:
        yield f"Not right: {key} is due {found.due}, not {found.claimed}."
        yield from wrap(_place(found), words.WIDTH)
    if found.cautious != found.due:
        yield f"Cautious date, where the law is contested: {found.cautious}"
    if found.right:
        return
    yield ""
    yield "What explains it" if found.slips else "No known slip explains it."
    for slip in found.slips:
        says = f"{slip.says} [{slip.authority.cite}]"
        yield from wrap(says, words.WIDTH, initial_indent="- ", subsequent_indent="  ")


def _place(found: Claim) -> str:
    if found.working_day is None:
        return f"{found.claimed} is no numbered working day of the count."
    return f"{found.claimed} is working day {found.working_day} of the count."


def plans(by: date, found: Iterable[Plan]) -> str:
    """The last day to file for each goal, without and with the extension."""
    lines = [f"So that by {by} ...", "", f"{'':<40}{'file by':<12}reached"]
    for plan in found:
        name = "  with the full extension" if plan.extended else GOALS[plan.goal]
        lines.append(f"{name:<40}{plan.filed or 'no day'!s:<12}{plan.reached or ''}".rstrip())
        if plan.counted:
            lines.append(f"    {words.counts(plan.counted)}")
    says = "An appeal is planned as if the determination and the appeal each came on the last day."
    return "\n".join((*lines, "", *wrap(says, words.WIDTH), words.NO_ADVICE)) + "\n"
