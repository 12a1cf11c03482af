"""Insert phrases at the word gaps of plain sentences of the gold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from zlib import crc32

from benchmarks.accuracy.gold import GoldSentence, GoldText, load_directives
from benchmarks.accuracy.inserting.phrases import PHRASES
from benchmarks.accuracy.reading import ReadEffect, Reading, read_text

_PLAIN = frozenset({"revoke", "approve", "commence"})
# Not between two letters of a letter-spaced word, which is no gap of words
_GAP = re.compile(r"(?<=\S)(?<!\s[^\W\d_])(?<!\A[^\W\d_])\s+(?=\S)|(?<![.;,])(?=[.;,]?\s*\Z)")


@dataclass(frozen=True, slots=True)
class Insertion:
    """A phrase behind ``at`` characters of a sentence."""

    gold: GoldText
    sentence: GoldSentence
    at: int
    kind: str
    phrase: str

    @property
    def text(self) -> str:
        """Return the whole text with the phrase in it."""
        place = self.sentence.start + self.at
        return f"{self.gold.text[:place]} {self.phrase}{self.gold.text[place:]}"

    @property
    def end(self) -> int:
        """Return where the sentence ends in that text."""
        return self.sentence.end + len(self.phrase) + 1

    @property
    def shown(self) -> str:
        """Return the sentence with the phrase marked."""
        words = self.sentence.words
        return " ".join(f"{words[: self.at]} «{self.phrase}»{words[self.at :]}".split())


def insertions(one_of: int = 1, turn: int = 0, *, texts: int = 1) -> Iterator[Insertion]:
    """Yield every insertion, or one of so many: always the same ones for a ``turn``; of one of so many ``texts``."""
    for gold, sentence in plain_sentences(texts):
        found = [gap.start() for gap in _GAP.finditer(sentence.words)]
        for at in dict.fromkeys(found):
            for kind, phrase in PHRASES:
                name = f"{gold.name} {sentence.label} {at} {phrase}"
                if one_of == 1 or crc32(name.encode()) % one_of == turn:
                    yield Insertion(gold, sentence, at, kind, phrase)


@cache
def plain_sentences(texts: int = 1) -> tuple[tuple[GoldText, GoldSentence], ...]:
    """Return the sentences of one of so many texts of the gold in which plain effects are read, and no doubt."""
    return tuple(
        (gold, sentence)
        for gold in load_directives()[::texts]
        for sentence in gold.sentences
        if sentence.answers and _is_plain(read_gold(gold), sentence.start, sentence.end)
    )


@cache
def read_gold(gold: GoldText) -> Reading:
    """Return what is read in a text of the gold as it is."""
    return read_text(gold.name, gold.text)


def effects_in(reading: Reading, start: int, end: int) -> list[ReadEffect]:
    """Return the effects whose sentence overlaps a place."""
    return [effect for effect in reading.effects if effect.start < end and effect.end > start]


def findings_in(reading: Reading, start: int, end: int) -> list[str]:
    """Return the codes of the findings that overlap a place."""
    return [finding.code for finding in reading.findings if finding.start < end and finding.end > start]


def is_guarded(effect: ReadEffect) -> bool:
    """Return whether an effect says itself that it is not plain: doubted, limited, with an exception or a condition."""
    excepted = effect.except_annexes or effect.except_points
    return bool(effect.doubt or effect.is_limited or excepted or effect.is_conditional)


def _is_plain(reading: Reading, start: int, end: int) -> bool:
    effects = effects_in(reading, start, end)
    are_plain = all(effect.action in _PLAIN and not is_guarded(effect) for effect in effects)
    return bool(effects) and are_plain and not findings_in(reading, start, end)
