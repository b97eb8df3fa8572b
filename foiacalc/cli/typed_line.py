"""This module splits up the words of a command line as the parser would split them."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple


class TypedLine(NamedTuple):
    """This is a command's words taken apart: its arguments, its options, and the options that the command does not have."""

    arguments: list[tuple[str, str]]  # each with the word before it
    options: dict[str, str]
    unknown: list[tuple[str, str]]
    bare: list[str]  # options without their value
    flags: list[tuple[str, str]]  # those that take no value, each with the value it was given


def options_of(params: Sequence[Any]) -> dict[str, Any]:
    """Return every name of an option, long and short, with its parameter."""
    return {name: param for param in params if param.param_type_name == "option" for name in param.opts}


def parted(words: Sequence[str], known: Mapping[str, Any]) -> TypedLine:
    """Return the words as the parser would take them."""
    line = TypedLine([], {}, [], [], [])
    left = list(words)
    before = ""
    while left:
        word = left.pop(0)
        if word == "--":
            line.arguments.extend((rest, "") for rest in left)
            break
        name, equals, value = word.partition("=")
        if not word.startswith("-") or word == "-":
            line.arguments.append((word, before))
        elif name in known or (not word.startswith("--") and word[:2] in known):
            if name not in known:
                name, equals, value = word[:2], "=", word[2:]
            if not equals and not _is_flag(known[name]):
                line.bare.extend([] if left else [name])
                value = left.pop(0) if left else ""
            if equals and _is_flag(known[name]):
                line.flags.append((name, value))
            line.options[name] = value
        else:
            said = value if equals else left.pop(0) if left and not left[0].startswith("-") else ""
            line.unknown.append((name, said))
        before = word
    return line


def _is_flag(param: Any) -> bool:
    return bool(param.is_flag or param.count)
