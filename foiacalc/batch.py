"""Many requests: `reports` gives a report, or a row error, for each row of facts, however many there are."""

from foiacalc.answer.many import RowError, reports

__all__ = ["RowError", "reports"]
