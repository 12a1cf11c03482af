"""Files inside documents are members, or are held by name: attached to a PDF, embedded in DOCX and workbooks."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Callable

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.files.containers import MAX_DEPTH, Budget
from extractors.files.embedded import open_any
from extractors.pages import attachments
from extractors.read import read_file

Word = Callable[..., bytes]
ACT = "KÄSKKIRI 12.03.2024 nr 15. 1. Tunnistan kehtetuks peadirektori 14.02.2022 käskkirja nr 5 lisa 3."
DOCX_ACT = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in re.split(r"(?<=\.) (?=\d\.)", ACT))


def page(text: str = "Näidisameti käskkiri") -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 760, text)
    canvas.save()
    return out.getvalue()


def attached(files: dict[str, bytes], base: bytes | None = None) -> bytes:
    """Files attached by PDFium, in the name tree of the catalog."""
    pdf = pypdfium2.PdfDocument(base or page())
    for name, content in files.items():
        pdf.new_attachment(name).set_data(content)
    out = io.BytesIO()
    pdf.save(out)
    pdf.close()
    return out.getvalue()


def written(
    catalog: str, *objects: bytes, annotations: str = "", resources: str = "", text: str = "Kinnitan korra"
) -> bytes:
    """A PDF by hand: object 5 and those after it are ``objects``."""
    shown = f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET".encode()
    bodies = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << "
        + resources.encode()
        + b" /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> "
        + annotations.encode()
        + b" >>",
        b"<< /Length %d >>\nstream\n" % len(shown) + shown + b"\nendstream",
        *objects,
    ]
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    at = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, at)


def stream(content: bytes, *, extra: bytes = b"", is_packed: bool = True) -> bytes:
    body = zlib.compress(content) if is_packed else content
    kind = b"/Filter /FlateDecode " if is_packed else b""
    head = b"<< /Type /EmbeddedFile %s%s/Length %d >>" % (kind, extra, len(body))
    return head + b"\nstream\n" + body + b"\nendstream"


def spec(name: str, number: int = 5) -> str:
    return f"<< /Type /Filespec /F ({name}) /EF << /F {number} 0 R >> >>"


LISA, HELD = stream(b"Lisa 1"), spec("lisa.txt")
NAMED = f"/Names << /EmbeddedFiles << /Names [(a) {HELD}] >> >>"
LEVELS = f"/Names << /EmbeddedFiles << /Kids [<< /Kids [<< /Names [(a) {HELD}] >>] >>] >> >>"
CLIP = f"/Annots [<< /Subtype /FileAttachment /Rect [0 0 9 9] /FS {HELD} >>]"
FORM = f"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /AF [{HELD}] /Length 0 >>\nstream\n\nendstream".encode()
PLACES = {
    "name tree": written(NAMED, LISA),
    "name tree of two levels": written(LEVELS, LISA),
    "associated file": written(f"/AF [{HELD}]", LISA),
    "of a page": written("", LISA, annotations=f"/AF [{HELD}]"),
    "of a page, alone": written("", LISA, annotations=f"/AF {HELD}"),
    "of an annotation": written("", LISA, annotations=f"/Annots [<< /Subtype /Link /Rect [0 0 9 9] /AF [{HELD}] >>]"),
    "of what is drawn": written("", LISA, FORM, resources="/XObject << /X 6 0 R >>"),
    "of a player": written(
        "",
        LISA,
        annotations="/Annots [<< /Subtype /RichMedia /Rect [0 0 9 9] "
        f"/RichMediaContent << /Assets << /Names [(a) {HELD}] >> >> >>]",
    ),
    "of the structure": written(f"/StructTreeRoot << /K << /S /P /AF [{HELD}] >> >>", LISA),
    "paper clip": written("", LISA, annotations=CLIP),
    "portfolio": written(f"/Collection << /View /D >> {NAMED}", LISA),
    "all three, one file": written(f"/AF [{HELD}] {NAMED}", LISA, annotations=CLIP),
    "unpacked": written(f"/AF [{HELD}]", stream(b"Lisa 1", is_packed=False)),
    "PDFium": attached({"lisa.txt": b"Lisa 1"}),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_file_attached_to_a_pdf_is_a_member_wherever_it_hangs(place: str) -> None:
    read = read_file(PLACES[place], "kaskkiri.pdf")
    [member] = read.members
    assert (member.name, member.text and member.text.text) == ("lisa.txt", "Lisa 1")
    assert read.failures == ()
    assert [finding.message for finding in read.findings if finding.code == "files_inside"] == [
        "kaskkiri.pdf holds files: lisa.txt"
    ]
    assert read.text is not None, "the page itself is read as before"


def test_what_an_attached_act_says_counts_and_its_bytes_are_found_again(word: Word) -> None:
    act = word(DOCX_ACT)
    read = read_file(attached({"käskkiri.docx": act, "lisa.txt": b"Lisa 1"}), "kaas.pdf")
    assert [member.name for member in read.members] == ["käskkiri.docx", "lisa.txt"]
    assert [effect.effect for effect in read.members[0].effects] == ["revoke"]
    again = open_any(attached({"käskkiri.docx": act}), "kaas.pdf", Budget())
    assert [hashlib.sha256(member.data).hexdigest() for member in again.members] == [hashlib.sha256(act).hexdigest()]


def test_attached_files_beyond_the_limit_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachments, "MOST_FILES", 1)
    read = read_file(attached({"üks.txt": b"Lisa 1", "kaks.txt": b"Lisa 2"}), "kaas.pdf")
    assert len(read.members) == 1
    assert [finding.message for finding in read.findings if finding.code == "parts_left_out"] == [
        "it holds more than 1 attached files; the rest is not read"
    ]


def test_a_tree_of_files_that_ends_in_a_loop_is_told() -> None:
    read = read_file(written("/Names << /EmbeddedFiles 5 0 R >>", b"<< /Kids [5 0 R] >>"), "a.pdf")
    assert any("loop" in finding.message for finding in read.findings if finding.code == "parts_left_out")


@pytest.mark.parametrize(
    "raw_name",
    ["käskkiri õ.txt".encode(), b"\xef\xbb\xbf" + "käskkiri õ.txt".encode(),
     "käskkiri õ.txt".encode("latin-1"), b"\xfe\xff" + "käskkiri õ.txt".encode("utf-16-be")],
)  # fmt: skip
def test_names_of_attachments_are_read_in_every_spelling(raw_name: bytes) -> None:
    data = written(f"/AF [{spec('lisa.txt').replace('(lisa.txt)', f'<{raw_name.hex()}>')}]", LISA)
    assert [member.name for member in read_file(data, "a.pdf").members] == ["käskkiri õ.txt"]


def test_a_plain_pdf_holds_nothing_and_says_nothing() -> None:
    read = read_file(page(), "kaskkiri.pdf")
    assert (read.members, read.failures, read.findings) == ((), (), ())


LOOP = "/Names << /EmbeddedFiles 6 0 R >>"


@pytest.mark.parametrize(
    "data, code, words",
    [
        (written("/AF [<< /Type /Filespec /F (lisa.pdf) >>]"), "unreadable_file", "only names it"),
        (written(f"/AF [{spec('lisa.pdf')}]", stream(b"x").replace(b"x\x9c", b"zz")), "unreadable_file", "damaged"),
        (written(f"/AF [{spec('lisa.pdf')}]", stream(b"")), "empty_file", "no bytes"),
        (written(f"/AF [{spec('lisa.xyz')}]", stream(bytes(range(256)))), "unreadable_file", "not read yet"),
        (written(f"/AF [{spec('lisa.pdf')}]", stream(b"tekst")), "answer_instead_of_file", "plain text"),
    ],
)
def test_an_attachment_that_cannot_be_read_is_held_by_name(data: bytes, code: str, words: str) -> None:
    read = read_file(data, "kaskkiri.pdf")
    [failure] = read.failures
    assert (failure.code, words in failure.message, failure.name[:5]) == (code, True, "lisa.")
    assert any("lisa." in finding.message for finding in read.findings)


def test_a_bomb_in_an_attachment_is_refused_without_unpacking_it() -> None:
    data = written(f"/AF [{spec('pomm.txt')}]", stream(bytes(8 * 1024 * 1024)))
    found = open_any(data, "a.pdf", Budget(size=1024 * 1024))
    assert [(failure.name, failure.code) for failure in found.failures] == [("pomm.txt", "unsafe_container")]


def test_a_name_tree_in_a_loop_ends() -> None:
    data = written(LOOP, stream(b"Lisa 1"), b"<< /Kids [6 0 R 6 0 R] >>")
    assert read_file(data, "a.pdf").members == ()


def test_files_nested_too_deep_are_held_by_name() -> None:
    data = b"Sisemine"
    for level in range(MAX_DEPTH + 2):
        data = attached({"sees.pdf" if level else "sees.txt": data})
    read, depth = read_file(data, "a.pdf"), 0
    while read.members:
        [read] = read.members
        depth += 1
    assert depth == MAX_DEPTH
    assert [failure.code for failure in read.failures] == ["unsafe_container"]


# --- DOCX and workbooks ---


def with_parts(package: bytes, **parts: bytes) -> bytes:
    out = io.BytesIO(package)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        for path, content in parts.items():
            archive.writestr(path.replace("__", "/"), content)
    return out.getvalue()


def test_a_docx_embedded_in_a_docx_is_a_member(word: Word) -> None:
    outer = with_parts(
        word("<w:p><w:r><w:t>Kaaskiri</w:t></w:r></w:p>"),
        **{"word__embeddings__Microsoft_Word_Document.docx": word(DOCX_ACT), "word__embeddings__lisa.pdf": page()},
    )
    read = read_file(outer, "kaas.docx")
    assert [member.name for member in read.members] == ["Microsoft_Word_Document.docx", "lisa.pdf"]
    assert [effect.effect for effect in read.members[0].effects] == ["revoke"]
    assert read.failures == ()


def test_an_embedded_object_of_another_kind_is_held_by_name(word: Word) -> None:
    outer = with_parts(
        word("<w:p><w:r><w:t>Kaas</w:t></w:r></w:p>"), **{"word__embeddings__oleObject1.bin": b"\xd0\xcf"}
    )
    read = read_file(outer, "kaas.docx")
    assert [(failure.name, failure.code) for failure in read.failures] == [("oleObject1.bin", "unreadable_file")]
    assert "oleObject1.bin" in read.findings[-1].message


def ole(name: str, content: bytes) -> bytes:
    """An OLE file with one stream, as office programs write it: by sectors, or in small pieces below 4096 bytes."""
    none, end = b"\xff" * 4, b"\xfe\xff\xff\xff"
    is_small = len(content) < 4096
    held = content.ljust(-(-len(content) // 512) * 512, b"\0")
    count = len(held) // 512
    first = 3 if is_small else 2
    chain = b"".join((first + n + 1).to_bytes(4, "little") for n in range(count - 1)) + end
    table = b"\xfd\xff\xff\xff" + end + (end if is_small else b"") + chain
    pieces = -(-len(content) // 64)
    mini = b"".join((n + 1).to_bytes(4, "little") for n in range(pieces - 1)) + end

    def row(called: str, kind: int, child: int, start: int, size: int) -> bytes:
        spelled = called.encode("utf-16-le") + b"\0\0"
        head = spelled.ljust(64, b"\0") + len(spelled).to_bytes(2, "little") + bytes([kind, 1]) + none * 2
        return (
            (head + child.to_bytes(4, "little")).ljust(116, b"\0")
            + start.to_bytes(4, "little")
            + size.to_bytes(8, "little")
        )

    root = row("Root Entry", 5, 1, first if is_small else 0xFFFFFFFE, len(held) if is_small else 0)
    rows = root + row(name, 2, 0xFFFFFFFF, 0 if is_small else first, len(content)) + bytes(256)
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(76, b"\0") + b"\0" * 4 + none * 108)
    for at, width, value in (
        (30, 2, 9),
        (32, 2, 6),
        (44, 4, 1),
        (48, 4, 1),
        (56, 4, 4096),
        (60, 4, 2 if is_small else 0xFFFFFFFE),
    ):
        header[at : at + width] = value.to_bytes(width, "little")
    sectors = [table.ljust(512, b"\xff"), rows] + ([mini.ljust(512, b"\xff")] if is_small else []) + [held]
    return bytes(header) + b"".join(sectors)


def native(name: str, content: bytes) -> bytes:
    label = name.encode("cp1257") + b"\0"
    path = b"C:\\" + label
    body = b"\2\0" + label + path + b"\0\0\3\0" + len(path).to_bytes(4, "little") + path
    body += len(content).to_bytes(4, "little") + content
    return len(body).to_bytes(4, "little") + body


@pytest.mark.parametrize("padding", [0, 5_000])
@pytest.mark.parametrize("form", ["\x01Ole10Native", "Package", "CONTENTS"])
def test_a_file_embedded_as_an_icon_is_a_member(word: Word, form: str, padding: int) -> None:
    act = word(
        DOCX_ACT + f"<!--{'x' * padding}-->",
        **({"styles": "<!--" + "".join(map(str, range(padding))) + "-->"} if padding else {}),
    )
    stream = native("käskkiri.docx", act) if form == "\x01Ole10Native" else act
    assert (len(stream) >= 4096) == bool(padding)
    outer = with_parts(
        word("<w:p><w:r><w:t>Kaas</w:t></w:r></w:p>"), **{"word__embeddings__oleObject1.bin": ole(form, stream)}
    )
    read = read_file(outer, "kaas.docx")
    [member] = read.members
    assert member.name == ("käskkiri.docx" if form == "\x01Ole10Native" else "oleObject1")
    assert [effect.effect for effect in member.effects] == ["revoke"]


@pytest.mark.parametrize("at", [30, 44, 56, 60, 76, 512, 1024 + 116, 1024 + 128 + 116, 1024 + 128 + 120])
@pytest.mark.parametrize("value", [b"\0\0\0\0", b"\xff\xff\xff\x7f", b"\1\0\0\0"])
def test_a_damaged_object_ends_as_a_failure_or_a_member(word: Word, at: int, value: bytes) -> None:
    whole = ole("\x01Ole10Native", native("a.txt", b"Kinnitan korra." * 20))
    outer = with_parts(
        word("<w:p><w:r><w:t>Kaas</w:t></w:r></w:p>"),
        **{"word__embeddings__oleObject1.bin": whole[:at] + value + whole[at + 4 :]},
    )
    read = read_file(outer, "kaas.docx")
    assert len(read.members) + len(read.failures) == 1
    assert "reader_error" not in [failure.code for failure in read.failures]


def test_a_document_whose_only_content_is_embedded_is_read(word: Word) -> None:
    outer = with_parts(word("<w:p/>"), **{"word__embeddings__a.docx": word(DOCX_ACT)})
    read = read_file(outer, "kaas.docx")
    assert (read.text, [member.name for member in read.members]) == (None, ["a.docx"])
    assert "no_text_of_its_own" in [finding.code for finding in read.findings]


def test_objects_in_old_formats_are_said() -> None:
    found = open_any(rb"{\rtf1 Kinnitan {\object\objemb{\*\objdata 0105}}}", "a.rtf", Budget())
    assert [finding.code for finding in found.findings] == ["embedded_object"]
    assert open_any(rb"{\rtf1 Kinnitan}", "a.rtf", Budget()).findings == ()
