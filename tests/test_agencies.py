"""Which agency's regulation governs, and what it said about time on the day of the determination."""

import json
import subprocess
import sys
from collections import defaultdict
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest

from foiacalc import tables
from foiacalc.calendar.zone import washington
from foiacalc.errors import FactError
from foiacalc.law import agencies
from foiacalc.law.agencies import AgencyRule, Component, UnknownAgency, components, find, rule_on, rules, rules_in_force
from foiacalc.law.agency_meant import understood
from foiacalc.law.names import Near, comparable
from foiacalc.render import reference
from tests.conftest import cases, report_on
from tests.test_cli import BARE, run

ROWS = list(cases("agencies.csv"))
TODAY, UPDATED = date.today(), tables.day("agency_rules_updated.txt")
NOW = date(2024, 3, 1)  # a day on which the present rules of most were in force


@pytest.mark.parametrize("row", [row for row in ROWS if not row["determined"]], ids=lambda row: row["text"])
def test_an_agency_is_known_by_its_code_its_names_and_its_components(row: dict[str, str]) -> None:
    """An agency is known by its code, by its names and by those of its components, as people and logs write them; a component
    with a regulation of its own is its own agency.
    """
    assert row["code"] == find(row["text"]), row["source"]


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row["determined"]], ids=lambda row: f"{row['text']} {row['determined']}"
)
def test_the_regulation_in_force_on_the_day_of_the_determination_gives_the_time_to_appeal(row: dict[str, str]) -> None:
    """The regulation in force on the day of the determination gives the time to appeal, whenever the request was made, and
    where none of that time is known the answer is that it is unknown; each row names the Federal Register document or the
    edition.
    """
    code = find(row["text"])
    rule = rule_on(code, date.fromisoformat(row["determined"]))
    window = "unknown" if not rule else f"{rule.days} {rule.unit}" if rule.days else "no number"
    assert (row["code"], row["window"], row["citation"]) == (code, window, rule.citation if rule else ""), row["source"]


def test_every_time_to_appeal_of_today_that_is_not_ninety_calendar_days_has_a_case() -> None:
    """Every regulation in force that gives another time to appeal than the ninety calendar days of 552(a)(6)(A)(i)(III)(aa) has
    a row in the table of cases, also one that gives no number.
    """
    listed = {row["code"] for row in ROWS if row["determined"] >= str(NOW) and row["window"] != "90 calendar_days"}
    others = {(rule.days, rule.unit) for rule in rules() if not rule.determined_until and rule.code not in listed}
    assert {(90, "calendar_days")} == others


UNKNOWN: list[tuple[str, str, str]] = [
    ("FBII", "did you mean FBI?", "a letter too many"),
    ("Departmnt of Justice", "Justice", "a letter is missing"),
    ("Immigration and Customs Enforcment", "Customs Enforcement", "a letter is missing"),
    ("Homeland Securty", "Homeland Security", "a letter is missing"),
    ("zzzzzz", "without an agency, the statute's rule applies", "nothing like any name"),
    ("", "'' is not an agency or component", "no name at all"),
    ("OIG", "'OIG' is not an agency or component", "every department has one"),
    ("Office of Inspector General", "is not an agency or component", "every department has one"),
    ("FAS", "'FAS' is not an agency or component", "of Agriculture and of General Services"),
    ("FSA", "'FSA' is not an agency or component", "of Agriculture and of Education"),
    ("DHS/FBI", "'DHS/FBI' is not an agency or component", "two departments"),
    ("IRS/DOJ", "'IRS/DOJ' is not an agency or component", "a regulation of its own, but not of that department"),
    ("FBI and ICE", "is not an agency or component", "two components of two departments"),
    ("FBI ICE", "is not an agency or component", "two components of two departments"),
    ("DHS FBI", "is not an agency or component", "a department and a component of another"),
    ("ICE Texas", "is not an agency or component", "a part that is not known may have a rule of its own"),
    ("VA Police", "is not an agency or component", "a part that is not known may have a rule of its own"),
    ("DOJ/State of Texas", "is not an agency or component", "a state government is no part of a department"),
    ("Region 9", "is not an agency or component", "whose region is not said"),
    ("Central Intelligence", "did you mean Central Intelligence Agency", "the name is cut short"),
    ("Washington", "is not an agency or component", "a place is no agency"),
    ("x" * 100, "xxx... is not an agency or component", "a long text is cut in the error"),
]


@pytest.mark.parametrize(("text", "message", "why"), UNKNOWN)
def test_a_name_that_is_no_agency_is_refused_with_the_names_it_may_be(text: str, message: str, why: str) -> None:
    """A name that is no agency, or may be two, is refused as a wrong value of the fact agency, with the names that it may be,
    and nothing is guessed.
    """
    with pytest.raises(UnknownAgency) as error:
        find(text)
    assert message in str(error.value), why
    assert isinstance(error.value, FactError)
    assert error.value.fact == "agency"


def test_every_code_and_name_in_the_tables_is_found_as_its_own_agency() -> None:
    """Every code and every name in the tables is found as its own agency, so none is hidden by another."""
    named = [(text, c.agency) for c in components() for text in (c.code, c.name) if text]
    named += [(text, rule.code) for rule in rules() for text in (rule.code, rule.name)]
    assert not [(text, code) for text, code in named if find(text) != code]


def test_no_name_stands_for_two_agencies() -> None:
    """Names that differ only in case, punctuation and small words are one name, and stand for one agency."""
    small = {"the", "of", "for", "us", "and"}
    holders: dict[str, set[str]] = defaultdict(set)
    named = [(text, c.agency) for c in components() for text in (c.code, c.name) if text]
    for text, code in named + [(text, rule.code) for rule in rules() for text in (rule.code, rule.name)]:
        words = "".join(c if c.isalnum() else " " for c in text.lower().replace(".", "").replace("united states", "us")).split()
        holders[" ".join(word for word in words if word not in small)].add(code)
    assert not {name: codes for name, codes in holders.items() if len(codes) > 1}


def test_a_code_means_one_agency_whether_it_is_looked_up_alone_or_among_all_names() -> None:
    """A code without a sign in it is looked up before all names are made comparable; no name and no other code that reads the
    same is another agency's or another component's, so that the shorter way finds the same one.
    """
    alone = {code: Component._make(one) for code, one in agencies._coded().items()}
    among = {code: agencies._known()[comparable(code)][1] for code in alone}
    meant = [{code: (one.agency, agencies._itself(one)) for code, one in found.items()} for found in (alone, among)]
    assert meant[0] == meant[1]


def test_every_component_belongs_to_an_agency_with_a_regulation() -> None:
    """Every component in the table belongs to an agency of which at least one regulation is known."""
    assert not {c.agency for c in components()} - {rule.code for rule in rules()}


def test_one_regulation_of_an_agency_is_in_force_at_a_time() -> None:
    """An agency's regulations stand in order, each ends before the next begins, and only the last one is still in force."""
    for one, following in pairwise(rules()):
        if one.code == following.code:
            assert one.determined_until and one.determined_from <= one.determined_until < following.determined_from
        else:
            assert one.code < following.code and not one.determined_until
    assert not rules()[-1].determined_until


def test_a_gap_between_two_known_regulations_of_an_agency_has_a_case() -> None:
    """Every rule of an agency ends the day before the next one begins, but where no rule of the time between the two is known:
    then the table of cases has its first day as unknown, as it has for the Department of State on May 6, 2016.
    """
    followed = [(one, two) for one, two in pairwise(rules()) if one.code == two.code]
    gaps = {(one.code, str(the_day_after(one))) for one, two in followed if rule_on(one.code, the_day_after(one)) != two}
    assert ("STATE", "2016-05-06") in gaps
    assert gaps <= {(row["code"], row["determined"]) for row in ROWS if row["window"] == "unknown"}


def the_day_after(rule: AgencyRule) -> date:
    """The first day that it does not govern any more."""
    assert rule.determined_until
    return rule.determined_until + timedelta(days=1)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: f"{rule.code} {rule.determined_from}")
def test_a_rule_governs_from_its_first_day_to_its_last(rule: AgencyRule) -> None:
    """A regulation governs a determination of its first day and of its last day, and not one of the day before or the day
    after.
    """
    assert rule == rule_on(rule.code, rule.determined_from)
    assert rule == rule_on(rule.code, rule.determined_until or date.max)
    assert rule != rule_on(rule.code, rule.determined_from - timedelta(days=1))
    assert not rule.determined_until or rule != rule_on(rule.code, the_day_after(rule))


def test_a_code_that_is_no_agencys_has_no_regulation() -> None:
    """A code that is no agency's has no regulation, and asking for one is no error."""
    assert rule_on("XYZ", NOW) is None


IN_FORCE: list[tuple[str, dict[str, str], set[str]]] = [  # the day, regulations that had begun, agencies whose had not
    ("1981-01-06", {}, {"ACHP", "FSLRB", "ONHIR", "USAB"}),
    ("1981-01-07", {"USAB": "36 CFR 1120.36(b)(1)"}, {"ACHP", "FSLRB", "ONHIR"}),
    ("1982-02-13", {
        "ACHP": "36 CFR 810.4(a)", "FSLRB": "22 CFR 1411.7(a)(1)", "ONHIR": "25 CFR 700.247(b)", "USAB": "36 CFR 1120.36(b)(1)",
    }, {"DHS", "DOJ"}),
]  # fmt: skip


@pytest.mark.parametrize(("day", "begun", "not_yet"), IN_FORCE)
def test_the_regulations_in_force_on_a_day_are_those_that_had_begun(day: str, begun: dict[str, str], not_yet: set[str]) -> None:
    """The regulations in force on a day are those that had begun by then, in the order of their agencies' codes, as 36 CFR
    1120.36(b)(1) had on January 7, 1981.
    """
    found = {rule.code: rule.citation for rule in rules_in_force(date.fromisoformat(day))}
    assert begun.items() <= found.items()
    assert not not_yet & found.keys()
    assert sorted(found) == [*found]


def test_each_agency_has_one_regulation_in_force() -> None:
    """Each agency has one regulation in force once the last one in the table has begun, and an agency with a gap has none on a
    day in the gap (the Department of State, May 6, 2016).
    """
    codes = sorted({rule.code for rule in rules()})
    assert codes == [rule.code for rule in rules_in_force(max(rule.determined_from for rule in rules()))]
    assert "6 CFR 5.9(a)(1)" == next(rule.citation for rule in rules_in_force(date(2016, 12, 21)) if rule.code == "DHS")
    assert "STATE" in {rule.code for rule in rules_in_force(date(2016, 5, 5))}
    assert "STATE" not in {rule.code for rule in rules_in_force(date(2016, 5, 6))}


def test_bodies_that_have_ended_or_are_not_under_the_act_are_left_out() -> None:
    """The Government Accountability Office, which belongs to Congress and is not under the Act, and bodies that have ended are
    not in the table of agencies.
    """
    gone = {"EOGLB", "ESGLB", "GAO", "NACIC", "NCLIS", "OIC", "PADC", "WRC", "MCRMC"}
    assert not gone & {rule.code for rule in rules()}


UNREAD = {
    ("CEQ", "2016-07-01"), ("CSB", "2016-07-01"), ("EPA", "2023-11-13"), ("FDIC", "2009-01-01"), ("FDIC", "2016-07-01"),
    ("FRTIB", "2014-12-14"), ("HUD", "2015-09-16"), ("OPM", "2016-07-01"), ("PRC", "2019-10-01"), ("SEC", "2015-08-14"),
    ("SSA", "2025-01-17"), ("STB", "2017-01-14"),
}  # fmt: skip


def test_regulations_not_read_at_their_source_are_marked_and_have_a_note() -> None:
    """The regulations whose text was not read at its source are marked unverified, those listed above among them, and say in a
    note what was read instead.
    """
    unread = [rule for rule in rules() if not rule.verified]
    assert UNREAD <= {(rule.code, str(rule.determined_from)) for rule in unread}
    assert all(rule.note for rule in unread)


SAYS: list[tuple[str, str, str, object, str]] = [
    ("DOJ", "2015-05-03", "satisfied_by", "received", "28 CFR 16.9(a) (1998-07-01 on): the appeal must arrive by the last day"),
    ("DOJ", "2015-05-04", "satisfied_by", "sent", "28 CFR 16.8(a) (80 FR 18099): a postmark by the last day is enough"),
    (
        "DHS",
        "2016-12-21",
        "satisfied_by",
        "received",
        "6 CFR 5.9(a)(1) (2003-01-27 on): the appeal must arrive by the last day",
    ),
    ("DHS", "2016-12-22", "satisfied_by", "sent", "6 CFR 5.8(a)(1) (2016-12-22 on): an appeal sent by the last day is in time"),
    ("DOC", "2016-06-30", "satisfied_by", "received", "15 CFR 4.10 (2008-01-01 on): the appeal must arrive by the last day"),
    ("DOI", "2024-03-01", "satisfied_by", "received", "43 CFR 2.58(a) (2017-01-19 on): the appeal must arrive by the last day"),
    (
        "DOL",
        "2024-03-01",
        "satisfied_by",
        "submitted",
        "29 CFR 70.22(a) (2015-07-01 on): the appeal must be submitted by the last day",
    ),
    (
        "DOE",
        "2024-03-01",
        "satisfied_by",
        "unspecified",
        "10 CFR 1004.8(a) (2017-01-26 on): does not say whether the appeal must be sent or arrive",
    ),
    ("DOJ", "2024-03-01", "runs_from", "letter_date", "28 CFR 16.8(a) (2017-02-03 on): from the date of the letter"),
    ("NSF", "2024-03-01", "runs_from", "letter_received", "45 CFR 612.9(a) (2013-09-28 on): from receipt of the letter"),
    (
        "CFPB",
        "2024-03-01",
        "runs_from",
        "last_records",
        "12 CFR 1070.21(b) (2018-10-12 on): from the letter, or from the last records if they are later",
    ),
    (
        "NLRB",
        "2024-03-01",
        "runs_from",
        "other",
        "29 CFR 102.117(c)(2)(v)(A) (2017-03-26 on): from service of the letter",
    ),
    ("DOC", "2016-06-30", "rolls", False, "15 CFR 4.10 (2008-01-01 on): does not say that a last day moves"),
    ("DOC", "2016-07-01", "rolls", True, "15 CFR 4.10(a)(1) (2016-07-01 on): a last day that is no working day moves"),
    ("NLRB", "2017-03-25", "rolls", False, "29 CFR 102.117(c)(2)(v) (2007-12-05 on): does not say that a last day moves"),
    (
        "NLRB",
        "2017-03-26",
        "rolls",
        True,
        "29 CFR 102.117(c)(2)(v)(A) (2017-03-26 on): a last day that is no working day moves",
    ),
    ("DOD", "2017-01-04", "one_extension", True, "32 CFR 286.24(d)(1) (1998-09-04 on): request and appeal share one extension"),
    (
        "DOD",
        "2017-01-05",
        "one_extension",
        False,
        "32 CFR part 286 (2017-01-05 on): does not say that request and appeal share one extension",
    ),
    (
        "NASA",
        "2019-11-09",
        "one_extension",
        False,
        "14 CFR part 1206 (2014-09-10 on): does not say that request and appeal share one extension",
    ),
    ("NASA", "2019-11-10", "one_extension", True, "14 CFR 1206.403(a) (2019-11-10 on): request and appeal share one extension"),
    (
        "DOI",
        "2017-01-18",
        "cutoff",
        "17:00 America/New_York",
        "43 CFR part 2 (2013-01-30 on): names the hour at which a day ends",
    ),
    ("DOJ", "2024-03-01", "cutoff", "", "28 CFR part 16 (2017-02-03 on): names no hour"),
    ("DOI", "2017-01-18", "day_of_receipt_is_one", False, "43 CFR part 2 (2013-01-30 on): does not count the day of receipt"),
    ("DOI", "2017-01-19", "day_of_receipt_is_one", True, "43 CFR part 2 (2017-01-19 on): counts the day of receipt as day 1"),
    ("DOJ", "2024-03-01", "day_of_receipt_is_one", False, "28 CFR part 16 (2017-02-03 on): does not count the day of receipt"),
    ("DHS", "2016-12-21", "reply_days", None, "6 CFR part 5 (2003-01-27 on): gives no time to answer the agency's question"),
    ("DHS", "2016-12-22", "reply_days", 30, "6 CFR 5.3(c) (2016-12-22 on): the time to answer the agency's question"),
    (
        "DHS",
        "2016-12-22",
        "reply_unit",
        "working_days",
        "6 CFR 5.3(c) (2016-12-22 on): the time to answer the agency's question",
    ),
    (
        "DHS",
        "2016-12-22",
        "reply_runs_from",
        "letter_date",
        "6 CFR 5.3(c) (2016-12-22 on): the time to answer the agency's question",
    ),
    (
        "DHS",
        "2016-12-22",
        "reply_citation",
        "6 CFR 5.3(c)",
        "6 CFR 5.3(c) (2016-12-22 on): the time to answer the agency's question",
    ),
    (
        "SSS",
        "2024-09-15",
        "reply_runs_from",
        "other",
        "32 CFR 1662.11(a) (2024-09-15 on): from the agency's first contact",
    ),
    (
        "IRS",
        "2024-03-01",
        "expedition_appeal_days",
        10,
        "26 CFR 601.702(c) (2002-12-19 on): a time of its own to appeal a refusal to expedite",
    ),
    (
        "FCC",
        "2017-02-12",
        "expedition_appeal_days",
        5,
        "47 CFR part 0 (2011-06-01 on): a time of its own to appeal a refusal to expedite",
    ),
    (
        "FCC",
        "2017-02-12",
        "expedition_appeal_unit",
        "working_days",
        "47 CFR part 0 (2011-06-01 on): a time of its own to appeal a refusal to expedite",
    ),
    (
        "FCC",
        "2017-02-13",
        "expedition_appeal_days",
        None,
        "47 CFR part 0 (2017-02-13 on): sets no time of its own to appeal a refusal to expedite",
    ),
    (
        "CIA",
        "2023-05-17",
        "fee_appeal_days",
        45,
        "32 CFR part 1900 (2023-05-17 on): a time of its own to appeal a refusal to waive fees",
    ),
    (
        "CIA",
        "2023-05-17",
        "fee_appeal_unit",
        "working_days",
        "32 CFR part 1900 (2023-05-17 on): a time of its own to appeal a refusal to waive fees",
    ),
    (
        "USDA",
        "2019-10-20",
        "fee_appeal_unit",
        "calendar_days",
        "7 CFR part 1 (2000-08-27 on): a time of its own to appeal a refusal to waive fees",
    ),
    (
        "USDA",
        "2019-10-21",
        "fee_appeal_days",
        None,
        "7 CFR part 1 (2019-10-21 on): sets no time of its own to appeal a refusal to waive fees",
    ),
    ("USPTO", "2024-03-01", "part_of", "DOC", "37 CFR 102.10(a): the Patent and Trademark Office is part of Commerce"),
    ("DOC", "2024-03-01", "part_of", "", "15 CFR 4.10(a)(1): the rule of the department itself"),
]


@pytest.mark.parametrize(("code", "determined", "field", "expected", "source"), SAYS)
def test_a_regulation_says_more_than_its_time_to_appeal(
    code: str, determined: str, field: str, expected: object, source: str
) -> None:
    """A regulation in force on a day also says, as its row has it, whether an appeal must be sent or must arrive, from when its
    time runs, whether a last day moves, and other such terms.
    """
    rule = rule_on(code, date.fromisoformat(determined))
    assert rule
    assert expected == getattr(rule, field), source


def test_components_with_a_regulation_of_their_own_are_part_of_a_department() -> None:
    """A component with a regulation of its own, such as the IRS, is part of its department in every row, and a department is
    part of none.
    """
    expected = {
        "FCSC": "DOJ", "FOMC": "FRB", "FSIS": "USDA", "HUDOIG": "HUD", "IRS": "TREAS", "OCC": "TREAS", "USPTO": "DOC",
    }  # fmt: skip
    parts = {(rule.code, rule.part_of) for rule in rules() if rule.part_of}
    assert expected.items() <= parts
    assert {rule.code for rule in rules() if not rule.part_of} >= {department for _, department in parts}
    assert {rule.code for rule in rules() if not rule.part_of}.isdisjoint(code for code, _ in parts)


URLS: list[tuple[str, str, str]] = [
    ("6 CFR 5.8(a)(1)", "https://www.ecfr.gov/current/title-6/section-5.8", "a section, whatever paragraphs of it"),
    ("24 CFR part 15 subpart B", "https://www.ecfr.gov/current/title-24/part-15", "a part, whatever subpart of it"),
    ("41 CFR 105-60.700(d)", "https://www.ecfr.gov/current/title-41/section-105-60.700", "a section whose number has a hyphen"),
    ("29 CFR 102.117(c)(2)(v)(A)", "https://www.ecfr.gov/current/title-29/section-102.117", "a section with many paragraphs"),
    ("10 CFR 9.43(d) (with 9.29)", "https://www.ecfr.gov/current/title-10/section-9.43", "a section named beside another"),
    ("43 CFR part 2", "https://www.ecfr.gov/current/title-43/part-2", "a part by itself"),
    ("by agreement", "https://www.ecfr.gov/", "no section and no part"),
]


@pytest.mark.parametrize(("citation", "expected", "why"), URLS)
def test_a_citation_links_to_its_section_or_part_of_the_cfr(citation: str, expected: str, why: str) -> None:
    """A citation links to its section of the Code of Federal Regulations, or to its part, or to the front page of the eCFR
    where it names neither.
    """
    assert expected == rules_in_force(NOW)[0]._replace(citation=citation).url, why


@pytest.mark.parametrize("rule", [rule for rule in rules() if not rule.determined_until], ids=lambda rule: rule.code)
def test_every_regulation_in_force_links_to_the_title_and_number_it_cites(rule: AgencyRule) -> None:
    """Every regulation in force links to the title and the number in its citation, and cites itself with its first day."""
    title = rule.citation.split(" CFR ")[0]
    number = rule.citation.split(" CFR ")[1].removeprefix("part ").split("(")[0].split(" ")[0]
    assert f"/title-{title}/" in rule.url
    assert rule.url.endswith(f"-{number}")
    authority = rule.authority
    assert (rule.citation, rule.url, rule.determined_from) == (authority.cite, authority.url, authority.since)


@pytest.mark.parametrize("rule", [rule for rule in rules() if not rule.determined_until], ids=lambda rule: rule.code)
def test_a_regulation_known_to_end_later_still_links_to_todays_text(rule: AgencyRule) -> None:
    """A regulation that is known to end on a day to come links to today's text until that day has passed."""
    assert rule.url == rule._replace(determined_until=UPDATED).url
    assert rule.url != rule._replace(determined_until=UPDATED - timedelta(days=1)).url


GONE = [rule for rule in rules() if rule.determined_until and rule.determined_until < TODAY]


@pytest.mark.parametrize("rule", GONE, ids=lambda rule: str(rule[:3]))
def test_a_regulation_that_is_gone_does_not_link_to_todays_text(rule: AgencyRule) -> None:
    """A regulation that is no longer in force links to the editions of past years, because numbers move: 28 CFR 16.9 was on
    appeals and is now on keeping records, and appeals are 16.8 (justice.gov/oip/doj-foia-regulations). When one ends, the day
    in data/agency_rules_updated.txt is set.
    """
    assert "https://www.govinfo.gov/app/collection/cfr/" == rule.url


WHOM: list[tuple[str, str, str]] = [
    ("ICE", "ICE", "a component by its code"),
    (" dhs/ice", "ICE", "its department and a space before it change nothing"),
    ("U.S. Immigration and Customs Enforcement", "ICE", "a component by its name"),
    ("Immigration and Customs Enforcement (DHS)", "ICE", "its department in parentheses changes nothing"),
    ("USCIS", "USCIS", "another component of the same department"),
    ("DHS", "DHS", "the department itself"),
    ("Department of Homeland Security (DHS)", "DHS", "the department itself, with its code"),
    ("State Department", "STATE", "another name of the agency itself"),
    ("Department of State", "STATE", "the agency by its name"),
    ("DHS TSA", "TSA", "a department and its component"),
    ("EPA HQ", "EPA", "an office of the agency itself"),
    ("Justice, Department of", "DOJ", "a name turned round"),
    ("ICE and the Ministry", "ice and the ministry", "not an agency, so as it was given"),
    ("ICE, FBI", "ice, fbi", "two agencies, so as it was given"),
    ("", "", "nothing was given"),
]


@pytest.mark.parametrize(("text", "name", "why"), WHOM)
def test_a_component_is_itself_and_not_its_agency(text: str, name: str, why: str) -> None:
    """A component is counted as itself and not as its agency, however it is spelled, so that two components of one agency are
    two.
    """
    assert name == agencies.whom(text), why


# A word of a name; the names that have it
SEARCHED: list[tuple[str, set[tuple[str, str]], str]] = [
    ("prisons", {("Bureau of Prisons", "DOJ"), ("Federal Bureau of Prisons", "DOJ")}, "one word of the names"),
    ("BUREAU OF PRIS", {("Bureau of Prisons", "DOJ"), ("Federal Bureau of Prisons", "DOJ")}, "the last word may be cut short"),
    ("wildlife fish", {("U.S. Fish and Wildlife Service", "DOI")}, "all words, in any order"),
    ("rison", set(), "a word is not found from its middle"),
    ("of the", set(), "small words by themselves find nothing"),
    ("", set(), "nothing was asked for"),
]


@pytest.mark.parametrize(("text", "expected", "why"), SEARCHED)
def test_agencies_and_components_are_found_by_the_words_of_their_names(
    text: str, expected: set[tuple[str, str]], why: str
) -> None:
    """A search finds the agencies and components whose names have all its words, in any order and at least from a word's
    beginning.
    """
    assert expected == {(found.name, found.agency) for found in agencies.search(text)}, why


def test_the_command_agencies_finds_names_by_a_word() -> None:
    """The command agencies, given a word that is no code and no name, shows the components whose names have it, and ends with
    exit code 2 where none has.
    """
    shown = run("agencies", "prisons")
    assert "BOP          Federal Bureau of Prisons (DOJ)" in shown.stdout.splitlines()
    assert {"DOJ"} == {c["agency"] for c in json.loads(run("agencies", "prisons", "--json").stdout)["components"]}
    assert 2 == run("agencies", "zzzzzz").returncode


def test_the_names_suggested_are_the_same_in_every_run() -> None:
    """The names suggested for a misspelled agency are the same in every run of the program."""
    texts = (
        "federad technology sercice",
        "ncia",
        "federal maritime cobmission",
        "idaho operationsjoffece",
        "dhs office inipector generil",
        "ames eesearch centeg",
    )
    code = "import sys; from foiacalc import agencies; print([str(agencies.UnknownAgency(text)) for text in sys.argv[1:]])"
    said = {subprocess.check_output([sys.executable, "-c", code, *texts], env={**BARE, "PYTHONHASHSEED": s}) for s in "123"}
    assert 1 == len(said)


def test_suggested_names_are_looked_for_only_when_they_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """The names suggested for an unknown agency are looked for only when the error is shown, once for each name, so that a log
    with thousands of unknown names costs nothing.
    """
    sought: list[str] = []
    near = Near.to

    def to(self: Near, text: str) -> list[str]:
        sought.append(text)
        return near(self, text)

    monkeypatch.setattr(Near, "to", to)
    for _ in range(3):
        with pytest.raises(UnknownAgency) as error:
            find("Departmnt of the Sea")
    assert [] == sought
    assert str(error.value) == str(error.value)
    assert ["Departmnt of the Sea"] == sought


# What `foiacalc agencies` shows


def shown(code: str, determined: str) -> str:
    """The text on the rule in force that day, on one line."""
    rule = rule_on(code, date.fromisoformat(determined))
    assert rule
    return " ".join(reference.agency(code, [rule], []).split())


SHOWN: list[tuple[str, str, str, str]] = [
    (
        "DHS",
        "2016-12-22",
        "DHS: Department of Homeland Security, determinations from 2016-12-22 You have 90 working days to appeal,",
        "6 CFR 5.8(a)(1)",
    ),
    (
        "DHS",
        "2016-12-21",
        "determinations from 2003-01-27 to 2016-12-21 You have 60 calendar days to appeal,",
        "6 CFR 5.9(a)(1)",
    ),
    (
        "DHS",
        "2016-12-22",
        "to appeal, counted from the date of the letter. You must mail or transmit your appeal by the last day",
        "6 CFR 5.8(a)(1)",
    ),
    ("DHS", "2016-12-21", "The agency must receive your appeal by the last day.", "6 CFR 5.9(a)(1)"),
    ("DOL", "2024-03-01", "You must submit your appeal by the last day.", "29 CFR 70.22(a)"),
    (
        "DOE",
        "2024-03-01",
        "The rule does not say whether your appeal must be sent or must arrive by the last day.",
        "10 CFR 1004.8(a)",
    ),
    ("NSF", "2024-03-01", "counted from the day you receive the letter.", "45 CFR 612.9(a)"),
    (
        "CFPB",
        "2024-03-01",
        "from the date of the letter, or of the letter with the last records if that is later.",
        "12 CFR 1070.21(b)",
    ),
    ("NLRB", "2024-03-01", "to appeal; the note says when the count starts.", "29 CFR 102.117(c)(2)(v)(A)"),
    ("NLRB", "2017-03-26", "A last day on a weekend or holiday moves to the next working day.", "29 CFR 102.117(c)(2)(v)(A)"),
    ("NLRB", "2017-03-25", "The rule does not say that a last day on a weekend or holiday moves", "29 CFR 102.117(c)(2)(v)"),
    ("NASA", "2019-11-10", "The request and its appeal share one extension of up to 10 working days.", "14 CFR 1206.403(a)"),
    (
        "NASA",
        "2019-11-09",
        "The request and its appeal may each be extended by up to 10 working days.",
        "14 CFR part 1206 of 2014",
    ),
    ("DHS", "2016-12-22", "The cutoff is 11:59:59 p.m. Eastern (electronic appeals).", "6 CFR 5.8(a)(1)"),
    (
        "DHS",
        "2016-12-22",
        "answer within 30 working days of the date of its letter, or it may close the request (6 CFR 5.3(c)).",
        "6 CFR 5.3(c)",
    ),
    ("SSS", "2024-09-15", "answer within 30 calendar days of the day the note names, or it may", "32 CFR 1662.11(a)"),
    ("FCC", "2017-02-12", "You have 5 working days to appeal the denial of expedited processing.", "47 CFR part 0 of 2011"),
    ("CIA", "2023-05-17", "You have 45 working days to appeal the denial of a fee waiver.", "32 CFR part 1900 of 2023"),
    ("DOI", "2017-01-19", "The agency counts the day of receipt as day 1.", "43 CFR part 2 of 2017"),
    (
        "EAC",
        "2024-03-01",
        "The rule sets no time to appeal. The statutory minimum applies to requests made on or after 2016-07-01.",
        "11 CFR 9405.8",
    ),
    ("CEQ", "2024-03-01", "The time to appeal under the rule is not known. The statutory minimum applies", "40 CFR 1515.8"),
    (
        "CEQ",
        "2024-03-01",
        "Note: The text was not checked; the statutory minimum governs. The start date is the day the statutory minimum took "
        "effect, not the day a rule did. Not verified. 40 CFR",
        "40 CFR 1515.8",
    ),
]


@pytest.mark.parametrize(("code", "determined", "says", "source"), SHOWN)
def test_the_command_agencies_says_in_sentences_what_a_regulation_says(
    code: str, determined: str, says: str, source: str
) -> None:
    """The command agencies says in sentences everything that the regulation in force on a day says about time."""
    assert says in shown(code, determined), source


SILENT: list[tuple[str, str, str, str]] = [
    ("DHS", "2016-12-21", "If the agency asks", "6 CFR part 5 of 2003 gives no time to answer a question"),
    ("DHS", "2016-12-21", "fee waiver", "6 CFR part 5 of 2003 gives no time of its own to appeal a refusal to waive fees"),
    ("DHS", "2016-12-21", "expedited", "6 CFR part 5 of 2003 gives no time of its own to appeal a refusal to expedite"),
    ("DHS", "2016-12-21", "cutoff", "6 CFR 5.9(a)(1) names no hour"),
    ("DHS", "2016-12-21", "day 1", "6 CFR part 5 of 2003 does not count the day of receipt"),
    ("DHS", "2016-12-21", "Not verified", "6 CFR 5.9(a)(1) was read at its source"),
    ("EAC", "2024-03-01", "last day", "11 CFR 9405.8 sets no time, so it has no last day"),
    ("NARA", "2017-03-02", "Note:", "36 CFR 1250.72(a) needs no note"),
]


@pytest.mark.parametrize(("code", "determined", "says", "source"), SILENT)
def test_the_command_agencies_is_silent_on_what_a_regulation_does_not_say(
    code: str, determined: str, says: str, source: str
) -> None:
    """The command agencies shows no line for a term that the regulation does not have."""
    assert says not in shown(code, determined), source


TIME_TO_REPLY = "The time to reply"
REPLIES: list[tuple[str, str, str, str]] = [
    (
        "DHS",
        "info_asked",
        "The time that the agency allows for a reply applies to requests for clarification, and the reply must be postmarked",
        "6 CFR 5.3(c)",
    ),
    ("DOJ", "fee_asked", "The time that the agency allows for a reply applies to advance payment.", "28 CFR 16.10(i)(4)"),
]


@pytest.mark.parametrize(("code", "fact", "says", "source"), REPLIES)
def test_what_a_note_says_of_the_time_to_reply_is_said_of_the_reply_and_not_of_the_appeal(
    code: str, fact: str, says: str, source: str
) -> None:
    """What a regulation's note says of the time to answer the agency's question explains that deadline, and does not explain
    the time to appeal.
    """
    asked = report_on(f"--filed 2024-01-02 --agency {code} --{fact.replace('_', '-')} 2024-01-10..", "2024-01-20")
    denied = report_on(f"--filed 2024-01-02 --agency {code} --determined 2024-01-20 --outcome denied", "2024-02-01")
    assert says in " ".join(asked.state_of("reply").deadline.explain().notes), source
    notes = " ".join(denied.state_of("appeal").deadline.explain().notes)
    assert notes and not [words for words in (TIME_TO_REPLY, "clarification", "advance payment") if words in notes], source


def test_the_latest_regulation_of_an_agency_is_shown_first() -> None:
    """The latest regulation of an agency is shown first, then the older ones, each under the days of determination that it
    governs.
    """
    known = [rule for rule in rules() if rule.code == "DOJ" and rule.determined_from <= NOW]
    text = reference.agency("DOJ", [*known[:-1], known[-1]._replace(determined_until=None)], [])
    heads = [" ".join(block.split("  You have")[0].split()) for block in text.split("\n\n")]
    days = ["2017-02-03", "2015-05-04 to 2017-02-02", "1998-07-01 to 2015-05-03"]
    assert [f"DOJ: Department of Justice, determinations from {period}" for period in days] == heads


def test_the_command_agencies_alone_lists_those_with_a_regulation_in_force_today() -> None:
    """The command agencies by itself lists one line for each agency with a regulation in force today, and the same agencies in
    JSON, which names the day.
    """
    today = datetime.now(washington()).date()
    assert len(rules_in_force(today)) == len(run("agencies").stdout.splitlines())
    answer = json.loads(run("agencies", "--json").stdout)
    today = date.fromisoformat(answer["on"])
    assert [rule.code for rule in rules_in_force(today)] == [row["code"] for row in answer["agencies"]]
    assert all(row["determined_until"] is None or row["determined_until"] >= answer["on"] for row in answer["agencies"])


def test_json_has_every_regulation_of_an_agency_with_every_field() -> None:
    """JSON has every regulation of an agency in the order of the table, with every field of the table, and a unit only where
    there is a number.
    """
    answer = json.loads(run("agencies", "ICE", "--json").stdout)
    old, new = answer["agencies"]
    assert answer["on"] is None
    assert {*AgencyRule._fields, "url"} == set(old) == set(new)
    assert ("2003-01-27", "2016-12-21", "2016-12-22", None) == (
        *(old[name] for name in ("determined_from", "determined_until")),
        *(new[name] for name in ("determined_from", "determined_until")),
    )
    assert [(60, "calendar_days"), (90, "working_days")] == [(row["days"], row["unit"]) for row in (old, new)]
    reply = ("reply_days", "reply_unit", "reply_runs_from")
    assert [None, None, None] == [old[name] for name in reply]
    assert [30, "working_days", "letter_date"] == [new[name] for name in reply]


# What a person gives, and who is understood: the department of a component is said, a name that says it itself is left alone
UNDERSTOOD: list[tuple[str, str, str]] = [
    ("FBI", "FBI (Department of Justice)", "a component"),
    ("fbi", "FBI (Department of Justice)", "a component, in small letters"),
    ("federal bureau of investigation", "Federal Bureau of Investigation (Department of Justice)", "a component by its name"),
    ("ICE", "ICE (Department of Homeland Security)", "a component"),
    ("DHS/ICE", "ICE (Department of Homeland Security)", "its department is written once"),
    ("DOJ - FBI", "FBI (Department of Justice)", "its department is written once"),
    ("ICE, Department of Homeland Security", "ICE (Department of Homeland Security)", "its department is written once"),
    ("IRS", "IRS (Department of the Treasury)", "a component with a regulation of its own"),
    ("IRS (Treasury)", "IRS (Department of the Treasury)", "a component with a regulation of its own"),
    ("USPTO", "USPTO (Department of Commerce)", "a component with a regulation of its own"),
    ("PTAB", "PTAB (Department of Commerce)", "a part of the Patent and Trademark Office, which is of Commerce"),
    ("National Park Service", "National Park Service (Department of the Interior)", "a component by its name"),
    (
        "Justice Management Division",
        "Justice Management Division (Department of Justice)",
        "a component whose name does not say its department",
    ),
    ("VOA", "VOA (U.S. Agency for Global Media)", "a part of an agency that is no department"),
    ("DHS Privacy Office", "DHS Privacy Office", "the name says the department itself"),
    ("EPA Region 9", "EPA Region 9", "the name says the agency itself"),
    ("EPA", "EPA", "an agency by its code"),
    ("Environmental Protection Agency", "Environmental Protection Agency", "an agency by its name"),
    ("DOJ", "DOJ", "a department by its code"),
    ("treasury", "Treasury", "a department, as people write it"),
    ("DOS", "DOS", "another code of the Department of State"),
    ("State Department", "State Department", "another name of the Department of State"),
    ("Ministry of Truth", "Ministry of Truth", "no agency"),
    ("EPA/FBI", "EPA/FBI", "two agencies"),
    ("OIG", "OIG", "every agency has one"),
    ("", "", "nothing"),
]


@pytest.mark.parametrize(("given", "said", "why"), UNDERSTOOD)
def test_a_person_is_shown_which_agency_was_understood(given: str, said: str, why: str) -> None:
    """A person is shown which agency was understood, and of which department it is part, so that a wrong one is noticed; a name
    that is not known is shown as it was given.
    """
    assert said == understood(given), why


def test_every_name_in_the_tables_is_understood_as_its_own_agency() -> None:
    """What is shown for every code and name of a component begins with a name of the same agency, and only its department
    stands in parentheses.
    """
    for component in components():
        for text in filter(None, (component.code, component.name)):
            name, _, above = understood(text).removesuffix(")").rpartition(" (")
            assert find(text) == find(name or above)
