"""A filled page holds what pdfplumber's own page holds: stock pdfplumber is the oracle, on every kind of page met."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from extractors.pages.fill import FilledPage, fill_pages, layered_pages, stock_pages
from extractors.pages.layout import read_layout
from extractors.pages.pdf import read_pages

ROOT = Path(__file__).resolve().parents[3]
SAMPLE = sorted((ROOT / "flows" / "sample" / "documents").glob("*.pdf"))
QUICKLY_READ = 20_000
"""Bytes of the largest documents that are read twice with every change."""
TEXT = "Majakavaht hoiab tuld. Õhtul süüdatakse kümme laternat, öösel kõik žürii šifriga."


def objects_of(page: Page) -> dict[str, list[dict[str, Any]]]:
    """All objects with all their attributes; an image's stream, and its name made of an id, are new at each opening."""
    found: dict[str, list[dict[str, Any]]] = page.objects
    return {
        kind: [{key: value for key, value in each.items() if key not in ("stream", "name")} for each in all_]
        for kind, all_ in found.items()
    }


def assert_equal(data: bytes) -> list[Page]:
    """Every object, every word and every table of every page, to the last bit; the filled pages."""
    with pdfplumber.open(io.BytesIO(data)) as one, pdfplumber.open(io.BytesIO(data)) as other:
        filled = list(fill_pages(other))
        assert len(filled) == len(one.pages) > 0
        for stock, page in zip(one.pages, filled, strict=True):
            assert objects_of(page) == objects_of(stock)
            assert list(page.objects) == list(stock.objects)
            for settings in ({"x_tolerance_ratio": 0.15, "y_tolerance": 2}, {}, {"use_text_flow": True}):
                assert page.extract_words(**settings) == stock.extract_words(**settings)
            assert page.extract_text() == stock.extract_text()
            assert page.extract_tables() == stock.extract_tables()
    assert list(read_pages(data)) == list(read_pages(data, stock_pages))
    return filled


def drawn(draw: Callable[[Canvas], None], **settings: Any) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, **settings)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def raw_pdf(
    content: bytes | Sequence[bytes], *, page: bytes = b"", font: bytes = b"", more: Sequence[bytes] = ()
) -> bytes:
    """A PDF of one page with this content; ``more`` are objects from number 10 on."""
    contents = [content] if isinstance(content, bytes) else list(content)
    font = font or b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    names = b" ".join(b"/X%d %d 0 R" % (number, number) for number in range(10, 10 + len(more)))
    streams = {20 + at: b"<</Length %d>>stream\n%s\nendstream" % (len(each), each) for at, each in enumerate(contents)}
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]/Contents[%s]"
        b"/Resources<</Font<</F1 4 0 R>>/XObject<<%s>>>>%s>>"
        % (b" ".join(b"%d 0 R" % number for number in streams), names, page),
        4: font,
        **{10 + at: each for at, each in enumerate(more)},
        **streams,
    }
    out, places = b"%PDF-1.7\n", []
    for number, body in objects.items():
        places.append((number, len(out)))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n" + b"".join(b"%d 1\n%010d 00000 n \n" % place for place in places)
    return out + b"trailer<</Root 1 0 R/Size 99>>\nstartxref\n%d\n%%%%EOF\n" % start


def form(content: bytes, extra: bytes = b"") -> bytes:
    return b"<</Type/XObject/Subtype/Form/BBox[-400 -400 800 800]%s/Length %d>>stream\n%s\nendstream" % (
        extra,
        len(content),
        content,
    )


HELLO = b"BT /F1 12 Tf 30 200 Td (Lisa 10 Majakas) Tj ET "
TYPE3 = (
    b"<</Type/Font/Subtype/Type3/FontBBox[0 0 750 750]/FontMatrix[.001 0 0 .001 0 0]/FirstChar 97/LastChar 98"
    b"/Widths[1000 500]/Encoding<</Differences[97/square/dot]>>/CharProcs<<>>>>"
)
UPRIGHT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/Tall/Encoding/Identity-V/DescendantFonts[<</Type/Font/Subtype/CIDFontType2"
    b"/BaseFont/Tall/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 2>>/DW2[880 -1000]"
    b"/FontDescriptor<</Type/FontDescriptor/FontName/Tall/Ascent 880/Descent -120/Flags 4"
    b"/FontBBox[0 -120 1000 880]>>>>]>>"
)
UNNAMED = UPRIGHT.replace(b"-V", b"-H").replace(b"Japan1", b"Identity")

CONTENTS: dict[str, dict[str, Any]] = {
    "letter-spaced": {
        "content": b"BT /F1 9 Tf 3.5 Tc 8 Tw 90 Tz 30 100 Td (L I S A kord) Tj [(ab)-900(cd)40(e f)]TJ ET"
    },
    "superscript": {"content": b"BT /F1 12 Tf 30 100 Td (punkt 2) Tj 5 Ts /F1 7 Tf (1) Tj 0 Ts /F1 12 Tf ( all) Tj ET"},
    "turned": {
        "content": b"BT /F1 12 Tf 0 1 -1 0 50 50 Tm (tempel) Tj ET BT /F1 12 Tf .7 .7 -.7 .7 90 90 Tm (viltu) Tj ET"
    },
    "slanted": {"content": b"BT /F1 12 Tf 1 0 .3 1 50 50 Tm (kursiiv) Tj ET"},
    "mirrored": {
        "content": b"BT /F1 -12 Tf 1 0 0 -1 250 50 Tm (peegel) Tj ET BT /F1 12 Tf -1 0 0 1 250 90 Tm (vasak) Tj ET"
    },
    "scaled": {"content": b"q .24 0 0 -.24 0 300 cm BT /F1 50 Tf 1 0 0 -1 99.5 500.25 Tm (Chromium) Tj ET Q " + HELLO},
    "invisible": {"content": b"BT 3 Tr /F1 12 Tf 30 100 Td (OCR kiht) Tj ET"},
    "clipped": {"content": b"q 0 0 20 20 re W n q 5 5 2 2 re W* n " + HELLO + b"Q Q"},
    "off the page": {"content": b"BT /F1 12 Tf -90 900 Td (kaugel) Tj ET " + HELLO},
    "struck twice": {"content": HELLO + b"BT /F1 12 Tf 30.3 200 Td (Lisa 10 Majakas) Tj ET"},
    "tiny": {"content": b"BT /F1 .01 Tf 30 100 Td (peenike kiri) Tj ET BT /F1 0 Tf 30 50 Td (null) Tj ET"},
    "quotes": {"content": b"BT /F1 12 Tf 14 TL 30 200 Td (esimene) Tj (teine)' 2 1 (kolmas neljas)\" T* (viies) Tj ET"},
    "no font": {"content": b"BT 30 200 Td (ei) Tj /F9 12 Tf (tundmatu) Tj ET"},
    "marked": {
        "content": b"/P<</MCID 4>>BDC " + HELLO + b"9 9 m 20 20 l S EMC /Artifact BMC 1 1 30 30 re f EMC 5 5 l S"
    },
    "colours": {
        "content": b"1 0 0 rg .2 .3 .4 .1 K " + HELLO + b"/DeviceGray cs .5 sc " + HELLO + b"1 2 3 4 5 scn " + HELLO
    },
    "paths": {
        "content": b"[3 2] 1 d 2 w 10 10 100 50 re S 10 10 m 90 10 l 90 10 l h B 5 5 m 9 9 20 20 30 5 c 40 40 50 50 v "
        b"60 60 70 70 y b* 1 1 2 2 re 5 5 30 .5 re f 0 0 m 5 0 l 5 5 l 0 5 l h s n"
    },
    "form": {
        "content": b"q 1 0 0 1 20 20 cm /X10 Do Q " + HELLO + b"/X99 Do",
        "more": [
            form(HELLO + b"/X11 Do", b"/Matrix[1 0 0 1 9 9]/Resources<</Font<</F1 4 0 R>>/XObject<</X11 11 0 R>>>>"),
            form(HELLO, b"/Matrix[0 1 -1 0 9 9]"),
        ],
    },
    "form that draws itself": {"content": b"/X10 Do " + HELLO, "more": [form(HELLO + b"/X10 Do")]},
    "image": {
        "content": b"q 90 0 0 90 10 10 cm /X10 Do Q " + HELLO,
        "more": [
            b"<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>"
            b"stream\nA\nendstream"
        ],
    },
    "inline image": {"content": HELLO + b"q 9 0 0 9 10 10 cm BI /W 1 /H 1 /BPC 8 /CS /G ID (\nEI Q " + HELLO},
    "several streams": {
        "content": [b"BT /F1 12", b"Tf 30 200 Td [(Lisa", b") 4 (kord)] TJ ET", b"BT /F1 9 Tf (x) Tj ET"]
    },
    "cut between tokens": {"content": [b"BT /F1 12", b"Tf 30 200 Td", b"[(Lisa)-300(kord)] TJ ET", b"", b" "]},
    "too few operands": {"content": b"12 Tf 7 BT /F1 12 Tf 30 Td 1 2 3 (a) Tj xyz 5 ET Q Q " + HELLO},
    "wrong operands": {"content": b"BT /F1 (a) Tf (x) 5 Td 12 Tj ET"},
    "codes without letters": {"content": b"BT /F1 12 Tf 30 99 Td (\\001\\002\\255 e\\255 \\200\\225) Tj ET"},
    "type 3": {"content": HELLO + b"BT /F1 1 Tf 30 0 0 30 9 9 Tm (abc) Tj ET", "font": TYPE3},
    "upright writing": {"content": b"BT /F1 12 Tf 50 250 Td [<00410042> 200 <0043>] TJ ET", "font": UPRIGHT},
    "letters that the file does not name": {"content": b"BT /F1 12 Tf 50 250 Td <00410042> Tj ET", "font": UNNAMED},
    "turned page": {"content": HELLO + b"10 10 100 50 re S", "page": b"/Rotate 90"},
    "page upside down": {"content": HELLO + b"10 10 100 50 re S", "page": b"/Rotate 180"},
    "page turned back": {"content": HELLO + b"10 10 100 50 re S", "page": b"/Rotate 270"},
    "boxes": {
        "content": HELLO + b"1 1 9 9 re f",
        "page": b"/MediaBox[-50 -20 350 400]/CropBox[0 0 200 250]/UserUnit 2",
    },
    "empty": {"content": b""},
}


@pytest.mark.parametrize("name", CONTENTS)
def test_a_filled_page_equals_stock(name: str) -> None:
    """Every object with every attribute, words and tables."""
    assert_equal(raw_pdf(**CONTENTS[name]))


def test_wrong_content_fails_as_stock_does() -> None:
    """A page that pdfminer cannot interpret raises the same error; it is not half filled."""
    with pdfplumber.open(io.BytesIO(raw_pdf(HELLO + b"/F1 12 Tf 5 TJ"))) as pdf:
        for page in (pdf.pages[0], fill_pages(pdf)[0]):
            with pytest.raises(PdfminerException):
                _ = page.objects


def test_embedded_fonts() -> None:
    """A TrueType subset with its own codes: umlauts, ligatures, soft hyphens, bullets, blanks without width, Hebrew."""
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))  # reportlab brings it along

    def draw(canvas: Canvas) -> None:
        for size in (5.5, 11, 30):
            canvas.setFont("Vera", size)
            for line, text in enumerate((TEXT, "ﬁnants­aas­ta ﬂoks \u200b\u00a0x\u200e", "•  2.1. \uf0b7 שלום abc")):
                canvas.drawString(40.3, 700 - 40 * line - 100 * (size > 11), text, charSpace=0.13 * line)
        canvas.showPage()
        canvas.setFont("Vera", 8)
        canvas.rotate(12)
        canvas.drawString(200, 100, TEXT)

    pages = assert_equal(drawn(draw))
    assert "süüdatakse" in "".join(char["text"] for page in pages for char in page.chars)


@pytest.mark.parametrize("face", ["HeiseiMin-W3", "STSong-Light"])
def test_fonts_of_many_bytes(face: str) -> None:
    """CID fonts with a predefined map and no font file."""
    pdfmetrics.registerFont(UnicodeCIDFont(face))

    def draw(canvas: Canvas) -> None:
        canvas.setFont(face, 12)
        canvas.drawString(50, 700, "Lisa 日本 kord")
        canvas.drawString(50, 600, "中文")

    assert_equal(drawn(draw))


def test_standard_fonts_in_columns(draw: Callable[..., bytes], sheet: Callable[[], Any]) -> None:
    """A ruled table, from words to cells."""
    page = sheet()
    page.rule_grid([60, 290, 530], [90, 110, 150])
    page.write(65, 93, "Majaka valgustamine", "öösel")
    page.write(295, 93, "Tuli paistab.")
    data = draw(page)
    assert_equal(data)
    assert read_layout(read_pages(data), "0") == read_layout(read_pages(data, stock_pages), "0")


def test_encrypted_without_a_password() -> None:
    """A file that only its owner may change is read like any other."""
    from reportlab.lib.pdfencrypt import StandardEncryption

    lock = StandardEncryption("", ownerPassword="valvur", canModify=0)
    assert_equal(drawn(lambda canvas: canvas.drawString(50, 700, "Lukus"), encrypt=lock))


def test_plain_pages_never_go_the_slow_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without this the other tests would hold for a fill that leaves everything to pdfplumber."""

    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("left to pdfminer")

    monkeypatch.setattr("pdfplumber.page.Page.parse_objects", refuse)
    monkeypatch.setattr("pdfminer.pdfinterp.PDFContentParser.nextobject", refuse)
    monkeypatch.setattr("pdfminer.converter.PDFLayoutAnalyzer.render_char", refuse)
    monkeypatch.setattr("pdfplumber.utils.text.WordExtractor.extract_words", refuse)
    (page,) = read_pages(raw_pdf(HELLO))
    assert [word.text for word in page.words] == ["Lisa", "10", "Majakas"]


def test_settings_that_ask_for_more_are_stocks(draw: Callable[..., bytes], sheet: Callable[[], Any]) -> None:
    """Layout analysis and normal forms are pdfplumber's business: such PDFs are not filled here."""
    page = sheet()
    page.write(60, 90, "Tuletorn põleb.")
    data = draw(page)
    for settings in ({"laparams": {}}, {"unicode_norm": "NFD"}):
        with (
            pdfplumber.open(io.BytesIO(data), **settings) as one,
            pdfplumber.open(io.BytesIO(data), **settings) as other,
        ):
            filled = fill_pages(other)[0]
            assert isinstance(filled, FilledPage)
            assert objects_of(filled) == objects_of(one.pages[0])


def test_a_closed_page_holds_nothing(draw: Callable[..., bytes], sheet: Callable[[], Any]) -> None:
    """Memory stays flat over a long file only if a page lets go of its objects."""
    page = sheet()
    page.write(60, 90, "Tuletorn põleb.")
    with pdfplumber.open(io.BytesIO(draw(page))) as pdf:
        filled = fill_pages(pdf)[0]
        assert filled.chars
        filled.close()
        assert not hasattr(filled, "_objects")


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, id=path.stem, marks=pytest.mark.long if path.stat().st_size > QUICKLY_READ else ())
        for path in SAMPLE
    ],
)
def test_the_sample_register_reads_equal(path: Path) -> None:
    """Objects and words of each PDF of the bundled register."""
    assert_equal(path.read_bytes())


def test_damaged_files_read_equal_or_fail_equal() -> None:
    """Flipped bytes within the streams lead stock pdfplumber anywhere; the filled pages go with it."""
    chance = random.Random(4)
    contents = [raw_pdf(**settings) for settings in CONTENTS.values()]
    for _ in range(400):
        data = bytearray(chance.choice(contents))
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(len(data))] = chance.choice(b"()<>[]/%\\ 0123456789.-ATJfqQBIDE\n")
        assert _pages_or_error(bytes(data), fill_pages) == _pages_or_error(bytes(data), layered_pages)


def _pages_or_error(data: bytes, fill: Any) -> Any:
    try:
        return list(read_pages(data, fill))
    except Exception as error:
        return type(error), str(error)


@pytest.mark.parametrize("step", [4, pytest.param(1, marks=pytest.mark.long)])
def test_the_given_originals_read_equal(shared: Path, step: int) -> None:
    """Objects of every page of the re-set annexes; the merged files hold the same pages once more."""
    for path in sorted((shared / "originals").glob("*/*.pdf"))[::step]:
        data = path.read_bytes()
        with pdfplumber.open(io.BytesIO(data)) as one, pdfplumber.open(io.BytesIO(data)) as other:
            for stock, page in zip(one.pages, fill_pages(other), strict=True):
                assert objects_of(page) == objects_of(stock), f"{path.name}, page {page.page_number}"
                page.close()
                stock.close()
