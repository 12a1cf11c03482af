"""The runs that figures are made of: the published gold, and composed sentences of a fixed seed."""

from __future__ import annotations

from functools import cache

from benchmarks.accuracy.composing.texts import compose_texts
from benchmarks.accuracy.description_scoring import score_description
from benchmarks.accuracy.descriptions import load_descriptions
from benchmarks.accuracy.figures import Json, describe_cases, describe_families
from benchmarks.accuracy.gold import load_directives
from benchmarks.accuracy.outcome import Outcome
from benchmarks.accuracy.reading import read_text
from benchmarks.accuracy.scoring import score_directive

SEED = 2011
SHORT = 120
"""Composed sentences of `make test`."""
LONG = 4000
"""Composed sentences of `make test-long` and `make accuracy`."""


@cache
def measure_directives() -> tuple[Outcome, ...]:
    """Return the outcomes of the gold's directives."""
    golds = load_directives()
    return tuple(each for gold in golds for each in score_directive(gold, read_text(gold.name, gold.text)))


@cache
def measure_descriptions() -> tuple[Outcome, ...]:
    """Return the outcomes of the gold's job descriptions."""
    golds = load_descriptions()
    return tuple(each for gold in golds for each in score_description(gold, read_text(gold.name, gold.text)))


@cache
def measure_composed(sentences: int, seed: int = SEED) -> tuple[Outcome, ...]:
    """Return the outcomes of so many composed sentences and of the commencements behind them."""
    golds = compose_texts(seed, sentences)
    outcomes = (each for gold in golds for each in score_directive(gold, read_text(gold.name, gold.text)))
    return tuple(each for each in outcomes if each.kind != "head")


def make_figures() -> Json:
    """Return the figures of this reader."""
    return {
        "directives": describe_cases(measure_directives()),
        "descriptions": describe_cases(measure_descriptions()),
        "composed_short": describe_families(measure_composed(SHORT)),
        "composed_long": describe_families(measure_composed(LONG)),
    }
