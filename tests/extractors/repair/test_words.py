"""Single words of a damaged text: what they were, and which must not be touched."""

from __future__ import annotations

import pytest

from extractors.repair.words import Reading, Undecided, read_word


@pytest.mark.parametrize(
    "damaged, word",
    [
        ("digusaktid", "õigusaktid"),
        ("t60", "töö"),
        ("t66d", "tööd"),
        ("0ige", "õige"),
        ("vdhemalt", "vähemalt"),
        ("mérgib", "märgib"),
        ("iilesanded", "ülesanded"),
        ("anallilis", "analüüs"),
        ("TOOULESANDED", "TÖÖÜLESANDED"),
        ("Ulesanded", "Ülesanded"),
        ("vOimalus", "võimalus"),
        ("[&bivaatamine", "läbivaatamine"),
        ("kaskkirjaga", "käskkirjaga"),
        ("k\ufffdskkirjaga", "käskkirjaga"),
        ("siisteemidega", "süsteemidega"),
    ],
)
def test_a_damaged_word_is_read_as_what_it_was(damaged: str, word: str) -> None:
    found = read_word(damaged, is_name_likely=False)
    assert isinstance(found, Reading)
    assert found.word == word


@pytest.mark.parametrize("word", ["too", "labi", "tootaja", "lahtuvad", "valja"])
def test_a_word_of_the_field_outranks_what_a_speller_would_let_stand(word: str) -> None:
    found = read_word(word, is_name_likely=False)
    assert isinstance(found, Reading)
    assert found.rule == "domain"


@pytest.mark.parametrize(
    "word",
    ["juhataja", "osakond", "toode", "kord", "B2", "C1", "RIK", "OA", "31u", "316k", "12K", "60", "DigiDoc", "iPhone"],
)
def test_whole_words_codes_levels_and_names_of_their_own_stay(word: str) -> None:
    assert read_word(word, is_name_likely=False) is None


def test_where_a_name_may_stand_only_words_of_the_field_are_read() -> None:
    assert read_word("Poder", is_name_likely=True) is None
    assert read_word("Parnu", is_name_likely=True) is None
    found = read_word("Oiguse", is_name_likely=True)
    assert isinstance(found, Reading)
    assert found.word == "Õiguse"


def test_a_word_that_is_as_good_as_its_repair_is_left_undecided() -> None:
    found = read_word("vahendajate", is_name_likely=False)
    assert isinstance(found, Undecided)
    assert found.readings == ("vahendajate", "vähendajate")


def test_a_capital_u_within_a_sentence_is_a_small_letter() -> None:
    found = read_word("Ule", is_name_likely=True)
    assert isinstance(found, Reading)
    assert found.word == "üle"
