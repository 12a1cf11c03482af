"""What people filled into forms and typed onto pages of a PDF is read where viewers show it."""

from __future__ import annotations

import ctypes
import io

import pypdfium2
import pytest
from pypdfium2 import raw
from reportlab.pdfgen.canvas import Canvas

from extractors.model.extraction import FileExtraction
from extractors.read import read_file
from tests.extractors.files.test_embedded import page, stream, written
from tests.extractors.pages.situations import assembled


def form(**fields: str) -> bytes:
    """A form by ReportLab, whose fields have an appearance."""
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 760, "Tallinn")
    for number, (name, value) in enumerate(fields.items()):
        canvas.acroForm.textfield(name=name, value=value, x=300, y=755 - 30 * number, width=200, height=16, fontSize=10)
    canvas.acroForm.checkbox(name="ametnik", checked=True, x=72, y=600)
    canvas.acroForm.checkbox(name="tootaja", checked=False, x=102, y=600)
    canvas.save()
    return out.getvalue()


def words_of(read: FileExtraction) -> str:
    assert read.text is not None
    return " ".join(read.text.text.split())


def codes(read: FileExtraction) -> list[str]:
    return [finding.code for finding in read.findings]


def test_values_of_a_form_are_words_of_the_page_at_their_place() -> None:
    read = read_file(form(kp="12.03.2024 nr 15"), "kaskkiri.pdf")
    assert words_of(read) == "Tallinn 12.03.2024 nr 15 [x] [ ]"
    assert read.text is not None
    place = next(place for place in read.text.places if "2024" in place.span.of(read.text.text))
    assert 290 < place.edges[2] < 400
    assert 70 < place.box.top < 90


def test_ticked_boxes_are_said_by_name() -> None:
    told = [finding.message for finding in read_file(form(), "a.pdf").findings if finding.code == "ticked_box"]
    assert told == ["page 1: ticked, and read as “[x]”: “ametnik”"]


@pytest.mark.parametrize(
    ("ticked", "doubt"), [((True, True), None), ((True, False), "box_not_ticked"), ((False, False), "box_not_ticked")]
)
@pytest.mark.parametrize("x", [60, 150], ids=["before", "behind"])
@pytest.mark.parametrize("size", [7, 11, 16])
def test_a_box_of_a_form_stands_in_its_line(ticked: tuple[bool, bool], doubt: str | None, x: int, size: int) -> None:
    """Ticked or not, it says whether its item counts; without it all items of the list would."""
    out = io.BytesIO()
    canvas = Canvas(out)
    for at, line in enumerate(
        ("SOOAMET", "KÄSKKIRI", "03.03.2025 nr 5", "1. Tunnistan kehtetuks käskkirja nr 7 lisad:")
    ):
        canvas.drawString(60, 800 - 16 * at, line)
    for number, is_on in enumerate(ticked):
        canvas.drawString(80, 736 - 20 * number, f"lisa {number + 4}{'.' if number else ';'}")
        canvas.acroForm.checkbox(name=f"l{number}", checked=is_on, x=x, y=734 - 20 * number, size=size)
    canvas.drawString(60, 696, "2. Käskkiri jõustub allkirjastamisest.")
    canvas.save()
    found = read_file(out.getvalue(), "a.pdf")
    assert found.text is not None
    assert [found.text.text.count(sign) for sign in ("[x]", "[ ]")] == [sum(ticked), 2 - sum(ticked)]
    ended = [each for each in found.effects if each.effect == "revoke"]
    assert {(each.affected.number, each.doubt) for each in ended} == {("7", doubt)}


def test_a_value_without_an_appearance_is_drawn_as_viewers_draw_it() -> None:
    bare = form(kp="12.03.2024 nr 15").replace(b"/AP", b"/XX")
    assert words_of(read_file(bare, "a.pdf")) == "Tallinn 12.03.2024 nr 15 [x] [ ]"


def test_a_value_that_the_page_hides_is_said_and_not_read() -> None:
    hidden = form(kp="12.03.2024 nr 15").replace(b"/F 4 /FT /Tx", b"/F 2 /FT /Tx")
    read = read_file(hidden, "a.pdf")
    assert words_of(read) == "Tallinn [x] [ ]"
    assert "field_not_shown" in codes(read)


def comb(value: bytes, shown: str, flags: int = 1 << 24) -> bytes:
    """A field of one letter a box behind "nr", which shows these letters."""
    letters = b"".join(b"1 0 0 1 %d 4 Tm (%s) Tj " % (4 + 20 * at, each.encode()) for at, each in enumerate(shown))
    drawn = b"BT /F1 10 Tf %s ET" % letters
    content = b"BT /F1 10 Tf 72 700 Td (Tallinn nr) Tj ET"
    fonts = b"/Resources<</Font<</F1 3 0 R>>>>"
    return assembled(
        {
            1: b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R]/DR<</Font<</F1 3 0 R>>>>>>>>",
            2: b"<</Type/Pages/Kids[10 0 R]/Count 1>>",
            3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
            5: b"<</Type/Annot/Subtype/Widget/FT/Tx/T(nr)/F 4/Ff %d/MaxLen 6/V%s/Rect[130 696 250 712]/P 10 0 R"
            b"/DA(/F1 10 Tf 0 g)/AP<</N 6 0 R>>>>" % (flags, value),
            6: b"<</Type/XObject/Subtype/Form/BBox[0 0 120 16]%s/Length %d>>stream\n%s\nendstream"
            % (fonts, len(drawn), drawn),
            10: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 11 0 R/Annots[5 0 R]%s>>" % fonts,
            11: b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        }
    )


def test_a_value_of_one_letter_a_box_is_one_word() -> None:
    """ "4 7" would be annex 4, or the act 4 of seven."""
    assert words_of(read_file(comb(b"(47)", "47"), "a.pdf")) == "Tallinn nr 47"
    assert words_of(read_file(comb(b"<FEFF003400370020006A0061>", "47 ja"), "a.pdf")) == "Tallinn nr 47 ja"


def test_boxes_that_show_other_letters_than_the_value_are_read_as_shown() -> None:
    assert words_of(read_file(comb(b"(48)", "47"), "a.pdf")) == "Tallinn nr 4 7"
    assert words_of(read_file(comb(b"(47)", "47", flags=0), "a.pdf")) == "Tallinn nr 4 7"


def typed(kind: int, words: str, *, has_appearance: bool = True) -> bytes:
    """An annotation put on the page by PDFium."""
    pdf = pypdfium2.PdfDocument(page("Tallinn"))
    sheet = pdf[0]
    note = raw.FPDFPage_CreateAnnot(sheet, kind)
    raw.FPDFAnnot_SetRect(note, raw.FS_RECTF(300, 775, 450, 755))
    encoded = ctypes.create_string_buffer(words.encode("utf-16-le") + b"\0\0")
    raw.FPDFAnnot_SetStringValue(note, b"Contents", ctypes.cast(encoded, ctypes.POINTER(ctypes.c_ushort)))
    if has_appearance:
        shown = raw.FPDFPageObj_NewTextObj(pdf, b"Helvetica", 10.0)
        raw.FPDFText_SetText(shown, ctypes.cast(encoded, ctypes.POINTER(ctypes.c_ushort)))
        raw.FPDFPageObj_Transform(shown, 1, 0, 0, 1, 302, 760)
        raw.FPDFAnnot_AppendObject(note, shown)
    raw.FPDFPage_CloseAnnot(note)
    out = io.BytesIO()
    pdf.save(out)
    pdf.close()
    return out.getvalue()


def test_text_typed_onto_a_page_is_read_and_said() -> None:
    read = read_file(typed(raw.FPDF_ANNOT_STAMP, "mustand"), "a.pdf")
    assert words_of(read) == "Tallinn", "a stamp is no text of the act"
    assert "comments_left_out" in codes(read)


@pytest.mark.parametrize(("flags", "shown"), [(4, "Tallinn KEHTETU"), (2, "Tallinn")], ids=["seen", "hidden"])
def test_what_the_field_of_a_signature_shows_is_text_of_the_page(flags: int, shown: str) -> None:
    drawn = b"BT /F1 10 Tf 2 5 Td (KEHTETU) Tj ET"
    font = b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 150 16] %s /Length %d >>" % (font, len(drawn))
    field = f"/Type /Annot /Subtype /Widget /FT /Sig /T (Sig1) /F {flags} /Rect [300 695 450 711] /AP << /N 5 0 R >>"
    data = written(
        "/AcroForm << /Fields [6 0 R] >>",
        form + b"\nstream\n" + drawn + b"\nendstream",
        f"<< {field} >>".encode(),
        annotations="/Annots [6 0 R]",
        text="Tallinn",
    )
    assert words_of(read_file(data, "a.pdf")) == shown


def free_text(*, appearance: str) -> bytes:
    shown = b"BT /F1 10 Tf 2 5 Td (12.03.2024 nr 15) Tj ET"
    note = (
        "/Annots [<< /Type /Annot /Subtype /FreeText /Rect [300 695 450 711] /DA (/Helv 10 Tf 0 g) "
        f"/Contents (12.03.2024 nr 15) {appearance} >>]"
    )
    font = b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    drawn = b"<< /Type /XObject /Subtype /Form /BBox [0 0 150 16] %s /Length %d >>" % (font, len(shown))
    return written("", drawn + b"\nstream\n" + shown + b"\nendstream", annotations=note, text="Tallinn")


def test_free_text_that_viewers_draw_is_read_at_its_place_and_said() -> None:
    read = read_file(free_text(appearance="/AP << /N 5 0 R >>"), "a.pdf")
    assert words_of(read) == "Tallinn 12.03.2024 nr 15"
    assert [finding.message for finding in read.findings if finding.code == "typed_text"] == [
        "page 1: text typed onto the page: “12.03.2024 nr 15”"
    ]


def test_free_text_without_an_appearance_is_drawn_as_viewers_draw_it() -> None:
    read = read_file(free_text(appearance=""), "a.pdf")
    assert words_of(read) == "Tallinn 12.03.2024 nr 15"
    assert "typed_text" in codes(read)


def test_free_text_by_another_producer_keeps_its_lines_and_letters() -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 760, "Tallinn")
    canvas.drawString(72, 400, "Kinnitan korra.")
    words = "Žürii õigus\n12.03.2024 nr 15"
    canvas.freeTextAnnotation(words, "/Helv 10 Tf 0 g", Rect=[72, 600, 300, 640])
    canvas.save()
    read = read_file(out.getvalue(), "a.pdf")
    assert words_of(read) == "Tallinn Žürii õigus 12.03.2024 nr 15 Kinnitan korra."


def test_typed_text_that_is_hidden_is_not_read() -> None:
    hidden = free_text(appearance="/F 2")
    assert words_of(read_file(hidden, "a.pdf")) == "Tallinn"


def test_a_form_of_adobes_own_kind_is_said() -> None:
    data = written("/AcroForm << /XFA [(template) 5 0 R] /Fields [] >>", stream(b"<xdp/>"))
    assert "xfa_form" in codes(read_file(data, "a.pdf"))
