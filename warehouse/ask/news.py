"""Compare the published files before and after a run in SQL, to tell what the run changed.

The earlier file is opened when the run begins and kept open, because a run that withdraws content removes its name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from warehouse.ask.queries import QueryResult, run_query
from warehouse.connection import PUBLISHED_NAME, Warehouse, open_aside
from warehouse.errors import QueryError
from warehouse.sources import Source, literal, read_folder

COMPARED = ("annexes", "documents", "undecided")
"""The tables of the earlier file that ``sql/news`` reads."""


_IDS = {"documents": "document_id", "no_longer_held": "id"}
"""The column that names what a row is about, where it is no annex. Each id begins with its register."""


@dataclass(frozen=True)
class Answer:
    """The first rows of an answer, and how many there are."""

    total: int
    rows: QueryResult


@dataclass
class News:
    """Both files in one connection: ``before.<table>`` is the earlier file, a bare table name the later one."""

    connection: duckdb.DuckDBPyConnection
    has_before: bool
    later: Path | None = None

    def look_at(self, published: Path) -> None:
        """Open the file that was published, once for all runs that are in it.

        Raises ``QueryError`` where it cannot be opened.
        """
        if self.later == published:
            return
        try:
            self.connection.execute(f"ATTACH {literal(published)} AS published (READ_ONLY)")
            self.connection.execute("USE published")
            if not self.has_before:
                # On a first night everything is new, so compare with empty tables.
                self.connection.execute("ATTACH ':memory:' AS before")
                for table in COMPARED:
                    self.connection.execute(f"CREATE TABLE before.{table} AS FROM published.{table} LIMIT 0")
            self.later = published
        except duckdb.Error as error:
            raise QueryError(str(error)) from error

    def ask(
        self, day: date, most_rows: int, *, only: str | None = None, without: Collection[str] = ()
    ) -> dict[str, Answer]:
        """Return the answers of ``sql/news`` by name, as of ``day``: the first ``most_rows`` of each, and their number.

        ``only`` limits them to what concerns one register, ``without`` leaves some out.

        Raises ``QueryError``, for example where an earlier version wrote the earlier file without a table or column.
        """
        w = Warehouse(self.connection, Path(":memory:"), is_published=True)
        return {
            source.name: self._answer(w, source, day, most_rows, only, sorted(without))
            for source in read_folder("news")
        }

    def _answer(
        self, w: Warehouse, source: Source, day: date, most_rows: int, only: str | None, without: list[str]
    ) -> Answer:
        params = {key[1:]: day for key, _ in source.header if key.startswith("$")} | {"only": only, "without": without}
        register = f"split_part({_IDS.get(source.name, 'annex_id')}, '/', 1)"
        told = f"coalesce($only, {register}) = {register} AND NOT list_contains($without::VARCHAR[], {register})"
        rows = run_query(w, f"SELECT * FROM ({source.sql}) WHERE {told}", params=params, most_rows=most_rows)
        total = rows.number
        if total == most_rows:
            counted = run_query(w, f"SELECT count(*) FROM ({source.sql}) WHERE {told}", params=params)
            total = counted.rows[0][0]
        return Answer(total, rows)


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
        connection.execute(f"ATTACH {literal(link.resolve())} AS before (READ_ONLY)")
    except duckdb.Error:
        return False
    return True
