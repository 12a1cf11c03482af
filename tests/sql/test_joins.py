"""No shipped SQL compares each row of one table with each of another: at 200,000 annexes that takes ten minutes.

DuckDB joins by hashing only where ON is a conjunction of comparisons between the two sides. With an OR, or in an outer
join with a condition about one side or a function of both, it compares all pairs of rows, whatever else ON says.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from extractors.words.searched import SENTENCES
from tests.warehouse.factory import directive
from warehouse.ask.queries import list_queries
from warehouse.connection import Warehouse, open_published
from warehouse.publish.comparing import write_view
from warehouse.publish.index import STEPS_OF_FOUND, search_source
from warehouse.publish.inside import IN_PART, answers
from warehouse.publish.order import ordered_views
from warehouse.publish.publish import publish
from warehouse.sources import SQL_FOLDER, read_folder, read_source

ALL_PAIRS = {"BLOCKWISE_NL_JOIN", "CROSS_PRODUCT"}
FEW_ROWS = {
    # The side in brackets has a few rows whatever the number of documents.
    "annex_parts": {"CROSS_PRODUCT"},  # (two regimes)
    "fetch_list": {"BLOCKWISE_NL_JOIN"},  # names of authorities, each once
    "days_not_proven": {"CROSS_PRODUCT"},  # (the two days)
    "digest": {"CROSS_PRODUCT"},  # (the day)
    "history": {"CROSS_PRODUCT"},  # (the day)
    "open_doubts": {"BLOCKWISE_NL_JOIN"},  # (the day)
    "posts": {"BLOCKWISE_NL_JOIN"},  # (what is asked)
    "related_documents": {"BLOCKWISE_NL_JOIN"},  # (what one page lists)
    "report_held_back": {"BLOCKWISE_NL_JOIN"},  # (one run)
    "report_tomorrow": {"BLOCKWISE_NL_JOIN"},  # (two events)
    "rulings_to_affirm": {"BLOCKWISE_NL_JOIN"},  # (rulings that do not count)
    "search": {"BLOCKWISE_NL_JOIN", "CROSS_PRODUCT"},  # (the words asked for)
    "silent_registers": {"BLOCKWISE_NL_JOIN"},  # (registers)
}


def joins_of(con: duckdb.DuckDBPyConnection, sql: str, values: dict[str, Any] | None = None) -> set[str]:
    """Return the names of the joins in the plan of a SELECT that compare all pairs of rows."""
    plan = json.loads(con.execute(f"EXPLAIN (FORMAT json) {sql}", values).fetchall()[-1][1])
    return {name for name in _names(plan) if name in ALL_PAIRS}


def _names(nodes: list[dict[str, Any]]) -> Iterator[str]:
    for node in nodes:
        yield node["name"].strip()
        yield from _names(node["children"])


def test_such_a_join_is_seen(working: Warehouse) -> None:
    con = working.connection
    joined = "FROM base.files AS f LEFT JOIN base.parts AS p ON p.file_id = f.file_id"
    assert joins_of(con, joined) == set()
    assert joins_of(con, f"{joined} AND f.ordinal = 1") == {"BLOCKWISE_NL_JOIN"}
    assert joins_of(con, f"{joined} AND coalesce(p.ordinal > f.ordinal, true)") == {"BLOCKWISE_NL_JOIN"}


@pytest.mark.long
def test_no_view_compares_all_pairs_of_rows(working: Warehouse) -> None:
    con = working.connection
    con.execute(read_source(SQL_FOLDER / "macros" / "functions.sql").sql)
    found = {}
    for view in ordered_views():
        found[view.name] = joins_of(con, view.sql)
        write_view(con, view, f"TABLE {view.name}")
    con.execute(IN_PART)
    con.execute("SET VARIABLE parts = 1::BIGINT")
    con.execute("SET VARIABLE part = 0::BIGINT")
    for source in answers():
        found[source.name] = joins_of(con, source.sql)
    found |= _joins_of_index(con)
    assert {name: joins for name, joins in found.items() if joins - FEW_ROWS.get(name, set())} == {}


def _joins_of_index(con: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, set[str]]]:
    con.execute("SET VARIABLE sentences = $pattern", {"pattern": SENTENCES})
    con.execute("SET VARIABLE first_item = 1")
    con.execute("SET VARIABLE last_item = 9")
    con.execute("SET VARIABLE items_before = 0")
    con.execute("SET VARIABLE passages_before = 0")
    con.execute("SET VARIABLE first_lemma = 0")
    con.execute("SET VARIABLE last_lemma = 9")
    con.execute("CREATE TABLE search_written (written VARCHAR, form_no INTEGER, lemma_no INTEGER)")
    con.execute("CREATE TABLE search_forms (form VARCHAR, form_no INTEGER, lemma VARCHAR, lemma_no INTEGER)")
    con.execute("CREATE TABLE search_form_counts (form_no INTEGER, item_number BIGINT)")
    con.execute("CREATE TABLE search_lemma_counts (lemma_no INTEGER, item_number BIGINT)")
    tables = ("search_passages", "search_items", "search_measures", "search_entries", "search_words")
    for name in (*STEPS_OF_FOUND, *tables[:3], "said", *tables[3:]):
        sql = search_source(name).sql
        yield name, joins_of(con, sql)
        con.execute(f"CREATE TABLE {name if name in tables else f'search_{name}'} AS {sql}")


DAYS = dict.fromkeys(("at", "day", "from", "known_on", "since", "to"), "2026-01-07")
LISTS = {name: ["na/1"] for name in ("authorities", "directive_ids", "found", "posts", "units")}
NUMBERS = dict.fromkeys(("days", "factor", "least_days", "most", "year"), 2)


@pytest.mark.long
def test_no_query_or_check_compares_all_pairs_of_rows(working: Warehouse, tmp_path: Path) -> None:
    directive(working, "na/1", "192", "2024-12-23", "1")
    publish(working, tmp_path)
    given = DAYS | LISTS | NUMBERS
    with open_published(tmp_path) as w:
        found = {}
        for query in list_queries():
            values = {name: given.get(name, "na/1") for name in (one.rstrip("?") for one in query.parameters)}
            found[query.name] = joins_of(w.connection, query.sql, values)
        found |= {check.name: joins_of(w.connection, check.sql) for check in read_folder("checks")}
    assert {name: joins for name, joins in found.items() if joins - FEW_ROWS.get(name, set())} == {}
