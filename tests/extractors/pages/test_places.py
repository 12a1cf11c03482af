"""Each word's own place within its printed line, down to a page's pictures."""

from __future__ import annotations

import io
from collections.abc import Callable

import pdfplumber

from extractors.model.evidence import Span
from extractors.pages.layout import read_pdf
from extractors.pages.lines import Run
from extractors.pages.words import Word
from tests.extractors.pages.conftest import Draw, Sheet


def word(text: str, x0: float, x1: float) -> Word:
    return Word(text, x0, 100, x1, 110)


def run(*words: Word) -> Run:
    return Run(words, 1)


def test_each_word_of_a_line_has_its_edges() -> None:
    assert run(word("Lisa", 50, 70), word("10", 73, 85)).edges == (50, 70, 73, 85)


def test_pieces_of_one_word_have_the_edges_of_the_whole() -> None:
    """A change of font within a word parts it in the file, not in the text."""
    found = run(word("am", 50, 60), word("et", 60, 70), word("1", 74, 78))
    assert (found.text, found.edges) == ("amet 1", (50, 70, 74, 78))


def test_a_bullet_that_sticks_to_its_word_is_a_word_of_its_own() -> None:
    found = run(word("•amet", 50, 110))
    assert (found.text, found.edges) == ("• amet", (50, 60, 70, 110))


def test_the_box_of_some_words_holds_these_words_and_no_others(draw: Draw, sheet: Callable[[], Sheet]) -> None:
    """Stock pdfplumber, asked for the words in the box, gives those very words."""
    page = sheet()
    page.write(60, 80, "Juhataja allub otse peadirektorile ja asendab teda", "tema puhkuse ajal, kui muud ei ole")
    page.rule_grid((60, 300, 520), (150, 220))
    page.write(64, 160, "2.1. Korraldab vastuvottu", "ja juhendab uusi")
    page.write(304, 160, "Vastuvott on korraldatud", "ja uued on juhendatud")
    data = draw(page)
    text, _ = read_pdf(data, "sha")
    with pdfplumber.open(io.BytesIO(data)) as document:
        for words in (
            "otse peadirektorile",
            "Juhataja",
            "teda\ntema puhkuse",
            "juhendab",
            "Vastuvott on korraldatud\nja",
        ):
            start = text.text.index(words)
            boxes = text.boxes(Span(start, start + len(words)))
            shown = [
                document.pages[0].crop((box.x0 - 0.5, box.top - 0.5, box.x1 + 0.5, box.bottom + 0.5)).extract_text()
                for box in boxes
            ]
            assert shown == words.split("\n")


def test_a_number_in_a_cell_of_its_own_is_within_the_box_of_its_duty(draw: Draw, sheet: Callable[[], Sheet]) -> None:
    page = sheet()
    page.rule_grid((60, 100, 300, 520), (70, 100, 140))
    page.write(64, 76, "Nr")
    page.write(104, 76, "Teenistusulesanded")
    page.write(304, 76, "Oodatavad tulemused")
    page.write(64, 106, "2.1.")
    page.write(104, 106, "Korraldab vastuvottu")
    page.write(304, 106, "Vastuvott on korraldatud")
    text, _ = read_pdf(draw(page), "sha")
    start = text.text.index("2.1. Korraldab vastuvottu")
    [box] = text.boxes(Span(start, start + 25))
    assert (box.x0 < 66, box.x1 > 190) == (True, True)
