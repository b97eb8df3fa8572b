"""The rows of a batch: JSON Lines, and a sheet's records with our columns after its own. They compute no date."""

import csv
import json
from collections.abc import Iterable, Sequence
from datetime import date
from json.encoder import encode_basestring_ascii
from typing import Protocol

from foiacalc.answer import SCHEMA, Report
from foiacalc.deadline import KEYS
from foiacalc.renderers import words
from foiacalc.renderers.sheet import defused, own
from foiacalc.rows import Block
from foiacalc.status import Consequence, Standing

OURS = (
    *(f"{key}_{what}" for key in KEYS for what in ("due", "cautious", "state", "late_working_days")),
    "next",
    "next_date",
    "consequences",
    "claimed_right",
    "warnings",
)
AND = "; "
Dated = tuple[date, str]  # a consequence in words, after the day it begins on


class _Echo:
    """What a csv writer writes to so that `writerow` gives the record back."""

    def write(self, text: str) -> str:
        return text


_WRITER = csv.writer(_Echo())
_END = "\r\n"
_STARTS = "=+-@ ?"  # of a formula


def record(cells: Sequence[str]) -> str:
    """A record of a sheet, safe to open in a spreadsheet."""
    return f"{_own(cells)}{_END}"


def _own(cells: Sequence[str]) -> str:
    text = ",".join(cells)
    return text if _plain([text], len(cells)) else str(_WRITER.writerow(own(cells))).removesuffix(_END)


def own_cells(block: Block, width: int) -> Iterable[str]:
    """The cells of some rows, made as many as their header's, as records without a line end."""
    if block.texts is not None and _plain(block.texts, len(block.texts) * width):
        return block.texts
    rows: Sequence[Sequence[str]] = block.rows
    if {*map(len, rows)} != {width}:
        rows = [[*cells, *[""] * (width - len(cells))][:width] for cells in rows]
    texts = list(map(",".join, rows))
    return texts if _plain(texts, len(rows) * width) else map(_own, rows)


def _plain(texts: Sequence[str], cells: int) -> bool:
    """Whether texts of so many cells, parted by commas, have nothing to quote and no cell that begins like a formula."""
    text = ",".join(("", *texts))
    return (
        "" not in texts
        and text.count(",") == cells
        and text.isascii()
        and text.isprintable()
        and '"' not in text
        and not any(sign in text and f",{sign}" in text for sign in _STARTS)  # one character is found much faster than two
    )


def opening(as_of: date) -> str:
    """What every line of JSON begins with; the id comes next."""
    return json.dumps({"schema": SCHEMA, "as_of": str(as_of), "request": {"id": None}}).removesuffix("null}}")


def line(report: Report) -> str:
    """The whole answer on one line, from after the id on."""
    return json.dumps(report.to_dict()).partition('"request": {"id": null')[2] + "\n"


def name(text: str | None) -> str:
    """An id in JSON."""
    return "null" if text is None else encode_basestring_ascii(text)


class Style(Protocol):
    """A row made of the seven standings, each a text with `between` in the middle, and what comes before and after them."""

    opening: str
    between: str
    full: bool  # whether it says how late each is, at the end of its text, what comes next and what follows

    def standing(self, standing: Standing) -> str: ...
    def upcoming(self, report: Report) -> str: ...
    def end(self, report: Report) -> str: ...


class Columns:
    """Our columns of a record: due, cautious, state and lateness of each deadline, what comes next, what follows."""

    opening, between, full = ",", ",", True

    def standing(self, standing: Standing) -> str:
        deadline = standing.deadline
        late = standing.late.working_days if standing.late else ""
        return f"{deadline.due or ''},{deadline.cautious or ''},{standing.state},{late}"

    def upcoming(self, report: Report) -> str:
        return f",{report.next.key},{report.next.date}," if report.next else ",,,"

    def end(self, report: Report) -> str:
        if not report.claimed and not report.warnings:
            return f",,{_END}"
        return f",{record((_claimed(report), defused(' '.join(report.warnings))))}"


class Brief:
    """Brief JSON, from after the id on: of each deadline the dates and the state, under the names of the whole answer."""

    opening, between, full = '}, "deadlines": [', ", ", False

    def standing(self, standing: Standing) -> str:
        deadline = standing.deadline
        return json.dumps(
            {
                "key": deadline.key,
                "due": str(deadline.due) if deadline.due else None,
                "cautious": str(deadline.cautious) if deadline.cautious else None,
                "state": standing.state,
            }
        )

    def upcoming(self, report: Report) -> str:
        return ""

    def end(self, report: Report) -> str:
        return "]}\n"


def row(style: Style, report: Report) -> str:
    """The whole answer in a style."""
    standings = style.between.join([style.standing(standing) for standing in report.standings])
    return f"{style.opening}{standings}{tail(style, report)}"


def tail(style: Style, report: Report) -> str:
    """What comes after the standings."""
    if not style.full:
        return style.end(report)
    follows = listed([dated(consequence) for consequence in report.consequences])
    return f"{style.upcoming(report)}{follows}{style.end(report)}"


def listed(consequences: Sequence[Dated]) -> str:
    return AND.join([text for _, text in consequences])


def dated(consequence: Consequence) -> Dated:
    return consequence.since, f"{consequence.key} {words.period(consequence)}"


def _claimed(report: Report) -> str:
    claimed = report.claimed
    if not claimed:
        return ""
    return "right" if claimed.right else f"wrong: {', '.join(slip.key for slip in claimed.slips) or 'no known slip'}"
