"""What scanning, typing and setting do to a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random

from benchmarks.accuracy.composing.objects import Composed

SPACED = re.compile(r"\b(?:Tunnistan|Tunnistada|Tunnistatakse|Kinnitan)\b(?: kehtetuks\b)?")
ZERO = re.compile(r"(?P<before>(?:[Nn]r\.? |number )[^\s0]*)0")
TYPOS = (
    ("kehtetuks", "kehtetks"),
    ("kehtetuks", "kehteutks"),
    ("Tunnistan", "Tunnsitan"),
    ("Tunnistan", "Tunistan"),
    ("käskkirja", "käskirja"),
    ("käskkirja", "käskkrja"),
    ("kehtivuse", "kehtivse"),
    ("Kinnitan", "Kinnitna"),
)


def damage(composed: Composed, chance: Random) -> Composed:
    """Return a sentence with one damage, where one fits. A repaired digit is to be told by a finding."""
    kind = chance.choice(("break", "break", "blanks", "spaced", "typo", "typo", "digit", "hyphen", "dots"))
    words = DAMAGES[kind](composed.words, chance)
    if words == composed.words:
        return composed
    answers = composed.answers
    if kind == "digit":
        answers = tuple(replace(each, flags=each.flags | {"told"}) for each in answers)
    return Composed(f"damage.{kind}", words, answers)


def _break(words: str, chance: Random) -> str:
    at = chance.choice([match.start() for match in re.finditer(" ", words)])
    return f"{words[:at]}\n{words[at + 1 :]}"


def _hyphen(words: str, chance: Random) -> str:
    whole, parted = chance.choice(
        (("kehtetuks", "kehte-\ntuks"), ("käskkirja", "käsk-\nkirja"), ("Tunnistan", "Tunnis-\ntan"))
    )
    return words.replace(whole, parted, 1)


def _typo(words: str, chance: Random) -> str:
    right, wrong = chance.choice(TYPOS)
    return words.replace(right, wrong, 1)


def _spaced(words: str, chance: Random) -> str:
    gap = chance.choice((" ", "   "))
    return SPACED.sub(lambda match: gap.join(" ".join(word) for word in match[0].split()), words, count=1)


def _digit(words: str, chance: Random) -> str:
    return ZERO.sub(r"\g<before>O", words, count=1)


def _blanks(words: str, chance: Random) -> str:
    return words.replace(" ", "  ") if "\n" not in words else words


def _dots(words: str, chance: Random) -> str:
    """Remove the dots of the act word."""
    return words.replace("käskkir", chance.choice(("kaskkir", "késkkir")), 1)


DAMAGES: dict[str, Callable[[str, Random], str]] = {
    "break": _break,
    "blanks": _blanks,
    "spaced": _spaced,
    "typo": _typo,
    "digit": _digit,
    "hyphen": _hyphen,
    "dots": _dots,
}
