"""This package knows where the names of version 1.0.0 have moved. Each works for one more release, with a DeprecationWarning.

The old modules are in this folder, which foiacalc searches after its own. Nothing here is loaded until an old name is used.
"""

from importlib import import_module
from typing import Any
from warnings import warn

PLACES: dict[str, tuple[str, ...]] = {  # a module of 1.0.0, and the modules that have its names now
    "agencies": ("law.agencies",),
    "answer": ("answer.contract", "answer.reports"),
    "batch": ("sheets.batch",),
    "case": ("clock.case",),
    "cells": ("sheets.cells",),
    "claims": ("answer.check",),
    "columns": ("sheets.columns",),
    "contract": ("answer.contract",),
    "counts": ("clock.count",),
    "deadline": ("clock.deadline", "clock.determination"),
    "determination": ("clock.determination",),
    "duties": ("clock.expedited_decision", "clock.appeal_determination", "clock.court"),
    "facts": ("request.facts",),
    "holiday_table": ("calendar.make_holidays",),
    "law": ("law.statute",),
    "letters": ("answer.letters",),
    "plan": ("answer.plan",),
    "readings": ("clock.readings",),
    "renderers.claims": ("render.check", "render.words"),
    "renderers.docket": ("render.docket", "render.docket_table", "render.docket_line"),
    "renderers.plain": ("render.plain", "render.words"),
    "renderers.records": ("render.csv_many",),
    "renderers.reference": ("render.reference", "render.words"),
    "renderers.sheet": ("render.csv_one",),
    "request": ("request.kinds",),
    "rights": ("clock.appeal", "clock.suit"),
    "rows": ("sheets.file", "sheets.records"),
    "sheetdates": ("sheets.dates",),
    "status": ("answer.state", "answer.consequences"),
    "workdays": ("calendar.workdays",),
}
NAMES: dict[str, str] = {  # those that have another name now
    "answer.claim": "answer.contract.checked",
    "claims.Claim": "answer.check.Check",
    "columns.plain": "sheets.columns.simplified",
    "contract.claim": "answer.contract.checked",
    "duties.acknowledgement": "clock.acknowledgment.acknowledgment",
    "facts.plain": "request.facts.written",
    "renderers.claims.claim": "render.check.checked",
    "renderers.docket.Key": "render.docket.Tallied",
    "rows.read": "sheets.records.open_sheet",
    "sheetdates.Reading": "sheets.dates.Notation",
    "status.Standing": "answer.state.DeadlineState",
    "status.standings": "answer.state.states",
    "workdays.DATA": "tables.DATA",
    "workdays.Kind": "calendar.workdays.DayKind",
}


def tell(module: str) -> None:
    """Warn the script that imports a former module where its names are now."""
    places = " and ".join(f"foiacalc.{place}" for place in PLACES[module.removeprefix("foiacalc.")])
    warn(f"{module} is now {places}", DeprecationWarning, stacklevel=3)


def get(module: str, name: str) -> Any:
    """Return what a name of a module of 1.0.0 stands for, and warn the script that uses it where that is now.

    Raises AttributeError if there is no such name any more.
    """
    own = module.removeprefix("foiacalc.")
    if name == "__all__":
        return [known for place in PLACES[own] for known in vars(import_module(f"foiacalc.{place}")) if known[0] != "_"]
    renamed = NAMES.get(f"{own}.{name}")
    for path in (renamed,) if renamed else [f"{place}.{name}" for place in PLACES[own] if name[0] != "_"]:
        place, _, now = path.rpartition(".")
        found = vars(import_module(f"foiacalc.{place}"))
        if now in found:
            warn(f"{module}.{name} is now foiacalc.{path}", DeprecationWarning, stacklevel=3)
            return found[now]
    raise AttributeError(f"module {module!r} has no attribute {name!r}")
