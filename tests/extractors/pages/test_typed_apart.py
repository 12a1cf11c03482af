"""Words typed letter by letter are closed up where wider blanks part them."""

from __future__ import annotations

import pytest

from extractors.pages.typed_apart import close_typed

LINE = "Tunnistan kehtetuks nr 5 lisad 2 ja 5."


def apart(line: str, narrow: str, wide: str) -> str:
    return wide.join(narrow.join(word) for word in line.split(" "))


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [(" ", "   "), ("\xa0", "\xa0\xa0"), ("\u2009", "\u2003"), ("\u200a", " "), ("\u202f", "  "), (" ", "\xa0 ")],
)
def test_such_words_are_closed_up(narrow: str, wide: str) -> None:
    assert close_typed(f"Pealkiri\n{apart(LINE, narrow, wide)}\n  A B") == f"Pealkiri\n{LINE}\n  A B"


def test_one_such_word_in_a_line_is_closed_up() -> None:
    assert (
        close_typed(f"1. {apart('Tunnistan', ' ', '')} kehtetuks lisad 2 ja 5.")
        == "1. Tunnistan kehtetuks lisad 2 ja 5."
    )


@pytest.mark.parametrize(
    "text",
    ["lisad A B C D", "T u n n i s t a n", "1 2 3 4 5 6 7", "a\nb\nc\nd\ne", "p 3 a 4 b c", "Tunnistan  kehtetuks"],
)
def test_other_text_stays(text: str) -> None:
    assert close_typed(text) == text
