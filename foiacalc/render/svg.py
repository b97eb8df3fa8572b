"""This module draws the answer as a picture: one scale, a row a deadline, legible in gray, usable with a screen reader."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from foiacalc.answer.reports import Report
from foiacalc.answer.state import DeadlineState, near
from foiacalc.calendar.workdays import Tolled
from foiacalc.clock.count import Count
from foiacalc.render import svg_parts as draw
from foiacalc.render import words
from foiacalc.render.svg_parts import LINE, MARGIN, SIZE, WIDTH, Part, Scale

_HEADLINE, _TITLE = 18, 15  # font sizes
_TRACK, _GAP = 34, 22  # a row's height of drawing, and the space after it
_INSET, _BEYOND = 8, 20  # from the edges of a track to its scale; later days are marked in the space at its end
_LEFT, _RIGHT = MARGIN, WIDTH - MARGIN


class _RowMark(NamedTuple):
    """This is a day that is marked on a row: the kind and place of the mark, its text, and whether it is only projected."""

    kind: str
    x: float
    text: str
    soft: bool


def status(report: Report) -> str:
    """Return one SVG document: the timeline, its axis, its legend."""
    head = _head(report)
    body = _timeline(report, head.bottom) if words.running(report) else _nothing_runs(report, head.bottom)
    bottom = body.bottom + LINE + 6
    height = draw.number(bottom + MARGIN)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="foiacalc" viewBox="0 0 {WIDTH} {height}" lang="en" '
        'role="img" aria-labelledby="foiacalc-title foiacalc-desc">',
        f'<title id="foiacalc-title">{draw.escaped(_headline(report))}</title>',
        f'<desc id="foiacalc-desc">{draw.escaped(" ".join(_aloud(report)))}</desc>',
        draw.style(),
        draw.rect("page", 0, 0, WIDTH, bottom + MARGIN),
        *head.drawn,
        *body.drawn,
        draw.write(_LEFT, bottom, words.NO_ADVICE, "faint"),
        "</svg>",
    ]
    return "\n".join(filter(None, lines)) + "\n"


def _head(report: Report) -> Part:
    """Return what the picture is of, and the next date."""
    lines = draw.wrapped(_headline(report), _HEADLINE + 2)  # bold letters are wider
    drawn = [draw.write(_LEFT, 44 + i * 24, line, "strong", _HEADLINE) for i, line in enumerate(lines)]
    bottom = 44 + len(lines) * 24
    return Part([*drawn, draw.write(_LEFT, bottom, f"Next: {words.next_date(report)}")], bottom)


def _headline(report: Report) -> str:
    return draw.shortened(words.headline(report), 140, 50)


def _aloud(report: Report) -> Iterator[str]:
    """Yield the picture in sentences."""
    yield from (f"{_says(stated)}." for stated in words.running(report))
    yield from (f"{key}: {note}" for key, note in words.not_running(report))
    yield words.NO_ADVICE


def _says(stated: DeadlineState) -> str:
    deadline = stated.deadline
    relied = f" (rely on {deadline.cautious})" if deadline.cautious != deadline.due else ""
    said = f"{deadline.title}: {words.state(stated)}, due {deadline.due}{relied}"
    return ", ".join(filter(None, (said, words.distance(stated), *_tolled(stated))))


def _tolled(stated: DeadlineState) -> list[str]:
    return [f"tolled {_period(span)}: {span.reason}" for span in _stops(stated)]


def _stops(stated: DeadlineState) -> list[Tolled]:
    """Return the tolled spans that the clock met.

    A span after the last day, or over before the first, tolls nothing.
    """
    count, due = _count(stated), words.due(stated)
    return [span for span in count.tolled if span.first <= due and span.last > count.start]


def _period(span: Tolled) -> str:
    return str(span.first) if span.first == span.last else f"{span.first} to {span.last}"


def _count(stated: DeadlineState) -> Count:
    assert stated.deadline.count
    return stated.deadline.count


def _nothing_runs(report: Report, top: float) -> Part:
    """Draw why no deadline runs."""
    lines = [line for key, note in words.not_running(report) for line in draw.wrapped(f"{key}: {note}")]
    bottom = top + LINE * (len(lines) + 1)
    return Part([draw.write(_LEFT, top + LINE * (i + 2), line) for i, line in enumerate(lines)], bottom + LINE)


# The timeline


def _timeline(report: Report, top: float) -> Part:
    """Return the rows under the day of the answer, with the axis and the legend under them."""
    running = words.running(report)
    first = _first_day(report, running)
    scale = Scale(first, _last_day(report, running), _LEFT + _INSET, _RIGHT - _BEYOND)
    now, bottom = scale.middle(report.as_of), top + 2 * LINE
    drawn = [_as_of(report, now, bottom)]
    for stated in running:
        drawn.append(draw.upright("now", now, bottom + 7, bottom + _GAP - 4))
        row = _row(report, stated, scale, bottom + _GAP)
        drawn += ["<g>", f"<title>{draw.escaped(_says(stated))}</title>", *row.drawn, "</g>"]
        bottom = row.bottom
    axis = _axis(scale, bottom + _GAP)
    drawn.append(draw.upright("now", now, bottom + 7, bottom + _GAP - 4))
    legend = draw.legend(axis.bottom + _GAP)
    return Part([*drawn, *axis.drawn, *legend.drawn], legend.bottom)


def _first_day(report: Report, running: list[DeadlineState]) -> date:
    """Return the earliest start of a clock, the request itself included."""
    request = report.request
    starts = (request.filed, request.received, request.perfected, request.appealed, request.appeal_received)
    given = filter(None, starts)
    return min([*given, *(_count(stated).start for stated in running)])


def _last_day(report: Report, running: list[DeadlineState]) -> date:
    """Return the latest day that is near.

    The end of the time to sue counts only if it has passed or comes within a year.
    """
    starts = [_count(stated).start for stated in running]
    acts = [stated.deadline.done for stated in running if stated.deadline.done]
    ends = [day for s in running for day in _ends(s) if s.deadline.key != "suit" or _acted_on(report, s, day)]
    return max([report.as_of, *starts, *acts, *ends])


def _acted_on(report: Report, suit: DeadlineState, day: date) -> bool:
    return not suit.deadline.done and near(suit.deadline.dates, day, report.as_of)


def _ends(stated: DeadlineState) -> list[date]:
    return [day for day in (stated.deadline.due, stated.deadline.cautious) if day]


def _as_of(report: Report, now: float, y: float) -> str:
    """Return the day of the answer, over its line."""
    name = f"as of {report.as_of}"
    half = draw.width(name) / 2
    return draw.write(min(max(now, _LEFT + half), _RIGHT - half), y, name, "strong", anchor="middle")


def _row(report: Report, stated: DeadlineState, scale: Scale, top: float) -> Part:
    """Return one deadline: its name and state, the drawing, its dates under their marks, what was tolled."""
    base, track = top + SIZE, top + SIZE + 8
    labels = track + _TRACK + LINE
    loud = "loud" if stated.state in words.LOUD else ""
    tolled = draw.wrapped("; ".join(_tolled(stated)))
    return Part(
        [
            draw.heading(_LEFT, base, stated.deadline.title, words.state(stated), loud or "state", _TITLE),
            draw.write(_RIGHT, base, words.distance(stated), loud or "faint", anchor="end"),
            *_track(report, stated, scale, track),
            *_labels(stated, scale, labels),
            *(draw.write(_LEFT, labels + LINE * (i + 1), line, "faint") for i, line in enumerate(tolled)),
        ],
        labels + LINE * len(tolled),
    )


def _track(report: Report, stated: DeadlineState, scale: Scale, top: float) -> Iterator[str]:
    """Yield the drawing of a row: the grid, the spans, the day of the answer, the marks."""
    middle, bottom = top + _TRACK / 2, top + _TRACK
    yield draw.rect("track", _LEFT, top, _RIGHT - _LEFT, _TRACK)
    yield from (draw.upright("grid", scale.left(day), top, bottom) for day, _ in draw.ticks(scale))
    for kind, left, right in _spans(report, stated, scale):
        yield draw.bar(kind, left, right, middle)
    yield draw.upright("now", scale.middle(report.as_of), top, bottom)
    for mark in _marks(stated, scale):
        if mark.kind not in ("opens", "off"):
            yield draw.mark(mark.kind, mark.x, middle + _OFF_MIDDLE.get(mark.kind, 0), mark.soft)


_OFF_MIDDLE = {"due": -11.5, "cautious": 11.5}  # marks of the same day must not hide each other


def _spans(report: Report, stated: DeadlineState, scale: Scale) -> Iterator[tuple[str, float, float]]:
    """Yield the spans of a row: the kind of each, where it begins and where it ends."""
    deadline, count, due = stated.deadline, _count(stated), words.due(stated)
    if deadline.key == "suit":
        yield from _window(report, stated, scale)
        return
    begun, ended = scale.left(count.start), scale.right(due)
    now = scale.right(report.as_of) if stated.state == "tolled" else begun
    sure = now if deadline.projected_from else ended
    yield "run", begun, sure
    yield "hung", sure, ended
    for span in _stops(stated):
        yield "tolled", scale.left(max(span.first, count.start)), scale.right(min(span.last, due))
    if stated.state in ("missed", "met_late"):
        yield "late", ended, scale.right(stated.until)


def _window(report: Report, stated: DeadlineState, scale: Scale) -> Iterator[tuple[str, float, float]]:
    """Yield the time to sue, which the suit uses up: while a door to court is open, and while none is."""
    done, due = stated.deadline.done, words.due(stated)
    end = scale.left(done) if done else _right(scale, due)
    place = scale.left(_count(stated).start)
    for door in report.computed.exhausted:
        opened, closed = scale.left(door.since), min(_right(scale, door.until or due), end)
        if place < opened:
            yield "shut", place, min(opened, end)
        if opened < closed:
            yield "window", max(place, opened), closed
            place = max(place, closed)
    if place < end:
        yield "shut", place, end


def _right(scale: Scale, day: date) -> float:
    return scale.right(day) if scale.holds(day) else _RIGHT - _BEYOND / 2


def _marks(stated: DeadlineState, scale: Scale) -> list[_RowMark]:
    """Return the days of a row that are marked and named, in order."""
    deadline = stated.deadline
    days = {"start": _count(stated).start, "opens": stated.opens, "due": deadline.due, "done": deadline.done}
    days["cautious"] = deadline.cautious if deadline.cautious != deadline.due else None
    if stated.opens == days["start"]:
        del days["start"]
    given = sorted((day, kind) for kind, day in days.items() if day)
    return [_mark(kind, day, stated, scale) for day, kind in given]


def _mark(kind: str, day: date, stated: DeadlineState, scale: Scale) -> _RowMark:
    sure = ("opens", "done", *(["start"] if stated.state == "tolled" else []))
    text = f"{'clock start' if kind == 'start' else kind} {day}"
    soft = bool(stated.deadline.projected_from) and kind not in sure
    if not scale.holds(day):
        return _RowMark("off", _RIGHT - _BEYOND / 2, text, soft)
    return _RowMark(kind, scale.left(day) if kind in ("start", "opens") else scale.middle(day), text, soft)


_GLYPH, _APART = 10, 18  # from a small mark to its text, and from a text to the next mark


def _labels(stated: DeadlineState, scale: Scale, y: float) -> Iterator[str]:
    """Yield the dates of a row, each under its mark or, where there is no room, beside the one before."""
    marks = _marks(stated, scale)
    widths = [_GLYPH + draw.width(mark.text) + _APART for mark in marks]
    places = draw.spread([mark.x for mark in marks], widths, _LEFT + 5, _RIGHT + _APART)
    for mark, x in zip(marks, places, strict=True):
        if mark.kind != "off":
            yield draw.mark(mark.kind, x, y - 4, mark.soft)
        yield draw.write(x + _GLYPH, y, mark.text, "faint" if mark.soft else "")


def _axis(scale: Scale, top: float) -> Part:
    """Return the axis: Mondays, months or years, each named to the right of its tick."""
    drawn = [f'<path class="axis" d="M{_LEFT} {draw.number(top)}H{_RIGHT}"/>']
    for day, name in draw.ticks(scale):
        drawn.append(draw.upright("axis", scale.left(day), top, top + LINE))
        drawn.append(draw.write(scale.left(day) + 4, top + LINE - 2, name, "faint"))
    return Part(drawn, top + LINE)
