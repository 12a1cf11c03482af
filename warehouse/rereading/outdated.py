"""Find the files that another version of the readers read, for the next nights to read again."""

from __future__ import annotations

from collections.abc import Collection

from warehouse.connection import Warehouse
from warehouse.rereading.loaded import HELD_FILE_ID, HELD_FILES, LoadedFile, held_files

# A file that these very readers could not read is left out: they would fail again every night. Bytes that the archive
# has lost wait until a register sends them again.
_OUTDATED = """
    SELECT f.file_id, 1 AS turn, f.loaded_at AS begun_at
    FROM base.files AS f JOIN base.documents AS d ON d.document_id = f.document_id
    WHERE f.file_id = f.root_file_id AND list_contains($registers, d.register)
      AND f.extractor_version <> $version AND NOT coalesce(f.is_damaged_in_archive, false)
      AND NOT EXISTS (
        SELECT 1 FROM base.quarantine AS q
        WHERE q.document_id = f.document_id AND q.name = f.name AND q.sha256 = f.sha256 AND q.closed_at IS NULL
          AND q.stage IN ('read', 'bytes') AND q.version = $version)"""
_UNREADABLE = """
    SELECT q.document_id || '!' || coalesce(l.external_id, l.name) AS file_id, 2 AS turn, q.last_seen_at AS begun_at
    FROM base.quarantine AS q
    JOIN base.document_files AS l ON l.document_id = q.document_id AND l.name = q.name AND l.parent IS NULL
    JOIN base.documents AS d ON d.document_id = q.document_id
    WHERE q.closed_at IS NULL AND q.stage = 'read' AND list_contains($registers, d.register)
      AND q.version IS DISTINCT FROM $version"""
_WAITING = f"""
    SELECT file_id, min(struct_pack(turn := turn, begun_at := begun_at)) AS place
    FROM ({_OUTDATED} UNION ALL {_UNREADABLE})
    WHERE file_id IN (SELECT {HELD_FILE_ID} FROM ({HELD_FILES})) GROUP BY file_id"""


def outdated_files(w: Warehouse, registers: Collection[str], version: str, most: int) -> tuple[list[LoadedFile], int]:
    """Return the files of ``registers`` that a version other than ``version`` read, ``most`` of them, and their number.

    Those that were loaded earliest come first. After a release these are all files that are held. Files that no version
    could read come last: the current readers may succeed.
    """
    values = {"registers": sorted(registers), "version": version}
    # Each row tells how many there are, so that those that wait are looked up once: so one row is asked for at least.
    asked = f"SELECT file_id, count(*) OVER () FROM ({_WAITING}) ORDER BY place, file_id LIMIT {max(most, 1)}"
    rows = w.connection.execute(asked, values).fetchall()
    if not rows:  # most nights
        return [], 0
    order = [file_id for file_id, _ in rows[:most]]
    held = {file.ref.file_id: file for file in held_files(w, order)}
    return [held[file_id] for file_id in order], int(rows[0][1])
