"""Pass on what the lead of a list or a table says to what stands below: its limitations, conditions and doubts.

"Nõukogu nõusolekul kinnitan järgmised ametijuhendid: 1) …" makes each of them hang on the consent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.effects.accounting import with_left
from extractors.effects.act_reading import ActReading
from extractors.effects.outcome import Governor, Outcome
from extractors.effects.peeling import ENDING, Piece
from extractors.effects.qualify import qualified
from extractors.model.effect import Effect
from extractors.model.evidence import Span


def qualified_by_lead(act: ActReading, outcome: Outcome, governor: Governor) -> Outcome:
    """Return what an item does, with the limitations and conditions of its lead: "Tunnistan osaliselt kehtetuks: 1)
    …"."""
    pieces = _passed_on(act, governor)
    if not pieces:
        return outcome
    return replace(outcome, effects=tuple(qualified(effect, pieces, act.text.text) for effect in outcome.effects))


def led_rows(act: ActReading, rows: Iterable[Effect], lead: Span, opened: Sequence[Governor]) -> tuple[Effect, ...]:
    """Return the effects of a table's rows with what the sentence that leads them says of all; ``lead`` runs from its
    verb to the table."""
    outcome = Outcome(tuple(rows))
    governor = _governor_of(lead, opened)
    if governor is None:
        return tuple(act.qualified(effect, lead) for effect in outcome.effects)
    return with_left(act, qualified_by_lead(act, outcome, governor), governor.left).effects


def whole_lead(lead: Span, opened: Sequence[Governor]) -> Span:
    """Return the lead of a table with what stands before its verb ("Alates 1. maist 2025 kinnitan …")."""
    governor = _governor_of(lead, opened)
    start = governor.lead.start if governor is not None and governor.lead is not None else lead.start
    return Span(min(start, lead.start), lead.end)


def _governor_of(lead: Span, opened: Sequence[Governor]) -> Governor | None:
    return next((g for g in reversed(opened) if g.lead is not None and g.lead.overlaps(lead)), None)


def _passed_on(act: ActReading, governor: Governor) -> Sequence[Piece]:
    """Return the pieces of a lead that are those of each item; a name that is approved is limited by its own words."""
    if governor.lead is None:
        return ()
    roles = ("limit", "condition") if governor.effect in ENDING else ("condition",)
    passes = governor.effect in ENDING or governor.effect == "approve"
    return [piece for piece in act.pieces.within(governor.lead) if piece.role in roles] if passes else ()
