"""Tell what the tables, columns and macros of the published file mean, by the comments that it carries."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse.ask.asked import rows_of
from warehouse.connection import Warehouse


@dataclass(frozen=True)
class Described:
    """A table or a macro with what it means; ``words`` are the columns of a table, or the parameters of a macro."""

    name: str
    meaning: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class DescribedColumn:
    """A column of a table: its name, DuckDB's name of its type, and what it means."""

    name: str
    sql_type: str
    meaning: str


def list_tables(w: Warehouse) -> tuple[Described, ...]:
    """Return the tables of the published file by their names."""
    rows = rows_of(
        w,
        "SELECT t.table_name, t.comment, list(c.column_name ORDER BY c.column_index) AS words"
        " FROM duckdb_tables() AS t JOIN duckdb_columns() AS c ON c.table_oid = t.table_oid"
        " AND c.database_oid = t.database_oid"
        " WHERE t.schema_name = 'main' AND t.database_name = current_database() GROUP BY 1, 2 ORDER BY 1",
    )
    return tuple(Described(row["table_name"], row["comment"] or "", tuple(row["words"])) for row in rows)


def list_macros(w: Warehouse) -> tuple[Described, ...]:
    """Return the macros that answer with rows, by their names."""
    rows = rows_of(
        w,
        "SELECT function_name, comment, parameters FROM duckdb_functions()"
        " WHERE function_type = 'table_macro' AND NOT internal AND database_name = current_database() ORDER BY 1",
    )
    return tuple(Described(row["function_name"], row["comment"] or "", tuple(row["parameters"])) for row in rows)


def columns_of(w: Warehouse, table: str) -> tuple[DescribedColumn, ...]:
    """Return the columns of a table in their order; empty where there is no such table."""
    rows = rows_of(
        w,
        "SELECT column_name, data_type, comment FROM duckdb_columns() WHERE schema_name = 'main'"
        " AND database_name = current_database() AND table_name = CAST($table AS VARCHAR) ORDER BY column_index",
        table=table,
    )
    return tuple(DescribedColumn(row["column_name"], row["data_type"], row["comment"] or "") for row in rows)
