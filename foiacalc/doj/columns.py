"""This module names the columns of the raw data on requests that agencies submit to the Department of Justice (FOIA Star)."""

FOIA_STAR_WIDTH = 29  # columns


def letter(position: int) -> str:
    """Return the letter of a column in a spreadsheet, such as A for 0."""
    first, second = divmod(position, 26)
    return (letter(first - 1) if first else "") + chr(ord("A") + second)
