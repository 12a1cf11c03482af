"""Tell what happened to a directive or an annex, step by step, each with the sentence that did it."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date

from warehouse.ask.queries import run_query
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


_NUMBERED = re.compile(r"(?:(?P<day>.+?)[\s/]+)?(?:nr\.?\s*)?(?P<number>\S+)", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\.?(?:\s*a\.?)?")


def find_directives(w: Warehouse, reference: str) -> list[str]:
    """Return the ids of the held directives that a reference names, newest first; empty where there are none.

    A reference is an id, a number ("192", "nr 192"), a day and a number ("23.12.2024 nr 192", "2024-12-23/192"), or
    a day alone. A number alone may name directives of several years; all of them are returned.
    """
    name = reference.strip()
    if w.connection.execute("SELECT 1 FROM directives WHERE directive_id = ?", [name]).fetchall():
        return [name]
    enacted_on, number = _parse_reference(name)
    if enacted_on is None and not number:
        return []
    rows = w.connection.execute(
        "SELECT directive_id FROM directives"
        " WHERE ($number IS NULL OR number_key(CAST($number AS VARCHAR)) IN (number_key, number_key(register_number)))"
        " AND ($day IS NULL OR CAST($day AS DATE) IN (signed_on, registered_on))"
        " ORDER BY coalesce(signed_on, registered_on) DESC NULLS LAST, directive_id",
        {"number": number, "day": enacted_on},
    ).fetchall()
    return [row[0] for row in rows]


def history(w: Warehouse, reference: str, annex: str | None = None) -> list[HistoryStep]:
    """Return the steps of every directive that the reference names, oldest first, undecided days last.

    ``annex`` limits them to the annex with that number. Empty where none is held.
    """
    steps = []
    for directive_id in find_directives(w, reference):
        result = run_query(w, name="history", params={"directive_id": directive_id, "annex": annex})
        names = [field.name for field in fields(HistoryStep)]
        order = [result.columns.index(name) for name in names]
        steps += [HistoryStep(*(row[position] for position in order)) for row in result.rows]
    return steps


def _parse_reference(reference: str) -> tuple[date | None, str | None]:
    """Return day and number. An impossible day counts as part of the number, which then names nothing."""
    match = _DAY.match(reference)
    if match is None:
        return None, re.sub(r"^nr\.?\s*", "", reference, flags=re.IGNORECASE)
    y, m, d = (
        (int(part) for part in (match[1], match[2], match[3]) if part)
        if match[1]
        else (
            int(match[6]),
            int(match[5]),
            int(match[4]),
        )
    )
    try:
        enacted_on = date(y, m, d)
    except ValueError:
        return None, reference
    rest = re.sub(r"^[\s/,]*(?:\w+\s+)?(?:nr\.?|number)?\s*", "", reference[match.end() :], flags=re.IGNORECASE)
    return enacted_on, rest or None
