"""Rulings on the doubts of a small base, as the journal would hold them."""

from __future__ import annotations

from datetime import date
from typing import Any

FIELDS = (
    "doubt_id, question, document_id, quote, words_before, words_after, quote_number, text_sha256, reference_key,"
    " premises"
)


def rulings_on(ask: Any, *answers: tuple[str, str], on: str = "2026-04-01") -> list[dict[str, Any]]:
    """One row for each pair of document and outcome: the ruling on the one doubt that is open in that document."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in ask(f"SELECT {FIELDS} FROM doubts ORDER BY ALL"):
        doubt = dict(zip(FIELDS.split(", "), row, strict=True))
        found.setdefault(doubt["document_id"], []).append(doubt)
    rows = []
    for number, (document_id, outcome) in enumerate(answers, 1):
        [doubt] = found[document_id]
        rows.append(ruled(doubt, outcome, f"r{number:02}", on))
    return rows


def ruled(
    doubt: dict[str, Any], outcome: str, name: str, on: str = "2026-04-01", by: str = "arhivaar"
) -> dict[str, Any]:
    """The row of a ruling on a doubt, whose fields ``doubt`` has."""
    return {key: value for key, value in doubt.items() if key != "doubt_id"} | {
        "ruling_id": name,
        "outcome": outcome,
        "because": "vastas amet",
        "decided_by": by,
        "decided_on": date.fromisoformat(on),
        "look_again_on": None,
        "withdrawn_on": None,
        "needs_second": False,
    }
