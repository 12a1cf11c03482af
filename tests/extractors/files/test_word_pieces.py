"""Word documents in unusual shapes: pieces in other formats, nothing but pictures, one file of XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from lxml import etree
from PIL import Image, ImageDraw

from extractors.errors import EmptyFile, OcrMissing, UnreadableFile
from extractors.files import media
from extractors.files.docx import read_docx
from extractors.files.docx_pictures import find_pictures
from extractors.files.image import read_image
from extractors.files.read_text import read_text
from extractors.model.evidence import Box
from extractors.tools import OcrWord, PageImage, Tools

Word = Callable[..., bytes]
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def with_parts(document: bytes, parts: dict[str, tuple[str, bytes]]) -> bytes:
    """Return the DOCX with further parts of the text: by id, the kind of the relation and the content."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("document.xml.rels"):
                links = "".join(
                    f'<Relationship Id="{ident}" Type="{RELATION}/{kind}" Target="{ident}"/>'
                    for ident, (kind, _) in parts.items()
                )
                content = content.replace(b"</Relationships>", links.encode() + b"</Relationships>")
            new.writestr(name, content)
        for ident, (_, content) in parts.items():
            new.writestr(f"word/{ident}", content)
    return out.getvalue()


def lines(data: bytes) -> list[str]:
    return read_docx(data, "0")[0].text.split("\n")[:-1]


def codes(data: bytes) -> set[str]:
    return {finding.code for finding in read_docx(data, "0")[1]}


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


BODY = paragraph("enne") + '<w:altChunk r:id="tykk"/>' + paragraph("pärast")


def document(word: Word, chunk: bytes) -> bytes:
    return with_parts(word(BODY), {"tykk": ("aFChunk", chunk)})


def test_a_piece_of_html_stands_at_its_place(word: Word) -> None:
    page = b"<html><p>lisad 4 ja 9</p><p><s>lisa 5</s></p><table><tr><td>a<td>b</tr></table></html>"
    data = document(word, page)
    assert lines(data) == ["enne", "lisad 4 ja 9", "a\tb", "pärast"]
    assert codes(data) == {"struck_words"}


@pytest.mark.parametrize("chunk", [b"lisad 4 ja 9\n", b"\xef\xbb\xbflisad 4 ja 9\r\n"])
def test_a_piece_of_text_stands_at_its_place(word: Word, chunk: bytes) -> None:
    assert lines(document(word, chunk)) == ["enne", "lisad 4 ja 9", "pärast"]


def test_a_document_within_a_document_stands_at_its_place(word: Word) -> None:
    inner = document(word, b"lisad 4 ja 9\n")
    assert lines(document(word, inner)) == ["enne", "enne", "lisad 4 ja 9", "pärast", "pärast"]


def test_documents_within_documents_end_with_a_finding(word: Word) -> None:
    data = document(word, b"lisad 4 ja 9\n")
    for _ in range(4):
        data = document(word, data)
    assert "lisad 4 ja 9" not in lines(data)
    assert codes(data) == {"embedded_document"}


@pytest.mark.parametrize("chunk", [b"{\\rtf1 lisad 4 ja 9}", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04 broken"])
def test_a_piece_that_is_not_read_is_told(word: Word, chunk: bytes) -> None:
    data = document(word, chunk)
    assert lines(data) == ["enne", "pärast"]
    assert codes(data) == {"embedded_document"}


def test_a_piece_that_is_not_there_is_told(word: Word) -> None:
    assert codes(word(BODY)) == {"embedded_document"}


def picture(form: str = "PNG", frames: int = 1) -> bytes:
    sheets = [Image.new("L", (400, 600), 255) for _ in range(frames)]
    for at, sheet in enumerate(sheets):
        ImageDraw.Draw(sheet).rectangle((20, 140 + 60 * at, 200, 180 + 60 * at), fill=0)
    out = io.BytesIO()
    more = {"save_all": True, "append_images": sheets[1:]} if frames > 1 else {}
    sheets[0].save(out, form, **more)
    return out.getvalue()


class Engine:
    """An engine that reads the number of the page."""

    version = "test"

    def read_words(self, page: PageImage) -> tuple[OcrWord, ...]:
        words = ("Sisu", f"tekst{page.page_number}")
        boxes = [Box(page.page_number, 20.0 + 90 * at, 220.0, 100.0 + 90 * at, 240.0) for at in range(2)]
        return tuple(OcrWord(text, box, 0.9) for text, box in zip(words, boxes, strict=True))


def shown(*names: str) -> str:
    space = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    blips = "".join(f'<a:blip {space} r:embed="{name}"/>' for name in names)
    return f"<w:p><w:r><w:drawing>{blips}</w:drawing></w:r></w:p>"


def pasted(word: Word) -> bytes:
    parts = {name: ("image", picture("PNG" if name == "b" else "JPEG")) for name in ("a", "b")}
    return with_parts(word(shown("b") + shown("a", "b")), {**parts, "c": ("image", b"<svg/>")})


def test_pictures_come_in_the_order_in_which_they_are_shown(word: Word) -> None:
    assert [media.media_type(each, "") for each in find_pictures(pasted(word))] == ["image/png", "image/jpeg"]
    assert find_pictures(b"PK\x03\x04 broken") == ()


def test_a_document_of_pictures_is_read_as_one_scan(word: Word) -> None:
    _, text, findings = read_text(pasted(word), "a.docx", "0", Tools(ocr=Engine()))
    assert text.text.split() == ["Sisu", "tekst1", "Sisu", "tekst2"]
    assert text.pages == text.places == ()
    assert "pictures_read" in {finding.code for finding in findings}


def test_a_document_of_pictures_waits_for_an_engine(word: Word) -> None:
    with pytest.raises(OcrMissing):
        read_text(pasted(word), "a.docx", "0")
    with pytest.raises(EmptyFile):
        read_text(word(paragraph("")), "a.docx", "0")


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "GIF", "WEBP", "BMP"])
def test_pictures_of_every_form_are_scans(form: str) -> None:
    data = picture(form)
    assert media.media_type(data, "") == f"image/{form.lower()}"
    assert read_image(data, "0", Tools(ocr=Engine()))[0].text.split() == ["Sisu", "tekst1"]


def test_each_frame_is_a_page() -> None:
    text, _ = read_image(picture("GIF", frames=2), "0", Tools(ocr=Engine()))
    assert text.text.split() == ["Sisu", "tekst1", "Sisu", "tekst2"]


def test_text_that_begins_like_a_bitmap_is_text() -> None:
    assert media.media_type("BMK käskkiri nr 5\n".encode(), "a.txt") == media.PLAIN


def flat(document: bytes) -> bytes:
    space = "http://schemas.microsoft.com/office/2006/xmlPackage"
    parts = ""
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")) and not name.startswith("["):
                markup = etree.tostring(etree.fromstring(package.read(name))).decode()
                parts += f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{markup}</pkg:xmlData></pkg:part>'
    parts += '<pkg:part pkg:name="/word/a.png"><pkg:binaryData>AAAA</pkg:binaryData></pkg:part>'
    return f'<?xml version="1.0"?>\n<pkg:package xmlns:pkg="{space}">{parts}</pkg:package>'.encode()


@pytest.mark.parametrize("name", ["a.xml", "a.doc", "a.docx", "a"])
def test_a_document_in_one_file_of_xml_is_read(word: Word, name: str) -> None:
    kind, text, _ = read_text(flat(word(paragraph("lisad 4 ja 9"))), name, "0")
    assert (kind, text.text) == (media.FLAT_DOCX, "lisad 4 ja 9\n")


def test_a_damaged_document_in_one_file_says_so(word: Word) -> None:
    whole = flat(word(paragraph("lisad 4 ja 9")))
    for broken in (whole[:-40], whole.replace(b' pkg:name="/word/document.xml"', b"")):
        with pytest.raises(UnreadableFile):
            read_text(broken, "a.xml", "0")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (
            b'<?xml version="1.0"?><office:document office:mimetype="application/vnd.oasis.opendocument.text"/>',
            "FLAT_ODT",
        ),
        (b'<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>', "WORD_XML"),
        (b'<?xml version="1.0"?><register/>', "XML"),
    ],
)
def test_other_documents_in_one_file_are_told_apart(data: bytes, kind: str) -> None:
    assert media.media_type(data, "a.xml") == getattr(media, kind)
