"""Find which sentences of a body speak as the act, and what qualifies them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from extractors.citations.view import Reading
from extractors.effects.classify import OperativeVerb, find_verbs, first_verb, is_no_effect
from extractors.effects.peeling import ENDING, Piece
from extractors.effects.qualify import peel
from extractors.model.directive import ActHeader
from extractors.model.evidence import Span
from extractors.words.guarded import fold
from extractors.words.qualifiers import EXCEPT_LEAD

_SIGNATURE = re.compile(
    r"\(?\s?(?:allkirjastatud\s+digitaalselt|digitaalselt\s+allkirjastatud|digi(?:taalselt\s+)?allkirjastatud"
    r"|/?\s?allkirjastatud\s?/|/allkiri/|\(allkiri\)|\(nimi\)|\(?allkirjastatud\))",
    re.IGNORECASE,
)


# "… ei leidnud toetust. Raamatupidaja selgitas …": sentences, where no heading stands above them
_SENTENCE_END = re.compile(r"\.\Z|[.!?]\s+[A-ZÕÄÖÜŠŽ]")
_BLANKS = re.compile(r"\s*")
_SIGNED = ("allkir", "digi", "nimi)")
"""What every signature holds, behind its first few signs: the pattern is tried from there on."""
_BEFORE_SIGN = 4
_REACH = 120
_WHICH_HOLDS = re.compile(
    rf"(?<!\w){EXCEPT_LEAD}\s+[^;:]*?(?:(?<!\w)(?:mis|mida)\s+|\()(?:kehti|kaota|kohalda|rakenda)\w+\Z", re.IGNORECASE
)
# "Vaide esitaja palub tunnistada ….": a sentence below the heading, and no title
_FINITE = re.compile(
    r"(?<!\w)(?:palu\w+|taotle\w+|esita\w+|tunnista\w+|kinnita\w+|muude\w+)(?<!mine)(?<!mise)(?!\w)", re.IGNORECASE
)


def behind_title(spans: Iterable[Span], title_end: int) -> Iterator[Span]:
    """Yield the sentences without the act's title, with which the first of them may begin."""
    for span in spans:
        if span.end > title_end:
            yield Span(max(span.start, title_end), span.end)


def peel_sentences(
    reading: Reading, sentences: tuple[tuple[Span, ...], ...], title_end: int
) -> tuple[tuple[Piece, ...], frozenset[Span]]:
    """Return what qualifies the sentences of a region, and the sentences that do nothing (a notice of appeal).

    An item without a verb takes the verb of the last sentence that had one.
    """
    pieces: list[Piece] = []
    silent: set[Span] = set()
    last: OperativeVerb | None = None
    for whole in (span for spans in sentences for span in spans):
        span = Span(min(whole.end, max(whole.start, title_end)), whole.end)
        verbs = find_verbs(reading.masked, span.start, span.end)
        if is_no_effect(reading.masked[span.start : span.end]):
            silent |= {whole, span}
        else:
            is_item = last is not None and last.effect in ENDING
            own = () if is_item and _tells_how_long(reading.masked, verbs) else verbs
            pieces += peel(reading, span, own, is_item and not own)
        last = verbs[-1] if verbs else last
    return tuple(pieces), frozenset(silent)


def _tells_how_long(view: str, verbs: Sequence[OperativeVerb]) -> bool:
    """Return whether the only verb of an item says how long a part of it holds: "… nr 5, v.a lisa 2, mis kehtib …"."""
    return len(verbs) == 1 and _WHICH_HOLDS.search(view, max(0, verbs[0].start - _REACH), verbs[0].end) is not None


def find_title_end(reading: Reading, region: Span, header: ActHeader) -> int:
    """Return where the act's title at the head of the region ends; where the region begins if no title stands there."""
    if not header.title or (_SENTENCE_END.search(header.title) and _FINITE.search(header.title)):
        return region.start
    at = region.start
    for number, word in enumerate(header.title.split()):
        blanks = _BLANKS.match(reading.view, at, region.end)
        begin = blanks.end() if blanks else at
        if (number and begin == at) or not reading.view.startswith(word, begin, region.end):
            return region.start
        at = begin + len(word)
    return at


def operative_region(reading: Reading, body: Span, header: ActHeader) -> Span:
    """Return the region from the heading to the signature.

    Neither what follows a signature (rules without a mark) nor what precedes the heading (a cover letter) is a sentence
    of the act. A heading at the foot ("OTSUS / 1. aprill 2025 nr 1-32/70") belongs to the sentences above it.
    """
    start = body.start
    if header.evidence is not None and body.contains(header.evidence.span):
        has_word = header.kind is not None and re.search(r"[^\W\d_]{5}", header.evidence.quote) is not None
        if has_word or first_verb(reading.masked, body.start, header.evidence.span.start) is None:
            start = header.evidence.span.end
    first = first_verb(reading.masked, start, body.end)
    if start > body.start and first is None:
        first = first_verb(reading.masked, body.start, start)
        start = body.start if first is not None else start
    floor = first if first is not None else start
    signature = find_signature(reading.view, floor, body.end)
    return Span(start, body.end if signature is None else signature)


def find_signature(view: str, start: int, end: int) -> int | None:
    """Return where the first signature between two offsets begins; ``None`` for none."""
    lower = fold(view)
    first = min((at for sign in _SIGNED if (at := lower.find(sign, start, end)) >= 0), default=None)
    match = _SIGNATURE.search(view, max(start, first - _BEFORE_SIGN), end) if first is not None else None
    return match.start() if match is not None else None
