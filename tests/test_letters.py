"""The letters, each read once as a litigator would: which one a state calls for, what it says, and what it must not say."""

import re
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from foiacalc import law
from foiacalc.answer import letters
from foiacalc.answer.reports import Report, report
from foiacalc.clock.appeal import KIND as APPEAL
from foiacalc.clock.readings import CLOSURES
from foiacalc.render import letter, letter_facts, prose
from foiacalc.request.request import Request
from tests.conftest import Guard, report_on
from tests.strategies import Posed, asked, often
from tests.test_cli import run

FORMS = ("text", "markdown")
AFTER = date(2000, 1, 5)  # a letter that asks after the determination
ALONE = "--filed 2010-02-01"
NDLON = "--filed 2010-02-03 --expedite --agency ICE"
DENIED = "--filed 2024-01-02 --agency FBI --determined 2024-03-20 --outcome denied"
APPEALED = "--filed 2024-01-02 --agency FBI --determined 2024-01-20 --outcome denied --appealed 2024-02-01"
SUNDAY = "--filed 2024-02-01 --determined 2024-03-04 --outcome denied"  # day ninety is Sunday, 2024-06-02
ASKED = date(2024, 5, 20)


def written(found: Report, kind: letters.LetterKind, form: str = "text", asked: str = "", reply_by: str = "") -> str:
    """The words of a letter on one line."""
    dates = [date.fromisoformat(day) if day else None for day in (asked, reply_by)]
    return " ".join(letter.letter(found, kind, form, *dates).split())


def body(text: str) -> str:
    """A letter without what is said beside it."""
    return re.split(r" -{3,} ", text)[0]


UNHURRIED = "--filed 2026-09-08 --agency FBI --expedite --expedite-determined 2026-09-15 --expedite-outcome denied"
UNWAIVED = "--filed 2026-09-08 --agency FBI --fee-waiver-determined 2026-09-15 --fee-waiver-outcome denied"

# What a state calls for: the facts, the day, the letter (or none), and why

CALLED: list[tuple[str, str, letters.LetterKind | None, str]] = [
    (ALONE, "2010-10-28", "overdue", "due 2010-03-02, and 2010-03-08 with the snow left out: both are long past"),
    (ALONE, "2010-03-09", "overdue", "the day after the day to rely on"),
    (ALONE, "2010-03-08", None, "the last day by the count that leaves the snow out: the agency may still be in time"),
    (ALONE, "2010-03-05", None, "late by the statute's own count only"),
    (ALONE, "2010-03-02", None, "the last day itself is in time"),
    (NDLON, "2010-04-20", "overdue", "due 2010-03-04"),
    ("--filed 2015-06-20", "2015-07-21", None, "a Saturday: received on Monday, its last day is 2015-07-21 (C10)"),
    ("--filed 2015-06-20", "2015-07-22", "overdue", "past by either reading"),
    ("--filed 2024-03-01 --extended 2024-03-10", "2024-04-10", None, "thirty working days end on 2024-04-12"),
    ("--filed 2024-03-01 --extended 2024-03-10", "2024-04-15", "overdue", "the extended limit has passed"),
    ("--filed 2024-03-01 --extended 2024-04-02", "2024-04-10", None, "a notice after the limit may extend it (C15)"),
    ("--filed 2024-03-01 --info-asked 2024-03-10..", "2024-06-10", "reply", "the question comes first"),
    ("--filed 2024-03-01 --fee-asked 2024-03-10..", "2024-06-10", "reply", "so it does where it is about fees"),
    (f"{ALONE} --still-interested 2010-09-20", "2010-10-28", "still-interested", "before the letter to an agency that is late"),
    (f"{ALONE} --still-interested 2010-09-20..2010-09-27", "2010-10-28", "overdue", "it was answered"),
    (f"{DENIED} --still-interested 2024-03-25..", "2024-04-01", "still-interested", "asked after the determination"),
    ("--filed 2024-03-01 --info-asked 2024-03-10..2024-03-20", "2024-06-10", "overdue", "the question was answered"),
    (APPEALED, "2024-02-10", None, "twenty working days for the appeal end on 2024-03-01"),
    (APPEALED, "2024-06-01", "overdue", "the appeal's limit has passed"),
    ("--appeal-received 2024-01-02", "2024-06-01", "overdue", "the appeal alone is given"),
    (f"{APPEALED} --appeal-determined 2024-02-20 --appeal-outcome affirmed", "2024-06-01", None, "what is left is suit"),
    (f"{APPEALED} --appeal-determined 2024-02-20 --appeal-outcome remanded", "2024-06-01", None, "a second round"),
    (UNHURRIED, "2026-10-01", "expedition-appeal", "the denial can be appealed until 2026-12-14; nothing else is open or late"),
    (UNHURRIED, "2026-10-12", "overdue", "the determination was due on 2026-10-06: that letter comes first"),
    (UNWAIVED, "2026-10-01", "fee-waiver-appeal", "the denial of the fee waiver can be appealed until 2026-12-14"),
    (DENIED, "2024-04-01", "appeal", "ninety days from the letter of 2024-03-20 end on 2024-06-18"),
    (DENIED, "2024-06-18", "appeal", "the last day itself"),
    (DENIED, "2024-06-19", None, "the window lapsed"),
    (SUNDAY, "2024-06-01", "appeal", "the day to rely on has passed, the last day has not"),
    (DENIED.replace("denied", "no-records"), "2024-04-01", "appeal", "no records found is adverse"),
    (DENIED.replace(" --outcome denied", ""), "2024-04-01", "appeal", "without an outcome it is treated as adverse"),
    ("--filed 2014-01-02 --determined 2014-01-20", "2014-06-01", "appeal", "of an assumed window nothing is called lapsed"),
    ("--filed 2024-01-02 --determined 2024-01-20 --outcome denied --sued 2024-02-01", "2024-02-10", "appeal", "the cure"),
    ("--filed 2024-01-02 --determined 2024-03-20 --outcome granted", "2024-04-01", None, "granted in full"),
    ("--filed 2005-03-01", "2006-01-03", "overdue", "the limit of twenty working days is of 1997"),
    ("--filed 1996-03-01", "1996-06-03", "overdue", "ten working days before that"),
    ("--filed 1974-06-03", "1996-06-03", None, "no limit was in force"),
    ("--filed 2024-01-02 --withdrawn 2024-03-20", "2024-06-03", None, "withdrawn, though late by then"),
    (f"{NDLON} --sued 2010-04-27", "2010-10-28", None, "in suit"),
    (ALONE, "2026-06-01", "overdue", "the determination is still owed, though the time to sue has passed"),
]


@pytest.mark.parametrize(("options", "as_of", "kind", "why"), CALLED)
def test_a_request_calls_for_the_letter_that_its_state_allows(
    options: str, as_of: str, kind: letters.LetterKind | None, why: str
) -> None:
    """A request calls for the letter of its row: one that is late and unanswered for the letter of demand, one answered
    adversely for the appeal while its window is open, and one that waits for the requester for the reply; else none, and a
    sentence says why.
    """
    found = report_on(options, as_of)
    assert kind == letters.called_for(found), why
    if not kind:
        assert re.fullmatch(r"[A-Z].*[.)]|.*: --kind complaint\.", letters.nothing_to_send(found))
        assert "None" not in letters.nothing_to_send(found)


# What cannot be sent: the facts, the day, the letter, what is said, and why

REFUSED: list[tuple[str, str, letters.LetterKind, str, str]] = [
    (
        UNHURRIED,
        "2026-10-01",
        "complaint",
        "A court may review expedited processing now (5 U.S.C. 552(a)(6)(E)(iii)); this draft covers only the request.",
        "552(a)(6)(E)(iii): the denial may be reviewed although the request itself is still in time",
    ),
    (
        ALONE,
        "2010-03-05",
        "overdue",
        "Rely on 2010-03-08: you can send the letter on or after 2010-03-09.",
        "late by the statute's own count only: with the snow left out the limit ends on March 8 (C4)",
    ),
    (ALONE, "2010-03-05", "complaint", "contested (snow closures, C4)", "a complaint too waits for the cautious date (C4)"),
    (
        ALONE,
        "2010-02-10",
        "overdue",
        "pending, due 2010-03-02 (rely on 2010-03-08). Nothing is late.",
        "the limit runs to March 2",
    ),
    (
        NDLON,
        "2010-02-25",
        "overdue",
        "The agency missed the deadline to decide on expedited processing, 2010-02-13",
        "only the decision on expedition is late; the determination is due on March 4",
    ),
    (
        "--filed 2024-03-01 --info-asked 2024-03-10..",
        "2024-06-10",
        "complaint",
        "stopped since 2024-03-10",
        "552(a)(6)(A)(ii)(I): the clock stands still while the question is open",
    ),
    (
        "--filed 2024-03-01 --info-asked 2024-03-10..",
        "2024-06-10",
        "overdue",
        "Answer its question first",
        "552(a)(6)(A)(ii)(I): what is owed is the requester's answer",
    ),
    (APPEALED, "2024-06-01", "appeal", "An appeal was sent on 2024-02-01.", "the determination has been appealed"),
    (
        "--appeal-received 2024-01-02",
        "2024-06-01",
        "appeal",
        "An appeal was sent on 2024-01-02.",
        "an appeal is before the agency",
    ),
    (
        ALONE,
        "2010-10-28",
        "appeal",
        "does not require an appeal when the agency has not answered",
        "552(a)(6)(C)(i): silence exhausts by itself, so no appeal from it is needed",
    ),
    (
        DENIED,
        "2024-04-01",
        "overdue",
        "made its determination on 2024-03-20 (denied)",
        "the determination came, so none is overdue",
    ),
    (
        DENIED,
        "2024-04-01",
        "complaint",
        "came late on 2024-03-20 and must be appealed before suit",
        "Oglesby: a late determination before suit must be appealed first",
    ),
    (DENIED, "2024-04-01", "still-interested", "made its determination", "the agency has decided, so it asks for no interest"),
    (
        DENIED,
        "2024-08-01",
        "complaint",
        "the time to appeal expired on 2024-06-18",
        "28 CFR 16.8(a): ninety days after March 20 ended on June 18",
    ),
    (
        DENIED,
        "2024-08-01",
        "appeal",
        "The time to appeal expired on 2024-06-18 without an appeal.",
        "28 CFR 16.8(a): ninety days after March 20 ended on June 18",
    ),
    (
        DENIED.replace("denied", "granted"),
        "2024-04-01",
        "appeal",
        "The request was granted in full.",
        "a grant in full is no adverse determination",
    ),
    (
        DENIED.replace("denied", "granted"),
        "2024-04-01",
        "complaint",
        "The request was granted in full.",
        "a grant in full is no adverse determination",
    ),
    (
        f"{APPEALED} --appeal-determined 2024-02-20 --appeal-outcome granted",
        "2024-06-01",
        "complaint",
        "granted in full",
        "the appeal was granted in full, so nothing was withheld",
    ),
    (
        f"{APPEALED} --appeal-determined 2024-02-20 --appeal-outcome remanded",
        "2024-06-01",
        "complaint",
        "(remanded)",
        "a remand exhausts nothing: the request is before the agency again",
    ),
    (
        ALONE,
        "2026-06-01",
        "complaint",
        "The time to sue expired on 2016-03-03",
        "28 U.S.C. 2401(a): six years ended on March 3, 2016",
    ),
    (
        "--filed 1970-01-05 --determined 1970-01-20",
        "1970-02-02",
        "complaint",
        "predates the calendar of working days",
        "the calendar of working days begins in 1971",
    ),
    (
        "--filed 2014-01-02 --determined 2014-01-20",
        "2014-01-25",
        "complaint",
        "appeal by the day the agency's letter names",
        "no rule is known for 2014, so the letter's own day decides",
    ),
    *(
        (f"{NDLON} --sued 2010-04-27", "2010-10-28", kind, "Suit was filed on 2010-04-27.", "the court has the case")
        for kind in letters.LETTER_KINDS
    ),
    *(
        (
            "--filed 2024-01-02 --withdrawn 2024-03-20",
            "2024-06-03",
            kind,
            "was withdrawn",
            "nothing is owed on a request that was withdrawn",
        )
        for kind in letters.LETTER_KINDS
    ),
]


@pytest.mark.parametrize(("options", "as_of", "kind", "says", "why"), REFUSED)
def test_a_letter_that_the_facts_do_not_bear_is_refused(
    options: str, as_of: str, kind: letters.LetterKind, says: str, why: str
) -> None:
    """A letter that the facts do not bear is refused with the reason, and with the day from which it can be sent where there is
    one.
    """
    assert says in (letters.why_not(report_on(options, as_of), kind) or ""), why


# What a letter says, and what it must not: the facts, the day, the letter, the words, the words that are wrong, why

DETERMINED_LATE = (
    "--filed 2024-01-02 --determined 2024-01-20 --outcome partial --appealed 2024-02-01 --appeal-determined 2024-03-20"
)
SAYS: list[tuple[str, str, letters.LetterKind, list[str], list[str], str]] = [
    (
        "--filed 2026-08-03 --agency EPA --determined 2026-08-20 --outcome closed",
        "2026-08-25",
        "appeal",
        ["closed the request without a decision on the records", "should not have been closed", "reopen the request"],
        ["denied the request", "exemption", "search was not adequate"],
        "a closure is no denial: the known fact is told, and the ground is about it",
    ),
    (
        "--filed 2026-08-03 --agency DOE --determined 2026-08-20 --outcome denied",
        "2026-08-25",
        "appeal",
        ["does not say whether sending the appeal is enough", "Make sure it arrives by the last day"],
        ["It is enough to mail", "keep proof that you sent it"],
        "10 CFR 1004.8(a) does not settle it: nobody should mail on the last day",
    ),
    (
        NDLON,
        "2010-04-27",
        "overdue",
        ["was due by February 13, 2010, or by February 16, 2010, at the latest (5 U.S.C. § 552(a)(6)(E)(ii)(I))"],
        [],
        "C5: ten days from receipt, rolled over the weekend and Washington's Birthday, end on February 16",
    ),
    (
        ALONE,
        "2010-10-28",
        "overdue",
        [
            *("On February 1, 2010, I sent you", "the day the request was sent,", "March 2, 2010", "[tracking number]"),
            *("Washington's Birthday, February 15, 2010", "later date of receipt, please tell me", "§ 552(a)(7)(B)(ii)"),
            *("Even if the days on which offices were closed by weather", "March 8, 2010. That day has also passed."),
            *("a determination within 20 working days after receipt of a request", "5 U.S.C. § 552(a)(6)(A)(i)", "[agency]"),
        ],
        ["You received it", "acknowledged", "notice of", "was tolled", "expedited", "appeal", "Emergency"],
        "sent on a day and nothing else known: receipt, acknowledgment and notices are not claimed",
    ),
    (
        "--filed 2026-10-20 --received 2026-10-21 --agency FBI --id 1650001-000",
        "2026-11-25",
        "overdue",
        [
            *("FOIA office, Federal Bureau of Investigation", "request 1650001-000", "You received it on October 21, 2026."),
            *("the day of receipt", "November 19, 2026. That day has passed.", "one of the exceptions in that clause"),
        ],
        ["[tracking number]", "Even if", "the request was sent,", "please tell me that date", "the date on which you received"],
        "receipt is known and nothing is contested",
    ),
    (
        "--received 2024-03-01",
        "2024-06-03",
        "overdue",
        ["On March 1, 2024, you received my request"],
        ["I sent you"],
        "sent when?",
    ),
    (
        NDLON,
        "2010-04-20",
        "overdue",
        [
            *(
                "I requested expedited processing. Notice of the decision on that request was due by February 13, 2010",
                "March 4, 2010",
            ),
            *("U.S. Immigration and Customs Enforcement", "March 10, 2010", "unless unusual or exceptional circumstances"),
        ],
        ["one of the exceptions", "I requested expedited processing on"],
        "the NDLON request a week before its suit, under the act of 2007",
    ),
    (
        f"{NDLON} --expedite-determined 2010-02-12",
        "2010-04-20",
        "overdue",
        ["Please send me the determination now"],
        ["expedited"],
        "the decision on expedition came in time",
    ),
    (
        "--filed 2024-01-02 --extended 2024-01-20 --info-asked 2024-01-08..2024-01-17 --fee-asked 2024-01-18..2024-01-18",
        "2024-06-03",
        "overdue",
        [
            *("Your notice of unusual circumstances, dated January 20, 2024, added 10 working days",),
            *("from January 8, 2024, to January 17, 2024, while your request for information awaited an answer",),
            *("§ 552(a)(6)(A)(ii)(I)", "on January 18, 2024, while your question about fees awaited an answer", "(A)(ii)(II)"),
        ],
        ["30 working days", "Even if"],
        "what extends and what stops the clock is in the count",
    ),
    (
        "--filed 2010-05-03 --extended 2010-05-10",
        "2010-10-28",
        "overdue",
        ["added 10 working days"],
        ["search fees"],
        "under the act of 2007 a timely notice of unusual circumstances lifts the bar on fees",
    ),
    (
        "--filed 2024-03-01 --extended 2024-04-02",
        "2024-06-03",
        "overdue",
        [
            "the limit was extended by a notice of unusual circumstances that came after it had expired",
            "does not extend the limit",
        ],
        ["Your notice", "added"],
        "a late notice extends nothing, and the contested reading is said",
    ),
    (
        "--filed 2024-01-02 --info-asked 2024-02-10..2024-02-12 --expedite-asked 2024-05-22",
        "2024-06-02",
        "overdue",
        ["came after the limit's last day", "the last day was January 31, 2024"],
        ["was tolled", "expedited"],
        "a question after the limit stops nothing; the decision on expedition, due on a Saturday, may be due on Monday (C5)",
    ),
    (
        "--filed 2024-11-20 --determined 2024-12-20 --outcome denied --extended 2024-12-01+10 --agency NASA "
        "--appealed 2025-01-02 --appeal-extended 2025-01-20",
        "2025-05-02",
        "overdue",
        ["the last day was January 31, 2025", "Even if the appeal had its own days of extension", "February 20, 2025"],
        ["notice of unusual circumstances, dated", "added"],
        "one extension for request and appeal, and the request had all of it",
    ),
    (
        "--filed 2024-03-01 --reached-office never",
        "2024-06-03",
        "overdue",
        ["starts the clock, 10 working days after a component designated to receive requests first received it"],
        ["the day the request was sent,", "please tell me that date"],
        "the cap on routing started the clock",
    ),
    (
        "--filed 2024-03-01 --reached-office 2024-03-05",
        "2024-06-03",
        "overdue",
        ["Counting from March 5, 2024, the day the request reached the proper component"],
        ["the day the request was sent,"],
        "the proper component had it before the cap",
    ),
    (
        "--filed 2024-03-01 --perfected 2024-03-11",
        "2024-06-03",
        "overdue",
        ["March 11, 2024, the day on which, by your own account, the request was perfected"],
        ["the day the request was sent,", "the day of receipt,"],
        "the agency's own day is called so",
    ),
    (
        "--filed 2024-03-01 --tolled-days 3",
        "2024-06-03",
        "overdue",
        ["20 working days after receipt", "Not counted: 3 working days for which the time limit was tolled"],
        ["23 working days"],
        "days tolled without dates",
    ),
    (
        "--filed 2024-03-01 --acknowledged 2024-03-10 --interim 2024-04-30",
        "2024-06-03",
        "overdue",
        [
            *("You acknowledged the request on March 10, 2024; an acknowledgment is not a determination. See CREW v. FEC",),
            *("You sent an interim response on April 30, 2024.", "no determination on the request as a whole"),
        ],
        ["I have received no determination on it."],
        "what came is said, and what it is not",
    ),
    (
        f"{ALONE} --acknowledged 2010-02-08",
        "2010-10-28",
        "overdue",
        ["an acknowledgment is not a determination."],
        ["CREW"],
        "CREW v. FEC was decided in 2013",
    ),
    (
        "--filed 2005-01-06 --received 2005-01-10",
        "2006-06-01",
        "overdue",
        [
            "[the agency's number, if it gave one]",
            "tell me when you expect to complete",
            "Even if Inauguration Day did not count",
        ],
        ["fees", "(a)(7)", "[tracking number]", "(a)(4)(A)(viii)"],
        "before 2008-12-31 neither a bar on fees nor a tracking number nor an estimate was owed",
    ),
    (
        "--filed 1996-01-06",
        "1997-06-01",
        "overdue",
        [
            "a determination within 10 working days",
            "Even if anything that arrived on a nonworking day",
            "January 23, 1996",
        ],
        ["20 working days", "fees"],
        "ten working days before 1997-10-02; a Saturday",
    ),
    (
        APPEALED,
        "2024-06-03",
        "overdue",
        [
            *("On February 1, 2024, I appealed the determination of January 20, 2024, on my request", "FOIA appeals office"),
            *("after receipt of an appeal", "§ 552(a)(6)(A)(ii)", "the last day was March 1, 2024", "search fees"),
        ],
        ["(A)(i)", "You received the appeal", "(a)(7)", "I sent you", "proper component"],
        "appealed and late",
    ),
    (
        f"{APPEALED} --expedite",
        "2024-06-03",
        "overdue",
        ["FOIA appeals office"],
        ["expedited"],
        "once the request is determined, what is owed is the determination on the appeal",
    ),
    (
        "--appeal-received 2024-01-02",
        "2024-06-03",
        "overdue",
        ["On January 2, 2024, you received my appeal of the determination on my request"],
        ["I appealed", "determination of", "None"],
        "the appeal alone is given",
    ),
    (
        ALONE,
        "2026-06-01",
        "overdue",
        ["The time to sue expired on March 3, 2016. A new request starts a new clock."],
        ["exhausted", "district court", "The last day to sue is"],
        "too late to sue: suit is not mentioned to the agency",
    ),
    (
        ALONE,
        "2016-03-03",
        "complaint",
        ["The last day to sue is March 3, 2016 (28 U.S.C. § 2401(a)). The day to rely on, March 2, 2016, has passed."],
        ["Rely on March"],
        "C14: the last day of six years itself",
    ),
    (
        DENIED,
        "2024-04-01",
        "appeal",
        [
            *("It denied the request.", "Counted from March 20, 2024, it ends on June 18, 2024 (28 C.F.R. § 16.8(a))."),
            *("mailed or transmitted by then (28 C.F.R. § 16.8(a));", "reasonably segregable", "§ 552(a)(8)(A)(i)(I)"),
            *(
                "sent on January 2, 2024",
                "appealed before suit",
                "a determination on an appeal within 20 working days after its receipt",
            ),
        ],
        ["in part.", "no responsive records", "received on", "search was not adequate", "proper component"],
        "denied late, with the window open, under the rule of the Department of Justice",
    ),
    (
        DENIED.replace("denied", "partial"),
        "2024-04-01",
        "appeal",
        ["It denied the request in part.", "reasonably segregable", "[The search, if what was released"],
        ["It denied the request."],
        "denied in part",
    ),
    (
        DENIED.replace("denied", "no-records"),
        "2024-04-01",
        "appeal",
        ["It reported that no responsive records were found", "[The search was not adequate:"],
        ["exemption", "segregable", "denied"],
        "no records found: the search is what is appealed",
    ),
    (
        DENIED.replace(" --outcome denied", ""),
        "2024-04-01",
        "appeal",
        ["It [denied the request, denied it in part, or reported that no records were found].", "counts as adverse"],
        ["It denied"],
        "the outcome is not known",
    ),
    (
        "--filed 2015-06-01 --agency EPA --determined 2015-07-20 --outcome denied",
        "2015-07-30",
        "appeal",
        ["30 calendar days", "it ends on August 19, 2015"],
        ["(a)(8)", "90 calendar days"],
        "before the act of 2016: the agency's own thirty days (40 CFR 2.104(j)), and no foreseeable harm",
    ),
    (
        "--filed 2024-01-02 --agency SEC --determined 2024-01-20 --outcome denied",
        "2024-02-01",
        "appeal",
        [
            "must be received by then (17 C.F.R. § 200.80(f)(2));",
            "[portal, email, fax or courier]",
            "proof of delivery",
            "11:59 p.m. Eastern",
        ],
        ["on the date of this letter", "mailed or transmitted"],
        "the Commission must receive the appeal (17 CFR 200.80(f)(2))",
    ),
    (
        "--filed 2024-01-02 --determined 2024-01-20 --outcome denied --appeal-window 120cd",
        "2024-02-01",
        "appeal",
        ["120 calendar days, as your letter allows"],
        ["C.F.R.", "552(a)(6)(A)(i)(III)"],
        "the letter allows more than the statute",
    ),
    (
        f"{DENIED} --appeal-window 120cd",
        "2024-04-01",
        "appeal",
        ["120 calendar days, as your letter allows", "July 18, 2024"],
        ["mailed or transmitted", "keep proof", "C.F.R."],
        "what the rule says of its own time is not said of the letter's",
    ),
    (
        "--filed 2014-01-02 --determined 2014-01-20 --outcome denied",
        "2014-01-24",
        "appeal",
        ["allows [number] days to appeal, and the last day is [date]", "February 3, 2014, the end of the shortest time known"],
        ["30 calendar days.", "February 19"],
        "no rule is known: no day is claimed",
    ),
    (
        SUNDAY,
        "2024-05-20",
        "appeal",
        ["it ends on June 2, 2024", "Rely on May 31, 2024: the last day is not a working day"],
        [],
        "C13: the Friday before is the day to act by",
    ),
    (
        SUNDAY,
        "2024-06-01",
        "appeal",
        ["The day to rely on, May 31, 2024, has passed"],
        ["Rely on May 31"],
        "C13 after that Friday",
    ),
    (
        NDLON,
        "2010-04-20",
        "complaint",
        [
            *("DRAFT: for a lawyer", "5 U.S.C. § 552(a)(4)(B) and 28 U.S.C. § 1331", "[PLAINTIFF]", "[DISTRICT]"),
            *("Defendant U.S. Immigration and Customs Enforcement is a component of the Department of Homeland Security",),
            *("Defendant received the request on [date of receipt].", "deemed to have exhausted administrative remedies"),
            *("§ 552(a)(6)(C)(i)", "the last day was March 4, 2010", "Even if", "March 10, 2010", "As of April 20, 2010"),
            *("§ 552(a)(6)(E)(iii)", "§ 552(a)(4)(E)", "The last day to sue is March 7, 2016", "March 4, 2016"),
        ],
        ["your", "Defendant acknowledged", "Defendant received the request on February", "appealed"],
        "the NDLON complaint, a week before it was filed",
    ),
    (
        "--filed 2024-03-01 --received 2024-03-01 --acknowledged 2024-03-05 --id X-1 --agency EPA",
        "2024-06-03",
        "complaint",
        [
            "Defendant received the request the same day.",
            "The request is identified as X-1.",
            "On March 5, 2024, Defendant acknowledged",
        ],
        ["a component", "[date of receipt]", "Even if"],
        "what is known is pleaded",
    ),
    (
        f"{APPEALED} --appeal-received 2024-02-05",
        "2024-06-03",
        "complaint",
        [
            *(
                "On January 20, 2024, Defendant denied the request",
                "On February 1, 2024, Plaintiff appealed that determination",
            ),
            *("received the appeal on February 5, 2024", "no determination on the appeal", "(a)(6)(C)(i)", "(A)(ii) allows"),
        ],
        ["no determination on the request", "(A)(i) allows"],
        "exhausted by the miss of the appeal's limit",
    ),
    (
        f"{APPEALED} --appeal-determined 2024-02-20 --appeal-outcome affirmed",
        "2024-06-03",
        "complaint",
        ["On February 20, 2024, Defendant decided the appeal and upheld the determination", "has exhausted administrative"],
        ["(C)(i)", "deemed", "within the time", "no determination", "last day was"],
        "remedies were exhausted by the appeal itself, so nothing is pleaded as late",
    ),
    (
        f"{DETERMINED_LATE} --appeal-outcome partial",
        "2024-06-03",
        "complaint",
        ["decided the appeal and granted it in part", "has exhausted administrative remedies"],
        ["no determination", "deemed"],
        "the appeal was decided, though late: no silence is pleaded",
    ),
    (
        "--filed 2024-01-02 --appealed 2024-02-20",
        "2024-06-03",
        "complaint",
        ["no determination on the request", "does not plead the appeal sent on February 20, 2024"],
        ["Plaintiff appealed"],
        "an appeal from silence",
    ),
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("options", "as_of", "kind", "says", "never", "why"), SAYS)
def test_a_letter_says_what_the_facts_bear_and_nothing_more(
    options: str, as_of: str, kind: letters.LetterKind, says: list[str], never: list[str], why: str, form: str
) -> None:
    """A letter, in both forms, says what the facts of its row bear and nothing more, and ends by saying that it is no legal
    advice.
    """
    found = report_on(options, as_of)
    assert letters.why_not(found, kind) is None
    text = written(found, kind, form).replace("\\\n", " ")
    plain = re.sub(r"\\(?=[^ ])", "", text)
    assert [] == [words for words in says if words not in plain], why
    assert [] == [words for words in never if words in (body(plain) if words in ("your", "appealed") else plain)], why
    assert plain.endswith("A count with its citations, not legal advice.")
    assert "None" not in plain and "{" not in plain


# Of any request, on any day

_CLAIMS = {  # words of a letter, and what must be known for it
    "You received it": "received",
    "Defendant received the request on [A-Z]|Defendant received the request the same": "received",
    "acknowledged the request|acknowledged (?:it|that)": "acknowledged",
    "interim response": "interim",
    "(?:[Yy]our|Defendant's) notice of": "extended appeal_extended",
    "(?:your|Defendant's) request for information awaited": "info_asked",
    "(?:your|Defendant's) question about fees awaited": "fee_asked",
    "own account": "perfected",
    "the day of receipt,": "received appeal_received",
    "received (?:the|my|Plaintiff's) appeal": "appeal_received",
    "(?:asked for|requested) expedited processing": "expedite expedite_asked expedite_determined",
    "decided the appeal": "appeal_determined",
    "It denied|denied the request[ .](?!,)": "outcome",
    r"I sent you|\d, Plaintiff sent": "filed",
}


# Requests that a complaint is for, which are rare among random ones
SILENCE = Request.parse({"filed": "2010-02-01"})
UPHELD = Request.parse(
    {"filed": "2024-01-02", "determined": "2024-01-20", "outcome": "denied", "appealed": "2024-02-01"}
    | {"appeal_determined": "2024-02-20", "appeal_outcome": "affirmed"}
)


@often
@given(asked(), st.sampled_from(letters.LETTER_KINDS), st.sampled_from(FORMS))
@example((SILENCE, date(2010, 10, 28)), "overdue", "text")
@example((SILENCE, date(2010, 10, 28)), "complaint", "text")
@example((UPHELD, date(2024, 6, 3)), "complaint", "markdown")
def test_any_letter_claims_no_more_than_is_known(question: Posed, kind: letters.LetterKind, form: str) -> None:
    """Any letter on any request is refused with a sentence, or claims only facts known on its day, with dates in words; one of
    demand goes out only after the cautious date, and a complaint pleads 552(a)(6)(C)(i) only where the agency did not decide.
    """
    found = report(question[0], as_of=question[1])
    reason = letters.why_not(found, kind)
    if reason is not None:
        assert reason.strip() and "None" not in reason
        return
    text = written(found, kind, form).replace("\\", "")
    assert "None" not in text and "{" not in text and text.endswith("A count with its citations, not legal advice.")
    assert [] == re.findall(r"\d{4}-\d\d-\d\d", body(text))
    unknown = [words for words, facts in _CLAIMS.items() if not any(getattr(found.known, f) for f in facts.split())]
    assert [] == [words for words in unknown if re.search(words, body(text))]
    assert found.known.withdrawn is None
    if kind == "overdue":
        duty = letters.owed(found)
        assert duty.cautious and duty.cautious < found.as_of and not duty.done and not found.known.sued
    if kind == "complaint":
        stretch = letters.exhaustion(found)
        assert stretch and not found.known.sued
        assert ("(C)(i)" in text) == (letters.deadline_of(found, stretch.key).done is None)


@often
@given(asked())
@example(
    (Request.parse({"filed": "2000-01-01", "determined": "2000-01-01", "still_interested": ["2000-01-02.."]}), date(2000, 1, 2))
)
def test_any_state_calls_for_a_letter_or_says_why_not(question: Posed) -> None:
    """Any request calls for a letter that can be sent, or for none, with a sentence that says why."""
    found = report(question[0], as_of=question[1])
    kind = letters.called_for(found)
    if kind:
        assert letters.why_not(found, kind) is None
    else:
        assert letters.nothing_to_send(found).endswith((".", ")", "complaint.")) and "None" not in letters.nothing_to_send(
            found
        )


# The answer to a letter that asks whether one is still interested: the day, the letter's day, its own last day, the words,
# the words that are wrong, why

INTEREST: list[tuple[str, str, str, list[str], list[str], str]] = [
    (
        "2024-06-03",
        "2024-05-20",
        "",
        ["Your letter of May 20, 2024, asked", "at least 30 working days", "that time ends on July 3, 2024", "Yes, I am."],
        ["You asked for a response by", "reopen", "Rely on"],
        "OIP 2015: thirty working days after May 20, Memorial Day, Juneteenth and no more left out, end on July 3",
    ),
    (
        "2024-08-01",
        "2024-05-20",
        "",
        ["that time ended on July 3, 2024", "please reopen it", "the same guidance advises"],
        ["This is my"],
        "the thirty working days have passed",
    ),
    (
        "2024-07-03",
        "2024-05-20",
        "",
        ["that time ends on July 3, 2024"],
        ["reopen"],
        "the last of the thirty working days is in time",
    ),
    ("2024-06-10", "2024-05-20", "2024-06-10", ["This is my response."], ["reopen"], "the letter's own last day is in time"),
    (
        "2024-06-03",
        "2024-05-20",
        "2024-07-03",
        ["This is my response."],
        ["at least 30"],
        "the letter's own last day is the thirtieth working day",
    ),
    (
        "2024-06-03",
        "2024-05-20",
        "2024-07-10",
        ["by July 10, 2024. This is my response."],
        ["at least 30", "reopen"],
        "the letter allows more than thirty working days",
    ),
    (
        "2024-06-03",
        "2024-05-20",
        "2024-06-10",
        ["This is my response.", "at least 30 working days", "July 3, 2024"],
        ["reopen"],
        "the letter allows fewer than thirty working days, and its day has not passed",
    ),
    (
        "2024-06-12",
        "2024-05-20",
        "2024-06-10",
        ["by June 10, 2024. The July 2, 2015, guidance", "please reopen"],
        ["This is my response"],
        "the letter's own day has passed, and the thirty working days have not",
    ),
    (
        "2024-06-03",
        "",
        "",
        ["Your letter of [date of the letter] asked", "letter sets the deadline"],
        ["guidance", "30 working days"],
        "the day of the letter is not given",
    ),
    (
        "2024-06-03",
        "",
        "2024-06-01",
        ["please reopen it and restore its place in the queue."],
        ["guidance"],
        "the letter's own day has passed, and nothing else is known of it",
    ),
    (
        "2024-11-04",
        "2024-10-15",
        "",
        ["that time ends on November 27, 2024"],
        ["Rely on"],
        "thirty working days after October 15, Veterans Day left out, end on November 27",
    ),
    (
        "2021-12-01",
        "2021-11-15",
        "",
        ["that time ends on December 29, 2021", "Rely on December 28, 2021", "may count as a working day"],
        [],
        "C1: Friday, December 24, 2021, stood in for Christmas, and may count as a working day",
    ),
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("as_of", "asked", "reply_by", "says", "never", "why"), INTEREST)
def test_the_answer_to_a_still_interested_letter_keeps_its_own_day_or_thirty_working_days(
    as_of: str, asked: str, reply_by: str, says: list[str], never: list[str], why: str, form: str
) -> None:
    """The answer to a letter that asks whether one is still interested keeps to the day that the letter names, else to the
    thirty working days of OIP's guidance of July 2, 2015, which it calls a policy.
    """
    found = report_on("--filed 2021-01-04 --agency FBI", as_of)
    plain = written(found, "still-interested", form, asked, reply_by).replace("\\", "")
    assert [] == [words for words in says if words not in plain], why
    assert [] == [words for words in never if words in plain], why
    assert "I do not withdraw or narrow the request" in plain
    assert "The time limit in 5 U.S.C. § 552(a)(6)(A)(i) expired on February 2, 2021" in plain


def test_the_answer_to_a_still_interested_letter_claims_no_miss_before_the_cautious_date() -> None:
    """The answer to such a letter says nothing of a missed limit before the cautious date has passed, and nothing of the
    guidance of 2015 for a letter of 2010.
    """
    plain = written(report_on(ALONE, "2010-03-05"), "still-interested", asked="2010-03-01")
    assert "expired on" not in plain
    assert "guidance" not in plain, "the policy is of 2015"
    late = written(report_on(ALONE, "2010-10-28"), "still-interested")
    assert "expired on March 2, 2010 (by any count, no later than March 8, 2010)" in late


def test_every_contested_point_that_moves_a_duty_has_its_words_in_the_letters() -> None:
    """Every contested point that can move a limit of the agency has words of its own in the letters, and every kind of letter
    is in the list of kinds.
    """
    assert {"C7", "C10", "C15", *CLOSURES} == set(letter_facts.OTHERWISE)
    assert set(letter_facts.OTHERWISE) <= set(law.POINTS)
    assert get_args(letters.LetterKind) == letters.LETTER_KINDS
    assert "requester" == APPEAL.binds


CITES = [
    ("28 CFR 16.8(a)", "28 C.F.R. § 16.8(a)"),
    ("43 CFR part 2", "43 C.F.R. part 2"),
    ("5 U.S.C. 552(a)(6)(A)(i)(III)(aa); Pub. L. 114-185 secs. 2, 6", "5 U.S.C. § 552(a)(6)(A)(i)(III)(aa)"),
    ("28 U.S.C. 2401(a)", "28 U.S.C. § 2401(a)"),
]


@pytest.mark.parametrize(("table", "signed"), CITES)
def test_a_letter_cites_as_lawyers_write(table: str, signed: str) -> None:
    """A letter cites as lawyers write, with section signs, and as the table does where only ASCII can be shown."""
    assert signed == prose.cite(table)
    assert prose.without_signs(signed).replace("C.F.R.", "CFR") in table


NAMES = [
    ("FBI", ("Federal Bureau of Investigation", "Department of Justice")),
    ("DHS/ICE", ("U.S. Immigration and Customs Enforcement", "Department of Homeland Security")),
    ("DOJ", ("Department of Justice", None)),
    ("IRS", ("Internal Revenue Service", "Department of the Treasury")),
    ("EPA", ("Environmental Protection Agency", None)),
    ("Ministry of Truth", ("Ministry of Truth", None)),
    (None, (None, None)),
]


@pytest.mark.parametrize(("given", "names"), NAMES)
def test_a_letter_writes_out_the_agency_and_its_department(given: str | None, names: tuple[str | None, str | None]) -> None:
    """A letter writes out the agency with the department it is part of, which a complaint may have to name; a name that is not
    known stands as it was given.
    """
    assert names == letter_facts.agency_names(given)


GOLDEN: dict[letters.LetterKind, tuple[str, str]] = {
    "overdue": ("--filed 2026-10-20 --agency FBI --id 1650001-000", "2026-11-25"),
    "appeal": ("--filed 2024-01-02 --agency EPA --determined 2024-03-20 --outcome partial --id EPA-2024-001", "2024-04-01"),
    "still-interested": ("--filed 2021-01-04 --agency FBI", "2024-06-03"),
    "reply": ("--filed 2026-10-20 --agency DHS --info-asked 2026-11-02..", "2026-11-25"),
    "expedition-appeal": (
        "--filed 2026-10-20 --agency FBI --expedite-determined 2026-11-02 --expedite-outcome denied",
        "2026-11-25",
    ),
    "fee-waiver-appeal": (
        "--filed 2026-10-20 --agency EPA --fee-waiver-determined 2026-11-02 --fee-waiver-outcome denied",
        "2026-11-25",
    ),
    "complaint": ("--filed 2010-02-03 --expedite --agency ICE --id NDLON", "2010-04-20"),
}


@pytest.mark.parametrize("kind", letters.LETTER_KINDS)
def test_a_letter_of_each_kind_is_the_one_that_was_read_by_eye(kind: letters.LetterKind, guard: Guard) -> None:
    """A letter of each kind, in each form, is the one that was read by eye and kept."""
    found = report_on(*GOLDEN[kind])
    asked = ASKED if kind == "still-interested" else None
    guard(f"letter.{kind}.txt", letter.letter(found, kind, "text", asked))
    guard(f"letter.{kind}.md", letter.letter(found, kind, "markdown", asked))


@pytest.mark.parametrize("kind", letters.LETTER_KINDS)
def test_the_text_and_the_markdown_of_a_letter_have_the_same_words(kind: letters.LetterKind) -> None:
    """The Markdown of a letter shows the words of its text, numbers of paragraphs apart, and no line of the text is over 72
    columns.
    """
    found = report_on(*GOLDEN[kind])
    text = letter.letter(found, kind, "text")
    tokens = MarkdownIt("commonmark").parse(letter.letter(found, kind, "markdown"))
    leaves = [leaf for token in tokens for leaf in token.children or ()]
    shown = " ".join(leaf.content for leaf in leaves if leaf.type == "text")
    marks = re.compile(r"^(?:\d+\.|-+) ?", re.MULTILINE)
    assert " ".join(marks.sub("", text).split()) == " ".join(shown.split())
    assert max(map(len, text.splitlines())) <= 72
    numbers = [token.attrs.get("start", 1) for token in tokens if token.type == "ordered_list_open"]
    assert numbers == sorted(numbers)


ASSUMED: list[tuple[str, str, letters.LetterKind, str]] = [
    (
        "--filed 2026-09-01 --received 2026-09-02",
        "2026-11-25",
        "overdue",
        "the request reached the proper component on the day",
    ),
    ("--received 2026-09-02", "2026-11-25", "overdue", "the request was filed on the day it was received"),
    ("--received 2026-09-02 --perfected 2026-09-01", "2026-11-25", "overdue", "the request was perfected on the day it was"),
    (
        "--filed 2026-09-01 --perfected 2026-09-08",
        "2026-11-25",
        "overdue",
        "the clock starts on the day the request was perfected",
    ),
    (
        "--filed 2026-10-20 --agency DOI --fee-asked 2026-11-02..",
        "2026-11-20",
        "reply",
        "the time that the agency allows to answer another kind of question applies",
    ),
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("facts", "as_of", "kind", "says"), ASSUMED)
def test_a_letter_states_what_it_assumes_as_an_assumption_and_whole(
    facts: str, as_of: str, kind: letters.LetterKind, says: str, form: str
) -> None:
    """What the dates of a letter rest on is told as an assumption, in a clause with a subject of its own."""
    text = " ".join(written(report_on(facts, as_of), kind, form).split())
    assert f"Assumed: {says}" in text


# The command

STORY = ("letter", "--filed", "2010-02-01", "--agency", "FBI")
LATE = (*STORY, "--as-of", "2010-10-28")


def test_nothing_to_send_is_an_answer() -> None:
    """That there is nothing to send is an answer, with exit code 0 and a sentence; asked for by its kind, a letter that cannot
    be written is an error.
    """
    pending = "Determination on the request: pending, due 2010-03-02 (rely on 2010-03-08). Nothing is late.\n"
    early = run(*STORY, "--as-of", "2010-02-10")
    assert (0, f"Nothing to send on 2010-02-10. {pending}", "") == (early.returncode, early.stdout, early.stderr)
    asked = run(*STORY, "--as-of", "2010-02-10", "--kind", "overdue")
    assert (2, "") == (asked.returncode, asked.stdout)
    assert f"Error: --kind: the overdue letter cannot be written as of 2010-02-10. {pending}" == asked.stderr


BAD: list[tuple[list[str], str]] = [
    (["--kind", "appel"], "--kind: 'appel' is not a kind of letter; did you mean appeal?"),
    (["--format", "html"], "--format: 'html' is not a format for a letter; use text or markdown"),
    (["-o", "letter.pdf"], "-o: 'letter.pdf' has no extension that names a format; end its name in .txt, .md"),
    (["--asked", "soon"], "--asked: 'soon' is not a date"),
    (["--asked", "2010-10-29"], "--asked: 2010-10-29 is later than 2010-10-28"),
    (["--asked", "2010-01-29"], "--asked: 2010-01-29 is before the request, made 2010-02-01"),
    (["--asked", "2010-10-20", "--reply-by", "2010-10-19"], "--reply-by: 2010-10-19 is before 2010-10-20"),
    (
        ["--asked", "2010-10-20", "--kind", "overdue"],
        "--asked, --reply-by: these options apply only to --kind still-interested",
    ),
    (
        ["--kind", "appeal"],
        "--kind: the appeal letter cannot be written as of 2010-10-28. There is no determination to appeal.",
    ),
    (["--agency", "FBI"], "--agency: given more than once"),
    (
        ["--asked", "2010-10-20", "--withdrawn", "2010-10-21"],
        "--asked, --reply-by: the still-interested letter cannot be written",
    ),
]


@pytest.mark.parametrize(("more", "says"), BAD)
def test_a_wrong_option_of_letter_is_named_with_what_would_be_right(more: list[str], says: str) -> None:
    """A wrong option of the command letter is named on one line with what would be right, and nothing goes to
    standard output.
    """
    ended = run(*LATE, *more)
    assert (2, "") == (ended.returncode, ended.stdout)
    assert says in ended.stderr and 1 == ended.stderr.count("\n")


def test_a_question_beyond_the_calendar_is_refused() -> None:
    """A letter whose thirty working days end after the calendar, at the end of 2100, is refused by its option."""
    ended = run("letter", "--filed", "2090-01-05", "--asked", "2100-12-20", "--as-of", "2100-12-21")
    assert (2, "") == (ended.returncode, ended.stdout)
    assert ended.stderr.startswith("Error: --asked: ")


def test_a_still_interested_letter_calls_for_its_answer_without_being_asked_for() -> None:
    """A letter that asks whether one is still interested calls for its answer, without the kind being named, though the agency
    is late.
    """
    assert "Yes, I am still interested" in run(*LATE, "--asked", "2010-10-20").stdout


def test_a_letter_is_written_to_a_file_and_over_another_only_when_told(tmp_path: Path) -> None:
    """A letter is written to a file in the form that the ending names, over another file only when told, and no file is made
    where there is nothing to send.
    """
    file = tmp_path / "letter.md"
    assert 0 == run(*LATE, "-o", str(file)).returncode
    assert "[signature]\\\n[your name]" in file.read_text(encoding="utf-8")
    assert "already exists" in run(*LATE, "-o", str(file)).stderr
    assert 0 == run(*LATE, "-o", str(file), "--force", "--format", "text").returncode
    assert "[signature]\n[your name]" in file.read_text(encoding="utf-8")
    ended = run(*STORY, "--as-of", "2010-02-10", "-o", str(tmp_path / "none.txt"))
    assert (2, "") == (ended.returncode, ended.stdout)
    assert "none.txt was not written. Nothing to send" in ended.stderr
    assert ["letter.md"] == [path.name for path in tmp_path.iterdir()]


def test_section_signs_are_left_out_where_they_cannot_be_shown() -> None:
    """In the C locale the text of a letter is ASCII without section signs; elsewhere it has them."""
    plain = run(*LATE, LC_ALL="C").stdout
    assert plain.isascii() and "5 U.S.C. 552(a)(6)(A)(i)" in plain and "\\" not in plain
    assert "5 U.S.C. § 552(a)(6)(A)(i)" in run(*LATE, LC_ALL="C.UTF-8").stdout


def test_a_letter_can_be_written_from_a_saved_answer(tmp_path: Path) -> None:
    """A letter can be written from a saved answer with --from, and what the answer warns of is said beside the letter and on
    standard error.
    """
    file = tmp_path / "case.json"
    file.write_text(
        run("status", "--filed", "2024-03-01", "--extended", "2024-04-02", "--json", "--as-of", "2024-06-03").stdout
    )
    ended = run("letter", "--from", str(file), "--as-of", "2024-06-03")
    assert "does not extend the limit" in ended.stderr
    assert "does not extend the limit" in " ".join(ended.stdout.split())


# The letters of a batch

SHEET = "Request Number,Agency,Date Sent,Date Completed\n"
ROWS = [  # a row, and the name of its letter, None for none
    ("A-1,ICE,2010-02-03,", "overdue-ICE-A-1.txt"),
    ("a-1,ICE,2010-02-01,", "overdue-ICE-a-1-2.txt"),
    ("A-1,ICE,2010-02-03,", "overdue-ICE-A-1-3.txt"),
    ("A-1-2,ICE,2010-02-03,", "overdue-ICE-A-1-2-2.txt"),
    (",DEA,2010-02-08,", "overdue-DEA-line-6.txt"),
    ("../../etc/passwd,FBI,2010-02-01,", "overdue-FBI-etc-passwd.txt"),
    ("CON,,2010-02-01,", "overdue-CON.txt"),
    (".hidden,,2010-02-01,", "overdue-hidden.txt"),
    ("\u8acb\u6c42,Minist\u00e8re / Truth,2010-02-01,", "overdue-ministere-truth-line-10.txt"),
    ("a\x00b\x1b[31m: *?<>|,,2010-02-01,", "overdue-a-b-31m.txt"),
    (f"{'long' * 80},,2010-02-01,", f"overdue-{'long' * 18}.txt"),
    ("B-1,EPA,2010-10-20,", None),
    ("B-2,EPA,2010-02-01,2010-02-10", None),
]


def sheet(folder: Path) -> str:
    file = folder / "log.csv"
    file.write_text(SHEET + "".join(f"{row}\n" for row, _ in ROWS), encoding="utf-8")
    return str(file)


def batch(folder: Path, to: str, *more: str) -> tuple[int, str]:
    """What a batch with letters exits with and says."""
    given = ("batch", sheet(folder), "--as-of", "2010-10-28", "--format", "summary", "--letters", to)
    ended = run(*given, *more)
    return ended.returncode, ended.stderr


def test_a_batch_writes_a_letter_for_each_late_request(tmp_path: Path) -> None:
    """A batch writes a letter for each late request, each with its own id, under a name that is safe on every system and
    different from every other.
    """
    to = tmp_path / "new" / "letters"
    code, said = batch(tmp_path, str(to))
    assert 0 == code
    assert f"11 letters were written to {to}\n" in said
    assert sorted(name for _, name in ROWS if name) == sorted(path.name for path in to.iterdir())
    assert {to} == {path.resolve().parent for path in to.iterdir()}
    assert "request A-1\n" in (to / "overdue-ICE-A-1-3.txt").read_text(encoding="utf-8")
    assert "request a-1\n" in (to / "overdue-ICE-a-1-2.txt").read_text(encoding="utf-8")
    assert "February 1, 2010" in (to / "overdue-ICE-a-1-2.txt").read_text(encoding="utf-8")
    assert "../../etc/passwd" in (to / "overdue-FBI-etc-passwd.txt").read_text(encoding="utf-8")


def test_letters_are_written_over_no_other_file(tmp_path: Path) -> None:
    """The letters of a batch are written over no other file, not even with --force, and where one would be, none is written."""
    to = tmp_path / "letters"
    to.mkdir()
    (to / "OVERDUE-con.TXT").write_text("mine")
    for more in ((), ("--force",)):
        code, said = batch(tmp_path, str(to), *more)
        assert 2 == code
        assert "overdue-CON.txt already exists, and no letter was written; give an empty folder" in said
        assert ["OVERDUE-con.TXT"] == [path.name for path in to.iterdir()]
    assert "mine" == (to / "OVERDUE-con.TXT").read_text()


@pytest.mark.parametrize(
    ("to", "says"), [("log.csv", "log.csv is a file"), ("", "the name of the folder is empty"), ("log.csv/x", "log.csv/x: ")]
)
def test_a_folder_for_letters_that_cannot_be_is_refused(to: str, says: str, tmp_path: Path) -> None:
    """A folder for letters that cannot be made is refused before any row is read."""
    sheet(tmp_path)
    code, said = batch(tmp_path, str(tmp_path / to) if to else "")
    assert 2 == code
    assert said.startswith("Error: --letters: ") and says in said and 1 == said.count("\n")


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="no folder here that nobody can write to")
def test_a_folder_for_letters_that_nobody_can_write_to_is_named(tmp_path: Path) -> None:
    """A folder for letters that nobody can write to is named in one line after those of the rows."""
    code, said = batch(tmp_path, "/proc")
    assert 2 == code
    assert said.splitlines()[-1].startswith("Error: --letters: /proc/overdue-")


def test_a_late_request_that_is_contested_gets_no_letter(tmp_path: Path) -> None:
    """A request that is late by the statute's own count only, before its cautious date, gets no letter, and is counted and
    told, so that nobody takes the letters for all that is late.
    """
    ended = run(
        "batch", "-", "--letters", str(tmp_path), "--as-of", "2010-03-05", stdin="id,filed\nA,2010-02-01\nB,2010-01-04\n"
    )
    assert "1 letter was written to" in ended.stderr
    assert "; 1 request is late only by the statute's own count, so it is too early to write" in ended.stderr
    assert ["overdue-B.txt"] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.parametrize("form", ["jsonl", "csv", "table", "summary"])
def test_writing_letters_changes_nothing_in_the_answers_of_a_batch(form: str, tmp_path: Path) -> None:
    """Writing letters changes nothing in the answers of a batch in any form, though rows that say the same are
    answered once.
    """
    given = ("batch", sheet(tmp_path), "--as-of", "2010-10-28", "--format", form)
    assert run(*given).stdout == run(*given, "--letters", str(tmp_path / "to")).stdout
    assert 11 == len([*(tmp_path / "to").iterdir()])
