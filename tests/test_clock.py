"""The day of an answer is the day in Washington, where the agencies' clocks run, whatever the machine's own zone; a note says
where the two differ and today was used.
"""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from foiacalc import wall_clock

RUN = (
    "import sys; from datetime import UTC, datetime; from foiacalc import wall_clock; "
    "now = datetime.fromisoformat(sys.argv.pop(1)); wall_clock.now = lambda: now; "
    "from foiacalc.__main__ import main; main()"
)
OTHER = "Today is 2026-11-25 in Washington, where the agencies' clocks run (2026-11-26 here)."
NIGHT = "2026-11-26T02:40:00+00:00"  # in Washington 21:40 of the day before

NOON = "2026-11-26T17:00:00+00:00"


def run(now: str, zone: str, *args: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """The program run at that time on a machine in that zone."""
    env = {**os.environ, "TZ": zone}
    command = [sys.executable, "-c", RUN, now, *args]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, env=env, timeout=60)


# the time, the zone of the machine, the day in Washington, the day of the machine
DAYS = [
    (NIGHT, "Asia/Tokyo", "2026-11-25", "2026-11-26", "an evening in Washington is the next morning in Tokyo"),
    (NIGHT, "Pacific/Kiritimati", "2026-11-25", "2026-11-26", "and the next day on Kiritimati"),
    (NIGHT, "UTC", "2026-11-25", "2026-11-26", "and in UTC"),
    (NIGHT, "America/New_York", "2026-11-25", "2026-11-25", "the machine is on Washington's time"),
    (NIGHT, "America/Los_Angeles", "2026-11-25", "2026-11-25", "it is still that evening in Los Angeles"),
    ("2026-11-26T04:59:59+00:00", "UTC", "2026-11-25", "2026-11-26", "a second before midnight in Washington, in winter"),
    ("2026-11-26T05:00:00+00:00", "UTC", "2026-11-26", "2026-11-26", "midnight in Washington, in winter"),
    (
        "2026-11-26T06:00:00+00:00",
        "America/Los_Angeles",
        "2026-11-26",
        "2026-11-25",
        "a night in Washington is the evening before in Los Angeles",
    ),
    (
        "2026-11-25T10:00:00+00:00",
        "Pacific/Kiritimati",
        "2026-11-25",
        "2026-11-26",
        "a morning in Washington is the next day on Kiritimati",
    ),
    ("2026-07-01T03:59:59+00:00", "UTC", "2026-06-30", "2026-07-01", "a second before midnight in Washington, in summer"),
    ("2026-07-01T04:00:00+00:00", "UTC", "2026-07-01", "2026-07-01", "midnight in Washington, in summer"),
]


@pytest.mark.parametrize(("now", "zone", "there", "here", "why"), DAYS)
def test_today_is_the_day_in_washington(now: str, zone: str, there: str, here: str, why: str) -> None:
    """An answer given without a day is of the day in Washington (policy of this program), and one note says so where the
    machine's own day is another.
    """
    ended = run(now, zone, "status", "--filed", "2010-02-01", "--json")
    assert there == json.loads(ended.stdout)["as_of"], why
    note = f"Today is {there} in Washington, where the agencies' clocks run ({here} here).\n"
    assert ended.stderr == ("" if there == here else note)


def test_the_day_in_washington_is_that_of_its_time_zone_at_every_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    """At every hour of two years the day is the one that the time zone of Washington has, looked up or not."""
    begun = datetime(2026, 1, 1, tzinfo=UTC)
    for hour in range(2 * 366 * 24):
        now = begun + timedelta(hours=hour)
        monkeypatch.setattr(wall_clock, "now", lambda now=now: now)
        assert wall_clock.in_washington() == now.astimezone(ZoneInfo("America/New_York")).date(), now


# what uses today, and what does not
USES = [
    ("status --filed 2010-02-01", True),
    ("status --filed today --as-of today", True),
    ("status --filed 2010-02-01 --acknowledged yesterday --as-of 2026-11-30", True),
    ("status --filed 2010-02-01 --info-asked 2010-02-03..yesterday --as-of 2026-11-30", True),
    ("check --filed 2010-02-01 --claimed 2010-03-02", True),
    ("explain determination --filed 2010-02-01", True),
    ("batch -", True),
    ("batch - --as-of today", True),
    ("plan --by today", True),
    ("law", True),
    ("law --on yesterday", True),
    ("workdays 2026-11-02 today", True),
    ("holidays", True),
    ("agencies", True),
    ("agencies --json", True),
    ("status --filed 2010-02-01 --as-of 2010-03-02", False),
    ("batch - --as-of 2010-03-02", False),
    ("plan --by 2026-12-31", False),
    ("law --on 2010-02-01", False),
    ("law determination", False),
    ("law contested", False),
    ("workdays 2026-11-02 --add 5", False),
    ("holidays 2021", False),
    ("agencies ICE", False),
]


@pytest.mark.parametrize(("command", "used"), USES)
def test_the_note_on_washingtons_day_comes_only_where_today_was_used(command: str, used: bool) -> None:
    """The note on Washington's day comes once, on standard error, for a command that uses today, and not for one whose days are
    all given.
    """
    ended = run(NIGHT, "Asia/Tokyo", *command.split(), stdin="filed\n2010-02-01\n")
    assert 0 == ended.returncode
    assert int(used) == ended.stderr.count(OTHER)


def test_a_day_that_has_not_begun_in_washington_is_the_future() -> None:
    """A day that has begun on this machine and not in Washington is refused as a day of the future."""
    ended = run(NIGHT, "Asia/Tokyo", "status", "--filed", "2026-11-26")
    assert 2 == ended.returncode
    assert "--filed: 2026-11-26 is in the future (today is 2026-11-25); use --as-of to look ahead" in ended.stderr


@pytest.mark.parametrize(("word", "day"), [("today", "2026-11-25"), ("yesterday", "2026-11-24")])
def test_the_words_today_and_yesterday_mean_washingtons_days(word: str, day: str) -> None:
    """The words today and yesterday mean the days in Washington among the facts, in a file of facts and as the day of the
    answer.
    """
    given = json.loads(run(NIGHT, "Asia/Tokyo", "status", "--filed", word, "--as-of", word, "--json").stdout)
    assert (day, day) == (given["as_of"], given["request"]["filed"])
    read = run(NIGHT, "Asia/Tokyo", "status", "--from", "-", "--as-of", "2026-12-01", "--json", stdin=f'{{"filed": "{word}"}}')
    assert day == json.loads(read.stdout)["request"]["filed"]
    assert OTHER in read.stderr


def test_zones_are_loaded_only_where_a_day_depends_on_them() -> None:
    """The table of time zones, which takes a while to load, is loaded only by a command that asks what day it is, in the hours
    after midnight of UTC, in which Washington may still have the day before.
    """
    code = f"import atexit, sys; atexit.register(lambda: print('zoneinfo' in sys.modules, file=sys.stderr)); {RUN}"
    for now, given, loaded in ((NIGHT, (), "True"), (NIGHT, ("--as-of", "2010-03-02"), "False"), (NOON, (), "False")):
        command = [sys.executable, "-c", code, now, "status", "--filed", "2010-02-01", *given]
        ended = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
        assert loaded == ended.stderr.splitlines()[-1]


def test_washingtons_zone_is_known_where_the_system_has_no_zones() -> None:
    """The zone of Washington is found, four hours behind UTC in July, on a system that has no table of zones, such as Windows
    or a small container.
    """
    code = (
        "import zoneinfo; zoneinfo.reset_tzpath(to=()); from datetime import datetime; "
        "from foiacalc.calendar.zone import washington; "
        "print(datetime(2021, 7, 1, tzinfo=washington()).utcoffset())"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert "-1 day, 20:00:00\n" == ended.stdout
