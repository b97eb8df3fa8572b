"""This module writes prose for people to sign: dates and citations as lawyers write them, paragraphs as text or Markdown."""

import re
from collections.abc import Callable
from datetime import date
from textwrap import TextWrapper

from foiacalc.calendar.workdays import WEEKDAYS
from foiacalc.render import markdown, words

_COLUMNS = 72
# No line breaks within a citation.
_TOGETHER = re.compile(r"(?<=\d) (?=U\.S\.C\.|C\.F\.R\.)|(?<=C\.) (?=§)|(?<=R\.) (?=§)|(?<=§) ")
_HELD = "\0"  # marks where a line must not break; what users wrote has no control characters left
_CITED = (
    (re.compile(r"(\d) U\.S\.C\. (?=\d)"), r"\1 U.S.C. § "),
    (re.compile(r"(\d) CFR (?=\d)"), r"\1 C.F.R. § "),
    (re.compile(r"(\d) CFR (?=part)"), r"\1 C.F.R. "),
)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_ISO = re.compile(r"(?P<weekday>\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?\b(?P<day>\d{4}-\d\d-\d\d)\b(?P<on>(?= [a-z]))?")
CLEAN: dict[str, Callable[[str], str]] = {
    "text": words.printable,
    "markdown": lambda raw: markdown.escaped(words.printable(raw)),
}


def day(value: date) -> str:
    """Return a date with its month in words, 'November 18, 2026'; the locale does not matter."""
    return f"{_MONTHS[value.month - 1]} {value.day}, {value.year}"


def short(value: date) -> str:
    """Return the same with three letters of the month, where there is little room."""
    return f"{_MONTHS[value.month - 1][:3]} {value.day}, {value.year}"


def cite(citation: str) -> str:
    """Return the first of the citations in a row of the law, with its section sign."""
    first = citation.partition(";")[0]
    for written, signed in _CITED:
        first = written.sub(signed, first)
    return first


def dates(text: str) -> str:
    """Return a sentence of ours with its ISO dates written as a letter writes them, the weekday in full if there is one.

    Where the sentence goes on, a comma follows the year.
    """
    return _ISO.sub(_in_words, text)


def _in_words(found: re.Match[str]) -> str:
    try:
        value = date.fromisoformat(found["day"])
    except ValueError:
        return found[0]
    weekday = f"{WEEKDAYS[value.weekday()]}, " if found["weekday"] else ""
    return weekday + day(value) + ("," if found["on"] is not None else "")


def signed(text: str) -> str:
    """Return a text of ours with the section sign in every citation."""
    for written, sign in _CITED:
        text = written.sub(sign, text)
    return text


def together(text: str) -> str:
    """Return a text in which no line breaks within a citation."""
    return _TOGETHER.sub("\N{NO-BREAK SPACE}", text)


def without_signs(text: str) -> str:
    """Return the same without section signs, for places that can show only ASCII."""
    return text.replace("§ ", "")


def laid_out(text: str, form: str) -> str:
    """Lay out a template's text in a form. Blank lines separate the blocks, and the way a block begins says what it is.

    `| ` keeps its lines, `= ` is a heading, `- ` an item, `#. ` a paragraph with the next number, `----` a rule; any other
    block is a paragraph. What users wrote is on one line and begins no block, so that none of it is taken for such a mark.
    """
    write, number, blocks = _WRITE[form], 0, []
    for block in re.split(r"\n\s*\n", text.strip()):
        mark, _, rest = block.strip().partition(" ")
        if mark == "|":
            lines = [" ".join(line.split()).removeprefix("| ") for line in block.strip().splitlines()]
            blocks.append(write(mark, lines))
            continue
        known = mark in ("=", "-", "#.", "----")
        if mark == "#.":
            number += 1
            mark = f"{number}."
        blocks.append(write(mark if known else "", [" ".join((rest if known else block).split())]))
    return "\n\n".join(blocks) + "\n"


def _text(mark: str, lines: list[str]) -> str:
    if mark == "----":
        return "-" * _COLUMNS
    first = f"{mark} " if mark not in ("", "|", "=") else ""
    room = TextWrapper(
        _COLUMNS, first, "  " if mark == "|" else " " * len(first), break_long_words=False, break_on_hyphens=False
    )
    return "\n".join(room.fill(_TOGETHER.sub(_HELD, line)) for line in lines).replace(_HELD, " ")


def _markdown(mark: str, lines: list[str]) -> str:
    if mark == "----":
        return "---"
    if mark == "|":
        return "\\\n".join(lines)
    first = {"": "", "=": "## "}.get(mark, f"{mark} ")
    return first + lines[0]


_WRITE: dict[str, Callable[[str, list[str]], str]] = {"text": _text, "markdown": _markdown}
FORMS = tuple(_WRITE)
