"""This module finds where a header's columns are in a later header: in another order, or only some of them."""

from collections.abc import Sequence

from foiacalc.sheets.columns import known, simplified
from foiacalc.sheets.headings import speaks

ColumnOrder = tuple[int | None, ...]  # for each column of the first header, its place below a later header


def order(first: Sequence[str], later: Sequence[str]) -> ColumnOrder | None:
    """Return where each column of the first header stands in a later one; return None if the later one has other columns."""
    return by_names(first, later) or _by_facts(first, later)


def repeats(first: Sequence[str], later: Sequence[str]) -> bool:
    """Return whether a later header has at least two names, all of them the first header's, or its last line's, in their
    places.
    """
    said = [at for at, cell in enumerate(later) if cell.strip()]
    return len(said) > 1 and all(at < len(first) and _ends(first[at], later[at]) for at in said)


def _ends(name: str, cell: str) -> bool:
    own, other = simplified(name), simplified(cell)
    return own == other or own.endswith(f" {other}")


def by_names(first: Sequence[str], later: Sequence[str]) -> ColumnOrder | None:
    """Return the same if the later header has no name that the first does not have."""
    own = {simplified(name.rpartition(" - ")[2]): at for at, name in enumerate(first) if name.strip()}
    own |= {simplified(name): at for at, name in enumerate(first) if name.strip()}
    names = [(simplified(cell), at) for at, cell in enumerate(later) if cell.strip()]
    places = {own[name]: at for name, at in names if name in own}
    return tuple(places.get(at) for at in range(len(first))) if len(places) == len(names) else None


def _by_facts(first: Sequence[str], later: Sequence[str]) -> ColumnOrder | None:
    """Return the same if names differ but mean the same: all in their places, or each fact once in both."""
    said = [(at, cell) for at, cell in enumerate(later) if cell.strip()]
    if all(at < len(first) and _same(first[at], cell) for at, cell in said):
        return tuple(range(len(first)))
    taken: dict[int, int] = {}
    for at, cell in said:
        same = [own for own, name in enumerate(first) if simplified(name) == simplified(cell)]
        same = same or [own for own, name in enumerate(first) if known(cell) and known(name) == known(cell)]
        if len(same) != 1 or same[0] in taken:
            return None
        taken[same[0]] = at
    return tuple(taken.get(own) for own in range(len(first)))


def _same(one: str, other: str) -> bool:
    """Return whether two headings mean the same, or neither of them is a fact."""
    if simplified(one) == simplified(other):
        return True
    fact = known(one)
    return fact == known(other) and (fact is not None or not (speaks(one) or speaks(other)))
