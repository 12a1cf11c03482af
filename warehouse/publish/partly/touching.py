"""Find which keys of a table in part the changes of a night touch: from what changed up to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, partial

import duckdb

from warehouse.publish.order import BASE
from warehouse.publish.partly.changes import Changes, key_of, place_of
from warehouse.publish.partly.declared import Part, Reading
from warehouse.publish.partly.documents import DOCUMENTS
from warehouse.publish.partly.finding import Finder, Found
from warehouse.publish.partly.hands import Hands
from warehouse.publish.partly.places import CHANGES
from warehouse.publish.partly.values import NO_VALUES, Values
from warehouse.sources import Source


@dataclass
class Touching:
    """The publish that goes on: its views, and what has changed so far.

    ``path`` is where names are looked up; its last place is this connection's own memory. A lane derives beside
    others, and asks one question after another.
    """

    con: duckdb.DuckDBPyConnection
    views: dict[str, Source]
    changes: Changes
    lists: frozenset[str]
    base: str
    path: tuple[str, ...]
    found: Found = field(default_factory=Found)
    is_lane: bool = False
    hands: Hands = field(init=False)
    finder: Finder = field(init=False)

    def __post_init__(self) -> None:
        self._look_in(*self.path)
        self.hands = Hands(self.con, is_alone=self.is_lane)
        self.finder = Finder(self.hands, self.found)

    @property
    def own(self) -> str:
        """The memory of this connection."""
        return self.changes.own

    def find_touched(self, part: Part, besides: Values = NO_VALUES) -> Values | None:
        """Return the keys that the changes may touch, and those in ``besides``; ``None``: all keys.

        If there are any, they are also in the table ``main.touched`` of this connection's memory.
        """
        for name in part.whole | part.none:
            if name in self.changes.changed or name.removeprefix("base.") in self.lists:
                return None
        if any(reading.table in self.changes.unknown for reading in part.readings):
            return None
        if any(self._count_rows(self.views[name]) for name in part.none):
            return None
        found = self.hands.each(partial(self._touched_by, part, one) for one in part.readings)
        touched = self.finder.union([*found, besides])
        if part.is_keyed:
            # Citations of acts that are not held have no key: there are many, and they touch no row of the table.
            touched = self.finder.without_null(touched)
        if touched:
            self.con.execute(f"CREATE OR REPLACE TABLE {self.own}.main.touched (key) AS {touched.sql}")
        return touched

    def _touched_by(self, part: Part, reading: Reading) -> Values:
        """Return the keys that changes in the table of ``reading`` may touch.

        Rows of documents that are gone are found by the ids that still name them.
        """
        if not reading.is_of_base:
            if reading.table not in self.changes.changed:
                return NO_VALUES
            changed = self.finder.values(f"{CHANGES}.{reading.table}", key_of(reading.by))
            return self._climb(part, reading, changed)
        if reading.parent is None:
            return self._documents
        of = key_of(f"document_of({reading.of})")
        return self.finder.union(self._climb_from(part, one, of, self._documents) for one in part.parents(reading))

    def _noted(self, view: Source, part: Part) -> Values:
        """Return the keys whose noted columns, of which no digest is kept, have other values now."""
        if not part.noted:
            return NO_VALUES
        columns = ", ".join([f"{key_of(part.key)} AS key", *sorted(part.noted)])
        tables = (self.full_name(reading.table) for reading in part.readings if reading.parent is None)
        now = " UNION ALL ".join(f"SELECT {columns} FROM {table}" for table in tables)
        return self.finder.values_in(f"SELECT key FROM (({now}) EXCEPT SELECT {columns} FROM {place_of(view)})")

    def _climb(self, part: Part, reading: Reading, values: Values) -> Values:
        """Return the keys that need rows of ``reading`` with these values."""
        if reading.parent is None or not values:
            return values
        parents = part.parents(reading)
        return self.finder.union(self._climb_from(part, parent, key_of(str(reading.of)), values) for parent in parents)

    def _climb_from(self, part: Part, parent: Reading, of: str, values: Values) -> Values:
        """Return the keys that need rows of ``parent`` where the expression ``of`` has one of these values."""
        table = self.full_name(parent.table)
        numbers = self.finder.find(table, of, values)
        return self._climb(part, parent, self.finder.values(table, key_of(parent.by), numbers))

    def full_name(self, table: str) -> str:
        """Return the full name of a table, as it is read now."""
        return f"{self.base}.{table}" if table.startswith(f"{BASE}.") else place_of(self.views[table])

    @cached_property
    def _documents(self) -> Values:
        """The documents that changed."""
        return self.finder.values_of(DOCUMENTS)

    def _count_rows(self, view: Source) -> int:
        return int(self.con.execute(f"SELECT count(*) FROM {place_of(view)}").fetchall()[0][0])

    def _look_in(self, *path: str) -> None:
        self.con.execute(f"SET search_path = '{','.join(path)}'")
