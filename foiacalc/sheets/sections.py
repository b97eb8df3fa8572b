"""This module reads what a log's title or a heading between rows says of the rows below: appeals, consultations, closed, open.

Every word of it must be accounted for, as in the heading of a column: `Appeals Closed in FY 2024 (14)` says both,
`Appeals Officer: J. Doe` nothing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from foiacalc.sheets import columns, outcomes
from foiacalc.sheets.dates import MONTH
from foiacalc.sheets.headings import words
from foiacalc.sheets.remarks import ENDED, HEADING, OPEN, Remark

_LONGEST, _MOST_WORDS = 100, 12  # characters of a heading, and words; a longer text is a sentence
_APPEAL, _CONSULTATION, _REQUEST = "appeal", "consultation", "request"
_REQUESTS = frozenset(("request", "foia", "pa", "referral", "perfected"))
_OVER_WORDS = "closed completed processed responded answered resolved granted denied withdrawn released disposed decided"
_OPEN_WORDS = """opened pending outstanding active ongoing unresolved unanswered incomplete backlog backlogged overdue process
    progress processing awaiting remaining new incoming received submitted filed logged entered hold tolled"""
_OTHER_WORDS = """case record log list year date number count total of in the for by to from at on and or a as during through
    thru between since until within this fiscal calendar month quarter report type category status section part annual monthly
    quarterly all agency agencies office federal simple complex expedite matters items file entries initial full partial final
    with administrative administratively end start prior previous last day days following listed below act other"""
_OVER, _OPEN = frozenset(_OVER_WORDS.split()), frozenset(_OPEN_WORDS.split())
_BESIDE = frozenset(_OTHER_WORDS.split())  # these say neither, and may stand beside a word that does
_NOT = frozenset(("not", "never", "yet"))
_MONTH = rf"\b{MONTH}(?:[a-z]{{0,6}})?\.?(?:\s+\d{{1,2}}(?:st|nd|rd|th)?,?)?(?!\w)"
_WHEN = re.compile(
    r"^\s*(?:\d{1,2}|[a-z]|[ivx]{2,4})[.)]\s+(?=[a-z])"  # 2. Closed
    r"|(?<![\w-])(?:\d{1,2}/\d{1,2}|\d{1,2}(?P<mark>[/.-])\d{1,2}(?P=mark)\d{2,4}|\d{4}-\d{1,2}-\d{1,2})(?![\w/-])"
    r"|\b[fc]y\s*'?\d{2,4}(?:\s*[-\u2013/]\s*\d{2,4})?(?!\w)"
    r"|(?<![\w-])(?:19|20)\d\d(?:\s*[-\u2013/]\s*(?:19|20)\d\d)?(?![\w-])"
    rf"|\bq[1-4]\b|\b[1-4](?:st|nd|rd|th)\b(?=\s+quarter)|{_MONTH}"
    r"|[(\[]\s*(?:n\s*=\s*)?[\d,]+\s*[)\]]|(?:[:=]|\s[\u2013-])\s*[\d,]+\s*$|^\s*[\d,]+\s+(?=[a-z])",
    re.IGNORECASE,
)
_PARTED = re.compile(r"\s+[-\u2013\u2014]+\s+|[|(\[]")
_TYPED = re.compile(r"(?:request |case |record )?(?:type|category)\s*[-:=]\s*(?P<what>.+)", re.IGNORECASE)
_BOTH = re.compile(r"\band\b|\bor\b|[&/,+]", re.IGNORECASE)
_DIGIT, _LETTER = re.compile(r"\d"), re.compile(r"[^\W\d_]")
_NO_HEADING = re.compile(r"\W*(?:page\b\W*)?(?:of\b|\d|\W)*")
_SENTENCE = 7  # words


class Section(NamedTuple):
    """This is what a heading says of the rows below it: their type (blank if unsaid) and whether they are over (None if
    unsaid).

    `heading` is the text that says so.
    """

    type: str = ""
    over: bool | None = None
    text: str = ""

    def below(self, last: "Section", fresh: bool) -> "Section":
        """Return this heading as it stands below the last one.

        A status alone keeps the type; a type alone keeps the status, unless a row stands between the two.
        """
        over = last.over if fresh and self.over is None else self.over
        text = last.text if over is last.over and self.over is None else self.text
        return Section(self.type or last.type, over, text)


NO_SECTION = Section()


def section_of(cells: Sequence[str]) -> Section | None:
    """Return what a row that is not a request says of the rows below it; return None if it says nothing."""
    said = {text for cell in cells if (text := " ".join(cell.split())) and _LETTER.search(text)}
    return _of(said.pop()) if len(said) == 1 else None


def of_title(above: Sequence[Sequence[str]]) -> Section:
    """Return what the lines above a header say of all rows."""
    found = NO_SECTION
    for cells in above:
        if section := section_of(cells):
            found = section.below(found, fresh=True)
    return found


def goes_on(cells: Sequence[str]) -> bool:
    """Return whether a line that says nothing of the rows leaves the section as it is: a page number, a date, a sentence."""
    said = " ".join(" ".join(cells).split())
    return len(said.split()) >= _SENTENCE or bool(_NO_HEADING.fullmatch(_WHEN.sub(" ", said).casefold()))


def _of(text: str) -> Section | None:
    if typed := _TYPED.fullmatch(text):
        typed_as = _of(typed["what"])
        return Section(typed["what"], typed_as.over if typed_as else None, text)
    if len(text) > _LONGEST or len(text.split()) > _MOST_WORDS:
        return None
    told = [words(part) for part in map(_bare, _PARTED.split(text)) if part.strip(" )]:.*")]
    if _DIGIT.search(_bare(text)):
        return None
    speaking = [part for part in told if not _TELLING.isdisjoint(part)]
    if not speaking or any(not _ACCOUNTED.issuperset(part) for part in speaking):
        return None
    every = {word for part in speaking for word in part}
    return _told(text, every, both=bool(_BOTH.search(_bare(text))))


def _bare(text: str) -> str:
    """Return the text without the years, dates and counts in it."""
    return _WHEN.sub(" ", text)


def _told(text: str, said: set[str], both: bool) -> Section | None:
    over, is_open = not _OVER.isdisjoint(said), not _OPEN.isdisjoint(said)
    ends = None if not (over or is_open) else over and _NOT.isdisjoint(said) and not (is_open and both)
    types = [name for name, telling in _TYPES if not telling.isdisjoint(said)]
    several = both and len([name for name in types if name != _REQUEST or said & _REQUESTS != {"foia"}]) > 1
    if several and ends is None:
        return None
    return Section("" if several or not types else types[0], ends, text)


_TYPES = ((_APPEAL, frozenset((_APPEAL,))), (_CONSULTATION, frozenset((_CONSULTATION,))), (_REQUEST, _REQUESTS))
_TELLING = _OVER | _OPEN | _REQUESTS | {_APPEAL, _CONSULTATION}
_ACCOUNTED = _TELLING | _BESIDE | _NOT

_APPEAL_FACTS = {
    "appeal_received": "received",
    "appealed": "filed",
    "appeal_determined": "determined",
    "appeal_outcome": "outcome",
}


def as_requests(texts: Mapping[str, str], section: Section, title: Section) -> Mapping[str, str]:
    """Return the texts of a row; below a heading of requests in a sheet of appeals, its columns are about the requests."""
    if section.type != _REQUEST or title.type != _APPEAL:
        return texts
    return {_APPEAL_FACTS.get(field, field): text for field, text in texts.items()}


_ENDS = frozenset(("determined", "withdrawn", "ended", "appeal_determined"))


def ended(found: dict[str, Any], texts: Mapping[str, str], heading: str) -> Iterator[Remark]:
    """Put in, in place, that a row is over because its heading says so, if the row does not say when. Yield remarks on it."""
    if not _ENDS.isdisjoint(found):
        return
    found["ended"] = True
    yield Remark(ENDED, HEADING, heading)
    status = texts.get(columns.STATUS)
    if status and outcomes.of_request(status, status=True) == "open":
        yield Remark(OPEN, columns.STATUS, status, heading)
