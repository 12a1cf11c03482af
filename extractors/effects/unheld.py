"""Check independently that effects hold what their sentence names: each day of a beginning, each act that ends.

Of "Käskkiri jõustub allkirjastamisest ja selle mõju ulatub tagasi 01.02.2026" one day may have been read, and the other
lost; an effect alone does not answer a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from extractors.citations.calendar_dates import find_dates
from extractors.citations.find import scan_citations
from extractors.citations.view import Reading
from extractors.effects.dates import FROM_BEFORE, as_stated
from extractors.effects.peeling import ENDING, Piece
from extractors.effects.places import Places
from extractors.model.effect import Effect
from extractors.model.evidence import Span
from extractors.model.finding import Finding
from extractors.words.guarded import Guarded

_BEGINNINGS = frozenset({"commence", "apply"})
_BEGINS = re.compile(r"(?<!\w)j[õo]ustu|(?<!\w)hakka(?:b|vad)\s|(?<!\w)rakendu|(?<!\w)mõju", re.IGNORECASE)
_SIGNING = re.compile(r"(?<!\w)(?:digi\w*)?(?:allkirjasta|alla\s?kirjuta)mis(?:el|est|ega)(?!\w)", re.IGNORECASE)
# "jõustub allkirjastamisest, kuid mitte enne 1. juunit": a limit, and a doubt of the effect
_LIMIT = re.compile(r"(?<!\w)(?:enne|hiljemalt|varem(?:\s+kui)?|hiljem(?:\s+kui)?)\s+\Z", re.IGNORECASE)
# "punktid 2 ja 3 alates 1. maist ja ülejäänud osas alates 1. juunist": the rest has a day of its own
_IN_STAGES = Guarded(
    r"(?<!\w)(?:ülejäänud|muus\s+osas|järk-järgult|etapiviisi\w*|osade\s+kaupa)(?!\w)",
    "etapiviisi järk-järgult muus osade ülejäänud",
)
_JOINT = re.compile(r"[^.()]{0,60}?(?:[,;]|(?<!\w)(?:ja|ning))\s*", re.IGNORECASE)
# Wider than any joint of two acts, and quickly looked for
_MAY_JOIN = re.compile(r"[,;]\s*[^\s,;.]|(?<!\w)(?:ja|ning)", re.IGNORECASE)
_OTHER_PART = re.compile(r"(?<!\w)(?:arvestades|seoses|vastavalt|mi[sl]\w*|kuna|sest|antud|et)(?!\w)", re.IGNORECASE)
_TELLING = frozenset({"mood", "described", "except", "condition", "limit"})
_A_DAY = timedelta(days=1)


def read_sentences(
    sentences: Iterable[Span], effects: Sequence[Effect], findings: Sequence[Finding]
) -> Iterator[tuple[Span, list[int]]]:
    """Yield each sentence that has effects and no finding yet, with the indexes of its effects."""
    read = Places([effect.evidence.span for effect in effects])
    answered = Places([finding.span for finding in findings if finding.span is not None])
    for span in sentences:
        own = read.overlapping(span)
        if own and not answered.overlaps(span):
            yield span, own


def find_unheld(
    reading: Reading, sentences: Iterable[Span], effects: Sequence[Effect], findings: Sequence[Finding],
    pieces: Sequence[Piece], act_date: date | None,
) -> list[Finding]:  # fmt: skip
    """Return ``cue_without_effect`` for each sentence of which a day or an act is held by none of its effects."""
    found = []
    told = Places([piece.span for piece in pieces if piece.role in _TELLING])
    for span, indexes in read_sentences(sentences, effects, findings):
        own = [effects[n] for n in indexes]
        kinds = {effect.effect for effect in own}
        left: list[str] = []
        begins = kinds & _BEGINNINGS and _BEGINS.search(reading.masked, span.start, span.end) is not None
        if begins or (kinds & ENDING and _IN_STAGES.search(reading.masked, span.start, span.end)):
            left += _unheld_days(reading, span, own, told, act_date, is_ending=not begins)
        if kinds & ENDING:
            left += _unheld_acts(reading, span, own, told)
        if left:
            message = f"names what none of its effects holds: {', '.join(dict.fromkeys(left))}"
            found.append(Finding("cue_without_effect", message, span))
    return found


def _unheld_days(
    reading: Reading, span: Span, own: Sequence[Effect], told: Places, act_date: date | None, *, is_ending: bool
) -> list[str]:
    """Return the days of a beginning, and the signing, that no effect of a sentence begins or ends on."""
    view = reading.masked
    held = {effect.until for effect in own} | {effect.effective_on for effect in own}
    held |= {effect.effective_on - _A_DAY for effect in own if effect.effective_on is not None}
    doubts = " ".join(effect.doubt_quote or "" for effect in own)
    acts = Places([cited.span for cited in scan_citations(reading, span, act_date)])
    left = []
    for day in find_dates(view, span.start, span.end):
        place = Span(day.start, day.end)
        stated = as_stated(day, act_date)
        if stated is None or stated.on in held or acts.overlaps(place) or told.overlaps(place):
            continue
        words = " ".join(place.of(reading.view).split())
        if _LIMIT.search(view, span.start, day.start) or (not is_ending and words in doubts):
            continue
        if is_ending and day.case != "from" and FROM_BEFORE.search(view, span.start, day.start) is None:
            continue  # of an act that ends other days are told too
        left.append(words)
    signing = None if is_ending else _SIGNING.search(view, span.start, span.end)
    is_held = any(effect.date_rule is not None or effect.date_basis == "condition" or effect.doubt for effect in own)
    if signing is not None and not is_held and not told.overlaps(Span(*signing.span())):
        left.append(signing.group())
    return left


def _unheld_acts(reading: Reading, span: Span, own: Sequence[Effect], told: Places) -> list[str]:
    """Return the numbers of acts that a joint puts beside one that ends, and that no effect of the sentence is about.

    Other acts are a legal basis, a reason, a tale.
    """
    if _MAY_JOIN.search(reading.masked, span.start, span.end) is None:
        return []
    held = {effect.affected.number for effect in own}
    left: list[str] = []
    for before, cited in pairwise(scan_citations(reading, span, None)):
        between = reading.masked[before.span.end : cited.span.start]
        is_beside = before.number in held and _JOINT.fullmatch(between) and not _OTHER_PART.search(between)
        if is_beside and cited.number is not None and cited.number not in held and not told.overlaps(cited.span):
            left.append(cited.number)
    return left
