"""Tell what happened to a directive or an annex, step by step, each with the sentence that did it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from warehouse.ask.queries import run_query
from warehouse.ask.references import find_directives
from warehouse.connection import Warehouse


@dataclass(frozen=True)
class HistoryStep:
    """One step. ``on`` is its day (``None``: undecided), ``known_on`` the day it could first be known.

    ``step`` is a stable name (registered, approved, in_force, applied, amended, revoked, ended, finding); ``what``
    describes it in words. ``by_directive_id`` is the act that did it, ``quote`` its sentence, ``source_url`` the page
    of its document, ``evidence_id`` the argument for `kehtiv show`.
    """

    directive_id: str
    annex_id: str | None
    on: date | None
    step: str
    what: str
    basis: str | None
    by_directive_id: str | None
    quote: str | None
    page_number: int | None
    source_url: str | None
    known_on: date | None
    evidence_id: str | None = None


def history(w: Warehouse, reference: str, annex: str | None = None) -> list[HistoryStep]:
    """Return the steps of every directive that the reference names, oldest first, undecided days last.

    ``annex`` limits them to the annex with that number. Empty where none is held.
    """
    return [step for name in find_directives(w, reference) for step in steps_of(w, name, annex)]


def steps_of(w: Warehouse, directive_id: str, annex: str | None = None) -> list[HistoryStep]:
    """Return the steps of one directive, as ``history``; ``annex`` may also be the last part of an annex's id."""
    result = run_query(w, name="history", params={"directive_id": directive_id, "annex": annex})
    names = [field.name for field in fields(HistoryStep)]
    order = [result.columns.index(name) for name in names]
    return [HistoryStep(*(row[position] for position in order)) for row in result.rows]
