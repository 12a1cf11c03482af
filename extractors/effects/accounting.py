"""Doubt an operative sentence in which words are left that belong to no piece that was understood.

Understood is what ``understood`` finds, the pieces that were lifted out (``peeling``), and fillers from a closed list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from extractors.citations.annex_sets import find_annex_sets
from extractors.citations.find import FoundCitation
from extractors.directive.kinds import find_kind_spans
from extractors.effects.act_reading import ActReading
from extractors.effects.clauses import Clause
from extractors.effects.gaps import find_gaps
from extractors.effects.issuer_words import issuer_start
from extractors.effects.left_of_approving import left_of_approval
from extractors.effects.left_of_commencing import left_of_commencement
from extractors.effects.left_of_names import left_in_names
from extractors.effects.left_over import (
    broken_references,
    left_of_ending,
    unread_annex_words,
    unused_pieces,
    whole_of_elative,
)
from extractors.effects.outcome import Governor, Outcome
from extractors.effects.peeling import ENDING
from extractors.effects.places import blank_places
from extractors.effects.unclear_units import annexes_of_annexes, unclear_exceptions
from extractors.effects.understood import ACT_WORD, WORD, find_understood
from extractors.model.effect import Effect
from extractors.model.evidence import Span
from extractors.words.fillers import FILLERS, LIMITING, NARROWING
from extractors.words.guarded import fold
from extractors.words.offices import office_nominative

_STRAY = re.compile(
    r"\s*(?:[.;)]|\Z|(?<!\w)(?:lisa|punkt|kehtetuks|tunn?ista)|(?:esime|tei|kolma|nelja|viie)\w{1,4}\s+lisa)",
    re.IGNORECASE,
)
_JOINT_BEFORE = re.compile(r"(?:[,;:.]|(?<!\w)(?:ja|ning|kuid))\s*\Z", re.IGNORECASE)
_VALIDITY = re.compile(r"keht|kohalda|rakenda|täitmi|toim|jõu", re.IGNORECASE)
_THE_OTHERS = re.compile(r"ülejäänud(?=\s+(?:lisa(?:d|de)|punkti?(?:d|de))(?!\w))", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"\s*(?P<name>[^()\d;:]{2,80})\(\s*")
_LIST_WORD = re.compile(r"(?<!\w)(?:all)?(?:järgmised|järgnevad|järgmise|järgneva)\s+\Z", re.IGNORECASE)


def with_doubts(act: ActReading, clause: Clause, outcome: Outcome) -> Outcome:
    """Return the outcome of a clause with a doubt on each effect where words of the clause were not understood."""
    effects = outcome.effects
    if not effects:
        return outcome
    is_begin = all(effect.effect == "commence" for effect in effects)  # "Kehtestada käesolev määrus 1. maist"
    if is_begin or clause.effect in ("commence", "apply"):
        return with_left(act, outcome, left_of_commencement(act, clause, effects))
    if clause.effect == "approve":
        left = _left_of_approved(act, clause.span, clause)
        return with_left(act, outcome, left or annexes_of_annexes(act, clause, effects))
    if clause.effect not in ENDING:
        return with_left(act, outcome, annexes_of_annexes(act, clause, effects))
    left = _residue(act, clause.span, clause)
    if all(effect.effect == "suspend" and effect.until for effect in effects):
        # "Peatan ajutiselt … kuni 15. septembrini": the day says the same
        left = [word for word in left if _says(act, word) not in ("ajutiselt", "tähtajaliselt")]
    if all(effect.effect == "suspend" for effect in effects):
        left = [word for word in left if _says(act, word) != "peatatud"]  # "… on kehtivus peatatud"
    if all(effect.effect == "reinstate" for effect in effects):
        # "Peatatud … taastatakse", "tunnistan … uuesti kehtivaks"
        left = [word for word in left if _says(act, word) not in ("peatatud", "peatunud", "kehtivaks", "taas", "jälle")]
    if any(piece.role == "except" for piece in act.pieces.within(clause.span)):
        # "käskkirja nr 5 ülejäänud lisad, jättes kehtima lisa 4": the exception says which are left
        left = [word for word in left if not _THE_OTHERS.match(act.reading.masked, word.start, clause.span.end)]
    left += left_of_ending(act, clause, effects) + unused_pieces(act, clause.span, effects)
    left += _other_object(act, clause, effects)
    left = left or unread_annex_words(act, clause, effects)
    return with_left(act, outcome, left or whole_of_elative(act, act.cited(clause.span), effects))


def _other_object(act: ActReading, clause: Clause, effects: Sequence[Effect]) -> list[Span]:
    """Return what a suspension, an extension or a reinstatement may act upon instead of an act.

    "Peatan töötaja ligipääsu käskkirjaga nr 5 kinnitatud süsteemile": neither validity nor a kind of document is named.
    """
    if clause.effect == "revoke" or not all(effect.affected.kind == "document" for effect in effects):
        return []
    view, cited = act.reading.masked, act.cited(clause.span)
    if _VALIDITY.search(view, clause.span.start, clause.span.end) or not cited:
        return []
    return [Span(*word.span()) for word in WORD.finditer(view, clause.verbs[0].end, cited[0].core_start)]


def with_item_doubts(act: ActReading, span: Span, outcome: Outcome, governor: Governor) -> Outcome:
    """Return the outcome of a list item with the same doubts, where its verb ends something, and those of its lead."""
    effects = outcome.effects
    if not effects:
        return outcome
    if effects[0].effect == "approve":
        own = [piece.span for piece in act.pieces.within(span) if piece.role in ("except", "limit", "condition")]
        return with_left(act, outcome, [*_left_of_approved(act, span, None), *own, *governor.left])
    if effects[0].effect not in ENDING:
        return outcome
    bare = governor.bare
    residue = [word for word in _residue(act, span, None, bare) if not _is_of_name(act, word, effects[0])]
    if governor.kind is not None and (named := _name_before(act, span, bare)) is not None:
        residue = [word for word in residue if not named.contains(word) or _is_limiting(act, word)]
    left = residue + broken_references(act, span, effects, bare)
    left += [*unused_pieces(act, span, effects), *unclear_exceptions(act, span, effects), *governor.left]
    return with_left(act, outcome, left or whole_of_elative(act, act.cited(span, bare), effects))


def _name_before(act: ActReading, span: Span, bare: FoundCitation | None) -> Span | None:
    """Return what an item calls the document that an act in brackets approved: "valvur (direktori … lisa 2)"."""
    first = next(iter(act.cited(span, bare)), None)
    named = _NAME_BEFORE.match(act.reading.masked, span.start, span.end) if first is not None else None
    is_before = named is not None and first is not None and first.span.start <= named.end() <= first.core_start
    return Span(*named.span("name")) if named is not None and is_before else None


def _is_of_name(act: ActReading, word: Span, effect: Effect) -> bool:
    """Return whether a word belongs to the name by which an item names an annex."""
    limit, says = effect.affected.limit, word.of(act.text.text)
    return effect.affected.scope == "part" and says in (limit or "") and says.casefold() not in LIMITING


def _left_of_approved(act: ActReading, span: Span, clause: Clause | None) -> list[Span]:
    """Return what narrows an approval, and what was not understood in its names and beside its annexes."""
    named_from = clause.verbs[0].end if clause is not None else span.start
    named = list(left_in_names(act.reading.masked, span, named_from))
    # Most approvals hold no such word, and what was understood of them need not be found
    may_narrow = not NARROWING.isdisjoint(WORD.findall(fold(act.reading.masked), span.start, span.end))
    narrowing = [word for word in _residue(act, span, clause) if _narrows(act, word)] if may_narrow else []
    return list(dict.fromkeys([*narrowing, *named, *left_of_approval(act, span)]))


def with_left(act: ActReading, outcome: Outcome, left: Sequence[Span]) -> Outcome:
    """Return an outcome with a doubt on each effect where words are left."""
    if not left:
        return outcome
    return replace(outcome, effects=tuple(_doubted(act, effect, left) for effect in outcome.effects))


def _narrows(act: ActReading, word: Span) -> bool:
    """Return whether a word limits or refuses an approval wherever it stands: no name of a document holds it.

    A verb behind a joint does another thing: "Kinnitan korra (lisa 1) ja palun see avaldada".
    """
    says = _says(act, word)
    is_verb = says.endswith("n") and _JOINT_BEFORE.search(act.reading.masked, max(0, word.start - 12), word.start)
    return says in NARROWING and not is_verb


def left_of_lead(act: ActReading, clause: Clause, mention: FoundCitation | None) -> tuple[Span, ...]:
    """Return what was not understood of a clause that opens a list ("Tunnistan kehtetuks hooajatöötajate: 1) …"); its
    items are doubted. ``mention`` is the act word without a number from the verb on, if there is one."""
    if clause.effect == "approve":
        return tuple(_left_of_approved(act, clause.span, clause))
    if clause.effect not in ENDING:
        return ()
    words = clause.span.of(act.reading.masked)
    kinds = [Span(clause.span.start + k.start, clause.span.start + k.end) for k in find_kind_spans(words)]
    if mention is not None:  # "järgmised linnavalitsuse korraldused:"
        # "Kaevumaa Linnavalitsuse järgmised korraldused:"
        is_behind = mention.span.start > clause.verbs[0].start
        floor = clause.verbs[0].end if is_behind else clause.span.start
        list_word = _LIST_WORD.search(act.reading.masked, floor, mention.span.start)
        behind = list_word.start() if list_word else mention.span.start
        start = issuer_start(act.reading.masked, behind, floor)
        kinds.append(Span(start, mention.span.end))
    left = [word for word in _residue(act, clause.span, clause) if not any(kind.contains(word) for kind in kinds)]
    if not act.cited(clause.span):
        # "Tunnistan ka lisa 9 kehtetuks: 1) …": of which act, nothing says
        sets = find_annex_sets(act.reading.masked, clause.span.start, clause.span.end)
        left += [Span(one.start, one.end) for one in sets if one.numbers]
    excepted = (piece.span for piece in act.pieces.within(clause.span) if piece.role == "except")
    return (*left, *excepted)


def _doubted(act: ActReading, effect: Effect, left: Sequence[Span]) -> Effect:
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
    left = blank_places(view, span, known)
    words = [Span(span.start + word.start(), span.start + word.end()) for word in WORD.finditer(left)]
    unread = [word for word in words if not _is_harmless(word.of(view)) or _is_stray_office(view, word)]
    return [*unread, *find_gaps(view, span)]


def _is_stray_office(view: str, word: Span) -> bool:
    """Return whether an office stands where it issues nothing: "käskkirja nr 5 personaliosakonna."."""
    return _STRAY.match(view, word.end) is not None and office_nominative(word.of(view)) is not None


@lru_cache(maxsize=16_384)
def _is_harmless(word: str) -> bool:
    lower = word.casefold()
    if lower in FILLERS or (len(word) == 1 and not word.isnumeric()):  # "⑩" is no letter
        return True
    return ACT_WORD.fullmatch(word) is not None or office_nominative(word) is not None
