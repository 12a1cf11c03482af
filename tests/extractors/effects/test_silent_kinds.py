# ruff: noqa: E501 (rows of a table stay on one line)
"""Kinds of sentences that were read as something else, or not at all, with no finding and no doubt.

Each row is (sentence, effects, codes of findings) as in ``test_other_verbs``. Names and authorities are invented.
"""

from __future__ import annotations

import pytest

from tests.extractors.effects.sentence_reading import describe, read_sentence

B = "direktori 26.03.2021 käskkirja nr 67"

ALL_ANNEXES = [
    ("Tunnistan kehtetuks {A} juurde kuuluvad lisad.", ["revoke 2020-02-03#14 annexes lisa=all"]),
    ("{A} juures olevad kõik lisad tühistatakse.", ["revoke 2020-02-03#14 annexes lisa=all"]),
    ("Tunnistada kehtetuks {A} seni kehtinud lisad.", ["revoke 2020-02-03#14 annexes lisa=all"]),
    ("Tunnistan kehtetuks {A} juurde kuuluv lisa.", ["revoke 2020-02-03#14 annexes lisa=all"]),
    ("Tunnistan kehtetuks {A} koos selle juurde kuuluvate lisadega.", ["revoke 2020-02-03#14 lisa=all"]),
    ("Tunnistan kehtetuks {A} ja selle juurde kuuluvad lisad.", ["revoke 2020-02-03#14"]),
    ("Tunnistan kehtetuks {A} sinised lisad.", ["revoke 2020-02-03#14 ?sinised"]),
    ("Tunnistan kehtetuks {A} punktid.", ["revoke 2020-02-03#14 ?punktid"]),
    ("Tunnistan kehtetuks direktori käskkirjale nr 78 (08.04.2020) lisatud lisad 1, 4 ja 9.", ["revoke 2020-04-08#78 annexes lisa=1,4,9"]),
]  # fmt: skip

NAMED_ANNEXES = [
    ("Tunnistan kehtetuks {A} lisad:\n1) kokk-koristaja ametijuhend;\n2) lisa 7.", ["revoke 2020-02-03#14 part <kokk-koristaja ametijuhend>", "revoke 2020-02-03#14 annexes lisa=7"]),
    ("Tunnistan kehtetuks {A}:\n1) lisa 2;\n2) punkt 7.", ["revoke 2020-02-03#14 annexes lisa=2", "revoke 2020-02-03#14 points p=7"]),
    ("Tunnistan kehtetuks {A}:", ["revoke 2020-02-03#14 ?14:"]),
    ("Tunnistan kehtetuks {A} lisad „Valvekord“ ja „Riietuskord“.", ["revoke 2020-02-03#14 part <„Valvekord“ ja „Riietuskord“>"]),
    ("Tunnistan kehtetuks {A} lisad: valvekord ja riietuskord.", ["revoke 2020-02-03#14 annexes lisa=all ?valvekord riietuskord"]),
    ("Tunnistan kehtetuks {A} lisaks 6 oleva juhendi.", ["revoke 2020-02-03#14 annexes lisa=6"]),
    ("Tühistan {A} lisadeks 6 ja 7 olevad juhendid.", ["revoke 2020-02-03#14 annexes lisa=6,7"]),
]  # fmt: skip

OF_THE_ACT_BEHIND = [
    (f"Alates 01.12.2025 tunnistan kehtetuks {B} ja alates 19.04.2026 lisad 3, 10 ning 11 direktori käskkirjale nr 76 (13.10.2021).",
     ["revoke 2021-03-26#67 @2025-12-01", "revoke 2021-10-13#76 annexes lisa=3,10,11 @2026-04-19"]),
    (f"Tunnistan kehtetuks {B} ning alates 19.04.2026 ka punktid 3 ja 4 direktori 13.10.2021 käskkirjast nr 76.",
     ["revoke 2021-03-26#67", "revoke 2021-10-13#76 points p=3;4 @2026-04-19"]),
    (f"Alates 01.12.2025 tühistan {B} lisa 2 ja alates 19.04.2026 lisa 3 direktori 13.10.2021 käskkirjale nr 76.",
     ["revoke 2021-03-26#67 annexes lisa=2 @2025-12-01", "revoke 2021-10-13#76 annexes lisa=3 @2026-04-19"]),
    (f"Tunnistan kehtetuks {B} ja lisa 2 direktori 13.10.2021 käskkirja nr 76 juures.",
     ["revoke 2021-03-26#67", "revoke 2021-10-13#76 annexes lisa=2"]),
]  # fmt: skip

NO_LONGER = [
    ("{A} ei ole alates 05.06.2025 enam kehtiv.", ["revoke 2020-02-03#14 @2025-06-05"]),
    ("Alates 05.06.2025 ei ole {A} enam jõus.", ["revoke 2020-02-03#14 @2025-06-05"]),
    ("{A} lisad 2 ja 3 ei ole enam kehtivad.", ["revoke 2020-02-03#14 annexes lisa=2,3"]),
    ("{A} ei loeta enam kehtivaks alates 05.06.2025.", ["revoke 2020-02-03#14 @2025-06-05"]),
    ("{A} enam alates 05.06.2025 ei kehti.", ["revoke 2020-02-03#14 @2025-06-05"]),
    ("{A} ei oma enam jõudu.", ["revoke 2020-02-03#14"]),
    ("{A} ei ole veel kehtiv.", []),
    ("Alates 22. augustist 2025. a ei kehti {A} lisad 2 ja 3.", ["revoke 2020-02-03#14 annexes lisa=2,3 @2025-08-22"]),
    ("Alates 22. augustist 2025 ei ole {A} lisa 3 kehtiv.", ["revoke 2020-02-03#14 annexes lisa=3 @2025-08-22"]),
    ("Alates 22.08.2025 ei oma {A} kehtivust.", ["revoke 2020-02-03#14 @2025-08-22"]),
    ("Alates 22.08.2025 pole {A} enam jõus.", ["revoke 2020-02-03#14 @2025-08-22"]),
    ("Nõukogu 22.08.2023 ei ole nõus tunnistama kehtetuks {A}.", []),
    ("Kuna {A} ei ole enam kehtiv, kinnitan töökorra (lisa 1).", ["approve annexes lisa=1 töökord"]),
]  # fmt: skip

STAYS = [
    ("Jätan direktori 3. mail 2020 välja antud käskkirja nr 14 kehtima.", []),
    ("Jätta kehtima direktori 3. mail 2020 välja töötatud käskkirja nr 14 lisa 2.", []),
    ("Jätan direktori 3. mail 2020 välja antud käskkirja nr 14 lisast 4 välja punkti 2.", ["amend 2020-05-03#14 points lisa=4 p=2"]),
]  # fmt: skip

RENUMBERED = [
    ("Numereerin {A} lisad 5 ja 6 ümber lisadeks 4 ja 5.", ["renumber 2020-02-03#14 annexes lisa=5,6"]),
    ("{A} punktid 4 ja 5 numereeritakse ümber punktideks 3 ja 4.", ["renumber 2020-02-03#14 points p=4;5"]),
    ("{A} lisa 8 numbriks loetakse 7.", ["renumber 2020-02-03#14 annexes lisa=8"]),
    ("Muudan {A} lisa 9 numbrit ja loen selle lisaks 8.", ["renumber 2020-02-03#14 annexes lisa=9"]),
    ("{A} lisa 9 numeratsiooni muudetakse ja see loetakse lisaks 8.", ["renumber 2020-02-03#14 annexes lisa=9"]),
    ("Muuta {A} punkti 9 numbrit ning lugeda see punktiks 8.", ["renumber 2020-02-03#14 points p=9"]),
    ("Muudan {A} lisa 9 ja loen selle lisaks 8.", ["amend 2020-02-03#14 annexes lisa=9", "renumber 2020-02-03#14 annexes lisa=9"]),
]  # fmt: skip

BEGINNINGS = [
    ("Punktid 2 ja 3 jõustuvad vastavalt 30. juunil 2025. a ja 2026. aasta 14. märtsil.", ["commence points p=2 @2025-06-30", "commence points p=3 @2026-03-14"]),
    ("Punkt 1 ja lisa 2 jõustuvad vastavalt 01.12.2025 ja 8. veebruaril 2026.", ["commence points p=1 @2025-12-01", "commence annexes lisa=2 @2026-02-08"]),
    ("Käskkirja lisad 1-3 jõustuvad 01.12.2025, 01.01.2026 ja 01.02.2026 vastavalt.", ["commence annexes lisa=1 @2025-12-01", "commence annexes lisa=2 @2026-01-01", "commence annexes lisa=3 @2026-02-01"]),
    ("Punkt 1 jõustub 1. juunil ja punkt 2 1. juulil 2025.", ["commence points p=1 @2024-06-01 ?Punkt 1 jõustub 1. juunil ja punkt 2 1. juulil 2025.", "commence points p=2 @2025-07-01"]),
    ("Punkt 1 jõustub 1. detsembril ja punkt 2 1. jaanuaril 2025.", ["commence points p=1 @2024-12-01", "commence points p=2 @2025-01-01"]),
    ("Käskkiri kehtib teatavakstegemisest.", ["commence ~notification condition"]),
    ("Käskkiri on kehtiv allkirjastamisest.", ["commence @2024-05-10 ~signing"]),
    ("Käskkirja kehtivus algab 1. juunil 2025.", ["commence @2025-06-01"]),
]  # fmt: skip

SIGNS_WITH_CASES = [
    ("Tühistada linnapea 08.03.2020 käskkirjad nr-d 1-3/145K ja 1-2/16-308.", ["revoke 2020-03-08#1-3/145K", "revoke 2020-03-08#1-2/16-308"]),
    ("Tunnistan kehtetuks linnapea 08.03.2020 käskkirjad numbrid 14 ja 15.", ["revoke 2020-03-08#14", "revoke 2020-03-08#15"]),
    ("Linnapea 08.03.2020 käskkirjad nr-d J.1-1/345 ja KK-243 tunnistatakse kehtetuks.", ["revoke 2020-03-08#J.1-1/345", "revoke 2020-03-08#KK-243"]),
    ("Tunnistan kehtetuks linnapea 08.03.2020 käskkirjad nr nr 14 ja 15.", ["revoke 2020-03-08#14", "revoke 2020-03-08#15"]),
    ("Tunnistan kehtetuks {A} lisad nr-d 2 ja 3.", ["revoke 2020-02-03#14 annexes lisa=2,3"]),
]  # fmt: skip

BY_WHICH_TOO = [
    ("Kehtestan arhiivieeskirja (lisa 1), millega ühtlasi tunnistan kehtetuks linnapea 22.03.2023 käskkirja nr 11.", ["approve annexes lisa=1 eeskiri", "revoke 2023-03-22#11"]),
    ("Kinnitan valvekorra (lisa 1), millega samas tühistan linnapea 22.03.2023 käskkirja nr 11 lisa 2.", ["approve annexes lisa=1 kord", "revoke 2023-03-22#11 annexes lisa=2"]),
]  # fmt: skip

ABOUT_COMPLAINTS = [
    ("Kehtestada kaebuste lahendamise juhend (lisa 1).", ["approve annexes lisa=1 juhend"]),
    ("Tunnistan kehtetuks {A} „Kaebuste kord“ lisa 2 ja kaebuste menetlemise juhendi.", ["revoke 2020-02-03#14 annexes lisa=2 ?kaebuste menetlemise juhendi"]),
]  # fmt: skip

UNITS_BEHIND_A_TALE = [
    ("Tunnistan kehtetuks {A}, mis on vananenud, lisa 3.", ["revoke 2020-02-03#14 annexes lisa=3"]),
    ("Tunnistan kehtetuks {A}, millega kinnitati töökord, lisad 3 ja 4.", ["revoke 2020-02-03#14 annexes lisa=3,4"]),
    ("Tunnistan {A}, millega kinnitati töökord, punkti 4 kehtetuks.", ["revoke 2020-02-03#14 points p=4"]),
    ("Tunnistan kehtetuks {A}, mida on korduvalt muudetud, punkti 4.", ["revoke 2020-02-03#14 points p=4"]),
    # the tale lists what it tells of
    ("Tunnistan kehtetuks {A}, millega muudeti lisa 2, lisa 3 ja punkti 5.", ["revoke 2020-02-03#14"]),
]  # fmt: skip

GIVEN_ON_A_DAY = [
    ("Tunnistan kehtetuks direktori käskkirja nr 67 (antud 26. märtsil 2021) lisa 3.", ["revoke 2021-03-26#67 annexes lisa=3"]),
    ("Tunnistan kehtetuks direktori käskkirja nr 67 „Hankekord“ (antud 26. märtsil 2021) lisa 3.", ["revoke 2021-03-26#67 annexes lisa=3"]),
    ("Tunnistan kehtetuks direktori käskkirja nr 67 (allkirjastatud 26.03.2021).", ["revoke 2021-03-26#67"]),
    ("Kehtivuse kaotab alates 01.12.2025 direktori käskkiri nr 67 (antud 26. märtsil 2021).", ["revoke 2021-03-26#67 @2025-12-01"]),
    # another day than that of the act
    ("Tunnistan kehtetuks direktori käskkirja nr 67 (jõustunud 26.03.2021) lisa 3.", ["revoke ?#67 annexes lisa=3"]),
]  # fmt: skip

REACHES_BACK = [
    ("Käskkiri jõustub allkirjastamisest, kuid selle mõju on tagasiulatuv alates 16.02.2024.", ["commence @2024-05-10 ~signing", "apply @2024-02-16 retro"]),
    ("Käskkiri jõustub allkirjastamisest, kuid rakendub tagasiulatuvalt 16. veebruarist 2024.", ["commence @2024-05-10 ~signing", "apply @2024-02-16 retro"]),
    ("Käskkirjal on tagasiulatuv mõju alates 16.02.2024.", ["apply @2024-02-16 retro"]),
]  # fmt: skip

SAID_BESIDE = [
    ("Tunnistada kehtetuks {A}, kui vaidemenetluses teisiti ei otsustata.", ["revoke 2020-02-03#14 condition"]),
    ("Tunnistan kehtetuks minu poolt allkirjastatud 3. veebruari 2020 käskkirja nr 14.", ["revoke 2020-02-03#14"]),
    ("Lisaks eelmises punktis nimetatule tunnistatakse kehtetuks {A}.", ["revoke 2020-02-03#14"]),
]  # fmt: skip

ANNEXES_IN_DOUBT = [
    # a day that is only that of the annex in brackets
    ("Tunnistan kehtetuks {A} lisad 2–4 (lisa 3 alates 01.10.2025).", ["revoke 2020-02-03#14 annexes lisa=2,3,4 @2025-10-01 ?lisa 3 alates 01.10.2025"]),
    ("Tunnistan kehtetuks {A} lisad 2–4 (sh lisad 3 ja 4 alates 1. oktoobrist 2025).", ["revoke 2020-02-03#14 annexes lisa=2,3,4 @2025-10-01 ?sh lisad 3 ja 4 alates 1. oktoobrist 2025"]),
    # an annex of the annex, or two annexes of the act
    ("Tunnistan kehtetuks {A} lisa 7 lisa 2.", ["revoke 2020-02-03#14 annexes lisa=7,2 ?lisa 2"]),
    ("Tühistada {A} lisa 7 lisad 2 ja 3.", ["revoke 2020-02-03#14 annexes lisa=7,2,3 ?lisad 2"]),
    ("Tunnistan kehtetuks {A} lisa 7, lisa 2.", ["revoke 2020-02-03#14 annexes lisa=7,2"]),
]  # fmt: skip


@pytest.mark.parametrize(
    "sentence, effects",
    [
        *ANNEXES_IN_DOUBT, *ALL_ANNEXES, *NAMED_ANNEXES, *OF_THE_ACT_BEHIND, *NO_LONGER, *STAYS, *RENUMBERED, *BEGINNINGS,
        *SIGNS_WITH_CASES, *BY_WHICH_TOO, *ABOUT_COMPLAINTS, *UNITS_BEHIND_A_TALE, *GIVEN_ON_A_DAY, *REACHES_BACK,
        *SAID_BESIDE,
    ],
)  # fmt: skip
def test_a_kind_that_was_silently_wrong_is_read(sentence: str, effects: list[str]) -> None:
    found, findings = read_sentence(sentence)
    assert [describe(effect) for effect in found] == effects
    assert not findings


@pytest.mark.parametrize(
    "sentence, code",
    [
        ("Punktid 1-3 jõustuvad vastavalt 01.12.2025 ja 01.02.2026.", "unread_operative_sentence"),
        ("Alates 22. augustist 2025 {A} lisa 3 ei kehti.", "cue_without_effect"),
        ("{A} kõik lisad ei kehti enam alates 12. juulist 2025.", "cue_without_effect"),
        ("{A} teine lisa ei kehti alates 2025. aasta 20. septembrist.", "cue_without_effect"),
        ("Varem kinnitatud kaebuste lahendamise juhend kaotab kehtivuse.", "unread_operative_sentence"),
    ],
)
def test_what_is_not_read_of_these_kinds_is_found(sentence: str, code: str) -> None:
    found, findings = read_sentence(sentence)
    assert not found
    assert [finding.code for finding in findings] == [code]
