"""Compare a file that was derived in part with one that was derived whole: a difference is a fault of a declaration."""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse.connection import OFFLINE, open_aside
from warehouse.publish.index import search_source
from warehouse.publish.inside import answers
from warehouse.publish.order import ordered_views
from warehouse.publish.partly.digests import columns_of, write_signs
from warehouse.sources import Source, literal

MOST_ROWS = 5
"""How many differing rows of a table are named."""


SEARCHED = {
    "search_items": "SELECT * EXCLUDE (item_no, first_passage_no) FROM {file}.main.search_items WHERE kind IS NOT NULL",
    "search_words": "SELECT * EXCLUDE (form_no) REPLACE (lemma_no IS NULL AS lemma_no) FROM {file}.main.search_words",
    "search_measures": "FROM {file}.main.search_measures",
}
"""What is compared of the index of searches: all but its numbers; for its entries, how many items have each word."""


def find_differences(whole: Path, part: Path) -> list[str]:
    """Return a sentence for each published table of which rows differ: how many, and which.

    Columns that mean something within one file alone are not compared.
    """
    with open_aside(whole.parent, {**OFFLINE, "threads": "1", "memory_limit": "768MB"}) as con:
        for name, path in (("whole", whole), ("part", part)):
            con.execute(f"ATTACH {literal(path)} AS {name}_file (READ_ONLY)")
        public = (view for view in (*ordered_views(), *answers()) if view.field("publish") != "no")
        compared = {view.name: (f"FROM {{file}}.main.{view.name}", view) for view in public}
        compared |= {name: (sql, search_source(name)) for name, sql in SEARCHED.items()}
        found = (_difference(con, *one) for one in compared.values())
        return [sentence for sentence in found if sentence]


def _difference(con: duckdb.DuckDBPyConnection, sql: str, view: Source) -> str | None:
    """Compare what the SQL gives of either ``{file}``."""
    files = ("whole_rows", "part_rows")
    for side in ("whole", "part"):
        con.execute(f"CREATE OR REPLACE TEMP VIEW {side}_rows AS {sql.format(file=f'{side}_file')}")
    columns = columns_of(con, files[0], view.inner)
    number, differing = write_signs(con, "TEMP TABLE signs", columns, *files)
    if not number:
        return None
    named_by = [name for name in (view.field("key") or "").split(", ") if name in columns] or list(columns)[:5]
    key = f"concat_ws(' ', {', '.join(named_by)})"
    rows = con.execute(
        " UNION ".join(f"SELECT {key} AS key FROM {file} {differing}" for file in files)
        + f" ORDER BY 1 LIMIT {MOST_ROWS}"
    ).fetchall()
    named = "; ".join(name for (name,) in rows)
    return f"{view.name}: {number} rows differ between deriving all and deriving what changed: {named}"
