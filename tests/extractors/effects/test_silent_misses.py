# ruff: noqa: E501 (rows of a table stay on one line)
"""Wordings that once yielded neither an effect nor a finding. Each row as in ``test_blind_sets``; names are invented."""

from __future__ import annotations

import pytest

from tests.extractors.effects.sentence_reading import describe, read_decision, read_sentence

REASONS = [
    ("Hoone sulgemise tõttu tunnistada kehtetuks {A}.", ["revoke 2020-02-03#14"], []),
    ("Ülesande lõppemise tõttu tunnistada kehtetuks {A}.", ["revoke 2020-02-03#14"], []),
    ("Vajaduse puudumisel tunnistada kehtetuks {A} lisa 2.", ["revoke 2020-02-03#14 annexes lisa=2 condition"], []),
    # a request stays one, whatever its reason
    ("Õigusselguse huvides teha direktorile ettepanek tunnistada kehtetuks {A}.", [], []),
    ("Kinnitan lao korra (lisa 1), millega seoses kaotab kehtivuse käskkiri nr 250 (08.07.2014).", ["approve annexes lisa=1 kord", "revoke 2014-07-08#250"], []),
]  # fmt: skip

CHANGES = [
    ("{A} lisa 7 saab uueks numbriks 6.", ["renumber 2020-02-03#14 annexes lisa=7"], []),
    ("Senise {A} lisa 6 asemele kehtestatakse käesoleva käskkirja lisa 1.", ["amend 2020-02-03#14 annexes lisa=6", "approve annexes lisa=1"], []),
    ("Esitan {A} lisa 3 uues sõnastuses vastavalt käesoleva käskkirja lisale 1.", ["amend 2020-02-03#14 annexes lisa=3 ~replacement"], []),
    ("Annan {A} lisale 5 uue sõnastuse (lisa 1).", ["amend 2020-02-03#14 annexes lisa=5"], []),
    ("{A} lisad 8 ja 11 ei kehti ajavahemikus 1. märtsist 2025 kuni 2025. aasta 1. juulini.", ["suspend 2020-02-03#14 annexes lisa=8,11 @2025-03-01 until=2025-07-01"], []),
    # "annan" and "esitan" of other things change nothing
    ("Annan raamatupidajale aruande lisa 5 esitamiseks kaks nädalat.", [], []),
]  # fmt: skip

DAYS = [
    ("Käskkiri jõustub allkirjastamisest, rakendudes tagasiulatuvalt 1. veebruarist 2024.", ["commence @2024-05-10 ~signing", "apply @2024-02-01 retro"], []),
    ("Jõustumine: allkirjastamisest.", ["commence @2024-05-10 ~signing"], []),
    ("Jõustumise aeg: 06.06.2025.", ["commence @2025-06-06"], []),
    ("Lisa 1 jõustub 09.06.2025, käskkiri ise allkirjastamisest.", ["commence annexes lisa=1 @2025-06-09", "commence @2024-05-10 ~signing"], []),
    ("Käskkiri jõustub 1. jaanuaril 2025 (punkt 1 allkirjastamisest).", ["commence @2025-01-01", "commence points p=1 @2024-05-10 ~signing"], []),
    ("Muudan {A} punkti 4 ja sõnastan selle järgmiselt: „4. Andmeid hoiab arhiivihoidja.“\nKäskkiri jõustub järgmise aasta 1. veebruaril.", ["amend 2020-02-03#14 points p=4", "commence @2025-02-01"], []),
    ("Muudan {A} punkti 4 ja sõnastan selle järgmiselt: „4. Andmeid hoiab arhiivihoidja.“\nKäskkiri jõustub kättetoimetamisest.", ["amend 2020-02-03#14 points p=4", "commence ~notification condition"], []),
]  # fmt: skip

SAME_ACT = [
    ("Tunnistan kehtetuks {A} lisa 3 ja eelnimetatud käskkirja punktid 2 ning 5.", ["revoke 2020-02-03#14 points p=2;5", "revoke 2020-02-03#14 annexes lisa=3"], []),
    ("Tunnistan kehtetuks {A} lisa 3 ning kõnealuse käskkirja punkti 2.", ["revoke 2020-02-03#14 points p=2", "revoke 2020-02-03#14 annexes lisa=3"], []),
]  # fmt: skip

# What one effect of a sentence holds does not answer for the rest of it
UNHELD = [
    ("Käskkiri jõustub allkirjastamisel ja selle mõju küünib tagasi 01.02.2024 kuupäevani.", ["commence @2024-05-10 ~signing ?mõju küünib tagasi"], ["cue_without_effect"]),
    ("{A} tunnistatakse kehtetuks järk-järgult: punktid 2 ja 8 alates 01.10.2025 ja ülejäänud osas alates 5. maist 2026.", ["revoke 2020-02-03#14 part p=2;8 @2025-10-01 <ülejäänud osas> ?tunnistatakse kehtetuks järk-järgult: punktid 2 ja 8 alates 01.10.2025 ja ülejäänud osas alates 5. maist 2026."], ["cue_without_effect"]),
    ("Käesolev käskkiri ei jõustu enne eelarve vastuvõtmist.", [], ["cue_without_effect"]),
    # the director's act says what a board does
    ("Juhatus kinnitab lao korra (lisa 2).", [], ["cue_without_effect"]),
    ("Juhatus muudab {A} lisa 4.", [], ["cue_without_effect"]),
    # whose task something is, is no deed; nor is what else is told of an act
    ("Direktor kinnitab puhkuste ajakava.", [], []),
    ("Tunnistan kehtetuks {A} (muudetud direktori 03.05.2021 käskkirjaga nr 9).", ["revoke 2020-02-03#14"], []),
    ("Tunnistan kehtetuks {A} punkti 4, mis nägi ette direktori 15.10.2018 käskkirja nr 6 muutmise.", ["revoke 2020-02-03#14 points p=4 ?muutmise"], []),
]  # fmt: skip

DECISIONS = [
    ("OTSUS", "Juhatus kinnitab lao korra (lisa 2).", "Juhatuse esimees", ["approve annexes lisa=2 kord"], []),
    ("OTSUS", "Juhatus muudab juhatuse 03.02.2020 otsuse nr 14 punkti 4 ja kehtestab selle järgmises sõnastuses: „4. Tasu maksab tellija.“", "Juhatuse liige", ["amend 2020-02-03#14 points p=4"], []),
    ("OTSUS", "Juhatus tunnistab kehtetuks juhatuse 03.02.2020 otsuse nr 14.", "Juhatuse esimees", ["revoke 2020-02-03#14"], []),
    # another body's decision, a task, and a regulation are not the issuer's deed
    ("OTSUS", "Juhatus kinnitab lao korra (lisa 2).", "Nõukogu esimees", [], ["cue_without_effect"]),
    ("OTSUS", "Juhatus kinnitab igal aastal tööplaani.", "Juhatuse esimees", [], []),
    ("MÄÄRUS", "Nõukogu kinnitab vormi (lisa 2).", "Nõukogu esimees", [], ["cue_without_effect"]),
]  # fmt: skip


@pytest.mark.parametrize("kind, sentence, signer, effects, codes", DECISIONS)
def test_a_body_decides_in_the_third_person(
    kind: str, sentence: str, signer: str, effects: list[str], codes: list[str]
) -> None:
    found, findings = read_decision(kind, sentence, signer)
    assert [describe(effect) for effect in found] == effects
    assert sorted(finding.code for finding in findings) == codes


@pytest.mark.parametrize("sentence, effects, codes", [*REASONS, *CHANGES, *DAYS, *SAME_ACT, *UNHELD])
def test_a_wording_once_missed_is_read_or_doubted(sentence: str, effects: list[str], codes: list[str]) -> None:
    found, findings = read_sentence(sentence)
    assert [describe(effect) for effect in found] == effects
    assert sorted(finding.code for finding in findings) == codes
