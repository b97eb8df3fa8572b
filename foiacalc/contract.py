"""Now `foiacalc.answer.contract`; this path will be removed in the next release."""

from warnings import warn

from foiacalc.answer.contract import *  # noqa: F403

claim = checked  # noqa: F405

warn("foiacalc.contract is now foiacalc.answer.contract", DeprecationWarning, stacklevel=2)
