"""Recognise a label by its look: a few words without a finite verb, or a question."""

from __future__ import annotations

import re

_MOST_WORDS = 6
# A clause that introduces a list is no label: it has a finite verb, or says "järgmised"
_ASKS = re.compile(r"(?:kes|keda|kelle|kellele|kellega|mida|mille|millal|kus|kuidas)\b", re.IGNORECASE)
_FINITE = re.compile(r"(?<![\w-])(?:on|ei|peab|\w{3,}(?:b|vad|takse|akse))(?![\w-])", re.IGNORECASE)
_NOUNS_IN_B = re.compile(r"(?:klubi?b|veeb|staab|ühiselub)$", re.IGNORECASE)
_LEADS_UP = re.compile(r"(?<!\w)(?:(?:al)?järgmi|alljärgne|(?:sealhulgas|sh|nt|näiteks|kui|et)(?!\w))", re.IGNORECASE)
_QUOTES = '„“”"«»'


def looks_like_label(words: str, *, is_numbered: bool) -> bool:
    """Return whether ``words`` are a short noun phrase or a question, rather than a clause that introduces a list."""
    tokens = words.split()
    if len(tokens) > _MOST_WORDS or not (is_numbered or words[0].isupper()) or any(q in words for q in _QUOTES):
        return False
    if _ASKS.match(words):
        return True
    verbs = [verb[0] for verb in _FINITE.finditer(words) if not _NOUNS_IN_B.search(verb[0])]
    return not verbs and not _LEADS_UP.search(words)
