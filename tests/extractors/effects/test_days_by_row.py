# ruff: noqa: E501 (rows of a table stay on one line)
"""Days by the row of a table, lists within lists, and wordings that lost a day, an annex or a condition."""

from __future__ import annotations

import pytest

from benchmarks.accuracy.outcome import brief
from benchmarks.accuracy.reading import Reading, read_text
from tests.extractors.effects.sentence_reading import describe, read_decision, read_sentence

HEAD = "SOOAMET\nKÄSKKIRI\n03.03.2025 nr 5\n\nTöö korraldamine\n\nSeaduse § 5 alusel\n\n"
LEAD = "1. Tunnistan kehtetuks järgmised peadirektori käskkirjad:\n"
ROW = "\n3\t11.01.2018\t"


def read(words: str) -> Reading:
    return read_text("days", f"{HEAD}{words}\n\nMari Maasikas\npeadirektor\n")


@pytest.mark.parametrize(
    ("column", "cell", "on"),
    [
        ("Kehtetu alates", "01.09.2025", "on=2025-09-01 stated"),
        ("Kehtivuse lõpp", "1. oktoober 2025", "on=2025-10-01 stated"),
        ("Kehtib kuni", "31.12.2025", "on=2026-01-01 stated"),
    ],
)
def test_each_row_has_the_day_of_its_column(column: str, cell: str, on: str) -> None:
    reading = read(f"{LEAD}Number\tKuupäev\t{column}{ROW}{cell}\n9\t22.03.2018\t01.02.2026")
    first, second = [brief(effect) for effect in reading.effects]
    assert first == f"revoke 2018-01-11 nr 3 act {on}"
    assert second.startswith("revoke 2018-03-22 nr 9 act on=2026-02-0")
    assert not any(effect.doubt for effect in reading.effects)


@pytest.mark.parametrize(
    ("column", "cell"),
    [("Tähtaeg", "01.09.2025"), ("Kehtetu alates", "uue korra jõustumisest"), ("Lõpu kuupäev", "01.09.2025")],
)
def test_a_day_that_is_not_understood_is_a_doubt(column: str, cell: str) -> None:
    reading = read(f"{LEAD}Number\tKuupäev\t{column}{ROW}{cell}")
    assert [effect.doubt for effect in reading.effects] == ["days_unread"]


def test_a_row_without_a_day_of_its_own_has_that_of_the_lead() -> None:
    reading = read(
        "1. Tunnistan alates 1. aprillist 2025 kehtetuks järgmised käskkirjad:\nNumber\tKuupäev\tKehtetu alates"
        f"{ROW}-\n9\t22.03.2018\t01.02.2026"
    )
    assert [effect.on for effect in reading.effects] == ["2025-04-01", "2026-02-01"]
    assert not any(effect.doubt for effect in reading.effects)


@pytest.mark.parametrize("rule", ["", "|---|---:|:---|\n", "-----+-----+-----\n"])
def test_frames_and_rules_of_a_table_hide_no_row(rule: str) -> None:
    reading = read(
        f"{LEAD}| Number | Kuupäev | Kehtetu alates |\n{rule}| 3 | 11.01.2018 | 01.09.2025 |\n"
        "\n2. Käskkiri jõustub allkirjastamisel."
    )
    assert [brief(effect) for effect in reading.effects] == [
        "revoke 2018-01-11 nr 3 act on=2025-09-01 stated",
        "commence act on=2025-03-03 clause signing",
    ]
    assert reading.report["findings"] == []


def test_a_list_may_number_its_items_as_its_points() -> None:
    reading = read(
        "1) Lõpetatakse järgmiste aktide kehtivus:\n1) juhataja 04.07.2021 käskkiri nr 28;\n2) juhataja 01.09.2023 käskkiri nr 6.\n"
        "2) Käskkiri jõustub nõukogu nõusoleku saamisel."
    )
    assert [brief(effect) for effect in reading.effects] == [
        "revoke 2021-07-04 nr 28 act",
        "revoke 2023-09-01 nr 6 act",
        "commence act condition doubt=condition",
    ]


def test_a_day_of_each_document_by_its_place_is_a_doubt() -> None:
    words = "1. Kinnitan hinnakirja (lisa 1) ja töökorra (lisa 2), millest esimene jõustub 1. augustil 2026 ja teine 1. mail 2027."
    assert [effect.doubt for effect in read(words).effects] == ["days_unread"]


@pytest.mark.parametrize(
    ("sentence", "effects"),
    [
        ("Käesolev käskkiri on kehtiv arvates 10. juulist 2026. a.", ["commence @2026-07-10"]),
        ("Käskkiri jõustub allkirja andmise päevast.", ["commence @2024-05-10 ~signing"]),
        ("Käskkiri jõustub ministri allkirja andmise päevast.", ["commence condition"]),
        ("Kinnitan kaevu korra, mis lisatakse käesolevale käskkirjale (lisa 1).", ["approve annexes lisa=1 kord"]),
        ("Kinnitan kaevu korra (lisa 1); see jõustub pärast kooskõlastamist vallaga.", ["approve annexes lisa=1 kord condition"]),
        ("Soovahtide ametijuhendid (liasd 1-3) kinnitatakse.", ["approve annexes lisa=1,2,3 ametijuhend"]),
        ("{A} lisa 3 muutub lisaks 2.", ["renumber 2020-02-03#14 annexes lisa=3"]),
        ("{A} punktis 3 on kirjaviga, mis parandatakse järgmiselt: „kaeb“ asemel „kaev“.", ["correct 2020-02-03#14 points p=3"]),
        ("Käskkirja eelnõuga kinnitatakse kaevu kord ja lõpetatakse {A} kehtivus.", []),
    ],
)  # fmt: skip
def test_a_wording_is_read(sentence: str, effects: list[str]) -> None:
    assert [describe(effect) for effect in read_sentence(sentence)[0]] == effects


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("{A} punkt 5 kaotab kehtivuse 24. juulil 2026, ülejäänud osas kaotab käskkiri kehtivuse 1. novembril 2026.", ["2026-07-24", "2026-11-01"]),
        ("Alates 18.09.2026, mil jõustub uus kava, kaotab kehtivuse {A}.", ["2026-09-18"]),
        ("Lugeda {A} taas kehtivaks alates 1. novembrist 2026.", ["2026-11-01"]),
    ],
)  # fmt: skip
def test_a_day_is_kept(sentence: str, days: list[str]) -> None:
    assert [str(effect.effective_on) for effect in read_sentence(sentence)[0]] == days


def test_a_body_lays_down_what_an_annex_sets_out() -> None:
    effects, _ = read_decision("OTSUS", "Juhatus kehtestab lisas 1 esitatud töökorra.", "juhatuse esimees")
    assert [describe(effect) for effect in effects] == ["approve annexes lisa=1 töökord"]
