"""What agencies' logs write of the end of a request or an appeal, and what it is taken to mean."""

import pytest

from foiacalc.sheets import outcomes
from foiacalc.sheets.outcomes import of_appeal, of_request

REPORT = "DOJ, annual FOIA report, V.B.(1)"
EXPRESS, ONLINE, MUCKROCK = "FOIAXpress", "FOIAonline", "MuckRock"
LOGS = "agencies' logs"

# what the cell says; what it means; where it is written so, or why it is taken so
MEANINGS: list[tuple[str, str | None, str]] = [
    # the words of the annual report
    ("Full Grant", "granted", REPORT),
    ("Full Grants", "granted", REPORT),
    ("Partial Grant/Partial Denial", "partial", REPORT),
    ("Partial Grants/Partial Denials", "partial", REPORT),
    ("Full Denial Based on Exemptions", "denied", REPORT),
    ("No Records", "no-records", REPORT),
    ("All Records Referred to Another Component or Agency", "closed", REPORT),
    ("All Records Referred", "closed", REPORT),
    ("Request Withdrawn", "withdrawn", REPORT),
    ("Fee-Related Reason", "denied", REPORT),
    ("Records Not Reasonably Described", "denied", REPORT),
    ("Improper FOIA Request for Other Reason", "denied", REPORT),
    ("Not Agency Record", "denied", REPORT),
    ("Duplicate Request", "closed", REPORT),
    ("Other", "denied", REPORT),
    ("Other Reasons", "denied", REPORT),
    # and what comes before or after them
    ("Other Reasons - No Records", "no-records", "the prefix says whence, not what"),
    ("Other Reasons - Request withdrawn", "withdrawn", "the prefix says whence, not what"),
    ("Other Reasons - Records not reasonably described", "denied", "the prefix says whence, not what"),
    ("Other Reasons - Duplicate Request", "closed", "the prefix says whence, not what"),
    ("Other Reasons \u2013 No Records", "no-records", "with a dash of Word"),
    ("Other Reasons: Referral", "closed", "with a colon"),
    ("Full Denial Based on Reasons Other than Exemptions - No Records", "no-records", "the report's own heading before it"),
    ("Full Denial Based on Other Reasons: Fee-related", "denied", "the report's own heading before it"),
    ("Other Reasons - see letter", "denied", "what follows says nothing, so the word before does"),
    ("FG - Full Grant", "granted", LOGS),
    ("PG - Partial Grant", "partial", LOGS),
    ("NR - No Records", "no-records", LOGS),
    ("NR - sent 5/2", "no-records", "where the rest says no more than that it is over, the code does"),
    ("4 - No Records", "no-records", "a number of a list"),
    ("1. Full Grant", "granted", "a number of a list"),
    ("Full Denial Based on Exemptions (b)(6), (b)(7)(C)", "denied", "exemptions listed after it"),
    ("Partial Grant (b)(4)", "partial", "exemptions listed after it"),
    ("Granted in part, Ex. 6", "partial", "exemptions listed after it"),
    ("Denied pursuant to 5 U.S.C. 552(b)(4)", "denied", "the whole citation"),
    ("Denied Ex. 6, 7(C)", "denied", "exemptions by their numbers"),
    ("Withheld in full (b)(5)", "denied", "'in full' says how much, not which way"),
    ("(b)(5)", "ended", "an exemption alone says that something was withheld, not how much"),
    ("(b)(6), (b)(7)(C)", "ended", "several exemptions and nothing else"),
    ("5 U.S.C. 552(b)(6)", "ended", "an exemption by its citation"),
    ("Exemption 5", "ended", "an exemption alone says that something was withheld, not how much"),
    ("Granted (b)(6)", "partial", "what an exemption covers was withheld"),
    ("Full grant - Ex. 6", "partial", "what an exemption covers was withheld"),
    # the words of tracking systems
    ("Granted in Full", "granted", EXPRESS),
    ("Denied in full", "denied", EXPRESS),
    ("Granted/Denied in Part", "partial", EXPRESS),
    ("Not a proper FOIA request for some other reason", "denied", EXPRESS),
    ("Aggregate cases", "closed", EXPRESS),
    ("Partial Grant/Denial", "partial", LOGS),
    ("Partially Denied based on Reason", "partial", LOGS),
    ("Fully Granted", "granted", LOGS),
    ("Completed", "ended", MUCKROCK),
    ("done", "ended", MUCKROCK),
    ("Partially Completed", "partial", MUCKROCK),
    ("No Responsive Documents", "no-records", MUCKROCK),
    ("Rejected", "denied", MUCKROCK),
    ("Abandoned", "withdrawn", MUCKROCK),
    ("Withdrawn", "withdrawn", MUCKROCK),
    ("Submitted", "open", MUCKROCK),
    ("Awaiting Acknowledgement", "open", MUCKROCK),
    ("Awaiting Response", "open", MUCKROCK),
    ("Awaiting Appeal", "appealed", MUCKROCK),
    ("In Litigation", "open", MUCKROCK),
    ("Assignment Determination", "open", ONLINE),
    ("Initial Evaluation", "open", ONLINE),
    ("Evaluation", "open", ONLINE),
    ("Assignment", "open", ONLINE),
    ("Processing", "open", ONLINE),
    ("Closed", "ended", ONLINE),
    ("Full Grant; Partial Grant/Partial Denial", "partial", "several dispositions used"),
    ("Full Grant, No Records", "granted", "what was found was granted"),
    ("Granted in full, Denied in full", "partial", "some granted and some denied"),
    ("Closed, partial grant", "partial", "the end, and what it was"),
    ("No records located; referred to DOJ", "no-records", "the answer on the agency's own records comes first"),
    ("Withdrawn; partial grant", "partial", "what was decided before it"),
    # granted
    ("Total Grant", "granted", LOGS),
    ("FULL DISCLOSURE", "granted", LOGS),
    ("Released in full", "granted", LOGS),
    ("All records released", "granted", LOGS),
    ("No Fee. All records released", "granted", "'no' is about the fee"),
    ("full-provided responsive documents", "granted", LOGS),
    ("Full", "granted", "of a column 'full, partial or denied'"),
    ("Released", "granted", LOGS),
    ("Released without redactions", "granted", LOGS),
    ("Released in its entirety", "granted", LOGS),
    ("GIF", "granted", "granted in full"),
    # partial
    ("PARTIAL DISCLOSURE / PARTIAL DENIAL", "partial", LOGS),
    ("Denied in part", "partial", LOGS),
    ("Released in part", "partial", LOGS),
    ("Released w/ redactions", "partial", LOGS),
    ("Granted with redactions", "partial", LOGS),
    ("Redacted", "partial", LOGS),
    ("Some records withheld", "partial", LOGS),
    ("RIP", "partial", "released in part"),
    # denied
    ("Denial", "denied", LOGS),
    ("Denied - responded", "denied", LOGS),
    ("Withheld in full", "denied", LOGS),
    ("No release", "denied", LOGS),
    ("Not released", "denied", LOGS),
    ("NOT AN AGENCY RECORD", "denied", LOGS),
    ("Not a FOIA request", "denied", LOGS),
    ("Improper Request", "denied", LOGS),
    ("Insufficient description", "denied", LOGS),
    ("Glomar", "denied", "neither confirm nor deny"),
    ("Neither confirm nor deny", "denied", LOGS),
    ("Administratively closed", "denied", LOGS),
    ("Closed - administrative", "denied", LOGS),
    ("Closed - No response from requester", "denied", "closed because the requester did not answer"),
    ("Requester failed to clarify", "denied", "closed because the requester did not answer"),
    ("Failure to pay", "denied", "fee-related"),
    ("Non-payment of fees", "denied", "fee-related"),
    ("Unable to contact requester", "denied", "not the records were not found"),
    ("Still interested letter - no response", "denied", "OGIS, Still Interested letters"),
    ("Publicly available", "denied", "DOJ, annual FOIA report, V.B.(2)"),
    # no records
    ("No Find", "no-records", LOGS),
    ("no responsive documents", "no-records", LOGS),
    ("No Responsive Records Found", "no-records", LOGS),
    ("No agency records", "no-records", LOGS),
    ("Nothing Responsive - ", "no-records", LOGS),
    ("Closed 10/24 no records", "no-records", LOGS),
    ("No records Responsive- Sent 2/20/2018.", "no-records", LOGS),
    ("Unable to locate records", "no-records", LOGS),
    ("Records do not exist", "no-records", LOGS),
    ("Records don't exist", "no-records", LOGS),
    ("None found", "no-records", LOGS),
    ("Not found", "no-records", LOGS),
    ("NRF", "no-records", "no records found"),
    ("Received - no records", "no-records", "the outcome comes before the step"),
    # ended without a decision
    ("Referred", "closed", LOGS),
    ("Referred to State Department", "closed", LOGS),
    ("Transferred to another agency", "closed", LOGS),
    ("Misdirected", "closed", LOGS),
    ("Duplicate", "closed", LOGS),
    ("Duplicate request - denied", "closed", "a duplicate is not decided a second time"),
    ("Merged with 2018-14", "closed", LOGS),
    ("Opened in error", "closed", LOGS),
    # withdrawn
    ("WITHDRAWN BY REQUESTER", "withdrawn", LOGS),
    ("Closed-Withdrawn", "withdrawn", LOGS),
    ("Requester no longer interested", "withdrawn", LOGS),
    ("Request Cancelled", "withdrawn", LOGS),
    # over, no more is said
    ("CLOSE", "ended", LOGS),
    ("Closed ", "ended", LOGS),
    ("Processed", "ended", LOGS),
    ("Final response sent", "ended", LOGS),
    ("Response sent 3/4/2018", "ended", LOGS),
    ("Provided Response- Sent 2/16/2018.", "ended", LOGS),
    ("Closed - appeal pending", "ended", "the request is closed, the appeal is not"),
    ("Appeal denied", "ended", "an appeal's end, of which the request's came before"),
    # goes on
    ("Open", "open", LOGS),
    ("OPEN", "open", LOGS),
    ("Pending", "open", LOGS),
    ("Pending closure", "open", "not closed yet"),
    ("Not closed", "open", "not closed yet"),
    ("Reopened", "open", LOGS),
    ("Re-opened", "open", LOGS),
    ("Open - partial release", "open", "parts came, the rest is to come"),
    ("Interim response sent", "open", "an interim response ends nothing"),
    ("In Process", "open", LOGS),
    ("Received", "open", LOGS),
    ("Assigned", "open", LOGS),
    ("On Hold", "open", LOGS),
    ("Perfected", "open", LOGS),
    ("Tolled", "open", LOGS),
    ("Appeal pending", "appealed", "an appeal follows a determination"),
    ("On appeal", "appealed", "an appeal follows a determination"),
    ("Appealed", "appealed", "an appeal follows a determination"),
    ("Under administrative appeal", "appealed", "an appeal follows a determination"),
    ("Appeal filed 3/4/2025", "appealed", "the day is the appeal's"),
    ("Denied - on appeal", "denied", "what was decided before it"),
    ("Full denial pending appeal", "denied", "what was decided before it"),
    ("Partial denial, pending appeal", "partial", "what was decided before it"),
    ("Acknowledgement letter sent", "open", "no determination (CREW v. FEC)"),
    ("Fee estimate sent", "open", LOGS),
    ("Search completed", "open", "a step that is done"),
    ("Completed search", "open", "a step that is done"),
    ("Review completed", "open", "a step that is done"),
    ("Out for consultation", "open", "a step of processing"),
    ("Referred to program office", "open", "tasking inside the agency"),
    ("Awaiting payment", "open", LOGS),
    # what is yet to come
    ("Final review", "open", "a step of processing"),
    ("Legal review", "open", "a step of processing"),
    ("In final review", "open", "a step of processing"),
    ("Final signature", "open", "a step of processing"),
    ("Final response pending", "open", "pending"),
    ("Closure pending", "open", "pending"),
    ("Full release pending", "open", "pending"),
    ("Partial release made, final response pending", "open", "the rest is to come"),
    ("Recommended for closure", "open", "a recommendation"),
    ("Denial recommended", "open", "a recommendation"),
    ("Proposed denial", "open", "a proposal"),
    ("Preliminary denial", "open", "not the last word"),
    ("Tentatively granted", "open", "not the last word"),
    ("Likely denial", "open", "not the last word"),
    ("Draft denial", "open", "a draft"),
    ("Denial in draft", "open", "a draft"),
    ("Denial letter drafted", "open", "a draft"),
    ("Estimated closure 5/1/2027", "open", "a day to come"),
    ("Expected to close 6/1", "open", "a day to come"),
    ("Scheduled for release", "open", "a day to come"),
    ("Release scheduled for 5/1", "open", "a day to come"),
    ("Will be closed after payment", "open", "future"),
    ("Will close if no response", "open", "future"),
    ("To be released 5/1", "open", "future"),
    ("May be released in part", "open", "future"),
    ("Set to close", "open", "future"),
    ("No response yet", "open", "not yet"),
    ("75% complete", "open", "less than the whole"),
    ("99.5% complete", "open", "less than the whole"),
    ("Approx 50 percent completed", "open", "less than the whole"),
    ("50%", "open", "less than the whole"),
    ("Nearly complete", "open", "less than the whole"),
    ("Sent clarification letter", "open", "a question is no determination"),
    ("Sent questions to requester", "open", "a question is no determination"),
    ("Emailed requester for clarification", "open", "a question is no determination"),
    ("Sent to analyst", "open", "tasking inside the agency"),
    ("Sent back to analyst", "open", "tasking inside the agency"),
    ("Records released to reviewer", "open", "tasking inside the agency"),
    ("Docs forwarded to reviewer", "open", "tasking inside the agency"),
    ("Denied expedited processing; open", "open", "the decision on expedition is another"),
    ("Granted expedited, pending", "open", "the decision on expedition is another"),
    ("Expedited review granted; in process", "open", "the decision on expedition is another"),
    ("Fee waiver denied; processing", "open", "the decision on fees is another"),
    ("Records being released", "open", "it goes on"),
    ("Being closed", "open", "it goes on"),
    ("Close-out pending", "open", "pending"),
    ("No determination made", "open", "what did not come about"),
    ("No response sent", "open", "what did not come about"),
    ("Partial response sent; final response to follow", "open", "the rest is to come"),
    ("Partial release; remainder pending", "open", "the rest is to come"),
    ("Sent to records custodian", "open", "tasking inside the agency"),
    ("Full grant of expedited processing", None, "the decision on expedition is another"),
    # and what only looks so
    ("No records provided", "no-records", "no outcome that is yet to come"),
    ("Closed without response", "ended", "it is closed all the same"),
    ("Closed, no response sent", "ended", "it is closed all the same"),
    ("Partial grant; litigation", "partial", "a suit follows what was decided"),
    ("Returned to requester", "ended", LOGS),
    ("100% complete", "ended", "the whole"),
    ("Closed - will be archived", "ended", "what is to come is something else"),
    ("Closed pending appeal", "ended", "what is to come is something else"),
    ("Granted as recommended", "granted", "the recommendation was followed"),
    ("May 2025 - closed", "ended", "a month"),
    ("Project closed", "ended", "a noun"),
    ("Closed - 10% withheld", "denied", "how much was withheld, not how far it has come"),
    ("Sent records after clarification", "ended", "the question came before"),
    ("Records sent, invoice sent", "ended", "the invoice came with the records"),
    ("Forwarded to Bureau of Prisons", "closed", "another agency"),
    ("Agency will not release", "denied", "a refusal"),
    ("Would not confirm or deny", "denied", "a refusal"),
    ("Initial search - no records", "no-records", "what the search came to"),
    ("Granted fee waiver and released in full", "granted", "the outcome beside the fees"),
    # negations
    ("Not withdrawn", None, "what did not come about says nothing"),
    ("Not cancelled", None, "what did not come about says nothing"),
    ("Not denied", None, "what did not come about says nothing"),
    ("Not finalized", "open", LOGS),
    ("No longer open", "ended", LOGS),
    ("No records withheld", "granted", "all was released"),
    ("No pages withheld", "granted", "all was released"),
    ("No information was redacted", "granted", "all was released"),
    ("None withheld", "granted", "all was released"),
    ("Nothing was denied", "granted", "all was released"),
    ("Could not process", "ended", "the agency gave it up"),
    ("Unable to process - no address", "ended", "the agency gave it up"),
    ("Cannot be processed", "ended", "the agency gave it up"),
    ("Can't process", "ended", "the agency gave it up"),
    # more words for an end
    ("Mailed", "ended", LOGS),
    ("Emailed to requester", "ended", LOGS),
    ("Provided", "ended", LOGS),
    ("Provided via portal", "ended", LOGS),
    ("Delivered", "ended", LOGS),
    ("No further action", "ended", LOGS),
    ("No action required", "ended", LOGS),
    ("Directed to website", "denied", "DOJ, annual FOIA report, V.B.(2): other reasons"),
    ("Pointed to online reading room", "denied", "DOJ, annual FOIA report, V.B.(2): other reasons"),
    ("NCND", "denied", "neither confirm nor deny"),
    ("PD", "partial", "partial denial"),
    ("Lack of records", "no-records", LOGS),
    ("Absence of responsive records", "no-records", LOGS),
    ("C", "ended", "a code"),
    ("FIN", "ended", "a code"),
    ("Clsd", "ended", "a code"),
    ("O", "open", "a code"),
    ("WIP", "open", "work in progress"),
    # not understood
    ("Xyz", None, "no word of any log"),
    ("See notes", None, "elsewhere"),
    ("Fee waiver denied", None, "no outcome of the request"),
    ("Expedited processing denied", None, "no outcome of the request"),
    ("", None, "nothing"),
    ("???", None, "nothing"),
    ("12", None, "a number is one of DOJ's only in DOJ's form"),
]


@pytest.mark.parametrize(("text", "means", "why"), MEANINGS)
def test_the_words_of_a_log_say_what_became_of_a_request(text: str, means: str | None, why: str) -> None:
    """The words in a cell of a log mean the outcome of their row, in whatever case; the row says in whose forms the words stand
    or why they are taken so, and what is not understood is no outcome.
    """
    assert means == of_request(text), why
    assert means == of_request(text.upper()), why


def test_the_word_other_is_an_outcome_only_in_a_column_of_outcomes() -> None:
    """The word Other in a column of status may be any phase and is no outcome; in a column of outcomes it is a reason to
    withhold (DOJ's annual report, V.B.(1)).
    """
    assert of_request("Other", status=True) is None
    assert "no-records" == of_request("Other Reasons - No Records", status=True)


def test_exemptions_alone_are_an_outcome_only_in_a_column_of_outcomes() -> None:
    """Exemptions alone in a column of status may cover a name that was withheld, and say nothing of the request."""
    assert of_request("(b)(6)", status=True) is None
    assert "partial" == of_request("Granted (b)(6)", status=True)


# a text that means no outcome; whether it is understood nevertheless, so that no end follows from it
ASIDES: list[tuple[str, bool, str]] = [
    ("Fee waiver denied", True, "it tells of fees"),
    ("Expedition: granted", True, "it tells of expedition"),
    ("Not denied", True, "what did not come about"),
    ("???", True, "it says nothing"),
    ("12", True, "it says nothing"),
    ("Xyz", False, "not understood"),
    ("See letter", False, "not understood"),
    ("Ask Bob", False, "not understood"),
]


@pytest.mark.parametrize(("text", "aside", "why"), ASIDES)
def test_what_tells_of_something_else_is_no_outcome_that_is_not_understood(text: str, aside: bool, why: str) -> None:
    """What tells of fees, of expedition, or of nothing in a column of outcomes is set apart from what is not understood, of
    which a request's end follows.
    """
    assert of_request(text) is None
    assert aside == outcomes.is_aside(text), why


# DOJ's numbers, column N, in the order of the annual report (usdoj/foia-api, raw data to report, ID_Disposition)
CODES: list[tuple[str, str | None]] = [
    ("1", "granted"), ("2", "partial"), ("3", "denied"), ("4", "no-records"), ("5", "closed"), ("6", "withdrawn"),
    ("7", "denied"), ("8", "denied"), ("9", "denied"), ("10", "denied"), ("11", "closed"), ("12", "denied"),
    ("4.0", "no-records"), ("0", None), ("13", None), ("1.5", None), ("x", None), ("-1", None), ("", None),
]  # fmt: skip


@pytest.mark.parametrize(("code", "means"), CODES)
def test_the_numbers_of_dojs_form_mean_its_dispositions(code: str, means: str | None) -> None:
    """The numbers 1 to 12 of DOJ's raw data mean the dispositions of its annual report in their order, also as a spreadsheet
    writes them, and no other number means any.
    """
    assert means == outcomes.by_code(code)


APPEALS: list[tuple[str, str | None, str]] = [
    ("Affirmed on Appeal", "affirmed", "DOJ's own words"),
    ("Completely Affirmed ", "affirmed", "DOJ's own words, with a blank"),
    ("Partially Affirmed & Partially Reversed/Remanded", "partial", "DOJ's own words"),
    ("Completely Reversed/Remanded", "remanded", "DOJ's own words"),
    ("Closed for Other Reasons", "nothing", "DOJ's own words; no decision on the merits"),
    ("Denied", "affirmed", "the appeal was denied, so the determination stands"),
    ("Upheld", "affirmed", "another word for it"),
    ("Partially granted, partially denied", "partial", "granted in part and denied in part"),
    ("Granted in part", "partial", "granted in part"),
    ("Granted", "granted", "granted"),
    ("Reversed", "granted", "the determination was reversed"),
    ("Remanded for further search", "remanded", "sent back to the agency"),
    ("Withdrawn", "nothing", "no decision"),
    ("Pending", "nothing", "still open"),
    ("Xyz", None, "no word of any log"),
    ("", None, "nothing"),
]


@pytest.mark.parametrize(("text", "means", "why"), APPEALS)
def test_the_words_of_a_log_say_how_an_appeal_was_decided(text: str, means: str | None, why: str) -> None:
    """The words in a cell on an appeal mean the decision of their row, in DOJ's four words (annual report, VI.B) and in those
    of logs.
    """
    assert means == of_appeal(text), why


def test_a_very_long_cell_is_read_in_bounded_time() -> None:
    """A cell of hundreds of thousands of characters is read in bounded time, and its first words still count."""
    assert of_request("no " * 100_000) is None
    assert "denied" == of_request("Denied. " + "word " * 100_000)
