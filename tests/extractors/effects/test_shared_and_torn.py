# ruff: noqa: E501 (rows of a table stay on one line)
"""What several acts share, open lists, exchanges, and words cut in two.

Each row is (sentence, effects, codes of findings) as in ``test_other_verbs``. Names and authorities are invented.
"""

from __future__ import annotations

import pytest

from tests.extractors.effects.sentence_reading import describe, read_sentence

SHARED = [
    ("Tunnistan kehtetuks direktori 03.02.2020 käskkirjade nr 2 ja 3 lisad 1.", ["revoke 2020-02-03#2 annexes lisa=1", "revoke 2020-02-03#3 annexes lisa=1"], []),
    ("Tunnistan kehtetuks direktori 03.02.2020 käskkirjade nr 2 ja 3 lisad.", ["revoke 2020-02-03#2 annexes lisa=all", "revoke 2020-02-03#3 annexes lisa=all"], []),
    ("Direktori 03.02.2020 otsuste nr 2-4 punktid 5 tunnistatakse kehtetuks.", ["revoke 2020-02-03#2 points p=5", "revoke 2020-02-03#3 points p=5", "revoke 2020-02-03#4 points p=5"], []),
    ("Tunnistan kehtetuks 14.01.2019 ja 18.02.2019 käskkirjade nr 3 ja 9 lisad 2.", ["revoke 2019-01-14#3 annexes lisa=2", "revoke 2019-02-18#9 annexes lisa=2"], []),
    ("Tunnistan kehtetuks direktori 03.02.2020 käskkirjadega nr 2 ja 3 kinnitatud lisad 1.", ["revoke 2020-02-03#2 annexes lisa=1", "revoke 2020-02-03#3 annexes lisa=1"], []),
    ("Tunnistan kehtetuks lisad 1 ja 4 direktori 03.02.2020 käskkirjadest nr 4 ja 5.", ["revoke 2020-02-03#4 annexes lisa=1,4", "revoke 2020-02-03#5 annexes lisa=1,4"], []),
    ("Tunnistan kehtetuks direktori 03.02.2020 käskkirja nr 2 ja 05.02.2020 käskkirja nr 3 lisad 1.", ["revoke 2020-02-03#2 annexes lisa=1", "revoke 2020-02-05#3 annexes lisa=1"], []),
    ("Tunnistan kehtetuks direktori 03.02.2020 käskkirjad nr 2 ja 3 ning 05.02.2020 käskkirja nr 5 lisad 1-3.", ["revoke 2020-02-03#2", "revoke 2020-02-03#3", "revoke 2020-02-05#5 annexes lisa=1,2,3"], []),
]  # fmt: skip

RANGES = [
    ("Tunnistan kehtetuks {A} lisad alates 7. kuni 9. lisani.", ["revoke 2020-02-03#14 annexes lisa=7,8,9"], []),
    ("Tunnistan kehtetuks {A} lisad lisast 7 lisani 9.", ["revoke 2020-02-03#14 annexes lisa=7,8,9"], []),
    ("Tunnistan kehtetuks {A} punktid alates 3. punktist kuni 5. punktini.", ["revoke 2020-02-03#14 points p=3;4;5"], []),
    ("Tunnistan kehtetuks {A} lisad alates lisast 7.", ["revoke 2020-02-03#14 annexes lisa=7 ?alates lisast"], []),
    ("Tunnistan kehtetuks {A} punktid 7 jj.", ["revoke 2020-02-03#14 points p=7 ?jj"], []),
    ("Tunnistan kehtetuks {A} lisad 7 ja järgmised.", ["revoke 2020-02-03#14 annexes lisa=7 ?ja järgmised"], []),
    ("Tunnistan kehtetuks {A} punkti 1 alapunktid 1.2 ja 1.4.", ["revoke 2020-02-03#14 points p=1.2;1.4"], []),
    ("Tunnistan kehtetuks {A} punkti 1 alapunktid 1 ja 2 ning alapunkti 4.", ["revoke 2020-02-03#14 points p=1.1;1.2;1.4"], []),
    ("Tunnistan kehtetuks {A} punkti 1 ja alapunkti 2.3.", ["revoke 2020-02-03#14 points p=1;2.3"], []),
    ("Käskkirja punkti 1 alapunktid 1 ja 2 jõustuvad 1. juunil 2025, alapunkt 3 aga 1. juulil 2025.", ["commence points p=1.1;1.2 @2025-06-01", "commence points p=1.3 @2025-07-01"], []),
]  # fmt: skip

EXCHANGES = [
    ("Vahetan {A} lisa 3 välja uue lisa vastu (lisa 2).", ["amend 2020-02-03#14 annexes lisa=3 ~replacement"], []),
    ("Vahetan välja {A} lisa 3 lisa 2 vastu.", ["amend 2020-02-03#14 annexes lisa=3 ~replacement"], []),
    ("{A} lisad 3 ja 4 vahetatakse välja käesoleva käskkirja lisadega 1 ja 2.", ["amend 2020-02-03#14 annexes lisa=3,4 ~replacement"], []),
    ("Vahetan {A} lisas 3 tabeli välja.", ["amend 2020-02-03#14 annexes lisa=3"], []),
    ("Vahetada välja hoone lukud ja võtmed.", [], []),
    ("Annulleerin {A}.", ["revoke 2020-02-03#14"], []),
    ("Võtan tagasi {A}.", ["revoke 2020-02-03#14"], []),
    ("Võtan tagasi 03.02.2020 esitatud avalduse.", [], []),
    ("{A} lisa 2 kehtib edasi kuni 31.12.2025.", ["extend 2020-02-03#14 annexes lisa=2 until=2025-12-31"], []),
    ("Alates uuest aastast kehtib laenutuse kord käesoleva käskkirja lisa 1 sõnastuses.", [], ["cue_without_effect"]),
    ("Load kehtivad alates väljastamisest.", [], []),
]  # fmt: skip

TORN = [
    ("Tunnis tan kehtetuks {A}.", ["revoke 2020-02-03#14"], ["word_repaired"]),
    ("Tunnistan kehte tuks {A}.", ["revoke 2020-02-03#14"], ["word_repaired"]),
    ("Tunnistan kehtetuks peadirektori 03.02.2020 käsk kirja nr 14.", ["revoke 2020-02-03#14"], ["word_repaired"]),
    ("Käskkiri jõus tub 01.06.2025.", ["commence @2025-06-01"], ["word_repaired"]),
    ("Kinnita n juristi ametijuhendi (lisa 1).", ["approve annexes lisa=1 ametijuhend"], ["word_repaired"]),
]  # fmt: skip

OUT_OF = [
    ("Tunnistan kehtetuks lisad 1 ja 4 direktori 03.02.2020 käskkirjast nr 10 ning lisa 2 sama päeva käskkirjast nr 11.", ["revoke 2020-02-03#10 annexes lisa=1,4", "revoke 2020-02-03#11 annexes lisa=2"], []),
    ("Tunnistan kehtetuks punkti 3 direktori 03.02.2020 käskkirjast nr 10.", ["revoke 2020-02-03#10 points p=3"], []),
    ("Tunnistan kehtetuks direktori 03.02.2020 käskkirjast nr 10.", ["revoke 2020-02-03#10 ?direktori 03.02.2020 käskkirjast nr 10"], []),
    ("{A} punkti 3 rakendamine peatada kuni 01.07.2024.", ["suspend 2020-02-03#14 points p=3 until=2024-07-01"], []),
]  # fmt: skip

CLAUSES = [
    ("Ametniku ettepanekut arvestades kinnitan järgmised ametijuhendid: jurist (lisa 1), nõunik (lisad 2–3), ja tunnistan kehtetuks {A}.", ["approve annexes lisa=1,2,3 ametijuhend", "revoke 2020-02-03#14"], []),
    ("Muudetakse {A}: punkt 2 tunnistatakse kehtetuks ja punkt 3 sõnastatakse ümber.", ["amend 2020-02-03#14", "revoke 2020-02-03#14 points p=2", "amend 2020-02-03#14 points p=3"], []),
    ("Käskkiri jõustub 2. juunil 2025, lisa 3 osas 1. juulil 2025.", ["commence @2025-06-02", "commence annexes lisa=3 @2025-07-01"], []),
    ("Tunnistan kehtetuks {A} nende töötajate suhtes, kes on tööle võetud 2024. aastal.", ["revoke 2020-02-03#14 part <nende töötajate suhtes, kes on tööle võetud 2024. aastal>"], []),
]  # fmt: skip

DAYS = [
    ("Tunnistan alates tuleva aasta 1. jaanuarist kehtetuks {A}.", ["revoke 2020-02-03#14 @2025-01-01"], []),
    ("Tunnistan alates käesoleva aasta 1. juunist kehtetuks {A}.", ["revoke 2020-02-03#14 @2024-06-01"], []),
    ("Tunnistan esmaspäevast, 2. juunist 2025 kehtetuks {A}.", ["revoke 2020-02-03#14 @2025-06-02"], []),
    ("Tunnistan kehtetuks direktori 17. veebr. 1997. a käskkirja nr 5.", ["revoke 1997-02-17#5"], []),
    ("{A} kehtivusaeg möödub 15. juunil 2025.", ["revoke 2020-02-03#14 @2025-06-15"], []),
    ("{A} jätan kehtima kuni 31. detsembrini 2024.", ["revoke 2020-02-03#14 @2025-01-01"], []),
    ("Lugeda jõu kaotanuks {A} p. 4.", ["revoke 2020-02-03#14 points p=4"], []),
]  # fmt: skip

WITHOUT_A_VERB = [
    ("{A} ei kohaldata alates 10.03.2025.", [], ["cue_without_effect"]),
    ("Alates 10.03.2025 ei kohaldata {A}.", [], ["cue_without_effect"]),
    ("{A} ei kohaldata juhtidele.", [], []),
    ("{A} kehtib viimast päeva 31.12.2024.", ["revoke 2020-02-03#14 @2025-01-01"], []),
    ("{A} on jõu kaotanud.", [], ["cue_without_effect"]),
    ("Enne käesoleva käskkirja jõustumist antud nõusolekud kehtivad kuni nendes märgitud tähtpäevani.", ["commence condition ?antud nõusolekud"], []),
]  # fmt: skip

FURTHER = [
    ("Alates 3. märtsist 2025 on {A} kehtetu.", ["revoke 2020-02-03#14 @2025-03-03"], []),
    ("Tunnistan kehtetuks direktori 20.02.2020 ja 27.02.2020 käskkirjad.", ["revoke 2020-02-20#?", "revoke 2020-02-27#?"], []),
    ("Tunnistan kehtetuks direktori 20.02.2020 ja 27.02.2020 käskkirjad nr 5.", ["revoke ?#5"], []),
    ("Tunnistan kehtetuks direktori 20.02.2020 ja 27.02.2020 käskkirjad (vastavalt nr 12 ja nr 14).", ["revoke 2020-02-20#? ?12 14", "revoke 2020-02-27#? ?12 14"], []),
    ("Kinnitan juhendi (lisa 1)ja tunnistan kehtetuks {A} lisa1.", ["approve annexes lisa=1 juhend", "revoke 2020-02-03#14 annexes lisa=1"], []),
    ("{A} ei muudeta, kuid selle lisa 3 asendatakse käesoleva käskkirja lisaga 2.", [], ["unread_operative_sentence"]),
    ("Käesoleva käskkirjaga kehtestatakse juhend (lisa) ning kaotab kehtivuse {A}.", ["approve attached juhend", "revoke 2020-02-03#14"], []),
    ("Käskkirja punkt 3 jõustub 1. juunil 2025, ülejäänud punktid teisel tööpäeval pärast allakirjutamist.", ["commence points p=3 @2025-06-01", "commence ~signing+2w condition"], []),
    ("Käskkiri jõustub 1. juunil 2025, erandina jõustub punkt 5 allkirjastamisel.", ["commence @2025-06-01", "commence points p=5 @2024-05-10 ~signing"], []),
    ("Käskkiri jõustub 01.06.2025 punktide 1 ja 2 osas ning 01.07.2025 punkti 3 osas.", ["commence @2025-06-01 ?osas osas", "commence points p=1;2 @2025-07-01 ?osas osas"], []),
    ("Tunnistan kehtetuks {A} lisad, mis puudutavad hankeid.", ["revoke 2020-02-03#14 part lisa=all <mis puudutavad hankeid>"], []),
    ("Tunnistada {A} kehtetuks Metsa tn 4 kinnistut käsitlevas osas.", ["revoke 2020-02-03#14 part <Metsa tn 4 kinnistut käsitlevas osas>"], []),
    ("{A} kehtib kuni 01.05.2025 või kuni uue korra kehtestamiseni.", [], ["unread_operative_sentence"]),
    ("{A} lisa 2 asemel kehtib käesoleva käskkirja lisa 1.", [], ["cue_without_effect"]),
    ("{A} lisad 4–6 loetakse edaspidi lisadeks 3–5.", ["renumber 2020-02-03#14 annexes lisa=4,5,6"], []),
    ("Lisan direktori 03.02.2020 käskkirjale nr 14 lisa 3 (lisa 1).", ["amend 2020-02-03#14 annexes lisa=3"], []),
    ("Tunnistan kehtetuks {A} lisad 1–6, lisa 4 alates 01.05.2025.", ["revoke 2020-02-03#14 annexes lisa=1,2,3,4,5,6 @2025-05-01 ?lisad 1–6, lisa 4 alates 01.05.2025."], []),
    ("Tunnistan kehtetuks {A} lisa A.", ["revoke 2020-02-03#14 annexes lisa=all ?lisa A"], []),
    ("Tunnistan kehtetuks {A} lisad 1 ja 2 ning punktid 3 ja 4.", ["revoke 2020-02-03#14 points p=3;4", "revoke 2020-02-03#14 annexes lisa=1,2"], []),
    ("Tunnistan kehtetuks {A} lisa 4 ja lisa 1 punkti 2.3.", ["revoke 2020-02-03#14 points lisa=1 p=2.3", "revoke 2020-02-03#14 annexes lisa=4"], []),
    ("Tunnistan kehtetuks {A} (vt ka 05.10.2023 käskkiri nr 33).", ["revoke 2020-02-03#14"], []),
    ("Tunnistan kehtetuks {A}, arvestades 05.10.2023 käskkirja nr 33.", ["revoke 2020-02-03#14"], []),
    ("Tunnistan eeltoodut arvestades kehtetuks {A}.", ["revoke 2020-02-03#14"], []),
    ("Kinnitan ametijuhendid (lisad 1–5), millest lisa 3 jõustub 01.06.2025.", ["approve annexes lisa=1,2,3,4,5 ametijuhend", "commence annexes lisa=3 @2025-06-01"], []),
    ("Juhatus ei toetanud sekretäri esildist pikendada {A} kehtivust.", [], []),
]  # fmt: skip

CASES = [*FURTHER, *SHARED, *RANGES, *EXCHANGES, *TORN, *OUT_OF, *CLAUSES, *DAYS, *WITHOUT_A_VERB]


@pytest.mark.parametrize("sentence, effects, codes", CASES, ids=[case[0][:90] for case in CASES])
def test_no_act_ends_as_a_whole_for_its_part(sentence: str, effects: list[str], codes: list[str]) -> None:
    found, findings = read_sentence(sentence)
    assert [describe(effect) for effect in found] == effects
    assert [finding.code for finding in findings] == codes
