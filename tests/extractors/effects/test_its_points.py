"""Whose points a pronoun means: those of the annex or point before it, not of the act.

Each row is (sentence, effects); ``{A}`` stands for an act. Names and authorities are invented.
"""

from __future__ import annotations

import pytest

from tests.extractors.effects.sentence_reading import describe, read_sentence

OF_THE_ANNEX = [
    (
        "Tunnistan kehtetuks {A} lisa 6 alates 1. juulist 2025, selle punkti 4 aga alates 1. oktoobrist 2025.",
        ["revoke 2020-02-03#14 annexes lisa=6 @2025-07-01", "revoke 2020-02-03#14 points lisa=6 p=4 @2025-10-01"],
    ),
    (
        "Tunnistada kehtetuks {A} lisa 6 alates 01.07.2025, tema punktid 4 ja 5 alates 01.10.2025.",
        ["revoke 2020-02-03#14 annexes lisa=6 @2025-07-01", "revoke 2020-02-03#14 points lisa=6 p=4;5 @2025-10-01"],
    ),
    (
        "{A} lisa 6 kaotab kehtivuse 01.07.2025, selle punkt 4 aga 01.10.2025.",
        ["revoke 2020-02-03#14 annexes lisa=6 @2025-07-01", "revoke 2020-02-03#14 points lisa=6 p=4 @2025-10-01"],
    ),
    (
        "Alates 01.07.2025 tunnistan kehtetuks {A} lisa 6 ja alates 01.10.2025 selle punkti 4.",
        ["revoke 2020-02-03#14 annexes lisa=6 @2025-07-01", "revoke 2020-02-03#14 points lisa=6 p=4 @2025-10-01"],
    ),
    (
        "Peatan {A} lisa 6 kehtivuse alates 01.07.2025, selle punkti 4 kehtivuse aga alates 01.10.2025.",
        ["suspend 2020-02-03#14 annexes lisa=6 @2025-07-01", "suspend 2020-02-03#14 points lisa=6 p=4 @2025-10-01"],
    ),
    # of the annex right before it, not of the first one
    (
        "Tunnistan kehtetuks {A} lisa 6 alates 01.07.2025, lisa 8 alates 01.09.2025, selle punkti 4 alates 01.10.2025.",
        [
            "revoke 2020-02-03#14 annexes lisa=6 @2025-07-01",
            "revoke 2020-02-03#14 annexes lisa=8 @2025-09-01",
            "revoke 2020-02-03#14 points lisa=8 p=4 @2025-10-01",
        ],
    ),
    (
        "Muudan {A} lisa 6 ja selle punkti 4.",
        ["amend 2020-02-03#14 points lisa=6 p=4", "amend 2020-02-03#14 annexes lisa=6"],
    ),
]
OF_THE_ACT = [
    (
        "Tunnistan kehtetuks {A} lisa 6 alates 01.07.2025, selle käskkirja punkti 4 aga alates 01.10.2025.",
        ["revoke 2020-02-03#14 annexes lisa=6 @2025-07-01", "revoke 2020-02-03#14 points p=4 @2025-10-01"],
    ),
    (
        "Tunnistan kehtetuks {A} lisa 6 alates 01.07.2025, punkti 4 alates 01.10.2025.",
        ["revoke 2020-02-03#14 annexes lisa=6 @2025-07-01", "revoke 2020-02-03#14 points p=4 @2025-10-01"],
    ),
]
IN_DOUBT = [
    # the annex ends anyway, so that the point may be one of the act
    (
        "Tunnistan kehtetuks {A} lisa 6 ja selle punkti 4.",
        [
            "revoke 2020-02-03#14 points lisa=6 p=4 ?selle punkti",
            "revoke 2020-02-03#14 annexes lisa=6 ?selle punkti",
        ],
    ),
    # of one of two annexes, or of the act
    (
        "Tunnistan kehtetuks {A} lisad 6 ja 8 alates 01.07.2025, selle punkti 4 aga alates 01.10.2025.",
        [
            "revoke 2020-02-03#14 annexes lisa=6,8 @2025-07-01 ?selle punkti",
            "revoke 2020-02-03#14 points p=4 @2025-10-01 ?selle punkti",
        ],
    ),
]
ROWS = OF_THE_ANNEX + OF_THE_ACT + IN_DOUBT


@pytest.mark.parametrize("sentence, effects", ROWS, ids=[row[0][:90] for row in ROWS])
def test_the_points_are_those_of_what_the_pronoun_means(sentence: str, effects: list[str]) -> None:
    found, findings = read_sentence(sentence)
    assert [describe(effect) for effect in found] == effects
    assert not findings


@pytest.mark.parametrize(
    "sentence, effects",
    [
        # the annex itself begins with its act, and no effect says of a point of an annex when it begins
        ("Lisa 6 punkt 4 jõustub 01.10.2025.", ["commence annexes lisa=6 @2025-10-01 ?punkt 4"]),
        # from when it is applied says nothing of when it begins
        ("Lisa 6 punkti 4 rakendatakse alates 01.10.2025.", ["apply annexes lisa=6 @2025-10-01"]),
        (
            "Käskkiri jõustub 01.07.2025, välja arvatud lisa 6 punkt 4, mis jõustub 01.10.2025.",
            ["commence @2025-07-01", "commence annexes lisa=6 @2025-10-01 ?punkt 4"],
        ),
        (
            "Lisa 6 jõustub 01.07.2025, selle punkt 4 aga 01.10.2025.",
            [
                "commence annexes lisa=6 @2025-07-01 ?selle punkt",
                "commence points p=4 @2025-10-01 ?selle punkt",
            ],
        ),
        (
            "Lisa 6 jõustub 01.07.2025, selle punkt 4 jõustub 01.10.2025.",
            ["commence annexes lisa=6 @2025-07-01", "commence points p=4 @2025-10-01 ?selle punkt"],
        ),
        (
            "Lisa 6 jõustub 01.07.2025, käskkirja punkt 4 aga 01.10.2025.",
            ["commence annexes lisa=6 @2025-07-01", "commence points p=4 @2025-10-01"],
        ),
        ("Lisad 6 ja 8 jõustuvad 01.07.2025.", ["commence annexes lisa=6,8 @2025-07-01"]),
    ],
)
def test_a_point_of_an_annex_begins_neither_the_annex_nor_a_point_of_the_act(sentence: str, effects: list[str]) -> None:
    found, _ = read_sentence(sentence)
    assert [describe(effect) for effect in found] == effects


@pytest.mark.parametrize("whose", ["sealse punkti 4", "selle lisa punkti 4", "viimase punkti 4", "sealhulgas punkti 4"])
def test_other_words_for_the_annex_leave_a_doubt(whose: str) -> None:
    found, _ = read_sentence(f"Tunnistan kehtetuks {{A}} lisa 6 alates 01.07.2025, {whose} aga alates 01.10.2025.")
    assert found
    assert all(effect.doubt for effect in found)
