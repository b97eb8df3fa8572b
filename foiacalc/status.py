"""Now `foiacalc.answer.state`; this path will be removed in the next release."""

from warnings import warn

from foiacalc.answer.state import *  # noqa: F403

Standing = DeadlineState  # noqa: F405

warn("foiacalc.status is now foiacalc.answer.state", DeprecationWarning, stacklevel=2)
