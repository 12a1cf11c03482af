"""Tell which registers are silent or overdue by the operator's settings: one answer for status, reports and SQL."""

from __future__ import annotations

from datetime import date, datetime

from flows.registers.find import UnknownRegister, find_register
from flows.settings import Settings
from warehouse.ask.queries import QueryResult, join_rows, keep_rows, run_query
from warehouse.connection import Warehouse


def silent_registers(w: Warehouse, settings: Settings, today: date) -> QueryResult:
    """Return the registers that have published nothing for longer than they usually do, or than the settings allow.

    The bundled register never changes and is left out.
    """
    usual = {"day": today, "factor": settings.silence_factor, "least_days": settings.silence_least_days}
    found = run_query(w, name="silent_registers", params=usual)
    parts = [keep_rows(found, [row[0] not in settings.silence_days and not _is_bundled(row[0]) for row in found.rows])]
    for register, allowed in sorted(settings.silence_days.items()):
        own = {"day": today, "factor": 0, "least_days": allowed, "register": register}
        if allowed and not _is_bundled(register):
            parts.append(run_query(w, name="silent_registers", params=own))
    return join_rows(parts) or found


def overdue_registers(w: Warehouse, settings: Settings, at: datetime) -> QueryResult:
    """Return the registers over which no run has ended well for ``overdue_days``; the bundled one is left out."""
    found = run_query(w, name="overdue_registers", params={"at": at, "days": settings.overdue_days})
    return keep_rows(found, [not _is_bundled(row[0]) for row in found.rows])


def _is_bundled(register: str) -> bool:
    try:
        return find_register(register).is_bundled
    except UnknownRegister:
        return False
