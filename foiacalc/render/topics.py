"""This module finds the pages of the manual: one Markdown file for each topic in guide/, with a title and a first sentence."""

import re
from importlib.resources import files
from typing import Any, NamedTuple

_ORDER = (  # the order in which a newcomer needs them; a topic that is not named here comes last
    *("requests", "counting", "cautious", "questions", "rest-of-the-clock", "letters", "forms", "pages"),
    *("docket", "sheets", "scripts", "errors", "notebooks", "frames", "assistants", "doj", "typical"),
    *("proof", "speed", "commands", "changing", "house", "release"),
)
_ENDING = ".md"
_SENTENCE = re.compile(r"(.+?[.?!])(?:\s(?=[A-Z`])|$)")  # a sentence does not end within "U.S. law"
_CODE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\[([^]]+)\]\((?:\.\./)?([^)#\s]+)(?:#[^)]*)?\)")


class Topic(NamedTuple):
    """This is a page of the manual: the word that asks for it, its title, its first sentence, and its Markdown."""

    name: str
    title: str
    says: str
    text: str


def topics() -> tuple[Topic, ...]:
    """Return every page in the package, the known ones in the order of the manual, the others after them by name."""
    pages = {page.name.removesuffix(_ENDING): page for page in _folder().iterdir() if page.name.endswith(_ENDING)}
    ranks = {name: rank for rank, name in enumerate(_ORDER)}
    names = sorted(pages, key=lambda name: (ranks.get(name, len(ranks)), name))
    return tuple(_topic(name, pages[name].read_text(encoding="utf-8")) for name in names)


def _folder() -> Any:  # its type moved between modules from Python 3.11 to 3.14
    return files("foiacalc") / "guide"


def _topic(name: str, text: str) -> Topic:
    title, _, rest = text.partition("\n")
    first = _SENTENCE.match(" ".join(_CODE.sub("", rest).strip().split("\n\n")[0].split()))
    return Topic(name, title.removeprefix("# ").strip(), first[1] if first else "", text)


def by_command(text: str) -> str:
    """Return the Markdown of a page with each link to another page followed by the command that shows it."""
    return _LINK.sub(_named, text)


def _named(link: re.Match[str]) -> str:
    says, target = link[1], link[2]
    if not target.endswith(_ENDING) or "/" in target:
        return link[0]
    return f"{says} (`foiacalc guide {target.removesuffix(_ENDING)}`)"
