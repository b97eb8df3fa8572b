"""This module has the command that writes the letter to send: `letter`."""

from datetime import date
from typing import Annotated, NamedTuple

import typer

from foiacalc.answer import letters
from foiacalc.answer.reports import Report
from foiacalc.calendar.workdays import OutsideCalendar
from foiacalc.cli.dates import day as day_of
from foiacalc.cli.fact_options import ANSWER_PANEL, OUTPUT_PANEL, complete_from
from foiacalc.cli.filed import DayArgument, with_date
from foiacalc.cli.forms import Force, Output, by_ending, writing
from foiacalc.cli.options import AsOf, Facts, FromFile, Typical, nearest, report_of
from foiacalc.cli.output import ascii_only, emit, fail, warn
from foiacalc.clock.reply import current
from foiacalc.errors import Code, FactError
from foiacalc.request.facts import SPANS

FORMATS = ("text", "markdown")
_ENDINGS = {".txt": "text", ".md": "markdown"}
_INTEREST_PANEL = "A letter asking whether you are still interested"

KindOption = Annotated[
    str | None,
    typer.Option(
        "--kind",
        metavar="KIND",
        help=f"{', '.join(letters.LETTER_KINDS)}. Default: the letter that fits where the request stands.",
        rich_help_panel=ANSWER_PANEL,
        autocompletion=complete_from(*letters.LETTER_KINDS),
    ),
]
LetterFormat = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help=f"{' or '.join(FORMATS)}. Default: set by the file's extension, otherwise text.",
        rich_help_panel=OUTPUT_PANEL,
        autocompletion=complete_from(*FORMATS),
    ),
]
AskedOn = Annotated[
    str | None,
    typer.Option("--asked", metavar="DATE", help="The date of the agency's letter.", rich_help_panel=_INTEREST_PANEL),
]


class _InterestLetter(NamedTuple):
    """This is the day of the letter that asks about the requester's interest, and the day by which it wants an answer."""

    asked: date | None
    reply_by: date | None


def letter(
    facts: Facts,
    day: DayArgument = None,
    kind: KindOption = None,
    asked: AskedOn = None,
    source: FromFile = None,
    as_of: AsOf = None,
    typical: Typical = False,
    form: LetterFormat = None,
    output: Output = None,
    force: Force = False,
) -> None:
    """Write the letter to send, for you to read and sign.

    By default, writes the letter the facts call for: an answer to the agency's question, a letter to an agency that is late,
    or an appeal. With --kind, writes the letter you name, including a draft complaint. Unknown facts are left in brackets. If
    the facts do not support a letter, foiacalc says why and writes none.

    Example: foiacalc letter --filed 2010-02-01 --agency FBI --as-of 2010-10-28
    """
    wanted, written = _kind(kind), _form(form, output)
    given = dict(with_date(facts, day))
    by_itself = bool(asked) or not (source or any(name in given for name in SPANS))  # of a letter that is not a fact
    reply_by = given.pop("reply_by", None) if by_itself else None
    report = report_of(given, as_of, source)._replace(tells_typical=typical)
    question = _question(report, wanted, asked, reply_by)
    chosen = wanted or ("still-interested" if asked or reply_by else letters.called_for(report))
    if not chosen:
        _nothing(report, output)
        return
    reason = letters.why_not(report, chosen)
    if reason:
        fail(
            "--kind" if wanted else "--asked, --reply-by",
            f"the {chosen}{'' if chosen == 'complaint' else ' letter'} cannot be written as of {report.as_of}. {reason}",
            Code.NOT_APPLICABLE,
        )
    _write(report, chosen, question, written, output, force)
    for warning in report.warnings:
        warn(warning)


def _write(
    report: Report, kind: letters.LetterKind, question: _InterestLetter, form: str, output: str | None, force: bool
) -> None:
    from foiacalc.render import letter as text
    from foiacalc.render import prose

    made = text.letter(report, kind, form, *question)
    if form == "text" and output in (None, "-") and ascii_only():
        made = prose.without_signs(made)
    with writing(output, force, form == "markdown") as write:
        write(made)


def _kind(kind: str | None) -> letters.LetterKind | None:
    known = next((one for one in letters.LETTER_KINDS if one == kind), None)
    if kind is not None and not known:
        fail("--kind", f"{kind!r} is not a kind of letter; {nearest(kind, letters.LETTER_KINDS)}", Code.NOT_A_CHOICE)
    return known


def _form(form: str | None, output: str | None) -> str:
    if form is None:
        return by_ending(output, _ENDINGS) if output not in (None, "-") else "text"
    if form not in FORMATS:
        fail("--format", f"{form!r} is not a format for a letter; use {' or '.join(FORMATS)}", Code.NOT_A_CHOICE)
    return form


def _question(report: Report, kind: letters.LetterKind | None, asked: str | None, reply_by: str | None) -> _InterestLetter:
    """Return the two dates of the agency's letter, in order."""
    if (asked or reply_by) and kind not in (None, "still-interested"):
        fail("--asked, --reply-by", f"these options apply only to --kind still-interested, not to {kind}", Code.CONFLICT)
    question = _InterestLetter(_date("--asked", asked), _date("--reply-by", reply_by))
    _refuse_unlike(question, report)
    found = current(report.case)
    if any(question) or not found or found.fact != "still_interested":
        return question
    return _InterestLetter(found.asked, report.known.reply_by if found.named else None)


def _refuse_unlike(question: _InterestLetter, report: Report) -> None:
    """Refuse dates of the letter that are impossible next to the request's dates and the day of the answer."""
    made = report.case.filed or report.case.appealed
    if question.asked and question.asked > report.as_of:
        fail(
            "--asked",
            f"{question.asked} is later than {report.as_of}, the day of the letter; use --as-of to look ahead",
            Code.IN_FUTURE,
        )
    if question.asked and made and question.asked < made:
        says = f"{question.asked} is before the {'request' if report.case.filed else 'appeal'}, made {made}"
        fail("--asked", f"{says}; give that day or a later one", Code.OUT_OF_ORDER)
    if question.reply_by and (earliest := question.asked or made) and question.reply_by < earliest:
        fail("--reply-by", f"{question.reply_by} is before {earliest}; give that day or a later one", Code.OUT_OF_ORDER)
    try:
        question.asked and letters.still_interested_until(report.case, question.asked)
    except OutsideCalendar as error:
        fail("--asked", str(error), error.code)


def _date(option: str, text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return day_of(option, text)
    except FactError as error:
        fail(option, str(error), error.code)


def _nothing(report: Report, output: str | None) -> None:
    """Say that no letter is called for, which is an answer too; but a file that was asked for is not there."""
    says = f"Nothing to send on {report.as_of}. {letters.nothing_to_send(report)}"
    if output not in (None, "-"):
        fail("-o", f"{output} was not written. {says}", Code.NOT_APPLICABLE)
    emit(f"{says}\n")
