"""The answer's sentences are made here; they are the same in all human-readable output."""

from collections.abc import Iterable, Iterator
from datetime import date
from textwrap import wrap

from foiacalc import law
from foiacalc.answer.consequences import Consequence
from foiacalc.answer.reports import Report
from foiacalc.answer.state import Days, DeadlineState
from foiacalc.answer.view import on
from foiacalc.clock import appeal
from foiacalc.clock.count import Count
from foiacalc.clock.deadline import Deadline
from foiacalc.request.request import Request

NO_ADVICE = "A count with its citations, not legal advice."
UNITS = {"working_days": "working days", "calendar_days": "calendar days", "years": "years"}
WIDTH = 60  # columns of plain text
LOUD = ("missed", "lapsed")
# The date that stands beside `due`, by the side that the answer serves.
RELIED = {"requester": "rely on", "agency": "earliest"}
HAS_PASSED = {"requester": "the day to rely on has passed", "agency": "the earliest day has passed"}
RELY_ON_PASSED = {"requester": "day to rely on passed", "agency": "earliest day passed"}  # shown in place of a state
NOTHING_DUE = "nothing is due."
_LAST_DAY = "today is the last day"
_LONGEST_NAME = 200  # characters


def headline(report: Report) -> str:
    """Say whose request it is, when it began, and which day the answer is for."""
    request = report.request
    name = "FOIA request" + (f" {safe(request.id)}" if request.id else "")
    name += f" to {safe(request.agency)}" if request.agency else ""
    if request.filed:
        dated = f"filed {request.filed}"
    elif request.received:
        dated = f"received {request.received}"
    elif request.perfected:
        dated = f"perfected {request.perfected}"
    else:
        dated = f"appeal received {request.appeal_received or request.appealed}"
    over = f", withdrawn {report.known.withdrawn}" if report.known.withdrawn else ", ended" if report.case.ended else ""
    return f"{name}, {dated}{over}, as of {report.as_of}"


def whose(report: Report) -> str:
    """Say whose request it is and when it began, for the head of a page."""
    request = report.request
    names = ", ".join(safe(name) for name in (agency_name(request), request.id) if name) or "FOIA request"
    withdrawn = f", withdrawn {report.known.withdrawn}" if report.known.withdrawn else ""
    return f"{names}, {began(request)}{withdrawn}"


def agency_name(request: Request) -> str | None:
    """Return the agency as it was understood; the table of agencies is read only if one is given."""
    if not request.agency:
        return None
    from foiacalc.law.agency_meant import understood

    return understood(request.agency)


def began(request: Request) -> str:
    """Say when it began, with the weekday."""
    if request.filed:
        return f"filed {on(request.filed)}"
    if request.received:
        return f"received {on(request.received)}"
    day = request.appeal_received or request.appealed
    return f"appeal received {on(day)}" if day else ""


def safe(text: str) -> str:
    """Return a text of the user's on one line, shortened."""
    line = printable(text[:_LONGEST_NAME])
    return line if len(text) <= _LONGEST_NAME else f"{line}..."


def printable(text: str) -> str:
    """Return a text on one line, with a question mark for what is not printable: nothing in it can control the terminal."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "?" for c in text)


def wrapped(text: str, indent: str) -> list[str]:
    """Return the lines of a paragraph of plain text; no word is broken."""
    return wrap(text, WIDTH, initial_indent=indent, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)


def state(stated: DeadlineState) -> str:
    """Say the state in words; what was missed is in capitals, so that it stands out without color."""
    word = stated.state.replace("_", " ")
    if stated.rely_on_passed:
        return RELY_ON_PASSED[stated.serves]
    return word.upper() if stated.state in LOUD else word


def distance(stated: DeadlineState) -> str:
    """Say how late or how far off it is, or what a projected date depends on."""
    deadline, late, left = stated.deadline, stated.late, stated.left
    if late and deadline.ended and not deadline.done and stated.until == deadline.ended:
        return f"{_days(late)} late as of {deadline.ended}"
    if late:
        return f"{_days(late)} {'ago' if stated.state in _PASSED else 'late'}"
    if left:
        return f"{_days(left)} left" if left.calendar_days else _LAST_DAY
    if stated.state == "projected":
        return projected(deadline)
    return f"done {deadline.done}" if deadline.done else ""


_PASSED = ("lapsed", "passed", "uncertain")


def projected(deadline: Deadline) -> str:
    """Say what a projected date is counted from."""
    if deadline.dates.awaits == "served":
        return "counted from the day suit was filed"
    return f"counted from the {(deadline.dates.follows or '').replace('_', ' ')} due date"


def relied_text(report: Report, deadline: Deadline) -> str:
    """Return the date beside `due`; return nothing if the side that the answer serves has none."""
    return str(report.relied(deadline) or "")


def beside_due(report: Report, deadline: Deadline) -> str:
    """Return the same if it is a different date."""
    return relied_text(report, deadline) if report.relied(deadline) != deadline.due else ""


def last_days(report: Report, deadline: Deadline) -> list[str]:
    """Return both dates of a deadline that runs, each after its name."""
    named_relied = f"{RELIED[report.serves]} {relied_text(report, deadline)}"
    return [f"due {deadline.due}", *([named_relied] if report.relied(deadline) else [])]


def _days(days: Days) -> str:
    return f"{_many(days.working_days, 'working day')} ({_many(days.calendar_days, 'calendar day')})"


def _many(number: int, unit: str) -> str:
    return f"{number:,} {unit}" if number == 1 else f"{number:,} {unit}s"


def period(consequence: Consequence) -> str:
    """Say from when and until when a consequence holds."""
    return f"from {consequence.since}" + (f" until {consequence.until}" if consequence.until else "")


def citations(rows: tuple[law.Authority, ...]) -> str:
    return "; ".join(row.cite for row in rows)


def nothing(report: Report) -> str:
    """Say what stands in place of the deadlines, if none is shown."""
    return "No limit is running." if report.states else "Nothing was missed."


def next_date(report: Report) -> str:
    if not report.next:
        return NOTHING_DUE
    coming = report.next
    ahead = f"{_many(coming.ahead, 'calendar day')} away"
    if not coming.ahead:
        ahead = _LAST_DAY if coming.due == coming.date else "today"
    due = f"; due {coming.due}" if coming.due != coming.date else ""
    passed = f"; {HAS_PASSED[report.serves]}" if coming.cautious_passed else ""
    return f"{coming.key}, {coming.date} (for the {coming.binds}; {ahead}{due}{passed})"


def running(report: Report) -> list[DeadlineState]:
    """Return the deadlines that run, in order of date."""
    return sorted((s for s in report.states if runs(s.deadline)), key=due)


def runs(deadline: Deadline) -> bool:
    """Return whether people see its dates and its count; they do not if it would run from what may never happen."""
    return deadline.due is not None and not _may_run(deadline)


def _may_run(deadline: Deadline) -> bool:
    return deadline.dates.state == "conditional"


def due(stated: DeadlineState) -> date:
    """Return the last day of a deadline that runs."""
    assert stated.deadline.due
    return stated.deadline.due


def not_running(report: Report) -> Iterator[tuple[str, str]]:
    """Return the deadlines that do not run, each with the reason; those that may come to run, with from when on.

    Those outside the common course of which no fact is given are left out: nobody asks about them.
    """
    for stated in report.states:
        deadline = stated.deadline
        if not runs(deadline) and deadline.dates is not deadline.kind.bare:
            yield deadline.key, counted(deadline)


_EVENTS = {"determination": "the agency's determination, if it is adverse", "appeal": "receipt of the appeal, if one is sent"}


def conditional(deadline: Deadline) -> str:
    """Say how long the time would be, and from what on: it is not a date that anyone can act on.

    A letter that is still to come gives the time to appeal that is in force when it comes.
    """
    event = _EVENTS.get(deadline.projected_from or "", deadline.projected_from)
    found = appeal.window_of(deadline.case, deadline.case.as_of) if deadline.key == appeal.KEY else deadline.count
    interim = next((f" {says}" for says in deadline.notes if "(C17)" in says), "")
    relied = f" Rely on {deadline.cautious}." if interim else ""
    return f"{found.length} {UNITS[found.unit]} from {event}.{interim}{relied}" if found else ""


def notes(report: Report) -> Iterator[tuple[str, str]]:
    """Say what to know about a deadline that runs and, for the suit, since when it could be filed."""
    for stated in running(report):
        texts = [stated.deadline.note or ""]
        if stated.opens:
            texts.append(f"Suit could be filed on or after {stated.opens}.")
        text = " ".join(filter(None, texts))
        if text:
            yield stated.deadline.key, text


def named(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Return what is said of each, after its name."""
    return (f"{name}: {says}" for name, says in pairs)


def contested(report: Report, deadline: Deadline) -> Iterator[tuple[str, str]]:
    """Return the points that moved the day to rely on, for the side that the answer serves, with their dates and words."""
    if not runs(deadline):
        return iter(())
    points = deadline.earlier if report.serves == deadline.binds == "agency" else deadline.contested
    return ((f"{c.point}, {c.date}", law.POINTS[c.point].says) for c in points)


def explained_notes(deadline: Deadline) -> list[str]:
    """Say what to know about a deadline that runs; for any other, the count's place says it."""
    return [deadline.note] if deadline.note and runs(deadline) else []


def assumed(report: Report, key: str | None = None) -> Iterator[tuple[str, str]]:
    """Return the facts that were not given, and what was assumed for each; with a key only those about that deadline."""
    found = report.assumptions_about(key) if key else report.assumptions
    return ((a.fact, a.says) for a in found)


def facts(report: Report) -> Iterator[tuple[str, str]]:
    """Return the facts that were given."""
    for name, value in report.request.facts().items():
        if value is not None:
            said = ("no", "yes")[value] if isinstance(value, bool) else value
            yield name, safe(", ".join(said) if isinstance(said, list) else str(said))


def counted(deadline: Deadline) -> str:
    """Say in one sentence how the last day was counted, or why there is none."""
    if _may_run(deadline):
        return conditional(deadline)
    return f"{counts(deadline.count)}." if deadline.count else deadline.note or ""


def counts(count: Count) -> str:
    """Say the same of a count alone; if the letter itself names the day, nothing is counted."""
    if not count.length:
        return f"No days are counted: the period ends on {count.start}, the day it starts"
    return f"{_many(count.length, UNITS[count.unit][:-1])} after {count.start}{count.set_aside()} is {count.last}"


def claimed(report: Report) -> str | None:
    """Say in one sentence what there is to say about a claimed due date; None if none was given."""
    checked = report.claimed
    if not checked:
        return None
    if not checked.due:
        return f"No due date applies, so the claimed date, {checked.claimed}, cannot be checked."
    if checked.right:
        return f"The claimed due date, {checked.claimed}, is right."
    if checked.with_extension:
        return f"The claimed due date, {checked.claimed}, {with_extension(report)}"
    why = " ".join(slip.says for slip in checked.slips) or "No known mistake explains it."
    return f"The claimed due date, {checked.claimed}, is wrong. {why}"


def with_extension(report: Report) -> str:
    """Say what a claimed date is that is the limit with the full extension, and what would make it right."""
    deadline = report.claimed_deadline
    assert deadline.count
    more = report.case.rules.rule_for("unusual_circumstances", deadline.count.start).number
    return (
        f"fits the limit with the full extension of {more} working days. It is right if a notice of unusual circumstances "
        f"was sent by {deadline.due}."
    )
