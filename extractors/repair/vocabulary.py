"""Which words there are: those of directives and job descriptions, and a dictionary of Estonian.

The dictionary is simplemma's: 2.7 million forms, compounds among them, loaded once per process when first asked
(about 2 s and 200 MB), so never for a text that is not in doubt. The words of the field outrank it: a speller takes
"too" (that) for a good word, where a damaged job description means "töö" (work).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from simplemma import is_known
from simplemma.strategies.dictionaries.dictionary_factory import DEFAULT_DICTIONARY_FACTORY

from extractors.repair.field_words import FORMS, HEADS

_CASES = "(?:(?<=[aeiouõäöü])(?:s|st|sse|le|l|lt|ks|ni|na|ta|ga|gi|ki))?"
"""Endings that follow a vowel alone: "töödga" is no word."""
_DOMAIN = re.compile(f"(?:{'|'.join(FORMS.split())}){_CASES}")
_HEADS = frozenset(HEADS.split())
"""First halves of compounds; what follows must be a word of the dictionary."""
_SHORTEST_HEAD, _SHORTEST_TAIL = 4, 5
_DERIVED = re.compile(
    r"(?P<verb>[^\W\d_]{3,}?)(?:ja|jad|jat|jate|jaid|tav|tava|tavad|tavat|tavate|tud|mine|mise|mist|misi)" + _CASES
)
_NOT_MEANT = frozenset({"toode", "tool", "toodi", "kulla"})
"""Words of the dictionary that would read as forms of "töö" and "küll", and are as good in a directive."""


def is_word(word: str) -> bool:
    """Whether the dictionary holds the word, in this or the other case of its first letter."""
    return is_known(word, lang="et") or is_known(word.lower(), lang="et")


def is_form(word: str) -> bool:
    """Whether the dictionary holds exactly this, written small."""
    return _forms().get(word) is not None


def is_of_the_field(word: str) -> bool:
    """Whether a word, in lower case, is a form of what directives and job descriptions speak of."""
    return _DOMAIN.fullmatch(word) is not None


def outranks(word: str, valid: str) -> bool:
    """Whether a word of the field is meant where a valid word stands: so in damaged text alone."""
    return is_of_the_field(word) and not is_of_the_field(valid) and valid not in _NOT_MEANT


def is_derived(word: str) -> bool:
    """Whether a word that is in no list is made of a verb that is ("vahendajate" of "vahendama")."""
    found = _DERIVED.fullmatch(word)
    return found is not None and (is_form(found["verb"] + "ma") or is_form(found["verb"] + "mine"))


def is_compound(word: str) -> bool:
    """Whether a word that is in no list is made of two that are."""
    for at in range(2, len(word) - _SHORTEST_HEAD + 1):
        head, tail = word[:at], word[at:]
        is_head = head in _HEADS or (at >= _SHORTEST_HEAD and (_is_noun(head) or _is_of_verb(head)))
        if is_head and (is_of_the_field(tail) or (len(tail) >= _SHORTEST_TAIL and _is_noun(tail))):
            return True
    return False


def _is_noun(word: str) -> bool:
    """A form of anything but a verb: "mõjuta" and "ümise" make no compounds."""
    lemma = _forms().get(word)
    return lemma is not None and not lemma.endswith("ma")


def _is_of_verb(head: str) -> bool:
    """Whether the first half of a compound is a verb's: "mõjutamis" of "mõjutamine"."""
    return head.endswith("mis") and is_form(head[:-1] + "ne")


@cache
def _forms() -> Mapping[str, str]:
    return DEFAULT_DICTIONARY_FACTORY.get_dictionary("et")
