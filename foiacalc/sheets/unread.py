"""The columns of a sheet that are not read although they hold dates, or their names mention an end, an appeal or a suit."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from foiacalc.sheets.columns import Column, letter
from foiacalc.sheets.dates import Reading
from foiacalc.sheets.file import Row
from foiacalc.sheets.headings import speaks, suggested
from foiacalc.sheets.seen import NOTHING, day_in

_FIRST, _EVERY = 500, 64  # the first rows are looked at, and then each so many-th
_SHOWN = 40
_FACT = "FACT"
_NO = NOTHING | {"no", "n", "false", "0"}  # tell that there was none


class _Told(NamedTuple):
    """What was found in a column: in how many rows looked at it says something, in how many a day; a cell of it."""

    filled: int = 0
    dated: int = 0
    sample: str = ""


class Unread:
    """Learns from the rows as they pass what is in the columns, or under the keys, that are no facts."""

    def __init__(self, reading: Reading, columns: Sequence[Column] = ()) -> None:
        self._reading = reading
        self._watched = [(c.position, c) for c in columns if not c.field and not c.chosen]
        self._told: dict[int | str, _Told] = {}

    def passing(self, rows: Iterator[Row]) -> Iterator[Row]:
        """The rows, looked at as they pass."""
        return self._looking(rows) if self._watched else rows

    def _looking(self, rows: Iterator[Row]) -> Iterator[Row]:
        for number, row in enumerate(rows):
            if number < _FIRST or not number % _EVERY:
                for at, _ in self._watched:
                    if at < len(row.cells):
                        self._take(at, row.cells[at])
            yield row

    def key(self, name: str, value: object) -> None:
        """A key of a line of JSON that is no fact, with its value."""
        if isinstance(value, (str, int, float)) and not isinstance(value, bool):
            self._take(name, str(value))

    def _take(self, what: int | str, cell: str) -> None:
        text = cell.strip()
        if text.casefold() in _NO:
            return
        filled, dated, sample = self._told.get(what, _Told())
        day = day_in(text, self._reading)
        better = text if day and not dated else sample or text
        self._told[what] = _Told(filled + 1, dated + bool(day), better)

    def anew(self) -> "Unread":
        """One that has seen nothing yet, of the same sheet."""
        other = Unread(self._reading)
        other._watched = self._watched
        return other

    def taken(self) -> dict[int | str, _Told]:
        """What was learned since this was asked last."""
        told, self._told = self._told, {}
        return told

    def add(self, told: Mapping[int | str, _Told]) -> None:
        """What another has learned from the rows that come next."""
        for what, more in told.items():
            known = self._told.get(what, _Told())
            sample = more.sample if more.dated and not known.dated else known.sample or more.sample
            self._told[what] = _Told(known.filled + more.filled, known.dated + more.dated, sample)

    def sentences(self) -> tuple[str, ...]:
        """One on each column that is not read and holds dates, or whose name tells of a denial, an appeal, an extension, a
        suit or an end, with the option that reads it.
        """
        named = [(c.name, at) for at, c in self._watched] + [(k, k) for k in self._told if isinstance(k, str)]
        return tuple(filter(None, (self._sentence(name, what) for name, what in named)))

    def _sentence(self, heading: str, what: int | str) -> str | None:
        told, name = self._told.get(what), " ".join(heading.split())
        if not told or not (told.dated or speaks(name)) or (not told.dated and told.sample.isdecimal()):
            return None
        sample = " ".join(told.sample.split())
        sample = sample if len(sample) <= _SHOWN else sample[: _SHOWN - 3] + "..."
        holds = f"holds dates in {told.dated} of {told.filled} cells checked" if told.dated else "says something"
        shown = f"'{name}'" if name else f"column {letter(what)}" if isinstance(what, int) else repr(what)
        by = f"'{name}'" if name and self._alone(name) else letter(what) if isinstance(what, int) else f"'{what}'"
        return (
            f"not read: {shown} {holds}, such as '{sample}'; --map {suggested(name, bool(told.dated)) or _FACT}={by} reads it"
        )

    def _alone(self, name: str) -> bool:
        return sum(" ".join(c.name.split()) == name for _, c in self._watched) <= 1
