"""A due date that somebody else computed, and the slips that explain it; and plans, which count backwards."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foiacalc.answer.plan import GOALS, plans
from foiacalc.answer.reports import report
from foiacalc.request.request import Request
from tests.conftest import cases, facts_of, report_on
from tests.test_cli import run


@pytest.mark.parametrize("case", list(cases("checks.csv")), ids=lambda case: f"{case['facts']} {case['claimed']}")
def test_a_claimed_date_is_right_or_wrong_and_the_slips_that_give_it_are_named(case: dict[str, str]) -> None:
    """A claimed due date is right or wrong as its row says; where it is wrong, the number of its working day and the slips of
    counting that give it are named, the likeliest first.
    """
    checked = report_on(f"{case['facts']} --claimed {case['claimed']}", "2026-06-01").claimed
    assert checked
    expected = (case["due"], case["working_day"], case["slips"].split(), case["verdict"])
    assert expected == (str(checked.due), str(checked.working_day or ""), [s.key for s in checked.slips], checked.verdict), (
        case["source"]
    )
    assert checked.right == (case["verdict"] == "right")


@given(st.dates(date(1975, 2, 19), date(2089, 12, 31)), st.integers(-60, 60))
def test_only_the_due_date_itself_is_called_right(received: date, off: int) -> None:
    """Whatever the day of receipt, the due date of the determination is right, every other date is wrong, and no slip is named
    for a date that is right.
    """
    due = report(Request(received=received), as_of=received).state_of("determination").deadline.due
    assert due
    checked = report(Request(received=received, claimed=due + timedelta(off)), as_of=received).claimed
    assert checked
    assert (off == 0) == checked.right
    assert not (checked.right and checked.slips)


def test_check_ends_with_0_for_a_right_date_and_1_for_a_wrong_one() -> None:
    """The command check ends with exit code 0 for a right date and 1 for a wrong one, with the reason, and with 2 where it
    cannot understand what it is asked.
    """
    right = run("check", "--received", "2010-02-01", "--claimed", "2010-03-02")
    assert (0, "Right: the determination was due 2010-03-02.") == (right.returncode, right.stdout.splitlines()[0])
    wrong = run("check", "--received", "2010-02-01", "--claimed", "2010-02-21")
    assert 1 == wrong.returncode
    assert "20 calendar days were counted instead of 20 working days." in wrong.stdout
    none = run("check", "--received", "2020-03-02", "--extended", "2020-03-03", "--claimed", "2020-04-03")
    assert "No known mistake explains it." in none.stdout
    assert 2 == run("check", "--received", "2010-02-01").returncode
    assert 2 == run("check", "--received", "2010-02-01", "--claimed", "soon").returncode


WITH_EXTENSION: list[tuple[tuple[str, ...], str, str]] = [
    # 5 U.S.C. 552(a)(6)(B)(i): ten working days more, by written notice within the limit
    (
        ("--received", "2024-03-04", "--claimed", "2024-04-15"),
        "2024-04-15 fits the limit with the full extension of 10 working days.",
        "It is right if a notice of unusual circumstances was sent by 2024-04-01.",
    ),
    (
        ("--appealed", "2024-03-04", "--deadline", "appeal_determination", "--claimed", "2024-04-15"),
        "2024-04-15 fits the limit with the full extension of 10 working days.",
        "It is right if a notice of unusual circumstances was sent by 2024-04-01.",
    ),
]


@pytest.mark.parametrize(("options", "says", "right_if"), WITH_EXTENSION)
def test_thirty_working_days_are_right_only_if_a_notice_of_extension_came_in_time(
    options: tuple[str, ...], says: str, right_if: str
) -> None:
    """A claimed date thirty working days out is not right by itself, and the answer says by what day a notice of unusual
    circumstances makes it so (552(a)(6)(B)(i)).
    """
    ended = run("check", *options)
    told = " ".join(ended.stdout.split())
    assert (1, True, True) == (ended.returncode, says in told, right_if in told)
    assert "No known slip" not in told
    found = json.loads(run("check", *options, "--json").stdout)
    assert ("with_extension", False, []) == (found["verdict"], found["right"], found["slips"])


@pytest.mark.parametrize(
    ("claimed", "verdict"), [("2010-03-02", "right"), ("2010-03-16", "with_extension"), ("2010-02-21", "other")]
)
def test_a_claimed_date_among_the_facts_has_its_verdict_in_json(claimed: str, verdict: str) -> None:
    """A claimed date among the facts of a request is called right, right with the full extension, or other, in JSON as by the
    command check.
    """
    found = report_on(f"--filed 2010-02-01 --claimed {claimed}", "2010-10-28").to_dict()["claimed"]
    assert verdict == found["verdict"]


def test_a_claimed_date_has_no_verdict_where_no_limit_was_in_force() -> None:
    """A claimed date of 1970 has no due date to be held against and no verdict, because no limit was in force before February
    19, 1975 (Pub. L. 93-502).
    """
    found = report_on("--filed 1970-02-02 --claimed 1970-03-02", "1970-10-28").to_dict()["claimed"]
    assert (None, None) == (found["due"], found["verdict"])


def test_ten_working_days_for_the_decision_on_expedition_are_a_slip() -> None:
    """A claimed date for the decision on expedited processing that counts ten working days is wrong, because the law gives ten
    calendar days (552(a)(6)(E)(ii)(I)).
    """
    ended = run(
        "check", "--filed", "2010-02-03", "--expedite", "--deadline", "expedited_decision", "--claimed", "2010-02-18", "--json"
    )
    found = json.loads(ended.stdout)
    assert (1, "2010-02-13", ["working_days"]) == (ended.returncode, found["due"], [s["key"] for s in found["slips"]])


def test_a_claimed_date_in_a_log_is_checked_like_any_other() -> None:
    """A claimed date among the facts, as a log gives it, is checked, and the slip of twenty calendar days is named first."""
    claimed = report_on("--filed 2010-02-01 --claimed 2010-02-21", "2010-10-28").to_dict()["claimed"]
    assert ("2010-03-02", False, "calendar_days") == (claimed["due"], claimed["right"], claimed["slips"][0]["key"])


OTHERS: list[tuple[str, str, str, str, int | None, list[str], str]] = [
    # an appeal's last day by the floor of 2016, for a request of 2015; a letter's date as day 1; a Sunday moved
    (
        "--filed 2015-02-02 --determined 2016-08-01",
        "appeal",
        "2016-10-30",
        "2016-08-31",
        None,
        ["floor_too_early"],
        "Pub. L. 114-185 sec. 6: the ninety days are for requests made after June 30, 2016; thirty are assumed",
    ),
    (
        "--filed 2015-02-02 --determined 2015-03-02",
        "appeal",
        "2015-05-31",
        "2015-04-01",
        None,
        ["other_window"],
        "ninety days from March 2, 2015, before there was a floor; thirty are assumed",
    ),
    (
        "--filed 2024-02-01 --determined 2024-03-01",
        "appeal",
        "2024-03-31",
        "2024-05-30",
        None,
        ["other_window"],
        "thirty days from March 1; the floor is ninety (552(a)(6)(A)(i)(III)(aa))",
    ),
    (
        "--filed 2024-02-01 --determined 2024-03-01",
        "appeal",
        "2024-04-15",
        "2024-05-30",
        None,
        ["other_window"],
        "forty-five days from March 1; the floor is ninety (552(a)(6)(A)(i)(III)(aa))",
    ),
    (
        "--filed 2024-02-01 --determined 2024-03-01",
        "appeal",
        "2024-04-30",
        "2024-05-30",
        None,
        ["other_window"],
        "sixty days from March 1; the floor is ninety (552(a)(6)(A)(i)(III)(aa))",
    ),
    (
        "--filed 2024-02-01 --determined 2024-03-01",
        "appeal",
        "2024-06-01",
        "2024-05-30",
        None,
        ["three_months"],
        "three months from March 1 are not ninety days",
    ),
    (
        "--filed 2010-02-01 --sued 2010-03-08 --served 2010-03-10",
        "answer",
        "2010-05-10",
        "2010-04-09",
        None,
        ["answer_in_other_suits"],
        "Fed. R. Civ. P. 12(a)(2): sixty days end on Sunday, May 9, 2010, and so on Monday; 552(a)(4)(C) gives thirty",
    ),
    (
        "--filed 2024-02-01 --determined 2024-03-01",
        "appeal",
        "2024-05-29",
        "2024-05-30",
        None,
        ["first_day_is_day_one"],
        "the letter's own date, March 1, counted as day 1",
    ),
    (
        "--filed 2024-02-01 --determined 2024-03-04",
        "appeal",
        "2024-06-03",
        "2024-06-02",
        None,
        ["moved"],
        "day ninety is Sunday, June 2, 2024, and nothing in the statute moves it to Monday",
    ),
    (
        "--filed 2024-02-01 --determined 2024-03-04",
        "appeal",
        "2024-05-31",
        "2024-06-02",
        None,
        ["cautious"],
        "C13: the Friday before is the day to rely on, and not the last day",
    ),
    # 15 CFR 2004.8(a)(1): day ninety is a Sunday, and the last day rolls; Rule 6(a)(1) the same of the answer
    (
        "--filed 2024-02-01 --determined 2024-03-04 --agency USTR",
        "appeal",
        "2024-06-02",
        "2024-06-03",
        None,
        ["not_moved"],
        "15 CFR 2004.8(a)(1): day ninety is Sunday, June 2, 2024, and the last day moves to Monday",
    ),
    (
        "--filed 2010-02-01 --sued 2010-04-01 --served 2010-04-02",
        "answer",
        "2010-05-02",
        "2010-05-03",
        None,
        ["not_moved"],
        "Fed. R. Civ. P. 6(a)(1): day thirty is Sunday, May 2, 2010, and the last day moves to Monday",
    ),
    # 6 CFR 5.8(a)(1) gives ninety working days; the floor binds, but is shorter
    (
        "--filed 2024-02-01 --determined 2024-03-01 --agency DHS",
        "appeal",
        "2024-05-30",
        "2024-07-10",
        63,
        ["calendar_days", "floor_taken"],
        "6 CFR 5.8(a)(1) gives ninety working days; the floor of ninety calendar days ends sooner",
    ),
    (
        "--filed 2024-02-01 --determined 2024-03-01 --agency DHS",
        "appeal",
        "2024-07-24",
        "2024-07-10",
        100,
        [],
        "6 CFR 5.8(a)(1) gives ninety working days; no known mistake gives a hundred",
    ),
    (
        "--filed 2010-02-01",
        "suit",
        "2016-03-02",
        "2016-03-03",
        None,
        ["cautious"],
        "C14: six years from the limit's last day itself, March 2, 2010, is the day to rely on",
    ),
    (
        "--received 2024-03-05 --reached-office 2024-03-12",
        "determination",
        "2024-04-02",
        "2024-04-09",
        15,
        ["from_filing", "from_first_receipt"],
        "552(a)(6)(A): counted from first receipt on March 5, and not from the proper office's on March 12",
    ),
    (
        "--received 2010-02-01 --tolled-days 3",
        "determination",
        "2010-03-02",
        "2010-03-05",
        20,
        ["tolling_ignored"],
        "552(a)(6)(A)(ii): three tolled working days were left out",
    ),
    (
        "--received 2023-03-01 --closed 2023-03-06..2023-03-10",
        "determination",
        "2023-04-05",
        "2023-03-29",
        25,
        ["closures"],
        "C4: the five days that the user named as closed were left out",
    ),
]


@pytest.mark.parametrize(("facts", "key", "claimed", "due", "working_day", "slips", "source"), OTHERS)
def test_claimed_dates_of_appeals_suits_and_answers_have_slips_of_their_own(
    facts: str, key: str, claimed: str, due: str, working_day: int | None, slips: list[str], source: str
) -> None:
    """A claimed date for an appeal, a suit, an answer or a limit with other facts is explained by the slips of its row; a
    period of calendar days or years has no working day to name.
    """
    request = Request.parse({**facts_of(facts), "claimed": claimed})
    checked = report(request, as_of=date(2026, 6, 1), against=key).claimed
    assert checked
    assert (due, working_day, slips) == (str(checked.due), checked.working_day, [s.key for s in checked.slips]), source


PLANS: list[tuple[str, str, bool, str, str]] = [
    (
        "2010-04-29",
        "appeal_determination",
        False,
        "2010-02-01",
        "the limit ends on March 2, thirty days to appeal (assumed) on April 1, and twenty working days more on April 29",
    ),
    (
        "2010-03-02",
        "determination",
        False,
        "2010-02-01",
        "twenty working days after February 1 end on March 2, with Washington's Birthday left out",
    ),
    ("2010-03-16", "determination", True, "2010-02-01", "thirty working days after February 1 end on March 16"),
    ("2010-03-03", "suit", False, "2010-02-01", "552(a)(6)(C)(i): suit may be filed the day after the limit, March 2"),
    (
        "2026-12-31",
        "determination",
        False,
        "2026-12-02",
        "twenty working days after December 2 end on December 31, with Christmas left out",
    ),
    (
        "2024-12-25",
        "determination",
        False,
        "2024-11-25",
        "twenty working days after November 25 end on December 24; a day later they would end on December 26",
    ),
]


@pytest.mark.parametrize(("by", "goal", "extended", "filed", "source"), PLANS)
def test_a_plan_gives_the_last_day_to_file_for_a_goal(by: str, goal: str, extended: bool, filed: str, source: str) -> None:
    """A plan gives the last day on which a request can be filed so that the goal is reached by the day asked for; each row was
    counted backwards by hand.
    """
    found = {(p.goal, p.extended): p.filed for p in plans(date.fromisoformat(by))}
    assert date.fromisoformat(filed) == found[goal, extended], source


@given(st.dates(date(1998, 1, 1), date(2088, 12, 31)))
def test_a_request_filed_on_the_planned_day_reaches_its_goal_and_a_day_later_does_not(by: date) -> None:
    """A request filed on the planned day reaches each goal by the day asked for, and one filed a day later does not have its
    determination due by then.
    """
    for plan in plans(by):
        assert plan.filed
        assert plan.reached
        assert plan.reached <= by
        if plan.goal == "determination" and not plan.extended:
            later = report(Request(filed=plan.filed + timedelta(1)), as_of=by).state_of("determination").deadline.due
            assert later
            assert later > by


@pytest.mark.parametrize("by", [date(1975, 3, 4), date(1967, 7, 4), date.min])
def test_no_plan_exists_for_days_before_the_first_limit_could_end(by: date) -> None:
    """No day of filing makes a determination due by March 4, 1975, or earlier, because the first limit, ten working days from
    February 19, 1975, ends on March 5 (Pub. L. 93-502).
    """
    assert {None} == {p.filed for p in plans(by)}
    assert set(GOALS) == {p.goal for p in plans(by)}


ASSUMED: list[tuple[str, str | None, bool, str]] = [
    ("2012-12-31", None, True, "before 2016-07-01 there was no floor, and without an agency there is no rule"),
    ("2012-12-31", "DHS", False, "6 CFR 5.9(a)(1): sixty days"),
    ("2026-12-31", None, False, "552(a)(6)(A)(i)(III)(aa): the floor of 2016"),
]


@pytest.mark.parametrize(("by", "agency", "assumed", "source"), ASSUMED)
def test_a_plan_says_that_the_time_to_appeal_is_assumed(by: str, agency: str | None, assumed: bool, source: str) -> None:
    """A plan says that the time to appeal is assumed where neither the floor of 2016 nor an agency's own rule gives it, and
    only for the goal that rests on it.
    """
    given = ("--agency", agency) if agency else ()
    text = " ".join(run("plan", "--by", by, *given).stdout.split())
    assert assumed == ("Assumed: before 2016-07-01, each agency's own regulation set the time to appeal" in text), source
    found = json.loads(run("plan", "--by", by, *given, "--json").stdout)["plans"]
    facts = {plan["goal"]: [a["fact"] for a in plan["assumptions"]] for plan in found}
    assert {"determination": [], "suit": [], "appeal_determination": ["appeal_window"] if assumed else []} == facts


def test_plan_shows_its_goals_to_people_and_to_scripts() -> None:
    """The command plan shows each goal with its last day to file and its count, in columns for people and in JSON for scripts,
    and refuses a day beyond the calendar and an agency it does not know.
    """
    text = run("plan", "--by", "2010-03-02").stdout
    assert "the determination is due                2010-02-01  2010-03-02" in text
    assert "    20 working days after 2010-02-01 is 2010-03-02" in text
    assert [] == [line for line in text.splitlines() if len(line) > 62]
    found = json.loads(run("plan", "--by", "2024-12-31", "--agency", "DHS", "--json").stdout)
    assert ["determination", "determination", "suit", "suit"] == [p["goal"] for p in found["plans"]][:4]
    assert 20 == found["plans"][0]["count"]["length"]
    assert 2 == run("plan", "--by", "2099-01-01").returncode
    assert 2 == run("plan", "--by", "2020-01-01", "--agency", "nobody").returncode


DUE: list[tuple[str, str, str]] = [  # options, the first line, why
    (
        "--deadline suit --filed 2026-01-20 --claimed 2032-02-19",
        "Right: the complaint is due 2032-02-19.",
        "28 U.S.C. 2401(a)",
    ),
    (
        "--deadline appeal --filed 2026-01-20 --claimed 2026-05-03",
        "Wrong: the appeal would be due 2026-05-19, not",
        "no letter yet",
    ),
    ("--filed 2026-01-20 --claimed 2026-02-17", "Wrong: the determination was due 2026-02-18, not", "the day is past"),
    (
        "--deadline service --filed 2026-01-20 --sued 2026-05-01 --claimed 2026-07-31",
        "Wrong: service of the complaint is due 2026-07-30, not",
        "Fed. R. Civ. P. 4(m)",
    ),
]


@pytest.mark.parametrize(("options", "says", "why"), DUE)
def test_a_check_says_what_is_or_was_or_would_be_due(options: str, says: str, why: str) -> None:
    """The answer to a check names what the deadline is for, and says whether it is due, was due, or would be due after an act
    that is still to come.
    """
    assert run("check", *options.split(), "--as-of", "2026-06-01").stdout.startswith(says), why
