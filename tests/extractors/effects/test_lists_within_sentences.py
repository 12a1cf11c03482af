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


@pytest.mark.parametrize("sentence, wanted", LISTS)
def test_each_item_of_a_list_within_a_sentence_is_read(sentence: str, wanted: list[str]) -> None:
    """The letter or figure before an item is no annex, and no item is left out."""
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
