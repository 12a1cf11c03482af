"""Which sentence of a text an effect or a finding belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from benchmarks.accuracy.answers import squeeze
from benchmarks.accuracy.gold import GoldSentence
from benchmarks.accuracy.reading import ReadEffect, ReadFinding

OF_THE_FILE = frozenset(
    {"annex_missing", "annex_not_promised", "annex_number_from_body", "annex_number_repeated", "draft", "memorandum"}
)
"""Findings about the file as a whole: they point at no sentence."""


def effects_by_sentence(
    sentences: Sequence[GoldSentence], effects: Sequence[ReadEffect]
) -> tuple[dict[str, list[ReadEffect]], list[ReadEffect]]:
    """Return the effects of each sentence by its label, and those that lie on none.

    Of two sentences that an effect touches, the one that names its act has it, else the one that it covers more.
    """
    by_sentence: dict[str, list[ReadEffect]] = defaultdict(list)
    elsewhere: list[ReadEffect] = []
    for effect in effects:
        touched = [each for each in sentences if _shared(each, effect) > 0]
        if not touched:
            elsewhere.append(effect)
            continue
        naming = [each for each in touched if effect.number and squeeze(effect.number) in squeeze(each.words)]
        best = max(naming or touched, key=lambda each: _shared(each, effect))
        by_sentence[best.label].append(effect)
    return by_sentence, elsewhere


def _shared(sentence: GoldSentence, place: ReadEffect | ReadFinding) -> int:
    return min(sentence.end, place.end) - max(sentence.start, place.start)


def findings_on(sentence: GoldSentence, sentences: Sequence[GoldSentence], findings: Sequence[ReadFinding]) -> set[str]:
    """Return the codes of the findings on a sentence.

    A finding that lies on three sentences and more points at none of them.
    """
    return {
        finding.code
        for finding in findings
        if finding.code not in OF_THE_FILE
        and _shared(sentence, finding) > 0
        and sum(_shared(each, finding) > 0 for each in sentences) < 3
    }
