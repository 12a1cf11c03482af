"""Word operations: what people would mark, and never a word lost."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.compare.tokens import has_same_wording, split_tokens
from extractors.compare.words import word_operations

WORDS = st.lists(st.sampled_from(["ja", "töö", "Töö", "plaan,", "2.1", "ei\xadle", "–", "kord.\n"]), max_size=12)


def told(old: str, new: str) -> list[tuple[str, str, str]]:
    return [(one.operation, one.old_words, one.new_words) for one in word_operations(old, new)]


@pytest.mark.parametrize(
    "old, new, expected",
    [
        ("tasemel B1", "tasemel B2", [("same", "tasemel ", "tasemel "), ("replaced", "B1", "B2")]),
        ("üks kolm", "üks kaks kolm", [("same", "üks ", "üks "), ("added", "", "kaks "), ("same", "kolm", "kolm")]),
        ("üks kaks kolm", "üks kolm", [("same", "üks ", "üks "), ("dropped", "kaks ", ""), ("same", "kolm", "kolm")]),
        ("Üks  kaks", "üks kaks", [("same", "Üks  kaks", "üks kaks")]),
        ("üks", "kaks", [("replaced", "üks", "kaks")]),
        ("", "üks", [("added", "", "üks")]),
        ("üks", "", [("dropped", "üks", "")]),
        ("", "", []),
        (" ", "", [("same", " ", "")]),
        # A date or a code is one word: no part of it is marked.
        ("kuni 01.02.2026", "kuni 01.03.2026", [("same", "kuni ", "kuni "), ("replaced", "01.02.2026", "01.03.2026")]),
    ],
)  # fmt: skip
def test_the_words_that_differ_are_marked(old: str, new: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(old, new) == expected


@given(WORDS, WORDS)
def test_the_runs_joined_are_both_texts(old_words: list[str], new_words: list[str]) -> None:
    old, new = " ".join(old_words), " ".join(new_words)
    runs = word_operations(old, new)
    assert "".join(one.old_words for one in runs) == old
    assert "".join(one.new_words for one in runs) == new
    assert all(one.operation != other.operation for one, other in itertools.pairwise(runs))
    for one in runs:
        same = split_tokens(one.old_words).keys == split_tokens(one.new_words).keys
        assert same == (one.operation == "same")
        assert one.operation != "added" or not one.old_words
        assert one.operation != "dropped" or not one.new_words


@given(WORDS)
def test_what_is_the_same_is_one_run(words: list[str]) -> None:
    text = " ".join(words)
    assert [one.operation for one in word_operations(text, text.upper())] == (["same"] if text else [])


@pytest.mark.parametrize(
    "old, new, is_same",
    [
        ("Kõrgharidus", "kõrgharidus.", True),
        ("eest\xadvedaja", "eestvedaja", True),
        ("Kõrgharidus", "Kõrg haridus", False),
        ("üks, kaks", "üks kaks", False),
        ("kui?", "kui", False),
    ],
)
def test_case_blanks_and_a_closing_mark_are_no_other_wording(old: str, new: str, is_same: bool) -> None:
    assert has_same_wording(old, new) is is_same


def test_a_letter_that_folds_into_two_keeps_its_place() -> None:
    assert told("Straße nr 1", "Straße nr 2") == [("same", "Straße nr ", "Straße nr "), ("replaced", "1", "2")]


def test_whole_annexes_are_compared_without_waiting() -> None:
    """Five thousand words that difflib alone would take many seconds for."""
    old = " ".join(f"sõna{place % 40} lõik{place}" for place in range(2500))
    new = " ".join(f"lõik{place} sõna{place % 40}" for place in range(2500))
    begun = time.process_time()
    runs = word_operations(old, new)
    assert time.process_time() - begun < 5
    assert "".join(one.new_words for one in runs) == new
    assert {one.operation for one in runs} > {"same"}


def test_hundreds_of_pages_that_share_nothing_need_no_memory() -> None:
    old = "algus " + " ".join(f"a{place} ja" for place in range(15_000)) + " lõpp"
    new = "algus " + " ".join(f"b{place} ja" for place in range(15_000)) + " lõpp"
    assert [one.operation for one in word_operations(old, new)] == ["same", "replaced", "same"]
