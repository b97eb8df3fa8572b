"""Now `foiacalc.request.facts`; this path will be removed in the next release."""

from warnings import warn

from foiacalc.request.facts import *  # noqa: F403

warn("foiacalc.facts is now foiacalc.request.facts", DeprecationWarning, stacklevel=2)
