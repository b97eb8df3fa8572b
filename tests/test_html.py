"""The pages: their order, their links, their colors, and that nothing in them needs more room than a phone has."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

import foiacalc
from foiacalc.render import head, html
from foiacalc.render.bar import Bar, bar
from tests.conftest import iso, report_on
from tests.test_cli import run
from tests.test_forms import _Page
from tests.test_svg import ALL

TEMPLATES = Path(foiacalc.__file__).parent / "render" / "templates"
CSS = "\n".join((TEMPLATES / name).read_text(encoding="utf-8") for name in ("page.css", "docket.css"))
LOG = (
    "id,agency,filed,determined,outcome,subject\n"
    "A-1,FBI,2026-10-20,,,Emails <b>on</b> closures\n"
    "A-2,EPA,2026-11-16,,,\n"
    "A-3,ICE,2026-01-05,2026-04-01,denied,\n"
    "A-4,SEC,2026-09-01,2026-09-15,granted,\n"
)


def headings(page: str) -> list[str]:
    return re.findall(r"<h[12][^>]*>(.*?)</h[12]>", page)


@pytest.mark.parametrize("story", ALL)
def test_a_page_is_well_formed(story: str) -> None:
    """A page has one title, every element closed, every name of an element once, and a target for every reference."""
    found = report_on(*ALL[story])
    for page in (html.status(found), html.explain(found, "determination")):
        parsed = _Page()
        parsed.feed(page)
        parsed.close()
        assert ([], []) == (parsed.open, parsed.handlers)
        assert 1 == page.count("<h1")
        ids = re.findall(r' id="([^"]*)"', page)
        assert len(ids) == len(set(ids))
        assert set(re.findall(r'aria-labelledby="([^"]*)"', page)) <= set(ids)


def test_the_page_begins_with_where_the_request_stands() -> None:
    """The page begins with where the request stands, then has the timeline, the consequences, the facts and what it
    rests on.
    """
    page = html.status(report_on("--filed 2026-10-20 --agency FBI", "2026-11-25"))
    first = ["LATE by 5 working days", "Timeline", "Legal consequences", "Facts", "Assumed", "Contested"]
    assert [*first, "Notes", "Not running", "Authorities"] == headings(page)
    assert ["You may sue now, without an administrative appeal, until Thu 2032-11-18", "No search fees, unless excused"] == (
        [iso(chip) for chip in re.findall(r"<li>(.*?)</li>", page.partition('class="chips"')[2].partition("</ul>")[0])]
    )
    assert page.index('class="chips"') < page.index('class="rail"') < page.index('class="timeline"')


@pytest.mark.parametrize("story", ALL)
def test_every_deadline_that_runs_folds_open_to_its_count(story: str) -> None:
    """Every deadline that runs folds open to its count with its law."""
    found = report_on(*ALL[story])
    page = html.status(found)
    running = {s.deadline.key for s in found.states if s.deadline.due and s.state != "conditional"}
    assert running == set(re.findall(r'<details id="d-(\w+)"', page))
    for fold in re.findall(r"<details id=.*?</details>", page, re.DOTALL):
        assert 'class="law"' in fold


HEADS: list[tuple[str, str, str, str]] = [  # facts, day, the state, the sentence
    ("--filed 2026-11-10", "2026-11-25", "DUE in 10 working days", "The determination is due Thu 2026-12-10. Nothing is late."),
    (
        "--filed 2026-10-20 --info-asked 2026-11-02..",
        "2026-11-25",
        "PAUSED since 2026-11-02",
        "The agency waits for your answer.",
    ),
    (
        "--filed 2024-02-01 --withdrawn 2024-03-10",
        "2024-12-02",
        "WITHDRAWN on 2024-03-10",
        "The agency had missed the determination deadline",
    ),
    ("--filed 1974-06-03", "2010-10-28", "NO LIMIT IS RUNNING", ""),
]


@pytest.mark.parametrize(("facts", "day", "state", "says"), HEADS)
def test_the_head_of_a_page_has_the_whole_headline(facts: str, day: str, state: str, says: str) -> None:
    """The head of a page has the whole headline, taken apart into the state and the sentence."""
    found = head.head(report_on(facts, day))
    assert state == iso(found.state)
    assert iso(found.says).startswith(says)


def bars() -> Iterator[tuple[str, Bar]]:
    for story in ALL:
        found = bar(report_on(*ALL[story]))
        if found:
            yield story, found


@pytest.mark.parametrize(("story", "found"), list(bars()), ids=lambda each: each if isinstance(each, str) else "")
def test_the_marks_of_the_bar_stand_on_its_scale(story: str, found: Bar) -> None:
    """The marks and spans of the bar stand on its scale in order of their dates, with the day of the answer among them."""
    assert all(0 <= mark.at <= 100 for mark in found.marks)
    assert all(one.at <= other.at for one, other in pairwise(found.marks))
    assert all(0 <= span.left and span.left + span.width <= 100.05 for span in found.spans)
    assert report_on(*ALL[story]).as_of in {mark.day for mark in found.marks}


def test_the_bar_ends_with_what_is_near() -> None:
    """The bar runs from filing to today with the holidays between, and the last day to sue, years ahead, is not on it."""
    found = bar(report_on("--filed 2026-10-20 --agency FBI", "2026-11-25"))
    assert found
    assert ["Filed", "Due", "Today"] == [mark.name for mark in found.marks]
    assert ("Veterans Day, November 11, 2026",) == found.named
    assert 1 == len(found.holidays)
    run, late = found.spans
    assert pytest.approx(30 / 7, abs=0.02) == run.width / late.width, "20 October to 18 November; 19 to 25 November"


def test_no_day_off_is_named_that_no_clock_has_met() -> None:
    """The bar names no holiday that no clock has met, such as one to come while nothing runs."""
    found = bar(report_on("--filed 2026-06-01 --agency FBI --determined 2026-09-15 --outcome partial", "2026-11-25"))
    assert found
    assert ("Juneteenth National Independence Day, June 19, 2026",) == found.named


# The page of many

SECTIONS = ["Docket", "By agency, all 4 requests", "How late", "The ten oldest open requests", "Totals, all 4 requests"]


def test_a_docket_page_begins_with_the_docket() -> None:
    """The page of a docket begins with four numbers and the docket, then has agencies, lateness, totals and each request."""
    page = run("batch", "-", "--as-of", "2026-11-25", "--format", "html", stdin=LOG).stdout
    assert [*SECTIONS, "Each request"] == headings(page)[1:]
    assert [("4", "requests"), ("1", "late now"), ("1", "coming"), ("1", "right lost")] == re.findall(
        r"<li[^>]*><strong>(\d+)</strong> (.*?)</li>", page
    )
    assert "Emails &lt;b&gt;on&lt;/b&gt; closures" in page
    parsed = _Page()
    parsed.feed(page)
    assert [] == parsed.open


def test_what_is_shown_and_what_is_counted_are_told_apart() -> None:
    """If only some requests are shown, the first line says of how many, and the totals say that they count them all."""
    chosen = ("batch", "-", "--as-of", "2026-11-25", "--only", "missed", "--format")
    memo, page = run(*chosen, "markdown", stdin=LOG).stdout, run(*chosen, "html", stdin=LOG).stdout
    assert "**1** of 4 requests, **1** late now, **0** coming, **0** rights lost." in memo
    assert "<strong>1</strong> of 4 requests</li>" in page
    assert [head.replace("open requests", "open requests shown") for head in SECTIONS[1:]] == headings(page)[2:-1]


def test_each_row_of_a_docket_links_to_its_request() -> None:
    """Each row of a docket's page links to its request, which is there once."""
    page = run("batch", "-", "--as-of", "2026-11-25", "--format", "html", stdin=LOG).stdout
    links = re.findall(r'<th scope="row"><a href="#(r\d+)">(.*?)</a>', page)
    articles = re.findall(r'<article id="(r\d+)".*?<h3[^>]*>(.*?)</h3>', page, re.DOTALL)
    assert 4 == len(links) == len(articles)
    for key, name in links:
        assert name in dict(articles)[key]


def test_a_memo_begins_with_the_docket() -> None:
    """A docket in Markdown begins with the docket like the page, and leaves out a column that says nothing."""
    memo = run(
        "batch", "-", "--as-of", "2026-11-25", "--format", "markdown", stdin=LOG.replace("Emails <b>on</b> closures", "")
    ).stdout
    heads = [line.removeprefix("## ") for line in memo.splitlines() if line.startswith("## ")]
    assert heads == SECTIONS
    assert "### LATE: you may sue (1)" in memo
    assert "Subject" not in memo


# The stylesheet


def colors(block: str) -> dict[str, str]:
    return dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6})", block))


def luminance(color: str) -> float:
    digits = color[1:] if len(color) == 7 else "".join(2 * c for c in color[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


ROOT, ALARM = (re.findall(rf"^ *{name} \{{(.*?)\}}", CSS, re.DOTALL | re.MULTILINE) for name in (":root", r"\.alarm"))


@pytest.mark.parametrize("scheme", [0, 1, 2], ids=["light", "dark", "print"])
def test_the_colors_of_a_page_can_be_told_apart(scheme: int) -> None:
    """The colors of a page have the contrast of WCAG 2.2: at least 4.5 to 1 for text (1.4.3), and 3 to 1 for the late part of
    the bar (1.4.11).
    """
    root = colors(ROOT[scheme])
    for accent in (root["accent"], colors(ALARM[scheme])["accent"]):
        for text in (root["ink"], root["soft"], accent):
            for ground in (root["paper"], root["wash"]):
                assert contrast(text, ground) >= 4.5, (text, ground)
        assert contrast(accent, root["wash"]) >= 3


def test_nothing_is_wider_than_a_phone() -> None:
    """No fixed width in the stylesheet is wider than 375 pixels, of 16 to a rem."""
    fixed = re.findall(r"(?<![-\w])(?:min-)?width: ([\d.]+)(rem|px)", re.sub(r"@media[^{]*", "", CSS))
    assert fixed
    assert [] == [found for found in fixed if float(found[0]) * (16 if found[1] == "rem" else 1) > 375]
