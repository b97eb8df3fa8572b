"""Dates as sheets and logs write them. Never a guess: what can be read two ways, or not at all, is an error."""

import re
from datetime import date, timedelta
from typing import NamedTuple

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIME = r"(?:[T ,]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AaPp]\.?[Mm]\.?)?(?:Z| ?UTC|[+-]\d{2}:?\d{2})?)?"
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})" + _TIME, re.ASCII)
_NUMERIC = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})" + _TIME, re.ASCII)
_DAY_NAME = re.compile(r"(\d{1,2})[- ]([A-Za-z]{3,9})\.?[- ,]+(\d{4}|\d{2})" + _TIME, re.ASCII)
_NAME_DAY = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})" + _TIME, re.ASCII)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?", re.ASCII)
_EXCEL_EPOCH = date(1899, 12, 30)  # day 1 is 1900-01-01, and Excel counts a 29 February 1900
_LONGEST_MONTH = 12
_CENTURY = 100
_RIGHT = "write it as YYYY-MM-DD"


class Reading(NamedTuple):
    """How the dates of a sheet are to be read: `latest` is the day no fact can be later than."""

    latest: date
    day_first: bool = False
    excel: bool = False


class NotADate(ValueError):
    """A value that is no date; the message says what would be right."""


class DayFirst(NotADate):
    """A date that can only be day/month: then every date of the sheet may be."""


def parse(text: str, reading: Reading) -> date:
    """The day in `text`: ISO dates and date-times, M/D/YYYY and M/D/YY (D/M with `day_first`), 03-Feb-10, Feb 3, 2010.

    The day is the one written, whatever the time or the zone beside it. Years of two digits are the latest that are not
    after `latest`. Excel's serial numbers are dates only with `excel`. Raises NotADate.
    """
    text = text.strip()
    if match := _ISO.fullmatch(text):
        return _day(text, *map(int, match.groups()))
    if match := _NUMERIC.fullmatch(text):
        return _numeric(text, match, reading)
    if match := _DAY_NAME.fullmatch(text):
        return _named(text, match[2], match[1], match[3], reading)
    if match := _NAME_DAY.fullmatch(text):
        return _named(text, match[1], match[2], match[3], reading)
    if _SERIAL.fullmatch(text):
        if not reading.excel:
            raise NotADate(f"{text!r} may be one of Excel's serial numbers; give --excel-dates to read it so, or {_RIGHT}")
        return _EXCEL_EPOCH + timedelta(days=int(float(text)))
    raise NotADate(f"{_shown(text)} is not a date; {_RIGHT}")


def _numeric(text: str, match: re.Match[str], reading: Reading) -> date:
    first, second, year = int(match[1]), int(match[2]), _year(match[3], reading)
    if reading.day_first:
        return _day(text, year, second, first)
    if first > _LONGEST_MONTH >= second:
        raise DayFirst(f"{text!r} can only be day/month/year; give --day-first to read the whole sheet so, or {_RIGHT}")
    return _day(text, year, first, second)


def _named(text: str, month: str, day: str, year: str, reading: Reading) -> date:
    short = month[:3].lower()
    if short not in _MONTHS:
        raise NotADate(f"{_shown(text)} is not a date; {_RIGHT}")
    return _day(text, _year(year, reading), _MONTHS.index(short) + 1, int(day))


def _year(digits: str, reading: Reading) -> int:
    """A year of two digits is the latest one that is not after the latest day."""
    year = int(digits)
    if len(digits) > 2:
        return year
    century = reading.latest.year // _CENTURY * _CENTURY
    return century + year if century + year <= reading.latest.year else century - _CENTURY + year


def _day(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise NotADate(f"{_shown(text)} is no day of the calendar; {_RIGHT}") from None


def _shown(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:37] + "...")
