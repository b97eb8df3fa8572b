"""This module reads dates as people type them. One that can be read only one way is accepted; the rest are never guessed."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import partial
from typing import Any

from foiacalc import wall_clock
from foiacalc.cli import clock
from foiacalc.errors import Code, FactError, shown
from foiacalc.request.facts import DAYS, NOTICES, SPANS, each_day, parse_date

_WORDS = ("today", "yesterday")
_ISO = r"\d{4}-\d{2}-\d{2}"
_DAYS_ADDED = r"(.*?)(?:\s*\+\s*(\d{1,4}))?"
_TWO_DIGITS_FIRST = r"(\d{2})([-/.])(\d{1,2})\2(\d{1,2})\b.*"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORTEST = 3  # letters of a weekday's name

ReadDate = Callable[[str], str]


def day(place: str, text: str) -> date:
    """Return the one day that the text can mean. Raises FactError, with every cure, if there is none or more than one."""
    found = iso(place, text)
    return parse_date(place, found, clock.meant_by(found))


def iso(place: str, text: str, latest: Callable[[], date] = wall_clock.in_washington) -> str:
    """Return the text as an ISO date; 'today', 'yesterday' and what is not a date at all stay as they are.

    Raises FactError if it can be read two ways. A year of two digits is the latest one that a date of a request can have on
    the day `latest`.
    """
    text = text.strip()
    if re.fullmatch(_ISO, text, re.ASCII) or text.lower() in _WORDS:
        return text.lower()
    found = days_meant(text, latest())
    if len(set(found.values())) > 1:
        cures = " or ".join(f"{found_} ({how})" for how, found_ in found.items())
        raise FactError(place, f"{shown(text)} is ambiguous; write {cures}", Code.AMBIGUOUS)
    if not found:
        return text
    only = next(iter(found.values()))
    _check_weekday(place, text, only)
    return str(only)


def days_meant(text: str, latest: date) -> dict[str, date]:
    """Return every day that the text can mean, by how it is read."""
    from foiacalc.sheets.dates import NotADate, Notation, parse

    found = {}
    for how, day_first in (("month first", False), ("day first", True)):
        try:
            found[how] = parse(text, Notation(latest, day_first))
        except (NotADate, OverflowError):
            continue
    if match := re.fullmatch(_TWO_DIGITS_FIRST, text, re.ASCII):
        last = parse(f"1/1/{match[1]}", Notation(latest)).year
        with suppress(ValueError):
            found["year first"] = date(last, int(match[3]), int(match[4]))
    return found


def _check_weekday(place: str, text: str, found: date) -> None:
    """Refuse a weekday next to a date that does not match it."""
    word = re.match(r"[a-z]*", text.lower())
    name = word[0] if word else ""
    said = [full for full in _WEEKDAYS if len(name) >= _SHORTEST and full.startswith(name)]
    right = _WEEKDAYS[found.weekday()]
    if said and said[0] != right:
        raise FactError(
            place,
            f"{shown(text)}: {found} is a {right.capitalize()}; if that is the day you mean, write {found} without a weekday",
            Code.CONFLICT,
        )


def facts(given: dict[str, Any], as_of: str | None) -> dict[str, Any]:
    """Return the facts, with each date that can be read only one way as an ISO date."""
    return {name: _typed(name, value, as_of) for name, value in given.items()}


def _typed(name: str, value: Any, as_of: str | None) -> Any:
    if isinstance(value, list):
        return [_typed(name, item, as_of) for item in value]
    if not isinstance(value, str) or name not in DAYS | SPANS | NOTICES:
        return value
    read: ReadDate = partial(iso, name, latest=partial(_latest, as_of))
    if name in NOTICES:
        match = re.fullmatch(_DAYS_ADDED, value, re.DOTALL)
        return read(match[1]) + (f"+{match[2]}" if match[2] else "") if match else value
    if name not in SPANS:
        return read(value)
    return each_day(value, read) if ".." in value else value


def _latest(as_of: str | None) -> date:
    """Return the day of the answer, by which a year of two digits is read."""
    try:
        return date.fromisoformat(as_of or "")
    except ValueError:
        return wall_clock.in_washington()
