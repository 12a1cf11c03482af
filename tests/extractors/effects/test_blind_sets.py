# ruff: noqa: E501 (rows of a table stay on one line)
"""Wordings that three blind sets of composed directives showed when they were read for the first time.

Each row is (sentence, effects, codes of findings) as in ``test_other_verbs``. Names and authorities are invented.
"""

from __future__ import annotations

import pytest

from tests.extractors.effects.sentence_reading import describe, read_sentence

FREE_RELATIVES = [
    ("Mis puudutab arhiivibüroo teenistujaid, tunnistan kehtetuks {A}.", ["revoke 2020-02-03#14 part <Mis puudutab arhiivibüroo teenistujaid>"], []),
    ("Mis puutub personali, siis tunnistan kehtetuks {A}.", ["revoke 2020-02-03#14 part <Mis puutub personali, siis>"], []),
]  # fmt: skip

EXCEPTIONS = [
    ("Tunnistan kehtetuks {A}, v. a. Lisa 13.", ["revoke 2020-02-03#14 v.a=13"], []),
    ("Tunnistan kehtetuks {A}; muutmata kujul jääb kehtima lisa 9.", ["revoke 2020-02-03#14 v.a=9"], []),
    ("Tunnistan kehtetuks {A} (erand: lisad 7 ning 8).", ["revoke 2020-02-03#14 v.a=7,8"], []),
]  # fmt: skip

DAYS = [
    ("Punkt 2 jõustub 16.08.2025, ülejäänud punktid 16.09.2025.", ["commence points p=2 @2025-08-16", "commence @2025-09-16"], []),
    ("Määran käskkirja jõustumispäevaks 2. detsembri 2025.", ["commence @2025-12-02"], []),
    ("Käskkirja jõustumise ajaks määratakse 14.09.2025.", ["commence @2025-09-14"], []),
    ("Käskkiri omandab kehtivuse 12.06.2025.", ["commence @2025-06-12"], []),
    ("Käskkiri jõustub viivitamata pärast allkirjastamist.", ["commence @2024-05-10 ~signing"], []),
    ("Käskkiri jõustub viivitamata pärast lepingu allkirjastamist.", ["commence condition"], []),
    ("Käskkiri jõustub lepingu allkirjastamisest kümne päeva möödumisel.", ["commence condition"], []),
    ("Tunnistan kehtetuks {A} lisa 5 alates allkirjastamisele järgnevast päevast.", ["revoke 2020-02-03#14 annexes lisa=5 @2024-05-11 ~signing+1d"], []),
    ("Tunnistan kehtetuks {A} järgmise kuu esimesest päevast.", ["revoke 2020-02-03#14 @2024-06-01 ~signing+month"], []),
    ("Kehtetuks tunnistatakse 2026. aasta 23. augustist alates 04.12.2012 direktori käskkirja nr 312 lisa 1.", ["revoke 2012-12-04#312 annexes lisa=1 @2026-08-23"], []),
    ("Tunnistan kehtetuks 21. märtsi 2010 oma otsuse nr 364 lisa 13.", ["revoke 2010-03-21#364 annexes lisa=13"], []),
    ("Peatan {A} kehtivuse tähtajaliselt alates 22.05.2025 kuni 31.10.2025.", ["suspend 2020-02-03#14 @2025-05-22 until=2025-10-31"], []),
]  # fmt: skip

PLAIN = [
    ("Siinsega tunnistan kehtetuks {A}.", ["revoke 2020-02-03#14"], []),
    ("Ümberkorralduste tulemusena tunnistan kehtetuks {A}.", ["revoke 2020-02-03#14"], []),
    ("Uue korra kehtestamisega seoses tunnistatakse kehtetuks {A}.", ["revoke 2020-02-03#14"], []),
    ("Lõppenuks loetakse {A} lisade 4 ja 11 kehtivus.", ["revoke 2020-02-03#14 annexes lisa=4,11"], []),
    ("Tunnistan kehtetuks all loetletud haldusaktid:\ni) {A} lisa 2;\nii) kantsleri 06.04.2020 käskkiri nr 8.", ["revoke 2020-02-03#14 annexes lisa=2", "revoke 2020-04-06#8"], []),
    ("Direktori järgmised käskkirjad tunnistatakse kehtetuks:\n1) 16.05.2017 nr 381;\n2) 17.05.2017 nr 382.", ["revoke 2017-05-16#381", "revoke 2017-05-17#382"], []),
]  # fmt: skip

FIFTH = [
    ("Käskkiri jõustub 01.11.2025, nõukogu heakskiidu korral varem.", ["commence @2025-11-01 ?korral varem"], []),
    ("Käskkirja kehtima hakkamise päev on 08.04.2025.", ["commence @2025-04-08"], []),
    ("Käskkiri alates 01.02.2031 jõustub allkirjastamisega.", ["commence @2024-05-10 ~signing ?01.02.2031"], []),
    ("Ülejäänud osas jõustub käskkiri allakirjutamisega, välja arvatud lisa 9.", ["commence v.a=9 @2024-05-10 ~signing"], []),
    ("Tunnistan kehtetuks {A} lisas 3 toodud peakapteni ülesanded.", ["revoke 2020-02-03#14 annexes lisa=3 ?peakapteni ülesanded"], []),
    ("Tunnistan kehtetuks {A} lisa 6 osa „Õigused“.", ["revoke 2020-02-03#14 part lisa=6 <osa „Õigused“>"], []),
    ("Tunnistan kehtetuks direktori 16.02.2023 üksnes osas käskkirja nr 9 lisa 1.", ["revoke ?#9 part lisa=1 <osas>"], []),
    ("Tunnistan kehtetuks {A} lisad 1 ja 8; kehtetuks tunnistamine jõustub 30.09.2025.", ["revoke 2020-02-03#14 annexes lisa=1,8 @2025-09-30"], []),
    ("Tunnistan kehtetuks {A}. Kehtetuks tunnistamine jõustub 30.09.2025.", ["revoke 2020-02-03#14 @2025-09-30"], []),
    ("Tunnistan kehtetuks {A}. Kehtetuks tunnistamine jõustub nõukogu nõusolekul.", ["revoke 2020-02-03#14 condition"], []),
    ("Tunnistan kehtetuks {A}. Lisad 2 ja 5 jäävad endises sõnastuses kehtima.", ["revoke 2020-02-03#14 v.a=2,5"], []),
    ("Tunnistan kehtetuks {A}. Lisad 2 ja 5 jäävad mõneks ajaks kehtima.", ["revoke 2020-02-03#14 ?Lisad 2 ja 5 jäävad mõneks ajaks kehtima."], ["exception_unclear"]),
    ("Tunnistan kehtetuks kui eelarve seda lubab {A}.", [], ["unread_operative_sentence"]),
    ("Tunnistan kehtetuks eelnõu {A}.", ["revoke 2020-02-03#14 ?eelnõu"], []),
    ("Tunnistan ka lisa 9 kehtetuks:\n1) {A};\n2) kantsleri 06.04.2020 käskkirja nr 8.", ["revoke 2020-02-03#14 ?lisa 9", "revoke 2020-04-06#8 ?lisa 9"], []),
    ("Tunnistan kehtetuks alljärgneva: - {A};\n- kantsleri 06.04.2020 käskkirja nr 8.", ["revoke 2020-02-03#14", "revoke 2020-04-06#8"], []),
    ("Tunnistan {A} kehtivuse kaotanuks.", ["revoke 2020-02-03#14"], []),
    ("Asutuse juhina tunnistan auditi tulemustest lähtuvalt kehtetuks {A}.", ["revoke 2020-02-03#14"], []),
    ("Pärast hanke lõppu tunnistan kehtetuks {A}.", ["revoke 2020-02-03#14 condition"], []),
    ("Kas {A} tunnistada kehtetuks, otsustab nõukogu.", [], []),
]  # fmt: skip

SIXTH = [
    ("Peatan töötaja ligipääsu direktori 22.11.2023 käskkirjaga nr 237 kinnitatud süsteemile.", ["suspend 2023-11-22#237 approved document ?töötaja ligipääsu direktori"], []),
    ("Peatan direktori 22.11.2023 käskkirjaga nr 237 kinnitatud korra kuni 31.12.2025.", ["suspend 2023-11-22#237 approved kord until=2025-12-31"], []),
    ("Alates 2026. aasta 3. oktoobrist on {A} lisad 8 ja 11 kehtetud.", ["revoke 2020-02-03#14 annexes lisa=8,11 @2026-10-03"], []),
    ("Käskkiri jõustub digitaalallkirja andmisel.", ["commence @2024-05-10 ~signing"], []),
    ("Tunnistan kehtetuks senikehtinud {A}.", ["revoke 2020-02-03#14"], []),
]  # fmt: skip

NAMED = [
    ("Tunnistan kehtetuks direktori 17.10.2022 määrusega nr 356 kinnitatud teenistujate ametijuhendid.", ["revoke 2022-10-17#356 approved ametijuhend"], []),
    ("Tunnistan kehtetuks direktori 17.10.2022 määrusega nr 356 kinnitatud kogude osakonna teenistujate ametijuhendid.", ["revoke 2022-10-17#356 approved ametijuhend <kogude osakonna teenistujate ametijuhendid>"], []),
]  # fmt: skip

APPROVALS = [
    ("Kinnitan isikute kohta teabe andmise korra (lisa 1).", ["approve annexes lisa=1 kord"], []),
    ("Kinnitan lasteaias hädaolukorra puhul tegutsemise juhendi (lisa 1).", ["approve annexes lisa=1 juhend"], []),
    ("Kinnitan võlgnike suhtes kohaldatavate meetmete loetelu (lisa 1).", ["approve annexes lisa=1 loetelu"], []),
    ("Kinnitan juhendi kemikaalide ohutu käitlemise kohta (lisa 1).", ["approve annexes lisa=1 juhend"], []),
    ("Kinnitan kaebuste lahendamise üksikute töötajate puhul korra (lisa 1).", ["approve annexes lisa=1 kord ?puhul"], []),
    ("Kinnitan juhendi pärast auditi lõppu (lisa 1).", ["approve annexes lisa=1 juhend condition"], []),
    ("Kinnitan pooled juhendid (lisad 1 ja 2).", ["approve annexes lisa=1,2 juhend ?pooled"], []),
    ("Kinnitan üheks aastaks töökorra (lisa 1).", ["approve annexes lisa=1 töökord ?üheks aastaks"], []),
    ("Kinnitan juhendi vastavalt esimeses lisadele 1 kuni 4.", ["approve annexes lisa=1,2,3,4 juhend ?esimeses"], []),
    ("Kinnitan juhendi käesoleva käskkirja taotlus lisas 4 toodud redaktsioonis.", ["approve annexes lisa=4 juhend ?taotlus"], []),
    ("Kinnitan peaaegu järgmised juhendid:\n1) õppejuhend (lisa 1);\n2) tööjuhend (lisa 2).", ["approve annexes lisa=1 juhend ?peaaegu", "approve annexes lisa=2 juhend ?peaaegu"], []),
    ("Määran kehtima asutuse sisekorra (lisa 1).", ["approve annexes lisa=1 kord"], []),
    ("Kinnitan {A} „Valvekord“ koopia õigsust.", [], ["cue_without_effect"]),
]  # fmt: skip


@pytest.mark.parametrize(
    "sentence, effects, codes", [*FREE_RELATIVES, *EXCEPTIONS, *DAYS, *PLAIN, *FIFTH, *SIXTH, *NAMED, *APPROVALS]
)
def test_a_wording_of_a_blind_set_is_read(sentence: str, effects: list[str], codes: list[str]) -> None:
    found, findings = read_sentence(sentence)
    assert [describe(effect) for effect in found] == effects
    assert sorted(finding.code for finding in findings) == codes
