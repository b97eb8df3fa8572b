"""This module writes the tables that the answers rest on, as plain text."""

from collections.abc import Iterable, Iterator, Sequence

from foiacalc import law as table
from foiacalc.answer.figures import SOURCE
from foiacalc.calendar.workdays import WEEKDAYS, Day, Holiday
from foiacalc.clock.window import cutoff
from foiacalc.law.agencies import AgencyRule, Component
from foiacalc.render.words import UNITS, safe, wrapped


def skipped(days: Iterable[Day]) -> str:
    return "".join(f"skipped {day.date}: {day.reason}\n" for day in days)


def holidays(rows: Iterable[Holiday]) -> str:
    return "".join(_holiday(row) for row in rows)


def _holiday(row: Holiday) -> str:
    stands_for = f" (for {row.statutory})" if row.statutory != row.observed else ""
    return f"{row.observed} {WEEKDAYS[row.observed.weekday()][:3]}  {row.name}{stands_for}\n"


def verified(version: str, days: int, differences: Sequence[str]) -> str:
    if differences:
        return "\n".join(differences) + f"\n{len(differences):,} differences from holidays {version}\n"
    return f"all {days:,} days agree with holidays {version}\n"


def law(rules: Iterable[table.Rule], points: Iterable[table.Point]) -> str:
    return "\n".join([*map(_rule, rules), *map(_point, points)])


# What a number counts, where its unit does not say it.
_COUNTS = {"tolling_information": "request", "fees": "working days of excused delay"}


def _rule(rule: table.Rule) -> str:
    counts = _COUNTS.get(rule.limit) or (UNITS[rule.unit] if rule.unit else "")
    number = f"{rule.value} {counts}" if rule.value is not None else ""
    number = number.removesuffix("s") if rule.value == 1 else number
    since = f"since {rule.since}" + (f" until {rule.until}" if rule.until else "")
    head = f"{rule.limit}: {number or 'no number'}, {since} (event: {rule.event})"
    unread = "" if rule.verified else "Not verified against the source."
    return _block(head, rule.says, unread, rule.cite, rule.url)


def _point(point: table.Point) -> str:
    return _block(f"{point.key}: {point.question}?", f"Due: {point.due}.", f"Cautious: {point.cautious}.",
                  point.authority.cite, point.authority.url)  # fmt: skip


def _block(head: str, *lines: str) -> str:
    under = [part for line in lines for part in wrapped(line, "  ")]
    return "\n".join((*wrapped(head, ""), *under)) + "\n"


def agencies(rows: Iterable[AgencyRule]) -> str:
    """Return a line for each agency: code, window, regulation."""
    return "".join(f"{row.code:<11} {_window(row):<16} {row.citation}\n" for row in rows)


def _window(row: AgencyRule) -> str:
    return _time(row.days, row.unit) if row.days else "statutory minimum"


def _time(days: int, unit: table.Unit) -> str:
    return f"{days} {UNITS[unit]}"


def agency(asked: str, rows: Sequence[AgencyRule], components: Sequence[Component]) -> str:
    """Return everything known about the agency that governs what was asked for, the latest regulation first."""
    own = asked in (rows[0].code, rows[0].name)
    text = "" if own else "\n".join(wrapped(f"{safe(asked)} is governed by the regulation of {rows[0].code}.", "")) + "\n\n"
    text += "\n".join(_agency(row) for row in reversed(rows))
    names = {c.code: c.name for c in reversed(components)}
    if names:
        listed = "; ".join(f"{code} {name}" for code, name in sorted(names.items()))
        text += "\n" + "\n".join(wrapped(f"Also governs: {listed}", "")) + "\n"
    return text


def reported(sentences: Iterable[str]) -> str:
    """Return what the agency itself reported about how long requests take."""
    lines = [line for says in (*sentences, f"{SOURCE.cite}, {SOURCE.url}") for line in wrapped(says, "  ")]
    return "\n".join(("\nWhat the agency reported", *lines)) + "\n"


def agencies_named(found: Sequence[Component]) -> str:
    """Return the agencies and components that have a word in their names, one line for each name."""
    lines = {(c.name, c.agency): c.code for c in reversed(found)}
    return "".join(
        f"{code:<12} {name} ({agency})\n" for (name, agency), code in sorted(lines.items(), key=lambda line: line[0][::-1])
    )


def _agency(row: AgencyRule) -> str:
    until = f" to {row.determined_until}" if row.determined_until else ""
    head = f"{row.code}: {row.name}, determinations from {row.determined_from}{until}"
    reply = f"The time to reply applies to {row.reply_note}" if row.reply_note else ""
    said = " ".join(filter(None, (row.note, row.remand_note, reply)))
    note = f"Note: {said}" if said else ""
    unread = "" if row.verified else "Not verified."
    return _block(head, *_appeal(row), *_other_times(row), note, unread, row.citation, row.url)


_FROM = {
    "letter_date": ", counted from the date of the letter",
    "letter_received": ", counted from the day you receive the letter",
    "last_records": ", counted from the date of the letter, or of the letter with the last records if that is later",
    "other": "; the note says when the count starts",
}
_BY_THE_LAST_DAY = {
    "received": "The agency must receive your appeal by the last day.",
    "sent": "You must mail or transmit your appeal by the last day; it may arrive later.",
    "submitted": "You must submit your appeal by the last day.",
    "unspecified": "The rule does not say whether your appeal must be sent or must arrive by the last day.",
}


def _appeal(row: AgencyRule) -> Iterator[str]:
    """Yield the time to appeal an adverse determination, and what is in time."""
    if not row.days:
        since = table.first_day("appeal_floor")
        nothing = "The rule sets no time to appeal" if row.verified else "The time to appeal under the rule is not known"
        yield f"{nothing}. The statutory minimum applies to requests made on or after {since}."
        return
    yield f"You have {_window(row)} to appeal{_FROM[row.runs_from]}."
    yield _BY_THE_LAST_DAY[row.satisfied_by]
    if row.cutoff:
        yield cutoff(row)
    if row.rolls:
        yield "A last day on a weekend or holiday moves to the next working day."
    else:
        yield "The rule does not say that a last day on a weekend or holiday moves to the next working day."


def _other_times(row: AgencyRule) -> Iterator[str]:
    """Yield what else the regulation says about time."""
    for what, days, unit in (
        ("the denial of a fee waiver", row.fee_appeal_days, row.fee_appeal_unit),
        ("the denial of expedited processing", row.expedition_appeal_days, row.expedition_appeal_unit),
    ):
        if days:
            yield f"You have {_time(days, unit)} to appeal {what}."
    if row.reply_days:
        since = "the date of its letter" if row.reply_runs_from == "letter_date" else "the day the note names"
        time = _time(row.reply_days, row.reply_unit)
        closes = f"or it may close the request ({row.reply_citation})"
        yield f"If the agency asks you a question, answer within {time} of {since}, {closes}."
    more = table.rule_for("unusual_circumstances", row.determined_from).number
    if row.one_extension:
        yield f"The request and its appeal share one extension of up to {more} working days."
    else:
        yield f"The request and its appeal may each be extended by up to {more} working days."
    if row.day_of_receipt_is_one:
        yield "The agency counts the day of receipt as day 1."
