"""Write the tables of a published file: how many at a time, where unpublished steps go, and the comments."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

import duckdb

from warehouse.memory import LIMITS_IN_MEMORY, MEMORY_LIMIT, STEP_LIMITS, let_go_of_blocks, within_limits
from warehouse.sources import Source, literal

T = TypeVar("T")

ALIAS = "published"
"""The file that is being built, as it is attached."""
STEPS = "steps"
"""The file beside it that holds unpublished steps, where they do not stay in memory."""
BLOCK_SIZE = 2**16
"""The block size of both files. To look up one row reads a block of each column; DuckDB's own size took a third longer
over that."""

# Keys of a view's header that comment on neither the table nor a column.
_NO_COLUMN = {
    "publish", "compared", "ledger", "note", "key", "pair", "apart", "inner", "together", "reads", "whole", "none",
    "numbered", "acts", "ranges", "noted", "keyed"
}  # fmt: skip


@dataclass(frozen=True)
class Pace:
    """How the tables of one build are written. Nobody reads the file before it is complete, so either way is safe.

    A table takes memory until it is committed and checkpointed, a temporary one until the end; each commit waits for
    the disk. ``together`` is the number of views per transaction. It is one where unpublished steps have a file of
    their own, because a transaction can write to one file only.
    """

    is_on_disk: bool
    together: int
    limits: tuple[str, ...] = STEP_LIMITS
    keeps_blocks: bool = False

    def step(self, name: str) -> str:
        """Return what a CREATE statement calls a table that is not published."""
        return f"TABLE {STEPS}.main.{name}" if self.is_on_disk else f"TEMP TABLE {name}"

    def write(self, con: duckdb.DuckDBPyConnection, write: Callable[[], T]) -> T:
        """Write a step within the limits of memory, without the blocks of earlier ones where these lie on disk."""
        return self._write_within(con, write, self.limits)

    def write_alike(self, con: duckdb.DuckDBPyConnection, steps: Iterable[Callable[[], object]]) -> None:
        """Write steps that take about as much memory: each begins with the limit in which the one before it fitted.

        Otherwise each part of a table would first be tried with too little.
        """
        limits = self.limits
        for step in steps:
            tries = _Tries(step)
            self._write_within(con, tries.write, limits)
            limits = limits[tries.number - 1 :] or limits[-1:]

    def _write_within(self, con: duckdb.DuckDBPyConnection, write: Callable[[], T], limits: tuple[str, ...]) -> T:
        if self.is_on_disk and not self.keeps_blocks:
            let_go_of_blocks(con)
        return within_limits(con, write, limits, keeps_blocks=self.keeps_blocks)


@dataclass
class _Tries:
    """A step, and how often it was tried."""

    step: Callable[[], object]
    number: int = 0

    def write(self) -> None:
        self.number += 1
        self.step()


IN_MEMORY = Pace(False, 10, LIMITS_IN_MEMORY)
"""Steps that lie in memory take their share of the limit, and what one transaction writes does too."""
ON_DISK = Pace(True, 1)
LARGE_IN_PART = Pace(True, 1, ("384MB", MEMORY_LIMIT), keeps_blocks=True)
"""For a very large file that is brought up to date, whose many small steps would read the same columns again."""


def materialise(con: duckdb.DuckDBPyConnection, view: Source) -> None:
    """Write the rows of a view into a published table of its name, with the comments of its header."""
    con.execute(f"CREATE OR REPLACE TABLE {ALIAS}.main.{view.name} AS {view.sql}")
    comment(con, view)


def add(con: duckdb.DuckDBPyConnection, view: Source) -> None:
    """Add the rows that a view gives now to its published table."""
    con.execute(f"INSERT INTO {ALIAS}.main.{view.name} {view.sql}")


def comment(con: duckdb.DuckDBPyConnection, view: Source) -> None:
    """Write the comments of the header of a view on its published table."""
    table = f"{ALIAS}.main.{view.name}"
    comments = [
        f"COMMENT ON {'TABLE ' + table if key == 'table' else f'COLUMN {table}.{key}'} IS {literal(words)};"
        for key, words in view.header
        if key not in _NO_COLUMN
    ]
    con.execute("\n".join(comments))
