"""An agency's limit in working days, and the notice that extends it (5 U.S.C. 552(a)(6)(A), (B)(i))."""

from datetime import date
from functools import lru_cache, partial

from foiacalc import law, readings
from foiacalc.facts import Extension
from foiacalc.readings import CLOSURES, AgencyCalendars, Contested, Points
from foiacalc.workdays import Tolled

_KEPT = 10_000  # limits read


def first(notices: tuple[Extension, ...]) -> Extension | None:
    """The first of the notices, if there is one."""
    return min(notices, default=None, key=lambda notice: (notice.notice, notice.days or 0))


def last_day(
    calendars: AgencyCalendars,
    received: date,
    length: int,
    points: Points,
    extension: Extension | None = None,
    spans: tuple[Tolled, ...] = (),
) -> date:
    """The last of `length` working days after `received` (excluded), those of `spans` not counted.

    The extension adds its days where its notice came by that day, or where C15 gives it all the same.
    """
    calendar, day0 = calendars.under(points), calendars.received(received, points)
    plain = calendar.after(day0, length, spans)
    if extension and (extension.notice <= plain or "C15" in points):
        return calendar.after(day0, length + (extension.days or 0), spans)
    return plain


@lru_cache(maxsize=_KEPT)  # of a log, one day's limits are those of many requests
def read(
    calendars: AgencyCalendars, received: date, length: int, extension: Extension | None = None, spans: tuple[Tolled, ...] = ()
) -> tuple[date, date, tuple[Contested, ...]]:
    """The limit under both readings: `due`, `cautious` and the points that moved it. OutsideCalendar where it cannot be."""

    def under(points: Points) -> date:
        return last_day(calendars, received, length, points, extension, spans)

    return readings.read(under, concerned(extension), partial(calendars.idle, received))


def concerned(extension: Extension | None) -> tuple[str, ...]:
    """The contested points that may move a limit: that of a late notice only where there is a notice."""
    return ("C10", "C15", *CLOSURES) if extension else ("C10", *CLOSURES)


def in_time(extension: Extension | None, last: date) -> Extension | None:
    """The extension, if its notice came by the limit's last day."""
    return extension if extension and extension.notice <= last else None


def extended(extension: Extension | None) -> tuple[str, ...]:
    """A note on the extension in force, if there is one."""
    return (f"Extended by {extension.days} working days by the notice of {extension.notice}.",) if extension else ()


def late_notice(fact: str, extension: Extension | None, last: date) -> tuple[str, ...]:
    """A warning, if it did not."""
    if not extension or extension.notice <= last:
        return ()
    return (
        f"{fact}: the notice of {extension.notice} came after the limit's last day, {last}, and gives no extension "
        f"({law.latest('unusual_circumstances').cite}; C15).",
    )
