"""This module finds what each agency's own regulation says about time, by the code or name of the agency or a component.

data/agency_rules.csv has a row per regulation, dated by the adverse determinations it governs, whenever the request was made.
data/components.csv says which agency's regulation a component is under; one with a regulation of its own is an agency there.
"""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from itertools import groupby
from typing import Literal, NamedTuple, cast

from foiacalc import law, tables
from foiacalc.errors import Code, FactError, shown
from foiacalc.law.names import Near, plain, ways

RunsFrom = Literal["letter_date", "letter_received", "last_records", "other"]
SatisfiedBy = Literal["received", "sent", "submitted", "unspecified"]

_KEPT = 4096  # spellings whose agency is remembered
_CITATION = re.compile(r"(\d+) CFR (?:part )?(\d[\d.-]*[a-z]?)")


class AgencyRule(NamedTuple):
    """A rule is one regulation: it governs adverse determinations made from `determined_from` through `determined_until`.

    The time to appeal is `days` of the `unit`, None where the regulation sets no number; `satisfied_by` says what must happen
    by the last day, which `rolls` to the next working day if it is none. With `one_extension` the request and its appeal share
    the days of one extension. `reply_days` are those in which to answer the agency's own question about what `reply_about`
    names. The denial of expedited processing and that of a fee waiver may have a time to appeal of their own. A unit without
    a number means nothing. `part_of` is the department of a component that has a regulation of its own.
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
    reply_about: tuple[str, ...]  # the questions that the number is for, by the facts that tell of them
    fee_reply_days: int | None  # where a question about fees has another number
    fee_reply_unit: law.Unit
    fee_reply_citation: str
    expedition_appeal_days: int | None
    expedition_appeal_unit: law.Unit
    fee_appeal_days: int | None
    fee_appeal_unit: law.Unit
    verified: bool
    note: str
    part_of: str

    @property
    def authority(self) -> law.Authority:
        return self.cited(self.citation)

    def cited(self, citation: str) -> law.Authority:
        return law.Authority(citation, self._url(citation), self.determined_from)

    @property
    def url(self) -> str:
        return self._url(self.citation)

    def _url(self, citation: str) -> str:
        """Where to read the regulation: today's text, or the yearly editions for one that is gone."""
        gone = self.determined_until and self.determined_until < tables.day("agency_rules_updated.txt")
        if gone:  # numbers move: today's section of that number may be about something else
            return "https://www.govinfo.gov/app/collection/cfr/"
        match = _CITATION.match(citation)
        if not match:
            return "https://www.ecfr.gov/"
        title, section = match.groups()
        kind = "section" if "." in section else "part"
        return f"https://www.ecfr.gov/current/title-{title}/{kind}-{section}"

    def gives_time(self, filed: date) -> bool:
        """Return whether the rule sets a number of days to appeal for a request made on that day."""
        return self.days is not None and (self.requests_from is None or self.requests_from <= filed)

    def governs(self, day: date) -> bool:
        """Return whether the rule was in force on that day."""
        return self.determined_from <= day and (self.determined_until is None or day <= self.determined_until)


class Component(NamedTuple):
    """A component is a code or name by which people know a part of an agency, or the agency itself."""

    code: str
    name: str
    agency: str


class UnknownAgency(FactError):
    """No agency or component has that code or name; the message names similar ones, which are sought only when it is read."""

    def __init__(self, text: str) -> None:
        super().__init__("agency", "", Code.UNKNOWN_AGENCY)
        self.text = text

    def __str__(self) -> str:
        return f"{shown(self.text)} is not an agency or component that foiacalc knows; {_hint(self.text)}"

    @property
    def briefly(self) -> str:
        """Return the message without similar names, which take longer to find than a row to answer."""
        return f"{shown(self.text)} is not an agency or component that foiacalc knows; the statute's rule applies"


@cache
def rules() -> tuple[AgencyRule, ...]:
    """Return every row of data/agency_rules.csv, in order of code and date."""
    return tuple(map(_rule, tables.rows("agency_rules.csv")))


@cache
def components() -> tuple[Component, ...]:
    """Return every row of data/components.csv."""
    return tuple(Component(**row) for row in tables.rows("components.csv"))


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
        reply_about=tuple(row["reply_about"].split()),
        fee_reply_days=_number(row["fee_reply_days"]),
        fee_reply_unit=_unit(row["fee_reply_unit"]),
        fee_reply_citation=row["fee_reply_citation"],
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
    """Return the regulation of agency `code` in each of its states, in order of date."""
    return _by_code().get(code, ())


def rule_on(code: str, day: date) -> AgencyRule | None:
    """Return the regulation of agency `code` for an adverse determination made on that day.

    It is None before the first row and in a gap between two: an older or a later rule is no substitute.
    """
    for rule in rules_of(code):
        if rule.governs(day):
            return rule
    return None


def in_force(day: date) -> tuple[AgencyRule, ...]:
    """Return the regulation of each agency that has one on that day, in order of code."""
    return tuple(rule for rule in rules() if rule.governs(day))


@cache
def _known() -> dict[str, tuple[str, str, str]]:
    """By each plain code and name the agency's code, the text itself, and the component's own code, or its name without one.

    An agency goes before a component.
    """
    known: dict[str, tuple[str, str, str]] = {}
    for component in components():
        for text in filter(None, (component.code, component.name)):
            known[plain(text)] = component.agency, text, _itself(component)
    for rule in rules():
        for text in (rule.code, rule.name):
            known[plain(text)] = rule.code, text, rule.code
    return known


def _itself(component: Component) -> str:
    """A component's code, or its name; the agency's code where it is another name of the agency, such as 'State Department'."""
    own = {_but_department(rule.name) for rule in rules_of(component.agency)}
    return component.agency if _but_department(component.name) in own else component.code or component.name


def _but_department(name: str) -> frozenset[str]:
    return frozenset(plain(name).split()) - {"department"}


@cache
def _near() -> Near:
    return Near(_known())


@lru_cache(maxsize=_KEPT)
def _found(text: str) -> str | None:
    """The code of the agency of that name; None where there is none, or two."""
    known, nothing = _known(), ("", "", "")
    for way in ways(text):
        codes = {known.get(plain(part), nothing)[0] for part in way}
        codes -= {rule.part_of for code in codes for rule in rules_of(code)} - {""}
        if len(codes) == 1 and all(codes):
            return codes.pop()
    return None


@lru_cache(maxsize=_KEPT)
def near(text: str) -> tuple[str, ...]:
    """Return the names that the text may be a misspelling of, the likeliest first."""
    known = _known()
    return tuple(known[name][1] for name in _near().to(text))


def _hint(text: str) -> str:
    found = near(text)
    if found:
        return f"did you mean {' or '.join(found)}? Without an agency, the statute's rule applies"
    return "`foiacalc agencies` lists them; without an agency, the statute's rule applies"


def find(text: str) -> str:
    """Return the code of the agency whose regulation governs `text`, a code or a full name. Raises UnknownAgency."""
    code = _found(text)
    if code is None:
        raise UnknownAgency(text)
    return code


def search(text: str) -> tuple[Component, ...]:
    """Return the agencies and components whose names have every word of the text, or words beginning so, by agency."""
    wanted = plain(text).split()
    named = [Component(rule.code, rule.name, rule.code) for rule in rules()] + list(components())
    words = [(c, plain(c.name).split()) for c in dict.fromkeys(named) if wanted]
    found = [c for c, own in words if all(any(word.startswith(start) for word in own) for start in wanted)]
    return tuple(sorted(found, key=lambda c: (c.agency, c.code != c.agency, c.name)))


def name_of(text: str) -> str:
    """Return the name under which the text is known or, if it is not known, the text itself."""
    return _known().get(plain(text), ("", text))[1]


def by_itself(text: str) -> str:
    """Return the code of the agency that has the text as a code or name, not taken apart; nothing if none has."""
    return _known().get(plain(text), ("",))[0]


@lru_cache(maxsize=_KEPT)
def whom(text: str) -> str:
    """Return one name for the component or agency itself, however it is spelled: its code, or else its name.

    'ICE', 'DHS/ICE' and 'U.S. Immigration and Customs Enforcement' are ICE, which is not all of DHS.
    """
    for way in ways(text):
        found = [known for part in way if (known := _known().get(plain(part)))]
        own = {code for _, _, code in found}
        own = own - {agency for agency, _, _ in found} or own
        if len(found) == len(way) and len(own) == 1:
            return own.pop()
    return " ".join(text.casefold().split())
