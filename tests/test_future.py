"""A law, or an agency's rule, that is still to come changes no answer of today.

A copy of the package is given a future row of every limit, or of every agency, and answers the same commands as the package
itself, in one process. What each event finds is the row in force on its own day, so none but later events may see it.
"""

import ast
import csv
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

import foiacalc
from foiacalc import law

PACKAGE = Path(foiacalc.__file__).parent
LATER = "2099-01-01"
SOON = (date.today() + timedelta(days=50)).isoformat()
NEXT = (date.today() + timedelta(days=2)).isoformat()  # tomorrow, whatever the zone of the machine

DRIVER = """
import io, json, sys
from foiacalc.cli import main
told = []
for args in json.load(open(sys.argv[1])):
    sys.argv = ["foiacalc", *args]
    sys.stdout, sys.stderr = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in "oe")
    try:
        main()
        code = 0
    except SystemExit as ended:
        code = ended.code
    shown = []
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
        shown.append(stream.buffer.getvalue().decode())
    told.append([code, *shown])
    sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
json.dump(told, sys.stdout)
"""

# Stories whose every day, the last one to sue included, is past
PAST = [
    "--filed 1974-06-03 --determined 1975-01-06 --as-of 1975-03-03",
    "--filed 1985-02-01 --as-of 1985-06-03",
    "--filed 1997-10-02 --extended 1997-10-31 --as-of 1997-12-01",
    "--filed 2003-03-03 --determined 2003-04-01 --outcome denied --as-of 2003-06-02",
    "--filed 2008-12-31 --reached-office never --expedite --as-of 2009-03-02",
    "--filed 2010-02-03 --expedite --sued 2010-04-27 --served 2010-05-03 --answered 2010-06-04 --agency ICE --as-of 2010-10-28",
    "--filed 2010-02-03 --info-asked 2010-02-10..2010-02-17 --fee-asked 2010-02-16.. --as-of 2010-04-01",
    "--filed 2011-01-29 --expedite --extended 2011-01-30+1 --withdrawn 2011-02-28 --as-of 2011-12-01",
    "--filed 2014-05-01 --determined 2014-06-02 --outcome denied --agency NSF --letter-received 2014-06-06 --as-of 2014-06-17",
    "--filed 2016-02-20 --agency HHS --determined 2017-03-01 --outcome denied --appealed 2017-03-13 "
    "--appeal-determined 2017-12-01 --as-of 2017-12-04",
    "--filed 2016-07-05 --determined 2016-08-22 --outcome denied --agency ICE --as-of 2016-08-23",
    "--filed 2019-09-03 --extended 2019-09-05+6 --determined 2019-11-10 --outcome partial --interim 2019-10-01 --agency NASA "
    "--appealed 2019-11-18 --appeal-extended 2019-12-02 --as-of 2020-01-06",
    "--appeal-received 2018-03-15 --as-of 2018-05-01",
    "--filed 2016-08-01 --agency CFPB --still-interested 2016-09-01 --expedite-determined 2016-08-10 --expedite-outcome denied "
    "--fee-waiver-determined 2016-08-12 --fee-waiver-outcome partial --as-of 2016-09-10",
    "--filed 2016-01-04 --agency DOJ --fee-asked 2016-01-11.. --sued 2016-03-01 --judgment 2016-09-01 --as-of 2016-09-10",
]
# And of the present, whose days to come are before 2099
PRESENT = [
    "--filed 2026-11-02 --agency FBI --as-of 2026-11-25",
    "--filed 2026-05-04 --determined 2026-06-15 --outcome denied --agency USTR --as-of 2026-07-01",
    "--filed 2024-01-02 --sued 2024-03-01 --agency DOI --as-of 2026-11-25",
    "--filed 2024-01-02 --determined 2024-02-20 --outcome granted --as-of 2026-11-25",
]
LOG = [
    ["id", "Agency", "filed", "determined", "outcome", "claimed"],
    ["a", "ICE", "2010-02-01", "", "", "2010-03-16"],
    ["b", "USDA", "2013-02-01", "2013-04-01", "denied", "2013-03-01"],
    ["c", "", "1997-10-01", "", "", "1997-10-30"],
    ["d", "IRS", "2014-02-03", "2014-03-03", "partial", "2014-03-31"],
    ["e", "", "soon", "", "", ""],
]


def _commands(stories: list[str]) -> list[list[str]]:
    """Every command, each of the stories in every form that shows law, and the log in three."""
    told = [["status", *story.split(), "--format", form] for story in stories for form in ("json", "plain", "csv", "ics")]
    told += [["explain", "suit", *story.split(), "--json"] for story in stories]
    dates = (("determination", "2010-03-16"), ("appeal", "2010-07-30"), ("answer", "2010-07-02"), ("suit", "2016-03-04"))
    told += [
        ["check", *PAST[5].split()[:-2], "--as-of", "2016-06-01", "--claimed", claimed, "--deadline", key, "--json"]
        for key, claimed in dates
    ]
    told += [["check", "--filed", "1990-01-02", "--claimed", "1990-01-31", "--as-of", "1990-06-01"]]
    told += [["plan", "--by", day, "--json"] for day in ("2010-03-02", "2026-11-25")]
    told += [["plan", "--by", "2020-06-01", "--agency", "DHS"], ["law"], ["law", "--json"], ["law", "contested"]]
    told += [["law", "--on", day] for day in ("1970-01-01", "1997-10-01", "2016-06-30", "2024-03-01")]
    told += [["law", limit, "--on", "2024-03-01"] for limit in law.LIMITS]
    told += [["agencies"], ["agencies", "--json"], ["holidays", "2024"], ["workdays", "2024-03-01", "--add", "20"], ["schema"]]
    told += [["batch", "log.csv", "--as-of", "2020-06-01", "--format", form] for form in ("csv", "jsonl", "summary", "html")]
    return told


def _told(folder: Path, package: Path, commands: list[list[str]]) -> list[tuple[str, object]]:
    """What each command says, with its exit code, as the package there answers it."""
    with (folder / "log.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(LOG)
    (folder / "commands.json").write_text(json.dumps(commands))
    ended = subprocess.run(
        [sys.executable, "-c", DRIVER, "commands.json"],
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(package), "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
        timeout=300,
    )
    assert 0 == ended.returncode, ended.stderr
    told = json.loads(ended.stdout)
    assert not [one for one in told if "Traceback" in one[2] or one[0] not in (0, 1, 2)]
    return [(" ".join(args), one) for args, one in zip(commands, told, strict=True)]


def _copy(folder: Path) -> Path:
    shutil.copytree(PACKAGE, folder / "there" / "foiacalc", ignore=shutil.ignore_patterns("__pycache__"))
    return folder / "there"


def _row_of_every_limit(package: Path, since: str) -> None:
    """After the table of the law, and before whatever is made of it, a row of every limit that says something else."""
    path = package / "foiacalc" / "law" / "statute.py"
    text = path.read_text(encoding="utf-8")
    (table,) = [
        node
        for node in ast.parse(text).body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id == "RULES"
    ]
    assert table.end_lineno
    lines = text.splitlines()
    lines.insert(
        table.end_lineno,
        "RULES = tuple(row for name in dict.fromkeys(rule.limit for rule in RULES) for row in (\n"
        "    *(rule for rule in RULES if rule.limit == name),\n"
        f"    *(rule._replace(since=date.fromisoformat({since!r}), value=7, unit=WD, cite='FUTURE', says='FUTURE',\n"
        "                    until=None)\n"
        "      for rule in [[one for one in RULES if one.limit == name][-1]])))\n",
    )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _rule_of_every_agency(package: Path, since: str) -> None:
    """Each agency's rule of today, if it has one, is replaced on that day by another that says something else."""
    path = package / "foiacalc" / "data" / "agency_rules.csv"
    with path.open(encoding="ascii", newline="") as file:
        rows = list(csv.DictReader(file))
    other = {
        "determined_from": since,
        "determined_until": "",
        "requests_from": "",
        "citation": "1 CFR 1.1 FUTURE",
        "days": "7",
        "unit": "working_days",
        "runs_from": "letter_received",
        "satisfied_by": "received",
        "last_day": "rolls",
        "one_extension": "yes",
        "cutoff": "FUTURE",
        "day_of_receipt_is_one": "yes",
        "note": "FUTURE",
    }
    added: list[dict[str, str]] = []
    for row in rows:
        added.append(row)
        if not row["determined_until"]:
            row["determined_until"] = (date.fromisoformat(since) - timedelta(days=1)).isoformat()
            added.append({**row, **other})
    with path.open("w", encoding="ascii", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(added)


@cache
def _today(folder: Path) -> dict[str, object]:
    folder.mkdir(exist_ok=True)
    return dict(_told(folder, PACKAGE.parent, _commands([*PAST, *PRESENT])))


@pytest.fixture(scope="module")
def now(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What every command says today."""
    return _today(tmp_path_factory.getbasetemp() / "now")


FUTURES: list[tuple[str, Callable[[Path, str], None], str, list[str]]] = [
    ("law", _row_of_every_limit, LATER, [*PAST, *PRESENT]),
    ("law", _row_of_every_limit, SOON, PAST),
    ("law", _row_of_every_limit, NEXT, PAST),
    ("agencies", _rule_of_every_agency, LATER, [*PAST, *PRESENT]),
    ("agencies", _rule_of_every_agency, SOON, PAST),
    ("agencies", _rule_of_every_agency, NEXT, PAST),
]


@pytest.mark.parametrize(("what", "change", "since", "stories"), FUTURES, ids=[f"{row[0]} {row[2]}" for row in FUTURES])
def test_a_law_or_regulation_to_come_changes_no_answer_of_today(
    what: str, change: Callable[[Path, str], None], since: str, stories: list[str], now: dict[str, object], tmp_path: Path
) -> None:
    """A row of every limit, or a rule of every agency, that begins in the future changes no answer of today by a byte, on
    standard output, on standard error or in the exit code; only the day on which a rule is known to end may be told.
    """
    there = _copy(tmp_path)
    change(there, since)
    then = dict(_told(tmp_path, there, _commands(stories)))
    same = _without_ends if what == "agencies" else str
    assert [] == [command for command, told in then.items() if same(told) != same(now[command])]


def _without_ends(told: object) -> str:
    """What is told, less a rule's last day."""
    return re.sub(r'"?determined_until.{4}[\w"-]+', "", str(told))


SEEN: list[tuple[str, Callable[[Path, str], None], str]] = [
    ("law", _row_of_every_limit, f"law --on {LATER}"),
    (
        "agencies",
        _rule_of_every_agency,
        "status --filed 2090-11-03 --determined 2099-01-02 --agency ICE --as-of 2099-01-03 --full",
    ),
]


@pytest.mark.parametrize(("what", "change", "command"), SEEN, ids=[row[0] for row in SEEN])
def test_a_law_or_regulation_to_come_is_seen_on_its_own_day(
    what: str, change: Callable[[Path, str], None], command: str, tmp_path: Path
) -> None:
    """The rows of the future are in the copies and are seen by an event of their own day, so the comparison above is not an
    empty one.
    """
    there = _copy(tmp_path)
    change(there, LATER)
    assert "FUTURE" in str(_told(tmp_path, there, [command.split()]))
