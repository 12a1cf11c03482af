"""Terms behind the signing, ends on the day of the signing, days beside a verb, and words of validity beside names."""

from __future__ import annotations

import pytest

from tests.extractors.effects.sentence_reading import describe, read_sentence


@pytest.mark.parametrize(
    ("sentence", "effect"),
    [
        ("Otsus jõustub päev pärast allkirjastamist.", "commence @2024-05-11 ~signing+1d"),
        ("Otsus jõustub kolm päeva pärast allkirjastamist.", "commence @2024-05-13 ~signing+3d"),
        ("Otsus hakkab kehtima 5 päeva pärast allakirjutamist.", "commence @2024-05-15 ~signing+5d"),
        ("Otsus jõustub nädal pärast allkirjastamist.", "commence @2024-05-17 ~signing+7d"),
        ("Otsus jõustub kahe nädala möödumisel allkirjastamisest.", "commence @2024-05-24 ~signing+14d"),
        ("Otsus jõustub kaks tööpäeva pärast allkirjastamist.", "commence ~signing+2w condition"),
        ("Otsus jõustub kuu pärast allkirjastamist.", "commence condition"),
        ("Otsus jõustub kolm 1. juunil 2024.", "commence @2024-06-01 ?kolm"),
    ],
)
def test_a_term_behind_the_signing_is_counted(sentence: str, effect: str) -> None:
    found, _ = read_sentence(sentence)
    assert [describe(each) for each in found] == [effect]


@pytest.mark.parametrize(
    ("sentence", "effect"),
    [
        (
            "Tunnistan {A} lisa 5 kehtetuks käesoleva otsuse allkirjastamise päevast.",
            "revoke 2020-02-03#14 annexes lisa=5 @2024-05-10 ~signing",
        ),
        (
            "Alates käesoleva otsuse allkirjastamisest kaotab kehtivuse {A}.",
            "revoke 2020-02-03#14 @2024-05-10 ~signing",
        ),
        ("Käesoleva otsuse jõustumise päevast tunnistan kehtetuks {A}.", "revoke 2020-02-03#14"),
        (
            "01.11.2025. a lõpeb juhataja korralduse nr 81, 15.12.2013, kehtivus.",
            "revoke 2013-12-15#81 @2025-11-01",
        ),
        ("01.11.2025 kaotab kehtivuse juhataja käskkiri nr 8 (15.12.2013).", "revoke 2013-12-15#8 @2025-11-01"),
        ("Tunnistan kehtetuks {A} p\n7.", "revoke 2020-02-03#14 points p=7"),
        ("Tunnistan kehtetuks juhataja 15.12.2013 käskkirja nr 8-P.", "revoke 2013-12-15#8-P"),
    ],
)
def test_an_end_has_its_own_day_and_the_act_its_own(sentence: str, effect: str) -> None:
    found, findings = read_sentence(sentence)
    assert [describe(each) for each in found] == [effect]
    assert findings == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Kinnitan töökorra (lisa 1), mida rakendatakse katseajaga töötajatele.",
        "Kinnitan töökorra (lisa 1), mis kehtib hooajatöötajatele.",
    ],
)
def test_a_verb_of_validity_that_no_effect_answers_is_a_doubt(sentence: str) -> None:
    found, findings = read_sentence(sentence)
    assert [effect.effect for effect in found][:1] == ["approve"]
    assert all(effect.doubt for effect in found) or findings
