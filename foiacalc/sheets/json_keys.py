"""This module reads the keys of a tracker's JSON (`trackingNumber`, `closedDate`) as a sheet's column names and cells."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from foiacalc.sheets import columns
from foiacalc.sheets.cells import fields_of, said
from foiacalc.sheets.columns import FIELDS, Column
from foiacalc.sheets.records import Asked
from foiacalc.sheets.unread import Unread


def keys(names: tuple[str, ...], asked: Asked) -> tuple[Column, ...]:
    """Return what each key is, the first rank first; return nothing if all keys are our own names."""
    return _keys(names, tuple(asked.mapped.items()), tuple(asked.constants))


@lru_cache(maxsize=4096)  # the lines of a log have few combinations of keys
def _keys(names: tuple[str, ...], mapped: tuple[tuple[str, str], ...], fixed: tuple[str, ...]) -> tuple[Column, ...]:
    plain = {columns.simplified(name) for name in names}
    here = {field: key for field, key in mapped if columns.simplified(key) in plain}
    if not here and not fixed and not any(name not in FIELDS and columns.known(name) for name in names):
        return ()
    found = columns.understand(names, here, fixed=fixed)
    return tuple(sorted(found, key=lambda column: column.rank))


def said_of_keys(known: Sequence[Column], facts: Mapping[str, object], unread: Unread) -> dict[str, str]:
    """Return the values of each field, as the cells of a sheet would have them."""
    used = [(column.field, _cell(facts[column.name])) for column in known if column.field]
    for column in known:
        if not column.field and not column.chosen:
            unread.key(column.name, facts[column.name])
    return said(fields_of([field for field, _ in used]), [text for _, text in used])


def _cell(value: object) -> str:
    """Return a JSON value as a cell would have it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "; ".join(map(_cell, value)) if isinstance(value, list) else str(value)
