"""This module reads the clock, for the command line and for Python: today is the day in Washington, where agencies' clocks run.

Below those two nothing reads it; there, today is passed in.
"""

from datetime import UTC, date, datetime

from foiacalc.calendar.zone import washington

_BEHIND = 5  # hours that Washington is behind UTC; in summer one less


def now() -> datetime:
    return datetime.now(UTC)


def in_washington() -> date:
    """Return the day in Washington, without a note about this machine's day."""
    moment = now()
    if moment.hour >= _BEHIND:  # it is the same day there too, and loading the zone takes as long as counting every deadline
        return moment.date()
    return moment.astimezone(washington()).date()
