"""A table of letters is not believed where it contradicts the encoding by which viewers draw a font without a file."""

from __future__ import annotations

import pytest

from extractors.pages.layout import read_pdf
from tests.extractors.pages.situations import assembled

SHA = "0" * 64
LINE = "Tunnistan kehtetuks 14.03.2022 nr 47 lisad 1, 3 ja 6"
FALSE = "Tunnistan kehtetuks 34.01.2022 nr 47 lisad 3, 1 ja 6"
SWAPPED = {"1": "3", "3": "1"}


def act(names: dict[str, str], font: bytes = b"/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding") -> bytes:
    """A page with the line, whose font says of some letters that they are others."""
    pairs = b"\n".join(b"<%02X> <%04X>" % (ord(one), ord(other)) for one, other in names.items())
    table = (
        b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange\n"
        b"1 beginbfrange <20> <7E> <0020> endbfrange\n%d beginbfchar\n%s\nendbfchar endcmap" % (len(names), pairs)
    )
    content = b"BT /F1 11 Tf 70 700 Td (%s) Tj ET" % LINE.encode("ascii")
    return assembled(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[10 0 R]/Count 1>>",
            3: b"<</Type/Font%s/ToUnicode 4 0 R>>" % font,
            4: b"<</Length %d>>stream\n%s\nendstream" % (len(table), table),
            10: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 11 0 R/Resources<</Font<</F1 3 0 R>>>>>>",
            11: b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
            20: b"<</Length 4>>stream\nnone\nendstream",
        }
    )


TRUE_TYPE = b"/Subtype/TrueType/BaseFont/Arial/FirstChar 32/LastChar 33/Widths[500 500]"
OWN_FILE = b"/FontDescriptor<</Type/FontDescriptor/FontName/Arial/FontFile2 20 0 R>>"
OWN_CODES = b"/FontDescriptor<</Type/FontDescriptor/FontName/Arial/Flags 4>>"


@pytest.mark.parametrize(
    ("names", "font", "read"),
    [
        (SWAPPED, b"/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding", LINE),
        (SWAPPED, b"/Subtype/Type1/BaseFont/Times-Roman", LINE),
        (SWAPPED, TRUE_TYPE + b"/Encoding<</Differences[65/A]>>", LINE),
        ({"T": "t"}, b"/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding", LINE.replace("T", "t")),
        (SWAPPED, TRUE_TYPE + OWN_FILE, FALSE),
        (SWAPPED, TRUE_TYPE + OWN_CODES, FALSE),
        (SWAPPED, TRUE_TYPE.replace(b"Arial", b"Wingdings") + b"/Encoding/WinAnsiEncoding", FALSE),
    ],
    ids=["encoding", "usual encoding", "differences", "capitals", "font in the file", "own codes", "signs"],
)
def test_letters_are_read_as_they_are_drawn(names: dict[str, str], font: bytes, read: str) -> None:
    text, _ = read_pdf(act(names, font), SHA)
    assert text.text == read + "\n"
