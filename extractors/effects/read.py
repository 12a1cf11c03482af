"""Read the operative sentences of an act's body into effects."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from extractors.citations.find import find_bare_mention, scan_citations
from extractors.citations.view import reading_of
from extractors.directive.header import find_memorandum
from extractors.effects.accounting import left_of_lead, with_doubts, with_item_doubts
from extractors.effects.act_reading import ActReading
from extractors.effects.afterwards import doubt_afterwards, except_afterwards
from extractors.effects.antecedents import with_clause
from extractors.effects.cap import cap_rows
from extractors.effects.classify import OperativeVerb, find_verbs
from extractors.effects.clauses import Clause, split_clauses
from extractors.effects.control import find_foreign, find_repaired, find_title_unanswered, find_unanswered
from extractors.effects.dates import RETROACTIVE
from extractors.effects.day_of_ending import give_day, may_speak_of_ending, speaks_of_ending
from extractors.effects.leads import qualified_by_lead
from extractors.effects.noun_forms import read_noun_form
from extractors.effects.other_acts import find_mark_above, find_other_acts
from extractors.effects.outcome import Governor, Outcome
from extractors.effects.peeling import ENDING, Piece
from extractors.effects.qualify import Pieces, without_pieces
from extractors.effects.region import behind_title, find_title_end, operative_region, peel_sentences
from extractors.effects.replacement import mark_replacement
from extractors.effects.revoked_tables import add_revoked, find_revoked_tables
from extractors.effects.sentences import Provision, read_provisions, split_sentences
from extractors.effects.tables import add_tables, find_tables
from extractors.effects.third_person import in_first_person
from extractors.effects.unheld import find_unheld
from extractors.effects.unheld_numbers import doubt_unheld
from extractors.effects.unheld_validity import doubt_condition, doubt_untold
from extractors.effects.unit_lists import lead_of_units, without_unit_leads
from extractors.effects.verbs import opened_below, read_clause, read_item
from extractors.model.directive import ActHeader, Part
from extractors.model.effect import Affected, Effect
from extractors.model.evidence import Span
from extractors.model.extraction import ActContext
from extractors.model.finding import Finding
from extractors.model.text import DocumentText
from extractors.words.acts import SAID_BEFORE
from extractors.words.qualifiers import ALONG_WITH_WHICH

# "…, millega seoses kaotab kehtivuse käskkiri nr 5" does it itself
_BY_WHICH = re.compile(rf"\bmillega\s+(?!{ALONG_WITH_WHICH}(?!\w))(?:[^\W\d_]{{1,30}}\s+){{0,2}}\Z", re.IGNORECASE)
_SAME_ACT = re.compile(
    rf"(?<!\w)(?:{SAID_BEFORE}|samas|kõnealune)\s+(?:k[äa]skk?i"
    r"|korraldus|otsus|määrus)",
    re.IGNORECASE,
)
# "Alates 1. mail, mil jõustub uus kava, kaotab kehtivuse …": what begins on the day is told beside it
_ON_WHICH = re.compile(r"\d{4}\.?(?:\s?a(?:asta|\.)?)?\s*,\s*mi(?:l|llal)\s+(?:[^\W\d_]+\s+){0,4}\Z", re.IGNORECASE)
_WAITS = re.compile(r"(?<!\w)(?:kui|et|mil|millal|juhul)\s[^,;]{0,200}\Z", re.IGNORECASE)
# "jõustumise aega muudetakse: käskkiri jõustub 1. märtsil": what the amended act will say
_STATES = re.compile(r"\A\s*:[^:;.]*\Z")
_PASSIVE = re.compile(r"\wtakse(?!\w)", re.IGNORECASE)
_ANY_LETTER = re.compile(r"[^\W\d_]")
_WAITS_REACH = 220
_OPENS_LIST = re.compile(r"(?::|järgmiselt|alljärgnevalt|järgmised?\s\w+)\s*$", re.IGNORECASE)

MAX_CLAUSES = 100
"""Clauses of one sentence that are read. Acts have a dozen; a text made to be slow has tens of thousands."""


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
    tables = find_tables(reading, text.text, region)
    revoked = find_revoked_tables(reading, text.text, region)
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
    findings += find_unanswered(reading, flat, effects, findings, pieces)
    findings += find_unheld(reading, flat, effects, findings, pieces, act_date)
    findings += find_title_unanswered(header.title or context.title, effects, findings)
    findings += find_other_acts(reading, body, region) + find_mark_above(reading, body, region)
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
        outcome = _read_sentence(act, span, quote, running if is_first or running is not above else None, known)
        outcome = _with_day_of_ending(act, span, outcome, state)
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
    return _governor_of_same_act([effect for effect in touched if effect.evidence.span == last]) or above


def _governor_of_same_act(effects: Sequence[Effect]) -> Governor | None:
    """Return what governs the words after some effects, with the act that they touch; ``None`` for several acts."""
    last = effects[-1].affected
    if len({effect.affected.reference_key for effect in effects}) != 1 or last.number is None:
        return None
    target = Affected(
        last.issuer, last.kind, last.enacted_on, last.number, last.title, reference_key=last.reference_key
    )
    return Governor(effects[-1].effect, effects[-1].evidence.span, target, None, None, False, None, "act")


def _governor_of(provisions: tuple[Provision, ...], provision: Provision, state: _State) -> Governor | None:
    parent = provision.parent
    while parent is not None:
        if parent in state.by_provision:
            return state.by_provision[parent]
        parent = provisions[parent].parent
    return state.standing


def _read_sentence(
    act: ActReading, span: Span, quote: Span, governor: Governor | None, above: Governor | None
) -> Outcome:
    """Read one sentence: the effects of its verbs, or what it is as an item of the list that ``governor`` opened.

    ``above`` names the act that amendments below it change.
    """
    view = act.reading.masked
    words = view[span.start : span.end]
    if span in act.silent:
        return Outcome()
    verbs = _without_new_wording(view, _without_described(view, span, find_verbs(view, span.start, span.end)))
    if not verbs:
        if governor is None:
            return read_noun_form(act, span, quote) if quote != span else Outcome()
        if (below := opened_below(act, span, governor)) is not None:
            return Outcome(opens=below)
        item = qualified_by_lead(act, read_item(act, span, quote, governor), governor)
        return with_item_doubts(act, span, item, governor)
    outcome = Outcome()
    clauses, further = _first_clauses(split_clauses(view, span, verbs))
    outcome = replace(outcome, findings=further)
    for clause in clauses:
        if speaks_of_ending(act, clause):
            dated = give_day(act, clause, outcome.effects)
            told = (act.unread(clause.span),) if dated is None else ()
            outcome = replace(outcome, effects=dated or outcome.effects, findings=outcome.findings + told)
            continue
        read = with_doubts(act, clause, read_clause(act, clause, quote, above))
        outcome = with_clause(act, clause, read, outcome)
        if read.targets and clause.effect in ("amend", *ENDING):
            # "Muuta käskkirja nr 31 ja tunnistada kehtetuks selle lisa 4": the act goes on to the next verb
            above = _opened(act, clause, quote, read, above)
        elif read.effects and clause.effect in ENDING:
            # "lisa 5 tunnistatakse kehtetuks ja lisa 6 asendatakse …": of the same act
            above = _governor_of_same_act(read.effects) or above
    last = clauses[-1]
    is_bare = _is_bare(view, last)
    if is_bare:
        outcome = replace(outcome, effects=tuple(e for e in outcome.effects if not _says_nothing(e)), is_bare=True)
    # "… ja tunnistan selle kehtetuks." ends here: no list below says what the bare verb acts upon
    # nor does it in "Tunnistan kehtetuks, kui eelarve lubab, käskkirja nr 5.", of which only the condition was read
    is_lifted = last.effect in ENDING and bool(act.pieces.within(Span(last.verbs[0].end, span.end)))
    is_whole = (len(clauses) > 1 or is_lifted) and words.rstrip().endswith(".")
    if (is_bare and not is_whole) or _OPENS_LIST.search(words) is not None:
        outcome, target = lead_of_units(outcome, words) if last.effect in ENDING else (outcome, None)
        opened = _opened(act, last, quote, outcome, above)
        opened = replace(opened, target=target, bare=None) if target is not None else opened
        outcome = replace(outcome, opens=opened, findings=_without_unread(outcome))
    return outcome


def _first_clauses(clauses: tuple[Clause, ...]) -> tuple[tuple[Clause, ...], tuple[Finding, ...]]:
    """Return the clauses of a sentence that are read, and a finding where there are more: each reads its whole
    sentence.
    """
    if len(clauses) <= MAX_CLAUSES:
        return clauses, ()
    message = f"a sentence of {len(clauses)} clauses: only the first {MAX_CLAUSES} are read"
    return clauses[:MAX_CLAUSES], (Finding("too_many_clauses", message, clauses[MAX_CLAUSES].span),)


def _says_nothing(effect: Effect) -> bool:
    """Return whether an approval comes from a bare verb after title and legal basis ("… alusel: kinnitan")."""
    return effect.effect == "approve" and effect.affected.annexes is None and effect.affected.scope == "act"


def _without_described(view: str, span: Span, verbs: tuple[OperativeVerb, ...]) -> tuple[OperativeVerb, ...]:
    """Return the verbs without those that describe another act ("eelnõu, millega tunnistatakse kehtetuks …")."""
    kept = tuple(v for v in verbs if not _BY_WHICH.search(view, max(span.start, v.start - 60), v.start))
    if len(kept) > 1 and kept[0].effect == "commence" and _ON_WHICH.search(view, span.start, kept[0].start):
        return kept[1:]
    if not kept or kept[0].effect != "commence":
        return kept
    # "jõustub tingimusel, et eelarve kinnitatakse": what the day waits for is not done here
    # No further back than its pattern reaches: a thousand verbs must not each search the whole sentence.
    return kept[:1] + tuple(
        v for v in kept[1:] if not _WAITS.search(view, max(kept[0].end, v.start - _WAITS_REACH), v.start)
    )


def _without_new_wording(view: str, verbs: tuple[OperativeVerb, ...]) -> tuple[OperativeVerb, ...]:
    """Return the verbs before a new wording, also where its quotation marks were lost.

    "sõnastada preambul järgmiselt: … kehtestada …" quotes what the act will say.
    """
    for index, verb in enumerate(verbs[1:], 1):
        before = view[verbs[0].end : verb.start]
        if verbs[0].effect == "amend" and re.search(r"(?:järgmiselt|sõnastuses|redaktsioonis)\s*:", before):
            return verbs[:index]
        if verbs[0].effect == "amend" and verb.effect in ("commence", "apply") and _STATES.search(before):
            return verbs[:index]
    return verbs


def _is_bare(view: str, clause: Clause) -> bool:
    """Return whether the objects of a verb are still to come: "… alusel: kinnitan", "tunnistan kehtetuks alates
    01.01.2026".
    """
    verb = view[clause.verbs[-1].start : clause.verbs[-1].end].split()
    if re.search(r"(?:tud|takse|b|vad)$|^(?:on|ei|enam)$", verb[0], re.IGNORECASE):
        return False
    behind = view[clause.verbs[-1].end : clause.span.end]
    return len(re.sub(r"\bkehtetuks\b|\balates\b|[\W\d_]+", "", behind)) <= 12


def _opened(act: ActReading, clause: Clause, quote: Span, outcome: Outcome, above: Governor | None) -> Governor:
    target = outcome.targets[-1] if outcome.targets else None
    if target is None and clause.effect == "amend" and above is not None:
        target = above.target
    # "Direktori järgmised käskkirjad tunnistatakse kehtetuks:" says before its verb what is listed
    is_last = _PASSIVE.search(act.reading.masked, clause.verbs[0].start, clause.verbs[-1].end) is not None
    is_last = is_last and not _ANY_LETTER.search(act.reading.masked, clause.verbs[-1].end, clause.span.end)
    behind = clause.span if is_last else Span(clause.verbs[0].start, clause.span.end)
    mention = find_bare_mention(act.reading, behind) if target is None or clause.effect in ENDING else None
    bare = mention if target is None else None
    return Governor(
        clause.effect, quote, target, bare, act.stated_start(clause.span, ()), _has_numbers(outcome),
        act.kind_of(behind), act.lead_scope(clause.span), clause.span, left_of_lead(act, clause, mention),
    )  # fmt: skip


def _has_numbers(outcome: Outcome) -> bool:
    return any(isinstance(effect.affected.annexes, tuple) for effect in outcome.effects)


def _without_unread(outcome: Outcome) -> tuple[Finding, ...]:
    return tuple(finding for finding in outcome.findings if finding.code != "unread_operative_sentence")


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


__all__ = ["OperativeVerb", "read_effects", "scan_citations"]
