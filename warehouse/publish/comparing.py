"""Compare the wordings that a view of ``sql/views`` pairs: SQL has no difference of two texts by words.

Such a view has the header ``-- compared: TABLE``. For one part of the pairs in that table (its column ``part``, and the
variable of that name), it selects for each newer version ``annex_id``, ``fields`` (name, old and new words) and the
duties of both versions as lists. Its table has a row for each field and duty that is not the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from extractors.compare.pairing import Item
from extractors.compare.posts import FieldWords, compare_duties, compare_fields
from extractors.compare.words import WordOperation
from warehouse.sources import Source

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


def write_compared(con: duckdb.DuckDBPyConnection, view: Source, table: str) -> None:
    """Create ``table``, named as in a CREATE statement ("TABLE a", "TEMP TABLE a"), from what ``view`` pairs.

    One part is compared after another, so that memory does not grow with the number of pairs.
    """
    _insert(con, f"CREATE OR REPLACE {table} AS", [_CHANGES.empty_table()])
    parts = con.execute(f"SELECT DISTINCT part FROM {view.field('compared')} ORDER BY 1").fetchall()
    try:
        for (part,) in parts:
            con.execute("SET VARIABLE part = $part", {"part": part})
            _insert(con, f"INSERT INTO {table.rpartition(' ')[2]}", list(_changes(con.execute(view.sql))))
    finally:
        con.execute("RESET VARIABLE part")


def _changes(answer: duckdb.DuckDBPyConnection) -> Iterator[pa.Table]:
    """Return the changes of each batch of pairs. The answer is read to its end before anything else is asked."""
    names = [column[0] for column in answer.description or ()]
    while rows := answer.fetchmany(_BATCH):
        changes = [change for row in rows for change in compare_versions(dict(zip(names, row, strict=True)))]
        yield pa.Table.from_pylist(changes, schema=_CHANGES)


def _insert(con: duckdb.DuckDBPyConnection, statement: str, changes: Sequence[pa.Table]) -> None:
    con.register("staged_changes", pa.concat_tables(changes) if changes else _CHANGES.empty_table())
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
