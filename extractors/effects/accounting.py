"""Doubt an operative sentence in which words are left that belong to no piece that was understood.

Understood is what ``understood`` finds, the pieces that were lifted out (``peeling``), and fillers from a closed list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from extractors.citations.find import FoundCitation, find_bare_mention
from extractors.directive.kinds import find_kind_spans
from extractors.effects.act_reading import ActReading
from extractors.effects.clauses import Clause
from extractors.effects.issuer_words import issuer_start
from extractors.effects.left_of_approving import left_of_approval
from extractors.effects.left_of_commencing import left_of_commencement
from extractors.effects.left_over import (
    broken_references,
    left_of_ending,
    unused_pieces,
    whole_of_elative,
)
from extractors.effects.outcome import Governor, Outcome
from extractors.effects.qualify import ENDING
from extractors.effects.understood import ACT_WORD, WORD, find_understood
from extractors.model.effect import Effect
from extractors.model.evidence import Span
from extractors.words.fillers import FILLERS, LIMITING, NARROWING
from extractors.words.offices import office_nominative

_STRAY = re.compile(
    r"\s*(?:[.;)]|\Z|(?<!\w)(?:lisa|punkt|kehtetuks|tunn?ista)|(?:esime|tei|kolma|nelja|viie)\w{1,4}\s+lisa)",
    re.IGNORECASE,
)
_JOINT_BEFORE = re.compile(r"(?:[,;:.]|(?<!\w)(?:ja|ning|kuid))\s*\Z", re.IGNORECASE)
_LIST_WORD = re.compile(r"(?<!\w)(?:all)?(?:järgmised|järgnevad|järgmise|järgneva)\s+\Z", re.IGNORECASE)


def with_doubts(act: ActReading, clause: Clause, outcome: Outcome) -> Outcome:
    """Return the outcome of a clause with a doubt on each effect where words of the clause were not understood."""
    if not outcome.effects:
        return outcome
    is_begin = all(effect.effect == "commence" for effect in outcome.effects)  # "Kehtestada käesolev määrus 1. maist"
    if is_begin or clause.effect in ("commence", "apply"):
        left = left_of_commencement(act, clause, outcome.effects)
        return replace(outcome, effects=tuple(_doubted(act, e, left) for e in outcome.effects)) if left else outcome
    is_ending = clause.effect in ENDING
    left = [
        word
        for word in _residue(act, clause.span, clause)
        # "Peatan ajutiselt … kuni 15. septembrini": the day says the same
        if not (_says(act, word) == "ajutiselt" and all(e.effect == "suspend" and e.until for e in outcome.effects))
        if is_ending or (clause.effect == "approve" and _narrows(act, word))
    ]
    if clause.effect == "approve":
        left += left_of_approval(act, clause.span)
    if is_ending:
        left += left_of_ending(act, clause, outcome.effects)
        left += unused_pieces(act, clause.span, outcome.effects)
        left = left or whole_of_elative(act, act.cited(clause.span), outcome.effects)
    if not left:
        return outcome
    return replace(outcome, effects=tuple(_doubted(act, effect, left) for effect in outcome.effects))


def with_item_doubts(act: ActReading, span: Span, outcome: Outcome, governor: Governor) -> Outcome:
    """Return the outcome of a list item with the same doubts, where its verb ends something, and those of its lead."""
    if not outcome.effects:
        return outcome
    if outcome.effects[0].effect == "approve":
        left = [word for word in _residue(act, span, None) if _narrows(act, word)] + left_of_approval(act, span)
        return replace(outcome, effects=tuple(_doubted(act, e, left) for e in outcome.effects)) if left else outcome
    if outcome.effects[0].effect not in ENDING:
        return outcome
    bare = governor.bare
    left = _residue(act, span, None, bare) + broken_references(act, span, outcome.effects, bare)
    left += [*unused_pieces(act, span, outcome.effects), *governor.left]
    left = left or whole_of_elative(act, act.cited(span, bare), outcome.effects)
    return replace(outcome, effects=tuple(_doubted(act, e, left) for e in outcome.effects)) if left else outcome


def _narrows(act: ActReading, word: Span) -> bool:
    """Return whether a word limits or refuses an approval wherever it stands: no name of a document holds it.

    A verb behind a joint does another thing: "Kinnitan korra (lisa 1) ja palun see avaldada".
    """
    says = _says(act, word)
    is_verb = says.endswith("n") and _JOINT_BEFORE.search(act.reading.masked, max(0, word.start - 12), word.start)
    return says in NARROWING and not is_verb


def left_of_lead(act: ActReading, clause: Clause) -> tuple[Span, ...]:
    """Return what was not understood of a clause that opens a list ("Tunnistan kehtetuks hooajatöötajate: 1) …"); its
    items are doubted."""
    if clause.effect not in ENDING:
        return ()
    words = clause.span.of(act.reading.masked)
    kinds = [Span(clause.span.start + k.start, clause.span.start + k.end) for k in find_kind_spans(words)]
    mention = find_bare_mention(act.reading, Span(clause.verbs[0].start, clause.span.end))
    if mention is not None:  # "järgmised linnavalitsuse korraldused:"
        # "Kaevumaa Linnavalitsuse järgmised korraldused:"
        list_word = _LIST_WORD.search(act.reading.masked, clause.verbs[0].end, mention.span.start)
        behind = list_word.start() if list_word else mention.span.start
        start = issuer_start(act.reading.masked, behind, clause.verbs[0].end)
        kinds.append(Span(start, mention.span.end))
    left = [word for word in _residue(act, clause.span, clause) if not any(kind.contains(word) for kind in kinds)]
    excepted = (piece.span for piece in act.pieces.within(clause.span) if piece.role == "except")
    return (*left, *excepted)


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
    words = [Span(span.start + word.start(), span.start + word.end()) for word in WORD.finditer(left)]
    return [word for word in words if not _is_harmless(word.of(view)) or _is_stray_office(view, word)]


def _is_stray_office(view: str, word: Span) -> bool:
    """Return whether an office stands where it issues nothing: "käskkirja nr 5 personaliosakonna."."""
    return _STRAY.match(view, word.end) is not None and office_nominative(word.of(view)) is not None


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
