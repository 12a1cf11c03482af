"""A run of relative words without a verb is looked through once, not from each of its words again."""

from __future__ import annotations

import re

import pytest

from extractors.effects import relatives
from tests.extractors.effects.sentence_reading import read_sentence


class Counted:
    """A pattern that notes how many signs it was asked to look through."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern, self.signs = pattern, 0

    def search(self, words: str, start: int, end: int) -> re.Match[str] | None:
        self.signs += end - start
        return self.pattern.search(words, start, end)


@pytest.mark.parametrize("word", ["millega ", "mis "])
def test_nothing_is_looked_for_twice(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = Counted(relatives._TELLS)
    monkeypatch.setattr(relatives, "_TELLS", counted)
    run = word * 200
    effects, _ = read_sentence(f"Tunnistan kehtetuks {{A}}, {run}.")
    assert 0 < counted.signs < 3 * len(run)
    assert [effect.affected.number for effect in effects] == ["14"]
