"""Now `foiacalc.answer.check`; this path will be removed in the next release."""

from warnings import warn

from foiacalc.answer.check import *  # noqa: F403

Claim = Check  # noqa: F405

warn("foiacalc.claims is now foiacalc.answer.check", DeprecationWarning, stacklevel=2)
