"""This module has the tools of `foiacalc mcp`: what each is for, what it takes, what it answers. It reads and writes no file.

What a tool takes is described by the schema of the contract and the help of the options, so that no fact is described
twice.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from foiacalc import law as table
from foiacalc.answer import contract, reference
from foiacalc.answer.many import report_of, reporting
from foiacalc.answer.plan import plans
from foiacalc.answer.reports import Report, explanation, report
from foiacalc.calendar.workdays import legal
from foiacalc.cli.fact_options import FACTS
from foiacalc.clock.all_deadlines import keys
from foiacalc.errors import Code, Coded, FactError, shown, unreadable
from foiacalc.law import agencies as known
from foiacalc.request.facts import parse_date
from foiacalc.request.kinds import LAST_RECEIVED, MOST_DAYS
from foiacalc.request.request import Request

MOST_ROWS = 200
Arguments = Mapping[str, Any]
ToolResult = dict[str, Any]

INSTRUCTIONS = (
    "Deadlines under the federal Freedom of Information Act. Never count days yourself: call a tool and quote its dates. "
    "Before you call, ask the user for what is missing: the day the request was sent or received, the agency, what the "
    "agency wrote and when, and what the user has sent since. Never make up a fact. Quote both dates of a deadline: `due` "
    "(the statute's count) and `cautious` (the one to rely on), and say which is which. Pass on assumptions and warnings. "
    "An `error` says what is wrong and what would be right; ask the user, and do not guess. This is a count with its "
    "citations, not legal advice."
)
_BOTH = (
    "Quote both `due` and `cautious` (the day to rely on). Ask the user for facts that you do not have, and never compute a "
    "date yourself."
)


class Tool(NamedTuple):
    """A tool has what a model is told about it, the JSON Schema of what it takes, and the function that answers."""

    title: str
    says: str
    schema: dict[str, Any]
    answer: Callable[[Arguments, date], ToolResult]


def call(name: str, arguments: Arguments, today: date) -> ToolResult:
    """Return the answer of a tool or, in its place, the error in the terms of the contract."""
    tool = TOOLS.get(name)
    if not tool:
        return contract.error(Code.UNKNOWN_COMMAND, name, None, f"no such tool; the tools are {', '.join(TOOLS)}")
    try:
        _check(tool, arguments)
        return tool.answer(arguments, today)
    except Coded as error:
        fact = error.fact if isinstance(error, FactError) else None
        return contract.error(error.code, fact, arguments.get(fact) if fact else None, str(error))


def _check(tool: Tool, arguments: Arguments) -> None:
    for needed in tool.schema["required"]:
        if arguments.get(needed) is None:
            raise FactError(needed, f"{needed} is required; ask the user for it", Code.MISSING)
    if "filed" not in tool.schema["properties"]:  # a request names unknown facts itself
        for name in arguments:
            if name not in tool.schema["properties"]:
                known_ = ", ".join(tool.schema["properties"])
                raise FactError(name, f"{shown(name)} is not accepted; use {known_}", Code.UNKNOWN_FACT)


# What the tools take

_AS_OF = {
    "type": "string",
    "description": "The day the answer is for, YYYY-MM-DD. Later events are left out. Default: today, in Washington.",
}


def _day(says: str) -> dict[str, Any]:
    return {"type": "string", "description": f"{says} YYYY-MM-DD."}


def _one_of(says: str, choices: tuple[str, ...]) -> dict[str, Any]:
    return {"type": "string", "enum": [*choices], "description": says}


def facts_schema() -> dict[str, Any]:
    """Return each fact of a request: its form by the contract's schema, its meaning by the help of its option."""
    whole = json.loads(contract.schema())["$defs"]
    says = {fact.name: fact.help for fact in FACTS}
    forms = {name: _inlined(form, whole) for name, form in whole["request"]["properties"].items()}
    own = {
        "claimed": "The due date that someone else computed.",
        "tolled_days": "The total number of working days the clock was stopped.",
    }
    told = {**{name: form.get("description", "") for name, form in forms.items()}, **own, **says}
    return {name: {**form, "description": told[name]} for name, form in forms.items()}


def _inlined(form: Any, defs: Mapping[str, Any]) -> Any:
    """Return the schema of a form, with what it refers to in its place."""
    if isinstance(form, dict):
        if "$ref" in form:
            return _inlined(defs[form["$ref"].rsplit("/", 1)[-1]], defs)
        return {name: _inlined(value, defs) for name, value in form.items()}
    return [_inlined(item, defs) for item in form] if isinstance(form, list) else form


def _takes(properties: Mapping[str, Any], *required: str) -> dict[str, Any]:
    return {"type": "object", "properties": {**properties}, "required": [*required], "additionalProperties": False}


# What the tools answer


def _report(arguments: Arguments, today: date, against: str = "determination") -> Report:
    facts = {name: value for name, value in arguments.items() if name not in ("as_of", "deadline")}
    given = arguments.get("as_of")
    day = today if given is None else parse_date("as_of", given, today)
    request = Request.parse(facts, today)
    for name, moment in request.later_than(today) if given is None else ():
        raise FactError(name, f"{moment} is in the future (today is {today}); use as_of to look ahead", Code.IN_FUTURE)
    return report(request, as_of=day, against=against)


def _key(arguments: Arguments, default: str | None = None) -> str:
    key = arguments.get("deadline", default)
    if key not in keys():
        raise FactError("deadline", f"{shown(key)} is not a deadline; choose one of {', '.join(keys())}", Code.NOT_A_CHOICE)
    return str(key)


def _status(arguments: Arguments, today: date) -> ToolResult:
    return _report(arguments, today).to_dict()


def _explain(arguments: Arguments, today: date) -> ToolResult:
    key = _key(arguments)
    return explanation(_report(arguments, today), key)


def _check_date(arguments: Arguments, today: date) -> ToolResult:
    key = _key(arguments, "determination")
    found = _report(arguments, today, key)
    assert found.claimed  # the tool's schema requires it
    return {"schema": contract.SCHEMA, "deadline": key, **contract.checked(found.claimed), "warnings": list(found.warnings)}


def _plan(arguments: Arguments, today: date) -> ToolResult:
    by, agency = parse_date("by", arguments["by"], today), arguments.get("agency")
    if by > LAST_RECEIVED:
        raise FactError("by", f"{by} is after {LAST_RECEIVED}, the last day foiacalc can plan for", Code.OUT_OF_RANGE)
    return reference.plans(by, agency, plans(by, agency))


def _batch(arguments: Arguments, today: date) -> ToolResult:
    rows, given = arguments["rows"], arguments.get("as_of")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise unreadable("rows", "rows is not a list of objects; give each request as an object with its facts")
    if len(rows) > MOST_ROWS:
        raise FactError("rows", f"{len(rows):,} rows is too many; give at most {MOST_ROWS} at a time", Code.TOO_MANY)
    day = today if given is None else parse_date("as_of", given, today)
    return {"schema": contract.SCHEMA, "as_of": str(day), "rows": [*_rows(rows, day, today if given is None else None)]}


def _rows(rows: list[dict[str, Any]], day: date, today: date | None) -> Iterator[ToolResult]:
    """Yield each row's answer in brief, or its error, in the order of the rows."""
    report_on = reporting(day, today)
    for row in rows:
        found = report_of(row, report_on)
        name = row.get("id")
        if not isinstance(found, Report):
            yield {"id": name, **contract.error(found.code, found.fact or None, found.value or None, found.says)}
            continue
        whole = found.to_dict()
        short = [{part: one[part] for part in _BRIEF} for one in whole["deadlines"]]
        yield {"id": name, "headline": whole["headline"], "deadlines": short, "warnings": whole["warnings"]}


_BRIEF = ("key", "due", "cautious", "earliest", "state", "projected", "conditional", "reason")


def _law(arguments: Arguments, today: date) -> ToolResult:
    limit, on = arguments.get("limit"), arguments.get("on")
    if limit is not None and not reference.is_limit(str(limit)):
        choices = ", ".join((*table.LIMITS, reference.CONTESTED))
        raise FactError(
            "limit", f"{shown(limit)} is not a limit; choose one of {choices}, or a point such as C1", Code.NOT_A_CHOICE
        )
    day = parse_date("on", on, today) if on is not None else today if limit is None else None
    return reference.law(day, *reference.chosen(limit, day))


def _agencies(arguments: Arguments, today: date) -> ToolResult:
    name = arguments.get("name")
    if name is None:
        return reference.agencies(str(today), known.rules_in_force(today), ())
    if not isinstance(name, str):
        raise unreadable("name", f"{shown(name)} is not text; give a code or a name")
    try:
        found = known.find(name)
    except known.UnknownAgency as error:
        named = known.search(name)
        if not named:
            raise FactError("name", str(error), error.code) from None
        return reference.agencies(None, (), named)
    rules = [rule for rule in known.rules() if rule.code == found]
    return reference.agencies(None, rules, [c for c in known.components() if c.agency == found and c.code])


def _workdays(arguments: Arguments, today: date) -> ToolResult:
    first, to, add = parse_date("from", arguments["from"], today), arguments.get("to"), arguments.get("add")
    if (to is None) == (add is None):
        says = "use either `to` (the day to count to) or `add` (the number of working days)"
        raise FactError("to", says, Code.MISSING if to is None else Code.CONFLICT)
    if to is None:
        if not isinstance(add, int) or isinstance(add, bool):
            raise unreadable("add", f"{shown(add)} is not a whole number of working days")
        if not 0 <= add <= MOST_DAYS:
            says = f"{shown(add)} is out of range; give a number of working days from 0 to {MOST_DAYS}"
            raise FactError("add", says, Code.OUT_OF_RANGE)
        return reference.working_days(first, legal().after(first, add))
    last = parse_date("to", to, today)
    if last < first:
        raise FactError("to", f"{last} is before {first}; give the earlier day first", Code.OUT_OF_ORDER)
    return reference.working_days(first, last)


def _of_requests() -> dict[str, Tool]:
    facts = facts_schema()
    request = {**{name: form for name, form in facts.items() if name != "claimed"}, "as_of": _AS_OF}
    key = _one_of("The deadline.", keys())
    rows = {"type": "array", "items": _takes(facts), "maxItems": MOST_ROWS, "description": "Each request with its facts."}
    few = f"Where many requests stand: at most {MOST_ROWS} rows, each with a brief answer or an error. {_BOTH}"
    return {
        "status": Tool(
            "Where a request stands",
            f"Where one request stands and what the requester may do now. {_BOTH}",
            _takes(request),
            _status,
        ),
        "explain": Tool(
            "Why a deadline is due that day",
            f"How one deadline is counted, day by day, with the law and the contested points. {_BOTH}",
            _takes({**request, "deadline": key}, "deadline"),
            _explain,
        ),
        "check": Tool(
            "Check a due date",
            f"Whether a due date that someone else computed is right and, if not, which mistake explains it. {_BOTH}",
            _takes({**facts, "as_of": _AS_OF, "deadline": key}, "claimed"),
            _check_date,
        ),
        "batch": Tool("Where many requests stand", few, _takes({"rows": rows, "as_of": _AS_OF}, "rows"), _batch),
    }


def _of_the_law() -> dict[str, Tool]:
    agency = {"type": "string", "description": "An agency or component, by code or name, or words from its name."}
    kinds = "A limit, such as determination; a contested point, such as C1; or contested, for every such point."
    by = _day("The day by which the determination must be due or the requester must be able to sue.")
    first, last = _day("The day to count from. It is not counted."), _day("The day to count to. It is counted.")
    count = {"type": "integer", "minimum": 0, "description": "Find the Nth working day after `from`."}
    return {
        "plan": Tool(
            "The last day to file",
            "The last day to file a request so that a determination is due, or suit may be filed, by a given day. Ask for that "
            "day and the agency.",
            _takes({"by": by, "agency": agency}, "by"),
            _plan,
        ),
        "law": Tool(
            "The time limits",
            "The limits in force on a day, with their authority. Quote `cite`.",
            _takes({"limit": {"type": "string", "description": kinds}, "on": _day("The day of the event.")}),
            _law,
        ),
        "agencies": Tool(
            "An agency's own rule on appeals",
            "How long an agency allows for an appeal under its own rule.",
            _takes({"name": agency}),
            _agencies,
        ),
        "workdays": Tool(
            "Count working days",
            "Working days between two days, or the Nth after one. For a deadline, call status instead.",
            _takes({"from": first, "to": last, "add": count}, "from"),
            _workdays,
        ),
    }


TOOLS = {**_of_requests(), **_of_the_law()}
