"""The picture: well-formed whatever is in a name, drawn to one scale, no label over another; looked at, then guarded."""

import re
from datetime import date, timedelta
from itertools import combinations
from typing import Any, NamedTuple
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foiacalc.answer.reports import Report, report
from foiacalc.render import svg, words
from foiacalc.request.request import Request
from tests.conftest import Guard, report_on
from tests.test_renderers import STORIES

SVG = "{http://www.w3.org/2000/svg}"
MORE: dict[str, tuple[str, str]] = {
    "open_tolling": ("--filed 2026-10-05 --info-asked 2026-10-15..", "2026-11-10"),
    "granted": ("--filed 2024-02-01 --determined 2024-02-20 --outcome granted", "2024-04-06"),
    "appeal_lapsed": ("--filed 2021-06-01 --determined 2021-06-20 --outcome denied --agency DHS", "2022-04-01"),
    "suit_lapsed": ("--filed 2010-02-01", "2026-11-24"),
    "early_suit": ("--filed 2024-02-01 --sued 2024-02-10", "2024-02-12"),
    "appeal_only": ("--appeal-received 2024-07-03", "2024-07-05"),
    "many_questions": (
        "--filed 2024-02-01 " + " ".join(f"--fee-asked 2024-02-{day:02}..2024-02-{day:02}" for day in range(5, 24, 2)),
        "2024-03-06",
    ),
    "every_fact": (
        "--id F-2024-00017 --agency ICE --filed 2024-01-02 --received 2024-01-05 --reached-office 2024-01-09 --expedite "
        "--expedite-asked 2024-01-02 --expedite-determined 2024-01-19 --expedite-outcome denied --acknowledged 2024-01-30 "
        "--info-asked 2024-01-12..2024-01-19 --fee-asked 2024-01-22..2024-01-29 --extended 2024-02-01+10 "
        "--determined 2024-05-20 --outcome partial --appealed 2024-07-01 --appeal-received 2024-07-03 "
        "--appeal-extended 2024-07-20+8 --appeal-determined 2024-10-30 --sued 2024-12-02 --served 2024-12-05 "
        "--answered 2025-01-20 --closed 2024-01-16..2024-01-17",
        "2025-03-01",
    ),
}
ALL = STORIES | MORE
HOSTILE = (
    "<script>alert(1)</script>",
    '"],',
    "]]>",
    "|",
    "a\nb",
    "[bold]x[/bold]",
    "=1+1",
    "\u202egnp.exe",
    "x" * 10_000,
    "\u6f22" * 10_000,
    "a\x00b\x1bc\x7fd\ufffee",
    "a\udc80b",
)


class Box(NamedTuple):
    """A text and roughly the room it takes."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom


def picture(story: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg.status(report_on(*ALL[story])))


def boxes(root: ElementTree.Element) -> list[Box]:
    return [box(element) for element in root.iter(f"{SVG}text")]


def box(element: ElementTree.Element) -> Box:
    text, size = "".join(element.itertext()), float(element.attrib["font-size"])
    x, y, width = float(element.attrib["x"]), float(element.attrib["y"]), 0.62 * size * len(text)
    left = x - width * {"start": 0, "middle": 0.5, "end": 1}[element.get("text-anchor", "start")]
    return Box(text, left, y - 0.8 * size, left + width, y + 0.22 * size)


def assert_legible(root: ElementTree.Element) -> None:
    """No text over another, none out of the picture."""
    found = boxes(root)
    assert [] == [(a.text, b.text) for a, b in combinations(found, 2) if a.meets(b)]
    _, _, width, height = (float(number) for number in root.attrib["viewBox"].split())
    assert [] == [b.text for b in found if b.left < 0 or b.right > width or b.bottom > height]


def kinds(root: ElementTree.Element) -> set[str]:
    """What is drawn in the rows, the legend left out."""
    return {shape.get("class", "") for row in root.iter(f"{SVG}g") for shape in row}


def named(report: Report) -> ElementTree.Element:
    return ElementTree.fromstring(svg.status(report))


@pytest.mark.parametrize("story", STORIES)
def test_each_picture_is_the_one_looked_at(story: str, guard: Guard) -> None:
    """Each story's picture is the one that was looked at and kept."""
    guard(f"{story}.svg", svg.status(report_on(*STORIES[story])))


@pytest.mark.parametrize("story", ALL)
def test_no_label_lies_over_another(story: str) -> None:
    """No label of a picture lies over another or outside of it, whatever is drawn."""
    assert_legible(picture(story))


@pytest.mark.parametrize("story", ALL)
def test_a_picture_stands_alone(story: str) -> None:
    """A picture needs no font, script, image or link from elsewhere, and the same facts give the same bytes."""
    text = svg.status(report_on(*ALL[story]))
    assert text == svg.status(report_on(*ALL[story]))
    assert 1 == text.count("http")
    assert {"sans-serif"} == set(re.findall(r"font-family:([^;}]*)", text))
    assert [] == re.findall(r"<script|<image|<foreignObject|@import|@font-face|href|\r", text)
    assert ["#foiacalc-hatch"] * 2 == re.findall(r"url\(([^)]*)\)", text)
    assert text.endswith("</svg>\n")
    text.encode()


@pytest.mark.parametrize("story", ALL)
def test_a_picture_can_be_read_aloud(story: str) -> None:
    """A picture has a title, and a description with every deadline's date and state, for a screen reader."""
    found = report_on(*ALL[story])
    root = named(found)
    assert "img" == root.get("role")
    ids = {element.get("id"): element.text or "" for element in root}
    title, described = (ids[name] for name in root.attrib["aria-labelledby"].split())
    assert words.headline(found) == title
    for stated in words.running(found):
        assert f"{stated.deadline.title}: {words.state(stated)}, due {stated.deadline.due}" in described
    assert words.NO_ADVICE in described


@pytest.mark.parametrize("story", ALL)
def test_every_date_is_written_in_the_picture(story: str) -> None:
    """The picture has the due, the cautious and the done date of each deadline that runs as text."""
    found = report_on(*ALL[story])
    written = {b.text for b in boxes(named(found))}
    for deadline in (stated.deadline for stated in words.running(found)):
        assert f"due {deadline.due}" in written
        assert (f"cautious {deadline.cautious}" in written) or deadline.cautious == deadline.due
        assert f"done {deadline.done}" in written or not deadline.done
    assert words.NO_ADVICE in written
    assert f"as of {found.as_of}" in written or not words.running(found)


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_a_hostile_name_does_no_harm_to_a_picture(name: str) -> None:
    """A hostile name leaves a picture well-formed and legible, with nothing in it but what belongs there."""
    text = svg.status(report(Request.parse({"filed": "2010-02-01", "id": name}), as_of=date(2010, 10, 28)))
    text.encode()
    root = ElementTree.fromstring(text)
    tags = {"svg", "title", "desc", "style", "defs", "pattern", "rect", "path", "g", "text", "tspan"}
    assert tags == {element.tag.removeprefix(SVG) for element in root.iter()}
    assert_legible(root)
    assert len(text) < 30_000
    assert "\u202e" not in text


def test_a_long_name_is_shortened_and_the_dates_after_it_stay() -> None:
    """A long name is shortened in the title, and the dates after it stay."""
    found = report_on("--filed 2010-02-01 --id " + "x" * 10_000, "2010-10-28")
    title = named(found)[0].text or ""
    assert title.startswith("FOIA request xxx")
    assert title.endswith(", filed 2010-02-01, as of 2010-10-28")
    assert "..." in title


def test_months_on_the_axis_are_as_wide_as_they_are_long() -> None:
    """The months on the axis are as wide as they are long."""
    found = {b.text: b.left for b in boxes(picture("bare")) if re.fullmatch(r"\d{4}-\d{2}", b.text)}
    march, april = found["2010-04"] - found["2010-03"], found["2010-05"] - found["2010-04"]
    assert march / 31 == pytest.approx(april / 30, abs=0.01)


@pytest.mark.parametrize(
    ("story", "first", "second"),
    [
        ("appeal_only", "2024-07-08", "2024-07-15"),
        ("bare", "2010-03", "2010-04"),
        ("appeal_lapsed", "2021-07", "2021-10"),
        ("suit_lapsed", "2012", "2014"),
    ],
)
def test_the_axis_is_named_as_its_length_allows(story: str, first: str, second: str) -> None:
    """The axis names Mondays, months, quarters or years, as its length allows."""
    assert {first, second} <= {b.text for b in boxes(picture(story))}


@pytest.mark.parametrize(
    ("story", "drawn", "not_drawn"),
    [
        ("bare", {"run", "late", "window", "due", "cautious"}, {"tolled", "shut", "done", "hung", "off"}),
        ("tolled_extended", {"tolled", "shut"}, {"late", "window", "off", "off soft"}),
        ("answered_late", {"late", "done", "shut", "window"}, {"tolled"}),
        ("suit_lapsed", {"late", "window"}, {"off"}),
        ("open_tolling", {"run", "tolled", "hung", "due soft"}, {"late"}),
        ("granted", {"run", "done"}, {"late", "window", "shut", "hung"}),
    ],
)
def test_each_state_has_a_shape_or_pattern_of_its_own(story: str, drawn: set[str], not_drawn: set[str]) -> None:
    """Each state is drawn by a shape or pattern of its own, and none that does not apply is drawn."""
    found = kinds(picture(story))
    assert drawn <= found
    assert set() == not_drawn & found


@pytest.mark.parametrize(
    ("options", "as_of"),
    [
        ("--filed 2026-10-20 --agency FBI", "2026-11-25"),
        ("--filed 2021-06-01 --agency DHS --determined 2021-08-16 --outcome partial", "2026-06-01"),
        ("--filed 2018-11-20 --determined 2022-11-20 --outcome denied", "2022-12-01"),
    ],
)
def test_the_scale_ends_with_what_is_near(options: str, as_of: str) -> None:
    """The scale ends with what is near, and the last day to sue, years ahead, is written and not drawn."""
    found = report_on(options, as_of)
    suit = found.state_of("suit").deadline.due
    texts = {b.text for b in boxes(named(found))}
    assert suit and (f"due {suit}" in texts)
    assert not {text for text in texts if re.fullmatch(r"\d{4}(-\d\d)?", text) and int(text[:4]) > int(as_of[:4]) + 1}


def test_a_question_that_tolls_nothing_is_not_drawn() -> None:
    """A question asked after the limit's last day tolls nothing (552(a)(6)(A)(ii)) and is not drawn."""
    root = named(report_on("--filed 2024-02-01 --fee-asked 2024-02-05..2024-02-06 --fee-asked 2024-06-03..", "2024-07-01"))
    assert ["tolled 2024-02-05 to 2024-02-06: fee clarification"] == [b.text for b in boxes(root) if "clarification" in b.text]


def test_a_picture_in_which_nothing_runs_says_why() -> None:
    """A picture in which no deadline runs says why."""
    written = [b.text for b in boxes(picture("before_the_act"))]
    assert "suit: No right of action has accrued" in " ".join(written)
    assert "answer: No suit has been filed." not in written


FIRST = ("received", "expedite_asked", "expedite_determined", "acknowledged", "info_asked", "fee_asked", "extended")
THEN = ("determined", "appealed", "appeal_determined", "sued", "served", "answered")
NEEDS = {"appeal_determined": "appealed", "served": "sued", "answered": "sued"}


@st.composite
def requests(draw: st.DrawFn) -> tuple[Request, date]:
    """Facts in their order, some of them left out, seen on any day from the first on."""
    filed = day = draw(st.dates(date(1970, 1, 1), date(2060, 12, 31)))
    facts: dict[str, Any] = {"filed": str(filed), "agency": draw(st.sampled_from([None, "ICE", "FBI"]))}
    for name in (*FIRST, *THEN):
        if NEEDS.get(name, "filed") in facts and draw(st.booleans()):
            day += timedelta(draw(st.integers(0, 150)))
            facts[name] = str(day)
    for name in ("info_asked", "fee_asked"):
        if name in facts:
            facts[name] = f"{facts[name]}..{draw(st.sampled_from(['', day]))}"
    return Request.parse(facts), filed + timedelta(draw(st.integers(0, 8000)))


@settings(deadline=None)
@given(requests())
def test_no_label_lies_over_another_in_any_picture(drawn: tuple[Request, date]) -> None:
    """No label lies over another in the picture of any request on any day."""
    request, as_of = drawn
    assert_legible(named(report(request, as_of=as_of)))
