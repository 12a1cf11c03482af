"""Derive one table after another, in part where its view says how, else whole, and put what differs in its place."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import groupby
from operator import attrgetter

import duckdb

from warehouse.publish.comparing import write_compared, write_view
from warehouse.publish.order import BASE, inputs_of
from warehouse.publish.partly.changes import Changes, key_of, place_of
from warehouse.publish.partly.declared import Part, Reading, part_of
from warehouse.publish.partly.documents import DOCUMENTS, is_of_documents
from warehouse.publish.partly.finding import NO_VALUES, Finder, Found, Values
from warehouse.publish.partly.hands import Hands
from warehouse.publish.writing import comment
from warehouse.sources import Source

MOST_TOUCHED = 0.2
"""Where more than this share of a table's rows may differ, it is derived whole, which takes less time then."""


@dataclass
class Deriving:
    """The publish that goes on: its views, and what changed so far.

    ``path`` is where names are looked for, last the memory (``part``) that this connection has for itself.
    """

    con: duckdb.DuckDBPyConnection
    views: dict[str, Source]
    changes: Changes
    lists: frozenset[str]
    base: str
    path: tuple[str, ...]
    found: Found = field(default_factory=Found)
    hands: Hands = field(init=False)
    finder: Finder = field(init=False)

    def __post_init__(self) -> None:
        self._look_in(*self.path)
        self.hands = Hands(self.con)
        self.finder = Finder(self.hands, self.found)

    @property
    def part(self) -> str:
        """The memory of this connection."""
        return self.changes.part

    def derive(self, view: Source) -> bool:
        """Bring the table of this view up to date; return whether that was done by deriving it whole."""
        with self.finder.step():
            is_whole = not self._is_derived_in_part(view)
            if is_whole:
                self._derive_whole(view)
            return is_whole

    def derive_in_part(self, view: Source) -> bool:
        """Bring the table of this view up to date unless it has to be derived whole; return whether it is."""
        with self.finder.step():
            return self._is_derived_in_part(view)

    def _is_derived_in_part(self, view: Source) -> bool:
        part = part_of(view)
        # Ledgers tell of runs and checks too, of which no digest is kept.
        is_touched = view.field("ledger") == "yes" or self._is_touched(*inputs_of(self.con, view.sql))
        return not is_touched or (part is not None and self._derive_part(view, part))

    def _is_touched(self, tables: Collection[str], base: Collection[str]) -> bool:
        return any(name in self.changes.changed for name in tables) or any(self._is_base_touched(name) for name in base)

    def _is_base_touched(self, name: str) -> bool:
        return name in self.lists or (is_of_documents(name) and bool(self._documents))

    @cached_property
    def _documents(self) -> Values:
        """The documents that changed."""
        return self.finder.values_of(DOCUMENTS)

    def _derive_whole(self, view: Source) -> None:
        place = place_of(view)
        fresh = f"{place}_fresh"
        write_view(self.con, view, f"TABLE {fresh}")
        if self.changes.replace_whole(view, fresh):
            self.finder.forget([place])
            if view.field("publish") != "no":
                comment(self.con, view)

    def _derive_part(self, view: Source, part: Part) -> bool:
        """Derive the rows that what changed may touch; return whether that could be done."""
        touched = self.find_touched(part)
        if touched is None or (len(touched) > 100 and len(touched) > MOST_TOUCHED * self._count_rows(view)):
            return False
        if touched:
            place = place_of(view)
            with self.hands.meanwhile(partial(self._held, place, part, touched)) as found:
                with self.restricted(part, touched):
                    self.run(view)
                held = found()
            if self.changes.replace_part(view, part.key, self.fresh, held):
                self.finder.forget([place])
        return True

    def _held(self, place: str, part: Part, touched: Values) -> str:
        """Return a SELECT of the rows with the touched keys that stand in the table now."""
        return self.finder.rows(place, self.finder.find(place, key_of(part.key), touched, with_null=True))

    def _count_rows(self, view: Source) -> int:
        return int(self.con.execute(f"SELECT count(*) FROM {place_of(view)}").fetchall()[0][0])

    @property
    def fresh(self) -> str:
        """The table of what ``run`` gives."""
        return f"{self.part}.main.fresh"

    def run(self, view: Source) -> None:
        """Write into ``fresh`` what the view gives for the touched keys over the rows that are needed for them."""
        sql, key = view.sql, str(view.field("together"))
        if view.field("compared") is not None:
            write_compared(self.con, view, f"TABLE {self.part}.main.compared")
            sql = f"FROM {self.part}.main.compared"
        self.con.execute(
            f"CREATE OR REPLACE TABLE {self.fresh} AS SELECT v.* FROM ({sql}) AS v"
            f" SEMI JOIN {self.part}.main.touched AS t ON {key_of(key)} IS NOT DISTINCT FROM t.key"
        )

    # --- which keys are touched ---

    def find_touched(self, part: Part) -> Values | None:
        """Return keys that what changed may touch (``None``: all), in its ``main.touched`` too if there are any."""
        for name in part.whole | part.none:
            if name in self.changes.changed or name.removeprefix("base.") in self.lists:
                return None
        if any(reading.table in self.changes.unknown for reading in part.readings):
            return None
        if any(self._count_rows(self.views[name]) for name in part.none):
            return None
        touched = self.finder.union(self.hands.each(partial(self._touched_by, part, one) for one in part.readings))
        if touched:
            self.con.execute(f"CREATE OR REPLACE TABLE {self.part}.main.touched (key) AS {touched.sql}")
        return touched

    def _touched_by(self, part: Part, reading: Reading) -> Values:
        """Return the keys that what changed in the table of ``reading`` may touch.

        Rows of documents that went are known by the ids that still name them.
        """
        if not reading.is_of_base:
            if reading.table not in self.changes.changed:
                return NO_VALUES
            changed = self.finder.values(f"part.changes.{reading.table}", key_of(reading.by))
            return self._climb(part, reading, changed)
        if reading.parent is None:
            return self._documents
        of = key_of(f"document_of({reading.of})")
        return self.finder.union(self._climb_from(part, one, of, self._documents) for one in part.parents(reading))

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
        """Return the full name of a table that is read: as it is now."""
        return f"{self.base}.{table}" if table.startswith(f"{BASE}.") else place_of(self.views[table])

    # --- the rows that are needed for them ---

    @contextmanager
    def restricted(self, part: Part, touched: Values) -> Iterator[None]:
        """Let the names of the tables mean the rows that are needed for the touched keys, while the body runs."""
        taken: list[str] = []
        try:
            self._gather(part, touched, taken)
            self._look_in(f"{self.part}.main", *self.path)
            yield
        finally:
            self._look_in(*self.path)
            for table in taken:
                self.con.execute(f"DROP TABLE IF EXISTS {self._within(table)}")
                if table.startswith("base."):
                    self.con.execute(f"CREATE OR REPLACE VIEW {self.part}.{table} AS FROM {self.base}.{table}")

    def _gather(self, part: Part, touched: Values, taken: list[str]) -> None:
        """Put the needed rows behind the names, and note which of these are taken: memory may end at any statement."""
        numbers: dict[str, Values] = {}
        left = list(part.readings)
        while left:
            ready = [one for one in left if all(parent.alias in numbers for parent in part.parents(one))]
            found = self.hands.each(partial(self._numbers, part, one, touched, numbers) for one in ready)
            numbers.update(zip((one.alias for one in ready), found, strict=True))
            left = [one for one in left if one not in ready]
        by_table = attrgetter("table")
        same = {table: list(readings) for table, readings in groupby(sorted(part.readings, key=by_table), by_table)}
        for table in same:
            if table.startswith("base."):
                self.con.execute(f"DROP VIEW {self.part}.{table}")
            taken.append(table)
        self.hands.each(
            partial(self._take, table, [(one, numbers[one.alias]) for one in readings])
            for table, readings in same.items()
        )

    def _take(self, table: str, found: list[tuple[Reading, Values]]) -> None:
        """Put the rows of one table that were found behind its name."""
        numbers = self.finder.union(values for _, values in found)
        rows = self.finder.rows(self.full_name(found[0][0].table), numbers)
        # A table: over views that look for their rows DuckDB cannot plan every statement (INTERNAL Error).
        self.hands.con.execute(f"CREATE TABLE {self._within(table)} AS SELECT * EXCLUDE (needed_row) FROM ({rows})")

    def _numbers(self, part: Part, reading: Reading, touched: Values, numbers: Mapping[str, Values]) -> Values:
        """Return the numbers of the rows of ``reading`` that are needed, where those of its parents are known."""
        if reading.parent is None:
            values, with_null = touched, not reading.by.startswith("unnest(")
        else:
            values, with_null = self._named_by(part, reading, numbers), False
        return self.finder.find(self.full_name(reading.table), key_of(reading.by), values, with_null=with_null)

    def _named_by(self, part: Part, reading: Reading, numbers: Mapping[str, Values]) -> Values:
        """Return what the rows of its parents name, of which these are the numbers."""
        parents = part.parents(reading)
        return self.finder.union(
            self.finder.values(self.full_name(parent.table), key_of(str(reading.of)), numbers[parent.alias])
            for parent in parents
        )

    def _look_in(self, *path: str) -> None:
        self.con.execute(f"SET search_path = '{','.join(path)}'")

    def _within(self, table: str) -> str:
        return f"{self.part}.{table}" if table.startswith("base.") else f"{self.part}.main.{table}"
