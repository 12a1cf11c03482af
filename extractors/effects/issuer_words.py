"""Recognise issuers that no list has: "revidendi 30.07.2019 otsus nr 2", "muuseumi asutamise komisjoni esimehe …".

What stands in the genitive right before a reference names who issued the act, or what the act was for ("ametijuhendi
kinnitamise käskkiri"). Neither changes what ends; only the words of a part ("tabeli", "esimese poole") do.
"""

from __future__ import annotations

import re

from extractors.directive.kinds import find_kind
from extractors.words.fillers import LIMITING
from extractors.words.qualifiers import SUBUNIT

_PHRASE = re.compile(
    r"(?:(?<![^\W_-])[^\W\d_][\w-]{0,40}(?:[ \n]{1,8}|\Z)){1,8}(?:\([^\W\d_][^()\d]{1,40}\)\s{1,4})?\Z"
)
_REACH = 240
# "direktori", "eestseisuse", "Rae", "osavalla"; a plural ("teenistujate") issues nothing
_GENITIVE = re.compile(r"(?:[^\W\d_-]|-(?=\w)){2,}[aeiou]|[^\W\d_]+-|ja|ning|kt|v\.?a", re.IGNORECASE)
_PLURAL = re.compile(r"\w{3,}(?:te|de)", re.IGNORECASE)
_PURPOSE = re.compile(r"\w{4,}mise", re.IGNORECASE)
_PART = re.compile(
    rf"osa|osi|pool(?:e|t)?|enami?k\w*|enamuse?|sisu|teks(?:t|ti)|alguse?|lõpu|vii(?:de|te)|jõu|"
    rf"lisa\w{{0,4}}|(?:ala)?punkti?\w{{0,3}}|{SUBUNIT}",
    re.IGNORECASE,
)


def issuer_start(view: str, start: int, floor: int) -> int:
    """Return where the words of an unlisted issuer begin before a reference at ``start``; ``start`` where none do."""
    begin = max(floor, start - _REACH)
    phrase = _PHRASE.search(view, begin, start)
    if phrase is None:
        return start
    words = list(re.finditer(r"[^\W\d_][\w-]*", view[phrase.start() : start]))
    is_purpose = bool(words) and _PURPOSE.fullmatch(words[-1].group()) is not None
    first = start
    for word in reversed(words):
        if not _may_name(word.group(), is_purpose=is_purpose):
            break
        first = phrase.start() + word.start()
    return start if _names_a_document(view[first:start], is_purpose=is_purpose) else first


def _may_name(word: str, *, is_purpose: bool) -> bool:
    lower = word.casefold()
    if lower in LIMITING or _PART.fullmatch(lower) is not None:
        return False
    if _PLURAL.fullmatch(lower) is not None and not is_purpose:
        return word[0].isupper()
    return _GENITIVE.fullmatch(word) is not None


def _names_a_document(words: str, *, is_purpose: bool) -> bool:
    """Return whether a phrase names what was approved ("juristi ametijuhendi 12.03.2019 käskkirja"), not an issuer."""
    return not is_purpose and find_kind(words) is not None
