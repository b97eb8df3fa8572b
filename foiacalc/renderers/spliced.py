"""The rows of a log put together of two parts, in the styles of `records`.

Both parts are cut as text out of whole answers. What belongs to the two together is said here: whether the determination
came late and by how many working days, and what follows from that, in order of date.
"""

from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from foiacalc.answer import Report
from foiacalc.deadline import KEYS, Deadline
from foiacalc.renderers.docket import Tally, days_late, tally, whose
from foiacalc.renderers.records import AND, Dated, Style, dated, listed, row
from foiacalc.status import Standing
from foiacalc.workdays import FIRST, ONE_DAY, legal

Written = tuple[str, Tally]  # a row as it is written, and what is counted of it
_BY_DATE = itemgetter(0)


@dataclass(frozen=True, slots=True)
class Clock:
    """What an answer says whatever day the request is determined.

    `early` is for a determination by the day the acknowledgement was due, `timely` and `late` for later ones; `worked`
    counts working days: the difference of two of them is the days between. `bars` says `barred` after something else.
    """

    acknowledged_by: date
    due: date
    worked: int
    acknowledged_late: int
    early: str
    timely: str
    late: str
    suit: str
    breached: date
    breach: str
    barred: list[Dated]
    bars: str
    lapsed: list[Dated]
    end: str
    still_open: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class Act:
    """What an answer says whatever day the request was filed; `day` is the determination's, None where there is none.

    `ends` and `lapses` say `ended` and `lapsed` after something else.
    """

    day: date | None
    iso: str
    worked: int
    granted: bool
    ended: Dated
    ends: str
    appeals: str
    upcoming: str
    lapsed: list[Dated]
    lapses: str


class Form:
    """The rows of a style."""

    def __init__(self, style: Style) -> None:
        self.style = style
        none = {key: style.standing(Standing(Deadline(key), "not_applicable", date.min)) for key in KEYS}
        self.no_acknowledgement, self.no_expedition = none["acknowledgement"], none["expedited_decision"]
        self.no_answer = none["answer"]
        self.no_suit = self._tail(none["suit"])
        self.tallies: dict[tuple[str, str, int], Tally] = {}

    def agency(self, text: str | None) -> str:
        return whose(text)

    def clock(self, still_open: Report) -> Clock:
        acknowledgement, determination = still_open.standing("acknowledgement"), still_open.standing("determination")
        due = determination.deadline.due
        assert due
        breached = due + ONE_DAY
        met, late = (determination._replace(state=state, late=None) for state in ("met", "met_late"))
        owed = self._head(self.style.standing(acknowledgement))
        return Clock(
            (None if still_open.request.acknowledged else acknowledgement.deadline.due) or date.min,
            due,
            legal().between(FIRST, due),
            days_late(acknowledgement),
            self._head(self.no_acknowledgement) + self.style.standing(met) + self.style.between,
            owed + self.style.standing(met) + self.style.between,
            owed + self.style.standing(late),
            self._tail(self.style.standing(still_open.standing("suit"))),
            breached,
            f"constructive_exhaustion from {breached} until ",
            _of(still_open, "fees_barred"),
            _more(_of(still_open, "fees_barred")),
            _of(still_open, "suit_lapsed"),
            self.style.end(still_open),
            row(self.style, still_open),
            tally(still_open),
        )

    def act(self, determined: Report) -> Act | None:
        day = determined.request.determined
        if day and day < FIRST:
            return None
        ended, lapsed = (day or date.max, f"exhaustion_ended from {day}"), _of(determined, "appeal_lapsed")
        return Act(
            day,
            str(day),
            legal().between(FIRST, day) if day else 0,
            determined.request.outcome == "granted",
            ended,
            _more([ended]),
            self.style.between.join(
                self.style.standing(determined.standing(key)) for key in ("appeal", "appeal_determination")
            ),
            self.style.upcoming(determined),
            lapsed,
            _more(lapsed),
        )

    def still_open(self, clock: Clock, agency: str) -> Written:
        return clock.still_open, clock.tally._replace(agency=agency)

    def join(self, clock: Clock, act: Act, agency: str) -> Written:
        day, style = act.day, self.style
        assert day
        if day <= clock.due:
            head = clock.timely if day > clock.acknowledged_by else clock.early
            tail = style.tail(act.upcoming, act.lapses[len(AND) :], clock.end)
            return f"{head}{act.appeals}{self.no_suit}{tail}", self._tally("met", agency, clock.acknowledged_late)
        late = act.worked - clock.worked
        head = f"{clock.late}{late}" if style.late_last else clock.late
        suit = self.no_suit if act.granted else clock.suit
        tail = style.tail(act.upcoming, _follows(clock, act, day), clock.end)
        most = late if late > clock.acknowledged_late else clock.acknowledged_late
        return f"{head}{style.between}{act.appeals}{suit}{tail}", self._tally("met_late", agency, most)

    def _tally(self, state: str, agency: str, late: int) -> Tally:
        """One and the same for all rows of which it is said: making it takes longer than finding it."""
        key = state, agency, late
        found = self.tallies.get(key)
        if not found:
            found = self.tallies[key] = Tally(state, agency, False, late)
        return found

    def _head(self, acknowledgement: str) -> str:
        return self.style.opening + acknowledgement + self.style.between + self.no_expedition + self.style.between

    def _tail(self, suit: str) -> str:
        return self.style.between + suit + self.style.between + self.no_answer


def _follows(clock: Clock, act: Act, day: date) -> str:
    """What follows from a late determination, in order of date."""
    if day > clock.breached and (act.granted or not clock.lapsed):
        return f"{clock.breach}{act.iso}{clock.bars}{act.ends}{act.lapses}"
    breach = clock.breached, f"{clock.breach}{act.iso}"
    lapsed = () if act.granted else clock.lapsed
    return listed(sorted((breach, act.ended, *clock.barred, *act.lapsed, *lapsed), key=_BY_DATE))


def _more(consequences: list[Dated]) -> str:
    """To be said after others."""
    return "".join(f"{AND}{text}" for _, text in consequences)


def _of(report: Report, key: str) -> list[Dated]:
    return [dated(consequence) for consequence in report.consequences if consequence.key == key]
