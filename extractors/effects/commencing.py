"""Verbs of commencement and application: what begins, what is applied, and until when it holds."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from extractors.citations.annex_sets import find_annex_sets
from extractors.citations.point_sets import find_point_set
from extractors.effects.act_reading import ActReading
from extractors.effects.clauses import Clause
from extractors.effects.dates import RETROACTIVE, EffectDate, read_commencement, read_until
from extractors.effects.outcome import Outcome
from extractors.model.effect import Affected, Effect
from extractors.model.evidence import Span
from extractors.words.acts import DAMAGED_ACT_STEM

_ONE_DAY = 1
# What may enter into force or be applied: the act that speaks, its points and annexes, what it approves.
_SUBJECT = re.compile(
    rf"{DAMAGED_ACT_STEM}|käesolev|(?<!\w)(?:\w{{0,30}}kord|korda|\w{{0,30}}eeskiri|\w{{0,30}}juhend|põhimäärus|koosseis|akt|see|seda"
    r"|mis|mida|need|neid|nimetatud|ametijuhend\w*|juhend\w*|muudatus\w*|tingimus\w*|lisa|lisad|lisasid|punkt\w*|lõige|säte|sätted)(?!\w)|§|\bp\s?\d",
    re.IGNORECASE,
)


def read_clause_of_commencement(act: ActReading, clause: Clause, quote: Span) -> Outcome:
    """From when an act or a part of it holds or is applied, and until when; nothing for other subjects (a contract)."""
    view = act.reading.masked
    subject = Span(clause.span.start, clause.verbs[0].start)
    if not re.search(r"\b(?!ja\b|ning\b)\w{2,}", view[subject.start : subject.end]):
        # "… jõustub 1. juunil ja kehtib kuni …": the subject stands once, before the first verb
        subject = Span(min(quote.start, subject.start), subject.end)
    words = view[clause.span.start : clause.span.end]
    if not _SUBJECT.search(view, subject.start, subject.end) and not _SUBJECT.search(words):
        return Outcome()
    found = read_commencement(view, clause.verbs[0].start, clause.span.end, act.act_date)
    if found is None and clause.effect == "commence":
        found = read_commencement(view, clause.span.start, clause.span.end, act.act_date)
    is_retroactive = RETROACTIVE.search(words) is not None
    affected = _commencing(act, subject)
    effects: list[Effect] = []
    if found is not None and (clause.effect == "commence" or found.on is not None):
        effect = act.effect(clause.effect, affected, quote, found)
        effects.append(replace(effect, is_retroactive=effect.is_retroactive or is_retroactive))
    until = read_until(view, clause.verbs[0].start, clause.span.end, act.act_date)
    if until is not None and clause.effect == "commence":
        ends = EffectDate(date.fromordinal(until.toordinal() + _ONE_DAY), "stated", "expiry")
        effects.append(act.effect("revoke", affected, quote, ends))
    if not effects and clause.effect == "commence":
        return Outcome(findings=(act.unread(quote),))
    return Outcome(tuple(effects))


def _commencing(act: ActReading, subject: Span) -> Affected:
    view = act.reading.masked
    points = find_point_set(view, subject.start, subject.end)
    numbers = tuple(n for s in find_annex_sets(view, subject.start, subject.end) for n in s.numbers)
    if numbers:
        return Affected(annexes=numbers, scope="annexes")
    if points is not None:
        return Affected(points=points.points, scope="points")
    return Affected()
