"""This module counts one row as DOJ's tool does: its working days and backlog, and where these differ from the law's count."""

from collections.abc import Callable, Collection
from datetime import date
from typing import NamedTuple

from foiacalc import law
from foiacalc.answer.reports import Report
from foiacalc.calendar.workdays import ONE_DAY, OutsideCalendar, legal
from foiacalc.clock.agency_limit import AgencyLimit
from foiacalc.clock.deadline import Deadline
from foiacalc.clock.readings import DUE
from foiacalc.doj.days import FiscalYear, by_list, disputed, elapsed, named
from foiacalc.doj.rules import ALLOWED, GRANTED, TRACK_CODES, Record
from foiacalc.request.request import Request

YES, NO = "yes", "no"


class DojStage(NamedTuple):
    """This is a request or an appeal from the day that DOJ's tool starts on; `last` is its end, None while it is open.

    One that has been `over` since an unknown day is neither counted nor open.
    """

    received: date
    start: date
    last: date | None
    over: bool = False

    def elapsed(self, year: FiscalYear) -> int | None:
        """Count the working days after its start, up to its end or to the end of the year; tolled days are not subtracted."""
        return None if self.over else elapsed(self.start, self.last or year.last)

    @property
    def is_open(self) -> bool:
        return not (self.last or self.over)


class Item(NamedTuple):
    """This is what DOJ's tool takes from a row. `allowed` is column D, None if it has none; `track` is S, C, E or blank."""

    request: DojStage | None = None
    appeal: DojStage | None = None
    allowed: int | None = None
    track: str = ""
    granted: bool = False
    consultation: bool = False


class ByLaw(NamedTuple):
    """This is the law's own count of a request or an appeal up to a day.

    `elapsed` is the number of working days after `start` up to `last`, without the `tolled` ones. `length` is the number of
    working days that the law allows, and `due` is the last of them; `late` says whether that had passed.
    """

    start: date
    last: date
    due: date
    elapsed: int
    tolled: int
    length: int
    late: bool


class Figures(NamedTuple):
    """This is what DOJ's tool counts for a request or an appeal, what the law counts, and why the two differ."""

    elapsed: int | None = None
    backlog: str = ""
    by_law: int | None = None
    late: str = ""
    differs: tuple[str, ...] = ()


class Checked(NamedTuple):
    """This is a checked row: what was taken from it, its figures, and why the validator would reject it."""

    item: Item
    request: Figures
    appeal: Figures
    refused: tuple[str, ...] = ()

    @property
    def differs(self) -> str:
        """Say where the tool's figures differ from the law's, and why; blank if they agree."""
        return "; ".join((*self.request.differs, *(f"appeal: {why}" for why in self.appeal.differs)))


DOJ_COLUMNS: tuple[tuple[str, Callable[[Checked], object]], ...] = (
    ("doj_elapsed", lambda row: row.request.elapsed),
    ("doj_backlog", lambda row: row.request.backlog),
    ("doj_elapsed_by_law", lambda row: row.request.by_law),
    ("doj_late_by_law", lambda row: row.request.late),
    ("doj_appeal_elapsed", lambda row: row.appeal.elapsed),
    ("doj_appeal_backlog", lambda row: row.appeal.backlog),
    ("doj_appeal_elapsed_by_law", lambda row: row.appeal.by_law),
    ("doj_appeal_late_by_law", lambda row: row.appeal.late),
    ("doj_differs", lambda row: row.differs),
    ("doj_refused", lambda row: "; ".join(row.refused)),
)


# What is taken from a row


def of_record(row: Record) -> Item:
    """Return the item of a row of raw data, by the columns' positions."""
    received, perfected = row.day("I"), row.day("J")
    start, appealed = perfected or received, row.day("X")
    completed, closed = row.day("K"), row.day("Y")
    return Item(
        DojStage(received or start, start, completed, bool(row["K"]) and not completed) if start else None,
        DojStage(appealed, appealed, closed, bool(row["Y"]) and not closed) if appealed else None,
        int(row["D"]) if row["D"] in ALLOWED else None,
        row["M"] if row["M"] in TRACK_CODES else "",
        row["N"] in GRANTED,
        row["C"] == "Y",
    )


def of_request(facts: Request, ended: bool, year: FiscalYear, track: str = "") -> Item:
    """Return the item of a request in a log that is not raw data: column D is what the law allows, with any extension."""
    received = facts.received or facts.filed or facts.perfected
    start, appealed = facts.perfected or received, facts.appeal_received or facts.appealed
    completed = facts.determined or facts.withdrawn
    return Item(
        DojStage(received, start, completed, ended and not completed) if received and start else None,
        DojStage(appealed, appealed, facts.appeal_determined, ended and bool(facts.determined)) if appealed else None,
        _allowed(bool(facts.extended if received else facts.appeal_extended), year),
        track,
        facts.outcome in ("granted", "partial"),
    )


def _allowed(extended: bool, year: FiscalYear) -> int:
    more = law.rule_for("unusual_circumstances", year.last).number if extended else 0
    return law.rule_for("determination", year.last).number + more


def record_of(facts: Request, name: str | None, track: str | None, known: Collection[str], year: FiscalYear) -> Record:
    """Return what a row of a log would be in the columns of raw data; `known` are the facts that the log has a column for.

    A column that the log does not have is unknown, so the validator's rules for it are not applied.
    """
    cells: dict[str, str | None] = {
        "A": facts.agency or ("" if "agency" in known else None),
        "B": name or ("" if "id" in known else None),
        "I": _written(facts.received or facts.filed or facts.perfected) or "",
        "J": _written(facts.perfected),
        "K": _written(facts.determined or facts.withdrawn),
        "L": None if facts.tolled_days is None else str(facts.tolled_days),
        "M": track,
        "Q": _written(facts.expedite_asked),
        "R": _written(facts.expedite_determined),
        "X": _written(facts.appeal_received or facts.appealed) or "",
        "Y": _written(facts.appeal_determined),
    }
    return Record(cells, year)


def _written(day: date | None) -> str | None:
    return f"{day.month}/{day.day}/{day.year:04}" if day else None


# The two counts


def by_law(report: Report, key: str, last: date) -> ByLaw | None:
    """Return the law's own count of one of the agency's limits up to `last`; None if it does not run or had not begun."""
    dates = report.computed.apply[key]
    limit = Deadline(dates, report.case).limit
    if not limit or not dates.due or dates.projected_from or dates.state == "ended":
        return None
    try:
        start = limit.start(DUE)
        if last < start:
            return None
        whole = limit.calendars.legal.between(start, last)
    except OutsideCalendar:
        return None
    tolled = min(_tolled(limit, start, last), whole)
    length = limit.length - limit.tolling.undated + limit.extended
    late = dates.due < last and not dates.fell_away
    return ByLaw(start, last, dates.due, whole - tolled, tolled, length, late)


def _tolled(limit: AgencyLimit, start: date, last: date) -> int:
    """Count the working days tolled after `start` up to `last`."""
    spans = [(max(span.first - ONE_DAY, start), min(span.last, last)) for span in limit.tolling.spans]
    return limit.tolling.undated + sum(limit.calendars.legal.between(first, end) for first, end in spans if first < end)


def figures(
    part: DojStage | None, allowed: int | None, law_of: ByLaw | None, year: FiscalYear, answered: bool = True
) -> Figures:
    """Return the tool's count of a request or an appeal, the law's, and why they differ; unless `answered`, only the tool's."""
    if not part:
        return Figures()
    days = part.elapsed(year)
    if days is None:
        return Figures(differs=(_uncounted(part, year),))
    backlog = "" if allowed is None else YES if days > allowed else NO
    if not law_of or law_of.last != (part.last or year.last):
        return Figures(days, backlog, differs=("law: no limit is running",) if answered else ())
    late = YES if law_of.late else NO
    return Figures(days, backlog, law_of.elapsed, late, tuple(_differences(part, allowed, backlog, law_of)))


def _uncounted(part: DojStage, year: FiscalYear) -> str:
    if part.over:
        return "not counted: it has ended, and no readable date is given"
    last = part.last or year.last
    if last >= part.start:
        return "not counted: it began before the calendar of working days"
    what = "its end" if part.last else "the end of the fiscal year"
    return f"not counted: {what}, {last}, is before its start, {part.start}"


def _differences(part: DojStage, allowed: int | None, backlog: str, by: ByLaw) -> list[str]:
    """Give the reasons: those that make up the difference of the counts, each with its working days, then the backlog's."""
    found = []
    if more := legal().between(part.start, by.start):
        found.append(f"start {more:+}: DOJ counts from {part.start}, the law from {by.start}")
    if by.tolled:
        found.append(f"tolled days +{by.tolled}: DOJ does not subtract them")
    if holidays := disputed(part.start, by.last):
        found.append(f"holiday list {by_list(part.start, by.last):+}: {named(holidays)}")
    if allowed is not None and by.length != allowed:
        found.append(f"limit {allowed}: the law allows {by.length}")
    if by.late and allowed is None:
        found.append("backlog: not counted, because column D gives no days allowed")
    if by.late and backlog == NO and not found:
        found.append(f"limit: its last day, {by.due}, had passed by {by.last}, which is not a working day")
    if backlog == YES and part.last:
        found.append(f"backlog: closed {part.last}, but still counted")
    return found


class Laws(NamedTuple):
    """This has the law's own counts of a request and of its appeal, if they run."""

    request: ByLaw | None = None
    appeal: ByLaw | None = None


def laws_of(report: Report, year: FiscalYear) -> Laws:
    """Return the law's counts up to the ends of a request and its appeal, or to the end of the year."""
    facts = report.request
    last = facts.determined or facts.withdrawn or year.last
    return Laws(
        by_law(report, "determination", last),
        by_law(report, "appeal_determination", facts.appeal_determined or year.last),
    )


def check(item: Item, laws: Laws | None, refused: tuple[str, ...], year: FiscalYear) -> Checked:
    """Return the figures of a row, and what the validator would reject in it; without `laws` it has no answer."""
    by, answered = laws or Laws(), laws is not None
    request = figures(item.request, item.allowed, by.request, year, answered)
    return Checked(item, request, figures(item.appeal, item.allowed, by.appeal, year, answered), refused)
