"""An effect alone does not answer a sentence: what stands beside it and was lost is a finding."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.citations.view import reading_of
from extractors.effects.unheld import find_unheld
from extractors.model.effect import Affected, Effect
from extractors.model.evidence import Evidence, Span


def _messages(sentence: str, *held: str) -> list[str]:
    """What the check says of a sentence of which only the acts with these numbers were read as ended."""
    span = Span(0, len(sentence))
    evidence = Evidence("0" * 64, span, sentence)
    effects = [Effect("revoke", Affected(number=number), evidence) for number in held]
    return [f.message for f in find_unheld(reading_of(sentence), [span], effects, [], [], date(2024, 5, 10))]


TWO = "Tunnistan kehtetuks kantsleri 06.04.2020 käskkirja nr 8 ja direktori 07.05.2021 käskkirja nr 9."


def test_an_act_beside_one_that_ends_is_missed() -> None:
    assert _messages(TWO, "8") == ["names what none of its effects holds: 9"]
    assert _messages(TWO, "8", "9") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Tunnistan kehtetuks kantsleri 06.04.2020 käskkirja nr 8, arvestades direktori 07.05.2021 käskkirja nr 9.",
        "Tunnistan kehtetuks kantsleri 06.04.2020 käskkirja nr 8 (vt ka direktori 07.05.2021 käskkiri nr 9).",
    ],
)
def test_another_act_that_is_only_told_of_is_not_missed(sentence: str) -> None:
    assert _messages(sentence, "8") == []
