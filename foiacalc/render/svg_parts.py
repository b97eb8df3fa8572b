"""This module has the parts of the picture: text, marks told apart by shape, bars by pattern, light and dark colors."""

import html
import re
import textwrap
from collections.abc import Iterator, Sequence
from datetime import date
from string import Template
from typing import NamedTuple

WIDTH, MARGIN = 960, 24
SIZE, LINE = 13, 18  # of the text, and from line to line
_EM = 0.62  # the mean width of an ASCII character in ems; any other is at most one em wide
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # in XML 1.0


class Part(NamedTuple):
    """This is a piece of the picture and where it ends."""

    drawn: list[str]
    bottom: float


# Text


def escaped(text: str) -> str:
    """Return a text as XML takes it."""
    return html.escape(_FORBIDDEN.sub("", text))


def width(text: str, size: float = SIZE) -> float:
    """Return roughly how much room a text takes."""
    return len(text) * _letter(text, size)


def _letter(text: str, size: float) -> float:
    return size * (_EM if text.isascii() else 1)


def shortened(text: str, most: int, tail: int) -> str:
    """Return a text of at most `most` characters; what is too much is cut out before its last `tail`."""
    return text if len(text) <= most else f"{text[: most - tail - 3]}...{text[-tail:]}"


def wrapped(text: str, size: float = SIZE) -> list[str]:
    """Return the lines of a text between the margins."""
    return textwrap.wrap(text, int((WIDTH - 2 * MARGIN) / _letter(text, size)), break_on_hyphens=False)


def write(x: float, y: float, text: str, kind: str = "", size: float = SIZE, anchor: str = "start") -> str:
    """Write one line of text, with its base line at `y`."""
    return _write(x, y, escaped(text), kind, size, anchor)


def heading(x: float, y: float, title: str, state: str, kind: str, size: float) -> str:
    """Write a title and, after it, a word in another style."""
    words = f'{escaped(title)} <tspan class="{kind}" dx="6">{escaped(state)}</tspan>'
    return _write(x, y, words, "strong", size, "start")


def _write(x: float, y: float, markup: str, kind: str, size: float, anchor: str) -> str:
    style = f' class="{kind}"' if kind else ""
    placed = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text x="{number(x)}" y="{number(y)}" font-size="{number(size)}"{placed}{style}>{markup}</text>'


def number(value: float) -> str:
    """Return a coordinate as text."""
    return f"{round(value, 1):g}"


# Shapes

SHAPES = {
    "start": "m3-6.5h-5v13h5",
    "opens": "m-4-5h8v10h-8z",
    "due": "m-5.5-4.5h11l-5.5 9z",
    "cautious": "m0-5 5 5-5 5-5-5z",
    "done": "m-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
}
_HEIGHTS = {"run": 8, "hung": 8, "tolled": 12, "late": 15, "window": 14, "shut": 14}


def mark(kind: str, x: float, y: float, soft: bool = False) -> str:
    """Draw a mark around a point; a soft one is hollow."""
    return f'<path class="{kind}{" soft" if soft else ""}" d="M{number(x)} {number(y)}{SHAPES[kind]}"/>'


def bar(kind: str, left: float, right: float, y: float) -> str:
    """Draw a span of time around the line at `y`; draw nothing if it has no length."""
    if right <= left:
        return ""
    return rect(kind, left, y - _HEIGHTS[kind] / 2, max(right - left, 2), _HEIGHTS[kind])


def rect(kind: str, x: float, y: float, wide: float, high: float) -> str:
    return f'<rect class="{kind}" x="{number(x)}" y="{number(y)}" width="{number(wide)}" height="{number(high)}"/>'


def upright(kind: str, x: float, top: float, bottom: float) -> str:
    """Draw a vertical line."""
    return f'<path class="{kind}" d="M{number(x)} {number(top)}V{number(bottom)}"/>'


def spread(wanted: Sequence[float], widths: Sequence[float], left: float, right: float) -> list[float]:
    """Return where things placed side by side begin, in order, each as near as possible to where it is wanted."""
    places: list[float] = []
    # First each moves right, clear of the one before it; then those past the right edge move back, the last one first
    for place, wide in zip(wanted, widths, strict=True):
        places.append(max(place, left))
        left = places[-1] + wide
    for i in reversed(range(len(places))):
        places[i] = min(places[i], right - widths[i])
        right = places[i]
    return places


_LEGEND = (
    ("start", "clock start"),
    ("run", "clock runs"),
    ("tolled", "tolled"),
    ("due", "due"),
    ("cautious", "rely on, if different"),
    ("done", "done"),
    ("late", "late"),
    ("hung", "projected"),
    ("window", "open to suit"),
    ("shut", "closed to suit, or projected"),
    ("now", "as of"),
)
_SAMPLE, _COLUMNS = 24, 4  # the width of a sample in the legend, and how many stand in a line


def legend(top: float) -> Part:
    """Draw what the marks and bars mean."""
    drawn: list[str] = []
    for i, (kind, name) in enumerate(_LEGEND):
        x = MARGIN + i % _COLUMNS * (WIDTH - 2 * MARGIN) / _COLUMNS
        y = top + LINE + i // _COLUMNS * (LINE + 4)
        drawn += [_sample(kind, x, y - 4), write(x + _SAMPLE + 6, y, name, "faint")]
    return Part(drawn, y + LINE / 2)


def _sample(kind: str, x: float, y: float) -> str:
    if kind == "now":
        return upright(kind, x + _SAMPLE / 2, y - 8, y + 8)
    if kind in SHAPES:
        return mark(kind, x + _SAMPLE / 2, y)
    return bar(kind, x, x + _SAMPLE, y)


# Scale


class Scale(NamedTuple):
    """This puts days on the width of the picture, from the first to the last, both whole; one scale serves every row."""

    first: date
    last: date
    begin: float
    end: float

    @property
    def day(self) -> float:
        return (self.end - self.begin) / ((self.last - self.first).days + 1)

    def left(self, day: date) -> float:
        """Return where a day begins; a day off the scale is at its edge."""
        return min(max(self.begin + (day - self.first).days * self.day, self.begin), self.end)

    def right(self, day: date) -> float:
        """Return where a day ends."""
        return min(max(self.left(day) + self.day, self.begin), self.end) if self.holds(day) else self.left(day)

    def middle(self, day: date) -> float:
        return (self.left(day) + self.right(day)) / 2

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


_WEEK, _YEAR = 7, 12  # days, months
_STEPS = (1, 3, 6, 12, 24, 60, 120, 240)  # months from tick to tick


def ticks(scale: Scale) -> list[tuple[date, str]]:
    """Return the days marked on the axis with their names: Mondays, months or years, as close together as the names allow."""
    room = scale.end - scale.begin
    for found in _ticks(scale):
        if sum(width(name) + 2 * SIZE for _, name in found) <= room:
            break
    if not found or scale.left(found[0][0]) >= scale.begin + width(str(scale.first)) + SIZE:
        found.insert(0, (scale.first, str(scale.first)))
    return [(day, name) for day, name in found if scale.left(day) + width(name) + SIZE <= scale.end]


def _ticks(scale: Scale) -> Iterator[list[tuple[date, str]]]:
    """Yield the ticks there could be, the closest first."""
    monday = scale.first.toordinal() + -scale.first.weekday() % _WEEK
    days = (date.fromordinal(n) for n in range(monday, scale.last.toordinal() + 1, _WEEK))
    yield [(day, str(day)) for day in days]
    begin, end = (day.year * _YEAR + day.month - 1 for day in (scale.first, scale.last))
    for step in _STEPS:
        months = range(begin + -begin % step, end + 1, step)
        found = (date(month // _YEAR, month % _YEAR + 1, 1) for month in months)
        yield [(day, f"{day:%Y}" if step >= _YEAR else f"{day:%Y-%m}") for day in found if scale.holds(day)]


# Colors

_FORM = """
.foiacalc text{font-family:sans-serif;font-variant-numeric:tabular-nums}
.foiacalc .strong,.foiacalc .loud{font-weight:bold}
.foiacalc .state{font-weight:normal}
.foiacalc .hung,.foiacalc .shut{fill:none;stroke-width:1.3;stroke-dasharray:4 3}
.foiacalc .now{stroke-width:2}
.foiacalc .start{fill:none;stroke-width:2}
.foiacalc .cautious{stroke-width:1.6}
"""
_COLORS = Template("""
.foiacalc .page,.foiacalc .gap{fill:$page}
.foiacalc text{fill:$ink}
.foiacalc .faint{fill:$soft}
.foiacalc .loud{fill:$late}
.foiacalc .track{fill:$track}
.foiacalc .grid{stroke:$grid}
.foiacalc .axis{stroke:$soft}
.foiacalc .now,.foiacalc .hatch{stroke:$ink}
.foiacalc .run{fill:$run}
.foiacalc .tolled{fill:url(#foiacalc-hatch);stroke:$ink}
.foiacalc .late{fill:$late}
.foiacalc .window,.foiacalc .opens{fill:$window;stroke:$border}
.foiacalc .hung,.foiacalc .shut{stroke:$soft}
.foiacalc .due,.foiacalc .done{fill:$ink;stroke:$page}
.foiacalc .start{stroke:$ink}
.foiacalc .cautious{fill:$page;stroke:$ink}
.foiacalc path.soft{fill:$page;stroke:$soft}
.foiacalc .start.soft{fill:none}
""")
_LIGHT = {
    "page": "#ffffff",
    "ink": "#16191d",
    "soft": "#555b63",
    "track": "#f2f3f5",
    "grid": "#cfd3d8",
    "run": "#7d9cbf",
    "late": "#96140f",
    "window": "#d3e8d8",
    "border": "#2d6a42",
}
_DARK = {
    "page": "#14171b",
    "ink": "#eceef0",
    "soft": "#a9b0b9",
    "track": "#20252c",
    "grid": "#414a55",
    "run": "#54799f",
    "late": "#ff7a70",
    "window": "#21452f",
    "border": "#7fc796",
}
_HATCH = (
    '<defs><pattern id="foiacalc-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect class="gap" width="5" height="5"/><path class="hatch" stroke-width="2.6" d="M0 0V5"/></pattern></defs>'
)


def style() -> str:
    """Return the colors for paper, the colors for a screen set to dark, and the hatching."""
    dark = f"@media screen and (prefers-color-scheme: dark){{{_COLORS.substitute(_DARK)}}}"
    return f"<style>{_FORM}{_COLORS.substitute(_LIGHT)}{dark}\n</style>\n{_HATCH}"
