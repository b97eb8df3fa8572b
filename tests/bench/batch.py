"""A batch against its floors: python -m tests.bench.batch [ROWS...]

The floors, by the same Python: for CSV `csv.reader` over the same sheet and the writing of as many bytes as the answer has;
for brief JSON Lines `json.loads` of each line and the same. Days and agencies are drawn from four years and five agencies.
Printed are medians of seconds, ratios to the floor, microseconds a row and the most memory resident.
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

RUNS = 3
_READ = {
    "csv": "import csv\nfor row in csv.reader(open(sys.argv[1], newline='')): pass\n",
    "jsonl": "import json\nfor line in open(sys.argv[1]): json.loads(line)\n",
}
_FLOOR = """import sys
{read}
rows, size = int(sys.argv[2]), int(sys.argv[3])
text = "x" * (size // rows - 1) + "\\n"
with open(sys.argv[4], "w") as file:
    for _ in range(rows): file.write(text)
"""


def once(command: list[str], to: Path) -> tuple[float, float]:
    """Seconds of wall time of one run, and MiB resident at the most."""
    begun = time.perf_counter()
    with to.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return time.perf_counter() - begun, used.ru_maxrss / 1024


def sheets(folder: Path, rows: int) -> dict[str, Path]:
    """The same requests as a sheet and as JSON Lines."""
    draw = random.Random(rows)
    table, lines = folder / f"{rows}.csv", folder / f"{rows}.jsonl"
    with table.open("w") as sheet, lines.open("w") as objects:
        sheet.write("id,agency,filed\n")
        for number in range(rows):
            day, agency = date(2020, 1, 1) + timedelta(draw.randrange(1461)), draw.choice(("ICE", "FBI", "EPA", "USDA", "NSA"))
            sheet.write(f"r{number},{agency},{day}\n")
            objects.write(f'{{"id": "r{number}", "agency": "{agency}", "filed": "{day}"}}\n')
    return {"csv": table, "jsonl": lines}


def main(sizes: list[int]) -> None:
    """Print a line for each size and form."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for rows in sizes:
            for form, source in sheets(folder, rows).items():
                compare(folder, rows, form, source)


def compare(folder: Path, rows: int, form: str, source: Path) -> None:
    """Print what one size costs in one form."""
    out, floor = folder / "out", folder / "floor"
    command = [sys.executable, "-m", "foiacalc", "batch", str(source), "--as-of", "2026-01-01", "--format", form]
    command += ["--brief"] if form == "jsonl" else []
    once(command, out)
    bare = [sys.executable, "-c", _FLOOR.format(read=_READ[form]), str(source), str(rows), str(out.stat().st_size), str(floor)]
    floors, found, most = [], [], 0.0
    for _ in range(RUNS):
        floors.append(once(bare, folder / "nothing")[0])
        seconds, resident = once(command, out)
        found.append(seconds)
        most = max(most, resident)
    seconds, least = statistics.median(found), statistics.median(floors)
    print(
        f"{rows:>9,} rows  {form:<6}{seconds:7.2f} s  {seconds / least:5.1f} x floor  "
        f"{seconds / rows * 1e6:6.1f} us a row  {most:4.0f} MiB"
    )


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [10_000, 100_000])
