"""The rows of a log put together of two parts, in the styles of `records`.

Both parts are cut as text out of whole answers. What belongs to the two together is said here: whether the determination
came late and by how many working days, and what follows from that, in order of date.
"""

from dataclasses import dataclass, replace
from datetime import date
from operator import itemgetter
from sys import intern

from foiacalc.answer import Report
from foiacalc.deadline import KEYS, Deadline
from foiacalc.renderers.docket import IN_TIME, Tally, in_passing
from foiacalc.renderers.records import AND, Dated, Style, dated, tail
from foiacalc.status import Standing
from foiacalc.workdays import FIRST, ONE_DAY, legal

Written = tuple[str, Tally]  # a row as it is written, and what is counted of it
_NEVER = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Clock:
    """What an answer says whatever day the request is determined. Days are ordinals.

    `owed` is all up to the determination, which is `met` or `late`; the acknowledgement is not owed where the determination
    comes by `acknowledged_by`. `worked` counts working days: the difference of two of them is the days between. `suit` is
    for a late adverse determination, `bars` and `lapses` are what follows after something else, the latter on `lapsed_on`.
    """

    acknowledged_by: int
    due: int
    breached_on: int
    lapsed_on: int
    worked: int
    owed: str
    met: str
    late: str
    suit: str
    breached: str
    bars: str
    lapses: str
    end: str
    still_open: Written


@dataclass(frozen=True, slots=True)
class Act:
    """What an answer says whatever day the request was filed; `day` is the determination's ordinal.

    `appeals` is all from the appeal up to the suit, of what was granted in full that too; `lapses` is what follows after
    something else, on `lapsed_on`.
    """

    day: int
    lapsed_on: int
    worked: int
    granted: bool
    iso: str
    ended: str
    appeals: str
    upcoming: str
    lapses: str


class Form:
    """The rows of a style."""

    def __init__(self, style: Style) -> None:
        self.style, self.full = style, style.full
        none = {key: style.standing(Standing(Deadline(key), "not_applicable", date.min)) for key in KEYS}
        self.no_expedition, self.no_suit = none["expedited_decision"], style.between.join(("", none["suit"], none["answer"]))
        self.not_owed = self._head(none["acknowledgement"])

    def clock(self, still_open: Report) -> Clock:
        style, between = self.style, self.style.between
        standings = dict(zip(KEYS, still_open.standings, strict=True))
        texts = {key: style.standing(standing) for key, standing in standings.items()}
        determination, acknowledged_by = standings["determination"], standings["acknowledgement"].deadline.due
        due = determination.deadline.due
        assert due
        breached, lapsed = due + ONE_DAY, _of(still_open, "suit_lapsed")
        met, late = (style.standing(determination._replace(state=state, late=None)) for state in ("met", "met_late"))
        return Clock(
            0 if still_open.request.acknowledged or not acknowledged_by else acknowledged_by.toordinal(),
            due.toordinal(),
            breached.toordinal(),
            lapsed[0][0].toordinal() if lapsed else _NEVER,
            legal().between(FIRST, due),
            self._head(texts["acknowledgement"]),
            met,
            self._head(texts["acknowledgement"]) + late,
            between.join(("", texts["suit"], texts["answer"])),
            f"constructive_exhaustion from {breached} until ",
            _more(_of(still_open, "fees_barred")),
            _more(lapsed),
            intern(style.end(still_open)),
            (f"{style.opening}{between.join(texts.values())}{tail(style, still_open)}", in_passing(still_open)),
        )

    def act(self, determined: Report) -> Act:
        day, style = determined.request.determined, self.style
        assert day
        granted, lapsed = determined.request.outcome == "granted", _of(determined, "appeal_lapsed")
        appeals = [style.standing(determined.standing(key)) for key in ("appeal", "appeal_determination")]
        return Act(
            day.toordinal(),
            (lapsed[0][0] if lapsed else day).toordinal(),
            legal().between(FIRST, day),
            granted,
            str(day),
            _ended(day),
            style.between.join(("", *appeals)) + (self.no_suit if granted else ""),
            intern(style.upcoming(determined)) if self.full else "",
            _more(lapsed) if self.full else "",
        )

    def granted(self, act: Act, day: date) -> Act:
        ordinal = day.toordinal()
        return replace(act, day=ordinal, lapsed_on=ordinal, worked=legal().between(FIRST, day), iso=str(day), ended=_ended(day))

    def still_open(self, clock: Clock) -> Written:
        return clock.still_open

    def join(self, clock: Clock, act: Act) -> Written:
        day = act.day
        if day <= clock.due:
            head = clock.owed if day > clock.acknowledged_by else self.not_owed
            suit = "" if act.granted else self.no_suit
            return f"{head}{clock.met}{act.appeals}{suit}{act.upcoming}{act.lapses.removeprefix(AND)}{clock.end}", IN_TIME
        late = act.worked - clock.worked
        if act.granted:
            suit = lapses = ""
        else:
            suit, lapses = clock.suit, clock.lapses
        if not self.full:
            return f"{clock.late}{act.appeals}{suit}{clock.end}", IN_TIME
        if day <= clock.breached_on or act.lapsed_on > clock.lapsed_on:
            follows = _in_order(clock, act, lapses)
            return f"{clock.late}{late}{act.appeals}{suit}{act.upcoming}{follows}{clock.end}", IN_TIME
        return (
            f"{clock.late}{late}{act.appeals}{suit}{act.upcoming}"
            f"{clock.breached}{act.iso}{clock.bars}{act.ended}{act.lapses}{lapses}{clock.end}",
            IN_TIME,
        )

    def _head(self, acknowledgement: str) -> str:
        return self.style.opening + self.style.between.join((acknowledgement, self.no_expedition, ""))


def _ended(day: date) -> str:
    return f"{AND}exhaustion_ended from {day}"


def _in_order(clock: Clock, act: Act, lapses: str) -> str:
    """What follows from a late determination, in order of date."""
    follows = (
        (clock.breached_on, f"{AND}{clock.breached}{act.iso}"),
        (act.day, act.ended),
        (clock.breached_on, clock.bars),
        (act.lapsed_on, act.lapses),
        (clock.lapsed_on, lapses),
    )
    return "".join(text for _, text in sorted(follows, key=itemgetter(0))).removeprefix(AND)


def _more(consequences: list[Dated]) -> str:
    """To be said after others."""
    return "".join(f"{AND}{text}" for _, text in consequences)


def _of(report: Report, key: str) -> list[Dated]:
    return [dated(consequence) for consequence in report.consequences if consequence.key == key]
