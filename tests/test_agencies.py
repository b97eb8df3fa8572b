"""Which agency's regulation governs, and the window that it gave to appeal on the day of the request."""

from collections import defaultdict
from datetime import date

import pytest

from foiacalc import agencies
from foiacalc.agencies import UnknownAgency, components, find, rule_for, rules
from foiacalc.facts import FactError
from tests.conftest import cases

ROWS = list(cases("agencies.csv"))
ACT_OF_2016 = date(2016, 7, 1)


@pytest.mark.parametrize("row", [row for row in ROWS if not row["filed"]], ids=lambda row: row["text"])
def test_agency_of_a_code_or_name(row: dict[str, str]) -> None:
    """Codes and names of agencies and components, as sheets write them."""
    assert row["code"] == find(row["text"]), row["source"]


@pytest.mark.parametrize("row", [row for row in ROWS if row["filed"]], ids=lambda row: f"{row['text']} {row['filed']}")
def test_window_for_a_request_filed_on_a_day(row: dict[str, str]) -> None:
    """The regulation in force for the request, its number and unit; 'unknown' where none of that time is known."""
    code = find(row["text"])
    rule = rule_for(code, date.fromisoformat(row["filed"]))
    actual = "unknown" if not rule else f"{rule.days} {rule.unit}" if rule.days else "no number"
    assert (row["code"], row["window"]) == (code, actual), row["source"]


def test_all_other_windows_since_2016_are_ninety_calendar_days() -> None:
    """What differs from the statute's floor is in the table of cases."""
    listed = {row["code"] for row in ROWS if row["filed"] >= "2016-07-01"}
    others = {(rule.days, rule.unit) for rule in rules() if rule.of_today and rule.code not in listed}
    assert {(90, "calendar_days"), (None, "calendar_days")} == others
    assert {"CEQ", "CSB", "FCC", "FDIC"} == {rule.code for rule in rules() if not rule.days and rule.code not in listed}


UNKNOWN: list[tuple[str, str]] = [
    ("FBII", "did you mean FBI?"),
    ("Departmnt of Justice", "Justice"),
    ("Immigration and Customs Enforcment", "Customs Enforcement"),
    ("Homeland Securty", "Homeland Security"),
    ("zzzzzz", "without an agency the statute's rule applies"),
    ("", "'' is no agency or component"),
    ("OIG", "'OIG' is no agency or component"),  # every department has one
    ("Office of Inspector General", "is no agency or component"),
    ("FAS", "'FAS' is no agency or component"),  # of Agriculture and of General Services
    ("FSA", "'FSA' is no agency or component"),  # of Agriculture and of Education
    ("DHS/FBI", "'DHS/FBI' is no agency or component"),  # two agencies
    ("IRS/DOJ", "'IRS/DOJ' is no agency or component"),  # a regulation of its own, but not of that department
    ("FBI and ICE", "is no agency or component"),
    ("x" * 100, "xxx... is no agency or component"),
]


@pytest.mark.parametrize(("text", "message"), UNKNOWN)
def test_unknown_agency_is_an_error_with_near_matches(text: str, message: str) -> None:
    """It is an error of the fact `agency`, like any other, and guesses nothing."""
    with pytest.raises(UnknownAgency) as error:
        find(text)
    assert message in str(error.value)
    assert isinstance(error.value, FactError)
    assert error.value.fact == "agency"


def test_every_code_and_name_in_the_tables_is_found_as_its_own_agency() -> None:
    """No name stands for two agencies, and none is hidden by another."""
    named = [(text, c.agency) for c in components() for text in (c.code, c.name) if text]
    named += [(text, rule.code) for rule in rules() for text in (rule.code, rule.name)]
    assert not [(text, code) for text, code in named if find(text) != code]


def test_no_name_maps_to_two_agencies() -> None:
    """Names that differ only in case, punctuation and small words are one name, of one agency."""
    small = {"the", "of", "for", "us", "and"}
    holders: dict[str, set[str]] = defaultdict(set)
    named = [(text, c.agency) for c in components() for text in (c.code, c.name) if text]
    for text, code in named + [(text, rule.code) for rule in rules() for text in (rule.code, rule.name)]:
        words = "".join(c if c.isalnum() else " " for c in text.lower().replace(".", "").replace("united states", "us")).split()
        holders[" ".join(word for word in words if word not in small)].add(code)
    assert not {name: codes for name, codes in holders.items() if len(codes) > 1}


def test_every_components_agency_has_a_rule() -> None:
    """No component leads nowhere."""
    assert not {c.agency for c in components()} - {rule.code for rule in rules()}


def test_one_regulation_of_an_agency_is_in_force_at_a_time() -> None:
    """At most one row before the act of 2016 and one from it on; today's is known of every agency."""
    keys = [(rule.code, rule.requests_from) for rule in rules()]
    assert len(keys) == len(set(keys))
    assert {None, date(1998, 7, 1), date(2003, 1, 27), ACT_OF_2016} == {since for _, since in keys}
    assert {code for code, _ in keys} == {rule.code for rule in rules() if rule.of_today}


def test_an_unknown_code_has_no_rule() -> None:
    """Nor is an error made of it: codes come from `find`."""
    assert rule_for("XYZ", ACT_OF_2016) is None


def test_a_regulation_governs_no_request_made_before_it() -> None:
    """Before Justice's revision of 1998 and the first regulation of Homeland Security no window is known here."""
    for code, since in (("DOJ", date(1998, 7, 1)), ("DHS", date(2003, 1, 27))):
        assert rule_for(code, since)
        assert rule_for(code, date.fromordinal(since.toordinal() - 1)) is None


def test_a_regulation_of_before_2016_governs_no_later_request(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where today's regulation is not known, the old one is no substitute."""
    old = rule_for("DHS", date(2016, 6, 30))
    assert old
    monkeypatch.setattr(agencies, "_rules_of", lambda code: (old,))
    assert old == rule_for("DHS", date(2016, 6, 30))
    assert rule_for("DHS", ACT_OF_2016) is None


def test_bodies_that_ended_or_are_under_no_foia_are_not_shipped() -> None:
    """The Government Accountability Office is of Congress; the others have ended."""
    gone = {"EOGLB", "ESGLB", "GAO", "NACIC", "NCLIS", "OIC", "PADC", "WRC", "MCRMC"}
    assert not gone & {rule.code for rule in rules()}


UNREAD = ["DOC", "DOI", "DOJ", "DOL", "ED", "EPA", "HHS", "HUD", "NRC", "OPM", "SEC", "SSA", "STB", "VA"]


@pytest.mark.parametrize("code", UNREAD)
def test_regulations_not_read_at_their_source_are_unverified(code: str) -> None:
    """Each says so in its note."""
    rule = rule_for(code, ACT_OF_2016)
    assert rule
    assert not rule.verified
    assert rule.note


def test_verified_regulations_of_before_2016() -> None:
    """Three were read; the Department of Homeland Security's of 2003 is inferred from its twin in the Privacy Act's part."""
    expected = {"DHS": False, "DOC": True, "DOJ": True, "USDA": True}
    assert expected == {rule.code: rule.verified for rule in rules() if not rule.of_today}


SATISFIED_BY: list[tuple[str, str, str]] = [
    ("DOJ", "2016-06-30", "received"),
    ("DHS", "2016-06-30", "received"),
    ("DOC", "2016-06-30", "received"),
    ("DOJ", "2016-07-01", "postmarked_or_transmitted"),
    ("DHS", "2016-07-01", "postmarked_or_transmitted"),
    ("DOI", "2016-07-01", "received"),
    ("DOL", "2016-07-01", "submitted"),
]


@pytest.mark.parametrize(("code", "filed", "expected"), SATISFIED_BY)
def test_what_must_happen_by_the_last_day(code: str, filed: str, expected: str) -> None:
    """Arrival in one regulation, sending in the next."""
    rule = rule_for(code, date.fromisoformat(filed))
    assert rule
    assert expected == rule.satisfied_by


def test_the_day_of_receipt_is_day_one_for_interior() -> None:
    """Its own regulation says so, unlike Justice's."""
    interior, justice = rule_for("DOI", ACT_OF_2016), rule_for("DOJ", ACT_OF_2016)
    assert interior and interior.day_of_receipt_is_one
    assert justice and not justice.day_of_receipt_is_one


URLS: list[tuple[str, str]] = [
    ("6 CFR 5.8(a)(1)", "https://www.ecfr.gov/current/title-6/section-5.8"),
    ("24 CFR part 15 subpart B", "https://www.ecfr.gov/current/title-24/part-15"),
    ("41 CFR 105-60.700(d)", "https://www.ecfr.gov/current/title-41/section-105-60.700"),
    ("29 CFR 102.117(c)(2)(v)(A)", "https://www.ecfr.gov/current/title-29/section-102.117"),
    ("10 CFR 9.43(d) (with 9.29)", "https://www.ecfr.gov/current/title-10/section-9.43"),
    ("43 CFR part 2", "https://www.ecfr.gov/current/title-43/part-2"),
    ("by agreement", "https://www.ecfr.gov/"),
]


@pytest.mark.parametrize(("citation", "expected"), URLS)
def test_url_of_a_citation(citation: str, expected: str) -> None:
    """A section, a part, or the Code's front page where the citation names neither."""
    assert expected == rules()[0]._replace(citation=citation).url


@pytest.mark.parametrize("rule", [rule for rule in rules() if rule.of_today], ids=lambda rule: rule.code)
def test_every_regulation_of_today_has_an_address_of_its_own(rule: agencies.AgencyRule) -> None:
    """Title and number of the citation are in it, and it is the rule's authority."""
    title = rule.citation.split(" CFR ")[0]
    number = rule.citation.split(" CFR ")[1].removeprefix("part ").split("(")[0].split(" ")[0]
    assert f"/title-{title}/" in rule.url
    assert rule.url.endswith(f"-{number}")
    assert (rule.citation, rule.url, rule.requests_from) == (rule.authority.cite, rule.authority.url, rule.authority.since)


@pytest.mark.parametrize("rule", [rule for rule in rules() if not rule.requests_from], ids=lambda rule: rule.code)
def test_a_regulation_of_before_2016_does_not_link_to_todays_text(rule: agencies.AgencyRule) -> None:
    """Numbers moved: today 28 CFR 16.9 is on keeping records, 16.8 on appeals (justice.gov/oip/doj-foia-regulations)."""
    assert "/current/" not in rule.url


WHOM: list[tuple[str, str]] = [
    ("ICE", "ICE"),
    (" dhs/ice", "ICE"),
    ("U.S. Immigration and Customs Enforcement", "ICE"),
    ("Immigration and Customs Enforcement (DHS)", "ICE"),
    ("USCIS", "USCIS"),
    ("DHS", "DHS"),
    ("Department of Homeland Security (DHS)", "DHS"),
    ("ICE and the Ministry", "ice and the ministry"),
    ("ICE, FBI", "ice, fbi"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "name"), WHOM)
def test_a_component_is_itself_and_not_its_agency(text: str, name: str) -> None:
    """One name however it is spelt; two components of one agency are two."""
    assert name == agencies.whom(text)
