# ruff: noqa: E501 (rows of a table stay on one line)
"""The last member of a list: its number behind a joint, its own limitation, its own day; and what line breaks part.

Each row is (sentence, effects, codes of findings) as in ``test_other_verbs``. Names and authorities are invented.
"""

from __future__ import annotations

import pytest

from tests.extractors.effects.sentence_reading import describe, read_sentence

B = "kantsleri 06.04.2020 käskkirja nr 8"

LAST_ITEMS = [
    (f"Tunnistan kehtetuks:\n1.1 {{A}} lisa 2;\n1.2 {{A}} lisad 4 – 6 ja\n1.3 {B} lisad 1–3.", ["revoke 2020-02-03#14 annexes lisa=2", "revoke 2020-02-03#14 annexes lisa=4,5,6", "revoke 2020-04-06#8 annexes lisa=1,2,3"], []),
    (f"Tunnistan kehtetuks:\n1.1. {{A}} lisad 4 ja 8; ning\n1.2. {B} lisa 1.", ["revoke 2020-02-03#14 annexes lisa=4,8", "revoke 2020-04-06#8 annexes lisa=1"], []),
    (f"Tunnistan kehtetuks:\n1) {{A}} lisad 4\nning 8;\n2) {{A}} lisad 4–6 ja\n3) {B}.", ["revoke 2020-02-03#14 annexes lisa=4,8", "revoke 2020-02-03#14 annexes lisa=4,5,6", "revoke 2020-04-06#8"], []),
    (f"Tunnistan kehtetuks alljärgnevad haldusaktid ja nende lisad:\n1) {{A}};\n2) {B} lisa 1.", ["revoke 2020-02-03#14", "revoke 2020-04-06#8 annexes lisa=1"], []),
    (f"Lõpetan järgmiste aktide kehtivuse:\n1) {{A}};\n2) {B}.", ["revoke 2020-02-03#14", "revoke 2020-04-06#8"], []),
    ("Tunnistan kehtetuks {A} lisad 10 ja\n11.", ["revoke 2020-02-03#14 annexes lisa=10,11"], []),
    ("Kinnitan juhendid (lisad 1 ja\n2) ja tunnistan kehtetuks {A}.", ["approve annexes lisa=1,2 juhend", "revoke 2020-02-03#14"], []),
    ("Kehtetuks tunnistatavad aktid:\n1) {A};\n2) kantsleri 06.04.2020 käskkirja nr 8 kõik lisad.", ["revoke 2020-02-03#14", "revoke 2020-04-06#8 annexes lisa=all"], []),
]  # fmt: skip

LINE_BREAKS = [
    ("Tunnistan kehtetuks {A} lisad 3\n– 6, 8 ja 10.", ["revoke 2020-02-03#14 annexes lisa=3,4,5,6,8,10"], []),
    ("Tunnistan kehtetuks:\n- {A} lisa 3\n- kantsleri 06.04.2020 käskkirja nr 8.", ["revoke 2020-02-03#14 annexes lisa=3", "revoke 2020-04-06#8"], []),
    ("Tunnistan kehtetuks kantsleri käskkirja nr 8 (06.04.2020.\na) „Kord“ lisa 3.", ["revoke 2020-04-06#8 annexes lisa=3"], []),
    ("Tunnistan kehtetuks {A}, millega muudeti kantsleri käskkirja nr 8 (06.04.2020) lisa 5.", ["revoke 2020-02-03#14"], []),
    ("Tunnistan kehtetuks {A}, millega muudeti kantsleri käskkirja nr 8 (13.\njuuni 2019. aasta) punkti 5.", ["revoke 2020-02-03#14"], []),
]  # fmt: skip

OWN_LIMITS = [
    ("Tunnistan kehtetuks {A} lisad 1 ja 2 ning lisa 9 puhkuste osas.", ["revoke 2020-02-03#14 annexes lisa=1,2 ?lisa 9 puhkuste osas.", "revoke 2020-02-03#14 part lisa=9 <puhkuste osas>"], []),
    ("Tunnistan kehtetuks {A} punkti 2 ja lisa 9 puhkuste osas.", ["revoke 2020-02-03#14 points p=2 ?lisa 9 puhkuste osas.", "revoke 2020-02-03#14 part lisa=9 <puhkuste osas>"], []),
    ("Tunnistan kehtetuks {A} lisad 1 ja 2 ning lisa 9 teise lause.", ["revoke 2020-02-03#14 annexes lisa=1,2", "revoke 2020-02-03#14 part lisa=9 <teise lause>"], []),
    ("Tunnistan kehtetuks {A} lisad 3 ja 4 täielikult ning lisa 9 puhkuste osas.", ["revoke 2020-02-03#14 annexes lisa=3,4", "revoke 2020-02-03#14 part lisa=9 <puhkuste osas>"], []),
    ("Tunnistan kehtetuks {A} lisad 1, 2 ja 9 puhkuste osas.", ["revoke 2020-02-03#14 part lisa=1,2,9 <puhkuste osas>"], []),
    ("Tunnistan kehtetuks {A} lisa 5 punkti 3 puhkuste osas.", ["revoke 2020-02-03#14 part lisa=5 p=3 <puhkuste osas>"], []),
    ("Tunnistan kehtetuks {A} need sätted, mis käsitlevad puhkusi.", ["revoke 2020-02-03#14 part <need sätted, mis käsitlevad puhkusi>"], []),
    ("Tunnistan kehtetuks {A} erandiga, et punkt 8 jääb kehtima.", ["revoke 2020-02-03#14 v.a.p=8"], []),
]  # fmt: skip

OWN_DAYS = [
    ("{A} lisa 1 kaotab kehtivuse 14.02.2025 ja lisa 5 29.11.2025.", ["revoke 2020-02-03#14 annexes lisa=1 @2025-02-14", "revoke 2020-02-03#14 annexes lisa=5 @2025-11-29"], []),
    (f"{{A}} lisad 3 ja 10 kaotavad kehtivuse 2025. aasta 2. augustil ja {B} lisa 7 11.04.2025.", ["revoke 2020-02-03#14 annexes lisa=3,10 @2025-08-02", "revoke 2020-04-06#8 annexes lisa=7 @2025-04-11"], []),
    ("Peatan ajutiselt, 26.02.2025 kuni 03.04.2025, {A} kehtivuse.", ["suspend 2020-02-03#14 @2025-02-26 until=2025-04-03"], []),
    ("Tunnistan kehtetuks kantsleri käskkirjad 2019. aastast nr 4, 9 ja 15.", ["revoke ?#4", "revoke ?#9", "revoke ?#15"], []),
]  # fmt: skip

WHO_SPEAKS = [
    ("Käesolev\nkäskkiri tunnistab kehtetuks {A} lisa 2.", ["revoke 2020-02-03#14 annexes lisa=2"], []),
    ("Ministri käskkiri tunnistab kehtetuks {A} lisa 2.", [], ["cue_without_effect"]),
    ("Kehtestan, et käskkiri jõustub 30. mail 2025.", ["commence @2025-05-30"], []),
    ("Jätan ministri 17.04.2020.a käskkirja nr. 33 „Kord“ punktist 8 välja sõnad „ja juht“.", ["amend 2020-04-17#33 points p=8"], []),
]  # fmt: skip

MARKS = [
    (f"Tunnistan kehtetuks:\n1.1) {{A}} lisa 4;\n1.2) {B} lisad 4–7.", ["revoke 2020-02-03#14 annexes lisa=4", "revoke 2020-04-06#8 annexes lisa=4,5,6,7"], []),
    (f"Tunnistan kehtetuks:\n1.1) {{A}} kõik lisad;\n1.2) {B} lisad 4 ja 9.", ["revoke 2020-02-03#14 annexes lisa=all", "revoke 2020-04-06#8 annexes lisa=4,9"], []),
    ("Tunnistan kehtetuks:\n1.1. direktori käskkirjad:\n1.1.1. 07.01.2017 nr 27;\n1.1.2. 21.06.2014 nr 63;\n1.2. kantsleri järgmised käskkirjad:\n1.2.1. 17.04.2016 nr 54.", ["revoke 2017-01-07#27", "revoke 2014-06-21#63", "revoke 2016-04-17#54"], []),
]  # fmt: skip

PARTS_OF_ACTS = [
    ("Tunnistan kehtetuks {A} osa, mis käsitleb puhkusi.", ["revoke 2020-02-03#14 part <osa, mis käsitleb puhkusi>"], []),
    ("Tunnistan kehtetuks kantsleri käskkirja nr 8 (06.04.2020. a) osa, mis käsitleb puhkusi.", ["revoke 2020-04-06#8 part <osa, mis käsitleb puhkusi>"], []),
    ("Tunnistan kehtetuks {A} osas.", ["revoke 2020-02-03#14 part <osas>"], []),
    ("Tunnistan kehtetuks {A} ainult lisade 2 ja 9 osas.", ["revoke 2020-02-03#14 annexes lisa=2,9"], []),
]  # fmt: skip

DAYS_IN_LISTS = [
    ("Tunnistan 11. juulist 2025. a kehtetuks {A} lisa 6 ning 21. novembrist 2025. a minu 19. mai 2011 määruse nr 71.", ["revoke 2020-02-03#14 annexes lisa=6 @2025-07-11", "revoke 2011-05-19#71 @2025-11-21"], []),
    ("Tunnistan 11. juulist 2025. a kehtetuks {A} lisa 6 ning 21. novembrist 2025. a ühe tundmatu ametiisiku 19. mai 2011 määruse nr 71.", ["revoke 2020-02-03#14 annexes lisa=6 @2025-07-11", "revoke 2011-05-19#71 @2025-11-21"], []),
    ("{A} lisade 4–6 kehtivus lõpeb 2025. aasta 21. jaanuaril ja 12. novembri 2019 käskkirja nr 95 kehtivus 27. jaanuaril 2026. a.", ["revoke 2020-02-03#14 annexes lisa=4,5,6 @2025-01-21", "revoke 2019-11-12#95 @2026-01-27"], []),
    ("{A} lisad 3–6 kaotavad kehtivuse 12. septembril 2025, direktori käskkirja nr 31 (31.03.2022) lisad 5 ja 9 aga 03.07.2025.", ["revoke 2020-02-03#14 annexes lisa=3,4,5,6 @2025-09-12", "revoke 2022-03-31#31 annexes lisa=5,9 @2025-07-03"], []),
    ("{A} lisad 3–6 kaotavad kehtivuse 12.09.2025, direktori käskkirja nr 31 (31.03.2022) lisa 5 03.07.2025.", ["revoke 2020-02-03#14 annexes lisa=3,4,5,6 @2025-09-12", "revoke 2022-03-31#31 annexes lisa=5 @2025-07-03"], []),
    ("27.10.2025 kaotab kehtivuse {A}.", ["revoke 2020-02-03#14 @2025-10-27"], []),
    ("Tunnistan kehtetuks 29.06.2013 minu otsuse nr 47.", ["revoke 2013-06-29#47"], []),
]  # fmt: skip

CAPITALS = [
    ("TUNNISTAN KEHTETUKS DIREKTORI KORRALDUSE NR 1-2/13/185 (9. AUGUSTI 2013) LISA 13.", ["revoke 2013-08-09#1-2/13/185 annexes lisa=13"], []),
    ("TUNNISTAN KEHTETUKS DIREKTORI 18.10.2011. A KÄSKKIRJA NR. 1-4/2011/391 LISA 2.", ["revoke 2011-10-18#1-4/2011/391 annexes lisa=2"], []),
    ("Lugeda 03.07.2010.a. Soo-Otsa vallavanema käskkirja nr 78 lisa 8 lisaks 7.", ["renumber 2010-07-03#78 annexes lisa=8"], []),
    ("Tunnistan 03.07.2010.a. Soo-Otsa vallavanema käskkirja nr 78 lisa 8 kehtetuks.", ["revoke 2010-07-03#78 annexes lisa=8"], []),
    ("Tunnistankehtetuks {A}.", ["revoke 2020-02-03#14"], []),
    ("Töökord kinnitatakse (lisa 1) ja 1.veebruari 2021 käskkirja number 18 lisad 4 ja 6 tunnistatakse kehtetuks.", ["approve annexes lisa=1", "revoke 2021-02-01#18 annexes lisa=4,6"], []),
]  # fmt: skip

HARMLESS = [
    ("Arhivaaril lisada direktori 05.08.2021 käskkiri nr 61 „Kord“ toimikusse.", [], []),
    ("Võtan tagasi ettepaneku tunnistada kehtetuks {A}.", [], []),
    ("Tunnistan kehtetuks {A} kui aegunu.", ["revoke 2020-02-03#14"], []),
    ("Tunnistan oma pädevuse piires kehtetuks {A}.", ["revoke 2020-02-03#14"], []),
    ("Tunnistan kehtetuks {A} (jõustunud 06.02.2020).", ["revoke 2020-02-03#14"], []),
    ("Tunnistan kehtetuks {A}, eeldades et osakond alustab tööd.", ["revoke 2020-02-03#14 condition"], []),
    ("Pikendan ühe aasta võrra, 19. aprillini 2025, {A} kehtivust.", ["extend 2020-02-03#14 until=2025-04-19"], []),
]  # fmt: skip

CLAUSES_OF_ONE_VERB = [
    ("Tunnistan kehtetuks {A} lisad 3 ja 8; lisa 10 tunnistan kehtetuks alates 11. maist 2025.", ["revoke 2020-02-03#14 annexes lisa=3,8", "revoke 2020-02-03#14 annexes lisa=10 @2025-05-11"], []),
    (f"Tunnistan kehtetuks {{A}}; {B} lisa 10 tunnistan kehtetuks alates 11. maist 2025.", ["revoke 2020-02-03#14", "revoke 2020-04-06#8 annexes lisa=10 @2025-05-11"], []),
    ("Tunnistan seoses struktuurimuudatusega kehtetuks {A} lisad 2–5.", ["revoke 2020-02-03#14 annexes lisa=2,3,4,5"], []),
    ("Lõpetan seoses eeltooduga {A} kehtivuse.", ["revoke 2020-02-03#14"], []),
    (f"Tunnistan kehtetuks {{A}} seoses {B} jõustumisega.", ["revoke 2020-02-03#14"], []),
    ("Ennistan {A} kehtivuse endises ulatuses.", ["reinstate 2020-02-03#14"], []),
    ("Kinnitan vastutajaks referendi.", [], ["cue_without_effect"]),
]  # fmt: skip

CASES = [*CLAUSES_OF_ONE_VERB, *LAST_ITEMS, *LINE_BREAKS, *OWN_LIMITS, *OWN_DAYS, *WHO_SPEAKS, *MARKS, *PARTS_OF_ACTS]
CASES += [*DAYS_IN_LISTS, *CAPITALS, *HARMLESS]


@pytest.mark.parametrize("sentence, effects, codes", CASES, ids=[case[0][:90] for case in CASES])
def test_a_member_of_a_list_has_what_is_its_own(sentence: str, effects: list[str], codes: list[str]) -> None:
    found, findings = read_sentence(sentence)
    assert [describe(effect) for effect in found] == effects
    assert [finding.code for finding in findings] == codes
