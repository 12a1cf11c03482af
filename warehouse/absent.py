"""Tell Python once which packages are not installed that DuckDB looks for again in every query."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.util import find_spec
from types import ModuleType


class Absent:
    """A finder that knows that a package is not installed, and leaves all others to the finders after it."""

    def __init__(self, name: str) -> None:
        self.name = name

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> None:
        """Raise ``ModuleNotFoundError`` for the package, as Python does once no finder has found it."""
        if name == self.name:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def note_absent() -> None:
    """Let this process know that pandas is not installed, if so.

    DuckDB asks for pandas whenever a query has parameters, and Python searches each folder of ``sys.path`` anew: some
    three hundred times for a night of one document, a fifth of its processor time. Only kehtiv's own processes note
    it: who imports kehtiv into a program of their own may still install pandas while it runs.
    """
    # None in sys.modules would be shorter, but pyarrow then takes None for the package.
    if any(isinstance(finder, Absent) for finder in sys.meta_path) or find_spec("pandas") is not None:
        return
    sys.meta_path.insert(0, Absent("pandas"))
