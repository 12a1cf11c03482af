"""What the lead of a list or a table says holds for each item and row; words behind an annex hold for its approval."""

from __future__ import annotations

import pytest

from benchmarks.accuracy.outcome import brief
from benchmarks.accuracy.reading import read_text
from tests.extractors.effects.sentence_reading import read_sentence

HEAD = "SOOAMET\nKÄSKKIRI\n03.03.2025 nr 5\n\nTöö korraldamine\n\nSeaduse § 5 alusel\n\n"
POSTS = "Ametikoht\tLisa nr\nvalvur\t1\nlaohoidja\t2\n"
ACTS = "Number\tKuupäev\n3\t11.01.2018\n9\t22.03.2018\n"
ITEMS = "1) valvuri ametijuhend (lisa 1);\n2) laohoidja ametijuhend (lisa 2).\n"


def read(words: str) -> list[str]:
    """Return what is read in one point, without the act's own commencement."""
    reading = read_text(
        "leads", f"{HEAD}1. {words}2. Käskkiri jõustub allkirjastamisel.\n\nMari Maasikas\npeadirektor\n"
    )
    assert reading.report["findings"] == []
    return [brief(effect) for effect in reading.effects[:-1]]


@pytest.mark.parametrize(
    ("lead", "said"),
    [
        ("Nõukogu nõusolekul kinnitan ametijuhendid:", " condition doubt=condition"),
        ("Kinnitan pärast nõukogu nõusoleku saamist ametijuhendid:", " condition doubt=condition"),
        ("Kinnitan osaliselt ametijuhendid:", " doubt=limit_unread"),
        ("Alates 1. maist 2025 kinnitan ametijuhendid:", " on=2025-05-01 stated"),
        ("Kinnitan ametijuhendid:", ""),
    ],
)
@pytest.mark.parametrize("below", [POSTS, ITEMS])
def test_each_approval_below_a_lead_is_as_the_lead_says(lead: str, said: str, below: str) -> None:
    found = read(f"{lead}\n{below}")
    assert found == [f"approve annexes annexes={number}{said}" for number in (1, 2)]


@pytest.mark.parametrize(
    ("lead", "said"),
    [
        ("Nõukogu nõusolekul tunnistan kehtetuks järgmised peadirektori käskkirjad:", " act condition doubt=condition"),
        ("Kui eelarve lubab, tunnistan kehtetuks järgmised peadirektori käskkirjad:", " act condition doubt=condition"),
        ("Tunnistan kehtetuks pooled järgmised peadirektori käskkirjad:", " act doubt=limit_unread"),
        ("Tunnistan osaliselt kehtetuks järgmised peadirektori käskkirjad:", " part limit='osaliselt'"),
        ("Alates 1. maist 2025 tunnistan kehtetuks alltoodud peadirektori käskkirjad:", " act on=2025-05-01 stated"),
    ],
)  # fmt: skip
def test_each_row_of_ended_acts_is_as_the_lead_says(lead: str, said: str) -> None:
    assert read(f"{lead}\n{ACTS}") == [f"revoke 2018-01-11 nr 3{said}", f"revoke 2018-03-22 nr 9{said}"]


def test_an_exception_in_an_item_of_approvals_is_a_doubt() -> None:
    found = read("Kinnitan ametijuhendid:\n1) valvuri (lisa 1), v.a punkt 3;\n2) laohoidja (lisa 2).\n")
    assert found == ["approve annexes annexes=1 doubt=words_unread", "approve annexes annexes=2"]


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("Kinnitan valvuri ametijuhendi vastavalt lisale 3 hooajatöötajatele.", "hooajatöötajatele"),
        ("Kinnitan valvuri ametijuhendi lisas 4 toodud kujul katseliselt.", "toodud kujul katseliselt"),
        ("Kinnitan suuliselt valvuri ametijuhendi (lisa 1).", "suuliselt"),
        ("Kinnitan isikutelt teabe kogumise korra (lisa 1).", None),
        ("Kinnitan metsaspetsialisti ametijuhendi (lisa 1).", None),
        ("Kinnitan töökorra lisa 1 järgi.", None),
        ("Kinnitan lisana 4 laohoidja töökorra.", None),
        ("Kinnitan valvuri ametijuhendi lisas 3 esitatud tabelina.", None),
    ],
)
def test_words_that_no_name_and_no_annex_holds_are_accounted_for(sentence: str, left: str | None) -> None:
    found, _ = read_sentence(sentence)
    assert [effect.doubt_quote for effect in found] == [left]
