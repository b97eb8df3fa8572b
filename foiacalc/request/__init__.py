"""This package holds what happened: the facts of a request, their kinds, and the checks that they are consistent."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from foiacalc.request.request import Request

__all__ = ["Request"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from foiacalc.request import request

        return getattr(request, name)
    if name == "LAST_RECEIVED":
        from foiacalc import former

        return former.get(__name__, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
