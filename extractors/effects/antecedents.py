"""Give what a clause of commencement says to what it speaks of: an annex, an extended act, an exception.

Kinnitan … (lisa 1), mis jõustub 01.06.2025            the annex has its own day
Kinnitan … (lisa 1, kehtib 1. juunist 2025)            the same
… kehtivust pikendatakse ja see kehtib kuni 01.06.2025 the other act, not the one that speaks
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from extractors.citations.annex_sets import find_annex_sets
from extractors.effects.act_reading import ActReading
from extractors.effects.clauses import Clause
from extractors.effects.commencing import is_ordered_of_it
from extractors.effects.later_ends import of_excepted
from extractors.effects.objects import annex_numbers
from extractors.effects.outcome import Outcome
from extractors.effects.own_parts import own_affected
from extractors.effects.parted_days import of_act_before
from extractors.effects.peeling import ENDING, Piece
from extractors.effects.same_day import on_same_day
from extractors.model.effect import Affected, Effect
from extractors.model.evidence import Span

_RELATIVE = re.compile(r"[\s,]*(?:mis|mille|kes|mida)(?!\w)", re.IGNORECASE)
# "… ja see kehtib kuni …": a pronoun alone before the verb
_PRONOUN = re.compile(
    r"[\s,;]*(?:(?:ja|ning|kusjuures|nii\s+et)\s+)?(?:see|need|nimetatu|viimane)\s*\Z",
    re.IGNORECASE,
)
# "Kinnitan korra (lisa 1); see jõustub pärast kooskõlastamist"
_SEE = re.compile(r"\s*;\s*(?:see|need)\s*\Z", re.IGNORECASE)
_REST = re.compile(r"(?<!\w)(?:ülejäänud|muud|teised|muus)\s+(?:lisad|punktid|sätted|osas)(?!\w)", re.IGNORECASE)
_JOINT_ALONE = re.compile(r"[\s,;]*\Z")
_IN_BRACKETS = re.compile(r"\(\s*lisa\w*\s[^()]*\Z", re.IGNORECASE)
# "ametijuhendi redaktsiooni, mis kehtib alates 01.05.2025 (lisa 6)": the annex of what was approved
_ITS_ANNEX = re.compile(r"(?=\(\s*lisa)", re.IGNORECASE)
_GOES_ON = re.compile(r",\s+(?:ja|ning|samuti)\s+(?=[^,;]*\(\s*lisa)", re.IGNORECASE)


def with_clause(act: ActReading, clause: Clause, read: Outcome, before: Outcome) -> Outcome:
    """Return what a sentence says up to a clause and with it; a day may be that of what was read before it."""
    read = on_same_day(act, clause, read, before)
    if clause.effect not in ("commence", "apply") or not before.effects or not read.effects:
        return before.plus(read)
    view, start, verb = act.reading.masked, clause.span.start, clause.verbs[0].start
    last = before.effects[-1]
    is_told = _is_in_brackets(act, clause) or is_ordered_of_it(act, clause)
    is_relative = is_told or _RELATIVE.match(view, start, verb) is not None
    is_of_it = is_relative or _PRONOUN.match(view, start, verb) is not None
    is_plain = all(effect.affected.scope == "act" or is_told for effect in read.effects)
    if is_of_it and last.effect in ("extend", "suspend"):
        return _with_end(act, clause, read, before)
    if is_relative and last.effect in ENDING:
        return before.plus(_of_excepted(act, clause, read, last.affected))
    if of_it := of_act_before(act, read.effects, before.effects):
        return before.plus(replace(read, effects=of_it))
    if last.effect in ENDING and last.affected.number and _REST.search(view, start, verb):
        # "Tunnistan kehtetuks A lisad 1-3, ülejäänud lisad kehtivad kuni …": those of A
        return before.plus(Outcome(findings=(act.unread(clause.span),)))
    approved = [effect.affected for effect in before.effects if effect.effect == "approve"]
    if approved and is_plain and _SEE.match(view, start, verb):
        is_relative = len(before.effects) == len(approved) == 1
    if not is_relative or not approved or not is_plain:
        return before.plus(read)
    excepted = next((p for p in act.pieces.within(last.evidence.span) if _is_right_before(act, p, clause)), None)
    if excepted is not None:
        # "Kinnitan lisad 1-4, v.a lisa 3, mis jõustub …", "… korra (lisa 1), v.a punkt 3, mis jõustub …"
        kept = replace(approved[-1], annexes=excepted.annexes, except_annexes=(), except_points=())
        told = () if excepted.annexes else (act.unread(clause.span),)
        begun = tuple(replace(effect, affected=kept) for effect in read.effects) if excepted.annexes else ()
        return before.plus(replace(read, effects=begun, findings=read.findings + told))
    of_what = _nearest(act, approved[-1], clause)
    behind = _approved_behind(act, clause, last)
    if behind and of_what.annexes is None:
        # The annex stands behind the clause: it is that of the approval before it
        of_what = behind[-1].affected
        before, behind = replace(before, effects=(*before.effects[:-1], behind[-1])), ()
    return _with_own_days(before, replace(read, effects=behind), of_what, read.effects)


def _is_right_before(act: ActReading, piece: Piece, clause: Clause) -> bool:
    """Tell whether an exception stands right before a relative clause, which speaks of it."""
    start = clause.span.start
    return (
        piece.role == "except"
        and piece.span.end <= clause.verbs[0].start
        and (not act.reading.masked[min(piece.span.end, start) : start].strip(" ,\n"))
    )


def _is_in_brackets(act: ActReading, clause: Clause) -> bool:
    """Tell whether a clause stands in the brackets of an annex: "(lisa 1, kehtib 1. juunist 2025)"."""
    view, verb = act.reading.masked, clause.verbs[0].start
    if _JOINT_ALONE.fullmatch(view, clause.span.start, verb) is None:
        return False
    return _IN_BRACKETS.search(view, max(0, verb - 60), verb) is not None


def _with_own_days(before: Outcome, behind: Outcome, of_what: Affected, read: tuple[Effect, ...]) -> Outcome:
    """Return the approvals with the day or the condition of what a relative clause says of them.

    What it says of one annex of several, what is doubted, applied or ends stays an effect of its own.
    """
    effects, own = list(before.effects), []
    for effect in read:
        at = _approval_of(effects, of_what) if _begins(effect) and effect.doubt is None else None
        if at is None:
            own.append(replace(effect, affected=of_what))
            continue
        effects[at] = replace(
            effects[at],
            effective_on=effect.effective_on,
            date_basis=effect.date_basis,
            date_rule=effect.date_rule,
            is_retroactive=effect.is_retroactive,
        )
    return replace(before, effects=tuple(effects)).plus(Outcome(tuple(own))).plus(behind)


def _begins(effect: Effect) -> bool:
    """Tell whether an effect says from when a document holds: it begins, or is applied from an event on."""
    return effect.effect == "commence" or (effect.effect == "apply" and effect.date_basis == "condition")


def _approval_of(effects: list[Effect], of_what: Affected) -> int | None:
    """Return which approval a relative clause speaks of as a whole; ``None`` for none without a day of its own."""
    for at in range(len(effects) - 1, -1, -1):
        effect = effects[at]
        is_free = effect.effect == "approve" and effect.effective_on is None and effect.date_basis is None
        if is_free and effect.affected == of_what:
            return at
    return None


def _with_end(act: ActReading, clause: Clause, read: Outcome, before: Outcome) -> Outcome:
    """Return an extension or a suspension with the last day that the clause behind it repeats or adds.

    A doubt where the clause says anything else of it.
    """
    ends = [effect for effect in read.effects if effect.effect == "revoke" and effect.effective_on is not None]
    day = ends[0].effective_on if len(ends) == len(read.effects) == 1 else None
    last = before.effects[-1].evidence.span
    if day is None:
        return before.plus(Outcome(findings=(act.unread(clause.span),)))
    until = day - timedelta(days=1)
    same = [effect for effect in before.effects if effect.evidence.span == last and effect.effect != "approve"]
    if any(effect.until not in (None, until) for effect in same):
        return before.plus(Outcome(findings=(act.unread(clause.span),)))
    return replace(
        before, effects=tuple(replace(effect, until=until) if effect in same else effect for effect in before.effects)
    )


def _of_excepted(act: ActReading, clause: Clause, read: Outcome, ended: Affected) -> Outcome:
    """Return the end of what an exception keeps: "välja arvatud lisa 2, mis kehtib kuni 20.12.2025".

    A doubt where nothing is excepted: the relative clause speaks of the act that ends, not of the one that speaks.
    """
    ends = [effect for effect in read.effects if effect.effect == "revoke"]
    if len(ends) != len(read.effects) or not (ended.except_annexes or ended.except_points):
        return Outcome(findings=(act.unread(clause.span),))
    kept = of_excepted(ended, ended.except_annexes, ended.except_points)
    return replace(read, effects=tuple(replace(effect, affected=kept, date_rule=None) for effect in ends))


def _approved_behind(act: ActReading, clause: Clause, approval: Effect) -> tuple[Effect, ...]:
    """Return the approval that continues after a relative clause.

    An example: "Kinnitan hinnakirja (lisa 1), mis hakkab kehtima 1. septembrist, ja kodukorra (lisa 2)".
    """
    pattern = _GOES_ON if approval.affected.annexes else _ITS_ANNEX
    joint = pattern.search(act.reading.masked, clause.verbs[-1].end, clause.span.end)
    if joint is None or approval.effect != "approve":
        return ()
    rest = Span(joint.end(), clause.span.end)
    own = own_affected(act, rest, annex_numbers(act.reading.masked, rest))
    return (act.effect("approve", own, approval.evidence.span, None),) if own.scope == "annexes" else ()


def _nearest(act: ActReading, approved: Affected, clause: Clause) -> Affected:
    """Return the last of several documents where the verb after them is in the singular; otherwise all of them.

    An example: "kodukorra (lisa 1) ja hinnakirja (lisa 2), mis jõustub …".
    """
    verb = act.reading.masked[clause.verbs[0].start : clause.verbs[0].end].split()[0]
    floor = act.reading.masked.rfind("\n\n", 0, clause.span.start) + 1
    sets = [s for s in find_annex_sets(act.reading.masked, floor, clause.span.start) if s.numbers]
    named = [s for s in sets if set(s.numbers) <= set(approved.annexes or ())]
    if verb.casefold().endswith("vad") or len(named) < 2 or approved.scope != "annexes":
        return approved
    return replace(approved, annexes=named[-1].numbers)
