"""The way back from words to their page and place."""

from __future__ import annotations

from extractors.model.evidence import Box, Span
from extractors.model.text import DocumentText, PlacedText

LINES = ("Juhataja allub direktorile", "ja asendab teda", "Lisa 2")
TEXT = "\n".join(LINES) + "\n"


def placed(line: int, page_number: int, edges: tuple[float, ...] = ()) -> PlacedText:
    start = TEXT.index(LINES[line])
    box = Box(page_number, 50, 100 + 14 * line, 250, 112 + 14 * line)
    return PlacedText(Span(start, start + len(LINES[line])), box, edges)


def document(*places: PlacedText) -> DocumentText:
    pages = (Span(0, TEXT.index("Lisa")), Span(TEXT.index("Lisa"), len(TEXT)))
    return DocumentText("sha", TEXT, pages=pages, places=places)


FIRST = placed(0, 1, (50, 90, 95, 140, 145, 250))
SECOND, THIRD = placed(1, 1), placed(2, 2, (50, 80, 85, 100))


def at(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def test_of_a_line_touched_in_part_the_box_covers_its_words_alone() -> None:
    assert document(FIRST, SECOND, THIRD).boxes(at("allub")) == (Box(1, 95, 100, 140, 112),)
    assert document(FIRST, SECOND, THIRD).boxes(at("allub direktorile")) == (Box(1, 95, 100, 250, 112),)


def test_a_word_touched_in_part_is_covered_whole() -> None:
    assert document(FIRST).boxes(at("rektor")) == (Box(1, 145, 100, 250, 112),)


def test_blanks_at_the_ends_of_a_span_cover_no_neighbour() -> None:
    assert document(FIRST).boxes(at(" allub ")) == (Box(1, 95, 100, 140, 112),)
    assert document(FIRST).boxes(Span(8, 9)) == ()


def test_a_line_whose_words_have_no_places_is_covered_whole() -> None:
    assert document(FIRST, SECOND).boxes(at("asendab")) == (SECOND.box,)


def test_a_span_over_lines_has_a_box_for_each() -> None:
    found = document(FIRST, SECOND, THIRD).boxes(at("direktorile\nja asendab teda\nLisa"))
    assert [(box.page_number, box.x0, box.x1) for box in found] == [(1, 145, 250), (1, 50, 250), (2, 50, 80)]


def test_the_page_of_words_that_a_page_break_parted_from_their_row_is_the_one_they_stand_on() -> None:
    """A row that goes on: its second cell lies, in the text, within the page its first cell began on."""
    moved = PlacedText(SECOND.span, Box(2, 50, 60, 250, 72))
    assert document(FIRST, moved, THIRD).page_number(SECOND.span.start) == 1
    assert document(FIRST, moved, THIRD).evidence(SECOND.span).page_number == 2


def test_without_pages_there_is_no_page_and_no_box() -> None:
    evidence = DocumentText("sha", TEXT).evidence(at("allub"))
    assert (evidence.page_number, evidence.boxes, evidence.quote) == (None, (), "allub")


def test_every_span_finds_the_places_that_a_look_at_each_of_them_finds() -> None:
    text = document(FIRST, SECOND, THIRD)
    for start in range(len(TEXT)):
        for end in range(start + 1, len(TEXT) + 1):
            touched = [
                place
                for place in text.places
                if place.span.overlaps(Span(start, end))
                and TEXT[max(start, place.span.start) : min(end, place.span.end)].strip()
            ]
            assert len(text.boxes(Span(start, end))) == len(touched), (start, end)
