"""The answer as plain text: ASCII, aligned, at most 60 columns wide whatever the terminal, the same bytes every time."""

from collections.abc import Iterable, Iterator
from textwrap import wrap

from foiacalc import law
from foiacalc.answer import Report, counted
from foiacalc.renderers import words
from foiacalc.status import Standing
from foiacalc.workdays import WEEKDAYS, Day

_UNDER_KEY = " " * 12


def status(report: Report) -> str:
    """The timeline: a deadline a line, then what follows, what comes next and what was assumed."""
    running = words.running(report)
    lines = [*wrap(words.headline(report), words.WIDTH), ""]
    lines.append(_row("due", words.RELIED[report.serves], "deadline", "state") if running else words.nothing(report))
    for standing in running:
        lines += _standing(report, standing)
    lines += _section("What follows in law", _consequences(report))
    lines += ["", *wrap(words.next_date(report), words.WIDTH)]
    lines += _section("Claimed", filter(None, [words.claimed(report)]))
    lines += _section("Notes", words.named(words.notes(report)))
    lines += _section("Not running", words.named(words.not_running(report)))
    lines += _section("Assumed", words.named(words.assumed(report)))
    return "\n".join((*lines, "", words.NO_ADVICE)) + "\n"


def _row(due: str, cautious: str, key: str, state: str) -> str:
    return f"{due:<10}  {cautious:<10}  {key:<20}  {state}".rstrip()


def _standing(report: Report, standing: Standing) -> Iterator[str]:
    deadline = standing.deadline
    yield _row(str(deadline.due), words.beside_due(report, deadline), deadline.key, words.state(standing))
    for line in wrap(words.distance(standing), words.WIDTH - len(_UNDER_KEY)):
        yield _UNDER_KEY + line


def _consequences(report: Report) -> Iterator[str]:
    for consequence in report.consequences:
        yield f"{words.period(consequence)}: {consequence.says} [{words.citations(consequence.authority)}]"


def _section(title: str, items: Iterable[str]) -> list[str]:
    lines = [line for item in items for line in words.wrapped(item, "- ")]
    return ["", title, *lines] if lines else []


def explain(report: Report, key: str) -> str:
    """One deadline: every day of its count in a list, then its authority and the contested points."""
    standing = report.standing(key)
    deadline = standing.deadline
    lines = [*wrap(words.headline(report), words.WIDTH), "", f"{deadline.title}: {words.state(standing)}"]
    lines += wrap(words.counted(deadline), words.WIDTH)
    if words.runs(deadline):
        lines += wrap(words.distance(standing), words.WIDTH)
        lines += ["", *(_day_line(day) for day in counted(deadline))]
        lines += ["", *words.last_days(report, deadline)]
    lines += _section("Contested", words.named(words.contested(report, deadline)))
    lines += _section("Notes", words.explained_notes(deadline))
    lines += _section("Assumed", words.named(words.assumed(report, key)))
    lines += _section("Authority", _authority(deadline.authority))
    return "\n".join((*lines, "", words.NO_ADVICE)) + "\n"


def _day_line(day: Day) -> str:
    return f"{day.date} {WEEKDAYS[day.date.weekday()][:3]}  {day.number or '':>4}  {day.reason or ''}".rstrip()


def _authority(rows: Iterable[law.Authority]) -> Iterator[str]:
    return (f"{row.cite}{f' (since {row.since})' if row.since else ''} {row.url}" for row in rows)
