"""Read verbs of approval: annexes of the act that speaks, or a new wording of another act."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.citations.annex_sets import find_annex_sets
from extractors.effects.act_object import ActObject
from extractors.effects.act_reading import PASSIVE, ActReading
from extractors.effects.clauses import Clause
from extractors.effects.dates import EffectDate, read_plain_day, read_until
from extractors.effects.outcome import Governor, Outcome
from extractors.effects.own_parts import own_affected, own_annexes
from extractors.model.effect import Affected, Effect
from extractors.model.evidence import Span
from extractors.words.acts import ACT_COMITATIVE, ACT_STEM
from extractors.words.renewals import NEW_WORDING

_NEW_WORDING = re.compile(rf"(?<!\w){NEW_WORDING}|muudatus|täiendus", re.IGNORECASE)

_IN_NEW_WORDING = re.compile(rf"(?<!\w){NEW_WORDING}", re.IGNORECASE)
_IS_OF_IT = re.compile(r"[\s)]+(?:lisa|lisad|lisade|punkti?|punktid)\s\d", re.IGNORECASE)
_INSTEAD = re.compile(r"[\s)]*lisa\w{0,3}\s\d[\d\s,.janigku-]*\sasemele?(?!\w)", re.IGNORECASE)
_THIS_ACT = re.compile(rf"\s*käesolev\w{{0,2}}\s+(?:{ACT_STEM})\w*(?!\w)(?!\s+lisa)", re.IGNORECASE)
_PERSONAL = re.compile(
    r"(?<!\w)\w{0,20}(?:puhkuse|puhkused|lähetuse|lähetused)(?!\w)"
    # "Kinnitan oma seisukohta", "kinnitan kirja kättesaamist": what is said again, in the partitive
    r"|(?<!\w)(?:seisukohta|arvamust|nõusolekut|valmisolekut|osalemist|osavõttu|kättesaamist|vastavust|õigsust)(?!\w)",
    re.IGNORECASE,
)
_SAID_AGAIN = re.compile(r"(?<!\w)(?:kättesaamist|vastavust|õigsust|ehtsust)(?!\w)", re.IGNORECASE)
# "Lepingu lisa 2 kinnitatakse poolte allkirjadega"
_OF_A_CONTRACT = re.compile(r"(?<!\w)\w{0,20}lepingu\s+lisa\w{0,3}(?!\w)|(?<!\w)poolte\s+allkirja", re.IGNORECASE)
# "… (lisa 1) ja … (lisa 2), millest esimene jõustub 1. augustil ja teine 1. oktoobril"
_DAY_OF_EACH = re.compile(
    r"(?<!\w)mil(?:lest|ledest)\s+(?:esime|viima|üks|tei)\w*\s[^.;]{0,60}?(?:jõustu|kehti|hakka|rakendu|rakenda|kohalda)\w*",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\bkuni\s[^,;()]{4,40}|\S+\s\S+ni\b", re.IGNORECASE)
_NORM = re.compile(
    rf"(?<!käesoleva ){ACT_COMITATIVE}\b(?!\s*nr)"
    r"|\b(?:samas|ettenähtud|sätestatud)\s+korras\b|\bpoolt\b|\b(?:peab|tuleb|võib)\b",
    re.IGNORECASE,
)
_TO_ANNEX = re.compile(r"\(\s*lisa\w*\b[^()]*\)|\b(?:vastavalt\s+)?lisa(?:le|s|na)?\s+\d+\b", re.IGNORECASE)
_IS_ATTACHED = re.compile(r"\(\s*(?:juurde\s+)?lisatud\s*\)|\balates\b.*$", re.IGNORECASE | re.DOTALL)
_NAMED_AGAIN = re.compile(
    r"[,;]\s+lisa\s+(?P<number>\d{1,3})\s+(?:aga\s+)?(?:alates|arvates|seisuga)(?!\w)", re.IGNORECASE
)
_BLANKS = re.compile(r"\s+")


def read_approval(act: ActReading, clause: Clause, quote: Span, governor: Governor | None) -> Outcome:
    """Return what a clause approves, and what it changes where it gives another act a new wording."""
    behind = Span(act.object_start(clause), clause.span.end)
    before = Span(clause.span.start, clause.verbs[0].start)
    target = act.part_of_target(before, governor)
    if target is not None and _NEW_WORDING.search(act.reading.masked, behind.start, behind.end):
        # "lisa 4 kinnitatakse uues sõnastuses (lisa 1)" in a list of amendments: one annex replaces another
        own = own_affected(act, behind, own_annexes(act.reading, behind, ()))
        new = (act.effect("approve", own, quote, None),) if own.scope != "act" else ()
        return Outcome((act.effect("amend", target, quote, None), *new))
    renewed = _renewed(act, behind, governor)
    if renewed is not None:
        return renewed
    objects = act.objects(clause, None)
    amended = [o for o in objects if _is_new_wording(act, o, clause)]
    starts = act.stated_start(clause.span, tuple((o.citation.span.start, o.citation.span.end) for o in objects))
    starts = starts or _day_of_own_start(act, behind, objects)
    if not objects and starts is not None and _THIS_ACT.search(act.reading.masked, behind.start, behind.end):
        # "Kehtestada käesolev määrus 1. jaanuarist 1995. a.": the act itself begins
        return Outcome((act.effect("commence", Affected(), quote, starts),))
    effects = [act.effect("amend", one.affected, quote, starts) for one in amended]
    instead = _replaced(act, objects)
    effects += [act.effect("amend", one.affected, quote, starts) for one in instead]
    amended += instead
    place = _behind_replaced(act, behind, instead) if instead else clause.span
    numbers = own_annexes(act.reading, place, [] if instead else amended)
    own = own_affected(act, behind, numbers)
    if PASSIVE.search(act.reading.masked[clause.verbs[0].start : clause.verbs[0].end]) and _OF_A_CONTRACT.search(
        act.reading.masked, clause.span.start, clause.span.end
    ):
        return Outcome(tuple(effects))
    if own.annexes is None and (_is_norm(act, clause, behind) or _is_personal(act, own, behind)):
        return Outcome(tuple(effects))
    if not amended or numbers or own.scope == "attached":
        for part, day in _dated(act, own, clause.span):
            effects.append(_with_last_day(act, act.effect("approve", part, quote, day or starts), clause.span))
        if len(effects) == 1 and effects[0].effective_on is not None and _is_day_of_one(act, own, clause.span):
            words = " ".join(clause.span.of(act.text.text).split())
            effects = [replace(e, doubt=e.doubt or "days_unread", doubt_quote=e.doubt_quote or words) for e in effects]
    foreign = [o for o in objects if o not in amended and _IS_OF_IT.match(act.reading.masked, o.citation.span.end)]
    if foreign:
        # "Kinnitan käskkirja nr 24 lisa 1 … kujul (lisa 2)": what is done to the other act's annex was not understood
        words = Span(foreign[0].citation.core_start, clause.span.end).of(act.text.text)
        effects = [replace(e, doubt=e.doubt or "words_unread", doubt_quote=" ".join(words.split())) for e in effects]
    if (each := _DAY_OF_EACH.search(act.text.text, clause.span.start, clause.span.end)) is not None:
        words = " ".join(each.group().split())
        effects = [replace(e, doubt=e.doubt or "days_unread", doubt_quote=words) for e in effects]
    qualified = tuple(act.qualified(effect, clause.span) for effect in effects)
    return Outcome(qualified, targets=tuple(one.affected for one in amended))


def _day_of_own_start(act: ActReading, behind: Span, objects: Sequence[ActObject]) -> EffectDate | None:
    """Return the plain day that stands right behind the act that speaks: "Kehtestada käesolev käskkiri 30.05.2025"."""
    own = _THIS_ACT.match(act.reading.masked, behind.start, behind.end)
    if own is None or objects or re.search(r"[^\W\d_]{3}", act.reading.masked[own.end() : behind.end].split(".")[-1]):
        return None
    return read_plain_day(act.reading.masked, own.end(), behind.end, act.act_date)


def _replaced(act: ActReading, objects: Sequence[ActObject]) -> list[ActObject]:
    """Return the annexes that others come instead of: "käskkirja nr 5 lisa 6 asemel kinnitan uue lisa (lisa 1)"."""
    view = act.reading.masked
    return [one for one in objects if one.affected.annexes and _INSTEAD.match(view, one.tail.start, one.tail.end)]


def _behind_replaced(act: ActReading, behind: Span, instead: Sequence[ActObject]) -> Span:
    """Return the place of the act's own annexes: behind the verb, and behind the annexes that they replace; before
    these where no annex stands behind them ("Kinnitan juhendi (lisa 1) käskkirja nr 5 lisa 4 asemel").
    """
    ends = (_INSTEAD.match(act.reading.masked, one.tail.start, one.tail.end) for one in instead)
    place = Span(max([behind.start, *(match.end() for match in ends if match is not None)]), behind.end)
    first = min(one.citation.span.start for one in instead)
    is_before = first > behind.start and not own_annexes(act.reading, place, [])
    return Span(behind.start, first) if is_before else place


def _renewed(act: ActReading, behind: Span, governor: Governor | None) -> Outcome | None:
    """Return the amendment of an annex that a clause approves anew; ``None`` where it renews nothing.

    In "Muudan käskkirja nr 5 punkti 2, kinnitan lisa 3 uues sõnastuses (lisa 2)" the annex belongs to the act under
    amendment.
    """
    wording = _IN_NEW_WORDING.search(act.reading.masked, behind.start, behind.end)
    if governor is None or governor.target is None or wording is None or act.cited(behind):
        return None
    target = act.part_of_target(Span(behind.start, wording.start()), governor)
    if target is None or target.scope == "act":
        return None
    tail = Span(wording.end(), behind.end)
    own = own_affected(act, tail, own_annexes(act.reading, tail, ()))
    new = (act.effect("approve", own, Span(behind.start, behind.end), None),) if own.annexes else ()
    return Outcome((act.effect("amend", target, Span(behind.start, behind.end), None), *new))


def _dated(act: ActReading, own: Affected, span: Span) -> list[tuple[Affected, EffectDate | None]]:
    """Split annexes by their days: "juristi (lisa 1) alates 01.05.2025 ja nõuniku (lisa 2) alates 01.06.2025"."""
    view = act.reading.masked
    sets = [s for s in find_annex_sets(view, span.start, span.end) if s.numbers]
    if own.scope != "annexes" or len(sets) < 2:
        return [(own, None)]
    ends = [*(s.start for s in sets[1:]), span.end]
    days = [act.stated_start(Span(s.end, end), ()) for s, end in zip(sets, ends, strict=True)]
    if None in days:
        # "alates 01.05.2025 kord (lisa 1) ja alates 01.06.2025 hinnakiri (lisa 2)"
        starts = [span.start, *(s.end for s in sets[:-1])]
        days = [act.stated_start(Span(start, s.start), ()) for start, s in zip(starts, sets, strict=True)]
    if len({day.on for day in days if day}) < 2 or None in days:
        return [(own, None)]
    return [(replace(own, annexes=s.numbers), day) for s, day in zip(sets, days, strict=True)]


def _is_day_of_one(act: ActReading, own: Affected, span: Span) -> bool:
    """Tell whether a day may be that of one of several annexes: it stands between them, or behind one that is named
    again ("lisad 1-4, lisa 3 alates 1. maist")."""
    view = act.reading.masked
    sets = [s for s in find_annex_sets(view, span.start, span.end) if s.numbers]
    if own.scope != "annexes" or not sets:
        return False
    for again in _NAMED_AGAIN.finditer(view, span.start, span.end):
        before = find_annex_sets(view, span.start, again.start())
        if any(again["number"] in one.numbers for one in before):
            return True
    inner = act.stated_start(Span(sets[0].end, sets[-1].start), ()) if len(sets) > 1 else None
    outer = act.stated_start(Span(span.start, sets[0].start), ()) or act.stated_start(Span(sets[-1].end, span.end), ())
    return inner is not None and outer is None


def _with_last_day(act: ActReading, effect: Effect, span: Span) -> Effect:
    """Doubt an approval for a limited time ("kuni 31.12.2025"): no effect says how an annex alone ends."""
    if read_until(act.reading.masked, span.start, span.end, act.act_date) is None:
        return effect
    words = _UNTIL.search(act.reading.masked, span.start, span.end)
    return replace(effect, doubt="until_unread", doubt_quote=words.group().strip() if words else None)


def read_approved_item(act: ActReading, span: Span, quote: Span, governor: Governor) -> Outcome:
    """Return what an item adds to a list of approvals: the annexes it names and their titles."""
    view = act.reading.masked
    sets = [one for one in find_annex_sets(view, span.start, span.end) if one.numbers]
    numbers = tuple(dict.fromkeys(number for one in sets for number in one.numbers))
    starts = act.stated_start(span, ()) or governor.starts
    if not numbers and (span.end - span.start > 300 or governor.has_numbers or governor.scope == "act"):
        own = own_affected(act, span, ())
        if own.annexes is None and own.scope == "act":
            return Outcome()
    own = own_affected(act, span, numbers)
    own = replace(own, kind=own.kind or governor.kind)
    if own.scope == "act" and governor.scope != "act":
        own = replace(own, scope=governor.scope)
    title = _item_title(act, span)
    effect = replace(act.effect("approve", own, quote, starts), item_title=title)
    return Outcome((_with_last_day(act, effect, span),))


def _is_new_wording(act: ActReading, one: ActObject, clause: Clause) -> bool:
    words = act.reading.masked[clause.span.start : clause.span.end]
    return one.affected.scope in ("annexes", "approved", "act", "points") and _NEW_WORDING.search(words) is not None


def _is_norm(act: ActReading, clause: Clause, behind: Span) -> bool:
    """Return whether a clause is a rule about future acts, which approves nothing.

    An example: "Ametijuhend kinnitatakse peadirektori käskkirjaga".
    """
    words = act.reading.masked[clause.span.start : clause.span.end]
    verb = act.reading.masked[clause.verbs[0].start : clause.verbs[0].end]
    return PASSIVE.search(verb) is not None and _NORM.search(words) is not None


def _is_personal(act: ActReading, own: Affected, behind: Span) -> bool:
    """Return whether a clause concerns one person and no document: "Kinnitan Jaan Mere õppepuhkuse"."""
    if _SAID_AGAIN.search(act.reading.masked, behind.start, behind.end) and own.scope == "act":
        return True  # also of an act with a title
    is_document = own.kind is not None or own.scope != "act" or own.title is not None
    return not is_document and _PERSONAL.search(act.reading.masked, behind.start, behind.end) is not None


def _item_title(act: ActReading, span: Span) -> str | None:
    words = act.reading.view[span.start : span.end]
    words = _IS_ATTACHED.sub("", _TO_ANNEX.sub("", words))
    return _BLANKS.sub(" ", words).strip(" ;.,-")[:300] or None
