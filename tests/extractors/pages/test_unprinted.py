"""Signs that nothing prints part no number, in any form in which a file may hold them."""

from __future__ import annotations

import pytest

from extractors.pages.unprinted import as_printed, without_width
from extractors.read import read_file

HEAD = "PAJUMETSA AMET\nPEADIREKTORI KÄSKKIRI\n\nPaju 03.05.2021 nr 48\n\n"


@pytest.mark.parametrize("sign", "\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u202a\ufeff")
def test_a_sign_without_width_is_taken_out(sign: str) -> None:
    assert without_width(f"nr 1{sign}3 õ") == "nr 13 õ"
    assert as_printed(f"käsk\xad{sign}kiri") == "käskkiri"


@pytest.mark.parametrize("text", ["nr \u202e31\u202c õ", "nr \u202e31", "\u202e31 rn\nõ"])
def test_letters_behind_a_sign_that_turns_them_come_as_printed(text: str) -> None:
    assert "nr 13" in as_printed(text)
    assert "nr 13" in without_width(f"{text}\nõ")


def test_soft_hyphens_and_letters_stay() -> None:
    assert without_width("käsk\xadkiri – „õ“") == "käsk\xadkiri – „õ“"


@pytest.mark.parametrize("form", ["{}", "<html><meta charset=utf-8><p>{}</p></html>"])
def test_numbers_with_such_signs_are_one(form: str) -> None:
    sentence = "1. Tunnistan kehte\u200btuks peadirektori 11.01.2019 käskkirja nr 3\u2060-\u200b9 lisad 2 ja 1\u200e3."
    body = form.format("</p><p>".join(f"{HEAD}{sentence}".split("\n")) if "<" in form else HEAD + sentence)
    found = read_file(body.encode(), "a.html" if "<" in form else "a.txt")
    (effect,) = [each for each in found.effects if each.effect == "revoke"]
    assert (effect.affected.number, effect.affected.annexes, effect.doubt) == ("3-9", ("2", "13"), None)
