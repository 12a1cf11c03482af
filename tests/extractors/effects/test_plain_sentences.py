# ruff: noqa: E501 (rows of a table stay on one line)
"""Plain sentences that were doubted or missed, and their neighbours in which the doubt or the limit must stay.

Each row is (sentence, effects, codes of findings) as in ``test_other_verbs``. Names and authorities are invented.
"""

from __future__ import annotations

import pytest

from tests.extractors.effects.sentence_reading import describe, read_sentence
from tests.extractors.effects.test_whole_acts import read

ROWS = [
    # the title stands before the number
    ("Tühistan kantsleri 12. oktoobri 2022 käskkirja „Varade nimekiri“ nr 1.3.-1/12/283-p.", ["revoke 2022-10-12#1.3.-1/12/283-p"], []),
    ("Lugeda kehtetuks valitsuse korralduse „Kalmistu eeskiri“ nr 26-P (30.08.2021) lisa 3.", ["revoke 2021-08-30#26-P annexes lisa=3"], []),
    ("Tunnistan kehtetuks direktori käskkirja 04.04.2021 „Sadamatasud“ nr 45 punkti 6 arvates 1. märtsist 2025.", ["revoke 2021-04-04#45 points p=6 @2025-03-01"], []),
    # words that change nothing
    ("Olen otsustanud kehtetuks tunnistada {A} punkti 3.", ["revoke 2020-02-03#14 points p=3"], []),
    ("Tunnistan {A} lisas 2 sätestatud punktid 2.1 ja 2.4 kehtetuks.", ["revoke 2020-02-03#14 points lisa=2 p=2.1;2.4"], []),
    ("Tunnistan kehtetuks {A} lisas 2 sätestatud tasumäärad.", ["revoke 2020-02-03#14 annexes lisa=2 ?tasumäärad"], []),
    ("Tunnistan kehtetuks {A} lisa kolm.", ["revoke 2020-02-03#14 annexes lisa=3"], []),
    ("Tunnistan kehtetuks {A} lisa üks lehekülg.", ["revoke 2020-02-03#14 part lisa=1 <lehekülg>"], []),
    ("Kehtetuks tunnistatakse {A} lisas 5 sisalduv kokaõpetaja ametijuhend.", ["revoke 2020-02-03#14 annexes lisa=5"], []),
    # verbs
    ("Tunnistan kehtivuse lõppenuks peadirektori 03.02.2020 käskkirjaga nr 14 kehtestatud arhiivieeskirja.", ["revoke 2020-02-03#14 approved eeskiri"], []),
    ("Lugeda {A} kehtivus lõppenuks 1. oktoobril 2025.", ["revoke 2020-02-03#14 @2025-10-01"], []),
    ("Loen {A} punkti 4 tekstiks: „4. Uksed sulgeb valvur.“.", ["amend 2020-02-03#14 points p=4"], []),
    ("Kehtestada {A} punkt 7 järgmises sõnastuses: „7. Avaldus antakse juhile.“.", ["amend 2020-02-03#14 points p=7"], []),
    ("Jätan kantsleri 23.11.2014 käskkirja nr 1.3.-1/04/318 lisa 5 punktist 4 välja sõna „paberil“.", ["amend 2014-11-23#1.3.-1/04/318 points lisa=5 p=4"], []),
    ("Kinnitan palgajuhendi (lisa 2), millega ühtlasi kaotavad kehtivuse {A} lisad 1-3.", ["approve annexes lisa=2 juhend", "revoke 2020-02-03#14 annexes lisa=1,2,3"], []),
    ("Tunnistan kehtetuks direktori 01.02.2020 käskkirja nr 5, millega ühtlasi tunnistati kehtetuks {A}.", ["revoke 2020-02-01#5"], []),
    # what was approved by another participle
    ("Tunnistan kehtetuks direktori 01.02.2020 käskkirjaga nr 5 heaks kiidetud ohtude hindamise metoodika.", ["revoke 2020-02-01#5 approved metoodika"], []),
    ("Tunnistan kehtetuks direktori 01.02.2020 käskkirjaga nr 5 vastu võetud kalapüügi eeskirja.", ["revoke 2020-02-01#5 approved eeskiri"], []),
    ("Tunnistan kehtetuks direktori 01.02.2020 vastu võetud käskkirja nr 5.", ["revoke 2020-02-01#5"], []),
    # what goes on
    ("Tunnistan kehtetuks {A} – lisad 6 ja 9 jäävad jõusse.", ["revoke 2020-02-03#14 v.a=6,9"], []),
    ("Tunnistan kehtetuks {A}, kusjuures punktid 1 ja 4 kehtivad endises sõnastuses edasi.", ["revoke 2020-02-03#14 v.a.p=1;4"], []),
    ("Tunnistan kehtetuks {A}, mis lisade 2 ning 5 osas jääb kehtima.", ["revoke 2020-02-03#14 v.a=2,5"], []),
    ("Tunnistan kehtetuks direktori 01.02.2020 käskkirja nr 5 ja {A} (viimane v.a lisa 5).", ["revoke 2020-02-01#5", "revoke 2020-02-03#14 v.a=5"], []),
    ("Tunnistan kehtetuks direktori 01.02.2020 käskkirja nr 5 ja {A}, viimati nimetatu lisa 5 jääb kehtima.", ["revoke 2020-02-01#5", "revoke 2020-02-03#14 v.a=5"], []),
    # what does nothing
    ("Järgmisel aastal vaadatakse läbi, kas tunnistada kehtetuks {A}.", [], []),
    ("Puudub alus tunnistada kehtetuks {A} lisad 1 ja 12.", [], []),
    # days
    ("Käskkiri hakkab kehtima allkirjastamisest ja on tagasiulatuvalt rakendatav alates 09.04.2024.", ["commence @2024-05-10 ~signing", "apply @2024-04-09 retro"], []),
    ("01.08.2026 jõustub käesolev käskkiri.", ["commence @2026-08-01"], []),
    ("Tunnistan 01.05.2026 kehtetuks {A} lisad 1 ning 4.", ["revoke 2020-02-03#14 annexes lisa=1,4 @2026-05-01"], []),
    ("{A} kaotab 21.01.2027 kehtivuse, välja arvatud lisa 2, mis kehtib edasi.", ["revoke 2020-02-03#14 v.a=2 @2027-01-21"], []),
    ("Tunnistan kehtetuks {A} lisa 2 01.05.2025 seisuga.", ["revoke 2020-02-03#14 annexes lisa=2 @2025-05-01"], []),
    ("Tunnistada kehtetuks kantsleri ll.04.2019 käskkirja nr 373 lisad 3–7.", ["revoke 2019-04-11#373 annexes lisa=3,4,5,6,7"], ["number_repaired"]),
    ("Direktori käskkiri nr 218 (02.12.2009) „Töötasud“\nkaotab kehtivuse 1. mail 2025.", ["revoke 2009-12-02#218 @2025-05-01"], []),
    # conditions, and what only looks like one
    ("Tunnistan kehtetuks {A} lisa 6 uue ametijuhendi jõustumise päevast alates.", ["revoke 2020-02-03#14 annexes lisa=6 condition"], []),
    ("Tunnistan kehtetuks {A} uue teabesüsteemi kasutuselevõtu päevast.", ["revoke 2020-02-03#14 condition"], []),
    ("Kinnitan õnnetusest teavitamise juhendi (lisa 1).", ["approve annexes lisa=1 juhend"], []),
    ("Kinnitan korra (lisa 1) pärast loa saamisest teavitamise lõppu.", ["approve annexes lisa=1 kord condition"], []),
    ("Tunnistan kehtetuks {A} järgmised lisad:\n1.1. lisa 2 (vahi ametijuhend);\n1.2. lisa 5.", ["revoke 2020-02-03#14 annexes lisa=2", "revoke 2020-02-03#14 annexes lisa=5"], []),
    ("Tunnistan kehtetuks {A} järgmised punktid:\n1.1. punkt 2;\n1.2. punkt 5.3.", ["revoke 2020-02-03#14 points p=2", "revoke 2020-02-03#14 points p=5.3"], []),
    ("Tunnistan kehtetuks {A} järgmised lisad:\n1.1. esimesed.", ["revoke 2020-02-03#14 ?järgmised lisad:"], ["unread_operative_sentence"]),
    ("Tunnistan kehtetuks alates 1. maist 2025 {A} järgmised lisad:\n1) lisa 2;\n2) lisa 5.", ["revoke 2020-02-03#14 annexes lisa=2 @2025-05-01", "revoke 2020-02-03#14 annexes lisa=5 @2025-05-01"], []),
    ("Käskkirja kehtivuse algus on 9. oktoober 2025.", ["commence @2025-10-09"], []),
    ("Direktori 09.10.2022 käskkirja nr 5 kehtivuse algus on 09.10.2025.", [], ["cue_without_effect"]),
    ("Käskkiri jõustub allakirjutamisel ja selle mõju ulatub tagasi 01.01.2024 kuupäevani.", ["commence @2024-05-10 ~signing", "apply @2024-01-01 retro"], []),
    ("Otsustan {A} kehtetuks tunnistamise alates 1. veebruarist 2026.", ["revoke 2020-02-03#14 @2026-02-01"], []),
    ("Otsustan {A} kehtetuks tunnistamise küsimuse järgmisel koosolekul.", [], ["cue_without_effect"]),
    ("{A} lisa 4 kehtivuse viimane päev on 1. mai 2026.", ["revoke 2020-02-03#14 annexes lisa=4 @2026-05-02"], []),
    ("{A} lisa 5 kehtib viimast päeva 01.07.2026.", ["revoke 2020-02-03#14 annexes lisa=5 @2026-07-02"], []),
    ("Tunnistan kehtetuks {A}, viimane kehtivuse päev on 1. veebruar 2026.", ["revoke 2020-02-03#14 @2026-02-02"], []),
    ("Määran {A} kehtivuse lõpuks 1. veebruari 2026.", ["revoke 2020-02-03#14 @2026-02-01"], []),
    ("Käskkiri jõustub järgmise kalendriaasta esimesel päeval.", ["commence @2025-01-01 ~signing+year"], []),
    ("Käskkiri jõustub allkirjastamise kuule järgneva kuu esimesel päeval.", ["commence @2024-06-01 ~signing+month"], []),
    ("Kinnitan alates 1. märtsist 2025 ametijuhendid (lisad 1—3) ja tunnistan samast kuupäevast kehtetuks {A} lisad 1-3.", ["approve annexes lisa=1,2,3 ametijuhend @2025-03-01", "revoke 2020-02-03#14 annexes lisa=1,2,3 @2025-03-01"], []),
    ("Kinnitan palgajuhendi (lisa 1), mis jõustub 01.11.2025; samal päeval kaotab kehtivuse {A}.", ["approve annexes lisa=1 juhend @2025-11-01", "revoke 2020-02-03#14 @2025-11-01"], []),
    ("Tunnistan kehtetuks {A} samast kuupäevast.", ["revoke 2020-02-03#14 ?samast"], []),
    ("Kinnitan ametijuhendid (lisad 1—3) ja tunnistan samast kuupäevast kehtetuks {A} lisad 1-3.", ["approve annexes lisa=1,2,3 ametijuhend", "revoke 2020-02-03#14 annexes lisa=1,2,3 ?samast"], []),
    ("Pikendatakse {A} lisade 2 ja 4 kehtivust, uus tähtaeg on 1. september 2026.", ["extend 2020-02-03#14 annexes lisa=2,4 until=2026-09-01"], []),
    ("Pikendatakse {A} lisade 2 ja 4 kehtivust, uus lõppaeg on 1. september 2026.", ["extend 2020-02-03#14 annexes lisa=2,4 until=2026-09-01"], []),
    ("Pikendan {A} kehtivust, lugedes selle viimaseks kehtivuspäevaks 05.03.2026.", ["extend 2020-02-03#14 until=2026-03-05"], []),
    ("Peatatud {A} kehtivus taastatakse 1. septembrist 2026.", ["reinstate 2020-02-03#14 @2026-09-01"], []),
    ("Tunnistan kehtetuks peatatud {A}.", ["revoke 2020-02-03#14 ?peatatud"], []),
    ("Käskkiri jõustub 29.05.2025, kuid punkt 1 hakkab kehtima alles 1. märtsil 2026.", ["commence @2025-05-29", "commence points p=1 @2026-03-01"], []),
    ("Korraldus tehakse teatavaks töötajatele ja jõustub 1. detsembril 2025.", ["commence @2025-12-01"], []),
    ("Tunnistan kehtetuks kaks varasemat akti: {A} ja direktori 03.03.2021 käskkiri nr 4.", ["revoke 2020-02-03#14", "revoke 2021-03-03#4"], []),
    ("Tunnistan kehtetuks {A} ja hilisema, seda muutva direktori 03.03.2021 käskkirja nr 4.", ["revoke 2020-02-03#14", "revoke 2021-03-03#4"], []),
    ("Seoses lisa 3 väljajätmisega loetakse {A} lisa 4 lisaks 3.", ["renumber 2020-02-03#14 annexes lisa=4"], []),
    ("Tunnistan kehtetuks {A} punktid 7 ja 9 (alates 1. veebruarist 2026) ja lisa 6 (alates 01.10.2026).", ["revoke 2020-02-03#14 points p=7;9 @2026-02-01", "revoke 2020-02-03#14 annexes lisa=6 @2026-10-01"], []),
    ("Tunnistan kehtetuks {A} lisadest teise ja neljanda.", ["revoke 2020-02-03#14 annexes lisa=2,4"], []),
    ("Alates 18.09.2025, mil jõustub uus hädaabi plaan, kaotab kehtivuse {A}.", ["revoke 2020-02-03#14 @2025-09-18"], []),
    ("Tunnistan kehtetuks {A} lisas 4 oleva tabeli 2.", ["revoke 2020-02-03#14 part lisa=4 <tabeli 2>"], []),
    ("Otsustan näitusealade kasutamise korra kinnitamise vastavalt lisale 1.", ["approve annexes lisa=1 kord"], []),
    ("Otsustan {A} kehtetuks tunnistamise.", ["revoke 2020-02-03#14"], []),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "effects", "codes"), ROWS)
def test_plain_sentences_have_no_doubt(sentence: str, effects: list[str], codes: list[str]) -> None:
    found, findings = read_sentence(sentence)
    told = [f.code for f in findings if f.code != "enters_into_force_before_signing"]
    assert ([describe(effect) for effect in found], told) == (effects, codes)


def test_an_approval_alone_in_its_line_heads_no_job_description() -> None:
    words = "KÄSKKIRI\n23.04.2023 nr 211\nSaarevahid\n\n1. Kinnitatakse tuletorni vahi ametijuhend\nvastavalt lisale 1.\n\n2. Käskkiri jõustub 01.05.2023."
    found = read(words)
    assert [(effect.effect, effect.affected.annexes) for effect in found.effects] == [
        ("approve", ("1",)),
        ("commence", None),
    ]


@pytest.mark.parametrize(
    ("table", "revoked"),
    [
        ("Käskkiri\tLisa nr\tAmetikoht\n11.08.2020 nr 218\t2\tvaht\n12.08.2020 nr 219\t9\tlaevnik", [("218", ("2",), None), ("219", ("9",), None)]),
        ("| Käskkiri | Lisad |\n|---|---|\n| 08.10.2017 nr 177-ü | 1, 3 – 5 ning 9 |", [("177-ü", ("1", "3", "4", "5", "9"), None)]),
        ("Akt\tKehtivuse kaotamise kuupäev\njuhataja 5. mai 2013 käskkiri nr 1-8/13\t01.09.2025", [("1-8/13", None, "2025-09-01")]),
    ],
)  # fmt: skip
def test_a_cell_may_cite_an_act_whole(table: str, revoked: list[tuple[object, ...]]) -> None:
    found = read(
        f"KÄSKKIRI\n23.04.2023 nr 211\nSaarevahid\n\n1. Tunnistan kehtetuks järgmised:\n{table}\n\n2. Käskkiri jõustub 01.05.2023."
    )
    ended = [effect for effect in found.effects if effect.effect == "revoke"]
    told = [(e.affected.number, e.affected.annexes, e.effective_on and e.effective_on.isoformat()) for e in ended]
    assert (told, [e.doubt for e in ended]) == (revoked, [None] * len(revoked))


@pytest.mark.parametrize("cell", ["11.08.2020 nr 218 ja 219 osas", "nr 218", "11.08.2020 nr 218 osaliselt"])
def test_a_cell_that_says_more_than_an_act_is_no_row(cell: str) -> None:
    found = read(
        f"KÄSKKIRI\n23.04.2023 nr 211\nSaarevahid\n\n1. Tunnistan kehtetuks järgmised:\nKäskkiri\tLisad\n{cell}\t2\n\n2. Käskkiri jõustub 01.05.2023."
    )
    plain = [e for e in found.effects if e.effect == "revoke" and e.doubt is None]
    assert not plain
