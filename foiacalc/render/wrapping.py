"""This module fits text to a width: two texts at the ends of one line, a paragraph, the rows of a timeline."""

from collections.abc import Iterable, Iterator
from textwrap import wrap

from foiacalc.render.page import Line

_SAYS = 28  # columns


def ends(left: str, right: str, width: int) -> list[str]:
    """Put two texts at the ends of a line, or below each other."""
    if len(left) + len(right) < width:
        return [left + right.rjust(width - len(left))]
    return [*wrap(left, width), right]


def indented(text: str, width: int) -> list[str]:
    """Return a paragraph of the page, indented."""
    return wrap(text, width, initial_indent="  ", subsequent_indent="  ")


def in_lines(lines: Iterable[Line], width: int) -> Iterator[tuple[str, str]]:
    """Return the lines of a timeline, each with its style; what stands beside an event goes below it if there is no room."""
    for line in lines:
        head = f"{line.mark or ' '} {line.day}  "
        says = wrap(line.says, width - len(head)) or [""]
        beside = f"{says[-1]:<{_SAYS}}  {line.beside}" if line.beside else says[-1]
        if len(head) + len(beside) > width:
            says += wrap(line.beside, width - len(head))
        else:
            says[-1] = beside
        for first, text in zip((head, *[" " * len(head)] * len(says)), says, strict=False):
            yield (first + text).rstrip(), line.style
