"""What is told of a date beside the date itself: nothing that other facts contradict, nothing of a rule that does not govern,
and of a right of the requester the day to rely on.
"""

import io
import json
import re
from contextlib import redirect_stderr
from datetime import date
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from foiacalc.answer.reports import Report, explanation
from foiacalc.cli import forms
from foiacalc.render import ics
from tests import test_ics
from tests.conftest import facts_of, iso, report_on
from tests.test_cli import run

PEOPLES = tuple(form for form in forms.FORMATS if form not in ("json", "csv", "ics"))
WITHDRAWN = "--filed 2024-01-02 --withdrawn 2024-03-10"
GRANTED_LATE = "--filed 2024-01-02 --determined 2024-02-20 --outcome granted"
ICE_LETTER = "--filed 2024-01-02 --determined 2024-03-01 --outcome denied --agency ICE --appeal-window 30cd"
SUNDAY = "--filed 2024-02-01 --determined 2024-03-04 --outcome denied"  # day ninety is 2024-06-02
GRANTED = "--filed 2024-02-01 --determined 2024-03-04 --outcome granted"
GRANTED_2014 = "--filed 2014-02-01 --determined 2014-03-20 --outcome granted"
UNTIMELY = "--filed 2024-01-02 --determined 2024-02-15 --outcome denied --appealed 2024-06-20 --appeal-determined 2024-07-10"
GRANTED_APPEALED = (
    "--filed 2024-01-02 --determined 2024-01-20 --outcome granted --appealed 2024-02-01 --appeal-determined 2024-02-10"
)
DOC_2016 = "--filed 2015-06-01 --agency DOC --determined 2016-08-01 --outcome denied"
INTERIM = "--filed 2024-01-02 --interim 2024-01-20 --determined 2024-01-30 --outcome denied"
EXPEDITED_2011 = "--filed 2011-01-29 --expedite --extended 2011-01-30+1 --withdrawn 2011-02-28"


def told(form: str, options: str, as_of: str, key: str | None = None) -> str:
    """The words of an answer in a form, on one line and without its markup, as the command line writes it to a file.

    With a key, of the explanation of that deadline.
    """
    with TemporaryDirectory() as folder, redirect_stderr(io.StringIO()):
        path = Path(folder) / "answer"
        sink = forms.Sink(form, json=False, output=str(path), force=True)
        full = {"full": True} if form in ("table", "plain") else {}
        sink.explain(report_on(options, as_of), key) if key else sink.status(report_on(options, as_of), **full)
        written = path.read_bytes().decode()
    text = re.sub(r"\r\n ", "", written).replace("\\n", " ").replace("\\,", ",").replace("\\;", ";")
    if form in ("html", "svg"):
        text = iso(unescape(re.sub(r"<style.*?</style>|<[^>]+>", " ", text, flags=re.DOTALL)))
    return " ".join(re.sub("[\u2500-\u257f|]", " ", text).split())


# What is said, or not said, in every form for people: the facts, the day, the words, and why

SAID: list[tuple[str, str, str, str]] = [
    (WITHDRAWN, "2024-12-02", "withdrawn 2024-03-10", "the headline says that the request is over, and since when"),
    (
        WITHDRAWN,
        "2024-12-02",
        "26 working days (39 calendar days) late as of 2024-03-10",
        "lateness stops with the withdrawal: 26 working days after 31 January 2024, Washington's Birthday not one of them",
    ),
    (SUNDAY, "2024-06-01", "day to rely on passed", "C13: the working day before Sunday 2 June was Friday"),
    ("--filed 2010-02-01", "2016-03-03", "day to rely on passed", "C14: 2016-03-02 was the day to rely on"),
    (
        "--filed 2010-02-01 --agency ICE",
        "2026-11-01",
        "90 working days from the agency's determination",
        "6 CFR 5.8(a)(1), of 2016-12-22",
    ),
    (
        "--filed 2010-02-01 --agency ICE",
        "2015-11-02",
        "60 calendar days from the agency's determination",
        "6 CFR 5.9(a)(1), before it",
    ),
    (
        "--filed 2024-01-02 --interim 2024-01-10",
        "2024-03-01",
        "Rely on 2024-04-09",
        "C17: ninety days from a letter that is there",
    ),
    (
        GRANTED,
        "2024-03-10",
        "the search, the fees or the format until 2024-06-02 (rely on 2024-05-31)",
        "C13: 2 June is a Sunday",
    ),
    (GRANTED, "2024-06-03", "could appeal over the search, the fees or the format until 2024-06-02", "its last day has passed"),
    (
        GRANTED_2014,
        "2014-04-03",
        "can still appeal over the search, the fees or the format until at least 2014-04-03",
        "the last day",
    ),
    (
        GRANTED_2014,
        "2014-04-04",
        "could appeal over the search, the fees or the format until at least 2014-04-03",
        "and the day after",
    ),
    (GRANTED_2014, "2014-03-25", "until at least 2014-04-03", "ten working days are the shortest time known before the floor"),
]
SAID_OF_SUITS: list[tuple[str, str, str, str]] = [
    ("--filed 2010-02-01", "2010-10-28", "Suit could be filed on or after 2010-03-03.", "552(a)(6)(C)(i): the next day"),
    ("--filed 2010-02-01 --withdrawn 2010-02-05", "2010-10-28", "nothing is due.", "nothing is left of it"),
    ("--filed 2010-02-01", "2010-03-02", "today is the last day", "20 working days after 2010-02-01"),
    ("--filed 2010-02-01", "2010-03-02", "Next: determination, 2010-03-02 (for the agency; today is the last day)", "the same"),
]
CLAIMED = "--received 2024-03-04 --claimed 2024-04-15"
SAID_OF_CHECKS: list[tuple[str, str, str, str]] = [
    (CLAIMED, "2024-06-03", "2024-04-15, fits the limit with the full extension of 10 working days", "552(a)(6)(B)(i)"),
    (CLAIMED, "2024-06-03", "right if a notice of unusual circumstances was sent by 2024-04-01", "552(a)(6)(B)(i)"),
]


@pytest.mark.parametrize("form", ["plain", "table"])
@pytest.mark.parametrize(("options", "as_of", "says", "source"), SAID_OF_SUITS)
def test_the_full_report_says_when_suit_could_be_filed_and_what_comes_next(
    form: str, options: str, as_of: str, says: str, source: str
) -> None:
    """The full report, in a pipe and on a terminal, says what its row says of suit, of the last day and of what comes next."""
    assert says in told(form, options, as_of), source


@pytest.mark.parametrize("form", [form for form in PEOPLES if form != "svg"])
@pytest.mark.parametrize(("options", "as_of", "says", "source"), SAID_OF_CHECKS)
def test_every_form_but_the_picture_judges_a_claimed_date(form: str, options: str, as_of: str, says: str, source: str) -> None:
    """Every form for people but the picture, which shows no claimed date, says of one thirty working days out that it is right
    only with a notice of unusual circumstances in time (552(a)(6)(B)(i)).
    """
    assert says in told(form, options, as_of), source


@pytest.mark.parametrize("form", PEOPLES)
@pytest.mark.parametrize(("options", "as_of", "says", "source"), SAID)
def test_every_form_for_people_says_what_its_row_says(form: str, options: str, as_of: str, says: str, source: str) -> None:
    """Every form for people says what its row says, for the reason in the row."""
    assert says in told(form, options, as_of), source


NOT_SAID: list[tuple[str, str, str, str]] = [
    (WITHDRAWN, "2024-12-02", " ago", "nothing is counted up to today once the request was withdrawn"),
    (WITHDRAWN, "2024-12-02", "may sue", "nothing is left to sue over"),
    (GRANTED_LATE, "2024-02-21", "adverse", "a grant in full is no adverse determination"),
    (GRANTED_LATE, "2024-02-21", "nothing to sue over", "can still appeal over the search, the fees or the format"),
    (GRANTED_LATE, "2024-02-21", "may sue", "552(a)(6)(C)(i): the door closed with the determination"),
    (EXPEDITED_2011, "2011-12-01", "search fee", "the act of 2007: timely notice of unusual circumstances lifts the bar"),
    (EXPEDITED_2011, "2011-02-20", "search fee", "the same before the withdrawal, which may not bring what was not there"),
    (
        ICE_LETTER,
        "2024-03-04",
        "mailed or transmitted",
        "6 CFR 5.8(a)(1) does not govern: the letter gives a window of its own",
    ),
    (ICE_LETTER, "2024-03-04", "cutoff", "6 CFR 5.8(a)(1) does not govern"),
    (ICE_LETTER, "2024-03-04", "6 CFR", "6 CFR 5.8(a)(1) does not govern"),
    (GRANTED, "2024-06-03", "can still", "its last day has passed"),
    (f"{GRANTED} --appealed 2024-03-20", "2024-05-20", "can still", "it was appealed"),
    (f"{GRANTED} --appealed 2024-03-20", "2024-05-20", "would have its own limit", "it was appealed"),
    (f"{UNTIMELY} --appeal-outcome affirmed", "2024-12-01", "may reject it", "the agency decided it"),
    (
        "--filed 2024-01-02 --determined 2024-05-02 --sued 2024-05-02",
        "2024-12-28",
        "expired without an appeal",
        "none was needed",
    ),
    (
        "--filed 2024-01-02 --determined 2024-03-20 --agency DOJ",
        "2024-04-01",
        "to reply",
        "a note on replies is none on appeals",
    ),
    ("--filed 2024-01-02 --withdrawn 2024-01-15 --sued 2024-03-01", "2024-05-01", "may be filed", "the request is over"),
    (GRANTED_2014, "2014-03-25", "2014-04-19", "the thirty days are assumed and no date to rely on"),
    (UNTIMELY, "2024-08-01", "2030-07-10", "an appeal too late exhausts nothing, on no view of when six years begin"),
    (f"{GRANTED_APPEALED} --sued 2024-02-20", "2024-03-01", "no timely appeal", "one was made in time and decided"),
    (DOC_2016, "2016-08-02", "cutoff", "the rule sets no last day for a request of 2015"),
    (DOC_2016, "2016-08-02", "on the day of the determination is not known", "there is a rule, for later requests"),
    (INTERIM.replace("2024-01-20", "2024-01-30"), "2024-02-01", "C17", "of the same day: it moves nothing"),
    (SUNDAY, "2024-06-01", "appeal pending", "C13: the day to rely on has passed, and that is said in place of it"),
    ("--filed 2010-02-01", "2016-03-03", "suit open", "C14: the day to rely on has passed, and that is said in place of it"),
    ("--filed 2010-02-01", "2016-03-04", "may sue", "28 U.S.C. 2401(a): six years are over"),
]


@pytest.mark.parametrize("form", [*forms.FORMATS])
@pytest.mark.parametrize(("options", "as_of", "says", "source"), NOT_SAID)
def test_no_form_says_what_its_row_says_would_be_wrong(form: str, options: str, as_of: str, says: str, source: str) -> None:
    """No form, neither one for people nor one for machines, says what its row says would be wrong, for the reason
    in the row.
    """
    assert says not in told(form, options, as_of), source


CONDITIONAL: list[tuple[str, str, str, str, str]] = [
    (
        "--filed 2024-03-01",
        "2024-06-03",
        "2024-06-27",
        "90 calendar days from the agency's determination, if it is adverse",
        "the determination was missed on March 29, so its letter may never come",
    ),
    (
        "--filed 2024-03-01",
        "2024-06-03",
        "2024-07-26",
        "20 working days from receipt of the appeal, if one is sent",
        "nor then an appeal of it",
    ),
    (
        "--filed 2024-03-01 --agency DHS",
        "2024-06-03",
        "2024-08-07",
        "90 working days from the agency's determination, if it is adverse",
        "6 CFR 5.8(a)(1): the same, in working days",
    ),
    (
        "--filed 2010-05-03 --determined 2010-12-20 --outcome denied",
        "2011-01-20",
        "2011-02-16",
        "20 working days from receipt of the appeal, if one is sent",
        "the assumed thirty days to appeal ended on January 19, 2011",
    ),
]


@pytest.mark.parametrize("form", [*PEOPLES, "ics"])
@pytest.mark.parametrize(("options", "as_of", "projected", "says", "source"), CONDITIONAL)
def test_a_time_that_may_never_begin_has_no_date_for_people(
    options: str, as_of: str, projected: str, says: str, source: str, form: str
) -> None:
    """A time to appeal, or to decide an appeal, that would run from a letter or an appeal that may never come is told as a
    length, has no date in a form for people or in a calendar, and has its date in JSON, marked conditional (policy of this
    program).
    """
    shown = told(form, options, as_of)
    assert projected not in shown, source
    assert form == "ics" or says in shown
    (found,) = (d for d in report_on(options, as_of).to_dict()["deadlines"] if d["due"] == projected)
    assert ("conditional", True, True) == (found["state"], found["conditional"], found["projected"])


@pytest.mark.parametrize("form", [form for form in forms.EXPLAINED if form != "json"])
@pytest.mark.parametrize(("options", "as_of", "projected", "says", "source"), CONDITIONAL)
def test_a_time_that_may_never_begin_is_not_explained_with_dates(
    options: str, as_of: str, projected: str, says: str, source: str, form: str
) -> None:
    """The explanation of a time that may never begin gives its length in the same words, and neither a date to come nor a count
    day by day.
    """
    (key,) = (s.deadline.key for s in report_on(options, as_of).states if str(s.deadline.due) == projected)
    shown = told(form, options, as_of, key)
    assert says in shown, source
    assert as_of >= max(re.findall(r"\d{4}-\d{2}-\d{2}", shown))
    assert not re.search(r"(June|July|August|January|February) 20\d\d", shown), "a month of the count"


ASSUMED_ABOUT: list[tuple[str, str, list[str], str]] = [
    (
        "--filed 2010-02-01",
        "determination",
        ["received", "reached_office"],
        "552(a)(6)(A)(i): the limit runs from receipt by the proper component",
    ),
    (
        "--filed 2010-02-01",
        "appeal",
        ["received", "reached_office", "appeal_window"],
        "before 2016-07-01 no rule gives the time to appeal without an agency",
    ),
    (
        "--filed 2010-02-01 --expedite",
        "expedited_decision",
        ["received", "reached_office", "expedite_asked"],
        "552(a)(6)(E)(ii)(I): the ten days run from the day of asking",
    ),
    (
        "--filed 2010-02-01 --expedite",
        "determination",
        ["received", "reached_office"],
        "the day of asking for expedition decides nothing here",
    ),
    (
        "--filed 2010-02-01 --determined 2010-02-26 --appealed 2010-03-01",
        "determination",
        ["received", "reached_office"],
        "outcome and receipt of the appeal decide nothing here",
    ),
    (
        "--filed 2010-02-01 --determined 2010-02-26 --appealed 2010-03-01",
        "appeal_determination",
        ["received", "reached_office", "outcome", "appeal_received"],
        "552(a)(6)(A)(ii): the limit rests on an adverse determination and on receipt of the appeal",
    ),
    ("--filed 2010-02-01 --sued 2010-04-01", "answer", ["served"], "552(a)(4)(C): the thirty days run from service"),
]


_LISTED = re.compile(r"(?<=\d{4}-\d\d-\d\d),")  # prose has a comma after the year


@pytest.mark.parametrize(("options", "key", "assumed", "source"), ASSUMED_ABOUT)
def test_an_explanation_lists_what_was_assumed_for_its_own_deadline_only(
    options: str, key: str, assumed: list[str], source: str
) -> None:
    """The explanation of a deadline lists each fact that was assumed for it, and none that was assumed for another deadline, to
    people and to scripts.
    """
    found = report_on(options, "2010-10-28")
    assert assumed == [a["fact"] for a in explanation(found, key)["assumptions"]], source
    for form in ("plain", "markdown", "html", "table"):
        shown = _LISTED.sub("", told(form, options, "2010-10-28", key))
        assert [] == [a.fact for a in found.assumptions if (_LISTED.sub("", a.says) in shown) != (a.fact in assumed)]


EXPEDITED = "--filed 2010-02-03 --expedite"  # the decision was due by 2010-02-13
REVIEW: list[tuple[str, str, str, str]] = [
    (
        EXPEDITED,
        "2010-02-20",
        "A court may review that failure until the agency has given a complete response to the request.",
        "552(a)(6)(E)(iii): while the request is pending",
    ),
    (
        f"{EXPEDITED} --determined 2010-03-01",
        "2010-02-20",
        "A court may review that failure until the agency has given a complete response to the request.",
        "the determination of March 1 has not come on February 20",
    ),
    (
        f"{EXPEDITED} --determined 2010-03-01",
        "2010-03-02",
        "A court could review that failure until 2010-03-01.",
        "552(a)(6)(E)(iv): not after the determination",
    ),
    (
        f"{EXPEDITED} --withdrawn 2010-02-26",
        "2010-03-02",
        "A court could review that failure until 2010-02-26.",
        "nor after a withdrawal",
    ),
    (
        f"{EXPEDITED} --expedite-determined 2010-02-08 --expedite-outcome denied --determined 2010-03-01",
        "2010-03-02",
        "A court could review the denial until 2010-03-01.",
        "552(a)(6)(E)(iii)-(iv): the same of a refusal",
    ),
]


@pytest.mark.parametrize(("options", "as_of", "says", "source"), REVIEW)
def test_a_courts_review_of_expedition_is_told_as_past_once_the_request_is_over(
    options: str, as_of: str, says: str, source: str
) -> None:
    """A court's review of a failure or refusal to expedite is told as past once the request is determined or withdrawn, since a
    court may not review it then (552(a)(6)(E)(iii)-(iv)).
    """
    (review,) = (c for c in report_on(options, as_of).consequences if c.key == "expedition_review")
    assert review.says.endswith(says), source


def test_a_withdrawal_brings_no_new_consequence() -> None:
    """A withdrawal brings no consequence that did not follow before it, and moves the first day of none."""

    def followed(as_of: str) -> dict[str, date]:
        return {c.key: c.since for c in report_on(EXPEDITED_2011, as_of).consequences}

    assert followed("2011-02-27") == followed("2011-02-28") == followed("2011-12-01")
    assert {"expedition_review": date(2011, 2, 9)} == followed("2011-12-01")


NOTES: list[tuple[str, str, str, str, str]] = [
    (
        GRANTED_LATE,
        "2024-02-21",
        "appeal",
        "can still appeal over the search, the fees or the format until 2024-05-20",
        "ninety days after 2024-02-20",
    ),
    (GRANTED_LATE, "2024-02-21", "appeal", "promptly available", "552(a)(6)(C)(i)"),
    (
        GRANTED_LATE,
        "2024-02-21",
        "suit",
        "Any dispute over the search, the fees, the format or a delay in releasing the records must go to",
        "552(a)(6)(C)(i); it reads the same to either side",
    ),
    (
        f"{GRANTED_LATE} --agency DHS",
        "2024-02-21",
        "appeal",
        "until 2024-06-27",
        "6 CFR 5.8(a)(1): ninety working days after 2024-02-20",
    ),
    (ICE_LETTER, "2024-03-04", "appeal", "30 calendar days (the agency's letter", "the letter's window, under the floor"),
    (
        "--filed 2024-02-01 --determined 2024-03-01 --outcome denied --agency NARA --appeal-window 120cd",
        "2024-03-04",
        "appeal",
        "must receive the appeal",
        "36 CFR 1250.72(a): that it must arrive is no matter of the window's length",
    ),
    (
        "--filed 2024-01-02 --determined 2024-01-20 --outcome denied --appealed 2024-06-20",
        "2024-08-01",
        "appeal_determination",
        "the agency may reject it. If the agency accepts it, the limit of 20 working days from receipt ends on 2024-07-19",
        "an untimely appeal: what follows if the agency accepts it; Independence Day",
    ),
    (
        "--filed 2016-02-20 --agency HHS --determined 2017-03-01 --outcome denied --appealed 2017-03-13 "
        "--appeal-determined 2017-12-01",
        "2017-12-04",
        "suit",
        "2017-12-01 (Graham v. DHS, E.D. Cal. 2022), the last day is 2023-12-01",
        "C16: the latest view, from the final decision on appeal",
    ),
    (
        "--filed 2024-02-01 --extended 2024-02-05+6 --determined 2024-03-08 --outcome denied --agency DOE "
        "--appealed 2024-03-15 --appeal-extended 2024-04-01",
        "2024-04-02",
        "appeal_determination",
        "share 10 working days of extension; the request left 4 for the appeal (C7)",
        "10 CFR 1004.8(d)(1)",
    ),
    (
        "--filed 2024-02-01 --determined 2024-02-28 --outcome denied --agency CFPB --appealed 2024-03-15 "
        "--appeal-determined 2024-04-10 --appeal-outcome remanded",
        "2024-04-11",
        "appeal_determination",
        "Track the remanded request as one received that day",
        "a remand starts no limit of the statute; 12 CFR 1070.21(e)(3) starts one",
    ),
    (
        "--filed 2024-02-01 --determined 2024-02-28 --outcome denied --agency CFPB --appealed 2024-03-15 "
        "--appeal-determined 2024-04-10 --appeal-outcome remanded",
        "2024-04-11",
        "appeal_determination",
        "1070.21(e)(3)",
        "the agency's own rule on a remand is said",
    ),
    (
        "--filed 2024-02-01 --interim 2024-02-20 --determined 2024-03-01 --outcome partial --agency IRS",
        "2024-03-04",
        "appeal",
        "interim response of 2024-02-20 may have started the time to appeal (C17)",
        "C17",
    ),
    (f"{GRANTED} --appealed 2024-03-20", "2024-05-20", "appeal", "An appeal was sent on 2024-03-20", "it is not passed over"),
    (f"{GRANTED} --appealed 2024-03-20", "2024-05-20", "appeal_determination", "ends on 2024-04-17", "twenty working days"),
    (UNTIMELY, "2024-08-01", "appeal_determination", "decided it on 2024-07-10", "it is not passed over"),
    (
        DOC_2016,
        "2016-08-02",
        "appeal",
        "only to requests made on or after 2016-07-01",
        "15 CFR 4.10(a) goes by the day of the request",
    ),
    ("--filed 2015-02-01 --determined 2015-04-01", "2015-04-02", "appeal", "The agency is not identified", "none is given"),
    (INTERIM, "2024-02-01", "appeal", "may have started the time to appeal (C17).", "no rule is known that says more"),
]


@pytest.mark.parametrize(("options", "as_of", "key", "says", "source"), NOTES)
def test_a_note_tells_what_to_know_beside_the_date(options: str, as_of: str, key: str, says: str, source: str) -> None:
    """The note on a deadline names the other date, or what else a reader must know, for the reason in the row."""
    assert says in (report_on(options, as_of).state_of(key).deadline.note or ""), source


ASSUMED: list[tuple[str, str, str, str, str]] = [
    (
        "--filed 2016-06-30 --determined 2016-07-15 --outcome denied --agency DOC",
        "2016-07-18",
        "appeal_window",
        "30cd",
        "15 CFR 4.10(a)(1) is for requests filed from 2016-07-01 on",
    ),
    (
        "--filed 2015-06-01 --determined 2016-05-06 --outcome denied --agency STATE",
        "2016-05-09",
        "appeal_window",
        "30cd",
        "no rule of the Department of State is known from 2016-05-06 on",
    ),
    (
        "--filed 2024-02-01 --determined 2024-03-01 --outcome denied --agency DOE",
        "2024-03-04",
        "letter_received",
        "2024-03-01",
        "10 CFR 1004.8(a) runs from receipt of the letter",
    ),
    (
        "--filed 2024-02-01 --determined 2024-03-01 --outcome partial --agency CFPB",
        "2024-03-04",
        "released",
        "2024-03-01",
        "12 CFR 1070.21(b) runs from the last records where they are later",
    ),
]
NOT_ASSUMED: list[tuple[str, str, str, str]] = [
    (
        "--filed 2016-07-01 --determined 2016-07-15 --outcome denied --agency DOC",
        "2016-07-18",
        "appeal_window",
        "15 CFR 4.10(a)(1): 2016-07-01 is the first day of filing that it names",
    ),
    (
        "--filed 2014-05-01 --determined 2014-06-02 --outcome denied --agency NSF",
        "2014-06-03",
        "appeal_window",
        "45 CFR 612.9(a): ten working days, in force that day",
    ),
    (
        "--filed 2024-02-01 --determined 2024-03-01 --outcome denied --agency DOE --letter-received 2024-03-05",
        "2024-03-06",
        "letter_received",
        "10 CFR 1004.8(a): the day on which the letter came is given",
    ),
    (
        "--filed 2024-02-01 --determined 2024-03-01 --outcome partial --agency CFPB --released 2024-02-20",
        "2024-03-04",
        "released",
        "12 CFR 1070.21(b): the day of the last records is given",
    ),
    (f"{ICE_LETTER}", "2024-03-04", "letter_received", "the letter's own time runs from its date"),
]


@pytest.mark.parametrize(("options", "as_of", "fact", "value", "source"), ASSUMED)
def test_what_the_time_to_appeal_assumes_is_listed(options: str, as_of: str, fact: str, value: str, source: str) -> None:
    """A time to appeal that no rule gives, and a day from which a rule runs that was not given, are listed as assumptions with
    their values.
    """
    assert (fact, value) in [(a.fact, a.value) for a in report_on(options, as_of).assumptions], source


@pytest.mark.parametrize(("options", "as_of", "fact", "source"), NOT_ASSUMED)
def test_what_a_rule_or_a_fact_gives_is_not_assumed(options: str, as_of: str, fact: str, source: str) -> None:
    """A time to appeal that the floor of 2016, an agency's rule or the letter gives, and a day that was given, are not listed
    as assumptions.
    """
    assert fact not in [a.fact for a in report_on(options, as_of).assumptions], source


# Of a right of the requester the day to act by is the cautious one, wherever a machine or a calendar acts

ACT_BY: list[tuple[str, str, str, str, str]] = [
    (SUNDAY, "2024-05-20", "appeal", "2024-05-31", "C13: Friday before Sunday 2 June"),
    (SUNDAY, "2024-05-31", "appeal", "2024-05-31", "C13: on the day itself"),
    (f"{SUNDAY} --agency USTR", "2024-05-20", "appeal", "2024-05-31", "15 CFR 2004.8(a)(1) moves the last day on to Monday"),
    ("--filed 2010-02-01", "2015-06-01", "suit", "2016-03-02", "C14: six years after the last day of the limit itself"),
    (
        "--filed 2010-05-03 --determined 2010-12-20 --outcome denied",
        "2010-12-21",
        "appeal",
        "2011-01-03",
        "an assumed window: ten working days, the shortest known, in-lieu days counted",
    ),
    (
        "--filed 2021-05-03 --determined 2021-05-28 --outcome denied --agency DHS",
        "2021-06-01",
        "appeal",
        "2021-10-05",
        "C1: two in-lieu days are working days of the requester's own window",
    ),
    (
        "--filed 2024-02-01 --interim 2024-02-20 --determined 2024-03-01 --outcome partial",
        "2024-03-04",
        "appeal",
        "2024-05-20",
        "C17: ninety days from the interim response",
    ),
]


def _ahead(day: str, as_of: str) -> int:
    return (date.fromisoformat(day) - date.fromisoformat(as_of)).days


@pytest.mark.parametrize(("options", "as_of", "key", "by", "source"), ACT_BY)
def test_what_comes_next_for_a_requester_is_the_day_to_rely_on(
    options: str, as_of: str, key: str, by: str, source: str
) -> None:
    """What comes next for a right of the requester is the day to rely on and not the later last day, in Python, in JSON and in
    the text (policy of this program).
    """
    found = report_on(options, as_of)
    assert found.next
    assert (key, by, False) == (found.next.key, str(found.next.date), found.next.cautious_passed), source
    assert (key, by) == (found.to_dict()["next"]["key"], found.to_dict()["next"]["date"])
    assert f"Next: {key}, {by}" in told("plain", options, as_of)


@pytest.mark.parametrize(("options", "as_of", "key", "by", "source"), ACT_BY)
def test_a_calendar_puts_a_right_of_the_requester_on_the_day_to_rely_on(
    options: str, as_of: str, key: str, by: str, source: str
) -> None:
    """A calendar has the event of a right of the requester on the day to rely on, counts its alarm from that day, and names the
    last day where that is another.
    """
    found = report_on(options, as_of)
    (event,) = [one for one in _events(found, alarm=0) if str(one.decoded("DTSTART")) == by and _about(one, key)]
    (alarm,) = event.walk("VALARM")
    assert 0 == alarm.decoded("TRIGGER").days, source
    due = found.state_of(key).deadline.due
    assert due and (str(due) == by or f"due {due}" in str(event["SUMMARY"]))


def _events(found: Report, **how: Any) -> list[Any]:
    return list(test_ics.read(ics.status(found, **how)).walk("VEVENT"))


def _about(event: Any, key: str) -> bool:
    return {"appeal": "last day to appeal", "suit": "last day to sue"}[key] in str(event["SUMMARY"])


@pytest.mark.parametrize(("options", "as_of", "key", "by", "source"), ACT_BY)
def test_a_batch_sorts_and_chooses_by_the_day_to_rely_on(
    options: str, as_of: str, key: str, by: str, source: str, tmp_path: Path
) -> None:
    """A batch has the day to rely on as the next date of a row, and chooses the rows of the next days by it."""
    log = tmp_path / "log.jsonl"
    log.write_text(json.dumps(report_on(options, as_of).request.facts()) + "\n")
    shown = run("batch", str(log), "--as-of", as_of, "--format", "csv").stdout
    assert f",{key},{by}," in shown, source
    ahead = _ahead(by, as_of)
    lines = {n: run("batch", str(log), "--as-of", as_of, "--only", f"next:{n}").stdout.count("\n") for n in (ahead, ahead - 1)}
    assert {ahead: 1, ahead - 1: 0} == lines if ahead else {0: 1}.items() <= lines.items()


RELIED_PASSED: list[tuple[str, str, str, str, str]] = [
    (
        SUNDAY,
        "2024-06-01",
        "appeal",
        "appeal 2024-06-02 (day to rely on passed)",
        "C13: Friday, May 31, was the day to rely on",
    ),
    (
        "--filed 2010-02-01",
        "2016-03-03",
        "suit",
        "suit 2016-03-03 (day to rely on passed)",
        "C14: March 2, 2016, was the day to rely on",
    ),
    (
        f"{SUNDAY} --sued 2024-05-20 --served 2024-05-22",
        "2024-06-01",
        "appeal",
        "appeal 2024-06-02 (day to rely on passed)",
        "C13, beside a suit without exhaustion, which the appeal would cure",
    ),
    (
        "--filed 2010-02-01 --determined 2016-02-10 --outcome denied",
        "2016-03-03",
        "suit",
        "appeal 2016-03-11 (day to rely on passed); suit: day to rely on passed",
        "C14: of the suit it is said though the appeal comes next",
    ),
]


DRAWN = {  # what the docket of a terminal says in place of a key
    RELIED_PASSED[0][3]: "1 d your appeal Sun 06-02 (day to rely on passed)",
    RELIED_PASSED[1][3]: "0 d last day to sue Thu 03-03 (day to rely on passed); answer LATE",
    RELIED_PASSED[3][3]: "8 d your appeal Fri 03-11 (day to rely on passed); suit: day to rely on passed",
}


@pytest.mark.parametrize(("options", "as_of", "key", "says", "source"), RELIED_PASSED)
def test_a_docket_says_that_the_day_to_rely_on_has_passed(
    options: str, as_of: str, key: str, says: str, source: str, tmp_path: Path
) -> None:
    """A docket, in every form for people and as a calendar, says that the day to rely on has passed while the last day is still
    to come.
    """
    assert report_on(options, as_of).state_of(key).rely_on_passed, source
    row = tmp_path / "row.jsonl"
    row.write_text(json.dumps(facts_of(options)) + "\n")
    for form in ("table", "markdown", "html"):
        shown = run("batch", str(row), "--as-of", as_of, "--format", form).stdout.replace("\\", "")
        here = "; your appeal Sun 06-02 (day to rely on passed)" if "--sued" in options else DRAWN[says]
        assert here in " ".join(re.sub(r"<[^>]*>|\|", " ", shown).split()), form
    feed = test_ics.read(run("batch", str(row), "--as-of", as_of, "--format", "ics").stdout)
    (event,) = (e for e in feed.walk("VEVENT") if f"last day to {'sue' if key == 'suit' else key}" in str(e["SUMMARY"]))
    assert "day to rely on passed" in str(event["SUMMARY"])


@pytest.mark.parametrize(("options", "as_of", "key", "says", "source"), RELIED_PASSED)
def test_an_event_and_its_alarm_say_that_the_day_to_rely_on_has_passed(
    options: str, as_of: str, key: str, says: str, source: str
) -> None:
    """The event of a right whose day to rely on has passed says so in its title and in its alarm."""
    found = report_on(options, as_of)
    event = test_ics.events(found, alarm=1)[str(found.state_of(key).deadline.due)]
    assert "day to rely on passed" in event["SUMMARY"], source
    (alarm,) = event.walk("VALARM")
    assert event["SUMMARY"] == alarm["DESCRIPTION"]


def test_a_day_to_rely_on_that_has_passed_is_told_in_every_place() -> None:
    """A day to rely on that has passed is told in the text and in the calendar, and is true as `cautious_passed` in JSON beside
    the last day that is left (C13: Sunday, June 2, 2024).
    """
    found = report_on(SUNDAY, "2024-06-01").to_dict()["next"]
    assert {"key": "appeal", "date": "2024-06-02", "cautious_passed": True}.items() <= found.items()
    assert "the day to rely on has passed" in told("plain", SUNDAY, "2024-06-01")
    assert "day to rely on passed" in told("ics", SUNDAY, "2024-06-01")


@pytest.mark.parametrize("form", [form for form in forms.EXPLAINED if form != "json"])
@pytest.mark.parametrize("key", ["appeal", "suit"])
def test_an_agency_is_shown_no_date_of_the_requester_as_its_earliest(form: str, key: str) -> None:
    """An agency's officer is shown no date of a right of the requester as the agency's earliest day, and not the requester's
    cautious date in its place.
    """
    found = report_on("--filed 2024-02-01 --determined 2024-03-04 --outcome denied", "2024-03-05")._replace(serves="agency")
    deadline = found.state_of(key).deadline
    with TemporaryDirectory() as folder, redirect_stderr(io.StringIO()):
        page = Path(folder) / "answer"
        sink = forms.Sink(form, json=False, output=str(page), force=True)
        sink.explain(found, key)
        assert not re.search(r"earliest\W+\d{4}", iso(page.read_text())), form
        sink.status(found, **({"full": True} if form in ("table", "plain") else {}))
        lines = [line for line in iso(page.read_text()).splitlines() if str(deadline.due) in line]
        row = next(line for line in lines if line.startswith('<p class="dates">')) if form == "html" else lines[0]
    assert str(deadline.cautious) not in row
    assert "None" not in row


def test_what_does_not_run_is_not_called_inapplicable() -> None:
    """The heading over deadlines that do not run, or may come to, is Not running, because some of them may apply later."""
    for form in ("table", "plain", "markdown", "html"):
        shown = told(form, "--filed 2024-03-01", "2024-06-03")
        assert ("Not running" in shown, "Not applicable" in shown) == (True, False)


# Closures are of the calendar, not facts of the request

CLOSED: list[tuple[str, str, str, str]] = [
    ("--filed 2022-03-01 --closed 2022-03-24..2022-03-24", "2022-03-02", "2022-03-30", "announced: the day after the last"),
    ("--filed 2022-03-01 --closed 2022-03-24..", "2022-03-02", "2022-03-30", "announced, without an end: one day"),
    ("--filed 2022-03-01", "2022-03-02", "2022-03-29", "none announced: twenty working days, no holiday among them"),
]


@pytest.mark.parametrize(("options", "as_of", "cautious", "source"), CLOSED)
def test_a_closure_announced_for_a_day_to_come_moves_the_cautious_date(
    options: str, as_of: str, cautious: str, source: str
) -> None:
    """A closure that the user names for a day to come moves the cautious date (C4), and is a fact of the calendar that nothing
    calls left out.
    """
    found = report_on(options, as_of)
    deadline = found.state_of("determination").deadline
    assert ("2022-03-29", cautious) == (str(deadline.due), str(deadline.cautious)), source
    assert found.to_dict()["known"] is None
    assert [] == [warning for warning in found.warnings if "closed" in warning]


# A saved answer as of an earlier day keeps the facts it left out

ROUND: list[str] = [
    "--filed 2024-01-02 --determined 2024-02-20 --outcome denied --appealed 2024-03-01 --sued 2024-05-01",
    "--filed 2024-01-02 --info-asked 2024-01-10..2024-01-17 --fee-asked 2024-01-22.. --extended 2024-01-12+3 "
    "--extended 2024-01-15+4",
    "--filed 2024-01-02 --interim 2024-01-09 --interim 2024-01-16 --determined 2024-02-20 --outcome partial "
    "--released 2024-03-01 --letter-received 2024-02-23 --agency IRS",
    "--filed 2024-01-02 --expedite-asked 2024-01-05 --expedite-determined 2024-01-12 --expedite-outcome denied "
    "--withdrawn 2024-02-01 --closed 2024-12-24..2024-12-24",
    "--filed 2024-01-02 --determined 2024-01-16 --outcome denied --appealed 2024-02-01 --appeal-extended 2024-02-05+2 "
    "--appeal-determined 2024-02-20 --appeal-outcome remanded",
]


@pytest.mark.parametrize("options", ROUND)
def test_a_saved_answer_keeps_the_facts_later_than_its_day(options: str) -> None:
    """A saved answer keeps the facts that are later than its day, so that asked again on a later day it is the answer to all of
    them, and says apart what was known on its own day.
    """
    earlier = run("status", *options.split(), "--as-of", "2024-01-08", "--json").stdout
    saved = json.loads(earlier)
    whole = run("status", *options.split(), "--as-of", "2024-12-31", "--json").stdout
    assert whole == run("status", "--from", "-", "--as-of", "2024-12-31", "--json", stdin=earlier).stdout
    assert earlier == run("status", "--from", "-", "--as-of", "2024-01-08", "--json", stdin=earlier).stdout
    assert json.loads(whole)["request"] == saved["request"]
    assert saved["known"] and saved["known"] != saved["request"]
    given = [str(value) for value in saved["known"].values() if isinstance(value, str)]
    assert [] == [day for day in given if re.fullmatch(r"\d{4}-\d\d-\d\d", day) and day > "2024-01-08"]


def test_a_fact_later_than_the_day_of_the_answer_is_warned_of_by_name() -> None:
    """Each fact that is later than the day of the answer is left out of it and named with its date in a warning."""
    warnings = report_on(ROUND[0], "2024-01-08").warnings
    for fact in ("determined 2024-02-20", "appealed 2024-03-01", "sued 2024-05-01"):
        assert any(fact in warning for warning in warnings), fact
