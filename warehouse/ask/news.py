"""Compare the published files before and after a run in SQL, to tell what the run changed.

The earlier file is opened when the run begins and kept open, because a run that withdraws content removes its name.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from warehouse.ask.queries import QueryResult, run_query
from warehouse.connection import PUBLISHED_NAME, Warehouse, open_aside
from warehouse.errors import QueryError
from warehouse.sources import literal, read_folder

COMPARED = ("annexes", "documents", "undecided")
"""The tables of the earlier file that ``sql/news`` reads."""


@dataclass
class News:
    """Both files in one connection: ``before.<table>`` is the earlier file, a bare table name the later one."""

    connection: duckdb.DuckDBPyConnection
    has_before: bool
    later: Path | None = None

    def look_at(self, published: Path) -> None:
        """Open the file that was published, once for all runs that it tells of.

        Raises ``QueryError`` where it cannot be opened.
        """
        if self.later == published:
            return
        try:
            self.connection.execute(f"ATTACH {literal(str(published))} AS published (READ_ONLY)")
            self.connection.execute("USE published")
            if not self.has_before:
                # On a first night everything is new, so compare with empty tables.
                self.connection.execute("ATTACH ':memory:' AS before")
                for table in COMPARED:
                    self.connection.execute(f"CREATE TABLE before.{table} AS FROM published.{table} LIMIT 0")
            self.later = published
        except duckdb.Error as error:
            raise QueryError(str(error)) from error

    def ask(self, day: date) -> dict[str, QueryResult]:
        """Return the answers of ``sql/news`` by name, as of ``day``.

        Raises ``QueryError``, for example where an earlier version wrote the earlier file without a table or column.
        """
        w = Warehouse(self.connection, Path(":memory:"), is_published=True)
        return {
            source.name: run_query(
                w, source.sql, params={key[1:]: day for key, _ in source.header if key.startswith("$")}
            )
            for source in read_folder("news")
        }


@contextmanager
def watch_news(data_dir: Path) -> Iterator[News]:
    """Keep open the file that is published now. A damaged file counts as none, because publishing will replace it."""
    with open_aside(data_dir) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        yield News(connection, _attach_before(connection, data_dir / PUBLISHED_NAME))


def _attach_before(connection: duckdb.DuckDBPyConnection, link: Path) -> bool:
    if not link.exists():
        return False
    try:
        connection.execute(f"ATTACH {literal(str(link.resolve()))} AS before (READ_ONLY)")
    except duckdb.Error:
        return False
    return True
