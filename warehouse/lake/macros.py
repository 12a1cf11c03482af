"""Rewrite kehtiv's macros for a catalog of DuckLake, which keeps only constants as default values.

A catalog keeps the day of its writing where a macro says ``day := current_date``, and the word NULL where it says
``:= NULL``. So a macro with such a default is kept without it, and one that fills it in at each call takes its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import duckdb

from warehouse.sources import read_folder

_CREATES = re.compile(r"CREATE OR REPLACE MACRO (\w+)\(([^()]*)\)\s+AS\s+(TABLE\b)?", re.IGNORECASE)
_PARAMETER = re.compile(r"(\w+)(?:\s*:=\s*(\S+))?")
_TODAY, _NOTHING = "CURRENT_DATE", "NULL"
INNER = "_given"
"""How the name of a macro ends that is called with every value."""


@cache
def lake_macros() -> tuple[str, ...]:
    """Return the statements that create kehtiv's macros in the catalog in use, in an order in which they can run."""
    order = ("functions", "as_of", "search")
    sources = {source.name: source.sql for source in read_folder("macros")}
    if sources.keys() != set(order):
        raise LookupError(f"sql/macros holds {sorted(sources)}; their order is known of {sorted(order)}")
    return tuple(
        created
        for name in order
        for statement in duckdb.extract_statements(sources[name])
        for created in _rewritten(statement.query.strip().rstrip(";"))
    )


def _rewritten(statement: str) -> Iterator[str]:
    match = _CREATES.search(statement)
    if match is None:
        raise LookupError(f"not the beginning of a macro: {statement[:80]!r}")
    name, parameters, is_table = match[1], _parameters(match[2]), match[3]
    # Comments before the statement may speak of macros too.
    body = statement[match.end() :]
    if not any(default in (_TODAY, _NOTHING) for _, default in parameters):
        yield f"CREATE OR REPLACE MACRO {name}({match[2]}) AS {is_table or ''} {body}"
        return
    names = ", ".join(parameter for parameter, _ in parameters)
    yield f"CREATE OR REPLACE MACRO {name}{INNER}({names}) AS {is_table or ''} {body}"
    taken = ", ".join(_taken(parameter, default) for parameter, default in parameters)
    given = ", ".join(_given(parameter, default) for parameter, default in parameters)
    calls = f"TABLE FROM {name}{INNER}({given})" if is_table else f"{name}{INNER}({given})"
    yield f"CREATE OR REPLACE MACRO {name}({taken}) AS {calls}"


def _parameters(words: str) -> list[tuple[str, str | None]]:
    """Return each parameter with its default value, in capitals where it is none of ours."""
    found = []
    for part in filter(None, (part.strip() for part in words.split(","))):
        match = _PARAMETER.fullmatch(part)
        if match is None:
            raise LookupError(f"not a parameter of a macro: {part!r}")
        known = match[2].upper() if match[2] and match[2].upper() in (_TODAY, _NOTHING) else match[2]
        found.append((match[1], known))
    return found


def _taken(parameter: str, default: str | None) -> str:
    if default is None:
        return parameter
    return f"{parameter} := ''" if default in (_TODAY, _NOTHING) else f"{parameter} := {default}"


def _given(parameter: str, default: str | None) -> str:
    """Return what is handed on: the empty word stands for what was left out."""
    words = f"nullif(CAST({parameter} AS VARCHAR), '')"
    if default == _TODAY:
        return f"CASE WHEN CAST({parameter} AS VARCHAR) = '' THEN current_date ELSE CAST({words} AS DATE) END"
    return words if default == _NOTHING else parameter
