"""Choose the reader of a clause: one per kind of effect."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.citations.find import find_bare_mention
from extractors.effects.act_reading import ActReading
from extractors.effects.amending import read_amendment
from extractors.effects.approving import read_approval, read_approved_item
from extractors.effects.changing import read_change
from extractors.effects.clauses import Clause
from extractors.effects.commencing import read_clause_of_commencement
from extractors.effects.outcome import Governor, Outcome
from extractors.effects.peeling import ENDING
from extractors.effects.revoking import read_revocation, read_revoked_item
from extractors.model.evidence import Span
from extractors.words.offices import office_nominative

# "1.1. juhataja järgmised käskkirjad:"
_LEAD_WORDS = frozenset(["järgmised", "järgnevad", "alljärgnevad", "endise", "põhitegevuse"])


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


def opened_below(act: ActReading, span: Span, governor: Governor) -> Governor | None:
    """Return what governs the points below an item that names only an issuer and an act word: "1.1. juhataja
    käskkirjad:" below "Tunnistan kehtetuks:". ``None`` for any other item.
    """
    words = act.reading.masked[span.start : span.end]
    if governor.effect not in ENDING or not words.rstrip().endswith(":"):
        return None
    bare = find_bare_mention(act.reading, span)
    if bare is None or act.cited(span, governor.bare):
        return None
    outside = words[: bare.span.start - span.start] + words[bare.span.end - span.start :]
    left = [word.casefold() for word in re.findall(r"\w+", outside)]
    is_lead = all(word in _LEAD_WORDS or office_nominative(word) is not None for word in left)
    return replace(governor, bare=bare) if is_lead else None
