"""This module makes data/legal_public_holidays.csv from the `holidays` package, and says where the two differ.

    python -m foiacalc.calendar.make_holidays > foiacalc/data/legal_public_holidays.csv

The table has only weekdays, and only legal public holidays of 5 U.S.C. 6103(a) as observed under 6103(b) and E.O. 11582.
"""

import sys
from datetime import date, timedelta

from foiacalc.calendar.workdays import FIRST, LAST, Holiday, holidays

_OBSERVED = " (observed)"
_STATUTE_NAMES = {"Martin Luther King Jr. Day": "Birthday of Martin Luther King, Jr."}  # 5 U.S.C. 6103(a)
_FRIDAY = 4


def recompute() -> tuple[Holiday, ...]:
    """Return the table as the installed `holidays` package has it."""
    from holidays import country_holidays

    computed = country_holidays("US", years=range(FIRST.year, LAST.year + 1), observed=True, expand=False, language="en_US")
    return tuple(_holiday(day, computed[day]) for day in sorted(computed) if day.weekday() <= _FRIDAY)


def installed_version() -> str:
    """Return the version of the installed `holidays` package."""
    from importlib.metadata import version

    return version("holidays")


def _holiday(day: date, name: str) -> Holiday:
    plain = name.removesuffix(_OBSERVED)
    statutory = day
    if plain != name:  # a Friday stands in for the Saturday after it, a Monday for the Sunday before it
        statutory += timedelta(days=1 if day.weekday() == _FRIDAY else -1)
    return Holiday(day, statutory, _STATUTE_NAMES.get(plain, plain))


def differences() -> list[str]:
    """Return what differs between the shipped table and the installed package, one line each; return nothing if they agree."""
    shipped, installed = set(holidays()), set(recompute())
    lines = [(h, f"{h.observed}: {h.name} is in the table only") for h in shipped - installed]
    lines += [(h, f"{h.observed}: {h.name} is in the holidays package only") for h in installed - shipped]
    return [line for _, line in sorted(lines)]


def main() -> None:
    """Write the table to standard output."""
    import csv

    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(("date_observed", "statutory_date", "name"))
    table.writerows(recompute())


if __name__ == "__main__":
    main()
