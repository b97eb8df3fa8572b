"""This module answers many requests: `reports` gives a report, or a row error, for each row of facts, however many."""

from typing import Any

from foiacalc.answer.many import RowError, reports

__all__ = ["RowError", "reports"]


def __getattr__(name: str) -> Any:
    from foiacalc import former

    return former.get(__name__, name)
