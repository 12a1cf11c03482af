"""What a text may cost: time that grows with its length alone, and a bounded number of rows."""

from __future__ import annotations

import time

import pytest

from extractors.directive.header import read_header
from extractors.directive.parts import split_parts
from extractors.effects.cap import MAX_ROWS
from extractors.effects.read import read_effects
from extractors.model.effect import Effect
from extractors.model.evidence import Span
from extractors.model.extraction import ActContext
from extractors.model.finding import Finding
from extractors.model.text import DocumentText

HEADING = "KÄSKKIRI\n10.05.2024 nr 55\nVeeameti töö korraldamine\nSeaduse § 5 lõike 2 alusel\n"


def read(words: str) -> tuple[tuple[Effect, ...], tuple[Finding, ...]]:
    text = DocumentText("0" * 64, HEADING + words)
    region = Span(0, len(text.text))
    header = read_header(text, region, ActContext())
    parts, _ = split_parts(text, region, ActContext())
    return read_effects(text, region, header, ActContext(), parts)


def seconds_of(words: str) -> float:
    began = time.process_time()
    read(words)
    return time.process_time() - began


@pytest.mark.parametrize("repeated", ["jõustub ", "jõustub, ", "jõustub 01.06.2025 "])
def test_a_repeated_verb_is_read_in_linear_time(repeated: str) -> None:
    """Eight times the text took more than fifty times as long when each verb looked at the whole sentence."""
    read("1. Käskkiri " + repeated * 10)
    short = min(seconds_of("1. Käskkiri " + repeated * 500) for _ in range(2))
    assert seconds_of("1. Käskkiri " + repeated * 4_000) < 24 * short


def test_a_sentence_with_too_many_clauses_says_so() -> None:
    _, findings = read("1. Käskkiri " + "jõustub 01.06.2025 " * 101)
    assert [finding.code for finding in findings if finding.code == "too_many_clauses"] == ["too_many_clauses"]
    _, findings = read("1. Käskkiri " + "jõustub 01.06.2025 " * 100)
    assert "too_many_clauses" not in [finding.code for finding in findings]


def test_a_text_causes_only_so_many_rows_and_says_so() -> None:
    points = "".join(
        f"{n}. Tunnistan kehtetuks direktori 03.02.2022 käskkirja nr {n} lisad 1 kuni 400.\n" for n in range(1, 60)
    )
    effects, findings = read(points)
    assert sum(len(effect.affected.annexes or ()) for effect in effects) == MAX_ROWS
    assert len(effects) == 50
    (told,) = findings
    assert told.code == "too_many_effects"
    assert "9 of its 59 effects are left out" in told.message
    assert told.span is not None
    assert told.span.of(HEADING + points).startswith("51. Tunnistan")


def test_a_long_act_is_read_whole() -> None:
    points = "".join(f"{n}. Tunnistan kehtetuks direktori 03.02.2022 käskkirja nr {n}.\n" for n in range(1, 1_001))
    effects, findings = read(points)
    assert len(effects) == 1_000
    assert "too_many_effects" not in [finding.code for finding in findings]
