"""Put the views of ``sql/views`` in order: each after the views that its FROM and JOIN clauses name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from typing import Any

import duckdb

from warehouse.connection import open_aside
from warehouse.sources import Source, read_tree

BASE = "base"
"""The schema of loaded facts: its tables exist before any view runs."""


_INPUTS: dict[str, tuple[set[str], set[str]]] = {}
"""What each SELECT asked about reads, by its text."""


class WrongOrder(LookupError):
    """The views cannot be ordered: one reads a view that does not exist, or they read each other in a circle."""


@cache
def ordered_views() -> tuple[Source, ...]:
    """Return all views, each after those that it reads; views that could come in any order are sorted by name.

    Raise ``WrongOrder``.
    """
    return in_order(read_tree("views"))


def read_by(views: Mapping[str, Source]) -> dict[str, set[str]]:
    """Return what each of these views reads, as ``tables_read``, by name. Raise ``WrongOrder``."""
    with open_aside(None) as con:
        return {name: tables_read(con, view.sql) for name, view in views.items()}


def in_order(views: Mapping[str, Source]) -> tuple[Source, ...]:
    """Return the same as ``ordered_views``, for these views by name."""
    read = read_by(views)
    for name, tables in sorted(read.items()):
        if unknown := sorted(tables - views.keys()):
            raise WrongOrder(f"the view {name} reads {', '.join(unknown)}, which sql/views does not contain")
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
    """Return the names of the tables that a SELECT reads, except those of ``base`` and of its own WITH clauses.

    DuckDB's parser finds them, so a FROM inside a function, a comment or a literal does not count. A WITH clause hides
    the view of the same name in the whole statement. Raise ``WrongOrder`` where ``sql`` is not a SELECT.
    """
    return inputs_of(con, sql)[0]


def inputs_of(con: duckdb.DuckDBPyConnection, sql: str) -> tuple[set[str], set[str]]:
    """Return what a SELECT reads: as ``tables_read``, and the tables of ``base``. Raise ``WrongOrder``.

    Publishing in part asks this three times of each view: to order them, to wait for what each reads, and to derive it.
    """
    if sql not in _INPUTS:
        _INPUTS[sql] = _parsed_inputs(con, sql)
    tables, base = _INPUTS[sql]
    return {*tables}, {*base}


def _parsed_inputs(con: duckdb.DuckDBPyConnection, sql: str) -> tuple[set[str], set[str]]:
    row = con.execute("SELECT json_serialize_sql(?::VARCHAR)", [sql]).fetchall()[0]
    parsed = json.loads(row[0])
    if parsed["error"]:
        raise WrongOrder(f"not a SELECT: {parsed.get('error_message')}: {sql[:60]}")
    found = nodes(parsed["statements"])
    hidden = {clause["key"] for node in found for clause in node.get("cte_map", {}).get("map", [])}
    named = [node for node in found if node.get("type") == "BASE_TABLE"]
    base = {node["table_name"] for node in named if node["schema_name"] == BASE}
    return {node["table_name"] for node in named if node["schema_name"] != BASE} - hidden, base


def nodes(tree: Any) -> list[dict[str, Any]]:
    """Return every node of a statement as DuckDB's parser lays it out, each before those within it.

    The views together have some 25,000, and every process that publishes orders them: a loop takes a fraction of the
    time that nested generators take.
    """
    found: list[dict[str, Any]] = []
    left = [tree]
    while left:
        value = left.pop()
        if isinstance(value, dict):
            found.append(value)
            left.extend(reversed(value.values()))
        elif isinstance(value, list):
            left.extend(reversed(value))
    return found
