"""Sets of annexes and points."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.citations.annex_sets import expand_range, find_annex_sets, format_annex_set
from extractors.citations.point_sets import find_point_set
from extractors.citations.view import reading_of


def annexes(words: str) -> list[tuple[str, ...]]:
    view = reading_of(words).masked
    return [one.numbers for one in find_annex_sets(view, 0, len(view))]


@pytest.mark.parametrize(
    "words, expected",
    [
        ("lisa 3", [("3",)]),
        ("lisad 1 kuni 2, 4 ja 7 kuni 10", [("1", "2", "4", "7", "8", "9", "10")]),
        ("nr 9 lisad: 2, 6", [("2", "6")]),
        ("nr 9 lisad: nr 4, nr 5 ja 11¹.", [("4", "5", "11¹")]),
        ("nr 9 lisad: 4 lehel", [()]),
        ("nr 9 lisad: 1. juhataja ametijuhend", [()]),
        ("Lisad: 2", [()]),
        ("lisadele 1-11", [tuple(str(n) for n in range(1, 12))]),
        ("lisadele 1\nkuni 3 järgmiselt", [("1", "2", "3")]),
        ("lisad 1—4 ning 16;", [("1", "2", "3", "4", "16")]),
        ("lisad 1 – 3", [("1", "2", "3")]),
        ("lisad 1, 3 ja 4", [("1", "3", "4")]),
        ("lisade 2, 3 samuti 5", [("2", "3", "5")]),
        ("lisa 2 ja samuti 5", [("2", "5")]),
        ("lisad 2, 3 kui ka 5", [("2", "3", "5")]),
        ("nii 2. kui ka 5. lisa", [("2", "5")]),
        ("2., samuti ka viies lisa", [("2", "5")]),
        ("2. ning ka 5. lisa", [("2", "5")]),
        ("lisa 1 ja lisa 2", [("1", "2")]),
        ("lisa nr 2", [("2",)]),
        ("lisas 5.2", [("5.2",)]),
        ("lisad 5.1–5.3", [("5.1", "5.2", "5.3")]),
        ("vastavalt lisale", [()]),
        ("lisad 1 ja 2, 28.04.2025 käskkirja nr 5", [("1", "2")]),
        ("lisad 1 ja 2, 5. mai 2025 käskkirja nr 5", [("1", "2")]),
        ("lisad 10 kuni 7", [("10", "7")]),
        ("Lisaks 3 lisatakse 5 lisatasu 4 Lisaadressaadid 2", []),
    ],
)
def test_annex_sets_are_read(words: str, expected: list[tuple[str, ...]]) -> None:
    """Ranges by dash or kuni, lists by comma, ja, ning, samuti; dates and words that only begin with lisa stay out."""
    assert annexes(words) == expected


@given(st.sets(st.integers(1, 200), min_size=1, max_size=40))
def test_a_formatted_set_reads_back(numbers: set[int]) -> None:
    """What would be written as a list of annexes is read as the same numbers."""
    (found,) = annexes(f"käskkirja nr 5 lisad {format_annex_set(sorted(numbers))} ning")
    assert [int(number) for number in found] == sorted(numbers)


@given(st.integers(1, 300), st.integers(0, 60), st.sampled_from(["-", " - ", "–", "—", " — ", " kuni ", "\nkuni "]))
def test_a_range_has_both_ends_and_all_between(first: int, length: int, dash: str) -> None:
    """Whatever joins the ends, the range is closed."""
    last = first + length
    (found,) = annexes(f"lisad {first}{dash}{last}")
    expected = [str(n) for n in range(first, last + 1)] if length else [str(first)]
    assert list(found) == expected


def test_an_absurd_range_is_not_filled() -> None:
    """ "1-900" is a number of something else: its ends are kept, nothing is invented between."""
    assert expand_range("1", "900") == ["1", "900"]


@pytest.mark.parametrize(
    "words, expected",
    [
        ("punkt 2", ("2",)),
        ("punktid 1, 4-7 ja 10", ("1", "4", "5", "6", "7", "10")),
        ("lg 3 p 2", ("lg 3 p 2",)),
        ("§ 31 8. lõige", ("§ 31 lg 8",)),
        ("§ 2 lõike 2 punktides 1 ja 2 ning § 8 punktis 10", ("§ 2 lg 2 p 1", "§ 2 lg 2 p 2", "§ 8 p 10")),
        ("paragrahvi 5 lg-st 1", ("§ 5 lg 1",)),
        ("punktis 2.1. nimetus", ("2.1",)),
        ("§-s 18", ("§ 18",)),
        ("punktuur 5", None),
        ("punkti alusel", None),
    ],
)
def test_points_are_read_in_short_form(words: str, expected: tuple[str, ...] | None) -> None:
    """Sections, subsections and points in a list keep what stands above them."""
    view = reading_of(words).masked
    found = find_point_set(view, 0, len(view))
    assert (found.points if found else None) == expected
