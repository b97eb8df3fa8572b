"""The tables that the answers rest on, as plain text."""

from collections.abc import Iterable, Sequence

from foiacalc import law as table
from foiacalc.agencies import AgencyRule, Component
from foiacalc.renderers.words import UNITS, safe, wrapped
from foiacalc.workdays import WEEKDAYS, Day, Holiday


def skipped(days: Iterable[Day]) -> str:
    return "".join(f"skipped {day.date}: {day.reason}\n" for day in days)


def holidays(rows: Iterable[Holiday]) -> str:
    return "".join(_holiday(row) for row in rows)


def _holiday(row: Holiday) -> str:
    stands_for = f" (for {row.statutory})" if row.statutory != row.observed else ""
    return f"{row.observed} {WEEKDAYS[row.observed.weekday()][:3]}  {row.name}{stands_for}\n"


def verified(version: str, days: int, differences: Sequence[str]) -> str:
    if differences:
        return "\n".join(differences) + f"\n{len(differences)} differences from holidays {version}\n"
    return f"all {days:,} days agree with holidays {version}\n"


def law(rules: Iterable[table.Rule], points: Iterable[table.Point]) -> str:
    return "\n".join([*map(_rule, rules), *map(_point, points)])


def _rule(rule: table.Rule) -> str:
    number = f"{rule.value if rule.value is not None else ''} {UNITS[rule.unit] if rule.unit else ''}".strip()
    since = f"since {rule.since}" + (f" until {rule.until}" if rule.until else "")
    head = f"{rule.limit}: {number or 'no number'}, {since} (event: {rule.event})"
    unread = "" if rule.verified else "Not verified at the source."
    return _block(head, rule.says, unread, rule.cite, rule.url)


def _point(point: table.Point) -> str:
    return _block(f"{point.key}: {point.question}?", f"Due: {point.due}.", f"Cautious: {point.cautious}.",
                  point.authority.cite, point.authority.url)  # fmt: skip


def _block(head: str, *lines: str) -> str:
    under = [part for line in lines for part in wrapped(line, "  ")]
    return "\n".join((*wrapped(head, ""), *under)) + "\n"


def agencies(rows: Iterable[AgencyRule]) -> str:
    """A line an agency: code, window, regulation."""
    return "".join(f"{row.code:<11} {_window(row):<16} {row.citation}\n" for row in rows if row.of_today)


def _window(row: AgencyRule) -> str:
    return f"{row.days} {UNITS[row.unit]}" if row.days else "statutory floor"


def agency(asked: str, rows: Sequence[AgencyRule], components: Sequence[Component]) -> str:
    """Everything known of the agency that governs what was asked for."""
    own = asked in (rows[0].code, rows[0].name)
    text = "" if own else "\n".join(wrapped(f"{safe(asked)} is under the regulation of {rows[0].code}.", "")) + "\n\n"
    text += "\n".join(_agency(row) for row in rows)
    names = {c.code: c.name for c in reversed(components)}
    if names:
        listed = "; ".join(f"{code} {name}" for code, name in sorted(names.items()))
        text += "\n" + "\n".join(wrapped(f"Governs also: {listed}", "")) + "\n"
    return text


def _agency(row: AgencyRule) -> str:
    whose = f"requests from {row.requests_from}" if row.requests_from else "older requests"
    runs = {
        "date_of_letter": "the letter's date",
        "receipt_of_letter": "receipt of the letter",
        "other": "another event",
    }
    head = f"{row.code}: {row.name}, {whose}"
    window = f"Time to appeal: {_window(row)}" + (f" from {runs[row.runs_from]}" if row.days else "")
    done = f"To be {row.satisfied_by.replace('_', ' ')} by the last day." if row.satisfied_by != "unspecified" else ""
    cutoff = f"Cut-off: {row.cutoff}." if row.cutoff else ""
    unread = "" if row.verified else "Not verified."
    return _block(head, window, done, cutoff, row.note, unread, row.citation, row.url)
