"""One wrong letter in the words on which a sentence hangs."""

from __future__ import annotations

import pytest

from extractors.words.numbers import read_ordinals
from extractors.words.spelling import FORMS, find_misspelt, find_torn, full_spelling, mend_word, split_joined


@pytest.mark.parametrize(
    "wrong, right",
    [
        ("kehtetukss", "kehtetuks"),  # one too many
        ("kehtestuks", "kehtetuks"),  # a slip that is a word of its own
        ("Kinnitann", "Kinnitan"),
        ("Tunnsitan", "Tunnistan"),  # two exchanged
        ("TUNNISTEN", "TUNNISTAN"),  # one for another
        ("käskkrija", "käskkirja"),
    ],
)
def test_a_word_with_one_wrong_letter_is_set_right(wrong: str, right: str) -> None:
    assert mend_word(wrong) == right


@pytest.mark.parametrize(
    "short, full", [("kehteuks", "kehtetuks"), ("Tunistan", "Tunnistan"), ("käskirja", "käskkirja")]
)
def test_a_lost_letter_leaves_the_word_as_short_as_it_was(short: str, full: str) -> None:
    mended = mend_word(short)
    assert mended is not None
    assert len(mended) <= len(short)
    assert full_spelling(mended) == full


@pytest.mark.parametrize(
    "whole", ["kinnitab", "kinnitas", "tunnistas", "muudab", "kehtestav", "tunnistaja", "korraldama"]
)
def test_words_that_mean_something_else_stay(whole: str) -> None:
    assert mend_word(whole) is None


def test_every_form_is_left_alone() -> None:
    assert find_misspelt(" ".join(sorted(FORMS))) == {}


def test_words_set_without_gaps_come_apart() -> None:
    assert split_joined("Tunnistadakehtetuks") == ("Tunnistada", "kehtetuks")
    assert split_joined("Tunnistadaxkehtetuks") is None


@pytest.mark.parametrize("torn", ["jõus tub", "Kehte tuks", "kinnita\nn", "käsk kirja"])
def test_a_word_cut_in_two_is_found(torn: str) -> None:
    assert find_torn(f"see {torn} on") == ((4, 4 + len(torn)),)


@pytest.mark.parametrize("whole", ["otsus ega määrus", "kinnitan N. Mere", "OTSUS E-post", "MÄÄRUS E"])
def test_two_words_stay_two(whole: str) -> None:
    assert find_torn(whole) == ()


@pytest.mark.parametrize(
    "words, numbers",
    [("teise ja viienda", ("2", "5")), ("esimene kuni kolmas", ("1", "2", "3")), ("1. ja 12.", ("1", "12"))],
)
def test_ordinals_are_numbers(words: str, numbers: tuple[str, ...]) -> None:
    assert read_ordinals(words) == numbers
