"""Composed sentences: what a family of them gets silently wrong may only become less."""

from __future__ import annotations

import pytest

from benchmarks.accuracy.composing.texts import compose_texts
from benchmarks.accuracy.figures import compare_families, load_figures
from benchmarks.accuracy.measure import LONG, SHORT, measure_composed


def test_a_seed_gives_the_same_texts_for_good() -> None:
    assert list(compose_texts(7, 12)) == list(compose_texts(7, 12))
    assert list(compose_texts(7, 12)) != list(compose_texts(8, 12))


def test_a_longer_run_begins_like_a_shorter_one() -> None:
    assert list(compose_texts(7, 40))[:3] == list(compose_texts(7, 12))


def test_marked_places_hold_the_sentences() -> None:
    for gold in compose_texts(3, 40):
        assert [gold.text[each.start : each.end] for each in gold.sentences] == [each.words for each in gold.sentences]


def test_a_few_composed_sentences() -> None:
    changes = compare_families(measure_composed(SHORT), load_figures()["composed_short"])
    assert not changes.new_silent_wrong, str(changes)


@pytest.mark.long
def test_thousands_of_composed_sentences() -> None:
    changes = compare_families(measure_composed(LONG), load_figures()["composed_long"])
    assert not changes.new_silent_wrong, str(changes)
