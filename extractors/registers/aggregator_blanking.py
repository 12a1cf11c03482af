"""Blank one document in the aggregator's answers: its rows in lists keep only what a tombstone shows."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from extractors.errors import UnexpectedPage
from extractors.registers.aggregator_json import load_values
from extractors.registers.blanking import WITHDRAWN, bears, spellings

# The day is the listing's proof that it answers what was asked; the organisation is whose document it is.
_KEPT = ("id", "registration_date", "organisation", "restriction", "created_at")
_KEPT_WHERE_TOLD = ("reference", "type")
_SAYS_A_DOCUMENT = frozenset({"id", "title", "registration_date"})


def blank_answer(body: bytes, external_id: str, words: Collection[str], kept: Collection[str]) -> bytes | None:
    """Blank a document's rows, as ``Connector.blank`` describes.

    The answer of another document stays as it is: what its files say of this one belongs to that document.
    """
    needles = spellings(words)
    try:
        answer = load_values(body, "an answer that speaks of a document")
        if _is_document(answer):
            return None if _is_of(answer, external_id) else body
        rest, changed = _without(answer, external_id, frozenset(kept))
        outside = json.dumps(_outside(rest), ensure_ascii=False).encode("utf-8", "replace")
        anew = json.dumps(rest, ensure_ascii=False).encode("utf-8", "replace") if changed else body
    except (UnexpectedPage, ValueError, RecursionError):
        # A page of an error, a text in place of one, or values too many, too deep or twice named: no row can be told.
        return None if bears(body, needles) else body
    return None if bears(outside, needles) else anew


def _is_document(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() >= _SAYS_A_DOCUMENT


def _is_of(row: dict[str, Any], external_id: str) -> bool:
    return str(row["id"]) == external_id


def _without(value: Any, external_id: str, kept: frozenset[str]) -> tuple[Any, bool]:
    """Return the value with the document's rows blanked at any depth, and whether there were any."""
    if isinstance(value, dict):
        if _is_document(value) and _is_of(value, external_id):
            return _blank(value, kept), True
        parts = {name: _without(each, external_id, kept) for name, each in value.items()}
        return {name: part for name, (part, _) in parts.items()}, any(changed for _, changed in parts.values())
    if isinstance(value, list):
        found = [_without(each, external_id, kept) for each in value]
        return [each for each, _ in found], any(changed for _, changed in found)
    return value, False


def _blank(row: dict[str, Any], kept: frozenset[str]) -> dict[str, Any]:
    blank = {name: row[name] for name in _KEPT if name in row}
    blank |= {
        name: row[name] if isinstance(row[name], str) and row[name] in kept else None
        for name in _KEPT_WHERE_TOLD
        if name in row
    }
    return blank | {"title": WITHDRAWN}


def _outside(value: Any) -> Any:
    """Return what stands outside all documents' rows."""
    if isinstance(value, dict):
        return None if _is_document(value) else {name: _outside(each) for name, each in value.items()}
    return [_outside(each) for each in value] if isinstance(value, list) else value
