"""Exceptions of exceptions, days without their year, lists that a relative clause interrupts, numbers of several acts.

Each row is (sentence, effects); ``{A}`` stands for an act. Names and authorities are invented.
"""

from __future__ import annotations

import pytest

from tests.extractors.effects.sentence_reading import describe, read_sentence

ACT = "revoke 2020-02-03#14"
YEARS = [
    (
        "Peatan {A} lisa 6 kehtivuse 15. juunist kuni 14. augustini 2026.",
        ["suspend 2020-02-03#14 annexes lisa=6 @2026-06-15 until=2026-08-14"],
    ),
    (
        "Peatan {A} lisa 6 kehtivuse 15. juunist 14. augustini 2026.",
        ["suspend 2020-02-03#14 annexes lisa=6 @2026-06-15 until=2026-08-14"],
    ),
    # a range over the turn of a year
    (
        "Peatan {A} lisa 6 kehtivuse 15. detsembrist kuni 14. veebruarini 2026.",
        ["suspend 2020-02-03#14 annexes lisa=6 @2025-12-15 until=2026-02-14"],
    ),
    (
        "Tunnistan kehtetuks direktori 4. veebruari ja 8. mai 2019. a käskkirjad nr 31 ja 44.",
        ["revoke 2019-02-04#31", "revoke 2019-05-08#44"],
    ),
    (
        "Tunnistan kehtetuks direktori 4. veebruari, 8. mai ja 9. juuni 2019. a käskkirjad nr 31, 44 ja 50.",
        ["revoke 2019-02-04#31", "revoke 2019-05-08#44", "revoke 2019-06-09#50"],
    ),
    (
        "Tunnistan kehtetuks direktori 04.02.2019 käskkirjad nr 31 ja 44–46.",
        ["revoke 2019-02-04#31", "revoke 2019-02-04#44", "revoke 2019-02-04#45", "revoke 2019-02-04#46"],
    ),
    (
        "Tunnistan kehtetuks direktori 04.02.2019 käskkirjad nr 2-31 ja 2-44.",
        ["revoke 2019-02-04#2-31", "revoke 2019-02-04#2-44"],
    ),
    # a coming day in brackets is said of its annex, a past one tells of it
    (
        "Tunnistan kehtetuks {A} lisa 6 (01.07.2025) ja lisa 8 (01.09.2025).",
        [f"{ACT} annexes lisa=6 ?01.07.2025 01.09.2025", f"{ACT} annexes lisa=8 ?01.07.2025 01.09.2025"],
    ),
    ("Tunnistan kehtetuks {A} (03.02.2020) lisa 6.", [f"{ACT} annexes lisa=6"]),
]
INTERRUPTED = [
    (
        "Tunnistan kehtetuks {A} lisa 6, mida on muudetud 12.05.2022 käskkirjaga nr 77, ja lisa 8.",
        [f"{ACT} annexes lisa=6", f"{ACT} annexes lisa=8"],
    ),
    (
        "Tunnistan kehtetuks {A} lisa 6, millega kinnitati rendikord, ning lisad 8 ja 9.",
        [f"{ACT} annexes lisa=6", f"{ACT} annexes lisa=8,9"],
    ),
    (
        "Muudan {A} ja tunnistan kehtetuks selle lisa 6 punktid 2 ja 5.",
        ["amend 2020-02-03#14", f"{ACT} points lisa=6 p=2;5"],
    ),
]
NESTED = [
    ("Tunnistan kehtetuks {A} lisa 6, v.a selle lisa 2.", [f"{ACT} annexes lisa=6 v.a=2 ?, v.a selle lisa 2."]),
    (
        "Tunnistan kehtetuks {A} lisad 2–5 alates 01.07.2025 ja lisad 7–9 alates 01.09.2025, v.a lisa 3.",
        [
            f"{ACT} annexes lisa=2,3,4,5 @2025-07-01 ?, v.a lisa 3.",
            f"{ACT} annexes lisa=7,8,9 v.a=3 @2025-09-01 ?, v.a lisa 3.",
        ],
    ),
    ("Tunnistan kehtetuks {A}, v.a lisa 6 (v.a punkt 2).", [f"{ACT} v.a=6 v.a.p=2 ?(v.a punkt 2)"]),
    (
        "Tunnistan kehtetuks {A}, välja arvatud lisa 6, välja arvatud selle punkt 2.",
        [f"{ACT} v.a=6 v.a.p=2 ?, välja arvatud selle punkt 2."],
    ),
    ("Tunnistan kehtetuks {A}, v.a lisa 6 ja punkt 2.", [f"{ACT} v.a=6 v.a.p=2"]),
    (
        "Tunnistan kehtetuks {A}, jättes kehtima lisa 6, milles tunnistan kehtetuks punkti 2.",
        [
            f"{ACT} v.a=6 ?milles tunnistan kehtetuks punkti 2",
            f"{ACT} annexes lisa=6 ?milles tunnistan kehtetuks punkti 2",
        ],
    ),
]
CHANGED = [
    (
        "Asendan {A} lisad 6–8, v.a lisa 7, uute lisadega (lisad 1 ja 2).",
        ["amend 2020-02-03#14 annexes lisa=6,8 v.a=7 ~replacement"],
    ),
    ("Muudan {A} lisasid 6–8, v.a lisa 7.", ["amend 2020-02-03#14 annexes lisa=6,8 v.a=7"]),
    (
        "Muudan {A} lisa 6 punkti 2 ja lisa 8 punkti 5.",
        ["amend 2020-02-03#14 points lisa=6 p=2", "amend 2020-02-03#14 points lisa=8 p=5"],
    ),
    (
        "Tunnistan kehtetuks {A} lisa 6 punkti 2, lisa 8 punktid 3 ja 5 ning lisa 9.",
        [f"{ACT} points lisa=6 p=2", f"{ACT} points lisa=8 p=3;5", f"{ACT} annexes lisa=9"],
    ),
    (
        "Jätan {A} lisast 6 välja punktid 2 ja 5 ning lisa 8 tervikuna.",
        ["amend 2020-02-03#14 points lisa=6 p=2;5", f"{ACT} annexes lisa=8 ?Jätan"],
    ),
    # what the amended act will say begins nothing here
    ("Muudan {A} jõustumise aega: käskkiri jõustub 01.08.2025.", ["amend 2020-02-03#14"]),
]
HOLDS = [
    ("Käskkiri kehtib 31. oktoobrini 2025.", ["revoke @2025-11-01 ~expiry"]),
    ("Käskkiri kehtib kuni 31. oktoobrini 2025.", ["revoke @2025-11-01 ~expiry"]),
    (
        "Käskkiri kehtib ajavahemikul 1. augustist 31. oktoobrini 2025.",
        ["commence @2025-08-01", "revoke @2025-11-01 ~expiry"],
    ),
    ("Käskkiri kehtib kahe aasta vältel alates allkirjastamisest.", ["commence condition ?kahe aasta"]),
    # the second verb excepts, and the first begins all
    (
        "Käskkiri jõustub 01.08.2025 ja kehtib kuni 31.10.2025, v.a lisa 6, mis kehtib tähtajatult.",
        ["commence @2025-08-01", "revoke v.a=6 @2025-11-01 ~expiry"],
    ),
    ("Leping kehtib kaks aastat.", []),
]
TOLD = [
    # the day is that of the second annex, and the points are not all of the annex
    (
        "Tunnistan kehtetuks {A} lisa 6 kohe ja lisa 8 alates 01.11.2025.",
        [f"{ACT} annexes lisa=6,8 @2025-11-01 ?kohe"],
    ),
    ("Tunnistan kehtetuks {A} lisa 6 kohe.", [f"{ACT} annexes lisa=6"]),
    (
        "Tunnistan kehtetuks {A} lisa 6, sealhulgas selle punktid 2 ja 5.",
        [f"{ACT} points lisa=6 p=2;5 ?sealhulgas selle punktid"],
    ),
    # a history in brackets names an annex of the act that changed it
    ("Tunnistan kehtetuks {A} lisa 6 (muudetud 12.05.2022 käskkirja nr 77 lisaga 4).", [f"{ACT} annexes lisa=6"]),
    (
        "Muudan {A} järgmiselt:\n1) tunnistan kehtetuks lisa 6;\n2) muudan lisa 8 punkti 5.",
        ["amend 2020-02-03#14", f"{ACT} annexes lisa=6", "amend 2020-02-03#14 points lisa=8 p=5"],
    ),
    # an item of a list that says how long a part of it holds
    (
        "Tunnistan kehtetuks:\n1) {A} lisad 2–5, v.a lisa 3, mis kehtib kuni 31.10.2025;\n"
        "2) direktori 12.05.2022 käskkirja nr 77.",
        [
            f"{ACT} annexes lisa=2,3,4,5 v.a=3",
            f"{ACT} annexes lisa=3 @2025-11-01",
            "revoke 2022-05-12#77",
        ],
    ),
    (
        "Tunnistan kehtetuks:\n1) {A} lisad 2–5, lisa 3 aga alates 01.11.2025;\n"
        "2) direktori 12.05.2022 käskkirja nr 77.",
        [
            f"{ACT} annexes lisa=2,4,5",
            f"{ACT} annexes lisa=3 @2025-11-01",
            "revoke 2022-05-12#77",
        ],
    ),
]
IN_ANOTHER = [
    # of each act, of the annexes as a whole, of a list without an end
    (
        "Tunnistan kehtetuks {A} ja direktori 12.05.2022 käskkirja nr 77, v.a mõlema lisa 6.",
        [f"{ACT} ?, v.a mõlema lisa 6", "revoke 2022-05-12#77 v.a=6 ?, v.a mõlema lisa 6"],
    ),
    ("Tunnistan kehtetuks {A}, kuid mitte selle lisasid.", [f"{ACT} ?kuid mitte"]),
    (
        "Tunnistan kehtetuks {A} lisa 6 ja kõik järgnevad lisad.",
        [f"{ACT} annexes lisa=6 ?ja kõik järgnevad lisad"],
    ),
    # one unit says where the other stands, or holds what ends
    (
        "Tunnistan kehtetuks {A} punktis 2 nimetatud lisa 6.",
        [f"{ACT} points p=2 ?punktis 2 nimetatud", f"{ACT} annexes lisa=6 ?punktis 2 nimetatud"],
    ),
    (
        "Tunnistan kehtetuks {A} punkti 2 lisa 6 osas.",
        [f"{ACT} points p=2 ?punkti 2", f"{ACT} annexes lisa=6 ?punkti 2"],
    ),
    (
        "Tunnistan kehtetuks {A} lisas 6 loetletud direktori käskkirjad.",
        [f"{ACT} annexes lisa=6 ?loetletud direktori käskkirjad"],
    ),
    (
        "Tunnistan kehtetuks {A} punkti 2 ja lisa 6.",
        [f"{ACT} points p=2", f"{ACT} annexes lisa=6"],
    ),
]
ROWS = YEARS + INTERRUPTED + NESTED + CHANGED + HOLDS + TOLD + IN_ANOTHER


@pytest.mark.parametrize("sentence, effects", ROWS, ids=[row[0][:90] for row in ROWS])
def test_nothing_of_a_nested_or_interrupted_list_is_lost(sentence: str, effects: list[str]) -> None:
    found, findings = read_sentence(sentence)
    assert [describe(effect) for effect in found] == effects
    assert not findings


def test_what_is_left_of_another_act_ends_with_a_finding() -> None:
    found, findings = read_sentence("Tunnistan kehtetuks {A} lisad 2–5, ülejäänud lisad kehtivad kuni 31.10.2025.")
    assert [describe(effect) for effect in found] == [f"{ACT} annexes lisa=2,3,4,5"]
    assert [finding.code for finding in findings] == ["unread_operative_sentence"]


def test_a_term_without_a_day_is_a_finding() -> None:
    found, findings = read_sentence("Käskkiri kehtib kaks aastat.")
    assert not found
    assert [finding.code for finding in findings] == ["unread_operative_sentence"]


def test_what_is_refused_of_one_annex_and_done_to_another_is_a_finding() -> None:
    found, findings = read_sentence("Ei tunnista kehtetuks {A} lisa 6, küll aga lisa 8.")
    assert not found
    assert [finding.code for finding in findings] == ["cue_without_effect"]
