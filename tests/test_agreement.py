"""The ways to ask agree: whatever the facts, JSON, `explain`, `check` and `plan` say what `status` says."""

import json
from collections.abc import Mapping
from datetime import date
from random import Random
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from foiacalc import law
from foiacalc.answer.plan import Plan, plans
from foiacalc.answer.reports import Report, explanation, report
from foiacalc.clock.all_deadlines import keys
from foiacalc.law.agencies import rules
from foiacalc.request.facts import NEVER, Extension
from foiacalc.request.request import Request
from tests.statute import DAY
from tests.strategies import Posed, asked, changed, often
from tests.test_answer import VALIDATOR


def said(found: Report, *apart: str) -> dict[str, Any]:
    """The answer without its warnings and what was known on its day, and without what else is set apart."""
    return {name: value for name, value in found.to_dict().items() if name not in ("warnings", "known", *apart)}


# What an answer rests on

DATED = set(Request.__dataclass_fields__) - {
    "id", "agency", "expedite", "expedite_outcome", "tolled_days", "outcome", "appeal_outcome", "appeal_window", "closed",
    "claimed", "fee_waiver_outcome", "reply_by", "ended",
}  # fmt: skip
GOES_WITH = {
    "determined": ("outcome", "released"),
    "appeal_determined": ("appeal_outcome",),
    "expedite_asked": ("expedite",),
    "expedite_determined": ("expedite_outcome",),
    "fee_waiver_determined": ("fee_waiver_outcome",),
}


def known_by(day: date, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts, as the JSON contract writes them, without what is dated later than `day`."""
    found: dict[str, Any] = {}
    for name, value in facts.items():
        if isinstance(value, list) and name in DATED:
            begun = [text for text in value if date.fromisoformat(text[:10]) <= day]
            found[name] = [text[:12] if ".." in text and text[12:] > day.isoformat() else text for text in begun]
        elif name not in DATED or value == NEVER or date.fromisoformat(value[:10]) <= day:
            found[name] = value
        elif name == "reached_office":
            found[name] = NEVER
    for name, companions in GOES_WITH.items():
        if name in facts and name not in found:
            found = {other: value for other, value in found.items() if other not in companions}
    questions = [text[:10] for name in ("info_asked", "fee_asked", "still_interested") for text in facts.get(name, ())]
    if questions and max(questions) > day.isoformat():  # a reply's own day is that of the last question's letter
        found.pop("reply_by", None)
    return {name: value for name, value in found.items() if value != []}


@often
@given(asked())
def test_an_answer_rests_on_nothing_later_than_its_day(case: Posed) -> None:
    """Whatever the facts, an answer is the same as if those later than its day had not been given; only a warning says that
    they were.
    """
    request, as_of = case
    without = Request.parse(known_by(as_of, request.facts()))
    found, expected = report(request, as_of=as_of), report(without, as_of=as_of)
    assert said(expected, "request") == said(found, "request")
    assert expected.known == found.known


@often
@given(asked(), st.randoms(use_true_random=False))
def test_facts_and_spans_in_any_order_give_the_same_answer(case: Posed, random: Random) -> None:
    """Whatever the facts, their order and that of their spans changes nothing in the answer."""
    request, as_of = case
    facts = {
        name: random.sample(value, len(value)) if isinstance(value, list) else value for name, value in request.facts().items()
    }
    shuffled = Request.parse(dict(random.sample(list(facts.items()), len(facts))))
    one, other = report(request, as_of=as_of), report(shuffled, as_of=as_of)
    assert said(one, "request") == said(other, "request")
    assert sorted(one.warnings) == sorted(other.warnings)


@often
@given(asked())
def test_any_answer_fits_the_schema_and_its_request_is_accepted_back(case: Posed) -> None:
    """Whatever the facts, the answer fits the schema, and its request, also by way of text, is the same one with the same
    answer.
    """
    request, as_of = case
    assert request == Request.parse(request.facts())
    found = report(request, as_of=as_of)
    assert found.request == Request.parse(found.to_dict()["request"])
    answer = json.loads(json.dumps(found.to_dict()))
    VALIDATOR.validate(answer)
    again = Request.parse(answer["request"])
    assert found.request == again
    assert said(found) == said(report(again, as_of=as_of))


# The other ways to ask


@often
@given(asked())
@example((Request.parse({"filed": "1975-02-19", "info_asked": ["1975-02-19.."], "reply_by": "1975-02-19"}), date(1975, 2, 19)))
def test_the_count_of_any_request_ends_on_the_date_of_status(case: Posed) -> None:
    """Whatever the facts, the last day that explain counts is the due date of status and has the number of the length, and
    every day has a number or a reason.
    """
    request, as_of = case
    found = report(request, as_of=as_of)
    for key in keys():
        told = explanation(found, key)
        days, deadline = told["days"], told["deadline"]
        if days:
            assert deadline["due"] == days[-1]["date"]
        else:  # it does not run, or the agency's letter names its own day
            assert deadline["due"] == (deadline["count"]["from"] if deadline["count"] else None)
        numbers = [day["number"] for day in days if day["number"]]
        assert list(range(1, len(numbers) + 1)) == numbers
        assert all((day["number"] is None) == bool(day["reason"]) for day in days)
        if deadline["count"]:
            assert deadline["count"]["length"] == len(numbers)
            assert deadline["count"]["unit"] != "working_days" or days[-1]["number"] == len(numbers)


@often
@given(asked(), st.sampled_from(keys()), st.integers(-400, 400))
def test_check_calls_only_the_due_date_of_any_deadline_right(case: Posed, key: str, off: int) -> None:
    """Whatever the facts and the deadline, check calls the due date right and no other date, no date is right where no limit
    runs, and no slip is named for a right date.
    """
    request, as_of = case
    due = report(request, as_of=as_of).state_of(key).deadline.due
    for claimed in (max(law.FOIA_TOOK_EFFECT, (due or as_of) + n * DAY) for n in {0, -1, 1, off}):
        checked = report(changed(request, claimed=claimed), as_of=as_of, against=key).claimed
        assert checked
        assert (claimed == due, due) == (checked.right, checked.due)
        assert not (checked.right and checked.slips)


def reached(plan: Plan, filed: date, agency: str | None) -> date:
    """When the goal of the plan is reached by a request filed on that day, asked of `status` step by step."""
    request = Request(filed=filed, agency=agency, extended=(Extension(filed),) if plan.extended else ())
    last = last_day(request, "determination", filed)
    if plan.goal == "determination":
        return last
    if plan.goal == "suit":
        assert not report(request, as_of=last).state_of("suit").opens
        opens = report(request, as_of=last + DAY).state_of("suit").opens
        assert opens
        return opens
    denied = changed(request, determined=last, outcome="denied")
    appealed = changed(denied, appealed=last_day(denied, "appeal", last))
    assert appealed.appealed
    return last_day(appealed, "appeal_determination", appealed.appealed)


def last_day(request: Request, key: str, as_of: date) -> date:
    """The due date of a deadline that runs."""
    found = report(request, as_of=as_of).state_of(key).deadline.due
    assert found
    return found


# a goal planned for the calendar's end is reached, a few hundred days later, by an appeal that it has no room for
PLANNED = st.dates(date(1975, 2, 19), date(2088, 12, 31)) | st.dates(date(1996, 1, 1), date(2026, 12, 31))


@settings(max_examples=40)
@given(PLANNED, st.none() | st.sampled_from([rule.code for rule in rules()]), st.integers(1, 200))
@example(date(1975, 3, 4), None, 1)  # no day is early enough: the first limit ends on the next one
@example(date(1975, 3, 5), None, 1)
def test_a_request_filed_on_any_planned_day_reaches_each_goal_as_planned(by: date, agency: str | None, later: int) -> None:
    """A request filed on the planned day reaches each goal on the very day that the plan says, asked of status step by step,
    and one filed later does not reach it in time.
    """
    for plan in plans(by, agency):
        if not plan.filed:
            assert reached(plan, law.first_day("determination"), agency) > by
            continue
        assert plan.reached == reached(plan, plan.filed, agency)
        assert plan.reached <= by < reached(plan, plan.filed + later * DAY, agency)
