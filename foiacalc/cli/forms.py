"""This module decides in which format an answer is given, and where it is written."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer

from foiacalc.answer.contract import to_json
from foiacalc.answer.reports import Report, explanation
from foiacalc.cli.fact_options import OUTPUT_PANEL, complete_from
from foiacalc.cli.output import Write, ascii_only, colour, fail, for_people, put, to_stdout, warn
from foiacalc.cli.source import NO_SOURCE, Source, check_replaceable
from foiacalc.errors import Code

FORMATS = ("table", "plain", "json", "csv", "markdown", "ics", "svg", "html")
EXPLAINED = ("table", "plain", "json", "markdown", "html")
_MODULES = {"csv": "csv_one", "table": "terminal"}  # where the module has another name than the form
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
_WRITTEN = frozenset((*_ENDINGS, ".jsonl", ".xlsx"))  # by one command or another


_DEFAULT = "Default: set by the file's extension, otherwise table on a terminal and plain in a pipe."


def _format(forms: tuple[str, ...]) -> Any:
    return typer.Option(
        "--format",
        metavar="FORMAT",
        help=f"{', '.join(forms)}. {_DEFAULT}",
        rich_help_panel=OUTPUT_PANEL,
        autocompletion=complete_from(*forms),
    )


Format = Annotated[str | None, _format(FORMATS)]
ExplainFormat = Annotated[str | None, _format(EXPLAINED)]
Output = Annotated[
    str | None, typer.Option("-o", "--output", metavar="FILE", help="Write the output to a file.", rich_help_panel=OUTPUT_PANEL)
]
Force = Annotated[bool, typer.Option("--force", help="Overwrite the file if it exists.", rich_help_panel=OUTPUT_PANEL)]


FILES = ("csv", "xlsx", "markdown", "ics", "svg", "html")  # always in UTF-8, so that a pipe gets the same bytes as a file


def by_ending(output: str, endings: Mapping[str, str]) -> str:
    """Return the form that the file's extension sets."""
    ending = Path(output).suffix.lower()
    if ending not in endings:
        wrong = "has no extension that names a format"
        if ending in _WRITTEN:
            wrong = f"is a {ending} file, which this command does not write"
        fail("-o", f"{output!r} {wrong}; end its name in {', '.join(endings)}, or use --format", Code.NOT_A_CHOICE)
    return endings[ending]


class Sink:
    """A sink is the form and the place that the options ask for."""

    def __init__(
        self, form: str | None, json: bool, output: str | None, force: bool, allowed: tuple[str, ...] = FORMATS
    ) -> None:
        if json and form not in (None, "json"):
            fail("--format", f"{form!r} and --json ask for two formats; use only one", Code.CONFLICT)
        self.output, self.force = None if output == "-" else output, force
        self.source = NO_SOURCE
        self.form = "json" if json else form or self._by_ending() or ("table" if for_people() else "plain")
        if self.form not in allowed:
            fail(
                "--format",
                f"{self.form!r} is not a format for this answer; choose one of {', '.join(allowed)}",
                Code.NOT_A_CHOICE,
            )

    def replace(self, source: Source) -> None:
        """Let the answer take the place of the file that its facts were read from, with what else that file holds."""
        check_replaceable(str(self.output), self.form, self.force)
        self.force, self.source = True, source

    def _by_ending(self) -> str | None:
        if self.output is None:
            return None
        return by_ending(self.output, _ENDINGS)

    def status(self, report: Report, **how: Any) -> None:
        """Write the answer, and its warnings to standard error unless the form has them."""
        whole = self.form == "json"
        self._write(to_json(self.source.keeping(report.to_dict())) if whole else self._rendered("status", report, **how))
        self._warn(report)

    def explain(self, report: Report, key: str) -> None:
        """Write one deadline of the answer, explained, and the warnings as `status` does."""
        self._write(to_json(explanation(report, key)) if self.form == "json" else self._rendered("explain", report, key))
        self._warn(report)

    def _rendered(self, command: str, *args: Any, **how: Any) -> str:
        module = import_module(f"foiacalc.render.{_MODULES.get(self.form, self.form)}")
        if self.form == "table":
            drawn = for_people() and self.output is None
            how["screen"] = module.Screen(shutil.get_terminal_size().columns, colour() and drawn, ascii_only(), drawn)
        text: str = getattr(module, command)(*args, **how)
        return text

    def _warn(self, report: Report) -> None:
        if self.form != "json":
            for text in report.warnings:
                warn(text)

    def _write(self, text: str) -> None:
        with writing(self.output, self.force, self.form in FILES) as write:
            write(text)


@contextmanager
def writing(output: str | None, force: bool, as_file: bool = False, option: str = "-o") -> Iterator[Write]:
    """Give what writes the answer to standard output or to a file, whole or not at all; `force` lets it replace a file.

    `as_file` writes UTF-8 to standard output too, whatever the locale; `option` is what an error names.
    """
    if output is None or output == "-":
        with to_stdout(as_file) as write:
            yield write
        return
    try:
        path = Path(os.path.realpath(output))  # a link is followed
        if path.is_file() and not force:
            raise FileExistsError
        with _in_place(path) if path.exists() and not path.is_file() else _beside(path, force) as file:
            yield partial(put, file)
    except FileExistsError:
        fail(option, f"{output} already exists; use --force to overwrite it", Code.WOULD_OVERWRITE)
    except OSError as error:
        fail(option, f"{output or 'an empty file name'}: {error.strerror or error}", Code.UNWRITABLE)


def _in_place(path: Path) -> TextIO:
    """Open a device or a pipe to write to; it is never replaced."""
    return path.open("w", encoding="utf-8", errors="backslashreplace", newline="")


@contextmanager
def _beside(path: Path, force: bool) -> Iterator[TextIO]:
    """Open a file next to the target that replaces it once it is whole, with the permissions of the one that it replaces."""
    import tempfile

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with open(handle, "w", encoding="utf-8", errors="backslashreplace", newline="") as file:
            yield file
        os.chmod(name, path.stat().st_mode if path.exists() else 0o666 & ~_mask())
        if force:
            os.replace(name, path)
        else:
            os.link(name, path)  # fails if a file has been made there in the meantime
            os.unlink(name)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(name)
        raise


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
