"""Keep the memory that a run's DuckDB takes from growing with the register.

DuckDB keeps every block that it has read until its limit, and spills what it computes only at its limit. So a run may
use ``MEMORY_LIMIT``, lets go of blocks after each batch, and publishes step by step in much less.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

import duckdb

T = TypeVar("T")

MEMORY_LIMIT = "768MB"
"""Memory that a run's DuckDB may use before it spills to ``working.duckdb.tmp``; its default fits the whole machine."""

KEPT_LIMIT = "16MB"
"""Blocks that stay in memory from one batch of a run to the next."""

LEAST_LIMIT = "1MB"
"""Less than what is in use at any time, so that DuckDB looks through all its lists for what it can free."""

LOG_BYTES = 2**20
"""A log that is written into the file between batches: doing so takes a twentieth of a second, however short it is."""

STEP_LIMITS = ("40MB", "56MB", "72MB", "96MB", "128MB", "160MB", MEMORY_LIMIT)
"""Memory for a step of a publish, blocks included, and more for one that does not fit.

A step that reads much takes all of it. What a step once took, the process keeps: all that comes after it has less.
"""

LIMITS_IN_MEMORY = ("112MB", "160MB", MEMORY_LIMIT)
"""The same where what is written stays in memory until the end."""

NO_LIMIT = "1TB"
"""More than any machine has: RESET changes the reported limit, not the enforced one."""


def limit_memory(connection: duckdb.DuckDBPyConnection, limit: str) -> None:
    """Set the limit, and free at once what is beyond it. Where what is in use does not fit, change nothing."""
    with suppress(duckdb.OutOfMemoryException):
        connection.execute(f"SET memory_limit = '{limit}'")


def let_go(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Let go of blocks that nothing uses now, and of all that a long log holds; the limit is then that of a run.

    ``path`` is the file that the connection writes.
    """
    log = path.with_name(f"{path.name}.wal")
    if log.exists() and log.stat().st_size >= LOG_BYTES:
        let_go_of_all(connection)
    else:
        let_go_of_blocks(connection, KEPT_LIMIT)


def let_go_of_all(connection: duckdb.DuckDBPyConnection) -> None:
    """Write the log into the file and let go of all blocks, and of what DuckDB keeps of those that it freed.

    New rows stay in memory until a checkpoint. And a block that is gone, of a table or of a join, leaves a note of 190
    bytes in the list of what could be freed, until DuckDB looks through that list, as it does at its limit: 2 MiB for
    a thousand documents (DuckDB 1.5.5). While another transaction writes there may be no checkpoint; the next call
    makes one.
    """
    with suppress(duckdb.TransactionException):
        connection.execute("CHECKPOINT")
    let_go_of_blocks(connection)


def let_go_of_blocks(connection: duckdb.DuckDBPyConnection, kept: str = LEAST_LIMIT) -> None:
    """Let go of blocks that nothing uses now, but for ``kept``. Those of tables in memory alone would go to disk."""
    limit_memory(connection, kept)
    limit_memory(connection, MEMORY_LIMIT)


def checkpoint(connection: duckdb.DuckDBPyConnection, *files: str) -> None:
    """Write what changed into attached files, with a run's limit: running out of memory meanwhile would damage them."""
    number, unit = _told(connection).split()
    is_of_step = unit == "MiB"
    if is_of_step:
        limit_memory(connection, MEMORY_LIMIT)
    try:
        for file in files:
            connection.execute(f"CHECKPOINT {file}")
    finally:
        if is_of_step:
            # DuckDB reports one decimal place. With the addition it reports the same again, however often this is done.
            limit_memory(connection, f"{float(number) + 0.04:.2f}MiB")


def _told(connection: duckdb.DuckDBPyConnection) -> str:
    """Return the limit as DuckDB tells it."""
    [(told,)] = connection.execute("SELECT current_setting('memory_limit')").fetchall()
    return str(told)


def _set_where_other(connection: duckdb.DuckDBPyConnection, limit: str) -> None:
    """Set the limit, a number with "MB", where another one stands.

    DuckDB looks through all its lists whenever one is set, which takes as long as a small step.
    """
    told = int(limit.removesuffix("MB")) * 10_000_000 // 2**20 / 10
    if _told(connection) != f"{told} MiB":
        limit_memory(connection, limit)


@contextmanager
def commits_told() -> Iterator[None]:
    """Turn the error of a commit in the body into ``OutOfMemoryException`` where there was too little memory for it.

    DuckDB undoes such a transaction as it does for any other reason, and raises a kind of its own (1.5.5).
    """
    try:
        yield
    except duckdb.TransactionException as error:
        if "memory_limit" not in str(error):
            raise
        raise duckdb.OutOfMemoryException(str(error)) from error


def within_limits(
    connection: duckdb.DuckDBPyConnection,
    write: Callable[[], T],
    limits: Sequence[str] = STEP_LIMITS,
    *,
    keeps_blocks: bool = False,
) -> T:
    """Write a step in little memory; where DuckDB cannot, in more, then in a run's; at last without a limit.

    It cannot spill everything to disk, and a night that takes much memory is better than none. ``write`` begins and
    ends its own transactions, so that it can be called again; what its last call returns is returned. A step that
    ``keeps_blocks`` begins with those of earlier ones, where the limit is the same.
    """
    set_limit = _set_where_other if keeps_blocks else limit_memory
    for limit in limits:
        set_limit(connection, limit)
        try:
            with commits_told():
                return write()
        except duckdb.OutOfMemoryException:
            continue
    limit_memory(connection, NO_LIMIT)
    written = write()
    limit_memory(connection, limits[0])
    return written
