"""Derive one table after another, in part where its view says how, else whole, and put what differs in its place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

import duckdb

from warehouse.publish.comparing import write_compared, write_view
from warehouse.publish.order import inputs_of
from warehouse.publish.partly.changes import Changes, key_of, place_of
from warehouse.publish.partly.copying import copy_rows, create
from warehouse.publish.partly.declared import Part, Reading, part_of
from warehouse.publish.partly.documents import DOCUMENTS, document_of, is_of_documents
from warehouse.publish.writing import comment
from warehouse.sources import Source

MOST_TOUCHED = 0.2
"""Where more than this share of a table's rows may differ, it is derived whole, which takes less time then."""

FRESH = "part.main.fresh"


@dataclass
class Deriving:
    """The publish that goes on: its views, and what changed so far. ``path`` is where names are looked for."""

    con: duckdb.DuckDBPyConnection
    views: dict[str, Source]
    changes: Changes
    lists: frozenset[str]
    base: str
    path: tuple[str, ...]

    def derive(self, view: Source, derive_whole: Callable[[], None] | None = None) -> bool:
        """Bring the table of this view up to date; return whether that was done by deriving it whole.

        Where ``derive_whole`` is given, it does that.
        """
        part = part_of(view)
        # Ledgers tell of runs and checks too, of which no digest is kept.
        is_touched = view.field("ledger") == "yes" or self._is_touched(*inputs_of(self.con, view.sql))
        is_whole = is_touched and (part is None or not self._derive_part(view, part))
        if is_whole:
            derive_whole() if derive_whole is not None else self._derive_whole(view)
        return is_whole

    def _is_touched(self, tables: Collection[str], base: Collection[str]) -> bool:
        return any(name in self.changes.changed for name in tables) or any(self._is_base_touched(name) for name in base)

    def _is_base_touched(self, name: str) -> bool:
        return name in self.lists or (is_of_documents(name) and self._has_documents)

    @cached_property
    def _has_documents(self) -> bool:
        return bool(self.con.execute(f"SELECT count(*) FROM {DOCUMENTS}").fetchall()[0][0])

    def _derive_whole(self, view: Source) -> None:
        place = place_of(view)
        fresh = f"{place}_fresh"
        write_view(self.con, view, f"TABLE {fresh}")
        if self.changes.replace_whole(view, fresh) and view.field("publish") != "no":
            comment(self.con, view)

    def _derive_part(self, view: Source, part: Part) -> bool:
        """Derive the rows that what changed may touch; return whether that could be done."""
        touched = self.find_touched(part)
        if touched == 0:
            return True
        if touched is None or (touched > 100 and touched > MOST_TOUCHED * self._count_rows(view)):
            return False
        with self.restricted(part):
            self.run(view)
        self.changes.replace_part(view, part.key, FRESH)
        return True

    def _count_rows(self, view: Source) -> int:
        return int(self.con.execute(f"SELECT count(*) FROM {place_of(view)}").fetchall()[0][0])

    def run(self, view: Source) -> None:
        """Write into ``FRESH`` what the view gives for the touched keys over the rows that are needed for them."""
        sql, key = view.sql, str(view.field("together"))
        if view.field("compared") is not None:
            write_compared(self.con, view, "TABLE part.main.compared")
            sql = "FROM part.main.compared"
        self.con.execute(
            f"CREATE OR REPLACE TABLE {FRESH} AS SELECT v.* FROM ({sql}) AS v"
            f" SEMI JOIN part.main.touched AS t ON {key_of(key)} IS NOT DISTINCT FROM t.key"
        )

    # --- which keys are touched ---

    def find_touched(self, part: Part) -> int | None:
        """Write the keys that what changed may touch; return how many, or ``None`` where that may be any."""
        for name in part.whole | part.none:
            if name in self.changes.changed or name.removeprefix("base.") in self.lists:
                return None
        if any(reading.table in self.changes.unknown for reading in part.readings):
            return None
        if any(self._count_rows(self.views[name]) for name in part.none):
            return None
        self.con.execute("CREATE OR REPLACE TABLE part.main.touched (key VARCHAR)")
        for reading in part.readings:
            if reading.is_of_base:
                self._touch_by_documents(part, reading)
            elif reading.table in self.changes.changed:
                self._climb(part, reading, f"SELECT {key_of(reading.by)} AS key FROM part.changes.{reading.table}")
        return create(self.con, "part.main.touched", "SELECT DISTINCT key FROM part.main.touched")

    def _touch_by_documents(self, part: Part, reading: Reading) -> None:
        """Touch what hangs on the documents that changed. Rows that went are known by the ids that still name them."""
        if reading.parent is None:
            self.con.execute(f"INSERT INTO part.main.touched FROM {DOCUMENTS}")
            return
        for parent in part.parents(reading):
            rows = f"SELECT {key_of(parent.by)} AS key, {reading.of} AS id FROM {self._full(parent)}"
            self._climb(part, parent, f"SELECT key FROM ({rows}) WHERE document_of(id) IN (FROM {DOCUMENTS})")

    def _climb(self, part: Part, reading: Reading, values: str, height: int = 0) -> None:
        """Touch the keys that need rows of ``reading`` with these values."""
        if reading.parent is None:
            self.con.execute(f"INSERT INTO part.main.touched {values}")
            return
        climbed = f"part.main.climbed_{height}"
        if not create(self.con, climbed, f"SELECT DISTINCT key FROM ({values}) WHERE key IS NOT NULL"):
            return
        for parent in part.parents(reading):
            rows = f"SELECT {key_of(parent.by)} AS key, {key_of(str(reading.of))} AS value FROM {self._full(parent)}"
            self._climb(
                part, parent, f"SELECT r.key FROM ({rows}) AS r SEMI JOIN {climbed} AS t ON r.value = t.key", height + 1
            )

    def _full(self, reading: Reading) -> str:
        """Return the full name of the table that is read: as it is now."""
        if reading.is_of_base:
            return f"{self.base}.{reading.table}"
        return place_of(self.views[reading.table])

    # --- the rows that are needed for them ---

    @contextmanager
    def restricted(self, part: Part) -> Iterator[None]:
        """Let the names of the tables mean the rows that are needed for the touched keys, while the body runs."""
        names = {reading.table for reading in part.readings}
        taken: list[str] = []
        try:
            self._gather(part, names, taken)
            self._look_in("part.main", *self.path)
            yield
        finally:
            self._look_in(*self.path)
            for reading in part.readings:
                self.con.execute(f"DROP TABLE IF EXISTS part.needed.{reading.alias}")
            for table in taken:
                self.con.execute(f"DROP TABLE IF EXISTS {_within(table)}")
                if table.startswith("base."):
                    self.con.execute(f"CREATE VIEW part.{table} AS FROM {self.base}.{table}")

    def _gather(self, part: Part, names: Collection[str], taken: list[str]) -> None:
        """Put the needed rows behind the names, and note which of these are taken: memory may end at any statement."""
        con = self.con
        for reading in part.readings:
            if reading.parent is None and reading.by.startswith("unnest("):
                each = f"SELECT rowid AS row_id, {reading.by} AS key FROM {self._full(reading)}"
                needed = f"WHERE v.rowid IN (SELECT row_id FROM ({each}) SEMI JOIN part.main.touched USING (key))"
            elif reading.parent is None:
                needed = f"SEMI JOIN part.main.touched AS t ON {key_of(reading.by)} IS NOT DISTINCT FROM t.key"
            else:
                of = (f"SELECT {reading.of} FROM part.needed.{parent.alias}" for parent in part.parents(reading))
                needed = f"WHERE {reading.by} IN ({' UNION ALL '.join(of)})"
            copy_rows(con, f"part.needed.{reading.alias}", "needed_row", self._full(reading), needed)
        for table in names:
            needed_of = [f"FROM part.needed.{one.alias}" for one in part.readings if one.table == table]
            each = f"DISTINCT ON (needed_row) * FROM ({' UNION ALL '.join(needed_of)})"
            rows = needed_of[0] if len(needed_of) == 1 else f"FROM (SELECT {each})"
            if table.startswith("base."):
                con.execute(f"DROP VIEW part.{table}")
            taken.append(table)
            con.execute(f"CREATE TABLE {_within(table)} AS SELECT * EXCLUDE (needed_row) {rows}")

    def _look_in(self, *path: str) -> None:
        self.con.execute(f"SET search_path = '{','.join(path)}'")


def _within(table: str) -> str:
    return f"part.{table}" if table.startswith("base.") else f"part.main.{table}"


def prepare(con: duckdb.DuckDBPyConnection, base: str) -> None:
    """Set up the places in the memory: names of ``base`` mean the working file's, until a part takes one over."""
    for schema in ("base", "changes", "needed"):
        con.execute(f"CREATE SCHEMA part.{schema}")
    con.execute(f"CREATE MACRO part.main.document_of(id) AS {document_of('id')}")
    tables = con.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = $base AND schema_name = 'base'", {"base": base}
    ).fetchall()
    for (table,) in tables:
        con.execute(f"CREATE VIEW part.base.{table} AS FROM {base}.base.{table}")
