"""What annotations do to the words of a page: struck out, marked for removal, covered, given other words."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractors.model.extraction import FileExtraction
from extractors.pages.layout import read_pdf
from extractors.pages.marks import Marks, Strike
from extractors.pages.struck import find_overlaid
from extractors.read import read_file
from extractors.tools import Tools
from tests.extractors.pages.scanned import FakeEngine
from tests.extractors.pages.situations import (
    PRESSES,
    Bar,
    Curve,
    Item,
    Note,
    Press,
    Slash,
    by_hand,
    lines,
    width_of,
)

HEAD = ("PAJUMETSA AMET", "PEADIREKTORI KÄSKKIRI", "Paju, 03.05.2021 nr 48", "Lisade kehtetuks tunnistamine")
START = "1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja nr 7"
FIRST = f"{START} lisad 1, 3 ja 5."
SECOND = "2. Tunnistan kehtetuks peadirektori 02.02.2018 käskkirja nr 33."
LAST = ("3. Käskkiri jõustub allkirjastamisest.", "Leida Kask", "peadirektor")
LEFT, LEADING = 70.0, 20.0
AT_FIRST, AT_SECOND = (72 + LEADING * at for at in (len(HEAD), len(HEAD) + 1))
BOTH = {"7": ("1", "3", "5"), "33": None}


def over(words: str, before: str = "", top: float = AT_SECOND) -> tuple[float, float, float, float]:
    """The place of words of a line that stand behind others."""
    x = LEFT + width_of(before)
    return x, top - 1, x + width_of(words), top + 14


def read(press: Press, *more: Item) -> FileExtraction:
    return read_file(press([[*lines(*HEAD, FIRST, SECOND, *LAST), *more]]), "a.pdf")


def revoked(found: FileExtraction) -> dict[str | None, object]:
    return {each.affected.number: each.affected.annexes for each in found.effects if each.effect == "revoke"}


def doubts(found: FileExtraction) -> dict[str | None, str | None]:
    return {each.affected.number: each.doubt for each in found.effects if each.effect == "revoke"}


def codes(found: FileExtraction) -> set[str]:
    return {finding.code for finding in found.findings}


def aside(found: FileExtraction) -> list[tuple[str, str | None]]:
    assert found.text is not None
    return [(each.why, each.words) for each in found.text.unseen]


@PRESSES
def test_words_under_a_strike_are_struck(press: Press) -> None:
    found = read(press, Note("StrikeOut", *over(SECOND)))
    assert revoked(found) == {"7": ("1", "3", "5")}
    assert codes(found) == {"struck_words"}
    assert aside(found) == [("struck", SECOND)]


@PRESSES
@pytest.mark.parametrize("kind", ["Highlight", "Underline", "Squiggly"])
def test_other_marks_of_words_leave_them(press: Press, kind: str) -> None:
    found = read(press, Note(kind, *over(SECOND), "/C[1 1 0]"))
    assert doubts(found) == {"7": None, "33": None}
    assert codes(found) == {"comments_left_out"}


@PRESSES
def test_one_struck_annex_leaves_its_list(press: Press) -> None:
    found = read(press, Note("StrikeOut", *over("3", f"{START} lisad 1, ", AT_FIRST)))
    assert revoked(found)["7"] == ("1", "5")
    assert doubts(found)["7"] is None


def test_a_strike_without_places_of_words_holds_for_its_rectangle() -> None:
    found = read(by_hand, Note("StrikeOut", *over(SECOND), has_quad=False))
    assert aside(found) == [("struck", SECOND)]


def test_a_strike_over_several_lines_as_one_place_is_a_doubt() -> None:
    """Viewers draw one line in the middle of the place, wherever that is."""
    x0, top, x1, bottom = over(SECOND)
    found = read(by_hand, Note("StrikeOut", x0, top - LEADING, x1, bottom, has_quad=False))
    assert doubts(found) == {"7": "crossed_words", "33": "crossed_words"}


@pytest.mark.parametrize("flags", [2, 32])
def test_a_strike_that_no_viewer_shows_strikes_nothing(flags: int) -> None:
    found = read(by_hand, Note("StrikeOut", *over(SECOND), f"/F {flags}"))
    assert doubts(found) == {"7": None, "33": None}


@pytest.mark.parametrize("turn", [b"/Rotate 90", b"/Rotate 180", b"/Rotate 270", b"/CropBox[30 40 560 820]"])
def test_a_strike_is_found_on_a_page_that_is_turned_or_cut(turn: bytes) -> None:
    page = [*lines(*HEAD, FIRST, SECOND, *LAST), Note("StrikeOut", *over(SECOND))]
    data = by_hand([page]).replace(b"/Type/Page/Parent", b"/Type/Page" + turn + b"/Parent")
    assert aside(read_file(data, "a.pdf")) == [("struck", SECOND)]


@PRESSES
def test_a_strike_counts_on_a_page_that_has_typed_text(press: Press) -> None:
    typed = Note("FreeText", 70, 700, 200, 716, "/DA(/Helv 10 Tf)/Contents(Arhiivis)", has_quad=False)
    found = read(press, Note("StrikeOut", *over(SECOND)), typed)
    assert aside(found) == [("struck", SECOND)]
    assert doubts(found) == {"7": None}
    assert codes(found) == {"struck_words", "typed_text"}


OTHER_WORDS: dict[str, Sequence[Item]] = {
    "a comment": [Note("StrikeOut", *over("3", f"{START} lisad 1, ", AT_FIRST), "/Contents(4)")],
    "a mark of insertion": [
        Note("StrikeOut", *over("3", f"{START} lisad 1, ", AT_FIRST)),
        Note("Caret", *over("x", f"{START} lisad 1, 3", AT_FIRST + 6), "/Contents(4)", has_quad=False),
    ],
    "insertion alone": [Note("Caret", *over("x", FIRST, AT_FIRST + 6), "/Contents(ja 8)", has_quad=False)],
    "text typed above": [
        Note("StrikeOut", *over("3", f"{START} lisad 1, ", AT_FIRST)),
        Note("FreeText", 400, 60, 460, AT_FIRST - 10, "/DA(/Helv 8 Tf)/Contents(4)", has_quad=False),
    ],
}


@PRESSES
@pytest.mark.parametrize("notes", OTHER_WORDS.values(), ids=OTHER_WORDS)
def test_a_sentence_for_which_other_words_are_given_is_doubted(press: Press, notes: Sequence[Item]) -> None:
    found = read(press, *notes)
    assert doubts(found) == {"7": "replaced_words", "33": None}
    assert "replaced_words" in codes(found)


def test_a_comment_that_repeats_the_struck_words_gives_no_others() -> None:
    found = read(by_hand, Note("StrikeOut", *over("3", f"{START} lisad 1, ", AT_FIRST), "/Contents( 3 )"))
    assert doubts(found) == {"7": None, "33": None}


@PRESSES
def test_words_marked_for_removal_are_neither_read_nor_shown(press: Press) -> None:
    found = read(press, Note("Redact", *over("7", START.removesuffix("7"), AT_FIRST)))
    assert doubts(found)["33"] is None
    assert all(doubt for number, doubt in doubts(found).items() if number != "33")
    assert "7" not in revoked(found)
    assert "redaction_not_applied" in codes(found)
    assert aside(found) == [("withheld", None)]


def test_a_whole_sentence_marked_for_removal_is_not_published() -> None:
    found = read(by_hand, Note("Redact", *over(SECOND), "/F 2"))
    assert revoked(found) == {"7": ("1", "3", "5")}
    assert found.text is not None
    assert "02.02.2018" not in found.text.text + "".join(finding.message for finding in found.findings)


COVERS = {
    "white box": Note("Square", *over(SECOND), "/IC[1 1 1]/C[1 1 1]", has_quad=False),
    "black box": Note("Square", *over(SECOND), "/IC[0 0 0]", has_quad=False),
    "ellipse": Note("Circle", 0, AT_SECOND - 12, 560, AT_SECOND + 25, "/IC[1 1 1]/C[1 1 1]", has_quad=False),
    "black highlight": Note("Highlight", *over(SECOND), "/C[0 0 0]"),
}
TYPED = Note("FreeText", 70, 700, 200, 716, "/DA(/Helv 10 Tf)/Contents(Arhiivis)", has_quad=False)


@pytest.mark.parametrize("beside", [(), (TYPED,)], ids=["alone", "beside typed text"])
@pytest.mark.parametrize("cover", COVERS.values(), ids=COVERS)
def test_words_under_an_annotation_are_covered(cover: Note, beside: tuple[Note, ...]) -> None:
    found = read(by_hand, cover, *beside)
    assert "33" not in revoked(found)
    assert {why for why, _ in aside(found)} == {"covered"}
    assert found.text is not None
    assert "02.02.2018" not in found.text.text + "".join(finding.message for finding in found.findings)


AT_THREE = over("3", f"{START} lisad 1, ", AT_FIRST)


@pytest.mark.parametrize("cover", [Note("Square", *AT_THREE, "/IC[0 0 0]", has_quad=False), Bar(*AT_THREE)])
def test_one_figure_under_a_cover_as_wide_makes_the_sentence_doubtful(cover: Item) -> None:
    found = read(by_hand, cover)
    assert doubts(found) == {"7": "unseen_words", "33": None}


def test_a_frame_around_words_covers_nothing() -> None:
    found = read(by_hand, Note("Square", *over(SECOND), "/C[1 0 0]", has_quad=False))
    assert doubts(found) == {"7": None, "33": None}
    assert codes(found) == {"comments_left_out"}


def drawn(*points: tuple[float, float]) -> str:
    return " ".join(f"{x} {842 - top}" for x, top in points)


X0, TOP, X1, BOTTOM = over(SECOND)
ZIGZAG = tuple((X0 + at * 6.0, TOP + (13 if at % 2 else 1)) for at in range(int((X1 - X0) / 6)))
ACROSS: dict[str, Item] = {
    "line": Note("Line", X0, TOP, X1, BOTTOM, f"/L[{drawn((X0, TOP + 8), (X1, TOP + 8))}]", has_quad=False),
    "ink": Note("Ink", X0, TOP, X1, BOTTOM, f"/InkList[[{drawn(*ZIGZAG)}]]", has_quad=False),
    "polyline": Note("PolyLine", X0, TOP, X1, BOTTOM, f"/Vertices[{drawn(*ZIGZAG)}]", has_quad=False),
    "a scribble in the page": Curve(ZIGZAG),
    "a wave in the page": Curve(tuple((X0 + at * 20.0, TOP + (9 if at % 2 else 7)) for at in range(16))),
}


@PRESSES
@pytest.mark.parametrize("line", ACROSS.values(), ids=ACROSS)
def test_a_line_by_hand_through_words_is_a_doubt(press: Press, line: Item) -> None:
    found = read(press, line)
    assert doubts(found) == {"7": None, "33": "crossed_words"}
    assert "crossed_words" in codes(found)


@PRESSES
def test_a_slash_through_one_number_of_a_list_is_a_doubt(press: Press) -> None:
    x0, top, x1, bottom = over("3", f"{START} lisad 1, ", AT_FIRST)
    found = read(press, Slash(x0 - 1, bottom, x1 + 1, top))
    assert doubts(found) == {"7": "crossed_words", "33": None}


@PRESSES
def test_curves_around_words_and_beside_them_cross_nothing(press: Press) -> None:
    around = Curve(((60, TOP - 2), (X1 + 6, TOP - 2), (X1 + 9, TOP + 8), (X1 + 6, BOTTOM + 2), (60, BOTTOM + 2)))
    signature = Curve(((300, 300), (320, 280), (340, 310), (360, 285)))
    found = read(press, around, signature)
    assert "crossed_words" not in codes(found)


@PRESSES
def test_many_slanted_lines_through_words_are_told(press: Press) -> None:
    hatched = [Slash(60 + 9 * at, TOP - 2, 50 + 9 * at, BOTTOM + 2) for at in range(30)]
    found = read(press, *hatched)
    assert "hatched_words" in codes(found)
    assert "crossed_words" not in codes(found)


def test_a_scan_is_read_as_its_marks_have_it() -> None:
    """The words of an image know nothing of the annotations over it; a rule through them may strike them out."""
    data = by_hand([[Bar(0, 0, 50, 50), Bar(69, 505, 200, 506), Bar(69, 612, 200, 613)]])
    places = {"Kinnitan": 100.0, "Salajane": 200.0, "Kustutatud": 300.0, "Loen": 400.0}
    places |= {"Läbikriipsutamisele": 500.0, "Allakriipsutamisele": 600.0}
    engine = FakeEngine([(word, 70.0, top, 0.95) for word, top in places.items()])
    marks = Marks(
        struck=(Strike(((60, 842 - 320, 300, 842 - 295),)),),
        withheld=((60, 842 - 220, 300, 842 - 195),),
        paths=(((60, 842 - 106), (300, 842 - 106)),),
    )
    text, findings = read_pdf(data, "0" * 64, Tools(ocr=engine), [marks])
    assert text.text == "Kinnitan\nLoen\nLäbikriipsutamisele\nAllakriipsutamisele\n"
    assert [(each.why, each.words) for each in text.unseen] == [
        ("withheld", None),
        ("struck", "Kustutatud"),
        ("crossed", "Kinnitan"),
        ("crossed", "Läbikriipsutamisele"),
    ]
    assert "Salajane" not in " ".join(finding.message for finding in findings)


@pytest.mark.parametrize("letters", [["1", ",", "3", "\u0336", "5"], ["1", ",", "3\u0338", "5"]])
def test_letters_with_a_stroke_of_their_own_are_struck(letters: list[str]) -> None:
    struck = find_overlaid([{"text": letter} for letter in letters])
    assert "".join(char["text"] for char in struck)[:1] == "3"
    assert len(struck) == len(letters) - 3


def test_a_stroke_before_all_letters_strikes_none() -> None:
    assert find_overlaid([{"text": "\u0336"}, {"text": "a"}]) == [{"text": "\u0336"}]
