"""This module draws the answer on a terminal with rich: the timeline to scale, the deadlines, what follows; counts by month."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from io import BytesIO, TextIOWrapper
from typing import NamedTuple

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from foiacalc import law
from foiacalc.answer import state
from foiacalc.answer.reports import Report, counted
from foiacalc.answer.state import DeadlineState
from foiacalc.render import words
from foiacalc.render.closures import closures
from foiacalc.render.fit import fitted
from foiacalc.render.page import NEXT, TYPICAL, Page, page
from foiacalc.render.wrapping import ends, in_lines, indented

_COLORS = {
    "missed": "bold red",
    "lapsed": "bold red",
    "met_late": "yellow",
    "met": "green",
    "pending": "cyan",
    "tolled": "cyan",
    "passed": "yellow",
    "uncertain": "yellow",
}


_LINES = {**_COLORS, "today": "bold", "opens": "green", "bars": "yellow", "open": "cyan", "fact": ""}  # of the page
_LABEL = 14  # columns
_ROOMY, _NARROW = 96, 56  # columns


class Screen(NamedTuple):
    """This is what is drawn on: the width in columns, and whether it shows color, only ASCII, or styles such as bold."""

    width: int
    colour: bool = True
    ascii_only: bool = False
    styled: bool = True


class _Glyphs(NamedTuple):
    """This is what the timeline is drawn with."""

    run: str
    late: str
    now: str
    projected: str
    done: str
    open: str
    missed: str
    hung: str


_UNICODE = _Glyphs("─", "█", "│", "┄", "●", "○", "✗", "◌")
_ASCII = _Glyphs("-", "#", "|", ".", "*", "o", "X", "?")


def status(report: Report, screen: Screen, *, full: bool = False, today: date | None = None) -> str:
    """Return the answer on one screen: head, timeline, what to type next; in full also bars, deadlines and what follows."""
    whole = page(report, today)
    found = whole if full else fitted(whole)
    parts: list[RenderableType] = [Text(line, "bold") for line in ends(found.title, found.today, screen.width)]
    parts += [Text(), *(Text(line, "bold") for says in found.head for line in indented(says, screen.width)), Text()]
    parts += [Text(line, _LINES.get(style, "")) for line, style in in_lines(found.lines, screen.width)]
    if full:
        parts += _whole(report, found, screen)
    else:
        parts += [Text(), *(Text(line) for text in found.after for line in indented(text, screen.width))]
        parts += _section(TYPICAL, (_item(*item) for item in found.section(TYPICAL)))
    room = screen.width - _LABEL - 2
    parts += [Text(), *(Text(f"  {c.what:<{_LABEL}}{c.written(room)}", "cyan") for c in found.commands)]
    return _draw([*parts, Text(f"  {words.NO_ADVICE}", "dim")], screen)


def _whole(report: Report, found: Page, screen: Screen) -> Iterator[RenderableType]:
    running = words.running(report)
    if running:
        yield from (Text(), *_timeline(report, _near(report, running), screen), Text(), *_table(report, running, screen.width))
    else:
        yield from (Text(), Text(words.nothing(report)))
    for section in found.sections:
        if section.title == NEXT:
            yield from (Text(), Text(f"{NEXT}: {section.items[0][1]}", "bold"))
            continue
        yield from _section(section.title, (_item(*item) for item in section.items))


def _item(name: str, says: str, authority: tuple[law.Authority, ...]) -> Text:
    cited = [(f" [{words.citations(authority)}]", "dim")] if authority else []
    return Text.assemble(*([(f"{name}: ", "bold")] if name else []), says, *cited)


def explain(report: Report, key: str, screen: Screen) -> str:
    """Return one deadline: its count as calendar months with every day numbered or named, then the law."""
    from foiacalc.render.months import MONTHS_KEY, months

    stated = report.state_of(key)
    deadline = stated.deadline
    parts: list[RenderableType] = [
        Text(words.headline(report), "bold"),
        Text(),
        Text(f"{deadline.title}: {words.state(stated)}", _style(stated)),
    ]
    parts.append(Text(words.counted(deadline)))
    if deadline.count and words.runs(deadline):
        parts += [Text(words.distance(stated)), Text()]
        parts.append(months(deadline.count, counted(deadline), screen.width))
        parts.append(Text(MONTHS_KEY, "dim"))
        parts += [Text(line, "bold") for line in words.last_days(report, deadline)]
    parts += _section("Contested", _named(words.contested(report, deadline)))
    parts += _section("Closures", _named(closures(report, deadline)))
    parts += _section("Notes", map(Text, words.explained_notes(deadline)))
    parts += _section("Assumed", _named(words.assumed(report, key)))
    parts += _section(
        "Authority", _named((a.cite + (f" (since {a.since})" if a.since else ""), a.url) for a in deadline.authority)
    )
    return _draw([*parts, Text(), Text(words.NO_ADVICE, "dim")], screen)


def manual(text: str, screen: Screen) -> str:
    """Return a page of the manual, from its Markdown."""
    from rich.markdown import Markdown  # loading it loads a parser and a highlighter that no answer needs

    return _draw([Markdown(text, code_theme="ansi_dark", hyperlinks=False)], screen)


def _draw(parts: Sequence[RenderableType], screen: Screen) -> str:
    raw = BytesIO()
    file = TextIOWrapper(raw, encoding="ascii" if screen.ascii_only else "utf-8", errors="backslashreplace", newline="")
    console = Console(
        file=file,
        width=screen.width,
        force_terminal=screen.styled,
        color_system="standard" if screen.colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    console.print(Group(*parts))
    file.flush()
    lines = raw.getvalue().decode(file.encoding).split("\n")
    return "\n".join(line.rstrip(" ") for line in lines)


def _style(stated: DeadlineState) -> str:
    return _COLORS.get(stated.state, "dim")


# The timeline


class _ColumnScale(NamedTuple):
    """This puts days on columns, from the first day of the picture to the last."""

    first: date
    last: date
    columns: int

    def column(self, day: date) -> int:
        span = (self.last - self.first).days or 1
        place = (min(max(day, self.first), self.last) - self.first).days
        return round(place * (self.columns - 1) / span)


def _timeline(report: Report, running: list[DeadlineState], screen: Screen) -> Iterator[Text]:
    if not running:
        return
    marks = _ASCII if screen.ascii_only else _UNICODE
    label = max(len(s.deadline.key) for s in running) + 1
    scale = _ColumnScale(_first_day(report, running), _last_day(report, running), max(screen.width - label, 10))
    now = scale.column(report.as_of)
    for stated in running:
        yield Text.assemble((stated.deadline.key.ljust(label), _style(stated)), *_bar(stated, scale, now, marks))
    yield _axis(report, scale, now, label)
    yield Text(
        f"{marks.done} done  {marks.open} open  {marks.missed}{marks.late} missed, late  "
        f"{marks.hung} projected  {marks.now} as of",
        "dim",
    )


def _near(report: Report, running: list[DeadlineState]) -> list[DeadlineState]:
    """Return the deadlines to draw.

    The last day to sue is drawn only if it comes within a year, as on the picture, so that the scale shows the days to act
    on.
    """
    dates = [(s, s.deadline.done or words.due(s)) for s in running]
    return [s for s, day in dates if state.near(s.deadline.dates, day, report.as_of)]


def _first_day(report: Report, running: list[DeadlineState]) -> date:
    days = [s.deadline.count.start for s in running if s.deadline.count]
    return min([day for _, day in report.request.moments()] + days)


def _last_day(report: Report, running: list[DeadlineState]) -> date:
    return max([report.as_of, *(s.deadline.done or s.deadline.due or report.as_of for s in running)])


def _bar(stated: DeadlineState, scale: _ColumnScale, now: int, marks: _Glyphs) -> Iterator[tuple[str, str]]:
    """Yield one row: from the day the count began to its last day, and on while it was late."""
    deadline = stated.deadline
    assert deadline.count
    begun, due = scale.column(deadline.count.start), scale.column(words.due(stated))
    ended = scale.column(stated.until)
    cells = [" "] * scale.columns
    cells[now] = marks.now
    if deadline.key != "suit" or not deadline.done:
        cells[begun : due + 1] = [marks.projected if stated.state == "projected" else marks.run] * (due + 1 - begun)
    if stated.late and stated.state in ("missed", "met_late"):
        cells[due : ended + 1] = [marks.late] * (ended + 1 - due)
    if stated.state in ("missed", "lapsed"):
        cells[due] = marks.missed
    elif deadline.done:
        cells[ended] = marks.done
    elif stated.state != "passed":
        cells[due] = marks.hung if stated.state == "projected" else marks.open
    style = _style(stated)
    yield from ((cell, "dim" if cell == marks.now else style) for cell in cells)


def _axis(report: Report, scale: _ColumnScale, now: int, label: int) -> Text:
    """Return the ends of the scale, with the day of the answer under its column where there is room for it."""
    first, last, today = str(scale.first), str(scale.last), str(report.as_of)
    if scale.columns <= len(first) + len(last):
        return Text(" " * label + first, "dim")
    line = list(first + last.rjust(scale.columns - len(first)))
    start = min(max(now - len(today) // 2, 0), scale.columns - len(today))
    room = len(first) + 1 <= start and start + len(today) < scale.columns - len(last)
    if room:
        line[start : start + len(today)] = today
    return Text(" " * label + "".join(line), "dim")


# The rest


def _table(report: Report, running: list[DeadlineState], width: int) -> Iterator[RenderableType]:
    """Yield the deadlines.

    How late each is has a column of its own or, if there is no room for one, is below the table.
    """
    if width < _NARROW:
        yield from _named((s.deadline.key, _in_words(report, s)) for s in running)
        return
    roomy = width >= _ROOMY
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    for name in ("Deadline", "Due", words.RELIED[report.serves].capitalize(), "State"):
        table.add_column(name, no_wrap=True)
    if roomy:
        table.add_column("Late or time left")
    for stated in running:
        deadline = stated.deadline
        state = Text(words.state(stated), _style(stated))
        cells = (deadline.key, str(deadline.due), words.beside_due(report, deadline), state)
        table.add_row(*cells, *([words.distance(stated)] if roomy else []))
    yield table
    if not roomy:
        yield from _section("Late or time left", _named((s.deadline.key, words.distance(s)) for s in running))


def _in_words(report: Report, stated: DeadlineState) -> str:
    deadline = stated.deadline
    relied = words.beside_due(report, deadline)
    cautious = f" ({words.RELIED[report.serves]} {relied})" if relied else ""
    return f"{words.state(stated)}, due {deadline.due}{cautious}, {words.distance(stated)}"


def _named(pairs: Iterable[tuple[str, str]]) -> Iterator[Text]:
    return (Text.assemble((f"{name}: ", "bold"), text) for name, text in pairs)


def _section(title: str, items: Iterable[Text]) -> list[RenderableType]:
    rows = [Padding(item, (0, 0, 0, 2)) for item in items]
    return [Text(), Rule(title, align="left", style="dim"), *rows] if rows else []
