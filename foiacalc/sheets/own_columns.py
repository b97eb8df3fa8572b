"""This module reads the user's own columns of a sheet: found by name, read row by row, used to group and select rows.

A line of JSON has keys instead of columns, and all keys are known only once all lines have passed.
"""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from foiacalc.doj.columns import letter
from foiacalc.sheets.columns import places, simplified
from foiacalc.sheets.file import Row
from foiacalc.sheets.records import Sheet, fields

MOST_GROUPS = 4_096
_OFFICERS = frozenset(
    (
        *("analyst", "foia analyst", "assigned analyst", "analyst assigned", "analyst name", "assigned to", "assignee"),
        *("assigned", "assigned staff", "assigned processor", "processor", "case officer", "case owner", "foia officer"),
        *("specialist", "foia specialist", "assigned specialist", "processed by", "handled by", "foia processor"),
    )
)
_LONGEST, _MOST_SHOWN, _NEAR = 40, 24, 3  # characters of a name that is shown; names shown; near ones shown
_MOST_KEPT = 500  # values of a column, or keys of lines, kept so that similar ones can be suggested
_LONGEST_GROUP = 200  # characters


class NoColumn(ValueError):
    """This is raised for a column that the sheet does not have, or has twice."""


class TooManyGroups(ValueError):
    """This is raised for a column in which nearly every row has a different value."""


class OwnColumn:
    """This is one column of one sheet. `name` is as the sheet writes it.

    Raises NoColumn if the sheet has no column of that name.
    """

    def __init__(self, sheet: Sheet, wanted: str) -> None:
        self.name, self._wanted, self._file = wanted, simplified(wanted), sheet.file
        self._lines = sheet.form == "jsonl"
        self._at, self._found = 0, not self._lines
        self._keys: dict[str, None] = {}
        if not self._lines:
            self._at = _place(sheet, wanted)
            self.name = " ".join(sheet.header[self._at].split()) or wanted

    def of(self, row: Row) -> str:
        """Return what the row says in it, trimmed; blank where it has no such cell."""
        if self._lines:
            return self._of_line(row.cells[0])
        return row.cells[self._at].strip() if self._at < len(row.cells) else ""

    def _of_line(self, line: str) -> str:
        found = fields(line)
        for key in () if isinstance(found, str) else found:
            if len(self._keys) < _MOST_KEPT:
                self._keys[key] = None
            if simplified(key) == self._wanted:
                self._found, self.name = True, key
                return _text(found[key])  # type: ignore[index]
        return ""

    def check(self) -> None:
        """Raise NoColumn if no line had that key."""
        if self._keys and not self._found:
            raise NoColumn(f"no line of {self._file} has {_shown(self.name)}; {_near(self._wanted, tuple(self._keys), 'keys')}")


def _text(value: object) -> str:
    """Return a JSON value as a sheet would have it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return ", ".join(map(_text, value)) if isinstance(value, list) else str(value).strip()


def _place(sheet: Sheet, wanted: str) -> int:
    found = places(wanted, sheet.header)
    if len(found) > 1:
        letters = " or ".join(map(letter, found))
        raise NoColumn(f"{sheet.file} has {len(found)} columns named {_shown(wanted)}; name one by its letter, {letters}")
    if not found:
        raise NoColumn(f"{sheet.file} has no column named {_shown(wanted)}; {_near(wanted, sheet.header, 'columns')}")
    return found[0]


def _shown(name: str) -> str:
    text = " ".join(name.split())
    return repr(text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}...")


def _near(wanted: str, names: Sequence[str], what: str) -> str:
    """Say what would be right: the similar names, and all of them."""
    said = {simplified(name): name for name in names if name.strip()}
    near = get_close_matches(simplified(wanted)[:_LONGEST], said, n=_NEAR)
    meant = f"did you mean {' or '.join(_shown(said[name]) for name in near)}? " if near else ""
    return f"{meant}{'T' if near else 't'}he {what} are {_listed(tuple(said.values()))}"


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST_SHOWN} more" if len(names) > _MOST_SHOWN else ""
    return ", ".join(map(_shown, names[:_MOST_SHOWN])) + more


def officers(sheet: Sheet) -> str | None:
    """Return the column that says whose desk a request is on, if the sheet has one that holds no fact."""
    return next((column.name for column in sheet.columns if not column.field and simplified(column.name) in _OFFICERS), None)


class Groups:
    """This holds the groups that a column's cells make.

    Case and outer spaces are ignored; the first spelling becomes the group's name.
    """

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def of(self, text: str) -> str:
        """Return the name of a cell's group. Raises TooManyGroups where there are more than anybody would look through."""
        said = " ".join(text.split())[:_LONGEST_GROUP]
        key = said.casefold()
        if key not in self._names:
            if len(self._names) >= MOST_GROUPS:
                raise TooManyGroups(f"has more than {MOST_GROUPS:,} different values; choose a column that many rows share")
            self._names[key] = said
        return self._names[key]


class Condition:
    """This says what one column must have: one of these values; case and outer spaces are ignored."""

    def __init__(self, wanted: str, values: Iterable[str]) -> None:
        self.wanted = wanted
        self._values: Mapping[str, str] = {value.strip().casefold(): value.strip() for value in values}
        self._met: set[str] = set()
        self._seen: dict[str, None] = {}

    def holds(self, text: str) -> bool:
        """Return whether a cell has one of the values; it remembers which it saw."""
        said = text.casefold()
        if said in self._values:
            self._met.add(said)
            return True
        if len(self._seen) < _MOST_KEPT:
            self._seen[text] = None
        return False

    def sentences(self) -> list[str]:
        """Return a sentence on each value that no row has."""
        return [self._sentence(value) for key, value in self._values.items() if key not in self._met]

    def _sentence(self, value: str) -> str:
        others = [text for text in self._seen if text]
        folded = {text.casefold(): text for text in reversed(others)}
        near = [folded[key] for key in get_close_matches(value.casefold()[:_LONGEST], folded, n=_NEAR)]
        named = near or others[:_NEAR]
        also = f"; other rows have, for example, {', '.join(map(_shown, named))}" if named else ""
        return f"no row has {_shown(value) if value else 'a blank'} in {_shown(self.wanted)}{also}"
