"""Cut a text into pieces, so that the sentences that do something can be marked in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Piece:
    """A stretch of text and the rows that were read from it; none for text that does nothing."""

    text: str
    rows: tuple[Mapping[str, Any], ...] = ()


def cut(text: str, begins_at: int, rows: Sequence[Mapping[str, Any]]) -> list[Piece]:
    """Return the text in pieces. ``begins_at`` is its first code point in the file; ``rows`` have ``span_start`` and
    ``span_end`` in the file, half-open. Where spans overlap, the later one begins where the earlier ends."""
    ordered = sorted(rows, key=lambda row: (row["span_start"], -row["span_end"]))
    pieces: list[Piece] = []
    done = 0
    for row in ordered:
        start, end = row["span_start"] - begins_at, row["span_end"] - begins_at
        if end <= 0 or start >= len(text):
            continue
        if pieces and pieces[-1].rows and end <= done:
            pieces[-1] = Piece(pieces[-1].text, (*pieces[-1].rows, row))
            continue
        start, end = max(start, done), min(end, len(text))
        if start > done:
            pieces.append(Piece(text[done:start]))
        pieces.append(Piece(text[start:end], (row,)))
        done = end
    if done < len(text):
        pieces.append(Piece(text[done:]))
    return pieces
