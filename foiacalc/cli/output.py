"""Where the answer goes: what the terminal can show, and writing that ends quietly when the reader has gone."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from typing import NoReturn

import typer

BAD = 2


def for_people() -> bool:
    """Whether standard output is a terminal that shows colour and boxes (FORCE_COLOR says so, TERM=dumb says not)."""
    if os.environ.get("TERM") == "dumb" or not sys.stdout:
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def colour() -> bool:
    """Whether colour is wanted (https://no-color.org)."""
    return not os.environ.get("NO_COLOR")


def degrade() -> None:
    """Keep to ASCII in the C locale, which Python itself takes for UTF-8; never fail on a character."""
    # PEP 538: in the C locale Python sets LC_CTYPE to C.UTF-8 by itself, so that value says nothing
    ctype = os.environ.get("LC_CTYPE", "")
    locale = os.environ.get("LC_ALL") or ("" if ctype == "C.UTF-8" else ctype) or os.environ.get("LANG") or "C"
    plain = os.name == "posix" and locale in ("C", "POSIX")
    if sys.stdout is None:  # closed by who started the program
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - it stays open to the end
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace", newline="", **({"encoding": "ascii"} if plain else {}))


def ascii_only() -> bool:
    """Whether standard output takes no more than ASCII."""
    return not (sys.stdout.encoding or "ascii").lower().startswith("utf")


def emit(text: str) -> None:
    """Write to standard output."""
    with to_stdout() as write:
        write(text)


@contextmanager
def to_stdout(utf_8: bool = False) -> Iterator[Callable[[str], object]]:
    """What writes to standard output. A reader that has closed the pipe ends it quietly; a full disk is an error."""
    if utf_8 and isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        yield sys.stdout.write
        sys.stdout.flush()
    except BrokenPipeError:
        discard()
    except OSError as error:
        discard()
        fail("standard output", str(error.strerror or error))


def discard() -> None:
    """Let standard output go nowhere from here on."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that the flush at exit is quiet too


def say(text: str) -> None:
    """A line to standard error, whatever a sheet's header puts in it; where nobody reads that, it changes nothing."""
    from foiacalc.renderers.words import printable

    with suppress(OSError):
        typer.echo(printable(text), err=True)


def warn(text: str) -> None:
    say(f"warning: {text}")


def fail(place: str, message: str) -> NoReturn:
    """Say what was wrong and where, and end with the exit code of bad input."""
    say(f"Error: {place}: {message}")
    raise typer.Exit(BAD)
