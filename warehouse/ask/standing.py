"""Count what a published warehouse holds: single figures that commands and reports need."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from warehouse.ask.queries import run_query
from warehouse.connection import Warehouse


def registers_asked(w: Warehouse) -> list[str]:
    """Return the codes of the registers over which a night was ever run, sorted."""
    found = run_query(w, "SELECT DISTINCT register FROM runs WHERE kind = 'ingest' ORDER BY register")
    return [row[0] for row in found.rows]


def last_good_start(w: Warehouse, register: str) -> datetime | None:
    """Return when the last night over a register that ended well began (UTC); ``None`` where none did."""
    begun = "SELECT max(started_at) FROM runs WHERE kind = 'ingest' AND register = $register AND outcome LIKE 'done%'"
    found: datetime | None = run_query(w, begun, params={"register": register}).rows[0][0]
    return found


def undecided_number(w: Warehouse) -> int:
    """Return how many annexes and directives are in doubt."""
    return int(run_query(w, "SELECT count(*) FROM undecided").rows[0][0])


def day_stretches(w: Warehouse, register: str) -> list[dict[str, Any]]:
    """Return the stretches of days of a register, as ``covered_days`` has them."""
    found = run_query(w, "SELECT * FROM covered_days WHERE register = $register", params={"register": register})
    return found.named_rows


def documents_of(w: Warehouse, register: str) -> list[dict[str, Any]]:
    """Return what is known of each document of a register, by the names of ``warehouse.load.KnownDocument``."""
    found = run_query(
        w,
        "SELECT document_id, external_id, number, registered_on, document_type, title, access, is_public,"
        " NULL AS page_sha256, state, first_seen_at, last_checked_at,"
        " EXISTS (SELECT 1 FROM files AS f WHERE f.document_id = d.document_id) AS has_files"
        " FROM documents AS d WHERE register = $register",
        params={"register": register},
    )
    return found.named_rows
