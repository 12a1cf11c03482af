"""Read when that ends which a sentence excepts from what ends: it goes on, and often for some time only.

Tunnistan kehtetuks A, välja arvatud lisa 4, mis kehtib kuni 31.12.2025        annex 4 ends on 01.01.2026
… lisad 1-6, v.a lisa 4, mille tunnistan kehtetuks 01.09.2025                  on that day
… jättes lisa 4 kehtima kuni uue korra kinnitamiseni                           on an event: a doubt
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from extractors.citations.annex_sets import find_annex_sets
from extractors.citations.calendar_dates import find_dates
from extractors.citations.point_sets import find_point_sets
from extractors.citations.view import reading_of
from extractors.effects.act_reading import ActReading
from extractors.effects.dates import EffectDate, hangs_on_condition, read_stated_start, read_until
from extractors.effects.excepted_ends import ENDS_LATER
from extractors.effects.outcome import Outcome
from extractors.effects.peeling import ENDING, Piece
from extractors.effects.qualify import plain_words
from extractors.model.effect import Affected, Effect, EffectKind
from extractors.model.evidence import Span

_UNTIL = re.compile(r"(?<!\w)(?:kuni|seni)(?!\w)", re.IGNORECASE)
_SUSPENDS = re.compile(r"(?<!\w)peata", re.IGNORECASE)


def with_later_ends(act: ActReading, span: Span, outcome: Outcome) -> Outcome:
    """Return the outcome of a clause or an item with the ends of what it excepts; each in doubt whose day was not
    read, or that several acts may be meant by."""
    told = [piece for piece in act.pieces.within(span) if piece.role == "ends"]
    if not told or not any(effect.effect in ENDING for effect in outcome.effects):
        return outcome
    later = tuple(effect for piece in told for effect in _ends(act, outcome.effects, piece))
    view = reading_of(act.text.text).masked
    mixed = next((piece.span for piece in told if _names_units(view, piece.span)), None)
    if mixed is None:
        return replace(outcome, effects=outcome.effects + later)
    # "…, mis kehtib kuni 1. maini, ja lisa 5": whether annex 5 is excepted too is not read
    words = plain_words(mixed.of(act.text.text))
    doubted = (replace(e, doubt=e.doubt or "limit_unread", doubt_quote=e.doubt_quote or words) for e in outcome.effects)
    return replace(outcome, effects=(*doubted, *later))


def of_excepted(ended: Affected, annexes: tuple[str, ...], points: tuple[str, ...]) -> Affected:
    """Return some annexes, or points, that an end excepts, as what is affected."""
    within = ended.annexes if ended.scope in ("annexes", "points") else None
    return replace(
        ended,
        scope="annexes" if annexes else "points",
        annexes=annexes or within,
        points=points or None,
        except_annexes=(),
        except_points=(),
        limit=None,
    )


def _ends(act: ActReading, effects: tuple[Effect, ...], piece: Piece) -> list[Effect]:
    """Return the ends of what an exception names, one for each act of which it is excepted."""
    found: dict[str | None, Effect] = {}
    for effect in effects:
        said = effect.affected
        if {*piece.annexes} <= {*said.except_annexes} and {*piece.points} <= {*said.except_points}:
            found.setdefault(said.reference_key, effect)
    view = reading_of(act.text.text).masked
    day = _day(act, view, piece.span)
    words = plain_words(piece.span.of(act.text.text))
    told = []
    for effect in found.values():
        units = of_excepted(effect.affected, piece.annexes, piece.points)
        kind: EffectKind = "suspend" if effect.effect == "suspend" and _SUSPENDS.search(words) else "revoke"
        later = act.effect(kind, units, effect.evidence.span, day)
        if later.date_basis == "condition":
            later = replace(later, doubt="condition", doubt_quote=words)
        elif day is None or effect.effect != kind or len(found) > 1:
            later = replace(later, doubt="days_unread", doubt_quote=words)
        told.append(later)
    return told


def _names_units(view: str, span: Span) -> bool:
    return bool(find_annex_sets(view, span.start, span.end) or find_point_sets(view, span.start, span.end))


def _day(act: ActReading, view: str, span: Span) -> EffectDate | None:
    """Return the first day on which something no longer holds; ``None`` for none, or for more than one."""
    words = span.of(view)
    if _names_units(view, span) or act.cited(span):
        return None
    days = len(list(find_dates(view, span.start, span.end)))
    if hangs_on_condition(words) or (not days and _UNTIL.search(words)):
        return EffectDate(None, "condition")
    if days > 1:
        return None
    until = read_until(view, span.start, span.end, act.act_date)
    if until is not None:
        return EffectDate(until + timedelta(days=1), "stated") if not ENDS_LATER.search(words) else None
    return (
        read_stated_start(view, span.start, span.end, act.act_date, is_ending=True)
        if ENDS_LATER.search(words)
        else None
    )
