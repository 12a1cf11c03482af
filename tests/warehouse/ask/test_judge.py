"""No statement of any kind, however it is wrapped, changes the published file or leaves anything beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.factory import directive
from warehouse.ask import queries
from warehouse.ask.judge import READING_TABLE_FUNCTIONS, refuse_writing
from warehouse.ask.queries import run_query
from warehouse.connection import Warehouse, open_published, open_working
from warehouse.errors import QueryError, QueryRefused
from warehouse.publish.publish import publish

# One statement or more for every kind that DuckDB's parser knows. {file} is the open file.
WRITING = {
    "ALTER": ["ALTER TABLE directives RENAME TO gone"],
    "ANALYZE": ["ANALYZE"],
    "ATTACH": ["ATTACH '{file}.other' AS other", "ATTACH '{file}' AS again"],
    "CALL": ["CALL enable_logging(storage = 'file', storage_path = '{file}.wal')", "CALL checkpoint()"],
    "COPY": [
        "COPY (SELECT 1) TO '{file}' (USE_TMP_FILE false)",
        "COPY (SELECT 1) TO '{file}.wal' (USE_TMP_FILE false)",
        "COPY (SELECT 1) TO '{file}.wal.recovery' (USE_TMP_FILE false)",
        "COPY (SELECT 1) TO '{file}.tmp/x.csv'",
        "COPY (SELECT title FROM directives) TO '{folder}/titles.parquet' (FORMAT parquet)",
        "COPY directives FROM '{file}'",
    ],
    "COPY_DATABASE": ["COPY FROM DATABASE memory TO other"],
    "CREATE": [
        "CREATE TABLE t AS SELECT 1",
        "CREATE TEMP TABLE t AS SELECT 1",
        "CREATE TEMP MACRO m() AS TABLE FROM t",
    ],
    "DELETE": ["DELETE FROM directives"],
    "DETACH": ["DETACH other"],
    "DROP": ["DROP TABLE directives"],
    "EXECUTE": ["EXECUTE prepared"],
    "EXPORT": ["EXPORT DATABASE '{folder}/exported'"],
    "INSERT": ["INSERT INTO runs (run_id) VALUES ('x')"],
    "LOAD": ["LOAD httpfs", "INSTALL httpfs"],
    "MERGE_INTO": ["MERGE INTO runs USING (SELECT 'x' AS run_id) AS new ON false WHEN NOT MATCHED THEN INSERT"],
    "PRAGMA": [
        "PRAGMA enable_checkpoint_on_shutdown",
        "PRAGMA enable_profiling = 'json'",
        "PRAGMA profiling_output = '{file}.wal'",
    ],
    "PREPARE": ["PREPARE prepared AS COPY (SELECT 1) TO '{file}.wal' (USE_TMP_FILE false)"],
    "SELECT": [
        "FROM enable_logging(storage = 'file', storage_path = '{file}.wal')",
        "SELECT * FROM (SELECT 1), LATERAL (FROM enable_logging(storage = 'file', storage_path = '{file}.wal'))",
        "SELECT (SELECT count(*) FROM enable_logging(storage = 'file', storage_path = '{file}.wal'))",
        "WITH a AS (FROM checkpoint()) FROM a",
        "FROM query('FROM checkpoint' || '()')",
        "FROM enable_profiling(save_location = '{file}.wal')",
        "SELECT write_log('x', level := 'ERROR')",
        "FROM json_execute_serialized_sql(json_serialize_sql('FROM checkpoint()'))",
        "FROM arrow_scan(1, 2, 3)",
        "FROM read_blob('{file}')",
        "FROM '{file}'",
        "FROM glob('{folder}/*')",
    ],
    "SET": ["SET temp_directory = '{folder}/spilled'", "RESET disabled_filesystems"],
    "TRANSACTION": ["BEGIN TRANSACTION"],
    "UPDATE": ["UPDATE directives SET title = ''"],
    "VACUUM": ["VACUUM"],
    "VARIABLE_SET": ["SET VARIABLE x = 1"],
}

# Kinds of the binding that no text parses to: results, inner states, or names for several statements at once.
NO_TEXT = {"CREATE_FUNC", "EXPLAIN", "EXTENSION", "INVALID", "LOGICAL_PLAN", "MULTI", "RELATION"}
BY_ANOTHER_NAME = {"ANALYZE": {"VACUUM"}, "PRAGMA": {"SET"}, "VARIABLE_SET": {"SET"}}

WRAPPINGS = [
    "{sql}",
    "EXPLAIN {sql}",
    "EXPLAIN ANALYZE {sql}",
    "EXPLAIN (ANALYZE, FORMAT json) {sql}",
    "explain /* SELECT 1 /* nested */ */ analyze -- SELECT 1\n{sql}",
    "PREPARE wrapped AS {sql}",
    "EXPLAIN ANALYZE PREPARE wrapped AS {sql}",
    "CREATE TEMP MACRO wrapped() AS TABLE {sql}",
    "-- SELECT 1\n{sql}",
    "/* SELECT 1; */ {sql} -- õ",
    "WITH wrapped AS ({sql}) SELECT * FROM wrapped",
    "SELECT * FROM ({sql})",
    "FROM query('{quoted}')",
    "SELECT 1; {sql}",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    with open_working(folder) as w:
        directive(w, "na/1", "192", "2024-12-23", "1", "2")
        publish(w, folder)
    return folder


@pytest.fixture
def published(folder: Path) -> Iterator[Warehouse]:
    with open_published(folder) as w:
        yield w


def listing(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


def filled(sql: str, w: Warehouse) -> str:
    return sql.replace("{file}", str(w.path)).replace("{folder}", str(w.path.parent))


def test_every_kind_of_statement_is_played() -> None:
    kinds = {name for name in duckdb.StatementType.__members__ if name not in NO_TEXT}
    assert kinds == set(WRITING)
    for kind, statements in WRITING.items():
        for sql in statements:
            parsed = {str(one.type).rsplit(".", 1)[-1] for one in duckdb.extract_statements(sql)}
            assert parsed & {kind, *BY_ANOTHER_NAME.get(kind, set())}, (sql, parsed)


def test_no_statement_in_any_wrapping_changes_a_byte(published: Warehouse) -> None:
    before = listing(published.path.parent)
    tried = 0
    for statements in WRITING.values():
        for sql in statements:
            for wrapping in WRAPPINGS:
                text = filled(wrapping.replace("{sql}", sql).replace("{quoted}", sql.replace("'", "''")), published)
                with pytest.raises(QueryError):
                    run_query(published, text)
                tried += 1
            assert listing(published.path.parent) == before, sql
    assert tried > 600
    assert run_query(published, "SELECT number FROM directives").rows == (("192",),)


@pytest.mark.parametrize("statements", WRITING.values(), ids=WRITING)
def test_the_open_file_is_no_path_for_writing_even_unjudged(published: Warehouse, statements: list[str]) -> None:
    """The second wall: the same statements past the judge, straight to the connection."""
    before = listing(published.path.parent)
    for sql in statements:
        # A log that cannot be written ends the process in DuckDB 1.5.5: the judge alone can refuse it.
        if "enable_logging" in sql or "arrow_scan" in sql:
            continue
        for wrapping in ("{sql}", "EXPLAIN ANALYZE {sql}"):
            try:
                published.connection.execute(filled(wrapping.replace("{sql}", sql), published))
            except duckdb.Error:
                continue
    assert listing(published.path.parent) == before


def test_a_query_larger_than_memory_leaves_no_file(published: Warehouse) -> None:
    assert run_query(published, "SELECT current_setting('temp_directory')").rows == (("",),)


@pytest.mark.parametrize(
    "sql",
    [
        "EXPLAIN SELECT 1",
        "EXPLAIN (SELECT 1) UNION (SELECT 2)",
        "EXPLAIN ANALYZE (SELECT 1)",
        "EXPLAIN (FORMAT json) SELECT 'õ', 1",
        "-- ä\nexplain /* COPY */ analyze FROM annexes",
        "SELECT 'COPY t TO ''x''' AS words",
        "FROM annexes_in_force_on('2025-01-01')",
        "FROM range(3)",
        "SELECT unnest([1, 2])",
        "FROM query_table('directives')",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) FROM n",
        "FROM duckdb_tables()",
        "DESCRIBE directives",
        "SUMMARIZE directives",
        "SHOW TABLES",
        "VALUES (1)",
    ],
)
def test_what_only_reads_is_answered(published: Warehouse, sql: str) -> None:
    assert run_query(published, sql).rows


def test_parameters_are_judged_with_the_statement(published: Warehouse) -> None:
    assert run_query(published, "SELECT $a + 1", params={"a": 1}).rows == ((2,),)


def test_the_allowed_functions_are_functions_of_duckdb(published: Warehouse) -> None:
    known = run_query(
        published, "SELECT DISTINCT function_name FROM duckdb_functions() WHERE function_type IN ('table', 'pragma')"
    )
    # unnest and query_table are no functions of the catalogue in every version.
    assert READING_TABLE_FUNCTIONS - {name for (name,) in known.rows} <= {"unnest"}


def test_a_statement_nested_as_deeply_as_people_write_is_answered(published: Warehouse) -> None:
    assert run_query(published, "SELECT 1" + " + 1" * 100).rows == ((101,),)


@pytest.mark.parametrize("number", [400, 900, 5000])
def test_a_statement_nested_too_deeply_is_refused_in_a_sentence(published: Warehouse, number: int) -> None:
    with pytest.raises(QueryError, match=r"nested too deeply|depth limit"):
        run_query(published, "SELECT 1" + " + 1" * number)


def test_over_a_published_file_a_statement_is_judged_once_and_a_refused_one_each_time(
    published: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: list[str] = []

    def counted(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
        judged.append(sql)
        refuse_writing(connection, sql)

    monkeypatch.setattr(queries, "refuse_writing", counted)
    reading, writing = "SELECT 'judged once'", "CREATE TABLE t (i INTEGER)"
    assert run_query(published, reading).rows == run_query(published, reading).rows == (("judged once",),)
    for _ in range(2):
        with pytest.raises(QueryRefused):
            run_query(published, writing)
    assert judged == [reading, writing, writing]
