"""A bare date on a command line is the day of filing."""

from typing import Annotated

import typer

from foiacalc.cli.options import Facts
from foiacalc.cli.output import fail
from foiacalc.errors import Code

DayArgument = Annotated[
    str | None, typer.Argument(metavar="[DATE]", help="The day you sent the request: the same as --filed.", hidden=True)
]


def with_date(facts: Facts, filed: str | None) -> Facts:
    """Return the facts, with the date that stands alone as the day of filing."""
    if filed is None:
        return facts
    if "filed" in facts:
        fail("DATE", f"{filed} and --filed {facts['filed']} both set the filing date; use only one", Code.CONFLICT)
    return {**facts, "filed": filed}
