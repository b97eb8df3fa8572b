"""This module says which agency a name refers to, so that a person can check it."""

from foiacalc.law.agencies import AgencyRule, UnknownAgency, by_itself, components, find, name_of, rules_of
from foiacalc.law.names import comparable, ways

_GENERAL = {"department"}  # words that do not say which department
_FEW = 2  # words that may be part of many names


def understood(text: str) -> str:
    """Return which agency was meant: 'FBI (Department of Justice)'.

    That is its code or name and, in parentheses, the department or agency that it is part of, unless the name already says
    so. A text that names no known agency, or more than one, is returned as it is.
    """
    try:
        agency = find(text)
    except UnknownAgency:
        return text
    rule = rules_of(agency)[-1]
    above = rules_of(rule.part_of)[-1] if rule.part_of else rule
    named = [part.strip() for way in ways(text) for part in way if by_itself(part) == agency]
    name = next((part for part in named if not _says(part, above)), named[0])
    spelled = name_of(name) if name.islower() else name
    return spelled if _says(name, above) else f"{spelled} ({above.name})"


def _says(name: str, rule: AgencyRule) -> bool:
    """Return whether the name is a name of the agency of `rule`, or contains one: 'DOS', 'Treasury', 'DHS Privacy Office'."""
    of = _stems(rule.name)
    alike = [name, *(c.name for c in components() if c.code == name.upper() and c.agency == rule.code)]
    itself = any(_is(_stems(one), of) for one in alike)
    return itself or of <= _stems(name) or rule.code.casefold() in comparable(name).split()


def _is(said: set[str], of: set[str]) -> bool:
    return said - _GENERAL == of - _GENERAL or (len(said) > _FEW and said <= of)


def _stems(name: str) -> set[str]:
    return {word.rstrip("s") for word in comparable(name).split()}
