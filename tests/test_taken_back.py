"""What a calendar took back: an event that an earlier one had, on a day still ahead, is there or canceled in the later one."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foiacalc.answer.reports import Report, report
from foiacalc.clock.all_deadlines import keys
from foiacalc.errors import FactError
from foiacalc.render import ics
from foiacalc.request.request import Request
from tests.conftest import facts_of, report_on
from tests.statute import DAY
from tests.strategies import Posed, asked, changed
from tests.test_ics import read

_KEYS = (*keys(), "may_sue")


def events(found: Report, **how: Any) -> dict[str, Any]:
    """The events of a calendar by what they are about: the key of the deadline, or may_sue."""
    named = {ics._uid(found.request, key, 1): key for key in _KEYS}
    return {named[str(event["UID"])]: event for event in read(ics.status(found, **how)).walk("VEVENT")}


def alive(found: dict[str, Any]) -> dict[str, date]:
    return {key: event.decoded("DTSTART") for key, event in found.items() if event["STATUS"] != "CANCELLED"}


def canceled(found: dict[str, Any]) -> set[str]:
    return {key for key, event in found.items() if event["STATUS"] == "CANCELLED"}


FBI = "--filed 2026-10-05 --agency FBI"  # due on November 3, 2026
DENIED = f"{FBI} --determined 2026-10-26 --outcome denied"
APPEALED = f"{DENIED} --appealed 2026-11-02"  # to be decided by December 2, 2026
LATE = "--filed 2026-08-03 --agency FBI"  # was due on August 31, 2026
SUED = f"{LATE} --sued 2026-10-05"
TAKEN: list[tuple[str, str, str, str, set[str], str]] = [  # before, its day, what is learned, its day, what is gone, why
    (FBI, "2026-10-20", "--ended", "2026-10-26", {"determination", "may_sue"}, "over, nobody knows since when"),
    (FBI, "2026-10-20", "--withdrawn 2026-10-26", "2026-10-26", {"determination", "may_sue"}, "there is no request"),
    (FBI, "2026-10-20", "--determined 2026-10-26 --outcome denied", "2026-10-26", {"determination", "may_sue"}, "answered"),
    (FBI, "2026-10-20", "--determined 2026-10-26 --outcome granted", "2026-10-26", {"determination", "may_sue"}, "granted"),
    (FBI, "2026-10-20", "--determined 2026-10-20", "2026-10-20", {"determination", "may_sue"}, "learned on the same day"),
    (f"{FBI} --perfected 2026-10-14", "2026-10-20", "--released 2026-10-12 --determined 2026-10-26", "2026-11-05",
     {"determination", "may_sue"}, "the records came before the request was perfected, and the letter after it"),
    (FBI, "2026-10-20", "--info-asked 2026-10-26..", "2026-10-26", {"may_sue"}, "552(a)(6)(A)(ii)(I): the clock stands still"),
    (FBI, "2026-10-20", "--sued 2026-10-26", "2026-10-26", {"may_sue"}, "sued before the limit passed"),
    (DENIED, "2026-10-27", "--appealed 2026-11-02", "2026-11-02", {"appeal"}, "the appeal is sent"),
    (DENIED, "2026-11-02", "--appealed 2026-11-02", "2026-11-02", {"appeal"}, "the same, learned on the day of the calendar"),
    (DENIED, "2026-10-27", "--withdrawn 2026-11-02", "2026-11-02", {"appeal"}, "there is nothing to appeal"),
    (APPEALED, "2026-11-03", "--appeal-determined 2026-11-20 --appeal-outcome affirmed", "2026-11-20",
     {"appeal_determination", "may_sue"}, "decided early: the court is open at once"),
    (APPEALED, "2026-11-03", "--appeal-determined 2026-11-20 --appeal-outcome remanded", "2026-11-20",
     {"appeal_determination", "may_sue"}, "a remand exhausts nothing"),
    (APPEALED, "2026-11-03", "--ended", "2026-11-20", {"appeal_determination", "may_sue"}, "over, nobody knows since when"),
    (APPEALED, "2026-11-03", "--withdrawn 2026-11-20", "2026-11-20", {"appeal_determination", "may_sue"}, "withdrawn"),
    ("--filed 2026-10-19 --agency SEC", "2026-11-10", "--sued 2026-11-13", "2026-11-13", {"may_sue"}, "sued early"),
    ("--filed 2025-09-15 --agency FBI", "2025-10-10", "--determined 2025-10-20 --outcome denied", "2025-10-21", {"may_sue"},
     "answered between the limit's last day and the day to rely on (the lapse of 2025, C4)"),
    (f"{FBI} --info-asked 2026-10-07..", "2026-10-20", "--determined 2026-10-21 --outcome granted", "2026-10-21",
     {"determination", "reply"}, "a question that the answer ended"),
    (f"{LATE} --still-interested 2026-10-20..", "2026-10-20", "--withdrawn 2026-10-26", "2026-10-26", {"reply"}, "no reply"),
    (f"{LATE} --still-interested 2026-10-20..", "2026-10-20", "--determined 2026-10-26", "2026-10-26", {"reply"}, "answered"),
    (SUED, "2026-10-05", "--served 2026-10-20", "2026-10-20", {"service"}, "the complaint is served"),
    (f"{SUED} --served 2026-10-08", "2026-10-08", "--answered 2026-10-20", "2026-10-20", {"answer"}, "it is answered"),
    (f"{SUED} --served 2026-10-08", "2026-10-08", "--judgment 2026-10-20", "2026-10-20", {"answer"}, "the case is decided"),
    (f"{SUED} --judgment 2026-10-20", "2026-10-20", "--fees-moved 2026-10-22", "2026-10-22", {"fee_motion"}, "moved"),
    (f"{SUED} --judgment 2026-10-20", "2026-10-20", "--judgment-appealed 2026-10-22", "2026-10-22", {"judgment_appeal"}, ""),
    (f"{LATE} --expedite --expedite-determined 2026-08-10 --expedite-outcome denied", "2026-08-12",
     "--expedite-appealed 2026-08-20", "2026-08-20", {"expedition_appeal"}, "that appeal is sent"),
    (f"{FBI} --expedite", "2026-10-06", "--expedite-determined 2026-10-08", "2026-10-08", {"expedited_decision"}, "decided"),
    (f"{LATE} --fee-waiver-determined 2026-08-10 --fee-waiver-outcome denied", "2026-08-12",
     "--fee-waiver-appealed 2026-08-20", "2026-08-20", {"fee_waiver_appeal"}, "that appeal is sent"),
    ("--filed 2020-11-20 --agency FBI", "2026-11-25", "--sued 2026-11-30", "2026-11-30", {"suit"}, "sued in time"),
    ("--filed 2020-11-20 --agency FBI", "2026-11-25", "--withdrawn 2026-11-30", "2026-11-30", {"suit"}, "no request, no suit"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "day", "learned", "later", "gone", "why"), TAKEN)
def test_what_a_later_fact_ends_is_canceled(before: str, day: str, learned: str, later: str, gone: set[str], why: str) -> None:
    """An event that a later fact ends is canceled under its identity with a higher sequence, and is not simply left out."""
    first, second = events(report_on(before, day)), events(report_on(f"{before} {learned}", later))
    assert gone <= alive(first).keys(), why
    assert gone == canceled(second) & alive(first).keys(), why
    assert alive(first).keys() <= second.keys() | {k for k, on in alive(first).items() if on < date.fromisoformat(later)}
    assert all(first[key]["UID"] == second[key]["UID"] for key in gone)
    assert all(first[key]["SEQUENCE"] < second[key]["SEQUENCE"] for key in gone)


def test_a_decision_asked_for_later_than_thought_is_canceled() -> None:
    """Expedited processing that counted as asked for with the request, and was asked for on a later day, is owed no decision
    on a day between the two; the event of the decision is canceled.
    """
    first, second = (
        events(report_on(f"{FBI} --expedite{more}", "2026-10-05")) for more in ("", " --expedite-asked 2026-10-07")
    )
    assert "expedited_decision" in alive(first)
    assert "expedited_decision" in canceled(second)


def test_every_event_of_a_calendar_is_taken_back_in_some_row() -> None:
    """Each event that a calendar can have without being asked for more is taken back in a row of the table above."""
    assert {*_KEYS} - {"acknowledgment"} == set().union(*(gone for *_, gone, _ in TAKEN))


OPENS: list[tuple[str, str, str | None, str]] = [  # facts, day, the day of "you may sue", why
    ("--filed 2025-09-15 --agency FBI", "2025-10-10", "2025-11-26", "due on October 14; the lapse of 2025 left out (C4)"),
    ("--filed 2025-09-15 --agency FBI", "2025-10-20", "2025-11-26", "missed by the statute's count, not on the cautious one"),
    ("--filed 2025-09-15 --agency FBI", "2025-11-26", "2025-11-26", "the day itself"),
    ("--filed 2025-09-15 --agency FBI", "2025-11-27", None, "the court has been open since yesterday"),
    ("--filed 2026-01-05 --agency DOE --extended 2026-01-20+7 --determined 2026-02-10 --outcome denied --appealed 2026-03-02"
     " --appeal-extended 2026-03-20", "2026-04-07", "2026-04-14", "of an appeal: one pot of ten days (C7) against two"),
    (f"{APPEALED} --appeal-determined 2026-11-20 --appeal-outcome affirmed", "2026-11-20", None, "decided, so open at once"),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "day", "opens", "why"), OPENS)
def test_the_day_to_rely_on_an_open_court_stays_until_it_comes(facts: str, day: str, opens: str | None, why: str) -> None:
    """The event of the day from which to rely on an open court stays in a calendar until that day, also once the limit has
    passed by the statute's own count.
    """
    found = alive(events(report_on(facts, day))).get("may_sue")
    assert opens == (found and str(found)), why


LAST_DAYS: list[tuple[str, str, str, str]] = [  # facts, day, the day of the event, its title
    ("--filed 2021-01-04 --agency FBI", "2026-11-12", "2027-02-02", "FOIA: last day to sue, due 2027-02-03 (FBI)"),
    (
        "--filed 2021-01-04 --agency FBI --determined 2026-11-13 --outcome denied",  # closed until an appeal is decided
        "2026-11-14",
        "2027-02-02",
        "FOIA: last day to sue, closed, due 2027-02-03 (FBI)",
    ),
    ("--filed 2021-01-04 --agency FBI", "2027-02-03", "2027-02-03", "FOIA: last day to sue, day to rely on passed (FBI)"),
]


@pytest.mark.parametrize(("facts", "day", "stands", "title"), LAST_DAYS)
def test_a_calendar_puts_the_last_day_to_sue_on_the_cautious_date(facts: str, day: str, stands: str, title: str) -> None:
    """The last day to sue stands on the day to rely on, whether the court is open or closed, until that day has passed."""
    event = events(report_on(facts, day))["suit"]
    assert (stands, title) == (str(event.decoded("DTSTART")), event["SUMMARY"])


OFFICER: list[tuple[str, str, str, str]] = [  # facts, key, the day of the event, its title
    ("--filed 2026-11-05 --agency DOI", "determination", "2026-12-07",
     "FOIA: determination due, earliest 2026-12-04 (DOI)"),  # the day of receipt is day 1 by 43 CFR 2.15 (C9)
    ("--filed 2026-10-27 --agency DOI", "determination", "2026-11-25",
     "FOIA: determination due, earliest day passed, earliest 2026-11-24 (DOI)"),
    ("--filed 2026-11-05 --agency DOI", "may_sue", "2026-12-08",
     "FOIA: the requester may sue from today if no answer has come (DOI)"),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "key", "stands", "title"), OFFICER)
def test_an_officers_calendar_has_the_officers_dates_and_words(facts: str, key: str, stands: str, title: str) -> None:
    """An officer's calendar has the date of the headline with the earliest plausible one named as such, and nothing tells the
    officer to sue or to rely on a day of the requester's.
    """
    request = Request.parse(facts_of(facts))
    found = report(request, as_of=date(2026, 11, 25))
    event = events(_for_agency(found))[key]
    assert (stands, title) == (str(event.decoded("DTSTART")), event["SUMMARY"])
    assert "ely on" not in event["DESCRIPTION"]


def _for_agency(found: Report) -> Report:
    return Report(found.case, found.computed, serves="agency")


def _latest(request: Request) -> list[str]:
    """The single facts of the latest day."""
    return [name for name, day in request.moments() if day == request.latest and isinstance(getattr(request, name), date)]


@settings(max_examples=150)
@given(asked(), st.data(), st.integers(0, 40), st.booleans())
def test_nothing_is_left_standing_in_a_calendar(question: Posed, data: st.DataObject, days: int, projected: bool) -> None:
    """Whatever the request, an event that stood on a day still ahead in the calendar of some day stands in that of a later day,
    or is canceled there; and so it is in the calendar of the same request with one more fact.
    """
    request, today = question
    fewer = request
    names = _latest(request)
    if names:
        try:
            fewer = changed(request, **{data.draw(st.sampled_from(names)): None})
        except FactError:
            fewer = request
    day = max(today - days * DAY, min(d for _, d in fewer.moments()))
    if ics._identity(fewer) != ics._identity(request) or day > today:
        return
    try:
        first = events(report(fewer, as_of=day), projected=projected)
    except FactError:  # nothing was known then
        return
    second = events(report(request, as_of=today), projected=projected)
    for key, on in alive(first).items():
        assert on < today or key in second
        assert key not in second or second[key]["SEQUENCE"] >= first[key]["SEQUENCE"]
