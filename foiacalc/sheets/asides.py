"""This module recognizes a log's rows that are not requests: headings, totals, notes, repeated headers. They are not errors."""

import re
from collections.abc import Mapping, Sequence

from foiacalc.sheets import columns, sections
from foiacalc.sheets.columns import Column, simplified
from foiacalc.sheets.dates import MONTH
from foiacalc.sheets.fitting import DATED
from foiacalc.sheets.sections import Section

BLANK, HEADER, TOTAL, NOTE = "blank line", "the header again", "a total", "a heading or a note"
CONSULTATION = "a consultation, not a request"
_YES = frozenset(("yes", "y", "true", "1", "x"))
_FEDERAL = frozenset(("federal", "f"))
_TOTAL = re.compile(
    r"(?:grand |sub[- ]?|fy ?\d* |annual |overall )?totals?\b"
    r"|(?:total )?(?:number|no\.?|count|#) of (?:\w+ )?\w+\s*[:=]?\s*\d*$"
    r"|count\b\s*[:=]?\s*\d*$|\d+ (?:records?|requests?|rows?)(?: found| listed)?$",
    re.IGNORECASE,
)
_MONTH = f"{MONTH}[a-z]*"
_TRIED = re.compile(rf"\d{{1,4}} ?[-/.] ?(?:\d|{_MONTH})|{_MONTH}\.? \d{{1,2}}(?!\d)|\d{{8}}", re.IGNORECASE)
_BEGUN = re.compile(rf"\s*(?:\d|{_MONTH}\b|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )", re.IGNORECASE)
_NO_ID = re.compile(rf"(?:page|fy|fiscal|report|date|q[1-4])\b|{_MONTH} \d{{4}}", re.IGNORECASE)
_FEW, _PART = 2, 3  # a heading has at most two cells that say something, or one in three
_ID_WORDS, _LONGEST_ID = 3, 40
_COUNT = re.compile(r"\D{0,2}(?:\d{1,4}|\d{1,3}(?:,\d{3})+)\D{0,2}")  # the count of rows, as it stands below a column of dates
_SAYS = re.compile(  # no date has these words, however it is mistyped
    r"\b(?:requests?|cases?|records?|rows?|pages?|reports?|logs?|totals?|years?|fiscal|[fc]y ?\d+|quarter|between|from|through"
    r"|thru|during|since|as of|exemptions?|appeals?|notes?|foia|u\.?s\.?c|c\.?f\.?r|street|avenue|suite|room|floor|phone|tel"
    rf"|fax|www)\b|https?:|@|^{_MONTH}\.?,? \d{{4}}$",
    re.IGNORECASE,
)
_TELLING = (columns.STATUS, columns.TYPE, "outcome", "appeal_outcome")  # in these columns a word alone is not a heading
_SENTENCE, _MERGED = 7, 3  # words where a day should be; cells with the same text, which come from one merged cell


_SAYING = frozenset((columns.LEVEL, columns.CONSULTATION, columns.TYPE))


def why(texts: Mapping[str, str]) -> str | None:
    """Say why a row is not a request to a federal agency, by what its cells say; return None if it is one."""
    if _SAYING.isdisjoint(texts):
        return None
    if columns.LEVEL in texts and texts[columns.LEVEL].lower() not in _FEDERAL:
        return "not a federal agency"
    if columns.CONSULTATION in texts and texts[columns.CONSULTATION].lower() in _YES:
        return CONSULTATION
    return CONSULTATION if kind_of(texts) == "consultation" else None


def kind_of(texts: Mapping[str, str]) -> str | None:
    """Return `appeal` or `consultation` if the type of the row says so; return None for a request."""
    if columns.TYPE not in texts:
        return None
    words = re.findall(r"[a-z]+", texts[columns.TYPE].lower())
    if any(word.startswith("consult") for word in words):
        return "consultation"
    return "appeal" if any(word in ("appeal", "appeals") for word in words) else None


class Asides:
    """This tells which rows without a day are not requests, by the sheet's header and columns."""

    def __init__(self, header: Sequence[str], known: Sequence[Column]) -> None:
        self._header = [simplified(name) for name in header]
        self._starts = [column.position for column in known if column.field in columns.STARTS]
        self._ids = [column.position for column in known if column.field == "id"] or [0]
        self._dated = [column.position for column in known if column.field in DATED | {"closed"}]
        self._telling = [column.position for column in known if column.field in _TELLING]

    def why(self, cells: Sequence[str]) -> str | None:
        """Say why a row that could not be answered is not a request; return None if it is one, so that its error stands."""
        said = [text for cell in cells if (text := " ".join(cell.split()))]
        if not said:
            return BLANK
        if self._repeats(cells):
            return HEADER
        starts, ids = self._at(cells, self._starts), self._at(cells, self._ids)
        if any(map(_is_day, starts)) or any(map(_is_mistyped, self._at(cells, self._dated))):
            return None
        if _TOTAL.match(said[0]) or (len(said) <= _FEW and _TOTAL.match(said[-1])):
            return TOTAL
        if any(len(text.split()) >= _SENTENCE or said.count(" ".join(text.split())) >= _MERGED for text in starts):
            return NOTE
        if self.section(cells):
            return NOTE
        if any(map(_is_id, ids)) or (starts and ids) or len(said) == len(self._header):
            return None
        return NOTE if len(said) <= max(_FEW, len(self._header) // _PART) else None

    def section(self, cells: Sequence[str]) -> Section | None:
        """Return what a row that is not a request says of the rows below it; return None if it says nothing."""
        first = next((at for at, cell in enumerate(cells) if cell.strip()), 0)
        return sections.section_of(cells) if len(self._header) > 1 and (not first or first not in self._telling) else None

    def _at(self, cells: Sequence[str], places: Sequence[int]) -> list[str]:
        """Return the cells at these places that are not blank."""
        return [text for at in places if at < len(cells) and (text := cells[at].strip())]

    def _repeats(self, cells: Sequence[str]) -> bool:
        """Return whether most of the cells that say something repeat the header, including those where a day should be."""
        said = [(at, simplified(cell)) for at, cell in enumerate(cells) if cell.strip() and at < len(self._header)]
        same = {at for at, text in said if self._header[at] == text}
        dated = {at for at, _ in said if at in self._starts}
        return len(same) > 1 and 2 * len(same) > len(said) and dated <= same


def _is_day(cell: str) -> bool:
    """Return whether a cell is a date or was meant as one; a mistyped date makes the row an error, not an aside."""
    text = cell.strip()
    return bool(_TRIED.search(text) and _BEGUN.match(text))


def _is_mistyped(cell: str) -> bool:
    """Return whether a cell where a day should be may be a mistyped one, such as `O2/O3/2025`: a digit, and no words against
    it.
    """
    text = " ".join(cell.split())
    if not any(map(str.isdigit, text)) or _COUNT.fullmatch(text) or _SAYS.search(text):
        return False
    return len(text.split()) <= _ID_WORDS and not sections.section_of([text])


def _is_id(cell: str) -> bool:
    """Return whether a cell is an identifier: it has a digit and few words, and is not a sentence."""
    text = cell.strip()
    if not any(map(str.isdigit, text)) or len(text) > _LONGEST_ID or ":" in text:
        return False
    return len(text.split()) <= _ID_WORDS and not _NO_ID.match(text)
