"""This module finds the day on which a request ended in a text: `Closed 2025-03-20`, `Granted on 4/15/2025`.

It takes the only date of the text, after a verb of ending. It takes none of two dates, and none that is about something
else.
"""

import re
from datetime import date

from foiacalc.sheets import outcomes
from foiacalc.sheets.dates import MONTH, DayFirst, NotADate, Notation, parse

_LONGEST = 200  # characters of a text in which a day is looked for
_MONTH = rf"{MONTH}[a-z]*\.?"
_DATE = re.compile(
    r"(?<![\d/.-])(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}([-/.])\d{1,2}\1(?:\d{4}|\d{2})"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[- ]{_MONTH}[-, ]+(?:\d{{4}}|\d{{2}})|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}})(?![\d/])",
    re.IGNORECASE,
)
_SOME_DATE = re.compile(rf"\d{{1,2}}[/.-]\d{{1,2}}|\d{{4}}-\d|{_MONTH} \d|\d[- ]{_MONTH}\b", re.IGNORECASE)
_VERB = (
    r"(?:clos(?:ed|e|ing|ure)|complet(?:ed|e|ion)|grant(?:ed)?|den(?:ied|ial)|releas(?:ed|e)|disclosed|withdr(?:awn|ew)|withheld"
    r"|sent|mailed|e-?mailed|issued|respon(?:ded|se)|repl(?:ied|y)|answered|finali[sz]ed|final|resolved|referred|transferred"
    r"|cancel+ed|rejected|done|processed|provided|delivered|fulfilled|determin(?:ed|ation)|decided|finished|records?|documents?)"
)
_LINK = (
    r"(?:[\s:,(\u2013\u2014-]"
    r"|\b(?:on|as of|of|date|dated|out|in|full|part|letter|by|via|email|mail|to|the|requester|was|and)\b)*"
)
_ENDED = re.compile(rf"\b{_VERB}{_LINK}$", re.IGNORECASE)
_OF_ANOTHER = re.compile(r"\b(?:appeal|expedit|waiver|fees?\b|interim|ack|search|review|consult|clarif)", re.IGNORECASE)
_CLAUSE = re.compile(r"[;|\n]+|\.\s+")


def has_date(text: str) -> bool:
    """Return whether a text has something like a date, complete or not."""
    return bool(_SOME_DATE.search(text[:_LONGEST]))


def is_date(text: str) -> bool:
    """Return whether a text is a date in form and nothing else."""
    return bool(_DATE.fullmatch(text))


def day_ended(text: str, notation: Notation) -> date | None:
    """Return the one day on which a text says that the request ended; return None if there is none, or more than one."""
    found = list(_DATE.finditer(text)) if len(text) <= _LONGEST and any(map(str.isdigit, text)) else []
    if len(found) != 1:
        return None
    clause = _CLAUSE.split(text[: found[0].start()])[-1]
    if not _ENDED.search(clause) or _OF_ANOTHER.search(clause) or outcomes.of_request(clause, status=True) in _NO_END:
        return None
    try:
        return parse(found[0][0], notation)
    except (DayFirst, NotADate):
        return None


_NO_END = (None, "open", "appealed")
