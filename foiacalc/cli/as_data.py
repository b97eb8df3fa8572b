"""This module gives an error as JSON, if the command line asks for JSON: what was wrong, under the code it was raised with."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from foiacalc.cli.numbers import NotANumber
from foiacalc.errors import Code

_OPTION, _FORMS = "--format", ("json", "jsonl")
_OF_PARSER = {  # the parser's errors by name, since their module is private to typer
    "MissingParameter": Code.MISSING,
    "BadParameter": Code.UNREADABLE,
    "NoSuchOption": Code.UNKNOWN_OPTION,
    "NoSuchCommand": Code.UNKNOWN_COMMAND,
}


_words: tuple[str, ...] = ()  # the words of the command line
_params: tuple[Any, ...] = ()  # the parameters of its command, once that is known


def heed(words: Sequence[str], params: Sequence[Any] = ()) -> None:
    """Remember what is being parsed: whether to give errors as JSON must be known before the options are read."""
    global _words, _params
    _words, _params = tuple(words), tuple(params)


def asked_for() -> str:
    """Return 'json' or 'jsonl' if the command line asks for it, even in the wrong place; otherwise return nothing."""
    words = _words[: _words.index("--")] if "--" in _words else _words
    if any(word.partition("=")[0] == "--json" for word in words):
        return "json"
    pairs = [*pairwise(words), *(tuple(word.split("=", 1)) for word in words if "=" in word)]
    return next((form for form in _FORMS if (_OPTION, form) in pairs), "")


def error(place: str, says: str, code: Code, fact: str | None = None, value: object = None) -> str:
    """Return the error in the terms of the JSON contract.

    `place` gives the name of the `fact`, and its option gives the `value`, unless they are given here.
    """
    from foiacalc.answer import contract

    value = _value(place) if value is None else value
    found = contract.error(code, fact or _fact(place), value, says)
    return contract.to_json(found) if asked_for() == "json" else contract.line(found)


def of_parser(error_: Any) -> tuple[str, str, Code, object]:
    """Return where an error of the parser is, what it says, of which kind it is, and the value if that is known."""
    if isinstance(error_, NotANumber):
        return error_.place, error_.says, error_.code, error_.value
    kinds = [_OF_PARSER[kind.__name__] for kind in type(error_).__mro__ if kind.__name__ in _OF_PARSER]
    param = getattr(error_, "param", None)
    place = getattr(error_, "option_name", None) or (_named(param) if param else "command line")
    return str(place), error_.format_message(), kinds[0] if kinds else Code.UNEXPECTED, None


def _named(param: Any) -> str:
    return str(max(param.opts, key=len) if param.param_type_name == "option" else param.metavar or param.name)


def _fact(place: str) -> str:
    """Return the name of the fact that an option gives, or else the place itself."""
    from foiacalc.request.facts import PARSERS

    name = place.removeprefix("--").replace("-", "_")
    return name if name in (*PARSERS, "as_of") else place


def _value(place: str) -> str | None:
    """Return the value that an option is given; return None if it has none."""
    from foiacalc.cli.typed_line import options_of, parted

    known = options_of(_params)
    line = parted(_words, known)
    given = {**dict(line.unknown), **line.options}
    first = place.partition(", ")[0]
    names = known[first].opts if first in known else [first]
    return next((given[name] for name in names if given.get(name)), None)
