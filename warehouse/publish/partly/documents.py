"""Find the documents whose loaded rows changed since the last publish: a digest of each document's rows is kept.

Digests stand with the kept steps. They hold no words. Every row that is loaded belongs to a document, or to the ledgers
and lists of ``LISTS``, each of which has a digest of its own.
"""

from __future__ import annotations

import duckdb

from warehouse.publish.partly.digests import digest
from warehouse.publish.partly.places import SHARED, document_of
from warehouse.publish.writing import STEPS
from warehouse.tables import TABLES
from warehouse.transactions import transaction

KEPT = f"{STEPS}.main.kept_digests"
"""The digests of the last publish."""

TODAY = "temp.main.digests_of_today"
"""Those of all that is loaded now."""

DOCUMENTS = f"{SHARED}.main.changed_documents"
"""The documents that changed, as ``document_of`` names them."""

_DIFFERENT = f"{SHARED}.main.changed_digests"
"""Documents and lists of which the digests differ."""

# Tables that only ledgers show, and views that are derived whole whenever a ledger has changed.
PASSED_OVER = frozenset({"last_checked_at", "page_sha256"})

OWNERS = {
    "documents": "document_id",
    "document_versions": "document_id",
    "document_files": "document_id",
    "related_documents": "document_id",
    "file_sightings": "document_id",
    "unlistings": "document_id",
    "findings": "document_id",
} | {table.name: "root_file_id" for table in TABLES if table.owner == "file" and table.name != "findings"}

LISTS = ("rulings", "tombstones", "withdrawn_effects", "listed_registers")
"""Tables that belong to no single document: where one has changed, whatever reads it is derived whole."""


def is_of_documents(table: str) -> bool:
    """Return whether the rows of this table of ``base`` belong to documents."""
    return table in OWNERS


def write_digests(con: duckdb.DuckDBPyConnection, table: str) -> None:
    """Write the digests of all that is loaded now into a new table: one for each document, and one for each list.

    One for each document in each table would be eight times as many digests, and take twice the time to compare.
    ``table`` is what a CREATE statement calls it ("TABLE a", "TEMP TABLE a").
    """
    rows = " UNION ALL ".join(
        f"SELECT {column} AS owner, hash('{name}', {digest(con, f'base.{name}', PASSED_OVER)}) AS d FROM base.{name}"
        for name, column in OWNERS.items()
    )
    con.execute(
        f"CREATE OR REPLACE {table} AS SELECT NULL::VARCHAR AS source, {document_of('owner')} AS document,"
        " CAST(sum(n) AS HUGEINT) AS row_number, CAST(sum(d) AS HUGEINT) AS digest FROM"
        f" (SELECT owner, count(*) AS n, sum(d) AS d FROM ({rows}) GROUP BY 1) GROUP BY 2"
    )
    digests = table.rpartition(" ")[2]
    for name in LISTS:
        con.execute(
            f"INSERT INTO {digests} SELECT '{name}', NULL, count(*), coalesce(sum({digest(con, f'base.{name}')}), 0)"
            f" FROM base.{name}"
        )


def find_changed(con: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """Write which documents changed into ``DOCUMENTS``, keep those of ``TODAY``; return the lists that changed."""
    con.execute(
        f"CREATE OR REPLACE TABLE {_DIFFERENT} AS SELECT source, document FROM"
        f" (SELECT *, 1 AS side FROM {TODAY} UNION ALL SELECT *, 2 FROM {KEPT})"
        " GROUP BY source, document, row_number, digest HAVING count(*) = 1"
    )
    con.execute(
        f"CREATE OR REPLACE TABLE {DOCUMENTS} AS SELECT DISTINCT document FROM {_DIFFERENT} WHERE document IS NOT NULL"
    )
    lists = con.execute(f"SELECT DISTINCT source FROM {_DIFFERENT} WHERE document IS NULL").fetchall()
    same = " AND ".join(f"{{0}}.{name} IS NOT DISTINCT FROM c.{name}" for name in ("source", "document"))
    with transaction(con):
        con.execute(f"DELETE FROM {KEPT} AS k USING {_DIFFERENT} AS c WHERE {same.format('k')}")
        con.execute(
            f"INSERT INTO {KEPT} SELECT d.* FROM {TODAY} AS d SEMI JOIN {_DIFFERENT} AS c ON {same.format('d')}"
        )
    return frozenset(source for (source,) in lists)


def count_changed(con: duckdb.DuckDBPyConnection) -> tuple[int, int]:
    """Return how many documents changed, including those that went, and how many are loaded now."""
    [(changed, loaded)] = con.execute(
        f"SELECT (SELECT count(*) FROM {DOCUMENTS}), (SELECT count(document) FROM {TODAY})"
    ).fetchall()
    return int(changed), int(loaded)
