"""This module says when a requester has, or is deemed to have, exhausted remedies, and what ends that (552(a)(6)(C)(i))."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple

from foiacalc.calendar.workdays import ONE_DAY
from foiacalc.clock.appeal import untimely
from foiacalc.clock.case import Case
from foiacalc.clock.deadline import Found


class Exhausted(NamedTuple):
    """Remedies are exhausted from `since` on, by a limit missed or by the decision on the appeal, through `key`'s deadline.

    `until` is the day that ended it: by a determination or a remand, on which it holds no more, or by withdrawal, its last.
    """

    key: Literal["determination", "appeal_determination"]
    constructive: bool
    since: date
    until: date | None = None
    ended_by: Literal["determination", "remand", "withdrawal"] | None = None

    def holds_on(self, day: date) -> bool:
        """Return whether suit could be filed on `day`, as far as exhaustion goes."""
        if day < self.since:
            return False
        # An answer or a remand closes the court on its own day; a withdrawal leaves that day open
        return self.until is None or day < self.until or (day == self.until and self.ended_by == "withdrawal")


def exhausted(case: Case, found: Found) -> tuple[Exhausted, ...]:
    """Return each stretch of exhaustion that has begun by the case's day."""
    silence = _by_silence(case, found)
    appeal = _by_appeal(case, found) if case.appeal_received else None
    return tuple(filter(None, (silence, appeal))) if silence or appeal else ()


def _by_silence(case: Case, found: Found) -> Exhausted | None:
    """Return what a missed determination opens; a late one before suit ends it (Oglesby). On one day, suit comes first."""
    determination, sued = found["determination"], case.known.sued
    since, done = determination.day_after, determination.done
    if not since or not determination.broken:
        return None
    # 552(a)(6)(C)(i), first sentence: whoever requests is deemed to have exhausted his remedies if the agency misses the limit
    if done and not (sued and sued <= done):  # Oglesby: who has not sued before the late answer must appeal from it first
        return Exhausted("determination", True, since, done, "determination")
    return _unless_withdrawn(case, Exhausted("determination", True, since))


def _by_appeal(case: Case, found: Found) -> Exhausted | None:
    """Return the stretch that an appeal opens, decided or its limit missed; an appeal too late opens none, nor one while the
    request may be decided in time.
    """
    determination, appealed = found["determination"], found["appeal_determination"]
    if untimely(case, found["appeal"]):  # Oglesby: remedies are exhausted by an appeal as the agency's rules allow it
        return None
    if determination.due and not determination.done and not determination.broken:
        return None  # an appeal from silence that came too early: the request itself may still be decided in time
    if appealed.day_after and appealed.broken:  # the first sentence again: the limits "of this paragraph" are both
        return _unless_ended(case, found, Exhausted("appeal_determination", True, appealed.day_after))
    # A remand decides nothing; an appeal of a full grant has a limit of its own, which is told in words only
    if not appealed.done or case.known.appeal_outcome == "remanded" or case.known.outcome == "granted":
        return None
    # the appeal was decided in time: nothing is left to exhaust
    later = _later_determination(case, found)
    if later:
        return Exhausted("appeal_determination", False, appealed.done, later, "determination")
    return Exhausted("appeal_determination", False, appealed.done)


def _later_determination(case: Case, found: Found) -> date | None:
    """Return the late determination that ends what an appeal from silence, decided before it, had exhausted.

    Oglesby holds again: whoever has not sued when the late determination comes must appeal from that, whatever came before.
    """
    by_silence, decided = _by_silence(case, found), found["appeal_determination"].done
    if not by_silence or by_silence.ended_by != "determination" or not by_silence.until or not decided:
        return None
    return by_silence.until if by_silence.until > decided else None


def _unless_ended(case: Case, found: Found, one: Exhausted) -> Exhausted:
    """End it by a remand after the appeal's limit, as the request is before the agency again, or by a later determination.

    By the reasoning of Oglesby, exhaustion by silence lasts until the agency acts, unless suit came first.
    """
    known = case.known
    remanded = known.appeal_determined if known.appeal_outcome == "remanded" else None
    if remanded and not (known.sued and known.sued <= remanded):
        return one._replace(until=remanded, ended_by="remand")
    later = _later_determination(case, found)
    if later:
        return one._replace(until=later, ended_by="determination")
    return _unless_withdrawn(case, one)


def _unless_withdrawn(case: Case, one: Exhausted) -> Exhausted:
    day = case.known.withdrawn
    return one._replace(until=day, ended_by="withdrawal") if day and day >= one.since else one


def relied_from(one: Exhausted, found: Found) -> date:
    """Return the day from which suit rests on no contested point: the day after the limit's cautious date, or the decision's.

    A decision on the appeal, unless it is a remand, leaves nothing to exhaust, whether or not its limit had passed.
    """
    limit = found[one.key]
    if not one.constructive or not limit.cautious:
        return one.since
    day = limit.cautious + ONE_DAY
    decided = limit.done if one.key == "appeal_determination" and one.ended_by != "remand" else None
    return max(one.since, min(day, decided)) if decided else day


def open_on(stretches: Sequence[Exhausted], day: date) -> Iterator[Exhausted]:
    """Return the stretches in which suit could be filed on `day`."""
    return (one for one in stretches if one.holds_on(day))
