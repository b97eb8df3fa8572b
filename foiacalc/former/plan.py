"""Now `foiacalc.answer.plan`; this path goes in the next release."""

from typing import Any

from foiacalc import former


def __getattr__(name: str) -> Any:
    return former.get(__name__, name)
