"""Figures of Type 3 fonts, which draw their letters as small pages, are judged by the ink on the page."""

from __future__ import annotations

from collections.abc import Mapping

import pypdfium2
import pytest
from pypdfium2 import raw

from extractors.pages.figure_shapes import outlines_of
from extractors.read import read_file
from tests.extractors.pages.situations import assembled

HEAD = (
    b"KALDA AMET",
    b"PEADIREKTORI K\xc4SKKIRI",
    b"Kalda, 28.08.2025 nr 53",
    b"1. Tunnistan kehtetuks peadirektori 19.04.2021 k\xe4skkirja nr 40 lisad",
)
SHOWN = "2, 5-7, 46, 80 ja 93."
SQUARES = {
    "2": (14, 17, 1, 2, 4, 8, 31),
    "5": (31, 16, 30, 1, 1, 17, 14),
    "7": (31, 1, 2, 4, 8, 8, 8),
    ",": (0, 0, 0, 0, 4, 4, 8),
}
NEXT = {str(figure): str((figure + 1) % 10) for figure in range(10)}


def outlined() -> dict[str, bytes]:
    """The letters of the list, each as what draws it: as a program that turns fonts into paths would."""
    document = pypdfium2.PdfDocument.new()
    font = raw.FPDFText_LoadStandardFont(document, b"Helvetica")
    drawn = {}
    for letter in sorted(set(SHOWN)):
        paths = b""
        for outline in outlines_of(raw.FPDFFont_GetGlyphPath(font, ord(letter), 1000.0)):
            points = [b"%d %d" % (1000 * x, 1000 * y) for x, y in outline.points]
            paths += points[0] + b" m " + b" ".join(point + b" l" for point in points[1:]) + b" h\n"
        drawn[letter] = b"600 0 0 -250 1000 900 d1\n" + paths + b"f"
    document.close()
    return drawn


def squared() -> dict[str, bytes]:
    """Letters of five by seven squares."""
    return {
        letter: b"600 0 0 -250 1000 900 d1\n"
        + b"".join(
            b"%d %d 100 100 re\n" % (100 * column, 600 - 100 * row)
            for row, bits in enumerate(rows)
            for column in range(5)
            if bits >> (4 - column) & 1
        )
        + b"f"
        for letter, rows in {**SQUARES, " ": ()}.items()
    }


def act(drawn: Mapping[str, bytes], shown: str, names: Mapping[str, str]) -> bytes:
    """The act with a list of annexes whose letters a Type 3 font draws, and names in its table."""
    letters = list(drawn)
    codes = {letter: 65 + at for at, letter in enumerate(letters)}
    pairs = b"\n".join(b"<%02X> <%04X>" % (codes[each], ord(names.get(each, each))) for each in letters)
    table = b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange\n%d beginbfchar\n%s\nendbfchar endcmap" % (
        len(letters),
        pairs,
    )
    lines = b" ".join(b"1 0 0 1 70 %d Tm (%s) Tj" % (700 - 20 * at, line) for at, line in enumerate(HEAD))
    codes_shown = bytes(codes[each] for each in shown).hex().encode()
    content = b"BT /F1 11 Tf %s /F2 11 Tf 1 0 0 1 412 640 Tm <%s> Tj ET" % (lines, codes_shown)
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 -250 1000 900]/FontMatrix[.001 0 0 .001 0 0]/CharProcs<<%s>>"
        b"/Encoding<</Type/Encoding/Differences[65 %s]>>/FirstChar 65/LastChar %d/Widths[%s]/ToUnicode 5 0 R"
        b"/Resources<<>>>>"
    ) % (
        b"".join(b"/g%d %d 0 R" % (at, 30 + at) for at in range(len(letters))),
        b"".join(b"/g%d" % at for at in range(len(letters))),
        64 + len(letters),
        b" ".join([b"600"] * len(letters)),
    )
    stream = b"<</Length %d>>stream\n%s\nendstream"
    return assembled(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[10 0 R]/Count 1>>",
            3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
            4: font,
            5: stream % (len(table), table),
            10: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 11 0 R"
            b"/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>>>",
            11: stream % (len(content), content),
            **{30 + at: stream % (len(ops), ops) for at, ops in enumerate(drawn.values())},
        }
    )


def doubts(data: bytes) -> list[str | None]:
    return [each.doubt for each in read_file(data, "a.pdf").effects if each.effect == "revoke"]


def test_figures_drawn_as_they_are_named_are_trusted() -> None:
    found = read_file(act(outlined(), SHOWN, {}), "a.pdf")
    (revoked,) = (each for each in found.effects if each.effect == "revoke")
    assert revoked.affected.annexes == ("2", "5", "6", "7", "46", "80", "93")
    assert revoked.doubt is None
    assert not found.findings


@pytest.mark.parametrize("names", [NEXT, {"6": "9", "9": "6"}, {"4": "9"}, {"-": ","}, {"5": "2"}])
def test_a_false_name_is_doubted(names: dict[str, str]) -> None:
    assert doubts(act(outlined(), SHOWN, names)) == ["layer_contradicted"]


def test_figures_of_squares_are_not_trusted_for_their_names() -> None:
    assert doubts(act(squared(), "2, 5, 7", NEXT)) == ["layer_contradicted"]
