"""This module is now `foiacalc.calendar.make_holidays`; the old path goes away in the next release."""

import runpy
from typing import Any

from foiacalc import former

former.tell("foiacalc.holiday_table")  # which is `__main__` where it is run


def __getattr__(name: str) -> Any:
    return former.get(__name__, name)


if __name__ == "__main__":
    runpy.run_module("foiacalc.calendar.make_holidays", run_name="__main__")
