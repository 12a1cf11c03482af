"""Read the operative sentences of an act's body into effects."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from extractors.citations.view import reading_of
from extractors.directive.header import find_memorandum
from extractors.effects.act_reading import ActReading
from extractors.effects.afterwards import doubt_afterwards, doubt_of_act_before, except_afterwards
from extractors.effects.bare_targets import find_bare_targets
from extractors.effects.cap import cap_rows
from extractors.effects.classify import find_verbs
from extractors.effects.clauses import split_clauses
from extractors.effects.control import find_foreign, find_repaired, find_title_unanswered, find_unanswered
from extractors.effects.dates import RETROACTIVE
from extractors.effects.day_of_ending import give_day, may_speak_of_ending, speaks_of_ending
from extractors.effects.one_sentence import read_sentence
from extractors.effects.other_acts import find_mark_beside, find_other_acts
from extractors.effects.outcome import Governor, Outcome, governor_of_act
from extractors.effects.peeling import Piece
from extractors.effects.qualify import Pieces, without_pieces
from extractors.effects.region import behind_title, find_title_end, operative_region, peel_sentences
from extractors.effects.replacement import mark_replacement
from extractors.effects.revoked_tables import add_revoked, find_revoked_tables
from extractors.effects.sentences import Provision, read_provisions, split_sentences
from extractors.effects.tables import add_tables, find_tables, with_whole_cells
from extractors.effects.third_person import in_first_person
from extractors.effects.unheld import find_unheld
from extractors.effects.unheld_numbers import doubt_unheld
from extractors.effects.unheld_validity import doubt_condition, doubt_untold
from extractors.effects.unit_lists import without_unit_leads
from extractors.model.directive import ActHeader, Part
from extractors.model.effect import Effect
from extractors.model.evidence import Span
from extractors.model.extraction import ActContext
from extractors.model.finding import Finding
from extractors.model.text import DocumentText
from extractors.words.acts import SAID_BEFORE
from extractors.words.guarded import Guarded

_SAME_ACT = Guarded(
    rf"(?<!\w)(?:{SAID_BEFORE}|samas|kõnealune)\s+(?:k[äa]skk?i"
    r"|korraldus|otsus|määrus)",
    "sama nimetatud viidatud mainitud kõnealu kõnesoleva osundatud",
)


@dataclass(slots=True)
class _State:
    """What the points read so far pass on to those below: who governs them, and which act is being amended."""

    standing: Governor | None = None
    by_provision: dict[int, Governor] = field(default_factory=dict)
    effects: list[Effect] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    answered: set[Span] = field(default_factory=set)
    opened: list[Governor] = field(default_factory=list)


def read_effects(
    text: DocumentText, body: Span, header: ActHeader, context: ActContext, parts: tuple[Part, ...]
) -> tuple[tuple[Effect, ...], tuple[Finding, ...]]:
    """Return the effects that the sentences of a body state, in order, and the doubts about them.

    A draft (finding ``draft``) and an explanatory memorandum (``memorandum``) have none. An expiry ("kehtib kuni
    31.12.2026") is an effect "revoke" upon the act itself with ``date_rule`` "expiry"; its ``effective_on`` is the
    first day on which the act is no longer in force. An amendment that gives an annex a new wording has the
    ``date_rule`` "replacement". ``unread_operative_sentence`` marks every sentence with an operative verb from which
    nothing could be read; ``too_many_effects`` and ``too_many_clauses`` say that the rest was left out.
    """
    if header.is_draft:
        return (), (Finding("draft", "a draft (eelnõu): its sentences have no effect", body),)
    memorandum = find_memorandum(text, body) if header.evidence is None else None
    if memorandum is not None:
        return (), (Finding("memorandum", "an explanatory memorandum: its sentences have no effect", body),)
    reading = reading_of(text.text)
    act_date = header.signed_on or context.registered_on
    region = operative_region(reading, body, header)
    state = _State()
    cells = with_whole_cells(text, region)
    tables = find_tables(reading, cells, region)
    revoked = find_revoked_tables(reading, cells, region)
    places = sorted([t.span for t in tables] + [t.span for t in revoked], key=lambda span: span.start)
    reading = in_first_person(without_pieces(reading, [Piece("filler", place) for place in places]), region, header)
    provisions = read_provisions(reading, region)
    sentences = tuple(split_sentences(reading, provision.span) for provision in provisions)
    title_end = find_title_end(reading, region, header)
    pieces, silent = peel_sentences(reading, sentences, title_end)
    plain = without_pieces(reading, pieces)
    act = ActReading(text, plain, act_date, parts, pieces=Pieces(pieces), title_end=title_end, silent=silent)
    for index, provision in enumerate(provisions):
        _read_provision(act, provisions, index, provision, sentences[index], state)
    effects = _without_covered_leads(without_unit_leads(tuple(dict.fromkeys(state.effects))))
    effects = add_tables(act, tables, effects, state.opened)
    effects, cut_tables = add_revoked(act, revoked, effects, state.opened)
    effects = tuple(doubt_condition(effect) for effect in _settle_applications(effects, act_date))
    effects = tuple(mark_replacement(reading, effect) for effect in effects)
    findings = [*state.findings, *cut_tables, *_backdated(effects, act_date, text)]
    flat = [
        span for spans in sentences for span in behind_title(spans, title_end) if span not in silent | state.answered
    ]
    effects = doubt_unheld(reading, flat, effects, findings, pieces, act_date)
    effects = doubt_untold(reading, flat, effects, findings, pieces)
    findings += find_bare_targets(reading, flat, effects, findings)
    findings += find_unanswered(reading, flat, effects, findings, pieces)
    findings += find_unheld(reading, flat, effects, findings, pieces, act_date)
    findings += find_title_unanswered(header.title or context.title, effects, findings)
    findings += find_other_acts(reading, body, region) + find_mark_beside(reading, body, region)
    findings += find_foreign(reading, region) + find_repaired(reading, effects, text.text)
    # Last, so that the sentences left out do not count as unread, one by one.
    effects, cut = cap_rows(effects)
    return effects, tuple(dict.fromkeys(findings + cut))


def _read_provision(
    act: ActReading,
    provisions: tuple[Provision, ...],
    index: int,
    provision: Provision,
    sentences: tuple[Span, ...],
    state: _State,
) -> None:
    above = running = _governor_of(provisions, provision, state)
    following = provisions[index + 1] if index + 1 < len(provisions) else None
    for number, span in enumerate(sentences):
        is_first = number == 0
        quote = Span(provision.start, span.end) if is_first and provision.number else span
        known = _same_act(act, span, above, state)
        outcome = read_sentence(act, span, quote, running if is_first or running is not above else None, known)
        outcome = _with_day_of_ending(act, span, outcome, state)
        if outcome.effects and state.effects:
            outcome = doubt_of_act_before(act, span, outcome, state.effects)
        if not outcome.effects and state.effects and not find_verbs(act.reading.masked, span.start, span.end):
            outcome = outcome.plus(except_afterwards(act, span, state.effects))
        if not (outcome.effects or any(p.role == "except" for p in act.pieces.within(span))):
            doubt_afterwards(act, span, state.effects)
        state.effects += outcome.effects
        state.findings += outcome.findings
        if outcome.opens is None:
            continue
        running = outcome.opens
        state.opened.append(running)
        if provision.number is None or (not is_first and outcome.is_bare):
            state.standing = outcome.opens
        elif following is not None and following.depth > provision.depth:
            state.by_provision[index] = outcome.opens


def _with_day_of_ending(act: ActReading, span: Span, outcome: Outcome, state: _State) -> Outcome:
    """Give the day of "Kehtetuks tunnistamine jõustub 1. mail" to what the sentence before it ends, in place."""
    if not state.effects or not may_speak_of_ending(act, span):
        return outcome
    verbs = find_verbs(act.reading.masked, span.start, span.end)
    clauses = split_clauses(act.reading.masked, span, verbs) if len(verbs) == 1 else ()
    if not clauses or not speaks_of_ending(act, clauses[0]):
        return outcome
    last = state.effects[-1].evidence.span
    first = next(n for n, effect in enumerate(state.effects) if effect.evidence.span == last)
    dated = give_day(act, clauses[0], state.effects[first:])
    if dated is None:
        return outcome
    state.effects[first:] = dated
    state.answered.add(span)
    return Outcome()


def _same_act(act: ActReading, span: Span, above: Governor | None, state: _State) -> Governor | None:
    """Return the act that the effects before it touched, if it is one: "Tunnistan kehtetuks sama käskkirja lisa 5"."""
    if above is not None or _SAME_ACT.search(act.reading.masked, span.start, span.end) is None:
        return above
    touched = [
        effect for effect in state.effects if effect.affected.number and effect.effect not in ("approve", "commence")
    ]
    if not touched or touched[-1].evidence.span.overlaps(span):
        return above
    last = touched[-1].evidence.span
    return governor_of_act([effect for effect in touched if effect.evidence.span == last]) or above


def _governor_of(provisions: tuple[Provision, ...], provision: Provision, state: _State) -> Governor | None:
    parent = provision.parent
    while parent is not None:
        if parent in state.by_provision:
            return state.by_provision[parent]
        parent = provisions[parent].parent
    return state.standing


def _without_covered_leads(effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Remove a lead without an annex ("Kinnitan järgmised ametijuhendid:") where items follow: they say all of it."""
    kept = []
    for index, effect in enumerate(effects):
        following = effects[index + 1] if index + 1 < len(effects) else None
        is_plain_lead = effect.effect == "approve" and effect.affected.annexes is None and effect.item_title is None
        covered = following is not None and following.effect == "approve" and following.item_title is not None
        if not (is_plain_lead and covered and following and following.affected.annexes is not None):
            kept.append(effect)
    return tuple(kept)


def _settle_applications(effects: tuple[Effect, ...], act_date: date | None) -> tuple[Effect, ...]:
    """Commence an act on the coming day from which it says it is applied, where it states no other commencement."""
    if any(effect.effect == "commence" for effect in effects):
        return effects
    return tuple(
        replace(effect, effect="commence", date_rule="application")
        if effect.effect == "apply"
        and not effect.is_retroactive
        and effect.effective_on is not None
        and (act_date is None or effect.effective_on >= act_date)
        else effect
        for effect in effects
    )


def _backdated(effects: tuple[Effect, ...], act_date: date | None, text: DocumentText) -> list[Finding]:
    """Return a finding for each effect dated before the signing without a word that says so.

    Nothing enters into force before it is signed unless the text says so (haldusmenetluse seadus § 61).
    """
    if act_date is None:
        return []
    return [
        Finding(
            "enters_into_force_before_signing",
            f"{effect.effective_on} is before the act's own date {act_date}, and no word says that this is meant",
            effect.evidence.span,
        )
        for effect in effects
        if effect.effective_on is not None
        and effect.effective_on < act_date
        and effect.effect != "apply"
        and RETROACTIVE.search(re.sub(r"\s+", " ", effect.evidence.quote)) is None
    ]
