"""Keep the journal of take-downs beside the archive: what was withdrawn stays so even if the warehouse is lost.

One JSON object per line: ``{"withdrawn": {…}, "effects": […]}`` when a withdrawal begins, before anything is deleted,
and ``{"lifted": {…}}`` when one is lifted. It holds ids, reasons and sha256, but no name or word of the content.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from flows.archive.errors import ArchiveDamaged
from flows.archive.trouble import unreadable, unwritable
from flows.stores import Place

NAME = "takedowns.jsonl"


def note_withdrawn(place: Place, stone: Mapping[str, Any], effects: Sequence[Mapping[str, Any]]) -> None:
    """Record that a withdrawal begins; the line is kept for good on return. Raise ``ArchiveUnwritable``."""
    _append(place, {"withdrawn": dict(stone), "effects": [dict(effect) for effect in effects]})


def note_lifted(place: Place, document_id: str, causes: Sequence[str], reason: str, run_id: str, at: datetime) -> None:
    """Record that a document's tombstones with these causes are lifted. Raise ``ArchiveUnwritable``."""
    lifted = {"document_id": document_id, "causes": list(causes), "reason": reason, "run_id": run_id, "at": at}
    _append(place, {"lifted": lifted})


def read_journal(place: Place) -> list[dict[str, Any]]:
    """Return the journal's lines in order, with dates as ISO text.

    Raise ``ArchiveDamaged`` with file and line, or ``ArchiveUnreachable``.
    """
    lines = []
    told = place.told(NAME)
    with unreadable(told):
        for number, line in enumerate(place.lines.read(NAME), 1):
            try:
                lines.append(dict(json.loads(line)))
            except (ValueError, TypeError) as error:
                raise ArchiveDamaged(f"{told}, line {number} cannot be read: {error}") from error
    return lines


def copy_journal(source: Place, target: Place) -> None:
    """Copy the journal, where there is one. Raise ``ArchiveUnreachable``, ``ArchiveDamaged``, ``ArchiveUnwritable``."""
    with unreadable(source.told(NAME)):
        data = b"".join(line + b"\n" for line in source.lines.read(NAME))
    if data:
        with unwritable(target.told(NAME)):
            target.lines.replace(NAME, data)


def _append(place: Place, entry: Mapping[str, Any]) -> None:
    line = json.dumps(entry, ensure_ascii=False, separators=(",", ":"), default=_plain).encode()
    with unwritable(place.told(NAME)):
        place.lines.append(NAME, line)


def _plain(value: object) -> object:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    raise TypeError(f"{value!r} has no place in the journal")
