"""Read verbs of revocation: which acts, annexes, points or approved documents end, and from when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.citations.calendar_dates import find_dates
from extractors.citations.view import reading_of
from extractors.effects.act_object import ActObject
from extractors.effects.act_reading import ActReading
from extractors.effects.approved_names import is_part_of_several
from extractors.effects.bound_units import may_share_units
from extractors.effects.clauses import REST_BEFORE, Clause
from extractors.effects.dates import EffectDate, count_days, read_stated_start
from extractors.effects.last_limit import with_own_limits
from extractors.effects.legal_basis import NO_PREAMBLE, is_basis, without_histories
from extractors.effects.objects import read_objects
from extractors.effects.outcome import Governor, Outcome, distinct
from extractors.effects.peeling import ENDING
from extractors.effects.unit_lists import named_item
from extractors.model.effect import Affected, Effect, EffectKind
from extractors.model.evidence import Span
from extractors.model.finding import Finding
from extractors.words.acts import ACT_NAME

# "käesolev käskkiri … kaotab kehtivuse 31.12.2026"; "Otsus jõustub 15. mail ja kaotab kehtivuse 1. septembril"
_THIS_ACT = re.compile(
    rf"(?<!\w)käesolev\s+(?:{ACT_NAME})(?!\w)"
    rf"|\A\s*(?:\d{{1,2}}(?:\.\d{{1,2}})*[.)]?\s+)?(?:{ACT_NAME})\s+(?:jõustub|hakkab|kehtib|kaotab)(?!\w)"
    r"|\A\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]?\s+)?(?:käesoleva\s+)?(?:käskkirja|otsuse|korralduse|määruse)\s+kehtivus(?!\w)",
    re.IGNORECASE,
)
# "lisad 1–6, lisa 4 alates 01.05.2025": the day of one that stands in the list before it, and not of all
_DAY_OF_ONE = re.compile(
    r"(?<!\w)lisad\s[\d\s,.janigku-]{1,60}[,;]\s+(?:[^\W\d_]+\s+)?lisa\s+\d+\s+(?:alates|kuni|seisuga)(?!\w)",
    re.IGNORECASE,
)
# Between an exception and its day, where no comma parts them
_ONLY_LEAD = re.compile(r"[^\S\n]*(?:-\s+)?(?:(?:alates|arvates|alles|kuupäevast)\s+){0,3}", re.IGNORECASE)
_REACH_OF_DAY = 60
_RESPECTIVELY = re.compile(r"(?<!\w)vastavalt(?=\s+(?:alates\s+)?\d)", re.IGNORECASE)


def read_revocation(act: ActReading, clause: Clause, quote: Span, governor: Governor | None) -> Outcome:
    """Return what a clause of revocation ends; a doubt where only a title names it, or nothing could be read."""
    objects = act.objects(clause, governor.bare if governor else None)
    if objects:
        return read_ended(act, "revoke", objects, clause.span, quote, None)
    target = act.part_of_target(clause.span, governor)
    is_rest = REST_BEFORE.match(act.reading.masked, clause.span.start, clause.verbs[0].start) is not None
    if is_rest and target is None and governor is not None:
        target = governor.target
    if target is not None and governor is not None:
        # "Peatan alates 1. maist käskkirja nr 5 lisa 1 ning tunnistan kehtetuks sama käskkirja lisa 2": another day
        shared = governor.starts if governor.effect not in ENDING or governor.effect == "revoke" else None
        starts = act.stated_start(clause.span, (), is_ending=True) or shared
        return Outcome((act.qualified(act.effect("revoke", target, quote, starts), clause.span),))
    if (own := _own_end(act, clause, quote)) is not None:
        return own
    titled = act.titled(clause.span)
    if titled is not None:
        starts = act.stated_start(clause.span, (), is_ending=True)
        finding = Finding("revoked_without_reference", "what is revoked is named by its title alone", quote)
        return Outcome((act.qualified(act.effect("revoke", titled, quote, starts), clause.span),), (finding,))
    return Outcome(findings=(act.unread(quote),))


def _own_end(act: ActReading, clause: Clause, quote: Span) -> Outcome | None:
    """Return the end that an act states for itself: "Käesolev käskkiri jõustub … ja kaotab kehtivuse 31. detsembril
    2026".

    ``None`` where it states none.
    """
    starts = act.stated_start(clause.span, (), is_ending=True)
    if starts is None or _THIS_ACT.search(act.reading.masked[quote.start : clause.verbs[0].end]) is None:
        return None
    return Outcome((act.effect("revoke", Affected(), quote, replace(starts, rule="expiry")),))


def read_revoked_item(act: ActReading, span: Span, quote: Span, governor: Governor) -> Outcome:
    """Return what an item ends in a list that a verb of revocation opened."""
    found = act.cited(span, governor.bare)
    kept = [
        c
        for c in without_histories(act.reading, found, span)
        if not is_basis(act.reading, c, span, span.start, NO_PREAMBLE)
    ]
    if not kept:
        target = act.part_of_target(span, governor)
        target = target or named_item(act, span, governor)
        if target is not None:
            return Outcome((act.effect(governor.effect, target, quote, governor.starts),))
        return (
            Outcome(findings=(act.unread(quote),))
            if ":" not in act.reading.masked[span.start : span.end]
            else Outcome()
        )
    objects = [_of_kind(one, governor.kind) for one in read_objects(act.reading, kept, span)]
    return read_ended(act, governor.effect, objects, span, quote, governor.starts)


def read_ended(
    act: ActReading, kind: EffectKind, objects: Sequence[ActObject], span: Span, quote: Span, lead: EffectDate | None
) -> Outcome:
    """Return the end of each object, with its day.

    A day after one object of a list applies to it and to those before it without a day of their own; a day before the
    first object applies to all, a day before a later object to it and to those after it.
    """
    objects = with_own_limits(act, objects)
    shared = _respectively(act, objects, span)
    first = objects[0].citation.span.start
    front = Span(span.start, first)
    general = act.stated_start(front, (), is_ending=True) or lead
    leads = _running_leads(act, objects)
    may_share = may_share_units(act.reading, objects)
    effects: list[Effect] = []
    starts: EffectDate | None = None
    for at in range(len(objects) - 1, -1, -1):
        one = objects[at]
        starts = act.stated_start(one.tail, (), is_ending=True) or starts
        effect = act.effect(kind, one.affected, quote, starts or leads[at] or general)
        effect = _with_name(act, effect, one)
        for stretch in (front, one.lead, one.tail):
            effect = act.qualified(effect, stretch) if stretch is not None else effect
        effect = _with_list_doubts(act, effect, objects, at, front, has_days=bool(shared))
        if may_share and one.citation is not objects[-1].citation:
            words = Span(one.citation.core_start, objects[-1].tail.end).of(act.text.text)
            effect = _doubted(effect, "units_shared", words)
        effects.append(effect)
        if one.lead is not None and (not at or objects[at - 1].lead != one.lead):
            starts = None
    effects.reverse()
    return Outcome(distinct(_with_days(act, effects, shared, span)))


def _with_name(act: ActReading, effect: Effect, one: ActObject) -> Effect:
    """Return the effect with the name of the approved documents that it ends; limited to it where they are a part."""
    if one.affected.scope != "approved" or one.named is None:
        return effect
    if is_part_of_several(act.reading.masked, one.tail, one.named):
        effect = replace(effect, affected=replace(effect.affected, limit=one.named))
    return replace(effect, item_title=one.named)


def _running_leads(act: ActReading, objects: Sequence[ActObject]) -> list[EffectDate | None]:
    """Return the day before each object of a list, or before the nearest earlier object that has one."""
    days: list[EffectDate | None] = []
    for one in objects:
        own = act.stated_start(one.lead, (), is_ending=True) if one.lead is not None else None
        days.append(own or (days[-1] if days else None))
    return days


def _with_list_doubts(
    act: ActReading, effect: Effect, objects: Sequence[ActObject], at: int, front: Span, *, has_days: bool
) -> Effect:
    """Return the effect, doubted where a day or an exception may be that of another list member.

    ``has_days``: the sentence gives each member its day ("vastavalt").
    """
    view, tail = act.reading.masked, objects[at].tail
    if not has_days and (
        _DAY_OF_ONE.search(view, tail.start, tail.end) or count_days(view, tail.start, tail.end, last=False) > 1
    ):
        effect = _doubted(effect, "days_unread", tail.of(act.text.text))
    if len(objects) > 1 and any(piece.role == "except" for piece in act.pieces.within(front)):
        # "Välja arvatud lisa 2, tunnistan kehtetuks A ja B": of which of them is not said
        effect = _doubted(effect, "exception_unclear", front.of(act.text.text))
    if _has_day_behind_exception(act, (front, tail)):
        effect = _doubted(effect, "days_unread", Span(front.start, tail.end).of(act.text.text))
    if objects[at].is_unclear:
        # "lisad 1 ja 2 ning lisa 9 … osas": whether annexes 1 and 2 end as a whole is not said
        effect = _doubted(effect, "limit_unclear", objects[at + 1].tail.of(act.text.text))
    if _has_day_in_limit(act, (front, tail)):
        effect = _doubted(effect, "days_unread", tail.of(act.text.text))
    return effect


def _has_day_behind_exception(act: ActReading, spans: Sequence[Span]) -> bool:
    """Tell whether a day stands right behind an exception: "v.a lisa 4 alates 1. maist" may be the day of either."""
    view = act.reading.masked
    for piece in (piece for span in spans for piece in act.pieces.within(span) if piece.role == "except"):
        day = next(iter(find_dates(view, piece.span.end, min(len(view), piece.span.end + _REACH_OF_DAY))), None)
        if day is not None and day.case != "until" and _ONLY_LEAD.fullmatch(view, piece.span.end, day.start):
            return True
    return False


def _has_day_in_limit(act: ActReading, spans: Sequence[Span]) -> bool:
    """Tell whether a limitation names a coming day: "osas, mis käsitleb tasu alates 01.06.2025" may be limit or end."""
    view = reading_of(act.text.text).masked
    limits = [piece.span for span in spans for piece in act.pieces.within(span) if piece.role == "limit"]
    days = [read_stated_start(view, limit.start, limit.end, act.act_date) for limit in limits]
    return any(day is not None and day.on is not None and day.on >= (act.act_date or day.on) for day in days)


def _respectively(act: ActReading, objects: Sequence[ActObject], span: Span) -> tuple[EffectDate, ...] | None:
    """Return the days in the order of the acts: "A ja B kehtivus lõpeb vastavalt 31.12.2023 ja 31.01.2024".

    Empty where there are fewer days than acts, or more; ``None`` without the word "vastavalt".
    """
    view = act.reading.masked
    word = _RESPECTIVELY.search(view, objects[0].citation.span.end, span.end)
    days = list(find_dates(view, word.end(), span.end)) if word is not None else []
    if word is None or len(days) < 2:
        return None
    read = [act.stated_day(day) for day in days] if len(days) == len(objects) else []
    return tuple(day for day in read if day is not None)


def _with_days(
    act: ActReading, effects: list[Effect], days: tuple[EffectDate, ...] | None, span: Span
) -> Sequence[Effect]:
    if days is None:
        return effects
    if len(days) != len(effects):
        return [_doubted(effect, "days_unread", span.of(act.text.text)) for effect in effects]
    return [
        replace(effect, effective_on=day.on, date_basis=day.basis, date_rule=day.rule)
        for effect, day in zip(effects, days, strict=True)
    ]


def _doubted(effect: Effect, code: str, words: str) -> Effect:
    return effect if effect.doubt else replace(effect, doubt=code, doubt_quote=" ".join(words.split()))


def _of_kind(one: ActObject, kind: str | None) -> ActObject:
    """Return an item with the kind that the lead of its list names ("järgmised ametijuhendid:").

    The lead's noun applies where an item says by which act something was approved, but not what.
    """
    affected = one.affected
    is_silent = affected.scope == "act" and one.citation.is_comitative and not one.citation.own_kind
    if kind is None or not (is_silent or (affected.scope == "approved" and affected.kind == "document")):
        return one
    return replace(one, affected=replace(affected, scope="approved", kind=kind))
