"""This package counts the deadlines of the federal Freedom of Information Act (5 U.S.C. 552) and cites the law for each.

>>> import foiacalc
>>> report = foiacalc.report(filed="2010-02-01", as_of="2010-10-28")
>>> report.state_of("determination").deadline.due
datetime.date(2010, 3, 2)
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from foiacalc import batch
    from foiacalc.answer.reports import Report
    from foiacalc.csv_texts import answer_csv
    from foiacalc.errors import FactError
    from foiacalc.notebook import report
    from foiacalc.request.request import Request

__version__ = "1.1.0.dev0"
__all__ = ["FactError", "Report", "Request", "__version__", "answer_csv", "batch", "report"]
__path__.append(f"{__path__[0]}/former")  # the modules of 1.0.0 that have moved work for one more release


def __getattr__(name: str) -> Any:
    if name == "Request":
        from foiacalc.request.request import Request

        return Request
    if name == "FactError":
        from foiacalc.errors import FactError

        return FactError
    if name in ("Report", "report"):
        from foiacalc import notebook

        return getattr(notebook, name)
    if name == "answer_csv":
        from foiacalc.csv_texts import answer_csv

        return answer_csv
    if name == "batch":
        from importlib import import_module

        return import_module("foiacalc.batch")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
