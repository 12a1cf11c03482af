"""Find sentences that only name an act, and of which no verb says what happens to it.

1. Tunnistan kehtetuks direktori 20.02.2015 käskkirja nr 42;
2) direktori 20.02.2015 käskkirja nr 43.                      ← its verb stands in a sentence that ended above
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extractors.citations.annex_sets import find_annex_sets
from extractors.citations.find import scan_citations
from extractors.citations.point_sets import find_point_sets
from extractors.citations.view import Reading
from extractors.effects.places import Places, blank_places
from extractors.model.effect import Effect
from extractors.model.evidence import Span
from extractors.model.finding import Finding
from extractors.words.acts import NUMBER_WORD

_NUMBERED = re.compile(rf"{NUMBER_WORD}\.?\s?\d|№\s?\d", re.IGNORECASE)
# Joints and marks of lists between the names; any other word says something, and is for its reader to judge
_JOINTS = re.compile(r"(?:\s|[.,;:()–-]|(?<!\w)(?:ja|ning|samuti|[a-zõäöü]\)|\d{1,3}[.)])(?!\w))*")


def find_bare_targets(
    reading: Reading, sentences: Iterable[Span], effects: Sequence[Effect], findings: Sequence[Finding]
) -> list[Finding]:
    """Return ``unread_operative_sentence`` for each sentence behind an effect that names an act and says no more.

    A list whose lead ended too early leaves such sentences, and what was revoked there would be lost without a word.
    What an effect or another finding answers, and what stands before the first effect (a legal basis), is none.
    """
    if not effects:
        return []
    read = Places([effect.evidence.span for effect in effects])
    doubted = Places([finding.span for finding in findings if finding.span is not None])
    first = min(effect.evidence.span.start for effect in effects)
    found = []
    for span in sentences:
        is_behind = span.start > first and _NUMBERED.search(reading.masked, span.start, span.end) is not None
        if is_behind and not read.overlaps(span) and not doubted.overlaps(span) and _only_names_acts(reading, span):
            words = re.sub(r"\s+", " ", span.of(reading.view)).strip()[:120]
            message = f"names an act, and no verb says what happens to it: {words}"
            found.append(Finding("unread_operative_sentence", message, span))
    return found


def _only_names_acts(reading: Reading, span: Span) -> bool:
    """Tell whether a sentence holds references to acts with their annexes and points, and no other word."""
    named = [(cited.span.start, cited.span.end) for cited in scan_citations(reading, span, None)]
    if not named:
        return False
    annexes = find_annex_sets(reading.masked, span.start, span.end)
    points = find_point_sets(reading.masked, span.start, span.end)
    units = [(one.start, one.end) for one in annexes] + [(one.start, one.end) for one in points]
    left = blank_places(reading.masked, span, [*named, *units])
    return _JOINTS.fullmatch(left) is not None
