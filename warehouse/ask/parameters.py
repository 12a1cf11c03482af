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
from warehouse.errors import QueryError

_CAST = re.compile(r"CAST\(\s*\$(?P<name>\w+)\s+AS\s+(?P<kind>[A-Z]+(?:\[\])?)\s*\)", re.IGNORECASE)


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


def list_of(words: str) -> list[str]:
    """Return what a text lists, parted by commas or written as JSON. Raises ``ValueError``."""
    if words.startswith("["):
        found = json.loads(words)
        if not isinstance(found, list):
            raise ValueError(words)
        return [str(item) for item in found]
    return [part.strip() for part in words.split(",") if part.strip()]


_READERS: dict[str, Callable[[str], Any]] = {
    "DATE": parse_day_argument, "INTEGER": int, "DOUBLE": _decimal, "TIMESTAMPTZ": _instant, "VARCHAR[]": list_of,
}  # fmt: skip
_EXPECTED = {
    "INTEGER": "a whole number",
    "DOUBLE": "a number",
    "TIMESTAMPTZ": "an instant: write 2026-01-07T03:00:00 (UTC) or a day",
    "VARCHAR[]": 'a list: write a,b or ["a", "b"]',
}
