"""This module compares the names of agencies as people write them, takes them apart, and finds similar ones.

A name that is taken apart must be known in all its parts: no name is accepted because it is similar to another.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from itertools import chain

from foiacalc import tables

_LONGEST = 200  # characters of a text that may be a misspelled name
_NEAR, _LIKENESS, _TRIED = 3, 0.7, 8  # how many names are suggested, how alike they must be, how many are compared
_ALIKE = 0.4  # the least share of their runs of three letters that two such names have in common
# How many runs of three letters are looked up, the rarest first; how many of them a near name must have.
_TELLING, _SHARED = 12, 4
# These patterns are compiled when used: most names are found without one, and compiling them all takes longer than a lookup.
_CODE = r"[A-Z]{2,8}"
_PARTS = r"[/\\(),;:\[\]]| [-\u2013\u2014] |(?<=[A-Z])-(?=[A-Z])"
_SMALL_WORDS, _STATES = frozenset(("the", "of", "for", "us")), "united states"
_OFFICE = r"(?:foia|foia/pa|freedom of information) (?:office|unit|branch|division|staff)"
_PLACE = rf"(?i)[\s,/-]+(?:region (?:\d+|[ivx]+)|hq|headquarters|{_OFFICE})\s*$"  # these are under the agency's own regulation


class _Signs(dict[int, int | str | None]):
    """This says what each character of a name is compared as: a letter or a digit as itself, any other as a space.

    The few exceptions are given when it is made.
    """

    def __missing__(self, sign: int) -> int | str:
        found = self[sign] = sign if chr(sign).isalnum() else " "
        return found


_SIGNS = _Signs({ord("&"): " and ", ord("."): None, ord("'"): None})


@cache
def _abbreviations() -> dict[str, str]:
    """Return the word that each abbreviation stands for."""
    return {row["written"]: row["word"] for row in tables.each("agency_words.csv")}


def comparable(name: str) -> str:
    """Return a name as it is compared: lower case, no punctuation, 'U.S.', 'the' or 'of'; '&' as 'and', 'Dept' in full."""
    whole = " ".join(name.casefold().translate(_SIGNS).split())
    for written, word in _abbreviations().items():
        if written in whole:
            whole = re.sub(rf"\b{written}\b", word, whole)
    telling = re.sub(rf"\b{_STATES}\b", " ", whole) if _STATES in whole else whole
    return " ".join([word for word in telling.split() if word not in _SMALL_WORDS]) or whole


def but_department(name: str) -> frozenset[str]:
    """Return the words of a plain name without 'department': 'State Department' and 'Department of State' have the same."""
    return frozenset(comparable(name).split()) - {"department"}


def ways(text: str) -> Iterator[tuple[str, ...]]:
    """Return the ways to take a name apart, the likeliest first; each part is an agency or a component of one.

    The name is tried whole; split at a slash, a bracket, a comma or a dash ('DHS/ICE', 'IRS (Treasury)'); turned around
    ('Justice, Department of'); with a code before or after it ('DHS TSA'); and each of these without the office in it ('EPA
    HQ').
    """
    yield (text,)
    for name in dict.fromkeys((text, re.sub(_PLACE, "", text))):
        if name != text:
            yield (name,)
        parts = tuple(part for part in re.split(_PARTS, name) if part.strip())
        if len(parts) > 1:
            yield parts
        head, comma, tail = name.partition(",")
        if comma:
            yield (f"{tail} {head}",)
        words = name.split()
        if len(words) > 1 and re.fullmatch(_CODE, words[0]):
            yield words[0], " ".join(words[1:])
        if len(words) > 1 and re.fullmatch(_CODE, words[-1]):
            yield words[-1], " ".join(words[:-1])


class Near:
    """This finds the names that a text may be a misspelling of, by the groups of three letters that they share."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = tuple(names)
        self._threes = tuple(frozenset(_threes(name)) for name in self._names)
        self._holders: dict[str, list[int]] = defaultdict(list)
        for at, own in enumerate(self._threes):
            for three in own:
                self._holders[three].append(at)

    def to(self, text: str) -> list[str]:
        """Return the names most like the text, the likeliest first."""
        # The runs that the fewest names share tell the most, so only those are looked up; a short text has few to share
        wanted = comparable(text[:_LONGEST])
        threes = _threes(wanted)
        held = sorted(filter(None, map(self._holders.get, threes)), key=len)
        shared, least = Counter(chain.from_iterable(held[:_TELLING])), min(_SHARED, len(threes) // 3)
        likely = sorted([at for at, number in shared.items() if number >= least], key=shared.__getitem__, reverse=True)
        tried = [at for at in likely[:_TRIED] if _likeness(self._threes[at], threes) >= _ALIKE]
        rated = [(SequenceMatcher(None, self._names[at], wanted).ratio(), self._names[at]) for at in tried]
        return [name for ratio, name in sorted(rated, reverse=True) if ratio >= _LIKENESS][:_NEAR]


def _likeness(own: frozenset[str], threes: Sequence[str]) -> float:
    return 2 * len(own.intersection(threes)) / (len(own) + len(threes))


def _threes(name: str) -> list[str]:
    """Return each run of three letters of a name once, in the order of the name.

    The order matters: it decides which runs are looked at when several are shared by equally many names.
    """
    padded = f"  {name} "
    return list(dict.fromkeys([padded[at : at + 3] for at in range(len(padded) - 2)]))
