"""This module has the closed set of error codes, and the error that names a fact.

A code is given where the error is raised. Scripts and assistants go by the code, people by the sentence.
"""

from enum import StrEnum


class Code(StrEnum):
    """This is what kind of error it is; `means` says so in a sentence."""

    means: str

    def __new__(cls, name: str, means: str) -> "Code":
        code = str.__new__(cls, name)
        code._value_ = name
        code.means = means
        return code

    UNKNOWN_FACT = "unknown_fact", "A request has no fact by that name."
    UNREADABLE = (
        "unreadable",
        "The value is of the wrong kind. The fact calls for a date, a span of days, a number, text, or true or false.",
    )
    AMBIGUOUS = "ambiguous", "The value can be read two ways. foiacalc does not guess."
    NOT_A_CHOICE = "not_a_choice", "The value is not one of the words, names or numbers allowed there."
    OUT_OF_RANGE = "out_of_range", "The value is out of range: too early, too late, too few or too many."
    OUT_OF_ORDER = "out_of_order", "Two dates are in the wrong order."
    MISSING = "missing", "A fact, an option's value, an argument or a command is missing."
    CONFLICT = "conflict", "Two facts or options contradict each other or cannot be used together."
    IN_FUTURE = "in_future", "A fact is dated in the future."
    UNKNOWN_AGENCY = "unknown_agency", "foiacalc knows no agency or component by that code or name."
    OUTSIDE_CALENDAR = "outside_calendar", "The count would run past the calendar of working days."
    NOT_APPLICABLE = "not_applicable", "What you asked for does not apply to this request as it now stands."
    UNKNOWN_COMMAND = "unknown_command", "The first word is neither a command nor a date."
    UNKNOWN_OPTION = "unknown_option", "The command has no such option."
    UNEXPECTED = "unexpected", "The command does not take a word or a value there."
    FILE_UNREADABLE = "file_unreadable", "A file cannot be opened or read."
    NOT_UNDERSTOOD = "not_understood", "A file or a row was read, but its contents cannot be parsed or understood."
    UNWRITABLE = "unwritable", "The answer cannot be written to its destination."
    WOULD_OVERWRITE = "would_overwrite", "Writing would destroy what is already there. Nothing was written."
    TOO_MANY = "too_many", "There are more rows or columns than foiacalc can handle."
    NOT_INSTALLED = "not_installed", "A required package is not installed."


class Coded(ValueError):
    """This is an error of a known kind; the message says what is wrong and what would be right."""

    code = Code.UNREADABLE

    def __init__(self, message: str, code: Code | None = None) -> None:
        super().__init__(message)
        self.code = code or self.code


class FactError(Coded):
    """This is raised for a fact that cannot be true: `fact` names the field."""

    def __init__(self, fact: str, message: str, code: Code) -> None:
        super().__init__(message, code)
        self.fact = fact
        self.add_note(f"The fact is {fact}.")  # only a traceback shows this; people see the message beside the fact's name


def unreadable(fact: str, says: str) -> FactError:
    """Return the error for a fact whose value is of the wrong kind."""
    return FactError(fact, says, Code.UNREADABLE)


def shown(value: object) -> str:
    """Return a value as an error shows it: in quotes, on one line, shortened."""
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def code_of(error: ValueError) -> Code:
    """Return the kind of an error; for one of Python's own, return that a value could not be read."""
    return error.code if isinstance(error, Coded) else Code.UNREADABLE


def hint(says: str) -> str | None:
    """Return what would be right: in our sentences, what follows the first semicolon outside quotes. None if there is none."""
    quote = ""
    for at, sign in enumerate(says):
        if quote:
            quote = "" if sign == quote and says[at - 1] != "\\" else quote
        elif sign in "'\"" and not says[at - 1 : at].isalnum():  # not an apostrophe
            quote = sign
        elif says.startswith("; ", at):
            return says[at + 2 :]
    return None
