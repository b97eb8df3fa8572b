"""This package says where each deadline stands and what follows: the report, its JSON, its letters, the check of a date."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from foiacalc.answer.reports import Report, report

__all__ = ["Report", "report"]
_FORMER = ("SCHEMA", "authorities", "claim", "counted", "counts", "explanation", "schema", "to_json")


def __getattr__(name: str) -> Any:
    if name in __all__:
        from foiacalc.answer import reports

        return getattr(reports, name)
    if name in _FORMER:
        from foiacalc import former

        return former.get(__name__, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
