"""Read an exception in a sentence of its own: "Tunnistan kehtetuks …. Nimetatud käskkirja lisa 3 jääb kehtima.".

One that was not understood ("Lisa 3 on ka edaspidi kasutusel.") is a doubt: it may take something out.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.citations.find import scan_citations
from extractors.citations.view import reading_of
from extractors.directive.kinds import find_kind
from extractors.effects.act_reading import ActReading
from extractors.effects.objects import annex_numbers
from extractors.effects.outcome import Outcome
from extractors.effects.parted_days import of_act_before
from extractors.effects.peeling import ENDING
from extractors.effects.qualify import qualified
from extractors.model.effect import Effect
from extractors.model.evidence import Span
from extractors.model.finding import Finding
from extractors.words.acts import ACT_SAID_BEFORE
from extractors.words.qualifiers import HOLDS_ON, STAYS

_STAYS = re.compile(rf"(?<!\w){STAYS}", re.IGNORECASE)

_NEXT = 3
# "Lisad 2 ja 5 jäävad mõneks ajaks kehtima."
_KEEPS = re.compile(
    r"(?:(?:selle|nimetatud|sama)\s+)?(?:\w+\s+)?(?:lisa|punkt|lõi[gk])\w{0,3}\s[^.;]*?(?<!\w)(?:jää(?:b|vad)|kehti(?:b|vad)|säili(?:b|vad))(?!\w)"
    r"|(?<!\w)(?:jää(?:b|vad)|kehti(?:b|vad)|säili(?:b|vad))\s[^.;]*?(?<!\w)(?:lisa|punkt|lõi[gk])\w{0,3}\s\d",
    re.IGNORECASE,
)


def except_afterwards(act: ActReading, span: Span, effects: list[Effect]) -> Outcome:
    """Take what a sentence keeps in force out of the effects before it, in place; a finding where it is not clear from
    which. The act may be named by its number; "nimetatud käskkiri" is the one of the sentence before."""
    pieces = [piece for piece in act.pieces.within(span) if piece.role == "except"]
    if not pieces:
        before = effects[-1]
        is_next = before.effect in ENDING and 0 <= span.start - before.evidence.span.end < _NEXT
        is_kept = is_next and _KEEPS.search(act.reading.masked, span.start, span.end) is not None
        return Outcome(findings=(_unclear(act, span),) if is_kept else ())
    named = {c.number for c in scan_citations(reading_of(act.text.text), span, act.act_date)}
    ending = [n for n, effect in enumerate(effects) if effect.effect in ENDING and effect.affected.scope != "part"]
    if named:
        chosen = [n for n in ending if effects[n].affected.number in named]
    else:
        last = effects[ending[-1]].evidence.span if ending else None
        chosen = [n for n in ending if effects[n].evidence.span == last]
    acts = {effects[n].affected.reference_key for n in chosen}
    if len(acts) != 1:
        return Outcome(findings=(_unclear(act, span),) if ending else ())
    for n in chosen:
        effects[n] = qualified(effects[n], pieces, act.text.text)
    return Outcome()


# "Lisa 3 on kasutusel", "… kohaldatakse lisa 3", "Juristi ametijuhend kehtib edasi"
_HOLDS_ON = re.compile(
    rf"(?<!\w)(?:{STAYS}|kehti(?:b|vad)(?!\w)|jää(?:b|vad)(?!\w)(?!\s+(?:[^\W\d_]+\s+)?(?:kättesaadava|avaliku|nähtava|hoiule)|\s+(?!muut|puutu|tühis)[^\W\d_]+mata(?!\w))|jät(?:an|ame|ta)(?!\w)"
    rf"|{HOLDS_ON}|rakendu\w+|kohaldu\w+|kasutus(?:el|se)(?!\w)|püsi\w+)",
    re.IGNORECASE,
)
_OF_IT = re.compile(
    r"(?<!\w)(?:lisa|lisad|lisade|lisasid|(?:ala)?punkti?|(?:ala)?punktid|(?:ala)?punktide|lõige|lõiked)(?:\s+(?:nr\s+)?\d|\s+„)|§\s?\d",
    re.IGNORECASE,
)
# "\n2. ": nothing but the number of the next point
_NEXT_POINT = re.compile(r"[.\s]*(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]?\s*)?")
_SAYS_OWN = re.compile(r"(?<!\w)käesolev", re.IGNORECASE)
_OWN_ACT = re.compile(r"(?<!\w)käesolev|(?<!\w)kuni\s", re.IGNORECASE)


def doubt_afterwards(act: ActReading, span: Span, effects: list[Effect]) -> None:
    """Doubt, in place, the effects of the sentence before one that says that something holds on, and was not read.

    It speaks of an annex, a point or a document of the act that ends, and of no other act.
    """
    words = span.of(act.reading.masked)
    if not effects or effects[-1].effect not in ENDING or _HOLDS_ON.search(words) is None:
        return
    before = effects[-1].evidence.span
    between = act.reading.masked[before.end : span.start] if before.end <= span.start else "-"
    is_of_it = _OF_IT.search(words) is not None or (find_kind(words) is not None and _STAYS.search(words) is not None)
    if not _NEXT_POINT.fullmatch(between) or not is_of_it:
        return
    if _OWN_ACT.search(words) and not ACT_SAID_BEFORE.search(words):
        return
    named = {c.number for c in scan_citations(reading_of(act.text.text), span, act.act_date)}
    if named - {effect.affected.number for effect in effects}:
        return
    quote = " ".join(span.of(act.text.text).split())
    kept = annex_numbers(act.reading.masked, span)
    for n, effect in enumerate(effects):
        is_another = (
            bool(kept) and isinstance(effect.affected.annexes, tuple) and not {*kept} & {*effect.affected.annexes}
        )
        if effect.evidence.span == before and effect.doubt is None and not is_another:
            effects[n] = replace(effect, doubt="limit_unread", doubt_quote=quote)


def doubt_of_act_before(act: ActReading, span: Span, outcome: Outcome, effects: list[Effect]) -> Outcome:
    """Return what a sentence says to end of the act that speaks; in doubt where the sentence before it ends the same
    part of another act, whose effects are doubted in place: "Tunnistan kehtetuks A lisad 1-6. Lisa 4 kehtib kuni …"."""
    of_it = of_act_before(act, outcome.effects, effects)
    before = effects[-1].evidence.span if effects else span
    is_next = before.end <= span.start and _NEXT_POINT.fullmatch(act.reading.masked, before.end, span.start) is not None
    if not of_it or not is_next or _SAYS_OWN.search(act.reading.masked, span.start, span.end):
        return outcome
    quote = " ".join(span.of(act.text.text).split())
    for n, effect in enumerate(effects):
        if effect.evidence.span == before and effect.doubt is None:
            effects[n] = replace(effect, doubt="limit_unread", doubt_quote=quote)
    doubted = tuple(replace(e, doubt=e.doubt or "limit_unread", doubt_quote=e.doubt_quote or quote) for e in of_it)
    return replace(outcome, effects=doubted)


def _unclear(act: ActReading, span: Span) -> Finding:
    message = f"something stays in force, and it is not clear of which act: {span.of(act.text.text)[:120]}"
    return Finding("exception_unclear", message, span)
