"""This module says what day it is: in Washington, where the agencies' clocks run, and not on this machine."""

from datetime import UTC, date, datetime

from foiacalc.calendar.zone import washington
from foiacalc.cli.output import say

_WORDS = ("today", "yesterday")
_BEHIND = 5  # hours that Washington is behind UTC; in summer one less


def today() -> date:
    """Return the day in Washington.

    Standard error says so if this machine's day differs, so call it only where today is used.
    """
    there, here = in_washington(), _now().astimezone().date()
    if there != here:
        say(f"Today is {there} in Washington, where the agencies' clocks run ({here} here).")
    return there


def in_washington() -> date:
    """Return the day in Washington, without a note about this machine's day."""
    now = _now()
    if now.hour >= _BEHIND:  # it is the same day there too, and loading the zone takes as long as counting every deadline
        return now.date()
    return now.astimezone(washington()).date()


def meant_by(*values: object) -> date | None:
    """Return what 'today' and 'yesterday' count from if one of the values is such a word; otherwise the clock is not read."""
    return today() if any(word in str(value) for value in values for word in _WORDS) else None


def _now() -> datetime:
    return datetime.now(UTC)
