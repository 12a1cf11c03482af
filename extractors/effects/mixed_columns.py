"""Doubt the effects on pages whose lines may be those of two columns, read across.

Tunnistan kehtetuks … lisad 2, 3 ja | 1. Annexes 2, 3 and 6 …
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.model.effect import Effect
from extractors.model.finding import Finding

COLUMNS = "columns_uncertain"
"""The finding on such a page, and the doubt of what is read from it."""


def doubt_mixed_columns(effects: Sequence[Effect], findings: Iterable[Finding]) -> tuple[Effect, ...]:
    """Return the effects; doubted where ``findings`` say that the lines around their sentence may be mixed up."""
    pages = [finding.span for finding in findings if finding.code == COLUMNS and finding.span is not None]
    if not pages:
        return tuple(effects)
    return tuple(
        replace(effect, doubt=COLUMNS, doubt_quote=" ".join(effect.evidence.quote.split())[:120])
        if effect.doubt is None and any(page.overlaps(effect.evidence.span) for page in pages)
        else effect
        for effect in effects
    )
