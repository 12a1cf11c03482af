"""Tell Python once which packages are not installed that DuckDB looks for again in every query."""

from __future__ import annotations

import sys
from importlib.util import find_spec


def note_absent() -> None:
    """Let this process know that pandas is not installed, if so.

    DuckDB asks for pandas whenever a query has parameters, and Python searches each folder of ``sys.path`` anew: some
    three hundred times for a night of one document, a tenth of its processor time. Only kehtiv's own processes note
    it: who imports kehtiv into a program of their own may still install pandas while it runs.
    """
    if "pandas" not in sys.modules and find_spec("pandas") is None:
        sys.modules["pandas"] = None  # type: ignore[assignment]  # what Python itself reads as "not there"
