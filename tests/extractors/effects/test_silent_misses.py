# ruff: noqa: E501 (rows of a table stay on one line)
"""Wordings that once yielded neither an effect nor a finding. Each row as in ``test_blind_sets``; names are invented."""

from __future__ import annotations

import pytest

from tests.extractors.effects.sentence_reading import describe, read_sentence

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


@pytest.mark.parametrize("sentence, effects, codes", [*REASONS, *CHANGES, *DAYS])
def test_a_wording_once_missed_is_read(sentence: str, effects: list[str], codes: list[str]) -> None:
    found, findings = read_sentence(sentence)
    assert [describe(effect) for effect in found] == effects
    assert sorted(finding.code for finding in findings) == codes
