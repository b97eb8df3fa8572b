"""The README's pictures are the program's own output. `pytest --update-golden` draws them anew."""

import io
import re
from importlib.metadata import version

import pytest
from rich.console import Console
from rich.text import Text

from foiacalc.render import svg, terminal
from tests.conftest import HERE, README, Guard, report_on
from tests.test_renderers import STORIES


def picture_of_terminal() -> str:
    """The terminal of 100 columns as SVG, without the fonts that the exporter would fetch from elsewhere."""
    drawn = terminal.status(report_on(*STORIES["ndlon"]), terminal.Screen(100))
    console = Console(record=True, width=100, file=io.StringIO())
    console.print(Text.from_ansi(drawn))
    exported = console.export_svg(title="foiacalc status", unique_id="foiacalc-terminal")
    plain = re.sub(r"\s*@font-face \{.*?\}", "", exported, flags=re.DOTALL)
    return "\n".join(line.rstrip() for line in plain.splitlines()) + "\n"


@pytest.mark.skipif(int(version("rich").split(".")[0]) < 15, reason="drawn by rich 15")
def test_the_readmes_picture_of_a_terminal_shows_what_the_program_prints(pytestconfig: pytest.Config) -> None:
    """The README's picture of a terminal has the words that the program prints today, and needs nothing from elsewhere."""
    drawn, shown = picture_of_terminal(), HERE / "golden" / "terminal.svg"
    assert "url(http" not in drawn
    if pytestconfig.getoption("--update-golden"):
        shown.write_text(drawn, encoding="utf-8")
    words = re.compile(r">([^<>]+)</text>")  # how the exporter draws them differs from one version to the next
    assert words.findall(shown.read_text(encoding="utf-8")) == words.findall(drawn)
    assert "tests/golden/terminal.svg" in README.read_text(encoding="utf-8")


def test_the_readmes_picture_of_the_timeline_is_the_programs_own(guard: Guard) -> None:
    """The README's picture of the timeline is the one that the program draws today."""
    guard("ndlon.svg", svg.status(report_on(*STORIES["ndlon"])))
    assert "tests/golden/ndlon.svg" in README.read_text(encoding="utf-8")
