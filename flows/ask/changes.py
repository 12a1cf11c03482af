"""Answer what changed between two days: by legal effect, or by what kehtiv learned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from warehouse.ask import queries
from warehouse.ask.queries import QueryResult
from warehouse.connection import open_published


@dataclass(frozen=True)
class Changes:
    """The changes from ``first_day`` to ``last_day``, both counted.

    ``is_learned``: by the day kehtiv learned of them, whatever day they are about; else by legal effect. ``rows`` are
    those of the query ``changes`` or ``changes_learned``; a row without ``annex_id`` is about the directive itself.
    """

    first_day: date
    last_day: date
    is_learned: bool
    rows: QueryResult


def changes(data: Path, first_day: date, last_day: date, *, is_learned: bool) -> Changes:
    """Return what began, ended, was suspended, resumed or came into doubt from one day to another."""
    name = "changes_learned" if is_learned else "changes"
    with open_published(data) as w:
        found = queries.run_query(w, name=name, params={"from": first_day, "to": last_day})
    return Changes(first_day, last_day, is_learned, found)
