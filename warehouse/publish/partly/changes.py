"""Record which rows of each table differ from those of the last publish, and put the new ones in their place."""

from __future__ import annotations

from dataclasses import dataclass, field

import duckdb

from warehouse.publish.partly.digests import columns_of, write_signs
from warehouse.publish.partly.finding import create
from warehouse.publish.partly.places import CHANGES, SHARED
from warehouse.publish.writing import ALIAS, STEPS
from warehouse.sources import Source
from warehouse.transactions import transaction

MOST_CHANGED = 200_000
"""The most rows of a table that may differ. If more do, only that is recorded, and what reads it is derived whole."""


def place_of(view: Source) -> str:
    """Return the full name of a view's table."""
    return f"{STEPS if view.field('publish') == 'no' else ALIAS}.main.{view.name}"


@dataclass(frozen=True)
class Replaced:
    """Which rows of a table were replaced: the numbers of those that went, and the one after which new rows stand."""

    gone: frozenset[int]
    last: int


@dataclass
class Changes:
    """The tables that changed. What rows came or went stands in ``CHANGES``, but of ``unknown`` ones.

    ``own`` is the place in the memory that the connection has for itself.
    """

    con: duckdb.DuckDBPyConnection
    own: str = SHARED
    changed: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)

    def replace_whole(self, view: Source, fresh: str) -> bool:
        """Put the table ``fresh`` in the place of the view's and note how they differ; return whether they do."""
        place = place_of(view)
        self._number(view, fresh, place)
        columns = columns_of(self.con, fresh, _passed_over(view))
        number, differing = write_signs(self.con, f"TABLE {self.own}.main.signs", columns, fresh, place)
        if number > MOST_CHANGED:
            self.unknown.add(view.name)
        elif number:
            # If one side has more of some equal rows, all of these count as changed: more than necessary, but harmless.
            self.con.execute(
                f"CREATE OR REPLACE TABLE {CHANGES}.{view.name} AS"
                f" SELECT * FROM {fresh} {differing} UNION ALL SELECT * FROM {place} {differing}"
            )
        if number:
            self.changed.add(view.name)
            with transaction(self.con):
                self.con.execute(f"DROP TABLE {place}")
                self.con.execute(f"ALTER TABLE {fresh} RENAME TO {view.name}")
        else:
            self.con.execute(f"DROP TABLE {fresh}")
        self.con.execute(f"DROP TABLE {self.own}.main.signs")
        return bool(number)

    def replace_part(self, view: Source, key: str, fresh: str, held: str) -> Replaced | None:
        """Put the rows of ``fresh`` in the place of ``held`` and note how they differ; return which ones if they do.

        ``held`` is a SELECT of the rows with the touched keys, each with its number as ``needed_row``.
        """
        place, con, changed = place_of(view), self.con, f"{self.own}.main.changed"
        self._number(view, fresh, f"({held})")
        names = ", ".join(f'"{name}"' for name in columns_of(con, place, _passed_over(view)))
        number = create(
            con,
            changed,
            f"WITH sides AS (SELECT CAST(NULL AS BIGINT) AS needed_row, * FROM {fresh} UNION ALL BY NAME ({held})),"
            f" differing AS (SELECT {names} FROM sides GROUP BY {names}"
            " HAVING count(needed_row) <> count(*) - count(needed_row))"
            f" SELECT v.* FROM sides AS v SEMI JOIN (SELECT {key_of(key)} AS key FROM differing) AS d"
            f" ON {key_of(key)} IS NOT DISTINCT FROM d.key",
        )
        if not number:
            return None  # a step that is done again, for want of memory at its end, leaves what it told the first time
        self.changed.add(view.name)
        con.execute(f"CREATE OR REPLACE TABLE {CHANGES}.{view.name} AS FROM {changed}")
        went = f"SELECT needed_row FROM {changed} WHERE needed_row IS NOT NULL"
        gone = frozenset(row for (row,) in con.execute(went).fetchall())
        [(last,)] = con.execute(f"SELECT coalesce(max(rowid), -1) FROM {place}").fetchall()
        with transaction(con):
            if gone:
                con.execute(f"DELETE FROM {place} WHERE rowid IN ({went})")
            if len(gone) < number:
                came = f"SELECT * EXCLUDE (needed_row) FROM {changed} WHERE needed_row IS NULL"
                con.execute(f"INSERT INTO {place} BY NAME {came}")
        return Replaced(gone, last)

    def _number(self, view: Source, fresh: str, held: str) -> None:
        """Give earlier rows their numbers back, and new ones the next numbers, by which other tables find them."""
        ids, number = view.field("key"), view.field("numbered")
        if number is None:
            return
        self.con.execute(
            f"CREATE OR REPLACE TABLE {self.own}.main.numbers AS SELECT n.{ids}, CAST(coalesce(o.{number},"
            f" (SELECT coalesce(max({number}), 0) FROM {place_of(view)})"
            f" + row_number() OVER (PARTITION BY o.{number} IS NULL ORDER BY n.{ids})) AS INTEGER) AS number"
            f" FROM {fresh} AS n LEFT JOIN {held} AS o USING ({ids})"
        )
        self.con.execute(
            f"UPDATE {fresh} AS n SET {number} = m.number FROM {self.own}.main.numbers AS m"
            f" WHERE m.{ids} = n.{ids} AND m.number <> n.{number}"
        )


def _passed_over(view: Source) -> frozenset[str]:
    """Return the columns that make no difference. Of published tables none: other tables have numbers of rows too."""
    return view.inner if view.field("publish") == "no" else frozenset()


def key_of(expression: str) -> str:
    return f"CAST({expression} AS VARCHAR)"
