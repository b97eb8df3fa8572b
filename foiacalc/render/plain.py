"""This module writes the answer as plain text: ASCII, aligned, at most 60 columns on any terminal, always the same bytes."""

from collections.abc import Iterable, Iterator
from datetime import date
from textwrap import wrap

from foiacalc import law
from foiacalc.answer.reports import Report, counted
from foiacalc.answer.state import DeadlineState
from foiacalc.calendar.workdays import WEEKDAYS, Day
from foiacalc.render import words
from foiacalc.render.closures import closures
from foiacalc.render.fit import fitted
from foiacalc.render.page import NEXT, TYPICAL, PageSection, page
from foiacalc.render.wrapping import ends, in_lines, indented

_UNDER_KEY = " " * 12
_LONGEST_COMMAND = 90  # a command is copied whole, so it is not wrapped


def status(report: Report, *, full: bool = False, today: date | None = None) -> str:
    """Return the answer on one screen: head, timeline, what to type next; in full also the deadlines, what follows and why."""
    whole = page(report, today)
    found = whole if full else fitted(whole)
    lines = [*ends(found.title, found.today, words.WIDTH), ""]
    lines += [line for says in found.head for line in indented(says, words.WIDTH)]
    lines += ["", *(text for text, _ in in_lines(found.lines, words.WIDTH))]
    if full:
        lines += [line for section in (_deadlines(report), *map(_printed, found.sections)) for line in section]
    else:
        lines += ["", *(line for text in found.after for line in indented(text, words.WIDTH))]
        lines += _section(TYPICAL, (_item(*item) for item in found.section(TYPICAL)))
    lines += ["", *(f"  {command.what:<14}{command.written(_LONGEST_COMMAND)}" for command in found.commands)]
    return "\n".join((*lines, f"  {words.NO_ADVICE}")) + "\n"


def _deadlines(report: Report) -> list[str]:
    running = words.running(report)
    lines = ["", _row("due", words.RELIED[report.serves], "deadline", "state") if running else words.nothing(report)]
    for stated in running:
        lines += _stated(report, stated)
    return lines


def _printed(section: PageSection) -> list[str]:
    if section.title == NEXT:
        return ["", *wrap(f"{NEXT}: {section.items[0][1]}", words.WIDTH)]
    return _section(section.title, (_item(*item) for item in section.items))


def _item(name: str, says: str, authority: tuple[law.Authority, ...]) -> str:
    cited = f" [{words.citations(authority)}]" if authority else ""
    return (f"{name}: " if name else "") + says + cited


def _row(due: str, cautious: str, key: str, state: str) -> str:
    return f"{due:<10}  {cautious:<10}  {key:<20}  {state}".rstrip()


def _stated(report: Report, stated: DeadlineState) -> Iterator[str]:
    deadline = stated.deadline
    yield _row(str(deadline.due), words.beside_due(report, deadline), deadline.key, words.state(stated))
    for line in wrap(words.distance(stated), words.WIDTH - len(_UNDER_KEY)):
        yield _UNDER_KEY + line


def _section(title: str, items: Iterable[str]) -> list[str]:
    lines = [line for item in items for line in words.wrapped(item, "- ")]
    return ["", title, *lines] if lines else []


def explain(report: Report, key: str) -> str:
    """Return one deadline: every day of its count in a list, then its authority and the contested points."""
    stated = report.state_of(key)
    deadline = stated.deadline
    lines = [*wrap(words.headline(report), words.WIDTH), "", f"{deadline.title}: {words.state(stated)}"]
    lines += wrap(words.counted(deadline), words.WIDTH)
    if words.runs(deadline):
        lines += wrap(words.distance(stated), words.WIDTH)
        lines += ["", *(_day_line(day) for day in counted(deadline))]
        lines += ["", *words.last_days(report, deadline)]
    lines += _section("Contested", words.named(words.contested(report, deadline)))
    lines += _section("Closures", words.named(closures(report, deadline)))
    lines += _section("Notes", words.explained_notes(deadline))
    lines += _section("Assumed", words.named(words.assumed(report, key)))
    lines += _section("Authority", _authority(deadline.authority))
    return "\n".join((*lines, "", words.NO_ADVICE)) + "\n"


def _day_line(day: Day) -> str:
    return f"{day.date} {WEEKDAYS[day.date.weekday()][:3]}  {day.number or '':>4}  {day.reason or ''}".rstrip()


def _authority(rows: Iterable[law.Authority]) -> Iterator[str]:
    return (f"{row.cite}{f' (since {row.since})' if row.since else ''} {row.url}" for row in rows)
