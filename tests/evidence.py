"""What the program's dates are compared with, again in each run: python -m tests.evidence

Every figure printed is counted in that run. The exit code is 1 if anything disagrees.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from importlib import import_module
from typing import NamedTuple

from foiacalc import law
from foiacalc.calendar.workdays import Calendar, holidays, legal
from foiacalc.clock.deadline import Deadline
from foiacalc.clock.readings import CLOSURES, AgencyCalendars
from foiacalc.sheets.dates import Notation
from foiacalc.sheets.records import Asked, open_sheet
from foiacalc.tables import DATA
from tests import statute
from tests.conftest import HERE, cases, report_on, table

FIRST, LAST = date(1975, 1, 1), date(2099, 12, 31)
LENGTHS = (10, 20, 30)
SHOWN = 5  # of what disagrees in one comparison

Row = tuple[str, ...]


class Compared(NamedTuple):
    """One comparison: with what, and the lines that disagree."""

    says: str
    wrong: Sequence[str]
    more: Sequence[str] = ()

    def lines(self) -> Iterator[str]:
        count = len(self.wrong)
        yield f"  {self.says}: {count or 'none'} {'disagrees' if count < 2 else 'disagree'}"
        yield from (f"    {line}" for line in (*self.wrong[:SHOWN], *self.more))


def apart(ours: Iterable[Row], theirs: Iterable[Row]) -> list[str]:
    """What is in one of the two only, in order, a line each."""
    one, other = set(ours), set(theirs)
    marked = [(row, "here only") for row in one - other] + [(row, "there only") for row in other - one]
    return [f"{', '.join(row)}: {where}" for row, where in sorted(marked)]


# Holidays


def observed(first: date, last: date) -> list[Row]:
    """The program's holidays: the day each is observed, its own day, its name."""
    return [(str(day), str(own), name) for day, own, name in holidays() if first <= day <= last]


def published() -> Compared:
    """The lists of the Office of Personnel Management."""
    listed = [(row["date_observed"], row["statutory_date"], row["name"]) for row in cases("opm_holidays.csv")]
    first, last = int(min(listed)[0][:4]), int(max(listed)[0][:4])
    ours = observed(date(first, 1, 1), date(last, 12, 31))
    says = f"the lists of the Office of Personnel Management, {first} to {last}, {len(listed)} days"
    return Compared(says, apart(ours, listed))


def by_statute(first: date, last: date) -> Compared:
    """The statute's own rule."""
    ruled = [(str(day), str(own), name) for day, own, name in statute.holidays() if first <= day <= last]
    says = f"5 U.S.C. 6103 and E.O. 11582 as they stood each year, {len(ruled)} days"
    return Compared(says, apart(observed(first, last), ruled))


def by_pandas(first: date, last: date) -> Compared | None:
    """The federal calendar of pandas, where it is installed; None where it is not."""
    try:
        calendar = import_module("pandas.tseries.holiday").USFederalHolidayCalendar()
    except ImportError:
        return None
    found = calendar.holidays(str(first), str(last), return_name=True)
    theirs = [(str(day.date()), name) for day, name in found.items()]
    differ = apart([(day, name) for day, _, name in observed(first, last)], theirs)
    expected = [line for line in differ if "Veterans Day" in line and line < "1978"]
    says = f"Veterans Day through 1977, in October by Pub. L. 90-363 but November 11 in pandas: {len(expected)} days, left out"
    wrong = [line for line in differ if line not in expected]
    return Compared(f"the federal calendar of pandas, {len(theirs)} days", wrong, [says] if expected else ())


# Counts


def closed_days() -> list[date]:
    """Each day of data/closures.csv from FIRST on that was closed for a whole day, as it is where no agency is given."""
    whole = [row for row in table(DATA / "closures.csv") if row["half_day"] == "no" and not row["agencies"]]
    spans = [(date.fromisoformat(row["first_date"]), date.fromisoformat(row["last_date"])) for row in whole]
    days = (first + n * statute.DAY for first, last in spans for n in range((last - first).days + 1))
    return [day for day in days if day >= FIRST]


def counts(first: date, last: date, calendar: Calendar, closed: Sequence[date] = ()) -> Compared:
    """Working days counted from every day, against a walk from day to day."""
    wrong, number = [], 0
    for start, ends in statute.walk(first, last, LENGTHS, closed):
        for length, end in zip(LENGTHS, ends, strict=True):
            number += 1
            if (ours := calendar.after(start, length)) != end:
                wrong.append(f"{length} working days after {start}: {ours} here, {end} there")
    also = f", with {len(closed)} days of closures left out (cautious)" if closed else ""
    return Compared(f"a day-by-day count under the statute's rule{also}, {number} counts", wrong)


# Contested points


def under(deadline: Deadline, point: str) -> tuple[str, str]:
    """What a point does to a deadline and to which date: cautious, earliest, one in its note, or nothing."""
    moved = [str(contested.date) for contested in deadline.contested if contested.point == point]
    early = [str(contested.date) for contested in deadline.earlier if contested.point == point]
    noted = re.findall(rf"(\d{{4}}-\d\d-\d\d) \({point}\)", deadline.note or "")
    if moved:
        return "cautious", moved[0]
    if noted:
        return "note", noted[0]
    return ("earliest", early[0]) if early else ("nothing", "")


def contested() -> tuple[list[str], Compared]:
    """Each point with the case in which it moves a date, or the reason why it moves none; and what disagrees."""
    lines, wrong = [], []
    rows = list(cases("points.csv"))
    for row in rows:
        deadline = report_on(row["facts"], row["as_of"]).state_of(row["key"]).deadline
        found = (str(deadline.due), *under(deadline, row["point"]))
        if found != (row["due"], row["moves"], row["under"]):
            wrong.append(f"{row['point']}, {row['facts']}: {' '.join(found)}")
        lines += [
            f"  {row['point']:5}  {found[0]}  {found[2] or 'no other':10}  {row['key']}: {row['source']}",
            f"         {row['facts']} --as-of {row['as_of']}",
        ]
    wrong += [f"{point}: no case" for point in law.POINTS if point not in {row["point"] for row in rows}]
    return lines, Compared(f"{len(rows)} cases of the {len(law.POINTS)} points", wrong)


# The page


def held() -> Iterator[str]:
    """How many rows each table and each sheet of the tests holds."""
    yield "Rows in the tests' tables, each with its source"
    yield from (f"  {len(list(table(path))):4}  {path.name}" for path in sorted((HERE / "cases").iterdir()))
    yield ""
    yield "Rows in sheets as trackers write them"
    for path in sorted((HERE / "sheets").iterdir()):
        with path.open("rb") as raw:
            rows = open_sheet(path.name, raw, Asked(), Notation(LAST)).rows
            yield f"  {sum(1 for _ in rows):4}  {path.name}"


def page(first: date = FIRST, last: date = LAST) -> tuple[str, bool]:
    """The whole page, and whether all agrees."""
    cases_of_points, points = contested()
    pandas = by_pandas(first, last)
    days = [published(), by_statute(first, last), *([pandas] if pandas else [])]
    walked = [
        counts(first, last, legal()),
        counts(first, last, AgencyCalendars(None).under(frozenset(CLOSURES)), closed_days()),
    ]
    lines = [
        f"Holidays observed on weekdays, {first} to {last}, against",
        *(line for compared in days for line in compared.lines()),
        *([] if pandas else ["  pandas is not installed, so its calendar was not compared"]),
        "",
        f"{', '.join(map(str, LENGTHS))} working days after every day from {first} to {last}, against",
        *(line for compared in walked for line in compared.lines()),
        "",
        "Contested points, against the table of test cases",
        *points.lines(),
        "  point  due         under it    deadline: why; facts",
        *cases_of_points,
        "",
        *held(),
    ]
    wrong = sum(len(compared.wrong) for compared in (*days, *walked, points))
    return "\n".join([*lines, "", f"{wrong} disagree." if wrong else "Nothing disagrees.", ""]), not wrong


def main() -> int:
    """Print the page; 1 where anything disagrees."""
    text, agreed = page()
    print(text, end="")
    return int(not agreed)


if __name__ == "__main__":
    sys.exit(main())
