# ruff: noqa: E501 (rows of a table stay on one line)
"""What a sentence keeps, limits or names out of several, in wordings that no list of phrases foresees.

Each row is (sentence, effects); ``{A}`` stands for an act. None of these may say that more ends than the sentence says.
"""

from __future__ import annotations

import pytest

from tests.extractors.effects.sentence_reading import describe, read_sentence

ACT = "revoke 2020-02-03#14"
BY_ACT = "direktori 12.05.2019 käskkirjaga nr 7"
APPROVED = "revoke 2019-05-12#7 approved"

KEPT = [
    ("Tunnistan kehtetuks {A}, arvestades, et lisa 3 kehtib edasi.", [f"{ACT} v.a=3"]),
    ("Tunnistan kehtetuks {A}, võttes arvesse, et lisad 2 ja 4 jäävad jõusse.", [f"{ACT} v.a=2,4"]),
    ("Tunnistan kehtetuks {A} teadmisega, et punkt 4 kehtib edasi.", [f"{ACT} v.a.p=4"]),
    ("Tunnistan kehtetuks {A}, kuna lisa 4 on aegunud.", [ACT]),
    ("Tunnistan kehtetuks {A}, sest lisa 4 enam ei kehti.", [ACT]),
    (
        "Tunnistan kehtetuks {A}, kuna lisa 4 jääb asutuses kasutusele.",
        [f"{ACT} annexes lisa=4 ?kuna jääb asutuses kasutusele"],
    ),
    ("Tunnistan kehtetuks {A}. Lisa 5 rakendamine jätkub.", [f"{ACT} v.a=5"]),
    ("Tunnistan kehtetuks {A} (lisa 3 kehtivust see ei muuda).", [f"{ACT} v.a=3"]),
    ("{A} kaotab kehtivuse, ainsana jääb kehtima lisa 2.", [f"{ACT} v.a=2"]),
    ("Tunnistan kehtetuks {A}. Lisa 2 kohaldatakse edasi.", [f"{ACT} ?Lisa 2 kohaldatakse edasi."]),
    ("Tunnistan kehtetuks {A}. Jätkatakse lisa 2 kasutamist.", [f"{ACT} ?Jätkatakse lisa 2 kasutamist."]),
    ("Tunnistan kehtetuks {A}. Juristi ametijuhend kehtib edasi.", [f"{ACT} ?Juristi ametijuhend kehtib edasi."]),
    ("Tunnistan kehtetuks {A}. Kontroll jääb direktorile.", [ACT]),
]
LIMITED = [
    (
        "Kehtetuks tunnistatakse {A} säte, mis käsitleb valvegraafikut.",
        [f"{ACT} part <säte, mis käsitleb valvegraafikut>"],
    ),
    ("Tunnistan kehtetuks {A} hooldajaid puudutavad sätted.", [f"{ACT} part <hooldajaid puudutavad sätted>"]),
    ("Tunnistan kehtetuks {A} puhkust reguleeriva sätte.", [f"{ACT} part <puhkust reguleeriva sätte>"]),
    ("Tunnistan kehtetuks {A} säte.", [f"{ACT} ?säte"]),
    ("Tunnistan kehtetuks {A} punkti 5 alapunkti c.", [f"{ACT} part p=5 <alapunkti c>"]),
    ("Tunnistan kehtetuks {A} punkti 5 alapunktid a ja d.", [f"{ACT} part p=5 <alapunktid a ja d>"]),
    ("Tunnistan kehtetuks {A} punkti 5 alapunkti 2.", [f"{ACT} points p=5.2"]),
    (
        "Tunnistan kehtetuks {A} lisa 3 veerus „Hind“ esitatud määrad.",
        [f"{ACT} part lisa=3 <veerus „Hind“ esitatud määrad>"],
    ),
    (
        f"Tunnistan kehtetuks {BY_ACT} kinnitatud ametijuhenditest meistri ametijuhendi.",
        [f"{APPROVED} ametijuhend <meistri ametijuhendi>"],
    ),
    (
        f"Tunnistan kehtetuks {BY_ACT} kinnitatud hangete talituse ametijuhendid.",
        [f"{APPROVED} ametijuhend <hangete talituse ametijuhendid>"],
    ),
    (
        f"Tunnistan kehtetuks hangete talituse ametijuhendid, mis on kinnitatud {BY_ACT}.",
        [f"{APPROVED} ametijuhend <hangete talituse ametijuhendid>"],
    ),
    (f"Tunnistan kehtetuks {BY_ACT} kinnitatud kõik ametijuhendid.", [f"{APPROVED} ametijuhend"]),
    (f"Tunnistan kehtetuks hankekorra, mis on kinnitatud {BY_ACT}.", [f"{APPROVED} kord"]),
    (
        f"Tunnistan kehtetuks osaliselt hankekorra, mis on kinnitatud {BY_ACT}.",
        ["revoke 2019-05-12#7 part <osaliselt>"],
    ),
    (f"Tunnistan kehtetuks {BY_ACT} kinnitatud tuleohutuse plaani.", [f"{APPROVED} plaan"]),
]
OF_IT = [
    (
        "{A} lisa 2 kehtivust pikendatakse ja see kehtib kuni 01.07.2026.",
        ["extend 2020-02-03#14 annexes lisa=2 until=2026-07-01"],
    ),
    ("Pikendan {A} kehtivust, nii et see kehtib kuni 01.07.2026.", ["extend 2020-02-03#14 until=2026-07-01"]),
    (
        "Kinnitan juristi ametijuhendi (lisa 1), mis kehtib alates 01.08.2025.",
        ["approve annexes lisa=1 ametijuhend @2025-08-01"],
    ),
    (
        "Kinnitan juristi ametijuhendi (lisa 1, kehtib 1. augustist 2025).",
        ["approve annexes lisa=1 ametijuhend @2025-08-01"],
    ),
    (
        "Kinnitan korra (lisa 1) ja hinnakirja (lisa 2), mis jõustub 01.08.2025.",
        ["approve annexes lisa=1,2 kord", "commence annexes lisa=2 kord @2025-08-01"],
    ),
]


@pytest.mark.parametrize("sentence, effects", KEPT + LIMITED + OF_IT)
def test_no_more_is_read_than_is_said(sentence: str, effects: list[str]) -> None:
    found, _ = read_sentence(sentence)
    assert [describe(effect) for effect in found] == effects


def test_an_extension_that_two_clauses_date_differently_is_a_doubt() -> None:
    _, findings = read_sentence("Pikendan {A} kehtivust kuni 01.07.2026, mis kehtib kuni 01.07.2027.")
    assert [finding.code for finding in findings] == ["unread_operative_sentence"]


def test_one_out_of_several_approved_documents_is_named() -> None:
    found, _ = read_sentence(f"Tunnistan kehtetuks {BY_ACT} kinnitatud ametijuhenditest meistri ametijuhendi.")
    assert [effect.item_title for effect in found] == ["meistri ametijuhendi"]


OWN_ANNEXES = [
    ("Kinnitan {A} lisa 6 muudatuse (lisa 1).", ["amend 2020-02-03#14 annexes lisa=6", "approve annexes lisa=1"]),
    (
        "Kinnitan {A} lisa 6 asemel uue meistri ametijuhendi (lisa 2).",
        ["amend 2020-02-03#14 annexes lisa=6", "approve annexes lisa=2 ametijuhend"],
    ),
    ("Asendan {A} lisa 6 meistri ametijuhendiga (lisa 1).", ["amend 2020-02-03#14 annexes lisa=6"]),
    (
        "Alates 1. novembrist 2026 kinnitatakse kord (lisa 1) ja alates 01.07.2027 hinnakiri (lisa 2).",
        ["approve annexes lisa=1 kord @2026-11-01", "approve annexes lisa=2 kord @2027-07-01"],
    ),
    ("Kinnitan 22.01.2026 kehtima hakkava korra (lisa 1).", ["approve annexes lisa=1 kord @2026-01-22"]),
]
LISTS = [
    (
        "Tunnistada kehtetuks direktori järgmised 2014. aasta käskkirjad: 7. detsembri nr T-6 ja 3. novembri nr 6-1/2.",
        ["revoke 2014-12-07#T-6", "revoke 2014-11-03#6-1/2"],
    ),
    (
        "Tunnistan kehtetuks järgmised direktori 2015. aasta käskkirjad:\n1) 7. detsembri nr 26;\n2) 3. novembri nr 6 lisa 2.",
        ["revoke 2015-12-07#26", "revoke 2015-11-03#6 annexes lisa=2"],
    ),
    (
        "Tunnistan kehtetuks 2014. aasta direktori käskkirjad nr 26 (7. detsember) ja nr 6 (3. november).",
        ["revoke 2014-12-07#26", "revoke 2014-11-03#6"],
    ),
    (
        "Kehtivuse kaotavad:\na) 05.05.2026 – direktori 04.10.2010 käskkiri nr T-9;\nb) 06.06.2026: direktori 04.10.2011 käskkiri nr 8.",
        ["revoke 2010-10-04#T-9 @2026-05-05", "revoke 2011-10-04#8 @2026-06-06"],
    ),
    (
        "Tunnistan kehtetuks direktori käskkirjaga nr 12 (27.05.2011) ja direktori 21.03.2017 käskkirjaga nr 96 kinnitatud ametijuhendid.",
        ["revoke 2011-05-27#12 approved ametijuhend", "revoke 2017-03-21#96 approved ametijuhend"],
    ),
    ("Tunnistan 01.02.2024 tagasiulatuvalt kehtetuks {A} lisa 6.", [f"{ACT} annexes lisa=6 @2024-02-01"]),
    ("Tunnistan kehtetuks {A} punktid 1-5, jättes alles punkti 4.", [f"{ACT} points p=1;2;3;5 v.a.p=4"]),
]
TOLD = [
    ("Punktis 1 kinnitatakse hanke kord ja punktis 2 muudetakse {A} lisa 5.", []),
    ("Käskkirja punktis 3 tunnistatakse kehtetuks {A}.", []),
    ("Muudetakse {A} järgmiselt: punktis 2 asendatakse sõna „a“ sõnaga „b“.", ["amend 2020-02-03#14 points p=2"]),
]


@pytest.mark.parametrize("sentence, effects", OWN_ANNEXES + LISTS + TOLD)
def test_each_annex_day_and_act_is_its_own(sentence: str, effects: list[str]) -> None:
    found, _ = read_sentence(sentence)
    assert [describe(effect) for effect in found] == effects


PLAIN = [
    (
        "{A} lisa 5 kehtib edaspidi käesoleva käskkirja lisas 1 toodud sõnastuses.",
        ["amend 2020-02-03#14 annexes lisa=5"],
    ),
    (
        "Viin {A} lisasse 5 sisse muudatuse, asendades sõna „ladu“ sõnaga „hoidla“.",
        ["amend 2020-02-03#14 annexes lisa=5"],
    ),
    (
        "Muudetakse direktori 08.08.2002 käskkirja nr. 74 lisa 2, mis kinnitatakse uues sõnastuses (lisa 1).",
        ["amend 2002-08-08#74 annexes lisa=2 ~replacement", "approve annexes lisa=1"],
    ),
    ("Kehtestada käesolev käskkiri 30.05.2026.", ["commence @2026-05-30"]),
    ("Tunnistan taas kehtivaks {A}.", ["reinstate 2020-02-03#14"]),
    ("Käskkiri antakse tähtajatult ja see jõustub 6. juulil 2025.", ["commence @2025-07-06"]),
    ("Määran käskkirja jõustumise tähtpäevaks 01.04.2025.", ["commence @2025-04-01"]),
    ("Tunnistan {A} kehtetuks muus osas kui lisa 2.", [f"{ACT} v.a=2"]),
    ("Tunnistan {A} kehtetuks 2026. aasta algusest.", [f"{ACT} @2026-01-01"]),
    (
        "Direktori 12.09.2009 käskkiri nr 100 kehtib kuni 7. maini 2026 (kaasa arvatud).",
        ["revoke 2009-09-12#100 @2026-05-08"],
    ),
    ("Tunnistan kehtetuks oma aktuaalsuse kaotanud {A}.", [ACT]),
]


@pytest.mark.parametrize("sentence, effects", PLAIN)
def test_a_plain_sentence_in_other_words_is_no_doubt(sentence: str, effects: list[str]) -> None:
    found, _ = read_sentence(sentence)
    assert [describe(effect) for effect in found] == effects


def test_a_legal_basis_that_a_colon_ends_is_no_part_of_what_it_founds() -> None:
    """Its act is told of, and the sentence of the approval begins behind it."""
    found, _ = read_sentence("Tuginedes {A} punktile 3: kinnitan kasutamise korra (lisatud).")
    assert [describe(effect) for effect in found] == ["approve attached kord"]
    assert found[0].evidence.quote.startswith("kinnitan")
