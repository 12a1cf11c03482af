"""Keep the journal of take-downs beside the archive: what was withdrawn stays so even if the warehouse is lost.

One JSON object per line: ``{"withdrawn": {…}, "effects": […]}`` when a withdrawal begins, before anything is deleted,
and ``{"lifted": {…}}`` when one is lifted. It holds ids, reasons and sha256, but no name or word of the content.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from flows.archive.durable import append_line, unwritable
from flows.archive.errors import ArchiveDamaged

NAME = "takedowns.jsonl"


def note_withdrawn(folder: Path, stone: Mapping[str, Any], effects: Sequence[Mapping[str, Any]]) -> None:
    """Record that a withdrawal begins; the line is on the disk on return. Raise ``ArchiveUnwritable``."""
    _append(folder, {"withdrawn": dict(stone), "effects": [dict(effect) for effect in effects]})


def note_lifted(folder: Path, document_id: str, causes: Sequence[str], reason: str, run_id: str, at: datetime) -> None:
    """Record that a document's tombstones with these causes are lifted. Raise ``ArchiveUnwritable``."""
    lifted = {"document_id": document_id, "causes": list(causes), "reason": reason, "run_id": run_id, "at": at}
    _append(folder, {"lifted": lifted})


def read_journal(folder: Path) -> list[dict[str, Any]]:
    """Return the journal's lines in order, with dates as ISO text. Raise ``ArchiveDamaged`` with file and line."""
    path = folder / NAME
    if not path.exists():
        return []
    lines = []
    # What follows the last line feed is empty, or an incomplete line that a killed run left.
    for number, line in enumerate(path.read_bytes().split(b"\n")[:-1], 1):
        try:
            lines.append(dict(json.loads(line)))
        except (ValueError, TypeError) as error:
            raise ArchiveDamaged(f"{path}, line {number} cannot be read: {error}") from error
    return lines


def _append(folder: Path, entry: Mapping[str, Any]) -> None:
    path = folder / NAME
    line = json.dumps(entry, ensure_ascii=False, separators=(",", ":"), default=_plain).encode()
    with unwritable(path):
        append_line(path, line)


def _plain(value: object) -> object:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    raise TypeError(f"{value!r} has no place in the journal")
