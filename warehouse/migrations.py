"""Migrate a working file to this version: apply the numbered files of ``sql/migrations``, each in a transaction."""

from __future__ import annotations

import re
from dataclasses import dataclass

import duckdb

from warehouse.errors import WarehouseTooNew
from warehouse.sources import SQL_FOLDER
from warehouse.transactions import fetch_row, forget_schemas, transaction


@dataclass(frozen=True)
class Migration:
    """One step; ``version`` is the number at the start of its file name."""

    version: int
    name: str
    sql: str


def known_migrations() -> tuple[Migration, ...]:
    """Return all steps in order. Raise ``LookupError`` where a number is missing or used twice."""
    steps = []
    for path in sorted((SQL_FOLDER / "migrations").glob("*.sql")):
        number = re.match(r"\d{4}", path.name)
        if number:
            steps.append(Migration(int(number[0]), path.stem, path.read_text("utf-8")))
    if [step.version for step in steps] != list(range(1, len(steps) + 1)):
        raise LookupError("the migrations are not numbered 1, 2, 3 …")
    return tuple(steps)


def migrate(connection: duckdb.DuckDBPyConnection) -> int:
    """Apply the missing steps and return the version reached.

    Raise ``WarehouseTooNew`` where the file has a step that this version does not know: writing to it would lose what
    the newer version keeps there.
    """
    connection.execute(
        "CREATE TABLE IF NOT EXISTS main.schema_versions"
        " (version INTEGER NOT NULL, name VARCHAR NOT NULL, applied_at TIMESTAMPTZ NOT NULL)"
    )
    steps = known_migrations()
    held = current_version(connection)
    if held > len(steps):
        raise WarehouseTooNew(
            f"a newer kehtiv wrote this warehouse (version {held}, this one knows {len(steps)}): upgrade, or use the"
            " folder with the version that wrote it"
        )
    for step in steps[held:]:
        forget_schemas()
        with transaction(connection):
            connection.execute(step.sql)
            connection.execute("INSERT INTO main.schema_versions VALUES (?, ?, now())", [step.version, step.name])
    return len(steps)


def current_version(connection: duckdb.DuckDBPyConnection) -> int:
    """Return the newest step that was applied; 0 for a new file."""
    row = fetch_row(connection, "SELECT coalesce(max(version), 0) FROM main.schema_versions")
    assert row is not None
    return int(row[0])
