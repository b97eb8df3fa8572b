"""This package holds the law without arithmetic: dated rules (shown here), agencies' own, and which agency a name refers to."""

from typing import Any

from foiacalc.law.statute import (
    CD,
    DETERMINATION_MEANS,
    EXHAUSTION_ENDS,
    EXPEDITION_REVIEW,
    FIRST_ACCRUAL,
    FOIA_TOOK_EFFECT,
    LIMITS,
    POINTS,
    PROMPTLY,
    RULES,
    SIX_YEARS,
    STATUTE,
    USC,
    WD,
    Authority,
    Point,
    Rule,
    Rules,
    Unit,
    first_day,
    in_force,
    rule_for,
)

__all__ = [
    "CD",
    "DETERMINATION_MEANS",
    "EXHAUSTION_ENDS",
    "EXPEDITION_REVIEW",
    "FIRST_ACCRUAL",
    "FOIA_TOOK_EFFECT",
    "LIMITS",
    "POINTS",
    "PROMPTLY",
    "RULES",
    "SIX_YEARS",
    "STATUTE",
    "USC",
    "WD",
    "Authority",
    "Point",
    "Rule",
    "Rules",
    "Unit",
    "first_day",
    "in_force",
    "rule_for",
]
_FORMER = (  # addresses that the rows of the law cite
    *("ACT_1974", "ACT_1996", "ACT_2016", "CREW", "FRCP_6", "HOLIDAYS", "OGLESBY", "OIP_COUNTING", "OIP_FEES", "OIP_LAPSE"),
    *("OIP_STILL", "OIP_TOLLING", "RCFP", "SPANNAUS"),
)


def __getattr__(name: str) -> Any:
    if name in _FORMER:
        from foiacalc import former

        return former.get(__name__, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
