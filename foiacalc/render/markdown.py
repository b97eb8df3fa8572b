"""This module writes the answer as Markdown: a memo for a letter, an issue or a filing; the count as a numbered exhibit."""

import re
from collections.abc import Iterable, Iterator, Sequence

from foiacalc import law
from foiacalc.answer.reports import Report, counted
from foiacalc.answer.state import DeadlineState
from foiacalc.calendar.workdays import WEEKDAYS, Day
from foiacalc.render import words
from foiacalc.render.closures import closures
from foiacalc.render.digest import AGENCY_HEADS, COLUMN_HEADS, DOCKET_HEADS, ROW_HEADS, Digest
from foiacalc.render.page import Line, page

_BAR = 30  # blocks of the longest bar
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&!$])")


def status(report: Report) -> str:
    """Return the headline, the timeline, what was missed in a sentence each with its citation, the deadlines and the rest."""
    found, running = page(report), words.running(report)
    lines = [f"# {text(words.headline(report))}", "", f"**{escaped(found.head[0])}**", *map(escaped, found.head[1:]), ""]
    lines += ["## Timeline", "", "| Date | What | |", "| --- | --- | --- |", *map(_event, found.lines), ""]
    lines += _section("Missed", (_missed(s) for s in running if s.state in ("missed", "met_late", "lapsed")))
    lines += ["## Deadlines", "", *(_table(report, running) if running else [words.nothing(report)]), ""]
    for section in found.sections:
        lines += _section(section.title, (_item(section.title, *item) for item in section.items))
    return "\n".join((*lines, f"*{words.NO_ADVICE}*")) + "\n"


def _event(line: Line) -> str:
    loud = "**" if line.mark == "x" else ""
    return f"| {line.day} | {loud}{escaped(line.says)}{loud} | {loud}{escaped(line.beside)}{loud} |".replace("****", "")


_OF_THE_USER = ("Facts", "Warnings")  # these may repeat what the user wrote


def _item(title: str, name: str, says: str, authority: Sequence[law.Authority]) -> str:
    cited = f" ({', '.join(map(_authority, authority))})" if authority else ""
    said = escaped(says) if title in _OF_THE_USER else says
    return (f"{name}: " if name else "") + said + cited


def explain(report: Report, key: str) -> str:
    """Return one deadline: every day of its count as a numbered exhibit, then the law."""
    stated = report.state_of(key)
    deadline = stated.deadline
    lines = [f"# {deadline.title}", "", text(words.headline(report)), "", f"State: {words.state(stated)}.", ""]
    lines += [words.counted(deadline), ""]
    if words.runs(deadline):
        lines += [*(f"- {line}" for line in words.last_days(report, deadline)), ""]
        lines += ["## Exhibit: the count day by day", "", "| No. | Day | Weekday | Counted as |", "| ---: | --- | --- | --- |"]
        lines += [_exhibit(number, day) for number, day in enumerate(counted(deadline), 1)]
        lines.append("")
    lines += _section("Contested", words.named(words.contested(report, deadline)))
    lines += _section("Closures", words.named(closures(report, deadline)))
    lines += _section("Notes", words.explained_notes(deadline))
    lines += _section("Facts", _facts(report))
    lines += _section("Assumed", words.named(words.assumed(report, key)))
    lines += _section("Warnings", map(escaped, report.warnings))
    lines += _section("Authority", (_authority(row) for row in deadline.authority))
    return "\n".join((*lines, f"*{words.NO_ADVICE}*")) + "\n"


def docket(found: Digest) -> str:
    """Return a report on many requests; the chart is drawn with blocks."""
    lines = [f"# {found.title}", "", ", ".join(f"**{n:,}** {what}" for n, what in found.numbers) + ".", ""]
    lines += [f"{found.sentence}.", ""]
    lines += _section("How the sheets were read", map(text, found.notes))
    for title, groups in found.dockets:
        lines += [f"## {text(title)}", "", *([] if groups else ["None.", ""])]
        for group in groups:
            rows = [entry.cells for entry in group.entries]
            lines += [f"### {group.title} ({len(rows):,})", "", *_columns(ROW_HEADS, rows), ""]
    if found.by:
        lines += [f"## By {text(found.by)}, {found.all_of}", "", *_grid((text(found.by), *COLUMN_HEADS), found.columns), ""]
    lines += [f"## By agency, {found.all_of}", "", *_grid(AGENCY_HEADS, found.agencies), ""]
    lines += ["## How late", "", found.how_late, ""]
    if found.longest_bar:
        bars = [(label, n, "█" * -(-_BAR * n // found.longest_bar)) for label, n in found.lateness]
        lines += [*_grid(("Working days late", "Requests", ""), bars), ""]
    lines += [f"## {found.oldest_of}", "", *_grid(DOCKET_HEADS, found.oldest), ""]
    for section in found.doj:
        lines += [f"## {section.title}", "", *_grid(section.heads, section.rows), "", *_note(section.note)]
    lines += [f"## Totals, {found.all_of}", "", *_grid(("What", "Requests"), found.totals), ""]
    return "\n".join((*lines, f"*{words.NO_ADVICE}*")) + "\n"


def _note(says: str) -> list[str]:
    return [says, ""] if says else []


def _columns(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield a table without the columns in which no row says anything."""
    kept = [i for i in range(len(heads)) if any(row[i] for row in rows)]
    return _grid([heads[i] for i in kept], [[row[i] for i in kept] for row in rows])


def _grid(heads: Sequence[str], rows: Sequence[Sequence[str | int]]) -> Iterator[str]:
    if not rows:
        yield "None."
        return
    yield f"| {' | '.join(heads)} |"
    yield f"| {' | '.join('---:' if isinstance(cell, int) else '---' for cell in rows[0])} |"
    for row in rows:
        yield f"| {' | '.join(text(str(cell)) for cell in row)} |"


def text(raw: str) -> str:
    """Return a text that the user wrote so that Markdown shows it as it is, on one line."""
    return escaped(words.safe(raw))


def escaped(line: str) -> str:
    """Return a line that Markdown reads only as text; a warning may repeat what the user wrote."""
    return _SPECIAL.sub(r"\\\1", line)


def _table(report: Report, running: list[DeadlineState]) -> Iterator[str]:
    yield f"| Deadline | Due | {words.RELIED[report.serves].capitalize()} | State | Late or time left |"
    yield "| --- | --- | --- | --- | --- |"
    for stated in running:
        deadline = stated.deadline
        cells = (
            deadline.title,
            str(deadline.due),
            words.relied_text(report, deadline),
            words.state(stated),
            words.distance(stated),
        )
        yield f"| {' | '.join(cells)} |"


def _missed(stated: DeadlineState) -> str:
    """Return which deadline passed, when, how late it is, and under which law."""
    deadline = stated.deadline
    done = f"done {deadline.done}, " if deadline.done else ""
    sentence = f"{deadline.title}: due {deadline.due}; {done}{words.distance(stated)}"
    return f"{sentence} ({words.citations(deadline.authority)})."


def _authority(row: law.Authority) -> str:
    return f"[{row.cite}]({row.url})" + (f" (since {row.since})" if row.since else "")


def _facts(report: Report) -> Iterator[str]:
    return words.named((name, escaped(value)) for name, value in words.facts(report))


def _exhibit(number: int, day: Day) -> str:
    counted_as = f"day {day.number}" if day.number is not None else f"not counted: {day.reason}"
    return f"| {number} | {day.date} | {WEEKDAYS[day.date.weekday()]} | {counted_as} |"


def _section(title: str, items: Iterable[str]) -> list[str]:
    lines = [f"- {item}" for item in items]
    return [f"## {title}", "", *lines, ""] if lines else []
