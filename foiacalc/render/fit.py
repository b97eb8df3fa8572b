"""One screen holds the page: of a long story the earlier events that nothing depends on any more are left to `--full`."""

from collections.abc import Iterator, Sequence

from foiacalc.render.page import Line, Page
from foiacalc.render.wrapping import ends, indented, rows

LINES, COLUMNS = 22, 80  # of a terminal of 24 lines, with room for the command and the prompt
_FRAME = 5  # the blank lines between the parts, and the last line
_LEAVES_FIRST = ("passed", "met", "fact", "met_late", "bars", "opens")  # by style, what can best be done without
_FULL = ": --full"


def fitted(found: Page) -> Page:
    """Return the page with as much as fits, the same on every terminal and in a pipe: without some of its earlier events, then
    with what is said below them in brief, and at last without the command that keeps it.
    """
    lines, kept = list(found.lines), found
    for line in _spare(found.lines):
        if _height(kept, lines) <= LINES:
            break
        lines.remove(line)
    if _height(kept, lines) > LINES:
        kept = kept._replace(after=kept.brief)
    if _height(kept, lines) > LINES:
        kept = kept._replace(commands=kept.commands[:-1])
    return kept._replace(lines=tuple(lines), after=_told(kept.after, len(found.lines) - len(lines)))


def _spare(lines: Sequence[Line]) -> Iterator[Line]:
    """The events before today that can be left out, the least telling first; the beginning and what was missed stay."""
    today = next((number for number, line in enumerate(lines) if line.style == "today"), 0)
    past = [line for line in lines[1:today] if not line.mark and line.style in _LEAVES_FIRST]
    yield from sorted(past, key=lambda line: _LEAVES_FIRST.index(line.style))


def _height(found: Page, lines: Sequence[Line]) -> int:
    """The lines that the page takes on a terminal of 80 columns with these events."""
    left_out = len(found.lines) - len(lines)
    texts = (*found.head, *_told(found.after, left_out))
    height = len(ends(found.title, found.today, COLUMNS)) + sum(len(indented(text, COLUMNS)) for text in texts)
    return height + len(list(rows(lines, COLUMNS))) + len(found.commands) + _FRAME


def _told(after: tuple[str, ...], left_out: int) -> tuple[str, ...]:
    """What is said below the timeline, with how many events were left out of it."""
    if not left_out:
        return after
    says = f"{left_out} earlier event{'s' if left_out > 1 else ''}{_FULL}"
    if after and after[-1].endswith(_FULL):
        return (*after[:-1], f"{after[-1].removesuffix(_FULL)}, {says}")
    return (*after, says)
