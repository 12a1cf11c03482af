"""Whose day it is that stands beside several annexes of an approval or a commencement, and what is left out of them.

Each row is (sentence, effects, codes of findings). Names and authorities are invented.
"""

from __future__ import annotations

import pytest

from tests.extractors.effects.sentence_reading import describe, read_sentence

LATER = "Kinnitan valvuri juhendi (lisa 2) ning alates 01.11.2025 meistri juhendi (lisa 3)."
EARLIER = "Kinnitan valvuri juhendi (lisa 2) alates 01.11.2025 ja meistri juhendi (lisa 3)."
YEARLESS = "Lisa 2 jõustub 1. juunil, lisa 3 1. juulil ja lisa 5 1. augustil 2025."
ROWS: list[tuple[str, list[str], list[str]]] = [
    (
        "Kinnitan lisad 2–5 alates 01.08.2025, lisa 3 aga alates 01.11.2025.",
        ["approve annexes lisa=2,4,5 @2025-08-01", "approve annexes lisa=3 @2025-11-01"],
        [],
    ),
    # between two annexes the day may be that of one of them
    (LATER, [f"approve annexes lisa=2,3 juhend @2025-11-01 ?{LATER}"], []),
    (EARLIER, [f"approve annexes lisa=2,3 juhend @2025-11-01 ?{EARLIER}"], []),
    (
        "Kinnitan lisad 2–5, lisa 3 alates 01.11.2025.",
        ["approve annexes lisa=2,3,4,5 @2025-11-01 ?Kinnitan lisad 2–5, lisa 3 alates 01.11.2025."],
        [],
    ),
    (
        "Kinnitan valvuri juhendi (lisa 2) ja meistri juhendi (lisa 3) alates 01.11.2025.",
        ["approve annexes lisa=2,3 juhend @2025-11-01"],
        [],
    ),
    # what is excepted begins on the day that is said of it, and not the rest
    (
        "Kinnitan lisad 2–5 alates 01.08.2025, v.a lisa 3, mis jõustub 01.11.2025.",
        ["approve annexes lisa=2,3,4,5 v.a=3 @2025-08-01", "commence annexes lisa=3 @2025-11-01"],
        [],
    ),
    (
        "Kinnitan valvekorra (lisa 2) alates 01.08.2025, v.a punkt 4, mis jõustub 01.11.2025.",
        ["approve annexes lisa=2 kord @2025-08-01 v.a.p=4"],
        ["unread_operative_sentence"],
    ),
    ("Kinnitan lisad 2 ja 5, lisa 3 jätan kinnitamata.", ["approve annexes lisa=2,5"], []),
    ("Lisad 2–5 jõustuvad 01.08.2025, v.a lisa 3.", ["commence annexes lisa=2,4,5 v.a=3 @2025-08-01"], []),
    (
        YEARLESS,
        [
            f"commence annexes lisa=2 @2024-06-01 ?{YEARLESS}",
            f"commence annexes lisa=3 @2024-07-01 ?{YEARLESS}",
            "commence annexes lisa=5 @2025-08-01",
        ],
        [],
    ),
]


@pytest.mark.parametrize("sentence, effects, codes", ROWS, ids=[row[0][:90] for row in ROWS])
def test_a_day_is_that_of_the_annexes_of_which_it_is_said(sentence: str, effects: list[str], codes: list[str]) -> None:
    found, findings = read_sentence(sentence)
    assert [describe(effect) for effect in found] == effects
    assert [finding.code for finding in findings] == codes
