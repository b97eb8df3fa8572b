"""This module writes the rows with errors and the reasons, ready to correct and run again."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from foiacalc.answer.many import RowError
from foiacalc.cli.forms import writing
from foiacalc.cli.inputs import STANDARD
from foiacalc.cli.output import Write, fail, say
from foiacalc.errors import Code
from foiacalc.render import csv_many as records
from foiacalc.sheets.records import Sheet, fields

Reject = Callable[[Sheet, list[str], RowError], None]
_JSON_LINES = (".jsonl", ".ndjson", ".json")


@contextmanager
def rejects(errors: str | None, force: bool, check: Callable[[str], object], keep: type[Exception]) -> Iterator[Reject]:
    """Give what writes the rejected rows: under their sheet's header with one more column, or as JSON Lines.

    A file has one header. Rows of a sheet with another header go to a file next to it, errors-2.csv, if `check` does not
    refuse that place. If the exception `keep` ends the run, what was rejected so far is still written.
    """
    if not errors:
        yield lambda sheet, cells, error: None
        return
    kept: Exception | None = None
    with ExitStack() as files:
        first: list[Write] = [files.enter_context(writing(errors, force, option="--errors"))]
        begun: dict[tuple[str, ...], Write] = {}

        def begin(sheet: Sheet) -> Write:
            if first:
                write = first.pop()
            else:
                name = _beside(errors, len(begun) + 1, sheet)
                check(name)
                write = files.enter_context(writing(name, force, option="--errors"))
                say(f"{sheet.file}: its rows with errors are in {name}, because its columns differ")
            if sheet.form != "jsonl":
                write(records.record((*sheet.header, "error")))
            return write

        def reject(sheet: Sheet, cells: list[str], error: RowError) -> None:
            shape = ((sheet.form == "jsonl" and "jsonl") or "", *sheet.header)
            if shape not in begun:
                begun[shape] = begin(sheet)
            begun[shape](_line(cells[0], error) if sheet.form == "jsonl" else records.record((*cells, error.says)))

        try:
            yield reject
        except keep as error:
            kept = error
    if kept:
        raise kept


def _line(text: str, error: RowError) -> str:
    facts = fields(text)
    given = {"request": {}, "line": text} if isinstance(facts, str) else {"request": facts, "line": None}
    what = {"code": error.code, "fact": error.fact or None, "value": error.value or None}
    return json.dumps({**given, "error": error.says, **what}) + "\n"


def _beside(errors: str, number: int, sheet: Sheet) -> str:
    """Name the file for rows of another shape: `errors-2.csv` beside `errors.csv`, with the extension that says its form."""
    path = Path(errors)
    if errors == STANDARD or (path.exists() and not path.is_file()):
        fail(
            sheet.file,
            "has different columns from the file before it; use --errors with a file name, so that each file gets its own",
            Code.CONFLICT,
        )
    lines = sheet.form == "jsonl"
    ending = path.suffix if lines == (path.suffix.lower() in _JSON_LINES) else ".jsonl" if lines else ".csv"
    return str(path.with_name(f"{path.stem}-{number}{ending}"))
