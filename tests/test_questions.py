"""The guide's answers rest on the program's tables: their citations, dates and points of law are found there."""

import re
from datetime import date, timedelta

import pytest

from foiacalc import law
from foiacalc.clock.readings import closures
from foiacalc.law.agencies import rules
from tests.conftest import page

CITATION = re.compile(
    r"552(?:\(\w+\))+|28 U\.S\.C\. \d+\(a\)|\d+ CFR [\d.]+(?:\(\w+\))*|Pub\. L\. [\d-]+(?: sec\. \d+(?:\(\w\))?)?"
    r"|\d+ F\.[23]d \d+|OIP 2013|FOIA Post 2009 no\. 1|FOIA Post of \w+ \d+, \d{4}"
)
DAY = re.compile(r"\d{4}-\d\d-\d\d")
READ = {  # cited by an answer, in no table of the program: what was read
    "552(a)(7)(B)": "an estimated date on which the agency will complete action",
    "552(h)(3)": "mediation as a nonexclusive alternative to litigation",
    "40 CFR 2.104(a)": "sent electronically at or after 5 p.m. Eastern: received the next business day",
    "FOIA Post of November 18, 2025": "what counts as received in the lapse of that autumn",
}
BLOCK = re.compile(r"^```console$.*?^```$", re.DOTALL | re.MULTILINE)
ANSWERS = dict(part.split("\n", 1) for part in page("questions").split("\n## ")[1:])
PROSE = {question: " ".join(BLOCK.sub("", answer).split()) for question, answer in ANSWERS.items()}
BY_THE_TABLE = "What changed in 1975, 1997, 2008 and 2016?"


def known() -> str:
    """Every citation of the program's tables."""
    points = (point.authority.cite for point in law.POINTS.values())
    named = (law.DETERMINATION_MEANS.cite, law.EXHAUSTION_ENDS.cite, law.FIRST_ACCRUAL.cite)
    return "; ".join((*(rule.cite for rule in law.RULES), *(rule.citation for rule in rules()), *points, *named))


def test_every_citation_of_an_answer_is_one_of_the_programs() -> None:
    """Or one of the few that were read for the answer."""
    cited = set(CITATION.findall(" ".join(PROSE.values())))
    assert set(READ) == {citation for citation in cited if citation not in known()}


@pytest.mark.parametrize("question", PROSE)
def test_every_answer_is_cited(question: str) -> None:
    """No answer without its law."""
    assert CITATION.search(PROSE[question])


@pytest.mark.parametrize("question", PROSE)
def test_every_day_of_an_answer_is_shown_or_in_a_table(question: str) -> None:
    """The day a rule began, a closure began or ended or was over, or one that the program prints below the answer."""
    printed = DAY.findall(" ".join(BLOCK.findall(ANSWERS[question])))
    tabled = {rule.since for rule in law.RULES}
    for closure in closures():
        tabled |= {closure.first, closure.last, closure.last + timedelta(days=1)}
    assert set() == {*DAY.findall(PROSE[question])} - {*printed, *map(date.isoformat, tabled)}


def test_every_point_that_an_answer_names_is_contested() -> None:
    """By the numbers that `foiacalc law contested` lists."""
    named = set(re.findall(r"\bC\d+\b", " ".join(PROSE.values())))
    assert {"C4", "C10", "C13"} <= named <= set(law.POINTS)


def test_the_table_of_changes_is_that_of_the_law() -> None:
    """Each change of the Act since it took effect, with every row that begins on its day and no other."""
    lines = re.findall(r"^\| (\d{4}-\d\d-\d\d) \| (Pub\. L\. [\d-]+) \| (.*) \|$", ANSWERS[BY_THE_TABLE], re.MULTILINE)
    act = re.compile(r"Pub\. L\. [\d-]+")
    acts = {rule.since: act.findall(rule.cite)[0] for rule in law.RULES if act.search(rule.cite)}
    expected = [
        (day.isoformat(), public_law, {rule.limit for rule in law.RULES if rule.since == day})
        for day, public_law in sorted(acts.items())
    ]
    assert expected == [(day, public_law, set(re.findall(r"`(\w+)`", limits))) for day, public_law, limits in lines]
