"""Where a limit cuts what is looked at, a finding or a doubt says so."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image

from extractors.pages import attachments, crossed, overprint, typed, unread
from extractors.pages.crossed import find_crossed, under_paths
from extractors.pages.frame import Frame
from extractors.pages.near import Near
from extractors.pages.overprint import find_overprinted
from extractors.pages.repeats import CROWDED, print_once
from extractors.pages.unread import find_unread
from extractors.pages.words import PageWords, Word
from extractors.read import read_file
from tests.extractors.pages.situations import Note, by_hand, lines
from tests.extractors.pages.test_many_words import Letter, letter

FRAME = Frame(0.0, 0.0, 600.0, 800.0)


def narrow(x: float, top: float = 0.0) -> Letter:
    """A letter without a width, as in a font that lacks its widths: no other can stand on its place."""
    found = letter(x, top)
    found["x1"] = found["x0"]
    return found


@pytest.mark.parametrize(("count", "is_told"), [(16, False), (17, True)])
def test_more_equal_letters_on_a_place_than_are_compared_are_told(count: int, is_told: bool) -> None:
    chars = print_once([narrow(0.1 * at) for at in range(count)])
    assert len(chars) == count, "none repeats another that it may be compared with"
    assert sum(CROWDED in char for char in chars) == max(0, count - 16)
    words = (Word("a" * count, -1.0, 0.0, 3.0, 10.0), Word("b", 50.0, 0.0, 55.0, 10.0))
    assert find_overprinted(words, chars, FRAME) == (words[:1] if is_told else ())


def test_thousands_of_letters_on_one_place_are_looked_at_once_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = []

    class Counted(Near[Any]):
        def at(self, corners: Any) -> Any:
            for thing in super().at(corners):
                looks.append(thing)
                yield thing

    monkeypatch.setattr(overprint, "Near", Counted)
    words = tuple(Word(f"a{at}", -1.0, 0.0, 3.0, 10.0) for at in range(300))
    chars = [{**narrow(0.001 * at), CROWDED: True} for at in range(300)]
    assert find_overprinted(words, chars, FRAME) == words
    assert len(looks) <= 2 * len(words)


def test_unread_lines_beyond_the_limit_are_told_as_one_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unread, "MOST_PLACES", 3)
    image = Image.new("L", (600, 800), 255)
    for top in (200, 300, 400, 500, 600):
        image.paste(0, (100, top, 200, top + 8))
    picture: Any = SimpleNamespace(image=image, scale=1.0)
    drawn = SimpleNamespace(images=[], rects=[])
    places = find_unread(PageWords(1, 600.0, 800.0), [], drawn, FRAME, picture)
    assert [round(top, -1) for _, top, _, _ in places] == [200, 300, 400]
    assert [round(bottom, -1) for *_, bottom in places] == [210, 310, 610]


def test_paths_of_more_segments_than_are_looked_at_cross_every_word(monkeypatch: pytest.MonkeyPatch) -> None:
    words = [Word("lisa", 10.0, 10.0, 30.0, 20.0), Word("Kinnitan", 300.0, 400.0, 350.0, 410.0)]
    scribble = [(x, 15.0) for x in range(0, 50, 5)]
    assert under_paths(words, [scribble]) == {0}
    monkeypatch.setattr(crossed, "_MOST_LOOKS", 8)
    assert under_paths(words, [scribble]) == {0, 1}


def slanted(count: int) -> Any:
    drawn = [
        {"x0": x, "x1": x + 9, "top": 8.0, "bottom": 22.0, "width": 9.0, "height": 14.0, "pts": [(x, 22), (x + 9, 8)]}
        for x in range(10, 10 + 5 * count, 5)
    ]
    return SimpleNamespace(lines=drawn, curves=[])


@pytest.mark.parametrize("count", [12, 13])
def test_more_slanted_lines_than_a_cross_has_are_a_hatched_ground(count: int) -> None:
    words = (Word("lisad", 20.0, 10.0, 45.0, 20.0), Word("kaks", 48.0, 10.0, 70.0, 20.0))
    found = find_crossed(words, slanted(count), FRAME)
    assert found == ((words, ()) if count == 12 else ((), words))


def test_annotations_beyond_the_limit_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachments, "MOST_NODES", 2)
    notes = [Note("Highlight", 70, 72 + 20 * at, 200, 86 + 20 * at) for at in range(3)]
    found = read_file(by_hand([[*lines("Kinnitan", "korra", "lisa"), *notes]]), "a.pdf")
    assert [f.message for f in found.findings if f.code == "parts_left_out"] == [
        "page 1 has 3 annotations; those after the first 2 are not read"
    ]


def test_typed_lines_beyond_the_limit_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typed, "_MOST_LINES", 2)
    note = Note("FreeText", 70, 400, 300, 500, "/DA(/Helv 9 Tf)/Contents(esimene\\nteine\\nkolmas)", has_quad=False)
    found = read_file(by_hand([[*lines("Kinnitan"), note]]), "a.pdf")
    assert found.text is not None
    assert found.text.text.split() == ["Kinnitan", "esimene", "teine"]
    assert any("after the first 2" in f.message for f in found.findings if f.code == "typed_text")
