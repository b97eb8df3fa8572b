"""This module says what to type for an incomplete fact, with the user's own value and the reason it was rejected."""

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from shlex import quote
from typing import Any

from foiacalc.cli.dates import days_meant
from foiacalc.errors import Code, FactError
from foiacalc.request.checks import NEEDS, needs
from foiacalc.request.facts import CHOICES, NOTICES, PARSERS, SPANS
from foiacalc.wall_clock import in_washington

_NUMBER = r"\+?(\d{1,3})\s*(?:wd|cd|d|days?|business days|working days)?"
_BETWEEN = r"\s*(?:\.{2,}|\bto\b|\bthrough\b|\buntil\b|[,;:/+\u2013\u2014]|\s)\s*"
_COMPANIONS = {  # the facts that each of these needs, in order
    "outcome": ("determined",),
    "letter_received": ("determined",),
    "released": ("determined",),
    "expedite_outcome": ("expedite_determined",),
    "expedite_appealed": ("expedite_determined",),
    "fee_waiver_outcome": ("fee_waiver_determined",),
    "fee_waiver_appealed": ("fee_waiver_determined",),
    "appeal_extended": ("appealed",),
    "appeal_determined": ("appealed",),
    "appeal_outcome": ("appealed", "appeal_determined"),
    "served": ("sued",),
    "answered": ("sued",),
    "judgment": ("sued",),
    "judgment_appealed": ("sued", "judgment"),
    "fees_moved": ("sued",),
}
_OTHER_ANSWERS = (
    " if the government answered a complaint in court; --determined {v} if the agency answered the request; or "
    "--info-asked DATE..{v} with the day it received your answer"
)
_MEANT = {  # what people write for an outcome
    "outcome": {
        "denied": "denial deny refused rejected no adverse withheld full-denial",
        "granted": "grant yes approved full released granted-in-full full-grant all",
        "partial": "partially-granted partial-grant granted-in-part denied-in-part part partially mixed partly",
        "no-records": "norecords none nothing no-responsive-records no-record not-found no-documents",
    },
    "appeal_outcome": {
        "affirmed": "denied upheld affirm denial rejected",
        "granted": "reversed grant overturned",
        "partial": "partially-granted granted-in-part affirmed-in-part part",
        "remanded": "remand sent-back returned",
    },
    "expedite_outcome": {"denied": "no refused rejected denial", "granted": "yes approved grant"},
    "fee_waiver_outcome": {
        "denied": "no refused rejected denial",
        "granted": "yes approved grant waived",
        "partial": "part in-part reduced",
    },
}


def told(error: FactError, given: Mapping[str, Any], known: Mapping[str, Any]) -> str:
    """Say what is wrong with a fact of the command line, and what to type; `known` are the facts of the file too."""
    name = error.fact
    value = _at_fault(name, given.get(name))
    if name in NEEDS and str(error) == needs(name):
        says = needs(name, _option)
        return f"{says}; use {_with_companions(name, value, known)}" if value and name in _COMPANIONS else says
    if not value or error.code is Code.AMBIGUOUS:
        return str(error)
    option = _option(name)
    to_type = next((cured(option, value) for names, cured in _KINDS if name in names), "")
    if not to_type:
        return str(error)
    wrong = str(error).partition("; write ")[0].replace("'' is", f"{value!r} is", 1)
    return f"{wrong}; use {to_type}"


def _option(name: str) -> str:
    return "--" + name.replace("_", "-")


def _with_companions(name: str, value: str, known: Mapping[str, Any]) -> str:
    needed = [one for one in _COMPANIONS[name] if one not in known and not (one == "appealed" and "appeal_received" in known)]
    options = " ".join(f"--{one.replace('_', '-')} DATE" for one in needed)
    other = _OTHER_ANSWERS if name == "answered" else ""
    return f"{options} --{name.replace('_', '-')} {quote(value)}{other.replace('{v}', quote(value))}"


def _at_fault(name: str, value: Any) -> str:
    """Return the value or, of several, the first one that cannot be read."""
    if not isinstance(value, list):
        return value if isinstance(value, str) else ""
    return next((item for item in value if not _is_valid(name, item)), value[0] if value else "")


def _is_valid(name: str, item: str) -> bool:
    try:
        PARSERS[name](name, item, in_washington())
    except FactError:
        return False
    return True


def _date(text: str) -> str:
    """Return the ISO date of a text that can be read only one way; otherwise return nothing."""
    found = set(days_meant(text.strip(), in_washington()).values())
    return str(found.pop()) if len(found) == 1 else ""


def _pair(text: str, second: Callable[[str], str]) -> tuple[str, str] | None:
    """Return the date that a text begins with, and what comes after it."""
    for match in re.finditer(_BETWEEN, text):
        first, rest = _date(text[: match.start()]), second(text[match.end() :])
        if first and rest:
            return first, rest
    return None


def _days(text: str) -> str:
    match = re.fullmatch(_NUMBER, text.strip(), re.IGNORECASE)
    return match[1] if match else ""


def _notice(option: str, value: str) -> str:
    if _date(value.partition("+")[0]):
        return ""
    if days := _days(value):
        return f"{option} DATE+{days}, with the date of the agency's notice, such as {option} 2026-11-03+{days}"
    if found := _pair(value, _days):
        return f"{option} {found[0]}+{found[1]}"
    if found := _pair(value, _date):
        return f"{option} {found[0]}, with +N if the notice says how many working days it adds"
    return f"{option} DATE, or {option} DATE+N with the working days that the notice adds"


def _span(option: str, value: str) -> str:
    if day := _date(value):
        if option == "--closed":
            return f"{option} {day}..{day} for that day alone, or {option} {day}..DATE with the last day"
        if option == "--still-interested":
            return (
                f"{option} {day}.. if you have not answered yet, or {option} {day}..DATE with the day it received your answer"
            )
        return f"{option} {day}.. if the agency has no answer yet, or {option} {day}..DATE with the day it received your answer"
    if value.startswith("..") and (last := _date(value.strip("."))):
        return f"{option} DATE..{last}, with the day of the question first"
    if (found := _pair(value, _date)) and f"{found[0]}..{found[1]}" != value:
        return f"{option} {found[0]}..{found[1]}"
    return ""


def _window(option: str, value: str) -> str:
    if days := _days(re.sub(r"calendar|cal\b|work(?:ing)?|business", "", value, flags=re.IGNORECASE)):
        if re.search("cal", value, re.IGNORECASE):
            return f"{option} {days}cd"
        if re.search("work|business", value, re.IGNORECASE):
            return f"{option} {days}wd"
        return f"{option} {days}cd for calendar days, or {option} {days}wd for working days"
    if _date(value):
        return f"{option} with a number of days, such as 90cd or 20wd, counted from the letter"
    return ""


def _outcome(option: str, value: str) -> str:
    name = option.removeprefix("--").replace("-", "_")
    if day := _date(value):
        when = {
            "outcome": "--determined",
            "appeal_outcome": "--appeal-determined",
            "expedite_outcome": "--expedite-determined",
            "fee_waiver_outcome": "--fee-waiver-determined",
        }
        return f"{when[name]} {day} {option} {CHOICES[name][0]} (or {', '.join(CHOICES[name][1:])})"
    word = re.sub(r"[\s_]+", "-", value.strip().lower())
    if name == "outcome" and word in ("withdrawn", "cancelled", "canceled"):
        return "--withdrawn DATE"
    meant = {said: right for right, words in _MEANT[name].items() for said in words.split()}
    right = word if word in CHOICES[name] else meant.get(word) or next(iter(get_close_matches(word, CHOICES[name], n=1)), "")
    return f"{option} {right}" if right and right != value else ""


def _day(option: str, value: str) -> str:
    word = re.sub(r"[\s_]+", "-", value.strip().lower())
    if word in CHOICES["outcome"] and option == "--determined":
        return f"--determined DATE --outcome {word}"
    if found := _pair(value, lambda text: text if text.lower() in ("granted", "partial", "denied", "no-records") else ""):
        return f"--determined {found[0]} --outcome {found[1].lower()}"
    if word in ("yes", "true", "y", "1"):
        return f"{option} DATE, with the day it happened"
    return ""


_KINDS: tuple[tuple[frozenset[str], Callable[[str, str], str]], ...] = (
    (NOTICES, _notice),
    (SPANS, _span),
    (frozenset(("appeal_window",)), _window),
    (frozenset(CHOICES), _outcome),
    (frozenset(("determined", "appealed", "sued", "withdrawn", "received", "filed", "acknowledged")), _day),
)
