"""Ink in a line of a scan for which OCR gave no words makes the sentence doubtful."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extractors.pages.left_out import find_left_out
from extractors.pages.words import Word
from extractors.read import read_file
from extractors.tools import Tools
from tests.extractors.pages.scanned import DPI, FakeEngine, as_scan

LINES = [
    (60, "SOOAMET"),
    (80, "PEADIREKTORI KÄSKKIRI"),
    (100, "03.03.2025 nr 5"),
    (140, "1. Tunnistan kehtetuks 11.01.2019 käskkirja nr 7 lisad 2 ja 5."),
    (160, "2. Käskkiri jõustub allkirjastamisest."),
    (200, "Mari Maasikas"),
]
LEFT, WIDE = 60.0, 6.0
"""Points: where lines begin, and how wide each letter of them is."""
Change = Callable[[Image.Image], Image.Image]


def words_of(lines: list[tuple[int, str]]) -> list[tuple[str, float, float, float]]:
    found = []
    for top, line in lines:
        at = 0
        for word in line.split(" "):
            found.append((word, LEFT + WIDE * at, float(top), 0.95))
            at += len(word) + 1
    return found


def scan(change: Change = lambda picture: picture) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.setFont("Courier", 10)
    for text, x, top, _ in words_of(LINES):
        canvas.drawString(x, A4[1] - top - 8, text)
    canvas.save()
    return as_scan(out.getvalue(), change)


def doubts(words: list[tuple[str, float, float, float]], data: bytes | None = None) -> list[str | None]:
    found = read_file(data or scan(), "a.pdf", tools=Tools(ocr=FakeEngine(words)))
    return [each.doubt for each in found.effects if each.effect == "revoke"]


def test_a_line_that_was_read_whole_is_sure() -> None:
    assert doubts(words_of(LINES)) == [None]


@pytest.mark.parametrize("lost", [{"5."}, {"ja", "5."}, {"7"}], ids=["the last", "two", "a number in the middle"])
def test_words_that_the_engine_left_out_are_missed(lost: set[str]) -> None:
    kept = [word for word in words_of(LINES) if word[0] not in lost]
    assert set(doubts(kept)) <= {"unread_ink", "words_unread"}
    assert doubts(kept)


def test_a_letter_guessed_for_ink_over_two_lines_is_no_word() -> None:
    picture = Image.new("L", (400, 200), 255)
    ImageDraw.Draw(picture).rectangle((252, 70, 280, 110), fill=0)
    line = [
        Word(text, 10 + 60 * at, 100, 60 + 60 * at, 112, 0.95) for at, text in enumerate(("kehtetuks", "a", "b", "c"))
    ]
    blot = Word("n,", 250, 80, 282, 114, 0.2)
    assert find_left_out([*line, blot], (), picture, 1.0)
    assert not find_left_out([*line, replace(blot, confidence=0.9)], (), picture, 1.0)


def _with_scribble(x: float, top: float) -> Change:
    def draw(picture: Image.Image) -> Image.Image:
        pen, scale = ImageDraw.Draw(picture), DPI / 72
        pen.line([(x * scale, top * scale), ((x + 40) * scale, (top + 14) * scale)], fill=0, width=5)
        return picture

    return draw


@pytest.mark.parametrize(("x", "top"), [(145, 198), (480, 300), (480, 60)], ids=["signature", "below", "beside"])
def test_ink_beside_other_lines_says_nothing_of_the_sentence(x: float, top: float) -> None:
    assert doubts(words_of(LINES), scan(_with_scribble(x, top))) == [None]
