"""This module lays out DOJ's figures for a batch as sections of a report, the same in every format.

They are read on a terminal, in Markdown, on a page and in a workbook.
"""

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import NamedTuple

from foiacalc.doj.days import BUCKETS
from foiacalc.doj.totals import NAMES, DojTotals, Old
from foiacalc.render import words

DojCells = tuple[str | int, ...]
_REFUSED = 10  # rows that are shown
_WRAPPED = 76  # columns of a note
_GAP = "  "
_CUT = ".."


class DojSection(NamedTuple):
    """This has a title, the heads of a table and its rows, and a sentence below it, which may be blank."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[DojCells, ...]
    note: str = ""


def doj_sections(totals: DojTotals) -> tuple[DojSection, ...]:
    """Return DOJ's figures for all rows."""
    year = totals.year
    return (
        DojSection(
            f"DOJ's figures for fiscal year {year}, counted through {year.last}", ("What", "Rows"), tuple(_counts(totals))
        ),
        _increments(totals),
        _oldest("Oldest pending requests, by DOJ's count", totals.oldest_requests),
        _oldest("Oldest pending appeals, by DOJ's count", totals.oldest_appeals),
        *_refused(totals),
    )


def _counts(totals: DojTotals) -> Iterator[DojCells]:
    yield "requests in the backlog", totals.backlog
    yield "of these, closed since", totals.of_backlog_closed
    yield "requests overdue under the law", totals.late
    yield "appeals in the backlog", totals.appeal_backlog
    yield "appeals overdue under the law", totals.appeal_late
    yield "rows that differ from the law's count", totals.differ
    yield "rows that the validator would reject", totals.refused


def _increments(totals: DojTotals) -> DojSection:
    tracks = totals.tracks
    granted = [totals.increments(track) for track in tracks]
    processed = [sum(each) for each in zip(*(totals.increments(track, granted=False) for track in tracks), strict=True)]
    rows = tuple(zip(BUCKETS, *granted, processed, strict=True))
    heads = ("Working days", *(NAMES[track].capitalize() for track in tracks), "All processed")
    note = "By track: requests granted in full or in part; the last column counts all requests processed."
    if "" in tracks:
        note += " DOJ's tool leaves out requests without a track."
    return DojSection("Response times, by DOJ's count", heads, rows, note)


def _oldest(title: str, oldest: Sequence[Old]) -> DojSection:
    rows = tuple((_named(old), words.safe(old.agency), str(old.received), old.working_days) for old in oldest)
    return DojSection(title, ("Request", "Agency", "Received", "Working days"), rows)


def _named(old: Old) -> str:
    return words.safe(old.name) + (" (consultation)" if old.consultation else "")


def _refused(totals: DojTotals) -> Iterator[DojSection]:
    if not totals.refused:
        return
    shown = totals.named[:_REFUSED]
    rows = tuple((f"{words.safe(row.file)}:{row.line}", words.safe(row.name), "; ".join(row.why)) for row in shown)
    more = totals.refused - len(shown)
    note = f"{more:,} more; CSV and JSON list them all." if more else ""
    yield DojSection("Rows that DOJ's validator would reject", ("Line", "Request", "Column and reason"), rows, note)


def doj_lines(found: Sequence[DojSection], width: int | None = None, ascii_only: bool = False) -> str:
    """Return the sections as text, below a docket; no line is wider than `width` columns."""
    drawn = [line for section in found for line in ("", section.title, *_table(section))]
    plain = (line.encode("ascii", "backslashreplace").decode() if ascii_only else line for line in drawn)
    return "".join(f"{_fitted(line.rstrip(), width)}\n" for line in plain)


def _table(section: DojSection) -> Iterator[str]:
    if not section.rows:
        yield "  None."
        return
    cells = [section.heads, *(tuple(map(str, row)) for row in section.rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    numbers = [isinstance(cell, int) for cell in section.rows[0]]
    for row in cells:
        padded = (c.rjust(n) if number else c.ljust(n) for c, n, number in zip(row, widths, numbers, strict=True))
        yield f"  {_GAP.join(padded)}"
    yield from (f"  {line}" for line in wrap(section.note, _WRAPPED))


def _fitted(line: str, width: int | None) -> str:
    return line if width is None or len(line) <= width else line[: width - len(_CUT)] + _CUT
