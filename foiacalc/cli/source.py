"""This module reads the file of facts: it says what in it foiacalc does not recognize, and how the file may be replaced."""

import os
import stat
import sys
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, NamedTuple, TextIO

from foiacalc.cli.output import fail, warn
from foiacalc.errors import Code
from foiacalc.request.checks import LISTS
from foiacalc.request.facts import PARSERS

_NOT_FACTS = ("as_of", "for", "format", "output")  # options that may be taken for facts
_CLOSE = 0.75  # at this likeness one name is taken for a misspelling of the other
_LONGEST_NAME = 40  # characters of a fact's name
_STANDARD = "standard input"
_CLEARED = ". In `cat FILE | foiacalc ... > FILE`, the shell empties FILE before it is read; use -o FILE instead"
_HOW = "foiacalc status --from {name} ... -o {name}"


class Source(NamedTuple):
    """This is what was read: the name for messages, the facts, and what else the file holds, which decides nothing."""

    name: str
    facts: dict[str, Any]
    beside: dict[str, Any]
    around: dict[str, Any]

    def keeping(self, answer: Mapping[str, Any]) -> dict[str, Any]:
        """Return the answer with what else the file holds, around the request and in it."""
        self._warn_of_lost(answer["request"])
        around = {name: value for name, value in self.around.items() if name not in answer}
        return {**answer, "request": {**answer["request"], **self.beside}, **around}

    def _warn_of_lost(self, kept: Mapping[str, Any]) -> None:
        """Name each of several spans, notices or interim responses that the file has and the new facts do not have."""
        for name in LISTS:
            begins = {_begin(item) for item in _items(kept.get(name))}
            lost = [str(item) for item in _items(self.facts.get(name)) if _begin(item) not in begins]
            if lost and begins:
                option = "--" + name.replace("_", "-")
                warn(f"{self.name}: {name} no longer has {', '.join(lost)}; use {option} once for each to keep them all")


NO_SOURCE = Source("", {}, {}, {})


def _items(value: object) -> list[object]:
    return value if isinstance(value, list) else [value] if value else []


def _begin(item: object) -> str:
    """Return the day on which a span or a notice begins."""
    return str(item).partition("..")[0].partition("+")[0]


def source_of(source: str | None) -> Source:
    """Return the request object in a file or on standard input: by itself, or in an answer."""
    if source is None:
        return NO_SOURCE
    name = _STANDARD if source == "-" else source
    whole = _object(name, _text(name, source))
    around = whole if isinstance(whole.get("request"), dict) else {}
    request = whole["request"] if around else whole
    any_fact = any(fact in PARSERS for fact in request)
    beside = {fact: value for fact, value in request.items() if any_fact and is_a_note(fact)}
    for fact in beside:
        warn(f"{name}: {fact!r} in the request is not a fact that foiacalc knows; it is ignored")
    facts = {fact: value for fact, value in request.items() if fact not in beside}
    return Source(name, facts, beside, {key: value for key, value in around.items() if key != "request"})


def _text(name: str, source: str) -> str:
    try:
        if source == "-":
            if not sys.stdin:
                return ""
            _refuse_as_output(name, sys.stdin)
            return sys.stdin.buffer.read().decode("utf-8-sig")
        with open(source, encoding="utf-8-sig") as file:
            _refuse_as_output(name, file)
            return file.read()
    except OSError as error:
        fail("--from", f"{name}: {error.strerror or error}", Code.FILE_UNREADABLE)
    except UnicodeDecodeError:
        fail("--from", f"{name} is not UTF-8 text; save it as UTF-8", Code.NOT_UNDERSTOOD)


def _object(name: str, text: str) -> dict[str, Any]:
    import json

    if not text.strip():
        fail(
            "--from",
            f"{name} is empty; give the `request` part of a saved JSON answer{_CLEARED if name == _STANDARD else ''}",
            Code.NOT_UNDERSTOOD,
        )
    try:
        value = json.loads(text)
    except RecursionError:
        fail("--from", f"{name} is nested too deeply; give the `request` part of a saved JSON answer", Code.NOT_UNDERSTOOD)
    except ValueError as error:
        fail("--from", f"{name} is not JSON: {error}; give the `request` part of a saved JSON answer", Code.NOT_UNDERSTOOD)
    if not isinstance(value, dict):
        fail(
            "--from", f"{name} does not hold a JSON object; give the `request` part of a saved JSON answer", Code.NOT_UNDERSTOOD
        )
    return value


def is_a_note(name: str) -> bool:
    """Return whether a key is a person's own: not a fact, a misspelled fact, or an option mistaken for one."""
    from foiacalc.cli.synonyms import EVENTS

    if name in PARSERS or name in _NOT_FACTS or not name.isprintable() or len(name) >= _LONGEST_NAME:
        return False
    return name.replace("_", "-") not in EVENTS and not get_close_matches(name, PARSERS, n=1, cutoff=_CLOSE)


def _refuse_as_output(name: str, file: TextIO) -> None:
    """Refuse to read the file that is also standard output. The shell empties it for `>`; with `>>` it is still whole."""
    try:
        read_, written = os.fstat(file.fileno()), os.fstat(sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):  # not a file of the operating system
        return
    if not stat.S_ISREG(read_.st_mode) or not os.path.samestat(read_, written):
        return
    how = f"to change the file itself, run {_HOW.format(name='FILE' if name == _STANDARD else name)}"
    if written.st_size:
        fail(
            "--from",
            f"{name} is also where standard output goes; nothing was written. Leave out > or >>; {how}",
            Code.WOULD_OVERWRITE,
            writes=False,
        )
    fail(
        "--from",
        f"{name} is also where standard output goes, and the shell emptied it before foiacalc started. "
        f"Its facts are gone unless you have a copy; {how}",
        Code.WOULD_OVERWRITE,
        writes=False,
    )


def replaces(source: str | None, output: str | None) -> bool:
    """Return whether the output would take the place of the file that is read, by name or as standard input."""
    if not source or not output or output == "-":
        return False
    try:
        read_ = os.fstat(sys.stdin.fileno()) if source == "-" else os.stat(source)
        return os.path.samestat(read_, os.stat(output)) and stat.S_ISREG(read_.st_mode)
    except (OSError, ValueError, AttributeError):  # there is no such file, or standard input is not one of the operating system
        return False


def check_replaceable(output: str, form: str, force: bool) -> None:
    """Refuse to replace the file, except by a whole answer in JSON if nothing else changes."""
    if form != "json":
        fail(
            "-o",
            f"{output} holds the facts; {form} would overwrite them. Use another file, or --format json",
            Code.WOULD_OVERWRITE,
        )
    found = os.stat(output)
    if not os.access(output, os.W_OK):
        fail("-o", f"{output} is read-only; use another file, or make it writable", Code.UNWRITABLE)
    if found.st_nlink > 1 and not force:
        fail(
            "-o",
            f"{output} has a second name (a hard link), which would keep the old facts; use another file, or "
            "--force to replace only this name",
            Code.WOULD_OVERWRITE,
        )
