"""A batch against its floors: python -m tests.bench.batch [ROWS...]

The floors, by the same Python: for CSV `csv.reader` over the same sheet and `csv.writer` of as many records like the answer's
(and, as "bare", the writing of as many bytes in place of the second, which makes no cell); for JSON Lines `json.loads` of each
line and the writing of as many bytes; and a loop that counts a day at a time, asking the `holidays` package
of each day: the three limits in working days that an answer gives (no cautious dates, no states), and the determination alone
(over `LOOPED` rows, scaled). The sheet has open requests to five agencies on days of four years. The log has all agencies on
days of 6,000, two thirds of its requests closed, so that nearly all rows differ; the same requests stand in the 29 columns of
the raw data of the Department of Justice. Printed are medians of seconds of processor time, ratios to the floors,
microseconds a row and the most memory resident; of two processes, seconds on the clock and the memory of the one that reads.
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from time import monotonic

from foiacalc import law
from foiacalc.doj.columns import FOIA_STAR_WIDTH
from foiacalc.law import agencies
from foiacalc.request.facts import OUTCOMES
from foiacalc.sheets.outcomes import DOJ_CODES

RUNS = 3
LOOPED = 10_000
_LARGEST_WHOLE = 100_000  # rows whose whole answers are not too much for a disk
_READ = {
    ".csv": "import csv\nfor row in csv.reader(open(sys.argv[1], newline='')): pass\n",
    ".jsonl": "import json\nfor line in open(sys.argv[1]): json.loads(line)\n",
}
_FLOOR = """import sys
{read}
rows, size = int(sys.argv[2]), int(sys.argv[3])
text = "x" * (size // rows - 1) + "\\n"
with open(sys.argv[4], "w") as file:
    for _ in range(rows): file.write(text)
"""
_WRITTEN = """import sys, csv
from itertools import cycle, islice
{read}
with open(sys.argv[5], newline='') as answer: like = list(islice(csv.reader(answer), 1, 1000))
with open(sys.argv[4], "w", newline='') as file: csv.writer(file).writerows(islice(cycle(like), int(sys.argv[2])))
"""


_LOOP = """import csv, sys, datetime, holidays
federal, one = holidays.US(), datetime.timedelta(days=1)
for row in csv.DictReader(open(sys.argv[1], newline='')):
    for limit in map(int, sys.argv[2:]):
        day, left = datetime.date.fromisoformat(row["filed"]), limit
        while left:
            day += one
            left -= day.weekday() < 5 and day not in federal
"""
_LIMITS = ("determination", "acknowledgment", "appeal_determination")
_TWO = "--jobs 2"  # of which the time on the clock is measured, and of its floors
_FORMS = {  # what is answered: of which file, with which options
    "csv": ("sheet.csv", "--format csv"),
    "csv, a log": ("log.csv", "--format csv"),
    "csv, DOJ's": ("doj.csv", "--format csv"),
    "log, 2 jobs": ("log.csv", f"--format csv {_TWO}"),
    "brief": ("sheet.jsonl", "--format jsonl --brief"),
    "full": ("sheet.jsonl", "--format jsonl"),
}


def once(command: list[str], to: Path, clock: bool = False) -> tuple[float, float]:
    """Seconds of processor time of one run, or on the clock, and MiB resident at the most."""
    began = monotonic()
    with to.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return monotonic() - began if clock else used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def sheets(folder: Path, rows: int) -> None:
    """Open requests as a sheet and as JSON Lines, and requests most of which are closed as a log and as DOJ writes them."""
    draw = random.Random(rows)
    codes = [rule.code for rule in agencies.rules()]
    names = ("sheet.csv", "sheet.jsonl", "log.csv", "doj.csv")
    with ExitStack() as stack:
        sheet, lines, log, doj = (stack.enter_context((folder / name).open("w")) for name in names)
        sheet.write("id,agency,filed\n")
        log.write("Request Number,Agency,Received Date,Closed Date,outcome\n")
        for number in range(rows):
            day, agency = date(2020, 1, 1) + timedelta(draw.randrange(1461)), draw.choice(("ICE", "FBI", "EPA", "USDA", "NSA"))
            sheet.write(f"r{number},{agency},{day}\n")
            lines.write(f'{{"id": "r{number}", "agency": "{agency}", "filed": "{day}"}}\n')
            code, received, outcome = (
                draw.choice(codes),
                date(2009, 1, 1) + timedelta(draw.randrange(6000)),
                draw.choice(OUTCOMES),
            )
            closed = received + timedelta(int(draw.expovariate(1 / 60))) if draw.random() < 2 / 3 else None
            log.write(f"R-{number},{code},{received},{closed or ''},{outcome if closed else ''}\n")
            doj.write(f"{_as_doj(number, code, received, closed)}\n")


def _as_doj(number: int, code: str, received: date, closed: date | None) -> str:
    """A request in the 29 columns of DOJ's raw data, which have no header: perfected on receipt, its days as in the US."""
    cells = [code, f"R-{number}", "N", *[""] * (FOIA_STAR_WIDTH - 3)]
    cells[8] = cells[9] = f"{received:%m/%d/%Y}"
    cells[12] = "Simple"
    cells[10], cells[13] = (f"{closed:%m/%d/%Y}", str(number % len(DOJ_CODES) + 1)) if closed else ("", "")
    return ",".join(cells)


def main(sizes: list[int]) -> None:
    """Print a line for each size and form."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sheets(folder, LOOPED)
        limits = [str(law.rule_for(key, date(2024, 1, 2)).number) for key in _LIMITS]
        command = [sys.executable, "-c", _LOOP, str(folder / "sheet.csv")]
        alone, looped = (once([*command, *given], folder / "nothing")[0] / LOOPED for given in (limits[:1], limits))
        print(f"a loop over holidays: {looped * 1e6:.0f} us a row for three limits, {alone * 1e6:.0f} for one")
        for rows in sizes:
            sheets(folder, rows)
            for form in _FORMS if rows <= _LARGEST_WHOLE else [form for form in _FORMS if form != "full"]:
                compare(folder, rows, form, looped)


def compare(folder: Path, rows: int, form: str, looped: float) -> None:
    """Print what one size costs in one form."""
    name, options = _FORMS[form]
    source, out, floor = folder / name, folder / "out", folder / "floor"
    command = [sys.executable, "-m", "foiacalc", "batch", str(source), "--as-of", "2026-01-01", "--jobs", "1"]
    clock, command = _TWO in options, [*(command[:-2] if _TWO in options else command), *options.split()]
    once(command, out)
    read, size = _READ[source.suffix], str(out.stat().st_size)
    given = [str(source), str(rows), size, str(floor), str(out)]
    bare = [sys.executable, "-c", _FLOOR.format(read=read), *given]
    least = [sys.executable, "-c", (_WRITTEN if source.suffix == ".csv" else _FLOOR).format(read=read), *given]
    measured: dict[str, list[float]] = {"bare": [], "least": [], "found": []}
    most = 0.0
    for _ in range(RUNS):
        measured["bare"].append(once(bare, folder / "nothing", clock)[0])
        measured["least"].append(once(least, folder / "nothing", clock)[0])
        seconds, resident = once(command, folder / "answered", clock)
        measured["found"].append(seconds)
        most = max(most, resident)
    median = {name: statistics.median(times) for name, times in measured.items()}
    seconds = median["found"]
    ratios = f"{seconds / median['least']:5.1f} x floor  {seconds / median['bare']:5.1f} x bare"
    loops = f"{looped * rows / seconds:5.1f} x as fast as the loop"
    each = f"{seconds / rows * 1e6:6.1f} us a row  {most:4.0f} MiB"
    print(f"{rows:>9,} rows  {form:<11}{seconds:7.2f} s  {ratios}  {loops}  {each}", flush=True)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [1_000, 10_000, 100_000])
