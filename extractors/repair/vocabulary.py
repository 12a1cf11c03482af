"""Define which words exist: those of directives and job descriptions, and a dictionary of Estonian.

The dictionary is simplemma's: 2.7 million forms, compounds among them, loaded once per process on first use (about 2 s
and 200 MB), so never for an undoubted text. Words of the field take precedence: a speller accepts "too" (that) where a
damaged job description means "töö" (work).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from simplemma import is_known
from simplemma.strategies.dictionaries.dictionary_factory import DEFAULT_DICTIONARY_FACTORY

from extractors.repair.field_words import FORMS, HEADS

_CASES = "(?:(?<=[aeiouõäöü])(?:s|st|sse|le|l|lt|ks|ni|na|ta|ga|gi|ki))?"
"""Endings that only follow a vowel: "töödga" is not a word."""
_DOMAIN = re.compile(f"(?:{'|'.join(FORMS.split())}){_CASES}")
_HEADS = frozenset(HEADS.split())
"""First halves of compounds; the second half must be a word of the dictionary."""
_SHORTEST_HEAD, _SHORTEST_TAIL = 4, 5
_DERIVED = re.compile(
    r"(?P<verb>[^\W\d_]{3,}?)(?:ja|jad|jat|jate|jaid|tav|tava|tavad|tavat|tavate|tud|mine|mise|mist|misi)" + _CASES
)
_NOT_MEANT = frozenset({"toode", "tool", "toodi", "kulla"})
"""Dictionary words that could be damaged forms of "töö" and "küll", but are as likely in a directive."""


def is_word(word: str) -> bool:
    """Return whether the dictionary has the word, with its first letter in either case."""
    return is_known(word, lang="et") or is_known(word.lower(), lang="et")


def is_form(word: str) -> bool:
    """Return whether the dictionary has exactly this form, in lower case."""
    return _forms().get(word) is not None


def is_of_the_field(word: str) -> bool:
    """Return whether a lower-case word is a form of the vocabulary of directives and job descriptions."""
    return _DOMAIN.fullmatch(word) is not None


def outranks(word: str, valid: str) -> bool:
    """Return whether a word of the field is meant where a valid word stands; true only of damaged text."""
    return is_of_the_field(word) and not is_of_the_field(valid) and valid not in _NOT_MEANT


def is_derived(word: str) -> bool:
    """Return whether an unlisted word is derived from a listed verb ("vahendajate" of "vahendama")."""
    found = _DERIVED.fullmatch(word)
    return found is not None and (is_form(found["verb"] + "ma") or is_form(found["verb"] + "mine"))


def is_compound(word: str) -> bool:
    """Return whether an unlisted word is a compound of two listed ones."""
    for at in range(2, len(word) - _SHORTEST_HEAD + 1):
        head, tail = word[:at], word[at:]
        is_head = head in _HEADS or (at >= _SHORTEST_HEAD and (_is_noun(head) or _is_of_verb(head)))
        if is_head and (is_of_the_field(tail) or (len(tail) >= _SHORTEST_TAIL and _is_noun(tail))):
            return True
    return False


def _is_noun(word: str) -> bool:
    """Return whether the word is a form of anything but a verb: "mõjuta" and "ümise" make no compounds."""
    lemma = _forms().get(word)
    return lemma is not None and not lemma.endswith("ma")


def _is_of_verb(head: str) -> bool:
    """Return whether the first half of a compound is a verb's: "mõjutamis" of "mõjutamine"."""
    return head.endswith("mis") and is_form(head[:-1] + "ne")


@cache
def _forms() -> Mapping[str, str]:
    return DEFAULT_DICTIONARY_FACTORY.get_dictionary("et")
