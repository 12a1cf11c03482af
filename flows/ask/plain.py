"""Lay out answers as plain values for JSON: the same keys on the command line, the page and the API."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

from flows.ask.sentences import tell_missing, tell_outcome
from warehouse.ask.answer import Answer, Outcome
from warehouse.ask.queries import QueryResult


def plain(value: Any) -> Any:
    """Return a value as objects, lists, texts, numbers and ``None``. Days are ISO, instants ISO in UTC.

    A table is a list of rows. An outcome and an answer that names nothing carry their ``sentence``.
    """
    if isinstance(value, QueryResult):
        return [{name: plain(cell) for name, cell in zip(value.columns, row, strict=True)} for row in value.rows]
    if is_dataclass(value) and not isinstance(value, type):
        laid = {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        return laid | _sentence(value)
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value]
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value if value is None or isinstance(value, (bool, int, float, str)) else str(value)


def _sentence(value: Any) -> dict[str, str | None]:
    if isinstance(value, Outcome):
        return {"sentence": tell_outcome(value)}
    if isinstance(value, Answer):
        return {"sentence": None if value.answer == "held" else tell_missing(value)}
    return {}
