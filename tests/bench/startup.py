"""Start-up against its floor: python -m tests.bench.startup [RUNS] [--imports]

The floor is a Typer application of one command that prints one line, run by the same Python. Each round runs every
command once, so that a machine that slows down slows them all; printed are medians and the ratio to the floor's.
`--imports` prints instead where the milliseconds of importing go, in each module the least of all runs.
Run it from an environment whose .pyc files are written (PYTHONDONTWRITEBYTECODE unset).
"""

import os
import re
import statistics
import subprocess
import sys
import tempfile
import textwrap
import time
import timeit
from collections import Counter
from datetime import date
from pathlib import Path

FLOOR = 'import typer\napp = typer.Typer()\n@app.command()\ndef main() -> None:\n    print("hello")\napp()\n'
ASKED = ["status", "--filed", "2010-02-01"]
STATUS = [str(Path(sys.executable).with_name("foiacalc")), *ASKED]  # as people start it, and as the floor is a script
AT_MOST = {"json": 1.3, "agency": 1.4, "piped": 1.3, "terminal": 1.7}


def once(command: list[str], **env: str) -> float:
    """Seconds of wall time that one run takes."""
    bare = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    begun = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env={**bare, **env})
    return time.perf_counter() - begun


def main(runs: int) -> None:
    """Print medians in milliseconds and ratios, then what one count costs."""
    with tempfile.TemporaryDirectory() as folder:
        floor = Path(folder) / "floor.py"
        floor.write_text(FLOOR)
        commands: dict[str, tuple[list[str], dict[str, str]]] = {
            "floor": ([sys.executable, str(floor)], {}),
            "json": ([*STATUS, "--json"], {}),
            "agency": ([*STATUS, "--agency", "ICE", "--json"], {}),
            "piped": (STATUS, {}),
            "terminal": (STATUS, {"FORCE_COLOR": "1", "COLUMNS": "100"}),
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for round_ in range(runs + 1):
            for name, (command, env) in commands.items():
                seconds = once(command, **env)
                if round_:  # the first round only warms up
                    times[name].append(seconds)
    medians = {name: statistics.median(values) for name, values in times.items()}
    print(f"{runs} runs each, medians")
    for name, median in medians.items():
        ratio = median / medians["floor"]
        limit = f"  (at most {AT_MOST[name]})" if name in AT_MOST else ""
        print(f"{name:<10}{median * 1000:7.1f} ms  {ratio:5.2f} x floor{limit}")
    count()


def imports(runs: int) -> None:
    """Print the milliseconds that each package takes to import, the costliest modules, and what the floor does without."""
    with tempfile.TemporaryDirectory() as folder:
        floor = Path(folder) / "floor.py"
        floor.write_text(FLOOR)
        without = imported([sys.executable, "-X", "importtime", str(floor)], 1)
    own = imported([sys.executable, "-X", "importtime", "-m", "foiacalc", *ASKED, "--json"], runs)
    packages: Counter[str] = Counter()
    for name, took in own.items():
        packages[name.partition(".")[0]] += took
    print(f"status --json: {len(own)} modules, {sum(own.values()) / 1000:.1f} ms of importing")
    for title, costs in (("by package", packages), ("by module, without what it imports", Counter(own))):
        print(f"\n{title}")
        for name, took in costs.most_common(10):
            print(f"{took / 1000:6.1f} ms  {name}")
    more = [name for name in own if name not in without]
    print(f"\nnot loaded by the floor: {len(more)} modules, {sum(own[name] for name in more) / 1000:.1f} ms")
    print(textwrap.fill(", ".join(sorted(more)), 120))


def imported(command: list[str], runs: int) -> dict[str, int]:
    """The microseconds that each module takes to import, without those of the modules it imports."""
    found: dict[str, int] = {}
    for _ in range(runs):
        told = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True).stderr
        for took, name in re.findall(r"^import time: +(\d+) \| +\d+ \| +(\S+)$", told, re.MULTILINE):
            found[name] = min(int(took), found.get(name, int(took)))
    return found


def count() -> None:
    """Print the microseconds of one question to the calendar."""
    from foiacalc.calendar.workdays import legal

    calendar, day, repeat = legal(), date(2010, 2, 1), 200_000
    seconds = min(timeit.repeat(lambda: calendar.after(day, 20), number=repeat, repeat=5)) / repeat
    print(f"n working days after a day: {seconds * 1e6:.2f} microseconds (at most 1)")


if __name__ == "__main__":
    given = [word for word in sys.argv[1:] if word != "--imports"]
    (imports if "--imports" in sys.argv else main)(int(given[0]) if given else 21)
