"""Read verbs that change how an act or annex holds: suspend, extend, reinstate, correct, renumber."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.effects.act_reading import ActReading
from extractors.effects.clauses import Clause
from extractors.effects.dates import count_days, read_until
from extractors.effects.outcome import Governor, Outcome
from extractors.effects.revoking import read_ended
from extractors.model.effect import Effect
from extractors.model.evidence import Span

_NEW_NUMBERS = re.compile(
    r"\bon\s+(?:edaspidi|nüüd|uue\s+numbriga)\s[^;]*|\b(?:lisa(?:de)?ks|(?:ala)?punkti(?:de)?ks|numbri(?:te)?ks)\b[^;]*",
    re.IGNORECASE,
)
_EXCHANGE = re.compile(
    r",\s*(?:asendades|parandades|lugedes|kirjutades|õige\s+on)\b[^;]*|\b(?:ja|ning)\s+(?:asendan|asendatakse"
    r"|lugeda|loen)\b[^;]*",
    re.I,
)


def read_change(act: ActReading, clause: Clause, quote: Span, governor: Governor | None) -> Outcome:
    """Return what a clause suspends, extends, reinstates, corrects or renumbers; a doubt where it names no act."""
    view = act.reading.masked
    span = clause.span
    pattern = {"renumber": _NEW_NUMBERS, "correct": _EXCHANGE}.get(clause.effect)
    cut = pattern.search(view, clause.verbs[0].end, span.end) if pattern else None
    short = Clause(clause.effect, clause.verbs, Span(span.start, cut.start())) if cut else clause
    objects = act.objects(short, governor.bare if governor else None)
    if not objects:
        target = act.part_of_target(short.span, governor) or (governor.target if governor else None)
        if target is None:
            return Outcome(findings=(act.unread(quote),))
        return Outcome((_with_end(act, act.effect(clause.effect, target, quote, None), short.span),), targets=(target,))
    outcome = read_ended(act, clause.effect, objects, short.span, quote, None)
    effects = tuple(_with_end(act, effect, short.span) for effect in outcome.effects)
    return Outcome(effects, outcome.findings, targets=tuple(effect.affected for effect in effects))


def _with_end(act: ActReading, effect: Effect, span: Span) -> Effect:
    """Add the last day of a suspension or an extended validity to its effect."""
    if effect.effect not in ("suspend", "extend"):
        return effect
    until = read_until(act.reading.masked, span.start, span.end, act.act_date)
    if count_days(act.reading.masked, span.start, span.end, last=True) > 1:
        # "lisa 2 kehtivust kuni …  ja lisa 4 kehtivust kuni …": which day is whose is not read
        return replace(effect, until=until, doubt=effect.doubt or "days_unread", doubt_quote=span.of(act.text.text))
    return replace(effect, until=until)
