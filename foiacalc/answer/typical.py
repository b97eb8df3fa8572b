"""This module shows how long requests take, by the agency's own reports, next to a request and never as a deadline.

The dates here are for people to read beside the law's. None of them is due, nor next, nor part of a state or a calendar.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from math import ceil
from typing import Any, NamedTuple

from foiacalc.answer.figures import LESS_THAN_ONE, SOURCE, TRACKS, Figure, Reported, Track, reported_by, years
from foiacalc.calendar.workdays import Calendar, OutsideCalendar
from foiacalc.clock import determination
from foiacalc.clock.all_deadlines import Computed
from foiacalc.clock.case import Case
from foiacalc.clock.deadline import Dates

NO_FORECAST = (
    "A report, not a forecast: of every 100 medians for complex requests, 38 doubled or halved from one year to "
    "the next. The figures are as the agency filed them, errors included."
)
_NAMELESS = "No agency was given. Name one to see what it reported."


class Median(NamedTuple):
    """This is for one track: its medians by year, the latest first, and the date that the latest one gives.

    The date is counted from `start` in working days of the statute's calendar, part of a day as a whole day; it is None if
    the request no longer waits for an answer.
    """

    track: Track
    years: tuple[tuple[int, Figure], ...]
    date: date | None


class Typical(NamedTuple):
    """This has what there is to say: `reported` is None if no agency is known, and `start` is None if nothing waits for an
    answer.
    """

    reported: Reported | None
    law: date | None
    start: date | None
    from_perfected: bool
    tracks: tuple[Track, ...]
    medians: tuple[Median, ...]

    def sentences(self) -> Iterator[tuple[str, str]]:
        """Return each sentence with what it is about: a track, or nothing."""
        found = self.reported
        if not found:
            yield "", _NAMELESS
            return
        if not self.medians:
            yield "", nothing(found, self.tracks)
            return
        if self.law:
            yield "", f"Due by law: {self.law}."
        if other := not_its_own(found):
            yield "", other
        for median in self.medians:
            yield median.track, f"{median_of(reporter(found), median)}{self._counted(median)}."
            if waiting := pending(median):
                yield median.track, waiting
        yield "", NO_FORECAST

    def _counted(self, median: Median) -> str:
        if not median.date:
            return ""
        if median.track == "appeal":
            since = "receipt of the appeal"
        else:
            since = "the day the request was complete" if self.from_perfected else "receipt"
        return f"; counted from {since}, that would end on {median.date}"

    def to_dict(self) -> dict[str, Any]:
        """Return the same in the words of the JSON contract."""
        found = self.reported
        return {
            "who": found.who if found else None,
            "agency": found.whole if found else None,
            "own": found.own if found else None,
            "from": self.start.isoformat() if self.start else None,
            "medians": [_written(median) for median in self.medians],
            "says": [says for _, says in self.sentences()],
            "source": {"cite": SOURCE.cite, "since": None, "url": SOURCE.url},
        }


def typical(case: Case, computed: Computed) -> Typical:
    """Return what the request's agency reported about requests like it, as things stand on the case's day."""
    known = case.known
    if not known.agency or case.agency.unknown:
        return Typical(None, None, None, False, (), ())
    found, tracks, start = reported_by(known.agency), _tracks(case), _start(case)
    medians = tuple(
        Median(track, by_year, _after(case.legal, start, by_year[0][1].median))
        for track in tracks
        if (by_year := found.years(track))
    )
    runs = start and "appeal" not in tracks
    from_perfected = bool(runs and known.perfected and start == known.perfected)
    return Typical(found, _due(computed.apply[determination.KEY]) if runs else None, start, from_perfected, tracks, medians)


def _due(dates: Dates) -> date | None:
    return None if dates.conditional else dates.due


def _tracks(case: Case) -> tuple[Track, ...]:
    """Return the tracks that the request may be in.

    That is the appeal's once there is one, and the expedited one if expedited processing was requested.
    """
    if case.appealed and (case.known.determined or not case.filed):
        return ("appeal",)
    expedited = case.known.asks_expedition and case.known.expedite_outcome != "denied"
    return ("expedited", "simple", "complex") if expedited else ("simple", "complex")


def _start(case: Case) -> date | None:
    """Return the day from which a request or an appeal has been waiting for an answer; return None if neither is waiting."""
    known = case.known
    if known.withdrawn or case.ended or known.appeal_determined:
        return None
    if case.appealed and (known.determined or not case.filed):
        return case.appeal_received
    return None if known.determined else case.day_0


def _after(calendar: Calendar, start: date | None, median: str) -> date | None:
    """Return the working day on which a median ends; return None without a start, and after the end of the calendar."""
    if not start:
        return None
    try:
        return calendar.after(start, 1 if median == LESS_THAN_ONE else ceil(float(median)))
    except OutsideCalendar:
        return None


# The sentences


def reporter(found: Reported) -> str:
    """Say who reported: the component itself, or the agency as a whole."""
    alone = found.own and found.who != found.whole
    return found.who if alone or not found.of_many else f"{found.whole} as a whole"


def nothing(found: Reported, tracks: Sequence[Track] = TRACKS) -> str:
    """Say that there is no figure in these tracks."""
    first, last = years()
    of_appeals = " for appeals" if tuple(tracks) == ("appeal",) else ""
    return (
        f"The annual FOIA reports for fiscal years {first} to {last} give no median processing time{of_appeals} at {found.who}."
    )


def not_its_own(found: Reported) -> str:
    """Say that the figures are those of the agency as a whole, if a component has none of its own."""
    return "" if found.own else f"The reports have no figures for {found.who} alone; these are for {found.whole} as a whole."


def median_of(who: str, median: Median) -> str:
    """Say the latest median of a track, and those of earlier years next to it."""
    (year, figure), *earlier = median.years
    beside = "; ".join(f"{one}: {other.median}" for one, other in earlier)
    what = "appeals" if median.track == "appeal" else f"{median.track} requests"
    days = _working_days(figure.median)
    return f"For fiscal year {year}, {who} reported a median of {days} for {what}" + (f" ({beside})" if beside else "")


def pending(median: Median) -> str:
    """Say what was still pending in that track at the end of the year; say nothing if the report does not."""
    year, figure = median.years[0]
    if not figure.pending:
        return ""
    were = "request was" if figure.pending == 1 else "requests were"
    aged = f", at a median of {_working_days(figure.pending_median)}" if figure.pending_median else ""
    return f"At the end of fiscal year {year}, {figure.pending:,} {median.track} {were} still pending{aged}."


def _working_days(median: str) -> str:
    if median == LESS_THAN_ONE:
        return "less than 1 working day"
    whole, _, part = median.partition(".")
    number = f"{int(whole):,}" + (f".{part}" if part else "")
    return f"{number} working day" if median == "1" else f"{number} working days"


def of_agency(found: Reported) -> Sequence[Median]:
    """Return every track with a median, without a request to count from."""
    return [Median(track, by_year, None) for track in TRACKS if (by_year := found.years(track))]


def about(found: Reported) -> Iterator[str]:
    """Return the sentences on an agency, without a request next to them."""
    medians = of_agency(found)
    if not medians:
        yield nothing(found)
        return
    if other := not_its_own(found):
        yield other
    for median in medians:
        yield " ".join(filter(None, (f"{median_of(reporter(found), median)}.", pending(median))))
    yield NO_FORECAST


def _written(median: Median) -> dict[str, Any]:
    return {
        "track": median.track,
        "date": median.date.isoformat() if median.date else None,
        "years": [
            {
                "fiscal_year": year,
                "median": _value(figure.median),
                "pending": figure.pending,
                "pending_median": _value(figure.pending_median),
            }
            for year, figure in median.years
        ],
    }


def written(found: Reported) -> dict[str, Any]:
    """Return what an agency reported, without a request, in the words of the JSON contract."""
    return Typical(found, None, None, False, TRACKS, tuple(of_agency(found))).to_dict()


def _value(median: str) -> float | str | None:
    """Return a number, or '<1' as it was reported."""
    if median == LESS_THAN_ONE or not median:
        return median or None
    return float(median) if "." in median else int(median)
