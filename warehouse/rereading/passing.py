"""Which files trouble of the machine held back: what the next nights try to read again."""

from __future__ import annotations

from warehouse.connection import Warehouse
from warehouse.rereading.loaded import HeldFile, held_files

CODES = ("worker_died", "out_of_memory", "reading_timed_out")
"""Quarantine codes of files whose reading the machine may have ended. The file itself may have caused it, too."""
TRIES = 3
"""Nights that read such a file again. After them it waits until its document is due, as every other file does."""

# A trouble that turns into another one of these codes opens a new row, so the nights count from the first of them.
# A file that no night has tried again yet is tried however many nights were too short for it.
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


def files_held_back(w: Warehouse, register: str, run_id: str) -> list[HeldFile]:
    """Return the files of ``register`` that run ``run_id`` is to try again, those tried longest ago first.

    It leaves out what this run has tried already, and what ``TRIES`` nights could not read.
    """
    values = {"register": register, "run_id": run_id, "codes": list(CODES), "tries": TRIES}
    order = w.connection.execute(_HELD_BACK, values).fetchall()
    if not order:  # most nights: then the rows of all files need not be made
        return []
    held = {(file.document_id, file.name, file.sha256): file for file in held_files(w)}
    return [held[key] for key in order if key in held]
