"""Deadlines of the federal Freedom of Information Act (5 U.S.C. 552), each with its count and its citation.

>>> from datetime import date
>>> import foiacalc
>>> answer = foiacalc.report(foiacalc.Request(filed=date(2010, 2, 1)), as_of=date(2010, 10, 28))
>>> answer.standing("determination").deadline.due
datetime.date(2010, 3, 2)
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from foiacalc.answer import Report, report
    from foiacalc.request import Request

__version__ = "1.0.0"
__all__ = ["Report", "Request", "__version__", "report"]


def __getattr__(name: str) -> Any:
    if name == "Request":
        from foiacalc.request import Request

        return Request
    if name in ("Report", "report"):
        from foiacalc import answer

        return getattr(answer, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
