"""What each agency's own regulation says about the time to appeal, found by the code or name of it or of a component.

data/agencies.csv has a row per regulation, dated by the requests it governs; data/components.csv says which agency's
regulation a component is under. A component with a regulation of its own is an agency there.
"""

import csv
import re
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import Literal, NamedTuple, cast

from foiacalc import law
from foiacalc.facts import FactError, shown
from foiacalc.workdays import DATA

RunsFrom = Literal["date_of_letter", "receipt_of_letter", "other"]
SatisfiedBy = Literal["postmarked_or_transmitted", "submitted", "received", "unspecified"]

_TODAYS_REGULATIONS = law.latest("appeal_floor").since  # written to the act of 2016
_KEPT = 4096  # spellings whose agency is remembered
_LONGEST_NAME = 200  # characters of a text that may be a name misspelt
_CITATION = re.compile(r"(\d+) CFR (?:part )?(\d[\d.-]*[a-z]?)")


class AgencyRule(NamedTuple):
    """One regulation: the window to appeal an adverse determination, for requests made from `requests_from` on.

    `days` are `unit`s, None where the regulation sets no number; `satisfied_by` says what must happen by the last day;
    `part_of` is the department of a component that has a regulation of its own.
    """

    code: str
    name: str
    requests_from: date | None
    citation: str
    days: int | None
    unit: law.Unit
    runs_from: RunsFrom
    satisfied_by: SatisfiedBy
    cutoff: str
    day_of_receipt_is_one: bool
    verified: bool
    part_of: str
    note: str

    @property
    def authority(self) -> law.Authority:
        return law.Authority(self.citation, self.url, self.requests_from)

    @property
    def of_today(self) -> bool:
        """Whether it was written to the act of 2016."""
        return self.requests_from is not None and self.requests_from >= _TODAYS_REGULATIONS

    @property
    def url(self) -> str:
        """Where to read the regulation: today's text, or the yearly editions for one that is gone."""
        if not self.of_today:
            return "https://www.govinfo.gov/app/collection/cfr/"
        match = _CITATION.match(self.citation)
        if not match:
            return "https://www.ecfr.gov/"
        title, section = match.groups()
        kind = "section" if "." in section else "part"
        return f"https://www.ecfr.gov/current/title-{title}/{kind}-{section}"


class Component(NamedTuple):
    """A code or name under which people know a component of an agency, or the agency itself."""

    code: str
    name: str
    agency: str


class UnknownAgency(FactError):
    """No agency or component of that code or name; the message has near matches."""

    def __init__(self, message: str) -> None:
        super().__init__("agency", message)


@cache
def rules() -> tuple[AgencyRule, ...]:
    """Every row of data/agencies.csv, in order of code and date."""
    return tuple(_rule(*row) for row in _rows("agencies.csv"))


@cache
def components() -> tuple[Component, ...]:
    """Every row of data/components.csv."""
    return tuple(Component(*row) for row in _rows("components.csv"))


def _rows(name: str) -> Iterator[list[str]]:
    with (DATA / name).open(encoding="ascii", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        yield from rows


def _rule(
    code: str, name: str, since: str, citation: str, days: str, unit: str, runs_from: str, satisfied_by: str, cutoff: str,
    day_one: str, verified: str, part_of: str, note: str,
) -> AgencyRule:  # fmt: skip
    return AgencyRule(
        code,
        name,
        date.fromisoformat(since) if since else None,
        citation,
        int(days) if days else None,
        cast(law.Unit, unit or "calendar_days"),
        cast(RunsFrom, runs_from),
        cast(SatisfiedBy, satisfied_by),
        cutoff,
        day_one == "yes",
        verified == "yes",
        part_of,
        note,
    )


_PARTS = re.compile(r"[/(),;]| - |(?<=[A-Z])-(?=[A-Z])")
_SMALL_WORDS = re.compile(r"\b(?:the|of|for|us|united states)\b")


def _plain(name: str) -> str:
    """A name as it is compared: lower case, without punctuation, 'U.S.', 'the', 'of'; '&' read as 'and'."""
    words = name.casefold().replace("&", " and ").replace(".", "").replace("'", "")
    words = re.sub(r"[\W_]+", " ", words)
    words = re.sub(r"\bdept\b", "department", words)
    return " ".join(_SMALL_WORDS.sub(" ", words).split()) or words.strip()


@cache
def _known() -> dict[str, tuple[str, str, str]]:
    """By each plain code and name the agency's code, the text itself, and the component's own code, or its name without one.

    An agency goes before a component.
    """
    known: dict[str, tuple[str, str, str]] = {}
    for component in components():
        for text in filter(None, (component.code, component.name)):
            known[_plain(text)] = component.agency, text, component.code or component.name
    for rule in rules():
        for text in (rule.code, rule.name):
            known[_plain(text)] = rule.code, text, rule.code
    return known


@lru_cache(maxsize=_KEPT)
def find(text: str) -> str:
    """The code of the agency whose regulation governs `text`, a code or a full name. Raises UnknownAgency."""
    known, nothing = _known(), ("", "", "")
    code = known.get(_plain(text), nothing)[0]
    if code:
        return code
    parts = {known.get(_plain(part), nothing)[0] for part in _PARTS.split(text) if part.strip()}  # 'DHS/ICE', 'IRS (Treasury)'
    parts -= {rule.part_of for rule in rules() if rule.code in parts} - {""}
    if len(parts) == 1 and all(parts):
        return parts.pop()
    near = get_close_matches(_plain(text[:_LONGEST_NAME]), known, n=3, cutoff=0.7)
    hint = (
        f"did you mean {' or '.join(known[name][1] for name in near)}? Without an agency the statute's rule applies"
        if near
        else "`foiacalc agencies` lists them; without an agency the statute's rule applies"
    )
    raise UnknownAgency(f"{shown(text)} is no agency or component known here; {hint}")


def name_of(text: str) -> str:
    """The name under which the text is known, if it is; else the text."""
    return _known().get(_plain(text), ("", text))[1]


@lru_cache(maxsize=_KEPT)
def whom(text: str) -> str:
    """The component or agency itself, as one name however it is spelt: its code, else its name; a text not known in lower case.

    'ICE', 'DHS/ICE' and 'U.S. Immigration and Customs Enforcement' are ICE, which is not all of DHS.
    """
    known = _known()
    found = [known[plain] for plain in map(_plain, (text, *_PARTS.split(text))) if plain in known]
    own = {code for _, _, code in found}
    own = own - {agency for agency, _, _ in found} or own
    return own.pop() if len(own) == 1 else " ".join(text.casefold().split())


@cache
def _rules_of(code: str) -> tuple[AgencyRule, ...]:
    return tuple(rule for rule in rules() if rule.code == code)


def rule_for(code: str, filed: date) -> AgencyRule | None:
    """The regulation of agency `code` for a request made on `filed`; None where none of that time is known.

    One written before the act of 2016 is no substitute for one written to it.
    """
    rows = [rule for rule in _rules_of(code) if (rule.requests_from or date.min) <= filed]
    return rows[-1] if rows and rows[-1].of_today == (filed >= _TODAYS_REGULATIONS) else None
