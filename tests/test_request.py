"""A request's facts: what is refused at the door and why, the way there and back, and what was known on a day."""

import copy
import json
import pickle
import re
from dataclasses import FrozenInstanceError, fields, replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foiacalc.answer.many import reports
from foiacalc.answer.reports import Report, report
from foiacalc.errors import FactError
from foiacalc.request import checks
from foiacalc.request.checks import LISTS
from foiacalc.request.facts import (
    APPEAL_OUTCOMES,
    CHOICES,
    EXPEDITE_OUTCOMES,
    NEVER,
    OUTCOMES,
    PARSERS,
    AppealWindow,
    Extension,
    Span,
)
from foiacalc.request.request import Request, perfected_warning
from tests.statute import DAY

FILED = {"filed": "2010-02-01"}
DETERMINED = FILED | {"determined": "2010-03-01"}
APPEALED = DETERMINED | {"appealed": "2010-03-08"}
SUED = FILED | {"sued": "2010-05-03"}

ONE_DAY = (
    "filed", "received", "perfected", "reached_office", "expedite_asked", "expedite_determined", "acknowledged", "determined",
    "letter_received", "released", "appealed", "appeal_received", "appeal_determined", "sued", "served", "answered",
    "withdrawn", "claimed",
)  # fmt: skip

# facts, the fact that the error names, a fragment of its message
REFUSED: list[tuple[dict[str, Any], str, str]] = [
    # texts
    (FILED | {"id": ""}, "id", "'' is not text"),
    (FILED | {"id": 7}, "id", "7 is not text"),
    (FILED | {"agency": "  "}, "agency", "is not text"),
    # dates
    ({"filed": "soon"}, "filed", "'soon' is not a date; write YYYY-MM-DD"),
    ({"filed": "2010-02"}, "filed", "is not a date"),
    ({"filed": "20100201"}, "filed", "is not a date"),
    ({"filed": "3"}, "filed", "'3' is not a date"),
    ({"filed": "2010-02-01T00:00"}, "filed", "is not a date"),
    ({"filed": " 2010-02-01"}, "filed", "is not a date"),
    ({"filed": "\u0662\u0660\u0661\u0660-\u0660\u0662-\u0660\u0661"}, "filed", "is not a date"),
    ({"filed": ""}, "filed", "'' is not a date"),
    ({"filed": 20100201}, "filed", "20100201 is not a date; write it as text"),
    ({"filed": "2010-02-30"}, "filed", "'2010-02-30' is not a calendar date"),
    ({"filed": "2023-02-29"}, "filed", "is not a calendar date"),
    ({"filed": "today"}, "filed", "'today' is not a date"),
    ({"filed": "x" * 100}, "filed", "xxx... is not a date"),
    ({"filed": "03/04/2025"}, "filed", "is ambiguous; write 2025-03-04 (month first) or 2025-04-03 (day first)"),
    ({"filed": "3.4.2025"}, "filed", "is ambiguous; write 2025-03-04 (month first) or 2025-04-03 (day first)"),
    ({"filed": "12-11-2025"}, "filed", "is ambiguous; write 2025-12-11 (month first) or 2025-11-12 (day first)"),
    ({"filed": "03/25/2025"}, "filed", "is not in the form YYYY-MM-DD; write 2025-03-25"),
    ({"filed": "25/03/2025"}, "filed", "is not in the form YYYY-MM-DD; write 2025-03-25"),
    ({"filed": "4/4/2025"}, "filed", "is not in the form YYYY-MM-DD; write 2025-04-04"),
    ({"filed": "03/04/25"}, "filed", "is not a date"),
    ({"filed": "never"}, "filed", "'never' is not a date"),
    (FILED | {"reached_office": "Never"}, "reached_office", "'Never' is not a date"),
    # flags, choices, numbers
    (FILED | {"ended": "yes"}, "ended", "'yes' is neither true nor false"),
    (DETERMINED | {"ended": False}, "ended", "ended is false, but a determination was made or the request was withdrawn"),
    (FILED | {"withdrawn": "2010-03-01", "ended": False}, "ended", "ended is false, but"),
    (FILED | {"outcome": "denied"}, "outcome", "needs determined or ended"),
    (FILED | {"expedite": "yes"}, "expedite", "'yes' is neither true nor false"),
    (FILED | {"expedite": 1}, "expedite", "1 is neither true nor false"),
    (DETERMINED | {"outcome": "won"}, "outcome", "'won' is not one of granted, partial, denied, no-records"),
    (DETERMINED | {"outcome": ["denied"]}, "outcome", "is not one of"),
    (FILED | {"expedite_determined": "2010-02-05", "expedite_outcome": "partial"}, "expedite_outcome", "granted, denied"),
    (FILED | {"tolled_days": "5"}, "tolled_days", "'5' is not a whole number of working days"),
    (FILED | {"tolled_days": 2.5}, "tolled_days", "2.5 is not a whole number"),
    (FILED | {"tolled_days": True}, "tolled_days", "True is not a whole number"),
    (FILED | {"tolled_days": -1}, "tolled_days", "-1 is out of range; give a number of working days from 0 to 9999"),
    (FILED | {"tolled_days": 10**4299}, "tolled_days", "00000... is out of range; give a number of working days"),
    # spans
    (FILED | {"info_asked": 5}, "info_asked", "5 is not a list of spans"),
    (FILED | {"info_asked": "2010-02-10"}, "info_asked", "is not a span; write A..B"),
    (FILED | {"info_asked": [20100210]}, "info_asked", "20100210 is not a span"),
    (FILED | {"fee_asked": "..2010-02-10"}, "fee_asked", "'' is not a date"),
    (FILED | {"fee_asked": "2010-02-10..soon"}, "fee_asked", "'soon' is not a date"),
    (FILED | {"fee_asked": "02/03/2010..2010-02-10"}, "fee_asked", "is ambiguous"),
    (FILED | {"info_asked": ["2010-02-10..2010-02-09"]}, "info_asked", "2010-02-10..2010-02-09 ends before it begins"),
    (FILED | {"fee_asked": ["2010-02-10..2010-02-09"]}, "fee_asked", "ends before it begins"),
    (FILED | {"closed": ["2010-02-10..2010-02-09"]}, "closed", "ends before it begins"),
    # extensions and windows
    (FILED | {"extended": 10}, "extended", "10 is not a notice; write its date"),
    (FILED | {"extended": "2010-02-20+"}, "extended", "is not a notice"),
    (FILED | {"extended": "2010-02-20+ten"}, "extended", "is not a notice"),
    (FILED | {"extended": "+10"}, "extended", "'' is not a date"),
    (FILED | {"extended": "2010-02-20+11"}, "extended", "extended by 11 working days: the Act allows 1 to 10"),
    (FILED | {"extended": "2010-02-20+30"}, "extended", "ask the requester to narrow the request"),
    (FILED | {"extended": "2010-02-20+0"}, "extended", "the Act allows 1 to 10"),
    (FILED | {"extended": ["2010-02-20+5", 5]}, "extended", "5 is not a notice; write its date"),
    (
        FILED | {"extended": ["2010-02-20+5", "2010-02-22+6"]},
        "extended",
        "extended by 11 working days in total: the Act allows",
    ),
    (
        FILED | {"extended": ["2010-02-20", "2010-02-22"]},
        "extended",
        "by 20 working days in total: the Act allows 1 to 10 (5 U.S.",
    ),
    (
        FILED | {"extended": ["2010-02-20", "2010-02-22"]},
        "extended",
        "for all notices together; write the days each one adds, such as 2010-02-20+5",
    ),
    (FILED | {"extended": ["2010-02-20+5", "2010-02-22+0"]}, "extended", "the Act allows 1 to 10"),
    (APPEALED | {"appeal_extended": ["2010-03-20+9", "2010-03-20+2"]}, "appeal_extended", "appeal_extended by 11 working days"),
    ({"filed": "1970-02-02", "extended": "1970-02-09+0"}, "extended", "give a number from 1 to 9999 for each notice"),
    # interim responses, letters
    (FILED | {"interim": 5}, "interim", "5 is not a date; write it as text"),
    (FILED | {"interim": ["2010-02-20", "soon"]}, "interim", "'soon' is not a date"),
    (FILED | {"interim": "2010-01-29"}, "interim", "2010-01-29 is before the request was filed (2010-02-01)"),
    (
        DETERMINED | {"interim": ["2010-02-20", "2010-03-02"]},
        "determined",
        "2010-03-01 is before the agency sent an interim response (2010-03-02)",
    ),
    ({"appealed": "2010-03-08", "interim": "2010-03-09"}, "interim", "needs the day the request was filed or received"),
    (FILED | {"letter_received": "2010-03-03"}, "letter_received", "needs determined"),
    (
        DETERMINED | {"letter_received": "2010-02-26"},
        "letter_received",
        "is before the agency made its determination (2010-03-01)",
    ),
    (FILED | {"released": "2010-03-03"}, "released", "needs determined"),
    (DETERMINED | {"released": "2010-01-29"}, "released", "2010-01-29 is before the request was filed (2010-02-01)"),
    (APPEALED | {"appeal_outcome": "affirmed"}, "appeal_outcome", "needs appeal_determined"),
    (
        APPEALED | {"appeal_determined": "2010-03-20", "appeal_outcome": "denied"},
        "appeal_outcome",
        "'denied' is not one of affirmed, granted, partial, remanded",
    ),
    (APPEALED | {"appeal_extended": "2010-03-20+11"}, "appeal_extended", "appeal_extended by 11 working days"),
    (FILED | {"appeal_window": "sixty"}, "appeal_window", "'sixty' is not a window"),
    (FILED | {"appeal_window": "60 days"}, "appeal_window", "is not a window"),
    (FILED | {"appeal_window": -60}, "appeal_window", "-60 is not a window"),
    (FILED | {"appeal_window": True}, "appeal_window", "True is not a window"),
    (FILED | {"appeal_window": "0"}, "appeal_window", "a window of 0 days"),
    (FILED | {"appeal_window": "3651wd"}, "appeal_window", "a window of 3651 days"),
    # unknown facts
    (FILED | {"recieved": "2010-02-01"}, "recieved", "no such fact; did you mean received?"),
    (FILED | {"reached-office": "never"}, "reached-office", "no such fact"),
    # no request
    ({}, "filed", "give the day the request was filed or received"),
    ({"id": "A-1", "agency": "ICE"}, "filed", "give the day the request was filed or received"),
    ({"determined": "2010-03-01"}, "filed", "give the day the request was filed or received"),
    ({"appeal_received": "2010-03-08", "sued": "2010-05-03"}, "sued", "needs the day the request was filed or received"),
    ({"appealed": "2010-03-08", "determined": "2010-03-01"}, "determined", "needs the day the request was filed"),
    # missing companions
    (FILED | {"outcome": "denied"}, "outcome", "needs determined"),
    (FILED | {"expedite_outcome": "denied"}, "expedite_outcome", "needs expedite_determined"),
    (DETERMINED | {"appeal_extended": "2010-03-20"}, "appeal_extended", "needs appeal_received or appealed"),
    (DETERMINED | {"appeal_determined": "2010-03-20"}, "appeal_determined", "needs appeal_received or appealed"),
    (FILED | {"served": "2010-05-03"}, "served", "needs sued"),
    (FILED | {"answered": "2010-05-03"}, "answered", "needs sued"),
    (FILED | {"expedite": False, "expedite_asked": "2010-02-01"}, "expedite", "expedite is false, but"),
    (FILED | {"expedite": False, "expedite_determined": "2010-02-05"}, "expedite", "expedite is false, but"),
    # out of range
    ({"filed": "1967-07-03"}, "filed", "1967-07-03 is before 1967-07-04"),
    ({"filed": "2091-01-01"}, "filed", "2091-01-01 is after 2090-12-31"),
    ({"received": "2091-01-01"}, "received", "2091-01-01 is after 2090-12-31"),
    ({"appealed": "2091-01-01"}, "appealed", "2091-01-01 is after 2090-12-31"),
    ({"appeal_received": "2091-01-01"}, "appeal_received", "2091-01-01 is after 2090-12-31"),
    (FILED | {"sued": "2101-01-01"}, "sued", "2101-01-01 is after 2100-12-31"),
    (FILED | {"info_asked": "2101-01-01.."}, "info_asked", "2101-01-01 is after 2100-12-31"),
    (FILED | {"closed": "1967-07-03..1967-07-05"}, "closed", "1967-07-03 is before 1967-07-04"),
    (FILED | {"extended": "1967-07-03"}, "extended", "1967-07-03 is before 1967-07-04"),
    # out of order
    ({"filed": "2010-02-01", "received": "2010-01-29"}, "received", "2010-01-29 is before the request was filed (2010-02-01)"),
    (FILED | {"reached_office": "2010-01-29"}, "reached_office", "is before the request was filed (2010-02-01)"),
    (
        FILED | {"received": "2010-02-03", "reached_office": "2010-02-02"},
        "reached_office",
        "is before the agency received the request (2010-02-03)",
    ),
    (
        FILED | {"received": "2010-02-13", "perfected": "2010-02-02"},
        "perfected",
        "is before the agency received the request (2010-02-13)",
    ),
    (
        {"perfected": "2010-02-02", "determined": "2010-02-01"},
        "determined",
        "is before the request was perfected (2010-02-02); give that day or a later one",
    ),
    (FILED | {"expedite_asked": "2010-01-29"}, "expedite_asked", "is before the request was filed (2010-02-01)"),
    (
        FILED | {"expedite_asked": "2010-02-05", "expedite_determined": "2010-02-04"},
        "expedite_determined",
        "is before expedited processing was requested (2010-02-05)",
    ),
    (FILED | {"expedite_determined": "2010-01-29"}, "expedite_determined", "is before the request was filed (2010-02-01)"),
    (FILED | {"acknowledged": "2010-01-29"}, "acknowledged", "is before the request was filed (2010-02-01)"),
    (FILED | {"info_asked": "2010-01-29..2010-02-05"}, "info_asked", "is before the request was filed (2010-02-01)"),
    (FILED | {"fee_asked": "2010-01-29.."}, "fee_asked", "is before the request was filed (2010-02-01)"),
    (FILED | {"extended": "2010-01-29"}, "extended", "is before the request was filed (2010-02-01)"),
    (FILED | {"determined": "2010-01-29"}, "determined", "2010-01-29 is before the request was filed (2010-02-01)"),
    (
        {"received": "2010-02-01", "determined": "2010-01-29"},
        "determined",
        "is before the agency received the request (2010-02-01)",
    ),
    (DETERMINED | {"info_asked": "2010-03-02.."}, "determined", "is before the agency asked for information (2010-03-02)"),
    (
        DETERMINED | {"info_asked": ["2010-02-05..2010-02-08", "2010-03-02.."]},
        "determined",
        "before the agency asked for information (2010-03-02)",
    ),
    (DETERMINED | {"fee_asked": "2010-03-02..2010-03-03"}, "determined", "is before the agency asked about fees (2010-03-02)"),
    (
        DETERMINED | {"extended": "2010-03-02"},
        "determined",
        "is before the agency sent a notice of unusual circumstances (2010-03-02)",
    ),
    (FILED | {"appealed": "2010-01-29"}, "appealed", "is before the request was filed (2010-02-01)"),
    (FILED | {"appeal_received": "2010-01-29"}, "appeal_received", "is before the request was filed (2010-02-01)"),
    (APPEALED | {"appeal_received": "2010-03-05"}, "appeal_received", "is before the appeal was sent (2010-03-08)"),
    (APPEALED | {"appeal_extended": "2010-03-05"}, "appeal_extended", "is before the appeal was sent (2010-03-08)"),
    (
        APPEALED | {"appeal_received": "2010-03-10", "appeal_extended": "2010-03-09"},
        "appeal_extended",
        "is before the agency received the appeal (2010-03-10)",
    ),
    (APPEALED | {"appeal_determined": "2010-03-05"}, "appeal_determined", "is before the appeal was sent (2010-03-08)"),
    (
        {"appeal_received": "2010-03-08", "appeal_determined": "2010-03-05"},
        "appeal_determined",
        "is before the agency received the appeal (2010-03-08)",
    ),
    (
        APPEALED | {"appeal_extended": "2010-03-15", "appeal_determined": "2010-03-12"},
        "appeal_determined",
        "is before the agency sent a notice of unusual circumstances on the appeal (2010-03-15)",
    ),
    (FILED | {"sued": "2010-01-29"}, "sued", "is before the request was filed (2010-02-01)"),
    ({"received": "2010-02-01", "sued": "2010-01-29"}, "sued", "is before the agency received the request (2010-02-01)"),
    (SUED | {"served": "2010-05-02"}, "served", "is before the complaint was filed (2010-05-03)"),
    (SUED | {"answered": "2010-05-02"}, "answered", "is before the complaint was filed (2010-05-03)"),
    (SUED | {"served": "2010-05-10", "answered": "2010-05-07"}, "answered", "is before the complaint was served (2010-05-10)"),
    (FILED | {"withdrawn": "2010-01-29"}, "withdrawn", "is before the request was filed (2010-02-01)"),
]


@pytest.mark.parametrize(("facts", "fact", "message"), REFUSED, ids=lambda value: value if isinstance(value, str) else "")
def test_a_fact_that_cannot_be_is_refused_with_what_would_be_right(facts: dict[str, Any], fact: str, message: str) -> None:
    """A fact that cannot be is refused with an error that names the fact, says what is wrong and what would be right."""
    with pytest.raises(FactError) as error:
        Request.parse(facts)
    assert fact == error.value.fact
    assert message in str(error.value)


@pytest.mark.parametrize("written", ["03/04/2025", "25/03/2025", "4.4.2025", "13/13/2025", "31/02/2025", "00/05/2025"])
def test_a_date_that_an_error_suggests_is_a_date(written: str) -> None:
    """A date that an error suggests is one of the calendar, so nobody is told to write 2025-13-13."""
    with pytest.raises(FactError) as error:
        Request.parse({"filed": written})
    for suggested in re.findall(r"\d+-\d\d-\d\d", str(error.value)):
        assert suggested == date.fromisoformat(suggested).isoformat()


# facts, and a fact as it is then held
ACCEPTED: list[tuple[dict[str, Any], str, object]] = [
    ({"filed": "1967-07-04"}, "filed", date(1967, 7, 4)),
    ({"received": "2090-12-31"}, "received", date(2090, 12, 31)),
    ({"appeal_received": "2010-03-08"}, "appeal_received", date(2010, 3, 8)),
    (FILED | {"sued": "2100-12-31"}, "sued", date(2100, 12, 31)),
    (FILED | {"received": None, "info_asked": None}, "received", None),
    (FILED | {"received": "2010-02-01", "determined": "2010-02-01"}, "determined", date(2010, 2, 1)),
    (FILED | {"reached_office": "never"}, "reached_office", NEVER),
    (FILED | {"expedite": False}, "expedite", False),
    (FILED | {"extended": "2010-02-20"}, "extended", (Extension(date(2010, 2, 20), 10),)),
    (FILED | {"extended": "2010-02-20+1"}, "extended", (Extension(date(2010, 2, 20), 1),)),
    (FILED | {"extended": "2010-02-20+10"}, "extended", (Extension(date(2010, 2, 20), 10),)),
    (
        FILED | {"extended": ["2010-02-20+4", "2010-02-20+6"]},
        "extended",
        tuple(Extension(date(2010, 2, 20), n) for n in (4, 6)),
    ),
    ({"filed": "1974-02-01", "extended": "1974-02-20"}, "extended", (Extension(date(1974, 2, 20), None),)),
    (
        {"filed": "1975-02-18", "received": "1975-02-19", "extended": "1975-02-20"},
        "extended",
        (Extension(date(1975, 2, 20), 10),),
    ),
    (
        {"filed": "1974-02-01", "appealed": "1975-02-19", "appeal_extended": "1975-02-20"},
        "appeal_extended",
        (Extension(date(1975, 2, 20), 10),),
    ),
    (FILED | {"interim": "2010-02-10"}, "interim", (date(2010, 2, 10),)),
    (DETERMINED | {"interim": ["2010-02-01", "2010-03-01"]}, "interim", (date(2010, 2, 1), date(2010, 3, 1))),
    (DETERMINED | {"released": "2010-02-10"}, "released", date(2010, 2, 10)),
    (DETERMINED | {"released": "2010-04-10"}, "released", date(2010, 4, 10)),
    (DETERMINED | {"letter_received": "2010-03-01"}, "letter_received", date(2010, 3, 1)),
    (FILED | {"info_asked": "2010-02-10.."}, "info_asked", (Span(date(2010, 2, 10)),)),
    (FILED | {"info_asked": ["2010-02-10..2010-02-10"]}, "info_asked", (Span(date(2010, 2, 10), date(2010, 2, 10)),)),
    (FILED | {"closed": []}, "closed", ()),
    (FILED | {"appeal_window": 60}, "appeal_window", AppealWindow(60, "calendar_days")),
    (FILED | {"appeal_window": "60cd"}, "appeal_window", AppealWindow(60, "calendar_days")),
    (FILED | {"appeal_window": "90wd"}, "appeal_window", AppealWindow(90, "working_days")),
    (FILED | {"tolled_days": 0}, "tolled_days", 0),
    (DETERMINED | {"info_asked": "2010-03-01.."}, "determined", date(2010, 3, 1)),
    (DETERMINED | {"appealed": "2010-02-15"}, "appealed", date(2010, 2, 15)),
    (FILED | {"claimed": "2010-01-04"}, "claimed", date(2010, 1, 4)),
]


@pytest.mark.parametrize(("facts", "fact", "expected"), ACCEPTED, ids=lambda value: value if isinstance(value, str) else "")
def test_the_first_and_last_possible_days_and_short_forms_are_accepted(
    facts: dict[str, Any], fact: str, expected: object
) -> None:
    """The first and the last day that a fact can have, several events of one day, and short forms of writing are accepted."""
    assert expected == getattr(Request.parse(facts), fact)


def test_today_and_yesterday_are_dates_where_today_is_given() -> None:
    """The words today and yesterday are dates where the caller says what today is; no clock is read."""
    request = Request.parse({"filed": "yesterday", "received": "today"}, today=date(2024, 3, 1))
    assert (date(2024, 2, 29), date(2024, 3, 1)) == (request.filed, request.received)


DAY0, DAY1 = date(2010, 2, 1), date(2010, 2, 2)
MORNING = datetime(2010, 2, 1, 9)
# a fact as Python gives it, a fragment of the message
NO_KIND: list[tuple[str, object, str]] = [
    ("id", 7, "7 is not text, or is blank; give some text"),
    ("agency", 5, "5 is not text"),
    ("agency", " ", "' ' is not text"),
    *((name, MORNING, "2010-02-01 09:00:00 has a time of day; give its date alone") for name in ONE_DAY),
    *((name, "2010-02-01", "'2010-02-01' is not a date; give a datetime.date") for name in ONE_DAY if name != "reached_office"),
    ("received", 20100201, "20100201 is not a date; give a datetime.date, such as date(2010, 2, 1)"),
    ("reached_office", "Never", "'Never' is neither a date nor 'never'"),
    ("expedite", "no", "'no' is neither true nor false"),
    ("expedite", 0, "0 is neither true nor false"),
    ("outcome", "Granted", "'Granted' is not one of granted, partial, denied, no-records"),
    ("expedite_outcome", "Denied", "'Denied' is not one of granted, denied"),
    ("appeal_outcome", ["affirmed"], "['affirmed'] is not one of affirmed, granted, partial, remanded"),
    ("tolled_days", 2.5, "2.5 is not a whole number of working days"),
    ("tolled_days", True, "True is not a whole number of working days"),
    ("info_asked", "2010-02-10..", "is not a tuple of Span; give one, such as (Span(date(2010, 2, 10), date(2010, 2, 17)),)"),
    ("info_asked", Span(DAY0), "is not a tuple of Span"),
    ("fee_asked", [Span(DAY0)], "is not a tuple of Span"),
    ("fee_asked", ((DAY0, DAY1),), "is not a tuple of Span"),
    ("fee_asked", (Span(MORNING),), "2010-02-01 09:00:00 has a time of day"),
    ("closed", (Span("2010-02-10"),), "'2010-02-10' is not a date"),  # type: ignore[arg-type]
    ("closed", (Span(DAY1, "2010-02-10"),), "'2010-02-10' is not a date"),  # type: ignore[arg-type]
    ("closed", (Span(DAY1, DAY0),), "2010-02-02..2010-02-01 ends before it begins"),
    ("extended", DAY0, "is not a tuple of Extension; give one, such as (Extension(date(2010, 2, 20), 5),)"),
    ("extended", "2010-02-20+5", "is not a tuple of Extension"),
    ("extended", (DAY0,), "is not a tuple of Extension"),
    ("extended", Extension(MORNING), "2010-02-01 09:00:00 has a time of day"),
    ("extended", Extension(DAY1, 2.5), "2.5 is not a whole number of working days"),  # type: ignore[arg-type]
    ("extended", (Extension(DAY1, True),), "True is not a whole number of working days"),
    ("appeal_extended", (Extension("2010-02-02"),), "'2010-02-02' is not a date"),  # type: ignore[arg-type]
    ("interim", DAY0, "is not a tuple of date; give one, such as (date(2010, 2, 1),)"),
    ("interim", (DAY0, "2010-02-02"), "is not a tuple of date"),
    ("interim", (DAY0, MORNING), "2010-02-01 09:00:00 has a time of day"),
    ("appeal_window", "60", "'60' is not a window; give AppealWindow(60), or AppealWindow(60, 'working_days')"),
    ("appeal_window", 60, "60 is not a window"),
    ("appeal_window", AppealWindow("60"), "is not a window"),  # type: ignore[arg-type]
    ("appeal_window", AppealWindow(True), "is not a window"),
    ("appeal_window", AppealWindow(6, "years"), "is not a window"),
]
COMPANY: dict[str, dict[str, Any]] = {
    "outcome": {"determined": DAY0},
    "letter_received": {"determined": DAY0},
    "released": {"determined": DAY0},
    "expedite_outcome": {"expedite_determined": DAY0},
    "appeal_extended": {"appealed": DAY0},
    "appeal_determined": {"appealed": DAY0},
    "appeal_outcome": {"appealed": DAY0, "appeal_determined": DAY0},
    "served": {"sued": DAY0},
    "answered": {"sued": DAY0},
}


@pytest.mark.parametrize(("fact", "value", "message"), NO_KIND, ids=lambda value: value if isinstance(value, str) else "")
def test_a_request_made_in_python_is_checked_like_one_from_text(fact: str, value: object, message: str) -> None:
    """A request made in Python is refused for the same reasons as one from text, by the name of the fact, with what would be
    right.
    """
    with pytest.raises(FactError) as error:
        Request(**{"filed": DAY0, **COMPANY.get(fact, {}), fact: value})
    assert fact == error.value.fact
    assert message in str(error.value)


@pytest.mark.parametrize("fact", LISTS)
def test_none_is_no_fact_and_no_error(fact: str) -> None:
    """None is no fact and no error, because the empty cells of a table come so."""
    given: dict[str, Any] = {fact: None}
    request = Request(filed=DAY0, **given)
    assert () == getattr(request, fact)
    assert Request(filed=DAY0) == request


def test_a_fact_of_an_unknown_name_is_a_type_error_in_python() -> None:
    """A fact of an unknown name is a TypeError in Python, as an unknown argument of any function is."""
    misspelt: dict[str, Any] = {"recieved": DAY0}
    with pytest.raises(TypeError, match="no fact recieved"):
        Request(filed=DAY0, **misspelt)


@pytest.mark.parametrize("as_of", [MORNING, None, 20101028])
def test_the_day_of_an_answer_is_a_date(as_of: Any) -> None:
    """The day of an answer must be a date, for one request and for many."""
    for ask in (lambda: report(Request(filed=DAY0), as_of=as_of), lambda: reports([], as_of=as_of)):
        with pytest.raises(FactError, match=r"give a datetime\.date|give its date alone") as error:
            ask()
        assert "as_of" == error.value.fact


@pytest.mark.parametrize("as_of", ["soon", "2010-02-30", "10/11/2010", ""])
def test_the_day_of_many_answers_may_be_text_that_is_one_date(as_of: str) -> None:
    """The day of the answers to many requests may be a date or ISO text; a text that is no date, or may be two, is refused as
    the fact as_of before any row is read.
    """
    rows = [{"filed": "2010-02-01"}]
    (by_text,), (by_date,) = reports(rows, as_of="2010-10-28"), reports(rows, as_of=date(2010, 10, 28))
    assert isinstance(by_text, Report) and isinstance(by_date, Report)
    assert by_date.to_dict() == by_text.to_dict()
    with pytest.raises(FactError) as error:
        reports(rows, as_of=as_of)
    assert "as_of" == error.value.fact


@pytest.mark.parametrize(
    ("given_facts", "latest"),
    [
        (FILED, "2010-02-01"),
        (FILED | {"closed": "2010-03-01..", "claimed": "2010-03-05", "reached_office": "never"}, "2010-02-01"),
        (FILED | {"info_asked": ["2010-02-08..2010-02-19", "2010-02-10.."]}, "2010-02-19"),
        (FILED | {"extended": ["2010-02-20+2", "2010-02-18+2"], "interim": ["2010-02-22", "2010-02-21"]}, "2010-02-22"),
        ({"appeal_received": "2010-03-08"}, "2010-03-08"),
        (DETERMINED | {"released": "2010-02-10"}, "2010-03-01"),
    ],
)
def test_the_latest_day_of_a_request_is_that_of_its_last_event(given_facts: dict[str, Any], latest: str) -> None:
    """The latest day of a request is that of its last event, and neither a closure nor a claimed date counts."""
    assert date.fromisoformat(latest) == Request.parse(given_facts).latest


def test_a_request_is_equal_to_one_of_the_same_facts_and_never_changes() -> None:
    """A request is equal to one of the same facts in any order, cannot be changed, and is copied whole."""
    one, other = Request(filed=DAY0, received=DAY1), Request(received=DAY1, filed=DAY0)
    assert one == other
    assert hash(one) == hash(other)
    assert repr(one) == repr(other)
    assert one == Request(filed=DAY0, received=DAY1, closed=())
    assert one not in (Request(filed=DAY0), "a request")
    assert f"Request(id=None, agency=None, filed={DAY0!r}, received={DAY1!r}, perfected=None" in repr(one)
    assert repr(one).endswith(", closed=(), claimed=None)")
    assert list(one.facts()) == list(other.facts())
    with pytest.raises(FrozenInstanceError):
        one.filed = DAY1  # type: ignore[misc]
    for same in (copy.copy(one), pickle.loads(pickle.dumps(one)), replace(one)):
        assert (one, one.latest) == (same, same.latest)


def test_every_fact_that_comes_before_another_is_told_in_words() -> None:
    """Every fact that an error may say came first has words for what happened on its day."""
    first = {each for names in checks.BEFORE.values() for each in names} | checks._STARTS | checks._QUESTIONS
    assert first == checks._WHEN.keys()


def test_a_suit_served_and_never_filed_is_refused_in_python_too() -> None:
    """A suit that was served and not filed is refused in Python as it is on the command line."""
    with pytest.raises(FactError, match="needs sued"):
        Request(filed=date(2010, 2, 1), served=date(2010, 3, 1))


# The way there and back

UNDATED = ("id", "agency", "reply_by", "expedite", "ended", "tolled_days", "appeal_window", *CHOICES)
EVENTS = [name for name in PARSERS if name not in UNDATED]  # in an order in which they can happen
COMPANIONS = {
    "letter_received": {"determined"},
    "released": {"determined"},
    "appeal_extended": {"appealed", "appeal_received"},
    "appeal_determined": {"appealed", "appeal_received"},
    "served": {"sued"},
    "answered": {"sued"},
    "expedite_appealed": {"expedite_determined"},
    "fee_waiver_appealed": {"fee_waiver_determined"},
    "judgment": {"sued"},
    "judgment_appealed": {"judgment"},
    "fees_moved": {"sued"},
}


@st.composite
def facts(draw: st.DrawFn) -> dict[str, Any]:
    """Facts in order, as text: some of the events, and what goes with them."""
    day = draw(st.dates(date(1967, 7, 4), date(2080, 1, 1)))
    chosen = draw(st.sets(st.sampled_from(EVENTS))) | {draw(st.sampled_from(["filed", "received"]))}
    found: dict[str, Any] = {}
    for event in EVENTS:
        if event in chosen and (event not in COMPANIONS or not COMPANIONS[event].isdisjoint(found)):
            day += draw(st.integers(0, 90)) * DAY
            found[event] = draw(_written(event, day))
    found |= {"outcome": draw(st.sampled_from(OUTCOMES))} if "determined" in found else {}
    found |= {"appeal_outcome": draw(st.sampled_from(APPEAL_OUTCOMES))} if "appeal_determined" in found else {}
    found |= {"expedite_outcome": draw(st.sampled_from(EXPEDITE_OUTCOMES))} if "expedite_determined" in found else {}
    found |= {} if {"expedite_asked", "expedite_determined"} & set(found) else {"expedite": draw(st.booleans())}
    window = f"{draw(st.integers(1, 3650))}{draw(st.sampled_from(['cd', 'wd']))}"
    number = draw(st.sampled_from(["A-1", "2010/17", "\u00e9 \u2026"]))
    return found | {"id": number, "agency": "ICE", "tolled_days": draw(st.integers(0, 40)), "appeal_window": window}


def _written(event: str, day: date) -> st.SearchStrategy[Any]:
    if event in ("info_asked", "fee_asked", "still_interested", "closed"):
        ends = st.one_of(st.none(), st.integers(0, 30)).map(
            lambda n: "" if n is None else date.fromordinal(day.toordinal() + n)
        )
        return st.lists(ends.map(lambda end: f"{day}..{end}"), min_size=1, max_size=3)
    if event in ("extended", "appeal_extended"):
        one = st.integers(1, 10).map(lambda n: f"{day}+{n}")
        return one | st.lists(st.integers(1, 5).map(lambda n: f"{day}+{n}"), min_size=2, max_size=2)
    if event == "interim":
        return st.integers(1, 3).map(lambda n: n * [str(day)])
    return st.sampled_from([NEVER, str(day)]) if event == "reached_office" else st.just(str(day))


@given(facts())
def test_facts_given_come_back_as_they_were(given_facts: dict[str, Any]) -> None:
    """Facts given as text come back as they were, and JSON carries them both ways."""
    request = Request.parse(given_facts)
    assert given_facts == request.facts()
    assert request == Request.parse(json.loads(json.dumps(request.facts())))


def test_one_notice_of_extension_is_written_alone_and_several_as_a_list() -> None:
    """One notice of extension may be given and is written by itself, and several are a list."""
    one = Extension(date(2010, 2, 20), 5)
    given: dict[str, Any] = {"extended": one}
    assert (one,) == Request(filed=date(2010, 2, 1), **given).extended
    assert "2010-02-20+5" == Request(filed=date(2010, 2, 1), extended=(one,)).facts()["extended"]
    assert ["2010-02-20+5", "2010-02-20+5"] == Request(filed=date(2010, 2, 1), extended=(one, one)).facts()["extended"]


def test_the_facts_written_are_only_those_given() -> None:
    """The facts that a request writes are only those given, with its id, which is null where it has none."""
    assert {"id": None, "filed": "2010-02-01"} == Request.parse(FILED | {"closed": [], "agency": None}).facts()


def test_every_fact_of_a_request_can_be_given_as_text() -> None:
    """Every fact of a request can be given as text, and no text is read for a fact that does not exist."""
    assert list(PARSERS) == [field.name for field in fields(Request) if field.init]


@pytest.mark.parametrize(
    ("given_facts", "asks"),
    [
        (FILED, False),
        (FILED | {"expedite": False}, False),
        (FILED | {"expedite": True}, True),
        (FILED | {"expedite_asked": "2010-02-01"}, True),
        (FILED | {"expedite_determined": "2010-02-05"}, True),
    ],
)
def test_expedition_is_asked_for_by_a_flag_or_a_date(given_facts: dict[str, Any], asks: bool) -> None:
    """Expedited processing is asked for by a flag, by its day, or by a decision on it, which answers a request for it."""
    assert asks == Request.parse(given_facts).asks_expedition


# What was known on a day

# facts, the day, the facts then known besides the day of filing, what the warnings name
KNOWN: list[tuple[dict[str, Any], str, dict[str, Any], list[str]]] = [
    (DETERMINED, "2010-03-01", {"determined": "2010-03-01"}, []),
    (DETERMINED, "2010-02-28", {}, ["determined 2010-03-01 is after 2010-02-28 and is left out"]),
    (DETERMINED | {"outcome": "denied"}, "2010-02-28", {}, ["determined"]),
    (FILED | {"received": "2010-02-04"}, "2010-02-03", {}, ["received 2010-02-04"]),
    (
        FILED | {"reached_office": "2010-02-10"},
        "2010-02-09",
        {"reached_office": "never"},
        [
            "reached_office 2010-02-10 is after 2010-02-09: the count assumes that the proper component has not received the "
            "request"
        ],
    ),
    (FILED | {"reached_office": "2010-02-10"}, "2010-02-10", {"reached_office": "2010-02-10"}, []),
    (FILED | {"reached_office": "never"}, "2010-02-09", {"reached_office": "never"}, []),
    (
        FILED | {"info_asked": "2010-02-08..2010-02-12"},
        "2010-02-11",
        {"info_asked": ["2010-02-08.."]},
        ["info_asked: the entry dated 2010-02-12 is after 2010-02-11"],
    ),
    (FILED | {"info_asked": "2010-02-08..2010-02-12"}, "2010-02-12", {"info_asked": ["2010-02-08..2010-02-12"]}, []),
    (FILED | {"info_asked": "2010-02-08.."}, "2010-02-12", {"info_asked": ["2010-02-08.."]}, []),
    (FILED | {"info_asked": "2010-02-08..2010-02-12"}, "2010-02-05", {}, ["info_asked: the entry dated 2010-02-08"]),
    (
        FILED | {"fee_asked": ["2010-02-03..2010-02-04", "2010-02-08..2010-02-12", "2010-02-15.."]},
        "2010-02-11",
        {"fee_asked": ["2010-02-03..2010-02-04", "2010-02-08.."]},
        ["fee_asked: the entry dated 2010-02-15", "fee_asked: the entry dated 2010-02-12"],
    ),
    (FILED | {"closed": "2010-02-08..2010-02-11"}, "2010-02-09", {"closed": ["2010-02-08..2010-02-11"]}, []),
    (FILED | {"closed": "2010-03-08.."}, "2010-02-09", {"closed": ["2010-03-08.."]}, []),
    (FILED | {"extended": "2010-02-20+5"}, "2010-02-19", {}, ["extended 2010-02-20"]),
    (
        FILED | {"extended": ["2010-02-18+5", "2010-02-20+3", "2010-02-22+2"]},
        "2010-02-20",
        {"extended": ["2010-02-18+5", "2010-02-20+3"]},
        ["extended 2010-02-22 is after 2010-02-20 and is left out"],
    ),
    (
        DETERMINED | {"interim": ["2010-02-10", "2010-02-24", "2010-03-01"]},
        "2010-02-20",
        {"interim": ["2010-02-10"]},
        ["interim 2010-02-24", "interim 2010-03-01", "determined 2010-03-01"],
    ),
    (
        DETERMINED | {"letter_received": "2010-03-04", "released": "2010-03-10"},
        "2010-03-04",
        {"determined": "2010-03-01", "letter_received": "2010-03-04"},
        ["released 2010-03-10"],
    ),
    (DETERMINED | {"released": "2010-02-10"}, "2010-02-20", {}, ["determined 2010-03-01"]),
    (
        APPEALED | {"appeal_determined": "2010-04-01", "appeal_outcome": "affirmed"},
        "2010-03-31",
        {"determined": "2010-03-01", "appealed": "2010-03-08"},
        ["appeal_determined 2010-04-01"],
    ),
    (
        FILED | {"expedite_determined": "2010-02-05", "expedite_outcome": "denied", "expedite": True},
        "2010-02-04",
        {"expedite": True},
        ["expedite_determined 2010-02-05"],
    ),
    (FILED | {"expedite_asked": "2010-02-05", "expedite": True}, "2010-02-04", {}, ["expedite_asked 2010-02-05"]),
    (
        SUED | {"served": "2010-05-10", "answered": "2010-06-01"},
        "2010-05-05",
        {"sued": "2010-05-03"},
        ["served 2010-05-10", "answered 2010-06-01"],
    ),
    (FILED | {"claimed": "2010-03-05"}, "2010-02-03", {"claimed": "2010-03-05"}, []),
]


@pytest.mark.parametrize(("given_facts", "day", "known", "warned"), KNOWN)
def test_on_an_earlier_day_later_facts_are_not_known(
    given_facts: dict[str, Any], day: str, known: dict[str, Any], warned: list[str]
) -> None:
    """On an earlier day a later fact is left out with a warning, an office reached later has not received the request, and a
    question answered later is open.
    """
    request, warnings = Request.parse(given_facts).known_on(date.fromisoformat(day))
    assert {"id": None} | FILED | known == request.facts()
    assert len(warned) == len(warnings)
    for fragment, warning in zip(warned, warnings, strict=True):
        assert fragment in warning


@given(facts(), st.integers(0, 2000))
def test_what_was_known_holds_nothing_later(given_facts: dict[str, Any], days: int) -> None:
    """What was known on any day is a request that can be, and asked again for that day leaves nothing out a second time."""
    request = Request.parse(given_facts)
    first = request.filed or request.received
    assert first
    known, warnings = request.known_on(first + days * DAY)
    assert len(warnings) == len(request.later_than(first + days * DAY))
    assert (known, ()) == known.known_on(first + days * DAY)


@pytest.mark.parametrize(
    ("given_facts", "day"),
    [
        (FILED, "2010-01-31"),
        ({"received": "2010-02-01"}, "2010-01-31"),
        ({"filed": "2010-02-01", "received": "2010-02-03"}, "2010-01-31"),
        ({"appealed": "2010-03-08"}, "2010-03-07"),
        ({"appeal_received": "2010-03-08"}, "2010-03-07"),
    ],
)
def test_as_of_before_the_request_is_an_error(given_facts: dict[str, Any], day: str) -> None:
    """A day of the answer before the request was filed or received is refused, since nothing was known then."""
    with pytest.raises(FactError, match=f"{day} is before the first date of the request,") as error:
        Request.parse(given_facts).known_on(date.fromisoformat(day))
    assert error.value.fact == "as_of"


LATER: list[tuple[dict[str, Any], str, list[tuple[str, str]]]] = [
    (FILED, "2010-02-01", []),
    (FILED, "2010-01-31", [("filed", "2010-02-01")]),
    (SUED | {"served": "2010-05-10"}, "2010-05-03", [("served", "2010-05-10")]),
    (FILED | {"extended": "2010-02-20"}, "2010-02-19", [("extended", "2010-02-20")]),
    (FILED | {"info_asked": "2010-02-08..2010-02-11"}, "2010-02-10", [("info_asked", "2010-02-11")]),
    (FILED | {"info_asked": "2010-02-08..2010-02-11"}, "2010-02-07", [("info_asked", "2010-02-08")]),
    (FILED | {"closed": "2010-02-08..2010-02-11"}, "2010-02-07", []),
    (FILED | {"closed": "2010-02-08.."}, "2010-02-07", []),
    (FILED | {"reached_office": "never", "appeal_window": "60", "claimed": "2010-03-05"}, "2010-02-10", []),
]


@pytest.mark.parametrize(("given_facts", "day", "expected"), LATER)
def test_the_facts_later_than_a_day_are_listed_with_their_days(
    given_facts: dict[str, Any], day: str, expected: list[tuple[str, str]]
) -> None:
    """The facts later than a day are listed with their days, a question by its first day, or by its answer where it had been
    asked.
    """
    later = Request.parse(given_facts).later_than(date.fromisoformat(day))
    assert expected == [(name, moment.isoformat()) for name, moment in later]


# facts, whether the agency's own day of completion is warned of
PERFECTED: list[tuple[dict[str, Any], bool, str]] = [
    (FILED | {"perfected": "2010-02-05"}, True, "552(a)(6)(A)(ii): only two questions stop the clock"),
    (
        FILED | {"received": "2010-02-03", "perfected": "2010-02-05"},
        True,
        "552(a)(6)(A)(ii): only two questions stop the clock",
    ),
    ({"filed": "2008-12-31", "perfected": "2009-01-05"}, True, "Pub. L. 110-175 sec. 6: the first day of the rule"),
    ({"filed": "2008-12-30", "perfected": "2009-01-05"}, False, "regulations of the time could restart the clock"),
    (
        {"filed": "2008-12-30", "received": "2008-12-31", "perfected": "2009-01-05"},
        False,
        "Pub. L. 110-175 sec. 6 goes by the day of filing",
    ),
    (FILED | {"perfected": "2010-02-01"}, False, "completion on the day of receipt moves nothing"),
    (FILED | {"received": "2010-02-03", "perfected": "2010-02-03"}, False, "completion on the day of receipt moves nothing"),
    (FILED, False, "no day of completion is given"),
    ({"appealed": "2010-03-08"}, False, "an appeal has no day of completion"),
]


@pytest.mark.parametrize(("given_facts", "warned", "why"), PERFECTED)
def test_an_agencys_own_day_of_completion_is_warned_of(given_facts: dict[str, Any], warned: bool, why: str) -> None:
    """An agency's own day of completion is warned of for a request filed since December 31, 2008, because the statute stops the
    clock for two questions and no more (552(a)(6)(A)(ii)); before, regulations could restart it.
    """
    warnings = perfected_warning(Request.parse(given_facts))
    assert warned == bool(warnings), why
    if warned:
        assert (
            f"perfected {given_facts['perfected']}: for requests filed on or after 2008-12-31, the statute stops" in warnings[0]
        )
        assert "(5 U.S.C. 552(a)(6)(A)(ii))" in warnings[0]


# facts, whether the day of the proper office is told to decide nothing: the agency's own day of completion does
UNUSED_OFFICE: list[tuple[dict[str, Any], bool, str]] = [
    (
        FILED | {"perfected": "2010-02-05", "reached_office": "2010-02-03"},
        True,
        "the count starts on the agency's own later day",
    ),
    (
        FILED | {"perfected": "2010-02-05", "reached_office": "2010-02-09"},
        True,
        "the count starts on the agency's own earlier day",
    ),
    (
        FILED | {"perfected": "2010-02-05", "reached_office": "never"},
        True,
        "the count starts on the agency's own day whether or not the office has the request",
    ),
    (FILED | {"perfected": "2010-02-01", "reached_office": "2010-02-03"}, True, "the count starts on the agency's own day"),
    (
        {"filed": "2004-02-02", "perfected": "2004-02-05", "reached_office": "2004-02-04"},
        True,
        "regulations of the time started the clock on completion",
    ),
    (FILED | {"perfected": "2010-02-05", "reached_office": "2010-02-05"}, False, "both are the same day"),
    (FILED | {"perfected": "2010-02-05"}, False, "no day of the proper office is given"),
    (
        FILED | {"reached_office": "2010-02-03"},
        False,
        "552(a)(6)(A): without a day of completion the proper office's receipt starts the clock",
    ),
]


@pytest.mark.parametrize(("given_facts", "warned", "why"), UNUSED_OFFICE)
def test_the_proper_offices_receipt_is_warned_of_where_the_agencys_own_day_counts(
    given_facts: dict[str, Any], warned: bool, why: str
) -> None:
    """The day on which the proper office received a request is warned of as not used where the agency's own day of completion
    starts the clock.
    """
    says = f"reached_office {given_facts.get('reached_office')} is not used"
    assert warned == any(warning.startswith(says) for warning in perfected_warning(Request.parse(given_facts))), why


@given(facts(), st.integers(0, 2000))
def test_what_was_given_is_not_lost_by_what_was_known(given_facts: dict[str, Any], days: int) -> None:
    """Asking for an earlier day loses nothing that was given, and asked again it knows the same."""
    request = Request.parse(given_facts)
    first = request.filed or request.received
    assert first
    known = request.known_on(first + days * DAY)
    assert given_facts == request.facts()
    assert known == Request.parse(request.facts()).known_on(first + days * DAY)
    assert known[0].latest <= first + days * DAY
