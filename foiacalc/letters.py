"""Now `foiacalc.answer.letters`; this path will be removed in the next release."""

from warnings import warn

from foiacalc.answer.letters import *  # noqa: F403

warn("foiacalc.letters is now foiacalc.answer.letters", DeprecationWarning, stacklevel=2)
