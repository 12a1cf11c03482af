"""The journal of take-downs beside the archive: what was withdrawn must stay so even when the warehouse is lost.

One JSON object a line: ``{"withdrawn": {…}, "effects": […]}`` when a withdrawal begins, before anything is deleted, and
``{"lifted": {…}}`` when one is lifted. It bears ids, reasons and sha256, no name and no word of what was withdrawn.
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
    """Writes that a withdrawal begins, durable when this returns. Raises ``ArchiveUnwritable``."""
    _append(folder, {"withdrawn": dict(stone), "effects": [dict(effect) for effect in effects]})


def note_lifted(folder: Path, document_id: str, causes: Sequence[str], reason: str, run_id: str, at: datetime) -> None:
    """Writes that what stands for these causes is lifted."""
    told = {"document_id": document_id, "causes": list(causes), "reason": reason, "run_id": run_id, "at": at}
    _append(folder, {"lifted": told})


def read_journal(folder: Path) -> list[dict[str, Any]]:
    """Its lines in order; instants and days are ISO text. Raises ``ArchiveDamaged`` naming file and line."""
    path = folder / NAME
    if not path.exists():
        return []
    lines = []
    # What follows the last line feed is empty, or a line that a killed run could not finish.
    for number, line in enumerate(path.read_bytes().split(b"\n")[:-1], 1):
        try:
            lines.append(dict(json.loads(line)))
        except (ValueError, TypeError) as error:
            raise ArchiveDamaged(f"{path}, line {number} cannot be read: {error}") from error
    return lines


def _append(folder: Path, told: Mapping[str, Any]) -> None:
    path = folder / NAME
    line = json.dumps(told, ensure_ascii=False, separators=(",", ":"), default=_plain).encode()
    with unwritable(path):
        append_line(path, line)


def _plain(value: object) -> object:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    raise TypeError(f"{value!r} has no place in the journal")
