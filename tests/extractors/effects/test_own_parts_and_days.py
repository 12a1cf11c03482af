"""Which points and annexes a sentence names, and which day is whose: of the act, of a point, of an approved annex.

Each row is (sentence, effects); ``{A}`` stands for an act. Names and authorities are invented.
"""

from __future__ import annotations

import pytest

from extractors.read import read_file
from tests.extractors.effects.sentence_reading import describe, read_sentence

PARTS = [
    # a line break parts the word from its first number, which numbers no point of the act that speaks
    ("Tunnistan kehtetuks {A} alapunktid\n4.1 ja 4.3.", ["revoke 2020-02-03#14 points p=4.1;4.3"]),
    ("Tunnistan kehtetuks {A} alapunkti\n2.1.", ["revoke 2020-02-03#14 points p=2.1"]),
    # the act that was named before is spoken of again: its points are no points of the annex
    (
        "Tunnistan kehtetuks {A} lisa 4 ja eelnimetatud käskkirja punktid 2 ning 5.",
        ["revoke 2020-02-03#14 points p=2;5", "revoke 2020-02-03#14 annexes lisa=4"],
    ),
    (
        "Tunnistan kehtetuks {A} lisa 4 ja kõnealuse käskkirja punktid 2 ning 5.",
        ["revoke 2020-02-03#14 points p=2;5", "revoke 2020-02-03#14 annexes lisa=4"],
    ),
    ("Tunnistan kehtetuks {A} lisa 4 punktid 2 ning 5.", ["revoke 2020-02-03#14 points lisa=4 p=2;5"]),
    # »Kord« points inwards and «Kord» outwards: both end where they end
    (
        "{A} »Valvekord« punktide 2 ja 5–7 sõnastust muudetakse vastavalt käesoleva käskkirja lisale 1.",
        ["amend 2020-02-03#14 points p=2;5;6;7"],
    ),
    (
        "{A} «Valvekord» punktide 2 ja 5–7 sõnastust muudetakse vastavalt käesoleva käskkirja lisale 1.",
        ["amend 2020-02-03#14 points p=2;5;6;7"],
    ),
    (
        "Tunnistan kehtetuks peadirektori 02.03.2019 käskkirja nr 1-4/23 »Valvekord« lisade 2 ja 3 kehtivuse.",
        ["revoke 2019-03-02#1-4/23 annexes lisa=2,3"],
    ),
    # a relative clause names the annexes of what is approved
    ("Kinnitada valvekorra juhendite kogumik, mis koosneb lisadest 2—4.", ["approve annexes lisa=2,3,4 kord"]),
    ("Kinnitada valvekorra juhendite kogumik, mille moodustavad lisad 2 ja 3.", ["approve annexes lisa=2,3 kord"]),
    ("Kinnitada valvekord, mis koosneb kolmest osast (lisa 2).", ["approve annexes lisa=2 kord"]),
    # the annex in brackets is that of the act that speaks
    ("Muudatused {A} lisas 4 kinnitatakse (lisa 1).", ["amend 2020-02-03#14 annexes lisa=4", "approve annexes lisa=1"]),
    (
        "Muudatused {A} lisades 4 ja 6 kehtestatakse (lisa 1).",
        ["amend 2020-02-03#14 annexes lisa=4,6", "approve annexes lisa=1"],
    ),
    # a new number is no second annex
    ("Muudan {A} lisade numeratsiooni: senine lisa 7 on edaspidi lisa 6.", ["renumber 2020-02-03#14 annexes lisa=7"]),
    ("Muudan {A} lisade numbreid: lisa 7 loetakse lisaks 6.", ["renumber 2020-02-03#14 annexes lisa=7"]),
    # a plan that is approved is no part of anything; behind an annex it is
    ("Kinnitan keskuse valve plaani ja selle vormid (lisad 1–3).", ["approve annexes lisa=1,2,3 plaan"]),
    # the line below the head of a table is no row of it
    (
        "Kehtestada asutuses järgmised korrad:\n| Nimetus | Lisa nr |\n|:--|--:|\n| valvekord | 2 |\n| rendikord | 3 |",
        ["approve annexes lisa=2 kord", "approve annexes lisa=3 kord"],
    ),
]
DAYS = [
    (
        "Punkti 1 osas jõustub käskkiri 31. märtsil 2026, ülejäänud osas allkirjastamisel.",
        ["commence points p=1 @2026-03-31", "commence @2024-05-10 ~signing"],
    ),
    ("Punkti 1 osas jõustub käskkiri 31. märtsil 2026.", ["commence points p=1 @2026-03-31 ?osas"]),
    ("Kehtivuse kaotab 01.10.2027 {A}.", ["revoke 2020-02-03#14 @2027-10-01"]),
    ("Kehtivuse kaotab 01.10.2017 käskkiri nr 8.", ["revoke 2017-10-01#8"]),
    ("{A} kehtib veel kuni 01.03.2027.", ["revoke 2020-02-03#14 @2027-03-02"]),
    (
        "Kinnitan valvuri ametijuhendi (lisa 1), mida kohaldatakse alates teenistuskoha täitmisest.",
        ["approve annexes lisa=1 ametijuhend condition"],
    ),
    (
        "Kinnitan valvuri ametijuhendi (lisa 1), mida kohaldatakse alates 01.11.2024.",
        ["approve annexes lisa=1 ametijuhend", "apply annexes lisa=1 ametijuhend @2024-11-01"],
    ),
    (
        "Käskkirja punkt 2 hakkab kehtima 01.11.2025, punkt 1 aga allkirjastamisest.",
        ["commence points p=2 @2025-11-01", "commence points p=1 @2024-05-10 ~signing"],
    ),
    (
        "Lisa 1 jõustub 01.11.2025, käskkiri ise allkirjastamisest.",
        ["commence annexes lisa=1 @2025-11-01", "commence @2024-05-10 ~signing"],
    ),
    (
        "Otsus jõustub 2025. aasta 1. novembril (punkt 1 allkirjastamisest).",
        ["commence @2025-11-01", "commence points p=1 @2024-05-10 ~signing"],
    ),
    # an event of somebody else stays a condition
    (
        "Käskkirja punkt 2 hakkab kehtima 01.11.2025, punkt 1 aga lepingu allkirjastamisest.",
        ["commence points p=2 @2025-11-01", "commence points p=1 condition"],
    ),
    (
        "Kinnitan valvuri ametijuhendi (lisa 1) ja määran selle kehtima hakkamise päevaks 1. novembri 2024. a.",
        ["approve annexes lisa=1 ametijuhend @2024-11-01"],
    ),
    (
        "Kinnitan valvuri ametijuhendi (lisa 1) ja määran selle jõustumise ajaks 01.11.2024.",
        ["approve annexes lisa=1 ametijuhend @2024-11-01"],
    ),
    (
        "Kinnitan valvuri ametijuhendi (lisa 1) ja määran käskkirja jõustumise ajaks 01.11.2024.",
        ["approve annexes lisa=1 ametijuhend", "commence @2024-11-01"],
    ),
    (
        "Kinnitan valvuri ametijuhendi (lisa 1), mida rakendatakse pärast konkursi lõppemist.",
        ["approve annexes lisa=1 ametijuhend condition"],
    ),
]
ADD_NOTHING = [
    ("Seni kehtinud {A} tunnistatakse kehtetuks.", ["revoke 2020-02-03#14"]),
    ("Tunnistada kehtetuks ja arvata kasutusest välja {A}.", ["revoke 2020-02-03#14"]),
    ("Jätta {A} lisast 4 välja punkt 2.", ["amend 2020-02-03#14 points lisa=4 p=2"]),
    ("Tunnistada kehtetuks {A}; lisa 2 jääb muutmata kujul kehtima.", ["revoke 2020-02-03#14 v.a=2"]),
    ("Lugeda kinnitatuks rendikord (lisa 2).", ["approve annexes lisa=2 kord"]),
    (
        "Tunnistan tagasiulatuva jõuga alates 1. veebruarist 2023 kehtetuks {A} lisad 4 ja 7.",
        ["revoke 2020-02-03#14 annexes lisa=4,7 @2023-02-01"],
    ),
    (
        "Kehtetuks tunnistan järgmised Veeameti õigusaktid: 28.03.2006 käskkiri nr 6; 30.03.2007 käskkiri nr 7.",
        ["revoke 2006-03-28#6", "revoke 2007-03-30#7"],
    ),
    ("Muudatusega asendatakse {A} lisa 4 (lisa 1).", ["amend 2020-02-03#14 annexes lisa=4"]),
    ("Käesoleva muudatusega asendatakse {A} lisa 4.", ["amend 2020-02-03#14 annexes lisa=4"]),
    # an explanation tells what an amendment does
    ("Muudatusega asendatakse {A} lisa 4; sisulisi kulusid ei kaasne.", []),
]


@pytest.mark.parametrize(
    "sentence, effects", PARTS + DAYS + ADD_NOTHING, ids=[row[0][:90] for row in PARTS + DAYS + ADD_NOTHING]
)
def test_parts_and_days_are_those_of_what_the_sentence_names(sentence: str, effects: list[str]) -> None:
    found, findings = read_sentence(sentence)
    assert [describe(effect) for effect in found] == effects
    assert not [finding.code for finding in findings if finding.code != "sentence_open"]


@pytest.mark.parametrize("below", ["\n\ndigitaalselt allkirjastatud\n", "\n(allkirjastatud)\n", "\n\nvallavanem\n"])
def test_the_last_annex_above_a_signature_is_no_ordinal(below: str) -> None:
    head = "PAJUMETSA AMET\nPEADIREKTORI KÄSKKIRI\n\nPaju 03.05.2021 nr 48\n\nTöökorraldus\n\n"
    act = "Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja nr 7 lisad 1 ja 2."
    (effect,) = read_file((head + act + below).encode(), "a.txt").effects
    assert describe(effect) == "revoke 2019-01-11#7 annexes lisa=1,2"
