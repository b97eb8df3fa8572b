"""This module reads what became of a request or an appeal, in the words that agencies' logs use: data/outcomes.csv.

The first row of that table whose words are in a cell says what the cell means. In a row, `word-` is any word that begins
so, `a|b` is either word, `...` is up to three words between, `word?` is a word that may be missing, `^` is the beginning
and `$` the end; `!a|b` is a beginning in which these words do not come before the next one.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from foiacalc import tables
from foiacalc.request.facts import APPEAL_OUTCOMES, AppealOutcome, Outcome

Meaning = Literal["granted", "partial", "denied", "no-records", "withdrawn", "closed", "ended", "appealed", "open"]
Stage = Literal["request", "appeal"]

_KEPT = 20_000  # texts
_LONGEST = 400  # characters; a longer text is a story
_EXEMPTIONS = re.compile(
    r"\b(?:based on )?(?:under |per |pursuant to )?(?:foia )?(?:\d+ u\.?s\.?c\.? ?(?:§+ ?)?\d*)?\s*"
    r"(?:\b(?:ex|exs|exemp|exempt|exemptions?)\.?\s*(?:\(?[1-9]\)?(?:\([a-f]\))?\s*(?:[,;&/#]|and)*\s*)+"
    r"|\(?b\)?\s*\(?[1-9]\)?\s*(?:\(?[a-f]\)?(?![a-z]))?(?![0-9a-z]))",
)
_OF_EXPEDITION = r"(?:expedit\w*(?: (?:processing|treatment|handling|review|request|status))?|fee waivers?(?: request)?)"
_DECIDED = r"(?:grant\w*|den(?:y|ied|ial)|approv\w*|reject\w*|refus\w*)"
_OTHER_DECISION = re.compile(
    rf"\b(?:(?:full|partial)(?:ly)? )?{_DECIDED} (?:(?:of|the|for|request for) )*{_OF_EXPEDITION}"
    rf"|\b{_OF_EXPEDITION}(?: (?:was|is|has been))? ?[-:]* ?{_DECIDED}"
)  # a decision on expedition or on fees is not an outcome of the request
_PERCENT = re.compile(r"(?<![\d.])(?!100)\d{1,2}(?:\.\d+)? ?(?:%|per ?cent\b)")
_AMONG = r"requests?|by|of|and|or|based|under|per|reasons?|other|foia|case|is|was"
_REST = re.compile(r"\b(?:final|remain|rest\b|balance|follow)")
_MOST_WORDS = 12  # a text that is only an outcome has no more words
_VAGUE = re.compile(r"other\b|(?:closed|denied)?[\s:,-]*admin|full denials? based on (?:other|reasons? other)")
_CODE = re.compile(r"(?:\d{1,2}|(?!no|in|on|re)[a-z]{2})\s*[-\u2013\u2014:.)]\s+(?=\S)")
_PREFIX = re.compile(
    r"(?:other reasons?|(?:full )?denials? based on (?:other reasons?|reasons? other than exemptions?)|(?:final )?disposition"
    r"|nondisclosure)\s*[-\u2013\u2014:/]+\s*(?=\S)"
)
_PARTS = re.compile(r"[;|\n]+|\.\s+")
_PIECES = re.compile(r"[,/]+")
_WORD = re.compile(r"[a-z0-9]+")
_SUBSTANCE = frozenset(("granted", "partial", "denied", "no-records"))
_ENDS = _SUBSTANCE | {"withdrawn", "closed"}
_ORDER: tuple[Meaning, ...] = ("partial", "granted", "denied", "no-records", "withdrawn", "closed", "ended", "appealed")

# DOJ's raw data, column N: the order of its list of dispositions (Appendix B of its guidance on raw data)
DOJ_CODES: tuple[Meaning, ...] = (
    "granted",
    "partial",
    "denied",
    "no-records",
    "closed",
    "withdrawn",
    "denied",
    "denied",
    "denied",
    "denied",
    "closed",
    "denied",
)


class _OutcomeRule(NamedTuple):
    pattern: re.Pattern[str]
    means: str


@cache
def _rules(of: Stage) -> tuple[_OutcomeRule, ...]:
    return tuple(_OutcomeRule(_pattern(row["words"]), row["means"]) for row in tables.each("outcomes.csv") if row["of"] == of)


def _pattern(words: str) -> re.Pattern[str]:
    found = "^" if words.startswith("^") else r"\b"
    for word in words.removeprefix("^").removesuffix("$").split():
        if word == "...":
            found += r"(?:\w+ ){0,3}"
        elif word.startswith("!"):
            found = rf"^(?:(?!{_either(word[1:])} )\w+ )*"
        else:
            found += f"(?:{_either(word.removesuffix('?'))} ){'?' if word.endswith('?') else ''}"
    return re.compile(found + ("$" if words.endswith("$") else ""))


def _either(words: str) -> str:
    return f"(?:{'|'.join(map(_one, words.split('|')))})"


def _one(word: str) -> str:
    return word.removesuffix("-") + r"\w*" if word.endswith("-") else word


@lru_cache(maxsize=_KEPT)
def of_request(text: str, status: bool = False) -> Meaning | None:
    """Return what a cell says became of the request; return None if it is not understood.

    It is `ended` if the cell says only that the request is over, and `appealed` if it was decided and appealed. In a column
    of `status`, neither the word Other nor a list of exemptions alone is an outcome.
    """
    said = _plain(text)
    rest = _unprefixed(said)
    found = _whole(rest)
    if rest != said and found not in _ENDS:
        found = _whole(said) or found
    if found == "other":
        return None if status else "denied"
    exempt = bool(_EXEMPTIONS.search(_lower(text)))
    if not found and exempt and not status and not _WORD.search(said):
        return "ended"  # something was withheld, but it does not say whether all or a part
    if found == "granted" and exempt:
        return "partial"
    return None if found in (None, "unknown") else found  # type: ignore[return-value]


@lru_cache(maxsize=_KEPT)
def is_aside(text: str) -> bool:
    """Return whether a text without an outcome is understood nevertheless.

    It says nothing, or speaks of expedition, of fees, or of something that did not happen.
    """
    said = _lower(text)
    return not re.search(r"[a-z]", said) or bool(_OTHER_DECISION.search(said)) or _whole(_plain(text)) == "unknown"


def is_nothing_else(text: str) -> bool:
    """Return whether all words of a text are words about outcomes."""
    found = _WORD.findall(_lower(text))
    return 0 < len(found) <= _MOST_WORDS and all(map(_vocabulary().fullmatch, found))


@cache
def _vocabulary() -> re.Pattern[str]:
    rules = " ".join(row["words"] for row in tables.each("outcomes.csv") if row["of"] == "request")
    known = {word.strip("!^$?") for word in re.split(r"[ |]", rules) if word.strip("!^$?.")}
    return re.compile("|".join((r"\d+", *map(_one, sorted(known)), _AMONG)))


@lru_cache(maxsize=_KEPT)
def is_vague(text: str) -> bool:
    """Return whether a text names only some other reason, or an administrative one, so that other words must decide."""
    return bool(_VAGUE.match(_lower(text).strip()))


@lru_cache(maxsize=_KEPT)
def of_appeal(text: str) -> AppealOutcome | Literal["nothing"] | None:
    """Return what a cell says was decided on the appeal; return `nothing` if it says that the merits were not decided."""
    found = _means(_plain(text), "appeal")
    return found if found in (*APPEAL_OUTCOMES, "nothing") else None  # type: ignore[return-value]


def by_code(text: str) -> Meaning | None:
    """Return the outcome of a number on DOJ's list; return None for any other number."""
    number, _, rest = text.partition(".")
    if not number.isdecimal() or rest.strip("0") or not 1 <= int(number) <= len(DOJ_CODES):
        return None
    return DOJ_CODES[int(number) - 1]


def outcome(means: Meaning | None) -> Outcome | None:
    """Return the outcome as a fact; return None if it was withdrawn, goes on, or is over with no outcome known."""
    if means is None or means == "withdrawn" or means == "ended" or means == "appealed" or means == "open":
        return None
    return means


def _lower(text: str) -> str:
    return text[:_LONGEST].casefold().replace("\u2019", "'").replace("can't", "cannot").replace("n't", " not")


def _plain(text: str) -> str:
    """Return the text in lower case, without the exemptions it lists and without what it says about expedition and fees."""
    said = _PERCENT.sub(" percentdone ", _OTHER_DECISION.sub(" ", _lower(text)))
    return _EXEMPTIONS.sub(" ", said).strip()


def _unprefixed(said: str) -> str:
    """Return the text without what `Other Reasons - `, `FG - ` and the like put before the outcome."""
    return _PREFIX.sub("", _CODE.sub("", said, count=1), count=1) if _CODE.match(said) else _prefix_off(said)


def _prefix_off(said: str) -> str:
    match = _PREFIX.match(said)
    return said[match.end() :] if match else said


def _whole(said: str) -> str | None:
    """Return what several outcomes in one cell come to together."""
    told = [means for part in _PARTS.split(said) if (means := _part(part))]
    found = [means for means in told if means != "unknown"] or told
    if found[:1] == ["partial"] and "open" in found and _REST.search(said):
        return "open"
    if not found or found[0] == "open":
        return found[0] if found else None
    return _together([means for means in found if means != "open"])


def _part(said: str) -> str | None:
    pieces = [_means(piece, "request") for piece in _PIECES.split(said) if _WORD.search(piece)]
    if len(pieces) > 1 and all(piece in _ORDER for piece in pieces) and _SUBSTANCE.intersection(filter(None, pieces)):
        return _together([piece for piece in pieces if piece])
    return _means(said, "request")


def _together(found: list[str]) -> str:
    if {"granted", "denied"} <= {*found}:
        return "partial"
    return next((means for means in _ORDER if means in found), found[0])


def _means(said: str, of: Stage) -> str | None:
    words = "".join(f"{word} " for word in _words(said))
    return next((rule.means for rule in _rules(of) if rule.pattern.search(words)), None) if words else None


def _words(said: str) -> Iterator[str]:
    """Return the words; of numbers, only zeros are kept."""
    return (word for word in _WORD.findall(said) if not word.isdecimal() or word == "0")
