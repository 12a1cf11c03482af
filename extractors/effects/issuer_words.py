"""Recognise issuers that no list has: "revidendi 30.07.2019 otsus nr 2", "muuseumi asutamise komisjoni esimehe …".

What stands in the genitive right before a reference names who issued the act, or what the act was for ("ametijuhendi
kinnitamise käskkiri"). Neither changes what ends; only the words of a part ("tabeli", "esimese poole") do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from simplemma import is_known, lemmatize

from extractors.directive.kinds import find_kind
from extractors.model.evidence import Span
from extractors.words.acts import DAMAGED_ACT_STEM
from extractors.words.fillers import FILLERS, LIMITING
from extractors.words.months import ANY_STEM
from extractors.words.offices import office_nominative
from extractors.words.qualifiers import SUBUNIT

_PHRASE = re.compile(
    r"(?:(?<![^\W_-])[^\W\d_][\w-]{0,40}(?:[ \n]{1,8}|\Z)){1,8}(?:\([^\W\d_][^()\d]{1,40}\)\s{1,4})?\Z"
)
_REACH = 240
# "direktori", "eestseisuse", "Rae", "osavalla"; a plural ("teenistujate") issues nothing
_GENITIVE = re.compile(r"(?:[^\W\d_-]|-(?=\w)){2,}[aeiou]|[^\W\d_]+-|ja|ning|kt|v\.?a", re.IGNORECASE)
_PLURAL = re.compile(r"\w{3,}(?:te|de|ike)", re.IGNORECASE)
# "raamatupidajale", "eksperdiga", "sadamata": an ending behind the genitive
_OBLIQUE = re.compile(r"(?P<genitive>\w{4,}[aeiou])(?:sse|le|na|ni|ta|ga)")
# "mõõtja", "raamatukogu": the genitive is the nominative
_SAME_FORM = re.compile(r"\w*(?:ja|kogu|kodu|büroo|pea)")
# "Pärnus", "Tamm": a name that dates and issues nothing; "RMK", "Sihtasutus" before a name of its own
_OTHER_CASE = re.compile(r"[A-ZÕÄÖÜŠŽ][a-zõäöüšž-]{2,}(?:s|st|l|lt|ks)")
_PURPOSE = re.compile(r"\w{4,}mise", re.IGNORECASE)
_PART = re.compile(
    rf"osa|osi|pool(?:e|t)?|enami?k\w*|enamuse?|sisu|teks(?:t|ti)|alguse?|lõpu|vii(?:de|te)|jõu|"
    rf"lisa\w{{0,4}}|(?:ala)?punkti?\w{{0,3}}|{SUBUNIT}",
    re.IGNORECASE,
)


_ANY_WORD = re.compile(r"(?<![\w/-])[^\W\d_]{3,}(?:-[^\W\d_]+)*(?![\w/-])")
_ACT_OR_MONTH = re.compile(rf"\w{{0,20}}(?:{DAMAGED_ACT_STEM})|k\wskkir|{ANY_STEM}")
# "direktori 01.02.2020 välja antud käskkirja"; "välja arvatud" takes out
_ISSUED = re.compile(r"\s+(?:antud)(?!\w)", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\([^()\n]{1,60}\)")
# Endings of adverbs, nominatives, other cases, verbs: for such words alone is the dictionary opened (it takes seconds)
_MAY_BE_OTHER = re.compile(r"(?:[saeiu]ti|kku|ne|ga|le|ta|na|ni|sse|da|kse)\Z")


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
        is_aside = view[phrase.start() + word.start() - 1 : phrase.start() + word.start()] == "("
        if not is_aside and not _may_name(word.group(), is_purpose=is_purpose):
            break
        first = phrase.start() + word.start()
    return start if _names_a_document(view[first:start], is_purpose=is_purpose) else first


def _may_name(word: str, *, is_purpose: bool) -> bool:
    lower = word.casefold()
    if lower in LIMITING or _PART.fullmatch(lower) is not None:
        return False
    if _PLURAL.fullmatch(lower) is not None and not is_purpose:
        return word[0].isupper()
    return _GENITIVE.fullmatch(word) is not None and (word[0].isupper() or _may_be_genitive(lower))


@lru_cache(maxsize=4096)
def _may_be_genitive(word: str) -> bool:
    """Return whether a small word that ends in a vowel may be a genitive: "kiiresti", "eksperdiga" are none.

    A word that the dictionary lacks, as one with a wrong letter, may be.
    """
    if _MAY_BE_OTHER.search(word) is None or not is_known(word, lang="et") or office_nominative(word) is not None:
        return True
    lemma = lemmatize(word, lang="et")
    if lemma == word:
        return _SAME_FORM.fullmatch(word) is not None or word.endswith("ma")  # "sadama" is to rain, and of a port
    if lemma.endswith("ma") and not word.endswith("mise"):
        return False
    oblique = _OBLIQUE.fullmatch(word)
    return oblique is None or not is_known(oblique["genitive"], lang="et")


def foreign_words(view: str, start: int, end: int) -> Iterator[Span]:
    """Yield the words of a reference that are no part of one: "direktori osaliselt 01.02.2020 käskkirja"."""
    asides = [Span(*aside.span()) for aside in _IN_BRACKETS.finditer(view, start, end)]
    for word in _ANY_WORD.finditer(view, start, end):
        if any(aside.contains(Span(*word.span())) for aside in asides):
            continue
        lower = word.group().casefold()
        if lower == "välja" and _ISSUED.match(view, word.end(), end) is not None:
            continue
        if (lower in FILLERS and lower not in LIMITING) or _ACT_OR_MONTH.match(lower) is not None:
            continue
        is_other = lower in LIMITING or _OTHER_CASE.fullmatch(word.group()) is not None
        if is_other or (word.group().islower() and not _may_be_genitive(lower)):
            yield Span(*word.span())


def _names_a_document(words: str, *, is_purpose: bool) -> bool:
    """Return whether a phrase names what was approved ("juristi ametijuhendi 12.03.2019 käskkirja"), not an issuer."""
    return not is_purpose and find_kind(words) is not None
