"""This module writes the answer as a page that needs nothing else: the state in large letters, the bar, a folding timeline."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from foiacalc import law
from foiacalc.answer.reports import Report, counted
from foiacalc.answer.state import DeadlineState
from foiacalc.render import grid, prose, words
from foiacalc.render.bar import bar
from foiacalc.render.closures import closures
from foiacalc.render.digest import AGENCY_HEADS, COLUMN_HEADS, DOCKET_HEADS, ROW_HEADS, Digest
from foiacalc.render.docket_line import LOUD_STATES
from foiacalc.render.head import head
from foiacalc.render.page import FOLLOWS, NEXT, Line, PageSection, about, lines, page, sections

_TOLD_FIRST = ("Warnings", "Claimed")
_EXPLAINED = ("Facts", "Assumed", "Warnings")
_OF_THE_USER = "Facts"
_NAMES = ("id", "agency")  # as the user wrote them


def status(report: Report) -> str:
    """Return the whole answer; the counts of all deadlines that run are folded into their lines of the timeline."""
    found, running = page(report, report.as_of), words.running(report)
    folds = {s.deadline.key: _fold(report, s) for s in running}
    timeline = [(line, folds.pop(line.key, None)) for line in found.lines]
    later = [_prosaic(s) for s in found.sections if s.title not in (FOLLOWS, NEXT, *_TOLD_FIRST)]
    return _drawn(
        "page.html",
        head=head(report),
        first=[(s.title, says) for s in found.sections if s.title in _TOLD_FIRST for _, says, _ in s.items],
        bar=bar(report),
        about=about(report),
        timeline=timeline,
        others=list(folds.values()),
        nothing=None if running else words.nothing(report),
        next=prose.dates(f"Next: {words.next_date(report)}"),
        consequences=_prosaic(PageSection(FOLLOWS, found.section(FOLLOWS))).items,
        sections=[*later[:2], _contested(report, running), *later[2:], _authorities(report, running)],
    )


def explain(report: Report, key: str) -> str:
    """Return one deadline, with its count, as an exhibit."""
    stated = report.state_of(key)
    return _drawn(
        "explain.html",
        head=head(report),
        title=stated.deadline.title,
        fold=_fold(report, stated),
        alarm=stated.state in words.LOUD,
        sections=[_prosaic(s) for s in sections(report, key) if s.items and s.title in _EXPLAINED],
    )


def docket(found: Digest) -> str:
    """Return a report on many requests: four numbers, the docket, each request by itself."""
    return _drawn(
        "docket.html",
        digest=found,
        agency_heads=AGENCY_HEADS,
        column_heads=(found.by, *COLUMN_HEADS),
        docket_heads=DOCKET_HEADS,
        row_heads=ROW_HEADS,
        loud=LOUD_STATES,
    )


@cache
def _template(name: str) -> Template:
    loader = FileSystemLoader(Path(__file__).parent / "templates")
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters |= {"day": prose.day, "lines": _lines, "short": prose.short, "dates": prose.dates, "signed": _cited}
    return made.get_template(name)


def _drawn(template: str, **parts: Any) -> str:
    return _template(template).render(no_advice=words.NO_ADVICE, weekdays=grid.WEEK, **parts) + "\n"


def _lines(report: Report) -> list[Line]:
    """Return the timeline of one request among many."""
    return list(lines(report, "today"))


def _prosaic(section: PageSection) -> PageSection:
    """Return a section as prose; what users wrote stays as they wrote it."""
    if section.title == _OF_THE_USER:
        given = ((name.replace("_", " "), says if name in _NAMES else prose.dates(says), ()) for name, says, _ in section.items)
        return PageSection(section.title, tuple(given))
    items = ((_words(name), _cited(prose.dates(says)), law) for name, says, law in section.items)
    return PageSection(section.title, tuple(items))


def _cited(text: str) -> str:
    """Return a citation with its section sign, kept together on one line."""
    return prose.together(prose.signed(text))


def _words(name: str) -> str:
    return prose.dates(name.replace("_", " "))


def _contested(report: Report, running: list[DeadlineState]) -> PageSection:
    """Return the points that moved a day to rely on, each with its deadline and the date that it gives."""
    points = [(s.deadline.title, *point) for s in running for point in words.contested(report, s.deadline)]
    return _prosaic(PageSection("Contested", tuple((f"{name}, {title}", says, ()) for title, name, says in points)))


def _authorities(report: Report, running: list[DeadlineState]) -> PageSection:
    """Return every law that the answer cites, once."""
    cited = [row for s in running for row in s.deadline.authority]
    cited += [row for consequence in report.consequences for row in consequence.authority]
    return PageSection("Authorities", tuple(("", "", (row,)) for row in dict.fromkeys(cited)))


def _fold(report: Report, stated: DeadlineState) -> dict[str, Any]:
    """Return what a line of the timeline opens to show: both dates, the count as months, what is contested, the law."""
    deadline = stated.deadline
    runs = words.runs(deadline)
    count, days = (deadline.count, counted(deadline)) if runs else (None, ())
    years = count is not None and count.unit == "years"
    return {
        "key": deadline.key,
        "title": deadline.title,
        "kind": stated.state,
        "state": words.state(stated),
        "dates": _dates(report, stated) if runs else [],
        "distance": prose.dates(words.distance(stated)),
        "sentence": prose.dates(words.counted(deadline)),
        "days": [prose.dates(f"{day.date}: {day.number or day.reason}") for day in days] if years else [],
        "months": list(grid.months(count, days)) if count and not years else [],
        "contested": [_cited(prose.dates(text)) for text in words.named(words.contested(report, deadline))],
        "closures": [prose.dates(text) for text in words.named(closures(report, deadline))],
        "note": _cited(prose.dates(deadline.note or "")) if runs else "",
        "authority": list(_law(deadline.authority)),
    }


def _dates(report: Report, stated: DeadlineState) -> list[str]:
    """Return both dates as a page writes them."""
    return [prose.dates(text) for text in words.last_days(report, stated.deadline)]


def _law(rows: tuple[law.Authority, ...]) -> Iterator[law.Authority]:
    yield from dict.fromkeys(rows)
