"""What each agency's own regulation says about time, found by the code or name of it or of a component.

data/agency_rules.csv has a row per regulation, dated by the adverse determinations it governs: what counts is the rule in
force on the day of the determination, whenever the request was made. data/components.csv says which agency's regulation a
component is under. A component with a regulation of its own is an agency there.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from functools import cache, lru_cache
from itertools import groupby
from typing import Literal, NamedTuple, cast

from foiacalc import law
from foiacalc.facts import FactError, shown
from foiacalc.workdays import DATA

RunsFrom = Literal["letter_date", "letter_received", "last_records", "other"]
SatisfiedBy = Literal["received", "sent", "submitted", "unspecified"]

UPDATED = date(2026, 11, 25)  # the day the table was brought up to date; a rule that ends later was in force then
_KEPT = 4096  # spellings whose agency is remembered
_LONGEST_NAME = 200  # characters of a text that may be a name misspelt
_CITATION = re.compile(r"(\d+) CFR (?:part )?(\d[\d.-]*[a-z]?)")


class AgencyRule(NamedTuple):
    """One regulation: what it says of an adverse determination made from `determined_from` to `determined_until`.

    The time to appeal is `days` of the `unit`, None where the regulation sets no number; `satisfied_by` says what must happen
    by the last day, which `rolls` to the next working day if it is none. With `one_extension` the request and its appeal share
    the days of one extension. `reply_days` are those in which to answer the agency's own question. A refusal to expedite and
    one to waive fees may have a time to appeal of their own. A unit means nothing where there is no number. `part_of` is the
    department of a component that has a regulation of its own.
    """

    code: str
    name: str
    determined_from: date
    determined_until: date | None  # None: still in force
    requests_from: date | None  # by its own words it gives older requests no number
    citation: str
    days: int | None
    unit: law.Unit
    runs_from: RunsFrom
    satisfied_by: SatisfiedBy
    rolls: bool
    one_extension: bool
    cutoff: str
    day_of_receipt_is_one: bool
    reply_days: int | None
    reply_unit: law.Unit
    reply_runs_from: RunsFrom
    reply_citation: str
    expedition_appeal_days: int | None
    expedition_appeal_unit: law.Unit
    fee_appeal_days: int | None
    fee_appeal_unit: law.Unit
    verified: bool
    note: str
    part_of: str

    @property
    def authority(self) -> law.Authority:
        return law.Authority(self.citation, self.url, self.determined_from)

    @property
    def url(self) -> str:
        """Where to read the regulation: today's text, or the yearly editions for one that is gone."""
        gone = self.determined_until and self.determined_until < UPDATED
        if gone:  # numbers move: today's section of that number may be about something else
            return "https://www.govinfo.gov/app/collection/cfr/"
        match = _CITATION.match(self.citation)
        if not match:
            return "https://www.ecfr.gov/"
        title, section = match.groups()
        kind = "section" if "." in section else "part"
        return f"https://www.ecfr.gov/current/title-{title}/{kind}-{section}"

    def gives_time(self, filed: date) -> bool:
        """Whether it sets a number of days to appeal for a request made on that day."""
        return self.days is not None and (self.requests_from is None or self.requests_from <= filed)

    def governs(self, day: date) -> bool:
        """Whether it was in force on that day."""
        return self.determined_from <= day and (self.determined_until is None or day <= self.determined_until)


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
    """Every row of data/agency_rules.csv, in order of code and date."""
    return tuple(map(_rule, _rows("agency_rules.csv")))


@cache
def components() -> tuple[Component, ...]:
    """Every row of data/components.csv."""
    return tuple(Component(**row) for row in _rows("components.csv"))


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="ascii", newline="") as file:
        yield from csv.DictReader(file)


def _rule(row: Mapping[str, str]) -> AgencyRule:
    until = row["determined_until"]
    return AgencyRule(
        code=row["code"],
        name=row["name"],
        determined_from=date.fromisoformat(row["determined_from"]),
        determined_until=date.fromisoformat(until) if until else None,
        requests_from=date.fromisoformat(row["requests_from"]) if row["requests_from"] else None,
        citation=row["citation"],
        days=_number(row["days"]),
        unit=_unit(row["unit"]),
        runs_from=cast(RunsFrom, row["runs_from"]),
        satisfied_by=cast(SatisfiedBy, row["satisfied_by"]),
        rolls=row["last_day"] == "rolls",
        one_extension=row["one_extension"] == "yes",
        cutoff=row["cutoff"],
        day_of_receipt_is_one=row["day_of_receipt_is_one"] == "yes",
        reply_days=_number(row["reply_days"]),
        reply_unit=_unit(row["reply_unit"]),
        reply_runs_from=cast(RunsFrom, row["reply_runs_from"] or "other"),
        reply_citation=row["reply_citation"],
        expedition_appeal_days=_number(row["expedition_appeal_days"]),
        expedition_appeal_unit=_unit(row["expedition_appeal_unit"]),
        fee_appeal_days=_number(row["fee_appeal_days"]),
        fee_appeal_unit=_unit(row["fee_appeal_unit"]),
        verified=row["verified"] == "yes",
        note=row["note"],
        part_of=row["part_of"],
    )


def _number(cell: str) -> int | None:
    return int(cell) if cell else None


def _unit(cell: str) -> law.Unit:
    return cast(law.Unit, cell or "calendar_days")


@cache
def _by_code() -> Mapping[str, tuple[AgencyRule, ...]]:
    """The rows of each agency, in order of code and date."""
    return {code: tuple(rows) for code, rows in groupby(rules(), lambda rule: rule.code)}


def rules_of(code: str) -> tuple[AgencyRule, ...]:
    """The regulation of agency `code` in each of its states, in order of date."""
    return _by_code().get(code, ())


def rule_on(code: str, day: date) -> AgencyRule | None:
    """The regulation of agency `code` for an adverse determination of that day.

    None before the first row and in a gap between two: an older or a later rule is no substitute.
    """
    for rule in rules_of(code):
        if rule.governs(day):
            return rule
    return None


def in_force(day: date) -> tuple[AgencyRule, ...]:
    """The regulation of each agency that has one on that day, in order of code."""
    return tuple(rule for rule in rules() if rule.governs(day))


_PARTS = re.compile(r"[/(),;]| - |(?<=[A-Z])-(?=[A-Z])")
_SMALL_WORDS = re.compile(r"\b(?:the|of|for|us|united states)\b")
_GENERAL_WORDS = {"department"}  # which do not say which department


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


def understood(text: str) -> str:
    """Who was meant, for a person to check: 'FBI (Department of Justice)'.

    The code or name, and in parentheses the department, or the agency, that it is a part of, unless it says that itself. A text
    that names nobody known, or more than one, is returned as it is.
    """
    try:
        agency = find(text)
    except UnknownAgency:
        return text
    rule = rules_of(agency)[-1]
    above = rules_of(rule.part_of)[-1] if rule.part_of else rule
    named = [part.strip() for part in (text, *_PARTS.split(text)) if _known().get(_plain(part), ("",))[0] == agency]
    name = next((part for part in named if not _says(part, above)), named[0])
    spelt = _known()[_plain(name)][1] if name.islower() else name
    return spelt if _says(name, above) else f"{spelt} ({above.name})"


def _says(name: str, rule: AgencyRule) -> bool:
    """Whether the name is one of the agency of `rule` itself, or has it within: 'DOS', 'Treasury', 'DHS Privacy Office'."""
    names = [name, *(c.name for c in components() if c.code == name.upper() and c.agency == rule.code)]
    said, of = _stems(name), _stems(rule.name)
    own = any(_stems(one) - _GENERAL_WORDS == of - _GENERAL_WORDS for one in names) or (len(said) > 2 and said <= of)
    return own or of <= said or rule.code.casefold() in _plain(name).split()


def _stems(name: str) -> set[str]:
    return {word.rstrip("s") for word in _plain(name).split()}
