"""This module says what day it is in Washington, and tells the user if it is another day on this machine."""

from datetime import date

from foiacalc import wall_clock
from foiacalc.cli.output import say

_WORDS = ("today", "yesterday")


def today() -> date:
    """Return the day in Washington.

    Standard error says so if this machine's day differs, so call it only where today is used.
    """
    there, here = wall_clock.in_washington(), wall_clock.now().astimezone().date()
    if there != here:
        say(f"Today is {there} in Washington, where the agencies' clocks run ({here} here).")
    return there


def meant_by(*values: object) -> date | None:
    """Return what 'today' and 'yesterday' count from if one of the values is such a word; otherwise the clock is not read."""
    return today() if any(word in str(value) for value in values for word in _WORDS) else None
