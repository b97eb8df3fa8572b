"""This module writes a sheet to start with: data/example.csv, with the columns that a batch understands best."""

from collections.abc import Sequence

from foiacalc import tables
from foiacalc.cli.forms import writing
from foiacalc.cli.output import fail
from foiacalc.errors import Code


def write_example(files: Sequence[str] | None, output: str | None, force: bool) -> None:
    """Write the sheet to standard output, or to a file as an answer is written."""
    if files:
        fail(
            "--example",
            f"does not read a file; run foiacalc batch --example by itself, or foiacalc batch {files[0]}",
            Code.CONFLICT,
        )
    with writing(output, force, as_file=True) as write:
        write(tables.text("example.csv"))
