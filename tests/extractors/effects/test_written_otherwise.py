# ruff: noqa: E501 (rows of a table stay on one line)
"""Acts, numbers and days as clerks write them, other than in a book of style. Each row as in ``test_blind_sets``."""

from __future__ import annotations

import pytest

from tests.extractors.effects.sentence_reading import describe, read_sentence

NUMBERS = [
    ("Tunnistan kehtetuks direktori 02.03.2019 käskkirja nr R2-1/88 lisa 3.", ["revoke 2019-03-02#R2-1/88 annexes lisa=3"], []),
    ("Tunnistan kehtetuks direktori 02.03.2019 käskkirjad nr P3, P4 ja P17.", ["revoke 2019-03-02#P3", "revoke 2019-03-02#P4", "revoke 2019-03-02#P17"], []),
    ("Tühistan vallavanema 02.03.2019 käskkirja nr KV12 punkti 7.", ["revoke 2019-03-02#KV12 points p=7"], []),
    # a letter that a scan made of a figure is no prefix
    ("Tunnistan kehtetuks direktori 02.03.2019 käskkirja nr O5.", ["revoke 2019-03-02#? ?5 nr"], []),
    ("Tunnistan kehtetuks {A} p.3.", ["revoke 2020-02-03#14 points p=3"], []),
    ("Tunnistan kehtetuks direktori 02.03.2019 käskkirja nr 112lisad 3 ja 5.", ["revoke 2019-03-02#112 annexes lisa=3,5"], ["number_repaired"]),
    ("Tunnistan kehtetuks {A} lisad2, 4ja 7.", ["revoke 2020-02-03#14 annexes lisa=2,4,7"], ["number_repaired"]),
    ("Tunnistan kehtetuks direktori 02.03.2019 käskkirja nr 12ja lisa 3.", ["revoke 2019-03-02#? annexes lisa=3 ?12ja nr"], []),
    ("Tunnistan kehtetuks {A} lisad 2., 5. ning 6.", ["revoke 2020-02-03#14 annexes lisa=2,5,6"], []),
    ("{A} lisad 2., 4. ja 5. tunnistatakse kehtetuks.", ["revoke 2020-02-03#14 annexes lisa=2,4,5"], []),
    ("Tunnistan kehtetuks direktori käskkirja (nr 1-2/112 / 02.03.2019) lisad 3 ja 5.", ["revoke 2019-03-02#1-2/112 annexes lisa=3,5"], []),
    ("Tunnistan kehtetuks direktori käskkirja (nr 112; 02.03.2019) punkti 2.", ["revoke 2019-03-02#112 points p=2"], []),
]  # fmt: skip


@pytest.mark.parametrize("sentence, effects, codes", [*NUMBERS])
def test_what_is_written_otherwise_is_read(sentence: str, effects: list[str], codes: list[str]) -> None:
    found, findings = read_sentence(sentence)
    assert [" ".join(describe(effect).split()) for effect in found] == effects
    assert sorted(finding.code for finding in findings) == codes
