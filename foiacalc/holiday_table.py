"""Now `foiacalc.calendar.make_holidays`; this path will be removed in the next release."""

from warnings import warn

from foiacalc.calendar.make_holidays import *  # noqa: F403
from foiacalc.calendar.make_holidays import main

warn("foiacalc.holiday_table is now foiacalc.calendar.make_holidays", DeprecationWarning, stacklevel=2)

if __name__ == "__main__":
    main()
