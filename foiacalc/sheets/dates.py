"""This module reads dates as sheets write them. It guesses nothing: a date that reads two ways, or not at all, is an error."""

import re
from datetime import date, datetime, time, timedelta, timezone
from typing import NamedTuple

from foiacalc.calendar.zone import washington
from foiacalc.errors import Code, Coded

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}(?:\.\d+)?))?(?: ?(?P<half>[AaPp])\.?[Mm]\.?)?(?: ?E[DS]?T)?"
_ZONE = r"(?P<zone>Z| ?UTC|(?P<sign>[+-])(?P<hours>\d{2}):?(?P<minutes>\d{2}))"
_TIME = rf"(?:[T ,]+{_CLOCK}{_ZONE}?)?"
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.ASCII | re.IGNORECASE)
_NTH = r"(?:st|nd|rd|th)?"
_ISO = re.compile(r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})" + _TIME, re.ASCII)
_COMPACT = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)" + _TIME, re.ASCII)
_NUMERIC = re.compile(
    r"(?P<one>\d{1,2}) *(?P<mark>[-/.]) *(?P<two>\d{1,2}) *(?P=mark) *(?P<year>\d{4}|\d{2})" + _TIME, re.ASCII
)
_DAY_NAME = re.compile(
    rf"(?P<day>\d{{1,2}}){_NTH}[- /](?P<month>[A-Za-z]{{3,9}})\.?[- /,]+(?P<year>\d{{4}}|\d{{2}})" + _TIME, re.ASCII
)
_NAME_DAY = re.compile(
    rf"(?P<month>[A-Za-z]{{3,9}})\.?[- ](?P<day>\d{{1,2}}){_NTH}(?:, ?|[- ])(?P<year>\d{{4}})" + _TIME, re.ASCII
)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?", re.ASCII)
_EXCEL_EPOCH = date(1899, 12, 30)  # Excel's day 1 is 1900-01-01, but it counts a February 29, 1900, which never was
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"  # how a month begins in a text
_LONGEST_MONTH, _LONGEST_DAY = 12, 31
_HALF_DAY = 12  # hours
_CENTURY = 100
_AHEAD = 10  # years that a date may lie ahead: the longest limit is six years, and it may start in the future
_RIGHT = "write it as YYYY-MM-DD"
# What people and programs write where no day is known: words, spreadsheets' error values, and dates of zeros
_NOTHING = frozenset(
    (
        *(
            "",
            "-",
            "--",
            "---",
            "?",
            "n/a",
            "na",
            "n.a.",
            "none",
            "null",
            "nil",
            "nan",
            "tbd",
            "t.b.d.",
            "tba",
            "unknown",
            "unk",
        ),
        *("not applicable", "not available", "pending", "blank", "open", "undetermined", "to be determined"),
        *("#n/a", "#value!", "#ref!", "#name?", "#null!", "#div/0!", "#num!"),
    )
)
_NOUGHT = re.compile(
    r"(?:0+(?:\.0+)?|0{1,4}[-/.]0{1,2}[-/.]0{1,4}|0?1/0/(?:19)?00|0?1/0?1/(?:1900|0001)|(?:1900|0001)-01-01|1899-12-3[01]"
    r"|12/3[01]/1899)(?:[T ].*)?|(?:12:00(?::00)? ?AM|0?0:00(?::00)?)",
    re.ASCII,
)


class Notation(NamedTuple):
    """This says how a sheet writes its dates: `latest` is the day of the answer, `today` the real one if known."""

    latest: date
    day_first: bool = False
    excel: bool = False
    today: date | None = None


class NotADate(Coded):
    """This is raised for a value that is not a date; the message says what would be right."""


class DayFirst(NotADate):
    """This is raised for a date of the fact `field` that can only be day/month, so that every date of the sheet may be."""

    code = Code.AMBIGUOUS
    field: str | None = None

    def __init__(self, text: str) -> None:
        super().__init__(f"{text!r} can only be day/month/year; use --day-first to read the whole sheet that way, or {_RIGHT}")
        self.slip = f"{text!r} can only be day/month/year, and the sheet is month first; {_RIGHT}"


def parse(text: str, notation: Notation) -> date:
    """Return the day in `text`. Raises NotADate.

    It reads ISO dates and date-times, 2010/02/03, 20100203, M/D/YYYY and M/D/YY with slashes, hyphens or dots (D/M with
    `day_first`), 03-Feb-10, and Feb 3, 2010, each perhaps after the day of the week.

    A time with a zone (Z, UTC or an offset) is converted to Washington's day, as the agencies' clocks run. Without a zone,
    and at midnight sharp, which is how trackers export a date without a time, the day is the one that is written. A year of
    two digits is the latest one no more than ten years after `latest`. Excel's serial numbers are dates only with `excel`.
    """
    text = text.strip()
    said = _WEEKDAY.sub("", text, count=1) if text[:1].isalpha() else text
    for form, read in _FORMS:
        if match := form.fullmatch(said):
            day = read(text, match, notation)
            return _in_washington(text, day, match) if match["zone"] else day
    if _SERIAL.fullmatch(text):
        if not notation.excel:
            raise NotADate(f"{text!r} may be one of Excel's serial numbers; use --excel-dates to read it that way, or {_RIGHT}")
        return _EXCEL_EPOCH + timedelta(days=int(float(text)))
    raise NotADate(f"{_shown(text)} is not a date; {_RIGHT}")


def says_nothing(text: str) -> bool:
    """Return whether what stands in place of a date says that there is none: `TBD`, `#N/A`, `1/1/1900`, a date of zeros."""
    said = text.strip().casefold()
    return said in _NOTHING or bool(_NOUGHT.fullmatch(said.upper()))


def _in_washington(text: str, day: date, match: re.Match[str]) -> date:
    """Return the day in Washington at that time in another zone."""
    hour, minute, second = int(match["hour"]), int(match["minute"]), float(match["second"] or 0)
    if match["half"] and 1 <= hour <= _HALF_DAY:
        hour = hour % _HALF_DAY + (_HALF_DAY if match["half"] in "Pp" else 0)
    if not (hour or minute or second):
        return day
    ahead = timedelta(hours=int(match["hours"] or 0), minutes=int(match["minutes"] or 0))
    try:
        zone = timezone(-ahead if match["sign"] == "-" else ahead)
        return datetime.combine(day, time(hour, minute, int(second), tzinfo=zone)).astimezone(washington()).date()
    except (ValueError, OverflowError):
        raise NotADate(f"{_shown(text)} has an impossible time of day; {_RIGHT}") from None


def _iso(text: str, match: re.Match[str], notation: Notation) -> date:
    return _day(text, int(match["year"]), int(match["month"]), int(match["day"]))


def _numeric(text: str, match: re.Match[str], notation: Notation) -> date:
    first, second, year = int(match["one"]), int(match["two"]), _year(match["year"], notation)
    if notation.day_first:
        return _day(text, year, second, first)
    if _LONGEST_DAY >= first > _LONGEST_MONTH >= second:
        raise DayFirst(text)
    return _day(text, year, first, second)


def _named(text: str, match: re.Match[str], notation: Notation) -> date:
    return _day(text, _year(match["year"], notation), _month(text, match["month"]), int(match["day"]))


_FORMS = ((_ISO, _iso), (_NUMERIC, _numeric), (_DAY_NAME, _named), (_NAME_DAY, _named), (_COMPACT, _iso))


def _month(text: str, name: str) -> int:
    found = next((n for n, month in enumerate(_MONTHS, 1) if month.startswith(name.lower())), None)
    if not found:
        raise NotADate(f"{_shown(text)} is not a date; {_RIGHT}")
    return found


def _year(digits: str, notation: Notation) -> int:
    """Read a year of two digits as the latest year that a date of a request, or one of its deadlines, can have."""
    if len(digits) > 2:
        return int(digits)
    last = notation.latest.year + _AHEAD
    return last - (last - int(digits)) % _CENTURY


def _day(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise NotADate(f"{_shown(text)} is not a calendar date; {_RIGHT}") from None


def _shown(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:37] + "...")
