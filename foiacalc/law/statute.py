"""This module states the law of the clock: every time limit of the Freedom of Information Act as dated, cited data.

Read it with 5 U.S.C. 552 in hand. A `Rule` is one row: from `since` on, for requests whose `event` is dated
then or later, the limit is `value` `unit`. A request stays under the row in force on its own event date; where
no row had begun, no limit was in force. `POINTS` are the questions on which the law is contested: each moves
the cautious date, never the due date.
"""

from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

Unit = Literal["working_days", "calendar_days", "years"]

FOIA_TOOK_EFFECT = date(1967, 7, 4)

USC = "https://www.law.cornell.edu/uscode/text/5/552"
FRCP_6 = "https://www.law.cornell.edu/rules/frcp/rule_6"
FRCP_4 = "https://www.law.cornell.edu/rules/frcp/rule_4"
FRCP_54 = "https://www.law.cornell.edu/rules/frcp/rule_54"
FRAP_4 = "https://www.law.cornell.edu/rules/frap/rule_4"
FRCP_12 = "https://www.law.cornell.edu/rules/frcp/rule_12"
CFR = "https://www.govinfo.gov/app/collection/cfr/"
ACT_1974 = "https://www.govinfo.gov/link/statute/88/1561"
ACT_1996 = "https://www.govinfo.gov/link/plaw/104/public/231"
ACT_2016 = "https://www.govinfo.gov/link/plaw/114/public/185"
HOLIDAYS = "https://www.law.cornell.edu/uscode/text/5/6103"
OIP_TOLLING = "https://www.justice.gov/archive/oip/foiapost/2008foiapost29.htm"
OIP_COUNTING = "https://www.justice.gov/archive/oip/foiapost/2009foiapost1.htm"
OIP_LAPSE = "https://www.justice.gov/oip/blog/calculating-foia-response-times-after-government-shutdown"
OIP_FEES = "https://www.justice.gov/oip/oip-guidance/prohibition_on_assessing_certain_fees_when_foia_time_limits_not_met"
OIP_STILL = "https://www.justice.gov/oip/blog/oip-releases-new-guidance-agency-still-interested-inquiries"
RCFP = "https://foia.wiki/wiki/Main_Page"
CREW = "https://www.courtlistener.com/c/F.3d/711/180/"
OGLESBY = "https://www.courtlistener.com/c/F.2d/920/57/"
KENNEY = "https://www.courtlistener.com/c/F.%20Supp.%202d/700/111/"
SPANNAUS = "https://www.courtlistener.com/c/F.2d/824/52/"
SIX_YEARS = "https://www.law.cornell.edu/uscode/text/28/2401"


class Authority(NamedTuple):
    """An authority is a citation, the day since which it has said so (None if it has no such day), and where to read it."""

    cite: str
    url: str
    since: date | None = None


class Rule(NamedTuple):
    """A rule is one dated row of the law, in force from `since` until the next row of its limit, or before the day `until`.

    `value` counts `unit`s (None if the law sets no number); `event` names the fact whose date selects the row;
    `verified` is False if the source's own words were not read.
    """

    limit: str
    since: date
    value: int | None
    unit: Unit | None
    event: str
    cite: str
    url: str
    says: str
    verified: bool = True
    until: date | None = None

    @property
    def number(self) -> int:
        """Return the rule's number; raises ValueError if the law sets none."""
        if self.value is None:
            raise ValueError(f"{self.limit}: the law sets no number")
        return self.value

    @property
    def authority(self) -> Authority:
        return Authority(self.cite, self.url, self.since)


Rule.__hash__ = object.__hash__  # type: ignore[method-assign]  # by identity: a row of the table is made once

_1967, _1975, _1997 = FOIA_TOOK_EFFECT, date(1975, 2, 19), date(1997, 10, 2)
_2008, _2015, _2016 = date(2008, 12, 31), date(2015, 7, 2), date(2016, 7, 1)
WD: Unit = "working_days"
CD: Unit = "calendar_days"

# fmt: off
RULES: tuple[Rule, ...] = (
    # How days are counted
    Rule("working_day", _1975, None, None, "any day", "5 U.S.C. 552(a)(6)(A)", USC,
         "every day except Saturdays, Sundays and legal public holidays; the statute makes no other exception"),
    Rule("day_one", _1975, 1, WD, "received", "OIP, FOIA Post 2009 no. 1", OIP_COUNTING,
         "day 1 is the first working day after the day of receipt; an act on the last day is timely"),
    Rule("legal_public_holidays", date(1971, 1, 1), None, None, "any day", "5 U.S.C. 6103(a), (b); E.O. 11582", HOLIDAYS,
         "a holiday on a Saturday is observed the Friday before, one on a Sunday the Monday after"),
    Rule("calendar_period", _1967, None, CD, "any day", "5 U.S.C. 552(a)(6)", USC,
         "day 1 is the next calendar day; the last day does not move"),
    Rule("court_period", _1967, None, CD, "any day", "Fed. R. Civ. P. 6(a)(1)", FRCP_6,
         "a last day on a Saturday, Sunday or legal holiday moves to the next day that is none of these"),
    # What the agency owes
    Rule("acknowledgment", _2008, 10, WD, "filed", "5 U.S.C. 552(a)(7)(A); Pub. L. 110-175 sec. 7", USC,
         "the agency must assign a tracking number if processing will take longer than ten days; a requester cannot sue over "
         "the failure to assign one"),
    Rule("expedited_decision", _1997, 10, CD, "expedite_asked", "5 U.S.C. 552(a)(6)(E)(ii)(I); Pub. L. 104-231 sec. 8(a)", USC,
         "notice of the decision on expedited processing is due within ten calendar days after the date of the request for "
         "it"),
    Rule("determination", _1975, 10, WD, "received", "5 U.S.C. 552(a)(6)(A)(i); Pub. L. 93-502, 88 Stat. 1561", ACT_1974,
         "the determination is due within ten working days after receipt"),
    Rule("determination", _1997, 20, WD, "received", "5 U.S.C. 552(a)(6)(A)(i); Pub. L. 104-231 secs. 8(b), 12(b), 110 Stat. 3052", USC,
         "the determination is due within twenty working days after receipt"),
    Rule("unusual_circumstances", _1975, 10, WD, "received", "5 U.S.C. 552(a)(6)(B)(i)", USC,
         "in unusual circumstances, the agency may extend the limit by up to ten working days, by written notice sent within "
         "the limit, at each stage (request and appeal)"),
    Rule("beyond_ten_days", _1997, None, None, "received", "5 U.S.C. 552(a)(6)(B)(ii)", USC,
         "beyond ten working days, the agency may only ask the requester to narrow the request or arrange another time frame; "
         "neither affects exhaustion or fees"),
    Rule("routing", _2008, 10, WD, "filed", "5 U.S.C. 552(a)(6)(A); Pub. L. 110-175 sec. 6(a), 121 Stat. 2526", OIP_TOLLING,
         "the clock starts when the proper component receives the request, but no later than ten working days after any "
         "component designated to receive requests first receives it"),
    Rule("tolling_information", _2008, 1, None, "filed", "5 U.S.C. 552(a)(6)(A)(ii)(I); Pub. L. 110-175 sec. 6(a)(1)", OIP_TOLLING,
         "one request for information tolls the limit until the answer is received"),
    Rule("tolling_fees", _2008, None, None, "filed", "5 U.S.C. 552(a)(6)(A)(ii)(II); Pub. L. 110-175 sec. 6(a)(1)", OIP_TOLLING,
         "each question needed to clarify fees tolls the limit until the answer is received; there may be more than one"),
    Rule("appeal_determination", _1975, 20, WD, "appeal_received", "5 U.S.C. 552(a)(6)(A)(ii)", USC,
         "the determination on the appeal is due within twenty working days after receipt of the appeal; the provisions on "
         "routing and tolling do not apply"),
    # What the requester may do
    Rule("appeal_floor", _2016, 90, CD, "filed", "5 U.S.C. 552(a)(6)(A)(i)(III)(aa); Pub. L. 114-185 secs. 2, 6, 130 Stat. 538", USC,
         "no agency may allow less than ninety days after the date of the adverse determination"),
    Rule("appeal_assumed", _1967, 30, CD, "filed", "RCFP appeals guide", RCFP,
         "before 2016-07-01, each agency's own regulation set the time to appeal; where that regulation was not found, "
         "thirty calendar days are assumed", verified=False, until=_2016),
    Rule("appeal_assumed_least", _1967, 10, WD, "filed", "45 CFR 612.9(a) (2015 edition)", CFR,
         "the shortest time known before 2016-07-01 is ten working days, at the National Science Foundation; other "
         "agencies allowed up to ninety days (29 CFR 70.22(a))", until=_2016),
    Rule("reply", _1967, None, None, "the question", "the agency's regulation, or its letter", CFR,
         "the requester must answer the agency's question by the day its letter names or, if it names none, within the "
         "time the agency's own rule sets; the Act sets no number of days"),
    Rule("still_interested", _2015, 30, WD, "letter", "OIP guidance of 2015-07-02 (policy, not statute)", OIP_STILL,
         "an agency that asks whether the requester is still interested should allow at least thirty working days to answer"),
    Rule("expedition_appeal", _1997, None, None, "expedite_determined", "5 U.S.C. 552(a)(6)(A)(i)(III), (E)(ii)(II)", USC,
         "a requester may appeal the denial of expedited processing within the time the agency's own rule sets, or sue "
         "at once; the agency must decide that appeal expeditiously, but the Act sets no number of days"),
    Rule("fee_waiver_appeal", _1975, None, None, "fee_waiver_determined", "5 U.S.C. 552(a)(4)(A)(iii), (6)(A)(i)(III)", USC,
         "a requester must appeal the denial of a fee waiver before suing, within the time the agency's own rule sets"),
    Rule("exhaustion", _1975, 1, CD, "the limit missed", "5 U.S.C. 552(a)(6)(C)(i)", USC,
         "from the calendar day after a limit expires without a determination, the requester is deemed to have exhausted "
         "administrative remedies"),
    Rule("suit", _1967, 6, "years", "accrual", "28 U.S.C. 2401(a)", SIX_YEARS,
         "suit must be filed within six years after the right of action first accrues (Spannaus v. DOJ, 824 F.2d 52 (D.C. "
         "Cir. 1987))"),
    Rule("service", date(1983, 2, 26), 120, CD, "sued", "Fed. R. Civ. P. 4(m), 4(i)", FRCP_4,
         "the complaint must be served within 120 days after it is filed", verified=False),
    Rule("service", date(2015, 12, 1), 90, CD, "sued", "Fed. R. Civ. P. 4(m), 4(i)", FRCP_4,
         "the complaint must be served within ninety days after it is filed; absent good cause, the court dismisses the "
         "suit without prejudice or orders service within a set time"),
    Rule("answer", _1975, 30, CD, "served", "5 U.S.C. 552(a)(4)(C)", USC,
         "the answer to the complaint is due within thirty days after service"),
    Rule("answer_in_other_suits", date(1938, 9, 16), 60, CD, "served", "Fed. R. Civ. P. 12(a)(2)", FRCP_12,
         "the United States must answer other complaints within sixty days after service on the United States attorney"),
    Rule("judgment_appeal", _1967, 60, CD, "judgment", "28 U.S.C. 2107(b); Fed. R. App. P. 4(a)(1)(B)", FRAP_4,
         "either side may appeal within sixty days after entry of the judgment; a timely motion listed in Fed. R. App. "
         "P. 4(a)(4)(A) restarts the time"),
    Rule("fee_motion", date(1993, 12, 1), 14, CD, "judgment", "Fed. R. Civ. P. 54(d)(2)(B); 5 U.S.C. 552(a)(4)(E)", FRCP_54,
         "a motion for attorney fees must be filed within fourteen days after entry of the judgment, unless a statute or "
         "court order provides otherwise; the thirty days of 28 U.S.C. 2412(d) do not govern fees under FOIA"),
    Rule("emancipation_day", date(2005, 4, 16), None, None, "any day", "D.C. Code 28-2701; Fed. R. Civ. P. 6(a)(6)(C)", FRCP_6,
         "April 16 is a legal holiday in the District of Columbia, observed the Friday before if it falls on a Saturday "
         "and the Monday after if it falls on a Sunday", verified=False),
    # What follows
    Rule("fees", _2008, None, None, "filed", "5 U.S.C. 552(a)(4)(A)(viii); Pub. L. 110-175 sec. 6(b)", USC,
         "the agency may not charge search fees (or duplication fees, for news media, educational and noncommercial scientific "
         "requesters) once it misses a time limit under paragraph (6), unless unusual or exceptional circumstances apply"),
    Rule("fees", _2016, 10, WD, "filed", "5 U.S.C. 552(a)(4)(A)(viii); Pub. L. 114-185 sec. 2", OIP_FEES,
         "the agency may not charge search fees (or duplication fees, for news media, educational and noncommercial scientific "
         "requesters) once it misses a time limit under paragraph (6), with three exceptions: timely notice of unusual "
         "circumstances (for ten more working days); more than 5,000 pages necessary to respond, if the agency gave timely "
         "written notice and discussed how to limit the request or made at least three good-faith attempts to do so; or a "
         "court's finding of exceptional circumstances"),
)


class Point(NamedTuple):
    """A contested point is a question, the reading that `due` takes, the one that `cautious` takes, and the authority.

    `earliest` is the reading that an agency's officer should take, if it differs from that of `due`.
    """

    key: str
    question: str
    due: str
    cautious: str
    authority: Authority
    earliest: str | None = None

    @property
    def says(self) -> str:
        earliest = f" Earliest: {self.earliest}." if self.earliest else ""
        return f"{self.question}? Due: {self.due}. Cautious: {self.cautious}.{earliest}"


POINTS: dict[str, Point] = {p.key: p for p in (
    Point("C1", "Is the Friday or Monday observed in place of a weekend holiday a legal public holiday", "yes",
          "for the agency, yes; for the requester's own working-day window, no", Authority("5 U.S.C. 6103(b); E.O. 11582", HOLIDAYS),
          earliest="no"),
    Point("C2", "Does Inauguration Day count as a working day", "it counts", "for the agency, it does not",
          Authority("5 U.S.C. 6103(c)", HOLIDAYS)),
    Point("C3", "Do days of mourning and days when an executive order closed offices count as working days", "they count",
          "for the agency, they do not", Authority("5 U.S.C. 552(a)(6)(A); the orders speak only of pay and leave", USC)),
    Point("C4", "Do snow days and days of a lapse in appropriations count as working days", "they count",
          "for the agency, they do not", Authority("OIP 2013; OGIS 2013", OIP_LAPSE)),
    Point("C5", "Do the days to decide on expedited processing run from the request for it or from receipt of that request",
          "from the date of the request for it",
          "from receipt, rolled forward to a working day", Authority("5 U.S.C. 552(a)(6)(E)(ii)(I)", USC)),
    Point("C6", "Does the day of the agency's question count", "no; the count resumes on the first working day after the answer",
          "the same", Authority("5 U.S.C. 552(a)(6)(A)(ii)", OIP_TOLLING), earliest="yes"),
    Point("C7", "Do the request and its appeal each have their own days of extension, or do they share them",
          "each has its own, unless the agency's own rule says they share them", "for the agency, each has its own",
          Authority("5 U.S.C. 552(a)(6)(B)(i)", USC), earliest="shared"),
    Point("C8", "Are the days allowed for routing working days", "yes", "the same; the note gives the calendar-day reading",
          Authority("5 U.S.C. 552(a)(6)(A); OIP 2008", OIP_TOLLING), earliest="they are calendar days"),
    Point("C9", "Is the day of receipt day 1", "no", "no; the note gives an agency's own earlier date",
          Authority("43 CFR part 2; OIP, FOIA Post 2009 no. 1", OIP_COUNTING), earliest="yes, where the agency's own rule says so"),
    Point("C10", "When is a request that arrives on a nonworking day received", "on that day",
          "for the agency, on the next working day", Authority("5 U.S.C. 552(a)(6)(A)", USC)),
    Point("C11", "Does an amendment reach requests already pending", "no", "no; for requests near 1997-10-02, the note gives the other date",
          Authority("Pub. L. 104-231 sec. 12", ACT_1996)),
    Point("C12", "Does the FOIA Improvement Act of 2016 govern a request made on 2016-06-30", "no", "no",
          Authority("Pub. L. 114-185 sec. 6", ACT_2016)),
    Point("C13", "When does a requester's window of calendar days end if its last day is not a working day", "on that day",
          "for the requester, on the working day before", Authority("5 U.S.C. 552(a)(6)(A)(i)(III)(aa)", USC)),
    Point("C14", "When do the six years to sue end", "the sixth anniversary of the day after the limit, rolled forward",
          "the sixth anniversary of the limit's last day itself, rolled back; February 29 becomes February 28",
          Authority("28 U.S.C. 2401(a); Fed. R. Civ. P. 6(a)(1)", SIX_YEARS)),
    Point("C15", "Does a notice of unusual circumstances that comes after the limit has expired extend it", "no",
          "for the agency, it does", Authority("5 U.S.C. 552(a)(6)(B)(i)", USC)),
    Point("C16", "When do the six years to sue start if a determination came late and was appealed, or an appeal was decided late",
          "when administrative remedies are exhausted and no later determination ends that exhaustion",
          "with the first missed limit",
          Authority("Brook v. Holzerland, nos. 24-40640, 25-40014 (5th Cir. 2025); Kenney v. DOJ, 700 F. Supp. 2d 111 "
                    "(D.D.C. 2010)", KENNEY)),
    Point("C17", "Does an interim response that withholds something start its own time to appeal",
          "no, it runs from the determination", "for the requester, yes, from the first such response",
          Authority("5 U.S.C. 552(a)(6)(A)(i)(III)", USC)),
    Point("C18", "Can a time period under the court rules end on a legal holiday of the state, or the District of Columbia, where the court sits",
          "it can", "for the agency, it cannot",
          Authority("Fed. R. Civ. P. 6(a)(6)(C); D.C. Code 28-2701", FRCP_6)),
)}
# fmt: on

EXPEDITION_REVIEW = Authority("5 U.S.C. 552(a)(6)(E)(iii)", USC, _1997)
DETERMINATION_MEANS = Authority("CREW v. FEC, 711 F.3d 180 (D.C. Cir. 2013)", CREW)
EXHAUSTION_ENDS = Authority("Oglesby v. Dep't of the Army, 920 F.2d 57 (D.C. Cir. 1990)", OGLESBY)
FIRST_ACCRUAL = Authority("Spannaus v. DOJ, 824 F.2d 52 (D.C. Cir. 1987)", SPANNAUS)
PROMPTLY = Authority("5 U.S.C. 552(a)(6)(C)(i)", USC, _1975)

LIMITS: tuple[str, ...] = tuple(dict.fromkeys(rule.limit for rule in RULES))


class Rules:
    """These are the dated rows of a body of law. A row is asked for by the day of the event that it governs."""

    __slots__ = ("_latest_first",)

    def __init__(self, rows: Sequence[Rule]) -> None:
        limits = dict.fromkeys(rule.limit for rule in rows)
        self._latest_first: dict[str, list[Rule]] = {
            limit: [rule for rule in reversed(rows) if rule.limit == limit] for limit in limits
        }

    def in_force(self, limit: str, day: date) -> Rule | None:
        """Return the row of `limit` for an event on `day`: the latest whose `since` is not after it; None if none was in force.

        Raises KeyError for a limit the table does not know.
        """
        for rule in self._latest_first[limit]:
            if rule.since <= day:
                return rule if rule.until is None or day < rule.until else None
        return None

    def rule_for(self, limit: str, day: date) -> Rule:
        """Return what `in_force` does, when a row is certain to be in force. Raises LookupError if none is."""
        rule = self.in_force(limit, day)
        if rule is None:
            raise LookupError(f"no row of {limit} was in force on {day}")
        return rule

    def first_day(self, limit: str) -> date:
        """Return the first day on which the law set `limit` at all."""
        return self._latest_first[limit][-1].since


STATUTE = Rules(RULES)  # the Act with the rules of court; where there is a case, it carries them
in_force, rule_for, first_day = STATUTE.in_force, STATUTE.rule_for, STATUTE.first_day
