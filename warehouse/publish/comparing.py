"""Compare the wordings that a view of ``sql/views`` pairs: SQL has no difference of two texts by words.

Such a view (header ``-- compared: yes``) selects for each newer version ``annex_id``, ``fields`` (name, old and new
words) and the duties of both versions as lists. Its table has a row for each field and duty that is not the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from extractors.compare.pairing import Item
from extractors.compare.posts import FieldWords, compare_duties, compare_fields
from extractors.compare.words import WordOperation

_BATCH = 2_000
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
    old, new = row["old_duties"] or [], row["new_duties"] or []
    duties = compare_duties(_items(old), _items(new)) if old != new else ()
    for ordinal, one in enumerate((*compare_fields(FieldWords(**field) for field in row["fields"]), *duties), 1):
        yield {
            "annex_id": row["annex_id"],
            "ordinal": ordinal,
            "field": one.field,
            "change": one.change,
            "is_moved": one.is_moved,
            "old_ordinal": old[one.old_place]["ordinal"] if one.old_place is not None else None,
            "new_ordinal": new[one.new_place]["ordinal"] if one.new_place is not None else None,
            "old_words": one.old_words,
            "new_words": one.new_words,
            "operations": _laid_out(one.operations),
        }


def _items(duties: Sequence[Mapping[str, Any]]) -> list[Item]:
    return [Item(duty["number"], duty["words"]) for duty in duties]


def _laid_out(operations: Iterable[WordOperation] | None) -> list[dict[str, str]] | None:
    if operations is None:
        return None
    return [{"operation": one.operation, "old_words": one.old_words, "new_words": one.new_words} for one in operations]
