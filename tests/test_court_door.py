"""What the first screen says of the court: nothing before the day to rely on, no more than the facts bear and who is to act."""

import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from foiacalc.answer.letters import why_not
from foiacalc.answer.reports import Report, report
from foiacalc.answer.state import AUDIENCES, Audience
from foiacalc.clock.deadline import Dates
from foiacalc.render import plain, terminal
from foiacalc.render.page import page
from foiacalc.request.request import Request
from tests.conftest import facts_of, report_on
from tests.statute import DAY
from tests.strategies import Posed, asked, often

DOJ_APPEAL = "--filed 2026-06-01 --agency DOJ --determined 2026-06-20 --outcome denied --appealed 2026-08-01"
DOE_APPEAL = (
    "--filed 2026-01-05 --agency DOE --extended 2026-01-20+7 --determined 2026-02-10 --outcome denied --appealed 2026-03-02 "
    "--appeal-extended 2026-03-20"
)
ICE_2010 = "--filed 2010-02-03 --agency ICE --expedite"
LONG_AGO = "--filed 2021-01-04 --agency FBI --determined 2026-11-13 --outcome denied"
REMANDED = (
    "--filed 2026-03-02 --agency DOJ --determined 2026-03-20 --outcome partial --appealed 2026-05-10 "
    "--appeal-determined 2026-06-30 --appeal-outcome remanded"
)
GRANTED = (
    "--filed 2026-03-02 --agency DOJ --determined 2026-03-20 --outcome denied --appealed 2026-05-10 --appeal-outcome granted"
)
IN_FULL = "--filed 2026-09-01 --determined 2026-09-15 --outcome granted"
UNSERVED = "--filed 2026-03-02 --agency DOJ --sued 2026-04-15"
REFUSED = "--filed 2026-09-08 --agency FBI --expedite --expedite-determined 2026-09-15 --expedite-outcome denied"
NO_WAIVER = (
    "--filed 2026-11-09 --agency NASA --fee-waiver-asked 2026-11-09 --fee-waiver-determined 2026-11-13 "
    "--fee-waiver-outcome denied"
)
UNEXHAUSTED = "--filed 2026-08-03 --agency FBI --determined 2026-09-10 --outcome denied --sued 2026-10-05"
OFFICER: Audience = "agency"
NOW = "may sue now"


def told(facts: str, as_of: str, serves: Audience = "requester") -> Report:
    return report_on(facts, as_of)._replace(serves=serves)


# facts, day, for whom, the state, words of the second sentence, why
MAY: list[tuple[str, str, Audience, str, str, str]] = [
    (DOJ_APPEAL, "2026-08-31", "requester", "late_by_due", "Rely on it from Tue 2026-09-01", "C10: sent on a Saturday"),
    (DOJ_APPEAL, "2026-09-01", "requester", "appeal_late", "You may sue now until Fri 2032-08-27.", "the day to rely on"),
    (
        DOJ_APPEAL,
        "2026-08-31",
        OFFICER,
        "appeal_late",
        "By the statute's own count, the court opened Sat 2026-08-29; on the cautious reading, it opens Tue 2026-09-01",
        "C10, as an officer is told it: 552(a)(6)(C)(i)",
    ),
    (
        DOE_APPEAL,
        "2026-04-13",
        "requester",
        "late_by_due",
        "Rely on it from Tue 2026-04-14 (two extensions, C7)",
        "one pot",
    ),
    (DOE_APPEAL, "2026-04-14", "requester", "appeal_late", NOW, "10 CFR 1004.8(d)(1), and both readings have passed"),
    (ICE_2010, "2010-03-08", OFFICER, "late", "on the cautious reading, it opens Thu 2010-03-11 (snow closures, C4)", "C4"),
    (ICE_2010, "2010-03-11", OFFICER, "late", "The requester may sue now", "C4: the snow closures have been counted out"),
    (
        f"{DOJ_APPEAL} --appeal-determined 2026-08-31 --appeal-outcome affirmed",
        "2026-08-31",
        "requester",
        "appeal_decided",
        "You may sue now until",
        "Oglesby: the decision exhausts remedies, whichever day its limit ended",
    ),
    (
        LONG_AGO,
        "2026-11-14",
        "requester",
        "to_appeal",
        "The time to sue may run from the first missed deadline (C16) and end on Tue 2027-02-02; to be safe, appeal early",
        "C14, C16: six years after the limit of 2021-02-02, nine days before the last day to appeal",
    ),
    (LONG_AGO, "2026-11-14", OFFICER, "to_appeal", "(C16) and end on Tue 2027-02-02.", "the same, and no command"),
    (
        LONG_AGO,
        "2027-02-05",
        "requester",
        "to_appeal",
        "Appeal by Thu 2027-02-11. Without an appeal, the time to sue expired on Wed 2027-02-03",
        "Brook v. Holzerland: an appeal in time, and the six years run from its limit",
    ),
    (
        f"{LONG_AGO} --appealed 2027-01-20",
        "2027-02-05",
        "requester",
        "appeal_pending",
        "The time to sue may run from the first missed deadline (C16) and may have expired on Tue 2027-02-02.",
        "C16: on the cautious view an appeal does not start them anew",
    ),
    (
        "--filed 2022-01-04 --agency FBI --determined 2026-11-13 --outcome denied",
        "2026-11-14",
        "requester",
        "to_appeal",
        "without an appeal, the court stays closed.",
        "C14: 2028-02-02 is more than a year off",
    ),
    (
        REMANDED,
        "2026-11-25",
        "requester",
        "appeal_decided",
        "The court, open since 2026-06-09 because the time to decide the appeal had expired, closed again",
        "552(a)(6)(C)(i); LAW: a remand exhausts nothing",
    ),
    (
        IN_FULL,
        "2026-11-25",
        "requester",
        "granted",
        "You can still appeal over the search",
        "the screen speaks to the requester",
    ),
    (IN_FULL, "2026-11-25", OFFICER, "granted", "The requester can still appeal over the search", "an officer is not the one"),
    (REMANDED, "2026-11-25", "requester", "appeal_decided", "(C16), it ends on 2032-06-08.", "six years from the limit, C14"),
    (
        "--filed 2026-03-02 --agency DOJ --determined 2026-05-20 --outcome partial --appealed 2026-06-10 "
        "--appeal-determined 2026-06-30 --appeal-outcome remanded",
        "2026-11-25",
        "requester",
        "appeal_decided",
        "so no right of action remains.",
        "one had accrued when the determination was late",
    ),
    (
        f"{GRANTED} --appeal-determined 2026-06-01",
        "2026-11-25",
        "requester",
        "appeal_decided",
        "A suit could challenge only a delay in releasing them, until Tue 2032-06-01.",
        "552(a)(6)(C)(i): promptly available, and no number",
    ),
    (
        f"{GRANTED} --appeal-determined 2026-07-01",
        "2026-11-25",
        "requester",
        "appeal_decided",
        "A suit could challenge only a delay in releasing them, until Tue 2032-06-08.",
        "the same of a late grant",
    ),
    (
        UNSERVED,
        "2026-07-14",
        "requester",
        "sued",
        "Serve the complaint by Tue 2026-07-14.",
        "Fed. R. Civ. P. 4(m): the ninetieth day",
    ),
    (
        UNSERVED,
        "2026-07-15",
        "requester",
        "sued",
        "The last day to serve the complaint was Tue 2026-07-14; service is not recorded.",
        "the day after it",
    ),
    (UNSERVED, "2026-07-14", OFFICER, "sued", "The requester must serve the complaint by Tue 2026-07-14.", "Rule 4(m)"),
    (
        REFUSED,
        "2026-10-01",
        "requester",
        "due",
        "Expedited processing was denied on Tue 2026-09-15: appeal by Mon 2026-12-14; a court may also review the denial now.",
        "28 CFR 16.8(a), ninety days; 552(a)(6)(E)(iii)",
    ),
    (REFUSED, "2026-10-01", OFFICER, "due", ": the requester may appeal until Mon 2026-12-14; a court", "no command"),
    (
        f"{REFUSED} --expedite-appealed 2026-09-20",
        "2026-10-01",
        "requester",
        "due",
        "Expedited processing was denied on Tue 2026-09-15, and a court may review the denial now.",
        "552(a)(6)(E)(iii): whether it was appealed or not",
    ),
    (
        NO_WAIVER,
        "2026-11-25",
        "requester",
        "due",
        "A fee waiver was denied on Fri 2026-11-13: appeal by Thu 2027-02-11, before any suit over it.",
        "the floor of ninety days; of a fee waiver the appeal comes first",
    ),
    (
        NO_WAIVER.replace("denied", "partial"),
        "2026-11-25",
        "requester",
        "due",
        "A fee waiver was granted only in part on Fri 2026-11-13: appeal by Thu 2027-02-11, before any suit over it.",
        "the same, in the words of the timeline",
    ),
    (
        f"{NO_WAIVER} --determined 2026-11-20 --outcome denied",
        "2026-11-25",
        "requester",
        "to_appeal",
        "A fee waiver was denied on Fri 2026-11-13: appeal by Thu 2027-02-11",
        "it does not end with the determination",
    ),
    (
        UNEXHAUSTED,
        "2026-11-01",
        "requester",
        "sued",
        "Suit was filed before administrative remedies were exhausted; to cure that, appeal by Wed 2026-12-09.",
        "Oglesby; LAW: appealing is the cure",
    ),
    (UNEXHAUSTED, "2026-11-01", OFFICER, "sued", "the requester has until Wed 2026-12-09 to appeal and cure that.", "the same"),
    (
        f"{UNEXHAUSTED} --appealed 2026-10-20",
        "2026-11-01",
        "requester",
        "sued",
        "remedies were exhausted; the appeal of Tue 2026-10-20 may cure that.",
        "LAW: appealing is the cure",
    ),
    (UNEXHAUSTED, "2026-12-10", "requester", "sued", "remedies were exhausted. Serve", "the time to appeal has passed"),
    (
        "--filed 2020-10-26 --agency FBI",
        "2026-11-25",
        "requester",
        "late",
        "until Wed 2026-11-25. The day to rely on, 2026-11-24, has passed.",
        "C14: six years after the last day itself",
    ),
]


@pytest.mark.parametrize(("facts", "as_of", "serves", "state", "says", "why"), MAY)
def test_the_headline_says_what_is_open_and_by_when(
    facts: str, as_of: str, serves: Audience, state: str, says: str, why: str
) -> None:
    """The second sentence says what the requester may bring to court or has to do, and by when, for the law in its row."""
    found = told(facts, as_of, serves).headline
    assert state == found.state, why
    assert says in found.may, why


# facts, day, for whom, the first sentence, why
SAYS: list[tuple[str, str, Audience, str, str]] = [
    (
        "--filed 2010-02-01 --determined 2010-03-05 --outcome denied",
        "2010-03-10",
        "requester",
        "ANSWERED LATE by the statute's own count (3 working days), denied.",
        "C4: with the snow closures left out the last day was 2010-03-08",
    ),
    (
        "--filed 2010-02-01 --determined 2010-03-09 --outcome denied",
        "2010-03-10",
        "requester",
        "ANSWERED LATE (5 working days), denied.",
        "C4: late on either reading",
    ),
    (
        "--filed 2010-02-01 --determined 2010-03-05 --outcome denied",
        "2010-03-10",
        OFFICER,
        "ANSWERED LATE (3 working days), denied.",
        "LAW: the cautious day serves the requester",
    ),
    (
        f"{DOJ_APPEAL} --appeal-determined 2026-08-31 --appeal-outcome affirmed",
        "2026-09-10",
        "requester",
        "APPEAL DECIDED on Mon 2026-08-31, 1 working day late by the statute's own count: denial affirmed.",
        "C10: sent on a Saturday",
    ),
]


@pytest.mark.parametrize(("facts", "as_of", "serves", "says", "why"), SAYS)
def test_what_came_by_the_cautious_date_is_late_only_by_the_statutes_own_count(
    facts: str, as_of: str, serves: Audience, says: str, why: str
) -> None:
    """What came after its last day and by the day to rely on is called late by the statute's own count only (LAW: call it late
    only after the cautious day).
    """
    assert says == told(facts, as_of, serves).headline.says, why


# facts, day, for whom, what the headline does not say, why
NOT: list[tuple[str, str, Audience, str, str]] = [
    (DOJ_APPEAL, "2026-08-31", "requester", NOW, "C10: the day to rely on is today"),
    (DOE_APPEAL, "2026-04-07", "requester", NOW, "C7: a week before the day to rely on"),
    (ICE_2010, "2010-03-08", OFFICER, NOW, "C4"),
    (ICE_2010, "2010-02-15", "requester", "a court may review", "C5: the day to rely on is 2010-02-17"),
    (f"{GRANTED} --appeal-determined 2026-06-01", "2026-11-25", "requester", NOW, "nothing was withheld any more"),
    (REMANDED, "2026-11-25", "requester", "no right of action accrued", "one accrued with the appeal's limit on 2026-06-09"),
    (LONG_AGO, "2027-02-05", "requester", "TOO LATE TO SUE", "an appeal can still be sent"),
    (f"{REFUSED} --determined 2026-09-30 --outcome denied", "2026-10-01", "requester", "review it now", "552(a)(6)(E)(iv)"),
    (f"{REFUSED}", "2026-10-20", "requester", "review it now", "the court is open over the request itself"),
    (f"{UNSERVED} --served 2026-05-01", "2026-07-15", "requester", "not recorded", "it was served"),
    (f"{UNSERVED} --answered 2026-05-01", "2026-07-15", "requester", "not recorded", "an answer shows that it was served"),
    (UNSERVED, "2026-05-25", "requester", "remedies were not exhausted", "552(a)(6)(C)(i): the limit had passed"),
]


@pytest.mark.parametrize(("facts", "as_of", "serves", "says", "why"), NOT)
def test_the_headline_says_nothing_that_the_facts_do_not_support(
    facts: str, as_of: str, serves: Audience, says: str, why: str
) -> None:
    """The headline does not say what its row says would be wrong, for the reason in the row."""
    found = told(facts, as_of, serves).headline
    assert says not in f"{found.says} {found.may}", why


# facts, day, a line of the timeline, why
LINES: list[tuple[str, str, str, str]] = [
    (LONG_AGO, "2026-11-14", "2027-02-02 last day to sue", "C14, C16: it comes before the last day to appeal"),
    (REMANDED, "2026-11-25", "2026-06-30 court closes: the appeal was remanded", "LAW: ended by a remand"),
    (UNSERVED, "2026-09-25", "2026-07-14 last day to serve the complaint", "Fed. R. Civ. P. 4(m)"),
    (
        f"{UNSERVED} --served 2026-04-20 --answered 2026-05-29 --judgment 2026-11-20",
        "2026-11-25",
        "2026-05-20 answer to the complaint due",
        "552(a)(4)(C): thirty days; a judgment does not unsay that it was late",
    ),
]


@pytest.mark.parametrize(("facts", "as_of", "line", "why"), LINES)
def test_the_timeline_has_what_the_headline_rests_on(facts: str, as_of: str, line: str, why: str) -> None:
    """The timeline has the line that its row names, once."""
    assert [line] == [says for e in report_on(facts, as_of).timeline if (says := f"{e.day} {e.says}") == line], why


# facts, day, a line that is not there, why
NO_LINES: list[tuple[str, str, str, str]] = [
    (f"{UNSERVED} --judgment 2026-11-20", "2026-11-25", "answer to the complaint due", "if served: nobody knows"),
    (
        "--filed 2026-01-02 --agency DOJ --appealed 2026-02-05 --appeal-determined 2026-03-20 --appeal-outcome remanded",
        "2026-11-25",
        "court closes: the appeal was remanded",
        "552(a)(6)(C)(i): the request itself is still undetermined, so the court is open",
    ),
    (
        "--filed 2021-01-04 --agency FBI --determined 2026-04-01 --outcome denied",
        "2026-11-14",
        "last day to sue",
        "the time to appeal has passed too, and nothing opens the court any more",
    ),
]


@pytest.mark.parametrize(("facts", "as_of", "says", "why"), NO_LINES)
def test_the_timeline_has_no_line_that_would_be_wrong(facts: str, as_of: str, says: str, why: str) -> None:
    """The timeline has no line that its row says would be wrong or empty."""
    assert says not in [event.says for event in report_on(facts, as_of).timeline], why


def test_service_that_is_not_recorded_is_uncertain_after_the_last_day_to_serve() -> None:
    """After the last day to serve, service is uncertain: it may have been made and not been recorded (Rule 4(m))."""
    states = [report_on(UNSERVED, day).state_of("service").state for day in ("2026-07-14", "2026-07-15")]
    assert ["pending", "uncertain"] == states


@pytest.mark.parametrize("decided", ["2026-06-01", "2026-07-01"])
def test_an_appeal_granted_in_full_leaves_nothing_to_sue_over(decided: str) -> None:
    """Of an appeal granted in full neither the screen says that suit may be filed nor is a complaint drafted."""
    found = report_on(f"{GRANTED} --appeal-determined {decided}", "2026-11-25")
    assert "granted in full" in (why_not(found, "complaint") or "")
    assert [] == [text for text in everything(found) if re.search(r"may (sue|file suit)", text)]


# The day to rely on, whatever the facts


def everything(found: Report) -> list[str]:
    """Each sentence and line of the page, the sections of the full report with it."""
    shown = page(found)
    lines = [f"{line.says} {line.beside}" for line in shown.lines]
    return [*shown.head, *lines, *shown.after, *(says for section in shown.sections for _, says, _ in section.items)]


def relied_on(found: Report) -> bool:
    """Whether a limit's cautious day has passed without the act, or an appeal was decided: suit may be filed on any reading."""
    missed = [found.computed.limits[key] for key in ("determination", "appeal_determination")]
    return any(_passed(limit, found.as_of) for limit in missed) or bool(missed[1].done)


def _passed(limit: Dates, as_of: date) -> bool:
    return bool(limit.cautious and limit.cautious < as_of and limit.state in ("missed", "met_late"))


@often
@given(asked(), st.sampled_from(AUDIENCES))
@example((Request.parse(facts_of(DOJ_APPEAL)), date(2026, 8, 31)), "requester")
@example((Request.parse(facts_of(ICE_2010)), date(2010, 3, 8)), OFFICER)
def test_nothing_says_that_suit_may_be_filed_until_the_cautious_date_has_passed(case: Posed, serves: Audience) -> None:
    """No sentence and no line of the page says that suit may be filed before the day after the cautious day of the limit that
    opened the court, unless the appeal was decided (LAW: call it late, or sue, only after it).
    """
    request, as_of = case
    found = report(request, as_of=as_of)._replace(serves=serves)
    if any("may sue now" in text or re.search(r"requester may sue(?! from)[^.]* until", text) for text in everything(found)):
        assert relied_on(found)


LIMITS = ("expedited_decision", "determination", "appeal_determination")


@often
@given(asked(), st.sampled_from(AUDIENCES), st.sampled_from(LIMITS), st.integers(1, 40))
def test_between_the_last_day_and_the_cautious_date_nothing_says_that_suit_may_be_filed(
    case: Posed, serves: Audience, key: str, after: int
) -> None:
    """Of any request, asked about between a limit's due day and its day to rely on, no sentence says that suit may be filed
    now, if nothing else has opened the court, nor that a court may review a decision on expedited processing for being late.
    """
    request, as_of = case
    limit = report(request, as_of=as_of).computed.limits[key]
    if not limit.due or not limit.cautious or limit.due == limit.cautious:
        return
    day = min(limit.due + after * DAY, limit.cautious)
    if day < (request.filed or request.received or day):
        return
    found = report(request, as_of=day)._replace(serves=serves)
    if "a court may review that failure" in found.headline.says:
        assert (found.computed.limits["expedited_decision"].cautious or date.max) < day
    if not relied_on(found):
        assert [] == [text for text in everything(found) if NOW in text]


@often
@given(asked(), st.sampled_from(AUDIENCES))
def test_the_headline_and_the_answer_name_one_next_day(case: Posed, serves: Audience) -> None:
    """The headline's next day is that of `next`, but where an acknowledgment is next, which no headline tells, where there is a
    question to answer first, or a day to rely on to wait for. In court it may be earlier: that of the answer, if the complaint
    was served when filed.
    """
    request, as_of = case
    found = report(request, as_of=as_of)._replace(serves=serves)
    own = found.headline.state in ("late_by_due", "paused", "to_reply")
    if found.next and found.next.key != "acknowledgment" and not own:
        assert found.headline.next
        in_court = found.headline.state == "sued"
        assert found.headline.next == found.next.date or (in_court and found.headline.next < found.next.date)


# An officer is told, not commanded

COMMANDS = re.compile(
    r"(?:^|[.;:] )(?:appeal|answer|serve|move|rely|ask|sue|track|enter|write) (?:by|now|on|the)\b", re.IGNORECASE
)


@often
@given(asked())
@example((Request(filed=date(2008, 12, 31), reached_office=date(2009, 1, 26)), date(2009, 2, 10)))
def test_nothing_commands_an_officer_to_do_the_requesters_acts(case: Posed) -> None:
    """The head and the timeline that an agency's officer is shown say what the requester may do, command none of it, and call
    nobody "you".
    """
    request, as_of = case
    shown = page(report(request, as_of=as_of)._replace(serves=OFFICER))
    told = [*shown.head, *(f"{line.says} {line.beside}" for line in shown.lines)]
    told = [text.replace("closures you entered", "") for text in told]  # "you" is there whoever typed them
    assert [] == [text for text in told if COMMANDS.search(text) or re.search(r"\b[Yy]ou(r)?\b|rely on", text)]
    assert "letter" not in [command.name for command in shown.commands]


# One screen

SCREENS = [
    ("--filed 2010-02-03 --agency ICE --id NDLON --expedite --sued 2010-04-27", "2010-10-28"),
    (
        "--filed 2026-08-03 --agency FBI --info-asked 2026-08-10..2026-08-20 --fee-asked 2026-08-24..2026-09-01 "
        "--fee-asked 2026-09-08..2026-09-15 --fee-asked 2026-10-01.. --extended 2026-08-12",
        "2026-11-25",
    ),
    (
        "--filed 2026-08-03 --agency FBI --expedite --still-interested 2026-11-02 --fee-waiver-asked 2026-08-03 "
        "--fee-waiver-determined 2026-10-20 --fee-waiver-outcome denied --acknowledged 2026-08-10 --interim 2026-09-20",
        "2026-11-25",
    ),
    (UNEXHAUSTED, "2026-11-01"),
    (REMANDED, "2026-11-25"),
    (REFUSED, "2026-10-01"),
    (LONG_AGO, "2026-11-14"),
]


@pytest.mark.parametrize(("facts", "as_of"), SCREENS)
def test_a_long_story_fits_a_screen_and_its_end_stays(facts: str, as_of: str) -> None:
    """A long story takes at most 22 lines of 80 columns; what was missed, today and what comes after it stay, and how many
    earlier events were left out is said; the full report has them all.
    """
    found = report_on(facts, as_of)
    drawn = terminal.status(found, terminal.Screen(80, colour=False, styled=False))
    assert len(drawn.splitlines()) <= 22
    lines = page(found).lines
    today = next(number for number, line in enumerate(lines) if line.style == "today")
    stay = [line for number, line in enumerate(lines) if line.mark or number >= today]
    assert [] == [line for line in stay if str(line.day) not in drawn]
    left_out = [line for line in lines if f"{line.day}  {line.says[:40]}" not in drawn]
    assert bool(left_out) == ("earlier event" in drawn)
    assert [] == [line for line in lines if str(line.day) not in plain.status(found, full=True)]
