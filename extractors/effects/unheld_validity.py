"""Doubt approvals beside which a sentence says that something begins or is applied, and no effect says when.

"Kinnitan töökorra (lisa 1), mida rakendatakse katseajaga": each verb of validity of a sentence belongs to an effect.
One that stands in a clause which was taken for a tale, or for part of a name, belongs to none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.citations.view import Reading
from extractors.effects.peeling import Piece
from extractors.effects.places import Places
from extractors.effects.unheld import read_sentences
from extractors.model.effect import Effect
from extractors.model.evidence import Span
from extractors.model.finding import Finding
from extractors.words.guarded import Guarded

_VALIDITY = Guarded(
    r"(?<!\w)(?:jõustu|rakendu|kohaldu|hakka|kehti)(?:b|vad)(?!\w)|(?<!\w)(?:kohalda|rakenda)(?:takse|da)(?!\w)",
    "hakka jõustu kehti kohalda kohaldu rakenda rakendu",
)
_TELLING = frozenset({"mood", "condition"})


def doubt_untold(
    reading: Reading, sentences: Iterable[Span], effects: Sequence[Effect], findings: Sequence[Finding],
    pieces: Sequence[Piece],
) -> tuple[Effect, ...]:  # fmt: skip
    """Return the effects, doubted where their sentence only approves and yet says that something begins to hold."""
    doubted = list(effects)
    told = Places([piece.span for piece in pieces if piece.role in _TELLING])
    for span, own in read_sentences(sentences, effects, findings):
        if any(_is_told(effects[n]) for n in own):
            continue
        verbs = (Span(*match.span()) for match in _VALIDITY.finditer(reading.masked, span.start, span.end))
        verb = next((verb for verb in verbs if not told.overlaps(verb)), None)
        if verb is not None:
            words = " ".join(reading.view[verb.start : span.end].split())
            for n in own:
                doubted[n] = replace(doubted[n], doubt="days_unread", doubt_quote=words)
    return tuple(doubted)


def doubt_condition(effect: Effect) -> Effect:
    """Return an effect that begins on an event outside the text with the doubt that such an end bears too."""
    if effect.date_basis != "condition" or effect.date_rule is not None or effect.doubt is not None:
        return effect
    return replace(effect, doubt="condition", doubt_quote=" ".join(effect.evidence.quote.split()))


def _is_told(effect: Effect) -> bool:
    """Tell whether an effect says from when it holds, or is none of an approval."""
    return effect.effect != "approve" or effect.date_basis is not None or effect.doubt is not None
