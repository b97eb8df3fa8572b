"""This module has Washington's time zone, in which the agencies' days begin and end."""

from datetime import tzinfo
from functools import cache

NAME = "America/New_York"


@cache
def washington() -> tzinfo:
    """Return the zone, with its daylight saving time as it was in each year."""
    from zoneinfo import ZoneInfo  # loading it takes as long as loading half of our own modules, and few answers need it

    return ZoneInfo(NAME)
