"""Now `foiacalc.calendar.workdays`; this path will be removed in the next release."""

from warnings import warn

from foiacalc.calendar.workdays import *  # noqa: F403

warn("foiacalc.workdays is now foiacalc.calendar.workdays", DeprecationWarning, stacklevel=2)
