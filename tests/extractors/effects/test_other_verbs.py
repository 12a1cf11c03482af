# ruff: noqa: E501 (rows of a table stay on one line)
"""Other verbs than "tunnistan kehtetuks", commencement by parts, and damage.

Each row is (sentence, effects, codes of findings); ``{A}`` stands for an act. What is written ``?…`` is in doubt for these
words: never silently wrong. Names and authorities are invented.
"""

from __future__ import annotations

import pytest

from tests.extractors.effects.sentence_reading import describe, read_sentence

ENDING_VERBS = [
    ("Loetakse kehtetuks {A}.", ["revoke 2020-02-03#14"], []),
    ("Kehtetuks loetakse {A} lisa 2.", ["revoke 2020-02-03#14 annexes lisa=2"], []),
    ("{A} on kehtetu.", ["revoke 2020-02-03#14"], []),
    ("{A} lisad 2 ja 3 on kehtetud alates 1. juulist 2025.", ["revoke 2020-02-03#14 annexes lisa=2,3 @2025-07-01"], []),
    ("{A} kehtivus lõppeb 01.07.2025.", ["revoke 2020-02-03#14 @2025-07-01"], []),
    ("Alates 01.07.2025 lõpeb {A} kehtivus.", ["revoke 2020-02-03#14 @2025-07-01"], []),
    ("{A} lisa 3 kehtivus lõpetatakse alates 01.07.2025.", ["revoke 2020-02-03#14 annexes lisa=3 @2025-07-01"], []),
    ("Lõpetan {A} lisa 2 kehtivuse 30. juunist 2025.", ["revoke 2020-02-03#14 annexes lisa=2 @2025-06-30"], []),
    ("Tühistan {A}.", ["revoke 2020-02-03#14"], []),
    ("Tühistada {A} lisa 4.", ["revoke 2020-02-03#14 annexes lisa=4"], []),
    ("{A} kaotab kehtivuse 1. juulil 2025.", ["revoke 2020-02-03#14 @2025-07-01"], []),
    ("{A} kaotab oma kehtivuse.", ["revoke 2020-02-03#14"], []),
    ("{A} lakkab kehtimast 1. juulist 2025.", ["revoke 2020-02-03#14 @2025-07-01"], []),
    ("{A} ei kehti alates 01.07.2025.", ["revoke 2020-02-03#14 @2025-07-01"], []),
    ("Lugeda kehtivuse kaotanuks {A}.", ["revoke 2020-02-03#14"], []),
    ("{A} muutub kehtetuks 01.07.2025.", ["revoke 2020-02-03#14 @2025-07-01"], []),
    ("Otsustan tunnistada kehtetuks {A}.", ["revoke 2020-02-03#14"], []),
    ("Tunnistan alates 01.07.2025 kehtetuks {A} lisad 1-3.", ["revoke 2020-02-03#14 annexes lisa=1,2,3 @2025-07-01"], []),
    ("Tunnistan kehtetuks 01.07.2025 {A}.", ["revoke 2020-02-03#14 @2025-07-01"], []),
    ("Tunnistan kehtetuks {A} seisuga 01.07.2025.", ["revoke 2020-02-03#14 @2025-07-01"], []),
    ("Tunnistan kehtetuks {A} kehtivusega 01.07.2025.", ["revoke 2020-02-03#14 @2025-07-01"], []),
    ("Tunnistan kehtetuks {A} 2025. aasta 1. juulist.", ["revoke 2020-02-03#14 @2025-07-01"], []),
    ("Tunnistan kehtetuks {A} 1. juulist.", ["revoke 2020-02-03#14 @2024-07-01"], []),
    ("Tunnistan kehtetuks {A} ja peadirektori 04.02.2020 käskkirja nr 15, mõlemad alates 01.07.2025.", ["revoke 2020-02-03#14 @2025-07-01", "revoke 2020-02-04#15 @2025-07-01"], []),
    ("Tunnistan kehtetuks {A} punkti 4 ja lisa 2.", ["revoke 2020-02-03#14 points p=4", "revoke 2020-02-03#14 annexes lisa=2"], []),
    ("Tunnistan kehtetuks {A} lisa 1 punktid 2 ja 3.", ["revoke 2020-02-03#14 points lisa=1 p=2;3"], []),
    ("Tunnistan kehtetuks {A} lisa 1 punkti 2.3 ja lisa 4.", ["revoke 2020-02-03#14 points lisa=1 p=2.3", "revoke 2020-02-03#14 annexes lisa=4"], []),
    ("Tunnistan kehtetuks {A} § 3 lõike 2.", ["revoke 2020-02-03#14 points p=§ 3 lg 2"], []),
    ("Tunnistan kehtetuks {A} teise ja neljanda punkti.", ["revoke 2020-02-03#14 points p=2;4"], []),
    ("Tunnistan kehtetuks {A} mõlemad lisad.", ["revoke 2020-02-03#14 annexes lisa=all"], []),
    ("Tunnistan kehtetuks {A} kolm lisa.", ["revoke 2020-02-03#14 ?kolm"], []),
    ("Tunnistan kehtetuks {A} esimesed kaks lisa.", ["revoke 2020-02-03#14 ?esimesed kaks"], []),
    ("Tunnistan kehtetuks {A} viimase lisa.", ["revoke 2020-02-03#14 ?viimase"], []),
    ("Tunnistan kehtetuks {A} ainsa lisa.", ["revoke 2020-02-03#14 annexes lisa=all ?ainsa"], []),
    ("Tunnistan kehtetuks {A} lisa.", ["revoke 2020-02-03#14 annexes lisa=all"], []),
    ("Tunnistan kehtetuks {A} lisad.", ["revoke 2020-02-03#14 annexes lisa=all"], []),
    ("Tunnistan kehtetuks {A} lisa nr 4.", ["revoke 2020-02-03#14 annexes lisa=4"], []),
    ("Tunnistan kehtetuks lisa 4 {A}.", ["revoke 2020-02-03#14 annexes lisa=4"], []),
    ("Tunnistan kehtetuks {A} lisad 1 kuni 3 ja 5.", ["revoke 2020-02-03#14 annexes lisa=1,2,3,5"], []),
    ("Tunnistan kehtetuks {A} lisad 1, 2, 4–6 ning 9.", ["revoke 2020-02-03#14 annexes lisa=1,2,4,5,6,9"], []),
    ("Tunnistan kehtetuks peadirektori 03.02.2020 käskkirjaga nr 14 kinnitatud lisad 2 ja 3.", ["revoke 2020-02-03#14 annexes lisa=2,3"], []),
    ("Tunnistan kehtetuks {A} lisas 3 kinnitatud juristi ametijuhendi.", ["revoke 2020-02-03#14 annexes lisa=3"], []),
    ("Tunnistan kehtetuks {A} lisana 3 kinnitatud juristi ametijuhendi.", ["revoke 2020-02-03#14 annexes lisa=3"], []),
    ("Tunnistan kehtetuks juristi ametijuhendi, mis on kinnitatud peadirektori 03.02.2020 käskkirjaga nr 14.", ["revoke 2020-02-03#14 approved ametijuhend"], []),
    ("Tunnistan kehtetuks juristi ametijuhendi.", [], ["unread_operative_sentence"]),
    ("Senised ametijuhendid kaotavad kehtivuse.", [], ["unread_operative_sentence"]),
    ("Tunnistan kehtetuks kõik varasemad ametijuhendid.", [], ["unread_operative_sentence"]),
    ("Tunnistan kehtetuks käskkirja „Töökord“.", ["revoke töökord"], ["revoked_without_reference"]),
    ("Tunnistan kehtetuks sama käskkirja lisa 5.", [], ["unread_operative_sentence"]),
    ("Tunnistan kehtetuks nimetatud käskkirja.", [], ["unread_operative_sentence"]),
]  # fmt: skip

OTHER_VERBS = [
    ("Peatan {A} lisa 2 kehtivuse kuni 31. detsembrini 2025.", ["suspend 2020-02-03#14 annexes lisa=2 until=2025-12-31"], []),
    ("Peatatakse {A} kehtivus alates 01.05.2025 kuni 30.06.2025.", ["suspend 2020-02-03#14 @2025-05-01 until=2025-06-30"], []),
    ("{A} lisa 3 kehtivus peatatakse kuni 01.09.2025.", ["suspend 2020-02-03#14 annexes lisa=3 until=2025-09-01"], []),
    ("Peatan {A} punkti 3 kehtivuse ajavahemikul 01.05.2025–30.06.2025.", ["suspend 2020-02-03#14 points p=3 @2025-05-01 until=2025-06-30"], []),
    ("Peatan {A} kehtivuse tähtajatult.", ["suspend 2020-02-03#14 ?tähtajatult"], []),
    ("Peatan ajutiselt {A} lisa 2 rakendamise.", ["suspend 2020-02-03#14 annexes lisa=2 ?ajutiselt"], []),
    ("Pikendan {A} kehtivust kuni 31.12.2026.", ["extend 2020-02-03#14 until=2026-12-31"], []),
    ("Pikendan {A} kehtivuse tähtaega 31. detsembrini 2026.", ["extend 2020-02-03#14 until=2026-12-31"], []),
    ("{A} lisa 4 kehtivusaega pikendatakse 2026. aasta 1. märtsini.", ["extend 2020-02-03#14 annexes lisa=4 until=2026-03-01"], []),
    ("Pikendada {A} lisa 4 kehtivust ühe aasta võrra.", ["extend 2020-02-03#14 annexes lisa=4 ?ühe võrra"], []),
    ("Taastan {A} kehtivuse.", ["reinstate 2020-02-03#14"], []),
    ("Taastatakse {A} lisade 2 ja 3 kehtivus alates 01.05.2025.", ["reinstate 2020-02-03#14 annexes lisa=2,3 @2025-05-01"], []),
    ("Ennistan {A} lisa 2 kehtivuse.", ["reinstate 2020-02-03#14 annexes lisa=2"], []),
    ("{A} lisa 2 kehtivus taastatakse.", ["reinstate 2020-02-03#14 annexes lisa=2"], []),
    ("Parandan {A} lisas 3 ilmse ebatäpsuse.", ["correct 2020-02-03#14 annexes lisa=3"], []),
    ("Parandatakse {A} punktis 2 ilmne kirjaviga, asendades sõna „nõunik“ sõnaga „jurist“.", ["correct 2020-02-03#14 points p=2"], []),
    ("Parandan {A} lisa 2 punktis 3.1 trükivea.", ["correct 2020-02-03#14 points lisa=2 p=3.1"], []),
    ("Ilmse ebatäpsuse parandamiseks asendan {A} lisas 2 arvu „12“ arvuga „21“.", ["amend 2020-02-03#14 annexes lisa=2"], []),
    ("Loen {A} lisad 4 ja 5 lisadeks 3 ja 4.", ["renumber 2020-02-03#14 annexes lisa=4,5"], []),
    ("{A} lisa 5 loetakse lisaks 4.", ["renumber 2020-02-03#14 annexes lisa=5"], []),
    ("Lugeda {A} punktid 5-7 punktideks 4-6.", ["renumber 2020-02-03#14 points p=5;6;7"], []),
    ("Nummerdan {A} lisad ümber.", ["renumber 2020-02-03#14 annexes lisa=all"], []),
    ("Muudan {A} lisade numeratsiooni.", ["amend 2020-02-03#14 annexes lisa=all"], []),
]  # fmt: skip

AMENDMENTS = [
    ("Muudan {A} lisa 2 ja kinnitan selle uues sõnastuses (lisa 1).", ["amend 2020-02-03#14 annexes lisa=2 ~replacement", "approve annexes lisa=1"], []),
    ("Asendan {A} lisa 2 käesoleva käskkirja lisaga 1.", ["amend 2020-02-03#14 annexes lisa=2 ~replacement"], []),
    ("Kehtestan {A} lisa 2 uues redaktsioonis vastavalt lisale.", ["amend 2020-02-03#14 annexes lisa=2 ~replacement", "approve attached"], []),
    ("Kinnitan {A} lisa 5 uues sõnastuses.", ["amend 2020-02-03#14 annexes lisa=5 ~replacement"], []),
    ("Asendada {A} lisad 2 ja 3 uute lisadega (lisad 1 ja 2).", ["amend 2020-02-03#14 annexes lisa=2,3 ~replacement"], []),
    ("Täiendan {A} punktiga 7 järgmises sõnastuses: „7. Tunnistan kehtetuks ministri 01.01.2019 käskkirja nr 3.“", ["amend 2020-02-03#14 points p=7"], []),
    ("Muudan {A} punkti 2 ja sõnastan selle järgmiselt: „2. Käskkiri jõustub 01.01.2026.“", ["amend 2020-02-03#14 points p=2"], []),
    ("Teen {A} järgmised muudatused: 1) punkt 2 tunnistatakse kehtetuks; 2) lisa 3 asendatakse lisaga 1.", ["amend 2020-02-03#14", "revoke 2020-02-03#14 points p=2", "amend 2020-02-03#14 annexes lisa=3 ~replacement"], []),
    ("Muudan {A} ja tunnistan kehtetuks selle lisa 4.", ["amend 2020-02-03#14", "revoke 2020-02-03#14 annexes lisa=4"], []),
    ("Jätan {A} punktist 3 välja sõnad „ja nõunik“.", ["amend 2020-02-03#14 points p=3"], []),
]  # fmt: skip

APPROVALS = [
    ("Kinnitan juristi ametijuhendi (lisa 1) alates 01.06.2025.", ["approve annexes lisa=1 ametijuhend @2025-06-01"], []),
    ("Kinnitan juristi ametijuhendi (lisa 1), mis jõustub 01.06.2025.", ["approve annexes lisa=1 ametijuhend @2025-06-01"], []),
    ("Kinnitan juristi ametijuhendi (lisa 1) kehtivusega 01.06.2025.", ["approve annexes lisa=1 ametijuhend @2025-06-01"], ["cue_without_effect"]),
    ("Kinnitan personaliosakonna ametijuhendid vastavalt lisadele 1-3 ja 5.", ["approve annexes lisa=1,2,3,5 ametijuhend"], []),
    ("Kinnitan juristi (lisa 1), nõuniku (lisa 2) ja arhivaari (lisa 3) ametijuhendid.", ["approve annexes lisa=1,2,3 ametijuhend"], []),
    ("Kinnitan ametijuhendid (lisad 1 kuni 4).", ["approve annexes lisa=1,2,3,4 ametijuhend"], []),
    ("Kinnitada ametijuhendid käesoleva käskkirja lisades 1–3 toodud kujul.", ["approve annexes lisa=1,2,3 ametijuhend"], []),
    ("Kinnitatakse juurdelisatud töökord.", ["approve töökord"], []),
    ("Kehtestan töökorra (lisatud).", ["approve attached töökord"], []),
    ("Kehtestada käesolev määrus 1. jaanuarist 1995. a.", ["commence @1995-01-01 retro"], ["enters_into_force_before_signing"]),
    ("Kinnitan juristi ametijuhendi (lisa 1) tingimusel, et minister on nõus.", ["approve annexes lisa=1 ametijuhend condition"], []),
    ("Kinnitan juristi ametijuhendi (lisa 1) kuni 31.12.2025.", ["approve annexes lisa=1 ametijuhend ?1) kuni"], []),
    ("Ei kinnita juristi ametijuhendit (lisa 1).", [], ["cue_without_effect"]),
    ("Juristi ametijuhend (lisa 1) jäetakse kinnitamata.", [], ["cue_without_effect"]),
    ("Ametijuhendid (lisad 1-3) kinnitatakse eraldi käskkirjaga.", [], []),
    ("Kinnitan esimese ja teise lisa.", ["approve annexes lisa=1,2"], []),
]  # fmt: skip

COMMENCEMENT = [
    ("Käskkiri jõustub 1. juunil 2025, v.a punkt 3, mis jõustub 1. septembril 2025.", ["commence @2025-06-01 v.a.p=3", "commence points p=3 @2025-09-01"], []),
    ("Punkt 1 jõustub 1. juunil 2025 ning punkt 2 1. augustil 2025.", ["commence points p=1 @2025-06-01", "commence points p=2 @2025-08-01"], []),
    ("Punktid 1 ja 2 jõustuvad 01.06.2025, punkt 3 01.08.2025 ja punkt 4 01.09.2025.", ["commence points p=1;2 @2025-06-01", "commence points p=3 @2025-08-01", "commence points p=4 @2025-09-01"], []),
    ("Käskkirja lisa 1 jõustub 01.06.2025 ja lisa 2 01.07.2025.", ["commence annexes lisa=1 @2025-06-01", "commence annexes lisa=2 @2025-07-01"], []),
    ("Käskkiri jõustub uue põhimääruse jõustumisel.", ["commence condition"], []),
    ("Käskkiri jõustub pärast ministri poolt kooskõlastamist.", ["commence condition"], []),
    ("Käskkiri jõustub pärast selle kooskõlastamist ministriga.", ["commence condition"], []),
    ("Käskkiri jõustub, kui eelarve on vastu võetud.", ["commence condition"], []),
    ("Käskkiri jõustub rahastuse avanemisel.", ["commence condition"], []),
    ("Käskkiri jõustub allkirjastamisest.", ["commence @2024-05-10 ~signing"], []),
    ("Käskkiri jõustub digitaalse allkirjastamise hetkest.", ["commence @2024-05-10 ~signing"], []),
    ("Käskkiri jõustub selle teatavakstegemisest teenistujatele.", ["commence ~notification condition"], []),
    ("Käskkiri jõustub järgmisel tööpäeval pärast allkirjastamist.", ["commence ~signing+1w condition"], []),
    ("Käskkiri jõustub 1. juunil 2025 ja kehtib kuni 31. detsembrini 2025.", ["commence @2025-06-01", "revoke @2026-01-01 ~expiry"], []),
    ("Käskkiri jõustub üldises korras.", ["commence ~general condition"], []),
    ("Käskkirja rakendatakse alates 01.05.2024.", ["apply @2024-05-01 retro"], []),
    ("Käskkirja rakendatakse 1. maist 2024.", ["apply @2024-05-01 retro"], []),
    ("Punkti 2 rakendatakse tagasiulatuvalt 1. jaanuarist 2024.", ["apply points p=2 @2024-01-01 retro"], []),
    ("Käskkiri jõustub allkirjastamisest, punkti 1 rakendatakse 2024. aasta 1. jaanuarist.", ["commence @2024-05-10 ~signing", "apply points p=1 @2024-01-01 retro"], []),
    ("Käskkiri jõustub allkirjastamisele järgneval päeval.", ["commence @2024-05-11 ~signing+1d"], []),
    ("Käskkiri jõustub allkirjastamisele järgneva kuu 1. kuupäeval.", ["commence @2024-06-01 ~signing+month"], []),
    ("Käskkiri jõustub järgmise kuu esimesel päeval.", ["commence @2024-06-01 ~signing+month"], []),
    ("Käskkiri jõustub 5. päeval pärast allkirjastamist.", ["commence @2024-05-15 ~signing+5d"], []),
    ("Käskkiri jõustub viie päeva möödumisel allkirjastamisest.", ["commence @2024-05-15 ~signing+5d"], []),
    ("Käskkiri jõustub tagasiulatuvalt 01.04.2024.", ["commence @2024-04-01 retro"], []),
    ("Käskkiri ei jõustu enne 01.06.2025.", [], ["cue_without_effect"]),
    ("Käskkiri jõustub lepingu sõlmimisest.", ["commence condition"], []),
    ("Käskkiri jõustub pärast töötajate usaldusisiku nõusoleku andmist.", ["commence condition"], []),
]  # fmt: skip

DAMAGE = [
    ("Tunistan kehtetuks {A} lisa 3.", ["revoke 2020-02-03#14 annexes lisa=3"], ["word_repaired"]),
    ("Tunnistan kehtetuks peadirektori 03.02.2020 käskirja nr 14.", ["revoke 2020-02-03#14"], ["word_repaired"]),
    ("Tunnistan kehtetuks peadirektori 03.02.2020 käskkrija nr 14.", ["revoke 2020-02-03#14"], ["word_repaired"]),
    ("Tunnistan kehtetus {A}.", [], ["cue_without_effect"]),
    ("Tunnistan kehetuks {A}.", ["revoke 2020-02-03#14"], ["word_repaired"]),
    ("Tunnistann kehtetuks {A}.", ["revoke 2020-02-03#14"], ["word_repaired"]),
    ("Tunnnistan kehtetuks {A}.", ["revoke 2020-02-03#14"], ["word_repaired"]),
    ("Tunistada kehtetuks {A}.", ["revoke 2020-02-03#14"], ["word_repaired"]),
    ("Tunnistatkse kehtetuks {A}.", ["revoke 2020-02-03#14"], ["word_repaired"]),
    ("L o e t a k s e   k e h t e t u k s {A}.", ["revoke 2020-02-03#14"], []),
    ("T u n n i s t a d a k e h t e t u k s {A}.", ["revoke 2020-02-03#14"], []),
    ("K i n n i t a n juristi ametijuhendi (lisa 1).", ["approve annexes lisa=1 ametijuhend"], []),
    ("Tunnistan kehtetuks peadirektori O3.02.2020 käskkirja nr 14.", ["revoke 2020-02-03#14"], ["number_repaired"]),
    ("Tunnistan kehtetuks peadirektori 03.02.2O20 käskkirja nr 1O4.", ["revoke 2020-02-03#104"], ["number_repaired", "number_repaired"]),
    ("Tunnistan kehtetuks peadirektori 03.02.2020 käskkirja nr l4 lisa l.", ["revoke 2020-02-03#14 annexes lisa=1"], ["number_repaired", "number_repaired"]),
    ("Tunnistan kehtetuks {A} lisad l, 2 ja 1O.", ["revoke 2020-02-03#14 annexes lisa=1,2,10"], ["number_repaired", "number_repaired"]),
    ("Tunnistan kehtetuks peadirektori 03.02.2020 käskkirja nr J-1-4/2O/34.", ["revoke 2020-02-03#J-1-4/20/34"], ["number_repaired"]),
    ("Tunnistan kehtetuks peadirektori 03.02.2020 käskkirja number 1-2/O8/341.", ["revoke 2020-02-03#1-2/08/341"], ["number_repaired"]),
    ("Tunnistan kehtetuks {A} lisa I2.", ["revoke 2020-02-03#14 annexes lisa=12"], ["number_repaired"]),
    ("Tunnistan keht- etuks {A}.", ["revoke 2020-02-03#14"], []),
    ("Kinitan juristi ametijuhendi (lisa 1).", ["approve annexes lisa=1 ametijuhend"], ["word_repaired"]),
    ("Peatan {A} lisa 2 kehtvuse kuni 31.12.2025.", ["suspend 2020-02-03#14 annexes lisa=2 until=2025-12-31"], ["word_repaired"]),
    ("Käskkiri joustub 01.06.2025.", ["commence @2025-06-01"], ["word_repaired"]),
    ("{A} lisa 3 tuhistatakse.", ["revoke 2020-02-03#14 annexes lisa=3"], ["word_repaired"]),
    ("{A} lisa 7 asemel kinnitan uue lisa (lisa 1).", ["amend 2020-02-03#14 annexes lisa=7", "approve annexes lisa=1"], []),
    ("Tunnistan kshtetuks {A}.", ["revoke 2020-02-03#14"], ["word_repaired"]),
    ("{A} lisa 2 kaotab kkhtivuse.", ["revoke 2020-02-03#14 annexes lisa=2"], ["word_repaired"]),
    ("Käskkiri jõsutub 01.06.2025.", ["commence @2025-06-01"], ["word_repaired"]),
    ("Признать утратившим силу приказ № 14 от 03.02.2020.", [], ["foreign_sentence"]),
    ("I hereby repeal directive No 14 of 3 February 2020.", [], ["foreign_sentence", "foreign_sentence"]),
]  # fmt: skip

CASES = [*ENDING_VERBS, *OTHER_VERBS, *AMENDMENTS, *APPROVALS, *COMMENCEMENT, *DAMAGE]


@pytest.mark.parametrize("sentence, effects, codes", CASES, ids=[case[0][:90] for case in CASES])
def test_a_verb_is_read_in_every_form_and_with_a_wrong_letter(
    sentence: str, effects: list[str], codes: list[str]
) -> None:
    found, findings = read_sentence(sentence)
    assert [describe(effect) for effect in found] == effects
    assert [finding.code for finding in findings] == codes
