"""The order in which the views of ``sql/views`` run: each after those that its FROM and JOIN clauses name."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from typing import Any

import duckdb

from warehouse.sources import Source, read_tree

BASE = "base"
"""The schema of loaded facts: its tables are there before any view runs."""


class WrongOrder(LookupError):
    """The views cannot be put in an order: one reads what does not exist, or they read each other in a circle."""


@cache
def ordered_views() -> tuple[Source, ...]:
    """Return all views, each after those that it reads; of several that could come next, the first by name comes first.

    Raises ``WrongOrder``.
    """
    return in_order(read_tree("views"))


def in_order(views: Mapping[str, Source]) -> tuple[Source, ...]:
    """As ``ordered_views``, for views by their names."""
    with duckdb.connect() as con:
        read = {name: tables_read(con, view.sql) for name, view in views.items()}
    for name, tables in sorted(read.items()):
        if unknown := sorted(tables - views.keys()):
            raise WrongOrder(f"the view {name} reads {', '.join(unknown)}: there is no such view in sql/views")
    waiting = TopologicalSorter(read)
    try:
        waiting.prepare()
    except CycleError as error:
        raise WrongOrder(f"views read each other in a circle: {' → '.join(reversed(error.args[1]))}") from None
    ordered: list[Source] = []
    ready: set[str] = set()
    while waiting.is_active():
        ready |= set(waiting.get_ready())
        name = min(ready)
        ready.remove(name)
        ordered.append(views[name])
        waiting.done(name)
    return tuple(ordered)


def tables_read(con: duckdb.DuckDBPyConnection, sql: str) -> set[str]:
    """Return the names of the tables that a SELECT reads, without those of ``base`` and its own WITH clauses.

    DuckDB's own parser finds them, so that a FROM within a function, a comment or a literal is none. A WITH clause
    hides the view of its name in the whole statement. Raises ``WrongOrder`` where ``sql`` is no SELECT.
    """
    row = con.execute("SELECT json_serialize_sql(?::VARCHAR)", [sql]).fetchall()[0]
    parsed = json.loads(row[0])
    if parsed["error"]:
        raise WrongOrder(f"not a SELECT: {parsed.get('error_message')}: {sql[:60]}")
    nodes = list(_nodes(parsed["statements"]))
    hidden = {clause["key"] for node in nodes for clause in node.get("cte_map", {}).get("map", [])}
    read = {node["table_name"] for node in nodes if node.get("type") == "BASE_TABLE" and node["schema_name"] != BASE}
    return read - hidden


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        yield tree
    for child in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from _nodes(child)
