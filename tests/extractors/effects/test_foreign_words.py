# ruff: noqa: E501 (rows of a table stay on one line)
"""Words that belong to nothing make an effect doubtful wherever they stand; the same sentence without them is plain.

Each case is a sentence with the foreign words between two bars: "Tunnistan kehtetuks {A} |osaliselt|.".
"""

from __future__ import annotations

import re

import pytest

from tests.extractors.effects.sentence_reading import read_sentence

SEEN = [
    # within the words of a reference
    "Tunnistan kehtetuks peadirektori |, välja arvatud lisa 2,| 03.02.2020 käskkirja nr 14.",
    "Tunnistan kehtetuks peadirektori |osaliselt| 03.02.2020 käskkirja nr 14.",
    "Tunnistan kehtetuks 03.02.2020 |osaliselt| peadirektori käskkirja nr 14.",
    "Tunnistan kehtetuks peadirektori |kiiresti| 03.02.2020 käskkirja nr 14.",
    "Tunnistan kehtetuks peadirektori 03.02.2020 |peaaegu| käskkirja nr 14.",
    "Tunnistan kehtetuks peadirektori 03.02.2020 käskkirja nr |osalt| 14 lisad 1–3.",
    "Tunnistan kehtetuks peadirektori 03.02.2020 käskkirja |esimeses| nr 14.",
    # before the issuer
    "Tunnistan kehtetuks |ametnike| {A}.",
    "Tunnistan kehtetuks |piirkonniti| {A}.",
    "Tunnistan kehtetuks |roheline| {A}.",
    "Tunnistan kehtetuks |eksperdiga| {A}.",
    "Tunnistan kehtetuks |ära| {A}.",
    "Tunnistan kehtetuks |Pärnus| {A}.",
    # in the lead of a list
    "Tunnistan |osaliselt| kehtetuks:\n1) {A};\n2) peadirektori 04.03.2021 käskkirja nr 15 lisad 1 ja 2.",
    "Tunnistan kehtetuks |hooajatöötajate| järgmised käskkirjad:\n1) {A};\n2) peadirektori 04.03.2021 käskkirja nr 15.",
    "Tunnistan |ilma lisata 9| kehtetuks:\n1) {A};\n2) peadirektori 04.03.2021 käskkirja nr 15.",
    # a relative word that tells nothing
    "Tunnistan kehtetuks {A} |millega| lisa 1.",
    "Tunnistan kehtetuks {A} lisad 1, 2, |mille kohaselt| 5.",
    # a limitation without annexes, an office that issues nothing, a number behind another verb
    "Tunnistan |üksnes osas| kehtetuks {A} lisad 1 ja 3.",
    "Tunnistan kehtetuks {A} |personaliosakonna|.",
    "Tunnistan kehtetuks {A} lisad 1 ja |arutasin| 2.",
    # behind or within a reason, behind the legal basis
    "Tunnistan kehtetuks {A} seoses keskuse kolimisega |osaliselt|.",
    "Seoses keskuse kolimisega tunnistan |ajutiselt| kehtetuks {A}.",
    "Lähtudes auditi tulemustest |võimalusel| tunnistan kehtetuks {A}.",
    # an annex before its act
    "Tunnistan kehtetuks |lisa 9 ja| {A} lisa 2.",
    # commencement
    "Käskkiri jõustub |osaliselt| 1. juunil 2025.",
    "Käskkiri jõustub |sadama jaoks| 1. juunil 2025.",
    "Käskkiri |vajadusel| jõustub 1. juunil 2025.",
    "Käskkirja punktid 3 |teenistujate| ja 4 jõustuvad 1. juunil 2025.",
    "Käskkirja punktid 3 ja 4 |, jättes kehtima lisa 9,| jõustuvad 1. juunil 2025.",
    "{A} lisa 2 kehtib |Pärnus| kuni 31.05.2025.",
    "Käskkiri hakkab |pooles osas| kehtima 1. juunil 2025.",
    # approval
    "Kinnitan |valdavalt| juristi ametijuhendi (lisa 1).",
    "Kinnitan juristi ametijuhendi (lisa 1) |analüütikutele|.",
    "Kinnitan juristi ametijuhendi (lisa |osalise| 1) ja nõuniku ametijuhendi (lisa 2).",
    "Kinnitan: 1) juristi ametijuhendi (lisa 1) |keeldun|; 2) nõuniku ametijuhendi (lisa 2).",
]  # fmt: skip

ALLOWED = [
    "Tunnistan kehtetuks {A} |„Osaliselt lubatud tegevused“|.",
    "Tunnistan kehtetuks |Pärnu kontori| {A}.",
    "Tunnistan kehtetuks |revidendi| 03.02.2020 otsuse nr 14.",
    "Tunnistan kehtetuks 03.02.2020 |Lõunaranna sadama| juhataja käskkirja nr 14.",
    "Tunnistan kehtetuks {A} |seoses osakonna kolimisega|.",
    "Kinnitan |Ida piirkonna| juristi ametijuhendi (lisa 1) |uues sõnastuses|.",
    "Kinnitan juristi ametijuhendi (lisa 1) |ja palun see avaldada|.",
    "|Määran, et| käskkiri jõustub 1. juunil 2025 |kell 12.00|.",
    "Käskkiri jõustub 1. juunil 2025 |ja avaldatakse veebilehel|.",
    "Tunnistan kehtetuks |järgmised Näidisameti| peadirektori käskkirjad:\n1) 03.02.2020 nr 14;\n2) 04.03.2021 nr 15.",
]  # fmt: skip


def _is_plain(sentence: str) -> bool:
    """Return whether the sentence does something, and nothing about it is in doubt."""
    effects, findings = read_sentence(sentence)
    guarded = any(
        e.doubt or e.affected.limit or e.affected.except_annexes or e.affected.except_points or e.date_basis == "condition"
        for e in effects
    )  # fmt: skip
    return bool(effects) and not guarded and not findings


@pytest.mark.parametrize("case", SEEN)
def test_foreign_words_are_seen(case: str) -> None:
    without = re.sub(r"\|[^|]*\| ?", "", case).replace(" .", ".").replace(" ;", ";")
    assert _is_plain(without), without
    assert not _is_plain(case.replace("|", ""))


@pytest.mark.parametrize("case", ALLOWED)
def test_words_that_change_nothing_are_no_doubt(case: str) -> None:
    assert _is_plain(case.replace("|", ""))
