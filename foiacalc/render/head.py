"""This module makes the head of a page: whose request, its state in large letters, a sentence, what the requester may do."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from foiacalc.answer.reports import Report
from foiacalc.answer.view import Headline
from foiacalc.render import prose, words

_ALARM = ("late", "late_by_due", "appeal_late", "suit_lapsed", "appeal_lapsed")
_LONGEST_CHIP = 90  # characters
_WEEKDAY = re.compile(r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?=\d{4}-)")
_STATE = re.compile(r"(.+?)(?:[.:] |\.$)(.*)")
_CLAUSES = re.compile(r"; |(?<=\.) (?=[A-Z])")
_DUE = re.compile(r"(DUE .+), (\w{3} \d{4}-\d\d-\d\d)")
_CHIPS = {"fees_barred": "No search fees, unless excused", "expedition_review": "A court may review expedited processing"}


class Head(NamedTuple):
    """This is the head of a page. `who` has agency and id, `day` is the day of the answer, and `state` has a few words in
    capitals.

    `chips` say what may be done. `alarm` says that a limit or a right has passed.
    """

    who: tuple[str, ...]
    began: str
    day: date
    state: str
    says: str
    chips: tuple[str, ...]
    alarm: bool

    @property
    def title(self) -> str:
        """Return the same on one line, for the tab of a browser."""
        return f"{', '.join(self.who)}: {self.state}"


def head(report: Report) -> Head:
    """Return the headline in the form that a page shows."""
    found = report.headline
    state, rest = _split(found)
    chips = list(_chips(report, found))
    said = " ".join([_sentence(rest), *(f"{text}." for text in chips if len(text) > _LONGEST_CHIP)])
    return Head(
        tuple(words.safe(name) for name in (words.agency_name(report.request), report.request.id) if name) or ("FOIA request",),
        prose.dates(_WEEKDAY.sub("", words.began(report.request))),
        report.as_of,
        prose.dates(_WEEKDAY.sub("", state)),
        prose.dates(said).strip(),
        tuple(prose.together(prose.signed(prose.dates(text))) for text in chips if len(text) <= _LONGEST_CHIP),
        found.state in _ALARM or (found.state == "sued" and bool(report.missed)),
    )


def _split(found: Headline) -> tuple[str, str]:
    """Return the state, and the sentence after it."""
    parts = _STATE.fullmatch(found.says)
    state, rest = (parts[1], parts[2]) if parts else (found.says, "")
    running = _DUE.fullmatch(state)
    if running:
        return running[1], f"The determination is due {running[2]}. {rest}"
    return state, rest


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _chips(report: Report, found: Headline) -> Iterator[str]:
    """Yield each thing that the headline says may or must be done, and what else a miss allows."""
    for clause in _CLAUSES.split(found.may):
        if clause:
            yield _sentence(clause).removesuffix(".")
    if found.state == "withdrawn":
        return
    said = f"{found.says} {found.may}".casefold()
    for consequence in report.consequences:
        if consequence.key == "expedition_review":
            early = consequence.relied and report.as_of < consequence.relied
            if early or "expedited processing" in said:
                continue
        if consequence.key in _CHIPS and not consequence.until:
            yield _CHIPS[consequence.key]
