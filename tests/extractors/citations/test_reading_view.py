"""The view that the grammar reads: as long as the text, with torn words closed up and quotations masked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.citations.calendar_dates import find_dates, parse_date
from extractors.citations.quotes import find_quotes
from extractors.citations.view import reading_of

SOME_TEXT = st.text(alphabet="aäõK kiri \n\t-–„“”\"«»,'.0123456789()\u00ad\u0308\u00a0", max_size=200)


@given(SOME_TEXT)
def test_a_view_is_as_long_as_its_text(words: str) -> None:
    """Every offset in the view is an offset in the text."""
    reading = reading_of(words)
    assert len(reading.view) == len(reading.masked) == len(words)


@given(SOME_TEXT)
def test_quotations_do_not_overlap(words: str) -> None:
    """Outermost quotations lie one behind the other, within the text."""
    edges = [edge for quote in find_quotes(words) for edge in quote]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(words) for edge in edges)


@pytest.mark.parametrize(
    "words, view",
    [
        ("K ä s k k i r i", "Käskkiri       "),
        ("käsk\u00adkiri", "käskkiri "),
        ("koos-\nseis", "koosseis  "),
        ("tervise-\nja töö", "tervise-\nja töö"),
        ("nr 1-2/22-\n015 x", "nr 1-2/22-015  x"),
        ("ma\u0308a\u0308rus", "määrus  "),
        ("1–4", "1-4"),
        ("1 3 . 1 2 . 2 0 2 4  nr 7 2", "13.12.2024           nr 72 "),
        ("3 . 1 . 2 0 2 4", "3.1.2024       "),
        ("lisad 1 3 . 1 2 ja nr 7 2", "lisad 1 3 . 1 2 ja nr 7 2"),
        ("lisad ② ja 6②", "lisad 2 ja 6②"),
        ("a b c", "a b c"),
    ],
)
def test_torn_words_are_closed_up_in_place(words: str, view: str) -> None:
    """The word moves to its own beginning and is padded behind."""
    assert reading_of(words).view == view


@pytest.mark.parametrize(
    "words, masked",
    [
        ("nr 5 „Kord“ x", "nr 5 „····“ x"),
        ("„A „B” c” x", "„·······“ x"),
        ("„A” x “B” y", "„·“ x „·“ y"),
        (",,Kord“ x", "„·····“ x"),
        ("„lahti; nr 6 x", "„····“; nr 6 x"),
        ('sõna". Uus', 'sõna". Uus'),
    ],
)
def test_quotations_are_masked(words: str, masked: str) -> None:
    """Nested, mismatched and unclosed quotations end where a reader would end them."""
    assert reading_of(words).masked == masked


@pytest.mark.parametrize(
    "words, iso",
    [
        ("23.12.2024", "2024-12-23"),
        ("01.02.2021. a", "2021-02-01"),
        ("24.03.1998.a.", "1998-03-24"),
        ("10. 03. 2004. a.", "2004-03-10"),
        ("06.märtsi 2015", "2015-03-06"),
        ("25. juuli 2010. a", "2010-07-25"),
        ("26. jaanuari 2023.a", "2023-01-26"),
        ("28. märtsi 2018", "2018-03-28"),
        ("3. oktoobri 2014. aasta", "2014-10-03"),
        ("07. veebruari 2022", "2022-02-07"),
        ("2026. aasta 1. jaanuarist", "2026-01-01"),
        ("2025. aasta 1. detsembril", "2025-12-01"),
        ("1. septembril 1996. a", "1996-09-01"),
        ("2024-12-23", "2024-12-23"),
    ],
)
def test_dates_are_read_in_every_form(words: str, iso: str) -> None:
    """Figures, words, cases, year first: one day."""
    (found,) = list(find_dates(f"x {words} y"))
    assert str(found.on()) == iso


def test_what_is_no_date_is_none() -> None:
    """Numbers of points, versions and impossible days are no dates."""
    assert list(find_dates("punkt 2.1.13 ja 1.10.2 ja 12.13.2024")) == []
    assert parse_date("tere") is None
    found = parse_date("31.02.2024")
    assert found is not None
    assert found.on() is None
