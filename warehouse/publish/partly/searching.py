"""Bring the index of searches up to date: index anew, under new numbers, what depends on the changes.

A search finds items and passages by the numbers of their rows, so no row of these goes: an item that has another number
now, or is found no more, loses its kind and its entries. Words keep their numbers, and how many items have them is
counted on. The next publish of everything numbers all anew.
"""

from __future__ import annotations

import duckdb

from warehouse.publish.index import COUNTED, Writing, search_source, write_found, write_index
from warehouse.publish.partly.changes import key_of
from warehouse.publish.partly.declared import Part, part_of
from warehouse.publish.partly.deriving import MOST_TOUCHED, Deriving
from warehouse.publish.writing import ALIAS, ON_DISK
from warehouse.transactions import transaction

ITEMS, PASSAGES, ENTRIES, WORDS, MEASURES = (
    f"{ALIAS}.main.search_{name}" for name in ("items", "passages", "entries", "words", "measures")
)
"""The published tables; those of the new items stand in the memory under the same names."""


def index_changes(deriving: Deriving) -> bool:
    """Index what changed; return whether that could be done and takes less than to index everything."""
    with deriving.finder.step():
        return _index_changes(deriving)


def _index_changes(deriving: Deriving) -> bool:
    con, memory, part = deriving.con, f"{deriving.own}.main", part_of(search_source("search_items"))
    touched = deriving.find_touched(part) if part is not None else None
    if part is None or touched is None:
        return False
    if touched:
        if _find_gone(con, memory, part) > MOST_TOUCHED:
            return False
        with deriving.restricted(part, touched):
            writing = _Beside(con, memory, part)
            write_found(writing)
            write_index(writing)
        count_words(con, memory)
        put_in_place(con, memory)
    return True


def _find_gone(con: duckdb.DuckDBPyConnection, memory: str, part: Part) -> float:
    """Write which items have other numbers from now on; return which share of all rows is then unused."""
    con.execute(
        f"CREATE OR REPLACE TABLE {memory}.gone AS SELECT v.item_no FROM {ITEMS} AS v"
        f" SEMI JOIN {memory}.touched AS t ON {key_of(part.key)} = t.key WHERE v.kind IS NOT NULL"
    )
    return _one(
        con,
        f"SELECT ((SELECT count(*) FROM {memory}.gone) + count(*) FILTER (kind IS NULL)) / greatest(count(*), 100)"
        f" FROM {ITEMS}",
    )


class _Beside(Writing):
    """Writes the index of the touched items into the memory, where names mean the rows that are needed for them."""

    known = f"(SELECT form, form_no, lemma, lemma_no FROM {WORDS})"

    def __init__(self, con: duckdb.DuckDBPyConnection, memory: str, part: Part) -> None:
        super().__init__(con, ON_DISK, is_limited=False)
        self._memory, self._key = memory, part.key
        self.items_before = int(_one(con, f"SELECT count(*) FROM {ITEMS}"))
        self.passages_before = int(_one(con, f"SELECT count(*) FROM {PASSAGES}"))

    def step(self, name: str, sql: str) -> None:
        if name == "search_found":
            sql = f"SELECT v.* FROM ({sql}) AS v SEMI JOIN {self._memory}.touched AS t ON {key_of(self._key)} = t.key"
        self.con.execute(f"CREATE OR REPLACE TABLE {self._memory}.{name} AS {sql}")

    def add_to_step(self, name: str, sql: str) -> None:
        self.con.execute(f"INSERT INTO {self._memory}.{name} {sql}")

    def table(self, name: str) -> None:
        self.step(name, search_source(name).sql)

    def add_to_table(self, name: str) -> None:
        self.add_to_step(name, search_source(name).sql)

    def drop(self, *steps: str) -> None:
        """Drop nothing: these steps are small, and everything in memory goes at the end."""


def count_words(con: duckdb.DuckDBPyConnection, memory: str) -> None:
    """Write the entries of items that are gone, and by how much words are in more items than before."""
    con.execute(
        f"CREATE OR REPLACE TABLE {memory}.gone_entries AS SELECT e.rowid AS row_id, e.lemma_no, e.form_no, e.forms"
        f" FROM {ENTRIES} AS e SEMI JOIN {memory}.gone AS g ON g.item_no = e.item_no"
    )
    for kind, counted in COUNTED.items():
        lost = counted.format(entries=f"{memory}.gone_entries", among="")
        con.execute(
            f"CREATE OR REPLACE TABLE {memory}.{kind}_changes AS SELECT {kind}_no, CAST(sum(n) AS INTEGER) AS n FROM"
            f" (SELECT {kind}_no, item_number AS n FROM {memory}.search_{kind}_counts"
            f" UNION ALL SELECT number, -n FROM ({lost}) AS l (number, n)) GROUP BY 1 HAVING sum(n) <> 0"
        )


def put_in_place(con: duckdb.DuckDBPyConnection, memory: str) -> None:
    """Take away the entries of what is gone, add the new items, and count their words."""
    with transaction(con):
        con.execute(f"UPDATE {ITEMS} SET kind = NULL WHERE rowid IN (SELECT item_no - 1 FROM {memory}.gone)")
        con.execute(f"DELETE FROM {ENTRIES} WHERE rowid IN (SELECT row_id FROM {memory}.gone_entries)")
        for table, order in ((ITEMS, "item_no"), (PASSAGES, "passage_no"), (ENTRIES, "lemma_no, item_no")):
            new = f"{memory}.{table.rpartition('.')[2]}"
            con.execute(f"INSERT INTO {table} BY NAME SELECT * FROM {new} ORDER BY {order}")
        con.execute(
            f"INSERT INTO {WORDS} BY NAME SELECT n.* REPLACE (0 AS form_item_number, coalesce(o.lemma_item_number, 0)"
            f" AS lemma_item_number) FROM {memory}.search_words AS n LEFT JOIN (SELECT lemma_no, max(lemma_item_number)"
            f" AS lemma_item_number FROM {WORDS} GROUP BY 1) AS o ON o.lemma_no = n.lemma_no"
        )
        for kind in COUNTED:
            con.execute(
                f"UPDATE {WORDS} SET {kind}_item_number = {kind}_item_number + c.n FROM {memory}.{kind}_changes AS c"
                f" WHERE c.{kind}_no = search_words.{kind}_no"
            )
        con.execute(f"DELETE FROM {WORDS} WHERE lemma_no IS NOT NULL AND form_item_number = 0")
        con.execute(f"DELETE FROM {MEASURES}")
        con.execute(f"INSERT INTO {MEASURES} {search_source('search_measures').sql}")


def _one(con: duckdb.DuckDBPyConnection, sql: str) -> float:
    return float(con.execute(sql).fetchall()[0][0])
