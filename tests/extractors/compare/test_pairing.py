"""Pairing the duties of two wordings: by wording, by number, by common words; and what counts as moved."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.compare.pairing import Item, pair_items

WORDINGS = (
    "Kirjade vastuvõtmine ja registreerimine",
    "Koosolekute ettevalmistamine ning protokollimine",
    "Raamatute tellimine",
    "Näituse avamine",
    "Kirjade registreerimine",
)
LISTS = st.lists(st.sampled_from(WORDINGS), max_size=7)


def items(*words: str) -> list[Item]:
    return [Item(f"2.{place}", one) for place, one in enumerate(words, 1)]


def told(old: Sequence[Item], new: Sequence[Item]) -> list[tuple[str, int | None, int | None]]:
    return [(pair.change, pair.old, pair.new) for pair in pair_items(old, new)]


def test_a_number_that_only_shifts_is_no_change() -> None:
    assert told(items("üks asi", "teine asi"), items("uus mure", "üks asi", "teine asi")) == [
        ("added", None, 0),
        ("same", 0, 1),
        ("same", 1, 2),
    ]


def test_what_was_dropped_follows_what_stood_before_it() -> None:
    assert told(items("üks", "kaks", "kolm"), items("üks", "kolm")) == [
        ("same", 0, 0),
        ("dropped", 1, None),
        ("same", 2, 1),
    ]


def test_of_two_that_changed_places_the_later_one_moved() -> None:
    assert told(items("üks", "kaks", "kolm"), items("kaks", "üks", "kolm")) == [
        ("same", 1, 0),
        ("moved", 0, 1),
        ("same", 2, 2),
    ]


def test_a_duty_that_moved_far_moved_alone() -> None:
    assert told(items("üks", "kaks", "kolm", "neli"), items("neli", "üks", "kaks", "kolm")) == [
        ("moved", 3, 0),
        ("same", 0, 1),
        ("same", 1, 2),
        ("same", 2, 3),
    ]


def test_one_number_joins_what_shares_a_third_of_its_words() -> None:
    old, new = "Kirjade vastuvõtmine, jagamine ja hoidmine", "Kirjade registreerimine ja arhiivi andmine"
    assert told(items(old), items(new)) == [("reworded", 0, 0)]
    assert told([Item("1", old)], [Item("2", new)]) == [("added", None, 0), ("dropped", 0, None)]


def test_another_number_wants_half_of_the_words() -> None:
    old, new = "Kirjade vastuvõtmine ja registreerimine", "Kirjade vastuvõtmine, jagamine ja registreerimine"
    assert told([Item("1", old)], [Item("7", new)]) == [("reworded", 0, 0)]


def test_duties_without_numbers_are_paired_by_words_alone() -> None:
    assert told([Item(None, "Kirjade hoidmine")], [Item(None, "Puude istutamine")]) == [
        ("added", None, 0),
        ("dropped", 0, None),
    ]


def test_the_nearest_wording_goes_first() -> None:
    old = items("Aruannete koostamine kord kuus", "Aruannete koostamine kord aastas juhtkonnale")
    new = [Item("9", "Aruannete koostamine kord aastas nõukogule"), Item("8", "Aruannete koostamine kord nädalas")]
    assert told(old, new) == [("reworded", 1, 0), ("reworded", 0, 1)]


def test_a_reworded_duty_may_have_moved_too() -> None:
    old = items("Kirjade jagamine majas", "Laudade pesemine", "Akende pesemine", "Lillede kastmine")
    new = items("Laudade pesemine", "Akende pesemine", "Lillede kastmine", "Kirjade jagamine kogu majas")
    moved = [(pair.change, pair.is_moved) for pair in pair_items(old, new)]
    assert moved == [("same", False), ("same", False), ("same", False), ("reworded", True)]


def test_one_wording_twice_is_paired_in_order() -> None:
    assert told(items("üks", "üks"), items("üks")) == [("same", 0, 0), ("dropped", 1, None)]


@given(LISTS, LISTS)
def test_every_item_of_both_lists_comes_once(old_words: list[str], new_words: list[str]) -> None:
    pairs = pair_items(items(*old_words), items(*new_words))
    assert sorted(pair.old for pair in pairs if pair.old is not None) == list(range(len(old_words)))
    assert [pair.new for pair in pairs if pair.new is not None] == list(range(len(new_words)))
    for pair in pairs:
        assert (pair.change == "added") == (pair.old is None)
        assert (pair.change == "dropped") == (pair.new is None)
    staying = [pair.old for pair in pairs if pair.old is not None and pair.new is not None and not pair.is_moved]
    assert staying == sorted(staying)


@given(LISTS)
def test_a_list_is_no_change_of_itself(words: list[str]) -> None:
    assert {pair.change for pair in pair_items(items(*words), items(*words))} <= {"same"}


@pytest.mark.parametrize("number", [800])
def test_very_long_lists_are_paired_without_waiting(number: int) -> None:
    old = [Item(None, f"ja ülesanne {place} ning vana {place}") for place in range(number)]
    new = [Item(None, f"ja ülesanne {place} ning uus {place}") for place in range(number)]
    pairs = pair_items(old, new)
    assert [(pair.old, pair.new) for pair in pairs] == [(place, place) for place in range(number)]
