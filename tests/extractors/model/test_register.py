"""What a register entry says of itself."""

from __future__ import annotations

import pytest

from tests.warehouse.factory import entry


@pytest.mark.parametrize("word", ["Avalik", "avalik", " AVALIK "])
def test_the_word_public_is_public(word: str) -> None:
    assert entry("7", "2025-01-02", access=word).is_public


@pytest.mark.parametrize(
    "word", [None, "", "AK", "Avalikustamisele ei kuulu", "Avalikult mitte", "Mitteavalik", "Avalik?"]
)
def test_whatever_only_begins_or_ends_like_it_is_not(word: str | None) -> None:
    assert not entry("7", "2025-01-02", access=word).is_public
