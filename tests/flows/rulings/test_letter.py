"""The letter to the authority: act, sentence, what is unclear, what is assumed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from extractors.files.docx import read_docx
from flows.rulings import letter
from flows.rulings.letter import as_docx, as_text, compose
from flows.rulings.lines import QUESTIONS
from warehouse.ask.doubts import Doubt, NamedAct
from warehouse.sources import SQL_FOLDER

ACTS = {
    name: NamedAct(name, "käskkiri", number, date(2025, 6, 2), f"Kord {number}", "Näidisamet", None)
    for name, number in (("na/1", "1"), ("na/2", "2"), ("na/9", "9"))
}
WITHOUT_A_DAY = ("annex_number", "same_position", "field_of_position", "same_act")
DOUBT = Doubt(
    doubt_id="3f09c1d2ab",
    question="which_act",
    document_id="na/9",
    quote="Tunnistan kehtetuks <käskkirja> „Kord” & lisa.",
    words_before="",
    words_after="",
    quote_number=1,
    text_sha256="ab" * 32,
    reference_key=None,
    candidates=("na/1", "na/2"),
    premises="candidates: na/1 na/2",
    undecided_from=date(2025, 7, 1),
    annex_number=2,
    look_again_on=None,
    page_number=2,
    evidence_id="e1",
    directive_id="na/9",
    file_sha256="cd" * 32,
    reader_version="2",
    signed_on=None,
    starts_on=None,
    ends_on=None,
)


def test_a_letter_says_act_sentence_what_is_unclear_and_what_is_assumed() -> None:
    told = as_text(compose(DOUBT, ACTS, date(2026, 1, 7))).decode()
    assert told.startswith("Näidisamet\n\n07.01.2026\n\nKüsimus: käskkiri 02.06.2025 nr 9 „Kord 9”\n")
    assert "on lause (lk 2):\n\n„Tunnistan kehtetuks <käskkirja> „Kord” & lisa.”" in told
    assert "– käskkiri 02.06.2025 nr 1 „Kord 1”\n\n– käskkiri 02.06.2025 nr 2 „Kord 2”" in told
    assert "alates 01.07.2025 otsustamatuks" in told
    assert told.endswith("Küsimuse tunnus: 3f09c1d2ab\n")


@pytest.mark.parametrize(
    "question, candidates, words",
    [
        ("end_day", (), "enam ei kehti"),
        ("start_day", (), "mis päeval see jõustub"),
        ("start_day", ("2026-03-01", "2026-05-01"), "– 01.03.2026\n\n– 01.05.2026"),
        ("which_annexes", ("1", "3"), "– lisa 1\n\n– lisa 3"),
        ("effect_of_sentence", ("ends", "nothing"), "kas ja mille kehtivus lausega lõpeb"),
        ("annex_number", ("2", "4"), "– lisa 2\n\n– lisa 4"),
        ("same_position", ("na/1#2",), "– na/1, lisa 2"),
        ("field_of_position", ("unit", "duty"), "– struktuuriüksus\n\n– teenistusülesanne"),
        ("same_act", ("na/1",), "Registris on kirje (na/9):\n\n„Tunnistan"),
        ("same_act", ("na/1",), "– na/1\n\nVastuseni loetakse need meie andmetes eri aktideks"),
    ],
)
def test_each_question_is_asked(question: str, candidates: tuple[str, ...], words: str) -> None:
    doubt = replace(DOUBT, question=question, candidates=candidates, undecided_from=None, directive_id=None)
    told = as_text(compose(doubt, {}, date(2026, 1, 7))).decode()
    assert words in told
    assert "Vastuseni" in told
    assert ("algusest peale otsustamatuks" in told) == (question not in WITHOUT_A_DAY)
    assert told.startswith("Asutusele\n")


def test_every_question_and_field_has_its_words() -> None:
    assert set(letter._UNCLEAR) == set(letter._ASKED) == set(QUESTIONS)
    asked = (SQL_FOLDER / "macros" / "functions.sql").read_text("utf-8").partition("MACRO field_values(p)")[2]
    named = re.findall(r"field := '(\w+)'", asked.partition(";")[0])
    assert [*named, "duty"] == list(letter._FIELDS)


def test_an_entry_that_may_be_the_same_act_is_told_by_its_address() -> None:
    acts = ACTS | {"na/1": replace(ACTS["na/1"], source_url="https://adr.example/1")}
    told = as_text(compose(replace(DOUBT, question="same_act"), acts, date(2026, 1, 7))).decode()
    assert "– käskkiri 02.06.2025 nr 1 „Kord 1” (https://adr.example/1)\n" in told
    assert "– käskkiri 02.06.2025 nr 2 „Kord 2” (na/2)\n" in told


def test_a_docx_holds_the_same_paragraphs() -> None:
    paragraphs = compose(DOUBT, ACTS, date(2026, 1, 7))
    assert as_docx(paragraphs) == as_docx(paragraphs)
    text, findings = read_docx(as_docx(paragraphs), "0")
    assert text.text.split("\n")[:-1] == list(paragraphs)
    assert findings == ()
