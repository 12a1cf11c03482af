"""Fetch few rows without Arrow, a detour that takes as long as a look-up by key itself, and many as Arrow alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import MAXYEAR, MINYEAR, date
from functools import lru_cache
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.connection import Warehouse
from warehouse.errors import QueryError, QueryTooLarge

_NUMBER = r"(?:TINY|SMALL|BIG|U|UTINY|USMALL|UBIG)?INT(?:EGER)?"
_PLAIN = re.compile(rf"(?:VARCHAR|BOOLEAN|DOUBLE|FLOAT|{_NUMBER})(?:\[\])*")
_DATED = re.compile(r"(?:DATE|TIMESTAMP(?: WITH TIME ZONE)?)(?:\[\])*")
_FIELD_NAME = re.compile(r'"(?:[^"]|"")*"|[A-Za-z_]\w*')


def fetch(w: Warehouse, sql: str, given: Mapping[str, Any]) -> tuple[tuple[str, ...], list[tuple[Any, ...]]] | None:
    """Return the columns and rows of an answer as ``QueryResult`` has them, or ``None`` where they may differ.

    Python's own values and those by way of Arrow are the same but for days without an end, bytes, maps, and numbers
    that are longer than 64 bits. ``sql`` is kehtiv's own: it is not judged. Raises ``duckdb.Error``.
    """
    sql, left = write_values(sql, given)
    answer = w.connection.execute(sql, left or None)
    described = answer.description or []
    kinds = [_kind(str(column[1])) for column in described]
    if "other" in kinds:
        return None
    rows = answer.fetchall()
    dated = [place for place, kind in enumerate(kinds) if kind == "dated"]
    if any(_is_endless(row[place]) for row in rows for place in dated):
        return None
    return tuple(column[0] for column in described), rows


def fetch_arrow(w: Warehouse, sql: str, given: Mapping[str, Any]) -> pa.Table | None:
    """Return an answer as ``QueryResult.arrow`` has it, or ``None`` where it may differ, as ``fetch`` does.

    A long answer of which few rows are shown takes a tenth of the time and of the memory that it takes as Python's own
    rows. ``sql`` is kehtiv's own: it is not judged. Raises ``duckdb.Error``.
    """
    sql, left = write_values(sql, given)
    answer = w.connection.execute(sql, left or None)
    if "other" in {_kind(str(column[1])) for column in answer.description or []}:
        return None
    return answer.to_arrow_table()


def write_values(sql: str, given: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return a statement with its numbers and days written in place of their parameters, and the values that are left.

    DuckDB plans a statement with parameters twice, the second time for their values; planning is most of what it costs
    to look up a few rows. A list of some hundred numbers takes longer to bind than to read. Texts stay parameters: what
    a reader wrote never stands in SQL.
    """
    written = {name: words for name, value in given.items() if (words := _literal(value)) is not None}
    pieces = list(_pieces(sql))
    named = set(pieces[1::2])
    pieces[1::2] = [written.get(name, f"${name}") for name in pieces[1::2]]
    return "".join(pieces), {name: given[name] for name in given if name not in written or name not in named}


def _literal(value: Any) -> str | None:
    """Return a value as SQL writes it; ``None`` for texts and whatever else stays a parameter."""
    kind = type(value)
    if value is None:
        return "NULL"
    if kind is int:
        return f"({value})" if value < 0 else str(value)
    if kind is date and value not in (date.min, date.max):  # as parameters these are days without an end
        return f"DATE '{value.isoformat()}'"
    if kind is list and value and all(type(one) is int for one in value):
        return f"[{', '.join(map(str, value))}]"
    return None


# The name of a parameter stands between "$" and what is no part of a name; quoted words and comments hold none.
_PARAMETER = re.compile(r"""('(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*)|\$([A-Za-z_]\w*)""")


@lru_cache(maxsize=500)
def _pieces(sql: str) -> tuple[str, ...]:
    """Return a statement cut at its parameters: what stands between them at even places, their names at odd ones."""
    pieces, start = [], 0
    for match in _PARAMETER.finditer(sql):
        if match[2] is not None:
            pieces += [sql[start : match.start()], match[2]]
            start = match.end()
    return (*pieces, sql[start:])


@lru_cache(maxsize=2000)
def _kind(sql_type: str) -> str:
    """Return "plain" for a type whose values are the same either way, "dated" where they are but for endless days."""
    if _PLAIN.fullmatch(sql_type):
        return "plain"
    if _DATED.fullmatch(sql_type):
        return "dated"
    inner = _struct_of(sql_type)
    kinds = {_kind(one) for one in inner} if inner is not None else {"other"}
    return "other" if "other" in kinds else "dated" if "dated" in kinds else "plain"


def _struct_of(sql_type: str) -> Sequence[str] | None:
    """Return the types of the fields of a STRUCT, or of a list of them; ``None`` for anything else."""
    match = re.fullmatch(r"STRUCT\((.*)\)(?:\[\])*", sql_type)
    if match is None:
        return None
    inner, left, depth, start = [], match[1], 0, 0
    for place, sign in enumerate(f"{left},"):
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 0:
            field = left[start:place].strip()
            name = _FIELD_NAME.match(field)
            inner.append(field[name.end() :].strip() if name else "")
            start = place + 1
    return inner


def _is_endless(value: Any) -> bool:
    """Return whether a day or instant in it may be endless: DuckDB makes that Python's first or last year."""
    if isinstance(value, date):
        return value.year in (MINYEAR, MAXYEAR)
    if isinstance(value, (list, dict)):
        return any(map(_is_endless, value.values() if isinstance(value, dict) else value))
    return False


@contextmanager
def errors_told(w: Warehouse, name: str | None) -> Iterator[None]:
    """Turn DuckDB's errors in the body into ``QueryError``. ``name`` is that of a shipped query."""
    try:
        yield
    except duckdb.CatalogException as error:
        if name is None:
            raise QueryError(str(error)) from error
        # The names in a shipped query are right, so the file was published before they existed.
        why = f"{w.path.name} was published by another version of kehtiv: the next run publishes a new one"
        raise QueryError(f"{name} cannot be run yet: {why} ({str(error).splitlines()[0]})") from error
    except duckdb.OutOfMemoryException:
        with memory_told():
            raise
    except duckdb.Error as error:
        raise QueryError(str(error)) from error


@contextmanager
def memory_told() -> Iterator[None]:
    """Turn the error of a query in the body for which there is too little memory into ``QueryTooLarge``."""
    try:
        yield
    except duckdb.OutOfMemoryException as error:
        raise QueryTooLarge(str(error)) from error
