"""Doubt the effects of sentences that cannot end where they end: after "lisad 1 kuni 2,", "ja", "kuni" or "nr".

The list of annexes that stands there is not whole. A page break, a foot of the page or a damaged file cut it, and the
annexes that are missing would stay in force.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.model.effect import Effect
from extractors.model.evidence import Span
from extractors.model.finding import Finding
from extractors.words.acts import ACT_STEM
from extractors.words.endings import must_go_on

CODE = "sentence_open"

# "1)", "1.2.", "b)", "–", "•": the next item of a list, before which a comma or "ja" may stand
_NEXT_ITEM = re.compile(
    r"\s*(?:\(?\d{1,3}(?:\.\d{1,3}){0,3}[.)]|\(?(?:[a-zõäöü]|[ivx]{2,4})\)|[-–—•*](?=\s)|\|)\s*(?P<first>\w?)"
)
_JOINS_ITEMS = re.compile(r"(?:,|(?<!\w)(?:ja|ning|või|ehk))\s*\Z", re.IGNORECASE)
_VERB = re.compile(
    r"(?<!\w)(?:tunnista|kinnita[nt]|kehtesta[nt]|muuda[nt]|muudetakse|asenda|täienda|peata|pikenda|jõustu)",
    re.IGNORECASE,
)
# "lisad 1 kuni 2, Näidise tn 1": a list that goes on with words that are none of it
_LIST_CUT = re.compile(
    r"(?<![\w-])lisa(?:d|de|dele|le)?\s{1,4}(?:nr\.?\s?)?\d[\d\s.,–-]{0,80}(?:(?:ja|ning|kuni)\s{1,4}\d[\d\s.,–-]{0,80}){0,20}?"
    r"(?:,|[-–]|(?<!\w)(?:ja|ning|kuni))\s{1,4}(?=(?-i:[A-ZÕÄÖÜŠŽ]))",
    re.IGNORECASE,
)
# "1. … lisad 1 kuni⏎2.": the number of the next point, taken for the end of the range
_TAKES_NEXT_POINT = re.compile(
    r"(?:,|[-–/]|(?<!\w)(?:ja|ning|kuni|või|ehk|lisad?|nr))\s*\n\s*(?P<next>\d{1,2})\.?\s*\Z",
    re.IGNORECASE,
)
# "lisad:⏎2;⏎5.": the last number stands alone in its line, as if it opened a point
_NUMBER_ALONE = re.compile(r"\s*?\n\s*\d{1,3}\.?[ \t]*(?:\n|\Z)")
_NUMBER_BEFORE = re.compile(r"\d\s*[;,]\Z")
# "lisad 2 ja 5⏎6.⏎3. Käskkiri": no stop ends the list, and the number is not that of a point
_LIST_WITHOUT_STOP = re.compile(
    r"(?<![\w-])lisa(?:d|de|dele)?\s{1,4}(?:nr\.?\s?)?\d[\d\s,–-]{0,80}(?:(?:ja|ning|kuni)\s{1,4}\d[\d\s,–-]{0,80}){0,20}\Z",
    re.IGNORECASE,
)
_OPENS = re.compile(r"\s*(?P<own>\d{1,2})\.\s")
_OWN_NUMBER = re.compile(r"(?:\A|\n)[ \t]*(?P<own>\d{1,2})\.\s*\Z")
_NAMES_AN_ACT = re.compile(rf"{ACT_STEM}|(?<!\w)(?:lisa|nr)", re.IGNORECASE)


def doubt_open_endings(text: str, effects: Sequence[Effect]) -> tuple[tuple[Effect, ...], tuple[Finding, ...]]:
    """Return the effects, those of open sentences doubted, with the finding ``sentence_open`` once a sentence."""
    found: dict[Span, str] = {}
    for effect in effects:
        span = effect.evidence.span
        if span not in found:
            found[span] = _open_words(text, span)
    doubted = tuple(_doubted(effect, found[effect.evidence.span]) for effect in effects)
    findings = tuple(
        Finding(CODE, f"a sentence cannot end here, so a part of it may be missing: … {words}", span)
        for span, words in found.items()
        if words
    )
    return doubted, findings


def _open_words(text: str, span: Span) -> str:
    """Return the words at which a sentence is open; empty where it is whole."""
    words = span.of(text).rstrip()
    if (
        (_NUMBER_ALONE.match(text, span.end) and _is_open_list(words))
        or (must_go_on(words) and not _is_item(words, text, span.end))
        or _takes_next_point(words, text, span)
    ):
        return " ".join(words[-60:].split())
    for cut in _LIST_CUT.finditer(words):
        if not _NAMES_AN_ACT.search(words, cut.end()):
            return " ".join(words[cut.start() :][:80].split())
    return ""


def _is_open_list(words: str) -> bool:
    """Return whether words end within a list of numbers: at a comma behind one, or without a stop."""
    return bool(_NUMBER_BEFORE.search(words[-8:]) or _LIST_WITHOUT_STOP.search(words[-200:]))


def _takes_next_point(words: str, text: str, span: Span) -> bool:
    """Return whether a sentence ends with the number of the point that follows its own."""
    taken = _TAKES_NEXT_POINT.search(words[-40:])
    if taken is None or not text[span.end :].lstrip(" ")[:1].isupper():
        return False
    # A point's number stands within its sentence or right before it.
    own = _OPENS.match(words) or _OWN_NUMBER.search(text[max(0, span.start - 8) : span.start])
    return own is not None and int(taken["next"]) == int(own["own"]) + 1


def _is_item(words: str, text: str, end: int) -> bool:
    """Return whether words that end with a comma or "ja" are an item of a list whose next item follows.

    A point with a verb of its own ("1. Tunnistan kehtetuks …,") is an item only where the next one begins low.
    """
    after = _NEXT_ITEM.match(text, end)
    if after is None or not _JOINS_ITEMS.search(words):
        return False
    return not (after["first"].isupper() and _VERB.search(words))


def _doubted(effect: Effect, words: str) -> Effect:
    if not words or effect.doubt is not None:
        return effect
    return replace(effect, doubt=CODE, doubt_quote=words)
