"""Ask a published warehouse from Python, and get Arrow tables.

    import kehtiv

    with kehtiv.open("data") as held:
        held.in_force("2026-01-07").to_pandas()
        held.sql("SELECT * FROM revocations WHERE effective_on >= $since", since=date(2026, 1, 1))

Reading never waits for a run: what was published when the folder was opened is what is asked until it is closed. These
names are kept; ``flows``, ``extractors`` and ``warehouse`` are how kehtiv is built, and may change. They are top-level
names too, so install kehtiv into an environment of its own.
"""

from __future__ import annotations

from datetime import date
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from flows.folder import data_folder
from warehouse.ask import queries
from warehouse.ask.days import parse_day_argument
from warehouse.connection import Warehouse, open_published
from warehouse.errors import NoWarehouse, QueryError

if TYPE_CHECKING:
    import pyarrow

__all__ = ["Held", "NoWarehouse", "QueryError", "__version__", "open"]
__version__ = version("kehtiv")

Day = date | str
"""A day, or one written as 2026-01-07 or 07.01.2026."""


class Held:
    """The warehouse of a data folder as it was last published; use it in a ``with`` statement, or close it."""

    def __init__(self, warehouse: Warehouse) -> None:
        self._warehouse = warehouse

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the published file."""
        self._warehouse.close()

    def in_force(self, day: Day, *, known_on: Day | None = None) -> pyarrow.Table:
        """Return the annexes in force on a day with their acts, a row each.

        ``known_on``: as was known at the end of that day (``None``: as is known now). Raises ``ValueError`` for a word
        that is no day.
        """
        known = None if known_on is None else _as_day(known_on)
        return queries.annexes_in_force(self._warehouse, _as_day(day), known_on=known).arrow

    def sql(self, query: str, **params: Any) -> pyarrow.Table:
        """Return the answer to read-only SQL; ``params`` fill ``$name`` in it. Raises ``QueryError``."""
        return queries.run_query(self._warehouse, query, params=params).arrow

    def ask(self, name: str, **params: Any) -> pyarrow.Table:
        """Return the answer of a shipped query (``kehtiv sql --list``). Raises ``QueryError``."""
        return queries.run_query(self._warehouse, name=name, params=params).arrow


def open(data: Path | str | None = None) -> Held:
    """Open what was last published in a data folder: the one named, else ``KEHTIV_DATA``, else ``data``.

    Raises ``NoWarehouse`` where nothing is published yet.
    """
    return Held(open_published(data_folder(Path(data) if data is not None else None)))


def _as_day(day: Day) -> date:
    return parse_day_argument(day) if isinstance(day, str) else day
