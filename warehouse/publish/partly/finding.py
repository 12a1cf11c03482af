"""Find rows of large tables by values, and remember what was found while a publish in part goes on.

Many steps ask the same tables for the same rows. So a table is scanned only for values that no step looked for before,
in the columns that tell, and only rows that no step read before are read: of a table of seven million rows that takes a
tenth of the time that reading all columns would. What is many is not remembered: it stands in a table of the memory
until the step is done.

DuckDB numbers the rows of a file (``rowid``). A row keeps its number until its table is changed, and until what was
changed is written into the file: then ``forget`` has to be called. That is for one thread, and no other may ask for
these tables meanwhile.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count

import duckdb

from warehouse.publish.partly.hands import Hands
from warehouse.publish.partly.places import FOUND
from warehouse.publish.partly.values import NO_VALUES, Values

FEW = 5_000
"""So many values, or numbers of rows, are few."""
_MOST_LOOKED_FOR = 20_000
"""So many numbers of rows are looked for at once where a table is scanned; of more, all columns of all are read."""


@contextmanager
def few_rows_at_once(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Have a scan skip all that holds none of the rows it is joined with, while the body runs.

    DuckDB does so for fifty rows or fewer, unless told.
    """
    con.execute(f"SET dynamic_or_filter_threshold = {_MOST_LOOKED_FOR}")
    try:
        yield
    finally:
        con.execute("RESET dynamic_or_filter_threshold")


def create(con: duckdb.DuckDBPyConnection, table: str, sql: str) -> int:
    """Write the rows of a SELECT into a table, in place of what it held; return how many they are."""
    [(number,)] = con.execute(f"CREATE OR REPLACE TABLE {table} AS {sql}").fetchall()
    return int(number)


@dataclass
class Found:
    """What was found so far, by table, by whatever connection.

    By expression the rows of each value; which rows were read; by expression and rows the values that these have.
    """

    rows: dict[str, dict[str, dict[str | int | None, list[int]]]] = field(default_factory=dict)
    read: dict[str, tuple[str, set[str | int | None]]] = field(default_factory=dict)
    told: dict[str, dict[tuple[str, frozenset[str | int | None]], Values]] = field(default_factory=dict)
    names: Iterator[int] = field(default_factory=count)
    _locks: dict[tuple[str, ...], threading.Lock] = field(default_factory=dict)

    def alone(self, *what: str) -> threading.Lock:
        """Return what has one thread wait for what another asks already."""
        return self._locks.setdefault(what, threading.Lock())


@dataclass
class Finder:
    """Finds what others did not find yet. What is many is its own."""

    hands: Hands
    found: Found = field(default_factory=Found)
    _many: list[str] = field(default_factory=list)

    @property
    def con(self) -> duckdb.DuckDBPyConnection:
        return self.hands.con

    def values(self, table: str, expression: str, numbers: Values | None = None) -> Values:
        """Return the values of an expression in the rows of ``table`` with these numbers, or in all of its rows."""
        if numbers is not None and (not numbers or numbers.table is not None):
            return self.values_in(f"SELECT {expression} FROM ({self.rows(table, numbers)})") if numbers else NO_VALUES
        told = self.found.told.setdefault(table, {})
        asked = expression, frozenset() if numbers is None else numbers.few
        if asked not in told:
            rows = table if numbers is None else f"({self.rows(table, numbers)})"
            values = self.values_in(f"SELECT {expression} FROM {rows}")
            if values.table is not None:
                return values
            told[asked] = values
        return told[asked]

    def values_in(self, sql: str) -> Values:
        """Return the values of a SELECT of one column, each once."""
        each = f"SELECT DISTINCT value FROM ({sql}) AS v (value)"
        rows = self.con.execute(f"{each} LIMIT {FEW + 1}").fetchall()
        return Values(frozenset(value for (value,) in rows)) if len(rows) <= FEW else self._in_table(each)

    def values_of(self, table: str) -> Values:
        """Return the values of a table of one column, each of which it has once."""
        rows = self.con.execute(f"FROM {table}").fetchall()
        few = Values(frozenset(value for (value,) in rows))
        return few if len(rows) <= FEW else Values(table=table, number_in_table=len(rows))

    def union(self, of: Iterable[Values]) -> Values:
        """Return all of these values, each once."""
        parts = [values for values in of if values]
        if len(parts) == 1:
            return parts[0]
        if not any(values.table for values in parts):
            return self._few_or_many(frozenset[str | int | None]().union(*(values.few for values in parts)))
        return self._in_table(f"SELECT DISTINCT value FROM ({' UNION ALL '.join(v.sql for v in parts)}) AS v (value)")

    def without_null(self, values: Values) -> Values:
        """Return these values but NULL."""
        if values.table is None:
            return Values(values.few - {None})
        return self._in_table(f"SELECT value FROM ({values.sql}) AS v (value) WHERE value IS NOT NULL")

    def find(self, table: str, expression: str, values: Values, *, with_null: bool = False) -> Values:
        """Return the numbers of the rows of ``table`` where the expression has one of these values.

        Where it is NULL, that is one of them ``with_null`` alone.
        """
        if values.table is not None:
            return self._in_table(f"SELECT DISTINCT row_id FROM ({self._scan(table, expression, values, with_null)})")
        wanted = values.few if with_null else values.few - {None}
        with self.found.alone(table, expression):
            found = self.found.rows.setdefault(table, {}).setdefault(expression, {})
            missing = wanted - found.keys()
            known = frozenset(row for value in wanted - missing for row in found[value])
            if missing:
                scan = self._scan(table, expression, Values(missing), with_null)
                rows = self.con.execute(f"{scan} LIMIT {FEW + 1}").fetchall()
                if len(rows) > FEW:
                    return self._in_table(f"SELECT row_id FROM ({scan}) UNION ({Values(known).sql})")
                fresh: dict[str | int | None, list[int]] = {value: [] for value in missing}
                for value, row in rows:
                    fresh[value].append(row)
                found.update(fresh)
                known = known.union(*fresh.values())
        return self._few_or_many(known)

    def rows(self, table: str, numbers: Values) -> str:
        """Return a SELECT that gives the rows with these numbers, each with its number as ``needed_row``."""
        if not numbers:
            return f"{_numbered(table)} LIMIT 0"
        place = self._place(table, numbers)
        return (
            f"FROM {place}"
            if numbers.table is not None
            else f"SELECT * FROM {place} WHERE needed_row IN ({numbers.sql})"
        )

    def rows_or_more(self, table: str, numbers: Values) -> str:
        """Return a SELECT that gives the rows with these numbers, and maybe others that some step has read.

        These change nothing: what a view gives for some keys depends on the rows that it needs for them alone. And
        over a SELECT that looks for numbers DuckDB cannot plan every statement (INTERNAL Error).
        """
        if not numbers:
            return f"FROM {table} LIMIT 0"
        return f"SELECT * EXCLUDE (needed_row) FROM {self._place(table, numbers)}"

    def rows_alone(self, table: str, numbers: Values) -> str:
        """Return a SELECT that gives the rows with these numbers and no others."""
        return f"SELECT * EXCLUDE (needed_row) FROM {self._in_table(self.rows(table, numbers)).table}"

    def _place(self, table: str, numbers: Values) -> str:
        """Return the table where these rows stand, each with its number; of few ones others too."""
        each = _numbered(table)
        if numbers.table is not None:
            return str(self._in_table(f"{each} WHERE rowid IN ({numbers.sql})").table)
        with self.found.alone(table):
            place, read = self.found.read.get(table, (f"{FOUND}.rows_{next(self.found.names)}", set()))
            missing = Values(numbers.few - read)
            if missing:
                into = f"INSERT INTO {place}" if table in self.found.read else f"CREATE TABLE {place} AS"
                self.con.execute(f"{into} {each} WHERE rowid IN ({missing.sql})")
                self.found.read[table] = place, {*read, *missing.few}
            return place

    def forget(self, tables: Iterable[str]) -> None:
        """Forget what was found in these tables: their rows may have other numbers now."""
        for table in tables:
            self.found.rows.pop(table, None)
            self.found.told.pop(table, None)
            place, _ = self.found.read.pop(table, (None, None))
            if place is not None:
                self.con.execute(f"DROP TABLE {place}")

    def renew(self, table: str, gone: frozenset[int], last: int) -> None:
        """Go on with what was found in a table where these rows went, and others came after the ``last`` one.

        Where memory ends meanwhile, all of it is forgotten: to go on without what came would put it there twice.
        """
        self.found.told.pop(table, None)
        by_expression, place = self.found.rows.pop(table, {}), self.found.read.pop(table, None)
        for expression, found in by_expression.items():
            for numbers in found.values():
                numbers[:] = [number for number in numbers if number not in gone]
            came = self.con.execute(f"SELECT {expression}, rowid FROM {table} WHERE rowid > {last}").fetchall()
            for value, number in came:
                if value in found:
                    found[value].append(number)
        if place is not None:
            lost = Values(frozenset(place[1] & gone))
            if lost:
                self.con.execute(f"DELETE FROM {place[0]} WHERE needed_row IN ({lost.sql})")
            self.found.read[table] = place[0], place[1] - gone
        self.found.rows[table] = by_expression

    def forget_all(self) -> None:
        self.forget({*self.found.rows, *self.found.read, *self.found.told})

    @contextmanager
    def step(self) -> Iterator[None]:
        """Let go of what is many after the body, also where its memory ended: the next try needs that."""
        try:
            yield
        finally:
            self.let_go()

    def let_go(self) -> None:
        """Let go of what is many: the step is done."""
        while self._many:
            self.con.execute(f"DROP TABLE IF EXISTS {self._many.pop()}")

    def _scan(self, table: str, expression: str, values: Values, with_null: bool) -> str:
        """Return a SELECT that gives the value and the number of each row that has one of these values."""
        each = f"SELECT {expression} AS value, rowid AS row_id FROM {table}"
        equal = "IS NOT DISTINCT FROM" if with_null else "="
        asked = f"SEMI JOIN ({values.sql}) AS t (value) ON v.value {equal} t.value"
        return f"SELECT v.value, v.row_id FROM ({each}) AS v {asked}"

    def _few_or_many(self, values: frozenset[str | int | None]) -> Values:
        return Values(values) if len(values) <= FEW else self._in_table(Values(values).sql)

    def _in_table(self, sql: str) -> Values:
        table = f"{FOUND}.many_{next(self.found.names)}"
        self._many.append(table)
        return Values(table=table, number_in_table=create(self.con, table, sql))


def _numbered(table: str) -> str:
    return f"SELECT rowid AS needed_row, v.* FROM {table} AS v"
