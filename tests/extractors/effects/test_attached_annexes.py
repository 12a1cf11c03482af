# ruff: noqa: E501 (rows of a table stay on one line)
"""Annexes attached to an act, what an act put into force, points numbered without stops. Names are invented."""

from __future__ import annotations

import pytest

from tests.extractors.effects.sentence_reading import describe, read_sentence

ATTACHED = [
    ("Tunnistan kehtetuks direktori 05.03.2018 käskkirjale nr 12 lisatud lisad 3–5.", ["revoke 2018-03-05#12 annexes lisa=3,4,5"]),
    ("Direktori määrusele nr 12 (05.03.2018) „Valvekord“ juurde lisatud lisa 2 kaotab kehtivuse.", ["revoke 2018-03-05#12 annexes lisa=2"]),
    ("Taastan direktori 05.03.2018 otsusele nr 12 lisatud lisade 1 ja 4 kehtivuse.", ["reinstate 2018-03-05#12 annexes lisa=1,4"]),
    ("Tunnistan kehtetuks direktori 05.03.2018 käskkirjale nr 12 ja 06.03.2018 käskkirjale nr 13 lisatud lisad 1 ja 2.", ["revoke 2018-03-05#12 annexes lisa=1,2", "revoke 2018-03-06#13 annexes lisa=1,2"]),
    # what is attached without being an annex is not known
    ("Tunnistan kehtetuks direktori 05.03.2018 käskkirjale nr 12 lisatud tabeli.", ["revoke 2018-03-05#12 part <tabeli> ?lisatud"]),
]  # fmt: skip

PUT_INTO_FORCE = [
    ("Tunnistan kehtetuks direktori 05.03.2018 käskkirjaga nr 12 kehtima pandud valvekorra.", ["revoke 2018-03-05#12 approved kord"]),
    ("Juhendid, mis on jõusse pandud direktori 05.03.2018 käskkirjaga nr 12, kaotavad kehtivuse.", ["revoke 2018-03-05#12 approved juhend"]),
    ("Tunnistan direktori 05.03.2018 välja antud käskkirja nr 12 kehtetuks.", ["revoke 2018-03-05#12"]),
    # "välja" without a participle of issuing takes something out, or breaks the reference
    ("Tunnistan direktori 05.03.2018 välja käskkirja nr 12 kehtetuks.", ["revoke ?#12 ?välja 05.03.2018"]),
]  # fmt: skip

# where the point before has a stop, a figure without one numbers nothing
BARE_NUMBERS = [
    ("{A} lisa 1 tunnistatakse kehtetuks.\n\n2 Tunnistan kehtetuks direktori 05.03.2018 käskkirja nr 12.", ["revoke 2020-02-03#14 annexes lisa=1", "revoke 2018-03-05#12 ?2"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), [*ATTACHED, *PUT_INTO_FORCE, *BARE_NUMBERS])
def test_reads(sentence: str, expected: list[str]) -> None:
    effects, _ = read_sentence(sentence)
    assert [describe(effect) for effect in effects] == expected
