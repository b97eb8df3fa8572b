"""Our own tables: the folder they are in."""

from pathlib import Path

DATA = Path(__file__).parent / "data"
