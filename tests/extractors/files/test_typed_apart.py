"""Words typed letter by letter are closed up where wider blanks part them."""

from __future__ import annotations

import pytest

from extractors.files.typed_apart import close_typed

LINE = "Tunnistan kehtetuks nr 5 lisad 2 ja 5."


def apart(line: str, narrow: str, wide: str) -> str:
    return wide.join(narrow.join(word) for word in line.split(" "))


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [(" ", "   "), ("\xa0", "\xa0\xa0"), ("\u2009", "\u2003"), ("\u200a", " "), ("\u202f", "  "), (" ", "\xa0 ")],
)
def test_such_words_are_closed_up(narrow: str, wide: str) -> None:
    assert close_typed(f"Pealkiri\n{apart(LINE, narrow, wide)}\n  A B") == f"Pealkiri\n{LINE}\n  A B"


def test_words_that_only_narrow_blanks_part_stay() -> None:
    line = "1. T u n n i s t a n k e h t e t u k s lisad 2 ja 5."
    assert close_typed(line) == line


@pytest.mark.parametrize(
    "text",
    ["lisad A B C D", "T u n n i s t a n", "1 2 3 4 5 6 7", "a\nb\nc\nd\ne", "p 3 a 4 b c", "Tunnistan  kehtetuks"],
)
def test_other_text_stays(text: str) -> None:
    assert close_typed(text) == text
