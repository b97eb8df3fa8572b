"""In which form an answer is given, and where it is written."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer

from foiacalc.answer import Report, explanation, to_json
from foiacalc.cli.options import OUTPUT_PANEL, complete_from
from foiacalc.cli.output import ascii_only, colour, fail, for_people, to_stdout, warn

FORMATS = ("table", "plain", "json", "csv", "markdown", "ics", "svg", "html")
EXPLAINED = ("table", "plain", "json", "markdown", "html")
_MODULES = {"csv": "sheet", "table": "terminal"}  # where the module has another name than the form
_ENDINGS = {
    ".txt": "plain",
    ".json": "json",
    ".csv": "csv",
    ".md": "markdown",
    ".ics": "ics",
    ".svg": "svg",
    ".html": "html",
    ".htm": "html",
}


Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="FORM",
        help=f"{', '.join(FORMATS)}. Default: by the file's ending; table on a terminal, plain in a pipe.",
        rich_help_panel=OUTPUT_PANEL,
        autocompletion=complete_from(*FORMATS),
    ),
]
Output = Annotated[
    str | None, typer.Option("-o", "--output", metavar="FILE", help="Write to a file.", rich_help_panel=OUTPUT_PANEL)
]
Force = Annotated[bool, typer.Option("--force", help="Overwrite the file if it is there.", rich_help_panel=OUTPUT_PANEL)]


class Sink:
    """The form and the place that the options ask for."""

    def __init__(
        self, form: str | None, json: bool, output: str | None, force: bool, allowed: tuple[str, ...] = FORMATS
    ) -> None:
        if json and form not in (None, "json"):
            fail("--format", f"{form!r} and --json ask for two forms; give one")
        ending = Path(output).suffix.lower() if output else ""
        self.form = "json" if json else form or _ENDINGS.get(ending) or ("table" if for_people() and not output else "plain")
        self.output, self.force = output, force
        if self.form not in allowed:
            fail("--format", f"{self.form!r} is no form of this answer; take one of {', '.join(allowed)}")

    def status(self, report: Report, **how: Any) -> None:
        self._write(to_json(report.to_dict()) if self.form == "json" else self._rendered("status", report, **how))
        self._warn(report)

    def explain(self, report: Report, key: str) -> None:
        self._write(to_json(explanation(report, key)) if self.form == "json" else self._rendered("explain", report, key))
        self._warn(report)

    def _rendered(self, command: str, *args: Any, **how: Any) -> str:
        module = import_module(f"foiacalc.renderers.{_MODULES.get(self.form, self.form)}")
        if self.form == "table":
            drawn = for_people() and not self.output
            how["screen"] = module.Screen(shutil.get_terminal_size().columns, colour() and drawn, ascii_only(), drawn)
        text: str = getattr(module, command)(*args, **how)
        return text

    def _warn(self, report: Report) -> None:
        if self.form != "json":
            for text in report.warnings:
                warn(text)

    def _write(self, text: str) -> None:
        with writing(self.output, self.force) as write:
            write(text)


@contextmanager
def writing(output: str | None, force: bool) -> Iterator[Callable[[str], object]]:
    """What writes the answer: to standard output, or to a file, whole or not at all: beside it first, then in its place."""
    if not output or output == "-":
        with to_stdout() as write:
            yield write
        return
    if os.path.exists(output) and not force:
        fail("-o", f"{output} is there already; give --force to overwrite it")
    try:
        with _beside(Path(output)) as file:
            yield file.write
    except OSError as error:
        fail("-o", f"{output}: {error.strerror or error}")


@contextmanager
def _beside(path: Path) -> Iterator[TextIO]:
    import tempfile

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with open(handle, "w", encoding="utf-8", errors="backslashreplace", newline="") as file:
            yield file
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(name, 0o666 & ~mask)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
