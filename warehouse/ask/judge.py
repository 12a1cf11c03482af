"""Refuse every statement that does more than read, by DuckDB's own parser and in every nesting.

An allow list throughout: what a newer DuckDB adds is refused until somebody has looked at it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import duckdb

from warehouse.errors import QueryRefused

# Words and signs that may stand between EXPLAIN and its statement, as one whole.
_PLAIN_HEADS = ((), ("analyze",), ("analyse",))

# The table functions that only read what is in the file or compute. The others open files, follow pointers into
# memory, write logs and profiles, or take a further statement as text, which no parser sees before it runs.
READING_TABLE_FUNCTIONS = frozenset(
    (
        "collations", "database_list", "database_size", "duckdb_columns", "duckdb_constraints",
        "duckdb_coordinate_systems", "duckdb_databases", "duckdb_dependencies", "duckdb_extensions",
        "duckdb_functions", "duckdb_indexes", "duckdb_keywords", "duckdb_memory", "duckdb_optimizers",
        "duckdb_schemas", "duckdb_sequences", "duckdb_settings", "duckdb_tables", "duckdb_types",
        "duckdb_variables", "duckdb_views", "extension_versions", "functions", "generate_series",
        "icu_calendar_names", "json_each", "json_tree", "metadata_info", "pg_timezone_names", "platform",
        "pragma_collations", "pragma_database_size", "pragma_metadata_info", "pragma_platform", "pragma_show",
        "pragma_storage_info", "pragma_table_info", "pragma_user_agent", "pragma_version", "query_table",
        "range", "repeat", "repeat_row", "show", "show_databases", "show_tables", "show_tables_expanded",
        "storage_info", "summary", "table_info", "test_all_types", "unnest", "user_agent", "version",
    )
)  # fmt: skip
WRITING_SCALAR_FUNCTIONS = frozenset({"write_log"})
"""Scalar functions that leave something behind. The others compute."""
MOST_NESTED = 600
"""Levels in the tree of a statement, two for each operator within another. DuckDB plans this many in a second and three
times as many in twenty; Python's own limit differs from version to version."""
_TOO_DEEP = "the statement is nested too deeply to be judged"


def refuse_writing(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    """Return when ``sql`` is one statement that only reads, explained or not.

    Raises ``QueryRefused`` with the reason otherwise, and ``duckdb.Error`` for text that is not SQL.
    """
    statements = connection.extract_statements(sql)
    if len(statements) != 1:
        raise QueryRefused(f"give exactly one statement, not {len(statements)}")
    kind = statements[0].type
    if kind == duckdb.StatementType.EXPLAIN:
        sql = _explained(connection, sql)
    elif kind != duckdb.StatementType.SELECT:
        raise QueryRefused(f"the warehouse is read-only: {_name(kind)} is refused")
    for function in _forbidden_functions(connection, sql):
        raise QueryRefused(f"the warehouse is read-only: the function {function} is refused")


def _explained(connection: duckdb.DuckDBPyConnection, sql: str) -> str:
    """Return the statement that an EXPLAIN explains. Raises ``QueryRefused`` unless it is a SELECT.

    EXPLAIN ANALYZE runs what it explains, and a COPY that is run writes a file.
    """
    encoded = sql.encode()
    starts = [start for start, _ in duckdb.tokenize(sql)]
    words = [_word(encoded[start:end]) for start, end in zip(starts, [*starts[1:], len(encoded)], strict=True)]
    for place in range(1, len(words)):
        if not _is_head(words[1:place]):
            continue
        inner = encoded[starts[place] :].decode()
        try:
            kinds = [statement.type for statement in connection.extract_statements(inner)]
        except duckdb.ParserException:
            continue
        # DuckDB classes DESCRIBE, SHOW, SUMMARIZE, VALUES and FROM as SELECT.
        if kinds == [duckdb.StatementType.SELECT]:
            return inner
    raise QueryRefused("the warehouse is read-only: EXPLAIN of anything but a SELECT is refused")


def _word(token: bytes) -> str:
    """Return the first letters of a token, in lower case; blanks and comments after it do not count."""
    text = token.decode(errors="replace")
    length = next((place for place, sign in enumerate(text) if not sign.isalpha()), len(text))
    return text[: max(length, 1)].lower()


def _is_head(words: list[str]) -> bool:
    """Return whether these words are the options of an EXPLAIN: nothing, ANALYZE, or one list in brackets."""
    if tuple(words) in _PLAIN_HEADS:
        return True
    return words[0] == "(" and words[-1] == ")" and "(" not in words[1:] and ")" not in words[:-1]


def _forbidden_functions(connection: duckdb.DuckDBPyConnection, sql: str) -> Iterator[str]:
    """Yield the functions that a SELECT may not call, in all of its subqueries."""
    found = connection.execute("SELECT json_serialize_sql(?)", [sql]).fetchone()
    try:
        tree = json.loads(found[0]) if found else {"error": True}
    except RecursionError as error:
        raise QueryRefused(_TOO_DEEP) from error
    if tree.get("error"):
        raise QueryRefused(f"the warehouse is read-only: {tree.get('error_message', 'the statement cannot be judged')}")
    own: set[str] | None = None
    for node in _nodes(tree):
        if node.get("type") == "TABLE_FUNCTION":
            name = str(node["function"].get("function_name", "")).lower()
            if name in READING_TABLE_FUNCTIONS:
                continue
            own = _own_table_macros(connection) if own is None else own
            if name not in own:
                yield name
        elif str(node.get("function_name", "")).lower() in WRITING_SCALAR_FUNCTIONS:
            yield str(node["function_name"])


def _own_table_macros(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """Return the names of the file's own macros, such as ``annexes_in_force_on``. A reader can make none."""
    query = "SELECT lower(function_name) FROM duckdb_functions() WHERE function_type = 'table_macro' AND NOT internal"
    return {name for (name,) in connection.execute(query).fetchall()}


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """Yield every object of the parsed statement. Raise ``QueryRefused`` where it nests more deeply than it may."""
    left = [(tree, 0)]
    while left:
        value, depth = left.pop()
        if depth > MOST_NESTED:
            raise QueryRefused(_TOO_DEEP)
        if isinstance(value, dict):
            yield value
            left.extend((one, depth + 1) for one in value.values())
        elif isinstance(value, list):
            left.extend((one, depth + 1) for one in value)


def _name(kind: duckdb.StatementType) -> str:
    return str(kind).rsplit(".", 1)[-1]
