"""Run read-only SQL and the queries that ship with kehtiv (``sql/queries``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from threading import Lock
from typing import Any

import pyarrow as pa

from warehouse.ask.fetching import errors_told, fetch, fetch_arrow
from warehouse.ask.judge import refuse_writing
from warehouse.ask.parameters import typed
from warehouse.ask.values import values_of, with_texts
from warehouse.connection import Warehouse
from warehouse.errors import QueryError
from warehouse.sources import Source, read_folder


@dataclass(frozen=True)
class QueryResult:
    """An answer: an Arrow table, and its rows as Python's values, which are made when they are first asked for."""

    arrow: pa.Table

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the names of the columns."""
        return tuple(self.arrow.column_names)

    @property
    def number(self) -> int:
        """Return how many rows there are, without making them."""
        return int(self.arrow.num_rows)

    @cached_property
    def rows(self) -> tuple[tuple[Any, ...], ...]:
        """Return the rows. What Python has no value for (an endless day, an interval) is text, bytes are hex digits."""
        return tuple(zip(*map(values_of, self.arrow.columns), strict=True))

    def with_columns(self, names: Sequence[str]) -> QueryResult:
        """Return the same answer with other names for its columns."""
        return QueryResult(self.arrow.rename_columns(list(names)))

    def first(self, most: int) -> QueryResult:
        """Return an answer with at most the first ``most`` rows."""
        return QueryResult(self.arrow.slice(0, most))

    @property
    def named_rows(self) -> list[dict[str, Any]]:
        """Return each row by the names of its columns."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True)
class ShippedQuery:
    """A query of ``sql/queries``. ``parameters`` are its names without ``$``; a name ending in "?" is optional.

    ``summary`` says what it answers, ``grain`` what a row is, ``oddities`` what may surprise (``None``: nothing).
    """

    name: str
    parameters: tuple[str, ...]
    summary: str
    grain: str
    oddities: str | None
    sql: str


@cache
def _shipped_by_name() -> Mapping[str, ShippedQuery]:
    """Read the shipped queries once: a server asks them in each request."""
    return {source.name: _shipped(source) for source in read_folder("queries")}


def list_queries() -> list[ShippedQuery]:
    """Return the shipped queries by name."""
    return list(_shipped_by_name().values())


def find_query(name: str) -> ShippedQuery:
    """Return the shipped query of that name. Raises ``QueryError`` with the known names."""
    known = _shipped_by_name()
    if name not in known:
        raise QueryError(f"there is no query {name!r}; there are: {', '.join(known)}")
    return known[name]


def run_query(
    w: Warehouse,
    sql: str | None = None,
    *,
    name: str | None = None,
    params: Mapping[str, Any] | None = None,
    most_rows: int | None = None,
    first_row: int = 0,
) -> QueryResult:
    """Return the answer to one SQL statement or to the shipped query ``name``; ``params`` fills its ``$parameters``.

    No more than ``most_rows`` are computed and returned (``None``: all), from the row ``first_row`` on.

    Raises ``QueryRefused`` for a statement that does more than read, and ``QueryError`` for anything else that
    prevents an answer; for an error in the SQL the message is DuckDB's own.
    """
    sql, given = _asked(sql, name, params)
    with errors_told(w, name):
        _judge(w, sql)
        relation = w.connection.sql(sql, params=given or None)
        if relation is not None and most_rows is not None:
            relation = relation.limit(most_rows, first_row)
        # EXPLAIN and statements without a result return no relation.
        arrow = with_texts(relation).to_arrow_table() if relation is not None else pa.table({})
        return QueryResult(arrow)


def fetch_rows(
    w: Warehouse, sql: str | None = None, *, name: str | None = None, params: Mapping[str, Any] | None = None
) -> list[dict[str, Any]]:
    """Return what ``run_query`` answers, each row by the names of its columns, at less cost where there are few.

    ``sql`` is kehtiv's own: it is not judged. Raises ``QueryError``.
    """
    sql, given = _asked(sql, name, params)
    with errors_told(w, name):
        fetched = fetch(w, sql, given)
    if fetched is None:
        return run_query(w, sql, params=given).named_rows
    columns, rows = fetched
    return [dict(zip(columns, row, strict=True)) for row in rows]


@dataclass(frozen=True)
class LongRows:
    """An answer of many rows, of which only those that are shown are made as Python's values."""

    arrow: pa.Table

    @property
    def number(self) -> int:
        """Return how many rows there are."""
        return int(self.arrow.num_rows)

    def __getitem__(self, shown: slice) -> list[dict[str, Any]]:
        """Return these rows, as many of them as there are, by the names of their columns as ``fetch_rows`` does."""
        first, last, _ = shown.indices(self.number)
        return QueryResult(self.arrow.slice(first, last - first)).named_rows


def fetch_long(w: Warehouse, name: str, params: Mapping[str, Any]) -> LongRows:
    """Return the answer to the shipped query ``name`` where a page shows few of its rows. Raises ``QueryError``."""
    sql, given = _asked(None, name, params)
    with errors_told(w, name):
        arrow = fetch_arrow(w, sql, given)
    return LongRows(arrow if arrow is not None else run_query(w, name=name, params=params).arrow)


def _asked(sql: str | None, name: str | None, params: Mapping[str, Any] | None) -> tuple[str, dict[str, Any]]:
    """Return the SQL that is asked, or that of the shipped query ``name``, and its parameters by their types."""
    if (sql is None) == (name is None):
        raise QueryError("give either SQL or the name of a shipped query")
    given = dict(params or {})
    if name is not None:
        query = find_query(name)
        sql, given = query.sql, _complete(query, given)
    assert sql is not None
    return sql, typed(sql, given)


def _judge(w: Warehouse, sql: str) -> None:
    """Refuse a statement that writes. What was found to read only is not judged again over the same published file.

    Nothing but the statement and the file's macros, which no reader can change, decides. Judging the longest shipped
    query takes a third of the time of its answer.
    """
    key = (w.path, sql)
    if w.is_published and key in _judged:
        return
    refuse_writing(w.connection, sql)
    if w.is_published and len(sql) <= _LONGEST_JUDGED:
        with _judging:
            if len(_judged) >= _MOST_JUDGED:
                _judged.clear()
            _judged.add(key)


_judging = Lock()
_judged: set[tuple[Path, str]] = set()
_MOST_JUDGED, _LONGEST_JUDGED = 500, 20_000


def annexes_in_force(
    w: Warehouse, day: date, *, known_on: date | None = None, directive_ids: Sequence[str] | None = None
) -> QueryResult:
    """Return the annexes in force on ``day`` with their acts, as known at the end of ``known_on`` (``None``: now).

    ``directive_ids`` limits them to these directives (``None``: all).
    """
    wanted = None if directive_ids is None else list(directive_ids)
    if known_on is None:
        return run_query(w, name="in_force", params={"day": day, "directive_ids": wanted})
    return run_query(w, name="in_force_as_known", params={"day": day, "known_on": known_on, "directive_ids": wanted})


def keep_rows(result: QueryResult, kept: Sequence[bool]) -> QueryResult:
    """Return an answer with those of its rows that are marked true."""
    return QueryResult(result.arrow.filter(pa.array(kept, pa.bool_())))


def join_rows(results: Sequence[QueryResult]) -> QueryResult | None:
    """Return the rows of answers to one query below each other; ``None`` where there are none."""
    return QueryResult(pa.concat_tables([result.arrow for result in results])) if results else None


def _shipped(source: Source) -> ShippedQuery:
    parameters = tuple(
        key[1:] + ("?" if meaning.startswith("optional") else "")
        for key, meaning in source.header
        if key.startswith("$")
    )
    return ShippedQuery(
        source.name,
        parameters,
        source.field("answers") or "",
        source.field("grain") or "",
        source.field("oddities"),
        source.sql,
    )


def _complete(query: ShippedQuery, given: dict[str, Any]) -> dict[str, Any]:
    """Return the given values, with NULL for optional parameters that were not given."""
    known = {parameter.rstrip("?") for parameter in query.parameters}
    unknown, missing = set(given) - known, {p for p in query.parameters if not p.endswith("?")} - set(given)
    if unknown or missing:
        wrong = [f"unknown parameter {name}" for name in sorted(unknown)]
        wrong += [f"parameter {name} is missing" for name in sorted(missing)]
        raise QueryError(f"query {query.name}: {'; '.join(wrong)} (it takes: {', '.join(query.parameters) or 'none'})")
    return {parameter: given.get(parameter) for parameter in known}
