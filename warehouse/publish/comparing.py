"""Compare the wordings that a view of ``sql/views`` pairs: SQL has no difference of two texts by words.

Such a view (header ``-- compared: yes``) selects for each newer version ``annex_id``, ``fields`` (name, old and new
words) and the duties of both versions as lists. Its table has a row for each field and duty that is not the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import duckdb
import pyarrow as pa

from extractors.compare.pairing import Item, pair_items
from extractors.compare.tokens import has_same_wording
from extractors.compare.words import word_operations

_BATCH = 10_000
_OPERATIONS = pa.list_(pa.struct([("operation", pa.string()), ("old_words", pa.string()), ("new_words", pa.string())]))
_CHANGES = pa.schema(
    [
        ("annex_id", pa.string()),
        ("ordinal", pa.int32()),
        ("field", pa.string()),
        ("change", pa.string()),
        ("is_moved", pa.bool_()),
        ("old_ordinal", pa.int32()),
        ("new_ordinal", pa.int32()),
        ("old_words", pa.string()),
        ("new_words", pa.string()),
        ("operations", _OPERATIONS),
    ]
)


def write_compared(con: duckdb.DuckDBPyConnection, sql: str, table: str, pairs: str) -> None:
    """Create ``table`` from what ``sql`` pairs, as words after CREATE OR REPLACE name both; ``pairs`` holds the pairs.

    The pairs are compared batch by batch, so that memory does not grow with their number.
    """
    name, pairs_name = table.rpartition(" ")[2], pairs.rpartition(" ")[2]
    con.execute(f"CREATE OR REPLACE {pairs} AS SELECT (row_number() OVER () - 1) // {_BATCH} AS batch, * FROM ({sql})")
    _insert(con, f"CREATE OR REPLACE {table} AS", [])
    last = con.execute(f"SELECT max(batch) FROM {pairs_name}").fetchall()[0][0]
    for batch in range(-1 if last is None else last + 1):
        rows = con.execute(f"SELECT * EXCLUDE (batch) FROM {pairs_name} WHERE batch = {batch}").to_arrow_table()
        _insert(con, f"INSERT INTO {name}", [change for row in rows.to_pylist() for change in compare_versions(row)])
    con.execute(f"DROP TABLE {pairs_name}")


def _insert(con: duckdb.DuckDBPyConnection, statement: str, changes: list[dict[str, Any]]) -> None:
    con.register("staged_changes", pa.Table.from_pylist(changes, schema=_CHANGES))
    try:
        con.execute(f"{statement} SELECT * FROM staged_changes")
    finally:
        con.unregister("staged_changes")


def compare_versions(row: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Return what changed between two versions, numbered from 1: fields first, then duties in their new order."""
    for ordinal, change in enumerate((*_changed_fields(row), *_changed_duties(row)), 1):
        yield {"annex_id": row["annex_id"], "ordinal": ordinal, **change}


def _changed_fields(row: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for field in row["fields"]:
        old, new = field["old"], field["new"]
        if old is not None and new is not None and has_same_wording(old, new):
            continue
        change = "added" if old is None else "dropped" if new is None else "reworded"
        yield {"field": field["field"], "change": change, "is_moved": False, **_wordings(old, new)}


def _changed_duties(row: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    old, new = row["old_duties"] or [], row["new_duties"] or []
    if old == new:
        return
    pairs = pair_items([Item(d["number"], d["words"]) for d in old], [Item(d["number"], d["words"]) for d in new])
    for pair in pairs:
        if pair.change == "same":
            continue
        before, after = old[pair.old] if pair.old is not None else None, new[pair.new] if pair.new is not None else None
        yield {
            "field": "duty",
            "change": pair.change,
            "is_moved": pair.is_moved,
            "old_ordinal": before and before["ordinal"],
            "new_ordinal": after and after["ordinal"],
            **_wordings(before and before["words"], after and after["words"], is_reworded=pair.change == "reworded"),
        }


def _wordings(old: str | None, new: str | None, *, is_reworded: bool = True) -> dict[str, Any]:
    operations = None
    if is_reworded and old is not None and new is not None:
        operations = [
            {"operation": one.operation, "old_words": one.old_words, "new_words": one.new_words}
            for one in word_operations(old, new)
        ]
    return {"old_words": old, "new_words": new, "operations": operations}
