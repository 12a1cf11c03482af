"""Compare two published files row by row: gained, lost, changed, moved.

The comparison runs in SQL over both files. Two 64-bit digests recognise rows that are equal in every column; only the
others are copied and paired (``warehouse.rereading.pairing``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Literal

import duckdb

from warehouse.ask.export import write_csv
from warehouse.connection import open_aside
from warehouse.errors import WarehouseUnwritable
from warehouse.publish.inside import INSIDE
from warehouse.rereading.difference_sql import (
    compared_columns,
    compared_rows,
    count_and_digests,
    left_over,
    pair_rows,
    record_pairs,
    record_unpaired,
)
from warehouse.rereading.pairing import Pairing, pairings
from warehouse.sources import literal

Change = Literal["gained", "lost", "changed", "moved"]
OUTPUT_FORMATS = ("csv", "json", "parquet")


@dataclass(frozen=True)
class TableDifference:
    """The counts for one table: its rows ``before`` and ``after``; each row that differs is counted under one change.

    ``moved`` rows say the same at another place, or under another id. ``uncompared`` names the columns that only one of
    the two files has.
    """

    table: str
    before: int
    after: int
    gained: int = 0
    lost: int = 0
    changed: int = 0
    moved: int = 0
    uncompared: tuple[str, ...] = ()

    @property
    def is_same(self) -> bool:
        return self.gained == self.lost == self.changed == self.moved == 0


@dataclass(frozen=True)
class RowDifference:
    """One row that differs. ``columns`` holds (name, before, after) as text, with ``None`` for NULL.

    A changed or moved row has the columns that differ, a gained or lost one all columns that are not NULL.
    """

    table: str
    change: Change
    key: str
    columns: tuple[tuple[str, str | None, str | None], ...]


class Differences:
    """The differences between two published files, in a database of their own until its connection is closed."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, tables: tuple[TableDifference, ...]) -> None:
        self._connection = connection
        self.tables = tables

    @property
    def is_same(self) -> bool:
        return all(table.is_same for table in self.tables)

    def table(self, name: str) -> TableDifference:
        """Return the counts of one table; zeros where neither file has it."""
        return next((table for table in self.tables if table.table == name), TableDifference(name, 0, 0))

    def published_number(self, table: str) -> int:
        """Return how many rows a table has in the earlier file, compared or not; 0 where the file lacks the table."""
        if table not in _all_columns(self._connection)["old"]:
            return 0
        [(number,)] = self._connection.execute(f"SELECT count(*) FROM old.{table}").fetchall()
        return int(number)

    def rows(self, table: str, limit: int) -> list[RowDifference]:
        """Return the first ``limit`` rows of a table: lost, gained, changed, then moved, each sorted by key."""
        rows = self._connection.execute(
            "SELECT change, key, list_transform(columns, lambda c: [c.name, c.before, c.after]) FROM differences"
            " WHERE table_name = ? ORDER BY change_order(change), key, row_number LIMIT ?",
            [table, limit],
        ).fetchall()
        return [RowDifference(table, change, key, tuple(tuple(c) for c in columns)) for change, key, columns in rows]

    def write(self, path: Path) -> int:
        """Write all differences to a file, in the format of its ending (csv, json, parquet); return the lines written.

        One line for each column of each row: table_name, change, key, row_number, column_name, before, after.
        Raise ``WarehouseUnwritable``.
        """
        output_format = path.suffix.removeprefix(".").lower()
        if output_format not in OUTPUT_FORMATS:
            raise WarehouseUnwritable(f"{path}: differences can be written as {', '.join(OUTPUT_FORMATS)}")
        if output_format == "csv":
            return self._write_csv(path)
        options = {"json": "FORMAT json, ARRAY true", "parquet": "FORMAT parquet"}
        try:
            done = self._connection.execute(
                f"COPY (FROM difference_columns) TO {literal(path)} ({options[output_format]})"
            ).fetchall()
        except duckdb.Error as error:
            raise WarehouseUnwritable(f"the differences cannot be written to {path}: {error}") from error
        return int(done[0][0])

    def _write_csv(self, path: Path) -> int:
        """Write the differences as CSV, guarded like the answers of `kehtiv sql`: words in it come from outside."""
        lines = self._connection.execute("FROM difference_columns")
        names = [column[0] for column in lines.description or ()]
        try:
            with path.open("w", encoding="utf-8", newline="") as file:
                return write_csv(file, names, chain.from_iterable(iter(lambda: lines.fetchmany(10_000), [])))
        except OSError as error:
            reason = error.strerror or str(error)
            raise WarehouseUnwritable(f"the differences cannot be written to {path}: {reason}") from error


_TABLES = """
CREATE TABLE differences (
    table_name VARCHAR, change VARCHAR, key VARCHAR, row_number BIGINT,
    columns STRUCT(name VARCHAR, "before" VARCHAR, "after" VARCHAR)[]
);
CREATE MACRO change_order(change) AS list_position(['lost', 'gained', 'changed', 'moved'], change);
CREATE VIEW difference_columns AS
    SELECT table_name, change, key, row_number, c.name AS column_name, c.before AS "before", c.after AS "after"
    FROM (SELECT * EXCLUDE (columns), unnest(columns) AS c FROM differences)
    ORDER BY table_name, change_order(change), key, row_number;
"""


@contextmanager
def compare(before: Path | None, after: Path) -> Iterator[Differences]:
    """Yield the differences between two published files; every row counts as gained where ``before`` is ``None``.

    Rows that differ only in bookkeeping (which run, which version, when) count as the same.
    """
    with open_aside(after.parent) as con:
        con.execute("SET TimeZone = 'UTC'")
        for path, alias in ((before, "old"), (after, "new")):
            if path is None:
                con.execute(f"ATTACH ':memory:' AS {alias}")
            else:
                con.execute(f"ATTACH {literal(path)} AS {alias} (READ_ONLY)")
        con.execute(_TABLES)
        columns = _all_columns(con)
        yield Differences(con, tuple(_compare_table(con, each, columns) for each in _all_pairings(columns)))


Columns = dict[str, dict[str, dict[str, str]]]
"""The columns of each table in their order, with their types, by database."""


def _all_columns(con: duckdb.DuckDBPyConnection) -> Columns:
    found: Columns = {"old": {}, "new": {}}
    rows = con.execute(
        "SELECT database_name, table_name, column_name, data_type FROM duckdb_columns()"
        " WHERE database_name IN ('old', 'new') AND schema_name = 'main' ORDER BY column_index"
    ).fetchall()
    for database, table, name, kind in rows:
        found[database].setdefault(table, {})[name] = kind
    return found


def _all_pairings(columns: Columns) -> list[Pairing]:
    """Return a pairing for every table of either file; a table that is no longer published is lost, row by row.

    The index of searches and the answers are left out: they follow from the other tables.
    """
    known = {pairing.table: pairing for pairing in pairings()}
    first = {
        table: next(iter(names)) for table, names in (columns["old"] | columns["new"]).items() if table not in INSIDE
    }
    others = {table: Pairing(table, (column,), ((column,),)) for table, column in first.items()}
    return [pairing for _, pairing in sorted((others | known).items())]


def _compare_table(con: duckdb.DuckDBPyConnection, pairing: Pairing, columns: Columns) -> TableDifference:
    old, new = (columns[side].get(pairing.table, {}) for side in ("old", "new"))
    if not old or not new:
        return _whole_table(con, pairing, "gained" if new else "lost", new or old)
    shared = [name for name in new if name in old]
    compared = compared_columns(pairing, shared)
    kinds = {side: {name: names[name] for name in compared} for side, names in (("old", old), ("new", new))}
    uncompared = tuple(name for name in (*new, *old) if (name in old) != (name in new))
    [(before, old_digests)], [(after, new_digests)] = (
        con.execute(count_and_digests(pairing, kinds[side], side)).fetchall() for side in ("old", "new")
    )
    if (before, old_digests) == (after, new_digests):
        return TableDifference(pairing.table, before, after, uncompared=uncompared)
    for side, other in (("old", "new"), ("new", "old")):
        con.execute(left_over(pairing, kinds, side, other))
    con.execute("CREATE OR REPLACE TEMP TABLE pairs (old_row BIGINT, new_row BIGINT)")
    for tier in pairing.tiers:
        is_there = all(name in compared or "(" in name for name in tier)
        if is_there and _count(con, "left_old") and _count(con, "left_new"):
            con.execute(pair_rows(tier))
    con.execute(record_pairs(pairing, compared))
    for side, change in (("old", "lost"), ("new", "gained")):
        con.execute(record_unpaired(pairing, compared, side, change))
    changes = _changes(con, pairing.table)
    return TableDifference(pairing.table, before, after, uncompared=uncompared, **changes)


def _whole_table(
    con: duckdb.DuckDBPyConnection, pairing: Pairing, change: Change, columns: Mapping[str, str]
) -> TableDifference:
    """Compare a table that only one file has; ``columns`` is empty where neither has it."""
    if not columns:
        return TableDifference(pairing.table, 0, 0)
    side = "new" if change == "gained" else "old"
    con.execute(f"CREATE OR REPLACE TEMP TABLE left_{side} AS FROM {compared_rows(pairing, side)}")
    con.execute("CREATE OR REPLACE TEMP TABLE pairs (old_row BIGINT, new_row BIGINT)")
    con.execute(record_unpaired(pairing, compared_columns(pairing, columns), side, change))
    number = _count(con, f"left_{side}")
    if change == "gained":
        return TableDifference(pairing.table, 0, number, gained=number)
    return TableDifference(pairing.table, number, 0, lost=number)


def _count(con: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(con.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0])


def _changes(con: duckdb.DuckDBPyConnection, table: str) -> dict[str, int]:
    found = con.execute("SELECT change, count(*) FROM differences WHERE table_name = ? GROUP BY 1", [table]).fetchall()
    return {str(change): int(number) for change, number in found}
