"""The rows of a log put together of two parts, in the styles of `records`.

Both parts are cut as text out of whole answers. What belongs to the two together is said here: whether the determination
came late and by how many working days, and what follows from that, in order of date.
"""

from dataclasses import dataclass, replace
from datetime import date
from operator import itemgetter

from foiacalc.answer import Report
from foiacalc.deadline import KEYS, Deadline
from foiacalc.renderers.docket import IN_TIME, Tally, in_passing
from foiacalc.renderers.records import AND, Dated, Style, dated, listed, tail
from foiacalc.status import Standing
from foiacalc.workdays import FIRST, ONE_DAY, legal

Written = tuple[str, Tally]  # a row as it is written, and what is counted of it
_BY_DATE = itemgetter(0)


@dataclass(frozen=True, slots=True)
class Clock:
    """What an answer says whatever day the request is determined. Days are ordinals.

    `early` is for a determination by the day the acknowledgement was due, `timely` and `late` for later ones; `worked`
    counts working days: the difference of two of them is the days between. `suit` is for a late adverse determination.
    `bars` and `lapses` say `barred` and `lapsed` after something else; `lapsed_on` is the day of the latter, if any.
    """

    acknowledged_by: int
    due: int
    worked: int
    early: str
    timely: str
    late: str
    suit: str
    breached_on: int
    breached: str
    bars: str
    barred: list[Dated]
    lapses: str
    lapsed: list[Dated]
    lapsed_on: int
    end: str
    still_open: Written


@dataclass(frozen=True, slots=True)
class Act:
    """What an answer says whatever day the request was filed; `day` is the determination's ordinal.

    `timely` is all from the appeal on, where it came in time; `appeals`, where it came late, all up to the suit, of what was
    granted in full that too. `ends` says `ended` and `lapsed` after something else; the last of them is on `ended_on`.
    """

    day: int
    iso: str
    worked: int
    granted: bool
    timely: str
    appeals: str
    upcoming: str
    ends: str
    ended: Dated
    lapsed: list[Dated]
    ended_on: int


class Form:
    """The rows of a style."""

    def __init__(self, style: Style) -> None:
        self.style, self.full = style, style.full
        none = {key: style.standing(Standing(Deadline(key), "not_applicable", date.min)) for key in KEYS}
        self.no_acknowledgement, self.no_expedition = none["acknowledgement"], none["expedited_decision"]
        self.no_suit = style.between.join(("", none["suit"], none["answer"]))

    def clock(self, still_open: Report) -> Clock:
        style, between = self.style, self.style.between
        standings = dict(zip(KEYS, still_open.standings, strict=True))
        texts = {key: style.standing(standing) for key, standing in standings.items()}
        acknowledgement, determination = standings["acknowledgement"], standings["determination"]
        due = determination.deadline.due
        assert due
        met, late = (style.standing(determination._replace(state=state, late=None)) for state in ("met", "met_late"))
        barred, lapsed = _of(still_open, "fees_barred"), _of(still_open, "suit_lapsed")
        owed, acknowledged_by = texts["acknowledgement"], acknowledgement.deadline.due
        return Clock(
            0 if still_open.request.acknowledged or not acknowledged_by else acknowledged_by.toordinal(),
            due.toordinal(),
            legal().between(FIRST, due),
            self._head(self.no_acknowledgement, met) + between,
            self._head(owed, met) + between,
            self._head(owed, late),
            between.join(("", texts["suit"], texts["answer"])),
            (due + ONE_DAY).toordinal(),
            f"constructive_exhaustion from {due + ONE_DAY} until ",
            _more(barred),
            barred,
            _more(lapsed),
            lapsed,
            (lapsed[0][0] if lapsed else date.max).toordinal(),
            style.end(still_open),
            (f"{style.opening}{between.join(texts.values())}{tail(style, still_open)}", in_passing(still_open)),
        )

    def act(self, determined: Report) -> Act:
        day, style = determined.request.determined, self.style
        assert day
        granted = determined.request.outcome == "granted"
        ended, lapsed = _ended(day), _of(determined, "appeal_lapsed")
        appeals = style.between.join(style.standing(determined.standing(key)) for key in ("appeal", "appeal_determination"))
        upcoming = style.upcoming(determined) if self.full else ""
        return Act(
            day.toordinal(),
            str(day),
            legal().between(FIRST, day),
            granted,
            f"{appeals}{self.no_suit}{upcoming}{listed(lapsed) if self.full else ''}",
            f"{style.between}{appeals}{self.no_suit if granted else ''}",
            upcoming,
            _more([ended, *lapsed]),
            ended,
            lapsed,
            max(ended, *lapsed, key=_BY_DATE)[0].toordinal() if lapsed else day.toordinal(),
        )

    def granted(self, act: Act, day: date) -> Act:
        ended = _ended(day)
        return replace(
            act,
            day=day.toordinal(),
            iso=str(day),
            worked=legal().between(FIRST, day),
            ends=_more([ended]),
            ended=ended,
            ended_on=day.toordinal(),
        )

    def still_open(self, clock: Clock) -> Written:
        return clock.still_open

    def join(self, clock: Clock, act: Act) -> Written:
        day = act.day
        if day <= clock.due:
            return f"{clock.timely if day > clock.acknowledged_by else clock.early}{act.timely}{clock.end}", IN_TIME
        late = act.worked - clock.worked
        if act.granted:
            suit = lapses = ""
        else:
            suit, lapses = clock.suit, clock.lapses
        if not self.full:
            return f"{clock.late}{act.appeals}{suit}{clock.end}", IN_TIME
        if day <= clock.breached_on or act.ended_on > clock.lapsed_on:
            return f"{clock.late}{late}{act.appeals}{suit}{act.upcoming}{_in_order(clock, act)}{clock.end}", IN_TIME
        return (
            f"{clock.late}{late}{act.appeals}{suit}{act.upcoming}"
            f"{clock.breached}{act.iso}{clock.bars}{act.ends}{lapses}{clock.end}",
            IN_TIME,
        )

    def _head(self, acknowledgement: str, determination: str) -> str:
        return self.style.opening + self.style.between.join((acknowledgement, self.no_expedition, determination))


def _ended(day: date) -> Dated:
    return day, f"exhaustion_ended from {day}"


def _in_order(clock: Clock, act: Act) -> str:
    """What follows from a late determination, in order of date."""
    breach = date.fromordinal(clock.breached_on), f"{clock.breached}{act.iso}"
    lapsed = () if act.granted else clock.lapsed
    return listed(sorted((breach, act.ended, *clock.barred, *act.lapsed, *lapsed), key=_BY_DATE))


def _more(consequences: list[Dated]) -> str:
    """To be said after others."""
    return "".join(f"{AND}{text}" for _, text in consequences)


def _of(report: Report, key: str) -> list[Dated]:
    return [dated(consequence) for consequence in report.consequences if consequence.key == key]
