"""Find the files that a passing failure of the machine held back, for the next nights to try again."""

from __future__ import annotations

from warehouse.connection import Warehouse
from warehouse.rereading.loaded import LoadedFile, held_files

CODES = ("worker_died", "out_of_memory", "reading_timed_out", "machine_trouble")
"""Quarantine codes of failures that the machine may have caused. The file itself may also be the cause."""
TRIES = 3
"""Nights that try such a file again. After that it waits until its document is due, like any other file."""

# A failure that changes from one of these codes to another opens a new row, so nights count from the first such row.
# A file that no night has tried yet is still tried, however many nights ran out of time before reaching it.
_HELD_BACK = """
    WITH held AS (
        SELECT q.document_id, q.name, q.sha256, min(q.first_seen_at) AS first_seen_at,
               max(q.last_seen_at) AS last_seen_at, bool_or(q.closed_at IS NULL) AS is_open,
               bool_or(q.run_id = $run_id) AS is_tried
        FROM base.quarantine AS q JOIN base.documents AS d ON d.document_id = q.document_id
        WHERE q.stage = 'read' AND q.sha256 IS NOT NULL AND d.register = $register AND list_contains($codes, q.code)
        GROUP BY ALL)
    SELECT document_id, name, sha256 FROM held
    WHERE is_open AND NOT is_tried AND (last_seen_at = first_seen_at OR $tries >= (
        SELECT count(*) FROM base.runs AS r
        WHERE r.kind = 'ingest' AND r.register = $register AND r.started_at > held.first_seen_at))
    ORDER BY last_seen_at, document_id, name"""


def files_held_back(w: Warehouse, register: str, run_id: str) -> list[LoadedFile]:
    """Return the files of ``register`` that run ``run_id`` should try again, those tried longest ago first.

    Files that this run has already tried are left out, and so are those that ``TRIES`` nights could not read.
    """
    values = {"register": register, "run_id": run_id, "codes": list(CODES), "tries": TRIES}
    order = w.connection.execute(_HELD_BACK, values).fetchall()
    if not order:  # most nights; building a row for every file would be wasted
        return []
    held = {(file.document_id, file.name, file.sha256): file for file in held_files(w)}
    return [held[key] for key in order if key in held]
