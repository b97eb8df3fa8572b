"""This module writes the answer: it knows what the terminal can show, and ends quietly when the reader has gone."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from typing import NoReturn, TextIO

import typer

from foiacalc.cli import as_data
from foiacalc.errors import Code

Write = Callable[[str | bytes], object]

BAD = 2
_ROOM = 1 << 20  # bytes


def for_people() -> bool:
    """Return whether standard output is a terminal that shows color and boxes (FORCE_COLOR says so, TERM=dumb says not)."""
    if os.environ.get("TERM") == "dumb" or not sys.stdout:
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def seen_together() -> bool:
    """Return whether standard output and standard error are both read on a terminal, one below the other."""
    return sys.stdout.isatty() and sys.stderr.isatty()


def colour() -> bool:
    """Return whether color is wanted (https://no-color.org)."""
    return not os.environ.get("NO_COLOR")


def degrade() -> None:
    """Keep to ASCII in the C locale, which Python itself takes for UTF-8; never fail on a character."""
    # PEP 538: in the C locale Python sets LC_CTYPE to C.UTF-8 by itself, so that value says nothing
    ctype = os.environ.get("LC_CTYPE", "")
    locale = os.environ.get("LC_ALL") or ("" if ctype == "C.UTF-8" else ctype) or os.environ.get("LANG") or "C"
    plain = os.name == "posix" and locale in ("C", "POSIX")
    _fill_closed()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace", newline="", **({"encoding": "ascii"} if plain else {}))


def _fill_closed() -> None:
    """Let a stream that was closed before the start lead nowhere, so that no file of ours takes its number."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # it takes the lowest free number, which is the closed one
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115 - they stay open to the end
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115


def ascii_only() -> bool:
    """Return whether standard output can take only ASCII."""
    return not (sys.stdout.encoding or "ascii").lower().startswith("utf")


def emit(text: str) -> None:
    """Write to standard output."""
    with to_stdout() as write:
        write(text)


@contextmanager
def to_stdout(utf_8: bool = False) -> Iterator[Write]:
    """Give what writes to standard output. A reader that closes the pipe ends it quietly; a full disk is an error.

    What is written at once is written whole, or not at all if an interruption comes first.
    """
    try:
        stream = _unbroken("utf-8" if utf_8 else sys.stdout.encoding)

        def write(content: str | bytes) -> None:
            put(stream, content)
            stream.flush()

        try:
            yield write
        finally:
            stream.flush()
    except BrokenPipeError:
        discard()
    except OSError as error:
        discard()
        fail("standard output", str(error.strerror or error), Code.UNWRITABLE)


def _unbroken(encoding: str) -> TextIO:
    """Return standard output with a large buffer: Python's own would drop half a line when it is interrupted."""
    sys.stdout.flush()
    try:
        raw = open(sys.stdout.fileno(), "wb", buffering=_ROOM, closefd=False)  # noqa: SIM115 - it is as long open as the program
    except (OSError, AttributeError):  # not a file of the operating system
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(encoding=encoding)
        return sys.stdout
    return TextIOWrapper(raw, encoding, sys.stdout.errors, newline="", write_through=True)


def put(file: TextIO, content: str | bytes) -> None:
    """Write a text, or bytes as they are."""
    if isinstance(content, str):
        file.write(content)
    else:
        file.buffer.write(content)


def discard() -> None:
    """Discard standard output from here on."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that the flush at exit fails quietly too


def say(text: str) -> None:
    """Write a line to standard error, which may name files and columns; it does not matter if nobody reads it."""
    from foiacalc.render.words import printable

    with suppress(OSError):
        typer.echo(printable(text), err=True)


def warn(text: str) -> None:
    say(f"warning: {text}")


def fail(
    place: str, message: str, code: Code, *, fact: str | None = None, value: object = None, writes: bool = True
) -> NoReturn:
    """Say what was wrong and where, as JSON too if that is asked for, and end with the exit code of bad input.

    `fact` and `value` are what was wrong, if the place, an option, does not name it. `writes` is false if standard output
    is the user's own file, which then stays as it is.
    """
    say(f"Error: {place}: {message}")
    if writes and as_data.asked_for():
        emit(as_data.error(place, message, code, fact, value))
    raise typer.Exit(BAD)
