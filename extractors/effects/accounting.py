"""Doubt an operative sentence in which words are left that belong to no piece that was understood.

Understood is what ``understood`` finds, the pieces that were lifted out (``peeling``), and fillers from a closed list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from extractors.citations.find import FoundCitation
from extractors.effects.act_reading import ActReading
from extractors.effects.clauses import Clause
from extractors.effects.left_over import left_of_commencement, left_of_ending, whole_of_elative
from extractors.effects.outcome import Outcome
from extractors.effects.qualify import ENDING
from extractors.effects.understood import ACT_WORD, WORD, find_understood
from extractors.model.effect import Effect
from extractors.model.evidence import Span
from extractors.words.fillers import FILLERS, LIMITING, NARROWING
from extractors.words.offices import office_nominative


def with_doubts(act: ActReading, clause: Clause, outcome: Outcome) -> Outcome:
    """Return the outcome of a clause with a doubt on each effect where words of the clause were not understood."""
    if not outcome.effects:
        return outcome
    if clause.effect in ("commence", "apply"):
        left = left_of_commencement(act, clause, outcome.effects)
        return replace(outcome, effects=tuple(_doubted(act, e, left) for e in outcome.effects)) if left else outcome
    is_ending = clause.effect in ENDING
    left = [
        word
        for word in _residue(act, clause.span, clause)
        # "Peatan ajutiselt … kuni 15. septembrini": the day says the same
        if not (_says(act, word) == "ajutiselt" and all(e.effect == "suspend" and e.until for e in outcome.effects))
        if is_ending or (clause.effect == "approve" and _says(act, word) in NARROWING)
    ]
    if is_ending:
        left += left_of_ending(act, clause, outcome.effects)
        left = left or whole_of_elative(act, act.cited(clause.span), outcome.effects)
    if not left:
        return outcome
    return replace(outcome, effects=tuple(_doubted(act, effect, left) for effect in outcome.effects))


def with_item_doubts(act: ActReading, span: Span, outcome: Outcome, bare: FoundCitation | None) -> Outcome:
    """Return the outcome of a list item with the same doubts, where its verb ends something."""
    if not outcome.effects or outcome.effects[0].effect not in ENDING:
        return outcome
    left = _residue(act, span, None, bare) or whole_of_elative(act, act.cited(span, bare), outcome.effects)
    return replace(outcome, effects=tuple(_doubted(act, e, left) for e in outcome.effects)) if left else outcome


def _doubted(act: ActReading, effect: Effect, left: list[Span]) -> Effect:
    if effect.doubt is not None:
        return effect
    words = [span.of(act.text.text) for span in left]
    code = "limit_unread" if any(_is_limiting(act, span) for span in left) else "words_unread"
    return replace(effect, doubt=code, doubt_quote=" ".join(re.sub(r"\s+", " ", word) for word in words))


def _is_limiting(act: ActReading, span: Span) -> bool:
    return _says(act, span) in LIMITING


def _says(act: ActReading, span: Span) -> str:
    return act.reading.masked[span.start : span.end].casefold()


def _residue(act: ActReading, span: Span, clause: Clause | None, bare: FoundCitation | None = None) -> list[Span]:
    """Return the words of a clause that belong to nothing that was understood, in order."""
    view = act.reading.masked
    span = Span(min(span.end, max(span.start, act.title_end)), span.end)
    known = find_understood(act, span, clause, bare)
    left = _blanked(view, span, known)
    return [
        Span(span.start + word.start(), span.start + word.end())
        for word in WORD.finditer(left)
        if not _is_harmless(word.group())
    ]


def _blanked(view: str, span: Span, known: Iterable[tuple[int, int]]) -> str:
    """Return the words of a span with blanks in the places that were understood."""
    left = list(view[span.start : span.end])
    for start, end in known:
        first, last = max(0, start - span.start), min(len(left), end - span.start)
        if first < last:
            left[first:last] = " " * (last - first)
    return "".join(left)


@lru_cache(maxsize=16_384)
def _is_harmless(word: str) -> bool:
    lower = word.casefold()
    if lower in FILLERS or (len(word) == 1 and not word.isdecimal()):
        return True
    return ACT_WORD.fullmatch(word) is not None or office_nominative(word) is not None
