"""Read one operative sentence: the effects of its verbs, or what it is as an item of a list above it."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.citations.find import find_bare_mention
from extractors.effects.accounting import left_of_lead, with_doubts, with_item_doubts
from extractors.effects.act_reading import ActReading
from extractors.effects.antecedents import with_clause
from extractors.effects.classify import OperativeVerb, find_verbs
from extractors.effects.clauses import Clause, split_clauses
from extractors.effects.day_of_ending import give_day, speaks_of_ending
from extractors.effects.later_ends import with_later_ends
from extractors.effects.leads import qualified_by_lead
from extractors.effects.noun_forms import read_noun_form
from extractors.effects.outcome import Governor, Outcome, governor_of_act
from extractors.effects.parted_days import parted_by_day
from extractors.effects.peeling import ENDING
from extractors.effects.relatives import is_told_by_which
from extractors.effects.unit_lists import lead_of_units
from extractors.effects.verbs import opened_below, read_clause, read_item
from extractors.model.effect import Effect
from extractors.model.evidence import Span
from extractors.model.finding import Finding
from extractors.words.guarded import Guarded

# "Alates 1. mail, mil jõustub uus kava, kaotab kehtivuse …": what begins on the day is told beside it
_ON_WHICH = Guarded(r"\d{4}\.?(?:\s?a(?:asta|\.)?)?\s*,\s*mi(?:l|llal)\s+(?:[^\W\d_]+\s+){0,4}\Z", "mil")
_WAITS = re.compile(r"(?<!\w)(?:kui|et|mil|millal|juhul)\s[^,;]{0,200}\Z", re.IGNORECASE)
# "jõustumise aega muudetakse: käskkiri jõustub 1. märtsil": what the amended act will say
_STATES = re.compile(
    r"\A\s*:[^:;.]*\Z|(?:jõustumis|kehtivus|tähta)\w*(?:\s+[^\W\d_]+){0,2}\s*:(?![^:;.]*käesolev)[^:;.]*\Z",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\wtakse(?!\w)", re.IGNORECASE)
_NEW_WORDING = re.compile(r"(?:järgmiselt|sõnastuses|redaktsioonis)\s*:")
_IS_NO_LEAD = re.compile(r"(?:tud|takse|b|vad)$|^(?:on|ei|enam)$", re.IGNORECASE)
_NO_OBJECT = re.compile(r"\bkehtetuks\b|\balates\b|[\W\d_]+")
_LISTED = re.compile(r"(?<!\w)(?:all)?järg(?:mised|nevad)\s", re.IGNORECASE)
_ANY_LETTER = re.compile(r"[^\W\d_]")
_WAITS_REACH = 220
_OPENS_LIST = re.compile(r"(?::|järgmiselt|alljärgnevalt|järgmised?\s\w+)\s*$", re.IGNORECASE)

MAX_CLAUSES = 100
"""Clauses of one sentence that are read. Acts have a dozen; a text made to be slow has tens of thousands."""


def read_sentence(
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
        item = with_later_ends(act, span, with_item_doubts(act, span, item, governor))
        return replace(item, effects=parted_by_day(item.effects))
    clauses, further = _first_clauses(split_clauses(view, span, verbs))
    outcome = Outcome(findings=further)
    for clause in clauses:
        if speaks_of_ending(act, clause):
            dated = give_day(act, clause, outcome.effects)
            told = (act.unread(clause.span),) if dated is None else ()
            outcome = replace(outcome, effects=dated or outcome.effects, findings=outcome.findings + told)
            continue
        read = with_later_ends(act, clause.span, with_doubts(act, clause, read_clause(act, clause, quote, above)))
        outcome = with_clause(act, clause, read, outcome)
        if read.targets and clause.effect in ("amend", *ENDING):
            # "Muuta käskkirja nr 31 ja tunnistada kehtetuks selle lisa 4": the act goes on to the next verb
            above = _opened(act, clause, quote, read, above)
        elif read.effects and clause.effect in ENDING:
            # "lisa 5 tunnistatakse kehtetuks ja lisa 6 asendatakse …": of the same act
            above = governor_of_act(read.effects) or above
    outcome = replace(outcome, effects=parted_by_day(outcome.effects))
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
    kept = tuple(v for v in verbs if not is_told_by_which(view, span.start, v))
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
        if verbs[0].effect == "amend" and _NEW_WORDING.search(before):
            return verbs[:index]
        if verbs[0].effect == "amend" and verb.effect in ("commence", "apply") and _STATES.search(before):
            return verbs[:index]
    return verbs


def _is_bare(view: str, clause: Clause) -> bool:
    """Return whether the objects of a verb are still to come: "… alusel: kinnitan", "tunnistan kehtetuks alates
    01.01.2026".
    """
    verb = view[clause.verbs[-1].start : clause.verbs[-1].end].split()
    if _IS_NO_LEAD.search(verb[0]):
        return False
    behind = view[clause.verbs[-1].end : clause.span.end]
    return len(_NO_OBJECT.sub("", behind)) <= 12


def _opened(act: ActReading, clause: Clause, quote: Span, outcome: Outcome, above: Governor | None) -> Governor:
    target = outcome.targets[-1] if outcome.targets else None
    if target is None and clause.effect == "amend" and above is not None:
        target = above.target
    # "Direktori järgmised käskkirjad tunnistatakse kehtetuks:" says before its verb what is listed
    is_last = _PASSIVE.search(act.reading.masked, clause.verbs[0].start, clause.verbs[-1].end) is not None
    is_last = is_last or _LISTED.search(act.reading.masked, clause.span.start, clause.verbs[0].start) is not None
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
