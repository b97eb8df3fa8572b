"""This table has the facts of a request as options of every command that takes them: name, form, help and panel."""

import os
from collections.abc import Callable
from typing import Any, NamedTuple

from foiacalc.request.facts import APPEAL_OUTCOMES, EXPEDITE_OUTCOMES, FEE_WAIVER_OUTCOMES, OUTCOMES

START_PANEL, ANSWER_PANEL, OUTPUT_PANEL = "Start here", "The answer", "Output"
_AGENCY, _YOU, _COURT = "What the agency did", "What you did", "The court"
PANELS = (START_PANEL, _AGENCY, _YOU, _COURT, OUTPUT_PANEL)


class Fact(NamedTuple):
    """A fact has a name, the form of its value, its help, the panel that it stands in and what completes it."""

    name: str
    metavar: str
    help: str
    panel: str
    type: Any = str
    completion: Callable[..., Any] | None = None


def complete_agency(incomplete: str) -> list[tuple[str, str]]:
    """Return the codes of agencies and components that begin with this text, with their names."""
    from foiacalc.law.agencies import components, rules

    named = {c.code: c.name for c in reversed(components()) if c.code} | {rule.code: rule.name for rule in rules()}
    lower = incomplete.islower()
    return [
        (code.lower() if lower else code, name) for code, name in sorted(named.items()) if code.startswith(incomplete.upper())
    ]


_COMPLETING = any(name.endswith("_COMPLETE") for name in os.environ)  # how a shell asks for completions


def complete_from(*choices: str) -> Callable[[str], list[str]] | None:
    """Return a completion from a few words if a shell asks for one; other runs spare Typer the work of reading it."""
    if not _COMPLETING:
        return None

    def complete(incomplete: str) -> list[str]:
        return [choice for choice in choices if choice.startswith(incomplete)]

    return complete


MANY = list[str]
FACTS: tuple[Fact, ...] = (
    Fact("filed", "DATE", "The day you sent the request.", START_PANEL),
    Fact(
        "agency",
        "NAME",
        "The agency or component you sent the request to, by code or name. Its own rule on appeals applies.",
        START_PANEL,
        completion=complete_agency,
    ),
    Fact("id", "TEXT", "The agency's tracking number, or a name of your own, shown in the answer.", OUTPUT_PANEL),
    Fact("received", "DATE", "The day the agency first received the request. Default: the day it was filed.", _AGENCY),
    Fact("reached_office", "DATE|never", "The day the proper component received a misdirected request, or never.", _AGENCY),
    Fact("perfected", "DATE", "The day the agency says the request was perfected (complete). The clock starts then.", _AGENCY),
    Fact("acknowledged", "DATE", "The date of the acknowledgment letter. It is not a determination.", _AGENCY),
    Fact(
        "info_asked",
        "A..B",
        "The agency asked for information on day A and received your answer on day B; write A.. if it has received none. Only "
        "the first such question stops the clock.",
        _AGENCY,
        MANY,
    ),
    Fact(
        "fee_asked",
        "A..B",
        "The agency asked about fees on day A and received your answer on day B; write A.. if it has received none. Each "
        "such question stops the clock.",
        _AGENCY,
        MANY,
    ),
    Fact(
        "still_interested",
        "A[..B]",
        (
            "The agency asked on day A whether you are still interested, and you answered on day B. This "
            "does not stop the clock."
        ),
        _AGENCY,
        MANY,
    ),
    Fact("reply_by", "DATE", "The day the agency's latest letter sets for your answer.", _AGENCY),
    Fact(
        "extended",
        "DATE[+N]",
        "The date of a notice of unusual circumstances, and how many working days it adds. Default: the most the Act allows.",
        _AGENCY,
        MANY,
    ),
    Fact(
        "interim",
        "DATE",
        "The date of an interim response that withholds something. It does not stop the clock.",
        _AGENCY,
        MANY,
    ),
    Fact("determined", "DATE", "The date of the agency's determination letter.", _AGENCY),
    Fact(
        "outcome",
        "OUTCOME",
        "What the agency decided: granted, partial, denied, no-records, or closed (without a decision). Default: adverse.",
        _AGENCY,
        completion=complete_from(*OUTCOMES),
    ),
    Fact("released", "DATE", "The date of the letter that came with the last records.", _AGENCY),
    Fact("appeal_window", "N[wd|cd]", "How long the agency gave you to appeal, in working or calendar days.", _AGENCY),
    Fact("expedite_determined", "DATE", "The day the agency decided on expedited processing.", _AGENCY),
    Fact(
        "expedite_outcome",
        "OUTCOME",
        "What the agency decided on expedited processing: granted or denied.",
        _AGENCY,
        completion=complete_from(*EXPEDITE_OUTCOMES),
    ),
    Fact("fee_waiver_determined", "DATE", "The day the agency decided on a fee waiver.", _AGENCY),
    Fact(
        "fee_waiver_outcome",
        "OUTCOME",
        "What the agency decided on the fee waiver: granted, partial or denied.",
        _AGENCY,
        completion=complete_from(*FEE_WAIVER_OUTCOMES),
    ),
    Fact("appeal_received", "DATE", "The day the agency received your appeal. Default: the day you appealed.", _AGENCY),
    Fact(
        "appeal_extended",
        "DATE[+N]",
        "The date of a notice of unusual circumstances on the appeal, and how many working days it adds.",
        _AGENCY,
        MANY,
    ),
    Fact("appeal_determined", "DATE", "The date of the agency's decision on the appeal.", _AGENCY),
    Fact(
        "appeal_outcome",
        "OUTCOME",
        "What the agency decided on the appeal: affirmed, granted, partial or remanded.",
        _AGENCY,
        completion=complete_from(*APPEAL_OUTCOMES),
    ),
    Fact(
        "closed",
        "A..B",
        "Days the agency was closed. They still count; only the day to rely on moves.",
        _AGENCY,
        MANY,
    ),
    Fact("expedite", "", "You requested expedited processing.", _YOU, bool),
    Fact("expedite_asked", "DATE", "The day you requested expedited processing. Default: with the request.", _YOU),
    Fact("expedite_appealed", "DATE", "The day you appealed the denial of expedited processing.", _YOU),
    Fact("fee_waiver_asked", "DATE", "The day you requested a fee waiver.", _YOU),
    Fact("fee_waiver_appealed", "DATE", "The day you appealed the denial of a fee waiver.", _YOU),
    Fact("letter_received", "DATE", "The day you received the determination letter.", _YOU),
    Fact("appealed", "DATE", "The day you sent the administrative appeal.", _YOU),
    Fact("withdrawn", "DATE", "The day you withdrew the request.", _YOU),
    Fact(
        "ended",
        "",
        "The request is over, but you do not know when it ended. No deadline is then reported as missed.",
        _YOU,
        bool,
    ),
    Fact("sued", "DATE", "The day the complaint was filed in court.", _COURT),
    Fact("served", "DATE", "The day the complaint was served. Default: the day suit was filed.", _COURT),
    Fact("answered", "DATE", "The day the government answered the complaint.", _COURT),
    Fact("judgment", "DATE", "The day the judgment was entered.", _COURT),
    Fact("judgment_appealed", "DATE", "The day the judgment was appealed.", _COURT),
    Fact("fees_moved", "DATE", "The day you moved for attorney fees.", _COURT),
)
