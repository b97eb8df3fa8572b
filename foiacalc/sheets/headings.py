"""This module reads the words in a column's heading: `Date Rec'd`, `received_date` and `Recieved on` mean the same.

data/heading_words.csv has the spellings of each word, data/headings.csv which words make which fact. Every word must be
accounted for: `Date Received` is the day of receipt, `Date Payment Received` is not.
"""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import NamedTuple

from foiacalc import tables
from foiacalc.request.facts import DAYS

_KEPT = 4096  # headings
_LONGEST = 200  # characters of a heading; a longer text is a sentence
_MISSPELT, _LIKENESS = 7, 0.88  # the fewest letters of a word that may be misspelled, and how like the right word it must be
_GLUED = 5  # the fewest letters of a word that may be several written as one
_ASIDE = re.compile(r"\(\s*(?:yes|y)\W+(?:or\W+)?(?:no|n)\s*\)|\(\s*m+\W*[dm]+\W*y+\s*\)", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_TOKEN = re.compile(r"[^\W\d_]+|\d+|#")
_NAMING = frozenset(("foia", "pa", "request", "case", "of", "the", "a"))  # these say whose date it is, not what happened
_DATING = _NAMING | frozenset(("date", "on", "day", "is", "actual", "purported", "format", "time"))
_WHERE = ("by", "in", "at")
_RECEIVED = "received"
_TOPICS = ("fee", "expedite", "lawsuit", "consultation", "referral", "appeal", "disposition")
# A column with one of these words is never left out silently; its likeliest fact if it has days, and if it has texts.
_SPEAKING = {
    "appeal": ("appealed", "appeal_outcome"),
    "extended": ("extended", None),
    "lawsuit": ("sued", None),
    "withdrawn": ("withdrawn", None),
    "closed": ("determined", "status"),
    "completed": ("determined", "status"),
    "denied": ("determined", "outcome"),
}
_OTHER_SUBJECTS = frozenset(("fee", "number", "id", "days"))
UNDATED = frozenset(
    ("id", "agency", "status", "type", "outcome", "appeal_outcome", "expedite_outcome", "expedite", "tolled_days")
)
_TOLD = frozenset(("status", "outcome"))  # these headings may have a number, or the day as of which they were written
_MONTHS = frozenset(
    (
        *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november"),
        *("december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
    )
)
_ANSWERING = frozenset(("letter", "responded", "answered", "out", "released", "sent", "decision", "determined", "processed"))
_OF_ANY_GROUP = frozenset(("id", "agency", "status", "type"))


class HeadingMeaning(NamedTuple):
    """This is the fact that a heading names; of two columns of one fact, the one with the lower rank goes first."""

    field: str
    rank: int


class _HeadingRule(NamedTuple):
    """These are words that make a fact: one of each group of `words`, with no other words beside them than those of `also`."""

    field: str
    words: tuple[frozenset[str], ...]
    allowed: frozenset[str]
    rank: int


@cache
def _rules() -> tuple[_HeadingRule, ...]:
    return tuple(map(_rule, tables.each("headings.csv")))


def _rule(row: Mapping[str, str]) -> _HeadingRule:
    words = tuple(frozenset(word.split("|")) for word in row["words"].split())
    also = _NAMING if row["field"] in UNDATED else _DATING
    return _HeadingRule(row["field"], words, frozenset(row["also"].split()).union(also, *words), int(row["rank"]))


@cache
def _spellings() -> dict[str, str]:
    return {spelling: row["word"] for row in tables.each("heading_words.csv") for spelling in row["spellings"].split()}


@lru_cache(maxsize=_KEPT)
def words(heading: str) -> tuple[str, ...]:
    """Return the words of a heading in the spelling that is compared; return none for a text too long to be a heading."""
    if len(heading) > _LONGEST:
        return ()
    text = _CAMEL.sub(" ", _ASIDE.sub(" ", heading)).casefold()
    text = re.sub(r"['\u2019.](?=[a-z]\b)", "", text)  # rec'd, F.O.I.A
    return tuple(word for token in _TOKEN.findall(text) for word in _of(token))


@lru_cache(maxsize=_KEPT)
def _of(token: str) -> tuple[str, ...]:
    known = _spellings()
    for spelling in (token, token.removesuffix("s")):
        if spelling in known:
            return (known[spelling],)
    return _parts(token) or _corrected(token)


def _parts(token: str) -> tuple[str, ...]:
    """Return the words of several that are written as one, such as `closeddate`; return none if it is not such a word."""
    if len(token) < _GLUED:
        return ()
    known = _spellings()
    for end in range(len(token) - 2, 1, -1):
        head, tail = token[:end], token[end:]
        if head in known and (rest := (known[tail],) if tail in known else _parts(tail)):
            return (known[head], *rest)
    return ()


def _corrected(token: str) -> tuple[str, ...]:
    if len(token) < _MISSPELT:
        return (token,)
    near = get_close_matches(token, [name for name in _spellings() if name[0] == token[0]], n=1, cutoff=_LIKENESS)
    return (_spellings()[near[0]] if near else token,)


@lru_cache(maxsize=_KEPT)
def meaning(heading: str, group: str = "") -> HeadingMeaning | None:
    """Return what a heading means under the heading of its group, such as `Appeal`; return None if its words do not say."""
    own, over = words(heading), topic(group)
    if not own:
        return None
    if over == "appeal" and {"request", _RECEIVED}.issubset(own):
        return _matched(own)
    if not over or over in own:
        return _matched(own) or (_matched((*words(group), *own)) if group else None)
    found = _matched((over, *own))
    if found or over == "disposition":
        return found or _matched(own)
    bare = _matched(own)
    return bare if bare and bare.field in _OF_ANY_GROUP else None


def _matched(said: tuple[str, ...]) -> HeadingMeaning | None:
    present = frozenset(said)
    undated = frozenset(word for word in said if not word.isdecimal() and word not in _MONTHS)
    for rule in _rules():
        if (undated if rule.field in _TOLD else present) <= rule.allowed and not any(map(present.isdisjoint, rule.words)):
            return HeadingMeaning(rule.field, rule.rank)
    return _received_somewhere(said)


def _received_somewhere(said: tuple[str, ...]) -> HeadingMeaning | None:
    """Leave out where something was received, which changes nothing: `Date received by the FOIA Office`."""
    at = next((i for i, word in enumerate(said) if word in _WHERE and 0 < i < len(said) - 1), 0)
    if at and "requester" in said[at:]:
        return None  # this is the day on which the requester received the answer or the records
    found = _matched(said[:at]) if at else None
    return (
        HeadingMeaning(found.field, found.rank + 1) if found and found.field.endswith(_RECEIVED) and found.rank <= 1 else None
    )


@lru_cache(maxsize=_KEPT)
def topic(group: str) -> str:
    """Return what the heading of a group of columns, or the title of a sheet, says they are about; blank for requests."""
    said = words(group)
    for name in _TOPICS:
        if name in said:
            return "" if name == "appeal" and not {"request", "and"}.isdisjoint(said) else name
    return ""


def speaks(heading: str) -> bool:
    """Return whether a heading mentions a denial, an appeal, an extension, a suit or an end, other than of a fee waiver."""
    said = words(heading)
    return not _SPEAKING.keys().isdisjoint(said) and _OTHER_SUBJECTS.isdisjoint(said)


def suggested(heading: str, dated: bool) -> str | None:
    """Return the fact that a column of days, or of texts, most likely is, if its heading mentions an appeal, an end or an
    answer.
    """
    said = words(heading)
    found = next((facts for word, facts in _SPEAKING.items() if word in said), None)
    if found:
        return found[0 if dated else 1] if "fee" not in said and "expedite" not in said else None
    if not dated or not _OTHER_SUBJECTS.isdisjoint(said):
        return None
    if {"requester", _RECEIVED} <= {*said}:
        return "letter_received"
    if not _ANSWERING.isdisjoint(said) and {"request", "requester", _RECEIVED, "acknowledged"}.isdisjoint(said):
        return "determined"
    meant = meaning(heading)
    return meant.field if meant and meant.field not in UNDATED and meant.field in DAYS else None
