"""Foreign words in plain sentences of the gold: how many nobody would notice may only become less."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.accuracy.inserting.inserting import insertions, plain_sentences
from benchmarks.accuracy.inserting.judging import SILENT, Judged, judge
from benchmarks.accuracy.inserting.phrases import PHRASES

TEXTS = 14
"""`make test` takes one text of so many,"""
SAMPLE = 900
"""and one insertion of so many: some eighty."""
LONG_SAMPLE = 250
MOST_SILENT = {"revoke": 0.02, "commence": 0.06, "approve": 0.17}
"""The largest share of insertions that may go unnoticed in sentences that only revoke, commence or approve."""


def _show(judged: Judged) -> str:
    return f"{judged.result}: {judged.insertion.shown}\n    {judged.read}"


def test_there_are_many_phrases() -> None:
    assert len(PHRASES) == len(set(PHRASES)) >= 130
    assert sum(kind == "unknown" for kind, _ in PHRASES) >= 40


def test_a_turn_gives_the_same_insertions_for_good() -> None:
    first = [one.shown for one in insertions(SAMPLE, 3, texts=TEXTS)]
    assert first == [one.shown for one in insertions(SAMPLE, 3, texts=TEXTS)]
    assert first != [one.shown for one in insertions(SAMPLE, 4, texts=TEXTS)]


def test_an_insertion_stands_in_its_sentence() -> None:
    for one in insertions(SAMPLE, 3, texts=TEXTS):
        place = one.sentence.start + one.at
        assert one.text[place : place + len(one.phrase) + 1] == f" {one.phrase}"
        assert one.text[:place] + one.text[place + len(one.phrase) + 1 :] == one.gold.text


def test_few_foreign_words_in_a_small_sample_go_unnoticed() -> None:
    judged = [judge(one) for one in insertions(SAMPLE, 3, texts=TEXTS)]
    silent = [_show(each) for each in judged if each.result in SILENT and "approve" not in each.acts]
    assert len(judged) >= 50
    assert len(silent) <= 2, "\n".join(silent)


@pytest.mark.long
def test_few_foreign_words_go_unnoticed() -> None:
    assert len(plain_sentences()) >= 600
    judged = [judge(one) for one in insertions(LONG_SAMPLE, 7)]
    counts = Counter(each.acts for each in judged)
    silent = Counter(each.acts for each in judged if each.result in SILENT)
    shares = {acts: silent[acts] / counts[acts] for acts in MOST_SILENT}
    shown = "\n".join(_show(each) for each in judged if each.result in SILENT)
    assert all(shares[acts] <= most for acts, most in MOST_SILENT.items()), f"{shares}\n{shown}"
