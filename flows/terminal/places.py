"""Print files and places by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flows.ask.originals import Files
from flows.ask.plain import plain
from flows.ask.sentences import tell_outcome
from flows.terminal.outcomes import complain_missing
from flows.terminal.printing import draw, note
from flows.terminal.sentences import Context
from warehouse.ask.evidence import EvidencePlace, NamedPlace

MAX_PLACES = 20
MAX_QUOTE = 60
COLUMNS = ("file_id", "name", "media_type", "size", "page_number", "is_signed", "parts")


def print_files(asked: Files) -> None:
    """Print the files; where there are none, why."""
    if asked.files:
        draw(COLUMNS, [[getattr(file, column) for column in COLUMNS] for file in asked.files])
        note(f"{len(asked.files)} files; `kehtiv show FILE_ID --save FILE` gives one back as it came")
        return
    if asked.answer.answer == "not_held" or asked.answer.answer == "not_a_reference":
        complain_missing(asked.answer)
    for one in asked.answer.directives:
        note(f"no file is held of {tell_outcome(one)}")


def note_places(places: Sequence[NamedPlace]) -> None:
    """List the places whose ids begin alike, as many as fit."""
    for place in places[:MAX_PLACES]:
        words = " ".join(place.quote.split())
        short = words if len(words) <= MAX_QUOTE else f"{words[:MAX_QUOTE]}…"
        page = f", page {place.page_number}" if place.page_number is not None else ""
        note(f"  {place.evidence_id}  {place.kind.replace('_', ' ')} of {place.row_id.split('!')[0]}{page}: “{short}”")
    if len(places) > MAX_PLACES:
        note(f"  … {len(places) - MAX_PLACES} more")


def as_json(place: EvidencePlace, context: Context) -> dict[str, Any]:
    """Return a place for JSON: as its value, with the sentence around the words instead of the file's whole text."""
    laid: dict[str, Any] = plain(place)
    laid.pop("text")
    return laid | {"pages": list(place.pages), "sentence": plain(context)}
