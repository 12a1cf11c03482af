# ruff: noqa: E501 (rows of a table stay on one line)
"""Days before their parts, kept parts in other words, numbers behind titles. Names are invented."""

from __future__ import annotations

import pytest

from tests.extractors.effects.sentence_reading import describe, read_sentence

DAYS_FIRST = [
    ("1. juunil 2025 jõustub punkt 1 ja 1. juulil 2025 punkt 3.", ["commence points p=1 @2025-06-01", "commence points p=3 @2025-07-01"]),
    ("Alates 01.06.2025 hakkavad kehtima lisad 1 ja 2 ning 01.07.2025 lisa 3.", ["commence annexes lisa=1,2 @2025-06-01", "commence annexes lisa=3 @2025-07-01"]),
    # a word that was not read leaves the doubt
    ("1. juunil 2025 jõustub punkt 1 ja osaliselt 1. juulil 2025 punkt 3.", ["commence @2025-06-01 ?osaliselt", "commence points p=1 @2025-07-01 ?osaliselt"]),
]  # fmt: skip

KEPT = [
    ("Tunnistan {A} kehtetuks nii, et kehtima jäävad ainult lisad 2 ja 5.", ["revoke 2020-02-03#14 v.a=2,5"]),
    ("Tunnistan {A} kehtetuks selliselt, et lisa 3 asendatakse uuega.", ["revoke 2020-02-03#14 annexes lisa=3 ?selliselt"]),
    ("Jätta {A} punktid 2 ja 4 jõusse ning tunnistada muus osas kehtetuks.", ["revoke 2020-02-03#14 v.a.p=2;4"]),
    ("Tunnistan kehtetuks {A}, säilitada lisa 2 kehtivus.", ["revoke 2020-02-03#14 v.a=2"]),
    ("Tunnistan kehtetuks {A}, säilitada lisa 2 arhiivis.", ["revoke 2020-02-03#14 annexes lisa=2 ?säilitada arhiivis"]),
    ("Tunnistan kehtetuks {A} ülejäänud lisad.", ["revoke 2020-02-03#14 annexes lisa=all ?ülejäänud"]),
]  # fmt: skip

NUMBERS = [
    ("Tunnistan kehtetuks direktori 03.02.2020 käskkirja „Valvekord“ (nr 14) lisad 2 ja 3.", ["revoke 2020-02-03#14 annexes lisa=2,3"]),
    ("Tunnistan kehtetuks direktori 03.02.2020 käskkirja „Valvekord“ (lisa 4).", ["revoke 2020-02-03#? annexes lisa=4"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), [*DAYS_FIRST, *KEPT, *NUMBERS])
def test_reads(sentence: str, expected: list[str]) -> None:
    effects, _ = read_sentence(sentence)
    assert [describe(effect) for effect in effects] == expected
