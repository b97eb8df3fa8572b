"""The guide's answers to common questions rest on the program's own tables: their citations, dates and contested points are
found there.
"""

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


def test_every_citation_in_an_answer_is_in_the_programs_tables() -> None:
    """Every citation in an answer is one of the program's tables, or one of the few that were read for the answer and are
    listed above.
    """
    cited = set(CITATION.findall(" ".join(PROSE.values())))
    assert set(READ) == {citation for citation in cited if citation not in known()}


@pytest.mark.parametrize("question", PROSE)
def test_every_answer_cites_its_law(question: str) -> None:
    """Every answer cites a statute, a regulation, an opinion or a guidance of the Department of Justice."""
    assert CITATION.search(PROSE[question])


@pytest.mark.parametrize("question", PROSE)
def test_every_day_in_an_answer_is_computed_below_it_or_in_a_table(question: str) -> None:
    """Every day in an answer is printed by the program below it, or is the first day of a rule, or the first, the last or the
    next day of a closure.
    """
    printed = DAY.findall(" ".join(BLOCK.findall(ANSWERS[question])))
    tabled = {rule.since for rule in law.RULES}
    for closure in closures():
        tabled |= {closure.first, closure.last, closure.last + timedelta(days=1)}
    assert set() == {*DAY.findall(PROSE[question])} - {*printed, *map(date.isoformat, tabled)}


def test_every_contested_point_in_an_answer_is_in_the_table_of_points() -> None:
    """Every point that an answer names by its number is one that `foiacalc law contested` lists, and C4, C10 and C13 are among
    them.
    """
    named = set(re.findall(r"\bC\d+\b", " ".join(PROSE.values())))
    assert {"C4", "C10", "C13"} <= named <= set(law.POINTS)


def test_the_table_of_changes_is_that_of_the_law() -> None:
    """The guide's table of changes in the law has each public law since 1975 with its day and with every limit that begins on
    that day, and no other.
    """
    lines = re.findall(r"^\| (\d{4}-\d\d-\d\d) \| (Pub\. L\. [\d-]+) \| (.*) \|$", ANSWERS[BY_THE_TABLE], re.MULTILINE)
    act = re.compile(r"Pub\. L\. [\d-]+")
    acts = {rule.since: act.findall(rule.cite)[0] for rule in law.RULES if act.search(rule.cite)}
    expected = [
        (day.isoformat(), public_law, {rule.limit for rule in law.RULES if rule.since == day})
        for day, public_law in sorted(acts.items())
    ]
    assert expected == [(day, public_law, set(re.findall(r"`(\w+)`", limits))) for day, public_law, limits in lines]
