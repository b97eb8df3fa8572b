"""The answer as one page that needs nothing else: the picture, the deadlines, the counts as months, the law as links."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from foiacalc.answer import Report, counted
from foiacalc.renderers import grid, svg, words
from foiacalc.renderers.digest import AGENCY_HEADS, DOCKET_HEADS, GROUP_HEADS, Digest
from foiacalc.renderers.docket import LOUD_STATES
from foiacalc.renderers.page import FOLLOWS, page, sections
from foiacalc.status import Standing
from foiacalc.workdays import WEEKDAYS

_EXPLAINED = ("Facts", "Assumed", "Warnings")


def status(report: Report) -> str:
    """The whole answer; the counts of all deadlines that run."""
    found, running = page(report), words.running(report)
    return _page(
        title=words.headline(report),
        head=found.head,
        timeline=found.lines,
        picture=_inline(svg.status(report)) if running else None,
        rows=[_row(report, s) for s in running],
        relied=words.RELIED[report.serves].capitalize(),
        consequences=found.section(FOLLOWS),
        counts=[_count(report, s) for s in running],
        nothing=None if running else words.nothing(report),
        sections=[section for section in found.sections if section.title != FOLLOWS],
    )


def explain(report: Report, key: str) -> str:
    """One deadline, with its count."""
    standing = report.standing(key)
    return _page(
        title=f"{standing.deadline.title}. {words.headline(report)}",
        head=(),
        timeline=(),
        picture=None,
        rows=[_row(report, standing)] if words.runs(standing.deadline) else [],
        relied=words.RELIED[report.serves].capitalize(),
        nothing=None,
        consequences=(),
        counts=[_count(report, standing)],
        sections=[section for section in sections(report, key) if section.items and section.title in _EXPLAINED],
    )


def docket(found: Digest) -> str:
    """A report on many requests."""
    return _drawn(
        "docket.html",
        title=found.title,
        digest=found,
        agency_heads=AGENCY_HEADS,
        docket_heads=DOCKET_HEADS,
        group_heads=(found.by, *GROUP_HEADS),
        loud=LOUD_STATES,
    )


@cache
def _template(name: str) -> Template:
    loader = FileSystemLoader(Path(__file__).parent)
    page = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return page.get_template(name)


def _page(**parts: Any) -> str:
    return _drawn("page.html", weekdays=WEEKDAYS, **parts)


def _drawn(template: str, **parts: Any) -> str:
    return _template(template).render(no_advice=words.NO_ADVICE, **parts) + "\n"


def _inline(picture: str) -> Markup:
    """The picture as an element of the page: what stands before `<svg` belongs to a file of its own."""
    return Markup(picture[picture.index("<svg") :].strip())


def _row(report: Report, standing: Standing) -> dict[str, Any]:
    deadline = standing.deadline
    return {
        "title": deadline.title,
        "due": deadline.due,
        "relied": report.relied(deadline),
        "kind": standing.state,
        "state": words.state(standing),
        "distance": words.distance(standing),
    }


def _count(report: Report, standing: Standing) -> dict[str, Any]:
    deadline = standing.deadline
    runs = words.runs(deadline)
    count, days = (deadline.count, counted(deadline)) if runs else (None, ())
    years = count is not None and count.unit == "years"
    return {
        "key": deadline.key,
        "heading": f"{deadline.title}: the count",
        "sentence": words.counted(deadline),
        "days": [f"{day.date}: {day.number or day.reason}" for day in days] if years else [],
        "months": list(grid.months(count, days)) if count and not years else [],
        "contested": list(words.named(words.contested(report, deadline))),
        "note": deadline.note if runs else None,
        "authority": deadline.authority,
    }
