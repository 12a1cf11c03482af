"""Which points and annexes a sentence names, and which day is whose: of the act, of a point, of an approved annex.

Each row is (sentence, effects); ``{A}`` stands for an act. Names and authorities are invented.
"""

from __future__ import annotations

import pytest

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


@pytest.mark.parametrize("sentence, effects", PARTS + DAYS, ids=[row[0][:90] for row in PARTS + DAYS])
def test_parts_and_days_are_those_of_what_the_sentence_names(sentence: str, effects: list[str]) -> None:
    found, findings = read_sentence(sentence)
    assert [describe(effect) for effect in found] == effects
    assert not [finding.code for finding in findings if finding.code != "sentence_open"]
