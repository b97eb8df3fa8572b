"""Washington's time zone: the agencies' days begin and end there."""

from datetime import tzinfo
from functools import cache

NAME = "America/New_York"


@cache
def washington() -> tzinfo:
    """The zone, with its summer time as it was in each year."""
    from zoneinfo import ZoneInfo  # takes as long to load as half of our own modules, and few answers need it

    return ZoneInfo(NAME)
