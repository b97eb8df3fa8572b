"""This module writes the headline's last sentences: how to contest the denial of expedited processing or of a fee waiver."""

from collections.abc import Iterator

from foiacalc.answer import court_door
from foiacalc.answer.view import View, on
from foiacalc.clock import other_appeals, suit


def denied(view: View) -> str:
    """Say what was denied apart from the request, until when that can be appealed, and whether a court may review it now."""
    if not view.case.more:  # no decision on expedition or on a fee waiver is given
        return ""
    return " ".join((*_expedition(view), *_fee_waiver(view)))


def _expedition(view: View) -> Iterator[str]:
    """Say that a denial may be reviewed at once, without an appeal, while the request is pending (552(a)(6)(E)(iii)-(iv)).

    Once the court is open on the request itself, nothing more need be said.
    """
    known = view.case.known
    over = known.determined or known.withdrawn or known.sued or view.case.ended
    is_open = view.dates(suit.KEY).state == "open" and not court_door.waits(view)
    if over or is_open or known.expedite_outcome != "denied" or not known.expedite_determined:
        return
    denial, by = (
        f"Expedited processing was denied on {on(known.expedite_determined)}",
        _until(view, other_appeals.EXPEDITION_KEY),
    )
    review = "review the denial now."
    yield f"{denial}: {by}; a court may also {review}" if by else f"{denial}, and a court may {review}"


def _fee_waiver(view: View) -> Iterator[str]:
    """Say that the denial of a fee waiver must be appealed before suit."""
    known = view.case.known
    by = _until(view, other_appeals.FEE_WAIVER_KEY)
    if not by or not known.fee_waiver_determined:
        return
    how = "granted only in part" if known.fee_waiver_outcome == "partial" else "denied"
    yield f"A fee waiver was {how} on {on(known.fee_waiver_determined)}: {by}, before any suit over it."


def _until(view: View, key: str) -> str:
    """Return the day to appeal by, in words, while there is still time."""
    right = view.dates(key)
    if right.state != "pending":
        return ""
    by = view.until(right)
    passed = " (the day to rely on has passed)" if view.passed(right) else ""
    return view.told(f"appeal by {by}", f"the requester may appeal until {by}") + passed
