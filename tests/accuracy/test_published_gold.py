"""The published gold is whole, and nothing in it is silently wrong that was not before."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from benchmarks.accuracy.descriptions import load_descriptions
from benchmarks.accuracy.figures import compare_cases, load_figures
from benchmarks.accuracy.gold import GoldSentence, load_directives
from benchmarks.accuracy.measure import measure_descriptions, measure_directives
from benchmarks.accuracy.outcome import Outcome

PARTS = {"directives": measure_directives, "descriptions": measure_descriptions}


def _says_something(sentence: GoldSentence) -> bool:
    return any(not answer.is_optional for answer in sentence.answers)


def test_the_gold_is_as_large_as_it_says() -> None:
    directives = load_directives()
    sentences = [sentence for gold in directives for sentence in gold.sentences]
    operative = [sentence for sentence in sentences if _says_something(sentence)]
    assert len(directives) >= 120
    assert len(operative) >= 300
    assert len(sentences) - len(operative) >= len(sentences) / 3


def test_the_gold_has_job_descriptions_and_texts_that_are_none() -> None:
    texts = load_descriptions()
    assert sum(len(text.positions) for text in texts) >= 40
    assert sum(not text.positions for text in texts) >= 10


def test_every_sentence_says_what_it_protects() -> None:
    sentences = [sentence for gold in load_directives() for sentence in gold.sentences]
    assert all(sentence.family and sentence.comment for sentence in sentences)


@pytest.mark.parametrize("part", PARTS)
def test_nothing_is_silently_wrong_that_was_not(part: str) -> None:
    """Gains are written into the figures with `make accuracy WRITE=1`; see tests/gold/README.md."""
    measure: Callable[[], Sequence[Outcome]] = PARTS[part]
    changes = compare_cases(measure(), load_figures()[part])
    print(f"{part} against the figures\n{changes}")
    assert not changes.new_silent_wrong, f"{part} against the figures\n{changes}"


@pytest.mark.parametrize("part", PARTS)
def test_the_figures_name_no_case_that_the_gold_has_lost(part: str) -> None:
    """Outcomes outside the marked sentences have a case only where there are any."""
    cases = {outcome.case for outcome in PARTS[part]()}
    named = {case for case in load_figures()[part]["not_right"] if not case.endswith(".elsewhere")}
    assert named <= cases
