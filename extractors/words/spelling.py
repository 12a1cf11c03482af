"""Correct one wrong letter in the words that decide a sentence: "kehteuks", "Tunnsitan", "käskirja".

Only words of this list are corrected, only if one letter is missing, added, wrong or swapped with its neighbour, and
only if the dictionary does not know the misspelt form as a word.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from simplemma import is_known

from extractors.words.guarded import heads_pattern

_VERB_ENDINGS = "n me da takse des"
_VERB_STEMS = "tunnista kinnita kehtesta tühista täienda asenda sõnasta lõpeta pikenda taasta ennista paranda"
_ACT_ENDINGS = {
    "käskki": "ri rja rjaga rjad rjade rjadega rjas rjast rjale rju rjades",
    "korraldus": "- e ega ed te tega t es est ele",
    "määrus": "- e ega ed te tega t es est ele",
}
_OTHERS = """
kehtetuks kehtivuse kehtivust kehtivus muudan muudetakse jõustub jõustuvad kaotab kaotavad loetakse peatatakse
kinnitatud kehtestatud rakendatakse otsuse otsusega arvatud
"""
_WHOLE_ENDINGS = (
    "b s v d ti tud nud ma mine mise mist misel misest misega miseks miste mata mas ja jad ks v va vad tav tava "
    "tavad takski taks tagu sid sin vate tuks nuks"
)
_NEIGHBOURS = frozenset(stem + ending for stem in _VERB_STEMS.split() for ending in _WHOLE_ENDINGS.split())
"""Forms that are whole and mean something else."""

FORMS = frozenset(
    [stem + ending for stem in _VERB_STEMS.split() for ending in _VERB_ENDINGS.split()]
    + [stem + ending.replace("-", "") for stem, endings in _ACT_ENDINGS.items() for ending in endings.split()]
    + _OTHERS.split()
)
"""What may be set right. A shorter word is too near to others."""

# Slips that are words of their own, and mean nothing in an act
_SLIPS = {"kehtestuks": "kehtetuks"}
# Letters exchanged in a word too short for the list above
_EXCHANGED = {"liasd": "lisad", "liasde": "lisade", "lsiad": "lisad", "lsiade": "lisade", "lsia": "lisa"}
# Words of an ending, an exception or a limit that lost their dots; with a capital they may be names
_WITHOUT_DOTS = {
    "jaab": "jääb", "jaavad": "jäävad", "jattes": "jättes", "jatan": "jätan", "valja": "välja", "parast": "pärast",
    "tuhistan": "tühistan", "tuhistada": "tühistada", "tuhistatakse": "tühistatakse", "uksnes": "üksnes",
    "sailitades": "säilitades", "ulejaanud": "ülejäänud", "kaesoleva": "käesoleva", "vélja": "välja",
    "jéttes": "jättes", "pérast": "pärast", "iksnes": "üksnes", "késoleva": "käesoleva",
}  # fmt: skip

_SHORTEST, _LONGEST = 6, 16

# A lost letter finds no room where it stood, so these words may be read without one of theirs: "tunistan" stands for
# every "tunnistan" that lost a letter, whichever it was.
_SHORT = (
    ("tunnista", "tunista"), ("kehtetuks", "kehtetks"), ("kinnita", "kinita"), ("kehtesta", "kehtsta"),
    ("käskki", "käski"), ("korraldus", "koraldus"), ("jõustu", "jõstu"), ("tühista", "tühsta"), ("kehtivus", "kehtvus"),
)  # fmt: skip


def _shorter(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(len(word))]


_HEADS = frozenset(head for form in FORMS for head in (form[:2], form[:2].capitalize(), form[:2].upper()))
"""Only words that begin like a form are looked at: two letters spare most words of a text."""
_MIDDLES = frozenset(
    first + middle
    for form in FORMS
    for first in (form[0], form[0].upper())
    for middle in (form[2:4], form[1:3], form[3:5], form[1] + form[3])
)
"""First letter with the third and the fourth of words whose second is wrong, added, lost, or changed for the third."""
_LETTERS = re.compile(r"[^\W\d_]+")


def _index() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for form in sorted(FORMS):
        for key in {form, *_shorter(form)}:
            found.setdefault(key, []).append(form)
    return found


_BY_KEY = _index()


@lru_cache(maxsize=4096)
def mend_word(word: str) -> str | None:
    """Return the form that a word of one wrong letter stands for, no longer than the word; ``None`` where it is whole
    or too far from all. A form that would be longer stands in its short spelling, which the patterns read too."""
    lower = word.casefold()
    if lower in _SLIPS:
        return _SLIPS[lower].upper() if word.isupper() else _SLIPS[lower]
    if lower in FORMS or lower in _NEIGHBOURS or not _SHORTEST - 1 <= len(lower) <= _LONGEST + 1:
        return None
    nearest = _nearest(lower)
    if nearest is None or is_known(lower, lang="et") or is_known(word, lang="et"):
        return None
    if len(nearest) > len(lower):
        shortened = next((nearest.replace(long, short) for long, short in _SHORT if long in nearest), None)
        if shortened is None:
            return None
        nearest = shortened
    return nearest.upper() if word.isupper() else nearest.capitalize() if word[0].isupper() else nearest


def _nearest(word: str) -> str | None:
    """Return the only form at a distance of one letter; ``None`` where there is none or the first letter is another."""
    found: set[str] = set()
    for key in (word, *_shorter(word)):
        for form in _BY_KEY.get(key, ()):
            if form[0] == word[0] and _is_one_apart(word, form):
                found.add(form)
    return min(found, key=lambda form: (abs(len(form) - len(word)), form)) if found else None


def _is_one_apart(word: str, form: str) -> bool:
    if len(word) != len(form):
        short, long = sorted((word, form), key=len)
        return len(long) - len(short) == 1 and short in _shorter(long)
    wrong = [at for at in range(len(word)) if word[at] != form[at]]
    is_exchanged = len(wrong) == 2 and wrong[1] == wrong[0] + 1 and sorted(word) == sorted(form)
    return len(wrong) == 1 or is_exchanged


def find_misspelt(text: str) -> dict[str, str]:
    """Return the words of a text that have one wrong letter, each with the form it stands for."""
    return {word: meant for word in set(_LETTERS.findall(text)) if (meant := _meant_by(word)) is not None}


@lru_cache(maxsize=65_536)
def _meant_by(word: str) -> str | None:
    if word in _WITHOUT_DOTS or word in _EXCHANGED:
        return _WITHOUT_DOTS.get(word) or _EXCHANGED[word]
    is_near = _SHORTEST - 1 <= len(word) <= _LONGEST + 1 and (word[:2] in _HEADS or word[0] + word[2:4] in _MIDDLES)
    return mend_word(word) if is_near and _may_be_form(word.casefold()) else None


def _may_be_form(word: str) -> bool:
    """Return whether a word could be close to a form: a quick check that spares most words the slow one."""
    return word in _SLIPS or (word not in FORMS and any(key in _BY_KEY for key in (word, *_shorter(word))))


_FIRST_HALVES = frozenset(
    half
    for form in FORMS
    for at in range(2, len(form))
    for half in (form[:at], form[:at].capitalize(), form[:at].upper())
)
_SECOND_HALVES = frozenset(form[at:] for form in FORMS for at in range(2, len(form)))
_TORN_HEAD = heads_pattern(sorted(_HEADS), r"[^\W\d_]")
_TORN = re.compile(
    rf"(?P<first>{_TORN_HEAD}[^\W\d_]{{0,12}})[ \n]"
    r"(?P<second>[^\W\d_]{1,14})(?![^\W\d_]|-\w)"
)
_MARKS_BEHIND = re.compile(r"[\W\d_].*", re.DOTALL)
# "käsk kirja" is torn; elsewhere two whole words stay two ("otsus ega", "kinnita da")
_TORN_ALWAYS = frozenset({"käsk"})


def find_torn(text: str) -> tuple[tuple[int, int], ...]:
    """Return the places of words of this list that a blank or a line end cut in two: "jõus tub", "kehte tuks".

    The two pieces must make up a form, and one of them at least must be no word.
    """
    words = text.split()
    firsts = _FIRST_HALVES.intersection(words)
    if not any(_may_end(after) for word, after in pairwise(words) if word in firsts):
        return ()
    found = []
    at = 0
    while match := _TORN.search(text, at):
        is_torn = match["first"] in _FIRST_HALVES and _is_torn(match["first"], match["second"])
        found += [match.span()] if is_torn else []
        at = match.end() if is_torn else match.end("first")
    return tuple(found)


@lru_cache(maxsize=16_384)
def _may_end(word: str) -> bool:
    """Return whether a word could be the second half of a form, over the marks behind it."""
    return _MARKS_BEHIND.sub("", word).casefold() in _SECOND_HALVES


@lru_cache(maxsize=512)
def _is_torn(first: str, second: str) -> bool:
    is_name = second[0].isupper() and (not first.isupper() or len(second) == 1)
    if (first + second).casefold() not in FORMS or is_name:
        return False
    whole = [len(piece) > 2 and is_known(piece.casefold(), lang="et") for piece in (first, second)]
    return not all(whole) or first.casefold() in _TORN_ALWAYS


def full_spelling(word: str) -> str:
    """Return a word with the letter that its short spelling leaves out: "Tunistan" → "Tunnistan"."""
    for long, short in _SHORT:
        if short in word.casefold() and long not in word.casefold():
            at = word.casefold().index(short)
            return word[:at] + (word[at] + long[1:]) + word[at + len(short) :]
    return word


def is_form(word: str) -> bool:
    """Return whether a word is one of the forms, correctly spelt."""
    return word.casefold() in FORMS


_PIECES = sorted(
    FORMS | {"muuta", "teen", "loen", "lugeda", "otsus", "lisa", "lisad", "järgmised"}, key=len, reverse=True
)


@lru_cache(maxsize=512)
def split_joined(word: str) -> tuple[str, ...] | None:
    """Return the words of this list that make up a string without gaps ("tunnistankehtetuks"), else ``None``."""
    lower = word.casefold()
    for piece in _PIECES:
        if lower == piece:
            return (word,)
        if lower.startswith(piece) and (rest := split_joined(word[len(piece) :])) is not None:
            return (word[: len(piece)], *rest)
    return None
