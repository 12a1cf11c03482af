"""Derive one table after another, in part where its view says how, else whole, and put what differs in its place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from itertools import groupby
from operator import attrgetter

from warehouse.publish.comparing import write_compared, write_view
from warehouse.publish.order import inputs_of
from warehouse.publish.partly.changes import key_of, place_of
from warehouse.publish.partly.declared import Part, Reading, part_of
from warehouse.publish.partly.documents import is_of_documents
from warehouse.publish.partly.touching import Touching
from warehouse.publish.partly.values import Values
from warehouse.publish.writing import comment
from warehouse.sources import Source

MOST_TOUCHED = 0.2
"""If more than this share of a table's rows may differ, the table is derived whole, because that is faster."""


class Deriving(Touching):
    """Derives what is touched, or all."""

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
        # Ledgers also have rows about runs and checks, for which no digest is kept.
        is_touched = view.field("ledger") == "yes" or self._is_touched(*inputs_of(self.con, view.sql))
        return not is_touched or (part is not None and self._derive_part(view, part))

    def _is_touched(self, tables: Collection[str], base: Collection[str]) -> bool:
        return any(name in self.changes.changed for name in tables) or any(self._is_base_touched(name) for name in base)

    def _is_base_touched(self, name: str) -> bool:
        return name in self.lists or (is_of_documents(name) and bool(self._documents))

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
        touched = self.find_touched(part, self._noted(view, part))
        if touched is None or (len(touched) > 100 and len(touched) > MOST_TOUCHED * self._count_rows(view)):
            return False
        if touched:
            place = place_of(view)
            with self.hands.meanwhile(partial(self._held, place, part, touched)) as found:
                # With more pairs than are needed, the words of those would be compared as well.
                with self.restricted(part, touched, exactly=view.field("compared") is not None):
                    self.run(view)
                held = found()
            if (replaced := self.changes.replace_part(view, part.key, self.fresh, held)) is not None:
                self.finder.renew(place, replaced.gone, replaced.last)
        return True

    def _held(self, place: str, part: Part, touched: Values) -> str:
        """Return a SELECT of the rows that the table has now for the touched keys."""
        return self.finder.rows(place, self.finder.find(place, key_of(part.key), touched, with_null=True))

    @property
    def fresh(self) -> str:
        """The table of what ``run`` gives."""
        return f"{self.own}.main.fresh"

    def run(self, view: Source) -> None:
        """Write into ``fresh`` what the view gives for the touched keys, from the rows that these keys need."""
        sql, key = view.sql, str(view.field("together"))
        if view.field("compared") is not None:
            write_compared(self.con, view, f"TABLE {self.own}.main.compared")
            sql = f"FROM {self.own}.main.compared"
        self.con.execute(
            f"CREATE OR REPLACE TABLE {self.fresh} AS SELECT v.* FROM ({sql}) AS v"
            f" SEMI JOIN {self.own}.main.touched AS t ON {key_of(key)} IS NOT DISTINCT FROM t.key"
        )

    @contextmanager
    def restricted(self, part: Part, touched: Values, *, exactly: bool = False) -> Iterator[None]:
        """Let the names of the tables mean the rows that are needed for the touched keys, while the body runs.

        Unless these are to be had ``exactly``, others that some step has read may be among them.
        """
        taken: list[str] = []
        try:
            self._gather(part, touched, taken, self.finder.rows_alone if exactly else self.finder.rows_or_more)
            self._look_in(f"{self.own}.main", *self.path)
            yield
        finally:
            self._look_in(*self.path)
            for table in taken:
                if table.startswith("base."):
                    self.con.execute(f"CREATE OR REPLACE VIEW {self.own}.{table} AS FROM {self.base}.{table}")
                else:
                    self.con.execute(f"DROP VIEW IF EXISTS {self.own}.main.{table}")

    def _gather(self, part: Part, touched: Values, taken: list[str], rows_of: Callable[[str, Values], str]) -> None:
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
        taken.extend(same)
        self.hands.each(
            partial(self._take, table, [numbers[one.alias] for one in readings], rows_of)
            for table, readings in same.items()
        )

    def _take(self, table: str, found: list[Values], rows_of: Callable[[str, Values], str]) -> None:
        """Put the rows of one table that were found behind its name."""
        rows = rows_of(self.full_name(table), self.finder.union(found))
        self.hands.con.execute(f"CREATE OR REPLACE VIEW {self._within(table)} AS {rows}")

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

    def _within(self, table: str) -> str:
        return f"{self.own}.{table}" if table.startswith("base.") else f"{self.own}.main.{table}"
