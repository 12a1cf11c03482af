"""Find statements that rest on repaired words, so that a person checks them in the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.model.effect import Effect
from extractors.model.evidence import Span
from extractors.model.finding import Finding
from extractors.model.text import DocumentText


def find_repaired_effects(text: DocumentText, effects: Sequence[Effect]) -> tuple[Finding, ...]:
    """Return ``effect_repaired``, with the words, for each sentence that states an effect in repaired words; once a
    place.
    """
    if not text.repairs:
        return ()
    places = dict.fromkeys(effect.evidence.span for effect in effects)
    return tuple(_finding(text, span) for span in places if any(_words(text, span)))


def _finding(text: DocumentText, span: Span) -> Finding:
    repairs = ", ".join(dict.fromkeys(_words(text, span)))
    return Finding("effect_repaired", f"the sentence was damaged and is read with repaired words: {repairs}", span)


def _words(text: DocumentText, span: Span) -> Iterator[str]:
    return (f"{each.original} → {each.repaired}" for each in text.repairs if each.span.overlaps(span))
