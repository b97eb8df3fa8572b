"""This module writes each part of a report in the terms of the JSON contract (schema 2)."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from foiacalc import law, tables
from foiacalc.answer.consequences import Consequence
from foiacalc.answer.state import DeadlineState, Next
from foiacalc.answer.timeline import Event
from foiacalc.answer.view import Headline
from foiacalc.calendar.workdays import Day
from foiacalc.clock.count import Count
from foiacalc.clock.deadline import Why
from foiacalc.clock.readings import Closure, Contested
from foiacalc.errors import Code, hint

if TYPE_CHECKING:
    from foiacalc.answer.check import Check

SCHEMA = 2


def to_json(value: object) -> str:
    """Return JSON text: ASCII, two spaces of indent, one line end at the close."""
    import json  # loading json takes longer than writing a screen, which does not need it

    return json.dumps(value, indent=2) + "\n"


def line(value: object) -> str:
    """Return JSON text on one line, as a line of JSON Lines."""
    import json

    return json.dumps(value) + "\n"


def error(code: Code, fact: str | None, value: object, says: str) -> dict[str, Any]:
    """Say what was wrong, in the words of the contract. A value that JSON has no form for is given as text."""
    given = value if isinstance(value, (str, int, float, bool, list, dict, type(None))) else str(value)
    return {"error": {"code": str(code), "fact": fact, "value": given, "says": says, "hint": hint(says)}}


def schema() -> str:
    """Return the JSON Schema (draft 2020-12) of a report."""
    return tables.text("answer.schema.json")


def checked(claimed: "Check") -> dict[str, Any]:
    """Return what is said about a claimed date, in the words of the contract."""
    return {
        "claimed": claimed.claimed.isoformat(),
        "due": iso(claimed.due),
        "cautious": iso(claimed.cautious),
        "right": claimed.right,
        "verdict": claimed.verdict.replace(" ", "_") if claimed.due else None,
        "working_day": claimed.working_day,
        "slips": [{"key": s.key, "says": s.says, "authority": authorities([s.authority])} for s in claimed.slips],
    }


def coming(found: Next) -> dict[str, Any]:
    return {
        "key": found.key,
        "date": found.date.isoformat(),
        "due": found.due.isoformat(),
        "binds": found.binds,
        "cautious_passed": found.cautious_passed,
    }


def headline(found: Headline) -> dict[str, str | None]:
    return {"state": found.state, "says": found.says, "may": found.may or None, "next": iso(found.next)}


def event(found: Event) -> dict[str, Any]:
    late = found.stated.late if found.stated else None
    return {
        "date": found.day.isoformat(),
        "kind": found.kind,
        "key": found.key,
        "says": found.says,
        "state": found.stated.state if found.stated else None,
        "late": late._asdict() if late else None,
    }


def deadline(stated: DeadlineState, why: Why, reason: str | None) -> dict[str, Any]:
    found, late, left = stated.deadline, stated.late, stated.left
    return {
        "key": found.key,
        "title": found.title,
        "binds": found.binds,
        "due": iso(found.due),
        "cautious": iso(found.cautious),
        "earliest": iso(found.earliest),
        "state": stated.state,
        "reason": reason,
        "done": iso(found.done),
        "late": late._asdict() if late else None,
        "left": left._asdict() if left else None,
        "projected": found.projected_from is not None,
        "projected_from": found.projected_from,
        "conditional": found.conditional,
        "opens": iso(stated.opens),
        "count": counts(why.count) if why.count else None,
        "authority": authorities(why.authority),
        "contested": [*map(_contested, why.contested)],
        "earlier": [*map(_contested, why.earlier)],
        "note": why.note,
    }


def _contested(moved: Contested) -> dict[str, str]:
    return {"point": moved.point, "says": law.POINTS[moved.point].says, "date": moved.date.isoformat()}


def closure(found: Closure) -> dict[str, Any]:
    """Return a closure that the cautious date leaves out; `last` is its last day."""
    return {
        "first": found.first.isoformat(),
        "last": found.last.isoformat(),
        "point": found.point,
        "title": found.title,
        "authority": found.authority or None,
        "source": found.source or None,
        "verified": found.verified,
    }


def counts(count: Count) -> dict[str, Any]:
    """Return a count in the words of the contract."""
    return {
        "from": count.start.isoformat(),
        "length": count.length,
        "unit": count.unit,
        "skipped": [day(one) for one in count.skipped()],
        "tolled": [day(one) for one in count.tolled_days()],
    }


def day(one: Day) -> dict[str, Any]:
    return {"date": one.date.isoformat(), "reason": one.reason}


def consequence(found: Consequence) -> dict[str, Any]:
    said = found.explain()
    return {
        "key": found.key,
        "from": found.since.isoformat(),
        "until": iso(found.until),
        "says": said.says,
        "authority": authorities(said.authority),
    }


def authorities(rows: Iterable[law.Authority]) -> list[dict[str, str | None]]:
    """Return citations in the words of the contract."""
    return [{"cite": a.cite, "since": iso(a.since), "url": a.url} for a in rows]


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
