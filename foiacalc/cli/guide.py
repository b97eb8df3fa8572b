"""This module has the command that shows the manual: `guide`."""

import shutil
from difflib import get_close_matches
from typing import Annotated, NoReturn

import typer

from foiacalc.cli.fact_options import OUTPUT_PANEL, complete_from
from foiacalc.cli.output import ascii_only, colour, emit, fail, for_people
from foiacalc.errors import Code
from foiacalc.render import manual as text
from foiacalc.render import topics as manual

FORMATS = ("text", "markdown")
_WIDEST = 100  # wider lines of prose are hard to read
_NEAR = 3


def _topics(incomplete: str) -> list[tuple[str, str]]:
    return [(topic.name, topic.title) for topic in manual.topics() if topic.name.startswith(incomplete)]


def guide(
    topic: Annotated[
        str | None,
        typer.Argument(metavar="[TOPIC]", help="The page to show. Default: a list of pages.", autocompletion=_topics),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help=f"{' or '.join(FORMATS)}. Default: text, formatted for a terminal if there is one.",
            rich_help_panel=OUTPUT_PANEL,
            autocompletion=complete_from(*FORMATS),
        ),
    ] = None,
) -> None:
    """Read the manual, page by page.

    The pages come with the program and need no network. The tests run the examples on them and compare the output.

    Examples:
      foiacalc guide
      foiacalc guide counting
    """
    if form not in (None, *FORMATS):
        fail("--format", f"{form!r} is not a format for the manual; use {' or '.join(FORMATS)}", Code.NOT_A_CHOICE)
    topics = manual.topics()
    if topic is None:
        return emit(text.listing(topics))
    name = topic.lower().removesuffix(".md").replace("_", "-").replace(" ", "-")
    found = next((one for one in topics if one.name == name), None)
    if not found:
        _unknown(topic, name, topics)
    return emit(_shown(found, form))


def _shown(topic: manual.Topic, form: str | None) -> str:
    if form == "markdown":
        return topic.text
    if form == "text" or not for_people():
        return text.plain_page(topic.text)
    from foiacalc.render import terminal

    width = min(shutil.get_terminal_size().columns, _WIDEST)
    return terminal.manual(manual.by_command(topic.text), terminal.Screen(width, colour(), ascii_only()))


def _unknown(given: str, name: str, topics: tuple[manual.Topic, ...]) -> NoReturn:
    """Name the similar topics: spelled like it, or with the word in their title or first sentence."""
    near = get_close_matches(name, [one.name for one in topics], n=_NEAR)
    word = name.replace("-", " ").rstrip("s")
    near += [one.name for one in topics if word and word in f"{one.title} {one.says}".lower() and one.name not in near]
    meant = f"did you mean {' or '.join(near[:_NEAR])}? " if near else ""
    fail("TOPIC", f"{given!r} is not a topic; {meant}`foiacalc guide` lists them", Code.NOT_A_CHOICE)
