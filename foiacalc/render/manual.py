"""This module lays out the manual as plain text for a pipe: the few kinds of Markdown its pages use, always the same bytes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from foiacalc.render.topics import Topic, by_command

_WIDTH = 76  # columns
_CODE = "    "
_LISTED = 2  # spaces between the name of a topic and its title
_ITEM = re.compile(r"- |\d+\. ")
_OUTSIDE = re.compile(r"\[([^]]+)\]\(([^)\s]+)\)")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_BREAK = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\|[ |:-]+\|")


def listing(topics: Sequence[Topic]) -> str:
    """Return a line for each topic: the word that asks for it, and its title."""
    room = max(len(topic.name) for topic in topics) + _LISTED
    lines = (f"  {topic.name:<{room}}{topic.title}\n" for topic in topics)
    return "".join(("`foiacalc guide TOPIC` shows a page of the manual:\n\n", *lines))


def plain_page(text: str) -> str:
    """Return a page as plain text: headings underlined, paragraphs wrapped, blocks of code as they are."""
    blocks = list(_blocks(by_command(text).splitlines()))
    return "\n\n".join("\n".join(_laid_out(kind, lines)) for kind, lines in blocks) + "\n"


def _blocks(lines: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield the blocks of a page: the kind ("code", "#", "|", "-" or "" for a paragraph) and the lines."""
    kind, found = "", list[str]()
    for line in lines:
        if kind == "code":
            if line.startswith("```"):
                yield kind, found
                kind, found = "", []
            else:
                found.append(line)
            continue
        begins = _kind(line)
        goes_on = line and (begins == kind != "#" or (kind == "-" and not begins))
        if found and not goes_on:
            yield kind, found
            kind, found = "", []
        if begins == "code":
            kind = begins
        elif line:
            kind = kind if found else begins
            found.append(line)
    if found:
        yield kind, found


def _kind(line: str) -> str:
    if line.startswith("```"):
        return "code"
    if line.startswith(("#", "|")):
        return line[0]
    return "-" if _ITEM.match(line) else ""


def _laid_out(kind: str, lines: list[str]) -> Iterable[str]:
    if kind == "code":
        return [f"{_CODE}{line}".rstrip() for line in lines]
    if kind == "|":
        return _table([_cells(line) for line in lines if not _RULE.fullmatch(line)])
    said = " ".join(line.strip() for line in lines)
    if kind == "#":
        marks, _, title = said.partition(" ")
        mark = {"#": "=", "##": "-"}.get(marks, "")
        return [_plain(title), *([mark * len(_plain(title))] if mark else [])]
    return _list(lines) if kind == "-" else _wrapped(_plain(said))


def _list(lines: Iterable[str]) -> Iterator[str]:
    """Yield each item on lines of its own; its second and later lines begin below its first word."""
    items: list[str] = []
    for line in lines:
        if _ITEM.match(line):
            items.append(line)
        else:
            items[-1] += f" {line.strip()}"
    for item in items:
        mark, _, says = item.partition(" ")
        yield from _wrapped(_plain(says), f"{mark} ", " " * (len(mark) + 1))


def _cells(line: str) -> list[str]:
    return [_plain(cell.strip()).replace("\\|", "|") for cell in _BREAK.split(line)[1:-1]]


def _table(rows: list[list[str]]) -> list[str]:
    """Return the rows in columns if they fit; otherwise, for each row, return its first cell with the others below it."""
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    if sum(widths) + 2 * len(widths) <= _WIDTH:
        return ["  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    head, *entries = rows
    lines = []
    for entry in entries:
        lines.append(entry[0])
        for name, cell in zip(head[1:], entry[1:], strict=True):
            if cell:
                lines += _wrapped(cell if len(head) == 2 else f"{name}: {cell}", _CODE, _CODE)
    return lines


def _plain(text: str) -> str:
    """Return a text without marks for bold; an address follows what it belongs to."""
    return _BOLD.sub(r"\1", _OUTSIDE.sub(r"\1 (\2)", text))


def _wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    shape = {"initial_indent": first, "subsequent_indent": rest}
    return wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False, **shape) or [first.rstrip()]  # type: ignore[arg-type]
