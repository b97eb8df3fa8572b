"""The calendar file, read back: dates, identities, reminders, and what a hostile name cannot do."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from foiacalc.answer.reports import Report
from foiacalc.render import ics, words
from tests.conftest import Guard, report_on
from tests.test_renderers import STORIES

TOLLED = STORIES["tolled_extended"]
HOSTILE = [
    "<script>alert(1)</script>",
    '"],',
    "a|b;c,d:e",
    "x\nEND:VEVENT\nBEGIN:VEVENT",
    "x\r\nATTACH:https://example.org\r\n y",
    "x\rURL:https://example.org",
    "x\u2028y\u0085z",
    "[bold]x[/bold]",
    "=1+1",
    "\u202ex\u200fy",
    "\x00\x07\x1b[31m\x7f",
    "\ud800",
    "DOJ\\NSD\\n\\,\\",
    "%0D%0AX-EVIL:1",
    "Bürgeranfrage 情報公開 \U0001f4c5",
    "long" * 2500,
    "\U0001f4c5" * 10_000,
]


def read(text: str) -> Calendar:
    """The calendar as another program gets it; a property that does not parse is an error."""
    calendar = Calendar.from_ical(text.encode())
    assert isinstance(calendar, Calendar)
    assert [] == [error for part in calendar.walk() for error in part.errors]
    return calendar


def events(report: Report, **how: Any) -> dict[str, Any]:
    """The events by the day they are on."""
    found = read(ics.status(report, **how)).walk("VEVENT")
    return {str(event.decoded("DTSTART")): event for event in found}


def named(report: Report, **names: str) -> Report:
    """The same answer under another id or agency, known or not."""
    request = replace(report.request, **names)  # type: ignore[arg-type]
    return report._replace(case=report.case._replace(request=request, known=request))


@pytest.mark.parametrize("story", STORIES)
def test_each_calendar_is_the_one_read_by_eye(story: str, guard: Guard) -> None:
    """Each story's calendar, with everything in it and reminders, is byte for byte the one that was read by eye and kept."""
    guard(f"{story}.ics", ics.status(report_on(*STORIES[story]), everything=True, alarm=5))


@pytest.mark.parametrize("story", STORIES)
def test_a_calendar_has_one_event_for_each_deadline_that_runs(story: str) -> None:
    """A calendar has one event for each deadline that runs, on the day to act by while that is to come and else on its due
    date, and no other event.
    """
    report = report_on(*STORIES[story])
    ahead = ("pending", "tolled", "projected", "open", "closed")
    due = {s.deadline.key: report.act_by(s.deadline) if s.state in ahead else s.deadline.due
           for s in report.states if s.deadline.due and s.state != "conditional"}  # fmt: skip
    assert sorted(map(str, due.values())) == sorted(events(report, everything=True))


def test_a_calendar_has_only_what_is_to_come_unless_asked_for_more() -> None:
    """A calendar leaves out what is past or done, projected dates and a last day to sue years ahead, unless asked for more."""
    report = report_on(*TOLLED)
    assert ["2024-03-20", "2024-03-21"] == sorted(events(report))
    assert "FOIA: you may sue from today if no answer has come" == events(report)["2024-03-21"]["SUMMARY"]
    assert ["2024-03-20", "2024-03-21", "2024-06-18", "2024-07-18"] == sorted(events(report, projected=True))
    past = events(report, everything=True).keys() - events(report, projected=True).keys()
    assert {"2024-02-15", "2030-03-20"} == past, "the acknowledgment, and the last day to sue, six years off"


def test_the_last_day_is_still_to_come() -> None:
    """A calendar has an event on its due date itself, and no more on the next day."""
    assert "2024-03-20" in events(report_on(TOLLED[0], "2024-03-20"))
    assert "2024-03-20" not in events(report_on(TOLLED[0], "2024-03-21"))


def test_an_event_takes_a_whole_day_and_blocks_no_time() -> None:
    """An event takes a whole day and blocks no time."""
    event = events(report_on(*TOLLED))["2024-03-20"]
    assert (date(2024, 3, 20), date(2024, 3, 21)) == (event.decoded("DTSTART"), event.decoded("DTEND"))
    assert "DATE" == event["DTSTART"].params["VALUE"]
    assert "TRANSPARENT" == event["TRANSP"]
    assert ["FOIA"] == event.categories


def test_stamps_are_the_day_of_the_answer() -> None:
    """The stamps of the events are the day of the answer, not of a clock."""
    for event in events(report_on(*TOLLED)).values():
        assert datetime(2024, 3, 6, tzinfo=UTC) == event.decoded("DTSTAMP") == event.decoded("LAST-MODIFIED")


def test_an_event_of_a_limit_that_was_met_is_canceled() -> None:
    """An event of a limit that was met, or that ended with the request, is canceled under the identity it had, with a higher
    sequence.
    """
    before = events(report_on("--filed 2024-02-01 --agency ICE", "2024-02-12"))
    after = events(report_on("--filed 2024-02-01 --agency ICE --determined 2024-02-20 --outcome denied", "2024-02-20"))
    assert ["2024-03-01", "2024-03-02"] == sorted(before)
    assert {"2024-03-01": "CANCELLED", "2024-03-02": "CANCELLED"}.items() <= {
        d: str(e["STATUS"]) for d, e in after.items()
    }.items()
    assert [before[day]["UID"] for day in before] == [after[day]["UID"] for day in before]
    assert all(after[day]["SEQUENCE"] > before[day]["SEQUENCE"] for day in before)
    withdrawn = events(report_on("--filed 2024-02-01 --agency ICE --withdrawn 2024-02-20", "2024-02-20"))
    assert {"CANCELLED"} == {str(event["STATUS"]) for event in withdrawn.values()}


def test_an_event_that_may_move_is_tentative_and_the_others_are_confirmed() -> None:
    """An event that may move, projected or tolled, is tentative, and the others are confirmed."""
    found = {day: str(event["STATUS"]) for day, event in events(report_on(*TOLLED), projected=True).items()}
    assert "CONFIRMED" == found.pop("2024-03-20")
    assert {"TENTATIVE"} == set(found.values())
    tolled = events(report_on("--filed 2024-02-01 --info-asked 2024-02-08..", "2024-02-12"))["2024-03-06"]
    assert ("TENTATIVE", "FOIA: determination due, tolled") == (tolled["STATUS"], tolled["SUMMARY"])


@pytest.mark.parametrize(
    ("story", "day", "summary"),
    [
        ("tolled_extended", "2024-03-20", "FOIA: determination due"),
        ("tolled_extended", "2024-06-18", "FOIA: last day to appeal, projected"),
        ("answered_late", "2027-06-30", "FOIA: last day to sue, closed, due 2027-07-01 (DHS)"),
        ("bare", "2016-03-02", "FOIA: last day to sue, due 2016-03-03"),
        ("ndlon", "2010-03-04", "FOIA: determination due, MISSED (ICE, NDLON)"),
        ("ndlon", "2016-03-07", "FOIA: last day to sue, filed (ICE, NDLON)"),
    ],
)
def test_the_title_of_an_event_says_what_its_state_and_whose(story: str, day: str, summary: str) -> None:
    """The title of an event says what is due, its state and whose it is, and the last day where the event is on the day to rely
    on before it.
    """
    assert summary == events(report_on(*STORIES[story]), everything=True)[day]["SUMMARY"]


def test_the_cautious_date_of_a_duty_is_in_the_description_and_not_in_the_title() -> None:
    """The cautious date of a duty of the agency, which is later, is in the description of the event and not in its title."""
    event = events(report_on("--filed 2010-02-03", "2010-02-05"))["2010-03-04"]
    assert "FOIA: determination due" == event["SUMMARY"]
    assert "Due 2010-03-04. Rely on 2010-03-10." in event["DESCRIPTION"].splitlines()


def test_the_description_of_an_event_has_dates_count_note_and_citations() -> None:
    """The description of an event has its state, its dates, its count, its note, its citations, and the line that it is no
    legal advice.
    """
    event = events(report_on(*STORIES["answered_late"]))["2021-12-24"]
    assert [
        "FOIA request to DHS, filed 2021-06-01, as of 2021-09-01.",
        "Administrative appeal: pending, 78 working days (117 calendar days) left.",
        "Due 2021-12-27. Rely on 2021-12-24.",
        "90 working days after 2021-08-16 is 2021-12-27.",
    ] == event["DESCRIPTION"].splitlines()[:4]
    assert "The appeal is timely if it is mailed or transmitted by the last day." in event["DESCRIPTION"]
    assert event["DESCRIPTION"].splitlines()[-2].startswith("6 CFR 5.8(a)(1); 5 U.S.C. 552")
    assert event["DESCRIPTION"].endswith(words.NO_ADVICE)
    assert "https://www.ecfr.gov/current/title-6/section-5.8" == event["URL"]


def test_an_uncontested_date_names_no_other() -> None:
    """An event whose date is not contested names no cautious date."""
    assert "ely on" not in str(events(report_on(*TOLLED))["2024-03-20"])


@pytest.mark.parametrize("who", ["", "--agency ICE", "--agency ICE --id NDLON"])
def test_a_later_calendar_replaces_the_earlier_one(who: str) -> None:
    """A later calendar of the same request has the same identities with a higher sequence and other dates."""
    before = events(report_on(f"--filed 2024-02-01 {who}", "2024-02-02"), everything=True)
    facts = f"--filed 2024-02-01 --received 2024-02-02 --determined 2024-03-20 --outcome denied {who}"
    after = events(report_on(facts, "2024-03-21"), everything=True)
    assert {str(event["UID"]) for event in before.values()} == {str(event["UID"]) for event in after.values()}
    assert before.keys() != after.keys()
    assert max(event["SEQUENCE"] for event in before.values()) < min(event["SEQUENCE"] for event in after.values())


def test_the_sequence_of_an_event_counts_days_and_facts() -> None:
    """The sequence of an event is a hundred for each day from July 4, 1967, on which the Act took effect, to the day of the
    answer, and one for each fact after the first, so that a fact learned on the same day replaces the event too.
    """
    for day, sequence in (("2024-03-06", 2_070_005), ("2024-03-07", 2_070_105)):  # of two questions, their answers, a notice
        assert {sequence} == {event["SEQUENCE"] for event in events(report_on(TOLLED[0], day), everything=True).values()}


def test_an_id_alone_identifies_a_request_in_a_calendar() -> None:
    """A request with an id is known by it alone, and one without by its agency, however spelled, and its day."""

    def uids(facts: str) -> frozenset[str]:
        return frozenset(str(event["UID"]) for event in events(report_on(facts, "2024-02-05")).values())

    assert uids("--filed 2024-02-01 --id A") == uids("--filed 2024-02-02 --agency ICE --id A")
    assert uids("--filed 2024-02-01 --agency ICE") == uids("--filed 2024-02-01 --agency ' ice'")
    different = ("--id A", "--id B", "--agency ICE", "--agency USCIS", "--agency DHS", "--agency FBI", "")
    assert len(different) == len({uids(f"--filed 2024-02-01 {who}") for who in different})
    assert uids("--filed 2024-02-01").isdisjoint(uids("--filed 2024-02-02"))


def test_identities_never_change() -> None:
    """The identity of an event never changes, because what is on people's calendars has to be found again."""
    assert "1c59bd34-13a4-58bd-9199-45c6707e5b1b@foiacalc" == events(report_on(*TOLLED))["2024-03-20"]["UID"]


def test_an_appeal_alone_is_known_by_its_day() -> None:
    """An appeal alone is known in a calendar by the day it was made."""
    first = events(report_on("--appealed 2024-02-01", "2024-02-05"))
    received = events(report_on("--appealed 2024-02-01 --appeal-received 2024-02-06", "2024-02-07"))
    assert [e["UID"] for e in first.values()] == [e["UID"] for e in received.values()]
    assert ["2024-03-01"] == list(first)


@pytest.mark.parametrize(
    ("alarm", "day"),
    [
        (0, "2024-02-20"),
        (1, "2024-02-16"),  # Monday the 19th is Washington's Birthday
        (2, "2024-02-15"),
        (5, "2024-02-12"),
        (24, "2024-01-16"),
        (25, "2024-01-12"),  # Monday the 15th is the Birthday of Martin Luther King, Jr.
    ],
)
def test_an_alarm_comes_so_many_working_days_before_the_date(alarm: int, day: str) -> None:
    """An alarm comes at nine in the morning, so many working days before the date, with weekends and holidays left out."""
    event = events(report_on("--filed 2024-01-22", "2024-01-22"), alarm=alarm)["2024-02-20"]
    (reminder,) = event.walk("VALARM")
    offset = reminder.decoded("TRIGGER")
    assert datetime.fromisoformat(f"{day} 09:00") == datetime.combine(event.decoded("DTSTART"), time()) + offset
    assert ("DISPLAY", event["SUMMARY"]) == (reminder["ACTION"], reminder["DESCRIPTION"])


def test_an_alarm_before_a_saturday_comes_on_friday() -> None:
    """An alarm one working day before a due date on a Saturday comes on the Friday."""
    event = events(report_on("--filed 2024-01-17 --expedite", "2024-01-17"), alarm=1)["2024-01-27"]
    assert timedelta(days=-1, hours=9) == event.walk("VALARM")[0].decoded("TRIGGER")


def test_no_alarm_unasked_or_too_late() -> None:
    """A calendar has no alarm unless asked, none for what is past, and none after the date."""
    assert "VALARM" not in ics.status(report_on(*TOLLED), everything=True)
    assert not events(report_on(*TOLLED), everything=True, alarm=1)["2024-02-15"].walk("VALARM")
    with pytest.raises(ValueError, match="cannot be negative"):
        ics.status(report_on(*TOLLED), alarm=-1)


def test_a_calendar_has_the_properties_that_programs_look_for() -> None:
    """A calendar has the properties that other programs look for at its top, and a name with agency and id."""
    text = ics.status(report_on(*STORIES["ndlon"]), everything=True)
    calendar = read(text)
    assert ("-//foiacalc//foiacalc//EN", "2.0") == (calendar["PRODID"], calendar["VERSION"])
    assert ("GREGORIAN", "PUBLISH") == (calendar["CALSCALE"], calendar["METHOD"])
    assert "\r\nX-WR-CALNAME:FOIA deadlines (ICE\\, NDLON)\r\n" in text


def test_a_calendar_without_dates_to_come_is_still_valid() -> None:
    """A calendar without a date to come still has a component, and no METHOD, which would ask for an event."""
    calendar = read(ics.status(report_on(*STORIES["ndlon"])))
    assert ["VTIMEZONE"] == [part.name for part in calendar.subcomponents]
    assert "METHOD" not in calendar


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_name_is_text_in_a_calendar(text: str) -> None:
    """A hostile name is read back from a calendar as one line of text, and adds no property, no component and no date."""
    report = report_on(*TOLLED)
    plain = events(report, everything=True, alarm=1)
    for names in ({"id": text}, {"agency": text}, {"id": text, "agency": text}):
        hostile = named(report, **names)
        found = events(hostile, everything=True, alarm=1)
        assert plain.keys() == found.keys()
        for day, event in found.items():
            assert plain[day].keys() == event.keys()
            assert [part.name for part in plain[day].walk()] == [part.name for part in event.walk()]
            assert f"{words.headline(hostile)}." == event["DESCRIPTION"].splitlines()[0]
            assert len(event["SUMMARY"]) < 150


@pytest.mark.parametrize("text", ["NDLON", *HOSTILE], ids=range(len(HOSTILE) + 1))
def test_the_lines_of_a_calendar_are_at_most_75_octets(text: str) -> None:
    """The lines of a calendar are at most 75 octets, ended by CR and LF alone, without a control character."""
    report = named(report_on(*TOLLED), id=text)
    for file in (ics.status(report, everything=True, alarm=1), ics.status(report._replace(shown=frozenset()))):
        lines = file.encode().split(b"\r\n")
        assert b"" == lines.pop()
        assert max(map(len, lines)) <= 75
        assert all(byte >= 0x20 and byte != 0x7F for line in lines for byte in line)


def test_the_same_answer_is_the_same_calendar_byte_for_byte() -> None:
    """The same answer is the same calendar byte for byte."""
    assert ics.status(report_on(*TOLLED), alarm=3) == ics.status(report_on(*TOLLED), alarm=3)
