"""Which files another version of the readers read: what the next nights read again."""

from __future__ import annotations

from collections.abc import Collection

from warehouse.connection import Warehouse
from warehouse.rereading.loaded import HeldFile, held_files

# What these readers could not read once they would not read the next night either. Bytes that the archive has lost
# wait for a register to send them anew.
_OUTDATED = """
    SELECT f.file_id FROM base.files AS f JOIN base.documents AS d ON d.document_id = f.document_id
    WHERE f.file_id = f.root_file_id AND list_contains($registers, d.register)
      AND f.extractor_version <> $version AND NOT coalesce(f.is_damaged_in_archive, false)
      AND NOT EXISTS (
        SELECT 1 FROM base.quarantine AS q
        WHERE q.document_id = f.document_id AND q.name = f.name AND q.sha256 = f.sha256 AND q.closed_at IS NULL
          AND q.stage IN ('read', 'bytes') AND q.version = $version)
    ORDER BY f.loaded_at, f.file_id"""
_UNREADABLE = """
    SELECT q.document_id || '!' || coalesce(l.external_id, l.name) AS file_id
    FROM base.quarantine AS q
    JOIN base.document_files AS l ON l.document_id = q.document_id AND l.name = q.name AND l.parent IS NULL
    JOIN base.documents AS d ON d.document_id = q.document_id
    WHERE q.closed_at IS NULL AND q.stage = 'read' AND list_contains($registers, d.register)
      AND q.version IS DISTINCT FROM $version
    ORDER BY q.last_seen_at, file_id"""


def outdated_files(w: Warehouse, registers: Collection[str], version: str) -> list[HeldFile]:
    """Return the files of ``registers`` that another version than ``version`` read, those loaded first first.

    Files that no version could read come last: these readers may be able to.
    """
    values = {"registers": sorted(registers), "version": version}
    order = [row[0] for row in w.connection.execute(_OUTDATED, values).fetchall()]
    order += [row[0] for row in w.connection.execute(_UNREADABLE, values).fetchall()]
    if not order:  # most nights: then the rows of all files need not be made
        return []
    held = {file.ref.file_id: file for file in held_files(w)}
    return [held[file_id] for file_id in dict.fromkeys(order) if file_id in held]
