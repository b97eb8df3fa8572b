"""A page has a title, headline, timeline and sections, in the order and wording of all human-readable output."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from foiacalc import law
from foiacalc.answer import state
from foiacalc.answer.reports import Report
from foiacalc.answer.state import DeadlineState, relied_passed
from foiacalc.answer.timeline import ACTS, Event
from foiacalc.answer.view import on
from foiacalc.clock import appeal, court, reply, suit
from foiacalc.render import words

_LOUD = {"missed": "MISSED", "lapsed": "LAPSED", "uncertain": "may have passed"}
FOLLOWS, NEXT, TYPICAL = "Legal consequences", "Next", "What the agency reported"
_LONGEST_LINE, _LONGEST_CODE = 58, 12
SectionItem = tuple[str, str, tuple[law.Authority, ...]]  # a name or nothing, what is said, by which law


class Line(NamedTuple):
    """A line is one event: its mark (x missed, > today), day, what it says, what stands beside it, and the state for its style.

    `key` names the fact or the deadline.
    """

    mark: str
    day: date
    says: str
    beside: str
    style: str
    key: str = ""


class PageSection(NamedTuple):
    """A section has items, each with what it is called, if anything, its text and the law that says so."""

    title: str
    items: tuple[SectionItem, ...]


class NextCommand(NamedTuple):
    """This is what to type next: `what` says what for, then come `name`, the facts as options, and what follows them."""

    what: str
    name: str
    given: str | None
    more: str = ""

    def written(self, width: int) -> str:
        """Return the whole command if it fits, or else with the facts left out."""
        whole = f"foiacalc {self.name} {self.given}{self.more}"
        return whole if self.given is not None and len(whole) <= width else f"foiacalc {self.name} ...{self.more}"


class Page(NamedTuple):
    """`title` is whose request it is and `today` the day of the answer; `head` the two sentences; `after` what is said below
    the timeline, `brief` the same where there is little room; `commands` what to type next, each with what for.
    """

    title: str
    today: str
    head: tuple[str, ...]
    lines: tuple[Line, ...]
    after: tuple[str, ...]
    commands: tuple["NextCommand", ...]
    sections: tuple[PageSection, ...]
    brief: tuple[str, ...]

    def section(self, title: str) -> tuple[SectionItem, ...]:
        """Return the items of one section; none if it is left out."""
        return next((section.items for section in self.sections if section.title == title), ())


def page(report: Report, today: date | None = None) -> Page:
    """Return the page of one answer. On `today` the commands need not say for which day they are."""
    says, says_of_day = report.headline, "today" if report.as_of == today else "as of"
    return Page(
        words.whose(report),
        f"{says_of_day} {on(report.as_of)}",
        tuple(filter(None, (says.says, says.may))),
        tuple(lines(report, "today" if report.as_of == today else "as-of date")),
        tuple(filter(None, (_nothing(report), _appeal(report), _claimed(report), _assumed(report)))),
        tuple(_commands(report, today)),
        tuple(section for section in sections(report) if section.items),
        tuple(filter(None, (_nothing(report), _claimed(report), _counted(report)))),
    )


# The timeline


def lines(report: Report, says_of_day: str) -> Iterator[Line]:
    """Return the events; what happens on one day, and what that opens or bars, stands on one line if there is room."""
    held: Event | None = None
    for event in report.timeline:
        if event.relied and not _matters(report, event.relied):
            event = event._replace(relied=None)
        if held and _together(held, event):
            key = event.key if event.key in ACTS else held.key
            held = held._replace(says=f"{held.says}; {event.says}", key=key, relied=event.relied)
            continue
        if held:
            yield _line(report, held, says_of_day)
        held = event
    if held:
        yield _line(report, held, says_of_day)


def _matters(report: Report, relied: date) -> bool:
    """Return whether the day to rely on still lies ahead, or suit was filed before it."""
    return report.as_of < relied or bool(report.known.sued and report.known.sued < relied)


def _together(one: Event, other: Event) -> bool:
    plain = not (one.stated or other.stated or one.relied) and "today" not in (one.kind, other.kind)
    return plain and one.day == other.day and len(one.says) + len(other.says) <= _LONGEST_LINE


def _line(report: Report, event: Event, says_of_day: str) -> Line:
    stated = event.stated
    if event.kind == "today":
        return Line(">", event.day, says_of_day, "", "today")
    if not stated:
        relied = "rely on it from" if report.serves == "requester" else "no later than"
        beside, key = f"{relied} {event.relied}" if event.relied else "", event.key if event.kind == "fact" else ""
        return Line("", event.day, event.says, beside, event.kind, key)
    mark = "x" if stated.state in ("missed", "lapsed") else ""
    relies = " (rely on)" if stated.deadline.binds == "requester" and event.day != stated.deadline.due else ""
    beside = _beside(report, stated, event)
    return Line(mark, event.day, event.says + relies, beside, stated.state, stated.deadline.key)


def _beside(report: Report, stated: DeadlineState, event: Event) -> str:
    """Return how late it is, how much time is left, and the other date if there is one."""
    deadline, late, left, state = stated.deadline, stated.late, stated.left, stated.state
    told = []
    if state == "uncertain" and deadline.key == court.SERVICE.key:
        return "service is not recorded"
    if state in _LOUD:
        told.append(_LOUD[state])
    if state == "ended":
        return "not known"
    if state == "passed":
        told.append("none recorded")
    elif late and state in ("missed", "met_late"):
        told.append(f"{_short(late.working_days)} late")
    elif state == "met":
        told.append("on time")
    elif state == "tolled":
        told.append("if answered today")
    elif left:
        told.append(f"{_short(left.working_days)} left" if left.calendar_days else "the last day")
    elif state == "projected":
        told.append("if served the day suit was filed")
    if relied_passed(deadline.dates, report.as_of, report.serves):
        told.append(words.HAS_PASSED[report.serves])
    other = _other(report, stated, event)
    return ", ".join((*told, *([other] if other else [])))


def _other(report: Report, stated: DeadlineState, event: Event) -> str:
    """Return a right's last day, or a duty's day to rely on, if it differs from the line's day and still matters."""
    deadline = stated.deadline
    if deadline.binds == "requester":
        return f"due {deadline.due}" if event.day != deadline.due else ""
    relied = report.relied(deadline)
    if not relied or relied == deadline.due or deadline.done or relied < report.as_of:
        return ""
    return f"rely on {relied}" if report.serves == "requester" else f"earliest {relied}"


def _short(days: int) -> str:
    return f"{days:,} wd"


# Below it


def _nothing(report: Report) -> str:
    return "" if report.states else words.nothing(report)


def _appeal(report: Report) -> str:
    """Return how long an appeal would have, while no letter has come."""
    dates = report.computed.apply[appeal.KEY]
    known = report.known
    if known.determined or known.withdrawn or known.sued or report.case.appealed or not dates.projected_from:
        return ""
    if report.computed.apply[suit.KEY].state == "lapsed":
        return ""
    window = appeal.window_of(report.case, report.as_of)
    return f"Appeal: {window.length} {words.UNITS[window.unit]} from the agency's letter, if an adverse one comes."


def _claimed(report: Report) -> str:
    return words.claimed(report) or ""


def _assumed(report: Report) -> str:
    """Return the first assumption, and how many more assumptions and notes the full report has."""
    first = next((says for _, says in words.assumed(report)), None)
    return f"Assumed: {first}. {_counted(report, told=1)}".strip() if first else _counted(report)


def _counted(report: Report, told: int = 0) -> str:
    assumed, notes = len(list(words.assumed(report))) - told, len(list(words.notes(report)))
    numbers = (assumed, "more assumption" if told else "assumption"), (notes, "note")
    counted = ", ".join(_many(number, what) for number, what in numbers if number)
    return f"{counted}: --full" if counted else ""


def _many(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def about(report: Report) -> str:
    """Return the key of the deadline that the headline is about."""
    if report.headline.state == "suit_lapsed":
        return suit.KEY
    opened = state.opened(report.case, report.computed) if report.headline.state == "late_by_due" else None
    if opened:
        return opened.through.key
    if report.headline.state.startswith("appeal_") and report.known.appealed:
        return "appeal_determination"
    if report.headline.state in ("to_reply", "paused") and report.computed.apply[reply.KEY].due:
        return reply.KEY
    return appeal.KEY if report.headline.state in ("to_appeal", "appeal_lapsed", "appeal_uncertain") else "determination"


def _commands(report: Report, today: date | None) -> Iterator[NextCommand]:
    """Yield what to type next, with these facts."""
    given = _given(report, today)
    yield NextCommand("why that day", f"explain {about(report)}", given)
    if report.headline.state in _LETTERS and report.serves == "requester":  # the letters are the requester's
        yield NextCommand("what to send", "letter", given)
    yield NextCommand("keep it", "status", given, f" -o {_file(report)}")


_LETTERS = ("late", "to_appeal", "appeal_late", "to_reply", "paused")


def _file(report: Report) -> str:
    code = "" if report.case.agency.unknown else report.request.agency or ""
    return f"{code.lower()}.json" if code.isascii() and code.isalnum() and len(code) <= _LONGEST_CODE else "request.json"


def _given(report: Report, today: date | None) -> str | None:
    """Return the facts as options; return None where one is a text of its author's own, so that nobody pastes it in a shell."""
    if report.request.id or report.case.agency.unknown:
        return None
    parts = []
    facts = report.request.facts()
    for name, value in sorted(facts.items(), key=lambda fact: fact[0] in ("agency", "id")):
        option = "--" + name.replace("_", "-")
        if value is True:
            parts.append(option)
        elif value not in (None, False):
            values = value if isinstance(value, list) else [value]
            parts += [f"{option} {_quoted(str(one))}" for one in values]
    parts += [f"--as-of {report.as_of}"] if report.as_of != today else []
    parts += ["--for agency"] if report.serves == "agency" else []
    return " ".join(parts)


def _quoted(value: str) -> str:
    """Return a value as a shell takes it; a date or a code stands as it is, so that no library is loaded for it."""
    if value.isascii() and value.replace("-", "").isalnum() and not value.startswith("-"):
        return value
    from shlex import quote

    return quote(value)


# The whole


def _typical(report: Report) -> Iterator[SectionItem]:
    """Yield what the agency itself reported, if that was asked for; the source is cited once."""
    if not report.typical:
        return
    from foiacalc.answer.figures import SOURCE

    found = list(report.typical.sentences())
    for number, (_, says) in enumerate(found, 1):
        yield "", says, (SOURCE,) if number == len(found) and report.known.agency else ()


def sections(report: Report, key: str | None = None) -> Iterator[PageSection]:
    """Return everything else there is to know, in one order; with a key, only the assumptions about that deadline."""
    yield PageSection(FOLLOWS, tuple((words.period(c).capitalize(), c.says, c.authority) for c in report.consequences))
    yield PageSection(NEXT, (("", words.next_date(report), ()),))
    yield PageSection("Claimed", tuple(("", text, ()) for text in (words.claimed(report),) if text))
    yield PageSection(TYPICAL, tuple(_typical(report)))
    yield PageSection("Facts", tuple((name, value, ()) for name, value in words.facts(report)))
    yield PageSection("Assumed", tuple((name, says, ()) for name, says in words.assumed(report, key)))
    yield PageSection("Notes", tuple((name, says, ()) for name, says in words.notes(report)))
    yield PageSection("Not running", tuple((name, says, ()) for name, says in words.not_running(report)))
    yield PageSection("Warnings", tuple(("", text, ()) for text in report.warnings))
