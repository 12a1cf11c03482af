"""Accents set as signs of their own are part of the letters under them; others are signs."""

from __future__ import annotations

import pytest

from extractors.read import read_file
from tests.extractors.pages.situations import PRESSES, Item, Letters, Press, lines, width_of

ACCENT = {"ä": ("a", "¨"), "ö": ("o", "¨"), "ü": ("u", "¨"), "õ": ("o", "˜"), "Ä": ("A", "¨"), "š": ("s", "ˆ")}
ACT = (
    "PAJUMETSA AMET",
    "PEADIREKTORI KÄSKKIRI",
    "Paju, 03.05.2021 nr 48",
    "1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja nr 7 lisad 1 ja 5.",
    "2. Käskkiri jõustub allkirjastamisest.",
)


def set_apart(text: str, top: float, *, accent_first: bool) -> list[Item]:
    """A line in single letters, each accent over the middle of its letter."""
    items: list[Item] = []
    x = 70.0
    for letter in text:
        base, accent = ACCENT.get(letter, (letter, ""))
        pair: list[Item] = [Letters(x, top, base)]
        if accent:
            lift = 2.5 if base.isupper() else 0.0
            pair.append(Letters(x + (width_of(base) - width_of(accent)) / 2, top - lift, accent))
        items += reversed(pair) if accent_first else pair
        x += width_of(base)
    return items


@PRESSES
@pytest.mark.parametrize("accent_first", [True, False])
def test_an_act_of_parted_accents_is_read(press: Press, accent_first: bool) -> None:
    page = [item for at, text in enumerate(ACT) for item in set_apart(text, 72 + 20.0 * at, accent_first=accent_first)]
    found = read_file(press([page]), "a.pdf")
    assert found.text is not None
    assert found.text.text.rstrip("\n").split("\n") == list(ACT)
    assert [(e.affected.number, e.affected.annexes, e.doubt) for e in found.effects if e.effect == "revoke"] == [
        ("7", ("1", "5"), None)
    ]
    assert found.findings == ()


@PRESSES
def test_signs_between_letters_stay(press: Press) -> None:
    found = read_file(press([lines("Hind ~ 5 eurot, a ^ b, tee `ls`", "Märk ¨ ja ˜ üksi")]), "a.pdf")
    assert found.text is not None
    assert found.text.text == "Hind ~ 5 eurot, a ^ b, tee `ls`\nMärk ¨ ja ˜ üksi\n"
