"""Now `foiacalc.answer.plan`; this path will be removed in the next release."""

from warnings import warn

from foiacalc.answer.plan import *  # noqa: F403

warn("foiacalc.plan is now foiacalc.answer.plan", DeprecationWarning, stacklevel=2)
