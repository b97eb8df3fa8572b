"""This module puts working days, the law, the agencies and plans into the terms of the JSON contract."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from foiacalc import law as table
from foiacalc.answer.contract import SCHEMA, authorities, counts
from foiacalc.answer.plan import Plan
from foiacalc.calendar.workdays import legal
from foiacalc.law import agencies as known

CONTESTED = "contested"


def working_days(first: date, last: date) -> dict[str, Any]:
    """Count the working days after `first` through `last`, and name the other weekdays. Raises OutsideCalendar outside it."""
    calendar = legal()
    skipped = [day for day in calendar.ledger(first, last) if day.kind == "holiday"]
    return {
        "schema": SCHEMA,
        "from": str(first),
        "to": str(last),
        "working_days": calendar.between(first, last),
        "calendar_days": (last - first).days,
        "skipped": [{"date": str(day.date), "reason": day.reason} for day in skipped],
    }


def is_limit(text: str) -> bool:
    """Return whether the text names a limit, a contested point, or all of these."""
    return text in table.LIMITS or text == CONTESTED or text.upper() in table.POINTS


def chosen(limit: str | None, day: date | None) -> tuple[list[table.Rule], list[table.Point]]:
    """Return the rows of a limit, or all if none is named, in force for an event on `day`, and the contested points named."""
    limits = table.LIMITS if limit is None else [limit] if limit in table.LIMITS else []
    if day:
        rows = [rule for name in limits if (rule := table.in_force(name, day))]
    else:
        rows = [rule for rule in table.RULES if rule.limit == limit]
    return rows, [p for p in table.POINTS.values() if limit == CONTESTED or p.key == (limit or "").upper()]


def law(day: date | None, rows: Sequence[table.Rule], points: Sequence[table.Point]) -> dict[str, Any]:
    on = str(day) if day else None
    return {"schema": SCHEMA, "on": on, "rules": [*map(_rule, rows)], "contested": [*map(_point, points)]}


def _rule(rule: table.Rule) -> dict[str, Any]:
    return {
        "limit": rule.limit,
        "since": str(rule.since),
        "until": str(rule.until) if rule.until else None,
        "value": rule.value,
        "unit": rule.unit,
        "event": rule.event,
        "says": rule.says,
        "cite": rule.cite,
        "url": rule.url,
        "verified": rule.verified,
    }


def _point(point: table.Point) -> dict[str, Any]:
    return {
        "point": point.key,
        "question": point.question,
        "due": point.due,
        "cautious": point.cautious,
        "authority": authorities([point.authority]),
    }


def agencies(on: str | None, rows: Iterable[known.AgencyRule], components: Iterable[known.Component]) -> dict[str, Any]:
    """Return the rows in force on a day, or all rows of one agency."""
    return {
        "schema": SCHEMA,
        "on": on,
        "agencies": [*map(_agency, rows)],
        "components": [c._asdict() for c in components],
    }


def _agency(rule: known.AgencyRule) -> dict[str, Any]:
    row = {name: value.isoformat() if isinstance(value, date) else value for name, value in rule._asdict().items()}
    no_number = {
        "days": ("unit",),
        "reply_days": ("reply_unit", "reply_runs_from"),
        "expedition_appeal_days": ("expedition_appeal_unit",),
        "fee_appeal_days": ("fee_appeal_unit",),
    }
    without = {name: None for number, names in no_number.items() if row[number] is None for name in names}
    return {**row, **without, "url": rule.url}


def plans(by: date, agency: str | None, found: Iterable[Plan]) -> dict[str, Any]:
    return {"schema": SCHEMA, "by": str(by), "agency": agency, "plans": [*map(_plan, found)]}


def _plan(found: Plan) -> dict[str, Any]:
    return {
        "goal": found.goal,
        "extended": found.extended,
        "filed": str(found.filed) if found.filed else None,
        "reached": str(found.reached) if found.reached else None,
        "count": counts(found.counted) if found.counted else None,
        "assumptions": [a._asdict() for a in found.assumed],
    }
