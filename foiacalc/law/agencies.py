"""This module finds what each agency's own regulation says about time, by the code or name of the agency or a component.

data/agency_rules.csv has a row per regulation, dated by the adverse determinations it governs, whenever the request was made.
data/components.csv says which agency's regulation a component is under; one with a regulation of its own is an agency there.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Literal, NamedTuple, cast

from foiacalc import law, tables
from foiacalc.errors import Code, FactError, shown
from foiacalc.law.names import Near, but_department, comparable, ways

RunsFrom = Literal["letter_date", "letter_received", "last_records", "other"]
SatisfiedBy = Literal["received", "sent", "submitted", "unspecified"]

_KEPT = 4096  # spellings of agencies that are remembered
_CITATION = r"(\d+) CFR (?:part )?(\d[\d.-]*[a-z]?)"


class AgencyRule(NamedTuple):
    """A rule is one regulation. It governs adverse determinations made from `determined_from` through `determined_until`.

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
    requests_from: date | None  # the rule's own words set no number of days for older requests
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
    reply_about: tuple[str, ...]  # the questions it covers, by the names of their facts
    fee_reply_days: int | None  # set if a question about fees has its own number
    fee_reply_unit: law.Unit
    fee_reply_citation: str
    expedition_appeal_days: int | None
    expedition_appeal_unit: law.Unit
    fee_appeal_days: int | None
    fee_appeal_unit: law.Unit
    verified: bool
    note: str
    reply_note: str  # what the time to reply applies to
    remand_note: str
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
        """Return where to read the regulation: today's text, or the yearly editions if it is no longer in force."""
        gone = self.determined_until and self.determined_until < tables.day("agency_rules_updated.txt")
        if gone:  # sections are renumbered: today's section of that number may be about something else
            return "https://www.govinfo.gov/app/collection/cfr/"
        match = re.match(_CITATION, citation)
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
    """This is raised where no agency or component has that code or name; similar ones are sought when it is read."""

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
    return tuple(rule for code in _by_code() for rule in rules_of(code))


@cache
def components() -> tuple[Component, ...]:
    """Return every row of data/components.csv."""
    return tuple(map(Component._make, tables.cells("components.csv", *Component._fields)))


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
        reply_note=row["reply_note"],
        remand_note=row["remand_note"],
        part_of=row["part_of"],
    )


def _number(cell: str) -> int | None:
    return int(cell) if cell else None


def _unit(cell: str) -> law.Unit:
    return cast(law.Unit, cell or "calendar_days")


@cache
def _by_code() -> Mapping[str, list[dict[str, str]]]:
    """Return the rows of each agency by code and date, not yet made into rules: most runs need those of one agency."""
    return {code: list(rows) for code, rows in groupby(tables.each("agency_rules.csv"), itemgetter("code"))}


@cache
def rules_of(code: str) -> tuple[AgencyRule, ...]:
    """Return the regulation of agency `code` in each of its states, in order of date."""
    return tuple(map(_rule, _by_code().get(code, ())))


def rule_on(code: str, day: date) -> AgencyRule | None:
    """Return the regulation of agency `code` for a determination on that day; None in a gap, where no other takes its place."""
    return next((rule for rule in rules_of(code) if rule.governs(day)), None)


def rules_in_force(day: date) -> tuple[AgencyRule, ...]:
    """Return the regulation of each agency that has one on that day, in order of code."""
    return tuple(rule for rule in rules() if rule.governs(day))


@cache
def _all() -> tuple[Sequence[str], ...]:
    """Return the fields of each component, then of each agency: the last of one name counts, so the agency does."""
    own = [(code, row["name"], code) for code, rows in _by_code().items() for row in rows]
    return (*tables.cells("components.csv", *Component._fields), *own)


@cache
def _coded() -> dict[str, Sequence[str]]:
    """Return each component and agency by its code in lower case; codes with punctuation, such as 'DHS-OIG', are left out."""
    return {one[0].casefold(): one for one in _all() if one[0].isalnum()}


@cache
def _known() -> dict[str, tuple[str, Component]]:
    """Return each component and agency by its plain code and by its plain name, with the text itself."""
    return {comparable(text): (text, one) for one in map(Component._make, _all()) for text in (one.code, one.name) if text}


def _called(text: str) -> Component | None:
    """Return the component or agency with that code or name; codes come first, as making names comparable is slow."""
    coded = _coded().get(text.casefold())
    return Component._make(coded) if coded else _known().get(comparable(text), ("", None))[1]


@cache
def _itself(component: Component) -> str:
    """Return a component's code or name, but its agency's code if its name is the agency's own, such as 'State Department'."""
    own = {but_department(rule.name) for rule in rules_of(component.agency)}
    return component.agency if but_department(component.name) in own else component.code or component.name


@cache
def _near() -> Near:
    return Near(_known())


@lru_cache(maxsize=_KEPT)
def _found(text: str) -> str | None:
    """Return the code of the agency with that name; return None if there is none, or more than one."""
    for way in ways(text):
        codes = {one.agency if (one := _called(part)) else "" for part in way}
        codes -= {rule.part_of for code in codes for rule in rules_of(code)} - {""}
        if len(codes) == 1 and all(codes):
            return codes.pop()
    return None


@lru_cache(maxsize=_KEPT)
def near(text: str) -> tuple[str, ...]:
    """Return the names that the text may be a misspelling of, the likeliest first."""
    return tuple(_known()[name][0] for name in _near().to(text))


def _hint(text: str) -> str:
    if found := near(text):
        return f"did you mean {' or '.join(found)}? Without an agency, the statute's rule applies"
    return "`foiacalc agencies` lists those it knows; without an agency, the statute's rule applies"


def find(text: str) -> str:
    """Return the code of the agency whose regulation governs `text`, a code or a full name. Raises UnknownAgency."""
    if (code := _found(text)) is None:
        raise UnknownAgency(text)
    return code


def search(text: str) -> tuple[Component, ...]:
    """Return the agencies and components with a name that has every word of the text, or words that begin so, by agency."""
    wanted = comparable(text).split()
    words = [(c, comparable(c.name).split()) for c in dict.fromkeys(map(Component._make, _all())) if wanted]
    found = [c for c, own in words if all(any(word.startswith(start) for word in own) for start in wanted)]
    return tuple(sorted(found, key=lambda c: (c.agency, c.code != c.agency, c.name)))


def name_of(text: str) -> str:
    """Return the name under which the text is known, or else the text itself."""
    return _known().get(comparable(text), (text, None))[0]


def by_itself(text: str) -> str:
    """Return the code of the agency that has the whole text as a code or name; return nothing if none has."""
    return one.agency if (one := _called(text)) else ""


@lru_cache(maxsize=_KEPT)
def whom(text: str) -> str:
    """Return one name for the component or agency itself, however it is spelled: its code, or else its name.

    'ICE', 'DHS/ICE' and 'U.S. Immigration and Customs Enforcement' are ICE, which is not all of DHS.
    """
    for way in ways(text):
        found = [one for part in way if (one := _called(part))]
        own = {*map(_itself, found)}
        own = own - {one.agency for one in found} or own
        if len(found) == len(way) and len(own) == 1:
            return own.pop()
    return " ".join(text.casefold().split())
