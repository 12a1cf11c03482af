"""Fetch the few rows of a page without a detour over Arrow, which takes as long as a look-up by key itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import MAXYEAR, MINYEAR, date
from functools import lru_cache
from typing import Any

import duckdb

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
    answer = w.connection.execute(sql, dict(given) or None)
    described = answer.description or []
    kinds = [_kind(str(column[1])) for column in described]
    if "other" in kinds:
        return None
    rows = answer.fetchall()
    dated = [place for place, kind in enumerate(kinds) if kind == "dated"]
    if any(_is_endless(row[place]) for row in rows for place in dated):
        return None
    return tuple(column[0] for column in described), rows


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
    except duckdb.OutOfMemoryException as error:
        raise QueryTooLarge(str(error)) from error
    except duckdb.Error as error:
        raise QueryError(str(error)) from error
