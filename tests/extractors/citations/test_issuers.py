"""Who issued the act that a reference names, read from the words before it."""

from __future__ import annotations

import pytest

from extractors.citations.issuers import read_issuer_before

VERBS = (
    "Tunnistan Kinnitan Muudan Kehtestan Asendan Täiendan Tühistan Lõpetan Peatan Peatame Pikendan Pikendame Taastan"
    " Ennistan Taaskehtestan Parandan Loen Loeme Jätan Rakendan Jõustan Sõnastan Kohaldan Määran Kaotan Piiran"
)


@pytest.mark.parametrize("verb", VERBS.split())
def test_the_verb_that_begins_a_sentence_is_no_part_of_the_issuer(verb: str) -> None:
    words = f"1. {verb} peadirektori "
    issuer = read_issuer_before(words, len(words) - 1)
    assert issuer is not None
    assert (issuer.name, issuer.start) == ("peadirektor", words.index("peadirektori"))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Tallinna Hoidlaameti peadirektori", "Tallinna Hoidlaameti peadirektor"),
        ("Nõmme Linnaosa Valitsuse vanema", "Nõmme Linnaosa Valitsuse vanem"),
        ("Arhiivi- ja Teabeameti direktori", "Arhiivi- ja Teabeameti direktor"),
    ],
)
def test_the_name_of_an_authority_stays_whole(words: str, name: str) -> None:
    issuer = read_issuer_before(f"Vastavalt {words} ", len(f"Vastavalt {words}"))
    assert issuer is not None
    assert issuer.name == name
