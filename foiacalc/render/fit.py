"""This module fits the page on one screen: earlier events that no longer matter are left to `--full`."""

from collections.abc import Iterator, Sequence

from foiacalc.answer.timeline import ACTS
from foiacalc.render.page import Line, Page
from foiacalc.render.wrapping import in_lines, indented

LINES, COLUMNS = 22, 80  # a terminal of 24 lines, less one for the command and one for the prompt
# The title, the blank lines between the parts, and the last line; the title counts as one line, however long a name is.
_FRAME = 7
_LEAVES_FIRST, _LEAVES_LAST = (
    ("passed", "met", "fact"),
    ("met_late", "bars", "opens"),
)  # the styles of events, the least important first
_FULL = ": --full"


def fitted(found: Page) -> Page:
    """Return the page with as much as fits, the same on every terminal and in a pipe.

    It leaves out, in this order: earlier facts and duties that were met; some of the words below the timeline; what came
    late and what that opened; and the command that keeps the answer.
    """
    kept = _without(found, found, _LEAVES_FIRST)
    if _height(found, kept) > LINES:
        kept = kept._replace(after=found.brief)
    kept = _without(found, kept, _LEAVES_LAST)
    if _height(found, kept) > LINES:
        kept = kept._replace(commands=kept.commands[:-1])
    return kept._replace(after=_told(kept.after, len(found.lines) - len(kept.lines)))


def _without(found: Page, kept: Page, styles: Sequence[str]) -> Page:
    """Return the page without as many events of these styles as it takes to fit."""
    for line in _spare(found.lines, styles):
        if _height(found, kept) <= LINES:
            break
        kept = kept._replace(lines=tuple(one for one in kept.lines if one is not line))
    return kept


def _spare(lines: Sequence[Line], styles: Sequence[str]) -> Iterator[Line]:
    """Yield the events before today that can be left out.

    The beginning, the parties' own acts and what was missed stay.
    """
    today = next((number for number, line in enumerate(lines) if line.style == "today"), 0)
    past = [line for line in lines[1:today] if not line.mark and line.key not in ACTS and line.style in styles]
    yield from sorted(past, key=lambda line: styles.index(line.style))


def _height(found: Page, kept: Page) -> int:
    """Return the lines that what is kept of the page takes on a terminal of 80 columns."""
    texts = (*kept.head, *_told(kept.after, len(found.lines) - len(kept.lines)))
    height = sum(len(indented(text, COLUMNS)) for text in texts)
    return height + len(list(in_lines(kept.lines, COLUMNS))) + len(kept.commands) + _FRAME


def _told(after: tuple[str, ...], left_out: int) -> tuple[str, ...]:
    """Return what is said below the timeline, with how many events were left out of it."""
    if not left_out:
        return after
    says = f"{left_out} earlier event{'s' if left_out > 1 else ''}{_FULL}"
    if after and after[-1].endswith(_FULL):
        return (*after[:-1], f"{after[-1].removesuffix(_FULL)}, {says}")
    return (*after, says)
