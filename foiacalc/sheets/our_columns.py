"""This module knows the columns that foiacalc added to a sheet: they were computed, so they are never read as facts."""

from collections.abc import Iterable, Sequence

COMPUTED = "computed by foiacalc, not read"
_OF_EACH = (" due", " cautious", " earliest", " state", " late working days")
_OF_ALL = frozenset(("next", "next date", "consequences", "claimed right", "warnings"))
_OF_DOJ = "doj "
_CAUTIOUS = " cautious"  # nobody else has a column that ends so


def computed(names: Iterable[str]) -> frozenset[int]:
    """Return where our own columns stand in a header of plain names; return none unless some deadline has all of its own."""
    header = [*names]
    stems = {name.removesuffix(_CAUTIOUS) for name in header if name.endswith(_CAUTIOUS)}
    stems = {stem for stem in stems if {f"{stem} due", f"{stem} state"} <= {*header}}
    own = {f"{stem}{ending}" for stem in stems for ending in _OF_EACH} | (_OF_ALL if stems else frozenset())
    return frozenset(at for at, name in enumerate(header) if name in own or (stems and name.startswith(_OF_DOJ)))


def not_read(names: Sequence[str]) -> str:
    """Say which columns were not read; return nothing if there are none."""
    if not names:
        return ""
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    verb = "are" if more else "is"
    return f"not read: '{names[0]}'{more}, which {verb} foiacalc's own; foiacalc computes the dates again"
