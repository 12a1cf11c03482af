"""Repair one word of a damaged text, or tell why it stays unchanged."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from extractors.repair.confusions import SIGNS, dearest, find_readings
from extractors.repair.vocabulary import is_compound, is_derived, is_form, is_of_the_field, is_word, outranks

_MARGIN = 0.9
"""Two readings whose costs differ by less are equally likely."""
_FIELD_BONUS = 1.5
_COMPOUND_PENALTY = 0.5
_SHORTEST = 3
_SHORTEST_UNLISTED = 4
_TRIED_AS_COMPOUNDS = 300
_DEAREST_OF_VALID = 3.0
_LEVEL = re.compile(r"[A-ZÕÄÖÜ]+\d+")
_COUNTED = re.compile(r"\d+(?:[^\W\d_]{1,2})?")
_CAPITALS = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """A repaired word, in the case of the original. ``rule`` and ``confidence`` as in ``Repair``."""

    word: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Undecided:
    """Several possible readings of a word."""

    readings: tuple[str, ...]


def read_word(word: str, *, is_name_likely: bool) -> Reading | Undecided | None:
    """Return the reading of a damaged word; ``None`` where it is intact, or no reading is known.

    Where a name is likely (a capital within a sentence, or two in a row) only words of the field are read. Codes
    ("31u", "B1", "RIK") are not words. The damage must explain a capital or a digit within a word; otherwise it is a
    name.
    """
    if _is_code(word):
        return None
    is_upper = word.upper() == word
    plain = word.lower() if is_upper else word
    is_valid = is_of_the_field(plain.lower()) or is_word(plain)
    found = _find_words(plain, is_valid=is_valid, only_field=is_name_likely or len(word) < _SHORTEST_UNLISTED)
    if not found:
        return None
    (best, first), *others = found
    close = [reading for cost, reading in others if cost - best < _MARGIN]
    if first[1] == "dictionary" and plain.isalpha() and is_derived(plain.lower()):
        return Undecided((plain, first[0]))
    if close:
        return Undecided((first[0], *(reading[0] for reading in close)))
    weights = [math.exp(-cost) for cost, _ in found]
    confidence = round(weights[0] / (sum(weights) + math.exp(-dearest(word) - _FIELD_BONUS)), 2)
    # An ü is usually read as a capital U: within a sentence it is the small letter.
    read = first[0] if is_name_likely and word[0] == "U" else _in_case_of(word, first[0], is_upper=is_upper)
    return Reading(read, first[1], confidence)


def _find_words(word: str, *, is_valid: bool, only_field: bool) -> list[tuple[float, tuple[str, str]]]:
    """Return (cost, (word, rule)) of all readings that are words, the likeliest first."""
    found: dict[str, tuple[float, str]] = {}
    rest: list[tuple[float, str]] = []
    enough = math.inf
    for cost, reading in find_readings(word, dearest_allowed=_DEAREST_OF_VALID if is_valid else None):
        if cost > enough:
            break
        if reading in found or len(reading) < _SHORTEST:
            continue
        if is_of_the_field(reading):
            if not is_valid or outranks(reading, word.lower()):
                found[reading] = (cost - _FIELD_BONUS, "domain")
        elif is_valid or only_field:
            continue
        elif is_form(reading):
            found[reading] = (cost, "dictionary")
        elif len(rest) < _TRIED_AS_COMPOUNDS:
            rest.append((cost, reading))
        if found and enough == math.inf:
            enough = cost + _FIELD_BONUS + _MARGIN
    if not found and _is_whole_unlisted(word):
        return []
    cheapest = min((cost for cost, _ in found.values()), default=math.inf)
    for cost, reading in rest:
        if cost + _COMPOUND_PENALTY < cheapest and (is_compound(reading) or is_derived(reading)):
            found[reading] = (cost + _COMPOUND_PENALTY, "compound")
    return sorted((cost, (reading, rule)) for reading, (cost, rule) in found.items())


def _is_whole_unlisted(word: str) -> bool:
    """Return whether the word is regularly formed from listed ones: then it is as likely intact as damaged."""
    plain = word.lower()
    return word.isalpha() and (is_compound(plain) or is_derived(plain))


def _is_code(word: str) -> bool:
    if _LEVEL.fullmatch(word) or _COUNTED.fullmatch(word) or not any(char.isalpha() for char in word):
        return True
    has_digit = any(char.isdigit() or char in SIGNS for char in word)
    return word.isupper() and len(word) <= _CAPITALS and (has_digit or not is_of_the_field(_bare(word)))


def _bare(word: str) -> str:
    """Return the word that short capitals may stand for; the rest are abbreviations of authorities."""
    return {"TOO": "töö", "VOI": "või", "ULE": "üle", "OOD": "ööd"}.get(word, word.lower())


def _in_case_of(original: str, word: str, *, is_upper: bool) -> str:
    """Return the word in the case of the original; a digit as first letter counts as lower case."""
    if is_upper:
        return word.upper()
    return word[0].upper() + word[1:] if original[0].isupper() else word
