"""What each deadline and each consequence cites: the law of its own limit, and of what moved it."""

import pytest

from tests.conftest import report_on

LIMIT, TOLLED = "5 U.S.C. 552(a)(6)(A)(i); Pub. L. 104-231 secs. 8(b), 12(b), 110 Stat. 3052", "; Pub. L. 110-175 sec. 6(a)(1)"
INFORMATION, FEES = f"5 U.S.C. 552(a)(6)(A)(ii)(I){TOLLED}", f"5 U.S.C. 552(a)(6)(A)(ii)(II){TOLLED}"
ROUTING, EXTENSION = "5 U.S.C. 552(a)(6)(A); Pub. L. 110-175 sec. 6(a), 121 Stat. 2526", "5 U.S.C. 552(a)(6)(B)(i)"
FLOOR = "5 U.S.C. 552(a)(6)(A)(i)(III)(aa); Pub. L. 114-185 secs. 2, 6, 130 Stat. 538"
SIX_YEARS, FIRST_ACCRUAL, ROLLED = (
    "28 U.S.C. 2401(a)",
    "Spannaus v. DOJ, 824 F.2d 52 (D.C. Cir. 1987)",
    "Fed. R. Civ. P. 6(a)(1)",
)

AUTHORITIES: list[tuple[str, str, str, list[str], str]] = [
    (
        "--filed 2010-02-01",
        "2010-02-02",
        "acknowledgment",
        ["5 U.S.C. 552(a)(7)(A); Pub. L. 110-175 sec. 7"],
        "552(a)(7)(A): a tracking number for a request that takes longer than ten days",
    ),
    (
        "--filed 1997-10-01",
        "1997-10-02",
        "determination",
        ["5 U.S.C. 552(a)(6)(A)(i); Pub. L. 93-502, 88 Stat. 1561"],
        "until October 1, 1997, the limit was that of Pub. L. 93-502",
    ),
    ("--filed 2024-03-01", "2024-03-04", "determination", [LIMIT], "552(a)(6)(A)(i) alone sets the limit"),
    (
        "--filed 2024-03-01 --perfected 2024-03-05",
        "2024-03-06",
        "determination",
        [LIMIT],
        "the agency's own day of completion has no law of its own",
    ),
    (
        "--received 2024-03-01 --reached-office 2024-03-05",
        "2024-03-06",
        "determination",
        [LIMIT, ROUTING],
        "552(a)(6)(A): receipt by the proper component starts the clock",
    ),
    (
        "--received 2024-03-01 --reached-office never",
        "2024-03-20",
        "determination",
        [LIMIT, ROUTING],
        "552(a)(6)(A): the clock starts no later than ten days after first receipt",
    ),
    (
        "--filed 2008-12-30 --reached-office 2009-01-05",
        "2009-01-06",
        "determination",
        [LIMIT],
        "Pub. L. 110-175 sec. 6: the rule on routing began with requests of December 31, 2008",
    ),
    (
        "--filed 2010-02-01 --extended 2010-02-05",
        "2010-02-08",
        "determination",
        [LIMIT, EXTENSION],
        "552(a)(6)(B)(i): a notice within the limit extends it",
    ),
    (
        "--filed 2010-02-01 --extended 2010-03-03",
        "2010-03-08",
        "determination",
        [LIMIT],
        "552(a)(6)(B)(i): a notice after the last day, March 2, extends nothing",
    ),
    (
        "--filed 2010-02-01 --info-asked 2010-02-03..2010-02-04",
        "2010-02-08",
        "determination",
        [LIMIT, INFORMATION],
        "552(a)(6)(A)(ii)(I): one request for information tolls the limit",
    ),
    (
        "--filed 2010-02-01 --fee-asked 2010-02-03..2010-02-04 --fee-asked 2010-04-05..2010-04-06",
        "2010-04-08",
        "determination",
        [LIMIT, FEES],
        "552(a)(6)(A)(ii)(II): a question about fees within the limit tolls it, a later one does not",
    ),
    (
        "--filed 2010-02-01 --fee-asked 2010-04-05..2010-04-06",
        "2010-04-08",
        "determination",
        [LIMIT],
        "552(a)(6)(A)(ii): a question after the last day tolls nothing",
    ),
    (
        "--filed 2008-12-30 --info-asked 2009-01-05..2009-01-08",
        "2009-01-09",
        "determination",
        [LIMIT],
        "Pub. L. 110-175 sec. 6: tolling by statute began with requests of December 31, 2008",
    ),
    (
        "--filed 2024-03-01 --expedite",
        "2024-03-04",
        "expedited_decision",
        ["5 U.S.C. 552(a)(6)(E)(ii)(I); Pub. L. 104-231 sec. 8(a)"],
        "552(a)(6)(E)(ii)(I): ten days to decide on expedited processing",
    ),
    (
        "--filed 2024-02-01 --determined 2024-03-01",
        "2024-03-02",
        "appeal",
        [FLOOR],
        "552(a)(6)(A)(i)(III)(aa): not less than ninety days to appeal",
    ),
    (
        "--filed 2024-02-01 --determined 2024-03-01 --agency DHS",
        "2024-03-02",
        "appeal",
        ["6 CFR 5.8(a)(1)", FLOOR],
        "the agency's own rule gives the time, and the statute its minimum",
    ),
    (
        "--filed 2018-02-01 --determined 2018-03-01 --agency USDA",
        "2018-03-02",
        "appeal",
        [FLOOR, "7 CFR 1.14(a)"],
        "the agency's own rule of 2018 gave less than the statute's minimum",
    ),
    (
        "--filed 2010-02-01 --determined 2010-03-01",
        "2010-03-02",
        "appeal",
        ["RCFP appeals guide"],
        "no statute set a time to appeal before 2016, so the usual one is assumed",
    ),
    (
        "--filed 2010-02-01 --determined 2010-03-01 --appeal-window 45",
        "2010-03-02",
        "appeal",
        ["the agency's letter, as given with the facts"],
        "the agency's letter names the time to appeal",
    ),
    (
        "--appeal-received 2024-03-15",
        "2024-03-18",
        "appeal_determination",
        ["5 U.S.C. 552(a)(6)(A)(ii)"],
        "552(a)(6)(A)(ii): twenty working days to decide the appeal",
    ),
    (
        "--appeal-received 2024-03-15 --appeal-extended 2024-04-01",
        "2024-04-02",
        "appeal_determination",
        ["5 U.S.C. 552(a)(6)(A)(ii)", EXTENSION],
        "552(a)(6)(B)(i): a notice extends the time to decide the appeal",
    ),
    (
        "--filed 2010-02-01",
        "2010-03-03",
        "suit",
        [SIX_YEARS, FIRST_ACCRUAL, ROLLED],
        "28 U.S.C. 2401(a): six years from first accrual, to a last day that Rule 6(a)(1) moves",
    ),
    (
        "--filed 2010-02-01 --sued 2010-03-09",
        "2010-03-10",
        "answer",
        ["5 U.S.C. 552(a)(4)(C)", ROLLED],
        "552(a)(4)(C): thirty days after service, to a last day that Rule 6(a)(1) moves",
    ),
]


@pytest.mark.parametrize(("facts", "as_of", "key", "expected", "why"), AUTHORITIES)
def test_a_deadline_cites_its_own_limit_first_then_what_moved_it(
    facts: str, as_of: str, key: str, expected: list[str], why: str
) -> None:
    """A deadline cites the law of its own limit first, then the law of each fact that moved it, and nothing else."""
    assert expected == [authority.cite for authority in report_on(facts, as_of).state_of(key).deadline.authority], why


EXHAUSTION, CREW = "5 U.S.C. 552(a)(6)(C)(i)", "CREW v. FEC, 711 F.3d 180 (D.C. Cir. 2013)"
OGLESBY = "Oglesby v. Dep't of the Army, 920 F.2d 57 (D.C. Cir. 1990)"
FEES_BARRED = "5 U.S.C. 552(a)(4)(A)(viii); Pub. L. 110-175 sec. 6(b)"

CONSEQUENCES: list[tuple[str, str, list[tuple[str, list[str]]], str]] = [
    (
        "--filed 2010-02-01 --determined 2010-06-01 --outcome denied",
        "2010-06-02",
        [
            ("constructive_exhaustion", [EXHAUSTION, CREW]),
            ("fees_barred", [FEES_BARRED]),
            ("exhaustion_ended", [OGLESBY]),
        ],
        "552(a)(6)(C)(i) until a late determination before suit ends it (Oglesby); fees under the act of 2007",
    ),
    (
        "--appeal-received 2024-03-15",
        "2024-04-15",
        [("constructive_exhaustion", [EXHAUSTION])],
        "552(a)(6)(C)(i) says the same of an appeal that is not decided in time",
    ),
    (
        "--filed 2024-02-01 --determined 2024-02-28 --outcome denied --appealed 2024-03-15 --appeal-determined 2024-04-10",
        "2024-04-11",
        [("exhaustion", [OGLESBY])],
        "an appeal that was decided exhausts remedies in fact (Oglesby)",
    ),
    (
        "--filed 2024-02-01 --expedite --determined 2024-02-14 --outcome denied",
        "2024-02-15",
        [
            ("expedition_review", ["5 U.S.C. 552(a)(6)(E)(iii)"]),
            ("fees_barred", ["5 U.S.C. 552(a)(4)(A)(viii); Pub. L. 114-185 sec. 2"]),
        ],
        "552(a)(6)(E)(iii): a decision on expedition that is not made in time may be reviewed",
    ),
    (
        "--filed 2024-02-01 --determined 2024-02-28",
        "2024-05-29",
        [("appeal_lapsed", [FLOOR])],
        "552(a)(6)(A)(i)(III)(aa): after the time to appeal the right has lapsed",
    ),
]


@pytest.mark.parametrize(("facts", "as_of", "expected", "why"), CONSEQUENCES)
def test_a_consequence_cites_the_statute_and_the_case_that_says_so(
    facts: str, as_of: str, expected: list[tuple[str, list[str]]], why: str
) -> None:
    """A consequence of a missed limit cites the statute that attaches it and the case that reads the statute so."""
    found = report_on(facts, as_of).consequences
    assert expected == [(c.key, [authority.cite for authority in c.authority]) for c in found], why
