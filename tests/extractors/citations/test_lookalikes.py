"""Cyrillic letters in Latin words are read as they look; Russian words stay Russian."""

from __future__ import annotations

import pytest

from extractors.citations.lookalikes import read_lookalikes
from extractors.read import read_file

HEAD = "PAJUMETSA AMET\nPEADIREKTORI KÄSKKIRI\n\nPaju 03.05.2021 nr 48\n\n"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("lisаd 4 jа 9", "lisad 4 ja 9"),
        ("КÄSKKIRI", "KÄSKKIRI"),
        ("приказ № 5 отменить", "приказ № 5 отменить"),
        ("lisaж", "lisaж"),
        ("lisad 4 ja 9", "lisad 4 ja 9"),
        ("lisad 2, З ja 9.", "lisad 2, 3 ja 9."),
        ("lisad З kuni б", "lisad 3 kuni 6"),
        ("nr 1З ja 2О21", "nr 13 ja 2021"),
        ("раздел З, приложение", "раздел З, приложение"),
        ("з и б", "з и б"),
        ("5б класс", "5б класс"),
    ],
)
def test_mixed_words_are_latin(text: str, read: str) -> None:
    found, places = read_lookalikes(text)
    assert found == read
    assert [text[start:end] for start, end in places] == [
        old for old, new in zip(text.split(), read.split(), strict=True) if old != new
    ]


def test_an_effect_of_mixed_words_is_read_and_told() -> None:
    body = "1. Tunnistan kеhtetuks peadirektori 11.01.2019 käskkirjа nr 33 lisаd 4 jа 9.\n2. Käskkiri jõustub.\n"
    found = read_file((HEAD + body).encode(), "a.txt")
    (effect,) = [each for each in found.effects if each.effect == "revoke"]
    assert (effect.affected.number, effect.affected.annexes, effect.doubt) == ("33", ("4", "9"), None)
    assert "word_repaired" in {finding.code for finding in found.findings}


@pytest.mark.parametrize(
    ("target", "number", "annexes"),
    [
        ("nr 33 lisa З.", "33", ("3",)),
        ("nr 33 lisad 2 ja б.", "33", ("2", "6")),
        ("nr 33 lisad З, 5 ja 9.", "33", ("3", "5", "9")),
        ("nr 33 lisad 2–З.", "33", ("2", "3")),
        ("nr ЗЗ1 lisa 2.", "331", ("2",)),
    ],
)
def test_letters_that_look_like_figures_are_read_as_these(target: str, number: str, annexes: tuple[str, ...]) -> None:
    body = f"1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja {target}\n2. Käskkiri jõustub.\n"
    found = read_file((HEAD + body).encode(), "a.txt")
    (effect,) = [each for each in found.effects if each.effect == "revoke"]
    assert (effect.affected.number, effect.affected.annexes, effect.doubt) == (number, annexes, None)
    assert "word_repaired" in {finding.code for finding in found.findings}
