"""Which statements rest on words that were set right: a person should see the file before believing them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.model.effect import Effect
from extractors.model.evidence import Span
from extractors.model.finding import Finding
from extractors.model.text import DocumentText


def find_repaired_effects(text: DocumentText, effects: Sequence[Effect]) -> tuple[Finding, ...]:
    """``effect_repaired`` for each sentence that says an effect in repaired words, with those words; once a place."""
    if not text.repairs:
        return ()
    places = dict.fromkeys(effect.evidence.span for effect in effects)
    return tuple(_told(text, span) for span in places if any(_words(text, span)))


def _told(text: DocumentText, span: Span) -> Finding:
    told = ", ".join(dict.fromkeys(_words(text, span)))
    return Finding("effect_repaired", f"the sentence was damaged and is read with words set right: {told}", span)


def _words(text: DocumentText, span: Span) -> Iterator[str]:
    return (f"{each.original} → {each.repaired}" for each in text.repairs if each.span.overlaps(span))
