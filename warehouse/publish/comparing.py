"""Compare the wordings that a view of ``sql/views`` pairs, because SQL cannot compare two texts word by word.

Such a view has the header ``-- compared: TABLE``. For one part of the pairs in that table (its column ``part``, and the
variable of that name), it selects for each newer version ``annex_id``, ``fields`` (name, old and new words) and the
duties of both versions as lists. Its table has a row for each field and duty that is not the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
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
        ("turn", pa.int64()),
        ("ordinal", pa.int32()),
        ("field", pa.string()),
        ("change", pa.string()),
        ("is_moved", pa.bool_()),
        ("old_place", pa.int32()),
        ("new_place", pa.int32()),
        ("old_words", pa.string()),
        ("new_words", pa.string()),
        ("operations", _OPERATIONS),
    ]
)
# One directive often changes the same words in many job descriptions: pairs that differ in the same words are compared
# once. The place of a duty within its description does not count.
_ALIKE = """
    CREATE OR REPLACE TEMP TABLE alike_pairs AS
    SELECT row_number() OVER () AS turn, * FROM (
        SELECT fields,
               list_transform(old_duties, lambda d: struct_pack(number := d.number, words := d.words)) AS old_duties,
               list_transform(new_duties, lambda d: struct_pack(number := d.number, words := d.words)) AS new_duties,
               list(struct_pack(annex_id := annex_id,
                                old_ordinals := list_transform(old_duties, lambda d: d.ordinal),
                                new_ordinals := list_transform(new_duties, lambda d: d.ordinal))) AS pairs
        FROM ({view}) GROUP BY 1, 2, 3)"""
_TO_COMPARE = "SELECT turn, fields, old_duties, new_duties FROM alike_pairs"
_CHANGED = """
    SELECT p.pair.annex_id AS annex_id, c.ordinal, c.field, c.change, c.is_moved,
           p.pair.old_ordinals[c.old_place + 1] AS old_ordinal, p.pair.new_ordinals[c.new_place + 1] AS new_ordinal,
           c.old_words, c.new_words, c.operations
    FROM staged_changes AS c JOIN (SELECT turn, unnest(pairs) AS pair FROM alike_pairs) AS p ON p.turn = c.turn"""
_NOTHING = """
    SELECT NULL::VARCHAR AS annex_id, ordinal, field, change, is_moved, NULL::INTEGER AS old_ordinal,
           NULL::INTEGER AS new_ordinal, old_words, new_words, operations FROM staged_changes"""


def write_view(con: duckdb.DuckDBPyConnection, view: Source, table: str) -> None:
    """Create ``table``, named as in a CREATE statement, with the rows of a view, whether or not words are compared."""
    if view.field("compared") is None:
        con.execute(f"CREATE OR REPLACE {table} AS {view.sql}")
    else:
        write_compared(con, view, table)


def write_compared(con: duckdb.DuckDBPyConnection, view: Source, table: str) -> None:
    """Create ``table``, named as in a CREATE statement ("TABLE a", "TEMP TABLE a"), from what ``view`` pairs.

    One part is compared after another, so that memory does not grow with the number of pairs.
    """
    _write(con, f"CREATE OR REPLACE {table} AS {_NOTHING}", [_CHANGES.empty_table()])
    parts = con.execute(f"SELECT DISTINCT part FROM {view.field('compared')} ORDER BY 1").fetchall()
    try:
        for (part,) in parts:
            con.execute("SET VARIABLE part = $part", {"part": part})
            con.execute(_ALIKE.format(view=view.sql))
            _write(con, f"INSERT INTO {table.rpartition(' ')[2]} {_CHANGED}", list(_changes(con.execute(_TO_COMPARE))))
    finally:
        # An aborted transaction accepts no statement and drops the table itself; the error to raise is the one before.
        with suppress(duckdb.TransactionException):
            con.execute("RESET VARIABLE part")
            con.execute("DROP TABLE IF EXISTS temp.main.alike_pairs")


def _changes(answer: duckdb.DuckDBPyConnection) -> Iterator[pa.Table]:
    """Return the changes of each batch of pairs. The whole answer is read before anything else is asked."""
    names = [column[0] for column in answer.description or ()]
    while rows := answer.fetchmany(_BATCH):
        changes = [change for row in rows for change in compare_versions(dict(zip(names, row, strict=True)))]
        yield pa.Table.from_pylist(changes, schema=_CHANGES)


def _write(con: duckdb.DuckDBPyConnection, statement: str, changes: Sequence[pa.Table]) -> None:
    con.register("staged_changes", pa.concat_tables(changes) if changes else _CHANGES.empty_table())
    try:
        con.execute(statement)
    finally:
        con.unregister("staged_changes")


def compare_versions(row: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Return what changed between two versions, numbered from 1: fields first, then duties in their new order.

    Places count from 0 within the lists of duties that are compared.
    """
    old, new = row["old_duties"] or [], row["new_duties"] or []
    duties = compare_duties(_items(old), _items(new)) if old != new else ()
    for ordinal, one in enumerate((*compare_fields(FieldWords(**field) for field in row["fields"]), *duties), 1):
        yield {
            "turn": row["turn"],
            "ordinal": ordinal,
            "field": one.field,
            "change": one.change,
            "is_moved": one.is_moved,
            "old_place": one.old_place,
            "new_place": one.new_place,
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
