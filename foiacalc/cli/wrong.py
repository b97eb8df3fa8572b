"""This module says what the user most likely meant by a command line it cannot understand, and exactly what to type."""

import os
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, NamedTuple, NoReturn

from foiacalc.cli.numbers import EXAMPLES
from foiacalc.cli.output import fail
from foiacalc.cli.typed_line import options_of, parted
from foiacalc.errors import Code

_SUCH_AS = {"DATE": "2026-10-20", "A..B": "2026-11-02..2026-11-09", "DATE[+N]": "2026-11-03+10", "N[wd|cd]": "90cd"}
# What a date alone means to these commands; elsewhere it is the day of filing.
_FOR_A_DATE = {"plan": "--by", "law": "--on", "check": "--claimed"}
_CLOSE = 0.7  # at this likeness one name is taken for a misspelling of the other
_SHEETS = (".csv", ".tsv", ".jsonl", ".ndjson", ".txt", ".xlsx", ".xls", ".xlsb", ".ods")
_LONGEST = 40  # characters of a word that is shown as it is
_MOST_WORDS = 4  # the most words of a date, as in Tue Oct 20, 2026


def look_over(command: str, words: Sequence[str], params: Sequence[Any]) -> None:
    """Fail, with what to type, if the command does not have an option, an option lacks its value, or a word stands alone."""
    known = options_of(params)
    line = parted(words, known)
    what = What(command, known, line.options.get("--filed") or next((w for w, _ in line.arguments if _is_date(w)), "DATE"))
    for name, value in line.unknown:
        _option(what, name, value)
    for name in line.bare:
        such_as = _SUCH_AS.get(known[name].metavar or "")
        to_type = EXAMPLES.get(name) or f"{name} {such_as or known[name].metavar or 'VALUE'}"
        fail(name, f"needs a value; use {to_type}", Code.MISSING)
    for name, value in line.flags:
        fail(name, f"does not take a value; use {name} by itself", Code.UNEXPECTED, value=value)
    _arguments(what, line.arguments, [param for param in params if param.param_type_name == "argument"])
    for param in params:
        if param.param_type_name == "option" and param.required and not {*param.opts} & {*line.options}:
            fail(param.opts[0], f"is required; use {param.opts[0]} {_SUCH_AS.get(param.metavar, param.metavar)}", Code.MISSING)


class What(NamedTuple):
    """This is what was asked: the command, its options, and the day of filing if it was given."""

    command: str
    known: Mapping[str, Any]
    filed: str


def _option(what: What, given: str, value: str) -> NoReturn:
    """Say what to do about an option that the command does not have."""
    name = given.strip("-").replace("_", "-").lower()
    if f"--{name}" in what.known:
        fail(given, f"no such option; use --{name}{' ' + _quoted(value) if value else ''}", Code.UNKNOWN_OPTION)
    cure = _cure(what, name, value)
    if cure:
        fail(given, f"no such option; {cure}", Code.UNKNOWN_OPTION)
    near = get_close_matches(f"--{name}", [one for one in what.known if one.startswith("--")], n=2, cutoff=_CLOSE)
    meant = f"did you mean {' or '.join(near)}? " if near else ""
    fail(given, f"no such option; {meant}`foiacalc {what.command} --help` lists them", Code.UNKNOWN_OPTION)


def _quoted(text: str) -> str:
    from shlex import quote

    return quote(text)


def _cure(what: What, name: str, value: str) -> str:
    """Return what to type for an option of that name; return nothing if that is not known."""
    from foiacalc.cli.fact_options import FACTS
    from foiacalc.cli.synonyms import BY_COMMAND, OPTIONS

    facts = {fact.name.replace("_", "-"): f"--{fact.name.replace('_', '-')}{' {v}' if fact.metavar else ''}" for fact in FACTS}
    template = BY_COMMAND.get(what.command, {}).get(name) or OPTIONS.get(name) or facts.get(name)
    if not template:
        return ""
    if "{v}.." in template and not _is_date(value):
        value = ""
    to_type = template.replace("{v}", _quoted(value) if value else "DATE").replace("--filed DATE", f"--filed {what.filed}")
    to_type = to_type.replace("{filed}", what.filed)
    if "--filed" in what.known or to_type.split()[0] in what.known or to_type.startswith("foiacalc"):
        return f"{'try' if to_type.startswith('foiacalc') else 'use'} {to_type}"
    if to_type.startswith(("--format", "-o")):
        return ""
    if what.command == "batch":
        return f"a batch takes its facts from the columns of the sheet; for one request, run foiacalc status {to_type}"
    return f"belongs to another command; try foiacalc status {to_type}"


def _arguments(what: What, given: list[tuple[str, str]], own: Sequence[Any]) -> None:
    """Fail if there are more words than the command takes, or fewer."""
    for word, before in given:
        if before == "--expedite" and _is_date(word):
            fail(
                "--expedite",
                f"does not take a date; use --expedite-asked {word}, or --filed {word} if that is the filing date",
                Code.UNEXPECTED,
            )
    if any(param.nargs == -1 for param in own):
        return
    words = [word for word, _ in given]
    if what.command == "check":
        _key_alone(words)
    if len(words) > len(own):
        _extra(what, words, len(own))
    if len(words) == len(own):
        _key_last(what, words[1:])
    for param, word in zip(own, words, strict=False):
        alone = param.hidden and what.command != "law"  # here a date is meant to stand alone
        if alone and not looks_dated(word) and (cure := _stray(what, word)):
            fail(word, cure, Code.UNEXPECTED, value=word)
    for param in own[len(words) :]:
        if param.required:
            such_as = f"; try foiacalc explain determination --filed {what.filed}" if what.command == "explain" else ""
            fail(param.metavar, f"this argument is missing{such_as}. {param.help or ''}".rstrip(), Code.MISSING)


def _extra(what: What, words: list[str], most: int) -> NoReturn:
    for together in dates_among(words):
        option = _FOR_A_DATE.get(what.command, "--filed")
        quoted = f'{option} "{together}"' if option in what.known else f'"{together}"'
        fail(together, f"put a date of more than one word in quotes; use {quoted}", Code.UNEXPECTED, value=together)
    _key_last(what, words[1:])
    word = words[most]
    fail(
        word,
        _stray(what, word) or f"does not belong to any option; `foiacalc {what.command} --help` shows what the command takes",
        Code.UNEXPECTED,
    )


def _key_last(what: What, after_first: Sequence[str]) -> None:
    """Fail if `explain` is given its deadline after another word."""
    from foiacalc.clock.all_deadlines import keys

    key = next((word for word in after_first if word in keys()), "") if what.command == "explain" else ""
    if key:
        fail(key, f"the deadline comes first; try foiacalc explain {key} --filed {what.filed}", Code.UNEXPECTED, value=key)


def _key_alone(words: Sequence[str]) -> None:
    """Fail if `check` is given its deadline without the option for it."""
    from foiacalc.clock.all_deadlines import keys

    for word in words:
        key = word.lower().replace("-", "_")
        if key in keys():
            fail(word, f"is a deadline and needs an option; use --deadline {key}", Code.UNEXPECTED, value=word)


def _stray(what: What, word: str) -> str:
    """Return what to type for a word that belongs to no option; return nothing if that is not known."""
    if _is_date(word):
        option = _FOR_A_DATE.get(what.command, "--filed")
        if option not in what.known:
            return ""
        if option == "--filed" and what.filed not in (word, "DATE"):
            return f"say what happened that day; use --determined {word}, --appealed {word} or --as-of {word}"
        return f"needs an option; use {option} {word}"
    if "--agency" in what.known and is_agency(word):
        return f"use --agency {word}"
    return _cure(what, word.lower(), "")


def dates_among(words: Sequence[str]) -> Iterator[str]:
    """Yield each run of words that makes one date: Oct 20, 2026."""
    for begin in range(len(words)):
        for length in range(2, _MOST_WORDS + 1):
            together = " ".join(words[begin : begin + length])
            if begin + length <= len(words) and _is_date(together):
                yield together


def _is_date(text: str) -> bool:
    from foiacalc.cli.dates import days_meant
    from foiacalc.wall_clock import in_washington

    return bool(days_meant(text.strip(), in_washington()))


def is_agency(text: str) -> bool:
    """Return whether the text names one agency, by code or name."""
    from foiacalc.law.agencies import UnknownAgency, find

    try:
        return bool(find(text))
    except UnknownAgency:
        return False


# The first word


def looks_dated(word: str) -> bool:
    """Return whether a first word was meant as the day of filing, well written or not."""
    return word[:1].isdigit() or word.lower() in ("today", "yesterday") or _is_date(word)


def command(words: Sequence[str], commands: Sequence[str]) -> NoReturn:
    """Say what a first word may have meant that is neither a command nor a date."""
    from foiacalc.cli.synonyms import COMMANDS

    word = words[0]
    shown = word if 0 < len(word) <= _LONGEST and word.isprintable() else repr(word[:_LONGEST])
    for together in dates_among(words):
        fail(shown, f'put a date of more than one word in quotes; try foiacalc "{together}"', Code.UNEXPECTED)
    near = get_close_matches(word.lower(), commands, n=2)
    if near:
        fail(shown, f"no such command. Did you mean {' or '.join(map(repr, near))}?", Code.UNKNOWN_COMMAND)
    if word.lower() == "help" and len(words) > 1 and words[1] in commands:
        fail(shown, f"try foiacalc {words[1]} --help", Code.UNKNOWN_COMMAND)
    meant = _meant(word) or COMMANDS.get(word.lower())
    if meant:
        fail(shown, f"no such command; try {meant}", Code.UNKNOWN_COMMAND)
    fail(
        shown,
        f'neither a command ({", ".join(commands)}) nor a date, such as 2026-10-20 or "Oct 20, 2026"',
        Code.UNKNOWN_COMMAND,
    )


def _meant(word: str) -> str:
    from foiacalc.clock.all_deadlines import keys

    if word.replace("-", "_") in keys():
        return f"foiacalc explain {word.replace('-', '_')} --filed DATE"
    if os.path.isfile(word) and word.lower().endswith((".json", *_SHEETS)):
        return f"foiacalc {'status --from' if word.lower().endswith('.json') else 'batch'} {_quoted(word)}"
    if is_agency(word):
        return f"foiacalc status --filed DATE --agency {word}, or foiacalc agencies {word} for its rules"
    return ""


def leading_option(words: Sequence[str], params: Sequence[Any]) -> None:
    """Say that an option given before any command belongs after one."""
    known = options_of(params)
    for name, value in parted(words[:1], known).flags:
        fail(name, f"does not take a value; use {name} by itself", Code.UNEXPECTED, value=value)
    name = words[0].partition("=")[0]
    if not name.startswith("-") or name in known or name == "--":
        return
    fail(name, f"the command comes first; try foiacalc status {' '.join(map(_quoted, words))}", Code.MISSING)
