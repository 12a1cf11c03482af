"""Convert a post's name to its dictionary form: "teehoiuteenistuse direktorile" → "teehoiuteenistuse direktor".

Rules over the endings that names of posts have in Estonian; a word that no rule knows stays as it is.
"""

from __future__ import annotations

import re

# Genitive ending → nominative ending, the longer ones first. Words in -ja, -pea, -abi do not change.
_ENDINGS = (
    ("istri", "ister"),
    ("naise", "naine"),
    ("vanema", "vanem"),
    ("ülema", "ülem"),
    ("mehe", "mees"),
    ("iku", "ik"),
    ("juhi", "juht"),
    ("vahi", "vaht"),
    ("lase", "lane"),
    ("lise", "line"),
    ("loogi", "loog"),
    ("graafi", "graaf"),
    ("peedi", "peed"),
    ("konna", "kond"),
    ("tuse", "tus"),
    ("kuse", "kus"),
    ("iumi", "ium"),
    ("tiimi", "tiim"),
    ("koka", "kokk"),
    ("sti", "st"),
    ("kti", "kt"),
    ("rdi", "rt"),
    ("ndi", "nt"),
    ("omi", "om"),
    ("ori", "or"),
    ("eri", "er"),
    ("äri", "är"),
    ("öri", "ör"),
    ("googi", "goog"),
    ("tõlgi", "tõlk"),
    ("ari", "ar"),
    ("uri", "ur"),
    ("eni", "en"),
    ("õe", "õde"),
)
_OBJECT = re.compile(r"(?:kku|kke|[aeiouõäöü]t|[aeu]id|mees?t|nais?t|pead|õde|ist?i|[^aeiouõäöü]i|iste|teda|neid)$")
_ALLATIVE = re.compile(r"\b([^\W\d_-]{2,})le\b(?!-)")
_ASIDE = re.compile(r"\s*\(\s*edaspidi[^)]*\)", re.IGNORECASE)
_ADVERB = re.compile(r"^(?:vahetult|otseselt|otse)\s+", re.IGNORECASE)


def from_genitive(words: str) -> str:
    """Return ``words`` with their last word in the nominative: "sotsiaalnõuniku" → "sotsiaalnõunik"."""
    words = words.strip()
    for genitive, nominative in _ENDINGS:
        if words.casefold().endswith(genitive):
            stem = words[: len(words) - len(genitive)]
            return stem + (nominative.upper() if words.isupper() else nominative)
    return words


def from_allative(words: str) -> str:
    """Return ``words`` with every post that stands in the allative ("kellele allub") in the nominative.

    Words without such a form come back unchanged, except that "(edaspidi …)" and "vahetult" are removed.
    """
    words = _ADVERB.sub("", without_aside(words)).strip().rstrip(".;,")
    return _ALLATIVE.sub(lambda match: from_genitive(match[1]), words)


def without_aside(words: str) -> str:
    """Return ``words`` without the short form that they introduce: "direktor (edaspidi juht)" → "direktor"."""
    return _ASIDE.sub("", words).strip()


def is_object_form(words: str) -> bool:
    """Return whether a post stands in the partitive, as a substituted post does ("juhatajat", "nõunikku",
    "juhatajaid").

    What follows it in brackets, or says where ("direktorit õppealal"), does not count.
    """
    last = re.sub(r"\s*\([^)]*\)\s*$", "", words.strip()).casefold()
    last = re.sub(r"(?<=\w)\s+\w{3,}l$", "", last)
    return bool(_OBJECT.search(last)) and not last.endswith(("abi", "eet"))
