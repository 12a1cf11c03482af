# ruff: noqa: E501 (rows of a table stay on one line)
"""Acts, numbers and days as clerks write them, other than in a book of style. Each row as in ``test_blind_sets``."""

from __future__ import annotations

import pytest

from tests.extractors.effects.sentence_reading import describe, read_sentence

NUMBERS = [
    ("Tunnistan kehtetuks direktori 02.03.2019 käskkirja nr R2-1/88 lisa 3.", ["revoke 2019-03-02#R2-1/88 annexes lisa=3"], []),
    ("Tunnistan kehtetuks direktori 02.03.2019 käskkirjad nr P3, P4 ja P17.", ["revoke 2019-03-02#P3", "revoke 2019-03-02#P4", "revoke 2019-03-02#P17"], []),
    ("Tühistan vallavanema 02.03.2019 käskkirja nr KV12 punkti 7.", ["revoke 2019-03-02#KV12 points p=7"], []),
    # a letter that a scan made of a figure is no prefix
    ("Tunnistan kehtetuks direktori 02.03.2019 käskkirja nr O5.", ["revoke 2019-03-02#? ?5 nr"], []),
    ("Tunnistan kehtetuks {A} p.3.", ["revoke 2020-02-03#14 points p=3"], []),
    ("Tunnistan kehtetuks direktori 02.03.2019 käskkirja nr 112lisad 3 ja 5.", ["revoke 2019-03-02#112 annexes lisa=3,5"], ["number_repaired"]),
    ("Tunnistan kehtetuks {A} lisad2, 4ja 7.", ["revoke 2020-02-03#14 annexes lisa=2,4,7"], ["number_repaired"]),
    ("Tunnistan kehtetuks direktori 02.03.2019 käskkirja nr 12ja lisa 3.", ["revoke 2019-03-02#? annexes lisa=3 ?12ja nr"], []),
    ("Tunnistan kehtetuks {A} lisad 2., 5. ning 6.", ["revoke 2020-02-03#14 annexes lisa=2,5,6"], []),
    ("{A} lisad 2., 4. ja 5. tunnistatakse kehtetuks.", ["revoke 2020-02-03#14 annexes lisa=2,4,5"], []),
    ("Tunnistan kehtetuks direktori käskkirja (nr 1-2/112 / 02.03.2019) lisad 3 ja 5.", ["revoke 2019-03-02#1-2/112 annexes lisa=3,5"], []),
    ("Tunnistan kehtetuks direktori käskkirja (nr 112; 02.03.2019) punkti 2.", ["revoke 2019-03-02#112 points p=2"], []),
]  # fmt: skip

B = "direktori 26.03.2021 käskkirja nr 67"

ENDINGS = [
    ("Kehtetud on {A} lisad 6 ja 8.", ["revoke 2020-02-03#14 annexes lisa=6,8"], []),
    ("Kehtetu on alates 01.07.2025 {A}.", ["revoke 2020-02-03#14 @2025-07-01"], []),
    (f"Kehtetud on:\n– {{A}} alates 15.09.2025;\n– {B} alates 15.10.2025.", ["revoke 2020-02-03#14 @2025-09-15", "revoke 2021-03-26#67 @2025-10-15"], []),
    ("{A} lisad 11–13 on käesoleva käskkirja allkirjastamisest kehtetud.", ["revoke 2020-02-03#14 annexes lisa=11,12,13 @2024-05-10 ~signing"], []),
    ("{A} lisad 2 ja 3 on nüüdsest kehtetud.", ["revoke 2020-02-03#14 annexes lisa=2,3"], []),
    ("Jõu kaotavad {A} lisad 3 ja 4.", ["revoke 2020-02-03#14 annexes lisa=3,4"], []),
    ("{A} lisa 3 jääb jõust välja.", [], ["cue_without_effect"]),
    ("Tunnistan {A} lisa 2 mittekehtivaks alates 01.09.2025.", ["revoke 2020-02-03#14 annexes lisa=2 @2025-09-01"], []),
    ("Loen mittekehtivaks {A}.", ["revoke 2020-02-03#14"], []),
    # one act only tells of another
    ("{A} lisad 2 ja 3 on direktori 03.02.2021 käskkirja nr 6 alusel kehtetud.", [], ["cue_without_effect"]),
    ("Kehtetud käskkirjad kantakse registrist välja.", [], []),
    ("Kehtetuks tunnistatuks loetakse {A} lisa 2.", ["revoke 2020-02-03#14 annexes lisa=2"], []),
    ("Kehtetuks on tunnistatud käesoleva korraldusega {A}.", ["revoke 2020-02-03#14"], []),
    (f"Kehtetuks on tunnistatud {B[:-8]}ga nr 67 {{A}}.", [], ["cue_without_effect"]),
    ("Lugeda kehtetuks ja mitte enam rakendada: {A}.", ["revoke 2020-02-03#14"], []),
    ("{A} ei kohaldata ja see tunnistatakse kehtetuks valvurite suhtes.", ["revoke 2020-02-03#14 part <valvurite suhtes>"], []),
    ("Direktori 03.02.2020 käskkirjal nr 14 enam kehtivust ei ole ja see loetakse kehtetuks.", ["revoke 2020-02-03#14"], []),
    ("{A} ei muudeta ja see jääb kehtima.", [], []),
    ("Kinnitan töökorra (lisa 1), millega kaotavad kehtivuse {A} lisad 6 ja 7.", ["approve annexes lisa=1 töökord", "revoke 2020-02-03#14 annexes lisa=6,7"], []),
    # of an act that ends its relative clause tells
    ("Tunnistan kehtetuks {A} (muudetud 2022), millega kaotab kehtivuse direktori 01.02.2019 käskkiri nr 4.", ["revoke 2020-02-03#14"], []),
    ("Taas jõustan {A} lisa 3.", ["reinstate 2020-02-03#14 annexes lisa=3"], []),
    ("Tunnistan end ammendanuna kehtetuks {A}.", ["revoke 2020-02-03#14"], []),
    ("Tunnistan kehtetuks {A} ja kõik samasisulised käskkirjad.", ["revoke 2020-02-03#14 ?samasisulised"], []),
    ("Järgmised vallavanema käskkirjad tühistan:\n- 08.02.2018 nr 13;\n- 04.04.2017 nr 12 punkt 2.", ["revoke 2018-02-08#13", "revoke 2017-04-04#12 points p=2"], []),
    ("Tunnistan kehtetuks {A}\nlisa 2 – juristi ametijuhend;\nlisa 7 – autojuhi tööjuhend.", ["revoke 2020-02-03#14 annexes lisa=2,7"], []),
    ("Tunnistan kehtetuks {A} lisa 2 – esimese juhendi.", ["revoke 2020-02-03#14 annexes lisa=2 ?esimese juhendi"], []),
    ("Tunnistan kehtetuks järgmised ametijuhendid:\n– valvur (direktori 23.10.2012 käskkirja nr 209 lisa 2);\n– aednik (direktori 28.09.2018 käskkirja nr 118 lisa 7).",
     ["revoke 2012-10-23#209 annexes lisa=2", "revoke 2018-09-28#118 annexes lisa=7"], []),
]  # fmt: skip

PARTS = [
    ("Kõik {A} lisad, mille hulgas ei ole lisa 10, tunnistan kehtetuks.", ["revoke 2020-02-03#14 annexes lisa=all v.a=10"], []),
    ("Tunnistan kehtetuks {A} lisad, mille hulka ei kuulu lisad 2 ja 3.", ["revoke 2020-02-03#14 annexes lisa=all v.a=2,3"], []),
    ("{A} lisad, välja arvatud lisa 2, on kehtetud.", ["revoke 2020-02-03#14 annexes lisa=all v.a=2"], []),
    ("Tunnistan kehtetuks {A}; erandkorras kehtib edasi lisa 7.", ["revoke 2020-02-03#14 v.a=7"], []),
    ("Tunnistan kehtetuks {A}, kitsendusega, et punkt 4 jääb kehtima.", ["revoke 2020-02-03#14 v.a.p=4"], []),
    ("Tunnistan kehtetuks {A} lisa 6 osa, mis käsitleb puhkusi.", ["revoke 2020-02-03#14 part lisa=6 <osa, mis käsitleb puhkusi>"], []),
    ("Tunnistan kehtetuks {A} lisa 6 osa.", ["revoke 2020-02-03#14 part lisa=6 <osa>"], []),
    ("Tunnistan kehtetuks {A} lisa 6 osas.", ["revoke 2020-02-03#14 annexes lisa=6"], []),
    ("Tunnistan kehtetuks {A} lisad 2a–2c.", ["revoke 2020-02-03#14 annexes lisa=2a,2b,2c"], []),
    # whose a point is, and of which annex or act an exception is
    ("Tunnistan kehtetuks {A} lisa 4 ja lisa 6 üksnes punkti 3 osas.", ["revoke 2020-02-03#14 annexes lisa=4,6 ?lisa 4 ja lisa 6 üksnes punkti 3", "revoke 2020-02-03#14 points p=3 ?lisa 4 ja lisa 6 üksnes punkti 3"], []),
    ("Tunnistan kehtetuks {A} punktid 1 ja 2 ning lisa 3 punkti 1.", ["revoke 2020-02-03#14 points p=1;2 ?lisa 3 punkti 1", "revoke 2020-02-03#14 annexes lisa=3 ?lisa 3 punkti 1"], []),
    ("Tunnistan kehtetuks {A} lisa 3, välja arvatud punkt 1, ning lisa 4.", ["revoke 2020-02-03#14 annexes lisa=3 v.a.p=1", "revoke 2020-02-03#14 annexes lisa=4"], []),
    (f"Tunnistan kehtetuks {{A}} ja {B}, v.a esimese lisa 2.", ["revoke 2020-02-03#14 ?esimese lisa 2", "revoke 2021-03-26#67 v.a=2 ?esimese lisa 2"], []),
    (f"Tunnistan kehtetuks {{A}}, kuid mitte {B}.", ["revoke 2020-02-03#14"], []),
    (f"{{A}} jääb kehtima ja {B} tunnistan kehtetuks.", ["revoke 2021-03-26#67"], []),
    ("Direktori 01.10.2012 käskkiri nr 23 on kehtetu, direktori 30.04.2022 käskkiri nr 28 aga kehtib.", ["revoke 2012-10-01#23"], []),
    (f"Tunnistan kehtetuks {{A}} lisa 2, kuid mitte lisa 3 ega {B} lisa 2.", ["revoke 2020-02-03#14 annexes lisa=2 v.a=3 ?ega", "revoke 2021-03-26#67 annexes lisa=2 ?ega"], []),
]  # fmt: skip

CHANGES = [
    ("{A} lisa 2 asemele tuleb käesoleva käskkirja lisa.", ["amend 2020-02-03#14 annexes lisa=2"], []),
    ("Kinnitan juristi ametijuhendi (lisa 1) {A} lisa 4 asemel.", ["amend 2020-02-03#14 annexes lisa=4", "approve annexes lisa=1 ametijuhend"], []),
    ("{A} lisa 2 asemele asub lisa 1.", [], ["cue_without_effect"]),
    ("Õpetaja asemele tuleb asendaja.", [], []),
    ("Muudan {A} lisasid 2 ja 4 ning jätan lisa 3 muutmata.", ["amend 2020-02-03#14 annexes lisa=2,4"], []),
    (f"Tunnistan kehtetuks {{A}} ja jätan {B} muutmata.", ["revoke 2020-02-03#14"], []),
    ("Muudan otsust ja jätan rahuldamata taotluse tunnistada kehtetuks {A}.", [], []),
    ("Juristi ametijuhendi (lisa 1) kinnitan eraldi käskkirjaga.", [], []),
    ("Arutada, kas muuta või tunnistada kehtetuks {A}.", [], []),
    ("Arutada ja kinnitada kord (lisa 1).", ["approve annexes lisa=1 kord"], []),
]  # fmt: skip

DAYS = [
    ("Tunnistan alates 01.11.2025 kehtetuks {A} lisa 12 ning kinnitan samast kuupäevast juristi ametijuhendi (lisa 1).", ["revoke 2020-02-03#14 annexes lisa=12 @2025-11-01", "approve annexes lisa=1 ametijuhend @2025-11-01"], []),
    ("Kinnitan samast kuupäevast juristi ametijuhendi (lisa 1).", ["approve annexes lisa=1 ametijuhend ?samast kuupäevast"], []),
    ("Peatan {A} lisa 1 kehtivuse alates 1. novembrist 2025 ning tunnistan kehtetuks sama käskkirja lisa 2.", ["suspend 2020-02-03#14 annexes lisa=1 @2025-11-01", "revoke 2020-02-03#14 annexes lisa=2"], []),
    ("Tunnistan kehtetuks tagasiulatuvalt, 15.01.2024, {A} lisa 1.", ["revoke 2020-02-03#14 annexes lisa=1 @2024-01-15"], []),
    ("Tunnistan tagasiulatuvalt kehtetuks {A} lisa 1 (15.01.2024).", ["revoke 2020-02-03#14 annexes lisa=1 ?15.01.2024"], []),
    ("Tunnistan kehtetuks {A} lisad 1–5, millest lisa 3 alates 01.10.2025.", ["revoke 2020-02-03#14 annexes lisa=1,2,3,4,5 @2025-10-01 ?lisad 1–5, millest lisa 3 alates 01.10.2025."], []),
    ("Tunnistan kehtetuks {A}, selle lisa 3 aga alates 01.10.2025.", ["revoke 2020-02-03#14 annexes lisa=3 @2025-10-01 ?, selle lisa 3 aga"], []),
    ("Tunnistan kehtetuks {A} kolme kuu möödumisel allkirjastamisest.", ["revoke 2020-02-03#14 @2024-08-10 ~signing+3m"], []),
    ("Tunnistan kehtetuks {A} lisa 3 kahe nädala möödumisel käskkirja allkirjastamisest.", ["revoke 2020-02-03#14 annexes lisa=3 @2024-05-24 ~signing+14d"], []),
    ("Tunnistan kehtetuks {A} kuu aja möödumisel lepingu allkirjastamisest.", ["revoke 2020-02-03#14 condition"], []),
    ("Tunnistan kehtetuks {A} aasta pärast allkirjastamist.", ["revoke 2020-02-03#14 @2025-05-10 ~signing+12m"], []),
    ("Tunnistan kehtetuks {A} alates 1.sept.2025.", ["revoke 2020-02-03#14 @2025-09-01"], []),
    ("{A} kaotab kehtivuse 1. detsembril 2025 kell 00.00.", ["revoke 2020-02-03#14 @2025-12-01"], []),
    ("{A} kaotab kehtivuse 31. detsembril 2025 kell 24.00.", ["revoke 2020-02-03#14 @2025-12-31 ?24.00"], []),
    ("Alates kooliaasta algusest, s.o 1. septembrist 2025, tunnistan kehtetuks {A}.", ["revoke 2020-02-03#14 @2025-09-01"], []),
    ("Pikendan {A} lisa 2 kehtivust kahe aasta võrra, s.o kuni 1. juulini 2026.", ["extend 2020-02-03#14 annexes lisa=2 until=2026-07-01"], []),
    ("Tunnistan kehtetuks {A} ja samal päeval antud käskkirja nr 114.", ["revoke 2020-02-03#14", "revoke 2020-02-03#114"], []),
]  # fmt: skip

GROUNDS = [
    (f"{B} punkti 6 kohaselt tunnistan kehtetuks {{A}} lisa 8.", ["revoke 2020-02-03#14 annexes lisa=8"], []),
    ("Tunnistan kehtetuks {A} punkti 3 kohaselt kinnitatud korra.", ["revoke 2020-02-03#14 approved kord"], []),
    (f"Tuginedes {B} punktile 3, tunnistan kehtetuks {{A}}.", ["revoke 2020-02-03#14"], []),
    ("Direktori 26.03.2021 käskkirjaga nr 67 kinnitatud kava täitmiseks tühistan {A}.", ["revoke 2020-02-03#14"], []),
    ("Tunnistan kehtetuks 02.09.2021. a käskkirjaga nr 26 muudetud {A} lisa 4.", ["revoke 2020-02-03#14 annexes lisa=4"], []),
    (f"Tunnistan kehtetuks {{A}} punkti 2, millega muudetakse {B} lisa 5.", ["revoke 2020-02-03#14 points p=2"], []),
]  # fmt: skip


@pytest.mark.parametrize("sentence, effects, codes", [*NUMBERS, *ENDINGS, *PARTS, *CHANGES, *DAYS, *GROUNDS])
def test_what_is_written_otherwise_is_read(sentence: str, effects: list[str], codes: list[str]) -> None:
    found, findings = read_sentence(sentence)
    assert [" ".join(describe(effect).split()) for effect in found] == effects
    assert sorted(finding.code for finding in findings) == codes
