"""Choose the reader of a clause: one per kind of effect."""

from __future__ import annotations

from extractors.effects.act_reading import ActReading
from extractors.effects.amending import read_amendment
from extractors.effects.approving import read_approval, read_approved_item
from extractors.effects.changing import read_change
from extractors.effects.clauses import Clause
from extractors.effects.commencing import read_clause_of_commencement
from extractors.effects.outcome import Governor, Outcome
from extractors.effects.revoking import read_revocation, read_revoked_item
from extractors.model.evidence import Span


def read_clause(act: ActReading, clause: Clause, quote: Span, governor: Governor | None) -> Outcome:
    """Return what one verb of a sentence does; an ``unread_operative_sentence`` where nothing could be read."""
    match clause.effect:
        case "revoke":
            return read_revocation(act, clause, quote, governor)
        case "approve":
            return read_approval(act, clause, quote, governor)
        case "amend":
            return read_amendment(act, clause, quote, governor)
        case "commence" | "apply":
            return read_clause_of_commencement(act, clause, quote)
        case _:
            return read_change(act, clause, quote, governor)


def read_item(act: ActReading, span: Span, quote: Span, governor: Governor) -> Outcome:
    """Return what a list item without a verb of its own means for the verb that governs it."""
    match governor.effect:
        case "revoke" | "suspend" | "extend" | "reinstate":
            return read_revoked_item(act, span, quote, governor)
        case "approve":
            return read_approved_item(act, span, quote, governor)
        case _:
            return Outcome()
