"""Laws of the dates and of time, tried on requests with any combination of facts, asked about on any day."""

from datetime import date

from hypothesis import assume, given
from hypothesis import strategies as st

from foiacalc.answer.reports import Report, report
from foiacalc.calendar.workdays import FIRST
from foiacalc.request.facts import Extension, Span
from tests.statute import DAY, SAT, holidays
from tests.strategies import Posed, asked, changed, often

HOLIDAYS = frozenset(observed for observed, _, _ in holidays())


def working_days(first: date, last: date) -> list[date]:
    """The working days after `first` up to `last`, each day looked at by itself, over the statute's own holidays."""
    days = (first + n * DAY for n in range(1, (last - first).days + 1))
    return [day for day in days if day.weekday() < SAT and day not in HOLIDAYS]


def dates(found: Report) -> dict[str, tuple[date, date]]:
    """The due and the cautious date of each deadline that runs."""
    running = {stated.deadline.key: stated.deadline for stated in found.states}
    return {key: (d.due, d.cautious) for key, d in running.items() if d.due and d.cautious}


# The dates


@often
@given(asked(), st.integers(0, 60), st.none() | st.integers(0, 60))
def test_a_question_that_tolls_the_limit_never_makes_a_date_earlier(case: Posed, begins: int, lasts: int | None) -> None:
    """One more question about fees, or the only request for information, never makes a date earlier, because the limit stands
    still until it is answered (552(a)(6)(A)(ii)); an earlier request for information is left out, since it would toll in the
    other's place.

    The last day to sue may come earlier in one case only: the question makes a late determination one in time, so that the
    right of action first accrues through an appeal, and that was decided before (28 U.S.C. 2401(a); Spannaus v. DOJ, 824 F.2d
    52 (D.C. Cir. 1987)). A request that is withdrawn while the question is open is left out for the same reason.
    """
    request, as_of = changed(case[0], withdrawn=None, reply_by=None), case[1]
    received = request.received or request.filed
    assume(received)
    assert received
    first = min(received + begins * DAY, request.determined or date.max)
    question = Span(first, None if lasts is None else first + lasts * DAY)
    kind = "fee_asked" if request.info_asked else "info_asked"
    asked_more = changed(request, **{kind: (*getattr(request, kind), question)})
    without, more = report(request, as_of=as_of), report(asked_more, as_of=as_of)
    in_time = [found.state_of("determination").deadline.done_late for found in (without, more)] == [True, False]
    before, after = dates(without), dates(more)
    for key in (before.keys() & after.keys()) - {"reply"} - ({"suit"} if in_time else set()):
        assert before[key][0] <= after[key][0]
        assert before[key][1] <= after[key][1]


@often
@given(asked(), st.sampled_from(["determination", "appeal_determination"]), st.integers(0, 20), st.integers(1, 10))
def test_a_timely_notice_of_extension_adds_exactly_its_working_days(case: Posed, key: str, before: int, days: int) -> None:
    """A notice of extension up to the limit's last day moves that day by exactly its working days, and the days on which the
    clock stands still are not among them (552(a)(6)(B)(i)).

    Withdrawal is left out, because it may come between the two last days, and then there is no limit any more. So is the other
    stage's notice, because an agency's own rule may have both share one extension (C7).
    """
    other = "extended" if key == "appeal_determination" else "appeal_extended"
    request, as_of = changed(case[0], withdrawn=None, **{other: ()}), case[1]
    fact, begun, ended = {
        "determination": ("extended", request.received or request.filed, request.determined),
        "appeal_determination": (
            "appeal_extended",
            request.appeal_received or request.appealed,
            request.appeal_determined,
        ),
    }[key]
    plain = report(changed(request, **{fact: ()}), as_of=as_of).state_of(key).deadline.due
    assume(begun and plain and begun <= min(plain, as_of, ended or date.max))
    assert begun and plain
    notice = max(begun, min(plain, as_of, ended or date.max) - before * DAY)
    extended = report(changed(request, **{fact: (Extension(notice, days),)}), as_of=as_of).state_of(key).deadline
    assert extended.due and extended.count
    tolled = extended.count.tolled
    moved = [day for day in working_days(plain, extended.due) if not any(span.first <= day <= span.last for span in tolled)]
    assert days == len(moved)
    assert extended.limit and days == extended.limit.extended


@often
@given(asked())
def test_the_cautious_date_is_never_earlier_for_a_duty_nor_later_for_a_right(case: Posed) -> None:
    """The cautious date is never before the last day for a duty of the agency and never after it for a right of the requester,
    and both are one day exactly where no contested point moved it (policy of this program).

    An assumed time to appeal has another cautious date for being assumed. The earliest plausible day is never after the last
    day.
    """
    request, as_of = case
    for stated in report(request, as_of=as_of).states:
        deadline = stated.deadline
        if not deadline.due:
            assert not deadline.cautious
            continue
        assert deadline.cautious
        if deadline.binds == "agency":
            assert deadline.earliest and deadline.earliest <= deadline.due <= deadline.cautious
        else:
            assert deadline.cautious <= deadline.due and not deadline.earliest
        assert deadline.assumed or (deadline.due == deadline.cautious) == (not deadline.contested)


# As time passes

LATE = ("met_late", "missed", "lapsed", "passed", "uncertain")


@often
@given(asked())
def test_lateness_is_the_working_and_calendar_days_after_the_last_day(case: Posed) -> None:
    """A deadline is late by the working days and the calendar days after its last day up to the day it was done, or fell away,
    or the day of the answer, each day looked at by itself. After a last day before 1971, where the calendar of working days
    begins, no days are counted.
    """
    request, as_of = case
    found = report(request, as_of=as_of)
    known = found.known
    for stated in found.states:
        deadline = stated.deadline
        assert bool(stated.late) == (stated.state in LATE and deadline.due is not None and deadline.due >= FIRST)
        if not stated.late:
            continue
        ends: tuple[date | None, ...] = (
            (known.determined, known.withdrawn) if deadline.key == "expedited_decision" else (known.withdrawn,)
        )
        if deadline.key in ("reply", "judgment_appeal", "fee_motion", "expedition_appeal"):
            ends = ()  # what ends these before they are met makes them not applicable
        if deadline.key in ("service", "answer") and known.withdrawn and known.sued and known.withdrawn < known.sued:
            ends = ()  # the complaint came after the withdrawal
        if deadline.key == "answer":
            ends += (known.judgment,)
        until = deadline.done or min([as_of, *(day for day in ends if day)])
        assert deadline.due
        expected = (len(working_days(deadline.due, until)), (until - deadline.due).days)
        assert expected == stated.late


THEN = {  # what may become of a state while nothing new happens; the others stay
    "pending": ("pending", "missed", "lapsed", "passed", "uncertain"),
    "projected": ("projected", "conditional", "pending", "lapsed", "not_applicable"),
    "closed": ("closed", "open", "lapsed"),
    "open": ("open", "closed", "lapsed"),
}


@often
@given(asked(), st.integers(0, 400) | st.integers(0, 5000))
def test_a_missed_limit_stays_missed_and_a_last_day_stays_while_nothing_new_happens(case: Posed, days: int) -> None:
    """While nothing new happens and no question is open, a miss stays a miss and every last day stays where it is; the cautious
    date stays too, while no closure is still open.

    A projected appeal has no limit any more once the time to make it has passed.
    """
    request, as_of = case
    early = report(request, as_of=as_of)
    known = early.known
    late = report(known, as_of=as_of + days * DAY)
    for earlier, later in zip(early.states, late.states, strict=True):
        assert later.state in THEN.get(earlier.state, (earlier.state,))
    before, after = dates(early), dates(late)
    assert before.keys() - after.keys() <= {"appeal_determination", "reply"}
    questions = [] if known.determined else [*known.info_asked, *known.fee_asked]
    if all(span.last for span in questions):
        for key in after.keys() - {"reply"}:  # of several questions that wait the next one is shown
            assert before[key][0] == after[key][0]
            assert before[key][1] == after[key][1] or not all(span.last for span in known.closed)


# What follows


@often
@given(asked())
def test_no_consequence_ends_before_it_begins(case: Posed) -> None:
    """No consequence ends before it begins, and none begins after the day that is asked about."""
    request, as_of = case
    for consequence in report(request, as_of=as_of).consequences:
        assert consequence.until is None or consequence.since <= consequence.until
        assert consequence.since <= as_of


@often
@given(asked(), st.integers(0, 12 * 365))
def test_may_sue_is_never_said_after_the_last_day_to_sue(case: Posed, days: int) -> None:
    """No answer says that the requester may sue after the last day to sue (28 U.S.C. 2401(a)), though exhaustion itself has no
    end, and the court is not open then.
    """
    request, as_of = (
        changed(case[0], sued=None, served=None, answered=None, judgment=None, judgment_appealed=None, fees_moved=None),
        case[1] + days * DAY,
    )
    found = report(request, as_of=as_of)
    suit = found.state_of("suit")
    says = " ".join(consequence.says for consequence in found.consequences)
    assert "may sue" not in says or (suit.deadline.due and as_of <= suit.deadline.due)
    if suit.state == "lapsed":
        assert not suit.opens


@often
@given(asked(), st.integers(1, 3000))
def test_no_consequence_of_a_missed_limit_goes_away_because_time_passes(case: Posed, days: int) -> None:
    """While the same facts are known, no consequence goes away and none comes to have begun on another day because time passes.

    A question still open is counted as answered on the day asked about, so its limit moves with that day, and such a request is
    left out.
    """
    request, as_of = case
    known = report(request, as_of=as_of).known
    if any(not span.last for span in (*known.info_asked, *known.fee_asked)) and not known.determined:
        return
    before = {(c.key, c.since) for c in report(known, as_of=as_of).consequences}
    after = {(c.key, c.since) for c in report(known, as_of=as_of + days * DAY).consequences}
    assert before <= after


@often
@given(asked(), st.integers(0, 400))
def test_a_withdrawal_starts_no_consequence_and_undoes_none(case: Posed, days: int) -> None:
    """What followed by the day before the withdrawal is what follows ever after, except that a right that lapses with time may
    still lapse.
    """
    first = case[0].filed or case[0].received
    if not first or case[0].sued:
        return
    day = max(case[0].latest, first) + days * DAY
    withdrawn = changed(case[0], withdrawn=day)
    before = {(c.key, c.since) for c in report(changed(case[0], withdrawn=None), as_of=day).consequences}
    after = {(c.key, c.since) for c in report(withdrawn, as_of=day + 3000 * DAY).consequences}
    known = report(withdrawn, as_of=day).known
    if any(not span.last for span in (*known.info_asked, *known.fee_asked)) and not known.determined:
        return
    assert {c for c in after if not c[0].endswith("_lapsed")} == {c for c in before if not c[0].endswith("_lapsed")}
