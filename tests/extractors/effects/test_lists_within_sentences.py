# ruff: noqa: E501 (rows of a table stay on one line)
"""Lists that run on within a sentence, and items that lost the verb of their list.

Each row is (sentence, effects) as in ``test_silent_kinds``. Names and authorities are invented.
"""

from __future__ import annotations

import pytest

from tests.extractors.effects.sentence_reading import describe, read_sentence

B = "direktori 26.03.2021 käskkirja nr 67"
C = "direktori 27.03.2021 käskkirja nr 68"

BOTH = ["revoke 2020-02-03#14", "revoke 2021-03-26#67"]

LISTS = [
    (f"Tunnistan kehtetuks a) {{A}}; b) {B}.", BOTH),
    (f"Tunnistan kehtetuks a) {{A}}, b) {B} ja c) {C}.", [*BOTH, "revoke 2021-03-27#68"]),
    (f"Tunnistan kehtetuks: a) {{A}}; b) {B}.", BOTH),
    (f"Tunnistan kehtetuks 1) {{A}}; 2) {B}.", BOTH),
    (f"Tunnistan kehtetuks a) {{A}} lisa 2; b) {B} lisa 3.", ["revoke 2020-02-03#14 annexes lisa=2", "revoke 2021-03-26#67 annexes lisa=3"]),
    # the figure before a bracket counts the next item, and no annex
    (f"Tunnistan kehtetuks 1) {{A}} lisad 2, 7 ning 10; 2) {B} lisad 4 ja 5; 3) {C}.",
     ["revoke 2020-02-03#14 annexes lisa=2,7,10", "revoke 2021-03-26#67 annexes lisa=4,5", "revoke 2021-03-27#68"]),
    (f"Tunnistan kehtetuks 1) {{A}} punktid 2 ja 3, 2) {B} lisa 7.", ["revoke 2020-02-03#14 points p=2;3", "revoke 2021-03-26#67 annexes lisa=7"]),
    # … where none opened; here it closes
    ("Tunnistan kehtetuks arhivaari ametijuhendi ({A} lisad 2 ja 3).", ["revoke 2020-02-03#14 annexes lisa=2,3 ?arhivaari ametijuhendi"]),
    ("Tunnistan kehtetuks {A} (edaspidi käskkiri) lisad 2; 3.", ["revoke 2020-02-03#14 annexes lisa=2,3"]),
]  # fmt: skip

DAYS_OF_MEMBERS = [
    ("Tunnistan alates 01.01.2025 kehtetuks {A} lisa 3 ja alates 01.02.2025 lisa 4.",
     ["revoke 2020-02-03#14 annexes lisa=3 @2025-01-01", "revoke 2020-02-03#14 annexes lisa=4 @2025-02-01"]),
    ("Tunnistan kehtetuks {A} lisa 3 ja alates 01.02.2025 lisa 4.",
     ["revoke 2020-02-03#14 annexes lisa=3", "revoke 2020-02-03#14 annexes lisa=4 @2025-02-01"]),
    ("Tunnistan kehtetuks {A} punkti 2 ja alates 01.02.2025 ka punkti 3.",
     ["revoke 2020-02-03#14 points p=2", "revoke 2020-02-03#14 points p=3 @2025-02-01"]),
    ("Tunnistan alates 01.01.2025 kehtetuks {A} lisa 3, alates 01.02.2025 lisa 4 ja alates 01.03.2025 lisa 5.",
     ["revoke 2020-02-03#14 annexes lisa=3 @2025-01-01", "revoke 2020-02-03#14 annexes lisa=4 @2025-02-01", "revoke 2020-02-03#14 annexes lisa=5 @2025-03-01"]),
]  # fmt: skip

SHARED = [
    ("Tunnistan kehtetuks direktori 26.03.2021 käskkirjade nr 67 ja nr 68 lisa 3.", ["revoke 2021-03-26#67 annexes lisa=3", "revoke 2021-03-26#68 annexes lisa=3"]),
    ("Tunnistan kehtetuks direktori 26.03.2021 käskkirjad nr 67 ja nr 68.", ["revoke 2021-03-26#67", "revoke 2021-03-26#68"]),
]  # fmt: skip

ACT_AND_ITS_ANNEX = [
    ("Tunnistan kehtetuks {A} ja selle lisa 3.", ["revoke 2020-02-03#14 lisa=all"]),
    ("Tunnistan kehtetuks {A} „Hankekord“ ning sama käskkirja lisad 1–3.", ["revoke 2020-02-03#14 lisa=all"]),
    ("Tunnistan kehtetuks {A} (sh lisad 1 ja 2).", ["revoke 2020-02-03#14 lisa=all"]),
    # the act too, or of the act the annex alone: not said
    ("Tunnistan kehtetuks {A} ja lisa 3.", ["revoke 2020-02-03#14 annexes lisa=3 ?ja lisa 3"]),
    ("Tunnistan kehtetuks {A} lisa 2 ja lisa 3.", ["revoke 2020-02-03#14 annexes lisa=2,3"]),
]  # fmt: skip

TAKEN_OUT = [
    ("{A} lisa 3 jäetakse välja.", ["revoke 2020-02-03#14 annexes lisa=3 ?jäetakse"]),
    ("Kustutan {A} lisa 3.", ["revoke 2020-02-03#14 annexes lisa=3 ?Kustutan"]),
    ("Eemaldan {A} lisad 3 ja 4.", ["revoke 2020-02-03#14 annexes lisa=3,4 ?Eemaldan"]),
    ("{A} lisast 3 jäetakse välja sõna „ja“.", ["amend 2020-02-03#14 annexes lisa=3"]),
    ("{A} punkt 4 jäetakse välja.", ["amend 2020-02-03#14 points p=4"]),
]  # fmt: skip

KEPT_BELOW = [
    ("Tunnistan kehtetuks {A} lisad 1 ja 3.\n1.1. {A} lisasid 2 ja 4 kohaldatakse jätkuvalt.", ["revoke 2020-02-03#14 annexes lisa=1,3"]),
    ("Tunnistan kehtetuks {A}.\n1.1. Punktis 1 nimetatud käskkirja lisa 3 jääb kehtima.", ["revoke 2020-02-03#14 v.a=3"]),
    ("Tunnistan kehtetuks {A}.\n1.1. Jätta kehtima punktis 1 nimetatud käskkirja lisa 3.", ["revoke 2020-02-03#14 v.a=3"]),
    ("Tunnistan kehtetuks {A}.\n1.1. {A} lisa 3 kehtib edasi.",
     ["revoke 2020-02-03#14 ?peadirektori 03.02.2020 käskkirja nr 14 lisa 3 kehtib edasi."]),
]  # fmt: skip


@pytest.mark.parametrize(
    "sentence, wanted", [*LISTS, *DAYS_OF_MEMBERS, *SHARED, *ACT_AND_ITS_ANNEX, *TAKEN_OUT, *KEPT_BELOW]
)
def test_each_member_of_a_list_within_a_sentence_is_read(sentence: str, wanted: list[str]) -> None:
    """The letter or figure before an item is no annex, no item is left out, and each has its own day."""
    effects, findings = read_sentence(sentence)
    assert [describe(effect) for effect in effects] == wanted
    assert findings == []


@pytest.mark.parametrize(
    "sentence, lost",
    [
        (f"Tunnistan kehtetuks {{A}};\n2) {B}.", 1),
        (f"Tunnistan kehtetuks {{A}}.\n1) {B};\n2) {C} lisad 3 ja 4.", 2),
        (f"Tunnistan kehtetuks {{A}}\n- {B}\n- {C} „Hankekord“.", 2),
        (f"Kinnitan hankekorra (lisa 1).\n1.1. {B}.\n1.2. {C} punkt 3.", 2),
        (f"Tunnistan kehtetuks {{A}}.\n\n{B}.", 1),
    ],
)
def test_an_act_of_which_no_verb_says_what_happens_is_a_finding(sentence: str, lost: int) -> None:
    """What a lead that ended too early leaves is not lost without a word."""
    effects, findings = read_sentence(sentence)
    assert len(effects) == 1
    assert [finding.code for finding in findings] == ["unread_operative_sentence"] * lost
    assert all("no verb says what happens" in finding.message for finding in findings)


@pytest.mark.parametrize(
    "sentence",
    [
        f"Tunnistan kehtetuks {{A}}.\n\nAlus: {B}.",
        f"Kinnitan hankekorra (lisa 1).\n1.1. Juhataja täidab {B}.",
        f"Kinnitan hankekorra (lisa 1).\n1.1. {B} täitmise eest vastutab juhataja.",
    ],
)
def test_an_act_of_which_something_else_is_said_is_none(sentence: str) -> None:
    """Other words say something of it, and another act of reading judges them."""
    assert read_sentence(sentence)[1] == []


def test_a_legal_basis_alone_is_no_target() -> None:
    """What stands before the first deed revokes nothing, and is not asked for a verb."""
    assert read_sentence(f"{B}.\n2. Tunnistan kehtetuks {{A}}.")[1] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Kinnitan hankekorra (lisa 1), mis asendab {A} lisa 3.",
        "Käesoleva käskkirja lisa 1 asendab {A} lisa 3.",
        "{A} lisa 3 ei kuulu enam kohaldamisele alates 01.01.2025.",
        "Lugeda {A} lisa 3 kehtivaks kuni 31.12.2025.",
        "Loobun {A} lisa 3 rakendamisest alates 01.01.2025.",
    ],
)
def test_other_words_for_an_end_are_found_where_they_are_not_read(sentence: str) -> None:
    effects, findings = read_sentence(sentence)
    assert not [effect for effect in effects if effect.effect != "approve"]
    assert [finding.code for finding in findings] == ["cue_without_effect"]


def test_an_act_named_before_is_not_the_act_that_speaks() -> None:
    """Its annexes would end with the words "kuni 31.12.2025", and the annexes of this act would not."""
    effects, findings = read_sentence(
        "Tunnistan kehtetuks {A}.\n1.1. Nimetatud käskkirja lisa 3 kehtib kuni 31.12.2025."
    )
    assert [describe(effect) for effect in effects] == [
        "revoke 2020-02-03#14 ?Nimetatud käskkirja lisa 3 kehtib kuni 31.12.2025."
    ]
    assert [finding.code for finding in findings] == ["unread_operative_sentence"]


def test_what_is_left_undone_below_leaves_nothing_in_force() -> None:
    effects, _ = read_sentence("Tunnistan kehtetuks {A}.\n1.1. Esitatud palgajuhend (lisa 1) jääb kinnitamata.")
    assert [describe(effect) for effect in effects] == ["revoke 2020-02-03#14"]
