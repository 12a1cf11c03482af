"""Turn what is written on a command line into the values that a query's parameters take.

The type of a parameter is that of the CAST around it in the query: ``CAST($day AS DATE)``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from warehouse.ask.days import parse_day_argument
from warehouse.ask.references import find_directives
from warehouse.connection import Warehouse
from warehouse.errors import QueryError

_CAST = re.compile(r"CAST\(\s*\$(?P<name>\w+)\s+AS\s+(?P<kind>[A-Z]+(?:\[\])?)\s*\)", re.IGNORECASE)
_DIRECTIVE = "directive_id"
_DIRECTIVES = "directive_ids"


def typed(sql: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters of a query, each text among them as the value that the query asks for.

    Days may be ISO or dd.mm.yyyy, instants also days, decimals may have a comma, lists are parted by commas or written
    as JSON. Raises ``QueryError`` that names the parameter and says what was expected.
    """
    if not any(isinstance(value, str) for value in given.values()):
        return dict(given)
    kinds = _kinds(sql)
    return {name: _value(name, kinds.get(name, ""), value) for name, value in given.items()}


@lru_cache(maxsize=200)
def _kinds(sql: str) -> Mapping[str, str]:
    """Return the type of each parameter, by name; a server asks the same queries again and again."""
    return {match["name"]: match["kind"].upper() for match in _CAST.finditer(sql)}


def _value(name: str, kind: str, value: Any) -> Any:
    read = _READERS.get(kind)
    if not isinstance(value, str) or read is None:
        return value
    try:
        return read(value.strip())
    except ValueError as error:
        what = str(error) if kind == "DATE" else f"{value!r} is not {_EXPECTED[kind]}"
        raise QueryError(f"parameter {name}: {what}") from error


def _instant(words: str) -> datetime:
    try:
        found = datetime.fromisoformat(words)
    except ValueError:
        day = parse_day_argument(words)
        return datetime(day.year, day.month, day.day, tzinfo=UTC)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _decimal(words: str) -> float:
    return float(words.replace(",", "."))


def _list(words: str) -> list[str]:
    if words.startswith("["):
        found = json.loads(words)
        if not isinstance(found, list):
            raise ValueError(words)
        return [str(item) for item in found]
    return [part.strip() for part in words.split(",") if part.strip()]


_READERS: dict[str, Callable[[str], Any]] = {
    "DATE": parse_day_argument, "INTEGER": int, "DOUBLE": _decimal, "TIMESTAMPTZ": _instant, "VARCHAR[]": _list,
}  # fmt: skip
_EXPECTED = {
    "INTEGER": "a whole number",
    "DOUBLE": "a number",
    "TIMESTAMPTZ": "an instant: write 2026-01-07T03:00:00 (UTC) or a day",
    "VARCHAR[]": 'a list: write a,b or ["a", "b"]',
}


def with_directives(w: Warehouse, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return parameters in which directives are named by their ids, whatever reference to them was written.

    Raises ``QueryError`` where a reference names no held directive, or where one is asked for and it names several.
    """
    resolved = dict(given)
    if isinstance(words := given.get(_DIRECTIVE), str):
        found = find_directives(w, words)
        if len(found) != 1:
            raise QueryError(f"parameter {_DIRECTIVE}: {_not_one(words, found)}")
        resolved[_DIRECTIVE] = found[0]
    if isinstance(words := given.get(_DIRECTIVES), str):
        resolved[_DIRECTIVES] = [name for part in _list(words) for name in _named(w, part)]
    return resolved


def _named(w: Warehouse, words: str) -> list[str]:
    found = find_directives(w, words)
    if not found:
        raise QueryError(f"parameter {_DIRECTIVES}: {_not_one(words, found)}")
    return found


def _not_one(words: str, found: list[str]) -> str:
    if not found:
        return f"no directive “{words}” is held"
    return f"“{words}” names {len(found)} directives: {', '.join(found)}"
