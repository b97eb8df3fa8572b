"""The rows of a log that are not requests: headings, totals, notes, a repeated header, consultations. They are not errors."""

import re
from collections.abc import Mapping, Sequence

from foiacalc.sheets import columns
from foiacalc.sheets.columns import Column, plain

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
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_TRIED = re.compile(rf"\d{{1,4}} ?[-/.] ?(?:\d|{_MONTH})|{_MONTH}\.? \d{{1,2}}(?!\d)|\d{{8}}", re.IGNORECASE)
_BEGUN = re.compile(rf"\s*(?:\d|{_MONTH}\b|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )", re.IGNORECASE)
_NO_ID = re.compile(rf"(?:page|fy|fiscal|report|date|q[1-4])\b|{_MONTH} \d{{4}}", re.IGNORECASE)
_SECTION = re.compile(r"(?:request |case |record )?(?:type|category)\s*[-:=]\s*(?P<what>.+)", re.IGNORECASE)
_OF = re.compile(r"(?P<what>consultations?|appeals?)(?: requests?)?(?: received| processed| log)?\s*:?", re.IGNORECASE)
_FEW, _PART = 2, 3  # cells that say something in a heading: so many, or one in so many
_ID_WORDS, _LONGEST_ID = 3, 40
_SENTENCE, _MERGED = 7, 3  # words where a day should be; cells with the same text, which were one across them


def why(texts: Mapping[str, str]) -> str | None:
    """Why a row is no request to a federal agency, by what its cells say; None where it is one."""
    level = texts.get(columns.LEVEL)
    if level and level.lower() not in _FEDERAL:
        return "not a federal agency"
    if texts.get(columns.CONSULTATION, "").lower() in _YES or kind_of(texts) == "consultation":
        return CONSULTATION
    return None


def kind_of(texts: Mapping[str, str]) -> str | None:
    """`appeal` or `consultation`, where the type of the row says so; None for a request."""
    if columns.TYPE not in texts:
        return None
    words = re.findall(r"[a-z]+", texts[columns.TYPE].lower())
    if any(word.startswith("consult") for word in words):
        return "consultation"
    return "appeal" if any(word in ("appeal", "appeals") for word in words) else None


class Rows:
    """What of a sheet's rows without a day is no request, by the header above them and the columns."""

    def __init__(self, header: Sequence[str], known: Sequence[Column]) -> None:
        self._header = [plain(name) for name in header]
        self._starts = [column.position for column in known if column.field in columns.STARTS]
        self._ids = [column.position for column in known if column.field == "id"]

    def why(self, cells: Sequence[str]) -> str | None:
        """Why a row that could not be answered is no request; None where it is one, and its error is one."""
        said = [text for cell in cells if (text := " ".join(cell.split()))]
        if not said:
            return BLANK
        if self._repeats(cells):
            return HEADER
        starts, ids = self._at(cells, self._starts), self._at(cells, self._ids)
        if any(map(_is_day, starts)):
            return None
        if _TOTAL.match(said[0]) or (len(said) <= _FEW and _TOTAL.match(said[-1])):
            return TOTAL
        if any(len(text.split()) >= _SENTENCE or said.count(" ".join(text.split())) >= _MERGED for text in starts):
            return NOTE
        if any(map(_is_id, ids)) or (starts and ids) or len(said) == len(self._header):
            return None
        return NOTE if len(said) <= max(_FEW, len(self._header) // _PART) else None

    def _at(self, cells: Sequence[str], places: Sequence[int]) -> list[str]:
        """The cells at these places that say something."""
        return [text for at in places if at < len(cells) and (text := cells[at].strip())]

    def _repeats(self, cells: Sequence[str]) -> bool:
        """Whether most of the cells that say something are the header's own, those where a day should be among them."""
        said = [(at, plain(cell)) for at, cell in enumerate(cells) if cell.strip() and at < len(self._header)]
        same = {at for at, text in said if self._header[at] == text}
        dated = {at for at, _ in said if at in self._starts}
        return len(same) > 1 and 2 * len(same) > len(said) and dated <= same


def section(cells: Sequence[str]) -> str:
    """The type of the rows below a heading such as `Request Type : Consultation`; blank where it names none."""
    said = " ".join(" ".join(cells).split())
    match = _SECTION.fullmatch(said) or _OF.fullmatch(said)
    return match["what"] if match else ""


def _is_day(cell: str) -> bool:
    """Whether a cell is a date, or tries to be one: an error of it is an error."""
    text = cell.strip()
    return bool(_TRIED.search(text) and _BEGUN.match(text))


def _is_id(cell: str) -> bool:
    """Whether a cell is an identifier: with a digit, of few words, and no sentence."""
    text = cell.strip()
    if not any(map(str.isdigit, text)) or len(text) > _LONGEST_ID or ":" in text:
        return False
    return len(text.split()) <= _ID_WORDS and not _NO_ID.match(text)
