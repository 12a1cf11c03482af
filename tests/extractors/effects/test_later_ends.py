# ruff: noqa: E501 (rows of a table stay on one line)
"""What ends, or begins, on a day of its own beside the rest: an exception for a time, a contrast, an annex of an annex.

Each row is (sentence, effects); ``{A}`` stands for an act. Names and authorities are invented.
"""

from __future__ import annotations

import pytest

from tests.extractors.effects.sentence_reading import describe, read_sentence

ACT = "revoke 2020-02-03#14"
EXCEPTED = [
    (
        "Tunnistan kehtetuks {A} lisad 2–5, välja arvatud lisa 3, mille tunnistan kehtetuks 01.11.2025.",
        [f"{ACT} annexes lisa=2,3,4,5 v.a=3", f"{ACT} annexes lisa=3 @2025-11-01"],
    ),
    (
        "Tunnistan kehtetuks {A} lisad 2–5 alates 01.08.2025, v.a lisa 3, mis tunnistatakse kehtetuks alates 1. novembrist 2025.",
        [f"{ACT} annexes lisa=2,3,4,5 v.a=3 @2025-08-01", f"{ACT} annexes lisa=3 @2025-11-01"],
    ),
    (
        "Tunnistan kehtetuks {A} lisad 2–9, välja arvatud lisad 4 ja 7, mis jäävad kehtima kuni 31.10.2025.",
        [f"{ACT} annexes lisa=2,3,4,5,6,7,8,9 v.a=4,7", f"{ACT} annexes lisa=4,7 @2025-11-01"],
    ),
    (
        "Tunnistan kehtetuks {A}, v.a lisa 7, mis kehtib kuni 31. oktoobrini 2025.",
        [f"{ACT} v.a=7", f"{ACT} annexes lisa=7 @2025-11-01"],
    ),
    (
        "{A} kaotab kehtivuse 01.08.2025, välja arvatud lisa 7, mis kaotab kehtivuse 01.11.2025.",
        [f"{ACT} v.a=7 @2025-08-01", f"{ACT} annexes lisa=7 @2025-11-01"],
    ),
    (
        "Tunnistan kehtetuks {A}, välja arvatud lisa 7 (kehtib kuni 31.10.2025).",
        [f"{ACT} v.a=7", f"{ACT} annexes lisa=7 @2025-11-01"],
    ),
    (
        "Tunnistan kehtetuks {A}, jättes lisa 7 kehtima kuni 31.10.2025.",
        [f"{ACT} v.a=7", f"{ACT} annexes lisa=7 @2025-11-01"],
    ),
    (
        "Tunnistan kehtetuks {A}, kuid lisa 7 jääb kehtima kuni 31.10.2025.",
        [f"{ACT} v.a=7", f"{ACT} annexes lisa=7 @2025-11-01"],
    ),
    (
        "Tunnistan kehtetuks {A} punktid 2–5, välja arvatud punkt 3, mille kehtivus lõpeb 01.11.2025.",
        [f"{ACT} points p=2;4;5 v.a.p=3", f"{ACT} points p=3 @2025-11-01"],
    ),
    # what is told of the past, or of another act, ends nothing
    ("Tunnistan kehtetuks {A}, v.a lisa 7, mis kaotas kehtivuse 31.10.2023.", [f"{ACT} v.a=7"]),
    ("Tunnistan kehtetuks {A}, v.a lisa 7, mille tunnistan kehtetuks eraldi käskkirjaga.", [f"{ACT} v.a=7"]),
    # on an event, on two days, of a suspension: a doubt
    (
        "Tunnistan kehtetuks {A}, v.a lisa 7, mis kehtib kuni uue korra kinnitamiseni.",
        [f"{ACT} v.a=7", f"{ACT} annexes lisa=7 condition"],
    ),
    (
        "Tunnistan kehtetuks {A}, v.a lisa 7, mis kaotab kehtivuse 01.11.2025, ja lisa 8, mis kaotab kehtivuse 01.12.2025.",
        [
            f"{ACT} v.a=7 ?mis kaotab kehtivuse 01.11.2025, ja lisa 8, mis kaotab kehtivuse 01.12.2025",
            f"{ACT} annexes lisa=7 ?mis kaotab kehtivuse 01.11.2025, ja lisa 8, mis kaotab kehtivuse 01.12.2025",
        ],
    ),
    (
        "Pikendan {A} lisade 2–5 kehtivust kuni 31.12.2025, välja arvatud lisa 3, mis kehtib kuni 31.10.2025.",
        [
            "extend 2020-02-03#14 annexes lisa=2,3,4,5 v.a=3 until=2025-12-31",
            f"{ACT} annexes lisa=3 @2025-11-01 ?mis kehtib kuni 31.10.2025",
        ],
    ),
    # the day may be that of the annex or of the others
    (
        "Tunnistan kehtetuks {A}, erandina lisa 7 alates 01.11.2025.",
        [
            f"{ACT} v.a=7 @2025-11-01 ?Tunnistan kehtetuks peadirektori 03.02.2020 käskkirja nr 14, erandina lisa 7 alates 01.11.2025."
        ],
    ),
    ("Tunnistan kehtetuks {A}, v.a lisa 7, alates 01.11.2025.", [f"{ACT} v.a=7 @2025-11-01"]),
]
CONTRASTED = [
    (
        "Tunnistan kehtetuks {A} lisad 2–5, lisa 3 aga alates 01.11.2025.",
        [f"{ACT} annexes lisa=2,4,5", f"{ACT} annexes lisa=3 @2025-11-01"],
    ),
    (
        "Tunnistan kehtetuks {A} lisa 2, lisa 7 aga alates 01.11.2025.",
        [f"{ACT} annexes lisa=2", f"{ACT} annexes lisa=7 @2025-11-01"],
    ),
    (
        "Tunnistan kehtetuks {A} lisad 2–5 alates 01.08.2025, lisad 3 ja 4 seevastu alates 01.11.2025.",
        [f"{ACT} annexes lisa=2,5 @2025-08-01", f"{ACT} annexes lisa=3,4 @2025-11-01"],
    ),
    (
        "Tunnistan kehtetuks {A} punktid 2–5, punkti 3 aga alates 01.11.2025.",
        [f"{ACT} points p=2;4;5", f"{ACT} points p=3 @2025-11-01"],
    ),
    (
        "{A} lisad 2–5 kaotavad kehtivuse 01.08.2025, lisa 3 kaotab kehtivuse 01.11.2025.",
        [f"{ACT} annexes lisa=2,4,5 @2025-08-01", f"{ACT} annexes lisa=3 @2025-11-01"],
    ),
    (
        "Peatan {A} lisade 2–5 kehtivuse, lisa 3 kehtivuse aga alates 01.11.2025.",
        ["suspend 2020-02-03#14 annexes lisa=2,4,5", "suspend 2020-02-03#14 annexes lisa=3 @2025-11-01"],
    ),
    (
        "Tunnistan kehtetuks {A} lisad 2–5, kusjuures lisa 3 kehtib kuni 31.10.2025.",
        [f"{ACT} annexes lisa=2,4,5", f"{ACT} annexes lisa=3 @2025-11-01 ?kusjuures"],
    ),
    (
        "Tunnistan kehtetuks {A}, lisa 3 aga alates 01.11.2025.",
        [f"{ACT} annexes lisa=3 @2025-11-01 ?, lisa 3 aga"],
    ),
    (
        "Tunnistan kehtetuks {A} lisad 2–5. Lisa 3 kehtib kuni 31.10.2025.",
        [
            f"{ACT} annexes lisa=2,3,4,5 ?Lisa 3 kehtib kuni 31.10.2025.",
            f"{ACT} annexes lisa=3 @2025-11-01 ?Lisa 3 kehtib kuni 31.10.2025.",
        ],
    ),
    # an annex that the act does not end, and one that the act that speaks approves, are its own
    (
        "Tunnistan kehtetuks {A} lisad 2–5. Lisa 8 kehtib kuni 31.10.2025.",
        [f"{ACT} annexes lisa=2,3,4,5", "revoke annexes lisa=8 @2025-11-01 ~expiry"],
    ),
    (
        "Kinnitan hinnakirja (lisa 3). Tunnistan kehtetuks {A} lisad 2–5. Lisa 3 kehtib kuni 31.10.2025.",
        [
            "approve annexes lisa=3",
            f"{ACT} annexes lisa=2,3,4,5",
            "revoke annexes lisa=3 @2025-11-01 ~expiry",
        ],
    ),
]
OF_AN_ANNEX = [
    ("Muudan {A} lisa 6 lisa 2.", ["amend 2020-02-03#14 annexes lisa=6,2 ?lisa 2"]),
    ("Muudan {A} lisade 6 ja 8 lisa 2.", ["amend 2020-02-03#14 annexes lisa=6,8,2 ?lisa 2"]),
    ("Tunnistan kehtetuks {A} lisade 6 ja 8 lisa 2.", [f"{ACT} annexes lisa=6,8,2 ?lisa 2"]),
    (
        "Täiendan {A} lisa 6 lisa 2 punktiga 9.",
        ["amend 2020-02-03#14 points lisa=2 p=9 ?lisa 2", "amend 2020-02-03#14 annexes lisa=6 ?lisa 2"],
    ),
    (
        "Tunnistan kehtetuks {A} lisa 6 lisa 2 punkti 9.",
        [f"{ACT} points lisa=2 p=9 ?lisa 2", f"{ACT} annexes lisa=6 ?lisa 2"],
    ),
    ("Muudan {A} lisasid 6 ja 2.", ["amend 2020-02-03#14 annexes lisa=6,2"]),
]
BEGINNING = [
    (
        "Käskkiri jõustub 01.08.2025, välja arvatud lisa 6 punktid 2–4, mis jõustuvad 01.11.2025.",
        ["commence @2025-08-01", "commence annexes lisa=6 @2025-11-01 ?punktid 2–4"],
    ),
    (
        "Käskkiri jõustub 01.08.2025, välja arvatud lisa 6 tabel, mis jõustub 01.11.2025.",
        ["commence @2025-08-01", "commence annexes lisa=6 @2025-11-01 ?tabel"],
    ),
    (
        "Käskkiri jõustub 01.08.2025, v.a lisade 6 ja 7 punkt 2, mis jõustub 01.11.2025.",
        ["commence @2025-08-01", "commence annexes lisa=6,7 @2025-11-01 ?punkt 2"],
    ),
    (
        "Käskkiri jõustub 01.08.2025, v.a lisa 6 kolmas lause, mis jõustub 01.11.2025.",
        ["commence @2025-08-01", "commence annexes lisa=6 @2025-11-01 ?kolmas lause"],
    ),
    (
        "Käskkiri jõustub 01.08.2025, v.a punkt 5 ja lisa 6 punkt 2, mis jõustuvad 01.11.2025.",
        ["commence @2025-08-01 v.a.p=5", "commence annexes lisa=6 @2025-11-01 ?punkt 2"],
    ),
    ("Käskkiri jõustub 01.08.2025, v.a lisa 6 punkt 2.", ["commence @2025-08-01 ?lisa 6"]),
    ("Käskkiri, välja arvatud lisa 6, jõustub 01.08.2025.", ["commence v.a=6 @2025-08-01"]),
    ("Käskkiri, v.a punktid 2 ja 5, jõustub 01.08.2025.", ["commence @2025-08-01 v.a.p=2;5"]),
    ("Käskkiri jõustub, välja arvatud punkt 5, 01.08.2025.", ["commence @2025-08-01 v.a.p=5"]),
    (
        "Lisad 2–5 jõustuvad 01.08.2025, v.a lisa 3, mis jõustub 01.11.2025.",
        ["commence annexes lisa=2,4,5 v.a=3 @2025-08-01", "commence annexes lisa=3 @2025-11-01"],
    ),
    (
        "Punktid 2–5 jõustuvad 01.08.2025, punkt 3 aga 01.11.2025.",
        ["commence points p=2;4;5 @2025-08-01", "commence points p=3 @2025-11-01"],
    ),
]
ROWS = EXCEPTED + CONTRASTED + OF_AN_ANNEX + BEGINNING


@pytest.mark.parametrize("sentence, effects", ROWS, ids=[row[0][:90] for row in ROWS])
def test_each_part_has_the_day_that_is_said_of_it(sentence: str, effects: list[str]) -> None:
    found, findings = read_sentence(sentence)
    assert [describe(effect) for effect in found] == effects
    assert not findings
