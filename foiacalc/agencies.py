"""Now `foiacalc.law.agencies`; this path will be removed in the next release."""

from warnings import warn

from foiacalc.law.agencies import *  # noqa: F403

warn("foiacalc.agencies is now foiacalc.law.agencies", DeprecationWarning, stacklevel=2)
