"""This module is now `foiacalc.sheets.columns`; the old path goes away in the next release."""

from typing import Any

from foiacalc import former

former.tell(__name__)


def __getattr__(name: str) -> Any:
    return former.get(__name__, name)
