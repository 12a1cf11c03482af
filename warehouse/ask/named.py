"""Let the parameters of a query name directives by any reference that people write."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from warehouse.ask.parameters import list_of
from warehouse.ask.references import find_directives
from warehouse.connection import Warehouse
from warehouse.errors import QueryError

_DIRECTIVE = "directive_id"
_DIRECTIVES = "directive_ids"


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
        resolved[_DIRECTIVES] = [name for part in list_of(words) for name in _named(w, part)]
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
